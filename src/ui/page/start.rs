//! The window without a file: where to drop one, the practice file, and what Tamis promises.

use eframe::egui;
use egui::{
    Align2, CornerRadius, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::document::PROJECT_ENDING;
use crate::text::moment;
use crate::ui::action::Action;
use crate::ui::app::{App, Intent};
use crate::ui::job::Work;
use crate::ui::panel::status::work_words;
use crate::ui::panel::tip;
use crate::ui::settings::Recent;
use crate::ui::theme::{self, extent, radius, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::{icon, logo};

/// The list of recent files beside the rest.
const RECENT: f32 = 393.0;
const GAP: f32 = 24.0;

/// Draws the page.
pub fn show(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let area = ui.max_rect();
    let room = area.width() - 64.0;
    let recent = !app.settings.recent.is_empty();
    let (width, side) = if recent {
        let side = RECENT.min(room * 0.38);
        ((room - side - GAP).min(599.0), side)
    } else {
        (720.0f32.min(room), 0.0)
    };
    let whole = if recent { width + GAP + side } else { width };
    let height = 440.0;
    let left = area.center().x - whole / 2.0;
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
        let inner = Rect::from_center_size(rect.center(), vec2(width - 40.0, 148.0));
        widget::inside(ui, inner, widget::down(), |ui| {
            ui.vertical_centered(|ui| match opening {
                Some(job) => {
                    ui.add_space(40.0);
                    widget::working_sign(ui, look, 28.0);
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
                None => invitation(app, ui, look, intents),
            });
        });
        if recent {
            let place = Rect::from_min_max(
                pos2(rect.right() + GAP, rect.top()),
                pos2(rect.right() + GAP + side, area.bottom() - 8.0),
            );
            widget::inside(ui, place, widget::down(), |ui| {
                recent_files(app, ui, look, intents);
            });
        }
        ui.add_space(16.0);
        practice(ui, look, width, intents);
        ui.add_space(18.0);
        let promised = Rect::from_min_size(ui.cursor().min, vec2(whole, 40.0));
        widget::inside(ui, promised, widget::down(), |ui| promises(ui, look));
        ui.add_space(40.0);
        if let Some(words) = &app.open_failure {
            widget::line(ui, words, theme::regular(size::BODY), p.error);
        }
    });
}

/// The recent files, the last one first; what is gone is grey and does nothing.
fn recent_files(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width();
    let (head, _) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
    widget::inside(ui, head.shrink2(vec2(12.0, 0.0)), widget::down(), |ui| {
        ui.horizontal(|ui| {
            widget::line(
                ui,
                look.t("recent-title"),
                theme::semibold(size::BODY),
                p.text,
            );
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let clear = Button::new(Loud::Text, &look.t("recent-clear"))
                    .height(24.0)
                    .show(ui, look);
                if clear.clicked() {
                    intents.push(Intent::ClearRecent);
                }
            });
        });
    });
    egui::ScrollArea::vertical().show(ui, |ui| {
        let now = chrono::Local::now();
        for recent in &app.settings.recent {
            let gone = app.gone.contains(&recent.path);
            if recent_file(recent, gone, now, ui, look) {
                intents.push(Intent::OpenFile(recent.path.clone()));
            }
        }
    });
}

