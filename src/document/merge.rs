//! A corrected file that came back: what the provider changed, beside what was put right here,
//! and the one command that takes it over. Opening and comparing change nothing.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use thiserror::Error;

use super::pairing::{base, columns, rows};
use super::{CellInput, ColumnName, Command, Document, RowInput, Words, held_back_rows};
use crate::check::{Severity, cell::check_text};
use crate::io::{self, OpenError, OpenOptions, Progress};
use crate::table::{ColId, RowId, Table, Text, TextBuf};

/// What a changed cell is now.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// It was wrong and no longer is.
    Fixed,
    /// It was wrong and is wrong in another way.
    StillWrong,
    /// It was right and is wrong now.
    NewlyWrong,
    /// It was right and is right.
    Changed,
}

/// Whose text a cell gets where both changed it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    Ours,
    Theirs,
}

/// A cell that the provider changed.
#[derive(Clone, PartialEq, Eq)]
pub struct ChangedCell {
    pub row: RowId,
    pub col: ColId,
    pub theirs: TextBuf,
    pub verdict: Verdict,
    /// It was changed here too, to something else: somebody must decide.
    pub conflict: bool,
}

/// A row that the provider added.
#[derive(Clone, PartialEq, Eq)]
pub struct AddedRow {
    /// Where it stands in the corrected file.
    pub their_number: u32,
    pub cells: Vec<(ColId, TextBuf)>,
    /// Cells of it that are wrong.
    pub wrong: u64,
}

/// Everything that differs, in the order of our rows.
pub struct Comparison {
    pub cells: Vec<ChangedCell>,
    pub added: Vec<AddedRow>,
    pub removed: Vec<RowId>,
    /// Cells that are wrong and that the provider left as they are.
    pub untouched_wrong: u64,
    /// Rows that both have, and how many of them were found by their key.
    pub paired: u64,
    pub by_key: u64,
    pub unknown_columns: Vec<String>,
    pub missing_columns: Vec<String>,
}

/// Why a corrected file cannot be compared.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum MergeError {
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Fewer than half of the columns, or none of the rows, are those of the file.
    #[error("not a corrected version of this file")]
    NotRecognised,
}

/// Opens a corrected file and compares it with the document.
///
/// # Errors
/// When it cannot be read, or is not a corrected version of this file.
pub fn compare_with(
    document: &Document,
    corrected: &Path,
    words: &[&dyn Words],
    progress: &dyn Progress,
) -> Result<Comparison, MergeError> {
    let titles: Vec<String> = words
        .iter()
        .map(|w| w.say("return-row-column", 0, &[]))
        .collect();
    let theirs = open_theirs(document, corrected, &titles, progress)?;
    compare(document, &theirs, &titles)
}

/// The sheets of the corrected file that are those of ours where we have several; else the one
/// that has most of our columns.
fn open_theirs(
    document: &Document,
    corrected: &Path,
    titles: &[String],
    progress: &dyn Progress,
) -> Result<Table, MergeError> {
    let ours: HashSet<&str> = document
        .table()
        .columns()
        .map(|(_, c)| c.header().trim())
        .filter(|header| !header.is_empty())
        .collect();
    let known = |texts: &[String]| texts.iter().filter(|t| ours.contains(t.trim())).count();
    let open = |options: &OpenOptions| io::open_knowing(corrected, options, &known, progress);
    let asked = &document.read_as().options;
    let options = |sheet: Option<String>| OpenOptions {
        sheet,
        as_shown: asked.as_shown,
        ..OpenOptions::default()
    };
    let first = open(&options(None))?;
    let mut best = None;
    let mut meet = |table: Table| {
        let score = columns(document, &table, titles).pairs.len();
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, table));
        }
    };
    let mut same = (document.table().sheets().into_iter())
        .filter(|name| document.table().is_union() && first.sheets.iter().any(|s| s == name))
        .map(str::to_owned);
    if let Some(sheet) = same.next() {
        let united = OpenOptions {
            more_sheets: same.collect(),
            ..options(Some(sheet))
        };
        return Ok(open(&united)?.table);
    }
    let opened_name = first.table.sheet().map(str::to_owned);
    meet(first.table);
    for name in first.sheets {
        if opened_name.as_deref() != Some(name.as_str()) {
            match open(&options(Some(name))) {
                Ok(opened) => meet(opened.table),
                Err(OpenError::Cancelled) => return Err(OpenError::Cancelled.into()),
                // A sheet without a table is not the one.
                Err(_) => {}
            }
        }
    }
    best.map(|(_, table)| table)
        .ok_or(MergeError::NotRecognised)
}

