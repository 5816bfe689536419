//! The grid: a virtual sheet that draws only what is seen.
//!
//! It shows whatever a [`GridModel`] tells it and says in [`GridOutput`] what the user did; it
//! never changes data itself, and knows no document. Positions are counted in rows as `f64`,
//! because points in `f32` lose single pixels beyond some 700,000 rows.

mod access;
mod calendar;
mod choice;
mod edit;
mod head;
mod layout;
mod paint;
mod popup;
mod select;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use eframe::egui;
use egui::{Response, Role, Sense, Ui, WidgetInfo};

use crate::ui::theme::{Theme, extent};
use calendar::Calendar;
pub use calendar::DateWords;
pub use choice::Choice;
use choice::Choices;
use layout::Layout;
pub use select::NotCopied;

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

    /// Whether a cell holds a date as `year-month-day`: then today, to begin with.
    fn date(&self, _row: usize, _col: usize) -> Option<chrono::NaiveDate> {
        None
    }

    /// The words of the calendar.
    fn date_words(&self) -> DateWords {
        DateWords::default()
    }

    /// What a column is known by when columns are hidden or change places: its width goes with it.
    fn column_key(&self, col: usize) -> u64 {
        col as u64
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
    /// How many errors the column has, or how many warnings where it has none, for people.
    pub problems: Option<(Mark, String)>,
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

/// Frames that an editor needs to get the keyboard.
const FRESH: u8 = 3;

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
    /// Frames in which it still has to get the keyboard.
    fresh: u8,
    choices: Choices,
    calendar: Option<Calendar>,
    /// The text for which the calendar was drawn last.
    calendar_text: String,
}

impl Editing {
    fn new((row, col): (usize, usize), text: String, typed: bool) -> Self {
        Self {
            row,
            col,
            text,
            typed,
            fresh: FRESH,
            choices: Choices::default(),
            calendar: None,
            calendar_text: String::new(),
        }
    }
}

/// What the grid remembers between frames.
#[derive(Clone)]
pub struct GridState {
    /// How far it is scrolled to the right, in points.
    pub offset_x: f64,
    /// The row at the top edge, with a fraction.
    pub offset_row: f64,
    /// Column widths in points; filled on the first frame, and kept by the key of the column.
    pub widths: Vec<f32>,
    keys: Vec<u64>,
    known_widths: HashMap<u64, f32>,
    /// Height of a row, see [`extent::CELL`] and [`extent::CELL_LOW`].
    pub row_height: f32,
    /// The active cell.
    pub active: (usize, usize),
    /// The corner of the selection opposite the active cell.
    pub anchor: (usize, usize),
    /// Further rectangles, chosen before with Ctrl.
    pub parts: Vec<Selection>,
    /// How many columns at the left stay where they are while the rest scrolls.
    pub frozen: usize,
    /// The cell being edited.
    pub editing: Option<Editing>,
    pending: Option<(usize, usize)>,
    /// It comes to the middle, not only into view.
    pending_middle: bool,
    fit: Option<RangeInclusive<usize>>,
    /// The head that was right-clicked last: its menu hangs on it.
    menu_head: Option<usize>,
    /// A press has begun a selection; its release is the same click.
    pressed: bool,
    focus: bool,
}

impl Default for GridState {
    fn default() -> Self {
        Self {
            offset_x: 0.0,
            offset_row: 0.0,
            widths: Vec::new(),
            keys: Vec::new(),
            known_widths: HashMap::new(),
            row_height: extent::CELL,
            active: (0, 0),
            anchor: (0, 0),
            parts: Vec::new(),
            frozen: 0,
            editing: None,
            pending: None,
            pending_middle: false,
            fit: None,
            menu_head: None,
            pressed: false,
            focus: false,
        }
    }
}

impl GridState {
    /// Brings a cell into view on the next frame.
    pub fn scroll_to(&mut self, row: usize, col: usize) {
        self.pending = Some((row, col));
    }

    /// The same as [`Self::select`] for a cell that the user is led to: it comes to the middle unless
    /// it stands well inside, so that what is around it is seen and no message lies on it.
    pub fn lead_to(&mut self, row: usize, col: usize) {
        self.select(row, col);
        self.pending_middle = true;
    }

    /// Makes a cell the active and only selected one, and brings it into view.
    pub fn select(&mut self, row: usize, col: usize) {
        self.parts.clear();
        self.active = (row, col);
        self.anchor = (row, col);
        self.scroll_to(row, col);
    }

    /// Makes a rectangle the selection, its first cell the active one.
    pub fn select_block(&mut self, block: &Selection) {
        self.parts.clear();
        self.active = (*block.rows.start(), *block.cols.start());
        self.anchor = (*block.rows.end(), *block.cols.end());
    }

    /// Makes whole columns the selection; the first cell of `first` becomes the active one.
    pub fn select_columns(&mut self, first: usize, last: usize, rows: usize) {
        self.parts.clear();
        self.active = (0, first);
        self.anchor = (rows.saturating_sub(1), last);
    }

