//! What the user decided about privacy, as part of the document: it is undone and redone like
//! every other decision. It must never hold a key or a value of the file.

/// The decisions. Empty until somebody decides; the defaults are the strict ones.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PrivacyChoices {}
