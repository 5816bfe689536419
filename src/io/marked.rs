//! A workbook for a person: a front page, then sheets whose cells stand where they stood, some
//! of them marked and explained. It holds personal values in the clear: only provider returns
//! are written with it, under a name that says so.
//!
//! What was written is read back and compared, cell by cell through a digest per sheet.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, FormatUnderline, Note, Url, Workbook, Worksheet,
};
use sha2::{Digest as _, Sha256};

use super::Limits;
use super::Progress;
use super::atomic::WriteError;
use super::copy::{Held, xlsx_cells};
use super::xlsx::{anonymous, reason};

/// Cells up to which a sheet is held in memory, so that rows may come in any order.
const SMALL: u64 = 2_000_000;

/// Widths of the front page's columns, in letters.
const WIDTHS: [f64; 6] = [13.0, 26.0, 28.0, 9.0, 16.0, 72.0];

/// How a cell is marked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mark {
    Wrong,
    Doubtful,
}

/// A line of the front page.
pub enum Line {
    Title(String),
    Text(String),
    /// The head of a list.
    Head(Vec<String>),
    /// A line of a list: texts, then links as shown text, sheet and address.
    Row {
        mark: Option<Mark>,
        texts: Vec<String>,
        links: Vec<(String, String, String)>,
    },
    Blank,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Look {
    General,
    Text,
    Day,
    Moment,
    Span,
    Head,
}

/// The workbook being written.
pub struct MarkedBook {
    book: Workbook,
    formats: HashMap<(Look, Option<Mark>), Format>,
    written: Vec<(String, [u8; 32])>,
    in_memory: bool,
}

impl MarkedBook {
    /// `cells` is about how many there will be; `scratch` is the folder for unnamed temporary
    /// files, which no other program can open.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn new(scratch: &Path, cells: u64) -> Result<Self, WriteError> {
        let mut formats = HashMap::new();
        for look in [
            Look::General,
            Look::Text,
            Look::Day,
            Look::Moment,
            Look::Span,
            Look::Head,
        ] {
            for mark in [None, Some(Mark::Wrong), Some(Mark::Doubtful)] {
                formats.insert((look, mark), format(look, mark));
            }
        }
        Ok(Self {
            book: anonymous(scratch)?,
            formats,
            written: Vec::new(),
            in_memory: cells <= SMALL,
        })
    }

