//! The provider's own workbook, sent back with its wrong cells marked and explained.
//!
//! A provider return: it holds personal values in the clear, each in its own cell only, and its
//! name says so. Cells are as the provider sent them; what was already put right here is
//! counted, not shown. It never touches the source.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::front::{Reach, front_page};
use super::{Document, Words};
use crate::check::{Problem, Severity, Subject};
use crate::io::atomic::{Draft, WriteError, draft, folder_of};
use crate::io::copy::{Held, xlsx_cells, xlsx_sheets};
use crate::io::marked::{Mark, MarkedBook, MarkedSheet, SheetNames, verify_marked};
use crate::io::xlsx::guarded;
use crate::io::{Kind, Limits, OpenOptions, Progress};
use crate::table::{ColId, RowId, Table, Text};

/// How the name of a file with personal values ends.
pub const RETURN_SUFFIX: &str = "-PERSONAL-DATA.xlsx";

/// Notes up to which Excel stays quick; further wrong cells are marked only.
const NOTES: u64 = 20_000;

/// Where a provider return goes.
#[derive(Clone, Debug)]
pub struct ReturnOptions {
    /// Must end in [`RETURN_SUFFIX`].
    pub target: PathBuf,
    /// Allows to replace an existing target, nothing else.
    pub force: bool,
}

/// What a provider return holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReturnSummary {
    /// Cells marked as wrong.
    pub wrong: u64,
    /// Cells marked as doubtful.
    pub doubtful: u64,
    /// Cells that are explained by a note.
    pub notes: u64,
    /// Records in the sheet with the marks.
    pub rows: u64,
}

/// Why there is no provider return.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ReturnError {
    /// The name must say what is inside.
    #[error("the name does not end in {RETURN_SUFFIX}")]
    Name,
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// True when a file's name says that it holds personal values.
#[must_use]
pub fn names_personal_data(target: &Path) -> bool {
    target
        .file_name()
        .is_some_and(|name| name.to_string_lossy().ends_with(RETURN_SUFFIX))
}

/// Writes the send-back workbook.
///
/// # Errors
/// When the name does not say what is inside, or the file cannot be written; then no file of
/// the target's name was made or changed.
pub fn send_back(
    document: &Document,
    options: &ReturnOptions,
    words: &dyn Words,
    progress: &dyn Progress,
) -> Result<ReturnSummary, ReturnError> {
    let (draft, summary) = draft_send_back(document, options, words, progress)?;
    crate::io::atomic::publish(vec![draft], options.force)?;
    Ok(summary)
}

/// Writes and verifies the send-back workbook beside its target.
///
/// # Errors
/// As [`send_back`].
pub fn draft_send_back(
    document: &Document,
    options: &ReturnOptions,
    words: &dyn Words,
    progress: &dyn Progress,
) -> Result<(Draft, ReturnSummary), ReturnError> {
    if !names_personal_data(&options.target) {
        return Err(ReturnError::Name);
    }
    let mut summary = ReturnSummary::default();
    let made = std::cell::RefCell::new(Vec::new());
    let draft = draft(
        &options.target,
        document.path(),
        options.force,
        |file| {
            guarded(|| {
                let table = document.table();
                let cells = table.record_count() as u64 * table.column_count() as u64;
                let mut book = MarkedBook::new(folder_of(&options.target), cells)?;
                let mut copy = Copy {
                    document,
                    words,
                    progress,
                    summary: &mut summary,
                };
                copy.sheets(&mut book)?;
                *made.borrow_mut() = book.save(file)?;
                Ok(())
            })
        },
        |path| verify_marked(path, &made.borrow(), progress),
    )?;
    Ok((draft, summary))
}

struct Copy<'a> {
    document: &'a Document,
    words: &'a dyn Words,
    progress: &'a dyn Progress,
    summary: &'a mut ReturnSummary,
}

