//! After the export: what was written, how it was verified, what stayed behind.

use eframe::egui;
use egui::{Margin, Ui};

use super::export::{item, number};
use crate::ui::app::Intent;
use crate::ui::icon;
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::Workspace;

/// Draws what was written, and what to do next.
pub fn show(file: &mut Workspace, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let Some((summary, target, _)) = file.export.done.clone() else {
        return;
    };
    let title = look.tf(
        "done-title",
        &[
            ("n", summary.rows_written.into()),
            ("rows", look.n(summary.rows_written).as_str().into()),
        ],
    );
    let below = look.tf(
        "done-below",
        &[("file", target.to_string_lossy().as_ref().into())],
    );
    super::read::page(ui, look, &title, &below, |ui| {
        let width = ui.available_width();
        let side = if width > 820.0 { 340.0 } else { 290.0 };
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(width - side - 24.0);
                widget::card(look)
                    .inner_margin(Margin::ZERO)
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        ui.spacing_mut().item_spacing.y = 0.0;
                        item(
                            ui,
                            look,
                            Tone::Ok,
                            &look.t("done-verified"),
                            &look.t("done-verified-proof"),
                            |_| {},
                            |_| {},
                        );
                        widget::rule(ui, look);
                        item(
                            ui,
                            look,
                            Tone::Ok,
                            &look.t("promise-source"),
                            &look.t("done-source-proof"),
                            |_| {},
                            |_| {},
                        );
                        if summary.rows_with_errors > 0 {
                            widget::rule(ui, look);
                            let words = look.tf(
                                "done-kept",
                                &[
                                    ("n", summary.rows_with_errors.into()),
                                    ("rows", look.n(summary.rows_with_errors).as_str().into()),
                                ],
                            );
                            item(
                                ui,
                                look,
                                Tone::Warning,
                                &words,
                                &look.t("done-kept-proof"),
                                |_| {},
                                |_| {},
                            );
                        }
                        if !summary.columns_left_out.is_empty() {
                            widget::rule(ui, look);
                            let n = summary.columns_left_out.len() as u64;
                            let words = look.tf(
                                "check-left-out",
                                &[("n", n.into()), ("count", look.n(n).as_str().into())],
                            );
                            let names: Vec<&str> = summary
                                .columns_left_out
                                .iter()
                                .map(|l| l.header.as_str())
                                .filter(|h| !h.trim().is_empty())
                                .collect();
                            item(
                                ui,
                                look,
                                Tone::Note,
                                &words,
                                &names.join(", "),
                                |_| {},
                                |_| {},
                            );
                        }
                    });
            });
            ui.add_space(8.0);
            ui.vertical(|ui| {
                ui.set_width(side);
                widget::card(look).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    widget::line(
                        ui,
                        look.t("done-summary"),
                        theme::semibold(size::CARD),
                        p.text,
                    );
                    ui.add_space(6.0);
                    number(ui, look, "done-rows", summary.rows_written);
                    number(ui, look, "export-rows-left-out", summary.rows_left_out);
                    number(ui, look, "done-columns", summary.columns_written);
                    number(
                        ui,
                        look,
                        "done-columns-left-out",
                        summary.columns_left_out.len() as u64,
                    );
                    number(ui, look, "done-pseudonyms", summary.pseudonymized);
                    number(ui, look, "done-blurred", summary.blurred);
                    number(ui, look, "done-emptied", summary.emptied);
                    ui.add_space(8.0);
                    let width = ui.available_width();
                    let open = Button::new(Loud::Filled, &look.t("done-folder"))
                        .icon(icon::FOLDER_OPEN)
                        .width(width)
                        .height(extent::BUTTON_PAGE)
                        .show(ui, look);
                    if open.clicked()
                        && let Some(folder) = target.parent()
                    {
                        intents.push(Intent::OpenFolder(folder.to_owned()));
                    }
                    ui.add_space(2.0);
                    if Button::new(Loud::Outlined, &look.t("done-again"))
                        .width(width)
                        .show(ui, look)
                        .clicked()
                    {
                        file.export.done = None;
                    }
                    if Button::new(Loud::Text, &look.t("done-next"))
                        .width(width)
                        .show(ui, look)
                        .clicked()
                    {
                        intents.push(Intent::Act(crate::ui::action::Action::Open));
                    }
                });
            });
        });
    });
}
