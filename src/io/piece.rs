//! One piece of a delimited text → a block of rows, eight bytes at a time. A piece begins and ends
//! with a record. It reads what a program writes: quotes around a whole field, doubled within; it
//! declines everything else, and then the reader of record reads the piece. What it does not
//! decline it must read as that one does.

use std::borrow::Cow;

use memchr::memchr;

use super::scan::{Scan, undouble};
use crate::table::{Block, Code, EMPTY, Shape, Short};

/// Rows that are taken apart before their columns are looked at, so that text and marks stay in
/// the processor's cache.
const BATCH: usize = 256;

/// What a piece became.
#[derive(Default)]
pub(super) struct Piece {
    pub block: Block,
    /// Rows with another number of fields than the header.
    pub ragged: Vec<Ragged>,
    /// Records and blank lines: by so much the next piece's rows are numbered on.
    pub rows: u32,
    /// Line ends.
    pub lines: u64,
    /// Cells with text, and their bytes.
    pub cells: u64,
    pub bytes: u64,
}

/// A row with another number of fields than the header.
pub(super) struct Ragged {
    /// The row of the block.
    pub row: usize,
    /// Line ends of the piece before it.
    pub line: u64,
    pub found: usize,
}

/// How the text is written.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub delimiter: u8,
    /// Fields that a record should have.
    pub fields: usize,
    /// Columns that a record may have.
    pub most: u32,
}

/// A record of the piece: the mark before its first field, and how many fields it has.
#[derive(Clone, Copy)]
struct Record {
    first: usize,
    fields: usize,
}

/// The piece as it is taken apart.
struct Reading<'a> {
    text: &'a str,
    form: Form,
    /// The piece holds carriage returns.
    returns: bool,
    /// Where fields end; the first stands before the first field of the first record.
    marks: Vec<u32>,
    /// The mark before the first field of the next record.
    next: usize,
    records: Vec<Record>,
    /// Quotes and carriage returns that belong to the way of writing.
    quotes: usize,
    ends: usize,
    /// A place, and the line ends of the piece before it.
    line_at: (usize, u64),
    piece: Piece,
}

/// Reads a text of whole records; `None` when it is not written plainly, or when `go_on`, which is
/// told of rows as they are done, says no. `shape` has
/// that of a piece before, and gets this one's.
#[expect(clippy::cast_possible_truncation, reason = "a piece has no more bytes")]
pub(super) fn read(
    text: &str,
    form: Form,
    shape: &mut Shape,
    go_on: &dyn Fn(u64) -> bool,
) -> Option<Piece> {
    let bytes = text.as_bytes();
    // A block counts its bytes in 32 bits; only one record can be so long.
    let length = u32::try_from(bytes.len()).ok()?;
    let mut reading = Reading {
        text,
        form,
        returns: memchr(b'\r', bytes).is_some(),
        marks: Vec::with_capacity(BATCH * (form.fields + 1) + 64),
        next: 0,
        records: Vec::with_capacity(BATCH),
        quotes: 0,
        ends: 0,
        line_at: (0, 0),
        piece: Piece {
            block: Block::shaped(shape),
            ..Piece::default()
        },
    };
    let mut scan = Scan::new(form.delimiter);
    // The mark before the first field would stand before the text, and wraps around.
    reading.marks.push(u32::MAX);
    let mut at = 0;
    while at < bytes.len() {
        let stop = (at + 64).min(bytes.len());
        let found = scan.next(bytes.get(at..stop)?);
        let mut marks = found.marks;
        while marks != 0 {
            let bit = marks & marks.wrapping_neg();
            reading.marks.push(at as u32 + bit.trailing_zeros());
            if found.breaks & bit != 0 {
                reading.close()?;
            }
            marks ^= bit;
        }
        at = stop;
        if reading.records.len() >= BATCH {
            let done = reading.records.len() as u64;
            reading.take()?;
            if !go_on(done) {
                return None;
            }
        }
    }
    if scan.inside != 0 {
        return None;
    }
    if bytes.last() != Some(&b'\n') {
        // The text ends without a line end.
        reading.marks.push(length);
        reading.close()?;
    }
    reading.take()?;
    let plain =
        reading.quotes == scan.quotes && (!reading.returns || reading.ends == count(bytes, b'\r'));
    *shape = reading.piece.block.shape();
    reading.piece.lines = count(bytes, b'\n') as u64;
    plain.then_some(reading.piece)
}

fn count(bytes: &[u8], wanted: u8) -> usize {
    memchr::memchr_iter(wanted, bytes).count()
}

