//! What cells held when the file was read, where that differs from what they hold now. As codes,
//! never as text. A column of which few cells differ has a map; one with many has a list by row,
//! which takes a quarter of the room and no search.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use rayon::prelude::*;

use crate::table::{CellEdit, Code, ColId, ColumnEdits, Edits, Narrow, RowId};

/// So many cells are worth a list.
const MANY: usize = if cfg!(test) { 6 } else { 1 << 10 };

/// By column what its cells held.
#[derive(Default)]
pub(crate) struct Originals {
    columns: Vec<Originally>,
    cells: usize,
}

enum Originally {
    Few(HashMap<RowId, Code, RandomState>),
    Many {
        /// By row the code and 1, or 0 where the cell holds what it held.
        list: Narrow,
        cells: usize,
    },
}

impl Default for Originally {
    fn default() -> Self {
        Self::Few(HashMap::default())
    }
}

impl Originally {
    fn get(&self, row: RowId) -> Option<Code> {
        match self {
            Self::Few(map) => map.get(&row).copied(),
            Self::Many { list, .. } => list.get(row.index())?.checked_sub(1),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Few(map) => map.len(),
            Self::Many { cells, .. } => *cells,
        }
    }

    fn set(&mut self, row: RowId, code: Code) {
        match self {
            Self::Few(map) => {
                map.insert(row, code);
                // A list must not be much longer than it has cells.
                if map.len() >= MANY && map.len().is_power_of_two() {
                    let rows = map.keys().map(|row| row.index() + 1).max().unwrap_or(0);
                    if map.len() * 8 >= rows {
                        self.list(rows);
                    }
                }
            }
            Self::Many { list, cells } => {
                if list.len() <= row.index() {
                    list.resize(row.index() + 1);
                }
                if list.replace(row.index(), code.saturating_add(1)) == Some(0) {
                    *cells += 1;
                }
            }
        }
    }

    /// Makes a list of a map.
    fn list(&mut self, rows: usize) {
        let Self::Few(map) = self else { return };
        let mut list = Narrow::default();
        list.resize(rows);
        for (row, code) in map.iter() {
            if list.len() <= row.index() {
                list.resize(row.index() + 1);
            }
            list.replace(row.index(), code.saturating_add(1));
        }
        let cells = map.len();
        *self = Self::Many { list, cells };
    }

    fn remove(&mut self, row: RowId) {
        match self {
            Self::Few(map) => {
                map.remove(&row);
            }
            Self::Many { list, cells } => {
                if list.replace(row.index(), 0).is_some_and(|held| held > 0) {
                    *cells -= 1;
                }
            }
        }
    }

    /// What was taken back as a whole takes no room.
    fn tidy(&mut self) {
        if self.len() == 0 {
            *self = Self::default();
        }
    }

    /// Follows an edit of a cell.
    fn remember(&mut self, row: RowId, old: Code, new: Code) {
        let first = self.get(row).unwrap_or(old);
        if first == new {
            self.remove(row);
        } else {
            self.set(row, first);
        }
    }

    /// Follows many edits.
    fn remember_all(&mut self, edits: &ColumnEdits) {
        if edits.len() >= MANY {
            let mut rows = 0;
            edits.tell(|row, _| rows = row.index() + 1);
            if edits.len() * 8 >= rows {
                self.list(rows);
            }
        }
        let pairs = edits.pairs();
        edits.tell(|row, place| {
            if let Some(pair) = pairs.get(place) {
                self.remember(row, pair.old, pair.new);
            }
        });
        self.tidy();
    }

    fn iter(&self) -> Box<dyn Iterator<Item = (RowId, Code)> + '_> {
        match self {
            Self::Few(map) => Box::new(map.iter().map(|(row, code)| (*row, *code))),
            Self::Many { list, .. } => {
                let list = list.iter().zip(0..);
                Box::new(list.filter_map(|(code, row)| Some((RowId(row), code.checked_sub(1)?))))
            }
        }
    }
}

impl Originals {
    /// What a cell held, where it holds something else now.
    pub(super) fn get(&self, row: RowId, col: ColId) -> Option<Code> {
        self.columns.get(col.index())?.get(row)
    }

    /// Number of cells that differ.
    pub(super) fn len(&self) -> usize {
        self.cells
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells == 0
    }

    /// Takes what cells hold now for what they held.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Follows an edit.
    pub(super) fn remember(&mut self, edit: &CellEdit) {
        let at = edit.col.index();
        if self.columns.len() <= at {
            self.columns.resize_with(at + 1, Originally::default);
        }
        let Some(column) = self.columns.get_mut(at) else {
            return;
        };
        let before = column.len();
        column.remember(edit.row, edit.old, edit.new);
        column.tidy();
        self.cells = self.cells - before + column.len();
    }

