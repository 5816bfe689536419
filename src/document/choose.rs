//! Privacy commands → settings. Pure; refuses what would let a personal field leave in the clear.

use super::risk::spellings_of;
use super::select::column_of;
use super::{ColumnName, Command, Decision, Document, Label, PlanError, PrivacyChoices, Settings};
use crate::privacy::{Trace, Treatment};
use crate::table::{ColId, RowId, TextBuf};

/// The settings after a privacy command, and its name in the history.
pub(super) fn privacy(
    document: &Document,
    command: &Command,
) -> Result<(Settings, Label), PlanError> {
    let mut settings = document.settings.clone();
    let choices = &mut settings.privacy;
    let label = match command {
        Command::ChooseMethod { method } => {
            choices.method = *method;
            Label::ChooseMethod { method: *method }
        }
        Command::ConfirmKey => {
            confirm(choices);
            Label::ConfirmKey
        }
        Command::TreatColumn { column, treatment } => {
            treat(document, choices, column, *treatment)?;
            Label::TreatColumn {
                header: column.header.clone(),
                treatment: *treatment,
            }
        }
        Command::TreatColumns { columns, treatment } => {
            for column in columns {
                treat(document, choices, column, *treatment)?;
            }
            let headers: Vec<&str> = columns.iter().map(|c| c.header.as_str()).collect();
            Label::TreatColumn {
                header: headers.join(", "),
                treatment: *treatment,
            }
        }
        Command::Decide {
            column,
            trace,
            decision,
        } => {
            let col = column_of(document, column)?;
            let required = !Treatment::LeaveOut.allowed(document.field_of(col));
            if *decision == Some(Decision::Drop) && required {
                return Err(PlanError::NotAllowed {
                    header: column.header.clone(),
                });
            }
            let traces = trace.map_or_else(|| Trace::ALL.to_vec(), |one| vec![one]);
            for trace in traces {
                match decision {
                    Some(decision) => choices.decisions.insert((col, trace), decision.clone()),
                    None => choices.decisions.remove(&(col, trace)),
                };
            }
            Label::Decide {
                header: column.header.clone(),
                decision: decision.clone(),
            }
        }
        _ => Label::EditCells { count: 0 },
    };
    Ok((settings, label))
}

/// The cells whose spelling is not the one to keep, with that one.
pub(super) fn unified(document: &Document, col: ColId) -> Vec<(RowId, ColId, TextBuf)> {
    let Some(column) = document.table.column(col) else {
        return Vec::new();
    };
    let mut kept = std::collections::HashMap::new();
    for value in spellings_of(document, col) {
        for other in &value.others {
            kept.insert(*other, value.keep);
        }
    }
    document
        .table
        .rows()
        .filter_map(|row| {
            let keep = kept.get(&column.code(row))?;
            Some((row, col, column.text_of(*keep).to_buf()))
        })
        .collect()
}

fn confirm(choices: &mut PrivacyChoices) {
    choices.expected_key = choices.leaving_key();
}

fn treat(
    document: &Document,
    choices: &mut PrivacyChoices,
    column: &ColumnName,
    treatment: Option<Treatment>,
) -> Result<(), PlanError> {
    let col = column_of(document, column)?;
    match treatment {
        None => {
            choices.columns.remove(&col);
        }
        Some(treatment) => {
            let sent =
                document.field_of(col).is_some() || document.mapping.use_of(col).extra.is_some();
            if !sent || !treatment.allowed(document.field_of(col)) {
                return Err(PlanError::NotAllowed {
                    header: column.header.clone(),
                });
            }
            choices.columns.insert(col, treatment);
        }
    }
    Ok(())
}
