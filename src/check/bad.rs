//! Which rows have a problem, and which an error: what is said of rows and keys is with few of
//! them, cells are looked at column by column, each by its code alone.

use rayon::prelude::*;

use super::column::Checked;
use super::{Checks, Severity};
use crate::table::{Column, RowId, Table};

/// Rows that are looked at together.
const TOGETHER: usize = 1 << 13;

/// Rows in which something is wrong, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MarkedRows {
    /// With at least one error.
    pub bad: Vec<RowId>,
    /// With an error other than a repeated upload key.
    pub bad_alone: Vec<RowId>,
    /// With any problem, notes included.
    pub odd: Vec<RowId>,
}

/// What is known of a row, or of a text: a set of these.
const ODD: u8 = 1;
const BAD: u8 = 2;
const ALONE: u8 = 4;

fn mark(severity: Severity) -> u8 {
    match severity {
        Severity::Error => ODD | BAD | ALONE,
        Severity::Warning | Severity::Note => ODD,
    }
}

impl Checks {
    /// Rows with an error, with one besides the upload key, and with any problem.
    #[must_use]
    pub fn marked_rows(&self, table: &Table) -> MarkedRows {
        let columns: Vec<(&Column, Vec<u8>)> = self
            .columns()
            .par_iter()
            .with_max_len(1)
            .filter(|checked| !checked.is_quiet())
            .filter_map(|checked| {
                let column = table.column(checked.col)?;
                Some((column, self.marks(checked, column)?))
            })
            .collect();
        let mut rows = vec![0u8; table.record_count()];
        self.mark_named(&mut rows);
        rows.par_chunks_mut(TOGETHER)
            .enumerate()
            .for_each(|(part, rows)| {
                let row = |row: usize| RowId(u32::try_from(row).unwrap_or(u32::MAX));
                let start = part * TOGETHER;
                let (start, end) = (row(start), row(start + rows.len()));
                for (column, marks) in &columns {
                    let mut rows = rows.iter_mut();
                    column.codes_of(start, end).for_each(|code| {
                        if let Some(row) = rows.next() {
                            *row |= marks.get(code as usize).copied().unwrap_or(0);
                        }
                    });
                }
            });
        let with = |wanted: u8| -> Vec<RowId> {
            rows.par_iter()
                .enumerate()
                .with_min_len(TOGETHER)
                .filter(|(_, marks)| **marks & wanted != 0)
                .filter_map(|(row, _)| Some(RowId(u32::try_from(row).ok()?)))
                .filter(|row| !table.is_removed(*row))
                .collect()
        };
        MarkedRows {
            bad: with(BAD),
            bad_alone: with(ALONE),
            odd: with(ODD),
        }
    }

    /// By code of a column what its text means for a row; `None` where nothing is told.
    fn marks(&self, checked: &Checked, column: &Column) -> Option<Vec<u8>> {
        let mut codes = checked.told_codes(column).peekable();
        codes.peek()?;
        let mut marks = vec![0u8; column.code_count() as usize];
        for (code, _) in codes {
            let severity = checked.severity(column, code, self.severities());
            if let (Some(severity), Some(slot)) = (severity, marks.get_mut(code as usize)) {
                *slot = mark(severity);
            }
        }
        Some(marks)
    }

    /// Marks the rows of which something is said as rows: flaws, keys, what several cells say.
    fn mark_named(&self, marks: &mut [u8]) {
        let mut add = |row: RowId, own: u8| {
            if let Some(slot) = marks.get_mut(row.index()) {
                *slot |= own;
            }
        };
        self.keys().rows().for_each(|row| add(row, ODD | BAD));
        let mut set = |row: RowId, severity: Severity| add(row, mark(severity));
        for keyed in self.keyed() {
            let severity = self.graded(keyed.rule);
            keyed.index.rows().for_each(|row| set(row, severity));
        }
        for (row, finding) in self.row_findings() {
            set(row, self.graded(finding.rule));
        }
        for flaw in self.flaws() {
            set(flaw.row, self.graded(flaw.rule));
        }
    }
}
