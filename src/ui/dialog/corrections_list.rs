//! The list of what a corrected workbook changed: address, column, here, there, and which counts.
//! Values are shown as the grid shows them; nothing is changed here but the choice of a side.

use eframe::egui;
use egui::{Align2, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::corrections::{Found, LINE, Line, MASK, counted, tone};
use crate::document::{Document, Side};
use crate::table::Text;
use crate::text;
use crate::ui::icon;
use crate::ui::sheet::is_personal;
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::{self, Look, Tone, visible_blanks};

/// Draws the changes, one a line; true when a side was chosen.
pub(super) fn list(
    found: &mut Found,
    document: &Document,
    masked: bool,
    ui: &mut Ui,
    look: &Look,
    height: f32,
) -> bool {
    let p = look.p();
    let mut decided = None;
    egui::Frame::new()
        .fill(p.grid)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(egui::CornerRadius::same(radius::BUTTON))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let width = ui.available_width();
            let (head, _) = ui.allocate_exact_size(vec2(width, LINE), Sense::hover());
            ui.painter()
                .rect_filled(head.shrink(1.0), egui::CornerRadius::same(5), p.header);
            let places = Places::of(head);
            for (place, key) in [
                (places.address, "corrections-cell"),
                (places.column, "corrections-column"),
                (places.ours, "corrections-here"),
                (places.theirs, "corrections-theirs"),
                (places.verdict, "corrections-verdict"),
            ] {
                let words = look.t(key);
                put(ui, place, &words, theme::regular(size::SMALL), p.muted);
            }
            ScrollArea::vertical()
                .max_height(height - LINE)
                .auto_shrink([false, true])
                .show_rows(ui, LINE, found.lines.len(), |ui, range| {
                    for line in found.lines.get(range).unwrap_or_default() {
                        if let Some(choice) = one(*line, found, document, masked, ui, look) {
                            decided = Some(choice);
                        }
                    }
                });
        });
    match decided {
        Some((at, side)) => {
            if let Some(cell) = found.comparison.cells.get(at) {
                let key = (cell.row, cell.col);
                found.decisions.by_cell.insert(key, side);
            }
            true
        }
        None => false,
    }
}

/// The columns of the list.
#[derive(Clone, Copy)]
struct Places {
    address: Rect,
    column: Rect,
    ours: Rect,
    theirs: Rect,
    verdict: Rect,
}

impl Places {
    fn of(rect: Rect) -> Self {
        let inner = rect.shrink2(vec2(12.0, 0.0));
        let part = |from: f32, to: f32| {
            let x = |share: f32| inner.left() + inner.width() * share;
            Rect::from_min_max(
                pos2(x(from), inner.top()),
                pos2(x(to) - 8.0, inner.bottom()),
            )
        };
        Self {
            address: part(0.0, 0.14),
            column: part(0.14, 0.36),
            ours: part(0.36, 0.58),
            theirs: part(0.58, 0.80),
            verdict: part(0.80, 1.01),
        }
    }
}

/// A word, cut where its place ends.
fn put(ui: &mut Ui, place: Rect, words: &str, font: egui::FontId, color: egui::Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, color);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = place.width().max(10.0);
    let galley = ui.painter().layout_job(job);
    let at = pos2(place.left(), place.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
}

