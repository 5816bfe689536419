//! Where the fields and records of a delimited text end, 64 bytes at a time: all of them are
//! compared at once, and what stands within quotes is told from the parity of the quotes before
//! it. It knows nothing of what a field is.

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
    delimiter: u64,
    /// All bits set within quotes.
    pub inside: u64,
    /// Quotes so far.
    pub quotes: usize,
}

const LOW: u64 = 0x0101_0101_0101_0101;
const SEVEN: u64 = 0x7F7F_7F7F_7F7F_7F7F;

impl Scan {
    pub fn new(delimiter: u8) -> Self {
        Self {
            delimiter: LOW * u64::from(delimiter),
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
        let (mut quotes, mut delimiters, mut breaks) = (0u64, 0u64, 0u64);
        let (words, _) = block.as_chunks::<8>();
        for (word, shift) in words.iter().zip((0u32..).step_by(8)) {
            let word = u64::from_le_bytes(*word);
            quotes |= equal(word, LOW * u64::from(b'"')) << shift;
            delimiters |= equal(word, self.delimiter) << shift;
            breaks |= equal(word, LOW * u64::from(b'\n')) << shift;
        }
        self.quotes += quotes.count_ones() as usize;
        let mut within = quotes;
        for step in [1, 2, 4, 8, 16, 32] {
            within ^= within << step;
        }
        within ^= self.inside;
        // The last bit says how it goes on.
        self.inside = 0u64.wrapping_sub(within >> 63);
        breaks &= !within;
        Found {
            marks: (delimiters & !within) | breaks,
            breaks,
        }
    }
}

/// A bit for each of the eight bytes that equals the pattern's, the first byte's lowest.
#[inline]
fn equal(word: u64, pattern: u64) -> u64 {
    let differs = word ^ pattern;
    let zero = !(((differs & SEVEN) + SEVEN) | differs | SEVEN);
    (zero >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}
