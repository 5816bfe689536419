//! A large delimited text in pieces, on all processors. The first rows, and every piece that is not
//! written plainly, are read by the reader of record; the rest is cut where records begin and read
//! by [`piece`], to the same table.

use std::sync::atomic::{AtomicU64, Ordering};

use memchr::memchr_iter;
use rayon::prelude::*;

use super::budget::Budget;
use super::delimited::{At, End, Written, records_from};
use super::filling::Filling;
use super::piece::{self, Form, Piece};
use super::row::{Flow, Row, Sink};
use super::source::{Look, Room, Rooms, Source};
use super::{Flaw, OpenError};

/// Bytes of a piece at most and at least.
const LONG: usize = 4 << 20;
const SHORT: usize = 128 << 10;
/// Bytes by which the number of records is guessed.
const SAMPLE: usize = 64 << 10;

/// Pieces that are read together, before their rows go into the table: what they need is bounded,
/// and used again for the next.
pub(super) const WAVE: usize = 24;

/// Pieces that are tried together behind one that was not written plainly. After such a piece all
/// others may have been cut wrongly, and then were read for nothing.
const FEW: usize = 4;

/// Fills a table with every record. Returns the line on which a quote was opened and never closed.
pub(super) fn records(
    written: &Written<'_>,
    filling: &mut Filling<'_>,
    budget: &mut Budget<'_>,
) -> Result<Option<u64>, OpenError> {
    records_in(written, filling, budget, usual_length(written.text.len()))
}

/// Bytes of a piece of a text of this length.
pub(super) fn usual_length(length: usize) -> usize {
    let pieces = rayon::current_num_threads() * 4;
    (length / pieces).clamp(SHORT, LONG)
}

fn records_in(
    written: &Written<'_>,
    filling: &mut Filling<'_>,
    budget: &mut Budget<'_>,
    length: usize,
) -> Result<Option<u64>, OpenError> {
    match lead(written, filling, budget)? {
        End::Enough(at) => records_after(written, at, filling, budget, length),
        end => Ok(unclosed(&end)),
    }
}

/// Reads up to the row behind the header.
pub(super) fn lead(
    written: &Written<'_>,
    filling: &mut Filling<'_>,
    budget: &mut Budget<'_>,
) -> Result<End, OpenError> {
    records_from(written, written.start(), None, &mut Lead(filling), budget)
}

/// The records from a place on, once the header is chosen: piece by piece, and what is not
/// written plainly by the reader of record.
pub(super) fn records_after(
    written: &Written<'_>,
    mut at: At,
    filling: &mut Filling<'_>,
    budget: &mut Budget<'_>,
    length: usize,
) -> Result<Option<u64>, OpenError> {
    let text: &str = &written.text;
    let mut wave = WAVE;
    loop {
        let until = if written.is_plain() {
            let lengths = (length, wave);
            match plain_pieces(&text, written, &mut at, filling, budget, lengths)? {
                Plain::Whole => return Ok(None),
                Plain::Declined(until) => until,
            }
        } else {
            text.len()
        };
        budget.ask()?;
        match records_from(written, at, Some(until), filling, budget)? {
            End::Enough(after) => at = after,
            end => return Ok(unclosed(&end)),
        }
        wave = FEW;
    }
}

/// Reads wave by wave up to the end, or to the first piece that is not written plainly, and moves
/// `at` there. `written` tells how the text is written; its text may be another one.
pub(super) fn plain_pieces(
    source: &impl Source,
    written: &Written<'_>,
    at: &mut At,
    filling: &mut Filling<'_>,
    budget: &mut Budget<'_>,
    (length, mut wave): (usize, usize),
) -> Result<Plain, OpenError> {
    let rooms = Rooms::default();
    // Line ends within quotes are rare. Where they are not, pieces are cut with care.
    let mut is_careful = false;
    while at.byte < source.length() {
        let before = at.byte;
        let cuts = if is_careful {
            cuts(source, before, length, wave)
        } else {
            Some(quick_cuts(source, before, length, wave))
        };
        let Some(cuts) = cuts else {
            return Ok(Plain::Declined(source.length()));
        };
        let plain = whole_pieces((source, cuts, &rooms), written, at, filling, budget)?;
        if matches!(plain, Plain::Declined(_)) && !is_careful {
            is_careful = true;
            continue;
        }
        if matches!(plain, Plain::Declined(_)) {
            return Ok(plain);
        }
        // A record that is longer than a wave asks for a longer one.
        let stuck = at.byte == before;
        wave = if stuck { wave.saturating_mul(2) } else { WAVE };
    }
    Ok(Plain::Whole)
}

fn unclosed(end: &End) -> Option<u64> {
    match end {
        End::Unclosed(line) => Some(*line),
        End::Enough(_) | End::Whole => None,
    }
}

