//! The panel at the right: the cell under the cursor, what is wrong, what is expected and how to
//! put it right, what the field means, and what the cell held before.

use eframe::egui;
use egui::{Frame, Margin, ScrollArea, Stroke, Ui};

use crate::check::{Problem, Severity};
use crate::document::Document;
use crate::privacy::{Leaving, Treatment};
use crate::schema::{Field, How};
use crate::table::{ColId, RowId};
use crate::text;
use crate::ui::action::Action;
use crate::ui::app::{App, Intent};
use crate::ui::dialog::Dialog;
use crate::ui::dialog::rules::Rules;
use crate::ui::icon;
use crate::ui::panel::tip;
use crate::ui::sheet::is_personal;
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::Workspace;

/// Draws the panel.
pub fn show(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let Some(file) = app.file() else {
        return;
    };
    let area = ui.max_rect();
    let session = file.session();
    let document = session.document();
    let cell = file.active_cell();
    Frame::new()
        .inner_margin(Margin {
            left: 14,
            right: 10,
            top: 6,
            bottom: 6,
        })
        .show(ui, |ui| {
            ui.set_height(26.0);
            ui.horizontal_centered(|ui| {
                let width = ui.available_width() - 34.0;
                ui.allocate_ui(egui::vec2(width, 26.0), |ui| {
                    ui.horizontal_centered(|ui| {
                        if let Some((row, col)) = cell {
                            let address = document.table().address(row, col);
                            let header = document
                                .table()
                                .column(col)
                                .map(|c| c.header().to_owned())
                                .unwrap_or_default();
                            widget::line(ui, address, theme::semibold(size::BODY), p.text);
                            widget::cut_line(ui, header, theme::regular(size::SMALL), p.muted);
                        }
                    });
                });
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let mut tip = tip::of(app, look, Action::DetailsPanel);
                    tip.name = look.t("details-hide");
                    let fold = widget::icon_only(ui, look, icon::SIDEBAR_SIMPLE, &tip.name, true);
                    if tip.whole(look, fold).clicked() {
                        intents.push(Action::DetailsPanel.into());
                    }
                });
            });
        });
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| match cell {
            Some((row, col)) => {
                cell_part(app, ui, look, file, document, row, col, intents);
            }
            None => {
                widget::edged(p.panel).show(ui, |ui| {
                    widget::line(
                        ui,
                        look.t("details-none"),
                        theme::regular(size::BODY),
                        p.muted,
                    );
                });
            }
        });
    ui.painter()
        .vline(area.left() + 0.5, area.y_range(), Stroke::new(1.0, p.line2));
}

#[expect(clippy::too_many_arguments, reason = "one place hands everything on")]
fn cell_part(
    app: &App,
    ui: &mut Ui,
    look: &Look,
    file: &Workspace,
    document: &Document,
    row: RowId,
    col: ColId,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let hidden = app.hide_clear && is_personal(document, col);
    let problems: Vec<Problem> = document
        .checks()
        .problems_of_row(document.table(), row)
        .into_iter()
        .filter(|problem| match problem.subject {
            crate::check::Subject::Cell(_, at) => at == col,
            crate::check::Subject::Row(_) => {
                problem.rule != crate::check::Rule::DuplicateKey
                    || document.checks().key_column() == Some(col)
            }
            _ => false,
        })
        .collect();
    let found = file.glance.of_cell(document, row, col);
    let field = document
        .mapping()
        .field_of(col)
        .and_then(|id| document.schema().field(id));
    widget::edged(p.panel).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        if file.preview {
            leaving_box(ui, look, file, document, row, col, hidden);
        } else if problems.is_empty() && found.is_empty() {
            fine_box(ui, look, field, document, col);
        } else {
            for line in &found {
                let title = look.t(&format!("rule-{}", line.rule.id()));
                boxed(ui, look, tone_of(line.severity), &title, |ui| {
                    let words = text::privacy_finding(look.lang, document, line);
                    widget::line(ui, words, theme::regular(size::BODY), p.text);
                });
            }
            for problem in &problems {
                problem_box(ui, look, document, problem, hidden);
            }
            explanation(app, ui, look, &problems, intents);
            repairs(app, ui, look, file, &problems, intents);
        }
        if !file.preview {
            for problem in &problems {
                if let Some(other) = problem.other_row
                    && let Some(key) = document.checks().key_column()
                {
                    let number = document.table().row_address(other);
                    let words = look.tf("details-other-row", &[("row", number.as_str().into())]);
                    if Button::new(Loud::Text, &words).show(ui, look).clicked() {
                        intents.push(Intent::GoTo(other, key));
                    }
                }
            }
        }
    });
    widget::rule(ui, look);
    widget::edged(p.panel).show(ui, |ui| match field {
        Some(field) => field_part(ui, look, field),
        None => no_field_part(ui, look, document, col),
    });
    widget::rule(ui, look);
    history_part(ui, look, file, document, row, col, hidden);
}

