//! Rounding of coordinates on their decimal text: at most 3 decimals, half away from zero, never
//! padded, and zero has no sign. Text and not `f64`, because 12.3455 as a double is below the
//! half.

/// How many decimals of a coordinate leave; the format's 3 unless the user wants fewer.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(try_from = "u8", into = "u8")]
pub enum Decimals {
    /// About 11 km.
    One,
    /// About 1.1 km.
    Two,
    /// About 110 m: in the country often one house.
    #[default]
    Three,
}

impl Decimals {
    /// From the finest to the coarsest.
    pub const ALL: [Self; 3] = [Self::Three, Self::Two, Self::One];

    /// As a number.
    #[must_use]
    pub fn count(self) -> usize {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }

    /// One decimal fewer, if there is such a step.
    #[must_use]
    pub fn coarser(self) -> Option<Self> {
        match self {
            Self::Three => Some(Self::Two),
            Self::Two => Some(Self::One),
            Self::One => None,
        }
    }
}

impl TryFrom<u8> for Decimals {
    type Error = &'static str;

    fn try_from(count: u8) -> Result<Self, Self::Error> {
        match count {
            1 => Ok(Self::One),
            2 => Ok(Self::Two),
            3 => Ok(Self::Three),
            _ => Err("1, 2 or 3 decimals"),
        }
    }
}

impl From<Decimals> for u8 {
    fn from(decimals: Decimals) -> Self {
        match decimals {
            Decimals::One => 1,
            Decimals::Two => 2,
            Decimals::Three => 3,
        }
    }
}

/// The rounded text of a decimal number (`-?\d+(\.\d+)?([eE][+-]?\d+)?`); `None` for any other
/// text and for exponents beyond 400.
#[must_use]
pub fn blur(text: &str, decimals: Decimals) -> Option<String> {
    let mut out = String::new();
    blur_into(text, decimals, &mut out).then_some(out)
}

/// The same, added to a text; false and nothing for what is no such number.
pub(super) fn blur_into(text: &str, decimals: Decimals, out: &mut String) -> bool {
    if let Some(plain) = Plain::of(text) {
        plain.write(decimals.count(), out);
        return true;
    }
    match blur_any(text, decimals.count()) {
        Some(rounded) => {
            out.push_str(&rounded);
            true
        }
        None => false,
    }
}

/// A number as programs write it, without an exponent, of so few digits that they are one number.
struct Plain<'t> {
    /// Without its sign.
    text: &'t str,
    negative: bool,
    /// All digits.
    digits: u64,
    decimals: usize,
}

impl<'t> Plain<'t> {
    const MOST: usize = 18;

    fn of(text: &'t str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if text.is_empty() || text.len() > Self::MOST {
            return None;
        }
        let (mut digits, mut point) = (0u64, None);
        for (byte, at) in text.bytes().zip(0usize..) {
            match byte {
                b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
                b'.' if point.is_none() && at > 0 => point = Some(at),
                _ => return None,
            }
        }
        let decimals = point.map_or(0, |at| text.len() - 1 - at);
        (point.is_none() || decimals > 0).then_some(Self {
            text,
            negative,
            digits,
            decimals,
        })
    }

    fn write(&self, decimals: usize, out: &mut String) {
        let most = u32::try_from(self.decimals.saturating_sub(decimals)).unwrap_or(0);
        let cut = 10u64.pow(most);
        let away = u64::from(cut > 1 && self.digits % cut >= cut / 2);
        let digits = self.digits / cut + away;
        if self.negative && digits > 0 {
            out.push('-');
        }
        if cut == 1 {
            out.push_str(self.text);
            return;
        }
        // Zeros before the point stay, and what is carried beyond them comes before.
        let least = self.text.len() - 1 - self.decimals + decimals;
        let mut written = [b'0'; Self::MOST + 2];
        let (mut left, mut places) = (digits, 0);
        for slot in written.iter_mut().rev() {
            if places == decimals {
                *slot = b'.';
            } else {
                *slot = b'0' + u8::try_from(left % 10).unwrap_or(0);
                left /= 10;
            }
            places += 1;
            if places > least && left == 0 {
                break;
            }
        }
        let text = written.get(written.len() - places..).unwrap_or_default();
        out.push_str(std::str::from_utf8(text).unwrap_or_default());
    }
}

fn blur_any(text: &str, decimals: usize) -> Option<String> {
    if !crate::parse::number::is_float(text) {
        return None;
    }
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (rest, 0),
    };
    if exponent.abs() > 400 {
        return None;
    }
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (whole, fraction) = shift(whole, fraction, exponent);
    let (whole, fraction) = if fraction.len() <= decimals {
        (whole, fraction)
    } else {
        round(&whole, &fraction, decimals)?
    };
    let zero = whole.bytes().chain(fraction.bytes()).all(|b| b == b'0');
    let sign = if negative && !zero { "-" } else { "" };
    Some(if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    })
}

