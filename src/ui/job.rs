//! Long work on named threads: it tells how far it is, can be cancelled, and answers once.
//!
//! The window asks every frame and never waits. A thread holds no window state.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use eframe::egui;
use zeroize::Zeroizing;

use super::derived::Derived;
use super::dialog::basis::Basis;
use super::dialog::bulk_query::{Planned, Query};
use super::outlook::{Outlook, Wanted};
use super::return_job::{CompareAnswer, ReturnAnswer, TemplateAnswer};
use crate::document::{
    Command, Document, ExportOptions, KeyFileError, MadePreview, PlanError, PrivacyFindings,
    ReturnOptions, ReturnOrExportError, ReturnSummary, Session, Summary, export,
    export_with_held_back, preview_made, read_key, write_key,
};
use crate::io::{OpenError, OpenOptions, Preview};
use crate::privacy::{Key, KeyError, PlainFigure, measure_plain};
use crate::table::RowId;
use crate::text::Lang;

pub use super::open_job::Known;
pub use super::watch::Watch;

/// What a worker answers.
pub enum Answer {
    Opened {
        path: PathBuf,
        result: Box<Result<(Session, Option<Known>), OpenError>>,
        /// What is derived from it as it is first shown.
        derived: Option<Box<Derived>>,
        /// SHA-256 of the file, where it could be read twice.
        sha256: Option<String>,
    },
    Kept(Box<super::keep_job::KeepAnswer>),
    /// The user chose a file in a dialog of the system, or none.
    Picked {
        purpose: Purpose,
        path: Option<PathBuf>,
        /// How long the dialog was open.
        after: Duration,
    },
    /// The same file read in another way, for its own tab.
    Reopened {
        path: PathBuf,
        result: Box<Result<Document, OpenError>>,
        sha256: Option<String>,
    },
    /// The first rows as a file would be read.
    Peeked {
        path: PathBuf,
        options: OpenOptions,
        result: Box<Result<Preview, OpenError>>,
    },
    /// What a bulk fix would do is found out and told to its dialog.
    Planned,
    /// What a column to be made would hold.
    Made {
        command: Command,
        revision: u64,
        result: Result<Vec<MadePreview>, PlanError>,
    },
    Exported {
        options: ExportOptions,
        revision: u64,
        result: Box<Result<Written, ReturnOrExportError>>,
    },
    /// What an export of a file would do; none when it was cancelled.
    Outlook {
        source: PathBuf,
        outlook: Option<Box<Outlook>>,
    },
    /// What is derived from a document; none when it was cancelled.
    CaughtUp {
        source: PathBuf,
        derived: Option<Box<Derived>>,
    },
    /// What the rules about privacy say of a file; none when it was cancelled.
    Glanced {
        source: PathBuf,
        findings: Option<Box<PrivacyFindings>>,
    },
    Key(KeyAnswer),
    /// How fast plain digests are tried here.
    Measured(PlainFigure),
    Verified(super::proof_actions::VerifyAnswer),
    Template(TemplateAnswer),
    Returned(Box<ReturnAnswer>),
    Compared(Box<CompareAnswer>),
}

/// A platform file, and the rows held back where they were asked for too.
pub struct Written {
    pub summary: Summary,
    pub held_back: Option<(PathBuf, ReturnSummary)>,
}

/// What became of a key.
pub struct KeyAnswer {
    pub purpose: KeyPurpose,
    pub path: PathBuf,
    pub result: Result<Arc<Key>, KeyFileError>,
}

/// What is done with a key file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyPurpose {
    New,
    Open,
    Backup,
}

/// What a file is chosen for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A recipe to apply.
    Recipe,
    Open,
    ExportTarget,
    /// The rows held back.
    HeldBack,
    /// A key file to open, or to write.
    Key {
        save: bool,
    },
    /// Where a project is written.
    Project,
    /// Where the source of kept work is now.
    Source,
    /// An empty workbook for providers.
    Template,
    /// The provider's workbook with its wrong cells marked.
    Return,
    /// The workbook that came back.
    Corrected,
    /// The record of an export.
    Record,
    /// A file that may be the one of a record.
    Recorded,
}

/// What a worker is doing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Work {
    Opening {
        name: String,
    },
    Picking,
    /// The first rows as a file would be read.
    Peeking,
    /// What a column to be made would hold.
    Counting,
    Exporting {
        name: String,
    },
    /// Finding out what an export of this file would do.
    Looking {
        source: PathBuf,
    },
    /// Looking for what the rules about privacy say, while nobody waits for it.
    Glancing {
        source: PathBuf,
    },
    /// Bringing groups of problems and marks up to date.
    CatchingUp {
        source: PathBuf,
    },
    Key(KeyPurpose),
    Measuring,
    Saving {
        name: String,
    },
    /// Looking for work left behind.
    LookingBack,
    Template {
        name: String,
    },
    Returning {
        name: String,
    },
    Comparing {
        name: String,
    },
    /// Comparing a file with a record.
    Verifying {
        name: String,
    },
}

