//! What we hold: one table as columns of dictionary-encoded text, with row and column ids.
//!
//! Each column keeps every distinct text once and a code per row, so that checks, repairs and
//! digests run once per distinct text. Rows keep the number that a spreadsheet shows, whatever
//! is filtered later. Pure: no I/O, no clock. It must never print a cell.

mod address;
mod block;
mod cells;
mod change;
mod column;
mod edits;
mod gather;
mod key;
mod lookup;
mod naming;
mod narrow;
mod parts;
mod pool;
mod shares;
mod text;
mod texts;

use std::sync::{Arc, Mutex};

use rayon::prelude::*;

pub use address::{column_letters, parse_address};
pub use block::{Block, Shape};
pub use cells::Cells;
pub use change::Change;
pub use column::{Code, Column, EMPTY};
pub use edits::{CellEdit, ColumnEdits, Edits, Pair};
pub use key::Short;
pub(crate) use narrow::Narrow;
pub use pool::Pool;
pub(crate) use shares::Shares;
pub use text::{Text, TextBuf, shape};

use gather::Scratch;
use parts::{Part, Parts, quoted};

/// A column of the table, counted from 0 in file order. Stable for the life of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ColId(pub u32);

/// A record of the table, counted from 0 in file order. Stable for the life of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowId(pub u32);

impl ColId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl RowId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The table of one sheet or text file.
pub struct Table {
    sheet: Option<String>,
    header_row: u32,
    header_width: usize,
    columns: Vec<Column>,
    row_numbers: Vec<u32>,
    /// By row: taken out by the user. Its number and its id stay.
    removed: Vec<bool>,
    removed_rows: usize,
    parts: Parts,
    days_from_1904: bool,
}

impl Table {
    /// An empty table with these headers. `headers` pairs the header as written with the
    /// column's place in the sheet, counted from 0 (so that letters stay those of the sheet).
    /// `header_row` is numbered as a spreadsheet does, from 1.
    #[must_use]
    pub fn new(sheet: Option<String>, header_row: u32, headers: Vec<(String, u32)>) -> Self {
        Self {
            sheet,
            header_row,
            header_width: headers.len(),
            columns: headers
                .into_iter()
                .map(|(header, place)| Column::new(header, place))
                .collect(),
            row_numbers: Vec::new(),
            removed: Vec::new(),
            removed_rows: 0,
            parts: Parts::default(),
            days_from_1904: false,
        }
    }

    /// The workbook that it is from counts days from 1904, not from 1900.
    pub fn count_days_from_1904(&mut self) {
        self.days_from_1904 = true;
    }

    /// Which day a bare day number means: true where days are counted from 1904.
    #[must_use]
    pub fn counts_days_from_1904(&self) -> bool {
        self.days_from_1904
    }

    /// The table will hold several sheets; what is in it so far is the first.
    pub fn begin_union(&mut self) {
        let (sheet, header_row) = (self.sheet.clone().unwrap_or_default(), self.header_row);
        let places = self.columns.iter().map(|c| Some(c.place())).collect();
        self.parts.push(Part {
            sheet,
            header_row,
            first: 0,
            places,
        });
    }

    /// The records pushed from now on stand in another sheet, whose columns have these places.
    pub fn begin_sheet(&mut self, sheet: String, header_row: u32, places: Vec<Option<u32>>) {
        self.parts.push(Part {
            sheet,
            header_row,
            first: u32::try_from(self.row_numbers.len()).unwrap_or(u32::MAX),
            places,
        });
    }

    /// Starts a record that a spreadsheet numbers `row_number`; its cells are empty until set.
    pub fn push_row(&mut self, row_number: u32) -> RowId {
        let row = RowId(u32::try_from(self.row_numbers.len()).unwrap_or(u32::MAX));
        self.row_numbers.push(row_number);
        self.removed.push(false);
        for column in &mut self.columns {
            column.push_empty();
        }
        row
    }

