//! How the grid looks: cells, heads, row numbers and bars drawn with a painter, exactly as the
//! design says. It reads the model and changes nothing.

use std::ops::Range;

use eframe::egui;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, FontId, Id, Painter, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::layout::{BAR, Layout};
use super::{Align, CellStyle, GridCell, GridModel, GridState, GridTexts, HeaderCell, Mark};
use crate::ui::icon;
use crate::ui::theme::{self, Palette, Theme, size};

const PAD: f32 = 8.0;
const SIGN: f32 = 14.0;
/// More than any cell shows; keeps a cell of a megabyte cheap.
const LONGEST: usize = 300;
const DOTS: &str = crate::ui::widget::HIDDEN;

/// Sign and ground of a mark.
fn mark_look(p: &Palette, mark: Mark) -> (&'static str, Color32, Color32) {
    match mark {
        Mark::Error => (icon::WARNING_OCTAGON, p.error, p.error_tint),
        Mark::Warning => (icon::WARNING, p.warning, p.warning_tint),
        Mark::Note => (icon::INFO, p.note, p.note_tint),
    }
}

/// All cells, the lines between them, the selection and the active cell.
pub(super) fn body(
    ui: &Ui,
    model: &dyn GridModel,
    state: &GridState,
    layout: &Layout,
    theme: &Theme,
    texts: &GridTexts,
    focused: bool,
) {
    let p = &theme.palette;
    let whole = ui.painter_at(layout.body);
    whole.rect_filled(layout.body, 0, p.grid);
    if layout.row_count == 0 || layout.col_count == 0 {
        return;
    }
    let single = state.is_single();
    for col in layout.seen() {
        let painter = ui.painter_at(layout.clip(col));
        for row in layout.rows.clone() {
            let chosen = (row, col) != state.active && !single && state.is_chosen(row, col);
            let rect = layout.cell(row, col);
            cell(&painter, &model.cell(row, col), rect, chosen, p, texts);
        }
    }
    lines(ui, layout, p.line);
    let (row, col) = state.active;
    let rect = layout.cell(row, col);
    if rect.intersects(layout.clip(col)) {
        let painter = ui.painter_at(layout.clip(col).expand(1.0).intersect(layout.body));
        let stroke = Stroke::new(2.0, if focused { p.accent } else { p.ctl });
        let rect = rect.translate(vec2(-1.0, -1.0));
        painter.rect_stroke(
            Rect::from_min_max(rect.min, rect.max + vec2(1.0, 1.0)),
            0,
            stroke,
            StrokeKind::Inside,
        );
    }
}

fn lines(ui: &Ui, layout: &Layout, color: Color32) {
    let painter = ui.painter_at(layout.body);
    let end = layout.sheet_end();
    for row in layout.rows.clone() {
        let y = layout.top(row + 1);
        painter.rect_filled(
            Rect::from_min_max(pos2(layout.body.left(), y - 1.0), pos2(end.x, y)),
            0,
            color,
        );
    }
    for col in layout.seen() {
        let x = layout.head(col).right();
        if x < layout.clip(col).left() {
            continue;
        }
        painter.rect_filled(
            Rect::from_min_max(pos2(x - 1.0, layout.body.top()), pos2(x, end.y)),
            0,
            color,
        );
    }
}

fn cell(
    painter: &Painter,
    cell: &GridCell<'_>,
    rect: Rect,
    chosen: bool,
    p: &Palette,
    texts: &GridTexts,
) {
    let look = cell.mark.map(|mark| mark_look(p, mark));
    let ground = match (look, cell.style) {
        _ if chosen => Some(p.accent_tint),
        (Some((_, _, tint)), _) => Some(tint),
        (None, CellStyle::Preview) => Some(p.privacy_tint),
        _ => None,
    };
    if let Some(ground) = ground {
        painter.rect_filled(rect, 0, ground);
    }
    let (mut left, mut right) = (rect.left() + PAD, rect.right() - PAD);
    if let Some((sign, color, _)) = look {
        // At the far edge from the text.
        let (x, anchor) = match cell.align {
            Align::Left => (right, Align2::RIGHT_CENTER),
            Align::Right => (left, Align2::LEFT_CENTER),
        };
        painter.text(
            pos2(x, rect.center().y),
            anchor,
            sign,
            theme::fill_font(SIGN),
            color,
        );
        match cell.align {
            Align::Left => right -= SIGN + 4.0,
            Align::Right => left += SIGN + 4.0,
        }
    }
    if right - left > 4.0 {
        let job = cell_job(cell, right - left, p, texts);
        if !job.is_empty() {
            let galley = painter.layout_job(job);
            let x = match cell.align {
                Align::Left => left,
                Align::Right => right - galley.size().x,
            };
            let y = rect.center().y - galley.size().y / 2.0;
            painter.galley(pos2(x, y), galley, p.text);
        }
    }
    if cell.edited {
        let corner = rect.right_top() + vec2(-1.0, 0.0);
        painter.add(Shape::convex_polygon(
            vec![corner - vec2(7.0, 0.0), corner, corner + vec2(0.0, 7.0)],
            p.accent,
            Stroke::NONE,
        ));
    }
}

