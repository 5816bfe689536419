//! Old workbooks (Excel 5 to 2003). The parser holds them whole, so that [`super::biff`] looks
//! first at what they would take.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Cursor, Read};

use calamine::{DataType as _, Reader as _, Xls, XlsError};

use super::biff::{self, Survey};
use super::compound::Compound;
use super::show::Digits;
use super::{Asked, Book, SheetName, show};
use crate::io::budget::Budget;
use crate::io::guard::foreign;
use crate::io::layout::{Merged, SheetFacts};
use crate::io::row::{Flow, Row, Sink};
use crate::io::{Limits, OpenError};

/// Larger files are no workbooks of that time.
const MOST_BYTES: u64 = 1 << 30;

/// By row and place: the format of a cell that shows other digits than its value has.
type Placed = HashMap<(u32, u32), usize>;

pub(super) struct XlsBook {
    book: Xls<Cursor<Vec<u8>>>,
    sheets: Vec<SheetName>,
    facts: HashMap<String, (SheetFacts, Placed)>,
    formats: Vec<Digits>,
}

impl XlsBook {
    /// Reads the container; what is no workbook says what it is.
    pub fn new(mut file: File, limits: &Limits) -> Result<Self, OpenError> {
        if file.metadata()?.len() > limits.bytes.min(MOST_BYTES) {
            return Err(OpenError::TooLarge { what: "bytes" });
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let survey = survey(&bytes)?;
        let book = foreign(|| Xls::new(Cursor::new(bytes)).map_err(|e| reason(&e)))?;
        let metadata = book.sheets_metadata().to_vec();
        let mut facts = HashMap::new();
        let of_sheets = survey.sheets.into_iter().zip(survey.placed);
        for (sheet, own) in metadata.iter().zip(of_sheets) {
            facts.insert(sheet.name.clone(), own);
        }
        Ok(Self {
            sheets: super::xlsx::names(&metadata),
            book,
            facts,
            formats: survey.formats,
        })
    }
}

fn survey(bytes: &[u8]) -> Result<Survey, OpenError> {
    let container = Compound::new(bytes)?;
    if container.has("EncryptedPackage") || container.has("EncryptedSummary") {
        return Err(OpenError::PasswordProtected);
    }
    let Some(stream) = container
        .stream("Workbook")
        .or_else(|| container.stream("Book"))
    else {
        let what = if container.has("WordDocument") {
            "word"
        } else if container.has("PowerPoint Document") {
            "slides"
        } else {
            "other"
        };
        return Err(OpenError::NotATable { what });
    };
    biff::survey(&stream)
}

fn reason(error: &XlsError) -> OpenError {
    match error {
        XlsError::Password => OpenError::PasswordProtected,
        _ => OpenError::Damaged,
    }
}

impl Book for XlsBook {
    fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    fn rows(
        &mut self,
        name: &str,
        asked: Asked,
        sink: &mut dyn Sink,
        budget: &mut Budget<'_>,
    ) -> Result<SheetFacts, OpenError> {
        // The first look at a sheet wants no facts, and leaves them for the next.
        let (mut facts, placed) = match self.facts.get(name) {
            Some((facts, placed)) if asked.facts || asked.as_shown => {
                (facts.clone(), placed.clone())
            }
            _ => Default::default(),
        };
        let (book, formats) = (&mut self.book, &self.formats);
        foreign(|| {
            facts.merged = book
                .merge_cells_by_sheet_name(name)
                .unwrap_or_default()
                .into_iter()
                .map(|block| Merged {
                    first_row: block.start.0 + 1,
                    last_row: block.end.0 + 1,
                    first_place: block.start.1,
                    last_place: block.end.1,
                })
                .collect();
            let range = book.worksheet_range(name).map_err(|e| reason(&e))?;
            let (top, left) = range.start().unwrap_or((0, 0));
            let mut row = Row::default();
            for (cells, at) in range.rows().zip(top..) {
                row.clear();
                row.number = at.saturating_add(1);
                for (cell, place) in cells.iter().zip(left..) {
                    let format = placed.get(&(at, place)).filter(|_| asked.as_shown);
                    let shown = format
                        .and_then(|f| formats.get(*f))
                        .zip(cell.as_f64())
                        .and_then(|(digits, value)| digits.show(value));
                    let bytes = row.push_with(place, |out| match &shown {
                        Some(text) => out.push_str(text),
                        None => show::write_held(cell, out),
                    });
                    if bytes > 0 {
                        budget.cell(place, bytes)?;
                    }
                }
                budget.row()?;
                if !row.is_empty() && sink.row(&row)? == Flow::Enough {
                    break;
                }
            }
            Ok(())
        })?;
        Ok(facts)
    }
}
