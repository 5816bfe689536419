//! From a command to the cells that it would change. Pure: the document stays as it is.

use std::collections::HashSet;

use thiserror::Error;

use super::bulk;
use super::make::{self, MadePreview, NewColumn};
use super::select::{column_of, select_rows};
use super::{ColumnName, Command, Document, Label, Selector, Settings, Target, choose};
use crate::check::{Choice, ExtraForm, personal};
use crate::fix::{FixPlan, safe_change};
use crate::table::{CellEdit, Change, Code, ColId, RowId, Table, TextBuf};

/// Why a command cannot be done.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum PlanError {
    /// The file has no such column.
    #[error("no column {header:?} in this file")]
    NoColumn { header: String },
    /// The file has no such row.
    #[error("no row {row} in this file")]
    NoRow { row: String },
    /// The format has no such field that a provider may fill.
    #[error("no field {name:?} to match a column to")]
    NoField { name: String },
    /// There is no such rule.
    #[error("no rule {rule:?}")]
    NoRule { rule: String },
    /// An error of the format cannot be made less.
    #[error("rule {rule:?} is fixed by the format")]
    FixedRule { rule: String },
    /// What is looked for is empty or no regular expression.
    #[error("not a pattern")]
    BadPattern,
    /// A join needs two columns.
    #[error("a join needs at least two columns")]
    TooFewColumns,
    /// A split needs two parts, and a field for one of them.
    #[error("a split needs two parts and a field")]
    TooFewParts,
    /// Two parts would become one field.
    #[error("two parts for {field:?}")]
    FieldTwice { field: String },
    /// Named twice, or made from others itself.
    #[error("column {header:?} cannot be a source")]
    NotASource { header: String },
    /// The conversion makes something else.
    #[error("the conversion does not make {field:?}")]
    NotConvertible { field: String },
    /// Empty, or a field that differs from customer to customer.
    #[error("no constant for {field:?}")]
    NoConstant { field: String },
    /// It may leave as pseudonyms, not in the clear.
    #[error("column {header:?} looks personal")]
    LooksPersonal { header: String },
    /// Only made columns can be taken back.
    #[error("column {header:?} is in the file")]
    NotMade { header: String },
    /// The column may not be treated so: a personal field never leaves in the clear.
    #[error("column {header:?} may not be treated so")]
    NotAllowed { header: String },
}

/// What a command would do. Texts are interned only when it is applied.
pub struct Plan {
    work: Work,
    naming: Naming,
}

enum Work {
    Cells(Vec<(RowId, ColId, TextBuf)>),
    Fix(FixPlan),
    /// Every lossless repair but of these texts.
    Safe(Vec<(ColId, Code)>),
    Merge(Merge),
    /// Rows taken out.
    Remove(Vec<RowId>),
    /// Rows brought back.
    Restore(Vec<RowId>),
    Settings(Settings),
    /// Columns that are not in the file.
    Make(Vec<NewColumn>),
}

/// What a corrected file brings.
struct Merge {
    cells: Vec<(RowId, ColId, TextBuf)>,
    added: Vec<Vec<(ColId, TextBuf)>>,
    removed: Vec<RowId>,
}

/// What a plan comes to in ids and codes of one document.
pub(super) struct Effect {
    pub change: Change,
    /// The settings after it, where it touches them.
    pub settings: Option<Settings>,
    pub label: Label,
}

