//! Exactly what would leave: the one source of the text that preview shows, files hold and
//! verification compares with. No option exists that writes a personal field in the clear.

use std::borrow::Cow;

use crate::io::write::{JsonKind, RowSource};
use crate::privacy::{Leaving, leaving};
use crate::schema::{FieldId, FieldType, How};
use crate::table::{Code, ColId, Column, RowId};

use super::{Document, Invalid};

/// Why a column does not leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftOutReason {
    /// The platform generates it.
    Generated,
    /// Not in the format.
    Unknown,
    /// Two columns for one field.
    Duplicate,
    /// A proposal that nobody confirmed.
    NotConfirmed,
    /// The user leaves it out, or chose another column for its field.
    ByUser,
    /// Joined or converted into another column.
    Part,
    /// No row that goes has anything in it, and the user chose to leave such columns out.
    Empty,
}

/// A column that does not leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    pub col: ColId,
    pub header: String,
    pub reason: LeftOutReason,
}

struct UploadColumn {
    field: FieldId,
    name: String,
    col: ColId,
    kind: JsonKind,
    /// By code of the column: what leaves.
    texts: Vec<Leaving>,
}

/// The upload of a document: fields in the format's order, and the rows that go.
pub struct Upload<'a> {
    document: &'a Document,
    columns: Vec<UploadColumn>,
    rows: Vec<RowId>,
    bad_rows: usize,
}

impl<'a> Upload<'a> {
    /// What would leave with this treatment of rows with errors. `Invalid::Stop` gives all rows.
    #[must_use]
    pub fn new(document: &'a Document, invalid: Invalid) -> Self {
        let mut columns: Vec<UploadColumn> = Vec::new();
        for (field_id, field) in document.schema.fields() {
            let Some(col) = document.mapping.column_of(field_id) else {
                continue;
            };
            let Some(column) = document.table.column(col) else {
                continue;
            };
            columns.push(UploadColumn {
                field: field_id,
                name: field.name.clone(),
                col,
                kind: match field.ty {
                    FieldType::Float | FieldType::Integer => JsonKind::Number,
                    FieldType::Boolean => JsonKind::Boolean,
                    FieldType::Date => JsonKind::Date,
                    _ => JsonKind::String,
                },
                texts: leaving_texts(field, column),
            });
        }
        let bad = document.checks.bad_rows(&document.table);
        let rows = match invalid {
            Invalid::Stop | Invalid::Keep => document.table.rows().collect(),
            Invalid::Skip => kept_rows(document, &columns),
        };
        Self {
            document,
            columns,
            rows,
            bad_rows: bad.len(),
        }
    }

    /// Of the rows that go, only these (the rows shown, the rows chosen).
    pub fn keep_rows(&mut self, rows: &[RowId]) {
        let wanted: std::collections::HashSet<RowId> = rows.iter().copied().collect();
        self.rows.retain(|row| wanted.contains(row));
    }

    /// Leaves out columns in which no row that goes has anything. Required ones stay.
    pub fn drop_empty_columns(&mut self) {
        let (document, rows) = (self.document, &self.rows);
        self.columns.retain(|c| {
            document.schema.field(c.field).is_some_and(|f| f.required)
                || document.table.column(c.col).is_some_and(|source| {
                    rows.iter().any(|row| {
                        !matches!(
                            c.texts.get(source.code(*row) as usize),
                            Some(Leaving::Empty | Leaving::Emptied) | None
                        )
                    })
                })
        });
    }

    /// The rows that go, in file order.
    #[must_use]
    pub fn rows(&self) -> &[RowId] {
        &self.rows
    }

    /// Rows with at least one error.
    #[must_use]
    pub fn bad_rows(&self) -> usize {
        self.bad_rows
    }

    /// The columns that go: field and column, in the format's order.
    pub fn columns(&self) -> impl Iterator<Item = (FieldId, ColId)> {
        self.columns.iter().map(|c| (c.field, c.col))
    }

