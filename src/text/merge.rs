//! What a provider changed, in words. Values of personal and unmatched columns appear as their
//! shape only.

use super::problem::shown;
use super::{Lang, t};
use crate::document::{Document, Verdict};
use crate::table::{ColId, TextBuf};

/// A cell's text as a person may see it in a listing.
#[must_use]
pub fn listed_text(document: &Document, col: ColId, text: &TextBuf) -> String {
    let clear = document
        .mapping()
        .field_of(col)
        .and_then(|field| document.schema().field(field))
        .is_some_and(|field| !field.p14n);
    shown(text, clear)
}

/// What became of a changed cell.
#[must_use]
pub fn verdict(lang: Lang, verdict: Verdict) -> String {
    t(
        lang,
        match verdict {
            Verdict::Fixed => "merge-fixed",
            Verdict::StillWrong => "merge-still-wrong",
            Verdict::NewlyWrong => "merge-newly-wrong",
            Verdict::Changed => "merge-changed",
        },
    )
}
