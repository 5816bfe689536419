//! From a project or a journal to a session: the source is read again as it was read then, and
//! what was done is done again. A source that is gone or has changed is told; then the user may
//! show where it is, or open it with what still fits.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::kept::{Bytes, KeptSource, Record, read_record};
use super::leftover::Leftover;
use super::replay::Places;
use super::{KeyFileError, Session, Traces, open_document};
use crate::check::Today;
use crate::io::{OpenError, Progress};
use crate::privacy::seal::SealError;
use crate::schema::Schema;

/// What the user allows where the source is not as it was.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Allowed {
    /// Where the source is now.
    pub source: Option<PathBuf>,
    /// Take another state of the source, with what still fits.
    pub what_fits: bool,
}

/// Why something kept cannot be opened. Holds no cell text.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum RestoreError {
    #[error("the file cannot be read: {0}")]
    Read(std::io::ErrorKind),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Key(#[from] KeyFileError),
    #[error("the source file is not there")]
    SourceGone { path: PathBuf },
    #[error("the source file has changed")]
    SourceChanged { path: PathBuf },
    #[error(transparent)]
    Source(#[from] OpenError),
}

/// A session as it was.
pub struct Restored {
    pub session: Session,
    /// SHA-256 of the source.
    pub sha256: String,
    /// Cells and rows that did not fit a changed source.
    pub skipped: u64,
}

/// SHA-256 of a file in lower-case hexadecimal digits.
///
/// # Errors
/// When it cannot be read, or the user wants it to end.
pub fn file_digest(path: &Path, progress: &dyn Progress) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut part = vec![0u8; 1 << 16];
    loop {
        if progress.cancelled() {
            return Err(std::io::ErrorKind::Interrupted.into());
        }
        let read = file.read(&mut part)?;
        if read == 0 {
            return Ok(hex::encode(hash.finalize()));
        }
        hash.update(part.get(..read).unwrap_or_default());
    }
}

/// Opens what a journal left behind.
///
/// # Errors
/// When the journal or its source cannot be read, or the source is gone or has changed.
pub fn resume(
    leftover: &Leftover,
    traces: &Traces,
    allowed: &Allowed,
    today: Today,
    progress: &dyn Progress,
) -> Result<Restored, RestoreError> {
    let records = leftover.records(traces)?;
    restore(&records, None, allowed, today, progress)
}

/// Replays records over their source. `beside` is a folder in which the source is looked for
/// where it is not in its own.
pub(super) fn restore(
    records: &[Bytes],
    beside: Option<&Path>,
    allowed: &Allowed,
    today: Today,
    progress: &dyn Progress,
) -> Result<Restored, RestoreError> {
    let mut records = records.iter().map(|record| read_record(record));
    let Some(Some(Record::Source(source))) = records.next() else {
        return Err(SealError::Damaged.into());
    };
    let path = find(&source, beside, allowed)?;
    let sha256 = file_digest(&path, progress).map_err(OpenError::from)?;
    let same = sha256 == source.sha256;
    if !same && !allowed.what_fits {
        return Err(RestoreError::SourceChanged { path });
    }
    let schema = Schema::meters().map_err(|_| OpenError::Damaged)?;
    let document = open_document(&path, &source.options(), schema, today, progress)?;
    // Another version of Tamis may read the same file otherwise.
    let mut places = if same && source.lies_as(document.table()) {
        Places::same(&source)
    } else {
        Places::found(&source, document.table())
    };
    let mut session = Session::new(document);
    let mut skipped = 0;
    for record in records {
        if progress.cancelled() {
            return Err(OpenError::Cancelled.into());
        }
        let record = record.ok_or(SealError::Damaged)?;
        skipped += session.repeat(record, &mut places);
    }
    Ok(Restored {
        session,
        sha256,
        skipped,
    })
}

fn find(
    source: &KeptSource,
    beside: Option<&Path>,
    allowed: &Allowed,
) -> Result<PathBuf, RestoreError> {
    let own = PathBuf::from(&source.path);
    if let Some(path) = &allowed.source {
        return Ok(path.clone());
    }
    if own.exists() {
        return Ok(own);
    }
    // Project and source may have moved together.
    beside
        .map(|folder| folder.join(source.file_name()))
        .filter(|path| path.exists())
        .ok_or(RestoreError::SourceGone { path: own })
}
