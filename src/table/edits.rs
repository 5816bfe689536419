//! The cells of a change. A few are listed one by one; many of one column are held by what becomes
//! of its texts: each pair of old and new once, and for each row the number of its pair. So a
//! change of every cell costs little more than the codes of the table, and is followed column by
//! column in the order in which cells lie.

use std::sync::Arc;

use super::narrow::Narrow;
use super::{Code, ColId, RowId};

/// One cell, by codes of its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CellEdit {
    /// The record.
    pub row: RowId,
    /// The column.
    pub col: ColId,
    /// What the cell held.
    pub old: Code,
    /// What it will hold.
    pub new: Code,
}

/// What a text of a column becomes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// What the cells held.
    pub old: Code,
    /// What they will hold.
    pub new: Code,
}

/// Many cells of one column, in the order of the rows.
#[derive(Clone)]
pub struct ColumnEdits {
    col: ColId,
    pairs: Vec<Pair>,
    /// Shared with the inverse: only the pairs differ.
    places: Arc<Places>,
    cells: usize,
}

/// Which pair is that of a row.
enum Places {
    /// By row the number of its pair, from 1; 0 where the cell stays as it is.
    ByRow(Narrow),
    /// Rows in order, and the place of the pair of each.
    Listed(Vec<RowId>, Narrow),
}

/// A list of rows takes less room than a number for each row where they are fewer than one in so
/// many.
const SPARSE: usize = 6;

impl ColumnEdits {
    /// The cells of a column by what becomes of them; `by_row` has the number of each row's pair,
    /// from 1, or 0 where it stays as it is. Numbers without a pair are none.
    #[must_use]
    pub(crate) fn by_row(col: ColId, pairs: Vec<Pair>, by_row: Narrow) -> Self {
        let mut cells = 0;
        by_row.iter().for_each(|number| {
            cells += usize::from(number > 0 && number as usize <= pairs.len());
        });
        let places = if cells < by_row.len() / SPARSE {
            let most = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
            let mut rows = Vec::with_capacity(cells);
            let mut numbers = Narrow::with_capacity(cells, most);
            for (number, row) in by_row.iter().zip(0..) {
                if number > 0 && number <= most {
                    rows.push(RowId(row));
                    numbers.push(number - 1);
                }
            }
            Places::Listed(rows, numbers)
        } else {
            Places::ByRow(by_row)
        };
        Self {
            col,
            pairs,
            places: Arc::new(places),
            cells,
        }
    }

    /// The cells of a column by rows in order, each with the place of its pair.
    #[must_use]
    pub fn listed(col: ColId, pairs: Vec<Pair>, cells: &[(RowId, u32)]) -> Self {
        let most = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
        let known = || cells.iter().filter(|(_, place)| *place < most);
        let mut places = Narrow::with_capacity(cells.len(), most);
        known().for_each(|(_, place)| places.push(*place));
        let rows: Vec<RowId> = known().map(|(row, _)| *row).collect();
        Self {
            col,
            pairs,
            cells: rows.len(),
            places: Arc::new(Places::Listed(rows, places)),
        }
    }

    /// The column.
    #[must_use]
    pub fn col(&self) -> ColId {
        self.col
    }

    /// What becomes of its texts.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells
    }

    /// True when there is no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells == 0
    }

    /// Tells each row in order, with the place of its pair.
    #[inline]
    pub fn tell(&self, mut tell: impl FnMut(RowId, usize)) {
        match &*self.places {
            Places::ByRow(numbers) => {
                let (mut row, most) = (0, self.pairs.len());
                numbers.iter().for_each(|number| {
                    let number = number as usize;
                    if number > 0 && number <= most {
                        tell(RowId(row), number - 1);
                    }
                    row += 1;
                });
            }
            Places::Listed(rows, places) => {
                let mut rows = rows.iter();
                places.iter().for_each(|place| {
                    if let Some(row) = rows.next() {
                        tell(*row, place as usize);
                    }
                });
            }
        }
    }

    /// By pair the number of cells in rows for which `counts` is true.
    #[must_use]
    pub fn count(&self, counts: impl Fn(RowId) -> bool) -> Vec<u32> {
        let mut by_pair = vec![0u32; self.pairs.len()];
        self.tell(|row, place| {
            if let Some(n) = by_pair.get_mut(place).filter(|_| counts(row)) {
                *n += 1;
            }
        });
        by_pair
    }

    /// One cell after the other, in the order of the rows.
    pub fn iter(&self) -> Box<dyn Iterator<Item = CellEdit> + '_> {
        let edit = |row: RowId, place: usize| {
            let pair = self.pairs.get(place)?;
            Some(CellEdit {
                row,
                col: self.col,
                old: pair.old,
                new: pair.new,
            })
        };
        match &*self.places {
            Places::ByRow(numbers) => {
                let numbers = numbers.iter().zip(0..);
                Box::new(numbers.filter_map(move |(number, row)| {
                    edit(RowId(row), (number as usize).checked_sub(1)?)
                }))
            }
            Places::Listed(rows, places) => {
                let cells = rows.iter().zip(places.iter());
                Box::new(cells.filter_map(move |(row, place)| edit(*row, place as usize)))
            }
        }
    }

    /// As a change's cells: listed one by one where they are few.
    #[must_use]
    pub fn into_few(self) -> Edits {
        if self.len() < MANY {
            return self.iter().collect::<Vec<CellEdit>>().into();
        }
        let mut edits = Edits::default();
        edits.push_column(self);
        edits
    }

    fn inverse(&self) -> Self {
        let back = |pair: &Pair| Pair {
            old: pair.new,
            new: pair.old,
        };
        Self {
            pairs: self.pairs.iter().map(back).collect(),
            ..self.clone()
        }
    }
}

