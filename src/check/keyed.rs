//! Which keys are watched, by the schema's relations, and what is said about whole columns.

use rayon::prelude::*;

use super::keys::Condition;
use super::problem::{ColumnFinding, Subject};
use super::{KeyIndex, Mapping, Rule, Why};
use crate::schema::{Format, How, RelationKind, Schema, relations};
use crate::table::{ColId, RowId, Table};

/// So many rows on one very place are no customers' houses.
const MANY_HERE: usize = 30;

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
        let twins = self.index.group(row);
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

/// The group rules whose columns the file has.
pub(super) fn keyed(schema: &Schema, table: &Table, mapping: &Mapping) -> Vec<Keyed> {
    let mut plans: Vec<(Rule, Why, ColId, Vec<ColId>, Condition, bool)> = Vec::new();
    for relation in relations(schema) {
        let cols: Option<Vec<ColId>> = relation
            .fields
            .iter()
            .filter(|f| {
                // The country says nothing of how many rows stand on one place.
                relation.kind != RelationKind::Place
                    || schema
                        .field(**f)
                        .is_some_and(|f| f.format != Some(Format::Country))
            })
            .map(|f| mapping.column_of(*f))
            .collect();
        let Some(cols) = cols else { continue };
        let (rule, loosely) = match relation.kind {
            RelationKind::DeviceOneCustomer => (Rule::DeviceWithTwoCustomers, false),
            RelationKind::CustomerOneName => (Rule::CustomerWithTwoNames, true),
            RelationKind::SerialOneManufacturer => (Rule::SerialWithTwoManufacturers, false),
            RelationKind::Place => {
                let Some(shown) = cols.first().copied() else {
                    continue;
                };
                let many = Condition::Many(MANY_HERE);
                plans.push((Rule::Coordinates, Why::ManyHere, shown, cols, many, true));
                continue;
            }
            _ => continue,
        };
        if let Some((differ, key)) = cols.split_last() {
            let condition = Condition::Differ {
                col: *differ,
                loosely,
            };
            plans.push((rule, Why::Plain, *differ, key.to_vec(), condition, true));
        }
    }
    let all: Vec<ColId> = table.columns().map(|(col, _)| col).collect();
    let shown = key_columns(schema, mapping).last().copied();
    if let Some(shown) = shown.or_else(|| all.first().copied()) {
        let twice = Condition::Twice;
        plans.push((Rule::SameRowTwice, Why::Plain, shown, all, twice, false));
    }
    plans
        .into_par_iter()
        .map(|(rule, why, col, columns, condition, complete)| Keyed {
            rule,
            why,
            col,
            index: KeyIndex::with(columns, condition, complete, table),
        })
        .collect()
}

/// What is said about the file and its columns as such.
pub(super) fn general(schema: &Schema, table: &Table, mapping: &Mapping) -> Vec<ColumnFinding> {
    let missing = mapping
        .missing_required(schema)
        .into_iter()
        .map(|field| ColumnFinding {
            rule: Rule::MissingRequiredColumn,
            subject: Subject::File(field),
        });
    let columns = table.columns().filter_map(|(col, _)| {
        let rule = match mapping.use_of(col).how {
            How::Generated => Rule::GeneratedColumn,
            How::Unknown => Rule::UnknownColumn,
            How::Duplicate => Rule::DuplicateHeader,
            How::Exact
            | How::Synonym
            | How::Proposed
            | How::Chosen
            | How::LeftOut
            | How::Part
            | How::Extra => {
                return None;
            }
        };
        Some(ColumnFinding {
            rule,
            subject: Subject::Column(col),
        })
    });
    let mut all: Vec<ColumnFinding> = missing.chain(columns).collect();
    all.sort_by_key(|f| f.rule.severity());
    all
}
