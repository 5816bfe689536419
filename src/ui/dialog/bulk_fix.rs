//! Many alike problems put right at once: each distinct value before and after with its count,
//! ticks, scope, and one button that says how many cells it will change. One undo step.

use eframe::egui;
use egui::{Align2, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::bulk_lines::Line;
pub use super::bulk_plan::BulkFix;
use super::bulk_query::{Aim, Reach};
use super::{body, buttons, title};
use crate::document::Document;
use crate::text;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};

const LINE: f32 = 28.0;

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &mut App,
    fix: &mut BulkFix,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let Some(revision) = app.file().map(|f| f.session().document().revision()) else {
        return true;
    };
    let hide_clear = app.hide_clear;
    if fix.settle() || revision != fix.revision || fix.hide_clear != hide_clear {
        fix.hide_clear = hide_clear;
        fix.plan(app, look);
    }
    let planning = fix.is_planning();
    let (heading, below) = heading(fix, look);
    let below = (!fix.lines.is_empty() || planning).then_some(below.as_str());
    let mut close = title(ui, look, &heading, below);
    let tall = ui.ctx().content_rect().height();
    let more = if matches!(fix.aim, Aim::Replace(_)) {
        96.0
    } else {
        0.0
    } + if fix.asked.is_empty() { 0.0 } else { 128.0 };
    let height = (tall - 32.0 - 66.0 - 56.0 - 30.0 - more).clamp(96.0, 320.0);
    let changed = {
        let Some(file) = app.file() else {
            return true;
        };
        let session = file.session();
        let document = session.document();
        body(ui, |ui| {
            let mut changed = false;
            if let Aim::Replace(search) = &mut fix.aim {
                changed |= super::replace::form(search, ui, look);
                ui.add_space(8.0);
            }
            ui.horizontal_top(|ui| {
                let width = ui.available_width();
                let side = 230.0;
                ui.vertical(|ui| {
                    ui.set_width(width - side - 24.0);
                    if !matches!(fix.aim, Aim::Answer { reading: None, .. }) {
                        list(fix, document, ui, look, height);
                    }
                    changed |= questions(fix, ui, look);
                });
                ui.add_space(14.0);
                ui.vertical(|ui| {
                    ui.set_width(side);
                    changed |= scope(fix, document, ui, look);
                });
            });
            changed
        })
    };
    if changed {
        fix.plan(app, look);
    }
    let ticked = fix.ticked();
    let mut go = false;
    buttons(ui, look, |ui| {
        let words = look.tf(
            "fix-button",
            &[
                ("n", ticked.into()),
                ("cells", look.n(ticked).as_str().into()),
            ],
        );
        let ready = ticked > 0 && !planning && !fix.is_planning();
        let button = Button::new(Loud::Filled, &words)
            .enabled(ready)
            .show(ui, look);
        // It can be undone; a search begins in its field.
        if ready && !matches!(fix.aim, Aim::Replace(_)) {
            super::ask::first_focus(ui, &button, "bulk fix");
        }
        go = button.clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
        if planning {
            widget::line(
                ui,
                look.t("fix-counting"),
                theme::regular(size::SMALL),
                look.p().muted,
            );
            widget::working_sign(ui, look, 14.0);
        }
    });
    if go && let Some(command) = app.file().and_then(|file| fix.command(file)) {
        intents.push(Intent::Run(command));
        return true;
    }
    close
}

/// Title and second line.
fn heading(fix: &BulkFix, look: &Look) -> (String, String) {
    let total = fix
        .counts
        .get(fix.reach as usize)
        .copied()
        .unwrap_or_default();
    let cells = look.tf(
        "fix-cells",
        &[
            ("n", total.into()),
            ("cells", look.n(total).as_str().into()),
        ],
    );
    match &fix.aim {
        Aim::Fix {
            rule,
            repair,
            column,
        } => (
            look.tf(
                "fix-title",
                &[
                    (
                        "rule",
                        look.t(&format!("rule-{}", rule.id())).as_str().into(),
                    ),
                    ("column", column.header.as_str().into()),
                ],
            ),
            format!("{cells} · {}", look.t(text::repair_key(*repair))),
        ),
        Aim::Safe => (look.t("fix-safe-title"), cells),
        Aim::Answer { column, ask, .. } => (text::question(look.lang, ask, &column.header), cells),
        Aim::Down { column } => {
            let args = [("column", column.header.as_str().into())];
            (look.tf("fill-empty-title", &args), cells)
        }
        Aim::Replace(_) => (look.t("do-replace").trim_end_matches('…').to_owned(), cells),
    }
}

