//! What the values of a column look like: a share per kind, over a sample of distinct texts.
//!
//! Used to rank what a column could be, and to find personal data in columns that are not in
//! the format. It reads cell text and gives shares only; no value leaves this file.

use std::sync::LazyLock;

use regex::Regex;

use super::cell::check_text;
use super::{Severity, Today};
use crate::parse::{date, number, space, word};
use crate::schema::{Field, FieldType, Format, countries, currencies};
use crate::table::{Column, Text};

/// Distinct texts looked at; enough to tell a kind, cheap in a column of a million.
const SAMPLE: usize = 600;

/// Kinds of values that can be told by their shape.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Look {
    Date,
    Email,
    Phone,
    /// 11 or 13 digits, as prepayment meters are numbered.
    MeterNumber,
    Country,
    Currency,
    Gender,
    Boolean,
    /// A decimal number between -180 and 180 with three or more decimals.
    Coordinate,
    /// `12.34, -1.5` and the `lat lon alt precision` of survey tools.
    LatLon,
    /// A number of an identity document with a form of its own.
    IdNumber,
    /// A phone number by its form: a `+`, a leading 00, or a national number with its 0.
    PhoneForm,
    /// A date of a year in which people of working age were born, and hardly any meter built.
    BirthDate,
    /// Two or more words with capitals, without digits.
    PersonName,
}

impl Look {
    /// Every kind.
    pub const ALL: [Look; 14] = [
        Look::Date,
        Look::Email,
        Look::Phone,
        Look::MeterNumber,
        Look::Country,
        Look::Currency,
        Look::Gender,
        Look::Boolean,
        Look::Coordinate,
        Look::LatLon,
        Look::IdNumber,
        Look::PhoneForm,
        Look::BirthDate,
        Look::PersonName,
    ];
}

/// The share of each kind among a column's rows that are not empty.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Looks {
    shares: Vec<(Look, f64)>,
    /// Rows with text in the sample.
    pub rows: u64,
}

impl Looks {
    /// Of a column that nobody looked at.
    pub(super) const NONE: Self = Self {
        shares: Vec::new(),
        rows: 0,
    };

    /// The share of rows that look as the field's values do; `None` for a field whose values
    /// have no look of their own.
    #[must_use]
    pub(super) fn likeness(&self, field: &Field) -> Option<f64> {
        let look = match (field.ty, field.format) {
            (_, Some(Format::Email)) => Look::Email,
            (_, Some(Format::Phone)) => Look::Phone,
            (_, Some(Format::Country)) => Look::Country,
            (_, Some(Format::Currency)) => Look::Currency,
            (_, Some(Format::Gender)) => Look::Gender,
            (FieldType::Boolean, _) => Look::Boolean,
            (FieldType::Date, _) => Look::Date,
            _ => return None,
        };
        Some(self.share(look))
    }

    /// Looks at a column.
    #[must_use]
    pub fn of(column: &Column) -> Self {
        let mut hits = [0u64; Look::ALL.len()];
        let mut rows = 0u64;
        for (text, n) in sample(column) {
            rows += u64::from(n);
            let text = space::trim(text.reveal());
            for (hit, look) in hits.iter_mut().zip(Look::ALL) {
                if looks(look, text) {
                    *hit += u64::from(n);
                }
            }
        }
        let shares = Look::ALL
            .into_iter()
            .zip(hits)
            .filter(|(_, n)| *n > 0)
            .map(|(look, n)| (look, share(n, rows)))
            .collect();
        Self { shares, rows }
    }

    /// The share of one kind, 0 to 1.
    #[must_use]
    pub fn share(&self, look: Look) -> f64 {
        self.shares
            .iter()
            .find(|(l, _)| *l == look)
            .map_or(0.0, |(_, s)| *s)
    }
}

/// The share of rows with text that would pass as a field, without an error; `None` when the
/// column is empty.
#[must_use]
pub fn share_valid(field: &Field, column: &Column, today: Today) -> Option<f64> {
    let (mut good, mut rows) = (0u64, 0u64);
    for (text, n) in sample(column) {
        rows += u64::from(n);
        let fine = check_text(field, text, today).is_none_or(|f| f.severity != Severity::Error);
        good += if fine { u64::from(n) } else { 0 };
    }
    (rows > 0).then(|| share(good, rows))
}