impl Copy<'_> {
    fn sheets(&mut self, book: &mut MarkedBook) -> Result<(), WriteError> {
        let document = self.document;
        let table = document.table();
        let typed = document.read_as().kind == Kind::Xlsx;
        let mut names = SheetNames::default();
        let sheets: Vec<(String, bool)> = if typed {
            xlsx_sheets(document.path())?
                .into_iter()
                .map(|s| (s.name, s.hidden))
                .collect()
        } else if document.read_as().sheets.is_empty() {
            let stem = document.path().file_stem().unwrap_or_default();
            vec![(stem.to_string_lossy().into_owned(), false)]
        } else {
            let all = document.read_as().sheets.iter();
            all.map(|name| (name.clone(), false)).collect()
        };
        let taken: Vec<String> = sheets.iter().map(|(name, _)| names.take(name)).collect();
        let front = names.take(&self.words.say("return-sheet", 0, &[]));
        let ours = |name: &str| table.sheet().is_none() || table.sheets().contains(&name);
        let main = sheets
            .iter()
            .zip(&taken)
            .find(|((name, _), _)| ours(name))
            .map(|(_, taken)| taken.as_str())
            .unwrap_or_default();
        let lines = front_page(
            document,
            self.words,
            Reach::Whole {
                sheet: main,
                notes: NOTES,
            },
        );
        book.page(&front, &lines)?;
        for ((name, hidden), taken) in sheets.iter().zip(&taken) {
            let head = if ours(name) {
                table.header_row_in(name)
            } else {
                0
            };
            let mut sheet = book.sheet(taken, *hidden, head)?;
            match (typed, ours(name)) {
                (true, ours) => self.typed(&mut sheet, name, ours)?,
                (false, true) => self.texts(&mut sheet, name)?,
                (false, false) => other_texts(&mut sheet, document.path(), name, self.progress)?,
            }
        }
        Ok(())
    }

    /// A sheet of an xlsx, with the values that it holds.
    fn typed(
        &mut self,
        sheet: &mut MarkedSheet<'_>,
        name: &str,
        ours: bool,
    ) -> Result<(), WriteError> {
        let mut marks = Marks::new(self.document, self.words, ours.then_some(name));
        if ours {
            marks.widths(sheet)?;
        }
        let (summary, document) = (&mut *self.summary, self.document);
        xlsx_cells(
            document.path(),
            name,
            &Limits::default(),
            self.progress,
            &mut |row, col, held| {
                // A record may have no cell at all where every cell of it is empty.
                marks.before(sheet, row, col, summary)?;
                let mark = marks.take(sheet, row, col, summary)?;
                sheet.cell(row, col, Some(held), mark)
            },
        )?;
        marks.end(sheet, summary)
    }

    /// The document's own sheet, as texts, as it was read.
    fn texts(&mut self, sheet: &mut MarkedSheet<'_>, name: &str) -> Result<(), WriteError> {
        let table = self.document.table();
        let mut marks = Marks::new(self.document, self.words, Some(name));
        marks.widths(sheet)?;
        let places = places_in(table, name);
        let header = table.header_row_in(name).saturating_sub(1);
        let mut cell = |row: u32, col: u32, text: Text<'_>, summary: &mut ReturnSummary| {
            if text.is_empty() {
                return Ok(());
            }
            marks.before(sheet, row, col, summary)?;
            let mark = marks.take(sheet, row, col, summary)?;
            sheet.cell(row, col, Some(Held::Text(text)), mark)
        };
        for (place, col) in &places {
            let title = table.column(*col).map_or("", |c| c.header());
            cell(header, *place, Text::new(title), self.summary)?;
        }
        for row in records(table).filter(|row| stands_in(table, *row, name)) {
            let number = table.row_number(row).saturating_sub(1);
            for (place, col) in &places {
                let text = self
                    .document
                    .original(row, *col)
                    .unwrap_or_else(|| table.text(row, *col));
                cell(number, *place, text, self.summary)?;
            }
        }
        marks.end(sheet, self.summary)
    }
}

/// All records, removed ones too, in file order.
pub(super) fn records(table: &Table) -> impl Iterator<Item = RowId> {
    (0..u32::try_from(table.record_count()).unwrap_or(u32::MAX)).map(RowId)
}

/// The file's own columns by their place in the sheet.
pub(super) fn places(table: &Table) -> BTreeMap<u32, ColId> {
    let mut places = BTreeMap::new();
    for (col, column) in table.columns().filter(|(_, c)| !c.is_made()) {
        places.entry(column.place()).or_insert(col);
    }
    places
}

