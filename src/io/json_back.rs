//! Reads json that was written here back from disk, on all processors: cut where its writer says
//! that records begin, each part must be whole objects, one a line, with the names that they should
//! have in their order, and all parts together with head and tail are the file. Every value is
//! compared with what should have left. Takes nothing from the writer but the cuts; a wrong one
//! fails.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::{Deserializer as _, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::atomic::WriteError;
use super::rows_back::{BATCH, Cut, Look, text_of};
use super::write::{JsonForm, JsonKind, RowSource, push_json};

const FAILED: WriteError = WriteError::VerifyFailed;

/// Compares every value; `look` then sees them too, as texts without quotes and escapes. `cuts`
/// are those that the writer gave.
///
/// # Errors
/// `VerifyFailed` at the first value that differs; what `look` returns.
pub fn verify_json(
    path: &Path,
    source: &dyn RowSource,
    form: JsonForm,
    cuts: &[Cut],
    look: Look<'_>,
) -> Result<(), WriteError> {
    let size = File::open(path)?.metadata()?.len();
    let end = size.checked_sub(form.tail.len() as u64).ok_or(FAILED)?;
    let first = cuts.first().map_or(end, |cut| cut.byte);
    let mut room = Vec::new();
    let head = text_of(path, 0, first, &mut room)? == form.head;
    let tail = text_of(path, end, size, &mut room)? == form.tail;
    let begins = cuts.first().map_or(source.rows(), |cut| cut.row) == 0;
    if !(head && tail && begins) {
        return Err(FAILED);
    }
    let ends = cuts.iter().skip(1).map(|cut| (cut.row, cut.byte));
    let parts: Vec<(Cut, (usize, u64))> = cuts
        .iter()
        .copied()
        .zip(ends.chain([(source.rows(), end)]))
        .collect();
    parts
        .into_par_iter()
        .with_max_len(1)
        .map_init(Vec::new, |room, (cut, (row, byte))| {
            let text = text_of(path, cut.byte, byte, room)?;
            part(text, source, form, (cut.row, row), look)
        })
        .collect()
}

/// The records of one part, from a row up to, not with, another.
fn part(
    text: &str,
    source: &dyn RowSource,
    form: JsonForm,
    (first, end): (usize, usize),
    look: Look<'_>,
) -> Result<(), WriteError> {
    let fields = source.fields();
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let mut lines = text.split_inclusive('\n');
    for start in (first..end).step_by(BATCH) {
        let stop = end.min(start + BATCH);
        let mut values: Vec<&RawValue> = Vec::with_capacity((stop - start) * names.len());
        for row in start..stop {
            let line = lines.next().and_then(|line| line.strip_suffix('\n'));
            let mut line = line.ok_or(FAILED)?;
            if form.commas && row + 1 < source.rows() {
                line = line.strip_suffix(',').ok_or(FAILED)?;
            }
            object(line, &names, &mut values)?;
        }
        for (col, (_, kind)) in fields.iter().enumerate() {
            let column = values.iter().skip(col).step_by(names.len());
            same(source, *kind, (start..stop, col), column.copied(), look)?;
        }
    }
    match lines.next() {
        None => Ok(()),
        Some(_) => Err(FAILED),
    }
}

fn same<'t>(
    source: &dyn RowSource,
    kind: JsonKind,
    (rows, col): (std::ops::Range<usize>, usize),
    values: impl Iterator<Item = &'t RawValue>,
    look: Look<'_>,
) -> Result<(), WriteError> {
    let (first, count) = (rows.start, rows.len());
    let mut expected = Vec::with_capacity(count);
    source.column(rows, col, &mut expected);
    let mut texts: Vec<Cow<'_, str>> = Vec::with_capacity(count);
    let mut json = String::new();
    for (value, expected) in values.zip(&expected) {
        json.clear();
        push_json(&mut json, kind, expected);
        if value.get() != json {
            return Err(FAILED);
        }
        texts.push(text_in(value.get())?);
    }
    if texts.len() != count || expected.len() != count {
        return Err(FAILED);
    }
    look(col, first, &texts)
}

/// A text, borrowed where it stands without escapes.
#[derive(Deserialize)]
struct Plain<'a>(#[serde(borrow)] Cow<'a, str>);