/// So many cells of a column are worth being held together.
const MANY: usize = if cfg!(test) { 6 } else { 1 << 10 };

/// Cells that stand together in a change.
#[derive(Clone)]
enum Run {
    Cells(Vec<CellEdit>),
    Column(ColumnEdits),
}

impl Run {
    fn len(&self) -> usize {
        match self {
            Self::Cells(cells) => cells.len(),
            Self::Column(column) => column.len(),
        }
    }

    fn iter(&self) -> Box<dyn Iterator<Item = CellEdit> + '_> {
        match self {
            Self::Cells(cells) => Box::new(cells.iter().copied()),
            Self::Column(column) => column.iter(),
        }
    }
}

/// The cells of a change in order.
#[derive(Clone, Default)]
pub struct Edits {
    runs: Vec<Run>,
}

impl From<Vec<CellEdit>> for Edits {
    fn from(cells: Vec<CellEdit>) -> Self {
        let runs = if cells.is_empty() {
            Vec::new()
        } else {
            vec![Run::Cells(cells)]
        };
        Self { runs }
    }
}

impl PartialEq for Edits {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Edits {}

impl std::fmt::Debug for Edits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Edits {
    /// Adds a cell behind all others.
    pub fn push(&mut self, edit: CellEdit) {
        if let Some(Run::Cells(cells)) = self.runs.last_mut() {
            cells.push(edit);
        } else {
            self.runs.push(Run::Cells(vec![edit]));
        }
    }

    /// Adds many cells of one column behind all others; there are none of this column yet that are
    /// held so.
    pub fn push_column(&mut self, column: ColumnEdits) {
        if !column.is_empty() {
            self.runs.push(Run::Column(column));
        }
    }

    /// Adds what stands in other edits behind all others.
    pub fn append(&mut self, other: Self) {
        for run in other.runs {
            match (self.runs.last_mut(), run) {
                (Some(Run::Cells(own)), Run::Cells(cells)) => own.extend(cells),
                (_, run) => self.runs.push(run),
            }
        }
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.runs.iter().map(Run::len).sum()
    }

    /// True when there is no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.len() == 0)
    }

    /// The first cell.
    #[must_use]
    pub fn first(&self) -> Option<CellEdit> {
        self.iter().next()
    }

    /// One cell after the other.
    pub fn iter(&self) -> impl Iterator<Item = CellEdit> {
        self.runs.iter().flat_map(Run::iter)
    }

    /// The cells that are listed one by one.
    pub fn cells(&self) -> impl Iterator<Item = &CellEdit> {
        let cells = self.runs.iter().filter_map(|run| match run {
            Run::Cells(cells) => Some(cells),
            Run::Column(_) => None,
        });
        cells.flatten()
    }

    /// The others, column by column.
    pub fn columns(&self) -> impl Iterator<Item = &ColumnEdits> {
        self.runs.iter().filter_map(|run| match run {
            Run::Cells(_) => None,
            Run::Column(column) => Some(column),
        })
    }

