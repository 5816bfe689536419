//! Rows of a worksheet as they are usually written → cells. A few whole rows at a time, each
//! telling its number and each cell its address, so that pieces of a sheet can be read apart.
//! Whatever is written in another way is declined, never guessed; the reader of record then says
//! what it is.

use std::collections::BTreeMap;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

use super::super::show;
use super::cursor::{Attribute, Cell, Cursor, Kind, RowDigits, Usual, digits, whole_number};
use super::part::{Format, Number};
use super::shared::{Shared, flatten};
use super::text;
use crate::io::OpenError;
use crate::io::layout::Unsolved;

pub(super) const MOST_ROWS: u32 = 1_048_576;
/// Days whose date is remembered, a power of two.
const DAYS: usize = 8192;

/// Why a piece was not read to its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// It is not written plainly.
    Declined,
    /// Whoever takes the cells has enough.
    Enough,
    Error(OpenError),
}

/// Whether whoever takes the cells wants more of them.
pub(super) type Wanted = Result<(), Stop>;

/// Takes what the scanner finds.
pub(super) trait Taker {
    /// A cell with text.
    fn cell(&mut self, row: u32, place: u32, text: &str) -> Wanted;

    /// A cell that names a shared text, which may be empty; declines where there is none.
    #[inline]
    fn shared(&mut self, row: u32, place: u32, number: u32, shared: &Shared) -> Wanted {
        give(self, row, place, shared.get(number).ok_or(Stop::Declined)?)
    }

    /// The row is at its end.
    fn end_row(&mut self) -> Wanted;
}

/// What the cells of a workbook refer to.
#[derive(Clone, Copy)]
pub(super) struct Words<'w> {
    pub shared: &'w Shared,
    pub formats: &'w [Format],
    pub is_1904: bool,
    pub as_shown: bool,
}

/// What rows say beside their cells.
#[derive(Default)]
pub(super) struct Said {
    pub hidden_rows: Vec<(u32, u32)>,
    pub shown_otherwise: BTreeMap<u32, u64>,
    pub unsolved: Unsolved,
    /// The last row, to be sure that the next piece comes after it; 0 for none.
    pub first_row: u32,
    pub last_row: u32,
}

/// Reads pieces of a sheet.
pub(super) struct Scanner<'w> {
    words: Words<'w>,
    buffer: String,
    shown: String,
    /// Dates that were written lately, by day.
    days: Vec<(u32, String)>,
}

impl<'w> Scanner<'w> {
    pub fn new(words: Words<'w>) -> Self {
        Self {
            words,
            buffer: String::new(),
            shown: String::new(),
            days: Vec::new(),
        }
    }

