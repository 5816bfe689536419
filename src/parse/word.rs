//! Words for yes and no and for gender, in English and French.

use unicode_normalization::UnicodeNormalization as _;

/// Lower case, without accents and surrounding blanks.
#[must_use]
pub fn fold(text: &str) -> String {
    let text = super::space::trim(text);
    // Nothing to take apart.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// True for `true` and `false` in any letter case.
#[must_use]
pub fn is_boolean(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

/// What a word for yes or no means.
#[must_use]
pub fn boolean_word(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "true" | "yes" | "y" | "oui" | "o" | "vrai" | "v" | "1" => Some(true),
        "false" | "no" | "n" | "non" | "faux" | "0" => Some(false),
        _ => None,
    }
}

/// The format's letter for a word of gender. `H` is *homme*, so `M`.
#[must_use]
pub fn gender_word(text: &str) -> Option<&'static str> {
    match fold(text).trim_end_matches('.') {
        "m" | "male" | "man" | "h" | "homme" | "masculin" | "masc" | "mr" | "monsieur" => Some("M"),
        "f" | "female" | "woman" | "femme" | "feminin" | "fem" | "mme" | "mlle" | "madame"
        | "mrs" | "ms" => Some("F"),
        "o" | "other" | "autre" => Some("O"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ascii_folds_like_all_letters(text in "[\\x00-\\x7f]{0,12}") {
            let taken_apart: String = crate::parse::space::trim(&text)
                .nfkd()
                .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
                .flat_map(char::to_lowercase)
                .collect();
            prop_assert_eq!(fold(&text), taken_apart);
        }
    }

    #[test]
    fn words() {
        assert!(
            is_boolean("TRUE") && is_boolean("False") && !is_boolean("oui") && !is_boolean(" true")
        );
        assert_eq!(boolean_word(" Oui "), Some(true));
        assert_eq!(boolean_word("FAUX"), Some(false));
        assert_eq!(boolean_word("0"), Some(false));
        assert_eq!(boolean_word("2"), None);
        for (word, letter) in [
            ("Male", "M"),
            ("H", "M"),
            ("Homme", "M"),
            ("Féminin", "F"),
            ("Femme", "F"),
            ("M.", "M"),
            ("Autre", "O"),
        ] {
            assert_eq!(gender_word(word), Some(letter), "{word}");
        }
        assert_eq!(gender_word("1"), None);
        assert_eq!(gender_word("x"), None);
    }
}
