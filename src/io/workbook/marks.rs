//! What an xlsx sheet says beside its cells: hidden rows and columns, merged blocks. Found by
//! looking for these few words in the unpacked sheet, without parsing its cells. Information
//! only: whatever cannot be found is simply not told.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::io::layout::{Merged, SheetFacts};
use crate::table::parse_address;

const CHUNK: usize = 256 << 10;
/// A tag is never longer; text that is longer is not kept.
const CARRY: usize = 64 << 10;
/// Blocks and runs that are kept.
const MOST: usize = 200_000;

/// The facts of a sheet; empty where the workbook cannot be understood.
pub(super) fn of_sheet(path: &Path, name: &str, stop: &AtomicBool) -> SheetFacts {
    read(path, name, stop).unwrap_or_default()
}

fn read(path: &Path, name: &str, stop: &AtomicBool) -> Option<SheetFacts> {
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    let part = part_of(&mut archive, name)?;
    let mut entry = archive.by_name(&part).ok()?;
    let mut marks = Marks::default();
    let mut chunk: Vec<u8> = Vec::with_capacity(CHUNK);
    loop {
        chunk.clear();
        let read = entry
            .by_ref()
            .take(CHUNK as u64)
            .read_to_end(&mut chunk)
            .ok()?;
        if read == 0 || stop.load(Ordering::Relaxed) {
            return Some(marks.facts);
        }
        marks.take(&chunk);
    }
}

/// What is found in a stream of bytes.
#[derive(Default)]
pub(super) struct Marks {
    /// What follows the last whole tag.
    buffer: Vec<u8>,
    pub facts: SheetFacts,
}

impl Marks {
    /// Looks through the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        let before = self.buffer.len();
        self.buffer.extend_from_slice(bytes);
        let Some(end) = memchr::memrchr(b'>', &self.buffer) else {
            self.buffer.drain(..before);
            return;
        };
        look(self.buffer.get(..=end).unwrap_or_default(), &mut self.facts);
        self.buffer.drain(..=end);
        if self.buffer.len() > CARRY {
            self.buffer.clear();
        }
    }
}

/// The path of a sheet's part.
fn part_of<R: Read + std::io::Seek>(
    archive: &mut zip::ZipArchive<R>,
    name: &str,
) -> Option<String> {
    let main = relations(archive, "_rels/.rels")
        .into_iter()
        .find(|r| r.kind.ends_with("/officeDocument"))?;
    let main = main.target.trim_start_matches('/').to_owned();
    let id = sheet_id(&text_of(archive, &main)?, name)?;
    part_of_id(archive, &main, |r| r.id == id)
}

/// The path of a part that the main part names.
pub(super) fn part_of_id<R: Read + std::io::Seek>(
    archive: &mut zip::ZipArchive<R>,
    main: &str,
    wanted: impl Fn(&Relation) -> bool,
) -> Option<String> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let rels = if folder.is_empty() {
        format!("_rels/{file}.rels")
    } else {
        format!("{folder}/_rels/{file}.rels")
    };
    let target = relations(archive, &rels).into_iter().find(wanted)?.target;
    Some(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target,
        None => format!("{folder}/{target}"),
    })
}

/// What a part names another part for.
pub(super) struct Relation {
    pub id: String,
    pub kind: String,
    pub target: String,
}

