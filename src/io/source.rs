//! Where the bytes of a delimited text come from: memory, or a file on disk that is never held
//! whole. It lends ranges of bytes, and knows of records only where a line ends.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;
use std::sync::Mutex;

use crate::table::Shape;

/// What a part of a text looks like from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Look {
    /// The number of its quotes is odd.
    pub is_odd: bool,
    /// Where the first record begins behind a line end of the part: if the part begins outside of
    /// quotes, and if it begins within.
    pub begins: [Option<usize>; 2],
}

/// Memory for a part of a file.
#[derive(Default)]
pub(super) struct Room {
    pub bytes: Vec<u8>,
    /// What the part that was here before came to.
    pub shape: Shape,
}

/// Memory for parts of a file, which is used again: fresh memory has its price.
#[derive(Default)]
pub(super) struct Rooms(Mutex<Vec<Room>>);

impl Rooms {
    /// Does something that needs room.
    pub fn with<R>(&self, work: impl FnOnce(&mut Room) -> R) -> R {
        // What a thread that panicked left behind is memory like any other.
        let rooms = || self.0.lock().unwrap_or_else(|held| held.into_inner());
        let mut room = rooms().pop().unwrap_or_default();
        let done = work(&mut room);
        rooms().push(room);
        done
    }
}

/// A text by its bytes.
pub(super) trait Source: Sync {
    /// Number of bytes.
    fn length(&self) -> usize;

    /// The bytes from `start` up to, not with, `end`. `room` is used where they have to be read.
    fn lend<'b>(&'b self, start: usize, end: usize, room: &'b mut Vec<u8>) -> Option<&'b [u8]>;

    /// Where the first line end stands behind `start` and before `end`, if there is one.
    fn line_end(&self, start: usize, end: usize, room: &mut Vec<u8>) -> Option<usize> {
        let (mut from, mut step) = (start, LINE);
        while from < end {
            let until = end.min(from + step);
            let bytes = self.lend(from, until, room)?;
            if let Some(at) = memchr::memchr(b'\n', bytes) {
                return Some(from + at);
            }
            (from, step) = (until, step * 4);
        }
        None
    }

    /// Looks at a part; `None` when it cannot be read, or holds something that the text must not.
    fn look(&self, start: usize, end: usize, room: &mut Vec<u8>) -> Option<Look>;
}

impl Source for &str {
    fn length(&self) -> usize {
        self.len()
    }

    fn lend<'b>(&'b self, start: usize, end: usize, _room: &'b mut Vec<u8>) -> Option<&'b [u8]> {
        self.as_bytes().get(start..end)
    }

    fn look(&self, start: usize, end: usize, _room: &mut Vec<u8>) -> Option<Look> {
        Some(look(self.as_bytes().get(start..end)?, start))
    }
}

fn look(bytes: &[u8], start: usize) -> Look {
    let mut begins = [None; 2];
    let mut is_odd = false;
    let mut rest = memchr::memchr2_iter(b'"', b'\n', bytes);
    for found in rest.by_ref() {
        if bytes.get(found) == Some(&b'"') {
            is_odd = !is_odd;
        } else if let Some(slot) = begins.get_mut(usize::from(is_odd)) {
            slot.get_or_insert(start + found + 1);
        }
        if begins.iter().all(Option::is_some) {
            let behind = bytes.get(found + 1..).unwrap_or_default();
            is_odd ^= memchr::memchr_iter(b'"', behind).count() % 2 == 1;
            break;
        }
        if found > SHORT_LOOK {
            // Without quotes one of the two is never met.
            let behind = bytes.get(found + 1..).unwrap_or_default();
            return far(behind, start + found + 1, is_odd, begins);
        }
    }
    Look { is_odd, begins }
}

/// Bytes in which a line end is looked for first.
const LINE: usize = 4 << 10;

/// Bytes in which both ways to begin are looked for with care.
const SHORT_LOOK: usize = 16 << 10;

