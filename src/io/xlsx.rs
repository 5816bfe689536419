//! Cells → a fresh workbook with one sheet, and back again to compare.
//!
//! Numbers, dates and booleans are typed where the workbook shows exactly the cell's text,
//! everything else is text; nothing is ever a formula or a link. No author, no time of making:
//! the same cells give the same bytes. Rows are streamed, so that memory does not follow them.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Data, DataRef, Reader as _, Xlsx, XlsxCellReader};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::Progress;
use super::atomic::WriteError;
use super::blocks::{Look, each_block, few_texts};
use super::write::{JsonKind, RowSource, step};
use crate::parse::{date, number, word};

/// Rows of a sheet, the header included.
pub const SHEET_ROWS: usize = 1_048_576;

/// Digits that a workbook keeps of a number.
const DIGITS: usize = 15;

/// A cell as the workbook holds it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Typed {
    Empty,
    /// The number and the decimals to show where Excel would drop some.
    Number(f64, Option<usize>),
    Boolean(bool),
    /// Days since the workbook's epoch.
    Day(f64),
    Text,
}

/// How a text is held in a workbook.
pub(super) fn typed(kind: JsonKind, text: &str) -> Typed {
    if text.is_empty() {
        return Typed::Empty;
    }
    match kind {
        JsonKind::Number => exact_number(text),
        JsonKind::Boolean if word::is_boolean(text) => {
            Some(Typed::Boolean(text.eq_ignore_ascii_case("true")))
        }
        JsonKind::Date => serial(text).map(Typed::Day),
        JsonKind::Boolean | JsonKind::String => None,
    }
    .unwrap_or(Typed::Text)
}

/// The number, when a workbook holds all of its digits.
fn exact_number(text: &str) -> Option<Typed> {
    let value = number::float(text)?;
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, _)) => (mantissa, true),
        None => (text, false),
    };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_matches('0').len();
    if significant > DIGITS || (significant > 0 && !value.is_normal()) {
        return None;
    }
    let decimals = mantissa.split_once('.').map_or(0, |(_, f)| f.len());
    // General drops zeros at the end, and shows a long whole number with an exponent.
    let dropped = mantissa.ends_with('0') && decimals > 0;
    let long = decimals == 0 && digits.len() > 11;
    let shown = (!exponent && (dropped || long) && decimals <= DIGITS).then_some(decimals);
    // The sign of zero has no meaning.
    Some(Typed::Number(if value == 0.0 { 0.0 } else { value }, shown))
}

/// Days since the epoch. Before March 1900 programs do not agree, so that these stay text.
fn serial(text: &str) -> Option<f64> {
    let (year, month, day) = date::iso(text)?;
    if (year, month) < (1900, 3) {
        return None;
    }
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let day = ExcelDateTime::from_ymd(u16::try_from(year).ok()?, month, day).ok()?;
    Some(day.to_excel())
}

/// Why the crate could not write. It names no cell.
pub(super) fn reason(error: XlsxError) -> WriteError {
    match error {
        XlsxError::MaxStringLengthExceeded => WriteError::TooLarge { what: "text" },
        XlsxError::RowColumnLimitError => WriteError::TooLarge { what: "rows" },
        XlsxError::IoError(error) => error.into(),
        _ => WriteError::Io(std::io::ErrorKind::Other),
    }
}

/// A workbook that says nothing of who made it and when.
pub(super) fn anonymous(scratch: &Path) -> Result<Workbook, WriteError> {
    let mut book = Workbook::new();
    let epoch = ExcelDateTime::from_ymd(1980, 1, 1).map_err(reason)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
    book.set_tempdir(scratch).map_err(reason)?;
    Ok(book)
}

/// Runs the crate's writing, which panics where the disk is full.
pub(crate) fn guarded(work: impl FnOnce() -> Result<(), WriteError>) -> Result<(), WriteError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(WriteError::NoSpace))
}

