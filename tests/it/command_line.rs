//! The command line as a data manager uses it: exit codes, json, what is written, what is not.

use serde_json::Value;

use crate::support::{arg, asset, file, tamis};

const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id";

fn check(csv: &str) -> (i32, Value) {
    let (_folder, path) = file("in.csv", csv);
    let before = std::fs::read(&path).unwrap();
    let out = tamis(&["check", arg(&path), "--format", "json"]);
    assert_eq!(
        std::fs::read(&path).unwrap(),
        before,
        "the source is never changed"
    );
    let json = serde_json::from_slice(&out.stdout).expect("one json object");
    (out.status.code().unwrap(), json)
}

fn export(csv: &str, target: &str, more: &[&str]) -> (i32, Option<String>, String) {
    let (folder, path) = file("in.csv", csv);
    let target = folder.path().join(target);
    let mut args = vec!["export", arg(&path), "-o", arg(&target)];
    args.extend(more);
    let out = tamis(&args);
    assert_eq!(
        std::fs::read(&path).unwrap(),
        csv.as_bytes(),
        "the source is never changed"
    );
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|n| n.starts_with(".tamis"))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "no temporary file stays");
    (
        out.status.code().unwrap(),
        std::fs::read_to_string(&target).ok(),
        String::from_utf8(out.stderr).unwrap(),
    )
}

#[test]
fn a_clean_file_is_written_and_gives_0() {
    let (code, written, err) = export(
        &format!(
            "{HEAD},customer_id_number,customer_latitude,customer_longitude\n1,HOP,A1,7,L23FX1236,12.3455,-0.0004\n"
        ),
        "out.csv",
        &[],
    );
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        written.unwrap(),
        format!(
            "{HEAD},customer_id_number,customer_latitude,customer_longitude\n1,HOP,A1,7,6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de,12.346,0.000\n"
        )
    );
    assert!(err.contains("SHA-256"), "{err}");
}

#[test]
fn errors_stop_skip_keep() {
    let csv = format!("{HEAD},max_power_w\n1,HOP,A1,7,5\n2,HOP,,8,abc\n");
    let (code, written, err) = export(&csv, "out.csv", &[]);
    assert_eq!((code, written), (3, None), "{err}");
    let (code, written, _) = export(&csv, "out.csv", &["--invalid", "skip"]);
    assert_eq!(
        (code, written.unwrap()),
        (1, format!("{HEAD},max_power_w\n1,HOP,A1,7,5\n"))
    );
    let (code, written, _) = export(&csv, "out.json", &["--invalid", "keep"]);
    assert_eq!(code, 1);
    let rows: Value = serde_json::from_str(&written.unwrap()).unwrap();
    assert_eq!(rows[0]["max_power_w"], Value::from(5));
    assert_eq!(rows[1]["max_power_w"], Value::from("abc"));
    assert_eq!(rows[1]["serial_number"], Value::Null);
    assert_eq!(rows[0]["customer_external_id"], Value::from("1"));
}

#[test]
fn a_missing_required_column_writes_nothing_whatever_is_asked() {
    let csv = "customer_external_id,manufacturer,serial_number\n1,HOP,A1\n";
    for invalid in ["stop", "skip", "keep"] {
        let (code, written, err) = export(csv, "out.csv", &["--invalid", invalid, "--force"]);
        assert_eq!((code, written), (3, None));
        assert!(err.contains("device_external_id"), "{err}");
    }
    let (code, json) = check(csv);
    assert_eq!(code, 1);
    assert_eq!(json["problems"][0]["rule"], "missing-required-column");
    assert_eq!(json["problems"][0]["field"], "device_external_id");
}

#[test]
fn safe_fixes_are_the_default_and_lossless_only() {
    let csv = format!(
        "{HEAD},max_power_w,customer_gender,customer_country\n1,HOP ,A1,7,\"3,5\",Femme,zm\n"
    );
    let (code, _, _) = export(&csv, "out.csv", &[]);
    assert_eq!(code, 3, "Femme is a guess and stays");
    let (code, written, _) = export(&csv, "out.csv", &["--invalid", "keep"]);
    assert_eq!(code, 1);
    assert!(written.unwrap().ends_with("\n1,HOP,A1,7,3.5,Femme,ZM\n"));
    let (_, written, _) = export(&csv, "out.csv", &["--invalid", "keep", "--fix", "none"]);
    assert!(
        written
            .unwrap()
            .ends_with("\n1,HOP ,A1,7,\"3,5\",Femme,zm\n")
    );
}

#[test]
fn the_target_is_never_replaced_unasked_and_never_the_source() {
    let csv = format!("{HEAD}\n1,HOP,A1,7\n");
    let (folder, path) = file("in.csv", &csv);
    let target = folder.path().join("out.csv");
    std::fs::write(&target, "mine").unwrap();
    let out = tamis(&["export", arg(&path), "-o", arg(&target)]);
    assert_eq!(out.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "mine");
    let out = tamis(&["export", arg(&path), "-o", arg(&target), "--force"]);
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&target).unwrap(), csv);
    let same = tamis(&["export", arg(&path), "-o", arg(&path), "--force"]);
    assert_eq!(same.status.code(), Some(2));
    #[cfg(unix)]
    {
        let link = folder.path().join("link.csv");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let hard = folder.path().join("hard.csv");
        std::fs::hard_link(&path, &hard).unwrap();
        for target in [&link, &hard] {
            let out = tamis(&["export", arg(&path), "-o", arg(target), "--force"]);
            assert_eq!(out.status.code(), Some(2), "{target:?}");
        }
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), csv);
}