    /// Appends the rows of blocks in their order. `columns` names the column of each place of a
    /// block; texts at a place without one are not taken. Cheapest for all rows at once.
    pub fn append(&mut self, mut blocks: Vec<Block>, columns: &[Option<ColId>]) {
        // Blocks of one source share their texts; what comes from elsewhere has its own.
        let pool = blocks.iter().find_map(|block| block.pool().cloned());
        for block in &mut blocks {
            let other = |own: &Arc<Pool>| pool.as_ref().is_none_or(|pool| !Arc::ptr_eq(pool, own));
            if block.pool().is_some_and(other) {
                block.spell();
            }
        }
        if let Some(pool) = &pool {
            pool.again();
        }
        let counts: Vec<usize> = blocks.iter().map(Block::row_count).collect();
        let mut parts: Vec<Vec<Option<Cells>>> = (0..self.columns.len())
            .map(|_| (0..counts.len()).map(|_| None).collect())
            .collect();
        for (block, at) in blocks.into_iter().zip(0usize..) {
            let (cells, numbers) = block.into_parts();
            self.row_numbers.extend(numbers);
            for (cells, col) in cells.into_iter().zip(columns) {
                let part = col.and_then(|col| parts.get_mut(col.index())?.get_mut(at));
                if let Some(part) = part {
                    *part = Some(cells);
                }
            }
        }
        self.removed.resize(self.row_numbers.len(), false);
        let scratch = Mutex::new(Vec::<Scratch>::new());
        self.columns
            .par_iter_mut()
            .zip(parts)
            .with_max_len(1)
            .for_each(|(column, parts)| {
                // What a thread that panicked left behind is memory like any other.
                let held = || scratch.lock().unwrap_or_else(|held| held.into_inner());
                let mut own = held().pop().unwrap_or_default();
                column.append(parts, &counts, pool.as_deref(), &mut own);
                held().push(own);
            });
    }

    /// Makes ahead what the first edit of each column would wait for.
    pub fn prepare_edits(&self) {
        self.columns.par_iter().for_each(Column::prepare);
    }

    /// Adds a record behind all others that is taken out until a change brings it back.
    pub fn push_removed(&mut self) -> RowId {
        let last = self.row_numbers.last().copied().unwrap_or(self.header_row);
        let row = self.push_row(last.saturating_add(1));
        self.set_removed(row, true);
        row
    }

    /// Adds a column (a record was wider than the header); rows so far are empty in it.
    pub fn push_column(&mut self, header: String, place: u32) -> ColId {
        let id = ColId(u32::try_from(self.columns.len()).unwrap_or(u32::MAX));
        let mut column = Column::new(header, place);
        column.extend_empty(self.record_count(), self.record_count());
        self.columns.push(column);
        if let Some(part) = self.parts.last_mut() {
            part.places.resize(id.index(), None);
            part.places.push(Some(place));
        }
        id
    }

    /// Adds a column that is not in the file. It is empty, and hidden until it is shown.
    pub fn push_made(&mut self, header: String, place: u32) -> ColId {
        let id = ColId(u32::try_from(self.columns.len()).unwrap_or(u32::MAX));
        let mut column = Column::new(header, place);
        column.extend_empty(self.record_count(), self.row_count());
        column.set_made();
        self.columns.push(column);
        id
    }

    /// Takes off records at the end in which every cell is empty.
    pub fn drop_blank_tail(&mut self) {
        while let Some(last) = self.row_numbers.len().checked_sub(1) {
            let row = RowId(u32::try_from(last).unwrap_or(u32::MAX));
            if self.columns.iter().any(|c| c.code(row) != EMPTY) {
                break;
            }
            self.row_numbers.pop();
            if self.removed.pop() == Some(true) {
                self.removed_rows -= 1;
            }
            for column in &mut self.columns {
                column.pop();
            }
        }
    }

    /// Takes off columns at the end that have neither a header nor a text.
    pub fn drop_blank_columns(&mut self) {
        while self.columns.last().is_some_and(|c| {
            c.header().trim().is_empty() && c.live_codes().all(|(code, _)| code == EMPTY)
        }) {
            self.columns.pop();
        }
    }

    /// The sheet's name; `None` for a text file.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// True when the table holds several sheets.
    #[must_use]
    pub fn is_union(&self) -> bool {
        !self.parts.is_empty()
    }

    /// The sheets of the table in the order in which they were read; none for a text file.
    #[must_use]
    pub fn sheets(&self) -> Vec<&str> {
        if self.is_union() {
            self.parts.iter().map(|part| part.sheet.as_str()).collect()
        } else {
            self.sheet().into_iter().collect()
        }
    }

    /// The sheet in which a record stands; `None` for a text file.
    #[must_use]
    pub fn sheet_of(&self, row: RowId) -> Option<&str> {
        match self.parts.of(row) {
            Some((_, part)) => Some(&part.sheet),
            None => self.sheet(),
        }
    }

