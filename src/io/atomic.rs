//! A file appears under its final name only when it is whole and verified. The temporary file
//! stands beside the target with owner-only rights and is gone after any failure. The source
//! is never the target, through links neither.

use std::fs::File;
use std::io;
use std::path::Path;

use thiserror::Error;

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
    #[error("cancelled")]
    Cancelled,
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
            Self::Cancelled => "write-cancelled",
            Self::Io(_) => "write-io",
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
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
    write: impl FnOnce(&mut File) -> io::Result<()>,
    verify: impl FnOnce(&Path) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    if same_file(target, source) {
        return Err(WriteError::TargetIsSource);
    }
    let exists = target.symlink_metadata().is_ok();
    if exists && !force {
        return Err(WriteError::TargetExists);
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = tempfile::Builder::new()
        .prefix(".tamis-")
        .tempfile_in(folder)?;
    write(temporary.as_file_mut())?;
    temporary.as_file().sync_all()?;
    verify(temporary.path())?;
    let renamed = if force {
        temporary.persist(target)
    } else {
        temporary.persist_noclobber(target)
    };
    if let Err(failed) = renamed {
        return Err(match failed.error.kind() {
            io::ErrorKind::AlreadyExists => WriteError::TargetExists,
            _ => WriteError::from(failed.error),
        });
    }
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        // Some filesystems cannot sync a folder; the file itself is on disk already.
        let _ = folder.sync_all();
    }
    Ok(())
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
        let write = |f: &mut File| f.write_all(b"x");
        let bad = write_verified(&target, &source, false, write, |_| {
            Err(WriteError::VerifyFailed)
        });
        assert_eq!(bad, Err(WriteError::VerifyFailed));
        let full = write_verified(
            &target,
            &source,
            false,
            |_| Err(io::ErrorKind::StorageFull.into()),
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

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (source, target) = (folder.path().join("in"), folder.path().join("out"));
        std::fs::write(&source, "source").unwrap();
        write_verified(&target, &source, false, |f| f.write_all(b"x"), |_| Ok(())).unwrap();
        assert_eq!(target.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}
