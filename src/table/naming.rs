//! Numbers by which the cells of a column name texts of a pool → codes of the column. Each text is
//! looked at once, when the first cell names it; the codes are those that looking up text after
//! text would give.

use super::block::Cells;
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
        match self.names.codes.get(number as usize) {
            Some(code) if *code != EMPTY => *code,
            _ => self.first_code(number),
        }
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
        let known = self.names.codes.get(first as usize).copied();
        let code = known
            .filter(|code| *code != EMPTY)
            .or_else(|| self.earlier(text))
            .unwrap_or_else(|| {
                let new = u32::try_from(self.new.len()).unwrap_or(u32::MAX);
                self.new.push(first);
                self.texts.count().saturating_add(new)
            });
        for number in [number, first] {
            self.names.met.push(number);
            if let Some(slot) = self.names.codes.get_mut(number as usize) {
                *slot = code;
            }
        }
        code
    }

    /// The code of a text that the column had before.
    #[inline]
    fn earlier(&self, text: &str) -> Option<Code> {
        if self.texts.count() <= 1 {
            return None;
        }
        self.lookup.find(self.texts, text)
    }
}
