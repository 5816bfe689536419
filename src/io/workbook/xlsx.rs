//! The xlsx family. Plain worksheets are read by [`super::plain`]; whatever that declines is read
//! here by the reader of record, cell by cell: two cells at A1 and XFD1048576 cost two cells. What
//! a sheet hides or merges is then looked up beside, by [`super::marks`], on another thread.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::plain::{PlainBook, Read};
use super::show::{self, Digits};
use super::{Asked, Book, SheetName, archive, marks};
use crate::io::OpenError;
use crate::io::budget::Budget;
use crate::io::guard::foreign;
use crate::io::layout::SheetFacts;
use crate::io::row::{BlockSink, Flow, Row, Sink};

pub(super) struct XlsxBook {
    path: PathBuf,
    plain: Option<PlainBook>,
    /// The reader of record, from the moment on at which it is needed.
    book: Option<Xlsx<BufReader<File>>>,
    sheets: Vec<SheetName>,
}

impl XlsxBook {
    pub fn new(file: File, path: &Path) -> Result<Self, OpenError> {
        match PlainBook::new(path) {
            Some(plain) => Ok(Self {
                path: path.to_path_buf(),
                sheets: plain.sheets(),
                plain: Some(plain),
                book: None,
            }),
            None => Self::of_record(file, path),
        }
    }

    /// Read by the reader of record alone.
    pub fn of_record(mut file: File, path: &Path) -> Result<Self, OpenError> {
        let book = of_record(&mut file)?;
        Ok(Self {
            path: path.to_path_buf(),
            sheets: names(book.sheets_metadata()),
            plain: None,
            book: Some(book),
        })
    }
}

fn of_record(file: &mut File) -> Result<Xlsx<BufReader<File>>, OpenError> {
    archive::weigh_shared(file)?;
    let file = file.try_clone()?;
    foreign(|| Xlsx::new(BufReader::new(file)).map_err(|e| reason(&e)))
}

/// Sheets with cells, in workbook order.
pub(super) fn names(sheets: &[calamine::Sheet]) -> Vec<SheetName> {
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| SheetName {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect()
}

fn reason(error: &XlsxError) -> OpenError {
    match error {
        XlsxError::Password => OpenError::PasswordProtected,
        XlsxError::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied => OpenError::Locked,
        _ => OpenError::Damaged,
    }
}

impl Book for XlsxBook {
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
        let mut skip = 0;
        if let Some(plain) = &mut self.plain {
            let before = budget.clone();
            if !asked.facts {
                match plain.first_rows(name, asked, sink, budget)? {
                    Read::Whole(facts) => return Ok(facts),
                    Read::Declined { rows } => skip = rows,
                }
                *budget = before.clone();
            }
            let mut rest = Behind { sink, skip };
            match plain.rows(name, asked, &mut rest, budget)? {
                Read::Whole(facts) => return Ok(facts),
                Read::Declined { rows } => skip = skip.max(rows),
            }
            // The reader of record counts from the start.
            *budget = before;
        }
        let mut sink = Behind { sink, skip };
        let book = match &mut self.book {
            Some(book) => book,
            none => none.insert(of_record(&mut File::open(&self.path)?)?),
        };
        let path = self.path.as_path();
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let beside = asked
                .facts
                .then(|| scope.spawn(|| marks::of_sheet(path, name, &stop)));
            let shown = foreign(|| cells(book, name, asked, &mut sink, budget));
            if shown.is_err() {
                stop.store(true, Ordering::Relaxed);
            }
            let mut facts = beside
                .and_then(|thread| thread.join().ok())
                .unwrap_or_default();
            facts.shown_otherwise = shown?;
            Ok(facts)
        })
    }
}

/// Passes over rows that were handed on before.
struct Behind<'s> {
    sink: &'s mut dyn Sink,
    skip: u64,
}

impl Sink for Behind<'_> {
    fn row(&mut self, row: &Row) -> Result<Flow, OpenError> {
        match self.skip.checked_sub(1) {
            Some(left) => {
                self.skip = left;
                Ok(Flow::On)
            }
            None => self.sink.row(row),
        }
    }

    fn block_sink(&mut self, behind: u32) -> Option<&mut dyn BlockSink> {
        if self.skip > 0 {
            return None;
        }
        self.sink.block_sink(behind)
    }
}

type Shown = std::collections::BTreeMap<u32, u64>;

fn cells(
    book: &mut Xlsx<BufReader<File>>,
    name: &str,
    asked: Asked,
    sink: &mut dyn Sink,
    budget: &mut Budget<'_>,
) -> Result<Shown, OpenError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| reason(&e))?;
    let formats: Vec<Option<Digits>> = reader
        .styles()
        .iter()
        .map(|style| Digits::parse(&style.number_format.as_ref()?.format_code))
        .collect();
    let mut shown = Shown::new();
    let mut row = Row::default();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|e| reason(&e))? {
        let (at, place) = cell.get_position();
        if at.saturating_add(1) != row.number {
            if !row.is_empty() && sink.row(&row)? == Flow::Enough {
                return Ok(shown);
            }
            budget.row()?;
            row.clear();
            row.number = at.saturating_add(1);
        }
        let value = cell.get_value();
        let placed = match (value, formats.get(style)) {
            (DataRef::Float(number), Some(Some(digits))) => digits.show(*number),
            (DataRef::Int(number), Some(Some(digits))) => digits.show(*number as f64),
            _ => None,
        };
        let bytes = match placed {
            Some(text) => {
                *shown.entry(place).or_insert(0) += 1;
                row.push_with(place, |out| {
                    if asked.as_shown {
                        out.push_str(&text);
                    } else {
                        show::write(value, out);
                    }
                })
            }
            None => row.push_with(place, |out| show::write(value, out)),
        };
        if bytes > 0 {
            budget.cell(place, bytes)?;
        }
    }
    if !row.is_empty() {
        sink.row(&row)?;
    }
    Ok(shown)
}
