//! The project file `.tamis`: where the source is, what was decided, and the whole history,
//! sealed under a passphrase or the key of this computer. It holds personal data.

use std::io::{Read as _, Write as _};
use std::path::Path;

use super::kept::{Bytes, Record, end_record, read_record};
use super::restore::{Allowed, RestoreError, Restored, restore};
use super::snapshot::snapshot;
use super::{Session, Traces};
use crate::check::Today;
use crate::io::Progress;
use crate::io::atomic::{WriteError, folder_of, write_verified};
use crate::privacy::seal::{HEAD, Head, Lock, LockKind, SealError, SealedKind};

/// The ending of a project's name.
pub const PROJECT_ENDING: &str = "tamis";

/// How a file is locked, if it is a project; by its content, not by its name.
#[must_use]
pub fn project_lock(path: &Path) -> Option<LockKind> {
    let mut head = Vec::with_capacity(HEAD);
    std::fs::File::open(path)
        .ok()?
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .ok()?;
    let head = Head::parse(&head).ok()?;
    (head.kind == SealedKind::Project).then_some(head.lock)
}

/// A session as it is at one moment, ready to be written by another thread.
pub struct ProjectDraft {
    records: Vec<Bytes>,
    source: std::path::PathBuf,
    /// The revision that it holds.
    pub revision: u64,
}

/// Takes a session's state for a project. `sha256` is that of the source.
#[must_use]
pub fn draft_project(session: &Session, sha256: &str) -> ProjectDraft {
    let mut records = snapshot(session, sha256);
    records.push(end_record());
    ProjectDraft {
        records,
        source: session.document().path().to_owned(),
        revision: session.document().revision(),
    }
}

/// Writes a project: beside the target, flushed, opened again and compared, then renamed.
///
/// # Errors
/// Whatever stops it; what stood there before is then still there.
pub fn write_project(
    draft: &ProjectDraft,
    target: &Path,
    lock: &Lock,
    force: bool,
) -> Result<(), WriteError> {
    let sealed = |e: SealError| match e {
        SealError::System => WriteError::Io(std::io::ErrorKind::OutOfMemory),
        _ => WriteError::VerifyFailed,
    };
    let mut sealer = lock.begin(SealedKind::Project).map_err(sealed)?;
    write_verified(
        target,
        &draft.source,
        force,
        |file| {
            file.write_all(&sealer.head())?;
            for record in &draft.records {
                file.write_all(&sealer.seal(record).map_err(sealed)?)?;
            }
            Ok(())
        },
        |written| {
            let bytes = std::fs::read(written)?;
            let head = Head::parse(&bytes).map_err(sealed)?;
            let mut opener = lock.open(&head, &bytes).map_err(sealed)?;
            let same = opener.by_ref().eq(draft.records.iter().cloned());
            if same && opener.is_whole() {
                Ok(())
            } else {
                Err(WriteError::VerifyFailed)
            }
        },
    )
}

/// Opens a project; with it comes the lock with which it is written again. Takes about a second
/// with a passphrase.
///
/// # Errors
/// When the file cannot be read or opened, or its source is gone or has changed.
pub fn open_project(
    path: &Path,
    passphrase: Option<&str>,
    traces: Option<&Traces>,
    allowed: &Allowed,
    today: Today,
    progress: &dyn Progress,
) -> Result<(Restored, Lock), RestoreError> {
    let bytes = std::fs::read(path).map_err(|e| RestoreError::Read(e.kind()))?;
    let head = Head::parse(&bytes)?;
    if head.kind != SealedKind::Project {
        return Err(SealError::NotOurs.into());
    }
    let key = match (head.lock, traces) {
        (LockKind::Computer, Some(traces)) if traces.has_computer_key() => {
            Some(traces.computer_key()?)
        }
        _ => None,
    };
    let lock = Lock::to_open(&head, passphrase, key.as_ref())?;
    let mut opener = lock.open(&head, &bytes)?;
    let records: Vec<Bytes> = opener.by_ref().collect();
    if records.is_empty() && head.lock == LockKind::Passphrase {
        return Err(SealError::WrongPassphrase.into());
    }
    let ended = records
        .last()
        .is_some_and(|last| matches!(read_record(last), Some(Record::End)));
    if !opener.is_whole() || !ended {
        return Err(SealError::Damaged.into());
    }
    let restored = restore(&records, Some(folder_of(path)), allowed, today, progress)?;
    Ok((restored, lock))
}
