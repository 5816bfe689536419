//! Rows on their way into a table: a few thousand at a time, each column with its own small
//! dictionary that stays in the processor's cache. Blocks are filled apart from one another, also
//! on several threads, and a table takes them in their order
//! ([`Table::append`](super::Table::append)); it then holds what it would hold had each cell been
//! set alone.

use std::sync::Arc;

use super::key::{Short, long_key, spread};
use super::narrow::{Narrow, Numbers};
use super::pool::Pool;
use super::{Code, EMPTY};

/// Texts after which a column that hardly repeats is taken as it comes, without a dictionary.
const LOOKED_AT: usize = 256;

/// Numbered texts that a column of a block remembers.
const NUMBERED: usize = 128;

/// Rows in the making. Columns are named by their place in the sheet.
#[derive(Default)]
pub struct Block {
    columns: Vec<Cells>,
    numbers: Vec<u32>,
    /// Shared texts, which cells may name by number.
    pool: Option<Arc<Pool>>,
}

impl Block {
    /// An empty block.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty block whose cells may name texts of a pool.
    #[must_use]
    pub fn over(pool: Arc<Pool>) -> Self {
        Self {
            pool: Some(pool),
            ..Self::default()
        }
    }

    /// An empty block with room for the texts of one like another.
    #[must_use]
    pub fn shaped(shape: &Shape) -> Self {
        let room = |length: usize| length + length / 64 + 256;
        let columns = shape.0.iter().map(|(bytes, texts)| Cells {
            text: String::with_capacity(room(*bytes)),
            ends: Vec::with_capacity(room(*texts)),
            ..Cells::default()
        });
        Self {
            columns: columns.collect(),
            ..Self::default()
        }
    }

    /// How much its texts take.
    #[must_use]
    pub fn shape(&self) -> Shape {
        let columns = self.columns.iter();
        Shape(columns.map(|c| (c.text.len(), c.ends.len())).collect())
    }

    /// Rows so far.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.numbers.len()
    }

    /// Begins a row with this number; its cells are empty until they are put.
    #[inline]
    pub fn push_row(&mut self, number: u32) {
        self.numbers.push(number);
    }

    /// Writes a cell of the last row. Of two texts for one cell the later stays.
    #[inline]
    pub fn put(&mut self, place: u32, text: &str) {
        let Some(row) = self.numbers.len().checked_sub(1) else {
            return;
        };
        self.widen(place);
        if let Some(cells) = self.columns.get_mut(place as usize) {
            if cells.is_shared() {
                cells.spell(self.pool.as_deref());
            }
            cells.put(row, text);
        }
    }

    /// Writes a cell of the last row with the text of this number in the pool.
    #[inline]
    pub fn put_shared(&mut self, place: u32, number: u32) {
        let Some(row) = self.numbers.len().checked_sub(1) else {
            return;
        };
        self.widen(place);
        if let Some(cells) = self.columns.get_mut(place as usize) {
            cells.put_shared(row, number, self.pool.as_deref());
        }
    }

    /// Bytes of all texts that cells name by number, as often as they do.
    #[must_use]
    pub fn shared_bytes(&self) -> u64 {
        let Some(pool) = &self.pool else { return 0 };
        let of_column = |cells: &Cells| {
            let numbers = cells.shared.iter().filter_map(|n| n.checked_sub(1));
            cells.spelled + numbers.map(|number| pool.length(number)).sum::<u64>()
        };
        self.columns.iter().map(of_column).sum()
    }

    /// Adds so much to the number of every row: a block that began at 0 learns where it stands.
    pub fn move_by(&mut self, rows: u32) {
        for number in &mut self.numbers {
            *number = number.saturating_add(rows);
        }
    }

    /// The rows so far, in no more memory than they need. The block begins anew, in the room that
    /// it has: to ask for memory and to give it back again for every few rows costs more than to
    /// copy them.
    #[must_use]
    pub fn take(&mut self) -> Self {
        let taken = Self {
            columns: self.columns.iter_mut().map(Cells::take).collect(),
            numbers: self.numbers.clone(),
            pool: self.pool.clone(),
        };
        self.numbers.clear();
        taken
    }

    /// No more rows will come: gives back what only filling needs.
    pub fn close(&mut self) {
        self.numbers.shrink_to_fit();
        for cells in &mut self.columns {
            cells.forget_keys();
            cells.shared.shrink_to_fit();
            cells.codes.shrink();
            cells.text.shrink_to_fit();
            cells.ends.shrink_to_fit();
        }
    }

    /// The cells of a place, to be filled column by column; there is always one.
    pub fn cells(&mut self, place: u32) -> Option<&mut Cells> {
        self.widen(place);
        self.columns.get_mut(place as usize)
    }

    #[inline]
    fn widen(&mut self, place: u32) {
        let place = place as usize;
        if self.columns.len() <= place {
            self.columns.resize_with(place + 1, Cells::default);
        }
    }

    /// The places at which a cell holds text, in the order in which the first one was met: row by
    /// row, from left to right.
    #[must_use]
    pub fn places(&self) -> Vec<u32> {
        let mut met: Vec<(usize, u32)> = self
            .columns
            .iter()
            .zip(0u32..)
            .filter_map(|(cells, place)| Some((cells.first_filled()?, place)))
            .collect();
        met.sort_unstable();
        met.into_iter().map(|(_, place)| place).collect()
    }

    pub(super) fn pool(&self) -> Option<&Arc<Pool>> {
        self.pool.as_ref()
    }

    /// Cells that name texts get these texts themselves.
    pub(super) fn spell(&mut self) {
        for cells in &mut self.columns {
            cells.spell(self.pool.as_deref());
        }
        self.pool = None;
    }

    pub(super) fn into_parts(self) -> (Vec<Cells>, Vec<u32>) {
        (self.columns, self.numbers)
    }
}