/// What is open about the column, each with its possible answers; true when one was chosen.
fn questions(fix: &mut BulkFix, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let mut chosen = None;
    for (at, asked) in fix.asked.iter().enumerate() {
        ui.add_space(8.0);
        widget::tinted(look, widget::Tone::Warning).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                widget::line(ui, icon::QUESTION, theme::fill_font(16.0), p.warning);
                widget::line(ui, &asked.words, theme::semibold(size::BODY), p.text);
            });
            if let Some(evidence) = &asked.evidence {
                widget::line(ui, evidence, theme::regular(size::SMALL), p.muted);
            }
            let current = match &fix.aim {
                Aim::Answer { ask, reading, .. } if *ask == asked.ask => reading.clone(),
                _ => None,
            };
            for (which, reading) in asked.readings.iter().enumerate() {
                let example = asked
                    .examples
                    .first()
                    .and_then(|(text, values)| Some(format!("{text} → {}", values.get(which)?)))
                    .unwrap_or_default();
                let words = text::reading(look.lang, reading);
                let on = current.as_ref() == Some(reading);
                if widget::radio(ui, look, on, &words, Some(&example)) && !on {
                    chosen = Some((at, reading.clone()));
                }
            }
            let waiting = look.tf(
                "fix-waiting",
                &[
                    ("n", asked.cells.into()),
                    ("cells", look.n(asked.cells).as_str().into()),
                ],
            );
            widget::line(ui, waiting, theme::regular(size::SMALL), p.muted);
        });
    }
    let Some((at, reading)) = chosen else {
        return false;
    };
    if let (Some(asked), Some(column)) = (fix.asked.get(at), fix.column().cloned()) {
        fix.aim = Aim::Answer {
            ask: asked.ask.clone(),
            reading: Some(reading),
            column,
        };
    }
    true
}

fn list(fix: &mut BulkFix, document: &Document, ui: &mut Ui, look: &Look, height: f32) {
    let p = look.p();
    let ticks = fix.has_ticks();
    egui::Frame::new()
        .fill(p.grid)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(egui::CornerRadius::same(theme::radius::BUTTON))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let width = ui.available_width();
            let (head, _) = ui.allocate_exact_size(vec2(width, 30.0), Sense::hover());
            ui.painter()
                .rect_filled(head.shrink(1.0), egui::CornerRadius::same(5), p.header);
            let places = places(head.left(), width, ticks);
            let y = head.center().y;
            for (x, key) in [(places.0, "fix-before"), (places.1, "fix-after")] {
                ui.painter().text(
                    pos2(x, y),
                    Align2::LEFT_CENTER,
                    look.t(key),
                    theme::regular(size::SMALL),
                    p.muted,
                );
            }
            ui.painter().text(
                pos2(head.right() - 12.0, y),
                Align2::RIGHT_CENTER,
                look.t("fix-count"),
                theme::regular(size::SMALL),
                p.muted,
            );
            if ticks {
                let all = fix.lines.all_ticked();
                let place =
                    egui::Rect::from_center_size(pos2(head.left() + 20.0, y), vec2(20.0, 20.0));
                let mut clicked = false;
                widget::inside(ui, place, widget::down(), |ui| {
                    clicked = widget::tick(ui, look, all, &look.t("fix-all-lines"));
                });
                if clicked {
                    fix.lines.turn_all(!all);
                }
            }
            let lines = &mut fix.lines;
            ScrollArea::vertical()
                .max_height(height - 30.0)
                .auto_shrink([false, true])
                .show_rows(ui, LINE, lines.listed(), |ui, shown| {
                    for at in shown {
                        let tick = ticks.then(|| lines.is_ticked(at));
                        if let Some(line) = lines.words(at, document)
                            && one(&line, ui, look, tick)
                        {
                            lines.turn(at);
                        }
                    }
                });
            if fix.lines.is_empty() && !fix.is_planning() {
                ui.add_space(12.0);
                ui.vertical_centered(|ui| {
                    let none = match &fix.aim {
                        Aim::Replace(search) if search.find.is_empty() => "replace-first",
                        Aim::Replace(_) => "replace-none",
                        _ => "fix-none",
                    };
                    let words = look.t(fix.trouble.unwrap_or(none));
                    widget::line(ui, words, theme::regular(size::BODY), p.muted);
                });
                ui.add_space(12.0);
            }
        });
}

/// Left edges of before and after.
fn places(left: f32, width: f32, ticks: bool) -> (f32, f32) {
    let start = left + if ticks { 40.0 } else { 14.0 };
    (start, start + (width - 100.0) * 0.47)
}

