//! Rows that share a key: the upload key, a device, a customer, a place, the whole row.
//!
//! The index is a sorted list of hashes, 8 bytes a row, that follows many edits in one walk and
//! one edit with a search; only groups that break their condition are kept as such. The hash of a
//! whole row is kept too, so that an edit costs the same however many columns there are.

mod entries;

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::spelling::loose;
use super::touched::{Touched, TouchedRow};
use crate::table::{CellEdit, Code, ColId, Column, EMPTY, RowId, Table};
use entries::{Entries, Entry, Place, entry, hash_of, sorted};

/// What is wrong with a group of rows that share their key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Condition {
    /// There is more than one row.
    Twice,
    /// They hold several values in this column; empty cells do not count.
    Differ {
        col: ColId,
        /// Spellings of one value count as one: letter case, accents, the order of words.
        loosely: bool,
    },
    /// There are so many rows or more.
    Many(usize),
}

/// Which rows have which key, and which groups break a condition.
pub struct KeyIndex {
    columns: Vec<ColId>,
    condition: Condition,
    /// A key with an empty part is none; otherwise one filled part is enough.
    complete: bool,
    entries: Entries,
    /// By row the sum of its key, where it is kept.
    sums: Vec<u64>,
    /// Groups that break the condition, by the hash of their key, each in order.
    groups: HashMap<u32, Vec<Vec<RowId>>, RandomState>,
    rows_in_groups: u64,
}

/// A row's key as a number: the sum of its codes, each times the factor of its place. 0 is no key.
type Sum = u64;

impl KeyIndex {
    /// Indexes a table; `columns` is empty when a part of the key has no column.
    #[must_use]
    pub fn new(columns: Vec<ColId>, table: &Table) -> Self {
        Self::with(columns, Condition::Twice, true, table)
    }

    pub(super) fn with(
        columns: Vec<ColId>,
        condition: Condition,
        complete: bool,
        table: &Table,
    ) -> Self {
        let mut index = Self {
            columns,
            condition,
            complete,
            entries: Entries::default(),
            sums: Vec::new(),
            groups: HashMap::default(),
            rows_in_groups: 0,
        };
        if !index.columns.is_empty() {
            index.build(table);
        }
        index
    }

    /// A key that may have gaps is long, and its sum is kept; a short one is made anew.
    fn keeps_sums(&self) -> bool {
        !self.complete
    }

    fn build(&mut self, table: &Table) {
        if self.sums.is_empty() {
            self.sums = self.sums_of(table);
        }
        let entries: Vec<Entry> = self
            .sums
            .par_iter()
            .enumerate()
            .with_min_len(TOGETHER)
            .filter_map(|(row, sum)| {
                let row = RowId(u32::try_from(row).ok()?);
                let is_key = *sum != 0 && !table.is_removed(row);
                is_key.then(|| entry(hash(*sum), row))
            })
            .collect();
        if !self.keeps_sums() {
            self.sums = Vec::new();
        }
        self.entries = Entries::new(entries);
        self.groups.clear();
        self.rows_in_groups = 0;
        let entries = std::mem::take(&mut self.entries);
        entries.repeated(|hash, rows| self.judge(table, hash, rows));
        self.entries = entries;
    }

    /// The sums of all rows; column by column, since a column's codes lie side by side.
    fn sums_of(&self, table: &Table) -> Vec<Sum> {
        let columns: Vec<(Sum, Option<&Column>)> = (0..)
            .map(factor)
            .zip(self.columns.iter().map(|col| table.column(*col)))
            .collect();
        let mut sums: Vec<Sum> = vec![0; table.record_count()];
        sums.par_chunks_mut(TOGETHER)
            .enumerate()
            .for_each(|(part, sums)| {
                let row = |row: usize| RowId(u32::try_from(row).unwrap_or(u32::MAX));
                let start = part * TOGETHER;
                let (start, end) = (row(start), row(start + sums.len()));
                let mut gaps = vec![false; if self.complete { sums.len() } else { 0 }];
                for (factor, column) in &columns {
                    let Some(column) = column else {
                        gaps.fill(true);
                        continue;
                    };
                    let mut sums = sums.iter_mut();
                    let codes = column.codes_of(start, end);
                    if self.complete {
                        let mut gaps = gaps.iter_mut();
                        codes.for_each(|code| {
                            if let (Some(sum), Some(gap)) = (sums.next(), gaps.next()) {
                                *sum = sum.wrapping_add(factor.wrapping_mul(u64::from(code)));
                                *gap |= code == EMPTY;
                            }
                        });
                    } else {
                        codes.for_each(|code| {
                            if let Some(sum) = sums.next() {
                                *sum = sum.wrapping_add(factor.wrapping_mul(u64::from(code)));
                            }
                        });
                    }
                }
                for (sum, _) in sums.iter_mut().zip(gaps).filter(|(_, gap)| *gap) {
                    *sum = 0;
                }
            });
        sums
    }

