//! What becomes of the answers of workers: files opened, paths chosen, recipes applied.

use std::path::{Path, PathBuf};
use std::time::Duration;

use eframe::egui;

use super::app::App;
use super::dialog::Dialog;
use super::job::{Answer, Poll, Purpose};
use super::widget::Look;
use crate::document::FileType;
use crate::text;

/// A dialog that is gone sooner than this was never seen.
const NEVER_SEEN: Duration = Duration::from_millis(400);

impl App {
    /// Takes the answers of workers that are done.
    pub(super) fn collect(&mut self, ctx: &egui::Context, look: &Look) {
        let mut answers = Vec::new();
        let mut lost = false;
        self.jobs.retain(|job| match job.poll() {
            Poll::Running => true,
            Poll::Done(answer) => {
                answers.push(*answer);
                false
            }
            Poll::Lost => {
                lost = true;
                false
            }
        });
        if lost {
            self.open_failure = Some(text::t(self.lang, "work-lost"));
        }
        for answer in answers {
            match answer {
                Answer::Opened {
                    path,
                    result,
                    derived,
                    sha256,
                } => self.opened(ctx, &path, *result, derived, sha256),
                Answer::Kept(answer) => self.kept(ctx, *answer),
                Answer::Picked {
                    purpose,
                    path,
                    after,
                } => self.picked(ctx, look, purpose, path, after),
                Answer::Reopened {
                    path,
                    result,
                    sha256,
                } => self.reopened(ctx, &path, *result, sha256),
                Answer::Peeked {
                    path,
                    options,
                    result,
                } => self.peeked(&path, options, *result),
                Answer::Made {
                    command,
                    revision,
                    result,
                } => match &mut self.dialog {
                    Some(Dialog::Make(make)) => make.outcome().take(&command, revision, result),
                    Some(Dialog::Split(split)) => split.outcome().take(&command, revision, result),
                    _ => {}
                },
                Answer::Planned => {}
                Answer::Exported {
                    options,
                    revision,
                    result,
                } => self.exported(&options, revision, *result),
                Answer::Outlook { source, outlook } => self.looked(&source, outlook),
                Answer::CaughtUp { source, derived } => self.caught_up(&source, derived),
                Answer::Glanced { source, findings } => self.glanced(&source, findings),
                Answer::Key(answer) => self.key_answer(look, answer),
                Answer::Verified(answer) => self.verified(answer),
                Answer::Measured(figure) => self.figure = Some(figure),
                Answer::Template(answer) => self.template_written(answer),
                Answer::Returned(answer) => self.returned(look, *answer),
                Answer::Compared(answer) => self.compared(*answer),
            }
        }
    }

    fn opened(
        &mut self,
        ctx: &egui::Context,
        path: &Path,
        result: Result<(crate::document::Session, Option<super::job::Known>), crate::io::OpenError>,
        derived: Option<Box<super::derived::Derived>>,
        sha256: Option<String>,
    ) {
        self.first_rows = None;
        match result {
            Ok((session, known)) => self.took(ctx, session, known, (derived, sha256)),
            Err(crate::io::OpenError::Cancelled) => {}
            Err(error) => {
                let name = path
                    .file_name()
                    .map(|n| n.to_string_lossy().into_owned())
                    .unwrap_or_default();
                let words = text::open_error(self.lang, &name, &error);
                self.dialog = Some(Dialog::Sorry { words });
            }
        }
    }

    fn picked(
        &mut self,
        ctx: &egui::Context,
        look: &Look,
        purpose: Purpose,
        path: Option<PathBuf>,
        after: Duration,
    ) {
        match (purpose, path) {
            (Purpose::Open, Some(path)) => self.open(ctx, path),
            (Purpose::ExportTarget, Some(path)) => self.set_target(&path),
            (
                Purpose::HeldBack | Purpose::Key { .. } | Purpose::Record | Purpose::Recorded,
                Some(path),
            ) => self.picked_path(purpose, &path),
            (Purpose::Template | Purpose::Return | Purpose::Corrected, Some(path)) => {
                self.picked_for_provider(ctx, &path);
            }
            (
                Purpose::HeldBack
                | Purpose::Key { .. }
                | Purpose::Record
                | Purpose::Recorded
                | Purpose::Template
                | Purpose::Return
                | Purpose::Corrected,
                None,
            ) => {
                self.not_picked(after, NEVER_SEEN);
            }
            (Purpose::Project | Purpose::Source, path) => match (&mut self.dialog, path) {
                (Some(Dialog::Kept(dialog)), Some(path)) => dialog.take_path(&path),
                (_, None) if after < NEVER_SEEN => self.give_up_system_dialogs(),
                _ => {}
            },
            (Purpose::Recipe, Some(path)) => self.apply_recipe(look, &path),
            (Purpose::Recipe, None) if after < NEVER_SEEN => {
                self.give_up_system_dialogs();
                self.dialog = Some(Dialog::recipe());
            }
            (Purpose::Open, None) if after < NEVER_SEEN => {
                self.give_up_system_dialogs();
                self.dialog = Some(Dialog::path());
            }
            (Purpose::ExportTarget, None) if after < NEVER_SEEN => {
                self.give_up_system_dialogs();
                let target = self.file().map(|f| f.export.target.clone());
                self.dialog = target.map(Dialog::target);
            }
            (_, None) => {}
        }
    }

    /// Takes a target for the export; its ending chooses the kind of file.
    pub(super) fn set_target(&mut self, path: &Path) {
        let Some(file) = self.file_mut() else {
            return;
        };
        let mut path = path.to_owned();
        match FileType::of(&path) {
            Some(file_type) => file.export.file_type = file_type,
            None => {
                let extension = file.export.file_type.extension();
                let mut name = path.file_name().unwrap_or_default().to_owned();
                name.push(".");
                name.push(extension);
                path.set_file_name(name);
            }
        }
        file.export.target = path.to_string_lossy().into_owned();
        file.export.replace = false;
        file.export.failed = None;
    }
}
