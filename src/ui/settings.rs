//! What the window remembers from one start to the next: language, colours, zoom, panels, recent
//! files by name and path. A TOML file in the user's settings folder; the command line neither
//! reads nor writes it. It must never hold a value of a file.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use serde::{Deserialize, Serialize};

use super::app::ThemeChoice;
use crate::io::atomic::{WriteError, folder_of, write_verified};
use crate::text::Lang;

/// So many recent files are remembered.
const MOST_RECENT: usize = 10;

/// A file that was opened before.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recent {
    pub path: PathBuf,
    /// When, in seconds since 1970.
    pub opened: i64,
    /// Errors that were left when it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<u64>,
    /// An export held the state in which it was closed.
    #[serde(default)]
    pub exported: bool,
}

impl Recent {
    /// The name without the folder.
    #[must_use]
    pub fn name(&self) -> String {
        self.path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    }
}

/// What is remembered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// As the system has it without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    pub zoom: f32,
    /// Nothing moves on the screen by itself.
    pub still_picture: bool,
    pub problems_panel: bool,
    pub details_panel: bool,
    pub recent: Vec<Recent>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: None,
            zoom: 1.0,
            still_picture: false,
            problems_panel: true,
            details_panel: true,
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// The language that the user chose.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        self.language.as_deref()?.parse().ok()
    }

    /// Remembers a chosen language.
    pub fn set_lang(&mut self, lang: Lang) {
        let id = match lang {
            Lang::En => "en",
            Lang::Fr => "fr",
        };
        self.language = Some(id.to_owned());
    }

    /// The colours.
    #[must_use]
    pub fn theme_choice(&self) -> ThemeChoice {
        match self.theme.as_deref() {
            Some("light") => ThemeChoice::Light,
            Some("dark") => ThemeChoice::Dark,
            _ => ThemeChoice::System,
        }
    }

    /// Remembers the colours.
    pub fn set_theme(&mut self, theme: ThemeChoice) {
        self.theme = match theme {
            ThemeChoice::System => None,
            ThemeChoice::Light => Some("light".to_owned()),
            ThemeChoice::Dark => Some("dark".to_owned()),
        };
    }

    /// A file was opened: it is the first of the list.
    pub fn note_opened(&mut self, path: &Path, opened: i64) {
        if path.to_str().is_none() {
            // The settings file is text.
            return;
        }
        let known = self.recent.iter().position(|r| r.path == path);
        let mut recent = match known {
            Some(at) => self.recent.remove(at),
            None => Recent {
                path: path.to_owned(),
                opened,
                errors: None,
                exported: false,
            },
        };
        recent.opened = opened;
        self.recent.insert(0, recent);
        self.recent.truncate(MOST_RECENT);
    }

    /// How a file stood when it was closed or exported.
    pub fn note_state(&mut self, path: &Path, errors: u64, exported: bool) {
        if let Some(recent) = self.recent.iter_mut().find(|r| r.path == path) {
            recent.errors = Some(errors);
            recent.exported = exported;
        }
    }
}

/// Reads and writes the settings file. Writing is done by short-lived threads, the last state
/// last.
pub struct SettingsFile {
    path: Option<PathBuf>,
    written: Settings,
    number: u64,
    last: Arc<Mutex<u64>>,
    failed: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl SettingsFile {
    /// Reads the file; without a path nothing is read and nothing written. The flag says that a
    /// file is there and cannot be read.
    #[must_use]
    pub fn open(path: Option<PathBuf>) -> (Self, Settings, bool) {
        let (mut settings, mut broken) = (Settings::default(), false);
        if let Some(path) = &path {
            match std::fs::read_to_string(path) {
                Ok(text) => match toml::from_str(&text) {
                    Ok(read) => settings = read,
                    Err(_) => broken = true,
                },
                Err(error) => broken = error.kind() != std::io::ErrorKind::NotFound,
            }
        }
        settings.zoom = settings.zoom.clamp(0.6, 2.4);
        settings.recent.truncate(MOST_RECENT);
        let file = Self {
            path,
            written: settings.clone(),
            number: 0,
            last: Arc::default(),
            failed: Arc::default(),
            thread: None,
        };
        (file, settings, broken)
    }

    /// Writes the settings if they are other ones.
    pub fn keep(&mut self, settings: &Settings) {
        if *settings == self.written {
            return;
        }
        self.written = settings.clone();
        let (Some(path), Ok(text)) = (self.path.clone(), toml::to_string(settings)) else {
            return;
        };
        self.number += 1;
        let number = self.number;
        let (last, failed) = (Arc::clone(&self.last), Arc::clone(&self.failed));
        self.thread = std::thread::Builder::new()
            .name("tamis-settings".to_owned())
            .spawn(move || {
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                if *last < number {
                    *last = number;
                    failed.store(write(&path, &text).is_err(), Ordering::Relaxed);
                }
            })
            .ok();
    }

    /// What is kept now counts as written, whatever it is: everything was deleted.
    pub fn forget(&mut self, settings: &Settings) {
        self.finish();
        self.written = settings.clone();
    }

    /// Waits until everything is on disk.
    pub fn finish(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        // An earlier thread may still have the turn.
        drop(self.last.lock());
    }

    /// True once after a failure.
    #[must_use]
    pub fn take_failure(&self) -> bool {
        self.failed.swap(false, Ordering::Relaxed)
    }
}

impl Drop for SettingsFile {
    fn drop(&mut self) {
        self.finish();
    }
}

fn write(path: &Path, text: &str) -> Result<(), WriteError> {
    std::fs::create_dir_all(folder_of(path))?;
    write_verified(
        path,
        Path::new(""),
        true,
        |file| Ok(file.write_all(text.as_bytes())?),
        |_| Ok(()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_a_broken_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config").join("settings.toml");
        let (mut file, mut settings, broken) = SettingsFile::open(Some(path.clone()));
        assert!(!broken && settings == Settings::default());
        file.keep(&settings);
        assert!(!path.exists(), "nothing new, nothing written");
        settings.set_lang(Lang::Fr);
        settings.set_theme(ThemeChoice::Dark);
        for n in 0i64..14 {
            settings.note_opened(&PathBuf::from(format!("/données/{n}.csv")), n);
        }
        settings.note_opened(Path::new("/données/9.csv"), 99);
        settings.note_state(Path::new("/données/9.csv"), 608, false);
        file.keep(&settings);
        file.finish();
        let (_, again, broken) = SettingsFile::open(Some(path.clone()));
        assert!(!broken);
        assert_eq!(again, settings);
        assert_eq!(again.recent.len(), MOST_RECENT);
        assert_eq!(again.recent[0].name(), "9.csv");
        assert_eq!(again.recent[0].errors, Some(608));
        assert_eq!(again.recent[1].name(), "13.csv");
        assert_eq!(again.lang(), Some(Lang::Fr));
        std::fs::write(&path, "zoom = [").unwrap();
        assert!(SettingsFile::open(Some(path)).2);
    }
}
