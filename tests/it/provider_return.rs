//! What goes back to the provider: the right cells marked, at their own addresses, and no
//! personal value anywhere but in its own cell.

use std::collections::BTreeMap;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::Value;
use tamis::check::{Severity, Subject};
use tamis::document::{Document, Invalid, Upload, covering_note, current_day, open_document};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::text::Lang;

use crate::support::{absent, arg, asset, file, office, python, script, skip, tamis};

const HEAD: [&str; 9] = [
    "customer_external_id",
    "manufacturer",
    "serial_number",
    "device_external_id",
    "customer_phone",
    "max_power_w",
    "installation_date",
    "customer_country",
    "Observations",
];

pub fn opened(path: &Path) -> Document {
    let schema = Schema::meters().unwrap();
    let options = OpenOptions::default();
    open_document(path, &options, schema, current_day(), &Quiet).unwrap()
}

/// A workbook as providers make them: a title, the table further down and to the right, dates
/// as dates, a formula, other sheets, one of them hidden.
fn provider(path: &Path) {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet().set_name("Juin d'Ana").unwrap();
    sheet.write_string(0, 1, "Liste des compteurs").unwrap();
    for (name, col) in HEAD.into_iter().zip(1u16..) {
        sheet.write_string(3, col, name).unwrap();
    }
    for i in 0..12u32 {
        let row = 4 + i + i / 6;
        sheet.write_string(row, 1, format!("0{i}")).unwrap();
        sheet.write_string(row, 2, "HOP").unwrap();
        sheet
            .write_number(row, 3, 47_000_124_512.0 + f64::from(i))
            .unwrap();
        sheet.write_string(row, 4, format!("D{i}")).unwrap();
        sheet
            .write_string(row, 5, format!(" 09771234{i:02}"))
            .unwrap();
        let power = if i == 3 { "3,5" } else { "5" };
        match i {
            4 => sheet
                .write_formula(row, 6, Formula::new("=1/0").set_result("#DIV/0!"))
                .unwrap(),
            5 => sheet
                .write_formula(row, 6, Formula::new("=2*21.5").set_result("43"))
                .unwrap(),
            6 => sheet.write_number(row, 6, 0.1 + 0.2).unwrap(),
            _ => sheet.write_string(row, 6, power).unwrap(),
        };
        let date = ExcelDateTime::from_ymd(2022, 1, 31).unwrap();
        if i == 7 {
            sheet.write_string(row, 7, "31/04/2022").unwrap();
        } else {
            sheet
                .write_datetime_with_format(row, 7, date, &day)
                .unwrap();
        }
        sheet
            .write_string(row, 8, if i == 8 { "Zambie" } else { "ZM" })
            .unwrap();
        sheet.write_boolean(row, 9, i % 2 == 0).unwrap();
    }
    // Required and empty: nothing at all stands there in the file.
    sheet.write_string(20, 1, "99").unwrap();
    sheet.write_string(20, 2, "HOP").unwrap();
    sheet.write_string(20, 4, "D99").unwrap();
    let other = book.add_worksheet().set_name("Notes").unwrap();
    other.write_string(2, 2, "à rappeler").unwrap();
    other.write_number(5, 0, 12.5).unwrap();
    let hidden = book.add_worksheet().set_name("Caché").unwrap();
    hidden.write_string(0, 0, "x").unwrap();
    hidden.set_hidden(true);
    book.save(path).unwrap();
}

