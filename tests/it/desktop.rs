//! The real program in a real window on a screen that nobody sees, driven by keys as a user
//! would, and without a screen at all.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{arg, file, skip, tamis};

/// A program that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn missing(programs: &[&str]) -> Option<String> {
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

/// Starts a screen and gives its name.
fn screen() -> (Running, String) {
    let mut child = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1366x768x24"])
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

fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            start.elapsed() < Duration::from_secs(60),
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

const CSV: &str = "customer_external_id,manufacturer,serial_number,device_external_id,customer_name,max_power_w\n\
1,HOP,A1,7,Zoe Ngoma,3500\n2,HOP,A2,8,Awa Diop,oops\n";

#[test]
fn open_fix_by_keyboard_and_export_in_a_real_window() {
    if let Some(why) = missing(&["Xvfb", "xdotool", "import", "convert"]) {
        skip("open_fix_by_keyboard_and_export_in_a_real_window", &why);
        return;
    }
    let (folder, path) = file("Juin.csv", CSV);
    let (_screen, display) = screen();
    let _window = Running(
        Command::new(env!("CARGO_BIN_EXE_tamis"))
            .arg(&path)
            .env("DISPLAY", &display)
            .env_remove("WAYLAND_DISPLAY")
            .env("LANG", "en_US.UTF-8")
            .env_remove("LC_ALL")
            .env("HOME", folder.path())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts"),
    );
    let window = wait_for("the window", || {
        let out = on_screen(&display, "xdotool", &["search", "--name", "^Tamis"]);
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        text.lines().next().map(str::to_owned)
    });
    on_screen(&display, "xdotool", &["windowfocus", &window]);
    wait_for("a drawn window", || {
        (drawn(&display, folder.path()) > 0.01).then_some(())
    });
    let press = |keys: &str| {
        on_screen(&display, "xdotool", &["key", "--clearmodifiers", keys]);
        std::thread::sleep(Duration::from_millis(400));
    };
    let target = folder.path().join("Juin_meters.csv");
    // The keys may come before the window has the keyboard; the whole is tried again then.
    wait_for("the exported file", || {
        on_screen(&display, "xdotool", &["windowfocus", &window]);
        press("F8");
        on_screen(&display, "xdotool", &["type", "--delay", "60", "4200"]);
        std::thread::sleep(Duration::from_millis(300));
        press("Return");
        press("ctrl+e");
        press("ctrl+e");
        // How pseudonyms are made is asked once: up to “Plain”, take it, down to “Continue”.
        for keys in ["shift+Tab", "space", "Tab", "Return"] {
            press(keys);
        }
        std::thread::sleep(Duration::from_millis(600));
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
