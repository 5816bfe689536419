//! Where things are: which rows and columns are seen, where their rectangles lie, how scrolling
//! moves them. Pure geometry but for the scroll bars; it draws nothing.

use std::ops::Range;

use eframe::egui;
use egui::{Id, Rect, Sense, Ui, pos2, vec2};

use super::{GridModel, GridState};
use crate::ui::theme::{Theme, extent};

/// Width of the strips of the scroll bars.
pub(super) const BAR: f32 = 12.0;
const SHORTEST_THUMB: f32 = 32.0;

/// The geometry of one frame.
pub(super) struct Layout {
    pub rect: Rect,
    pub header: Rect,
    pub numbers: Rect,
    pub body: Rect,
    pub bar_y: Rect,
    pub bar_x: Rect,
    pub rows: Range<usize>,
    pub cols: Range<usize>,
    pub row_count: usize,
    pub col_count: usize,
    row_height: f32,
    offset_row: f64,
    offset_x: f64,
    /// Columns that do not scroll, and how wide they are.
    frozen: usize,
    frozen_width: f64,
    /// Left edges of the columns in the whole sheet, and the right edge of the last one.
    edges: Vec<f64>,
}

impl Layout {
    pub fn new(rect: Rect, model: &dyn GridModel, state: &GridState) -> Self {
        let row_count = model.row_count();
        let digits = model.row_label(row_count.saturating_sub(1)).len();
        // A label has few digits, so the cast is exact.
        let numbers_width = (digits as f32).mul_add(7.0, 20.0).max(48.0);
        Self::of(rect, row_count, numbers_width, state)
    }

    fn of(rect: Rect, row_count: usize, numbers_width: f32, state: &GridState) -> Self {
        let body = Rect::from_min_max(
            pos2(rect.left() + numbers_width, rect.top() + extent::HEADER),
            pos2(rect.right() - BAR, rect.bottom() - BAR),
        );
        let mut edges = Vec::with_capacity(state.widths.len() + 1);
        let mut edge = 0.0;
        edges.push(edge);
        for width in &state.widths {
            edge += f64::from(*width);
            edges.push(edge);
        }
        let row_height = state.row_height.max(8.0);
        let seen = f64::from(body.height().max(0.0) / row_height);
        let first = state.offset_row.max(0.0);
        let rows =
            (first as usize).min(row_count)..(((first + seen).ceil() as usize).min(row_count));
        let width = f64::from(body.width().max(0.0));
        // Frozen columns that leave no room for the others would shut them out.
        let mut frozen = state.frozen.min(state.widths.len());
        while frozen > 0 && edges.get(frozen).is_some_and(|edge| *edge > width * 0.75) {
            frozen -= 1;
        }
        let frozen_width = edges.get(frozen).copied().unwrap_or_default();
        let left = state.offset_x + frozen_width;
        let right = state.offset_x + width;
        let first_col = edges
            .partition_point(|edge| *edge <= left)
            .saturating_sub(1)
            .clamp(frozen, state.widths.len());
        let end_col = edges
            .partition_point(|edge| *edge < right)
            .min(state.widths.len());
        Self {
            rect,
            header: Rect::from_min_max(
                pos2(body.left(), rect.top()),
                pos2(rect.right(), body.top()),
            ),
            numbers: Rect::from_min_max(
                pos2(rect.left(), body.top()),
                pos2(body.left(), rect.bottom()),
            ),
            bar_y: Rect::from_min_max(pos2(body.right(), body.top()), rect.right_bottom()),
            bar_x: Rect::from_min_max(
                pos2(body.left(), body.bottom()),
                pos2(body.right(), rect.bottom()),
            ),
            body,
            rows,
            cols: first_col..end_col.max(first_col),
            row_count,
            col_count: state.widths.len(),
            row_height,
            offset_row: state.offset_row,
            offset_x: state.offset_x,
            frozen,
            frozen_width,
            edges,
        }
    }

    fn edge(&self, col: usize) -> f64 {
        self.edges
            .get(col)
            .or(self.edges.last())
            .copied()
            .unwrap_or_default()
    }