fn cell_font(cell: &GridCell<'_>) -> FontId {
    if cell.mono {
        theme::mono(size::SMALL)
    } else if cell.align == Align::Right {
        theme::num(size::BODY)
    } else {
        theme::regular(size::BODY)
    }
}

fn cell_job(cell: &GridCell<'_>, width: f32, p: &Palette, texts: &GridTexts) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = width;
    job.break_on_newline = false;
    let font = cell_font(cell);
    let format = |color: Color32| TextFormat::simple(font.clone(), color);
    match cell.style {
        CellStyle::Masked => job.append(DOTS, 0.0, format(p.muted)),
        CellStyle::EmptyPreview => job.append(
            &texts.empty,
            0.0,
            TextFormat::simple(theme::regular(size::BODY), p.muted),
        ),
        CellStyle::LeftOut => job.append(&shortened(&cell.text), 0.0, format(p.muted)),
        CellStyle::Normal | CellStyle::Preview if cell.mark.is_some() => {
            for (text, blank) in blanks(&shortened(&cell.text)) {
                job.append(&text, 0.0, format(if blank { p.warning } else { p.text }));
            }
        }
        CellStyle::Normal | CellStyle::Preview => {
            job.append(&shortened(&cell.text), 0.0, format(p.text));
        }
    }
    job
}

/// The beginning of a long text, on one line.
fn shortened(text: &str) -> String {
    text.chars()
        .take(LONGEST)
        .map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

/// Splits a text into ordinary parts and blanks that matter, these as signs: `·` for a space,
/// `°` for any other blank. A single space between two words does not matter.
fn blanks(text: &str) -> Vec<(String, bool)> {
    let chars: Vec<char> = text.chars().collect();
    let odd = |c: char| {
        c != ' '
            && (c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'))
    };
    let is_blank = |at: usize| chars.get(at).is_none_or(|c| *c == ' ' || odd(*c));
    let mut parts: Vec<(String, bool)> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let beside = at == 0 || is_blank(at - 1) || is_blank(at + 1);
        let (shown, blank) = match *c {
            ' ' if beside => ('·', true),
            c if odd(c) => ('°', true),
            c => (c, false),
        };
        match parts.last_mut() {
            Some((text, last)) if *last == blank => text.push(shown),
            _ => parts.push((shown.to_string(), blank)),
        }
    }
    parts
}

/// The row numbers at the left.
pub(super) fn row_numbers(
    ui: &Ui,
    model: &dyn GridModel,
    state: &GridState,
    layout: &Layout,
    theme: &Theme,
) {
    let p = &theme.palette;
    ui.painter_at(layout.numbers)
        .rect_filled(layout.numbers, 0, p.header);
    let area = layout
        .numbers
        .intersect(Rect::everything_above(layout.body.bottom()));
    let painter = ui.painter_at(area);
    let (single, chosen) = (state.is_single(), state.selections());
    for row in layout.rows.clone() {
        let rect = layout.number(row);
        let current = row == state.active.0;
        if current || (!single && chosen.iter().any(|s| s.rows.contains(&row))) {
            painter.rect_filled(rect, 0, p.sel);
        }
        let (font, color) = if current {
            (theme::num_semibold(size::CAPTION), p.accent)
        } else {
            (theme::num(size::CAPTION), p.muted)
        };
        painter.text(
            pos2(rect.right() - PAD, rect.center().y),
            Align2::RIGHT_CENTER,
            model.row_label(row),
            font,
            color,
        );
        let bottom = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 1.0), rect.max);
        painter.rect_filled(bottom, 0, p.line);
    }
    let edge = Rect::from_min_max(
        pos2(layout.numbers.right() - 1.0, layout.numbers.top()),
        layout.numbers.max,
    );
    ui.painter_at(layout.numbers).rect_filled(edge, 0, p.line2);
}

