//! The rows that an export leaves out because of errors, as a workbook for the provider.
//!
//! A provider return: it holds personal values in the clear and its name says so. The file's
//! own columns at their places, one row under the other, and behind them the row in which each
//! stood; wrong cells are marked and explained as in the send-back workbook.

use std::collections::HashSet;

use super::export::add_record;
use super::front::{Reach, front_page};
use super::handback::{Marks, places, told};
use super::{
    Document, ExportError, ExportOptions, Invalid, ReturnError, ReturnOptions, ReturnSummary,
    Summary, Upload, Words, names_personal_data, prepare_export,
};
use crate::io::Progress;
use crate::io::atomic::{Draft, draft, folder_of, publish};
use crate::io::copy::Held;
use crate::io::marked::{MarkedBook, MarkedSheet, SheetNames, verify_marked};
use crate::io::xlsx::guarded;
use crate::table::{RowId, Text};

/// The rows that leaving out rows with errors leaves out.
#[must_use]
pub fn held_back_rows(document: &Document) -> Vec<RowId> {
    let going = Upload::new(document, Invalid::Skip);
    let going: HashSet<RowId> = going.rows().iter().copied().collect();
    let rows = document.table().rows();
    rows.filter(|row| !going.contains(row)).collect()
}

/// Writes the platform's file without the rows with errors and, in the same step, a workbook
/// of these rows: both get their names or none. Without rows with errors there is no workbook.
///
/// # Errors
/// What [`super::export`] refuses, or a name that does not say what is inside.
pub fn export_with_held_back(
    document: &Document,
    options: &ExportOptions,
    held_back: &ReturnOptions,
    words: &dyn Words,
    progress: &dyn Progress,
) -> Result<(Summary, Option<ReturnSummary>), ReturnOrExportError> {
    if !names_personal_data(&held_back.target) {
        return Err(ReturnError::Name.into());
    }
    let (mut summary, mut drafts) = prepare_export(document, options, progress)?;
    let rows = held_back_rows(document);
    let mut held = None;
    if !rows.is_empty() {
        let (draft, told) = draft_held_back(document, &rows, held_back, words, progress)?;
        let added = add_record(document, options, &mut summary, &mut drafts, Some(&draft));
        added.map_err(ExportError::from)?;
        drafts.push(draft);
        held = Some(told);
    } else {
        add_record(document, options, &mut summary, &mut drafts, None)
            .map_err(ExportError::from)?;
    }
    publish(drafts, options.force || held_back.force).map_err(ExportError::from)?;
    Ok((summary, held))
}

/// Why one step that writes both files wrote none.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReturnOrExportError {
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Return(#[from] ReturnError),
}

fn draft_held_back(
    document: &Document,
    rows: &[RowId],
    options: &ReturnOptions,
    words: &dyn Words,
    progress: &dyn Progress,
) -> Result<(Draft, ReturnSummary), ReturnError> {
    let mut summary = ReturnSummary::default();
    let written = std::cell::RefCell::new(Vec::new());
    let draft = draft(
        &options.target,
        document.path(),
        options.force,
        |file| {
            guarded(|| {
                let table = document.table();
                let cells = rows.len() as u64 * table.column_count() as u64;
                let mut book = MarkedBook::new(folder_of(&options.target), cells)?;
                let mut names = SheetNames::default();
                let name = names.take(table.sheet().unwrap_or(&document.schema().name));
                let front = names.take(&words.say("return-sheet", 0, &[]));
                let reach = Reach::HeldBack {
                    rows: rows.len() as u64,
                };
                book.page(&front, &front_page(document, words, reach))?;
                let mut sheet = book.sheet(&name, false, 1)?;
                fill(document, rows, words, &mut sheet, &mut summary)?;
                drop(sheet);
                *written.borrow_mut() = book.save(file)?;
                Ok(())
            })
        },
        |path| verify_marked(path, &written.borrow(), progress),
    )?;
    Ok((draft, summary))
}

fn fill(
    document: &Document,
    rows: &[RowId],
    words: &dyn Words,
    sheet: &mut MarkedSheet<'_>,
    summary: &mut ReturnSummary,
) -> Result<(), crate::io::atomic::WriteError> {
    let table = document.table();
    let places = places(table);
    let last = places.keys().last().map_or(0, |place| place + 1);
    for (place, col) in &places {
        let title = table.column(*col).map_or("", |c| c.header());
        sheet.width(*place, title.chars().count().clamp(10, 32) + 2)?;
        if !title.is_empty() {
            sheet.cell(0, *place, Some(Held::Text(Text::new(title))), None)?;
        }
    }
    let title = words.say("return-row-column", 0, &[]);
    sheet.cell(0, last, Some(Held::Text(Text::new(&title))), None)?;
    sheet.width(last, title.chars().count() + 2)?;
    let marks = Marks::new(document, words, None);
    for (row, line) in rows.iter().zip(1u32..) {
        let mut wrong = marks.marks_of(Some(*row));
        for (place, col) in &places {
            let text = document.original(*row, *col);
            let text = text.unwrap_or_else(|| table.text(*row, *col));
            let held = (!text.is_empty()).then_some(Held::Text(text));
            let own = table.place_of(*row, *col).unwrap_or(*place);
            let mark = match wrong.remove(&own) {
                Some((mark, note)) => {
                    told(sheet, line, *place, mark, &note, summary)?;
                    Some(mark)
                }
                None => None,
            };
            if held.is_some() || mark.is_some() {
                sheet.cell(line, *place, held, mark)?;
            }
        }
        let address = table.row_address(*row);
        let held = if table.is_union() {
            Held::Text(Text::new(&address))
        } else {
            Held::Number(f64::from(table.row_number(*row)))
        };
        sheet.cell(line, last, Some(held), None)?;
    }
    summary.rows = rows.len() as u64;
    Ok(())
}