fn recent_file(
    recent: &Recent,
    gone: bool,
    now: chrono::DateTime<chrono::Local>,
    ui: &mut Ui,
    look: &Look,
) -> bool {
    let p = look.p();
    let sense = if gone { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), sense);
    let name = recent.name();
    let below = below(recent, gone, now, look);
    let state = (!gone).then(|| state_of(recent, look)).flatten();
    response.widget_info(|| {
        let mut words = format!("{name}, {below}");
        if let Some((_, state)) = &state {
            words = format!("{words}, {state}");
        }
        WidgetInfo::labeled(Role::Button, !gone, words)
    });
    let hot = response.hovered() && !gone;
    if hot {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(radius::BUTTON), p.hover);
    }
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, rect, radius::BUTTON, p);
    }
    let y = rect.center().y;
    ui.painter().text(
        pos2(rect.left() + 20.0, y),
        Align2::CENTER_CENTER,
        icon_of(recent, gone),
        theme::icon_font(20.0),
        if gone { p.faint } else { p.accent },
    );
    let mut end = rect.right() - 12.0;
    if hot {
        ui.painter().text(
            pos2(end, y),
            Align2::RIGHT_CENTER,
            icon::CARET_RIGHT,
            theme::icon_font(14.0),
            p.muted,
        );
    }
    end -= 26.0;
    if let Some((tone, words)) = state {
        let (strong, tint) = tone.colors(p);
        let words = ui
            .painter()
            .layout_no_wrap(words, theme::semibold(size::CAPTION), strong);
        let pill = Rect::from_min_max(
            pos2(end - words.size().x - 16.0, y - 10.0),
            pos2(end, y + 10.0),
        );
        ui.painter().rect_filled(pill, CornerRadius::same(10), tint);
        let at = pill.center() - words.size() / 2.0;
        ui.painter().galley(at, words, strong);
        end = pill.left() - 8.0;
    }
    let text = Rect::from_min_max(
        pos2(rect.left() + 46.0, rect.top() + 8.0),
        pos2(end, rect.bottom()),
    );
    let (front, font) = if gone {
        (p.muted, theme::regular(size::BODY))
    } else {
        (p.text, theme::semibold(size::BODY))
    };
    for (dy, words, font, color) in [
        (0.0, name, font, front),
        (18.0, below, theme::regular(size::SMALL), p.muted),
    ] {
        let mut job = egui::text::LayoutJob::simple_singleline(words, font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(text.width());
        let galley = ui.painter().layout_job(job);
        ui.painter()
            .galley(pos2(text.left(), text.top() + dy), galley, color);
    }
    let response = response.on_hover_text(recent.path.to_string_lossy());
    response.clicked()
}

/// Whether errors were left, or all is exported; nothing for a file not closed since.
fn state_of(recent: &Recent, look: &Look) -> Option<(Tone, String)> {
    if recent.exported {
        return Some((Tone::Ok, look.t("recent-exported")));
    }
    let errors = recent.errors?;
    let number = look.n(errors);
    let args = [("n", errors.into()), ("errors", number.as_str().into())];
    let tone = if errors == 0 { Tone::Ok } else { Tone::Error };
    Some((tone, look.tf("recent-errors", &args)))
}

fn below(recent: &Recent, gone: bool, now: chrono::DateTime<chrono::Local>, look: &Look) -> String {
    if gone {
        return look.t("recent-gone");
    }
    let kind = if is_project(recent) {
        look.t("recent-project")
    } else {
        "meters".to_owned()
    };
    let when = chrono::DateTime::from_timestamp(recent.opened, 0)
        .map(|then| moment(look.lang, then.into(), now));
    match when {
        Some(when) => format!("{kind} · {when}"),
        None => kind,
    }
}

fn is_project(recent: &Recent) -> bool {
    recent.path.extension().is_some_and(|e| e == PROJECT_ENDING)
}

fn icon_of(recent: &Recent, gone: bool) -> &'static str {
    let ending = recent
        .path
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    match ending.as_str() {
        _ if gone => icon::FILE,
        "csv" | "tsv" | "txt" => icon::FILE_CSV,
        "xlsx" | "xlsm" | "xls" | "xlsb" | "ods" => icon::FILE_XLS,
        PROJECT_ENDING => icon::LOCK,
        _ => icon::FILE,
    }
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

fn invitation(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
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
    let tip = tip::of(app, look, Action::Open);
    let open = Button::new(Loud::Filled, &tip.name)
        .icon(icon::FOLDER_OPEN)
        .hint(&tip.keys)
        .height(extent::BUTTON_PAGE)
        .show(ui, look);
    if tip.beside_name(look, open).clicked() {
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
            widget::line(ui, glyph, theme::icon_font(16.0), p.ok);
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
