//! The history as a recipe: what was done, without the values of personal columns, to be done
//! again on the next file. What was typed by hand is left out and counted.
//!
//! A step names its column by field, so that next month's header may differ, and by header for
//! columns that match no field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    ColumnName, Command, Decision, Document, MethodChoice, Outcome, PlanError, Selector, Session,
    Target,
};
use crate::check::{Conversion, Reading, RepairId, Severity};
use crate::privacy::{Trace, Treatment};
use crate::schema::fold_header;
use crate::table::{ColId, TextBuf};

/// The version of the file's form.
const VERSION: u32 = 1;

/// A column of any file of this provider.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StepColumn {
    /// The field that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The header as it was written.
    pub header: String,
}

/// Which rows a step reaches. Rows picked by hand are never part of a recipe.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepRows {
    All,
    /// Rows in which a rule finds a problem.
    Problem {
        rule: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        column: Option<StepColumn>,
    },
    /// Rows in which a column is empty.
    Empty {
        column: StepColumn,
    },
}

/// One thing to do again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Step {
    Fix {
        repair: RepairId,
        column: StepColumn,
        rows: StepRows,
        /// Texts that stay; only of columns that leave in the clear.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        except: Vec<String>,
    },
    SafeFixes,
    Answer {
        column: StepColumn,
        reading: Reading,
        rows: StepRows,
    },
    MapValues {
        column: StepColumn,
        rows: StepRows,
        values: BTreeMap<String, String>,
    },
    Replace {
        columns: Vec<StepColumn>,
        find: String,
        with: String,
        regex: bool,
        case: bool,
        whole: bool,
        rows: StepRows,
    },
    FillDown {
        column: StepColumn,
        rows: StepRows,
    },
    SetRule {
        rule: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        severity: Option<Severity>,
    },
    MapColumn {
        column: StepColumn,
        target: Target,
    },
    Join {
        columns: Vec<StepColumn>,
        separator: String,
        field: String,
    },
    Convert {
        column: StepColumn,
        conversion: Conversion,
        field: String,
    },
    DeleteRows {
        rows: StepRows,
    },
    KeepRows {
        rows: StepRows,
    },
    ChooseMethod {
        method: MethodChoice,
    },
    TreatColumn {
        column: StepColumn,
        #[serde(skip_serializing_if = "Option::is_none")]
        treatment: Option<Treatment>,
    },
    Decide {
        column: StepColumn,
        #[serde(skip_serializing_if = "Option::is_none")]
        trace: Option<Trace>,
        #[serde(skip_serializing_if = "Option::is_none")]
        decision: Option<Decision>,
    },
}

/// Steps to do again, in order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SavedRecipe {
    pub version: u32,
    /// The format that it was made for.
    pub table: String,
    /// Changes that were made by hand and are not part of it.
    pub left_out: usize,
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// Why a recipe cannot be read or written.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum RecipeError {
    #[error("{0}")]
    Form(String),
    #[error("version {0}")]
    Version(u32),
}

/// Why a step was not done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// The file has no such column.
    NoColumn { name: String },
    /// The command is refused.
    Refused(PlanError),
}

/// What a replay came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Replay {
    /// Steps that changed something.
    pub applied: usize,
    /// Steps that fit and found nothing to change.
    pub idle: usize,
    /// Steps that do not fit this file, by number from 1. The rest was applied.
    pub misfits: Vec<(usize, Misfit)>,
}

impl SavedRecipe {
    /// As a TOML file.
    ///
    /// # Errors
    /// Only when a step cannot be written, which a test excludes.
    pub fn to_toml(&self) -> Result<String, RecipeError> {
        toml::to_string_pretty(self).map_err(|e| RecipeError::Form(e.to_string()))
    }

    /// From a TOML file.
    ///
    /// # Errors
    /// When it is not a recipe, or of a later version.
    pub fn from_toml(text: &str) -> Result<Self, RecipeError> {
        let recipe: Self =
            toml::from_str(text).map_err(|e| RecipeError::Form(e.message().to_owned()))?;
        if recipe.version > VERSION {
            return Err(RecipeError::Version(recipe.version));
        }
        Ok(recipe)
    }
}

impl Session {
    /// What was done so far, to be done again on another file.
    #[must_use]
    pub fn recipe(&self) -> SavedRecipe {
        let steps: Vec<Step> = self
            .history()
            .iter()
            .filter_map(|e| e.step.clone())
            .collect();
        SavedRecipe {
            version: VERSION,
            table: self.document().schema().name.clone(),
            left_out: self.history().len() - steps.len(),
            steps,
        }
    }