    /// Left and right of a column on screen; the subtraction happens in `f64`, far from the cast.
    fn span(&self, col: usize) -> (f32, f32) {
        let offset = if col < self.frozen {
            0.0
        } else {
            self.offset_x
        };
        let at = |edge: f64| self.body.left() + (edge - offset) as f32;
        (at(self.edge(col)).round(), at(self.edge(col + 1)).round())
    }

    /// The columns that are drawn: those that scroll, then the frozen ones over them.
    pub fn seen(&self) -> impl Iterator<Item = usize> + use<> {
        self.cols.clone().chain(0..self.frozen)
    }

    /// Where the frozen columns end on screen, if there are any.
    pub fn frozen_edge(&self) -> Option<f32> {
        (self.frozen > 0).then(|| (self.body.left() + self.frozen_width as f32).round())
    }

    /// The part of the body in which a column may be drawn.
    pub fn clip(&self, col: usize) -> Rect {
        self.part(self.body, col)
    }

    /// The part of the heads in which a column's head may be drawn.
    pub fn head_clip(&self, col: usize) -> Rect {
        self.part(self.header, col)
    }

    fn part(&self, area: Rect, col: usize) -> Rect {
        match self.frozen_edge() {
            Some(edge) if col < self.frozen => Rect::from_min_max(area.min, pos2(edge, area.max.y)),
            Some(edge) => Rect::from_min_max(pos2(edge.min(area.max.x), area.min.y), area.max),
            None => area,
        }
    }

    /// Where the left edge of a column is on screen; beyond the last column, its right edge.
    pub fn gap(&self, col: usize) -> f32 {
        match col.checked_sub(1) {
            Some(before) if col >= self.col_count => self.span(before).1,
            _ => self.span(col).0,
        }
    }

    /// The gap between columns that is nearest to a place on screen, named by the column after it.
    pub fn gap_at(&self, x: f32) -> usize {
        let col = self.col_at(x);
        let (left, right) = self.span(col);
        if x > f32::midpoint(left, right) {
            col + 1
        } else {
            col
        }
    }

    /// Top of a row on screen.
    pub fn top(&self, row: usize) -> f32 {
        let down = (row as f64 - self.offset_row) * f64::from(self.row_height);
        (f64::from(self.body.top()) + down).round() as f32
    }

    pub fn cell(&self, row: usize, col: usize) -> Rect {
        let (left, right) = self.span(col);
        Rect::from_min_max(pos2(left, self.top(row)), pos2(right, self.top(row + 1)))
    }

    pub fn head(&self, col: usize) -> Rect {
        let (left, right) = self.span(col);
        Rect::from_min_max(
            pos2(left, self.header.top()),
            pos2(right, self.header.bottom()),
        )
    }

    pub fn number(&self, row: usize) -> Rect {
        Rect::from_min_max(
            pos2(self.numbers.left(), self.top(row)),
            pos2(self.numbers.right(), self.top(row + 1)),
        )
    }

    /// The row under a height on screen; the nearest one beyond the ends.
    pub fn row_at(&self, y: f32) -> usize {
        let down = f64::from(y - self.body.top()) / f64::from(self.row_height);
        ((self.offset_row + down).max(0.0) as usize).min(self.row_count.saturating_sub(1))
    }

    /// The column under a place on screen; the nearest one beyond the ends.
    pub fn col_at(&self, x: f32) -> usize {
        let from_left = f64::from(x - self.body.left());
        let place = if from_left < self.frozen_width {
            from_left
        } else {
            self.offset_x + from_left
        };
        self.edges
            .partition_point(|edge| *edge <= place)
            .saturating_sub(1)
            .min(self.col_count.saturating_sub(1))
    }

    /// Right edge of the last column and lower edge of the last row, inside the body.
    pub fn sheet_end(&self) -> egui::Pos2 {
        let (_, right) = self.span(self.col_count.saturating_sub(1));
        pos2(
            right.min(self.body.right()),
            self.top(self.row_count).min(self.body.bottom()),
        )
    }

    /// How many rows fit, with a fraction.
    pub fn page(&self) -> f64 {
        f64::from(self.body.height().max(1.0) / self.row_height)
    }

    fn last_offset_row(&self) -> f64 {
        (self.row_count as f64 - self.page()).max(0.0)
    }

    fn last_offset_x(&self) -> f64 {
        (self.edge(self.col_count) - f64::from(self.body.width())).max(0.0)
    }

