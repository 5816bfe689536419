//! Commands that change many cells by what they hold: repairs, answers, value maps, find and
//! replace, fill down. The preview that a window shows and the change that is applied are one
//! plan. Pure: the document stays as it is.

use super::select::{column_of, select_rows};
use super::{ColumnName, Command, Document, Label, PlanError};
use crate::fix::{self, FixPlan, Pattern};
use crate::table::{Code, ColId, TextBuf};

/// What kind of bulk change a history entry names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bulk {
    /// The answer to a question.
    Answer,
    /// A table of old and new values.
    MapValues,
    /// Find and replace.
    Replace,
    /// Empty cells take the text above.
    FillDown,
}

/// What a command would write, line by line, before it is run; `None` for commands that are not
/// bulk changes.
///
/// # Errors
/// What [`super::plan`] would refuse.
pub fn preview_fix(document: &Document, command: &Command) -> Result<Option<FixPlan>, PlanError> {
    Ok(fix_plan(document, command)?.map(|(plan, _)| plan))
}

/// The plan of a bulk command with its name.
pub(super) fn fix_plan(
    document: &Document,
    command: &Command,
) -> Result<Option<(FixPlan, Label)>, PlanError> {
    let (table, checks) = (document.table(), document.checks());
    let bulk = |what: Bulk, column: &ColumnName, plan: FixPlan| {
        let label = Label::Bulk {
            what,
            header: column.header.clone(),
            count: 0,
        };
        Some((plan, label))
    };
    Ok(match command {
        Command::Fix {
            repair,
            column,
            rows,
            except,
        } => {
            let col = column_of(document, column)?;
            let rows = select_rows(document, rows)?;
            let scope = fix::Scope {
                col: Some(col),
                repair: Some(*repair),
                rows: rows.as_deref(),
                only_safe: false,
                except: &codes(document, col, except),
            };
            let plan = fix::bulk(table, document.mapping(), checks, &scope);
            let label = Label::Fix {
                repair: *repair,
                header: column.header.clone(),
                count: 0,
            };
            Some((plan, label))
        }
        Command::SafeFixes | Command::SafePack { .. } => {
            let kept = kept(document, command)?;
            let plan = fix::safe(table, document.mapping(), checks, &kept);
            Some((plan, Label::SafeFixes { count: 0 }))
        }
        Command::Answer {
            column,
            reading,
            rows,
            except,
        } => {
            let col = column_of(document, column)?;
            let rows = select_rows(document, rows)?;
            let except = codes(document, col, except);
            let plan = fix::answer(table, checks, col, reading, rows.as_deref(), &except);
            bulk(Bulk::Answer, column, plan)
        }
        Command::MapValues {
            column,
            values,
            rows,
        } => {
            let col = column_of(document, column)?;
            let rows = select_rows(document, rows)?;
            let plan = fix::values(table, col, values, rows.as_deref());
            bulk(Bulk::MapValues, column, plan)
        }
        Command::FillDown { column, rows } => {
            let col = column_of(document, column)?;
            let rows = select_rows(document, rows)?;
            let plan = fix::fill_down(table, col, rows.as_deref());
            bulk(Bulk::FillDown, column, plan)
        }
        Command::Replace {
            columns,
            find,
            with,
            regex,
            case,
            whole,
            rows,
        } => {
            let cols: Vec<ColId> = if columns.is_empty() {
                table.columns().map(|(col, _)| col).collect()
            } else {
                columns
                    .iter()
                    .map(|c| column_of(document, c))
                    .collect::<Result<_, _>>()?
            };
            let rows = select_rows(document, rows)?;
            let pattern = Pattern::new(find.as_text(), with.as_text(), *regex, *case, *whole)
                .map_err(|_| PlanError::BadPattern)?;
            let plan = fix::replace(table, &cols, &pattern, rows.as_deref());
            let header = match columns.as_slice() {
                [one] => one.header.clone(),
                _ => String::new(),
            };
            let label = Label::Bulk {
                what: Bulk::Replace,
                header,
                count: 0,
            };
            Some((plan, label))
        }
        _ => None,
    })
}

/// The texts that a pack of lossless repairs leaves as they are.
pub(super) fn kept(
    document: &Document,
    command: &Command,
) -> Result<Vec<(ColId, Code)>, PlanError> {
    let mut kept = Vec::new();
    if let Command::SafePack { except } = command {
        for (column, text) in except {
            let col = column_of(document, column)?;
            kept.extend(codes(document, col, std::slice::from_ref(text)));
        }
    }
    Ok(kept)
}

fn codes(document: &Document, col: ColId, texts: &[TextBuf]) -> Vec<(ColId, Code)> {
    document
        .table()
        .column(col)
        .map(|c| {
            texts
                .iter()
                .filter_map(|t| c.code_of(t.as_text()))
                .map(|code| (col, code))
                .collect()
        })
        .unwrap_or_default()
}

/// One repair in every column where it would change something, as one command a column.
#[must_use]
pub fn fix_everywhere(document: &Document, repair: crate::check::RepairId) -> Vec<Command> {
    let (table, checks) = (document.table(), document.checks());
    let scope = fix::Scope {
        repair: Some(repair),
        ..fix::Scope::default()
    };
    let plan = fix::bulk(table, document.mapping(), checks, &scope);
    let cols: std::collections::BTreeSet<ColId> = plan.lines.iter().map(|l| l.col).collect();
    cols.into_iter()
        .filter_map(|col| {
            Some(Command::Fix {
                repair,
                column: ColumnName::of(table, col)?,
                rows: super::Selector::All,
                except: Vec::new(),
            })
        })
        .collect()
}
