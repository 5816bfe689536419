//! How large everything is drawn: the zoom that the user chose, on the scale of the system. Where
//! that scale leaves a screen too little room, everything becomes as small as the smallest layout
//! needs, but never smaller than without a scale. It draws nothing.

use eframe::egui;
use egui::{Vec2, ViewportCommand, vec2};

use super::app::App;

/// The smallest layout, in points.
const ROOM: Vec2 = vec2(1024.0, 600.0);
/// The smallest window, in pixels of the screen.
const WINDOW: Vec2 = vec2(900.0, 560.0);

/// How much smaller than its scale a screen is to be drawn for a window of so many pixels.
fn fit(pixels: Vec2, scale: f32) -> f32 {
    let room = pixels / scale;
    let wanted = (room.x / ROOM.x).min(room.y / ROOM.y).min(1.0);
    wanted.max(1.0 / scale.max(1.0))
}

impl App {
    /// Zooms by tenths.
    pub(super) fn zoom_by(&mut self, by: f32) {
        let zoom = ((self.settings.zoom + by) * 10.0).round() / 10.0;
        self.settings.zoom = zoom.clamp(0.6, 2.4);
    }

    /// Brings the zoom of the window to what the user chose and the screen has room for.
    pub(super) fn apply_zoom(&mut self, ctx: &egui::Context) {
        let scale = ctx.native_pixels_per_point().unwrap_or(1.0);
        let pixels = ctx.content_rect().size() * ctx.pixels_per_point();
        let wanted = self.settings.zoom * fit(pixels, scale);
        if (ctx.zoom_factor() - wanted).abs() > 0.002 {
            ctx.set_zoom_factor(wanted);
        }
        // A point may be another size now; the smallest window is not.
        let point = scale * wanted;
        if (self.drawn_at - point).abs() > 0.002 {
            self.drawn_at = point;
            ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(WINDOW / point));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scaled_screen_keeps_room_for_the_smallest_layout() {
        for (width, height, scale) in [
            (1366.0, 768.0, 2.0),
            (1366.0, 768.0, 1.5),
            (1920.0, 1080.0, 2.0),
            (1024.0, 600.0, 2.0),
        ] {
            let pixels = vec2(width, height);
            let points = pixels / (scale * fit(pixels, scale));
            assert!(points.x > 1023.9 && points.y > 599.9, "{points:?}");
        }
    }

    #[test]
    fn what_has_room_and_what_has_no_scale_is_left_alone() {
        assert!((fit(vec2(3840.0, 2160.0), 2.0) - 1.0).abs() < 1e-6);
        assert!((fit(vec2(900.0, 560.0), 1.0) - 1.0).abs() < 1e-6);
        let small = fit(vec2(800.0, 480.0), 2.0);
        assert!(
            (small - 0.5).abs() < 1e-6,
            "never smaller than without a scale"
        );
    }
}
