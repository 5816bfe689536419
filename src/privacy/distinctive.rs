//! The personal values of a file that are distinctive enough to be searched for, as hashes.
//!
//! Distinctive are: e-mail addresses; phones of 7 digits and more; ids of 6 characters and more
//! with a digit; names and addresses of two words and more; coordinates with more decimals than
//! leave. What is not (invalid for its field, a digest already, common in a field that is not
//! personal) is counted, so that a person sees how much the search cannot see.

use std::borrow::Cow;
use std::collections::HashMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::blur::Decimals;
use super::digits::{phone_keys, phones_of, place_key};
use super::plain::plainly;
use super::pseudonym::is_digest;
use super::shards::{self, Shards};
use super::trace::{PerTrace, Trace};
use super::words::{Salt, Word, joined, key, sequence, split};
use crate::table::{Code, ColId, Column, RowId};

/// Distinct values that are not searched for, by reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct NotDistinctive {
    /// Too short, or one word only: it would be found everywhere.
    pub plain: u64,
    /// Also stands in a field that is not personal, in rows of other customers.
    pub common: u64,
    /// Not what its field takes.
    pub invalid: u64,
    /// A digest already.
    pub digest: u64,
}

impl NotDistinctive {
    /// All of them.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.plain + self.common + self.invalid + self.digest
    }
}

/// One personal column.
pub struct PersonalColumn<'a> {
    pub col: ColId,
    pub column: &'a Column,
    pub trace: Trace,
    /// Decimals that leave, for coordinates.
    pub decimals: Decimals,
    /// True for a text that its field does not take.
    pub invalid: &'a (dyn Fn(Code) -> bool + Sync),
}

/// Rows of other customers in which a name or an address must stand in a field that is not
/// personal before it counts as common.
const COMMON: usize = 5;

/// What is searched for.
#[derive(Default)]
pub struct Distinctive {
    known: Shards,
    searched: PerTrace,
    left: NotDistinctive,
}

/// What one distinct text gives: keys, or a reason why it gives none.
enum Given {
    Keys,
    Plain,
    Invalid,
    Digest,
}

/// What the texts of a part of a column give.
struct Part {
    given: shards::Part,
    left: NotDistinctive,
}

/// Codes whose keys are gathered together.
const TOGETHER: Code = 1 << 13;

fn part_of(source: &PersonalColumn<'_>, part: Code) -> Part {
    let (mut keys, mut words) = (Keys::default(), Vec::new());
    let (mut all, mut first) = (Vec::new(), Vec::new());
    let mut left = NotDistinctive::default();
    let count = source.column.code_count();
    let codes = part * TOGETHER..count.min((part + 1) * TOGETHER);
    for (text, code) in source.column.texts_of(codes.clone()).zip(codes) {
        if text.is_empty() {
            continue;
        }
        keys.keys.clear();
        keys.first.clear();
        match given(source, (code, text.reveal()), &mut words, &mut keys) {
            Given::Keys => {
                // A value counts once, by its first key.
                let counts = std::iter::once(true).chain(std::iter::repeat(false));
                let own = keys.keys.drain(..).zip(counts);
                all.extend(own.map(|((key, trace), counts)| shards::Given { key, trace, counts }));
                first.append(&mut keys.first);
            }
            Given::Plain => left.plain += 1,
            Given::Invalid => left.invalid += 1,
            Given::Digest => left.digest += 1,
        }
    }
    Part {
        given: shards::Part::new(&all, &first),
        left,
    }
}

/// Keys of one text, the one that counts first, and where runs of words begin.
#[derive(Default)]
struct Keys {
    keys: Vec<(u64, Trace)>,
    first: Vec<(u64, u32)>,
}

