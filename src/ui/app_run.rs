//! Commands through the gate, and what the user is told of their outcome.

use super::app::App;
use super::errand::{self, Doing};
use super::privacy_actions::Waiting;
use super::toast::Toast;
use super::widget::Look;
use crate::document::{Command, Outcome, RunError};
use crate::text;

impl App {
    /// Runs a command through the gate and tells what came of it.
    pub(super) fn run(&mut self, look: &Look, command: &Command) {
        if !self.is_free(look, || Waiting::Run(command.clone())) {
            return;
        }
        let command = command.clone();
        let doing = match &command {
            Command::SetCells { cells } if cells.len() <= errand::FEW => Doing::Editing,
            _ => Doing::Changing,
        };
        self.change(look, doing, move |session, watch| {
            let outcome = session.run_watched(&command, watch);
            if doing == Doing::Changing {
                // The next edit should not wait for what so many new texts put off.
                session.document().table().prepare_edits();
            }
            Box::new(move |app, look| app.tell_outcome(look, &command, outcome))
        });
    }

    /// Tells what came of a command.
    fn tell_outcome(&mut self, look: &Look, command: &Command, outcome: Result<Outcome, RunError>) {
        match outcome {
            Ok(Outcome::Unchanged) => {}
            Ok(Outcome::Changed {
                cells,
                errors_before,
                errors_after,
                still_wrong,
                ..
            }) => {
                // One cell typed by hand needs no message: the cell itself shows it.
                if cells > 1 || !matches!(command, Command::SetCells { .. }) {
                    let fixed = errors_before.saturating_sub(errors_after);
                    let words = if cells > 0 {
                        changed_words(look, cells as u64, fixed, still_wrong as u64)
                    } else {
                        self.done_words(look)
                    };
                    self.toast = Some(Toast::done(words));
                }
            }
            Err(RunError::Plan(error)) => {
                self.toast = Some(Toast::note(text::plan_error(look.lang, &error)));
            }
            Err(RunError::Cancelled) => self.toast = Some(errand::cancelled(look)),
        }
    }

    /// What the last step of the history is called.
    pub(super) fn done_words(&self, look: &Look) -> String {
        self.file()
            .and_then(|file| {
                let session = file.session();
                let schema = session.document().schema();
                let label = session.undo_label()?;
                Some(text::label(look.lang, schema, label))
            })
            .unwrap_or_default()
    }
}

fn changed_words(look: &Look, cells: u64, fixed: u64, wrong: u64) -> String {
    let words = look.tf(
        "toast-changed",
        &[
            ("n", cells.into()),
            ("cells", look.n(cells).as_str().into()),
            ("f", fixed.into()),
            ("fixed", look.n(fixed).as_str().into()),
        ],
    );
    if wrong == 0 {
        return words;
    }
    let count = look.n(wrong);
    let wrong = look.tf("toast-still-wrong", &[("count", count.as_str().into())]);
    format!("{words} · {wrong}")
}
