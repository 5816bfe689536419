//! Pseudonyms of personal values, keyed and plain. The plain digest is proven for one published
//! example only; the platform adds something to the others that it does not publish, so nothing
//! here may be called compatible with the platform's digests.
//!
//! Keyed: HMAC-SHA-256 over `tamis/v1/<kind>`, one NUL, and the UTF-8 text. The kind keeps the
//! name and the address that happen to read alike from being joined.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::digest::Digester;
use super::key::{Fingerprint, Key};
use crate::schema;
use crate::table::Text;

/// What kind of personal value a column holds; part of the keyed pseudonym's input.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Name,
    Id,
    Address,
    Email,
    /// Both phone columns.
    Phone,
    /// A column that the format does not call personal.
    Extra,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::Id,
        Self::Address,
        Self::Email,
        Self::Phone,
        Self::Extra,
    ];

    /// The word in the keyed input, in commands and in the record.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Id => "id",
            Self::Address => "address",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Extra => "extra",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.id() == id)
    }

    /// The kind of a field of the format; `Extra` where the format names none.
    #[must_use]
    pub fn of_field(field: &schema::Field) -> Self {
        match field.kind {
            Some(schema::Kind::Name) => Self::Name,
            Some(schema::Kind::Id) => Self::Id,
            Some(schema::Kind::Address) => Self::Address,
            Some(schema::Kind::Email) => Self::Email,
            Some(schema::Kind::Phone) => Self::Phone,
            Some(schema::Kind::Place) | None => Self::Extra,
        }
    }
}

/// How pseudonyms are made.
#[derive(Clone, Default)]
pub enum Method {
    /// SHA-256 of the text: whoever can guess a value can test the guess.
    #[default]
    Plain,
    /// HMAC-SHA-256 with an organisation's key.
    Keyed(Arc<Key>),
}

impl Method {
    /// `plain` or `keyed`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Keyed(_) => "keyed",
        }
    }

    /// The key's fingerprint.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        match self {
            Self::Plain => None,
            Self::Keyed(key) => Some(key.fingerprint()),
        }
    }

    /// What makes the pseudonyms of one kind; cheap to ask again and again.
    #[must_use]
    pub fn maker(&self, kind: Kind) -> Maker {
        match self {
            Self::Plain => Maker(Digester::plain()),
            Self::Keyed(key) => {
                let begin = format!("tamis/v1/{}\0", kind.id());
                Maker(Digester::keyed(key.bytes(), begin.as_bytes()))
            }
        }
    }
}

/// Makes the pseudonyms of one kind; holds the key's expanded state.
pub struct Maker(Digester);

impl Maker {
    /// 64 lower-case hex digits. Empty stays empty, and a value that is such a digest already
    /// passes unchanged.
    #[must_use]
    pub fn pseudonym(&self, text: Text<'_>) -> String {
        let mut out = String::with_capacity(64);
        self.write(text, &mut out);
        out
    }

    /// The same, added to a text.
    pub fn write(&self, text: Text<'_>, out: &mut String) {
        let value = text.reveal();
        if value.is_empty() || is_digest(value) {
            out.push_str(value);
            return;
        }
        let digits = self.0.digits(value.as_bytes());
        out.push_str(std::str::from_utf8(&digits).unwrap_or_default());
    }
}

/// SHA-256 of the text's UTF-8 bytes as 64 lower-case hex digits.
#[must_use]
pub fn plain(text: Text<'_>) -> String {
    Method::Plain.maker(Kind::Extra).pseudonym(text)
}

/// True for 64 lower-case hex digits.
#[must_use]
pub fn is_digest(value: &str) -> bool {
    // Without a way out in between, so that a processor looks at many digits at once.
    let digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    let digits: Result<&[u8; 64], _> = value.as_bytes().try_into();
    digits.is_ok_and(|digits| digits.iter().fold(true, |all, b| all & digit(*b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
        25, 26, 27, 28, 29, 30, 31,
    ];

    fn keyed() -> Method {
        Method::Keyed(Arc::new(Key::from_bytes(&KEY)))
    }

    #[test]
    fn known_answer_and_what_passes() {
        let digest = "6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de";
        assert_eq!(plain(Text::new("L23FX1236")), digest);
        assert_eq!(plain(Text::new(digest)), digest);
        assert_ne!(plain(Text::new(&digest.to_uppercase())), digest);
        assert_eq!(plain(Text::new("")), "");
        assert_ne!(
            plain(Text::new("L23FX1236 ")),
            digest,
            "exactly the text is hashed"
        );
        let maker = keyed().maker(Kind::Id);
        assert_eq!(maker.pseudonym(Text::new(digest)), digest);
        assert_eq!(maker.pseudonym(Text::new("")), "");
    }

    /// Made with python's hmac and hashlib; `tests/it/vectors.rs` asks openssl and python again.
    #[test]
    fn keyed_vectors() {
        for (kind, text, expected) in [
            (
                Kind::Name,
                "Zoé Ngoma",
                "2be82a630f6b6134b588876c862dc4e8dd0334ea0fd23221358b98ac209fef25",
            ),
            (
                Kind::Id,
                "L23FX1236",
                "78a7ed896bc2b7c54ff6b2ac4e939f7011973763be789d59d79c2131ce04be7b",
            ),
            (
                Kind::Address,
                "Some Street 123, Example Village",
                "b05bfd89e0b2ad2c765761a7af6d7977bcfa9c50740b60103ebf8bb181c0dc0c",
            ),
            (
                Kind::Email,
                "test@example.com",
                "bea95a562340926c7fa5cfca876a57df8ce9f032d209360bdecb3b00daaec2ef",
            ),
            (
                Kind::Phone,
                "+260977123456",
                "66a75f8905599b92266a810bb9b7ce67cc5b71ba154e973f9e0f9fd69bb1e407",
            ),
            (
                Kind::Phone,
                "0123456789",
                "69404426b906ab5725260810e40fba5e00e64a0877f1058bdbc3f75d3825771d",
            ),
            (
                Kind::Extra,
                "0123456789",
                "77c9df2b3cc4a59902edf3c340a15a0c95bba2e887cfa0b7983770ef74d778b8",
            ),
        ] {
            assert_eq!(
                keyed().maker(kind).pseudonym(Text::new(text)),
                expected,
                "{}",
                kind.id()
            );
        }
    }

    #[test]
    fn kinds_cannot_be_joined_and_keys_differ() {
        let mut seen = std::collections::BTreeSet::new();
        for key in [KEY, [7; 32]] {
            let method = Method::Keyed(Arc::new(Key::from_bytes(&key)));
            for kind in Kind::ALL {
                assert!(seen.insert(method.maker(kind).pseudonym(Text::new("0977123456"))));
            }
        }
        assert!(seen.insert(plain(Text::new("0977123456"))));
        assert_eq!(seen.len(), 13);
    }

    #[test]
    fn kinds_have_their_words() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_id(kind.id()), Some(kind));
        }
        assert_eq!(Kind::of_id("place"), None);
    }
}