/// One sheet with the names in its first row. `scratch` is the folder for the sheet's unnamed
/// temporary file, which no other program can open.
///
/// # Errors
/// When a sheet cannot hold it, the disk does not take it, or it was cancelled.
pub fn write_xlsx(
    out: &mut File,
    scratch: &Path,
    sheet: &str,
    source: &dyn RowSource,
    progress: &dyn Progress,
) -> Result<(), WriteError> {
    if source.rows() >= SHEET_ROWS {
        return Err(WriteError::TooLarge { what: "rows" });
    }
    guarded(|| fill(out, scratch, sheet, source, progress))
}

fn fill(
    out: &mut File,
    scratch: &Path,
    name: &str,
    source: &dyn RowSource,
    progress: &dyn Progress,
) -> Result<(), WriteError> {
    let mut book = anonymous(scratch)?;
    let sheet = book.add_worksheet_with_constant_memory().map_err(reason)?;
    sheet.set_name(name).map_err(reason)?;
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let decimals: Vec<Format> = (0..=DIGITS)
        .map(|n| match n {
            0 => Format::new().set_num_format("0"),
            n => Format::new().set_num_format(format!("0.{}", "0".repeat(n))),
        })
        .collect();
    let fields = source.fields();
    for ((title, _), col) in fields.iter().zip(0u16..) {
        sheet.write_string(0, col, *title).map_err(reason)?;
    }
    for row in 0..source.rows() {
        step(row, progress)?;
        let line = u32::try_from(row + 1).unwrap_or(u32::MAX);
        for (((_, kind), place), col) in fields.iter().zip(0usize..).zip(0u16..) {
            let text = source.cell(row, place);
            match typed(*kind, text) {
                Typed::Empty => continue,
                Typed::Number(value, shown) => match shown.and_then(|n| decimals.get(n)) {
                    Some(format) => sheet.write_number_with_format(line, col, value, format),
                    None => sheet.write_number(line, col, value),
                },
                Typed::Boolean(value) => sheet.write_boolean(line, col, value),
                Typed::Day(serial) => sheet.write_number_with_format(line, col, serial, &day),
                Typed::Text => sheet.write_string(line, col, text),
            }
            .map_err(reason)?;
        }
    }
    book.save_to_writer(std::io::BufWriter::with_capacity(1 << 16, out))
        .map_err(reason)
}

/// Reads a workbook back; `look` sees every cell as the workbook holds it.
///
/// # Errors
/// `VerifyFailed` at the first cell that differs, or at one that should not be there; what `look`
/// returns.
pub fn verify_xlsx(path: &Path, source: &dyn RowSource, look: Look<'_>) -> Result<(), WriteError> {
    let failed = |_| WriteError::VerifyFailed;
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(File::open(path)?)).map_err(failed)?;
    let names = book.sheet_names();
    let [name] = names.as_slice() else {
        return Err(WriteError::VerifyFailed);
    };
    let mut cells = book.worksheet_cells_reader(name).map_err(failed)?;
    let fields = source.fields();
    for (place, (title, _)) in fields.iter().enumerate() {
        same(next(&mut cells)?, (0, place), title, Typed::Text)?;
    }
    let width = fields.len();
    each_block(
        source,
        &few_texts(source, width),
        0..source.rows(),
        |block| {
            // Column by column what stands in the workbook; a text there is that of the block.
            let mut held: Vec<Option<String>> = vec![None; block.rows * width];
            for row in 0..block.rows {
                for (place, (_, kind)) in fields.iter().enumerate() {
                    let text = block.text(row, place);
                    let wanted = typed(*kind, text);
                    if wanted == Typed::Empty {
                        continue;
                    }
                    let at = (block.first + row + 1, place);
                    let found = same(next(&mut cells)?, at, text, wanted)?;
                    if let Some(slot) = held.get_mut(place * block.rows + row) {
                        *slot = found;
                    }
                }
            }
            for (place, held) in held.chunks(block.rows).enumerate() {
                let texts = held.iter().zip(block.column(place));
                let texts: Vec<&str> = texts
                    .map(|(held, text)| held.as_deref().unwrap_or(text))
                    .collect();
                look(place, block.first, &texts)?;
            }
            Ok(())
        },
    )?;
    match next(&mut cells)? {
        Some(_) => Err(WriteError::VerifyFailed),
        None => Ok(()),
    }
}

