//! Digests of personal values. The plain one is proven for one published example only; the
//! platform adds something to the others that it does not publish, so nothing here may be
//! called compatible with the platform's digests.

use sha2::{Digest as _, Sha256};

use crate::table::Text;

/// SHA-256 of the text's UTF-8 bytes as 64 lower-case hex digits. Empty stays empty, and a
/// value that is such a digest already passes unchanged.
#[must_use]
pub fn plain(text: Text<'_>) -> String {
    let value = text.reveal();
    if value.is_empty() || is_digest(value) {
        return value.to_owned();
    }
    hex::encode(Sha256::digest(value.as_bytes()))
}

/// True for 64 lower-case hex digits.
fn is_digest(value: &str) -> bool {
    value.len() == 64
        && value
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answer_and_what_passes() {
        let digest = "6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de";
        assert_eq!(plain(Text::new("L23FX1236")), digest);
        assert_eq!(plain(Text::new(digest)), digest);
        assert_ne!(plain(Text::new(&digest.to_uppercase())), digest);
        assert_eq!(plain(Text::new("")), "");
        assert_ne!(
            plain(Text::new("L23FX1236 ")),
            digest,
            "exactly the text is hashed"
        );
    }
}