/// What a value says: nothing, a string's text, a number or word as it is written.
fn text_in(json: &str) -> Result<Cow<'_, str>, WriteError> {
    if json == "null" {
        return Ok(Cow::Borrowed(""));
    }
    if !json.starts_with('"') {
        return Ok(Cow::Borrowed(json));
    }
    serde_json::from_str(json)
        .map(|Plain(text)| text)
        .map_err(|_| FAILED)
}

/// The values of an object that has just these names, in this order.
fn object<'t>(
    line: &'t str,
    names: &[&str],
    values: &mut Vec<&'t RawValue>,
) -> Result<(), WriteError> {
    struct Values<'n, 't>(&'n [&'n str], &'n mut Vec<&'t RawValue>);

    impl<'t> Visitor<'t> for Values<'_, 't> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
            for name in self.0 {
                match map.next_key::<Plain<'t>>()? {
                    Some(Plain(key)) if key == *name => self.1.push(map.next_value()?),
                    _ => return Err(A::Error::custom("another name")),
                }
            }
            match map.next_key::<Plain<'t>>()? {
                None => Ok(()),
                Some(_) => Err(A::Error::custom("one more name")),
            }
        }
    }

    let mut json = serde_json::Deserializer::from_str(line);
    json.deserialize_map(Values(names, values))
        .and_then(|()| json.end())
        .map_err(|_| FAILED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::Quiet;
    use crate::io::write::write_json;

    struct Rows(usize);

    impl RowSource for Rows {
        fn fields(&self) -> Vec<(&str, JsonKind)> {
            vec![("é \"q\"", JsonKind::String), ("n", JsonKind::Number)]
        }

        fn rows(&self) -> usize {
            self.0
        }

        fn cell(&self, row: usize, col: usize) -> Cow<'_, str> {
            Cow::Owned(match (row % 4, col) {
                (0, _) => String::new(),
                (1, 0) => format!("a \"b\"\n{row}\\"),
                (_, 0) => format!("x{row}"),
                (2, _) => "3,5".to_owned(),
                _ => format!("00{row}.50"),
            })
        }
    }

    #[test]
    fn what_was_written_is_read_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.json");
        for form in [
            JsonForm::array(false),
            JsonForm::array(true),
            JsonForm::lines(),
        ] {
            for rows in [0, 1, 9000] {
                let (source, mut bytes) = (Rows(rows), Vec::new());
                let cuts = write_json(&mut bytes, &source, form, &Quiet).unwrap();
                let seen = std::sync::Mutex::new(0);
                let look = |col: usize, _: usize, texts: &[Cow<'_, str>]| {
                    if col == 0 && texts.iter().any(|text| text.starts_with("a \"b\"\n")) {
                        *seen.lock().unwrap() += 1;
                    }
                    Ok(())
                };
                std::fs::write(&path, &bytes).unwrap();
                assert_eq!(verify_json(&path, &source, form, &cuts, &look), Ok(()));
                assert_eq!(*seen.lock().unwrap() > 0, rows > 1);
                if form.commas {
                    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                    let list = if value.is_array() {
                        &value
                    } else {
                        &value["data"]
                    };
                    assert_eq!(list.as_array().unwrap().len(), rows);
                }
                let text = String::from_utf8(bytes.clone()).unwrap();
                let doctored = [
                    format!("{text} "),
                    text.replacen("x5", "x6", 1),
                    text.replacen("\"n\"", "\"m\"", 1),
                    text.replacen("null", "\"\"", 1),
                    text.replacen("},\n", "}\n", 1),
                    text.replacen("{\"é", "{\"k\":1,\"é", 1),
                    text.replacen("}", ",\"k\":\"secret\"}", 1),
                    text.replacen("\n", "\n\n", 1),
                ];
                for other in doctored.iter().filter(|other| **other != text) {
                    std::fs::write(&path, other).unwrap();
                    let verified = verify_json(&path, &source, form, &cuts, &look);
                    assert_eq!(
                        verified,
                        Err(FAILED),
                        "{}",
                        other.get(..80).unwrap_or(other)
                    );
                }
            }
        }
    }
}
