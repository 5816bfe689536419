//! The words of a workbook that goes to a provider. The document says what is to be said,
//! `crate::text` has the sentences; the language is the provider's, not the user's.

use super::Document;
use crate::check::Problem;
use crate::schema::Field;

/// A problem in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProblemWords {
    pub title: String,
    /// What is wrong and what is expected. Of personal columns at most the shape.
    pub message: String,
    /// What to write instead.
    pub suggestion: Option<String>,
}

/// Gives sentences in one language.
pub trait Words: Sync {
    /// The sentence of a key; `n` chooses the plural form.
    fn say(&self, key: &str, n: u64, args: &[(&str, &str)]) -> String;
    /// A number for people.
    fn number(&self, n: u64) -> String;
    /// A problem of a document.
    fn problem(&self, document: &Document, problem: &Problem) -> ProblemWords;
    /// A field's name for people.
    fn label<'f>(&self, field: &'f Field) -> &'f str;
    /// What a field is for.
    fn description<'f>(&self, field: &'f Field) -> &'f str;
    /// What a field takes: a kind of value, and the range that is usual.
    fn expected(&self, field: &Field) -> String;
}
