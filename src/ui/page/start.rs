//! The window without a file: where to drop one, the practice file, and what Tamis promises.

use eframe::egui;
use egui::{
    Align2, CornerRadius, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::ui::action::{self, Action};
use crate::ui::app::{App, Intent};
use crate::ui::job::Work;
use crate::ui::panel::status::work_words;
use crate::ui::theme::{self, extent, radius, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::{icon, logo};

/// Draws the page.
pub fn show(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let area = ui.max_rect();
    let width = 720.0f32.min(area.width() - 64.0);
    let height = 440.0;
    let left = area.center().x - width / 2.0;
    let top = (area.center().y - height / 2.0).max(area.top() + 16.0);
    let place = Rect::from_min_size(pos2(left, top), vec2(width, area.bottom() - top));
    widget::inside(ui, place, widget::down(), |ui| {
        title(ui, look);
        ui.add_space(20.0);
        let opening = app
            .jobs
            .iter()
            .find(|job| matches!(job.work, Work::Opening { .. }));
        let drop = 232.0f32.min((area.height() - 230.0).max(170.0));
        let (rect, _) = ui.allocate_exact_size(vec2(width, drop), Sense::hover());
        ui.painter()
            .rect_filled(rect, CornerRadius::same(radius::DIALOG), p.grid);
        dashed(ui, rect, Stroke::new(1.0, p.ctl));
        let inner = Rect::from_center_size(rect.center(), vec2(width - 40.0, 170.0));
        widget::inside(ui, inner, widget::down(), |ui| {
            ui.vertical_centered(|ui| match opening {
                Some(job) => {
                    ui.add_space(40.0);
                    ui.add(egui::Spinner::new().size(28.0).color(p.accent));
                    ui.add_space(8.0);
                    widget::line(
                        ui,
                        work_words(job, look),
                        theme::semibold(size::CARD),
                        p.text,
                    );
                    ui.add_space(8.0);
                    let cancel = Button::new(Loud::Outlined, &look.t("cancel")).show(ui, look);
                    if cancel.clicked() {
                        intents.push(Intent::CancelWork);
                    }
                }
                None => invitation(ui, look, intents),
            });
        });
        ui.add_space(16.0);
        practice(ui, look, width, intents);
        ui.add_space(18.0);
        promises(ui, look);
        if let Some(words) = &app.open_failure {
            ui.add_space(10.0);
            widget::line(ui, words, theme::regular(size::BODY), p.error);
        }
    });
}

fn title(ui: &mut Ui, look: &Look) {
    let p = look.p();
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(44.0, 44.0), Sense::hover());
        logo::paint(ui.painter(), rect, &look.theme);
        ui.add_space(8.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widget::line(ui, "Tamis", theme::semibold(size::NAME), p.text);
            widget::line(
                ui,
                look.t("start-about"),
                theme::regular(size::BODY),
                p.muted,
            );
        });
    });
}

fn invitation(ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    widget::line(ui, icon::TRAY_ARROW_DOWN, theme::icon_font(38.0), p.accent);
    ui.add_space(6.0);
    widget::line(
        ui,
        look.t("start-drop"),
        theme::semibold(size::TITLE),
        p.text,
    );
    widget::line(
        ui,
        look.t("start-kinds"),
        theme::regular(size::BODY),
        p.muted,
    );
    ui.add_space(10.0);
    let keys = Action::Open
        .shortcut()
        .map(|k| action::keys(look.lang, k))
        .unwrap_or_default();
    let open = Button::new(Loud::Filled, &look.t("do-open"))
        .icon(icon::FOLDER_OPEN)
        .hint(&keys)
        .height(extent::BUTTON_PAGE)
        .show(ui, look);
    if open.clicked() {
        intents.push(Action::Open.into());
    }
}

fn practice(ui: &mut Ui, look: &Look, width: f32, intents: &mut Vec<Intent>) {
    let p = look.p();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 60.0), Sense::hover());
    ui.painter().rect(
        rect,
        CornerRadius::same(radius::BUTTON),
        p.raised,
        Stroke::new(1.0, p.line2),
        egui::StrokeKind::Inside,
    );
    ui.painter().text(
        pos2(rect.left() + 28.0, rect.center().y),
        Align2::CENTER_CENTER,
        icon::GRADUATION_CAP,
        theme::icon_font(24.0),
        p.accent,
    );
    let text = Rect::from_min_max(
        pos2(rect.left() + 52.0, rect.top() + 11.0),
        pos2(rect.right() - 130.0, rect.bottom()),
    );
    widget::inside(ui, text, widget::down(), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        widget::cut_line(
            ui,
            look.t("start-practice"),
            theme::semibold(size::BODY),
            p.text,
        );
        widget::cut_line(
            ui,
            look.t("start-practice-about"),
            theme::regular(size::SMALL),
            p.muted,
        );
    });
    let button = Rect::from_min_max(
        pos2(rect.right() - 126.0, rect.center().y - 15.0),
        pos2(rect.right() - 14.0, rect.bottom()),
    );
    widget::inside(ui, button, widget::down(), |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if Button::new(Loud::Outlined, &look.t("start-begin"))
                .show(ui, look)
                .clicked()
            {
                intents.push(Action::Practice.into());
            }
        });
    });
}

fn promises(ui: &mut Ui, look: &Look) {
    let p = look.p();
    ui.horizontal_wrapped(|ui| {
        for (glyph, key) in [
            (icon::WIFI_SLASH, "promise-offline"),
            (icon::FILE, "promise-source"),
            (icon::FINGERPRINT, "promise-protected"),
        ] {
            let words = look.t(key);
            let response = widget::line(ui, glyph, theme::icon_font(16.0), p.ok);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, ""));
            widget::line(ui, words, theme::regular(size::SMALL), p.muted);
            ui.add_space(14.0);
        }
    });
}

fn dashed(ui: &Ui, rect: Rect, stroke: Stroke) {
    let r = f32::from(radius::DIALOG);
    let mut path: Vec<Pos2> = Vec::new();
    let corners = [
        (pos2(rect.right() - r, rect.top() + r), -90.0f32),
        (pos2(rect.right() - r, rect.bottom() - r), 0.0),
        (pos2(rect.left() + r, rect.bottom() - r), 90.0),
        (pos2(rect.left() + r, rect.top() + r), 180.0),
    ];
    for (center, from) in corners {
        for step in 0u8..=8 {
            let angle = (from + 90.0 * f32::from(step) / 8.0).to_radians();
            path.push(center + r * vec2(angle.cos(), angle.sin()));
        }
    }
    if let Some(first) = path.first().copied() {
        path.push(first);
    }
    ui.painter()
        .extend(Shape::dashed_line(&path, stroke, 4.0, 3.0));
}