/// Compares a table with the document.
///
/// # Errors
/// When it is not a corrected version of this file.
pub fn compare(
    document: &Document,
    theirs: &Table,
    row_titles: &[String],
) -> Result<Comparison, MergeError> {
    let columns = columns(document, theirs, row_titles);
    let table = document.table();
    let ours = table.columns().filter(|(_, c)| !c.is_made()).count();
    if columns.pairs.len() * 2 < ours || columns.pairs.is_empty() {
        return Err(MergeError::NotRecognised);
    }
    let mut rows = rows(document, theirs, &columns);
    if rows.pairs.is_empty() && table.row_count() > 0 && theirs.row_count() > 0 {
        return Err(MergeError::NotRecognised);
    }
    // Of a workbook of rows held back, the other rows are not missing.
    if columns.row_number.is_some() {
        let held = held_back_rows(document);
        rows.missing.retain(|row| held.contains(row));
    }
    let mut cells = Vec::new();
    let mut untouched_wrong = 0;
    for (their_row, row) in &rows.pairs {
        for (their_col, col) in &columns.pairs {
            let new = theirs.text(*their_row, *their_col);
            let (sent, now) = (base(document, *row, *col), table.text(*row, *col));
            let was_wrong = document.checks().severity(table, *row, *col) == Some(Severity::Error);
            if new == sent || new == now || unfilled(document, new) {
                untouched_wrong += u64::from(was_wrong);
                continue;
            }
            cells.push(ChangedCell {
                row: *row,
                col: *col,
                theirs: new.to_buf(),
                verdict: match (was_wrong, is_wrong(document, *col, new)) {
                    (true, false) => Verdict::Fixed,
                    (true, true) => Verdict::StillWrong,
                    (false, true) => Verdict::NewlyWrong,
                    (false, false) => Verdict::Changed,
                },
                conflict: now != sent,
            });
        }
    }
    cells.sort_by_key(|c| (c.row, c.col));
    let added = rows
        .added
        .iter()
        .map(|row| {
            let cells: Vec<(ColId, TextBuf)> = columns
                .pairs
                .iter()
                .map(|(their_col, col)| (*col, theirs.text(*row, *their_col).to_buf()))
                .collect();
            let wrong = cells
                .iter()
                .filter(|(col, text)| is_wrong(document, *col, text.as_text()))
                .count() as u64;
            AddedRow {
                their_number: theirs.row_number(*row),
                cells,
                wrong,
            }
        })
        .collect();
    Ok(Comparison {
        cells,
        added,
        removed: rows.missing,
        untouched_wrong,
        paired: rows.pairs.len() as u64,
        by_key: rows.by_key,
        unknown_columns: columns.unknown,
        missing_columns: columns.missing,
    })
}

/// Merged cells were filled here and are empty in a copy: nobody emptied them.
fn unfilled(document: &Document, new: Text<'_>) -> bool {
    new.is_empty() && document.read_as().options.fill_merged
}

fn is_wrong(document: &Document, col: ColId, text: Text<'_>) -> bool {
    document
        .mapping()
        .field_of(col)
        .and_then(|field| document.schema().field(field))
        .and_then(|field| check_text(field, text, document.today()))
        .is_some_and(|finding| finding.severity == Severity::Error)
}

/// What is taken over, and whose text wins where both changed a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decisions {
    /// For conflicts that are not decided one by one.
    pub conflicts: Option<Side>,
    pub by_cell: HashMap<(RowId, ColId), Side>,
    pub take_added: bool,
    pub take_removed: bool,
}

impl Default for Decisions {
    fn default() -> Self {
        Self {
            conflicts: None,
            by_cell: HashMap::new(),
            take_added: true,
            take_removed: true,
        }
    }
}

impl Comparison {
    /// How many changed cells are of a kind.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> u64 {
        self.cells.iter().filter(|c| c.verdict == verdict).count() as u64
    }

    /// Cells that were changed on both sides, in the order of our rows.
    pub fn conflicts(&self) -> impl Iterator<Item = &ChangedCell> {
        self.cells.iter().filter(|c| c.conflict)
    }

    /// True when nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }

    /// The command that takes it over as one step, or how many conflicts are still open. Our
    /// own corrections stay where the provider changed nothing.
    ///
    /// # Errors
    /// The number of cells for which nobody decided.
    pub fn accept(&self, document: &Document, decisions: &Decisions) -> Result<Command, u64> {
        let table = document.table();
        let mut open = 0;
        let mut cells = Vec::new();
        for cell in &self.cells {
            let side = match cell.conflict {
                false => Some(Side::Theirs),
                true => decisions
                    .by_cell
                    .get(&(cell.row, cell.col))
                    .copied()
                    .or(decisions.conflicts),
            };
            match (side, ColumnName::of(table, cell.col)) {
                (None, _) => open += 1,
                (Some(Side::Theirs), Some(column)) => cells.push(CellInput {
                    row_number: table.row_name(cell.row),
                    column,
                    text: cell.theirs.clone(),
                }),
                _ => {}
            }
        }
        if open > 0 {
            return Err(open);
        }
        let removed = self.removed.iter().map(|row| table.row_name(*row));
        let added = self.added.iter().map(|row| RowInput {
            cells: row
                .cells
                .iter()
                .filter(|(_, text)| !text.as_text().is_empty())
                .filter_map(|(col, text)| Some((ColumnName::of(table, *col)?, text.clone())))
                .collect(),
        });
        Ok(Command::Merge {
            cells,
            added: if decisions.take_added {
                added.collect()
            } else {
                Vec::new()
            },
            removed: if decisions.take_removed {
                removed.collect()
            } else {
                Vec::new()
            },
        })
    }
}
