//! Many texts of a column at once → their codes. They are parted by their hash into shares that
//! are small enough for a processor's cache, and each share finds those that repeat. The result is
//! what looking them up one after the other would give.

use super::Code;
use super::lookup::Lookup;
use super::naming::Names;
use super::shares::Shares;
use super::texts::Texts;

/// Texts that a share is meant for.
const SHARE: usize = if cfg!(test) { 1 << 7 } else { 1 << 12 };

/// Appends the texts of blocks, each with where its texts end, block after block, and returns their
/// codes; a text that is there already keeps its code and is not appended. `None` where they cannot
/// be taken together; then nothing is appended.
pub(super) fn gather(
    lookup: &mut Lookup,
    texts: &mut Texts,
    blocks: &[(&str, &[u32])],
    scratch: &mut Scratch,
) -> Option<Vec<Code>> {
    let known = texts.count();
    let cells = || blocks.iter().copied();
    let count: usize = cells().map(|(_, ends)| ends.len()).sum();
    Code::try_from(known as usize + count).ok()?;
    scratch.find(lookup, texts, cells());
    let repeats = scratch.firsts.get(known as usize..).unwrap_or_default();
    let (mut kept, mut bytes) = (0, 0usize);
    let mut numbers = repeats.iter();
    for (_, ends) in cells() {
        let mut start = 0;
        for (end, first) in ends.iter().zip(numbers.by_ref()) {
            if *first == 0 {
                kept += 1;
                bytes += (end - start) as usize;
            }
            start = *end;
        }
    }
    u32::try_from(bytes).ok()?;
    texts.begin(kept, bytes);
    // Numbers become codes: what repeats an earlier text has that one's, and the others are taken
    // in runs. The earlier ones are few or hardly asked for.
    let mut codes: Vec<Code> = Vec::with_capacity(count);
    let mut numbers = repeats.iter();
    let mut next = known;
    for (text, ends) in cells() {
        let mut run = Run::default();
        let mut start = 0;
        for ((end, first), place) in ends.iter().zip(numbers.by_ref()).zip(0..) {
            let from = std::mem::replace(&mut start, *end);
            if *first == 0 {
                codes.push(next);
                next += 1;
                continue;
            }
            run.end(texts, (text, ends), place, from);
            run = Run {
                place: place + 1,
                start: *end,
            };
            let code = match first.checked_sub(known) {
                None => *first,
                Some(earlier) => codes.get(earlier as usize).copied().unwrap_or_default(),
            };
            if texts.get(code) != text.get(from as usize..*end as usize).unwrap_or_default() {
                // Two texts have one hash, which hardly ever happens.
                texts.drop_last(known);
                return None;
            }
            codes.push(code);
        }
        run.end(texts, (text, ends), ends.len(), start);
    }
    lookup.gather(texts);
    Some(codes)
}

/// Texts of a block that are new and stand side by side, from a place and a byte on.
#[derive(Default)]
struct Run {
    place: usize,
    start: u32,
}

impl Run {
    /// Takes the texts up to a place, which begins at this byte.
    #[inline]
    fn end(&self, texts: &mut Texts, (text, ends): (&str, &[u32]), place: usize, byte: u32) {
        if let Some(ends) = ends.get(self.place..place).filter(|ends| !ends.is_empty())
            && let Some(own) = text.get(self.start as usize..byte as usize)
        {
            texts.push_many(own, ends, self.start);
        }
    }
}

/// Memory that is used again for the next column.
#[derive(Default)]
pub(super) struct Scratch {
    hashes: Vec<u64>,
    /// Some bits of a hash, and the number below them, by share.
    entries: Shares<u64>,
    slots: Vec<u64>,
    /// By number: the first text that has the same hash, or 0.
    firsts: Vec<Code>,
    names: Names,
}

impl Scratch {
    /// For cells that name texts of a pool.
    pub(super) fn names(&mut self) -> &mut Names {
        &mut self.names
    }

