//! The real program in a real window on a screen that nobody sees, driven by keys and pointer as a
//! user would, killed in the middle of its work, and without a screen at all.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{arg, file, skip, tamis};
use crate::window::{cell, click, click_containing};

/// A program that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn missing(programs: &[&str]) -> Option<String> {
    programs
        .iter()
        .find(|name| {
            Command::new("which")
                .arg(name)
                .stdout(Stdio::null())
                .status()
                .is_ok_and(|s| !s.success())
        })
        .map(|name| format!("{name} is not installed"))
}

/// Starts a screen and gives its name. It goes on as it is when its last program ends: by default
/// it would begin anew then, and throw out a program that comes at that moment.
fn screen((width, height): (u32, u32)) -> (Running, String) {
    let size = format!("{width}x{height}x24");
    let mut child = Command::new("Xvfb")
        .args(["-noreset", "-displayfd", "1", "-screen", "0", &size])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb starts");
    let mut line = String::new();
    let stdout = child.stdout.take().expect("its output");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut line).expect("a number");
    (Running(child), format!(":{}", line.trim()))
}

fn on_screen(display: &str, program: &str, args: &[&str]) -> std::process::Output {
    Command::new(program)
        .args(args)
        .env("DISPLAY", display)
        .output()
        .expect("the program runs")
}

pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            start.elapsed() < Duration::from_secs(120),
            "{what} did not come"
        );
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// The share of the picture that is not its most frequent colour: 0 for an empty window.
fn drawn(display: &str, folder: &Path) -> f64 {
    let shot = folder.join("shot.png");
    on_screen(display, "import", &["-window", "root", arg(&shot)]);
    let out = Command::new("convert")
        .args([
            arg(&shot),
            "-colors",
            "2",
            "-format",
            "%c",
            "histogram:info:",
        ])
        .output()
        .expect("convert runs");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let counts: Vec<f64> = text
        .lines()
        .filter_map(|l| l.trim().split(':').next()?.trim().parse().ok())
        .collect();
    let total: f64 = counts.iter().sum();
    let most = counts.iter().copied().fold(0.0, f64::max);
    if total > 0.0 { 1.0 - most / total } else { 0.0 }
}

/// What a window test needs.
pub const TOOLS: [&str; 4] = ["Xvfb", "xdotool", "import", "convert"];

/// The program in a window, with a home of its own.
pub struct Desktop {
    display: String,
    home: PathBuf,
    size: (u32, u32),
    window: String,
    program: Option<Running>,
    _screen: Running,
}

impl Desktop {
    /// A screen on which nothing runs yet.
    pub fn new(home: &Path, size: (u32, u32)) -> Self {
        let (screen, display) = screen(size);
        Self {
            display,
            home: home.to_owned(),
            size,
            window: String::new(),
            program: None,
            _screen: screen,
        }
    }

    /// Starts the program and waits until its window is drawn.
    pub fn start(&mut self, opened: Option<&Path>) {
        let said = self.home.join("said.txt");
        let child = Command::new(env!("CARGO_BIN_EXE_tamis"))
            .args(opened)
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("LANG", "en_US.UTF-8")
            .env_remove("LC_ALL")
            .env("HOME", &self.home)
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .stderr(std::fs::File::create(&said).expect("a file for what it says"))
            .spawn()
            .expect("the program starts");
        let mut program = Running(child);
        let window = wait_for("the window", || {
            let ended = program.0.try_wait().expect("a look at the program");
            let words = std::fs::read_to_string(&said).unwrap_or_default();
            assert_eq!(ended, None, "the program ended and said: {words}");
            let out = on_screen(&self.display, "xdotool", &["search", "--name", "^Tamis"]);
            let text = String::from_utf8_lossy(&out.stdout).into_owned();
            text.lines().next().map(str::to_owned)
        });
        self.program = Some(program);
        let (width, height) = (self.size.0.to_string(), self.size.1.to_string());
        self.tool(&["windowmove", &window, "0", "0"]);
        self.tool(&["windowsize", &window, &width, &height]);
        self.window = window;
        self.focus();
        wait_for("a drawn window", || {
            (drawn(&self.display, &self.home) > 0.01).then_some(())
        });
    }

    /// How many bytes of journals there are.
    fn kept(&self) -> u64 {
        let folder = self.home.join(".local/share/tamis/journals");
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.filter_map(|e| Some(e.metadata().ok()?.len())).sum()
    }

    /// Waits until a file is open: it is among the recent ones then.
    pub fn wait_for_file(&self, name: &str) {
        let settings = self.home.join(".config/tamis/settings.toml");
        wait_for("an open file", || {
            let text = std::fs::read_to_string(&settings).ok()?;
            text.contains(name).then_some(())
        });
        std::thread::sleep(Duration::from_millis(500));
    }

