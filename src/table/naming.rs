//! Numbers by which the cells of a column name texts of a pool → codes of the column. Each text is
//! looked at once, when the first cell names it; the codes are those that looking up text after
//! text would give.

use super::cells::Cells;
use super::lookup::Lookup;
use super::pool::Pool;
use super::texts::Texts;
use super::{Code, EMPTY};

/// Memory that is used again for the next column.
#[derive(Default)]
pub(super) struct Names {
    /// By number in the pool: the code of its text, or [`EMPTY`] while it has none.
    codes: Vec<Code>,
    /// Numbers that have a code.
    met: Vec<u32>,
}

struct Naming<'a> {
    names: &'a mut Names,
    pool: &'a Pool,
    again: &'a [(u32, u32)],
    lookup: &'a Lookup,
    texts: &'a Texts,
    /// Numbers of new texts, in the order of their codes.
    new: Vec<u32>,
    /// Numbers from here on were not named yet. Texts are mostly numbered as they are first named,
    /// and what is known to be new need not be looked up.
    fresh: u32,
    earlier: Earlier,
}

/// Tells at little cost that a text is none of those that a column has: by its length and its ends.
struct Earlier([u64; 16]);

impl Earlier {
    fn new(texts: &Texts) -> Self {
        let mut earlier = Self([0; 16]);
        for text in texts.from(1) {
            let (at, bit) = Self::place(text);
            if let Some(slot) = earlier.0.get_mut(at) {
                *slot |= bit;
            }
        }
        earlier
    }

    #[inline]
    fn place(text: &str) -> (usize, u64) {
        let bytes = text.as_bytes();
        let end = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or(0));
        let ends = end(bytes.first()) * 7 + end(bytes.last()) * 61;
        let at = bytes.len() * 31 + ends;
        (at / 64 % 16, 1 << (at % 64))
    }

    #[inline]
    fn may_have(&self, text: &str) -> bool {
        let (at, bit) = Self::place(text);
        self.0.get(at).is_some_and(|slot| slot & bit != 0)
    }
}

/// Appends the texts that cells of blocks name, and returns the codes of all rows.
pub(super) fn name(
    lookup: &mut Lookup,
    texts: &mut Texts,
    (blocks, rows): (&[Option<Cells>], &[usize]),
    pool: &Pool,
    names: &mut Names,
) -> Vec<Code> {
    let count = pool.count() as usize;
    if names.codes.len() < count {
        names.codes.resize(count, EMPTY);
    }
    let mut naming = Naming {
        names,
        pool,
        again: pool.again(),
        lookup,
        texts,
        new: Vec::new(),
        fresh: 0,
        earlier: Earlier::new(texts),
    };
    let mut codes: Vec<Code> = Vec::with_capacity(rows.iter().sum());
    for (cells, rows) in blocks.iter().zip(rows) {
        let behind = codes.len() + rows;
        if let Some(cells) = cells {
            for shared in cells.shared().iter().take(*rows) {
                codes.push(match shared.checked_sub(1) {
                    None => EMPTY,
                    Some(number) => naming.code(number),
                });
            }
        }
        codes.resize(behind, EMPTY);
    }
    let Naming { names, new, .. } = naming;
    for number in names.met.drain(..) {
        if let Some(slot) = names.codes.get_mut(number as usize) {
            *slot = EMPTY;
        }
    }
    let bytes: u64 = new.iter().map(|number| pool.length(*number)).sum();
    texts.begin(new.len(), usize::try_from(bytes).unwrap_or(usize::MAX));
    for number in new {
        texts.push(pool.get(number).unwrap_or_default());
    }
    lookup.gather(texts);
    codes
}

impl Naming<'_> {
    #[inline]
    fn code(&mut self, number: u32) -> Code {
        if number < self.fresh
            && let Some(code) = self.names.codes.get(number as usize)
            && *code != EMPTY
        {
            return *code;
        }
        self.fresh = self.fresh.max(number.saturating_add(1));
        self.first_code(number)
    }

    /// The code of a number that no cell named before.
    fn first_code(&mut self, number: u32) -> Code {
        let again = self.again.binary_search_by_key(&number, |(n, _)| *n);
        let first = again
            .ok()
            .and_then(|at| self.again.get(at))
            .map_or(number, |(_, first)| *first);
        let text = self.pool.get(first).unwrap_or_default();
        if text.is_empty() {
            return EMPTY;
        }
        // A text that comes again may have been named by its first number.
        let known = (first != number)
            .then(|| self.names.codes.get(first as usize).copied())
            .flatten();
        let code = known
            .filter(|code| *code != EMPTY)
            .or_else(|| self.earlier(text))
            .unwrap_or_else(|| {
                let new = u32::try_from(self.new.len()).unwrap_or(u32::MAX);
                self.new.push(first);
                self.texts.count().saturating_add(new)
            });
        self.remember(number, code);
        if first != number {
            self.remember(first, code);
        }
        code
    }

    #[inline]
    fn remember(&mut self, number: u32, code: Code) {
        self.names.met.push(number);
        if let Some(slot) = self.names.codes.get_mut(number as usize) {
            *slot = code;
        }
    }

    /// The code of a text that the column had before.
    #[inline]
    fn earlier(&self, text: &str) -> Option<Code> {
        if !self.earlier.may_have(text) {
            return None;
        }
        self.lookup.find(self.texts, text)
    }
}
