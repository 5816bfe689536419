//! What the rules about privacy say in the window's list of problems, without a screen: from one
//! cell to the next, spellings written alike, the list that follows every change.

use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tamis::text::Lang;
use tamis::ui::ThemeChoice;
use tamis::ui::workspace::Step;

use crate::support::file;
use crate::window::{
    Window, cell, click, click_containing, english, file as shown, go_to, key, open, sample,
    settle, write,
};

const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id,\
customer_name,customer_phone,grid_name";

fn noted() -> String {
    format!(
        "{HEAD}\n\
         C-1,HOP,SN-1,D-1,Chipo Banda,+260977123456,call 0977123456\n\
         C-2,HOP,SN-2,D-2,Moussa Sarr,+260966000111,Kalomo\n\
         C-3,HOP,SN-3,D-3,Zoé Ngoma,+260955222333,0955 222 333\n\
         C-1,HOP,SN-4,D-4,Chipo Banda,0977 123 456,Kalomo\n"
    )
}

fn at(window: &Harness<'static, Window>) -> String {
    let file = shown(window);
    let (row, col) = file.active_cell().unwrap();
    let session = file.session();
    session.document().table().address(row, col)
}

/// How to get to a place of the window.
type Opens = Box<dyn Fn(&mut Harness<'static, Window>)>;

/// Frames until the document has been still for long enough to be looked at.
fn wait(window: &mut Harness<'static, Window>) {
    for _ in 0..3 {
        settle(window);
    }
}

#[test]
fn personal_data_is_listed_and_shown_cell_by_cell() {
    let (_folder, path) = file("Juin.csv", noted());
    let mut window = english(&path);
    wait(&mut window);
    click_containing(&mut window, "Personal data in the clear, grid_name");
    assert_eq!(at(&window), "G2");
    window.get_by_label("G2: 1 of 2");
    click(&mut window, "Next");
    assert_eq!(at(&window), "G4");
    window.get_by_label("G4: 2 of 2");
    click(&mut window, "Next");
    assert_eq!(at(&window), "G2", "after the last comes the first");
    // Put right by hand, it is no problem any more.
    for address in ["G2", "G4"] {
        go_to(&mut window, address);
        write(&mut window, "Choma");
        key(&mut window, Modifiers::NONE, Key::Enter);
    }
    wait(&mut window);
    assert_eq!(cell(&window, "G4"), "Choma");
    let left = window.query_all_by_label_contains("Personal data in the clear");
    assert_eq!(left.count(), 0);
}

#[test]
fn the_page_before_the_export_leads_to_each_cell_and_back() {
    let (_folder, path) = file("Juin.csv", noted());
    let mut window = open(Lang::Fr, ThemeChoice::Dark, [1024.0, 600.0], Some(&path));
    key(&mut window, Modifiers::COMMAND, Key::E);
    assert_eq!(shown(&window).step, Step::Export);
    click_containing(&mut window, "Montrer\u{a0}: grid_name");
    assert_eq!((shown(&window).step, at(&window)), (Step::Fix, "G2".into()));
    click(&mut window, "Suivante");
    window.get_by_label("G4\u{a0}: 2 sur 2");
    click(&mut window, "Décider…");
    assert_eq!(shown(&window).step, Step::Export);
}

#[test]
fn spellings_are_listed_and_written_alike() {
    let (_folder, path) = file("Juin.csv", noted());
    let mut window = english(&path);
    wait(&mut window);
    click_containing(&mut window, "One value, several spellings, customer_phone");
    click(&mut window, "Write them alike");
    wait(&mut window);
    assert_eq!(cell(&window, "F5"), cell(&window, "F2"));
    let left = window.query_all_by_label_contains("One value, several spellings");
    assert_eq!(left.count(), 0);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&window, "F5"), "0977 123 456");
}

