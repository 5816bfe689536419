//! Every rule both ways: a small table in which it is found, and a near one in which it is not.
//! The match has no other arm, so that a rule without its two tables does not compile.

use tamis::check::{Rule, Severity, Today};
use tamis::document::{Document, open_document, privacy_findings};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::text::{Lang, rule_help};

use crate::support::file;

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 24,
};
const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id";

/// How often a rule is found in a file.
fn found(bytes: &[u8], rule: Rule) -> usize {
    let (_folder, path) = file("in.csv", bytes);
    let schema = Schema::meters().unwrap();
    let document: Document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet)
        .unwrap_or_else(|e| panic!("{}: {e}", rule.id()));
    if rule.is_about_privacy() {
        let lines = privacy_findings(&document, &Quiet).unwrap().lines();
        return lines.iter().filter(|line| line.rule == rule).count();
    }
    let problems = document.checks().problems(document.table());
    problems.filter(|problem| problem.rule == rule).count()
}

/// Rows with one more cell each.
fn column(header: &str, values: &[&str]) -> String {
    let rows: String = (1..)
        .zip(values)
        .map(|(i, value)| format!("{i},HOP,S{i},{i},\"{value}\"\n"))
        .collect();
    format!("{HEAD},{header}\n{rows}")
}

/// Rows as they are written.
fn rows(more: &str, rows: &[&str]) -> String {
    format!("{HEAD}{more}\n{}\n", rows.join("\n"))
}

