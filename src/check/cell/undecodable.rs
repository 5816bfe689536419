//! undecodable-text: a byte that is no letter in the file's encoding was read as `U+FFFD`.

use super::{Rule, Verdict};

pub(super) fn judge(text: &str) -> Option<Verdict> {
    text.contains('\u{FFFD}')
        .then(|| Verdict::wrong(Rule::UndecodableText, None))
}
