//! Rows that share a key: the upload key, a device, a customer, a place, the whole row.
//!
//! The index is a sorted list of hashes, with a small layer of edits over it, so that it costs 8
//! bytes a row; only groups that break their condition are kept as such.

use std::collections::{BTreeSet, HashMap, HashSet};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::parse::word::fold;
use crate::table::{Change, Code, ColId, Column, EMPTY, RowId, Table};

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

/// The codes that edited cells had.
pub(super) type OldCodes = HashMap<(RowId, ColId), Code, RandomState>;

/// Which rows have which key, and which groups break a condition.
pub struct KeyIndex {
    columns: Vec<ColId>,
    condition: Condition,
    /// A key with an empty part is none; otherwise one filled part is enough.
    complete: bool,
    /// A hash of the key, and the row below it; sorted.
    base: Vec<u64>,
    /// Rows whose entry in `base` is out of date.
    moved: HashSet<RowId, RandomState>,
    added: HashMap<u32, BTreeSet<RowId>, RandomState>,
    /// Groups that break the condition, by their first row.
    groups: HashMap<RowId, Vec<RowId>, RandomState>,
    group_of: HashMap<RowId, RowId, RandomState>,
}

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
            base: Vec::new(),
            moved: HashSet::default(),
            added: HashMap::default(),
            groups: HashMap::default(),
            group_of: HashMap::default(),
        };
        index.build(table);
        index
    }

    fn build(&mut self, table: &Table) {
        self.base.clear();
        self.moved.clear();
        self.added.clear();
        self.groups.clear();
        self.group_of.clear();
        if self.columns.is_empty() {
            return;
        }
        let base = sorted(self.hashes(table));
        let mut at = 0;
        let hash = |at: usize| base.get(at).map(|entry| entry >> 32);
        while at < base.len() {
            let first = at;
            at += 1;
            if hash(at) != hash(first) {
                continue;
            }
            while at < base.len() && hash(at) == hash(first) {
                at += 1;
            }
            let rows = base.get(first..at).unwrap_or_default();
            self.judge(table, rows.iter().map(row_of).collect());
        }
        self.base = base;
    }

    /// The hashes of all keys with their rows, in the order of the rows; column by column, since
    /// a column's codes lie side by side.
    fn hashes(&self, table: &Table) -> Vec<u64> {
        let records = u32::try_from(table.record_count()).unwrap_or(u32::MAX);
        let columns: Vec<Option<&Column>> =
            self.columns.iter().map(|col| table.column(*col)).collect();
        (0..records.div_ceil(TOGETHER))
            .into_par_iter()
            .flat_map_iter(|part| {
                let (start, end) = (part * TOGETHER, records.min((part + 1) * TOGETHER));
                let mut keys = vec![Key::default(); (end - start) as usize];
                for column in &columns {
                    match column {
                        None => keys.iter_mut().for_each(|key| key.add(EMPTY)),
                        Some(column) => {
                            let mut keys = keys.iter_mut();
                            column.codes_of(RowId(start), RowId(end)).for_each(|code| {
                                if let Some(key) = keys.next() {
                                    key.add(code);
                                }
                            });
                        }
                    }
                }
                let complete = self.complete;
                keys.into_iter()
                    .zip(start..end)
                    .filter_map(move |(key, row)| {
                        let hash = key
                            .hash(complete)
                            .filter(|_| !table.is_removed(RowId(row)))?;
                        Some((u64::from(hash) << 32) | u64::from(row))
                    })
            })
            .collect()
    }

    /// Splits rows of one hash by their true key and keeps the groups that break the condition.
    fn judge(&mut self, table: &Table, rows: Vec<RowId>) {
        let key = |row: RowId| -> Vec<Code> {
            self.columns
                .iter()
                .map(|col| code(table, row, *col))
                .collect()
        };
        let alike = |a: RowId, b: RowId| {
            self.columns
                .iter()
                .all(|col| code(table, a, *col) == code(table, b, *col))
        };
        let all_alike = match rows.split_first() {
            Some((first, others)) => others.iter().all(|row| alike(*first, *row)),
            None => return,
        };
        let parts: Vec<Vec<RowId>> = if all_alike {
            vec![rows]
        } else {
            let mut parts: HashMap<Vec<Code>, Vec<RowId>> = HashMap::new();
            for row in rows {
                parts.entry(key(row)).or_default().push(row);
            }
            parts.into_values().collect()
        };
        for mut rows in parts {
            if !self.breaks(table, &rows) {
                continue;
            }
            rows.sort_unstable();
            if let Some(first) = rows.first().copied() {
                for row in &rows {
                    self.group_of.insert(*row, first);
                }
                self.groups.insert(first, rows);
            }
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
                let codes: BTreeSet<Code> = rows
                    .iter()
                    .map(|row| column.code(*row))
                    .filter(|code| *code != EMPTY)
                    .collect();
                if codes.len() < 2 || !*loosely {
                    return codes.len() > 1;
                }
                let values: BTreeSet<String> = codes
                    .iter()
                    .map(|code| {
                        let folded = fold(column.text_of(*code).reveal());
                        let mut words: Vec<&str> = folded
                            .split(|c: char| !c.is_alphanumeric())
                            .filter(|w| !w.is_empty())
                            .collect();
                        words.sort_unstable();
                        words.join(" ")
                    })
                    .collect();
                values.len() > 1
            }
        }
    }

    /// The hash of a key, if it is one.
    fn hash(&self, code: impl Fn(ColId) -> Code) -> Option<u32> {
        let mut key = Key::default();
        for col in &self.columns {
            key.add(code(*col));
        }
        key.hash(self.complete)
    }

    /// The columns of the key.
    #[must_use]
    pub fn columns(&self) -> &[ColId] {
        &self.columns
    }

    /// All rows of the row's group when it breaks the condition, itself included; else none.
    #[must_use]
    pub fn group(&self, row: RowId) -> &[RowId] {
        self.group_of
            .get(&row)
            .and_then(|first| self.groups.get(first))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Rows that stand in a group which breaks the condition, in any order.
    pub fn rows(&self) -> impl Iterator<Item = RowId> {
        self.group_of.keys().copied()
    }

    /// Number of those rows.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.group_of.len() as u64
    }

    /// True when an edit of this column can change a group.
    fn depends_on(&self, col: ColId) -> bool {
        self.columns.contains(&col)
            || matches!(self.condition, Condition::Differ { col: other, .. } if other == col)
    }

    /// Follows a change that was applied to the table. `old` gives the codes that edited cells
    /// had.
    pub(super) fn update(&mut self, table: &Table, change: &Change, old: &OldCodes) {
        if self.columns.is_empty() {
            return;
        }
        let mut touched: BTreeSet<RowId> = change
            .edits
            .iter()
            .filter(|e| self.depends_on(e.col))
            .map(|e| e.row)
            .collect();
        let removed: HashSet<RowId, RandomState> = change.removed.iter().copied().collect();
        let restored: HashSet<RowId, RandomState> = change.restored.iter().copied().collect();
        touched.extend(&removed);
        touched.extend(&restored);
        if touched.is_empty() {
            return;
        }
        if touched.len() * 8 > self.base.len() + 64 {
            self.build(table);
            return;
        }
        let mut hashes = BTreeSet::new();
        for row in touched {
            let was_there =
                removed.contains(&row) || !(table.is_removed(row) || restored.contains(&row));
            let before = was_there
                .then(|| {
                    self.hash(|col| {
                        old.get(&(row, col))
                            .copied()
                            .unwrap_or_else(|| code(table, row, col))
                    })
                })
                .flatten();
            let after = (!table.is_removed(row))
                .then(|| self.hash(|col| code(table, row, col)))
                .flatten();
            if before != after {
                if let Some(hash) = before {
                    if let Some(rows) = self.added.get_mut(&hash) {
                        rows.remove(&row);
                    }
                    self.moved.insert(row);
                }
                if let Some(hash) = after {
                    self.added.entry(hash).or_default().insert(row);
                    self.moved.insert(row);
                }
            }
            hashes.extend(before);
            hashes.extend(after);
            self.forget(row);
        }
        for hash in hashes {
            let start = self
                .base
                .partition_point(|entry| entry >> 32 < u64::from(hash));
            let mut rows: Vec<RowId> = self
                .base
                .get(start..)
                .unwrap_or_default()
                .iter()
                .take_while(|entry| *entry >> 32 == u64::from(hash))
                .map(row_of)
                .filter(|row| !self.moved.contains(row))
                .collect();
            rows.extend(self.added.get(&hash).into_iter().flatten());
            for row in &rows {
                self.forget(*row);
            }
            self.judge(table, rows);
        }
    }

    /// Drops the group in which a row stands.
    fn forget(&mut self, row: RowId) {
        if let Some(first) = self.group_of.get(&row).copied() {
            for row in self.groups.remove(&first).into_iter().flatten() {
                self.group_of.remove(&row);
            }
        }
    }
}

