//! What a bulk fix is about and what is found out for its preview, at once or on a worker, and the
//! command that its button runs. It draws nothing.

use std::sync::mpsc::{Receiver, TryRecvError};

use super::basis::Basis;
use super::bulk_lines::Lines;
use super::bulk_query::{Aim, Asked, Planned, Query, Reach, Search};
use crate::document::{ColumnName, Command};
use crate::table::ColId;
use crate::text::Lang;
use crate::ui::app::App;
use crate::ui::job::Job;
use crate::ui::widget::Look;
use crate::ui::workspace::{GroupKey, Workspace};

/// The dialog's state.
pub struct BulkFix {
    pub(super) aim: Aim,
    pub(super) reach: Reach,
    pub(super) lines: Lines,
    pub(super) counts: [u64; 3],
    pub(super) asked: Vec<Asked>,
    /// How the column is written, where the repair goes by that.
    pub(super) habit: Option<String>,
    pub(super) revision: u64,
    /// Clear values of people are not shown.
    pub(super) hide_clear: bool,
    /// Why nothing can be planned; the id of a sentence.
    pub(super) trouble: Option<&'static str>,
    planning: Option<Planning>,
}

/// A worker that finds out what a fix would do.
struct Planning {
    answer: Receiver<Planned>,
    /// Something was chosen since.
    again: bool,
}

impl BulkFix {
    fn new(aim: Aim, file: &Workspace) -> Self {
        Self {
            aim,
            reach: if file.view.shows_all_rows() {
                Reach::Column
            } else {
                Reach::Shown
            },
            lines: Lines::default(),
            counts: [0; 3],
            asked: Vec::new(),
            habit: None,
            revision: u64::MAX,
            hide_clear: false,
            trouble: None,
            planning: None,
        }
    }

    /// The repair of a group of problems; its column's question where there is no repair.
    #[must_use]
    pub fn for_group(file: &Workspace, key: GroupKey) -> Option<Self> {
        let (rule, _, col, repair) = key;
        let col = col?;
        let column = ColumnName::of(file.session().document().table(), col)?;
        match repair {
            Some(repair) => {
                let aim = Aim::Fix {
                    rule,
                    repair,
                    column,
                };
                Some(Self::new(aim, file))
            }
            None => Self::for_question(file, col),
        }
    }

    /// The first question of a column.
    #[must_use]
    pub fn for_question(file: &Workspace, col: ColId) -> Option<Self> {
        let session = file.session();
        let table = session.document().table();
        let column = ColumnName::of(table, col)?;
        let questions = session.document().checks().questions(table);
        let ask = questions.into_iter().find(|q| q.col == col)?.ask;
        let aim = Aim::Answer {
            ask,
            reading: None,
            column,
        };
        Some(Self::new(aim, file))
    }

    /// Every lossless repair of the file.
    #[must_use]
    pub fn safe_pack(file: &Workspace) -> Self {
        Self::new(Aim::Safe, file)
    }

    /// The empty cells of the column of the cursor.
    #[must_use]
    pub fn fill_empty(file: &Workspace) -> Option<Self> {
        let (_, col) = file.active_cell()?;
        let column = ColumnName::of(file.session().document().table(), col)?;
        Some(Self::new(Aim::Down { column }, file))
    }

    /// Find and replace in the column of the cursor, or in all.
    #[must_use]
    pub fn replace(file: &Workspace) -> Self {
        let here = file
            .active_cell()
            .and_then(|(_, col)| ColumnName::of(file.session().document().table(), col));
        let search = Search {
            column: here.clone(),
            here,
            ..Search::default()
        };
        Self::new(Aim::Replace(Box::new(search)), file)
    }

    /// The column that the dialog is about.
    pub(super) fn column(&self) -> Option<&ColumnName> {
        self.aim.column()
    }

    /// What is to be found out as the dialog stands now.
    fn query(&self, lang: Lang) -> Query {
        Query {
            aim: self.aim.clone(),
            reach: self.reach,
            hide_clear: self.hide_clear,
            lang,
        }
    }

    /// Finds out what the fix would do: at once, or on a worker where the file is large. What was
    /// found before stays in sight meanwhile.
    pub(super) fn plan(&mut self, app: &mut App, look: &Look) {
        let query = self.query(look.lang);
        let Some(file) = app.file() else {
            return;
        };
        let revision = file.session().document().revision();
        self.revision = revision;
        let basis = Basis::of(file);
        if !app.is_large(file) {
            self.planning = None;
            let planned = query.plan(file.session().document(), &basis);
            return self.take(planned);
        }
        if let Some(planning) = &mut self.planning {
            // The worker is asked again when it has answered.
            planning.again = true;
            return;
        }
        let (job, answer) = Job::plan(&app.ctx, file.share(), query, basis);
        app.jobs.extend(job);
        self.planning = Some(Planning {
            answer,
            again: false,
        });
    }

    /// Takes what a worker has found out; true when it is to be asked again.
    pub(super) fn settle(&mut self) -> bool {
        let Some(planning) = &self.planning else {
            return false;
        };
        match planning.answer.try_recv() {
            Ok(planned) => {
                let again = planning.again;
                self.planning = None;
                self.take(planned);
                again
            }
            Err(TryRecvError::Empty) => false,
            Err(TryRecvError::Disconnected) => {
                self.planning = None;
                self.trouble = Some("work-lost");
                false
            }
        }
    }

    /// True while a worker finds out what the fix would do.
    pub(super) fn is_planning(&self) -> bool {
        self.planning.is_some()
    }

    fn take(&mut self, planned: Planned) {
        self.lines = planned.lines;
        self.counts = planned.counts;
        self.asked = planned.asked;
        self.habit = planned.habit;
        self.trouble = planned.trouble;
    }

    pub(super) fn ticked(&self) -> u64 {
        self.lines.ticked_cells()
    }

    /// What the button does. A search whose lines are not all ticked becomes a table of old and
    /// new values, which is the same for the lines that stay.
    pub(super) fn command(&self, file: &Workspace) -> Option<Command> {
        let session = file.session();
        let document = session.document();
        let (table, except) = (document.table(), self.lines.left_out(document));
        let rows = Basis::of(file);
        let command = self.aim.command(table, &rows, self.reach, &except)?;
        match (command, &self.aim) {
            (Command::Replace { rows, .. }, Aim::Replace(search)) if !except.is_empty() => {
                Some(Command::MapValues {
                    column: search.column.clone()?,
                    values: self.lines.ticked(document),
                    rows,
                })
            }
            (command, _) => Some(command),
        }
    }

    /// Single lines can be left out: of a search over all columns, and of empty cells, they cannot.
    pub(super) fn has_ticks(&self) -> bool {
        match &self.aim {
            Aim::Replace(search) => search.column.is_some(),
            // An empty cell is one value, whatever stands above it.
            Aim::Down { .. } => false,
            _ => true,
        }
    }
}
