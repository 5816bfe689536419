//! Long work on named threads: it tells how far it is, can be cancelled, and answers once.
//!
//! The window asks every frame and never waits. A thread holds no window state.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use eframe::egui;

use crate::document::{
    Document, ExportError, ExportOptions, Session, Summary, current_day, export, open_document,
};
use crate::io::{OpenError, OpenOptions, Progress};
use crate::schema::Schema;

/// What a worker answers.
pub enum Answer {
    Opened {
        path: PathBuf,
        result: Box<Result<Document, OpenError>>,
    },
    /// The user chose a file in a dialog of the system, or none.
    Picked {
        purpose: Purpose,
        path: Option<PathBuf>,
        /// How long the dialog was open.
        after: Duration,
    },
    Exported {
        options: ExportOptions,
        revision: u64,
        result: Box<Result<Summary, ExportError>>,
    },
}

/// What a file is chosen for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    Open,
    ExportTarget,
}

/// What a worker is doing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Work {
    Opening { name: String },
    Picking,
    Exporting { name: String },
}

/// How it stands with a worker.
pub enum Poll {
    Running,
    Done(Box<Answer>),
    /// The thread ended without an answer; the panic hook has printed where.
    Lost,
}

/// How far a worker is, and whether it should go on.
#[derive(Default)]
pub struct Watch {
    rows: AtomicU64,
    stop: AtomicBool,
}

impl Progress for Watch {
    fn rows(&self, done: u64) {
        self.rows.store(done, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// One running worker.
pub struct Job {
    pub work: Work,
    pub started: Instant,
    watch: Arc<Watch>,
    answer: Receiver<Answer>,
}

impl Job {
    fn start(
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
        })
    }

    /// Opens a file.
    #[must_use]
    pub fn open(ctx: &egui::Context, path: PathBuf, options: OpenOptions) -> Option<Self> {
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self::start(ctx, Work::Opening { name }, "open", move |watch| {
            let result = match Schema::meters() {
                Ok(schema) => open_document(&path, &options, schema, current_day(), watch),
                Err(_) => Err(OpenError::Damaged),
            };
            Answer::Opened {
                path,
                result: Box::new(result),
            }
        })
    }

    /// Writes the platform's file.
    #[must_use]
    pub fn export(
        ctx: &egui::Context,
        session: Arc<RwLock<Session>>,
        options: ExportOptions,
    ) -> Option<Self> {
        let name = options
            .target
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self::start(ctx, Work::Exporting { name }, "export", move |watch| {
            let session = session.read().unwrap_or_else(PoisonError::into_inner);
            let document = session.document();
            let result = export(document, &options, watch);
            Answer::Exported {
                revision: document.revision(),
                options,
                result: Box::new(result),
            }
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
                Purpose::Open => dialog.pick_file(),
                Purpose::ExportTarget => {
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

    /// Rows done so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.watch.rows.load(Ordering::Relaxed)
    }

    /// Asks it to stop; it answers soon.
    pub fn cancel(&self) {
        self.watch.stop.store(true, Ordering::Relaxed);
    }

    /// True when it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.watch.cancelled()
    }
}