/// Why the rule is there and how to put it right, on demand.
fn explanation(
    app: &App,
    ui: &mut Ui,
    look: &Look,
    problems: &[Problem],
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let Some(problem) = problems.first() else {
        return;
    };
    let words = look.t(if app.explained {
        "details-why-hide"
    } else {
        "details-why"
    });
    if Button::new(Loud::Text, &words)
        .icon(icon::QUESTION)
        .height(24.0)
        .show(ui, look)
        .clicked()
    {
        intents.push(Intent::Explain);
    }
    if app.explained {
        let help = text::rule_help(look.lang, problem.rule);
        for part in [&help.why, &help.fix, &help.example] {
            widget::line(ui, part, theme::regular(size::SMALL), p.muted);
        }
        let words = look.t("details-rule");
        if Button::new(Loud::Text, &words)
            .height(24.0)
            .show(ui, look)
            .clicked()
        {
            intents.push(Intent::Open(Dialog::Rules(Rules::at(problem.rule))));
        }
    }
}

fn tone_of(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Note => Tone::Note,
    }
}

fn boxed(ui: &mut Ui, look: &Look, tone: Tone, title: &str, add: impl FnOnce(&mut Ui)) {
    let p = look.p();
    let (strong, _) = tone.colors(p);
    widget::tinted(look, tone).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            widget::line(ui, tone.sign(), theme::fill_font(16.0), strong);
            ui.add(
                egui::Label::new(
                    egui::RichText::new(title)
                        .font(theme::semibold(size::BODY))
                        .color(p.text),
                )
                .wrap(),
            );
        });
        add(ui);
    });
}

fn problem_box(ui: &mut Ui, look: &Look, document: &Document, problem: &Problem, hidden: bool) {
    let p = look.p();
    let words = if hidden {
        let (table, mapping) = (document.table(), document.mapping());
        text::problem(look.lang, document.schema(), table, mapping, problem)
    } else {
        text::problem_on_screen(look.lang, document, problem)
    };
    boxed(ui, look, tone_of(problem.severity), &words.title, |ui| {
        widget::line(ui, &words.message, theme::regular(size::BODY), p.text);
        let Some(repair) = problem.repair.as_ref().filter(|_| !hidden) else {
            return;
        };
        let before = problem
            .value
            .as_ref()
            .map(|v| v.as_text().reveal().to_owned())
            .unwrap_or_default();
        let after = match repair.value.as_text().reveal() {
            "" => look.t("grid-empty"),
            after => after.to_owned(),
        };
        // One under the other where both do not fit on one line.
        let both = format!("{}{}", widget::visible_blanks(&before), after);
        let room = ui.available_width() - 2.0 * 16.0 - 14.0 - 2.0 * ui.spacing().item_spacing.x;
        let arrow = |ui: &mut Ui| {
            widget::line(ui, icon::ARROW_RIGHT, theme::icon_font(14.0), p.muted);
        };
        if widget::fits(ui, &both, theme::mono(size::SMALL), room) {
            ui.horizontal(|ui| {
                widget::value_box(ui, look, &before);
                arrow(ui);
                widget::value_box(ui, look, &after);
            });
        } else {
            widget::value_box(ui, look, &before);
            ui.horizontal(|ui| {
                arrow(ui);
                widget::value_box(ui, look, &after);
            });
        }
    });
}

