//! Texts that a source keeps apart from its cells, each under a number that cells name instead.
//! A column that is filled by such numbers needs to look at no text twice. It must not know how
//! the source is written.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::key::hash;
use super::shares::Shares;

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
            let parts: Vec<Shares<(u32, u32)>> = (0..self.ends.len().div_ceil(TOGETHER))
                .into_par_iter()
                .map(|part| {
                    let hashes: Vec<u32> = self.hashes(part * TOGETHER).collect();
                    let numbers = u32::try_from(part * TOGETHER).unwrap_or(u32::MAX)..;
                    let of_hash = |(hash, _): &(u32, u32)| (*hash >> 24) as usize;
                    Shares::new(hashes.into_iter().zip(numbers), SHARES, of_hash, |pair| {
                        pair
                    })
                })
                .collect();
            let mut again: Vec<(u32, u32)> = (0..SHARES)
                .into_par_iter()
                .flat_map_iter(|share| self.again_in(&parts, share))
                .collect();
            again.sort_unstable();
            again
        })
    }

    /// Hashes of some texts from a number on.
    fn hashes(&self, from: usize) -> impl Iterator<Item = u32> {
        let before = from.checked_sub(1).and_then(|at| self.ends.get(at));
        let mut start = before.map_or(0, |end| *end as usize);
        let ends = self.ends.get(from..).unwrap_or_default();
        ends.iter().take(TOGETHER).map(move |end| {
            let from = std::mem::replace(&mut start, *end as usize);
            let text = self.texts.get(from..start).unwrap_or_default();
            (hash(text) >> 32) as u32
        })
    }

    /// The same among the texts whose hash belongs to one share. A set of bits tells the few hashes
    /// that may come twice, and only these are sorted.
    fn again_in(&self, parts: &[Shares<(u32, u32)>], share: usize) -> Vec<(u32, u32)> {
        let hashes = || parts.iter().flat_map(|part| part.of(share));
        let count: usize = parts.iter().map(|part| part.of(share).len()).sum();
        // Half of a number's bits say that a hash was met, the others that it was met again.
        let size = (count / 4).next_power_of_two();
        let place = |hash: u32| ((hash >> 5) as usize & (size - 1), 1u64 << (hash & 31));
        let mut met = vec![0u64; size];
        hashes().for_each(|(hash, _)| {
            let (at, bit) = place(*hash);
            if let Some(slot) = met.get_mut(at) {
                *slot |= ((*slot & bit) << 32) | bit;
            }
        });
        let mut suspects: Vec<(u32, &str, u32)> = hashes()
            .filter(|(hash, _)| {
                let (at, bit) = place(*hash);
                met.get(at).is_some_and(|slot| slot & (bit << 32) != 0)
            })
            .filter_map(|(hash, number)| Some((*hash, self.get(*number)?, *number)))
            .collect();
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
}

/// Shares of the hashes, one for each upper byte.
const SHARES: usize = 256;

/// Texts that are hashed together.
const TOGETHER: usize = if cfg!(test) { 7 } else { 1 << 14 };

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
