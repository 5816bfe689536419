//! The verdict on a text that is plainly fine, at a fraction of the cost: no allocation, one pass
//! over the bytes. Most texts of most columns are. What it is not sure of it leaves to
//! [`judge`](super::judge); what it says, that says too.

use super::email::email_flaw;
use super::range::{is_plausible, is_within};
use super::text::is_identity;
use super::{Asked, Sign};
use crate::check::looks::{Look, looks};
use crate::check::verdict::Signs;
use crate::parse::{date, nothing, number, word};
use crate::schema::{Bound, Field, FieldType, Format, Kind, countries, currencies};

/// What a text without a finding tells about its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Fine {
    pub signs: Signs,
    /// Digits only: how many, and whether the first is a zero.
    pub digits: Option<(u8, bool)>,
}

/// `None` for a text that may have a finding.
#[inline]
pub(crate) fn quick(asked: &Asked<'_>, text: &str) -> Option<Fine> {
    let field = asked.field;
    if text.is_empty() {
        return (!field.required).then(Fine::default);
    }
    let signed = |sign: Sign| Fine {
        signs: sign.into(),
        digits: None,
    };
    match field.ty {
        FieldType::Float => {
            let plain = number::plain(text)?;
            // Three decimals may be thousands in some columns.
            let fine = plain.decimals != Some(3) && in_ranges(asked, plain.value);
            let sign = plain.decimals.map_or(Sign::Whole, |_| Sign::Point);
            fine.then(|| signed(sign))
        }
        FieldType::Integer => {
            let plain = number::plain(text)?;
            let fine = plain.decimals.is_none() && in_ranges(asked, plain.value);
            fine.then(|| signed(Sign::Whole))
        }
        FieldType::Boolean => {
            let fine = word::is_boolean(text) && !(asked.flag && text.len() == "true".len());
            fine.then(Fine::default)
        }
        FieldType::Date => {
            let day = date::iso(text)?;
            is_likely(asked, day).then(|| signed(Sign::IsoDate))
        }
        FieldType::Enum => {
            let fine = is_clean(text) && field.values.iter().any(|value| value == text);
            fine.then(Fine::default)
        }
        FieldType::String => match field.format {
            Some(Format::Country) => countries().contains(text).then(Fine::default),
            Some(Format::Currency) => currencies().contains(text).then(Fine::default),
            _ => free(field, text),
        },
        FieldType::DateTime | FieldType::Json => is_clean(text).then(Fine::default),
    }
}

/// Within what the field allows and what is plausible.
fn in_ranges(asked: &Asked<'_>, value: f64) -> bool {
    is_within(asked.field, value) && is_plausible(asked, value)
}

/// A day that is neither too early nor too late; see `date::likely`.
fn is_likely(asked: &Asked<'_>, day: (i32, u32, u32)) -> bool {
    let today = asked.today;
    let late = match asked.field.plausible.1 {
        Some(Bound::Today) => day > (today.year, today.month, today.day),
        Some(Bound::Number(year)) => f64::from(day.0) > year,
        Some(Bound::YearFromNow(years)) => day.0 > today.year + years,
        None => false,
    };
    let early = match asked.field.plausible.0 {
        Some(Bound::Number(year)) => f64::from(day.0) < year,
        _ => false,
    };
    !late && !early
}

/// What a byte is, as bits.
const DIGIT: u8 = 1;
const LETTER: u8 = 2;
const BLANK: u8 = 4;
const QUOTE: u8 = 8;
const PLUS: u8 = 16;
const OTHER: u8 = 32;
/// Control characters, and all that is not ASCII.
const STRANGE: u8 = 64;

const CLASSES: [u8; 256] = {
    let mut classes = [STRANGE; 256];
    let mut byte = 0x20usize;
    while byte < 0x7F {
        #[expect(clippy::cast_possible_truncation, clippy::indexing_slicing)]
        {
            classes[byte] = match byte as u8 {
                b'0'..=b'9' => DIGIT,
                b'a'..=b'z' | b'A'..=b'Z' => LETTER,
                b' ' => BLANK,
                b'\'' | b'"' => QUOTE,
                b'+' => PLUS,
                _ => OTHER,
            };
        }
        byte += 1;
    }
    classes
};

/// The classes of all bytes of a text together.
#[inline]
fn classes(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |all, byte| {
        all | CLASSES.get(usize::from(*byte)).copied().unwrap_or(STRANGE)
    })
}

/// ASCII without control characters, without a blank at the edge or two in a row, and not what a
/// spreadsheet writes for an error.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    is_clean_as(bytes, classes(bytes))
}

fn is_clean_as(bytes: &[u8], all: u8) -> bool {
    if all & STRANGE != 0 || bytes.first() == Some(&b'#') {
        return false;
    }
    all & BLANK == 0
        || (bytes.first() != Some(&b' ')
            && bytes.last() != Some(&b' ')
            && !bytes.windows(2).any(|pair| pair == b"  "))
}