fn repairs(
    app: &App,
    ui: &mut Ui,
    look: &Look,
    file: &Workspace,
    problems: &[Problem],
    intents: &mut Vec<Intent>,
) {
    if app.possible(Action::FixCell).is_ok() {
        let tip = tip::of(app, look, Action::FixCell);
        let width = ui.available_width();
        let fix = Button::new(Loud::Outlined, &tip.name)
            .hint(&tip.keys)
            .width(width)
            .height(extent::BUTTON)
            .show(ui, look);
        if tip.beside_name(look, fix).clicked() {
            intents.push(Action::FixCell.into());
        }
    }
    let alike = problems.iter().find_map(|problem| {
        let repair = problem.repair.as_ref()?.id;
        let crate::check::Subject::Cell(_, col) = problem.subject else {
            return None;
        };
        file.derived
            .groups
            .iter()
            .find(|g| g.col == Some(col) && g.rule == problem.rule && g.repair == Some(repair))
    });
    if let Some(group) = alike.filter(|g| g.count > 1) {
        let words = look.tf(
            "details-fix-alike",
            &[
                ("n", group.count.into()),
                ("count", look.n(group.count).as_str().into()),
            ],
        );
        let key = crate::ui::workspace::key_of(group);
        ui.vertical_centered(|ui| {
            let fix = Button::new(Loud::Text, &words).show(ui, look);
            let tip = tip::of(app, look, Action::FixAlike);
            if tip.beside_name(look, fix).clicked() {
                intents.push(Intent::FixGroup(key));
            }
        });
    }
}

fn fine_box(ui: &mut Ui, look: &Look, field: Option<&Field>, document: &Document, col: ColId) {
    let p = look.p();
    let (tone, title, words) = match field {
        Some(field) => {
            let words = if field.blurred {
                "leaves-blurred"
            } else if field.p14n {
                "leaves-pseudonym"
            } else {
                "leaves-clear"
            };
            (Tone::Ok, "details-valid", words)
        }
        None => {
            let words = match document.mapping().use_of(col).how {
                How::Generated => "left-out-generated",
                How::Duplicate => "left-out-duplicate",
                How::Proposed => "left-out-proposed",
                _ => "left-out-unknown",
            };
            (Tone::Note, "details-left-out", words)
        }
    };
    boxed(ui, look, tone, &look.t(title), |ui| {
        widget::line(ui, look.t(words), theme::regular(size::BODY), p.text);
    });
}

fn leaving_box(
    ui: &mut Ui,
    look: &Look,
    file: &Workspace,
    document: &Document,
    row: RowId,
    col: ColId,
    hidden: bool,
) {
    let p = look.p();
    let Some(leaving) = crate::ui::outlook::leaving(document, file.masks(), row, col) else {
        return;
    };
    let (tone, title) = match &leaving {
        Leaving::Clear => (Tone::Ok, "preview-clear"),
        Leaving::Pseudonym(_) => (Tone::Privacy, "preview-pseudonym"),
        Leaving::Blurred(_) => (Tone::Privacy, "preview-blurred"),
        Leaving::Year(_) => (Tone::Privacy, "preview-year"),
        Leaving::Masked(_) => (Tone::Privacy, "preview-masked"),
        Leaving::Emptied => (Tone::Warning, "preview-emptied"),
        Leaving::Empty if document.treatment(col) == Treatment::LeaveOut => {
            (Tone::Note, "details-left-out")
        }
        Leaving::Empty => (Tone::Note, "preview-empty"),
    };
    let clear = document.table().text(row, col);
    let value = match leaving {
        Leaving::Clear if hidden => look.t("grid-masked"),
        _ => leaving.text(clear).reveal().to_owned(),
    };
    boxed(ui, look, tone, &look.t(title), |ui| {
        if !value.is_empty() {
            ui.add(
                egui::Label::new(
                    egui::RichText::new(value)
                        .font(theme::mono(size::SMALL))
                        .color(p.text),
                )
                .wrap(),
            );
        }
    });
}

