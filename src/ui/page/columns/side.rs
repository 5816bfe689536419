//! Beside the list of columns: the required fields and what fills them, what the chosen target
//! means, why the program asks, and the way on.

use eframe::egui;
use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Sense, Stroke, Ui, vec2};

use super::board::Board;
use super::row::{header_of, percent};
use crate::document::{ColumnLine, Command, Document, Proposal};
use crate::schema::{Field, FieldId, How};
use crate::table::TextBuf;
use crate::text::{self, Lang};
use crate::ui::app::Intent;
use crate::ui::dialog::Dialog;
use crate::ui::dialog::make::Make;
use crate::ui::icon;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::Step;

/// Draws the panel.
pub fn show(
    board: &mut Board,
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let edge = ui.max_rect();
    ui.painter()
        .vline(edge.left() + 0.5, edge.y_range(), Stroke::new(1.0, p.line2));
    egui::Panel::bottom("match next")
        .show_separator_line(false)
        .frame(Frame::new().fill(p.panel).inner_margin(Margin::same(14)))
        .show(ui, |ui| next(board, ui, look, document, intents));
    egui::CentralPanel::no_frame().show(ui, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                Frame::new().inner_margin(Margin::same(14)).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    required(board, ui, look, document, intents);
                    ui.add_space(8.0);
                    widget::rule(ui, look);
                    ui.add_space(8.0);
                    chosen(board, ui, look, document);
                });
            });
    });
    ui.painter()
        .vline(edge.left() + 0.5, edge.y_range(), Stroke::new(1.0, p.line2));
}

fn wrapped(ui: &mut Ui, words: &str, size: f32, color: egui::Color32) {
    ui.add(Label::new(RichText::new(words).font(theme::regular(size)).color(color)).wrap());
}

fn required(
    board: &mut Board,
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let all = board.required.len();
    let found = board.required.iter().filter(|r| r.column.is_some()).count();
    let tone = match found {
        n if n == all => Tone::Ok,
        _ if board
            .required
            .iter()
            .all(|r| r.column.is_some() || !r.candidates.is_empty()) =>
        {
            Tone::Warning
        }
        _ => Tone::Error,
    };
    let words = look.tf(
        "match-of",
        &[
            ("found", found.to_string().as_str().into()),
            ("all", all.to_string().as_str().into()),
        ],
    );
    ui.horizontal(|ui| {
        let title = look.t("match-required");
        widget::line(ui, title, theme::semibold(size::BODY), p.text);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            widget::chip(ui, look, tone, tone.sign(), &words, &words);
        });
    });
    ui.add_space(4.0);
    let mut go = None;
    for line in &board.required {
        let Some(field) = document.schema().field(line.field) else {
            continue;
        };
        let letters = line.column.and_then(|col| document.table().column(col));
        let candidate = line.candidates.first().map(|(col, _)| *col);
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), 24.0),
            Layout::left_to_right(Align::Center),
            |ui| {
                let (sign, color) = match (letters, candidate) {
                    (Some(_), _) => (icon::CHECK_CIRCLE, p.ok),
                    (None, Some(_)) => (icon::QUESTION, p.warning),
                    (None, None) => (icon::WARNING_OCTAGON, p.error),
                };
                widget::line(ui, sign, theme::fill_font(16.0), color);
                widget::line(ui, &field.name, theme::regular(size::BODY), p.text);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let small = || theme::regular(size::SMALL);
                    if let Some(column) = letters {
                        let words = if line.constant {
                            look.t("match-constant")
                        } else if column.is_made() {
                            look.t("match-made")
                        } else {
                            column.letters()
                        };
                        widget::line(ui, words, small(), p.muted);
                        return;
                    }
                    let words = match candidate.and_then(|col| document.table().column(col)) {
                        Some(column) => format!("{} ?", column.letters()),
                        None => look.t("match-fill"),
                    };
                    let button = Button::new(Loud::Text, &words).height(22.0).show(ui, look);
                    button.widget_info(|| {
                        let name = format!("{words} {}", field.name);
                        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
                    });
                    if button.clicked() {
                        match candidate {
                            Some(col) => go = Some(col),
                            None => intents.extend(fill(document, field)),
                        }
                    }
                });
            },
        );
    }
    if let Some(col) = go {
        if !board.order.contains(&col) {
            board.show_segment(super::Segment::All);
        }
        board.chosen = Some(col);
        board.scroll = true;
        board.want_focus = true;
    }
}

/// The dialog that gives a field one text for all rows.
fn fill(document: &Document, field: &Field) -> Option<Intent> {
    let command = Command::FillConstant {
        field: field.name.clone(),
        text: TextBuf::default(),
    };
    let make = Make::new(document, command)?;
    Some(Intent::Open(Dialog::Make(Box::new(make))))
}

fn chosen(board: &Board, ui: &mut Ui, look: &Look, document: &Document) {
    let p = look.p();
    let Some(line) = board.chosen_line() else {
        return;
    };
    let waits = board.waits.get(&line.col);
    let used = document.mapping().field_of(line.col);
    let field = board
        .marked
        .or(used)
        .or(line.field.filter(|_| waits.is_some()));
    if let Some(field) = field.and_then(|f| document.schema().field(f)) {
        help(ui, look, field);
    } else {
        widget::cut_line(
            ui,
            header_of(line, look),
            theme::semibold(size::BODY),
            p.text,
        );
        ui.add_space(4.0);
        let key = match line.how {
            How::Part => "match-about-part",
            How::Extra => "match-about-extra",
            How::Generated => "match-about-generated",
            _ => "match-about-out",
        };
        wrapped(ui, &look.t(key), size::BODY, p.text);
    }
    if board.marked.is_none() {
        ui.add_space(10.0);
        why_ask(board, line, ui, look, document);
    }
}

