//! Checks of rows that have something in common, by the schema's relations: one file per check
//! says what is indexed, `keys` keeps the index.

mod customer;
mod device;
mod place;
mod same_row;
mod serial;

use rayon::prelude::*;

use super::keys::Condition;
use super::{KeyIndex, Mapping, Rule, Why};
use crate::schema::{RelationKind, Schema, relations};
use crate::table::{ColId, RowId, Table};

/// A group rule with its index and the column in which it is shown.
pub(super) struct Keyed {
    pub rule: Rule,
    pub why: Why,
    pub col: ColId,
    pub index: KeyIndex,
}

impl Keyed {
    /// The first other row of the group that holds another value where it matters.
    pub(super) fn other(&self, table: &Table, row: RowId) -> Option<RowId> {
        let own = table.text(row, self.col);
        let twins = self.index.group(table, row);
        twins
            .iter()
            .copied()
            .find(|t| *t != row && table.text(*t, self.col) != own)
            .or_else(|| twins.iter().copied().find(|t| *t != row))
    }
}

pub(super) fn key_columns(schema: &Schema, mapping: &Mapping) -> Vec<ColId> {
    schema
        .key_fields()
        .into_iter()
        .map(|f| mapping.column_of(f))
        .collect::<Option<Vec<ColId>>>()
        .unwrap_or_default()
}

/// A rule to be indexed.
struct Plan {
    rule: Rule,
    why: Why,
    /// Where it is shown.
    col: ColId,
    /// What rows have in common.
    columns: Vec<ColId>,
    condition: Condition,
    /// A row with an empty cell among them belongs to no group.
    complete: bool,
}

impl Plan {
    /// Rows that have all columns but the last in common differ in the last; `loosely` looks
    /// over letter case and blanks.
    fn differing(rule: Rule, cols: &[ColId], loosely: bool) -> Option<Self> {
        let (differ, key) = cols.split_last()?;
        Some(Self {
            rule,
            why: Why::Plain,
            col: *differ,
            columns: key.to_vec(),
            condition: Condition::Differ {
                col: *differ,
                loosely,
            },
            complete: true,
        })
    }
}

/// The group rules whose columns the file has.
pub(super) fn keyed(schema: &Schema, table: &Table, mapping: &Mapping) -> Vec<Keyed> {
    let mut plans: Vec<Plan> = relations(schema)
        .into_iter()
        .filter_map(|relation| {
            let plan: fn(&[ColId]) -> Option<Plan> = match relation.kind {
                RelationKind::DeviceOneCustomer => device::plan,
                RelationKind::CustomerOneName => customer::plan,
                RelationKind::SerialOneManufacturer => serial::plan,
                RelationKind::Place => place::plan,
                _ => return None,
            };
            let cols: Option<Vec<ColId>> = relation
                .fields
                .iter()
                .filter(|f| relation.kind != RelationKind::Place || place::counts(schema, **f))
                .map(|f| mapping.column_of(*f))
                .collect();
            plan(&cols?)
        })
        .collect();
    plans.extend(same_row::plan(schema, table, mapping));
    plans
        .into_par_iter()
        .map(|plan| Keyed {
            rule: plan.rule,
            why: plan.why,
            col: plan.col,
            index: KeyIndex::with(plan.columns, plan.condition, plan.complete, table),
        })
        .collect()
}
