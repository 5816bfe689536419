//! One text against one field. Pure; asked once per distinct text of a column.

use super::{Finding, Repair, RepairId, Rule, Severity, Today};
use crate::parse::date::Ordered;
use crate::parse::number::Comma;
use crate::parse::{date, excel_error, number, space, word};
use crate::schema::{Bound, Field, FieldType, Format, countries, currencies};
use crate::table::{Text, TextBuf};

/// What one text tells about its column: which readings of commas and dates it proves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Evidence {
    /// `1,234` or thousands written with commas: no comma of the column is safe.
    pub unsafe_comma: bool,
    /// Only day-first gives a date.
    pub day_first: bool,
    /// Only month-first gives a date.
    pub month_first: bool,
}

/// The verdict on one text, before what the whole column proves.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    pub finding: Option<Finding>,
    pub evidence: Evidence,
    /// A date that can be read both ways: as day-first, as month-first.
    pub either: Option<(TextBuf, TextBuf)>,
}

/// What is wrong with a text, without what the column proves.
#[must_use]
pub fn check_text(field: &Field, text: Text<'_>, today: Today) -> Option<Finding> {
    judge(field, text, today).finding
}

/// The full verdict on a text.
#[must_use]
pub fn judge(field: &Field, text: Text<'_>, today: Today) -> Verdict {
    let whole = text.reveal();
    if excel_error(whole) {
        return wrong(Rule::ErrorCell, None);
    }
    if whole.is_empty() {
        return if field.required {
            wrong(Rule::Required, None)
        } else {
            Verdict::default()
        };
    }
    if whole.contains('\u{FFFD}') {
        return wrong(Rule::UndecodableText, None);
    }
    if whole.contains(space::is_control) {
        let clean = space::remove_control(whole);
        let clean = space::trim(&clean);
        let repair = accepted(field, clean, today, RepairId::RemoveControl, true);
        return wrong(Rule::ControlCharacter, repair);
    }
    let inner = space::trim(whole);
    if inner.is_empty() {
        return if field.required {
            wrong(Rule::Required, None)
        } else {
            blanks(field, inner)
        };
    }
    if let Some(finding) = super::spoiled::judge(field, inner) {
        return Verdict {
            finding: Some(finding),
            ..Verdict::default()
        };
    }
    let mut verdict = typed(field, inner, today);
    let fails = verdict
        .finding
        .as_ref()
        .is_some_and(|f| f.severity == Severity::Error);
    if !fails && inner.len() != whole.len() {
        let evidence = verdict.evidence;
        verdict = blanks(field, inner);
        verdict.evidence = evidence;
    }
    verdict
}

fn wrong(rule: Rule, repair: Option<Repair>) -> Verdict {
    Verdict {
        finding: Some(Finding {
            rule,
            severity: rule.severity(),
            repair,
        }),
        ..Verdict::default()
    }
}

/// Blanks around a value that is fine without them: an error where the type or the list would
/// refuse it with them, a warning in free text.
fn blanks(field: &Field, inner: &str) -> Verdict {
    let strict = field.ty != FieldType::String
        || matches!(field.format, Some(Format::Country | Format::Currency));
    let severity = if strict {
        Severity::Error
    } else {
        Severity::Warning
    };
    let repair = repair(RepairId::TrimSpace, inner.to_owned(), true);
    Verdict {
        finding: Some(Finding {
            rule: Rule::SurroundingSpace,
            severity,
            repair: Some(repair),
        }),
        ..Verdict::default()
    }
}

fn repair(id: RepairId, value: String, safe: bool) -> Repair {
    Repair {
        id,
        value: TextBuf::new(value),
        safe,
    }
}

/// A repair, if what it gives is accepted without an error.
fn accepted(field: &Field, value: &str, today: Today, id: RepairId, safe: bool) -> Option<Repair> {
    let fine = if value.is_empty() {
        !field.required
    } else {
        typed(field, value, today)
            .finding
            .is_none_or(|f| f.severity != Severity::Error)
    };
    fine.then(|| repair(id, value.to_owned(), safe))
}

