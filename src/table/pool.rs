//! Texts that a source keeps apart from its cells, each under a number that cells name instead.
//! A column that is filled by such numbers needs to look at no text twice. It must not know how
//! the source is written.

use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use rayon::prelude::*;

/// Texts by number, from 0. It is filled once and then shared.
#[derive(Default)]
pub struct Pool {
    texts: String,
    /// Where each text ends.
    ends: Vec<u32>,
    again: OnceLock<Vec<(u32, u32)>>,
}

impl Pool {
    /// How many texts there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    /// The text of a number.
    #[inline]
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        let (start, end) = self.bounds(number)?;
        self.texts.get(start..end)
    }

    #[inline]
    fn bounds(&self, number: u32) -> Option<(usize, usize)> {
        let number = number as usize;
        let end = *self.ends.get(number)? as usize;
        let start = match number.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        Some((start, end))
    }

    /// Bytes of the text of a number.
    #[inline]
    pub(super) fn length(&self, number: u32) -> u64 {
        self.bounds(number)
            .map_or(0, |(start, end)| (end - start) as u64)
    }

    /// Where the next text is written; [`Pool::close`] ends it.
    pub fn room(&mut self) -> &mut String {
        &mut self.texts
    }

    /// Ends a text. True for one without a character; `None` where the texts are too long to be
    /// counted.
    pub fn close(&mut self) -> Option<bool> {
        let end = u32::try_from(self.texts.len()).ok()?;
        let before = self.ends.last().copied().unwrap_or(0);
        u32::try_from(self.ends.len()).ok()?;
        self.ends.push(end);
        Some(before == end)
    }

    /// Numbers whose text is that of an earlier one, with the first that has it; ascending.
    /// Programs write each text once, so that it is mostly empty. Found when first asked for, on
    /// all processors: not to be asked first by several threads of the pool of workers at once,
    /// which would wait for one another.
    pub(super) fn again(&self) -> &[(u32, u32)] {
        self.again.get_or_init(|| {
            let parts = rayon::current_num_threads().clamp(1, 8) as u64;
            let mut again: Vec<(u32, u32)> = (0..parts)
                .into_par_iter()
                .flat_map_iter(|part| self.again_in(part, parts))
                .collect();
            again.sort_unstable();
            again
        })
    }

    /// The same among the texts whose hash belongs to one of several parts. A set of bits tells
    /// the few hashes that may come twice, and only these are sorted.
    fn again_in(&self, part: u64, parts: u64) -> Vec<(u32, u32)> {
        // Half of a number's bits say that a hash was met, the others that it was met again.
        let size = (self.ends.len() / parts as usize / 4)
            .next_power_of_two()
            .max(64);
        let place = |hash: u64| ((hash >> 5) as usize & (size - 1), 1u64 << (hash & 31));
        let mut met = vec![0u64; size];
        self.each_hash(part, parts, |hashes| {
            // Hashes first and memory then, so that the processor can ask for many at once.
            for (hash, _) in hashes {
                let (at, bit) = place(*hash);
                if let Some(slot) = met.get_mut(at) {
                    *slot |= ((*slot & bit) << 32) | bit;
                }
            }
        });
        let mut suspects: Vec<(u64, &str, u32)> = Vec::new();
        self.each_hash(part, parts, |hashes| {
            for (hash, number) in hashes {
                let (at, bit) = place(*hash);
                let twice = met.get(at).is_some_and(|slot| slot & (bit << 32) != 0);
                if twice && let Some(text) = self.get(*number) {
                    suspects.push((*hash, text, *number));
                }
            }
        });
        suspects.sort_unstable();
        suspects
            .chunk_by(|(a_hash, a, _), (b_hash, b, _)| a_hash == b_hash && a == b)
            .filter_map(|same| {
                let ((_, _, first), others) = same.split_first()?;
                Some(others.iter().map(|(_, _, number)| (*number, *first)))
            })
            .flatten()
            .collect()
    }

    /// Hands on the hashes of a part with their numbers, some at a time.
    fn each_hash(&self, part: u64, parts: u64, mut each: impl FnMut(&[(u64, u32)])) {
        let mut some: Vec<(u64, u32)> = Vec::with_capacity(TOGETHER);
        let mut start = 0;
        for (end, number) in self.ends.iter().zip(0..) {
            let end = *end as usize;
            let text = self.texts.get(start..end).unwrap_or_default();
            start = end;
            let mut hasher = FixedState::default().build_hasher();
            hasher.write(text.as_bytes());
            let hash = hasher.finish();
            if (hash >> 48) % parts == part {
                some.push((hash, number));
                if some.len() == TOGETHER {
                    each(&some);
                    some.clear();
                }
            }
        }
        each(&some);
    }
}

/// Hashes that are looked up together.
const TOGETHER: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_that_come_again_are_found(texts in prop::collection::vec("[ab]{0,3}|\\PC{0,9}", 0..90)) {
            let mut pool = Pool::default();
            for text in &texts {
                pool.room().push_str(text);
                prop_assert_eq!(pool.close(), Some(text.is_empty()));
            }
            let mut expected = Vec::new();
            for (text, number) in texts.iter().zip(0u32..) {
                prop_assert_eq!(pool.get(number), Some(text.as_str()));
                prop_assert_eq!(pool.length(number), text.len() as u64);
                let first = texts.iter().zip(0..).find(|(other, _)| *other == text);
                if let Some((_, first)) = first.filter(|(_, first)| *first != number) {
                    expected.push((number, first));
                }
            }
            prop_assert_eq!(pool.get(pool.count()), None);
            prop_assert_eq!(pool.again(), expected);
        }
    }
}
