//! The template: what it asks for, and that a filled one opens without a question and without a
//! false problem.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tamis::schema::Schema;

use crate::support::{absent, arg, office, python, script, skip, tamis};

const NAME: &str = "template";

fn template(folder: &Path, more: &[&str]) -> PathBuf {
    let target = folder.join("meters.xlsx");
    let mut args = vec!["template", "-o", arg(&target), "--force"];
    args.extend(more);
    let out = tamis(&args);
    assert_eq!(
        out.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    target
}

fn check(path: &Path) -> (Option<i32>, Value) {
    let out = tamis(&["check", arg(path), "--format", "json"]);
    let json = serde_json::from_slice(&out.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&out.stderr)));
    (out.status.code(), json)
}

/// Nothing to ask and nothing to say, but that the examples on the format's own page do not fit
/// each other: a place that is not in the country, a year between two dates, a phone number that
/// only fills its place.
fn assert_clean(path: &Path, rows: u64, what: &str) {
    let (code, json) = check(path);
    let of_examples = [
        "test-row",
        "placeholder",
        "dates-in-order",
        "coordinates",
        "phone",
    ];
    for problem in json["problems"].as_array().unwrap() {
        let rule = problem["rule"].as_str().unwrap();
        assert!(of_examples.contains(&rule), "{what}: {problem}");
        assert_ne!(problem["severity"], "error", "{what}: {problem}");
    }
    assert_eq!(
        (code, json["rows"].as_u64()),
        (Some(0), Some(rows)),
        "{what}"
    );
    let schema = Schema::meters().unwrap();
    let columns = json["columns"].as_array().unwrap();
    for column in columns {
        assert!(
            matches!(column["how"].as_str(), Some("exact" | "synonym")),
            "{what}: {column}"
        );
        let header = column["header"].as_str().unwrap();
        let name = column["field"].as_str().unwrap();
        assert!(header.contains(name), "{what}: {column}");
        assert!(schema.by_name(name).is_some());
    }
}

fn rows() -> String {
    json!([
        "example",
        {"customer_external_id": "00123", "manufacturer": "HOP", "serial_number": "0000451",
         "device_external_id": "7E3", "customer_phone": "+260977123456", "is_locked": "false",
         "customer_gender": "O", "customer_latitude": -12.34567, "installation_date": "2024-02-29",
         "payment_plan_currency": "MGA", "customer_country": "CD", "max_power_w": 3.5},
    ])
    .to_string()
}

#[test]
fn a_filled_template_opens_clean() {
    let Some(python) = python() else {
        return skip(NAME, "no python3 with openpyxl");
    };
    let folder = tempfile::tempdir().unwrap();
    let filled = folder.path().join("filled.xlsx");
    for more in [
        &["--lang", "fr"][..],
        &["--lang", "fr", "--labels"],
        &["--lang", "en", "--labels"],
        &[
            "--lang",
            "en",
            "--labels",
            "--fields",
            "customer_phone,customer_gender,customer_latitude,installation_date,max_power_w,is_locked,payment_plan_currency,customer_country",
        ],
    ] {
        let path = template(folder.path(), more);
        script(
            python,
            "fill_template.py",
            &[arg(&path), arg(&filled), &rows()],
        );
        assert_clean(&filled, 2, &format!("{more:?}"));
        let out = folder.path().join("out.csv");
        let code = tamis(&["export", arg(&filled), "-o", arg(&out), "--force"])
            .status
            .code();
        assert_eq!(code, Some(0), "{more:?}");
        let text = std::fs::read_to_string(&out).unwrap();
        let line = text.lines().last().unwrap();
        for kept in ["00123,", "0000451,", "7E3,", "2024-02-29", "-12.346"] {
            assert!(line.contains(kept), "{kept} in {line}");
        }
    }
}

