//! Free text and identifiers: damaged-number, null-word, placeholder, email, a number in a name,
//! mojibake, untidy-text.

use super::{Rule, Sign, Verdict, Why, emptied, repair};
use crate::check::looks::{Look, looks};
use crate::check::{Held, RepairId};
use crate::parse::{form, nothing, spoiled};
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

/// `2.55E+11`, and more than 15 digits of which the rest became zeros.
fn damaged(field: &Field, text: &str) -> Option<Verdict> {
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

/// What is wrong with the shape of an address.
pub(super) fn email_flaw(text: &str) -> Option<Why> {
    let ats = text.matches('@').count();
    if ats > 1 && text.contains([',', ';', ' ', '/']) {
        return Some(Why::Several);
    }
    let fine = ats == 1
        && text.split_once('@').is_some_and(|(local, domain)| {
            let label = |l: &str| {
                !l.is_empty()
                    && !l.starts_with('-')
                    && !l.ends_with('-')
                    && l.chars().all(|c| c.is_alphanumeric() || c == '-')
            };
            let top = domain.rsplit('.').next().unwrap_or_default();
            !local.is_empty()
                && !local.starts_with('.')
                && !local.ends_with('.')
                && !local.contains("..")
                && !local.contains(|c: char| {
                    c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')' | '"')
                })
                && domain.contains('.')
                && domain.split('.').all(label)
                && top.chars().count() >= 2
                && top.chars().all(char::is_alphabetic)
        });
    (!fine).then_some(Why::Plain)
}

/// The name without a telephone number in it; `None` when there is none. Six digits or more,
/// blanks and hyphens between them allowed.
fn without_number(text: &str) -> Option<String> {
    let mut run: Option<(usize, usize, usize)> = None;
    let mut found = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        run = match (c, run) {
            ('0'..='9', Some((start, _, digits))) => Some((start, end, digits + 1)),
            ('0'..='9', None) => Some((at, end, 1)),
            ('+', None) => Some((at, end, 0)),
            (' ' | '-' | '.' | '/', Some(run)) => Some(run),
            _ => None,
        };
        if let Some((start, end, digits)) = run
            && digits >= 6
        {
            found = Some((start, end));
        }
    }
    let (start, end) = found?;
    let trim = |c: char| {
        c.is_whitespace() || matches!(c, '_' | '-' | ',' | ';' | ':' | '/' | '(' | ')' | '.')
    };
    let before = text.get(..start)?.trim_end_matches(trim);
    let after = text.get(end..)?.trim_matches(trim);
    Some(if before.is_empty() || after.is_empty() {
        format!("{before}{after}")
    } else {
        format!("{before} {after}")
    })
}

/// Nothing wrong with what it says, but with how it is set. A code that only consists of digits
/// tells the column about leading zeros.
fn untidy(field: &Field, text: &str) -> Verdict {
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