/// The same in one sheet of a table that may hold several.
fn places_in(table: &Table, sheet: &str) -> BTreeMap<u32, ColId> {
    match records(table).find(|row| stands_in(table, *row, sheet)) {
        Some(row) if table.is_union() => table
            .columns()
            .filter_map(|(col, _)| Some((table.place_of(row, col)?, col)))
            .collect(),
        _ => places(table),
    }
}

/// True for a record of this sheet; a text file has only one.
fn stands_in(table: &Table, row: RowId, sheet: &str) -> bool {
    table.sheet_of(row).is_none_or(|own| own == sheet)
}

/// Another sheet of a workbook that is no xlsx.
fn other_texts(
    sheet: &mut MarkedSheet<'_>,
    path: &Path,
    name: &str,
    progress: &dyn Progress,
) -> Result<(), WriteError> {
    let options = OpenOptions {
        sheet: Some(name.to_owned()),
        ..OpenOptions::default()
    };
    // A sheet without a table (a cover, an empty sheet) has nothing that a reader gives.
    let Ok(opened) = crate::io::open(path, &options, progress) else {
        return Ok(());
    };
    let table = &opened.table;
    let places = places(table);
    for (place, col) in &places {
        let title = table.column(*col).map_or("", |c| c.header());
        if !title.is_empty() {
            let row = table.header_row().saturating_sub(1);
            sheet.cell(row, *place, Some(Held::Text(Text::new(title))), None)?;
        }
    }
    for row in table.rows() {
        let number = table.row_number(row).saturating_sub(1);
        for (place, col) in &places {
            let text = table.text(row, *col);
            if !text.is_empty() {
                sheet.cell(number, *place, Some(Held::Text(text)), None)?;
            }
        }
    }
    Ok(())
}

/// The marks of the document's sheet in reading order, taken row by row.
pub(super) struct Marks<'a> {
    document: &'a Document,
    words: &'a dyn Words,
    /// Rows still to come, with their place in the sheet.
    rows: std::iter::Peekable<Box<dyn Iterator<Item = (u32, Option<RowId>)> + 'a>>,
    /// The marks of the current row that are still to come.
    current: (u32, BTreeMap<u32, (Mark, String)>),
}

