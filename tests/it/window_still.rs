//! A window in which nothing changes draws nothing: no frame is asked for once all is at rest.

use std::time::{Duration, Instant};

use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use tamis::text::Lang;
use tamis::ui::ThemeChoice;

use crate::window::{Window, english, key, open, sample, settle, write};

/// How soon the window wants to be drawn again.
fn wish(window: &Harness<'static, Window>) -> Duration {
    let views = window.output().viewport_output.values();
    views.map(|view| view.repaint_delay).min().unwrap()
}

/// Draws frames, as a window that is asked to, until none is asked for any more.
fn comes_to_rest(window: &mut Harness<'static, Window>, what: &str) {
    let began = Instant::now();
    let mut quiet = 0;
    while quiet < 3 {
        settle(window);
        quiet = if wish(window) == Duration::MAX {
            quiet + 1
        } else {
            0
        };
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "{what}: a frame is asked for again and again, in {:?}",
            wish(window)
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_window_at_rest_asks_for_no_frame() {
    let size = [1366.0, 768.0];
    let mut window = open(Lang::En, ThemeChoice::Light, size, None);
    comes_to_rest(&mut window, "without a file");

    let (_folder, path) = sample("exercice.csv");
    let mut window = english(&path);
    comes_to_rest(&mut window, "with a file");
    key(&mut window, Modifiers::NONE, Key::ArrowDown);
    comes_to_rest(&mut window, "the cursor moved");
    write(&mut window, "7");
    key(&mut window, Modifiers::NONE, Key::Enter);
    comes_to_rest(&mut window, "a cell was edited");
    for what in [
        "sort ascending",
        "problem rows",
        "Go to Protect",
        "Go to Export",
    ] {
        key(&mut window, Modifiers::COMMAND, Key::P);
        write(&mut window, what);
        key(&mut window, Modifiers::NONE, Key::Enter);
        comes_to_rest(&mut window, what);
    }
}