    /// Finds those of the texts to come, numbered behind the known ones, that have the hash of an
    /// earlier one.
    fn find<'c>(
        &mut self,
        lookup: &Lookup,
        texts: &Texts,
        cells: impl Iterator<Item = (&'c str, &'c [u32])>,
    ) {
        let known = texts.count();
        self.hashes.clear();
        self.hashes
            .extend(texts.from(1).map(|text| lookup.hash(text)));
        for (text, ends) in cells {
            let mut start = 0;
            self.hashes.extend(ends.iter().map(|end| {
                let from = std::mem::replace(&mut start, *end as usize);
                lookup.hash(text.get(from..start).unwrap_or_default())
            }));
        }
        let all = u32::try_from(self.hashes.len() + 1).unwrap_or(u32::MAX);
        let shares = (all as usize / SHARE + 1).next_power_of_two();
        // The upper bits part the texts; the lower ones stand above the number in an entry.
        let bits = u32::BITS - all.leading_zeros();
        let share_of = |hash: u64| (hash >> 48) as usize & (shares - 1);
        self.entries.fill(
            self.hashes.iter().zip(1u64..),
            shares,
            |(hash, _)| share_of(**hash),
            |(hash, number)| hash << bits | number,
        );
        self.firsts.clear();
        self.firsts.resize(all as usize, 0);
        for share in 0..shares {
            let own = self.entries.of(share);
            let room = (own.len() * 2 + 1).next_power_of_two();
            self.slots.clear();
            self.slots.resize(room, 0);
            for entry in own {
                let number = number_of(*entry, bits);
                if number < known && texts.get(number).is_empty() {
                    // A text that was wiped.
                    continue;
                }
                if let Some(first) = first_like(&mut self.slots, *entry, bits)
                    && let Some(slot) = self.firsts.get_mut(number as usize)
                {
                    *slot = first;
                }
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a number has no more bits")]
#[inline]
fn number_of(entry: u64, bits: u32) -> Code {
    (entry & ((1 << bits) - 1)) as Code
}

/// The number of the entry that has the same hash; where there is none, this one is put in.
#[inline]
fn first_like(slots: &mut [u64], entry: u64, bits: u32) -> Option<Code> {
    let mask = slots.len() - 1;
    let mut at = (entry >> bits) as usize & mask;
    loop {
        let slot = slots.get_mut(at)?;
        if *slot == 0 {
            *slot = entry;
            return None;
        }
        if (*slot ^ entry) >> bits == 0 {
            return Some(number_of(*slot, bits));
        }
        at = (at + 1) & mask;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cells::Cells;

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
        let (mut number, mut scratch) = (0, Scratch::default());
        for wave in [3, 9, 1, 0, 6] {
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
            let cells: Vec<_> = blocks.iter().flatten().map(Cells::text_and_ends).collect();
            let codes = gather(&mut many, &mut many_texts, &cells, &mut scratch).unwrap();
            assert!(codes == alone);
            let own = format!("between {wave}");
            assert_eq!(
                one.intern(&mut one_texts, &own),
                many.intern(&mut many_texts, &own)
            );
        }
        assert!(one_texts.count() == many_texts.count());
        for code in 1..many_texts.count() {
            assert!(one_texts.get(code) == many_texts.get(code));
            assert_eq!(many.find(&many_texts, one_texts.get(code)), Some(code));
        }
        assert_eq!(many.find(&many_texts, "never"), None);
        let next = many_texts.count();
        assert_eq!(many.intern(&mut many_texts, "new"), (next, true));
        assert_eq!(many.intern(&mut many_texts, "new"), (next, false));
        let gone = |code: Code| !code.is_multiple_of(3);
        let before: Vec<String> = (0..many_texts.count())
            .map(|code| many_texts.get(code).to_owned())
            .collect();
        many_texts.keep_only(|code| !gone(code));
        many.gather(&many_texts);
        for (code, text) in (0..).zip(&before).skip(1) {
            let found = many.find(&many_texts, text);
            assert_eq!(found, (!gone(code)).then_some(code));
        }
        let (code, is_new) = many.intern(&mut many_texts, &before[1]);
        assert!(is_new && code as usize == before.len());
    }
}