#[test]
fn sealing_asks_first_and_leaves_nothing_to_undo() {
    let (_folder, path) = file("Juin.csv", noted());
    let mut window = english(&path);
    let act = |window: &mut Harness<'static, Window>, name: &str| {
        key(window, Modifiers::COMMAND, Key::P);
        write(window, name);
        key(window, Modifiers::NONE, Key::Enter);
    };
    act(&mut window, "Seal");
    assert!(
        window.query_by_label("Forget the history?").is_none(),
        "nothing to forget"
    );
    key(&mut window, Modifiers::NONE, Key::Escape);
    for (address, text) in [("E3", "Other Person"), ("G2", "Choma")] {
        go_to(&mut window, address);
        write(&mut window, text);
        key(&mut window, Modifiers::NONE, Key::Enter);
    }
    act(&mut window, "Seal");
    window.get_by_label_contains("2 steps are forgotten");
    click(&mut window, "Cancel");
    assert_eq!(shown(&window).session().history().len(), 2, "asked only");
    act(&mut window, "Seal");
    click(&mut window, "Forget the history");
    window.get_by_label_contains("2 steps forgotten");
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&window, "E3"), "Other Person", "nothing is undone");
    let session = shown(&window).share();
    let session = session.read().unwrap();
    let table = session.document().table();
    let (_, names) = table
        .columns()
        .find(|(_, c)| c.header() == "customer_name")
        .unwrap();
    let old = tamis::table::Text::new("Moussa Sarr");
    assert!((0..names.code_count()).all(|code| names.text_of(code) != old));
    assert!(session.has_unexported_work(), "closing still asks");
}

#[test]
fn a_file_is_checked_against_its_record() {
    let clean = noted()
        .replace("call 0977123456", "Kalomo")
        .replace("0955 222 333", "Choma");
    let (folder, path) = file("Juin.csv", clean);
    let mut window = english(&path);
    key(&mut window, Modifiers::COMMAND, Key::E);
    click(&mut window, "Export 4 rows…");
    click(&mut window, "Plain, without a key");
    click(&mut window, "Continue");
    window.get_by_label_contains("4 rows written");
    let ask = |window: &mut Harness<'static, Window>| {
        key(window, Modifiers::COMMAND, Key::P);
        write(window, "against its record");
        key(window, Modifiers::NONE, Key::Enter);
    };
    // The last export is proposed; nothing has to be typed.
    ask(&mut window);
    click(&mut window, "Check");
    window.get_by_label("Yes");
    window.get_by_label_contains("This is the file that was recorded");
    let written = folder.path().join("Juin_meters.csv");
    let mut text = std::fs::read_to_string(&written).unwrap();
    text.push(' ');
    std::fs::write(&written, text).unwrap();
    click(&mut window, "Check");
    window.get_by_label("No");
    assert!(window.query_by_label("Yes").is_none());
    std::fs::remove_file(folder.path().join("Juin_meters-record.html")).unwrap();
    click(&mut window, "Check");
    window.get_by_label("No answer");
}

#[test]
fn hidden_values_are_hidden_on_every_page_and_in_every_dialog() {
    let (_folder, path) = file("Juin.csv", noted());
    let mut window = english(&path);
    let names = ["Chipo Banda", "Moussa Sarr", "+260966000111"];
    let seen = |window: &Harness<'static, Window>| -> Vec<String> {
        let shows =
            |text: Option<String>| text.filter(|text| names.iter().any(|name| text.contains(name)));
        let nodes = window.query_all(egui_kittest::kittest::By::new());
        nodes
            .filter_map(|node| {
                let node = node.accesskit_node();
                shows(node.label()).or_else(|| shows(node.value()))
            })
            .collect()
    };
    let hide = |window: &mut Harness<'static, Window>| {
        key(window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::H);
    };
    // Each place shows them first, so that the test can fail.
    let mut places: Vec<(&str, Opens)> = vec![
        ("grid", Box::new(|_| {})),
        ("read", Box::new(|w| click_containing(w, "Read "))),
        (
            "values of a column",
            Box::new(|w| {
                go_to(w, "E2");
                key(w, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::L);
            }),
        ),
        (
            "find and replace",
            Box::new(|w| {
                go_to(w, "E2");
                key(w, Modifiers::COMMAND, Key::F);
                write(w, "Banda");
            }),
        ),
        (
            "match",
            Box::new(|w| {
                click_containing(w, "Match ");
                let switch = "Show or hide personal values";
                if w.query_by_label(switch).is_some() && !shown(w).board.show_values {
                    click(w, switch);
                }
            }),
        ),
    ];
    for (name, open_it) in places.drain(..) {
        for hidden in [false, true] {
            if hidden {
                hide(&mut window);
            }
            open_it(&mut window);
            let found = seen(&window);
            assert_eq!(
                found.is_empty(),
                hidden,
                "{name}, hidden {hidden}: {found:?}"
            );
            key(&mut window, Modifiers::NONE, Key::Escape);
            click_containing(&mut window, "Fix ");
            if hidden {
                hide(&mut window);
            }
        }
    }
}

