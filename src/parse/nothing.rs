//! Words that stand for an empty cell, and values that only fill a place.

use super::word::fold;

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
    matches!(
        fold(text).as_str(),
        "n/a"
            | "n.a."
            | "n.a"
            | "n/d"
            | "n.d."
            | "null"
            | "(null)"
            | "<null>"
            | "nil"
            | "nan"
            | "neant"
            | "ras"
            | "r.a.s"
            | "r.a.s."
            | "vide"
            | "empty"
            | "(blank)"
            | "(vide)"
            | "(empty)"
            | "blank"
            | "undefined"
            | "non renseigne"
            | "non renseignee"
            | "not available"
            | "not applicable"
            | "non applicable"
            | "non disponible"
            | "sans objet"
            | "no data"
            | "pas de donnees"
            | "missing"
            | "manquant"
    )
}

/// `NA` and `N A` in capitals or small letters: no value, unless the field is a country.
#[must_use]
pub fn is_short_null(text: &str) -> bool {
    matches!(super::space::trim(text), "NA" | "na" | "N A" | "ND" | "NC")
}

/// `none`, `aucun`: no value in a typed or identifying field, but an answer in a free one.
#[must_use]
pub fn is_none_word(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "none" | "aucun" | "aucune" | "rien" | "nothing"
    )
}

/// `unknown`, `inconnu`.
#[must_use]
pub fn is_unknown_word(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "unknown" | "unkown" | "inconnu" | "inconnue" | "not known" | "pas connu" | "indetermine"
    )
}

/// A value that only fills a place: `test`, `xxx`, `0000000000`, `123456789`.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let text = super::space::trim(text);
    let folded = fold(text);
    if is_unknown_word(text)
        || matches!(
            folded.as_str(),
            "test"
                | "tests"
                | "testing"
                | "essai"
                | "dummy"
                | "sample"
                | "exemple"
                | "example"
                | "tbd"
                | "tbc"
                | "todo"
                | "a definir"
                | "a completer"
                | "asdf"
                | "qwerty"
                | "foo"
                | "bar"
                | "abc123"
                | "test test"
                | "client test"
                | "test client"
                | "test customer"
                | "customer test"
                | "lorem ipsum"
                | "to be defined"
        )
    {
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
