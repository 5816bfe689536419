//! The gate: the only place that applies a change, and the history that takes it back.

use super::plan::Effect;
use super::{Command, Document, Label, PlanError, Settings, plan};
use crate::check::map_columns;
use crate::table::{Change, ColId};

/// One step of the history: cells and rows as codes and ids, never as text, and the settings
/// before and after where they differ.
pub struct Entry {
    pub label: Label,
    change: Change,
    settings: Option<Box<(Settings, Settings)>>,
}

/// What a command did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Nothing differs; there is no history entry.
    Unchanged,
    /// What changed, and how many errors there were before and after.
    Changed {
        /// Cells with another text.
        cells: usize,
        /// Rows taken out or brought back.
        rows: usize,
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

    /// Lends the session a key, or takes it away. Not part of the history: a key is a thing that
    /// one has, not something done to the document. What is made with it is [`Command::ChooseMethod`].
    pub fn lend_key(&mut self, key: Option<std::sync::Arc<crate::privacy::Key>>) {
        self.document.key = key;
        self.document.revision += 1;
    }

    /// The key that provider's files left with before, and whether one is demanded; from its
    /// profile, when the file is opened. Not part of the history.
    pub fn expect_key(&mut self, expected: Option<crate::privacy::Fingerprint>, required: bool) {
        self.document.settings.privacy.expected_key = expected;
        self.document.settings.privacy.key_required = required;
        self.document.revision += 1;
    }

    /// Forgets the history and with it every text that was edited away: “Seal”.
    pub fn seal(&mut self) {
        self.done.clear();
        self.undone.clear();
        self.document.original.clear();
        self.document.table.forget_unused();
        self.document.revision += 1;
    }

    /// Plans and applies a command; one command is one history entry.
    ///
    /// # Errors
    /// When the command does not fit this document; then nothing has changed.
    pub fn run(&mut self, command: &Command) -> Result<Outcome, PlanError> {
        let plan = plan(command, &self.document)?;
        let Effect {
            change,
            settings,
            label,
        } = plan.into_effect(&mut self.document);
        let settings = settings
            .filter(|new| *new != self.document.settings)
            .map(|new| Box::new((self.document.settings.clone(), new)));
        if change.is_empty() && settings.is_none() {
            return Ok(Outcome::Unchanged);
        }
        let errors_before = self.document.checks.counts().error;
        let cells = change.edits.len();
        let rows = change.removed.len() + change.restored.len();
        self.apply(&change);
        if let Some(pair) = &settings {
            self.settle(&pair.1);
        }
        self.done.push(Entry {
            label,
            change,
            settings,
        });
        self.undone.clear();
        Ok(Outcome::Changed {
            cells,
            rows,
            errors_before,
            errors_after: self.document.checks.counts().error,
        })
    }

    /// Takes the last step back and names it.
    pub fn undo(&mut self) -> Option<&Label> {
        let entry = self.done.pop()?;
        if let Some(pair) = &entry.settings {
            self.settle(&pair.0);
        }
        self.apply(&entry.change.inverse());
        self.undone.push(entry);
        self.undone.last().map(|e| &e.label)
    }

    /// Does the last undone step again and names it.
    pub fn redo(&mut self) -> Option<&Label> {
        let entry = self.undone.pop()?;
        self.apply(&entry.change);
        if let Some(pair) = &entry.settings {
            self.settle(&pair.1);
        }
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

    /// Takes other settings: what they match differently is matched and checked anew.
    fn settle(&mut self, settings: &Settings) {
        let document = &mut self.document;
        document.settings.clone_from(settings);
        let made: Vec<_> = (0u32..)
            .take(document.table.column_count())
            .map(ColId)
            .filter(|col| document.table.column(*col).is_some_and(|c| c.is_made()))
            .collect();
        for col in made {
            let shown = settings.made.iter().any(|m| m.col == col);
            document.table.set_hidden(col, !shown);
        }
        let mapping = map_columns(
            &document.table,
            &document.matching,
            &settings.columns,
            &settings.parts(),
        );
        if mapping != document.mapping {
            document.mapping = mapping;
            document
                .checks
                .remap(&document.schema, &document.table, &document.mapping);
        }
        document.revision += 1;
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
