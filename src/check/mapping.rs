//! Which column is which field.

use std::collections::HashMap;

use crate::schema::{FieldId, How, Schema, match_headers};
use crate::table::{ColId, Table};

/// What became of one column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnUse {
    /// The field that the header names, used or not.
    pub field: Option<FieldId>,
    pub how: How,
}

impl ColumnUse {
    /// True when the column's cells are checked and uploaded.
    #[must_use]
    pub fn is_used(self) -> bool {
        self.field.is_some() && matches!(self.how, How::Exact | How::Synonym)
    }
}

/// The matching of all columns of a table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mapping {
    uses: Vec<ColumnUse>,
    columns: HashMap<FieldId, ColId>,
}

impl Mapping {
    /// The column used for a field.
    #[must_use]
    pub fn column_of(&self, field: FieldId) -> Option<ColId> {
        self.columns.get(&field).copied()
    }

    /// The field for which a column is used.
    #[must_use]
    pub fn field_of(&self, col: ColId) -> Option<FieldId> {
        let column_use = self.uses.get(col.index())?;
        column_use.is_used().then_some(column_use.field).flatten()
    }

    /// What became of a column.
    #[must_use]
    pub fn use_of(&self, col: ColId) -> ColumnUse {
        self.uses.get(col.index()).copied().unwrap_or(ColumnUse {
            field: None,
            how: How::Unknown,
        })
    }

    /// Required fields without a column, in the format's order.
    #[must_use]
    pub fn missing_required(&self, schema: &Schema) -> Vec<FieldId> {
        schema
            .fields()
            .filter(|(id, f)| f.required && !self.columns.contains_key(id))
            .map(|(id, _)| id)
            .collect()
    }

    /// Number of columns in use.
    #[must_use]
    pub fn used(&self) -> usize {
        self.columns.len()
    }
}

/// Matches the table's headers.
#[must_use]
pub fn map_columns(schema: &Schema, table: &Table) -> Mapping {
    let headers: Vec<String> = table
        .columns()
        .map(|(_, c)| c.header().to_owned())
        .collect();
    let uses: Vec<ColumnUse> = match_headers(schema, &headers)
        .into_iter()
        .map(|m| ColumnUse {
            field: m.field,
            how: m.how,
        })
        .collect();
    let columns = uses
        .iter()
        .zip(0u32..)
        .filter(|(u, _)| u.is_used())
        .filter_map(|(u, i)| u.field.map(|f| (f, ColId(i))))
        .collect();
    Mapping { uses, columns }
}
