//! Saving and opening projects, leaving with work that is nowhere else, resuming what a crash
//! left behind, the list of recent files, and deleting all traces.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use eframe::egui;

use super::app::App;
use super::derived::Derived;
use super::dialog::Dialog;
use super::dialog::keep::{KeepDialog, Lost, SaveForm};
use super::job::{Job, Known, Work};
use super::keep_job::{From, KeepAnswer, RestoreResult, SaveError, Wanted, name_of};
use super::page::fix;
use super::privacy_actions::Waiting;
use super::toast::Toast;
use super::widget::Look;
use super::workspace::{Project, Step, Workspace};
use crate::document::{
    Allowed, Command, Journal, PROJECT_ENDING, RestoreError, Session, Tell, project_lock,
};
use crate::io::OpenError;
use crate::privacy::seal::{Lock, LockKind, SealError};
use crate::text::{self, keep_error};

/// What goes on when work is saved or given up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
    /// The tab that asked is closed.
    Close,
    /// The next file is asked about, and then the program ends.
    Quit,
}

impl App {
    /// Looks for what was left behind, once, and for recent files that are gone.
    pub(super) fn look_back(&mut self, ctx: &egui::Context, first: bool) {
        let Some(traces) = self.traces.clone() else {
            return;
        };
        let recent = self
            .settings
            .recent
            .iter()
            .map(|r| r.path.clone())
            .collect();
        if let Some(job) = Job::look_back(ctx, first.then_some(traces), recent) {
            self.jobs.push(job);
        }
    }

    /// Takes what a worker says.
    pub(super) fn kept(&mut self, ctx: &egui::Context, answer: KeepAnswer) {
        match answer {
            KeepAnswer::Looked { left, gone } => {
                self.gone = gone;
                self.leftovers.extend(left);
            }
            KeepAnswer::Restored { from, result } => self.restored(ctx, from, *result),
            KeepAnswer::Saved {
                session,
                target,
                result,
            } => self.saved(ctx, &session, target, result),
        }
    }

    /// Offers what was left behind, one after the other, when nothing else is asked.
    pub(super) fn offer_leftovers(&mut self) {
        if self.dialog.is_none()
            && !self.is_doing(|work| matches!(work, Work::Opening { .. }))
            && let Some(leftover) = self.leftovers.pop()
        {
            self.dialog = Some(Dialog::Kept(Box::new(KeepDialog::Resume(Some(leftover)))));
        }
    }

    /// A question about what is kept was closed without an answer: everything stays as it is.
    pub(super) fn closed_kept(&mut self) {
        if !self.is_doing(|work| matches!(work, Work::Saving { .. })) {
            self.leaving = None;
        }
        if let Some(Dialog::Kept(dialog)) = &self.dialog
            && matches!(**dialog, KeepDialog::Resume(Some(_)))
        {
            // Later means: not now, for all of them.
            self.leftovers.clear();
        }
    }

    /// A file was opened: it is kept from its first change on, and it is a recent file.
    pub(super) fn begin_keeping(&mut self, ctx: &egui::Context, file: &Workspace) {
        let Some(traces) = self.traces.clone() else {
            return;
        };
        let path = file.session().document().path().to_owned();
        if !super::platform::is_practice(&path) {
            self.settings
                .note_opened(&path, chrono::Local::now().timestamp());
        }
        if let (Some(sha256), Some(mut session)) = (file.sha256.clone(), file.session_mut()) {
            session.keep_in(Journal::new(traces, sha256, tell(ctx)), false);
        }
    }

    /// True when the path is a project; then it is being opened, or its passphrase asked for.
    pub(super) fn open_kept(&mut self, ctx: &egui::Context, path: &Path) -> bool {
        let open = self
            .files
            .iter()
            .position(|f| f.project.as_ref().is_some_and(|p| p.path == path));
        if let Some(at) = open {
            self.current = at;
            return true;
        }
        match project_lock(path) {
            None => return false,
            Some(LockKind::Passphrase) => {
                self.dialog = Some(Dialog::Kept(Box::new(KeepDialog::passphrase(
                    path.to_owned(),
                ))));
            }
            Some(LockKind::Computer) => {
                let from = From::Project {
                    path: path.to_owned(),
                    passphrase: None,
                };
                self.restore(ctx, from, Allowed::default());
            }
        }
        true
    }

