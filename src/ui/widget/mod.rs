//! The small parts of which every screen is made: buttons, chips, segments, fields, cards.
//!
//! Each takes its colours and sizes from the theme, has an accessible name, and shows keyboard
//! focus. They hold no state of their own and know no document.

mod control;

pub use control::{
    Button, Loud, check, entered, field, follow, icon_button, icon_only, radio, ring, segments,
    tick,
};

use eframe::egui;
use egui::{
    Align2, Color32, CornerRadius, FontId, Frame, Margin, Rect, Response, Role, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::icon;
use super::theme::{self, Palette, Theme, radius, size, space};
use crate::text::{Lang, t};

/// What every part of the window needs to draw: colours, language, and how much room there is.
#[derive(Clone, Copy)]
pub struct Look {
    pub theme: Theme,
    pub lang: Lang,
    /// The window is lower than 680 points.
    pub low: bool,
    /// The window is narrower than 1200 points.
    pub narrow: bool,
    /// The user wants nothing to move by itself.
    pub still: bool,
    /// Clear values of people are hidden: others see the screen.
    pub hide_clear: bool,
}

/// What stands for a value that others must not see.
pub const HIDDEN: &str = "••••••";

impl Look {
    /// The colours.
    #[must_use]
    pub fn p(&self) -> &Palette {
        &self.theme.palette
    }

    /// A message without variables.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        t(self.lang, key)
    }

    /// A message with variables.
    #[must_use]
    pub fn tf(&self, key: &str, args: &[(&str, crate::text::Arg<'_>)]) -> String {
        crate::text::tf(self.lang, key, args)
    }

    /// `name: more`, with the space that French puts before the colon.
    #[must_use]
    pub fn named(&self, name: &str, more: &str) -> String {
        self.tf("do-named", &[("do", name.into()), ("what", more.into())])
    }

    /// A number as this language writes it.
    #[must_use]
    pub fn n(&self, number: u64) -> String {
        crate::text::count(self.lang, number)
    }
}

/// What a chip, a box or a sign speaks about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    Error,
    Warning,
    Note,
    Ok,
    Privacy,
    Quiet,
}

impl Tone {
    /// Strong colour and ground.
    #[must_use]
    pub fn colors(self, p: &Palette) -> (Color32, Color32) {
        match self {
            Self::Error => (p.error, p.error_tint),
            Self::Warning => (p.warning, p.warning_tint),
            Self::Note => (p.note, p.note_tint),
            Self::Ok => (p.ok, p.ok_tint),
            Self::Privacy => (p.privacy, p.privacy_tint),
            Self::Quiet => (p.muted, p.pressed),
        }
    }

    /// The filled icon.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Error => icon::WARNING_OCTAGON,
            Self::Warning => icon::WARNING,
            Self::Note => icon::INFO,
            Self::Ok => icon::CHECK_CIRCLE,
            Self::Privacy => icon::FINGERPRINT,
            Self::Quiet => icon::MINUS,
        }
    }
}

/// A round chip of an icon and a word or a number.
pub fn chip(ui: &mut Ui, look: &Look, tone: Tone, glyph: &str, text: &str, name: &str) -> Response {
    let (strong, tint) = tone.colors(look.p());
    let words = ui.painter().layout_no_wrap(
        text.to_owned(),
        theme::semibold(size::CAPTION),
        Color32::PLACEHOLDER,
    );
    let width = chip_width(&words);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    ui.painter().rect_filled(rect, CornerRadius::same(10), tint);
    ui.painter().text(
        pos2(rect.left() + 8.0, rect.center().y),
        Align2::LEFT_CENTER,
        glyph,
        // The fill of these three is a square around them.
        if [icon::CHECK, icon::MINUS, icon::X].contains(&glyph) {
            theme::icon_font(13.0)
        } else {
            theme::fill_font(13.0)
        },
        strong,
    );
    let at = pos2(rect.left() + 25.0, rect.center().y - words.size().y / 2.0);
    ui.painter().galley(at, words, strong);
    response
}

fn chip_width(words: &egui::Galley) -> f32 {
    (8.0 + 13.0 + 4.0 + words.size().x + 8.0).round()
}

/// How wide a chip with this text is.
#[must_use]
pub fn width_of_chip(ui: &Ui, text: &str) -> f32 {
    let font = theme::semibold(size::CAPTION);
    let painter = ui.painter();
    chip_width(&painter.layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER))
}

/// A card: raised, with an edge.
pub fn card(look: &Look) -> Frame {
    let p = look.p();
    Frame::new()
        .fill(p.raised)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(CornerRadius::same(radius::BUTTON))
        .inner_margin(Margin::same(14))
}

/// A tinted box.
pub fn tinted(look: &Look, tone: Tone) -> Frame {
    let (_, tint) = tone.colors(look.p());
    Frame::new()
        .fill(tint)
        .corner_radius(CornerRadius::same(radius::BUTTON))
        .inner_margin(Margin::symmetric(12, 10))
}

/// A line of text in a font and colour. An icon is only painted: a screen reader has no words for
/// it, and what stands beside it says the same.
pub fn line(ui: &mut Ui, text: impl Into<String>, font: FontId, color: Color32) -> Response {
    let text = text.into();
    if icon::is_icon(&text) {
        let galley = ui.painter().layout_no_wrap(text, font, color);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        ui.painter().galley(rect.min, galley, color);
        return response;
    }
    ui.label(egui::RichText::new(text).font(font).color(color))
}

