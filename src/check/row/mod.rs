//! Checks that look at several cells of one row: one file per check. Findings are kept per row,
//! since they depend on more than one text; after an edit only its row is looked at again.

mod amount;
mod dates;
mod needs;
mod phone;
mod place;
mod plan;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::report::{Sides, Way};
use super::touched::Touched;
use super::{Mapping, RepairId, Rule, Why};
use crate::schema::{RelationKind, Schema, relations};
use crate::table::{Code, ColId, Column, EMPTY, RowId, Table, TextBuf};

/// What is wrong between cells of one row, and in which of them it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RowFinding {
    pub rule: Rule,
    pub col: ColId,
    pub why: Why,
    pub repair: Option<RepairId>,
}

/// Makes ready what checks need whatever the file holds; for a thread that has nothing to do while
/// a file is read.
pub fn prepare() {
    place::prepare();
}

/// One check of a row.
pub(super) trait RowCheck: Send + Sync {
    /// The columns that it reads.
    fn columns(&self) -> &[ColId];

    /// What is wrong with the row.
    fn look(&self, table: &Table, row: RowId) -> Option<RowFinding>;

    /// What is wrong with every row that is there, in order. A check that can look at each
    /// distinct text once does.
    fn all(&self, table: &Table) -> Vec<(RowId, RowFinding)> {
        by_rows(table, [], |row, _| self.look(table, row))
    }

    /// The cells that its repair would write.
    fn mend(&self, _table: &Table, _row: RowId) -> Vec<(ColId, TextBuf)> {
        Vec::new()
    }
}

/// What a change did to what is said of rows.
pub(super) struct RowTrail {
    rows: Vec<(RowId, Sides<Vec<RowFinding>>)>,
    counts: Sides<BTreeMap<Rule, u64>>,
}

/// All row checks of a table and what they found.
#[derive(Default)]
pub(super) struct RowChecks {
    checks: Vec<Box<dyn RowCheck>>,
    found: BTreeMap<RowId, Vec<RowFinding>>,
    counts: BTreeMap<Rule, u64>,
}

impl RowChecks {
    /// Looks at every row.
    pub(super) fn new(schema: &Schema, table: &Table, mapping: &Mapping) -> Self {
        let checks = build(schema, mapping);
        let mut all = Self {
            checks,
            ..Self::default()
        };
        if all.checks.is_empty() {
            return all;
        }
        let found = all.find(table);
        for (_, list) in &found {
            for finding in list {
                *all.counts.entry(finding.rule).or_default() += 1;
            }
        }
        all.found = found.into_iter().collect();
        all
    }

    /// What the checks say about every row, in order.
    fn find(&self, table: &Table) -> Vec<(RowId, Vec<RowFinding>)> {
        let mut found: Vec<(RowId, usize, RowFinding)> = self
            .checks
            .par_iter()
            .enumerate()
            .with_max_len(1)
            .flat_map_iter(|(place, check)| {
                let found = check.all(table).into_iter();
                found.map(move |(row, finding)| (row, place, finding))
            })
            .collect();
        found.sort_unstable_by_key(|(row, place, _)| (*row, *place));
        found
            .chunk_by(|(a, ..), (b, ..)| a == b)
            .filter_map(|list| {
                let (row, ..) = list.first()?;
                Some((*row, list.iter().map(|(.., finding)| *finding).collect()))
            })
            .collect()
    }

    /// Looks at every row again, and tells what is said now and was not before.
    pub(super) fn look_again(&mut self, table: &Table) -> RowTrail {
        let found = self.find(table);
        let mut known = self.found.iter().peekable();
        let mut fresh = Vec::new();
        for (row, list) in found {
            while let Some((row, _)) = known.next_if(|(own, _)| **own < row) {
                fresh.push((*row, Vec::new()));
            }
            let before = known.next_if(|(own, _)| **own == row);
            if before.is_none_or(|(_, before)| *before != list) {
                fresh.push((row, list));
            }
        }
        fresh.extend(known.map(|(row, _)| (*row, Vec::new())));
        self.put_all(fresh)
    }

