//! Units beside a number, and numbers with their decimal point moved.

use super::Asked;
use crate::schema::currencies;

/// By how many places a unit moves the decimal point in this field; `None` when the unit is not
/// one of the field's.
pub(super) fn unit(asked: &Asked<'_>, word: &str) -> Option<i32> {
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
pub(super) fn shifted(plain: &str, places: i32) -> Option<String> {
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
