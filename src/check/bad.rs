//! Which rows have an error: what is said of rows and keys is with few of them, cells are looked
//! at column by column.

use std::collections::HashSet;

use rayon::prelude::*;

use super::column::Checked;
use super::{Checks, Rule, Severity};
use crate::table::{Column, RowId, Table};

/// Rows that are looked at together.
const TOGETHER: u32 = 1 << 13;

impl Checks {
    /// Rows with at least one error, in order.
    #[must_use]
    pub fn bad_rows(&self, table: &Table) -> Vec<RowId> {
        let records = u32::try_from(table.record_count()).unwrap_or(u32::MAX);
        let columns: Vec<(&Checked, &Column)> = self
            .columns()
            .iter()
            .filter(|c| !c.is_quiet())
            .filter_map(|c| Some((c, table.column(c.col)?)))
            .collect();
        let is_error = |rule: Rule| self.graded(rule) == Severity::Error;
        let mut named: HashSet<RowId> = self.keys().rows().collect();
        let rules = self.row_findings().map(|(row, f)| (row, f.rule));
        let flaws = self.flaws().map(|f| (f.row, f.rule));
        named.extend(
            rules
                .chain(flaws)
                .filter(|(_, r)| is_error(*r))
                .map(|(row, _)| row),
        );
        for keyed in self.keyed().iter().filter(|k| is_error(k.rule)) {
            named.extend(keyed.index.rows());
        }
        (0..records.div_ceil(TOGETHER))
            .into_par_iter()
            .flat_map_iter(|part| {
                let (start, end) = (part * TOGETHER, records.min((part + 1) * TOGETHER));
                let mut bad: Vec<bool> = (start..end)
                    .map(|row| named.contains(&RowId(row)))
                    .collect();
                for (checked, column) in &columns {
                    let mut bad = bad.iter_mut();
                    column.codes_of(RowId(start), RowId(end)).for_each(|code| {
                        let Some(bad) = bad.next().filter(|bad| !**bad) else {
                            return;
                        };
                        let severity = checked.severity(column, code, self.severities());
                        *bad = severity == Some(Severity::Error);
                    });
                }
                (start..end)
                    .map(RowId)
                    .zip(bad)
                    .filter(|(row, bad)| *bad && !table.is_removed(*row))
                    .map(|(row, _)| row)
            })
            .collect()
    }
}
