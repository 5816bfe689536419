//! The grid with its bar: undo, address, the cell's text, problem to problem, filters.

use eframe::egui;
use egui::{Align, Frame, Layout, Margin, Sense, Stroke, Ui, vec2};

use crate::document::{CellInput, ColumnName, Command};
use crate::table::{ColId, RowId, TextBuf, parse_address};
use crate::ui::action::Action;
use crate::ui::app::{App, Intent};
use crate::ui::dialog::Dialog;
use crate::ui::grid::{self, GridOutput, Selection};
use crate::ui::icon;
use crate::ui::sheet::Sheet;
use crate::ui::theme::{self, extent, size};
use crate::ui::toast::Toast;
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Workspace;

/// Pasting more cells than this asks first.
const LARGE_PASTE: usize = 5_000;

/// Draws bar and grid, and turns what the user did into commands.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    bar(app, ui, look, intents);
    let dialog = app.dialog.is_some();
    let hide_clear = app.hide_clear;
    let Some(file) = app.file_mut() else {
        return;
    };
    if file.preview {
        preview_line(ui, look);
    }
    let output = {
        let mut state = file.grid.clone();
        let session = file.session();
        let document = session.document();
        if document.table().row_count() == 0 || file.derived.columns.is_empty() {
            let key = if document.table().row_count() == 0 {
                "grid-no-rows"
            } else {
                "grid-no-columns"
            };
            empty(ui, look, &look.t(key));
            return;
        }
        if file.derived.rows.is_empty() {
            empty(ui, look, &look.t("grid-nothing-shown"));
            return;
        }
        let sheet = Sheet {
            document,
            derived: &file.derived,
            columns: &file.derived.columns,
            look,
            preview: file.preview,
            masked: hide_clear,
            masks: file.masks(),
        };
        let texts = App::grid_texts(look);
        let output = ui
            .add_enabled_ui(!dialog, |ui| {
                grid::show(ui, "main-grid", &sheet, &mut state, &look.theme, &texts)
            })
            .inner;
        drop(session);
        file.grid = state;
        output
    };
    if let Some(text) = &output.copy {
        ui.copy_text(text.clone());
    }
    let headed = output
        .header_menu
        .and_then(|col| file.derived.columns.get(col).copied());
    intents.extend(headed.map(Intent::Column));
    let commands = commands(file, &output);
    menu(app, &output, look, intents);
    match commands {
        Ok(list) => intents.extend(list.into_iter().map(Intent::Run)),
        Err(words) => app.toast = Some(Toast::note(look.t(words))),
    }
}

fn empty(ui: &mut Ui, look: &Look, words: &str) {
    ui.vertical_centered(|ui| {
        ui.add_space(80.0);
        widget::line(ui, words, theme::regular(size::CARD), look.p().muted);
    });
}

fn preview_line(ui: &mut Ui, look: &Look) {
    let p = look.p();
    Frame::new()
        .fill(p.privacy_tint)
        .inner_margin(Margin::symmetric(12, 5))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                widget::line(ui, icon::EYE, theme::icon_font(16.0), p.privacy);
                widget::cut_line(
                    ui,
                    look.t("preview-line"),
                    theme::regular(size::BODY),
                    p.text,
                );
            });
        });
}

fn bar(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let (undo, redo) = (
        app.possible(Action::Undo).is_ok(),
        app.possible(Action::Redo).is_ok(),
    );
    let (undo_words, redo_words) = (
        crate::ui::panel::menu::words(app, look, Action::Undo),
        crate::ui::panel::menu::words(app, look, Action::Redo),
    );
    let panels = (app.problems_open, app.details_open);
    let Some(file) = app.file() else {
        return;
    };
    let area = ui.available_rect_before_wrap();
    Frame::new()
        .fill(p.panel)
        .inner_margin(Margin::symmetric(8, 5))
        .show(ui, |ui| {
            ui.set_height(extent::GRID_BAR - 10.0);
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                if !panels.0
                    && widget::icon_button(
                        ui,
                        look,
                        icon::SIDEBAR_SIMPLE,
                        &look.t("do-problems-panel"),
                        true,
                    )
                    .clicked()
                {
                    intents.push(Action::ProblemsPanel.into());
                }
                if widget::icon_button(ui, look, icon::ARROW_U_UP_LEFT, &undo_words, undo).clicked()
                {
                    intents.push(Action::Undo.into());
                }
                if widget::icon_button(ui, look, icon::ARROW_U_UP_RIGHT, &redo_words, redo)
                    .clicked()
                {
                    intents.push(Action::Redo.into());
                }
                address(file, ui, look, intents);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    if !panels.1
                        && widget::icon_button(
                            ui,
                            look,
                            icon::SIDEBAR_SIMPLE,
                            &look.t("do-details-panel"),
                            true,
                        )
                        .clicked()
                    {
                        intents.push(Action::DetailsPanel.into());
                    }
                    right_side(file, ui, look, intents);
                    content(file, app.hide_clear, ui, look);
                });
            });
        });
    ui.painter().hline(
        area.x_range(),
        area.top() + extent::GRID_BAR - 0.5,
        Stroke::new(1.0, p.line2),
    );
}

