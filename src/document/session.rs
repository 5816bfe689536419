//! The gate: the only place that applies a change, and the history that takes it back.

use super::journal::{Journal, KeepState};
use super::kept::{Bytes, settings_record, undo_record};
use super::plan::Effect;
use super::slices::{Cancelled, RunError};
use super::snapshot::{join_record, last_step, snapshot};
use super::{Command, Document, Label, PlanError, Settings, plan};
use crate::check::{Severity, Trail, Way, map_columns};
use crate::io::{Progress, Quiet};
use crate::table::{CellEdit, Change, ColId, Edits};

/// So many edits are remembered while the checks follow them.
const TOGETHER: usize = 1 << 12;

/// One step of the history: cells and rows as codes and ids, never as text, and the settings
/// before and after where they differ.
pub struct Entry {
    pub label: Label,
    /// The steps of a recipe; none for what was done by hand.
    pub(super) steps: Vec<super::RecipeStep>,
    /// Why it has none.
    pub(super) left_out: Option<super::LeftOutWhy>,
    pub(super) change: Change,
    pub(super) settings: Option<Box<(Settings, Settings)>>,
    /// What a large change did to the checks.
    pub(super) trail: Option<Trail>,
    /// The document's state before and after.
    pub(super) states: (u64, u64),
}

impl Entry {
    /// Why a recipe does not hold this step; `None` when it does.
    #[must_use]
    pub fn left_out(&self) -> Option<super::LeftOutWhy> {
        self.left_out
    }
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
        /// Of the changed cells, those that still have an error: “310 fixed, 2 still wrong”.
        still_wrong: usize,
    },
}

/// A document with its history. Undo and redo have no limit.
pub struct Session {
    pub(super) document: Document,
    pub(super) done: Vec<Entry>,
    pub(super) undone: Vec<Entry>,
    /// What was done before the history was forgotten; cannot be undone.
    pub(super) base: Option<Entry>,
    exported_at: Option<u64>,
    journal: Option<Journal>,
    /// States that were given a number.
    states: u64,
}

