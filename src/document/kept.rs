//! What is kept of a session, as records: where the source is, each step of the history with the
//! texts of its cells, undo and redo. Projects and journals hold the same records.
//!
//! This is the one place that writes cell text for keeping. Its bytes go into a sealed file and
//! nowhere else; in memory they are wiped when they go.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::kept_settings::KeptSettings;
use super::{Document, Entry, Label, Recipe, Settings};
use crate::io::OpenOptions;
use crate::schema::Schema;
use crate::table::{CellEdit, Code, ColId, Column, ColumnEdits, Edits, Table, Text, TextBuf};

/// A record, wiped from memory when it goes.
pub(super) type Bytes = Zeroizing<Vec<u8>>;

/// Headers and places.
type KeptColumns = Vec<(String, u32)>;
/// First numbers and lengths.
type KeptRows = Vec<(u32, u32)>;

/// Where the table came from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSource {
    pub path: String,
    /// SHA-256 of the file in lower-case hexadecimal digits.
    pub sha256: String,
    pub sheet: Option<String>,
    pub more_sheets: Vec<String>,
    pub header_row: Option<u32>,
    pub encoding: Option<String>,
    pub delimiter: Option<u8>,
    pub as_shown: bool,
    pub fill_merged: bool,
    /// Header and place of each column of the file.
    pub columns: KeptColumns,
    /// Runs of rows: the first one's number, and how many follow one another.
    pub rows: KeptRows,
}

impl KeptSource {
    pub(super) fn of(document: &Document, sha256: &str) -> Self {
        let options = &document.read_as().options;
        let (columns, rows) = layout(document.table());
        Self {
            path: document.path().to_string_lossy().into_owned(),
            sha256: sha256.to_owned(),
            sheet: options.sheet.clone(),
            more_sheets: options.more_sheets.clone(),
            header_row: options.header_row,
            encoding: options.encoding.clone(),
            delimiter: options.delimiter,
            as_shown: options.as_shown,
            fill_merged: options.fill_merged,
            columns,
            rows,
        }
    }

    /// True for a table that has the same columns and rows.
    pub(super) fn lies_as(&self, table: &Table) -> bool {
        let (columns, rows) = layout(table);
        self.columns == columns && self.rows == rows
    }

    /// The file's name without its folder.
    #[must_use]
    pub fn file_name(&self) -> String {
        std::path::Path::new(&self.path)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    }

    pub(super) fn options(&self) -> OpenOptions {
        OpenOptions {
            sheet: self.sheet.clone(),
            more_sheets: self.more_sheets.clone(),
            header_row: self.header_row,
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            as_shown: self.as_shown,
            fill_merged: self.fill_merged,
            ..OpenOptions::default()
        }
    }
}

/// Header and place of each column of the file, and runs of row numbers.
fn layout(table: &Table) -> (KeptColumns, KeptRows) {
    let columns = (0u32..)
        .take(table.column_count())
        .filter_map(|col| table.column(ColId(col)))
        .filter(|column| !column.is_made())
        .map(|column| (column.header().to_owned(), column.place()))
        .collect();
    let mut rows: KeptRows = Vec::new();
    for row in (0u32..).take(table.record_count()) {
        let number = table.row_number(crate::table::RowId(row));
        match rows.last_mut() {
            Some((first, count)) if first.saturating_add(*count) == number => *count += 1,
            _ => rows.push((number, 1)),
        }
    }
    (columns, rows)
}

/// One record as it is read back.
pub(super) enum Record {
    Source(KeptSource),
    Step(Box<KeptStep>),
    /// What was decided before the history was forgotten.
    Base(Box<KeptStep>),
    Undo,
    Redo,
    /// The steps from this one on became one.
    Join {
        from: usize,
        label: Label,
    },
    /// The settings as they are, apart from the history.
    Settings(KeptSettings),
    /// Nothing comes after it: the file is whole.
    End,
}

