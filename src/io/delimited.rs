//! Delimited text → table. Rows are numbered as a spreadsheet would show them, blank lines
//! included; nothing is dropped and nothing is trimmed.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use csv::ByteRecord;

use super::budget::Budget;
use super::filling::Filling;
use super::layout::SheetLayout;
use super::row::{Flow, Row, Sink};
use super::source::Disk;
use super::{Flaw, Kind, Known, OpenError, OpenOptions, Opened, Progress, encoding, pieces};

/// A record that no file holds; if it is swallowed, a quote before it was never closed.
const SENTINEL: &str = "\n\u{1}tamis end\u{1}";

/// Delimiters that are recognised.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How a text file is written.
pub(super) struct Written<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static str,
    pub delimiter: u8,
    /// Bytes before the first record: a byte order mark, a `sep=` line.
    skipped: usize,
    /// Lines in them.
    lines: u32,
}

/// Decodes and finds the delimiter.
pub(super) fn written<'a>(
    bytes: &'a [u8],
    options: &OpenOptions,
) -> Result<Written<'a>, OpenError> {
    let (text, encoding) = encoding::decode(bytes, options.encoding.as_deref())?;
    let mark = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let body = text.get(mark..).unwrap_or_default();
    if body.trim().is_empty() {
        return Err(OpenError::Empty);
    }
    let (delimiter, skipped, lines) = match declared(body) {
        Some((delimiter, rest)) => (delimiter, text.len() - rest.len(), 1),
        None => (options.delimiter.unwrap_or_else(|| sniff(body)), mark, 0),
    };
    Ok(Written {
        delimiter: options.delimiter.unwrap_or(delimiter),
        text,
        encoding,
        skipped,
        lines,
    })
}

/// Files from this length on are read piece by piece from disk, if they can be.
const LONG: u64 = 1 << 20;

/// Bytes at the head of such a file that tell how it is written.
const HEAD: u64 = 512 << 10;

/// Reads a text table from a file of so many bytes.
pub(super) fn read(
    path: &Path,
    size: u64,
    options: &OpenOptions,
    known: Known<'_>,
    progress: &dyn Progress,
) -> Result<Opened, OpenError> {
    if size >= LONG {
        let length = pieces::usual_length(usize::try_from(size).unwrap_or(usize::MAX));
        if let Some(opened) = read_long(path, (size, HEAD, length), options, known, progress)? {
            return Ok(opened);
        }
    }
    read_bytes(&whole(path, size)?, options, known, progress)
}

fn read_bytes(
    bytes: &[u8],
    options: &OpenOptions,
    known: Known<'_>,
    progress: &dyn Progress,
) -> Result<Opened, OpenError> {
    let written = written(bytes, options)?;
    let mut filling = Filling::new(None, options, known);
    let mut budget = Budget::new(options.limits, progress);
    let unclosed = pieces::records(&written, &mut filling, &mut budget)?;
    opened(&written, filling, unclosed)
}

fn whole(path: &Path, size: u64) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    File::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a long file of UTF-8 without holding it, in pieces of about `piece` bytes. `None` where it is written otherwise, or its head
/// does not say how; then nothing is read yet.
fn read_long(
    path: &Path,
    (size, head, piece): (u64, u64, usize),
    options: &OpenOptions,
    known: Known<'_>,
    progress: &dyn Progress,
) -> Result<Option<Opened>, OpenError> {
    let most = head;
    let mut head = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut head)?;
    let lines = memchr::memrchr(b'\n', &head).map_or(0, |at| at + 1);
    head.truncate(lines);
    let (Ok(length), Ok(_)) = (usize::try_from(size), std::str::from_utf8(&head)) else {
        return Ok(None);
    };
    let written = match written(&head, options) {
        Ok(written) if written.encoding == "UTF-8" && written.is_plain() => written,
        _ => return Ok(None),
    };
    // A byte order mark is no part of a decoded text, but of the file.
    let mark = head.len() - written.text.len();
    let mut filling = Filling::new(None, options, known);
    let mut budget = Budget::new(options.limits, progress);
    let End::Enough(mut at) = pieces::lead(&written, &mut filling, &mut budget)? else {
        return Ok(None);
    };
    let disk = Disk {
        path: path.to_path_buf(),
        begin: mark as u64,
        length: length - mark,
    };
    let lengths = (piece, pieces::WAVE);
    let plain = pieces::plain_pieces(&disk, &written, &mut at, &mut filling, &mut budget, lengths)?;
    if matches!(plain, pieces::Plain::Whole) {
        return opened(&written, filling, None).map(Some);
    }
    budget.ask()?;
    let bytes = whole(path, size)?;
    let whole = self::written(&bytes, options)?;
    // It may be written otherwise further on; then nothing of what was read counts.
    let same = whole.encoding == written.encoding
        && whole.start() == written.start()
        && whole.text.as_bytes().get(..head.len() - mark) == head.get(mark..);
    if !same {
        return Ok(None);
    }
    let unclosed = pieces::records_after(&whole, at, &mut filling, &mut budget, piece)?;
    opened(&whole, filling, unclosed).map(Some)
}

