//! SHA-256 and HMAC-SHA-256 of many short texts: what is the same for all of them is computed
//! once, and a text that fits costs one block (with a key two). The blocks themselves are the
//! work of `sha2`. It knows nothing of what is digested.

use sha2::block_api::compress256;
use zeroize::{Zeroize as _, Zeroizing};

type State = [u32; 8];

const BLOCK: usize = 64;
/// Where the length stands in the last block.
const LENGTH: usize = 56;

/// The state before the first block, FIPS 180-4, 5.3.3.
const START: State = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// A hash of which some whole blocks are done, and some bytes are known that come next. Wiped
/// when it goes, since a key may be in it.
struct Begun {
    state: Zeroizing<State>,
    /// Bytes in the blocks that are done.
    done: usize,
    next: Zeroizing<Vec<u8>>,
}

impl Begun {
    fn with(done: &[[u8; BLOCK]], next: Vec<u8>) -> Self {
        let mut state = Zeroizing::new(START);
        compress256(&mut state, done);
        Self {
            state,
            done: done.len() * BLOCK,
            next: Zeroizing::new(next),
        }
    }

    /// The digest when this text comes last.
    #[inline]
    fn end(&self, text: &[u8]) -> State {
        let mut state = *self.state;
        let length = self.next.len() + text.len();
        let bits = ((self.done + length) as u64).wrapping_mul(8).to_be_bytes();
        let mut block = [0u8; BLOCK];
        if length < LENGTH
            && let Some((next, rest)) = block.split_at_mut_checked(self.next.len())
            && let Some((own, rest)) = rest.split_at_mut_checked(text.len())
            && let Some((end, zeros)) = rest.split_first_mut()
            && let Some(last) = zeros.last_chunk_mut()
        {
            next.copy_from_slice(&self.next);
            own.copy_from_slice(text);
            *end = 0x80;
            *last = bits;
            compress256(&mut state, &[block]);
            return state;
        }
        let mut long = Vec::with_capacity(length + 2 * BLOCK);
        long.extend_from_slice(&self.next);
        long.extend_from_slice(text);
        long.push(0x80);
        long.resize((length + 1 + 8).next_multiple_of(BLOCK) - 8, 0);
        long.extend_from_slice(&bits);
        compress256(&mut state, long.as_chunks().0);
        long.zeroize();
        state
    }
}

/// Digests texts.
pub(super) struct Digester {
    inner: Begun,
    /// What the digest of the inner hash goes through, where there is a key.
    outer: Option<Begun>,
}

impl Digester {
    /// SHA-256.
    pub fn plain() -> Self {
        Self {
            inner: Begun::with(&[], Vec::new()),
            outer: None,
        }
    }

    /// HMAC-SHA-256 with a key of at most a block, of messages that begin so.
    pub fn keyed(key: &[u8; 32], begin: &[u8]) -> Self {
        let padded = |with: u8| {
            let mut block = Zeroizing::new([with; BLOCK]);
            for (byte, key) in block.iter_mut().zip(key) {
                *byte ^= key;
            }
            block
        };
        Self {
            inner: Begun::with(&[*padded(0x36)], begin.to_vec()),
            outer: Some(Begun::with(&[*padded(0x5c)], Vec::new())),
        }
    }

    /// The digest as 64 lower-case hex digits.
    #[inline]
    pub fn digits(&self, text: &[u8]) -> [u8; 64] {
        let mut state = self.inner.end(text);
        if let Some(outer) = &self.outer {
            let mut digest = [0u8; 32];
            for (four, word) in digest.as_chunks_mut().0.iter_mut().zip(state) {
                *four = word.to_be_bytes();
            }
            state = outer.end(&digest);
        }
        let mut digits = [0u8; 64];
        for (eight, word) in digits.as_chunks_mut().0.iter_mut().zip(state) {
            *eight = hex(word);
        }
        digits
    }
}

/// Eight hex digits, all at once.
#[inline]
fn hex(word: u32) -> [u8; 8] {
    // Each half byte to a byte of its own.
    let mut wide = u64::from(word);
    wide = (wide | wide << 16) & 0x0000_ffff_0000_ffff;
    wide = (wide | wide << 8) & 0x00ff_00ff_00ff_00ff;
    wide = (wide | wide << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    // Ten and more carry into the upper half, and are letters.
    let letters = (wide + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101;
    (wide + 0x3030_3030_3030_3030 + letters * 0x27).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hmac::{Hmac, KeyInit as _, Mac as _};
    use proptest::prelude::*;
    use sha2::{Digest as _, Sha256};

    proptest! {
        /// Short texts, and those at and beyond the ends of blocks.
        #[test]
        fn it_is_sha_256_and_hmac(
            text in prop::collection::vec(any::<u8>(), 0..200), key: [u8; 32], begin in "[a-z/]{0,70}"
        ) {
            let digits = |d: [u8; 64]| String::from_utf8(d.to_vec()).unwrap();
            let plain = hex::encode(Sha256::digest(&text));
            prop_assert_eq!(digits(Digester::plain().digits(&text)), plain);
            let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
            mac.update(begin.as_bytes());
            mac.update(&text);
            let keyed = hex::encode(mac.finalize().into_bytes());
            prop_assert_eq!(digits(Digester::keyed(&key, begin.as_bytes()).digits(&text)), keyed);
        }
    }

    #[test]
    fn every_length_around_a_block() {
        for length in 0..260 {
            let text = vec![b'x'; length];
            let digits = Digester::plain().digits(&text);
            assert_eq!(
                hex::encode(Sha256::digest(&text)).as_bytes(),
                digits,
                "{length}"
            );
        }
    }
}
