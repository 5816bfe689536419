//! Work that is long on a large file: the window says what it does, can be told to stop, and goes
//! on with what was wanted meanwhile.

use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use tamis::check::Counts;
use tamis::text::Lang;
use tamis::ui::ThemeChoice;
use tamis::ui::workspace::Filter;

use crate::window::{Window, cell, english, errors, file, go_to, key, open, sample, settle, write};

const ROWS: usize = 12_000;

/// Rows with a decimal comma, in falling order of their serial numbers; every file counts as
/// large, and the window does not wait a moment before it says that it waits.
fn large() -> (tempfile::TempDir, Harness<'static, Window>) {
    let mut csv =
        "customer_external_id,manufacturer,serial_number,device_external_id,max_power_w,grid_name\n"
            .to_owned();
    for n in 0..ROWS {
        csv += &format!("{n},HOP,S{:05},{n},\"{n},5\",Grid {n}\n", ROWS - n);
    }
    let (folder, path) = crate::support::file("in.csv", csv);
    let mut window = english(&path);
    let app = window.state_mut().app.as_mut().unwrap();
    app.set_large(0, Duration::ZERO);
    (folder, window)
}

fn do_it(window: &mut Harness<'static, Window>, what: &str) {
    key(window, Modifiers::COMMAND, Key::P);
    write(window, what);
    window.key_press_modifiers(Modifiers::NONE, Key::Enter);
    window.run_steps(1);
}

/// Draws single frames until a text is seen.
fn await_words(window: &mut Harness<'static, Window>, words: &str) {
    let began = Instant::now();
    while window.query_by_label_contains(words).is_none() {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "{words} never comes"
        );
        window.run_steps(1);
    }
}

#[test]
fn a_long_change_says_so_and_is_told_when_it_is_done() {
    let (_folder, mut window) = large();
    assert_eq!(errors(&window), ROWS as u64);
    do_it(&mut window, "safe fixes");
    settle(&mut window);
    window.get_by_label("Fix 12,000 cells").click();
    // Nothing of the window can be used but Cancel.
    await_words(&mut window, "Changing cells…");
    window.get_by_label("Cancel");
    assert!(window.query_by_label("Undo").is_none());
    settle(&mut window);
    assert!(window.query_by_label("Changing cells…").is_none());
    assert_eq!(errors(&window), 0);
    assert_eq!(cell(&window, "E2"), "0.5");
    window.get_by_label_contains("12,000 cells changed");

    key(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(cell(&window, "E2"), "0,5");
    assert_eq!(errors(&window), ROWS as u64);
}

#[test]
fn a_sort_that_is_cancelled_leaves_the_order_and_another_one_sorts() {
    let (_folder, mut window) = large();
    go_to(&mut window, "C2");
    settle(&mut window);
    let first = |window: &Harness<'static, Window>| file(window).derived.rows[0];
    let before = first(&window);
    do_it(&mut window, "sort ascending");
    window.run_steps(1);
    window.get_by_label("Arranging the rows…");
    key_once(&mut window, Key::Escape);
    settle(&mut window);
    assert_eq!(first(&window), before);
    assert!(file(&window).view.sort.is_none());

    do_it(&mut window, "sort ascending");
    settle(&mut window);
    assert_ne!(first(&window), before);
    assert!(file(&window).view.sort.is_some());
}

fn key_once(window: &mut Harness<'static, Window>, key: Key) {
    window.key_press_modifiers(Modifiers::NONE, key);
    window.run_steps(1);
}

#[test]
fn what_is_planned_for_a_search_is_counted_beside_the_window() {
    let (_folder, mut window) = large();
    go_to(&mut window, "F2");
    settle(&mut window);
    key(&mut window, Modifiers::COMMAND, Key::H);
    settle(&mut window);
    window.get_by_label("Find").focus();
    window.run_steps(2);
    write(&mut window, "Grid");
    settle(&mut window);
    window.get_by_label("Replace by").focus();
    window.run_steps(2);
    write(&mut window, "Site");
    settle(&mut window);
    window.get_by_label("Fix 12,000 cells").click();
    settle(&mut window);
    assert_eq!(cell(&window, "F2"), "Site 0");
    assert_eq!(cell(&window, "F12001"), "Site 11999");
}

#[test]
fn rows_with_problems_and_the_values_of_a_column_are_found_on_a_worker_too() {
    let (_folder, mut window) = large();
    do_it(&mut window, "problem rows");
    settle(&mut window);
    assert_eq!(file(&window).view.filter, Filter::Problems);
    assert_eq!(file(&window).derived.rows.len(), ROWS);
    go_to(&mut window, "B2");
    do_it(&mut window, "replace values");
    settle(&mut window);
    window.get_by_label("1 distinct value");
}

/// Groups of problems follow an edit of a large file when the document has been still: the cell
/// and the counts are right at once.
#[test]
fn an_edit_of_a_large_file_does_not_wait_for_the_list_of_problems() {
    let (_folder, mut window) = large();
    let listed = |window: &Harness<'static, Window>| file(window).derived.groups[0].count;
    go_to(&mut window, "E2");
    settle(&mut window);
    write(&mut window, "7");
    key_once(&mut window, Key::Enter);
    window.run_steps(2);
    assert_eq!(cell(&window, "E2"), "7");
    assert_eq!(file(&window).derived.counts.error, ROWS as u64 - 1);
    assert_eq!(listed(&window), ROWS as u64);
    assert!(file(&window).derived.is_behind());
    let began = Instant::now();
    while file(&window).derived.is_behind() {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "it never follows"
        );
        window.run_steps(4);
    }
    assert_eq!(listed(&window), ROWS as u64 - 1);
    // Rows that are gone are gone at once.
    do_it(&mut window, "take these rows out");
    settle(&mut window);
    assert_eq!(file(&window).derived.rows.len(), ROWS - 1);
}

