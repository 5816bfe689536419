//! What the file suggests to do about its columns: confirm a proposal, join halves of a name,
//! convert a unit, choose between two columns. Each proposal is a command that waits.

use super::{ColumnName, Command, Document, Target};
use crate::check::{Conversion, hardly_valid};
use crate::schema::{FieldId, How, Unit, Use, Why, words};
use crate::table::{ColId, Column};

/// Something that the user may confirm.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Proposal {
    /// This column could be this field.
    Map { col: ColId, field: FieldId },
    /// These columns are parts of one field, in this order.
    Join { cols: Vec<ColId>, field: FieldId },
    /// This column has another unit or shape than the field.
    Convert {
        col: ColId,
        conversion: Conversion,
        field: FieldId,
    },
    /// Several columns claim one field.
    Choose { cols: Vec<ColId>, field: FieldId },
    /// A required field has no column; it may be the same in all rows.
    Fill { field: FieldId },
}

impl Proposal {
    /// The command that does it; nothing where the user has to say more.
    #[must_use]
    pub fn command(&self, document: &Document) -> Option<Command> {
        let table = document.table();
        let name = |field: FieldId| document.schema().field(field).map(|f| f.name.clone());
        Some(match self {
            Self::Map { col, field } => Command::MapColumn {
                column: ColumnName::of(table, *col)?,
                target: Target::Field(name(*field)?),
            },
            Self::Join { cols, field } => Command::Join {
                columns: cols
                    .iter()
                    .map(|col| ColumnName::of(table, *col))
                    .collect::<Option<_>>()?,
                separator: " ".to_owned(),
                field: name(*field)?,
            },
            Self::Convert {
                col,
                conversion,
                field,
            } => Command::Convert {
                column: ColumnName::of(table, *col)?,
                conversion: *conversion,
                field: name(*field)?,
            },
            Self::Choose { .. } | Self::Fill { .. } => return None,
        })
    }
}

/// All proposals: required fields first, then column by column.
#[must_use]
pub fn proposals(document: &Document) -> Vec<Proposal> {
    let mut list: Vec<Proposal> = Vec::new();
    let joins = joins(document);
    let joined = |col: ColId| {
        joins
            .iter()
            .any(|j| matches!(j, Proposal::Join { cols, .. } if cols.contains(&col)))
    };
    let mut claimed: Vec<FieldId> = Vec::new();
    for (col, column) in document.table.columns().filter(|(_, c)| !c.is_made()) {
        let used = document.mapping.use_of(col);
        let Some(field) = used.field.filter(|_| !joined(col)) else {
            continue;
        };
        match used.how {
            How::Proposed => {
                let convert = conversion(document, col, column, field);
                let free = document.mapping.column_of(field).is_none();
                if let Some(conversion) = convert.filter(|_| free) {
                    list.push(Proposal::Convert {
                        col,
                        conversion,
                        field,
                    });
                } else if convert.is_none() {
                    list.push(Proposal::Map { col, field });
                }
            }
            How::Exact | How::Synonym => {
                if let Some(conversion) = conversion(document, col, column, field) {
                    list.push(Proposal::Convert {
                        col,
                        conversion,
                        field,
                    });
                }
            }
            How::Duplicate if !claimed.contains(&field) => {
                claimed.push(field);
                let cols = document
                    .table
                    .columns()
                    .map(|(c, _)| c)
                    .filter(|c| {
                        let other = document.mapping.use_of(*c);
                        other.how == How::Duplicate && other.field == Some(field)
                    })
                    .collect();
                list.push(Proposal::Choose { cols, field });
            }
            _ => {}
        }
    }
    let missing = document.mapping.missing_required(&document.schema);
    let choosing: Vec<FieldId> = claimed;
    missing
        .into_iter()
        .filter(|f| !choosing.contains(f))
        .map(|field| Proposal::Fill { field })
        .chain(joins)
        .chain(list)
        .collect()
}

