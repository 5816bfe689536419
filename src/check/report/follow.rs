//! How the checks follow a change: only the cells, rows and keys that it touched are looked at.

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::Checks;
use crate::check::Mapping;
use crate::check::cell::Asked;
use crate::check::keys::OldCodes;
use crate::schema::Schema;
use crate::table::{Change, Code, ColId, RowId, Table};

/// So many edits are followed on all processors.
const MANY: usize = 256;

impl Checks {
    /// Brings the checks up to date after a change was applied to the table; only the cells,
    /// rows and keys that it touched are looked at.
    pub fn update(&mut self, schema: &Schema, table: &Table, mapping: &Mapping, change: &Change) {
        let removed: HashSet<RowId, RandomState> = change.removed.iter().copied().collect();
        let restored: HashSet<RowId, RandomState> = change.restored.iter().copied().collect();
        let asked = self.asked(schema, mapping, change);
        let asked_of = |place: usize| asked.get(place).copied().flatten();
        let mut touched: BTreeMap<ColId, Code> = BTreeMap::new();
        let mut moved: HashMap<(usize, Code), i64, RandomState> = HashMap::default();
        for edit in &change.edits {
            // Cells change before rows go or come back.
            let was_there = removed.contains(&edit.row)
                || !(table.is_removed(edit.row) || restored.contains(&edit.row));
            let Some(place) = self.place.get(edit.col.index()).copied().flatten() else {
                continue;
            };
            let (Some(asked), Some(column)) = (asked_of(place), table.column(edit.col)) else {
                continue;
            };
            let Some(checked) = self.checked.get_mut(place) else {
                continue;
            };
            checked.learn(&asked, column, &self.severities);
            touched.insert(edit.col, edit.new);
            if was_there {
                for (code, by) in [(edit.old, -1), (edit.new, 1)] {
                    *moved.entry((place, code)).or_default() += by;
                }
            }
        }
        // A text that many cells lose or get is judged once.
        for ((place, code), by) in moved.into_iter().filter(|(_, by)| *by != 0) {
            let Some(checked) = self.checked.get_mut(place) else {
                continue;
            };
            if let (Some(asked), Some(column)) = (asked_of(place), table.column(checked.col)) {
                checked.moved(&asked, column, code, by);
            }
            if let Some(severity) = checked.plain_severity(code) {
                let slot = self.counts.slot(severity);
                *slot = slot.saturating_add_signed(by);
            }
        }
        for (rows, by) in [(&change.removed, -1), (&change.restored, 1)] {
            for row in rows {
                self.count_row(table, &asked, *row, by);
            }
        }
        let rows_moved = !change.removed.is_empty() || !change.restored.is_empty();
        let rows = table.row_count() as u64;
        for checked in &mut self.checked {
            if let Some(column) = table.column(checked.col) {
                match touched.get(&checked.col) {
                    Some(code) => checked.conclude(column, rows, Some(*code)),
                    None if rows_moved => checked.conclude(column, rows, None),
                    None => {}
                }
            }
        }
        let old: OldCodes = change
            .edits
            .iter()
            .map(|e| ((e.row, e.col), e.old))
            .collect();
        let (keys, keyed, rows) = (&mut self.keys, &mut self.keyed, &mut self.rows);
        if change.edits.len() < MANY {
            keys.update(table, change, &old);
            for keyed in keyed {
                keyed.index.update(table, change, &old);
            }
            rows.update(table, change);
            return;
        }
        rayon::join(
            || {
                keyed
                    .par_iter_mut()
                    .map(|keyed| &mut keyed.index)
                    .chain(rayon::iter::once(keys))
                    .for_each(|index| index.update(table, change, &old));
            },
            || rows.update(table, change),
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