/// What the texts of a block take, by column: bytes and texts. Blocks of one source are alike.
#[derive(Default)]
pub struct Shape(Vec<(usize, usize)>);

/// The cells of one column of a block. Code 0 is the empty text here too.
#[derive(Default)]
pub struct Cells {
    /// By row, as long as every text is one of the pool: its number there and one, or 0 for an
    /// empty cell. Otherwise without rows, and the texts stand below.
    shared: Vec<u32>,
    /// Bytes of texts that were named by number and then spelled.
    spelled: u64,
    codes: Narrow,
    text: String,
    /// Where the text of code 1, 2, … ends.
    ends: Vec<u32>,
    count: Code,
    /// Codes that were asked for, of texts that are not empty.
    filled: usize,
    /// Texts are taken as they come: each has a code of its own, repeated or not.
    plain: bool,
    /// By code, from 1: the key of its text.
    keys: Vec<u128>,
    /// Codes by the hash of their key; 0 is a free place. Keys stand apart, so that this stays
    /// small.
    slots: Vec<Code>,
    /// Numbered texts that were met lately. Code 0 is a free place.
    numbered: Vec<(u32, Code)>,
}

impl Cells {
    /// True while cells name texts of the pool.
    #[inline]
    pub(super) fn is_shared(&self) -> bool {
        !self.shared.is_empty()
    }

    /// True where no cell has a text of its own.
    pub(super) fn is_without_texts(&self) -> bool {
        self.count == 0
    }

    /// By row the number of its text in the pool and one; 0, or nothing at the end, is an empty
    /// cell.
    pub(super) fn shared(&self) -> &[u32] {
        &self.shared
    }

    fn first_filled(&self) -> Option<usize> {
        if self.is_shared() {
            return self.shared.iter().position(|number| *number != 0);
        }
        (self.count > 0)
            .then(|| self.codes(usize::MAX).position(|code| code != EMPTY))
            .flatten()
    }

    #[inline]
    fn put_shared(&mut self, row: usize, number: u32, pool: Option<&Pool>) {
        if self.codes.len() > 0 {
            let text = pool.and_then(|pool| pool.get(number)).unwrap_or_default();
            self.spelled += text.len() as u64;
            return self.put_numbered(row, number, text);
        }
        let number = number.saturating_add(1);
        if row > self.shared.len() {
            self.shared.resize(row, 0);
        }
        match self.shared.get_mut(row) {
            Some(slot) => *slot = number,
            None => self.shared.push(number),
        }
    }

    /// Texts that were named by number are written out.
    #[cold]
    pub(super) fn spell(&mut self, pool: Option<&Pool>) {
        let shared = std::mem::take(&mut self.shared);
        for (number, row) in shared.iter().zip(0..) {
            let Some(number) = number.checked_sub(1) else {
                continue;
            };
            let text = pool.and_then(|pool| pool.get(number)).unwrap_or_default();
            self.spelled += text.len() as u64;
            self.put_numbered(row, number, text);
        }
        self.fill(shared.len());
    }

    /// Number of texts, repeated ones too.
    pub(super) fn text_count(&self) -> usize {
        self.count as usize
    }

