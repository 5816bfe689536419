//! Telephone numbers: is it one number, and one that the country can have. Lengths and codes come
//! from libphonenumber's data; prefixes are not judged, since new ones come every year.

use std::sync::LazyLock;

/// What is wrong with a telephone number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Flaw {
    /// More than one number in the cell.
    Several,
    /// Letters or signs that no number has.
    NotANumber,
    /// Fewer digits than any number of the country.
    TooShort,
    /// More digits than any number of the country.
    TooLong,
    /// Neither too short nor too long, and no number of the country has this length.
    WrongLength,
    /// A zero between the country's code and the number.
    ExtraZero,
    /// A number of another country.
    OtherCountry,
}

struct Plan {
    country: &'static str,
    code: &'static str,
    /// By length: bit n for n digits without the country's code.
    lengths: u32,
    trunk: &'static str,
}

/// From libphonenumber's data, which a test compares with: to read the data itself takes longer
/// than to check a small file.
static PLANS: LazyLock<Vec<Plan>> = LazyLock::new(|| {
    include_str!("../../assets/schema/phones.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut parts = line.split('\t');
            Some(Plan {
                country: parts.next()?,
                code: parts.next()?,
                lengths: parts
                    .next()?
                    .split(',')
                    .filter_map(|n| n.parse::<u32>().ok())
                    .fold(0, |all, n| all | 1u32.checked_shl(n).unwrap_or(0)),
                trunk: parts.next().unwrap_or_default(),
            })
        })
        .collect()
});

/// The plans by the first digit of the country's code, each list in the same order.
static BY_DIGIT: LazyLock<[Vec<&'static Plan>; 10]> = LazyLock::new(|| {
    let mut lists = [const { Vec::new() }; 10];
    for plan in PLANS.iter() {
        let first = plan.code.bytes().next().unwrap_or(b'0');
        let place = usize::from(first.saturating_sub(b'0'));
        if let Some(list) = lists.get_mut(place) {
            list.push(plan);
        }
    }
    lists
});

fn plan_of(country: &str) -> Option<&'static Plan> {
    let at = PLANS
        .binary_search_by(|plan| plan.country.cmp(country))
        .ok()?;
    PLANS.get(at)
}

impl Plan {
    fn possible(&self, digits: usize) -> bool {
        digits < 32 && self.lengths & (1 << digits) != 0
    }

    fn flaw(&self, digits: usize) -> Option<Flaw> {
        if self.possible(digits) {
            return None;
        }
        let least = self.lengths.trailing_zeros() as usize;
        let most = 31usize.saturating_sub(self.lengths.leading_zeros() as usize);
        Some(if digits < least {
            Flaw::TooShort
        } else if digits > most {
            Flaw::TooLong
        } else {
            Flaw::WrongLength
        })
    }
}

/// How many digits numbers of a country have, least and most, without code and leading zero.
#[must_use]
pub fn lengths(country: &str) -> Option<(u32, u32)> {
    let plan = plan_of(country)?;
    (plan.lengths != 0).then(|| {
        (
            plan.lengths.trailing_zeros(),
            31 - plan.lengths.leading_zeros(),
        )
    })
}

/// The parts of a cell that are numbers of their own.
#[must_use]
pub fn split(text: &str) -> Vec<&str> {
    let lower = text.to_lowercase();
    let cut = |separators: &[&str]| -> Option<Vec<&str>> {
        for s in separators {
            if lower.contains(s) && lower.len() == text.len() {
                let mut parts = Vec::new();
                let mut from = 0;
                for (at, _) in lower.match_indices(s) {
                    parts.push(text.get(from..at)?);
                    from = at + s.len();
                }
                parts.push(text.get(from..)?);
                let parts: Vec<&str> = parts
                    .into_iter()
                    .map(super::space::trim)
                    .filter(|p| !p.is_empty())
                    .collect();
                if parts.len() > 1 && parts.iter().all(|p| digits_in(p) >= 6) {
                    return Some(parts);
                }
            }
        }
        None
    };
    if let Some(parts) = cut(&[
        ",", ";", "/", "|", "\n", " ou ", " or ", " et ", " and ", " & ", " - ",
    ]) {
        return parts;
    }
    if digits_in(text) > 15
        && let Some(parts) = cut(&[" "])
    {
        return parts;
    }
    vec![text]
}