enum Naming {
    Edit,
    Merge,
    /// Named when it is planned; the count comes with the cells.
    Bulk(Label),
    Map {
        header: String,
        target: Target,
    },
    Make {
        header: String,
        field: String,
    },
    DropMade {
        header: String,
    },
    Delete,
    Restore,
    Settings(Label),
    Unify {
        header: String,
    },
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
                let col = column_of(document, &cell.column)?;
                let row = row_of(table, cell.row_number)?;
                work.push((row, col, cell.text.clone()));
            }
            Ok(Plan {
                work: Work::Cells(work),
                naming: Naming::Edit,
            })
        }
        Command::Merge {
            cells,
            added,
            removed,
        } => {
            let cell = |column: &ColumnName, text: &TextBuf| {
                Ok::<_, PlanError>((column_of(document, column)?, text.clone()))
            };
            let added = added.iter().map(|row| {
                let cells = row.cells.iter().map(|(column, text)| cell(column, text));
                cells.collect::<Result<Vec<_>, _>>()
            });
            let cells = cells.iter().map(|c| {
                let (col, text) = cell(&c.column, &c.text)?;
                Ok::<_, PlanError>((row_of(table, c.row_number)?, col, text))
            });
            Ok(Plan {
                work: Work::Merge(Merge {
                    cells: cells.collect::<Result<_, _>>()?,
                    added: added.collect::<Result<_, _>>()?,
                    removed: present(document, &Selector::Rows(removed.clone()))?,
                }),
                naming: Naming::Merge,
            })
        }
        Command::SafeFixes | Command::SafePack { .. } => Ok(Plan {
            work: Work::Safe(bulk::kept(document, command)?),
            naming: Naming::Bulk(Label::SafeFixes { count: 0 }),
        }),
        Command::Fix { .. }
        | Command::Answer { .. }
        | Command::MapValues { .. }
        | Command::Replace { .. }
        | Command::FillDown { .. } => {
            let (work, label) = bulk::fix_plan(document, command)?.unzip();
            Ok(Plan {
                work: work.map_or_else(|| Work::Cells(Vec::new()), Work::Fix),
                naming: label.map_or(Naming::Edit, Naming::Bulk),
            })
        }
        Command::SetRule { rule, severity } => {
            let known = crate::check::Rule::ALL.iter().find(|r| r.id() == rule);
            let known = known.ok_or_else(|| PlanError::NoRule { rule: rule.clone() })?;
            let mut settings = document.settings.clone();
            if !settings.rules.set(*known, *severity) {
                return Err(PlanError::FixedRule { rule: rule.clone() });
            }
            let label = Label::SetRule {
                rule: rule.clone(),
                severity: *severity,
            };
            Ok(Plan {
                work: Work::Settings(settings),
                naming: Naming::Settings(label),
            })
        }
        Command::MapColumn { column, target } => Ok(Plan {
            work: Work::Settings(mapped(document, column, target)?),
            naming: Naming::Map {
                header: column.header.clone(),
                target: target.clone(),
            },
        }),
        Command::Join { .. }
        | Command::Split { .. }
        | Command::Convert { .. }
        | Command::FillConstant { .. } => {
            let columns = new_columns(document, command)?;
            let (header, field) = columns
                .first()
                .map(|c| (c.header.clone(), c.field))
                .unwrap_or_default();
            let name = document.schema.field(field).map(|f| f.name.clone());
            if let Command::Split { column, .. } = command {
                let label = Label::Split {
                    header: column.header.clone(),
                    count: columns.len(),
                };
                return Ok(Plan {
                    work: Work::Make(columns),
                    naming: Naming::Settings(label),
                });
            }
            Ok(Plan {
                work: Work::Make(columns),
                naming: Naming::Make {
                    header,
                    field: name.unwrap_or_default(),
                },
            })
        }
        Command::DropMade { column } => {
            let col = column_of(document, column)?;
            let mut settings = document.settings.clone();
            settings.made.retain(|m| m.col != col);
            if settings.made.len() == document.settings.made.len() {
                return Err(PlanError::NotMade {
                    header: column.header.clone(),
                });
            }
            settings.columns.remove(&col);
            Ok(Plan {
                work: Work::Settings(settings),
                naming: Naming::DropMade {
                    header: column.header.clone(),
                },
            })
        }
        Command::DeleteRows { rows } => Ok(Plan {
            work: Work::Remove(present(document, rows)?),
            naming: Naming::Delete,
        }),
        Command::KeepRows { rows } => {
            let kept: HashSet<RowId> = present(document, rows)?.into_iter().collect();
            let others = table.rows().filter(|row| !kept.contains(row)).collect();
            Ok(Plan {
                work: Work::Remove(others),
                naming: Naming::Delete,
            })
        }
        Command::RestoreRows { rows } => {
            let rows = match select_rows(document, rows)? {
                Some(rows) => rows.into_iter().filter(|r| table.is_removed(*r)).collect(),
                None => table.removed_rows().collect(),
            };
            Ok(Plan {
                work: Work::Restore(rows),
                naming: Naming::Restore,
            })
        }
        Command::UnifySpellings { column } => Ok(Plan {
            work: Work::Cells(choose::unified(document, column_of(document, column)?)),
            naming: Naming::Unify {
                header: column.header.clone(),
            },
        }),
        Command::ChooseMethod { .. }
        | Command::ConfirmKey
        | Command::TreatColumn { .. }
        | Command::TreatColumns { .. }
        | Command::Decide { .. } => {
            let (settings, label) = choose::privacy(document, command)?;
            Ok(Plan {
                work: Work::Settings(settings),
                naming: Naming::Settings(label),
            })
        }
    }
}