    /// Ends the program as a power cut would.
    pub fn kill(&mut self) {
        self.program = None;
    }

    fn tool(&self, args: &[&str]) {
        on_screen(&self.display, "xdotool", args);
    }

    /// Without a window manager nobody else gives the window the keyboard.
    fn focus(&self) {
        self.tool(&["windowfocus", &self.window]);
    }

    /// Keys, as `ctrl+e`.
    pub fn press(&self, keys: &str) {
        self.focus();
        self.tool(&["key", "--clearmodifiers", keys]);
        std::thread::sleep(Duration::from_millis(350));
    }

    /// Text, key by key.
    pub fn write(&self, text: &str) {
        self.tool(&["type", "--delay", "40", text]);
        std::thread::sleep(Duration::from_millis(300));
    }

    /// So many clicks at a place of the window.
    pub fn click(&self, x: u32, y: u32, times: u32) {
        let (x, y, times) = (x.to_string(), y.to_string(), times.to_string());
        self.tool(&["mousemove", &x, &y]);
        self.focus();
        std::thread::sleep(Duration::from_millis(150));
        self.tool(&["click", "--repeat", &times, "--delay", "60", "1"]);
        std::thread::sleep(Duration::from_millis(400));
    }

    /// One click, without waiting for what comes of it.
    pub fn click_and_go(&self, x: u32, y: u32) {
        let (x, y) = (x.to_string(), y.to_string());
        self.tool(&["mousemove", &x, &y]);
        std::thread::sleep(Duration::from_millis(200));
        self.tool(&["click", "1"]);
    }

    /// Does what the list of all commands finds for these words.
    pub fn act(&self, words: &str) {
        self.press("ctrl+p");
        self.write(words);
        self.press("Return");
    }

    /// The window as a picture.
    pub fn picture(&self, path: &Path) {
        on_screen(&self.display, "import", &["-window", "root", arg(path)]);
    }
}

const CSV: &str = "customer_external_id,manufacturer,serial_number,device_external_id,customer_name,max_power_w\n\
1,HOP,A1,7,Zoe Ngoma,3500\n2,HOP,A2,8,Awa Diop,oops\n";

/// How pseudonyms are made is asked once: up to “Plain”, take it, down to “Continue”.
fn export_plain(desktop: &Desktop) {
    desktop.press("ctrl+e");
    desktop.press("ctrl+e");
    for keys in ["shift+Tab", "space", "Tab", "Return"] {
        desktop.press(keys);
    }
    std::thread::sleep(Duration::from_millis(600));
}

#[test]
fn open_fix_by_keyboard_and_export_in_a_real_window() {
    if let Some(why) = missing(&TOOLS) {
        skip("open_fix_by_keyboard_and_export_in_a_real_window", &why);
        return;
    }
    let (folder, path) = file("Juin.csv", CSV);
    let mut desktop = Desktop::new(folder.path(), (1366, 768));
    desktop.start(Some(&path));
    let target = folder.path().join("Juin_meters.csv");
    // The keys may come before the window has the keyboard; the whole is tried again then.
    wait_for("the exported file", || {
        desktop.press("F8");
        desktop.write("4200");
        desktop.press("Return");
        export_plain(&desktop);
        target.exists().then_some(())
    });
    let written = std::fs::read_to_string(&target).expect("the file");
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 3, "{written}");
    assert!(lines[2].starts_with("2,HOP,A2,8,4200,"), "{written}");
    assert!(!written.contains("Ngoma"), "a name left in the clear");
    assert_eq!(std::fs::read_to_string(&path).expect("the source"), CSV);
}

#[test]
fn edit_with_the_mouse_copy_paste_and_export_in_a_real_window() {
    if let Some(why) = missing(&TOOLS) {
        skip(
            "edit_with_the_mouse_copy_paste_and_export_in_a_real_window",
            &why,
        );
        return;
    }
    let (folder, path) = file("Juillet.csv", CSV.replace("oops", "3600"));
    let mut desktop = Desktop::new(folder.path(), (1366, 768));
    desktop.start(Some(&path));
    desktop.wait_for_file("Juillet.csv");
    let target = folder.path().join("Juillet_meters.csv");
    // The first column, its first and its second row.
    let (x, first, second) = (340, 191, 217);
    let written = wait_for("the exported file", || {
        desktop.click(x, first, 2);
        desktop.press("ctrl+a");
        desktop.write("ZM77");
        desktop.press("Return");
        desktop.click(x, first, 1);
        desktop.press("ctrl+c");
        desktop.click(x, second, 1);
        desktop.press("ctrl+v");
        // Accents by dead keys begin an edit and go on in it.
        desktop.click(x + 180, first, 1);
        for keys in [
            "dead_circumflex",
            "o",
            "dead_diaeresis",
            "i",
            "ccedilla",
            "Return",
        ] {
            desktop.press(keys);
        }
        export_plain(&desktop);
        if let Some(folder) = std::env::var_os("TAMIS_SCREENS") {
            desktop.picture(&PathBuf::from(folder).join("mouse.png"));
        }
        let written = std::fs::read_to_string(&target).ok()?;
        if written.contains("ZM77,ôïç,") {
            return Some(written);
        }
        // The keyboard has no dead keys: they are lent to it for a moment, which a key may miss.
        std::fs::remove_file(&target).expect("the file goes");
        None
    });
    let ids: Vec<&str> = (written.lines().skip(1))
        .filter_map(|line| line.split(',').next())
        .collect();
    assert_eq!(ids, ["ZM77", "ZM77"], "typed above, pasted below");
}

