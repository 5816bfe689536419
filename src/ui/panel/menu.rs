//! The menu bar, derived from the registry of actions, with the open files as tabs and the
//! language switch; and the sign that a file may be dropped.

use eframe::egui;
use egui::{
    Align, Align2, Color32, CornerRadius, Frame, Id, Layout, Margin, Order, Panel, Rect, Response,
    Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::text::Lang;
use crate::ui::action::{Action, Menu};
use crate::ui::app::{App, Intent, ThemeChoice};
use crate::ui::panel::tip;
use crate::ui::theme::{self, extent, radius, size};
use crate::ui::widget::{self, Look};
use crate::ui::{icon, logo};

/// Draws the bar.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    Panel::top("menu")
        .exact_size(extent::MENU)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(p.app)
                .inner_margin(Margin::symmetric(10, 2)),
        )
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
                logo::paint(ui.painter(), rect, &look.theme);
                ui.add_space(4.0);
                egui::MenuBar::new().ui(ui, |ui| {
                    for menu in Menu::ALL {
                        one_menu(app, ui, look, menu, intents);
                    }
                    ui.add_space(8.0);
                    tabs(app, ui, look, intents);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let chosen = usize::from(app.lang == Lang::Fr);
                        ui.push_id("language", |ui| {
                            match widget::segments(ui, look, &["EN", "FR"], chosen, 24.0) {
                                Some(0) => intents.push(Action::English.into()),
                                Some(_) => intents.push(Action::French.into()),
                                None => {}
                            }
                        });
                        if !look.narrow {
                            ui.add_space(6.0);
                            let tip = tip::of(app, look, Action::Palette);
                            let words = look.t("menu-commands");
                            let glyph = icon::MAGNIFYING_GLASS;
                            let button = quiet_button(ui, look, glyph, &words, &tip.keys);
                            if tip.beside_name(look, button).clicked() {
                                intents.push(Action::Palette.into());
                            }
                        }
                    });
                });
            });
        });
    let edge = ui.max_rect();
    ui.painter().hline(
        edge.x_range(),
        edge.top() + extent::MENU,
        Stroke::new(0.0, p.line2),
    );
}

fn quiet_button(ui: &mut Ui, look: &Look, glyph: &str, words: &str, keys: &str) -> Response {
    let p = look.p();
    let text = ui.painter().layout_no_wrap(
        words.to_owned(),
        theme::regular(size::SMALL),
        Color32::PLACEHOLDER,
    );
    let hint = ui.painter().layout_no_wrap(
        keys.to_owned(),
        theme::regular(size::SMALL),
        Color32::PLACEHOLDER,
    );
    let width = 8.0 + 14.0 + 8.0 + text.size().x + 10.0 + hint.size().x + 8.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(radius::SMALL), p.hover);
    }
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, rect, radius::SMALL, p);
    }
    let y = rect.center().y;
    ui.painter().text(
        pos2(rect.left() + 8.0, y),
        Align2::LEFT_CENTER,
        glyph,
        theme::icon_font(14.0),
        p.muted,
    );
    let x = rect.left() + 30.0;
    let after = x + text.size().x + 10.0;
    ui.painter()
        .galley(pos2(x, y - text.size().y / 2.0), text, p.muted);
    ui.painter()
        .galley(pos2(after, y - hint.size().y / 2.0), hint, p.muted);
    response
}

fn one_menu(app: &App, ui: &mut Ui, look: &Look, menu: Menu, intents: &mut Vec<Intent>) {
    let title = egui::RichText::new(look.t(menu.key()))
        .font(theme::regular(size::BODY))
        .color(look.p().text);
    ui.menu_button(title, |ui| {
        ui.set_min_width(260.0);
        // A long menu on a low screen scrolls rather than end below it.
        let height = ui.ctx().content_rect().height() - extent::MENU - 24.0;
        egui::ScrollArea::vertical()
            .max_height(height)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut group = 0;
                for action in Action::ALL.iter().copied().filter(|a| a.menu() == menu) {
                    if action.group() != group {
                        group = action.group();
                        ui.add(egui::Separator::default().spacing(7.0));
                    }
                    if item(app, ui, look, action) {
                        intents.push(action.into());
                        ui.close();
                    }
                }
            });
    });
}

