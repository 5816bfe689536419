//! Cells → csv, json and json lines, exactly: nothing is quoted, prefixed or escaped for a
//! spreadsheet's sake, and the same cells give the same bytes.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use rayon::prelude::*;

use super::Progress;
use super::rows_back::Cut;
use crate::parse::{number, word};

/// How a field is written where the file's kind has types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JsonKind {
    /// A number where the text is one, else a string.
    Number,
    /// `true` or `false` where the text is one, else a string.
    Boolean,
    /// A day in a workbook where the text is `YYYY-MM-DD`; a string in json.
    Date,
    String,
}

/// What comes first in a csv.
pub const BOM: &str = "\u{feff}";

/// The cells to write, as they leave.
pub trait RowSource: Sync {
    /// Name and kind of each column.
    fn fields(&self) -> Vec<(&str, JsonKind)>;
    /// Number of rows.
    fn rows(&self) -> usize;
    /// One cell's text.
    fn cell(&self, row: usize, col: usize) -> Cow<'_, str>;
    /// The place of a row in the source of which this is a part.
    fn place(&self, row: usize) -> Option<usize> {
        Some(row)
    }
    /// The texts of one column in some rows, added to `out`. A source that holds columns has
    /// them at hand.
    fn column<'s>(&'s self, rows: Range<usize>, col: usize, out: &mut Vec<Cow<'s, str>>) {
        out.extend(rows.map(|row| self.cell(row, col)));
    }
}

pub(super) fn step(row: usize, progress: &dyn Progress) -> io::Result<()> {
    if row.is_multiple_of(4096) {
        progress.rows(row as u64);
        if progress.cancelled() {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
    }
    Ok(())
}

/// Rows that are made ready together, and of how many such blocks a part consists that is read
/// back as one.
const BLOCK: usize = 512;
const BLOCKS: usize = 8;

/// Comma, LF, UTF-8, quotes only where needed. With `bom`, Excel recognises the encoding. Gives
/// places where records begin, for [`rows_back`](super::rows_back).
///
/// # Errors
/// When `out` cannot be written to, or the work was cancelled (`Interrupted`).
pub fn write_csv(
    out: &mut (dyn Write + Send),
    source: &dyn RowSource,
    bom: bool,
    progress: &dyn Progress,
) -> io::Result<Vec<Cut>> {
    let fields = source.fields();
    let alone = fields.len() == 1;
    let mut ready = String::new();
    if bom {
        ready.push_str(BOM);
    }
    for (i, (name, _)) in fields.iter().enumerate() {
        csv_field(&mut ready, i, name, alone);
    }
    ready.push('\n');
    let width = fields.len();
    let make = |rows| csv_rows(source, rows, width);
    in_parts(out, ready, source.rows(), &make, progress)
}

/// Writes what stands before the rows, and then the rows: while some are written, the next are
/// made ready, a part on each processor.
fn in_parts(
    out: &mut (dyn Write + Send),
    head: String,
    rows: usize,
    make: &(dyn Fn(Range<usize>) -> String + Sync),
    progress: &dyn Progress,
) -> io::Result<Vec<Cut>> {
    let mut ready = vec![head];
    let mut cuts = Vec::new();
    let (mut row, mut byte) = (0, 0u64);
    let wave = rayon::current_num_threads() * 2;
    loop {
        step(row, progress)?;
        let starts: Vec<usize> = (0..wave)
            .map(|part| row + part * BLOCK * BLOCKS)
            .filter(|start| *start < rows)
            .collect();
        let (written, next) = rayon::join(
            || {
                ready
                    .iter()
                    .try_for_each(|part| out.write_all(part.as_bytes()))
            },
            || -> Vec<String> {
                starts
                    .par_iter()
                    .with_max_len(1)
                    .map(|start| make(*start..rows.min(start + BLOCK * BLOCKS)))
                    .collect()
            },
        );
        written?;
        byte += ready.iter().map(|part| part.len() as u64).sum::<u64>();
        let mut begin = byte;
        for (start, part) in starts.iter().zip(&next) {
            cuts.push(Cut {
                row: *start,
                byte: begin,
            });
            begin += part.len() as u64;
        }
        if next.is_empty() {
            return Ok(cuts);
        }
        row += wave * BLOCK * BLOCKS;
        ready = next;
    }
}

/// The texts of one row, among those of others.
#[derive(Clone, Copy)]
struct RowTexts<'t> {
    /// Column by column.
    texts: &'t [Cow<'t, str>],
    row: usize,
    rows: usize,
}

impl<'t> RowTexts<'t> {
    #[inline]
    fn of(self, col: usize) -> &'t str {
        let text = self.texts.get(col * self.rows + self.row);
        text.map_or("", AsRef::as_ref)
    }
}

/// Hands on rows with their texts, which are fetched column by column.
fn each_row(
    source: &dyn RowSource,
    rows: Range<usize>,
    width: usize,
    mut each: impl FnMut(usize, RowTexts<'_>),
) {
    let mut texts: Vec<Cow<'_, str>> = Vec::with_capacity(BLOCK * width);
    for start in rows.clone().step_by(BLOCK) {
        let end = rows.end.min(start + BLOCK);
        texts.clear();
        for col in 0..width {
            source.column(start..end, col, &mut texts);
        }
        let rows = end - start;
        for row in 0..rows {
            let texts = RowTexts {
                texts: &texts,
                row,
                rows,
            };
            each(start + row, texts);
        }
    }
}

/// Some rows as they are written.
fn csv_rows(source: &dyn RowSource, rows: Range<usize>, width: usize) -> String {
    let mut out = String::with_capacity(rows.len() * width * 12);
    each_row(source, rows, width, |_, texts| {
        for col in 0..width {
            csv_field(&mut out, col, texts.of(col), width == 1);
        }
        out.push('\n');
    });
    out
}

#[inline]
fn csv_field(out: &mut String, place: usize, text: &str, alone: bool) {
    if place > 0 {
        out.push(',');
    }
    // A record of one empty field would be a blank line, which readers skip.
    let quoted = text.bytes().fold(false, |found, b| {
        found | matches!(b, b',' | b'"' | b'\n' | b'\r')
    }) || (alone && text.is_empty());
    if !quoted {
        out.push_str(text);
        return;
    }
    out.push('"');
    let mut parts = text.split('"');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str("\"\"");
        out.push_str(part);
    }
    out.push('"');
}

