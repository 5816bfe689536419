//! Every check of the registry with its help, how often it is found in this file, and how much it
//! counts. A warning can be raised or lowered; an error of the format is locked and says why.

use std::collections::HashMap;

use eframe::egui;
use egui::{Align2, Frame, Label, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo};
use egui::{pos2, vec2};

use super::ask::named;
use super::{body, buttons, title};
use crate::check::{Rule, Severity};
use crate::document::Command;
use crate::schema::fold_header;
use crate::text;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};

const LINE: f32 = 28.0;

/// The dialog's state.
pub struct Rules {
    chosen: Rule,
    search: String,
}

impl Rules {
    /// The list with a rule chosen.
    #[must_use]
    pub fn at(rule: Rule) -> Self {
        Self {
            chosen: rule,
            search: String::new(),
        }
    }
}

/// The sign and colours of a severity.
fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Note => Tone::Note,
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &App,
    dialog: &mut Rules,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let mut counts: HashMap<Rule, u64> = HashMap::new();
    let file = app.file();
    for group in file.iter().flat_map(|f| &f.derived.groups) {
        *counts.entry(group.rule).or_default() += group.count;
    }
    let findings = file.and_then(|f| f.glance.findings());
    for line in findings.iter().flat_map(|findings| findings.lines()) {
        *counts.entry(line.rule).or_default() += line.count;
    }
    let of = |rule: Rule| match file {
        Some(file) => {
            let session = file.session();
            session
                .document()
                .checks()
                .severities()
                .of(rule, rule.severity())
        }
        None => rule.severity(),
    };
    let below = look.tf("rules-count", &[("n", (Rule::ALL.len() as u64).into())]);
    let mut close = title(ui, look, &look.t("rules-title"), Some(&below));
    let height = (ui.ctx().content_rect().height() - 32.0 - 66.0 - 56.0 - 30.0).clamp(180.0, 440.0);
    body(ui, |ui| {
        ui.horizontal_top(|ui| {
            let (width, side) = (ui.available_width(), 320.0);
            ui.vertical(|ui| {
                ui.set_width(side);
                list(dialog, &counts, of, ui, look, height);
            });
            ui.add_space(16.0);
            ui.vertical(|ui| {
                ui.set_width(width - side - 26.0);
                ScrollArea::vertical()
                    .id_salt("rule")
                    .max_height(height)
                    .show(ui, |ui| {
                        help(dialog.chosen, file.is_some(), of, ui, look, intents);
                    });
            });
        });
    });
    buttons(ui, look, |ui| {
        close |= Button::new(Loud::Filled, &look.t("close"))
            .show(ui, look)
            .clicked();
    });
    close
}

fn list(
    dialog: &mut Rules,
    counts: &HashMap<Rule, u64>,
    of: impl Fn(Rule) -> Severity,
    ui: &mut Ui,
    look: &Look,
    height: f32,
) {
    let p = look.p();
    let hint = look.t("rules-search");
    let width = ui.available_width();
    let font = theme::regular(size::BODY);
    let field = widget::field(ui, look, &mut dialog.search, &hint, width, font);
    named(field, &hint, &dialog.search);
    ui.add_space(6.0);
    let wanted = fold_header(&dialog.search);
    let found: Vec<(Rule, String)> = Rule::ALL
        .iter()
        .map(|rule| (*rule, look.t(&format!("rule-{}", rule.id()))))
        .filter(|(rule, name)| {
            fold_header(name).contains(&wanted) || fold_header(rule.id()).contains(&wanted)
        })
        .collect();
    Frame::new()
        .fill(p.grid)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(egui::CornerRadius::same(theme::radius::BUTTON))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::vertical()
                .id_salt("rules")
                .max_height(height - 42.0)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (rule, name) in found {
                        let count = counts.get(&rule).copied().unwrap_or_default();
                        if one(rule == dialog.chosen, of(rule), &name, count, ui, look) {
                            dialog.chosen = rule;
                        }
                    }
                });
        });
}