    /// The shared texts of the workbook.
    pub fn shared(&self) -> &'w Shared {
        self.words.shared
    }

    /// Reads whole rows from `at` on, up to the end of the piece or of the sheet's cells. `at` is
    /// moved behind the last row that was taken.
    pub fn rows(
        &mut self,
        piece: &str,
        at: &mut usize,
        said: &mut Said,
        taker: &mut impl Taker,
    ) -> Wanted {
        let mut at_row = Cursor {
            text: piece,
            at: *at,
        };
        loop {
            at_row.blanks();
            if at_row.is_at_end() || at_row.starts_with(b"</sheetData>") {
                *at = at_row.at;
                return Ok(());
            }
            self.row(&mut at_row, said, taker)?;
            // A cell behind the end of its row may still belong to it.
            at_row.blanks();
            let is_whole = at_row.is_at_end()
                || at_row.starts_with(b"<row ")
                || at_row.starts_with(b"</sheetData>");
            if !is_whole {
                return Err(Stop::Declined);
            }
            *at = at_row.at;
            taker.end_row()?;
        }
    }

    fn row(&mut self, cursor: &mut Cursor<'_>, said: &mut Said, taker: &mut impl Taker) -> Wanted {
        cursor.eat(b"<row")?;
        let (mut digits, mut hidden) = ("", None);
        let empty = loop {
            match cursor.attribute()? {
                Attribute::Named("r", value) if digits.is_empty() => digits = value,
                Attribute::Named("hidden", value) if hidden.is_none() => hidden = Some(value),
                Attribute::Named("r" | "hidden", _) => return Err(Stop::Declined),
                Attribute::Named(..) => {}
                Attribute::End { empty } => break empty,
            }
        };
        let row = whole_number(digits).filter(|row| (1..=MOST_ROWS).contains(row));
        let row = row.ok_or(Stop::Declined)?;
        if row <= said.last_row {
            return Err(Stop::Declined);
        }
        if said.first_row == 0 {
            said.first_row = row;
        }
        said.last_row = row;
        if matches!(hidden, Some("1" | "true" | "on")) {
            add_run(&mut said.hidden_rows, (row, row));
        }
        if empty {
            return Ok(());
        }
        let digits = RowDigits::new(digits).ok_or(Stop::Declined)?;
        let mut next_place = 0;
        loop {
            cursor.blanks();
            if cursor.starts_with(b"</row>") {
                cursor.at += 6;
                return Ok(());
            }
            let usual = cursor.usual_cell(digits);
            let cell = match &usual {
                Some(usual) => usual.cell,
                None => cursor.cell(digits.text)?,
            };
            if cell.place < next_place {
                return Err(Stop::Declined);
            }
            next_place = cell.place + 1;
            match usual {
                Some(Usual {
                    number: Some(number),
                    ..
                }) => taker.shared(row, cell.place, number, self.words.shared)?,
                Some(usual) => {
                    let raw = cursor.text.get(usual.value).ok_or(Stop::Declined)?;
                    self.value(raw, row, cell, said, taker)?;
                }
                None if cell.empty => {}
                None => self.content(cursor, row, cell, said, taker)?,
            }
        }
    }

    /// What stands between `<c …>` and `</c>`.
    fn content(
        &mut self,
        cursor: &mut Cursor<'_>,
        row: u32,
        cell: Cell,
        said: &mut Said,
        taker: &mut impl Taker,
    ) -> Wanted {
        cursor.blanks();
        let mut unsolved = false;
        if cursor.starts_with(b"<f") {
            cursor.formula()?;
            cursor.blanks();
            unsolved = cell.kind != Kind::Text;
        }
        if cursor.starts_with(b"<v>") || cursor.starts_with(b"<v ") {
            if cell.kind == Kind::Inline {
                return Err(Stop::Declined);
            }
            let raw = cursor.value()?;
            unsolved &= raw.is_empty();
            self.value(raw, row, cell, said, taker)?;
            cursor.blanks();
        } else if cursor.starts_with(b"<is>") {
            if cell.kind != Kind::Inline {
                return Err(Stop::Declined);
            }
            cursor.at += 4;
            unsolved = false;
            self.shown.clear();
            let (text, at) = (cursor.text, &mut cursor.at);
            flatten(text, at, "</is>", &mut self.buffer, &mut self.shown).ok_or(Stop::Declined)?;
            if !self.shown.is_empty() {
                taker.cell(row, cell.place, &self.shown)?;
            }
            cursor.blanks();
        }
        if unsolved {
            said.unsolved.add(Some((row, cell.place)));
        }
        cursor.eat(b"</c>")
    }

    fn value(
        &mut self,
        raw: &str,
        row: u32,
        cell: Cell,
        said: &mut Said,
        taker: &mut impl Taker,
    ) -> Wanted {
        let place = cell.place;
        match cell.kind {
            Kind::Shared => self.shared_text(raw.as_bytes(), row, place, taker),
            Kind::Number => {
                if raw.is_empty() {
                    return Ok(());
                }
                self.number(raw, row, cell, said, taker)
            }
            Kind::Boolean => match raw {
                "0" => taker.cell(row, place, "false"),
                "1" => taker.cell(row, place, "true"),
                _ => Err(Stop::Declined),
            },
            Kind::Error => match raw {
                "#DIV/0!" | "#N/A" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" | "#VALUE!" => {
                    taker.cell(row, place, raw)
                }
                _ => Err(Stop::Declined),
            },
            Kind::Text => {
                let text = text::decode(raw, &mut self.buffer).ok_or(Stop::Declined)?;
                if !text::is_escaped(text) {
                    return give(taker, row, place, text);
                }
                self.shown.clear();
                text::unescape(text, &mut self.shown);
                give(taker, row, place, &self.shown)
            }
            Kind::Day => {
                let text = text::decode(raw, &mut self.buffer).ok_or(Stop::Declined)?;
                self.shown.clear();
                show::iso(text, &mut self.shown);
                give(taker, row, place, &self.shown)
            }
            Kind::Inline | Kind::Other => Err(Stop::Declined),
        }
    }

    #[inline]
    fn shared_text(&self, raw: &[u8], row: u32, place: u32, taker: &mut impl Taker) -> Wanted {
        if raw.is_empty() {
            return Ok(());
        }
        let number = digits(raw).ok_or(Stop::Declined)?;
        taker.shared(row, place, number, self.words.shared)
    }

    fn number(
        &mut self,
        raw: &str,
        row: u32,
        cell: Cell,
        said: &mut Said,
        taker: &mut impl Taker,
    ) -> Wanted {
        let formats = self.words.formats;
        let plain = Format::default();
        let format = formats.get(cell.style as usize).unwrap_or(&plain);
        match format.kind {
            Number::Plain if format.digits.is_none() && is_as_shown(raw) => {
                return taker.cell(row, cell.place, raw);
            }
            Number::Moment => {
                if let Some(day) = whole_number(raw).filter(|day| *day > 0) {
                    return taker.cell(row, cell.place, self.day(day));
                }
            }
            _ => {}
        }
        let value = float(raw).ok_or(Stop::Declined)?;
        let placed = format
            .digits
            .as_ref()
            .filter(|_| format.kind == Number::Plain)
            .and_then(|digits| digits.show(value));
        if placed.is_some() {
            *said.shown_otherwise.entry(cell.place).or_insert(0) += 1;
        }
        self.shown.clear();
        match placed {
            Some(text) if self.words.as_shown => self.shown.push_str(&text),
            _ => show::write(&self.typed(value, format.kind), &mut self.shown),
        }
        give(taker, row, cell.place, &self.shown)
    }

    fn typed(&self, value: f64, kind: Number) -> DataRef<'static> {
        let kind = match kind {
            Number::Plain => return DataRef::Float(value),
            Number::Moment => ExcelDateTimeType::DateTime,
            Number::Elapsed => ExcelDateTimeType::TimeDelta,
        };
        DataRef::DateTime(ExcelDateTime::new(value, kind, self.words.is_1904))
    }

    /// The date of a whole day; the same few days come again and again.
    fn day(&mut self, day: u32) -> &str {
        if self.days.is_empty() {
            self.days.resize(DAYS, (u32::MAX, String::new()));
        }
        let value = self.typed(f64::from(day), Number::Moment);
        let Some((known, text)) = self.days.get_mut(day as usize % DAYS) else {
            return "";
        };
        if *known != day {
            *known = day;
            text.clear();
            show::write(&value, text);
        }
        text
    }
}

