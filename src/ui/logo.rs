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
    const SIDE: u32 = 64;
    let side = f64::from(SIDE);
    let mut rgba = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let at = (f64::from(x) + 0.5, f64::from(y) + 0.5);
            let hole = HOLES.iter().any(|(down, size)| {
                let (down, size) = (f64::from(*down), f64::from(*size));
                (0..3u8).any(|column| {
                    let center = (side * (0.26 + 0.24 * f64::from(column)), side * down);
                    (at.0 - center.0).hypot(at.1 - center.1) < side * size
                })
            });
            let (inset, corner) = (2.0, side * 0.2);
            let beyond = |v: f64| {
                (inset + corner - v)
                    .max(v - (side - inset - corner))
                    .max(0.0)
            };
            let inside = beyond(at.0).hypot(beyond(at.1)) <= corner;
            rgba.extend_from_slice(match (inside, hole) {
                (true, true) => &[255, 255, 255, 255],
                (true, false) => &[0x0B, 0x63, 0x74, 255],
                (false, _) => &[0, 0, 0, 0],
            });
        }
    }
    egui::IconData {
        rgba,
        width: SIDE,
        height: SIDE,
    }
}
