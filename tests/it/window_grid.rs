//! The grid as a spreadsheet: several selections, the clipboard, columns that are frozen, moved,
//! hidden and chosen. Columns are moved in the view only, never in the document.

use eframe::egui::{self, Event, Key, Modifiers, OutputCommand, PointerButton, pos2};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use tamis::table::column_letters;

use crate::window::{Window, cell, click, english, file, go_to, key, sample, settle, write};

type Shown = Harness<'static, Window>;

/// Copies as the system asks for it, and gives what lands on the clipboard.
fn copied(window: &mut Shown) -> Option<String> {
    window.event(Event::Copy);
    let mut text = None;
    for _ in 0..3 {
        window.step();
        for command in &window.output().platform_output.commands {
            if let OutputCommand::CopyText(copied) = command {
                text = Some(copied.clone());
            }
        }
    }
    text
}

fn paste(window: &mut Shown, text: &str) {
    window.event(Event::Paste(text.to_owned()));
    settle(window);
}

/// A click at the middle of a cell with keys held.
fn click_cell(window: &mut Shown, address: &str, modifiers: Modifiers) {
    let at = {
        let name = format!("{address} ");
        let node = window.query_all_by_label_contains(&name).find(|node| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(&name))
        });
        node.unwrap_or_else(|| panic!("{address} is not seen"))
            .rect()
            .center()
    };
    click_at(window, at, PointerButton::Primary, modifiers);
}

fn click_at(window: &mut Shown, at: egui::Pos2, button: PointerButton, modifiers: Modifiers) {
    window.event_modifiers(Event::PointerMoved(at), modifiers);
    window.step();
    for pressed in [true, false] {
        window.event_modifiers(
            Event::PointerButton {
                pos: at,
                button,
                pressed,
                modifiers,
            },
            modifiers,
        );
        window.step();
    }
    // A second click elsewhere at once would be a double click.
    window.run_steps(30);
    settle(window);
}

fn letters(window: &Shown) -> Vec<String> {
    let file = file(window);
    let session = file.session();
    let table = session.document().table();
    (file.derived.columns.iter())
        .map(|col| column_letters(table.column(*col).unwrap().place()))
        .collect()
}

#[test]
fn a_block_with_quotes_tabs_and_line_breaks_comes_back_as_it_was() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    let texts = [
        "say \"yes\"",
        "a\tb",
        "two\nlines",
        "plain",
        "",
        "  blanks ",
    ];
    go_to(&mut window, "F2");
    let block = format!(
        "\"say \"\"yes\"\"\"\t\"a\tb\"\n\"two\nlines\"\t{}\n{}\t{}",
        texts[3], texts[4], texts[5]
    );
    paste(&mut window, &block);
    let places = ["F2", "G2", "F3", "G3", "F4", "G4"];
    for (place, text) in places.into_iter().zip(texts) {
        assert_eq!(cell(&window, place), text, "{place}");
    }
    assert_eq!(file(&window).session().history().len(), 1, "one step");
    // What was pasted is selected.
    let text = copied(&mut window).expect("a block is copied");
    assert_eq!(text, block);
    // Laid elsewhere it gives the same cells.
    go_to(&mut window, "F10");
    paste(&mut window, &text);
    for (place, text) in ["F10", "G10", "F11", "G11", "F12", "G12"]
        .into_iter()
        .zip(texts)
    {
        assert_eq!(cell(&window, place), text, "{place}");
    }
    // As Excel writes it: line ends of its own, and one at the end.
    go_to(&mut window, "F20");
    paste(&mut window, "x\ty\r\nz\tw\r\n");
    assert_eq!(cell(&window, "G21"), "w");
    assert_ne!(cell(&window, "F22"), "");
}

