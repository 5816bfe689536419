//! Every rule of a cell, both ways.

use super::*;

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 23,
};

fn check(field: &str, text: &str) -> String {
    let schema = Schema::meters().unwrap();
    let asked = Asked::new(&schema, schema.by_name(field).unwrap(), TODAY).unwrap();
    let verdict = judge(&asked, Text::new(text));
    let choices: Vec<String> = verdict
        .choices
        .iter()
        .map(|(_, t)| t.as_text().reveal().to_owned())
        .collect();
    match verdict.finding.filter(|_| verdict.held.is_none()) {
        None => String::new(),
        Some(f) => {
            let severity = match f.severity {
                Severity::Error => "E",
                Severity::Warning => "W",
                Severity::Note => "N",
            };
            match f.repair {
                None if !choices.is_empty() => {
                    format!("{severity} {} {}", f.rule.id(), choices.join("|"))
                }
                None => format!("{severity} {}", f.rule.id()),
                Some(r) => format!(
                    "{severity} {} {}{:?}",
                    f.rule.id(),
                    if r.safe { "safe " } else { "" },
                    r.value.as_text().reveal()
                ),
            }
        }
    }
}

#[test]
fn every_cell_rule_both_ways() {
    let mut wrong = Vec::new();
    for (field, text, expected) in [
        ("serial_number", "00123", ""),
        ("serial_number", "", "E required"),
        ("serial_number", " \u{a0}", "E required"),
        ("serial_number", " A1", "W surrounding-space safe \"A1\""),
        ("serial_number", "A\0 1", "E control-character safe \"A 1\""),
        ("serial_number", "#N/A", "E error-cell"),
        ("model", "", ""),
        ("model", "  ", "W surrounding-space safe \"\""),
        ("model", "line\nbreak", ""),
        ("model", "\u{FFFD}", "E undecodable-text"),
        ("max_power_w", "5000", ""),
        ("max_power_w", "3,5", "E decimal-comma safe \"3.5\""),
        ("max_power_w", " 3,5 ", "E decimal-comma safe \"3.5\""),
        ("max_power_w", "1,234", "E decimal-comma 1.234|1234"),
        ("max_power_w", "1,234.5", "E not-a-number \"1234.5\""),
        ("max_power_w", "1 250", "E not-a-number \"1250\""),
        ("max_power_w", "+5", "E not-a-number safe \"5\""),
        ("max_power_w", ".5", "E not-a-number safe \"0.5\""),
        ("max_power_w", "5.", "E not-a-number safe \"5\""),
        ("max_power_w", " 5", "E surrounding-space safe \"5\""),
        ("max_power_w", "1e400", "E not-a-number"),
        ("max_power_w", "NaN", "E not-a-number \"\""),
        ("max_power_w", "inf", "E not-a-number"),
        ("max_power_w", "0x10", "E not-a-number"),
        ("max_power_w", "١٢", "E not-a-number"),
        ("max_power_w", "#REF!", "E error-cell"),
        ("max_power_w", "-1", "W implausible-value"),
        ("customer_birth_year", "1990", ""),
        (
            "customer_birth_year",
            "1990.0",
            "E not-an-integer safe \"1990\"",
        ),
        ("customer_birth_year", "+1990", "E not-an-integer \"1990\""),
        ("customer_birth_year", "1990.5", "E not-an-integer"),
        ("customer_birth_year", "1899", "W implausible-value"),
        ("customer_birth_year", "2011", ""),
        ("customer_birth_year", "2012", "W implausible-value"),
        ("customer_household_size", "0", "W implausible-value"),
        ("customer_household_size", "50", ""),
        ("customer_household_size", "51", "W implausible-value"),
        ("is_locked", "FALSE", ""),
        ("is_locked", "oui", "E not-a-boolean \"true\""),
        ("is_locked", "0", "E not-a-boolean \"false\""),
        ("is_locked", "peut-être", "E not-a-boolean"),
        ("installation_date", "2021-01-01", ""),
        ("installation_date", "2021-02-30", "E not-a-date"),
        (
            "installation_date",
            "2021-01-01T00:00:00",
            "E not-a-date safe \"2021-01-01\"",
        ),
        (
            "installation_date",
            "31/12/2021",
            "E not-a-date \"2021-12-31\"",
        ),
        (
            "installation_date",
            "01/02/2021",
            "E not-a-date 2021-02-01|2021-01-02",
        ),
        (
            "installation_date",
            "02/02/2021",
            "E not-a-date \"2021-02-02\"",
        ),
        ("installation_date", "2026-11-23", ""),
        ("installation_date", "2026-11-24", "W implausible-value"),
        ("installation_date", "1989-12-31", "W implausible-value"),
        ("customer_gender", "M", ""),
        ("customer_gender", "m", "E not-in-list safe \"M\""),
        ("customer_gender", "H", "E not-in-list \"M\""),
        ("customer_gender", "Femme", "E not-in-list \"F\""),
        ("customer_gender", "1", "E not-in-list M|F"),
        ("customer_gender", "2", "E not-in-list F|M"),
        ("customer_gender", "Mme", "E not-in-list \"F\""),
        ("customer_gender", "M.", "E not-in-list \"M\""),
        ("customer_gender", "Masculin", "E not-in-list \"M\""),
        ("customer_gender", "Unknown", "E not-in-list \"\""),
        ("customer_gender", "3", "E not-in-list"),
        ("customer_country", "NA", ""),
        ("customer_country", "zm", "E country-code safe \"ZM\""),
        ("customer_country", " ZM", "E surrounding-space safe \"ZM\""),
        ("customer_country", "Zambie", "E country-code \"ZM\""),
        ("customer_country", "Congo", "E country-code CD|CG"),
        (
            "customer_country",
            "CÃ´te d'Ivoire",
            "E country-code \"CI\"",
        ),
        ("customer_country", "RDC", "E country-code \"CD\""),
        ("customer_country", "Guinée", "E country-code GN|GQ|GW"),
        ("customer_country", "Niger", "E country-code \"NE\""),
        ("customer_country", "Nigeria", "E country-code \"NG\""),
        ("customer_country", "ZMB", "E country-code \"ZM\""),
        ("customer_country", "N/A", "E country-code \"\""),
        ("customer_country", "XX", "E country-code"),
        ("payment_plan_currency", "ZMW", ""),
        ("payment_plan_currency", "ZMK", "E currency-code"),
        (
            "payment_plan_currency",
            "xof",
            "E currency-code safe \"XOF\"",
        ),
        ("payment_plan_currency", "Naira", "E currency-code \"NGN\""),
        ("payment_plan_currency", "FCFA", "E currency-code XOF|XAF"),
        ("payment_plan_currency", "K", "E currency-code ZMW|MWK|PGK"),
        ("max_power_w", "3,5 kW", "E not-a-number \"3500\""),
        ("max_power_w", "1500.0 W", "E not-a-number \"1500.0\""),
        ("max_power_w", "5 kVA", "E not-a-number"),
        ("max_power_w", "1.5 kW", "E not-a-number \"1500\""),
        ("max_power_w", "1'250", "E not-a-number \"1250\""),
        ("max_power_w", "1.250,5", "E not-a-number \"1250.5\""),
        ("max_power_w", "1.234", ""),
        ("max_power_w", "n/a", "E not-a-number \"\""),
        ("max_power_w", "unknown", "E not-a-number \"\""),
        ("max_power_w", "#VALEUR!", "E error-cell"),
        ("total_price", "1 500 FCFA", "E not-a-number \"1500\""),
        ("total_price", "K1,500.00", "E not-a-number \"1500.00\""),
        ("total_price", "₦1,500", "E not-a-number 1.500|1500"),
        ("total_price", "(1,500.50)", "E not-a-number \"-1500.50\""),
        ("total_price", "12 %", "E not-a-number 12|0.12"),
        ("total_price", "15 W", "E not-a-number"),
        ("payment_plan_days", "720 jours", "E not-a-number \"720\""),
        ("payment_plan_days", "24 mois", "E not-a-number"),
        (
            "customer_household_size",
            "5 personnes",
            "E not-an-integer \"5\"",
        ),
        (
            "customer_household_size",
            "unknown",
            "E not-an-integer \"\"",
        ),
        ("installation_date", "31/04/2023", "E not-a-date"),
        (
            "installation_date",
            "12 janvier 2021",
            "E not-a-date \"2021-01-12\"",
        ),
        (
            "installation_date",
            "31/12/21",
            "E not-a-date \"2021-12-31\"",
        ),
        ("installation_date", "44562", "E not-a-date \"2022-01-01\""),
        (
            "installation_date",
            "2021-12-31T10:00:00",
            "E not-a-date \"2021-12-31\"",
        ),
        ("installation_date", "1900-01-00", "E not-a-date \"\""),
        (
            "installation_date",
            "1970-01-01",
            "W implausible-value \"\"",
        ),
        ("installation_date", "néant", "E not-a-date \"\""),
        ("customer_birth_year", "44562", "W implausible-value"),
        ("is_test", "true", "N test-row"),
        ("is_test", "false", ""),
        ("is_locked", "true", ""),
        ("is_locked", "-", "E not-a-boolean \"\""),
        ("model", "NULL", "W null-word \"\""),
        ("model", "RAS", "W null-word \"\""),
        ("model", "NA", "W null-word \"\""),
        ("serial_number", "N/A", "W null-word"),
        ("customer_former_electricity_source", "none", ""),
        ("customer_name", "none", "W null-word \"\""),
        ("customer_name", "Unknown", "W placeholder \"\""),
        ("serial_number", "test", "W placeholder"),
        ("serial_number", "0000000000", "W placeholder"),
        ("model", "test", ""),
        ("serial_number", "2.55E+11", "E damaged-number"),
        ("serial_number", "00087E64", ""),
        ("serial_number", "SMRSDRF-02-00087F64", ""),
        ("model", "2.5E+3", ""),
        ("customer_email", "a.b@example.co.zm", ""),
        ("customer_email", "a.b@example", "W email"),
        ("customer_email", "a b@example.com", "W email"),
        ("customer_email", "a@x.com, b@x.com", "W email"),
        ("customer_name", "Banda_997412893", "W phone \"Banda\""),
        (
            "customer_name",
            "0977 123 456 Zoé Ngoma",
            "W phone \"Zoé Ngoma\"",
        ),
        ("customer_name", "Zoé Ngoma 2", ""),
        ("customer_name", "ZoÃ©", "W mojibake \"Zoé\""),
        ("customer_name", "Zoé  Ngoma", "W untidy-text \"Zoé Ngoma\""),
        ("model", "SM  60R", "W untidy-text safe \"SM 60R\""),
        (
            "customer_name",
            "Zoé\u{a0}Ngoma",
            "W untidy-text safe \"Zoé Ngoma\"",
        ),
        ("customer_name", "Zoe\u{301}", "W untidy-text safe \"Zoé\""),
        ("customer_name", "N’Diaye", ""),
        (
            "customer_latitude",
            "15°24'30\"S",
            "E not-a-number \"-15.408333\"",
        ),
        ("customer_latitude", "15°24'30\"E", "E not-a-number"),
        ("customer_longitude", "28,5 E", "E not-a-number \"28.5\""),
        ("customer_latitude", "90", ""),
        ("customer_latitude", "-90.01", "E out-of-range"),
        ("customer_latitude", "91,5", "E decimal-comma"),
        ("customer_longitude", "180.5", "E out-of-range"),
        ("customer_longitude", "-179.9", ""),
    ] {
        let found = check(field, text);
        if found != expected {
            wrong.push(format!("{field} {text:?}: {found} instead of {expected}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
