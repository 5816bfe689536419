//! The Read and Match pages without a screen, on messy files: title rows, French headers, parts of
//! names, kilowatts, two phones, a total row.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use rust_xlsxwriter::Workbook;
use tamis::schema::How;
use tamis::text::Lang;
use tamis::ui::ThemeChoice;
use tamis::ui::workspace::Step;

use crate::window::{Window, click, click_containing, file, key, open, settle, write};

const HEADERS: [&str; 13] = [
    "N°",
    "Réf client",
    "N° compteur",
    "Nom",
    "Prénoms",
    "Puissance (kW)",
    "Date de naissance",
    "Téléphone",
    "N° Téléphone",
    "Pays",
    "Observations",
    "Tél. garant",
    "Id appareil",
];

/// A provider's workbook: two title rows, headers in row 4, a total at the end, a second sheet.
fn workbook() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Juin.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Juin").unwrap();
    sheet.write(0, 0, "Liste des compteurs").unwrap();
    sheet.write(1, 0, "Exploitant : Soleil Rural").unwrap();
    for (place, header) in (0u16..).zip(HEADERS) {
        sheet.write(3, place, header).unwrap();
    }
    for i in 0..12u32 {
        let row = 4 + i;
        let texts = [
            format!("{}", i + 1),
            format!("BJ-{}", 440 + i),
            format!("470001257{i:02}"),
            "Zossou".to_owned(),
            format!("Awa {}", char::from(b'A' + u8::try_from(i).unwrap())),
            "2,5".to_owned(),
            format!("19{}-04-12", 60 + i),
            format!("+229 97 12 34 {i:02}"),
            format!("+229 96 12 34 {i:02}"),
            "BJ".to_owned(),
            "RAS".to_owned(),
            format!("+229 95 12 34 {i:02}"),
            format!("A-{i}"),
        ];
        for (place, text) in (0u16..).zip(texts) {
            sheet.write(row, place, text).unwrap();
        }
    }
    sheet.write(16, 0, "TOTAL").unwrap();
    sheet.write(16, 5, 30).unwrap();
    let other = book.add_worksheet();
    other.set_name("Mai").unwrap();
    other.write(0, 0, "customer_external_id").unwrap();
    other.write(0, 1, "serial_number").unwrap();
    other.write(1, 0, "BJ-1").unwrap();
    other.write(1, 1, "470001").unwrap();
    book.save(&path).unwrap();
    (folder, path)
}

fn shown(path: &Path) -> Harness<'static, Window> {
    open(Lang::En, ThemeChoice::Light, [1366.0, 768.0], Some(path))
}

/// Header → how, field.
fn used(window: &Harness<'static, Window>, header: &str) -> (How, Option<String>) {
    let session = file(window).session();
    let document = session.document();
    let (col, _) = document
        .table()
        .columns()
        .find(|(_, c)| c.header() == header)
        .unwrap_or_else(|| panic!("no column {header}"));
    let one = document.mapping().use_of(col);
    let field = document
        .mapping()
        .field_of(col)
        .map(|f| document.schema().field(f).unwrap().name.clone());
    (one.how, field)
}

fn chosen(window: &Harness<'static, Window>) -> String {
    let board = &file(window).board;
    board.chosen_line().unwrap().header.clone()
}

#[test]
fn what_waits_opens_on_match_and_what_is_certain_on_fix() {
    let (_folder, path) = workbook();
    let window = shown(&path);
    assert_eq!(file(&window).step, Step::Match);
    window.get_by_label_contains("columns to confirm");
    let (_folder, practice) = crate::window::sample("practice.xlsx");
    let window = shown(&practice);
    assert_eq!(file(&window).step, Step::Fix);
    assert!(file(&window).board.waits.is_empty());
}

