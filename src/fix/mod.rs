//! Repairs in bulk: which texts of which columns would become what. Data only; the document
//! decides whether it is applied. One file per kind of repair; all give the same plan, which is
//! its own preview.

mod answer;
mod cluster;
mod down;
mod plan;
mod replace;
mod safe;
mod values;

pub use answer::answer;
pub use cluster::{Cluster, clusters};
pub use down::fill_down;
pub use plan::{FixLine, FixPlan, Proposal};
pub use replace::{Pattern, PatternError, replace};
pub use safe::safe_change;
pub use values::values;

use std::collections::HashSet;

use rayon::prelude::*;

use crate::check::{Checks, Mapping, Remedy, Repair, RepairId};
use crate::table::{Code, ColId, Column, EMPTY, RowId, Table};

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
    fn takes(&self, repair: Remedy) -> bool {
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
    let rows = scope.rows.map(|rows| rows_in(table, Some(rows)));
    let except: HashSet<(ColId, Code)> = scope.except.iter().copied().collect();
    let columns: Vec<(ColId, &Column)> = table
        .columns()
        .filter(|(col, _)| scope.col.is_none_or(|only| only == *col))
        .filter(|(col, _)| mapping.field_of(*col).is_some())
        .collect();
    let parts: Vec<Proposal> = columns
        .into_par_iter()
        .with_max_len(1)
        .map(|(col, column)| {
            let kept = |code: Code| !except.is_empty() && except.contains(&(col, code));
            of_column(table, checks, scope, (col, column), rows.as_deref(), kept)
        })
        .collect();
    let mut plan = Proposal::default();
    for part in parts {
        plan.append(part);
    }
    if !scope.only_safe {
        between_cells(table, checks, scope, &except, &mut plan);
    }
    plan.finish(table)
}

/// The repair of a text that is the same in every row, where the scope takes it. What it gives is
/// worked out only then.
fn repair_of(
    table: &Table,
    checks: &Checks,
    scope: &Scope<'_>,
    col: ColId,
    code: Code,
) -> Option<Repair> {
    let remedy = checks.fault_of(table, col, code)?.repair?;
    if !scope.takes(remedy) {
        return None;
    }
    checks.finding_of(table, col, code)?.repair
}

/// What is known of the repair of a text.
enum Known {
    /// The same in every row.
    Same(Repair),
    /// The line that it has since a row was met with it.
    Line(u32),
    /// The row has a say.
    ByRow,
}

/// The places of some codes among themselves, as a bit for each code that there is and, for each
/// 64 of them, how many came before.
struct Places(Vec<(u64, u32)>);

impl Places {
    /// `codes` are in ascending order.
    fn new(count: Code, codes: &[Code]) -> Self {
        let mut words = vec![(0u64, 0u32); count as usize / 64 + 1];
        for code in codes {
            if let Some((bits, _)) = words.get_mut(*code as usize / 64) {
                *bits |= 1 << (code % 64);
            }
        }
        let mut all = 0;
        for (bits, before) in &mut words {
            *before = all;
            all += bits.count_ones();
        }
        Self(words)
    }

    #[inline]
    fn of(&self, code: Code) -> Option<usize> {
        let (bits, before) = self.0.get(code as usize / 64)?;
        let bit = 1u64 << (code % 64);
        let place = before + (bits & (bit - 1)).count_ones();
        (bits & bit != 0).then_some(place as usize)
    }
}

/// The repairs of what single cells of a column hold.
fn of_column(
    table: &Table,
    checks: &Checks,
    scope: &Scope<'_>,
    (col, column): (ColId, &Column),
    rows: Option<&[RowId]>,
    kept: impl Fn(Code) -> bool + Sync,
) -> Proposal {
    let mut plan = Proposal::default();
    let by_row = checks.needs_row(col);
    // Only texts with a finding can have a repair.
    let known: Vec<(Code, Known)> = checks
        .told_codes(table, col)
        .into_par_iter()
        .with_min_len(1024)
        .filter(|code| !kept(*code))
        .filter_map(|code| match repair_of(table, checks, scope, col, code) {
            Some(repair) => Some((code, Known::Same(repair))),
            None => (by_row && code != EMPTY).then_some((code, Known::ByRow)),
        })
        .collect();
    if known.is_empty() {
        return plan;
    }
    let (codes, mut known): (Vec<Code>, Vec<Known>) = known.into_iter().unzip();
    let places = Places::new(column.code_count(), &codes);
    let mut look = |row: RowId, code: Code| {
        let Some(known) = places.of(code).and_then(|place| known.get_mut(place)) else {
            return;
        };
        match known {
            Known::Line(line) => plan.add_to(*line, row),
            Known::Same(repair) => {
                let value = std::mem::take(&mut repair.value);
                let line = plan.line(row, (col, code), value, repair.id);
                plan.add_to(line, row);
                *known = Known::Line(line);
            }
            Known::ByRow => {
                let repair = checks.finding(table, row, col).and_then(|f| f.repair);
                if let Some(repair) = repair.filter(|r| scope.takes(r.remedy())) {
                    plan.add(row, col, code, repair.value.as_text(), repair.id);
                }
            }
        }
    };
    match rows {
        Some(rows) => rows.iter().for_each(|row| look(*row, column.code(*row))),
        None => column
            .codes()
            .zip((0..).map(RowId))
            .filter(|(_, row)| !table.is_removed(*row))
            .for_each(|(code, row)| look(row, code)),
    }
    plan
}

/// Repairs of what several cells of a row say together.
fn between_cells(
    table: &Table,
    checks: &Checks,
    scope: &Scope<'_>,
    except: &HashSet<(ColId, Code)>,
    plan: &mut Proposal,
) {
    let rows: Box<dyn Iterator<Item = RowId>> = match scope.rows {
        Some(rows) => Box::new(rows_in(table, Some(rows)).into_iter()),
        None => Box::new(checks.rows_with_findings()),
    };
    for row in rows.filter(|row| !table.is_removed(*row)) {
        for finding in checks.row_findings_of(row) {
            let wanted = finding
                .repair
                .filter(|id| scope.repair.is_none_or(|only| only == *id));
            let Some(id) = wanted else { continue };
            let cells = checks.mend(table, row, finding);
            if scope
                .col
                .is_some_and(|only| !cells.iter().any(|(col, _)| *col == only))
            {
                continue;
            }
            let kept = cells.iter().any(|(col, _)| {
                table
                    .column(*col)
                    .is_some_and(|c| except.contains(&(*col, c.code(row))))
            });
            if kept {
                continue;
            }
            for (col, value) in &cells {
                if let Some(column) = table.column(*col) {
                    plan.add(row, *col, column.code(row), value.as_text(), id);
                }
            }
        }
    }
}

/// Plans every lossless repair of the file but of some texts.
#[must_use]
pub fn safe(
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
