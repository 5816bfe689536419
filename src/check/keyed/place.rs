//! coordinates, of many rows together: too many on one very place are no customers' houses.

use super::Plan;
use crate::check::keys::Condition;
use crate::check::{Rule, Why};
use crate::schema::{FieldId, Format, Schema};
use crate::table::ColId;

/// From so many rows on.
const MANY_HERE: usize = 30;

/// True for a field that says where; the country says nothing of how many rows stand there.
pub(super) fn counts(schema: &Schema, field: FieldId) -> bool {
    schema
        .field(field)
        .is_some_and(|f| f.format != Some(Format::Country))
}

pub(super) fn plan(cols: &[ColId]) -> Option<Plan> {
    Some(Plan {
        rule: Rule::Coordinates,
        why: Why::ManyHere,
        col: *cols.first()?,
        columns: cols.to_vec(),
        condition: Condition::Many(MANY_HERE),
        complete: true,
    })
}