fn opened(
    written: &Written<'_>,
    filling: Filling<'_>,
    unclosed: Option<u64>,
) -> Result<Opened, OpenError> {
    let mut filled = filling.end()?;
    filled.table.drop_blank_columns();
    if let Some(line) = unclosed {
        match filled.table.rows().last() {
            Some(row) => filled.flaws.push(Flaw::UnterminatedQuote { row, line }),
            None => return Err(OpenError::Damaged),
        }
    }
    let mut layout = SheetLayout {
        rows_above: filled.rows_above,
        header_rows: filled.header_rows,
        ..SheetLayout::default()
    };
    layout.propose_removals(&filled.table);
    Ok(Opened {
        table: filled.table,
        kind: Kind::Csv,
        sheets: Vec::new(),
        encoding: Some(written.encoding),
        delimiter: Some(char::from(written.delimiter)),
        flaws: filled.flaws,
        layout,
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

fn reader<R: std::io::Read>(data: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 16)
        .from_reader(data)
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
        let mut reader = reader(head.as_bytes(), delimiter);
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
    if best.0 == 0.0 && divides_all(head, b':') {
        return b':';
    }
    best.1
}

/// True when a rare delimiter gives every record the same number of fields, at least three. A
/// column of times of day must not be taken apart.
fn divides_all(head: &str, delimiter: u8) -> bool {
    let mut record = ByteRecord::new();
    let mut reader = reader(head.as_bytes(), delimiter);
    let (mut width, mut records) = (0, 0);
    while records < 200 && reader.read_byte_record(&mut record).unwrap_or(false) {
        let time = |f: &[u8]| f.len() <= 2 && f.iter().all(u8::is_ascii_digit);
        if record.len() < 3 || (records > 0 && record.len() != width) || record.iter().all(time) {
            return false;
        }
        width = record.len();
        records += 1;
    }
    records >= 3
}

/// A place in the text, between two records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct At {
    /// In the whole text.
    pub byte: usize,
    /// The number of the row before it.
    pub number: u32,
    /// The line that begins here, counted from the first record's.
    pub line: u64,
}

impl Written<'_> {
    /// Before the first record.
    pub fn start(&self) -> At {
        At {
            byte: self.skipped,
            number: self.lines,
            line: 1,
        }
    }

    /// False for a delimiter that means something else as well: such a text is read by the reader
    /// of record only.
    pub fn is_plain(&self) -> bool {
        self.delimiter.is_ascii() && !matches!(self.delimiter, b'"' | b'\r' | b'\n')
    }

    /// A line as the file counts it.
    pub fn line(&self, line: u64) -> u64 {
        line + u64::from(self.lines)
    }
}

/// How the reading of records ended.
pub(super) enum End {
    /// The sink has enough; there may be more from here on.
    Enough(At),
    Whole,
    /// The line on which a quote was opened and never closed.
    Unclosed(u64),
}

/// Hands every record on, blank lines counted and left out. Returns the line on which a quote
/// was opened and never closed.
pub(super) fn records(
    written: &Written<'_>,
    sink: &mut dyn Sink,
    budget: &mut Budget<'_>,
) -> Result<Option<u64>, OpenError> {
    Ok(
        match records_from(written, written.start(), None, sink, budget)? {
            End::Unclosed(line) => Some(line),
            End::Enough(_) | End::Whole => None,
        },
    )
}

