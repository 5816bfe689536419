//! The distinct texts of a column, one after another in a few long pieces: no allocation and no
//! pointer for each. A piece never grows past what was set aside for it, so that no copy of a text
//! stays behind in memory that was given back.

use zeroize::Zeroize as _;

/// Bytes that the first piece of a column sets aside, and the most that a later one does.
const SMALL: usize = 256;
const LARGE: usize = 1 << 20;

/// Texts by number, from 0.
#[derive(Default)]
pub(super) struct Texts {
    pieces: Vec<Piece>,
    count: u32,
}

struct Piece {
    /// The number of its first text.
    first: u32,
    bytes: String,
    /// Where each text ends; the last one may be missing, and then ends with the piece. So a text
    /// that is longer than a `u32` can tell has a piece of its own.
    ends: Vec<u32>,
}

impl Piece {
    fn new(first: u32, bytes: usize, texts: usize) -> Self {
        Self {
            first,
            bytes: String::with_capacity(bytes),
            ends: Vec::with_capacity(texts),
        }
    }

    #[inline]
    fn get(&self, number: u32) -> &str {
        let at = (number - self.first) as usize;
        let start = match at.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).map_or(0, |end| *end as usize),
        };
        let end = self
            .ends
            .get(at)
            .map_or(self.bytes.len(), |end| *end as usize);
        self.bytes.get(start..end).unwrap_or_default()
    }
}

impl Texts {
    /// How many there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The text of a number; empty for one that was never given.
    #[inline]
    pub fn get(&self, number: u32) -> &str {
        if number >= self.count {
            return "";
        }
        let piece = match self.pieces.as_slice() {
            [.., last] if last.first <= number => Some(last),
            pieces => {
                let after = pieces.partition_point(|piece| piece.first <= number);
                after.checked_sub(1).and_then(|at| pieces.get(at))
            }
        };
        piece.map_or("", |piece| piece.get(number))
    }

    /// Begins a piece for texts that are about to come.
    pub fn begin(&mut self, texts: usize, bytes: usize) {
        let bytes = bytes.min(u32::MAX as usize);
        self.pieces.push(Piece::new(self.count, bytes, texts));
    }

    /// Takes the last piece back, which begins with the number `first`. What held its texts is
    /// wiped.
    pub fn drop_last(&mut self, first: u32) {
        if let Some(mut piece) = self.pieces.pop_if(|piece| piece.first == first) {
            self.count = first;
            piece.bytes.zeroize();
        }
    }

    /// Adds texts that stand one after another to a piece that was begun for them and holds no more
    /// than a `u32` can tell. `ends` says where each ends, counted from `start` before the first.
    pub fn push_many(&mut self, texts: &str, ends: &[u32], start: u32) {
        if let Some(piece) = self.pieces.last_mut() {
            let before = u32::try_from(piece.bytes.len()).unwrap_or(u32::MAX);
            piece.bytes.push_str(texts);
            let moved = |end: &u32| before.saturating_add(end.saturating_sub(start));
            piece.ends.extend(ends.iter().map(moved));
            self.count += u32::try_from(ends.len()).unwrap_or(u32::MAX);
        }
    }

    /// All texts from this number on, in order.
    pub fn from(&self, number: u32) -> impl Iterator<Item = &str> {
        let after = self.pieces.partition_point(|piece| piece.first <= number);
        let pieces = self
            .pieces
            .get(after.saturating_sub(1)..)
            .unwrap_or_default();
        pieces.iter().flat_map(move |piece| {
            let skipped = number.saturating_sub(piece.first);
            let mut start = match skipped.checked_sub(1) {
                None => 0,
                Some(last) => piece.ends.get(last as usize).map_or(0, |end| *end as usize),
            };
            let ends = piece.ends.get(skipped as usize..).unwrap_or_default();
            let texts = ends.iter().map(move |end| {
                let from = std::mem::replace(&mut start, *end as usize);
                piece.bytes.get(from..start).unwrap_or_default()
            });
            // The last text of a piece may be too long for its end to be told.
            let is_long = piece.bytes.len() > u32::MAX as usize;
            let last = piece.ends.last().map_or(0, |end| *end as usize);
            texts.chain(is_long.then(|| piece.bytes.get(last..).unwrap_or_default()))
        })
    }

