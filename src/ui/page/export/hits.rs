//! Personal data in columns that leave in the clear: each kind in each column with its count, its
//! place and its reason, and what the user decides.

use std::collections::BTreeMap;

use eframe::egui;
use egui::Ui;

use super::{item, wide_item};
use crate::check::Rule;
use crate::document::{ColumnName, Command, Decision, Document, Hit};
use crate::privacy::{Trace, Treatment, Why};
use crate::table::ColId;
use crate::text;
use crate::ui::app::Intent;
use crate::ui::dialog::Dialog;
use crate::ui::dialog::losses::KeepAsk;
use crate::ui::outlook::Outlook;
use crate::ui::theme::extent;
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::Workspace;

/// Hits that are decided together: one kind in one column, for whichever reason.
fn together(outlook: &Outlook) -> BTreeMap<(ColId, Trace), Vec<&Hit>> {
    let mut all: BTreeMap<(ColId, Trace), Vec<&Hit>> = BTreeMap::new();
    for hit in &outlook.tripwire.hits {
        all.entry((hit.col, hit.trace)).or_default().push(hit);
    }
    all
}

/// Kinds in columns that nobody decided about yet.
pub(super) fn unresolved(file: &Workspace, outlook: &Outlook) -> u64 {
    let session = file.session();
    let document = session.document();
    together(outlook)
        .keys()
        .filter(|(col, trace)| document.decision(*col, *trace).is_none())
        .count() as u64
}

/// The lines of the checklist.
pub(super) fn show(
    file: &Workspace,
    outlook: &Outlook,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) {
    let session = file.session();
    let document = session.document();
    let all = together(outlook);
    let decisions = &document.settings().privacy.decisions;
    if all.is_empty() && decisions.is_empty() {
        let searched = outlook.tripwire.searched.sum();
        let proof = look.tf(
            "hits-none-proof",
            &[
                ("n", searched.into()),
                ("count", look.n(searched).as_str().into()),
            ],
        );
        let title = look.t("hits-none");
        wide_item(ui, look, Tone::Ok, &title, &proof, |_| {});
        return;
    }
    let mut first = true;
    let mut parted = false;
    for ((col, trace), hits) in &all {
        let decided = document.decision(*col, *trace);
        if parted {
            widget::rule(ui, look);
        }
        parted = true;
        if decided.is_none() {
            open_hit(ui, look, document, *col, *trace, hits, first, intents);
            first = false;
        } else {
            decided_hit(ui, look, document, *col, *trace, hits, intents);
        }
    }
    // What was masked or left out is no hit any more.
    for (col, trace) in decisions.keys().filter(|key| !all.contains_key(key)) {
        if parted {
            widget::rule(ui, look);
        }
        parted = true;
        decided_hit(ui, look, document, *col, *trace, &[], intents);
    }
}

fn header(document: &Document, col: ColId) -> String {
    document
        .table()
        .column(col)
        .map(|c| c.header().trim().to_owned())
        .unwrap_or_default()
}

#[expect(clippy::too_many_arguments, reason = "one place hands everything on")]
fn open_hit(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    col: ColId,
    trace: Trace,
    hits: &[&Hit],
    first: bool,
    intents: &mut Vec<Intent>,
) {
    let cells = hits.iter().map(|h| h.cells).max().unwrap_or_default();
    let header = header(document, col);
    let count = look.n(cells);
    let title = look.tf(
        &format!("hit-title-{}", trace.id()),
        &[("n", cells.into()), ("count", count.as_str().into())],
    );
    let mut rows: Vec<_> = hits.iter().flat_map(|h| h.rows.iter().copied()).collect();
    rows.sort_unstable();
    rows.dedup();
    let numbers: Vec<String> = rows
        .iter()
        .take(3)
        .map(|row| document.table().row_number(*row).to_string())
        .collect();
    let more = if cells > 3 { "…" } else { "" };
    let place = look.tf(
        "hit-place",
        &[
            ("column", header.as_str().into()),
            ("n", (numbers.len() as u64).into()),
            (
                "rows",
                format!("{}{more}", numbers.join(", ")).as_str().into(),
            ),
        ],
    );
    let own = hits.iter().any(|h| h.why == Why::OwnValue);
    let why = look.t(if own { "hit-why-own" } else { "hit-why-form" });
    // Further rows end in three dots already.
    let proof = format!("{} {why}", place.replace("….", "…"));
    let Some(column) = ColumnName::of(document.table(), col) else {
        return;
    };
    let decide = |decision: Decision| {
        Intent::Run(Command::Decide {
            column: column.clone(),
            trace: Some(trace),
            decision: Some(decision),
        })
    };
    let named = |key: &str| look.named(&look.t(key), &format!("{header}, {title}"));
    let button = |ui: &mut Ui, loud, key: &str| {
        let words = look.t(key);
        let shown = Button::new(loud, &words)
            .height(extent::BUTTON_BAR)
            .show(ui, look);
        shown.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, named(key)));
        shown.clicked()
    };
    wide_item(ui, look, Tone::Error, &title, &proof, |ui| {
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            if button(ui, Loud::Outlined, "hit-show") {
                intents.push(Intent::Finding {
                    rule: Rule::PersonalDataInText,
                    col,
                    trace: Some(trace),
                });
            }
            let loud = if first { Loud::Filled } else { Loud::Outlined };
            if button(ui, loud, "hit-mask") {
                intents.push(decide(Decision::Mask));
            }
            if button(ui, Loud::Outlined, "hit-keep") {
                intents.push(Intent::Open(Dialog::Keep(KeepAsk {
                    column: column.clone(),
                    trace,
                    reason: String::new(),
                })));
            }
            if Treatment::LeaveOut.allowed(document.field_of(col))
                && button(ui, Loud::Outlined, "hit-drop")
            {
                intents.push(decide(Decision::Drop));
            }
        });
    });
}

fn decided_hit(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    col: ColId,
    trace: Trace,
    hits: &[&Hit],
    intents: &mut Vec<Intent>,
) {
    let Some(decision) = document.decision(col, trace) else {
        return;
    };
    let header = header(document, col);
    let what = text::trace_name(look.lang, trace);
    let cells = hits.iter().map(|h| h.cells).max().unwrap_or_default();
    let args = [
        ("column", header.as_str().into()),
        ("what", what.as_str().into()),
        ("n", cells.into()),
    ];
    let title = look.tf(&format!("decided-{}", decision.id()), &args);
    let proof = match decision {
        Decision::Keep { reason } => look.tf(
            "decided-keep-proof",
            &[
                ("reason", reason.as_str().into()),
                ("n", cells.into()),
                ("count", look.n(cells).as_str().into()),
            ],
        ),
        Decision::Mask => look.tf("decided-mask-proof", &args),
        Decision::Drop => look.t("decided-drop-proof"),
    };
    let tone = match decision {
        Decision::Keep { .. } => Tone::Warning,
        _ => Tone::Ok,
    };
    let change = look.t("change");
    item(
        ui,
        look,
        tone,
        &title,
        &proof,
        |ui| {
            let button = Button::new(Loud::Text, &change).show(ui, look);
            let name = look.named(&change, &title);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if button.clicked()
                && let Some(column) = ColumnName::of(document.table(), col)
            {
                intents.push(Intent::Run(Command::Decide {
                    column,
                    trace: Some(trace),
                    decision: None,
                }));
            }
        },
        |_| {},
    );
}
