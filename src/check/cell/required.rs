//! required: nothing stands in a cell that the format needs.

use super::{Rule, Verdict};
use crate::schema::Field;

/// The verdict on an empty cell; none where something stands in it.
pub(super) fn empty(field: &Field, text: &str) -> Option<Verdict> {
    text.is_empty().then(|| blank(field).unwrap_or_default())
}

/// The verdict on a cell of blanks alone; none where the field may be empty.
pub(super) fn blank(field: &Field) -> Option<Verdict> {
    field.required.then(|| Verdict::wrong(Rule::Required, None))
}