/// A cell as it was found, and where.
type Found = ((u32, u32), Data);

fn next<R: Read + Seek>(cells: &mut XlsxCellReader<'_, R>) -> Result<Option<Found>, WriteError> {
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) if *cell.get_value() == DataRef::Empty => {}
            Ok(Some(cell)) => {
                let value = Data::from(cell.get_value().clone());
                return Ok(Some((cell.get_position(), value)));
            }
            Ok(None) => return Ok(None),
            Err(_) => return Err(WriteError::VerifyFailed),
        }
    }
}

/// Compares a cell, and gives what a reader sees in it where that is not the text itself.
fn same(
    found: Option<Found>,
    at: (usize, usize),
    text: &str,
    wanted: Typed,
) -> Result<Option<String>, WriteError> {
    let Some(((row, col), found)) = found else {
        return Err(WriteError::VerifyFailed);
    };
    let same = match (&found, wanted) {
        (Data::Float(found), Typed::Number(value, _)) => *found == value,
        (Data::Int(found), Typed::Number(value, _)) => *found as f64 == value,
        (Data::Bool(found), Typed::Boolean(value)) => *found == value,
        (Data::DateTime(found), Typed::Day(serial)) => found.as_f64() == serial,
        (Data::String(found), Typed::Text) => *found == text,
        _ => false,
    };
    if !same || (row as usize, col as usize) != at {
        return Err(WriteError::VerifyFailed);
    }
    Ok(match found {
        Data::String(_) => None,
        found => Some(shown(&found)),
    })
}

