//! The values of a column as a table of old and new, with groups of spellings that are probably
//! one value. Each can be typed anew and ticked; one button says how many cells it will change.
//! One undo step.

use eframe::egui;
use egui::{Align, Frame, Layout, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::ask::named;
use super::bulk_query::Reach;
use super::values_plan::{Part, Values};
use super::{body, buttons, title};
use crate::check::cell::check_text;
use crate::check::{Severity, Today};
use crate::table::Text;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, visible_blanks};

const LINE: f32 = 34.0;

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &App,
    dialog: &mut Values,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let Some(file) = app.file() else {
        return true;
    };
    let today = {
        let session = file.session();
        if session.document().revision() != dialog.revision {
            return true;
        }
        session.document().today()
    };
    let heading = look.tf(
        "values-title",
        &[("column", dialog.column.header.as_str().into())],
    );
    let distinct = dialog.values.len() as u64;
    let below = look.tf(
        "column-distinct",
        &[
            ("n", distinct.into()),
            ("count", look.n(distinct).as_str().into()),
        ],
    );
    let mut close = title(ui, look, &heading, Some(&below));
    let hidden = app.hide_clear && dialog.personal;
    let height = (ui.ctx().content_rect().height() - 32.0 - 66.0 - 56.0 - 112.0).clamp(96.0, 340.0);
    body(ui, |ui| {
        if hidden {
            widget::line(
                ui,
                look.t("values-hidden"),
                theme::regular(size::BODY),
                look.p().muted,
            );
            return;
        }
        parts(dialog, ui, look);
        ui.add_space(8.0);
        ui.horizontal_top(|ui| {
            let (width, side) = (ui.available_width(), 190.0);
            ui.vertical(|ui| {
                ui.set_width(width - side - 24.0);
                match dialog.part {
                    Part::Alike => groups(dialog, ui, look, height),
                    _ => table(dialog, today, ui, look, height),
                }
            });
            ui.add_space(14.0);
            ui.vertical(|ui| {
                ui.set_width(side);
                scope(dialog, ui, look);
            });
        });
    });
    let cells = dialog
        .cells()
        .get(dialog.reach as usize)
        .copied()
        .unwrap_or_default();
    let mut go = false;
    buttons(ui, look, |ui| {
        let words = look.tf(
            "values-button",
            &[
                ("n", cells.into()),
                ("cells", look.n(cells).as_str().into()),
            ],
        );
        go = Button::new(Loud::Filled, &words)
            .enabled(cells > 0 && !hidden)
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go && let Some(command) = dialog.command(file) {
        intents.push(Intent::Run(command));
        return true;
    }
    close
}

/// Which values are listed, and what is looked for in them.
fn parts(dialog: &mut Values, ui: &mut Ui, look: &Look) {
    let counted = |key: &str, n: usize| format!("{} ({})", look.t(key), look.n(n as u64));
    let words = [
        counted("values-all", dialog.values.len()),
        counted("values-problems", dialog.problems),
        counted("values-alike", dialog.alike.len()),
    ];
    let names: Vec<&str> = words.iter().map(String::as_str).collect();
    match widget::segments(ui, look, &names, dialog.part as usize, 30.0) {
        Some(0) => dialog.part = Part::All,
        Some(1) => dialog.part = Part::Problems,
        Some(_) => dialog.part = Part::Alike,
        None => {}
    }
    ui.add_space(8.0);
    let hint = look.t("column-search");
    let width = ui.available_width();
    let font = theme::regular(size::BODY);
    let field = widget::field(ui, look, &mut dialog.search, &hint, width, font);
    named(field, &hint, &dialog.search);
}

/// A frame with a head line around a list.
fn listed(ui: &mut Ui, look: &Look, head: &str, add: impl FnOnce(&mut Ui)) {
    let p = look.p();
    Frame::new()
        .fill(p.grid)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(egui::CornerRadius::same(theme::radius::BUTTON))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let (rect, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
            ui.painter()
                .rect_filled(rect.shrink(1.0), egui::CornerRadius::same(5), p.header);
            for (x, align, words) in [
                (rect.left() + 38.0, egui::Align2::LEFT_CENTER, head),
                (
                    middle(rect) + 20.0,
                    egui::Align2::LEFT_CENTER,
                    &look.t("fix-after"),
                ),
                (
                    rect.right() - 12.0,
                    egui::Align2::RIGHT_CENTER,
                    &look.t("fix-count"),
                ),
            ] {
                let font = theme::regular(size::SMALL);
                ui.painter()
                    .text(pos2(x, rect.center().y), align, words, font, p.muted);
            }
            add(ui);
        });
}

/// Where the arrow between old and new stands.
fn middle(rect: Rect) -> f32 {
    rect.left() + (rect.width() - 60.0) * 0.46
}

fn nothing(ui: &mut Ui, look: &Look, key: &str) {
    ui.add_space(12.0);
    ui.vertical_centered(|ui| {
        let font = theme::regular(size::BODY);
        widget::line(ui, look.t(key), font, look.p().muted);
    });
    ui.add_space(12.0);
}

