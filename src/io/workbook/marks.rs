//! What an xlsx sheet says beside its cells: hidden rows and columns, merged blocks, formulas that
//! nobody worked out. Found by looking for these few words in the unpacked sheet, without parsing
//! its cells. Information only: whatever cannot be found is simply not told.

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
    let (part, since_1904) = part_of(&mut archive, name)?;
    let mut entry = archive.by_name(&part).ok()?;
    let mut marks = Marks::default();
    marks.facts.since_1904 = since_1904;
    let mut chunk: Vec<u8> = Vec::with_capacity(CHUNK);
    loop {
        chunk.clear();
        let read = entry
            .by_ref()
            .take(CHUNK as u64)
            .read_to_end(&mut chunk)
            .ok()?;
        if read == 0 || stop.load(Ordering::Relaxed) {
            return Some(marks.end());
        }
        marks.take(&chunk);
    }
}

/// What is found in a stream of bytes.
#[derive(Default)]
pub(super) struct Marks {
    /// What follows the last whole cell, or the last whole tag.
    buffer: Vec<u8>,
    facts: SheetFacts,
}

impl Marks {
    /// Looks through the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
        let Some(end) = last_whole(&self.buffer) else {
            if self.buffer.len() > CARRY {
                self.buffer.clear();
            }
            return;
        };
        look(self.buffer.get(..=end).unwrap_or_default(), &mut self.facts);
        self.buffer.drain(..=end);
        if self.buffer.len() > CARRY {
            self.buffer.clear();
        }
    }

    /// What was found, when there are no more bytes.
    pub fn end(mut self) -> SheetFacts {
        look(&self.buffer, &mut self.facts);
        self.facts
    }
}

/// The end of the last whole cell, since a formula is judged by its cell; of the last whole tag
/// where no cell ends for long. Nothing while more bytes may end one.
fn last_whole(bytes: &[u8]) -> Option<usize> {
    let cell = memmem::rfind(bytes, b"c>").map(|at| at + 1);
    match cell.filter(|end| bytes.len() - end <= CARRY) {
        None if bytes.len() > CARRY => memchr::memrchr(b'>', bytes),
        found => found,
    }
}

/// The path of a sheet's part, and whether the workbook counts its days from 1904.
fn part_of<R: Read + std::io::Seek>(
    archive: &mut zip::ZipArchive<R>,
    name: &str,
) -> Option<(String, bool)> {
    let main = relations(archive, "_rels/.rels")
        .into_iter()
        .find(|r| r.kind.ends_with("/officeDocument"))?;
    let main = main.target.trim_start_matches('/').to_owned();
    let workbook = text_of(archive, &main)?;
    let id = sheet_id(&workbook, name)?;
    let part = part_of_id(archive, &main, |r| r.id == id)?;
    Some((part, is_since_1904(&workbook)))
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

fn is_since_1904(workbook: &[u8]) -> bool {
    let mut found = false;
    each(workbook, |tag| {
        if tag.local_name().as_ref() == b"workbookPr" {
            let value = attribute(tag, b"date1904");
            found |= matches!(value.as_deref(), Some("1" | "true"));
        }
    });
    found
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
    for needle in [b"<f", b":f"] {
        for at in memmem::find_iter(bytes, needle) {
            if let Some(cell) = unsolved(bytes, at + 1) {
                let address = value_of(cell, "r").and_then(parse_address);
                facts.unsolved.add(address.map(|(place, row)| (row, place)));
            }
        }
    }
}

/// The tag of the cell whose formula begins with this `f`, if it has no value.
fn unsolved(bytes: &[u8], at: usize) -> Option<&str> {
    let is_name = matches!(
        bytes.get(at + 1)?,
        b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'
    );
    let ("f", tag) = tag_around(bytes, at).filter(|(_, tag)| is_name && !tag.contains('>'))? else {
        return None;
    };
    let start = memchr::memrchr(b'<', bytes.get(..at)?)?;
    let before = bytes.get(..start)?.trim_ascii_end().strip_suffix(b">")?;
    let (name, cell) = tag_around(bytes, before.len())?;
    if name != "c" || value_of(cell, "t") == Some("str") {
        return None;
    }
    let mut behind = behind(bytes, at)?;
    if !tag.ends_with('/') {
        behind = self::behind(bytes, behind + memchr::memchr(b'<', bytes.get(behind..)?)?)?;
    }
    let rest = bytes.get(behind..)?;
    let next = behind + rest.len() - rest.trim_ascii_start().len();
    let (name, tag) = tag_around(bytes, next + 1)?;
    let has_value = match name {
        "v" if tag.ends_with('/') => false,
        "v" => bytes.get(self::behind(bytes, next)?) != Some(&b'<'),
        "is" => true,
        _ => false,
    };
    (!has_value).then_some(cell)
}

/// What follows the tag in which a byte stands.
fn behind(bytes: &[u8], at: usize) -> Option<usize> {
    Some(at + memchr::memchr(b'>', bytes.get(at..)?)? + 1)
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

    #[test]
    fn formulas_without_a_value_are_found_with_any_prefix_and_cut_anywhere() {
        let cells = br#"<row r="1"><c r="A1"><f>1+2</f><v /></c><c r="B1"><f>"a:f >"</f></c><x:c r="C1"><x:f t="shared" si="0"/></x:c><c r="D1"><f>A1</f><v></v></c>
            <c r="E1" t="str"><f>""</f><v></v></c><c r="F1"><f>1</f><v>1</v></c><c r="G1"><f t="shared" si="1"/> <v>2</v></c><c r="H1" t="inlineStr"><f>1</f><is><t>x</t></is></c><x:c r="I1"><x:f>1</x:f><x:v>3</x:v></x:c><c r="J1" t="inlineStr"><is><t>:f ></t></is></c></row><x14:cfRule><xm:f>A1</xm:f></x14:cfRule>"#;
        for chunk in 1..cells.len() {
            let mut marks = Marks::default();
            for bytes in cells.chunks(chunk) {
                marks.take(bytes);
            }
            let unsolved = marks.end().unsolved;
            let (count, places) = unsolved.below(0);
            let mut places: Vec<(u32, u32)> = places.collect();
            places.sort_unstable();
            assert_eq!(count, 4, "{chunk}");
            assert_eq!(places, [(1, 0), (1, 1), (1, 2), (1, 3)], "{chunk}");
            assert_eq!(unsolved.below(1).0, 0);
        }
    }
}