/// Free text and identifiers.
fn free(field: &Field, text: &str) -> Option<Fine> {
    let bytes = text.as_bytes();
    let all = classes(bytes);
    // Without a letter or a digit it may be `-`; a word of the lists may say nothing.
    if !is_clean_as(bytes, all) || all & (DIGIT | LETTER) == 0 || nothing::may_be_word(bytes) {
        return None;
    }
    let identity = is_identity(field);
    if identity && may_be_filler(bytes, all) {
        return None;
    }
    match (field.kind, field.format) {
        // A number may stand in a name.
        (Some(Kind::Name), _) if all & DIGIT != 0 => return None,
        (_, Some(Format::Email)) if email_flaw(text).is_some() => return None,
        _ => {}
    }
    let mut fine = Fine::default();
    if all & QUOTE != 0 {
        fine.signs.add(Sign::StraightQuote);
    }
    if identity && all == DIGIT {
        if bytes.len() > 15 {
            return None;
        }
        let length = u8::try_from(bytes.len()).ok()?;
        fine.digits = Some((length, bytes.first() == Some(&b'0')));
    }
    // `2.55E+11` has lost digits.
    if identity && all & (PLUS | LETTER) == PLUS | LETTER {
        return None;
    }
    if field.identifying && field.kind.is_none() {
        fine.signs.add(Sign::Filled);
        let phone = matches!(bytes.first(), Some(b'+' | b'0')) && looks(Look::PhoneForm, text);
        if phone || looks(Look::IdNumber, text) {
            fine.signs.add(Sign::PersonForm);
        }
    }
    Some(fine)
}

/// May be `0000000000`, `xxx` or `123456789`.
fn may_be_filler(bytes: &[u8], all: u8) -> bool {
    let mut signs = bytes.iter().filter(|b| b.is_ascii_alphanumeric());
    let first = signs.next();
    let second = signs.next();
    let third = signs.next();
    let same = |a: Option<&u8>, b: Option<&u8>| match (a, b) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => true,
    };
    // Three alike at the start are rare enough to look closer.
    if same(first, second) && same(first, third) {
        return true;
    }
    all & LETTER == 0
        && matches!(
            (first, second, third),
            (Some(b'1'), Some(b'2'), Some(b'3'))
                | (Some(b'0'), Some(b'1'), Some(b'2'))
                | (Some(b'9'), Some(b'8'), Some(b'7'))
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::judge;
    use super::*;
    use crate::check::{Today, Verdict};
    use crate::schema::Schema;
    use crate::table::Text;

    const TODAY: Today = Today {
        year: 2026,
        month: 11,
        day: 23,
    };

    fn agrees(text: &str) -> Result<usize, String> {
        let schema = Schema::meters().unwrap();
        let mut sure = 0;
        for (id, field) in schema.fields() {
            let asked = Asked::new(&schema, id, TODAY).unwrap();
            let Some(fine) = quick(&asked, text) else {
                continue;
            };
            sure += 1;
            let expected = Verdict {
                signs: fine.signs,
                digits: fine.digits,
                ..Verdict::default()
            };
            if judge(&asked, Text::new(text)) != expected {
                return Err(format!("{} {text:?}", field.name));
            }
        }
        Ok(sure)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

        #[test]
        fn it_says_what_the_judge_says(text in prop_oneof![
            "-?[0-9]{1,17}(\\.[0-9]{1,9})?",
            "[0-9]{3,18}",
            "[0-9.,+eE-]{1,12}",
            "[0-9]{2,4}-[01][0-9]-[0-3][0-9]",
            "(1{3,12}|x{1,5}|X{1,4}|0{1,16}|z{1,4})[ -]?[0-9]?",
            "\\+?[0-9 -]{6,16}",
            "[A-Za-z]{1,8} [A-Za-z]{1,8}[0-9]{0,7}",
            "[a-z.]{1,8}@[a-z]{1,8}(\\.[a-z]{1,3}){0,2}",
            "[ -~]{0,14}",
            "\\PC{0,6}",
            "(NA|na|N/A|nil|none|Unknown|test|123456789|abc123|n a|#N/A|true|FALSE|M|F|ZM|ZMW|zm|household)",
            "['\"#a-c ]{1,6}",
        ]) {
            if let Err(wrong) = agrees(&text) {
                prop_assert!(false, "{}", wrong);
            }
        }
    }

    #[test]
    fn it_is_sure_of_usual_values() {
        for (name, text) in [
            ("customer_name", "Abena Kiplagat"),
            ("serial_number", "A1000000NG"),
            ("serial_number", "47000124512"),
            ("customer_latitude", "-15.8186105"),
            ("customer_birth_year", "1959"),
            ("installation_date", "2023-12-05"),
            ("customer_country", "ZM"),
            ("is_test", "FALSE"),
            ("customer_email", "zoe.ngoma@example.org"),
            ("customer_phone", "+260958885186"),
            ("customer_address", "36 Great East Road, Mongu"),
        ] {
            let schema = Schema::meters().unwrap();
            let asked = Asked::new(&schema, schema.by_name(name).unwrap(), TODAY).unwrap();
            assert!(quick(&asked, text).is_some(), "{name} {text}");
        }
    }
}