    /// Holds the offsets within the sheet.
    pub fn keep_inside(&self, state: &mut GridState) {
        state.offset_row = state.offset_row.clamp(0.0, self.last_offset_row());
        state.offset_x = state.offset_x.clamp(0.0, self.last_offset_x());
    }

    /// Scrolls just as far as a cell needs to be seen whole.
    pub fn reveal(&self, state: &mut GridState, row: usize, col: usize) {
        let top = row as f64;
        if top < state.offset_row {
            state.offset_row = top;
        } else if top + 1.0 > state.offset_row + self.page() {
            state.offset_row = top + 1.0 - self.page();
        }
        if col < self.frozen {
            return;
        }
        let (left, right) = (self.edge(col), self.edge(col + 1));
        let width = f64::from(self.body.width());
        if right > state.offset_x + width {
            state.offset_x = right - width;
        }
        if left < state.offset_x + self.frozen_width {
            state.offset_x = left - self.frozen_width;
        }
    }

    /// Scrolls a row to the middle when it is out of sight or near the upper or lower edge.
    pub fn bring_to_middle(&self, state: &mut GridState, row: usize) {
        /// Rows at an edge that a message may cover.
        const NEAR: f64 = 3.0;
        let top = row as f64;
        let first = state.offset_row;
        if top < first || top + 1.0 + NEAR > first + self.page() {
            state.offset_row = (top - (self.page() / 2.0).floor()).max(0.0);
        }
    }

    /// The thumb of the vertical bar; nothing where all rows fit.
    pub fn thumb_y(&self, offset_row: f64) -> Option<Rect> {
        let room = self.bar_y.height() - BAR;
        let (at, long) = thumb(
            room,
            self.page() / (self.row_count as f64),
            offset_row,
            self.last_offset_row(),
        )?;
        Some(Rect::from_min_size(
            pos2(self.bar_y.left() + 3.0, self.bar_y.top() + at),
            vec2(6.0, long),
        ))
    }

    /// The thumb of the horizontal bar; nothing where all columns fit.
    pub fn thumb_x(&self, offset_x: f64) -> Option<Rect> {
        let share = f64::from(self.body.width()) / self.edge(self.col_count);
        let (at, long) = thumb(self.bar_x.width(), share, offset_x, self.last_offset_x())?;
        Some(Rect::from_min_size(
            pos2(self.bar_x.left() + at, self.bar_x.top() + 3.0),
            vec2(long, 6.0),
        ))
    }

    /// Wheel, trackpad and both bars.
    pub fn scroll(&self, ui: &Ui, id: Id, state: &mut GridState, _theme: &Theme) {
        if ui.rect_contains_pointer(self.rect) {
            let delta = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta));
            state.offset_row -= f64::from(delta.y) / f64::from(self.row_height);
            state.offset_x -= f64::from(delta.x);
        }
        if let Some(thumb) = self.thumb_y(state.offset_row) {
            let bar = ui.interact(self.bar_y, id.with("bar-y"), Sense::CLICK | Sense::DRAG);
            let room = f64::from(self.bar_y.height() - BAR - thumb.height()).max(1.0);
            if let Some(pos) = bar.interact_pointer_pos() {
                if bar.dragged() {
                    if on_thumb(ui, thumb, bar.drag_started(), id.with("grip-y")) {
                        let moved = f64::from(bar.drag_delta().y) / room;
                        state.offset_row += moved * self.last_offset_row();
                    }
                } else if bar.clicked() {
                    let step = self.page() * if pos.y < thumb.center().y { -1.0 } else { 1.0 };
                    if !thumb.y_range().contains(pos.y) {
                        state.offset_row += step;
                    }
                }
            }
        }
        if let Some(thumb) = self.thumb_x(state.offset_x) {
            let bar = ui.interact(self.bar_x, id.with("bar-x"), Sense::CLICK | Sense::DRAG);
            let room = f64::from(self.bar_x.width() - thumb.width()).max(1.0);
            if let Some(pos) = bar.interact_pointer_pos() {
                if bar.dragged() {
                    if on_thumb(ui, thumb, bar.drag_started(), id.with("grip-x")) {
                        let moved = f64::from(bar.drag_delta().x) / room;
                        state.offset_x += moved * self.last_offset_x();
                    }
                } else if bar.clicked() && !thumb.x_range().contains(pos.x) {
                    let way = if pos.x < thumb.center().x { -1.0 } else { 1.0 };
                    state.offset_x += way * f64::from(self.body.width());
                }
            }
        }
    }
}

