//! What leaves of each distinct text of a column: nothing beside the column where its texts leave
//! as they are, else a few long pieces of text, no allocation for each.

use rayon::prelude::*;

use crate::privacy::{Leaving, Treater};
use crate::table::{Code, Column, EMPTY, Text};

/// Codes that share a piece.
const PIECE: u32 = 1 << 12;
/// Digits of a digest.
const DIGITS: usize = 64;

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

/// What leaves of some codes, one text after the other.
#[derive(Default)]
pub(super) struct Piece {
    count: usize,
    text: String,
    ends: Ends,
    hows: Hows,
}

/// Where texts end. Digests are all of one length, and need no list.
enum Ends {
    At(Vec<usize>),
    Every(usize),
}

/// How texts leave. Mostly all of a piece in one way.
enum Hows {
    Each(Vec<How>),
    All(How),
}

impl Default for Ends {
    fn default() -> Self {
        Self::At(Vec::new())
    }
}

impl Default for Hows {
    fn default() -> Self {
        Self::Each(Vec::new())
    }
}

impl Piece {
    fn with_capacity(codes: usize, bytes: usize) -> Self {
        Self {
            count: 0,
            text: String::with_capacity(bytes),
            ends: Ends::At(Vec::with_capacity(codes)),
            hows: Hows::Each(Vec::with_capacity(codes)),
        }
    }

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
        self.count += 1;
        if let Hows::Each(hows) = &mut self.hows {
            hows.push(how);
        }
        if let Ends::At(ends) = &mut self.ends {
            ends.push(self.text.len());
        }
    }

    /// Nothing more is added.
    fn close(&mut self) {
        self.text.shrink_to_fit();
        if let Hows::Each(hows) = &self.hows
            && let Some((first, others)) = hows.split_first()
            && others.iter().all(|how| how == first)
        {
            self.hows = Hows::All(*first);
        }
        if let Ends::At(ends) = &self.ends
            && let Some(length) = ends.first().copied()
            && ends
                .iter()
                .zip(1..)
                .all(|(end, count)| *end == count * length)
        {
            self.ends = Ends::Every(length);
        }
    }

    #[inline]
    fn how(&self, at: usize) -> Option<How> {
        match &self.hows {
            Hows::Each(hows) => hows.get(at).copied(),
            Hows::All(how) => (at < self.count).then_some(*how),
        }
    }

    #[inline]
    fn text(&self, at: usize) -> &str {
        let (start, end) = match &self.ends {
            Ends::Every(length) => (at * length, (at + 1) * length),
            Ends::At(ends) => {
                let before = at.checked_sub(1).and_then(|before| ends.get(before));
                let end = ends.get(at).copied().unwrap_or(0);
                (before.copied().unwrap_or(0), end)
            }
        };
        self.text.get(start..end).unwrap_or_default()
    }
}

impl Going {
    /// What a treatment makes of a column.
    pub fn new(treater: &Treater, column: &Column) -> Self {
        if treater.is_clear() {
            return Self::Clear;
        }
        let bytes = match treater.maker() {
            Some(_) => DIGITS,
            None => 0,
        };
        Self::made(column, bytes, |code, piece| {
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

    /// `bytes`: so many come of a text, where that is known.
    fn made(column: &Column, bytes: usize, make: impl Fn(Code, &mut Piece) + Sync) -> Self {
        let count = column.code_count();
        let pieces = (0..count.div_ceil(PIECE))
            .into_par_iter()
            .with_max_len(1)
            .map(|at| {
                let codes = at * PIECE..count.min((at + 1) * PIECE);
                let mut piece = Piece::with_capacity(codes.len(), codes.len() * bytes);
                for code in codes {
                    make(code, &mut piece);
                }
                piece.close();
                piece
            })
            .collect();
        Self::Made(pieces)
    }

    /// The same with some texts masked, by code.
    pub fn masked(&self, column: &Column, masks: &std::collections::HashMap<Code, String>) -> Self {
        Self::made(column, 0, |code, piece| match masks.get(&code) {
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
                .and_then(|(piece, at)| piece.how(at))
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
                Some((piece, at)) if piece.how(at) == Some(How::Clear) => column.text_of(code),
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

    /// Hands on the texts that leave of a range of codes, in order.
    pub fn each_text<'t>(
        &'t self,
        column: &'t Column,
        codes: std::ops::Range<Code>,
        mut each: impl FnMut(Code, Text<'t>),
    ) {
        match self {
            Self::Clear => {
                let texts = column.texts_of(codes.clone());
                codes.zip(texts).for_each(|(code, text)| each(code, text));
            }
            Self::Nothing => codes.for_each(|code| each(code, Text::new(""))),
            Self::Made(_) => codes.for_each(|code| each(code, self.text(column, code))),
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
