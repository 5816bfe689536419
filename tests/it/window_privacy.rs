//! Privacy in the window, without a screen: a key made and used for the whole job, personal data
//! found and masked, another key that blocks, and a preview that is the file.

use std::path::Path;

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use tamis::document::{Decision, MethodChoice, read_key, read_record};
use tamis::privacy::Trace;
use tamis::text::Lang;
use tamis::ui::action::Action;
use tamis::ui::sheet::Sheet;
use tamis::ui::workspace::Step;
use tamis::ui::{Start, ThemeChoice};

use crate::support::file;
use crate::window::{
    Window, begin, click, click_containing, click_last, file as shown, key, open, sample, settle,
    write,
};

type Shown = Harness<'static, Window>;

/// Three customers without a fault, and a telephone number in a column that leaves in the clear.
const NOTED: &str = "customer_external_id,manufacturer,serial_number,device_external_id,customer_name,customer_phone,customer_latitude,customer_longitude,grid_name
C-1,HOP,SN-1,D-1,Chipo Banda,+260977123456,-12.34567,28.12345,call 0977123456 first
C-2,HOP,SN-2,D-2,Moussa Sarr,+260966000111,-12.35567,28.13345,Kalomo
C-3,HOP,SN-3,D-3,Zoé Ngoma,+260955222333,-12.36567,28.14345,Kalomo
";

fn english(path: &Path) -> Shown {
    open(Lang::En, ThemeChoice::Light, [1366.0, 768.0], Some(path))
}

fn export_page(window: &mut Shown) {
    key(window, Modifiers::COMMAND, Key::E);
    assert_eq!(shown(window).step, Step::Export);
}

fn written(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// Makes a key through the dialogs; the path field is filled in by hand.
fn make_key(window: &mut Shown, path: &Path) {
    click(window, "Continue");
    type_into(window, "Where to keep it", path.to_str().unwrap());
    type_into(window, "Passphrase", "a short sentence");
    type_into(window, "The same passphrase again", "a short sentence");
    click(window, "Create the key");
}

/// Replaces what a field holds.
fn type_into(window: &mut Shown, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    settle(window);
    key(window, Modifiers::COMMAND, Key::A);
    write(window, text);
}

#[test]
fn the_whole_job_with_a_created_key() {
    let (folder, path) = file("Juin.csv", NOTED.as_bytes());
    let folder = folder.path().to_owned();
    let key_path = folder.join("ours.tamis-key");
    let mut window = english(&path);
    export_page(&mut window);
    // The number in the clear column blocks, and the button says so.
    window.get_by_label_contains("Not yet");
    window.get_by_label("1 cell holds a telephone number");
    click_containing(&mut window, "Mask: grid_name");
    assert!(window.query_by_label_contains("Not yet").is_none());

    click(&mut window, "Export 3 rows…");
    make_key(&mut window, &key_path);
    let made = read_key(&key_path, Some("a short sentence")).unwrap();
    let fingerprint = made.fingerprint();
    assert!(read_key(&key_path, None).is_err(), "it is sealed");
    window.get_by_label(&fingerprint.text());
    // Nothing has been written before the fingerprint was seen.
    assert!(!folder.join("Juin_meters.csv").exists());
    click(&mut window, "Later");

    window.get_by_label_contains("3 rows written");
    window.get_by_label("Leak check of the finished file");
    let text = written(&folder, "Juin_meters.csv");
    assert_eq!(text.lines().count(), 4);
    for gone in ["Chipo", "0977123456", "977123456", "12.34567"] {
        assert!(!text.contains(gone), "{gone} has left");
    }
    assert!(text.contains("call *** first"), "{text}");
    assert_eq!(
        shown(&window)
            .session()
            .document()
            .settings()
            .privacy
            .method,
        MethodChoice::Keyed { fingerprint }
    );

    // The record stands beside it, for people and for programs, and names no value.
    let record = read_record(&folder.join("Juin_meters-record.json")).unwrap();
    assert_eq!(record.key, Some(fingerprint));
    let html = written(&folder, "Juin_meters-record.html");
    assert!(read_record(&folder.join("Juin_meters-record.html")).is_ok());
    for gone in ["Chipo", "977123456", "a short sentence"] {
        assert!(!html.contains(gone), "{gone} is in the record");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&key_path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "the key is its owner's only");
    }
}

