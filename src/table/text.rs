//! Cell text as a type that cannot be printed by accident.
//!
//! Neither [`Text`] nor [`TextBuf`] has `Debug`, `Display` or `Serialize`; reading one takes an
//! explicit `reveal`, which `tests/it/house.rs` allows in a short list of modules only.
//! [`shape`] says what a value looks like without saying what it is.

/// Borrowed text of one cell.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text<'a>(&'a str);

/// Owned text of one cell.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct TextBuf(String);

impl<'a> Text<'a> {
    /// Wraps text that came from a file or from the user.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The text itself. Never pass it on to a log, an error or a message.
    #[must_use]
    pub fn reveal(self) -> &'a str {
        self.0
    }

    /// True for a cell without text.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// The whole number that it writes, such as a row's; nothing else of it is told.
    #[must_use]
    pub fn whole_number(self) -> Option<u32> {
        self.0.trim().parse().ok()
    }

    /// An owned copy.
    #[must_use]
    pub fn to_buf(self) -> TextBuf {
        TextBuf(self.0.to_owned())
    }
}

impl TextBuf {
    /// Wraps owned text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// Borrowed view.
    #[must_use]
    pub fn as_text(&self) -> Text<'_> {
        Text(&self.0)
    }
}

/// The shape of a value: digits as 9, capitals as A, small letters as a, runs cut to four with
/// `…`, everything else that is not a blank or `+-./@,` as `?`. `+260977123456` → `+9999…`.
#[must_use]
pub fn shape(text: Text<'_>) -> String {
    let mut out = String::new();
    let mut run = 0usize;
    let mut length = 0usize;
    let mut last = '\0';
    for c in text.0.chars() {
        let s = match c {
            c if c.is_numeric() => '9',
            c if c.is_uppercase() => 'A',
            c if c.is_alphabetic() => 'a',
            ' ' | '+' | '-' | '.' | '/' | '@' | ',' => c,
            c if c.is_whitespace() => ' ',
            _ => '?',
        };
        run = if s == last { run + 1 } else { 1 };
        last = s;
        match run {
            1..=4 => out.push(s),
            5 => out.push('…'),
            _ => {}
        }
        length += usize::from(run <= 5);
        if length > 24 {
            out.push('…');
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_hides_every_letter_and_digit() {
        assert_eq!(shape(Text::new("+260977123456")), "+9999…");
        assert_eq!(shape(Text::new("Zoé Ngoma")), "Aaa Aaaaa");
        assert_eq!(shape(Text::new("")), "");
    }
}