/// The cells that must be marked.
fn expected(document: &Document) -> Vec<String> {
    let table = document.table();
    let mut all: Vec<String> = document
        .checks()
        .problems(table)
        .filter(|p| p.severity != Severity::Note)
        .filter_map(|p| match p.subject {
            Subject::Cell(row, col) => Some(table.address(row, col)),
            Subject::Row(row) => Some(table.address(row, document.checks().key_column()?)),
            Subject::Column(col) => Some(format!(
                "{}{}",
                table.column(col)?.letters(),
                table.header_row()
            )),
            Subject::File(_) => None,
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

fn sorted(value: &Value) -> Vec<String> {
    let mut all: Vec<String> = match value {
        Value::Object(map) => map.keys().cloned().collect(),
        other => serde_json::from_value(other.clone()).unwrap(),
    };
    all.sort();
    all
}

fn look(python: &str, path: &Path) -> Value {
    script(python, "look_at.py", &[arg(path)])
}

fn sheet<'a>(book: &'a Value, name: &str) -> &'a Value {
    let sheets = book["sheets"].as_array().unwrap();
    sheets
        .iter()
        .find(|s| s["name"] == name)
        .unwrap_or_else(|| panic!("no sheet {name}"))
}

fn cells(sheet: &Value) -> BTreeMap<String, String> {
    serde_json::from_value(sheet["cells"].clone()).unwrap()
}

#[test]
fn the_marks_are_on_the_right_cells_and_everything_is_where_it_was() {
    let Some(python) = python() else {
        return skip(
            "the_marks_are_on_the_right_cells",
            "no python3 with openpyxl",
        );
    };
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made.xlsx");
    provider(&made);
    for path in [made, asset("assets/samples/practice.xlsx")] {
        let target = folder.path().join("back-PERSONAL-DATA.xlsx");
        let before = std::fs::read(&path).unwrap();
        let args = [
            "report",
            arg(&path),
            "-o",
            arg(&target),
            "--fix",
            "none",
            "--force",
            "--words",
            "fr",
        ];
        let out = tamis(&args);
        assert_eq!(
            out.status.code(),
            Some(1),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        assert_eq!(
            std::fs::read(&path).unwrap(),
            before,
            "the source is never changed"
        );
        let (book, source) = (look(python, &target), look_values(python, &path));
        let names: Vec<_> = book["sheets"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| &s["name"])
            .collect();
        assert_eq!(names[0], "À corriger");
        for original in source["sheets"].as_array().unwrap() {
            let copy = sheet(&book, original["name"].as_str().unwrap());
            assert_eq!(cells(copy), cells(original), "{}", original["name"]);
            assert_eq!(copy["state"], original["state"]);
        }
        let document = opened(&path);
        let main = sheet(&book, document.table().sheet().unwrap());
        assert_eq!(sorted(&main["marked"]), expected(&document));
        assert_eq!(sorted(&main["notes"]), expected(&document));
        for link in book["sheets"][0]["links"].as_array().unwrap() {
            let link = link.as_str().unwrap();
            let (name, cell) = link.rsplit_once('!').unwrap();
            assert_eq!(
                name.trim_matches('\'').replace("''", "'"),
                document.table().sheet().unwrap()
            );
            assert!(expected(&document).contains(&cell.to_owned()), "{link}");
        }
        assert!(
            book["creator"].is_null() || book["creator"] == "",
            "{}",
            book["creator"]
        );
        let again = folder.path().join("again-PERSONAL-DATA.xlsx");
        tamis(&[
            "report",
            arg(&path),
            "-o",
            arg(&again),
            "--fix",
            "none",
            "--words",
            "fr",
        ]);
        assert_eq!(
            std::fs::read(&target).unwrap(),
            std::fs::read(&again).unwrap()
        );
        std::fs::remove_file(again).unwrap();
    }
}

/// The source with the results of its formulas.
fn look_values(python: &str, path: &Path) -> Value {
    script(python, "look_at.py", &[arg(path), "values"])
}

#[test]
fn a_personal_value_stands_in_its_own_cell_only() {
    let Some(python) = python() else {
        return skip(
            "a_personal_value_stands_in_its_own_cell_only",
            "no python3 with openpyxl",
        );
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.xlsx");
    provider(&path);
    let target = folder.path().join("back-PERSONAL-DATA.xlsx");
    let out = tamis(&["report", arg(&path), "-o", arg(&target), "--fix", "none"]);
    let printed = String::from_utf8_lossy(&out.stdout).into_owned();
    let book = look(python, &target);
    let mut seen = 0;
    for sheet in book["sheets"].as_array().unwrap() {
        let phones = |value: &Value| value.as_str().is_some_and(|t| t.contains("09771234"));
        seen += sheet["cells"]
            .as_object()
            .unwrap()
            .values()
            .filter(|v| phones(v))
            .count();
        for note in sheet["notes"].as_object().unwrap().values() {
            assert!(!phones(note), "{note}");
        }
    }
    assert_eq!(seen, 12, "each phone once");
    assert!(!printed.contains("09771234"));
    let phone = &sheet(&book, "Juin d'Ana")["notes"]["F5"];
    assert!(phone.as_str().unwrap().contains("blanks"), "{phone}");
}

#[test]
fn a_name_that_hides_what_is_inside_is_refused() {
    let (folder, path) = file(
        "in.csv",
        "customer_external_id,manufacturer,serial_number,device_external_id\n1,HOP,,7\n",
    );
    for name in [
        "back.xlsx",
        "back-personal-data.xlsx",
        "back-PERSONAL-DATA.csv",
    ] {
        let target = folder.path().join(name);
        let out = tamis(&["report", arg(&path), "-o", arg(&target)]);
        assert_eq!(
            (out.status.code(), target.exists()),
            (Some(2), false),
            "{name}"
        );
        assert!(String::from_utf8_lossy(&out.stderr).contains("-PERSONAL-DATA.xlsx"));
        let good = folder.path().join("out.csv");
        let out = tamis(&[
            "export",
            arg(&path),
            "-o",
            arg(&good),
            "--invalid",
            "skip",
            "--held-back",
            arg(&target),
        ]);
        assert_eq!(
            (out.status.code(), good.exists(), target.exists()),
            (Some(2), false, false)
        );
    }
    let target = folder.path().join("back-PERSONAL-DATA.xlsx");
    let out = tamis(&["report", arg(&path), "-o", arg(&target)]);
    assert_eq!((out.status.code(), target.exists()), (Some(1), true));
    let out = tamis(&["report", arg(&path), "-o", arg(&target)]);
    assert_eq!(out.status.code(), Some(2), "never replaced unasked");
}

#[test]
fn a_text_table_is_marked_too() {
    let Some(python) = python() else {
        return skip("a_text_table_is_marked_too", "no python3 with openpyxl");
    };
    let csv = "customer_external_id;manufacturer;serial_number;device_external_id;max_power_w\n\
               001;HOP;A1;7;3,5\n002;HOP;;8;abc\n";
    let (folder, path) = file("in: [2024].csv", csv);
    let target = folder.path().join("back-PERSONAL-DATA.xlsx");
    let out = tamis(&["report", arg(&path), "-o", arg(&target), "--lang", "fr"]);
    assert_eq!(
        out.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let book = look(python, &target);
    let main = sheet(&book, "in- -2024-");
    let held = cells(main);
    assert_eq!(held["A2"], "001");
    assert_eq!(
        held["E2"], "3,5",
        "as the provider sent it, although it was put right here"
    );
    assert_eq!(sorted(&main["notes"]), ["C3", "E3"]);
}

#[test]
fn good_rows_go_and_bad_rows_are_held_back_in_one_step() {
    let Some(python) = python() else {
        return skip(
            "good_rows_go_and_bad_rows_are_held_back",
            "no python3 with openpyxl",
        );
    };
    let folder = tempfile::tempdir().unwrap();
    let path = asset("assets/samples/practice.xlsx");
    let (good, bad) = (
        folder.path().join("good.csv"),
        folder.path().join("bad-PERSONAL-DATA.xlsx"),
    );
    let run = |more: &[&str]| {
        let mut args = vec![
            "export",
            arg(&path),
            "-o",
            arg(&good),
            "--invalid",
            "skip",
            "--fix",
            "none",
            "--held-back",
            arg(&bad),
        ];
        args.extend(more);
        tamis(&args).status.code()
    };
    std::fs::write(&bad, "already there").unwrap();
    assert_eq!((run(&[]), good.exists()), (Some(2), false), "both or none");
    assert_eq!(run(&["--force"]), Some(1));
    let document = opened(&path);
    let kept = Upload::new(&document, Invalid::Skip).rows().len();
    let lines = std::fs::read_to_string(&good).unwrap().lines().count();
    assert_eq!(lines, kept + 1);
    let book = look(python, &bad);
    let main = sheet(&book, "Juin");
    let held = cells(main);
    let table = document.table();
    let last =
        tamis::table::column_letters(table.columns().map(|(_, c)| c.place()).max().unwrap() + 1);
    let mut line = 1;
    for row in table
        .rows()
        .filter(|r| document.checks().row_has_own_error(table, *r))
    {
        line += 1;
        while held[&format!("{last}{line}")] != table.row_number(row).to_string() {
            line += 1;
        }
        for (col, column) in table.columns() {
            let text = table.text(row, col).reveal();
            let found = held.get(&format!("{}{line}", column.letters()));
            assert_eq!(found.map_or("", String::as_str), text);
        }
    }
    assert_eq!(
        held.keys().filter(|k| k.starts_with(&last)).count(),
        table.row_count() - kept + 1
    );
    assert!(!main["notes"].as_object().unwrap().is_empty());
}

/// The lines of the message add up to the number that it opens with.
#[test]
fn the_message_accounts_for_every_error() {
    let document = opened(&asset("assets/samples/practice.xlsx"));
    let note = covering_note(&document, &Lang::En, "back.xlsx");
    let lines: Vec<&str> = note.lines().filter(|l| l.starts_with("- ")).collect();
    assert_eq!(lines.len(), 7, "six kinds and the rest: {note}");
    let last = lines.last().unwrap();
    assert!(
        last.starts_with("- and ") && last.ends_with(" others"),
        "{last}"
    );
    let count = |line: &&str| -> u64 {
        let mut numbers = line.split(' ').rev().filter_map(|word| word.parse().ok());
        numbers.next().unwrap()
    };
    let told: u64 = lines.iter().map(count).sum();
    assert_eq!(told, document.checks().counts().error, "{note}");
}

#[test]
fn libreoffice_opens_it_and_keeps_every_note() {
    let Some(office) = office() else {
        return absent(
            "libreoffice_opens_it_and_keeps_every_note",
            "LibreOffice is not installed",
        );
    };
    let Some(python) = python() else {
        return skip(
            "libreoffice_opens_it_and_keeps_every_note",
            "no python3 with openpyxl",
        );
    };
    let folder = tempfile::tempdir().unwrap();
    let path = asset("assets/samples/practice.xlsx");
    let target = folder.path().join("back-PERSONAL-DATA.xlsx");
    tamis(&["report", arg(&path), "-o", arg(&target), "--fix", "none"]);
    let saved = office.convert(&target, "xlsx");
    let (book, again) = (look(python, &target), look(python, &saved));
    for (a, b) in book["sheets"]
        .as_array()
        .unwrap()
        .iter()
        .zip(again["sheets"].as_array().unwrap())
    {
        assert_eq!(a["name"], b["name"]);
        assert_eq!(sorted(&a["notes"]), sorted(&b["notes"]));
        assert_eq!(cells(a), cells(b));
    }
}

#[test]
fn what_was_sent_back_stands_in_the_record_of_the_export() {
    let folder = tempfile::tempdir().unwrap();
    let path = asset("assets/samples/practice.xlsx");
    let at = |name: &str| folder.path().join(name);
    let (back, out, record) = (
        at("back-PERSONAL-DATA.xlsx"),
        at("out.csv"),
        at("record.json"),
    );
    assert_eq!(
        tamis(&["report", arg(&path), "-o", arg(&back)])
            .status
            .code(),
        Some(1)
    );
    let run = |sent: &std::path::Path| {
        tamis(&[
            "export",
            arg(&path),
            "-o",
            arg(&out),
            "--invalid",
            "skip",
            "--record",
            arg(&record),
            "--sent-back",
            arg(sent),
        ])
    };
    let gone = run(&at("nothing.xlsx"));
    assert_eq!((gone.status.code(), out.exists()), (Some(2), false));
    assert_eq!(run(&back).status.code(), Some(1));
    let record: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&record).unwrap()).unwrap();
    let listed = &record["returns"][0];
    assert_eq!(listed["name"], "back-PERSONAL-DATA.xlsx");
    let mark = tamis::document::mark(&back).unwrap();
    assert_eq!(listed["sha256"], mark.sha256.as_str());
    assert_eq!(record["returns"].as_array().unwrap().len(), 1);
}
