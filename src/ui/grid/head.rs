//! The heads of the columns: a click chooses a column, a drag chooses several or moves those that
//! are chosen already, an edge changes the width. Moving is reported; the caller keeps the order.

use std::ops::RangeInclusive;

use eframe::egui;
use egui::{CursorIcon, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::layout::Layout;
use super::{GridModel, GridOutput, GridState, GridTexts, access, paint, select, take_focus};
use crate::ui::theme::Theme;

/// Draws the heads and does what is done to them.
#[expect(clippy::too_many_arguments, reason = "one place hands everything on")]
pub(super) fn show(
    ui: &Ui,
    id: Id,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    theme: &Theme,
    texts: &GridTexts,
    output: &mut GridOutput,
) {
    paint::header_ground(ui, layout, theme);
    // Under the heads, which take clicks only: on top it would swallow them.
    let band = ui.interact(layout.header, id.with("heads"), Sense::DRAG);
    for col in layout.seen() {
        let rect = layout.head(col);
        let seen = rect.intersect(layout.head_clip(col));
        if !seen.is_positive() {
            continue;
        }
        let head = model.header(col);
        let current = col == state.active.1 || is_whole(state, layout, col);
        paint::header_cell(ui, &head, (rect, seen), current, theme, texts);
        let response = ui.interact(seen, id.with(("head", col)), Sense::CLICK);
        response.widget_info(|| {
            let name = match &head.field {
                Some(field) => format!("{} {} {field}", head.letter, head.title),
                None => format!("{} {}", head.letter, head.title),
            };
            WidgetInfo::labeled(Role::ColumnHeader, true, name.trim_end())
        });
        access::place(ui, response.id, 0, col);
        if response.clicked() {
            let (shift, ctrl) = ui.input(|i| (i.modifiers.shift, i.modifiers.command));
            select::column(state, layout, col, shift, ctrl);
            output.header_clicked = Some(col);
            take_focus(ui, &output.response);
        }
        if response.secondary_clicked() {
            if !is_whole(state, layout, col) {
                select::column(state, layout, col, false, false);
            }
            state.menu_head = Some(col);
        }
        if state.menu_head == Some(col) {
            output.heads = Some(response);
        }
    }
    drag(ui, &band, state, layout, theme, output);
    paint::frozen_edge(ui, layout, theme);
    edges(ui, id, model, state, layout);
}

/// Whether a whole column is chosen.
fn is_whole(state: &GridState, layout: &Layout, col: usize) -> bool {
    let last = layout.row_count.saturating_sub(1);
    (state.selections().iter())
        .any(|s| s.cols.contains(&col) && *s.rows.start() == 0 && *s.rows.end() == last && last > 0)
}

/// A drag over the heads.
fn drag(
    ui: &Ui,
    band: &egui::Response,
    state: &mut GridState,
    layout: &Layout,
    theme: &Theme,
    output: &mut GridOutput,
) {
    let moving = band.id.with("moving");
    let pos = band.interact_pointer_pos();
    if band.drag_started()
        && let Some(from) = ui.input(|input| input.pointer.press_origin())
    {
        let col = layout.col_at(from.x);
        let held: Option<RangeInclusive<usize>> = (state.parts.is_empty()
            && is_whole(state, layout, col))
        .then(|| state.selection().cols);
        if held.is_none() {
            select::column(state, layout, col, false, false);
        }
        ui.data_mut(|data| data.insert_temp(moving, held));
        take_focus(ui, &output.response);
    }
    let held: Option<RangeInclusive<usize>> = ui
        .data(|data| data.get_temp::<Option<RangeInclusive<usize>>>(moving))
        .flatten();
    let Some(pos) = pos else {
        return;
    };
    match held {
        Some(held) if band.dragged() || band.drag_stopped() => {
            let before = layout.gap_at(pos.x);
            let stays = *held.start() <= before && before <= held.end() + 1;
            if band.drag_stopped() {
                if !stays {
                    output.moved = Some((held, before));
                }
            } else {
                ui.set_cursor_icon(CursorIcon::Grabbing);
                if !stays {
                    let x = layout.gap(before);
                    let line = [pos2(x, layout.header.top()), pos2(x, layout.body.bottom())];
                    ui.painter()
                        .line_segment(line, Stroke::new(3.0, theme.palette.accent));
                }
            }
        }
        None if band.dragged() => {
            state.anchor = (layout.row_count.saturating_sub(1), layout.col_at(pos.x));
            state.scroll_to(state.offset_row.ceil() as usize, state.anchor.1);
        }
        _ => {}
    }
}

/// The edges after all heads, so that they lie on top of both neighbours.
fn edges(ui: &Ui, id: Id, model: &dyn GridModel, state: &mut GridState, layout: &Layout) {
    for col in layout.seen() {
        let edge = layout.head(col).right();
        let rect = Rect::from_x_y_ranges(edge - 4.0..=edge + 4.0, layout.header.y_range())
            .intersect(layout.head_clip(col));
        if !rect.is_positive() {
            continue;
        }
        let response = ui.interact(rect, id.with(("edge", col)), Sense::CLICK | Sense::DRAG);
        if response.hovered() || response.dragged() {
            ui.set_cursor_icon(CursorIcon::ResizeColumn);
        }
        if response.double_clicked() {
            fit(ui, model, state, layout, col);
            continue;
        }
        let Some(width) = state.widths.get_mut(col) else {
            continue;
        };
        if response.dragged()
            && let Some(pos) = response.interact_pointer_pos()
        {
            *width = (pos.x - (edge - *width)).clamp(40.0, 900.0);
        }
    }
}

/// Makes a column as wide as what is seen of it, and around it, needs.
pub(super) fn fit(
    ui: &Ui,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    col: usize,
) {
    let rows = layout.rows.start.saturating_sub(200)..(layout.rows.end + 200).min(layout.row_count);
    let fitting = paint::fitting_width(ui, model, col, rows).clamp(40.0, 480.0);
    if let Some(width) = state.widths.get_mut(col) {
        *width = fitting;
    }
}
