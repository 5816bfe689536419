//! Numbers: decimal-comma, not-a-number, not-an-integer, out-of-range, implausible-value, and
//! numbers that can be read in two ways.

use super::{Asked, Rule, Sign, Verdict, Why, accepted, emptied, says_nothing};
use crate::check::{Reading, RepairId};
use crate::parse::amount::{self, Amount, Marks};
use crate::parse::angle::{self, Axis};
use crate::parse::number::{self, Comma};
use crate::schema::{Bound, currencies};
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
        return Verdict::wrong(rule, None);
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

/// By how many places a unit moves the decimal point in this field; `None` when the unit is not
/// one of the field's.
fn unit(asked: &Asked<'_>, word: &str) -> Option<i32> {
    let word = word.trim_end_matches('.');
    let small = crate::parse::word::fold(word);
    let field = asked.field;
    match field.unit.as_deref() {
        Some("W") => match (small.as_str(), word) {
            ("w" | "watt" | "watts", _) => Some(0),
            ("kw" | "kilowatt" | "kilowatts", _) => Some(3),
            (_, "MW") => Some(6),
            _ => None,
        },
        Some("days") => matches!(
            small.as_str(),
            "j" | "jour" | "jours" | "d" | "day" | "days"
        )
        .then_some(0),
        Some("degrees") => matches!(
            small.as_str(),
            "°" | "deg" | "degree" | "degrees" | "degre" | "degres"
        )
        .then_some(0),
        _ if asked.money => {
            let list = currencies();
            let known = list.contains(&word.to_uppercase())
                || list.by_name(word).is_some()
                || !list.choices(word).is_empty();
            known.then_some(0)
        }
        _ if asked.people => matches!(
            small.as_str(),
            "personne"
                | "personnes"
                | "people"
                | "person"
                | "persons"
                | "pers"
                | "membre"
                | "membres"
                | "member"
                | "members"
                | "hab"
        )
        .then_some(0),
        _ => None,
    }
}

/// A number with its decimal point moved, as text, without trailing zeros that the move made.
fn shifted(plain: &str, places: i32) -> Option<String> {
    if places == 0 {
        return Some(plain.to_owned());
    }
    if plain.contains(['e', 'E']) {
        return None;
    }
    let (sign, rest) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain),
    };
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let width = usize::try_from(places.unsigned_abs()).ok()?;
    let (whole, fraction) = if places > 0 {
        let padded = format!("{fraction:0<width$}");
        let (moved, rest) = padded.split_at_checked(width)?;
        (format!("{whole}{moved}"), rest.to_owned())
    } else {
        let padded = format!("{whole:0>size$}", size = width + 1);
        let (left, moved) = padded.split_at_checked(padded.len() - width)?;
        (left.to_owned(), format!("{moved}{fraction}"))
    };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    let fraction = fraction.trim_end_matches('0');
    Some(if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    })
}

/// Degrees, minutes and seconds in a field of degrees, when the letter names its axis.
fn degrees(asked: &Asked<'_>, text: &str) -> Option<String> {
    if asked.field.unit.as_deref() != Some("degrees") {
        return None;
    }
    let axis = match asked.field.limits {
        Some((_, high)) if high <= 90.0 => Axis::Latitude,
        _ => Axis::Longitude,
    };
    let angle = angle::angle(text)?;
    angle
        .axis
        .is_none_or(|named| named == axis)
        .then_some(angle.degrees)
}

pub(super) fn ranges(asked: &Asked<'_>, value: f64) -> Verdict {
    let field = asked.field;
    if let Some((low, high)) = field.limits
        && !(low..=high).contains(&value)
    {
        return Verdict::wrong(Rule::OutOfRange, None);
    }
    let limit = |bound: Option<Bound>| match bound {
        Some(Bound::Number(n)) => Some(n),
        Some(Bound::YearFromNow(years)) => Some(f64::from(asked.today.year + years)),
        Some(Bound::Today) | None => None,
    };
    let low = limit(field.plausible.0).is_some_and(|low| value < low);
    let high = limit(field.plausible.1).is_some_and(|high| value > high);
    if low || high {
        Verdict::wrong(Rule::ImplausibleValue, None)
    } else {
        Verdict::default()
    }
}