fn give<T: Taker + ?Sized>(taker: &mut T, row: u32, place: u32, text: &str) -> Wanted {
    if text.is_empty() {
        return Ok(());
    }
    taker.cell(row, place, text)
}

/// Adds a run of rows behind others.
pub(super) fn add_run(runs: &mut Vec<(u32, u32)>, run: (u32, u32)) {
    match runs.last_mut() {
        Some((_, last)) if *last + 1 == run.0 => *last = run.1,
        _ => runs.push(run),
    }
}

/// A number as sheets write it; nothing that only some readers take for one.
fn float(raw: &str) -> Option<f64> {
    let first = raw.bytes().find(|b| *b != b'-')?;
    let plain = raw
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    if !plain || !first.is_ascii_digit() {
        return None;
    }
    raw.parse().ok()
}

/// Whether a number is written as it would be shown: at most 15 digits, none of them idle.
fn is_as_shown(raw: &str) -> bool {
    let raw = raw.as_bytes();
    let unsigned = raw.strip_prefix(b"-").unwrap_or(raw);
    if unsigned.len() > 15 {
        return false;
    }
    let mut point = None;
    for (byte, at) in unsigned.iter().zip(0..) {
        match byte {
            b'0'..=b'9' => {}
            b'.' if point.is_none() => point = Some(at),
            _ => return false,
        }
    }
    let whole = unsigned.get(..point.unwrap_or(unsigned.len()));
    if matches!(whole, None | Some([] | [b'0', _, ..])) {
        return false;
    }
    match point.and_then(|at: usize| unsigned.get(at + 1..)) {
        // A minus before nothing is not shown.
        None => !matches!(raw, [b'-', b'0']),
        Some([] | [.., b'0']) => false,
        Some(part) => whole != Some(b"0") || !part.starts_with(b"0000"),
    }
}