/// The text of a cell as a stranger sees it.
pub(super) fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(day) => day.as_f64().to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::Quiet;
    use crate::io::blocks::unseen;
    use proptest::prelude::*;

    struct Cells(Vec<(&'static str, JsonKind)>, Vec<Vec<String>>);

    impl RowSource for Cells {
        fn fields(&self) -> Vec<(&str, JsonKind)> {
            self.0.clone()
        }
        fn rows(&self) -> usize {
            self.1.len()
        }
        fn cell(&self, row: usize, col: usize) -> &str {
            &self.1[row][col]
        }
    }

    fn written(cells: &Cells) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.xlsx");
        let mut file = File::create(&path).unwrap();
        write_xlsx(&mut file, folder.path(), "meters", cells, &Quiet).unwrap();
        (folder, path)
    }

    #[test]
    fn only_exact_texts_are_typed() {
        let n = |text| typed(JsonKind::Number, text);
        assert_eq!(n("3.5"), Typed::Number(3.5, None));
        assert_eq!(n("1500.0"), Typed::Number(1500.0, Some(1)));
        assert_eq!(n("-0.000"), Typed::Number(0.0, Some(3)));
        assert_eq!(
            n("47000124512345"),
            Typed::Number(47_000_124_512_345.0, Some(0))
        );
        assert_eq!(n("1e3"), Typed::Number(1000.0, None));
        for text in [
            "1234567890123456",
            "0.1234567890123456",
            "3,5",
            "1e-400",
            "x",
            "1e999",
        ] {
            assert_eq!(n(text), Typed::Text, "{text}");
        }
        assert_eq!(typed(JsonKind::Boolean, "TRUE"), Typed::Boolean(true));
        assert_eq!(typed(JsonKind::Boolean, "oui"), Typed::Text);
        assert_eq!(typed(JsonKind::Date, "2022-01-31"), Typed::Day(44592.0));
        assert_eq!(typed(JsonKind::Date, "1900-02-28"), Typed::Text);
        assert_eq!(typed(JsonKind::Date, "31/01/2022"), Typed::Text);
        assert_eq!(typed(JsonKind::String, "7"), Typed::Text);
    }

    #[test]
    fn a_changed_cell_is_noticed_and_a_second_run_is_the_same() {
        let kinds = vec![
            ("id", JsonKind::String),
            ("w", JsonKind::Number),
            ("d", JsonKind::Date),
        ];
        let row = |a: &str, b: &str, c: &str| vec![a.to_owned(), b.to_owned(), c.to_owned()];
        let cells = Cells(
            kinds.clone(),
            vec![
                row("00123", "5", "2022-01-31"),
                row("=1+1", "", ""),
                row("", "x", "1"),
            ],
        );
        let (_a, path) = written(&cells);
        assert_eq!(verify_xlsx(&path, &cells, &unseen), Ok(()));
        let (_b, again) = written(&cells);
        assert_eq!(
            std::fs::read(&path).unwrap(),
            std::fs::read(&again).unwrap()
        );
        for (at, text) in [
            ((0, 0), "123"),
            ((0, 1), "6"),
            ((0, 2), "2022-02-01"),
            ((1, 1), "0"),
            ((2, 1), ""),
        ] {
            let mut other = Cells(kinds.clone(), cells.1.clone());
            other.1[at.0][at.1] = text.to_owned();
            assert_eq!(
                verify_xlsx(&path, &other, &unseen),
                Err(WriteError::VerifyFailed),
                "{at:?}"
            );
        }
        let fewer = Cells(kinds, cells.1[..2].to_vec());
        assert_eq!(
            verify_xlsx(&path, &fewer, &unseen),
            Err(WriteError::VerifyFailed)
        );
    }

    #[test]
    fn nobody_is_named() {
        let cells = Cells(
            vec![("id", JsonKind::String)],
            vec![vec!["http://example.org".into()]],
        );
        let (_folder, path) = written(&cells);
        let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
        let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
        assert!(
            !names.iter().any(|n| n.contains("sheet1.xml.rels")),
            "no link: {names:?}"
        );
        let mut core = String::new();
        std::io::Read::read_to_string(
            &mut archive.by_name("docProps/core.xml").unwrap(),
            &mut core,
        )
        .unwrap();
        assert!(core.contains("<dc:creator></dc:creator>"), "{core}");
        assert!(core.contains("1980-01-01T00:00:00Z"), "{core}");
    }

    #[test]
    fn what_a_sheet_cannot_hold_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = File::create(folder.path().join("x")).unwrap();
        let cells = Cells(
            vec![("id", JsonKind::String)],
            vec![vec!["x".repeat(32_768)]],
        );
        let outcome = write_xlsx(&mut file, folder.path(), "s", &cells, &Quiet);
        assert_eq!(outcome, Err(WriteError::TooLarge { what: "text" }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_comes_back(texts in prop::collection::vec(any::<String>(), 1..20), x in any::<f64>()) {
            let rows = texts.iter().map(|t| vec![t.clone(), t.clone(), format!("{x}")]).collect();
            let cells = Cells(vec![("a", JsonKind::String), ("b", JsonKind::Date), ("c", JsonKind::Number)], rows);
            let (_folder, path) = written(&cells);
            prop_assert_eq!(verify_xlsx(&path, &cells, &unseen), Ok(()));
        }

        #[test]
        fn tricky_texts_come_back(text in "[ \\t\\r\\n_x0-9A-F<>&\"'=+@\u{0}\u{1}\u{FFFE}é-]{1,12}") {
            let cells = Cells(vec![("a", JsonKind::String)], vec![vec![text]]);
            let (_folder, path) = written(&cells);
            prop_assert_eq!(verify_xlsx(&path, &cells, &unseen), Ok(()));
        }
    }
}
