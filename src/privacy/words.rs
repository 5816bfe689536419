//! Words of a text as hashes, with case and accents folded: what the search for personal values
//! compares. A word is a run of letters and digits; everything else parts words. Hashes are 64
//! bits wide and live in memory only.

use unicode_normalization::UnicodeNormalization as _;

/// One word and where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub hash: u64,
    /// Only the digits 0 to 9.
    pub digits: bool,
}

/// Kinds of keys, so that equal text of different kinds has different keys.
#[derive(Clone, Copy)]
pub(super) enum Salt {
    Sequence = 0x51,
    Joined = 0x52,
    Phone = 0x53,
    Email = 0x54,
    Place = 0x55,
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Text → hash, character by character.
#[derive(Clone, Copy)]
pub(super) struct Hasher(u64);

impl Hasher {
    pub fn new(salt: u64) -> Self {
        Self(SEED ^ salt.wrapping_mul(0xff51_afd7_ed55_8ccd))
    }

    pub fn add(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    /// Mixed, so that every bit depends on every character.
    pub fn end(self) -> u64 {
        let mut h = self.0;
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 33;
        h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    }
}

/// The key of a run of words.
pub(super) fn sequence(words: &[Word]) -> u64 {
    let mut hash = Hasher::new(Salt::Sequence as u64);
    for word in words {
        hash.add(word.hash);
    }
    hash.end()
}

/// The key of folded bytes of one kind.
pub(super) fn key(salt: Salt, bytes: impl Iterator<Item = u8>) -> u64 {
    let mut hash = Hasher::new(salt as u64);
    for byte in bytes {
        hash.add(u64::from(byte));
    }
    hash.end()
}

/// The letters and digits of a text without all else: `123456/78/1` and `12345678-1` are one.
pub(super) fn joined(text: &str) -> u64 {
    let mut hash = Hasher::new(Salt::Joined as u64);
    for c in text.chars() {
        fold(c, |c| hash.add(u64::from(u32::from(c))));
    }
    hash.end()
}

/// The folded letters of a character; nothing for what parts words.
fn fold(c: char, mut each: impl FnMut(char)) -> bool {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            each(c.to_ascii_lowercase());
            return true;
        }
        return false;
    }
    if unicode_normalization::char::is_combining_mark(c) {
        return true;
    }
    if !c.is_alphanumeric() {
        return false;
    }
    for c in std::iter::once(c).nfkd() {
        if !unicode_normalization::char::is_combining_mark(c) {
            for c in c.to_lowercase() {
                each(c);
            }
        }
    }
    true
}

/// Parts a text into words; `out` is cleared first.
pub(super) fn split(text: &str, out: &mut Vec<Word>) {
    out.clear();
    let mut open: Option<(usize, Hasher, bool)> = None;
    let close = |open: &mut Option<(usize, Hasher, bool)>, end: usize, out: &mut Vec<Word>| {
        if let Some((start, hash, digits)) = open.take() {
            out.push(Word {
                start,
                end,
                hash: hash.end(),
                digits,
            });
        }
    };
    for (at, c) in text.char_indices() {
        let (start, mut hash, digits) = open.unwrap_or((at, Hasher::new(0), true));
        let part = fold(c, |c| hash.add(u64::from(u32::from(c))));
        if part {
            open = Some((start, hash, digits && c.is_ascii_digit()));
        } else {
            close(&mut open, at, out);
        }
    }
    close(&mut open, text.len(), out);
}

/// Hashes are keys already.
#[derive(Default, Clone, Copy)]
pub(super) struct AsIs(u64);

impl std::hash::Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map by such keys.
pub(super) type KeyMap<V> = std::collections::HashMap<u64, V, std::hash::BuildHasherDefault<AsIs>>;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        let mut out = Vec::new();
        split(text, &mut out);
        out
    }

    #[test]
    fn case_accents_and_separators_fold() {
        let key = |text: &str| sequence(&words(text));
        assert_eq!(key("Zoé  Ngoma"), key("ZOE\u{a0}ngoma,"));
        assert_eq!(key("Zoe\u{301} Ngoma"), key("zoé-ngoma"), "decomposed");
        assert_ne!(key("Zoé Ngoma"), key("Ngoma Zoé"));
        assert_ne!(key("ab c"), key("a bc"));
        assert_eq!(joined("123456/78/1"), joined("12345678 1"));
        assert_ne!(joined("1234"), sequence(&words("1234")));
        let list = words("tél. 0977-12");
        let places: Vec<(usize, usize, bool)> =
            list.iter().map(|w| (w.start, w.end, w.digits)).collect();
        assert_eq!(places, [(0, 4, false), (6, 10, true), (11, 13, true)]);
    }
}
