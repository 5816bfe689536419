//! The sign of Tamis: a sieve, three rows of holes that grow smaller, on petrol.

use eframe::egui;
use egui::{CornerRadius, Painter, Rect, pos2};

use super::theme::Theme;

/// The rows of holes: how far down and how large, as shares of the side.
const HOLES: [(f32, f32); 3] = [(0.28, 0.095), (0.53, 0.068), (0.75, 0.045)];

/// Draws the sign in a square.
pub fn paint(painter: &Painter, rect: Rect, theme: &Theme) {
    let p = &theme.palette;
    let side = rect.width();
    let corner = (side * 0.2).min(255.0) as u8;
    painter.rect_filled(rect, CornerRadius::same(corner), p.accent);
    for (down, size) in HOLES {
        for column in 0u8..3 {
            let across = 0.26 + 0.24 * f32::from(column);
            let radius = side * size;
            let center = pos2(rect.left() + side * across, rect.top() + side * down);
            // The smallest holes would vanish in the menu bar.
            painter.circle_filled(center, radius.max(0.8), p.on_accent);
        }
    }
}

/// The sign as pixels, for the window and the task bar.
#[must_use]
pub fn window_icon() -> egui::IconData {
    let png = include_bytes!("../../assets/icon/tamis-256.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_of_the_window_is_drawn() {
        let icon = window_icon();
        assert_eq!((icon.width, icon.height), (256, 256));
        let at = |x: usize, y: usize| {
            let start = (y * 256 + x) * 4;
            icon.rgba.get(start..start + 4).map(<[u8]>::to_vec)
        };
        assert_eq!(at(128, 20), Some(vec![0x0b, 0x63, 0x74, 255]), "petrol");
        assert_eq!(at(128, 72), Some(vec![255; 4]), "a hole of the sieve");
        assert_eq!(
            at(0, 0).and_then(|c| c.last().copied()),
            Some(0),
            "round corners"
        );
    }
}
