//! The checks against truth: generated files whose defects are listed, the practice files, and
//! what rows and columns say together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use tamis::check::{Problem, Rule, Severity, Subject, Today};
use tamis::document::{Document, open_document};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;

use crate::support::{asset, file, skip};

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 23,
};

fn open(path: &Path) -> Document {
    let schema = Schema::meters().unwrap();
    open_document(path, &OpenOptions::default(), schema, TODAY, &Quiet)
        .unwrap_or_else(|e| panic!("{e}"))
}

fn open_text(csv: &str) -> (tempfile::TempDir, Document) {
    let (folder, path) = file("in.csv", csv);
    let document = open(&path);
    (folder, document)
}

/// The line of a group shows the most frequent text, and of equals the first of the file, however
/// often the file is opened.
#[test]
fn the_example_of_a_group_is_always_the_same() {
    let example = |values: &[&str]| {
        let rows: String = values
            .iter()
            .enumerate()
            .map(|(i, value)| format!("{i},HOP,S{i},{i},\"{value}\"\n"))
            .collect();
        let (_f, document) = open_text(&format!("{HEAD},max_power_w\n{rows}"));
        let table = document.table();
        let group = document
            .checks()
            .groups(table)
            .into_iter()
            .find(|g| g.rule == Rule::DecimalComma)
            .expect("a group");
        let column = table.column(group.col.unwrap()).unwrap();
        column
            .text_of(group.example.unwrap())
            .to_buf()
            .as_text()
            .reveal()
            .to_owned()
    };
    for _ in 0..8 {
        assert_eq!(example(&["0,8", "0,9", "1,1", "1,2", "1,3", "1,4"]), "0,8");
        assert_eq!(example(&["0,8", "0,9", "1,1", "1,4", "1,3", "1,4"]), "1,4");
    }
}

/// The generator of meter files beside the corpora, if this machine has it.
fn generator() -> Option<PathBuf> {
    let corpora = PathBuf::from(std::env::var_os("TAMIS_CORPORA")?);
    let path = corpora.parent()?.join("bench").join("gen_meters.py");
    path.is_file().then_some(path)
}

fn generate(seed: u32, rows: u32) -> Option<(tempfile::TempDir, PathBuf, PathBuf)> {
    let script = generator()?;
    let folder = tempfile::tempdir().unwrap();
    let (csv, defects) = (folder.path().join("m.csv"), folder.path().join("d.tsv"));
    let done = Command::new("python3")
        .arg(script)
        .args(["--rows", &rows.to_string(), "--seed", &seed.to_string()])
        .arg("--csv")
        .arg(&csv)
        .arg("--defects")
        .arg(&defects)
        .status()
        .ok()?;
    done.success().then_some((folder, csv, defects))
}

/// Errors by place: the number of the data row, from 1, and the column.
type Places = BTreeSet<(u32, String)>;

fn found_errors(document: &Document) -> (Places, BTreeSet<u32>) {
    let table = document.table();
    let (mut cells, mut twice) = (Places::new(), BTreeSet::new());
    for problem in document.checks().problems(table) {
        if problem.severity != Severity::Error {
            continue;
        }
        match problem.subject {
            Subject::Cell(row, col) => {
                let header = table.column(col).unwrap().header().to_owned();
                assert!(
                    cells.insert((table.row_number(row) - 1, header)),
                    "one cell is wrong once"
                );
            }
            Subject::Row(row) => {
                assert_eq!(problem.rule, Rule::DuplicateKey);
                twice.insert(table.row_number(row) - 1);
            }
            _ => panic!("{} is no error of these files", problem.rule.id()),
        }
    }
    (cells, twice)
}