/// The rest of a look, from one quote to the next.
fn far(bytes: &[u8], start: usize, mut is_odd: bool, mut begins: [Option<usize>; 2]) -> Look {
    let mut from = 0;
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let quote = memchr::memchr(b'"', rest);
        let until = rest.get(..quote.unwrap_or(rest.len())).unwrap_or_default();
        if let Some(slot) = begins.get_mut(usize::from(is_odd))
            && slot.is_none()
        {
            *slot = memchr::memchr(b'\n', until).map(|at| start + from + at + 1);
        }
        let Some(quote) = quote else {
            return Look { is_odd, begins };
        };
        is_odd = !is_odd;
        from += quote + 1;
        if begins.iter().all(Option::is_some) {
            let behind = bytes.get(from..).unwrap_or_default();
            is_odd ^= memchr::memchr_iter(b'"', behind).count() % 2 == 1;
            return Look { is_odd, begins };
        }
    }
}

/// A file of UTF-8.
pub(super) struct Disk {
    pub path: PathBuf,
    /// Bytes before the text, and those of the text.
    pub begin: u64,
    pub length: usize,
}

impl Disk {
    /// Reads a range into `room`; `None` when there is less, or it cannot be read.
    fn read(&self, start: usize, end: usize, room: &mut Vec<u8>) -> Option<()> {
        let length = end.checked_sub(start)?;
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(self.begin + start as u64)).ok()?;
        room.resize(length, 0);
        file.read_exact(room).ok()
    }
}

impl Source for Disk {
    fn length(&self) -> usize {
        self.length
    }

    fn lend<'b>(&'b self, start: usize, end: usize, room: &'b mut Vec<u8>) -> Option<&'b [u8]> {
        self.read(start, end, room)?;
        Some(room)
    }

    /// `None` for bytes that are no UTF-8. A character that is cut belongs to the part in which it
    /// begins.
    fn look(&self, start: usize, end: usize, room: &mut Vec<u8>) -> Option<Look> {
        let more = self.length.min(end + 3);
        self.read(start, more, room)?;
        let is_inner = |byte: &&u8| **byte & 0xC0 == 0x80;
        let first = room.iter().take(3).take_while(is_inner).count();
        let behind = room.get(end - start..)?.iter().take_while(is_inner).count();
        std::str::from_utf8(room.get(first..end - start + behind)?).ok()?;
        Some(look(room.get(..end - start)?, start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Byte by byte.
    fn plain(bytes: &[u8], start: usize) -> Look {
        let mut begins = [None; 2];
        let mut is_odd = false;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'"' => is_odd = !is_odd,
                b'\n' => {
                    begins[usize::from(is_odd)].get_or_insert(start + at + 1);
                }
                _ => {}
            }
        }
        Look { is_odd, begins }
    }

    #[test]
    fn a_look_sees_both_ways_to_begin() {
        let long = "x".repeat(SHORT_LOOK);
        for text in [
            String::new(),
            "a\nb".to_owned(),
            "a\"b\n\"\nc\"".to_owned(),
            format!("{long}\n{long}\n\"{long}\"\"\n{long}\"\n\""),
            format!("\n{long}\n{long}\"{long}"),
            format!("\"\n{long}\n{long}\"{long}\n\n\""),
        ] {
            assert_eq!(look(text.as_bytes(), 7), plain(text.as_bytes(), 7));
        }
    }

    #[test]
    fn a_file_is_utf_8_wherever_it_is_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        let good = "é\nЖ €\n𝄞 a\n".repeat(3).into_bytes();
        let mut bad = good.clone();
        bad[21] = 0xC3;
        for (bytes, is_good) in [(good, true), (bad, false)] {
            std::fs::write(&path, [b"..", bytes.as_slice()].concat()).unwrap();
            let disk = Disk {
                path: path.clone(),
                begin: 2,
                length: bytes.len(),
            };
            for length in 1..bytes.len() {
                let parts = (0..bytes.len()).step_by(length);
                let all = parts
                    .map(|from| disk.look(from, bytes.len().min(from + length), &mut Vec::new()))
                    .collect::<Option<Vec<_>>>();
                assert_eq!(all.is_some(), is_good, "{length}");
            }
        }
    }
}
