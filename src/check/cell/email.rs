//! email: the shape of an address.

use super::Why;

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
