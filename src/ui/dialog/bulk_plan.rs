//! What a bulk fix is about and what it would do: its aim, the lines of its preview, what is asked
//! about the column, and the command that its button runs. It draws nothing.

use crate::check::{Ask, Reading, RepairId, Rule};
use crate::document::{ColumnName, Command, Document, PlanError, Selector, preview_fix};
use crate::fix::FixPlan;
use crate::table::{ColId, RowId, TextBuf};
use crate::text;
use crate::ui::sheet::is_personal;
use crate::ui::widget::{HIDDEN, Look, visible_blanks};
use crate::ui::workspace::{GroupKey, Workspace};

/// Which cells a repair reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    Column,
    Shown,
    Selection,
}

/// One distinct value. No `Debug`: it holds a cell's text.
pub(super) struct Line {
    pub before: String,
    pub after: String,
    pub column: String,
    pub count: u64,
    /// Address of the first cell.
    pub first: String,
    pub ticked: bool,
    pub value: TextBuf,
    pub new: TextBuf,
    pub name: ColumnName,
}

/// What the dialog is about.
#[derive(Clone)]
pub(super) enum Aim {
    /// One repair in one column.
    Fix {
        rule: Rule,
        repair: RepairId,
        column: ColumnName,
    },
    /// Every lossless repair of the file.
    Safe,
    /// The answer to a question of one column; nothing is planned until one is chosen.
    Answer {
        ask: Ask,
        reading: Option<Reading>,
        column: ColumnName,
    },
    /// Empty cells take the text above them.
    Down { column: ColumnName },
    /// Find and replace, in one column or in all.
    Replace(Box<Search>),
}

/// What is looked for and what takes its place. No `Debug`: it may be a person's.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Search {
    pub find: String,
    pub with: String,
    pub regex: bool,
    pub case: bool,
    pub whole: bool,
    /// The column; all of them when none.
    pub column: Option<ColumnName>,
    /// The column of the cursor, to choose.
    pub here: Option<ColumnName>,
}

/// A question of the column, with what each answer would make of its examples.
pub(super) struct Asked {
    pub ask: Ask,
    pub words: String,
    pub evidence: Option<String>,
    pub readings: Vec<Reading>,
    pub cells: u64,
    /// A text, and what each reading makes of it.
    pub examples: Vec<(String, Vec<String>)>,
}