/// One step of the history.
pub(super) struct KeptStep {
    pub label: Label,
    pub steps: Vec<super::RecipeStep>,
    pub left_out: Option<super::LeftOutWhy>,
    pub settings: Option<(KeptSettings, KeptSettings)>,
    pub columns: Vec<KeptColumn>,
    pub cells: Vec<KeptCells>,
    pub removed: Vec<u32>,
    pub restored: Vec<u32>,
}

/// A made column as it was when it was made.
pub(super) struct KeptColumn {
    pub id: u32,
    pub header: String,
    pub place: u32,
    pub sources: Vec<u32>,
    pub recipe: Recipe,
    pub texts: Vec<TextBuf>,
    /// By row: which of the texts.
    pub cells: Vec<u32>,
}

/// Cells of one column.
pub(super) struct KeptCells {
    pub col: u32,
    pub texts: Vec<TextBuf>,
    /// Row, and which of the texts it held and holds.
    pub edits: Vec<(u32, u32, u32)>,
}

/// A made column to be kept: its codes when it was made.
pub(super) struct NewColumn<'a> {
    pub col: ColId,
    pub codes: Vec<Code>,
    pub made: &'a super::Made,
}

#[derive(Serialize, Deserialize)]
struct StepHead {
    label: Label,
    #[serde(default)]
    steps: Vec<super::RecipeStep>,
    #[serde(default)]
    left_out: Option<super::LeftOutWhy>,
    settings: Option<(KeptSettings, KeptSettings)>,
    columns: Vec<ColumnHead>,
}

#[derive(Serialize, Deserialize)]
struct ColumnHead {
    id: u32,
    header: String,
    place: u32,
    sources: Vec<u32>,
    recipe: Recipe,
}

const SOURCE: u8 = 1;
const STEP: u8 = 2;
const BASE: u8 = 3;
const UNDO: u8 = 4;
const REDO: u8 = 5;
const JOIN: u8 = 6;
const SETTINGS: u8 = 7;
const END: u8 = 8;

pub(super) fn source_record(source: &KeptSource) -> Bytes {
    json_record(SOURCE, source)
}

pub(super) fn undo_record(back: bool) -> Bytes {
    Zeroizing::new(vec![if back { UNDO } else { REDO }])
}

pub(super) fn end_record() -> Bytes {
    Zeroizing::new(vec![END])
}

pub(super) fn join_record(from: usize, label: &Label) -> Bytes {
    json_record(JOIN, &(from, label))
}

pub(super) fn settings_record(schema: &Schema, settings: &Settings) -> Bytes {
    json_record(SETTINGS, &KeptSettings::of(schema, settings))
}

fn json_record<T: Serialize>(kind: u8, value: &T) -> Bytes {
    let mut bytes = Zeroizing::new(vec![kind]);
    // Only maps with other keys than strings can fail, and there are none.
    if let Ok(json) = serde_json::to_vec(value) {
        let json = Zeroizing::new(json);
        bytes.extend_from_slice(&json);
    }
    bytes
}

/// A step of the history with the texts of its cells.
pub(super) fn step_record(
    document: &Document,
    entry: &Entry,
    new: &[NewColumn<'_>],
    base: bool,
) -> Bytes {
    let (schema, table) = (document.schema(), document.table());
    let head = StepHead {
        label: entry.label.clone(),
        steps: entry.steps.clone(),
        left_out: entry.left_out,
        settings: entry.settings.as_deref().map(|(before, after)| {
            (
                KeptSettings::of(schema, before),
                KeptSettings::of(schema, after),
            )
        }),
        columns: new
            .iter()
            .filter_map(|new| {
                let column = table.column(new.col)?;
                Some(ColumnHead {
                    id: new.col.0,
                    header: column.header().to_owned(),
                    place: column.place(),
                    sources: new.made.sources.iter().map(|col| col.0).collect(),
                    recipe: new.made.recipe.clone(),
                })
            })
            .collect(),
    };
    let mut out = Writer::new(if base { BASE } else { STEP });
    out.bytes(&serde_json::to_vec(&head).unwrap_or_default());
    for new in new {
        if let Some(column) = table.column(new.col) {
            column_cells(&mut out, column, &new.codes);
        }
    }
    edits(&mut out, table, &entry.change.edits);
    rows(&mut out, entry.change.removed.iter().map(|row| row.0));
    rows(&mut out, entry.change.restored.iter().map(|row| row.0));
    out.0
}

/// The distinct texts of codes, and a number for each code.
struct Texts<'a> {
    column: &'a Column,
    number: std::collections::HashMap<Code, u32>,
    order: Vec<Code>,
}

