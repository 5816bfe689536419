//! Short questions: a path, an address, whether to write with losses; and the
//! one sentence that says why a file cannot be opened.

use std::path::PathBuf;

use eframe::egui;
use egui::Ui;

use super::{body, buttons, title};
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::job::Purpose;
use crate::ui::page::fix;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};

/// Gives a part of a dialog the focus when the dialog opens.
pub fn first_focus(ui: &Ui, response: &egui::Response, name: &str) {
    let key = egui::Id::unique(("first focus", name));
    let seen = ui.data(|data| data.get_temp::<u64>(key));
    let frame = ui.ctx().cumulative_frame_nr();
    // Focus is asked for on the first of an unbroken run of frames only.
    if seen.is_none_or(|last| last + 1 < frame) {
        response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(key, frame));
}

/// A path typed by hand, for opening or for writing.
pub fn path(
    app: &mut App,
    text: &mut String,
    purpose: Purpose,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let target = purpose == Purpose::ExportTarget;
    let words = look.t(match purpose {
        Purpose::ExportTarget => "path-target",
        Purpose::Recipe => "history-apply",
        _ => "path-open",
    });
    let mut close = title(ui, look, &words, None);
    let mut go = false;
    body(ui, |ui| {
        widget::line(
            ui,
            look.t("path-about"),
            theme::regular(size::BODY),
            p.muted,
        );
        ui.add_space(6.0);
        let width = ui.available_width();
        let field = widget::field(
            ui,
            look,
            text,
            &look.t("path-hint"),
            width,
            theme::mono(size::SMALL),
        );
        let field = named(field, &look.t("path-field"), text);
        first_focus(ui, &field, "path");
        go = widget::entered(ui, &field);
    });
    let clean = text.trim().trim_matches('"').to_owned();
    buttons(ui, look, |ui| {
        let action = look.t(if target { "path-take" } else { "path-go" });
        go |= Button::new(Loud::Filled, &action)
            .enabled(!clean.is_empty())
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go && !clean.is_empty() {
        let path = PathBuf::from(clean);
        match purpose {
            Purpose::ExportTarget => app.set_target(&path),
            Purpose::Recipe => {
                intents.push(Intent::CloseDialog);
                intents.push(Intent::Recipe(path));
                return false;
            }
            _ => intents.push(Intent::OpenFile(path)),
        }
        return true;
    }
    close
}

/// Gives a text field its accessible name.
pub fn named(field: egui::Response, name: &str, text: &str) -> egui::Response {
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, name);
        info.current_text_value = Some(text.to_owned());
        info
    });
    field
}

/// An address to go to.
pub fn go_to(
    app: &mut App,
    text: &mut String,
    unknown: &mut bool,
    ui: &mut Ui,
    look: &Look,
) -> bool {
    let p = look.p();
    let mut close = title(
        ui,
        look,
        look.t("do-go-to-cell").trim_end_matches('…'),
        None,
    );
    let mut go = false;
    body(ui, |ui| {
        let width = ui.available_width();
        let field = widget::field(ui, look, text, "F214", width, theme::mono(size::SMALL));
        let field = named(field, &look.t("go-to-field"), text);
        first_focus(ui, &field, "go-to");
        if field.changed() {
            *unknown = false;
        }
        go = widget::entered(ui, &field);
        if *unknown {
            ui.add_space(4.0);
            widget::line(
                ui,
                look.t("go-to-unknown"),
                theme::regular(size::BODY),
                p.error,
            );
        }
    });
    buttons(ui, look, |ui| {
        go |= Button::new(Loud::Filled, &look.t("go-to-go"))
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go && let Some(file) = app.file_mut() {
        if fix::go_to(file, text) {
            return true;
        }
        *unknown = true;
    }
    close
}

/// What came of something, line by line.
pub fn told(heading: &str, lines: &[String], ui: &mut Ui, look: &Look) -> bool {
    let mut close = title(ui, look, heading, None);
    body(ui, |ui| {
        for words in lines {
            widget::line(ui, words, theme::regular(size::BODY), look.p().text);
        }
    });
    buttons(ui, look, |ui| {
        let ok = Button::new(Loud::Filled, &look.t("understood")).show(ui, look);
        first_focus(ui, &ok, "told");
        close |= ok.clicked();
    });
    close
}

/// Why a file cannot be opened, and what to do.
pub fn sorry(words: &str, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let mut close = title(ui, look, &look.t("sorry-title"), None);
    body(ui, |ui| {
        ui.horizontal_top(|ui| {
            widget::line(ui, icon::WARNING_OCTAGON, theme::fill_font(20.0), p.error);
            ui.add(
                egui::Label::new(
                    egui::RichText::new(words)
                        .font(theme::regular(size::BODY))
                        .color(p.text),
                )
                .wrap(),
            );
        });
    });
    buttons(ui, look, |ui| {
        let ok = Button::new(Loud::Filled, &look.t("understood")).show(ui, look);
        first_focus(ui, &ok, "sorry");
        close |= ok.clicked();
    });
    close
}

/// Work would be lost when the file is read again.
pub fn reopen(
    options: &crate::io::OpenOptions,
    name: &str,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let mut close = title(ui, look, &look.t("reopen-title"), None);
    body(ui, |ui| {
        let words = look.tf("reopen-about", &[("file", name.into())]);
        widget::line(ui, words, theme::regular(size::BODY), p.text);
    });
    let mut sure = false;
    buttons(ui, look, |ui| {
        let stay = Button::new(Loud::Filled, &look.t("reopen-stay")).show(ui, look);
        first_focus(ui, &stay, "reopen");
        close |= stay.clicked();
        sure = Button::new(Loud::Outlined, &look.t("reopen-sure"))
            .show(ui, look)
            .clicked();
    });
    if sure {
        intents.push(Intent::ReopenSure(options.clone()));
        return true;
    }
    close
}
