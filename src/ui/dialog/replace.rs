//! The fields of find and replace: what is looked for, what takes its place, how exactly, and
//! where. The list of what would change stands below them, in the same dialog as any bulk fix.

use eframe::egui;
use egui::Ui;

use super::ask::named;
use super::bulk_query::Search;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Look};

/// Draws the fields; true when anything changed.
pub(super) fn form(search: &mut Search, ui: &mut Ui, look: &Look) -> bool {
    let before = search.clone();
    let width = (ui.available_width() - 8.0) / 2.0;
    let mut first = None;
    ui.horizontal(|ui| {
        for (text, key) in [
            (&mut search.find, "replace-find"),
            (&mut search.with, "replace-with"),
        ] {
            let hint = look.t(key);
            let field = widget::field(ui, look, text, &hint, width, theme::mono(size::SMALL));
            let field = named(field, &hint, text);
            first.get_or_insert(field);
        }
    });
    let fresh = before.find.is_empty() && before.with.is_empty();
    if let Some(field) = first.filter(|_| fresh)
        && ui.memory(|memory| memory.focused().is_none())
    {
        field.request_focus();
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        for (on, key) in [
            (&mut search.whole, "replace-whole"),
            (&mut search.case, "replace-case"),
            (&mut search.regex, "replace-regex"),
        ] {
            let words = look.t(key);
            if widget::check(ui, look, *on, &words) {
                *on = !*on;
            }
            ui.add_space(8.0);
        }
        if let Some(here) = search.here.clone() {
            let all = look.t("replace-all-columns");
            let chosen = usize::from(search.column.is_none());
            match widget::segments(ui, look, &[&here.header, &all], chosen, 26.0) {
                Some(0) => search.column = Some(here),
                Some(_) => search.column = None,
                None => {}
            }
        }
    });
    *search != before
}