    /// What the checks of a set say about a row.
    fn look(&self, table: &Table, row: RowId, checks: u64) -> Vec<RowFinding> {
        if table.is_removed(row) {
            return Vec::new();
        }
        self.checks
            .iter()
            .zip(0..)
            .filter(|(_, place)| checks & bit(*place) != 0)
            .filter_map(|(check, _)| check.look(table, row))
            .collect()
    }

    /// Follows a change that was applied to the table, and tells what it did.
    pub(super) fn update(&mut self, table: &Table, touched: &Touched) -> RowTrail {
        // By column the checks that read it, as a set.
        let mut reads = vec![0u64; table.column_count()];
        for (check, place) in self.checks.iter().zip(0..) {
            for col in check.columns() {
                if let Some(set) = reads.get_mut(col.index()) {
                    *set |= bit(place);
                }
            }
        }
        let fresh: Vec<(RowId, Vec<RowFinding>)> = touched
            .rows()
            .par_iter()
            .with_min_len(256)
            .filter_map(|row| {
                let edits = touched.edits_of(row).iter();
                let read = edits.filter_map(|edit| reads.get(edit.col.index()));
                let checks = if row.has_moved() {
                    u64::MAX
                } else {
                    read.fold(0, |all, set| all | set)
                };
                if checks == 0 {
                    return None;
                }
                let known = self.of(row.row);
                // Checks that found nothing and read nothing new find nothing again.
                let all = if known.is_empty() { checks } else { u64::MAX };
                let list = self.look(table, row.row, all);
                (list != known).then_some((row.row, list))
            })
            .collect();
        self.put_all(fresh)
    }

    /// Says of rows what they say from now on; tells what that changed.
    fn put_all(&mut self, fresh: Vec<(RowId, Vec<RowFinding>)>) -> RowTrail {
        let before = self.counts.clone();
        let mut rows = Vec::with_capacity(fresh.len());
        for (row, after) in fresh {
            let before = self.put(row, after.clone());
            rows.push((row, Sides { before, after }));
        }
        let after = self.counts.clone();
        RowTrail {
            rows,
            counts: Sides { before, after },
        }
    }

    /// Says of a row what it says from now on; gives what it said before.
    fn put(&mut self, row: RowId, list: Vec<RowFinding>) -> Vec<RowFinding> {
        for finding in &list {
            *self.counts.entry(finding.rule).or_default() += 1;
        }
        let before = if list.is_empty() {
            self.found.remove(&row)
        } else {
            self.found.insert(row, list)
        };
        let before = before.unwrap_or_default();
        for finding in &before {
            if let Some(n) = self.counts.get_mut(&finding.rule) {
                *n -= 1;
                if *n == 0 {
                    self.counts.remove(&finding.rule);
                }
            }
        }
        before
    }

    /// True when so much is found as was at that end of a trail.
    pub(super) fn fits(&self, trail: &RowTrail, way: Way) -> bool {
        *trail.counts.from(way) == self.counts
    }

    /// Follows a change that leads along a trail.
    pub(super) fn retrace(&mut self, trail: &RowTrail, way: Way) {
        let step = |(row, sides): &(RowId, Sides<Vec<RowFinding>>)| {
            self.put(*row, sides.to(way).clone());
        };
        trail.rows.iter().for_each(step);
    }

