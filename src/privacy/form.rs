//! Numbers of people by their form alone: how telephone numbers are written, and what tells them
//! from the numbers of things. It knows no file and keeps nothing.

use super::digits::{LONG_RUN, Number};
use super::trace::Trace;

/// What a number in free text is, that is none of this file: a telephone number, or a long one.
pub(super) fn by_form(text: &str, n: &Number) -> Option<Trace> {
    let digits = n.digits.as_str();
    if !n.dated && !n.torn {
        let announced = (8..=13).contains(&digits.len()) && is_announced(text, n);
        if looks_like_phone(n) || announced || is_grouped_with_its_country(n) {
            return Some(Trace::Phone);
        }
    }
    (n.groups == 1 && digits.len() >= LONG_RUN).then_some(Trace::Digits)
}

/// `260 977 123 456`: a country of Africa, which all begin with 2, and groups that are no
/// thousands.
fn is_grouped_with_its_country(n: &Number) -> bool {
    let digits = n.digits.as_str();
    n.groups > 2
        && (11..=13).contains(&digits.len())
        && digits.starts_with("2")
        && !digits.ends_with("000")
}

/// True for digits with a letter at one of their sides: `tel0977123456`, `SN4700012`.
pub(super) fn is_glued(text: &str, n: &Number) -> bool {
    let before = text.get(..n.start).and_then(|t| t.chars().next_back());
    let after = text.get(n.end..).and_then(|t| t.chars().next());
    before.is_some_and(char::is_alphabetic) || after.is_some_and(char::is_alphabetic)
}

/// Words after which a telephone number follows.
const ANNOUNCE: [&str; 18] = [
    "tel",
    "tél",
    "telephone",
    "téléphone",
    "phone",
    "mob",
    "mobile",
    "cell",
    "cel",
    "gsm",
    "whatsapp",
    "wa",
    "appel",
    "appeler",
    "call",
    "joindre",
    "portable",
    "fone",
];

/// True for a number behind a word such as « tel » or “call”.
pub(super) fn is_announced(text: &str, n: &Number) -> bool {
    let before = text.get(..n.start).unwrap_or_default();
    let near = before.trim_end_matches([' ', '.', ':', '°', '\u{a0}', '(', '+']);
    let rest = near.trim_end_matches(char::is_alphabetic);
    let word = near.get(rest.len()..).unwrap_or_default();
    before.len() - near.len() <= 4 && ANNOUNCE.iter().any(|known| word.to_lowercase() == *known)
}

pub(super) fn looks_like_phone(n: &Number) -> bool {
    let digits = n.digits.as_str();
    let length = digits.len();
    if let Some(rest) = digits.strip_prefix("00") {
        return (9..=15).contains(&rest.len()) && !rest.starts_with('0');
    }
    if n.international {
        return (8..=15).contains(&length);
    }
    (9..=11).contains(&length) && digits.starts_with('0') && !digits.starts_with("00")
}
