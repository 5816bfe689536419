//! With which key the files of a provider left before, by the headers of his files: his next
//! file must leave with the same one, or the same customers get other pseudonyms. Holds digests
//! and fingerprints only, never a header, a key or a path.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use sha2::{Digest as _, Sha256};

use super::app::App;
use super::privacy_actions::Waiting;
use super::toast::Toast;
use super::workspace::Workspace;
use crate::document::Document;
use crate::privacy::Fingerprint;

/// What is remembered, and where.
#[derive(Default)]
pub struct Memory {
    place: Option<PathBuf>,
    keys: BTreeMap<String, String>,
}

/// The folder for settings of this user.
#[must_use]
pub fn default_place() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "tamis").map(|d| d.config_dir().join("keys.toml"))
}

impl Memory {
    /// What was remembered; nothing where there is no such file, or none that can be read.
    #[must_use]
    pub fn read(place: Option<PathBuf>) -> Self {
        let keys = place
            .as_ref()
            .and_then(|path| std::fs::read_to_string(path).ok())
            .and_then(|text| toml::from_str(&text).ok())
            .unwrap_or_default();
        Self { place, keys }
    }

    /// The key with which files of these headers left before.
    #[must_use]
    pub fn expected(&self, document: &Document) -> Option<Fingerprint> {
        self.keys.get(&signature(document))?.parse().ok()
    }

    /// Forgets everything; the file itself is deleted with all traces.
    pub fn forget(&mut self) {
        self.keys.clear();
    }

    fn remember(&mut self, document: &Document) -> io::Result<()> {
        let headers = signature(document);
        let changed = match document.settings().privacy.leaving_key() {
            Some(fingerprint) => {
                let text = fingerprint.text();
                self.keys.insert(headers, text.clone()) != Some(text)
            }
            None => self.keys.remove(&headers).is_some(),
        };
        let Some(place) = self.place.as_ref().filter(|_| changed) else {
            return Ok(());
        };
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(
            place,
            toml::to_string(&self.keys).map_err(io::Error::other)?,
        )
    }
}

/// A digest of the headers, in their order.
fn signature(document: &Document) -> String {
    let mut hash = Sha256::new();
    for (_, column) in document.table().columns().filter(|(_, c)| !c.is_made()) {
        hash.update(column.header().trim().to_lowercase().as_bytes());
        hash.update([0]);
    }
    hex::encode(hash.finalize())
}

impl App {
    /// Tells a newly opened file with which key its like left before.
    pub(super) fn expect_key_of(&self, file: &Workspace) {
        let (expected, known, required) = {
            let session = file.session();
            let document = session.document();
            let privacy = &document.settings().privacy;
            let expected = self.memory.expected(document);
            (expected, privacy.expected_key, privacy.key_required)
        };
        // What the provider's profile says comes first.
        if known.is_none()
            && let (Some(expected), Some(mut session)) = (expected, file.session_mut())
        {
            session.expect_key(Some(expected), required);
        }
    }

    /// Tells the open files of a provider what its profile says of keys now.
    pub(super) fn expect_keys_of_profiles(&mut self) {
        let Some(store) = self.profiles.clone() else {
            return;
        };
        let mut busy = false;
        for file in &self.files {
            let profile = file.provider.as_deref().map(|name| store.get(name));
            if let Some(Ok(profile)) = profile {
                match file.session_mut() {
                    Some(mut session) => profile.expect(&mut session),
                    None => busy = true,
                }
            }
        }
        if busy && self.ask_lookers_to_stop() {
            self.waiting.push(Waiting::ExpectKeys);
        }
    }

    /// Remembers with which key the file in front has left.
    pub(super) fn remember_method(&mut self) {
        let Some(file) = self.files.get(self.current) else {
            return;
        };
        let kept = self.memory.remember(file.session().document());
        let key = file.session().document().settings().privacy.leaving_key();
        let profile = self
            .profiles
            .as_ref()
            .zip(file.provider.as_deref())
            .and_then(|(store, name)| Some((store, store.get(name).ok()?)))
            .filter(|(_, profile)| profile.key != key);
        let in_profile = profile.map_or(Ok(()), |(store, mut profile)| {
            profile.key = key;
            store.save(&profile)
        });
        if kept.is_err() || in_profile.is_err() {
            self.toast = Some(Toast::note(crate::text::t(self.lang, "key-not-remembered")));
        }
    }
}