#[test]
fn targets_are_searched_and_chosen_by_keyboard_alone() {
    let (_folder, path) = workbook();
    let mut window = shown(&path);
    let first = chosen(&window);
    key(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_ne!(chosen(&window), first);
    key(&mut window, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(chosen(&window), first);
    while chosen(&window) != "Observations" {
        let before = chosen(&window);
        key(&mut window, Modifiers::NONE, Key::ArrowDown);
        assert_ne!(chosen(&window), before, "the last row is not Observations");
    }
    // Enter opens, Escape closes, and the row is still chosen.
    key(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("Every field");
    key(&mut window, Modifiers::NONE, Key::Escape);
    assert!(file(&window).board.targets.is_none());
    assert_eq!(chosen(&window), "Observations");
    // Typing opens the list with what was typed, in the user's words.
    write(&mut window, "profess");
    window.get_by_label("customer_profession Profession");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(
        used(&window, "Observations"),
        (How::Chosen, Some("customer_profession".to_owned()))
    );
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(used(&window, "Observations").1, None);
}

#[test]
fn a_column_that_looks_personal_is_not_sent_in_clear() {
    let (_folder, path) = workbook();
    let mut window = shown(&path);
    click(&mut window, "Field for Tél. garant");
    window.get_by_label_contains("Send as an extra column, in the clear");
    click_containing(&mut window, "Send as an extra column, in the clear");
    assert_eq!(used(&window, "Tél. garant").0, How::Unknown, "refused");
    if file(&window).board.targets.is_none() {
        click(&mut window, "Field for Tél. garant");
    }
    click_containing(&mut window, "Send as an extra column, as pseudonyms");
    assert_eq!(used(&window, "Tél. garant").0, How::Extra);
    // One that does not look personal may.
    click(&mut window, "Field for Observations");
    click_containing(&mut window, "Send as an extra column, in the clear");
    assert_eq!(used(&window, "Observations").0, How::Extra);
}

#[test]
fn of_two_columns_for_one_field_the_user_chooses() {
    let (_folder, path) = workbook();
    let mut window = shown(&path);
    assert_eq!(used(&window, "Téléphone").1, None);
    click_containing(&mut window, "Use this: N° Téléphone");
    assert_eq!(
        used(&window, "N° Téléphone"),
        (How::Chosen, Some("customer_phone".to_owned()))
    );
    assert_eq!(used(&window, "Téléphone").1, None);
    assert!(
        window
            .query_all_by_label_contains("Use this: Téléphone")
            .next()
            .is_none(),
        "the other one no longer waits"
    );
}

#[test]
fn halves_of_a_name_are_joined_after_a_look() {
    let (_folder, path) = workbook();
    let mut window = shown(&path);
    click_containing(&mut window, "Join…: Nom");
    window.get_by_label_contains("Zossou | Awa A → Zossou Awa A");
    click(&mut window, "Move Prénoms up");
    window.get_by_label_contains("Awa A | Zossou → Awa A Zossou");
    click(&mut window, "a hyphen");
    window.get_by_label_contains("Awa A | Zossou → Awa A-Zossou");
    click(&mut window, "a space");
    click(&mut window, "Join");
    assert_eq!(
        used(&window, "Prénoms + Nom").1.as_deref(),
        Some("customer_name")
    );
    assert_eq!(used(&window, "Nom").0, How::Part);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(used(&window, "Nom").0, How::Proposed);
}

#[test]
fn kilowatts_are_converted_and_a_missing_field_is_filled() {
    let (_folder, path) = workbook();
    let mut window = shown(&path);
    click_containing(&mut window, "Convert…: Puissance (kW)");
    window.get_by_label_contains("2,5 → 2500");
    click(&mut window, "Convert");
    assert_eq!(
        used(&window, "Puissance (kW) → max_power_w").1.as_deref(),
        Some("max_power_w")
    );
    click(&mut window, "Fill… manufacturer");
    write(&mut window, "CALIN");
    click_containing(&mut window, "Fill 13 rows");
    assert_eq!(
        used(&window, "manufacturer").1.as_deref(),
        Some("manufacturer")
    );
    window.get_by_label("same for all");
}

#[test]
fn all_that_is_certain_enough_is_confirmed_in_one_step() {
    let (_folder, path) = workbook();
    let mut window = shown(&path);
    click(&mut window, "Confirm all and go on to Fix");
    let steps = file(&window).session().history().len();
    assert_eq!(steps, 1);
    assert_eq!(
        used(&window, "Date de naissance → customer_birth_year")
            .1
            .as_deref(),
        Some("customer_birth_year")
    );
    // Two phones cannot both be right: the page asks for that choice and nothing else.
    assert_eq!(file(&window).step, Step::Match);
    window.get_by_label("To confirm 2");
    key(&mut window, Modifiers::NONE, Key::Space);
    assert!(file(&window).board.waits.is_empty());
    click(&mut window, "Go on to Fix");
    assert_eq!(file(&window).step, Step::Fix);
}

#[test]
fn another_sheet_and_header_row_open_in_the_same_tab() {
    let (_folder, path) = workbook();
    let mut window = shown(&path);
    click_containing(&mut window, "Read ");
    assert_eq!(file(&window).step, Step::Read);
    window.get_by_label("Row 4, header");
    window.get_by_label_contains("Row 17 looks like a total");
    click(&mut window, "Take this row out");
    assert_eq!(
        file(&window).session().document().table().rows().count(),
        12
    );
    window.get_by_label("Row 17 was taken out. It looks like a total.");
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        file(&window).session().document().table().rows().count(),
        13
    );
    // Another header row, by a click on it.
    click(&mut window, "Row 2");
    click(&mut window, "Open so");
    assert_eq!(file(&window).session().document().table().header_row(), 2);
    assert_eq!(file(&window).step, Step::Read);
    // Another sheet.
    click(&mut window, "Mai");
    window.get_by_label("Row 1, header");
    click(&mut window, "Open so");
    let session = file(&window).session();
    assert_eq!(session.document().table().sheet(), Some("Mai"));
    assert_eq!(session.document().table().header_row(), 1);
    drop(session);
    window.get_by_label_contains("Sheet Mai, row 1");
}

#[test]
fn corrections_that_would_be_lost_are_asked_about_before_reading_again() {
    let (_folder, path) = workbook();
    let mut window = shown(&path);
    click_containing(&mut window, "Use this: N° Téléphone");
    click_containing(&mut window, "Fix ");
    crate::window::go_to(&mut window, "B6");
    write(&mut window, "BJ-7");
    key(&mut window, Modifiers::NONE, Key::Enter);
    click_containing(&mut window, "Read ");
    click(&mut window, "Mai");
    click(&mut window, "Open so");
    click(&mut window, "Stay");
    let sheet = |window: &Harness<'static, Window>| {
        let session = file(window).session();
        session.document().table().sheet().map(str::to_owned)
    };
    assert_eq!(sheet(&window).as_deref(), Some("Juin"));
    click(&mut window, "Open so");
    click(&mut window, "Read it again");
    assert_eq!(sheet(&window).as_deref(), Some("Mai"));
}

#[test]
fn what_was_matched_stays_when_the_file_is_read_in_another_way() {
    let text = "customer_external_id;customer_name;serial_number;device_external_id;Divers;N° Téléphone\n\
                A-1;Zo\u{e9} Ngoma;1;D-1;maçon;+260977123456\n\
                A-2;N\u{e9} Banda;2;D-2;maçon;+260966000111\n";
    let (_folder, path) = crate::support::file("liste.csv", text);
    let mut window = shown(&path);
    {
        let session = file(&window).share();
        let mut session = session.write().unwrap();
        let column = |session: &tamis::document::Session, header: &str| {
            let table = session.document().table();
            let (col, _) = table.columns().find(|(_, c)| c.header() == header).unwrap();
            tamis::document::ColumnName::of(table, col).unwrap()
        };
        let divers = column(&session, "Divers");
        let profession = tamis::document::Target::Field("customer_profession".into());
        for command in [
            tamis::document::Command::MapColumn {
                column: divers,
                target: profession,
            },
            tamis::document::Command::FillConstant {
                field: "manufacturer".into(),
                text: tamis::table::TextBuf::new("CALIN".into()),
            },
            tamis::document::Command::ChooseMethod {
                method: tamis::document::MethodChoice::Plain,
            },
        ] {
            session.run(&command).unwrap();
        }
    }
    settle(&mut window);
    click_containing(&mut window, "Read ");
    click(&mut window, "Windows-1252");
    click(&mut window, "Open so");
    assert!(
        window.query_by_label("Stay").is_none(),
        "nothing would be lost"
    );
    let session = file(&window).session();
    assert_eq!(session.document().read_as().encoding, Some("windows-1252"));
    let made = session.document().table().columns();
    let constant = made.filter(|(_, c)| c.is_made()).count();
    assert_eq!(constant, 1, "the constant is there again");
    let method = session.document().settings().privacy.method;
    assert_eq!(method, tamis::document::MethodChoice::Plain);
    drop(session);
    assert_eq!(
        used(&window, "Divers").1.as_deref(),
        Some("customer_profession")
    );
}

/// Two sheets with the same headers, merged villages, and phones whose zeros only Excel shows.
fn two_sites() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sites.xlsx");
    let mut book = Workbook::new();
    let zeros = rust_xlsxwriter::Format::new().set_num_format("0000000000");
    let plain = rust_xlsxwriter::Format::new();
    for site in ["Mbour", "Thiès"] {
        let sheet = book.add_worksheet();
        sheet.set_name(site).unwrap();
        let headers = [
            "customer_external_id",
            "serial_number",
            "Téléphone",
            "grid_name",
        ];
        for (place, header) in (0u16..).zip(headers) {
            sheet.write(0, place, header).unwrap();
        }
        for row in 1..=4u32 {
            sheet.write(row, 0, format!("{site}-{row}")).unwrap();
            sheet.write(row, 1, format!("SN-{site}-{row}")).unwrap();
            let phone = 977_123_450.0 + f64::from(row);
            sheet
                .write_number_with_format(row, 2, phone, &zeros)
                .unwrap();
        }
        sheet.merge_range(1, 3, 4, 3, site, &plain).unwrap();
    }
    book.save(&path).unwrap();
    (folder, path)
}

