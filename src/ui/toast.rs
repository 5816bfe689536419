//! The short message at the bottom of the window that offers to undo what was just done. Never
//! used for errors: those stay until they are read.

use std::time::{Duration, Instant};

use eframe::egui;
use egui::{Align2, Area, CornerRadius, Frame, Id, Margin, Order, Stroke, vec2};

use super::action::{self, Action};
use super::app::{App, Intent};
use super::icon;
use super::theme::{self, radius, size};
use super::widget::{self, Button, Look, Loud};

const STAYS: Duration = Duration::from_secs(6);

/// A message that goes by itself.
pub struct Toast {
    words: String,
    undo: bool,
    until: Instant,
}

impl Toast {
    /// Something was done and can be undone.
    #[must_use]
    pub fn done(words: String) -> Self {
        Self {
            words,
            undo: true,
            until: Instant::now() + STAYS,
        }
    }

    /// Something to know.
    #[must_use]
    pub fn note(words: String) -> Self {
        Self {
            undo: false,
            ..Self::done(words)
        }
    }
}

/// Draws the toast and lets it go in time; it stays under the pointer.
pub fn show(app: &mut App, ctx: &egui::Context, look: &Look, intents: &mut Vec<Intent>) {
    let Some(toast) = &mut app.toast else {
        return;
    };
    let p = look.p();
    let mut close = false;
    let area = Area::new(Id::unique("toast"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -40.0))
        .show(ctx, |ui| {
            Frame::new()
                .fill(p.raised)
                .stroke(Stroke::new(1.0, p.line2))
                .corner_radius(CornerRadius::same(radius::BUTTON))
                .shadow(look.theme.toast_shadow())
                .inner_margin(Margin::symmetric(14, 8))
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        let (sign, color) = if toast.undo {
                            (icon::CHECK_CIRCLE, p.ok)
                        } else {
                            (icon::INFO, p.note)
                        };
                        widget::line(ui, sign, theme::fill_font(18.0), color);
                        widget::line(ui, &toast.words, theme::regular(size::BODY), p.text);
                        if toast.undo {
                            let keys = Action::Undo
                                .shortcut()
                                .map(|k| action::keys(look.lang, k))
                                .unwrap_or_default();
                            let button = Button::new(Loud::Text, &look.t("toast-undo"))
                                .hint(&keys)
                                .height(26.0)
                                .show(ui, look);
                            if button.clicked() {
                                intents.push(Intent::Act(Action::Undo));
                                close = true;
                            }
                        }
                        if widget::icon_button(ui, look, icon::X, &look.t("close"), true).clicked()
                        {
                            close = true;
                        }
                    });
                });
        });
    if area.response.contains_pointer() {
        toast.until = Instant::now() + STAYS;
    }
    if close || Instant::now() >= toast.until {
        app.toast = None;
    } else {
        ctx.request_repaint_after(toast.until.saturating_duration_since(Instant::now()));
    }
}