#[test]
fn errors_of_generated_files_have_precision_and_recall_of_1() {
    for seed in [1, 7, 2026] {
        let Some((_folder, csv, defects)) = generate(seed, 10_000) else {
            skip("errors_of_generated_files", "no generator or no python3");
            return;
        };
        let document = open(&csv);
        let (cells, twice) = found_errors(&document);

        let mut expected = Places::new();
        let mut doubled = BTreeSet::new();
        for line in std::fs::read_to_string(defects).unwrap().lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            let row: u32 = parts[0].parse().unwrap();
            match parts[2] {
                "duplicate_key" => {
                    doubled.insert(row);
                }
                "device_with_two_customers" => {}
                _ => {
                    expected.insert((row, parts[1].to_owned()));
                }
            }
        }
        let missed: Vec<_> = expected.difference(&cells).take(5).collect();
        let invented: Vec<_> = cells.difference(&expected).take(5).collect();
        assert!(
            missed.is_empty() && invented.is_empty(),
            "seed {seed}: missed {missed:?}, invented {invented:?}"
        );
        assert!(cells.len() > 5_000, "{}", cells.len());

        // Rows of one key: the planted ones, with those whose key they took.
        let mut keys: BTreeMap<[String; 3], Vec<u32>> = BTreeMap::new();
        let mut reader = csv::Reader::from_path(&csv).unwrap();
        for (i, record) in (1u32..).zip(reader.records()) {
            let record = record.unwrap();
            let key = [0, 1, 2].map(|c| record[c].to_owned());
            if key.iter().all(|k| !k.is_empty()) {
                keys.entry(key).or_default().push(i);
            }
        }
        let same: BTreeSet<u32> = keys
            .into_values()
            .filter(|r| r.len() > 1)
            .flatten()
            .collect();
        assert_eq!(twice, same, "seed {seed}");
        // A required cell emptied after the key was copied makes it no key any more.
        let planted = doubled.intersection(&twice).count();
        assert!(
            planted * 100 >= doubled.len() * 85,
            "{planted} of {}",
            doubled.len()
        );
    }
}

/// Problems of a severity by rule.
fn tally(document: &Document, severity: Severity) -> BTreeMap<&'static str, u64> {
    let mut all = BTreeMap::new();
    for problem in document.checks().problems(document.table()) {
        if problem.severity == severity {
            *all.entry(problem.rule.id()).or_default() += 1;
        }
    }
    all
}

#[test]
fn warnings_of_generated_files_are_of_kinds_that_are_planted_or_follow_from_them() {
    for seed in [1, 7, 2026] {
        let Some((_folder, csv, defects)) = generate(seed, 10_000) else {
            skip("warnings_of_generated_files", "no generator or no python3");
            return;
        };
        let document = open(&csv);
        let found = tally(&document, Severity::Warning);
        // Two customers on one device are planted; so are rows of one key, which take the
        // customer's number along and not the name.
        let kinds: Vec<&str> = found.keys().copied().collect();
        let expected = ["customer-with-two-names", "device-with-two-customers"];
        assert_eq!(kinds, expected, "seed {seed}: {found:?}");
        let rows_of = |rule: Rule| -> BTreeSet<u32> {
            let table = document.table();
            let all = document.checks().problems(table);
            all.filter(|p| p.rule == rule)
                .filter_map(|p| match p.subject {
                    Subject::Cell(row, _) => Some(table.row_number(row) - 1),
                    _ => None,
                })
                .collect()
        };
        let list = std::fs::read_to_string(defects).unwrap();
        let planted = |kind: &str| -> BTreeSet<u32> {
            let lines = list.lines().map(|l| l.split('\t').collect::<Vec<_>>());
            lines
                .filter(|l| l[2] == kind)
                .map(|l| l[0].parse().unwrap())
                .collect()
        };
        let two_customers = planted("device_with_two_customers");
        let same_key = planted("duplicate_key");
        // A planted row speaks about the last row before it that has a device, too.
        let near = |row: &u32, of: &BTreeSet<u32>| (*row..=row + 4).any(|row| of.contains(&row));
        let stray: Vec<u32> = rows_of(Rule::DeviceWithTwoCustomers)
            .into_iter()
            .filter(|row| !near(row, &two_customers) && !near(row, &same_key))
            .collect();
        assert!(stray.is_empty(), "seed {seed}: {stray:?}");
        let stray: Vec<u32> = rows_of(Rule::CustomerWithTwoNames)
            .into_iter()
            .filter(|row| !near(row, &same_key))
            .collect();
        assert!(stray.is_empty(), "seed {seed}: {stray:?}");
    }
}

