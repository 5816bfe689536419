//! Every action by name: type a part of it, choose with the arrows, Enter does it.

use eframe::egui;
use egui::{
    Align2, CornerRadius, Key, Modifiers, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::ask::named;
use crate::schema::fold_header;
use crate::ui::action::{self, Action};
use crate::ui::app::{App, Intent};
use crate::ui::panel::menu::words;
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::{self, Look};

/// Draws the list; true when an action was chosen.
pub fn show(
    app: &App,
    text: &mut String,
    chosen: &mut usize,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let wanted = fold_header(text);
    let found: Vec<(Action, String)> = Action::ALL
        .iter()
        .filter(|a| **a != Action::Palette)
        .map(|a| (*a, words(app, look, *a)))
        .filter(|(_, words)| fold_header(words).contains(&wanted))
        .collect();
    let last = found.len().saturating_sub(1);
    let down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
    let up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
    let mut picked = None;
    egui::Frame::new()
        .inner_margin(egui::Margin::same(12))
        .show(ui, |ui| {
            let width = ui.available_width();
            let hint = look.t("palette-hint");
            let field = widget::field(ui, look, text, &hint, width, theme::regular(size::BODY));
            let field = named(field, &hint, text);
            let entered = widget::entered(ui, &field);
            if field.changed() {
                *chosen = 0;
            }
            if !entered {
                field.request_focus();
            }
            *chosen = match (down, up) {
                (true, _) => (*chosen + 1).min(last),
                (_, true) => chosen.saturating_sub(1),
                _ => (*chosen).min(last),
            };
            ui.add_space(8.0);
            let height = (ui.ctx().content_rect().height() - 150.0).clamp(160.0, 380.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (at, (action, words)) in found.iter().enumerate() {
                    let why = app.possible(*action).err();
                    let (rect, response) =
                        ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
                    response.widget_info(|| {
                        WidgetInfo::selected(Role::ListItem, why.is_none(), at == *chosen, words)
                    });
                    if at == *chosen || response.hovered() {
                        let fill = if at == *chosen { p.sel } else { p.hover };
                        ui.painter()
                            .rect_filled(rect, CornerRadius::same(radius::SMALL), fill);
                    }
                    if at == *chosen && (down || up) {
                        response.scroll_to_me(None);
                    }
                    let y = rect.center().y;
                    let front = if why.is_none() { p.text } else { p.faint };
                    ui.painter().text(
                        pos2(rect.left() + 16.0, y),
                        Align2::CENTER_CENTER,
                        action.icon(),
                        theme::icon_font(16.0),
                        p.muted,
                    );
                    ui.painter().text(
                        pos2(rect.left() + 34.0, y),
                        Align2::LEFT_CENTER,
                        words,
                        theme::regular(size::BODY),
                        front,
                    );
                    let right = match (why, action.shortcut()) {
                        (Some(why), _) => look.t(why),
                        (None, Some(keys)) => action::keys(look.lang, keys),
                        (None, None) => String::new(),
                    };
                    ui.painter().text(
                        pos2(rect.right() - 10.0, y),
                        Align2::RIGHT_CENTER,
                        right,
                        theme::regular(size::SMALL),
                        p.muted,
                    );
                    if response.clicked() && why.is_none() {
                        picked = Some(*action);
                    }
                }
                if found.is_empty() {
                    widget::line(
                        ui,
                        look.t("palette-none"),
                        theme::regular(size::BODY),
                        p.muted,
                    );
                }
            });
            if entered {
                picked = found
                    .get(*chosen)
                    .map(|(action, _)| *action)
                    .filter(|action| app.possible(*action).is_ok());
                if picked.is_none() {
                    field.request_focus();
                }
            }
        });
    if let Some(action) = picked {
        intents.push(Intent::CloseDialog);
        intents.push(Intent::Act(action));
    }
    false
}
