//! Moving about: the pointer and the keys that choose cells, copy, delete or begin an edit.
//! It changes the state only; what happens to data is for the caller of the grid.

use eframe::egui;
use egui::{Event, Key, Modifiers, PointerButton, Ui};

use super::layout::Layout;
use super::{Editing, GridModel, GridOutput, GridState, edit, take_focus};

/// Selects a whole column; `extend` from the active one to it, `add` to what is selected.
pub(super) fn column(state: &mut GridState, layout: &Layout, col: usize, extend: bool, add: bool) {
    let last = layout.row_count.saturating_sub(1);
    if extend {
        state.active.0 = 0;
        state.anchor = (last, col);
        return;
    }
    begin_part(state, add);
    state.active = (0, col);
    state.anchor = (last, col);
}

/// Before another rectangle is chosen: with Ctrl the one before stays, else all are given up.
fn begin_part(state: &mut GridState, add: bool) {
    if add {
        let before = state.selection();
        state.parts.push(before);
    } else {
        state.parts.clear();
    }
}

/// Clicks, drags, double clicks and right clicks on cells and row numbers.
pub(super) fn pointer(
    ui: &Ui,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    output: &mut GridOutput,
) {
    if layout.row_count == 0 || layout.col_count == 0 {
        return;
    }
    rows(ui, state, layout, output);
    let body = output.response.clone();
    let (shift, ctrl) = ui.input(|i| (i.modifiers.shift, i.modifiers.command));
    let began = ui.input(|input| input.pointer.button_pressed(PointerButton::Primary))
        && body.is_pointer_button_down_on();
    if (began || body.clicked())
        && let Some(pos) = body.interact_pointer_pos()
        && !body.double_clicked()
    {
        edit::finish(model, state, output);
        let place = (layout.row_at(pos.y), layout.col_at(pos.x));
        if shift {
            state.anchor = place;
        } else {
            // Press and release are one click, also when both come in one frame.
            if began || !std::mem::take(&mut state.pressed) {
                begin_part(state, ctrl);
            }
            state.pressed = began && !body.clicked();
            state.active = place;
            state.anchor = place;
        }
        state.scroll_to(place.0, place.1);
        take_focus(ui, &body);
    } else if body.drag_stopped() {
        state.pressed = false;
    } else if body.dragged_by(PointerButton::Primary)
        && let Some(pos) = body.interact_pointer_pos()
    {
        let place = (layout.row_at(pos.y), layout.col_at(pos.x));
        state.anchor = (
            place.0.min(layout.row_count - 1),
            place.1.min(layout.col_count - 1),
        );
        if !layout.body.contains(pos) {
            // Beyond the edge the sheet follows the pointer.
            state.scroll_to(state.anchor.0, state.anchor.1);
            ui.ctx().request_repaint();
        }
    }
    if body.double_clicked() {
        take_focus(ui, &body);
        begin(model, state, output);
    }
    if body.secondary_clicked()
        && let Some(pos) = body.interact_pointer_pos()
    {
        edit::finish(model, state, output);
        let place = (layout.row_at(pos.y), layout.col_at(pos.x));
        if !state.is_chosen(place.0, place.1) {
            state.select(place.0, place.1);
        }
        output.context_menu = Some(place);
        take_focus(ui, &body);
    }
}

fn rows(ui: &Ui, state: &mut GridState, layout: &Layout, output: &mut GridOutput) {
    let numbers = ui.interact(
        layout.numbers,
        output.response.id.with("numbers"),
        egui::Sense::CLICK | egui::Sense::DRAG,
    );
    output.numbers = Some(numbers.clone());
    let Some(pos) = numbers.interact_pointer_pos() else {
        return;
    };
    let row = layout.row_at(pos.y);
    let last = layout.col_count - 1;
    let (shift, ctrl) = ui.input(|i| (i.modifiers.shift, i.modifiers.command));
    if numbers.secondary_clicked() {
        if !state.is_chosen(row, 0) || !state.is_chosen(row, last) {
            state.parts.clear();
            state.active = (row, 0);
            state.anchor = (row, last);
        }
        take_focus(ui, &output.response);
        return;
    }
    if numbers.drag_started() || (numbers.clicked() && !shift) {
        begin_part(state, ctrl);
        state.active = (row, 0);
        state.anchor = (row, last);
        take_focus(ui, &output.response);
    } else if numbers.dragged() || numbers.clicked() {
        state.active.1 = 0;
        state.anchor = (row, last);
    }
}

