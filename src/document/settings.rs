//! What the user decided about the file as a whole, apart from its cells.
//!
//! A history entry keeps the settings before and after; applying one matches and checks anew
//! only what differs. Like a change it names columns by id: it is bound to one open document.

use std::collections::BTreeSet;

use super::{Made, PrivacyChoices};
use crate::check::{Choices, Severities};
use crate::table::ColId;

/// The decisions of one open document.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// By column: the field it is, left out, or sent as an extra column.
    pub columns: Choices,
    /// Columns made from others, in the order in which they were made.
    pub made: Vec<Made>,
    pub privacy: PrivacyChoices,
    /// How much rules count, where the user changed it.
    pub rules: Severities,
}

impl Settings {
    /// Columns that are joined or converted into others.
    #[must_use]
    pub fn parts(&self) -> BTreeSet<ColId> {
        self.made
            .iter()
            .flat_map(|m| m.sources.iter().copied())
            .collect()
    }
}