/// One rule of the list; true when it was chosen.
fn one(chosen: bool, severity: Severity, name: &str, count: u64, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let size_of = vec2(ui.available_width(), LINE);
    let (rect, response) = ui.allocate_exact_size(size_of, Sense::click());
    let shown = look.n(count);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListItem, true, chosen, format!("{name}, {shown}"))
    });
    if chosen || response.hovered() {
        let fill = if chosen { p.sel } else { p.hover };
        ui.painter().rect_filled(rect, 0, fill);
    }
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, rect.shrink(3.0), 2, p);
    }
    let y = rect.center().y;
    let tone = tone(severity);
    ui.painter().text(
        pos2(rect.left() + 16.0, y),
        Align2::CENTER_CENTER,
        tone.sign(),
        theme::fill_font(14.0),
        tone.colors(p).0,
    );
    if count > 0 {
        let font = theme::num_semibold(size::BODY);
        let at = pos2(rect.right() - 10.0, y);
        ui.painter()
            .text(at, Align2::RIGHT_CENTER, &shown, font, p.text);
    }
    let place = Rect::from_min_max(
        pos2(rect.left() + 32.0, rect.top() + 5.0),
        pos2(rect.right() - 48.0, rect.bottom()),
    );
    let front = if count > 0 { p.text } else { p.muted };
    widget::inside(ui, place, widget::down(), |ui| {
        widget::cut_line(ui, name, theme::regular(size::BODY), front);
    });
    response.clicked()
}

/// The page of a rule, and how much it counts.
fn help(
    rule: Rule,
    has_file: bool,
    of: impl Fn(Rule) -> Severity,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let page = text::rule_help(look.lang, rule);
    let wrapped = |ui: &mut Ui, words: &str, font: egui::FontId, color: egui::Color32| {
        ui.add(Label::new(RichText::new(words).font(font).color(color)).wrap());
    };
    wrapped(ui, &page.name, theme::semibold(size::CARD), p.text);
    widget::line(ui, rule.id(), theme::mono(size::CAPTION), p.muted);
    for (key, words) in [
        ("rules-what", &page.what),
        ("rules-why", &page.why),
        ("rules-fix", &page.fix),
        ("rules-example", &page.example),
    ] {
        ui.add_space(6.0);
        widget::line(ui, look.t(key), theme::semibold(size::SMALL), p.muted);
        wrapped(ui, words, theme::regular(size::BODY), p.text);
    }
    ui.add_space(12.0);
    let heading = look.t("rules-severity");
    widget::line(ui, heading, theme::semibold(size::SMALL), p.muted);
    if rule.is_fixed() {
        ui.horizontal_top(|ui| {
            widget::line(ui, icon::LOCK, theme::fill_font(16.0), p.muted);
            let words = look.t(if rule.is_about_privacy() {
                "rules-locked-privacy"
            } else {
                "rules-locked"
            });
            wrapped(ui, &words, theme::regular(size::BODY), p.text);
        });
        return;
    }
    if !has_file {
        let words = look.t("rules-no-file");
        wrapped(ui, &words, theme::regular(size::BODY), p.muted);
        return;
    }
    let now = of(rule);
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    let words = ["severity-error", "severity-warning", "severity-note"].map(|k| look.t(k));
    let names: Vec<&str> = words.iter().map(String::as_str).collect();
    let chosen = all.iter().position(|s| *s == now).unwrap_or_default();
    let picked = widget::segments(ui, look, &names, chosen, 28.0);
    if let Some(severity) = picked.and_then(|at| all.get(at)).filter(|s| **s != now) {
        intents.push(Intent::Run(Command::SetRule {
            rule: rule.id().to_owned(),
            severity: (*severity != rule.severity()).then_some(*severity),
        }));
    }
    ui.add_space(4.0);
    let usual = match rule.severity() {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    };
    let usual = look.tf(
        "rules-usual",
        &[("severity", look.t(usual).as_str().into())],
    );
    wrapped(ui, &usual, theme::regular(size::SMALL), p.muted);
    if rule == Rule::SurroundingSpace {
        let words = look.t("rules-partly-locked");
        wrapped(ui, &words, theme::regular(size::SMALL), p.muted);
    }
}
