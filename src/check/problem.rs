//! What checks say: problems, groups of alike ones, counts. Data only; `text` has the words.

use super::{Repair, RepairId, Rule, Severity, Why};
use crate::schema::FieldId;
use crate::table::{ColId, RowId, TextBuf};

/// Something that the reader noticed about a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RowFlaw {
    pub row: RowId,
    pub rule: Rule,
    /// The line of the text file, from 1.
    pub line: u64,
    /// Fields expected, for a ragged row.
    pub expected: usize,
    /// Fields found, for a ragged row.
    pub found: usize,
}

/// How many codes of a column have which number of digits, where those with one digit less seem
/// to have lost a leading zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lengths {
    /// Digits of nearly all codes, which begin with a zero.
    pub full: u8,
    pub full_cells: u64,
    /// One less.
    pub short: u8,
    pub short_cells: u64,
}

/// What a problem speaks about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A field that the file lacks.
    File(FieldId),
    Column(ColId),
    Row(RowId),
    Cell(RowId, ColId),
}

/// One problem. `value` is the cell's text where there is a cell.
#[derive(Clone, PartialEq, Eq)]
pub struct Problem {
    pub rule: Rule,
    pub severity: Severity,
    pub subject: Subject,
    pub repair: Option<Repair>,
    pub value: Option<TextBuf>,
    /// The case of the rule, for its words.
    pub why: Why,
    /// The other row of a duplicate.
    pub other_row: Option<RowId>,
    pub flaw: Option<RowFlaw>,
    /// What the column shows, for a lost zero.
    pub lengths: Option<Lengths>,
}

/// A finding about a whole column or the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnFinding {
    pub rule: Rule,
    pub subject: Subject,
}

/// Alike problems: one rule in one column with one repair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    pub rule: Rule,
    pub severity: Severity,
    pub col: Option<ColId>,
    /// The field that the file lacks.
    pub missing: Option<FieldId>,
    pub repair: Option<RepairId>,
    pub count: u64,
    /// Every repair of the group is lossless.
    pub safe: bool,
    /// Cells whose repair is lossless; fewer than all where the group is mixed.
    pub safe_cells: u64,
    /// The text with which the group is met most often, where a repair would change it.
    pub example: Option<crate::table::Code>,
}

/// How many problems of each severity.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    pub error: u64,
    pub warning: u64,
    pub note: u64,
}

impl Counts {
    pub(super) fn slot(&mut self, severity: Severity) -> &mut u64 {
        match severity {
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Note => &mut self.note,
        }
    }
}
