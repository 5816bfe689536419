//! How the file was read: one line, what is worth telling about the sheet with what can be done
//! about it, and beside it how it could be read instead, with the first rows as they would be.
//!
//! It only describes and asks. Another way of reading opens the file again in the same tab.

mod how;
pub mod reading;
pub mod rows;

use std::sync::PoisonError;

use eframe::egui;
use egui::{Frame, Label, Margin, RichText, ScrollArea, Stroke, Ui};

pub use reading::Reading;

use crate::document::{Command, Document, Selector};
use crate::io::ReadNote;
use crate::text;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{self, Button, Look, Loud, Tone};

/// « Feuille Juin, en-tête ligne 4 », on one line.
#[must_use]
pub fn one_line(document: &Document, look: &Look) -> String {
    let row = document.table().header_row().to_string();
    match document.table().sheet() {
        Some(sheet) => look.tf(
            "line-sheet",
            &[("sheet", sheet.into()), ("row", row.as_str().into())],
        ),
        None => {
            let read = document.read_as();
            let delimiter = read.delimiter.map(|d| crate::text::delimiter(look.lang, d));
            look.tf(
                "line-text",
                &[
                    ("encoding", read.encoding.unwrap_or("UTF-8").into()),
                    ("delimiter", delimiter.unwrap_or_default().as_str().into()),
                    ("row", row.as_str().into()),
                ],
            )
        }
    }
}

/// The frame of a page: a title, a second line, a column of at most 1060 points.
pub fn page(ui: &mut Ui, look: &Look, title: &str, below: &str, add: impl FnOnce(&mut Ui)) {
    let p = look.p();
    // Another title is another page, which begins at its top.
    ScrollArea::vertical()
        .id_salt(title)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let room = ui.available_width();
            let width = (room - 2.0 * space::PAGE_EDGE).min(space::PAGE_WIDTH);
            let margin = ((room - width) / 2.0).max(0.0);
            ui.horizontal_top(|ui| {
                ui.add_space(margin);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.add_space(if look.low { 14.0 } else { 28.0 });
                    widget::line(ui, title, theme::semibold(size::TITLE), p.text);
                    widget::line(ui, below, theme::regular(size::BODY), p.muted);
                    ui.add_space(14.0);
                    add(ui);
                    ui.add_space(20.0);
                });
            });
        });
}

/// Draws the page.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    reading::peek(app, ui.ctx());
    let Some(file) = app.file_mut() else {
        return;
    };
    let shared = file.share();
    let session = shared.read().unwrap_or_else(PoisonError::into_inner);
    let document = session.document();
    let name = file.name.clone();
    let reading = &mut file.reading;
    let p = look.p();
    egui::Panel::right("read how")
        .exact_size(if look.narrow { 250.0 } else { 282.0 })
        .resizable(false)
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| {
            let edge = ui.max_rect();
            how::show(reading, ui, look, document, intents);
            ui.painter()
                .vline(edge.left() + 0.5, edge.y_range(), Stroke::new(1.0, p.line2));
        });
    egui::CentralPanel::no_frame()
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| {
            let tight = if look.low { 10 } else { 16 };
            Frame::new()
                .inner_margin(Margin::symmetric(16, tight))
                .show(ui, |ui| {
                    let title = look.tf("read-title", &[("file", name.as_str().into())]);
                    widget::cut_line(ui, title, theme::semibold(size::TITLE), p.text);
                    let read = document.read_as();
                    let line = text::read_as(
                        look.lang,
                        document.table(),
                        read.kind,
                        read.encoding,
                        read.delimiter,
                    );
                    widget::cut_line(ui, line, theme::regular(size::BODY), p.muted);
                    ui.add_space(8.0);
                    notices(reading, ui, look, document, intents);
                    rows::show(reading, ui, look, document);
                });
        });
}

/// What the reader noticed, and what can be done about it.
fn notices(
    reading: &mut Reading,
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    intents: &mut Vec<Intent>,
) {
    let notes = document.read_as().layout.notes();
    let p = look.p();
    let tall = if look.low { 112.0 } else { 180.0 };
    widget::card(look)
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            if notes.is_empty() {
                ui.horizontal(|ui| {
                    widget::line(ui, icon::CHECK_CIRCLE, theme::fill_font(16.0), p.ok);
                    let words = look.t("reading-nothing");
                    widget::line(ui, words, theme::regular(size::BODY), p.text);
                });
                return;
            }
            ScrollArea::vertical()
                .id_salt("notices")
                .max_height(tall)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    for note in &notes {
                        notice(reading, ui, look, document, note, intents);
                    }
                });
        });
    ui.add_space(10.0);
}

fn notice(
    reading: &mut Reading,
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    note: &ReadNote,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let table = document.table();
    let options = document.read_as().options.clone();
    // What the notice proposes: the words of its button and what it does.
    let mut settled = false;
    let mut again = options.clone();
    let proposal: Option<(&str, Intent)> = match note {
        ReadNote::Total { .. } | ReadNote::RepeatedHeaders { .. } => {
            let told = match note {
                ReadNote::Total { row } => std::slice::from_ref(row),
                ReadNote::RepeatedHeaders { rows } => rows,
                _ => &[],
            };
            let rows = Selector::Rows(told.iter().map(|row| table.row_name(*row)).collect());
            settled = told.iter().all(|row| table.is_removed(*row));
            Some(if settled {
                (
                    "reading-bring-back",
                    Intent::Run(Command::RestoreRows { rows }),
                )
            } else {
                (
                    "reading-take-out",
                    Intent::Run(Command::DeleteRows { rows }),
                )
            })
        }
        ReadNote::AlikeSheets { names } => {
            again.sheet = table.sheet().map(str::to_owned);
            again.more_sheets.clone_from(names);
            (options.more_sheets.is_empty()).then_some(("reading-one-table", Intent::Reopen(again)))
        }
        ReadNote::ShownOtherwise { .. } => {
            again.as_shown = true;
            (!options.as_shown).then_some(("reading-as-shown", Intent::Reopen(again)))
        }
        ReadNote::Merged { .. } => {
            again.fill_merged = true;
            (!options.fill_merged).then_some(("reading-fill-down", Intent::Reopen(again)))
        }
        _ => None,
    };
    let lost = matches!(note, ReadNote::Unsolved { .. });
    let tone = if lost || (proposal.is_some() && !settled) {
        Tone::Warning
    } else {
        Tone::Note
    };
    let words = text::read_note(look.lang, table, note);
    let room = ui.available_width();
    ui.horizontal(|ui| {
        let (strong, _) = tone.colors(p);
        widget::line(ui, tone.sign(), theme::fill_font(16.0), strong);
        let wide = if proposal.is_some() {
            room - 250.0
        } else {
            room - 40.0
        };
        ui.vertical(|ui| {
            ui.set_width(wide.max(160.0));
            let color = if settled { p.muted } else { p.text };
            let text = RichText::new(&words)
                .font(theme::regular(size::BODY))
                .color(color);
            ui.add(Label::new(text).wrap());
        });
        if let Some((key, intent)) = proposal {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                let button = look.t(key);
                let shown = Button::new(Loud::Outlined, &button)
                    .height(26.0)
                    .show(ui, look);
                if shown.clicked() {
                    if let Intent::Reopen(options) = &intent {
                        reading.draft = options.clone();
                    }
                    intents.push(intent);
                }
            });
        }
    });
}
