//! Json → table: an array of objects, `{"data":[…]}`, or one object per line. Nested keys are
//! flattened with dots; numbers keep the digits that the file has. Records are numbered by their
//! place in the array, or by their line.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::budget::Budget;
use super::layout::SheetLayout;
use super::{Kind, OpenError, OpenOptions, Opened, Progress, encoding};
use crate::table::{ColId, RowId, Table, Text};

/// Levels that are flattened; what is deeper stays one text.
const DEPTH: usize = 16;

/// True when the text begins as json does.
pub(super) fn looks_like(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let next = |open: char| {
        text.strip_prefix(open)
            .map(|rest| rest.trim_start().chars().next())
    };
    matches!(next('['), Some(Some('{' | ']'))) || matches!(next('{'), Some(Some('"' | '}')))
}

/// Reads a json file whole.
pub(super) fn read(
    bytes: &[u8],
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<Opened, OpenError> {
    let (text, encoding) = encoding::decode(bytes, options.encoding.as_deref())?;
    let text = text.trim_start_matches('\u{feff}');
    let (kind, records) = split(text)?;
    let mut rows = Rows {
        table: Table::new(None, 0, Vec::new()),
        columns: HashMap::new(),
        budget: Budget::new(options.limits, progress),
        columns_limit: options.limits.columns,
    };
    for (number, record) in records {
        rows.record(number, record)?;
    }
    if rows.table.column_count() == 0 {
        return Err(OpenError::Empty);
    }
    Ok(Opened {
        table: rows.table,
        kind,
        sheets: Vec::new(),
        encoding: Some(encoding),
        delimiter: None,
        flaws: Vec::new(),
        layout: SheetLayout::default(),
    })
}

/// Records with their numbers.
type Numbered<'a> = Vec<(u32, &'a RawValue)>;

/// The records of a file.
fn split(text: &str) -> Result<(Kind, Numbered<'_>), OpenError> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let first = match values.next() {
        None => return Err(OpenError::Empty),
        Some(Err(error)) => return Err(bad(error.line())),
        Some(Ok(value)) => value,
    };
    let one = values.byte_offset();
    let alone = text.get(one..).is_none_or(|rest| rest.trim().is_empty());
    if alone {
        let list = match first.get().as_bytes().first() {
            Some(b'[') => first,
            Some(b'{') => match list_in(first)? {
                Some(list) => list,
                // One object alone is one record.
                None => return Ok((Kind::Json, vec![(1, first)])),
            },
            _ => return Err(OpenError::NotATable { what: "json" }),
        };
        let items: Vec<&RawValue> = serde_json::from_str(list.get()).map_err(|e| bad(e.line()))?;
        return Ok((
            Kind::Json,
            items.into_iter().zip(1u32..).map(|(v, n)| (n, v)).collect(),
        ));
    }
    let mut records = vec![(line_of(text, 0, first, 1), first)];
    let mut seen = (one, line_count(text, 0, one) + 1);
    while let Some(value) = values.next() {
        let value = value.map_err(|e| bad(e.line()))?;
        let end = values.byte_offset();
        seen = (end, seen.1 + line_count(text, seen.0, end));
        let inside = line_count(value.get(), 0, value.get().len());
        records.push((seen.1.saturating_sub(inside), value));
    }
    Ok((Kind::JsonLines, records))
}

fn bad(line: usize) -> OpenError {
    OpenError::BadJson { line: line as u64 }
}

fn line_count(text: &str, from: usize, to: usize) -> u32 {
    let part = text.as_bytes().get(from..to).unwrap_or_default();
    u32::try_from(memchr::memchr_iter(b'\n', part).count()).unwrap_or(u32::MAX)
}

/// The line on which the first value begins.
fn line_of(text: &str, from: usize, value: &RawValue, first: u32) -> u32 {
    let start = text.find(value.get()).unwrap_or(from);
    first + line_count(text, from, start)
}

/// `data`, else the only member that is a list of objects.
fn list_in(object: &RawValue) -> Result<Option<&RawValue>, OpenError> {
    let members = members(object)?;
    let is_list = |value: &&RawValue| {
        value
            .get()
            .strip_prefix('[')
            .is_some_and(|rest| rest.trim_start().starts_with(['{', ']']))
    };
    if let Some((_, list)) = members.iter().find(|(k, v)| k == "data" && is_list(v)) {
        return Ok(Some(list));
    }
    let mut lists = members.iter().filter(|(_, v)| is_list(v));
    match (lists.next(), lists.next()) {
        (Some((_, list)), None) => Ok(Some(list)),
        _ => Ok(None),
    }
}

/// The members of an object in file order, doubled keys included.
fn members(object: &RawValue) -> Result<Vec<(String, &RawValue)>, OpenError> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry::<String, &RawValue>()? {
                members.push(member);
            }
            Ok(members)
        }
    }
    serde_json::Deserializer::from_str(object.get())
        .deserialize_map(Members)
        .map_err(|e| bad(e.line()))
}

