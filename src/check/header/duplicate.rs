//! duplicate-header: two columns claim one field, and somebody must choose.

use super::Rule;
use crate::schema::How;

pub(super) fn rule(how: How) -> Option<Rule> {
    (how == How::Duplicate).then_some(Rule::DuplicateHeader)
}
