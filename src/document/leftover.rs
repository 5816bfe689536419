//! Journals that a crash or a power cut left behind: what can be resumed, and what has become
//! too old. One that a running window writes is locked and is not one of them.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::Traces;
use super::journal::ENDING;
use super::kept::{Bytes, KeptSource, Record, count_change, read_record};
use super::traces::JOURNAL_DAYS;
use crate::privacy::seal::{Head, Lock, SealError, SealedKind};

/// A journal that nobody writes any more. It is locked while this is held.
pub struct Leftover {
    path: PathBuf,
    /// Where its table came from.
    pub source: KeptSource,
    /// When its last change was made.
    pub changed: SystemTime,
    /// Steps that undo could take back.
    pub changes: usize,
    file: File,
}

impl Leftover {
    /// Deletes it.
    pub fn delete(self) {
        let _ = std::fs::remove_file(&self.path);
        drop(self.file);
    }

    /// What it holds, up to where it was cut short.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub(super) fn records(&self, traces: &Traces) -> Result<Vec<Bytes>, SealError> {
        read(&self.path, traces)
    }
}

fn read(path: &Path, traces: &Traces) -> Result<Vec<Bytes>, SealError> {
    let bytes = std::fs::read(path).map_err(|_| SealError::Damaged)?;
    let head = Head::parse(&bytes)?;
    if head.kind != SealedKind::Journal || !traces.has_computer_key() {
        return Err(SealError::NotOurs);
    }
    let key = traces
        .computer_key()
        .map_err(|_| SealError::OtherComputer)?;
    let lock = Lock::to_open(&head, None, Some(&key))?;
    Ok(lock.open(&head, &bytes)?.collect())
}

/// The journals left behind, the latest first. Those too old, and those without a change, are
/// deleted. Reads whole files: not for the window's own thread.
#[must_use]
pub fn leftovers(traces: &Traces, now: SystemTime) -> Vec<Leftover> {
    let Ok(entries) = std::fs::read_dir(traces.journals()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_none_or(|e| e != ENDING) {
            continue;
        }
        let Ok(file) = File::options().read(true).write(true).open(&path) else {
            continue;
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => continue,
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let changed = file
            .metadata()
            .and_then(|meta| meta.modified())
            .unwrap_or(now);
        let age = now.duration_since(changed).unwrap_or_default();
        let old = age > Duration::from_secs(JOURNAL_DAYS * 24 * 60 * 60);
        let records = read(&path, traces);
        let mut changes = 0;
        if let Ok(records) = &records {
            records.iter().for_each(|r| count_change(r, &mut changes));
        }
        // One that cannot be read now may be readable later: it goes when it is too old.
        if old || (records.is_ok() && changes == 0) {
            let _ = std::fs::remove_file(&path);
            continue;
        }
        let first = records.ok().and_then(|r| r.into_iter().next());
        if let Some(Record::Source(source)) = first.and_then(|r| read_record(&r)) {
            found.push(Leftover {
                path,
                source,
                changed,
                changes,
                file,
            });
        }
    }
    found.sort_by_key(|leftover| std::cmp::Reverse(leftover.changed));
    found
}
