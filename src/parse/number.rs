//! Numbers: the format's grammar, and the ways in which people write them.

/// True for `-?\d+(\.\d+)?([eE][+-]?\d+)?` in ASCII digits, finite as a 64-bit number.
#[must_use]
pub fn is_float(text: &str) -> bool {
    float(text).is_some()
}

/// The value of a text that [`is_float`] accepts.
#[must_use]
pub fn float(text: &str) -> Option<f64> {
    if let Some(plain) = plain(text) {
        return Some(plain.value);
    }
    let rest = text.strip_prefix('-').unwrap_or(text);
    let rest = digits(rest)?;
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => digits(fraction)?,
        None => rest,
    };
    let rest = match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))?,
        None => rest,
    };
    if !rest.is_empty() {
        return None;
    }
    text.parse::<f64>().ok().filter(|v| v.is_finite())
}

/// A number as programs write it: at most 15 digits, no exponent.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Plain {
    pub value: f64,
    /// Digits after the point; `None` without one.
    pub decimals: Option<usize>,
}

/// Powers of ten that a 64-bit number holds exactly.
const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// Reads a number as programs write it, in one pass; `None` for all others, which may be numbers
/// all the same. Fifteen digits and a power of ten are both exact, so that their quotient is the
/// number that [`float`] gives.
#[must_use]
#[inline]
pub fn plain(text: &str) -> Option<Plain> {
    let bytes = text.as_bytes();
    let (negative, rest) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let (mut whole, mut point) = (0u64, None);
    for (byte, at) in rest.iter().zip(0usize..) {
        match byte {
            b'0'..=b'9' => whole = whole.wrapping_mul(10) + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let (digits, decimals) = match point {
        None => (rest.len(), None),
        Some(at) => (rest.len() - 1, Some(rest.len() - 1 - at)),
    };
    let fits = (1..=15).contains(&digits) && decimals != Some(0) && point != Some(0);
    if !fits {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "15 digits are exact")]
    let value = whole as f64 / POWERS.get(decimals.unwrap_or(0))?;
    let value = if negative { -value } else { value };
    Some(Plain { value, decimals })
}

/// What follows at least one ASCII digit.
fn digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

/// True for `-?\d+` in ASCII digits.
#[must_use]
pub fn is_integer(text: &str) -> bool {
    digits(text.strip_prefix('-').unwrap_or(text)) == Some("")
}

/// Lossless forms of a number: `+5` → `5`, `.5` → `0.5`, `5.` → `5`.
#[must_use]
pub fn plain_float(text: &str) -> Option<String> {
    if is_float(text) {
        return None;
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let only_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if !only_digits(whole) || !only_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let plain = if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    };
    is_float(&plain).then_some(plain)
}

/// Lossless forms of an integer: `1990.0` → `1990`, `+5` → `5`.
#[must_use]
pub fn plain_integer(text: &str) -> Option<String> {
    if is_integer(text) {
        return None;
    }
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let whole = match unsigned.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => whole,
        Some(_) => return None,
        None => unsigned,
    };
    is_integer(whole).then(|| whole.to_owned())
}

/// How the commas of a number can be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Comma {
    /// No number with a comma.
    None,
    /// A decimal comma, rewritten with a period.
    Decimal(String),
    /// `1,234`: decimals or thousands.
    Ambiguous { decimal: String, thousands: String },
    /// Commas group thousands: `1,234.5`, `1,234,567`.
    Thousands(String),
}

/// True for the blanks that group thousands.
fn is_group_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Reads a number that holds commas. Blanks may group thousands before a decimal comma.
#[must_use]
pub fn comma(text: &str) -> Comma {
    let text = super::space::trim(text);
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    if !rest.contains(',') {
        return Comma::None;
    }
    if let Some(whole) = thousands(rest, ',') {
        let plain = format!("{sign}{whole}");
        if !is_float(&plain) {
            return Comma::None;
        }
        let single = rest.matches(',').count() == 1 && !rest.contains('.');
        return match rest.split_once(',') {
            Some((left, right)) if single => Comma::Ambiguous {
                decimal: format!("{sign}{left}.{right}"),
                thousands: plain,
            },
            _ => Comma::Thousands(plain),
        };
    }
    let Some((whole, fraction)) = rest.split_once(',') else {
        return Comma::None;
    };
    let whole = match spaced_groups(whole) {
        Some(joined) => joined,
        None => whole.to_owned(),
    };
    let whole = if whole.is_empty() {
        "0".to_owned()
    } else {
        whole
    };
    if fraction.is_empty() || digits(fraction).is_none() {
        return Comma::None;
    }
    let plain = format!("{sign}{whole}.{fraction}");
    if is_float(&plain) {
        Comma::Decimal(plain)
    } else {
        Comma::None
    }
}

/// `1,234`, `1,234,567.8` → the digits without separators. The first group has one to three
/// digits and does not start with a zero; all others have three.
fn thousands(text: &str, separator: char) -> Option<String> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    if !(1..=3).contains(&first.len()) || digits(first) != Some("") || first.starts_with('0') {
        return None;
    }
    let mut joined = first.to_owned();
    let mut more = false;
    for group in groups {
        if group.len() != 3 || digits(group) != Some("") {
            return None;
        }
        joined.push_str(group);
        more = true;
    }
    if let Some(fraction) = fraction {
        if digits(fraction) != Some("") {
            return None;
        }
        joined.push('.');
        joined.push_str(fraction);
    }
    more.then_some(joined)
}

