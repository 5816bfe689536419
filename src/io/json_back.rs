//! Reads json that was made ready as a stranger would: whole objects, one a line, with the names
//! that they should have in their order. Every value is compared with what should leave. Takes
//! nothing from who wrote it.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer as _, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::atomic::WriteError;
use super::blocks::{Block, Look};
use super::write::{JsonForm, JsonKind, push_json};

const FAILED: WriteError = WriteError::VerifyFailed;

/// Compares every value of some objects; `look` then sees them too, as texts without quotes and
/// escapes. Of how many objects there are in all depends where commas stand.
///
/// # Errors
/// `VerifyFailed` at the first value that differs; what `look` returns.
pub(super) fn objects_back(
    text: &str,
    block: Block<'_>,
    fields: &[(&str, JsonKind)],
    (form, total): (JsonForm, usize),
    look: Look<'_>,
) -> Result<(), WriteError> {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let mut lines = text.split_inclusive('\n');
    let mut values: Vec<&RawValue> = Vec::with_capacity(block.rows * names.len());
    for row in 0..block.rows {
        let line = lines.next().and_then(|line| line.strip_suffix('\n'));
        let mut line = line.ok_or(FAILED)?;
        if form.commas && block.first + row + 1 < total {
            line = line.strip_suffix(',').ok_or(FAILED)?;
        }
        object(line, &names, &mut values)?;
    }
    if lines.next().is_some() {
        return Err(FAILED);
    }
    for (col, (_, kind)) in fields.iter().enumerate() {
        let column = values.iter().skip(col).step_by(names.len());
        same(column.copied(), block, (*kind, col), look)?;
    }
    Ok(())
}

fn same<'t>(
    values: impl Iterator<Item = &'t RawValue>,
    block: Block<'t>,
    (kind, col): (JsonKind, usize),
    look: Look<'_>,
) -> Result<(), WriteError> {
    let mut texts: Vec<&str> = Vec::with_capacity(block.rows);
    let mut json = String::new();
    for (value, expected) in values.zip(block.column(col)) {
        json.clear();
        push_json(&mut json, kind, expected);
        if value.get() != json {
            return Err(FAILED);
        }
        texts.push(match text_in(value.get())? {
            Cow::Borrowed(text) => text,
            // Only a string has escapes, and it says what the cell says.
            Cow::Owned(text) if text == **expected => expected,
            Cow::Owned(_) => return Err(FAILED),
        });
    }
    if texts.len() != block.rows {
        return Err(FAILED);
    }
    look(col, block.first, &texts)
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
    use crate::io::write::{RowSource, write_json};
    use std::sync::Mutex;

    struct Rows(Vec<[String; 2]>);

    impl Rows {
        fn new(rows: usize) -> Self {
            let cells = |row: usize| match row % 4 {
                0 => [String::new(), String::new()],
                1 => [format!("a \"b\"\n{row}\\"), format!("00{row}.50")],
                2 => [format!("x{row}"), "3,5".to_owned()],
                _ => [format!("x{row}"), format!("00{row}.50")],
            };
            Self((0..rows).map(cells).collect())
        }
    }

    impl RowSource for Rows {
        fn fields(&self) -> Vec<(&str, JsonKind)> {
            vec![("é \"q\"", JsonKind::String), ("n", JsonKind::Number)]
        }

        fn rows(&self) -> usize {
            self.0.len()
        }

        fn cell(&self, row: usize, col: usize) -> &str {
            &self.0[row][col]
        }
    }

    fn forms() -> [JsonForm; 3] {
        let lines = JsonForm::lines();
        [JsonForm::array(false), JsonForm::array(true), lines]
    }

    fn written(source: &Rows, form: JsonForm, look: Look<'_>) -> String {
        let mut bytes = Vec::new();
        write_json(&mut bytes, source, form, look, &Quiet).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn each_value_is_seen_as_the_file_says_it() {
        for form in forms() {
            for rows in [0, 1, 9000] {
                let source = Rows::new(rows);
                let seen: Mutex<Vec<(usize, usize, String)>> = Mutex::default();
                let look = |col: usize, first: usize, texts: &[&str]| {
                    let mut seen = seen.lock().unwrap();
                    seen.extend(
                        (first..)
                            .zip(texts)
                            .map(|(row, text)| (row, col, (*text).to_owned())),
                    );
                    Ok(())
                };
                let text = written(&source, form, &look);
                let mut seen = seen.into_inner().unwrap();
                seen.sort();
                assert_eq!(seen.len(), rows * 2);
                for (row, col, text) in seen {
                    let cell = source.cell(row, col);
                    // A number in json has no zeros before it.
                    let said = cell.strip_prefix("00").filter(|_| col == 1).unwrap_or(cell);
                    assert_eq!(text, said.trim_start_matches('0'), "{row} {col}");
                }
                if form.commas {
                    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
                    let list = if value.is_array() {
                        &value
                    } else {
                        &value["data"]
                    };
                    assert_eq!(list.as_array().unwrap().len(), rows);
                }
            }
        }
    }

    #[test]
    fn what_differs_is_noticed() {
        let source = Rows::new(6);
        let columns: Vec<&str> = (0..2)
            .flat_map(|col| source.0.iter().map(move |row| row[col].as_str()))
            .collect();
        let block = Block::of_texts(0, 6, &columns);
        let fields = source.fields();
        let unseen: Look<'_> = &|_, _, _| Ok(());
        for form in forms() {
            let text = written(&source, form, unseen);
            let text = text.strip_prefix(form.head).unwrap();
            let text = text.strip_suffix(form.tail).unwrap();
            let back = |text: &str| objects_back(text, block, &fields, (form, 6), unseen);
            assert_eq!(back(text), Ok(()));
            let doctored = [
                format!("{text} "),
                text.replacen("x2", "x6", 1),
                text.replacen("\"n\"", "\"m\"", 1),
                text.replacen("null", "\"\"", 1),
                text.replacen("},\n", "}\n", 1),
                text.replacen("{\"é", "{\"k\":1,\"é", 1),
                text.replacen('}', ",\"k\":\"secret\"}", 1),
                text.replacen('\n', "\n\n", 1),
                text.replacen("1.50", "1.5", 1),
            ];
            for other in doctored.iter().filter(|other| **other != text) {
                assert_eq!(back(other), Err(FAILED), "{other}");
            }
        }
    }
}
