//! The keys of distinctive values, in shards by their upper bits: each is made apart from the
//! others, on all processors, and stays small enough for a processor's cache while it is made.
//! Keys are hashes; texts never come here.

use rayon::prelude::*;

use super::trace::{PerTrace, Trace};
use crate::table::Shares;

/// Shards, one for each upper byte of a key.
const SHARDS: usize = 256;

/// A key that a text gives.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub key: u64,
    pub trace: Trace,
    /// The text counts among the values that are searched for, if this key is new.
    pub counts: bool,
}

/// What some texts give, in their order within each shard.
pub(super) struct Part {
    /// A key without its upper byte, and below it the trace and whether it counts.
    keys: Shares<u64>,
    first: Shares<(u64, u32)>,
}

fn shard_of(key: u64) -> usize {
    (key >> 56) as usize
}

impl Part {
    /// Sorts what texts give into shards: keys, and by the first word of a run the lengths in
    /// words (bit n: n + 1 words).
    pub fn new(keys: &[Given], first: &[(u64, u32)]) -> Self {
        let packed = |given: &Given| {
            let below = (given.trace.place() as u64) << 1 | u64::from(given.counts);
            given.key << 8 | below
        };
        let of_word = |(word, _): &&(u64, u32)| shard_of(*word);
        Self {
            keys: Shares::new(keys.iter(), SHARDS, |given| shard_of(given.key), packed),
            first: Shares::new(first.iter(), SHARDS, of_word, |pair| *pair),
        }
    }
}

/// All keys.
#[derive(Default)]
pub(super) struct Shards {
    shards: Vec<Shard>,
    /// Three bits of one number for each key, by its lower part, and for each first word of a run,
    /// and of one that is a run alone; so many numbers for each shard. Most words of a file are in neither, and this fits where the
    /// lists do not.
    bits: Vec<u64>,
    bits_each: usize,
}

#[derive(Default)]
struct Shard {
    /// A key without its upper byte, and below it its trace's place and one, or [`FREE`]; a key with
    /// nothing below was taken out.
    keys: Vec<u64>,
    /// A word, and lengths of runs that it begins; without lengths a free place.
    first: Vec<(u64, u32)>,
}

/// A free place, below which stands no trace. It is not 0: places are looked at before they are
/// taken, and a page of zeros from the system that is only looked at is one that all share. To take
/// a place in it then costs a second fault, and stops the other processors.
const FREE: u64 = u64::MAX;

impl Shards {
    /// The keys of all parts; of equal ones the first stays. Also how many values count.
    pub fn new(parts: Vec<Part>) -> (Self, PerTrace) {
        let made: Vec<(Shard, PerTrace)> = (0..SHARDS)
            .into_par_iter()
            .map(|shard| Shard::new(&parts, shard))
            .collect();
        let mut searched = PerTrace::default();
        let shards = made
            .into_iter()
            .map(|(shard, counted)| {
                for trace in Trace::ALL {
                    searched.add(trace, counted.of(trace));
                }
                shard
            })
            .collect();
        let mut all = Self {
            shards,
            ..Self::default()
        };
        all.mark();
        (all, searched)
    }

    fn mark(&mut self) {
        let shards = self.shards.iter();
        let most = shards.map(|s| s.keys.len() + s.first.len()).max();
        self.bits_each = (most.unwrap_or(0) / 12 + 1).next_power_of_two();
        self.bits = vec![0; self.bits_each * SHARDS];
        self.bits
            .par_chunks_mut(self.bits_each)
            .zip(&self.shards)
            .for_each(|(bits, shard)| {
                let keys = shard.keys.iter().filter(|entry| **entry != FREE);
                let words = shard.first.iter().filter(|(_, lengths)| *lengths > 0);
                let single = words.clone().filter(|(_, lengths)| lengths & 1 == 1);
                let all = keys
                    .map(|entry| entry >> 8)
                    .chain(words.map(|(word, _)| *word))
                    .chain(single.map(|(word, _)| alone(*word)));
                for key in all {
                    let (at, own) = bits_of(key, bits.len());
                    if let Some(slot) = bits.get_mut(at) {
                        *slot |= own;
                    }
                }
            });
    }

    /// False for what is neither a key nor the first word of a run; true may be wrong.
    #[inline]
    pub fn may_have(&self, key: u64) -> bool {
        let (at, own) = bits_of(key, self.bits_each);
        let at = shard_of(key) * self.bits_each + at;
        self.bits.get(at).is_some_and(|slot| slot & own == own)
    }

    fn shard(&self, key: u64) -> Option<&Shard> {
        self.may_have(key)
            .then(|| self.shards.get(shard_of(key)))
            .flatten()
    }

    /// What a key stands for.
    #[inline]
    pub fn trace(&self, key: u64) -> Option<Trace> {
        let shard = self.shard(key)?;
        let entry = shard.keys.get(shard.place(key)?)?;
        let place = (entry & 0xff).checked_sub(1)?;
        Trace::ALL.get(usize::try_from(place).ok()?).copied()
    }

    /// Which lengths of runs begin with this word.
    #[inline]
    pub fn runs_from(&self, word: u64) -> Option<u32> {
        self.shard(word)?.lengths(word)
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: u64) {
        if let Some(shard) = self.shards.get_mut(shard_of(key))
            && let Some(place) = shard.place(key)
            && let Some(entry) = shard.keys.get_mut(place)
        {
            *entry &= !0xff;
        }
    }
}

