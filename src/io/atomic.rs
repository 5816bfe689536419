//! A file appears under its final name only when it is whole and verified. The temporary file
//! stands beside the target with owner-only rights and is gone after any failure. The source
//! is never the target, through links neither.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::echo::Echo;

/// Why nothing was written. Holds no cell text.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum WriteError {
    #[error("the target is the source file")]
    TargetIsSource,
    #[error("the target exists")]
    TargetExists,
    #[error("the target's folder does not exist")]
    NoFolder,
    #[error("no space left")]
    NoSpace,
    #[error("the folder or file may not be written")]
    Denied,
    #[error("the written file differs from what should leave")]
    VerifyFailed,
    /// A copy of the source was asked for.
    #[error("the source file cannot be read any more")]
    SourceGone,
    #[error("cancelled")]
    Cancelled,
    /// `rows` or `text`: more than a sheet of a workbook holds.
    #[error("a workbook cannot hold it: {what}")]
    TooLarge { what: &'static str },
    #[error("writing failed: {0}")]
    Io(io::ErrorKind),
}

impl WriteError {
    /// The id of the sentence in `assets/i18n`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::TargetIsSource => "write-target-is-source",
            Self::TargetExists => "write-target-exists",
            Self::NoFolder => "write-no-folder",
            Self::NoSpace => "write-no-space",
            Self::Denied => "write-denied",
            Self::VerifyFailed => "write-verify-failed",
            Self::SourceGone => "write-source-gone",
            Self::Cancelled => "write-cancelled",
            Self::TooLarge { what: "rows" } => "write-too-many-rows",
            Self::TooLarge { .. } => "write-text-too-long",
            Self::Io(_) => "write-io",
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        let error = match error.downcast::<Self>() {
            Ok(own) => return own,
            Err(error) => error,
        };
        match error.kind() {
            io::ErrorKind::NotFound => Self::NoFolder,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Denied,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace,
            io::ErrorKind::Interrupted => Self::Cancelled,
            kind => Self::Io(kind),
        }
    }
}

/// Writes, flushes, verifies, then renames.
///
/// # Errors
/// Whatever stops it; the target is then as it was, and no temporary file stays.
pub fn write_verified(
    target: &Path,
    source: &Path,
    force: bool,
    write: impl FnOnce(&mut File) -> Result<(), WriteError>,
    verify: impl FnOnce(&Path) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    publish(vec![draft(target, source, force, write, verify)?], force)
}

/// A file that is whole and verified, but has not its final name yet. Gone when dropped.
pub struct Draft {
    temporary: tempfile::NamedTempFile,
    target: PathBuf,
}

/// Writes, flushes and verifies a file beside its target.
///
/// # Errors
/// Whatever stops it; no temporary file stays.
pub fn draft(
    target: &Path,
    source: &Path,
    force: bool,
    write: impl FnOnce(&mut File) -> Result<(), WriteError>,
    verify: impl FnOnce(&Path) -> Result<(), WriteError>,
) -> Result<Draft, WriteError> {
    let mut draft = Draft::new(target, source, force)?;
    write(draft.temporary.as_file_mut())?;
    // While the disk takes the file, it is read back; it gets its name only after both.
    let (file, path) = (draft.temporary.as_file(), draft.temporary.path());
    let (synced, verified) = std::thread::scope(|scope| {
        let synced = scope.spawn(|| file.sync_all());
        let verified = verify(path);
        (synced.join().unwrap_or_else(died), verified)
    });
    verified?;
    synced?;
    Ok(draft)
}

/// Writes a file beside its target that is read back while it is written, and flushes it.
///
/// # Errors
/// Whatever stops it, `VerifyFailed` where something else is read than was written; no temporary
/// file stays.
pub fn draft_read_back(
    target: &Path,
    source: &Path,
    force: bool,
    write: impl FnOnce(&mut Echo) -> Result<(), WriteError>,
) -> Result<Draft, WriteError> {
    let draft = Draft::new(target, source, force)?;
    let file = draft.temporary.as_file();
    let mut out = Echo::new(file.try_clone()?, draft.temporary.path())?;
    write(&mut out)?;
    out.end()?;
    Ok(draft)
}

/// A thread died.
pub(super) fn died<T>(_: Box<dyn std::any::Any + Send>) -> io::Result<T> {
    Err(io::ErrorKind::Other.into())
}

impl Draft {
    fn new(target: &Path, source: &Path, force: bool) -> Result<Self, WriteError> {
        if same_file(target, source) {
            return Err(WriteError::TargetIsSource);
        }
        let exists = target.symlink_metadata().is_ok();
        if exists && !force {
            return Err(WriteError::TargetExists);
        }
        Ok(Self {
            temporary: tempfile::Builder::new()
                .prefix(".tamis-")
                .tempfile_in(folder_of(target))?,
            target: target.to_path_buf(),
        })
    }

    /// Where it is now.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.temporary.path()
    }

    /// Where it will be.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }
}

