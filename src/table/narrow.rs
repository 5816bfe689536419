//! A list of numbers that takes no more bytes for each than the largest needs: one, two or four.

/// Numbers as narrow as they fit.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Narrow {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Narrow {
    fn default() -> Self {
        Self::One(Vec::new())
    }
}

fn narrow<T: TryFrom<u32> + Default>(value: u32) -> T {
    T::try_from(value).unwrap_or_default()
}

impl Narrow {
    /// An empty list with room for `count` numbers up to `largest`.
    pub fn with_capacity(count: usize, largest: u32) -> Self {
        if largest <= u32::from(u8::MAX) {
            Self::One(Vec::with_capacity(count))
        } else if largest <= u32::from(u16::MAX) {
            Self::Two(Vec::with_capacity(count))
        } else {
            Self::Four(Vec::with_capacity(count))
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Self::One(v) => v.len(),
            Self::Two(v) => v.len(),
            Self::Four(v) => v.len(),
        }
    }

    #[inline]
    pub fn get(&self, at: usize) -> Option<u32> {
        match self {
            Self::One(v) => v.get(at).map(|n| u32::from(*n)),
            Self::Two(v) => v.get(at).map(|n| u32::from(*n)),
            Self::Four(v) => v.get(at).copied(),
        }
    }

    fn largest(&self) -> u32 {
        match self {
            Self::One(_) => u32::from(u8::MAX),
            Self::Two(_) => u32::from(u16::MAX),
            Self::Four(_) => u32::MAX,
        }
    }

    /// Makes room for a number of this size in every place.
    pub fn widen(&mut self, value: u32) {
        if value <= self.largest() {
            return;
        }
        let mut wide = Self::with_capacity(self.len().max(16), value);
        match &mut wide {
            Self::One(_) => {}
            Self::Two(w) => w.extend(self.iter().map(narrow::<u16>)),
            Self::Four(w) => w.extend(self.iter()),
        }
        *self = wide;
    }

    #[inline]
    pub fn push(&mut self, value: u32) {
        self.widen(value);
        match self {
            Self::One(v) => v.push(narrow(value)),
            Self::Two(v) => v.push(narrow(value)),
            Self::Four(v) => v.push(value),
        }
    }

    /// Appends numbers that are not above `largest`.
    pub fn extend(&mut self, values: impl Iterator<Item = u32>, largest: u32) {
        self.widen(largest);
        match self {
            Self::One(v) => v.extend(values.map(narrow::<u8>)),
            Self::Two(v) => v.extend(values.map(narrow::<u16>)),
            Self::Four(v) => v.extend(values),
        }
    }

    /// Sets a number and gives what stood there; `None` outside the list.
    #[inline]
    pub fn replace(&mut self, at: usize, value: u32) -> Option<u32> {
        if at >= self.len() {
            return None;
        }
        self.widen(value);
        match self {
            Self::One(v) => v
                .get_mut(at)
                .map(|n| u32::from(std::mem::replace(n, narrow(value)))),
            Self::Two(v) => v
                .get_mut(at)
                .map(|n| u32::from(std::mem::replace(n, narrow(value)))),
            Self::Four(v) => v.get_mut(at).map(|n| std::mem::replace(n, value)),
        }
    }

    pub fn pop(&mut self) -> Option<u32> {
        match self {
            Self::One(v) => v.pop().map(u32::from),
            Self::Two(v) => v.pop().map(u32::from),
            Self::Four(v) => v.pop(),
        }
    }

    /// Fills up with zeros to `count` numbers, or cuts off.
    pub fn resize(&mut self, count: usize) {
        match self {
            Self::One(v) => v.resize(count, 0),
            Self::Two(v) => v.resize(count, 0),
            Self::Four(v) => v.resize(count, 0),
        }
    }

    pub fn reserve(&mut self, more: usize) {
        match self {
            Self::One(v) => v.reserve_exact(more),
            Self::Two(v) => v.reserve_exact(more),
            Self::Four(v) => v.reserve_exact(more),
        }
    }

    /// Forgets all numbers and keeps their room.
    pub fn clear(&mut self) {
        self.resize(0);
    }

