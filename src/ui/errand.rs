//! Work on the document in front that may be long on a large file: it runs on a worker while the
//! window waits a moment, and if that is not enough the window shows what it showed, dimmed, with
//! how far the work is and Cancel.
//!
//! Meanwhile nobody else asks for the document: a change holds it alone, and the window would
//! stand still until it is done. What the user wants in that time is done afterwards.

use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use eframe::egui;
use egui::LayerId;
use egui::epaint::ClippedShape;

use super::app::{App, Intent};
use super::derived::{Derived, View};
use super::dialog::Dialog;
use super::job::Watch;
use super::toast::Toast;
use super::widget::Look;
use super::workspace::{Step, Workspace};
use crate::document::Session;
use crate::text;

/// Rows from which on work may take longer than a blink.
pub(super) const LARGE: usize = 30_000;

/// Cells that are changed in a blink in any file.
pub(super) const FEW: usize = 1000;

/// How long the window waits before it says that it waits.
pub(super) const BLINK: Duration = Duration::from_millis(120);

/// What follows in the window when the work is done.
pub(super) type Finish = Box<dyn FnOnce(&mut App, &Look) + Send>;

/// What the user is told that is being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Doing {
    /// A few cells: nobody waits for that.
    Editing,
    Changing,
    TakingBack,
    Redoing,
    Repeating,
    /// Filtering or ordering rows.
    Arranging,
    /// Counting values for a dialog or a page.
    Counting,
}

impl Doing {
    /// The id of its sentence.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Editing | Self::Changing => "errand-changing",
            Self::TakingBack => "errand-taking-back",
            Self::Redoing => "errand-redoing",
            Self::Repeating => "errand-repeating",
            Self::Arranging => "errand-arranging",
            Self::Counting => "errand-counting",
        }
    }

    /// Work that changes nothing can be left alone at once.
    fn only_looks(self) -> bool {
        matches!(self, Self::Arranging | Self::Counting)
    }
}

/// What a worker brings back.
struct Done {
    /// What is derived from the document as it is now, for this view.
    derived: Option<Box<Derived>>,
    finish: Finish,
}

/// Work under way.
pub(super) struct Errand {
    session: Arc<RwLock<Session>>,
    pub(super) doing: Doing,
    pub(super) started: Instant,
    pub(super) watch: Arc<Watch>,
    answer: Receiver<Done>,
    /// What the window showed when it began.
    pub(super) picture: Vec<ClippedShape>,
    /// What the user wants meanwhile.
    queued: Vec<Intent>,
}

impl App {
    /// Work is done on a worker in files of so many rows and more.
    /// The window waits so long for it before it says that it waits.
    pub fn set_large(&mut self, rows: usize, wait: Duration) {
        self.large = rows;
        self.blink = wait;
    }

    /// True while a worker holds the document in front.
    pub(super) fn has_errand(&self) -> bool {
        self.errand.is_some()
    }

    pub(super) fn is_large(&self, file: &Workspace) -> bool {
        file.session().document().table().row_count() >= self.large
    }

    /// Changes the document in front; the caller has made sure that nobody reads it.
    pub(super) fn change(
        &mut self,
        look: &Look,
        doing: Doing,
        work: impl FnOnce(&mut Session, &Watch) -> Finish + Send + 'static,
    ) {
        let Some(file) = self.files.get(self.current) else {
            return;
        };
        if doing == Doing::Editing || !self.is_large(file) {
            let finish = match file.session_mut() {
                Some(mut session) => work(&mut session, &Watch::default()),
                None => busy(),
            };
            if let Some(file) = self.file_mut() {
                file.derive();
            }
            return self.follow(look, finish);
        }
        let mut derived = Box::new(file.derived.clone());
        let view = file.view.clone();
        self.send(look, doing, move |shared, watch| {
            let mut session = shared.write().unwrap_or_else(PoisonError::into_inner);
            let finish = work(&mut session, watch);
            derived.update(session.document(), &view);
            Done {
                derived: Some(derived),
                finish,
            }
        });
    }

    /// Shows other rows or another order, then goes on.
    pub(super) fn arrange(
        &mut self,
        look: &Look,
        view: View,
        then: impl FnOnce(&mut Workspace) + Send + 'static,
    ) {
        let large = self.file().is_some_and(|file| self.is_large(file));
        let Some(file) = self.file_mut() else {
            return;
        };
        if !large || file.view.same_rows(&view) {
            file.view = view;
            file.derive();
            return then(file);
        }
        let mut derived = Box::new(file.derived.clone());
        self.send(look, Doing::Arranging, move |shared, _| {
            let session = shared.read().unwrap_or_else(PoisonError::into_inner);
            derived.update(session.document(), &view);
            drop(session);
            Done {
                derived: Some(derived),
                finish: Box::new(move |app, _| {
                    if let Some(file) = app.file_mut() {
                        file.view = view;
                        then(file);
                    }
                }),
            }
        });
    }

    /// Looks at the document in front, which stays as it is.
    pub(super) fn inquire(
        &mut self,
        look: &Look,
        work: impl FnOnce(&Session) -> Finish + Send + 'static,
    ) {
        let Some(file) = self.files.get(self.current) else {
            return;
        };
        if !self.is_large(file) {
            let finish = work(&file.session());
            return self.follow(look, finish);
        }
        self.send(look, Doing::Counting, move |shared, _| {
            let session = shared.read().unwrap_or_else(PoisonError::into_inner);
            Done {
                derived: None,
                finish: work(&session),
            }
        });
    }

