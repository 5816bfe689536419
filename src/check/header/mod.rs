//! Checks of the file and its columns as such, by how headers are matched: one file per check.

mod duplicate;
mod generated;
mod missing;
mod unknown;

use super::problem::{ColumnFinding, Subject};
use super::{Mapping, Rule};
use crate::schema::Schema;
use crate::table::Table;

/// What is said about the file and its columns as such, what blocks first.
pub(super) fn general(schema: &Schema, table: &Table, mapping: &Mapping) -> Vec<ColumnFinding> {
    let columns = table.columns().filter_map(|(col, _)| {
        let how = mapping.use_of(col).how;
        let rule = generated::rule(how)
            .or_else(|| unknown::rule(how))
            .or_else(|| duplicate::rule(how))?;
        Some(ColumnFinding {
            rule,
            subject: Subject::Column(col),
        })
    });
    let missing = missing::missing(schema, mapping);
    let mut all: Vec<ColumnFinding> = missing.into_iter().chain(columns).collect();
    all.sort_by_key(|f| f.rule.severity());
    all
}
