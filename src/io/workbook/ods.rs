//! OpenDocument sheets, streamed: `content.xml` is walked once per sheet and nothing is held but
//! the row at hand. A cell that says it is repeated 16,384 times, or a row a million times, costs
//! only what has text in it; entities are never expanded.

use std::fs::File;
use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Asked, Book, SheetName, show};
use crate::io::budget::Budget;
use crate::io::layout::{Merged, SheetFacts};
use crate::io::row::{Flow, Row, Sink};
use crate::io::{Limits, OpenError};

type Xml<'a> = Reader<BufReader<std::io::Take<zip::read::ZipFile<'a, BufReader<File>>>>>;

pub(super) struct OdsBook {
    archive: zip::ZipArchive<BufReader<File>>,
    sheets: Vec<SheetName>,
    limits: Limits,
}

impl OdsBook {
    pub fn new(file: File, limits: &Limits) -> Result<Self, OpenError> {
        let mut archive =
            zip::ZipArchive::new(BufReader::new(file)).map_err(|_| OpenError::Damaged)?;
        if let Ok(manifest) = archive.by_name("META-INF/manifest.xml") {
            let mut bytes = Vec::new();
            manifest.take(4 << 20).read_to_end(&mut bytes)?;
            if memchr::memmem::find(&bytes, b"encryption-data").is_some() {
                return Err(OpenError::PasswordProtected);
            }
        }
        let mut book = Self {
            archive,
            sheets: Vec::new(),
            limits: *limits,
        };
        book.sheets = book.list()?;
        Ok(book)
    }

    fn xml(&mut self) -> Result<Xml<'_>, OpenError> {
        let entry = self
            .archive
            .by_name("content.xml")
            .map_err(|e| super::archive::reason(&e))?;
        let mut reader = Reader::from_reader(BufReader::with_capacity(
            1 << 16,
            entry.take(self.limits.bytes),
        ));
        reader.config_mut().check_end_names = false;
        Ok(reader)
    }

    /// The sheets; those whose style says `table:display="false"` are hidden.
    fn list(&mut self) -> Result<Vec<SheetName>, OpenError> {
        let mut xml = self.xml()?;
        let mut buffer = Vec::new();
        let mut sheets = Vec::new();
        let mut style = String::new();
        let mut hidden_styles = std::collections::HashSet::new();
        loop {
            let event = next(&mut xml, &mut buffer)?;
            let empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    b"style" => style = attribute(&tag, b"name")?.unwrap_or_default(),
                    b"table-properties"
                        if attribute(&tag, b"display")?.as_deref() == Some("false") =>
                    {
                        hidden_styles.insert(style.clone());
                    }
                    b"table" => {
                        let own = attribute(&tag, b"style-name")?.unwrap_or_default();
                        sheets.push(SheetName {
                            name: attribute(&tag, b"name")?.unwrap_or_default(),
                            hidden: hidden_styles.contains(&own),
                        });
                        if sheets.len() > 10_000 {
                            return Err(OpenError::TooLarge { what: "cells" });
                        }
                        if !empty {
                            skip(&mut xml, b"table")?;
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(sheets),
                _ => {}
            }
        }
    }
}

fn next<'b>(xml: &mut Xml<'_>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, OpenError> {
    buffer.clear();
    xml.read_event_into(buffer).map_err(|_| OpenError::Damaged)
}

/// Passes over all that is left of an element whose start was read.
fn skip(xml: &mut Xml<'_>, name: &[u8]) -> Result<(), OpenError> {
    let mut buffer = Vec::new();
    let mut depth = 1u32;
    while depth > 0 {
        match next(xml, &mut buffer)? {
            Event::Start(tag) if tag.local_name().as_ref() == name => depth += 1,
            Event::End(tag) if tag.local_name().as_ref() == name => depth -= 1,
            Event::Eof => return Err(OpenError::Damaged),
            _ => {}
        }
    }
    Ok(())
}

/// An attribute by its name without prefix.
fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Result<Option<String>, OpenError> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| OpenError::Damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.unescape_value().map_err(|_| OpenError::Damaged)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

fn count(tag: &BytesStart<'_>, name: &[u8]) -> Result<u32, OpenError> {
    match attribute(tag, name)? {
        None => Ok(1),
        Some(text) => text
            .trim()
            .parse::<u64>()
            .map(|n| u32::try_from(n).unwrap_or(u32::MAX))
            .map_err(|_| OpenError::Damaged),
    }
}

