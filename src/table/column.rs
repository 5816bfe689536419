//! One column: every distinct text once, and a code per row.

use super::cells::Cells;
use super::edits::ColumnEdits;
use super::gather::{Scratch, gather};
use super::lookup::Lookup;
use super::naming::name;
use super::narrow::{Narrow, Numbers};
use super::pool::Pool;
use super::texts::Texts;
use super::{RowId, Text, column_letters};

/// Names one distinct text of one column. Code 0 is the empty text in every column.
pub type Code = u32;

/// The code of the empty text.
pub const EMPTY: Code = 0;

/// Texts are looked up one by one, and from so many on together.
const MANY: usize = if cfg!(test) { 1 << 6 } else { 1 << 11 };

/// A column of dictionary-encoded text.
pub struct Column {
    header: String,
    place: u32,
    codes: Narrow,
    texts: Texts,
    /// By code; that of the empty text is kept apart, since it may be far larger than all others.
    rows_of: Narrow,
    empty_rows: u32,
    lookup: Lookup,
    hidden: bool,
    made: bool,
}

impl Column {
    /// An empty column at `place` (0 is `A`).
    #[must_use]
    pub fn new(header: String, place: u32) -> Self {
        let mut texts = Texts::default();
        texts.push("");
        let mut rows_of = Narrow::default();
        rows_of.push(0);
        Self {
            header,
            place,
            codes: Narrow::default(),
            texts,
            rows_of,
            empty_rows: 0,
            lookup: Lookup::default(),
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
        self.codes.resize(rows);
        self.empty_rows = u32::try_from(counted).unwrap_or(u32::MAX);
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
    #[inline]
    pub fn code(&self, row: RowId) -> Code {
        self.codes.get(row.index()).unwrap_or(EMPTY)
    }

    /// The codes of all rows in order.
    #[must_use]
    pub fn codes(&self) -> Numbers<'_> {
        self.codes.iter()
    }

    /// The codes of the rows from `start` up to, not with, `end`.
    #[must_use]
    pub fn codes_of(&self, start: RowId, end: RowId) -> Numbers<'_> {
        self.codes
            .range(start.index(), end.index().min(self.codes.len()))
    }

