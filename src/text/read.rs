//! How a file was read, in words: one line, and the notes that are worth telling. Columns are
//! named by their letters and headers, never by what they hold.

use super::{Arg, Lang, count, t, tf};
use crate::io::{Kind, ReadNote};
use crate::table::{ColId, Table};

/// Rows of one kind that are named.
const ROWS: usize = 5;

/// What kind of file it was, to be shown.
#[must_use]
pub fn kind(lang: Lang, kind: Kind) -> String {
    t(
        lang,
        match kind {
            Kind::Xlsx => "kind-xlsx",
            Kind::Xlsb => "kind-xlsb",
            Kind::Xls => "kind-xls",
            Kind::Ods => "kind-ods",
            Kind::Csv => "kind-csv",
            Kind::Json => "kind-json",
            Kind::JsonLines => "kind-json-lines",
        },
    )
}

/// A delimiter by its name.
#[must_use]
pub fn delimiter(lang: Lang, delimiter: char) -> String {
    match delimiter {
        '\t' => t(lang, "delimiter-tab"),
        ';' => t(lang, "delimiter-semicolon"),
        ',' => t(lang, "delimiter-comma"),
        '|' => t(lang, "delimiter-bar"),
        other => other.to_string(),
    }
}

/// “Read as: Excel workbook, sheet Juin, header in row 4”: one line.
#[must_use]
pub fn read_as(
    lang: Lang,
    table: &Table,
    file_kind: Kind,
    encoding: Option<&str>,
    mark: Option<char>,
) -> String {
    let mut parts = vec![kind(lang, file_kind)];
    if table.is_union() {
        let names = table.sheets().join(" + ");
        parts.push(tf(
            lang,
            "read-as-sheets",
            &[("sheets", names.as_str().into())],
        ));
    } else if let Some(sheet) = table.sheet() {
        parts.push(tf(lang, "read-sheet", &[("sheet", sheet.into())]));
    }
    if table.header_row() > 0 {
        let row = table.header_row().to_string();
        parts.push(tf(lang, "read-header", &[("row", row.as_str().into())]));
    }
    parts.extend(encoding.map(str::to_owned));
    parts.extend(mark.map(|mark| delimiter(lang, mark)));
    tf(
        lang,
        "read-as",
        &[("parts", parts.join(", ").as_str().into())],
    )
}

/// A note about how the file was read.
#[must_use]
pub fn read_note(lang: Lang, table: &Table, note: &ReadNote) -> String {
    let columns = |cols: &[ColId]| {
        let names: Vec<String> = cols.iter().map(|col| column_name(table, *col)).collect();
        names.join(", ")
    };
    let counted = |key: &str, number: u64, more: &[(&str, Arg<'_>)]| {
        let shown = count(lang, number);
        let mut args: Vec<(&str, Arg<'_>)> =
            vec![("n", number.into()), ("count", shown.as_str().into())];
        args.extend_from_slice(more);
        tf(lang, key, &args)
    };
    match note {
        ReadNote::RowsAbove { count } => counted("note-rows-above", u64::from(*count), &[]),
        ReadNote::JoinedHeader => t(lang, "note-joined-header"),
        ReadNote::HiddenRows { count } => counted("note-hidden-rows", *count as u64, &[]),
        ReadNote::HiddenColumns { columns: cols } => counted(
            "note-hidden-columns",
            cols.len() as u64,
            &[("columns", columns(cols).as_str().into())],
        ),
        ReadNote::Merged { blocks, sheets } => {
            let words = counted("note-merged", *blocks as u64, &[]);
            if table.is_union() {
                format!("{words} ({})", sheets.join(", "))
            } else {
                words
            }
        }
        ReadNote::Total { row } => {
            let number = table.row_address(*row);
            let key = if table.is_removed(*row) {
                "note-total-out"
            } else {
                "note-total"
            };
            tf(lang, key, &[("row", number.as_str().into())])
        }
        ReadNote::RepeatedHeaders { rows } => {
            let first = rows.iter().take(ROWS).map(|row| table.row_address(*row));
            let more = (rows.len() > ROWS).then(|| "…".to_owned());
            let rows_told: Vec<String> = first.chain(more).collect();
            counted(
                "note-repeated-header",
                rows.len() as u64,
                &[("rows", rows_told.join(", ").as_str().into())],
            )
        }
        ReadNote::Unsolved { cells, first } => {
            let named = |(sheet, cell): &(Option<String>, String)| match sheet {
                Some(sheet) if table.is_union() => format!("{sheet}!{cell}"),
                _ => cell.clone(),
            };
            let mut places: Vec<String> = first.iter().map(named).collect();
            if *cells > first.len() as u64 {
                places.push("…".to_owned());
            }
            let places = places.join(", ");
            counted(
                "note-unsolved",
                *cells,
                &[("cells", places.as_str().into())],
            )
        }
        ReadNote::ShownOtherwise { col, cells } => counted(
            "note-shown-otherwise",
            *cells,
            &[("column", column_name(table, *col).as_str().into())],
        ),
        ReadNote::HiddenSheets { names } => counted(
            "note-hidden-sheets",
            names.len() as u64,
            &[("names", names.join(", ").as_str().into())],
        ),
        ReadNote::AlikeSheets { names } => counted(
            "note-alike-sheets",
            names.len() as u64,
            &[("names", names.join(", ").as_str().into())],
        ),
    }
}

fn column_name(table: &Table, col: ColId) -> String {
    match table.column(col) {
        Some(column) if column.header().trim().is_empty() => column.letters(),
        Some(column) => format!("{} ({})", column.header().trim(), column.letters()),
        None => String::new(),
    }
}