    /// Starts opening something kept.
    pub(super) fn restore(&mut self, ctx: &egui::Context, from: From, allowed: Allowed) {
        match Job::restore(ctx, from, self.traces.clone(), allowed) {
            Some(job) => self.jobs.push(job),
            None => self.open_failure = Some(text::t(self.lang, "work-no-thread")),
        }
    }

    fn restored(&mut self, ctx: &egui::Context, from: From, result: RestoreResult) {
        let (restored, lock) = match result {
            Ok(both) => both,
            Err(RestoreError::Source(OpenError::Cancelled)) => return,
            Err(error) => {
                self.not_restored(from, &error);
                return;
            }
        };
        let skipped = restored.skipped;
        let mut file = self.workspace(restored.session, None);
        file.sha256 = Some(restored.sha256.clone());
        let revision = file.session().document().revision();
        match from {
            From::Project { path, .. } => {
                self.begin_keeping(ctx, &file);
                self.settings
                    .note_opened(&path, chrono::Local::now().timestamp());
                file.project = lock.map(|lock| Project { path, lock });
                // What did not fit is in the project only.
                file.saved_revision = (skipped == 0).then_some(revision);
            }
            From::Journal(leftover) => {
                self.begin_keeping(ctx, &file);
                if let (Some(traces), Some(mut session)) = (self.traces.clone(), file.session_mut())
                {
                    let journal = Journal::new(traces, restored.sha256, tell(ctx));
                    session.keep_in(journal.instead_of(leftover), true);
                }
            }
        }
        self.show_file(file);
        if skipped > 0 {
            let number = text::count(self.lang, skipped);
            let words = text::tf(
                self.lang,
                "restore-skipped",
                &[("n", skipped.into()), ("changes", number.as_str().into())],
            );
            self.dialog = Some(Dialog::Sorry { words });
        }
    }

    fn not_restored(&mut self, from: From, error: &RestoreError) {
        let words = text::restore_error(self.lang, &from.name(), error);
        self.dialog = Some(match (error, from) {
            (RestoreError::Seal(SealError::WrongPassphrase), From::Project { path, .. }) => {
                let mut dialog = KeepDialog::passphrase(path);
                dialog.fail(words);
                Dialog::Kept(Box::new(dialog))
            }
            (RestoreError::SourceGone { path }, from) => {
                Dialog::Kept(Box::new(KeepDialog::gone(from, path.clone())))
            }
            (RestoreError::SourceChanged { path }, from) => {
                Dialog::Kept(Box::new(KeepDialog::changed(from, path.clone())))
            }
            _ => Dialog::Sorry { words },
        });
    }

    /// A tab for a document.
    pub(super) fn workspace(&self, session: Session, derived: Option<Box<Derived>>) -> Workspace {
        let clock = chrono::Local::now().format("%H:%M").to_string();
        let path = session.document().path().to_owned();
        let mut file = Workspace::new(session, clock);
        if let Some(derived) = derived {
            file.derived = *derived;
        }
        file.derive();
        file.grid.request_focus();
        if !super::platform::may_write_beside(&path) {
            file.export.target = super::platform::documents_target(&file.export.target);
        }
        file
    }

    /// Brings a new tab to the front.
    pub(super) fn show_file(&mut self, file: Workspace) {
        self.files.push(file);
        self.current = self.files.len() - 1;
    }

    /// A file was read: a tab for it.
    pub(super) fn took(
        &mut self,
        ctx: &egui::Context,
        session: Session,
        known: Option<Known>,
        (derived, sha256): (Option<Box<Derived>>, Option<String>),
    ) {
        let mut file = self.workspace(session, derived);
        file.sha256 = sha256;
        self.expect_key_of(&file);
        if let Some(known) = known {
            // What is done again by itself is no work that could be lost.
            if let Some(mut session) = file.session_mut() {
                session.mark_exported();
            }
            self.greet(&mut file, known);
        }
        if !file.board.waits.is_empty() {
            file.step = Step::Match;
            file.board.want_focus = true;
        }
        self.begin_keeping(ctx, &file);
        self.show_file(file);
    }

    /// Takes the text of a cell that is being edited, as if Enter had been pressed.
    fn take_edit(&mut self, look: &Look) {
        let free = self.file().is_none_or(|f| f.session_mut().is_some());
        if !free && !self.ask_lookers_to_stop() {
            // Nothing can be changed now: what is typed stays in the editor.
            return;
        }
        let Some(file) = self.file_mut() else {
            return;
        };
        let Some(editing) = file.grid.editing.take() else {
            return;
        };
        let input = fix::input(file, editing.row, editing.col, &editing.text);
        file.grid.request_focus();
        if let Some(input) = input {
            self.run(look, &Command::SetCells { cells: vec![input] });
        }
    }

