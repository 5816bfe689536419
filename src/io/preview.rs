//! The first rows of a file as they stand, with how they were read: what the user looks at while
//! choosing sheet, header row, encoding and delimiter. Cheap for a large text file, of which only
//! the beginning is read.

use std::io::Read as _;
use std::path::Path;

use super::budget::Budget;
use super::filling::FirstRows;
use super::open::recognize;
use super::sniff::Family;
use super::{Kind, Known, OpenError, OpenOptions, Quiet, delimited, header, json, workbook};
use crate::table::TextBuf;

/// Bytes of a text file that a preview reads.
const HEAD: u64 = 1 << 20;

/// One row as it stands in the sheet.
pub struct PreviewRow {
    /// As a spreadsheet numbers it, from 1.
    pub number: u32,
    /// Place counted from 0, and text; empty cells are not in it.
    pub cells: Vec<(u32, TextBuf)>,
}

/// The beginning of a file.
pub struct Preview {
    pub kind: Kind,
    /// Sheets that can be chosen, visible ones first; none for a text file.
    pub sheets: Vec<String>,
    pub hidden_sheets: Vec<String>,
    pub sheet: Option<String>,
    pub encoding: Option<&'static str>,
    pub delimiter: Option<char>,
    /// The row that would name the columns, if one was found in these rows; 0 for json.
    pub header_row: Option<u32>,
    /// The names of the columns, as they would be read.
    pub headers: Vec<String>,
    pub rows: Vec<PreviewRow>,
}

/// Reads the first rows with text, at most `rows`, and how the file would be read.
///
/// # Errors
/// The reasons of [`super::open`].
pub fn preview(
    path: &Path,
    options: &OpenOptions,
    known: Known<'_>,
    rows: usize,
) -> Result<Preview, OpenError> {
    let (mut file, _, family) = recognize(path, options)?;
    let lead = rows.max(header::LEAD);
    match family {
        Family::Foreign(what) => Err(OpenError::NotATable { what }),
        Family::Zip | Family::Compound => {
            let (kind, mut book) = workbook::book(file, path, family, options)?;
            let (sheets, hidden_sheets) = workbook::listed(book.as_ref());
            let sheet = workbook::chosen(book.as_mut(), &sheets, options, &Quiet)?;
            let first = workbook::first_rows(book.as_mut(), &sheet, lead, options, &Quiet)?;
            Ok(Preview {
                kind,
                sheets,
                hidden_sheets,
                sheet: Some(sheet),
                encoding: None,
                delimiter: None,
                ..shown(kind, &first, options, known, rows)
            })
        }
        Family::Text => {
            let mut bytes = Vec::new();
            let limit = if rows > 1000 { u64::MAX } else { HEAD };
            file.by_ref().take(limit).read_to_end(&mut bytes)?;
            if bytes.len() as u64 == HEAD && limit == HEAD {
                whole_lines(&mut bytes);
            }
            let written = delimited::written(&bytes, options)?;
            let mut first = FirstRows {
                rows: Vec::new(),
                most: lead,
            };
            let mut budget = Budget::new(options.limits, &Quiet);
            delimited::records(&written, &mut first, &mut budget)?;
            Ok(Preview {
                encoding: Some(written.encoding),
                delimiter: Some(char::from(written.delimiter)),
                ..shown(Kind::Csv, &first, options, known, rows)
            })
        }
        Family::Json => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            let opened = json::read(&bytes, options, &Quiet)?;
            let table = &opened.table;
            let shown_rows = table.rows().take(rows).map(|row| PreviewRow {
                number: table.row_number(row),
                cells: table
                    .columns()
                    .filter(|(col, _)| !table.text(row, *col).is_empty())
                    .map(|(col, _)| (col.0, table.text(row, col).to_buf()))
                    .collect(),
            });
            Ok(Preview {
                kind: opened.kind,
                sheets: Vec::new(),
                hidden_sheets: Vec::new(),
                sheet: None,
                encoding: opened.encoding,
                delimiter: None,
                header_row: Some(0),
                headers: table
                    .columns()
                    .map(|(_, c)| c.header().to_owned())
                    .collect(),
                rows: shown_rows.collect(),
            })
        }
    }
}

/// Cuts the head of a text file after its last line; without one it stays as it is.
fn whole_lines(bytes: &mut Vec<u8>) {
    if let Some(end) = memchr::memrchr(b'\n', bytes) {
        // In UTF-16 the other half of the line end may follow.
        bytes.truncate((end + 2) & !1);
    }
}

fn shown(
    kind: Kind,
    first: &FirstRows,
    options: &OpenOptions,
    known: Known<'_>,
    rows: usize,
) -> Preview {
    let lead = first
        .rows
        .get(..first.rows.len().min(header::LEAD))
        .unwrap_or_default();
    let header = match options.header_row {
        None => header::choose(lead, known),
        Some(named) => first
            .rows
            .iter()
            .position(|row| row.number == named)
            .map(|index| header::at(&first.rows, index, known)),
    };
    Preview {
        kind,
        sheets: Vec::new(),
        hidden_sheets: Vec::new(),
        sheet: None,
        encoding: None,
        delimiter: None,
        header_row: header.as_ref().map(|h| h.number),
        headers: header
            .map(|h| h.names.into_iter().map(|(name, _)| name).collect())
            .unwrap_or_default(),
        rows: first
            .rows
            .iter()
            .take(rows)
            .map(|row| PreviewRow {
                number: row.number,
                cells: row
                    .cells()
                    .map(|(place, text)| (place, TextBuf::new(text.to_owned())))
                    .collect(),
            })
            .collect(),
    }
}
