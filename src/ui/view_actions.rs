//! What is done to the view of the columns (order, width, freeze, hide) and with the clipboard by
//! name instead of by key. Nothing here reaches the document but through the grid's own events.

use eframe::egui;

use super::action::Action;
use super::app::App;
use super::dialog::Dialog;
use super::dialog::choose_columns::ChooseColumns;
use super::page::fix;
use super::paste;
use super::toast::Toast;
use super::widget::Look;
use super::workspace::{Step, Workspace};
use crate::table::ColId;

impl Action {
    /// Whether it changes only how the columns are looked at, or moves text to and from the
    /// clipboard.
    #[must_use]
    pub(super) fn is_about_view(self) -> bool {
        self.is_clipboard()
            || matches!(
                self,
                Self::SortUp
                    | Self::SortDown
                    | Self::HideColumns
                    | Self::FreezeColumns
                    | Self::FitColumns
                    | Self::MoveLeft
                    | Self::MoveRight
                    | Self::ChooseColumns
            )
    }
}

/// Where the selected columns stand among those shown.
fn selected(file: &Workspace) -> std::ops::RangeInclusive<usize> {
    let selection = file.grid.selection();
    let last = file.derived.columns.len().saturating_sub(1);
    (*selection.cols.start()).min(last)..=(*selection.cols.end()).min(last)
}

impl App {
    pub(super) fn may_view(&self, action: Action) -> Result<(), &'static str> {
        let Some(file) = self.file() else {
            return Err("why-no-file");
        };
        let needs = |ok: bool, why: &'static str| if ok { Ok(()) } else { Err(why) };
        let cols = selected(file);
        match action {
            Action::ChooseColumns => Ok(()),
            _ if file.active_cell().is_none() => Err("why-no-cell"),
            Action::Cut | Action::Paste => needs(!file.preview, "why-preview"),
            Action::MoveLeft => needs(*cols.start() > 0, "why-at-edge"),
            Action::MoveRight => needs(cols.end() + 1 < file.derived.columns.len(), "why-at-edge"),
            Action::HideColumns => needs(
                cols.count() < file.derived.columns.len(),
                "why-last-columns",
            ),
            _ => Ok(()),
        }
    }

    pub(super) fn act_on_view(&mut self, ctx: &egui::Context, look: &Look, action: Action) {
        let hide_clear = self.hide_clear;
        let Some(file) = self.file_mut() else {
            return;
        };
        if action != Action::ChooseColumns {
            file.step = Step::Fix;
        }
        let cols = selected(file);
        match action {
            Action::Copy | Action::Cut => {
                let text = fix::selected_text(file, look, hide_clear);
                match text {
                    Ok(text) => {
                        ctx.copy_text(text);
                        if action == Action::Cut {
                            let command = paste::emptied(file, &file.grid.selections());
                            self.run(look, &command);
                        }
                    }
                    Err(why) => self.toast = Some(Toast::note(look.t(why.key()))),
                }
            }
            Action::Paste => {
                // The answer comes as an event, which the grid takes when it has the keyboard.
                file.grid.request_focus();
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
            Action::SortUp | Action::SortDown => {
                if let Some((_, col)) = file.active_cell() {
                    let mut view = file.view.clone();
                    view.sort = Some((col, action == Action::SortDown));
                    self.show_view(look, view);
                }
            }
            Action::HideColumns => {
                let hidden: Vec<ColId> = cols
                    .clone()
                    .filter_map(|at| file.derived.columns.get(at).copied())
                    .collect();
                file.view.hidden.extend(hidden);
                file.derive();
                let at = (*cols.start()).min(file.derived.columns.len().saturating_sub(1));
                let row = file.grid.active.0;
                file.grid.select(row, at);
                file.grid.request_focus();
            }
            Action::FreezeColumns => {
                let upto = cols.end() + 1;
                file.grid.frozen = if file.grid.frozen == upto { 0 } else { upto };
            }
            Action::FitColumns => file.grid.fit_columns(cols),
            Action::MoveLeft => {
                let before = cols.start().saturating_sub(1);
                move_columns(file, cols, before);
            }
            Action::MoveRight => {
                let before = cols.end() + 2;
                move_columns(file, cols, before);
            }
            Action::ChooseColumns => {
                self.dialog = Some(Dialog::ChooseColumns(Box::new(ChooseColumns::new(file))));
            }
            _ => {}
        }
    }
}

/// Moves columns of the view to before another one; the selection goes with them.
pub(super) fn move_columns(
    file: &mut Workspace,
    cols: std::ops::RangeInclusive<usize>,
    before: usize,
) {
    let shown = &file.derived.columns;
    let Some(moved) = shown.get(cols.clone()).map(<[ColId]>::to_vec) else {
        return;
    };
    let anchor = shown.get(before).copied();
    // Columns that are not shown keep their neighbours.
    let mut order: Vec<ColId> = if file.view.order.is_empty() {
        let session = file.session();
        session
            .document()
            .table()
            .columns()
            .map(|(c, _)| c)
            .collect()
    } else {
        let mut order = file.view.order.clone();
        order.extend(shown.iter().filter(|c| !file.view.order.contains(c)));
        order
    };
    order.retain(|col| !moved.contains(col));
    let at = anchor
        .and_then(|anchor| order.iter().position(|col| *col == anchor))
        .unwrap_or(order.len());
    order.splice(at..at, moved.iter().copied());
    file.view.order = order;
    let (active, rows) = (file.grid.active, file.derived.rows.len());
    let whole = file.grid.selection().rows == (0..=rows.saturating_sub(1)) && rows > 1;
    file.derive();
    let place = |col: Option<&ColId>| {
        let col = col?;
        file.derived.columns.iter().position(|c| c == col)
    };
    if let (Some(first), Some(last)) = (place(moved.first()), place(moved.last())) {
        if whole {
            file.grid.select_columns(first, last, rows);
        } else {
            file.grid.select(active.0, first);
        }
        file.grid.scroll_to(active.0, first);
        file.grid.request_focus();
    }
}
