//! Compares rows of a csv with the cells that a reader must see in them. It goes from field to
//! field, and in the end no mark may be left over: where every comma, line end, quote and carriage
//! return is accounted for, none can part or join fields for a reader. Takes nothing from who
//! wrote them.

use super::atomic::WriteError;
use super::blocks::Block;
use super::write::BOM;

const FAILED: WriteError = WriteError::VerifyFailed;

/// Compares the line of names.
///
/// # Errors
/// `VerifyFailed` when a reader would see other names, or more than one line.
pub(super) fn header_back(head: &str, bom: bool, names: &[&str]) -> Result<(), WriteError> {
    let failed = |_| FAILED;
    let line = head.strip_prefix(BOM);
    if line.is_some() != bom {
        return Err(FAILED);
    }
    let line = line.unwrap_or(head);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    let read = reader.read_record(&mut record).map_err(failed)?;
    let same = read && record.iter().eq(names.iter().copied());
    if !names.is_empty() && !same {
        return Err(FAILED);
    }
    match reader.read_record(&mut record).map_err(failed)? {
        true => Err(FAILED),
        false => Ok(()),
    }
}

/// Compares rows with the cells that they should hold.
///
/// # Errors
/// `VerifyFailed` when a reader would see anything else.
pub(super) fn rows_back(text: &str, block: Block<'_>, width: usize) -> Result<(), WriteError> {
    let bytes = text.as_bytes();
    let mut known = Marks {
        ends: block.rows * width,
        ..Marks::default()
    };
    let mut at = 0;
    for row in 0..block.rows {
        for col in 0..width {
            let expected = block.text(row, col).as_bytes();
            let length = if bytes.get(at) == Some(&b'"') {
                let rest = bytes.get(at..).unwrap_or_default();
                quoted(rest, expected, &mut known).ok_or(FAILED)?
            } else if width == 1 && expected.is_empty() {
                // A reader would skip a blank line.
                return Err(FAILED);
            } else {
                let raw = bytes.get(at..at + expected.len()).ok_or(FAILED)?;
                is_same(raw, expected).then_some(raw.len()).ok_or(FAILED)?
            };
            at += length;
            let end = if col + 1 == width { b'\n' } else { b',' };
            if bytes.get(at) != Some(&end) {
                return Err(FAILED);
            }
            at += 1;
        }
    }
    if at == bytes.len() && Marks::in_text(bytes) == known {
        Ok(())
    } else {
        Err(FAILED)
    }
}

/// The length of a quoted field that holds this text; adds the marks within.
fn quoted(rest: &[u8], expected: &[u8], known: &mut Marks) -> Option<usize> {
    let mut left = rest.strip_prefix(b"\"")?;
    let mut parts = expected.split(|b| *b == b'"');
    left = left.strip_prefix(parts.next()?)?;
    known.quotes += 2;
    for part in parts {
        left = left.strip_prefix(b"\"\"")?.strip_prefix(part)?;
        known.quotes += 2;
    }
    left = left.strip_prefix(b"\"")?;
    let within = Marks::in_text(expected);
    known.ends += within.ends;
    known.returns += within.returns;
    Some(rest.len() - left.len())
}

/// How many characters a text has that part fields and records, or quote.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Marks {
    /// Commas and line ends.
    ends: usize,
    quotes: usize,
    returns: usize,
}

impl Marks {
    fn in_text(bytes: &[u8]) -> Self {
        // So many at once, counted in single bytes until these could overflow.
        const LANES: usize = 32;
        const ROUNDS: usize = 255;
        let mut found = Self::default();
        let (groups, rest) = bytes.as_chunks::<LANES>();
        for groups in groups.chunks(ROUNDS) {
            let [mut ends, mut quotes, mut returns] = [[0u8; LANES]; 3];
            for group in groups {
                let counts = ends.iter_mut().zip(&mut quotes).zip(&mut returns);
                for (byte, ((ends, quotes), returns)) in group.iter().zip(counts) {
                    *ends += u8::from(*byte == b',') | u8::from(*byte == b'\n');
                    *quotes += u8::from(*byte == b'"');
                    *returns += u8::from(*byte == b'\r');
                }
            }
            let sum = |counts: [u8; LANES]| counts.iter().map(|n| usize::from(*n)).sum::<usize>();
            found.ends += sum(ends);
            found.quotes += sum(quotes);
            found.returns += sum(returns);
        }
        for byte in rest {
            match byte {
                b',' | b'\n' => found.ends += 1,
                b'"' => found.quotes += 1,
                b'\r' => found.returns += 1,
                _ => {}
            }
        }
        found
    }
}