#[test]
fn counts_of_a_large_file_fit_their_panel() {
    for (lang, width, head) in [
        (Lang::En, 1366.0, "Problems"),
        (Lang::En, 1024.0, "Problems"),
        (Lang::Fr, 1366.0, "Problèmes"),
        (Lang::Fr, 1024.0, "Problèmes"),
    ] {
        let (_folder, path) = sample("practice.xlsx");
        let mut window = open(lang, ThemeChoice::Light, [width, 768.0], Some(&path));
        let app = window.state_mut().app.as_mut().unwrap();
        app.file_mut().unwrap().derived.counts = Counts {
            error: 1_234_567,
            warning: 2_345_678,
            note: 3_456_789,
        };
        window.run_steps(3);
        let left = window.get_by_label(head).rect().left();
        for n in ["234", "345"] {
            let chips: Vec<_> = window
                .query_all_by_label_contains(n)
                .map(|chip| chip.rect())
                // A group of problems is higher than a chip, and may show such a text.
                .filter(|rect| rect.left() < 300.0 && rect.top() > 90.0 && rect.height() < 30.0)
                .collect();
            assert!(!chips.is_empty(), "{n} is not shown");
            for rect in chips {
                assert!(rect.right() < 250.0 && rect.left() >= left, "{n}: {rect:?}");
            }
        }
    }
}

#[test]
fn the_first_rows_of_a_large_file_are_seen_while_the_rest_is_read() {
    let mut csv = "Relevé de juin\n\ncustomer_external_id,manufacturer,serial_number,device_external_id,grid_name\n".to_owned();
    for n in 0..60_000 {
        csv += &format!("{n},HOP,S{n:05},{n},Grid of the village {n}\n");
    }
    let (_folder, path) = crate::support::file("in.csv", csv);
    let mut window = open(Lang::En, ThemeChoice::Light, [1024.0, 600.0], None);
    let ctx = window.ctx.clone();
    let app = window.state_mut().app.as_mut().unwrap();
    app.open(&ctx, path);
    await_words(&mut window, "These are its first rows.");
    // The header was found under the title, and rows are there to be read.
    window.get_by_label("Row 3, header");
    window.get_by_label("Row 4");
    window.get_by_label_contains("Opening in.csv");
    window.get_by_label("Cancel");
    settle(&mut window);
    assert_eq!(file(&window).derived.rows.len(), 60_000);
    assert!(
        window
            .query_by_label_contains("These are its first rows.")
            .is_none()
    );
}

#[test]
fn opening_that_is_cancelled_is_left_at_once() {
    let row = "1,HOP,S1,1,Grid of the village\n".repeat(60_000);
    let csv = format!(
        "customer_external_id,manufacturer,serial_number,device_external_id,grid_name\n{row}"
    );
    let (_folder, path) = crate::support::file("in.csv", csv);
    let mut window = open(Lang::Fr, ThemeChoice::Dark, [1024.0, 600.0], None);
    let ctx = window.ctx.clone();
    let app = window.state_mut().app.as_mut().unwrap();
    app.open(&ctx, path);
    await_words(&mut window, "Voici ses premières lignes.");
    window.get_by_label("Annuler").click();
    window.run_steps(2);
    // Nothing is waited for, and the start is there again.
    assert!(!window.state().app.as_ref().unwrap().is_busy());
    window.get_by_label("Ouvrir un fichier…");
    settle(&mut window);
    assert!(window.state().app.as_ref().unwrap().file().is_none());
}

#[test]
fn more_than_a_clipboard_holds_is_not_copied() {
    let heads: Vec<String> = (0..40).map(|n| format!("Colonne {n}")).collect();
    let mut csv = format!("{}\n", heads.join(","));
    let row = format!("{}\n", ["x"; 40].join(","));
    csv += &row.repeat(27_000);
    let (_folder, path) = crate::support::file("in.csv", csv);
    let mut window = english(&path);
    key(&mut window, Modifiers::COMMAND, Key::P);
    write(&mut window, "columns left out");
    key(&mut window, Modifiers::NONE, Key::Enter);
    let app = window.state_mut().app.as_mut().unwrap();
    app.file_mut().unwrap().grid.request_focus();
    settle(&mut window);
    key(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(file(&window).grid.selection().rows, 0..=26_999);
    window.event(Event::Copy);
    settle(&mut window);
    window.get_by_label_contains("too much for the clipboard");
}

/// Nothing is changed while somebody reads, and what is typed into the card of a long change goes
/// nowhere.
#[test]
fn a_document_that_is_held_takes_no_edit() {
    let (_folder, mut window) = large();
    let app = window.state_mut().app.as_mut().unwrap();
    let share = app.file().unwrap().share();
    let reading = share.read().unwrap();
    let typed = |window: &mut Harness<'static, Window>, text: &str| {
        window.event(Event::Text(text.to_owned()));
        window.run_steps(1);
        key_once(window, Key::Enter);
        window.run_steps(1);
    };
    go_to(&mut window, "E2");
    typed(&mut window, "1");
    assert_eq!(cell(&window, "E2"), "0,5");
    drop(reading);
    settle(&mut window);
    go_to(&mut window, "E3");
    typed(&mut window, "2");
    settle(&mut window);
    assert_eq!(cell(&window, "E3"), "2");
    do_it(&mut window, "safe fixes");
    settle(&mut window);
    window.get_by_label_contains("Fix 11,999 cells").click();
    await_words(&mut window, "Changing cells…");
    window.event(Event::Text("x".to_owned()));
    settle(&mut window);
    assert_eq!(errors(&window), 0);
    assert_eq!(file(&window).session().history().len(), 2);
}
