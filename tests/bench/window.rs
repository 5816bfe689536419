//! The longest frame of the window, drawn without a screen, while a large file is opened, sorted,
//! filtered, fixed and taken back: what the user feels as standing still. And what an open file
//! takes of memory. Not a statistic: each is done once. `TAMIS_BENCH_ROWS` or `TAMIS_BENCH_CSV`
//! choose the file.

// A bench that cannot run has nothing else to say, and this one prints what it found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod headless;
mod meters;

use std::process::Command;
use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers};
use headless::{CTRL, Window};
use tamis::document::{current_day, open_document};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::table::Table;

/// The window, and when something was begun in it.
struct Watched {
    window: Window,
    begun: Instant,
}

impl Watched {
    fn begin(&mut self) {
        self.window.longest = Duration::ZERO;
        self.begun = Instant::now();
    }

    fn tell(&mut self, what: &str) {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{what:36} longest frame {:7.1} ms, until it is done {:8.1} ms",
            ms(self.window.longest),
            ms(self.begun.elapsed())
        );
    }

    /// Does an action by the list of all commands.
    fn act(&mut self, what: &str) {
        self.begin();
        self.window.press(CTRL, Key::P);
        self.window.frame(vec![Event::Text(what.to_owned())]);
        self.window.frame(Vec::new());
        self.window.press(Modifiers::NONE, Key::Enter);
        self.window.settle();
        self.tell(what);
        self.window.press(Modifiers::NONE, Key::Escape);
        self.window.settle();
    }
}

/// What an open document takes alone, told by a process of its own.
const ALONE: &str = "--document-alone";

fn document_alone() {
    let before = memory();
    let document = open_document(
        &meters::file(),
        &OpenOptions::default(),
        Schema::meters().expect("the format"),
        current_day(),
        &Quiet,
    )
    .expect("the file opens");
    tell_memory("memory of an open document", before, document.table());
}

/// The memory that stays taken. What was freed goes back to the system within seconds.
fn tell_memory(what: &str, before: Option<u64>, table: &Table) {
    std::thread::sleep(Duration::from_secs(8));
    if let (Some(before), Some(after)) = (before, memory()) {
        let cells = table.record_count() * table.column_count();
        let bytes = after.saturating_sub(before);
        println!(
            "{what:36} {:.0} MB, {:.1} bytes a cell",
            bytes as f64 / 1e6,
            bytes as f64 / cells as f64
        );
    }
}

fn main() {
    if std::env::args().any(|argument| argument == ALONE) {
        return document_alone();
    }
    let own = std::env::current_exe().expect("this bench");
    let alone = Command::new(own).arg(ALONE).status();
    assert!(alone.expect("it starts again").success());
    let before = memory();
    let mut watched = Watched {
        window: Window::begin(),
        begun: Instant::now(),
    };
    watched.window.settle();
    watched.tell("open");
    {
        let file = watched.window.app.file().expect("a file");
        let session = file.session();
        let table = session.document().table();
        tell_memory("memory, with all that the window has", before, table);
    }
    for what in [
        "sort ascending",
        "problem rows",
        "all rows, order of the file",
        "values of this column",
    ] {
        watched.act(what);
    }
    watched
        .window
        .app
        .file_mut()
        .expect("a file")
        .grid
        .request_focus();
    watched.window.frame(Vec::new());
    watched.begin();
    watched.window.frame(vec![Event::Text("7".to_owned())]);
    watched.window.press(Modifiers::NONE, Key::Enter);
    watched.window.frame(Vec::new());
    watched.tell("edit one cell");
    watched.begin();
    for _ in 0..60 {
        watched.window.frame(Vec::new());
    }
    watched.window.settle();
    watched.tell("the list of problems follows");
    watched.window.press(CTRL, Key::P);
    watched
        .window
        .frame(vec![Event::Text("safe fixes".to_owned())]);
    watched.window.frame(Vec::new());
    watched.begin();
    watched.window.press(Modifiers::NONE, Key::Enter);
    watched.window.settle();
    watched.tell("preview of all safe fixes");
    watched.begin();
    watched.window.click("Fix ");
    watched.window.settle();
    watched.tell("all safe fixes");
    watched.begin();
    watched.window.press(CTRL, Key::Z);
    watched.window.settle();
    watched.tell("undo");
    watched.begin();
    watched.window.press(CTRL, Key::End);
    watched.window.settle();
    watched.tell("the last cell");
}

/// Bytes of memory that the process has, where the system says so.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
