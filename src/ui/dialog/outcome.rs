//! What a column to be made would hold, as a worker finds it out while the user still chooses:
//! asked again only when what is asked has changed. It shows nothing itself.

use eframe::egui;

use crate::document::{Command, MadePreview, PlanError};
use crate::ui::app::App;
use crate::ui::job::{Job, Work};

/// Lines of a preview.
const LINES: usize = 200;

/// What was asked last, and its answer once it is there.
#[derive(Default)]
pub struct Outcome {
    asked: Option<(u64, Command)>,
    seen: Option<Result<Vec<MadePreview>, PlanError>>,
}

impl Outcome {
    /// The answer to what was asked last.
    #[must_use]
    pub fn seen(&self) -> Option<&Result<Vec<MadePreview>, PlanError>> {
        self.seen.as_ref()
    }

    /// Takes a worker's answer, unless it is for something else by now.
    pub fn take(
        &mut self,
        command: &Command,
        revision: u64,
        result: Result<Vec<MadePreview>, PlanError>,
    ) {
        let wanted = |(r, c): &(u64, Command)| *r == revision && c == command;
        if self.asked.as_ref().is_some_and(wanted) {
            self.seen = Some(result);
        }
    }

    /// Asks a worker when what is asked has changed.
    pub fn ask(&mut self, app: &mut App, ctx: &egui::Context, command: Command) {
        if app.is_doing(|w| *w == Work::Counting) {
            return;
        }
        let Some(file) = app.file() else {
            return;
        };
        let wanted = (file.session().document().revision(), command);
        if self.asked.as_ref() == Some(&wanted) {
            return;
        }
        let job = Job::made(ctx, file.share(), wanted.1.clone(), LINES);
        self.seen = None;
        self.asked = Some(wanted);
        app.jobs.extend(job);
    }
}