/// The ground behind all heads, and the corner above the row numbers.
pub(super) fn header_ground(ui: &Ui, layout: &Layout, theme: &Theme) {
    let p = &theme.palette;
    let rect = Rect::from_min_max(layout.rect.min, layout.header.max);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0, p.header);
    let bottom = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 1.0), rect.max);
    painter.rect_filled(bottom, 0, p.line2);
    let edge = layout.header.left();
    painter.rect_filled(
        Rect::from_min_max(pos2(edge - 1.0, rect.top()), pos2(edge, rect.bottom())),
        0,
        p.line2,
    );
}

/// One head: letter and count, the file's header and a badge, type and field.
pub(super) fn header_cell(
    ui: &Ui,
    head: &HeaderCell,
    (rect, area): (Rect, Rect),
    current: bool,
    theme: &Theme,
    texts: &GridTexts,
) {
    let p = &theme.palette;
    let painter = ui.painter_at(area);
    if current {
        let fill = Rect::from_min_max(rect.min, rect.max - vec2(0.0, 1.0));
        painter.rect_filled(fill, 0, p.sel);
    }
    let (left, right) = (rect.left() + PAD, rect.right() - PAD);
    let [first, second, third] = [12.0, 29.0, 46.0].map(|down| rect.top() + down);

    if let Some((mark, count)) = &head.problems {
        let (sign, color, _) = mark_look(p, *mark);
        let text = painter.text(
            pos2(right, first),
            Align2::RIGHT_CENTER,
            count,
            theme::num_semibold(size::CAPTION),
            color,
        );
        painter.text(
            pos2(text.left() - 4.0, first),
            Align2::RIGHT_CENTER,
            sign,
            theme::fill_font(13.0),
            color,
        );
    }
    let letter = if current { p.accent } else { p.muted };
    painter.text(
        pos2(left, first),
        Align2::LEFT_CENTER,
        &head.letter,
        theme::regular(size::CAPTION),
        letter,
    );

    let mut edge = right;
    if let Some(badge) = head.privacy {
        painter.text(
            pos2(edge, second),
            Align2::RIGHT_CENTER,
            badge,
            theme::icon_font(16.0),
            p.privacy,
        );
        edge -= 20.0;
    }
    if head.required {
        painter.text(
            pos2(edge, second),
            Align2::RIGHT_CENTER,
            icon::ASTERISK,
            theme::icon_font(SIGN),
            p.accent,
        );
        edge -= 18.0;
    }
    let title = if head.faint { p.muted } else { p.text };
    line(
        &painter,
        &head.title,
        theme::semibold(size::BODY),
        title,
        (left, edge, second),
    );

    let (name, color) = match &head.field {
        Some(field) => (field.as_str(), p.muted),
        None => (texts.unmatched.as_str(), p.muted),
    };
    let mut at = left;
    if !head.icon.is_empty() {
        painter.text(
            pos2(left, third),
            Align2::LEFT_CENTER,
            head.icon,
            theme::icon_font(13.0),
            color,
        );
        at += 18.0;
    }
    line(
        &painter,
        name,
        theme::regular(size::CAPTION),
        color,
        (at, right, third),
    );
    let side = Rect::from_min_max(pos2(rect.right() - 1.0, rect.top()), rect.max);
    painter.rect_filled(side, 0, p.line2);
}

/// The line that tells frozen columns from those that scroll.
pub(super) fn frozen_edge(ui: &Ui, layout: &Layout, theme: &Theme) {
    if let Some(x) = layout.frozen_edge() {
        let top = layout.header.top();
        let line = Rect::from_min_max(pos2(x - 2.0, top), pos2(x, layout.body.bottom()));
        ui.painter().rect_filled(line, 0, theme.palette.ctl);
    }
}

