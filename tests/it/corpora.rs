//! Every file of the corpora: its cells are those that other readers found, or each difference
//! is explained here by name; or it gives one plain sentence. Each within seconds and in bounded
//! memory.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;
use tamis::io::{self, OpenError, OpenOptions, Preview, Quiet};

use crate::support::{arg, skip};

/// File, what differs (its beginning … and what it holds), why.
const EXPLAINED: &[(&str, &str, &str)] = &[
    (
        "xlsx/calamine__encoded_entities.xlsx",
        "Sheet1: 1 cells",
        "a cell of one line break without xml:space, which Excel drops too",
    ),
    (
        "xlsx/calamine__encoded_entities.xlsx",
        "Sheet1!R2C1:",
        "the same cell",
    ),
    (
        "xlsx/calamine__has_x000D_.xlsx",
        "Sheet1!R1C1:",
        "_x000D_ is how xlsx writes a carriage return; openpyxl leaves it written out",
    ),
    (
        "xlsx/sheetjs__crlf_crlf.xlsx",
        "Sheet1!R2C2:",
        "_x000D_ is how xlsx writes a carriage return; openpyxl leaves it written out",
    ),
    (
        "xlsx/calamine__whitespace_trim.xlsx",
        "inlineStr!",
        "blanks around a text count only with xml:space=preserve, for Excel as for us",
    ),
    (
        "xlsx/calamine__whitespace_trim.xlsx",
        "SharedStrings",
        "blanks around a text count only with xml:space=preserve, for Excel as for us",
    ),
    (
        "xls/calamine__date_1904.xls",
        "Sheet1!R3C1:",
        "an elapsed time ([h]:mm:ss), which xlrd takes for a date",
    ),
    (
        "xls/sheetjs__biff5_number_format_greek.xls",
        "Implied!R26C",
        "an elapsed time ([h]:mm:ss), which xlrd takes for a date",
    ),
    (
        "xls/sheetjs__biff5_number_format_greek.xls",
        "ImpliedNegative!…: \"-",
        "a negative number in a date format, which Excel shows as #####: the number is kept",
    ),
    (
        "xls/sheetjs__biff5_number_format_greek.xls",
        "2011!…: \"-",
        "a negative number in a date format, which Excel shows as #####: the number is kept",
    ),
];

/// Files that are refused, with the key of their sentence.
const REFUSED: &[(&str, &str)] = &[
    ("xlsx/calamine__empty_sheet.xlsx", "open-empty"),
    ("xls/calamine__OOM_alloc3.xls", "open-damaged"),
    ("xlsb/calamine__pass_protected.xlsb", "open-password"),
    ("ods/calamine__issue_594_dos.ods", "open-too-large"),
    ("ods/calamine__pass_protected.ods", "open-password"),
    ("notsheets/sheetjs__word_doc.doc", "open-not-a-table"),
    ("notsheets/sheetjs__Attendance.numbers", "open-not-a-table"),
    ("xls/sheetjs__password_2002_40_xor.xls", "open-password"),
    ("ods/openrefine__NoData_NoSpreadsheet.ods", "open-empty"),
    ("csv/frictionless__empty.csv", "open-empty"),
];

fn corpora() -> Option<PathBuf> {
    std::env::var_os("TAMIS_CORPORA").map(PathBuf::from)
}

fn files(root: &Path) -> Vec<(String, PathBuf, Value)> {
    let manifest = std::fs::read_to_string(root.join("manifest.tsv")).unwrap();
    let mut found = Vec::new();
    for line in manifest.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let expected = std::fs::read_to_string(root.join(columns[3])).unwrap();
        found.push((
            columns[0].to_owned(),
            root.join("files").join(columns[0]),
            serde_json::from_str(&expected).unwrap(),
        ));
    }
    assert!(found.len() > 80);
    found
}

fn preview(path: &Path, sheet: Option<&str>) -> Result<Preview, OpenError> {
    let options = OpenOptions {
        sheet: sheet.map(str::to_owned),
        ..OpenOptions::default()
    };
    io::preview(path, &options, &|_| 0, usize::MAX)
}

