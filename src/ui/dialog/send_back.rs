//! The provider's own workbook, sent back with its wrong cells marked: asked each time, since it
//! holds personal data in the clear; afterwards the note to send with it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use eframe::egui;
use egui::{Frame, Margin, ScrollArea, Stroke, Ui};

use super::ask::first_focus;
use super::{body, buttons, place, title};
use crate::document::{ReturnSummary, Session, names_personal_data};
use crate::text::Lang;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::job::{Purpose, Work};
use crate::ui::return_job::Returned;
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};

/// What is asked, and what came of it.
pub struct SendBack {
    pub session: Arc<RwLock<Session>>,
    pub target: String,
    pub replace: bool,
    /// The provider's language.
    pub lang: Lang,
    pub working: bool,
    pub failed: Option<String>,
    pub done: Option<Given>,
}

/// A workbook that was written, and the note to send with it.
pub struct Given {
    path: PathBuf,
    summary: ReturnSummary,
    notes: [String; 2],
    note_lang: Lang,
    copied: bool,
}

impl SendBack {
    /// Asks with this proposal.
    #[must_use]
    pub fn new(session: Arc<RwLock<Session>>, target: String, lang: Lang) -> Self {
        Self {
            session,
            target,
            replace: false,
            lang,
            working: false,
            failed: None,
            done: None,
        }
    }
}

impl Given {
    /// What was written.
    #[must_use]
    pub fn new(path: PathBuf, lang: Lang, returned: Returned) -> Self {
        Self {
            path,
            summary: returned.summary,
            notes: returned.notes,
            note_lang: lang,
            copied: false,
        }
    }
}

/// English, French: the languages that a provider may be written to in.
pub(super) fn languages(ui: &mut Ui, look: &Look, lang: Lang) -> Option<Lang> {
    let chosen = usize::from(lang == Lang::Fr);
    let names = [look.t("do-english"), look.t("do-french")];
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match widget::segments(ui, look, &names, chosen, extent::BUTTON) {
        Some(0) => Some(Lang::En),
        Some(_) => Some(Lang::Fr),
        None => None,
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &mut App,
    form: &mut SendBack,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    if form.done.is_some() {
        return given(form, ui, look, intents);
    }
    if !app.bring(&form.session) {
        return true;
    }
    let p = look.p();
    let counts = app
        .file()
        .map(|file| file.session().document().checks().counts());
    let (error, warning) = counts.map_or((0, 0), |c| (c.error, c.warning));
    // As the list of problems counts them: several of them may stand in one cell.
    let counted = [("count-errors", error), ("count-warnings", warning)].map(|(key, n)| {
        let count = look.n(n);
        look.tf(key, &[("n", n.into()), ("count", count.as_str().into())])
    });
    let mut close = title(
        ui,
        look,
        &look.t("send-back-title"),
        Some(&counted.join(", ")),
    );
    let mut ready = false;
    body(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        widget::tinted(look, Tone::Warning).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                widget::line(ui, icon::WARNING, theme::fill_font(18.0), p.warning);
                place::wrapped(ui, look.t("send-back-about"), p.text);
            });
        });
        ui.add_space(4.0);
        let words = look.t("send-back-language");
        widget::line(ui, words, theme::semibold(size::BODY), p.text);
        ui.push_id("provider language", |ui| {
            if let Some(lang) = languages(ui, look, form.lang) {
                form.lang = lang;
            }
        });
        ui.add_space(4.0);
        let words = look.t("send-back-where");
        widget::line(ui, &words, theme::semibold(size::BODY), p.text);
        place::path(
            app,
            &mut form.target,
            &words,
            Purpose::Return,
            ui,
            look,
            intents,
        );
        ready = target(app, form, ui, look);
        if form.working && !place::working(app, is_ours, ui, look) {
            form.working = false;
            form.failed = Some(look.t("work-lost"));
        }
        if let Some(words) = &form.failed {
            place::failure(words, ui, look);
        }
    });
    let mut go = false;
    buttons(ui, look, |ui| {
        go = Button::new(Loud::Filled, &look.t("send-back-go"))
            .enabled(ready && !form.working)
            .show(ui, look)
            .clicked();
        let cancel = Button::new(Loud::Outlined, &look.t("cancel")).show(ui, look);
        first_focus(ui, &cancel, "send-back");
        if cancel.clicked() {
            if form.working {
                app.stop(is_ours);
            } else {
                close = true;
            }
        }
    });
    if go {
        app.start_sending_back(ui.ctx(), form);
    }
    close
}

