//! What can be clicked or typed into: buttons, segments, ticks, radio buttons, fields. Each has an
//! accessible name and shows keyboard focus; none holds state.

use eframe::egui;
use egui::{
    Align2, Color32, CornerRadius, FontId, Frame, Key, Margin, Rect, Response, Role, Sense, Stroke,
    StrokeKind, TextEdit, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::Look;
use crate::ui::icon;
use crate::ui::theme::{self, Palette, extent, radius, size};

/// How a button looks, from loud to quiet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Loud {
    /// The next right thing; one per screen.
    Filled,
    Outlined,
    /// Text in the accent colour.
    Text,
}

/// A button, built up and then shown with [`Button::show`].
pub struct Button<'a> {
    text: &'a str,
    icon: Option<&'a str>,
    hint: Option<&'a str>,
    loud: Loud,
    height: f32,
    width: Option<f32>,
    enabled: bool,
}

impl<'a> Button<'a> {
    /// A button with these words.
    #[must_use]
    pub fn new(loud: Loud, text: &'a str) -> Self {
        Self {
            text,
            icon: None,
            hint: None,
            loud,
            height: extent::BUTTON,
            width: None,
            enabled: true,
        }
    }

    /// An icon before the words.
    #[must_use]
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A shortcut after the words.
    #[must_use]
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Another height than 30.
    #[must_use]
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// As wide as this; else as wide as its words.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Greyed when false; say beside it why.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui, look: &Look) -> Response {
        let p = look.p();
        let font = theme::semibold(size::BODY);
        let words = ui
            .painter()
            .layout_no_wrap(self.text.to_owned(), font, Color32::PLACEHOLDER);
        let hint = self.hint.map(|hint| {
            ui.painter().layout_no_wrap(
                hint.to_owned(),
                theme::regular(size::CAPTION),
                Color32::PLACEHOLDER,
            )
        });
        let mark = if self.icon.is_some() { 16.0 + 8.0 } else { 0.0 };
        let tail = hint.as_ref().map_or(0.0, |h| h.size().x + 10.0);
        let inner = mark + words.size().x + tail;
        let pad = if self.loud == Loud::Text { 6.0 } else { 12.0 };
        let width = self.width.unwrap_or(inner + 2.0 * pad).round();
        let sense = if self.enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, self.height), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, self.enabled, self.text));
        follow(&response);
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let hot = response.hovered() && self.enabled;
        let down = response.is_pointer_button_down_on();
        let (fill, edge, front) = match self.loud {
            _ if !self.enabled && self.loud == Loud::Text => (None, None, p.faint),
            _ if !self.enabled => (Some(p.pressed), None, p.muted),
            Loud::Filled if hot => (Some(p.accent_hover), None, p.on_accent),
            Loud::Filled => (Some(p.accent), None, p.on_accent),
            Loud::Outlined if down => (Some(p.pressed), Some(p.line2), p.text),
            Loud::Outlined if hot => (Some(p.hover), Some(p.line2), p.text),
            Loud::Outlined => (Some(p.raised), Some(p.line2), p.text),
            Loud::Text if hot => (Some(p.hover), None, p.accent),
            Loud::Text => (None, None, p.accent),
        };
        let corner = if self.height < extent::BUTTON {
            radius::SMALL
        } else {
            radius::BUTTON
        };
        surface(ui, rect, corner, fill, edge);
        if response.has_focus() {
            ring(ui, rect, corner, p);
        }
        let mut x = rect.center().x - inner / 2.0;
        let y = rect.center().y;
        if let Some(glyph) = self.icon {
            ui.painter().text(
                pos2(x, y),
                Align2::LEFT_CENTER,
                glyph,
                theme::icon_font(16.0),
                front,
            );
            x += mark;
        }
        let after = x + words.size().x + 10.0;
        ui.painter()
            .galley(pos2(x, y - words.size().y / 2.0), words, front);
        if let Some(hint) = hint {
            let quiet = match self.loud {
                Loud::Filled if self.enabled => front.gamma_multiply(0.85),
                _ => p.muted,
            };
            ui.painter()
                .galley(pos2(after, y - hint.size().y / 2.0), hint, quiet);
        }
        response
    }
}

