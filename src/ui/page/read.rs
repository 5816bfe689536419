//! How the file was read, in words: kind, sheet, header row, encoding, separator; and the other
//! sheets that can be opened instead.

use eframe::egui;
use egui::{ScrollArea, Ui, vec2};

use crate::document::Document;
use crate::ui::app::{App, Intent};
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Step;

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
    ScrollArea::vertical()
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
pub fn show(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let Some(file) = app.file() else {
        return;
    };
    let session = file.session();
    let document = session.document();
    let p = look.p();
    let title = look.tf("read-title", &[("file", file.name.as_str().into())]);
    page(ui, look, &title, &look.t("read-below"), |ui| {
        let read = document.read_as();
        widget::card(look).show(ui, |ui| {
            ui.set_width(ui.available_width());
            widget::line(ui, look.t("read-how"), theme::semibold(size::CARD), p.text);
            ui.add_space(6.0);
            let body = || theme::regular(size::BODY);
            fact(
                ui,
                look,
                "read-kind",
                &crate::text::kind(look.lang, read.kind),
            );
            if let Some(sheet) = document.table().sheet() {
                fact(ui, look, "read-sheet-name", sheet);
            }
            let row = document.table().header_row().to_string();
            fact(ui, look, "read-header-row", &row);
            if let Some(encoding) = read.encoding {
                fact(ui, look, "read-encoding", encoding);
            }
            if let Some(delimiter) = read.delimiter {
                fact(
                    ui,
                    look,
                    "read-delimiter",
                    &crate::text::delimiter(look.lang, delimiter),
                );
            }
            let rows = look.n(document.table().rows().count() as u64);
            fact(ui, look, "read-rows", &rows);
            let columns = look.n(document.table().column_count() as u64);
            fact(ui, look, "read-columns", &columns);
            ui.add_space(4.0);
            widget::line(ui, look.t("promise-source"), body(), p.muted);
        });
        if read.sheets.len() > 1 {
            ui.add_space(14.0);
            sheets(ui, look, document, intents);
        }
        ui.add_space(14.0);
        if Button::new(Loud::Filled, &look.t("read-next"))
            .show(ui, look)
            .clicked()
        {
            intents.push(Intent::Step(Step::Match));
        }
    });
}

fn fact(ui: &mut Ui, look: &Look, key: &str, value: &str) {
    let p = look.p();
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(150.0, 20.0), egui::Sense::hover());
        ui.painter().text(
            rect.left_center(),
            egui::Align2::LEFT_CENTER,
            look.t(key),
            theme::regular(size::BODY),
            p.muted,
        );
        widget::line(ui, value, theme::regular(size::BODY), p.text);
    });
}

fn sheets(ui: &mut Ui, look: &Look, document: &Document, intents: &mut Vec<Intent>) {
    let p = look.p();
    widget::card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        widget::line(
            ui,
            look.t("read-sheets"),
            theme::semibold(size::CARD),
            p.text,
        );
        ui.add_space(6.0);
        for sheet in &document.read_as().sheets {
            let current = document.table().sheet() == Some(sheet);
            if widget::radio(ui, look, current, sheet, None) && !current {
                intents.push(Intent::OpenSheet(sheet.clone()));
            }
        }
    });
}
