//! Words of a text as hashes, with case and accents folded: what the search for personal values
//! compares. A word is a run of letters and digits; everything else parts words. Hashes are 64
//! bits wide and live in memory only.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

/// One word and where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub hash: u64,
    /// Only the digits 0 to 9.
    pub digits: bool,
    /// Digits 0 to 9 and other characters.
    pub mixed: bool,
}

/// Kinds of keys, so that equal text of different kinds has different keys.
#[derive(Clone, Copy)]
pub(super) enum Salt {
    Sequence = 0x51,
    Joined = 0x52,
    Phone = 0x53,
    Email = 0x54,
    Place = 0x55,
    Form = 0x56,
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
    let mut hash = Letters::new(salt as u64);
    for byte in bytes {
        hash.byte(byte);
    }
    hash.end()
}

/// The same for bytes that stand side by side.
pub(super) fn key_of(salt: Salt, bytes: &[u8]) -> u64 {
    let mut hash = Letters::new(salt as u64);
    hash.whole(bytes, 0);
    hash.end()
}

/// The letters and digits of a text without all else: `123456/78/1` and `12345678-1` are one.
pub(super) fn joined(text: &str) -> u64 {
    let mut hash = Letters::new(Salt::Joined as u64);
    if text.is_ascii() {
        for byte in text.bytes() {
            let folded = folded(byte);
            if folded != 0 {
                hash.byte(folded);
            }
        }
    } else {
        for c in text.chars() {
            fold(c, |c| hash.letter(c));
        }
    }
    hash.end()
}

/// Folded letters → hash, eight bytes at a time.
#[derive(Clone, Copy)]
struct Letters {
    hash: u64,
    waiting: u64,
    length: u32,
}

impl Letters {
    #[inline]
    fn new(salt: u64) -> Self {
        Self {
            hash: SEED ^ salt.wrapping_mul(0xff51_afd7_ed55_8ccd),
            waiting: 0,
            length: 0,
        }
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        self.waiting |= u64::from(byte) << (8 * (self.length % 8));
        self.length = self.length.wrapping_add(1);
        if self.length.is_multiple_of(8) {
            self.hash = mixed(self.hash ^ self.waiting);
            self.waiting = 0;
        }
    }

    /// The first bytes, and all of them; these bits are set in each eight.
    #[inline]
    fn whole(&mut self, bytes: &[u8], bits: u64) {
        let (chunks, last) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.hash = mixed(self.hash ^ (u64::from_le_bytes(*chunk) | bits));
        }
        for (byte, shift) in last.iter().zip((0u32..).step_by(8)) {
            self.waiting |= (u64::from(*byte) << shift) | (bits & (0xff << shift));
        }
        self.length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    }

    fn letter(&mut self, c: char) {
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            self.byte(byte);
        }
    }

    #[inline]
    fn end(self) -> u64 {
        let last = mixed(self.hash ^ self.waiting);
        mixed(last ^ u64::from(self.length))
    }
}

/// Every bit of the result depends on every bit.
#[inline]
fn mixed(value: u64) -> u64 {
    let wide = u128::from(value ^ 0x2545_f491_4f6c_dd1d) * u128::from(0xd6e8_feb8_6659_fd93_u64);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// An ASCII letter or digit folded; 0 for what parts words.
#[inline]
fn folded(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' | b'0'..=b'9' => byte,
        b'A'..=b'Z' => byte.to_ascii_lowercase(),
        _ => 0,
    }
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

/// What an ASCII byte is to a word, and what any other byte is.
const DIGIT: u8 = 1;
const LETTER: u8 = 2;
const OTHER: u8 = 4;

static CLASSES: LazyLock<[u8; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| match u8::try_from(byte) {
        Ok(b'0'..=b'9') => DIGIT,
        Ok(b'a'..=b'z' | b'A'..=b'Z') => LETTER,
        Ok(0..=127) => 0,
        _ => OTHER,
    })
});