#[test]
fn rows_with_one_key_are_left_out_unless_identical() {
    let csv = format!(
        "{HEAD},model\n1,HOP,A1,7,x\n1,HOP,A1,7,x\n2,HOP,A2,7,x\n2,HOP,A2,7,y\n3,HOP,A3,7,z\n"
    );
    let (code, written, _) = export(&csv, "out.csv", &["--invalid", "skip"]);
    assert_eq!(code, 1);
    assert_eq!(
        written.unwrap(),
        format!("{HEAD},model\n1,HOP,A1,7,x\n3,HOP,A3,7,z\n")
    );
}

#[test]
fn json_names_the_cell_and_never_a_personal_value() {
    let (code, json) = check(&format!(
        "{HEAD},customer_latitude,customer_phone,notes,device_uid\n1,HOP,A1,7,\"12,34567\", 0977123456,secret,9\n"
    ));
    assert_eq!(code, 1);
    let text = json.to_string();
    for secret in ["34567", "0977123456", "secret"] {
        assert!(!text.contains(secret), "{text}");
    }
    let problems = json["problems"].as_array().unwrap();
    let comma = problems
        .iter()
        .find(|p| p["rule"] == "decimal-comma")
        .expect("decimal-comma");
    assert_eq!(comma["cell"], "E2");
    assert_eq!(comma["row"], 2);
    assert_eq!(comma["field"], "customer_latitude");
    assert_eq!(json["columns"][6]["how"], "unknown");
    assert_eq!(json["columns"][7]["how"], "generated");
    assert_eq!(json["header_row"], 1);
    assert_eq!(json["sheet"], Value::Null);
    let counted = |severity: &str| {
        problems
            .iter()
            .filter(|p| p["severity"] == severity)
            .count()
    };
    assert_eq!(json["counts"]["error"], counted("error"));
    assert_eq!(json["counts"]["warning"], counted("warning"));
    assert_eq!(json["counts"]["note"], counted("note"));
}

#[test]
fn suggestions_are_exact_for_clear_fields() {
    let (_, json) = check(&format!("{HEAD},max_power_w\n1,HOP,A1,7,\"3,5\"\n"));
    let problem = &json["problems"][0];
    assert_eq!(problem["rule"], "decimal-comma");
    assert_eq!(problem["suggestion"], "3.5");
}

#[test]
fn unreadable_files_give_one_sentence_and_2() {
    for (name, bytes) in [
        ("empty.csv", &b""[..]),
        ("broken.xlsx", b"PK\x03\x04rest"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3"),
    ] {
        let (_folder, path) = file(name, bytes);
        let out = tamis(&["check", arg(&path)]);
        assert_eq!(out.status.code(), Some(2), "{name}");
        let err = String::from_utf8(out.stderr).unwrap();
        assert_eq!(err.lines().count(), 1, "{name}: {err}");
        assert!(!err.contains("open-"), "{name}: {err}");
    }
    assert_eq!(
        tamis(&["check", "/nowhere/at/all.csv"]).status.code(),
        Some(2)
    );
    assert_eq!(tamis(&["check"]).status.code(), Some(2));
}

#[test]
fn without_a_screen_one_sentence_and_2() {
    let out = tamis(&[]);
    assert_eq!(out.status.code(), Some(2));
    let err = String::from_utf8(out.stderr).unwrap();
    assert!(err.contains("tamis export"), "{err}");
    assert!(!err.contains("panicked"), "{err}");
}

#[test]
fn fields_lists_58_in_order() {
    let out = tamis(&["fields", "--format", "json"]);
    let list: Value = serde_json::from_slice(&out.stdout).unwrap();
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), 58);
    assert_eq!(list[0]["name"], "customer_external_id");
    assert_eq!(list.iter().filter(|f| f["generated"] == true).count(), 14);
    assert_eq!(list[57]["name"], "customer_sub_category");
}

#[test]
fn both_languages_for_the_practice_file() {
    let path = asset("assets/samples/practice.xlsx");
    for lang in ["en", "fr"] {
        let out = tamis(&["check", arg(&path), "--lang", lang]);
        assert_eq!(out.status.code(), Some(1));
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(!text.contains("rule-") && !text.contains("cli-"), "{text}");
        assert!(text.lines().count() > 30);
    }
}

#[test]
fn a_summary_counts_every_problem_once() {
    let path = asset("assets/samples/practice.xlsx");
    let json = |more: &[&str]| -> serde_json::Value {
        let mut args = vec!["check", arg(&path), "--format", "json"];
        args.extend(more);
        serde_json::from_slice(&tamis(&args).stdout).unwrap()
    };
    let (whole, short) = (json(&[]), json(&["--summary"]));
    assert_eq!(whole["counts"], short["counts"]);
    assert!(short.get("problems").is_none());
    let groups = short["groups"].as_array().unwrap();
    let total: u64 = groups.iter().map(|g| g["count"].as_u64().unwrap()).sum();
    assert_eq!(total as usize, whole["problems"].as_array().unwrap().len());
    let out = tamis(&["check", arg(&path), "--summary", "--lang", "en"]);
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(text.contains("max_power_w: Decimal comma"), "{text}");
    assert!(text.lines().count() < 60, "{text}");
}