impl Work {
    /// True for work that only reads a document and is started again whenever it is of use.
    #[must_use]
    pub fn only_looks(&self) -> bool {
        matches!(
            self,
            Self::Looking { .. } | Self::Glancing { .. } | Self::CatchingUp { .. } | Self::Counting
        )
    }
}

/// How it stands with a worker.
pub enum Poll {
    Running,
    Done(Box<Answer>),
    /// The thread ended without an answer; the panic hook has printed where.
    Lost,
}

/// One running worker.
pub struct Job {
    pub work: Work,
    pub started: Instant,
    watch: Arc<Watch>,
    answer: Receiver<Answer>,
    /// When it is cancelled nobody waits for its answer: it has no effect but that.
    leaves: bool,
}

impl Job {
    pub(super) fn start(
        ctx: &egui::Context,
        work: Work,
        name: &str,
        run: impl FnOnce(&Watch) -> Answer + Send + 'static,
    ) -> Option<Self> {
        let watch = Arc::new(Watch::default());
        let (send, answer) = channel();
        let (theirs, ctx) = (Arc::clone(&watch), ctx.clone());
        std::thread::Builder::new()
            .name(format!("tamis-{name}"))
            .spawn(move || {
                // The receiver is gone when the user has turned to something else.
                let _ = send.send(run(&theirs));
                ctx.request_repaint();
            })
            .ok()?;
        Some(Self {
            work,
            started: Instant::now(),
            watch,
            answer,
            leaves: false,
        })
    }

    /// The same, to be left alone at once when it is cancelled.
    #[must_use]
    pub(super) fn that_leaves(self) -> Self {
        Self {
            leaves: true,
            ..self
        }
    }

    /// Asks it to stop; true when nobody needs to wait for that.
    pub(super) fn leave(&self) -> bool {
        self.cancel();
        self.leaves
    }