/// The bit that makes a capital small, eight times; small letters and digits have it.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// Parts a text into words; `out` is cleared first.
pub(super) fn split(text: &str, out: &mut Vec<Word>) {
    out.clear();
    let classes: &[u8; 256] = &CLASSES;
    let class = |byte: u8| classes.get(usize::from(byte)).copied().unwrap_or(0);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if class(*byte) == 0 {
            at += 1;
            continue;
        }
        let start = at;
        let rest = bytes.get(start..).unwrap_or_default();
        let (mut length, mut met) = (0, 0);
        for byte in rest {
            let class = class(*byte);
            if class == 0 {
                break;
            }
            met |= class;
            length += 1;
        }
        if met & OTHER != 0 {
            at = split_other(text, start, out);
            continue;
        }
        let own = rest.get(..length).unwrap_or_default();
        let mut hash = Letters::new(0);
        hash.whole(own, SMALL);
        at = start + length;
        out.push(word((start, at), hash, met == DIGIT, met & DIGIT != 0));
    }
}

/// The word, if it is one, that begins at `at` and may hold any letter; returns what is behind it.
fn split_other(text: &str, at: usize, out: &mut Vec<Word>) -> usize {
    let (mut hash, mut digits, mut any) = (Letters::new(0), true, false);
    let mut end = at;
    for c in text.get(at..).unwrap_or_default().chars() {
        if !fold(c, |c| hash.letter(c)) {
            break;
        }
        digits &= c.is_ascii_digit();
        any |= c.is_ascii_digit();
        end += c.len_utf8();
    }
    if end > at {
        out.push(word((at, end), hash, digits, any));
        return end;
    }
    // What begins here parts words.
    let first = text.get(at..).and_then(|rest| rest.chars().next());
    at + first.map_or(1, char::len_utf8)
}

/// `digits`: it holds nothing but digits; `any`: it holds one.
fn word((start, end): (usize, usize), hash: Letters, digits: bool, any: bool) -> Word {
    Word {
        start,
        end,
        hash: hash.end(),
        digits,
        mixed: any && !digits,
    }
}

/// The runs of digits of a text, by themselves and within words, each as a word of its own.
pub(super) fn digit_runs(text: &str, words: &[Word], out: &mut Vec<Word>) {
    out.clear();
    for word in words {
        if word.digits {
            out.push(*word);
        } else if word.mixed {
            let own = text.get(word.start..word.end).unwrap_or_default();
            let mut from = 0;
            for part in own.split(|c: char| !c.is_ascii_digit()) {
                let start = from
                    + own
                        .get(from..)
                        .and_then(|rest| rest.find(part))
                        .unwrap_or(0);
                from = start + part.len();
                if !part.is_empty() {
                    out.push(Word {
                        start: word.start + start,
                        end: word.start + from,
                        hash: 0,
                        digits: true,
                        mixed: false,
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<Word> {
        let mut out = Vec::new();
        split(text, &mut out);
        out
    }

    /// Letter by letter.
    fn slowly(text: &str) -> Vec<Word> {
        let mut out = Vec::new();
        let mut open: Option<(usize, Letters, bool, bool)> = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let mut letters = Vec::new();
            let part = at < text.len() && fold(c, |c| letters.push(c));
            if part {
                let (_, hash, digits, any) = open.get_or_insert((at, Letters::new(0), true, false));
                letters.iter().for_each(|c| hash.letter(*c));
                *digits &= c.is_ascii_digit();
                *any |= c.is_ascii_digit();
            } else if let Some((start, hash, digits, any)) = open.take() {
                out.push(word((start, at), hash, digits, any));
            }
        }
        out
    }

    proptest! {
        #[test]
        fn words_are_those_of_letter_by_letter(text in "([a-zA-Z0-9]{0,20}|[ ,./@+-]{0,2}|[éÉ\u{301}ß\u{a0}½٣中]{0,2}){0,6}") {
            prop_assert!(words(&text) == slowly(&text));
        }
    }

    #[test]
    fn runs_of_digits_are_found_within_words() {
        for (text, runs) in [
            ("tel0977 12", &["0977", "12"][..]),
            ("12a34é56", &["12", "34", "56"]),
            ("a1b1", &["1", "1"]),
            ("Zoé", &[]),
        ] {
            let mut out = Vec::new();
            digit_runs(text, &words(text), &mut out);
            let found: Vec<&str> = out.iter().map(|w| &text[w.start..w.end]).collect();
            assert_eq!(found, runs, "{text}");
        }
    }

    #[test]
    fn bytes_have_one_key_together_and_one_by_one() {
        let text = b"+260977123456 and more of it";
        for length in 0..text.len() {
            let part = &text[..length];
            assert_eq!(
                key(Salt::Phone, part.iter().copied()),
                key_of(Salt::Phone, part)
            );
        }
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
