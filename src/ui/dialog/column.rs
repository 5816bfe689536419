//! One column as a whole: order the rows by it, show only rows with some of its values, hide it.
//! The counts are those of the rows that the other filters leave, so that filters add up.
//! View only: nothing here reaches the document.

use std::collections::HashSet;

use eframe::egui;
use egui::{Align2, ScrollArea, Sense, Ui, pos2, vec2};

use super::ask::named;
use super::basis::Basis;
use super::values_plan::Part;
use super::{body, buttons, title};
use crate::document::Document;
use crate::schema::fold_header;
use crate::table::{Code, ColId};
use crate::ui::app::{App, Intent};
use crate::ui::derived::View;
use crate::ui::icon;
use crate::ui::rows;
use crate::ui::sheet::is_personal;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, HIDDEN, Look, Loud, visible_blanks};

const LINE: f32 = 26.0;

/// One distinct value. No `Debug`: it holds a cell's text.
struct Value {
    code: Code,
    shown: String,
    folded: String,
    count: u32,
    ticked: bool,
}

/// More distinct values than this are no list to choose from; the most frequent are shown, and a
/// text is looked for in all.
const MOST: usize = 20_000;

/// The dialog's state.
pub struct ColumnDialog {
    col: ColId,
    heading: String,
    search: String,
    values: Vec<Value>,
    /// Distinct values in the rows, those that are not listed too.
    distinct: u64,
    revision: u64,
    /// It holds values of people.
    personal: bool,
}