fn surface(ui: &Ui, rect: Rect, corner: u8, fill: Option<Color32>, edge: Option<Color32>) {
    ui.painter().rect(
        rect,
        CornerRadius::same(corner),
        fill.unwrap_or(Color32::TRANSPARENT),
        edge.map_or(Stroke::NONE, |color| Stroke::new(1.0, color)),
        StrokeKind::Inside,
    );
}

/// What gets the keyboard in a list that scrolls comes into sight.
pub fn follow(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// The focus ring: 2 points of accent, 2 away.
pub fn ring(ui: &Ui, rect: Rect, corner: u8, p: &Palette) {
    ui.painter().rect_stroke(
        rect.expand(3.0),
        CornerRadius::same(corner + 3),
        Stroke::new(2.0, p.accent),
        StrokeKind::Inside,
    );
}

/// A square button with an icon only; its name is told to screen readers and on hover.
pub fn icon_button(ui: &mut Ui, look: &Look, glyph: &str, name: &str, enabled: bool) -> Response {
    icon_only(ui, look, glyph, name, enabled).on_hover_text(name)
}

/// A square button with an icon, whose name only screen readers hear: for what says more on hover.
pub fn icon_only(ui: &mut Ui, look: &Look, glyph: &str, name: &str, enabled: bool) -> Response {
    let p = look.p();
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(extent::BUTTON_BAR), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    follow(&response);
    let fill = (response.hovered() && enabled).then_some(p.hover);
    surface(ui, rect, radius::SMALL, fill, None);
    if response.has_focus() {
        ring(ui, rect, radius::SMALL, p);
    }
    let color = if enabled { p.text } else { p.faint };
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        glyph,
        theme::icon_font(16.0),
        color,
    );
    response
}

/// Two to four exclusive choices side by side. Returns the one clicked.
pub fn segments(
    ui: &mut Ui,
    look: &Look,
    words: &[&str],
    chosen: usize,
    height: f32,
) -> Option<usize> {
    let p = look.p();
    let mut clicked = None;
    let widths: Vec<f32> = words
        .iter()
        .map(|word| {
            let laid = ui.painter().layout_no_wrap(
                (*word).to_owned(),
                theme::semibold(size::BODY),
                Color32::PLACEHOLDER,
            );
            (laid.size().x + 24.0).ceil()
        })
        .collect();
    let total: f32 = widths.iter().sum();
    let (rect, _) = ui.allocate_exact_size(vec2(total, height), Sense::hover());
    surface(ui, rect, radius::BUTTON, Some(p.raised), None);
    let mut x = rect.left();
    for (i, (word, width)) in words.iter().zip(&widths).enumerate() {
        let part = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, height));
        let response = ui.interact(
            part,
            ui.scope_id().with(("segment", *word, i)),
            Sense::click(),
        );
        let on = i == chosen;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, *word));
        let corner = CornerRadius {
            nw: if i == 0 { radius::BUTTON } else { 0 },
            sw: if i == 0 { radius::BUTTON } else { 0 },
            ne: if i + 1 == words.len() {
                radius::BUTTON
            } else {
                0
            },
            se: if i + 1 == words.len() {
                radius::BUTTON
            } else {
                0
            },
        };
        let fill = match (on, response.hovered()) {
            (true, _) => Some(p.accent_tint),
            (false, true) => Some(p.hover),
            (false, false) => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(part, corner, fill);
        }
        if i > 0 {
            ui.painter()
                .vline(x, part.y_range(), Stroke::new(1.0, p.line2));
        }
        let (font, color) = if on {
            (theme::semibold(size::BODY), p.accent)
        } else {
            (theme::regular(size::BODY), p.text)
        };
        ui.painter()
            .text(part.center(), Align2::CENTER_CENTER, *word, font, color);
        if response.has_focus() {
            ring(ui, part, radius::BUTTON, p);
        }
        if response.clicked() {
            clicked = Some(i);
        }
        x += width;
    }
    surface(ui, rect, radius::BUTTON, None, Some(p.line2));
    clicked
}

