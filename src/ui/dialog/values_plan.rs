//! What a table of old and new values is about: the distinct values of a column with their
//! counts, groups of spellings that are probably one value, what each would become, and the
//! command that the button runs. It draws nothing.

use std::collections::HashMap;

use super::basis::Basis;
use super::bulk_query::Reach;
use crate::check::Severity;
use crate::document::{ColumnName, Command, Document, Selector};
use crate::fix::clusters;
use crate::schema::{Field, fold_header};
use crate::table::{Code, ColId, Column, RowId, TextBuf};
use crate::ui::rows::facet;
use crate::ui::sheet::is_personal;
use crate::ui::widget::visible_blanks;
use crate::ui::workspace::Workspace;

/// A column with more distinct values than this is no list that anybody goes through.
pub const MOST: usize = 20_000;

/// Which values are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    All,
    /// Values with an error or a warning.
    Problems,
    /// Values that differ in spelling only.
    Alike,
}

/// One distinct value. No `Debug`: it holds a cell's text.
pub(super) struct Value {
    pub old: TextBuf,
    pub shown: String,
    pub folded: String,
    /// Cells in the whole column, in the rows shown, in the selected rows.
    pub counts: [u64; 3],
    /// What the field holds, as typed.
    pub new: String,
    pub ticked: bool,
    pub problem: Option<Severity>,
}

impl Value {
    /// What it would become.
    pub fn becomes(&self) -> &str {
        if self.new == self.old.as_text().reveal() {
            // Untouched, with the blanks that it has.
            return &self.new;
        }
        self.new.trim()
    }

    pub fn differs(&self) -> bool {
        self.becomes() != self.old.as_text().reveal()
    }

    fn keep(&mut self) {
        self.old.as_text().reveal().clone_into(&mut self.new);
        self.ticked = false;
    }

    fn become_text(&mut self, text: &str) {
        text.clone_into(&mut self.new);
        self.ticked = self.differs();
    }
}

/// Spellings of what is probably one value. No `Debug`.
pub(super) struct Alike {
    /// Places in the list of values, the most frequent first.
    pub members: Vec<usize>,
    pub into: String,
    pub folded: String,
}

/// The dialog's state.
pub struct Values {
    pub(super) col: ColId,
    pub(super) column: ColumnName,
    pub(super) field: Option<Field>,
    pub(super) part: Part,
    pub(super) reach: Reach,
    pub(super) search: String,
    pub(super) values: Vec<Value>,
    pub(super) alike: Vec<Alike>,
    pub(super) problems: usize,
    pub(super) revision: u64,
    pub(super) personal: bool,
}

/// True for a column whose values make a list.
#[must_use]
pub fn is_list(column: &Column) -> bool {
    column.live_codes().take(MOST + 1).count() <= MOST
}

impl Values {
    /// The table of a column; `None` when it has too many values or is not there.
    #[must_use]
    pub fn new(document: &Document, rows: &Basis, col: ColId, part: Part) -> Option<Self> {
        let column = document.table().column(col).filter(|c| is_list(c))?;
        let field = document
            .mapping()
            .field_of(col)
            .and_then(|id| document.schema().field(id))
            .cloned();
        let mut dialog = Self {
            col,
            column: ColumnName::of(document.table(), col)?,
            field,
            part,
            reach: if rows.view.shows_all_rows() {
                Reach::Column
            } else {
                Reach::Shown
            },
            search: String::new(),
            values: Vec::new(),
            alike: Vec::new(),
            problems: 0,
            revision: document.revision(),
            personal: is_personal(document, col),
        };
        dialog.list(rows, document, column);
        if dialog.part == Part::Alike && dialog.alike.is_empty() {
            dialog.part = Part::All;
        }
        Some(dialog)
    }

    fn list(&mut self, rows: &Basis, document: &Document, column: &Column) {
        let all: Vec<RowId> = document.table().rows().collect();
        let parts = [&all, &rows.shown, &rows.selected];
        let mut counts: HashMap<Code, [u64; 3]> = HashMap::new();
        for (at, rows) in parts.into_iter().enumerate() {
            for (code, count) in facet(column, rows) {
                if let Some(slot) = counts.entry(code).or_default().get_mut(at) {
                    *slot = u64::from(count);
                }
            }
        }
        let mut codes: Vec<(Code, [u64; 3])> = counts.into_iter().collect();
        codes.sort_by_key(|(code, [all, ..])| (std::cmp::Reverse(*all), *code));
        let places: HashMap<Code, usize> = (0..).zip(&codes).map(|(at, (c, _))| (*c, at)).collect();
        self.values = codes
            .into_iter()
            .map(|(code, counts)| {
                let old = column.text_of(code).to_buf();
                let shown = visible_blanks(old.as_text().reveal());
                let finding = document
                    .checks()
                    .finding_of(document.table(), self.col, code);
                Value {
                    folded: fold_header(&shown),
                    new: old.as_text().reveal().to_owned(),
                    problem: finding.map(|f| f.severity).filter(|s| *s != Severity::Note),
                    old,
                    shown,
                    counts,
                    ticked: false,
                }
            })
            .collect();
        self.problems = self.values.iter().filter(|v| v.problem.is_some()).count();
        self.alike = clusters(column)
            .into_iter()
            .filter_map(|cluster| {
                let members: Vec<usize> = cluster
                    .members
                    .iter()
                    .filter_map(|(code, _)| places.get(code).copied())
                    .collect();
                let first = self.values.get(*members.first()?)?;
                let into = first.old.as_text().reveal().trim().to_owned();
                Some(Alike {
                    folded: fold_header(&into),
                    members,
                    into,
                })
            })
            .collect();
    }

