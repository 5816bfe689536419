//! What a user does to the document, as plain data.
//!
//! A command names columns by field, header and letters and rows by the numbers that a
//! spreadsheet shows, so that it means something in next month's file. Text typed by hand is
//! never serialised: a recipe must not hold a value.

use serde::{Deserialize, Serialize};

use super::Bulk;

use super::{Decision, MethodChoice, Separator};
use crate::check::{Conversion, ExtraForm, Reading, RepairId, Severity};
use crate::privacy::{Trace, Treatment};
use crate::table::{ColId, Table, TextBuf};

/// Names a column; the header and letters together, else the header alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ColumnName {
    /// The header as written.
    pub header: String,
    /// The letters in the file where the command was made.
    pub letters: String,
}

impl ColumnName {
    /// The name of a column of this table.
    #[must_use]
    pub fn of(table: &Table, col: ColId) -> Option<Self> {
        let column = table.column(col)?;
        Some(Self {
            header: column.header().to_owned(),
            letters: column.letters(),
        })
    }

    /// The column that it names: header and letters, else the only column of that header.
    #[must_use]
    pub fn resolve(&self, table: &Table) -> Option<ColId> {
        let same = |exact: bool| {
            let mut found = table.columns().filter(|(_, c)| {
                c.header() == self.header && (!exact || c.letters() == self.letters)
            });
            let first = found.next().map(|(id, _)| id)?;
            found.next().is_none().then_some(first)
        };
        same(true).or_else(|| same(false))
    }
}

/// One cell typed by hand.
#[derive(Clone, PartialEq, Eq)]
pub struct CellInput {
    /// The record's name (`Table::row_name`): its number as a spreadsheet shows it.
    pub row_number: u32,
    pub column: ColumnName,
    /// The new text.
    pub text: TextBuf,
}

/// One row that is added.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct RowInput {
    /// Cells that are not empty.
    pub cells: Vec<(ColumnName, TextBuf)>,
}

/// Which rows a command reaches. Removed rows are reached by their numbers only.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Selector {
    /// Every row.
    #[default]
    All,
    /// Rows by their names (`Table::row_name`): the numbers that a spreadsheet shows.
    Rows(Vec<u32>),
    /// Rows in which a rule (by its id) finds a problem; in one column, or anywhere.
    Problem {
        rule: String,
        column: Option<ColumnName>,
    },
    /// Rows in which a column holds one of these texts. Not replayable: texts of the file are
    /// never serialised, so that what is read back selects nothing.
    Holding {
        column: ColumnName,
        #[serde(skip)]
        texts: Vec<TextBuf>,
    },
    /// Rows in which a column is empty.
    Empty { column: ColumnName },
}

/// What a column is to be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// This field of the format.
    Field(String),
    /// Not sent.
    LeftOut,
    /// Sent although the format does not have it.
    Extra(ExtraForm),
    /// What its header says.
    Automatic,
}

