//! Blanks that a person does not see, and control characters.

/// True for a character that should not stand at the edge of a value: every Unicode blank, the
/// no-break ones, zero-width characters and the byte order mark.
#[must_use]
pub fn is_surrounding(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{180E}'
        )
}

/// The text without surrounding blanks of any kind.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_surrounding)
}

/// True for a control character that no value should hold; line breaks are allowed.
#[must_use]
pub fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r')
}

/// True for a control character that is not a tab: at the edge of a value, a tab is a blank.
#[must_use]
pub fn is_hard_control(c: char) -> bool {
    is_control(c) && c != '\t'
}

/// The text without control characters; a tab becomes a blank.
#[must_use]
pub fn remove_control(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| !is_control(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_of_every_kind() {
        assert_eq!(trim("\u{a0} \u{202f}x y\u{200b}\u{feff}\t"), "x y");
        assert_eq!(trim("x"), "x");
        assert_eq!(trim("\u{a0}"), "");
        assert!(is_control('\0') && is_control('\u{7f}') && !is_control('\n'));
        assert!(is_control('\t') && !is_hard_control('\t'));
        assert_eq!(remove_control("a\0b\nc\td"), "ab\nc d");
    }
}
