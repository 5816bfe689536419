//! How the checks follow a change: only the cells, rows and keys that it touched are looked at.
//! What a large change did to them is kept, so that it is taken back, and done again, without
//! looking at a text.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::Checks;
use super::trail::{Sides, Trail, Way, join};
use crate::check::cell::Asked;
use crate::check::column::{Checked, Tally};
use crate::check::keyed::Keyed;
use crate::check::touched::{Touched, moves};
use crate::check::{Counts, KeyIndex, Mapping, Severity};
use crate::schema::Schema;
use crate::table::{CellEdit, Change, Code, ColId, EMPTY, RowId, Table};

/// So many edits are followed on all processors, and leave a trail.
const MANY: usize = if cfg!(test) { 8 } else { 256 };

/// What came of a column: cells with a finding that came and went, by severity, and what it told.
type Followed = ([i64; 3], Option<(ColId, Sides<Tally>)>);

type Rows = HashSet<RowId, RandomState>;

/// All indexes at once; that of whole rows, which has most to do, is begun first.
fn indexes<'i>(
    keys: &'i mut KeyIndex,
    keyed: &'i mut [Keyed],
) -> impl ParallelIterator<Item = &'i mut KeyIndex> {
    let indexes = keyed.iter_mut().rev().map(|keyed| &mut keyed.index);
    let indexes: Vec<&mut KeyIndex> = indexes.chain(std::iter::once(keys)).collect();
    indexes.into_par_iter().with_max_len(1)
}

fn follow_keys((keys, keyed): (&mut KeyIndex, &mut [Keyed]), table: &Table, touched: &Touched) {
    indexes(keys, keyed).for_each(|index| index.update(table, touched));
}

/// Makes indexes anew, where a change touched columns that they read.
fn look_again((keys, keyed): (&mut KeyIndex, &mut [Keyed]), table: &Table, change: &Change) {
    let (touched, rows_moved) = (change.edits.touched_columns(), change.moves_rows());
    indexes(keys, keyed)
        .filter(|index| rows_moved || touched.iter().any(|col| index.reads(*col)))
        .for_each(|index| index.look_again(table));
}

/// What the cells of a change, or of its parts so far, did: the counts before, and by column.
pub(crate) struct Begun {
    before: Counts,
    columns: Vec<(ColId, Sides<Tally>)>,
}

/// True for a change of so many cells that it is sooner to look at all rows than to follow it from
/// row to row.
fn is_most(table: &Table, change: &Change) -> bool {
    is_large(change) && change.edits.len() > table.record_count() / 2
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
        self.follow_rows(table, change, Begun { before, columns })
    }

    /// The first half of [`Checks::update`], for a part of a change: what single cells hold. The
    /// second is [`Checks::follow_rows`] for the change as a whole.
    pub(crate) fn begin(
        &mut self,
        schema: &Schema,
        table: &Table,
        mapping: &Mapping,
        part: &Change,
        begun: &mut Option<Begun>,
    ) {
        let before = self.counts;
        let columns = self.follow_cells(schema, table, mapping, part);
        match begun {
            None => *begun = Some(Begun { before, columns }),
            Some(begun) => join(&mut begun.columns, columns),
        }
    }

    /// What follows from a change as a whole, once the cells of all its parts are followed.
    pub(crate) fn follow_rows(
        &mut self,
        table: &Table,
        change: &Change,
        Begun { before, columns }: Begun,
    ) -> Option<Trail> {
        self.conclude(table, change);
        let counts = Sides {
            before,
            after: self.counts,
        };
        if is_most(table, change) {
            let (keys, keyed, rows) = (&mut self.keys, &mut self.keyed, &mut self.rows);
            let look = || look_again((keys, keyed), table, change);
            let rows = rayon::join(look, || rows.look_again(table)).1;
            return Some(Trail {
                counts,
                columns,
                rows,
            });
        }
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
            counts,
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
    /// [fits](Checks::fits).
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
        let indexes = (&mut self.keys, self.keyed.as_mut_slice());
        if is_most(table, change) {
            look_again(indexes, table, change);
        } else {
            follow_keys(indexes, table, &Touched::of(table, change));
        }
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
        for edit in change.edits.cells() {
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
                let held = change
                    .edits
                    .columns()
                    .filter(|own| own.col() == checked.col);
                let held = held.map(|own| (own, own.count(was_there)));
                let moves = moves(column, edits, &held.collect::<Vec<_>>(), change);
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
                        self.count(self.graded(rule), by);
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
        // A text that may fill the column now, where it got one.
        let mut touch = |col: ColId, new: Code| {
            if let Some(slot) = touched.get_mut(col.index())
                && (slot.is_none() || new != EMPTY)
            {
                *slot = Some(new);
            }
        };
        for edit in change.edits.cells() {
            touch(edit.col, edit.new);
        }
        for own in change.edits.columns() {
            own.pairs()
                .iter()
                .for_each(|pair| touch(own.col(), pair.new));
        }
        let rows_moved = change.moves_rows();
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
        let rows = change.moves_rows();
        let edited = change.edits.touched_columns();
        self.checked
            .iter()
            .map(|c| {
                let touched = rows || edited.binary_search(&c.col).is_ok();
                let field = mapping.field_of(c.col).filter(|_| touched)?;
                let asked = Asked::new(schema, field, self.today)?;
                Some(asked.counting_from_1904(self.days_from_1904))
            })
            .collect()
    }
}
