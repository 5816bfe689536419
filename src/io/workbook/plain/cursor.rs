//! A place in the text of a worksheet, and what is read there: tags and their attributes, whole
//! cells, values. It declines what is not written plainly, and knows nothing of what values mean.

use memchr::memchr;

use super::scan::{Stop, Wanted};
use super::text;

const MOST_PLACES: u32 = 16_384;

/// Attributes of a cell.
#[derive(Clone, Copy)]
pub(super) struct Cell<'t> {
    pub place: u32,
    pub style: usize,
    pub kind: &'t str,
    pub empty: bool,
}

/// What a tag holds next.
pub(super) enum Attribute<'t> {
    Named(&'t str, &'t str),
    End { empty: bool },
}

/// A place in the text of a part.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub text: &'t str,
    pub at: usize,
}

impl<'t> Cursor<'t> {
    #[inline]
    pub fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    pub fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    #[inline]
    pub fn starts_with(&self, wanted: &[u8]) -> bool {
        self.text
            .as_bytes()
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(wanted))
    }

    #[inline]
    pub fn eat(&mut self, wanted: &[u8]) -> Wanted {
        if !self.starts_with(wanted) {
            return Err(Stop::Declined);
        }
        self.at += wanted.len();
        Ok(())
    }

    #[inline]
    pub fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
    }

    /// The next attribute of a tag whose name was eaten.
    #[inline]
    pub fn attribute(&mut self) -> Result<Attribute<'t>, Stop> {
        let before = self.at;
        self.blanks();
        match self.byte() {
            Some(b'>') => {
                self.at += 1;
                return Ok(Attribute::End { empty: false });
            }
            Some(b'/') => {
                self.eat(b"/>")?;
                return Ok(Attribute::End { empty: true });
            }
            _ if self.at == before => return Err(Stop::Declined),
            _ => {}
        }
        let start = self.at;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b':' | b'_' | b'.' | b'-') =
            self.byte()
        {
            self.at += 1;
        }
        let name = self.text.get(start..self.at).unwrap_or_default();
        if name.is_empty() {
            return Err(Stop::Declined);
        }
        self.eat(b"=\"")?;
        let start = self.at;
        loop {
            match self.byte() {
                Some(b'"') => break,
                None | Some(b'<' | b'>' | b'&') => return Err(Stop::Declined),
                Some(_) => self.at += 1,
            }
        }
        let value = self.text.get(start..self.at).unwrap_or_default();
        self.at += 1;
        Ok(Attribute::Named(name, value))
    }

    /// The tag of a cell in the row with these digits.
    #[inline]
    pub fn cell(&mut self, row: &str) -> Result<Cell<'t>, Stop> {
        self.eat(b"<c")?;
        let (mut place, mut style, mut kind) = (None, None, None);
        let empty = loop {
            match self.attribute()? {
                Attribute::Named("r", value) if place.is_none() => {
                    place = Some(address(value, row).ok_or(Stop::Declined)?);
                }
                Attribute::Named("s", value) if style.is_none() => {
                    style = Some(digits(value).ok_or(Stop::Declined)?);
                }
                Attribute::Named("t", value) if kind.is_none() && !value.is_empty() => {
                    kind = Some(value);
                }
                Attribute::Named("r" | "s" | "t", _) => return Err(Stop::Declined),
                Attribute::Named(..) => {}
                Attribute::End { empty } => break empty,
            }
        };
        Ok(Cell {
            place: place.ok_or(Stop::Declined)?,
            style: style.unwrap_or(0) as usize,
            kind: kind.unwrap_or_default(),
            empty,
        })
    }

    /// A whole cell with its value, written as nearly all are: address, style and kind in this
    /// order, and nothing beside them. `None` for any other, which is then read part by part.
    #[inline]
    pub fn usual_cell(&mut self, row: &str) -> Option<(Cell<'t>, &'t str)> {
        let all = self.text.as_bytes().get(self.at..)?;
        let rest = all.strip_prefix(b"<c r=\"")?;
        let (mut place, mut letters) = (0, 0);
        while let Some(letter @ b'A'..=b'Z') = rest.get(letters) {
            place = place * 26 + u32::from(letter - b'A') + 1;
            letters += 1;
            if letters > 3 {
                return None;
            }
        }
        if letters == 0 || place > MOST_PLACES {
            return None;
        }
        let rest = rest.get(letters..)?.strip_prefix(row.as_bytes())?;
        let (style, rest) = match rest {
            [b'"', b' ', b's', b'=', b'"', rest @ ..] => {
                let (mut style, mut digits) = (0, 0);
                while let Some(digit @ b'0'..=b'9') = rest.get(digits) {
                    style = style * 10 + usize::from(digit - b'0');
                    digits += 1;
                    if digits > 6 {
                        return None;
                    }
                }
                (style, rest.get(digits..).filter(|_| digits > 0)?)
            }
            rest => (0, rest),
        };
        let (kind, rest) = match rest {
            [b'"', b' ', b't', b'=', b'"', b's', rest @ ..] => ("s", rest),
            [b'"', b' ', b't', b'=', b'"', b'b', rest @ ..] => ("b", rest),
            rest => ("", rest),
        };
        let rest = rest.strip_prefix(b"\"><v>")?;
        let length = rest.iter().take(32).position(|byte| *byte == b'<')?;
        rest.get(length..)?.strip_prefix(b"</v></c>")?;
        let start = self.at + all.len() - rest.len();
        let raw = self.text.get(start..start + length)?;
        self.at = start + length + b"</v></c>".len();
        let cell = Cell {
            place: place - 1,
            style,
            kind,
            empty: false,
        };
        Some((cell, raw))
    }

    /// Passes over a formula.
    pub fn formula(&mut self) -> Wanted {
        self.eat(b"<f")?;
        loop {
            match self.attribute()? {
                Attribute::End { empty: true } => return Ok(()),
                Attribute::End { empty: false } => break,
                Attribute::Named(..) => {}
            }
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        let stop = memchr(b'<', rest.as_bytes()).ok_or(Stop::Declined)?;
        let formula = rest.get(..stop).unwrap_or_default();
        if !text::is_well_formed(formula) {
            return Err(Stop::Declined);
        }
        self.at += stop;
        self.eat(b"</f>")
    }

    /// The text of `<v>`.
    #[inline]
    pub fn value(&mut self) -> Result<&'t str, Stop> {
        self.at += 2;
        if self.byte() == Some(b'>') {
            self.at += 1;
        } else {
            loop {
                match self.attribute()? {
                    Attribute::End { empty: true } => return Err(Stop::Declined),
                    Attribute::End { empty: false } => break,
                    Attribute::Named(..) => {}
                }
            }
        }
        let start = self.at;
        // Values are mostly shorter than a search is worth.
        while self.at < start + 16 && self.byte().is_some_and(|b| b != b'<') {
            self.at += 1;
        }
        if self.byte() != Some(b'<') {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            self.at += memchr(b'<', rest).ok_or(Stop::Declined)?;
        }
        let raw = self.text.get(start..self.at).ok_or(Stop::Declined)?;
        self.eat(b"</v>")?;
        Ok(raw)
    }
}

/// The place of an address that ends with the digits of its row.
#[inline]
pub(super) fn address(text: &str, row: &str) -> Option<u32> {
    let letters = text.strip_suffix(row)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let place = letters.bytes().try_fold(0u32, |place, b| {
        b.is_ascii_uppercase()
            .then(|| place * 26 + u32::from(b - b'A') + 1)
    })?;
    (place <= MOST_PLACES).then(|| place - 1)
}

/// Up to nine digits.
#[inline]
pub(super) fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.bytes().try_fold(0u32, |number, b| {
        b.is_ascii_digit()
            .then(|| number * 10 + u32::from(b - b'0'))
    })
}

/// Up to nine digits that a number would be written with.
#[inline]
pub(super) fn whole_number(text: &str) -> Option<u32> {
    let plain = text == "0" || !text.starts_with('0');
    digits(text).filter(|_| plain)
}