/// Rows by number, cells by place.
fn cell(preview: &Preview, row: u32, place: u32) -> String {
    preview
        .rows
        .iter()
        .find(|r| r.number == row)
        .and_then(|r| r.cells.iter().find(|(p, _)| *p == place))
        .map_or(String::new(), |(_, t)| t.as_text().reveal().to_owned())
}

fn clock(seconds: f64) -> String {
    let total = seconds.round() as u64;
    format!(
        "{:02}:{:02}:{:02}",
        total / 3600,
        total / 60 % 60,
        total % 60
    )
}

fn seconds(time: &str) -> f64 {
    time.split(':')
        .fold(0.0, |sum, part| sum * 60.0 + part.parse::<f64>().unwrap())
}

/// True when a cell shows what another reader found.
fn same(expected: &Value, shown: &str) -> bool {
    match expected {
        Value::Null => shown.is_empty(),
        Value::Bool(value) => shown == value.to_string(),
        Value::Number(value) => {
            let value = value.as_f64().unwrap();
            shown
                .parse::<f64>()
                .is_ok_and(|s| (s - value).abs() <= value.abs() * 1e-14)
        }
        // Texts of the last record are cut at 120 characters.
        Value::String(text) if text.chars().count() == 120 => shown.starts_with(text),
        Value::String(text) => shown == text,
        // A long text is given by its length and its beginning.
        Value::Object(long) if long.contains_key("len") => {
            long["len"].as_u64() == Some(shown.chars().count() as u64)
                && long["start"]
                    .as_str()
                    .is_some_and(|start| shown.starts_with(start))
        }
        Value::Object(typed) => {
            let (kind, value) = typed.iter().next().unwrap();
            match (kind.as_str(), value) {
                ("d", Value::String(day)) => shown == day,
                ("dt", Value::String(moment)) => {
                    let (day, time) = moment.split_once('T').unwrap();
                    let time = seconds(time);
                    let whole = shown == format!("{day}T{}", clock(time));
                    whole || (time == 0.0 && shown == day)
                }
                ("t", Value::String(time)) => shown == clock(seconds(time)),
                ("dur_s", Value::Number(length)) => shown == clock(length.as_f64().unwrap()),
                _ => panic!("an expectation of an unknown kind: {kind}"),
            }
        }
        Value::Array(_) => panic!("a list as a cell"),
    }
}

fn compare_sheets(path: &Path, sheets: &serde_json::Map<String, Value>, differ: &mut Vec<String>) {
    let names = preview(path, None).map(|p| p.sheets).unwrap_or_default();
    for (name, sheet) in sheets {
        if sheet["type"].as_str().is_some_and(|t| t.contains("Chart")) {
            continue;
        }
        if !names.contains(name) {
            differ.push(format!("{name}: missing"));
            continue;
        }
        let shown = match preview(path, Some(name)) {
            Ok(shown) => shown,
            Err(error) => {
                differ.push(format!("{name}: {}", error.key()));
                continue;
            }
        };
        let cells: usize = shown.rows.iter().map(|r| r.cells.len()).sum();
        if sheet["nonempty"].as_u64() != Some(cells as u64) {
            differ.push(format!("{name}: {cells} cells, not {}", sheet["nonempty"]));
        }
        for (row, expected) in (1u32..).zip(sheet["sample"].as_array().unwrap()) {
            for (place, expected) in (0u32..).zip(expected.as_array().unwrap()) {
                let text = cell(&shown, row, place);
                if !same(expected, &text) {
                    differ.push(format!(
                        "{name}!R{row}C{}: {text:?}, not {expected}",
                        place + 1
                    ));
                }
            }
        }
    }
}