/// Gives drafts their final names: all of them or, when one cannot have it, none.
///
/// # Errors
/// Whatever stops it; what stood under the names is then there again.
pub fn publish(drafts: Vec<Draft>, force: bool) -> Result<(), WriteError> {
    let several = drafts.len() > 1;
    let mut done: Vec<(PathBuf, Option<tempfile::TempPath>)> = Vec::new();
    let mut folders = std::collections::BTreeSet::new();
    for draft in drafts {
        let one = put(draft, force, several);
        match one {
            Ok((target, before)) => {
                folders.insert(folder_of(&target).to_path_buf());
                done.push((target, before));
            }
            Err(error) => {
                for (target, before) in done {
                    // Nothing better can be done about a disk that fails twice.
                    let _ = match before {
                        Some(before) => before.persist(&target).map_err(|e| e.error),
                        None => std::fs::remove_file(&target),
                    };
                }
                return Err(error);
            }
        }
    }
    #[cfg(unix)]
    for folder in folders {
        if let Ok(folder) = File::open(folder) {
            // Some filesystems cannot sync a folder; the file itself is on disk already.
            let _ = folder.sync_all();
        }
    }
    Ok(())
}

/// Renames one draft; with `keep`, what it replaces waits beside it until all went well.
fn put(
    draft: Draft,
    force: bool,
    keep: bool,
) -> Result<(PathBuf, Option<tempfile::TempPath>), WriteError> {
    let Draft { temporary, target } = draft;
    if !force {
        return match temporary.persist_noclobber(&target) {
            Ok(_) => Ok((target, None)),
            Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(WriteError::TargetExists)
            }
            Err(failed) => Err(failed.error.into()),
        };
    }
    let mut before = None;
    if keep && target.symlink_metadata().is_ok() {
        let place = tempfile::Builder::new()
            .prefix(".tamis-")
            .tempfile_in(folder_of(&target))?
            .into_temp_path();
        std::fs::rename(&target, &place)?;
        before = Some(place);
    }
    match temporary.persist(&target) {
        Ok(_) => Ok((target, before)),
        Err(failed) => {
            if let Some(before) = before {
                before.persist(&target).map_err(|e| e.error)?;
            }
            Err(failed.error.into())
        }
    }
}

/// The folder of a file to write.
#[must_use]
pub fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// True when both names lead to one file, by path, by link or by hard link.
fn same_file(a: &Path, b: &Path) -> bool {
    if let (Ok(a), Ok(b)) = (a.canonicalize(), b.canonicalize())
        && a == b
    {
        return true;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if let (Ok(a), Ok(b)) = (a.metadata(), b.metadata()) {
            return a.dev() == b.dev() && a.ino() == b.ino();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_fails_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let (source, target) = (folder.path().join("in"), folder.path().join("out"));
        std::fs::write(&source, "source").unwrap();
        let write = |f: &mut File| Ok(f.write_all(b"x")?);
        let bad = write_verified(&target, &source, false, write, |_| {
            Err(WriteError::VerifyFailed)
        });
        assert_eq!(bad, Err(WriteError::VerifyFailed));
        let full = write_verified(
            &target,
            &source,
            false,
            |_| Err(io::Error::from(io::ErrorKind::StorageFull).into()),
            |_| Ok(()),
        );
        assert_eq!(full, Err(WriteError::NoSpace));
        assert_eq!(names(folder.path()), ["in"]);
        assert_eq!(
            write_verified(&target, &source, false, write, |_| Ok(())),
            Ok(())
        );
        assert_eq!(
            write_verified(&target, &source, false, write, |_| Ok(())),
            Err(WriteError::TargetExists)
        );
        assert_eq!(
            write_verified(&source, &source, true, write, |_| Ok(())),
            Err(WriteError::TargetIsSource)
        );
        assert_eq!(names(folder.path()), ["in", "out"]);
    }

    #[test]
    fn several_files_appear_together_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("in");
        std::fs::write(&source, "source").unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        let made = |target: &Path, force| {
            let write = |f: &mut File| Ok(f.write_all(b"new")?);
            draft(target, &source, force, write, |_| Ok(()))
        };
        std::fs::write(&a, "old").unwrap();
        let drafts = vec![made(&a, true).unwrap(), made(&b, true).unwrap()];
        // A folder under the second name: the rename fails after the first one went well.
        std::fs::create_dir(&b).unwrap();
        std::fs::write(b.join("full"), "").unwrap();
        assert!(publish(drafts, true).is_err());
        assert_eq!(std::fs::read_to_string(&a).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a", "b", "in"]);
        let c = folder.path().join("c");
        let drafts = vec![
            made(&c, false).unwrap(),
            made(&folder.path().join("d"), false).unwrap(),
        ];
        std::fs::write(folder.path().join("d"), "appeared meanwhile").unwrap();
        assert_eq!(publish(drafts, false), Err(WriteError::TargetExists));
        assert!(!c.exists());
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (source, target) = (folder.path().join("in"), folder.path().join("out"));
        std::fs::write(&source, "source").unwrap();
        write_verified(
            &target,
            &source,
            false,
            |f| Ok(f.write_all(b"x")?),
            |_| Ok(()),
        )
        .unwrap();
        assert_eq!(target.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}