#[test]
fn notices_read_sheets_as_one_take_what_excel_shows_and_fill_down() {
    let (_folder, path) = two_sites();
    let mut window = shown(&path);
    let rows =
        |window: &Harness<'static, Window>| file(window).session().document().table().row_count();
    let cell = |window: &Harness<'static, Window>, row: u32, header: &str| {
        let session = file(window).session();
        let table = session.document().table();
        let (col, _) = table.columns().find(|(_, c)| c.header() == header).unwrap();
        table
            .text(tamis::table::RowId(row), col)
            .reveal()
            .to_owned()
    };
    assert_eq!(
        (rows(&window), cell(&window, 0, "Téléphone")),
        (4, "977123451".to_owned())
    );
    click_containing(&mut window, "Read ");
    window.get_by_label_contains("has the same headers");
    click(&mut window, "Read as one table");
    assert_eq!(rows(&window), 8);
    assert_eq!(cell(&window, 3, "grid_name"), "", "merged");
    // With several sheets the notice names them.
    window.get_by_label_contains("(Mbour, Thiès)");
    click(&mut window, "Take what Excel shows");
    assert_eq!(cell(&window, 7, "Téléphone"), "0977123454");
    click(&mut window, "Fill down");
    assert_eq!(cell(&window, 3, "grid_name"), "Mbour");
    assert_eq!(cell(&window, 7, "grid_name"), "Thiès");
    assert_eq!(rows(&window), 8, "each choice keeps the others");
    let session = file(&window).session();
    let address = session
        .document()
        .table()
        .address(tamis::table::RowId(7), tamis::table::ColId(0));
    assert_eq!(address, "Thiès!A5");
}