/// A key in the making.
#[derive(Clone, Copy, Default)]
struct Key {
    hash: u64,
    filled: bool,
    gaps: bool,
}

impl Key {
    #[inline]
    fn add(&mut self, code: Code) {
        self.filled |= code != EMPTY;
        self.gaps |= code == EMPTY;
        self.hash =
            (self.hash.rotate_left(23) ^ u64::from(code)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    /// The hash, if it is a key: a complete one has no empty part, others one that is filled.
    #[inline]
    fn hash(self, complete: bool) -> Option<u32> {
        let is_key = self.filled && !(complete && self.gaps);
        is_key.then_some(((self.hash ^ (self.hash >> 29)) >> 16) as u32)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the row is the lower half")]
fn row_of(entry: &u64) -> RowId {
    RowId(*entry as u32)
}

/// Rows whose hashes are made together.
const TOGETHER: u32 = 1 << 12;

/// Bits by which a pass sorts.
const DIGIT: u32 = 11;

/// Sorted by the upper half; what is equal there keeps its order, which is that of the rows.
fn sorted(mut list: Vec<u64>) -> Vec<u64> {
    if list.len() < 1 << 12 {
        list.sort_unstable();
        return list;
    }
    let mut other = vec![0u64; list.len()];
    for shift in [32, 32 + DIGIT, 32 + 2 * DIGIT] {
        let digit = |entry: u64| (entry >> shift) as usize & ((1 << DIGIT) - 1);
        let mut starts = vec![0usize; 1 << DIGIT];
        for entry in &list {
            if let Some(count) = starts.get_mut(digit(*entry)) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += std::mem::replace(start, before);
        }
        for entry in &list {
            if let Some(place) = starts.get_mut(digit(*entry)) {
                if let Some(slot) = other.get_mut(*place) {
                    *slot = *entry;
                }
                *place += 1;
            }
        }
        std::mem::swap(&mut list, &mut other);
    }
    list
}

fn code(table: &Table, row: RowId, col: ColId) -> Code {
    table.column(col).map_or(EMPTY, |c| c.code(row))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_by_the_upper_half(hashes in prop::collection::vec(prop_oneof![0u32..9, any::<u32>()], 0..9000)) {
            let list: Vec<u64> = hashes.iter().zip(0u64..).map(|(h, row)| (u64::from(*h) << 32) | row).collect();
            let mut expected = list.clone();
            expected.sort_unstable();
            prop_assert_eq!(sorted(list), expected);
        }
    }
}
