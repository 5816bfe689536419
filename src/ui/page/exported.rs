//! After the export: what the search of the finished file said, the record of it, the rows held
//! back, and what to do next.

use eframe::egui;
use egui::{Align, Frame, Layout, Margin, Ui};

use super::export::{item, number};
use crate::document::{LeakReport, Summary};
use crate::privacy::Trace;
use crate::ui::app::Intent;
use crate::ui::dialog::Dialog;
use crate::ui::icon;
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::{Done, Workspace};

/// Draws what was written, and what to do next.
pub fn show(file: &mut Workspace, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let Some(done) = file.export.done.take() else {
        return;
    };
    let summary = &done.summary;
    let clean = summary.leak.as_ref().is_some_and(|l| l.found.sum() == 0);
    let title = look.tf(
        if clean {
            "done-title-clean"
        } else {
            "done-title"
        },
        &[
            ("n", summary.rows_written.into()),
            ("rows", look.n(summary.rows_written).as_str().into()),
        ],
    );
    let below = look.tf(
        "done-below",
        &[("file", done.target.to_string_lossy().as_ref().into())],
    );
    let mut again = false;
    super::read::page(ui, look, &title, &below, |ui| {
        let width = ui.available_width();
        let side = if width > 820.0 { 340.0 } else { 290.0 };
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(width - side - 24.0);
                ui.spacing_mut().item_spacing.y = 12.0;
                if let Some(leak) = &summary.leak {
                    leak_card(ui, look, leak);
                }
                files(ui, look, &done, intents);
                facts(ui, look, summary);
            });
            ui.add_space(8.0);
            ui.vertical(|ui| {
                ui.set_width(side);
                again = side_card(ui, look, &done, intents);
            });
        });
    });
    if !again {
        file.export.done = Some(done);
    }
}

/// What was searched for in the finished file, and what was found.
fn leak_card(ui: &mut Ui, look: &Look, leak: &LeakReport) {
    let p = look.p();
    let row = |ui: &mut Ui, add: &mut dyn FnMut(&mut Ui)| {
        Frame::new()
            .inner_margin(Margin::symmetric(14, 7))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.set_height(20.0);
                ui.horizontal_centered(|ui| add(ui));
            });
    };
    widget::card(look)
        .inner_margin(Margin::ZERO)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            row(ui, &mut |ui| {
                widget::line(ui, icon::SHIELD_CHECK, theme::fill_font(18.0), p.ok);
                let words = look.t("leak-title");
                widget::line(ui, words, theme::semibold(size::BODY), p.text);
            });
            for trace in Trace::ALL {
                let all = leak.searched.of(trace);
                if all == 0 {
                    continue;
                }
                widget::rule(ui, look);
                row(ui, &mut |ui| {
                    let name = look.t(&format!("leak-kind-{}", trace.id()));
                    widget::line(ui, name, theme::regular(size::BODY), p.text);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let found = leak.found.of(trace);
                        let count = look.n(found);
                        let args = [("n", found.into()), ("count", count.as_str().into())];
                        // What was found and still left was kept on purpose: say so.
                        let (glyph, color, words) = if found == 0 {
                            (icon::CHECK, p.ok, look.tf("leak-none", &args))
                        } else {
                            (icon::INFO, p.note, look.tf("leak-kept", &args))
                        };
                        widget::line(ui, words, theme::semibold(size::BODY), color);
                        widget::line(ui, glyph, theme::icon_font(15.0), color);
                        ui.add_space(16.0);
                        let count = look.n(all);
                        let words = look.tf(
                            "leak-searched",
                            &[("n", all.into()), ("count", count.as_str().into())],
                        );
                        widget::line(ui, words, theme::num(size::BODY), p.muted);
                    });
                });
            }
            let left = leak.not_distinctive.sum();
            let nothing = leak.searched.sum() == 0;
            if left > 0 || nothing {
                widget::rule(ui, look);
                row(ui, &mut |ui| {
                    widget::line(ui, icon::INFO, theme::fill_font(16.0), p.note);
                    let count = look.n(left);
                    let key = if nothing {
                        "leak-nothing-personal"
                    } else {
                        "leak-too-common"
                    };
                    let words =
                        look.tf(key, &[("n", left.into()), ("count", count.as_str().into())]);
                    widget::line(ui, words, theme::regular(size::SMALL), p.muted);
                });
            }
        });
}

