//! Which column of the file is which field of the format: what was matched and how, what is left
//! out and why, and which required fields have no column.

use eframe::egui;
use egui::{Align2, Color32, Frame, Margin, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use crate::document::Document;
use crate::schema::{Field, How};
use crate::table::{ColId, Column};
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::sheet::{privacy_icon, type_icon};
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::Step;

const ROW: f32 = 36.0;

/// Draws the page.
pub fn show(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let Some(file) = app.file() else {
        return;
    };
    let session = file.session();
    let document = session.document();
    let p = look.p();
    egui::Panel::right("required")
        .exact_size(if look.narrow { 232.0 } else { 268.0 })
        .resizable(false)
        .frame(Frame::new().fill(p.panel).inner_margin(Margin::same(14)))
        .show(ui, |ui| {
            required(ui, look, document, intents);
            let edge = ui.max_rect().expand(14.0);
            ui.painter()
                .vline(edge.left() + 0.5, edge.y_range(), Stroke::new(1.0, p.line2));
        });
    egui::CentralPanel::no_frame()
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin {
                    left: 16,
                    right: 16,
                    top: 14,
                    bottom: 10,
                })
                .show(ui, |ui| {
                    widget::line(
                        ui,
                        look.t("match-title"),
                        theme::semibold(size::TITLE),
                        p.text,
                    );
                    let read = super::read::one_line(document, look);
                    let words = look.tf("match-read-as", &[("how", read.as_str().into())]);
                    widget::cut_line(ui, words, theme::regular(size::BODY), p.muted);
                });
            list(ui, look, document);
        });
}

/// Left edges of the five columns of the list, as shares that fit the room.
struct Places {
    header: f32,
    values: f32,
    field: f32,
    valid: f32,
    how: f32,
}

impl Places {
    fn new(width: f32) -> Self {
        let how = width - 150.0;
        let valid = how - 70.0;
        let field = valid - (width * 0.32).clamp(190.0, 270.0);
        let values = (width * 0.24).clamp(130.0, 240.0);
        Self {
            header: 16.0,
            values,
            field,
            valid,
            how,
        }
    }
}

fn list(ui: &mut Ui, look: &Look, document: &Document) {
    let p = look.p();
    let width = ui.available_width();
    let places = Places::new(width);
    let (head, _) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
    ui.painter().rect_filled(head, 0, p.header);
    for (x, key) in [
        (places.header, "match-column"),
        (places.values, "match-values"),
        (places.field, "match-field"),
        (places.how, "match-how"),
    ] {
        ui.painter().text(
            pos2(head.left() + x, head.center().y),
            Align2::LEFT_CENTER,
            look.t(key),
            theme::regular(size::SMALL),
            p.muted,
        );
    }
    ui.painter().text(
        pos2(head.left() + places.how - 20.0, head.center().y),
        Align2::RIGHT_CENTER,
        look.t("match-valid"),
        theme::regular(size::SMALL),
        p.muted,
    );
    let columns: Vec<(ColId, &Column)> = document.table().columns().collect();
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show_rows(ui, ROW, columns.len(), |ui, shown| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (col, column) in columns.get(shown).unwrap_or_default() {
                row(ui, look, document, *col, column, &places);
            }
        });
}

fn text(ui: &Ui, x: f32, right: f32, y: f32, words: &str, font: egui::FontId, color: Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, color);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = (right - x).max(8.0);
    let galley = ui.painter().layout_job(job);
    ui.painter()
        .galley(pos2(x, y - galley.size().y / 2.0), galley, color);
}

fn row(ui: &mut Ui, look: &Look, document: &Document, col: ColId, column: &Column, at: &Places) {
    let p = look.p();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let column_use = document.mapping().use_of(col);
    let field = column_use.field.and_then(|id| document.schema().field(id));
    let used = document.mapping().field_of(col).is_some();
    let how = how_key(column_use.how);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::ListItem,
            true,
            format!(
                "{} {} {} {}",
                column.letters(),
                column.header(),
                field.map(|f| f.name.as_str()).unwrap_or_default(),
                look.t(how)
            ),
        )
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, p.hover);
    }
    let y = rect.center().y;
    let left = rect.left();
    text(
        ui,
        left + at.header,
        left + at.header + 24.0,
        y,
        &column.letters(),
        theme::regular(size::CAPTION),
        p.muted,
    );
    let header = if column.header().trim().is_empty() {
        look.t("problems-no-header")
    } else {
        column.header().to_owned()
    };
    text(
        ui,
        left + at.header + 30.0,
        left + at.values - 10.0,
        y,
        &header,
        theme::semibold(size::BODY),
        p.text,
    );
    let values = sample(column, field.is_none_or(|f| f.p14n));
    text(
        ui,
        left + at.values,
        left + at.field - 26.0,
        y,
        &values,
        theme::mono(size::SMALL),
        p.muted,
    );
    let arrow = if used { p.accent } else { p.faint };
    ui.painter().text(
        pos2(left + at.field - 14.0, y),
        Align2::CENTER_CENTER,
        icon::ARROW_RIGHT,
        theme::icon_font(15.0),
        arrow,
    );
    match field.filter(|_| used) {
        Some(field) => target(ui, look, field, left + at.field, left + at.valid, y),
        None => text(
            ui,
            left + at.field,
            left + at.valid,
            y,
            &look.t("match-left-out"),
            theme::regular(size::BODY),
            p.muted,
        ),
    }
    let share = if used {
        valid_share(document, col, column)
    } else {
        "–".to_owned()
    };
    ui.painter().text(
        pos2(left + at.how - 20.0, y),
        Align2::RIGHT_CENTER,
        share,
        theme::num(size::BODY),
        p.muted,
    );
    let (tone, glyph) = match column_use.how {
        How::Exact | How::Synonym | How::Chosen => (Tone::Ok, icon::CHECK),
        How::Proposed | How::Duplicate => (Tone::Warning, icon::QUESTION),
        How::Extra => (Tone::Note, icon::UPLOAD_SIMPLE),
        How::Generated | How::Unknown | How::LeftOut | How::Part => (Tone::Quiet, icon::MINUS),
    };
    let place = Rect::from_min_max(pos2(left + at.how, y - 10.0), rect.max);
    widget::inside(ui, place, widget::down(), |ui| {
        let words = look.t(how);
        widget::chip(ui, look, tone, glyph, &words, &words);
    });
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, p.line),
    );
}