#[test]
fn encoding_and_separator_are_seen_before_they_are_taken() {
    let text = "customer_external_id;customer_name;serial_number\nA-1;Zo\u{e9};1\nA-2;N\u{e9};2\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let (_folder, path) = crate::support::file("liste.csv", &bytes);
    let mut window = shown(&path);
    click_containing(&mut window, "Read ");
    window.get_by_label("As recognized: semicolon");
    click(&mut window, "comma");
    settle(&mut window);
    click(&mut window, "Open so");
    assert_eq!(
        file(&window).session().document().table().column_count(),
        1,
        "with another separator there is one column"
    );
    click(&mut window, "As recognized");
    click(&mut window, "Open so");
    assert_eq!(file(&window).session().document().table().column_count(), 3);
}

#[test]
fn a_survey_of_a_real_mini_grid_waits_on_match_in_french_too() {
    let Some(corpora) = std::env::var_os("TAMIS_CORPORA") else {
        crate::support::skip("survey on the Match page", "TAMIS_CORPORA is not set");
        return;
    };
    let source =
        Path::new(&corpora).join("files/csv/micropowermanager__kobo-customer-meter-header.csv");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kobo.csv");
    let mut text = std::fs::read_to_string(source).unwrap();
    text.push_str("\nx\n");
    std::fs::write(&path, text).unwrap();
    for size in [[1024.0, 600.0], [1366.0, 768.0]] {
        let window = open(Lang::Fr, ThemeChoice::Dark, size, Some(&path));
        assert_eq!(file(&window).step, Step::Match);
        window.get_by_label_contains("Tout confirmer");
    }
}

