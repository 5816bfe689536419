//! untidy-text, and what a text that is fine tells its column: digits, quotes, forms of people's
//! identifiers.

use super::text::is_identity;
use super::{Rule, Sign, Verdict, Why, repair};
use crate::check::looks::{Look, looks};
use crate::check::{Held, RepairId};
use crate::parse::form;
use crate::schema::Field;

/// Nothing wrong with what it says, but with how it is set. A code that only consists of digits
/// tells the column about leading zeros.
pub(super) fn untidy(field: &Field, text: &str) -> Verdict {
    if let Some(even) = form::even_blanks(text) {
        let hidden = form::has_hidden(text);
        let why = if hidden { Why::Hidden } else { Why::Doubled };
        // In a key, two blanks could be part of the code.
        let safe = hidden || !is_identity(field);
        return Verdict::case(
            Rule::UntidyText,
            why,
            Some(repair(RepairId::InnerSpace, &even, safe)),
        );
    }
    if let Some(composed) = form::composed(text) {
        return Verdict::case(
            Rule::UntidyText,
            Why::Decomposed,
            Some(repair(RepairId::ComposeLetters, &composed, true)),
        );
    }
    if let Some(straight) = form::straight_quotes(text) {
        let mut verdict = Verdict::case(
            Rule::UntidyText,
            Why::Curly,
            Some(repair(RepairId::StraightQuotes, &straight, false)),
        );
        verdict.held = Some(Held::CurlyQuotes);
        return verdict;
    }
    let mut verdict = Verdict::default();
    if text.contains(['\'', '"']) {
        verdict.signs.add(Sign::StraightQuote);
    }
    let plain = text.len() < 40 && text.bytes().all(|b| b.is_ascii_digit());
    if plain && is_identity(field) {
        let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
        verdict.digits = Some((length, text.starts_with('0')));
    }
    if field.identifying && field.kind.is_none() {
        verdict.signs.add(Sign::Filled);
        if looks(Look::PhoneForm, text) || looks(Look::IdNumber, text) {
            verdict.signs.add(Sign::PersonForm);
        }
    }
    verdict
}
