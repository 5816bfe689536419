//! How the checks follow a change: only the cells, rows and keys that it touched are looked at.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::Checks;
use crate::check::cell::Asked;
use crate::check::column::Checked;
use crate::check::touched::Touched;
use crate::check::{Mapping, Severity};
use crate::schema::Schema;
use crate::table::{CellEdit, Change, Code, ColId, RowId, Table};

/// So many edits are followed on all processors.
const MANY: usize = 256;

impl Checks {
    /// Brings the checks up to date after a change was applied to the table; only the cells,
    /// rows and keys that it touched are looked at.
    pub fn update(&mut self, schema: &Schema, table: &Table, mapping: &Mapping, change: &Change) {
        let removed: HashSet<RowId, RandomState> = change.removed.iter().copied().collect();
        let restored: HashSet<RowId, RandomState> = change.restored.iter().copied().collect();
        let asked = self.asked(schema, mapping, change);
        // Cells change before rows go or come back.
        let was_there = |row: RowId| {
            removed.contains(&row) || !(table.is_removed(row) || restored.contains(&row))
        };
        let mut edits: Vec<Vec<&CellEdit>> = vec![Vec::new(); self.checked.len()];
        for edit in &change.edits {
            let place = self.place.get(edit.col.index()).copied().flatten();
            if let Some(list) = place.and_then(|place| edits.get_mut(place)) {
                list.push(edit);
            }
        }
        let severities = &self.severities;
        let follow =
            |(checked, asked, edits): (&mut Checked, &Option<Asked<'_>>, &Vec<&CellEdit>)| {
                let mut counts = [0; 3];
                if let (Some(asked), Some(column), false) =
                    (asked, table.column(checked.col), edits.is_empty())
                {
                    checked.learn(asked, column, severities);
                    let edits = edits.iter().filter(|edit| was_there(edit.row));
                    checked.follow(asked, column, edits.copied(), &mut counts);
                }
                counts
            };
        let places = self.checked.iter_mut().zip(&asked).zip(&edits);
        let places = places.map(|((checked, asked), edits)| (checked, asked, edits));
        let counts: Vec<[i64; 3]> = if change.edits.len() < MANY {
            places.map(follow).collect()
        } else {
            let places: Vec<_> = places.collect();
            places.into_par_iter().with_max_len(1).map(follow).collect()
        };
        for counts in counts {
            for (severity, by) in [Severity::Error, Severity::Warning, Severity::Note]
                .into_iter()
                .zip(counts)
            {
                let slot = self.counts.slot(severity);
                *slot = slot.saturating_add_signed(by);
            }
        }
        let touched: Vec<Option<Code>> = edits
            .iter()
            .map(|edits| edits.last().map(|edit| edit.new))
            .collect();
        for (rows, by) in [(&change.removed, -1), (&change.restored, 1)] {
            for row in rows {
                self.count_row(table, &asked, *row, by);
            }
        }
        let rows_moved = !change.removed.is_empty() || !change.restored.is_empty();
        let rows = table.row_count() as u64;
        for (checked, touched) in self.checked.iter_mut().zip(touched) {
            if let Some(column) = table.column(checked.col) {
                match touched {
                    Some(code) => checked.conclude(column, rows, Some(code)),
                    None if rows_moved => checked.conclude(column, rows, None),
                    None => {}
                }
            }
        }
        let rows_touched = Touched::of(table, change);
        let (keys, keyed, rows) = (&mut self.keys, &mut self.keyed, &mut self.rows);
        if change.edits.len() < MANY {
            keys.update(table, &rows_touched);
            for keyed in keyed {
                keyed.index.update(table, &rows_touched);
            }
            rows.update(table, &rows_touched);
            return;
        }
        rayon::join(
            || {
                keyed
                    .par_iter_mut()
                    .map(|keyed| &mut keyed.index)
                    .chain(rayon::iter::once(keys))
                    .for_each(|index| index.update(table, &rows_touched));
            },
            || rows.update(table, &rows_touched),
        );
    }

    /// What the columns are asked that a change touches, in the order in which they are checked.
    fn asked<'s>(
        &self,
        schema: &'s Schema,
        mapping: &Mapping,
        change: &Change,
    ) -> Vec<Option<Asked<'s>>> {
        let rows = !change.removed.is_empty() || !change.restored.is_empty();
        let edited: HashSet<ColId> = change.edits.iter().map(|e| e.col).collect();
        self.checked
            .iter()
            .map(|c| {
                let touched = rows || edited.contains(&c.col);
                let field = mapping.field_of(c.col).filter(|_| touched)?;
                Asked::new(schema, field, self.today)
            })
            .collect()
    }

    /// Counts the cells of a row in (`by` 1) or out (-1).
    fn count_row(&mut self, table: &Table, asked: &[Option<Asked<'_>>], row: RowId, by: i64) {
        for (checked, asked) in self.checked.iter_mut().zip(asked) {
            let (Some(column), Some(asked)) = (table.column(checked.col), asked) else {
                continue;
            };
            let code = column.code(row);
            checked.moved(asked, column, code, by);
            if let Some(severity) = checked.plain_severity(code) {
                let slot = self.counts.slot(severity);
                *slot = slot.saturating_add_signed(by);
            }
        }
        for flaw in self.flaws.get(&row).into_iter().flatten() {
            let severity = self.severities.of(flaw.rule, flaw.rule.severity());
            let slot = self.counts.slot(severity);
            *slot = slot.saturating_add_signed(by);
        }
    }
}