/// Whether an action that switches something is on; `None` of one that switches nothing.
fn is_on(app: &App, action: Action) -> Option<bool> {
    let file = app.file();
    Some(match action {
        Action::ProblemsPanel => app.problems_open,
        Action::DetailsPanel => app.details_open,
        Action::ThemeSystem => app.theme_choice == ThemeChoice::System,
        Action::ThemeLight => app.theme_choice == ThemeChoice::Light,
        Action::ThemeDark => app.theme_choice == ThemeChoice::Dark,
        Action::English => app.lang == Lang::En,
        Action::French => app.lang == Lang::Fr,
        Action::StillPicture => app.settings.still_picture,
        Action::HideClear => app.hide_clear,
        Action::Preview => file.is_some_and(|f| f.preview),
        Action::FreezeColumns => file.is_some_and(|f| {
            f.grid.frozen > 0 && f.grid.frozen == f.grid.selection().cols.end() + 1
        }),
        Action::LeftOutColumns => file.is_some_and(|f| f.view.left_out),
        Action::ProblemRows => {
            file.is_some_and(|f| f.view.filter != crate::ui::workspace::Filter::All)
        }
        _ => return None,
    })
}

/// The words of an action as they are now: undo and redo name what they would do.
pub fn words(app: &App, look: &Look, action: Action) -> String {
    let plain = look.t(action.key());
    let label = app.file().and_then(|file| {
        let session = file.session();
        let label = match action {
            Action::Undo => session.undo_label(),
            Action::Redo => session.redo_label(),
            _ => None,
        };
        label.map(|label| crate::text::label(look.lang, session.document().schema(), label))
    });
    match label {
        Some(what) => look.tf(
            "do-named",
            &[
                ("do", plain.as_str().into()),
                ("what", what.as_str().into()),
            ],
        ),
        None => plain,
    }
}

/// One action as a line of a menu; true when it was chosen.
pub fn item(app: &App, ui: &mut Ui, look: &Look, action: Action) -> bool {
    let p = look.p();
    let tip = tip::of(app, look, action);
    let enabled = tip.why.is_none();
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let text = ui.painter().layout_no_wrap(
        tip.name.clone(),
        theme::regular(size::BODY),
        Color32::PLACEHOLDER,
    );
    let hint = ui.painter().layout_no_wrap(
        tip.keys.clone(),
        theme::regular(size::SMALL),
        Color32::PLACEHOLDER,
    );
    let wanted = 30.0 + text.size().x + 24.0 + hint.size().x + 10.0;
    let width = ui.available_width().max(wanted);
    let (rect, response) =
        ui.allocate_exact_size(vec2(width, if look.low { 24.0 } else { 26.0 }), sense);
    let on = is_on(app, action);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::MenuItem, enabled, &tip.name);
        info.selected = on;
        info
    });
    let on = on == Some(true);
    if response.hovered() && enabled || response.has_focus() {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(radius::SMALL), p.hover);
    }
    let y = rect.center().y;
    let front = if enabled { p.text } else { p.faint };
    let glyph = if on { icon::CHECK } else { action.icon() };
    ui.painter().text(
        pos2(rect.left() + 16.0, y),
        Align2::CENTER_CENTER,
        glyph,
        theme::icon_font(15.0),
        if on { p.accent } else { p.muted },
    );
    ui.painter().galley(
        pos2(rect.left() + 32.0, y - text.size().y / 2.0),
        text,
        front,
    );
    let at = pos2(rect.right() - 8.0 - hint.size().x, y - hint.size().y / 2.0);
    ui.painter().galley(at, hint, p.muted);
    tip.beside_name(look, response).clicked()
}

