//! Many cells put right in the window: value maps and alike spellings, scope, mistakes taken back,
//! severities, filters, columns split, steps of a provider done again.

use std::path::Path;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tamis::check::Severity;
use tamis::document::SavedRecipe;
use tamis::text::Lang;
use tamis::ui::ThemeChoice;

use crate::window::{
    Window, cell, click, click_containing, english, errors, file, go_to, key, open,
    open_remembering, settle, write,
};

const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id";

fn do_it(window: &mut Harness<'static, Window>, what: &str) {
    key(window, Modifiers::COMMAND, Key::P);
    write(window, what);
    key(window, Modifiers::NONE, Key::Enter);
}

/// Clicks a box of this name, not the words beside it.
fn tick(window: &mut Harness<'static, Window>, name: &str) {
    window.get_by_role_and_label(Role::CheckBox, name).click();
    settle(window);
}

fn type_in(window: &mut Harness<'static, Window>, field: &str, text: &str) {
    window.get_by_label(field).focus();
    settle(window);
    key(window, Modifiers::COMMAND, Key::A);
    write(window, text);
}

fn steps(window: &Harness<'static, Window>) -> usize {
    file(window).session().history().len()
}

const NAMES: &str = "\n1,Calin,A1,1,Ménage,M\n2,CALIN ,A2,2,menage,F\n3,calin,A3,3,MENAGE,x\n\
4,Calin,A4,4,Commerce,x\n5,Hexing,A5,5,commerce,M\n6,Hexing,A6,6,,M\n";

fn names() -> (tempfile::TempDir, std::path::PathBuf) {
    let csv = format!("{HEAD},customer_category,customer_gender{NAMES}");
    crate::support::file("in.csv", csv)
}

#[test]
fn old_values_become_new_ones_with_ticks_and_one_undo() {
    let (_folder, path) = names();
    let mut window = english(&path);
    go_to(&mut window, "E2");
    do_it(&mut window, "replace values");
    window.get_by_label("6 distinct values");
    type_in(&mut window, "New value for Ménage", "household");
    window.get_by_label("Change 1 cell");
    type_in(&mut window, "New value for MENAGE", "household");
    type_in(&mut window, "New value for Commerce", "commercial");
    window.get_by_label("Change 3 cells");
    // One is unticked again.
    tick(&mut window, "Commerce → commercial");
    click(&mut window, "Change 2 cells");
    let column: Vec<String> = (2..8).map(|n| cell(&window, &format!("E{n}"))).collect();
    let expected = [
        "household",
        "menage",
        "household",
        "Commerce",
        "commerce",
        "",
    ];
    assert_eq!(column, expected);
    assert_eq!(steps(&window), 1);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&window, "E2"), "Ménage");
    assert_eq!(cell(&window, "E4"), "MENAGE");
}

#[test]
fn alike_spellings_are_merged_into_the_most_frequent_or_what_is_typed() {
    let (_folder, path) = names();
    let mut window = english(&path);
    go_to(&mut window, "B2");
    do_it(&mut window, "replace values");
    click_containing(&mut window, "Alike spellings (1)");
    click(&mut window, "Make all “Calin”");
    // The common value is not changed: two cells of four differ from it.
    window.get_by_label("Change 2 cells");
    // One spelling stays as it is.
    tick(&mut window, "CALIN·");
    click(&mut window, "Change 1 cell");
    assert_eq!(cell(&window, "B3"), "CALIN ");
    assert_eq!(cell(&window, "B4"), "Calin");

    go_to(&mut window, "E2");
    do_it(&mut window, "replace values");
    click_containing(&mut window, "Alike spellings (2)");
    click(&mut window, "Make all “Ménage”");
    type_in(&mut window, "Common value for Ménage", "household");
    click(&mut window, "Change 3 cells");
    for address in ["E2", "E3", "E4"] {
        assert_eq!(cell(&window, address), "household");
    }
    assert_eq!(
        cell(&window, "E6"),
        "commerce",
        "the other group is not ticked"
    );
    assert_eq!(steps(&window), 2);
}

