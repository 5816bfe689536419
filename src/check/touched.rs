//! A change row by row: the rows that it touches, with their edits, and whether they were and are
//! there; and column by column: how many cells each text has lost and got.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::table::{CellEdit, Change, Code, ColId, Column, ColumnEdits, RowId, Table};

/// The rows that a change touches, in order.
pub(super) struct Touched {
    columns: Vec<ColId>,
    moves_rows: bool,
    edits: Vec<CellEdit>,
    rows: Vec<TouchedRow>,
}

pub(super) struct TouchedRow {
    pub row: RowId,
    pub was_there: bool,
    pub is_there: bool,
    edits: Range<usize>,
}

impl TouchedRow {
    /// True when the row was taken out or brought back.
    pub(super) fn has_moved(&self) -> bool {
        self.was_there != self.is_there
    }
}

impl Touched {
    /// Of a change that was applied to the table.
    pub(super) fn of(table: &Table, change: &Change) -> Self {
        let columns = change.edits.touched_columns();
        let mut edits: Vec<CellEdit> = Vec::with_capacity(change.edits.len());
        edits.extend(change.edits.iter());
        // Edits of a column are often in the order of the rows, or against it.
        edits.par_sort_by_key(|edit| edit.row);
        let sorted = |rows: &[RowId]| {
            let mut rows = rows.to_vec();
            rows.sort_unstable();
            rows
        };
        let (removed, restored) = (sorted(&change.removed), sorted(&change.restored));
        let (mut removed, mut restored) = (removed.iter().peekable(), restored.iter().peekable());
        let mut rows = Vec::with_capacity(edits.len().min(table.record_count()));
        let mut at = 0;
        loop {
            let next = [
                edits.get(at).map(|edit| edit.row),
                removed.peek().map(|row| **row),
                restored.peek().map(|row| **row),
            ];
            let Some(row) = next.into_iter().flatten().min() else {
                break;
            };
            let start = at;
            while edits.get(at).is_some_and(|edit| edit.row == row) {
                at += 1;
            }
            let of = |rows: &mut std::iter::Peekable<std::slice::Iter<'_, RowId>>| {
                let mut any = false;
                while rows.next_if(|r| **r == row).is_some() {
                    any = true;
                }
                any
            };
            let (is_removed, is_restored) = (of(&mut removed), of(&mut restored));
            let is_there = !table.is_removed(row);
            rows.push(TouchedRow {
                row,
                // Cells change before rows go or come back.
                was_there: is_removed || (is_there && !is_restored),
                is_there,
                edits: start..at,
            });
        }
        Self {
            columns,
            moves_rows: rows.iter().any(TouchedRow::has_moved),
            edits,
            rows,
        }
    }

    /// The columns of which cells were edited.
    pub(super) fn columns(&self) -> impl Iterator<Item = ColId> {
        self.columns.iter().copied()
    }

    /// True when rows were taken out or brought back.
    pub(super) fn moves_rows(&self) -> bool {
        self.moves_rows
    }

    pub(super) fn rows(&self) -> &[TouchedRow] {
        &self.rows
    }

    pub(super) fn edits_of(&self, row: &TouchedRow) -> &[CellEdit] {
        self.edits.get(row.edits.clone()).unwrap_or_default()
    }
}

/// How many cells more, or less, a column's texts have: by edits of rows that were there, listed
/// or held with the number of such rows by pair, and by rows that have gone or come since.
pub(super) fn moves<'e>(
    column: &Column,
    edits: impl Iterator<Item = &'e CellEdit>,
    held: &[(&ColumnEdits, Vec<u32>)],
    change: &Change,
) -> Vec<(Code, i64)> {
    let (gone, come) = (change.removed.len(), change.restored.len());
    let (least, most) = edits.size_hint();
    let pairs: usize = held.iter().map(|(own, _)| own.pairs().len()).sum();
    let cells = gone + come + pairs + most.unwrap_or(least);
    let mut moves = if cells * 8 > column.code_count() as usize {
        Moves::Dense(vec![0; column.code_count() as usize])
    } else {
        Moves::Sparse(HashMap::default())
    };
    for edit in edits {
        moves.add(edit.old, -1);
        moves.add(edit.new, 1);
    }
    for (own, counts) in held {
        for (pair, cells) in own.pairs().iter().zip(counts) {
            moves.add(pair.old, -i64::from(*cells));
            moves.add(pair.new, i64::from(*cells));
        }
    }
    for (rows, by) in [(&change.removed, -1), (&change.restored, 1)] {
        for row in rows {
            moves.add(column.code(*row), by);
        }
    }
    match moves {
        Moves::Dense(list) => {
            let list = (0..).zip(list).filter(|(_, by)| *by != 0);
            list.collect()
        }
        Moves::Sparse(map) => {
            let mut list: Vec<(Code, i64)> = map.into_iter().filter(|(_, by)| *by != 0).collect();
            // In the order in which the texts lie.
            list.sort_unstable();
            list
        }
    }
}

enum Moves {
    Dense(Vec<i64>),
    Sparse(HashMap<Code, i64, RandomState>),
}

impl Moves {
    fn add(&mut self, code: Code, by: i64) {
        match self {
            Self::Dense(list) => {
                if let Some(slot) = list.get_mut(code as usize) {
                    *slot += by;
                }
            }
            Self::Sparse(map) => *map.entry(code).or_default() += by,
        }
    }
}
