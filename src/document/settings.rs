//! What the user decided about the file as a whole, apart from its cells.
//!
//! A history entry keeps the settings before and after; applying one matches and checks anew
//! only what differs. Like a change it names columns by id: it is bound to one open document.

use super::PrivacyChoices;
use crate::check::Choices;

/// The decisions of one open document.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// By column: the field it is, left out, or sent as an extra column.
    pub columns: Choices,
    pub privacy: PrivacyChoices,
}
