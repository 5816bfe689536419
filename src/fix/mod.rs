//! Repairs in bulk: which texts of which columns would become what. Data only; the document
//! decides whether it is applied. One file per kind of repair; all give the same plan, which is
//! its own preview.

mod answer;
mod cluster;
mod down;
mod plan;
mod replace;
mod values;

pub use answer::answer;
pub use cluster::{Cluster, clusters};
pub use down::fill_down;
pub use plan::{FixLine, FixPlan, Proposal};
pub use replace::{Pattern, PatternError, replace};
pub use values::values;

use std::collections::HashSet;

use crate::check::{Checks, Mapping, Repair, RepairId};
use crate::table::{Code, ColId, EMPTY, RowId, Table};

/// What to repair.
#[derive(Clone, Copy, Default)]
pub struct Scope<'a> {
    /// One column, or all.
    pub col: Option<ColId>,
    /// One kind of repair, or all.
    pub repair: Option<RepairId>,
    /// These rows, in any order, or all.
    pub rows: Option<&'a [RowId]>,
    /// Lossless repairs only.
    pub only_safe: bool,
    /// Texts that stay as they are.
    pub except: &'a [(ColId, Code)],
}

impl Scope<'_> {
    fn takes(&self, repair: &Repair) -> bool {
        self.repair.is_none_or(|only| only == repair.id) && (!self.only_safe || repair.safe)
    }
}

/// The rows of a scope that are there, in order.
fn rows_in(table: &Table, rows: Option<&[RowId]>) -> Vec<RowId> {
    match rows {
        None => table.rows().collect(),
        Some(rows) => {
            let mut rows: Vec<RowId> = rows
                .iter()
                .copied()
                .filter(|r| !table.is_removed(*r))
                .collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        }
    }
}

/// Plans a repair. A repair never gives a text that still has an error.
#[must_use]
pub fn bulk(table: &Table, mapping: &Mapping, checks: &Checks, scope: &Scope<'_>) -> FixPlan {
    let rows = rows_in(table, scope.rows);
    let except: HashSet<(ColId, Code)> = scope.except.iter().copied().collect();
    let mut plan = Proposal::default();
    for (col, column) in table.columns() {
        if scope.col.is_some_and(|only| only != col) || mapping.field_of(col).is_none() {
            continue;
        }
        let by_row = checks.needs_row(col);
        let wanted: Vec<Option<Repair>> = (0..column.code_count())
            .map(|code| {
                if except.contains(&(col, code)) {
                    return None;
                }
                let repair = checks.finding_of(table, col, code)?.repair?;
                scope.takes(&repair).then_some(repair)
            })
            .collect();
        let some = wanted.iter().any(Option::is_some);
        if !some && !by_row {
            continue;
        }
        for row in &rows {
            let code = column.code(*row);
            if let Some(Some(repair)) = wanted.get(code as usize) {
                plan.add(*row, col, code, repair.value.as_text(), repair.id);
            } else if by_row && code != EMPTY && !except.contains(&(col, code)) {
                let repair = checks.finding(table, *row, col).and_then(|f| f.repair);
                if let Some(repair) = repair.filter(|r| scope.takes(r)) {
                    plan.add(*row, col, code, repair.value.as_text(), repair.id);
                }
            }
        }
    }
    if !scope.only_safe {
        between_cells(table, checks, scope, &rows, &mut plan);
    }
    plan.finish(table)
}

/// Repairs of what several cells of a row say together.
fn between_cells(
    table: &Table,
    checks: &Checks,
    scope: &Scope<'_>,
    rows: &[RowId],
    plan: &mut Proposal,
) {
    for row in rows {
        for finding in checks.row_findings_of(*row) {
            let wanted = finding
                .repair
                .filter(|id| scope.repair.is_none_or(|only| only == *id));
            let Some(id) = wanted else { continue };
            let cells = checks.mend(table, *row, finding);
            if scope
                .col
                .is_some_and(|only| !cells.iter().any(|(col, _)| *col == only))
            {
                continue;
            }
            let kept = cells.iter().any(|(col, _)| {
                table
                    .column(*col)
                    .is_some_and(|c| scope.except.contains(&(*col, c.code(*row))))
            });
            if kept {
                continue;
            }
            for (col, value) in &cells {
                if let Some(column) = table.column(*col) {
                    plan.add(*row, *col, column.code(*row), value.as_text(), id);
                }
            }
        }
    }
}

/// Plans every lossless repair of the file.
#[must_use]
pub fn safe(table: &Table, mapping: &Mapping, checks: &Checks) -> FixPlan {
    safe_but(table, mapping, checks, &[])
}

/// Plans every lossless repair of the file but of some texts.
#[must_use]
pub fn safe_but(
    table: &Table,
    mapping: &Mapping,
    checks: &Checks,
    except: &[(ColId, Code)],
) -> FixPlan {
    bulk(
        table,
        mapping,
        checks,
        &Scope {
            only_safe: true,
            except,
            ..Scope::default()
        },
    )
}
