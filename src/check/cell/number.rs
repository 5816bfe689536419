//! Numbers: decimal-comma, not-a-number, not-an-integer, point-thousands, and numbers that can be
//! read in two ways.

use super::degrees::degrees;
use super::range::ranges;
use super::unit::{shifted, unit};
use super::{Asked, Rule, Sign, Verdict, Why, accepted, emptied, says_nothing};
use crate::check::{Reading, RepairId};
use crate::parse::amount::{self, Amount, Marks};
use crate::parse::number::{self, Comma};
use crate::table::TextBuf;

pub(super) fn float(asked: &Asked<'_>, text: &str) -> Verdict {
    if let Some(value) = number::float(text) {
        return valid(asked, text, value);
    }
    if let Some(plain) = number::plain_float(text) {
        return Verdict::wrong(
            Rule::NotANumber,
            accepted(asked, &plain, RepairId::PlainNumber, true),
        );
    }
    match number::comma(text) {
        Comma::Decimal(plain) => {
            return Verdict::wrong(
                Rule::DecimalComma,
                accepted(asked, &plain, RepairId::DecimalComma, true),
            )
            .with(Sign::DecimalComma);
        }
        Comma::Ambiguous { decimal, thousands } if is_beyond(asked, &thousands) => {
            return Verdict::wrong(
                Rule::DecimalComma,
                accepted(asked, &decimal, RepairId::DecimalComma, true),
            )
            .with(Sign::DecimalComma);
        }
        Comma::Ambiguous { decimal, thousands } => {
            return Verdict::case(Rule::DecimalComma, Why::TwoReadings, None)
                .with(Sign::AmbiguousComma)
                .asking(vec![
                    (Reading::CommaDecimal, TextBuf::new(decimal)),
                    (Reading::CommaThousands, TextBuf::new(thousands)),
                ]);
        }
        Comma::Thousands(plain) => {
            return Verdict::wrong(
                Rule::NotANumber,
                accepted(asked, &plain, RepairId::PlainNumber, false),
            )
            .with(Sign::CommaGroups);
        }
        Comma::None => {}
    }
    written(asked, text, Rule::NotANumber)
}

pub(super) fn integer(asked: &Asked<'_>, text: &str) -> Verdict {
    if number::is_integer(text) {
        return match number::float(text) {
            Some(value) => ranges(asked, value).with(Sign::Whole),
            None => Verdict::wrong(Rule::NotAnInteger, None),
        };
    }
    if let Some(plain) = number::plain_integer(text) {
        return Verdict::wrong(
            Rule::NotAnInteger,
            accepted(asked, &plain, RepairId::PlainNumber, text.contains('.')),
        );
    }
    written(asked, text, Rule::NotAnInteger)
}

/// True for a reading that the field's hard limits rule out: a latitude of `-15,416` is no
/// fifteen thousand.
fn is_beyond(asked: &Asked<'_>, reading: &str) -> bool {
    let value = number::float(reading);
    (asked.field.limits.zip(value)).is_some_and(|((low, high), value)| value < low || value > high)
}

/// A number of the format: its range, and `1.234`, which may be thousands in some columns.
fn valid(asked: &Asked<'_>, text: &str, value: f64) -> Verdict {
    let mut verdict = ranges(asked, value);
    if !text.contains('.') {
        return verdict.with(Sign::Whole);
    }
    if verdict.finding.is_none()
        && let Some(Amount {
            reading: amount::Reading::Two { decimal, thousands },
            ..
        }) = amount::amount(text)
        && !is_beyond(asked, &thousands)
    {
        verdict = Verdict::wrong(Rule::PointThousands, None).asking(vec![
            (Reading::PointDecimal, TextBuf::new(decimal)),
            (Reading::PointThousands, TextBuf::new(thousands)),
        ]);
        verdict.held = Some(crate::check::Held::PointGroups);
        verdict = verdict.with(Sign::PointThree);
    }
    verdict.with(Sign::Point)
}

