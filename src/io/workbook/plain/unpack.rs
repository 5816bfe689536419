//! A sheet's part, unpacked in a stream and cut where rows begin. What stands before and behind
//! the rows is looked at here, in the same pass.

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem;

use super::super::marks::Marks;
use super::ahead::read_full;
use super::apart::HandOn;
use super::prologue::is_plain_prologue;
use crate::io::layout::SheetFacts;

/// Bytes of the first piece, which is soon there, and of the others; in tests a small sheet has
/// many.
const FIRST: usize = if cfg!(test) { 1 << 10 } else { 128 << 10 };
const PIECE: usize = if cfg!(test) { 4 << 10 } else { 1 << 20 };
const STEP: usize = if cfg!(test) { 1 << 9 } else { 128 << 10 };
/// What stands before the rows is not longer.
const PROLOGUE: usize = 4 << 20;
/// One row is not longer.
const ROW: usize = 64 << 20;

const BEGIN: &[u8] = b"<sheetData";
const END: &[u8] = b"</sheetData>";
const NEXT_ROW: &[u8] = b"<row ";

/// Hands on whole rows piece by piece, the last with the end of the sheet's data. Returns what the
/// sheet says before and behind its rows; `None` where it is not written plainly, or not to its
/// end.
pub(super) fn unpack(
    part: impl Read,
    most: u64,
    pieces: &mut HandOn<'_, '_>,
    stop: &AtomicBool,
) -> Option<SheetFacts> {
    let mut source = Source {
        part,
        left: most,
        stop,
    };
    let mut marks = Marks::default();
    let mut buffer = Buffer::over(Vec::new(), &[]);
    let begin = loop {
        let from = buffer.filled.saturating_sub(BEGIN.len());
        if source.fill(&mut buffer, STEP)? == 0 || buffer.filled > PROLOGUE {
            return None;
        }
        if let Some(at) = memmem::find(buffer.from(from)?, BEGIN) {
            break from + at;
        }
    };
    if !is_plain_prologue(std::str::from_utf8(buffer.until(begin)?).ok()?) {
        return None;
    }
    marks.take(buffer.until(begin)?);
    let begin = begin + BEGIN.len();
    while buffer.filled <= begin {
        if source.fill(&mut buffer, STEP)? == 0 {
            return None;
        }
    }
    if buffer.from(begin)?.first() != Some(&b'>') {
        return None;
    }
    buffer = Buffer::over(Vec::new(), buffer.from(begin + 1)?);
    let (mut searched, mut wanted) = (0, FIRST);
    let end = loop {
        if let Some(at) = memmem::find(buffer.from(searched)?, END) {
            break searched + at + END.len();
        }
        searched = buffer.filled.saturating_sub(END.len() - 1);
        if buffer.filled >= wanted {
            let cut = memmem::rfind(buffer.from(0)?, NEXT_ROW);
            if let Some(cut) = cut.filter(|cut| *cut > 0) {
                let next = Buffer::over(pieces.memory(), buffer.from(cut)?);
                let whole = std::mem::replace(&mut buffer, next);
                pieces.piece(whole.cut(cut))?;
                searched = searched.saturating_sub(cut);
                wanted = PIECE;
            } else if buffer.filled > ROW {
                return None;
            }
        }
        // A piece in one step, as far as it goes.
        let step = wanted.saturating_sub(buffer.filled).max(STEP);
        if source.fill(&mut buffer, step)? == 0 {
            return None;
        }
    };
    let mut tail = Buffer::over(Vec::new(), buffer.from(end)?);
    pieces.piece(buffer.cut(end))?;
    // A sheet that is damaged behind its rows has its rows, and says nothing else.
    loop {
        marks.take(tail.from(0)?);
        tail.filled = 0;
        match source.fill(&mut tail, STEP) {
            Some(0) => return Some(marks.end()),
            Some(_) => {}
            None => return Some(SheetFacts::default()),
        }
    }
}

/// Bytes as they come. Behind those that are filled stand bytes of an earlier use: to wipe them
/// first would cost as much as to fill them.
struct Buffer {
    bytes: Vec<u8>,
    filled: usize,
}

impl Buffer {
    /// Begins with these bytes, in memory that may have been used.
    fn over(mut memory: Vec<u8>, begin: &[u8]) -> Self {
        memory.resize(memory.len().max(begin.len()).max(PIECE + STEP), 0);
        if let Some(head) = memory.get_mut(..begin.len()) {
            head.copy_from_slice(begin);
        }
        Self {
            bytes: memory,
            filled: begin.len(),
        }
    }

    /// The bytes from a place on.
    fn from(&self, start: usize) -> Option<&[u8]> {
        self.bytes.get(start..self.filled)
    }

    /// The bytes up to a place.
    fn until(&self, end: usize) -> Option<&[u8]> {
        self.from(0)?.get(..end)
    }

    fn cut(mut self, end: usize) -> Vec<u8> {
        self.bytes.truncate(end.min(self.filled));
        self.bytes
    }

    /// Appends up to so many bytes; fewer at the end only.
    fn fill(&mut self, part: &mut impl Read, step: usize) -> Option<usize> {
        let wanted = self.filled + step;
        if self.bytes.len() < wanted {
            self.bytes.resize(wanted, 0);
        }
        let read = read_full(part, self.bytes.get_mut(self.filled..wanted)?).ok()?;
        self.filled += read;
        Some(read)
    }
}

struct Source<'s, R> {
    part: R,
    /// Bytes that the archive declares, and has not given.
    left: u64,
    stop: &'s AtomicBool,
}

impl<R: Read> Source<'_, R> {
    /// Appends some bytes; 0 at the end.
    fn fill(&mut self, buffer: &mut Buffer, step: usize) -> Option<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let read = buffer.fill(&mut self.part, step)?;
        self.left = self.left.checked_sub(read as u64)?;
        Some(read)
    }
}
