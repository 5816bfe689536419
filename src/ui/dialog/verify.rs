//! Two questions about proof: whether a file is the one of its record, answered with yes or no in
//! words, and whether the history is to be forgotten, which cannot be undone.

use std::path::PathBuf;

use eframe::egui;
use egui::Ui;

use super::ask::first_focus;
use super::{body, buttons, place, title};
use crate::document::RecordError;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::job::{Purpose, Work};
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};

/// What a comparison said: the record's date and whether the file is one of its own.
pub type Verified = Result<(String, bool), RecordError>;

/// Which file is compared with which record, and what came of it.
#[derive(Default)]
pub struct VerifyForm {
    pub record: String,
    pub file: String,
    pub working: bool,
    /// The answer, and the paths for which it was given.
    pub said: Option<(String, String, Verified)>,
}

impl VerifyForm {
    /// Takes a path that was chosen.
    pub fn take_path(&mut self, purpose: Purpose, path: String) {
        match purpose {
            Purpose::Record => self.record = path,
            _ => self.file = path,
        }
    }

    /// Paths as typed, without the quotes that some file managers copy.
    #[must_use]
    pub fn paths(&self) -> (PathBuf, PathBuf) {
        let clean = |text: &str| PathBuf::from(text.trim().trim_matches('"'));
        (clean(&self.record), clean(&self.file))
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &mut App,
    form: &mut VerifyForm,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let below = look.t("verify-about");
    let mut close = title(ui, look, &look.t("verify-title"), Some(&below));
    let mut go = false;
    body(ui, |ui| {
        for (key, purpose) in [
            ("verify-record", Purpose::Record),
            ("verify-file", Purpose::Recorded),
        ] {
            let label = look.t(key);
            widget::line(ui, &label, theme::regular(size::SMALL), p.muted);
            let text = match purpose {
                Purpose::Record => &mut form.record,
                _ => &mut form.file,
            };
            let field = place::path(app, text, &label, purpose, ui, look, intents);
            if purpose == Purpose::Record {
                first_focus(ui, &field, "verify");
            }
            go |= widget::entered(ui, &field);
            ui.add_space(8.0);
        }
        let ours = |work: &Work| matches!(work, Work::Verifying { .. });
        if form.working && !place::working(app, ours, ui, look) {
            form.working = false;
        }
        let current = form
            .said
            .as_ref()
            .filter(|(record, file, _)| *record == form.record && *file == form.file);
        if let Some((_, _, said)) = current {
            answer(said, ui, look);
        }
    });
    let ready = !form.record.trim().is_empty() && !form.file.trim().is_empty() && !form.working;
    buttons(ui, look, |ui| {
        go |= Button::new(Loud::Filled, &look.t("verify-go"))
            .enabled(ready)
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("close"))
            .show(ui, look)
            .clicked();
    });
    if go && ready {
        app.start_verifying(ui.ctx(), form);
    }
    close
}

fn answer(said: &Verified, ui: &mut Ui, look: &Look) {
    let dated = |key: &str, date: &str| {
        let date = crate::text::written_moment(look.lang, date);
        look.tf(key, &[("date", date.as_str().into())])
    };
    let (tone, sign, head, words) = match said {
        Ok((date, true)) => (
            Tone::Ok,
            icon::CHECK_CIRCLE,
            "verify-yes",
            dated("verify-same", date),
        ),
        Ok((date, false)) => (
            Tone::Error,
            icon::PROHIBIT,
            "verify-no",
            dated("verify-other", date),
        ),
        Err(error) => (
            Tone::Warning,
            icon::WARNING,
            "verify-unknown",
            look.t(match error {
                RecordError::Read(_) => "verify-cannot-read",
                RecordError::NotARecord => "verify-no-record",
            }),
        ),
    };
    let (strong, _) = tone.colors(look.p());
    widget::tinted(look, tone).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            widget::line(ui, sign, theme::fill_font(20.0), strong);
            ui.vertical(|ui| {
                let head = look.t(head);
                widget::line(ui, head, theme::semibold(size::BODY), look.p().text);
                place::wrapped(ui, words, look.p().text);
            });
        });
    });
}

/// What is forgotten when the history is.
pub struct SealAsk {
    pub steps: u64,
    /// A project on disk holds the history still, until it is saved again.
    pub saved: bool,
}

/// Asks before the history is forgotten; true when it wants to close.
pub fn seal(ask: &SealAsk, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) -> bool {
    let p = look.p();
    let mut close = title(ui, look, &look.t("seal-title"), None);
    body(ui, |ui| {
        let count = look.n(ask.steps);
        let args = [("n", ask.steps.into()), ("count", count.as_str().into())];
        place::wrapped(ui, look.tf("seal-about", &args), p.text);
        ui.add_space(6.0);
        place::wrapped(ui, look.t("seal-stays"), p.muted);
        if ask.saved {
            ui.add_space(6.0);
            place::wrapped(ui, look.t("seal-saved"), p.warning);
        }
    });
    let mut sure = false;
    buttons(ui, look, |ui| {
        let stay = Button::new(Loud::Filled, &look.t("cancel")).show(ui, look);
        first_focus(ui, &stay, "seal");
        close |= stay.clicked();
        sure = Button::new(Loud::Outlined, &look.t("seal-sure"))
            .icon(icon::LOCK)
            .show(ui, look)
            .clicked();
    });
    if sure {
        intents.push(Intent::Seal);
        return true;
    }
    close
}