    /// Adds a page of words.
    ///
    /// # Errors
    /// When the crate refuses a name or a text.
    pub fn page(&mut self, name: &str, lines: &[Line]) -> Result<(), WriteError> {
        let formats = &self.formats;
        let sheet = self.book.add_worksheet();
        sheet.set_name(name).map_err(reason)?;
        for (width, col) in WIDTHS.into_iter().zip(0u16..) {
            sheet.set_column_width(col, width).map_err(reason)?;
        }
        sheet.set_column_range_width(6, 13, 9.0).map_err(reason)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        let title = Format::new().set_bold().set_font_size(14);
        let head = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0xE7_E6_E6))
            .set_border_bottom(FormatBorder::Thin)
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let link = Format::new()
            .set_font_color(Color::RGB(0x05_63_C1))
            .set_underline(FormatUnderline::Single)
            .set_align(FormatAlign::Top);
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        for (line, row) in lines.iter().zip(0u32..) {
            match line {
                Line::Blank => {}
                Line::Title(text) => {
                    sheet
                        .write_string_with_format(row, 0, text, &title)
                        .map_err(reason)?;
                }
                Line::Text(text) => {
                    sheet
                        .merge_range(row, 0, row, 5, text, &wrapped)
                        .map_err(reason)?;
                    // A merged cell does not grow by itself; about 150 letters fit a line.
                    let lines = text.chars().count() / 150 + 1;
                    sheet
                        .set_row_height(row, 15.0 * lines as f64)
                        .map_err(reason)?;
                }
                Line::Head(texts) => {
                    for (text, col) in texts.iter().zip(0u16..) {
                        sheet
                            .write_string_with_format(row, col, text, &head)
                            .map_err(reason)?;
                    }
                }
                Line::Row { mark, texts, links } => {
                    for (text, col) in texts.iter().zip(0u16..) {
                        let marked = formats
                            .get(&(Look::Head, *mark))
                            .filter(|_| col == 0 && mark.is_some());
                        sheet
                            .write_string_with_format(row, col, text, marked.unwrap_or(&wrapped))
                            .map_err(reason)?;
                    }
                    let most = texts
                        .iter()
                        .zip(WIDTHS)
                        .map(|(text, width)| text.chars().count() as f64 / width)
                        .fold(0.9, f64::max);
                    sheet
                        .set_row_height(row, 15.0 * (most * 1.1).ceil())
                        .map_err(reason)?;
                    let first = u16::try_from(texts.len()).unwrap_or(u16::MAX);
                    for ((shown, sheet_name, address), col) in links.iter().zip(first..) {
                        let quoted = sheet_name.replace('\'', "''");
                        let url = Url::new(format!("internal:'{quoted}'!{address}"));
                        sheet
                            .write_url_with_options(row, col, url, shown, "", Some(&link))
                            .map_err(reason)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds a sheet. `head` is the number of rows that stay on screen.
    ///
    /// # Errors
    /// When the crate refuses the name.
    pub fn sheet(
        &mut self,
        name: &str,
        hidden: bool,
        head: u32,
    ) -> Result<MarkedSheet<'_>, WriteError> {
        let sheet = if self.in_memory {
            self.book.add_worksheet()
        } else {
            self.book
                .add_worksheet_with_constant_memory()
                .map_err(reason)?
        };
        sheet.set_name(name).map_err(reason)?;
        sheet.set_hidden(hidden);
        if head > 0 && head < 100 {
            sheet.set_freeze_panes(head, 0).map_err(reason)?;
        }
        self.written.push((name.to_owned(), [0; 32]));
        Ok(MarkedSheet {
            sheet,
            formats: &self.formats,
            written: &mut self.written,
            digest: Sums::default(),
        })
    }

    /// Writes the file, and gives what [`verify_marked`] needs.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn save(mut self, out: &mut File) -> Result<Vec<(String, [u8; 32])>, WriteError> {
        self.book
            .save_to_writer(BufWriter::with_capacity(1 << 16, out))
            .map_err(reason)?;
        Ok(self.written)
    }
}

/// One sheet being written.
pub struct MarkedSheet<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a HashMap<(Look, Option<Mark>), Format>,
    written: &'a mut [(String, [u8; 32])],
    digest: Sums,
}

impl MarkedSheet<'_> {
    /// Writes a cell; row and column counted from 0.
    ///
    /// # Errors
    /// When a sheet cannot hold it.
    pub fn cell(
        &mut self,
        row: u32,
        col: u32,
        held: Option<Held<'_>>,
        mark: Option<Mark>,
    ) -> Result<(), WriteError> {
        let place = u16::try_from(col).map_err(|_| WriteError::TooLarge { what: "rows" })?;
        let look = match held {
            Some(Held::Text(_)) => Look::Text,
            Some(Held::Moment(day)) if day.fract() == 0.0 => Look::Day,
            Some(Held::Moment(_)) => Look::Moment,
            Some(Held::Span(_)) => Look::Span,
            _ => Look::General,
        };
        let Some(format) = self.formats.get(&(look, mark)) else {
            return Ok(());
        };
        let sheet = &mut self.sheet;
        match held {
            None => sheet.write_blank(row, place, format),
            Some(Held::Number(n) | Held::Moment(n) | Held::Span(n)) => {
                sheet.write_number_with_format(row, place, n, format)
            }
            Some(Held::Boolean(value)) => {
                sheet.write_boolean_with_format(row, place, value, format)
            }
            Some(Held::Text(text)) => {
                sheet.write_string_with_format(row, place, text.reveal(), format)
            }
        }
        .map_err(reason)?;
        if let Some(held) = held {
            self.digest.add(row, col, held);
        }
        Ok(())
    }

    /// Explains a cell.
    ///
    /// # Errors
    /// When the text is too long for a note.
    pub fn note(&mut self, row: u32, col: u32, text: &str) -> Result<(), WriteError> {
        let place = u16::try_from(col).map_err(|_| WriteError::TooLarge { what: "rows" })?;
        let lines: usize = text.lines().map(|l| l.chars().count() / 38 + 1).sum();
        let height = u32::try_from(lines * 16 + 16).unwrap_or(400).min(400);
        let note = Note::new(text)
            .add_author_prefix(false)
            .set_author("Tamis")
            .set_width(260)
            .set_height(height);
        self.sheet.insert_note(row, place, &note).map_err(reason)?;
        Ok(())
    }

    /// Sets a column's width in letters.
    ///
    /// # Errors
    /// When there is no such column in a sheet.
    pub fn width(&mut self, col: u32, letters: usize) -> Result<(), WriteError> {
        let place = u16::try_from(col).map_err(|_| WriteError::TooLarge { what: "rows" })?;
        self.sheet
            .set_column_width(place, letters as f64)
            .map_err(reason)?;
        Ok(())
    }
}

