//! What a repair would do: one line per distinct text and result, with its cells. The preview
//! and the change are the same object, so that they cannot differ.

use std::collections::HashMap;

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
    /// Lines by column and old text; nearly always one.
    known: HashMap<(ColId, Code), Vec<u32>>,
    cells: Vec<(u32, RowId)>,
}

impl Proposal {
    /// One cell that would change; a text that stays as it is adds nothing.
    pub fn add(&mut self, row: RowId, col: ColId, old: Code, new: Text<'_>, repair: RepairId) {
        let lines = self.known.entry((col, old)).or_default();
        let line = lines.iter().copied().find(|i| {
            self.lines
                .get(*i as usize)
                .is_some_and(|l| l.new.as_text() == new)
        });
        let line = line.unwrap_or_else(|| {
            let place = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
            self.lines.push(FixLine {
                col,
                old,
                new: new.to_buf(),
                repair,
                count: 0,
                first_row: row,
            });
            lines.push(place);
            place
        });
        if let Some(l) = self.lines.get_mut(line as usize) {
            l.count += 1;
            l.first_row = l.first_row.min(row);
        }
        self.cells.push((line, row));
    }

    /// The plan. A line is the odder, the fewer cells have its shape before and after.
    #[must_use]
    pub fn finish(self, table: &Table) -> FixPlan {
        let shapes: Vec<(String, String)> = self
            .lines
            .iter()
            .map(|l| {
                let old = table
                    .column(l.col)
                    .map(|c| shape(c.text_of(l.old)))
                    .unwrap_or_default();
                (old, shape(l.new.as_text()))
            })
            .collect();
        let mut alike: HashMap<&(String, String), u64> = HashMap::new();
        for (line, shape) in self.lines.iter().zip(&shapes) {
            *alike.entry(shape).or_default() += line.count;
        }
        let odd: Vec<u64> = shapes
            .iter()
            .map(|s| alike.get(s).copied().unwrap_or(0))
            .collect();
        let same = |i: u32| {
            self.lines.get(i as usize).is_some_and(|l| {
                table
                    .column(l.col)
                    .is_some_and(|c| c.text_of(l.old) == l.new.as_text())
            })
        };
        let total = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = (0..total).filter(|i| !same(*i)).collect();
        order.sort_by_key(|i| {
            let line = self.lines.get(*i as usize);
            (
                odd.get(*i as usize).copied(),
                line.map(|l| (l.count, l.col, l.first_row)),
            )
        });
        let mut place = vec![u32::MAX; self.lines.len()];
        for (new, old) in (0u32..).zip(&order) {
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
        cells.sort_unstable();
        cells.dedup();
        let mut lines: Vec<Option<FixLine>> = self.lines.into_iter().map(Some).collect();
        let lines = order
            .iter()
            .filter_map(|i| lines.get_mut(*i as usize)?.take())
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
        edits.sort_by_key(|e| (e.col, e.row));
        edits.dedup_by_key(|e| (e.col, e.row));
        Change::of_cells(edits)
    }
}
