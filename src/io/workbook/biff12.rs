//! What the records of a binary workbook's parts say beside the values of its cells: hidden rows
//! and columns, merged blocks, number formats. The parser does not tell them. Information only:
//! whatever cannot be understood is simply not told.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use super::marks::{part_of_id, relations, text_of};
use super::show::Digits;
use crate::io::layout::{Merged, SheetFacts};

/// Blocks and runs that are kept.
const MOST: usize = 200_000;
/// Cells shown otherwise whose texts are kept.
const MOST_SHOWN: usize = 5_000_000;
/// A record is never longer.
const LONGEST: u32 = 16 << 20;

/// What cells show where a number format shows other digits than their value has.
pub(super) type Shown = HashMap<(u32, u32), String>;

/// The facts of a sheet, and what its cells show where that is asked for; empty where the
/// workbook cannot be understood.
pub(super) fn of_sheet(path: &Path, name: &str, as_shown: bool) -> (SheetFacts, Shown) {
    read(path, name, as_shown).unwrap_or_default()
}

fn read(path: &Path, name: &str, as_shown: bool) -> Option<(SheetFacts, Shown)> {
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    let main = relations(&mut archive, "_rels/.rels")
        .into_iter()
        .find(|r| r.kind.ends_with("/officeDocument"))?;
    let main = main.target.trim_start_matches('/').to_owned();
    let workbook = text_of(&mut archive, &main)?;
    let id = sheet_id(&workbook, name)?;
    let formats = part_of_id(&mut archive, &main, |r| r.kind.ends_with("/styles"))
        .and_then(|part| text_of(&mut archive, &part))
        .map(|styles| formats(&styles))
        .unwrap_or_default();
    let part = part_of_id(&mut archive, &main, |r| r.id == id)?;
    let entry = archive.by_name(&part).ok()?;
    let mut sheet = Sheet {
        formats,
        as_shown,
        ..Sheet::default()
    };
    each(workbook.as_slice(), |kind, data| {
        // BrtWbProp: its lowest bit says which day is the first.
        if kind == 0x99 {
            sheet.facts.since_1904 = data.first().is_some_and(|flags| flags & 1 != 0);
        }
    });
    each(BufReader::new(entry), |kind, data| sheet.take(kind, data));
    Some((sheet.facts, sheet.shown))
}

/// Record by record, until the end or the first that makes no sense.
fn each(mut from: impl Read, mut take: impl FnMut(u32, &[u8])) {
    let mut data = Vec::new();
    while let (Some(kind), Some(length)) = (varint(&mut from, 2), varint(&mut from, 4)) {
        if length > LONGEST {
            return;
        }
        data.clear();
        let read = from.by_ref().take(u64::from(length)).read_to_end(&mut data);
        if !read.is_ok_and(|n| n as u64 == u64::from(length)) {
            return;
        }
        take(kind, &data);
    }
}

