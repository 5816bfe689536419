//! The lines of a bulk fix's preview, one for each distinct value. There may be millions of them:
//! only those in sight are put into words, and ticks are kept as what differs from most. It draws
//! nothing and changes nothing.

use std::collections::BTreeSet;

use crate::document::{ColumnName, Document};
use crate::fix::{FixLine, FixPlan};
use crate::table::{ColId, Text, TextBuf};
use crate::ui::sheet::is_personal;
use crate::ui::widget::{HIDDEN, visible_blanks};

/// Lines at the head that tell which marks have to be explained.
const LOOKED_AT: usize = 200;
/// So many lines are listed, the oddest ones: places in a longer list are no longer exact in `f32`.
const LISTED: usize = 200_000;
/// So many lines are given back on another thread: that takes longer than a frame.
const MANY: usize = 1 << 14;

/// A line in words. No `Debug`: it holds a cell's text.
pub struct Line {
    pub before: String,
    pub after: String,
    pub column: String,
    pub count: u64,
    /// Address of the first cell.
    pub first: String,
}

/// The lines and their ticks. No `Debug`: they hold cells' texts.
pub struct Lines {
    lines: Vec<FixLine>,
    /// Cells of all lines.
    cells: u64,
    /// Whether most lines are ticked, and the lines that are not as most are.
    on: bool,
    others: BTreeSet<usize>,
    /// Clear values of people are not shown.
    hide_clear: bool,
    /// The first lines show a blank, or a character that cannot be seen, by its mark.
    pub marks_blanks: bool,
    pub marks_unseen: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            lines: Vec::new(),
            cells: 0,
            on: true,
            others: BTreeSet::new(),
            hide_clear: false,
            marks_blanks: false,
            marks_unseen: false,
        }
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        if self.lines.len() >= MANY {
            let lines = std::mem::take(&mut self.lines);
            rayon::spawn(move || drop(lines));
        }
    }
}

impl Lines {
    /// The lines of a plan, all ticked.
    pub fn new(plan: FixPlan, document: &Document, hide_clear: bool) -> Self {
        let mut lines = Self::default();
        lines.cells = plan.lines.iter().map(|line| line.count).sum();
        lines.lines = plan.lines;
        lines.hide_clear = hide_clear;
        for at in 0..lines.lines.len().min(LOOKED_AT) {
            let words = lines.words(at, document);
            let has = |mark: char| words.as_ref().is_some_and(|w| w.before.contains(mark));
            lines.marks_blanks |= has('·');
            lines.marks_unseen |= has('°');
        }
        lines
    }

    /// How many lines are listed. The others have the tick that most lines have.
    pub fn listed(&self) -> usize {
        self.lines.len().min(LISTED)
    }

    /// True where there are more lines than are listed.
    pub fn is_cut(&self) -> bool {
        self.lines.len() > LISTED
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// A line in words.
    pub fn words(&self, at: usize, document: &Document) -> Option<Line> {
        let line = self.lines.get(at)?;
        let table = document.table();
        let column = table.column(line.col)?;
        let shown = |col: ColId, text: Text<'_>| {
            if self.hide_clear && is_personal(document, col) {
                HIDDEN.to_owned()
            } else {
                visible_blanks(text.reveal())
            }
        };
        Some(Line {
            before: shown(line.col, column.text_of(line.old)),
            after: shown(line.col, line.new.as_text()),
            column: column.header().to_owned(),
            count: line.count,
            first: table.address(line.first_row, line.col),
        })
    }

    pub fn is_ticked(&self, at: usize) -> bool {
        self.on != self.others.contains(&at)
    }

    /// Ticks a line, or takes its tick away.
    pub fn turn(&mut self, at: usize) {
        if !self.others.remove(&at) {
            self.others.insert(at);
        }
    }

    pub fn all_ticked(&self) -> bool {
        let most = if self.on { 0 } else { self.lines.len() };
        self.others.len() == most
    }

    /// Ticks all lines, or none.
    pub fn turn_all(&mut self, on: bool) {
        self.on = on;
        self.others.clear();
    }

    /// Cells of ticked lines.
    pub fn ticked_cells(&self) -> u64 {
        let others = self.others.iter().filter_map(|at| self.lines.get(*at));
        let others: u64 = others.map(|line| line.count).sum();
        if self.on { self.cells - others } else { others }
    }

    /// Column and text of the lines without a tick.
    pub fn left_out(&self, document: &Document) -> Vec<(ColumnName, TextBuf)> {
        let table = document.table();
        let lines: Box<dyn Iterator<Item = &FixLine>> = match self.on {
            true => Box::new(self.others.iter().filter_map(|at| self.lines.get(*at))),
            false => Box::new(self.with_tick(false)),
        };
        lines
            .filter_map(|line| {
                let text = table.column(line.col)?.text_of(line.old).to_buf();
                Some((ColumnName::of(table, line.col)?, text))
            })
            .collect()
    }

    /// Old and new texts of the ticked lines.
    pub fn ticked(&self, document: &Document) -> Vec<(TextBuf, TextBuf)> {
        let text = |line: &FixLine| Some(document.table().column(line.col)?.text_of(line.old));
        self.with_tick(true)
            .filter_map(|line| Some((text(line)?.to_buf(), line.new.clone())))
            .collect()
    }

    fn with_tick(&self, wanted: bool) -> impl Iterator<Item = &FixLine> {
        let lines = self.lines.iter().zip(0..);
        lines
            .filter(move |(_, at)| self.is_ticked(*at) == wanted)
            .map(|(line, _)| line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::RepairId;
    use crate::table::RowId;

    #[test]
    fn ticks_are_those_of_a_list_of_ticks() {
        let line = |count| FixLine {
            col: ColId(0),
            old: 0,
            new: TextBuf::new(String::new()),
            repair: RepairId::Chosen,
            count,
            first_row: RowId(0),
        };
        let mut lines = Lines::default();
        lines.lines = (1..=5).map(line).collect();
        lines.cells = 15;
        let mut list = [true; 5];
        let steps = [Ok(1), Ok(3), Ok(1), Err(false), Ok(0), Ok(4), Err(true)];
        let rest = [Ok(0), Ok(1), Ok(2), Ok(3), Ok(4), Ok(4)];
        for step in steps.into_iter().chain(rest) {
            match step {
                Ok(at) => {
                    lines.turn(at);
                    list[at] = !list[at];
                }
                Err(on) => {
                    lines.turn_all(on);
                    list = [on; 5];
                }
            }
            let ticked: Vec<bool> = (0..5).map(|at| lines.is_ticked(at)).collect();
            assert_eq!(ticked, list);
            assert_eq!(lines.all_ticked(), list.iter().all(|on| *on));
            let cells = (1..).zip(list).filter(|(_, on)| *on).map(|(n, _)| n);
            assert_eq!(lines.ticked_cells(), cells.sum::<u64>());
            let with = list.iter().filter(|on| **on).count();
            assert_eq!(lines.with_tick(true).count(), with);
            assert_eq!(lines.with_tick(false).count(), 5 - with);
        }
        assert_eq!((lines.listed(), lines.is_cut()), (5, false));
        lines.lines = (0..LISTED + 2).map(|_| line(1)).collect();
        lines.cells = LISTED as u64 + 2;
        lines.turn_all(true);
        lines.turn(0);
        assert_eq!((lines.listed(), lines.is_cut()), (LISTED, true));
        assert_eq!(lines.ticked_cells(), LISTED as u64 + 1);
    }
}
