//! Text that a program has spoiled on its way: a number that a spreadsheet shortened, letters
//! that were read in the wrong encoding and saved so.

use encoding_rs::WINDOWS_1252;

/// Digits that a spreadsheet keeps of a number.
const KEPT: usize = 15;

/// True for a number of which a spreadsheet has destroyed digits: `2.55712E+11`, or more than 15
/// digits of which all after the fifteenth are zeros. Never to be turned back into digits.
#[must_use]
pub fn is_shortened(text: &str) -> bool {
    is_exponent(text) || is_zeroed(text)
}

fn is_exponent(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let Some(power) = power.strip_prefix('+') else {
        return false;
    };
    let whole = digits.split_once(['.', ',']);
    let (first, rest) = whole.unwrap_or((digits, "0"));
    let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    first.len() == 1
        && all_digits(first)
        && all_digits(rest)
        && power.len() <= 3
        && all_digits(power)
}

fn is_zeroed(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > KEPT
        && bytes.len() <= 40
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes.first() != Some(&b'0')
        && bytes.iter().skip(KEPT).all(|b| *b == b'0')
        // A row of one digit is a placeholder, not a number that lost its end.
        && bytes.iter().take(KEPT).any(|b| *b != b'0')
}

/// What a text was before its UTF-8 bytes were read as Windows-1252: `ZoÃ©` → `Zoé`. `None`
/// where that is not what happened, as far as the letters tell.
#[must_use]
pub fn unmangle(text: &str) -> Option<String> {
    // The first byte of every longer UTF-8 character, as Windows-1252 shows it.
    if !text.contains(|c| matches!(c, '\u{C2}'..='\u{F4}')) {
        return None;
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    let before = String::from_utf8(bytes.into_owned()).ok()?;
    let strange = before.chars().filter(|c| !c.is_ascii());
    let likely = strange.clone().count() > 0 && strange.clone().all(is_likely);
    let scripts = strange.filter(|c| is_other_script(*c)).count();
    (likely && scripts != 1 && before != text).then_some(before)
}

/// Letters and signs that such a file holds; what looks like mangled text by chance (a capital
/// letter before a no-break space) would give something else.
fn is_likely(c: char) -> bool {
    matches!(c,
        '\u{A0}'..='\u{17F}' | '\u{192}' | '\u{2C6}' | '\u{2DC}' | '\u{2010}'..='\u{203A}'
        | '\u{20AC}' | '\u{2122}' | '\u{FEFF}')
        || is_other_script(c)
}

/// Scripts of which one letter alone would be chance.
fn is_other_script(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{52F}' | '\u{600}'..='\u{6FF}' | '\u{1200}'..='\u{137F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_numbers() {
        for text in [
            "2.55712E+11",
            "2,55712E+11",
            "8.7E+65",
            "2E+11",
            "2.6e+11",
            "1234567890123450",
            "47000124512345600000",
        ] {
            assert!(is_shortened(text), "{text}");
        }
        for text in [
            "00087E64",
            "87E+1a",
            "2.55712E11",
            "255712000000",
            "123456789012345",
            "1234567890123456",
            "0000000000000000",
            "E+11",
            "12.5E+3",
            "A.5E+11",
            "",
        ] {
            assert!(!is_shortened(text), "{text}");
        }
    }

    #[test]
    fn mangled_letters_come_back() {
        for (mangled, before) in [
            ("ZoÃ©", "Zoé"),
            ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"),
            ("Ã‰cole", "École"),
            ("Ã\u{a0} voir", "à voir"),
            ("NÂ° 5", "N° 5"),
            ("5 â‚¬", "5 €"),
            ("Ø¹Ù„ÙŠ", "علي"),
        ] {
            assert_eq!(unmangle(mangled).as_deref(), Some(before), "{mangled}");
        }
        for fine in [
            "Zoé",
            "CAFÉ\u{a0}",
            "École",
            "",
            "abc",
            "Ã",
            "Åre",
            "ÉÉ",
            "À «\u{a0}x",
        ] {
            assert_eq!(unmangle(fine), None, "{fine}");
        }
    }

    #[test]
    fn what_was_mangled_is_found_again() {
        for text in ["Béjaïa", "Thiès", "Ñandú", "Œuvre", "“x”", "naïve – été"] {
            let (mangled, _) = WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
            assert_eq!(unmangle(&mangled).as_deref(), Some(text));
        }
    }
}
