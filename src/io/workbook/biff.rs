//! A look over the records of an old workbook before the parser gets it: whether it is
//! encrypted (any way), how much memory its sheets would take, what they hide. The parser holds
//! every sheet as a full rectangle, so two far cells must be refused here.

use std::collections::HashMap;

use super::biff12::packed;
use super::show::Digits;
use crate::io::OpenError;
use crate::io::layout::SheetFacts;

/// Cells of all rectangles together that the parser may hold.
const MOST_CELLS: u64 = 12_000_000;

/// What the records say.
#[derive(Default)]
pub(super) struct Survey {
    /// Facts of each sheet, in the order of the workbook.
    pub sheets: Vec<SheetFacts>,
    /// Formats that only place digits.
    pub formats: Vec<Digits>,
    /// By sheet, row and place: the format of a cell that shows other digits than its value has.
    pub placed: Vec<HashMap<(u32, u32), usize>>,
}

/// What the styles of the workbook say.
#[derive(Default)]
struct Styles {
    /// Texts are of two-byte characters, as since Excel 97.
    wide: bool,
    formats: Vec<Digits>,
    by_id: HashMap<u32, usize>,
    /// By style: its format among `formats`.
    of_style: Vec<Option<usize>>,
}

impl Styles {
    /// The code of a FORMAT record.
    fn format(&mut self, data: &[u8]) {
        let code = if self.wide {
            let length = word(data, 2).unwrap_or(0) as usize;
            let double = data.get(4).is_some_and(|flags| flags & 1 != 0);
            let text = data.get(5..).unwrap_or_default();
            if double {
                let units: Vec<u16> = text
                    .chunks_exact(2)
                    .take(length)
                    .filter_map(|pair| Some(u16::from_le_bytes(pair.try_into().ok()?)))
                    .collect();
                String::from_utf16_lossy(&units)
            } else {
                text.iter().take(length).copied().map(char::from).collect()
            }
        } else {
            let length = usize::from(data.get(2).copied().unwrap_or(0));
            let text = data.get(3..).unwrap_or_default();
            text.iter().take(length).copied().map(char::from).collect()
        };
        if let (Some(id), Some(digits)) = (word(data, 0), Digits::parse(&code)) {
            self.by_id.insert(id, self.formats.len());
            self.formats.push(digits);
        }
    }

    /// The format of an XF record.
    fn style(&mut self, data: &[u8]) {
        let format = word(data, 2).and_then(|id| self.by_id.get(&id).copied());
        self.of_style.push(format);
    }

    /// The format of a cell, where it shows other digits than the value.
    fn placed(&self, style: Option<u32>, value: Option<f64>) -> Option<usize> {
        let at = (*self.of_style.get(style? as usize)?)?;
        self.formats.get(at)?.show(value?)?;
        Some(at)
    }
}

struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let head = self.bytes.get(self.at..self.at.checked_add(4)?)?;
        let [a, b, c, d] = head.try_into().ok()?;
        let (kind, length) = (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]));
        let start = self.at + 4;
        let data = self.bytes.get(start..start + usize::from(length))?;
        self.at = start + usize::from(length);
        Some((kind, data))
    }
}

fn word(data: &[u8], at: usize) -> Option<u32> {
    let pair = data.get(at..at + 2)?;
    Some(u32::from(u16::from_le_bytes(pair.try_into().ok()?)))
}

