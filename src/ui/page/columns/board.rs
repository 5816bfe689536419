//! What the Match page remembers: the lines of all columns, what waits for the user, which row
//! is chosen and which target list is open. Derived from the document; it changes nothing.

use std::collections::HashMap;

use crate::check::Choices;
use crate::document::{
    ColumnLine, ColumnName, Command, Document, Made, Proposal, RequiredLine, Target, column_lines,
    proposals, required_lines,
};
use crate::schema::{FieldId, How};
use crate::table::ColId;
use crate::ui::app::Intent;
use crate::ui::dialog::Dialog;
use crate::ui::dialog::make::Make;

/// Which columns the page lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Segment {
    #[default]
    All,
    Waiting,
    LeftOut,
}

impl Segment {
    /// In order.
    pub const ALL: [Self; 3] = [Self::All, Self::Waiting, Self::LeftOut];
}

/// A column that waits for the user.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wait {
    /// Its place among the proposals.
    pub proposal: usize,
    /// Several columns could be this field: one must be chosen.
    pub choose: Option<FieldId>,
}

/// The list of targets of one column, while it is open.
#[derive(Default)]
pub struct Targets {
    /// What is searched.
    pub text: String,
    /// Which line is marked.
    pub at: usize,
    /// It was drawn before: from then on a click elsewhere closes it.
    pub shown: bool,
}

/// The state of the page.
#[derive(Default)]
pub struct Board {
    settled: Option<(Choices, Vec<Made>)>,
    lines_at: Option<u64>,
    order_of: Option<(Segment, usize)>,
    pub lines: Vec<ColumnLine>,
    pub required: Vec<RequiredLine>,
    pub proposals: Vec<Proposal>,
    pub waits: HashMap<ColId, Wait>,
    /// The columns shown; what waited when the list was made stands first, and stays there.
    pub order: Vec<ColId>,
    pub segment: Segment,
    pub chosen: Option<ColId>,
    pub targets: Option<Targets>,
    /// The field marked in the open list, for the panel beside it.
    pub marked: Option<FieldId>,
    /// Samples of personal columns are shown.
    pub show_values: bool,
    pub want_focus: bool,
    pub scroll: bool,
}

impl Board {
    /// Finds what waits; done again only when a decision about columns has changed.
    pub fn settle(&mut self, document: &Document) {
        let settings = document.settings();
        let same = self
            .settled
            .as_ref()
            .is_some_and(|(columns, made)| *columns == settings.columns && *made == settings.made);
        if same {
            return;
        }
        self.proposals = proposals(document);
        self.waits = waits(document, &self.proposals);
        self.settled = Some((settings.columns.clone(), settings.made.clone()));
        if self.segment == Segment::LeftOut {
            self.order_of = None;
        }
    }

    /// Brings the lines up to date; only while the page is shown.
    pub fn update(&mut self, document: &Document) {
        self.settle(document);
        if self.lines_at != Some(document.revision()) {
            self.lines = column_lines(document);
            self.required = required_lines(document);
            self.lines_at = Some(document.revision());
        }
        let wanted = (self.segment, self.lines.len());
        if self.order_of != Some(wanted) {
            self.order = self.arranged(document);
            self.order_of = Some(wanted);
        }
        if !self.chosen.is_some_and(|col| self.order.contains(&col)) {
            self.chosen = self.order.first().copied();
            self.targets = None;
        }
    }

    /// True when the page would have to look at every column again.
    #[must_use]
    pub fn is_behind(&self, document: &Document) -> bool {
        self.lines_at != Some(document.revision())
    }

    /// Takes what a worker has found out about the columns at a revision.
    pub fn fill(&mut self, revision: u64, lines: Vec<ColumnLine>, required: Vec<RequiredLine>) {
        self.lines = lines;
        self.required = required;
        self.lines_at = Some(revision);
    }

    fn arranged(&self, document: &Document) -> Vec<ColId> {
        let mut order: Vec<&ColumnLine> = self
            .lines
            .iter()
            .filter(|line| match self.segment {
                Segment::All => true,
                Segment::Waiting => self.waits.contains_key(&line.col),
                Segment::LeftOut => self.is_left_out(line),
            })
            .collect();
        let place = |line: &ColumnLine| document.table().column(line.col).map(|c| c.place());
        order.sort_by_key(|line| {
            (
                !self.waits.contains_key(&line.col),
                place(line),
                !line.made,
                line.col,
            )
        });
        order.into_iter().map(|line| line.col).collect()
    }

    /// True for a column that neither leaves nor waits.
    #[must_use]
    pub fn is_left_out(&self, line: &ColumnLine) -> bool {
        let sent = matches!(
            line.how,
            How::Exact | How::Synonym | How::Chosen | How::Extra | How::Part
        );
        !sent && !self.waits.contains_key(&line.col)
    }

