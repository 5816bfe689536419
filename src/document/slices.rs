//! A change applied in slices, so that a large one tells how far it is and can be cancelled. What
//! was cancelled is taken back: a change is done as a whole or not at all.

use thiserror::Error;

use super::{PlanError, Session};
use crate::check::{Begun, Trail, Way};
use crate::io::Progress;
use crate::table::{Change, Edits};

/// Cells that are changed and checked together. Fewer answer a cancel sooner, and cost more: what
/// a column proves is concluded once a slice.
const SLICE: usize = if cfg!(test) { 20 } else { 250_000 };

/// The user has stopped it; nothing has changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Why a command has changed nothing.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum RunError {
    /// It does not fit this document.
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error("cancelled")]
    Cancelled,
}

impl From<Cancelled> for RunError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl Session {
    /// Applies a change to the cells and rows that are there; a large one leaves a trail. `along`
    /// is the trail that it left when it was made, if it was made before.
    pub(super) fn apply_watched(
        &mut self,
        change: &Change,
        along: Option<(&Trail, Way)>,
        progress: &dyn Progress,
    ) -> Result<Option<Trail>, Cancelled> {
        if progress.cancelled() {
            return Err(Cancelled);
        }
        let fits = |(trail, way): &(&Trail, Way)| self.document.checks().fits(trail, *way);
        let along = along.filter(fits);
        if change.edits.len() <= SLICE && along.is_none() {
            return Ok(self.apply(change));
        }
        let told = change.edits.len() > SLICE;
        if told {
            progress.expected(change.edits.len() as u64);
        }
        let mut parts: Vec<Change> = change
            .edits
            .parts(SLICE)
            .into_iter()
            .map(Change::of_cells)
            .collect();
        if change.moves_rows() {
            parts.push(Change {
                edits: Edits::default(),
                removed: change.removed.clone(),
                restored: change.restored.clone(),
            });
        }
        let mut begun: Option<Begun> = None;
        let mut apply = |session: &mut Self, part: &Change| {
            session.alter(part, |document, part| {
                if along.is_none() {
                    let (schema, mapping) = (&document.schema, &document.mapping);
                    let (checks, table) = (&mut document.checks, &document.table);
                    checks.begin(schema, table, mapping, part, &mut begun);
                }
            });
        };
        let mut cells = 0;
        for (part, done) in parts.iter().zip(1usize..) {
            apply(self, part);
            cells += part.edits.len();
            if !told || part.edits.is_empty() {
                continue;
            }
            progress.rows(cells as u64);
            if progress.cancelled() {
                for part in parts.iter().take(done).rev() {
                    apply(self, &part.inverse());
                }
                return Err(Cancelled);
            }
        }
        let document = &mut self.document;
        let (checks, table) = (&mut document.checks, &document.table);
        match (along, begun) {
            (Some(along), _) => {
                checks.retrace(table, change, along);
                Ok(None)
            }
            (None, Some(begun)) => Ok(checks.follow_rows(table, change, begun)),
            (None, None) => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::document::{CellInput, ColumnName, Command, Outcome, open_document};
    use crate::io::{OpenOptions, Quiet};
    use crate::schema::Schema;
    use crate::table::{ColId, TextBuf};

    /// Stops when so many cells are changed.
    struct Until {
        most: u64,
        told: AtomicU64,
    }

    impl Progress for Until {
        fn rows(&self, done: u64) {
            self.told.store(done, Ordering::Relaxed);
        }

        fn cancelled(&self) -> bool {
            self.told.load(Ordering::Relaxed) >= self.most
        }
    }

    fn until(most: u64) -> Until {
        Until {
            most,
            told: AtomicU64::new(0),
        }
    }

    fn session() -> Session {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("in.csv");
        let mut csv =
            "customer_external_id,manufacturer,serial_number,device_external_id,max_power_w\n"
                .to_owned();
        for n in 0..90 {
            csv += &format!("{n},HOP ,S{n} ,{n},\"{n},5\"\n");
        }
        std::fs::write(&path, csv).unwrap();
        let day = crate::check::Today {
            year: 2026,
            month: 6,
            day: 1,
        };
        let schema = Schema::meters().unwrap();
        let document = open_document(&path, &OpenOptions::default(), schema, day, &Quiet).unwrap();
        Session::new(document)
    }

    fn commas(session: &Session) -> Command {
        let column = ColumnName::of(session.document().table(), ColId(4)).unwrap();
        let cell = |n: u32| CellInput {
            row_number: n + 2,
            column: column.clone(),
            text: TextBuf::new(format!("{n}.5")),
        };
        Command::SetCells {
            cells: (0..90).map(cell).collect(),
        }
    }

    fn texts(session: &Session) -> Vec<String> {
        let table = session.document().table();
        table
            .rows()
            .map(|row| table.text(row, ColId(4)).reveal().to_owned())
            .collect()
    }

    fn errors(session: &Session) -> u64 {
        session.document().checks().counts().error
    }

    #[test]
    fn a_large_change_in_slices_is_one_step() {
        let mut session = session();
        let before = (texts(&session), errors(&session));
        let command = commas(&session);
        let done = session.run_watched(&command, &until(u64::MAX)).unwrap();
        assert!(matches!(done, Outcome::Changed { cells: 90, .. }));
        assert_eq!(errors(&session), 0);
        assert!(texts(&session).iter().all(|text| text.ends_with(".5")));
        assert_eq!(session.history().len(), 1);
        session.undo();
        assert_eq!((texts(&session), errors(&session)), before);
    }

    #[test]
    fn what_is_cancelled_half_way_has_changed_nothing() {
        let mut session = session();
        let before = (texts(&session), errors(&session));
        let command = commas(&session);
        let watch = until(40);
        let stopped = session.run_watched(&command, &watch);
        assert_eq!(stopped, Err(RunError::Cancelled));
        assert_eq!(watch.told.load(Ordering::Relaxed), 40);
        assert_eq!((texts(&session), errors(&session)), before);
        assert!(session.history().is_empty());
        assert!(!session.has_corrections());

        session.run(&command).unwrap();
        let after = (texts(&session), errors(&session));
        assert_eq!(session.undo_watched(&until(60)), Err(Cancelled));
        assert_eq!((texts(&session), errors(&session)), after);
        assert_eq!(session.history().len(), 1);
        session.undo();
        assert_eq!(session.redo_watched(&until(20)), Err(Cancelled));
        assert_eq!((texts(&session), errors(&session)), before);
        assert!(session.redo_label().is_some());
    }

    #[test]
    fn whole_columns_are_cancelled_too() {
        let mut session = session();
        let before = (texts(&session), errors(&session));
        // Two columns go together.
        let watch = until(100);
        let stopped = session.run_watched(&Command::SafeFixes, &watch);
        assert_eq!(stopped, Err(RunError::Cancelled));
        assert_eq!(watch.told.load(Ordering::Relaxed), 180);
        assert_eq!((texts(&session), errors(&session)), before);
        assert!(session.history().is_empty() && !session.has_corrections());

        let done = session.run(&Command::SafeFixes).unwrap();
        assert!(matches!(done, Outcome::Changed { cells: 270, .. }));
        let after = (texts(&session), errors(&session));
        assert_ne!(after, before);
        assert_eq!(session.undo_watched(&until(1)), Err(Cancelled));
        assert_eq!((texts(&session), errors(&session)), after);
        session.undo();
        assert_eq!((texts(&session), errors(&session)), before);
        assert_eq!(session.redo_watched(&until(1)), Err(Cancelled));
        assert_eq!((texts(&session), errors(&session)), before);
        session.redo();
        assert_eq!((texts(&session), errors(&session)), after);
    }
}