    /// The places of the values that a part lists and that hold what is looked for.
    pub(super) fn listed(&self) -> Vec<usize> {
        let wanted = fold_header(&self.search);
        self.values
            .iter()
            .enumerate()
            .filter(|(_, v)| self.part != Part::Problems || v.problem.is_some())
            .filter(|(_, v)| wanted.is_empty() || v.folded.contains(&wanted))
            .map(|(at, _)| at)
            .collect()
    }

    /// The groups that hold what is looked for.
    pub(super) fn listed_groups(&self) -> Vec<usize> {
        let wanted = fold_header(&self.search);
        self.alike
            .iter()
            .enumerate()
            .filter(|(_, a)| wanted.is_empty() || a.folded.contains(&wanted))
            .map(|(at, _)| at)
            .collect()
    }

    /// Whether every spelling of a group would become the group's.
    pub(super) fn is_merged(&self, group: usize) -> bool {
        self.alike.get(group).is_some_and(|alike| {
            alike.members.iter().all(|at| {
                self.values
                    .get(*at)
                    .is_some_and(|v| v.becomes() == alike.into.trim())
            })
        })
    }

    /// Brings a group's spellings together, or leaves them as they are.
    pub(super) fn merge(&mut self, group: usize, together: bool) {
        let Some(alike) = self.alike.get(group) else {
            return;
        };
        let into = alike.into.trim();
        for at in &alike.members {
            if let Some(value) = self.values.get_mut(*at) {
                if together {
                    value.become_text(into);
                } else {
                    value.keep();
                }
            }
        }
    }

    /// One spelling joins its group's, or leaves it.
    pub(super) fn join(&mut self, group: usize, member: usize, joined: bool) {
        let Some(alike) = self.alike.get(group) else {
            return;
        };
        if let Some(value) = self.values.get_mut(member) {
            if joined {
                value.become_text(alike.into.trim());
            } else {
                value.keep();
            }
        }
    }

    /// The group's value was typed anew: what had joined it follows.
    pub(super) fn renamed(&mut self, group: usize, before: &str) {
        let Some(alike) = self.alike.get(group) else {
            return;
        };
        let (into, before) = (alike.into.trim(), before.trim());
        let joined = |at: &usize| {
            let value = self.values.get(*at);
            value.is_some_and(|v| v.ticked && v.becomes() == before)
        };
        if !alike.members.iter().any(joined) {
            return;
        }
        for at in &alike.members {
            if let Some(value) = self.values.get_mut(*at)
                && value.becomes() == before
            {
                value.become_text(into);
            }
        }
    }

    /// Cells that would change with each reach.
    pub(super) fn cells(&self) -> [u64; 3] {
        let mut sums = [0; 3];
        for value in self.values.iter().filter(|v| v.ticked && v.differs()) {
            for (sum, count) in sums.iter_mut().zip(value.counts) {
                *sum += count;
            }
        }
        sums
    }

    /// What the button does; `None` while nothing would change.
    pub(super) fn command(&self, file: &Workspace) -> Option<Command> {
        let values: Vec<(TextBuf, TextBuf)> = self
            .values
            .iter()
            .filter(|v| v.ticked && v.differs())
            .map(|v| (v.old.clone(), TextBuf::new(v.becomes().to_owned())))
            .collect();
        if values.is_empty() {
            return None;
        }
        let session = file.session();
        let table = session.document().table();
        let rows = Basis::of(file);
        let names = |rows: &[RowId]| rows.iter().map(|row| table.row_name(*row)).collect();
        Some(Command::MapValues {
            column: self.column.clone(),
            values,
            rows: match self.reach {
                Reach::Column => Selector::All,
                Reach::Shown => Selector::Rows(names(&rows.shown)),
                Reach::Selection => Selector::Rows(names(&rows.selected)),
            },
        })
    }
}
