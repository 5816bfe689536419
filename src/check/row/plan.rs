//! plan-days-without-plan: the length of a payment plan, and no plan in its row.

use super::needs::Needs;
use crate::check::Rule;
use crate::table::ColId;

pub(super) fn check(days: ColId, plan: ColId) -> Needs {
    Needs::new(Rule::PlanDaysWithoutPlan, days, plan)
}
