//! Rows that add up or average the others: a total at the end is no customer. Only proposed;
//! nothing is taken out here.

use rayon::prelude::*;

use crate::parse::word::fold;
use crate::table::{Code, Column, EMPTY, RowId, Table};

/// First words of a row that adds up, in English and French, folded.
const WORDS: [&str; 14] = [
    "total",
    "totaux",
    "totals",
    "sous total",
    "sous-total",
    "subtotal",
    "grand total",
    "somme",
    "sum",
    "moyenne",
    "average",
    "mean",
    "ensemble",
    "cumul",
];

/// Rows at the end in which a sum without a word is looked for.
const TAIL: usize = 3;

/// The records that look like totals or averages, in order.
pub(super) fn candidates(table: &Table) -> Vec<RowId> {
    let rows = table.row_count();
    if rows < 2 {
        return Vec::new();
    }
    let usual = usual_width(table);
    let columns: Vec<&Column> = table.columns().map(|(_, column)| column).collect();
    let mut found: Vec<RowId> = columns
        .into_par_iter()
        .with_max_len(1)
        .flat_map_iter(|column| {
            let codes = 1..column.code_count();
            let texts = column.texts_of(codes.clone()).zip(codes);
            let codes: Vec<Code> = texts
                .filter(|(text, code)| {
                    names_total(text.reveal())
                        && column.rows_of(*code) > 0
                        && column.rows_of(*code) as usize <= rows / 20 + 2
                })
                .map(|(_, code)| code)
                .collect();
            let named = !codes.is_empty();
            column
                .codes()
                .zip(0u32..)
                .take_while(move |_| named)
                .filter(move |(code, _)| codes.binary_search(code).is_ok())
                .map(|(_, row)| RowId(row))
                .filter(move |row| {
                    !table.is_removed(*row)
                        && width(table, *row) * 5 <= usual * 4
                        && begins(table, *row, column.place())
                })
        })
        .collect();
    for row in table.rows().skip(rows.saturating_sub(TAIL)) {
        if width(table, row) * 2 < usual && adds_up(table, row) {
            found.push(row);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn names_total(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', ' ']);
    // Asked of every distinct text of the file: most are told by their first letter.
    let likely = text.len() <= 60
        && text.starts_with([
            't', 'T', 's', 'S', 'g', 'G', 'm', 'M', 'a', 'A', 'e', 'E', 'c', 'C',
        ]);
    if !likely {
        return false;
    }
    if text.is_ascii() {
        return WORDS.iter().any(|word| {
            text.split_at_checked(word.len())
                .is_some_and(|(head, rest)| {
                    head.eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphanumeric)
                })
        });
    }
    let folded = fold(text);
    WORDS.iter().any(|word| {
        folded
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || !rest.starts_with(char::is_alphanumeric))
    })
}

/// True when no text but numbers stands left of this column: the word opens the row.
fn begins(table: &Table, row: RowId, place: u32) -> bool {
    table
        .columns()
        .filter(|(_, c)| c.place() < place && c.code(row) != EMPTY)
        .count()
        <= 1
}

fn width(table: &Table, row: RowId) -> usize {
    table
        .columns()
        .filter(|(_, c)| c.code(row) != EMPTY)
        .count()
}

/// How many cells of a record hold text, usually.
fn usual_width(table: &Table) -> usize {
    let step = (table.row_count() / 200).max(1);
    let mut widths: Vec<usize> = table
        .rows()
        .step_by(step)
        .map(|row| width(table, row))
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

/// True when the row holds numbers only, and one of them is the sum or the mean of its column.
fn adds_up(table: &Table, row: RowId) -> bool {
    let mut any = false;
    for (_, column) in table.columns() {
        let code = column.code(row);
        if code == EMPTY {
            continue;
        }
        let Some(own) = value(column.text_of(code).reveal()) else {
            return false;
        };
        if any {
            continue;
        }
        let numbers: Vec<f64> = (0..column.code_count())
            .map(|c| value(column.text_of(c).reveal()).unwrap_or(f64::NAN))
            .collect();
        let (mut sum, mut count) = (0.0, 0u32);
        for other in table.rows().take_while(|r| *r < row) {
            if let Some(number) = numbers
                .get(column.code(other) as usize)
                .filter(|n| !n.is_nan())
            {
                sum += number;
                count += 1;
            }
        }
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0);
        any = count >= 3 && own != 0.0 && (near(own, sum) || near(own, sum / f64::from(count)));
    }
    any
}

fn value(text: &str) -> Option<f64> {
    text.trim()
        .replace(',', ".")
        .parse()
        .ok()
        .filter(|v: &f64| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ColId, Text};

    fn totals(rows: &[[&str; 4]]) -> Vec<u32> {
        let headers = (0..4).map(|i| (format!("h{i}"), i)).collect();
        let mut table = Table::new(None, 1, headers);
        for (row, number) in rows.iter().zip(2u32..) {
            let id = table.push_row(number);
            for (text, col) in row.iter().zip(0u32..) {
                table.set(id, ColId(col), Text::new(text));
            }
        }
        candidates(&table)
            .into_iter()
            .map(|r| table.row_number(r))
            .collect()
    }

    const DATA: [[&str; 4]; 4] = [
        ["1", "Awa", "Mbour", "10"],
        ["2", "Total Energies", "Mbour", "20"],
        ["3", "Ali", "Thiès", "30"],
        ["4", "Summer", "Thiès", "40"],
    ];

    fn with(last: [&'static str; 4]) -> Vec<u32> {
        let mut rows = DATA.to_vec();
        rows.push(last);
        totals(&rows)
    }

    #[test]
    fn totals_and_averages_are_found_customers_are_not() {
        assert_eq!(totals(&DATA), [0u32; 0]);
        assert_eq!(with(["TOTAL", "", "", "100"]), [6]);
        assert_eq!(with(["", "Total général :", "", "100"]), [6]);
        assert_eq!(with(["", "SOMME", "", "99"]), [6]);
        assert_eq!(with(["Moyenne", "", "", "25"]), [6]);
        assert_eq!(with(["", "", "", "100"]), [6], "a sum without a word");
        assert_eq!(with(["", "", "", "25"]), [6], "a mean without a word");
        assert_eq!(with(["", "", "", "77"]), [0u32; 0]);
        assert_eq!(
            with(["5", "Total", "Thiès", "50"]),
            [0u32; 0],
            "a whole record"
        );
    }
}
