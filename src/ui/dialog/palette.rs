//! Every action by name: type a part of it, choose with the arrows, Enter does it. Under the list
//! stands what the chosen one does, or why it cannot be done now.

use eframe::egui;
use egui::{
    Align2, CornerRadius, Key, Modifiers, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::ask::named;
use crate::schema::fold_header;
use crate::text::{self, Lang};
use crate::ui::action::Action;
use crate::ui::app::{App, Intent};
use crate::ui::panel::tip::{self, Tip};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::{self, Look};

/// How high it is with a full list, in points.
pub const HIGHEST: f32 = 540.0;

/// Without accents, blanks, capitals and apostrophes.
fn fold(words: &str) -> String {
    fold_header(words).replace(['’', '\''], "")
}

/// The actions whose name, help or further words have these words, in any order: the exact name
/// first, then names that begin so, names that contain it, names with all words, further words of
/// either language, and helps; what can be done now before what cannot.
fn found(app: &App, look: &Look, typed: &str) -> Vec<(Action, Tip)> {
    let wanted = fold(typed);
    let words: Vec<String> = typed.split_whitespace().map(fold).collect();
    let has_all = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
    let mut found: Vec<((u8, bool), Action, Tip)> = Action::ALL
        .iter()
        .filter(|action| **action != Action::Palette)
        .filter_map(|action| {
            let tip = tip::of(app, look, *action);
            let plain = fold(&look.t(action.key()));
            let name = fold(&tip.name);
            let rank = if wanted.is_empty() || plain == wanted {
                0
            } else if plain.starts_with(&wanted) {
                1
            } else if name.contains(&wanted) {
                2
            } else if has_all(&name) {
                3
            } else if has_all(&further_words(&name, *action)) {
                4
            } else if has_all(&(name + "\n" + &fold(&tip.help))) {
                5
            } else {
                return None;
            };
            let last = tip.why.is_some() && !wanted.is_empty();
            Some(((rank, last), *action, tip))
        })
        .collect();
    found.sort_by_key(|(rank, ..)| *rank);
    found
        .into_iter()
        .map(|(_, action, tip)| (action, tip))
        .collect()
}

/// The name with the words that people may use instead, in both languages.
fn further_words(name: &str, action: Action) -> String {
    let mut all = name.to_owned();
    for lang in [Lang::En, Lang::Fr] {
        for word in text::t(lang, action.find()).split_whitespace() {
            all.push('\n');
            all.push_str(&fold(word));
        }
    }
    all
}

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
    let found = found(app, look, text);
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
            let height = (ui.ctx().content_rect().height() - 230.0).clamp(120.0, 380.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (at, (action, tip)) in found.iter().enumerate() {
                    let enabled = tip.why.is_none();
                    let (rect, response) =
                        ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
                    response.widget_info(|| {
                        WidgetInfo::selected(Role::ListItem, enabled, at == *chosen, &tip.name)
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
                    let front = if enabled { p.text } else { p.muted };
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
                        &tip.name,
                        theme::regular(size::BODY),
                        front,
                    );
                    ui.painter().text(
                        pos2(rect.right() - 10.0, y),
                        Align2::RIGHT_CENTER,
                        &tip.keys,
                        theme::regular(size::SMALL),
                        p.muted,
                    );
                    if response.clicked() {
                        *chosen = at;
                        picked = enabled.then_some(*action);
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
            if let Some((_, tip)) = found.get(*chosen) {
                ui.add_space(8.0);
                widget::rule(ui, look);
                ui.add_space(6.0);
                // As high as the longest, so that nothing moves from line to line.
                ui.allocate_ui(vec2(width, 52.0), |ui| {
                    ui.set_min_size(vec2(width, 52.0));
                    tip.draw(ui, look);
                });
            }
            if entered {
                picked = found
                    .get(*chosen)
                    .filter(|(_, tip)| tip.why.is_none())
                    .map(|(action, _)| *action);
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