/// Whether that share is below this one; looks no further than it has to, which for a column of
/// the field is a few texts.
#[must_use]
pub fn hardly_valid(field: &Field, column: &Column, today: Today, below: f64) -> Option<bool> {
    let rows: u64 = sample(column).map(|(_, n)| u64::from(n)).sum();
    if rows == 0 {
        return None;
    }
    let mut good = 0u64;
    for (text, n) in sample(column) {
        let fine = check_text(field, text, today).is_none_or(|f| f.severity != Severity::Error);
        good += if fine { u64::from(n) } else { 0 };
        if share(good, rows) >= below {
            return Some(false);
        }
    }
    Some(true)
}

/// Distinct texts with their rows, the empty one left out.
fn sample(column: &Column) -> impl Iterator<Item = (Text<'_>, u32)> {
    column
        .live_codes()
        .map(|(code, n)| (column.text_of(code), n))
        .filter(|(text, _)| !text.is_empty())
        .take(SAMPLE)
}

fn share(part: u64, all: u64) -> f64 {
    let number = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if all == 0 {
        0.0
    } else {
        number(part) / number(all)
    }
}

/// True when a text, without blanks around it, is of a kind.
pub(super) fn looks(look: Look, text: &str) -> bool {
    match look {
        Look::Date => is_date(text),
        Look::Email => {
            let Some((name, host)) = text.split_once('@') else {
                return false;
            };
            !name.is_empty()
                && host.contains('.')
                && !host.contains('@')
                && !text.contains(char::is_whitespace)
        }
        Look::Phone => is_phone(text),
        Look::MeterNumber => {
            matches!(text.len(), 11 | 13) && text.bytes().all(|b| b.is_ascii_digit())
        }
        Look::Country => {
            let is_code = text.len() == 2 && countries().contains(&text.to_ascii_uppercase());
            is_code || is_country_name(text)
        }
        Look::Currency => text.len() == 3 && currencies().contains(&text.to_ascii_uppercase()),
        Look::Gender => word::gender_word(text).is_some(),
        Look::Boolean => word::boolean_word(text).is_some(),
        Look::Coordinate => {
            let plain = text.replace(',', ".");
            plain
                .split_once('.')
                .is_some_and(|(_, decimals)| decimals.len() >= 3)
                && number::float(&plain).is_some_and(|v| v.abs() <= 180.0)
        }
        Look::LatLon => super::convert::lat_lon(text).is_some(),
        Look::PhoneForm => {
            is_phone(text)
                && (text.starts_with(['+', '0']))
                && text.bytes().filter(u8::is_ascii_digit).count() >= 9
        }
        Look::BirthDate => is_birth_date(text),
        Look::IdNumber => is_id_number(text),
        Look::PersonName => is_name(text),
    }
}

/// A name that its repair would turn into a code.
fn is_country_name(text: &str) -> bool {
    text.len() > 3 && countries().by_name(text).is_some()
}

fn is_date(text: &str) -> bool {
    date::iso(text).is_some()
        || date::midnight(text).is_some()
        || text.get(..10).is_some_and(|d| {
            date::iso(d).is_some() && text.get(10..11).is_some_and(|c| c == "T" || c == " ")
        })
        || !matches!(date::ordered(text), date::Ordered::None)
}

fn is_birth_date(text: &str) -> bool {
    is_date(text)
        && super::Conversion::DateToYear
            .apply(
                Text::new(text),
                Today {
                    year: 0,
                    month: 1,
                    day: 1,
                },
            )
            .and_then(|year| year.as_text().reveal().parse::<i32>().ok())
            .is_some_and(|year| (1900..=2007).contains(&year))
}

/// 8 to 15 digits with the marks that people put between them; not a plain number of another
/// kind: without a `+` or a leading 0 it needs at least 9 digits.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let clean = text
        .chars()
        .enumerate()
        .all(|(i, c)| c.is_ascii_digit() || " -./()\u{a0}".contains(c) || (i == 0 && c == '+'));
    clean
        && (8..=15).contains(&digits)
        && (text.starts_with(['+', '0']) || (9..=13).contains(&digits))
        && date::iso(text).is_none()
        && number::float(text).is_none_or(|v| v.fract() == 0.0)
        && matches!(date::ordered(text), date::Ordered::None)
}