/// The address of the cell under the cursor; a click asks for another one.
fn address(file: &Workspace, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let words = file
        .active_cell()
        .map(|(row, col)| file.session().document().table().address(row, col))
        .unwrap_or_default();
    let button = Button::new(Loud::Outlined, &words)
        .height(extent::BUTTON_BAR)
        .width(78.0)
        .show(ui, look)
        .on_hover_text(look.t("do-go-to-cell"));
    if button.clicked() {
        intents.push(Intent::Open(Dialog::go_to()));
    }
}

/// The text of the cell under the cursor, whole.
fn content(file: &Workspace, hide_clear: bool, ui: &mut Ui, look: &Look) {
    let p = look.p();
    let width = ui.available_width() - 4.0;
    if width < 60.0 {
        return;
    }
    let text = file.active_cell().map(|(row, col)| {
        let session = file.session();
        let document = session.document();
        let clear = document.table().text(row, col);
        if file.preview {
            let leaving = crate::ui::outlook::leaving(document, file.masks(), row, col);
            leaving
                .map(|l| l.text(clear).reveal().to_owned())
                .unwrap_or_default()
        } else if hide_clear && crate::ui::sheet::is_personal(document, col) {
            look.t("grid-masked")
        } else {
            clear.reveal().to_owned()
        }
    });
    let (rect, _) = ui.allocate_exact_size(vec2(width, extent::BUTTON_BAR), Sense::hover());
    ui.painter().rect(
        rect,
        egui::CornerRadius::same(theme::radius::SMALL),
        p.grid,
        Stroke::new(1.0, p.line2),
        egui::StrokeKind::Inside,
    );
    let inner = rect.shrink2(vec2(8.0, 4.0));
    let left = Layout::left_to_right(Align::Center);
    widget::inside(ui, inner, left, |ui| {
        let shown = widget::visible_blanks(&text.unwrap_or_default());
        widget::cut_line(ui, shown, theme::mono(size::SMALL), p.text);
    });
}

fn right_side(file: &Workspace, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let d = &file.derived;
    let session = file.session();
    let document = session.document();
    let shown = d.columns.len().to_string();
    let all = document.table().column_count().to_string();
    let columns = format!("{shown}/{all}");
    let mut button = Button::new(Loud::Outlined, &columns).height(extent::BUTTON_BAR);
    if !look.narrow {
        button = button.icon(icon::COLUMNS);
    }
    let button = button
        .show(ui, look)
        .on_hover_text(look.t(if file.view.left_out {
            "columns-hide"
        } else {
            "columns-show"
        }));
    if button.clicked() {
        intents.push(Action::LeftOutColumns.into());
    }
    let filtered = !file.view.shows_all_rows();
    if d.marked > 0 || filtered {
        let words = look.t(if filtered {
            "problems-all-rows"
        } else {
            "do-problem-rows"
        });
        let clicked = if look.narrow {
            widget::icon_button(ui, look, icon::FUNNEL_SIMPLE, &words, true).clicked()
        } else {
            Button::new(Loud::Outlined, &words)
                .icon(icon::FUNNEL_SIMPLE)
                .height(extent::BUTTON_BAR)
                .show(ui, look)
                .clicked()
        };
        if clicked {
            intents.push(Action::ProblemRows.into());
        }
    }
    if d.marked > 0 {
        let next = look.t("do-next-problem");
        if widget::icon_button(ui, look, icon::CARET_DOWN, &next, true).clicked() {
            intents.push(Action::NextProblem.into());
        }
        widget::line(ui, look.n(d.marked), theme::num(size::BODY), p.muted)
            .on_hover_text(look.t("problems-marked"));
        let previous = look.t("do-previous-problem");
        if widget::icon_button(ui, look, icon::CARET_UP, &previous, true).clicked() {
            intents.push(Action::PreviousProblem.into());
        }
    }
}