    /// Follows the cells of a change.
    pub(super) fn follow(&mut self, edits: &Edits) {
        let mut by_column: Vec<Vec<&ColumnEdits>> = Vec::new();
        for own in edits.columns() {
            let at = own.col().index();
            by_column.resize_with(by_column.len().max(at + 1), Vec::new);
            if let Some(list) = by_column.get_mut(at) {
                list.push(own);
            }
        }
        if !by_column.is_empty() {
            let columns = self.columns.len().max(by_column.len());
            self.columns.resize_with(columns, Originally::default);
            let columns = self.columns.par_iter_mut().zip(by_column);
            columns.with_max_len(1).for_each(|(column, edits)| {
                edits.into_iter().for_each(|own| column.remember_all(own));
            });
            self.cells = self.columns.iter().map(Originally::len).sum();
        }
        edits.cells().for_each(|edit| self.remember(edit));
    }

    /// The cells that differ, with what they held, in any order.
    pub(super) fn iter(&self) -> impl Iterator<Item = ((RowId, ColId), Code)> {
        self.columns.iter().zip(0..).flat_map(|(column, col)| {
            let cells = column.iter();
            cells.map(move |(row, code)| ((row, ColId(col)), code))
        })
    }

    /// By column the number of cells that differ; columns without are not told.
    pub(super) fn by_column(&self) -> impl Iterator<Item = (ColId, u64)> {
        let columns = (0..).map(ColId).zip(&self.columns);
        columns
            .map(|(col, column)| (col, column.len() as u64))
            .filter(|(_, cells)| *cells > 0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::table::Pair;

    proptest! {
        #[test]
        fn it_is_a_map_of_what_cells_held(
            edits in prop::collection::vec((0u32..60, 0u32..3, 0u32..4), 0..300),
            cleared in 0usize..600,
        ) {
            let (mut originals, mut read, mut now) = <(Originals, BTreeMap<_, _>, BTreeMap<_, _>)>::default();
            for ((row, col, new), step) in edits.into_iter().zip(0..) {
                if step == cleared {
                    originals.clear();
                    read = now.clone();
                }
                let (row, col) = (RowId(row * row), ColId(col));
                let old = now.insert((row, col), new).unwrap_or(0);
                originals.remember(&CellEdit { row, col, old, new });
                let differs = |cell: &(RowId, ColId)| {
                    let first = read.get(cell).copied().unwrap_or(0);
                    (now.get(cell) != Some(&first)).then_some(first)
                };
                let expected: BTreeMap<(RowId, ColId), Code> =
                    now.keys().filter_map(|cell| Some((*cell, differs(cell)?))).collect();
                prop_assert_eq!(originals.get(row, col), expected.get(&(row, col)).copied());
                prop_assert_eq!(originals.len(), expected.len());
                prop_assert_eq!(originals.is_empty(), expected.is_empty());
                prop_assert_eq!(&originals.iter().collect::<BTreeMap<_, _>>(), &expected);
                let mut by_column: BTreeMap<ColId, u64> = BTreeMap::new();
                for (_, col) in expected.keys() {
                    *by_column.entry(*col).or_default() += 1;
                }
                prop_assert_eq!(originals.by_column().collect::<BTreeMap<_, _>>(), by_column);
            }
        }

        #[test]
        fn many_edits_are_followed_like_one_after_the_other(
            steps in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.7, 0u32..4), 40), 1..6),
        ) {
            let (mut one, mut other) = (Originals::default(), Originals::default());
            let mut now = [0u32; 40];
            for new in steps {
                let (mut pairs, mut cells) = (Vec::new(), Vec::new());
                for ((row, held), new) in (0..).zip(&mut now).zip(new) {
                    if let Some(new) = new {
                        let old = std::mem::replace(held, new);
                        one.remember(&CellEdit { row: RowId(row), col: ColId(1), old, new });
                        cells.push((RowId(row), pairs.len() as u32));
                        pairs.push(Pair { old, new });
                    }
                }
                let mut edits = Edits::default();
                edits.push_column(ColumnEdits::listed(ColId(1), pairs, &cells));
                other.follow(&edits);
                prop_assert_eq!(one.iter().collect::<BTreeMap<_, _>>(), other.iter().collect());
                prop_assert_eq!(one.len(), other.len());
            }
        }
    }
}
