//! Sealed files: what Tamis keeps of a document, in records that only their key opens.
//!
//! A file is a head in the clear (what it is, how it is locked) and records, each sealed with
//! XChaCha20-Poly1305 under a key of this file alone. A record's seal covers the head, its place
//! and the seal of the record before, so that none can be changed, left out or moved; a file cut
//! short opens up to its last whole record and says that it is cut. Bytes only: files are read
//! and written by `document`. Never print a key or a record.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use thiserror::Error;
use zeroize::Zeroizing;

use super::key::{Key, MEMORY_KIB, PASSES, cost_allowed, stretch};

const MAGIC: &[u8; 6] = b"TAMIS\0";
const VERSION: u8 = 1;
/// Length of the head.
pub const HEAD: usize = 64;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Before each record: its length.
const LENGTH: usize = 4;

/// What a sealed file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SealedKind {
    Project,
    Journal,
}

/// What opens a sealed file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LockKind {
    Passphrase,
    /// The key that Tamis keeps on this computer.
    Computer,
}

/// Why a sealed file does not open. Holds nothing of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum SealError {
    #[error("this is not a file of Tamis")]
    NotOurs,
    #[error("the file is of a later version")]
    LaterVersion,
    #[error("the file is damaged")]
    Damaged,
    #[error("the passphrase is wrong, or the file is damaged")]
    WrongPassphrase,
    #[error("the file needs its passphrase")]
    PassphraseNeeded,
    #[error("the file was locked with the key of another computer")]
    OtherComputer,
    #[error("an empty passphrase protects nothing")]
    EmptyPassphrase,
    #[error("the system gives no random numbers or no memory")]
    System,
}

impl SealError {
    /// The id of the sentence in `assets/i18n`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotOurs => "seal-not-ours",
            Self::LaterVersion => "seal-later-version",
            Self::Damaged => "seal-damaged",
            Self::WrongPassphrase => "seal-wrong-passphrase",
            Self::PassphraseNeeded => "seal-passphrase-needed",
            Self::OtherComputer => "seal-other-computer",
            Self::EmptyPassphrase => "key-passphrase-empty",
            Self::System => "key-system",
        }
    }
}

/// The head of a sealed file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub kind: SealedKind,
    pub lock: LockKind,
    cost: (u32, u32),
    salt: [u8; 16],
    /// Random; makes the key of this file.
    id: [u8; 16],
    /// Of the computer's key.
    fingerprint: [u8; 8],
}

impl Head {
    /// Reads the head at the start of a file.
    ///
    /// # Errors
    /// When it is no sealed file, or one of a later version.
    pub fn parse(bytes: &[u8]) -> Result<Self, SealError> {
        let head: &[u8; HEAD] = bytes.first_chunk().ok_or(SealError::NotOurs)?;
        let mut rest = &head[..];
        let mut take = |n: usize| {
            let (first, after) = rest.split_at_checked(n).unwrap_or((rest, &[]));
            rest = after;
            first
        };
        if take(6) != MAGIC {
            return Err(SealError::NotOurs);
        }
        if take(1) != [VERSION] {
            return Err(SealError::LaterVersion);
        }
        let kind = match take(1) {
            b"P" => SealedKind::Project,
            b"J" => SealedKind::Journal,
            _ => return Err(SealError::NotOurs),
        };
        let lock = match take(1) {
            b"p" => LockKind::Passphrase,
            b"c" => LockKind::Computer,
            _ => return Err(SealError::Damaged),
        };
        // Kept for later versions, which may say something in them that must not be passed over.
        if take(7) != [0; 7] {
            return Err(SealError::LaterVersion);
        }
        let memory = take(4).try_into().map(u32::from_le_bytes);
        let passes = take(4).try_into().map(u32::from_le_bytes);
        let (salt, id, fingerprint) = (take(16), take(16), take(8));
        let damaged = |_| SealError::Damaged;
        Ok(Self {
            kind,
            lock,
            cost: (memory.map_err(damaged)?, passes.map_err(damaged)?),
            salt: salt.try_into().map_err(damaged)?,
            id: id.try_into().map_err(damaged)?,
            fingerprint: fingerprint.try_into().map_err(damaged)?,
        })
    }

