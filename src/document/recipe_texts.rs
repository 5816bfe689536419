//! Texts of a recipe's step that would carry somebody's data into a file that all may read: what
//! was searched for, replaced, mapped, or given as a reason. Whatever the search before an export
//! would stop at is no part of a recipe.

use std::cell::OnceCell;

use serde_json::Value;

use super::tripwire::{gather, leaving_decimals};
use super::{Document, RecipeStep};
use crate::privacy::{Distinctive, Searcher, Strictness};
use crate::table::Text;

/// Looks for the personal values of a document, and for what looks like personal data.
pub(super) struct PersonalTexts<'a> {
    document: &'a Document,
    /// Gathered for the first step that has a text.
    own: OnceCell<Distinctive>,
}

impl<'a> PersonalTexts<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            own: OnceCell::new(),
        }
    }

    /// True for a step that holds some.
    pub fn are_in(&self, step: &RecipeStep) -> bool {
        // A step that cannot be told is none that may be written.
        serde_json::to_value(step).map_or(true, |step| self.is_in(&step))
    }

    fn is_in(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.is_personal(text),
            Value::Array(list) => list.iter().any(|value| self.is_in(value)),
            // Columns are named by their headers, which the file of rules needs.
            Value::Object(parts) => parts
                .iter()
                .any(|(name, value)| name != "header" && self.is_in(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    fn is_personal(&self, text: &str) -> bool {
        let own = self.own.get_or_init(|| gather(self.document));
        let mut searcher = Searcher::new(own, leaving_decimals(self.document));
        !searcher
            .search(Text::new(text), Strictness::Text)
            .is_empty()
    }
}