fn is_ours(work: &Work) -> bool {
    matches!(work, Work::Returning { .. })
}

/// What is not right about the target, or might not be; true when it may be written.
fn target(app: &App, form: &mut SendBack, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let path = PathBuf::from(form.target.trim());
    if !names_personal_data(&path) {
        let words = look.t("return-name");
        let words = egui::RichText::new(words)
            .font(theme::regular(size::SMALL))
            .color(p.error);
        ui.add(egui::Label::new(words).wrap());
        return false;
    }
    let platform = app
        .file()
        .and_then(|file| Path::new(&file.export.target).parent().map(Path::to_owned));
    if platform.as_deref() == path.parent() {
        ui.horizontal_top(|ui| {
            widget::line(ui, icon::WARNING, theme::fill_font(14.0), p.warning);
            let words = egui::RichText::new(look.t("send-back-same-folder"))
                .font(theme::regular(size::SMALL))
                .color(p.muted);
            ui.add(egui::Label::new(words).wrap());
        });
    }
    place::may_replace(&form.target, &mut form.replace, ui, look)
}

fn marked(look: &Look, wrong: u64, doubtful: u64) -> String {
    look.tf(
        "send-back-marked",
        &[
            ("n", wrong.into()),
            ("wrong", look.n(wrong).as_str().into()),
            ("m", doubtful.into()),
            ("doubtful", look.n(doubtful).as_str().into()),
        ],
    )
}

/// What was written, and the note to paste into the message that goes with it.
fn given(form: &mut SendBack, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) -> bool {
    let Some(done) = &mut form.done else {
        return true;
    };
    let p = look.p();
    let mut close = title(ui, look, &look.t("send-back-done"), None);
    let mut copy = false;
    body(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let about = marked(look, done.summary.wrong, done.summary.doubtful);
        place::done(&done.path, &about, ui, look, intents);
        widget::line(
            ui,
            look.t("send-back-personal"),
            theme::regular(size::SMALL),
            p.muted,
        );
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            let words = look.t("send-back-note");
            widget::line(ui, words, theme::semibold(size::BODY), p.text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.push_id("note language", |ui| {
                    if let Some(lang) = languages(ui, look, done.note_lang) {
                        done.note_lang = lang;
                        done.copied = false;
                    }
                });
            });
        });
        let room = ui.ctx().content_rect().height();
        note(done, ui, look, (room - 400.0).clamp(110.0, 240.0));
    });
    buttons(ui, look, |ui| {
        let words = look.t("send-back-copy");
        copy = Button::new(Loud::Filled, &words)
            .icon(icon::COPY)
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("close"))
            .show(ui, look)
            .clicked();
        if done.copied {
            let words = look.t("send-back-copied");
            widget::line(ui, words, theme::regular(size::BODY), p.muted);
            widget::line(ui, icon::CHECK, theme::icon_font(16.0), p.ok);
        }
    });
    if copy {
        let [english, french] = &done.notes;
        let words = if done.note_lang == Lang::Fr {
            french
        } else {
            english
        };
        ui.ctx().copy_text(words.clone());
        done.copied = true;
    }
    close
}

fn note(done: &Given, ui: &mut Ui, look: &Look, height: f32) {
    let p = look.p();
    let [english, french] = &done.notes;
    let words = if done.note_lang == Lang::Fr {
        french
    } else {
        english
    };
    Frame::new()
        .fill(p.grid)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(egui::CornerRadius::same(theme::radius::BUTTON))
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::vertical()
                .id_salt(("note", done.note_lang == Lang::Fr))
                .max_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| place::wrapped(ui, words, p.text));
        });
}