#[test]
fn a_find_is_kept_with_a_reason_and_that_is_undone() {
    let (_folder, path) = file("Juin.csv", NOTED.as_bytes());
    let mut window = english(&path);
    export_page(&mut window);
    click_containing(&mut window, "Keep…: grid_name");
    write(&mut window, "the shop");
    click(&mut window, "Keep it");
    let decision = |window: &Shown| {
        let session = shown(window).session();
        let document = session.document();
        let (col, _) = document
            .table()
            .columns()
            .find(|(_, c)| c.header() == "grid_name")
            .unwrap();
        document.decision(col, Trace::Phone).cloned()
    };
    let reason = "the shop".to_owned();
    assert_eq!(decision(&window), Some(Decision::Keep { reason }));
    window.get_by_label_contains("Reason: the shop");
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(decision(&window), None);
    export_page(&mut window);
    window.get_by_label("1 cell holds a telephone number");
}

#[test]
fn another_key_blocks_until_it_is_confirmed() {
    let (folder, path) = file("Juin.csv", NOTED.as_bytes());
    let folder = folder.path().to_owned();
    let start = |path: &Path| Start {
        profiles: None,
        lang: Lang::En,
        theme: ThemeChoice::Light,
        file: Some(path.to_owned()),
        system_dialogs: false,
        traces: None,
        memory: Some(folder.join("settings/keys.toml")),
    };
    let size = [1366.0, 768.0];
    let mut window = begin(size, start(&path));
    export_page(&mut window);
    click_containing(&mut window, "Mask: grid_name");
    click(&mut window, "Export 3 rows…");
    make_key(&mut window, &folder.join("first.tamis-key"));
    click(&mut window, "Later");
    window.get_by_label_contains("3 rows written");
    let kept = std::fs::read_to_string(folder.join("settings/keys.toml")).unwrap();
    assert!(!kept.contains("customer"), "headers stay out: {kept}");

    // Next month, another window, another key.
    let next = folder.join("Juillet.csv");
    std::fs::copy(&path, &next).unwrap();
    let mut window = begin(size, start(&next));
    export_page(&mut window);
    click_containing(&mut window, "Mask: grid_name");
    window.get_by_label_contains("Not yet");
    click(&mut window, "Open a key…");
    click(&mut window, "Cancel");
    click_containing(&mut window, "Protect ");
    click(&mut window, "With the organization’s key");
    click(&mut window, "Create a key");
    make_key(&mut window, &folder.join("second.tamis-key"));
    click(&mut window, "Later");
    export_page(&mut window);
    window
        .get_all_by_label_contains("Earlier files of this provider left with the key")
        .next()
        .unwrap();
    click(&mut window, "Export 3 rows");
    assert!(!folder.join("Juillet_meters.csv").exists());
    click(&mut window, "Use this key from now on");
    click(&mut window, "Export 3 rows");
    assert!(folder.join("Juillet_meters.csv").exists());
}