/// A tick box; returns true when it was clicked.
pub fn tick(ui: &mut Ui, look: &Look, on: bool, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    box_mark(ui, look, rect, on, response.has_focus());
    response.clicked()
}

/// A tick box with its words beside it, one thing to click; returns true when it was.
pub fn check(ui: &mut Ui, look: &Look, on: bool, words: &str) -> bool {
    let p = look.p();
    let laid = ui
        .painter()
        .layout_no_wrap(words.to_owned(), theme::regular(size::BODY), p.text);
    let size = vec2(26.0 + laid.size().x, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, words));
    follow(&response);
    let place = Rect::from_min_size(rect.min, vec2(20.0, 22.0));
    box_mark(ui, look, place, on, response.has_focus());
    let at = pos2(rect.left() + 24.0, rect.center().y - laid.size().y / 2.0);
    ui.painter().galley(at, laid, p.text);
    response.clicked()
}

fn box_mark(ui: &Ui, look: &Look, rect: Rect, on: bool, focused: bool) {
    let p = look.p();
    let box_rect = Rect::from_center_size(rect.center(), Vec2::splat(15.0));
    if on {
        ui.painter()
            .rect_filled(box_rect, CornerRadius::same(3), p.accent);
        ui.painter().text(
            box_rect.center(),
            Align2::CENTER_CENTER,
            icon::CHECK,
            theme::icon_font(13.0),
            p.on_accent,
        );
    } else {
        ui.painter().rect(
            box_rect,
            CornerRadius::same(3),
            p.grid,
            Stroke::new(1.0, p.ctl),
            StrokeKind::Inside,
        );
    }
    if focused {
        ring(ui, box_rect, 3, p);
    }
}

/// A radio button with its words and, at the right, a number; returns true when clicked.
pub fn radio(ui: &mut Ui, look: &Look, on: bool, text: &str, count: Option<&str>) -> bool {
    let p = look.p();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, text));
    follow(&response);
    let center = pos2(rect.left() + 8.0, rect.center().y);
    if on {
        ui.painter().circle_filled(center, 7.5, p.accent);
        ui.painter().circle_filled(center, 3.0, p.on_accent);
    } else {
        ui.painter()
            .circle(center, 7.0, p.grid, Stroke::new(1.0, p.ctl));
    }
    if response.has_focus() {
        ring(ui, rect, radius::SMALL, p);
    }
    ui.painter().text(
        pos2(rect.left() + 24.0, rect.center().y),
        Align2::LEFT_CENTER,
        text,
        theme::regular(size::BODY),
        p.text,
    );
    if let Some(count) = count {
        ui.painter().text(
            pos2(rect.right(), rect.center().y),
            Align2::RIGHT_CENTER,
            count,
            theme::num(size::BODY),
            p.muted,
        );
    }
    response.clicked()
}

/// A one-line text field with an accessible name.
pub fn field(
    ui: &mut Ui,
    look: &Look,
    text: &mut String,
    hint: &str,
    width: f32,
    font: FontId,
) -> Response {
    let p = look.p();
    let height = extent::FIELD;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    surface(ui, rect, radius::BUTTON, Some(p.grid), None);
    let response = ui.put(
        rect.shrink2(vec2(2.0, 1.0)),
        TextEdit::singleline(text)
            .font(font)
            .frame(Frame::NONE.inner_margin(Margin::symmetric(8, 6)))
            .hint_text(hint)
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(width - 20.0),
    );
    let edge = if response.has_focus() {
        Stroke::new(2.0, p.accent)
    } else {
        Stroke::new(1.0, p.ctl)
    };
    ui.painter().rect_stroke(
        rect,
        CornerRadius::same(radius::BUTTON),
        edge,
        StrokeKind::Inside,
    );
    response
}

/// True when Enter was pressed in a field that has just been left.
pub fn entered(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
