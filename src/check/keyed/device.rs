//! device-with-two-customers: one meter, two owners; the platform keeps the last of them.

use super::Plan;
use crate::check::Rule;
use crate::table::ColId;

pub(super) fn plan(cols: &[ColId]) -> Option<Plan> {
    Plan::differing(Rule::DeviceWithTwoCustomers, cols, false)
}
