//! The lines of the checklist: what blocks first, then what to know.

use eframe::egui;
use egui::Ui;

use super::{hits, item, wide_item};
use crate::check::{Rule, Severity};
use crate::document::{ColumnName, Command, Document, Inconsistent, Invalid, MethodChoice};
use crate::privacy::Fingerprint;
use crate::ui::app::Intent;
use crate::ui::dialog::Dialog;
use crate::ui::outlook::Outlook;
use crate::ui::page::protect;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::{Step, Workspace, key_of};

pub(super) fn show(
    file: &mut Workspace,
    outlook: &Outlook,
    ui: &mut Ui,
    look: &Look,
    held: Option<Fingerprint>,
    intents: &mut Vec<Intent>,
) {
    widget::card(look)
        .inner_margin(egui::Margin::ZERO)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            // Columns that are missing have their own line.
            let missing = outlook.missing.len() as u64;
            let errors = file.derived.counts.error.saturating_sub(missing);
            errors_item(file, ui, look, (errors, outlook.rows_to_skip), intents);
            widget::rule(ui, look);
            hits::show(file, outlook, ui, look, intents);
            widget::rule(ui, look);
            required_item(ui, look, outlook, intents);
            widget::rule(ui, look);
            let session = file.session();
            let document = session.document();
            method_item(ui, look, document, outlook, held, intents);
            for found in &outlook.inconsistent {
                widget::rule(ui, look);
                inconsistent_item(ui, look, document, found, intents);
            }
            let keyed = matches!(
                document.settings().privacy.method,
                MethodChoice::Keyed { .. }
            );
            for (col, cells) in outlook.already.iter().filter(|_| keyed) {
                widget::rule(ui, look);
                let header = document.table().column(*col).map(|c| c.header());
                let count = look.n(*cells);
                let title = look.tf(
                    "already-title",
                    &[
                        ("column", header.unwrap_or_default().into()),
                        ("n", (*cells).into()),
                        ("count", count.as_str().into()),
                    ],
                );
                let proof = look.t("already-proof");
                wide_item(ui, look, Tone::Warning, &title, &proof, |_| {});
            }
            if !outlook.risk.over.is_empty() {
                widget::rule(ui, look);
                risk_item(ui, look, document, outlook, intents);
            }
            if !outlook.left_out.is_empty() {
                widget::rule(ui, look);
                left_out_item(ui, look, outlook, intents);
            }
        });
}

fn errors_item(
    file: &mut Workspace,
    ui: &mut Ui,
    look: &Look,
    (errors, to_skip): (u64, u64),
    intents: &mut Vec<Intent>,
) {
    if errors == 0 {
        wide_item(
            ui,
            look,
            Tone::Ok,
            &look.t("check-no-errors"),
            &look.t("check-no-errors-proof"),
            |_| {},
        );
        return;
    }
    let rows = file.derived.bad_rows;
    let title = look.tf(
        "check-errors",
        &[
            ("e", errors.into()),
            ("errors", look.n(errors).as_str().into()),
            ("n", rows.into()),
            ("rows", look.n(rows).as_str().into()),
        ],
    );
    let groups = || {
        let all = file.derived.groups.iter();
        all.filter(|g| g.severity == Severity::Error && g.missing.is_none())
    };
    // Groups of one rule are one kind here.
    let mut counts: Vec<(Rule, u64)> = Vec::new();
    for group in groups() {
        match counts.iter_mut().find(|(rule, _)| *rule == group.rule) {
            Some((_, count)) => *count += group.count,
            None => counts.push((group.rule, group.count)),
        }
    }
    let kinds = crate::text::breakdown(look.lang, &counts);
    let first = groups().next().map(key_of);
    let tone = match file.export.invalid {
        Invalid::Stop => Tone::Error,
        _ => Tone::Warning,
    };
    let choices = [
        look.t("invalid-stop"),
        look.tf(
            "invalid-skip",
            &[
                ("n", to_skip.into()),
                ("rows", look.n(to_skip).as_str().into()),
            ],
        ),
        look.t("invalid-keep"),
    ];
    let chosen = match file.export.invalid {
        Invalid::Stop => 0,
        Invalid::Skip => 1,
        Invalid::Keep => 2,
    };
    let mut picked = None;
    let show = look.t("problems-show");
    item(
        ui,
        look,
        tone,
        &title,
        &kinds,
        |ui| {
            if Button::new(Loud::Outlined, &show).show(ui, look).clicked()
                && let Some(key) = first
            {
                intents.push(Intent::Choose(key));
            }
        },
        |ui| {
            ui.add_space(8.0);
            let words: Vec<&str> = choices.iter().map(String::as_str).collect();
            picked = widget::segments(ui, look, &words, chosen, 30.0);
            let about = [
                "invalid-stop-about",
                "invalid-skip-about",
                "invalid-keep-about",
            ];
            if let Some(key) = about.get(chosen) {
                ui.add_space(4.0);
                widget::line(ui, look.t(key), theme::regular(size::SMALL), look.p().muted);
            }
        },
    );
    if let Some(picked) = picked {
        file.export.invalid = match picked {
            1 => Invalid::Skip,
            2 => Invalid::Keep,
            _ => Invalid::Stop,
        };
    }
}