/// Whether a drag began on the thumb; remembered while it lasts.
fn on_thumb(ui: &Ui, thumb: Rect, started: bool, id: Id) -> bool {
    if started {
        let origin = ui.input(|input| input.pointer.press_origin());
        let gripped = origin.is_some_and(|pos| thumb.expand(3.0).contains(pos));
        ui.data_mut(|data| data.insert_temp(id, gripped));
    }
    ui.data(|data| data.get_temp(id)).unwrap_or(false)
}

/// Where a thumb begins and how long it is.
fn thumb(room: f32, share: f64, offset: f64, last: f64) -> Option<(f32, f32)> {
    if last <= 0.0 || room <= SHORTEST_THUMB {
        return None;
    }
    let long = (room * share as f32).max(SHORTEST_THUMB);
    let at = (room - long) * (offset / last).clamp(0.0, 1.0) as f32;
    Some((at, long))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(rows: usize, state: &GridState) -> Layout {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(600.0, 500.0));
        Layout::of(rect, rows, 48.0, state)
    }

    fn state(cols: usize) -> GridState {
        GridState {
            widths: vec![100.0; cols],
            ..GridState::default()
        }
    }

    #[test]
    fn single_pixels_move_the_end_of_a_full_sheet() {
        let mut state = state(3);
        let rows = 1_048_575;
        layout(rows, &state).reveal(&mut state, rows - 1, 0);
        let end = layout(rows, &state);
        assert_eq!(end.rows.end, rows);
        assert!((end.top(rows) - end.body.bottom()).abs() <= 1.0);
        let before = end.top(rows - 1);
        state.offset_row -= 60.0 / f64::from(state.row_height);
        assert!((layout(rows, &state).top(rows - 1) - before - 60.0).abs() < 0.01);
    }

    #[test]
    fn rows_do_not_drift_apart_far_down() {
        let mut state = state(3);
        state.offset_row = 900_000.4;
        let layout = layout(1_048_575, &state);
        for row in layout.rows.clone() {
            let height = layout.cell(row, 0).height();
            assert!((height - 26.0).abs() <= 1.0, "{row} {height}");
            assert_eq!(layout.row_at(layout.top(row) + 5.0), row);
        }
    }

    #[test]
    fn only_seen_columns_are_laid_out() {
        let mut state = state(1000);
        state.offset_x = 50_050.0;
        let layout = layout(10, &state);
        assert_eq!(layout.cols, 500..506);
        assert_eq!(layout.col_at(layout.cell(0, 503).center().x), 503);
        assert!(layout.thumb_y(0.0).is_none());
        assert!(layout.thumb_x(state.offset_x).is_some());
    }

    #[test]
    fn frozen_columns_stay_and_the_others_pass_under_them() {
        let mut state = state(50);
        state.frozen = 2;
        state.offset_x = 1000.0;
        let frozen = layout(10, &state);
        assert_eq!(frozen.cell(0, 0).left(), frozen.body.left());
        assert_eq!(frozen.cols.start, 12);
        assert_eq!(frozen.clip(12).left(), frozen.body.left() + 200.0);
        assert_eq!(frozen.col_at(frozen.body.left() + 150.0), 1);
        assert_eq!(frozen.col_at(frozen.body.left() + 250.0), 12);
        // A column to the left of what is seen comes out from under the frozen ones.
        frozen.reveal(&mut state, 0, 5);
        let shown = layout(10, &state);
        assert_eq!(shown.cell(0, 5).left(), shown.body.left() + 200.0);
        // Frozen columns never take all the room.
        state.frozen = 50;
        assert!(layout(10, &state).frozen <= 4);
    }

    #[test]
    fn nothing_at_all_is_laid_out_too() {
        let state = state(0);
        let layout = layout(0, &state);
        assert!(layout.rows.is_empty() && layout.cols.is_empty());
        assert_eq!((layout.row_at(300.0), layout.col_at(300.0)), (0, 0));
    }
}
