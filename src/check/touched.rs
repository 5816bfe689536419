//! A change row by row: what rows it touches, with their edits, and whether they were and are there.

use std::ops::Range;

use rayon::prelude::*;

use crate::table::{CellEdit, Change, RowId, Table};

/// The rows that a change touches, in order.
pub(super) struct Touched {
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
        let mut edits = change.edits.clone();
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
        Self { edits, rows }
    }

    pub(super) fn rows(&self) -> &[TouchedRow] {
        &self.rows
    }

    pub(super) fn edits_of(&self, row: &TouchedRow) -> &[CellEdit] {
        self.edits.get(row.edits.clone()).unwrap_or_default()
    }
}
