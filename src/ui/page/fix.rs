//! The grid with its bar: undo, address, the cell's text, problem to problem, filters.

use eframe::egui;
use egui::{Align, Frame, Layout, Margin, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::document::{CellInput, Command};
use crate::table::{ColId, RowId, parse_address};
use crate::ui::action::Action;
use crate::ui::app::{App, Intent};
use crate::ui::dialog::Dialog;
use crate::ui::grid::{self, GridOutput, NotCopied, Selection};
use crate::ui::icon;
use crate::ui::panel::tip;
use crate::ui::paste::{self, Paste};
use crate::ui::sheet::Sheet;
use crate::ui::theme::{self, extent, size};
use crate::ui::toast::Toast;
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Workspace;

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
    crate::ui::panel::filters::show(file, hide_clear, ui, look, intents);
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
            if key == "grid-no-columns" {
                ui.vertical_centered(|ui| {
                    ui.add_space(8.0);
                    let words = look.t("do-step-match");
                    if Button::new(Loud::Filled, &words).show(ui, look).clicked() {
                        intents.push(Action::StepMatch.into());
                    }
                });
            }
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
    if let Some((cols, before)) = output.moved.clone() {
        crate::ui::view_actions::move_columns(file, cols, before);
    }
    let commands = commands(file, &output, hide_clear);
    if let Some(why) = output.not_copied {
        app.toast = Some(Toast::note(look.t(why.key())));
    }
    menus(app, &output, look, intents);
    match commands {
        Ok(Wishes { run, paste, select }) => {
            intents.extend(select.map(Intent::Select));
            intents.extend(run.into_iter().map(Intent::Run));
            intents.extend(paste.map(|paste| Intent::Open(Dialog::Paste(Box::new(paste)))));
        }
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
                let mut button = |ui: &mut Ui, action: Action| {
                    if tip::button(app, ui, look, action).clicked() {
                        intents.push(action.into());
                    }
                };
                if !panels.0 {
                    button(ui, Action::ProblemsPanel);
                }
                button(ui, Action::Undo);
                button(ui, Action::Redo);
                address(app, file, ui, look, intents);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    if !panels.1 && tip::button(app, ui, look, Action::DetailsPanel).clicked() {
                        intents.push(Action::DetailsPanel.into());
                    }
                    right_side(app, file, ui, look, intents);
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
fn address(app: &App, file: &Workspace, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let session = file.session();
    let table = session.document().table();
    let words = file
        .active_cell()
        .map(|(row, col)| table.address(row, col))
        .unwrap_or_default();
    // As wide as the file's longest address needs, so that nothing moves from cell to cell.
    let last = table.record_count().saturating_sub(1);
    let last = u32::try_from(last).unwrap_or(u32::MAX);
    let longest = file
        .derived
        .columns
        .last()
        .map(|col| table.address(RowId(last), *col));
    let is_long = longest.is_some_and(|address| address.len() > 7);
    let button = Button::new(Loud::Outlined, &words)
        .height(extent::BUTTON_BAR)
        .width(if is_long { 100.0 } else { 78.0 })
        .show(ui, look);
    let tip = tip::of(app, look, Action::GoToCell);
    let name = format!("{} {words}", tip.name.trim_end_matches('…'));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.trim_end()));
    let button = tip.whole(look, button);
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
        } else if hide_clear && !clear.is_empty() && crate::ui::sheet::is_personal(document, col) {
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

fn right_side(app: &App, file: &Workspace, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
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
        let button = if look.narrow {
            widget::icon_only(ui, look, icon::FUNNEL_SIMPLE, &words, true)
        } else {
            Button::new(Loud::Outlined, &words)
                .icon(icon::FUNNEL_SIMPLE)
                .height(extent::BUTTON_BAR)
                .show(ui, look)
        };
        let mut tip = tip::of(app, look, Action::ProblemRows);
        tip.name = words;
        if tip.whole(look, button).clicked() {
            intents.push(Action::ProblemRows.into());
        }
    }
    if d.marked > 0 {
        if tip::button(app, ui, look, Action::NextProblem).clicked() {
            intents.push(Action::NextProblem.into());
        }
        widget::line(ui, look.n(d.marked), theme::num(size::BODY), p.muted)
            .on_hover_text(look.t("problems-marked"));
        if tip::button(app, ui, look, Action::PreviousProblem).clicked() {
            intents.push(Action::PreviousProblem.into());
        }
    }
}

/// What the user wants of the document: at once, or after a look at it.
#[derive(Default)]
struct Wishes {
    run: Vec<Command>,
    paste: Option<Paste>,
    select: Option<Selection>,
}

