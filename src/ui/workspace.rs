//! One open file as the window shows it: the session, what is filtered and chosen, and what is
//! derived from the document once per revision so that no frame computes it again.
//!
//! The document changes through its session only; everything else here is view state and never
//! reaches the history.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::catch_up::{CatchUp, give_way};
pub use super::derived::{Derived, Filter, GroupKey, View, key_of};
use super::glance::Glance;
use super::grid::GridState;
use super::page::columns::Board;
use super::page::read::Reading;
use crate::check::Group;
use crate::document::{FileType, Invalid, Session, Summary};
use crate::privacy::seal::Lock;
use crate::table::{ColId, RowId};

/// The five steps; a display of state, not a wizard.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Step {
    Read,
    Match,
    #[default]
    Fix,
    Protect,
    Export,
}

impl Step {
    /// In order.
    pub const ALL: [Self; 5] = [
        Self::Read,
        Self::Match,
        Self::Fix,
        Self::Protect,
        Self::Export,
    ];

    /// The id of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Read => "step-read",
            Self::Match => "step-match",
            Self::Fix => "step-fix",
            Self::Protect => "step-protect",
            Self::Export => "step-export",
        }
    }
}

/// What the Export page remembers.
pub struct ExportState {
    pub target: String,
    pub file_type: FileType,
    pub invalid: Invalid,
    /// The target exists and the user allowed to replace it.
    pub replace: bool,
    /// Of the rows, only those that the grid shows.
    pub only_shown: bool,
    /// Columns without a value do not leave.
    pub drop_empty: bool,
    /// A byte order mark, for Excel.
    pub bom: bool,
    /// Json as the body of the platform's interface.
    pub body: bool,
    /// Rows of a part, as typed; one file while empty.
    pub split: String,
    pub options_open: bool,
    /// Where rows held back are written, when they are.
    pub held_back: Option<String>,
    pub replace_held_back: bool,
    /// The export goes on when what it would do is known again.
    pub pending: bool,
    pub done: Option<Done>,
    pub failed: Option<String>,
}

/// What was written.
pub struct Done {
    pub summary: Summary,
    pub target: std::path::PathBuf,
    pub records: Vec<std::path::PathBuf>,
    /// Rows held back, for the provider.
    pub held_back: Option<(std::path::PathBuf, crate::document::ReturnSummary)>,
    /// When the document was as it was written.
    pub revision: u64,
}

impl ExportState {
    /// What was written, while the document is still as it was then.
    #[must_use]
    pub fn done_at(&self, revision: u64) -> Option<&Done> {
        self.done.as_ref().filter(|d| d.revision == revision)
    }

    /// Rows of a part: none for one file.
    ///
    /// # Errors
    /// When something else than a number of rows is typed.
    pub fn split_rows(&self) -> Result<Option<usize>, NoNumber> {
        let text = self.split.trim();
        if text.is_empty() {
            return Ok(None);
        }
        match text.replace([' ', '\u{a0}', '\u{202f}'], "").parse() {
            Ok(rows) if rows > 0 => Ok(Some(rows)),
            _ => Err(NoNumber),
        }
    }
}

/// What is typed is no number of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoNumber;

/// The project that holds a file's work, and the lock with which it is written again.
pub struct Project {
    pub path: std::path::PathBuf,
    pub lock: Arc<Lock>,
}

/// An open file.
pub struct Workspace {
    session: Arc<RwLock<Session>>,
    /// Its name without the folder.
    pub name: String,
    pub grid: GridState,
    pub step: Step,
    /// Which rows and columns the grid shows, and in which order.
    pub view: View,
    /// The grid shows what will leave.
    pub preview: bool,
    /// The clear side of the Protect page is hidden.
    pub masked: bool,
    pub protect_grid: GridState,
    pub protect_after_widths: Vec<f32>,
    pub protect_after_x: f64,
    /// What an export would do, as last found out.
    pub outlook: Option<Box<super::outlook::Outlook>>,
    /// What the rules about privacy said when they were last asked.
    pub glance: Glance,
    /// The user looked at the risk and leaves it as it is, at these figures.
    pub risk_kept: Option<u64>,
    pub derived: Derived,
    /// Rows from which on what is derived follows later than an edit.
    pub(super) large_from: usize,
    /// What brings it up to date.
    pub(super) catching_up: CatchUp,
    /// What the Match page lists and what waits for the user.
    pub board: Board,
    /// How the file is to be read, on the Read page.
    pub reading: Reading,
    /// It was matched as an earlier file of its provider, and something is new in it.
    pub known: Option<super::job::Known>,
    /// The provider of which it was recognised.
    pub provider: Option<String>,
    pub export: ExportState,
    /// Workbooks for the provider that were written, for the record of the next export.
    pub returned: Vec<crate::document::FileMark>,
    /// When it was opened, as a clock shows it.
    pub opened_at: String,
    /// SHA-256 of the source.
    pub sha256: Option<String>,
    pub project: Option<Project>,
    /// What the project holds.
    pub saved_revision: Option<u64>,
    /// When it was saved, as a clock shows it.
    pub saved_at: String,
    /// The user does not want to save what was done.
    pub given_up: bool,
}