/// A part's bytes.
pub(super) fn text_of<R: Read + std::io::Seek>(
    archive: &mut zip::ZipArchive<R>,
    part: &str,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let entry = archive.by_name(part).ok()?;
    entry.take(16 << 20).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The relations that a part of this name lists.
pub(super) fn relations<R: Read + std::io::Seek>(
    archive: &mut zip::ZipArchive<R>,
    part: &str,
) -> Vec<Relation> {
    let mut found = Vec::new();
    each(&text_of(archive, part).unwrap_or_default(), |tag| {
        if tag.local_name().as_ref() == b"Relationship" {
            found.push(Relation {
                id: attribute(tag, b"Id").unwrap_or_default(),
                kind: attribute(tag, b"Type").unwrap_or_default(),
                target: attribute(tag, b"Target").unwrap_or_default(),
            });
        }
    });
    found
}

fn sheet_id(workbook: &[u8], name: &str) -> Option<String> {
    let mut id = None;
    each(workbook, |tag| {
        if tag.local_name().as_ref() == b"sheet" && attribute(tag, b"name").as_deref() == Some(name)
        {
            id = id.take().or_else(|| attribute(tag, b"id"));
        }
    });
    id
}

fn each(xml: &[u8], mut look: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_reader(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => look(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .and_then(|a| a.unescape_value().ok())
        .map(std::borrow::Cow::into_owned)
}

/// Looks through whole tags.
fn look(bytes: &[u8], facts: &mut SheetFacts) {
    for at in memmem::find_iter(bytes, b"hidden=") {
        let Some((tag, text)) = tag_around(bytes, at) else {
            continue;
        };
        let yes = matches!(value_of(text, "hidden"), Some("1" | "true" | "on"));
        let number = |name| value_of(text, name).and_then(|v| v.parse::<u32>().ok());
        match tag {
            "row" if yes && facts.hidden_rows.len() < MOST => {
                if let Some(row) = number("r") {
                    match facts.hidden_rows.last_mut() {
                        Some((_, last)) if *last + 1 == row => *last = row,
                        _ => facts.hidden_rows.push((row, row)),
                    }
                }
            }
            "col" if yes && facts.hidden_places.len() < MOST => {
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    facts
                        .hidden_places
                        .push((first.saturating_sub(1), last.saturating_sub(1)));
                }
            }
            _ => {}
        }
    }
    for at in memmem::find_iter(bytes, b"mergeCell ") {
        let Some(("mergeCell", text)) = tag_around(bytes, at) else {
            continue;
        };
        let block = value_of(text, "ref").and_then(|block| {
            let (from, to) = block.split_once(':')?;
            let ((first_place, first_row), (last_place, last_row)) =
                (parse_address(from)?, parse_address(to)?);
            Some(Merged {
                first_row,
                last_row,
                first_place,
                last_place,
            })
        });
        if facts.merged.len() < MOST {
            facts.merged.extend(block);
        }
    }
}

/// The local name and the whole text of the tag in which a byte stands.
fn tag_around(bytes: &[u8], at: usize) -> Option<(&str, &str)> {
    let start = memchr::memrchr(b'<', bytes.get(..at)?)?;
    let end = at + memchr::memchr(b'>', bytes.get(at..)?)?;
    let text = std::str::from_utf8(bytes.get(start + 1..end)?).ok()?;
    let name = text.split(|c: char| c.is_whitespace() || c == '/').next()?;
    Some((name.rsplit(':').next()?, text))
}

fn value_of<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let before = rest.get(..at)?.chars().next_back();
        let after = rest.get(at + name.len()..)?;
        if before.is_some_and(char::is_whitespace)
            && let Some(quoted) = after.trim_start().strip_prefix('=')
        {
            let quoted = quoted.trim_start();
            let quote = quoted.chars().next()?;
            return quoted.get(1..)?.split(quote).next();
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_and_merged_are_found_with_any_prefix() {
        let mut facts = SheetFacts::default();
        look(
            br#"<x:cols><x:col min="2" max="3" hidden="1"/></x:cols><row r="4" hidden="1"><c r="A4"/></row><row spans="1:2" hidden="true" r="5"/><row r="6" hidden="0"/><t>hidden="1"</t><mergeCells count="1"><mergeCell ref="A2:A5"/></mergeCells>"#,
            &mut facts,
        );
        assert_eq!(facts.hidden_places, [(1, 2)]);
        assert_eq!(facts.hidden_rows, [(4, 5)]);
        let block = Merged {
            first_row: 2,
            last_row: 5,
            first_place: 0,
            last_place: 0,
        };
        assert_eq!(facts.merged, [block]);
    }
}
