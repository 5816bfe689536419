//! out-of-range and implausible-value: a number beyond what its field can hold, or is likely to.

use super::{Asked, Rule, Verdict};
use crate::schema::{Bound, Field};

/// Whether a number is one that a field can hold.
pub(super) fn is_within(field: &Field, value: f64) -> bool {
    let limits = field.limits;
    limits.is_none_or(|(low, high)| (low..=high).contains(&value))
}

/// Whether a number is one that a field is likely to hold.
pub(super) fn is_plausible(asked: &Asked<'_>, value: f64) -> bool {
    let (low, high) = asked.field.plausible;
    let limit = |bound: Option<Bound>| match bound {
        Some(Bound::Number(n)) => Some(n),
        Some(Bound::YearFromNow(years)) => Some(f64::from(asked.today.year + years)),
        Some(Bound::Today) | None => None,
    };
    limit(low).is_none_or(|low| value >= low) && limit(high).is_none_or(|high| value <= high)
}

pub(super) fn ranges(asked: &Asked<'_>, value: f64) -> Verdict {
    if !is_within(asked.field, value) {
        Verdict::wrong(Rule::OutOfRange, None)
    } else if !is_plausible(asked, value) {
        Verdict::wrong(Rule::ImplausibleValue, None)
    } else {
        Verdict::default()
    }
}