/// Old and new, value by value.
fn table(dialog: &mut Values, today: Today, ui: &mut Ui, look: &Look, height: f32) {
    let shown = dialog.listed();
    let reach = dialog.reach as usize;
    let field = dialog.field.clone();
    let head = look.t("fix-before");
    listed(ui, look, &head, |ui| {
        if shown.is_empty() {
            nothing(ui, look, "column-none");
            return;
        }
        let values = &mut dialog.values;
        ScrollArea::vertical()
            .id_salt("values")
            .max_height(height - 28.0)
            .auto_shrink([false, true])
            .show_rows(ui, LINE, shown.len(), |ui, range| {
                for at in shown.get(range).unwrap_or_default() {
                    let Some(value) = values.get_mut(*at) else {
                        continue;
                    };
                    let wrong = value.ticked
                        && field.as_ref().is_some_and(|field| {
                            check_text(field, Text::new(value.becomes()), today)
                                .is_some_and(|f| f.severity == Severity::Error)
                        });
                    one(value, reach, wrong, ui, look);
                }
            });
    });
}

fn one(value: &mut super::values_plan::Value, reach: usize, wrong: bool, ui: &mut Ui, look: &Look) {
    let p = look.p();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let y = rect.center().y;
    let name = if value.shown.is_empty() {
        look.t("grid-empty")
    } else {
        value.shown.clone()
    };
    if value.differs() {
        let place = Rect::from_center_size(pos2(rect.left() + 18.0, y), vec2(20.0, 20.0));
        let words = format!("{name} → {}", visible_blanks(value.becomes()));
        if widget::inside(ui, place, widget::down(), |ui| {
            widget::tick(ui, look, value.ticked, &words)
        }) {
            value.ticked = !value.ticked;
        }
    } else if let Some(severity) = value.problem {
        let tone = match severity {
            Severity::Error => widget::Tone::Error,
            _ => widget::Tone::Warning,
        };
        ui.painter().text(
            pos2(rect.left() + 18.0, y),
            egui::Align2::CENTER_CENTER,
            tone.sign(),
            theme::fill_font(14.0),
            tone.colors(p).0,
        );
    }
    let color = if value.shown.is_empty() {
        p.faint
    } else {
        p.text
    };
    let old = Rect::from_min_max(
        pos2(rect.left() + 38.0, rect.top() + 9.0),
        pos2(middle(rect) - 12.0, rect.bottom()),
    );
    widget::inside(ui, old, widget::down(), |ui| {
        widget::cut_line(ui, &name, theme::mono(size::SMALL), color);
    });
    arrow(ui, look, rect);
    let place = Rect::from_min_max(
        pos2(middle(rect) + 16.0, rect.top() + 2.0),
        pos2(rect.right() - 62.0, rect.bottom() - 2.0),
    );
    let label = look.tf("values-new", &[("value", name.as_str().into())]);
    if new_text(ui, look, place, &mut value.new, &label, wrong) {
        value.ticked = value.differs();
    }
    count(ui, look, rect, value.counts.get(reach).copied());
}

/// The field of a new text; true when it was changed.
fn new_text(
    ui: &mut Ui,
    look: &Look,
    place: Rect,
    text: &mut String,
    label: &str,
    wrong: bool,
) -> bool {
    let width = place.width();
    let field = widget::inside(ui, place, widget::down(), |ui| {
        ui.push_id(label, |ui| {
            let hint = look.t("grid-empty");
            let font = theme::mono(size::SMALL);
            widget::field(ui, look, text, &hint, width, font)
        })
        .inner
    });
    let changed = field.changed();
    let field = named(field, label, text);
    if wrong {
        ui.painter().rect_stroke(
            field.rect,
            egui::CornerRadius::same(theme::radius::SMALL),
            Stroke::new(1.0, look.p().error),
            egui::StrokeKind::Outside,
        );
        field.on_hover_text(look.t("values-still-wrong"));
    }
    changed
}

fn arrow(ui: &Ui, look: &Look, rect: Rect) {
    ui.painter().text(
        pos2(middle(rect), rect.center().y),
        egui::Align2::CENTER_CENTER,
        icon::ARROW_RIGHT,
        theme::icon_font(13.0),
        look.p().muted,
    );
}

fn count(ui: &Ui, look: &Look, rect: Rect, count: Option<u64>) {
    ui.painter().text(
        pos2(rect.right() - 12.0, rect.center().y),
        egui::Align2::RIGHT_CENTER,
        look.n(count.unwrap_or_default()),
        theme::num(size::BODY),
        look.p().muted,
    );
}

/// Groups of spellings: what they become, and each spelling below it.
fn groups(dialog: &mut Values, ui: &mut Ui, look: &Look, height: f32) {
    let shown = dialog.listed_groups();
    let head = look.t("values-spellings");
    listed(ui, look, &head, |ui| {
        if shown.is_empty() {
            nothing(ui, look, "values-none-alike");
            return;
        }
        let all = shown.iter().all(|group| dialog.is_merged(*group));
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            if widget::check(ui, look, all, &look.t("values-all-groups")) {
                for group in &shown {
                    dialog.merge(*group, !all);
                }
            }
        });
        ScrollArea::vertical()
            .id_salt("groups")
            .max_height(height - 58.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for group in shown {
                    let lines = dialog.alike.get(group).map_or(0, |a| a.members.len() + 1);
                    let size = vec2(ui.available_width(), LINE * lines as f32);
                    let place = Rect::from_min_size(ui.cursor().min, size);
                    // Only what is on screen is drawn; thousands of groups stay quick.
                    if ui.is_rect_visible(place) {
                        one_group(dialog, group, ui, look);
                    } else {
                        ui.allocate_exact_size(size, Sense::hover());
                    }
                }
            });
    });
}

