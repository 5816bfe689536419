//! The grid: a virtual sheet that draws only what is seen.
//!
//! It shows whatever a [`GridModel`] tells it and says in [`GridOutput`] what the user did; it
//! never changes data itself, and knows no document. Positions are counted in rows as `f64`,
//! because points in `f32` lose single pixels beyond some 700,000 rows.

mod choice;
mod edit;
mod layout;
mod paint;
mod select;

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use eframe::egui;
use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo};

use crate::ui::theme::{Theme, extent};
pub use choice::Choice;
use choice::Choices;
use layout::Layout;

/// What the grid shows. Rows and columns are those on screen, counted from 0.
pub trait GridModel {
    /// How many rows there are.
    fn row_count(&self) -> usize;
    /// How many columns there are.
    fn column_count(&self) -> usize;
    /// The number at the left of a row.
    fn row_label(&self, row: usize) -> String;
    /// The head of a column.
    fn header(&self, col: usize) -> HeaderCell;
    /// One cell.
    fn cell(&self, row: usize, col: usize) -> GridCell<'_>;
    /// The accessible name of a cell: address, text, problem.
    fn cell_name(&self, row: usize, col: usize) -> String;

    /// The text that editing starts from; `None` where a cell cannot be edited.
    fn edit_text(&self, row: usize, col: usize) -> Option<String> {
        Some(self.cell(row, col).text.into_owned())
    }

    /// The values that a cell may take, where they are few; offered while it is edited.
    fn choices(&self, _row: usize, _col: usize) -> Vec<Choice> {
        Vec::new()
    }

    /// The text that copying takes.
    fn copy_text(&self, row: usize, col: usize) -> Cow<'_, str> {
        self.cell(row, col).text
    }

    /// Where errors are, as shares of the height (0 to 1), for the ticks beside the scroll bar.
    fn ticks(&self) -> &[f32] {
        &[]
    }
}

/// The head of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderCell {
    /// The spreadsheet's letter.
    pub letter: String,
    /// The file's own header.
    pub title: String,
    /// The name of the field it is, if any.
    pub field: Option<String>,
    /// The glyph of the type; empty for none.
    pub icon: &'static str,
    /// Whether every row needs a value.
    pub required: bool,
    /// The glyph of what happens to it for privacy.
    pub privacy: Option<&'static str>,
    /// Errors in the column.
    pub errors: u32,
    /// Warnings in the column.
    pub warnings: u32,
    /// Whether it is drawn faint, because it is left out.
    pub faint: bool,
}

/// How bad a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The platform refuses it.
    Error,
    /// Worth a look.
    Warning,
    /// Worth knowing.
    Note,
}

/// The side text stands at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Text, codes, dates.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// What a cell stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellStyle {
    /// The file's own text.
    #[default]
    Normal,
    /// What would be sent, changed for privacy.
    Preview,
    /// Hidden: six dots whatever the text.
    Masked,
    /// In a column that is left out.
    LeftOut,
    /// Empty in the preview.
    EmptyPreview,
}

/// One cell as it is drawn. No `Debug`: its text is a person's.
#[derive(Clone, Default)]
pub struct GridCell<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The worst thing found in it.
    pub mark: Option<Mark>,
    /// The side text stands at.
    pub align: Align,
    /// Whether it is a code, drawn in the monospace font.
    pub mono: bool,
    /// Whether the user changed it.
    pub edited: bool,
    /// What it stands for.
    pub style: CellStyle,
}

/// The words the grid itself says, in the user's language.
#[derive(Clone, Debug)]
pub struct GridTexts {
    /// The accessible name of the grid.
    pub grid: String,
    /// The accessible name of the cell editor.
    pub editor: String,
    /// Shown in cells that stay empty in the preview.
    pub empty: String,
    /// Shown under the title of a column that is no field.
    pub unmatched: String,
}

/// A rectangle of cells, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The rows.
    pub rows: RangeInclusive<usize>,
    /// The columns.
    pub cols: RangeInclusive<usize>,
}

impl Selection {
    /// Whether a cell lies in it.
    #[must_use]
    pub fn contains(&self, row: usize, col: usize) -> bool {
        self.rows.contains(&row) && self.cols.contains(&col)
    }

    /// Whether it is one cell only.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.rows.start() == self.rows.end() && self.cols.start() == self.cols.end()
    }
}

/// The cell being edited. No `Debug`: its text is a person's.
#[derive(Clone)]
pub struct Editing {
    /// The row.
    pub row: usize,
    /// The column.
    pub col: usize,
    /// The text so far.
    pub text: String,
    /// Whether typing started it: then arrows commit and move instead of moving the caret.
    pub typed: bool,
    fresh: bool,
    choices: Choices,
}