impl Distinctive {
    /// Gathers the distinctive values of the personal columns. `clear` are the columns of fields
    /// that are not personal: what fills them for other customers too is common.
    #[must_use]
    pub fn new(personal: &[PersonalColumn<'_>], clear: &[&Column]) -> Self {
        let parts: Vec<(usize, Code)> = personal
            .iter()
            .enumerate()
            .flat_map(|(place, source)| {
                let parts = source.column.code_count().div_ceil(TOGETHER);
                (0..parts).map(move |part| (place, part))
            })
            .collect();
        let parts: Vec<Part> = parts
            .into_par_iter()
            .with_max_len(1)
            .filter_map(|(place, part)| Some(part_of(personal.get(place)?, part)))
            .collect();
        let mut all = Self::default();
        for part in &parts {
            all.left.plain += part.left.plain;
            all.left.invalid += part.left.invalid;
            all.left.digest += part.left.digest;
        }
        let parts = parts.into_iter().map(|part| part.given).collect();
        (all.known, all.searched) = Shards::new(parts);
        for column in clear {
            all.drop_common(personal, column);
        }
        all
    }

    /// Distinct values that are searched for, by kind.
    #[must_use]
    pub fn searched(&self) -> PerTrace {
        self.searched
    }

    /// Distinct values that are not, by reason.
    #[must_use]
    pub fn not_distinctive(&self) -> NotDistinctive {
        self.left
    }

    /// What a key stands for.
    #[inline]
    pub(super) fn known(&self, key: u64) -> Option<Trace> {
        self.known.trace(key)
    }

    /// False for a key, or a word, that stands for nothing; true may be wrong.
    #[inline]
    pub(super) fn may_have(&self, key: u64) -> bool {
        self.known.may_have(key)
    }

    /// Which lengths of runs begin with this word.
    #[inline]
    pub(super) fn runs_from(&self, word: u64) -> Option<u32> {
        self.known.runs_from(word)
    }

    /// Takes out names and addresses that fill a field that is not personal in rows of customers
    /// who have another one. Every row is read once, however many there are.
    fn drop_common(&mut self, personal: &[PersonalColumn<'_>], clear: &Column) {
        let candidates = self.candidates(clear);
        if candidates.list.is_empty() {
            return;
        }
        let own: Vec<(Trace, &Column, Vec<u32>)> = personal
            .iter()
            .filter(|p| candidates.list.iter().any(|c| c.trace == p.trace))
            .map(|p| (p.trace, p.column, candidates.values_of(p.column)))
            .collect();
        let mut others = vec![0; candidates.list.len()];
        for (code, row) in clear.codes().zip(0u32..) {
            let Some((place, candidate)) = candidates.of(code) else {
                continue;
            };
            let row = RowId(row);
            let is_own = own.iter().any(|(trace, column, values)| {
                let value = values.get(column.code(row) as usize);
                *trace == candidate.trace && value == Some(&candidate.value)
            });
            if !is_own && let Some(count) = others.get_mut(place) {
                *count += 1;
            }
        }
        for (candidate, others) in candidates.list.iter().zip(others) {
            // The same value, spelled otherwise, may have been taken out just now.
            if others < COMMON || self.known.trace(candidate.key).is_none() {
                continue;
            }
            self.known.remove(candidate.key);
            self.known.remove(candidate.reversed);
            self.searched.take(candidate.trace);
            self.left.common += 1;
        }
    }

    /// Texts of a column, in enough rows to be common, that are also a name or an address.
    fn candidates(&self, clear: &Column) -> Candidates {
        let mut all = Candidates::default();
        let mut words = Vec::new();
        for (code, rows) in clear.live_codes() {
            if (rows as usize) < COMMON {
                continue;
            }
            split(clear.text_of(code).reveal(), &mut words);
            let key = sequence(&words);
            let Some(trace) = self.known.trace(key) else {
                continue;
            };
            if !matches!(trace, Trace::Name | Trace::Address | Trace::Extra) || words.len() < 2 {
                continue;
            }
            words.reverse();
            all.push(code, key, sequence(&words), trace);
        }
        all
    }
}

/// A text that may be common.
struct Candidate {
    key: u64,
    /// The key of its words in the opposite order.
    reversed: u64,
    trace: Trace,
    /// The number of its key, from 1.
    value: u32,
}

#[derive(Default)]
struct Candidates {
    list: Vec<Candidate>,
    /// By code of the column: the place in the list and one, or 0.
    places: Vec<u32>,
    /// The number of each key.
    values: HashMap<u64, u32>,
}

impl Candidates {
    fn push(&mut self, code: Code, key: u64, reversed: u64, trace: Trace) {
        let next = u32::try_from(self.values.len() + 1).unwrap_or(u32::MAX);
        let value = *self.values.entry(key).or_insert(next);
        self.list.push(Candidate {
            key,
            reversed,
            trace,
            value,
        });
        let code = code as usize;
        self.places.resize(self.places.len().max(code + 1), 0);
        if let Some(place) = self.places.get_mut(code) {
            *place = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        }
    }

    #[inline]
    fn of(&self, code: Code) -> Option<(usize, &Candidate)> {
        let place = self.places.get(code as usize)?.checked_sub(1)? as usize;
        Some((place, self.list.get(place)?))
    }

    /// By code of a personal column: the number of its text's key, or 0.
    fn values_of(&self, column: &Column) -> Vec<u32> {
        (0..column.code_count())
            .into_par_iter()
            .map_init(Vec::new, |words, code| {
                split(column.text_of(code).reveal(), words);
                self.values.get(&sequence(words)).copied().unwrap_or(0)
            })
            .collect()
    }
}

fn given(
    source: &PersonalColumn<'_>,
    (code, text): (Code, &str),
    words: &mut Vec<Word>,
    out: &mut Keys,
) -> Given {
    if is_digest(text) {
        return Given::Digest;
    }
    let text = &*plainly(text);
    if source.trace != Trace::Place && (source.invalid)(code) {
        return Given::Invalid;
    }
    split(text, words);
    match source.trace {
        Trace::Email => emails(text, out),
        Trace::Phone => phones(text, out),
        Trace::Id => id(text, words, out),
        Trace::Name => {
            run(text, words, Trace::Name, out);
            bare_name(text, words, out);
            if words.iter().any(|w| w.digits) {
                // A phone that was appended to a name is still a phone.
                phones(text, out);
            }
        }
        Trace::Address => run(text, words, Trace::Address, out),
        Trace::Place => place(text, source.decimals, out),
        Trace::Extra | Trace::Digits => extra(text, words, out),
    }
    if out.keys.is_empty() {
        let invalid = matches!(source.trace, Trace::Email | Trace::Phone);
        return if invalid {
            Given::Invalid
        } else {
            Given::Plain
        };
    }
    Given::Keys
}

fn emails(text: &str, out: &mut Keys) {
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '<' | '>'))
    {
        let shape = part
            .split_once('@')
            .is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'));
        if shape {
            out.keys.push((email_key(part), Trace::Email));
        }
    }
}

