//! How the checks follow a change: only the cells, rows and keys that it touched are looked at.
//! What a large change did to them is kept, so that it is taken back, and done again, without
//! looking at a text.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::Checks;
use super::trail::{Sides, Trail, Way};
use crate::check::cell::Asked;
use crate::check::column::{Checked, Tally};
use crate::check::keyed::Keyed;
use crate::check::touched::{Touched, moves};
use crate::check::{KeyIndex, Mapping, Severity};
use crate::schema::Schema;
use crate::table::{CellEdit, Change, Code, ColId, RowId, Table};

/// So many edits are followed on all processors, and leave a trail.
const MANY: usize = if cfg!(test) { 8 } else { 256 };

/// What came of a column: cells with a finding that came and went, by severity, and what it told.
type Followed = ([i64; 3], Option<(ColId, Sides<Tally>)>);

type Rows = HashSet<RowId, RandomState>;

/// All indexes at once; that of whole rows, which has most to do, is begun first.
fn follow_keys((keys, keyed): (&mut KeyIndex, &mut [Keyed]), table: &Table, touched: &Touched) {
    let indexes = keyed.iter_mut().rev().map(|keyed| &mut keyed.index);
    let indexes: Vec<&mut KeyIndex> = indexes.chain(std::iter::once(keys)).collect();
    indexes
        .into_par_iter()
        .with_max_len(1)
        .for_each(|index| index.update(table, touched));
}

fn is_large(change: &Change) -> bool {
    change.edits.len() + change.removed.len() + change.restored.len() >= MANY
}

impl Checks {
    /// Brings the checks up to date after a change was applied to the table; only the cells,
    /// rows and keys that it touched are looked at. A large one leaves a trail.
    pub fn update(
        &mut self,
        schema: &Schema,
        table: &Table,
        mapping: &Mapping,
        change: &Change,
    ) -> Option<Trail> {
        let before = self.counts;
        let columns = self.follow_cells(schema, table, mapping, change);
        self.conclude(table, change);
        let touched = Touched::of(table, change);
        let large = is_large(change);
        let (keys, keyed, rows) = (&mut self.keys, &mut self.keyed, &mut self.rows);
        let rows = if large {
            let follow_keys = || follow_keys((keys, keyed), table, &touched);
            rayon::join(follow_keys, || rows.update(table, &touched)).1
        } else {
            for index in keyed.iter_mut().map(|keyed| &mut keyed.index) {
                index.update(table, &touched);
            }
            keys.update(table, &touched);
            rows.update(table, &touched)
        };
        large.then_some(Trail {
            counts: Sides {
                before,
                after: self.counts,
            },
            columns,
            rows,
        })
    }

    /// True when the checks are as they were at that end of a trail.
    pub(crate) fn fits(&self, trail: &Trail, way: Way) -> bool {
        let columns = trail.columns.iter();
        *trail.counts.from(way) == self.counts
            && self.rows.fits(&trail.rows, way)
            && columns
                .clone()
                .all(|(col, sides)| self.of(*col).map(Checked::tally) == Some(sides.from(way)))
    }

    /// Follows a change that was applied to the table and leads along a trail, if that
    /// [fits](Checks::fits). Its keys follow apart, and in parts where the change is made in parts:
    /// [`Checks::follow_part`].
    pub(crate) fn retrace(&mut self, table: &Table, change: &Change, (trail, way): (&Trail, Way)) {
        for (col, sides) in &trail.columns {
            let place = self.place.get(col.index()).copied().flatten();
            if let Some(checked) = place.and_then(|place| self.checked.get_mut(place)) {
                checked.set_tally(sides.to(way).clone());
            }
        }
        self.counts = *trail.counts.to(way);
        self.rows.retrace(&trail.rows, way);
        self.conclude(table, change);
    }

    /// Lets the keys follow a change, or a part of one.
    pub(crate) fn follow_part(&mut self, table: &Table, change: &Change) {
        let touched = Touched::of(table, change);
        follow_keys((&mut self.keys, &mut self.keyed), table, &touched);
    }

    /// Judges new texts and counts what has moved; gives what columns told before and after.
    fn follow_cells(
        &mut self,
        schema: &Schema,
        table: &Table,
        mapping: &Mapping,
        change: &Change,
    ) -> Vec<(ColId, Sides<Tally>)> {
        let large = is_large(change);
        let asked = self.asked(schema, mapping, change);
        let removed: Rows = change.removed.iter().copied().collect();
        let restored: Rows = change.restored.iter().copied().collect();
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
            |((checked, asked), edits): ((&mut Checked, &Option<Asked<'_>>), &Vec<&CellEdit>)| {
                let mut counts = [0; 3];
                let (Some(asked), Some(column)) = (asked, table.column(checked.col)) else {
                    return (counts, None);
                };
                let before = large.then(|| checked.tally().clone());
                checked.learn(asked, column, severities);
                let edits = edits.iter().copied().filter(|edit| was_there(edit.row));
                let moves = moves(column, edits, change);
                checked.follow(asked, column, &moves, &mut counts);
                let sides = before.map(|before| Sides {
                    before,
                    after: checked.tally().clone(),
                });
                (counts, sides.map(|sides| (checked.col, sides)))
            };
        let places = self.checked.iter_mut().zip(&asked).zip(&edits);
        let followed: Vec<Followed> = if large {
            let places: Vec<_> = places.collect();
            places.into_par_iter().with_max_len(1).map(follow).collect()
        } else {
            places.map(follow).collect()
        };
        let mut columns = Vec::new();
        for (counts, sides) in followed {
            for (severity, by) in [Severity::Error, Severity::Warning, Severity::Note]
                .into_iter()
                .zip(counts)
            {
                self.count(severity, by);
            }
            columns.extend(sides);
        }
        for (rows, by) in [(&change.removed, -1), (&change.restored, 1)] {
            for row in rows {
                for at in 0..self.flaws.get(row).map_or(0, Vec::len) {
                    let flaw = self.flaws.get(row).and_then(|flaws| flaws.get(at));
                    if let Some(rule) = flaw.map(|flaw| flaw.rule) {
                        self.count(self.severity_of(rule), by);
                    }
                }
            }
        }
        columns
    }

    fn count(&mut self, severity: Severity, by: i64) {
        let slot = self.counts.slot(severity);
        *slot = slot.saturating_add_signed(by);
    }

    /// Draws what follows from whole columns, where a change touched them.
    fn conclude(&mut self, table: &Table, change: &Change) {
        let mut touched: Vec<Option<Code>> = vec![None; table.column_count()];
        for edit in &change.edits {
            if let Some(slot) = touched.get_mut(edit.col.index()) {
                *slot = Some(edit.new);
            }
        }
        let rows_moved = !change.removed.is_empty() || !change.restored.is_empty();
        let rows = table.row_count() as u64;
        for checked in &mut self.checked {
            let code = touched.get(checked.col.index()).copied().flatten();
            if let Some(column) = table.column(checked.col)
                && (code.is_some() || rows_moved)
            {
                checked.conclude(column, rows, code);
            }
        }
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
}
