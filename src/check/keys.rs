//! Rows that share one upload key: the platform would overwrite the earlier one.

use std::collections::HashMap;

use crate::table::{Code, ColId, EMPTY, RowId, Table};

/// The codes of a row in the key's columns. Equal codes are equal texts.
pub type RowKey = Box<[Code]>;

/// Which rows have which key. A key with an empty part is none.
#[derive(Default)]
pub struct KeyIndex {
    columns: Vec<ColId>,
    rows: HashMap<RowKey, Vec<RowId>>,
    duplicates: u64,
}

impl KeyIndex {
    /// Indexes a table; `columns` is empty when a part of the key has no column.
    #[must_use]
    pub fn new(columns: Vec<ColId>, table: &Table) -> Self {
        let mut index = Self {
            columns,
            ..Self::default()
        };
        if !index.columns.is_empty() {
            for row in table.rows() {
                if let Some(key) = index.key(table, row) {
                    index.insert(key, row);
                }
            }
        }
        index
    }

    /// The columns of the key.
    #[must_use]
    pub fn columns(&self) -> &[ColId] {
        &self.columns
    }

    /// The row's key, if complete.
    #[must_use]
    pub fn key(&self, table: &Table, row: RowId) -> Option<RowKey> {
        if self.columns.is_empty() {
            return None;
        }
        self.columns
            .iter()
            .map(|col| {
                table
                    .column(*col)
                    .map(|c| c.code(row))
                    .filter(|code| *code != EMPTY)
            })
            .collect()
    }

    /// All rows of the row's key when there is more than one, else none.
    #[must_use]
    pub fn duplicates_of(&self, table: &Table, row: RowId) -> &[RowId] {
        self.key(table, row)
            .and_then(|key| self.rows.get(&key))
            .map(Vec::as_slice)
            .filter(|rows| rows.len() > 1)
            .unwrap_or_default()
    }

    /// Number of rows that share their key with another.
    #[must_use]
    pub fn duplicate_rows(&self) -> u64 {
        self.duplicates
    }

    /// Adds a row under a key.
    pub fn insert(&mut self, key: RowKey, row: RowId) {
        let rows = self.rows.entry(key).or_default();
        if let Err(place) = rows.binary_search(&row) {
            rows.insert(place, row);
            self.duplicates += match rows.len() {
                1 => 0,
                2 => 2,
                _ => 1,
            };
        }
    }

    /// Takes a row from under a key.
    pub fn remove(&mut self, key: &RowKey, row: RowId) {
        let Some(rows) = self.rows.get_mut(key) else {
            return;
        };
        if let Ok(place) = rows.binary_search(&row) {
            rows.remove(place);
            self.duplicates -= match rows.len() {
                0 => 0,
                1 => 2,
                _ => 1,
            };
            if rows.is_empty() {
                self.rows.remove(key);
            }
        }
    }
}