    /// Does a recipe's steps, one history entry each. What does not fit is listed and the rest
    /// is done.
    pub fn replay(&mut self, recipe: &SavedRecipe) -> Replay {
        let mut replay = Replay::default();
        for (number, step) in (1..).zip(&recipe.steps) {
            let done = command(self.document(), step)
                .and_then(|command| self.run(&command).map_err(Misfit::Refused));
            match done {
                Ok(Outcome::Unchanged) => replay.idle += 1,
                Ok(Outcome::Changed { .. }) => replay.applied += 1,
                Err(misfit) => replay.misfits.push((number, misfit)),
            }
        }
        replay
    }
}

/// A command as a step; `None` for what was typed or picked by hand, or holds what must not be
/// written down.
pub(super) fn step(document: &Document, done: &Command) -> Option<Step> {
    let column = |name: &ColumnName| step_column(document, name);
    Some(match done {
        Command::Fix {
            repair,
            column: name,
            rows,
            except,
        } => Step::Fix {
            repair: *repair,
            column: column(name),
            rows: step_rows(document, rows)?,
            except: if except.is_empty() {
                Vec::new()
            } else {
                clear_texts(document, name, except)?
            },
        },
        Command::SafeFixes => Step::SafeFixes,
        Command::SafePack { except } if except.is_empty() => Step::SafeFixes,
        Command::Answer {
            column: name,
            reading,
            rows,
            except,
        } if except.is_empty() => Step::Answer {
            column: column(name),
            reading: reading.clone(),
            rows: step_rows(document, rows)?,
        },
        Command::MapValues {
            column: name,
            values,
            rows,
        } => {
            let old: Vec<TextBuf> = values.iter().map(|(old, _)| old.clone()).collect();
            let new: Vec<TextBuf> = values.iter().map(|(_, new)| new.clone()).collect();
            Step::MapValues {
                column: column(name),
                rows: step_rows(document, rows)?,
                values: clear_texts(document, name, &old)?
                    .into_iter()
                    .zip(clear_texts(document, name, &new)?)
                    .collect(),
            }
        }
        Command::Replace {
            columns,
            find,
            with,
            regex,
            case,
            whole,
            rows,
        } if !columns.is_empty() => {
            let mut texts = None;
            for name in columns {
                texts = Some(clear_texts(document, name, &[find.clone(), with.clone()])?);
            }
            let [find, with] = <[String; 2]>::try_from(texts?).ok()?;
            Step::Replace {
                columns: columns.iter().map(column).collect(),
                find,
                with,
                regex: *regex,
                case: *case,
                whole: *whole,
                rows: step_rows(document, rows)?,
            }
        }
        Command::FillDown { column: name, rows } => Step::FillDown {
            column: column(name),
            rows: step_rows(document, rows)?,
        },
        Command::SetRule { rule, severity } => Step::SetRule {
            rule: rule.clone(),
            severity: *severity,
        },
        Command::MapColumn {
            column: name,
            target,
        } => Step::MapColumn {
            // By its header only: what it is now is what the step decides.
            column: StepColumn {
                field: None,
                header: name.header.clone(),
            },
            target: target.clone(),
        },
        Command::Join {
            columns,
            separator,
            field,
        } => Step::Join {
            columns: columns.iter().map(column).collect(),
            separator: separator.clone(),
            field: field.clone(),
        },
        Command::Convert {
            column: name,
            conversion,
            field,
        } => Step::Convert {
            column: column(name),
            conversion: *conversion,
            field: field.clone(),
        },
        Command::DeleteRows { rows } => Step::DeleteRows {
            rows: step_rows(document, rows)?,
        },
        Command::KeepRows { rows } => Step::KeepRows {
            rows: step_rows(document, rows)?,
        },
        Command::ChooseMethod { method } => Step::ChooseMethod { method: *method },
        Command::TreatColumn {
            column: name,
            treatment,
        } => Step::TreatColumn {
            column: column(name),
            treatment: *treatment,
        },
        Command::Decide {
            column: name,
            trace,
            decision,
        } => Step::Decide {
            column: column(name),
            trace: *trace,
            decision: decision.clone(),
        },
        _ => return None,
    })
}

fn step_column(document: &Document, name: &ColumnName) -> StepColumn {
    let field = name
        .resolve(document.table())
        .and_then(|col| document.mapping().field_of(col))
        .and_then(|id| document.schema().field(id))
        .map(|f| f.name.clone());
    StepColumn {
        field,
        header: name.header.clone(),
    }
}

fn step_rows(document: &Document, rows: &Selector) -> Option<StepRows> {
    match rows {
        Selector::All => Some(StepRows::All),
        Selector::Problem { rule, column } => Some(StepRows::Problem {
            rule: rule.clone(),
            column: column.as_ref().map(|c| step_column(document, c)),
        }),
        Selector::Empty { column } => Some(StepRows::Empty {
            column: step_column(document, column),
        }),
        Selector::Rows(_) | Selector::Holding { .. } => None,
    }
}

