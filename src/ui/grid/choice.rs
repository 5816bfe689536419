//! The list under the editor of a cell whose field takes one of a few values: what may be
//! written, narrowed by what was typed, chosen by arrows or pointer.

use eframe::egui;
use egui::{
    Align2, CornerRadius, Id, Key, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::{Editing, popup};
use crate::schema::fold_header;
use crate::ui::icon;
use crate::ui::theme::{self, Theme, size};

/// Rows of the list that are seen at once.
const SEEN: f32 = 8.0;
const ROW: f32 = 24.0;
/// Narrower columns have a list as wide as this.
const WIDTH: f32 = 320.0;

/// One value that a cell may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is written into the cell.
    pub value: String,
    /// What it means, in the user's language; may be empty.
    pub label: String,
}

/// The list while a cell is edited.
#[derive(Clone, Default)]
pub(super) struct Choices {
    all: Vec<Choice>,
    /// The text when editing began; until it changes, all values are shown.
    original: String,
    picked: Option<usize>,
}

impl Choices {
    pub fn new(all: Vec<Choice>, original: &str) -> Self {
        Self {
            all,
            original: original.to_owned(),
            picked: None,
        }
    }

    fn shown(&self, text: &str) -> Vec<&Choice> {
        let wanted = fold_header(text);
        if text == self.original || wanted.is_empty() {
            return self.all.iter().collect();
        }
        let mut found: Vec<&Choice> = self
            .all
            .iter()
            .filter(|c| {
                fold_header(&c.value).starts_with(&wanted)
                    || fold_header(&c.label).contains(&wanted)
            })
            .collect();
        // What begins with what was typed comes before what only holds it.
        found.sort_by_key(|c| !fold_header(&c.value).starts_with(&wanted));
        found
    }

    /// Moves the choice; true when there is a list.
    pub fn step(&mut self, text: &str, down: bool) -> bool {
        let count = self.shown(text).len();
        if count == 0 {
            return false;
        }
        self.picked = Some(match (self.picked, down) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1).min(count - 1),
            (Some(at), false) => at.saturating_sub(1),
        });
        true
    }

    /// The value chosen by arrows, if any.
    pub fn picked(&self, text: &str) -> Option<String> {
        let shown = self.shown(text);
        shown.get(self.picked?).map(|c| c.value.clone())
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Arrow keys of the list, taken before the text field and the grid see them.
pub(super) fn keys(ui: &Ui, editing: &mut Editing) {
    if editing.choices.is_empty() {
        return;
    }
    for (key, down) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
        let pressed = ui.input_mut(|input| {
            input.consume_key(egui::Modifiers::ALT, key)
                || input.consume_key(egui::Modifiers::NONE, key)
        });
        if pressed {
            let text = editing.text.clone();
            editing.choices.step(&text, down);
        }
    }
}

/// Draws the list below a cell; the value that was clicked.
pub(super) fn show(
    ui: &Ui,
    id: Id,
    rect: Rect,
    editing: &Editing,
    theme: &Theme,
) -> Option<String> {
    if editing.choices.is_empty() {
        return None;
    }
    let shown = editing.choices.shown(&editing.text);
    if shown.is_empty() {
        return None;
    }
    let p = &theme.palette;
    let height = ROW * SEEN.min(shown.len() as f32) + 8.0;
    let mut clicked = None;
    let card = (rect.left(), 4);
    // On the first of an unbroken run of frames the list opens where the cell's own value is.
    let seen = id.with("choices seen");
    let frame = ui.ctx().cumulative_frame_nr();
    let last = ui.data(|data| data.get_temp::<u64>(seen));
    let fresh = last.is_none_or(|last| last + 1 < frame);
    ui.data_mut(|data| data.insert_temp(seen, frame));
    popup::show(ui, id.with("choices"), (rect, height), card, theme, |ui| {
        ui.set_width(rect.width().max(WIDTH));
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .max_height(ROW * SEEN)
            .show(ui, |ui| {
                for (at, choice) in shown.iter().enumerate() {
                    let on = editing.choices.picked == Some(at);
                    let (row, response) =
                        ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
                    let name = format!("{} {}", choice.value, choice.label);
                    response.widget_info(|| {
                        WidgetInfo::selected(Role::ListBoxOption, true, on, name.trim_end())
                    });
                    if on || response.hovered() {
                        let fill = if on { p.sel } else { p.hover };
                        ui.painter().rect_filled(row, CornerRadius::same(3), fill);
                    }
                    let own = choice.value == editing.choices.original;
                    if on {
                        response.scroll_to_me(None);
                    } else if own && fresh {
                        response.scroll_to_me(Some(egui::Align::Center));
                    }
                    let mut right = row.right() - 8.0;
                    if own {
                        ui.painter().text(
                            pos2(right, row.center().y),
                            Align2::RIGHT_CENTER,
                            icon::CHECK,
                            theme::icon_font(13.0),
                            p.accent,
                        );
                        right -= 20.0;
                    }
                    let y = row.center().y;
                    let value = ui.painter().text(
                        pos2(row.left() + 8.0, y),
                        Align2::LEFT_CENTER,
                        &choice.value,
                        theme::mono(size::SMALL),
                        p.text,
                    );
                    let left = value.right().max(row.left() + 44.0) + 8.0;
                    ui.painter().text(
                        pos2(left, y),
                        Align2::LEFT_CENTER,
                        shortened(ui, &choice.label, right - left),
                        theme::regular(size::SMALL),
                        p.muted,
                    );
                    // Not on the click: by then the field has lost the keyboard and
                    // the edit would be over.
                    if response.is_pointer_button_down_on() {
                        clicked = Some(choice.value.clone());
                    }
                }
            });
    });
    clicked
}

/// As many of the names of a value, which are parted by ` · `, as there is room for; the first at
/// least.
fn shortened<'a>(ui: &Ui, label: &'a str, room: f32) -> &'a str {
    let fits = |words: &str| {
        let laid = ui.painter().layout_no_wrap(
            words.to_owned(),
            theme::regular(size::SMALL),
            egui::Color32::PLACEHOLDER,
        );
        laid.size().x <= room
    };
    let mut shown = label;
    while let Some((before, _)) = shown.rsplit_once(" · ") {
        if fits(shown) {
            break;
        }
        shown = before;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_follows_what_is_typed() {
        let choice = |value: &str, label: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
        };
        let all = vec![
            choice("BJ", "Bénin"),
            choice("ZA", "South Africa"),
            choice("ZM", "Zambia"),
        ];
        let mut list = Choices::new(all, "old");
        let names = |list: &Choices, text: &str| -> Vec<String> {
            list.shown(text).iter().map(|c| c.value.clone()).collect()
        };
        assert_eq!(names(&list, "old"), ["BJ", "ZA", "ZM"]);
        assert_eq!(names(&list, "z"), ["ZA", "ZM"]);
        assert_eq!(names(&list, "benin"), ["BJ"]);
        assert_eq!(names(&list, "zam"), ["ZM"]);
        assert_eq!(list.picked("z"), None);
        assert!(list.step("z", true) && list.step("z", true));
        assert_eq!(list.picked("z").as_deref(), Some("ZM"));
        assert!(!list.step("nothing", true));
    }
}
