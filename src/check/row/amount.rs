//! amount-without-currency: an amount of money that is not nothing, and no currency in its row.

use super::needs::Needs;
use crate::check::Rule;
use crate::table::ColId;

pub(super) fn check(amount: ColId, currency: ColId) -> Needs {
    Needs::new(Rule::AmountWithoutCurrency, amount, currency)
}
