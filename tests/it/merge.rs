//! The way back: errors planted, sent back, corrected by a script as a provider would, merged.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tamis::document::{
    Command, Decisions, Document, Label, MergeError, Outcome, ReturnOptions, Session, Side,
    Verdict, Words, compare_with, current_day, open_document, send_back,
};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::text::Lang;

use crate::provider_return::opened;
use crate::support::{arg, python, script, skip, tamis};

const HEAD: [&str; 9] = [
    "customer_external_id",
    "manufacturer",
    "serial_number",
    "device_external_id",
    "customer_name",
    "max_power_w",
    "installation_date",
    "customer_gender",
    "Observations",
];

/// What the provider sent: 24 rows under a title, some of them wrong.
fn cell(i: usize, name: &str) -> String {
    match (i, name) {
        (3, "max_power_w") => "abc".into(),
        (4, "max_power_w") => "3,5".into(),
        (5, "max_power_w") => "7,5".into(),
        (14, "max_power_w") => "xyz".into(),
        (16, "max_power_w") => "pqr".into(),
        (7, "installation_date") => "31/04/2022".into(),
        (10, "serial_number") => String::new(),
        (_, "customer_external_id") => format!("0{i}"),
        (_, "manufacturer") => "HOP".into(),
        (_, "serial_number") => format!("S{i}"),
        (_, "device_external_id") => format!("D{i:02}"),
        (_, "customer_name") => format!("Zoé Ngoma {i}"),
        (_, "max_power_w") => format!("{}", 100 + i),
        (_, "installation_date") => "2022-01-31".into(),
        (_, "customer_gender") => if i.is_multiple_of(2) { "F" } else { "M" }.into(),
        _ => format!("note {i}"),
    }
}

fn sent(folder: &Path) -> PathBuf {
    let path = folder.join("juin.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Juin").unwrap();
    sheet.write_string(0, 0, "Compteurs de juin").unwrap();
    for (name, col) in HEAD.into_iter().zip(0u16..) {
        sheet.write_string(2, col, name).unwrap();
        for i in 0..24u32 {
            let text = cell(i as usize, name);
            match text.parse::<f64>() {
                Ok(number) if name == "max_power_w" => {
                    sheet.write_number(3 + i, col, number).unwrap();
                }
                _ if text.is_empty() => {}
                _ => {
                    sheet.write_string(3 + i, col, text).unwrap();
                }
            }
        }
    }
    book.save(&path).unwrap();
    path
}

/// What the provider did.
fn orders(head: u32, sorted: &str) -> Value {
    json!({
        "sheet": "Juin", "head": head, "sorted": sorted,
        "edits": {
            "03": {"max_power_w": 12},
            "05": {"max_power_w": 9},
            "07": {"installation_date": "2022-04-30"},
            "010": {"serial_number": "S-NEW"},
            "012": {"customer_gender": "Femme"},
            "013": {"Observations": "vu"},
            "014": {"max_power_w": "still"},
        },
        "deleted": ["020", "021"],
        "added": [{
            "customer_external_id": "99", "manufacturer": "HOP", "serial_number": "S99",
            "device_external_id": "A99", "customer_name": "Ada", "max_power_w": 1,
            "installation_date": "2023-01-01", "customer_gender": "F",
        }],
    })
}

/// What the cells must be afterwards, with the provider's text where both changed one.
fn expected() -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = (0..24)
        .filter(|i| ![20, 21].contains(i))
        .map(|i| {
            HEAD.iter()
                .map(|name| match (i, *name) {
                    (3, "max_power_w") => "12".into(),
                    (4, "max_power_w") => "3.5".into(),
                    (5, "max_power_w") => "9".into(),
                    (14, "max_power_w") => "still".into(),
                    (7, "installation_date") => "2022-04-30".into(),
                    (10, "serial_number") => "S-NEW".into(),
                    (12, "customer_gender") => "Femme".into(),
                    (13, "Observations") => "vu".into(),
                    (i, name) => cell(i, name),
                })
                .collect()
        })
        .collect();
    rows.push(
        ["99", "HOP", "S99", "A99", "Ada", "1", "2023-01-01", "F", ""]
            .map(String::from)
            .to_vec(),
    );
    rows
}