/// How far the reading in pieces came.
pub(super) enum Plain {
    /// To the end.
    Whole,
    /// A piece is not written plainly; it ends here.
    Declined(usize),
}

/// Reads one wave, cut like this.
fn whole_pieces(
    (source, cuts, rooms): (&impl Source, Vec<(usize, usize)>, &Rooms),
    written: &Written<'_>,
    at: &mut At,
    filling: &mut Filling<'_>,
    budget: &mut Budget<'_>,
) -> Result<Plain, OpenError> {
    let form = Form {
        delimiter: written.delimiter,
        fields: filling.expected(),
        most: filling.most_columns(),
    };
    let (progress, before) = budget.progress();
    let done = AtomicU64::new(before);
    let begin = at.byte;
    let left = source.length().saturating_sub(begin);
    let mut room = Vec::new();
    let sample = source.lend(begin, begin + left.min(SAMPLE), &mut room);
    let sample = sample.unwrap_or_default();
    if let Some(bytes) = sample.len().checked_div(memchr_iter(b'\n', sample).count()) {
        progress.expected(before + left.checked_div(bytes).unwrap_or_default() as u64);
    }
    let go_on = |rows: u64| {
        progress.rows(done.fetch_add(rows, Ordering::Relaxed) + rows);
        budget.goes_on()
    };
    let pieces: Vec<(usize, Option<Piece>)> = cuts
        .into_par_iter()
        .with_max_len(1)
        .map(|(start, end)| {
            let piece = rooms.with(|Room { bytes, shape }| {
                let text = std::str::from_utf8(source.lend(start, end, bytes)?).ok()?;
                piece::read(text, form, shape, &go_on)
            });
            (end, piece)
        })
        .collect();
    let mut blocks = Vec::with_capacity(pieces.len());
    let mut records = filling.record_count();
    let mut plain = Plain::Whole;
    for (end, piece) in pieces {
        let piece =
            piece.filter(|piece| budget.add(piece.cells, piece.bytes, u64::from(piece.rows)));
        let Some(mut piece) = piece else {
            plain = Plain::Declined(end);
            break;
        };
        for ragged in &piece.ragged {
            let row = u32::try_from(records + ragged.row).unwrap_or(u32::MAX);
            filling.flaw(Flaw::Ragged {
                row: crate::table::RowId(row),
                line: written.line(at.line + ragged.line),
                expected: form.fields,
                found: ragged.found,
            });
        }
        piece.block.move_by(at.number);
        records += piece.block.row_count();
        *at = At {
            byte: end,
            number: at.number.saturating_add(piece.rows),
            line: at.line + piece.lines,
        };
        blocks.push(piece.block);
    }
    filling.blocks(blocks)?;
    Ok(plain)
}

/// Cuts a text from `start` on, where a record begins, into pieces of about this length, so many
/// at most, that begin behind a line end. One that stands within quotes makes that piece and the
/// one before it no whole records: both are declined, and no later one is taken.
fn quick_cuts(
    source: &impl Source,
    start: usize,
    length: usize,
    most: usize,
) -> Vec<(usize, usize)> {
    let whole = source.length();
    let parts = whole.saturating_sub(start).div_ceil(length).min(most);
    let mut cuts = Vec::with_capacity(parts);
    let (mut begin, mut room) = (start, Vec::new());
    for part in 1..parts {
        let from = start + part * length;
        let until = whole.min(from + length);
        if let Some(end) = source.line_end(from, until, &mut room) {
            cuts.push((begin, end + 1));
            begin = end + 1;
        }
    }
    if begin < whole && start + parts * length >= whole {
        cuts.push((begin, whole));
    }
    cuts
}

/// Cuts a text from `start` on into pieces of about this length, so many at most, that begin where
/// records do, if quotes stand around whole fields only. What follows a quote that does not is cut
/// wrongly; the piece with that quote is declined, and no later one is taken. `None` when the text
/// cannot be had.
fn cuts(
    source: &impl Source,
    start: usize,
    length: usize,
    most: usize,
) -> Option<Vec<(usize, usize)>> {
    let whole = source.length();
    let parts = whole.saturating_sub(start).div_ceil(length).min(most);
    let looks: Vec<Option<Look>> = (0..parts)
        .into_par_iter()
        .with_max_len(1)
        .map_init(Vec::new, |room, part| {
            let from = start + part * length;
            source.look(from, whole.min(from + length), room)
        })
        .collect();
    let mut cuts = Vec::with_capacity(parts);
    let (mut begin, mut inside) = (start, false);
    for (look, part) in looks.into_iter().zip(0usize..) {
        let look = look?;
        // The first record that begins in this part; the first part begins with one.
        if part > 0
            && let Some(next) = look.begins.get(usize::from(inside)).copied().flatten()
        {
            cuts.push((begin, next));
            begin = next;
        }
        inside ^= look.is_odd;
    }
    if begin < whole && start + parts * length >= whole {
        cuts.push((begin, whole));
    }
    Some(cuts)
}