fn compare_records(path: &Path, expected: &Value, differ: &mut Vec<String>) {
    let shown = match preview(path, None) {
        Ok(shown) => shown,
        Err(error) => return differ.push(error.key().to_owned()),
    };
    if let Some(delimiter) = expected["delimiter"].as_str()
        && shown.delimiter != delimiter.chars().next()
    {
        differ.push(format!(
            "delimiter {:?}, not {delimiter:?}",
            shown.delimiter
        ));
    }
    let blank = expected["widths"]["0"].as_u64().unwrap_or(0);
    let records = expected["records"].as_u64().unwrap() - blank;
    if records != shown.rows.len() as u64 {
        differ.push(format!("{} records, not {records}", shown.rows.len()));
    }
    let mut compare = |what: &str, expected: &Value, row: Option<&io::PreviewRow>| {
        for (place, text) in (0u32..).zip(expected.as_array().unwrap()) {
            let found = row
                .and_then(|r| r.cells.iter().find(|(p, _)| *p == place))
                .map_or("", |(_, t)| t.as_text().reveal());
            if !same(text, found) {
                differ.push(format!("{what}C{}: {found:?}, not {text}", place + 1));
            }
        }
    };
    let first = expected["first"].as_array().unwrap();
    let full = first.iter().filter(|r| !r.as_array().unwrap().is_empty());
    for (i, record) in full.enumerate() {
        compare(&format!("record {}", i + 1), record, shown.rows.get(i));
    }
    compare("last record ", &expected["last"], shown.rows.last());
}

#[test]
fn every_file_gives_its_cells_or_one_sentence() {
    let Some(root) = corpora() else {
        return skip("corpora", "TAMIS_CORPORA is not set");
    };
    let mut wrong = Vec::new();
    for (file, path, expected) in files(&root) {
        let start = Instant::now();
        let opened = io::open(&path, &OpenOptions::default(), &Quiet);
        let took = start.elapsed();
        if took > Duration::from_secs(10) {
            wrong.push(format!("{file}: {took:?}"));
        }
        let refused = REFUSED
            .iter()
            .find(|(f, _)| *f == file)
            .map(|(_, key)| *key);
        match (&opened, refused) {
            (Err(error), Some(key)) if error.key() == key => {}
            (Err(error), _) => wrong.push(format!("{file}: refused, {}: {error}", error.key())),
            (Ok(_), Some(key)) => wrong.push(format!("{file}: opened, not {key}")),
            (Ok(_), None) => {}
        }
        if refused.is_some() {
            continue;
        }
        let mut differ = Vec::new();
        if let Some(records) = expected.get("python-csv") {
            compare_records(&path, records, &mut differ);
        } else {
            let readers = ["openpyxl", "xlrd", "pandas-odf", "calamine", "pyxlsb"];
            let sheets = readers
                .iter()
                .filter(|r| !(file.ends_with("xlsb") && **r == "pyxlsb"))
                .find_map(|r| expected.get(*r)?.get("sheets")?.as_object());
            if let Some(sheets) = sheets {
                compare_sheets(&path, sheets, &mut differ);
            }
        }
        for difference in differ {
            let explained = EXPLAINED.iter().any(|(f, what, why)| {
                let (start, inside) = what.split_once('…').unwrap_or((what, ""));
                *f == file
                    && !why.is_empty()
                    && difference.starts_with(start)
                    && difference.contains(inside)
            });
            if !explained {
                wrong.push(format!("{file}: {difference}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} in all",
        wrong.join("\n"),
        wrong.len()
    );
}

/// In a process of its own, so that neither memory nor a crash can hide.
#[cfg(target_os = "linux")]
#[test]
fn every_file_stays_within_memory_and_says_one_sentence() {
    let Some(root) = corpora() else {
        return skip("corpora memory", "TAMIS_CORPORA is not set");
    };
    for (file, path, _) in files(&root) {
        let output = std::process::Command::new("sh")
            .args(["-c", "ulimit -v 1400000; exec \"$0\" check \"$1\""])
            .args([env!("CARGO_BIN_EXE_tamis"), arg(&path)])
            .env("LANG", "C.UTF-8")
            .env("RAYON_NUM_THREADS", "2")
            .output()
            .unwrap();
        let code = output.status.code();
        assert!(matches!(code, Some(0..=2)), "{file}: {code:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            said.lines().count(),
            usize::from(code == Some(2)),
            "{file}: {said}"
        );
    }
}
