//! The organisation's key: 256 bits from the system's generator, and the text of its file.
//!
//! The file holds the key sealed under a passphrase (argon2id, XChaCha20-Poly1305) unless the
//! user declines one. Copies in memory are wiped when they go. Never print a key; what people
//! compare is the [`Fingerprint`]. Files are read and written by `document`.

use std::str::FromStr;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE32;
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use thiserror::Error;
use zeroize::{Zeroize as _, Zeroizing};

/// First line of a key file.
const HEAD: &str = "tamis-key 1";
/// argon2id: 64 MiB, 3 passes, one lane.
pub(super) const MEMORY_KIB: u32 = 64 * 1024;
pub(super) const PASSES: u32 = 3;
/// A key file may not ask for more than this: it would only be a way to stop the computer.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 64;
/// A key file is a few lines.
pub const LARGEST_FILE: u64 = 4096;

/// 256 secret bits. No `Debug`, no `Clone`, no `Serialize`; wiped when dropped.
pub struct Key {
    bytes: Zeroizing<[u8; 32]>,
}

/// Eight base32 characters by which people compare keys by telephone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 5]);

/// How a key file keeps its key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protection {
    Passphrase,
    /// The user declined a passphrase.
    None,
}

/// Why a key cannot be had. Holds nothing of the key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum KeyError {
    #[error("this is not a key file, or it is damaged")]
    NotAKey,
    #[error("the key file is of a later version")]
    LaterVersion,
    #[error("the key needs its passphrase")]
    PassphraseNeeded,
    #[error("the passphrase is wrong, or the key file was changed")]
    WrongPassphrase,
    #[error("an empty passphrase protects nothing")]
    EmptyPassphrase,
    #[error("the system gives no random numbers or no memory")]
    System,
}

impl KeyError {
    /// The id of the sentence in `assets/i18n`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotAKey => "key-not-a-key",
            Self::LaterVersion => "key-later-version",
            Self::PassphraseNeeded => "key-passphrase-needed",
            Self::WrongPassphrase => "key-passphrase-wrong",
            Self::EmptyPassphrase => "key-passphrase-empty",
            Self::System => "key-system",
        }
    }
}

impl Key {
    /// A new key from the system's generator.
    ///
    /// # Errors
    /// `System` when there is none.
    pub fn generate() -> Result<Self, KeyError> {
        let mut bytes = Zeroizing::new([0u8; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| KeyError::System)?;
        Ok(Self { bytes })
    }

    /// A key of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self {
            bytes: Zeroizing::new(*bytes),
        }
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// What people compare: the first 40 bits of HMAC-SHA-256 over `tamis/v1/fingerprint`.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut first = [0u8; 5];
        // HMAC takes keys of every length, so that this never fails.
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.bytes()) {
            mac.update(b"tamis/v1/fingerprint");
            for (to, from) in first.iter_mut().zip(mac.finalize().into_bytes()) {
                *to = from;
            }
        }
        Fingerprint(first)
    }

    /// The text of a key file.
    ///
    /// # Errors
    /// An empty passphrase, or a system without random numbers or memory.
    pub fn to_file(&self, passphrase: Option<&str>) -> Result<Zeroizing<String>, KeyError> {
        let fingerprint = self.fingerprint();
        let Some(passphrase) = passphrase else {
            let secret = Zeroizing::new(hex::encode(self.bytes()));
            return Ok(Zeroizing::new(format!(
                "{HEAD}\nfingerprint {fingerprint}\nsecret {}\n",
                secret.as_str()
            )));
        };
        if passphrase.is_empty() {
            return Err(KeyError::EmptyPassphrase);
        }
        let (mut salt, mut nonce) = ([0u8; 16], [0u8; 24]);
        getrandom::fill(&mut salt).map_err(|_| KeyError::System)?;
        getrandom::fill(&mut nonce).map_err(|_| KeyError::System)?;
        let head = sealed_head(fingerprint, (MEMORY_KIB, PASSES), &salt, &nonce);
        let cipher = cipher(passphrase, &salt, (MEMORY_KIB, PASSES))?;
        let sealed = cipher
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: self.bytes(),
                    aad: head.as_bytes(),
                },
            )
            .map_err(|_| KeyError::System)?;
        Ok(Zeroizing::new(format!(
            "{head}sealed {}\n",
            hex::encode(sealed)
        )))
    }

    /// The key of a file's text.
    ///
    /// # Errors
    /// When it is no key file, or the passphrase is missing or wrong.
    pub fn from_file(text: &str, passphrase: Option<&str>) -> Result<Self, KeyError> {
        let file = KeyFile::parse(text)?;
        let key = match file.body {
            Body::Secret(bytes) => Self { bytes },
            Body::Sealed {
                cost,
                salt,
                nonce,
                sealed,
            } => {
                let passphrase = passphrase.ok_or(KeyError::PassphraseNeeded)?;
                let head = sealed_head(file.fingerprint, cost, &salt, &nonce);
                let opened = cipher(passphrase, &salt, cost)?.decrypt(
                    &XNonce::from(nonce),
                    Payload {
                        msg: &sealed,
                        aad: head.as_bytes(),
                    },
                );
                let opened = Zeroizing::new(opened.map_err(|_| KeyError::WrongPassphrase)?);
                let bytes = opened
                    .as_slice()
                    .try_into()
                    .map_err(|_| KeyError::NotAKey)?;
                Self {
                    bytes: Zeroizing::new(bytes),
                }
            }
        };
        if key.fingerprint() == file.fingerprint {
            Ok(key)
        } else {
            Err(KeyError::NotAKey)
        }
    }

    /// What a key file tells without its passphrase.
    ///
    /// # Errors
    /// When it is no key file.
    pub fn peek(text: &str) -> Result<(Fingerprint, Protection), KeyError> {
        let file = KeyFile::parse(text)?;
        let protection = match file.body {
            Body::Secret(_) => Protection::None,
            Body::Sealed { .. } => Protection::Passphrase,
        };
        Ok((file.fingerprint, protection))
    }
}