struct Rows<'a> {
    table: Table,
    columns: HashMap<(String, u32), ColId>,
    budget: Budget<'a>,
    columns_limit: u32,
}

impl Rows<'_> {
    fn record(&mut self, number: u32, record: &RawValue) -> Result<(), OpenError> {
        if !record.get().starts_with('{') {
            return Err(OpenError::NotATable { what: "json" });
        }
        let row = self.table.push_row(number);
        self.flatten(row, "", record, 0)?;
        self.budget.row()
    }

    fn flatten(
        &mut self,
        row: RowId,
        prefix: &str,
        object: &RawValue,
        depth: usize,
    ) -> Result<(), OpenError> {
        let mut times: HashMap<String, u32> = HashMap::new();
        for (key, value) in members(object)? {
            let again = times.entry(key.clone()).or_insert(0);
            let time = *again;
            *again += 1;
            let name = if prefix.is_empty() {
                key
            } else {
                format!("{prefix}.{key}")
            };
            let raw = value.get();
            match raw.as_bytes().first() {
                Some(b'{') if depth < DEPTH => self.flatten(row, &name, value, depth + 1)?,
                Some(b'"') => {
                    let text: String = serde_json::from_str(raw).map_err(|e| bad(e.line()))?;
                    self.cell(row, name, time, &text)?;
                }
                _ if raw == "null" => self.cell(row, name, time, "")?,
                _ => self.cell(row, name, time, raw)?,
            }
        }
        Ok(())
    }

    fn cell(&mut self, row: RowId, name: String, time: u32, text: &str) -> Result<(), OpenError> {
        let next = u32::try_from(self.table.column_count()).unwrap_or(u32::MAX);
        let col = match self.columns.entry((name, time)) {
            std::collections::hash_map::Entry::Occupied(known) => *known.get(),
            std::collections::hash_map::Entry::Vacant(new) => {
                if next >= self.columns_limit {
                    return Err(OpenError::TooLarge { what: "columns" });
                }
                let col = self.table.push_column(new.key().0.clone(), next);
                *new.insert(col)
            }
        };
        if !text.is_empty() {
            self.budget.cell(col.0, text.len())?;
            self.table.set(row, col, Text::new(text));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::Quiet;

    fn opened(text: &str) -> Result<Opened, OpenError> {
        read(text.as_bytes(), &OpenOptions::default(), &Quiet)
    }

    fn shown(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let o = opened(text).unwrap_or_else(|e| panic!("{e}"));
        let headers = o.table.columns().map(|(_, c)| c.header().to_owned());
        let rows = o.table.rows().map(|row| {
            o.table
                .columns()
                .map(|(col, _)| o.table.text(row, col).reveal().to_owned())
                .collect()
        });
        (headers.collect(), rows.collect())
    }

    #[test]
    fn arrays_data_and_lines() {
        let expected = (
            vec![
                "id".to_owned(),
                "gps.lat".into(),
                "gps.long".into(),
                "n".into(),
            ],
            vec![
                vec!["00123".to_owned(), "1.50".into(), "2".into(), String::new()],
                vec!["x".into(), String::new(), String::new(), "true".into()],
            ],
        );
        let rows = [
            r#"{"id":"00123","gps":{"lat":1.50,"long":2},"n":null}"#,
            r#"{"id":"x","n":true}"#,
        ]
        .map(str::to_owned);
        let array = format!("[{}]", rows.join(",\n"));
        assert_eq!(shown(&array), expected);
        assert_eq!(shown(&format!("{{\"page\":1,\"data\":{array}}}")), expected);
        assert_eq!(shown(&rows.join("\n")), expected);
        let lines =
            opened(&format!("\n{}\n\n{}\n", rows[0], rows[1])).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(lines.kind, Kind::JsonLines);
        let numbers: Vec<u32> = lines
            .table
            .rows()
            .map(|r| lines.table.row_number(r))
            .collect();
        assert_eq!(numbers, [2, 4]);
    }

    #[test]
    fn digits_doubled_keys_and_depth() {
        let (headers, rows) = shown(r#"[{"a":12345678901234567890.10,"a":[1,"x"],"":1e5}]"#);
        assert_eq!(headers, ["a", "a", ""]);
        assert_eq!(rows, [["12345678901234567890.10", "[1,\"x\"]", "1e5"]]);
        let deep = format!("[{}1{}]", "{\"a\":".repeat(100), "}".repeat(100));
        assert_eq!(shown(&deep).0.len(), 1);
    }

    #[test]
    fn what_is_broken_names_its_line() {
        let broken = opened("{\"a\":1}\n{\"a\":\n");
        assert!(matches!(broken, Err(OpenError::BadJson { .. })));
        assert!(matches!(
            opened("[1,2]"),
            Err(OpenError::NotATable { what: "json" })
        ));
        assert!(matches!(opened("[]"), Err(OpenError::Empty)));
        assert!(looks_like("\u{feff} [ {") && !looks_like("[a];b") && !looks_like("{a};b"));
    }
}