/// What the user did in the grid, as commands; or the id of the reason why not.
fn commands(file: &Workspace, output: &GridOutput) -> Result<Vec<Command>, &'static str> {
    let mut list = Vec::new();
    if let Some((row, col, text)) = &output.commit
        && let Some(input) = input(file, *row, *col, text)
    {
        list.push(Command::SetCells { cells: vec![input] });
    }
    if let Some(selection) = &output.delete {
        if file.preview {
            return Err("why-preview");
        }
        let cells = each(selection)
            .filter_map(|(row, col)| input(file, row, col, ""))
            .collect();
        list.push(Command::SetCells { cells });
    }
    if let Some(text) = &output.paste {
        if file.preview {
            return Err("why-preview");
        }
        let cells = pasted(file, text);
        if cells.len() > LARGE_PASTE {
            return Err("toast-paste-large");
        }
        list.push(Command::SetCells { cells });
    }
    Ok(list)
}

fn each(selection: &Selection) -> impl Iterator<Item = (usize, usize)> {
    let cols = selection.cols.clone();
    selection
        .rows
        .clone()
        .flat_map(move |row| cols.clone().map(move |col| (row, col)))
}

pub(in crate::ui) fn input(
    file: &Workspace,
    row: usize,
    col: usize,
    text: &str,
) -> Option<CellInput> {
    let row: RowId = *file.derived.rows.get(row)?;
    let col: ColId = *file.derived.columns.get(col)?;
    let session = file.session();
    let table = session.document().table();
    Some(CellInput {
        row_number: table.row_name(row),
        column: ColumnName::of(table, col)?,
        text: TextBuf::new(text.to_owned()),
    })
}

/// The cells that a pasted block fills: from the active cell on; one value fills the selection.
fn pasted(file: &Workspace, text: &str) -> Vec<CellInput> {
    let block = crate::ui::clipboard::parse(text);
    let selection = file.grid.selection();
    let single = block.len() == 1 && block.first().is_some_and(|row| row.len() == 1);
    if single {
        let value = block
            .first()
            .and_then(|row| row.first())
            .map(String::as_str)
            .unwrap_or_default();
        return each(&selection)
            .filter_map(|(row, col)| input(file, row, col, value))
            .collect();
    }
    let (top, left) = (*selection.rows.start(), *selection.cols.start());
    let mut cells = Vec::new();
    for (down, row) in block.iter().enumerate() {
        for (right, value) in row.iter().enumerate() {
            cells.extend(input(file, top + down, left + right, value));
        }
    }
    cells
}

/// The menu of a right click.
fn menu(app: &App, output: &GridOutput, look: &Look, intents: &mut Vec<Intent>) {
    output.response.context_menu(|ui| {
        for action in [
            Action::EditCell,
            Action::FixCell,
            Action::FixAlike,
            Action::Undo,
            Action::NextProblem,
            Action::GoToCell,
        ] {
            let enabled = app.possible(action).is_ok();
            let words = crate::ui::panel::menu::words(app, look, action);
            let keys = action
                .shortcut()
                .map(|k| crate::ui::action::keys(look.lang, k))
                .unwrap_or_default();
            let item = ui.add_enabled(enabled, egui::Button::new(words).shortcut_text(keys));
            if item.clicked() {
                intents.push(action.into());
                ui.close();
            }
        }
    });
}

/// Goes to an address that the user typed; false when the file has no such cell.
pub fn go_to(file: &mut Workspace, address: &str) -> bool {
    let Some((place, number)) = parse_address(address) else {
        return false;
    };
    let found = {
        let session = file.session();
        let table = session.document().table();
        let col = table
            .columns()
            .find(|(_, c)| c.place() == place)
            .map(|(id, _)| id);
        table.row_with_number(number).zip(col)
    };
    match found {
        Some((row, col)) => {
            file.go_to(row, col);
            true
        }
        None => false,
    }
}