fn digits_in(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// What is wrong with a telephone number, given the row's country (ISO code) if it is known.
#[must_use]
pub fn flaw(text: &str, country: Option<&str>) -> Option<Flaw> {
    flaw_at(text, country.and_then(home))
}

/// What libphonenumber's data say of a country's numbers.
#[derive(Clone, Copy)]
pub struct Home(&'static Plan);

/// The numbers of a country, by its code.
#[must_use]
pub fn home(country: &str) -> Option<Home> {
    plan_of(country).map(Home)
}

/// True for a text of digits alone, with a `+` or without, that is a possible number and no
/// filler such as `0000000`; false says nothing. Much cheaper than [`flaw_at`].
#[must_use]
pub fn is_plainly_fine(text: &str, home: Option<Home>) -> bool {
    let (plus, digits) = match text.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let [a, b, c, ..] = digits.as_bytes() else {
        return false;
    };
    let filler = (a == b && a == c)
        || matches!(
            [a, b, c],
            [b'1', b'2', b'3'] | [b'0', b'1', b'2'] | [b'9', b'8', b'7']
        );
    (6..=15).contains(&digits.len())
        && !filler
        && digits.bytes().all(|b| b.is_ascii_digit())
        && judged(plus, digits, home).is_none()
}

/// The same as [`flaw`], for a country that was looked up.
#[must_use]
pub fn flaw_at(text: &str, home: Option<Home>) -> Option<Flaw> {
    let text = super::space::trim(text);
    if split(text).len() > 1 {
        return Some(Flaw::Several);
    }
    let mut digits = String::with_capacity(text.len());
    let mut plus = false;
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() && !plus => plus = true,
            ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}' | '–' => {}
            _ => return Some(Flaw::NotANumber),
        }
    }
    if digits.is_empty() {
        return Some(Flaw::NotANumber);
    }
    judged(plus, &digits, home)
}

/// What is wrong with the digits of one number.
fn judged(plus: bool, digits: &str, home: Option<Home>) -> Option<Flaw> {
    let international = if plus {
        Some(digits)
    } else {
        digits.strip_prefix("00")
    };
    match (international, home.map(|home| home.0)) {
        (Some(all), Some(plan)) => match all.strip_prefix(plan.code) {
            Some(rest) => own(plan, rest),
            None => Some(abroad(all).unwrap_or(Flaw::OtherCountry)),
        },
        (Some(all), None) => abroad(all),
        (None, Some(plan)) => national(plan, digits),
        (None, None) => match digits.len() {
            0..=5 => Some(Flaw::TooShort),
            6..=15 => None,
            _ => Some(Flaw::TooLong),
        },
    }
}

/// The number without the zero that stands between the country's code and the rest.
#[must_use]
pub fn without_extra_zero(text: &str, country: Option<&str>) -> Option<String> {
    let plan = plan_of(country?)?;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let all = digits.strip_prefix("00").unwrap_or(&digits);
    let rest = all.strip_prefix(plan.code)?.strip_prefix(plan.trunk)?;
    plan.possible(rest.len())
        .then(|| format!("+{}{rest}", plan.code))
}

fn own(plan: &Plan, rest: &str) -> Option<Flaw> {
    let flaw = plan.flaw(rest.len())?;
    let without = (!plan.trunk.is_empty())
        .then(|| rest.strip_prefix(plan.trunk))
        .flatten();
    match without {
        Some(short) if plan.possible(short.len()) => Some(Flaw::ExtraZero),
        _ => Some(flaw),
    }
}

fn national(plan: &Plan, digits: &str) -> Option<Flaw> {
    let flaw = plan.flaw(digits.len())?;
    let with_code = digits.strip_prefix(plan.code);
    // People write a zero before the number even where none is dialled.
    let trunk = if plan.trunk.is_empty() {
        "0"
    } else {
        plan.trunk
    };
    let with_trunk = digits.strip_prefix(trunk);
    if [with_code, with_trunk]
        .into_iter()
        .flatten()
        .any(|rest| plan.possible(rest.len()))
    {
        return None;
    }
    if let Some(rest) = with_code
        && own(plan, rest) == Some(Flaw::ExtraZero)
    {
        return Some(Flaw::ExtraZero);
    }
    match with_trunk {
        Some(rest) => plan.flaw(rest.len()),
        None => Some(flaw),
    }
}

