//! Reads every text of a finished file, as a stranger who gets it could: cells with their column
//! and record, headers, and what a workbook holds besides (notes, properties, names, hidden
//! parts). It knows nothing of what should be in it.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use quick_xml::events::Event;
use serde_json::value::RawValue;

use super::atomic::WriteError;
use super::xlsx::shown;

/// Records that are handed over together.
const BATCH: usize = 8192;

/// What is in a file.
pub enum Piece {
    /// The names of the columns, before any record.
    Header(Vec<String>),
    /// Records in order: the number of the first (from 1), and the cells of each by column.
    Records(u64, Vec<Vec<(usize, String)>>),
    /// Texts of an inner part of the file that is not a cell.
    Part(String, Vec<String>),
}

/// Takes the pieces of a file.
pub type Visit<'a> = &'a mut dyn FnMut(Piece) -> Result<(), WriteError>;

const DAMAGED: WriteError = WriteError::VerifyFailed;

struct Batch {
    first: u64,
    records: Vec<Vec<(usize, String)>>,
}

impl Batch {
    fn new() -> Self {
        Self {
            first: 1,
            records: Vec::new(),
        }
    }

    fn push(&mut self, record: Vec<(usize, String)>, visit: Visit<'_>) -> Result<(), WriteError> {
        self.records.push(record);
        if self.records.len() >= BATCH {
            self.end(visit)?;
        }
        Ok(())
    }

    fn end(&mut self, visit: Visit<'_>) -> Result<(), WriteError> {
        let records = std::mem::take(&mut self.records);
        let first = self.first;
        self.first += records.len() as u64;
        visit(Piece::Records(first, records))
    }
}

/// Every cell of a csv.
///
/// # Errors
/// When it cannot be read, or the visitor wants no more.
pub fn visit_csv(path: &Path, visit: Visit<'_>) -> Result<(), WriteError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)
        .map_err(|_| DAMAGED)?;
    let mut record = csv::StringRecord::new();
    if !reader.read_record(&mut record).map_err(|_| DAMAGED)? {
        return Ok(());
    }
    let header = record
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').to_owned())
        .collect();
    visit(Piece::Header(header))?;
    let mut batch = Batch::new();
    while reader.read_record(&mut record).map_err(|_| DAMAGED)? {
        let cells = record
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
            .map(|(col, text)| (col, text.to_owned()))
            .collect();
        batch.push(cells, visit)?;
    }
    batch.end(visit)
}

/// Every value of a json (`body`: `{"data":[…]}`), and every key.
///
/// # Errors
/// When it cannot be read, or the visitor wants no more.
pub fn visit_json(path: &Path, body: bool, visit: Visit<'_>) -> Result<(), WriteError> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        data: Vec<Box<RawValue>>,
    }
    let file = BufReader::new(File::open(path)?);
    let rows = if body {
        serde_json::from_reader(file).map(|body: Body| body.data)
    } else {
        serde_json::from_reader(file)
    }
    .map_err(|_| DAMAGED)?;
    let mut records = JsonRecords::new();
    for raw in rows {
        records.push(raw.get(), visit)?;
    }
    records.batch.end(visit)
}

/// Every value of a file of json lines.
///
/// # Errors
/// When it cannot be read, or the visitor wants no more.
pub fn visit_jsonl(path: &Path, visit: Visit<'_>) -> Result<(), WriteError> {
    let mut records = JsonRecords::new();
    for line in BufReader::new(File::open(path)?).lines() {
        records.push(&line?, visit)?;
    }
    records.batch.end(visit)
}

/// Objects; columns are numbered as their names first appear, and a new name is a new header.
struct JsonRecords {
    names: Vec<String>,
    batch: Batch,
}

impl JsonRecords {
    fn new() -> Self {
        Self {
            names: Vec::new(),
            batch: Batch::new(),
        }
    }

