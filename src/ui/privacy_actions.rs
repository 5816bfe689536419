//! What the window does about privacy: finding out what an export would do, keys, the export
//! itself, and what waits while a worker looks at the document.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use eframe::egui;
use zeroize::Zeroizing;

use super::app::{App, Intent};
use super::dialog::Dialog;
use super::dialog::key::KeyForm;
use super::job::{Job, KeyAnswer, KeyPurpose, Purpose, Work, Written};
use super::outlook::{self, Outlook};
use super::toast::Toast;
use super::widget::Look;
use super::workspace::{Done, Step, Workspace};
use crate::document::{
    Command, ExportError, ExportOptions, KeyFileError, Layout, MethodChoice, RecordFile,
    ReturnError, ReturnOptions, ReturnOrExportError, SavedRecipe, record_json,
};
use crate::privacy::{Key, PlainFigure};
use crate::text::{self, Lang};

/// What waits until a worker has let go of the document.
pub(super) enum Waiting {
    Run(Command),
    History(bool),
    Lend(Arc<Key>, PathBuf),
    Exported,
    Save { elsewhere: bool },
    ExpectKeys,
    Seal,
    UndoTo(usize),
    Repeat(Box<SavedRecipe>),
    Match(Vec<Command>),
}

/// A key that was opened since the program started.
#[derive(Clone)]
pub struct HeldKey {
    pub key: Arc<Key>,
    pub path: PathBuf,
}

impl App {
    /// Starts finding out what the pages shown need to know, stops what nobody needs any more,
    /// and does what waited.
    pub(super) fn look_ahead(&mut self, ctx: &egui::Context, look: &Look) {
        self.run_waiting(ctx, look);
        if self.has_errand() {
            return;
        }
        self.measure(ctx);
        let Some(file) = self.file() else {
            return;
        };
        let source = file.session().document().path().to_owned();
        let running = self
            .jobs
            .iter()
            .find(|job| matches!(&job.work, Work::Looking { source: of } if *of == source));
        let needed = outlook::needed(file);
        match (running, needed) {
            (Some(job), None) => job.cancel(),
            (None, Some((wanted, only))) => {
                if let Some(job) = Job::look(ctx, file.share(), wanted, only) {
                    self.jobs.push(job);
                }
            }
            _ => {}
        }
        self.catch_up(ctx);
        self.glance(ctx);
    }

    /// Asks workers that only look at a document to let go of it; true when there is one.
    pub(super) fn ask_lookers_to_stop(&self) -> bool {
        let mut any = false;
        for job in &self.jobs {
            if job.work.only_looks() {
                job.cancel();
                any = true;
            }
        }
        any
    }

    fn run_waiting(&mut self, ctx: &egui::Context, look: &Look) {
        if self.waiting.is_empty() || self.is_doing(Work::only_looks) {
            return;
        }
        let mut waiting = std::mem::take(&mut self.waiting).into_iter();
        while let Some(next) = waiting.next() {
            match next {
                Waiting::Run(command) => self.run(look, &command),
                Waiting::History(back) => self.history(look, back),
                Waiting::Lend(key, path) => self.use_key(look, key, path),
                Waiting::Exported => self.mark_exported(),
                Waiting::Seal => self.seal(look),
                Waiting::UndoTo(steps) => self.undo_to(look, steps),
                Waiting::Repeat(recipe) => self.repeat_steps(look, *recipe),
                Waiting::Match(commands) => self.match_all(look, commands),
                Waiting::ExpectKeys => self.expect_keys_of_profiles(),
                Waiting::Save { elsewhere } => self.save(ctx, look, elsewhere),
            }
            if self.has_errand() {
                // The rest waits for the worker that has the document now.
                self.waiting.extend(waiting);
                return;
            }
        }
    }

    pub(super) fn mark_exported(&mut self) {
        let free = match self.file().map(Workspace::session_mut) {
            Some(Some(mut session)) => {
                session.mark_exported();
                true
            }
            Some(None) => false,
            None => true,
        };
        if !free && self.ask_lookers_to_stop() {
            self.waiting.push(Waiting::Exported);
        }
    }

    /// Measures once how fast plain digests of phone numbers are tried here.
    fn measure(&mut self, ctx: &egui::Context) {
        let digits = self
            .file()
            .and_then(|f| f.outlook.as_ref())
            .and_then(|o| o.phone_digits);
        let Some(digits) = digits else {
            return;
        };
        let asked = self.is_doing(|w| matches!(w, Work::Measuring));
        if self.figure.is_none()
            && !asked
            && let Some(job) = Job::measure(ctx, digits)
        {
            self.jobs.push(job);
        }
    }

