//! What Tamis keeps on this computer and where: settings, profiles of providers, journals, the
//! key of this computer; and how all of it is deleted. The command line keeps nothing.

use std::io;
use std::path::{Path, PathBuf};

use super::{KeyFileError, read_key, write_key};
use crate::io::atomic::WriteError;
use crate::privacy::Key;

/// Left alone for so long, a journal is deleted.
pub const JOURNAL_DAYS: u64 = 14;

/// The folders of one user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Traces {
    config: PathBuf,
    data: PathBuf,
}

impl Traces {
    /// The folders that the system has for settings and data; `None` where it has none.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "tamis")?;
        Some(Self {
            config: folders.config_dir().to_owned(),
            data: folders.data_local_dir().to_owned(),
        })
    }

    /// Both folders under one.
    #[must_use]
    pub fn under(root: &Path) -> Self {
        Self {
            config: root.join("config"),
            data: root.join("data"),
        }
    }

    /// The window's settings and the list of recent files.
    #[must_use]
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("settings.toml")
    }

    /// The folder of the providers' profiles.
    #[must_use]
    pub fn profiles(&self) -> PathBuf {
        self.config.join("profiles")
    }

    /// With which key each provider's files left.
    #[must_use]
    pub fn key_memory(&self) -> PathBuf {
        self.config.join("keys.toml")
    }

    /// The folder of the journals.
    #[must_use]
    pub fn journals(&self) -> PathBuf {
        self.data.join("journals")
    }

    fn computer_key_file(&self) -> PathBuf {
        self.config.join("computer.key")
    }

    /// True when there is a key of this computer already.
    #[must_use]
    pub fn has_computer_key(&self) -> bool {
        self.computer_key_file().exists()
    }

    /// The key of this computer; made where there is none yet.
    ///
    /// # Errors
    /// When it cannot be read, or made.
    pub fn computer_key(&self) -> Result<Key, KeyFileError> {
        let path = self.computer_key_file();
        match read_key(&path, None) {
            Err(KeyFileError::Read(io::ErrorKind::NotFound)) => {}
            other => return other,
        }
        make_folder(&self.config).map_err(|e| KeyFileError::Write(e.into()))?;
        let key = Key::generate()?;
        match write_key(&path, &key, None) {
            Ok(()) => Ok(key),
            // Another window was faster.
            Err(KeyFileError::Write(WriteError::TargetExists)) => read_key(&path, None),
            Err(error) => Err(error),
        }
    }

    /// Deletes what is kept: settings, recent files, profiles, journals and, with `key`, the key
    /// of this computer. What Tamis did not write stays.
    ///
    /// # Errors
    /// The first thing that could not be deleted; the others are deleted all the same.
    pub fn delete(&self, key: bool) -> io::Result<()> {
        let mut first = Ok(());
        let mut note = |result: io::Result<()>| {
            if first.is_ok()
                && let Err(error) = result
                && error.kind() != io::ErrorKind::NotFound
            {
                first = Err(error);
            }
        };
        note(std::fs::remove_file(self.settings_file()));
        note(std::fs::remove_file(self.key_memory()));
        note(std::fs::remove_dir_all(self.profiles()));
        note(std::fs::remove_dir_all(self.journals()));
        if key {
            note(std::fs::remove_file(self.computer_key_file()));
        }
        for folder in [&self.config, &self.data] {
            // A folder that holds something else stays.
            let _ = std::fs::remove_dir(folder);
        }
        first
    }
}

/// Makes a folder for its owner only.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_goes_only_when_asked() {
        let root = tempfile::tempdir().unwrap();
        let traces = Traces::under(root.path());
        assert!(!traces.has_computer_key());
        let first = traces.computer_key().unwrap().fingerprint();
        assert_eq!(traces.computer_key().unwrap().fingerprint(), first);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&traces.computer_key_file()), 0o600);
            assert_eq!(mode(&traces.config), 0o700);
        }
        std::fs::create_dir_all(traces.profiles()).unwrap();
        std::fs::write(traces.profiles().join("p.toml"), "x").unwrap();
        std::fs::write(traces.settings_file(), "x").unwrap();
        std::fs::write(traces.config.join("mine"), "x").unwrap();
        traces.delete(false).unwrap();
        assert!(traces.has_computer_key() && !traces.settings_file().exists());
        assert!(!traces.profiles().exists());
        traces.delete(true).unwrap();
        assert!(!traces.has_computer_key());
        assert!(
            traces.config.join("mine").exists(),
            "what is not ours stays"
        );
    }
}
