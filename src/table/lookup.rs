//! From the text of a column to its code: hash tables in shards, each small enough for a
//! processor's cache, so that many texts are looked up shard by shard and on all processors. It
//! holds codes only; whoever asks lends the texts.

use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::atomic::{AtomicU64, Ordering};

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rayon::prelude::*;

use super::Code;
use super::block::Cells;
use super::texts::Texts;

/// Codes that a shard is meant for; its table is then about as full as it may be.
const SHARD: usize = 12_000;

/// Codes by the hash of their text, but that of the empty text.
pub(super) struct Lookup {
    shards: Vec<HashTable<Code>>,
    hasher: RandomState,
}

impl Default for Lookup {
    fn default() -> Self {
        Self {
            shards: vec![HashTable::new()],
            hasher: RandomState::default(),
        }
    }
}

/// What a shard does not need to tell its codes apart.
#[inline]
fn shard_of(hash: u64, shards: usize) -> usize {
    ((((hash >> 25) & 0xffff_ffff) * shards as u64) >> 32) as usize
}

#[inline]
fn hash(hasher: &RandomState, text: &str) -> u64 {
    let mut hasher = hasher.build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Lookup {
    /// The code of a text.
    pub fn find(&self, texts: &Texts, text: &str) -> Option<Code> {
        let hash = hash(&self.hasher, text);
        let shard = self.shards.get(shard_of(hash, self.shards.len()))?;
        shard.find(hash, |code| texts.get(*code) == text).copied()
    }

    /// The code of a text; a new text is pushed, and true says so.
    pub fn intern(&mut self, texts: &mut Texts, text: &str) -> (Code, bool) {
        let Self { shards, hasher } = self;
        let own = hash(hasher, text);
        let at = shard_of(own, shards.len());
        let Some(shard) = shards.get_mut(at) else {
            return (texts.push(text), true);
        };
        let entry = shard.entry(
            own,
            |code| texts.get(*code) == text,
            |code| hash(hasher, texts.get(*code)),
        );
        match entry {
            Entry::Occupied(code) => (*code.get(), false),
            Entry::Vacant(place) => {
                let code = texts.push(text);
                place.insert(code);
                (code, true)
            }
        }
    }

    /// Forgets all codes, and takes these.
    pub fn rebuild(&mut self, texts: &Texts, codes: impl Iterator<Item = Code>) {
        for shard in &mut self.shards {
            shard.clear();
        }
        let Self { shards, hasher } = self;
        let count = shards.len();
        for code in codes {
            let own = hash(hasher, texts.get(code));
            if let Some(shard) = shards.get_mut(shard_of(own, count)) {
                shard.insert_unique(own, code, |code| hash(hasher, texts.get(*code)));
            }
        }
    }

    /// The codes of the texts of blocks, block after block, text after text; new texts are pushed
    /// in that order. What [`Lookup::intern`] does for each, for many. `later`: about so many more
    /// will come.
    pub fn intern_all(
        &mut self,
        texts: &mut Texts,
        blocks: &[Option<Cells>],
        later: usize,
    ) -> Vec<Code> {
        let known = texts.count();
        let given = Given::of(blocks);
        let expected = known as usize + given.count + later;
        self.split(texts, expected);
        let shards = self.shards.len();
        let hasher = &self.hasher;
        let parts: Vec<Sorted> = blocks
            .par_iter()
            .with_max_len(1)
            .map(|cells| Sorted::of(cells.as_ref(), hasher, shards))
            .collect();
        let own: &Texts = texts;
        let room = expected.div_ceil(shards).min(SHARD);
        let places: Vec<Vec<Code>> = self
            .shards
            .par_iter_mut()
            .enumerate()
            .map(|(at, shard)| {
                // What is new, by its place in the table: the hash, and the place among all.
                let mut new: Vec<(u64, Code)> = Vec::new();
                let text_of = |new: &[(u64, Code)], code: Code| match code.checked_sub(known) {
                    None => own.get(code),
                    Some(at) => new
                        .get(at as usize)
                        .map_or("", |(_, place)| given.text(blocks, *place)),
                };
                let count: usize = parts.iter().map(|part| part.of_shard(at).len()).sum();
                let count = count.max(room.saturating_sub(shard.len()));
                shard.reserve(count, |code| hash(hasher, own.get(*code)));
                for ((cells, part), start) in blocks.iter().zip(&parts).zip(&given.starts) {
                    let Some(cells) = cells else { continue };
                    for (slot, local) in part.of_shard(at) {
                        let own_hash = slot.load(Ordering::Relaxed);
                        // Texts are looked at only where the hashes are the same.
                        let equals = |code: &Code| {
                            let other = code.checked_sub(known).and_then(|at| new.get(at as usize));
                            other.is_none_or(|(hash, _)| *hash == own_hash)
                                && text_of(&new, *code) == cells.text_of(local + 1)
                        };
                        let rehash = |code: &Code| hash(hasher, text_of(&new, *code));
                        let next = known + Code::try_from(new.len()).unwrap_or(Code::MAX);
                        let code = match shard.entry(own_hash, equals, rehash) {
                            Entry::Occupied(code) => *code.get(),
                            Entry::Vacant(free) => {
                                free.insert(next);
                                new.push((own_hash, start + local));
                                next
                            }
                        };
                        // Of equal texts the first one's place stands for all.
                        let first = match code.checked_sub(known) {
                            None => u64::from(code),
                            Some(at) => new
                                .get(at as usize)
                                .map_or(0, |(_, place)| u64::from(known) + u64::from(*place)),
                        };
                        slot.store(first, Ordering::Relaxed);
                    }
                }
                new.into_iter().map(|(_, place)| place).collect()
            })
            .collect();
        let mut codes = given.in_order(&parts);
        drop(parts);
        push_new(texts, (known, later), &given, blocks, &mut codes);
        self.shards
            .par_iter_mut()
            .zip(places)
            .for_each(|(shard, places)| {
                for code in shard.iter_mut().filter(|code| **code >= known) {
                    let place = places.get((*code - known) as usize);
                    let last = place.and_then(|place| codes.get(*place as usize));
                    *code = last.copied().unwrap_or_default();
                }
            });
        codes
    }

    /// Makes shards for so many codes.
    fn split(&mut self, texts: &Texts, codes: usize) {
        let shards = codes.div_ceil(SHARD).max(1);
        // How many will come is a guess, and goes up and down a little.
        if shards <= self.shards.len() + self.shards.len() / 4 {
            return;
        }
        let old = std::mem::take(&mut self.shards);
        self.shards.resize_with(shards, HashTable::new);
        let Self { shards, hasher } = self;
        let count = shards.len();
        for code in old.into_iter().flatten() {
            let own = hash(hasher, texts.get(code));
            if let Some(shard) = shards.get_mut(shard_of(own, count)) {
                shard.insert_unique(own, code, |code| hash(hasher, texts.get(*code)));
            }
        }
    }
}

/// The texts of blocks, numbered through.
struct Given {
    /// The number of each block's first text.
    starts: Vec<Code>,
    count: usize,
}

impl Given {
    fn of(blocks: &[Option<Cells>]) -> Self {
        let mut count = 0;
        let starts = blocks
            .iter()
            .map(|cells| {
                let start = Code::try_from(count).unwrap_or(Code::MAX);
                count += cells.as_ref().map_or(0, |cells| cells.text_count());
                start
            })
            .collect();
        Self { starts, count }
    }

    /// What the shards made of the texts, in the order of the texts.
    fn in_order(&self, parts: &[Sorted]) -> Vec<Code> {
        let mut codes: Vec<Code> = vec![0; self.count];
        let mut rest = codes.as_mut_slice();
        let mut slices = Vec::with_capacity(parts.len());
        for part in parts {
            let (own, others) = rest
                .split_at_mut_checked(part.entries.len())
                .unwrap_or_default();
            slices.push((own, part));
            rest = others;
        }
        slices.into_par_iter().for_each(|(codes, part)| {
            for (slot, local) in &part.entries {
                if let Some(code) = codes.get_mut(*local as usize) {
                    let first = slot.load(Ordering::Relaxed);
                    *code = Code::try_from(first).unwrap_or(Code::MAX);
                }
            }
        });
        codes
    }

    fn text<'b>(&self, blocks: &'b [Option<Cells>], place: Code) -> &'b str {
        // Blocks are about as long as one another, so that a guess is hardly ever far off.
        let guess = place as usize * self.starts.len() / self.count.max(1);
        let begins = |at: usize| self.starts.get(at).copied().unwrap_or(Code::MAX);
        let mut at = guess;
        while at > 0 && begins(at) > place {
            at -= 1;
        }
        // Blocks without texts begin where the next one does.
        while begins(at + 1) <= place {
            at += 1;
        }
        let cells = blocks.get(at).and_then(Option::as_ref);
        cells.map_or("", |cells| cells.text_of(place - begins(at) + 1))
    }
}