impl Shard {
    fn new(parts: &[Part], shard: usize) -> (Self, PerTrace) {
        let keys = || parts.iter().flat_map(|part| part.keys.of(shard));
        let first = || parts.iter().flat_map(|part| part.first.of(shard));
        let (key_count, first_count) = (keys().count(), first().count());
        let mut made = Self {
            keys: vec![FREE; room(key_count)],
            first: vec![(FREE, 0); room(first_count)],
        };
        let mut counted = PerTrace::default();
        for packed in keys() {
            let key = (packed >> 8) | ((shard as u64) << 56);
            let place = (packed & 0xff) >> 1;
            if made.put(key, place + 1)
                && packed & 1 == 1
                && let Some(trace) = Trace::ALL.get(place as usize)
            {
                counted.add(*trace, 1);
            }
        }
        for (word, lengths) in first() {
            made.add(*word, *lengths);
        }
        (made, counted)
    }

    /// Where a key stands.
    fn place(&self, key: u64) -> Option<usize> {
        let mut at = home(key, self.keys.len());
        loop {
            match self.keys.get(at) {
                Some(&FREE) | None => return None,
                Some(entry) if entry >> 8 == key & (u64::MAX >> 8) => return Some(at),
                Some(_) => at = next(at, self.keys.len()),
            }
        }
    }

    /// Puts a key that is not there yet.
    fn put(&mut self, key: u64, below: u64) -> bool {
        let length = self.keys.len();
        let mut at = home(key, length);
        while let Some(entry) = self.keys.get_mut(at) {
            if *entry == FREE {
                *entry = key << 8 | below;
                return true;
            }
            if *entry >> 8 == key & (u64::MAX >> 8) {
                return false;
            }
            at = next(at, length);
        }
        false
    }

    fn lengths(&self, word: u64) -> Option<u32> {
        let mut at = home(word, self.first.len());
        loop {
            match self.first.get(at) {
                None | Some((_, 0)) => return None,
                Some((other, lengths)) if *other == word => return Some(*lengths),
                Some(_) => at = next(at, self.first.len()),
            }
        }
    }

    fn add(&mut self, word: u64, more: u32) {
        let length = self.first.len();
        let mut at = home(word, length);
        while let Some((other, lengths)) = self.first.get_mut(at) {
            if *lengths == 0 || *other == word {
                (*other, *lengths) = (word, *lengths | more);
                return;
            }
            at = next(at, length);
        }
    }
}

/// The key of a word that is a whole value by itself. It belongs to the shard of the word.
#[inline]
pub(super) fn alone(word: u64) -> u64 {
    word ^ (0x9e37_79b9_7f4a_7c15 >> 8)
}

/// The place of a key's bits among those of its shard, and the bits. The lower part of a key says
/// it, but for the byte that makes the shard.
#[inline]
fn bits_of(key: u64, numbers: usize) -> (usize, u64) {
    let at = (key >> 18) as usize & numbers.wrapping_sub(1);
    let bit = |from: u32| 1 << ((key >> from) & 63);
    (at, bit(0) | bit(6) | bit(12))
}

/// Places for so many keys: never all are taken, so that every search ends.
fn room(count: usize) -> usize {
    count + count / 2 + 1
}

/// Where a key is looked for first; the byte that makes the shard says nothing here.
#[inline]
fn home(key: u64, length: usize) -> usize {
    ((((key >> 24) & 0xffff_ffff) * length as u64) >> 32) as usize
}

#[inline]
fn next(at: usize, length: usize) -> usize {
    if at + 1 < length { at + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_keys_the_first_stays_and_what_is_taken_out_is_gone() {
        let key = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let given = |n: u64, trace| Given {
            key: key(n),
            trace,
            counts: n.is_multiple_of(2),
        };
        let parts: Vec<Part> = (0..7)
            .map(|part| {
                let keys: Vec<Given> = (part * 1000..part * 1000 + 2000)
                    .map(|n| given(n, if part == 3 { Trace::Phone } else { Trace::Id }))
                    .collect();
                Part::new(&keys, &[(key(part + 50_000), 1), (key(50_000), 1 << part)])
            })
            .collect();
        let (mut shards, searched) = Shards::new(parts);
        assert_eq!(searched.of(Trace::Id), 3500);
        assert_eq!(searched.of(Trace::Phone), 500);
        for n in 0..8000 {
            let trace = if (4000..5000).contains(&n) {
                Trace::Phone
            } else {
                Trace::Id
            };
            assert_eq!(shards.trace(key(n)), Some(trace), "{n}");
        }
        assert!((8000..30_000).all(|n| shards.trace(key(n)).is_none()));
        assert_eq!(shards.runs_from(key(50_000)), Some(0x7f));
        assert_eq!(shards.runs_from(key(50_003)), Some(1));
        assert_eq!(shards.runs_from(key(60_000)), None);
        shards.remove(key(4500));
        assert_eq!(shards.trace(key(4500)), None);
        assert_eq!(shards.trace(key(4501)), Some(Trace::Phone));
        assert_eq!(Shards::default().trace(1), None);
    }
}