    /// True when everything is read and is being checked.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.watch.is_read()
    }

    /// Writes the platform's file, and the rows held back in the language of their provider.
    #[must_use]
    pub fn export(
        ctx: &egui::Context,
        session: Arc<RwLock<Session>>,
        options: ExportOptions,
        held_back: Option<(ReturnOptions, Lang)>,
    ) -> Option<Self> {
        let name = options
            .target
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self::start(ctx, Work::Exporting { name }, "export", move |watch| {
            let session = session.read().unwrap_or_else(PoisonError::into_inner);
            let document = session.document();
            let result = match &held_back {
                None => export(document, &options, watch)
                    .map(|summary| Written {
                        summary,
                        held_back: None,
                    })
                    .map_err(ReturnOrExportError::from),
                Some((held, words)) => export_with_held_back(
                    document, &options, held, words, watch,
                )
                .map(|(summary, rows)| Written {
                    summary,
                    held_back: rows.map(|told| (held.target.clone(), told)),
                }),
            };
            Answer::Exported {
                revision: document.revision(),
                options,
                result: Box::new(result),
            }
        })
    }

    /// Finds out what an export would do.
    #[must_use]
    pub fn look(
        ctx: &egui::Context,
        session: Arc<RwLock<Session>>,
        wanted: Wanted,
        only: Option<Vec<RowId>>,
    ) -> Option<Self> {
        let source = {
            let session = session.read().unwrap_or_else(PoisonError::into_inner);
            session.document().path().to_owned()
        };
        let work = Work::Looking {
            source: source.clone(),
        };
        Self::start(ctx, work, "look", move |watch| {
            let session = session.read().unwrap_or_else(PoisonError::into_inner);
            let document = session.document();
            let fresh = document.revision() == wanted.revision;
            let outlook = fresh
                .then(|| Outlook::new(document, wanted, only, watch))
                .flatten();
            Answer::Outlook {
                source,
                outlook: outlook.map(Box::new),
            }
        })
    }

    /// Counts what a column to be made would hold; at most `lines` lines come back.
    #[must_use]
    pub fn made(
        ctx: &egui::Context,
        session: Arc<RwLock<Session>>,
        command: Command,
        lines: usize,
    ) -> Option<Self> {
        Self::start(ctx, Work::Counting, "made", move |_| {
            let session = session.read().unwrap_or_else(PoisonError::into_inner);
            let document = session.document();
            let result = preview_made(document, &command, lines);
            Answer::Made {
                revision: document.revision(),
                command,
                result,
            }
        })
    }

    /// Finds out what a bulk fix would do. The dialog that asked has the other end of the answer.
    #[must_use]
    pub fn plan(
        ctx: &egui::Context,
        session: Arc<RwLock<Session>>,
        query: Query,
        rows: Basis,
    ) -> (Option<Self>, Receiver<Planned>) {
        let (tell, planned) = channel();
        let job = Self::start(ctx, Work::Counting, "plan", move |_| {
            let session = session.read().unwrap_or_else(PoisonError::into_inner);
            // The dialog may be closed by now.
            let _ = tell.send(query.plan(session.document(), &rows));
            Answer::Planned
        });
        (job, planned)
    }

    /// Measures for a moment how fast plain digests are tried.
    #[must_use]
    pub fn measure(ctx: &egui::Context, digits: u32) -> Option<Self> {
        Self::start(ctx, Work::Measuring, "measure", move |_| {
            Answer::Measured(measure_plain(digits, Duration::from_millis(100)))
        })
    }

    /// Makes, reads or backs up a key file. The slow part is the passphrase, by intention.
    #[must_use]
    pub fn key(
        ctx: &egui::Context,
        purpose: KeyPurpose,
        path: PathBuf,
        passphrase: Option<Zeroizing<String>>,
        held: Option<Arc<Key>>,
    ) -> Option<Self> {
        Self::start(ctx, Work::Key(purpose), "key", move |_| {
            let words = passphrase.as_ref().map(|p| p.as_str());
            let result = match (purpose, held) {
                (KeyPurpose::Open, _) => read_key(&path, words).map(Arc::new),
                (KeyPurpose::New, _) => Key::generate()
                    .map_err(KeyFileError::from)
                    .and_then(|key| write(&path, &key, words).map(|()| Arc::new(key))),
                (KeyPurpose::Backup, Some(key)) => write(&path, &key, words).map(|()| key),
                (KeyPurpose::Backup, None) => Err(KeyFileError::Key(KeyError::NotAKey)),
            };
            Answer::Key(KeyAnswer {
                purpose,
                path,
                result,
            })
        })
    }

    /// Asks the system for a file; the dialog is not the window's own.
    #[must_use]
    pub fn pick(ctx: &egui::Context, purpose: Purpose, start: Option<PathBuf>) -> Option<Self> {
        Self::start(ctx, Work::Picking, "pick", move |_| {
            let began = Instant::now();
            let mut dialog = rfd::FileDialog::new();
            if let Some(folder) = start.as_deref().and_then(std::path::Path::parent) {
                dialog = dialog.set_directory(folder);
            }
            let path = match purpose {
                Purpose::Open
                | Purpose::Recipe
                | Purpose::Source
                | Purpose::Corrected
                | Purpose::Record
                | Purpose::Recorded
                | Purpose::Key { save: false } => dialog.pick_file(),
                Purpose::ExportTarget
                | Purpose::Project
                | Purpose::HeldBack
                | Purpose::Template
                | Purpose::Return
                | Purpose::Key { save: true } => {
                    if let Some(name) = start.as_deref().and_then(std::path::Path::file_name) {
                        dialog = dialog.set_file_name(name.to_string_lossy());
                    }
                    dialog.save_file()
                }
            };
            Answer::Picked {
                purpose,
                path,
                after: began.elapsed(),
            }
        })
    }

    /// How it stands with the worker.
    #[must_use]
    pub fn poll(&self) -> Poll {
        match self.answer.try_recv() {
            Ok(answer) => Poll::Done(Box::new(answer)),
            Err(TryRecvError::Empty) => Poll::Running,
            Err(TryRecvError::Disconnected) => Poll::Lost,
        }
    }

    /// True for work that the status bar tells: what takes longer than a blink and is not just
    /// a dialog of the system.
    #[must_use]
    pub fn is_worth_telling(&self) -> bool {
        match self.work {
            Work::Picking
            | Work::Measuring
            | Work::LookingBack
            | Work::Glancing { .. }
            | Work::CatchingUp { .. } => false,
            Work::Looking { .. } | Work::Peeking | Work::Counting => {
                self.started.elapsed() > Duration::from_millis(300)
            }
            _ => true,
        }
    }

    /// Rows done so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.watch.done()
    }

    /// What part of it is done, and how many seconds it will take yet.
    #[must_use]
    pub fn outlook(&self) -> Option<(f32, u64)> {
        self.watch.outlook(self.started)
    }

    /// What tells it to stop.
    #[must_use]
    pub fn watch(&self) -> Arc<Watch> {
        Arc::clone(&self.watch)
    }

    /// Asks it to stop; it answers soon.
    pub fn cancel(&self) {
        self.watch.stop();
    }

    /// True when it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.watch.is_stopped()
    }
}

fn write(path: &std::path::Path, key: &Key, passphrase: Option<&str>) -> Result<(), KeyFileError> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|e| KeyFileError::Write(crate::io::atomic::WriteError::from(e)))?;
    }
    write_key(path, key, passphrase)
}