/// A number with a country's code, whatever country.
fn abroad(all: &str) -> Option<Flaw> {
    let mut best = None;
    let first = all.bytes().next().unwrap_or(b'0').saturating_sub(b'0');
    for plan in BY_DIGIT.get(usize::from(first)).into_iter().flatten() {
        if let Some(rest) = all.strip_prefix(plan.code) {
            best = Some(plan.flaw(rest.len())?);
        }
    }
    Some(best.unwrap_or(Flaw::NotANumber))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table as libphonenumber's data make it.
    fn table() -> Vec<String> {
        let mut lines: Vec<String> = phonenumber::metadata::DATABASE
            .iter()
            .filter(|m| m.id().len() == 2)
            .map(|m| {
                // The data's general entry names no lengths; the kinds of number do.
                let kinds = m.descriptors();
                let lengths: std::collections::BTreeSet<u16> = [
                    kinds.fixed_line(),
                    kinds.mobile(),
                    kinds.toll_free(),
                    kinds.premium_rate(),
                    kinds.shared_cost(),
                    kinds.personal_number(),
                    kinds.voip(),
                    kinds.uan(),
                ]
                .into_iter()
                .flatten()
                .flat_map(|kind| kind.possible_length().iter().copied())
                .filter(|n| *n < 32)
                .collect();
                let lengths: Vec<String> = lengths.iter().map(u16::to_string).collect();
                format!(
                    "{}\t{}\t{}\t{}",
                    m.id(),
                    m.country_code(),
                    lengths.join(","),
                    m.national_prefix().unwrap_or_default()
                )
            })
            .collect();
        lines.sort();
        lines
    }

    #[test]
    fn the_table_is_that_of_the_data() {
        let ours = include_str!("../../assets/schema/phones.tsv");
        let ours: Vec<&str> = ours.lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(ours, table());
    }

    #[test]
    fn numbers_of_the_country() {
        for (text, country) in [
            ("+260977123456", "ZM"),
            ("0977123456", "ZM"),
            ("977123456", "ZM"),
            ("260977123456", "ZM"),
            ("00260 977 123 456", "ZM"),
            ("+251 997412893", "ET"),
            ("+255 712 345 678", "TZ"),
            ("255750881768", "TZ"),
            ("0756123456", "UG"),
            ("0812345678", "CD"),
            ("0823456789", "MZ"),
            ("77 123 45 67", "SN"),
            ("+221771234567", "SN"),
            ("0712345678", "KE"),
            ("0701020304", "CI"),
            ("(09) 77-123.456", "ZM"),
        ] {
            assert_eq!(flaw(text, Some(country)), None, "{text} {country}");
        }
        for (text, country, expected) in [
            ("09771234", "ZM", Flaw::TooShort),
            ("09771234567890", "ZM", Flaw::TooLong),
            ("+2600977123456", "ZM", Flaw::ExtraZero),
            ("+254712345678", "ZM", Flaw::OtherCountry),
            ("0977123456/0966123456", "ZM", Flaw::Several),
            ("0977123456 ou 0966123456", "ZM", Flaw::Several),
            ("0977123456 0966123456", "ZM", Flaw::Several),
            ("Banda 0977", "ZM", Flaw::NotANumber),
            ("+", "ZM", Flaw::NotANumber),
        ] {
            assert_eq!(flaw(text, Some(country)), Some(expected), "{text}");
        }
        assert_eq!(
            without_extra_zero("+260 0977 123 456", Some("ZM")).as_deref(),
            Some("+260977123456")
        );
        assert_eq!(flaw("+260977123456", None), None);
        assert_eq!(flaw("0123456789", None), None);
        assert_eq!(flaw("12", None), Some(Flaw::TooShort));
    }

    proptest! {
        #[test]
        fn what_is_plainly_fine_has_no_flaw(text in "\\+?(260|00260|0|[0-9]{3})[0-9]{0,13}", country in prop::sample::select(&[None, Some("ZM"), Some("SN")][..])) {
            use crate::parse::nothing;
            if is_plainly_fine(&text, country.and_then(home)) {
                prop_assert_eq!(flaw(&text, country), None);
                prop_assert!(!nothing::is_placeholder(&text) && !nothing::is_null_word(&text));
            }
        }

        #[test]
        fn a_number_abroad_is_one_of_all_plans(digits in "[0-9]{0,14}") {
            let plans = PLANS.iter().filter_map(|plan| Some((plan, digits.strip_prefix(plan.code)?)));
            let flaws: Vec<Option<Flaw>> = plans.map(|(plan, rest)| plan.flaw(rest.len())).collect();
            let expected = if flaws.contains(&None) {
                None
            } else {
                flaws.last().copied().unwrap_or(Some(Flaw::NotANumber))
            };
            prop_assert_eq!(abroad(&digits), expected);
        }

        #[test]
        fn nothing_panics(text in "[0-9+ ()/a-zé-]{0,24}") {
            let _ = (flaw(&text, None), flaw(&text, Some("ZM")));
        }
    }
}