/// The lines before the sealed key, which the seal covers too.
fn sealed_head(
    fingerprint: Fingerprint,
    (memory, passes): (u32, u32),
    salt: &[u8],
    nonce: &[u8],
) -> String {
    format!(
        "{HEAD}\nfingerprint {fingerprint}\nargon2id m={memory} t={passes} p=1\nsalt {}\nnonce {}\n",
        hex::encode(salt),
        hex::encode(nonce)
    )
}

fn cipher(passphrase: &str, salt: &[u8], cost: (u32, u32)) -> Result<XChaCha20Poly1305, KeyError> {
    let key = stretch(passphrase, salt, cost)?;
    XChaCha20Poly1305::new_from_slice(key.as_slice()).map_err(|_| KeyError::System)
}

/// 256 bits of a passphrase, by argon2id.
pub(super) fn stretch(
    passphrase: &str,
    salt: &[u8],
    (memory, passes): (u32, u32),
) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let params = Params::new(memory, passes, 1, Some(32)).map_err(|_| KeyError::NotAKey)?;
    let mut key = Zeroizing::new([0u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
        .map_err(|_| KeyError::System)?;
    Ok(key)
}

/// Whether a file may ask for so much memory and so many passes.
pub(super) fn cost_allowed((memory, passes): (u32, u32)) -> bool {
    memory <= MOST_MEMORY_KIB && (1..=MOST_PASSES).contains(&passes)
}

struct KeyFile {
    fingerprint: Fingerprint,
    body: Body,
}

enum Body {
    Secret(Zeroizing<[u8; 32]>),
    Sealed {
        cost: (u32, u32),
        salt: [u8; 16],
        nonce: [u8; 24],
        sealed: Vec<u8>,
    },
}

impl KeyFile {
    fn parse(text: &str) -> Result<Self, KeyError> {
        let mut lines = text.lines().map(str::trim_end);
        match lines.next() {
            Some(HEAD) => {}
            Some(head) if head.starts_with("tamis-key ") => return Err(KeyError::LaterVersion),
            _ => return Err(KeyError::NotAKey),
        }
        let mut value = |name: &str| -> Result<&str, KeyError> {
            lines
                .next()
                .and_then(|line| line.strip_prefix(name)?.strip_prefix(' '))
                .ok_or(KeyError::NotAKey)
        };
        let fingerprint = value("fingerprint")?.parse()?;
        // The next line decides: a secret, or how it is sealed.
        let mut rest = text.lines().skip(2);
        if let Some(secret) = rest.next().and_then(|l| l.strip_prefix("secret ")) {
            let mut bytes = Zeroizing::new([0u8; 32]);
            hex::decode_to_slice(secret.trim_end(), bytes.as_mut_slice())
                .map_err(|_| KeyError::NotAKey)?;
            return Ok(Self {
                fingerprint,
                body: Body::Secret(bytes),
            });
        }
        let cost = cost(value("argon2id")?).ok_or(KeyError::NotAKey)?;
        let (mut salt, mut nonce) = ([0u8; 16], [0u8; 24]);
        hex::decode_to_slice(value("salt")?, &mut salt).map_err(|_| KeyError::NotAKey)?;
        hex::decode_to_slice(value("nonce")?, &mut nonce).map_err(|_| KeyError::NotAKey)?;
        let sealed = hex::decode(value("sealed")?).map_err(|_| KeyError::NotAKey)?;
        Ok(Self {
            fingerprint,
            body: Body::Sealed {
                cost,
                salt,
                nonce,
                sealed,
            },
        })
    }
}

/// `m=65536 t=3 p=1`, within bounds.
fn cost(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split(' ');
    let memory: u32 = parts.next()?.strip_prefix("m=")?.parse().ok()?;
    let passes: u32 = parts.next()?.strip_prefix("t=")?.parse().ok()?;
    let lane = parts.next()? == "p=1" && parts.next().is_none();
    (lane && cost_allowed((memory, passes))).then_some((memory, passes))
}

impl Fingerprint {
    /// The eight characters.
    #[must_use]
    pub fn text(self) -> String {
        BASE32.encode(&self.0)
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl FromStr for Fingerprint {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let bytes = BASE32
            .decode(text.to_ascii_uppercase().as_bytes())
            .map_err(|_| KeyError::NotAKey)?;
        bytes
            .as_slice()
            .try_into()
            .map(Self)
            .map_err(|_| KeyError::NotAKey)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut text = String::deserialize(deserializer)?;
        let parsed = text.parse().map_err(serde::de::Error::custom);
        text.zeroize();
        parsed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Key {
        let mut bytes = [0u8; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::try_from(i).unwrap();
        }
        Key::from_bytes(&bytes)
    }

    #[test]
    fn fingerprint_known_answer() {
        assert_eq!(known().fingerprint().text(), "4UGBLEBI");
        assert_eq!("4ugblebi".parse(), Ok(known().fingerprint()));
        for bad in ["", "4UGBLEB", "4UGBLEBI4UGBLEBI", "4UGBLEB1"] {
            assert!(bad.parse::<Fingerprint>().is_err(), "{bad}");
        }
    }

    #[test]
    fn two_keys_differ() {
        let (a, b) = (Key::generate().unwrap(), Key::generate().unwrap());
        assert_ne!(a.bytes(), b.bytes());
        assert_ne!(a.bytes(), &[0u8; 32]);
    }

    #[test]
    fn a_sealed_file_opens_with_its_passphrase_only() {
        let text = known().to_file(Some("pépin bleu")).unwrap();
        assert!(!text.contains("000102"), "the secret is sealed");
        assert_eq!(
            Key::peek(&text),
            Ok((known().fingerprint(), Protection::Passphrase))
        );
        let opened = Key::from_file(&text, Some("pépin bleu")).ok().unwrap();
        assert_eq!(opened.bytes(), known().bytes());
        let why = |text: &str, pass| Key::from_file(text, pass).err();
        assert_eq!(why(&text, None), Some(KeyError::PassphraseNeeded));
        assert_eq!(
            why(&text, Some("pepin bleu")),
            Some(KeyError::WrongPassphrase)
        );
        let changed = text.replace("t=3", "t=2");
        assert_eq!(
            why(&changed, Some("pépin bleu")),
            Some(KeyError::WrongPassphrase)
        );
        assert_eq!(
            known().to_file(Some("")).err(),
            Some(KeyError::EmptyPassphrase)
        );
        let greedy = text.replace("m=65536", "m=4000000000");
        assert_eq!(why(&greedy, Some("x")), Some(KeyError::NotAKey));
    }

    #[test]
    fn an_open_file_and_what_is_none() {
        let text = known().to_file(None).unwrap();
        assert_eq!(
            Key::peek(&text),
            Ok((known().fingerprint(), Protection::None))
        );
        let opened = Key::from_file(&text.replace('\n', "\r\n"), None)
            .ok()
            .unwrap();
        assert_eq!(opened.bytes(), known().bytes());
        let why = |text: &str| Key::from_file(text, None).err();
        assert_eq!(why(""), Some(KeyError::NotAKey));
        assert_eq!(why("tamis-key 2\n"), Some(KeyError::LaterVersion));
        assert_eq!(
            why(&text.replace("secret 00", "secret 01")),
            Some(KeyError::NotAKey)
        );
        assert_eq!(
            why("tamis-key 1\nfingerprint 4UGBLEBI\n"),
            Some(KeyError::NotAKey)
        );
    }
}
