//! Which column of the file is which field of the format: what was matched and how, what waits
//! for the user, what is left out and why. All by keyboard: arrows choose a row, Enter opens its
//! targets, typing searches them, Space confirms.
//!
//! It draws and asks; every decision is a command.

pub mod board;
pub mod row;
mod side;
mod targets;

use std::sync::PoisonError;

use eframe::egui;
use egui::{
    Align2, Frame, Id, Key, Margin, Modifiers, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2,
};

pub use board::{Board, Segment};

use crate::document::{Document, Target};
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Step;
use board::{Targets, retarget};

/// Draws the page.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let Some(file) = app.file_mut() else {
        return;
    };
    let shared = file.share();
    let session = shared.read().unwrap_or_else(PoisonError::into_inner);
    let document = session.document();
    let board = &mut file.board;
    board.update(document);
    let p = look.p();
    egui::Panel::right("required")
        .exact_size(if look.narrow { 232.0 } else { 282.0 })
        .resizable(false)
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| side::show(board, ui, look, document, intents));
    egui::CentralPanel::no_frame()
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| {
            head(board, ui, look, document, intents);
            list(board, ui, look, document, intents);
        });
}

fn head(
    board: &mut Board,
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let margin = Margin {
        left: 16,
        right: 16,
        top: if look.low { 8 } else { 14 },
        bottom: if look.low { 6 } else { 10 },
    };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        let counts = board.counts();
        let words: Vec<String> = ["match-all", "match-waiting", "match-out"]
            .iter()
            .zip(counts)
            .map(|(key, n)| look.tf(key, &[("count", look.n(n as u64).as_str().into())]))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let room = ui.available_width();
        ui.horizontal(|ui| {
            let font = theme::semibold(size::BODY);
            let wide: f32 = words
                .iter()
                .map(|w| {
                    let laid = ui.painter().layout_no_wrap(
                        (*w).to_owned(),
                        font.clone(),
                        egui::Color32::PLACEHOLDER,
                    );
                    (laid.size().x + 24.0).ceil()
                })
                .sum();
            ui.vertical(|ui| {
                ui.set_width((room - wide - 12.0).max(120.0));
                let title = look.t("match-title");
                widget::cut_line(ui, title, theme::semibold(size::TITLE), p.text);
                ui.horizontal(|ui| {
                    let change = look.t("change");
                    let read = super::read::one_line(document, look);
                    let words = read;
                    let laid = ui.painter().layout_no_wrap(
                        change.clone(),
                        font,
                        egui::Color32::PLACEHOLDER,
                    );
                    let room = ui.available_width() - laid.size().x - 24.0;
                    let font = theme::regular(size::BODY);
                    let long = ui.painter().layout_no_wrap(
                        words.clone(),
                        font.clone(),
                        egui::Color32::PLACEHOLDER,
                    );
                    let (line, _) = ui.allocate_exact_size(
                        vec2(long.size().x.min(room).max(40.0), 22.0),
                        Sense::hover(),
                    );
                    row::cut(
                        ui,
                        line.left(),
                        line.right(),
                        line.center().y,
                        &words,
                        font,
                        p.muted,
                    );
                    let button = Button::new(Loud::Text, &change).height(22.0).show(ui, look);
                    if button.clicked() {
                        intents.push(Intent::Step(Step::Read));
                    }
                });
            });
            let chosen = Segment::ALL
                .iter()
                .position(|s| *s == board.segment)
                .unwrap_or(0);
            if let Some(at) = widget::segments(ui, look, &words, chosen, 30.0)
                && let Some(segment) = Segment::ALL.get(at)
            {
                board.show_segment(*segment);
            }
        });
    });
}

/// Left edges of the columns of the list, as they fit the room.
pub struct Places {
    pub header: f32,
    pub values: f32,
    pub field: f32,
    pub field_end: f32,
    pub valid_end: f32,
    pub how: f32,
}

impl Places {
    /// Where nothing waits for an answer, no room is kept for a button that gives it.
    fn new(width: f32, look: &Look, waits: bool) -> Self {
        let (button, header, field) = match (waits, look.lang) {
            (true, crate::text::Lang::Fr) => (212.0, 0.21, 0.24),
            (true, crate::text::Lang::En) => (198.0, 0.21, 0.24),
            (false, _) => (150.0, 0.24, 0.28),
        };
        let how = width - button;
        let valid_end = how - 18.0;
        let field_end = valid_end - 56.0;
        let field = field_end - (width * field).clamp(168.0, 250.0);
        Self {
            header: 16.0,
            values: (width * header).clamp(138.0, 236.0),
            field,
            field_end,
            valid_end,
            how,
        }
    }
}

