//! The strip at the bottom: how many people can still be told apart in what leaves, and the one
//! step that helps most for what it costs.

use eframe::egui;
use egui::{Align, Frame, Layout, Margin, Stroke, Ui};

use crate::document::{ColumnName, Command, Document, Narrow, Risk, Step as Remedy};
use crate::privacy::{Decimals, Exposed, Treatment};
use crate::table::ColId;
use crate::ui::app::Intent;
use crate::ui::icon;
use crate::ui::outlook::Outlook;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Step;

/// The step to propose: rounding where it halves the rows that stand alone, since nothing is
/// lost for good by it; else leaving out what does most harm.
#[must_use]
pub fn remedy(risk: &Risk) -> Option<(Remedy, Exposed)> {
    let mut roundings: Vec<&(Remedy, Exposed)> = risk
        .steps
        .iter()
        .filter(|(step, _)| matches!(step, Remedy::Round(_)))
        .collect();
    roundings.sort_by_key(|(step, _)| match step {
        Remedy::Round(decimals) => std::cmp::Reverse(decimals.count()),
        Remedy::LeaveOut(_) => std::cmp::Reverse(0),
    });
    roundings
        .into_iter()
        .find(|(_, after)| after.alone * 2 <= risk.now.alone && *after < risk.now)
        .or_else(|| risk.steps.iter().find(|(_, after)| *after < risk.now))
        .cloned()
}

/// The columns that a step treats, and how.
#[must_use]
pub fn commands(document: &Document, step: &Remedy) -> Option<Command> {
    let place = || -> Vec<ColId> {
        let mapping = document.mapping();
        let fields = document.schema().fields();
        fields
            .filter_map(|(id, _)| mapping.column_of(id))
            .filter(|col| matches!(document.treatment(*col), Treatment::Blur(_)))
            .filter(|col| document.field_of(*col).is_some_and(|f| f.narrows))
            .collect()
    };
    let (cols, treatment) = match step {
        Remedy::Round(decimals) => (place(), Treatment::Blur(*decimals)),
        Remedy::LeaveOut(Narrow::Place) => (place(), Treatment::LeaveOut),
        Remedy::LeaveOut(Narrow::Field(name)) => {
            let id = document.schema().by_name(name)?;
            (vec![document.mapping().column_of(id)?], Treatment::LeaveOut)
        }
    };
    let allowed = |col: &ColId| treatment.allowed(document.field_of(*col));
    let columns: Vec<ColumnName> = cols
        .iter()
        .filter(|col| allowed(col))
        .filter_map(|col| ColumnName::of(document.table(), *col))
        .collect();
    (!columns.is_empty() && columns.len() == cols.len()).then_some(Command::TreatColumns {
        columns,
        treatment: Some(treatment),
    })
}

/// What narrows people down, as words.
#[must_use]
pub fn narrow_words(look: &Look, document: &Document, narrow: &Narrow) -> String {
    match narrow {
        Narrow::Place => look.t("risk-place"),
        Narrow::Field(name) => document
            .schema()
            .by_name(name)
            .and_then(|id| document.schema().field(id))
            .map_or_else(
                || name.clone(),
                |field| crate::text::field_label(look.lang, field).to_lowercase(),
            ),
    }
}

/// How many rows stand alone, in one sentence.
#[must_use]
pub fn sentence(look: &Look, document: &Document, risk: &Risk, short: bool) -> String {
    let list: Vec<String> = risk
        .over
        .iter()
        .map(|n| narrow_words(look, document, n))
        .collect();
    let n = risk.now.alone;
    let key = match (n, risk.over.as_slice()) {
        (1.., over) if short && over.len() > 2 => "risk-alone-fields",
        (0, []) => "risk-nobody",
        (0, _) => "risk-none-alone",
        (_, [Narrow::Place]) => "risk-alone-at-place",
        _ => "risk-alone",
    };
    look.tf(
        key,
        &[
            ("n", n.into()),
            ("rows", look.n(n).as_str().into()),
            ("few", look.n(risk.now.below_five).as_str().into()),
            ("list", list.join(", ").as_str().into()),
            ("fields", list.len().to_string().as_str().into()),
        ],
    )
}

fn decimals_now(document: &Document) -> Option<Decimals> {
    document
        .table()
        .columns()
        .find_map(|(col, _)| match document.treatment(col) {
            Treatment::Blur(decimals) => Some(decimals),
            _ => None,
        })
}

