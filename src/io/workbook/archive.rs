//! Looks into a zip before anything is unpacked: what it is, whether it is protected, and how
//! large it will be. What an archive declares can be a lie, so parts that a parser holds whole
//! are unpacked once into nothing and counted. Names of entries never become paths.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use crate::io::{Limits, OpenError};

/// Unpacked bytes of which nobody asks how well they were packed.
const SMALL: u64 = 64 << 20;

/// What a zip holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Archive {
    Xlsx,
    Xlsb,
    Ods,
}

/// Recognises a workbook in a zip, and refuses what would burst.
pub(super) fn inspect(file: &mut File, limits: &Limits) -> Result<Archive, OpenError> {
    let packed = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    let mut archive =
        zip::ZipArchive::new(BufReader::new(&*file)).map_err(|_| OpenError::Damaged)?;
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let kind = kind(&mut archive, &names)?;
    let mut total = 0u64;
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i).map_err(|_| OpenError::Damaged)?;
        if entry.encrypted() {
            return Err(OpenError::PasswordProtected);
        }
        let declared = entry.size();
        total = total.saturating_add(declared);
        let swollen = declared > SMALL && declared / 400 > entry.compressed_size().min(packed);
        if total > limits.bytes || swollen {
            return Err(OpenError::TooLarge { what: "bytes" });
        }
    }
    for i in 0..archive.len() {
        let held = names
            .get(i)
            .is_some_and(|name| is_held(kind, name) && !is_shared(name));
        if held {
            weigh(&mut archive, i)?;
        }
    }
    drop(archive);
    file.seek(SeekFrom::Start(0))?;
    Ok(kind)
}

/// Refuses a list of shared texts that would burst in a parser that holds it whole.
pub(super) fn weigh_shared(file: &mut File) -> Result<(), OpenError> {
    file.seek(SeekFrom::Start(0))?;
    let mut archive =
        zip::ZipArchive::new(BufReader::new(&*file)).map_err(|_| OpenError::Damaged)?;
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    for (i, _) in names.iter().enumerate().filter(|(_, name)| is_shared(name)) {
        weigh(&mut archive, i)?;
    }
    drop(archive);
    file.seek(SeekFrom::Start(0))?;
    Ok(())
}

fn is_shared(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("sharedstrings.xml")
}

fn kind<R: Read + Seek>(
    archive: &mut zip::ZipArchive<R>,
    names: &[String],
) -> Result<Archive, OpenError> {
    let has = |name: &str| names.iter().any(|n| n == name);
    let under = |folder: &str| names.iter().any(|n| n.starts_with(folder));
    let not = |what| Err(OpenError::NotATable { what });
    if has("[Content_Types].xml") {
        if has("xl/workbook.bin") {
            return Ok(Archive::Xlsb);
        }
        if under("word/") {
            return not("word");
        }
        if under("ppt/") {
            return not("slides");
        }
        return Ok(Archive::Xlsx);
    }
    if has("content.xml") {
        let mut mimetype = String::new();
        if let Ok(entry) = archive.by_name("mimetype") {
            // A broken mimetype leaves the name empty; the content decides then.
            let _ = entry.take(200).read_to_string(&mut mimetype);
        }
        if mimetype.contains("opendocument.text") {
            return not("word");
        }
        if mimetype.contains("opendocument.presentation") {
            return not("slides");
        }
        return Ok(Archive::Ods);
    }
    if names
        .iter()
        .any(|n| n.ends_with(".iwa") || n.ends_with("Index.zip"))
    {
        return not("numbers");
    }
    not("zip")
}

/// Parts that a parser keeps in memory; sheets are streamed and counted by their cells.
fn is_held(kind: Archive, name: &str) -> bool {
    match kind {
        Archive::Xlsx | Archive::Xlsb => {
            !name.contains("worksheets/")
                && !name.contains("media/")
                && !name.contains("drawings/")
                && !name.contains("printerSettings")
        }
        Archive::Ods => false,
    }
}

/// Unpacks an entry into nothing: it must not be larger than it says, and a list of shared texts
/// must not announce more texts than it has bytes for.
fn weigh<R: Read + Seek>(archive: &mut zip::ZipArchive<R>, index: usize) -> Result<(), OpenError> {
    let entry = archive.by_index(index).map_err(|e| reason(&e))?;
    let (declared, shared) = (entry.size(), is_shared(entry.name()));
    let mut reader = entry.take(declared.saturating_add(1));
    let mut head = Vec::with_capacity(4096);
    reader
        .by_ref()
        .take(4096)
        .read_to_end(&mut head)
        .map_err(|_| OpenError::Damaged)?;
    let rest = std::io::copy(&mut reader, &mut std::io::sink()).map_err(|_| OpenError::Damaged)?;
    if rest.saturating_add(head.len() as u64) > declared {
        return Err(OpenError::TooLarge { what: "bytes" });
    }
    if shared && announced(&head) > declared / 5 + 16 {
        return Err(OpenError::Damaged);
    }
    Ok(())
}

/// The `uniqueCount` of a list of shared texts.
fn announced(head: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(head);
    let Some((_, rest)) = text.split_once("uniqueCount=") else {
        return 0;
    };
    let digits: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if digits.is_empty() {
        0
    } else {
        digits.parse().unwrap_or(u64::MAX)
    }
}

/// Why a zip cannot be read.
pub(super) fn reason(error: &zip::result::ZipError) -> OpenError {
    match error {
        zip::result::ZipError::UnsupportedArchive(text)
            if *text == zip::result::ZipError::PASSWORD_REQUIRED =>
        {
            OpenError::PasswordProtected
        }
        _ => OpenError::Damaged,
    }
}
