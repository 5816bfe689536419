//! The cells of a workbook's sheet as the workbook holds them, one after the other, for a copy
//! that keeps values and addresses. Formulas give their last result. Nothing is judged here.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx};

use super::Limits;
use super::Progress;
use super::atomic::WriteError;
use crate::table::Text;

/// A cell's value.
#[derive(Clone, Copy, PartialEq)]
pub enum Held<'a> {
    Number(f64),
    /// Days since the end of 1899, with a time of day.
    Moment(f64),
    /// A length of time or a time of day, in days.
    Span(f64),
    Boolean(bool),
    Text(Text<'a>),
}

/// A sheet of cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SheetName {
    pub name: String,
    pub hidden: bool,
}

/// The worksheets of an xlsx, in the workbook's order.
///
/// # Errors
/// When the file cannot be read any more.
pub fn xlsx_sheets(path: &Path) -> Result<Vec<SheetName>, WriteError> {
    let book = opened(path)?;
    Ok(book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| SheetName {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect())
}

fn opened(path: &Path) -> Result<Xlsx<BufReader<File>>, WriteError> {
    let file = File::open(path).map_err(|_| WriteError::SourceGone)?;
    Xlsx::new(BufReader::new(file)).map_err(|_| WriteError::SourceGone)
}

/// Calls `each` with row and column, counted from 0, and value of every cell that has one, in
/// the order of the file.
///
/// # Errors
/// When the file cannot be read any more or grew beyond the limits, or what `each` says.
pub fn xlsx_cells(
    path: &Path,
    sheet: &str,
    limits: &Limits,
    progress: &dyn Progress,
    each: &mut dyn FnMut(u32, u32, Held<'_>) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let mut book = opened(path)?;
    let mut cells = book
        .worksheet_cells_reader(sheet)
        .map_err(|_| WriteError::SourceGone)?;
    let mut seen = 0u64;
    while let Some(cell) = cells.next_cell().map_err(|_| WriteError::SourceGone)? {
        let (row, col) = cell.get_position();
        seen += 1;
        if seen > limits.cells {
            return Err(WriteError::SourceGone);
        }
        if seen.is_multiple_of(65_536) {
            progress.rows(u64::from(row));
            if progress.cancelled() {
                return Err(WriteError::Cancelled);
            }
        }
        match cell.get_value() {
            DataRef::Empty => {}
            DataRef::Int(number) => each(row, col, Held::Number(*number as f64))?,
            DataRef::Float(number) => each(row, col, Held::Number(*number))?,
            DataRef::Bool(value) => each(row, col, Held::Boolean(*value))?,
            DataRef::DateTime(moment) => each(row, col, day(moment))?,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                text_cell(row, col, text, each)?
            }
            DataRef::SharedString(text) => text_cell(row, col, text, each)?,
            DataRef::Error(error) => text_cell(row, col, &error.to_string(), each)?,
        }
    }
    Ok(())
}

fn text_cell(
    row: u32,
    col: u32,
    text: &str,
    each: &mut dyn FnMut(u32, u32, Held<'_>) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    if text.is_empty() {
        return Ok(());
    }
    each(row, col, Held::Text(Text::new(text)))
}

/// Workbooks that count from 1904 become ones that count from 1900.
fn day(moment: &ExcelDateTime) -> Held<'static> {
    let serial = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&serial) {
        return Held::Span(serial);
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        return Held::Number(serial);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    match rust_xlsxwriter::ExcelDateTime::from_ymd(year, month, day) {
        Ok(date) => Held::Moment(date.to_excel() + serial.fract()),
        Err(_) => Held::Number(serial),
    }
}
