//! Workbooks → table, cell by cell, never as a bounding box: two cells at A1 and XFD1048576
//! must cost two cells. Text stays as written.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Kind, OpenError, OpenOptions, Opened, Progress};
use crate::table::{ColId, Table, Text};

pub(super) fn read(
    file: File,
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<Opened, OpenError> {
    let file = inspect(file, options)?;
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(|e| reason(&e))?;
    let mut visible = Vec::new();
    let mut hidden = Vec::new();
    for sheet in book.sheets_metadata() {
        if sheet.typ == SheetType::WorkSheet {
            match sheet.visible {
                SheetVisible::Visible => visible.push(sheet.name.clone()),
                _ => hidden.push(sheet.name.clone()),
            }
        }
    }
    let sheets: Vec<String> = visible.into_iter().chain(hidden).collect();
    let name = match &options.sheet {
        Some(name) if sheets.contains(name) => name.clone(),
        Some(name) => {
            return Err(OpenError::NoSuchSheet {
                name: name.clone(),
                sheets,
            });
        }
        None => sheets.first().cloned().ok_or(OpenError::Empty)?,
    };
    let table = sheet(&mut book, &name, options, progress)?;
    Ok(Opened {
        table,
        kind: Kind::Xlsx,
        sheets,
        encoding: None,
        delimiter: None,
        flaws: Vec::new(),
    })
}

/// Looks into the archive before anything is unpacked: what it is, and how large it will be.
fn inspect(mut file: File, options: &OpenOptions) -> Result<File, OpenError> {
    let size = file.metadata()?.len();
    let mut archive = zip::ZipArchive::new(&file).map_err(|_| OpenError::Damaged)?;
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if !has("[Content_Types].xml") {
        let what = if names
            .iter()
            .any(|n| n.starts_with("Index/") || n == "Index.zip")
        {
            "numbers"
        } else if has("mimetype") {
            "ods"
        } else {
            "zip"
        };
        return Err(OpenError::NotATable { what });
    }
    if names.iter().any(|n| n.starts_with("word/")) {
        return Err(OpenError::NotATable { what: "word" });
    }
    if has("xl/workbook.bin") {
        return Err(OpenError::NotATable { what: "xlsb" });
    }
    let mut total = 0u64;
    for i in 0..archive.len() {
        let entry = archive.by_index(i).map_err(|_| OpenError::Damaged)?;
        if entry.encrypted() {
            return Err(OpenError::PasswordProtected);
        }
        total = total.saturating_add(entry.size());
        if total > options.limits.bytes || entry.size() / 2000 > size {
            return Err(OpenError::TooLarge { what: "bytes" });
        }
        // A sheet is streamed and counted by its cells; other parts are held whole by the
        // reader, and the size that an archive declares can be a lie.
        if !entry.name().starts_with("xl/worksheets/") {
            let limit = entry.size();
            let read = std::io::copy(&mut entry.take(limit + 1), &mut std::io::sink());
            if read.map_err(|_| OpenError::Damaged)? > limit {
                return Err(OpenError::TooLarge { what: "bytes" });
            }
        }
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn reason(error: &XlsxError) -> OpenError {
    match error {
        XlsxError::Password => OpenError::PasswordProtected,
        XlsxError::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied => OpenError::Locked,
        _ => OpenError::Damaged,
    }
}

/// One row of cells with text, as read.
#[derive(Default)]
struct SheetRow {
    /// Counted from 0.
    row: u32,
    /// Column counted from 0, text.
    cells: Vec<(u32, String)>,
}

fn sheet(
    book: &mut Xlsx<BufReader<File>>,
    name: &str,
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<Table, OpenError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| reason(&e))?;
    let mut filling = Filling {
        name,
        table: None,
        places: Vec::new(),
        waiting: Vec::new(),
    };
    let mut current = SheetRow::default();
    let (mut cells, mut bytes, mut rows) = (0u64, 0u64, 0u64);
    while let Some(cell) = reader.next_cell().map_err(|e| reason(&e))? {
        let (row, col) = cell.get_position();
        let Some(text) = cell_text(cell.get_value()) else {
            continue;
        };
        cells += 1;
        bytes = bytes.saturating_add(text.len() as u64);
        if cells > options.limits.cells {
            return Err(OpenError::TooLarge { what: "cells" });
        }
        if bytes > options.limits.bytes {
            return Err(OpenError::TooLarge { what: "bytes" });
        }
        if col >= options.limits.columns {
            return Err(OpenError::TooLarge { what: "columns" });
        }
        if row != current.row && !current.cells.is_empty() {
            filling.take(std::mem::take(&mut current), options)?;
            rows += 1;
            if rows % 1024 == 0 {
                progress.rows(rows);
                if progress.cancelled() {
                    return Err(OpenError::Cancelled);
                }
            }
        }
        current.row = row;
        current.cells.push((col, text));
    }
    if !current.cells.is_empty() {
        filling.take(current, options)?;
    }
    filling.end()
}

/// Rows seen before the header is known, then the table.
struct Filling<'a> {
    name: &'a str,
    table: Option<Table>,
    /// Places of the table's columns in the sheet, ascending but for added ones.
    places: Vec<u32>,
    waiting: Vec<SheetRow>,
}

impl Filling<'_> {
    fn take(&mut self, row: SheetRow, options: &OpenOptions) -> Result<(), OpenError> {
        if self.table.is_some() {
            return self.record(row, options);
        }
        let is_header = row.cells.len() > 1;
        self.waiting.push(row);
        // One cell alone is a title or a one-column table; a row with two is the header.
        if is_header {
            self.start(self.waiting.len() - 1, options)
        } else {
            Ok(())
        }
    }

    /// The row at `header` names the columns; what waits after it are records.
    fn start(&mut self, header: usize, options: &OpenOptions) -> Result<(), OpenError> {
        let mut waiting = std::mem::take(&mut self.waiting).into_iter().skip(header);
        let Some(head) = waiting.next() else {
            return Err(OpenError::NoHeader);
        };
        let first = head
            .cells
            .iter()
            .map(|(place, _)| *place)
            .min()
            .unwrap_or(0);
        let last = head
            .cells
            .iter()
            .map(|(place, _)| *place)
            .max()
            .unwrap_or(0);
        let mut texts: std::collections::BTreeMap<u32, String> = head.cells.into_iter().collect();
        // Columns without a header inside the table are columns too, unless the gap is so wide
        // that it is no table's.
        let headers: Vec<(String, u32)> = if last - first < 1024 {
            (first..=last)
                .map(|place| (texts.remove(&place).unwrap_or_default(), place))
                .collect()
        } else {
            texts
                .into_iter()
                .map(|(place, text)| (text, place))
                .collect()
        };
        self.places = headers.iter().map(|(_, place)| *place).collect();
        self.table = Some(Table::new(
            Some(self.name.to_owned()),
            head.row + 1,
            headers,
        ));
        for row in waiting {
            self.record(row, options)?;
        }
        Ok(())
    }

    fn record(&mut self, row: SheetRow, options: &OpenOptions) -> Result<(), OpenError> {
        let Some(table) = self.table.as_mut() else {
            return Ok(());
        };
        let id = table.push_row(row.row + 1);
        for (place, text) in row.cells {
            let col = match self.places.iter().position(|p| *p == place) {
                Some(col) => ColId(u32::try_from(col).unwrap_or(u32::MAX)),
                None => {
                    if self.places.len() >= options.limits.columns as usize {
                        return Err(OpenError::TooLarge { what: "columns" });
                    }
                    self.places.push(place);
                    table.push_column(String::new(), place)
                }
            };
            table.set(id, col, Text::new(&text));
        }
        Ok(())
    }

    fn end(mut self) -> Result<Table, OpenError> {
        if self.table.is_none() {
            if self.waiting.is_empty() {
                return Err(OpenError::Empty);
            }
            self.start(0, &OpenOptions::default())?;
        }
        self.table.ok_or(OpenError::NoHeader)
    }
}

