//! Binary workbooks, cell by cell. Number formats, hidden rows and merged cells are found by
//! [`super::biff12`]: the parser does not tell them.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use calamine::{Reader as _, Xlsb, XlsbError};

use super::{Asked, Book, SheetName, biff12, show, xlsx};
use crate::io::OpenError;
use crate::io::budget::Budget;
use crate::io::guard::foreign;
use crate::io::layout::SheetFacts;
use crate::io::row::{Flow, Row, Sink};

pub(super) struct XlsbBook {
    book: Xlsb<BufReader<File>>,
    sheets: Vec<SheetName>,
    path: PathBuf,
}

impl XlsbBook {
    pub fn new(file: File, path: &Path) -> Result<Self, OpenError> {
        let book = foreign(|| Xlsb::new(BufReader::new(file)).map_err(|e| reason(&e)))?;
        let sheets = xlsx::names(book.sheets_metadata());
        Ok(Self {
            book,
            sheets,
            path: path.to_owned(),
        })
    }
}

fn reason(error: &XlsbError) -> OpenError {
    match error {
        XlsbError::Password => OpenError::PasswordProtected,
        _ => OpenError::Damaged,
    }
}

impl Book for XlsbBook {
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
        let (facts, shown) = if asked.facts || asked.as_shown {
            biff12::of_sheet(&self.path, name, asked.as_shown)
        } else {
            Default::default()
        };
        let book = &mut self.book;
        foreign(|| {
            let mut reader = book.worksheet_cells_reader(name).map_err(|e| reason(&e))?;
            let mut row = Row::default();
            while let Some(cell) = reader.next_cell().map_err(|e| reason(&e))? {
                let (at, place) = cell.get_position();
                if at.saturating_add(1) != row.number {
                    if !row.is_empty() && sink.row(&row)? == Flow::Enough {
                        return Ok(());
                    }
                    budget.row()?;
                    row.clear();
                    row.number = at.saturating_add(1);
                }
                let bytes = row.push_with(place, |out| match shown.get(&(at, place)) {
                    Some(text) => out.push_str(text),
                    None => show::write(cell.get_value(), out),
                });
                if bytes > 0 {
                    budget.cell(place, bytes)?;
                }
            }
            if !row.is_empty() {
                sink.row(&row)?;
            }
            Ok(())
        })?;
        Ok(facts)
    }
}