/// One line; the side that was chosen for its cell.
fn one(
    line: Line,
    found: &Found,
    document: &Document,
    masked: bool,
    ui: &mut Ui,
    look: &Look,
) -> Option<(usize, Side)> {
    let p = look.p();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, p.line),
    );
    let places = Places::of(rect);
    let table = document.table();
    let row_line = |ui: &mut Ui, words: &str, wrong: u64, glyph: &str| {
        let place = Rect::from_min_max(places.address.min, places.theirs.max);
        put(ui, place, words, theme::regular(size::BODY), p.text);
        let tone = if wrong > 0 { Tone::Warning } else { Tone::Note };
        let words = if wrong > 0 {
            counted(look, "corrections-row-wrong", wrong)
        } else {
            String::new()
        };
        sign(ui, places.verdict, tone, glyph, &words, look);
    };
    let at = match line {
        Line::Added(at) => {
            let row = found.comparison.added.get(at)?;
            let number = row.their_number.to_string();
            let words = look.tf("corrections-row-added", &[("row", number.as_str().into())]);
            row_line(ui, &words, row.wrong, icon::PLUS);
            told(&response, &words);
            return None;
        }
        Line::Removed(at) => {
            let row = found.comparison.removed.get(at)?;
            let number = table.row_number(*row).to_string();
            let words = look.tf(
                "corrections-row-removed",
                &[("row", number.as_str().into())],
            );
            row_line(ui, &words, 0, icon::MINUS);
            told(&response, &words);
            return None;
        }
        Line::Cell(at) => at,
    };
    let cell = found.comparison.cells.get(at)?;
    let address = table.address(cell.row, cell.col);
    let header = table
        .column(cell.col)
        .map(|c| c.header())
        .unwrap_or_default();
    let hidden = masked && is_personal(document, cell.col);
    let ours = seen(table.text(cell.row, cell.col), hidden);
    let theirs = seen(cell.theirs.as_text(), hidden);
    let verdict = text::verdict(look.lang, cell.verdict);
    let mut chosen = None;
    if cell.conflict {
        let side = found.side(cell);
        if side.is_none() {
            let inner = rect.shrink2(vec2(1.0, 1.0));
            ui.painter().rect_filled(inner, 0, p.warning_tint);
        }
        for (place, which, shown, key) in [
            (places.ours, Side::Ours, &ours, "corrections-keep-ours"),
            (
                places.theirs,
                Side::Theirs,
                &theirs,
                "corrections-take-theirs",
            ),
        ] {
            let args = [
                ("cell", address.as_str().into()),
                ("value", shown.as_str().into()),
            ];
            let name = look.tf(key, &args);
            if choice(ui, place, side == Some(which), shown, &name, look) {
                chosen = Some((at, which));
            }
        }
    } else {
        value(ui, places.ours, &ours, look, p.muted);
        value(ui, places.theirs, &theirs, look, p.text);
        let arrow = pos2(places.theirs.left() - 12.0, rect.center().y);
        ui.painter().text(
            arrow,
            Align2::CENTER_CENTER,
            icon::ARROW_RIGHT,
            theme::icon_font(13.0),
            p.muted,
        );
        told(
            &response,
            &look.named(&address, &format!("{ours} → {theirs}, {verdict}")),
        );
    }
    put(
        ui,
        places.address,
        &address,
        theme::regular(size::SMALL),
        p.muted,
    );
    put(
        ui,
        places.column,
        header,
        theme::regular(size::BODY),
        p.text,
    );
    let tone = tone(cell.verdict);
    sign(ui, places.verdict, tone, tone.sign(), &verdict, look);
    if chosen.is_none() {
        response.on_hover_text(format!("{address} · {header}\n{ours} → {theirs}"));
    }
    chosen
}

fn told(response: &egui::Response, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name));
}

/// A cell's text as the grid shows it.
fn seen(text: Text<'_>, hidden: bool) -> String {
    if hidden && !text.is_empty() {
        MASK.to_owned()
    } else {
        visible_blanks(text.reveal())
    }
}

fn value(ui: &mut Ui, place: Rect, words: &str, look: &Look, color: egui::Color32) {
    if words.is_empty() {
        let words = look.t("grid-empty");
        put(
            ui,
            place,
            &words,
            theme::regular(size::SMALL),
            look.p().faint,
        );
    } else {
        put(ui, place, words, theme::mono(size::SMALL), color);
    }
}

/// One of the two texts of a conflict; true when it was clicked.
fn choice(ui: &mut Ui, place: Rect, on: bool, words: &str, name: &str, look: &Look) -> bool {
    let p = look.p();
    let response = ui.interact(place, ui.scope_id().with(name), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
    if response.hovered() {
        ui.painter()
            .rect_filled(place.shrink2(vec2(0.0, 3.0)), radius::VALUE, p.hover);
    }
    let center = pos2(place.left() + 8.0, place.center().y);
    if on {
        ui.painter().circle_filled(center, 6.5, p.accent);
        ui.painter().circle_filled(center, 2.5, p.on_accent);
    } else {
        ui.painter()
            .circle(center, 6.0, p.grid, Stroke::new(1.0, p.ctl));
    }
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, place.shrink(4.0), radius::VALUE, p);
    }
    let room = Rect::from_min_max(pos2(place.left() + 20.0, place.top()), place.max);
    value(ui, room, words, look, p.text);
    response.clicked()
}

fn sign(ui: &mut Ui, place: Rect, tone: Tone, glyph: &str, words: &str, look: &Look) {
    let (strong, _) = tone.colors(look.p());
    let plain = [icon::PLUS, icon::MINUS].contains(&glyph);
    ui.painter().text(
        pos2(place.left() + 7.0, place.center().y),
        Align2::CENTER_CENTER,
        glyph,
        if plain {
            theme::icon_font(14.0)
        } else {
            theme::fill_font(14.0)
        },
        strong,
    );
    let room = Rect::from_min_max(pos2(place.left() + 20.0, place.top()), place.max);
    put(ui, room, words, theme::regular(size::BODY), look.p().text);
}