fn double(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Looks over a workbook stream.
pub(super) fn survey(stream: &[u8]) -> Result<Survey, OpenError> {
    let mut positions = Vec::new();
    let mut styles = Styles::default();
    let mut since_1904 = false;
    for (kind, data) in (Records {
        bytes: stream,
        at: 0,
    }) {
        match kind {
            // FilePass: XOR, RC4 or CryptoAPI alike.
            0x002F => return Err(OpenError::PasswordProtected),
            0x0809 => styles.wide = word(data, 0) == Some(0x0600),
            0x041E => styles.format(data),
            0x00E0 => styles.style(data),
            0x0022 => since_1904 = word(data, 0) == Some(1),
            0x0085 => positions.push(double(data, 0).ok_or(OpenError::Damaged)? as usize),
            0x000A => break,
            _ => {}
        }
    }
    let mut total = 0u64;
    let mut survey = Survey::default();
    for position in positions {
        let mut placed = HashMap::new();
        let (mut facts, cells) = sheet(stream, position, &styles, &mut placed)?;
        facts.since_1904 = since_1904;
        total = total.saturating_add(cells);
        if total > MOST_CELLS {
            return Err(OpenError::TooLarge { what: "cells" });
        }
        survey.sheets.push(facts);
        survey.placed.push(placed);
    }
    survey.formats = styles.formats;
    Ok(survey)
}

/// The facts of one sheet and the cells of its rectangles.
fn sheet(
    stream: &[u8],
    position: usize,
    styles: &Styles,
    placed: &mut HashMap<(u32, u32), usize>,
) -> Result<(SheetFacts, u64), OpenError> {
    if position >= stream.len() {
        return Err(OpenError::Damaged);
    }
    let mut facts = SheetFacts::default();
    let mut boxes = [Rectangle::default(), Rectangle::default()];
    let mut declared = 0u64;
    let mut depth = 0u32;
    for (kind, data) in (Records {
        bytes: stream,
        at: position,
    }) {
        numbers(kind, data, |row, place, style, value| {
            if let Some(format) = styles.placed(style, value) {
                *facts.shown_otherwise.entry(place).or_default() += 1;
                placed.insert((row, place), format);
            }
        });
        match kind {
            0x0809 => depth += 1,
            0x000A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            0x0200 => declared = declared.max(dimensions(data).ok_or(OpenError::Damaged)?),
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD => {
                meet(&mut boxes, 0, data, None)?;
            }
            0x00BD => {
                let last = data.len().checked_sub(2).and_then(|at| word(data, at));
                meet(&mut boxes, 0, data, last)?;
            }
            0x0006 => {
                meet(&mut boxes, 0, data, None)?;
                meet(&mut boxes, 1, data, None)?;
            }
            0x0208 => {
                if let (Some(row), Some(flags)) = (word(data, 0), word(data, 12))
                    && flags & 0x20 != 0
                {
                    facts.hidden_rows.push((row + 1, row + 1));
                }
            }
            0x007D => {
                if let (Some(first), Some(last), Some(flags)) =
                    (word(data, 0), word(data, 2), word(data, 8))
                    && flags & 1 != 0
                {
                    facts.hidden_places.push((first, last));
                }
            }
            _ => {}
        }
    }
    let cells = boxes.iter().map(Rectangle::cells).sum::<u64>();
    Ok((facts, cells.max(declared)))
}

/// The numbers of a record: row, place, style and value of each.
fn numbers(kind: u16, data: &[u8], mut found: impl FnMut(u32, u32, Option<u32>, Option<f64>)) {
    let (Some(row), Some(place)) = (word(data, 0), word(data, 2)) else {
        return;
    };
    let float = |at: usize| -> Option<f64> {
        let eight = data.get(at..at + 8)?;
        Some(f64::from_le_bytes(eight.try_into().ok()?))
    };
    match kind {
        0x0203 => found(row, place, word(data, 4), float(6)),
        // The result of a formula, unless it is a text or an error.
        0x0006 if word(data, 12) != Some(0xFFFF) => found(row, place, word(data, 4), float(6)),
        0x027E => found(row, place, word(data, 4), double(data, 6).map(packed)),
        0x00BD => {
            let cells = data.get(4..).unwrap_or_default().chunks_exact(6);
            for (cell, place) in cells.zip(place..) {
                found(row, place, word(cell, 0), double(cell, 2).map(packed));
            }
        }
        _ => {}
    }
}

fn meet(
    boxes: &mut [Rectangle; 2],
    which: usize,
    data: &[u8],
    last: Option<u32>,
) -> Result<(), OpenError> {
    let (Some(row), Some(col)) = (word(data, 0), word(data, 2)) else {
        return Err(OpenError::Damaged);
    };
    if let Some(rectangle) = boxes.get_mut(which) {
        rectangle.add(row, col);
        rectangle.add(row, last.unwrap_or(col));
    }
    Ok(())
}

/// Cells that a sheet says it has, read as the parser reads it.
fn dimensions(data: &[u8]) -> Option<u64> {
    let (first, last, left, right) = if data.len() == 10 {
        (
            word(data, 0)?,
            word(data, 2)?,
            word(data, 4)?,
            word(data, 6)?,
        )
    } else {
        (
            double(data, 0)?,
            double(data, 4)?,
            word(data, 8)?,
            word(data, 10)?,
        )
    };
    let left = if left > 0xFF || right < left { 0 } else { left };
    if last == 0 || right == 0 {
        return Some(0);
    }
    let rows = u64::from(last).checked_sub(u64::from(first))?;
    Some((rows + 1) * (u64::from(right.saturating_sub(left)) + 1))
}

#[derive(Default)]
struct Rectangle {
    bounds: Option<(u32, u32, u32, u32)>,
}

impl Rectangle {
    fn add(&mut self, row: u32, col: u32) {
        let (top, bottom, left, right) = self.bounds.unwrap_or((row, row, col, col));
        self.bounds = Some((top.min(row), bottom.max(row), left.min(col), right.max(col)));
    }

    fn cells(&self) -> u64 {
        self.bounds.map_or(0, |(top, bottom, left, right)| {
            u64::from(bottom - top + 1) * u64::from(right - left + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut out = kind.to_le_bytes().to_vec();
        out.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
        out.extend(data);
        out
    }

    fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
        let mut globals = record(0x0809, &[0; 16]);
        let length = globals.len() + 4 + 8 + 4;
        let mut bound = u32::try_from(length).unwrap().to_le_bytes().to_vec();
        bound.extend([0, 0, 0, 0]);
        globals.extend(record(0x0085, &bound));
        globals.extend(record(0x000A, &[]));
        globals.extend(record(0x0809, &[0; 16]));
        globals.extend(sheet.concat());
        globals.extend(record(0x000A, &[]));
        globals
    }

    fn number(row: u16, col: u16) -> Vec<u8> {
        let mut data = row.to_le_bytes().to_vec();
        data.extend(col.to_le_bytes());
        data.extend([0; 10]);
        record(0x0203, &data)
    }

    #[test]
    fn far_cells_and_lying_sizes_are_refused() {
        assert!(survey(&workbook(&[number(0, 0), number(9, 9)])).is_ok());
        let far = survey(&workbook(&[number(0, 0), number(65535, 255)]));
        assert!(matches!(far, Err(OpenError::TooLarge { what: "cells" })));
        let mut lie = vec![0u8; 14];
        lie[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        lie[10] = 200;
        let lying = survey(&workbook(&[record(0x0200, &lie)]));
        assert!(matches!(lying, Err(OpenError::TooLarge { .. })));
        let mut backwards = lie.clone();
        backwards[0..4].copy_from_slice(&9u32.to_le_bytes());
        backwards[4..8].copy_from_slice(&1u32.to_le_bytes());
        assert!(matches!(
            survey(&workbook(&[record(0x0200, &backwards)])),
            Err(OpenError::Damaged)
        ));
    }

    #[test]
    fn every_encryption_is_a_password() {
        for kind in [0u8, 1] {
            let mut book = record(0x0809, &[0; 16]);
            book.extend(record(0x002F, &[kind, 0, 1, 2, 3, 4]));
            assert!(matches!(survey(&book), Err(OpenError::PasswordProtected)));
        }
    }

    #[test]
    fn hidden_rows_and_columns() {
        let mut row = vec![0u8; 16];
        row[0] = 4;
        row[12] = 0x20;
        let column = [2u8, 0, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0];
        let found = survey(&workbook(&[record(0x0208, &row), record(0x007D, &column)]));
        let found = found.unwrap_or_else(|e| panic!("{e}"));
        let sheet = found.sheets.first().unwrap();
        assert_eq!(sheet.hidden_rows, [(5, 5)]);
        assert_eq!(sheet.hidden_places, [(2, 3)]);
    }
}