impl<'a> Marks<'a> {
    /// `ours`: a sheet of the document; another one has no marks.
    pub fn new(document: &'a Document, words: &'a dyn Words, ours: Option<&str>) -> Self {
        let table = document.table();
        let rows: Box<dyn Iterator<Item = (u32, Option<RowId>)> + 'a> = if let Some(sheet) = ours {
            let header = (table.header_row_in(sheet).saturating_sub(1), None);
            let sheet = sheet.to_owned();
            let records = table
                .rows()
                .filter(move |row| stands_in(table, *row, &sheet))
                .map(|row| (table.row_number(row).saturating_sub(1), Some(row)));
            Box::new(std::iter::once(header).chain(records))
        } else {
            Box::new(std::iter::empty())
        };
        Self {
            document,
            words,
            rows: rows.peekable(),
            current: (0, BTreeMap::new()),
        }
    }

    fn widths(&self, sheet: &mut MarkedSheet<'_>) -> Result<(), WriteError> {
        for (place, col) in places(self.document.table()) {
            let title = self.document.table().column(col).map_or("", |c| c.header());
            sheet.width(place, title.chars().count().clamp(10, 32) + 2)?;
        }
        Ok(())
    }

    /// Writes the marked cells that hold nothing and stand before this place.
    pub fn before(
        &mut self,
        sheet: &mut MarkedSheet<'_>,
        row: u32,
        col: u32,
        summary: &mut ReturnSummary,
    ) -> Result<(), WriteError> {
        loop {
            while let Some(entry) = self.current.1.first_entry() {
                if (self.current.0, *entry.key()) >= (row, col) {
                    return Ok(());
                }
                let (place, (mark, note)) = entry.remove_entry();
                told(sheet, self.current.0, place, mark, &note, summary)?;
                sheet.cell(self.current.0, place, None, Some(mark))?;
            }
            match self.rows.next_if(|(next, _)| *next <= row) {
                Some((number, record)) => self.current = (number, self.marks_of(record)),
                None => return Ok(()),
            }
        }
    }

    /// The mark of a cell that holds something; its note is written.
    pub fn take(
        &mut self,
        sheet: &mut MarkedSheet<'_>,
        row: u32,
        col: u32,
        summary: &mut ReturnSummary,
    ) -> Result<Option<Mark>, WriteError> {
        if self.current.0 != row {
            return Ok(None);
        }
        let Some((mark, note)) = self.current.1.remove(&col) else {
            return Ok(None);
        };
        told(sheet, row, col, mark, &note, summary)?;
        Ok(Some(mark))
    }

    /// Writes what is still to come.
    pub fn end(
        &mut self,
        sheet: &mut MarkedSheet<'_>,
        summary: &mut ReturnSummary,
    ) -> Result<(), WriteError> {
        summary.rows = self.document.table().row_count() as u64;
        self.before(sheet, u32::MAX, u32::MAX, summary)
    }

    /// What is marked in a record, by place; without a record, in the header.
    pub fn marks_of(&self, record: Option<RowId>) -> BTreeMap<u32, (Mark, String)> {
        let document = self.document;
        let problems: Vec<Problem> = match record {
            Some(row) => document.checks().problems_of_row(document.table(), row),
            None => column_problems(document),
        };
        let mut marks: BTreeMap<u32, (Mark, String)> = BTreeMap::new();
        for problem in &problems {
            let Some(mark) = mark_of(problem.severity) else {
                continue;
            };
            let Some(place) = place_of(document, problem) else {
                continue;
            };
            let text = note(document, self.words, problem);
            match marks.get_mut(&place) {
                Some((worst, before)) => {
                    *worst = (*worst).min(mark);
                    before.push_str("\n\n");
                    before.push_str(&text);
                }
                None => {
                    marks.insert(place, (mark, text));
                }
            }
        }
        marks
    }
}

/// Counts a mark and writes its note, as long as notes are few enough.
pub(super) fn told(
    sheet: &mut MarkedSheet<'_>,
    row: u32,
    col: u32,
    mark: Mark,
    note: &str,
    summary: &mut ReturnSummary,
) -> Result<(), WriteError> {
    match mark {
        Mark::Wrong => summary.wrong += 1,
        Mark::Doubtful => summary.doubtful += 1,
    }
    if summary.notes < NOTES {
        summary.notes += 1;
        sheet.note(row, col, note)?;
    }
    Ok(())
}

/// The mark of a severity; what is for information only is not marked.
pub(super) fn mark_of(severity: Severity) -> Option<Mark> {
    match severity {
        Severity::Error => Some(Mark::Wrong),
        Severity::Warning => Some(Mark::Doubtful),
        Severity::Note => None,
    }
}

/// Problems of whole columns, which stand at their headers.
fn column_problems(document: &Document) -> Vec<Problem> {
    let checks = document.checks();
    checks
        .problems(document.table())
        .take_while(|p| matches!(p.subject, Subject::Column(_) | Subject::File(_)))
        .collect()
}

/// The column at which a problem is shown.
fn place_of(document: &Document, problem: &Problem) -> Option<u32> {
    let table = document.table();
    let col = match problem.subject {
        Subject::Cell(row, col) => return table.place_of(row, col),
        Subject::Column(col) => Some(col),
        Subject::Row(row) if problem.flaw.is_none() => {
            return table.place_of(row, document.checks().key_column()?);
        }
        Subject::Row(_) => places(table).values().next().copied(),
        Subject::File(_) => None,
    };
    Some(table.column(col?)?.place())
}

/// What a note says: what is wrong, what is expected, what to write.
pub(super) fn note(document: &Document, words: &dyn Words, problem: &Problem) -> String {
    let said = words.problem(document, problem);
    let mut text = format!("{}\n{}", said.title, said.message);
    if let Some(suggestion) = said.suggestion.filter(|s| !s.is_empty()) {
        text.push('\n');
        text.push_str(&words.say("return-suggestion", 0, &[("value", &suggestion)]));
    }
    text
}
