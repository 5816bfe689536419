//! missing-required-column: the format needs a field, and no column of the file is matched to it.

use super::{ColumnFinding, Mapping, Rule, Schema, Subject};

pub(super) fn missing(schema: &Schema, mapping: &Mapping) -> Vec<ColumnFinding> {
    let fields = mapping.missing_required(schema).into_iter();
    fields
        .map(|field| ColumnFinding {
            rule: Rule::MissingRequiredColumn,
            subject: Subject::File(field),
        })
        .collect()
}