/// Halves of one field whose other halves are there, in file order.
fn joins(document: &Document) -> Vec<Proposal> {
    let mut fields: Vec<(FieldId, Vec<ColId>, bool)> = Vec::new();
    for (col, _) in document.table.columns() {
        if document.mapping.use_of(col).how != How::Proposed {
            continue;
        }
        let Some((field, never_whole)) = document.matching.of(col).half() else {
            continue;
        };
        match fields.iter_mut().find(|(f, _, _)| *f == field) {
            Some((_, cols, half)) => {
                cols.push(col);
                *half |= never_whole;
            }
            None => fields.push((field, vec![col], never_whole)),
        }
    }
    fields
        .into_iter()
        .filter(|(field, cols, half)| {
            *half && cols.len() > 1 && document.mapping.column_of(*field).is_none()
        })
        .map(|(field, cols, _)| Proposal::Join { cols, field })
        .collect()
}

/// The conversion that header or values ask for.
fn conversion(
    document: &Document,
    col: ColId,
    column: &Column,
    field: FieldId,
) -> Option<Conversion> {
    let target = document.schema.field(field)?;
    let why = document
        .matching
        .of(col)
        .candidates
        .iter()
        .find(|c| c.field == field)
        .map(|c| c.why);
    let fitting: Vec<Conversion> = Conversion::ALL
        .into_iter()
        .filter(|c| c.fits(target))
        .collect();
    let only = |c: Conversion| fitting.contains(&c).then_some(c);
    if let Some(Why::OtherUnit(unit)) = why {
        return match unit {
            Unit::Kilowatt => only(Conversion::KilowattToWatt),
            Unit::Months => only(Conversion::MonthsToDays),
            Unit::Years => only(Conversion::YearsToDays).or_else(|| only(Conversion::AgeToYear)),
            _ => None,
        };
    }
    let listed = why == Some(Why::Listed(Use::Convert));
    let header = words(column.header());
    if listed && header.iter().any(|w| w == "age" || w == "ages") {
        return only(Conversion::AgeToYear);
    }
    if listed && header.last().is_some_and(|w| w == "kw") {
        return only(Conversion::KilowattToWatt);
    }
    // By values: nearly all pass once converted, and hardly any as they are. An age and a unit
    // cannot be seen in a value, so that only their names propose them.
    let by_shape: Vec<Conversion> = fitting
        .iter()
        .copied()
        .filter(|c| {
            !matches!(
                c,
                Conversion::AgeToYear
                    | Conversion::KilowattToWatt
                    | Conversion::MonthsToDays
                    | Conversion::YearsToDays
                    | Conversion::Opposite
                    | Conversion::SecondOfPair
            )
        })
        .collect();
    if by_shape.is_empty() && !listed {
        return None;
    }
    match hardly_valid(target, column, document.today, 0.2) {
        None if listed => fitting
            .iter()
            .copied()
            .find(|c| !matches!(c, Conversion::AgeToYear | Conversion::KilowattToWatt)),
        None => None,
        Some(hardly) => by_shape
            .into_iter()
            .filter(|_| hardly)
            .find(|c| share_converted(document, *c, column) >= 0.8)
            .or_else(|| {
                (listed && fitting == [Conversion::Opposite]).then_some(Conversion::Opposite)
            }),
    }
}

/// The share of distinct texts that have the shape that a conversion expects.
fn share_converted(document: &Document, conversion: Conversion, column: &Column) -> f64 {
    let (mut fit, mut all) = (0u32, 0u32);
    for (code, _) in column.live_codes().take(500) {
        let text = column.text_of(code);
        if text.is_empty() {
            continue;
        }
        all += 1;
        fit += u32::from(conversion.apply(text, document.today).is_some());
    }
    if all == 0 {
        0.0
    } else {
        f64::from(fit) / f64::from(all)
    }
}