impl Book for OdsBook {
    fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    fn rows(
        &mut self,
        name: &str,
        asked: Asked,
        sink: &mut dyn Sink,
        budget: &mut Budget<'_>,
    ) -> Result<SheetFacts, OpenError> {
        let mut xml = self.xml()?;
        let mut buffer = Vec::new();
        loop {
            match next(&mut xml, &mut buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == b"table" => {
                    if attribute(&tag, b"name")?.as_deref() == Some(name) {
                        break;
                    }
                    skip(&mut xml, b"table")?;
                }
                Event::Empty(tag)
                    if tag.local_name().as_ref() == b"table"
                        && attribute(&tag, b"name")?.as_deref() == Some(name) =>
                {
                    return Ok(SheetFacts::default());
                }
                Event::Eof => return Err(OpenError::Damaged),
                _ => {}
            }
        }
        let mut sheet = Sheet {
            asked,
            facts: SheetFacts::default(),
            place: 0,
            row: Row::default(),
            next_row: 1,
        };
        sheet.read(&mut xml, sink, budget)?;
        Ok(sheet.facts)
    }
}

struct Sheet {
    asked: Asked,
    facts: SheetFacts,
    /// Place of the next column definition.
    place: u32,
    row: Row,
    next_row: u32,
}

/// A cell as written.
#[derive(Default)]
struct Cell {
    kind: String,
    value: Option<String>,
    text: String,
}

impl Sheet {
    fn read(
        &mut self,
        xml: &mut Xml<'_>,
        sink: &mut dyn Sink,
        budget: &mut Budget<'_>,
    ) -> Result<(), OpenError> {
        let mut buffer = Vec::new();
        loop {
            let event = next(xml, &mut buffer)?;
            let empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    b"table-column" => {
                        let repeated = count(&tag, b"number-columns-repeated")?;
                        if is_hidden(&tag)? {
                            let last = self.place.saturating_add(repeated.saturating_sub(1));
                            self.facts
                                .hidden_places
                                .push((self.place, last.min(16_383)));
                        }
                        self.place = self.place.saturating_add(repeated);
                    }
                    b"table-row" => {
                        let repeated = count(&tag, b"number-rows-repeated")?;
                        let hidden = is_hidden(&tag)?;
                        self.row.clear();
                        self.row.number = self.next_row;
                        if !empty {
                            self.cells(xml, budget)?;
                        }
                        if self.hand_on(repeated, hidden, sink, budget)? == Flow::Enough {
                            return Ok(());
                        }
                    }
                    // A drawing may hold a table of its own.
                    b"shapes" if !empty => skip(xml, b"shapes")?,
                    b"table" if !empty => skip(xml, b"table")?,
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == b"table" => return Ok(()),
                Event::Eof => return Err(OpenError::Damaged),
                _ => {}
            }
        }
    }

    /// Gives a row to the sink as often as it says, if it holds anything.
    fn hand_on(
        &mut self,
        repeated: u32,
        hidden: bool,
        sink: &mut dyn Sink,
        budget: &mut Budget<'_>,
    ) -> Result<Flow, OpenError> {
        let first = self.next_row;
        self.next_row = first.saturating_add(repeated);
        budget.row()?;
        if self.row.is_empty() {
            return Ok(Flow::On);
        }
        if hidden {
            self.facts
                .hidden_rows
                .push((first, self.next_row.saturating_sub(1)));
        }
        for turn in 0..repeated {
            if turn > 0 {
                let (cells, bytes) = (self.row.len(), self.row.bytes());
                for _ in 0..cells {
                    budget.cell(0, bytes / cells.max(1))?;
                }
                budget.row()?;
            }
            self.row.number = first.saturating_add(turn);
            if sink.row(&self.row)? == Flow::Enough {
                return Ok(Flow::Enough);
            }
        }
        Ok(Flow::On)
    }

    fn cells(&mut self, xml: &mut Xml<'_>, budget: &mut Budget<'_>) -> Result<(), OpenError> {
        let mut buffer = Vec::new();
        let mut place = 0u32;
        loop {
            let event = next(xml, &mut buffer)?;
            let empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let covered = tag.local_name().as_ref() == b"covered-table-cell";
                    if !covered && tag.local_name().as_ref() != b"table-cell" {
                        continue;
                    }
                    let repeated = count(&tag, b"number-columns-repeated")?;
                    let mut cell = self.begin(&tag, place)?;
                    if !empty {
                        content(
                            xml,
                            if covered {
                                b"covered-table-cell"
                            } else {
                                b"table-cell"
                            },
                            &mut cell,
                        )?;
                    }
                    self.place_cell(&cell, place, repeated, budget)?;
                    place = place.saturating_add(repeated);
                }
                Event::End(tag) if tag.local_name().as_ref() == b"table-row" => return Ok(()),
                Event::Eof => return Err(OpenError::Damaged),
                _ => {}
            }
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>, place: u32) -> Result<Cell, OpenError> {
        let mut cell = Cell::default();
        let (mut wide, mut high) = (1u32, 1u32);
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| OpenError::Damaged)?;
            let value = || {
                attribute
                    .unescape_value()
                    .map(std::borrow::Cow::into_owned)
                    .map_err(|_| OpenError::Damaged)
            };
            match attribute.key.local_name().as_ref() {
                // LibreOffice writes the kind twice; its own names errors.
                b"value-type" if cell.kind != "error" => cell.kind = value()?,
                b"value" | b"date-value" | b"time-value" | b"boolean-value" | b"string-value" => {
                    cell.value = Some(value()?);
                }
                b"number-columns-spanned" => wide = value()?.parse().unwrap_or(1),
                b"number-rows-spanned" => high = value()?.parse().unwrap_or(1),
                _ => {}
            }
        }
        if (wide > 1 || high > 1) && self.facts.merged.len() < 200_000 {
            self.facts.merged.push(Merged {
                first_row: self.row.number,
                last_row: self.row.number.saturating_add(high.max(1) - 1),
                first_place: place,
                last_place: place.saturating_add(wide.max(1) - 1),
            });
        }
        Ok(cell)
    }

    fn place_cell(
        &mut self,
        cell: &Cell,
        place: u32,
        repeated: u32,
        budget: &mut Budget<'_>,
    ) -> Result<(), OpenError> {
        let mut shown = String::new();
        let otherwise = cell.show(self.asked.as_shown, &mut shown);
        if shown.is_empty() {
            return Ok(());
        }
        for turn in 0..repeated {
            let place = place.saturating_add(turn);
            budget.cell(place, shown.len())?;
            self.row.push(place, &shown);
            if otherwise {
                *self.facts.shown_otherwise.entry(place).or_insert(0) += 1;
            }
        }
        Ok(())
    }
}

