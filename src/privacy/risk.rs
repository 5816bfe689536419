//! How well the rows that leave can be told apart by what narrows a person down: birth year,
//! gender, household size, profession, areas, rounded coordinates (k-anonymity). Pure counting;
//! which columns narrow is told by the schema.

use super::words::Hasher;
use rayon::prelude::*;

/// Rows that share everything with fewer than this many others are at risk.
pub const ENOUGH: u32 = 5;

/// One thing that narrows down: for each row a number for what leaves, equal where that is equal.
pub struct Narrowing {
    groups: Vec<u64>,
}

impl Narrowing {
    /// For so many rows, of which nothing is known yet.
    #[must_use]
    pub fn of_rows(rows: usize) -> Self {
        Self {
            groups: vec![0; rows],
        }
    }

    /// Takes in what leaves of one column: by row a number, equal where that is equal.
    pub fn add(&mut self, number: impl Fn(usize) -> u32 + Sync) {
        self.groups
            .par_iter_mut()
            .with_min_len(1 << 12)
            .enumerate()
            .for_each(|(row, group)| {
                let mut hash = Hasher::new(8);
                hash.add(*group);
                hash.add(u64::from(number(row)));
                *group = hash.end();
            });
    }
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
    let mut keys: Vec<u64> = (0..rows)
        .into_par_iter()
        .map(|row| {
            let mut hash = Hasher::new(7);
            for narrowing in &used {
                hash.add(narrowing.groups.get(row).copied().unwrap_or(0));
            }
            hash.end()
        })
        .collect();
    // Rows that share everything side by side.
    keys.par_sort_unstable();
    let mut exposed = Exposed::default();
    for group in keys.chunk_by(|a, b| a == b) {
        let count = group.len() as u64;
        exposed.alone += u64::from(count == 1);
        if count < u64::from(ENOUGH) {
            exposed.below_five += count;
        }
    }
    exposed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_stand_out() {
        let of = |numbers: &[u32]| {
            let mut narrowing = Narrowing::of_rows(numbers.len());
            narrowing.add(|row| numbers[row]);
            narrowing
        };
        let years = of(&[1, 1, 1, 1, 1, 2, 2, 3]);
        let genders = of(&[1, 1, 1, 1, 1, 1, 2, 1]);
        let all = [&years, &genders];
        let whole = exposed(&all, None);
        assert_eq!((whole.alone, whole.below_five), (3, 3));
        let without = exposed(&all, Some(1));
        assert_eq!((without.alone, without.below_five), (1, 3));
        let years_out = exposed(&all, Some(0));
        assert_eq!((years_out.alone, years_out.below_five), (1, 1));
        assert_eq!(exposed(&[], None), Exposed::default());
        // Two columns as one thing, such as a place.
        let mut place = of(&[1, 1, 1, 1, 1, 2, 2, 3]);
        place.add(|row| [1, 1, 1, 1, 1, 1, 2, 1][row]);
        assert_eq!(exposed(&[&place], None), whole);
    }
}
