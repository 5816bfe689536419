//! Questions before something leaves that should perhaps not, or does not leave that should: rows
//! with errors, and the workbook of them for their provider; personal data that is kept.

use std::path::PathBuf;

use eframe::egui;
use egui::Ui;

use super::ask::{first_focus, named};
use super::{body, buttons, title};
use crate::document::{ColumnName, Command, Decision, Invalid, names_personal_data};
use crate::privacy::Trace;
use crate::ui::app::{App, Intent};
use crate::ui::job::Purpose;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};

/// A write that loses rows or keeps errors.
pub struct ConfirmExport {
    pub invalid: Invalid,
    pub rows: u64,
    /// Rows that are written.
    pub leaving: u64,
    pub errors: u64,
    /// The rows left out can be written for the provider.
    pub may_hold_back: bool,
    /// They are.
    pub with_held_back: bool,
    /// Where.
    pub held_back: String,
    pub replace: bool,
}

/// Rows would be left out, or errors written.
pub fn confirm_export(
    app: &mut App,
    ask: &mut ConfirmExport,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let skip = ask.invalid == Invalid::Skip;
    let (heading, about, action) = if skip {
        let rows = |key: &str, rows: u64| {
            let number = look.n(rows);
            look.tf(key, &[("n", rows.into()), ("rows", number.as_str().into())])
        };
        (
            rows("confirm-skip-title", ask.rows),
            look.t("confirm-skip-about"),
            rows("export-button", ask.leaving),
        )
    } else {
        let number = look.n(ask.errors);
        let args = [("n", ask.errors.into()), ("errors", number.as_str().into())];
        (
            look.tf("confirm-keep-title", &args),
            look.t("confirm-keep-about"),
            look.t("confirm-keep-go"),
        )
    };
    let mut close = title(ui, look, &heading, None);
    body(ui, |ui| {
        widget::tinted(look, Tone::Warning).show(ui, |ui| {
            ui.set_width(ui.available_width());
            widget::line(ui, about, theme::regular(size::BODY), p.text);
        });
        if skip && ask.may_hold_back {
            ui.add_space(10.0);
            held_back(app, ask, ui, look, intents);
        }
    });
    let ready = !(skip && ask.with_held_back) || may_write(ask);
    let mut go = false;
    buttons(ui, look, |ui| {
        go = Button::new(Loud::Filled, &action)
            .enabled(ready)
            .show(ui, look)
            .clicked();
        let back = Button::new(Loud::Outlined, &look.t("cancel")).show(ui, look);
        first_focus(ui, &back, "confirm");
        close |= back.clicked();
    });
    if go {
        if let Some(file) = app.file_mut() {
            let wanted = skip && ask.with_held_back;
            file.export.held_back = wanted.then(|| ask.held_back.trim().to_owned());
            file.export.replace_held_back = ask.replace;
        }
        intents.push(Intent::Export);
        return true;
    }
    close
}

fn may_write(ask: &ConfirmExport) -> bool {
    let path = PathBuf::from(ask.held_back.trim());
    names_personal_data(&path) && (ask.replace || !path.exists())
}

/// The rows left out, for the provider: asked each time, in another folder.
fn held_back(
    app: &App,
    ask: &mut ConfirmExport,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let words = look.t("held-back-tick");
    ui.horizontal(|ui| {
        if widget::tick(ui, look, ask.with_held_back, &words) {
            ask.with_held_back = !ask.with_held_back;
        }
        widget::line(ui, words, theme::semibold(size::BODY), p.text);
    });
    let words = look.t("held-back-about");
    widget::line(ui, words, theme::regular(size::BODY), p.muted);
    if !ask.with_held_back {
        return;
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let room = if app.use_system_dialogs() { 104.0 } else { 0.0 };
        let width = ui.available_width() - room;
        let font = theme::mono(size::SMALL);
        let field = widget::field(ui, look, &mut ask.held_back, "", width, font);
        named(field, &look.t("held-back-field"), &ask.held_back);
        if app.use_system_dialogs()
            && Button::new(Loud::Outlined, &look.t("key-browse"))
                .show(ui, look)
                .clicked()
        {
            let start = PathBuf::from(&ask.held_back);
            intents.push(Intent::Browse(Purpose::HeldBack, start));
        }
    });
    let path = PathBuf::from(ask.held_back.trim());
    if !names_personal_data(&path) {
        let words = look.t("return-name");
        widget::line(ui, words, theme::regular(size::SMALL), p.error);
    } else if path.exists() {
        ui.horizontal(|ui| {
            let words = look.t("export-replace");
            if widget::tick(ui, look, ask.replace, &words) {
                ask.replace = !ask.replace;
            }
            widget::line(ui, words, theme::regular(size::BODY), p.text);
        });
    }
}

/// Why personal data is kept in a column that leaves in the clear: goes into the record.
pub struct KeepAsk {
    pub column: ColumnName,
    pub trace: Trace,
    pub reason: String,
}

/// The reason for keeping what the search found.
pub fn keep(ask: &mut KeepAsk, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) -> bool {
    let p = look.p();
    let what = crate::text::trace_name(look.lang, ask.trace);
    let args = [
        ("column", ask.column.header.as_str().into()),
        ("what", what.as_str().into()),
    ];
    let mut close = title(ui, look, &look.tf("keep-title", &args), None);
    let mut go = false;
    body(ui, |ui| {
        widget::line(ui, look.t("keep-about"), theme::regular(size::BODY), p.text);
        ui.add_space(6.0);
        let width = ui.available_width();
        let font = theme::regular(size::BODY);
        let hint = look.t("keep-hint");
        let field = widget::field(ui, look, &mut ask.reason, &hint, width, font);
        let field = named(field, &look.t("keep-field"), &ask.reason);
        first_focus(ui, &field, "keep");
        go = widget::entered(ui, &field);
    });
    let reason = ask.reason.trim().to_owned();
    buttons(ui, look, |ui| {
        go |= Button::new(Loud::Filled, &look.t("keep-go"))
            .enabled(!reason.is_empty())
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go && !reason.is_empty() {
        intents.push(Intent::Run(Command::Decide {
            column: ask.column.clone(),
            trace: Some(ask.trace),
            decision: Some(Decision::Keep { reason }),
        }));
        return true;
    }
    close
}