/// The texts of a block by shard: their hashes and numbers, in their order within each shard. In
/// place of the hash, the shard leaves what it made of the text.
struct Sorted {
    entries: Vec<(AtomicU64, Code)>,
    starts: Vec<u32>,
}

impl Sorted {
    fn of(cells: Option<&Cells>, hasher: &RandomState, shards: usize) -> Self {
        let Some(cells) = cells else {
            return Self {
                entries: Vec::new(),
                starts: Vec::new(),
            };
        };
        let hashes: Vec<u64> = cells.texts().map(|text| hash(hasher, text)).collect();
        let mut starts = vec![0u32; shards + 1];
        for hash in &hashes {
            if let Some(count) = starts.get_mut(shard_of(*hash, shards) + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut next = starts.clone();
        let mut entries: Vec<(AtomicU64, Code)> = Vec::new();
        entries.resize_with(hashes.len(), Default::default);
        for (hash, number) in hashes.into_iter().zip(0..) {
            if let Some(place) = next.get_mut(shard_of(hash, shards)) {
                if let Some(slot) = entries.get_mut(*place as usize) {
                    *slot = (AtomicU64::new(hash), number);
                }
                *place += 1;
            }
        }
        Self { entries, starts }
    }

    fn of_shard(&self, shard: usize) -> &[(AtomicU64, Code)] {
        let start = self.starts.get(shard).map_or(0, |n| *n as usize);
        let end = self.starts.get(shard + 1).map_or(0, |n| *n as usize);
        self.entries.get(start..end).unwrap_or_default()
    }
}

/// Pushes the texts that are the first of their kind, and makes codes of the numbers that they
/// had among all given texts.
fn push_new(
    texts: &mut Texts,
    (known, later): (Code, usize),
    given: &Given,
    blocks: &[Option<Cells>],
    codes: &mut [Code],
) {
    let is_new = |code: Code, place: usize| code as usize == known as usize + place;
    let (mut count, mut bytes) = (0, 0);
    each_text(blocks, |place, text| {
        if codes.get(place).is_some_and(|code| is_new(*code, place)) {
            count += 1;
            bytes += text.len();
        }
    });
    // Room for what is still to come keeps the texts of a column in one piece.
    let given = given.count.max(1) as u128;
    let with_later = |n: usize| {
        let more = n as u128 * later as u128 / given;
        n + usize::try_from(more).unwrap_or(0)
    };
    texts.reserve(with_later(count), with_later(bytes + bytes / 32));
    each_text(blocks, |place, text| {
        let code = codes.get(place).copied().unwrap_or_default();
        let last = if is_new(code, place) {
            texts.push(text)
        } else if let Some(earlier) = code.checked_sub(known) {
            codes.get(earlier as usize).copied().unwrap_or_default()
        } else {
            code
        };
        if let Some(slot) = codes.get_mut(place) {
            *slot = last;
        }
    });
}

fn each_text(blocks: &[Option<Cells>], mut each: impl FnMut(usize, &str)) {
    let mut place = 0;
    for cells in blocks.iter().flatten() {
        for text in cells.texts() {
            each(place, text);
            place += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text that comes again after a while, now and then.
    fn text(number: usize) -> String {
        let number = if number.is_multiple_of(5) {
            number / 7
        } else {
            number
        };
        match number % 3 {
            0 => format!("x{number}"),
            1 => format!("a text that is longer than others {number}"),
            _ => format!("é{number}"),
        }
    }

    #[test]
    fn many_at_once_get_the_codes_that_each_alone_would_get() {
        let (mut one, mut one_texts) = (Lookup::default(), Texts::default());
        let (mut many, mut many_texts) = (Lookup::default(), Texts::default());
        for texts in [&mut one_texts, &mut many_texts] {
            texts.push("");
        }
        let mut number = 0;
        for (wave, later) in [(3, 0), (9, 50_000), (1, 7), (0, 0), (6, 0)] {
            let blocks: Vec<Option<Cells>> = (0..wave)
                .map(|block| {
                    let mut cells = Cells::default();
                    for row in 0..block * 1000 + 500 {
                        cells.put(row, &text(number));
                        number += 1;
                    }
                    (block != 2).then_some(cells)
                })
                .collect();
            let alone: Vec<Code> = blocks
                .iter()
                .flatten()
                .flat_map(Cells::texts)
                .map(|text| one.intern(&mut one_texts, text).0)
                .collect();
            let codes = many.intern_all(&mut many_texts, &blocks, later);
            assert!(codes == alone);
        }
        assert!(many.shards.len() > 3 && one_texts.count() == many_texts.count());
        for code in 1..many_texts.count() {
            assert!(one_texts.get(code) == many_texts.get(code));
            assert_eq!(many.find(&many_texts, one_texts.get(code)), Some(code));
        }
        assert_eq!(many.find(&many_texts, "never"), None);
        assert_eq!(
            many.intern(&mut many_texts, "new"),
            (one_texts.count(), true)
        );
        let kept = |code: &Code| code.is_multiple_of(3);
        many.rebuild(&many_texts, (1..many_texts.count()).filter(kept));
        for code in 1..many_texts.count() {
            let found = many.find(&many_texts, many_texts.get(code));
            assert_eq!(found, kept(&code).then_some(code));
        }
    }
}
