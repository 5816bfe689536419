//! Recognises a file by its content, not by its name, and hands it to its reader.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::layout::SheetLayout;
use super::sniff::{Family, family};
use super::{Limits, OpenError, Progress, delimited, json, workbook};
use crate::table::{RowId, Table};

/// What kind of file it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// With or without macros, strict or not.
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    /// Delimited text of any delimiter.
    Csv,
    Json,
    JsonLines,
}

/// What the user chose instead of what is recognised.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OpenOptions {
    /// The sheet; the first visible one with text without it.
    pub sheet: Option<String>,
    /// Further sheets with the same headers that are read into the same table.
    pub more_sheets: Vec<String>,
    /// The row that names the columns, as a spreadsheet numbers it.
    pub header_row: Option<u32>,
    /// A name of an encoding: `utf-8`, `windows-1252`, `utf-16le`.
    pub encoding: Option<String>,
    /// An ASCII character.
    pub delimiter: Option<u8>,
    /// Whole numbers with the zeros and signs that their number format shows.
    pub as_shown: bool,
    /// Merged cells give their text to every row that they span.
    pub fill_merged: bool,
    pub limits: Limits,
}

/// Something odd about a record, to be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// Fewer or more fields than the header. `line` counts the file's lines from 1.
    Ragged {
        row: RowId,
        line: u64,
        expected: usize,
        found: usize,
    },
    /// A quote opened on this line is never closed.
    UnterminatedQuote { row: RowId, line: u64 },
}

/// A file that could be read.
pub struct Opened {
    pub table: Table,
    pub kind: Kind,
    /// Sheets that can be chosen, visible ones first; none for a text file.
    pub sheets: Vec<String>,
    pub encoding: Option<&'static str>,
    pub delimiter: Option<char>,
    pub flaws: Vec<Flaw>,
    /// Where the table stands in its sheet.
    pub layout: SheetLayout,
}

/// Reads a file.
///
/// # Errors
/// One reason, which `text` turns into one sentence.
pub fn open(
    path: &Path,
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<Opened, OpenError> {
    open_knowing(path, options, &|_| 0, progress)
}

/// How many texts of a row are known to name a column.
pub type Known<'a> = &'a dyn Fn(&[String]) -> usize;

/// Reads a file, with help to tell the header row from others.
///
/// # Errors
/// One reason, which `text` turns into one sentence.
pub fn open_knowing(
    path: &Path,
    options: &OpenOptions,
    known: Known<'_>,
    progress: &dyn Progress,
) -> Result<Opened, OpenError> {
    let (mut file, size, family) = recognize(path, options)?;
    match family {
        Family::Foreign(what) => Err(OpenError::NotATable { what }),
        Family::Zip | Family::Compound => {
            let (kind, mut book) = workbook::book(file, path, family, options)?;
            workbook::read(kind, book.as_mut(), options, known, progress)
        }
        Family::Json | Family::Text => {
            if family == Family::Text {
                return delimited::read(path, size, options, known, progress);
            }
            let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
            file.read_to_end(&mut bytes)?;
            json::read(&bytes, options, progress)
        }
    }
}

/// Opens a file and looks at its head.
pub(super) fn recognize(
    path: &Path,
    options: &OpenOptions,
) -> Result<(File, u64, Family), OpenError> {
    let mut file = File::open(path)?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(OpenError::NotATable { what: "folder" });
    }
    if meta.len() > options.limits.bytes {
        return Err(OpenError::TooLarge { what: "bytes" });
    }
    let mut head = Vec::with_capacity(8192);
    file.by_ref().take(8192).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    if head.is_empty() {
        return Err(OpenError::Empty);
    }
    Ok((file, meta.len(), family(&head)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::Quiet;

    fn reason(bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        match open(&path, &OpenOptions::default(), &Quiet) {
            Ok(_) => "opened".to_owned(),
            Err(error) => error.key().to_owned(),
        }
    }

    #[test]
    fn what_is_not_a_table_is_named() {
        assert_eq!(reason(b""), "open-empty");
        assert_eq!(reason(b"%PDF-1.7\n"), "open-not-a-table");
        assert_eq!(reason(b"<html><table><tr><td>1"), "open-not-a-table");
        assert_eq!(reason(b"PK\x03\x04rest"), "open-damaged");
        assert_eq!(reason(b"a,b\n1,2\n"), "opened");
        assert_eq!(reason(b"[{\"a\":1}]"), "opened");
        assert_eq!(reason(b"{\"a\":1}\n{\"a\":"), "open-bad-json");
    }
}
