//! Work is never lost, in the window: saving, leaving, resuming after a crash, projects, recent
//! files, settings, deleting all traces.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tamis::document::Traces;
use tamis::text::Lang;
use tamis::ui::{Start, ThemeChoice};

use crate::window::{
    Window, begin, cell, click, click_containing, click_last, file, go_to, key, sample, settle,
    write,
};

/// A window that keeps things under a folder.
pub fn keeping(root: &Path, opened: Option<&Path>) -> Harness<'static, Window> {
    keeping_in(Lang::En, root, opened)
}

fn keeping_in(lang: Lang, root: &Path, opened: Option<&Path>) -> Harness<'static, Window> {
    let start = Start {
        profiles: None,
        lang,
        theme: ThemeChoice::System,
        file: opened.map(Path::to_owned),
        system_dialogs: false,
        memory: None,
        traces: Some(Traces::under(root)),
    };
    begin([1366.0, 768.0], start)
}

fn edit(window: &mut Harness<'static, Window>, address: &str, text: &str) {
    go_to(window, address);
    write(window, text);
    key(window, Modifiers::NONE, Key::Enter);
}

/// Waits until every change is on disk.
fn kept(window: &Harness<'static, Window>) {
    let start = Instant::now();
    loop {
        let state = file(window).session().keep_state().unwrap();
        assert_eq!(state.failed, None);
        if state.waiting == 0 && state.kept_at.is_some() {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn journals(root: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(Traces::under(root).journals())
        .map(|entries| entries.map(|e| e.unwrap().path()).collect())
        .unwrap_or_default()
}

/// The window is gone as after a crash. A worker that still looks at the document holds its
/// journal for a moment, which a process that has ended does not.
pub fn vanish(window: Harness<'static, Window>, root: &Path) {
    drop(window);
    let start = Instant::now();
    let held = |path: &PathBuf| {
        let file = std::fs::File::options().write(true).open(path);
        file.is_ok_and(|file| file.try_lock().is_err())
    };
    while journals(root).iter().any(held) {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "a journal is held"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn is_open(window: &Harness<'static, Window>) -> bool {
    window.state().app.as_ref().unwrap().file().is_some()
}

/// Writes into a field of a dialog.
fn fill(window: &mut Harness<'static, Window>, label: &str, text: &str) {
    let field = window
        .query_all_by_role(Role::TextInput)
        .chain(window.query_all_by_role(Role::PasswordInput))
        .find(|node| node.accesskit_node().label().as_deref() == Some(label));
    field.unwrap_or_else(|| panic!("no field {label}")).focus();
    settle(window);
    key(window, Modifiers::COMMAND, Key::A);
    write(window, text);
}

fn tick(window: &mut Harness<'static, Window>, label: &str) {
    window.get_by_role_and_label(Role::CheckBox, label).click();
    settle(window);
}

#[test]
fn after_a_crash_the_work_is_offered_and_resumed() {
    let root = tempfile::tempdir().unwrap();
    let (_folder, path) = sample("practice.xlsx");
    let mut window = keeping(root.path(), Some(&path));
    edit(&mut window, "B3", "KEPT");
    key(&mut window, Modifiers::COMMAND, Key::J);
    edit(&mut window, "B4", "KEPT TOO");
    kept(&window);
    window.get_by_label_contains("Work kept at");
    // The window is gone without a word.
    vanish(window, root.path());
    assert_eq!(journals(root.path()).len(), 1);

    let mut window = keeping(root.path(), None);
    window.get_by_label("Resume practice.xlsx?");
    window.get_by_label_contains(", 2 changes");
    click(&mut window, "Later");
    window.get_by_label("Open a file…");
    vanish(window, root.path());

    let mut window = keeping_in(Lang::Fr, root.path(), None);
    window.get_by_label("Reprendre practice.xlsx\u{202f}?");
    click(&mut window, "Reprendre");
    assert_eq!(cell(&window, "B3"), "KEPT");
    assert_eq!(cell(&window, "B4"), "KEPT TOO");
    kept(&window);
    assert_eq!(journals(root.path()).len(), 1, "a new one for the old one");
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_ne!(cell(&window, "B4"), "KEPT TOO");
    key(&mut window, Modifiers::COMMAND, Key::Y);
    // Given up: nothing stays.
    key(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Ne pas enregistrer");
    assert!(!is_open(&window));
    assert!(journals(root.path()).is_empty());
}

#[test]
fn what_was_left_behind_can_be_deleted_and_a_missing_source_is_told() {
    let root = tempfile::tempdir().unwrap();
    let (folder, path) = sample("practice.xlsx");
    let mut window = keeping(root.path(), Some(&path));
    edit(&mut window, "B3", "KEPT");
    kept(&window);
    vanish(window, root.path());
    let moved = folder.path().join("moved.xlsx");
    std::fs::rename(&path, &moved).unwrap();
    let mut window = keeping(root.path(), None);
    click(&mut window, "Resume");
    window.get_by_label("Where is practice.xlsx?");
    fill(&mut window, "Where it is now", moved.to_str().unwrap());
    click(&mut window, "Open");
    assert_eq!(cell(&window, "B3"), "KEPT");
    kept(&window);
    vanish(window, root.path());
    let mut window = keeping(root.path(), None);
    click(&mut window, "Delete");
    assert!(journals(root.path()).is_empty());
    window.get_by_label("Open a file…");
}

#[test]
fn saving_takes_the_edit_in_progress_and_the_project_opens_again() {
    let root = tempfile::tempdir().unwrap();
    let (folder, path) = sample("practice.xlsx");
    let mut window = keeping(root.path(), Some(&path));
    go_to(&mut window, "B3");
    write(&mut window, "HALF TYPED");
    key(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(cell(&window, "B3"), "HALF TYPED");
    window.get_by_label("Save the project");
    click(&mut window, "Save");
    let project = folder.path().join("practice.tamis");
    let bytes = std::fs::read(&project).unwrap();
    assert!(!bytes.windows(10).any(|w| w == b"HALF TYPED"));
    window.get_by_label_contains("Saved at");
    // Saved: no question. Changed again: Ctrl+S asks nothing more.
    edit(&mut window, "B4", "MORE");
    key(&mut window, Modifiers::COMMAND, Key::S);
    assert_ne!(std::fs::read(&project).unwrap(), bytes);
    key(&mut window, Modifiers::COMMAND, Key::W);
    assert!(!is_open(&window));
    assert!(journals(root.path()).is_empty());
    vanish(window, root.path());
    let mut window = keeping(root.path(), Some(&project));
    assert_eq!(cell(&window, "B3"), "HALF TYPED");
    assert_eq!(cell(&window, "B4"), "MORE");
    assert_eq!(file(&window).session().history().len(), 2);
    key(&mut window, Modifiers::COMMAND, Key::W);
    assert!(
        !is_open(&window),
        "a project as it was opened needs no question"
    );
}

#[test]
fn a_passphrase_is_asked_for_until_it_is_right() {
    let root = tempfile::tempdir().unwrap();
    let (folder, path) = sample("practice.xlsx");
    let mut window = keeping(root.path(), Some(&path));
    edit(&mut window, "B3", "LOCKED");
    key(&mut window, Modifiers::COMMAND, Key::S);
    click(&mut window, "Whoever has the passphrase opens it");
    window.get_by_label("Type a passphrase.");
    fill(&mut window, "Passphrase", "pépin bleu");
    fill(&mut window, "The same once more", "pépin");
    window.get_by_label("The two are not the same.");
    fill(&mut window, "The same once more", "pépin bleu");
    click(&mut window, "Save");
    let project = folder.path().join("practice.tamis");
    assert!(project.exists());
    vanish(window, root.path());
    // Elsewhere, where there is no key of this computer.
    let elsewhere = tempfile::tempdir().unwrap();
    let mut window = keeping(elsewhere.path(), Some(&project));
    window.get_by_label("Open practice.tamis");
    fill(&mut window, "Passphrase of the project", "pepin bleu");
    click(&mut window, "Open");
    window.get_by_label_contains("The passphrase is wrong");
    fill(&mut window, "Passphrase of the project", "pépin bleu");
    click(&mut window, "Open");
    assert_eq!(cell(&window, "B3"), "LOCKED");
}

#[test]
fn leaving_offers_to_save_not_to_save_and_to_stay() {
    let root = tempfile::tempdir().unwrap();
    let (folder, path) = sample("practice.xlsx");
    let mut window = keeping(root.path(), Some(&path));
    edit(&mut window, "B3", "X");
    key(&mut window, Modifiers::COMMAND, Key::W);
    window.get_by_label("Save the work on practice.xlsx?");
    click(&mut window, "Cancel");
    assert!(is_open(&window));
    key(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Save");
    // Where, and how it is locked; giving that up stays.
    click(&mut window, "Cancel");
    assert!(is_open(&window));
    key(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Save");
    click(&mut window, "Save");
    assert!(!is_open(&window));
    assert!(folder.path().join("practice.tamis").exists());
    assert!(journals(root.path()).is_empty());
}

#[test]
fn a_folder_that_cannot_be_written_gives_a_sentence_and_loses_nothing() {
    let root = tempfile::tempdir().unwrap();
    let (folder, path) = sample("practice.xlsx");
    let mut window = keeping(root.path(), Some(&path));
    edit(&mut window, "B3", "X");
    key(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Save");
    let nowhere = folder.path().join("none").join("Juin");
    fill(&mut window, "Where", nowhere.to_str().unwrap());
    click(&mut window, "Save");
    window.get_by_label("The folder does not exist. Choose another one.");
    click(&mut window, "OK");
    assert_eq!(cell(&window, "B3"), "X");
    assert!(file(&window).is_changed());
    kept(&window);
    assert_eq!(journals(root.path()).len(), 1);
    // A file of that name is not replaced unasked.
    std::fs::write(folder.path().join("practice.tamis"), "mine").unwrap();
    key(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label("A file of this name is there already.");
    click(&mut window, "Save");
    let there = std::fs::read_to_string(folder.path().join("practice.tamis")).unwrap();
    assert_eq!(there, "mine");
    tick(&mut window, "Replace the file that is there");
    click(&mut window, "Save");
    assert!(!file(&window).is_changed());
}

#[test]
fn recent_files_are_listed_opened_greyed_and_cleared() {
    let root = tempfile::tempdir().unwrap();
    let (_folder, path) = sample("practice.xlsx");
    let (other, second) = sample("exercice.csv");
    let mut window = keeping(root.path(), Some(&path));
    key(&mut window, Modifiers::COMMAND, Key::W);
    vanish(window, root.path());
    let mut window = keeping(root.path(), Some(&second));
    edit(&mut window, "B3", "X");
    key(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Don’t save");
    window.get_by_label("Recent files");
    click_containing(&mut window, "practice.xlsx, meters");
    assert_eq!(file(&window).name, "practice.xlsx");
    key(&mut window, Modifiers::COMMAND, Key::W);
    vanish(window, root.path());
    drop(other);
    let settings = std::fs::read_to_string(Traces::under(root.path()).settings_file()).unwrap();
    assert!(settings.contains("practice.xlsx") && settings.contains("errors ="));
    let mut window = keeping(root.path(), None);
    window.get_by_label_contains("exercice.csv, Not found");
    click(&mut window, "Clear the list");
    assert!(window.query_by_label("Recent files").is_none());
    vanish(window, root.path());
    let settings = std::fs::read_to_string(Traces::under(root.path()).settings_file()).unwrap();
    assert!(!settings.contains("practice.xlsx"), "{settings}");
}

#[test]
fn language_and_panels_are_remembered_and_all_traces_can_be_deleted() {
    let root = tempfile::tempdir().unwrap();
    let (_folder, path) = sample("practice.xlsx");
    let mut window = keeping(root.path(), Some(&path));
    click(&mut window, "FR");
    edit(&mut window, "B3", "X");
    kept(&window);
    vanish(window, root.path());
    let mut window = keeping(root.path(), None);
    click(&mut window, "Plus tard");
    window.get_by_label("Ouvrir un fichier…");
    key(&mut window, Modifiers::COMMAND, Key::P);
    write(&mut window, "supprimer toutes");
    key(&mut window, Modifiers::NONE, Key::Enter);
    tick(&mut window, "La clé de cet ordinateur aussi");
    window.get_by_label_contains("plus jamais être ouverts");
    click(&mut window, "Supprimer");
    vanish(window, root.path());
    let left: Vec<_> = std::fs::read_dir(root.path())
        .unwrap()
        .flat_map(|e| std::fs::read_dir(e.unwrap().path()).unwrap())
        .map(|e| e.unwrap().path())
        .collect();
    assert_eq!(left, Vec::<PathBuf>::new());
}

fn export_without_bad_rows(window: &mut Harness<'static, Window>) {
    key(window, Modifiers::COMMAND, Key::E);
    click_containing(window, "rows out");
    click_containing(window, "Export 1");
    click(window, "Plain, without a key");
    click(window, "Continue");
    click_last(window, "Export 1");
}

/// What was corrected in rows that an export left out is in no file: closing asks.
#[test]
fn leaving_after_an_export_that_left_rows_out_asks() {
    let root = tempfile::tempdir().unwrap();
    let (folder, path) = sample("practice.xlsx");
    let mut window = keeping(root.path(), Some(&path));
    edit(&mut window, "B3", "X");
    export_without_bad_rows(&mut window);
    assert!(folder.path().join("practice_meters.csv").exists());
    let done = file(&window).rows_in_no_file();
    assert!(done > 0);
    assert!(file(&window).is_changed());
    key(&mut window, Modifiers::COMMAND, Key::W);
    window.get_by_label_contains(&format!("{done} rows were left out of the export"));
    click(&mut window, "Cancel");
    assert!(is_open(&window));
    // A project holds them.
    key(&mut window, Modifiers::COMMAND, Key::S);
    click(&mut window, "Save");
    assert!(!file(&window).is_changed());
    key(&mut window, Modifiers::COMMAND, Key::W);
    assert!(!is_open(&window));
}

#[test]
fn leaving_after_an_export_without_any_correction_does_not_ask() {
    let root = tempfile::tempdir().unwrap();
    let (_folder, path) = sample("practice.xlsx");
    let mut window = keeping(root.path(), Some(&path));
    export_without_bad_rows(&mut window);
    assert!(file(&window).export.done.is_some());
    // How pseudonyms are made was chosen, but nothing was corrected.
    key(&mut window, Modifiers::COMMAND, Key::W);
    assert!(!is_open(&window));
}
