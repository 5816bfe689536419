//! The profiles kept on this computer, one file a provider in the user's settings folder.
//!
//! Only the window opens this store, and only it writes there, when the user says so. The
//! command line names a profile's file instead and remembers nothing.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Document, Profile, ProfileError};

/// Files of which at least this share of headers is the same are one provider's.
const ALIKE: f64 = 0.6;

/// A folder of profiles.
pub struct ProfileStore {
    folder: PathBuf,
}

/// Reads a profile from a file that the user named.
///
/// # Errors
/// When there is none, or it is not a profile.
pub fn load_profile(path: &Path) -> Result<Profile, ProfileError> {
    let text = std::fs::read_to_string(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => ProfileError::NotFound,
        std::io::ErrorKind::InvalidData => ProfileError::Broken { line: None },
        _ => ProfileError::Io,
    })?;
    Profile::parse(&text)
}

impl ProfileStore {
    /// The store of this user; `None` where the system has no settings folder.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "tamis")?;
        Some(Self::at(folders.config_dir().join("profiles")))
    }

    /// The store in a folder, which is made when the first profile is saved.
    #[must_use]
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// All profiles that can be read, by provider. Broken files are passed over.
    #[must_use]
    pub fn list(&self) -> Vec<Profile> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut profiles: Vec<Profile> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "toml"))
            .filter_map(|path| load_profile(&path).ok())
            .collect();
        profiles.sort_by(|a, b| a.provider.cmp(&b.provider));
        profiles
    }

    /// The profile of a provider.
    ///
    /// # Errors
    /// When there is none, or it is broken.
    pub fn get(&self, provider: &str) -> Result<Profile, ProfileError> {
        load_profile(&self.path(provider))
    }

    /// The profile whose headers are most like the file's, with how much they are.
    #[must_use]
    pub fn find(&self, document: &Document) -> Option<(Profile, f64)> {
        self.list()
            .into_iter()
            .map(|p| {
                let likeness = p.likeness(document);
                (p, likeness)
            })
            .filter(|(_, likeness)| *likeness >= ALIKE)
            .max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Keeps a profile in place of the provider's earlier one; readable by its owner only.
    ///
    /// # Errors
    /// When the folder or the file cannot be written.
    pub fn save(&self, profile: &Profile) -> Result<(), ProfileError> {
        let text = profile.to_toml()?;
        let io = |_| ProfileError::Io;
        std::fs::create_dir_all(&self.folder).map_err(io)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder).map_err(io)?;
        file.write_all(text.as_bytes()).map_err(io)?;
        file.as_file().sync_all().map_err(io)?;
        file.persist(self.path(&profile.provider))
            .map_err(|_| ProfileError::Io)?;
        Ok(())
    }

    /// Forgets a provider.
    ///
    /// # Errors
    /// When there is nothing to forget, or it cannot be deleted.
    pub fn delete(&self, provider: &str) -> Result<(), ProfileError> {
        std::fs::remove_file(self.path(provider)).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => ProfileError::NotFound,
            _ => ProfileError::Io,
        })
    }

    /// A provider may have any name, a file may not: what is left of the name, and a digest that
    /// keeps `A/B` and `A-B` apart.
    fn path(&self, provider: &str) -> PathBuf {
        let plain: String = provider
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .take(40)
            .collect();
        let digest = hex::encode(Sha256::digest(provider.as_bytes()));
        let short = digest.get(..8).unwrap_or_default();
        self.folder
            .join(format!("{}-{short}.toml", plain.to_ascii_lowercase()))
    }
}