    /// Gives room back that no number needs.
    pub fn shrink(&mut self) {
        match self {
            Self::One(v) => v.shrink_to_fit(),
            Self::Two(v) => v.shrink_to_fit(),
            Self::Four(v) => v.shrink_to_fit(),
        }
    }

    /// The places of the numbers that are not zero, in order. Long runs of zeros cost next to
    /// nothing.
    pub fn filled(&self) -> Box<dyn Iterator<Item = usize> + '_> {
        match self {
            Self::One(v) => Box::new(filled(v)),
            Self::Two(v) => Box::new(filled(v)),
            Self::Four(v) => Box::new(filled(v)),
        }
    }

    pub fn iter(&self) -> Numbers<'_> {
        self.range(0, self.len())
    }

    /// The numbers from `start` up to, not with, `end`.
    pub fn range(&self, start: usize, end: usize) -> Numbers<'_> {
        match self {
            Self::One(v) => Numbers::One(v.get(start..end).unwrap_or_default().iter()),
            Self::Two(v) => Numbers::Two(v.get(start..end).unwrap_or_default().iter()),
            Self::Four(v) => Numbers::Four(v.get(start..end).unwrap_or_default().iter()),
        }
    }
}

/// Numbers that are looked at together, whether all are zero.
const TOGETHER: usize = 64;

fn filled<T>(list: &[T]) -> impl Iterator<Item = usize> + '_
where
    T: Copy + Default + PartialEq + std::ops::BitOr<Output = T>,
{
    let zero = T::default();
    let together = list.chunks(TOGETHER).zip((0..).step_by(TOGETHER));
    together
        .filter(move |(chunk, _)| chunk.iter().fold(zero, |all, n| all | *n) != zero)
        .flat_map(move |(chunk, start)| {
            let places = chunk.iter().zip(start..);
            places.filter(move |(n, _)| **n != zero).map(|(_, at)| at)
        })
}

/// The numbers of a [`Narrow`] list in order.
#[derive(Clone)]
pub enum Numbers<'a> {
    One(std::slice::Iter<'a, u8>),
    Two(std::slice::Iter<'a, u16>),
    Four(std::slice::Iter<'a, u32>),
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        match self {
            Self::One(i) => i.next().map(|n| u32::from(*n)),
            Self::Two(i) => i.next().map(|n| u32::from(*n)),
            Self::Four(i) => i.next().copied(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::One(i) => i.size_hint(),
            Self::Two(i) => i.size_hint(),
            Self::Four(i) => i.size_hint(),
        }
    }

    // One choice of the width for the whole list, not one for each number.
    fn fold<B, F: FnMut(B, u32) -> B>(self, start: B, mut f: F) -> B {
        match self {
            Self::One(i) => i.fold(start, |b, n| f(b, u32::from(*n))),
            Self::Two(i) => i.fold(start, |b, n| f(b, u32::from(*n))),
            Self::Four(i) => i.fold(start, |b, n| f(b, *n)),
        }
    }
}

impl ExactSizeIterator for Numbers<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_list_of_numbers(
            steps in prop::collection::vec((0u8..5, 0usize..40, prop_oneof![0u32..300, 65_000u32..66_000, any::<u32>()]), 0..60)
        ) {
            let (mut narrow, mut plain) = (Narrow::default(), Vec::new());
            for (step, at, value) in steps {
                match step {
                    0 | 1 => { narrow.push(value); plain.push(value); }
                    2 => {
                        let old = plain.get_mut(at).map(|n| std::mem::replace(n, value));
                        prop_assert_eq!(narrow.replace(at, value), old);
                    }
                    3 => prop_assert_eq!(narrow.pop(), plain.pop()),
                    _ => { narrow.resize(at); plain.resize(at, 0); }
                }
                prop_assert_eq!(narrow.iter().collect::<Vec<_>>(), plain.clone());
                prop_assert_eq!(narrow.get(at), plain.get(at).copied());
                let filled = (0..plain.len()).filter(|at| plain.get(*at) != Some(&0));
                prop_assert_eq!(narrow.filled().collect::<Vec<_>>(), filled.collect::<Vec<_>>());
                prop_assert_eq!(narrow.iter().fold(0u64, |s, n| s + u64::from(n)), plain.iter().map(|n| u64::from(*n)).sum::<u64>());
            }
        }
    }
}