#[test]
fn identifiers_that_look_like_numbers_of_people_are_protected_from_the_list() {
    for (ids, kind) in [
        (["0977123456", "0977123457", "0966123456"], "phone"),
        (["123456/78/1", "223456/78/1", "323456/68/1"], "id"),
    ] {
        let rows: String = (1..)
            .zip(ids)
            .map(|(i, id)| format!("{id},HOP,SN-{i},D-{i}\n"))
            .collect();
        let head = "customer_external_id,manufacturer,serial_number,device_external_id\n";
        let (_folder, path) = file("Juin.csv", format!("{head}{rows}"));
        let mut window = english(&path);
        click_containing(
            &mut window,
            "Identifier looks personal, customer_external_id",
        );
        click(&mut window, "Protect…");
        click(&mut window, "Protect this column");
        let session = shown(&window).session();
        let document = session.document();
        let field = document.schema().by_name("customer_external_id").unwrap();
        let col = document.mapping().column_of(field).unwrap();
        let tamis::privacy::Treatment::Pseudonym(as_kind) = document.treatment(col) else {
            panic!("still in the clear");
        };
        assert_eq!(tamis::privacy::Kind::of_id(kind), Some(as_kind));
        drop(session);
        let left = window.query_all_by_label_contains("Identifier looks personal");
        assert_eq!(left.count(), 0, "nothing is left to say");
    }
}

#[test]
fn a_required_field_without_a_column_leads_to_match() {
    let text = "customer_external_id,serial_number,device_external_id\nC-1,SN-1,D-1\n";
    let (_folder, path) = file("Juin.csv", text);
    let mut window = english(&path);
    assert_eq!(shown(&window).step, Step::Fix);
    click_containing(&mut window, "manufacturer, 1");
    click(&mut window, "Match or fill it in…");
    assert_eq!(shown(&window).step, Step::Match);
}

#[test]
fn a_file_without_rows_is_not_ready() {
    let text = "customer_external_id,manufacturer,serial_number,device_external_id\n";
    let (_folder, path) = file("Juin.csv", text);
    let mut window = english(&path);
    window.get_by_label("Nothing to check and nothing to export");
    assert_eq!(window.query_all_by_label("Ready to export").count(), 0);
    key(&mut window, Modifiers::COMMAND, Key::E);
    assert_eq!(window.query_all_by_label("Ready").count(), 0);
}

/// What the choice says is what is left out then.
#[test]
fn the_choice_to_leave_rows_out_tells_how_many() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    key(&mut window, Modifiers::COMMAND, Key::E);
    let out = shown(&window).outlook.as_ref().unwrap().rows_to_skip;
    assert_eq!(
        out,
        shown(&window).derived.bad_rows - 1,
        "of two identical rows one leaves"
    );
    click(&mut window, &format!("Leave {out} rows out"));
    let outlook = shown(&window).outlook.as_ref().unwrap();
    assert_eq!((outlook.held_back_rows, outlook.rows_to_skip), (out, out));
}

/// The value is on the screen anyway, unless it is hidden.
#[test]
fn what_is_wrong_with_a_cell_names_the_value_that_is_seen() {
    let text = format!("{HEAD},customer_latitude\n1,HOP,A,D,Zoe,0977,,\"7,36\"\n");
    let (_folder, path) = file("Juin.csv", text);
    let mut window = english(&path);
    go_to(&mut window, "H2");
    window.get_by_label_contains("“7,36”: the platform expects a point");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    window.get_by_label_contains("“9,99”: the platform expects a point");
    let seen = window.query_all_by_label_contains("7,36");
    assert_eq!(seen.count(), 0);
}
