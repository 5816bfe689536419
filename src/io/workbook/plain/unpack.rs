//! A sheet's part, unpacked in a stream and cut where rows begin. What stands before and behind
//! the rows is looked at here, in the same pass.

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};

use memchr::memmem;

use super::super::marks::Marks;
use super::prologue::is_plain_prologue;
use crate::io::layout::SheetFacts;

/// Bytes of the first piece, which is soon there, and of the others; in tests a small sheet has
/// many.
const FIRST: usize = if cfg!(test) { 1 << 10 } else { 128 << 10 };
const PIECE: usize = if cfg!(test) { 4 << 10 } else { 2 << 20 };
const STEP: usize = if cfg!(test) { 1 << 9 } else { 256 << 10 };
/// What stands before the rows is not longer.
const PROLOGUE: usize = 4 << 20;
/// One row is not longer.
const ROW: usize = 64 << 20;

const BEGIN: &[u8] = b"<sheetData";
const END: &[u8] = b"</sheetData>";
const NEXT_ROW: &[u8] = b"<row ";

/// Sends whole rows piece by piece, the last with the end of the sheet's data. Memory of pieces
/// that were read comes back through `used`: fresh memory has its price. Returns what the
/// sheet says before and behind its rows; `None` where it is not written plainly, or not to its
/// end.
pub(super) fn unpack(
    part: impl Read,
    most: u64,
    (pieces, used): (&SyncSender<Vec<u8>>, &Receiver<Vec<u8>>),
    stop: &AtomicBool,
) -> Option<SheetFacts> {
    let mut source = Source {
        part,
        left: most,
        stop,
    };
    let mut marks = Marks::default();
    let mut buffer = Vec::with_capacity(PIECE + STEP);
    let begin = loop {
        let from = buffer.len().saturating_sub(BEGIN.len());
        if source.fill(&mut buffer)? == 0 || buffer.len() > PROLOGUE {
            return None;
        }
        if let Some(at) = memmem::find(buffer.get(from..)?, BEGIN) {
            break from + at;
        }
    };
    if !is_plain_prologue(std::str::from_utf8(buffer.get(..begin)?).ok()?) {
        return None;
    }
    marks.take(buffer.get(..begin)?);
    let begin = begin + BEGIN.len();
    while buffer.len() <= begin {
        if source.fill(&mut buffer)? == 0 {
            return None;
        }
    }
    if buffer.get(begin) != Some(&b'>') {
        return None;
    }
    buffer.drain(..=begin);
    let (mut searched, mut wanted) = (0, FIRST);
    let end = loop {
        if let Some(at) = memmem::find(buffer.get(searched..)?, END) {
            break searched + at + END.len();
        }
        searched = buffer.len().saturating_sub(END.len() - 1);
        if buffer.len() >= wanted {
            if let Some(cut) = memmem::rfind(&buffer, NEXT_ROW).filter(|cut| *cut > 0) {
                let fresh = || Vec::with_capacity(PIECE + STEP);
                let mut next: Vec<u8> = used.try_recv().unwrap_or_else(|_| fresh());
                next.clear();
                next.extend_from_slice(buffer.get(cut..)?);
                buffer.truncate(cut);
                pieces.send(std::mem::replace(&mut buffer, next)).ok()?;
                searched = searched.saturating_sub(cut);
                wanted = PIECE;
            } else if buffer.len() > ROW {
                return None;
            }
        }
        if source.fill(&mut buffer)? == 0 {
            return None;
        }
    };
    let mut tail = buffer.split_off(end);
    pieces.send(buffer).ok()?;
    // A sheet that is damaged behind its rows has its rows, and says nothing else.
    loop {
        marks.take(&tail);
        tail.clear();
        match source.fill(&mut tail) {
            Some(0) => return Some(marks.facts),
            Some(_) => {}
            None => return Some(SheetFacts::default()),
        }
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
    fn fill(&mut self, buffer: &mut Vec<u8>) -> Option<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let read = (&mut self.part)
            .take(STEP as u64)
            .read_to_end(buffer)
            .ok()?;
        self.left = self.left.checked_sub(read as u64)?;
        Some(read)
    }
}
