//! Recognises a file by its content, not by its name, and hands it to its reader.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::{OpenError, Progress, delimited, workbook};
use crate::table::{RowId, Table};

/// What kind of file it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Xlsx,
    Csv,
}

/// How much a file may hold. A full sheet of 60 columns is inside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Cells with text.
    pub cells: u64,
    /// Bytes of one file once unpacked.
    pub bytes: u64,
    pub columns: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cells: 80_000_000,
            bytes: 6 << 30,
            columns: 16_384,
        }
    }
}

/// What the user chose instead of what is recognised.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OpenOptions {
    pub sheet: Option<String>,
    pub limits: Limits,
}

/// Something odd about a record, to be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// Fewer or more fields than the header. `line` counts the file's lines from 1.
    Ragged {
        row: RowId,
        line: u64,
        expected: usize,
        found: usize,
    },
    /// A quote opened on this line is never closed.
    UnterminatedQuote { row: RowId, line: u64 },
}

/// A file that could be read.
pub struct Opened {
    pub table: Table,
    pub kind: Kind,
    /// Sheets that can be chosen, visible ones first; none for a text file.
    pub sheets: Vec<String>,
    pub encoding: Option<&'static str>,
    pub delimiter: Option<char>,
    pub flaws: Vec<Flaw>,
}

/// Reads a file.
///
/// # Errors
/// One reason, which `text` turns into one sentence.
pub fn open(
    path: &Path,
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<Opened, OpenError> {
    let mut file = File::open(path)?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(OpenError::NotATable { what: "folder" });
    }
    if meta.len() > options.limits.bytes {
        return Err(OpenError::TooLarge { what: "bytes" });
    }
    let mut head = vec![0u8; 8192];
    let mut filled = 0;
    while let Some(rest) = head.get_mut(filled..).filter(|r| !r.is_empty()) {
        match file.read(rest)? {
            0 => break,
            n => filled += n,
        }
    }
    head.truncate(filled);
    file.seek(SeekFrom::Start(0))?;
    if head.is_empty() {
        return Err(OpenError::Empty);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return workbook::read(file, options, progress);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Err(compound(&mut file, meta.len())?);
    }
    if let Some(what) = foreign(&head) {
        return Err(OpenError::NotATable { what });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    file.read_to_end(&mut bytes)?;
    delimited::read(&bytes, options, progress)
}

/// An OLE compound file: an encrypted workbook, an old Excel workbook, or a document.
fn compound(file: &mut File, size: u64) -> Result<OpenError, OpenError> {
    let mut bytes = Vec::new();
    file.take(size.min(64 << 20)).read_to_end(&mut bytes)?;
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|w| w == wide)
    };
    Ok(if has("EncryptedPackage") {
        OpenError::PasswordProtected
    } else if has("WordDocument") {
        OpenError::NotATable { what: "word" }
    } else if has("Workbook") || has("Book") {
        OpenError::NotATable { what: "xls" }
    } else {
        OpenError::NotATable { what: "other" }
    })
}

/// Files that are no text table, by their first bytes.
fn foreign(head: &[u8]) -> Option<&'static str> {
    let signatures: [(&[u8], &str); 9] = [
        (b"%PDF", "pdf"),
        (b"\x89PNG", "image"),
        (b"\xFF\xD8\xFF", "image"),
        (b"GIF8", "image"),
        (b"\x1F\x8B", "zip"),
        (b"7z\xBC\xAF", "zip"),
        (b"Rar!", "zip"),
        (b"{\\rtf", "word"),
        (b"SQLite format 3", "other"),
    ];
    if let Some((_, what)) = signatures.iter().find(|(s, _)| head.starts_with(s)) {
        return Some(what);
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if text.starts_with("<!doctype html") || text.starts_with("<html") || text.starts_with("<table")
    {
        return Some("html");
    }
    if text.starts_with("<?xml") {
        return Some("xml");
    }
    let utf_16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    let controls = head
        .iter()
        .filter(|b| **b < 0x20 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0C))
        .count();
    let zeros = head.iter().filter(|b| **b == 0).count();
    // Half of a UTF-16 file is zeros; a few stray control characters are the checks' business.
    if !utf_16 && controls > zeros.max(head.len() / 50) && zeros * 3 < head.len() {
        return Some("other");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::Quiet;
    use std::time::{Duration, Instant};

    fn reason(bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        match open(&path, &OpenOptions::default(), &Quiet) {
            Ok(_) => "opened".to_owned(),
            Err(error) => error.key().to_owned(),
        }
    }

    #[test]
    fn what_is_not_a_table_is_named() {
        assert_eq!(reason(b""), "open-empty");
        assert_eq!(reason(b"%PDF-1.7\n"), "open-not-a-table");
        assert_eq!(reason(b"<html><table><tr><td>1"), "open-not-a-table");
        assert_eq!(reason(b"PK\x03\x04rest"), "open-damaged");
        assert_eq!(reason(b"a,b\n1,2\n"), "opened");
        let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(reason(&ole), "open-password");
    }

    #[test]
    fn every_corpus_file_opens_or_gives_one_reason() {
        let Some(folder) = std::env::var_os("TAMIS_CORPORA") else {
            assert!(
                std::env::var_os("TAMIS_REQUIRE").is_none(),
                "TAMIS_CORPORA is not set"
            );
            eprintln!(
                "SKIPPED every_corpus_file_opens_or_gives_one_reason: TAMIS_CORPORA is not set"
            );
            return;
        };
        let mut seen = 0;
        for kind in std::fs::read_dir(Path::new(&folder).join("files")).unwrap() {
            for entry in std::fs::read_dir(kind.unwrap().path()).unwrap() {
                let path = entry.unwrap().path();
                let start = Instant::now();
                let opened = open(&path, &OpenOptions::default(), &Quiet);
                assert!(
                    start.elapsed() < Duration::from_secs(10),
                    "{}",
                    path.display()
                );
                if let Err(error) = opened {
                    assert!(
                        !matches!(error, OpenError::Io(_)),
                        "{}: {error}",
                        path.display()
                    );
                }
                seen += 1;
            }
        }
        assert!(seen > 80, "{seen} files");
    }
}
