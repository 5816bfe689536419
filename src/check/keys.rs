//! Rows that share a key: the upload key, a device, a customer, a place, the whole row.
//!
//! The index is a sorted list of hashes, with a small layer of edits over it, so that it costs 16
//! bytes a row; only groups that break their condition are kept as such.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::parse::word::fold;
use crate::table::{Change, Code, ColId, EMPTY, RowId, Table};

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
    base: Vec<(u64, RowId)>,
    /// Rows whose entry in `base` is out of date.
    moved: HashSet<RowId>,
    added: HashMap<u64, BTreeSet<RowId>>,
    /// Groups that break the condition, by their first row.
    groups: HashMap<RowId, Vec<RowId>>,
    group_of: HashMap<RowId, RowId>,
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
            moved: HashSet::new(),
            added: HashMap::new(),
            groups: HashMap::new(),
            group_of: HashMap::new(),
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
        let records = u32::try_from(table.record_count()).unwrap_or(u32::MAX);
        let mut base: Vec<(u64, RowId)> = (0..records)
            .into_par_iter()
            .with_min_len(4096)
            .map(RowId)
            .filter(|row| !table.is_removed(*row))
            .filter_map(|row| Some((self.hash(|col| code(table, row, col))?, row)))
            .collect();
        base.par_sort_unstable();
        let mut at = 0;
        while let Some((hash, _)) = base.get(at) {
            let length = base
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take_while(|(h, _)| h == hash)
                .count();
            if length > 1 {
                let rows = base.get(at..at + length).unwrap_or_default();
                let rows = rows.iter().map(|(_, row)| *row).collect();
                self.judge(table, rows);
            }
            at += length;
        }
        self.base = base;
    }

    /// Splits rows of one hash by their true key and keeps the groups that break the condition.
    fn judge(&mut self, table: &Table, rows: Vec<RowId>) {
        let key = |row: RowId| -> Vec<Code> {
            self.columns
                .iter()
                .map(|col| code(table, row, *col))
                .collect()
        };
        let mut parts: HashMap<Vec<Code>, Vec<RowId>> = HashMap::new();
        for row in rows {
            parts.entry(key(row)).or_default().push(row);
        }
        for mut rows in parts.into_values() {
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
    fn hash(&self, code: impl Fn(ColId) -> Code) -> Option<u64> {
        let mut hash = 0u64;
        let mut filled = false;
        for col in &self.columns {
            let code = code(*col);
            if code == EMPTY {
                if self.complete {
                    return None;
                }
            } else {
                filled = true;
            }
            hash = (hash.rotate_left(23) ^ u64::from(code)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        filled.then_some(hash ^ (hash >> 29))
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
    pub(super) fn update(
        &mut self,
        table: &Table,
        change: &Change,
        old: &HashMap<(RowId, ColId), Code>,
    ) {
        if self.columns.is_empty() {
            return;
        }
        let mut touched: BTreeSet<RowId> = change
            .edits
            .iter()
            .filter(|e| self.depends_on(e.col))
            .map(|e| e.row)
            .collect();
        let removed: HashSet<RowId> = change.removed.iter().copied().collect();
        let restored: HashSet<RowId> = change.restored.iter().copied().collect();
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
            let start = self.base.partition_point(|(h, _)| *h < hash);
            let mut rows: Vec<RowId> = self
                .base
                .get(start..)
                .unwrap_or_default()
                .iter()
                .take_while(|(h, _)| *h == hash)
                .map(|(_, row)| *row)
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

fn code(table: &Table, row: RowId, col: ColId) -> Code {
    table.column(col).map_or(EMPTY, |c| c.code(row))
}