    /// What is wrong with a row.
    pub(super) fn of(&self, row: RowId) -> &[RowFinding] {
        self.found.get(&row).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows with a finding, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = RowId> {
        self.found.keys().copied()
    }

    /// All findings, row by row.
    pub(super) fn all(&self) -> impl Iterator<Item = (RowId, &RowFinding)> {
        self.found
            .iter()
            .flat_map(|(row, list)| list.iter().map(|f| (*row, f)))
    }

    /// Number of findings by rule.
    pub(super) fn counts(&self) -> impl Iterator<Item = (Rule, u64)> {
        self.counts.iter().map(|(rule, n)| (*rule, *n))
    }

    /// The cells that a finding's repair would write.
    pub(super) fn mend(
        &self,
        table: &Table,
        row: RowId,
        finding: &RowFinding,
    ) -> Vec<(ColId, TextBuf)> {
        self.checks
            .iter()
            .find(|check| check.look(table, row).as_ref() == Some(finding))
            .map(|check| check.mend(table, row))
            .unwrap_or_default()
    }
}

/// The bit of a check in a set; checks beyond the last bit share it.
fn bit(place: u32) -> u64 {
    1 << place.min(63)
}

/// The checks whose columns the file has.
fn build(schema: &Schema, mapping: &Mapping) -> Vec<Box<dyn RowCheck>> {
    let mut checks: Vec<Box<dyn RowCheck>> = Vec::new();
    for relation in relations(schema) {
        let cols: Vec<Option<ColId>> = relation
            .fields
            .iter()
            .map(|f| mapping.column_of(*f))
            .collect();
        let phone = relation
            .fields
            .first()
            .and_then(|f| schema.field(*f))
            .is_some_and(|f| f.format == Some(crate::schema::Format::Phone));
        match (relation.kind, cols.as_slice()) {
            (RelationKind::NotBefore, [Some(later), Some(earlier)]) => {
                checks.push(Box::new(dates::Dates::not_before(*later, *earlier)));
            }
            (RelationKind::WithinDays, [Some(later), Some(earlier)]) => {
                let limit = relation.limit;
                checks.push(Box::new(dates::Dates::within(*later, *earlier, limit)));
            }
            (RelationKind::NeedsCurrency, [Some(amount), Some(currency)]) => {
                checks.push(Box::new(amount::check(*amount, *currency)));
            }
            (RelationKind::NeedsPlan, [Some(days), Some(plan)]) => {
                checks.push(Box::new(plan::check(*days, *plan)));
            }
            (RelationKind::CountryOf, [Some(number), country]) if phone => {
                checks.push(Box::new(phone::Phones::new(*number, *country)));
            }
            (RelationKind::Place, [Some(latitude), Some(longitude), country]) => {
                checks.push(Box::new(place::Places::new(
                    *latitude, *longitude, *country,
                )));
            }
            _ => {}
        }
    }
    checks
}

/// Rows that are looked at together.
const TOGETHER: u32 = 1 << 13;

/// Looks at every row that is there with its codes in some columns; a column that the file does
/// not have is empty.
fn by_rows<const N: usize>(
    table: &Table,
    columns: [Option<&Column>; N],
    look: impl Fn(RowId, [Code; N]) -> Option<RowFinding> + Sync,
) -> Vec<(RowId, RowFinding)> {
    let records = u32::try_from(table.record_count()).unwrap_or(u32::MAX);
    (0..records.div_ceil(TOGETHER))
        .into_par_iter()
        .flat_map_iter(|part| {
            let (start, end) = (part * TOGETHER, records.min((part + 1) * TOGETHER));
            let mut codes = columns.map(|c| c.map(|c| c.codes_of(RowId(start), RowId(end))));
            let look = &look;
            (start..end).map(RowId).filter_map(move |row| {
                let codes = codes
                    .each_mut()
                    .map(|c| c.as_mut().and_then(Iterator::next).unwrap_or(EMPTY));
                let finding = look(row, codes).filter(|_| !table.is_removed(row))?;
                Some((row, finding))
            })
        })
        .collect()
}

/// Something about each distinct text of a column, by code.
fn by_code<T: Send>(column: &Column, of: impl Fn(&str) -> T + Sync) -> Vec<T> {
    (0..column.code_count())
        .into_par_iter()
        .with_min_len(1024)
        .map(|code| of(column.text_of(code).reveal()))
        .collect()
}

/// The row's country as a code, if it is one.
fn country_of(table: &Table, row: RowId, country: Option<ColId>) -> Option<&str> {
    let text = table.text(row, country?).reveal();
    crate::schema::countries().contains(text).then_some(text)
}
