//! The answer to a question: every cell of the column that waits for it is read the same way.

use std::collections::{HashMap, HashSet};

use super::{FixPlan, Proposal, rows_in};
use crate::check::{Checks, Reading, RepairId};
use crate::table::{Code, ColId, RowId, Table, TextBuf};

/// Plans one reading for a column.
#[must_use]
pub fn answer(
    table: &Table,
    checks: &Checks,
    col: ColId,
    reading: &Reading,
    rows: Option<&[RowId]>,
    except: &[(ColId, Code)],
) -> FixPlan {
    let mut plan = Proposal::default();
    let except: HashSet<Code> = except
        .iter()
        .filter(|(c, _)| *c == col)
        .map(|(_, code)| *code)
        .collect();
    if let Some(column) = table.column(col) {
        // Where no other column has a say, all rows of a text are read alike.
        let by_row = checks.needs_row(col);
        let mut known: HashMap<Code, Option<TextBuf>> = HashMap::new();
        for row in rows_in(table, rows) {
            let code = column.code(row);
            if except.contains(&code) {
                continue;
            }
            let read = || {
                let choices = checks.choices(table, row, col).into_iter();
                let mut read = choices.filter(|(r, _)| r == reading);
                read.next().map(|(_, value)| value)
            };
            let fresh;
            let value = if by_row {
                fresh = read();
                &fresh
            } else {
                known.entry(code).or_insert_with(read)
            };
            if let Some(value) = value {
                plan.add(row, col, code, value.as_text(), RepairId::Chosen);
            }
        }
    }
    plan.finish(table)
}