#[test]
fn a_template_filled_in_libreoffice_opens_clean() {
    let Some(office) = office() else {
        return absent(NAME, "LibreOffice is not installed");
    };
    let Some(python) = python() else {
        return skip(NAME, "no python3 with openpyxl");
    };
    let folder = tempfile::tempdir().unwrap();
    let filled = folder.path().join("filled.xlsx");
    let path = template(folder.path(), &["--lang", "fr", "--labels"]);
    let before = script(python, "look_at.py", &[arg(&path)]);
    script(
        python,
        "fill_template.py",
        &[arg(&path), arg(&filled), &rows()],
    );
    let saved = office.convert(&filled, "xlsx");
    assert_clean(&saved, 2, "saved by LibreOffice");
    // The lists and messages are those that were written: LibreOffice understood them.
    let after = script(python, "look_at.py", &[arg(&saved)]);
    let rules = |book: &Value| -> Vec<(String, String)> {
        let mut all: Vec<_> = book["sheets"][0]["rules"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|r| r["type"] == "list" && r["shown"] == true)
            .map(|r| {
                (
                    r["title"].to_string(),
                    r["formula"].to_string().replace(['\'', '$'], ""),
                )
            })
            .collect();
        all.sort();
        all
    };
    assert_eq!(rules(&before), rules(&after));
    assert_eq!(rules(&after).len(), 5);
}

#[test]
fn what_the_template_asks() {
    let Some(python) = python() else {
        return skip(NAME, "no python3 with openpyxl");
    };
    let folder = tempfile::tempdir().unwrap();
    let path = template(folder.path(), &["--lang", "fr"]);
    let again = std::fs::read(&path).unwrap();
    template(folder.path(), &["--lang", "fr"]);
    assert_eq!(
        std::fs::read(&path).unwrap(),
        again,
        "a second run gives the same"
    );
    let book = script(python, "look_at.py", &[arg(&path)]);
    let sheets = book["sheets"].as_array().unwrap();
    let names: Vec<&str> = sheets.iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["meters", "Que remplir", "Exemple", "Listes"]);
    assert_eq!(sheets[3]["state"], "hidden");
    let headers: Vec<String> = sheets[0]["cells"]
        .as_object()
        .unwrap()
        .values()
        .map(|v| v.as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        headers.len(),
        44,
        "every field that a provider can fill in, and no row"
    );
    assert_eq!(headers.iter().filter(|h| h.ends_with(" *")).count(), 4);
    let rules = sheets[0]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 44, "each column has a message");
    for rule in rules {
        assert!(!rule["prompt"].as_str().unwrap().is_empty(), "{rule}");
    }
    let kinds = |kind: &str| rules.iter().filter(|r| r["type"] == kind).count();
    assert_eq!((kinds("list"), kinds("date"), kinds("whole")), (5, 3, 2));
    let listed = |title: &str| rules.iter().find(|r| r["title"] == title).unwrap();
    assert_eq!(listed("Sexe")["formula"], "\"M,F,O\"");
    let countries = listed("Pays")["formula"].as_str().unwrap();
    let last: usize = countries.rsplit('$').next().unwrap().parse().unwrap();
    let letters = countries.split('$').nth(1).unwrap();
    assert_eq!(sheets[3]["cells"][format!("{letters}{last}")], "ZW");
    assert_eq!(last, tamis::schema::countries().codes().len());
}

#[test]
fn what_cannot_be_made_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("t.xlsx");
    for (fields, code) in [("uid", 2), ("nonsense,model", 2), ("model", 0)] {
        let out = tamis(&["template", "-o", arg(&target), "--fields", fields]);
        assert_eq!(out.status.code(), Some(code), "{fields}");
        assert_eq!(target.exists(), code == 0);
    }
    let csv = folder.path().join("t.csv");
    assert_eq!(tamis(&["template", "-o", arg(&csv)]).status.code(), Some(2));
    assert_eq!(
        tamis(&["template", "-o", arg(&target)]).status.code(),
        Some(2),
        "never replaced unasked"
    );
}
