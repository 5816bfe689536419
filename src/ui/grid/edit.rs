//! The editor: one text field laid over the cell being edited, so that input methods, selection
//! and undo inside the field are egui's own. It reports a text and never writes it anywhere.

use eframe::egui;
use egui::text::{CCursor, CCursorRange};
use egui::{Event, Id, Key, Margin, Rect, TextEdit, Ui, UiBuilder};

use super::layout::Layout;
use super::select::{self, Step};
use super::{Editing, GridModel, GridOutput, GridState, GridTexts, calendar, choice, take_focus};
use crate::ui::theme::{self, Theme, size};

fn editor_id(id: Id) -> Id {
    id.with("editor")
}

/// Ends an edit and reports its text if it is another one.
pub(super) fn finish(model: &dyn GridModel, state: &mut GridState, output: &mut GridOutput) {
    let Some(editing) = state.editing.take() else {
        return;
    };
    if model.edit_text(editing.row, editing.col).as_deref() != Some(editing.text.as_str()) {
        output.commit = Some((editing.row, editing.col, editing.text));
    }
}

/// Takes the keys that end an edit before the text field sees them.
pub(super) fn keys(
    ui: &Ui,
    id: Id,
    model: &dyn GridModel,
    state: &mut GridState,
    output: &mut GridOutput,
) {
    let Some(typed) = state.editing.as_ref().map(|editing| editing.typed) else {
        return;
    };
    // egui takes the focus from a text field on Escape before anyone sees the key; without this
    // the lost focus would be taken for a wish to keep the text.
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        state.editing = None;
        take_focus(ui, &output.response);
        return;
    }
    let focused = ui.memory(|memory| memory.has_focus(editor_id(id)));
    if !focused {
        return;
    }
    if let Some(editing) = state.editing.as_mut() {
        break_line(ui, id, editing);
        choice::keys(ui, editing);
        calendar::keys(ui, editing);
    }
    let found = ui.input(|input| {
        input.events.iter().enumerate().find_map(|(at, event)| {
            let Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } = event
            else {
                return None;
            };
            let back = modifiers.shift;
            let plain = typed && !modifiers.any();
            let step = match key {
                Key::Enter if !modifiers.alt && back => Step::Up,
                Key::Enter if !modifiers.alt => Step::Down,
                Key::Tab if back => Step::Left,
                Key::Tab => Step::Right,
                Key::ArrowUp if plain => Step::Up,
                Key::ArrowDown if plain => Step::Down,
                Key::ArrowLeft if plain => Step::Left,
                Key::ArrowRight if plain => Step::Right,
                _ => return None,
            };
            Some((at, step))
        })
    });
    let Some((at, step)) = found else {
        return;
    };
    // Text typed before the key in the same frame still belongs to the cell.
    ui.input_mut(|input| {
        for event in input.events.drain(..=at) {
            if let (Event::Text(text), Some(editing)) = (event, state.editing.as_mut()) {
                editing.text.push_str(&text);
            }
        }
    });
    if let Some(editing) = state.editing.as_mut()
        && let Some(value) = editing.choices.picked(&editing.text)
    {
        editing.text = value;
    }
    finish(model, state, output);
    let layout = Layout::new(output.response.rect, model, state);
    select::step(state, &layout, step);
    take_focus(ui, &output.response);
}

/// Alt+Enter writes a line break where the caret is.
fn break_line(ui: &Ui, id: Id, editing: &mut Editing) {
    if !ui.input_mut(|input| input.consume_key(egui::Modifiers::ALT, Key::Enter)) {
        return;
    }
    let id = editor_id(id);
    let mut field = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let at = field
        .cursor
        .char_range()
        .map_or(usize::MAX, |range| range.primary.index.into());
    let byte = editing
        .text
        .char_indices()
        .nth(at)
        .map_or(editing.text.len(), |(byte, _)| byte);
    editing.text.insert(byte, '\n');
    let after = CCursor::new(at.min(editing.text.chars().count() - 1) + 1);
    field.cursor.set_char_range(Some(CCursorRange::one(after)));
    field.store(ui.ctx(), id);
}

/// Draws the editor and keeps it alive while its cell is out of sight.
#[expect(clippy::too_many_arguments, reason = "one place hands everything on")]
pub(super) fn overlay(
    ui: &mut Ui,
    id: Id,
    model: &dyn GridModel,
    state: &mut GridState,
    layout: &Layout,
    theme: &Theme,
    texts: &GridTexts,
    output: &mut GridOutput,
) {
    let Some(editing) = state.editing.as_mut() else {
        return;
    };
    let id = editor_id(id);
    let rect = layout.cell(editing.row, editing.col);
    let p = &theme.palette;
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("editor"));
    child.set_clip_rect(layout.body.intersect(ui.clip_rect()));
    child.painter().rect(
        Rect::from_min_max(rect.min, rect.max),
        0,
        p.grid,
        egui::Stroke::new(2.0, p.accent),
        egui::StrokeKind::Inside,
    );
    if editing.fresh == super::FRESH {
        let original = model
            .edit_text(editing.row, editing.col)
            .unwrap_or_default();
        let all = model.choices(editing.row, editing.col);
        editing.choices = super::Choices::new(all, &original);
        editing.calendar = (model.date(editing.row, editing.col))
            .map(|today| calendar::Calendar::new(&original, today));
        child.memory_mut(|memory| memory.request_focus(id));
        let end = CCursor::new(editing.text.chars().count());
        let mut field = egui::text_edit::TextEditState::default();
        field.cursor.set_char_range(Some(CCursorRange::one(end)));
        field.store(child.ctx(), id);
    }
    let line = theme::size::BODY + 4.0;
    let pad = ((rect.height() - line) / 2.0).max(0.0) as i8;
    let response = child.put(
        rect,
        TextEdit::singleline(&mut editing.text)
            .id(id)
            .font(theme::mono(size::SMALL))
            .text_color(p.text)
            .frame(egui::Frame::NONE.inner_margin(Margin::symmetric(8, pad)))
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(rect.width())
            .lock_focus(true),
    );
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, &texts.editor);
        info.current_text_value = Some(editing.text.clone());
        info
    });
    let clicked = choice::show(&child, id, rect, editing, theme);
    let picked = match editing.calendar {
        Some(_) => calendar::show(&child, id, rect, editing, &model.date_words(), theme),
        None => calendar::Picked::default(),
    };
    if picked.pressed {
        editing.fresh = editing.fresh.max(2);
    }
    let clicked = clicked.or(picked.text);
    if editing.fresh > 0 && clicked.is_none() {
        editing.fresh -= 1;
        // The click that opened the editor was beside it, for which egui takes the keyboard away.
        if !response.has_focus() {
            child.memory_mut(|memory| memory.request_focus(id));
        }
        child.ctx().request_repaint();
    } else if let Some(value) = clicked {
        editing.text = value;
        finish(model, state, output);
        take_focus(ui, &output.response);
    } else if response.lost_focus() {
        // The user went elsewhere: what was written stays, as in a spreadsheet.
        finish(model, state, output);
    }
}