/// A number as people write it, a place in degrees, or a word that says nothing.
fn written(asked: &Asked<'_>, text: &str, rule: Rule) -> Verdict {
    let field = asked.field;
    if says_nothing(text) {
        return Verdict::case(rule, Why::NullWord, emptied(field));
    }
    if let Some(plain) = degrees(asked, text) {
        return Verdict::case(
            rule,
            Why::Unit,
            accepted(asked, &plain, RepairId::Degrees, false),
        );
    }
    let Some(amount) = amount::amount(text) else {
        let wrong = Verdict::wrong(rule, None);
        // Thousands as they are grouped in India: no comma of the column is surely a decimal one.
        return if is_grouped_by_commas(text) {
            wrong.with(Sign::CommaGroups)
        } else {
            wrong
        };
    };
    // Decimals in a field of whole numbers: nothing about the writing is at fault.
    if amount.reading == amount::Reading::One(text.to_owned()) {
        return Verdict::wrong(rule, None);
    }
    let signs = amount.marks;
    let mut verdict = if amount.word.is_empty() {
        plainly(asked, rule, amount)
    } else if amount.word == "%" {
        percent(rule, &amount)
    } else {
        with_unit(asked, rule, amount)
    };
    sign(&mut verdict, signs);
    verdict
}

/// `12,34,567`: two commas and more between digits, the last before three of them.
fn is_grouped_by_commas(text: &str) -> bool {
    let mut groups = text.trim().trim_start_matches(['-', '+']).split(',').rev();
    let is_digits = |group: &str, most: usize| {
        (1..=most).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_digit())
    };
    let last = groups
        .next()
        .map(|last| last.split('.').next().unwrap_or_default());
    last.is_some_and(|last| last.len() == 3 && is_digits(last, 3))
        && groups.clone().count() > 1
        && groups.all(|group| is_digits(group, 3))
}

fn sign(verdict: &mut Verdict, marks: Marks) {
    for (seen, sign) in [
        (marks.decimal_comma, Sign::DecimalComma),
        (marks.comma_groups, Sign::CommaGroups),
        (marks.point_groups, Sign::PointGroups),
        (marks.blank_groups, Sign::BlankGroups),
        (marks.apostrophe_groups, Sign::ApostropheGroups),
    ] {
        if seen {
            verdict.signs.add(sign);
        }
    }
}

fn plainly(asked: &Asked<'_>, rule: Rule, amount: Amount) -> Verdict {
    match amount.reading {
        amount::Reading::One(plain) => {
            Verdict::wrong(rule, accepted(asked, &plain, RepairId::PlainNumber, false))
        }
        amount::Reading::Two { decimal, thousands } => two(rule, &decimal, &thousands, ','),
    }
}

/// Both readings of a number; `mark` is the sign that has two meanings.
fn two(rule: Rule, decimal: &str, thousands: &str, mark: char) -> Verdict {
    let (first, second, sign) = if mark == ',' {
        (
            Reading::CommaDecimal,
            Reading::CommaThousands,
            Sign::AmbiguousComma,
        )
    } else {
        (
            Reading::PointDecimal,
            Reading::PointThousands,
            Sign::PointThree,
        )
    };
    Verdict::case(rule, Why::TwoReadings, None)
        .with(sign)
        .asking(vec![
            (first, TextBuf::new(decimal.to_owned())),
            (second, TextBuf::new(thousands.to_owned())),
        ])
}

fn percent(rule: Rule, amount: &Amount) -> Verdict {
    let amount::Reading::One(plain) = &amount.reading else {
        return Verdict::case(rule, Why::Unit, None);
    };
    let Some(fraction) = shifted(plain, -2) else {
        return Verdict::case(rule, Why::Unit, None);
    };
    Verdict::case(rule, Why::TwoReadings, None)
        .with(Sign::Unit)
        .asking(vec![
            (Reading::PercentAsIs, TextBuf::new(plain.clone())),
            (Reading::PercentAsFraction, TextBuf::new(fraction)),
        ])
}

fn with_unit(asked: &Asked<'_>, rule: Rule, amount: Amount) -> Verdict {
    let Some(places) = unit(asked, &amount.word) else {
        return Verdict::case(rule, Why::Unit, None).with(Sign::Unit);
    };
    match amount.reading {
        amount::Reading::One(plain) => {
            let repair = shifted(&plain, places)
                .and_then(|value| accepted(asked, &value, RepairId::Unit, false));
            Verdict::case(rule, Why::Unit, repair).with(Sign::Unit)
        }
        amount::Reading::Two { decimal, thousands } => {
            match (shifted(&decimal, places), shifted(&thousands, places)) {
                (Some(d), Some(t)) if d != t => {
                    let mark = if amount.marks.decimal_point { '.' } else { ',' };
                    two(rule, &d, &t, mark).with(Sign::Unit)
                }
                _ => Verdict::case(rule, Why::Unit, None).with(Sign::Unit),
            }
        }
    }
}
