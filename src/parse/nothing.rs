//! Words that stand for an empty cell, and values that only fill a place.

use std::sync::LazyLock;

use super::word::fold;

/// No value in any field. Folded, as all lists here.
const NULL_WORDS: [&str; 32] = [
    "n/a",
    "n.a.",
    "n.a",
    "n/d",
    "n.d.",
    "null",
    "(null)",
    "<null>",
    "nil",
    "nan",
    "neant",
    "ras",
    "r.a.s",
    "r.a.s.",
    "vide",
    "empty",
    "(blank)",
    "(vide)",
    "(empty)",
    "blank",
    "undefined",
    "non renseigne",
    "non renseignee",
    "not available",
    "not applicable",
    "non applicable",
    "non disponible",
    "sans objet",
    "no data",
    "pas de donnees",
    "missing",
    "manquant",
];

/// No value in a typed or identifying field.
const NONE_WORDS: [&str; 5] = ["none", "aucun", "aucune", "rien", "nothing"];

/// Nobody knows.
const UNKNOWN_WORDS: [&str; 7] = [
    "unknown",
    "unkown",
    "inconnu",
    "inconnue",
    "not known",
    "pas connu",
    "indetermine",
];

/// They only fill a place.
const FILLERS: [&str; 25] = [
    "test",
    "tests",
    "testing",
    "essai",
    "dummy",
    "sample",
    "exemple",
    "example",
    "tbd",
    "tbc",
    "todo",
    "a definir",
    "a completer",
    "asdf",
    "qwerty",
    "foo",
    "bar",
    "abc123",
    "test test",
    "client test",
    "test client",
    "test customer",
    "customer test",
    "lorem ipsum",
    "to be defined",
];

/// True for a word that means "no value" in any field: `N/A`, `-`, `néant`, `RAS`, `NULL`.
/// Never true for `NA` alone, which is Namibia's code and can be somebody's name; see
/// [`is_short_null`].
#[must_use]
pub fn is_null_word(text: &str) -> bool {
    let text = super::space::trim(text);
    if text.is_empty() || text.len() > 24 {
        return false;
    }
    if text
        .chars()
        .all(|c| matches!(c, '-' | '–' | '—' | '_' | '.' | '?' | '/' | '*'))
    {
        return true;
    }
    NULL_WORDS.contains(&fold(text).as_str())
}

/// `NA` and `N A` in capitals or small letters: no value, unless the field is a country.
#[must_use]
pub fn is_short_null(text: &str) -> bool {
    matches!(super::space::trim(text), "NA" | "na" | "N A" | "ND" | "NC")
}

/// `none`, `aucun`: no value in a typed or identifying field, but an answer in a free one.
#[must_use]
pub fn is_none_word(text: &str) -> bool {
    NONE_WORDS.contains(&fold(text).as_str())
}

/// `unknown`, `inconnu`.
#[must_use]
pub fn is_unknown_word(text: &str) -> bool {
    UNKNOWN_WORDS.contains(&fold(text).as_str())
}

/// A value that only fills a place: `test`, `xxx`, `0000000000`, `123456789`.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let text = super::space::trim(text);
    let folded = fold(text);
    if UNKNOWN_WORDS.contains(&folded.as_str()) || FILLERS.contains(&folded.as_str()) {
        return true;
    }
    let mut chars = folded.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = chars.next() else {
        return false;
    };
    let length = 1 + chars.clone().count();
    let same = chars.all(|c| c == first);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only_digits = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-'));
    if same {
        return match first {
            '0' => length >= 4,
            '1'..='9' => length >= 7,
            'x' | 'z' => length >= 3,
            _ => false,
        };
    }
    let plain: String = text.chars().filter(char::is_ascii_digit).collect();
    only_digits
        && digits >= 9
        && matches!(
            plain.as_str(),
            "123456789" | "1234567890" | "0123456789" | "9876543210"
        )
}

/// By first letter: a bit for each length that a word of the lists with it has, and the same by
/// last letter.
static LENGTHS: LazyLock<[[u32; 256]; 2]> = LazyLock::new(|| {
    let mut lengths = [[0u32; 256]; 2];
    let short = ["na", "n a", "nd", "nc"];
    let words = [
        &NULL_WORDS[..],
        &NONE_WORDS,
        &UNKNOWN_WORDS,
        &FILLERS,
        &short,
    ];
    for word in words.into_iter().flatten() {
        let bytes = word.as_bytes();
        for (list, letter) in lengths.iter_mut().zip([bytes.first(), bytes.last()]) {
            for form in letter
                .iter()
                .flat_map(|b| [b.to_ascii_lowercase(), b.to_ascii_uppercase()])
            {
                if let Some(slot) = list.get_mut(usize::from(form)) {
                    *slot |= 1u32
                        .checked_shl(u32::try_from(bytes.len()).unwrap_or(0))
                        .unwrap_or(0);
                }
            }
        }
    }
    lengths
});

/// False only for an ASCII text without blanks around it that is none of the words of this file,
/// whatever its letter case; much cheaper than to compare. It says nothing of rows of one sign,
/// nor of `123456789`.
#[must_use]
pub fn may_be_word(text: &[u8]) -> bool {
    let bit = u32::try_from(text.len())
        .ok()
        .and_then(|length| 1u32.checked_shl(length))
        .unwrap_or(0);
    let [first, last] = &*LENGTHS;
    let has = |list: &[u32; 256], letter: Option<&u8>| {
        letter
            .and_then(|b| list.get(usize::from(*b)))
            .is_some_and(|lengths| lengths & bit != 0)
    };
    has(first, text.first()) && has(last, text.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_said_in_many_ways() {
        for yes in [
            "N/A",
            "n/a",
            "-",
            "--",
            "—",
            "néant",
            "RAS",
            "NULL",
            "?",
            "NaN",
            "Non renseigné",
        ] {
            assert!(is_null_word(yes), "{yes}");
        }
        for no in [
            "",
            "NA",
            "none",
            "Na",
            "0",
            "A-1",
            "unknown",
            "-5",
            "Nil Kamara",
        ] {
            assert!(!is_null_word(no), "{no}");
        }
        assert!(is_short_null("NA") && !is_short_null("Na"));
        assert!(is_none_word("Aucune") && !is_none_word("nonce"));
    }

    #[test]
    fn every_word_may_be_one() {
        let words = [
            &NULL_WORDS[..],
            &NONE_WORDS,
            &UNKNOWN_WORDS,
            &FILLERS,
            &["NA", "na", "N A", "ND", "NC"],
        ];
        for word in words.into_iter().flatten() {
            assert!(
                may_be_word(word.as_bytes()) && may_be_word(word.to_uppercase().as_bytes()),
                "{word}"
            );
        }
        assert!(!may_be_word(b"A1000000NG") && !may_be_word(b"Abena Kiplagat"));
    }

    #[test]
    fn fillers() {
        for yes in [
            "Unknown",
            "inconnu",
            "TEST",
            "0000000000",
            "000-000",
            "xxx",
            "123456789",
            "Test Client",
            "1111111",
        ] {
            assert!(is_placeholder(yes), "{yes}");
        }
        for no in [
            "",
            "0",
            "000",
            "1111",
            "Testament",
            "A0000000",
            "0977123456",
            "AAA",
            "12345678",
            "Zoé",
        ] {
            assert!(!is_placeholder(no), "{no}");
        }
    }
}