    /// The header's row in the sheet of a record.
    #[must_use]
    pub fn header_row_of(&self, row: RowId) -> u32 {
        self.parts
            .of(row)
            .map_or(self.header_row, |(_, part)| part.header_row)
    }

    /// The header's row in a sheet of the table.
    #[must_use]
    pub fn header_row_in(&self, sheet: &str) -> u32 {
        self.parts
            .iter()
            .find(|part| part.sheet == sheet)
            .map_or(self.header_row, |part| part.header_row)
    }

    /// A column's place in the sheet of a record, counted from 0.
    #[must_use]
    pub fn place_of(&self, row: RowId, col: ColId) -> Option<u32> {
        let own = self.column(col)?.place();
        Some(match self.parts.of(row) {
            Some((_, part)) => part
                .places
                .get(col.index())
                .copied()
                .flatten()
                .unwrap_or(own),
            None => own,
        })
    }

    /// The header's row as a spreadsheet numbers it, from 1.
    #[must_use]
    pub fn header_row(&self) -> u32 {
        self.header_row
    }

    /// How many columns the header has; columns added for wider records come after.
    #[must_use]
    pub fn header_width(&self) -> usize {
        self.header_width
    }

    /// Number of records, removed ones not counted.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.row_numbers.len() - self.removed_rows
    }

    /// Number of records that the file has, removed ones counted: row ids are below it.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.row_numbers.len()
    }

    /// The ids of all records but removed ones, in file order.
    pub fn rows(&self) -> impl Iterator<Item = RowId> {
        self.removed
            .iter()
            .zip(0u32..)
            .filter(|(removed, _)| !**removed)
            .map(|(_, i)| RowId(i))
    }

    /// The ids of removed records, in file order.
    pub fn removed_rows(&self) -> impl Iterator<Item = RowId> {
        self.removed
            .iter()
            .zip(0u32..)
            .filter(|(removed, _)| **removed)
            .map(|(_, i)| RowId(i))
    }

    /// True for a record that was taken out of the table.
    #[must_use]
    pub fn is_removed(&self, row: RowId) -> bool {
        self.removed.get(row.index()).copied().unwrap_or(false)
    }

    /// All columns but hidden ones, in file order; columns made from others come last.
    pub fn columns(&self) -> impl Iterator<Item = (ColId, &Column)> {
        self.columns
            .iter()
            .zip(0u32..)
            .filter(|(c, _)| !c.is_hidden())
            .map(|(c, i)| (ColId(i), c))
    }

    /// Shows or hides a column that was made from others.
    pub fn set_hidden(&mut self, col: ColId, hidden: bool) {
        if let Some(column) = self.columns.get_mut(col.index()) {
            column.set_hidden(hidden);
        }
    }

    /// Number of columns, hidden ones counted: column ids are below it.
    #[must_use]
    pub fn column_count(&self) -> usize {
        self.columns.len()
    }

    /// One column.
    #[must_use]
    pub fn column(&self, col: ColId) -> Option<&Column> {
        self.columns.get(col.index())
    }

    /// One column, to intern texts into.
    #[must_use]
    pub fn column_mut(&mut self, col: ColId) -> Option<&mut Column> {
        self.columns.get_mut(col.index())
    }

    /// Works on several columns on all processors, to intern texts into; what came of each, in
    /// the order of the columns. Of two works for one column the later is done.
    pub fn with_columns<T: Send, R: Send>(
        &mut self,
        works: Vec<(ColId, T)>,
        work: impl Fn(&mut Column, T) -> R + Sync,
    ) -> Vec<R> {
        let mut by_column: Vec<Option<T>> = (0..self.columns.len()).map(|_| None).collect();
        for (col, own) in works {
            if let Some(slot) = by_column.get_mut(col.index()) {
                *slot = Some(own);
            }
        }
        self.columns
            .par_iter_mut()
            .zip(by_column)
            .with_max_len(1)
            .filter_map(|(column, own)| Some(work(column, own?)))
            .collect()
    }

    /// The text of a cell; empty outside the table.
    #[must_use]
    pub fn text(&self, row: RowId, col: ColId) -> Text<'_> {
        self.column(col)
            .map_or(Text::new(""), |c| c.text_of(c.code(row)))
    }

    /// Writes one cell. For readers and for [`Table::apply`]; anything a user does is a command.
    pub fn set(&mut self, row: RowId, col: ColId, text: Text<'_>) {
        let counted = !self.is_removed(row);
        if let Some(column) = self.columns.get_mut(col.index()) {
            let code = column.intern(text);
            column.set_code(row, code, counted);
        }
    }

    /// Writes a text that the column has already. For readers.
    pub fn repeat(&mut self, row: RowId, col: ColId, code: Code) {
        let counted = !self.is_removed(row);
        if let Some(column) = self.columns.get_mut(col.index()) {
            column.set_code(row, code, counted);
        }
    }

    /// The record's number as a spreadsheet shows it.
    #[must_use]
    pub fn row_number(&self, row: RowId) -> u32 {
        self.row_numbers.get(row.index()).copied().unwrap_or(0)
    }

    /// The name by which a command means a row: its number in the sheet, and in a table of
    /// several sheets the sheet with it.
    #[must_use]
    pub fn row_name(&self, row: RowId) -> u32 {
        self.parts.name(row, self.row_number(row))
    }

    /// The record of this name (see [`Table::row_name`]), if it is one of ours. Row numbers
    /// ascend within a sheet.
    #[must_use]
    pub fn row_with_number(&self, name: u32) -> Option<RowId> {
        let (range, number) = self.parts.named(name, self.row_numbers.len())?;
        let first = range.start;
        self.row_numbers
            .get(range)?
            .binary_search(&number)
            .ok()
            .and_then(|i| u32::try_from(first + i).ok())
            .map(RowId)
    }

    /// The name of a row (see [`Table::row_name`]) as people write it: `12`, `Juin!12`.
    #[must_use]
    pub fn name_words(&self, name: u32) -> String {
        self.parts.words(name)
    }

    /// The cell's address within its sheet: `F214`.
    #[must_use]
    pub fn cell_address(&self, row: RowId, col: ColId) -> String {
        let letters = self
            .place_of(row, col)
            .map(column_letters)
            .unwrap_or_default();
        format!("{letters}{}", self.row_number(row))
    }

    /// The cell's address as people are told it: `F214`, and `Juin!F214` where the table holds
    /// several sheets.
    #[must_use]
    pub fn address(&self, row: RowId, col: ColId) -> String {
        let cell = self.cell_address(row, col);
        match self.parts.of(row) {
            Some((_, part)) => format!("{}!{cell}", quoted(&part.sheet)),
            None => cell,
        }
    }

    /// The row as people are told it: `214`, and `Juin!214` where the table holds several sheets.
    #[must_use]
    pub fn row_address(&self, row: RowId) -> String {
        let number = self.row_number(row);
        match self.parts.of(row) {
            Some((_, part)) => format!("{}!{number}", quoted(&part.sheet)),
            None => number.to_string(),
        }
    }

    /// Wipes texts that no row holds any more. Only for a table without a history: undo would
    /// bring their codes back.
    pub fn forget_unused(&mut self) {
        for column in &mut self.columns {
            column.forget_unused();
        }
    }

    /// Applies the new side of a change.
    pub fn apply(&mut self, change: &Change) {
        let mut by_column: Vec<(ColId, &ColumnEdits)> = Vec::new();
        by_column.extend(change.edits.columns().map(|edits| (edits.col(), edits)));
        if !by_column.is_empty() {
            let removed = std::mem::take(&mut self.removed);
            let there = |row: RowId| removed.get(row.index()).is_none_or(|removed| !removed);
            self.with_columns(by_column, |column, edits| column.apply(edits, there));
            self.removed = removed;
        }
        for edit in change.edits.cells() {
            let counted = !self.is_removed(edit.row);
            if let Some(column) = self.columns.get_mut(edit.col.index()) {
                column.set_code(edit.row, edit.new, counted);
            }
        }
        for row in &change.removed {
            self.set_removed(*row, true);
        }
        for row in &change.restored {
            self.set_removed(*row, false);
        }
    }

    fn set_removed(&mut self, row: RowId, removed: bool) {
        let Some(slot) = self.removed.get_mut(row.index()) else {
            return;
        };
        if std::mem::replace(slot, removed) == removed {
            return;
        }
        let by = if removed {
            self.removed_rows += 1;
            -1
        } else {
            self.removed_rows -= 1;
            1
        };
        for column in &mut self.columns {
            column.count_row(row, by);
        }
    }
}
