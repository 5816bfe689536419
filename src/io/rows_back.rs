//! Reads a csv that was written here back from disk, on all processors: cut where its writer says
//! that records begin, each part must be whole records of the file's width, and all parts together
//! are the file. Takes nothing from the writer but the cuts; a wrong one fails.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use memchr::{memchr, memchr_iter};
use rayon::prelude::*;

use super::atomic::WriteError;
use super::scan::{Scan, undouble};

/// Where a part of the file begins: its first row, counted from 0, and its first byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cut {
    pub row: usize,
    pub byte: u64,
}

/// Rows that are handed over together, column by column.
pub(super) const BATCH: usize = 512;

/// Takes the cells of one column in some rows: the column, the first row, the texts.
pub type Look<'a> = &'a (dyn Fn(usize, usize, &[Cow<'_, str>]) -> Result<(), WriteError> + Sync);

const FAILED: WriteError = WriteError::VerifyFailed;

/// Hands every cell below the header on, and returns the header's bytes as text. `rows` is the
/// number of rows that there must be.
///
/// # Errors
/// `VerifyFailed` when it is not such a file; what `look` returns.
pub fn columns_back(
    path: &Path,
    width: usize,
    rows: usize,
    cuts: &[Cut],
    look: Look<'_>,
) -> Result<String, WriteError> {
    let size = File::open(path)?.metadata()?.len();
    let ends = cuts
        .iter()
        .skip(1)
        .map(|cut| (cut.row, cut.byte))
        .chain([(rows, size)]);
    let parts: Vec<(Cut, usize, u64)> = cuts
        .iter()
        .zip(ends)
        .map(|(cut, (row, byte))| (*cut, row, byte))
        .collect();
    let first = cuts.first().map_or(size, |cut| cut.byte);
    parts
        .into_par_iter()
        .with_max_len(1)
        .map_init(Vec::new, |bytes, (cut, row, byte)| {
            let text = text_of(path, cut.byte, byte, bytes)?;
            let count = row.checked_sub(cut.row).ok_or(FAILED)?;
            part(text, width, (cut.row, count), look)
        })
        .collect::<Result<(), WriteError>>()?;
    let mut bytes = Vec::new();
    text_of(path, 0, first, &mut bytes).map(str::to_owned)
}

/// The bytes of the file from `start` up to, not with, `end`.
pub(super) fn text_of<'b>(
    path: &Path,
    start: u64,
    end: u64,
    bytes: &'b mut Vec<u8>,
) -> Result<&'b str, WriteError> {
    let length = end.checked_sub(start).ok_or(FAILED)?;
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    bytes.clear();
    file.take(length).read_to_end(bytes)?;
    if bytes.len() as u64 != length {
        return Err(FAILED);
    }
    std::str::from_utf8(bytes).map_err(|_| FAILED)
}

/// The records of one part.
fn part(
    text: &str,
    width: usize,
    (first, count): (usize, usize),
    look: Look<'_>,
) -> Result<(), WriteError> {
    let bytes = text.as_bytes();
    let mut scan = Scan::new(b',');
    let mut marks: Vec<usize> = Vec::with_capacity(count * width + 64);
    let mut breaks = 0;
    for (block, at) in bytes.chunks(64).zip((0usize..).step_by(64)) {
        let found = scan.next(block);
        let mut bits = found.marks;
        while bits != 0 {
            let bit = bits & bits.wrapping_neg();
            marks.push(at + bit.trailing_zeros() as usize);
            if found.breaks & bit != 0 {
                breaks += 1;
                // Each record has the width of the header.
                if marks.len() != breaks * width {
                    return Err(FAILED);
                }
            }
            bits ^= bit;
        }
    }
    let whole = scan.inside == 0
        && breaks == count
        && marks.len() == count * width
        && (count == 0 || bytes.last() == Some(&b'\n'))
        && (count > 0 || bytes.is_empty());
    if !whole {
        return Err(FAILED);
    }
    let returns = memchr(b'\r', bytes).is_some();
    let mut quotes = 0;
    let mut texts: Vec<Cow<'_, str>> = Vec::with_capacity(BATCH);
    for start in (0..count).step_by(BATCH) {
        let end = count.min(start + BATCH);
        for col in 0..width {
            texts.clear();
            for row in start..end {
                let at = row * width + col;
                let from = match at.checked_sub(1) {
                    None => 0,
                    Some(before) => marks.get(before).ok_or(FAILED)? + 1,
                };
                let to = *marks.get(at).ok_or(FAILED)?;
                let raw = text.get(from..to).ok_or(FAILED)?;
                texts.push(unquoted(raw, width, returns, &mut quotes)?);
            }
            look(col, first + start, &texts)?;
        }
    }
    if quotes == scan.quotes {
        Ok(())
    } else {
        Err(FAILED)
    }
}

/// The text of a field, and the quotes that stand in it for the way of writing.
#[inline]
fn unquoted<'t>(
    raw: &'t str,
    width: usize,
    returns: bool,
    quotes: &mut usize,
) -> Result<Cow<'t, str>, WriteError> {
    if !raw.starts_with('"') {
        // A reader would skip a blank line, and end a record at a carriage return.
        let torn =
            (returns && memchr(b'\r', raw.as_bytes()).is_some()) || (width == 1 && raw.is_empty());
        return if torn {
            Err(FAILED)
        } else {
            Ok(Cow::Borrowed(raw))
        };
    }
    let inner = raw
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .ok_or(FAILED)?;
    *quotes += 2;
    if memchr(b'"', inner.as_bytes()).is_none() {
        return Ok(Cow::Borrowed(inner));
    }
    *quotes += memchr_iter(b'"', inner.as_bytes()).count();
    undouble(inner).map(Cow::Owned).ok_or(FAILED)
}