    fn bytes(&self) -> [u8; HEAD] {
        let mut bytes = [0u8; HEAD];
        let kind = match self.kind {
            SealedKind::Project => b"P",
            SealedKind::Journal => b"J",
        };
        let lock = match self.lock {
            LockKind::Passphrase => b"p",
            LockKind::Computer => b"c",
        };
        let all = MAGIC
            .iter()
            .chain(&[VERSION])
            .chain(kind)
            .chain(lock)
            .chain(&[0; 7])
            .copied()
            .chain(self.cost.0.to_le_bytes())
            .chain(self.cost.1.to_le_bytes())
            .chain(self.salt)
            .chain(self.id)
            .chain(self.fingerprint);
        for (to, from) in bytes.iter_mut().zip(all) {
            *to = from;
        }
        bytes
    }
}

/// What locks and opens files: a passphrase stretched by argon2id, or this computer's key.
/// Making one from a passphrase takes about a second.
pub struct Lock {
    kind: LockKind,
    cost: (u32, u32),
    salt: [u8; 16],
    fingerprint: [u8; 8],
    master: Zeroizing<[u8; 32]>,
}

impl Lock {
    /// A new lock of a passphrase.
    ///
    /// # Errors
    /// An empty passphrase, or a system without random numbers or memory.
    pub fn of_passphrase(passphrase: &str) -> Result<Self, SealError> {
        if passphrase.is_empty() {
            return Err(SealError::EmptyPassphrase);
        }
        let salt = random()?;
        Self::stretched(passphrase, salt, (MEMORY_KIB, PASSES))
    }

    /// The lock of this computer's key.
    #[must_use]
    pub fn of_computer(key: &Key) -> Self {
        Self {
            kind: LockKind::Computer,
            cost: (0, 0),
            salt: [0; 16],
            fingerprint: fingerprint_of(key),
            master: mac(key.bytes(), &[b"tamis/v1/computer"]),
        }
    }

    /// The lock of a file with this head.
    ///
    /// # Errors
    /// When the passphrase is missing, or the key is another computer's.
    pub fn to_open(
        head: &Head,
        passphrase: Option<&str>,
        computer: Option<&Key>,
    ) -> Result<Self, SealError> {
        match head.lock {
            LockKind::Passphrase => {
                let passphrase = passphrase.ok_or(SealError::PassphraseNeeded)?;
                if !cost_allowed(head.cost) {
                    return Err(SealError::Damaged);
                }
                Self::stretched(passphrase, head.salt, head.cost)
            }
            LockKind::Computer => {
                let key = computer.ok_or(SealError::OtherComputer)?;
                if fingerprint_of(key) != head.fingerprint {
                    return Err(SealError::OtherComputer);
                }
                Ok(Self::of_computer(key))
            }
        }
    }

    fn stretched(passphrase: &str, salt: [u8; 16], cost: (u32, u32)) -> Result<Self, SealError> {
        Ok(Self {
            kind: LockKind::Passphrase,
            cost,
            salt,
            fingerprint: [0; 8],
            master: stretch(passphrase, &salt, cost).map_err(|_| SealError::System)?,
        })
    }

    /// What the lock is made of.
    #[must_use]
    pub fn kind(&self) -> LockKind {
        self.kind
    }

    /// Begins a file.
    ///
    /// # Errors
    /// A system without random numbers.
    pub fn begin(&self, kind: SealedKind) -> Result<Sealer, SealError> {
        let head = Head {
            kind,
            lock: self.kind,
            cost: self.cost,
            salt: self.salt,
            id: random()?,
            fingerprint: self.fingerprint,
        };
        Ok(Sealer {
            chain: self.chain(&head)?,
        })
    }