#[test]
fn the_preview_is_the_file_cell_by_cell() {
    let (folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    // Personal data in two clear columns, one of them with values of the file itself.
    for (address, text) in [("R2", "see 0977 123 456"), ("R3", "mail zoe@example.org")] {
        crate::window::go_to(&mut window, address);
        write(&mut window, text);
        key(&mut window, Modifiers::NONE, Key::Enter);
    }
    export_page(&mut window);
    while window
        .query_all_by_label_contains("Mask: ")
        .next()
        .is_some()
    {
        click_containing(&mut window, "Mask: ");
    }
    click(&mut window, "Write all the same");
    click_containing(&mut window, "Export 200 rows");
    click(&mut window, "Plain, without a key");
    click(&mut window, "Continue");
    click_last(&mut window, "Write all the same");
    window.get_by_label_contains("200 rows written");

    let text = written(folder.path(), "practice_meters.csv");
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let file = shown(&window);
    let session = file.session();
    let document = session.document();
    let columns: Vec<_> = header
        .iter()
        .map(|name| {
            let id = document.schema().by_name(name).unwrap();
            document.mapping().column_of(id).unwrap()
        })
        .collect();
    let theme = tamis::ui::theme::Theme::of(false);
    let look = tamis::ui::widget::Look {
        theme,
        lang: Lang::En,
        low: false,
        narrow: false,
        still: false,
        hide_clear: false,
    };
    let sheet = Sheet {
        document,
        derived: &file.derived,
        columns: &columns,
        look: &look,
        preview: true,
        masked: false,
        masks: file.masks(),
    };
    let (mut cells, mut masked) = (0, 0);
    for (row, record) in records.iter().enumerate() {
        for (col, value) in record.iter().enumerate() {
            use tamis::ui::grid::GridModel as _;
            assert_eq!(sheet.copy_text(row, col), value, "row {row} column {col}");
            masked += usize::from(value.contains("***"));
            cells += 1;
        }
    }
    assert_eq!(records.len(), 200);
    assert!(
        cells > 4_000 && masked >= 2,
        "{cells} cells, {masked} masked"
    );
}

#[test]
fn rows_held_back_go_to_the_provider_in_the_same_step() {
    let (folder, path) = sample("practice.xlsx");
    // The platform's file goes elsewhere than the provider's.
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    let mut window = english(&path);
    export_page(&mut window);
    click(&mut window, "Change: Save as");
    write_path(&mut window, &out.join("june.csv"));
    click_containing(&mut window, "rows out");
    window
        .get_all_by_label_contains("Export 1")
        .next()
        .unwrap()
        .click();
    settle(&mut window);
    click(&mut window, "Plain, without a key");
    click(&mut window, "Continue");
    window
        .get_by_role_and_label(Role::CheckBox, "Write them for the provider too")
        .click();
    settle(&mut window);
    click_last(&mut window, "Export 1");
    let held = folder.path().join("practice-PERSONAL-DATA.xlsx");
    assert!(
        held.exists(),
        "beside the provider's file, not the platform's"
    );
    assert!(out.join("june.csv").exists());
    window.get_by_label("Open: practice-PERSONAL-DATA.xlsx");
    let record = read_record(&out.join("june-record.json")).unwrap();
    assert_eq!(record.returns.len(), 1, "the record lists it");
}

fn write_path(window: &mut Shown, path: &Path) {
    type_into(window, "Path of the file", path.to_str().unwrap());
    click(window, "Use this file");
}

#[test]
fn clear_values_are_hidden_for_a_screen_in_an_open_office() {
    let (_folder, path) = file("Juin.csv", NOTED.as_bytes());
    let mut window = english(&path);
    let sees =
        |window: &Shown, text: &str| window.query_all_by_label_contains(text).next().is_some();
    assert!(sees(&window, "Chipo Banda") && sees(&window, "HOP"));
    crate::window::go_to(&mut window, "E2");
    key(
        &mut window,
        Modifiers::COMMAND.plus(Modifiers::SHIFT),
        Key::H,
    );
    assert!(!sees(&window, "Chipo Banda"), "neither grid nor details");
    assert!(!sees(&window, "+260977123456"));
    assert!(sees(&window, "HOP"), "what is not personal stays");
    key(
        &mut window,
        Modifiers::COMMAND.plus(Modifiers::SHIFT),
        Key::H,
    );
    assert!(sees(&window, "Chipo Banda"));
}

#[test]
fn a_column_is_rounded_coarser_and_another_one_protected() {
    let (folder, path) = file("Juin.csv", NOTED.as_bytes());
    let mut window = english(&path);
    click_containing(&mut window, "Protect ");
    click(&mut window, "customer_latitude: 3 decimals");
    click(&mut window, "1 decimal");
    click(&mut window, "Protect another column…");
    click_containing(&mut window, "customer_external_id");
    click(&mut window, "telephone number");
    click(&mut window, "Protect this column");
    click(&mut window, "Plain digest (SHA-256)");
    export_page(&mut window);
    click_containing(&mut window, "Mask: grid_name");
    click(&mut window, "Export 3 rows");
    let text = written(folder.path(), "Juin_meters.csv");
    assert!(!text.contains("C-1"), "{text}");
    assert!(text.contains(",-12.3,"), "{text}");
    assert!(
        text.contains(",28.123,"),
        "only latitude was changed: {text}"
    );
}

#[test]
fn every_page_draws_in_both_languages_and_a_small_window() {
    let (_folder, path) = file("Juin.csv", NOTED.as_bytes());
    for lang in [Lang::En, Lang::Fr] {
        let mut window = open(lang, ThemeChoice::Dark, [1024.0, 600.0], Some(&path));
        for step in [Step::Protect, Step::Export] {
            let name = tamis::text::t(lang, step.key());
            click_containing(&mut window, &format!("{name} "));
            assert_eq!(shown(&window).step, step);
            settle(&mut window);
        }
    }
}

#[test]
fn two_spellings_of_a_number_become_one_before_the_export() {
    let text = NOTED.replace("C-3", "C-1").replace("SN-3,D-3", "SN-4,D-4");
    let text = text.replace("+260955222333", "0977 123 456");
    let (_folder, path) = file("Juin.csv", text.as_bytes());
    let mut window = english(&path);
    export_page(&mut window);
    window.get_by_label_contains("1 value is written in two ways");
    click(&mut window, "Write them alike: customer_phone");
    assert!(
        window
            .query_by_label_contains("written in two ways")
            .is_none()
    );
    assert_eq!(shown(&window).session().history().len(), 1, "one step");
    let kept = crate::window::cell(&window, "F4");
    assert_eq!(kept, crate::window::cell(&window, "F2"));
}

#[test]
fn options_of_the_export_split_mark_and_leave_empty_columns_out() {
    let text = NOTED.replace("call 0977123456 first", "Kalomo");
    let text = text
        .replace("grid_name\n", "grid_name,model\n")
        .replace("Kalomo\n", "Kalomo,\n");
    let (folder, path) = file("Juin.csv", text.as_bytes());
    let mut window = english(&path);
    export_page(&mut window);
    click(&mut window, "Options");
    let tick = |window: &mut Shown, name: &str| {
        window.get_by_role_and_label(Role::CheckBox, name).click();
        settle(window);
    };
    tick(&mut window, "Leave empty columns out");
    tick(&mut window, "Mark for Excel (byte order mark)");
    type_into(&mut window, "Rows per part", "two");
    window.get_by_label("Rows per part must be a number.");
    type_into(&mut window, "Rows per part", "2");
    click(&mut window, "Export 3 rows…");
    click(&mut window, "Plain, without a key");
    click(&mut window, "Continue");
    window.get_by_label_contains("3 rows written");
    for (name, rows) in [("Juin_meters-001.csv", 2), ("Juin_meters-002.csv", 1)] {
        let text = written(folder.path(), name);
        assert_eq!(text.lines().count(), rows + 1, "{text}");
        assert!(text.starts_with('\u{feff}'), "no mark");
        assert!(!text.contains("model"), "an empty column left");
    }
    assert!(folder.path().join("Juin_meters-manifest.json").exists());
    // A second time, nothing is replaced unasked.
    click(&mut window, "Export again");
    window.get_by_label("A file of this name is there already.");
}

#[test]
fn only_the_rows_shown_go() {
    let (folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    click_containing(&mut window, "Decimal comma, max_power_w");
    click(&mut window, "Show");
    export_page(&mut window);
    click(&mut window, "Options");
    click(&mut window, "Shown (24)");
    click(&mut window, "Write all the same");
    click(&mut window, "Export 24 rows…");
    click(&mut window, "Plain, without a key");
    click(&mut window, "Continue");
    click_last(&mut window, "Write all the same");
    window.get_by_label_contains("24 rows written");
    let text = written(folder.path(), "practice_meters.csv");
    assert_eq!(text.lines().count(), 25);
}

/// A filter that is on is named wherever rows are listed, and in the right number.
#[test]
fn a_filter_is_seen_on_protect_too() {
    for (lang, chip, rows) in [
        (Lang::En, "Clear all", "of 200 rows shown"),
        (Lang::Fr, "Tout effacer", "lignes affichées sur 200"),
    ] {
        let (_folder, path) = sample("practice.xlsx");
        let mut window = open(lang, ThemeChoice::Light, [1366.0, 768.0], Some(&path));
        crate::scenes::act(&mut window, lang, Action::StepProtect);
        assert_eq!(window.query_all_by_label(chip).count(), 0);
        crate::scenes::act(&mut window, lang, Action::ProblemRows);
        crate::scenes::act(&mut window, lang, Action::StepProtect);
        window.get_by_label_contains(rows);
        click(&mut window, chip);
        assert!(crate::window::file(&window).view.shows_all_rows());
        assert_eq!(window.query_all_by_label(chip).count(), 0);
    }
}
