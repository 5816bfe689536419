//! A value map: a table of old and new texts for one column.

use std::collections::HashMap;

use super::{FixPlan, Proposal, rows_in};
use crate::check::RepairId;
use crate::table::{Code, ColId, RowId, Table, TextBuf};

/// Plans a value map. Texts that the column does not hold change nothing.
#[must_use]
pub fn values(
    table: &Table,
    col: ColId,
    map: &[(TextBuf, TextBuf)],
    rows: Option<&[RowId]>,
) -> FixPlan {
    let mut plan = Proposal::default();
    if let Some(column) = table.column(col) {
        let codes: HashMap<Code, &TextBuf> = map
            .iter()
            .filter_map(|(old, new)| Some((column.code_of(old.as_text())?, new)))
            .collect();
        for row in rows_in(table, rows) {
            let code = column.code(row);
            if let Some(new) = codes.get(&code) {
                plan.add(row, col, code, new.as_text(), RepairId::Chosen);
            }
        }
    }
    plan.finish(table)
}