    /// What leaves of one cell; `None` for a column that does not leave.
    #[must_use]
    pub fn cell_of(&self, row: RowId, col: ColId) -> Option<&Leaving> {
        let column = self.columns.iter().find(|c| c.col == col)?;
        let code = self.document.table.column(col)?.code(row);
        column.texts.get(code as usize)
    }

    /// The columns that do not leave, in file order.
    #[must_use]
    pub fn left_out(&self) -> Vec<LeftOut> {
        self.document
            .table
            .columns()
            .filter(|(col, _)| !self.columns.iter().any(|c| c.col == *col))
            .map(|(col, column)| LeftOut {
                col,
                header: column.header().to_owned(),
                reason: match self.document.mapping.use_of(col).how {
                    How::Generated => LeftOutReason::Generated,
                    How::Duplicate => LeftOutReason::Duplicate,
                    How::Proposed => LeftOutReason::NotConfirmed,
                    How::LeftOut => LeftOutReason::ByUser,
                    How::Part => LeftOutReason::Part,
                    How::Exact | How::Synonym | How::Chosen => LeftOutReason::Empty,
                    How::Unknown | How::Extra => LeftOutReason::Unknown,
                },
            })
            .collect()
    }

    /// Cells that leave as pseudonym, blurred, and emptied, over the rows that go.
    #[must_use]
    pub fn privacy_counts(&self) -> (u64, u64, u64) {
        let (mut pseudonyms, mut blurred, mut emptied) = (0, 0, 0);
        for column in &self.columns {
            let Some(source) = self.document.table.column(column.col) else {
                continue;
            };
            for row in &self.rows {
                match column.texts.get(source.code(*row) as usize) {
                    Some(Leaving::Pseudonym(_)) => pseudonyms += 1,
                    Some(Leaving::Blurred(_)) => blurred += 1,
                    Some(Leaving::Emptied) => emptied += 1,
                    _ => {}
                }
            }
        }
        (pseudonyms, blurred, emptied)
    }
}

fn leaving_texts(field: &crate::schema::Field, column: &Column) -> Vec<Leaving> {
    use rayon::prelude::*;
    (0..column.code_count())
        .into_par_iter()
        .map(|code: Code| {
            if column.rows_of(code) == 0 {
                Leaving::Empty
            } else {
                leaving(field, column.text_of(code))
            }
        })
        .collect()
}

/// Rows without errors; of rows with one upload key none, unless all are identical in what is
/// uploaded, then the first (and only if it has no other error).
fn kept_rows(document: &Document, columns: &[UploadColumn]) -> Vec<RowId> {
    let checks = &document.checks;
    let identical = |a: RowId, b: RowId| {
        columns.iter().all(|c| {
            document
                .table
                .column(c.col)
                .is_none_or(|column| column.code(a) == column.code(b))
        })
    };
    document
        .table
        .rows()
        .filter(|row| {
            if checks.row_has_own_error(&document.table, *row) {
                return false;
            }
            let twins = checks.duplicates_of(&document.table, *row);
            twins.is_empty()
                || (twins.iter().min() == Some(row) && twins.iter().all(|t| identical(*row, *t)))
        })
        .collect()
}

impl RowSource for Upload<'_> {
    fn fields(&self) -> Vec<(&str, JsonKind)> {
        self.columns
            .iter()
            .map(|c| (c.name.as_str(), c.kind))
            .collect()
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, col: usize) -> Cow<'_, str> {
        let Some(column) = self.columns.get(col) else {
            return Cow::Borrowed("");
        };
        let (Some(row), Some(source)) =
            (self.rows.get(row), self.document.table.column(column.col))
        else {
            return Cow::Borrowed("");
        };
        let code = source.code(*row);
        match column.texts.get(code as usize) {
            Some(Leaving::Clear) => Cow::Borrowed(source.text_of(code).reveal()),
            Some(Leaving::Pseudonym(text) | Leaving::Blurred(text)) => Cow::Borrowed(text),
            Some(Leaving::Emptied | Leaving::Empty) | None => Cow::Borrowed(""),
        }
    }
}
