//! Cells → csv, json and json lines, exactly: nothing is quoted, prefixed or escaped for a
//! spreadsheet's sake, and the same cells give the same bytes. What was made ready is read as a
//! stranger would read it, and compared with the cells, before it is written.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Progress;
use super::atomic::WriteError;
use super::blocks::{Block, Look, each_block, few_texts, in_parts};
use super::json_back::objects_back;
use super::rows_back::{header_back, rows_back};
use crate::parse::{number, word};
use crate::table::{Code, ColId};

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
    fn cell(&self, row: usize, col: usize) -> &str;
    /// The texts of one column in some rows, added to `out`. A source that holds columns has
    /// them at hand.
    fn column<'s>(&'s self, rows: Range<usize>, col: usize, out: &mut Vec<&'s str>) {
        out.extend(rows.map(|row| self.cell(row, col)));
    }
    /// The texts of a column by their codes ([`codes`](Self::codes)), where they are few and
    /// therefore repeat.
    fn few_texts(&self, _col: usize) -> Option<Vec<&str>> {
        None
    }
    /// For a source that takes its texts from a table's column: the codes of which
    /// [`column`](Self::column) gives what leaves, text by text, added to `out`, and the table's
    /// column. What is known of a code is then known of its text. `None` for any other source.
    fn codes(&self, _rows: Range<usize>, _col: usize, _out: &mut Vec<Code>) -> Option<ColId> {
        None
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

/// Comma, LF, UTF-8, quotes only where needed. With `bom`, Excel recognises the encoding. `look`
/// sees every cell as a reader of the file will.
///
/// # Errors
/// When `out` cannot be written to, the work was cancelled, a reader would see other cells, or
/// what `look` returns.
pub fn write_csv(
    out: &mut (dyn Write + Send),
    source: &dyn RowSource,
    bom: bool,
    look: Look<'_>,
    progress: &dyn Progress,
) -> Result<(), WriteError> {
    let fields = source.fields();
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let width = names.len();
    let mut head = String::new();
    if bom {
        head.push_str(BOM);
    }
    for (place, name) in names.iter().enumerate() {
        csv_field(&mut head, place, name, width == 1);
    }
    head.push('\n');
    header_back(&head, bom, &names)?;
    let quoting = Quoting::new(width);
    let few = few_texts(source, width);
    let make = |rows: Range<usize>, out: &mut String| {
        out.reserve(rows.len() * width * 12);
        each_block(source, &few, rows, |block| {
            csv_block(out, block, &quoting)?;
            (0..width).try_for_each(|col| look(col, block.first, block.column(col)))
        })
    };
    in_parts(out, head, source.rows(), &make, progress)
}

/// By column whether it had a text that needs quotes so far. Most columns never have one, and
/// their texts need not be looked through: what stands in the file is read back anyway.
struct Quoting(Vec<AtomicBool>);

impl Quoting {
    fn new(width: usize) -> Self {
        Self((0..width).map(|_| AtomicBool::new(width == 1)).collect())
    }

    fn of(&self, col: usize) -> bool {
        let found = self.0.get(col).map(|found| found.load(Ordering::Relaxed));
        found.unwrap_or(true)
    }

    /// Looks for texts that need quotes.
    fn learn(&self, block: Block<'_>) {
        for (col, found) in self.0.iter().enumerate() {
            if block.column(col).iter().any(|text| needs_quotes(text)) {
                found.store(true, Ordering::Relaxed);
            }
        }
    }
}

/// Adds some rows as they are written; a reader sees what the block holds.
fn csv_block(out: &mut String, block: Block<'_>, quoting: &Quoting) -> Result<(), WriteError> {
    let start = out.len();
    csv_rows(out, block, quoting);
    let back = |out: &str| {
        let made = out.get(start..).unwrap_or_default();
        rows_back(made, block, quoting.0.len())
    };
    if back(out).is_ok() {
        return Ok(());
    }
    // A column has its first text that needs quotes.
    quoting.learn(block);
    out.truncate(start);
    csv_rows(out, block, quoting);
    back(out)
}

fn csv_rows(out: &mut String, block: Block<'_>, quoting: &Quoting) {
    let width = quoting.0.len();
    let careful: Vec<bool> = (0..width).map(|col| quoting.of(col)).collect();
    for row in 0..block.rows {
        for (col, careful) in careful.iter().enumerate() {
            let text = block.text(row, col);
            if *careful {
                csv_field(out, col, text, width == 1);
                continue;
            }
            if col > 0 {
                out.push(',');
            }
            out.push_str(text);
        }
        out.push('\n');
    }
}

fn needs_quotes(text: &str) -> bool {
    text.bytes().fold(false, |found, b| {
        found | matches!(b, b',' | b'"' | b'\n' | b'\r')
    })
}

#[inline]
fn csv_field(out: &mut String, place: usize, text: &str, alone: bool) {
    if place > 0 {
        out.push(',');
    }
    // A record of one empty field would be a blank line, which readers skip.
    if !(needs_quotes(text) || (alone && text.is_empty())) {
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

/// Objects, one a line; an empty cell is `null`. `look` sees every cell as a reader of the file
/// will.
///
/// # Errors
/// When `out` cannot be written to, the work was cancelled, a reader would see other values, or
/// what `look` returns.
pub fn write_json(
    out: &mut (dyn Write + Send),
    source: &dyn RowSource,
    form: JsonForm,
    look: Look<'_>,
    progress: &dyn Progress,
) -> Result<(), WriteError> {
    let fields = source.fields();
    let names: Vec<(String, JsonKind)> = fields
        .iter()
        .map(|(name, kind)| Ok((serde_json::to_string(name)?, *kind)))
        .collect::<io::Result<_>>()?;
    let total = source.rows();
    let few = few_texts(source, fields.len());
    let make = |rows: Range<usize>, out: &mut String| {
        out.reserve(rows.len() * names.len() * 32);
        each_block(source, &few, rows, |block| {
            let start = out.len();
            json_rows(out, block, &names, form, total);
            let made = out.get(start..).unwrap_or_default();
            objects_back(made, block, &fields, (form, total), look)
        })
    };
    in_parts(out, form.head.to_owned(), total, &make, progress)?;
    Ok(out.write_all(form.tail.as_bytes())?)
}

fn json_rows(
    out: &mut String,
    block: Block<'_>,
    names: &[(String, JsonKind)],
    form: JsonForm,
    total: usize,
) {
    for row in 0..block.rows {
        out.push('{');
        for (col, (name, kind)) in names.iter().enumerate() {
            if col > 0 {
                out.push(',');
            }
            out.push_str(name);
            out.push(':');
            push_json(out, *kind, block.text(row, col));
        }
        let more = form.commas && block.first + row + 1 < total;
        out.push_str(if more { "},\n" } else { "}\n" });
    }
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
