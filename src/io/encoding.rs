//! Bytes of a text file → text: by byte order mark, by zero bytes, as UTF-8, else by detection.
//! One wrong byte in a UTF-8 file stays one wrong character.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_4, ISO_8859_10, ISO_8859_13, ISO_8859_15, UTF_8, UTF_16BE,
    UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258,
};

use super::OpenError;

/// Bytes that the detection looks at.
const LOOKED_AT: usize = 4 << 20;

/// The text and the encoding's name. Bytes that cannot be decoded become U+FFFD, which the
/// checks flag. `named` is what the user chose.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    named: Option<&str>,
) -> Result<(Cow<'a, str>, &'static str), OpenError> {
    let encoding = match named {
        Some(label) => by_label(label).ok_or_else(|| OpenError::NoSuchEncoding {
            name: label.to_owned(),
        })?,
        None => detect(bytes),
    };
    let (text, used, _) = encoding.decode(bytes);
    Ok((text, used.name()))
}

/// An encoding by one of its names, also those that people and Excel use.
fn by_label(label: &str) -> Option<&'static Encoding> {
    let folded = label.trim().to_ascii_lowercase();
    let label = match folded.as_str() {
        "utf8" => "utf-8",
        "ansi" | "cp1252" | "windows1252" | "1252" | "latin-1" => "windows-1252",
        "utf16" => "utf-16le",
        other => other,
    };
    Encoding::for_label(label.as_bytes())
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf_16_by_zeros(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() || mostly_utf_8(bytes) {
        return UTF_8;
    }
    let head = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, head.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Deny);
    // Few accents cannot tell one Latin encoding from another, and three bytes no script: then
    // it is the one that Excel writes in English and French.
    let few = bytes.iter().filter(|b| !b.is_ascii()).take(4).count() < 4;
    if few || LATIN.contains(&guess) {
        return WINDOWS_1252;
    }
    guess
}

/// Other encodings of Latin letters that the detection takes a short French text for.
static LATIN: [&Encoding; 9] = [
    ISO_8859_2,
    ISO_8859_4,
    ISO_8859_10,
    ISO_8859_13,
    ISO_8859_15,
    WINDOWS_1250,
    WINDOWS_1254,
    WINDOWS_1257,
    WINDOWS_1258,
];

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

    fn read(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
        decode(bytes, None).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn each_encoding() {
        assert_eq!(read("é;ü".as_bytes()), ("é;ü".into(), "UTF-8"));
        assert_eq!(read("\u{feff}é".as_bytes()).0, "é");
        assert_eq!(read(b"Zo\xe9;1"), ("Zoé;1".into(), "windows-1252"));
        let utf16: Vec<u8> = "id,name\nZoé"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16), ("id,name\nZoé".into(), "UTF-16LE"));
        let utf16: Vec<u8> = "id,name\nZoé"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(read(&utf16), ("id,name\nZoé".into(), "UTF-16BE"));
        let (text, name) = read(b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xff");
        assert_eq!((text.as_ref(), name), ("éééé \u{fffd}", "UTF-8"));
    }

    #[test]
    fn other_scripts_are_detected_and_a_name_wins() {
        let greek = "Αριθμός,Όνομα\n1,Παπαδόπουλος\n2,Δημητρίου\n";
        let (bytes, _, _) = encoding_rs::ISO_8859_7.encode(greek);
        assert_eq!(read(&bytes).0, greek);
        let named = decode(b"Zo\xe9", Some("latin1")).map(|(t, _)| t.into_owned());
        assert_eq!(named.ok().as_deref(), Some("Zoé"));
        assert!(matches!(
            decode(b"x", Some("klingon")),
            Err(OpenError::NoSuchEncoding { .. })
        ));
    }
}