    fn send(
        &mut self,
        look: &Look,
        doing: Doing,
        work: impl FnOnce(&RwLock<Session>, &Watch) -> Done + Send + 'static,
    ) {
        let Some(file) = self.files.get(self.current) else {
            return;
        };
        let (tell, answer) = channel();
        let watch = Arc::new(Watch::default());
        let (session, shared) = (file.share(), file.share());
        let (own, ctx) = (Arc::clone(&watch), self.ctx.clone());
        let begun = std::thread::Builder::new()
            .name("errand".to_owned())
            .spawn(move || {
                // The window may be gone; then nobody waits for it.
                let _ = tell.send(work(&shared, &own));
                ctx.request_repaint();
            });
        if begun.is_err() {
            self.toast = Some(Toast::note(look.t("work-no-thread")));
            return;
        }
        let errand = Errand {
            session,
            doing,
            started: Instant::now(),
            watch,
            answer,
            picture: Vec::new(),
            queued: Vec::new(),
        };
        match errand.answer.recv_timeout(self.blink) {
            Ok(done) => self.take(&errand.session, done, look),
            Err(RecvTimeoutError::Disconnected) => self.lost(&errand, look),
            Err(RecvTimeoutError::Timeout) => self.errand = Some(errand),
        }
    }

    /// Keeps a picture of what is shown for the time of the work; at the end of a frame.
    pub(super) fn keep_picture(&mut self) {
        let ctx = self.ctx.clone();
        let Some(errand) = &mut self.errand else {
            return;
        };
        let mut layers: Vec<LayerId> = vec![LayerId::background()];
        layers.extend(ctx.memory(|m| m.layer_ids().collect::<Vec<_>>()));
        layers.dedup();
        errand.picture = ctx.graphics(|graphics| {
            let lists = layers.iter().filter_map(|layer| graphics.get(*layer));
            lists.flat_map(|list| list.all_entries().cloned()).collect()
        });
    }

    /// How it stands with the work; true while the window has to wait for it.
    pub(super) fn await_errand(&mut self, look: &Look) -> bool {
        let Some(errand) = &self.errand else {
            return false;
        };
        // Nobody waits for what is only looked at.
        if errand.doing.only_looks() && errand.watch.is_stopped() {
            let errand = self.errand.take();
            if let Some(file) = self.file_mut()
                && file.step == Step::Match
            {
                // Its list is not there.
                file.step = Step::Fix;
            }
            self.resume(errand, look);
            return self.has_errand();
        }
        match errand.answer.try_recv() {
            Ok(done) => {
                let errand = self.errand.take();
                if let Some(errand) = &errand {
                    self.take(&errand.session, done, look);
                }
                self.resume(errand, look);
            }
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => {
                if let Some(errand) = self.errand.take() {
                    self.lost(&errand, look);
                }
            }
        }
        self.has_errand()
    }

    /// Does what the user wanted while the work went on.
    fn resume(&mut self, errand: Option<Errand>, look: &Look) {
        let ctx = self.ctx.clone();
        let queued = errand.map(|errand| errand.queued).unwrap_or_default();
        self.apply_all(&ctx, look, queued);
    }

    /// What is wanted while a worker holds the document.
    pub(super) fn queue(&mut self, intents: Vec<Intent>) {
        if let Some(errand) = &mut self.errand {
            errand.queued.extend(intents);
        }
    }

    /// Does what panels want; what comes while a worker holds the document waits for it.
    pub(super) fn apply_all(&mut self, ctx: &egui::Context, look: &Look, intents: Vec<Intent>) {
        for intent in intents {
            match &mut self.errand {
                Some(errand) => errand.queued.push(intent),
                None => self.apply(ctx, look, intent),
            }
        }
    }

    fn take(&mut self, session: &Arc<RwLock<Session>>, done: Done, look: &Look) {
        let file = self.files.iter_mut().find(|f| f.is_of(session));
        if let (Some(file), Some(derived)) = (file, done.derived) {
            file.derived = *derived;
        }
        self.follow(look, done.finish);
    }

    /// Goes on when the work is done, and brings what is shown up to date.
    fn follow(&mut self, look: &Look, finish: Finish) {
        finish(self, look);
        if self.errand.is_none()
            && let Some(file) = self.file_mut()
        {
            file.derive();
        }
    }

    /// The work ended without an answer. What a change has left of the document is not to be
    /// relied on: the file is closed, and its journal offers the work of before.
    fn lost(&mut self, errand: &Errand, look: &Look) {
        let words = if errand.doing.only_looks() {
            look.t("work-lost")
        } else {
            let ctx = self.ctx.clone();
            self.files.retain(|f| !f.is_of(&errand.session));
            self.current = self.current.min(self.files.len().saturating_sub(1));
            self.look_back(&ctx, true);
            look.t("errand-lost")
        };
        self.dialog = Some(Dialog::Sorry { words });
    }

    /// True when the document in front can be changed. Else it is told, or, where somebody only
    /// looks at it, `then` is done as soon as that has stopped.
    pub(super) fn is_free(
        &mut self,
        look: &Look,
        then: impl FnOnce() -> super::privacy_actions::Waiting,
    ) -> bool {
        let Some(file) = self.file() else {
            return false;
        };
        if file.session_mut().is_some() {
            return true;
        }
        if self.ask_lookers_to_stop() {
            self.waiting.push(then());
        } else {
            self.toast = Some(Toast::note(look.t("toast-busy")));
        }
        false
    }
}

/// Somebody reads the document after all.
fn busy() -> Finish {
    Box::new(|app, look| app.toast = Some(Toast::note(look.t("toast-busy"))))
}

/// The sentence of work that was cancelled and has changed nothing.
pub(super) fn cancelled(look: &Look) -> Toast {
    Toast::note(text::t(look.lang, "errand-cancelled"))
}
