//! What the window does for providers: an empty template, the workbook that goes back, and the
//! corrections that come back. The dialogs ask, the workers write and compare, the document's
//! gate takes over.

use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use eframe::egui;

use super::app::App;
use super::dialog::Dialog;
use super::dialog::corrections::{Corrections, Found, Stage};
use super::dialog::send_back::{Given, SendBack};
use super::dialog::template::TemplateForm;
use super::job::{Job, Purpose, Work};
use super::platform;
use super::return_job::{CompareAnswer, ReturnAnswer, TemplateAnswer};
use super::toast::Toast;
use super::widget::Look;
use crate::document::{MergeError, ReturnError, ReturnOptions, Session, TemplateError};
use crate::io::OpenError;
use crate::io::atomic::WriteError;
use crate::schema::Schema;
use crate::text;

impl App {
    /// Whether there is something to send back.
    ///
    /// # Errors
    /// The id of the reason why not.
    pub(super) fn may_send_back(&self) -> Result<(), &'static str> {
        if self.is_doing(|work| matches!(work, Work::Returning { .. })) {
            return Err("why-returning");
        }
        let counts = self
            .file()
            .map(|file| file.session().document().checks().counts());
        match counts {
            Some(counts) if counts.error + counts.warning == 0 => Err("return-nothing"),
            _ => Ok(()),
        }
    }

    /// Whether corrections can be taken over.
    ///
    /// # Errors
    /// The id of the reason why not.
    pub(super) fn may_take_over(&self) -> Result<(), &'static str> {
        if self.is_doing(|work| matches!(work, Work::Comparing { .. })) {
            return Err("why-comparing");
        }
        Ok(())
    }

    /// Opens the dialog of a new template, of the format of the file in front or the built-in.
    pub(super) fn new_template(&mut self) {
        let schema = match self.file() {
            Some(file) => Ok(file.session().document().schema().clone()),
            None => Schema::meters(),
        };
        self.dialog = Some(match schema {
            Ok(schema) => Dialog::Template(Box::new(TemplateForm::new(schema, self.lang))),
            Err(_) => Dialog::Sorry {
                words: text::t(self.lang, "work-lost"),
            },
        });
    }

    /// Asks, each time anew, where the provider's workbook goes.
    pub(super) fn ask_send_back(&mut self) {
        let lang = self.lang;
        let form = self.file().map(|file| {
            let source = file.session().document().path().to_owned();
            let target = platform::return_target(&source, Path::new(&file.export.target));
            SendBack::new(file.share(), target, lang)
        });
        self.dialog = form.map(|form| Dialog::SendBack(Box::new(form)));
    }

    /// Asks which workbook came back.
    pub(super) fn ask_take_over(&mut self, ctx: &egui::Context) {
        let Some((session, source)) = self.file().map(|file| {
            let source = file.session().document().path().to_owned();
            (file.share(), source)
        }) else {
            return;
        };
        self.dialog = Some(Dialog::Corrections(Box::new(Corrections::new(session))));
        if self.use_system_dialogs()
            && let Some(job) = Job::pick(ctx, Purpose::Corrected, Some(source))
        {
            self.jobs.push(job);
        }
    }

    /// Brings the file of a dialog to the front: another may have been opened meanwhile. False
    /// when it was closed.
    pub(super) fn bring(&mut self, session: &Arc<RwLock<Session>>) -> bool {
        let at = self
            .files
            .iter()
            .position(|file| Arc::ptr_eq(&file.share(), session));
        if let Some(at) = at {
            self.current = at;
        }
        at.is_some()
    }

    /// Takes a path chosen in a dialog of the system.
    pub(super) fn picked_for_provider(&mut self, ctx: &egui::Context, path: &Path) {
        match self.dialog.take() {
            Some(Dialog::Template(mut form)) => {
                form.set_path(path);
                self.dialog = Some(Dialog::Template(form));
            }
            Some(Dialog::SendBack(mut form)) => {
                form.target = platform::with_return_name(path);
                form.replace = false;
                self.dialog = Some(Dialog::SendBack(form));
            }
            Some(Dialog::Corrections(mut dialog)) => {
                dialog.path = path.to_string_lossy().into_owned();
                self.start_comparing(ctx, &mut dialog);
                self.dialog = Some(Dialog::Corrections(dialog));
            }
            other => self.dialog = other,
        }
    }

    /// Starts writing a template.
    pub(super) fn start_template(&mut self, ctx: &egui::Context, form: &mut TemplateForm) {
        let job = Job::template(
            ctx,
            form.schema.clone(),
            form.target(),
            form.options(),
            form.lang,
        );
        form.failed = None;
        form.working = job.is_some();
        match job {
            Some(job) => self.jobs.push(job),
            None => form.failed = Some(text::t(self.lang, "work-no-thread")),
        }
    }

    pub(super) fn template_written(&mut self, answer: TemplateAnswer) {
        let Some(Dialog::Template(form)) = &mut self.dialog else {
            // Closed while it was written: what became of it is told all the same.
            let words = match &answer.result {
                Ok(_) => written(self.lang, &answer.target),
                Err(error) => template_error(self.lang, error),
            };
            self.toast = Some(Toast::note(words));
            return;
        };
        form.working = false;
        match answer.result {
            Ok(columns) => form.done = Some((answer.target, columns)),
            Err(error) => form.failed = Some(template_error(self.lang, &error)),
        }
    }

    /// Starts writing the provider's workbook.
    pub(super) fn start_sending_back(&mut self, ctx: &egui::Context, form: &mut SendBack) {
        let options = ReturnOptions {
            target: PathBuf::from(form.target.trim()),
            force: form.replace,
        };
        let job = Job::send_back(ctx, Arc::clone(&form.session), options, form.lang);
        form.failed = None;
        form.working = job.is_some();
        match job {
            Some(job) => self.jobs.push(job),
            None => form.failed = Some(text::t(self.lang, "work-no-thread")),
        }
    }

    pub(super) fn returned(&mut self, look: &Look, answer: ReturnAnswer) {
        let ReturnAnswer {
            session,
            target,
            lang,
            result,
        } = answer;
        if let Ok(returned) = &result
            && let Some(file) = (self.files.iter_mut()).find(|f| Arc::ptr_eq(&f.share(), &session))
        {
            file.returned.extend(returned.mark.clone());
        }
        let cancelled = matches!(&result, Err(ReturnError::Write(WriteError::Cancelled)));
        if cancelled {
            self.toast = Some(Toast::note(look.t("send-back-cancelled")));
            if let Some(Dialog::SendBack(form)) = &mut self.dialog {
                form.working = false;
            }
            return;
        }
        let mut form = match self.dialog.take() {
            Some(Dialog::SendBack(form)) if Arc::ptr_eq(&form.session, &session) => form,
            // Closed while it was written: the note is still worth having.
            None => {
                let words = target.to_string_lossy().into_owned();
                Box::new(SendBack::new(session, words, lang))
            }
            other => {
                self.dialog = other;
                let words = match &result {
                    Ok(_) => written(self.lang, &target),
                    Err(error) => return_error(self.lang, error),
                };
                self.toast = Some(Toast::note(words));
                return;
            }
        };
        form.working = false;
        match result {
            Ok(returned) => form.done = Some(Given::new(target, lang, returned)),
            Err(error) => form.failed = Some(return_error(self.lang, &error)),
        }
        self.dialog = Some(Dialog::SendBack(form));
    }

    /// Starts comparing the chosen workbook with the file.
    pub(super) fn start_comparing(&mut self, ctx: &egui::Context, dialog: &mut Corrections) {
        let path = dialog.corrected();
        let job = Job::compare(ctx, Arc::clone(&dialog.session), path);
        dialog.stage = match job {
            Some(job) => {
                self.jobs.push(job);
                Stage::Working
            }
            None => Stage::Choose {
                failed: Some(text::t(self.lang, "work-no-thread")),
            },
        };
    }

    pub(super) fn compared(&mut self, answer: CompareAnswer) {
        let lang = self.lang;
        // An answer for which nobody waits any more is let go.
        let Some(Dialog::Corrections(dialog)) = &mut self.dialog else {
            return;
        };
        let waits = matches!(dialog.stage, Stage::Working);
        if !waits || !Arc::ptr_eq(&dialog.session, &answer.session) {
            return;
        }
        dialog.stage = match answer.result {
            Ok(comparison) => Stage::Shown(Box::new(Found::new(comparison, answer.revision))),
            Err(error) => Stage::Choose {
                failed: merge_error(lang, &answer.corrected, &error),
            },
        };
    }

    /// Stops comparing when its dialog is closed.
    pub(super) fn give_up_comparing(&self) {
        if matches!(self.dialog, Some(Dialog::Corrections(_))) {
            self.stop(|work| matches!(work, Work::Comparing { .. }));
        }
    }

    /// Asks the workers of a kind to stop.
    pub(super) fn stop(&self, kind: impl Fn(&Work) -> bool) {
        for job in self.jobs.iter().filter(|job| kind(&job.work)) {
            job.cancel();
        }
    }
}

fn written(lang: text::Lang, target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    text::tf(lang, "provider-written", &[("file", name.as_ref().into())])
}

fn template_error(lang: text::Lang, error: &TemplateError) -> String {
    match error {
        TemplateError::NoField { names } => {
            let names = names.join(", ");
            text::tf(
                lang,
                "new-template-no-field",
                &[("names", names.as_str().into())],
            )
        }
        TemplateError::Write(error) => text::write_error(lang, error),
    }
}

fn return_error(lang: text::Lang, error: &ReturnError) -> String {
    match error {
        ReturnError::Name => text::t(lang, "return-name"),
        ReturnError::Write(error) => text::write_error(lang, error),
    }
}

/// Why a workbook cannot be compared; nothing when it was given up.
fn merge_error(lang: text::Lang, corrected: &Path, error: &MergeError) -> Option<String> {
    let name = corrected.file_name().unwrap_or_default().to_string_lossy();
    match error {
        MergeError::Open(OpenError::Cancelled) => None,
        MergeError::Open(error) => Some(text::open_error(lang, &name, error)),
        MergeError::NotRecognised => Some(text::tf(
            lang,
            "merge-not-recognised",
            &[("file", name.as_ref().into())],
        )),
    }
}