impl Session {
    /// Takes charge of a document.
    #[must_use]
    pub fn new(document: Document) -> Self {
        Self {
            document,
            done: Vec::new(),
            undone: Vec::new(),
            base: None,
            exported_at: None,
            journal: None,
            states: 0,
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
        self.moved_on();
    }

    /// The key that provider's files left with before, and whether one is demanded; from its
    /// profile, when the file is opened. Not part of the history.
    /// Undoing a step does not take it back.
    pub fn expect_key(&mut self, expected: Option<crate::privacy::Fingerprint>, required: bool) {
        let old = self.document.settings.privacy.expected_key;
        let mut patched = false;
        let pairs = self.done.iter_mut().chain(&mut self.undone);
        for pair in pairs.filter_map(|e| e.settings.as_deref_mut()) {
            for settings in [&mut pair.0, &mut pair.1] {
                let privacy = &mut settings.privacy;
                privacy.key_required = required;
                if privacy.expected_key == old {
                    privacy.expected_key = expected;
                }
                patched = true;
            }
        }
        let privacy = &mut self.document.settings.privacy;
        (privacy.expected_key, privacy.key_required) = (expected, required);
        self.moved_on();
        if patched && self.journal.as_ref().is_some_and(Journal::is_begun) {
            self.begin_journal();
        } else {
            self.keep(|s| Some(settings_record(s.document.schema(), s.document.settings())));
        }
    }

    /// Forgets the history and with it every text that was edited away: “Seal”.
    pub fn seal(&mut self) {
        let exported = self.exported_at == Some(self.document.revision);
        self.base = self.state_as_one_step();
        self.done.clear();
        self.undone.clear();
        self.document.originals.clear();
        self.document.table.forget_unused();
        self.moved_on();
        if exported {
            self.mark_exported();
        }
        self.begin_journal();
    }

    /// All that differs from the file as one step, without the texts in between.
    fn state_as_one_step(&mut self) -> Option<Entry> {
        let table = &self.document.table;
        let earlier = self.base.take().map(|e| e.change.edits).unwrap_or_default();
        let mut first: std::collections::BTreeMap<_, _> = self.document.originals.iter().collect();
        first.extend(earlier.iter().map(|e| ((e.row, e.col), e.old)));
        let edits: Vec<CellEdit> = first
            .into_iter()
            .filter_map(|((row, col), old)| {
                let column = table.column(col).filter(|c| !c.is_made())?;
                let new = column.code(row);
                (new != old).then_some(CellEdit { row, col, old, new })
            })
            .collect();
        let removed: Vec<_> = table.removed_rows().collect();
        let settings = self.document.settings.clone();
        if edits.is_empty() && removed.is_empty() && settings == Settings::default() {
            return None;
        }
        Some(Entry {
            label: Label::EditCells { count: edits.len() },
            steps: Vec::new(),
            left_out: None,
            change: Change {
                edits: edits.into(),
                removed,
                restored: Vec::new(),
            },
            settings: Some(Box::new((Settings::default(), settings))),
            trail: None,
            states: (0, self.document.state),
        })
    }

    /// Keeps every change from now on in a journal, which begins with the next change or, with
    /// what was done so far, at once.
    pub fn keep_in(&mut self, journal: Journal, at_once: bool) {
        self.end_journal();
        self.journal = Some(journal);
        if at_once {
            self.begin_journal();
        }
    }

    /// Deletes the journal: the file is closed, its work saved or given up.
    pub fn end_journal(&mut self) {
        if let Some(journal) = self.journal.take() {
            journal.end();
        }
    }

    /// How it stands with the journal; `None` without one.
    #[must_use]
    pub fn keep_state(&self) -> Option<KeepState> {
        self.journal.as_ref().map(Journal::state)
    }

    fn begin_journal(&mut self) {
        if let Some(mut journal) = self.journal.take() {
            journal.begin(snapshot(self, journal.sha256()));
            self.journal = Some(journal);
        }
    }

    /// Hands a change to the journal; the first one begins it.
    fn keep(&mut self, record: impl FnOnce(&Self) -> Option<Bytes>) {
        match &self.journal {
            None => {}
            Some(journal) if journal.is_begun() => {
                if let Some(record) = record(self) {
                    journal.add(record);
                }
            }
            Some(_) if self.done.is_empty() && self.undone.is_empty() => {}
            Some(_) => self.begin_journal(),
        }
    }

    /// Makes the steps from this one on one step: only settings may differ in them.
    pub(super) fn join_steps(&mut self, from: usize, label: Label) {
        let mut joined: Option<Box<(Settings, Settings)>> = None;
        let mut steps = Vec::new();
        let mut left_out = None;
        let mut before = None;
        for entry in self.done.drain(from.min(self.done.len())..) {
            steps.extend(entry.steps);
            before.get_or_insert(entry.states.0);
            left_out = left_out.or(entry.left_out);
            match (&mut joined, entry.settings) {
                (None, pair) => joined = pair,
                (Some(joined), Some(pair)) => joined.1 = pair.1,
                (Some(_), None) => {}
            }
        }
        self.done.push(Entry {
            label: label.clone(),
            steps,
            left_out,
            change: Change::default(),
            settings: joined,
            trail: None,
            states: (before.unwrap_or(self.document.state), self.document.state),
        });
        self.keep(|_| Some(join_record(from, &label)));
    }

    /// Plans and applies a command; one command is one history entry.
    ///
    /// # Errors
    /// When the command does not fit this document; then nothing has changed.
    pub fn run(&mut self, command: &Command) -> Result<Outcome, PlanError> {
        match self.run_watched(command, &Quiet) {
            Ok(outcome) => Ok(outcome),
            Err(RunError::Plan(error)) => Err(error),
            // Nobody can cancel it.
            Err(RunError::Cancelled) => Ok(Outcome::Unchanged),
        }
    }

    /// The same, telling how many cells are changed; it can be cancelled.
    ///
    /// # Errors
    /// When the command does not fit this document or was cancelled; then nothing has changed.
    pub fn run_watched(
        &mut self,
        command: &Command,
        progress: &dyn Progress,
    ) -> Result<Outcome, RunError> {
        let plan = plan(command, &self.document)?;
        if progress.cancelled() {
            return Err(RunError::Cancelled);
        }
        let (steps, left_out) = match super::recipe_step::steps(&self.document, command) {
            Ok(steps) => (steps, None),
            Err(why) => (Vec::new(), Some(why)),
        };
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
        let before = self.document.state;
        let trail = match &settings {
            // Cells that come with a column belong to it.
            Some(pair) => {
                self.apply(&change);
                self.settle(&pair.1);
                None
            }
            None => self.apply_watched(&change, None, progress)?,
        };
        let still_wrong = self.still_wrong(&change.edits);
        self.done.push(Entry {
            label,
            steps,
            left_out,
            change,
            settings,
            trail,
            states: (before, self.document.state),
        });
        self.undone.clear();
        self.keep(last_step);
        Ok(Outcome::Changed {
            cells,
            rows,
            errors_before,
            errors_after: self.document.checks.counts().error,
            still_wrong,
        })
    }

    /// Of changed cells those that have an error now.
    fn still_wrong(&self, edits: &Edits) -> usize {
        let (table, checks) = (&self.document.table, &self.document.checks);
        let cells = edits.cells();
        let wrong = cells.filter(|e| checks.severity(table, e.row, e.col) == Some(Severity::Error));
        let of_columns = edits.columns().map(|own| {
            let is_wrong: Vec<bool> = (own.pairs().iter())
                .map(|pair| checks.severity_of(table, own.col(), pair.new) == Some(Severity::Error))
                .collect();
            let mut wrong = 0;
            if is_wrong.contains(&true) {
                own.tell(|_, place| {
                    wrong += usize::from(is_wrong.get(place).copied().unwrap_or(false));
                });
            }
            wrong
        });
        wrong.count() + of_columns.sum::<usize>()
    }

    /// Runs commands that match or make columns as one step of the history. What does not fit
    /// this document is left undone and told; the rest is done.
    pub fn run_as_one(&mut self, commands: &[Command], label: Label) -> Vec<PlanError> {
        let start = self.done.len();
        let refused = commands
            .iter()
            .filter_map(|command| self.run(command).err())
            .collect();
        // Commands that also change cells keep their own steps.
        let only_settings = self
            .done
            .iter()
            .skip(start)
            .all(|entry| entry.change.is_empty());
        // The journal joins them as well: undo takes all of them back there too.
        if only_settings && self.done.len() > start {
            self.join_steps(start, label);
        }
        refused
    }

    /// Takes the last step back and names it.
    pub fn undo(&mut self) -> Option<&Label> {
        self.undo_watched(&Quiet).ok().flatten()
    }

    /// The same, telling how many cells are changed; it can be cancelled.
    ///
    /// # Errors
    /// When it was cancelled; then nothing has changed.
    pub fn undo_watched(&mut self, progress: &dyn Progress) -> Result<Option<&Label>, Cancelled> {
        let Some(entry) = self.done.pop() else {
            return Ok(None);
        };
        let back = entry.change.inverse();
        match &entry.settings {
            Some(pair) => {
                self.settle(&pair.0);
                self.apply(&back);
            }
            None => {
                let along = entry.trail.as_ref().map(|trail| (trail, Way::Back));
                if let Err(cancelled) = self.apply_watched(&back, along, progress) {
                    self.done.push(entry);
                    return Err(cancelled);
                }
            }
        }
        self.document.state = entry.states.0;
        self.undone.push(entry);
        self.keep(|_| Some(undo_record(true)));
        Ok(self.undone.last().map(|e| &e.label))
    }

    /// Takes steps back until so many are left, newest first.
    pub fn undo_to(&mut self, steps: usize) {
        while self.done.len() > steps && self.undo().is_some() {}
    }

    /// Does the last undone step again and names it.
    pub fn redo(&mut self) -> Option<&Label> {
        self.redo_watched(&Quiet).ok().flatten()
    }

    /// The same, telling how many cells are changed; it can be cancelled.
    ///
    /// # Errors
    /// When it was cancelled; then nothing has changed.
    pub fn redo_watched(&mut self, progress: &dyn Progress) -> Result<Option<&Label>, Cancelled> {
        let Some(entry) = self.undone.pop() else {
            return Ok(None);
        };
        match &entry.settings {
            Some(pair) => {
                self.apply(&entry.change);
                self.settle(&pair.1);
            }
            None => {
                let along = entry.trail.as_ref().map(|trail| (trail, Way::Again));
                if let Err(cancelled) = self.apply_watched(&entry.change, along, progress) {
                    self.undone.push(entry);
                    return Err(cancelled);
                }
            }
        }
        self.document.state = entry.states.1;
        self.done.push(entry);
        self.keep(|_| Some(undo_record(false)));
        Ok(self.done.last().map(|e| &e.label))
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
        let any = !self.done.is_empty() || self.base.is_some();
        any && self.exported_at != Some(self.document.revision)
    }

    /// Takes other settings: what they match differently is matched and checked anew.
    pub(super) fn settle(&mut self, settings: &Settings) {
        let document = &mut self.document;
        document.settings.clone_from(settings);
        if *document.checks.severities() != settings.rules {
            document
                .checks
                .set_severities(&document.table, settings.rules.clone());
        }
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
        self.moved_on();
    }

    /// The document is in a state in which it has not been before.
    fn moved_on(&mut self) {
        self.states += 1;
        self.document.state = self.states;
        self.document.revision += 1;
    }

    /// Applies a change and lets the checks follow; a large one leaves a trail.
    pub(super) fn apply(&mut self, change: &Change) -> Option<Trail> {
        self.alter(change, |document, change| {
            let (schema, mapping) = (&document.schema, &document.mapping);
            let checks = &mut document.checks;
            checks.update(schema, &document.table, mapping, change)
        })
    }

    /// Applies a change, or a part of one, and lets `follow` do the rest.
    pub(super) fn alter<T: Send>(
        &mut self,
        change: &Change,
        follow: impl FnOnce(&mut Document, &Change) -> T + Send,
    ) -> T {
        self.moved_on();
        let document = &mut self.document;
        document.table.apply(change);
        let mut originals = std::mem::take(&mut document.originals);
        let mut remember = || originals.follow(&change.edits);
        let done = if change.edits.len() < TOGETHER {
            remember();
            follow(document, change)
        } else {
            rayon::join(remember, || follow(document, change)).1
        };
        document.originals = originals;
        done
    }
}
