//! Cells → csv, json and json lines, exactly: nothing is quoted, prefixed or escaped for a
//! spreadsheet's sake, and the same cells give the same bytes.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Progress;
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
pub trait RowSource {
    /// Name and kind of each column.
    fn fields(&self) -> Vec<(&str, JsonKind)>;
    /// Number of rows.
    fn rows(&self) -> usize;
    /// One cell's text.
    fn cell(&self, row: usize, col: usize) -> Cow<'_, str>;
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

/// Comma, LF, UTF-8, quotes only where needed. With `bom`, Excel recognises the encoding.
///
/// # Errors
/// When `out` cannot be written to, or the work was cancelled (`Interrupted`).
pub fn write_csv(
    out: &mut dyn Write,
    source: &dyn RowSource,
    bom: bool,
    progress: &dyn Progress,
) -> io::Result<()> {
    if bom {
        out.write_all(BOM.as_bytes())?;
    }
    let fields = source.fields();
    let alone = fields.len() == 1;
    for (i, (name, _)) in fields.iter().enumerate() {
        csv_field(out, i, name, alone)?;
    }
    out.write_all(b"\n")?;
    for row in 0..source.rows() {
        step(row, progress)?;
        for col in 0..fields.len() {
            csv_field(out, col, &source.cell(row, col), alone)?;
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn csv_field(out: &mut dyn Write, place: usize, text: &str, alone: bool) -> io::Result<()> {
    if place > 0 {
        out.write_all(b",")?;
    }
    // A record of one empty field would be a blank line, which readers skip.
    let quoted = text
        .bytes()
        .any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r'))
        || (alone && text.is_empty());
    if quoted {
        out.write_all(b"\"")?;
        out.write_all(text.replace('"', "\"\"").as_bytes())?;
        out.write_all(b"\"")
    } else {
        out.write_all(text.as_bytes())
    }
}

/// An array of objects, one a line; an empty cell is `null`. With `body` it is the array of
/// `{"data":[…]}`, as the platform's interface takes it.
///
/// # Errors
/// When `out` cannot be written to, or the work was cancelled (`Interrupted`).
pub fn write_json(
    out: &mut dyn Write,
    source: &dyn RowSource,
    body: bool,
    progress: &dyn Progress,
) -> io::Result<()> {
    out.write_all(if body { b"{\"data\":[" } else { b"[" })?;
    records(out, source, ["\n", ",\n", "\n"], progress)?;
    out.write_all(if body { b"]}\n" } else { b"]\n" })
}

/// One object a line.
///
/// # Errors
/// When `out` cannot be written to, or the work was cancelled (`Interrupted`).
pub fn write_jsonl(
    out: &mut dyn Write,
    source: &dyn RowSource,
    progress: &dyn Progress,
) -> io::Result<()> {
    records(out, source, ["", "\n", "\n"], progress)
}

/// The objects, with what stands before the first, between two, and at the end.
fn records(
    out: &mut dyn Write,
    source: &dyn RowSource,
    [first, between, last]: [&str; 3],
    progress: &dyn Progress,
) -> io::Result<()> {
    let fields = source.fields();
    let names: Vec<String> = fields
        .iter()
        .map(|(name, _)| serde_json::to_string(name))
        .collect::<Result<_, _>>()?;
    let rows = source.rows();
    for row in 0..rows {
        step(row, progress)?;
        out.write_all(if row == 0 { first } else { between }.as_bytes())?;
        out.write_all(b"{")?;
        for (col, ((_, kind), name)) in fields.iter().zip(&names).enumerate() {
            if col > 0 {
                out.write_all(b",")?;
            }
            out.write_all(name.as_bytes())?;
            out.write_all(b":")?;
            out.write_all(json_value(*kind, &source.cell(row, col))?.as_bytes())?;
        }
        out.write_all(b"}")?;
    }
    if rows > 0 || !first.is_empty() {
        out.write_all(last.as_bytes())?;
    }
    Ok(())
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
    }
}