fn is_hidden(tag: &BytesStart<'_>) -> Result<bool, OpenError> {
    Ok(matches!(
        attribute(tag, b"visibility")?.as_deref(),
        Some("collapse" | "filter")
    ))
}

impl Cell {
    /// Appends what the cell shows; true where the sheet shows zeros that the value lacks.
    fn show(&self, as_shown: bool, out: &mut String) -> bool {
        match (self.kind.as_str(), &self.value) {
            ("float" | "currency" | "percentage", Some(value)) => {
                let Ok(number) = value.trim().parse::<f64>() else {
                    out.push_str(value);
                    return false;
                };
                show::number(number, out);
                let zeros = placed_digits(&self.text, out);
                if zeros && as_shown {
                    out.clear();
                    out.push_str(&self.text);
                }
                return zeros;
            }
            ("date", Some(value)) => show::iso(value, out),
            ("time", Some(value)) => show::duration(value, out),
            ("boolean", Some(value)) => out.push_str(&value.to_ascii_lowercase()),
            ("string", Some(value)) if !value.is_empty() => out.push_str(value),
            _ => out.push_str(&self.text),
        }
        false
    }
}

/// True for a shown text that is the number's digits with zeros or a plus before them.
fn placed_digits(shown: &str, plain: &str) -> bool {
    if !shown.starts_with(['0', '+']) || shown == plain || shown.contains(['.', ',']) {
        return false;
    }
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    let only = shown.chars().all(|c| {
        c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '\u{a0}' | '\u{202f}')
    });
    only && plain.chars().all(|c| c.is_ascii_digit())
        && digits.trim_start_matches('0') == plain.trim_start_matches('0')
}

/// The text of a cell: its paragraphs, without notes and drawings.
fn content(xml: &mut Xml<'_>, name: &[u8], cell: &mut Cell) -> Result<(), OpenError> {
    let mut buffer = Vec::new();
    let mut paragraphs = 0;
    let mut inside = 0u32;
    loop {
        let event = next(xml, &mut buffer)?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                b"annotation" if !empty => skip(xml, b"annotation")?,
                b"frame" if !empty => skip(xml, b"frame")?,
                b"p" => {
                    if paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    paragraphs += 1;
                    inside += u32::from(!empty);
                }
                b"s" => {
                    let blanks = count(&tag, b"c")?.min(32_767);
                    cell.text.extend(std::iter::repeat_n(' ', blanks as usize));
                }
                b"tab" => cell.text.push('\t'),
                b"line-break" => cell.text.push('\n'),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                b"p" => inside = inside.saturating_sub(1),
                own if own == name => return Ok(()),
                _ => {}
            },
            Event::Text(text) if inside > 0 => {
                let text = text.xml10_content().map_err(|_| OpenError::Damaged)?;
                cell.text.push_str(&text);
            }
            Event::CData(text) if inside > 0 => {
                let text = text.xml10_content().map_err(|_| OpenError::Damaged)?;
                cell.text.push_str(&text);
            }
            Event::GeneralRef(entity) if inside > 0 => {
                if let Some(c) = entity.resolve_char_ref().map_err(|_| OpenError::Damaged)? {
                    cell.text.push(c);
                } else {
                    let name = entity.decode().map_err(|_| OpenError::Damaged)?;
                    let known = quick_xml::escape::resolve_predefined_entity(&name);
                    cell.text.push_str(known.ok_or(OpenError::Damaged)?);
                }
            }
            Event::Eof => return Err(OpenError::Damaged),
            _ => {}
        }
    }
}
