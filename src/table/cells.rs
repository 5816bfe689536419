//! The cells of one column of a block, with the small dictionary of their texts. A column whose
//! texts hardly repeat is taken as it comes; one whose cells name texts of a pool holds numbers.
//! It knows nothing of rows beyond their count, nor of the table that takes it.

use super::key::{Short, long_key, spread};
use super::narrow::{Narrow, Numbers};
use super::pool::Pool;
use super::{Code, EMPTY};

/// Texts after which a column that hardly repeats is taken as it comes, without a dictionary.
const LOOKED_AT: usize = 256;

/// Numbered texts that a column remembers.
const NUMBERED: usize = 128;

/// The cells of one column of a block. Code 0 is the empty text here too.
#[derive(Default)]
pub struct Cells {
    /// By row, as long as every text is one of the pool: its number there and one, or 0 for an
    /// empty cell. Otherwise without rows, and the texts stand below.
    shared: Vec<u32>,
    /// Bytes of texts that were named by number and then spelled.
    spelled: u64,
    codes: Narrow,
    text: String,
    /// Where the text of code 1, 2, … ends.
    ends: Vec<u32>,
    count: Code,
    /// Codes that were asked for, of texts that are not empty.
    filled: usize,
    /// Texts are taken as they come: each has a code of its own, repeated or not.
    plain: bool,
    /// By code, from 1: the key of its text.
    keys: Vec<u128>,
    /// Codes by the hash of their key; 0 is a free place. Keys stand apart, so that this stays
    /// small.
    slots: Vec<Code>,
    /// Numbered texts that were met lately. Code 0 is a free place.
    numbered: Vec<(u32, Code)>,
}