#[test]
fn a_block_repeats_over_a_selection_that_it_fills_without_a_rest() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    go_to(&mut window, "F2");
    for _ in 0..3 {
        key(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    }
    let below = cell(&window, "F6");
    paste(&mut window, "a\nb");
    let column: Vec<String> = (2..=6)
        .map(|row| cell(&window, &format!("F{row}")))
        .collect();
    assert_eq!(column, ["a", "b", "a", "b", &below]);
    // Three rows are no multiple of two: the block is laid once.
    let third = cell(&window, "F12");
    go_to(&mut window, "F10");
    key(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    key(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    paste(&mut window, "a\nb");
    assert_eq!(cell(&window, "F11"), "b");
    assert_eq!(cell(&window, "F12"), third);
}

#[test]
fn a_paste_that_does_more_than_is_seen_is_shown_first() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    // Two of three rows would lie beyond the last one.
    go_to(&mut window, "F201");
    let before = cell(&window, "F201");
    paste(&mut window, "new one\nnew two\nnew three");
    window.get_by_label_contains("2 rows do not fit");
    window.get_by_label_contains("Into F201 to F201");
    assert_eq!(cell(&window, "F201"), before, "nothing is done yet");
    click(&mut window, "Cancel");
    assert_eq!(cell(&window, "F201"), before);
    paste(&mut window, "new one\nnew two\nnew three");
    click(&mut window, "Paste 1 cell");
    assert_eq!(cell(&window, "F201"), "new one");

    // More than a screen of cells.
    go_to(&mut window, "C2");
    let block = vec!["1\t2\t3\t4\t5\t6"; 200].join("\n");
    paste(&mut window, &block);
    window.get_by_label("Paste 1,200 cells");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(cell(&window, "H201"), "6");
    let selection = file(&window).grid.selection();
    assert_eq!((selection.rows, selection.cols), (0..=199, 2..=7));
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_ne!(cell(&window, "H201"), "6", "one step takes it back");
}

#[test]
fn ctrl_chooses_several_parts() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    let (c2, c3, c5) = (
        cell(&window, "C2"),
        cell(&window, "C3"),
        cell(&window, "C5"),
    );
    go_to(&mut window, "A2");
    click_cell(&mut window, "C2", Modifiers::NONE);
    click_cell(&mut window, "C5", Modifiers::COMMAND);
    assert_eq!(file(&window).grid.selections().len(), 2);
    assert_eq!(
        copied(&mut window),
        Some(format!("{c2}\n{c5}")),
        "one column"
    );
    // Parts of other rows and other columns are no block.
    click_cell(&mut window, "D3", Modifiers::COMMAND);
    assert_eq!(copied(&mut window), None);
    settle(&mut window);
    window.get_by_label_contains("do not form one block");
    key(&mut window, Modifiers::NONE, Key::Delete);
    assert_eq!(cell(&window, "C2"), "");
    assert_eq!(cell(&window, "C5"), "");
    assert_eq!(cell(&window, "D3"), "");
    assert_eq!(cell(&window, "C3"), c3, "between the parts nothing happens");
    assert_eq!(file(&window).session().history().len(), 1);
    key(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert!(
        file(&window).grid.is_single(),
        "an arrow gives the parts up"
    );
}

#[test]
fn columns_are_frozen_moved_hidden_and_fitted_in_the_view_only() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    let before = letters(&window);
    let revision = file(&window).session().document().revision();
    let head = window.get_by_label_contains("C Serial Number").rect();
    click_at(
        &mut window,
        head.center(),
        PointerButton::Secondary,
        Modifiers::NONE,
    );
    click(&mut window, "Freeze up to this column");
    assert_eq!(file(&window).grid.frozen, 3);
    // Far to the right the frozen columns are still there.
    go_to(&mut window, "W2");
    window.get_by_label_contains("A Customer External ID");
    assert!(
        window
            .query_by_label_contains("J customer_household_size")
            .is_none()
    );

    go_to(&mut window, "E2");
    let width = file(&window).grid.widths[4];
    menu(&mut window, "Move column left");
    let after = letters(&window);
    assert_eq!((&after[3], &after[4]), (&before[4], &before[3]));
    assert!(
        (file(&window).grid.widths[3] - width).abs() < 0.1,
        "its width goes with it"
    );
    menu(&mut window, "Hide these columns");
    assert!(!letters(&window).contains(&"E".to_owned()));
    // Going to a hidden column shows it again, where it was.
    go_to(&mut window, "E3");
    assert_eq!(letters(&window), after);
    menu(&mut window, "All rows, order of the file");
    assert_eq!(letters(&window), before);
    assert_eq!(file(&window).session().document().revision(), revision);
}

