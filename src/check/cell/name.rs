//! A telephone number in a name (phone).

/// The name without a telephone number in it; `None` when there is none. Six digits or more,
/// blanks and hyphens between them allowed.
pub(super) fn without_number(text: &str) -> Option<String> {
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