/// Everything that can be done to a document.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Texts typed, pasted or cleared by hand. Not replayable.
    SetCells {
        #[serde(skip)]
        cells: Vec<CellInput>,
    },
    /// Takes over what a provider corrected: cells, rows added and rows removed, by number, as
    /// one step. Not replayable.
    Merge {
        #[serde(skip)]
        cells: Vec<CellInput>,
        #[serde(skip)]
        added: Vec<RowInput>,
        removed: Vec<u32>,
    },
    /// One kind of repair in one column.
    Fix {
        repair: RepairId,
        column: ColumnName,
        rows: Selector,
        /// Texts that the user unticked; left as they are.
        #[serde(skip)]
        except: Vec<TextBuf>,
    },
    /// Every lossless repair of the file.
    SafeFixes,
    /// Every lossless repair of the file but of some texts, which the user unticked.
    SafePack {
        #[serde(skip)]
        except: Vec<(ColumnName, TextBuf)>,
    },
    /// The answer to a question about a column: how its ambiguous texts are read.
    Answer {
        column: ColumnName,
        reading: Reading,
        rows: Selector,
        /// Texts that the user unticked; left as they are.
        #[serde(skip)]
        except: Vec<TextBuf>,
    },
    /// A table of old and new texts of a column.
    MapValues {
        column: ColumnName,
        #[serde(skip)]
        values: Vec<(TextBuf, TextBuf)>,
        rows: Selector,
    },
    /// Find and replace; no column stands for all of them.
    Replace {
        columns: Vec<ColumnName>,
        #[serde(skip)]
        find: TextBuf,
        #[serde(skip)]
        with: TextBuf,
        regex: bool,
        /// `a` is not `A`.
        case: bool,
        /// The whole cell, not a part of it.
        whole: bool,
        rows: Selector,
    },
    /// Empty cells of a column take the text above them.
    FillDown { column: ColumnName, rows: Selector },
    /// How much a rule (by its id) counts; `None` is the default again.
    SetRule {
        rule: String,
        severity: Option<Severity>,
    },
    /// What a column is: a field, left out, an extra column.
    MapColumn { column: ColumnName, target: Target },
    /// Joins columns into one that is a field: first name and surname.
    Join {
        columns: Vec<ColumnName>,
        separator: String,
        field: String,
    },
    /// Makes a field's column from one of another unit or shape. `lat, lon` in one cell makes
    /// the columns of both.
    Convert {
        column: ColumnName,
        conversion: Conversion,
        field: String,
    },
    /// Splits a column into columns of fields; the last part takes what is left.
    Split {
        column: ColumnName,
        separator: Separator,
        /// By part, from the left; empty for a part that is not used.
        fields: Vec<String>,
    },
    /// One text in every row of a field that the file lacks. Not replayable: the text is typed.
    FillConstant {
        field: String,
        #[serde(skip)]
        text: TextBuf,
    },
    /// Takes a made column back.
    DropMade { column: ColumnName },
    /// Takes rows out of the table; the file keeps them.
    DeleteRows { rows: Selector },
    /// Takes all other rows out of the table.
    KeepRows { rows: Selector },
    /// Brings rows back that were taken out: by their numbers, or all.
    RestoreRows { rows: Selector },
    /// Writes every value of a column in one way where spellings differ only in blanks, letter
    /// case or the format of a phone number: the most frequent spelling stays.
    UnifySpellings { column: ColumnName },
    /// How pseudonyms are made. The key itself is lent to the session, never part of a command.
    ChooseMethod { method: MethodChoice },
    /// Takes the chosen key although earlier files left with another one.
    ConfirmKey,
    /// What is done to a column on the way out; `None` is the default again.
    TreatColumn {
        column: ColumnName,
        treatment: Option<Treatment>,
    },
    /// The same for several columns in one step: latitude and longitude.
    TreatColumns {
        columns: Vec<ColumnName>,
        treatment: Option<Treatment>,
    },
    /// What becomes of personal data in a column that leaves in the clear: one kind, or all;
    /// `None` takes the decision back.
    Decide {
        column: ColumnName,
        trace: Option<Trace>,
        decision: Option<Decision>,
    },
}

/// What a history entry is called; words are made by `crate::text`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Label {
    /// One cell, by address.
    EditCell { address: String },
    /// Several cells at once by hand.
    EditCells { count: usize },
    /// What a provider corrected.
    Merge {
        cells: usize,
        added: usize,
        removed: usize,
    },
    /// A repair in a column.
    Fix {
        repair: RepairId,
        header: String,
        count: usize,
    },
    /// Lossless repairs.
    SafeFixes { count: usize },
    /// Another change of many cells; no header where it reaches several columns.
    Bulk {
        what: Bulk,
        header: String,
        count: usize,
    },
    /// A rule's severity.
    SetRule {
        rule: String,
        severity: Option<Severity>,
    },
    /// A column's target.
    MapColumn { header: String, target: Target },
    /// A column made from others, or a constant.
    Make { header: String, field: String },
    /// A column split into others.
    Split { header: String, count: usize },
    /// A made column taken back.
    DropMade { header: String },
    /// Proposals about columns that were confirmed together.
    MatchColumns { count: usize },
    /// Columns matched as a profile says.
    Profile { provider: String },
    /// Rows taken out.
    DeleteRows { count: usize },
    /// Rows brought back.
    RestoreRows { count: usize },
    /// Spellings of one value made one.
    UnifySpellings { header: String, count: usize },
    /// Another way to make pseudonyms.
    ChooseMethod { method: MethodChoice },
    /// Another key than before, confirmed.
    ConfirmKey,
    /// What is done to a column.
    TreatColumn {
        header: String,
        treatment: Option<Treatment>,
    },
    /// What becomes of personal data found in a column.
    Decide {
        header: String,
        decision: Option<Decision>,
    },
}