    /// How fast all phone numbers of the file in front are tried on this computer.
    #[must_use]
    pub(super) fn plain_figure(&self) -> Option<PlainFigure> {
        let digits = self.file()?.outlook.as_ref()?.phone_digits?;
        Some(PlainFigure {
            digits,
            ..self.figure?
        })
    }

    pub(super) fn looked(&mut self, source: &Path, outlook: Option<Box<Outlook>>) {
        let Some(outlook) = outlook else {
            return;
        };
        let file = self
            .files
            .iter_mut()
            .find(|f| f.session().document().path() == source);
        if let Some(file) = file
            && file.session().document().revision() == outlook.wanted.revision
        {
            file.take_outlook(outlook);
        }
    }

    /// Goes on with an export that waited for an answer, once what it would do is known again.
    pub(super) fn go_on_exporting(&mut self, look: &Look) -> Option<Intent> {
        let busy = self.dialog.is_some() || !self.waiting.is_empty();
        let has_key = self.key.is_some();
        let file = self.file_mut()?;
        if !file.export.pending || busy {
            return None;
        }
        if file.step != Step::Export {
            file.export.pending = false;
            return None;
        }
        let wish = super::page::export::wish_by_key(file, look, has_key);
        if wish.is_some() || !super::page::export::is_stale(file) {
            file.export.pending = false;
        }
        wish
    }

    /// Starts what a key dialog asks for.
    pub(super) fn start_key(&mut self, ctx: &egui::Context, form: &mut KeyForm) {
        let passphrase = (!form.declined && !form.passphrase.is_empty())
            .then(|| Zeroizing::new(form.passphrase.as_str().to_owned()));
        let held = self.key.as_ref().map(|held| Arc::clone(&held.key));
        let path = PathBuf::from(form.path.trim());
        match Job::key(ctx, form.purpose, path, passphrase, held) {
            Some(job) => {
                form.failed = None;
                form.working = true;
                self.jobs.push(job);
            }
            None => form.failed = Some(text::t(self.lang, "work-no-thread")),
        }
    }

    /// Takes what became of a key.
    pub(super) fn key_answer(&mut self, look: &Look, answer: KeyAnswer) {
        let KeyAnswer {
            purpose,
            path,
            result,
        } = answer;
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let key = match result {
            Ok(key) => key,
            Err(error) => {
                let words = key_file_error(self.lang, &name, &error);
                match &mut self.dialog {
                    Some(Dialog::Key(form)) => {
                        form.working = false;
                        form.failed = Some(words);
                    }
                    _ => self.toast = Some(Toast::note(words)),
                }
                return;
            }
        };
        let then_export = match &self.dialog {
            Some(Dialog::Key(form)) => form.then_export,
            _ => false,
        };
        let fingerprint = key.fingerprint();
        match purpose {
            KeyPurpose::Backup => {
                self.dialog = None;
                self.toast = Some(Toast::note(
                    look.tf("key-toast-backup", &[("file", name.as_str().into())]),
                ));
            }
            KeyPurpose::New => {
                self.use_key(look, key, path.clone());
                self.dialog = Some(Dialog::KeyMade {
                    fingerprint,
                    path: path.to_string_lossy().into_owned(),
                    then_export,
                });
            }
            KeyPurpose::Open => {
                self.use_key(look, key, path);
                self.dialog = None;
                self.set_pending(then_export);
            }
        }
    }

    /// The export goes on when what it would do is known.
    pub(super) fn set_pending(&mut self, pending: bool) {
        if let Some(file) = self.file_mut() {
            file.export.pending |= pending;
        }
    }

    /// Makes pseudonyms of the file in front with a key.
    pub(super) fn use_key(&mut self, look: &Look, key: Arc<Key>, path: PathBuf) {
        let fingerprint = key.fingerprint();
        self.key = Some(HeldKey {
            key: Arc::clone(&key),
            path: path.clone(),
        });
        let Some(file) = self.file_mut() else {
            return;
        };
        let lent = match file.session_mut() {
            Some(mut session) => {
                session.lend_key(Some(Arc::clone(&key)));
                true
            }
            None => false,
        };
        if !lent {
            if self.ask_lookers_to_stop() {
                self.waiting.push(Waiting::Lend(key, path));
            } else {
                self.toast = Some(Toast::note(look.t("toast-busy")));
            }
            return;
        }
        let method = MethodChoice::Keyed { fingerprint };
        self.run(look, &Command::ChooseMethod { method });
    }

