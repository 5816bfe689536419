//! A large delimited text in pieces, on all processors. The first rows, and every text that is not
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
use super::{Flaw, OpenError};

/// Bytes of a piece at most and at least.
const LONG: usize = 4 << 20;
const SHORT: usize = 128 << 10;
/// Bytes by which the number of records is guessed.
const SAMPLE: usize = 64 << 10;

/// Fills a table with every record. Returns the line on which a quote was opened and never closed.
pub(super) fn records(
    written: &Written<'_>,
    filling: &mut Filling<'_>,
    budget: &mut Budget<'_>,
) -> Result<Option<u64>, OpenError> {
    let pieces = rayon::current_num_threads() * 4;
    let length = (written.text.len() / pieces).clamp(SHORT, LONG);
    records_in(written, filling, budget, length)
}

fn records_in(
    written: &Written<'_>,
    filling: &mut Filling<'_>,
    budget: &mut Budget<'_>,
    length: usize,
) -> Result<Option<u64>, OpenError> {
    let end = records_from(written, written.start(), &mut Lead(filling), budget)?;
    let End::Enough(mut at) = end else {
        return Ok(unclosed(&end));
    };
    let plain = written.delimiter.is_ascii() && !matches!(written.delimiter, b'"' | b'\r' | b'\n');
    if plain {
        whole_pieces(written, &mut at, filling, budget, length)?;
    }
    let end = records_from(written, at, filling, budget)?;
    Ok(unclosed(&end))
}

fn unclosed(end: &End) -> Option<u64> {
    match end {
        End::Unclosed(line) => Some(*line),
        End::Enough(_) | End::Whole => None,
    }
}

/// Reads piece by piece up to the first that is not written plainly, and moves `at` there.
fn whole_pieces(
    written: &Written<'_>,
    at: &mut At,
    filling: &mut Filling<'_>,
    budget: &mut Budget<'_>,
    length: usize,
) -> Result<(), OpenError> {
    let text: &str = &written.text;
    let form = Form {
        delimiter: written.delimiter,
        fields: filling.expected(),
        most: filling.most_columns(),
    };
    let (progress, before) = budget.progress();
    let done = AtomicU64::new(before);
    let (whole, left) = (text.as_bytes(), text.len().saturating_sub(at.byte));
    let sample = whole
        .get(at.byte..at.byte + left.min(SAMPLE))
        .unwrap_or_default();
    if let Some(bytes) = sample.len().checked_div(memchr_iter(b'\n', sample).count()) {
        progress.expected(before + left.checked_div(bytes).unwrap_or_default() as u64);
    }
    let go_on = |rows: u64| {
        progress.rows(done.fetch_add(rows, Ordering::Relaxed) + rows);
        budget.goes_on()
    };
    let pieces: Vec<Option<Piece>> = cuts(text.as_bytes(), at.byte, length)
        .into_par_iter()
        .with_max_len(1)
        .map(|bounds| piece::read(text, bounds, form, &go_on))
        .collect();
    let mut blocks = Vec::with_capacity(pieces.len());
    let mut records = filling.record_count();
    for piece in pieces {
        let Some(mut piece) = piece else { break };
        if !budget.add(piece.cells, piece.bytes, u64::from(piece.rows)) {
            break;
        }
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
            byte: piece.end,
            number: at.number.saturating_add(piece.rows),
            line: at.line + piece.lines,
        };
        blocks.push(piece.block);
    }
    filling.blocks(blocks)
}

/// Cuts the text from `start` on into pieces of about this length that begin where records do,
/// if quotes stand around whole fields only. What follows a quote that does not is cut wrongly;
/// the piece with that quote is declined, and no later one is taken.
fn cuts(bytes: &[u8], start: usize, length: usize) -> Vec<(usize, usize)> {
    let rest = bytes.get(start..).unwrap_or_default();
    let quotes: Vec<usize> = rest
        .par_chunks(length)
        .map(|part| memchr::memchr_iter(b'"', part).count())
        .collect();
    let mut cuts = Vec::with_capacity(quotes.len());
    let (mut from, mut inside, mut begin) = (start, false, start);
    for count in quotes {
        let to = (from + length).min(bytes.len());
        inside ^= count % 2 == 1;
        from = to;
        if to <= begin {
            continue;
        }
        let end = next_record(bytes, to, inside);
        cuts.push((begin, end));
        begin = end;
        if begin >= bytes.len() {
            break;
        }
    }
    cuts
}

/// The first place from `at` on that follows a line end outside of quotes.
fn next_record(bytes: &[u8], at: usize, mut inside: bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    for found in memchr::memchr2_iter(b'"', b'\n', rest) {
        match rest.get(found) {
            Some(b'"') => inside = !inside,
            _ if !inside => return at + found + 1,
            _ => {}
        }
    }
    bytes.len()
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
        let bounds = cuts(text.as_bytes(), 6, 1000);
        assert!(bounds.len() > 50);
        let form = Form {
            delimiter: b',',
            fields: 3,
            most: 9,
        };
        for bounds in bounds {
            assert!(piece::read(&text, bounds, form, &|_| true).is_some());
        }
    }
}
