//! Where a file is, or is to be written: a path to type, Browse, and the tick without which
//! nothing that exists is replaced; and how far a worker is.

use std::path::PathBuf;

use eframe::egui;
use egui::Ui;

use super::ask::named;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::job::{Purpose, Work};
use crate::ui::panel::status::work_words;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};

/// A path, typed or chosen; gives the field.
pub fn path(
    app: &App,
    text: &mut String,
    name: &str,
    purpose: Purpose,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> egui::Response {
    ui.horizontal(|ui| {
        let browse = look.t("key-browse");
        let room = if app.use_system_dialogs() { 104.0 } else { 0.0 };
        let width = ui.available_width() - room;
        let font = theme::mono(size::SMALL);
        let field = widget::field(ui, look, text, "", width, font);
        let field = named(field, name, text);
        if app.use_system_dialogs()
            && Button::new(Loud::Outlined, &browse)
                .show(ui, look)
                .clicked()
        {
            intents.push(Intent::Browse(purpose, PathBuf::from(text.trim())));
        }
        field
    })
    .inner
}

/// Offers to replace the file that is there; true when nothing is there or it may be replaced.
pub fn may_replace(text: &str, replace: &mut bool, ui: &mut Ui, look: &Look) -> bool {
    let there = PathBuf::from(text.trim()).exists();
    if there {
        ui.horizontal(|ui| {
            let words = look.t("export-replace");
            if widget::tick(ui, look, *replace, &words) {
                *replace = !*replace;
            }
            widget::line(ui, words, theme::regular(size::BODY), look.p().text);
        });
    }
    !there || *replace
}

/// How far the worker of a kind is; false when there is none.
pub fn working(app: &App, kind: impl Fn(&Work) -> bool, ui: &mut Ui, look: &Look) -> bool {
    let Some(job) = app.jobs.iter().find(|job| kind(&job.work)) else {
        return false;
    };
    ui.horizontal(|ui| {
        widget::working_sign(ui, look, 16.0);
        let words = work_words(job, look);
        widget::line(ui, words, theme::regular(size::BODY), look.p().text);
    });
    true
}

/// What went wrong, to be read.
pub fn failure(words: &str, ui: &mut Ui, look: &Look) {
    let p = look.p();
    ui.horizontal_top(|ui| {
        widget::line(ui, icon::WARNING_OCTAGON, theme::fill_font(16.0), p.error);
        let words = egui::RichText::new(words)
            .font(theme::regular(size::BODY))
            .color(p.text);
        ui.add(egui::Label::new(words).wrap());
    });
}

/// Words that take as many lines as they need.
pub fn wrapped(ui: &mut Ui, words: impl Into<String>, color: egui::Color32) {
    let words = egui::RichText::new(words)
        .font(theme::regular(size::BODY))
        .color(color);
    ui.add(egui::Label::new(words).wrap());
}

/// A file that was written: its name, what is in it, and the folder it stands in.
pub fn done(
    path: &std::path::Path,
    about: &str,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    widget::card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            widget::line(ui, icon::CHECK_CIRCLE, theme::fill_font(22.0), p.ok);
            ui.add_space(4.0);
            let words = look.t("done-folder");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let open = Button::new(Loud::Outlined, &words)
                    .icon(icon::FOLDER_OPEN)
                    .show(ui, look);
                if open.clicked()
                    && let Some(folder) = path.parent()
                {
                    intents.push(Intent::OpenFolder(folder.to_owned()));
                }
                ui.add_space(8.0);
                ui.with_layout(widget::down(), |ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    widget::cut_line(ui, name, theme::semibold(size::BODY), p.text);
                    wrapped(ui, about, p.muted);
                });
            });
        });
    });
}