/// The columns that a command makes; none for other commands.
fn new_columns(document: &Document, command: &Command) -> Result<Vec<NewColumn>, PlanError> {
    match command {
        Command::Join {
            columns,
            separator,
            field,
        } => make::plan_join(document, columns, separator, field).map(|c| vec![c]),
        Command::Convert {
            column,
            conversion,
            field,
        } => make::plan_convert(document, column, *conversion, field),
        Command::Split {
            column,
            separator,
            fields,
        } => make::plan_split(document, column, separator, fields),
        Command::FillConstant { field, text } => {
            make::plan_constant(document, field, text).map(|c| vec![c])
        }
        _ => Ok(Vec::new()),
    }
}

/// What the columns that a command makes would hold: one preview a column, at most `limit`
/// lines each; nothing for commands that make none.
///
/// # Errors
/// What [`plan`] would refuse.
pub fn preview_made(
    document: &Document,
    command: &Command,
    limit: usize,
) -> Result<Vec<MadePreview>, PlanError> {
    Ok(new_columns(document, command)?
        .iter()
        .map(|new| make::preview(document, new, limit))
        .collect())
}

/// The rows of a selector that are not removed.
fn present(document: &Document, rows: &Selector) -> Result<Vec<RowId>, PlanError> {
    let table = document.table();
    Ok(match select_rows(document, rows)? {
        Some(rows) => rows.into_iter().filter(|r| !table.is_removed(*r)).collect(),
        None => table.rows().collect(),
    })
}

/// The settings with a column's target. A field has one column: the column that was chosen for
/// it before is left out from now on.
fn mapped(
    document: &Document,
    column: &ColumnName,
    target: &Target,
) -> Result<Settings, PlanError> {
    let col = column_of(document, column)?;
    let header = column.header.as_str();
    let mut settings = document.settings.clone();
    let choice = match target {
        Target::Automatic => {
            settings.columns.remove(&col);
            return Ok(settings);
        }
        Target::LeftOut => Choice::LeftOut,
        Target::Extra(form) => {
            let personal = personal(
                &document.schema,
                &document.table,
                &document.mapping,
                &document.matching,
                col,
            );
            if *form == ExtraForm::Clear && !personal.is_empty() {
                return Err(PlanError::LooksPersonal {
                    header: header.to_owned(),
                });
            }
            Choice::Extra(*form)
        }
        Target::Field(name) => {
            let field = make::provided_field(document, name)?;
            for other in settings.columns.values_mut() {
                if *other == Choice::Field(field) {
                    *other = Choice::LeftOut;
                }
            }
            Choice::Field(field)
        }
    };
    settings.columns.insert(col, choice);
    Ok(settings)
}

