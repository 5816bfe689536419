//! Platform files of every kind and layout, read back by readers that are not ours.

use calamine::{Data, Reader as _};
use serde_json::Value;
use tamis::document::{Document, Invalid, Layout, Upload, current_day, open_document};
use tamis::io::write::RowSource as _;
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;

use crate::support::{arg, asset, file, python, script, skip, tamis};

const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id";

fn opened(path: &std::path::Path) -> Document {
    let schema = Schema::meters().unwrap();
    open_document(path, &OpenOptions::default(), schema, current_day(), &Quiet).unwrap()
}

/// What preview shows, header first.
fn preview(upload: &Upload<'_>) -> Vec<Vec<String>> {
    let fields = upload.fields();
    let mut rows = vec![fields.iter().map(|(name, _)| (*name).to_owned()).collect()];
    for row in 0..upload.rows().len() {
        let cell = |col| upload.cell(row, col).to_owned();
        rows.push((0..fields.len()).map(cell).collect());
    }
    rows
}

/// Equal as text, or as a number where the reader gives numbers.
fn same(read: &str, shown: &str) -> bool {
    match read.strip_prefix("number:") {
        Some(read) => {
            let (read, shown): (f64, f64) = (read.parse().unwrap(), shown.parse().unwrap());
            read == shown
        }
        None => {
            read == shown || (shown.eq_ignore_ascii_case(read) && matches!(read, "true" | "false"))
        }
    }
}

fn assert_same(read: &[Vec<String>], shown: &[Vec<String>], what: &str) {
    assert_eq!(read.len(), shown.len(), "{what}");
    for (row, (read, shown)) in read.iter().zip(shown).enumerate() {
        assert_eq!(read.len(), shown.len(), "{what}");
        for (a, b) in read.iter().zip(shown) {
            assert!(same(a, b), "{what}, row {row}: {a:?} is not {b:?}");
        }
    }
}

fn by_python(python: &str, path: &std::path::Path) -> Vec<Vec<String>> {
    serde_json::from_value(script(python, "read_back.py", &[arg(path)])).unwrap()
}

fn by_calamine(path: &std::path::Path) -> Vec<Vec<String>> {
    let mut book = calamine::open_workbook_auto(path).unwrap();
    let range = book.worksheet_range("meters").unwrap();
    range
        .rows()
        .map(|row| {
            row.iter()
                .map(|cell| match cell {
                    Data::Empty => String::new(),
                    Data::Float(n) => format!("number:{n}"),
                    Data::Bool(b) => b.to_string(),
                    Data::DateTime(d) => {
                        let (year, month, day, ..) = d.to_ymd_hms_milli();
                        format!("{year:04}-{month:02}-{day:02}")
                    }
                    Data::String(text) => text.clone(),
                    other => panic!("{other:?}"),
                })
                .collect()
        })
        .collect()
}

/// A file with everything that writers get wrong.
fn tricky() -> String {
    let mut csv = format!(
        "{HEAD},max_power_w,is_test,installation_date,customer_name,customer_latitude,model,primary_use\n"
    );
    for (i, (power, test, day, model)) in [
        ("1500.0", "TRUE", "2022-01-31", "=SUM(A1)"),
        ("0012.50", "false", "2024-02-29", "@cmd"),
        ("47000124512", "", "", "00123"),
        ("1e3", "True", "2000-01-01", " two  blanks "),
        ("12345678901234567", "", "1999-12-31", "line\nbreak"),
        ("", "", "", "_x0041_ \"quoted\", comma"),
        ("0.1", "", "", "Zoé ɓɗ 漢字 😀"),
        ("-0", "", "", "http://example.org"),
        ("1500.123456789012", "", "", "7E3"),
    ]
    .into_iter()
    .enumerate()
    {
        let model = model.replace('"', "\"\"");
        csv.push_str(&format!(
            "0{i},HOP,00{i},D{i},{power},{test},{day},Zoé Ngoma,-12.34567,\"{model}\",\n"
        ));
    }
    csv
}

#[test]
fn every_kind_read_by_others_is_what_preview_shows() {
    let (folder, path) = file("in.csv", tricky());
    let document = opened(&path);
    let shown = preview(&Upload::new(&document, Invalid::Keep));
    for (name, more) in [
        ("a.csv", &[][..]),
        ("bom.csv", &["--bom"]),
        ("a.json", &[]),
        ("a.jsonl", &[]),
        ("a.xlsx", &[]),
    ] {
        let target = folder.path().join(name);
        let mut args = vec!["export", arg(&path), "-o", arg(&target)];
        args.extend(["--invalid", "keep", "--fix", "none"]);
        args.extend(more);
        let out = tamis(&args);
        assert!(target.exists(), "{}", String::from_utf8_lossy(&out.stderr));
        if name.ends_with("xlsx") {
            assert_same(&by_calamine(&target), &shown, name);
        }
        let bytes = std::fs::read(&target).unwrap();
        assert_eq!(bytes.starts_with(b"\xEF\xBB\xBF"), name.starts_with("bom"));
        match python() {
            Some(python) => assert_same(&by_python(python, &target), &shown, name),
            None => skip("every_kind_read_by_others", "no python3 with openpyxl"),
        }
        args.push("--force");
        tamis(&args);
        assert_eq!(
            std::fs::read(&target).unwrap(),
            bytes,
            "{name}: a second run gives the same"
        );
    }
}

