//! How well the rows that leave can be told apart by what narrows a person down: birth year,
//! gender, household size, profession, areas, rounded coordinates (k-anonymity). Pure counting;
//! which columns narrow is told by the schema.

use super::words::{Hasher, KeyMap};
use rayon::prelude::*;

/// Rows that share everything with fewer than this many others are at risk.
pub const ENOUGH: u32 = 5;

/// One thing that narrows down: for each row a number for what leaves, equal where that is equal.
pub struct Narrowing {
    pub groups: Vec<u32>,
}

/// How many rows stand out.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub struct Exposed {
    /// Rows that are like no other.
    pub alone: u64,
    /// Rows that share everything with at most three others, the lonely ones among them.
    pub below_five: u64,
}

/// Counts rows that stand out by all of these together, but for one.
#[must_use]
pub fn exposed(all: &[&Narrowing], without: Option<usize>) -> Exposed {
    let used: Vec<&Narrowing> = all
        .iter()
        .enumerate()
        .filter(|(place, _)| Some(*place) != without)
        .map(|(_, n)| *n)
        .collect();
    let rows = all.first().map_or(0, |n| n.groups.len());
    let keys: Vec<u64> = (0..rows)
        .into_par_iter()
        .map(|row| {
            let mut hash = Hasher::new(7);
            for narrowing in &used {
                hash.add(u64::from(narrowing.groups.get(row).copied().unwrap_or(0)));
            }
            hash.end()
        })
        .collect();
    let mut counts: KeyMap<u32> = KeyMap::default();
    for key in &keys {
        *counts.entry(*key).or_default() += 1;
    }
    let mut exposed = Exposed::default();
    for count in counts.values() {
        if *count == 1 {
            exposed.alone += 1;
        }
        if *count < ENOUGH {
            exposed.below_five += u64::from(*count);
        }
    }
    exposed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_stand_out() {
        let years = Narrowing {
            groups: vec![1, 1, 1, 1, 1, 2, 2, 3],
        };
        let genders = Narrowing {
            groups: vec![1, 1, 1, 1, 1, 1, 2, 1],
        };
        let all = [&years, &genders];
        let whole = exposed(&all, None);
        assert_eq!((whole.alone, whole.below_five), (3, 3));
        let without = exposed(&all, Some(1));
        assert_eq!((without.alone, without.below_five), (1, 3));
        let years_out = exposed(&all, Some(0));
        assert_eq!((years_out.alone, years_out.below_five), (1, 1));
        assert_eq!(exposed(&[], None), Exposed::default());
    }
}