/// A file of a provider whose headers are all certain but for the last.
fn provider_file(folder: &Path, name: &str, more: &str) -> PathBuf {
    let path = folder.join(name);
    let mut text = format!("Réf client;N° compteur;manufacturer;device_external_id;Divers{more}\n");
    for i in 0..6 {
        let extra = if more.is_empty() { "" } else { ";x" };
        text.push_str(&format!(
            "BJ-{i};4700012570{i};CALIN;D-{i};agriculteur{extra}\n"
        ));
    }
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn the_next_file_of_a_provider_opens_as_the_last_one_was_matched() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("profiles");
    let first = provider_file(folder.path(), "mai.csv", "");
    let again = |path: &Path| {
        crate::window::open_remembering(
            Lang::En,
            ThemeChoice::Light,
            [1366.0, 768.0],
            Some(path),
            Some(&store),
        )
    };
    let mut window = again(&first);
    click_containing(&mut window, "Match ");
    click(&mut window, "Field for Divers");
    write(&mut window, "profess");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(
        used(&window, "Divers").1.as_deref(),
        Some("customer_profession")
    );
    // Remembered only when the user says so.
    assert!(!store.exists());
    let session = file(&window).share();
    let profile = tamis::document::Profile::of(session.read().unwrap().document(), "x");
    assert!(!profile.to_toml().unwrap().contains("agriculteur"));
    drop(session);
    remember(&mut window);

    // The same headers: no question, no strip.
    let second = provider_file(folder.path(), "juin.csv", "");
    let window = again(&second);
    assert_eq!(
        used(&window, "Divers").1.as_deref(),
        Some("customer_profession")
    );
    assert_eq!(file(&window).step, Step::Fix);
    assert!(file(&window).known.is_none());
    assert!(!file(&window).is_changed(), "closing it asks nothing");

    // A new column: the strip says so, and the matching can be refused.
    let third = provider_file(folder.path(), "juillet.csv", ";Remarque");
    let mut window = again(&third);
    window.get_by_label_contains("Matched as the last file of Soleil. New column: “Remarque”.");
    click(&mut window, "Do not match so");
    assert_eq!(used(&window, "Divers").1, None);

    // Listed, renamed, exported, forgotten.
    let list = || tamis::document::ProfileStore::at(store.clone()).list();
    providers(&mut window);
    window.get_by_label("Divers → customer_profession");
    window.get_by_label("Name of the provider").click();
    settle(&mut window);
    write(&mut window, " Rural");
    click(&mut window, "Rename");
    let names: Vec<String> = list().into_iter().map(|p| p.provider).collect();
    assert_eq!(names, ["Soleil Rural"]);
    crate::window::click_last(&mut window, "Export…");
    let exported = folder.path().join("soleil.toml");
    window.get_by_label("Path of the file").focus();
    settle(&mut window);
    key(&mut window, Modifiers::COMMAND, Key::A);
    write(&mut window, exported.to_str().unwrap());
    click(&mut window, "Save");
    let profile = tamis::document::load_profile(&exported).unwrap();
    assert_eq!(profile.provider, "Soleil Rural");
    assert!(
        !std::fs::read_to_string(&exported)
            .unwrap()
            .contains("agriculteur")
    );
    click(&mut window, "Forget Divers");
    assert!(list()[0].columns.iter().all(|c| c.header != "Divers"));
    click(&mut window, "Forget");
    assert_eq!(list().len(), 1, "asked once more");
    click(&mut window, "Forget for good");
    assert!(list().is_empty());
}