fn required_item(ui: &mut Ui, look: &Look, outlook: &Outlook, intents: &mut Vec<Intent>) {
    if outlook.missing.is_empty() {
        wide_item(
            ui,
            look,
            Tone::Ok,
            &look.t("check-required"),
            &look.t("check-required-proof"),
            |_| {},
        );
        return;
    }
    let n = outlook.missing.len() as u64;
    let title = look.tf(
        "check-missing",
        &[("n", n.into()), ("count", look.n(n).as_str().into())],
    );
    let see = look.t("export-see");
    item(
        ui,
        look,
        Tone::Error,
        &title,
        &outlook.missing.join(", "),
        |ui| {
            if Button::new(Loud::Outlined, &see).show(ui, look).clicked() {
                intents.push(Intent::Step(Step::Match));
            }
        },
        |_| {},
    );
}

fn left_out_item(ui: &mut Ui, look: &Look, outlook: &Outlook, intents: &mut Vec<Intent>) {
    let n = outlook.left_out.len() as u64;
    let title = look.tf(
        "check-left-out",
        &[("n", n.into()), ("count", look.n(n).as_str().into())],
    );
    let named = || {
        let headers = outlook.left_out.iter().map(|(header, _)| header.trim());
        headers.filter(|header| !header.is_empty())
    };
    let mut names = named().take(12).collect::<Vec<_>>().join(", ");
    if named().nth(12).is_some() {
        names.push('…');
    }
    let see = look.t("export-see");
    item(
        ui,
        look,
        Tone::Note,
        &title,
        &names,
        |ui| {
            if Button::new(Loud::Text, &see).show(ui, look).clicked() {
                intents.push(Intent::Step(Step::Match));
            }
        },
        |_| {},
    );
}

/// What becomes of personal columns, and how pseudonyms are made.
fn method_item(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    outlook: &Outlook,
    held: Option<Fingerprint>,
    intents: &mut Vec<Intent>,
) {
    let count = look.n(outlook.protected);
    let title = look.tf(
        "check-protected",
        &[
            ("n", outlook.protected.into()),
            ("columns", count.as_str().into()),
        ],
    );
    let counts = [
        ("pseudonyms", look.n(outlook.pseudonyms)),
        ("blurred", look.n(outlook.blurred)),
        ("emptied", look.n(outlook.emptied)),
    ];
    let args: Vec<(&str, crate::text::Arg<'_>)> = counts
        .iter()
        .map(|(k, v)| (*k, v.as_str().into()))
        .collect();
    let mut proof = look.tf("check-protected-proof", &args);
    let method = match document.settings().privacy.method {
        MethodChoice::Undecided => look.t("check-method-undecided"),
        MethodChoice::Plain => look.t("check-method-plain"),
        MethodChoice::Keyed { fingerprint } => {
            let key = fingerprint.text();
            look.tf("check-method-keyed", &[("key", key.as_str().into())])
        }
    };
    if outlook.pseudonyms > 0 || outlook.key.is_some() {
        proof = format!("{proof} {method}");
    }
    let tone = if outlook.key.is_some() {
        Tone::Error
    } else {
        Tone::Ok
    };
    let see = look.t("export-see");
    let choose = look.t("method-choose");
    let undecided = document.settings().privacy.method == MethodChoice::Undecided;
    let mut to_page = false;
    item(
        ui,
        look,
        tone,
        &title,
        &proof,
        |ui| to_page = Button::new(Loud::Text, &see).show(ui, look).clicked(),
        |ui| {
            if let Some(problem) = outlook.key {
                ui.add_space(4.0);
                let words = protect::key_words(look, problem);
                widget::line(ui, words, theme::regular(size::BODY), look.p().text);
                ui.add_space(4.0);
                protect::key_buttons(ui, look, problem, held, intents);
            } else if undecided && outlook.pseudonyms > 0 {
                ui.add_space(6.0);
                if Button::new(Loud::Outlined, &choose)
                    .show(ui, look)
                    .clicked()
                {
                    intents.push(Intent::Open(Dialog::method(held.is_some(), false)));
                }
            }
        },
    );
    if to_page {
        intents.push(Intent::Step(Step::Protect));
    }
}

/// Spellings of one value in a personal column: the same person would get several pseudonyms.
fn inconsistent_item(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    found: &Inconsistent,
    intents: &mut Vec<Intent>,
) {
    let header = document
        .table()
        .column(found.col)
        .map(|c| c.header().to_owned())
        .unwrap_or_default();
    let pairs = found.pairs();
    let title = look.tf(
        "inconsistent-title",
        &[
            ("column", header.as_str().into()),
            ("n", pairs.into()),
            ("count", look.n(pairs).as_str().into()),
        ],
    );
    let proof = look.t("inconsistent-proof");
    let words = look.t("inconsistent-fix");
    wide_item(ui, look, Tone::Warning, &title, &proof, |ui| {
        ui.add_space(6.0);
        let button = Button::new(Loud::Outlined, &words).show(ui, look);
        let name = look.named(&words, &header);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if button.clicked() {
            let column = ColumnName::of(document.table(), found.col);
            intents.extend(column.map(|column| Intent::Run(Command::UnifySpellings { column })));
        }
    });
}

fn risk_item(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    outlook: &Outlook,
    intents: &mut Vec<Intent>,
) {
    let risk = &outlook.risk;
    let title = protect::sentence(look, document, risk, false);
    let few = look.n(risk.now.below_five);
    let proof = look.tf(
        "risk-few",
        &[
            ("n", risk.now.below_five.into()),
            ("rows", few.as_str().into()),
        ],
    );
    let tone = if risk.now.alone > 0 {
        Tone::Note
    } else {
        Tone::Ok
    };
    let see = look.t("export-see");
    item(
        ui,
        look,
        tone,
        &title,
        &proof,
        |ui| {
            let button = Button::new(Loud::Text, &see).show(ui, look);
            if button.clicked() {
                intents.push(Intent::Step(Step::Protect));
            }
        },
        |_| {},
    );
}
