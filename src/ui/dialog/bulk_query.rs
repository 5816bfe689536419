//! What a bulk fix would do to a document: its aim as a command, the lines of its preview, how many
//! cells each reach has, and what is asked about the column. Pure, so that a worker can do it.

use super::basis::Basis;
use super::bulk_lines::Lines;
use crate::check::{Ask, Reading, RepairId, Rule};
use crate::document::{ColumnName, Command, Document, PlanError, Selector, preview_fix};
use crate::table::{RowId, Table, TextBuf};
use crate::text::{self, Lang};
use crate::ui::sheet::is_personal;
use crate::ui::widget::visible_blanks;

/// Which cells a repair reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    Column,
    Shown,
    Selection,
}

/// What the dialog is about.
#[derive(Clone)]
pub enum Aim {
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
pub struct Search {
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
pub struct Asked {
    pub ask: Ask,
    pub words: String,
    pub evidence: Option<String>,
    pub readings: Vec<Reading>,
    pub cells: u64,
    /// A text, and what each reading makes of it.
    pub examples: Vec<(String, Vec<String>)>,
}

/// What was found out.
#[derive(Default)]
pub struct Planned {
    pub lines: Lines,
    pub counts: [u64; 3],
    pub asked: Vec<Asked>,
    /// How the column is written, where the repair goes by that.
    pub habit: Option<String>,
    /// Why nothing can be planned; the id of a sentence.
    pub trouble: Option<&'static str>,
}

/// What is to be found out.
pub struct Query {
    pub aim: Aim,
    pub reach: Reach,
    pub hide_clear: bool,
    pub lang: Lang,
}

impl Aim {
    /// The column that it is about.
    #[must_use]
    pub fn column(&self) -> Option<&ColumnName> {
        match self {
            Self::Fix { column, .. } | Self::Answer { column, .. } | Self::Down { column } => {
                Some(column)
            }
            Self::Replace(search) => search.column.as_ref(),
            Self::Safe => None,
        }
    }

    /// The command of a reach, leaving these texts out; `None` while nothing is chosen.
    pub fn command(
        &self,
        table: &Table,
        rows: &Basis,
        reach: Reach,
        except: &[(ColumnName, TextBuf)],
    ) -> Option<Command> {
        let names = |rows: &[RowId]| rows.iter().map(|row| table.row_name(*row)).collect();
        let rows = match reach {
            Reach::Column => Selector::All,
            Reach::Shown => Selector::Rows(names(&rows.shown)),
            Reach::Selection => Selector::Rows(names(&rows.selected)),
        };
        let texts = || except.iter().map(|(_, text)| text.clone()).collect();
        Some(match self {
            Self::Fix { repair, column, .. } => Command::Fix {
                repair: *repair,
                column: column.clone(),
                rows,
                except: texts(),
            },
            Self::Down { column } => Command::FillDown {
                column: column.clone(),
                rows,
            },
            Self::Safe => Command::SafePack {
                except: except.to_vec(),
            },
            Self::Answer {
                reading, column, ..
            } => Command::Answer {
                column: column.clone(),
                reading: reading.clone()?,
                rows,
                except: texts(),
            },
            Self::Replace(search) if search.find.is_empty() => return None,
            Self::Replace(search) => Command::Replace {
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
}

impl Query {
    /// Computes the lines of the chosen reach, how many cells each reach has, and what is asked.
    #[must_use]
    pub fn plan(&self, document: &Document, rows: &Basis) -> Planned {
        let mut planned = Planned {
            asked: self.ask(document),
            habit: self.habit(document),
            ..Planned::default()
        };
        for (at, reach) in [Reach::Column, Reach::Shown, Reach::Selection]
            .into_iter()
            .enumerate()
        {
            // What the file's other parts would give is of interest where there is a choice.
            if reach != self.reach && matches!(self.aim, Aim::Safe) {
                continue;
            }
            let Some(command) = self.aim.command(document.table(), rows, reach, &[]) else {
                continue;
            };
            match preview_fix(document, &command) {
                Ok(Some(plan)) => {
                    if let Some(slot) = planned.counts.get_mut(at) {
                        *slot = plan.cells();
                    }
                    if reach == self.reach {
                        planned.lines = Lines::new(plan, document, self.hide_clear);
                    }
                }
                Ok(None) => {}
                Err(PlanError::BadPattern) => planned.trouble = Some("replace-not-an-expression"),
                Err(_) => planned.trouble = Some("fix-none"),
            }
        }
        planned
    }

    fn habit(&self, document: &Document) -> Option<String> {
        let Aim::Fix { repair, column, .. } = &self.aim else {
            return None;
        };
        let col = column.resolve(document.table())?;
        text::habit(self.lang, *repair, &document.checks().habit(col)?)
    }

    /// What is open about the column.
    fn ask(&self, document: &Document) -> Vec<Asked> {
        let mut list = Vec::new();
        if !matches!(self.aim, Aim::Fix { .. } | Aim::Answer { .. }) {
            return list;
        }
        let name = self.aim.column();
        let Some(col) = name.and_then(|c| c.resolve(document.table())) else {
            return list;
        };
        let header = name.map(|c| c.header.clone()).unwrap_or_default();
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
            list.push(Asked {
                words: text::question(self.lang, &question.ask, &header),
                evidence: text::evidence(self.lang, &question),
                ask: question.ask,
                readings: question.readings,
                cells: question.cells,
                examples,
            });
        }
        list
    }
}
