//! damaged-number: an identifier that a spreadsheet took for a number.

use super::untidy::untidy;
use super::{Rule, Sign, Verdict, Why};
use crate::check::Held;
use crate::parse::spoiled;
use crate::schema::{Field, Kind};

/// `2.55E+11`, and more than 15 digits of which the rest became zeros.
pub(super) fn damaged(field: &Field, text: &str) -> Option<Verdict> {
    if matches!(field.kind, Some(Kind::Name | Kind::Address | Kind::Email)) {
        return None;
    }
    if spoiled::is_shortened(text) {
        let zeros = text.bytes().all(|b| b.is_ascii_digit());
        let why = if zeros {
            Why::LostDigits
        } else {
            Why::Scientific
        };
        let mut verdict = Verdict::case(Rule::DamagedNumber, why, None);
        verdict.held = zeros.then_some(Held::LongDigits);
        return Some(verdict);
    }
    let long = text.len() > 15 && text.bytes().all(|b| b.is_ascii_digit());
    let intact = text.bytes().skip(15).any(|b| b != b'0');
    (long && intact).then(|| untidy(field, text).with(Sign::LongIntact))
}