/// Every file below a folder that holds a text.
fn holding(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else if std::fs::read(&path).is_ok_and(|bytes| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        }) {
            found.push(path);
        }
    }
    found
}

#[test]
fn killed_in_the_middle_of_a_bulk_fix_nothing_is_lost_and_nothing_lies_in_clear() {
    if let Some(why) = missing(&TOOLS) {
        skip(
            "killed_in_the_middle_of_a_bulk_fix_nothing_is_lost_and_nothing_lies_in_clear",
            &why,
        );
        return;
    }
    let rows = 20_000;
    let mut csv = CSV.lines().next().expect("a header").to_owned() + "\n";
    for n in 0..rows {
        csv += &format!("{n},HOP,A{n},{n},Awa Diop {n},\"{},5\"\n", n % 97);
    }
    let source = tempfile::tempdir().expect("a folder");
    let path = source.path().join("Juin.csv");
    std::fs::write(&path, &csv).expect("the source");
    let home = tempfile::tempdir().expect("a folder");
    let mut desktop = Desktop::new(home.path(), (1366, 768));
    desktop.start(Some(&path));
    desktop.wait_for_file("Juin.csv");
    // A name typed by hand, until it is in the journal.
    wait_for("a journal of the edit", || {
        desktop.press("ctrl+g");
        desktop.write("E2");
        desktop.press("Return");
        desktop.write("Nzinga Kilombo");
        desktop.press("Return");
        (desktop.kept() > 0).then_some(())
    });
    // 20,000 decimal commas put right in one step by the button of the dialog, and the power goes.
    desktop.act("safe fixes");
    std::thread::sleep(Duration::from_millis(1500));
    desktop.click_and_go(976, 603);
    std::thread::sleep(Duration::from_millis(60));
    desktop.kill();
    for text in ["Nzinga", "Kilombo", "Awa Diop"] {
        assert_eq!(holding(home.path(), text), Vec::<PathBuf>::new(), "{text}");
    }

    // What another start of the program finds.
    let root = tempfile::tempdir().expect("a folder");
    for (name, kept) in [("config", ".config/tamis"), ("data", ".local/share/tamis")] {
        std::os::unix::fs::symlink(home.path().join(kept), root.path().join(name)).expect("a link");
    }
    let mut window = crate::window_keep::keeping(root.path(), None);
    click(&mut window, "Resume");
    assert_eq!(cell(&window, "E2"), "Nzinga Kilombo", "nothing is lost");
    let comma = (2..rows + 2)
        .filter(|row| cell(&window, &format!("F{row}")).contains(','))
        .count();
    assert!(
        comma == 0 || comma == rows,
        "a step is done as a whole or not at all, not to {comma} of {rows}"
    );
    // And the work goes on.
    if comma > 0 {
        click_containing(&mut window, "20,000 safe fixes");
        click(&mut window, "Fix 20,000 cells");
    }
    assert_eq!(crate::window::errors(&window), 0);
}

#[test]
fn without_a_screen_one_sentence_and_exit_2() {
    for args in [&[][..], &["nothing.csv"][..]] {
        let out = tamis(args);
        assert_eq!(out.status.code(), Some(2));
        let err = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(
            err.contains("no screen") && err.contains("tamis check"),
            "{err}"
        );
        assert_eq!(err.trim().lines().count(), 1, "{err}");
    }
    // A screen that is named and not there.
    let out = Command::new(env!("CARGO_BIN_EXE_tamis"))
        .env("DISPLAY", ":9999")
        .env_remove("WAYLAND_DISPLAY")
        .env("LANG", "C.UTF-8")
        .output()
        .expect("the program starts");
    assert_eq!(out.status.code(), Some(2));
    let err = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(err.contains("No window can be opened"), "{err}");
    assert!(!err.contains("panicked"), "{err}");
}
