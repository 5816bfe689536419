//! Items parted into shares by their hash, in a few passes over memory: a share is small enough
//! for a processor's cache where all items together are not. The order within a share is that of
//! the items. It must not know what the items are.

/// Items by share. Its memory is used again when it is filled again.
#[derive(Default)]
pub(crate) struct Shares<U> {
    items: Vec<U>,
    /// Where each share begins in `items`, and the end.
    starts: Vec<u32>,
    next: Vec<u32>,
}

impl<U: Copy + Default> Shares<U> {
    /// Parts items, of which there are fewer than a `u32` can count.
    pub fn new<T>(
        items: impl Iterator<Item = T> + Clone,
        shares: usize,
        share_of: impl Fn(&T) -> usize,
        to: impl Fn(T) -> U,
    ) -> Self {
        let mut parted = Self::default();
        parted.fill(items, shares, share_of, to);
        parted.next = Vec::new();
        parted
    }

    /// The same in memory that was used before.
    pub fn fill<T>(
        &mut self,
        items: impl Iterator<Item = T> + Clone,
        shares: usize,
        share_of: impl Fn(&T) -> usize,
        to: impl Fn(T) -> U,
    ) {
        self.starts.clear();
        self.starts.resize(shares + 1, 0);
        let starts = &mut self.starts;
        items.clone().for_each(|item| {
            if let Some(count) = starts.get_mut(share_of(&item) + 1) {
                *count += 1;
            }
        });
        let mut before = 0;
        for start in starts.iter_mut() {
            before += *start;
            *start = before;
        }
        self.items.clear();
        self.items.resize(before as usize, U::default());
        self.next.clone_from(&self.starts);
        let (own, next) = (&mut self.items, &mut self.next);
        items.for_each(|item| {
            if let Some(at) = next.get_mut(share_of(&item)) {
                if let Some(slot) = own.get_mut(*at as usize) {
                    *slot = to(item);
                }
                *at += 1;
            }
        });
    }

    /// The items of a share.
    #[inline]
    pub fn of(&self, share: usize) -> &[U] {
        let at = |share: usize| self.starts.get(share).map_or(0, |at| *at as usize);
        self.items.get(at(share)..at(share + 1)).unwrap_or_default()
    }

    /// How many shares there are.
    #[inline]
    pub fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_share_has_its_items_in_their_order(
            waves in prop::collection::vec((prop::collection::vec(any::<u16>(), 0..90), 1usize..9), 1..4)
        ) {
            let mut parted = Shares::default();
            for (items, shares) in waves {
                let share_of = |item: &u16| usize::from(*item) % shares;
                parted.fill(items.iter().copied(), shares, share_of, u32::from);
                prop_assert_eq!(parted.count(), shares);
                for share in 0..shares {
                    let expected = items.iter().filter(|item| share_of(item) == share);
                    prop_assert!(parted.of(share).iter().copied().eq(expected.map(|item| u32::from(*item))));
                }
            }
        }
    }
}
