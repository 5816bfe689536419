//! Files dropped on the window: a highlight while they hang over it, a tab for each, one sentence
//! for what cannot be opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{DroppedFile, HoveredFile};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use tamis::text::{self, Lang};
use tamis::ui::ThemeChoice;

use crate::window::{Window, click, file, open, sample, settle};

type Shown = Harness<'static, Window>;

/// A file as the system hands it over: only where it lies is asked.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn hover(window: &mut Shown, paths: &[&Path]) {
    let files = paths.iter().map(|path| HoveredFile {
        path: Some((*path).to_owned()),
        mime: String::new(),
    });
    window.input_mut().hovered_files = files.collect();
    window.run_steps(2);
}

/// Lets go of files over the window, for one frame, as the system tells it.
fn release(window: &mut Shown, paths: &[&Path]) {
    window.input_mut().hovered_files.clear();
    for path in paths {
        let dropped = Arc::new(Dropped((*path).to_owned()));
        window.input_mut().dropped_files.push(dropped);
    }
    window.run_steps(1);
    window.input_mut().dropped_files.clear();
    settle(window);
}

fn tabs(window: &Shown) -> usize {
    window.query_all_by_label_contains("Close ").count()
}

#[test]
fn a_file_over_the_window_is_welcomed_and_opens_when_dropped() {
    let (_folder, path) = sample("practice.xlsx");
    for lang in [Lang::En, Lang::Fr] {
        let mut window = open(lang, ThemeChoice::Light, [1024.0, 600.0], None);
        let welcome = text::t(lang, "start-drop");
        assert_eq!(window.query_all_by_label(&welcome).count(), 1, "the start");
        hover(&mut window, &[&path]);
        let over = text::tf(
            lang,
            "drop-open",
            &[("n", 1u64.into()), ("count", "1".into())],
        );
        window.get_by_label(&over);
        hover(&mut window, &[]);
        assert!(window.query_by_label(&over).is_none(), "it went away again");
        hover(&mut window, &[&path]);
        release(&mut window, &[&path]);
        assert!(window.query_by_label(&over).is_none());
        assert_eq!(file(&window).name, "practice.xlsx");
    }
}

#[test]
fn two_files_become_two_tabs_and_one_that_is_open_comes_to_the_front() {
    let (_one, first) = sample("practice.xlsx");
    let (_two, second) = sample("exercice.csv");
    let mut window = open(Lang::En, ThemeChoice::Light, [1024.0, 600.0], None);
    hover(&mut window, &[&first, &second]);
    window.get_by_label("Let go to open 2 files");
    release(&mut window, &[&first, &second]);
    assert_eq!(tabs(&window), 2);
    release(&mut window, &[&first]);
    assert_eq!(tabs(&window), 2, "it was open");
    assert_eq!(file(&window).name, "practice.xlsx");
}

#[test]
fn what_cannot_be_opened_gives_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("Juin");
    std::fs::create_dir(&inside).unwrap();
    let pdf = folder.path().join("Juin.pdf");
    std::fs::write(&pdf, b"%PDF-1.7 not a table").unwrap();
    let gone = folder.path().join("parti.xlsx");
    for (path, says) in [
        (inside.as_path(), "“Juin” is a folder"),
        (pdf.as_path(), "“Juin.pdf” is a PDF"),
        (gone.as_path(), "“parti.xlsx”"),
    ] {
        let mut window = open(Lang::En, ThemeChoice::Light, [1024.0, 600.0], None);
        release(&mut window, &[path]);
        assert_eq!(
            window.query_all_by_label_contains(says).count(),
            1,
            "{says}: one sentence"
        );
        click(&mut window, "OK");
        window.get_by_label("Open a file…");
    }
}

#[test]
fn a_drop_does_not_take_a_dialogs_answer_away() {
    let (_one, first) = sample("practice.xlsx");
    let (_two, second) = sample("exercice.csv");
    let mut window = open(Lang::En, ThemeChoice::Light, [1024.0, 600.0], Some(&first));
    crate::window::key(
        &mut window,
        eframe::egui::Modifiers::COMMAND,
        eframe::egui::Key::H,
    );
    window.get_by_label("Find and replace");
    release(&mut window, &[&second]);
    window.get_by_label("Find and replace");
    click(&mut window, "Cancel");
    assert_eq!(tabs(&window), 1, "a dialog is answered first");
}
