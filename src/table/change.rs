//! A concrete change: cells by id, old and new. Its inverse needs nothing else.

use super::{Edits, RowId};

/// What a command does to the table. Holds codes, never text, so that it cannot leak.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// The cells, each at most once. They change before rows go or come back.
    pub edits: Edits,
    /// Rows taken out; each is there before, and at most once.
    pub removed: Vec<RowId>,
    /// Rows brought back; each was taken out before, and is here at most once.
    pub restored: Vec<RowId>,
}

impl Change {
    /// A change of cells only.
    #[must_use]
    pub fn of_cells(edits: impl Into<Edits>) -> Self {
        Self {
            edits: edits.into(),
            ..Self::default()
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            edits: self.edits.inverse(),
            removed: self.restored.clone(),
            restored: self.removed.clone(),
        }
    }

    /// True when it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.restored.is_empty() && self.edits.change_nothing()
    }

    /// True when rows are taken out or brought back.
    #[must_use]
    pub fn moves_rows(&self) -> bool {
        !self.removed.is_empty() || !self.restored.is_empty()
    }
}
