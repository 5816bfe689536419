//! Rows that say the header once more, as lists do that were printed page by page or put together
//! from several: none of them is a meter. Only proposed; nothing is taken out here.

use rayon::prelude::*;

use crate::table::{Code, Column, EMPTY, RowId, Table};

/// Blanks that may stand around a header that is repeated.
const BLANKS: usize = 16;

/// The records whose texts are all the headers of their columns, in order: two texts at least,
/// since one alone may be a value.
pub(super) fn candidates(table: &Table) -> Vec<RowId> {
    let columns: Vec<(&Column, Vec<Code>)> = table
        .columns()
        .collect::<Vec<_>>()
        .into_par_iter()
        .with_max_len(1)
        .map(|(_, column)| (column, codes_of_header(column)))
        .collect();
    let named = table.columns().filter(|(_, c)| !c.header().is_empty());
    let least = named.count().clamp(1, 2);
    let hit = columns.iter().filter(|(_, codes)| !codes.is_empty());
    if hit.clone().count() < least {
        return Vec::new();
    }
    let repeats = |row: RowId| {
        let mut same = 0;
        for (column, codes) in &columns {
            let code = column.code(row);
            if code != EMPTY && !codes.contains(&code) {
                return false;
            }
            same += usize::from(code != EMPTY);
        }
        same >= least && !table.is_removed(row)
    };
    let mut found: Vec<RowId> = hit
        .flat_map(|(column, codes)| {
            let rows = column.codes().zip(0u32..);
            rows.filter(|(code, _)| codes.contains(code))
                .map(|(_, row)| RowId(row))
        })
        .filter(|row| repeats(*row))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The texts of a column that are its header, in any letter case.
fn codes_of_header(column: &Column) -> Vec<Code> {
    let header = column.header().trim();
    if header.is_empty() {
        return Vec::new();
    }
    let lower = header.to_lowercase();
    let lengths = header.len()..=header.len() + BLANKS;
    let codes = 1..column.code_count();
    let texts = column.texts_of(codes.clone()).zip(codes);
    texts
        .filter(|(text, code)| {
            // Asked of every distinct text of the file: nearly all are told by their length.
            lengths.contains(&text.len())
                && column.rows_of(*code) > 0
                && text.reveal().trim().to_lowercase() == lower
        })
        .map(|(_, code)| code)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ColId, Text};

    fn repeated(headers: [&str; 3], rows: &[[&str; 3]]) -> Vec<u32> {
        let headers = headers.map(str::to_owned).into_iter().zip(0..).collect();
        let mut table = Table::new(None, 1, headers);
        for (row, number) in rows.iter().zip(2u32..) {
            let id = table.push_row(number);
            for (text, col) in row.iter().zip(0u32..) {
                table.set(id, ColId(col), Text::new(text));
            }
        }
        let rows = candidates(&table).into_iter();
        rows.map(|row| table.row_number(row)).collect()
    }

    #[test]
    fn a_repeated_header_is_found_and_a_value_like_it_is_not() {
        let headers = ["Numéro", "Statut", "Commercial"];
        let rows = [
            ["1", "ok", "x"],
            ["Numéro", "Statut", "Commercial"],
            ["2", "Statut", "commercial"],
            [" NUMÉRO ", "", "commercial"],
            ["", "", "Commercial"],
            ["Statut", "Numéro", ""],
            ["Numéro", "Statut", "x"],
        ];
        assert_eq!(repeated(headers, &rows), [3, 5]);
        assert_eq!(repeated(headers, &rows[..1]), [0u32; 0]);
        assert_eq!(
            repeated(["id", "", ""], &[["1", "", ""], ["ID", "", ""]]),
            [3]
        );
        assert_eq!(repeated(["id", "", ""], &[["ID", "x", ""]]), [0u32; 0]);
    }
}