/// What the grid remembers between frames.
#[derive(Clone)]
pub struct GridState {
    /// How far it is scrolled to the right, in points.
    pub offset_x: f64,
    /// The row at the top edge, with a fraction.
    pub offset_row: f64,
    /// Column widths in points; filled on the first frame, and again when their number changes.
    pub widths: Vec<f32>,
    /// Height of a row, see [`extent::CELL`] and [`extent::CELL_LOW`].
    pub row_height: f32,
    /// The active cell.
    pub active: (usize, usize),
    /// The corner of the selection opposite the active cell.
    pub anchor: (usize, usize),
    /// The cell being edited.
    pub editing: Option<Editing>,
    pending: Option<(usize, usize)>,
    focus: bool,
}

impl Default for GridState {
    fn default() -> Self {
        Self {
            offset_x: 0.0,
            offset_row: 0.0,
            widths: Vec::new(),
            row_height: extent::CELL,
            active: (0, 0),
            anchor: (0, 0),
            editing: None,
            pending: None,
            focus: false,
        }
    }
}

impl GridState {
    /// Brings a cell into view on the next frame.
    pub fn scroll_to(&mut self, row: usize, col: usize) {
        self.pending = Some((row, col));
    }

    /// Makes a cell the active and only selected one, and brings it into view.
    pub fn select(&mut self, row: usize, col: usize) {
        self.active = (row, col);
        self.anchor = (row, col);
        self.scroll_to(row, col);
    }

    /// Gives the grid the keyboard on the next frame.
    pub fn request_focus(&mut self) {
        self.focus = true;
    }

    /// The selected cells.
    #[must_use]
    pub fn selection(&self) -> Selection {
        let (row, col) = self.active;
        let (row2, col2) = self.anchor;
        Selection {
            rows: row.min(row2)..=row.max(row2),
            cols: col.min(col2)..=col.max(col2),
        }
    }

    /// Starts editing the active cell with a text, as F2 does.
    pub fn start_editing(&mut self, text: String) {
        let (row, col) = self.active;
        self.editing = Some(Editing {
            row,
            col,
            text,
            typed: false,
            fresh: true,
            choices: Choices::default(),
        });
        self.scroll_to(row, col);
    }

    fn clamp(&mut self, rows: usize, cols: usize) {
        let last = (rows.saturating_sub(1), cols.saturating_sub(1));
        for place in [&mut self.active, &mut self.anchor] {
            *place = (place.0.min(last.0), place.1.min(last.1));
        }
        if self
            .editing
            .as_ref()
            .is_some_and(|e| e.row >= rows || e.col >= cols)
        {
            self.editing = None;
        }
    }
}

/// What the user did in this frame.
pub struct GridOutput {
    /// A cell got this text: row, column, text. Only when the text changed.
    pub commit: Option<(usize, usize, String)>,
    /// The cell under a right click, already selected; hang the menu on [`Self::response`].
    pub context_menu: Option<(usize, usize)>,
    /// The column whose head was right-clicked.
    pub header_menu: Option<usize>,
    /// The column whose head was clicked.
    pub header_clicked: Option<usize>,
    /// Whether editing began.
    pub started_edit: bool,
    /// The rows that are seen.
    pub visible: Range<usize>,
    /// Whether the active cell or the selection changed.
    pub selection_changed: bool,
    /// The selection as tab-separated text: the user asked to copy it.
    pub copy: Option<String>,
    /// The user asked to cut: copy, then delete.
    pub cut: bool,
    /// The text the user pasted.
    pub paste: Option<String>,
    /// The cells the user asked to empty.
    pub delete: Option<Selection>,
    /// The body of the grid.
    pub response: Response,
}

