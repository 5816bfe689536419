//! Words that stand for an empty cell, and values that only fill a place.

use std::borrow::Cow;
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
    is_one_of(&NULL_WORDS, text)
}

/// True for a word of a list, whatever its letter case and accents.
fn is_one_of(words: &[&str], text: &str) -> bool {
    let text = super::space::trim(text);
    if text.is_ascii() {
        // Nothing to fold but the letter case.
        return may_be_word(text.as_bytes())
            && words.iter().any(|word| word.eq_ignore_ascii_case(text));
    }
    words.contains(&fold(text).as_str())
}

/// `NA` and `N A` in capitals or small letters: no value, unless the field is a country.
#[must_use]
pub fn is_short_null(text: &str) -> bool {
    matches!(super::space::trim(text), "NA" | "na" | "N A" | "ND" | "NC")
}

/// `none`, `aucun`: no value in a typed or identifying field, but an answer in a free one.
#[must_use]
pub fn is_none_word(text: &str) -> bool {
    is_one_of(&NONE_WORDS, text)
}

/// `unknown`, `inconnu`.
#[must_use]
pub fn is_unknown_word(text: &str) -> bool {
    is_one_of(&UNKNOWN_WORDS, text)
}

/// A value that only fills a place: `test`, `xxx`, `0000000000`, `123456789`.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let text = super::space::trim(text);
    if is_one_of(&UNKNOWN_WORDS, text) || is_one_of(&FILLERS, text) {
        return true;
    }
    let folded = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(fold(text))
    };
    let signs = folded.chars().filter(|c| c.is_alphanumeric());
    let mut chars = signs.map(|c| c.to_ascii_lowercase());
    let Some(first) = chars.next() else {
        return false;
    };
    let length = 1 + chars.clone().count();
    if chars.all(|c| c == first) {
        return match first {
            '0' => length >= 4,
            '1'..='9' => length >= 7,
            'x' | 'z' => length >= 3,
            _ => false,
        };
    }
    let only_digits = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b' ' | b'-'));
    if !only_digits {
        return false;
    }
    let plain: String = text.chars().filter(char::is_ascii_digit).collect();
    plain.len() >= 9
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
    use proptest::prelude::*;

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

    /// Whether a text is a word of a list and a filler, told by folding it whole.
    fn folded(text: &str) -> [bool; 4] {
        let text = super::super::space::trim(text);
        let fold = fold(text);
        let is = |words: &[&str]| words.contains(&fold.as_str());
        let signs: Vec<char> = fold.chars().filter(|c| c.is_alphanumeric()).collect();
        let row = match signs.first() {
            Some(first) if signs.iter().all(|c| c == first) => match first {
                '0' => signs.len() >= 4,
                '1'..='9' => signs.len() >= 7,
                'x' | 'z' => signs.len() >= 3,
                _ => false,
            },
            Some(_) => {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                text.chars()
                    .all(|c| c.is_ascii_digit() || "+ -".contains(c))
                    && ["123456789", "1234567890", "0123456789", "9876543210"]
                        .contains(&digits.as_str())
            }
            None => false,
        };
        [
            is(&NULL_WORDS),
            is(&NONE_WORDS),
            is(&UNKNOWN_WORDS),
            is(&UNKNOWN_WORDS) || is(&FILLERS) || row,
        ]
    }

    proptest! {
        #[test]
        fn no_word_is_missed(
            words in prop_oneof![
                prop::sample::select([&NULL_WORDS[..], &NONE_WORDS, &UNKNOWN_WORDS, &FILLERS].concat())
                    .prop_map(str::to_owned),
                "[nNuUtT][a-zA-Z/. ]{1,7}",
                "(1{3,9}|0{2,6}|[xXzZ]{2,4}|٣{2,8})[ -]?[0-9]?",
                "\\+?[ -]?(123456789|1234567890|0123456789|9876543210)-?0?",
                "\\PC{0,8}",
            ],
            capitals in any::<u32>(),
            accent in 0usize..20,
            around in "([ \u{a0}\u{200b}\t]{1,2})?",
        ) {
            let mut text = around;
            for (c, at) in words.chars().zip(0usize..) {
                let big = capitals & (1 << (at % 32)) != 0;
                text.push(if big { c.to_ascii_uppercase() } else { c });
                if at == accent {
                    text.push('\u{301}');
                }
            }
            // Rows of signs, and what is too long for a word, come before the list.
            let null = folded(&text)[0];
            prop_assert!(is_null_word(&text) || !null);
            if text.chars().any(char::is_alphanumeric) {
                prop_assert_eq!(is_null_word(&text), null);
            }
            let [_, none, unknown, placeholder] = folded(&text);
            prop_assert_eq!(is_none_word(&text), none);
            prop_assert_eq!(is_unknown_word(&text), unknown);
            prop_assert_eq!(is_placeholder(&text), placeholder);
        }
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
