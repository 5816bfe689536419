//! A place in the text of a worksheet, and what is read there: tags and their attributes, whole
//! cells, values. It declines what is not written plainly, and knows nothing of what values mean.

use std::ops::Range;

use memchr::memchr;
use wide::u8x16;

use super::scan::{Stop, Wanted};
use super::text;

const MOST_PLACES: u32 = 16_384;

/// Attributes of a cell.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub place: u32,
    pub style: u32,
    pub kind: Kind,
    pub empty: bool,
}

/// A whole cell, written as nearly all are.
pub(super) struct Usual {
    pub cell: Cell,
    /// Where its value stands.
    pub value: Range<usize>,
    /// The number of its shared text, where that is told by up to eight digits.
    pub number: Option<u32>,
}

/// What the value of a cell is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    /// The number of a shared text.
    Shared,
    Boolean,
    Error,
    /// What a formula gave.
    Text,
    /// A date as text.
    Day,
    /// A text with markup in place of a value.
    Inline,
    /// No kind that is known.
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "n" => Self::Number,
            "s" => Self::Shared,
            "b" => Self::Boolean,
            "e" => Self::Error,
            "str" => Self::Text,
            "d" => Self::Day,
            "inlineStr" => Self::Inline,
            _ => Self::Other,
        }
    }
}

/// The digits of a row, with which the addresses of its cells end: at most eight.
#[derive(Clone, Copy)]
pub(super) struct RowDigits<'t> {
    pub text: &'t str,
    bits: u64,
    mask: u64,
}

impl<'t> RowDigits<'t> {
    /// `None` for more digits than a row has.
    pub fn new(text: &'t str) -> Option<Self> {
        let mut bytes = [0u8; 8];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        let unused = u32::try_from(8 * (8 - text.len())).ok()?;
        Some(Self {
            text,
            bits: u64::from_le_bytes(bytes),
            mask: u64::MAX.checked_shr(unused).unwrap_or(0),
        })
    }

    /// What follows these digits, where text begins with them.
    #[inline]
    fn strip(self, text: &[u8]) -> Option<&[u8]> {
        let begin = u64::from_le_bytes(*text.first_chunk::<8>()?);
        let is_same = begin & self.mask == self.bits;
        text.get(self.text.len()..).filter(|_| is_same)
    }
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
    pub fn cell(&mut self, row: &str) -> Result<Cell, Stop> {
        self.eat(b"<c")?;
        let (mut place, mut style, mut kind) = (None, None, None);
        let empty = loop {
            match self.attribute()? {
                Attribute::Named("r", value) if place.is_none() => {
                    place = Some(address(value, row).ok_or(Stop::Declined)?);
                }
                Attribute::Named("s", value) if style.is_none() => {
                    style = Some(digits(value.as_bytes()).ok_or(Stop::Declined)?);
                }
                Attribute::Named("t", value) if kind.is_none() && !value.is_empty() => {
                    kind = Some(Kind::of(value));
                }
                Attribute::Named("r" | "s" | "t", _) => return Err(Stop::Declined),
                Attribute::Named(..) => {}
                Attribute::End { empty } => break empty,
            }
        };
        Ok(Cell {
            place: place.ok_or(Stop::Declined)?,
            style: style.unwrap_or(0),
            kind: kind.unwrap_or(Kind::Number),
            empty,
        })
    }

    /// A whole cell with its value, written as nearly all are: address, style and kind in this
    /// order, and nothing beside them. `None` for any other, which is then read part by part.
    // What it gives is a handful of numbers, and dear where it goes through memory.
    #[inline(always)]
    pub fn usual_cell(&mut self, row: RowDigits<'_>) -> Option<Usual> {
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
        let rest = row.strip(rest.get(letters..)?)?;
        let (style, rest) = match rest {
            [b'"', b' ', b's', b'=', b'"', rest @ ..] => {
                let (mut style, mut digits) = (0, 0);
                while let Some(digit @ b'0'..=b'9') = rest.get(digits) {
                    style = style * 10 + u32::from(digit - b'0');
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
            [b'"', b' ', b't', b'=', b'"', b's', rest @ ..] => (Kind::Shared, rest),
            [b'"', b' ', b't', b'=', b'"', b'b', rest @ ..] => (Kind::Boolean, rest),
            rest => (Kind::Number, rest),
        };
        let rest = rest.strip_prefix(b"\"><v>")?;
        let near = rest.first_chunk::<16>().map_or(0, |chunk| {
            let marks = u8x16::new(*chunk).simd_eq(u8x16::splat(b'<'));
            marks.to_bitmask()
        });
        let begin = rest
            .first_chunk::<8>()
            .map(|chunk| u64::from_le_bytes(*chunk));
        let length = match near {
            0 => rest.iter().take(32).position(|byte| *byte == b'<')?,
            marks => marks.trailing_zeros() as usize,
        };
        rest.get(length..)?.strip_prefix(b"</v></c>")?;
        let start = self.at + all.len() - rest.len();
        self.at = start + length + b"</v></c>".len();
        let cell = Cell {
            place: place - 1,
            style,
            kind,
            empty: false,
        };
        Some(Usual {
            cell,
            value: start..start + length,
            number: begin
                .filter(|_| kind == Kind::Shared)
                .and_then(|begin| eight_digits(begin, length)),
        })
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

/// The number that the first bytes of eight, up to eight of them, are the digits of. The lowest
/// byte comes first.
#[inline]
fn eight_digits(bytes: u64, count: usize) -> Option<u32> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    if !(1..=8).contains(&count) {
        return None;
    }
    // Zeros before it, so that the last digit stands in the highest byte.
    let unused = 64 - 8 * count as u32;
    let all = (bytes << unused) | (ZEROS & !(u64::MAX << unused));
    let is_digits =
        (all & HIGH) == ZEROS && (all.wrapping_add(0x0606_0606_0606_0606) & HIGH) == ZEROS;
    // Neighbours are joined: digits to pairs, pairs to fours, fours to eight.
    let pairs = (all & !HIGH).wrapping_mul(10 << 8 | 1) >> 8;
    let fours = (pairs & 0x00ff_00ff_00ff_00ff).wrapping_mul(100 << 16 | 1) >> 16;
    let eight = (fours & 0x0000_ffff_0000_ffff).wrapping_mul(10_000 << 32 | 1) >> 32;
    is_digits.then_some(eight as u32)
}

/// Up to nine digits.
#[inline]
pub(super) fn digits(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0u32, |number, b| {
        b.is_ascii_digit()
            .then(|| number * 10 + u32::from(b - b'0'))
    })
}

/// Up to nine digits that a number would be written with.
#[inline]
pub(super) fn whole_number(text: &str) -> Option<u32> {
    let plain = text == "0" || !text.starts_with('0');
    digits(text.as_bytes()).filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_digits_are_the_number_they_tell(text in "[0-9:/<A\\-]{0,8}|[0-9]{1,8}", behind in "[0-9<]{8}") {
            let mut bytes = [0; 8];
            bytes.copy_from_slice(&format!("{text}{behind}").as_bytes()[..8]);
            prop_assert_eq!(
                eight_digits(u64::from_le_bytes(bytes), text.len()),
                digits(text.as_bytes())
            );
        }
    }
}