#[test]
fn a_provider_that_demands_a_key_is_refused_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("profiles");
    let first = provider_file(folder.path(), "mai.csv", "");
    let size = [1366.0, 768.0];
    let light = ThemeChoice::Light;
    let mut window =
        crate::window::open_remembering(Lang::En, light, size, Some(&first), Some(&store));
    key(&mut window, Modifiers::COMMAND, Key::E);
    crate::window::click_last(&mut window, "Export 6 rows");
    click(&mut window, "Remember for the next file…");
    write(&mut window, "Soleil");
    click(&mut window, "Nothing of this provider leaves without a key");
    click(&mut window, "Remember");
    let list = || tamis::document::ProfileStore::at(store.clone()).list();
    assert!(list()[0].require_key);
    let demanded = |window: &Harness<'static, Window>| {
        let session = file(window).session();
        session.document().settings().privacy.key_required
    };
    assert!(demanded(&window), "the open file knows at once");

    let second = provider_file(folder.path(), "juin.csv", "");
    let mut window =
        crate::window::open_remembering(Lang::En, light, size, Some(&second), Some(&store));
    assert!(demanded(&window));
    key(&mut window, Modifiers::COMMAND, Key::E);
    window
        .get_all_by_label_contains("This provider’s files must leave with a key.")
        .next()
        .unwrap();
    crate::window::click_last(&mut window, "Export 6 rows");
    assert!(!folder.path().join("juin_meters.csv").exists());
    // Taken back in the list of providers, and only there.
    providers(&mut window);
    click(&mut window, "Nothing of this provider leaves without a key");
    assert!(!list()[0].require_key && !demanded(&window));
}

#[test]
fn a_providers_key_is_expected_though_its_headers_have_changed() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("profiles");
    let open_file = |path: &Path| {
        let size = [1366.0, 768.0];
        let light = ThemeChoice::Light;
        crate::window::open_remembering(Lang::En, light, size, Some(path), Some(&store))
    };
    let first = provider_file(folder.path(), "mai.csv", "");
    let mut window = open_file(&first);
    let key_of_file = std::sync::Arc::new(tamis::privacy::Key::generate().unwrap());
    let fingerprint = key_of_file.fingerprint();
    {
        let session = file(&window).share();
        let mut session = session.write().unwrap();
        session.lend_key(Some(key_of_file));
        let method = tamis::document::MethodChoice::Keyed { fingerprint };
        let choose = tamis::document::Command::ChooseMethod { method };
        session.run(&choose).unwrap();
    }
    settle(&mut window);
    remember(&mut window);
    let list = || tamis::document::ProfileStore::at(store.clone()).list();
    assert_eq!(list()[0].key, Some(fingerprint));

    // A header written otherwise and a new column: straight into the grid, only that is told,
    // and the key is expected.
    let second = provider_file(folder.path(), "juin.csv", ";Observations");
    let text = std::fs::read_to_string(&second).unwrap();
    std::fs::write(&second, text.replace("Réf client", "REF. CLIENT")).unwrap();
    let window = open_file(&second);
    assert_eq!(file(&window).step, Step::Fix);
    window.get_by_label_contains("“Réf client” is now “REF. CLIENT”");
    window.get_by_label_contains("New column: “Observations”.");
    let session = file(&window).session();
    let expected = session.document().settings().privacy.expected_key;
    assert_eq!(expected, Some(fingerprint));
    let refused = session.document().method();
    assert!(refused.is_err(), "without the key it does not leave");
}

/// Exports and remembers the provider as Soleil.
fn remember(window: &mut Harness<'static, Window>) {
    key(window, Modifiers::COMMAND, Key::E);
    crate::window::click_last(window, "Export 6 rows");
    click(window, "Remember for the next file…");
    write(window, "Soleil");
    key(window, Modifiers::NONE, Key::Enter);
}

fn providers(window: &mut Harness<'static, Window>) {
    key(window, Modifiers::COMMAND, Key::P);
    write(window, "Providers");
    key(window, Modifiers::NONE, Key::Enter);
}