/// Does an action by its name in the list of all commands.
fn menu(window: &mut Shown, name: &str) {
    key(window, Modifiers::COMMAND, Key::P);
    write(window, name);
    key(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn a_head_that_is_chosen_is_dragged_to_its_new_place() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    let before = letters(&window);
    let (from, to) = (
        window
            .get_by_label_contains("B manufacturer")
            .rect()
            .center(),
        window.get_by_label_contains("D device_external_id").rect(),
    );
    let to = pos2(to.right() - 10.0, to.center().y);
    click_at(&mut window, from, PointerButton::Primary, Modifiers::NONE);
    window.drag_at(from);
    window.step();
    for part in [0.3, 0.7, 1.0] {
        window.hover_at(from + (to - from) * part);
        window.step();
    }
    window.drop_at(to);
    settle(&mut window);
    let after = letters(&window);
    assert_eq!(
        after[..4],
        [&before[0], &before[2], &before[3], &before[1]].map(Clone::clone)
    );
}

#[test]
fn the_list_of_columns_is_searched_and_decides_what_is_shown() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    write(&mut window, "gender");
    click(&mut window, "H customer_gender");
    click(&mut window, "Apply");
    assert!(!letters(&window).contains(&"H".to_owned()));
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    write(&mut window, "max_power");
    key(&mut window, Modifiers::NONE, Key::Enter);
    let (_, col) = file(&window).active_cell().unwrap();
    let session = file(&window).session();
    assert_eq!(
        session.document().table().column(col).unwrap().letters(),
        "Q"
    );
}

#[test]
fn a_date_is_chosen_by_keyboard_and_by_pointer() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    go_to(&mut window, "V2");
    write(&mut window, "2024-01-31");
    window.get_by_label("31 January 2024");
    key(&mut window, Modifiers::ALT, Key::ArrowRight);
    window.get_by_label("29 February 2024");
    key(&mut window, Modifiers::NONE, Key::PageDown);
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(cell(&window, "V2"), "2024-03-01");
    // By pointer: the month before, a day, which ends the edit.
    go_to(&mut window, "V2");
    key(&mut window, Modifiers::NONE, Key::F2);
    let turn = window.get_by_label("Month before").rect().center();
    click_at(&mut window, turn, PointerButton::Primary, Modifiers::NONE);
    let day = window.get_by_label("14 February 2024").rect().center();
    click_at(&mut window, day, PointerButton::Primary, Modifiers::NONE);
    assert_eq!(cell(&window, "V2"), "2024-02-14");
    // Escape gives the edit up, as everywhere.
    key(&mut window, Modifiers::NONE, Key::F2);
    key(&mut window, Modifiers::ALT, Key::ArrowDown);
    key(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(cell(&window, "V2"), "2024-02-14");
}

#[test]
fn hidden_values_are_neither_typed_over_nor_emptied_nor_pasted_over() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    let name = cell(&window, "F2");
    assert!(!name.is_empty());
    let hidden = "Hidden values are not changed. Ctrl+Shift+H shows them.";
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    let tries: [&dyn Fn(&mut Shown); 4] = [
        &|window| write(window, "5"),
        &|window| key(window, Modifiers::NONE, Key::F2),
        &|window| key(window, Modifiers::NONE, Key::Delete),
        &|window| paste(window, "x"),
    ];
    for (number, attempt) in tries.iter().enumerate() {
        go_to(&mut window, "F2");
        attempt(&mut window);
        assert!(file(&window).grid.editing.is_none(), "{number}");
        assert_eq!(cell(&window, "F2"), name, "{number}");
        window.get_by_label(hidden);
        // The next one has to say it again.
        click(&mut window, "Close");
    }
    // A column that is shown is written as ever, and the hidden one once it is shown.
    go_to(&mut window, "B2");
    key(&mut window, Modifiers::NONE, Key::Delete);
    assert_eq!(cell(&window, "B2"), "");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    go_to(&mut window, "F2");
    key(&mut window, Modifiers::NONE, Key::Delete);
    assert_eq!(cell(&window, "F2"), "");
}

#[test]
fn alt_and_a_letter_writes_nothing() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    go_to(&mut window, "B2");
    for (modifiers, writes) in [
        (Modifiers::ALT, cfg!(target_os = "macos")),
        (Modifiers::ALT | Modifiers::CTRL, true),
    ] {
        window.event_modifiers(Event::Text("f".to_owned()), modifiers);
        settle(&mut window);
        assert_eq!(file(&window).grid.editing.is_some(), writes);
    }
}

#[test]
fn a_cell_that_one_is_led_to_does_not_stand_at_the_lower_edge() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    for row in [60, 61, 150, 20, 199] {
        go_to(&mut window, &format!("C{row}"));
        let name = format!("C{row} ");
        let bottom = window.query_all_by_label_contains(&name);
        let bottom = bottom.map(|node| node.rect().bottom()).fold(0.0, f32::max);
        let last = window.query_all_by_label_contains("C");
        let last = last.map(|node| node.rect().bottom()).fold(0.0, f32::max);
        assert!(last - bottom > 60.0, "{row}: {bottom} of {last}");
    }
}
