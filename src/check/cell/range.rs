//! out-of-range and implausible-value: a number beyond what its field can hold, or is likely to.

use super::{Asked, Rule, Verdict};
use crate::schema::Bound;

pub(super) fn ranges(asked: &Asked<'_>, value: f64) -> Verdict {
    let field = asked.field;
    if let Some((low, high)) = field.limits
        && !(low..=high).contains(&value)
    {
        return Verdict::wrong(Rule::OutOfRange, None);
    }
    let limit = |bound: Option<Bound>| match bound {
        Some(Bound::Number(n)) => Some(n),
        Some(Bound::YearFromNow(years)) => Some(f64::from(asked.today.year + years)),
        Some(Bound::Today) | None => None,
    };
    let low = limit(field.plausible.0).is_some_and(|low| value < low);
    let high = limit(field.plausible.1).is_some_and(|high| value > high);
    if low || high {
        Verdict::wrong(Rule::ImplausibleValue, None)
    } else {
        Verdict::default()
    }
}