#[test]
fn warnings_are_rare_where_nothing_is_planted() {
    let Some(script) = generator() else {
        skip("warnings_are_rare", "no generator");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("clean.csv");
    let done = Command::new("python3")
        .arg(script)
        .args(["--rows", "5000", "--seed", "3", "--bad", "0", "--csv"])
        .arg(&csv)
        .status();
    if !done.is_ok_and(|s| s.success()) {
        skip("warnings_are_rare", "no python3");
        return;
    }
    let document = open(&csv);
    let counts = document.checks().counts();
    assert_eq!(counts.error, 0, "{:?}", tally(&document, Severity::Error));
    let warnings = tally(&document, Severity::Warning);
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn counts_groups_and_problems_agree() {
    for name in [
        "assets/samples/practice.xlsx",
        "assets/samples/exercice.csv",
    ] {
        let document = open(&asset(name));
        let (table, checks) = (document.table(), document.checks());
        let counts = checks.counts();
        for (severity, counted) in [
            (Severity::Error, counts.error),
            (Severity::Warning, counts.warning),
            (Severity::Note, counts.note),
        ] {
            let listed: u64 = tally(&document, severity).values().sum();
            let grouped: u64 = checks
                .groups(table)
                .iter()
                .filter(|g| g.severity == severity)
                .map(|g| g.count)
                .sum();
            assert_eq!((listed, grouped), (counted, counted), "{name} {severity:?}");
        }
        for group in checks.groups(table) {
            if group.rule.scope() == tamis::check::Scope::Cell && group.count > 1 {
                let rows = checks.rows_of_group(table, &group);
                assert_eq!(rows.len() as u64, group.count, "{name} {}", group.rule.id());
            }
        }
    }
}

#[test]
fn what_blocks_comes_first_then_what_is_met_most_often() {
    let document = open(&asset("assets/samples/practice.xlsx"));
    let groups = document.checks().groups(document.table());
    let order: Vec<_> = groups
        .iter()
        .filter(|g| g.rule != Rule::MissingRequiredColumn)
        .map(|g| (g.severity, std::cmp::Reverse(g.count)))
        .collect();
    assert!(order.is_sorted() && order.len() > 20, "{order:?}");
}

#[test]
fn the_safe_pack_holds_nothing_that_guesses() {
    for name in [
        "assets/samples/practice.xlsx",
        "assets/samples/exercice.csv",
    ] {
        let document = open(&asset(name));
        let (table, mapping) = (document.table(), document.mapping());
        let plan = tamis::fix::safe(table, mapping, document.checks(), &[]);
        let repairs: BTreeSet<&str> = plan.lines.iter().map(|l| l.repair.id()).collect();
        let lossless = BTreeSet::from([
            "trim-space",
            "remove-control",
            "decimal-comma",
            "plain-number",
            "letter-case",
            "date-only",
        ]);
        assert!(repairs.is_subset(&lossless), "{name}: {repairs:?}");
        assert!(plan.cells() > 40, "{name}: {}", plan.cells());
        // What it writes is read as it was meant: no line gives a text with an error.
        let mut session = tamis::document::Session::new(document);
        let outcome = session.run(&tamis::document::Command::SafeFixes).unwrap();
        assert!(
            matches!(
                outcome,
                tamis::document::Outcome::Changed { still_wrong: 0, .. }
            ),
            "{name}: {outcome:?}"
        );
    }
}

const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id";

/// The problems of a rule, as addresses.
fn places(document: &Document, rule: Rule) -> Vec<String> {
    let table = document.table();
    let address = |p: &Problem| match p.subject {
        Subject::Cell(row, col) => table.address(row, col),
        Subject::Row(row) => table.row_number(row).to_string(),
        Subject::Column(col) => table.column(col).unwrap().letters(),
        Subject::File(_) => String::new(),
    };
    document
        .checks()
        .problems(table)
        .filter(|p| p.rule == rule)
        .map(|p| address(&p))
        .collect()
}

#[test]
fn what_cells_of_a_row_say_together() {
    let (_folder, document) = open_text(&format!(
        "{HEAD},customer_country,customer_phone,customer_latitude,customer_longitude,installation_date,purchase_date,repossession_date,payment_plan,payment_plan_days,payment_plan_amount_financed,payment_plan_currency\n\
         1,HOP,A1,1,ZM,0977123456,-15.4,28.3,2022-01-01,2021-12-01,2023-01-01,cash,10,5,ZMW\n\
         2,HOP,A2,2,ZM,09771234,28.3,-15.4,2022-01-01,2023-06-01,2021-01-01,,10,5,\n\
         3,HOP,A3,3,ZM,0977123456/0966123456,15.4,28.3,2022-01-01,,,,,0,\n\
         4,HOP,A4,4,ZM,+254712345678,0,0,,,,,,,\n\
         5,HOP,A5,5,,0977123456,48.8,2.3,,,,,,,\n\
         6,HOP,A6,6,ZM,+260 0977 123456,48.8,2.3,,,,,,,\n"
    ));
    assert_eq!(places(&document, Rule::Phone), ["F3", "F4", "F5", "F7"]);
    assert_eq!(
        places(&document, Rule::Coordinates),
        ["G3", "G4", "G5", "G7"]
    );
    assert_eq!(places(&document, Rule::DatesInOrder), ["K3", "K3", "J3"]);
    assert_eq!(places(&document, Rule::AmountWithoutCurrency), ["N3"]);
    assert_eq!(places(&document, Rule::PlanDaysWithoutPlan), ["M3"]);
    let suggestions: Vec<_> = document
        .checks()
        .problems(document.table())
        .filter(|p| p.rule == Rule::Coordinates)
        .filter_map(|p| Some(p.repair?.value.as_text().reveal().to_owned()))
        .collect();
    assert_eq!(suggestions, ["-15.4", "-15.4"]);
}

#[test]
fn what_rows_say_together() {
    let (_folder, document) = open_text(&format!(
        "{HEAD},customer_name,model\n\
         1,HOP,A1,1,Zoé Ngoma,x\n\
         1,HOP,A1,1,Zoé Ngoma,x\n\
         2,HOP,A1,2,John Banda,x\n\
         3,Calin,A3,3,Jean Moyo,x\n\
         3,CALIN,A4,3,MOYO Jean,x\n\
         3,Calin,A5,3,Mary Phiri,x\n\
         4,Calin,A6,4,,x\n\
         5,Hexing,A6,5,,x\n"
    ));
    assert_eq!(places(&document, Rule::DuplicateKey), ["2", "3"]);
    assert_eq!(places(&document, Rule::SameRowTwice), ["C2", "C3"]);
    assert_eq!(
        places(&document, Rule::DeviceWithTwoCustomers),
        ["A2", "A3", "A4"]
    );
    assert_eq!(
        places(&document, Rule::CustomerWithTwoNames),
        ["E5", "E6", "E7"]
    );
    assert_eq!(
        places(&document, Rule::SerialWithTwoManufacturers),
        ["B8", "B9"]
    );
    assert_eq!(places(&document, Rule::SpellingOfIdentity), ["B6"]);
}

#[test]
fn what_a_column_proves() {
    let numbers = |values: &[&str]| -> String {
        let rows: String = values
            .iter()
            .enumerate()
            .map(|(i, v)| format!("{i},HOP,S{i},{i},\"{v}\"\n"))
            .collect();
        format!("{HEAD},total_price\n{rows}")
    };
    // `1.234` is only doubtful where points separate thousands.
    let (_f, alone) = open_text(&numbers(&["1.234", "5"]));
    assert_eq!(places(&alone, Rule::PointThousands).len(), 0);
    let (_f, grouped) = open_text(&numbers(&["1.234", "1.234.567"]));
    assert_eq!(places(&grouped, Rule::PointThousands), ["E2"]);
    // A comma that separates thousands makes every comma of the column unsafe.
    let safe = |document: &Document| {
        document
            .checks()
            .groups(document.table())
            .iter()
            .any(|g| g.rule == Rule::DecimalComma && g.safe)
    };
    let (_f, only) = open_text(&numbers(&["3,5", "1.5"]));
    assert!(safe(&only));
    let (_f, mixed) = open_text(&numbers(&["3,5", "1,234,567"]));
    assert!(!safe(&mixed));
    // The account number of the provider on every row.
    let same: String = (0..6).map(|i| format!("{i},HOP,S{i},{i},77\n")).collect();
    let (_f, whole) = open_text(&format!("{HEAD},account_external_id\n{same}"));
    assert_eq!(places(&whole, Rule::Placeholder), ["E"]);
    let (_f, other) = open_text(&format!(
        "{HEAD},account_external_id\n{same}9,HOP,S9,9,78\n"
    ));
    assert_eq!(places(&other, Rule::Placeholder).len(), 0);
    // Twelve codes of six digits begin with zero; one has five.
    let codes: String = (0..12)
        .map(|i| format!("0{:05},HOP,S{i},{i}\n", 10_000 + i))
        .collect();
    let (_f, short) = open_text(&format!("{HEAD}\n{codes}10099,HOP,S99,99\n"));
    assert_eq!(places(&short, Rule::LostZeros), ["A14"]);
    let (_f, long) = open_text(&format!("{HEAD}\n{codes}"));
    assert_eq!(places(&long, Rule::LostZeros).len(), 0);
    // Telephone numbers too, though a country may take them without their zero.
    let phones: String = (0..15)
        .map(|i| {
            format!(
                "{i},HOP,S{i},{i},{}977{i:06}\n",
                if i < 12 { "0" } else { "" }
            )
        })
        .collect();
    let (_f, phones) = open_text(&format!("{HEAD},customer_phone\n{phones}"));
    assert_eq!(places(&phones, Rule::LostZeros), ["E14", "E15", "E16"]);
    let lost = phones
        .checks()
        .problems(phones.table())
        .find(|p| p.rule == Rule::LostZeros)
        .expect("a problem");
    let words = |lang| {
        let (schema, table) = (phones.schema(), phones.table());
        tamis::text::problem(lang, schema, table, phones.mapping(), &lost).message
    };
    assert!(
        words(tamis::text::Lang::En)
            .ends_with("12 values of the column have 10 digits and a zero first, 3 have 9."),
        "{}",
        words(tamis::text::Lang::En)
    );
    assert!(
        words(tamis::text::Lang::Fr)
            .ends_with("12 valeurs de la colonne ont 10 chiffres et un zéro en tête, 3 en ont 9."),
        "{}",
        words(tamis::text::Lang::Fr)
    );
    // Long numbers are destroyed where all of them end in zeros.
    let (_f, lost) = open_text(&format!("{HEAD}\n1,HOP,47000124512345000,1\n"));
    assert_eq!(places(&lost, Rule::DamagedNumber), ["C2"]);
    let (_f, kept) = open_text(&format!(
        "{HEAD}\n1,HOP,47000124512345000,1\n2,HOP,47000124512345017,2\n"
    ));
    assert_eq!(places(&kept, Rule::DamagedNumber).len(), 0);
    // Curly quotes only where the column has straight ones too.
    let (_f, curly) = open_text(&format!(
        "{HEAD},customer_name\n1,HOP,A,1,N’Diaye\n2,HOP,B,2,O'Brien\n"
    ));
    assert_eq!(places(&curly, Rule::UntidyText), ["E2"]);
}

#[test]
fn the_country_decides_what_a_currency_is() {
    let (_folder, document) = open_text(&format!(
        "{HEAD},customer_country,payment_plan_currency\n1,HOP,A1,1,SN,FCFA\n2,HOP,A2,2,Cameroun,FCFA\n3,HOP,A3,3,,FCFA\n4,HOP,A4,4,ZM,K\n5,HOP,A5,5,US,FCFA\n"
    ));
    let values: Vec<_> = document
        .checks()
        .problems(document.table())
        .filter(|p| p.rule == Rule::CurrencyCode)
        .map(|p| p.repair.map(|r| r.value.as_text().reveal().to_owned()))
        .collect();
    let expected = [Some("XOF"), Some("XAF"), None, Some("ZMW"), None];
    assert_eq!(values, expected.map(|v| v.map(str::to_owned)));
    let questions = document.checks().questions(document.table());
    assert_eq!(questions.len(), 1, "one word is open");
    assert_eq!(questions[0].cells, 2);
    assert_eq!(questions[0].readings.len(), 2);
}

#[test]
fn an_identifier_that_is_a_phone_number_is_a_warning_and_a_meter_number_is_not() {
    let check = |ids: [&str; 4]| {
        let rows: String = ids
            .iter()
            .enumerate()
            .map(|(i, id)| format!("{id},HOP,4700012500{i},D{i}\n"))
            .collect();
        let head = "customer_external_id,manufacturer,serial_number,device_external_id\n";
        let (_folder, path) = crate::support::file("in.csv", format!("{head}{rows}"));
        let out = crate::support::tamis(&["check", crate::support::arg(&path), "--format", "json"]);
        let found: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        found["problems"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|p| p["rule"] == "identifier-looks-personal")
            .map(|p| p["field"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let phones = [
        "+260977123456",
        "+260977123457",
        "+260966123456",
        "+260955123456",
    ];
    assert_eq!(check(phones), ["customer_external_id"]);
    assert!(check(["C-1", "C-2", "C-3", "C-4"]).is_empty());
    // Numbers of identity documents: Zambia's, and Rwanda's.
    let cards = ["123456/78/1", "223456/78/1", "323456/68/1", "423456/68/1"];
    assert_eq!(check(cards), ["customer_external_id"]);
    let cards = [
        "1198780012345678",
        "1199070012345679",
        "1196580012345670",
        "1198880012345671",
    ];
    assert_eq!(check(cards), ["customer_external_id"]);
    // Meter numbers of eleven digits, and names of places with slashes, are none.
    assert!(check(["47000124512", "47000124513", "47000124514", "47000124515"]).is_empty());
    assert!(check(["MB/2024/001", "MB/2024/002", "MB/2024/003", "MB/2024/004"]).is_empty());
}

#[test]
fn a_reading_that_the_field_rules_out_is_none() {
    let rows: String = ["-15,416", "-15,301", "-14,222", "-15.417"]
        .iter()
        .zip(0..)
        .map(|(value, i)| {
            format!(
                "{i},HOP,S{i},{i},\"{value}\",\"{}\"\n",
                value.replace('-', "")
            )
        })
        .collect();
    let (_f, document) = open_text(&format!("{HEAD},customer_latitude,total_price\n{rows}"));
    let group = |header: &str| {
        let groups = document.checks().groups(document.table());
        let of_column = |g: &tamis::check::Group| {
            g.col
                .and_then(|col| document.table().column(col))
                .is_some_and(|c| c.header() == header)
        };
        groups
            .into_iter()
            .filter(|g| g.rule == Rule::DecimalComma && of_column(g))
            .map(|g| (g.count, g.safe))
            .collect::<Vec<_>>()
    };
    assert_eq!(group("customer_latitude"), [(3, true)]);
    assert_eq!(group("total_price"), [(3, false)], "a price may be either");
    assert_eq!(places(&document, Rule::PointThousands).len(), 0);
}

#[test]
fn commas_before_decimals_make_points_doubtful() {
    let numbers = |values: &[&str]| -> String {
        let rows: String = (values.iter().zip(0..))
            .map(|(v, i)| format!("{i},HOP,S{i},{i},\"{v}\"\n"))
            .collect();
        format!("{HEAD},total_price\n{rows}")
    };
    let (_f, both) = open_text(&numbers(&["1.500", "2.000", "250,75", "12.750"]));
    assert_eq!(places(&both, Rule::PointThousands), ["E2", "E3", "E5"]);
    // Somebody who writes 2.5 as well writes decimals behind points.
    let (_f, points) = open_text(&numbers(&["1.500", "2.5", "250,75"]));
    assert_eq!(places(&points, Rule::PointThousands).len(), 0);
}

#[test]
fn thousands_as_in_india_make_commas_unsafe() {
    let rows = "0,HOP,S0,0,\"12,34,567\"\n1,HOP,S1,1,\"1,5\"\n";
    let (_f, document) = open_text(&format!("{HEAD},total_price\n{rows}"));
    let groups = document.checks().groups(document.table());
    let comma = groups
        .iter()
        .find(|g| g.rule == Rule::DecimalComma)
        .unwrap();
    assert!(!comma.safe);
}