/// The key of an e-mail address, letter case aside.
pub(super) fn email_key(text: &str) -> u64 {
    if text.is_ascii() {
        return key(Salt::Email, text.bytes().map(|b| b.to_ascii_lowercase()));
    }
    key(Salt::Email, text.to_lowercase().bytes())
}

fn phones(text: &str, out: &mut Keys) {
    phones_of(text, |digits, international| {
        for key in phone_keys(digits, international).into_iter().flatten() {
            out.keys.push((key, Trace::Phone));
        }
    });
}

fn id(text: &str, words: &[Word], out: &mut Keys) {
    let marks = if text.is_ascii() {
        text.bytes().filter(u8::is_ascii_alphanumeric).count()
    } else {
        text.chars().filter(|c| c.is_alphanumeric()).count()
    };
    if marks < 6 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    out.keys.push((joined(text), Trace::Id));
    words_run(words, Trace::Id, out);
}

/// Two words and more, as blanks part them.
fn run(text: &str, words: &[Word], trace: Trace, out: &mut Keys) {
    let parts = parts(text);
    let marks: usize = words.iter().map(|w| w.end - w.start).sum();
    if parts < 2 || marks < 5 {
        return;
    }
    words_run(words, trace, out);
    if let ([a, b], Trace::Name) = (words, trace) {
        // Family name first.
        words_run(&[*b, *a], trace, out);
    }
}

