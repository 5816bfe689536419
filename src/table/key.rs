//! Texts as keys of the small dictionaries of a block: short ones as they are, others by a hash.
//! It knows nothing of columns and codes.

use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::fast::FixedState;

/// So many bytes of a text are a key as they are, with its length.
const SHORT: usize = 15;

/// A short text as a number: its bytes and its length. Equal numbers are equal texts.
#[derive(Clone, Copy)]
pub struct Short(pub(super) u128);

impl Short {
    /// The number of a text that is short enough.
    #[inline]
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() > SHORT {
            return None;
        }
        let mut all = [0u8; 16];
        if let Some(head) = all.get_mut(..bytes.len()) {
            head.copy_from_slice(bytes);
        }
        Some(Self::with(all, bytes.len()))
    }

    /// The same where more bytes than the text's own can be read; its length is at most 15.
    #[inline]
    #[must_use]
    pub fn within(all: &[u8; 16], length: usize) -> Option<Self> {
        (length <= SHORT).then(|| Self::with(*all, length))
    }

    #[inline]
    fn with(all: [u8; 16], length: usize) -> Self {
        let mask = (1u128 << (8 * length)) - 1;
        Self((u128::from_le_bytes(all) & mask) | ((length as u128) << 120))
    }
}

/// A key that no short text has: its last byte is above every length.
pub(super) fn long_key(text: &str) -> u128 {
    u128::from(hash(text)) | (0xFFu128 << 120)
}

/// The hash of a text, the same in every run.
#[inline]
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Where a key is looked for first. The dictionary of a block is small, and columns that do not
/// repeat give it up, so that keys which were chosen to meet cost little.
#[inline]
pub(super) fn spread(key: u128) -> usize {
    let (low, high) = (key as u64, (key >> 64) as u64);
    let mixed = u128::from(low ^ 0x9E37_79B9_7F4A_7C15) * u128::from(high ^ 0xD6E8_FEB8_6659_FD93);
    ((mixed as u64) ^ ((mixed >> 64) as u64)) as usize
}