#[test]
fn the_practice_file_as_a_workbook_is_what_preview_shows() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out.xlsx");
    let path = asset("assets/samples/practice.xlsx");
    let out = tamis(&[
        "export",
        arg(&path),
        "-o",
        arg(&target),
        "--invalid",
        "keep",
        "--fix",
        "none",
    ]);
    assert_eq!(
        out.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let document = opened(&path);
    let shown = preview(&Upload::new(&document, Invalid::Keep));
    assert_same(&by_calamine(&target), &shown, "calamine");
    match python() {
        Some(python) => assert_same(&by_python(python, &target), &shown, "openpyxl"),
        None => skip(
            "the_practice_file_as_a_workbook",
            "no python3 with openpyxl",
        ),
    }
}

fn many(rows: usize) -> String {
    let mut csv = format!("{HEAD},max_power_w,model\n");
    for i in 0..rows {
        csv.push_str(&format!("{i},HOP,S{i},D{i},{i},\n"));
    }
    csv
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn parts_are_whole_listed_and_all_or_none() {
    let (folder, path) = file("in.csv", many(25));
    let target = folder.path().join("out.json");
    let run = |more: &[&str]| {
        let mut args = vec![
            "export",
            arg(&path),
            "-o",
            arg(&target),
            "--api",
            "--split",
            "10",
        ];
        args.extend(more);
        tamis(&args).status.code()
    };
    assert_eq!(run(&[]), Some(0));
    let expected = [
        "in.csv",
        "out-001.json",
        "out-002.json",
        "out-003.json",
        "out-manifest.json",
    ];
    assert_eq!(names(folder.path()), expected);
    let read = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(folder.path().join(name)).unwrap()).unwrap()
    };
    let manifest = read("out-manifest.json");
    assert_eq!(
        (manifest["rows"].as_u64(), manifest["table"].as_str()),
        (Some(25), Some("meters"))
    );
    let mut seen = 0;
    for part in manifest["files"].as_array().unwrap() {
        let name = part["file"].as_str().unwrap();
        let data = read(name)["data"].as_array().unwrap().clone();
        assert_eq!(part["rows"].as_u64().unwrap() as usize, data.len());
        for record in data {
            assert_eq!(record["customer_external_id"], seen.to_string());
            assert_eq!(record["max_power_w"], seen);
            seen += 1;
        }
    }
    assert_eq!(seen, 25);
    // One part cannot be replaced: nothing else may change.
    std::fs::remove_file(folder.path().join("out-001.json")).unwrap();
    assert_eq!(run(&[]), Some(2));
    assert_eq!(
        names(folder.path()),
        [
            "in.csv",
            "out-002.json",
            "out-003.json",
            "out-manifest.json"
        ]
    );
    assert_eq!(run(&["--force"]), Some(0));
    assert_eq!(names(folder.path()), expected);
    // A part of an earlier, longer run would be taken for one of this run.
    std::fs::write(folder.path().join("out-004.json"), "{}").unwrap();
    assert_eq!(run(&["--force"]), Some(2));
}

#[test]
fn csv_and_workbooks_are_cut_alike_and_empty_columns_left_out() {
    let (folder, path) = file("in.csv", many(5));
    for kind in ["csv", "xlsx"] {
        let target = folder.path().join(format!("out.{kind}"));
        let out = tamis(&[
            "export",
            arg(&path),
            "-o",
            arg(&target),
            "--split",
            "2",
            "--drop-empty",
            "--format",
            "json",
            "--force",
        ]);
        assert_eq!(out.status.code(), Some(0));
        let json: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(json["files"].as_array().unwrap().len(), 4);
        assert_eq!(json["columns_left_out"][0]["header"], "model");
        assert_eq!(json["columns_left_out"][0]["reason"], "empty");
        assert!(folder.path().join(format!("out-003.{kind}")).exists() && !target.exists());
    }
    let text = std::fs::read_to_string(folder.path().join("out-003.csv")).unwrap();
    assert_eq!(text, format!("{HEAD},max_power_w\n4,HOP,S4,D4,4\n"));
    let rows = by_calamine(&folder.path().join("out-002.xlsx"));
    assert_eq!(rows[1][..4], ["2", "HOP", "S2", "D2"]);
}

#[test]
fn only_the_rows_shown_go() {
    let (_folder, path) = file("in.csv", many(5));
    let document = opened(&path);
    let rows: Vec<_> = document.table().rows().collect();
    let layout = Layout {
        only: Some(vec![rows[3], rows[1]]),
        ..Layout::default()
    };
    let upload = layout.apply(Upload::new(&document, Invalid::Skip));
    let shown = preview(&upload);
    assert_eq!(
        (shown.len(), shown[1][0].as_str(), shown[2][0].as_str()),
        (3, "1", "3")
    );
}
