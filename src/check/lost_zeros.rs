//! number-as-text-zeros: codes of digits that are one digit short where nearly all others of the
//! column begin with a zero, as a spreadsheet leaves them. Judged by the column alone: a country
//! may take a telephone number without its zero, another file's digest of it would not.

use super::problem::Lengths;
use crate::table::Text;

/// Lengths of codes that are counted.
const LENGTHS: usize = 41;

/// Codes of digits by length, with and without a zero first, in cells.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Digits {
    zero_first: [u64; LENGTHS],
    other_first: [u64; LENGTHS],
}

impl Default for Digits {
    fn default() -> Self {
        Self {
            zero_first: [0; LENGTHS],
            other_first: [0; LENGTHS],
        }
    }
}

fn at(list: &[u64; LENGTHS], length: usize) -> u64 {
    list.get(length).copied().unwrap_or(0)
}

impl Digits {
    /// So many cells more, or less, with a code of a length.
    pub(super) fn count(&mut self, length: u8, zero: bool, by: i64) {
        let list = if zero {
            &mut self.zero_first
        } else {
            &mut self.other_first
        };
        if let Some(slot) = list.get_mut(usize::from(length)) {
            *slot = slot.saturating_add_signed(by);
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        let zeros = self.zero_first.iter_mut().zip(&other.zero_first);
        let others = self.other_first.iter_mut().zip(&other.other_first);
        for (own, other) in zeros.chain(others) {
            *own += other;
        }
    }

    /// The length of codes that have lost a leading zero: nearly all codes that are one longer
    /// begin with a zero, and there are enough of them to say so.
    pub(super) fn short_by_zero(&self) -> Option<u8> {
        let total: u64 = self.zero_first.iter().chain(&self.other_first).sum();
        (1..LENGTHS)
            .find(|length| {
                let zero = at(&self.zero_first, *length);
                let other = at(&self.other_first, *length);
                let short = at(&self.other_first, length - 1);
                zero >= 10
                    && zero * 20 >= (zero + other) * 19
                    && short > 0
                    && zero > short
                    && (zero + short) * 10 >= total * 9
            })
            .and_then(|length| u8::try_from(length - 1).ok())
    }

    /// The figures that show it, for codes of a length.
    pub(super) fn lengths(&self, short: u8) -> Lengths {
        let full = short.saturating_add(1);
        Lengths {
            full,
            full_cells: at(&self.zero_first, usize::from(full)),
            short,
            short_cells: at(&self.other_first, usize::from(short)),
        }
    }
}

/// True for a code of a length that may have lost its zero.
pub(super) fn is_short(text: Text<'_>, length: u8) -> bool {
    let text = text.reveal();
    text.len() == usize::from(length)
        && !text.starts_with('0')
        && text.bytes().all(|b| b.is_ascii_digit())
}