impl Reading<'_> {
    /// A record, or a blank line, ends at the last mark.
    fn close(&mut self) -> Option<()> {
        let first = self.next;
        self.next = self.marks.len().checked_sub(1)?;
        let record = Record {
            first,
            fields: self.next - first,
        };
        self.piece.rows = self.piece.rows.checked_add(1)?;
        let bytes = self.text.as_bytes();
        let start = self.marks.get(first)?.wrapping_add(1) as usize;
        let end = *self.marks.get(self.next)? as usize;
        let returned =
            self.returns && end > start && end < bytes.len() && bytes.get(end - 1) == Some(&b'\r');
        self.ends += usize::from(returned);
        let length = end - usize::from(returned) - start;
        if length == 0 && record.fields == 1 {
            return Some(());
        }
        // A record without any text is a row of the sheet, but none of the table.
        if length < 3 * record.fields && self.is_empty(record) {
            self.quotes += count(bytes.get(start..end)?, b'"');
            return Some(());
        }
        if record.fields != self.form.fields {
            if record.fields as u64 > u64::from(self.form.most) {
                return None;
            }
            let since = bytes.get(self.line_at.0..start)?;
            self.line_at = (start, self.line_at.1 + count(since, b'\n') as u64);
            self.piece.ragged.push(Ragged {
                row: self.piece.block.row_count(),
                line: self.line_at.1,
                found: record.fields,
            });
        }
        self.piece.block.push_row(self.piece.rows);
        self.records.push(record);
        Some(())
    }

    fn is_empty(&self, record: Record) -> bool {
        (0..record.fields).all(|field| {
            self.bounds(record, field).is_some_and(|(start, end)| {
                matches!(
                    self.text.as_bytes().get(start..end),
                    Some(b"" | [b'"', b'"'])
                )
            })
        })
    }

    /// Where a field of a record begins and ends, the line end left out.
    #[inline]
    fn bounds(&self, record: Record, field: usize) -> Option<(usize, usize)> {
        let before = record.first + field;
        let start = self.marks.get(before)?.wrapping_add(1) as usize;
        let end = *self.marks.get(before + 1)? as usize;
        if self.returns && field + 1 == record.fields && end > start {
            let bytes = self.text.as_bytes();
            if end < bytes.len() && bytes.get(end - 1) == Some(&b'\r') {
                return Some((start, end - 1));
            }
        }
        Some((start, end))
    }

    /// Takes the records into the block, column by column.
    fn take(&mut self) -> Option<()> {
        let mut block = std::mem::take(&mut self.piece.block);
        let before = block.row_count() - self.records.len();
        let mut codes: Vec<Code> = Vec::with_capacity(self.records.len());
        let (mut quotes, mut returns) = (0, 0);
        let (mut filled, mut length) = (0u64, 0u64);
        let bytes = self.text.as_bytes();
        for (field, place) in (0..self.form.fields).zip(0u32..) {
            codes.clear();
            let cells = block.cells(place)?;
            for record in &self.records {
                if field >= record.fields {
                    codes.push(EMPTY);
                    continue;
                }
                let (start, end) = self.bounds(*record, field)?;
                if start == end {
                    codes.push(EMPTY);
                    continue;
                }
                let code = if bytes.get(start) == Some(&b'"') {
                    let text = self.quoted(start, end, &mut quotes, &mut returns)?;
                    filled += u64::from(!text.is_empty());
                    length += text.len() as u64;
                    cells.code(Short::of(&text), &text)
                } else {
                    filled += 1;
                    length += (end - start) as u64;
                    let text = self.text.get(start..end)?;
                    let short = match bytes.get(start..start + 16).map(<&[u8; 16]>::try_from) {
                        _ if cells.takes_all() => None,
                        Some(Ok(all)) => Short::within(all, end - start),
                        _ => Short::of(text),
                    };
                    cells.code(short, text)
                };
                codes.push(code);
            }
            cells.fill(before);
            cells.extend(&codes);
        }
        for (record, row) in self.records.iter().zip(before..) {
            for field in self.form.fields..record.fields {
                let (start, end) = self.bounds(*record, field)?;
                let text = if bytes.get(start) == Some(&b'"') && start < end {
                    self.quoted(start, end, &mut quotes, &mut returns)?
                } else {
                    Cow::Borrowed(self.text.get(start..end)?)
                };
                if text.is_empty() {
                    continue;
                }
                filled += 1;
                length += text.len() as u64;
                block.cells(u32::try_from(field).ok()?)?.put(row, &text);
            }
        }
        self.quotes += quotes;
        self.ends += returns;
        self.piece.cells += filled;
        self.piece.bytes += length;
        self.piece.block = block;
        self.records.clear();
        self.marks.drain(..self.next);
        self.next = 0;
        Some(())
    }

    /// The text of a field that begins with a quote.
    fn quoted(
        &self,
        start: usize,
        end: usize,
        quotes: &mut usize,
        returns: &mut usize,
    ) -> Option<Cow<'_, str>> {
        let inner = self.text.get(start + 1..end)?.strip_suffix('"')?;
        *quotes += 2;
        if self.returns {
            *returns += count(inner.as_bytes(), b'\r');
        }
        if memchr(b'"', inner.as_bytes()).is_none() {
            return Some(Cow::Borrowed(inner));
        }
        *quotes += count(inner.as_bytes(), b'"');
        undouble(inner).map(Cow::Owned)
    }
}