/// How objects stand in a file, one a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct JsonForm {
    pub head: &'static str,
    /// A comma stands between two objects.
    pub commas: bool,
    pub tail: &'static str,
}

impl JsonForm {
    /// An array of objects. With `body` it is the array of `{"data":[…]}`, as the platform's
    /// interface takes it.
    #[must_use]
    pub fn array(body: bool) -> Self {
        Self {
            head: if body { "{\"data\":[\n" } else { "[\n" },
            commas: true,
            tail: if body { "]}\n" } else { "]\n" },
        }
    }

    /// Json lines.
    #[must_use]
    pub fn lines() -> Self {
        Self {
            head: "",
            commas: false,
            tail: "",
        }
    }
}

/// Objects, one a line; an empty cell is `null`. Gives places where records begin, for
/// [`json_back`](super::json_back).
///
/// # Errors
/// When `out` cannot be written to, or the work was cancelled (`Interrupted`).
pub fn write_json(
    out: &mut (dyn Write + Send),
    source: &dyn RowSource,
    form: JsonForm,
    progress: &dyn Progress,
) -> io::Result<Vec<Cut>> {
    let fields = source.fields();
    let names: Vec<(String, JsonKind)> = fields
        .iter()
        .map(|(name, kind)| Ok((serde_json::to_string(name)?, *kind)))
        .collect::<io::Result<_>>()?;
    let total = source.rows();
    let make = |rows: Range<usize>| {
        let mut out = String::with_capacity(rows.len() * names.len() * 32);
        each_row(source, rows, names.len(), |row, texts| {
            out.push('{');
            for (col, (name, kind)) in names.iter().enumerate() {
                if col > 0 {
                    out.push(',');
                }
                out.push_str(name);
                out.push(':');
                push_json(&mut out, *kind, texts.of(col));
            }
            let more = form.commas && row + 1 < total;
            out.push_str(if more { "},\n" } else { "}\n" });
        });
        out
    };
    let cuts = in_parts(out, form.head.to_owned(), total, &make, progress)?;
    out.write_all(form.tail.as_bytes())?;
    Ok(cuts)
}

/// A cell as json text, added to `out`.
pub(super) fn push_json(out: &mut String, kind: JsonKind, text: &str) {
    let is_word = text.is_empty()
        || match kind {
            JsonKind::Number => number::is_float(text),
            JsonKind::Boolean => word::is_boolean(text),
            JsonKind::Date | JsonKind::String => false,
        };
    let plain = !text.bytes().fold(false, |found, b| {
        found | matches!(b, b'"' | b'\\' | 0..0x20)
    });
    if plain && !is_word {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else if let Ok(value) = json_value(kind, text) {
        out.push_str(&value);
    }
}

/// A cell as json text. Numbers keep the cell's digits; json forbids zeros before them.
///
/// # Errors
/// Never in practice; serde_json's string writer returns a result.
pub(super) fn json_value(kind: JsonKind, text: &str) -> io::Result<Cow<'_, str>> {
    if text.is_empty() {
        return Ok(Cow::Borrowed("null"));
    }
    match kind {
        JsonKind::Number if number::is_float(text) => Ok(json_number(text)),
        JsonKind::Boolean if word::is_boolean(text) => Ok(Cow::Owned(text.to_ascii_lowercase())),
        _ => Ok(Cow::Owned(serde_json::to_string(text)?)),
    }
}

fn json_number(text: &str) -> Cow<'_, str> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let whole = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let zeros = digits
        .bytes()
        .take_while(|b| *b == b'0')
        .count()
        .min(whole.saturating_sub(1));
    match digits.get(zeros..) {
        Some(rest) if zeros > 0 => Cow::Owned(format!("{sign}{rest}")),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_digits_and_kinds() {
        let v = |kind, text| json_value(kind, text).unwrap().into_owned();
        assert_eq!(v(JsonKind::Number, "1500.0"), "1500.0");
        assert_eq!(v(JsonKind::Number, "007.5"), "7.5");
        assert_eq!(v(JsonKind::Number, "-00"), "-0");
        assert_eq!(v(JsonKind::Number, "0.5"), "0.5");
        assert_eq!(v(JsonKind::Number, "3,5"), "\"3,5\"");
        assert_eq!(v(JsonKind::String, "00123"), "\"00123\"");
        assert_eq!(v(JsonKind::Boolean, "TRUE"), "true");
        assert_eq!(v(JsonKind::Boolean, "oui"), "\"oui\"");
        assert_eq!(v(JsonKind::Number, ""), "null");
        let texts = [
            "",
            "1.50",
            "-007",
            "TRUE",
            "oui",
            "a \"b\"\n\u{7f}é\\",
            "2021-01-02",
        ];
        for kind in [
            JsonKind::Number,
            JsonKind::Boolean,
            JsonKind::Date,
            JsonKind::String,
        ] {
            for text in texts {
                let mut out = "x".to_owned();
                push_json(&mut out, kind, text);
                assert_eq!(out, format!("x{}", v(kind, text)));
            }
        }
    }
}