impl Cells {
    /// Without rows, with room for so many bytes of texts and so many texts.
    pub(super) fn with_room(bytes: usize, texts: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            ends: Vec::with_capacity(texts),
            ..Self::default()
        }
    }

    /// Bytes of its texts, and how many there are.
    pub(super) fn lengths(&self) -> (usize, usize) {
        (self.text.len(), self.ends.len())
    }

    /// Bytes of the texts of the pool that cells name by number, as often as they do.
    pub(super) fn shared_bytes(&self, pool: &Pool) -> u64 {
        let numbers = self.shared.iter().filter_map(|n| n.checked_sub(1));
        self.spelled + numbers.map(|number| pool.length(number)).sum::<u64>()
    }

    /// No more rows will come: gives back what only filling needs.
    pub(super) fn close(&mut self) {
        self.forget_keys();
        self.shared.shrink_to_fit();
        self.codes.shrink();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// True while cells name texts of the pool.
    #[inline]
    pub(super) fn is_shared(&self) -> bool {
        !self.shared.is_empty()
    }

    /// True where no cell has a text of its own.
    pub(super) fn is_without_texts(&self) -> bool {
        self.count == 0
    }

    /// By row the number of its text in the pool and one; 0, or nothing at the end, is an empty
    /// cell.
    pub(super) fn shared(&self) -> &[u32] {
        &self.shared
    }

    pub(super) fn first_filled(&self) -> Option<usize> {
        if self.is_shared() {
            return self.shared.iter().position(|number| *number != 0);
        }
        (self.count > 0)
            .then(|| self.codes(usize::MAX).position(|code| code != EMPTY))
            .flatten()
    }

    #[inline]
    pub(super) fn put_shared(&mut self, row: usize, number: u32, pool: Option<&Pool>) {
        if self.codes.len() > 0 {
            let text = pool.and_then(|pool| pool.get(number)).unwrap_or_default();
            self.spelled += text.len() as u64;
            return self.put_numbered(row, number, text);
        }
        let number = number.saturating_add(1);
        if row > self.shared.len() {
            self.shared.resize(row, 0);
        }
        match self.shared.get_mut(row) {
            Some(slot) => *slot = number,
            None => self.shared.push(number),
        }
    }

    /// Texts that were named by number are written out.
    #[cold]
    pub(super) fn spell(&mut self, pool: Option<&Pool>) {
        let shared = std::mem::take(&mut self.shared);
        for (number, row) in shared.iter().zip(0..) {
            let Some(number) = number.checked_sub(1) else {
                continue;
            };
            let text = pool.and_then(|pool| pool.get(number)).unwrap_or_default();
            self.spelled += text.len() as u64;
            self.put_numbered(row, number, text);
        }
        self.fill(shared.len());
    }

    /// Number of texts, repeated ones too.
    pub(super) fn text_count(&self) -> usize {
        self.count as usize
    }

    /// All texts, one after another, and where each ends.
    pub(super) fn text_and_ends(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// The texts of code 1, 2, …
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let end = *end as usize;
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            text
        })
    }

    /// The codes of the first rows, so many at most; missing ones at the end are empty.
    pub(super) fn codes(&self, rows: usize) -> Numbers<'_> {
        self.codes.range(0, rows.min(self.codes.len()))
    }

    /// Writes the cell of a row.
    #[inline]
    pub fn put(&mut self, row: usize, text: &str) {
        let short = if self.plain { None } else { Short::of(text) };
        let code = self.code(short, text);
        self.put_code(row, code);
    }

    #[inline]
    fn put_numbered(&mut self, row: usize, number: u32, text: &str) {
        let at = number as usize % NUMBERED;
        if let Some((known, code)) = self.numbered.get(at)
            && *known == number
            && *code != EMPTY
        {
            let code = *code;
            self.filled += 1;
            return self.put_code(row, code);
        }
        let short = if self.plain { None } else { Short::of(text) };
        let code = self.code(short, text);
        self.put_code(row, code);
        if self.plain {
            return;
        }
        if self.numbered.is_empty() {
            self.numbered = vec![(0, EMPTY); NUMBERED];
        }
        if let Some(slot) = self.numbered.get_mut(at) {
            *slot = (number, code);
        }
    }

    #[inline]
    fn put_code(&mut self, row: usize, code: Code) {
        if row >= self.codes.len() {
            if row > self.codes.len() {
                self.codes.resize(row);
            }
            self.codes.push(code);
            self.look_again();
        } else {
            self.codes.replace(row, code);
        }
    }

    /// Appends the cells of the next rows, whose codes were asked for.
    pub fn extend(&mut self, codes: &[Code]) {
        let largest = self.count;
        self.codes.extend(codes.iter().copied(), largest);
        self.look_again();
    }

    /// Fills up with empty cells to so many rows.
    pub fn fill(&mut self, rows: usize) {
        if self.codes.len() < rows {
            self.codes.resize(rows);
        }
    }

    /// After the first rows it shows whether looking texts up is worth it.
    fn look_again(&mut self) {
        if !self.plain
            && self.filled >= LOOKED_AT
            && self.filled < 16 * LOOKED_AT
            && self.count as usize * 10 > self.filled * 7
        {
            self.plain = true;
            self.forget_keys();
        }
    }

    /// What it holds, without what only filling needs; it is empty then.
    pub(super) fn take(&mut self) -> Self {
        let taken = Self {
            shared: self.shared.clone(),
            spelled: std::mem::take(&mut self.spelled),
            codes: self.codes.clone(),
            text: self.text.clone(),
            ends: self.ends.clone(),
            count: std::mem::take(&mut self.count),
            filled: std::mem::take(&mut self.filled),
            plain: std::mem::take(&mut self.plain),
            ..Self::default()
        };
        self.shared.clear();
        self.codes.clear();
        self.text.clear();
        self.ends.clear();
        self.keys.clear();
        self.slots.fill(EMPTY);
        self.numbered.fill((0, EMPTY));
        taken
    }

    fn forget_keys(&mut self) {
        self.keys = Vec::new();
        self.slots = Vec::new();
        self.numbered = Vec::new();
    }

    /// True where texts are taken as they come and nobody asks for their numbers.
    #[inline]
    #[must_use]
    pub fn takes_all(&self) -> bool {
        self.plain
    }

    /// The code of a text that a row will hold; `short` may be left out where all are taken.
    #[inline]
    pub fn code(&mut self, short: Option<Short>, text: &str) -> Code {
        if text.is_empty() {
            return EMPTY;
        }
        self.filled += 1;
        if self.plain {
            return self.add(text);
        }
        let (key, is_short) = match short {
            Some(Short(key)) => (key, true),
            None => (long_key(text), false),
        };
        if (self.count as usize + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = spread(key) & mask;
        loop {
            let code = self.slots.get(at).copied().unwrap_or(EMPTY);
            let Some(before) = code.checked_sub(1) else {
                break;
            };
            if self.keys.get(before as usize) == Some(&key)
                && (is_short || self.text_of(code) == text)
            {
                return code;
            }
            at = (at + 1) & mask;
        }
        let code = self.add(text);
        self.keys.push(key);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = code;
        }
        code
    }

    fn add(&mut self, text: &str) -> Code {
        self.text.push_str(text);
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.count += 1;
        self.count
    }

    fn text_of(&self, code: Code) -> &str {
        let end_of = |code: Option<usize>| {
            let at = code.and_then(|code| code.checked_sub(1));
            at.and_then(|at| self.ends.get(at))
                .map_or(0, |n| *n as usize)
        };
        let code = code as usize;
        let (start, end) = (end_of(code.checked_sub(1)), end_of(Some(code)));
        self.text.get(start..end).unwrap_or_default()
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 4).max(32);
        self.slots.clear();
        self.slots.resize(size, EMPTY);
        let mask = size - 1;
        for (key, code) in self.keys.iter().zip(1..) {
            let mut at = spread(*key) & mask;
            while self.slots.get(at).is_some_and(|code| *code != EMPTY) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = code;
            }
        }
    }
}
