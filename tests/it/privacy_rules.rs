//! The rules about privacy as problems: found and not found by `tamis check`, listed with the
//! others, and not to be lowered by anything.

use serde_json::Value;

use tamis::check::{Rule, Severity};
use tamis::document::{Command, MethodChoice, Session, privacy_findings};
use tamis::io::{OpenOptions, Quiet};
use tamis::privacy::Key;
use tamis::schema::Schema;

use crate::support::{arg, file, tamis};

const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id,\
customer_name,customer_phone,grid_name";
const DIGEST: &str = "6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de";

fn clean() -> String {
    format!(
        "{HEAD}\n\
         C-1,HOP,SN-1,D-1,Chipo Banda,+260977123456,Kalomo\n\
         C-2,HOP,SN-2,D-2,Moussa Sarr,+260966000111,Kalomo\n\
         C-3,HOP,SN-3,D-3,Zoé Ngoma,+260955222333,Choma\n"
    )
}

fn check(csv: &str, lang: &str) -> (i32, Value, String) {
    let (_folder, path) = file("in.csv", csv);
    let json = tamis(&["check", arg(&path), "--format", "json", "--lang", lang]);
    let text = tamis(&["check", arg(&path), "--lang", lang]);
    assert_eq!(json.status.code(), text.status.code());
    (
        json.status.code().unwrap(),
        serde_json::from_slice(&json.stdout).unwrap(),
        String::from_utf8(text.stdout).unwrap(),
    )
}

fn of_rule(json: &Value, rule: &str) -> Vec<Value> {
    let problems = json["problems"].as_array().unwrap().iter();
    problems.filter(|p| p["rule"] == rule).cloned().collect()
}

#[test]
fn clean_rows_have_none_of_these_problems() {
    let (code, json, _) = check(&clean(), "en");
    assert_eq!((code, &json["counts"]["error"]), (0, &Value::from(0)));
    for rule in Rule::ALL.iter().filter(|r| r.is_about_privacy()) {
        assert_eq!(of_rule(&json, rule.id()), Vec::<Value>::new());
    }
}

#[test]
fn personal_data_in_the_clear_is_an_error_with_its_cell_and_without_its_value() {
    let csv = clean().replace("Choma", "ask Moussa Sarr");
    for lang in ["en", "fr"] {
        let (code, json, text) = check(&csv, lang);
        assert_eq!(code, 1);
        assert_eq!(json["counts"]["error"], 1);
        let found = of_rule(&json, "personal-data-in-text");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["cell"], "G4");
        assert_eq!(found[0]["severity"], "error");
        assert_eq!(found[0]["field"], "grid_name");
        for words in [found[0]["message"].as_str().unwrap(), &text] {
            assert!(!words.contains("Moussa"), "{words}");
        }
        assert!(text.contains("      G4  "), "{text}");
    }
}

#[test]
fn spellings_are_a_warning_with_the_number_of_pairs() {
    let csv = clean()
        .replace("C-3,HOP", "C-1,HOP")
        .replace("Zoé Ngoma", "chipo  banda");
    let csv = csv.replace("+260955222333", "0977 123 456");
    let (_, json, text) = check(&csv, "en");
    let found = of_rule(&json, "inconsistent-identifier");
    let columns: Vec<&str> = found.iter().filter_map(|p| p["column"].as_str()).collect();
    assert_eq!(columns, ["customer_name", "customer_phone"]);
    assert!(found.iter().all(|p| p["severity"] == "warning"));
    assert!(
        text.contains("customer_phone: 1 value is written"),
        "{text}"
    );
}

#[test]
fn digests_are_a_note_and_with_a_key_a_warning_with_their_count() {
    let csv = clean().replace("Moussa Sarr", DIGEST);
    let (code, json, _) = check(&csv, "en");
    let found = of_rule(&json, "already-pseudonymized");
    assert_eq!((code, found.len()), (0, 1));
    assert_eq!(found[0]["severity"], "note");

    let (_folder, path) = file("in.csv", csv);
    let schema = Schema::meters().unwrap();
    let today = tamis::document::current_day();
    let document =
        tamis::document::open_document(&path, &OpenOptions::default(), schema, today, &Quiet);
    let mut session = Session::new(document.unwrap());
    let severity = |session: &Session| {
        let all = privacy_findings(session.document(), &Quiet).unwrap();
        let line = all.lines().into_iter().next().unwrap();
        assert_eq!((line.rule, line.count), (Rule::AlreadyPseudonymized, 1));
        line.severity
    };
    assert_eq!(severity(&session), Severity::Note);
    let key = Key::generate().unwrap();
    let method = MethodChoice::Keyed {
        fingerprint: key.fingerprint(),
    };
    session.lend_key(Some(std::sync::Arc::new(key)));
    session.run(&Command::ChooseMethod { method }).unwrap();
    assert_eq!(severity(&session), Severity::Warning);
}

#[test]
fn they_are_listed_and_nothing_lowers_them() {
    let out = tamis(&["rules", "--format", "json"]);
    let list: Value = serde_json::from_slice(&out.stdout).unwrap();
    let (_folder, path) = file("in.csv", clean());
    let schema = Schema::meters().unwrap();
    let today = tamis::document::current_day();
    let document =
        tamis::document::open_document(&path, &OpenOptions::default(), schema, today, &Quiet);
    let mut session = Session::new(document.unwrap());
    for id in [
        "personal-data-in-text",
        "inconsistent-identifier",
        "already-pseudonymized",
    ] {
        let rule = list.as_array().unwrap().iter().find(|r| r["rule"] == id);
        assert_eq!(rule.unwrap()["fixed"], true, "{id}");
        let lower = Command::SetRule {
            rule: id.to_owned(),
            severity: Some(Severity::Note),
        };
        assert!(session.run(&lower).is_err(), "{id}");
    }
}
