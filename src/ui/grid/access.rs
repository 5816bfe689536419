//! The grid as screen readers see it: a table with its rows and columns, and under it each cell
//! that is seen, with its place, its name and whether it is chosen.

use eframe::egui;
use egui::{Id, Role, Sense, Ui, UiBuilder, WidgetInfo};

use super::layout::Layout;
use super::{GridModel, GridOutput, GridState, take_focus};

/// Tells the table and its cells, and lets a screen reader choose one.
pub(super) fn cells(
    ui: &mut Ui,
    id: Id,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    output: &mut GridOutput,
) {
    // The heads are a row of the table too.
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_row_count(model.row_count() + 1);
        node.set_column_count(model.column_count());
    });
    let inside = UiBuilder::new()
        .max_rect(layout.body)
        .accessibility_parent(id);
    let ui = ui.new_child(inside);
    for row in layout.rows.clone() {
        for col in layout.seen() {
            let rect = layout.cell(row, col).intersect(layout.clip(col));
            if !rect.is_positive() {
                continue;
            }
            let cell_id = id.with(("cell", row, col));
            let cell = ui.interact(rect, cell_id, Sense::hover());
            cell.widget_info(|| {
                WidgetInfo::selected(
                    Role::Cell,
                    true,
                    state.is_chosen(row, col),
                    model.cell_name(row, col),
                )
            });
            place(&ui, cell_id, row + 1, col);
            let asked = ui.input(|input| {
                input.has_accesskit_action_request(cell_id, egui::accesskit::Action::Click)
                    || input.has_accesskit_action_request(cell_id, egui::accesskit::Action::Focus)
            });
            if asked {
                state.select(row, col);
                take_focus(&ui, &output.response);
            }
        }
    }
    // Who has the keyboard in the grid is in a cell.
    if output.response.has_focus() {
        let active = id.with(("cell", state.active.0, state.active.1));
        if ui.ctx().has_accesskit_node(active) {
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_active_descendant(active.accesskit_id());
            });
        }
    }
}

/// Tells in which row and column of the table something stands.
pub(super) fn place(ui: &Ui, id: Id, row: usize, col: usize) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_row_index(row);
        node.set_column_index(col);
    });
}
