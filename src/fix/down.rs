//! Fill down: an empty cell takes the text above it, as in a sheet with merged cells.

use std::collections::HashSet;

use super::{FixPlan, Proposal, rows_in};
use crate::check::RepairId;
use crate::parse::space;
use crate::table::{ColId, EMPTY, RowId, Table};

/// Plans a fill down. The text above may stand in a row that is not in the scope.
#[must_use]
pub fn fill_down(table: &Table, col: ColId, rows: Option<&[RowId]>) -> FixPlan {
    let mut plan = Proposal::default();
    let Some(column) = table.column(col) else {
        return plan.finish(table);
    };
    let wanted: HashSet<RowId> = rows_in(table, rows).into_iter().collect();
    let mut above = EMPTY;
    for row in table.rows() {
        let code = column.code(row);
        if !space::trim(column.text_of(code).reveal()).is_empty() {
            above = code;
        } else if above != EMPTY && wanted.contains(&row) {
            plan.add(row, col, code, column.text_of(above), RepairId::Chosen);
        }
    }
    plan.finish(table)
}
