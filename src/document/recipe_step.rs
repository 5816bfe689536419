//! A command as a step of a recipe, and a step as a command on another file. The one place that
//! decides what may be written down: texts only of columns that leave in the clear.

use super::recipe::{LeftOutWhy, Misfit, Spared, Step, StepColumn, StepRows};
use super::{ColumnName, Command, Document, Selector, Target};
use crate::schema::fold_header;
use crate::table::{ColId, TextBuf};

/// A command as steps, or why it is none: typed or picked by hand, or holding what must not be
/// written down.
pub(super) fn steps(document: &Document, done: &Command) -> Result<Vec<Step>, LeftOutWhy> {
    if let Command::TreatColumns { columns, treatment } = done {
        let step = |name| Step::TreatColumn {
            column: step_column(document, name),
            treatment: *treatment,
        };
        return Ok(columns.iter().map(step).collect());
    }
    step(document, done).map(|step| vec![step])
}

fn step(document: &Document, done: &Command) -> Result<Step, LeftOutWhy> {
    let column = |name: &ColumnName| step_column(document, name);
    Ok(match done {
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
        Command::SafeFixes => Step::SafeFixes { except: Vec::new() },
        Command::SafePack { except } => Step::SafeFixes {
            except: except
                .iter()
                .map(|(name, text)| {
                    Ok(Spared {
                        column: column(name),
                        texts: clear_texts(document, name, std::slice::from_ref(text))?,
                    })
                })
                .collect::<Result<_, _>>()?,
        },
        Command::Answer {
            column: name,
            reading,
            rows,
            except,
        } => Step::Answer {
            column: column(name),
            reading: reading.clone(),
            rows: step_rows(document, rows)?,
            except: if except.is_empty() {
                Vec::new()
            } else {
                clear_texts(document, name, except)?
            },
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
        } => {
            // Over all columns it may be a person's; so it may in a single one of them.
            let mut texts = Err(LeftOutWhy::Personal);
            for name in columns {
                texts = Ok(clear_texts(document, name, &[find.clone(), with.clone()])?);
            }
            let both = <[String; 2]>::try_from(texts?);
            let [find, with] = both.map_err(|_| LeftOutWhy::Personal)?;
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
        Command::Split {
            column: name,
            separator,
            fields,
        } => Step::Split {
            column: column(name),
            separator: separator.clone(),
            fields: fields.clone(),
        },
        Command::FillConstant { field, text } => {
            let schema = document.schema();
            let told = schema.by_name(field).and_then(|id| schema.field(id));
            if told.is_none_or(|f| f.p14n || f.identifying) {
                return Err(LeftOutWhy::Personal);
            }
            Step::FillConstant {
                field: field.clone(),
                text: text.as_text().reveal().to_owned(),
            }
        }
        Command::DropMade { column: name } => Step::DropMade {
            // Its header is the made column's own; the field may have another column next time.
            column: StepColumn {
                field: None,
                header: name.header.clone(),
            },
        },
        Command::UnifySpellings { column: name } => Step::UnifySpellings {
            column: column(name),
        },
        Command::DeleteRows { rows } => Step::DeleteRows {
            rows: step_rows(document, rows)?,
        },
        Command::KeepRows { rows } => Step::KeepRows {
            rows: step_rows(document, rows)?,
        },
        Command::RestoreRows {
            rows: Selector::All,
        } => Step::RestoreRows,
        Command::RestoreRows { .. } => return Err(LeftOutWhy::PickedRows),
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
        Command::SetCells { .. } => return Err(LeftOutWhy::Typed),
        Command::Merge { .. } => return Err(LeftOutWhy::Provider),
        Command::ConfirmKey => return Err(LeftOutWhy::Key),
        // Taken apart by `steps`.
        Command::TreatColumns { .. } => return Err(LeftOutWhy::Typed),
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

fn step_rows(document: &Document, rows: &Selector) -> Result<StepRows, LeftOutWhy> {
    match rows {
        Selector::All => Ok(StepRows::All),
        Selector::Problem { rule, column } => Ok(StepRows::Problem {
            rule: rule.clone(),
            column: column.as_ref().map(|c| step_column(document, c)),
        }),
        Selector::Empty { column } => Ok(StepRows::Empty {
            column: step_column(document, column),
        }),
        Selector::Rows(_) | Selector::Holding { .. } => Err(LeftOutWhy::PickedRows),
    }
}

/// Texts of a column that leaves in the clear; refused for any other column.
fn clear_texts(
    document: &Document,
    name: &ColumnName,
    texts: &[TextBuf],
) -> Result<Vec<String>, LeftOutWhy> {
    let field = name
        .resolve(document.table())
        .and_then(|col| document.mapping().field_of(col))
        .and_then(|id| document.schema().field(id));
    if field.is_none_or(|f| f.p14n || f.identifying) {
        return Err(LeftOutWhy::Personal);
    }
    Ok(texts
        .iter()
        .map(|t| t.as_text().reveal().to_owned())
        .collect())
}

/// True when there is nothing left to do: the column is called otherwise in this file, and its
/// field was found all the same.
pub(super) fn is_settled(document: &Document, step: &Step) -> bool {
    let Step::MapColumn {
        column,
        target: Target::Field(field),
    } = step
    else {
        return false;
    };
    let id = document.schema().by_name(field);
    find(document, column).is_err()
        && id.is_some_and(|id| document.mapping().column_of(id).is_some())
}

/// A step as a command on this document.
pub(super) fn command(document: &Document, step: &Step) -> Result<Command, Misfit> {
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
        Step::SafeFixes { except } if except.is_empty() => Command::SafeFixes,
        Step::SafeFixes { except } => Command::SafePack {
            // A column that this file lacks has nothing to spare.
            except: except
                .iter()
                .filter_map(|spared| Some((column(&spared.column).ok()?, &spared.texts)))
                .flat_map(|(name, texts)| {
                    texts
                        .iter()
                        .map(move |text| (name.clone(), TextBuf::new(text.clone())))
                })
                .collect(),
        },
        Step::Answer {
            column: name,
            reading,
            rows: at,
            except,
        } => Command::Answer {
            column: column(&name)?,
            reading,
            rows: rows(&at)?,
            except: texts(&except),
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
        Step::Split {
            column: name,
            separator,
            fields,
        } => Command::Split {
            column: column(&name)?,
            separator,
            fields,
        },
        Step::FillConstant { field, text } => Command::FillConstant {
            field,
            text: TextBuf::new(text),
        },
        Step::DropMade { column: name } => Command::DropMade {
            column: find_made(document, &name)?,
        },
        Step::UnifySpellings { column: name } => Command::UnifySpellings {
            column: column(&name)?,
        },
        Step::RestoreRows => Command::RestoreRows {
            rows: Selector::All,
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

/// The made column of this header; the file may have one of the same.
fn find_made(document: &Document, name: &StepColumn) -> Result<ColumnName, Misfit> {
    let table = document.table();
    table
        .columns()
        .find(|(_, c)| c.is_made() && c.header() == name.header)
        .and_then(|(col, _)| ColumnName::of(table, col))
        .ok_or_else(|| Misfit::NoColumn {
            name: name.header.clone(),
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