/// Stops as soon as the header is chosen.
struct Lead<'f, 'a>(&'f mut Filling<'a>);

impl Sink for Lead<'_, '_> {
    fn row(&mut self, row: &Row) -> Result<Flow, OpenError> {
        self.0.row(row)?;
        Ok(if self.0.is_started() {
            Flow::Enough
        } else {
            Flow::On
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;
    use crate::io::filling::Filled;
    use crate::io::{Limits, OpenOptions, Quiet, delimited};
    use crate::table::Shape;

    /// All that a reading gives, as text.
    fn outline(read: Result<(Filled, Option<u64>), OpenError>) -> String {
        let (filled, unclosed) = match read {
            Ok(read) => read,
            Err(error) => return format!("{error:?}"),
        };
        let table = &filled.table;
        let mut out = format!(
            "{} {} {unclosed:?} {:?}\n",
            filled.rows_above, filled.header_rows, filled.flaws
        );
        for (_, column) in table.columns() {
            let _ = writeln!(
                out,
                "{:?} {} {:?} {:?}",
                column.header(),
                column.place(),
                column.codes().collect::<Vec<_>>(),
                (0..column.code_count())
                    .map(|code| (column.text_of(code).reveal(), column.rows_of(code)))
                    .collect::<Vec<_>>()
            );
        }
        for row in table.rows() {
            let _ = write!(out, "{} ", table.row_number(row));
        }
        out
    }

    fn both(bytes: &[u8], length: usize, limits: Limits) -> (String, String) {
        let options = OpenOptions {
            encoding: Some("utf-8".to_owned()),
            limits,
            ..OpenOptions::default()
        };
        let Ok(written) = delimited::written(bytes, &options) else {
            return Default::default();
        };
        let read = |apart: bool| {
            let mut filling = Filling::new(None, &options, &|_| 0);
            let mut budget = Budget::new(limits, &Quiet);
            let unclosed = if apart {
                records_in(&written, &mut filling, &mut budget, length)?
            } else {
                delimited::records(&written, &mut filling, &mut budget)?
            };
            Ok((filling.end()?, unclosed))
        };
        (outline(read(false)), outline(read(true)))
    }

    fn field() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "[a-c]{0,2}",
            2 => "[a-zé0-9. ]{0,40}",
            2 => Just(String::new()),
            2 => "[a-z,;]{0,9}".prop_map(|t| format!("\"{t}\"")),
            1 => "[a-zé\"\n\r,]{0,20}".prop_map(|t| format!("\"{}\"", t.replace('"', "\"\""))),
            1 => Just("\"\"".to_owned()),
        ]
    }

    fn csv_text() -> impl Strategy<Value = Vec<u8>> {
        let width = prop_oneof![12 => Just(4usize), 1 => 0usize..8];
        let line = (width, any::<u8>()).prop_flat_map(|(width, kind)| {
            let end =
                prop_oneof![8 => Just(if kind < 200 { "\n" } else { "\r\n" }), 1 => Just("\n\n")];
            (prop::collection::vec(field(), width), end)
        });
        (prop::collection::vec(line, 61..200), any::<bool>()).prop_map(|(lines, cut)| {
            let mut text = "one,two,three,four\n".to_owned();
            for (fields, end) in lines {
                text.push_str(&fields.join(","));
                text.push_str(end);
            }
            if cut {
                text.pop();
            }
            text.into_bytes()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn pieces_read_as_the_reader_of_record_does(
            text in csv_text(), length in 1usize..3000,
            changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(&b"\",\n\r;a\0\xFF"[..])), 0..3),
        ) {
            let mut text = text;
            for (at, byte) in changes {
                let at = at.index(text.len());
                text[at] = byte;
            }
            let (one, many) = both(&text, length, Limits::default());
            prop_assert_eq!(one, many);
        }

        #[test]
        fn limits_are_the_same(text in csv_text(), cells in 1u64..900, bytes in 1u64..9000) {
            let limits = Limits { cells, bytes, columns: 5, ..Limits::default() };
            let (one, many) = both(&text, 300, limits);
            prop_assert_eq!(one, many);
        }
    }

    #[test]
    fn what_is_plainly_written_is_read_in_pieces() {
        let mut text = "a,b,c\n".to_owned();
        for row in 0..5000 {
            let _ = writeln!(text, "{row},\"x, \"\"{}\"\"\",é", row % 7);
        }
        let bounds = cuts(&text.as_str(), 6, 1000, usize::MAX).unwrap();
        assert!(bounds.len() > 50);
        let form = Form {
            delimiter: b',',
            fields: 3,
            most: 9,
        };
        for (start, end) in bounds {
            assert!(
                piece::read(&text[start..end], form, &mut Shape::default(), &|_| true).is_some()
            );
        }
    }
}