impl ColumnDialog {
    /// The dialog of a column; `None` when the file has no such column.
    #[must_use]
    pub fn new(document: &Document, basis: &Basis, col: ColId) -> Option<Self> {
        let column = document.table().column(col)?;
        let chosen = basis.view.values.get(&col);
        let rows = rows::shown(document, &basis.groups, None, &basis.view, Some(col));
        let counts = rows::facet(column, &rows);
        let distinct = counts.len() as u64;
        let mut values: Vec<Value> = counts
            .into_iter()
            .take(MOST)
            .map(|(code, count)| {
                let text = column.text_of(code);
                let shown: String = visible_blanks(text.reveal());
                Value {
                    code,
                    folded: fold_header(&shown),
                    shown,
                    count,
                    ticked: chosen.is_none_or(|codes| codes.contains(&code)),
                }
            })
            .collect();
        values.sort_by(|a, b| b.count.cmp(&a.count).then(a.folded.cmp(&b.folded)));
        Some(Self {
            col,
            heading: format!("{} · {}", column.header(), column.letters()),
            search: String::new(),
            values,
            distinct,
            revision: document.revision(),
            personal: is_personal(document, col),
        })
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &mut App,
    dialog: &mut ColumnDialog,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let Some(file) = app.file_mut() else {
        return true;
    };
    if file.session().document().revision() != dialog.revision {
        return true;
    }
    let distinct = dialog.distinct;
    let below = look.tf(
        "column-distinct",
        &[
            ("n", distinct.into()),
            ("count", look.n(distinct).as_str().into()),
        ],
    );
    let mut close = title(ui, look, &dialog.heading, Some(&below));
    let mut view = file.view.clone();
    body(ui, |ui| {
        close |= order(dialog.col, &mut view, ui, look);
        close |= column_actions(dialog.col, &mut view, ui, look, intents);
        ui.add_space(4.0);
        values(dialog, ui, look);
    });
    let contains = dialog.search.trim().to_owned();
    let ticked = dialog.values.iter().filter(|v| v.ticked).count();
    buttons(ui, look, |ui| {
        let all = ticked == dialog.values.len();
        if !contains.is_empty() {
            // What is typed is looked for in all values, also in those that are not listed.
            let mut text: String = contains.chars().take(14).collect();
            if text.len() < contains.len() {
                text.push('…');
            }
            let words = look.tf("column-show-holding", &[("text", text.as_str().into())]);
            if Button::new(Loud::Filled, &words).show(ui, look).clicked() {
                view.values.remove(&dialog.col);
                view.texts.insert(Some(dialog.col), contains.clone());
                close = true;
            }
        }
        let rows: u64 = dialog
            .values
            .iter()
            .filter(|v| v.ticked)
            .map(|v| u64::from(v.count))
            .sum();
        let words = look.tf(
            "column-show-rows",
            &[("n", rows.into()), ("rows", look.n(rows).as_str().into())],
        );
        let loud = if contains.is_empty() {
            Loud::Filled
        } else {
            Loud::Outlined
        };
        if Button::new(loud, &words)
            .enabled(ticked > 0)
            .show(ui, look)
            .clicked()
        {
            let codes: HashSet<Code> = dialog
                .values
                .iter()
                .filter(|v| v.ticked)
                .map(|v| v.code)
                .collect();
            if all {
                view.values.remove(&dialog.col);
            } else {
                view.values.insert(dialog.col, codes);
            }
            close = true;
        }
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if view != file.view {
        intents.push(Intent::View(Box::new(view)));
    }
    close
}

/// Hide it, or go on to its values old and new; true when that closes the dialog.
fn column_actions(
    col: ColId,
    view: &mut View,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let mut close = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if Button::new(Loud::Text, &look.t("column-replace"))
            .show(ui, look)
            .clicked()
        {
            intents.push(Intent::Values(col, Part::All));
        }
        if Button::new(Loud::Text, &look.t("column-hide"))
            .show(ui, look)
            .clicked()
        {
            view.hidden.insert(col);
            close = true;
        }
    });
    close
}

/// The three orders; true when one was chosen.
fn order(col: ColId, view: &mut View, ui: &mut Ui, look: &Look) -> bool {
    let words = [
        look.t("column-file-order"),
        look.t("column-ascending"),
        look.t("column-descending"),
    ];
    let chosen = match view.sort {
        Some((c, false)) if c == col => 1,
        Some((c, true)) if c == col => 2,
        _ => 0,
    };
    let names: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some(picked) = widget::segments(ui, look, &names, chosen, 30.0) else {
        return false;
    };
    view.sort = match picked {
        1 => Some((col, false)),
        2 => Some((col, true)),
        _ => None,
    };
    true
}

fn values(dialog: &mut ColumnDialog, ui: &mut Ui, look: &Look) {
    let p = look.p();
    let width = ui.available_width();
    let hint = look.t("column-search");
    let field = widget::field(
        ui,
        look,
        &mut dialog.search,
        &hint,
        width,
        theme::regular(size::BODY),
    );
    named(field, &hint, &dialog.search);
    ui.add_space(6.0);
    let wanted = fold_header(&dialog.search);
    let shown: Vec<usize> = dialog
        .values
        .iter()
        .enumerate()
        .filter(|(_, v)| wanted.is_empty() || v.folded.contains(&wanted))
        .map(|(at, _)| at)
        .collect();
    ui.horizontal(|ui| {
        let all = shown
            .iter()
            .all(|at| dialog.values.get(*at).is_some_and(|v| v.ticked));
        let words = look.t("column-all-values");
        if widget::check(ui, look, all, &words) {
            for at in &shown {
                if let Some(value) = dialog.values.get_mut(*at) {
                    value.ticked = !all;
                }
            }
        }
    });
    let height = (ui.ctx().content_rect().height() - 414.0).clamp(110.0, 300.0);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, LINE, shown.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for at in shown.get(range).unwrap_or_default() {
                if let Some(value) = dialog.values.get_mut(*at) {
                    one(value, dialog.personal && look.hide_clear, ui, look);
                }
            }
        });
    if shown.is_empty() {
        ui.horizontal(|ui| {
            widget::line(ui, icon::MAGNIFYING_GLASS, theme::icon_font(14.0), p.muted);
            widget::line(
                ui,
                look.t("column-none"),
                theme::regular(size::BODY),
                p.muted,
            );
        });
    }
}

fn one(value: &mut Value, hidden: bool, ui: &mut Ui, look: &Look) {
    let p = look.p();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let left = egui::Rect::from_min_size(rect.min, vec2(20.0, LINE));
    let name = if value.shown.is_empty() {
        look.t("grid-empty")
    } else if hidden {
        HIDDEN.to_owned()
    } else {
        value.shown.clone()
    };
    let clicked = widget::inside(ui, left, widget::down(), |ui| {
        widget::tick(ui, look, value.ticked, &name)
    });
    if clicked {
        value.ticked = !value.ticked;
    }
    let color = if value.shown.is_empty() {
        p.muted
    } else {
        p.text
    };
    let place = egui::Rect::from_min_max(
        pos2(rect.left() + 28.0, rect.top() + 4.0),
        pos2(rect.right() - 70.0, rect.bottom()),
    );
    widget::inside(ui, place, widget::down(), |ui| {
        widget::cut_line(ui, name, theme::mono(size::SMALL), color);
    });
    ui.painter().text(
        pos2(rect.right() - 10.0, rect.center().y),
        Align2::RIGHT_CENTER,
        look.n(u64::from(value.count)),
        theme::num(size::BODY),
        p.muted,
    );
}