/// A line that is cut with … where it does not fit; whole on hover.
pub fn cut_line(ui: &mut Ui, text: impl Into<String>, font: FontId, color: Color32) -> Response {
    let text = text.into();
    ui.add(
        egui::Label::new(egui::RichText::new(text).font(font).color(color))
            .truncate()
            .selectable(false),
    )
}

/// Whether a text fits on one line.
#[must_use]
pub fn fits(ui: &Ui, text: &str, font: FontId, width: f32) -> bool {
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    galley.size().x <= width
}

/// The sign that something is being worked on; it turns unless the user wants a still picture.
pub fn working_sign(ui: &mut Ui, look: &Look, size: f32) {
    if look.still {
        line(
            ui,
            crate::ui::icon::HOURGLASS,
            theme::icon_font(size),
            look.p().accent,
        );
    } else {
        turning(ui, size, look.p().accent);
    }
}

/// How long the sign stands still between two steps. A frame for every step of the screen, as
/// egui's own sign wants it, takes a processor from the work that it tells of where no graphics
/// card draws.
const STEP: std::time::Duration = std::time::Duration::from_millis(80);

fn turning(ui: &mut Ui, size: f32, color: Color32) {
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    response.widget_info(|| WidgetInfo::new(Role::ProgressIndicator));
    if !ui.is_rect_visible(rect) {
        return;
    }
    // Once round in a second.
    let steps = (ui.input(|input| input.time) / STEP.as_secs_f64()).floor();
    let start = (steps * STEP.as_secs_f64()).fract() as f32 * std::f32::consts::TAU;
    let radius = size / 2.0 - 2.0;
    let points = (0..=16u8).map(|part| {
        let angle = start + f32::from(part) / 16.0 * std::f32::consts::PI * 1.4;
        rect.center() + radius * egui::Vec2::angled(angle)
    });
    let line = egui::Shape::line(points.collect(), egui::Stroke::new(2.0, color));
    ui.painter().add(line);
    ui.ctx().request_repaint_after(STEP);
}

/// A row of a name and a value under it in a second column.
pub fn pair(ui: &mut Ui, look: &Look, name: &str, value: &str, font: FontId) {
    let p = look.p();
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(72.0, 18.0), Sense::hover());
        ui.painter().text(
            rect.left_center(),
            Align2::LEFT_CENTER,
            name,
            theme::regular(size::SMALL),
            p.muted,
        );
        ui.add(egui::Label::new(egui::RichText::new(value).font(font).color(p.text)).wrap());
    });
}

/// A value in a small box, in the monospace font, with blanks that matter made visible.
pub fn value_box(ui: &mut Ui, look: &Look, value: &str) {
    let p = look.p();
    let shown = visible_blanks(value);
    let width = (ui.available_width() - 16.0).max(24.0);
    Frame::new()
        .fill(p.grid)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(CornerRadius::same(radius::VALUE))
        .inner_margin(Margin::symmetric(7, 3))
        .show(ui, |ui| {
            ui.set_max_width(width);
            cut_line(ui, shown, theme::mono(size::SMALL), p.text);
        });
}

/// Blanks that matter as signs: `·` for a space at an end or beside another, `°` for any other
/// blank, `⏎` for a line break.
#[must_use]
pub fn visible_blanks(text: &str) -> String {
    let chars: Vec<char> = text.chars().take(300).collect();
    let blank = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_none_or(|c| c.is_whitespace())
    };
    chars
        .iter()
        .enumerate()
        .map(|(at, c)| match c {
            '\n' | '\r' => '⏎',
            ' ' if blank(at.checked_sub(1)) || blank(Some(at + 1)) => '·',
            ' ' => ' ',
            c if c.is_whitespace()
                || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') =>
            {
                '°'
            }
            c if c.is_control() => '¤',
            c => *c,
        })
        .collect()
}

/// Draws inside a rectangle of its own without moving the cursor of the room around it.
pub fn inside<R>(
    ui: &mut Ui,
    rect: Rect,
    layout: egui::Layout,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let builder = egui::UiBuilder::new().max_rect(rect).layout(layout);
    add(&mut ui.new_child(builder))
}

/// From the top down, as text runs.
#[must_use]
pub fn down() -> egui::Layout {
    egui::Layout::top_down(egui::Align::Min)
}

/// A horizontal rule across the room there is.
pub fn rule(ui: &mut Ui, look: &Look) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0, look.p().line2);
}

/// Space of the panel edge at both sides.
pub fn edged(fill: Color32) -> Frame {
    Frame::new()
        .fill(fill)
        .inner_margin(Margin::symmetric(space::PANEL_EDGE as i8, 10))
}

#[cfg(test)]
mod tests {
    use super::visible_blanks;

    #[test]
    fn blanks_at_the_ends_and_odd_ones_are_seen() {
        assert_eq!(visible_blanks(" a b "), "·a b·");
        assert_eq!(visible_blanks("1\u{a0}250"), "1°250");
        assert_eq!(visible_blanks("a  b\nc"), "a··b⏎c");
    }
}