/// A row that is not there, as people name it: with its sheet where there are several.
pub(super) fn no_row(table: &Table, name: u32) -> PlanError {
    PlanError::NoRow {
        row: table.name_words(name),
    }
}

fn row_of(table: &Table, row_number: u32) -> Result<RowId, PlanError> {
    table
        .row_with_number(row_number)
        .ok_or_else(|| no_row(table, row_number))
}

impl Plan {
    /// What it comes to in this document, with its name in the history. Only texts are
    /// interned; no cell changes. Edits that change nothing are dropped; of several texts for
    /// one cell the last one counts.
    pub(super) fn into_effect(self, document: &mut Document) -> Effect {
        let (mut change, settings) = match self.work {
            Work::Safe(kept) => {
                let (mapping, checks) = (&document.mapping, &document.checks);
                let change = safe_change(&mut document.table, mapping, checks, &kept);
                (change, None)
            }
            Work::Fix(plan) => (plan.into_change(&mut document.table), None),
            Work::Cells(cells) => (cells_change(cells, &mut document.table), None),
            Work::Merge(merge) => (merge_change(merge, &mut document.table), None),
            Work::Make(columns) => (Change::default(), Some(make::make(document, columns))),
            Work::Settings(settings) => (Change::default(), Some(settings)),
            Work::Remove(removed) => {
                let change = Change {
                    removed,
                    ..Change::default()
                };
                (change, None)
            }
            Work::Restore(restored) => {
                let change = Change {
                    restored,
                    ..Change::default()
                };
                (change, None)
            }
        };
        let by_hand = change.edits.len();
        make::follow(document, &mut change);
        let table = &document.table;
        let count = change.edits.len();
        let rows = change.removed.len() + change.restored.len();
        let label = match (self.naming, change.edits.first()) {
            (Naming::Unify { header }, _) => Label::UnifySpellings { header, count },
            (Naming::Edit, Some(one)) if by_hand == 1 => Label::EditCell {
                address: table.address(one.row, one.col),
            },
            (Naming::Edit, _) => Label::EditCells { count },
            (Naming::Merge, _) => Label::Merge {
                cells: (change.edits.iter())
                    .filter(|e| !change.restored.contains(&e.row))
                    .count(),
                added: change.restored.len(),
                removed: change.removed.len(),
            },
            (Naming::Bulk(label), _) => counted(label, by_hand),
            (Naming::Map { header, target }, _) => Label::MapColumn { header, target },
            (Naming::Make { header, field }, _) => Label::Make { header, field },
            (Naming::DropMade { header }, _) => Label::DropMade { header },
            (Naming::Delete, _) => Label::DeleteRows { count: rows },
            (Naming::Restore, _) => Label::RestoreRows { count: rows },
            (Naming::Settings(label), _) => label,
        };
        Effect {
            change,
            settings,
            label,
        }
    }
}

/// New rows stand at the end; taking the step back takes them out again.
fn merge_change(merge: Merge, table: &mut Table) -> Change {
    let mut cells = merge.cells;
    let mut restored = Vec::with_capacity(merge.added.len());
    for row in merge.added {
        let id = table.push_removed();
        cells.extend(row.into_iter().map(|(col, text)| (id, col, text)));
        restored.push(id);
    }
    Change {
        removed: merge.removed,
        restored,
        ..cells_change(cells, table)
    }
}

/// A bulk change's name with the cells that it changes; copies in made columns do not count.
fn counted(label: Label, cells: usize) -> Label {
    match label {
        Label::Fix { repair, header, .. } => Label::Fix {
            repair,
            header,
            count: cells,
        },
        Label::SafeFixes { .. } => Label::SafeFixes { count: cells },
        Label::Bulk { what, header, .. } => Label::Bulk {
            what,
            header,
            count: cells,
        },
        other => other,
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
    Change::of_cells(edits)
}