/// A line with its tick, where it has one; true when that was clicked.
fn one(line: &Line, ui: &mut Ui, look: &Look, tick: Option<bool>) -> bool {
    let p = look.p();
    let mut clicked = false;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let places = places(rect.left(), rect.width(), tick.is_some());
    let y = rect.center().y;
    if let Some(on) = tick {
        let place = egui::Rect::from_center_size(pos2(rect.left() + 20.0, y), vec2(20.0, 20.0));
        let name = format!("{} → {}", line.before, line.after);
        widget::inside(ui, place, widget::down(), |ui| {
            clicked = widget::tick(ui, look, on, &name);
        });
    }
    let value = |x: f32, right: f32, words: &str| {
        let (words, color, font) = if words.is_empty() {
            (look.t("grid-empty"), p.faint, theme::regular(size::SMALL))
        } else {
            (words.to_owned(), p.text, theme::mono(size::SMALL))
        };
        let mut job = egui::text::LayoutJob::simple_singleline(words, font, color);
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        job.wrap.max_width = (right - x).max(10.0);
        let galley = ui.painter().layout_job(job);
        ui.painter()
            .galley(pos2(x, y - galley.size().y / 2.0), galley, color);
    };
    value(places.0, places.1 - 26.0, &line.before);
    ui.painter().text(
        pos2(places.1 - 16.0, y),
        Align2::CENTER_CENTER,
        icon::ARROW_RIGHT,
        theme::icon_font(13.0),
        p.muted,
    );
    value(places.1, rect.right() - 56.0, &line.after);
    ui.painter().text(
        pos2(rect.right() - 12.0, y),
        Align2::RIGHT_CENTER,
        look.n(line.count),
        theme::num(size::BODY),
        p.muted,
    );
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, p.line),
    );
    let hint = format!("{} · {}", line.column, line.first);
    ui.interact(
        rect,
        ui.scope_id().with(("hint", &line.first)),
        Sense::hover(),
    )
    .on_hover_text(hint);
    clicked
}

fn scope(fix: &mut BulkFix, document: &Document, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let mut changed = false;
    if !matches!(fix.aim, Aim::Safe) {
        widget::line(ui, look.t("fix-scope"), theme::semibold(size::BODY), p.text);
        let whole = match &fix.aim {
            Aim::Replace(search) if search.column.is_none() => "fix-scope-file",
            _ => "fix-scope-column",
        };
        let rows = [
            (Reach::Column, whole),
            (Reach::Shown, "fix-scope-shown"),
            (Reach::Selection, "fix-scope-selection"),
        ];
        for ((reach, key), count) in rows.into_iter().zip(fix.counts) {
            let on = fix.reach == reach;
            if widget::radio(ui, look, on, &look.t(key), Some(&look.n(count))) && !on {
                fix.reach = reach;
                changed = true;
            }
        }
        ui.add_space(10.0);
    }
    let note = |words: String| {
        let words = egui::RichText::new(words).font(theme::regular(size::SMALL));
        egui::Label::new(words.color(p.muted)).wrap()
    };
    // A question says the same of what is open.
    if let Some(habit) = fix.habit.as_ref().filter(|_| fix.asked.is_empty()) {
        ui.add(note(habit.clone()));
        ui.add_space(10.0);
    }
    if !fix.lines.is_empty() {
        let words = look.t("fix-examples");
        widget::line(ui, words, theme::semibold(size::BODY), p.text);
    }
    let first = 0..fix.lines.listed().min(3);
    for line in first.filter_map(|at| fix.lines.words(at, document)) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widget::line(ui, &line.first, theme::regular(size::SMALL), p.muted);
            let words = format!("{} → {}", line.before, line.after);
            widget::cut_line(ui, words, theme::mono(size::SMALL), p.text);
        });
    }
    let marks = [
        (fix.lines.marks_blanks, "fix-mark-space"),
        (fix.lines.marks_unseen, "fix-mark-odd"),
    ];
    for (show, key) in marks {
        if show {
            widget::line(ui, look.t(key), theme::regular(size::SMALL), p.muted);
        }
    }
    if fix.lines.is_cut() {
        ui.add_space(10.0);
        let listed = look.n(fix.lines.listed() as u64);
        ui.add(note(
            look.tf("fix-listed", &[("lines", listed.as_str().into())]),
        ));
    }
    ui.add_space(10.0);
    ui.horizontal_top(|ui| {
        widget::line(ui, icon::ARROW_U_UP_LEFT, theme::icon_font(14.0), p.muted);
        ui.add(note(look.t("fix-one-step")));
    });
    changed
}
