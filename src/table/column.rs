//! One column: every distinct text once, and a code per row.

use std::collections::HashMap;

use zeroize::Zeroize as _;

use super::{RowId, Text, column_letters};

/// Names one distinct text of one column. Code 0 is the empty text in every column.
pub type Code = u32;

/// The code of the empty text.
pub const EMPTY: Code = 0;

/// A column of dictionary-encoded text.
pub struct Column {
    header: String,
    place: u32,
    codes: Vec<Code>,
    texts: Vec<Box<str>>,
    rows_of: Vec<u32>,
    lookup: HashMap<Box<str>, Code>,
    hidden: bool,
    made: bool,
}

impl Column {
    /// An empty column at `place` (0 is `A`).
    #[must_use]
    pub fn new(header: String, place: u32) -> Self {
        Self {
            header,
            place,
            codes: Vec::new(),
            texts: vec![Box::from("")],
            rows_of: vec![0],
            lookup: HashMap::from([(Box::from(""), EMPTY)]),
            hidden: false,
            made: false,
        }
    }

    /// True for a column that is not in the file: it was made from others, or is a constant. Its
    /// place is that of the first column that it was made from.
    #[must_use]
    pub fn is_made(&self) -> bool {
        self.made
    }

    /// Makes it a column that is not in the file, hidden until it is shown.
    pub(super) fn set_made(&mut self) {
        self.made = true;
        self.hidden = true;
    }

    /// As many empty cells as there are rows; `counted` of them in rows that are not removed.
    pub(super) fn extend_empty(&mut self, rows: usize, counted: usize) {
        self.codes.resize(rows, EMPTY);
        if let Some(n) = self.rows_of.first_mut() {
            *n = u32::try_from(counted).unwrap_or(u32::MAX);
        }
    }

    /// True for a column that was made from others and then taken back: it is no part of the
    /// table until it is shown again.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    pub(super) fn set_hidden(&mut self, hidden: bool) {
        self.hidden = hidden;
    }

    /// The header as written in the file.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The column's place in the sheet, counted from 0.
    #[must_use]
    pub fn place(&self) -> u32 {
        self.place
    }

    /// The column's letters in the sheet: `F`.
    #[must_use]
    pub fn letters(&self) -> String {
        column_letters(self.place)
    }

    /// The code of a row; the empty text outside the column.
    #[must_use]
    pub fn code(&self, row: RowId) -> Code {
        self.codes.get(row.index()).copied().unwrap_or(EMPTY)
    }

    /// The codes of all rows in order.
    #[must_use]
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// The text of a code.
    #[must_use]
    pub fn text_of(&self, code: Code) -> Text<'_> {
        Text::new(self.texts.get(code as usize).map_or("", |t| t))
    }

    /// Number of codes ever given, the empty text included; codes are `0..code_count()`.
    #[must_use]
    pub fn code_count(&self) -> Code {
        u32::try_from(self.texts.len()).unwrap_or(u32::MAX)
    }

    /// How many rows, removed ones not counted, hold this code now; 0 for a text that was edited away.
    #[must_use]
    pub fn rows_of(&self, code: Code) -> u32 {
        self.rows_of.get(code as usize).copied().unwrap_or(0)
    }

    /// Codes that at least one row holds, with their number of rows.
    pub fn live_codes(&self) -> impl Iterator<Item = (Code, u32)> {
        (0..self.code_count())
            .zip(&self.rows_of)
            .filter(|(_, n)| **n > 0)
            .map(|(c, n)| (c, *n))
    }

    /// The code of a text, if the column has it.
    #[must_use]
    pub fn code_of(&self, text: Text<'_>) -> Option<Code> {
        self.lookup.get(text.reveal()).copied()
    }

    /// The code of a text, given a new one where needed. No row changes.
    pub fn intern(&mut self, text: Text<'_>) -> Code {
        let text = text.reveal();
        if let Some(code) = self.lookup.get(text) {
            return *code;
        }
        let code = self.code_count();
        self.texts.push(Box::from(text));
        self.rows_of.push(0);
        self.lookup.insert(Box::from(text), code);
        code
    }

    /// Wipes texts that no row holds any more, removed rows included.
    pub(super) fn forget_unused(&mut self) {
        let mut used = vec![false; self.texts.len()];
        for code in std::iter::once(&EMPTY).chain(&self.codes) {
            if let Some(slot) = used.get_mut(*code as usize) {
                *slot = true;
            }
        }
        for (text, used) in self.texts.iter_mut().zip(used) {
            if used {
                continue;
            }
            if let Some((key, _)) = self.lookup.remove_entry(&**text) {
                key.into_string().zeroize();
            }
            std::mem::take(text).into_string().zeroize();
        }
    }

    pub(super) fn push_empty(&mut self) {
        self.codes.push(EMPTY);
        self.add(EMPTY, 1);
    }

    pub(super) fn pop(&mut self) {
        if let Some(code) = self.codes.pop() {
            self.add(code, -1);
        }
    }

    /// `counted` is false in a removed row, whose cells count for nothing.
    pub(super) fn set_code(&mut self, row: RowId, code: Code, counted: bool) {
        let Some(slot) = self.codes.get_mut(row.index()) else {
            return;
        };
        let old = std::mem::replace(slot, code);
        if counted {
            self.add(old, -1);
            self.add(code, 1);
        }
    }

    /// Counts the row's cell in (`by` 1) or out (-1).
    pub(super) fn count_row(&mut self, row: RowId, by: i32) {
        self.add(self.code(row), by);
    }

    fn add(&mut self, code: Code, by: i32) {
        if let Some(n) = self.rows_of.get_mut(code as usize) {
            *n = n.saturating_add_signed(by);
        }
    }
}
