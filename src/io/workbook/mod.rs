//! Workbooks of every kind → table. Each kind has a [`Book`] that hands on rows of one sheet;
//! here the sheet is chosen, its rows become the table, and what the sheet says of itself is
//! put in the table's terms.

mod archive;
mod biff;
mod biff12;
mod compound;
mod marks;
mod ods;
mod others;
mod plain;
mod show;
mod xls;
mod xlsb;
mod xlsx;

use std::collections::BTreeMap;
use std::fs::File;
use std::ops::Range;
use std::path::Path;

use self::others::Others;
use super::budget::Budget;
use super::filling::{Filling, FirstRows};
use super::layout::{Merged, SheetFacts, SheetLayout};
use super::row::Sink;
use super::sniff::Family;
use super::{Kind, Known, OpenError, OpenOptions, Opened, Progress};
use crate::table::{ColId, EMPTY, RowId, Table, column_letters};

/// Formulas without a value whose places are told.
const UNSOLVED: usize = 5;

/// A sheet that has cells.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct SheetName {
    pub name: String,
    pub hidden: bool,
}

/// What is asked of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    /// Numbers as their format shows them.
    pub as_shown: bool,
    /// Hidden and merged too.
    pub facts: bool,
}

/// One workbook, of any kind.
pub(super) trait Book {
    /// Sheets with cells, in workbook order.
    fn sheets(&self) -> &[SheetName];

    /// Hands on the rows of a sheet that hold text, in order.
    fn rows(
        &mut self,
        name: &str,
        asked: Asked,
        sink: &mut dyn Sink,
        budget: &mut Budget<'_>,
    ) -> Result<SheetFacts, OpenError>;
}

/// Opens the container.
pub(super) fn book(
    mut file: File,
    path: &Path,
    family: Family,
    options: &OpenOptions,
) -> Result<(Kind, Box<dyn Book>), OpenError> {
    if family == Family::Compound {
        return Ok((
            Kind::Xls,
            Box::new(xls::XlsBook::new(file, &options.limits)?),
        ));
    }
    Ok(match archive::inspect(&mut file, &options.limits)? {
        archive::Archive::Xlsx => (Kind::Xlsx, Box::new(xlsx::XlsxBook::new(file, path)?)),
        archive::Archive::Xlsb => (Kind::Xlsb, Box::new(xlsb::XlsbBook::new(file, path)?)),
        archive::Archive::Ods => (
            Kind::Ods,
            Box::new(ods::OdsBook::new(file, &options.limits)?),
        ),
    })
}

/// Sheet names, visible ones first, and the hidden ones.
pub(super) fn listed(book: &dyn Book) -> (Vec<String>, Vec<String>) {
    let of = |hidden: bool| {
        book.sheets()
            .iter()
            .filter(move |s| s.hidden == hidden)
            .map(|s| s.name.clone())
    };
    (of(false).chain(of(true)).collect(), of(true).collect())
}

/// The sheet that the user named, in any letter case if need be.
pub(super) fn named(sheets: &[String], name: &str) -> Result<String, OpenError> {
    let folded = name.trim().to_lowercase();
    sheets
        .iter()
        .find(|s| *s == name)
        .or_else(|| sheets.iter().find(|s| s.trim().to_lowercase() == folded))
        .cloned()
        .ok_or_else(|| OpenError::NoSuchSheet {
            name: name.to_owned(),
            sheets: sheets.to_vec(),
        })
}