/// What a field means.
fn help(ui: &mut Ui, look: &Look, field: &Field) {
    let p = look.p();
    let (label, description) = match look.lang {
        Lang::En => (&field.label_en, &field.description_en),
        Lang::Fr => (&field.label_fr, &field.description_fr),
    };
    widget::cut_line(ui, &field.name, theme::semibold(size::BODY), p.text);
    let chip = if field.blurred {
        Some((icon::CROSSHAIR_SIMPLE, "field-blurred"))
    } else if field.p14n {
        Some((icon::FINGERPRINT, "field-pseudonym"))
    } else {
        None
    };
    wrapped(ui, label, size::BODY, p.text);
    if let Some((glyph, key)) = chip {
        let words = look.t(key);
        widget::chip(ui, look, Tone::Privacy, glyph, &words, &words);
    }
    ui.add_space(4.0);
    wrapped(ui, description, size::BODY, p.text);
    ui.add_space(4.0);
    let need = look.t(if field.required {
        "field-required"
    } else {
        "field-optional"
    });
    let kind = format!("{}, {need}", look.t(text::type_key(field)));
    widget::pair(
        ui,
        look,
        &look.t("field-type"),
        &kind,
        theme::regular(size::SMALL),
    );
    if let Some(unit) = &field.unit {
        widget::pair(
            ui,
            look,
            &look.t("field-unit"),
            &text::unit(look.lang, unit),
            theme::regular(size::SMALL),
        );
    }
    if !field.values.is_empty() {
        let values = field.values.join(", ");
        widget::pair(
            ui,
            look,
            &look.t("field-values"),
            &values,
            theme::mono(size::SMALL),
        );
    }
    if !field.example.is_empty() {
        widget::pair(
            ui,
            look,
            &look.t("field-example"),
            &field.example,
            theme::mono(size::SMALL),
        );
    }
}

fn tinted_box(ui: &mut Ui, look: &Look, tone: Tone, title: &str, lines: &[String]) {
    let (strong, _) = tone.colors(look.p());
    widget::tinted(look, tone).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let sign = if tone == Tone::Warning {
                icon::QUESTION
            } else {
                tone.sign()
            };
            widget::line(ui, sign, theme::fill_font(15.0), strong);
            widget::line(ui, title, theme::semibold(size::BODY), look.p().text);
        });
        for words in lines {
            wrapped(ui, words, size::BODY, look.p().text);
        }
    });
}

/// Why the program asks, or why a column may not leave in the clear.
fn why_ask(board: &Board, line: &ColumnLine, ui: &mut Ui, look: &Look, document: &Document) {
    let schema = document.schema();
    let header = header_of(line, look);
    let name = |field: FieldId| {
        schema
            .field(field)
            .map_or("", |f| f.name.as_str())
            .to_owned()
    };
    if let Some(wait) = board.waits.get(&line.col) {
        let reason = line
            .why
            .map(|why| text::why(look.lang, why))
            .unwrap_or_default();
        let field = line.field.map(name).unwrap_or_default();
        let args = [
            ("column", header.as_str().into()),
            ("field", field.as_str().into()),
            ("why", reason.as_str().into()),
        ];
        let proposal = board.proposals.get(wait.proposal);
        let key = match (wait.choose, proposal) {
            (Some(_), _) => "match-ask-choose",
            (None, Some(Proposal::Join { .. })) => "match-ask-join",
            (None, Some(Proposal::Convert { .. })) => "match-ask-convert",
            _ => "match-ask-map",
        };
        let mut lines = vec![look.tf(key, &args)];
        if let (None, Some(Proposal::Convert { conversion, .. })) = (wait.choose, proposal) {
            lines.push(look.t(text::conversion_key(*conversion)));
        }
        if line.confidence > 0 && wait.choose.is_none() {
            let share = percent(look, f64::from(line.confidence) / 100.0);
            lines.push(look.tf("match-ask-sure", &[("share", share.as_str().into())]));
        }
        tinted_box(ui, look, Tone::Warning, &look.t("match-why"), &lines);
        return;
    }
    if document.mapping().field_of(line.col).is_some() || line.how == How::Part {
        return;
    }
    if !line.personal.is_empty() {
        let mut lines: Vec<String> = line
            .personal
            .iter()
            .map(|reason| format!("• {}", text::personal(look.lang, schema, reason)))
            .collect();
        lines.push(look.t("match-personal-about"));
        tinted_box(ui, look, Tone::Privacy, &look.t("match-personal"), &lines);
    }
}

/// What the button at the end does.
fn next(board: &Board, ui: &mut Ui, look: &Look, document: &Document, intents: &mut Vec<Intent>) {
    let p = look.p();
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(
        line.expand(14.0).x_range(),
        line.top() - 13.5,
        Stroke::new(1.0, p.line2),
    );
    ui.horizontal_top(|ui| {
        widget::line(ui, icon::INFO, theme::fill_font(15.0), p.note);
        wrapped(ui, &look.t("match-left-out-note"), size::SMALL, p.muted);
    });
    ui.add_space(4.0);
    let width = ui.available_width();
    let commands = board.confirm_all(document);
    let waiting = !board.waits.is_empty();
    let key = if commands.is_empty() {
        "match-next"
    } else {
        "match-confirm-all"
    };
    let loud = if waiting {
        Loud::Outlined
    } else {
        Loud::Filled
    };
    let words = look.t(key);
    if Button::new(loud, &words)
        .width(width)
        .show(ui, look)
        .clicked()
    {
        if commands.is_empty() {
            intents.push(Intent::Step(Step::Fix));
        } else {
            intents.push(Intent::MatchAll(commands));
        }
    }
}