/// One line of text that ends in `…` where the room ends.
fn line(painter: &Painter, text: &str, font: FontId, color: Color32, room: (f32, f32, f32)) {
    let (left, right, middle) = room;
    if right - left < 4.0 || text.is_empty() {
        return;
    }
    let mut job = LayoutJob::simple_singleline(shortened(text), font, color);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = right - left;
    let galley = painter.layout_job(job);
    painter.galley(pos2(left, middle - galley.size().y / 2.0), galley, color);
}

/// Both scroll bars and the ticks that show where errors are.
pub(super) fn bars(
    ui: &Ui,
    model: &dyn GridModel,
    state: &GridState,
    layout: &Layout,
    theme: &Theme,
    id: Id,
) {
    let p = &theme.palette;
    let below = Rect::from_min_max(
        pos2(layout.rect.left(), layout.body.bottom()),
        layout.rect.max,
    );
    let painter = ui.painter_at(layout.rect);
    painter.rect_filled(below, 0, p.header);
    painter.rect_filled(layout.bar_y, 0, p.header);
    let fill = |name: &str| {
        let bar = ui.ctx().read_response(id.with(name));
        match bar {
            Some(bar) if bar.dragged() || bar.hovered() => p.muted,
            _ => p.ctl,
        }
    };
    if let Some(thumb) = layout.thumb_y(state.offset_row) {
        painter.rect_filled(thumb, 3, fill("bar-y"));
    }
    if let Some(thumb) = layout.thumb_x(state.offset_x) {
        painter.rect_filled(thumb, 3, fill("bar-x"));
    }
    let room = layout.bar_y.height() - BAR - 2.0;
    let mut last = f32::NEG_INFINITY;
    for tick in model.ticks() {
        let y = (layout.bar_y.top() + room * tick.clamp(0.0, 1.0)).round();
        // Ticks closer than they are high would only draw the same line again.
        if (y - last).abs() < 3.0 {
            continue;
        }
        last = y;
        let rect = Rect::from_min_size(pos2(layout.bar_y.left() + 2.0, y), vec2(8.0, 2.0));
        painter.rect_filled(rect, 0, p.error);
    }
}

/// The width at which the widest of the three lines of the head and the given cells fit.
pub(super) fn fitting_width(ui: &Ui, model: &dyn GridModel, col: usize, rows: Range<usize>) -> f32 {
    let painter = ui.painter();
    let measure = |text: &str, font: FontId| {
        painter
            .layout_no_wrap(shortened(text), font, Color32::PLACEHOLDER)
            .size()
            .x
    };
    let head = model.header(col);
    let sum = |parts: &[f32]| parts.iter().sum::<f32>();
    let mut widest = sum(&[
        measure(&head.letter, theme::regular(size::CAPTION)),
        match &head.problems {
            Some((_, count)) => 28.0 + measure(count, theme::num_semibold(size::CAPTION)),
            None => 0.0,
        },
    ]);
    widest = widest.max(sum(&[
        measure(&head.title, theme::semibold(size::BODY)),
        if head.required { 20.0 } else { 0.0 },
        if head.privacy.is_some() { 22.0 } else { 0.0 },
    ]));
    if let Some(field) = &head.field {
        widest = widest.max(18.0 + measure(field, theme::regular(size::CAPTION)));
    }
    for row in rows {
        let cell = model.cell(row, col);
        let text = if cell.style == CellStyle::Masked {
            DOTS
        } else {
            &cell.text
        };
        let sign = if cell.mark.is_some() { SIGN + 6.0 } else { 0.0 };
        widest = widest.max(measure(text, cell_font(&cell)) + sign);
    }
    (widest + 2.0 * PAD + 2.0).ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        blanks(text).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn blanks_that_matter_become_visible_and_others_stay() {
        assert_eq!(marked("Bio Guéra"), "Bio Guéra");
        assert_eq!(marked(" Bio  Guéra "), "·Bio··Guéra·");
        assert_eq!(marked("1\u{202f}250\u{a0}"), "1°250°");
        assert_eq!(marked(""), "");
        assert_eq!(marked(" "), "·");
    }

    #[test]
    fn a_huge_text_is_cut_before_it_is_laid_out() {
        assert_eq!(shortened(&"x\n".repeat(100_000)).chars().count(), LONGEST);
    }
}
