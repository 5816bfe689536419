//! One open file as the window shows it: the session, what is filtered and chosen, and what is
//! derived from the document once per revision so that no frame computes it again.
//!
//! The document changes through its session only; everything else here is view state and never
//! reaches the history.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::grid::GridState;
use crate::check::{Group, Rule, Severity};
use crate::document::{Document, FileType, Invalid, Session, Summary};
use crate::schema::How;
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

/// Which rows the grid shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Filter {
    #[default]
    All,
    /// Rows with any error or warning.
    Problems,
    /// Rows of the chosen group.
    Group,
}

/// What identifies a group of problems through changes of its count.
pub type GroupKey = (
    Rule,
    Severity,
    Option<ColId>,
    Option<crate::check::RepairId>,
);

/// The key of a group.
#[must_use]
pub fn key_of(group: &Group) -> GroupKey {
    (group.rule, group.severity, group.col, group.repair)
}

/// What is computed once per revision.
#[derive(Default)]
pub struct Derived {
    revision: Option<u64>,
    filter: Filter,
    group: Option<GroupKey>,
    left_out: bool,
    /// Alike problems, those that block first.
    pub groups: Vec<Group>,
    /// Errors and warnings by column.
    pub by_column: HashMap<ColId, (u32, u32)>,
    /// Rows shown, in order.
    pub rows: Vec<RowId>,
    /// Columns shown, in order.
    pub columns: Vec<ColId>,
    /// Where errors are among the rows shown, as shares of the height.
    pub ticks: Vec<f32>,
    /// Rows with at least one error.
    pub bad_rows: u64,
    /// Cells that the safe fixes would change, with the names of the two most frequent kinds.
    pub safe: Vec<(crate::check::RepairId, u64)>,
    /// Errors, warnings, notes.
    pub counts: crate::check::Counts,
    /// Cells in the format's columns that a problem marks: for « 3 / 700 ».
    pub marked: u64,
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
    /// The user was asked how pseudonyms are made, for this file.
    pub asked_method: bool,
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

/// An open file.
pub struct Workspace {
    session: Arc<RwLock<Session>>,
    /// Its name without the folder.
    pub name: String,
    pub grid: GridState,
    pub step: Step,
    pub filter: Filter,
    pub group: Option<GroupKey>,
    /// The grid shows what will leave.
    pub preview: bool,
    /// Columns that do not leave are shown too.
    pub show_left_out: bool,
    /// The clear side of the Protect page is hidden.
    pub masked: bool,
    pub protect_grid: GridState,
    pub protect_after_widths: Vec<f32>,
    pub protect_after_x: f64,
    /// What an export would do, as last found out.
    pub outlook: Option<Box<super::outlook::Outlook>>,
    /// The user looked at the risk and leaves it as it is, at these figures.
    pub risk_kept: Option<u64>,
    pub derived: Derived,
    pub export: ExportState,
    /// When it was opened, as a clock shows it.
    pub opened_at: String,
}

impl Workspace {
    /// Takes charge of an opened document.
    #[must_use]
    pub fn new(document: Document, opened_at: String) -> Self {
        let name = document.file_name();
        let target = default_target(document.path(), FileType::Csv);
        Self {
            session: Arc::new(RwLock::new(Session::new(document))),
            name,
            grid: GridState::default(),
            step: Step::Fix,
            filter: Filter::All,
            group: None,
            preview: false,
            show_left_out: false,
            masked: true,
            protect_grid: GridState::default(),
            protect_after_widths: Vec::new(),
            protect_after_x: 0.0,
            outlook: None,
            risk_kept: None,
            derived: Derived::default(),
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
                asked_method: false,
                held_back: None,
                replace_held_back: false,
                pending: false,
                done: None,
                failed: None,
            },
            opened_at,
        }
    }

    /// The session, to look at. A worker may hold it for reading at the same time.
    pub fn session(&self) -> RwLockReadGuard<'_, Session> {
        self.session.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session, to change; `None` while a worker reads it.
    pub fn session_mut(&self) -> Option<RwLockWriteGuard<'_, Session>> {
        match self.session.try_write() {
            Ok(guard) => Some(guard),
            Err(std::sync::TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(std::sync::TryLockError::WouldBlock) => None,
        }
    }

