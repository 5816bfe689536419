//! Lines of the list of problems that speak about privacy: personal data in the clear with a way
//! from one cell to the next, one value in several spellings with its repair, digests already
//! there.

use eframe::egui;
use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::problems::paint;
use crate::check::{Rule, Severity};
use crate::document::{ColumnName, Command, Document, PrivacyFinding};
use crate::privacy::Trace;
use crate::text;
use crate::ui::app::Intent;
use crate::ui::theme::extent;
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::{Step, Workspace};

/// The lines of a file; kinds of one column that are found for two reasons are one line. What was
/// decided since they were found is gone from them.
pub(super) fn lines(file: &Workspace, document: &Document) -> Vec<PrivacyFinding> {
    let Some(findings) = file.glance.findings() else {
        return Vec::new();
    };
    let mut lines: Vec<PrivacyFinding> = Vec::new();
    for line in findings.lines() {
        if document.table().column(line.col).is_none() {
            continue;
        }
        let kind = trace_of(&line);
        if kind.is_some_and(|trace| document.decision(line.col, trace).is_some()) {
            continue;
        }
        let same = lines
            .iter_mut()
            .find(|l| l.rule == line.rule && l.col == line.col && trace_of(l) == kind);
        match same {
            Some(known) => known.count = known.count.max(line.count),
            None => lines.push(line),
        }
    }
    lines
}

fn trace_of(line: &PrivacyFinding) -> Option<Trace> {
    line.found.map(|(trace, _)| trace)
}

/// Draws one line.
pub(super) fn row(
    ui: &mut Ui,
    look: &Look,
    file: &Workspace,
    document: &Document,
    line: &PrivacyFinding,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let trace = trace_of(line);
    let key = (line.rule, line.col, trace);
    let chosen = file.glance.chosen == Some(key) && file.view.group.is_none();
    let tone = match line.severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Note => Tone::Note,
    };
    let header = document
        .table()
        .column(line.col)
        .map(|c| format!("{} · {}", c.header(), c.letters()))
        .unwrap_or_default();
    let title = look.t(&format!("rule-{}", line.rule.id()));
    let place = match trace {
        Some(trace) => format!("{header} · {}", text::trace_name(look.lang, trace)),
        None => header,
    };
    let count = look.n(line.count);
    let acts = line.rule != Rule::AlreadyPseudonymized;
    let height = 43.0 + if chosen && acts { 36.0 } else { 0.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let top = Rect::from_min_size(rect.min, vec2(rect.width(), 43.0));
    let id = ui.scope_id().with(("finding", format!("{key:?}")));
    let response = ui
        .interact(top, id, Sense::click())
        .on_hover_text(text::privacy_finding(look.lang, document, line));
    response.widget_info(|| {
        let name = format!("{title}, {place}, {count}");
        WidgetInfo::selected(Role::ListItem, true, chosen, name)
    });
    if chosen {
        ui.painter().rect_filled(rect, 0, p.sel);
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(edge, 0, p.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0, p.hover);
    }
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, top.shrink(4.0), 2, p);
    }
    paint(ui, look, rect, tone, [&title, &place, &count]);
    let choose = || Intent::Finding {
        rule: line.rule,
        col: line.col,
        trace,
    };
    if response.clicked() {
        intents.push(choose());
    }
    if !(chosen && acts) {
        return;
    }
    let below = Rect::from_min_max(pos2(rect.left() + 40.0, rect.top() + 44.0), rect.max);
    widget::inside(ui, below, widget::down(), |ui| {
        ui.horizontal(|ui| {
            let button = |ui: &mut Ui, loud, key: &str| {
                Button::new(loud, &look.t(key))
                    .height(extent::BUTTON_BAR)
                    .show(ui, look)
                    .clicked()
            };
            if line.rule == Rule::InconsistentIdentifier {
                if button(ui, Loud::Filled, "inconsistent-fix")
                    && let Some(column) = ColumnName::of(document.table(), line.col)
                {
                    intents.push(Intent::Run(Command::UnifySpellings { column }));
                }
                return;
            }
            if button(ui, Loud::Outlined, "finding-next") {
                intents.push(choose());
            }
            if button(ui, Loud::Filled, "finding-decide") {
                intents.push(Intent::Step(Step::Export));
            }
        });
    });
}