#[test]
fn empty_cells_take_the_text_above_and_rows_are_kept() {
    let csv = format!(
        "{HEAD},customer_category\n1,HOP,A,1,Maison\n2,HOP,B,2,\n3,HOP,C,3,\n4,HOP,D,4,Bar\n5,HOP,E,5,\n"
    );
    let (_folder, path) = crate::support::file("in.csv", csv);
    let mut window = english(&path);
    go_to(&mut window, "E2");
    do_it(&mut window, "fill empty cells");
    click(&mut window, "Fix 3 cells");
    let column: Vec<String> = (2..7).map(|n| cell(&window, &format!("E{n}"))).collect();
    assert_eq!(column, ["Maison", "Maison", "Maison", "Bar", "Bar"]);
    // Unlike cells typed by hand it is a step of the recipe.
    let recipe = file(&window).session().recipe();
    assert_eq!((recipe.steps.len(), recipe.left_out), (1, 0));
    go_to(&mut window, "A3");
    key(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    do_it(&mut window, "keep only these rows");
    assert_eq!(file(&window).derived.rows.len(), 2);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(file(&window).derived.rows.len(), 5);
}

#[test]
fn wrong_values_without_a_repair_get_right_ones() {
    let (_folder, path) = names();
    let mut window = english(&path);
    assert_eq!(errors(&window), 2);
    click_containing(&mut window, "Not in the list, customer_gender");
    click(&mut window, "Values…");
    // Only what is wrong is listed.
    assert!(window.query_by_label("New value for M").is_none());
    type_in(&mut window, "New value for x", "O");
    click(&mut window, "Change 2 cells");
    assert_eq!(errors(&window), 0);
}

#[test]
fn a_fix_on_filtered_rows_leaves_the_others_alone() {
    let rows: String = (0..8)
        .map(|i| {
            let country = if i % 2 == 0 { "ZM" } else { "KE" };
            format!("{i},HOP,S{i},{i},{country},oui\n")
        })
        .collect();
    let csv = format!("{HEAD},customer_country,is_locked\n{rows}");
    let (_folder, path) = crate::support::file("in.csv", csv);
    let mut window = english(&path);
    // Only the rows of Kenya are shown.
    go_to(&mut window, "E2");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    tick(&mut window, "ZM");
    click(&mut window, "Show 4 rows");
    assert_eq!(file(&window).derived.rows.len(), 4);
    window.get_by_label("Remove: customer_country: KE");
    click_containing(&mut window, "Not true or false, is_locked");
    click(&mut window, "Fix all…");
    // The rows shown are the scope that is offered first.
    click(&mut window, "Fix 4 cells");
    click(&mut window, "Clear all");
    let locked: Vec<String> = (2..10).map(|n| cell(&window, &format!("F{n}"))).collect();
    for (at, text) in locked.iter().enumerate() {
        let expected = if at % 2 == 0 { "oui" } else { "true" };
        assert_eq!(text, expected, "row {}", at + 2);
    }
    // The selected rows are a scope too: two of the rows that are left.
    go_to(&mut window, "F2");
    key(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    key(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    key(&mut window, Modifiers::COMMAND, Key::J);
    click(&mut window, "Selected rows");
    click(&mut window, "Fix 2 cells");
    assert_eq!(cell(&window, "F2"), "true");
    assert_eq!(cell(&window, "F4"), "true");
    assert_eq!(cell(&window, "F6"), "oui");
}

#[test]
fn a_wrong_fix_of_a_thousand_cells_is_taken_back() {
    let rows: String = (0..1000)
        .map(|i| format!("{i},HOP,S{i},{i},\"{},5\"\n", i % 50))
        .collect();
    let csv = format!("{HEAD},max_power_w\n{rows}");
    let (_folder, path) = crate::support::file("in.csv", csv);
    let mut window = english(&path);
    assert_eq!(errors(&window), 1000);
    go_to(&mut window, "E2");
    key(&mut window, Modifiers::COMMAND, Key::H);
    // The comma is taken away where it should have become a point.
    type_in(&mut window, "Find", ",");
    click(&mut window, "Fix 1,000 cells");
    assert_eq!(
        errors(&window),
        0,
        "it looks right, and is ten times too much"
    );
    assert_eq!(cell(&window, "E5"), "35");
    assert_eq!(steps(&window), 1);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(errors(&window), 1000);
    assert_eq!(cell(&window, "E5"), "3,5");
    // And now the right one. A replacement that leaves errors says how many.
    key(&mut window, Modifiers::COMMAND, Key::H);
    type_in(&mut window, "Find", ",");
    type_in(&mut window, "Replace by", ";");
    click(&mut window, "Fix 1,000 cells");
    window.get_by_label_contains("still wrong: 1,000");
    key(&mut window, Modifiers::COMMAND, Key::Z);
    click_containing(&mut window, "Decimal comma, max_power_w");
    click(&mut window, "Fix all…");
    click(&mut window, "Fix 1,000 cells");
    assert_eq!(cell(&window, "E5"), "3.5");
}

#[test]
fn filters_add_up_say_what_they_do_and_go_one_by_one() {
    let (_folder, path) = names();
    let mut window = english(&path);
    go_to(&mut window, "B2");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    write(&mut window, "menage");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(file(&window).derived.rows.len(), 3, "accents do not matter");
    // Values of another column are counted within the rows that are left.
    go_to(&mut window, "F2");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.get_by_label("3 distinct values");
    tick(&mut window, "M");
    click(&mut window, "Show 2 rows");
    assert_eq!(file(&window).derived.rows.len(), 2);
    // A text in one column, from its dialog.
    go_to(&mut window, "B3");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    type_in(&mut window, "Search in the values", "cal");
    click(&mut window, "Show rows with “cal”");
    window.get_by_label("Remove: manufacturer: contains “cal”");
    click(&mut window, "Remove: Any column contains “menage”");
    assert_eq!(
        file(&window).derived.rows.len(),
        3,
        "CALIN, calin and Calin of x and F"
    );
    click_containing(&mut window, "Remove: customer_gender");
    assert_eq!(file(&window).derived.rows.len(), 4);
    click(&mut window, "Clear all");
    assert_eq!(file(&window).derived.rows.len(), 6);
    assert!(window.query_by_label("Clear all").is_none());
    assert_eq!(steps(&window), 0, "the document is as it was");
}

#[test]
fn a_warning_is_raised_in_the_list_of_checks_and_an_error_is_locked() {
    let csv = format!("{HEAD},customer_birth_year\n1,HOP,A1,1,1890\n2,HOP,A2,2,1980\n");
    let (_folder, path) = crate::support::file("in.csv", csv);
    let mut window = english(&path);
    assert_eq!(errors(&window), 0);
    go_to(&mut window, "E2");
    click(&mut window, "Why?");
    click(&mut window, "All about this check…");
    window.get_by_label("implausible-value");
    click(&mut window, "Error");
    assert_eq!(errors(&window), 1);
    // The segment goes back to what is usual, without another step than one to undo.
    type_in(&mut window, "Search in the checks", "decimal");
    click_containing(&mut window, "Decimal comma, 0");
    window.get_by_label_contains("It cannot be lowered");
    assert!(window.query_by_label("Warning").is_none());
    key(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(steps(&window), 1);
    let severity = {
        let session = file(&window).session();
        let document = session.document();
        let row = document.table().row_with_number(2).unwrap();
        let col = document.table().columns().nth(4).unwrap().0;
        document.checks().severity(document.table(), row, col)
    };
    assert_eq!(severity, Some(Severity::Error));
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(errors(&window), 0);
}

#[test]
fn a_column_is_split_into_fields() {
    let csv = "customer_external_id,Appareil,serial_number,device_external_id\n\
               1,Calin CL710,A1,1\n2,Hexing HXE 310,A2,2\n3,Calin,A3,3\n";
    let (_folder, path) = crate::support::file("in.csv", csv);
    let mut window = english(&path);
    do_it(&mut window, "columns left out");
    go_to(&mut window, "B2");
    do_it(&mut window, "split this column");
    window.get_by_label_contains("1 row has fewer parts");
    window.get_by_label("Hexing HXE 310 → Hexing | HXE 310");
    for (part, field) in [("Part 1", "manufacturer"), ("Part 2", "model")] {
        click_containing(&mut window, part);
        write(&mut window, field);
        key(&mut window, Modifiers::NONE, Key::Enter);
    }
    click(&mut window, "Split");
    let texts = |window: &Harness<'static, Window>, name: &str| -> Vec<String> {
        let session = file(window).session();
        let document = session.document();
        let field = document.schema().by_name(name).unwrap();
        let col = document.mapping().column_of(field).unwrap();
        let table = document.table();
        table
            .rows()
            .map(|row| table.text(row, col).reveal().to_owned())
            .collect()
    };
    assert_eq!(texts(&window, "manufacturer"), ["Calin", "Hexing", "Calin"]);
    assert_eq!(texts(&window, "model"), ["CL710", "HXE 310", ""]);
    assert_eq!(steps(&window), 1);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    let session = file(&window).session();
    let model = session.document().schema().by_name("model").unwrap();
    assert_eq!(session.document().mapping().column_of(model), None);
}

/// The window with a folder of providers.
fn remembering(path: &Path, folder: &Path) -> Harness<'static, Window> {
    open_remembering(
        Lang::En,
        ThemeChoice::Light,
        [1366.0, 768.0],
        Some(path),
        Some(folder),
    )
}

#[test]
fn a_provider_is_remembered_with_the_steps_that_put_its_file_right() {
    let folder = tempfile::tempdir().unwrap();
    let csv = |first: &str| {
        format!(
            "{HEAD},is_locked,customer_category\n1,HOP,A1,1,{first},Maison\n2,HOP,A2,2,true,x\n"
        )
    };
    let june = folder.path().join("june.csv");
    std::fs::write(&june, csv("oui")).unwrap();
    let mut window = remembering(&june, &folder.path().join("profiles"));
    click_containing(&mut window, "Not true or false, is_locked");
    click(&mut window, "Fix all…");
    click(&mut window, "Fix 1 cell");
    go_to(&mut window, "F3");
    write(&mut window, "typed");
    key(&mut window, Modifiers::NONE, Key::Enter);
    let (steps, left_out) = {
        let session = file(&window).session();
        let recipe = session.recipe();
        (recipe.steps.len(), recipe.left_out)
    };
    assert_eq!((steps, left_out), (1, 1));
    let profile = {
        let session = file(&window).session();
        tamis::document::Profile::of(session.document(), "HOP").with_steps(&session.recipe())
    };
    tamis::document::ProfileStore::at(folder.path().join("profiles"))
        .save(&profile)
        .unwrap();
    // What was typed by hand is said to be so in the list of steps.
    do_it(&mut window, "history");
    window.get_by_label("not in the recipe");

    let july = folder.path().join("july.csv");
    std::fs::write(&july, csv("non")).unwrap();
    let mut window = remembering(&july, &folder.path().join("profiles"));
    window.get_by_label_contains("1 step fixed the last file");
    assert_eq!(cell(&window, "E2"), "non", "nothing is done unasked");
    click(&mut window, "Do them again");
    click(&mut window, "OK");
    assert_eq!(cell(&window, "E2"), "false");
    assert_eq!(errors(&window), 0);
}

#[test]
fn a_recipe_from_the_window_names_why_steps_are_left_out() {
    let (folder, path) = names();
    let mut window = english(&path);
    go_to(&mut window, "E2");
    write(&mut window, "typed");
    key(&mut window, Modifiers::NONE, Key::Enter);
    do_it(&mut window, "take these rows out");
    do_it(&mut window, "history");
    click(&mut window, "Save as recipe");
    let text = std::fs::read_to_string(folder.path().join("in_recipe.toml")).unwrap();
    let recipe = SavedRecipe::from_toml(&text).unwrap();
    assert_eq!((recipe.steps.len(), recipe.left_out), (0, 2));
    assert!(
        text.contains("typed = 1") && text.contains("picked-rows = 1"),
        "{text}"
    );
}

#[test]
fn the_dialogs_stand_in_a_small_window_in_both_languages_and_themes() {
    for (lang, theme) in [
        (Lang::En, ThemeChoice::Dark),
        (Lang::Fr, ThemeChoice::Light),
    ] {
        let (_folder, path) = names();
        let mut window = open(lang, theme, [1024.0, 600.0], Some(&path));
        for what in [
            ["replace values", "remplacer des valeurs"],
            ["checks and how", "leur gravité"],
            ["rows that contain", "lignes qui contiennent"],
            ["split this column", "scinder cette"],
            ["join this column", "réunir cette"],
        ] {
            do_it(&mut window, what[usize::from(lang == Lang::Fr)]);
            let close = if lang == Lang::Fr { "Fermer" } else { "Close" };
            for button in window.get_all_by_label(close) {
                let rect = button.rect();
                assert!(
                    rect.bottom() <= 600.0 && rect.right() <= 1024.0,
                    "{what:?} {rect:?}"
                );
            }
            key(&mut window, Modifiers::NONE, Key::Escape);
        }
    }
}

/// From the cell of one column to a field joined of two, and back, without the Match page.
#[test]
fn two_columns_are_joined_from_the_grid() {
    let rows = "\n1,Calin,A1,1,0977,123456\n2,Calin,A2,2,0966,\n3,Calin,A3,3,,\n";
    let csv = format!("{HEAD},customer_phone,Suite du numéro{rows}");
    let (_folder, path) = crate::support::file("in.csv", csv);
    let mut window = english(&path);
    go_to(&mut window, "E2");
    do_it(&mut window, "join this column");
    // One column alone is no join.
    assert!(window.get_by_label("Join").accesskit_node().is_disabled());
    click_containing(&mut window, "F  Suite du numéro");
    click(&mut window, "nothing");
    window.get_by_label_contains("0977 | 123456 → 0977123456");
    // A half that is empty leaves nothing between.
    click(&mut window, "a hyphen");
    window.get_by_label_contains("0966 |  → 0966");
    click(&mut window, "nothing");
    click(&mut window, "Join");
    assert_eq!(steps(&window), 1);
    let joined = |window: &Harness<'static, Window>| {
        let session = file(window).session();
        let document = session.document();
        let field = document.schema().by_name("customer_phone").unwrap();
        let col = document.mapping().column_of(field).unwrap();
        let table = document.table();
        table
            .rows()
            .map(|row| table.text(row, col).reveal().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(joined(&window), ["0977123456", "0966", ""]);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(joined(&window), ["0977", "0966", ""]);
}

#[test]
fn a_fix_says_how_the_column_is_written() {
    let rows = "\n1,Calin,A1,1,\"0,8\"\n2,Calin,A2,2,\"1,5\"\n3,Calin,A3,3,2.5\n4,Calin,A4,4,3\n";
    let csv = format!("{HEAD},max_power_w{rows}");
    let (_folder, path) = crate::support::file("in.csv", csv);
    for (lang, words) in [
        (
            Lang::En,
            "66% of the numbers with decimals use a comma; none can be read in two ways.",
        ),
        (
            Lang::Fr,
            "66\u{a0}% des nombres à décimales ont une virgule\u{202f}; \
             rien ne peut se lire de deux façons.",
        ),
    ] {
        let mut window = open(lang, ThemeChoice::Light, [1024.0, 600.0], Some(&path));
        go_to(&mut window, "E2");
        key(&mut window, Modifiers::COMMAND, Key::J);
        window.get_by_label(words);
    }
}
