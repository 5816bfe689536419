//! Digits and signs of other keyboards → the plain ones, so that a telephone number in full-width
//! or Arabic digits is the number that it is. It changes what is compared, never what is kept.

use std::borrow::Cow;

/// A character as it is compared: full-width forms, Arabic digits, other dots.
fn plain(c: char) -> char {
    let digit = |zero: u32| {
        let value = u32::from(c) - zero;
        char::from_digit(value, 10).unwrap_or(c)
    };
    match c {
        '\u{0660}'..='\u{0669}' => digit(0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(0x06F0),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3002}' | '\u{FF61}' => '.',
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The text with plain digits and signs; borrowed where nothing is to change, as nearly always.
pub(super) fn plainly(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(|c| plain(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(plain).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_keyboards_are_plain() {
        for (text, expected) in [
            ("０９７７ 123", "0977 123"),
            ("٠٩٧٧", "0977"),
            ("۰۹۷۷", "0977"),
            ("ａ＠ｂ。org", "a@b.org"),
            ("Zoé Ngoma", "Zoé Ngoma"),
        ] {
            assert_eq!(plainly(text), expected);
        }
        assert!(matches!(plainly("Zoé"), Cow::Borrowed(_)));
    }
}