/// The dialog's state.
pub struct BulkFix {
    pub(super) aim: Aim,
    pub(super) reach: Reach,
    pub(super) lines: Vec<Line>,
    pub(super) counts: [u64; 3],
    pub(super) asked: Vec<Asked>,
    pub(super) revision: u64,
    /// Clear values of people are not shown.
    pub(super) hide_clear: bool,
    /// Why nothing can be planned; the id of a sentence.
    pub(super) trouble: Option<&'static str>,
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
            lines: Vec::new(),
            counts: [0; 3],
            asked: Vec::new(),
            revision: u64::MAX,
            hide_clear: false,
            trouble: None,
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
        match &self.aim {
            Aim::Fix { column, .. } | Aim::Answer { column, .. } | Aim::Down { column } => {
                Some(column)
            }
            Aim::Replace(search) => search.column.as_ref(),
            Aim::Safe => None,
        }
    }

    /// Computes the lines of the chosen reach, how many cells each reach has, and what is asked.
    pub(super) fn plan(&mut self, file: &Workspace, look: &Look) {
        let session = file.session();
        let document = session.document();
        self.revision = document.revision();
        self.lines.clear();
        self.counts = [0; 3];
        self.trouble = None;
        self.ask(document, look);
        for (at, reach) in [Reach::Column, Reach::Shown, Reach::Selection]
            .into_iter()
            .enumerate()
        {
            // What the file's other parts would give is of interest where there is a choice.
            if reach != self.reach && matches!(self.aim, Aim::Safe) {
                continue;
            }
            let Some(command) = self.command_for(file, reach, &[]) else {
                continue;
            };
            match preview_fix(document, &command) {
                Ok(Some(plan)) => {
                    if let Some(slot) = self.counts.get_mut(at) {
                        *slot = plan.cells();
                    }
                    if reach == self.reach {
                        self.lines = lines(&plan, document, self.hide_clear);
                    }
                }
                Ok(None) => {}
                Err(PlanError::BadPattern) => self.trouble = Some("replace-not-an-expression"),
                Err(_) => self.trouble = Some("fix-none"),
            }
        }
    }

    /// What is open about the column.
    fn ask(&mut self, document: &Document, look: &Look) {
        self.asked.clear();
        if !matches!(self.aim, Aim::Fix { .. } | Aim::Answer { .. }) {
            return;
        }
        let Some(col) = self.column().and_then(|c| c.resolve(document.table())) else {
            return;
        };
        let header = self.column().map(|c| c.header.clone()).unwrap_or_default();
        let hidden = self.hide_clear && is_personal(document, col);
        let column = document.table().column(col);
        for question in document.checks().questions(document.table()) {
            if question.col != col {
                continue;
            }
            let examples = question
                .examples
                .iter()
                .take(3)
                .filter(|_| !hidden)
                .filter_map(|example| {
                    let text = column?.text_of(example.code).reveal();
                    let values = example
                        .values
                        .iter()
                        .map(|(_, value)| visible_blanks(value.as_text().reveal()))
                        .collect();
                    Some((visible_blanks(text), values))
                })
                .collect();
            self.asked.push(Asked {
                words: text::question(look.lang, &question.ask, &header),
                evidence: text::evidence(look.lang, &question),
                ask: question.ask,
                readings: question.readings,
                cells: question.cells,
                examples,
            });
        }
    }

    pub(super) fn ticked(&self) -> u64 {
        self.lines
            .iter()
            .filter(|l| l.ticked)
            .map(|l| l.count)
            .sum()
    }

    /// The command of a reach, leaving these lines out; `None` while nothing is chosen.
    fn command_for(&self, file: &Workspace, reach: Reach, except: &[&Line]) -> Option<Command> {
        let session = file.session();
        let table = session.document().table();
        let names = |rows: &[RowId]| rows.iter().map(|row| table.row_name(*row)).collect();
        let rows = match reach {
            Reach::Column => Selector::All,
            Reach::Shown => Selector::Rows(names(&file.derived.rows)),
            Reach::Selection => Selector::Rows(names(&selected_rows(file))),
        };
        let texts = || except.iter().map(|line| line.value.clone()).collect();
        Some(match &self.aim {
            Aim::Fix { repair, column, .. } => Command::Fix {
                repair: *repair,
                column: column.clone(),
                rows,
                except: texts(),
            },
            Aim::Down { column } => Command::FillDown {
                column: column.clone(),
                rows,
            },
            Aim::Safe => Command::SafePack {
                except: except
                    .iter()
                    .map(|line| (line.name.clone(), line.value.clone()))
                    .collect(),
            },
            Aim::Answer {
                reading, column, ..
            } => Command::Answer {
                column: column.clone(),
                reading: reading.clone()?,
                rows,
                except: texts(),
            },
            Aim::Replace(search) if search.find.is_empty() => return None,
            Aim::Replace(search) => Command::Replace {
                columns: search.column.iter().cloned().collect(),
                find: TextBuf::new(search.find.clone()),
                with: TextBuf::new(search.with.clone()),
                regex: search.regex,
                case: search.case,
                whole: search.whole,
                rows,
            },
        })
    }

    /// What the button does. A search whose lines are not all ticked becomes a table of old and
    /// new values, which is the same for the lines that stay.
    pub(super) fn command(&self, file: &Workspace) -> Option<Command> {
        let except: Vec<&Line> = self.lines.iter().filter(|l| !l.ticked).collect();
        let command = self.command_for(file, self.reach, &except)?;
        match (command, &self.aim) {
            (Command::Replace { rows, .. }, Aim::Replace(search)) if !except.is_empty() => {
                Some(Command::MapValues {
                    column: search.column.clone()?,
                    values: self
                        .lines
                        .iter()
                        .filter(|l| l.ticked)
                        .map(|l| (l.value.clone(), l.new.clone()))
                        .collect(),
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

pub(super) fn selected_rows(file: &Workspace) -> Vec<RowId> {
    let selection = file.grid.selection();
    file.derived
        .rows
        .get(*selection.rows.start()..=*selection.rows.end())
        .unwrap_or_default()
        .to_vec()
}

fn lines(plan: &FixPlan, document: &Document, hide_clear: bool) -> Vec<Line> {
    let table = document.table();
    let shown = |col: ColId, text: crate::table::Text<'_>| {
        if hide_clear && is_personal(document, col) {
            HIDDEN.to_owned()
        } else {
            visible_blanks(text.reveal())
        }
    };
    plan.lines
        .iter()
        .filter_map(|line| {
            let column = table.column(line.col)?;
            let value = column.text_of(line.old).to_buf();
            Some(Line {
                before: shown(line.col, value.as_text()),
                after: shown(line.col, line.new.as_text()),
                column: column.header().to_owned(),
                count: line.count,
                first: table.address(line.first_row, line.col),
                ticked: true,
                value,
                new: line.new.clone(),
                name: ColumnName::of(table, line.col)?,
            })
        })
        .collect()
}
