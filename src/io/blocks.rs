//! Rows made ready in parts, on all processors, and written in order: while some parts are
//! written, the next are made. Each part is made block by block, with the texts of a block's rows
//! at hand. It knows nothing of what a part looks like.

use std::io::Write;
use std::ops::Range;

use rayon::prelude::*;

use super::Progress;
use super::atomic::WriteError;
use super::write::RowSource;
use crate::table::Code;

/// Rows whose texts are at hand together: few enough for a processor's cache.
pub(super) const BLOCK: usize = 256;
/// Blocks of which a part consists at most.
const BLOCKS: usize = 8;
/// Parts made for each processor before what is ready is written.
const EACH: usize = 4;
/// Waves that a file makes at least, but for a very short one.
const WAVES: usize = 8;

/// Takes the cells of one column in some rows, once they are known to be in the file as they
/// should: the column, the first row, the texts.
pub type Look<'a> = &'a (dyn Fn(usize, usize, &[&str]) -> Result<(), WriteError> + Sync);

/// For those who only write.
///
/// # Errors
/// Never.
pub fn unseen(_col: usize, _first: usize, _texts: &[&str]) -> Result<(), WriteError> {
    Ok(())
}

/// Adds some rows, as they are written, to a text.
pub(super) type Make<'a> = &'a (dyn Fn(Range<usize>, &mut String) -> Result<(), WriteError> + Sync);

/// The texts of some rows.
#[derive(Clone, Copy)]
pub(super) struct Block<'t> {
    pub first: usize,
    pub rows: usize,
    /// Column by column.
    texts: &'t [&'t str],
}

impl<'t> Block<'t> {
    #[cfg(test)]
    pub fn of_texts(first: usize, rows: usize, texts: &'t [&'t str]) -> Self {
        Self { first, rows, texts }
    }

    /// The text of one cell; `row` counts from the block's first.
    #[inline]
    pub fn text(self, row: usize, col: usize) -> &'t str {
        self.texts.get(col * self.rows + row).copied().unwrap_or("")
    }

    /// The texts of one column.
    #[inline]
    pub fn column(self, col: usize) -> &'t [&'t str] {
        let start = col * self.rows;
        self.texts.get(start..start + self.rows).unwrap_or_default()
    }
}

/// By column the texts by code, where they are few: asked for once, and not for each row.
pub(super) fn few_texts(source: &dyn RowSource, width: usize) -> Vec<Option<Vec<&str>>> {
    (0..width).map(|col| source.few_texts(col)).collect()
}

/// Hands on rows with their texts, which are fetched column by column.
///
/// # Errors
/// What `each` returns, or `VerifyFailed` where the source gives fewer texts than it has rows.
pub(super) fn each_block<'s>(
    source: &'s dyn RowSource,
    few: &[Option<Vec<&'s str>>],
    rows: Range<usize>,
    mut each: impl FnMut(Block<'_>) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let mut texts: Vec<&str> = Vec::with_capacity(BLOCK * few.len());
    let mut codes: Vec<Code> = Vec::with_capacity(BLOCK);
    for first in rows.clone().step_by(BLOCK) {
        let end = rows.end.min(first + BLOCK);
        let rows = end - first;
        texts.clear();
        for (col, few) in few.iter().enumerate() {
            codes.clear();
            match few {
                Some(few) if source.codes(first..end, col, &mut codes).is_some() => {
                    let text = |code: &Code| few.get(*code as usize).copied().unwrap_or("");
                    texts.extend(codes.iter().map(text));
                }
                _ => source.column(first..end, col, &mut texts),
            }
        }
        if texts.len() != rows * few.len() {
            return Err(WriteError::VerifyFailed);
        }
        each(Block {
            first,
            rows,
            texts: &texts,
        })?;
    }
    Ok(())
}

/// Writes what stands before the rows, and then the rows.
///
/// # Errors
/// When `out` cannot be written to, the work was cancelled, or what `make` returns.
pub(super) fn in_parts(
    out: &mut (dyn Write + Send),
    head: String,
    rows: usize,
    make: Make<'_>,
    progress: &dyn Progress,
) -> Result<(), WriteError> {
    let wave = rayon::current_num_threads() * EACH;
    // A short file makes several waves too, so that little is left to write in the end.
    let part = rows.div_ceil(wave * WAVES).next_multiple_of(BLOCK);
    let part = part.clamp(BLOCK, BLOCK * BLOCKS);
    // Used again and again, so that no memory has to be asked for and wiped each time.
    let (mut ready, mut next) = (vec![head], vec![String::new(); wave]);
    let mut row = 0;
    loop {
        progress.rows(row as u64);
        if progress.cancelled() {
            return Err(WriteError::Cancelled);
        }
        let coming = (rows - row).div_ceil(part).min(wave);
        let (written, made) = rayon::join(
            || {
                ready
                    .iter()
                    .try_for_each(|part| out.write_all(part.as_bytes()))
            },
            || {
                next.par_iter_mut()
                    .take(coming)
                    .enumerate()
                    .with_max_len(1)
                    .try_for_each(|(at, text)| {
                        let start = row + at * part;
                        text.clear();
                        make(start..rows.min(start + part), text)
                    })
            },
        );
        written?;
        made?;
        if coming == 0 {
            return Ok(());
        }
        row = rows.min(row + coming * part);
        next.iter_mut().skip(coming).for_each(String::clear);
        std::mem::swap(&mut ready, &mut next);
        next.resize(wave, String::new());
    }
}