    /// The sum of one key.
    fn sum(&self, code: impl Fn(ColId) -> Code) -> Sum {
        let mut sum = 0u64;
        for (col, factor) in self.columns.iter().zip((0..).map(factor)) {
            let code = code(*col);
            if code == EMPTY && self.complete {
                return 0;
            }
            sum = sum.wrapping_add(factor.wrapping_mul(u64::from(code)));
        }
        sum
    }

    fn sum_of(&self, table: &Table, row: RowId) -> Sum {
        if self.keeps_sums() {
            return self.sums.get(row.index()).copied().unwrap_or(0);
        }
        self.sum(|col| code(table, row, col))
    }

    /// Splits rows of one hash by their true key and keeps the groups that break the condition.
    fn judge(&mut self, table: &Table, hash: u32, rows: &[RowId]) {
        let alike = |a: RowId, b: RowId| {
            self.columns
                .iter()
                .all(|col| code(table, a, *col) == code(table, b, *col))
        };
        let Some((first, others)) = rows.split_first() else {
            return;
        };
        let broken: Vec<Vec<RowId>> = if others.iter().all(|row| alike(*first, *row)) {
            if !self.breaks(table, rows) {
                return;
            }
            vec![rows.to_vec()]
        } else {
            let mut parts: HashMap<Vec<Code>, Vec<RowId>> = HashMap::new();
            for row in rows {
                let key = self.columns.iter().map(|col| code(table, *row, *col));
                parts.entry(key.collect()).or_default().push(*row);
            }
            let parts = parts.into_values();
            parts.filter(|rows| self.breaks(table, rows)).collect()
        };
        if !broken.is_empty() {
            self.rows_in_groups += broken.iter().map(|rows| rows.len() as u64).sum::<u64>();
            self.groups.insert(hash, broken);
        }
    }

    fn breaks(&self, table: &Table, rows: &[RowId]) -> bool {
        match &self.condition {
            Condition::Twice => rows.len() > 1,
            Condition::Many(least) => rows.len() >= *least,
            Condition::Differ { col, loosely } => {
                let Some(column) = table.column(*col) else {
                    return false;
                };
                let codes = rows.iter().map(|row| column.code(*row));
                let mut codes = codes.filter(|code| *code != EMPTY);
                let Some(first) = codes.next() else {
                    return false;
                };
                let mut others = codes.filter(|code| *code != first);
                if !*loosely {
                    return others.next().is_some();
                }
                let value = |code: Code| loose(column.text_of(code).reveal());
                let mut known: Option<String> = None;
                let mut alike: BTreeSet<Code> = BTreeSet::new();
                others.any(|code| {
                    if !alike.insert(code) {
                        return false;
                    }
                    *known.get_or_insert_with(|| value(first)) != value(code)
                })
            }
        }
    }

    /// The columns of the key.
    #[must_use]
    pub fn columns(&self) -> &[ColId] {
        &self.columns
    }

    /// All rows of the row's group when it breaks the condition, itself included, in order; else
    /// none.
    #[must_use]
    pub fn group(&self, table: &Table, row: RowId) -> &[RowId] {
        if self.groups.is_empty() {
            return &[];
        }
        let sum = self.sum_of(table, row);
        if sum == 0 {
            return &[];
        }
        self.groups
            .get(&hash(sum))
            .into_iter()
            .flatten()
            .find(|rows| rows.binary_search(&row).is_ok())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Rows that stand in a group which breaks the condition, in any order.
    pub fn rows(&self) -> impl Iterator<Item = RowId> {
        self.groups.values().flatten().flatten().copied()
    }

    /// Number of those rows.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.rows_in_groups
    }

    /// True when it has to do with a column.
    pub(super) fn reads(&self, col: ColId) -> bool {
        let compared = matches!(self.condition, Condition::Differ { col: own, .. } if own == col);
        compared || self.columns.contains(&col)
    }

    /// Indexes the table anew.
    pub(super) fn look_again(&mut self, table: &Table) {
        if !self.columns.is_empty() {
            self.sums = Vec::new();
            self.build(table);
        }
    }

