//! Bytes of a text file → text, by byte order mark, UTF-8, zero bytes, else Windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text and the encoding's name. Bytes that cannot be decoded become U+FFFD, which the
/// checks flag.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    let encoding = detect(bytes);
    let (text, used, _) = encoding.decode(bytes);
    (text, used.name())
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf_16_by_zeros(bytes) {
        return encoding;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) if mostly_utf_8(bytes) => UTF_8,
        Err(_) => WINDOWS_1252,
    }
}

/// UTF-16 without a mark: Latin text has a zero in every other byte.
fn utf_16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096) & !1)?;
    if head.len() < 4 {
        return None;
    }
    let pairs = head.len() / 2;
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 7 && even * 10 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A few wrong bytes must not turn a UTF-8 file into something else: more good multi-byte
/// characters than bad bytes means UTF-8.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding() {
        assert_eq!(decode("é;ü".as_bytes()), ("é;ü".into(), "UTF-8"));
        assert_eq!(decode("\u{feff}é".as_bytes()).0, "é");
        assert_eq!(decode(b"Zo\xe9;1"), ("Zoé;1".into(), "windows-1252"));
        let utf16: Vec<u8> = "id,name\nZoé"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&utf16), ("id,name\nZoé".into(), "UTF-16LE"));
        let utf16: Vec<u8> = "id,name\nZoé"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decode(&utf16), ("id,name\nZoé".into(), "UTF-16BE"));
        let (text, name) = decode(b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xff");
        assert_eq!((text.as_ref(), name), ("éééé \u{fffd}", "UTF-8"));
    }
}