fn facts(ui: &mut Ui, look: &Look, summary: &Summary) {
    widget::card(look)
        .inner_margin(Margin::ZERO)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut line = |tone: Tone, title: &str, proof: &str| {
                item(ui, look, tone, title, proof, |_| {}, |_| {});
            };
            line(
                Tone::Ok,
                &look.t("done-verified"),
                &look.t("done-verified-proof"),
            );
            line(
                Tone::Ok,
                &look.t("promise-source"),
                &look.t("done-source-proof"),
            );
            if summary.rows_with_errors > 0 {
                let words = look.tf(
                    "done-kept",
                    &[
                        ("n", summary.rows_with_errors.into()),
                        ("rows", look.n(summary.rows_with_errors).as_str().into()),
                    ],
                );
                line(Tone::Warning, &words, &look.t("done-kept-proof"));
            }
            if !summary.columns_left_out.is_empty() {
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
                line(Tone::Note, &words, &names.join(", "));
            }
        });
}

/// The files that stand beside the platform's: the record, and the rows held back.
fn files(ui: &mut Ui, look: &Look, done: &Done, intents: &mut Vec<Intent>) {
    if let Some(record) = done.records.first() {
        let (title, about) = (look.t("done-record"), look.t("done-record-about"));
        if file_card(ui, look, icon::FILE, &title, &about) {
            intents.push(Intent::OpenFolder(record.clone()));
        }
    }
    if let Some((path, told)) = &done.held_back {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let count = look.n(told.rows);
        let about = look.tf(
            "done-held-back-about",
            &[("n", told.rows.into()), ("rows", count.as_str().into())],
        );
        if file_card(ui, look, icon::FILE_XLS, &name, &about) {
            intents.push(Intent::OpenFolder(path.clone()));
        }
    }
}

fn file_card(ui: &mut Ui, look: &Look, glyph: &str, title: &str, about: &str) -> bool {
    let p = look.p();
    let words = look.t("done-open");
    widget::card(look)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                widget::line(ui, glyph, theme::icon_font(22.0), p.accent);
                ui.add_space(4.0);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let button = Button::new(Loud::Outlined, &words).show(ui, look);
                    let name = look.named(&words, title);
                    button
                        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                    ui.add_space(8.0);
                    ui.with_layout(widget::down(), |ui| {
                        ui.spacing_mut().item_spacing.y = 1.0;
                        widget::cut_line(ui, title, theme::semibold(size::BODY), p.text);
                        let words = egui::RichText::new(about)
                            .font(theme::regular(size::BODY))
                            .color(p.muted);
                        ui.add(egui::Label::new(words).wrap());
                    });
                    button.clicked()
                })
                .inner
            })
            .inner
        })
        .inner
}

/// The figures and what to do next; true for another export of the same file.
fn side_card(ui: &mut Ui, look: &Look, done: &Done, intents: &mut Vec<Intent>) -> bool {
    let p = look.p();
    let summary = &done.summary;
    let mut again = false;
    widget::card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = look.t("done-summary");
        widget::line(ui, words, theme::semibold(size::CARD), p.text);
        ui.add_space(6.0);
        number(ui, look, "done-rows", summary.rows_written);
        number(ui, look, "export-rows-left-out", summary.rows_left_out);
        if let Some(record) = &summary.record {
            let edited = record.columns.iter().map(|c| c.edited).sum();
            number(ui, look, "done-edited", edited);
        }
        number(ui, look, "done-columns", summary.columns_written);
        let left_out = summary.columns_left_out.len() as u64;
        number(ui, look, "done-columns-left-out", left_out);
        number(ui, look, "done-pseudonyms", summary.pseudonymized);
        number(ui, look, "done-blurred", summary.blurred);
        number(ui, look, "done-emptied", summary.emptied);
        if let Some(key) = summary.record.as_ref().and_then(|r| r.key) {
            ui.add_space(6.0);
            widget::rule(ui, look);
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                widget::line(ui, icon::KEY, theme::icon_font(16.0), p.privacy);
                let words = look.t("done-key");
                widget::line(ui, words, theme::regular(size::BODY), p.muted);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    widget::line(ui, key.text(), theme::mono(size::BODY), p.text);
                });
            });
        }
        ui.add_space(8.0);
        let width = ui.available_width();
        let open = Button::new(Loud::Filled, &look.t("done-folder"))
            .icon(icon::FOLDER_OPEN)
            .width(width)
            .height(extent::BUTTON_PAGE)
            .show(ui, look);
        if open.clicked()
            && let Some(folder) = done.target.parent()
        {
            intents.push(Intent::OpenFolder(folder.to_owned()));
        }
        ui.add_space(2.0);
        let next = Button::new(Loud::Outlined, &look.t("done-next"))
            .width(width)
            .show(ui, look);
        if next.clicked() {
            intents.push(Intent::Act(crate::ui::action::Action::Open));
        }
        let remember = Button::new(Loud::Outlined, &look.t("remember-offer"))
            .width(width)
            .show(ui, look);
        if remember.clicked() {
            intents.push(Intent::Open(Dialog::Remember(Default::default())));
        }
        again = Button::new(Loud::Text, &look.t("done-again"))
            .width(width)
            .show(ui, look)
            .clicked();
    });
    again
}