impl Drop for MarkedSheet<'_> {
    fn drop(&mut self) {
        if let Some(last) = self.written.last_mut() {
            last.1 = self.digest.sum;
        }
    }
}

/// Says what some cells hold; the order in which they come does not matter.
#[derive(Default)]
struct Sums {
    sum: [u8; 32],
}

impl Sums {
    fn add(&mut self, row: u32, col: u32, held: Held<'_>) {
        let mut hash = Sha256::new();
        hash.update(row.to_le_bytes());
        hash.update(col.to_le_bytes());
        match held {
            Held::Number(n) | Held::Moment(n) | Held::Span(n) => {
                hash.update([0]);
                hash.update((n + 0.0).to_le_bytes());
            }
            Held::Boolean(value) => hash.update([1, u8::from(value)]),
            Held::Text(text) => {
                hash.update([2]);
                hash.update(text.reveal().as_bytes());
            }
        }
        for (sum, byte) in self.sum.iter_mut().zip(hash.finalize()) {
            *sum ^= byte;
        }
    }
}

/// Reads the workbook back and compares every sheet with what it was given.
///
/// # Errors
/// `VerifyFailed` where a sheet differs.
pub fn verify_marked(
    path: &Path,
    written: &[(String, [u8; 32])],
    progress: &dyn Progress,
) -> Result<(), WriteError> {
    let limits = Limits::default();
    for (name, expected) in written {
        let mut sums = Sums::default();
        xlsx_cells(path, name, &limits, progress, &mut |row, col, held| {
            sums.add(row, col, held);
            Ok(())
        })
        .map_err(|error| match error {
            WriteError::Cancelled => WriteError::Cancelled,
            _ => WriteError::VerifyFailed,
        })?;
        if sums.sum != *expected {
            return Err(WriteError::VerifyFailed);
        }
    }
    Ok(())
}

/// Names of sheets that Excel takes and that differ: at most 31 characters, some forbidden,
/// letter case not telling them apart.
#[derive(Default)]
pub struct SheetNames {
    taken: BTreeMap<String, ()>,
}

impl SheetNames {
    /// A name as near to this one as Excel allows.
    pub fn take(&mut self, wanted: &str) -> String {
        let clean: String = wanted
            .chars()
            .map(|c| match c {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
                c if c.is_control() => ' ',
                c => c,
            })
            .collect();
        let clean = clean.trim_matches(['\'', ' ']).to_owned();
        let clean = if clean.is_empty() {
            "1".to_owned()
        } else {
            clean
        };
        for number in 1u32.. {
            let suffix = if number == 1 {
                String::new()
            } else {
                format!(" ({number})")
            };
            let room = 31usize.saturating_sub(suffix.len());
            // Excel counts UTF-16 units.
            let mut units = 0;
            let mut name: String = clean
                .chars()
                .take_while(|c| {
                    units += c.len_utf16();
                    units <= room
                })
                .collect();
            name.truncate(name.trim_end_matches(['\'', ' ']).len());
            name.push_str(&suffix);
            if self.taken.insert(name.to_lowercase(), ()).is_none() {
                return name;
            }
        }
        clean
    }
}

fn format(look: Look, mark: Option<Mark>) -> Format {
    let format = match look {
        Look::General => Format::new(),
        Look::Text => Format::new().set_num_format("@"),
        Look::Day => Format::new().set_num_format("yyyy-mm-dd"),
        Look::Moment => Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        Look::Span => Format::new().set_num_format("[h]:mm:ss"),
        Look::Head => Format::new().set_align(FormatAlign::Top),
    };
    // Never colour alone: what is wrong is bold, what is doubtful is in italics.
    match mark {
        None => format,
        Some(Mark::Wrong) => format
            .set_background_color(Color::RGB(0xFF_C7_CE))
            .set_font_color(Color::RGB(0x9C_00_06))
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x9C_00_06))
            .set_bold(),
        Some(Mark::Doubtful) => format
            .set_background_color(Color::RGB(0xFF_EB_9C))
            .set_font_color(Color::RGB(0x7F_60_00))
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x7F_60_00))
            .set_italic(),
    }
}
