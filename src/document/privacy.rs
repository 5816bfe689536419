//! What the user decided about privacy, as part of the document: it is undone and redone like
//! every other decision. It must never hold a key or a value of the file; the key itself is lent
//! to the session and is in no history.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Document;
use crate::check::ExtraForm;
use crate::privacy::{Fingerprint, Kind, Method, Trace, Treatment};
use crate::schema::{Field, How, match_headers};
use crate::table::ColId;

/// How pseudonyms are to be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MethodChoice {
    /// Nobody was asked yet: the window asks before the first export, the command line takes
    /// plain unless a key is named.
    #[default]
    Undecided,
    /// SHA-256 without a key.
    Plain,
    /// HMAC-SHA-256 with the key of this fingerprint.
    Keyed { fingerprint: Fingerprint },
}

/// What becomes of personal data found in a column that leaves in the clear.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// It leaves as it is, for a reason that goes into the record.
    Keep { reason: String },
    /// Each find becomes `***`.
    Mask,
    /// The column does not leave.
    Drop,
}

impl Decision {
    /// The word on the command line and in the record.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Keep { .. } => "keep",
            Self::Mask => "mask",
            Self::Drop => "drop",
        }
    }
}

/// The decisions. Empty until somebody decides; the defaults are the strict ones.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PrivacyChoices {
    pub method: MethodChoice,
    /// The provider's profile demands a key; then nothing leaves without one.
    pub key_required: bool,
    /// The key with which this provider's files left before.
    pub expected_key: Option<Fingerprint>,
    /// Columns that are treated otherwise than by default.
    pub columns: BTreeMap<ColId, Treatment>,
    /// What to do with personal data in columns that leave in the clear.
    pub decisions: BTreeMap<(ColId, Trace), Decision>,
}

impl PrivacyChoices {
    /// The key with which this file leaves, if one was chosen.
    #[must_use]
    pub fn leaving_key(&self) -> Option<Fingerprint> {
        match self.method {
            MethodChoice::Keyed { fingerprint } => Some(fingerprint),
            MethodChoice::Plain | MethodChoice::Undecided => None,
        }
    }
}

/// Why pseudonyms cannot be made as decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum KeyProblem {
    /// A key is demanded and none was chosen.
    #[error("a key is required")]
    Required,
    /// A key was chosen and is not at hand.
    #[error("the key {fingerprint} is not at hand")]
    NotAtHand { fingerprint: Fingerprint },
    /// Earlier files left with another key: the same person would get another pseudonym.
    #[error("earlier files left with the key {expected}")]
    Other {
        expected: Fingerprint,
        /// `None`: no key at all.
        found: Option<Fingerprint>,
    },
}

impl Document {
    /// How pseudonyms are made, or why they cannot be.
    ///
    /// # Errors
    /// A key that is missing, or another one than before that nobody confirmed.
    pub fn method(&self) -> Result<Method, KeyProblem> {
        let choices = &self.settings.privacy;
        match choices.method {
            MethodChoice::Undecided | MethodChoice::Plain => {
                if choices.key_required {
                    return Err(KeyProblem::Required);
                }
                match choices.expected_key {
                    Some(expected) => Err(KeyProblem::Other {
                        expected,
                        found: None,
                    }),
                    None => Ok(Method::Plain),
                }
            }
            MethodChoice::Keyed { fingerprint } => {
                let key = self
                    .key
                    .as_ref()
                    .filter(|key| key.fingerprint() == fingerprint)
                    .ok_or(KeyProblem::NotAtHand { fingerprint })?;
                match choices.expected_key {
                    Some(expected) if expected != fingerprint => Err(KeyProblem::Other {
                        expected,
                        found: Some(fingerprint),
                    }),
                    _ => Ok(Method::Keyed(key.clone())),
                }
            }
        }
    }

    /// The field for which a column is used.
    #[must_use]
    pub fn field_of(&self, col: ColId) -> Option<&Field> {
        self.schema.field(self.mapping.field_of(col)?)
    }

    /// What is done to a column on the way out. A choice that its field does not allow (it was
    /// made when the column was another field) does not count.
    #[must_use]
    pub fn treatment(&self, col: ColId) -> Treatment {
        let choices = &self.settings.privacy;
        let field = self.field_of(col);
        let extra = self.mapping.use_of(col).extra;
        if field.is_none() && extra.is_none() {
            return Treatment::LeaveOut;
        }
        let dropped = choices
            .decisions
            .iter()
            .any(|((c, _), d)| *c == col && *d == Decision::Drop);
        if dropped && Treatment::LeaveOut.allowed(field) {
            return Treatment::LeaveOut;
        }
        // A column that its header calls personal does not become clear by calling it extra.
        let named = match field {
            Some(_) => None,
            None => self.header_field(col).filter(|f| f.p14n),
        };
        let default = match (field.or(named), extra) {
            (Some(field), _) => Treatment::of_field(field),
            (None, Some(ExtraForm::Pseudonym)) => Treatment::Pseudonym(Kind::Extra),
            (None, _) => Treatment::Clear,
        };
        let pinned = field.is_none() && default != Treatment::Clear;
        choices
            .columns
            .get(&col)
            .copied()
            .filter(|t| t.allowed(field) && !(pinned && *t == Treatment::Clear))
            .unwrap_or(default)
    }

    /// True where the column is sent but for what the user decided about privacy.
    #[must_use]
    pub fn is_left_out(&self, col: ColId) -> bool {
        let sent = self.field_of(col).is_some() || self.mapping.use_of(col).extra.is_some();
        sent && self.treatment(col) == Treatment::LeaveOut
    }

    /// What was decided about one kind of personal data in a column.
    #[must_use]
    pub fn decision(&self, col: ColId, trace: Trace) -> Option<&Decision> {
        self.settings.privacy.decisions.get(&(col, trace))
    }

    /// The personal field that a column is or, by its header, could be: one that does not leave,
    /// or leaves as something else, is searched for all the same.
    pub(super) fn personal_field(&self, col: ColId) -> Option<&Field> {
        let used = self.mapping.use_of(col).field;
        used.and_then(|id| self.schema.field(id))
            .filter(|f| f.p14n)
            .or_else(|| self.header_field(col).filter(|f| f.p14n))
    }

    /// The field that a column's header names for certain, whatever was chosen for it.
    fn header_field(&self, col: ColId) -> Option<&Field> {
        let header = self.table.column(col)?.header().to_owned();
        let matched = match_headers(&self.schema, &[header]);
        let matched = matched.first()?;
        matches!(matched.how, How::Exact | How::Synonym)
            .then(|| matched.field())
            .flatten()
            .and_then(|id| self.schema.field(id))
    }
}
