//! A large file while it is read: its first rows are on screen at once, with how far the reading
//! is and Cancel. Nothing can be changed yet, and nothing is judged.

use eframe::egui;
use egui::{Align, Frame, Layout, Margin, ScrollArea, Stroke, Ui};

use crate::io::Preview;
use crate::ui::app::Intent;
use crate::ui::job::Job;
use crate::ui::page::read::rows;
use crate::ui::panel::status::work_words;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};

/// Draws the page.
pub fn show(job: &Job, first: &Preview, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    Frame::new()
        .inner_margin(Margin::symmetric(24, 16))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                widget::working_sign(ui, look, 20.0);
                ui.add_space(4.0);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let cancel = Button::new(Loud::Outlined, &look.t("cancel")).show(ui, look);
                    if cancel.clicked() {
                        intents.push(Intent::CancelWork);
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let words = work_words(job, look);
                        widget::cut_line(ui, words, theme::semibold(size::TITLE), p.text);
                    });
                });
            });
            ui.add_space(4.0);
            let below = if job.is_read() {
                "opening-checking"
            } else {
                "opening-first-rows"
            };
            widget::cut_line(ui, look.t(below), theme::regular(size::BODY), p.muted);
            ui.add_space(12.0);
            Frame::new()
                .fill(p.grid)
                .stroke(Stroke::new(1.0, p.line2))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ScrollArea::both()
                        .id_salt("first rows")
                        .auto_shrink([false, false])
                        .show(ui, |ui| rows::table(first, ui, look, false));
                });
        });
}