    /// Makes columns as wide as they need on the next frame.
    pub fn fit_columns(&mut self, cols: RangeInclusive<usize>) {
        self.fit = Some(cols);
    }

    /// Gives the grid the keyboard on the next frame.
    pub fn request_focus(&mut self) {
        self.focus = true;
    }

    /// Every selected rectangle, the one with the active cell last.
    #[must_use]
    pub fn selections(&self) -> Vec<Selection> {
        let mut all = self.parts.clone();
        all.push(self.selection());
        all
    }

    /// Whether a cell is selected.
    #[must_use]
    pub fn is_chosen(&self, row: usize, col: usize) -> bool {
        self.selection().contains(row, col) || self.parts.iter().any(|p| p.contains(row, col))
    }

    /// Whether one cell is selected and no more.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.parts.is_empty() && self.active == self.anchor
    }

    /// The selected rows, each once, from the top.
    #[must_use]
    pub fn selected_rows(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = self.selections().into_iter().flat_map(|s| s.rows).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The rectangle with the active cell.
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
        self.editing = Some(Editing::new((row, col), text, false));
        self.scroll_to(row, col);
    }

    fn clamp(&mut self, rows: usize, cols: usize) {
        let last = (rows.saturating_sub(1), cols.saturating_sub(1));
        for place in [&mut self.active, &mut self.anchor] {
            *place = (place.0.min(last.0), place.1.min(last.1));
        }
        self.parts
            .retain(|part| *part.rows.end() <= last.0 && *part.cols.end() <= last.1);
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
    /// The column whose head was clicked.
    pub header_clicked: Option<usize>,
    /// Columns dragged to another place: which, and before which column they go.
    pub moved: Option<(RangeInclusive<usize>, usize)>,
    /// The row numbers, to hang their menu on.
    pub numbers: Option<Response>,
    /// The head that was right-clicked last, to hang its menu on.
    pub heads: Option<Response>,
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
    pub delete: Option<Vec<Selection>>,
    /// Why the selection was not copied.
    pub not_copied: Option<NotCopied>,
    /// The user wanted to write into a cell that cannot be edited.
    pub refused: bool,
    /// The body of the grid.
    pub response: Response,
}

/// The selection as a spreadsheet takes it from the clipboard.
///
/// # Errors
/// When it is no block, or too large.
pub fn selected_text(model: &dyn GridModel, state: &GridState) -> Result<String, NotCopied> {
    select::tsv(model, state)
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
    fit_widths(ui, model, state);

    let before = (state.active, state.anchor);
    let layout = Layout::new(rect, model, state);
    layout.keep_inside(state);
    let response = ui.interact(layout.body, id, Sense::click_and_drag());
    // The name stands on the grid itself; a cell's own name is on the cell.
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &texts.grid));
    let mut output = GridOutput {
        commit: None,
        context_menu: None,
        header_clicked: None,
        moved: None,
        numbers: None,
        heads: None,
        started_edit: false,
        visible: 0..0,
        selection_changed: false,
        copy: None,
        cut: false,
        paste: None,
        delete: None,
        not_copied: None,
        refused: false,
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
        if std::mem::take(&mut state.pending_middle) {
            layout.bring_to_middle(state, row);
        }
        layout.reveal(state, row, col);
    }
    layout.keep_inside(state);

    let layout = Layout::new(rect, model, state);
    for col in state.fit.take().into_iter().flatten() {
        head::fit(ui, model, state, &layout, col);
    }
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
    access::cells(ui, id, model, state, &layout, &mut output);
    edit::overlay(ui, id, model, state, &layout, theme, texts, &mut output);
    paint::row_numbers(ui, model, state, &layout, theme);
    head::show(ui, id, model, state, &layout, theme, texts, &mut output);
    paint::bars(ui, model, state, &layout, theme, id);
    output.selection_changed = before != (state.active, state.anchor);
    output
}

/// Gives each column the width it had, and a new one the width that fits its first rows.
fn fit_widths(ui: &Ui, model: &dyn GridModel, state: &mut GridState) {
    let (rows, cols) = (model.row_count(), model.column_count());
    let same = state.keys.len() == cols
        && state.widths.len() == cols
        && (state.keys.iter().enumerate()).all(|(col, key)| model.column_key(col) == *key);
    if same {
        return;
    }
    // A caller may set the widths itself; then there are no keys yet.
    for (key, width) in state.keys.iter().zip(&state.widths) {
        state.known_widths.insert(*key, *width);
    }
    let given = state.keys.is_empty() && state.widths.len() == cols;
    state.keys = (0..cols).map(|col| model.column_key(col)).collect();
    if given {
        return;
    }
    state.widths = (0..cols)
        .map(|col| {
            let known = state.known_widths.get(&model.column_key(col)).copied();
            known.unwrap_or_else(|| {
                paint::fitting_width(ui, model, col, 0..rows.min(60)).clamp(64.0, 260.0)
            })
        })
        .collect();
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