/// The first rows of a sheet, as many as decide its header.
pub(super) fn first_rows(
    book: &mut dyn Book,
    name: &str,
    most: usize,
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<FirstRows, OpenError> {
    let mut first = FirstRows {
        rows: Vec::new(),
        most,
    };
    let asked = Asked {
        as_shown: options.as_shown,
        facts: false,
    };
    let mut budget = Budget::new(options.limits, progress);
    book.rows(name, asked, &mut first, &mut budget)?;
    Ok(first)
}

/// The sheet to read when none was named: the first visible one with text.
pub(super) fn chosen(
    book: &mut dyn Book,
    sheets: &[String],
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<String, OpenError> {
    if let Some(name) = &options.sheet {
        return named(sheets, name);
    }
    if let [only] = sheets {
        return Ok(only.clone());
    }
    for name in sheets {
        if !first_rows(book, name, 1, options, progress)?
            .rows
            .is_empty()
        {
            return Ok(name.clone());
        }
    }
    sheets.first().cloned().ok_or(OpenError::Empty)
}

/// Reads one sheet, or several with the same headers, into a table.
pub(super) fn read(
    kind: Kind,
    book: &mut dyn Book,
    options: &OpenOptions,
    known: Known<'_>,
    progress: &dyn Progress,
) -> Result<Opened, OpenError> {
    let (sheets, hidden_sheets) = listed(book);
    let name = chosen(book, &sheets, options, progress)?;
    let asked = Asked {
        as_shown: options.as_shown,
        facts: true,
    };
    let mut budget = Budget::new(options.limits, progress);
    let mut filling = Filling::new(Some(&name), options, known);
    let facts = book.rows(&name, asked, &mut filling, &mut budget)?;
    let mut filled = filling.end()?;
    let all = |table: &Table| 0..u32::try_from(table.record_count()).unwrap_or(u32::MAX);
    if facts.since_1904 {
        filled.table.count_days_from_1904();
    }
    let mut layout = SheetLayout::default();
    let rows = all(&filled.table);
    if options.fill_merged {
        fill(&mut filled.table, rows.clone(), &facts.merged);
    }
    describe(&filled.table, rows, &facts, &mut layout);
    let mut table = filled.table;
    let mut others = Others {
        book,
        options,
        known,
        progress,
    };
    for further in &options.more_sheets {
        let further = named(&sheets, further)?;
        if table.sheets().contains(&further.as_str()) {
            continue;
        }
        table = others.join(table, &further, &mut budget, &mut layout)?;
    }
    layout.alike_sheets = others.alike(&sheets, &hidden_sheets, &table)?;
    table.drop_blank_columns();
    layout.rows_above = filled.rows_above;
    layout.header_rows = filled.header_rows;
    layout.hidden_sheets = hidden_sheets;
    layout.propose_removals(&table);
    Ok(Opened {
        table,
        kind,
        sheets,
        encoding: None,
        delimiter: None,
        flaws: filled.flaws,
        layout,
    })
}

/// The facts of one sheet in the table's terms; its records are `rows`.
fn describe(table: &Table, rows: Range<u32>, facts: &SheetFacts, layout: &mut SheetLayout) {
    let first = (!rows.is_empty()).then_some(RowId(rows.start));
    // Where every cell is a formula without a value there is no record, and that is told too.
    let header_row = first.map_or(table.header_row(), |row| table.header_row_of(row));
    let sheet = match first {
        Some(row) => table.sheet_of(row),
        None => table.sheets().last().copied(),
    };
    let sheet = sheet.map(str::to_owned);
    let (unsolved, places) = facts.unsolved.below(header_row);
    layout.unsolved += unsolved;
    for (row, place) in places.take(UNSOLVED.saturating_sub(layout.first_unsolved.len())) {
        let address = format!("{}{row}", column_letters(place));
        layout.first_unsolved.push((sheet.clone(), address));
    }
    let Some(first) = first else {
        return;
    };
    let columns: BTreeMap<u32, ColId> = table
        .columns()
        .filter_map(|(col, _)| Some((table.place_of(first, col)?, col)))
        .collect();
    let mut runs = facts.hidden_rows.clone();
    runs.sort_unstable();
    layout.hidden_rows.extend(rows.map(RowId).filter(|row| {
        let number = table.row_number(*row);
        let after = runs.partition_point(|(first, _)| *first <= number);
        after
            .checked_sub(1)
            .and_then(|i| runs.get(i))
            .is_some_and(|(_, last)| number <= *last)
    }));
    for (place, col) in &columns {
        let hidden = facts
            .hidden_places
            .iter()
            .any(|(a, b)| (*a..=*b).contains(place));
        if hidden && !layout.hidden_columns.contains(col) {
            layout.hidden_columns.push(*col);
        }
    }
    layout.merged.extend(
        facts
            .merged
            .iter()
            .filter(|block| block.last_row > header_row && block.last_row > block.first_row)
            .map(|block| (sheet.clone(), *block)),
    );
    for (place, cells) in &facts.shown_otherwise {
        let Some(col) = columns.get(place) else {
            continue;
        };
        match layout.shown_otherwise.iter_mut().find(|(c, _)| c == col) {
            Some((_, before)) => *before += cells,
            None => layout.shown_otherwise.push((*col, *cells)),
        }
    }
}

/// Gives every row of a merged block the text of its first, column by column.
fn fill(table: &mut Table, rows: Range<u32>, merged: &[Merged]) {
    let Some(start) = (!rows.is_empty()).then_some(RowId(rows.start)) else {
        return;
    };
    let columns: BTreeMap<u32, ColId> = table
        .columns()
        .filter_map(|(col, _)| Some((table.place_of(start, col)?, col)))
        .collect();
    let numbers: Vec<(u32, RowId)> = rows
        .map(|row| (table.row_number(RowId(row)), RowId(row)))
        .collect();
    for block in merged {
        let from = numbers.partition_point(|(number, _)| *number < block.first_row);
        let to = numbers.partition_point(|(number, _)| *number <= block.last_row);
        let Some([(number, first), below @ ..]) = numbers.get(from..to) else {
            continue;
        };
        if *number != block.first_row {
            continue;
        }
        for (_, col) in columns.range(block.first_place..=block.last_place) {
            let Some(code) = table.column(*col).map(|c| c.code(*first)) else {
                continue;
            };
            for (_, row) in below {
                if code != EMPTY && table.text(*row, *col).is_empty() {
                    table.repeat(*row, *col, code);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{Quiet, open};
    use rust_xlsxwriter::{ExcelDateTime as Written, Format, Formula, Workbook};

    fn opened(book: &mut Workbook, options: &OpenOptions) -> Result<Opened, OpenError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("named.csv");
        book.save(&path).unwrap();
        open(&path, options, &Quiet)
    }

    fn row(table: &Table, row: u32) -> Vec<String> {
        table
            .columns()
            .map(|(col, _)| {
                table
                    .text(crate::table::RowId(row), col)
                    .reveal()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn cells_show_what_excel_shows() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (col, name) in (0u16..).zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
            sheet.write_string(0, col, name).unwrap();
        }
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_string(1, 0, "00123").unwrap();
        sheet.write_string(1, 1, "7E3").unwrap();
        sheet.write_number(1, 2, 47_000_124_512.0).unwrap();
        sheet.write_number(1, 3, 0.1 + 0.2).unwrap();
        let day = Written::from_ymd(2022, 1, 31).unwrap();
        sheet.write_datetime_with_format(1, 4, day, &date).unwrap();
        sheet.write_boolean(1, 5, true).unwrap();
        sheet
            .write_formula(1, 6, Formula::new("=NA()").set_result("#N/A"))
            .unwrap();
        sheet
            .write_formula(1, 7, Formula::new("=1+1").set_result("2"))
            .unwrap();
        let o = opened(&mut book, &OpenOptions::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(o.kind, Kind::Xlsx);
        assert_eq!(
            row(&o.table, 0),
            [
                "00123",
                "7E3",
                "47000124512",
                "0.3",
                "2022-01-31",
                "true",
                "#N/A",
                "2"
            ]
        );
    }

    #[test]
    fn far_cells_cost_nothing() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "x").unwrap();
        sheet.write_string(1_048_575, 16_383, "far").unwrap();
        let o = opened(&mut book, &OpenOptions::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(o.table.row_count(), 1);
        assert_eq!(o.table.column_count(), 2);
        let far = o.table.address(crate::table::RowId(0), ColId(1));
        assert_eq!(far, "XFD1048576");
    }

    #[test]
    fn rows_and_columns_keep_their_addresses() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Juin").unwrap();
        sheet.write_string(0, 1, "Title").unwrap();
        sheet.write_string(2, 1, "id").unwrap();
        sheet.write_string(2, 3, "name").unwrap();
        sheet.write_string(5, 3, "x").unwrap();
        let o = opened(&mut book, &OpenOptions::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((o.table.header_row(), o.table.sheet()), (3, Some("Juin")));
        assert_eq!(o.table.address(crate::table::RowId(0), ColId(2)), "D6");
    }

    #[test]
    fn sheets_by_name_and_limits() {
        let mut book = Workbook::new();
        book.add_worksheet()
            .set_name("Hidden")
            .unwrap()
            .set_hidden(true);
        let sheet = book.add_worksheet().set_name("Data").unwrap();
        sheet.set_active(true);
        for col in 0..20 {
            sheet.write_string(0, col, "h").unwrap();
        }
        let o = opened(&mut book, &OpenOptions::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(o.sheets, ["Data", "Hidden"]);
        assert_eq!(o.table.sheet(), Some("Data"));
        let missing = OpenOptions {
            sheet: Some("Mai".into()),
            ..OpenOptions::default()
        };
        assert!(matches!(
            opened(&mut book, &missing),
            Err(OpenError::NoSuchSheet { .. })
        ));
        let mut small = OpenOptions::default();
        small.limits.cells = 10;
        assert!(matches!(
            opened(&mut book, &small),
            Err(OpenError::TooLarge { what: "cells" })
        ));
    }
}