/// A text without surrounding blanks, not empty.
fn typed(field: &Field, text: &str, today: Today) -> Verdict {
    match field.ty {
        FieldType::Float => float(field, text, today),
        FieldType::Integer => integer(field, text, today),
        FieldType::Boolean => boolean(text),
        FieldType::Date => day(field, text, today),
        FieldType::Enum => listed(field, text),
        FieldType::String => match field.format {
            Some(Format::Country) => {
                code(text, Rule::CountryCode, countries(), RepairId::CountryName)
            }
            Some(Format::Currency) => code(
                text,
                Rule::CurrencyCode,
                currencies(),
                RepairId::CurrencyName,
            ),
            _ => Verdict::default(),
        },
        FieldType::DateTime | FieldType::Json => Verdict::default(),
    }
}

fn float(field: &Field, text: &str, today: Today) -> Verdict {
    if let Some(value) = number::float(text) {
        return ranges(field, value, today);
    }
    if let Some(plain) = number::plain_float(text) {
        return wrong(
            Rule::NotANumber,
            accepted(field, &plain, today, RepairId::PlainNumber, true),
        );
    }
    match number::comma(text) {
        Comma::Decimal(plain) => {
            return wrong(
                Rule::DecimalComma,
                accepted(field, &plain, today, RepairId::DecimalComma, true),
            );
        }
        Comma::Ambiguous { .. } => {
            let mut verdict = wrong(Rule::DecimalComma, None);
            verdict.evidence.unsafe_comma = true;
            return verdict;
        }
        Comma::Thousands(plain) => {
            let mut verdict = wrong(
                Rule::NotANumber,
                accepted(field, &plain, today, RepairId::PlainNumber, false),
            );
            verdict.evidence.unsafe_comma = true;
            return verdict;
        }
        Comma::None => {}
    }
    let plain = number::spaced(text)
        .and_then(|plain| accepted(field, &plain, today, RepairId::PlainNumber, false));
    wrong(Rule::NotANumber, plain)
}

fn integer(field: &Field, text: &str, today: Today) -> Verdict {
    if number::is_integer(text) {
        return match number::float(text) {
            Some(value) => ranges(field, value, today),
            None => wrong(Rule::NotAnInteger, None),
        };
    }
    let trailing_zero = text.contains('.');
    let plain = number::plain_integer(text)
        .and_then(|p| accepted(field, &p, today, RepairId::PlainNumber, trailing_zero))
        .or_else(|| {
            number::spaced(text)
                .and_then(|p| accepted(field, &p, today, RepairId::PlainNumber, false))
        });
    wrong(Rule::NotAnInteger, plain)
}

fn ranges(field: &Field, value: f64, today: Today) -> Verdict {
    if let Some((low, high)) = field.limits
        && !(low..=high).contains(&value)
    {
        return wrong(Rule::OutOfRange, None);
    }
    let limit = |bound: Option<Bound>| match bound {
        Some(Bound::Number(n)) => Some(n),
        Some(Bound::YearFromNow(years)) => Some(f64::from(today.year + years)),
        Some(Bound::Today) | None => None,
    };
    let low = limit(field.plausible.0).is_some_and(|low| value < low);
    let high = limit(field.plausible.1).is_some_and(|high| value > high);
    if low || high {
        wrong(Rule::ImplausibleValue, None)
    } else {
        Verdict::default()
    }
}

fn boolean(text: &str) -> Verdict {
    if word::is_boolean(text) {
        return Verdict::default();
    }
    let repair = word::boolean_word(text)
        .map(|value| repair(RepairId::BooleanWord, value.to_string(), false));
    wrong(Rule::NotABoolean, repair)
}

fn day(field: &Field, text: &str, today: Today) -> Verdict {
    if let Some(date) = date::iso(text) {
        let late = match field.plausible.1 {
            Some(Bound::Today) => date > (today.year, today.month, today.day),
            Some(Bound::Number(year)) => f64::from(date.0) > year,
            Some(Bound::YearFromNow(years)) => date.0 > today.year + years,
            None => false,
        };
        let early = match field.plausible.0 {
            Some(Bound::Number(year)) => f64::from(date.0) < year,
            _ => false,
        };
        return if late || early {
            wrong(Rule::ImplausibleValue, None)
        } else {
            Verdict::default()
        };
    }
    if let Some(date) = date::midnight(text) {
        return wrong(Rule::NotADate, Some(repair(RepairId::DateOnly, date, true)));
    }
    let ordered = |value: String| Some(repair(RepairId::DateOrder, value, false));
    match date::ordered(text) {
        Ordered::None => wrong(Rule::NotADate, None),
        Ordered::YearFirst(value) => wrong(Rule::NotADate, ordered(value)),
        Ordered::DayFirst(value) => {
            let mut verdict = wrong(Rule::NotADate, ordered(value));
            verdict.evidence.day_first = true;
            verdict
        }
        Ordered::MonthFirst(value) => {
            let mut verdict = wrong(Rule::NotADate, ordered(value));
            verdict.evidence.month_first = true;
            verdict
        }
        Ordered::Either {
            day_first,
            month_first,
        } if day_first == month_first => wrong(Rule::NotADate, ordered(day_first)),
        Ordered::Either {
            day_first,
            month_first,
        } => {
            let mut verdict = wrong(Rule::NotADate, None);
            verdict.either = Some((TextBuf::new(day_first), TextBuf::new(month_first)));
            verdict
        }
    }
}

