//! What a column to be made would hold, as a worker finds it out while the user still chooses:
//! asked again only when what is asked has changed; and the frame in which its lines are listed.

use eframe::egui;
use egui::{Frame, Margin, ScrollArea, Ui};

use crate::document::{Command, MadePreview, PlanError};
use crate::ui::app::App;
use crate::ui::job::{Job, Work};
use crate::ui::widget::Look;

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

/// The lines of a preview in their frame, those that are seen; `line` draws one of this width.
pub fn list(
    ui: &mut Ui,
    look: &Look,
    (high, each): (f32, f32),
    count: usize,
    mut line: impl FnMut(usize, &mut Ui, f32),
) {
    let p = look.p();
    Frame::new()
        .fill(p.grid)
        .stroke(egui::Stroke::new(1.0, p.line2))
        .inner_margin(Margin::symmetric(8, 4))
        .show(ui, |ui| {
            let width = ui.available_width();
            ScrollArea::vertical()
                .id_salt("made lines")
                .max_height(high)
                .auto_shrink([false, true])
                .show_rows(ui, each, count, |ui, shown| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for at in shown {
                        line(at, ui, width);
                    }
                });
        });
}
