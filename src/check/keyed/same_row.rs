//! same-row-twice: two rows that are alike in every column, those that do not leave included.

use super::{Plan, key_columns};
use crate::check::keys::Condition;
use crate::check::{Mapping, Rule, Why};
use crate::schema::Schema;
use crate::table::{ColId, Table};

pub(super) fn plan(schema: &Schema, table: &Table, mapping: &Mapping) -> Option<Plan> {
    let columns: Vec<ColId> = table.columns().map(|(col, _)| col).collect();
    let key = key_columns(schema, mapping).last().copied();
    Some(Plan {
        rule: Rule::SameRowTwice,
        why: Why::Plain,
        col: key.or_else(|| columns.first().copied())?,
        columns,
        condition: Condition::Twice,
        complete: false,
    })
}