    /// Adds a text and gives its number.
    pub fn push(&mut self, text: &str) -> u32 {
        let fits = self.pieces.last().is_some_and(|piece| {
            piece.bytes.capacity() - piece.bytes.len() >= text.len()
                && piece.bytes.len() + text.len() <= u32::MAX as usize
                && piece.first as usize + piece.ends.len() == self.count as usize
        });
        if !fits {
            let before: usize = self.pieces.iter().map(|piece| piece.bytes.capacity()).sum();
            let room = before.clamp(SMALL, LARGE).max(text.len());
            self.pieces.push(Piece::new(self.count, room, 0));
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.bytes.push_str(text);
            if let Ok(end) = u32::try_from(piece.bytes.len()) {
                piece.ends.push(end);
            }
        }
        let number = self.count;
        self.count += 1;
        number
    }

    /// Brings texts together that stand in several pieces, if they are few. They are moved, and what
    /// held them is wiped.
    pub fn join(&mut self) {
        let bytes: usize = self.pieces.iter().map(|piece| piece.bytes.len()).sum();
        if self.pieces.len() > 1 && bytes <= 4 * LARGE {
            self.keep_only(|_| true);
        }
    }

    /// Makes every text for which `keep` is false empty. The numbers stay; what held the texts is
    /// wiped.
    pub fn keep_only(&mut self, keep: impl Fn(u32) -> bool) {
        let old = std::mem::take(self);
        let bytes = (0..old.count)
            .filter(|number| keep(*number))
            .map(|number| old.get(number).len())
            .sum();
        self.begin(old.count as usize, bytes);
        for number in 0..old.count {
            self.push(if keep(number) { old.get(number) } else { "" });
        }
        for mut piece in old.pieces {
            piece.bytes.zeroize();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_number_gives_its_text(
            texts in prop::collection::vec("\\PC{0,90}", 0..80), ahead: bool, dropped in 0u32..80
        ) {
            let mut store = Texts::default();
            if ahead {
                store.begin(texts.len(), texts.iter().map(String::len).sum::<usize>() / 2);
            }
            for (text, number) in texts.iter().zip(0u32..) {
                prop_assert_eq!(store.push(text), number);
            }
            for (text, number) in texts.iter().zip(0u32..) {
                prop_assert_eq!(store.get(number), text);
            }
            for from in 0..=store.count() {
                let all: Vec<&str> = store.from(from).collect();
                prop_assert_eq!(all, texts.iter().skip(from as usize).map(String::as_str).collect::<Vec<_>>());
            }
            let mut many = Texts::default();
            many.begin(texts.len(), 9000);
            for (part, start) in texts.chunks(7).zip([0, 3, 11].into_iter().cycle()) {
                let all = part.concat();
                let ends: Vec<u32> = part.iter().scan(start, |end, text| { *end += text.len() as u32; Some(*end) }).collect();
                many.push_many(&all, &ends, start);
            }
            prop_assert_eq!(many.count(), store.count());
            prop_assert!(many.from(0).eq(store.from(0)));
            many.begin(2, 9);
            many.push_many("abc", &[1, 3], 0);
            many.drop_last(store.count());
            prop_assert!(many.from(0).eq(store.from(0)));
            prop_assert_eq!(many.count(), store.count());
            store.keep_only(|number| number != dropped);
            prop_assert_eq!(store.count() as usize, texts.len());
            for (text, number) in texts.iter().zip(0u32..) {
                prop_assert_eq!(store.get(number), if number == dropped { "" } else { text.as_str() });
            }
            prop_assert_eq!(store.get(store.count()), "");
        }
    }
}
