//! For providers, in the window without a screen: a template, the workbook that goes back with
//! its note, and corrections that come back and are taken over as one step.

use std::path::Path;

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use tamis::text::Lang;
use tamis::ui::ThemeChoice;

use crate::support::file;
use crate::window::{Window, cell, click, file as shown, go_to, key, open, settle, write};

type Shown = Harness<'static, Window>;

const SENT: &str =
    "customer_external_id,manufacturer,serial_number,device_external_id,customer_name,max_power_w
C-1,HOP,SN-1,D-1,Chipo Banda,abc
C-2,HOP,SN-2,D-2,Moussa Sarr,3x5
C-3,HOP,SN-3,D-3,Zoé Ngoma,7
C-4,HOP,SN-4,D-4,Ada Phiri,8
";

/// C-1 fixed, C-2 in conflict with what is typed here, C-3 newly wrong, C-4 gone, C-5 new.
const CORRECTED: &str =
    "customer_external_id,manufacturer,serial_number,device_external_id,customer_name,max_power_w
C-5,HOP,SN-5,D-5,Awa Diop,2
C-1,HOP,SN-1,D-1,Chipo Banda,12
C-2,HOP,SN-2,D-2,Moussa Sarr,35
C-3,HOP,SN-3,D-3,Zoé Ngoma,seven
";

fn begin(path: Option<&Path>) -> Shown {
    open(Lang::En, ThemeChoice::Light, [1024.0, 600.0], path)
}

/// By the palette, which lists what the menus hold.
fn act(window: &mut Shown, name: &str) {
    key(window, Modifiers::COMMAND, Key::P);
    write(window, name);
    key(window, Modifiers::NONE, Key::Enter);
}

/// Replaces what a field holds.
fn type_into(window: &mut Shown, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    settle(window);
    key(window, Modifiers::COMMAND, Key::A);
    write(window, text);
}

#[test]
fn a_template_is_written_without_a_file_open() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("empty.xlsx");
    let mut window = begin(None);
    act(&mut window, "New template");
    click(&mut window, "Required only");
    window
        .get_by_role_and_label(Role::CheckBox, "Account ID")
        .click();
    settle(&mut window);
    type_into(&mut window, "Where to write it", target.to_str().unwrap());
    click(&mut window, "Write 5 columns");
    window.get_by_label_contains("5 columns to fill in");
    window.get_by_label("Open folder");
    let window = begin(Some(&target));
    let session = shown(&window).session();
    let table = session.document().table();
    assert!(
        table
            .columns()
            .any(|(_, c)| c.header() == "account_external_id")
    );
    assert_eq!(session.document().mapping().used(), 5);
}

#[test]
fn a_workbook_goes_back_with_its_note() {
    let (folder, path) = file("Juin.csv", SENT);
    let mut window = begin(Some(&path));
    act(&mut window, "Send back");
    window.get_by_label_contains("holds personal data in the clear");
    let go = "Write the workbook";
    let wrong = folder.path().join("back.xlsx");
    type_into(
        &mut window,
        "Where to write the workbook",
        wrong.to_str().unwrap(),
    );
    click(&mut window, go);
    assert!(!wrong.exists(), "its name must say what is inside");
    let target = folder.path().join("back-PERSONAL-DATA.xlsx");
    type_into(
        &mut window,
        "Where to write the workbook",
        target.to_str().unwrap(),
    );
    click(&mut window, go);
    assert!(target.exists());
    window.get_by_label_contains("Hello,");
    click(&mut window, "Français");
    window.get_by_label_contains("Bonjour,");
    click(&mut window, "Copy the note");
    window.get_by_label("Copied");
    // The record of the next export lists it.
    let listed = &crate::window::file(&window).returned;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0], tamis::document::mark(&target).unwrap());
}

#[test]
fn corrections_are_taken_over_as_one_step() {
    let (folder, path) = file("Juin.csv", SENT);
    let corrected = folder.path().join("Juin-corrected.csv");
    std::fs::write(&corrected, CORRECTED).unwrap();
    let mut window = begin(Some(&path));
    // Changed here too: somebody must say whose text counts.
    go_to(&mut window, "F3");
    write(&mut window, "3");
    write(&mut window, ".5");
    key(&mut window, Modifiers::NONE, Key::Enter);
    let steps = shown(&window).session().history().len();

    act(&mut window, "Take over");
    type_into(
        &mut window,
        "The corrected workbook",
        corrected.to_str().unwrap(),
    );
    click(&mut window, "Compare");
    for figure in ["1 fixed", "1 newly wrong", "1 row added", "1 row removed"] {
        window.get_by_label(figure);
    }
    window.get_by_label("1 cell waits for your answer");
    assert_eq!(cell(&window, "F2"), "abc", "looking changes nothing");
    window.get_by_label_contains("F3, theirs: 35").click();
    settle(&mut window);
    click(&mut window, "Take over 5 changes");
    assert_eq!(cell(&window, "F2"), "12");
    assert_eq!(cell(&window, "F3"), "35");
    assert_eq!(cell(&window, "F4"), "seven");
    assert_eq!(shown(&window).session().history().len(), steps + 1);
    assert_eq!(
        shown(&window).session().document().table().rows().count(),
        4
    );
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&window, "F2"), "abc");
    assert_eq!(cell(&window, "F3"), "3.5", "one undo step");
}
