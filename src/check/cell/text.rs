//! Free text and identifiers, in the order in which they can fail: damaged-number, null-word,
//! placeholder, mojibake, email, a number in a name, untidy-text.

use super::damaged::damaged;
use super::email::email_flaw;
use super::name::without_number;
use super::untidy::untidy;
use super::{Rule, Verdict, Why, emptied, repair};
use crate::check::RepairId;
use crate::parse::{nothing, spoiled};
use crate::schema::{Field, Format, Kind};

pub(super) fn free(field: &Field, text: &str) -> Verdict {
    if is_identity(field)
        && let Some(verdict) = damaged(field, text)
    {
        return verdict;
    }
    let nothing_said = nothing::is_null_word(text)
        || nothing::is_short_null(text)
        || (is_identity(field) && nothing::is_none_word(text));
    if nothing_said {
        return Verdict::wrong(Rule::NullWord, emptied(field));
    }
    if is_identity(field) && nothing::is_placeholder(text) {
        let empty = emptied(field).map(|mut r| {
            r.id = RepairId::EmptyPlaceholder;
            r
        });
        return Verdict::wrong(Rule::Placeholder, empty);
    }
    if let Some(back) = spoiled::unmangle(text) {
        return Verdict::wrong(
            Rule::Mojibake,
            Some(repair(RepairId::Unmangle, &back, false)),
        );
    }
    if let Some(verdict) = formatted(field, text) {
        return verdict;
    }
    untidy(field, text)
}

/// True for a field whose value names a customer, a device or an account.
pub(super) fn is_identity(field: &Field) -> bool {
    field.identifying || field.key
}

fn formatted(field: &Field, text: &str) -> Option<Verdict> {
    if field.format == Some(Format::Email) {
        return email_flaw(text).map(|why| Verdict::case(Rule::Email, why, None));
    }
    if field.kind == Some(Kind::Name) {
        let name = without_number(text)?;
        let repair = (!name.is_empty()).then(|| repair(RepairId::NumberOutOfName, &name, false));
        return Some(Verdict::case(Rule::Phone, Why::NumberInName, repair));
    }
    None
}
