//! generated-column: the platform makes this field itself and refuses to be told it.

use super::Rule;
use crate::schema::How;

pub(super) fn rule(how: How) -> Option<Rule> {
    (how == How::Generated).then_some(Rule::GeneratedColumn)
}
