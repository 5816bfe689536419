//! Addresses as spreadsheets write them: `A`, `XFD`, `F214`.

/// Letters of a column counted from 0: 0 is `A`, 16383 is `XFD`.
#[must_use]
pub fn column_letters(place: u32) -> String {
    let mut n = u64::from(place) + 1;
    let mut letters = Vec::new();
    while n > 0 {
        let digit = u8::try_from((n - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        n = (n - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// `F214` → (5, 214): column counted from 0, row from 1. Small letters are taken too.
#[must_use]
pub fn parse_address(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at_checked(split)?;
    if letters.is_empty() || letters.len() > 4 {
        return None;
    }
    let mut place: u32 = 0;
    for c in letters.chars() {
        if !c.is_ascii_alphabetic() {
            return None;
        }
        let value = u32::from(c.to_ascii_uppercase()) - u32::from('A') + 1;
        place = place.checked_mul(26)?.checked_add(value)?;
    }
    let row: u32 = digits.parse().ok()?;
    (row > 0).then_some((place - 1, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_back() {
        for (place, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16383, "XFD"),
        ] {
            assert_eq!(column_letters(place), letters);
            assert_eq!(parse_address(&format!("{letters}7")), Some((place, 7)));
        }
        assert_eq!(parse_address("f214"), Some((5, 214)));
        assert_eq!(parse_address("214"), None);
        assert_eq!(parse_address("F"), None);
        assert_eq!(parse_address("F0"), None);
    }
}