    /// Follows a change that was applied to the table.
    pub(super) fn update(&mut self, table: &Table, touched: &Touched) {
        if self.columns.is_empty() {
            return;
        }
        if self.keeps_sums() {
            self.sums.resize(table.record_count(), 0);
        }
        let follower = Follower::new(self, table);
        if !touched.moves_rows() && !touched.columns().any(|col| follower.is_concerned(col)) {
            return;
        }
        let (mut gone, mut come, mut again) = (Vec::new(), Vec::new(), Vec::new());
        for row in touched.rows() {
            let edits = touched.edits_of(row);
            let Some((old, new)) = follower.follow(self, row, edits) else {
                continue;
            };
            let entry = |sum: Sum, there: bool| {
                (there && sum != 0).then(|| entries::entry(hash(sum), row.row))
            };
            let (old, new) = (entry(old, row.was_there), entry(new, row.is_there));
            if old == new {
                // The key is the same, what is compared may not be.
                again.extend(new);
            } else {
                gone.extend(old);
                come.extend(new);
            }
        }
        if (gone.len() + come.len()) > self.entries.len() + 64 {
            self.build(table);
            return;
        }
        let (gone, come) = (sorted(gone), sorted(come));
        // Rows that have left break no condition that they did not break before.
        let mut hashes = self.entries.replace(&gone, &come);
        if !self.groups.is_empty() {
            let known = |entry: &Entry| self.groups.contains_key(&hash_of(*entry));
            hashes.extend(gone.into_iter().chain(come).filter(known));
        }
        hashes.extend(again);
        hashes.sort_unstable();
        hashes.dedup_by_key(|entry| hash_of(*entry));
        let entries = std::mem::take(&mut self.entries);
        let (mut place, mut rows) = (Place::default(), Vec::new());
        for hash in hashes.into_iter().map(hash_of) {
            for rows in self.groups.remove(&hash).into_iter().flatten() {
                self.rows_in_groups -= rows.len() as u64;
            }
            entries.rows_of(hash, &mut place, &mut rows);
            if rows.len() > 1 {
                self.judge(table, hash, &rows);
            }
        }
        self.entries = entries;
    }
}

/// How edits of a row change its key.
struct Follower<'t> {
    table: &'t Table,
    /// By column what it has to do with the index.
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Default)]
enum Part {
    #[default]
    None,
    /// Its values are compared.
    Compared,
    Key(Sum),
}

impl<'t> Follower<'t> {
    fn new(index: &KeyIndex, table: &'t Table) -> Self {
        let mut parts = vec![Part::None; table.column_count()];
        let mut set = |col: ColId, part: Part| {
            if let Some(slot) = parts.get_mut(col.index()) {
                *slot = part;
            }
        };
        if let Condition::Differ { col, .. } = index.condition {
            set(col, Part::Compared);
        }
        for (col, factor) in index.columns.iter().zip((0..).map(factor)) {
            set(*col, Part::Key(factor));
        }
        Self { table, parts }
    }

    fn part(&self, col: ColId) -> Part {
        self.parts.get(col.index()).copied().unwrap_or_default()
    }

    fn is_concerned(&self, col: ColId) -> bool {
        !matches!(self.part(col), Part::None)
    }

    /// The row's sums before and after; `None` where the index has nothing to do with it.
    fn follow(
        &self,
        index: &mut KeyIndex,
        row: &TouchedRow,
        edits: &[CellEdit],
    ) -> Option<(Sum, Sum)> {
        let (mut any, mut by) = (row.has_moved(), 0u64);
        for edit in edits {
            match self.part(edit.col) {
                Part::None => {}
                Part::Compared => any = true,
                Part::Key(factor) => {
                    any = true;
                    let more = u64::from(edit.new).wrapping_sub(u64::from(edit.old));
                    by = by.wrapping_add(factor.wrapping_mul(more));
                }
            }
        }
        if !any {
            return None;
        }
        if index.keeps_sums() {
            let sum = index.sums.get_mut(row.row.index())?;
            let old = *sum;
            *sum = old.wrapping_add(by);
            return Some((old, *sum));
        }
        let now = |col: ColId| code(self.table, row.row, col);
        let before = |col: ColId| {
            let edit = edits.iter().find(|edit| edit.col == col);
            edit.map_or_else(|| now(col), |edit| edit.old)
        };
        Some((index.sum(before), index.sum(now)))
    }
}

/// The factor of a place in the key; odd, so that no code alone gives 0. Many of them, chosen at
/// random, make the upper half of a sum a good hash.
fn factor(place: u64) -> Sum {
    let mut x = (place + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (x ^ (x >> 31)) | 1
}

fn hash(sum: Sum) -> u32 {
    (sum >> 32) as u32
}

/// Rows whose keys are made together.
const TOGETHER: usize = 1 << 12;

fn code(table: &Table, row: RowId, col: ColId) -> Code {
    table.column(col).map_or(EMPTY, |c| c.code(row))
}