/// Forms of identity numbers that cannot be something else by chance: Zambia's NRC, Ghana's
/// card, Tanzania's NIDA, Rwanda's and Uganda's numbers, Kenya's and others' have no form.
fn is_id_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Asked of every identifier: nearly all are told by their length and first characters.
    let may = match bytes {
        [_, _, _, _, _, _, b'/', ..] => bytes.len() == 11,
        [b'G', b'H', b'A', b'-', ..] | [b'C', b'M' | b'F', ..] => true,
        [b'1', b'9', ..] | [b'2', b'0', ..] if bytes.len() >= 20 => true,
        [b'1', ..] => bytes.len() >= 16,
        _ => false,
    };
    if !may {
        return false;
    }
    static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:\d{6}/\d{2}/\d|GHA-\d{9}-\d|(?:19|20)\d{6}-?\d{5}-?\d{5}-?\d{2}",
            r"|1 ?(?:19|20)\d{2} ?[78] ?\d{7} ?\d ?\d{2}|C[MF]\d{2}[0-9A-Z]{10})$"
        ))
        .ok()
    });
    FORMS.as_ref().is_some_and(|forms| forms.is_match(text))
}

fn is_name(text: &str) -> bool {
    let mut words = 0;
    for part in text.split_whitespace() {
        let good = part.chars().next().is_some_and(char::is_uppercase)
            && part.chars().count() > 1
            && part
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        if !good {
            return false;
        }
        words += 1;
    }
    (2..=5).contains(&words)
}

/// True for a column that numbers its rows from 0 or 1 on.
pub(super) fn counts_rows(column: &Column) -> bool {
    let mut last: Option<u64> = None;
    let mut numbers = column.codes().take(50).map(|code| {
        let text = column.text_of(code);
        text.reveal().trim().parse::<u64>().ok()
    });
    let counts = numbers.all(|number| {
        let follows = match (last, number) {
            (None, Some(first)) => first <= 1,
            (Some(last), Some(number)) => number == last + 1,
            (_, None) => false,
        };
        last = number;
        follows
    });
    counts && last.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;
    use crate::table::{ColId, Table};

    #[test]
    fn a_share_is_low_as_soon_as_it_can_be_told() {
        let schema = Schema::meters().unwrap();
        let (_, date) = schema
            .fields()
            .find(|(_, f)| f.ty == FieldType::Date)
            .unwrap();
        let today = Today {
            year: 2024,
            month: 6,
            day: 1,
        };
        for good in 0..=10u32 {
            for bad in 0..=10u32 {
                let mut table = Table::new(None, 1, vec![("d".to_owned(), 0)]);
                for n in 0..good + bad {
                    let text = if n < bad {
                        format!("x{n}")
                    } else {
                        "2021-03-04".to_owned()
                    };
                    let row = table.push_row(n + 2);
                    table.set(row, ColId(0), Text::new(&text));
                }
                let column = table.column(ColId(0)).unwrap();
                let share = share_valid(date, column, today);
                let low = hardly_valid(date, column, today, 0.2);
                assert_eq!(low, share.map(|share| share < 0.2), "{good} {bad}");
            }
        }
    }

    #[test]
    fn kinds_are_told_apart() {
        for (look, yes, no) in [
            (Look::Date, "2021-12-31", "2021"),
            (Look::Date, "31/12/2021", "12.5"),
            (Look::Email, "a@b.org", "a@b"),
            (Look::Phone, "+260 977 123 456", "1234567"),
            (Look::Phone, "0977123456", "2021-12-31"),
            (Look::MeterNumber, "47000124512", "4700012451"),
            (Look::Country, "ZM", "ZZ"),
            (Look::Currency, "ZMW", "ZMK"),
            (Look::Coordinate, "-12,34567", "-12.3"),
            (Look::LatLon, "-12.34, 28.5", "12,34"),
            (Look::IdNumber, "123456/78/1", "123456781"),
            (Look::IdNumber, "GHA-123456789-1", "GHA-12345-1"),
            (Look::IdNumber, "19870412-12345-12345-12", "20240412-1234"),
            (Look::IdNumber, "1198780012345678", "1234567890123"),
            (Look::IdNumber, "CM87012345ABCD", "CM-2024-0001"),
            (Look::PersonName, "Zoé N’Goma", "Lusaka"),
        ] {
            assert!(looks(look, yes), "{look:?} {yes}");
            assert!(!looks(look, no), "{look:?} {no}");
        }
    }
}