/// Whether two texts are the same. Most of a file's are so short that to call for a comparison
/// costs more than it.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    // The first and the last bytes, which may be partly the same ones.
    match one.len() {
        0 => true,
        1..=3 => one.iter().eq(other),
        4..=7 => ends::<4>(one) == ends::<4>(other),
        8..=16 => ends::<8>(one) == ends::<8>(other),
        _ => one == other,
    }
}

#[inline]
fn ends<const N: usize>(text: &[u8]) -> (Option<&[u8; N]>, Option<&[u8; N]>) {
    (text.first_chunk(), text.last_chunk())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block<'t>(texts: &'t [&'t str], rows: usize) -> Block<'t> {
        Block::of_texts(0, rows, texts)
    }

    #[test]
    fn a_reader_must_see_these_cells_and_no_others() {
        // Column by column.
        let texts = ["a", "", "5\" pipe", "x, y", "line\nbreak", "\"", "z", "\r"];
        let good = "a,line\nbreak\n";
        assert!(rows_back(good, block(&texts, 4), 2).is_err());
        let good = "a,\"line\nbreak\"\n,\"\"\"\"\n\"5\"\" pipe\",z\n\"x, y\",\"\r\"\n";
        assert_eq!(rows_back(good, block(&texts, 4), 2), Ok(()));
        let doctored = [
            good.replacen("a,", "b,", 1),
            good.replacen("a,", "\"a\"\"\",", 1),
            good.replacen("z\n", "z,\n", 1),
            good.replacen("z\n", "\n", 1),
            good.replacen("\"x, y\"", "x, y", 1),
            good.replacen("\"\r\"", "\r", 1),
            good.replacen("\"5\"\" pipe\"", "5\" pipe", 1),
            good.replacen("\"line\nbreak\"", "line\nbreak", 1),
            format!("{good}\n"),
            format!("{good}a"),
            format!("{good}a,b\n"),
            good.strip_suffix('\n').unwrap().to_owned(),
            good.replacen(",\"line\nbreak\"\n,", "\n\"line\nbreak\",,", 1),
            String::new(),
        ];
        for other in &doctored {
            assert_ne!(other, good);
            let seen = rows_back(other, block(&texts, 4), 2);
            assert_eq!(seen, Err(FAILED), "{other:?}");
        }
        assert_eq!(rows_back("\"\"\n", block(&[""], 1), 1), Ok(()));
        assert_eq!(rows_back("\n", block(&[""], 1), 1), Err(FAILED));
    }

    #[test]
    fn the_names_too() {
        let names = ["id", "a \"b\", c"];
        let line = "id,\"a \"\"b\"\", c\"\n";
        assert_eq!(header_back(line, false, &names), Ok(()));
        assert_eq!(header_back(&format!("{BOM}{line}"), true, &names), Ok(()));
        assert_eq!(header_back(line, true, &names), Err(FAILED));
        assert_eq!(
            header_back(&format!("{BOM}{line}"), false, &names),
            Err(FAILED)
        );
        assert_eq!(header_back("id,b\n", false, &names), Err(FAILED));
        assert_eq!(
            header_back(&format!("{line}x,y\n"), false, &names),
            Err(FAILED)
        );
    }

    #[test]
    fn texts_of_every_length_are_told_apart() {
        let text: Vec<u8> = (0..40).collect();
        for length in 0..text.len() {
            let one = &text[..length];
            assert!(is_same(one, one.to_vec().as_slice()));
            assert!(!is_same(one, &text[..length + 1]));
            for at in 0..length {
                let mut other = one.to_vec();
                other[at] ^= 0x20;
                assert!(!is_same(one, &other), "{length} {at}");
            }
        }
    }

    proptest! {
        /// What passes is what an independent reader sees.
        #[test]
        fn it_agrees_with_the_csv_crate(
            text in "[ab,\"\n\r]{0,24}\n?", cells in prop::collection::vec("[ab,\"\n\r]{0,3}", 4)
        ) {
            let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
            // Column by column: the rows are (0, 2) and (1, 3).
            let passes = rows_back(&text, block(&texts, 2), 2).is_ok();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let seen: Vec<Vec<String>> = reader
                .records()
                .filter_map(Result::ok)
                .map(|record| record.iter().map(str::to_owned).collect())
                .collect();
            let same = seen == [[texts[0], texts[2]], [texts[1], texts[3]]];
            prop_assert!(!passes || same, "{:?} {:?}", text, cells);
        }
    }
}