/// Opens the editor on the active cell with its text.
pub(super) fn begin(model: &dyn GridModel, state: &mut GridState, output: &mut GridOutput) {
    let (row, col) = state.active;
    if row >= model.row_count() || col >= model.column_count() {
        return;
    }
    match model.edit_text(row, col) {
        Some(text) => {
            state.start_editing(text);
            output.started_edit = true;
        }
        None => output.refused = true,
    }
}

/// The keys of a focused grid without an editor. Keys it does not know stay for others.
pub(super) fn keys(
    ui: &Ui,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    output: &mut GridOutput,
) {
    if layout.row_count == 0 || layout.col_count == 0 {
        return;
    }
    let (events, modifiers) =
        ui.input_mut(|input| (std::mem::take(&mut input.events), input.modifiers));
    // Alt and a letter asks for a menu and writes nothing; with Ctrl it is another keyboard's AltGr,
    // and on a Mac it writes signs.
    let is_menu = modifiers.alt && !modifiers.ctrl && !cfg!(target_os = "macos");
    let mut kept = Vec::new();
    for event in events {
        if is_menu && matches!(event, Event::Text(_)) {
            continue;
        }
        // Once an editor opens, all that follows is meant for it.
        let taken = state.editing.is_none() && handle(&event, model, state, layout, output);
        if !taken {
            kept.push(event);
        }
    }
    ui.input_mut(|input| input.events = kept);
}

fn handle(
    event: &Event,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    output: &mut GridOutput,
) -> bool {
    match event {
        Event::Copy | Event::Cut => {
            match tsv(model, state) {
                Ok(text) => output.copy = Some(text),
                Err(why) => output.not_copied = Some(why),
            }
            if matches!(event, Event::Cut) && output.copy.is_some() {
                output.cut = true;
                output.delete = Some(state.selections());
            }
        }
        Event::Paste(text) => output.paste = Some(text.clone()),
        Event::Text(text) | Event::Ime(egui::ImeEvent::Commit(text)) => {
            return type_over(text, model, state, output);
        }
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => return key_down(*key, *modifiers, model, state, layout, output),
        _ => return false,
    }
    true
}

fn type_over(
    text: &str,
    model: &dyn GridModel,
    state: &mut GridState,
    output: &mut GridOutput,
) -> bool {
    let (row, col) = state.active;
    if text.is_empty() || text.chars().all(char::is_control) {
        return false;
    }
    if model.edit_text(row, col).is_none() {
        output.refused = true;
        return true;
    }
    state.editing = Some(Editing::new((row, col), text.to_owned(), true));
    state.scroll_to(row, col);
    output.started_edit = true;
    true
}

fn key_down(
    key: Key,
    modifiers: Modifiers,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    output: &mut GridOutput,
) -> bool {
    if modifiers.alt {
        return false;
    }
    let far = modifiers.command;
    let page = (layout.page() as usize).max(2) - 1;
    let (row, col) = if modifiers.shift {
        state.anchor
    } else {
        state.active
    };
    let (end_row, end_col) = (layout.row_count - 1, layout.col_count - 1);
    let place = match key {
        Key::ArrowUp if far => (edge(model, row, col, false, true, end_row), col),
        Key::ArrowDown if far => (edge(model, row, col, true, true, end_row), col),
        Key::ArrowLeft if far => (row, edge(model, row, col, false, false, end_col)),
        Key::ArrowRight if far => (row, edge(model, row, col, true, false, end_col)),
        Key::ArrowUp => (row.saturating_sub(1), col),
        Key::ArrowDown => ((row + 1).min(end_row), col),
        Key::ArrowLeft => (row, col.saturating_sub(1)),
        Key::ArrowRight => (row, (col + 1).min(end_col)),
        Key::Home if far => (0, 0),
        Key::End if far => (end_row, end_col),
        Key::Home => (row, 0),
        Key::End => (row, end_col),
        Key::PageUp if !far => (row.saturating_sub(page), col),
        Key::PageDown if !far => ((row + page).min(end_row), col),
        Key::Tab if !far => {
            step(
                state,
                layout,
                if modifiers.shift {
                    Step::Left
                } else {
                    Step::Right
                },
            );
            return true;
        }
        Key::Enter if !far => {
            step(
                state,
                layout,
                if modifiers.shift {
                    Step::Up
                } else {
                    Step::Down
                },
            );
            return true;
        }
        Key::A if far && !modifiers.shift => {
            state.parts.clear();
            state.active = (0, 0);
            state.anchor = (end_row, end_col);
            return true;
        }
        Key::F2 if !far && !modifiers.shift => {
            begin(model, state, output);
            return true;
        }
        Key::Delete | Key::Backspace if !far && !modifiers.shift => {
            output.delete = Some(state.selections());
            return true;
        }
        Key::Escape if !state.is_single() => {
            state.parts.clear();
            state.anchor = state.active;
            return true;
        }
        _ => return false,
    };
    state.anchor = place;
    if !modifiers.shift {
        state.parts.clear();
        state.active = place;
    }
    state.scroll_to(place.0, place.1);
    true
}

