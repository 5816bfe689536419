//! What leaves of each distinct text of a column: nothing beside the column where its texts leave
//! as they are, else a few long pieces of text, no allocation for each.

use rayon::prelude::*;

use crate::privacy::{Leaving, Treater};
use crate::table::{Code, Column, EMPTY, Text};

/// Codes that share a piece.
const PIECE: u32 = 1 << 12;

/// What leaves of a column's texts, by code.
pub(super) enum Going {
    /// Every text as it is.
    Clear,
    /// Nothing, because it cannot be made.
    Nothing,
    Made(Vec<Piece>),
}

/// How a text leaves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Clear,
    Pseudonym,
    Blurred,
    Year,
    Masked,
    Emptied,
    Empty,
}

#[derive(Default)]
pub(super) struct Piece {
    hows: Vec<How>,
    text: String,
    ends: Vec<usize>,
}

impl Piece {
    fn add(&mut self, leaving: &Leaving) {
        let (how, text) = match leaving {
            Leaving::Clear => (How::Clear, ""),
            Leaving::Pseudonym(text) => (How::Pseudonym, text.as_str()),
            Leaving::Blurred(text) => (How::Blurred, text.as_str()),
            Leaving::Year(text) => (How::Year, text.as_str()),
            Leaving::Masked(text) => (How::Masked, text.as_str()),
            Leaving::Emptied => (How::Emptied, ""),
            Leaving::Empty => (How::Empty, ""),
        };
        self.text.push_str(text);
        self.end(how);
    }

    fn end(&mut self, how: How) {
        self.hows.push(how);
        self.ends.push(self.text.len());
    }

    fn text(&self, at: usize) -> &str {
        let start = match at.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
        };
        let end = self.ends.get(at).copied().unwrap_or(0);
        self.text.get(start..end).unwrap_or_default()
    }
}

impl Going {
    /// What a treatment makes of a column.
    pub fn new(treater: &Treater, column: &Column) -> Self {
        if treater.is_clear() {
            return Self::Clear;
        }
        Self::made(column, |code, piece| {
            let text = column.text_of(code);
            match treater.maker() {
                Some(maker) if !text.is_empty() && column.rows_of(code) > 0 => {
                    maker.write(text, &mut piece.text);
                    piece.end(How::Pseudonym);
                }
                _ if column.rows_of(code) == 0 || text.is_empty() => piece.end(How::Empty),
                _ => match treater.rounded(text, &mut piece.text) {
                    Some(true) => piece.end(How::Blurred),
                    Some(false) => piece.end(How::Emptied),
                    None => piece.add(&treater.leaving(text)),
                },
            }
        })
    }

    fn made(column: &Column, make: impl Fn(Code, &mut Piece) + Sync) -> Self {
        let count = column.code_count();
        let pieces = (0..count.div_ceil(PIECE))
            .into_par_iter()
            .with_max_len(1)
            .map(|at| {
                let mut piece = Piece::default();
                for code in at * PIECE..count.min((at + 1) * PIECE) {
                    make(code, &mut piece);
                }
                piece.text.shrink_to_fit();
                piece
            })
            .collect();
        Self::Made(pieces)
    }

    /// The same with some texts masked, by code.
    pub fn masked(&self, column: &Column, masks: &std::collections::HashMap<Code, String>) -> Self {
        Self::made(column, |code, piece| match masks.get(&code) {
            Some(text) => {
                piece.text.push_str(text);
                piece.end(How::Masked);
            }
            None => {
                if let Some(text) = self.own(code) {
                    piece.text.push_str(text);
                }
                piece.end(self.how(column, code));
            }
        })
    }

    fn at(&self, code: Code) -> Option<(&Piece, usize)> {
        let Self::Made(pieces) = self else {
            return None;
        };
        let piece = pieces.get((code / PIECE) as usize)?;
        Some((piece, (code % PIECE) as usize))
    }

    /// How a text leaves.
    pub fn how(&self, column: &Column, code: Code) -> How {
        match self {
            Self::Clear if code == EMPTY || column.rows_of(code) == 0 => How::Empty,
            Self::Clear => How::Clear,
            Self::Nothing => How::Emptied,
            Self::Made(_) => self
                .at(code)
                .and_then(|(piece, at)| piece.hows.get(at).copied())
                .unwrap_or(How::Empty),
        }
    }

    /// The text that was made for a code.
    fn own(&self, code: Code) -> Option<&str> {
        self.at(code).map(|(piece, at)| piece.text(at))
    }

    /// The exact text that leaves.
    #[inline]
    pub fn text<'t>(&'t self, column: &'t Column, code: Code) -> Text<'t> {
        match self {
            Self::Clear => column.text_of(code),
            Self::Nothing => Text::new(""),
            Self::Made(_) => match self.at(code) {
                Some((piece, at)) if piece.hows.get(at) == Some(&How::Clear) => {
                    column.text_of(code)
                }
                Some((piece, at)) => Text::new(piece.text(at)),
                None => Text::new(""),
            },
        }
    }

    /// Hands on the texts that leave of some codes.
    pub fn texts<'t>(&'t self, column: &'t Column, codes: &[Code], mut each: impl FnMut(Text<'t>)) {
        // Asked once for all of them how the column leaves.
        match self {
            Self::Clear => codes.iter().for_each(|code| each(column.text_of(*code))),
            Self::Nothing => codes.iter().for_each(|_| each(Text::new(""))),
            Self::Made(_) => codes.iter().for_each(|code| each(self.text(column, *code))),
        }
    }

    /// What leaves, whole.
    pub fn leaving(&self, column: &Column, code: Code) -> Leaving {
        let text = || self.own(code).unwrap_or_default().to_owned();
        match self.how(column, code) {
            How::Clear => Leaving::Clear,
            How::Pseudonym => Leaving::Pseudonym(text()),
            How::Blurred => Leaving::Blurred(text()),
            How::Year => Leaving::Year(text()),
            How::Masked => Leaving::Masked(text()),
            How::Emptied => Leaving::Emptied,
            How::Empty => Leaving::Empty,
        }
    }
}