fn cells(document: &Document) -> Vec<Vec<String>> {
    let table = document.table();
    table
        .rows()
        .map(|row| {
            table
                .columns()
                .map(|(col, _)| table.text(row, col).reveal().to_owned())
                .collect()
        })
        .collect()
}

/// Sent, marked, corrected.
fn round(python: &str, folder: &Path, sorted: &str) -> (PathBuf, PathBuf) {
    let path = sent(folder);
    let back = folder.join("back-PERSONAL-DATA.xlsx");
    let out = tamis(&[
        "report",
        arg(&path),
        "-o",
        arg(&back),
        "--force",
        "--lang",
        "fr",
    ]);
    assert_eq!(
        out.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let corrected = folder.join("corrected.xlsx");
    let orders = orders(3, sorted).to_string();
    script(
        python,
        "correct.py",
        &[arg(&back), arg(&corrected), &orders],
    );
    (path, corrected)
}

fn languages() -> [&'static dyn Words; 2] {
    [&Lang::En, &Lang::Fr]
}

#[test]
fn a_corrected_workbook_merges_to_the_expected_document_as_one_step() {
    let Some(python) = python() else {
        return skip("a_corrected_workbook_merges", "no python3 with openpyxl");
    };
    let folder = tempfile::tempdir().unwrap();
    for sorted in ["device_external_id", ""] {
        let (path, corrected) = round(python, folder.path(), sorted);
        let mut session = Session::new(opened(&path));
        session.run(&Command::SafeFixes).unwrap();
        let before = (
            cells(session.document()),
            session.document().checks().counts(),
        );
        let found = compare_with(session.document(), &corrected, &languages(), &Quiet).unwrap();
        assert_eq!((found.paired, found.by_key), (22, 21), "one key was empty");
        let count = |verdict| found.count(verdict);
        // 03, 07 and 010 are fixed; 05 was fixed here already, and 013 was never wrong.
        assert_eq!(
            [
                Verdict::Fixed,
                Verdict::StillWrong,
                Verdict::NewlyWrong,
                Verdict::Changed
            ]
            .map(count),
            [3, 1, 1, 2]
        );
        assert_eq!(found.untouched_wrong, 1, "016");
        assert_eq!((found.added.len(), found.removed.len()), (1, 2));
        let table = session.document().table();
        let conflicts: Vec<String> = found
            .conflicts()
            .map(|c| table.address(c.row, c.col))
            .collect();
        assert_eq!(conflicts, ["F9"]);
        assert_eq!(
            found
                .accept(session.document(), &Decisions::default())
                .err(),
            Some(1)
        );
        let decided = |side| Decisions {
            conflicts: Some(side),
            ..Decisions::default()
        };
        let ours = found
            .accept(session.document(), &decided(Side::Ours))
            .unwrap();
        let theirs = found
            .accept(session.document(), &decided(Side::Theirs))
            .unwrap();
        let outcome = session.run(&theirs).unwrap();
        assert!(
            matches!(outcome, Outcome::Changed { rows: 3, .. }),
            "{outcome:?}"
        );
        assert_eq!(
            session.undo_label(),
            Some(&Label::Merge {
                cells: 7,
                added: 1,
                removed: 2
            })
        );
        assert_eq!(cells(session.document()), expected());
        // Checked as if the file had been opened so.
        let fresh = {
            let csv = folder.path().join("merged.csv");
            let mut writer = csv::Writer::from_path(&csv).unwrap();
            writer.write_record(HEAD).unwrap();
            expected()
                .iter()
                .for_each(|row| writer.write_record(row).unwrap());
            writer.flush().unwrap();
            opened(&csv).checks().counts()
        };
        assert_eq!(session.document().checks().counts(), fresh);
        session.undo();
        assert_eq!(
            (
                cells(session.document()),
                session.document().checks().counts()
            ),
            before
        );
        session.redo();
        assert_eq!(cells(session.document()), expected());
        session.undo();
        session.run(&ours).unwrap();
        assert_eq!(cells(session.document())[5][5], "7.5");
    }
}

#[test]
fn the_command_line_lists_asks_and_writes() {
    let Some(python) = python() else {
        return skip(
            "the_command_line_lists_asks_and_writes",
            "no python3 with openpyxl",
        );
    };
    let folder = tempfile::tempdir().unwrap();
    let (path, corrected) = round(python, folder.path(), "device_external_id");
    let target = folder.path().join("out.csv");
    let out = tamis(&["merge", arg(&path), arg(&corrected), "-o", arg(&target)]);
    assert_eq!((out.status.code(), target.exists()), (Some(3), false));
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(said.contains("F9") && said.contains("7.5 → 9"), "{said}");
    assert!(!said.contains("Ngoma") && !said.contains("Ada"), "{said}");
    let out = tamis(&[
        "merge",
        arg(&path),
        arg(&corrected),
        "--conflicts",
        "theirs",
        "--format",
        "json",
    ]);
    assert_eq!(out.status.code(), Some(1));
    let json: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(json["removed"], json!([24, 25]));
    assert_eq!(json["fixed"], 3);
    let args = [
        "merge",
        arg(&path),
        arg(&corrected),
        "-o",
        arg(&target),
        "--conflicts",
        "theirs",
        "--invalid",
        "skip",
    ];
    let out = tamis(&args);
    assert_eq!(
        out.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let written = std::fs::read_to_string(&target).unwrap();
    // Left out: 012, 014 and 016, which are still or newly wrong.
    assert_eq!(written.lines().count(), 1 + 23 - 3);
    assert!(written.contains("\n010,HOP,S-NEW,D10,"), "{written}");
    assert!(
        written
            .lines()
            .last()
            .unwrap()
            .starts_with("99,HOP,S99,A99,")
    );
}

#[test]
fn rows_held_back_come_back_alone() {
    let Some(python) = python() else {
        return skip("rows_held_back_come_back_alone", "no python3 with openpyxl");
    };
    let folder = tempfile::tempdir().unwrap();
    let path = sent(folder.path());
    let held = folder.path().join("rows-PERSONAL-DATA.xlsx");
    let good = folder.path().join("good.csv");
    let out = tamis(&[
        "export",
        arg(&path),
        "-o",
        arg(&good),
        "--invalid",
        "skip",
        "--held-back",
        arg(&held),
    ]);
    assert_eq!(out.status.code(), Some(1));
    let corrected = folder.path().join("corrected.xlsx");
    let orders = json!({
        "sheet": "Juin", "head": 1, "sorted": "device_external_id", "added": [],
        "edits": {"03": {"max_power_w": 12}, "010": {"serial_number": "S-NEW"}},
        "deleted": ["016"],
    });
    script(
        python,
        "correct.py",
        &[arg(&held), arg(&corrected), &orders.to_string()],
    );
    let mut session = Session::new(opened(&path));
    session.run(&Command::SafeFixes).unwrap();
    let found = compare_with(session.document(), &corrected, &languages(), &Quiet).unwrap();
    assert_eq!((found.count(Verdict::Fixed), found.cells.len()), (2, 2));
    let table = session.document().table();
    let removed: Vec<u32> = found.removed.iter().map(|r| table.row_number(*r)).collect();
    assert_eq!(
        (removed, found.added.len()),
        (vec![20], 0),
        "only the held row that is gone"
    );
}

#[test]
fn another_file_is_not_taken_for_a_corrected_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = sent(folder.path());
    let other = folder.path().join("other.csv");
    std::fs::write(&other, "a,b,c\n1,2,3\n").unwrap();
    let document = opened(&path);
    let found = compare_with(&document, &other, &languages(), &Quiet);
    assert_eq!(found.err(), Some(MergeError::NotRecognised));
    let out = tamis(&["merge", arg(&path), arg(&other)]);
    assert_eq!(out.status.code(), Some(2));
    let same = compare_with(&document, &path, &languages(), &Quiet).unwrap();
    assert!(same.is_empty() && same.paired == 24);
}

#[test]
fn a_workbook_that_comes_back_as_it_went_differs_in_nothing() {
    let Some(corpora) = std::env::var_os("TAMIS_CORPORA") else {
        return skip(
            "a_workbook_that_comes_back_as_it_went",
            "TAMIS_CORPORA is not set",
        );
    };
    let folder = tempfile::tempdir().unwrap();
    let mut seen = 0;
    for kind in std::fs::read_dir(Path::new(&corpora).join("files")).unwrap() {
        for entry in std::fs::read_dir(kind.unwrap().path()).unwrap() {
            let path = entry.unwrap().path();
            if path.metadata().unwrap().len() > 60_000 {
                continue;
            }
            let schema = Schema::meters().unwrap();
            let Ok(document) = open_document(
                &path,
                &OpenOptions::default(),
                schema,
                current_day(),
                &Quiet,
            ) else {
                continue;
            };
            let options = ReturnOptions {
                target: folder.path().join("back-PERSONAL-DATA.xlsx"),
                force: true,
            };
            let name = path.file_name().unwrap().display();
            send_back(&document, &options, &Lang::Fr, &Quiet)
                .unwrap_or_else(|e| panic!("{name}: {e}"));
            match compare_with(&document, &options.target, &languages(), &Quiet) {
                Ok(found) => assert!(found.is_empty(), "{name}"),
                // A file without a header or a row has nothing to be recognised by.
                Err(_) => assert!(document.table().row_count() < 2, "{name}"),
            }
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} files");
}

/// Two sheets of one kind, the second below a title; `mended` as the provider sends them back.
fn two_sites(path: &Path, mended: bool) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (site, name) in ["Site A", "Site B"].into_iter().enumerate() {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        let site_number = u32::try_from(site).unwrap();
        if site == 1 {
            sheet.write_string(0, 0, "Site B, juin").unwrap();
        }
        for (header, col) in HEAD.into_iter().zip(0u16..) {
            sheet.write_string(site_number, col, header).unwrap();
        }
        for i in 0..12u32 {
            for (header, col) in HEAD.into_iter().zip(0u16..) {
                // The same rows of both sheets tell nothing about which sheet one is of.
                let text = match (header, mended && site == 1 && i == 3) {
                    ("serial_number", _) if i == 5 => String::new(),
                    ("serial_number", _) => format!("S{site}{i}"),
                    ("device_external_id", _) => format!("D{site}{i}"),
                    ("max_power_w", true) => "555".to_owned(),
                    _ => cell(i as usize, header),
                };
                if !text.is_empty() {
                    sheet.write_string(site_number + 1 + i, col, text).unwrap();
                }
            }
        }
    }
    book.save(path).unwrap();
}

#[test]
fn several_sheets_come_back_as_several_sheets() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (sent, back, out) = (at("sites.xlsx"), at("back.xlsx"), at("out.csv"));
    two_sites(&sent, false);
    two_sites(&back, true);
    let run = |more: &[&str]| {
        let mut args = vec!["merge", arg(&sent), arg(&back)];
        args.extend(["--sheet", "Site A", "--sheet", "Site B", "--lang", "en"]);
        args.extend(more);
        let out = tamis(&args);
        String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr)
    };
    let said = run(&[]);
    assert!(said.contains("24 rows were found again"), "{said}");
    assert!(said.contains("Rows removed: 0"), "{said}");
    assert!(said.contains("'Site B'!"), "{said}");
    assert!(said.contains("abc → 555"), "{said}");
    run(&["-o", arg(&out), "--invalid", "keep"]);
    let written = std::fs::read_to_string(&out).unwrap();
    let rows: Vec<&str> = written
        .lines()
        .filter(|line| line.contains(",555"))
        .collect();
    assert_eq!(rows.len(), 1, "{written}");
    assert!(
        rows[0].contains("S13"),
        "the row of the second sheet: {rows:?}"
    );
}