/// What the user did in the grid, as commands; or the id of the reason why not.
fn commands(
    file: &Workspace,
    output: &GridOutput,
    hide_clear: bool,
) -> Result<Wishes, &'static str> {
    if output.refused {
        return Err(if file.preview {
            "why-preview"
        } else {
            "why-hidden"
        });
    }
    let mut wishes = Wishes::default();
    if let Some((row, col, text)) = &output.commit
        && let Some(input) = input(file, *row, *col, text)
    {
        wishes.run.push(Command::SetCells { cells: vec![input] });
    }
    if let Some(selections) = &output.delete {
        if file.preview {
            return Err("why-preview");
        }
        if hide_clear && selections.iter().any(|cells| holds_hidden(file, cells)) {
            return Err("why-hidden");
        }
        wishes.run.push(paste::emptied(file, selections));
    }
    if let Some(text) = &output.paste {
        if file.preview {
            return Err("why-preview");
        }
        let paste = Paste::new(file, text).ok_or("toast-paste-nothing")?;
        if hide_clear && holds_hidden(file, &paste.covers) {
            return Err("why-hidden");
        }
        if paste.needs_a_look() {
            wishes.paste = Some(paste);
        } else {
            wishes.run.push(paste.command());
            wishes.select = Some(paste.covers);
        }
    }
    Ok(wishes)
}

/// True for cells of which some are not shown in the clear: nobody writes over what he cannot see.
fn holds_hidden(file: &Workspace, cells: &Selection) -> bool {
    let session = file.session();
    let columns = file.derived.columns.get(cells.cols.clone());
    let is_hidden = |col: &ColId| crate::ui::sheet::is_personal(session.document(), *col);
    columns.unwrap_or_default().iter().any(is_hidden)
}

/// One cell as it is to be; `None` outside of what is shown.
pub(in crate::ui) fn input(
    file: &Workspace,
    row: usize,
    col: usize,
    text: &str,
) -> Option<CellInput> {
    paste::cell(file, file.session().document().table(), (row, col), text)
}

/// The selection as a spreadsheet takes it.
pub(in crate::ui) fn selected_text(
    file: &Workspace,
    look: &Look,
    hide_clear: bool,
) -> Result<String, NotCopied> {
    let session = file.session();
    let sheet = Sheet {
        document: session.document(),
        derived: &file.derived,
        columns: &file.derived.columns,
        look,
        preview: file.preview,
        masked: hide_clear,
        masks: file.masks(),
    };
    grid::selected_text(&sheet, &file.grid)
}

const CELL_MENU: &[&[Action]] = &[
    &[Action::Cut, Action::Copy, Action::Paste],
    &[
        Action::EditCell,
        Action::FixCell,
        Action::FixAlike,
        Action::FillDown,
    ],
    &[Action::ColumnValues, Action::MapValues, Action::DeleteRows],
    &[Action::Undo, Action::NextProblem, Action::GoToCell],
];
const HEAD_MENU: &[&[Action]] = &[
    &[Action::ColumnValues, Action::SortUp, Action::SortDown],
    &[
        Action::Copy,
        Action::Replace,
        Action::MapValues,
        Action::FillEmpty,
    ],
    &[Action::SplitColumn, Action::JoinColumns],
    &[
        Action::FreezeColumns,
        Action::FitColumns,
        Action::HideColumns,
    ],
    &[Action::MoveLeft, Action::MoveRight, Action::ChooseColumns],
];
const ROW_MENU: &[&[Action]] = &[
    &[Action::Cut, Action::Copy, Action::Paste],
    &[Action::DeleteRows, Action::KeepRows],
    &[Action::ProblemRows, Action::FilterText, Action::AllRows],
];

/// The menus of a right click on a cell, a head, a row number.
fn menus(app: &App, output: &GridOutput, look: &Look, intents: &mut Vec<Intent>) {
    let places = [
        (Some(&output.response), CELL_MENU),
        (output.heads.as_ref(), HEAD_MENU),
        (output.numbers.as_ref(), ROW_MENU),
    ];
    for (response, groups) in places {
        let Some(response) = response else {
            continue;
        };
        response.context_menu(|ui| {
            ui.set_width(332.0);
            for (at, group) in groups.iter().enumerate() {
                if at > 0 {
                    ui.separator();
                }
                for action in *group {
                    if crate::ui::panel::menu::item(app, ui, look, *action) {
                        intents.push((*action).into());
                        ui.close();
                    }
                }
            }
        });
    }
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
