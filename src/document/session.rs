//! The gate: the only place that applies a change, and the history that takes it back.

use super::{Command, Document, Label, PlanError, plan};
use crate::table::Change;

/// One step of the history. Holds codes, never text.
pub struct Entry {
    pub label: Label,
    change: Change,
}

/// What a command did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Nothing differs; there is no history entry.
    Unchanged,
    /// Cells changed, and how many errors there were before and after.
    Changed {
        cells: usize,
        errors_before: u64,
        errors_after: u64,
    },
}

/// A document with its history. Undo and redo have no limit.
pub struct Session {
    document: Document,
    done: Vec<Entry>,
    undone: Vec<Entry>,
    exported_at: Option<u64>,
}

impl Session {
    /// Takes charge of a document.
    #[must_use]
    pub fn new(document: Document) -> Self {
        Self {
            document,
            done: Vec::new(),
            undone: Vec::new(),
            exported_at: None,
        }
    }

    /// The document, to look at.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Plans and applies a command; one command is one history entry.
    ///
    /// # Errors
    /// When the command does not fit this document; then nothing has changed.
    pub fn run(&mut self, command: &Command) -> Result<Outcome, PlanError> {
        let plan = plan(command, &self.document)?;
        let (change, label) = plan.into_change(&mut self.document.table);
        if change.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        let errors_before = self.document.checks.counts().error;
        let cells = change.edits.len();
        self.apply(&change);
        self.done.push(Entry { label, change });
        self.undone.clear();
        Ok(Outcome::Changed {
            cells,
            errors_before,
            errors_after: self.document.checks.counts().error,
        })
    }

    /// Takes the last step back and names it.
    pub fn undo(&mut self) -> Option<&Label> {
        let entry = self.done.pop()?;
        self.apply(&entry.change.inverse());
        self.undone.push(entry);
        self.undone.last().map(|e| &e.label)
    }

    /// Does the last undone step again and names it.
    pub fn redo(&mut self) -> Option<&Label> {
        let entry = self.undone.pop()?;
        self.apply(&entry.change);
        self.done.push(entry);
        self.done.last().map(|e| &e.label)
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&Label> {
        self.done.last().map(|e| &e.label)
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&Label> {
        self.undone.last().map(|e| &e.label)
    }

    /// The steps done so far, oldest first.
    #[must_use]
    pub fn history(&self) -> &[Entry] {
        &self.done
    }

    /// Cells that the last undone or done entry touched, for the grid to go to.
    #[must_use]
    pub fn last_cell(&self) -> Option<(crate::table::RowId, crate::table::ColId)> {
        self.done
            .last()
            .and_then(|e| e.change.edits.first())
            .map(|e| (e.row, e.col))
    }

    /// Remembers that the document as it is now was exported.
    pub fn mark_exported(&mut self) {
        self.exported_at = Some(self.document.revision);
    }

    /// True when there is work that no export holds.
    #[must_use]
    pub fn has_unexported_work(&self) -> bool {
        !self.done.is_empty() && self.exported_at != Some(self.document.revision)
    }

    fn apply(&mut self, change: &Change) {
        let document = &mut self.document;
        document.table.apply(change);
        for edit in &change.edits {
            let cell = (edit.row, edit.col);
            let original = *document.original.entry(cell).or_insert(edit.old);
            if original == edit.new {
                document.original.remove(&cell);
            }
        }
        document
            .checks
            .update(&document.schema, &document.table, &document.mapping, change);
        document.revision += 1;
    }
}
