//! serial-with-two-manufacturers: the platform takes one serial number under two manufacturers, or
//! under two spellings of one, for two devices.

use super::Plan;
use crate::check::Rule;
use crate::table::ColId;

pub(super) fn plan(cols: &[ColId]) -> Option<Plan> {
    Plan::differing(Rule::SerialWithTwoManufacturers, cols, false)
}
