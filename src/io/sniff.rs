//! What a file is, by its first bytes and never by its name.

/// The families of files that have a reader, and those that have a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    Zip,
    Compound,
    Json,
    Text,
    /// Not a table; what it is instead.
    Foreign(&'static str),
}

/// Decides by the head of a file.
pub(super) fn family(head: &[u8]) -> Family {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Family::Zip;
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Family::Compound;
    }
    if let Some(what) = by_signature(head) {
        return Family::Foreign(what);
    }
    let text = readable(head);
    if let Some(what) = by_words(&text) {
        return Family::Foreign(what);
    }
    if super::json::looks_like(&text) {
        return Family::Json;
    }
    if is_binary(head) {
        return Family::Foreign("other");
    }
    Family::Text
}

fn by_signature(head: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 15] = [
        (b"%PDF", "pdf"),
        (b"\x89PNG", "image"),
        (b"\xFF\xD8\xFF", "image"),
        (b"GIF8", "image"),
        (b"II*\0", "image"),
        (b"MM\0*", "image"),
        (b"\x1F\x8B", "zip"),
        (b"7z\xBC\xAF\x27\x1C", "zip"),
        (b"Rar!\x1A", "zip"),
        (b"BZh", "zip"),
        (b"\xFD7zXZ\0", "zip"),
        (b"{\\rtf", "word"),
        (b"SQLite format 3\0", "other"),
        (b"PAR1", "other"),
        (b"MZ\x90\0", "other"),
    ];
    SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
        .map(|(_, what)| *what)
        // Excel before version 5 wrote bare records without a container.
        .or_else(|| {
            let old = [[0x09, 0x00], [0x09, 0x02], [0x09, 0x04]];
            let bof = head.get(..2).is_some_and(|h| old.iter().any(|o| o == h));
            (bof && matches!(head.get(2..4), Some([4 | 6 | 8, 0]))).then_some("old-excel")
        })
}

/// The head as text, whatever its encoding, good enough to look for words.
fn readable(head: &[u8]) -> String {
    match super::encoding::decode(head, None) {
        Ok((text, _)) => text.into_owned(),
        Err(_) => String::new(),
    }
}

fn by_words(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let lower = text.to_ascii_lowercase();
    const PAGES: [&str; 12] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<meta",
        "<div",
        "<style",
        "<script",
        "<tr",
        "<center",
        "mime-version:",
    ];
    if PAGES.iter().any(|p| lower.starts_with(p)) {
        return Some("html");
    }
    if lower.starts_with("<?xml") || lower.starts_with("<office:document") {
        return Some(
            if lower.contains("opendocument.spreadsheet") || lower.contains("<office:document") {
                "fods"
            } else if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
                "xml-excel"
            } else if lower.contains("<html") {
                "html"
            } else {
                "xml"
            },
        );
    }
    is_sylk(text).then_some("sylk")
}

/// `ID;PWXL;N;E` and then records of one or two capital letters. A table whose first header is
/// `ID` begins alike, so that the second line decides.
fn is_sylk(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let second = lines.next().unwrap_or_default();
    first.starts_with("ID;P")
        && ["P;", "F;", "B;", "C;", "O;", "NU;", "NE;", "NN;", "W;"]
            .iter()
            .any(|record| second.starts_with(record))
}

fn is_binary(head: &[u8]) -> bool {
    let utf_16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    let controls = head
        .iter()
        .filter(|b| **b < 0x20 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0C))
        .count();
    let zeros = head.iter().filter(|b| **b == 0).count();
    // Half of a UTF-16 file is zeros; a few stray control characters are the checks' business.
    !utf_16 && controls > zeros.max(head.len() / 50) && zeros * 3 < head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_content() {
        let cases: [(&[u8], Family); 18] = [
            (b"PK\x03\x04", Family::Zip),
            (b"a;b\n1;2\n", Family::Text),
            (b"ID;Pr\xe9nom\n1;A\n", Family::Text),
            (b"ID;PWXL;N;E\nP;PGeneral\n", Family::Foreign("sylk")),
            (b"\xEF\xBB\xBF<html><body>", Family::Foreign("html")),
            (b"<meta charset=utf-8><table>", Family::Foreign("html")),
            (b"MIME-Version: 1.0\n", Family::Foreign("html")),
            (b"<?xml version=\"1.0\"?><office:document x", Family::Foreign("fods")),
            (
                b"<?xml?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Family::Foreign("xml-excel"),
            ),
            (b"<?xml version=\"1.0\"?><rows/>", Family::Foreign("xml")),
            (b"%PDF-1.7", Family::Foreign("pdf")),
            (b"{\\rtf1", Family::Foreign("word")),
            (b"[{\"a\":1}]", Family::Json),
            (b"{\"data\":[]}", Family::Json),
            (b"[a];[b]\n1;2\n", Family::Text),
            (b"\x09\x04\x06\0\0\0\x10\0", Family::Foreign("old-excel")),
            (b"\x01\x02\x03\x04\x05\x06", Family::Foreign("other")),
            (b"\x1F\x8B\x08", Family::Foreign("zip")),
        ];
        for (head, expected) in cases {
            assert_eq!(family(head), expected, "{}", String::from_utf8_lossy(head));
        }
        let page: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(family(&page), Family::Foreign("html"));
    }
}
