//! From the text of a column to its code. Texts that came together are listed in small buckets by
//! their hash, once somebody asks; texts that came later stand in a hash table beside them. It
//! holds codes only; whoever asks lends the texts.

use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::OnceLock;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::Code;
use super::shares::Shares;
use super::texts::Texts;

/// Codes by the hash of their text, but that of the empty text.
pub(super) struct Lookup {
    /// Codes below this are found in the buckets.
    gathered: Code,
    buckets: OnceLock<Buckets>,
    later: HashTable<Code>,
    hasher: RandomState,
}

impl Default for Lookup {
    fn default() -> Self {
        Self {
            gathered: 1,
            buckets: OnceLock::new(),
            later: HashTable::new(),
            hasher: RandomState::default(),
        }
    }
}

#[inline]
fn hash(hasher: &RandomState, text: &str) -> u64 {
    let mut hasher = hasher.build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Lookup {
    /// The hash of a text, as this column has it.
    #[inline]
    pub fn hash(&self, text: &str) -> u64 {
        hash(&self.hasher, text)
    }

    /// The code of a text.
    pub fn find(&self, texts: &Texts, text: &str) -> Option<Code> {
        let own = self.hash(text);
        self.gathered_code(texts, own, text).or_else(|| {
            self.later
                .find(own, |code| texts.get(*code) == text)
                .copied()
        })
    }

    fn gathered_code(&self, texts: &Texts, own: u64, text: &str) -> Option<Code> {
        if self.gathered <= 1 {
            return None;
        }
        self.buckets(texts)
            .of(own)
            .iter()
            .copied()
            .find(|code| texts.get(*code) == text)
    }

    fn buckets(&self, texts: &Texts) -> &Buckets {
        self.buckets
            .get_or_init(|| Buckets::new(self.gathered, |code| self.hash(texts.get(code)), texts))
    }

    /// Makes what the first question needs, ahead of it.
    pub fn prepare(&self, texts: &Texts) {
        if self.gathered > 1 {
            self.buckets(texts);
        }
    }

    /// The code of a text; a new text is pushed, and true says so.
    pub fn intern(&mut self, texts: &mut Texts, text: &str) -> (Code, bool) {
        let own = self.hash(text);
        if let Some(code) = self.gathered_code(texts, own, text) {
            return (code, false);
        }
        let Self { later, hasher, .. } = self;
        let entry = later.entry(
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

    /// Takes all texts there are as having come together. Texts that were wiped are not found.
    pub fn gather(&mut self, texts: &Texts) {
        self.gathered = texts.count();
        self.buckets = OnceLock::new();
        self.later = HashTable::new();
    }
}

/// Codes about which a bucket is told.
const EACH: u32 = 4;

/// Codes by some bits of the hash of their text.
struct Buckets(Shares<Code>);

impl Buckets {
    fn new(count: Code, hash: impl Fn(Code) -> u64, texts: &Texts) -> Self {
        let buckets = (count / EACH + 1).next_power_of_two() as usize;
        let places: Vec<(Code, u32)> = (1..count)
            .filter(|code| !texts.get(*code).is_empty())
            .map(|code| (code, place(hash(code), buckets)))
            .collect();
        let places = places.iter();
        Self(Shares::new(
            places,
            buckets,
            |(_, place)| *place as usize,
            |(code, _)| *code,
        ))
    }

    fn of(&self, hash: u64) -> &[Code] {
        self.0.of(place(hash, self.0.count()) as usize)
    }
}

/// The bucket of a hash, of a power of two.
#[inline]
fn place(hash: u64, buckets: usize) -> u32 {
    (hash >> 32) as u32 & (buckets.wrapping_sub(1)) as u32
}