fn field_part(ui: &mut Ui, look: &Look, field: &Field) {
    let p = look.p();
    let (label, about) = match look.lang {
        text::Lang::En => (&field.label_en, &field.description_en),
        text::Lang::Fr => (&field.label_fr, &field.description_fr),
    };
    widget::line(
        ui,
        look.t("details-field"),
        theme::semibold(size::BODY),
        p.text,
    );
    ui.add_space(2.0);
    widget::line(ui, label, theme::regular(size::BODY), p.text);
    widget::line(ui, about, theme::regular(size::BODY), p.muted);
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let small = || theme::regular(size::SMALL);
    widget::pair(
        ui,
        look,
        &look.t("field-name"),
        &field.name,
        theme::mono(size::SMALL),
    );
    let need = look.t(if field.required {
        "field-required"
    } else {
        "field-optional"
    });
    let kind = format!("{}, {need}", look.t(text::type_key(field)));
    widget::pair(ui, look, &look.t("field-type"), &kind, small());
    if !field.values.is_empty() {
        widget::pair(
            ui,
            look,
            &look.t("field-values"),
            &field.values.join(", "),
            theme::mono(size::SMALL),
        );
    }
    if let Some(unit) = &field.unit {
        let unit = text::unit(look.lang, unit);
        widget::pair(ui, look, &look.t("field-unit"), &unit, small());
    }
    let example = field.example.split(" - ").next().unwrap_or_default();
    widget::pair(
        ui,
        look,
        &look.t("field-example"),
        example,
        theme::mono(size::SMALL),
    );
    let leaves = look.t(if field.blurred {
        "field-blurred"
    } else if field.p14n {
        "field-pseudonym"
    } else {
        "field-clear"
    });
    widget::pair(ui, look, &look.t("field-leaves"), &leaves, small());
}

fn no_field_part(ui: &mut Ui, look: &Look, document: &Document, col: ColId) {
    let p = look.p();
    widget::line(
        ui,
        look.t("details-field"),
        theme::semibold(size::BODY),
        p.text,
    );
    let words = match document.mapping().use_of(col).how {
        How::Generated => "left-out-generated",
        How::Duplicate => "left-out-duplicate",
        How::Proposed => "left-out-proposed",
        _ => "left-out-unknown",
    };
    widget::line(ui, look.t(words), theme::regular(size::BODY), p.muted);
}

fn history_part(
    ui: &mut Ui,
    look: &Look,
    file: &Workspace,
    document: &Document,
    row: RowId,
    col: ColId,
    hidden: bool,
) {
    let p = look.p();
    widget::edged(p.panel).show(ui, |ui| {
        widget::line(
            ui,
            look.t("details-history"),
            theme::semibold(size::BODY),
            p.text,
        );
        let now = document.table().text(row, col);
        let read = document.original(row, col);
        let mut entry = |name: String, value: &str| {
            widget::line(ui, name, theme::regular(size::SMALL), p.muted);
            if hidden {
                let words = look.t("grid-masked");
                widget::line(ui, words, theme::regular(size::SMALL), p.faint);
            } else if value.is_empty() {
                widget::line(
                    ui,
                    look.t("grid-empty"),
                    theme::regular(size::SMALL),
                    p.faint,
                );
            } else {
                widget::value_box(ui, look, value);
            }
        };
        if read.is_some() {
            entry(look.t("details-now"), now.reveal());
        }
        let name = look.tf(
            "details-read-at",
            &[("time", file.opened_at.as_str().into())],
        );
        entry(name, read.unwrap_or(now).reveal());
    });
}
