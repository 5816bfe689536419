//! Hashes with their rows, in order: a long sorted list, and over it the few that have come and
//! gone since. Many come and go together in one walk along the list; one costs a search. What is
//! taken back finds its old place in the list again.

use crate::table::RowId;

/// A hash in the upper half, a row in the lower.
pub(super) type Entry = u64;

#[derive(Default)]
pub(super) struct Entries {
    base: Vec<Entry>,
    /// A bit for each row whose entry in `base` does not count any more.
    moved: Vec<u64>,
    /// What came since; sorted, and never in `base`.
    added: Vec<Entry>,
}

/// A place in both lists, for a walk by ascending hashes.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    base: usize,
    added: usize,
}

pub(super) fn entry(hash: u32, row: RowId) -> Entry {
    (u64::from(hash) << 32) | u64::from(row.0)
}

pub(super) fn hash_of(entry: Entry) -> u32 {
    (entry >> 32) as u32
}

#[expect(clippy::cast_possible_truncation, reason = "the row is the lower half")]
pub(super) fn row_of(entry: Entry) -> RowId {
    RowId(entry as u32)
}

impl Entries {
    /// Takes entries in the order of their rows.
    pub(super) fn new(by_row: Vec<Entry>) -> Self {
        Self {
            base: sorted(by_row),
            ..Self::default()
        }
    }

    /// Number of entries, about.
    pub(super) fn len(&self) -> usize {
        self.base.len() + self.added.len()
    }

    fn is_moved(&self, row: RowId) -> bool {
        let bits = self.moved.get(row.index() / 64).copied().unwrap_or(0);
        bits & (1 << (row.0 % 64)) != 0
    }

    fn set_moved(&mut self, row: RowId, moved: bool) {
        let at = row.index() / 64;
        if self.moved.len() <= at {
            if !moved {
                return;
            }
            self.moved.resize(at + 1, 0);
        }
        if let Some(bits) = self.moved.get_mut(at) {
            let bit = 1 << (row.0 % 64);
            if moved {
                *bits |= bit;
            } else {
                *bits &= !bit;
            }
        }
    }

    /// Takes entries out, all of which are there, and puts others in; both sorted. A row has one
    /// entry at most, before and after. Gives those that have come to a hash which is perhaps not
    /// theirs alone.
    pub(super) fn replace(&mut self, gone: &[Entry], come: &[Entry]) -> Vec<Entry> {
        let mut at = 0;
        let mut from_added = Vec::new();
        for entry in gone {
            at = seek(&self.base, at, *entry);
            if self.base.get(at) == Some(entry) && !self.is_moved(row_of(*entry)) {
                self.set_moved(row_of(*entry), true);
            } else {
                from_added.push(*entry);
            }
        }
        take_out(&mut self.added, &from_added);
        let mut at = 0;
        let (mut to_added, mut joined) = (Vec::new(), Vec::new());
        for entry in come {
            at = seek(&self.base, at, *entry);
            let is_back = self.base.get(at) == Some(entry);
            if has_neighbour(&self.base, at, at + usize::from(is_back), *entry) {
                joined.push(*entry);
            }
            if is_back {
                self.set_moved(row_of(*entry), false);
            } else {
                to_added.push(*entry);
            }
        }
        put_in(&mut self.added, &to_added);
        let mut at = 0;
        for entry in come.iter().filter(|_| !self.added.is_empty()) {
            at = seek(&self.added, at, *entry);
            let own = usize::from(self.added.get(at) == Some(entry));
            if has_neighbour(&self.added, at, at + own, *entry) {
                joined.push(*entry);
            }
        }
        if self.added.len() > self.base.len() / 2 + 1024 {
            let mut base = std::mem::take(&mut self.base);
            base.retain(|entry| !self.is_moved(row_of(*entry)));
            put_in(&mut base, &self.added);
            *self = Self {
                base,
                ..Self::default()
            };
        }
        joined
    }

