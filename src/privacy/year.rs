//! A birth date never leaves as a date: only its year does, or nothing.

use super::treatment::Leaving;
use crate::parse::{date, number, space};
use crate::table::Text;

/// What leaves of a text in a field that holds a year. A number that can be a year, right or
/// wrong, and text without digits are left to the checks; of anything with other digits only a
/// year that stands alone in it remains.
#[must_use]
pub(super) fn year(text: Text<'_>) -> Leaving {
    let whole = text.reveal();
    let inner = space::trim(whole);
    if !inner.chars().any(char::is_numeric) {
        return Leaving::Clear;
    }
    if number::float(&inner.replace(',', ".")).is_some_and(|v| v.abs() < 10_000.0) {
        return Leaving::Clear;
    }
    match alone(inner).or_else(|| packed(inner)) {
        Some(year) => Leaving::Year(year.to_owned()),
        None => Leaving::Emptied,
    }
}

/// The only group of four digits, where it can be a year: `12 mars 1985`, `1985-03-12`.
fn alone(text: &str) -> Option<&str> {
    let mut groups = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| group.len() >= 4);
    let year = groups.next()?;
    (groups.next().is_none() && year.len() == 4 && plausible(year)).then_some(year)
}

/// `19850312`.
fn packed(text: &str) -> Option<&str> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    date::iso(&format!("{year}-{month}-{day}"))?;
    plausible(year).then_some(year)
}

fn plausible(year: &str) -> bool {
    year.starts_with("19") || year.starts_with("20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_a_date() {
        let left = |text: &str| match year(Text::new(text)) {
            Leaving::Clear => text.to_owned(),
            Leaving::Year(year) => year,
            Leaving::Emptied => String::new(),
            _ => panic!(),
        };
        for (text, expected) in [
            ("1990", "1990"),
            ("1990.0", "1990.0"),
            ("1990,5", "1990,5"),
            ("unknown", "unknown"),
            ("1985-03-12", "1985"),
            ("12/03/1985", "1985"),
            ("12 mars 1985", "1985"),
            ("1985-03-12T00:00:00", "1985"),
            ("19850312", "1985"),
            ("12/03/85", ""),
            ("12031985", ""),
            ("31117", ""),
            ("1985 / 2001", ""),
            ("03/85", ""),
        ] {
            assert_eq!(left(text), expected, "{text}");
        }
    }
}