    /// Opens the records after a head.
    ///
    /// # Errors
    /// When the system has no memory.
    pub fn open<'a>(&self, head: &Head, file: &'a [u8]) -> Result<Opener<'a>, SealError> {
        Ok(Opener {
            chain: self.chain(head)?,
            rest: file.get(HEAD..).unwrap_or_default(),
        })
    }

    fn chain(&self, head: &Head) -> Result<Chain, SealError> {
        let head = head.bytes();
        let key = mac(self.master.as_slice(), &[b"tamis/v1/sealed file", &head]);
        let cipher =
            XChaCha20Poly1305::new_from_slice(key.as_slice()).map_err(|_| SealError::System)?;
        Ok(Chain {
            cipher,
            head,
            place: 0,
            before: [0; TAG],
        })
    }
}

fn fingerprint_of(key: &Key) -> [u8; 8] {
    let mut bytes = [0u8; 8];
    for (to, from) in bytes.iter_mut().zip(key.fingerprint().text().bytes()) {
        *to = from;
    }
    bytes
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0u8; 32]);
    // HMAC takes keys of every length, so that this never fails.
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) {
        for part in parts {
            mac.update(part);
        }
        for (to, from) in out.iter_mut().zip(mac.finalize().into_bytes()) {
            *to = from;
        }
    }
    out
}

fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|_| SealError::System)?;
    Ok(bytes)
}

struct Chain {
    cipher: XChaCha20Poly1305,
    head: [u8; HEAD],
    place: u64,
    before: [u8; TAG],
}

impl Chain {
    /// What the next record's seal covers beside the record.
    fn cover(&self) -> Vec<u8> {
        let mut cover = self.head.to_vec();
        cover.extend(self.place.to_le_bytes());
        cover.extend(self.before);
        cover
    }

    fn go_on(&mut self, sealed: &[u8]) {
        self.place += 1;
        if let Some(tag) = sealed.last_chunk() {
            self.before = *tag;
        }
    }
}

/// Seals records one after the other.
pub struct Sealer {
    chain: Chain,
}

impl Sealer {
    /// The head, to be written first.
    #[must_use]
    pub fn head(&self) -> [u8; HEAD] {
        self.chain.head
    }

    /// The bytes of the next record.
    ///
    /// # Errors
    /// A system without random numbers or memory, or a record of 4 GiB.
    pub fn seal(&mut self, record: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; NONCE] = random()?;
        let payload = Payload {
            msg: record,
            aad: &self.chain.cover(),
        };
        let sealed = self
            .chain
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SealError::System)?;
        let length = u32::try_from(NONCE + sealed.len()).map_err(|_| SealError::System)?;
        let mut bytes = Vec::with_capacity(LENGTH + NONCE + sealed.len());
        bytes.extend(length.to_le_bytes());
        bytes.extend(nonce);
        bytes.extend(&sealed);
        self.chain.go_on(&sealed);
        Ok(bytes)
    }
}

/// Gives the records of a file in order, up to the first that does not open.
pub struct Opener<'a> {
    chain: Chain,
    rest: &'a [u8],
}

impl Opener<'_> {
    /// True when nothing is left after the last record that opened.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.rest.is_empty()
    }
}