fn target(ui: &Ui, look: &Look, field: &Field, x: f32, right: f32, y: f32) {
    let p = look.p();
    ui.painter().text(
        pos2(x + 8.0, y),
        Align2::CENTER_CENTER,
        type_icon(field),
        theme::icon_font(15.0),
        p.muted,
    );
    text(
        ui,
        x + 22.0,
        right - 40.0,
        y,
        &field.name,
        theme::regular(size::BODY),
        p.text,
    );
    let mut at = right - 24.0;
    if field.required {
        ui.painter().text(
            pos2(at, y),
            Align2::CENTER_CENTER,
            icon::ASTERISK,
            theme::icon_font(15.0),
            p.accent,
        );
        at -= 18.0;
    }
    if let Some(glyph) = privacy_icon(field) {
        ui.painter().text(
            pos2(at, y),
            Align2::CENTER_CENTER,
            glyph,
            theme::icon_font(15.0),
            p.privacy,
        );
    }
}

fn how_key(how: How) -> &'static str {
    match how {
        How::Exact => "how-exact",
        How::Synonym => "how-synonym",
        How::Proposed => "how-proposed",
        How::Generated => "how-generated",
        How::Duplicate => "how-duplicate",
        How::Unknown => "how-unknown",
        How::Chosen => "how-chosen",
        How::LeftOut => "how-left-out",
        How::Extra => "how-extra",
        How::Part => "how-part",
    }
}

/// Three values of a column; dots where they may be personal.
fn sample(column: &Column, hidden: bool) -> String {
    let values: Vec<String> = column
        .live_codes()
        .filter(|(code, _)| *code != crate::table::EMPTY)
        .take(3)
        .map(|(code, _)| {
            if hidden {
                "••••••".to_owned()
            } else {
                column.text_of(code).reveal().chars().take(24).collect()
            }
        })
        .collect();
    values.join(" · ")
}

/// The share of cells without an error, never rounded up to 100 %.
fn valid_share(document: &Document, col: ColId, column: &Column) -> String {
    let (mut all, mut bad) = (0u64, 0u64);
    for (code, rows) in column.live_codes() {
        all += u64::from(rows);
        let wrong = document
            .checks()
            .finding_of(document.table(), col, code)
            .is_some_and(|f| f.severity == crate::check::Severity::Error);
        if wrong {
            bad += u64::from(rows);
        }
    }
    let share = ((all - bad) * 100).checked_div(all).unwrap_or(100);
    format!("{share} %")
}

fn required(ui: &mut Ui, look: &Look, document: &Document, intents: &mut Vec<Intent>) {
    let p = look.p();
    let fields: Vec<_> = document
        .schema()
        .fields()
        .filter(|(_, f)| f.required)
        .collect();
    let found = fields
        .iter()
        .filter(|(id, _)| document.mapping().column_of(*id).is_some())
        .count();
    let tone = if found == fields.len() {
        Tone::Ok
    } else {
        Tone::Error
    };
    let words = look.tf(
        "match-of",
        &[
            ("found", found.to_string().as_str().into()),
            ("all", fields.len().to_string().as_str().into()),
        ],
    );
    ui.horizontal(|ui| {
        widget::line(
            ui,
            look.t("match-required"),
            theme::semibold(size::BODY),
            p.text,
        );
        widget::chip(ui, look, tone, tone.sign(), &words, &words);
    });
    ui.add_space(6.0);
    for (id, field) in fields {
        let letters = document
            .mapping()
            .column_of(id)
            .and_then(|col| document.table().column(col))
            .map(Column::letters);
        ui.horizontal(|ui| {
            let (sign, color) = if letters.is_some() {
                (icon::CHECK_CIRCLE, p.ok)
            } else {
                (icon::WARNING_OCTAGON, p.error)
            };
            widget::line(ui, sign, theme::fill_font(16.0), color);
            widget::line(ui, &field.name, theme::regular(size::BODY), p.text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let words = letters.unwrap_or_else(|| look.t("match-missing"));
                widget::line(ui, words, theme::regular(size::SMALL), p.muted);
            });
        });
    }
    if found < 4 {
        ui.add_space(6.0);
        widget::tinted(look, Tone::Error).show(ui, |ui| {
            widget::line(
                ui,
                look.t("match-missing-help"),
                theme::regular(size::BODY),
                p.text,
            );
        });
    }
    ui.add_space(12.0);
    ui.horizontal_top(|ui| {
        widget::line(ui, icon::INFO, theme::fill_font(15.0), p.note);
        ui.add(
            egui::Label::new(
                egui::RichText::new(look.t("match-left-out-note"))
                    .font(theme::regular(size::SMALL))
                    .color(p.muted),
            )
            .wrap(),
        );
    });
    ui.add_space(12.0);
    let width = ui.available_width();
    if Button::new(Loud::Filled, &look.t("match-next"))
        .width(width)
        .show(ui, look)
        .clicked()
    {
        intents.push(Intent::Step(Step::Fix));
    }
}