/// A move by one cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Up,
    Down,
    Left,
    Right,
}

/// Moves the active cell by one and gives up the rest of the selection.
pub(super) fn step(state: &mut GridState, layout: &Layout, step: Step) {
    let (row, col) = state.active;
    let (end_row, end_col) = (
        layout.row_count.saturating_sub(1),
        layout.col_count.saturating_sub(1),
    );
    let place = match step {
        Step::Up => (row.saturating_sub(1), col),
        Step::Down => ((row + 1).min(end_row), col),
        Step::Left if col == 0 && row > 0 => (row - 1, end_col),
        Step::Left => (row, col.saturating_sub(1)),
        Step::Right if col == end_col && row < end_row => (row + 1, 0),
        Step::Right => (row, (col + 1).min(end_col)),
    };
    state.select(place.0, place.1);
}

/// Where Ctrl and an arrow lead: the end of the block of filled cells, or the next filled cell.
fn edge(
    model: &dyn GridModel,
    row: usize,
    col: usize,
    forward: bool,
    down: bool,
    last: usize,
) -> usize {
    let filled = |at: usize| {
        let (row, col) = if down { (at, col) } else { (row, at) };
        !model.cell(row, col).text.is_empty()
    };
    let next = |at: usize| match forward {
        true if at < last => Some(at + 1),
        false if at > 0 => Some(at - 1),
        _ => None,
    };
    let start = if down { row } else { col };
    let Some(mut at) = next(start) else {
        return start;
    };
    if filled(start) && filled(at) {
        while let Some(beyond) = next(at).filter(|place| filled(*place)) {
            at = beyond;
        }
        return at;
    }
    while !filled(at) {
        match next(at) {
            Some(beyond) => at = beyond,
            None => break,
        }
    }
    at
}

/// Cells that are copied at once: a whole column of the largest sheet. More would take a long
/// time, and most clipboards would not hold them.
const MOST_COPIED: usize = 1 << 20;

/// Why a selection is not copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotCopied {
    /// Its parts do not form one block.
    NoBlock,
    TooMany,
}

impl NotCopied {
    /// The id of its sentence.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoBlock => "toast-no-block",
            Self::TooMany => "toast-copy-too-many",
        }
    }
}

/// Rows and columns of the selection when its parts form one block, as a spreadsheet wants it:
/// all of the same rows, or all of the same columns.
fn block(state: &GridState) -> Option<(Vec<usize>, Vec<usize>)> {
    let parts = state.selections();
    let first = parts.first()?;
    let joined = |ranges: Vec<std::ops::RangeInclusive<usize>>| {
        let mut places: Vec<usize> = ranges.into_iter().flatten().collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    if parts.iter().all(|p| p.rows == first.rows) {
        let cols = joined(parts.iter().map(|p| p.cols.clone()).collect());
        Some((first.rows.clone().collect(), cols))
    } else if parts.iter().all(|p| p.cols == first.cols) {
        let rows = joined(parts.iter().map(|p| p.rows.clone()).collect());
        Some((rows, first.cols.clone().collect()))
    } else {
        None
    }
}

/// The selection as a spreadsheet takes it from the clipboard; `None` when it is no block.
pub(super) fn tsv(model: &dyn GridModel, state: &GridState) -> Result<String, NotCopied> {
    let (rows, cols) = block(state).ok_or(NotCopied::NoBlock)?;
    if rows.len().saturating_mul(cols.len()) > MOST_COPIED {
        return Err(NotCopied::TooMany);
    }
    let mut out = String::new();
    for (down, row) in rows.into_iter().enumerate() {
        if down > 0 {
            out.push('\n');
        }
        for (right, col) in cols.iter().copied().enumerate() {
            if right > 0 {
                out.push('\t');
            }
            let text = model.copy_text(row, col);
            if text.contains(['\t', '\n', '\r', '"']) {
                out.push('"');
                out.push_str(&text.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(&text);
            }
        }
    }
    Ok(out)
}
