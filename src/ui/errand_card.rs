//! What the window shows while a worker holds the document: the picture of before, dimmed, and a
//! card that says what is done, how far it is, and Cancel.

use eframe::egui;
use egui::{
    Align, Align2, Area, CornerRadius, Frame, Id, Key, LayerId, Layout, Margin, Modal, Order,
    Stroke, Ui, vec2,
};

use super::app::{App, Intent};
use super::panel::status;
use super::theme::{self, extent, radius, size, space};
use super::widget::{self, Button, Look, Loud};
use crate::ui::action::Action;

const WIDE: f32 = 420.0;

impl App {
    /// Draws one frame while a worker holds the document.
    pub(super) fn show_errand(&mut self, ui: &mut Ui, look: &Look) {
        let ctx = ui.ctx().clone();
        let p = look.p();
        // What happens to the window now is done when the document is free.
        let mut later: Vec<Intent> = ctx
            .input(|input| input.raw.dropped_files.clone())
            .into_iter()
            .map(|file| Intent::OpenFile(file.path().to_owned()))
            .collect();
        if ctx.input(|input| input.viewport().close_requested()) && !self.quitting {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            later.push(Intent::Act(Action::Quit));
        }
        self.queue(later);
        let Some(errand) = &self.errand else {
            return;
        };
        let room = ctx.content_rect();
        let painter = ctx.layer_painter(LayerId::background());
        painter.rect_filled(room, 0, p.panel);
        for clipped in &errand.picture {
            painter
                .with_clip_rect(clipped.clip_rect)
                .add(clipped.shape.clone());
        }
        let stopped = errand.watch.is_stopped();
        let words = if stopped {
            look.t("errand-stopping")
        } else {
            look.t(errand.doing.key())
        };
        let done = errand.watch.done();
        let mut far = look.tf(
            "errand-cells",
            &[("n", done.into()), ("cells", look.n(done).as_str().into())],
        );
        if let Some((_, seconds)) = errand.watch.outlook(errand.started) {
            far = format!("{far} · {}", status::time_left(look, seconds));
        }
        let frame = Frame::new()
            .fill(p.panel)
            .stroke(Stroke::new(1.0, p.line2))
            .corner_radius(CornerRadius::same(radius::DIALOG))
            .inner_margin(Margin::symmetric(space::DIALOG_EDGE as i8, 18))
            .shadow(look.theme.dialog_shadow());
        let area = Area::new(Id::unique("errand"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0));
        let cancel = Modal::new(Id::unique("errand"))
            .area(area)
            .backdrop_color(p.scrim)
            .frame(frame)
            .show(&ctx, |ui| {
                let wide = WIDE.min(room.width() - 32.0) - 2.0 * space::DIALOG_EDGE;
                ui.set_width(wide);
                ui.horizontal(|ui| {
                    widget::working_sign(ui, look, 18.0);
                    ui.add_space(4.0);
                    widget::line(ui, words, theme::semibold(size::TITLE), p.text);
                });
                ui.add_space(10.0);
                ui.allocate_ui_with_layout(
                    vec2(wide, extent::BUTTON),
                    Layout::right_to_left(Align::Center),
                    |ui| {
                        let cancel = Button::new(Loud::Outlined, &look.t("cancel"))
                            .enabled(!stopped)
                            .show(ui, look)
                            .clicked();
                        if done > 0 {
                            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                                widget::line(ui, far, theme::regular(size::BODY), p.muted);
                            });
                        }
                        cancel
                    },
                )
                .inner
            })
            .inner;
        if cancel || ctx.input(|input| input.key_pressed(Key::Escape)) {
            errand.watch.stop();
            ctx.request_repaint();
        }
        ctx.request_repaint_after(std::time::Duration::from_millis(100));
    }
}