/// The same from a place on; up to the first record that ends at or behind a byte of the text.
pub(super) fn records_from(
    written: &Written<'_>,
    from: At,
    until: Option<usize>,
    sink: &mut dyn Sink,
    budget: &mut Budget<'_>,
) -> Result<End, OpenError> {
    let body = written.text.get(from.byte..).unwrap_or_default();
    let end: &[u8] = SENTINEL.as_bytes();
    // The csv reader takes a byte order mark off what it is given first; within the text it is
    // part of a cell.
    let split = usize::from(from != written.start() && !body.is_empty());
    let (first, rest) = body.as_bytes().split_at_checked(split).unwrap_or_default();
    let mut reader = reader(first.chain(rest).chain(end), written.delimiter);
    let mut record = ByteRecord::new();
    let mut row = Row::default();
    row.number = from.number;
    let mut next_line = from.line;
    while reader
        .read_byte_record(&mut record)
        .map_err(|_| OpenError::Damaged)?
    {
        if record.len() == 1 && record.get(0) == Some(SENTINEL.trim_start().as_bytes()) {
            return Ok(End::Whole);
        }
        let start = record.position().map_or(0, csv::Position::byte);
        let blank_lines = blank_lines_at(body, usize::try_from(start).unwrap_or(0));
        let line = next_line + u64::from(blank_lines);
        let breaks = record.as_slice().iter().filter(|b| **b == b'\n').count() as u64;
        next_line = line + 1 + breaks;
        row.clear();
        row.number = row.number.saturating_add(1).saturating_add(blank_lines);
        row.line = written.line(line);
        row.fields = record.len();
        let open = record.as_slice().ends_with(SENTINEL.as_bytes());
        for (field, place) in record.iter().zip(0u32..) {
            if field.is_empty() {
                continue;
            }
            let mut text = text_of(field);
            if open && place as usize + 1 == record.len() {
                text = text.strip_suffix(SENTINEL).unwrap_or(text);
            }
            row.push(place, text);
            budget.cell(place, field.len())?;
        }
        budget.row()?;
        let flow = sink.row(&row)?;
        if open {
            return Ok(End::Unclosed(row.line));
        }
        let after = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let is_far = until.is_some_and(|until| after >= until.saturating_sub(from.byte));
        if flow == Flow::Enough || (is_far && after < body.len()) {
            return Ok(End::Enough(At {
                byte: from.byte + past_line_end(body, after),
                number: row.number,
                line: next_line,
            }));
        }
    }
    Ok(End::Whole)
}

/// The reader may stop between the two bytes of a line end.
fn past_line_end(body: &str, at: usize) -> usize {
    let byte = |i: usize| body.as_bytes().get(i);
    let split = at.checked_sub(1).and_then(byte) == Some(&b'\r') && byte(at) == Some(&b'\n');
    at.min(body.len()) + usize::from(split)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::Quiet;
    use crate::table::Table;

    fn opened(bytes: &[u8]) -> Opened {
        read_bytes(bytes, &OpenOptions::default(), &|_| 0, &Quiet).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn a_long_file_is_read_piece_by_piece_to_the_same_table() {
        use std::fmt::Write as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.csv");
        let mut plain = "a,b,é\n".to_owned();
        for row in 0..9000 {
            let _ = writeln!(plain, "{row},\"x, \"\"{}\"\"\ny\",é{}", row % 7, row % 300);
        }
        let with = |at: usize, text: &[u8]| {
            let at = plain.as_bytes()[..at]
                .iter()
                .rposition(|b| *b == b'\n')
                .unwrap()
                + 1;
            [&plain.as_bytes()[..at], text, &plain.as_bytes()[at..]].concat()
        };
        let marked = |bytes: &[u8]| ["\u{feff}".as_bytes(), bytes].concat();
        let far = plain.len() - 2000;
        // Many lines in, it turns out that it is not UTF-8.
        let mut latin = plain.replace('é', "e").into_bytes();
        latin.extend(b"8,caf\xe9,z\n");
        for (bytes, is_long) in [
            (plain.clone().into_bytes(), true),
            (marked(plain.as_bytes()), true),
            (with(far, b"1,a 12\" pipe,z\n"), true),
            (marked(&with(far, b"1,a 12\" pipe,z\n\n7,short\n")), true),
            (with(far, b"8,\"never closed,z\n"), true),
            (with(far, b"8,caf\xe9,z\n"), true),
            (latin, false),
            (with(30_000, b"8,caf\xe9,z\n"), false),
        ] {
            std::fs::write(&path, &bytes).unwrap();
            let options = OpenOptions::default();
            let size = bytes.len() as u64;
            let long = read_long(&path, (size, 40_000, 3000), &options, &|_| 0, &Quiet).unwrap();
            assert_eq!(long.is_some(), is_long);
            let one = opened(&bytes);
            let other = long.unwrap_or_else(|| opened(&bytes));
            assert!(cells(&one.table) == cells(&other.table));
            assert_eq!(one.flaws, other.flaws);
            assert_eq!(
                (one.encoding, one.delimiter),
                (other.encoding, other.delimiter)
            );
            let numbers = |o: &Opened| {
                o.table
                    .rows()
                    .map(|r| o.table.row_number(r))
                    .collect::<Vec<_>>()
            };
            assert_eq!(numbers(&one), numbers(&other));
        }
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
        assert_eq!(opened(b"time\n12:30:10\n9:15:00\n").table.column_count(), 1);
        assert_eq!(opened(b"a:b:c\nx:2:3\ny:5:6\n").delimiter, Some(':'));
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