    /// The rows of a hash, in order; `place` goes along from hash to hash.
    pub(super) fn rows_of(&self, hash: u32, place: &mut Place, rows: &mut Vec<RowId>) {
        rows.clear();
        let first = u64::from(hash) << 32;
        let of_hash = |list: &[Entry], at: usize| {
            let entry = list.get(at).copied()?;
            (hash_of(entry) == hash).then_some(row_of(entry))
        };
        place.base = seek(&self.base, place.base, first);
        while let Some(row) = of_hash(&self.base, place.base) {
            if !self.is_moved(row) {
                rows.push(row);
            }
            place.base += 1;
        }
        let of_base = rows.len();
        place.added = seek(&self.added, place.added, first);
        while let Some(row) = of_hash(&self.added, place.added) {
            rows.push(row);
            place.added += 1;
        }
        if rows.len() > of_base {
            rows.sort_unstable();
        }
    }

    /// Every hash that several rows have, with these rows in order.
    pub(super) fn repeated(&self, mut tell: impl FnMut(u32, &[RowId])) {
        let (mut place, mut rows) = (Place::default(), Vec::new());
        loop {
            let next = [(&self.base, place.base), (&self.added, place.added)];
            let next = next.into_iter().filter_map(|(list, at)| list.get(at));
            let Some(hash) = next.min().map(|entry| hash_of(*entry)) else {
                return;
            };
            // Most hashes have one row, and need no list.
            let alone = self.added.is_empty()
                && self
                    .base
                    .get(place.base + 1)
                    .is_none_or(|entry| hash_of(*entry) != hash);
            if alone {
                place.base += 1;
                continue;
            }
            self.rows_of(hash, &mut place, &mut rows);
            if rows.len() > 1 {
                tell(hash, &rows);
            }
        }
    }
}

/// The first place from `from` on whose entry is not below the wanted one. Near places are found
/// soonest.
fn seek(list: &[Entry], from: usize, wanted: Entry) -> usize {
    let (mut low, mut high, mut step) = (from, from, 1);
    while list.get(high).is_some_and(|entry| *entry < wanted) {
        low = high + 1;
        high += step;
        step *= 2;
    }
    let between = list.get(low..high.min(list.len())).unwrap_or_default();
    low + between.partition_point(|entry| *entry < wanted)
}

/// True when the entry before a place, or the one at the place after, has the hash of this one.
fn has_neighbour(list: &[Entry], place: usize, after: usize, entry: Entry) -> bool {
    let same = |at: Option<usize>| {
        let other = at.and_then(|at| list.get(at));
        other.is_some_and(|other| hash_of(*other) == hash_of(entry))
    };
    same(place.checked_sub(1)) || same(Some(after))
}

/// So few entries are put in and taken out one by one.
const FEW: usize = 8;

fn take_out(list: &mut Vec<Entry>, gone: &[Entry]) {
    if gone.len() <= FEW {
        for entry in gone {
            if let Ok(at) = list.binary_search(entry) {
                list.remove(at);
            }
        }
        return;
    }
    let mut gone = gone.iter().peekable();
    list.retain(|entry| {
        while gone.next_if(|gone| *gone < entry).is_some() {}
        gone.peek() != Some(&entry)
    });
}

fn put_in(list: &mut Vec<Entry>, come: &[Entry]) {
    if come.len() <= FEW {
        for entry in come {
            let at = list.partition_point(|other| other < entry);
            list.insert(at, *entry);
        }
        return;
    }
    list.extend_from_slice(come);
    // Two runs, which it merges.
    list.sort();
}

/// Bits by which a pass sorts.
const DIGIT: u32 = 11;

