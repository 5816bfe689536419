//! The card that hangs below or above the cell being edited; what it holds is the caller's.

use eframe::egui;
use egui::{Area, CornerRadius, Frame, Id, Margin, Order, Rect, Response, Stroke, Ui, pos2};

use crate::ui::theme::{Theme, radius};

/// Draws the card below the cell, or above it where there is no room of this height.
pub(super) fn show(
    ui: &Ui,
    id: Id,
    (cell, height): (Rect, f32),
    (left, margin): (f32, i8),
    theme: &Theme,
    add: impl FnOnce(&mut Ui),
) -> Response {
    let p = &theme.palette;
    let below = ui.ctx().content_rect().bottom() - cell.bottom();
    let top = if below > height + 8.0 {
        cell.bottom() + 2.0
    } else {
        (cell.top() - height - 4.0).max(4.0)
    };
    Area::new(id)
        .order(Order::Foreground)
        .fixed_pos(pos2(left, top))
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(p.raised)
                .stroke(Stroke::new(1.0, p.line2))
                .corner_radius(CornerRadius::same(radius::BUTTON))
                .shadow(theme.toast_shadow())
                .inner_margin(Margin::same(margin))
                .show(ui, add);
        })
        .response
}