/// Texts of a column that leaves in the clear; `None` for any other column.
fn clear_texts(document: &Document, name: &ColumnName, texts: &[TextBuf]) -> Option<Vec<String>> {
    let col = name.resolve(document.table())?;
    let field = document.schema().field(document.mapping().field_of(col)?)?;
    if field.p14n || field.identifying {
        return None;
    }
    Some(
        texts
            .iter()
            .map(|t| t.as_text().reveal().to_owned())
            .collect(),
    )
}

/// A step as a command on this document.
fn command(document: &Document, step: &Step) -> Result<Command, Misfit> {
    let column = |name: &StepColumn| find(document, name);
    let rows = |rows: &StepRows| -> Result<Selector, Misfit> {
        Ok(match rows {
            StepRows::All => Selector::All,
            StepRows::Problem { rule, column } => Selector::Problem {
                rule: rule.clone(),
                column: column.as_ref().map(|c| find(document, c)).transpose()?,
            },
            StepRows::Empty { column } => Selector::Empty {
                column: find(document, column)?,
            },
        })
    };
    let texts = |list: &[String]| list.iter().cloned().map(TextBuf::new).collect();
    Ok(match step.clone() {
        Step::Fix {
            repair,
            column: name,
            rows: at,
            except,
        } => Command::Fix {
            repair,
            column: column(&name)?,
            rows: rows(&at)?,
            except: texts(&except),
        },
        Step::SafeFixes => Command::SafeFixes,
        Step::Answer {
            column: name,
            reading,
            rows: at,
        } => Command::Answer {
            column: column(&name)?,
            reading,
            rows: rows(&at)?,
            except: Vec::new(),
        },
        Step::MapValues {
            column: name,
            rows: at,
            values,
        } => Command::MapValues {
            column: column(&name)?,
            values: values
                .into_iter()
                .map(|(old, new)| (TextBuf::new(old), TextBuf::new(new)))
                .collect(),
            rows: rows(&at)?,
        },
        Step::Replace {
            columns,
            find,
            with,
            regex,
            case,
            whole,
            rows: at,
        } => Command::Replace {
            columns: columns.iter().map(column).collect::<Result<_, _>>()?,
            find: TextBuf::new(find),
            with: TextBuf::new(with),
            regex,
            case,
            whole,
            rows: rows(&at)?,
        },
        Step::FillDown {
            column: name,
            rows: at,
        } => Command::FillDown {
            column: column(&name)?,
            rows: rows(&at)?,
        },
        Step::SetRule { rule, severity } => Command::SetRule { rule, severity },
        Step::MapColumn {
            column: name,
            target,
        } => Command::MapColumn {
            column: column(&name)?,
            target,
        },
        Step::Join {
            columns,
            separator,
            field,
        } => Command::Join {
            columns: columns.iter().map(column).collect::<Result<_, _>>()?,
            separator,
            field,
        },
        Step::Convert {
            column: name,
            conversion,
            field,
        } => Command::Convert {
            column: column(&name)?,
            conversion,
            field,
        },
        Step::DeleteRows { rows: at } => Command::DeleteRows { rows: rows(&at)? },
        Step::KeepRows { rows: at } => Command::KeepRows { rows: rows(&at)? },
        Step::ChooseMethod { method } => Command::ChooseMethod { method },
        Step::TreatColumn {
            column: name,
            treatment,
        } => Command::TreatColumn {
            column: column(&name)?,
            treatment,
        },
        Step::Decide {
            column: name,
            trace,
            decision,
        } => Command::Decide {
            column: column(&name)?,
            trace,
            decision,
        },
    })
}

/// The column of this file: that of the field, else that of the header.
fn find(document: &Document, name: &StepColumn) -> Result<ColumnName, Misfit> {
    let table = document.table();
    let by_field: Option<ColId> = name
        .field
        .as_ref()
        .and_then(|f| document.schema().by_name(f))
        .and_then(|id| document.mapping().column_of(id));
    let by_header = || {
        let folded = fold_header(&name.header);
        let mut same = table
            .columns()
            .filter(|(_, c)| fold_header(c.header()) == folded);
        let first = same.next().map(|(col, _)| col);
        first.filter(|_| same.next().is_none())
    };
    by_field
        .or_else(by_header)
        .and_then(|col| ColumnName::of(table, col))
        .ok_or_else(|| Misfit::NoColumn {
            name: name.field.clone().unwrap_or_else(|| name.header.clone()),
        })
}