    /// Saves the file in front: to its project, or asks where.
    pub(super) fn save(&mut self, ctx: &egui::Context, look: &Look, elsewhere: bool) {
        self.take_edit(look);
        if !self.waiting.is_empty() {
            self.waiting.push(Waiting::Save { elsewhere });
            return;
        }
        let Some(file) = self.file() else {
            return;
        };
        match &file.project {
            Some(project) if !elsewhere => {
                let (path, lock) = (project.path.clone(), Arc::clone(&project.lock));
                self.write_project(ctx, path, Wanted::Have(lock), true);
            }
            _ => {
                let form = SaveForm::new(proposed(file), self.traces.is_some());
                self.dialog = Some(Dialog::Kept(Box::new(KeepDialog::Save(form))));
            }
        }
    }

    /// Starts writing the project of the file in front.
    pub(super) fn write_project(
        &mut self,
        ctx: &egui::Context,
        target: PathBuf,
        wanted: Wanted,
        force: bool,
    ) {
        let Some(file) = self.file() else {
            return;
        };
        let job = Job::save(
            ctx,
            file.share(),
            file.sha256.clone(),
            target,
            wanted,
            self.traces.clone(),
            force,
        );
        match job {
            Some(job) => self.jobs.push(job),
            None => {
                let words = text::t(self.lang, "work-no-thread");
                self.toast = Some(Toast::note(words));
            }
        }
    }

    fn saved(
        &mut self,
        ctx: &egui::Context,
        session: &Arc<std::sync::RwLock<Session>>,
        target: PathBuf,
        result: Result<(u64, Arc<Lock>), SaveError>,
    ) {
        let lang = self.lang;
        let Some(at) = self
            .files
            .iter()
            .position(|f| Arc::ptr_eq(&f.share(), session))
        else {
            return;
        };
        match result {
            Ok((revision, lock)) => {
                let name = name_of(&target);
                if self.traces.is_some() {
                    self.settings
                        .note_opened(&target, chrono::Local::now().timestamp());
                }
                if let Some(file) = self.files.get_mut(at) {
                    file.saved_revision = Some(revision);
                    file.saved_at = chrono::Local::now().format("%H:%M").to_string();
                    file.project = Some(Project { path: target, lock });
                }
                self.toast = Some(Toast::note(text::tf(
                    lang,
                    "toast-saved",
                    &[("file", name.as_str().into())],
                )));
                match self.leaving.take() {
                    Some(Then::Close) => self.close(at, false),
                    Some(Then::Quit) => self.quit(ctx, false),
                    None => {}
                }
            }
            Err(error) => {
                // Nothing is lost: the file stays open and its journal stays.
                self.leaving = None;
                let words = match error {
                    SaveError::Write(error) => text::write_error(lang, &error),
                    SaveError::Seal(error) => text::seal_error(lang, &name_of(&target), error),
                    SaveError::Key(error) => text::computer_key_error(lang, &error),
                };
                self.dialog = Some(Dialog::Sorry { words });
            }
        }
    }

    /// Asks whether to save before a file goes.
    pub(super) fn ask_to_save(&mut self, at: usize, then: Then) {
        let Some(file) = self.files.get(at) else {
            return;
        };
        let lost = match file.rows_in_no_file() {
            0 if file.project.is_some() || file.export.done.is_some() => Lost::Latest,
            0 => Lost::All,
            rows => Lost::Rows(rows),
        };
        let name = file.name.clone();
        self.current = at;
        let ask = KeepDialog::Leave { name, lost, then };
        self.dialog = Some(Dialog::Kept(Box::new(ask)));
    }

    /// The user wants to save the file in front, and then to go on.
    pub(super) fn save_and(&mut self, ctx: &egui::Context, look: &Look, then: Then) {
        self.leaving = Some(then);
        self.save(ctx, look, false);
    }

    /// The user gives the work of the file in front up.
    pub(super) fn give_up_and(&mut self, ctx: &egui::Context, then: Then) {
        if let Some(file) = self.file_mut() {
            file.given_up = true;
        }
        match then {
            Then::Close => self.close(self.current, true),
            Then::Quit => self.quit(ctx, false),
        }
    }