    /// Starts the export that the page describes.
    pub(super) fn export(&mut self, ctx: &egui::Context) {
        if self.is_doing(|work| matches!(work, Work::Exporting { .. })) {
            return;
        }
        let lang = self.lang;
        let Some(file) = self.file_mut() else {
            return;
        };
        let Ok(split) = file.export.split_rows() else {
            return;
        };
        let target = PathBuf::from(&file.export.target);
        let only = outlook::shown_rows(file);
        let options = ExportOptions {
            file_type: file.export.file_type,
            invalid: file.export.invalid,
            force: file.export.replace,
            layout: Layout {
                split,
                body: file.export.body,
                bom: file.export.bom,
                drop_empty: file.export.drop_empty,
                only,
            },
            records: records(lang, &target),
            returned: file.returned.clone(),
            target,
        };
        let held_back = file.export.held_back.as_ref().map(|path| {
            let options = ReturnOptions {
                target: PathBuf::from(path),
                force: file.export.replace_held_back,
            };
            (options, lang)
        });
        file.export.failed = None;
        file.export.done = None;
        let job = Job::export(ctx, file.share(), options, held_back);
        match job {
            Some(job) => self.jobs.push(job),
            None => {
                let words = text::t(lang, "work-no-thread");
                if let Some(file) = self.file_mut() {
                    file.export.failed = Some(words);
                }
            }
        }
    }

    pub(super) fn exported(
        &mut self,
        options: &ExportOptions,
        revision: u64,
        result: Result<Written, ReturnOrExportError>,
    ) {
        let lang = self.lang;
        let Some(file) = self
            .files
            .iter_mut()
            .find(|f| Path::new(&f.export.target) == options.target)
        else {
            return;
        };
        match result {
            Ok(written) => {
                file.export.done = Some(Done {
                    summary: written.summary,
                    target: options.target.clone(),
                    records: options.records.iter().map(|r| r.target.clone()).collect(),
                    held_back: written.held_back,
                    revision,
                });
                // What was offered to be undone is behind us.
                self.toast = None;
                self.remember_method();
                self.mark_exported();
            }
            Err(error) => {
                if !is_cancelled(&error) {
                    file.export.failed = Some(export_words(lang, &error));
                }
            }
        }
    }

    /// Takes a path that was chosen for a key or for rows held back.
    pub(super) fn picked_path(&mut self, purpose: Purpose, path: &Path) {
        let words = path.to_string_lossy().into_owned();
        match &mut self.dialog {
            Some(Dialog::Key(form)) => form.path = words,
            Some(Dialog::Verify(form)) => form.take_path(purpose, words),
            Some(Dialog::ConfirmExport(ask)) => {
                ask.held_back = super::platform::with_return_name(path);
                ask.replace = false;
            }
            _ => {}
        }
    }

    /// After a dialog of the system was not shown: paths are typed from now on.
    pub(super) fn not_picked(&mut self, after: Duration, never_seen: Duration) {
        if after < never_seen {
            self.give_up_system_dialogs();
        }
    }
}

/// The record stands beside what it speaks about: a page for people and data for programs.
fn records(lang: Lang, target: &Path) -> Vec<RecordFile> {
    let [html, json] = super::platform::record_targets(target);
    vec![
        RecordFile {
            target: html,
            render: Arc::new(move |record| text::record_html(lang, record)),
        },
        RecordFile {
            target: json,
            render: Arc::new(record_json),
        },
    ]
}

fn is_cancelled(error: &ReturnOrExportError) -> bool {
    use crate::io::atomic::WriteError::Cancelled;
    matches!(
        error,
        ReturnOrExportError::Export(ExportError::Write(Cancelled))
            | ReturnOrExportError::Return(ReturnError::Write(Cancelled))
    )
}

fn export_words(lang: Lang, error: &ReturnOrExportError) -> String {
    match error {
        ReturnOrExportError::Export(ExportError::PersonalData { .. }) => {
            text::t(lang, "block-personal")
        }
        ReturnOrExportError::Export(ExportError::Leak { report }) => {
            let mut words = text::t(lang, "export-leak");
            for find in report.finds.iter().take(5) {
                words.push('\n');
                words.push_str(&text::leak_find(lang, find));
            }
            words
        }
        ReturnOrExportError::Export(error) => text::export_error(lang, error),
        ReturnOrExportError::Return(ReturnError::Name) => text::t(lang, "return-name"),
        ReturnOrExportError::Return(ReturnError::Write(error)) => text::write_error(lang, error),
    }
}

fn key_file_error(lang: Lang, file: &str, error: &KeyFileError) -> String {
    match error {
        KeyFileError::Read(_) => text::tf(lang, "key-cannot-read", &[("file", file.into())]),
        KeyFileError::Key(error) => text::key_error(lang, *error),
        KeyFileError::Write(crate::io::atomic::WriteError::TargetExists) => {
            text::t(lang, "key-exists")
        }
        KeyFileError::Write(error) => text::write_error(lang, error),
    }
}
