//! How a text is set, apart from what it says: blanks within, composed letters, curly quotes.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{180E}'
    )
}

fn is_other_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\n' | '\r')
}

/// The text with single plain blanks within, where that differs: doubled, no-break and
/// zero-width characters go. Line breaks stay.
#[must_use]
pub fn even_blanks(text: &str) -> Option<String> {
    let odd = text.contains("  ") || text.chars().any(|c| is_invisible(c) || is_other_blank(c));
    if !odd {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        let c = if is_other_blank(c) { ' ' } else { c };
        if c == ' ' && blank {
            continue;
        }
        blank = c == ' ';
        out.push(c);
    }
    (out != text).then_some(out)
}

/// True where no-break or zero-width characters stand within the text.
#[must_use]
pub fn has_hidden(text: &str) -> bool {
    text.chars().any(|c| is_invisible(c) || is_other_blank(c))
}

/// The text with composed letters (NFC), where that differs.
#[must_use]
pub fn composed(text: &str) -> Option<String> {
    if text.is_ascii() || is_nfc(text) {
        return None;
    }
    Some(text.nfc().collect())
}

/// True for quotation marks and apostrophes that a word processor sets.
#[must_use]
pub fn is_curly(c: char) -> bool {
    matches!(c, '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟')
}

/// The text with straight quotes, where that differs.
#[must_use]
pub fn straight_quotes(text: &str) -> Option<String> {
    if text.is_ascii() || !text.contains(is_curly) {
        return None;
    }
    let out = text
        .chars()
        .map(|c| match c {
            '‘' | '’' | '‚' | '‛' => '\'',
            '“' | '”' | '„' | '‟' => '"',
            c => c,
        })
        .collect();
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        assert_eq!(even_blanks("a  b").as_deref(), Some("a b"));
        assert_eq!(even_blanks("a\u{a0}b\u{200b}c").as_deref(), Some("a bc"));
        assert_eq!(even_blanks("a b\nc"), None);
        assert_eq!(composed("e\u{301}").as_deref(), Some("é"));
        assert_eq!(composed("é"), None);
        assert_eq!(straight_quotes("N’Diaye").as_deref(), Some("N'Diaye"));
        assert_eq!(straight_quotes("N'Diaye"), None);
    }
}