    /// How many columns each segment has.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        let out = self.lines.iter().filter(|l| self.is_left_out(l)).count();
        [self.lines.len(), self.waits.len(), out]
    }

    /// Lists another part of the columns.
    pub fn show_segment(&mut self, segment: Segment) {
        self.segment = segment;
        self.order_of = None;
        self.targets = None;
        self.want_focus = true;
    }

    /// The line of a column.
    #[must_use]
    pub fn line(&self, col: ColId) -> Option<&ColumnLine> {
        self.lines.iter().find(|l| l.col == col)
    }

    /// The chosen line.
    #[must_use]
    pub fn chosen_line(&self) -> Option<&ColumnLine> {
        self.line(self.chosen?)
    }

    /// Moves the choice by rows.
    pub fn step(&mut self, by: isize) {
        let at = self
            .chosen
            .and_then(|col| self.order.iter().position(|c| *c == col))
            .unwrap_or(0);
        let last = self.order.len().saturating_sub(1);
        let to = at.saturating_add_signed(by).min(last);
        self.chosen = self.order.get(to).copied();
        self.scroll = true;
    }

    /// Goes to the next column that waits, after this one first.
    pub fn next_waiting(&mut self, after: ColId) {
        let at = self.order.iter().position(|c| *c == after).unwrap_or(0);
        let (before, behind) = self.order.split_at(at);
        let next = behind
            .iter()
            .skip(1)
            .chain(before)
            .find(|col| self.waits.contains_key(col))
            .copied();
        if let Some(next) = next {
            self.chosen = Some(next);
            self.scroll = true;
        }
    }

    /// What confirming a column means: a command, or a dialog where values change.
    #[must_use]
    pub fn confirm(&self, document: &Document, col: ColId) -> Option<Intent> {
        let wait = self.waits.get(&col)?;
        let proposal = self.proposals.get(wait.proposal)?;
        if let (Some(field), Proposal::Map { .. } | Proposal::Choose { .. }) =
            (wait.choose, proposal)
        {
            return map_to(document, col, field).map(Intent::Run);
        }
        match proposal {
            Proposal::Map { .. } => proposal.command(document).map(Intent::Run),
            Proposal::Join { .. } | Proposal::Convert { .. } => {
                let command = proposal.command(document)?;
                let make = Make::new(document, command)?;
                Some(Intent::Open(Dialog::Make(Box::new(make))))
            }
            Proposal::Choose { .. } | Proposal::Fill { .. } => None,
        }
    }

    /// The commands of all that can be confirmed without a choice.
    #[must_use]
    pub fn confirm_all(&self, document: &Document) -> Vec<Command> {
        let mut places: Vec<usize> = self
            .waits
            .values()
            .filter(|w| w.choose.is_none())
            .map(|w| w.proposal)
            .collect();
        places.sort_unstable();
        places.dedup();
        places
            .into_iter()
            .filter_map(|at| self.proposals.get(at)?.command(document))
            .collect()
    }
}

/// Which columns wait, and for what. A proposal for a field that has its column does not wait:
/// it is one of the targets in the list of its column.
fn waits(document: &Document, proposals: &[Proposal]) -> HashMap<ColId, Wait> {
    let taken = |field: FieldId| document.mapping().column_of(field);
    let claims = |field: FieldId| {
        proposals
            .iter()
            .filter(|p| match p {
                Proposal::Map { field: f, .. } | Proposal::Join { field: f, .. } => *f == field,
                Proposal::Convert { col, field: f, .. } => {
                    *f == field && document.mapping().field_of(*col).is_none()
                }
                _ => false,
            })
            .count()
    };
    let mut found = HashMap::new();
    for (proposal, what) in proposals.iter().enumerate() {
        match what {
            Proposal::Map { col, field } if taken(*field).is_none() => {
                let choose = (claims(*field) > 1).then_some(*field);
                found.insert(*col, Wait { proposal, choose });
            }
            Proposal::Convert { col, field, .. } if taken(*field).is_none_or(|by| by == *col) => {
                let choose = (claims(*field) > 1).then_some(*field);
                found.insert(*col, Wait { proposal, choose });
            }
            Proposal::Join { cols, field } if taken(*field).is_none() => {
                for col in cols {
                    let wait = Wait {
                        proposal,
                        choose: None,
                    };
                    found.insert(*col, wait);
                }
            }
            Proposal::Choose { cols, field } => {
                for col in cols {
                    let wait = Wait {
                        proposal,
                        choose: Some(*field),
                    };
                    found.insert(*col, wait);
                }
            }
            _ => {}
        }
    }
    found
}

/// The command that makes a column a field.
#[must_use]
pub fn map_to(document: &Document, col: ColId, field: FieldId) -> Option<Command> {
    let name = document.schema().field(field)?.name.clone();
    retarget(document, col, Target::Field(name))
}

/// The command that gives a column a target.
#[must_use]
pub fn retarget(document: &Document, col: ColId, target: Target) -> Option<Command> {
    Some(Command::MapColumn {
        column: ColumnName::of(document.table(), col)?,
        target,
    })
}