/// Sorted by the upper half; what is equal there keeps its order, which is that of the rows.
pub(super) fn sorted(mut list: Vec<Entry>) -> Vec<Entry> {
    if list.len() < 1 << 12 {
        list.sort_unstable();
        return list;
    }
    let mut other = vec![0u64; list.len()];
    for shift in [32, 32 + DIGIT, 32 + 2 * DIGIT] {
        let digit = |entry: u64| (entry >> shift) as usize & ((1 << DIGIT) - 1);
        let mut starts = vec![0usize; 1 << DIGIT];
        for entry in &list {
            if let Some(count) = starts.get_mut(digit(*entry)) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += std::mem::replace(start, before);
        }
        for entry in &list {
            if let Some(place) = starts.get_mut(digit(*entry)) {
                if let Some(slot) = other.get_mut(*place) {
                    *slot = *entry;
                }
                *place += 1;
            }
        }
        std::mem::swap(&mut list, &mut other);
    }
    list
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn listed(entries: &Entries) -> Vec<(u32, Vec<RowId>)> {
        let mut list = Vec::new();
        entries.repeated(|hash, rows| list.push((hash, rows.to_vec())));
        list
    }

    fn expected(rows: &BTreeMap<RowId, u32>) -> Vec<(u32, Vec<RowId>)> {
        let mut by_hash: BTreeMap<u32, Vec<RowId>> = BTreeMap::new();
        for (row, hash) in rows {
            by_hash.entry(*hash).or_default().push(*row);
        }
        by_hash
            .into_iter()
            .filter(|(_, rows)| rows.len() > 1)
            .collect()
    }

    proptest! {
        #[test]
        fn it_sorts_by_the_upper_half(hashes in prop::collection::vec(prop_oneof![0u32..9, any::<u32>()], 0..9000)) {
            let list: Vec<u64> = hashes.iter().zip(0u64..).map(|(h, row)| (u64::from(*h) << 32) | row).collect();
            let mut expected = list.clone();
            expected.sort_unstable();
            prop_assert_eq!(sorted(list), expected);
        }

        #[test]
        fn what_comes_and_goes_and_is_taken_back_leaves_a_map(
            first in prop::collection::vec(prop::option::of(0u32..40), 0..60),
            steps in prop::collection::vec(prop::collection::btree_map(0u32..60, prop::option::of(0u32..40), 0..30), 0..8),
        ) {
            let mut map: BTreeMap<RowId, u32> = BTreeMap::new();
            for (row, hash) in first.iter().enumerate() {
                if let Some(hash) = hash {
                    map.insert(RowId(row as u32), *hash);
                }
            }
            let by_row = map.iter().map(|(row, hash)| entry(*hash, *row)).collect();
            let mut entries = Entries::new(by_row);
            let mut back = Vec::new();
            for step in &steps {
                let (mut gone, mut come) = (Vec::new(), Vec::new());
                for (row, hash) in step {
                    let row = RowId(*row);
                    let before = match hash {
                        Some(hash) => {
                            come.push(entry(*hash, row));
                            map.insert(row, *hash)
                        }
                        None => map.remove(&row),
                    };
                    gone.extend(before.map(|hash| entry(hash, row)));
                }
                gone.sort_unstable();
                come.sort_unstable();
                let joined = entries.replace(&gone, &come);
                prop_assert_eq!(listed(&entries), expected(&map));
                for entry in &come {
                    let alone = map.values().filter(|hash| **hash == hash_of(*entry)).count() == 1;
                    prop_assert!(alone || joined.contains(entry));
                }
                let (mut place, mut rows) = (Place::default(), Vec::new());
                for hash in 0..40 {
                    entries.rows_of(hash, &mut place, &mut rows);
                    let own: Vec<RowId> = map.iter().filter(|(_, h)| **h == hash).map(|(row, _)| *row).collect();
                    prop_assert_eq!(&rows, &own);
                }
                back.push((come, gone));
            }
            for (gone, come) in back.iter().rev() {
                entries.replace(gone, come);
            }
            prop_assert!(entries.added.is_empty());
            prop_assert!(entries.moved.iter().all(|bits| *bits == 0));
        }
    }
}
