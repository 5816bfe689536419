//! Groups of problems, marks and counts of a large file, brought up to date on a worker once the
//! document has been still for a moment: an edit never waits for them.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use eframe::egui;

use super::app::App;
use super::derived::{Derived, View};
use super::job::{Answer, Job, Watch, Work};
use crate::document::Session;

/// How long the document must have been still, in seconds.
const STILL: f64 = 0.5;

/// How long whoever wants to change the document waits for workers that were told to stop.
const GIVE_WAY: Duration = Duration::from_millis(300);

/// The worker that brings what is derived up to date.
#[derive(Default)]
pub struct CatchUp {
    /// Revision, and when it was first seen.
    still: Option<(u64, f64)>,
    watch: Option<Arc<Watch>>,
}

impl CatchUp {
    /// What tells the worker to stop, while it runs.
    pub(super) fn watch(&self) -> Option<&Arc<Watch>> {
        self.watch.as_ref()
    }
}

/// Tells running workers to stop, and waits a moment for what they hold.
pub(super) fn give_way<T>(
    watches: &[Option<&Arc<Watch>>],
    free: impl Fn() -> Option<T>,
) -> Option<T> {
    let mut any = false;
    for watch in watches.iter().flatten() {
        // The worker holds the other one.
        if Arc::strong_count(watch) > 1 {
            watch.stop();
            any = true;
        }
    }
    let began = Instant::now();
    while any && began.elapsed() < GIVE_WAY {
        std::thread::sleep(Duration::from_millis(1));
        if let Some(got) = free() {
            return Some(got);
        }
    }
    None
}

impl Job {
    /// Brings what is derived up to date.
    fn catch_up(
        ctx: &egui::Context,
        (source, session): (PathBuf, Arc<RwLock<Session>>),
        mut derived: Box<Derived>,
        view: View,
    ) -> Option<Self> {
        let work = Work::CatchingUp {
            source: source.clone(),
        };
        Self::start(ctx, work, "catch-up", move |watch| {
            let session = session.read().unwrap_or_else(PoisonError::into_inner);
            let whole = derived.catch_up(session.document(), &view, watch);
            Answer::CaughtUp {
                source,
                derived: whole.then_some(derived),
            }
        })
    }
}

impl App {
    /// Starts bringing what is derived from the file in front up to date.
    pub(super) fn catch_up(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        let busy = self.is_doing(Work::only_looks) || !self.waiting.is_empty();
        let Some(file) = self.file_mut().filter(|f| f.derived.is_behind()) else {
            return;
        };
        let (revision, source) = {
            let session = file.session();
            let document = session.document();
            (document.revision(), document.path().to_owned())
        };
        let since = match file.catching_up.still {
            Some((of, since)) if of == revision => since,
            _ => {
                file.catching_up.still = Some((revision, now));
                now
            }
        };
        if now - since < STILL {
            ctx.request_repaint_after(Duration::from_secs_f64(STILL - (now - since)));
            return;
        }
        if busy {
            return;
        }
        let (shared, derived) = (file.share(), Box::new(file.derived.clone()));
        if let Some(job) = Job::catch_up(ctx, (source, shared), derived, file.view.clone()) {
            file.catching_up.watch = Some(job.watch());
            self.jobs.push(job);
        }
    }

    /// Takes what was brought up to date, unless the document has gone on since.
    pub(super) fn caught_up(&mut self, source: &std::path::Path, derived: Option<Box<Derived>>) {
        let file = self
            .files
            .iter_mut()
            .find(|f| f.session().document().path() == source);
        let (Some(file), Some(derived)) = (file, derived) else {
            return;
        };
        let fresh = !derived.is_stale(file.session().document());
        if fresh && derived.is_of(&file.view) {
            file.derived = *derived;
        }
    }
}