/// Seven bits a byte, the low ones first; a record's kind keeps the bits as they stand.
fn varint(from: &mut impl Read, most: u32) -> Option<u32> {
    let mut value = 0;
    for at in 0..most {
        let mut byte = [0u8];
        from.read_exact(&mut byte).ok()?;
        let [byte] = byte;
        value |= u32::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    Some(value)
}

fn double(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn word(data: &[u8], at: usize) -> Option<u32> {
    let two = data.get(at..at.checked_add(2)?)?;
    Some(u32::from(u16::from_le_bytes(two.try_into().ok()?)))
}

fn float(data: &[u8], at: usize) -> Option<f64> {
    let eight = data.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(eight.try_into().ok()?))
}

/// A number in four bytes: a whole one, or the upper half of a float, by 100 or not.
pub(super) fn packed(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

/// A text of two-byte characters with its length before it, and where it ends.
fn wide(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = double(data, at)? as usize;
    if length == u32::MAX as usize {
        return Some((String::new(), at + 4));
    }
    let end = at.checked_add(4)?.checked_add(length.checked_mul(2)?)?;
    let units: Vec<u16> = data
        .get(at + 4..end)?
        .chunks_exact(2)
        .filter_map(|pair| Some(u16::from_le_bytes(pair.try_into().ok()?)))
        .collect();
    Some((String::from_utf16_lossy(&units), end))
}

/// The relation of a sheet, by its name.
fn sheet_id(workbook: &[u8], name: &str) -> Option<String> {
    let mut found = None;
    each(workbook, |kind, data| {
        // BrtBundleSh: state, number, relation, name.
        if kind == 156
            && let Some((id, next)) = wide(data, 8)
            && wide(data, next).is_some_and(|(own, _)| own == name)
        {
            found = found.take().or(Some(id));
        }
    });
    found
}

/// By style of a cell: the format that only places digits, if it has one.
fn formats(styles: &[u8]) -> Vec<Option<Digits>> {
    let mut codes: HashMap<u32, Option<Digits>> = HashMap::new();
    let mut list = Vec::new();
    let mut of_cells = false;
    each(styles, |kind, data| match kind {
        // BrtFmt
        44 => {
            if let (Some(id), Some((code, _))) = (word(data, 0), wide(data, 2)) {
                codes.insert(id, Digits::parse(&code));
            }
        }
        // BrtBeginCellXFs, BrtEndCellXFs
        617 => of_cells = true,
        618 => of_cells = false,
        // BrtXF
        47 if of_cells => list.push(
            word(data, 2)
                .and_then(|id| codes.get(&id).cloned())
                .flatten(),
        ),
        _ => {}
    });
    list
}

#[derive(Default)]
struct Sheet {
    formats: Vec<Option<Digits>>,
    as_shown: bool,
    row: u32,
    facts: SheetFacts,
    shown: Shown,
}

impl Sheet {
    fn take(&mut self, kind: u32, data: &[u8]) {
        match kind {
            // BrtRowHdr: the row, its height, its outline and whether it has no height.
            0 => {
                if let (Some(row), Some(flags)) = (double(data, 0), data.get(11)) {
                    self.row = row;
                    if flags & 0x10 != 0 && self.facts.hidden_rows.len() < MOST {
                        let number = row.saturating_add(1);
                        match self.facts.hidden_rows.last_mut() {
                            Some((_, last)) if last.saturating_add(1) == number => *last = number,
                            _ => self.facts.hidden_rows.push((number, number)),
                        }
                    }
                }
            }
            // BrtColInfo
            60 => {
                if let (Some(first), Some(last), Some(flags)) =
                    (double(data, 0), double(data, 4), word(data, 16))
                    && flags & 1 != 0
                    && self.facts.hidden_places.len() < MOST
                {
                    self.facts.hidden_places.push((first, last));
                }
            }
            // BrtMergeCell
            176 => {
                if let (Some(first), Some(last), Some(left), Some(right)) = (
                    double(data, 0),
                    double(data, 4),
                    double(data, 8),
                    double(data, 12),
                ) && self.facts.merged.len() < MOST
                {
                    self.facts.merged.push(Merged {
                        first_row: first.saturating_add(1),
                        last_row: last.saturating_add(1),
                        first_place: left,
                        last_place: right,
                    });
                }
            }
            // BrtCellRk, BrtCellReal, BrtFmlaNum
            2 => self.number(data, double(data, 8).map(packed)),
            5 | 9 => self.number(data, float(data, 8)),
            _ => {}
        }
    }

    fn number(&mut self, data: &[u8], value: Option<f64>) {
        let (Some(place), Some(style), Some(value)) = (double(data, 0), double(data, 4), value)
        else {
            return;
        };
        let format = self.formats.get((style & 0x00FF_FFFF) as usize);
        let Some(shown) = format.and_then(Option::as_ref).and_then(|f| f.show(value)) else {
            return;
        };
        *self.facts.shown_otherwise.entry(place).or_default() += 1;
        if self.as_shown && self.shown.len() < MOST_SHOWN {
            self.shown.insert((self.row, place), shown);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers() {
        let whole = |n: i32, hundredth: u32| (n << 2).cast_unsigned() | 2 | hundredth;
        assert_eq!(packed(whole(977, 0)), 977.0);
        assert_eq!(packed(whole(-5, 0)), -5.0);
        assert_eq!(packed(whole(150, 1)), 1.5);
        assert_eq!(packed((1.5f64.to_bits() >> 32) as u32), 1.5);
    }

    #[test]
    fn records_that_make_no_sense_end_the_look() {
        for bytes in [
            &[0x80][..],
            &[0, 0xFF, 0xFF, 0xFF, 0x7F, 1],
            &[0, 5, 1, 2],
            &[60, 2, 0, 0],
        ] {
            let mut sheet = Sheet::default();
            each(bytes, |kind, data| sheet.take(kind, data));
            assert!(sheet.facts.hidden_rows.is_empty() && sheet.facts.hidden_places.is_empty());
        }
    }
}