    /// A handle for a worker.
    #[must_use]
    pub fn share(&self) -> Arc<RwLock<Session>> {
        Arc::clone(&self.session)
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
        if self.derived.rows.binary_search(&row).is_err() {
            self.filter = Filter::All;
            self.derive();
        }
        if !self.derived.columns.contains(&col) {
            self.show_left_out = true;
            self.derive();
        }
        if let (Ok(at), Some(place)) = (
            self.derived.rows.binary_search(&row),
            self.derived.columns.iter().position(|c| *c == col),
        ) {
            self.grid.select(at, place);
            self.grid.request_focus();
        }
    }

    /// The chosen group as it is now.
    #[must_use]
    pub fn chosen_group(&self) -> Option<&Group> {
        let key = self.group?;
        self.derived.groups.iter().find(|g| key_of(g) == key)
    }

    /// Brings what is derived up to date; cheap when nothing changed.
    pub fn derive(&mut self) {
        let shared = Arc::clone(&self.session);
        let session = shared.read().unwrap_or_else(PoisonError::into_inner);
        let document = session.document();
        let d = &mut self.derived;
        let fresh = d.revision == Some(document.revision());
        if fresh
            && d.filter == self.filter
            && d.left_out == self.show_left_out
            && (self.filter != Filter::Group || d.group == self.group)
        {
            return;
        }
        let (table, checks) = (document.table(), document.checks());
        if !fresh {
            d.groups = checks.groups(table);
            d.counts = checks.counts();
            d.by_column.clear();
            d.marked = 0;
            let mut safe: HashMap<crate::check::RepairId, u64> = HashMap::new();
            for group in &d.groups {
                if let (Some(repair), true) = (group.repair, group.safe) {
                    *safe.entry(repair).or_default() += group.count;
                }
                let Some(col) = group.col.filter(|_| group.severity != Severity::Note) else {
                    continue;
                };
                if group.rule.scope() == crate::check::rule::Scope::Column {
                    continue;
                }
                let slot = d.by_column.entry(col).or_default();
                let count = u32::try_from(group.count).unwrap_or(u32::MAX);
                match group.severity {
                    Severity::Error => slot.0 = slot.0.saturating_add(count),
                    _ => slot.1 = slot.1.saturating_add(count),
                }
                d.marked += group.count;
            }
            d.safe = safe.into_iter().collect();
            d.safe.sort_by_key(|(id, n)| (std::cmp::Reverse(*n), *id));
            d.bad_rows = checks.bad_rows(table).len() as u64;
        }
        // A group that is settled lets its rows stay until the user chooses another.
        let rows_changed = d.filter != self.filter || d.group != self.group;
        if !fresh || rows_changed {
            d.rows = match self.filter {
                Filter::All => table.rows().collect(),
                Filter::Problems if !fresh && !rows_changed => std::mem::take(&mut d.rows),
                Filter::Group if !fresh && !rows_changed => std::mem::take(&mut d.rows),
                Filter::Problems => table
                    .rows()
                    .filter(|row| checks.row_has_problem(table, *row))
                    .collect(),
                Filter::Group => d
                    .groups
                    .iter()
                    .find(|g| Some(key_of(g)) == self.group)
                    .map(|g| checks.rows_of_group(table, g))
                    .unwrap_or_default(),
            };
        }
        d.columns = table
            .columns()
            .map(|(col, _)| col)
            .filter(|col| {
                self.show_left_out
                    || document.mapping().field_of(*col).is_some()
                    || matches!(
                        document.mapping().use_of(*col).how,
                        How::Duplicate | How::Proposed
                    )
            })
            .collect();
        let total = d.rows.len().max(1) as f32;
        let mut last = -1.0f32;
        d.ticks.clear();
        for (at, row) in d.rows.iter().enumerate() {
            let share = at as f32 / total;
            // More ticks than points of height would draw the same line again.
            if share - last < 0.002 {
                continue;
            }
            if checks.row_has_own_error(table, *row)
                || !checks.duplicates_of(table, *row).is_empty()
            {
                d.ticks.push(share);
                last = share;
            }
        }
        d.revision = Some(document.revision());
        d.filter = self.filter;
        d.group = self.group;
        d.left_out = self.show_left_out;
    }

    /// True when something stands between the document and a file, whatever is chosen.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.session().has_unexported_work()
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