impl<'a> Texts<'a> {
    fn new(column: &'a Column) -> Self {
        Self {
            column,
            number: std::collections::HashMap::new(),
            order: Vec::new(),
        }
    }

    fn number(&mut self, code: Code) -> u64 {
        let next = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
        let number = *self.number.entry(code).or_insert_with(|| {
            self.order.push(code);
            next
        });
        u64::from(number)
    }

    fn write(&self, out: &mut Writer) {
        out.number(self.order.len() as u64);
        for code in &self.order {
            out.text(self.column.text_of(*code));
        }
    }
}

fn column_cells(out: &mut Writer, column: &Column, codes: &[Code]) {
    let mut texts = Texts::new(column);
    let numbers: Vec<u64> = codes.iter().map(|code| texts.number(*code)).collect();
    texts.write(out);
    out.number(numbers.len() as u64);
    for number in numbers {
        out.number(number);
    }
}

fn edits(out: &mut Writer, table: &Table, edits: &Edits) {
    let mut by_column: std::collections::BTreeMap<ColId, Vec<CellEdit>> = Default::default();
    for edit in edits.cells() {
        by_column.entry(edit.col).or_default().push(*edit);
    }
    for own in edits.columns() {
        by_column.entry(own.col()).or_default();
    }
    by_column.retain(|col, _| table.column(*col).is_some());
    out.number(by_column.len() as u64);
    for (col, listed) in by_column {
        let Some(column) = table.column(col) else {
            continue;
        };
        let mut texts = Texts::new(column);
        let held = edits.columns().filter(|own| own.col() == col);
        let numbers: Vec<(u32, u64, u64)> = held
            .flat_map(ColumnEdits::iter)
            .chain(listed)
            .map(|e| (e.row.0, texts.number(e.old), texts.number(e.new)))
            .collect();
        out.number(u64::from(col.0));
        texts.write(out);
        out.number(numbers.len() as u64);
        let mut last = 0;
        for (row, old, new) in numbers {
            out.step(&mut last, row);
            out.number(old);
            out.number(new);
        }
    }
}

fn rows(out: &mut Writer, rows: impl ExactSizeIterator<Item = u32>) {
    out.number(rows.len() as u64);
    let mut last = 0;
    for row in rows {
        out.step(&mut last, row);
    }
}

/// Writes numbers in as few bytes as they need.
struct Writer(Bytes);

impl Writer {
    fn new(kind: u8) -> Self {
        Self(Zeroizing::new(vec![kind]))
    }

    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
    }

    /// A row as its distance from the last one, forward or back.
    fn step(&mut self, last: &mut u32, row: u32) {
        let by = i64::from(row) - i64::from(*last);
        *last = row;
        self.number(((by << 1) ^ (by >> 63)).cast_unsigned());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn text(&mut self, text: Text<'_>) {
        self.bytes(text.reveal().as_bytes());
    }
}