fn list(
    board: &mut Board,
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let width = ui.available_width();
    let places = Places::new(width, look, !board.waits.is_empty());
    ui.spacing_mut().item_spacing.y = 0.0;
    table_head(board, ui, look, &places);
    let room = ui.available_rect_before_wrap();
    let id = Id::unique("match list");
    let response = ui.interact(room, id, Sense::focusable_noninteractive());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, look.t("match-list")));
    if std::mem::take(&mut board.want_focus) {
        response.request_focus();
    }
    let focused = ui.memory(|m| m.has_focus(id));
    if focused {
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                id,
                egui::EventFilter {
                    vertical_arrows: true,
                    ..Default::default()
                },
            );
        });
        if board.targets.is_none() {
            keys(board, ui, document, intents);
        }
    }
    let height = if look.low { 32.0 } else { 36.0 };
    let order = board.order.clone();
    let mut anchor: Option<Rect> = None;
    if order.is_empty() {
        ui.add_space(24.0);
        ui.horizontal(|ui| {
            ui.add_space(16.0);
            let key = match board.segment {
                Segment::All => "match-none",
                Segment::Waiting => "match-none-waiting",
                Segment::LeftOut => "match-none-out",
            };
            widget::line(ui, look.t(key), theme::regular(size::BODY), p.muted);
        });
    }
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let scroll = std::mem::take(&mut board.scroll);
            for col in order {
                let (rect, response) =
                    ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::CLICK);
                if board.chosen == Some(col) {
                    if scroll {
                        response.scroll_to_me(None);
                    }
                    anchor = Some(Rect::from_min_max(
                        pos2(rect.left() + places.field, rect.top() + 4.0),
                        pos2(rect.left() + places.field_end, rect.bottom() - 4.0),
                    ));
                }
                let drawn = row::Row {
                    document,
                    col,
                    rect,
                    places: &places,
                    focused,
                };
                drawn.show(board, ui, look, &response, intents);
            }
            ui.add_space(8.0);
        });
    if let Some(anchor) = anchor {
        targets::show(board, ui, look, document, anchor, intents);
    }
}

fn table_head(board: &mut Board, ui: &mut Ui, look: &Look, places: &Places) {
    let p = look.p();
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    ui.painter().rect_filled(head, 0, p.header);
    ui.painter().hline(
        head.x_range(),
        head.bottom() - 0.5,
        Stroke::new(1.0, p.line2),
    );
    let small = || theme::regular(size::SMALL);
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
            small(),
            p.muted,
        );
    }
    ui.painter().text(
        pos2(head.left() + places.valid_end, head.center().y),
        Align2::RIGHT_CENTER,
        look.t("match-valid"),
        small(),
        p.muted,
    );
    // The switch that shows personal samples stands where there is room for it.
    let right = head.left() + places.field - 24.0;
    if places.field - places.values > 96.0 && !look.hide_clear {
        let key = if board.show_values {
            "protect-hide"
        } else {
            "protect-reveal"
        };
        let words = look.t(key);
        let laid = ui.painter().layout_no_wrap(
            words.clone(),
            theme::semibold(size::BODY),
            egui::Color32::PLACEHOLDER,
        );
        let heading = ui.painter().layout_no_wrap(
            look.t("match-values"),
            small(),
            egui::Color32::PLACEHOLDER,
        );
        let room = right - head.left() - places.values - heading.size().x - 12.0;
        let in_words = laid.size().x + 12.0 <= room;
        let wide = if in_words {
            laid.size().x + 12.0
        } else {
            theme::extent::BUTTON_BAR
        };
        let place = Rect::from_min_max(
            pos2(right - wide, head.top() + if in_words { 2.0 } else { 1.0 }),
            pos2(right, head.bottom() - 1.0),
        );
        widget::inside(ui, place, widget::down(), |ui| {
            let button = if in_words {
                Button::new(Loud::Text, &words).height(24.0).show(ui, look)
            } else {
                let glyph = if board.show_values {
                    icon::EYE_SLASH
                } else {
                    icon::EYE
                };
                widget::icon_only(ui, look, glyph, &words, true)
                    .on_hover_text(look.t("match-show-values"))
            };
            button.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, look.t("match-show-values"))
            });
            if button.clicked() {
                board.show_values = !board.show_values;
            }
        });
    }
}

/// What the keys do while the list has the focus and no target list is open.
fn keys(board: &mut Board, ui: &Ui, document: &Document, intents: &mut Vec<Intent>) {
    let key = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if key(Key::ArrowDown) {
        board.step(1);
    }
    if key(Key::ArrowUp) {
        board.step(-1);
    }
    if key(Key::PageDown) {
        board.step(10);
    }
    if key(Key::PageUp) {
        board.step(-10);
    }
    if key(Key::Home) {
        board.step(isize::MIN);
    }
    if key(Key::End) {
        board.step(isize::MAX);
    }
    let Some(col) = board.chosen else {
        return;
    };
    let made = board.line(col).is_some_and(|l| l.made);
    if key(Key::Space)
        && let Some(intent) = board.confirm(document, col)
    {
        intents.push(intent);
        board.next_waiting(col);
    }
    if key(Key::Delete)
        && !made
        && let Some(command) = retarget(document, col, Target::LeftOut)
    {
        intents.push(Intent::Run(command));
    }
    if key(Key::Enter) {
        board.targets = Some(Targets::default());
    }
    let typed: String = ui.input(|i| {
        i.events
            .iter()
            .filter_map(|e| match e {
                egui::Event::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    });
    if !typed.trim().is_empty() {
        board.targets = Some(Targets {
            text: typed.trim().to_owned(),
            ..Targets::default()
        });
    }
}
