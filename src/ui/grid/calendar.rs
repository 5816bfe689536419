//! The month below a cell that holds a date: shown while it is edited, chosen by pointer or by
//! keyboard. It proposes `year-month-day` as the text of the cell and writes it nowhere.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use eframe::egui;
use egui::{Align2, Id, Key, Modifiers, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Editing, popup};
use crate::parse::date;
use crate::ui::icon;
use crate::ui::theme::{self, Theme, radius, size};

const CELL: f32 = 30.0;
const LINE: f32 = 26.0;

/// The words of a calendar, in the user's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateWords {
    /// January to December.
    pub months: Vec<String>,
    /// Monday to Sunday, short.
    pub weekdays: Vec<String>,
    /// The buttons to the month before and after.
    pub before: String,
    pub after: String,
}

/// The day that a text means, if it is written as the format wants it.
fn day_of(text: &str) -> Option<NaiveDate> {
    let (year, month, day) = date::iso(text.trim())?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The calendar of an edit: the month that is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Calendar {
    month: NaiveDate,
    today: NaiveDate,
}

impl Calendar {
    /// The month of the text, or that of today.
    pub(super) fn new(text: &str, today: NaiveDate) -> Self {
        Self {
            month: first_of_month(day_of(text).unwrap_or(today)),
            today,
        }
    }

    fn turn(&mut self, forward: bool) {
        let one = Months::new(1);
        let other = if forward {
            self.month.checked_add_months(one)
        } else {
            self.month.checked_sub_months(one)
        };
        self.month = other.unwrap_or(self.month);
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The day that a key leads to: Alt and an arrow by a day or a week, Page keys by a month.
fn moved(from: NaiveDate, key: Key) -> Option<NaiveDate> {
    match key {
        Key::ArrowLeft => from.checked_sub_days(Days::new(1)),
        Key::ArrowRight => from.checked_add_days(Days::new(1)),
        Key::ArrowUp => from.checked_sub_days(Days::new(7)),
        Key::ArrowDown => from.checked_add_days(Days::new(7)),
        Key::PageUp => from.checked_sub_months(Months::new(1)),
        Key::PageDown => from.checked_add_months(Months::new(1)),
        _ => None,
    }
}

/// Takes the keys of the calendar before the text field sees them; the date becomes the text.
pub(super) fn keys(ui: &Ui, editing: &mut Editing) {
    let Some(mut calendar) = editing.calendar else {
        return;
    };
    let alt = [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
    ]
    .map(|key| (Modifiers::ALT, key));
    let pages = [Key::PageUp, Key::PageDown].map(|key| (Modifiers::NONE, key));
    for (modifiers, key) in alt.into_iter().chain(pages) {
        if !ui.input_mut(|input| input.consume_key(modifiers, key)) {
            continue;
        }
        // The first key takes today, where no date stands yet.
        let day = match day_of(&editing.text) {
            Some(day) => moved(day, key).unwrap_or(day),
            None => calendar.today,
        };
        editing.text = day.to_string();
        calendar.month = first_of_month(day);
    }
    editing.calendar = Some(calendar);
}

/// What was done to the calendar.
#[derive(Default)]
pub(super) struct Picked {
    /// The day that was chosen, as text.
    pub text: Option<String>,
    /// It was pressed, so that the field has lost the keyboard without the edit being over.
    pub pressed: bool,
}

/// Draws the month below or above the cell.
pub(super) fn show(
    ui: &Ui,
    id: Id,
    rect: Rect,
    editing: &mut Editing,
    words: &DateWords,
    theme: &Theme,
) -> Picked {
    let Some(mut calendar) = editing.calendar else {
        return Picked::default();
    };
    let chosen = day_of(&editing.text);
    if let Some(day) = chosen.filter(|_| editing.calendar_text != editing.text) {
        // What is typed turns the page.
        calendar.month = first_of_month(day);
    }
    editing.calendar_text.clone_from(&editing.text);
    let height = LINE * 2.0 + CELL * 6.0 + 24.0;
    let right = ui.ctx().content_rect().right() - CELL * 7.0 - 28.0;
    let left = rect.left().min(right);
    let mut clicked = None;
    let card = popup::show(
        ui,
        id.with("calendar"),
        (rect, height),
        (left, 8),
        theme,
        |ui| {
            ui.set_width(CELL * 7.0);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            head(ui, &mut calendar, words, theme);
            clicked = days(ui, &calendar, chosen, words, theme);
        },
    );
    editing.calendar = Some(calendar);
    let pressed = ui.input(|input| {
        let inside = |pos| card.rect.contains(pos);
        let did = input.pointer.primary_pressed() || input.pointer.primary_released();
        did && input.pointer.interact_pos().is_some_and(inside)
    });
    Picked {
        text: clicked.map(|day| day.to_string()),
        pressed,
    }
}

fn head(ui: &mut Ui, calendar: &mut Calendar, words: &DateWords, theme: &Theme) {
    let p = &theme.palette;
    let (line, _) = ui.allocate_exact_size(vec2(CELL * 7.0, LINE), Sense::hover());
    let month = calendar.month.month0() as usize;
    let name = words.months.get(month).map_or("", String::as_str);
    ui.painter().text(
        line.center(),
        Align2::CENTER_CENTER,
        format!("{name} {}", calendar.month.year()),
        theme::semibold(size::BODY),
        p.text,
    );
    for (forward, glyph, said) in [
        (false, icon::CARET_LEFT, &words.before),
        (true, icon::CARET_RIGHT, &words.after),
    ] {
        let x = if forward {
            line.right() - CELL
        } else {
            line.left()
        };
        let place = Rect::from_min_size(pos2(x, line.top()), vec2(CELL, LINE));
        let button = ui.interact(place, ui.scope_id().with(("turn", forward)), Sense::click());
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, said));
        if button.hovered() {
            ui.painter().rect_filled(place, radius::SMALL, p.hover);
        }
        ui.painter().text(
            place.center(),
            Align2::CENTER_CENTER,
            glyph,
            theme::icon_font(14.0),
            p.muted,
        );
        // On the press: by the click the field has lost the keyboard.
        let pressed = ui.input(|input| input.pointer.primary_pressed());
        if pressed && button.is_pointer_button_down_on() {
            calendar.turn(forward);
        }
    }
    let (line, _) = ui.allocate_exact_size(vec2(CELL * 7.0, LINE), Sense::hover());
    for (at, day) in (0u8..).zip(&words.weekdays) {
        ui.painter().text(
            pos2(line.left() + CELL * (f32::from(at) + 0.5), line.center().y),
            Align2::CENTER_CENTER,
            day,
            theme::regular(size::CAPTION),
            p.muted,
        );
    }
}

fn days(
    ui: &mut Ui,
    calendar: &Calendar,
    chosen: Option<NaiveDate>,
    words: &DateWords,
    theme: &Theme,
) -> Option<NaiveDate> {
    let p = &theme.palette;
    let before = u64::from(calendar.month.weekday().num_days_from_monday());
    let first = calendar.month.checked_sub_days(Days::new(before))?;
    let (grid, _) = ui.allocate_exact_size(vec2(CELL * 7.0, CELL * 6.0), Sense::hover());
    let mut clicked = None;
    for place in 0u8..42 {
        let Some(day) = first.checked_add_days(Days::new(u64::from(place))) else {
            continue;
        };
        let corner = vec2(f32::from(place % 7), f32::from(place / 7)) * CELL;
        let rect = Rect::from_min_size(grid.min + corner, vec2(CELL, CELL)).shrink(1.0);
        let on = chosen == Some(day);
        let response = ui.interact(rect, ui.scope_id().with(("day", place)), Sense::click());
        response.widget_info(|| {
            let month = words.months.get(day.month0() as usize);
            let month = month.map_or("", String::as_str);
            let name = format!("{} {month} {}", day.day(), day.year());
            WidgetInfo::selected(Role::Cell, true, on, name)
        });
        if on || response.hovered() {
            let fill = if on { p.accent } else { p.hover };
            ui.painter().rect_filled(rect, radius::SMALL, fill);
        }
        if day == calendar.today {
            ui.painter().rect_stroke(
                rect,
                radius::SMALL,
                Stroke::new(1.0, p.accent),
                egui::StrokeKind::Inside,
            );
        }
        let front = if on {
            p.on_accent
        } else if day.month() == calendar.month.month() {
            p.text
        } else {
            p.muted
        };
        ui.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            day.day(),
            theme::num(size::BODY),
            front,
        );
        if response.is_pointer_button_down_on() {
            clicked = Some(day);
        }
    }
    clicked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        day_of(text).unwrap()
    }

    #[test]
    fn keys_move_by_days_weeks_and_months() {
        let from = day("2024-01-31");
        for (key, to) in [
            (Key::ArrowRight, "2024-02-01"),
            (Key::ArrowLeft, "2024-01-30"),
            (Key::ArrowDown, "2024-02-07"),
            (Key::ArrowUp, "2024-01-24"),
            (Key::PageDown, "2024-02-29"),
            (Key::PageUp, "2023-12-31"),
        ] {
            assert_eq!(moved(from, key), Some(day(to)), "{key:?}");
        }
    }

    #[test]
    fn the_month_is_that_of_the_text_or_of_today() {
        let today = day("2026-11-24");
        assert_eq!(Calendar::new("2021-09-18", today).month, day("2021-09-01"));
        assert_eq!(Calendar::new("18.9.21", today).month, day("2026-11-01"));
        let mut calendar = Calendar::new("", today);
        calendar.turn(true);
        calendar.turn(true);
        assert_eq!(calendar.month, day("2027-01-01"));
    }
}
