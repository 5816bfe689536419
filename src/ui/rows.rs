//! Which rows a view shows and in which order, and how often a column's values occur in them.
//! Pure: the same document and view give the same rows.

use std::collections::HashMap;

use rayon::prelude::*;

use super::derived::{Filter, View, is_shown, key_of};
use crate::check::Group;
use crate::document::Document;
use crate::parse::{number, word};
use crate::table::{Code, ColId, Column, RowId, Table};

/// The rows that pass every filter of a view, in the order of the file. What is chosen in the
/// column `but` does not count, so that its other values can be counted and chosen too. `odd` are
/// the rows with a problem, where they are known.
#[must_use]
pub fn shown(
    document: &Document,
    groups: &[Group],
    odd: Option<&[RowId]>,
    view: &View,
    but: Option<ColId>,
) -> Vec<RowId> {
    let (table, checks) = (document.table(), document.checks());
    let mut rows: Vec<RowId> = match view.filter {
        Filter::All => table.rows().collect(),
        Filter::Problems => match odd {
            Some(odd) => odd.to_vec(),
            None => checks.marked_rows(table).odd,
        },
        Filter::Group => groups
            .iter()
            .find(|g| Some(key_of(g)) == view.group)
            .map(|g| checks.rows_of_group(table, g))
            .unwrap_or_default(),
    };
    for (col, codes) in &view.values {
        if Some(*col) == but {
            continue;
        }
        if let Some(column) = table.column(*col) {
            let wanted = marks(column, codes.iter().copied());
            rows.retain(|row| is_marked(&wanted, column, *row));
        }
    }
    for (place, text) in &view.texts {
        let cols: Vec<ColId> = match place {
            Some(col) => vec![*col],
            None => table
                .columns()
                .map(|(col, _)| col)
                .filter(|col| view.left_out || is_shown(document, *col))
                .filter(|col| !view.hidden.contains(col))
                .collect(),
        };
        let holding = holding(table, &cols, text);
        rows.retain(|row| {
            holding
                .iter()
                .any(|(column, marks)| is_marked(marks, column, *row))
        });
    }
    rows
}

/// How many of some rows hold each text of a column, the most frequent first.
#[must_use]
pub fn facet(column: &Column, rows: &[RowId]) -> Vec<(Code, u32)> {
    let mut counts: HashMap<Code, u32> = HashMap::new();
    for row in rows {
        *counts.entry(column.code(*row)).or_default() += 1;
    }
    let mut list: Vec<(Code, u32)> = counts.into_iter().collect();
    list.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    list
}

/// Codes as marks by their number: asked once a row, which a set would make slow.
fn marks(column: &Column, codes: impl Iterator<Item = Code>) -> Vec<bool> {
    let mut marks = vec![false; column.code_count() as usize];
    for code in codes {
        if let Some(slot) = marks.get_mut(code as usize) {
            *slot = true;
        }
    }
    marks
}

fn is_marked(marks: &[bool], column: &Column, row: RowId) -> bool {
    marks.get(column.code(row) as usize) == Some(&true)
}

/// The columns in which any text contains what is looked for, with those texts. Letter case and
/// accents do not matter.
fn holding<'a>(table: &'a Table, cols: &[ColId], text: &str) -> Vec<(&'a Column, Vec<bool>)> {
    let wanted = word::fold(text);
    let plain = wanted.is_ascii().then_some(wanted.as_bytes());
    cols.par_iter()
        .filter_map(|col| {
            let column = table.column(*col)?;
            let codes: Vec<Code> = column
                .live_codes()
                .filter(|(code, _)| {
                    let text = column.text_of(*code).reveal();
                    match plain {
                        // Most texts are plain and need no copy to be compared.
                        Some(wanted) if text.is_ascii() => contains(text.as_bytes(), wanted),
                        _ => word::fold(text).contains(&wanted),
                    }
                })
                .map(|(code, _)| code)
                .collect();
            (!codes.is_empty()).then(|| (column, marks(column, codes.into_iter())))
        })
        .collect()
}

/// Whether lower-case ASCII letters stand in a text of any letter case.
fn contains(text: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first() else {
        return true;
    };
    text.windows(wanted.len()).any(|part| {
        part.first().map(u8::to_ascii_lowercase) == Some(*first)
            && part.eq_ignore_ascii_case(wanted)
    })
}

/// By code: its place in the order. Numbers by value before text by letters; empty cells come
/// last both ways, as in a spreadsheet.
#[must_use]
pub fn ranks(column: &Column, backwards: bool) -> Vec<u32> {
    let mut order: Vec<(bool, Option<f64>, String, Code)> = column
        .live_codes()
        .map(|(code, _)| {
            let text = column.text_of(code).reveal().trim();
            let value = number::float(text);
            let folded = if value.is_some() {
                String::new()
            } else {
                crate::schema::fold_header(text)
            };
            (text.is_empty(), value, folded, code)
        })
        .collect();
    order.par_sort_by(|a, b| {
        let by_value = match (a.1, b.1) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => a.2.cmp(&b.2),
        };
        let by_value = if backwards {
            by_value.reverse()
        } else {
            by_value
        };
        a.0.cmp(&b.0).then(by_value)
    });
    let mut ranks = vec![u32::MAX; column.code_count() as usize];
    let mut rank = 0;
    let mut last: Option<(bool, Option<u64>, String)> = None;
    for (empty, value, folded, code) in order {
        // Equal texts share a rank, so that the order of the file stays among them.
        let this = (empty, value.map(f64::to_bits), folded);
        if last.as_ref().is_some_and(|last| *last != this) {
            rank += 1;
        }
        if let Some(slot) = ranks.get_mut(code as usize) {
            *slot = rank;
        }
        last = Some(this);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Text;

    #[test]
    fn numbers_sort_by_value_and_empty_cells_come_last() {
        let mut table = Table::new(None, 1, vec![("x".to_owned(), 0)]);
        for (at, text) in ["10", "", "9", "b", "À", "9.0"].into_iter().enumerate() {
            let row = table.push_row(at as u32 + 2);
            table.set(row, ColId(0), Text::new(text));
        }
        let sorted = |backwards| {
            let column = table.column(ColId(0)).unwrap();
            let ranks = ranks(column, backwards);
            let mut rows: Vec<RowId> = table.rows().collect();
            rows.sort_by_key(|row| ranks[column.code(*row) as usize]);
            rows.iter()
                .map(|row| table.text(*row, ColId(0)).reveal().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(sorted(false), ["9", "9.0", "10", "À", "b", ""]);
        assert_eq!(sorted(true), ["b", "À", "10", "9", "9.0", ""]);
    }

    #[test]
    fn a_text_is_found_in_any_letter_case_and_without_its_accents() {
        let mut table = Table::new(None, 1, vec![("x".to_owned(), 0)]);
        for (at, text) in ["Zoé Ngoma", "ZOE", "3,5", "", "x"].into_iter().enumerate() {
            let row = table.push_row(at as u32 + 2);
            table.set(row, ColId(0), Text::new(text));
        }
        let found = |text: &str| {
            let held = holding(&table, &[ColId(0)], text);
            table
                .rows()
                .filter(|row| held.iter().any(|(c, marks)| is_marked(marks, c, *row)))
                .map(|row| table.text(row, ColId(0)).reveal().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("zoe"), ["Zoé Ngoma", "ZOE"]);
        assert_eq!(found("É"), ["Zoé Ngoma", "ZOE"]);
        assert_eq!(found(",5"), ["3,5"]);
        assert!(found("y").is_empty());
    }
}