fn listed(field: &Field, text: &str) -> Verdict {
    if field.values.iter().any(|v| v == text) {
        return Verdict::default();
    }
    let folded = word::fold(text);
    let same_word = field.values.iter().find(|v| word::fold(v) == folded);
    let repair = match same_word {
        Some(value) => Some(repair(RepairId::LetterCase, value.clone(), true)),
        None if field.format == Some(Format::Gender) => word::gender_word(text)
            .filter(|letter| field.values.iter().any(|v| v == letter))
            .map(|letter| repair(RepairId::GenderWord, letter.to_owned(), false)),
        None => None,
    };
    wrong(Rule::NotInList, repair)
}

fn code(text: &str, rule: Rule, list: &crate::schema::CodeList, by_name: RepairId) -> Verdict {
    if list.contains(text) {
        return Verdict::default();
    }
    let upper = text.to_ascii_uppercase();
    let repair = if list.contains(&upper) {
        Some(repair(RepairId::LetterCase, upper, true))
    } else {
        list.by_name(text)
            .map(|code| repair(by_name, code.to_owned(), false))
    };
    wrong(rule, repair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    const TODAY: Today = Today {
        year: 2026,
        month: 11,
        day: 23,
    };

    fn check(field: &str, text: &str) -> String {
        let schema = Schema::meters().unwrap();
        let field = schema.field(schema.by_name(field).unwrap()).unwrap();
        match check_text(field, Text::new(text), TODAY) {
            None => String::new(),
            Some(f) => {
                let severity = match f.severity {
                    Severity::Error => "E",
                    Severity::Warning => "W",
                    Severity::Note => "N",
                };
                match f.repair {
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
            ("max_power_w", "1,234", "E decimal-comma"),
            ("max_power_w", "1,234.5", "E not-a-number \"1234.5\""),
            ("max_power_w", "1 250", "E not-a-number \"1250\""),
            ("max_power_w", "+5", "E not-a-number safe \"5\""),
            ("max_power_w", ".5", "E not-a-number safe \"0.5\""),
            ("max_power_w", "5.", "E not-a-number safe \"5\""),
            ("max_power_w", " 5", "E surrounding-space safe \"5\""),
            ("max_power_w", "1e400", "E not-a-number"),
            ("max_power_w", "NaN", "E not-a-number"),
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
            ("installation_date", "01/02/2021", "E not-a-date"),
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
            ("customer_gender", "1", "E not-in-list"),
            ("customer_country", "NA", ""),
            ("customer_country", "zm", "E country-code safe \"ZM\""),
            ("customer_country", " ZM", "E surrounding-space safe \"ZM\""),
            ("customer_country", "Zambie", "E country-code \"ZM\""),
            ("customer_country", "Congo", "E country-code"),
            ("payment_plan_currency", "ZMW", ""),
            ("payment_plan_currency", "ZMK", "E currency-code"),
            (
                "payment_plan_currency",
                "xof",
                "E currency-code safe \"XOF\"",
            ),
            ("payment_plan_currency", "Naira", "E currency-code \"NGN\""),
            ("payment_plan_currency", "FCFA", "E currency-code"),
            ("customer_latitude", "90", ""),
            ("customer_latitude", "-90.01", "E out-of-range"),
            ("customer_latitude", "91,5", "E decimal-comma"),
            ("customer_longitude", "180.5", "E out-of-range"),
            ("customer_longitude", "-179.9", ""),
        ] {
            assert_eq!(check(field, text), expected, "{field} {text:?}");
        }
    }
}