impl Workspace {
    /// Takes charge of an opened document.
    #[must_use]
    pub fn new(session: Session, opened_at: String) -> Self {
        let name = session.document().file_name();
        let target = default_target(session.document().path(), FileType::Csv);
        Self {
            session: Arc::new(RwLock::new(session)),
            name,
            grid: GridState::default(),
            step: Step::Fix,
            view: View::default(),
            preview: false,
            masked: true,
            protect_grid: GridState::default(),
            protect_after_widths: Vec::new(),
            protect_after_x: 0.0,
            outlook: None,
            glance: Glance::default(),
            risk_kept: None,
            derived: Derived::default(),
            large_from: super::errand::LARGE,
            catching_up: CatchUp::default(),
            board: Board::default(),
            reading: Reading::default(),
            known: None,
            provider: None,
            export: ExportState {
                target,
                file_type: FileType::Csv,
                invalid: Invalid::Stop,
                replace: false,
                only_shown: false,
                drop_empty: false,
                bom: false,
                body: false,
                split: String::new(),
                options_open: false,
                held_back: None,
                replace_held_back: false,
                pending: false,
                done: None,
                failed: None,
            },
            returned: Vec::new(),
            opened_at,
            sha256: None,
            project: None,
            saved_revision: None,
            saved_at: String::new(),
            given_up: false,
        }
    }

    /// The session, to look at. A worker may hold it for reading at the same time.
    pub fn session(&self) -> RwLockReadGuard<'_, Session> {
        self.session.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session, to change; `None` while a worker reads it. One that nobody waits for gives
    /// way.
    pub fn session_mut(&self) -> Option<RwLockWriteGuard<'_, Session>> {
        let free = || match self.session.try_write() {
            Ok(guard) => Some(guard),
            Err(std::sync::TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(std::sync::TryLockError::WouldBlock) => None,
        };
        let watches = [self.glance.watch(), self.catching_up.watch()];
        free().or_else(|| give_way(&watches, free))
    }

    /// Takes what an export would do, and with it what the rules about privacy say.
    pub(super) fn take_outlook(&mut self, outlook: Box<super::outlook::Outlook>) {
        self.glance.learn(&outlook);
        self.outlook = Some(outlook);
    }

    /// A handle for a worker.
    #[must_use]
    pub fn share(&self) -> Arc<RwLock<Session>> {
        Arc::clone(&self.session)
    }

    /// True for the file of this session.
    #[must_use]
    pub(super) fn is_of(&self, session: &Arc<RwLock<Session>>) -> bool {
        Arc::ptr_eq(&self.session, session)
    }

    /// The masked texts, as last found out.
    #[must_use]
    pub fn masks(&self) -> Option<&super::outlook::Masks> {
        self.outlook.as_ref().map(|o| &o.masks)
    }

    /// The cell under the cursor of the grid.
    #[must_use]
    pub fn active_cell(&self) -> Option<(RowId, ColId)> {
        let (row, col) = self.grid.active;
        Some((
            *self.derived.rows.get(row)?,
            *self.derived.columns.get(col)?,
        ))
    }

    /// Moves the cursor to a cell, showing all rows if the filter hides it.
    pub fn go_to(&mut self, row: RowId, col: ColId) {
        if self.derived.place_of(row).is_none() {
            self.view.clear_filters();
            self.derive();
        }
        if !self.derived.columns.contains(&col) {
            self.view.hidden.remove(&col);
            self.derive();
        }
        if !self.derived.columns.contains(&col) {
            self.view.left_out = true;
            self.derive();
        }
        if let (Some(at), Some(place)) = (
            self.derived.place_of(row),
            self.derived.columns.iter().position(|c| *c == col),
        ) {
            self.grid.lead_to(at, place);
            self.grid.request_focus();
        }
    }

    /// The chosen group as it is now.
    #[must_use]
    pub fn chosen_group(&self) -> Option<&Group> {
        let key = self.view.group?;
        self.derived.groups.iter().find(|g| key_of(g) == key)
    }

    /// Brings what is derived up to date; cheap when nothing changed.
    pub fn derive(&mut self) {
        let shared = Arc::clone(&self.session);
        let session = shared.read().unwrap_or_else(PoisonError::into_inner);
        self.board.settle(session.document());
        let document = session.document();
        let large = document.table().row_count() >= self.large_from;
        if large && self.derived.is_of(&self.view) {
            self.derived.keep_up(document, &self.view);
        } else {
            self.derived.update(document, &self.view);
        }
    }

    /// True when the project holds the document as it is now.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved_revision == Some(self.session().document().revision())
    }

    /// True when there is work that neither an export nor a project holds.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let lost = self.session().has_unexported_work() || self.rows_in_no_file() > 0;
        !self.given_up && !self.is_saved() && lost
    }

    /// Rows that the last export left out, as long as nothing else was done since: what was
    /// corrected in them and around them is kept nowhere. 0 where nothing was.
    #[must_use]
    pub fn rows_in_no_file(&self) -> u64 {
        let session = self.session();
        let done = self.export.done_at(session.document().revision());
        done.filter(|_| session.has_corrections())
            .map_or(0, |done| done.summary.rows_left_out)
    }
}

/// `Juin.xlsx` → `Juin_meters.csv` beside it.
#[must_use]
pub fn default_target(source: &std::path::Path, file_type: FileType) -> String {
    let stem = source
        .file_stem()
        .map(|s| s.to_string_lossy().into_owned())
        .unwrap_or_default();
    let extension = file_type.extension();
    source
        .with_file_name(format!("{stem}_meters.{extension}"))
        .to_string_lossy()
        .into_owned()
}