/// What a cell shows; `None` for an empty one.
fn cell_text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(moment) => moment_text(moment),
    };
    (!text.is_empty()).then_some(text)
}

/// At most 15 significant digits, as Excel shows a number; no `.0`, no exponent between 1e-5
/// and 1e21.
fn number_text(number: f64) -> String {
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let size = rounded.abs();
    if rounded != 0.0 && !(1e-5..1e21).contains(&size) {
        return format!("{rounded:E}");
    }
    if rounded == 0.0 {
        "0".to_owned()
    } else {
        format!("{rounded}")
    }
}

/// `2022-01-31`, `2022-01-31T14:05:00`, or `26:30:00` for a duration or a time of day.
fn moment_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&serial) {
        let total = (serial * 86_400.0).round();
        let sign = if total < 0.0 { "-" } else { "" };
        let total = total.abs() as u64;
        return format!(
            "{sign}{:02}:{:02}:{:02}",
            total / 3600,
            total / 60 % 60,
            total % 60
        );
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        return number_text(serial);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second, milli) == (0, 0, 0, 0) {
        date
    } else {
        format!("{date}T{hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{Quiet, open};
    use rust_xlsxwriter::{ExcelDateTime as Written, Format, Formula, Workbook};

    fn opened(book: &mut Workbook, options: &OpenOptions) -> Result<Opened, OpenError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("named.csv");
        book.save(&path).unwrap();
        open(&path, options, &Quiet)
    }

    fn row(table: &Table, row: u32) -> Vec<String> {
        table
            .columns()
            .map(|(col, _)| {
                table
                    .text(crate::table::RowId(row), col)
                    .reveal()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn cells_show_what_excel_shows() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (col, name) in (0u16..).zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
            sheet.write_string(0, col, name).unwrap();
        }
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_string(1, 0, "00123").unwrap();
        sheet.write_string(1, 1, "7E3").unwrap();
        sheet.write_number(1, 2, 47_000_124_512.0).unwrap();
        sheet.write_number(1, 3, 0.1 + 0.2).unwrap();
        let day = Written::from_ymd(2022, 1, 31).unwrap();
        sheet.write_datetime_with_format(1, 4, day, &date).unwrap();
        sheet.write_boolean(1, 5, true).unwrap();
        sheet
            .write_formula(1, 6, Formula::new("=NA()").set_result("#N/A"))
            .unwrap();
        sheet
            .write_formula(1, 7, Formula::new("=1+1").set_result("2"))
            .unwrap();
        let o = opened(&mut book, &OpenOptions::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(o.kind, Kind::Xlsx);
        assert_eq!(
            row(&o.table, 0),
            [
                "00123",
                "7E3",
                "47000124512",
                "0.3",
                "2022-01-31",
                "true",
                "#N/A",
                "2"
            ]
        );
    }

    #[test]
    fn far_cells_cost_nothing() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "x").unwrap();
        sheet.write_string(1_048_575, 16_383, "far").unwrap();
        let o = opened(&mut book, &OpenOptions::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(o.table.row_count(), 1);
        assert_eq!(o.table.column_count(), 2);
        let far = o.table.address(crate::table::RowId(0), ColId(1));
        assert_eq!(far, "XFD1048576");
    }

    #[test]
    fn rows_and_columns_keep_their_addresses() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Juin").unwrap();
        sheet.write_string(0, 1, "Title").unwrap();
        sheet.write_string(2, 1, "id").unwrap();
        sheet.write_string(2, 3, "name").unwrap();
        sheet.write_string(5, 3, "x").unwrap();
        let o = opened(&mut book, &OpenOptions::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((o.table.header_row(), o.table.sheet()), (3, Some("Juin")));
        assert_eq!(o.table.address(crate::table::RowId(0), ColId(2)), "D6");
    }

    #[test]
    fn sheets_by_name_and_limits() {
        let mut book = Workbook::new();
        book.add_worksheet()
            .set_name("Hidden")
            .unwrap()
            .set_hidden(true);
        let sheet = book.add_worksheet().set_name("Data").unwrap();
        sheet.set_active(true);
        for col in 0..20 {
            sheet.write_string(0, col, "h").unwrap();
        }
        let o = opened(&mut book, &OpenOptions::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(o.sheets, ["Data", "Hidden"]);
        assert_eq!(o.table.sheet(), Some("Data"));
        let missing = OpenOptions {
            sheet: Some("Mai".into()),
            ..OpenOptions::default()
        };
        assert!(matches!(
            opened(&mut book, &missing),
            Err(OpenError::NoSuchSheet { .. })
        ));
        let mut small = OpenOptions::default();
        small.limits.cells = 10;
        assert!(matches!(
            opened(&mut book, &small),
            Err(OpenError::TooLarge { what: "cells" })
        ));
    }
}
