//! Where the fields and records of a delimited text end, 64 bytes at a time: all of them are
//! compared at once, and what stands within quotes is told from the parity of the quotes before
//! it. It knows nothing of what a field is.

use wide::u8x16;

/// The inner text of a quoted field with its quotes as they are meant; `None` when one stands
/// alone.
pub(super) fn undouble(inner: &str) -> Option<String> {
    let mut text = String::with_capacity(inner.len());
    let mut parts = inner.split('"');
    text.push_str(parts.next()?);
    while let Some(between) = parts.next() {
        // Two quotes side by side have nothing between them.
        if !between.is_empty() {
            return None;
        }
        text.push('"');
        text.push_str(parts.next()?);
    }
    Some(text)
}

/// The marks of 64 bytes, as bits.
pub(super) struct Found {
    /// Ends of fields.
    pub marks: u64,
    /// Those of them that end a record.
    pub breaks: u64,
}

/// Looks for marks outside of quotes.
pub(super) struct Scan {
    delimiter: u8x16,
    /// All bits set within quotes.
    pub inside: u64,
    /// Quotes so far.
    pub quotes: usize,
}

impl Scan {
    pub fn new(delimiter: u8) -> Self {
        Self {
            delimiter: u8x16::splat(delimiter),
            inside: 0,
            quotes: 0,
        }
    }

    #[inline]
    pub fn next(&mut self, bytes: &[u8]) -> Found {
        let mut padded = [0u8; 64];
        let block: &[u8; 64] = match bytes.try_into() {
            Ok(block) => block,
            Err(_) => {
                if let Some(head) = padded.get_mut(..bytes.len()) {
                    head.copy_from_slice(bytes);
                }
                &padded
            }
        };
        let (quote, line_feed) = (u8x16::splat(b'"'), u8x16::splat(b'\n'));
        let (mut quotes, mut delimiters, mut breaks) = (0u64, 0u64, 0u64);
        let (parts, _) = block.as_chunks::<16>();
        for (part, shift) in parts.iter().zip((0u32..).step_by(16)) {
            let part = u8x16::new(*part);
            let equal = |wanted: u8x16| u64::from(part.simd_eq(wanted).to_bitmask()) << shift;
            quotes |= equal(quote);
            delimiters |= equal(self.delimiter);
            breaks |= equal(line_feed);
        }
        let mut within = self.inside;
        if quotes != 0 {
            self.quotes += quotes.count_ones() as usize;
            for step in [1, 2, 4, 8, 16, 32] {
                quotes ^= quotes << step;
            }
            within ^= quotes;
            // The last bit says how it goes on.
            self.inside = 0u64.wrapping_sub(within >> 63);
        }
        breaks &= !within;
        Found {
            marks: (delimiters & !within) | breaks,
            breaks,
        }
    }
}
