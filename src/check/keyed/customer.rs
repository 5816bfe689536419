//! customer-with-two-names: one customer ID, two names that are not two spellings of one.

use super::Plan;
use crate::check::Rule;
use crate::table::ColId;

pub(super) fn plan(cols: &[ColId]) -> Option<Plan> {
    Plan::differing(Rule::CustomerWithTwoNames, cols, true)
}