fn tabs(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let room = ui.available_width() - if look.narrow { 110.0 } else { 260.0 };
    let each = (room / app.files.len().max(1) as f32).clamp(60.0, 190.0);
    for (at, file) in app.files.iter().enumerate() {
        let current = at == app.current;
        let kind = if file.name.to_lowercase().ends_with(".csv") {
            icon::FILE_CSV
        } else {
            icon::FILE_XLS
        };
        let name = ui.painter().layout(
            file.name.clone(),
            theme::regular(size::BODY),
            Color32::PLACEHOLDER,
            f32::INFINITY,
        );
        let changed = file.is_changed();
        let width = (30.0 + name.size().x + if changed { 14.0 } else { 0.0 } + 32.0).min(each);
        let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, current, &file.name));
        if current || response.hovered() {
            let fill = if current { p.panel } else { p.hover };
            ui.painter().rect(
                rect,
                CornerRadius::same(radius::BUTTON),
                fill,
                Stroke::new(1.0, if current { p.line2 } else { fill }),
                StrokeKind::Inside,
            );
        }
        let y = rect.center().y;
        ui.painter().text(
            pos2(rect.left() + 16.0, y),
            Align2::CENTER_CENTER,
            kind,
            theme::icon_font(16.0),
            p.accent,
        );
        let close = Rect::from_center_size(pos2(rect.right() - 15.0, y), vec2(18.0, 18.0));
        let mut end = close.left() - 2.0;
        if changed {
            ui.painter()
                .circle_filled(pos2(end - 5.0, y), 3.0, p.accent);
            end -= 14.0;
        }
        let left = rect.left() + 28.0;
        ui.painter()
            .with_clip_rect(Rect::from_min_max(
                pos2(left, rect.top()),
                pos2(end, rect.bottom()),
            ))
            .galley(
                pos2(left, y - name.size().y / 2.0),
                name,
                if current { p.text } else { p.muted },
            );
        let shut = ui.interact(close, response.id.with("close"), Sense::click());
        let label = look.tf("tab-close", &[("file", file.name.as_str().into())]);
        shut.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if shut.hovered() {
            ui.painter()
                .rect_filled(close, CornerRadius::same(3), p.pressed);
        }
        ui.painter().text(
            close.center(),
            Align2::CENTER_CENTER,
            icon::X,
            theme::icon_font(11.0),
            p.muted,
        );
        if shut.clicked() {
            intents.push(Intent::CloseTab(at));
        } else if response.clicked() {
            intents.push(Intent::ShowTab(at));
        }
        response.on_hover_text(&file.name);
    }
}

/// While files hang over the window, the whole window says that they may be dropped, or why not.
pub fn drop_hint(app: &App, ctx: &egui::Context, look: &Look) {
    let count = ctx.input(|input| input.raw.hovered_files.len()) as u64;
    if count == 0 {
        return;
    }
    let p = look.p();
    let rect = ctx.content_rect();
    let (words, edge, ground) = if app.may_drop() {
        let shown = look.n(count);
        let args = [("n", count.into()), ("count", shown.as_str().into())];
        (look.tf("drop-open", &args), p.accent, p.accent_tint)
    } else {
        (look.t("drop-first"), p.warning, p.warning_tint)
    };
    let inner = rect.shrink(24.0);
    egui::Area::new(Id::unique("drop"))
        .order(Order::Tooltip)
        .fixed_pos(rect.min)
        .interactable(false)
        .show(ctx, |ui| {
            ui.painter().rect_filled(rect, 0, p.scrim);
            ui.painter().rect(
                inner,
                CornerRadius::same(radius::DIALOG),
                ground,
                Stroke::new(2.0, edge),
                StrokeKind::Inside,
            );
            let middle = Rect::from_center_size(inner.center(), vec2(inner.width(), 100.0));
            widget::inside(ui, middle, widget::down(), |ui| {
                ui.vertical_centered(|ui| {
                    let glyph = icon::TRAY_ARROW_DOWN;
                    widget::line(ui, glyph, theme::icon_font(44.0), edge);
                    widget::line(ui, words, theme::semibold(size::TITLE), p.text);
                });
            });
        });
}
