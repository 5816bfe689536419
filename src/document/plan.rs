//! From a command to the cells that it would change. Pure: the document stays as it is.

use thiserror::Error;

use super::{Command, Document, Label, Selector};
use crate::check::RepairId;
use crate::fix::{self, FixPlan};
use crate::table::{CellEdit, Change, ColId, RowId, Table, TextBuf};

/// Why a command cannot be done.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum PlanError {
    /// The file has no such column.
    #[error("no column {header:?} in this file")]
    NoColumn { header: String },
    /// The file has no such row.
    #[error("no row {row_number} in this file")]
    NoRow { row_number: u32 },
}

/// What a command would do. Texts are interned only when it is applied.
pub struct Plan {
    work: Work,
    naming: Naming,
}

enum Work {
    Cells(Vec<(RowId, ColId, TextBuf)>),
    Fix(FixPlan),
}

enum Naming {
    Edit,
    Fix { repair: RepairId, header: String },
    Safe,
}

/// Turns intent into cells.
///
/// # Errors
/// When the command names a column or a row that the file does not have.
pub fn plan(command: &Command, document: &Document) -> Result<Plan, PlanError> {
    let table = document.table();
    match command {
        Command::SetCells { cells } => {
            let mut work = Vec::with_capacity(cells.len());
            for cell in cells {
                let col = cell
                    .column
                    .resolve(table)
                    .ok_or_else(|| PlanError::NoColumn {
                        header: cell.column.header.clone(),
                    })?;
                let row = row_of(table, cell.row_number)?;
                work.push((row, col, cell.text.clone()));
            }
            Ok(Plan {
                work: Work::Cells(work),
                naming: Naming::Edit,
            })
        }
        Command::Fix {
            repair,
            column,
            rows,
            except,
        } => {
            let col = column.resolve(table).ok_or_else(|| PlanError::NoColumn {
                header: column.header.clone(),
            })?;
            let rows = match rows {
                Selector::All => None,
                Selector::Rows(numbers) => Some(
                    numbers
                        .iter()
                        .map(|n| row_of(table, *n))
                        .collect::<Result<Vec<_>, _>>()?,
                ),
            };
            let except: Vec<_> = table
                .column(col)
                .map(|c| {
                    except
                        .iter()
                        .filter_map(|t| c.code_of(t.as_text()))
                        .map(|code| (col, code))
                        .collect()
                })
                .unwrap_or_default();
            let scope = fix::Scope {
                col: Some(col),
                repair: Some(*repair),
                rows: rows.as_deref(),
                only_safe: false,
                except: &except,
            };
            let work = fix::bulk(table, document.mapping(), document.checks(), &scope);
            Ok(Plan {
                work: Work::Fix(work),
                naming: Naming::Fix {
                    repair: *repair,
                    header: column.header.clone(),
                },
            })
        }
        Command::SafeFixes => Ok(Plan {
            work: Work::Fix(fix::safe(table, document.mapping(), document.checks())),
            naming: Naming::Safe,
        }),
    }
}

fn row_of(table: &Table, row_number: u32) -> Result<RowId, PlanError> {
    table
        .row_with_number(row_number)
        .ok_or(PlanError::NoRow { row_number })
}

impl Plan {
    /// The change in codes of this table, with its name in the history. Edits that change
    /// nothing are dropped; of several texts for one cell the last one counts.
    pub(super) fn into_change(self, table: &mut Table) -> (Change, Label) {
        let change = match self.work {
            Work::Fix(plan) => plan.into_change(table),
            Work::Cells(cells) => cells_change(cells, table),
        };
        let count = change.edits.len();
        let label = match (self.naming, change.edits.as_slice()) {
            (Naming::Edit, [one]) => Label::EditCell {
                address: table.address(one.row, one.col),
            },
            (Naming::Edit, _) => Label::EditCells { count },
            (Naming::Fix { repair, header }, _) => Label::Fix {
                repair,
                header,
                count,
            },
            (Naming::Safe, _) => Label::SafeFixes { count },
        };
        (change, label)
    }
}

fn cells_change(cells: Vec<(RowId, ColId, TextBuf)>, table: &mut Table) -> Change {
    let mut last = std::collections::BTreeMap::new();
    for (row, col, text) in cells {
        last.insert((row, col), text);
    }
    let mut edits = Vec::with_capacity(last.len());
    for ((row, col), text) in last {
        let Some(column) = table.column_mut(col) else {
            continue;
        };
        let old = column.code(row);
        let new = column.intern(text.as_text());
        if old != new {
            edits.push(CellEdit { row, col, old, new });
        }
    }
    Change { edits }
}
