//! Workers around what is kept: looking for what a crash left behind, resuming it, opening and
//! writing projects. Like every worker they answer once and hold no window state.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use eframe::egui;
use zeroize::Zeroizing;

use super::job::{Answer, Job, Work};
use crate::document::{
    Allowed, Leftover, RestoreError, Restored, Session, Traces, current_day, draft_project,
    file_digest, leftovers, open_project, resume, write_project,
};
use crate::io::Quiet;
use crate::io::atomic::WriteError;
use crate::privacy::seal::{Lock, SealError};

/// What becomes of kept things.
pub enum KeepAnswer {
    /// What was left behind, and which recent files are gone.
    Looked {
        left: Vec<Leftover>,
        gone: Vec<PathBuf>,
    },
    Restored {
        from: From,
        result: Box<RestoreResult>,
    },
    Saved {
        session: Arc<RwLock<Session>>,
        target: PathBuf,
        result: Result<(u64, Arc<Lock>), SaveError>,
    },
}

/// A session, for a project with the lock with which it is written again.
pub type RestoreResult = Result<(Restored, Option<Arc<Lock>>), RestoreError>;

/// Where a session is restored from.
pub enum From {
    Project {
        path: PathBuf,
        passphrase: Option<Zeroizing<String>>,
    },
    Journal(Leftover),
}

impl From {
    /// The name that the user knows.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Project { path, .. } => name_of(path),
            Self::Journal(leftover) => leftover.source.file_name(),
        }
    }
}

/// How a project is locked.
pub enum Wanted {
    /// As before.
    Have(Arc<Lock>),
    Passphrase(Zeroizing<String>),
    Computer,
}

/// Why a project was not written.
pub enum SaveError {
    Write(WriteError),
    Seal(SealError),
    Key(crate::document::KeyFileError),
}

/// The name of a file without its folder.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

impl Job {
    /// Looks for what was left behind, where `traces` are, and for recent files that are gone.
    #[must_use]
    pub fn look_back(
        ctx: &egui::Context,
        traces: Option<Traces>,
        recent: Vec<PathBuf>,
    ) -> Option<Self> {
        Self::start(ctx, Work::LookingBack, "look-back", move |_| {
            let left = traces
                .map(|traces| leftovers(&traces, SystemTime::now()))
                .unwrap_or_default();
            let gone = recent.into_iter().filter(|path| !path.exists()).collect();
            Answer::Kept(Box::new(KeepAnswer::Looked { left, gone }))
        })
    }

    /// Opens a project, or resumes what was left behind.
    #[must_use]
    pub fn restore(
        ctx: &egui::Context,
        from: From,
        traces: Option<Traces>,
        allowed: Allowed,
    ) -> Option<Self> {
        let name = from.name();
        Self::start(ctx, Work::Opening { name }, "restore", move |watch| {
            let today = current_day();
            let traces = traces.as_ref();
            let result = match (&from, traces) {
                (From::Project { path, passphrase }, traces) => {
                    let passphrase = passphrase.as_ref().map(|p| p.as_str());
                    open_project(path, passphrase, traces, &allowed, today, watch)
                        .map(|(restored, lock)| (restored, Some(Arc::new(lock))))
                }
                (From::Journal(leftover), Some(traces)) => {
                    resume(leftover, traces, &allowed, today, watch)
                        .map(|restored| (restored, None))
                }
                (From::Journal(_), None) => Err(SealError::OtherComputer.into()),
            };
            Answer::Kept(Box::new(KeepAnswer::Restored {
                from,
                result: Box::new(result),
            }))
        })
    }

    /// Writes a project.
    #[must_use]
    pub fn save(
        ctx: &egui::Context,
        session: Arc<RwLock<Session>>,
        sha256: Option<String>,
        target: PathBuf,
        wanted: Wanted,
        traces: Option<Traces>,
        force: bool,
    ) -> Option<Self> {
        let name = name_of(&target);
        Self::start(ctx, Work::Saving { name }, "save", move |_| {
            let result = save(&session, sha256, &target, wanted, traces.as_ref(), force);
            Answer::Kept(Box::new(KeepAnswer::Saved {
                session,
                target,
                result,
            }))
        })
    }
}

fn save(
    session: &RwLock<Session>,
    sha256: Option<String>,
    target: &Path,
    wanted: Wanted,
    traces: Option<&Traces>,
    force: bool,
) -> Result<(u64, Arc<Lock>), SaveError> {
    let lock = match wanted {
        Wanted::Have(lock) => lock,
        Wanted::Passphrase(text) => Arc::new(Lock::of_passphrase(&text).map_err(SaveError::Seal)?),
        Wanted::Computer => {
            let traces = traces.ok_or(SaveError::Seal(SealError::OtherComputer))?;
            let key = traces.computer_key().map_err(SaveError::Key)?;
            Arc::new(Lock::of_computer(&key))
        }
    };
    let draft = {
        let session = session.read().unwrap_or_else(PoisonError::into_inner);
        let sha256 = match sha256 {
            Some(sha256) => sha256,
            None => file_digest(session.document().path(), &Quiet)
                .map_err(|_| SaveError::Write(WriteError::SourceGone))?,
        };
        draft_project(&session, &sha256)
    };
    write_project(&draft, target, &lock, force).map_err(SaveError::Write)?;
    Ok((draft.revision, lock))
}
