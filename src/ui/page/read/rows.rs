//! The first rows of the file as they stand in it, with the row that names the columns marked. A
//! click on a row makes it the header.

use eframe::egui;
use egui::{Align2, Frame, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Reading;
use crate::document::Document;
use crate::io::Preview;
use crate::table::{TextBuf, column_letters};
use crate::ui::page::columns::row::cut;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, HIDDEN, Look, visible_blanks};

/// Columns that are drawn; the list only serves to find the header.
const COLUMNS: u32 = 60;

/// Draws the rows.
pub fn show(reading: &mut Reading, ui: &mut Ui, look: &Look, document: &Document) {
    let p = look.p();
    let differs = reading.differs(document);
    let key = if differs {
        "reading-rows-new"
    } else {
        "reading-rows"
    };
    ui.horizontal(|ui| {
        widget::line(ui, look.t(key), theme::semibold(size::BODY), p.text);
        widget::cut_line(
            ui,
            look.t("reading-rows-help"),
            theme::regular(size::SMALL),
            p.muted,
        );
    });
    ui.add_space(4.0);
    let mut clicked = None;
    let preview = match reading.preview() {
        Some(Err(words)) => {
            widget::line(ui, words, theme::regular(size::BODY), p.error);
            return;
        }
        Some(Ok(preview)) => Some(preview),
        None => reading.last(),
    };
    let Some(preview) = preview else {
        ui.horizontal(|ui| {
            widget::working_sign(ui, look, 14.0);
            widget::line(
                ui,
                look.t("reading-peek"),
                theme::regular(size::BODY),
                p.muted,
            );
        });
        return;
    };
    Frame::new()
        .fill(p.grid)
        .stroke(Stroke::new(1.0, p.line2))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::both()
                .id_salt("first rows")
                .auto_shrink([false, false])
                .show(ui, |ui| clicked = table(preview, ui, look, true));
        });
    if let Some(row) = clicked {
        reading.draft.header_row = Some(row);
        reading.row_text = row.to_string();
    }
}

/// The rows; the number of a row that was clicked, where one may be chosen as header.
pub fn table(preview: &Preview, ui: &mut Ui, look: &Look, choose: bool) -> Option<u32> {
    let p = look.p();
    let row_height = 24.0;
    let places = preview
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|(place, _)| place + 1))
        .max()
        .unwrap_or(1)
        .min(COLUMNS);
    let mut widths = vec![64.0f32; places as usize];
    for row in preview.rows.iter().take(20) {
        for (place, text) in &row.cells {
            let long = text.as_text().reveal().chars().take(24).count();
            let wide = (long as f32).mul_add(7.2, 18.0).clamp(64.0, 180.0);
            // A title over the table is no reason for a wide column.
            if let Some(slot) = widths.get_mut(*place as usize)
                && row.cells.len() > 1
            {
                *slot = slot.max(wide);
            }
        }
    }
    let gutter = 46.0;
    let total = gutter + widths.iter().sum::<f32>();
    let header = preview.header_row.unwrap_or(0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) = ui.allocate_exact_size(vec2(total, 22.0), Sense::hover());
    ui.painter().rect_filled(head, 0, p.header);
    let mut x = head.left() + gutter;
    for (place, width) in (0u32..).zip(&widths) {
        ui.painter().text(
            pos2(x + 8.0, head.center().y),
            Align2::LEFT_CENTER,
            column_letters(place),
            theme::regular(size::CAPTION),
            p.muted,
        );
        x += width;
    }
    let mut clicked = None;
    for row in &preview.rows {
        let sense = if choose { Sense::CLICK } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(total, row_height), sense);
        let is_header = row.number == header;
        let number = row.number.to_string();
        // Below the header, and anywhere while there is none, is what others must not see.
        let hidden = look.hide_clear && row.number > header;
        let shown = |text: &TextBuf| -> String {
            if hidden {
                HIDDEN.to_owned()
            } else {
                let start: String = text.as_text().reveal().chars().take(40).collect();
                visible_blanks(&start)
            }
        };
        response.widget_info(|| {
            let key = if is_header {
                "reading-row-header"
            } else {
                "reading-row"
            };
            let words = look.tf(key, &[("row", number.as_str().into())]);
            let mut info = WidgetInfo::selected(Role::ListItem, true, is_header, words);
            let cells: Vec<String> = row.cells.iter().map(|(_, text)| shown(text)).collect();
            info.current_text_value = Some(cells.join(" · "));
            info
        });
        if is_header {
            ui.painter().rect_filled(rect, 0, p.accent_tint);
        } else if choose && response.hovered() {
            ui.painter().rect_filled(rect, 0, p.hover);
        }
        let y = rect.center().y;
        let side = Rect::from_min_max(rect.min, pos2(rect.left() + gutter, rect.bottom()));
        if !is_header {
            ui.painter().rect_filled(side, 0, p.header);
        }
        ui.painter().text(
            pos2(side.right() - 8.0, y),
            Align2::RIGHT_CENTER,
            &number,
            theme::num(size::CAPTION),
            if is_header { p.accent } else { p.muted },
        );
        let font = if is_header {
            theme::semibold(size::SMALL)
        } else {
            theme::regular(size::SMALL)
        };
        let above = row.number < header;
        let color = if above { p.muted } else { p.text };
        let mut left = rect.left() + gutter;
        let mut cells = row.cells.iter().peekable();
        for (place, width) in (0u32..).zip(&widths) {
            while cells.peek().is_some_and(|(at, _)| *at < place) {
                cells.next();
            }
            if let Some((_, text)) = cells.next_if(|(at, _)| *at == place) {
                // A title may run over the empty cells at its right, as in a spreadsheet.
                let alone = cells.peek().is_none() && above;
                let right = if alone {
                    rect.right()
                } else {
                    left + width - 4.0
                };
                cut(ui, left + 8.0, right, y, &shown(text), font.clone(), color);
            }
            left += width;
        }
        ui.painter().hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, p.line),
        );
        if response.clicked() && !is_header {
            clicked = Some(row.number);
        }
        if choose && !is_header {
            response.on_hover_text(look.t("reading-make-header"));
        }
    }
    clicked.filter(|_| header > 0 || preview.kind != crate::io::Kind::Json)
}
