//! unknown-column: a header that the format does not know; the column is left out.

use super::Rule;
use crate::schema::How;

pub(super) fn rule(how: How) -> Option<Rule> {
    (how == How::Unknown).then_some(Rule::UnknownColumn)
}
