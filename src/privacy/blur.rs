//! Rounding of coordinates on their decimal text: 3 decimals, half away from zero, never
//! padded, and zero has no sign. Text and not `f64`, because 12.3455 as a double is below the
//! half.

/// Decimals that leave.
const DECIMALS: usize = 3;

/// The rounded text of a decimal number (`-?\d+(\.\d+)?([eE][+-]?\d+)?`); `None` for any other
/// text and for exponents beyond 400.
#[must_use]
pub fn blur(text: &str) -> Option<String> {
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
    let (whole, fraction) = if fraction.len() <= DECIMALS {
        (whole, fraction)
    } else {
        round(&whole, &fraction)?
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

/// Rounds to [`DECIMALS`], half away from zero.
fn round(whole: &str, fraction: &str) -> Option<(String, String)> {
    let (kept, rest) = fraction.split_at_checked(DECIMALS)?;
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
    let (whole, fraction) = text.split_at_checked(text.len().checked_sub(DECIMALS)?)?;
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
            assert_eq!(blur(text).as_deref(), Some(rounded), "{text}");
        }
        for no in ["", "x", "12,5", "NaN", "1e400"] {
            assert_eq!(blur(no), None, "{no}");
        }
    }

    proptest! {
        #[test]
        fn never_more_digits_never_further_than_half_a_unit(whole in -179i32..180, fraction in "[0-9]{0,12}", exponent in -6i32..2) {
            let text = if fraction.is_empty() { format!("{whole}e{exponent}") } else { format!("{whole}.{fraction}e{exponent}") };
            let rounded = blur(&text).unwrap();
            let decimals = rounded.split_once('.').map_or(0, |(_, f)| f.len());
            prop_assert!(decimals <= 3);
            let (a, b): (f64, f64) = (text.parse().unwrap(), rounded.parse().unwrap());
            prop_assert!((a - b).abs() <= 0.0005 + 1e-9, "{} {}", text, rounded);
            prop_assert!(!rounded.starts_with("-0.000") || b != 0.0);
            prop_assert_eq!(blur(&rounded), Some(rounded.clone()));
        }
    }
}