/// A table with the problem, and a near one without it.
fn tables(rule: Rule) -> (Vec<u8>, Vec<u8>) {
    let cell = |header: &str, wrong: &str, right: &str| {
        (column(header, &[wrong]), column(header, &[right]))
    };
    let cells = |header: &str, wrong: &[&str], right: &[&str]| {
        (column(header, wrong), column(header, right))
    };
    let lines = |more: &str, wrong: &[&str], right: &[&str]| (rows(more, wrong), rows(more, right));
    let (wrong, right) = match rule {
        Rule::MissingRequiredColumn => (
            "customer_external_id,manufacturer,serial_number\n1,HOP,A\n".to_owned(),
            rows("", &["1,HOP,A,1"]),
        ),
        Rule::Required => lines("", &["1,,A,1"], &["1,HOP,A,1"]),
        Rule::DecimalComma => cell("max_power_w", "3,5", "3.5"),
        Rule::NotANumber => cell("max_power_w", "abc", "1e3"),
        Rule::NotAnInteger => cell("customer_birth_year", "mille", "1990"),
        Rule::NotADate => cell("installation_date", "31/04/2023", "2023-04-30"),
        Rule::NotABoolean => cell("is_locked", "oui", "TRUE"),
        Rule::NotInList => cell("customer_gender", "Femme", "F"),
        Rule::CountryCode => cell("customer_country", "Zambie", "ZM"),
        Rule::CurrencyCode => cell("payment_plan_currency", "FCFA", "XOF"),
        Rule::OutOfRange => cell("customer_latitude", "90.1", "90"),
        Rule::DuplicateKey => lines("", &["1,HOP,A,1", "1,HOP,A,2"], &["1,HOP,A,1", "1,HOP,B,2"]),
        Rule::ErrorCell => cell("max_power_w", "#REF!", "5"),
        Rule::DamagedNumber => lines(
            "",
            &["1,HOP,47000124512345000,1"],
            &["1,HOP,47000124512345017,1"],
        ),
        Rule::DuplicateHeader => (
            rows(",model,model", &["1,HOP,A,1,x,y"]),
            rows(",model", &["1,HOP,A,1,x"]),
        ),
        Rule::ControlCharacter => cell("model", "a\u{7}b", "ab"),
        Rule::UnterminatedQuote => lines(
            ",model",
            &["1,HOP,A,1,x", "2,HOP,B,2,\"open"],
            &["1,HOP,A,1,x", "2,HOP,B,2,\"shut\""],
        ),
        Rule::UndecodableText => cell("model", "a\u{fffd}b", "aéb"),
        Rule::Mojibake => cell("customer_name", "ZoÃ© Ngoma", "Zoé Ngoma"),
        Rule::SurroundingSpace => cell("model", "x ", "x"),
        Rule::ImplausibleValue => cell("customer_birth_year", "1885", "1985"),
        Rule::RaggedRow => lines(",model", &["1,HOP,A,1"], &["1,HOP,A,1,x"]),
        Rule::PointThousands => cells("total_price", &["1.234", "1.234.567"], &["1.234", "5"]),
        Rule::Placeholder => cell("customer_name", "Unknown", "Unka Nown"),
        Rule::NullWord => cell("model", "N/A", "NA200"),
        Rule::LostZeros => {
            let codes = |last: &str| {
                let mut list: Vec<String> = (0..12)
                    .map(|i| format!("0{:05},HOP,S{i},{i}", 10_000 + i))
                    .collect();
                list.push(format!("{last},HOP,S99,99"));
                format!("{HEAD}\n{}\n", list.join("\n"))
            };
            (codes("10099"), codes("010099"))
        }
        Rule::Phone => lines(
            ",customer_country,customer_phone",
            &["1,HOP,A,1,ZM,09771234"],
            &["1,HOP,A,1,ZM,0977123456"],
        ),
        Rule::Email => cell("customer_email", "zoe@example", "zoe@example.org"),
        Rule::Coordinates => lines(
            ",customer_country,customer_latitude,customer_longitude",
            &["1,HOP,A,1,ZM,28.3,-15.4"],
            &["1,HOP,A,1,ZM,-15.4,28.3"],
        ),
        Rule::DeviceWithTwoCustomers => {
            lines("", &["1,HOP,A,1", "2,HOP,A,1"], &["1,HOP,A,1", "2,HOP,B,2"])
        }
        Rule::SerialWithTwoManufacturers => lines(
            "",
            &["1,Calin,A,1", "2,Hexing,A,2"],
            &["1,Calin,A,1", "2,Hexing,B,2"],
        ),
        Rule::SpellingOfIdentity => lines(
            "",
            &["1,Calin,A,1", "2,Calin,B,2", "3,CALIN,C,3"],
            &["1,Calin,A,1", "2,Calin,B,2", "3,Hexing,C,3"],
        ),
        Rule::SameRowTwice => lines(
            ",model",
            &["1,HOP,A,1,x", "1,HOP,A,1,x"],
            &["1,HOP,A,1,x", "1,HOP,A,1,y"],
        ),
        Rule::CustomerWithTwoNames => lines(
            ",customer_name",
            &["1,HOP,A,1,Zoé Ngoma", "1,HOP,B,2,John Banda"],
            &["1,HOP,A,1,Zoé Ngoma", "1,HOP,B,2,NGOMA Zoé"],
        ),
        Rule::DatesInOrder => lines(
            ",installation_date,repossession_date",
            &["1,HOP,A,1,2022-02-01,2022-01-01"],
            &["1,HOP,A,1,2022-01-01,2022-02-01"],
        ),
        Rule::AmountWithoutCurrency => lines(
            ",payment_plan_amount_financed,payment_plan_currency",
            &["1,HOP,A,1,500,"],
            &["1,HOP,A,1,500,ZMW"],
        ),
        Rule::PlanDaysWithoutPlan => lines(
            ",payment_plan_days,payment_plan",
            &["1,HOP,A,1,360,"],
            &["1,HOP,A,1,360,loan"],
        ),
        Rule::UntidyText => cell("customer_name", "Zoé  Ngoma", "Zoé Ngoma"),
        Rule::IdentifierLooksPersonal => {
            let ids = |ids: [&str; 4]| {
                let list: Vec<String> = (0..)
                    .zip(ids)
                    .map(|(i, id)| format!("{id},HOP,4700012500{i},D{i}"))
                    .collect();
                format!("{HEAD}\n{}\n", list.join("\n"))
            };
            (
                ids([
                    "+260977123456",
                    "+260977123457",
                    "+260966123456",
                    "+260955123456",
                ]),
                ids(["C-1", "C-2", "C-3", "C-4"]),
            )
        }
        Rule::InconsistentIdentifier => cells(
            "customer_name",
            &["Zoé Ngoma", "ZOÉ  NGOMA"],
            &["Zoé Ngoma", "Zoé Ngoma"],
        ),
        Rule::PersonalDataInText => cell("model", "call +260 977 123 456", "CL710"),
        Rule::TestRow => cell("is_test", "true", "false"),
        Rule::AlreadyPseudonymized => cell(
            "customer_name",
            "6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de",
            "Zoé Ngoma",
        ),
        Rule::GeneratedColumn => (column("device_uid", &["x"]), column("model", &["x"])),
        Rule::UnknownColumn => (column("Observations", &["x"]), column("model", &["x"])),
    };
    (wrong.into_bytes(), right.into_bytes())
}

#[test]
fn every_rule_is_found_and_not_found() {
    let mut wrong = Vec::new();
    for rule in Rule::ALL {
        let (with, without) = tables(*rule);
        let counts = (found(&with, *rule), found(&without, *rule));
        if counts.0 == 0 || counts.1 != 0 {
            wrong.push(format!("{}: {counts:?}", rule.id()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_rule_has_a_page_of_help_in_both_languages() {
    for lang in [Lang::En, Lang::Fr] {
        for rule in Rule::ALL {
            let help = rule_help(lang, *rule);
            for part in [help.name, help.what, help.why, help.fix, help.example] {
                assert!(
                    !part.is_empty() && !part.starts_with("rule-"),
                    "{} {part}",
                    rule.id()
                );
            }
        }
    }
}

#[test]
fn only_errors_of_the_format_and_privacy_are_fixed() {
    for rule in Rule::ALL {
        let mut all = tamis::check::Severities::default();
        let fixed = rule.severity() == Severity::Error || rule.is_about_privacy();
        assert_eq!(rule.is_fixed(), fixed, "{}", rule.id());
        assert_eq!(
            !all.set(*rule, Some(Severity::Note)),
            fixed,
            "{}",
            rule.id()
        );
    }
}