impl Iterator for Opener<'_> {
    type Item = Zeroizing<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = self.rest.split_first_chunk::<LENGTH>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (record, rest) = rest.split_at_checked(length)?;
        let (nonce, sealed) = record.split_first_chunk::<NONCE>()?;
        let payload = Payload {
            msg: sealed,
            aad: &self.chain.cover(),
        };
        let opened = self
            .chain
            .cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .ok()?;
        self.chain.go_on(sealed);
        self.rest = rest;
        Some(Zeroizing::new(opened))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDS: [&[u8]; 4] = [b"first", b"", b"Zoe Ngoma", b"last one"];

    fn file(lock: &Lock) -> (Vec<u8>, Vec<usize>) {
        let mut sealer = lock.begin(SealedKind::Journal).unwrap();
        let mut bytes = sealer.head().to_vec();
        let mut ends = vec![bytes.len()];
        for record in RECORDS {
            bytes.extend(sealer.seal(record).unwrap());
            ends.push(bytes.len());
        }
        (bytes, ends)
    }

    fn read(lock: &Lock, bytes: &[u8]) -> (Vec<Vec<u8>>, bool) {
        let head = Head::parse(bytes).unwrap();
        let mut opener = lock.open(&head, bytes).unwrap();
        let records = opener.by_ref().map(|r| r.to_vec()).collect();
        (records, opener.is_whole())
    }

    fn lock() -> Lock {
        Lock::of_computer(&Key::from_bytes(&[7; 32]))
    }

    #[test]
    fn records_come_back_and_are_not_in_the_clear() {
        let (bytes, _) = file(&lock());
        let (records, whole) = read(&lock(), &bytes);
        assert!(whole);
        assert_eq!(records, RECORDS);
        assert!(!bytes.windows(5).any(|w| w == b"Ngoma"));
        let (again, _) = file(&lock());
        assert_ne!(bytes, again, "no two files are sealed alike");
    }

    #[test]
    fn cut_anywhere_the_whole_records_before_open() {
        let (bytes, ends) = file(&lock());
        for cut in HEAD..=bytes.len() {
            let (records, whole) = read(&lock(), &bytes[..cut]);
            let before = ends.iter().filter(|end| **end <= cut).count() - 1;
            assert_eq!(records, RECORDS[..before], "cut at {cut}");
            assert_eq!(whole, ends.contains(&cut), "cut at {cut}");
        }
    }

    #[test]
    fn a_change_of_any_byte_is_noticed() {
        let (bytes, _) = file(&lock());
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let Ok(head) = Head::parse(&changed) else {
                continue;
            };
            let Ok(lock) = Lock::to_open(&head, None, Some(&Key::from_bytes(&[7; 32]))) else {
                continue;
            };
            let (records, whole) = read(&lock, &changed);
            assert!(records.len() < RECORDS.len() && !whole, "byte {at}");
        }
    }

    #[test]
    fn records_cannot_be_left_out_swapped_or_moved_to_another_file() {
        let (bytes, ends) = file(&lock());
        let part = |from: usize, to: usize| bytes[ends[from]..ends[to]].to_vec();
        let head = bytes[..HEAD].to_vec();
        let built = |parts: &[Vec<u8>]| {
            let mut all = head.clone();
            parts.iter().for_each(|p| all.extend(p));
            read(&lock(), &all).0.len()
        };
        assert_eq!(built(&[part(0, 1), part(2, 3)]), 1, "left out");
        assert_eq!(built(&[part(1, 2), part(0, 1)]), 0, "swapped");
        assert_eq!(built(&[part(0, 1), part(0, 1)]), 1, "twice");
        let (other, _) = file(&lock());
        let mut moved = other[..HEAD].to_vec();
        moved.extend(&bytes[HEAD..]);
        assert_eq!(read(&lock(), &moved).0.len(), 0);
    }

    #[test]
    fn each_lock_opens_its_own() {
        let lock = Lock::of_passphrase("pépin bleu").unwrap();
        let (bytes, _) = file(&lock);
        let head = Head::parse(&bytes).unwrap();
        assert_eq!(head.lock, LockKind::Passphrase);
        let open = |pass| Lock::to_open(&head, pass, None);
        assert_eq!(read(&open(Some("pépin bleu")).unwrap(), &bytes).0.len(), 4);
        assert_eq!(read(&open(Some("pepin bleu")).unwrap(), &bytes).0.len(), 0);
        assert_eq!(open(None).err(), Some(SealError::PassphraseNeeded));
        assert_eq!(
            Lock::of_passphrase("").err(),
            Some(SealError::EmptyPassphrase)
        );
        let (bytes, _) = file(&self::lock());
        let head = Head::parse(&bytes).unwrap();
        let other = Key::from_bytes(&[8; 32]);
        let refused = |key| Lock::to_open(&head, None, key).err();
        assert_eq!(refused(Some(&other)), Some(SealError::OtherComputer));
        assert_eq!(refused(None), Some(SealError::OtherComputer));
        let mut later = bytes.clone();
        later[6] = 2;
        assert_eq!(Head::parse(&later).err(), Some(SealError::LaterVersion));
        assert_eq!(Head::parse(b"a,b\n1,2\n").err(), Some(SealError::NotOurs));
    }
}