    /// All texts, one after another, and where each ends.
    pub(super) fn text_and_ends(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// The texts of code 1, 2, …
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let end = *end as usize;
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            text
        })
    }

    /// The codes of the first rows, so many at most; missing ones at the end are empty.
    pub(super) fn codes(&self, rows: usize) -> Numbers<'_> {
        self.codes.range(0, rows.min(self.codes.len()))
    }

    /// Writes the cell of a row.
    #[inline]
    pub fn put(&mut self, row: usize, text: &str) {
        let short = if self.plain { None } else { Short::of(text) };
        let code = self.code(short, text);
        self.put_code(row, code);
    }

    #[inline]
    fn put_numbered(&mut self, row: usize, number: u32, text: &str) {
        let at = number as usize % NUMBERED;
        if let Some((known, code)) = self.numbered.get(at)
            && *known == number
            && *code != EMPTY
        {
            let code = *code;
            self.filled += 1;
            return self.put_code(row, code);
        }
        let short = if self.plain { None } else { Short::of(text) };
        let code = self.code(short, text);
        self.put_code(row, code);
        if self.plain {
            return;
        }
        if self.numbered.is_empty() {
            self.numbered = vec![(0, EMPTY); NUMBERED];
        }
        if let Some(slot) = self.numbered.get_mut(at) {
            *slot = (number, code);
        }
    }

    #[inline]
    fn put_code(&mut self, row: usize, code: Code) {
        if row >= self.codes.len() {
            if row > self.codes.len() {
                self.codes.resize(row);
            }
            self.codes.push(code);
            self.look_again();
        } else {
            self.codes.replace(row, code);
        }
    }

    /// Appends the cells of the next rows, whose codes were asked for.
    pub fn extend(&mut self, codes: &[Code]) {
        let largest = self.count;
        self.codes.extend(codes.iter().copied(), largest);
        self.look_again();
    }

    /// Fills up with empty cells to so many rows.
    pub fn fill(&mut self, rows: usize) {
        if self.codes.len() < rows {
            self.codes.resize(rows);
        }
    }

    /// After the first rows it shows whether looking texts up is worth it.
    fn look_again(&mut self) {
        if !self.plain
            && self.filled >= LOOKED_AT
            && self.filled < 16 * LOOKED_AT
            && self.count as usize * 10 > self.filled * 7
        {
            self.plain = true;
            self.forget_keys();
        }
    }

    /// What it holds, without what only filling needs; it is empty then.
    fn take(&mut self) -> Self {
        let taken = Self {
            shared: self.shared.clone(),
            spelled: std::mem::take(&mut self.spelled),
            codes: self.codes.clone(),
            text: self.text.clone(),
            ends: self.ends.clone(),
            count: std::mem::take(&mut self.count),
            filled: std::mem::take(&mut self.filled),
            plain: std::mem::take(&mut self.plain),
            ..Self::default()
        };
        self.shared.clear();
        self.codes.clear();
        self.text.clear();
        self.ends.clear();
        self.keys.clear();
        self.slots.fill(EMPTY);
        self.numbered.fill((0, EMPTY));
        taken
    }

    fn forget_keys(&mut self) {
        self.keys = Vec::new();
        self.slots = Vec::new();
        self.numbered = Vec::new();
    }

    /// True where texts are taken as they come and nobody asks for their numbers.
    #[inline]
    #[must_use]
    pub fn takes_all(&self) -> bool {
        self.plain
    }

    /// The code of a text that a row will hold; `short` may be left out where all are taken.
    #[inline]
    pub fn code(&mut self, short: Option<Short>, text: &str) -> Code {
        if text.is_empty() {
            return EMPTY;
        }
        self.filled += 1;
        if self.plain {
            return self.add(text);
        }
        let (key, is_short) = match short {
            Some(Short(key)) => (key, true),
            None => (long_key(text), false),
        };
        if (self.count as usize + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = spread(key) & mask;
        loop {
            let code = self.slots.get(at).copied().unwrap_or(EMPTY);
            let Some(before) = code.checked_sub(1) else {
                break;
            };
            if self.keys.get(before as usize) == Some(&key)
                && (is_short || self.text_of(code) == text)
            {
                return code;
            }
            at = (at + 1) & mask;
        }
        let code = self.add(text);
        self.keys.push(key);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = code;
        }
        code
    }

    fn add(&mut self, text: &str) -> Code {
        self.text.push_str(text);
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.count += 1;
        self.count
    }

    fn text_of(&self, code: Code) -> &str {
        let end_of = |code: Option<usize>| {
            let at = code.and_then(|code| code.checked_sub(1));
            at.and_then(|at| self.ends.get(at))
                .map_or(0, |n| *n as usize)
        };
        let code = code as usize;
        let (start, end) = (end_of(code.checked_sub(1)), end_of(Some(code)));
        self.text.get(start..end).unwrap_or_default()
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 4).max(32);
        self.slots.clear();
        self.slots.resize(size, EMPTY);
        let mask = size - 1;
        for (key, code) in self.keys.iter().zip(1..) {
            let mut at = spread(*key) & mask;
            while self.slots.get(at).is_some_and(|code| *code != EMPTY) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = code;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ColId, Table, Text};
    use super::*;
    use proptest::prelude::*;

    fn headers(width: u32) -> Vec<(String, u32)> {
        (0..width)
            .map(|place| (format!("h{place}"), place))
            .collect()
    }

    /// Both tables hold the same.
    fn same(one: &Table, many: &Table, width: u32) -> Result<(), TestCaseError> {
        prop_assert_eq!(many.record_count(), one.record_count());
        for col in (0..width).map(ColId) {
            let (a, b) = (one.column(col).unwrap(), many.column(col).unwrap());
            let live = |column: &super::super::Column| -> Vec<(String, u32)> {
                let mut list: Vec<(String, u32)> = column
                    .live_codes()
                    .map(|(code, rows)| (column.text_of(code).reveal().to_owned(), rows))
                    .collect();
                list.sort();
                list
            };
            prop_assert_eq!(live(a), live(b));
            for row in one.rows() {
                prop_assert!(one.text(row, col) == many.text(row, col));
                prop_assert_eq!(one.row_number(row), many.row_number(row));
                prop_assert_eq!(b.code_of(many.text(row, col)), Some(b.code(row)));
            }
        }
        Ok(())
    }

    fn all_columns(width: u32) -> Vec<Option<ColId>> {
        (0..width).map(|c| Some(ColId(c))).collect()
    }

    proptest! {
        #[test]
        fn blocks_make_the_table_that_single_cells_make(
            rows in prop::collection::vec(prop::collection::vec((0u32..4, "[a-c]{0,2}|[a-z]{14,18}|é{7,8}"), 0..5), 0..900),
            cut in 1usize..400,
        ) {
            let mut one = Table::new(None, 1, headers(4));
            let mut blocks = Vec::new();
            for (part, numbers) in rows.chunks(cut).zip(0u32..) {
                let mut block = Block::new();
                for (row, number) in part.iter().zip(0u32..) {
                    let id = one.push_row(numbers * 1000 + number);
                    block.push_row(number);
                    for (place, text) in row {
                        one.set(id, ColId(*place), Text::new(text));
                        block.put(*place, text);
                    }
                }
                block.move_by(numbers * 1000);
                blocks.push(block);
            }
            let mut many = Table::new(None, 1, headers(4));
            many.append(blocks, &all_columns(4));
            same(&one, &many, 4)?;
        }

        /// Column 0 names all its texts by number, column 1 some of them, column 2 none; some rows
        /// are there before, and a block in the midst has a pool of its own.
        #[test]
        fn texts_of_a_pool_are_as_good_as_written_ones(
            words in prop::collection::vec("[a-c]{1,2}|[a-z]{14,18}|é{7,8}|\\PC{1,3}", 1..60),
            rows in prop::collection::vec((any::<prop::sample::Index>(), 0usize..6, any::<bool>()), 0..600),
            ahead in 0usize..9, cut in 1usize..300, strange in any::<bool>(),
        ) {
            let pool = |words: &[String]| {
                let mut pool = Pool::default();
                for word in words {
                    pool.room().push_str(word);
                    pool.close().unwrap();
                }
                Arc::new(pool)
            };
            let known = pool(&words);
            let (mut one, mut many) = (Table::new(None, 1, headers(3)), Table::new(None, 1, headers(3)));
            let (first, rest) = rows.split_at(ahead.min(rows.len()));
            let at = |index: &prop::sample::Index| index.index(words.len());
            for (index, _, _) in first {
                for table in [&mut one, &mut many] {
                    let row = table.push_row(1);
                    table.set(row, ColId(0), Text::new(&words[at(index)]));
                }
            }
            let mut blocks = Vec::new();
            for (part, block_number) in rest.chunks(cut).zip(0..) {
                let own = if strange && block_number == 1 { pool(&words) } else { known.clone() };
                let mut block = Block::over(own);
                let mut bytes = 0;
                for (index, how, both) in part {
                    let (number, word) = (at(index), &words[at(index)]);
                    let row = one.push_row(2);
                    block.push_row(2);
                    if *how > 0 {
                        one.set(row, ColId(0), Text::new(word));
                        block.put_shared(0, number as u32);
                        bytes += word.len() as u64;
                    }
                    if *how > 1 || *both {
                        one.set(row, ColId(1), Text::new(word));
                        if *how > 2 {
                            block.put_shared(1, number as u32);
                            bytes += word.len() as u64;
                        } else {
                            block.put(1, word);
                        }
                    }
                    if *both {
                        one.set(row, ColId(2), Text::new(word));
                        block.put(2, word);
                    }
                }
                prop_assert_eq!(block.shared_bytes(), bytes);
                block.close();
                prop_assert_eq!(block.shared_bytes(), bytes);
                blocks.push(block);
            }
            many.append(blocks, &all_columns(3));
            same(&one, &many, 3)?;
            let (a, b) = (one.column(ColId(0)).unwrap(), many.column(ColId(0)).unwrap());
            prop_assert!(a.codes().eq(b.codes()));
        }
    }
}