/// Moves the point by the exponent.
fn shift(whole: &str, fraction: &str, exponent: i32) -> (String, String) {
    let digits = format!("{whole}{fraction}");
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or(0);
    if exponent == 0 {
        return (whole.to_owned(), fraction.to_owned());
    }
    let (mut whole, mut fraction) = if exponent > 0 {
        let point = whole.len() + places;
        if digits.len() <= point {
            (
                format!("{digits}{}", "0".repeat(point - digits.len())),
                String::new(),
            )
        } else {
            let (left, right) = digits.split_at(point);
            (left.to_owned(), right.to_owned())
        }
    } else if whole.len() > places {
        let (left, right) = digits.split_at(whole.len() - places);
        (left.to_owned(), right.to_owned())
    } else {
        (
            "0".to_owned(),
            format!("{}{digits}", "0".repeat(places - whole.len())),
        )
    };
    let significant = whole.trim_start_matches('0');
    whole = if significant.is_empty() {
        "0".to_owned()
    } else {
        significant.to_owned()
    };
    fraction = fraction.trim_end_matches('0').to_owned();
    (whole, fraction)
}

/// Rounds to so many decimals, half away from zero.
fn round(whole: &str, fraction: &str, decimals: usize) -> Option<(String, String)> {
    let (kept, rest) = fraction.split_at_checked(decimals)?;
    let mut digits: Vec<u8> = whole.bytes().chain(kept.bytes()).collect();
    if rest.bytes().next().is_some_and(|b| b >= b'5') {
        let mut carry = true;
        for digit in digits.iter_mut().rev() {
            if *digit == b'9' {
                *digit = b'0';
            } else {
                *digit += 1;
                carry = false;
                break;
            }
        }
        if carry {
            digits.insert(0, b'1');
        }
    }
    let text = String::from_utf8(digits).ok()?;
    let (whole, fraction) = text.split_at_checked(text.len().checked_sub(decimals)?)?;
    Some((whole.to_owned(), fraction.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_answers() {
        for (text, rounded) in [
            ("12.3455", "12.346"),
            ("-12.3455", "-12.346"),
            ("12.3", "12.3"),
            ("-0.0004", "0.000"),
            ("-0", "0"),
            ("9.9996", "10.000"),
            ("12.34549999", "12.345"),
            ("1.23456e1", "12.346"),
            ("1e1", "10"),
            ("12345.6e-4", "1.235"),
            ("5e-5", "0.000"),
            ("007.1234", "007.123"),
            ("12.3450", "12.345"),
        ] {
            assert_eq!(
                blur(text, Decimals::Three).as_deref(),
                Some(rounded),
                "{text}"
            );
        }
        for no in ["", "x", "12,5", "NaN", "1e400"] {
            assert_eq!(blur(no, Decimals::Three), None, "{no}");
        }
    }

    #[test]
    fn fewer_decimals() {
        for (text, two, one) in [
            ("12.3455", "12.35", "12.3"),
            ("-12.345", "-12.35", "-12.3"),
            ("9.95", "9.95", "10.0"),
            ("-0.04", "-0.04", "0.0"),
            ("12", "12", "12"),
        ] {
            assert_eq!(blur(text, Decimals::Two).as_deref(), Some(two), "{text}");
            assert_eq!(blur(text, Decimals::One).as_deref(), Some(one), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_is_the_long_one(text in "-?[0-9]{0,12}\\.?[0-9]{0,12}", nines in "-?0{0,2}9{0,3}\\.9{1,5}[0-9]{0,3}", n in 1u8..=3) {
            let decimals = Decimals::try_from(n).unwrap();
            for text in [text, nines] {
                prop_assert_eq!(blur(&text, decimals), blur_any(&text, decimals.count()), "{}", text);
            }
        }

        #[test]
        fn never_more_digits_never_further_than_half_a_unit(whole in -179i32..180, fraction in "[0-9]{0,12}", exponent in -6i32..2, n in 1u8..=3) {
            let wanted = Decimals::try_from(n).unwrap();
            let unit = 10f64.powi(-i32::from(n));
            let text = if fraction.is_empty() { format!("{whole}e{exponent}") } else { format!("{whole}.{fraction}e{exponent}") };
            let rounded = blur(&text, wanted).unwrap();
            let decimals = rounded.split_once('.').map_or(0, |(_, f)| f.len());
            prop_assert!(decimals <= wanted.count());
            let (a, b): (f64, f64) = (text.parse().unwrap(), rounded.parse().unwrap());
            prop_assert!((a - b).abs() <= unit / 2.0 + 1e-9, "{} {}", text, rounded);
            prop_assert!(!rounded.starts_with("-0.000") || b != 0.0);
            prop_assert_eq!(blur(&rounded, wanted), Some(rounded.clone()));
        }
    }
}