fn one_group(dialog: &mut Values, group: usize, ui: &mut Ui, look: &Look) {
    let p = look.p();
    let reach = dialog.reach as usize;
    let merged = dialog.is_merged(group);
    let Some(alike) = dialog.alike.get_mut(group) else {
        return;
    };
    let members = alike.members.clone();
    let sum: u64 = members
        .iter()
        .filter_map(|at| dialog.values.get(*at)?.counts.get(reach))
        .sum();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let y = rect.center().y;
    let before = alike.into.clone();
    let words = look.tf("values-merge", &[("value", before.as_str().into())]);
    // What is typed changes; the group's first spelling names it.
    let first = members.first().and_then(|at| dialog.values.get(*at));
    let first = first.map(|v| v.shown.clone()).unwrap_or_default();
    let place = Rect::from_min_max(
        pos2(rect.left() + 8.0, rect.top()),
        pos2(middle(rect) - 12.0, rect.bottom()),
    );
    let toggled = widget::inside(ui, place, Layout::left_to_right(Align::Center), |ui| {
        widget::check(ui, look, merged, &words)
    });
    arrow(ui, look, rect);
    let place = Rect::from_min_max(
        pos2(middle(rect) + 16.0, rect.top() + 2.0),
        pos2(rect.right() - 62.0, rect.bottom() - 2.0),
    );
    let label = look.tf("values-into", &[("value", first.as_str().into())]);
    let typed = new_text(ui, look, place, &mut alike.into, &label, false);
    count(ui, look, rect, Some(sum));
    if typed {
        dialog.renamed(group, &before);
    }
    if toggled {
        dialog.merge(group, !merged);
    }
    for at in members {
        let into = dialog.alike.get(group).map(|a| a.into.trim().to_owned());
        let Some(value) = dialog.values.get(at) else {
            continue;
        };
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
        let stays = into.as_deref() == Some(value.old.as_text().reveal());
        let joined = !stays && value.ticked && into.as_deref() == Some(value.becomes());
        let (name, cells) = (value.shown.clone(), value.counts.get(reach).copied());
        let place = Rect::from_min_max(
            pos2(rect.left() + 30.0, rect.top()),
            pos2(rect.right() - 62.0, rect.bottom()),
        );
        let clicked = widget::inside(ui, place, Layout::left_to_right(Align::Center), |ui| {
            if stays {
                ui.add_space(22.0);
                widget::line(ui, name, theme::mono(size::SMALL), p.text);
                let font = theme::regular(size::SMALL);
                widget::line(ui, look.t("values-stays"), font, p.muted);
                false
            } else {
                let clicked = widget::tick(ui, look, joined, &name);
                widget::cut_line(ui, &name, theme::mono(size::SMALL), p.text);
                clicked
            }
        });
        if clicked {
            dialog.join(group, at, !joined);
        }
        count(ui, look, rect, cells);
    }
    ui.painter()
        .hline(rect.x_range(), y - LINE / 2.0, Stroke::new(1.0, p.line));
}

fn scope(dialog: &mut Values, ui: &mut Ui, look: &Look) {
    let p = look.p();
    widget::line(ui, look.t("fix-scope"), theme::semibold(size::BODY), p.text);
    let rows = [
        (Reach::Column, "fix-scope-column"),
        (Reach::Shown, "fix-scope-shown"),
        (Reach::Selection, "fix-scope-selection"),
    ];
    for ((reach, key), cells) in rows.into_iter().zip(dialog.cells()) {
        let on = dialog.reach == reach;
        if widget::radio(ui, look, on, &look.t(key), Some(&look.n(cells))) {
            dialog.reach = reach;
        }
    }
    ui.add_space(10.0);
    let small = || theme::regular(size::SMALL);
    if let Some(field) = dialog.field.as_ref().filter(|f| !f.values.is_empty()) {
        widget::line(
            ui,
            look.t("field-values"),
            theme::semibold(size::BODY),
            p.text,
        );
        widget::line(
            ui,
            field.values.join(", "),
            theme::mono(size::SMALL),
            p.muted,
        );
        ui.add_space(10.0);
    }
    let key = match dialog.part {
        Part::Alike => "values-about-alike",
        _ => "values-about",
    };
    ui.add(
        egui::Label::new(
            egui::RichText::new(look.t(key))
                .font(small())
                .color(p.muted),
        )
        .wrap(),
    );
    ui.add_space(6.0);
    let once = egui::RichText::new(look.t("fix-one-step"));
    ui.add(egui::Label::new(once.font(small()).color(p.muted)).wrap());
}