/// Draws the strip.
pub(super) fn strip(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    outlook: Option<&Outlook>,
    kept: &mut Option<u64>,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    Frame::new()
        .fill(p.panel)
        .inner_margin(Margin::symmetric(16, if look.low { 6 } else { 12 }))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let top = ui.max_rect().top() - if look.low { 6.0 } else { 12.0 };
            let across = ui.max_rect().expand2(egui::vec2(16.0, 0.0)).x_range();
            ui.painter().hline(across, top, Stroke::new(1.0, p.line2));
            ui.set_min_height(36.0);
            let Some(outlook) = outlook else {
                let words = look.t("risk-counting");
                widget::line(ui, words, theme::regular(size::BODY), p.muted);
                return;
            };
            let risk = &outlook.risk;
            let step = remedy(risk).filter(|(step, _)| commands(document, step).is_some());
            let open = risk.now.alone > 0 && *kept != Some(risk.now.alone);
            ui.horizontal(|ui| {
                let (glyph, color) = if open {
                    (icon::WARNING, p.warning)
                } else {
                    (icon::INFO, p.note)
                };
                widget::line(ui, glyph, theme::fill_font(20.0), color);
                ui.add_space(4.0);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    buttons(ui, look, document, step.as_ref(), open, kept, risk, intents);
                    ui.add_space(8.0);
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        ui.spacing_mut().item_spacing.y = 1.0;
                        let whole = sentence(look, document, risk, false);
                        let bold = theme::semibold(size::BODY);
                        let words = if widget::fits(ui, &whole, bold, ui.available_width()) {
                            whole
                        } else {
                            sentence(look, document, risk, true)
                        };
                        widget::cut_line(ui, words, theme::semibold(size::BODY), p.text);
                        let second = second_line(look, document, risk, step.as_ref());
                        widget::cut_line(ui, second, theme::regular(size::BODY), p.muted);
                    });
                });
            });
        });
}

fn second_line(
    look: &Look,
    document: &Document,
    risk: &Risk,
    step: Option<&(Remedy, Exposed)>,
) -> String {
    if risk.now.alone == 0 {
        return look.t("risk-fine");
    }
    let Some((step, after)) = step else {
        return look.t("risk-known");
    };
    let left = look.n(after.alone);
    let args = |what: &str| {
        let after = look.tf(
            match step {
                Remedy::Round(_) => "risk-after-round",
                Remedy::LeaveOut(Narrow::Place) => "risk-after-without-place",
                Remedy::LeaveOut(Narrow::Field(_)) => "risk-after-without",
            },
            &[
                ("what", what.into()),
                ("left", left.as_str().into()),
                ("n", after.alone.into()),
            ],
        );
        if look.narrow {
            after
        } else {
            format!("{} {after}", look.t("risk-known"))
        }
    };
    match step {
        Remedy::Round(decimals) => args(&look.t(&format!("risk-metres-{}", decimals.count()))),
        Remedy::LeaveOut(narrow) => args(&narrow_words(look, document, narrow)),
    }
}

#[expect(clippy::too_many_arguments, reason = "one place hands everything on")]
fn buttons(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    step: Option<&(Remedy, Exposed)>,
    open: bool,
    kept: &mut Option<u64>,
    risk: &Risk,
    intents: &mut Vec<Intent>,
) {
    if !open {
        if Button::new(Loud::Filled, &look.t("protect-next"))
            .show(ui, look)
            .clicked()
        {
            intents.push(Intent::Step(Step::Export));
        }
        return;
    }
    if let Some((step, _)) = step
        && let Some(command) = commands(document, step)
    {
        let words = match step {
            Remedy::Round(decimals) => {
                look.tf("risk-do-round", &[("n", (decimals.count() as u64).into())])
            }
            Remedy::LeaveOut(Narrow::Place) => look.t("risk-do-without-place"),
            Remedy::LeaveOut(narrow) => {
                let what = narrow_words(look, document, narrow);
                look.tf("risk-do-without", &[("what", what.as_str().into())])
            }
        };
        if Button::new(Loud::Filled, &words).show(ui, look).clicked() {
            intents.push(Intent::Run(command));
        }
    }
    let words = match (step, decimals_now(document)) {
        (Some((Remedy::Round(_), _)), Some(decimals)) => look.tf(
            "risk-keep-decimals",
            &[("n", (decimals.count() as u64).into())],
        ),
        _ => look.t("risk-keep"),
    };
    if Button::new(Loud::Outlined, &words).show(ui, look).clicked() {
        *kept = Some(risk.now.alone);
    }
}