fn spaced_groups(text: &str) -> Option<String> {
    if !text.contains(is_group_blank) {
        return None;
    }
    let even: String = text
        .chars()
        .map(|c| if is_group_blank(c) { ' ' } else { c })
        .collect();
    thousands(&even, ' ')
}

/// `1 250` and `1 250.5`, with any blank that groups thousands → `1250`, `1250.5`.
#[must_use]
pub fn spaced(text: &str) -> Option<String> {
    let text = super::space::trim(text);
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    spaced_groups(rest).map(|joined| format!("{sign}{joined}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_and_is_not_a_number() {
        for yes in ["0", "-1", "3.5", "007", "1e5", "1.5E-3", "5000", "-0"] {
            assert!(is_float(yes), "{yes}");
        }
        for no in [
            "", "-", "+5", ".5", "5.", "1e400", "NaN", "inf", "0x10", "١٢", "1,5", " 5", "5 ",
            "1e", "1_000", "--5", "1.2.3", "e5",
        ] {
            assert!(!is_float(no), "{no}");
        }
        assert!(is_integer("1990") && is_integer("-5") && is_integer("0001"));
        for no in ["", "-", "1.0", "1e3", "+5", "١٢"] {
            assert!(!is_integer(no), "{no}");
        }
    }

    #[test]
    fn lossless_forms() {
        assert_eq!(plain_float("+5").as_deref(), Some("5"));
        assert_eq!(plain_float(".5").as_deref(), Some("0.5"));
        assert_eq!(plain_float("-.5").as_deref(), Some("-0.5"));
        assert_eq!(plain_float("5.").as_deref(), Some("5"));
        for no in ["5", ".", "+", "", "+-5", "1,5", "5.5.", "NaN"] {
            assert_eq!(plain_float(no), None, "{no}");
        }
        assert_eq!(plain_integer("1990.0").as_deref(), Some("1990"));
        assert_eq!(plain_integer("+7").as_deref(), Some("7"));
        for no in ["1990", "1990.5", "1990.", "x"] {
            assert_eq!(plain_integer(no), None, "{no}");
        }
    }

    #[test]
    fn commas() {
        assert_eq!(comma("3,5"), Comma::Decimal("3.5".into()));
        assert_eq!(comma("-0,234"), Comma::Decimal("-0.234".into()));
        assert_eq!(comma("12345,678"), Comma::Decimal("12345.678".into()));
        assert_eq!(comma("1\u{a0}250,5"), Comma::Decimal("1250.5".into()));
        assert_eq!(
            comma("1,234"),
            Comma::Ambiguous {
                decimal: "1.234".into(),
                thousands: "1234".into()
            }
        );
        assert_eq!(comma("1,234.5"), Comma::Thousands("1234.5".into()));
        assert_eq!(comma("1,234,567"), Comma::Thousands("1234567".into()));
        for no in ["3.5", "a,b", "1,2,3", "3,", ",", "1,2.3", "12 34,5"] {
            assert_eq!(comma(no), Comma::None, "{no}");
        }
        assert_eq!(comma(",5"), Comma::Decimal("0.5".into()));
        assert_eq!(spaced("1 250").as_deref(), Some("1250"));
        assert_eq!(spaced("1\u{202f}250.5").as_deref(), Some("1250.5"));
        assert_eq!(spaced("12 50"), None);
        assert_eq!(spaced("1250"), None);
    }

    proptest! {
        #[test]
        fn a_decimal_comma_keeps_the_value(whole in 0u32..1_000_000, fraction in "[0-9]{1,6}", negative: bool) {
            let sign = if negative { "-" } else { "" };
            match comma(&format!("{sign}{whole},{fraction}")) {
                Comma::Decimal(text) | Comma::Ambiguous { decimal: text, .. } => {
                    prop_assert_eq!(text, format!("{sign}{whole}.{fraction}"));
                }
                _ => prop_assert!(false, "not read"),
            }
        }

        #[test]
        fn plain_numbers_are_those_of_the_standard_library(text in "-?[0-9]{0,16}(\\.[0-9]{0,15})?") {
            let expected = text.parse::<f64>();
            match plain(&text) {
                Some(plain) => {
                    prop_assert_eq!(expected.map(f64::to_bits), Ok(plain.value.to_bits()));
                    prop_assert!(is_float(&text));
                }
                None => prop_assert!(text.len() > 15 || !is_float(&text)),
            }
        }

        #[test]
        fn nothing_panics_and_repairs_are_numbers(text in "\\PC{0,12}") {
            if let Some(plain) = plain_float(&text) { prop_assert!(is_float(&plain)); }
            if let Some(plain) = plain_integer(&text) { prop_assert!(is_integer(&plain)); }
            if let Some(plain) = spaced(&text) { prop_assert!(is_float(&plain)); }
            match comma(&text) {
                Comma::Decimal(t) | Comma::Thousands(t) => prop_assert!(is_float(&t)),
                Comma::Ambiguous { decimal, thousands } => prop_assert!(is_float(&decimal) && is_float(&thousands)),
                Comma::None => {}
            }
        }
    }
}
