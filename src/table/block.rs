//! Rows on their way into a table: a few thousand at a time, each column with its own small
//! dictionary that stays in the processor's cache. Blocks are filled apart from one another, also
//! on several threads, and a table takes them in their order
//! ([`Table::append`](super::Table::append)); it then holds what it would hold had each cell been
//! set alone.

use std::sync::Arc;

use super::cells::Cells;
use super::pool::Pool;

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
        let columns = shape.0.iter();
        let columns = columns.map(|(bytes, texts)| Cells::with_room(room(*bytes), room(*texts)));
        Self {
            columns: columns.collect(),
            ..Self::default()
        }
    }

    /// How much its texts take.
    #[must_use]
    pub fn shape(&self) -> Shape {
        let columns = self.columns.iter();
        Shape(columns.map(Cells::lengths).collect())
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
        self.columns.iter().map(|c| c.shared_bytes(pool)).sum()
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
        self.columns.iter_mut().for_each(Cells::close);
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
