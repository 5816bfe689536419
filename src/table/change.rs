//! A concrete change: cells by id, old and new. Its inverse needs nothing else.

use super::{Code, ColId, RowId};

/// One cell, by codes of its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CellEdit {
    /// The record.
    pub row: RowId,
    /// The column.
    pub col: ColId,
    /// What the cell held.
    pub old: Code,
    /// What it will hold.
    pub new: Code,
}

/// What a command does to the table. Holds codes, never text, so that it cannot leak.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// The cells, each at most once.
    pub edits: Vec<CellEdit>,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            edits: self
                .edits
                .iter()
                .rev()
                .map(|e| CellEdit {
                    old: e.new,
                    new: e.old,
                    ..*e
                })
                .collect(),
        }
    }

    /// True when it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.iter().all(|e| e.old == e.new)
    }
}
