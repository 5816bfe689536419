//! Which column is which field: what the headers say, then what the user chose.
//!
//! An automatic match never wins over a choice, and two automatic claims to one field cancel
//! each other: the user must choose. It must not look at cells: what values
//! say comes with the matching.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Matching;
use crate::schema::{FieldId, How, Schema};
use crate::table::{ColId, Table};

/// How a column that is not in the format leaves, where the user sends it on purpose.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExtraForm {
    /// As it is. Only for columns that do not look personal.
    Clear,
    /// As pseudonyms.
    Pseudonym,
}

/// What the user decided about a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// It is this field.
    Field(FieldId),
    /// It is not sent.
    LeftOut,
    /// It is sent although the format does not have it.
    Extra(ExtraForm),
}

/// The user's decisions; a column without one is matched by its header.
pub type Choices = BTreeMap<ColId, Choice>;

/// What became of one column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnUse {
    /// The field that the header names or the user chose, used or not.
    pub field: Option<FieldId>,
    pub how: How,
    /// How it leaves, for a column that is sent although the format does not have it.
    pub extra: Option<ExtraForm>,
}

impl ColumnUse {
    /// True when the column's cells are checked and uploaded.
    #[must_use]
    pub fn is_used(self) -> bool {
        self.field.is_some() && matches!(self.how, How::Exact | How::Synonym | How::Chosen)
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
        self.uses.get(col.index()).copied().unwrap_or(UNKNOWN)
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

    /// Columns that are sent although the format does not have them, in file order.
    pub fn extras(&self) -> impl Iterator<Item = (ColId, ExtraForm)> {
        self.uses
            .iter()
            .zip(0u32..)
            .filter_map(|(u, i)| Some((ColId(i), u.extra?)))
    }
}

const UNKNOWN: ColumnUse = ColumnUse {
    field: None,
    how: How::Unknown,
    extra: None,
};

/// Lays the user's choices over what headers and values say. `parts` are columns that are
/// joined or converted into others.
#[must_use]
pub fn map_columns(
    table: &Table,
    matching: &Matching,
    choices: &Choices,
    parts: &BTreeSet<ColId>,
) -> Mapping {
    let mut uses = vec![UNKNOWN; table.column_count()];
    for (col, _) in table.columns() {
        let automatic = matching.of(col);
        let (field, how, extra) = match choices.get(&col) {
            None if parts.contains(&col) => (automatic.field(), How::Part, None),
            None => (automatic.field(), automatic.how, None),
            Some(Choice::Field(field)) => (Some(*field), How::Chosen, None),
            Some(Choice::LeftOut) => (automatic.field(), How::LeftOut, None),
            Some(Choice::Extra(form)) => (None, How::Extra, Some(*form)),
        };
        if let Some(slot) = uses.get_mut(col.index()) {
            *slot = ColumnUse { field, how, extra };
        }
    }
    settle(&mut uses);
    let columns = uses
        .iter()
        .zip(0u32..)
        .filter(|(u, _)| u.is_used())
        .filter_map(|(u, i)| u.field.map(|f| (f, ColId(i))))
        .collect();
    Mapping { uses, columns }
}

/// One column per field: a choice wins; what the headers claim twice is left to the user.
fn settle(uses: &mut [ColumnUse]) {
    let mut claims: HashMap<FieldId, (usize, bool)> = HashMap::new();
    for u in uses.iter() {
        if let Some(field) = u.field {
            let claim = claims.entry(field).or_default();
            match u.how {
                How::Exact | How::Synonym => claim.0 += 1,
                How::Chosen => claim.1 = true,
                _ => {}
            }
        }
    }
    for u in uses.iter_mut() {
        let Some((times, chosen)) = u.field.and_then(|f| claims.get(&f)).copied() else {
            continue;
        };
        if !matches!(u.how, How::Exact | How::Synonym) {
            continue;
        }
        u.how = match (chosen, times) {
            (true, _) => How::LeftOut,
            (false, 1) => u.how,
            (false, _) => How::Duplicate,
        };
    }
}
