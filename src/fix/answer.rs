//! The answer to a question: every cell of the column that waits for it is read the same way.

use std::collections::HashSet;

use super::{FixPlan, Proposal, rows_in};
use crate::check::{Checks, Reading, RepairId};
use crate::table::{Code, ColId, RowId, Table};

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
        for row in rows_in(table, rows) {
            let code = column.code(row);
            if except.contains(&code) {
                continue;
            }
            let value = checks
                .choices(table, row, col)
                .iter()
                .find(|(r, _)| r == reading);
            if let Some((_, value)) = value {
                plan.add(row, col, code, value.as_text(), RepairId::Chosen);
            }
        }
    }
    plan.finish(table)
}
