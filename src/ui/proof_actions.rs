//! What the window does for proof: the history forgotten after a question, and a file compared
//! with the record of its export on a worker.

use std::path::PathBuf;

use eframe::egui;

use super::app::App;
use super::dialog::Dialog;
use super::dialog::verify::{SealAsk, Verified, VerifyForm};
use super::job::{Answer, Job, Work};
use super::privacy_actions::Waiting;
use super::toast::Toast;
use super::widget::Look;
use crate::document::verify;

/// What a comparison with a record said.
pub struct VerifyAnswer {
    pub record: PathBuf,
    pub file: PathBuf,
    pub result: Verified,
}

impl App {
    /// Whether there is anything to forget.
    ///
    /// # Errors
    /// The id of the reason why not.
    pub(super) fn may_seal(&self) -> Result<(), &'static str> {
        let any = self.file().is_some_and(|file| {
            let session = file.session();
            session.undo_label().is_some() || session.redo_label().is_some()
        });
        if any {
            Ok(())
        } else {
            Err("why-nothing-to-seal")
        }
    }

    pub(super) fn ask_seal(&mut self) {
        let ask = self.file().map(|file| SealAsk {
            steps: file.session().history().len() as u64,
            saved: file.project.is_some(),
        });
        self.dialog = ask.map(Dialog::Seal);
    }

    /// Forgets the history and every text that was edited away.
    pub(super) fn seal(&mut self, look: &Look) {
        let Some(file) = self.file_mut() else {
            return;
        };
        let steps = file.session().history().len() as u64;
        let sealed = file.session_mut().map(|mut session| session.seal());
        file.derive();
        let words = match sealed {
            Some(()) => look.tf(
                "seal-done",
                &[
                    ("n", steps.into()),
                    ("count", look.n(steps).as_str().into()),
                ],
            ),
            None if self.ask_lookers_to_stop() => {
                self.waiting.push(Waiting::Seal);
                return;
            }
            None => look.t("toast-busy"),
        };
        self.toast = Some(Toast::note(words));
    }

    /// Asks for a record and a file: those of the last export, where there was one.
    pub(super) fn ask_verify(&mut self) {
        let done = self.file().and_then(|file| file.export.done.as_ref());
        let form = done.map_or_else(VerifyForm::default, |done| {
            let shown = |path: Option<&PathBuf>| {
                path.map(|p| p.to_string_lossy().into_owned())
                    .unwrap_or_default()
            };
            VerifyForm {
                record: shown(done.records.first()),
                file: shown(done.summary.files.first()),
                ..VerifyForm::default()
            }
        });
        self.dialog = Some(Dialog::Verify(Box::new(form)));
    }

    /// Starts comparing.
    pub(super) fn start_verifying(&mut self, ctx: &egui::Context, form: &mut VerifyForm) {
        let (record, file) = form.paths();
        form.said = None;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let work = Work::Verifying {
            name: name.into_owned(),
        };
        let job = Job::start(ctx, work, "verify", move |_| {
            let result = verify(&record, &file).map(|(record, same)| (record.date, same));
            Answer::Verified(VerifyAnswer {
                record,
                file,
                result,
            })
        });
        form.working = job.is_some();
        self.jobs.extend(job);
    }

    pub(super) fn verified(&mut self, answer: VerifyAnswer) {
        if let Some(Dialog::Verify(form)) = &mut self.dialog
            && form.paths() == (answer.record, answer.file)
        {
            form.working = false;
            form.said = Some((form.record.clone(), form.file.clone(), answer.result));
        }
    }
}