    /// The text of a code.
    #[must_use]
    #[inline]
    pub fn text_of(&self, code: Code) -> Text<'_> {
        Text::new(self.texts.get(code))
    }

    /// The texts of several codes in order: sooner than one by one.
    pub fn texts_of(&self, codes: std::ops::Range<Code>) -> impl Iterator<Item = Text<'_>> {
        let count = codes.len();
        self.texts.from(codes.start).take(count).map(Text::new)
    }

    /// Number of codes ever given, the empty text included; codes are `0..code_count()`.
    #[must_use]
    pub fn code_count(&self) -> Code {
        self.texts.count()
    }

    /// How many rows, removed ones not counted, hold this code now; 0 for a text that was edited away.
    #[must_use]
    #[inline]
    pub fn rows_of(&self, code: Code) -> u32 {
        if code == EMPTY {
            self.empty_rows
        } else {
            self.rows_of.get(code as usize).unwrap_or(0)
        }
    }

    /// Codes that at least one row holds, with their number of rows.
    pub fn live_codes(&self) -> impl Iterator<Item = (Code, u32)> {
        (0..self.code_count())
            .map(|code| (code, self.rows_of(code)))
            .filter(|(_, n)| *n > 0)
    }

    /// The code of a text, if the column has it.
    #[must_use]
    pub fn code_of(&self, text: Text<'_>) -> Option<Code> {
        if text.is_empty() {
            return Some(EMPTY);
        }
        self.lookup.find(&self.texts, text.reveal())
    }

    /// The code of a text, given a new one where needed. No row changes.
    pub fn intern(&mut self, text: Text<'_>) -> Code {
        self.intern_str(text.reveal())
    }

    /// The codes of texts that stand one after another, given new ones where needed; `ends` says
    /// where each ends. No row changes. Of very many the next to be looked up one by one waits for
    /// [`Column::prepare`].
    pub fn intern_all(&mut self, texts: &str, ends: &[u32]) -> Vec<Code> {
        let many = ends.len() > MANY && ends.len() > self.code_count() as usize / 2;
        if many
            && texts.len() < u32::MAX as usize
            && let Some(codes) = self.gather_all(texts, ends)
        {
            return codes;
        }
        let mut start = 0;
        let codes = ends.iter().map(|end| {
            let from = std::mem::replace(&mut start, *end as usize);
            self.intern_str(texts.get(from..start).unwrap_or_default())
        });
        codes.collect()
    }

    /// The same for many texts, found side by side; `None` where they cannot be.
    fn gather_all(&mut self, texts: &str, ends: &[u32]) -> Option<Vec<Code>> {
        // The empty text has its code already, and is none of those that are gathered.
        let mut start = 0;
        let is_filled = |end: &u32| std::mem::replace(&mut start, *end) != *end;
        let filled: Vec<u32> = ends.iter().copied().filter(is_filled).collect();
        let mut scratch = Scratch::default();
        let cells = [(texts, filled.as_slice())];
        let codes = gather(&mut self.lookup, &mut self.texts, &cells, &mut scratch)?;
        self.rows_of.resize(self.texts.count() as usize);
        if codes.len() == ends.len() {
            return Some(codes);
        }
        let mut codes = codes.into_iter();
        let mut start = 0;
        let code_of = |end: &u32| match std::mem::replace(&mut start, *end) == *end {
            true => EMPTY,
            false => codes.next().unwrap_or(EMPTY),
        };
        Some(ends.iter().map(code_of).collect())
    }

    #[inline]
    fn intern_str(&mut self, text: &str) -> Code {
        if text.is_empty() {
            return EMPTY;
        }
        let (code, is_new) = self.lookup.intern(&mut self.texts, text);
        if is_new {
            self.rows_of.push(0);
        }
        code
    }

    /// Appends the rows of several blocks in their order; a block that knows nothing of this
    /// column gives empty cells. `rows` has the number of rows of each block, `pool` the texts that
    /// their cells may name.
    pub(super) fn append(
        &mut self,
        mut blocks: Vec<Option<Cells>>,
        rows: &[usize],
        pool: Option<&Pool>,
        scratch: &mut Scratch,
    ) {
        let now: usize = rows.iter().sum();
        let mut cells = blocks.iter().flatten();
        if let Some(pool) = pool
            && cells.clone().any(Cells::is_shared)
            && cells.all(Cells::is_without_texts)
        {
            let cells = (blocks.as_slice(), rows);
            let names = scratch.names();
            let codes = name(&mut self.lookup, &mut self.texts, cells, pool, names);
            return self.take_codes(std::iter::once(codes), now);
        }
        for cells in blocks.iter_mut().flatten().filter(|c| c.is_shared()) {
            cells.spell(pool);
        }
        let count: usize = blocks.iter().flatten().map(Cells::text_count).sum();
        // Beside many that are known, a few more are looked up one by one.
        let many = count > MANY && count > self.code_count() as usize / 2;
        let together = if many {
            let cells: Vec<_> = blocks.iter().flatten().map(Cells::text_and_ends).collect();
            gather(&mut self.lookup, &mut self.texts, &cells, scratch)
        } else {
            None
        };
        let new_codes = together.unwrap_or_else(|| {
            let texts = blocks.iter().flatten().flat_map(Cells::texts);
            let codes = texts.map(|text| self.intern_str(text)).collect();
            self.texts.join();
            codes
        });
        let mut new_codes = new_codes.as_slice();
        let by_block = blocks.into_iter().zip(rows).map(|(cells, rows)| {
            let mut fresh: Vec<Code> = Vec::with_capacity(*rows);
            if let Some(cells) = cells {
                let (own, others) = new_codes
                    .split_at_checked(cells.text_count())
                    .unwrap_or_default();
                new_codes = others;
                cells.codes(*rows).for_each(|local| {
                    fresh.push(match local.checked_sub(1) {
                        None => EMPTY,
                        Some(at) => own.get(at as usize).copied().unwrap_or(EMPTY),
                    });
                });
            }
            fresh.resize(*rows, EMPTY);
            fresh
        });
        self.take_codes(by_block, now);
    }

    /// Appends the codes of rows, part by part, and counts them.
    fn take_codes(&mut self, parts: impl Iterator<Item = Vec<Code>>, rows: usize) {
        let largest = self.code_count();
        self.codes.widen(largest);
        self.codes.reserve(rows);
        let mut rows_of: Vec<u32> = self.rows_of.iter().collect();
        rows_of.resize(largest as usize, 0);
        for codes in parts {
            for code in &codes {
                if let Some(n) = rows_of.get_mut(*code as usize) {
                    *n += 1;
                }
            }
            self.codes.extend(codes.into_iter(), largest);
        }
        if let Some(n) = rows_of.first_mut() {
            self.empty_rows += std::mem::take(n);
        }
        let most = rows_of.iter().copied().max().unwrap_or(0);
        self.rows_of = Narrow::with_capacity(rows_of.len(), most);
        self.rows_of.extend(rows_of.into_iter(), most);
    }

    /// Wipes texts that no row holds any more, removed rows included.
    pub(super) fn forget_unused(&mut self) {
        let mut used = vec![false; self.texts.count() as usize];
        for code in std::iter::once(EMPTY).chain(self.codes.iter()) {
            if let Some(slot) = used.get_mut(code as usize) {
                *slot = true;
            }
        }
        if used.iter().all(|used| *used) {
            return;
        }
        self.texts
            .keep_only(|code| used.get(code as usize).copied().unwrap_or(false));
        // A text that is gone has no way back to its code, and its hash would tell something of it.
        self.lookup.gather(&self.texts);
    }

    /// Makes ahead what finding the code of a text needs.
    pub(super) fn prepare(&self) {
        self.lookup.prepare(&self.texts);
    }

    pub(super) fn push_empty(&mut self) {
        self.codes.push(EMPTY);
        self.empty_rows += 1;
    }

    pub(super) fn pop(&mut self) {
        if let Some(code) = self.codes.pop() {
            self.add(code, -1);
        }
    }

    /// `counted` is false in a removed row, whose cells count for nothing.
    pub(super) fn set_code(&mut self, row: RowId, code: Code, counted: bool) {
        let Some(old) = self.codes.replace(row.index(), code) else {
            return;
        };
        if counted {
            self.add(old, -1);
            self.add(code, 1);
        }
    }

    /// Writes many cells; those in rows for which `there` is false count for nothing.
    pub(super) fn apply(&mut self, edits: &ColumnEdits, there: impl Fn(RowId) -> bool) {
        let (codes, pairs) = (&mut self.codes, edits.pairs());
        edits.tell(|row, place| {
            if let Some(pair) = pairs.get(place) {
                codes.replace(row.index(), pair.new);
            }
        });
        for (pair, cells) in pairs.iter().zip(edits.count(there)) {
            let cells = i32::try_from(cells).unwrap_or(i32::MAX);
            self.add(pair.old, -cells);
            self.add(pair.new, cells);
        }
    }

    /// Counts the row's cell in (`by` 1) or out (-1).
    pub(super) fn count_row(&mut self, row: RowId, by: i32) {
        self.add(self.code(row), by);
    }

    fn add(&mut self, code: Code, by: i32) {
        if code == EMPTY {
            self.empty_rows = self.empty_rows.saturating_add_signed(by);
        } else if let Some(n) = self.rows_of.get(code as usize) {
            self.rows_of
                .replace(code as usize, n.saturating_add_signed(by));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Also empty ones, at the beginning, in the midst and at the end.
        #[test]
        fn many_texts_at_once_get_the_codes_that_each_alone_gets(
            known in prop::collection::vec("[a-c]{1,3}", 0..40),
            texts in prop::collection::vec("[a-c]{0,3}|é{1,9}", 0..200),
        ) {
            let [mut one, mut many] = [(); 2].map(|()| {
                let mut column = Column::new("h".to_owned(), 0);
                for text in &known {
                    column.intern(Text::new(text));
                }
                column
            });
            let alone: Vec<Code> = texts.iter().map(|text| one.intern(Text::new(text))).collect();
            let mut end = 0;
            let ends: Vec<u32> = texts.iter().map(|text| { end += text.len() as u32; end }).collect();
            prop_assert_eq!(many.intern_all(&texts.concat(), &ends), alone);
            prop_assert_eq!(many.code_count(), one.code_count());
            for code in 0..one.code_count() {
                prop_assert!(many.text_of(code) == one.text_of(code));
            }
        }
    }
}