/// Titles before a name. Without them it is the same name.
const TITLES: [&str; 14] = [
    "m",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mme",
    "mlle",
    "dr",
    "pr",
    "prof",
    "sir",
    "monsieur",
    "madame",
    "mademoiselle",
];

/// A name without title, number and what stands in brackets, and of three words in the orders in
/// which families and given names are written.
fn bare_name(text: &str, words: &[Word], out: &mut Keys) {
    let is_title = |word: &Word| {
        let own = text.get(word.start..word.end).unwrap_or_default();
        TITLES.iter().any(|title| own.eq_ignore_ascii_case(title))
    };
    let bracket = text.find('(').unwrap_or(text.len());
    let titled = words.first().is_some_and(is_title);
    let extra = titled || bracket < text.len() || words.iter().any(|w| w.digits);
    let bare: Vec<Word>;
    let words = if extra {
        let own = |word: &&Word| word.start < bracket && !word.digits && !is_title(word);
        bare = words.iter().filter(own).copied().collect();
        bare.as_slice()
    } else {
        words
    };
    let marks: usize = words.iter().map(|w| w.end - w.start).sum();
    if marks < 5 || words.len() < 2 {
        return;
    }
    if extra {
        words_run(words, Trace::Name, out);
    }
    match words {
        [a, b] if extra => words_run(&[*b, *a], Trace::Name, out),
        [a, b, c] => {
            words_run(&[*b, *c, *a], Trace::Name, out);
            words_run(&[*c, *a, *b], Trace::Name, out);
        }
        _ => {}
    }
}

/// Parts between blanks that hold a letter or a digit.
fn parts(text: &str) -> usize {
    if !text.is_ascii() {
        return text
            .split(char::is_whitespace)
            .filter(|p| p.chars().any(char::is_alphanumeric))
            .count();
    }
    let (mut count, mut inside) = (0, false);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            count += usize::from(!inside);
            inside = true;
        } else if char::from(byte).is_whitespace() {
            inside = false;
        }
    }
    count
}

fn words_run(words: &[Word], trace: Trace, out: &mut Keys) {
    if let (Some(first), 1..=32) = (words.first(), words.len()) {
        out.keys.push((sequence(words), trace));
        out.first.push((first.hash, 1 << (words.len() - 1)));
    }
}

fn place(text: &str, leaves: Decimals, out: &mut Keys) {
    let text = crate::parse::space::trim(text);
    let text = if text.contains(',') {
        Cow::Owned(text.replace(',', "."))
    } else {
        Cow::Borrowed(text)
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let plain = text.strip_prefix('-').unwrap_or(&text);
    if let Some((whole, fraction)) = plain.split_once('.')
        && !whole.is_empty()
        && digits(whole)
        && digits(fraction)
        && fraction.trim_end_matches('0').len() > leaves.count()
    {
        out.keys.push((place_key(whole, fraction), Trace::Place));
    }
}

/// A column that the format does not call personal can hold anything.
fn extra(text: &str, words: &[Word], out: &mut Keys) {
    emails(text, out);
    let letters = text.chars().any(char::is_alphabetic);
    if !letters {
        phones(text, out);
    }
    if out.keys.is_empty() {
        run(text, words, Trace::Extra, out);
    }
    if out.keys.is_empty() {
        id(text, words, out);
    }
    for (_, trace) in &mut out.keys {
        *trace = Trace::Extra;
    }
}

#[cfg(test)]
mod tests;