/// Reads what [`Writer`] wrote; everything is `None` where the bytes end or make no sense.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for place in 0..10 {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f).checked_shl(7 * place)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// How many things follow; each takes at least one byte.
    fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.0.len()).then_some(count)
    }

    fn step(&mut self, last: &mut u32) -> Option<u32> {
        let by = self.number()?;
        let by = (by >> 1).cast_signed() ^ -(by & 1).cast_signed();
        *last = u32::try_from(i64::from(*last).checked_add(by)?).ok()?;
        Some(*last)
    }

    fn bytes(&mut self) -> Option<&[u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<TextBuf> {
        let text = std::str::from_utf8(self.bytes()?).ok()?;
        Some(TextBuf::new(text.to_owned()))
    }

    fn many<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        let mut all = Vec::with_capacity(count);
        for _ in 0..count {
            all.push(one(self)?);
        }
        Some(all)
    }

    fn rows(&mut self) -> Option<Vec<u32>> {
        let mut last = 0;
        self.many(|r| r.step(&mut last))
    }
}

/// Reads a record; `None` for one that makes no sense.
pub(super) fn read_record(bytes: &[u8]) -> Option<Record> {
    let (kind, rest) = bytes.split_first()?;
    Some(match *kind {
        SOURCE => Record::Source(serde_json::from_slice(rest).ok()?),
        STEP => Record::Step(Box::new(read_step(rest)?)),
        BASE => Record::Base(Box::new(read_step(rest)?)),
        UNDO => Record::Undo,
        REDO => Record::Redo,
        JOIN => {
            let (from, label) = serde_json::from_slice(rest).ok()?;
            Record::Join { from, label }
        }
        SETTINGS => Record::Settings(serde_json::from_slice(rest).ok()?),
        END => Record::End,
        _ => return None,
    })
}

fn read_step(bytes: &[u8]) -> Option<KeptStep> {
    let mut reader = Reader(bytes);
    let head: StepHead = serde_json::from_slice(reader.bytes()?).ok()?;
    let mut columns = Vec::with_capacity(head.columns.len());
    for column in head.columns {
        columns.push(KeptColumn {
            id: column.id,
            header: column.header,
            place: column.place,
            sources: column.sources,
            recipe: column.recipe,
            texts: reader.many(Reader::text)?,
            cells: reader.many(Reader::small)?,
        });
    }
    let cells = reader.many(|r| {
        let col = r.small()?;
        let texts = r.many(Reader::text)?;
        let mut last = 0;
        let edits = r.many(|r| Some((r.step(&mut last)?, r.small()?, r.small()?)))?;
        Some(KeptCells { col, texts, edits })
    })?;
    let (removed, restored) = (reader.rows()?, reader.rows()?);
    reader.0.is_empty().then_some(KeptStep {
        label: head.label,
        steps: head.steps,
        left_out: head.left_out,
        settings: head.settings,
        columns,
        cells,
        removed,
        restored,
    })
}

/// True for a record that changes what undo would take back: steps count up, undo counts down.
pub(super) fn count_change(record: &[u8], count: &mut usize) {
    match record.first() {
        Some(&STEP | &REDO) => *count += 1,
        Some(&UNDO) => *count = count.saturating_sub(1),
        Some(&JOIN) => {
            if let Some(Record::Join { from, .. }) = read_record(record) {
                *count = (*count).min(from + 1);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_broken_bytes_do_not_panic() {
        let mut out = Writer::new(0);
        let all = [0, 1, 127, 128, 300, 1 << 32, u64::MAX];
        all.iter().for_each(|n| out.number(*n));
        let rows = [7u32, 3, u32::MAX, 0, 5];
        let mut last = 0;
        rows.iter().for_each(|row| out.step(&mut last, *row));
        let mut reader = Reader(&out.0[1..]);
        for number in all {
            assert_eq!(reader.number(), Some(number));
        }
        let mut last = 0;
        for row in rows {
            assert_eq!(reader.step(&mut last), Some(row));
        }
        assert_eq!(reader.number(), None);
        for length in 0..40usize {
            let bytes: Vec<u8> = (0..length).map(|i| [2u8, 255, 7][i % 3]).collect();
            assert!(read_record(&bytes).is_none());
        }
    }
}
