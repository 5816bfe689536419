//! Delimited text → table. Rows are numbered as a spreadsheet would show them, blank lines
//! included; nothing is dropped and nothing is trimmed.

use csv::ByteRecord;

use super::{Flaw, Kind, OpenError, OpenOptions, Opened, Progress, encoding};
use crate::table::{Table, Text};

/// A record that no file holds; if it is swallowed, a quote before it was never closed.
const SENTINEL: &str = "\u{1}tamis end\u{1}";

/// Delimiters that are recognised.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

pub(super) fn read(
    bytes: &[u8],
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<Opened, OpenError> {
    let (text, encoding) = encoding::decode(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.trim().is_empty() {
        return Err(OpenError::Empty);
    }
    let (delimiter, skipped) = match declared(text) {
        Some((delimiter, rest)) => (delimiter, text.len() - rest.len()),
        None => (sniff(text), 0),
    };
    let body = text.get(skipped..).unwrap_or_default();
    let first_row = u32::from(skipped > 0);
    let mut data = String::with_capacity(body.len() + 32);
    data.push_str(body);
    data.push('\n');
    data.push_str(SENTINEL);
    let (table, flaws) = records(&data, delimiter, first_row, options, progress)?;
    Ok(Opened {
        table,
        kind: Kind::Csv,
        sheets: Vec::new(),
        encoding: Some(encoding),
        delimiter: Some(char::from(delimiter)),
        flaws,
    })
}

/// Excel's own `sep=;` line, and what follows it.
fn declared(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let mark = line.trim_end_matches('\r').strip_prefix("sep=")?;
    match mark.as_bytes() {
        [one] => Some((*one, rest)),
        _ => None,
    }
}

fn reader(data: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(data.as_bytes())
}

/// The delimiter under which most of the first records have the same number of fields, more
/// than one. Frequency would be wrong: decimal commas outnumber semicolons.
fn sniff(text: &str) -> u8 {
    let mut end = text.len().min(256 << 10);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or(text);
    let mut best = (0.0, b',');
    for delimiter in DELIMITERS {
        let mut counts: Vec<usize> = Vec::new();
        let mut record = ByteRecord::new();
        let mut reader = reader(head, delimiter);
        while counts.len() < 200 && reader.read_byte_record(&mut record).unwrap_or(false) {
            counts.push(record.len());
        }
        if counts.len() > 2 && end < text.len() {
            counts.pop();
        }
        let mut frequency = std::collections::HashMap::new();
        for count in counts.iter().filter(|c| **c > 1) {
            *frequency.entry(*count).or_insert(0usize) += 1;
        }
        let Some((width, rows)) = frequency
            .into_iter()
            .max_by_key(|(width, rows)| (*rows, *width))
        else {
            continue;
        };
        let header_fits = counts.first() == Some(&width);
        let share = rows as f64 / counts.len().max(1) as f64;
        let score =
            share * 100.0 + if header_fits { 20.0 } else { 0.0 } + (width as f64).min(60.0) / 10.0;
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

fn records(
    data: &str,
    delimiter: u8,
    first_row: u32,
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<(Table, Vec<Flaw>), OpenError> {
    let mut reader = reader(data, delimiter);
    let mut record = ByteRecord::new();
    let mut table: Option<Table> = None;
    let mut flaws = Vec::new();
    let mut row_number = first_row;
    let mut next_line = 1u64;
    let mut cells = 0u64;
    let mut open_quote = true;
    let mut last_line = 1u64;
    while reader
        .read_byte_record(&mut record)
        .map_err(|_| OpenError::Damaged)?
    {
        if record.len() == 1 && record.get(0) == Some(SENTINEL.as_bytes()) {
            open_quote = false;
            break;
        }
        let start = record.position().map_or(0, csv::Position::byte);
        let blank_lines = blank_lines_at(data, usize::try_from(start).unwrap_or(0));
        let line = next_line + u64::from(blank_lines);
        let breaks = record.as_slice().iter().filter(|b| **b == b'\n').count() as u64;
        next_line = line + 1 + breaks;
        row_number = row_number.saturating_add(1).saturating_add(blank_lines);
        last_line = line + u64::from(first_row);
        let Some(table) = table.as_mut() else {
            if record.iter().any(|f| !f.is_empty()) {
                if record.len() > options.limits.columns as usize {
                    return Err(OpenError::TooLarge { what: "columns" });
                }
                let headers = record
                    .iter()
                    .zip(0u32..)
                    .map(|(f, place)| (text_of(f).to_owned(), place))
                    .collect();
                table = Some(Table::new(None, row_number, headers));
            }
            continue;
        };
        let expected = table.header_width();
        let row = table.push_row(row_number);
        if record.len() != expected {
            flaws.push(Flaw::Ragged {
                row,
                line: last_line,
                expected,
                found: record.len(),
            });
        }
        for (field, place) in record.iter().zip(0u32..) {
            if field.is_empty() {
                continue;
            }
            cells += 1;
            if cells > options.limits.cells {
                return Err(OpenError::TooLarge { what: "cells" });
            }
            if place >= options.limits.columns {
                return Err(OpenError::TooLarge { what: "columns" });
            }
            while table.column_count() <= place as usize {
                let next = u32::try_from(table.column_count()).unwrap_or(u32::MAX);
                table.push_column(String::new(), next);
            }
            table.set(row, crate::table::ColId(place), Text::new(text_of(field)));
        }
        if row.0 % 4096 == 0 {
            progress.rows(u64::from(row.0));
            if progress.cancelled() {
                return Err(OpenError::Cancelled);
            }
        }
    }
    let mut table = table.ok_or(OpenError::NoHeader)?;
    if open_quote {
        strip_sentinel(&mut table);
        match table.rows().last() {
            Some(row) => flaws.push(Flaw::UnterminatedQuote {
                row,
                line: last_line,
            }),
            None => return Err(OpenError::Damaged),
        }
    } else {
        table.drop_blank_tail();
        let rows = table.row_count();
        flaws.retain(|f| match f {
            Flaw::Ragged { row, .. } | Flaw::UnterminatedQuote { row, .. } => row.index() < rows,
        });
    }
    Ok((table, flaws))
}

fn text_of(field: &[u8]) -> &str {
    // The reader was given a str and splits at ASCII only.
    std::str::from_utf8(field).unwrap_or_default()
}

/// Blank lines from a byte on. The reader starts a record before them, and between the two
/// bytes of a line end.
fn blank_lines_at(data: &str, start: usize) -> u32 {
    let bytes = data.as_bytes();
    let mut at = start;
    let line_feed = |i: usize| bytes.get(i) == Some(&b'\n');
    if line_feed(at) && at.checked_sub(1).and_then(|i| bytes.get(i)) == Some(&b'\r') {
        at += 1;
    }
    let mut lines = 0;
    loop {
        match bytes.get(at) {
            Some(b'\n') => at += 1,
            Some(b'\r') => at += if line_feed(at + 1) { 2 } else { 1 },
            _ => return lines,
        }
        lines += 1;
    }
}

/// Takes the sentinel off the last cell, which swallowed it.
fn strip_sentinel(table: &mut Table) {
    let Some(row) = table.rows().last() else {
        return;
    };
    let cols: Vec<_> = table.columns().map(|(col, _)| col).collect();
    for col in cols {
        let text = table.text(row, col).reveal().to_owned();
        if let Some(kept) = text.strip_suffix(SENTINEL) {
            let kept = kept.strip_suffix('\n').unwrap_or(kept);
            table.set(row, col, Text::new(kept));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::Quiet;

    fn opened(bytes: &[u8]) -> Opened {
        read(bytes, &OpenOptions::default(), &Quiet).unwrap_or_else(|e| panic!("{e}"))
    }

    fn cells(table: &Table) -> Vec<Vec<String>> {
        table
            .rows()
            .map(|row| {
                table
                    .columns()
                    .map(|(col, _)| table.text(row, col).reveal().to_owned())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn text_stays_as_written() {
        let o = opened(b"id,x\n00123,7E3\n\"a \"\"b\"\"\nc\", 1-2 \n");
        assert_eq!(cells(&o.table), [["00123", "7E3"], ["a \"b\"\nc", " 1-2 "]]);
        assert!(o.flaws.is_empty());
    }

    #[test]
    fn delimiter_by_consistency_not_frequency() {
        let o = opened(b"a;b\n1,5;2,5\n3,25,1;4,0\n");
        assert_eq!(o.delimiter, Some(';'));
        assert_eq!(opened(b"a\tb\n1\t2\n").delimiter, Some('\t'));
        assert_eq!(opened(b"a,b\n1,2\n").delimiter, Some(','));
        assert_eq!(opened(b"sep=;\na;b\n1;2\n").table.header_row(), 2);
        assert_eq!(opened(b"only\nx\n").table.column_count(), 1);
    }

    #[test]
    fn ragged_rows_and_blank_lines_keep_their_numbers() {
        for text in [
            "a,b\n1\n\n\"x\ny\",2,3\n4,5\n\n\n,\n",
            "a,b\r\n1\r\n\r\n\"x\r\ny\",2,3\r\n4,5\r\n\r\n\r\n,\r\n",
        ] {
            ragged(&opened(text.as_bytes()));
        }
    }

    fn ragged(o: &Opened) {
        let numbers: Vec<u32> = o.table.rows().map(|r| o.table.row_number(r)).collect();
        assert_eq!(numbers, [2, 4, 5]);
        assert_eq!(o.table.column_count(), 3, "the extra field is kept");
        let lines: Vec<(u64, usize)> = o
            .flaws
            .iter()
            .map(|f| match f {
                Flaw::Ragged { line, found, .. } => (*line, *found),
                Flaw::UnterminatedQuote { line, .. } => (*line, 0),
            })
            .collect();
        assert_eq!(lines, [(2, 1), (4, 3)]);
    }

    #[test]
    fn an_unterminated_quote_is_told_with_its_line() {
        let o = opened(b"a,b\n1,2\n3,\"open\n4,5\n");
        assert!(matches!(
            o.flaws.last(),
            Some(Flaw::UnterminatedQuote { line: 3, .. })
        ));
        assert_eq!(cells(&o.table), [["1", "2"], ["3", "open\n4,5\n"]]);
    }
}
