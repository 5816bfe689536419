//! What a repair would do: one line per distinct text and result, with its cells. The preview
//! and the change are the same object, so that they cannot differ.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use foldhash::fast::{FixedState, RandomState};
use rayon::prelude::*;

use crate::check::RepairId;
use crate::table::{CellEdit, Change, Code, ColId, RowId, Table, Text, TextBuf, shape};

/// One distinct text and what it becomes.
pub struct FixLine {
    pub col: ColId,
    pub old: Code,
    pub new: TextBuf,
    pub repair: RepairId,
    /// Cells within the scope.
    pub count: u64,
    /// The first of them.
    pub first_row: RowId,
}

/// What a repair would do, line by line; the oddest text first.
pub struct FixPlan {
    pub lines: Vec<FixLine>,
    /// Cells as row and line, in order of lines.
    cells: Vec<(u32, RowId)>,
}

/// A plan in the making.
#[derive(Default)]
pub struct Proposal {
    lines: Vec<FixLine>,
    /// Lines by column and old text, nearly always one; made when somebody asks.
    known: Option<Known>,
    cells: Vec<(u32, RowId)>,
}

type Known = HashMap<(ColId, Code), Vec<u32>, RandomState>;

impl Proposal {
    /// One cell that would change; a text that stays as it is adds nothing.
    pub fn add(&mut self, row: RowId, col: ColId, old: Code, new: Text<'_>, repair: RepairId) {
        let all = &self.lines;
        let known = self.known.get_or_insert_with(|| {
            let mut known = Known::default();
            for (line, place) in all.iter().zip(0u32..) {
                known.entry((line.col, line.old)).or_default().push(place);
            }
            known
        });
        let lines = known
            .get(&(col, old))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let line = lines
            .iter()
            .copied()
            .find(|i| all.get(*i as usize).is_some_and(|l| l.new.as_text() == new));
        let line = line.unwrap_or_else(|| self.line(row, (col, old), new, repair));
        self.add_to(line, row);
    }

    /// A line that is not there yet, for cells that are still to come; `row` has the first.
    pub(super) fn line(
        &mut self,
        row: RowId,
        (col, old): (ColId, Code),
        new: Text<'_>,
        repair: RepairId,
    ) -> u32 {
        let place = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        self.lines.push(FixLine {
            col,
            old,
            new: new.to_buf(),
            repair,
            count: 0,
            first_row: row,
        });
        if let Some(known) = &mut self.known {
            known.entry((col, old)).or_default().push(place);
        }
        place
    }

    /// One more cell of a line.
    pub(super) fn add_to(&mut self, line: u32, row: RowId) {
        if let Some(l) = self.lines.get_mut(line as usize) {
            l.count += 1;
            l.first_row = l.first_row.min(row);
        }
        self.cells.push((line, row));
    }

    /// Takes in what was proposed for other columns.
    pub(super) fn append(&mut self, other: Self) {
        let before = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        self.known = None;
        self.lines.extend(other.lines);
        let cells = other.cells.into_iter();
        self.cells
            .extend(cells.map(|(line, row)| (line + before, row)));
    }

    /// The plan. A line is the odder, the fewer cells have its shape before and after.
    #[must_use]
    pub fn finish(self, table: &Table) -> FixPlan {
        // Shapes are compared by their hashes: that is enough for an order.
        let hasher = FixedState::default();
        let shapes: Vec<(u64, bool)> = self
            .lines
            .par_iter()
            .with_min_len(256)
            .map(|l| {
                let column = table.column(l.col);
                let old = column.map_or(Text::new(""), |c| c.text_of(l.old));
                let new = l.new.as_text();
                (hasher.hash_one((shape(old), shape(new))), old != new)
            })
            .collect();
        let mut alike: HashMap<u64, u64, RandomState> = HashMap::default();
        for (line, (shape, _)) in self.lines.iter().zip(&shapes) {
            *alike.entry(*shape).or_default() += line.count;
        }
        let mut order: Vec<(u64, u64, ColId, RowId, u32)> = self
            .lines
            .iter()
            .zip(&shapes)
            .zip(0u32..)
            .filter(|((_, (_, differs)), _)| *differs)
            .map(|((line, (shape, _)), place)| {
                let odd = alike.get(shape).copied().unwrap_or(0);
                (odd, line.count, line.col, line.first_row, place)
            })
            .collect();
        order.par_sort_unstable();
        let mut place = vec![u32::MAX; self.lines.len()];
        for (new, (.., old)) in (0u32..).zip(&order) {
            if let Some(slot) = place.get_mut(*old as usize) {
                *slot = new;
            }
        }
        let mut cells: Vec<(u32, RowId)> = self
            .cells
            .into_iter()
            .filter_map(|(line, row)| Some((*place.get(line as usize)?, row)))
            .filter(|(line, _)| *line != u32::MAX)
            .collect();
        cells.par_sort_unstable();
        cells.dedup();
        let mut lines: Vec<Option<FixLine>> = self.lines.into_iter().map(Some).collect();
        let lines = order
            .iter()
            .filter_map(|(.., i)| lines.get_mut(*i as usize)?.take())
            .collect();
        FixPlan { lines, cells }
    }
}

impl FixPlan {
    /// Cells that it would change.
    #[must_use]
    pub fn cells(&self) -> u64 {
        self.cells.len() as u64
    }

    /// The rows of a line, in order, to show them.
    pub fn rows_of(&self, line: usize) -> impl Iterator<Item = RowId> {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let start = self.cells.partition_point(|(l, _)| *l < line);
        self.cells
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(move |(l, _)| *l == line)
            .map(|(_, row)| *row)
    }

    /// The change in codes of this table. Where two lines meet in one cell, the first counts.
    #[must_use]
    pub fn into_change(self, table: &mut Table) -> Change {
        let news: Vec<Option<Code>> = self
            .lines
            .iter()
            .map(|line| {
                table
                    .column_mut(line.col)
                    .map(|c| c.intern(line.new.as_text()))
            })
            .collect();
        let mut edits: Vec<CellEdit> = self
            .cells
            .iter()
            .filter_map(|(i, row)| {
                let line = self.lines.get(*i as usize)?;
                let new = (*news.get(*i as usize)?)?;
                (new != line.old).then_some(CellEdit {
                    row: *row,
                    col: line.col,
                    old: line.old,
                    new,
                })
            })
            .collect();
        edits.par_sort_by_key(|e| (e.col, e.row));
        edits.dedup_by_key(|e| (e.col, e.row));
        Change::of_cells(edits)
    }
}