    /// What becomes of a file that goes: its journal is deleted, its state remembered.
    pub(super) fn let_go(&mut self, file: &Workspace) {
        let (path, errors, exported) = {
            let session = file.session();
            let document = session.document();
            (
                document.path().to_owned(),
                document.checks().counts().error,
                file.export.done.is_some() && !session.has_unexported_work(),
            )
        };
        self.settings.note_state(&path, errors, exported);
        if let Some(project) = &file.project {
            self.settings.note_state(&project.path, errors, exported);
        }
        let session = file.share();
        // A worker may still read the session; its journal ends when it is done.
        if let Ok(mut session) = session.try_write() {
            session.end_journal();
            return;
        }
        let _ = std::thread::Builder::new()
            .name("tamis-let-go".to_owned())
            .spawn(move || {
                session
                    .write()
                    .unwrap_or_else(PoisonError::into_inner)
                    .end_journal();
            });
    }

    /// The window ends: journals of what is saved, exported or given up are deleted; others stay.
    pub(super) fn end(&mut self) {
        self.jobs.iter().for_each(Job::cancel);
        for file in std::mem::take(&mut self.files) {
            if !file.is_changed() {
                let session = file.share();
                self.let_go(&file);
                // Waits for a worker that still reads it.
                drop(session.write());
            }
        }
        self.remember();
        self.settings_file.finish();
    }

    /// Writes the settings when they are other ones than before.
    pub(super) fn remember(&mut self) {
        if self.traces.is_none() {
            return;
        }
        let settings = &mut self.settings;
        settings.set_theme(self.theme_choice);
        settings.problems_panel = self.problems_open;
        settings.details_panel = self.details_open;
        self.settings_file.keep(settings);
        if self.settings_file.take_failure() && self.toast.is_none() {
            self.toast = Some(Toast::note(text::t(self.lang, "toast-settings-failed")));
        }
    }

    /// Forgets the recent files.
    pub(super) fn clear_recent(&mut self) {
        self.settings.recent.clear();
        self.gone.clear();
    }

    /// Deletes everything that Tamis keeps on this computer.
    pub(super) fn delete_traces(&mut self, ctx: &egui::Context, key: bool) {
        let Some(traces) = self.traces.clone() else {
            return;
        };
        self.leftovers.clear();
        self.memory.forget();
        self.ask_lookers_to_stop();
        for file in &self.files {
            if let Some(sha256) = file.sha256.clone() {
                let session = file.share();
                let mut session = session.write().unwrap_or_else(PoisonError::into_inner);
                session.end_journal();
                session.keep_in(Journal::new(traces.clone(), sha256, tell(ctx)), false);
            }
        }
        self.clear_recent();
        self.settings.language = None;
        self.settings_file.forget(&self.settings);
        let practice = super::platform::forget_practice();
        match traces.delete(key).and(practice) {
            Ok(()) => self.toast = Some(Toast::note(text::t(self.lang, "toast-traces-deleted"))),
            Err(error) => {
                let words = text::write_error(self.lang, &error.into());
                self.dialog = Some(Dialog::Sorry { words });
            }
        }
    }

    /// How it stands with keeping the file in front: the words, and whether something is wrong.
    pub(super) fn keep_words(&self, look: &Look) -> Option<(String, Option<String>)> {
        let file = self.file()?;
        if file.is_saved() && !file.saved_at.is_empty() {
            let clock = file.saved_at.as_str();
            return Some((look.tf("status-saved", &[("clock", clock.into())]), None));
        }
        let state = file.session().keep_state()?;
        if let Some(error) = &state.failed {
            let why = keep_error(look.lang, error);
            return Some((look.t("status-not-kept"), Some(why)));
        }
        let at = chrono::DateTime::<chrono::Local>::from(state.kept_at?);
        let clock = at.format("%H:%M").to_string();
        Some((
            look.tf("status-kept", &[("clock", clock.as_str().into())]),
            None,
        ))
    }
}

/// Draws the window anew when the journal has news.
fn tell(ctx: &egui::Context) -> Tell {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

/// `Juin.xlsx` → `Juin.tamis`, beside it or in the user's documents.
fn proposed(file: &Workspace) -> String {
    if let Some(project) = &file.project {
        return project.path.to_string_lossy().into_owned();
    }
    let source = file.session().document().path().to_owned();
    let target = source
        .with_extension(PROJECT_ENDING)
        .to_string_lossy()
        .into_owned();
    if super::platform::may_write_beside(&source) && !super::platform::is_practice(&source) {
        target
    } else {
        super::platform::documents_target(&target)
    }
}