    /// The columns of all cells, each once and in order.
    #[must_use]
    pub fn touched_columns(&self) -> Vec<ColId> {
        // Edits of one column are mostly together.
        let mut columns: Vec<ColId> = self.cells().map(|edit| edit.col).collect();
        columns.dedup();
        columns.extend(self.columns().map(ColumnEdits::col));
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// The cells that take these back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let back = |run: &Run| match run {
            Run::Column(column) => Run::Column(column.inverse()),
            Run::Cells(cells) => {
                let back = |edit: &CellEdit| CellEdit {
                    old: edit.new,
                    new: edit.old,
                    ..*edit
                };
                Run::Cells(cells.iter().map(back).collect())
            }
        };
        Self {
            runs: self.runs.iter().map(back).collect(),
        }
    }

    /// True when every cell keeps its text.
    #[must_use]
    pub fn change_nothing(&self) -> bool {
        let stays = |run: &Run| match run {
            Run::Cells(cells) => cells.iter().all(|edit| edit.old == edit.new),
            Run::Column(column) => {
                column.pairs.iter().all(|pair| pair.old == pair.new)
                    || column.iter().all(|edit| edit.old == edit.new)
            }
        };
        self.runs.iter().all(stays)
    }

    /// The same cells in parts of about so many. A column that is held as a whole is not parted,
    /// and two of them go together: so each processor has one.
    pub fn parts(&self, cells: usize) -> Vec<Self> {
        let mut parts: Vec<Self> = Vec::new();
        let mut columns = Self::default();
        for run in &self.runs {
            match run {
                Run::Column(column) => {
                    columns.runs.push(Run::Column(column.clone()));
                    if columns.runs.len() > 1 && columns.len() >= cells {
                        parts.push(std::mem::take(&mut columns));
                    }
                }
                Run::Cells(list) => {
                    if !columns.runs.is_empty() {
                        parts.push(std::mem::take(&mut columns));
                    }
                    parts.extend(list.chunks(cells.max(1)).map(|part| part.to_vec().into()));
                }
            }
        }
        if !columns.runs.is_empty() {
            parts.push(columns);
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::table::{Change, Table, Text};

    /// Three columns in which every code up to 9 has a text.
    fn table(cells: &[(u8, u8, u8)]) -> Table {
        let headers = (0..3).map(|col| (format!("c{col}"), col));
        let mut table = Table::new(None, 1, headers.collect());
        for (number, (a, b, c)) in (2..).zip(cells) {
            let row = table.push_row(number);
            for (col, text) in (0..).map(ColId).zip([a, b, c]) {
                table.set(row, col, Text::new(&text.to_string()));
            }
        }
        for col in (0..3).map(ColId) {
            for text in 0..9 {
                table
                    .column_mut(col)
                    .unwrap()
                    .intern(Text::new(&text.to_string()));
            }
        }
        table
    }

    fn state(table: &Table) -> Vec<(Vec<Code>, Vec<u32>)> {
        let columns = table.columns().map(|(_, column)| {
            let rows = (0..column.code_count()).map(|code| column.rows_of(code));
            (column.codes().collect(), rows.collect())
        });
        columns.collect()
    }

    proptest! {
        #[test]
        fn held_by_column_or_listed_a_change_is_the_same(
            cells in prop::collection::vec((0u8..4, 0u8..4, 0u8..4), 1..60),
            new in prop::collection::vec(prop::option::weighted(0.6, 0u32..9), 180),
            sparse: bool, removed in prop::collection::btree_set(0u32..60, 0..6), size in 1usize..50,
        ) {
            let mut table = table(&cells);
            let records = u32::try_from(cells.len()).unwrap();
            let removed: Vec<RowId> = removed.into_iter().filter(|r| *r < records).map(RowId).collect();
            table.apply(&Change { removed, ..Change::default() });
            let (mut listed, mut held) = (Vec::new(), Edits::default());
            for (col, new) in (0..3).map(ColId).zip(new.chunks(60)) {
                let (mut pairs, mut numbers, mut own) = (Vec::new(), Narrow::default(), Vec::new());
                for (row, new) in (0..records).map(RowId).zip(new) {
                    let old = table.column(col).unwrap().code(row);
                    let Some(new) = *new else {
                        numbers.push(0);
                        continue;
                    };
                    let pair = Pair { old, new };
                    let at = pairs.iter().position(|p| *p == pair).unwrap_or_else(|| {
                        pairs.push(pair);
                        pairs.len() - 1
                    });
                    numbers.push(at as u32 + 1);
                    own.push((row, at as u32));
                    listed.push(CellEdit { row, col, old, new });
                }
                held.push_column(if sparse {
                    ColumnEdits::listed(col, pairs, &own)
                } else {
                    ColumnEdits::by_row(col, pairs, numbers)
                });
            }
            let (one, other) = (Change::of_cells(listed.clone()), Change::of_cells(held));
            prop_assert_eq!(other.edits.iter().collect::<Vec<_>>(), listed);
            prop_assert_eq!(&one, &other);
            prop_assert_eq!(one.edits.first(), other.edits.first());
            prop_assert_eq!(one.edits.touched_columns(), other.edits.touched_columns());
            prop_assert_eq!(one.is_empty(), other.is_empty());
            prop_assert_eq!(&one.inverse(), &other.inverse());
            prop_assert_eq!(&other.inverse().inverse(), &other);
            let before = state(&table);
            table.apply(&one);
            let after = state(&table);
            table.apply(&other.inverse());
            prop_assert_eq!(state(&table), before.clone());
            let mut all = Edits::default();
            for part in other.edits.parts(size) {
                table.apply(&Change::of_cells(part.clone()));
                all.append(part);
            }
            prop_assert!(all == other.edits);
            prop_assert_eq!(state(&table), after);
            table.apply(&one.inverse());
            prop_assert_eq!(state(&table), before);
        }
    }
}
