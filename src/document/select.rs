//! From a selector to the rows of this document. Pure.

use std::collections::{BTreeSet, HashSet};

use super::{ColumnName, Document, PlanError, Selector};
use crate::check::Rule;
use crate::table::{Code, ColId, RowId};

/// The rows that a selector names, in order; `None` stands for all.
///
/// # Errors
/// When it names a column or a row that the file does not have.
pub fn select_rows(
    document: &Document,
    selector: &Selector,
) -> Result<Option<Vec<RowId>>, PlanError> {
    let table = document.table();
    Ok(match selector {
        Selector::All => None,
        Selector::Rows(numbers) => {
            let rows: BTreeSet<RowId> = numbers
                .iter()
                .map(|number| {
                    table
                        .row_with_number(*number)
                        .ok_or_else(|| super::plan::no_row(table, *number))
                })
                .collect::<Result<_, _>>()?;
            Some(rows.into_iter().collect())
        }
        Selector::Problem { rule, column } => {
            let rule = Rule::ALL
                .iter()
                .find(|r| r.id() == rule.as_str())
                .ok_or_else(|| PlanError::NoRule { rule: rule.clone() })?;
            let col = column
                .as_ref()
                .map(|name| column_of(document, name))
                .transpose()?;
            Some(rows_with_problem(document, *rule, col))
        }
        Selector::Holding { column, texts } => {
            let col = column_of(document, column)?;
            let codes: HashSet<Code> = table
                .column(col)
                .map(|c| {
                    texts
                        .iter()
                        .filter_map(|text| c.code_of(text.as_text()))
                        .collect()
                })
                .unwrap_or_default();
            Some(rows_holding(document, col, &codes))
        }
        Selector::Empty { column } => {
            let col = column_of(document, column)?;
            Some(rows_holding(
                document,
                col,
                &HashSet::from([crate::table::EMPTY]),
            ))
        }
    })
}

pub(super) fn column_of(document: &Document, name: &ColumnName) -> Result<ColId, PlanError> {
    name.resolve(document.table())
        .ok_or_else(|| PlanError::NoColumn {
            header: name.header.clone(),
        })
}

fn rows_holding(document: &Document, col: ColId, codes: &HashSet<Code>) -> Vec<RowId> {
    let table = document.table();
    let Some(column) = table.column(col) else {
        return Vec::new();
    };
    table
        .rows()
        .filter(|row| codes.contains(&column.code(*row)))
        .collect()
}

fn rows_with_problem(document: &Document, rule: Rule, col: Option<ColId>) -> Vec<RowId> {
    let (table, checks) = (document.table(), document.checks());
    let rows: BTreeSet<RowId> = checks
        .groups(table)
        .iter()
        .filter(|group| group.rule == rule && (col.is_none() || group.col == col))
        .flat_map(|group| checks.rows_of_group(table, group))
        .collect();
    rows.into_iter().collect()
}