/// Draws the grid in all the room there is and handles what the user does to it.
pub fn show(
    ui: &mut Ui,
    id: impl egui::AsIdSalt,
    model: &dyn GridModel,
    state: &mut GridState,
    theme: &Theme,
    texts: &GridTexts,
) -> GridOutput {
    let id = ui.make_persistent_id(id);
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let (rows, cols) = (model.row_count(), model.column_count());
    state.clamp(rows, cols);
    if state.widths.len() != cols {
        state.widths = (0..cols)
            .map(|col| paint::fitting_width(ui, model, col, 0..rows.min(60)).clamp(64.0, 260.0))
            .collect();
    }

    let before = (state.active, state.anchor);
    let layout = Layout::new(rect, model, state);
    layout.keep_inside(state);
    let response = ui.interact(layout.body, id, Sense::click_and_drag());
    // The name stands on the grid itself; a cell's own name is on the cell.
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &texts.grid));
    let mut output = GridOutput {
        commit: None,
        context_menu: None,
        header_menu: None,
        header_clicked: None,
        started_edit: false,
        visible: 0..0,
        selection_changed: false,
        copy: None,
        cut: false,
        paste: None,
        delete: None,
        response,
    };

    if std::mem::take(&mut state.focus) {
        take_focus(ui, &output.response);
    }
    edit::keys(ui, id, model, state, &mut output);
    if output.response.has_focus() && state.editing.is_none() {
        lock_keys(ui, id);
        select::keys(ui, model, state, &layout, &mut output);
    }
    select::pointer(ui, model, state, &layout, &mut output);
    layout.scroll(ui, id, state, theme);
    if let Some((row, col)) = state.pending.take() {
        layout.reveal(state, row, col);
    }
    layout.keep_inside(state);

    let layout = Layout::new(rect, model, state);
    output.visible = layout.rows.clone();
    paint::body(
        ui,
        model,
        state,
        &layout,
        theme,
        texts,
        output.response.has_focus(),
    );
    name_cells(ui, id, model, state, &layout, &mut output);
    edit::overlay(ui, id, model, state, &layout, theme, texts, &mut output);
    paint::row_numbers(ui, model, state, &layout, theme);
    header(ui, id, model, state, &layout, theme, texts, &mut output);
    paint::bars(ui, model, state, &layout, theme, id);
    output.selection_changed = before != (state.active, state.anchor);
    output
}

fn take_focus(ui: &Ui, response: &Response) {
    response.request_focus();
    // One more frame, so that the key filter is in place before the next key.
    ui.ctx().request_repaint();
}

fn lock_keys(ui: &Ui, id: egui::Id) {
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(
            id,
            egui::EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            },
        );
    });
}

/// Gives each visible cell a name for screen readers, and lets them choose one.
fn name_cells(
    ui: &Ui,
    id: egui::Id,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    output: &mut GridOutput,
) {
    let selection = state.selection();
    for row in layout.rows.clone() {
        for col in layout.cols.clone() {
            let rect = layout.cell(row, col).intersect(layout.body);
            if !rect.is_positive() {
                continue;
            }
            let cell_id = id.with(("cell", row, col));
            let cell = ui.interact(rect, cell_id, Sense::hover());
            cell.widget_info(|| {
                WidgetInfo::selected(
                    Role::Cell,
                    true,
                    selection.contains(row, col),
                    model.cell_name(row, col),
                )
            });
            let asked = ui.input(|input| {
                input.has_accesskit_action_request(cell_id, egui::accesskit::Action::Click)
                    || input.has_accesskit_action_request(cell_id, egui::accesskit::Action::Focus)
            });
            if asked {
                state.select(row, col);
                take_focus(ui, &output.response);
            }
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one place hands everything on")]
fn header(
    ui: &Ui,
    id: egui::Id,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    theme: &Theme,
    texts: &GridTexts,
    output: &mut GridOutput,
) {
    paint::header_ground(ui, layout, theme);
    for col in layout.cols.clone() {
        let rect = layout.head(col);
        let seen = rect.intersect(layout.header);
        if !seen.is_positive() {
            continue;
        }
        let head = model.header(col);
        paint::header_cell(ui, &head, rect, col == state.active.1, layout, theme, texts);
        let response = ui.interact(seen, id.with(("head", col)), Sense::CLICK);
        response.widget_info(|| {
            let name = match &head.field {
                Some(field) => format!("{} {} {field}", head.letter, head.title),
                None => format!("{} {}", head.letter, head.title),
            };
            WidgetInfo::labeled(Role::ColumnHeader, true, name.trim_end())
        });
        if response.clicked() {
            select::column(state, layout, col);
            output.header_clicked = Some(col);
            take_focus(ui, &output.response);
        }
        if response.secondary_clicked() {
            output.header_menu = Some(col);
        }
    }
    // Edges after all heads, so that they lie on top of both neighbours.
    for col in layout.cols.clone() {
        let edge = layout.head(col).right();
        let rect = Rect::from_x_y_ranges(edge - 4.0..=edge + 4.0, layout.header.y_range())
            .intersect(layout.header);
        if !rect.is_positive() {
            continue;
        }
        let response = ui.interact(rect, id.with(("edge", col)), Sense::CLICK | Sense::DRAG);
        if response.hovered() || response.dragged() {
            ui.set_cursor_icon(egui::CursorIcon::ResizeColumn);
        }
        let Some(width) = state.widths.get_mut(col) else {
            continue;
        };
        if response.double_clicked() {
            let rows = layout.rows.start.saturating_sub(200)
                ..(layout.rows.end + 200).min(layout.row_count);
            *width = paint::fitting_width(ui, model, col, rows).clamp(40.0, 480.0);
        } else if response.dragged()
            && let Some(pos) = response.interact_pointer_pos()
        {
            *width = (pos.x - (edge - *width)).clamp(40.0, 900.0);
        }
    }
}