    fn push(&mut self, json: &str, visit: Visit<'_>) -> Result<(), WriteError> {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(json).map_err(|_| DAMAGED)?;
        let known = self.names.len();
        for name in object.keys() {
            if !self.names.contains(name) {
                self.names.push(name.clone());
            }
        }
        if self.names.len() > known {
            self.batch.end(visit)?;
            visit(Piece::Header(self.names.clone()))?;
        }
        let cells = object
            .into_iter()
            .filter_map(|(name, value)| {
                let col = self.names.iter().position(|n| *n == name)?;
                let text = match value {
                    serde_json::Value::Null => return None,
                    serde_json::Value::String(text) => text,
                    other => other.to_string(),
                };
                Some((col, text))
            })
            .collect();
        self.batch.push(cells, visit)
    }
}

/// Every cell of every sheet of a workbook, then every text and attribute of its other parts.
///
/// # Errors
/// When it cannot be read, or the visitor wants no more.
pub fn visit_workbook(path: &Path, visit: Visit<'_>) -> Result<(), WriteError> {
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(File::open(path)?)).map_err(|_| DAMAGED)?;
    for name in book.sheet_names() {
        sheet(&mut book, &name, visit)?;
    }
    drop(book);
    visit_parts(path, visit)
}

/// Every text and attribute of a workbook's parts but its sheets.
///
/// # Errors
/// When it cannot be read, or the visitor wants no more.
pub fn visit_parts(path: &Path, visit: Visit<'_>) -> Result<(), WriteError> {
    let mut archive =
        zip::ZipArchive::new(BufReader::new(File::open(path)?)).map_err(|_| DAMAGED)?;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| DAMAGED)?;
        let name = part.name().to_owned();
        if name.starts_with("xl/worksheets/sheet") {
            continue;
        }
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        let texts = part_texts(&bytes);
        visit(Piece::Part(name.clone(), vec![name]))?;
        for chunk in texts.chunks(BATCH) {
            let name = part.name().to_owned();
            visit(Piece::Part(name, chunk.to_vec()))?;
        }
    }
    Ok(())
}

fn sheet(book: &mut Xlsx<BufReader<File>>, name: &str, visit: Visit<'_>) -> Result<(), WriteError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| DAMAGED)?;
    let mut batch = Batch::new();
    let mut header: Vec<String> = Vec::new();
    let (mut line, mut record) = (0u32, Vec::new());
    loop {
        let cell = cells.next_cell().map_err(|_| DAMAGED)?;
        let next = cell.as_ref().map(|c| c.get_position().0);
        if next != Some(line) {
            let done = std::mem::take(&mut record);
            if line == 0 {
                for (col, text) in done {
                    if col >= header.len() {
                        header.resize(col + 1, String::new());
                    }
                    if let Some(slot) = header.get_mut(col) {
                        *slot = text;
                    }
                }
                visit(Piece::Header(header.clone()))?;
            } else {
                // Rows that the sheet does not have count too: a record is found by its number.
                batch.push(done, visit)?;
                for _ in line + 1..next.unwrap_or(0) {
                    batch.push(Vec::new(), visit)?;
                }
            }
            line = next.unwrap_or(line);
        }
        let Some(cell) = cell else { break };
        let text = match Data::from(cell.get_value().clone()) {
            Data::Empty => continue,
            Data::String(text) => text,
            other => shown(&other),
        };
        record.push((cell.get_position().1 as usize, text));
    }
    batch.end(visit)
}

/// The texts and attributes of a part; of one that is no XML, its runs of readable text.
fn part_texts(bytes: &[u8]) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut texts = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return texts,
            Ok(Event::Text(text)) => {
                let text = String::from_utf8_lossy(text.as_ref()).trim().to_owned();
                if !text.is_empty() {
                    texts.push(plain(&text));
                }
            }
            Ok(Event::CData(text)) => {
                texts.push(String::from_utf8_lossy(text.as_ref()).into_owned());
            }
            Ok(Event::Comment(text)) => {
                texts.push(String::from_utf8_lossy(text.as_ref()).into_owned());
            }
            Ok(Event::Start(element) | Event::Empty(element)) => {
                for attribute in element.attributes().with_checks(false).flatten() {
                    texts.push(plain(&String::from_utf8_lossy(&attribute.value)));
                }
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    texts.extend(
        String::from_utf8_lossy(bytes)
            .split(|c: char| c.is_control() || c == '\u{fffd}')
            .filter(|run| run.chars().count() > 4)
            .map(str::to_owned),
    );
    texts
}

fn plain(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}
