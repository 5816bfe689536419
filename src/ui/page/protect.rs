//! What becomes of personal columns: the method, the columns, and row by row what is here and
//! what leaves. The clear side can be hidden, for a screen in an open office.

use eframe::egui;
use egui::{Frame, Margin, ScrollArea, Stroke, Ui, vec2};

use crate::document::Document;
use crate::table::ColId;
use crate::ui::app::{App, Intent};
use crate::ui::grid;
use crate::ui::icon;
use crate::ui::sheet::{Sheet, privacy_icon};
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::Step;

/// The columns that leave as pseudonyms or blurred, in the format's order.
#[must_use]
pub fn protected_columns(document: &Document) -> Vec<ColId> {
    document
        .schema()
        .fields()
        .filter(|(_, field)| field.p14n)
        .filter_map(|(id, _)| document.mapping().column_of(id))
        .collect()
}

/// Draws the page.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let Some(file) = app.file_mut() else {
        return;
    };
    let columns = protected_columns(file.session().document());
    egui::Panel::left("method")
        .exact_size(if look.narrow {
            extent::SIDE_NARROW
        } else {
            272.0
        })
        .resizable(false)
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| {
            let area = ui.max_rect();
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    let session = file.session();
                    method(ui, look);
                    widget::rule(ui, look);
                    list(ui, look, session.document(), &columns);
                    widget::rule(ui, look);
                    note(ui, look, intents);
                });
            ui.painter().vline(
                area.right() - 0.5,
                area.y_range(),
                Stroke::new(1.0, p.line2),
            );
        });
    egui::CentralPanel::no_frame()
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| {
            if columns.is_empty() {
                ui.vertical_centered(|ui| {
                    ui.add_space(80.0);
                    widget::line(ui, icon::SHIELD_CHECK, theme::icon_font(40.0), p.ok);
                    widget::line(
                        ui,
                        look.t("protect-none"),
                        theme::regular(size::CARD),
                        p.muted,
                    );
                });
                return;
            }
            let half = (ui.available_width() / 2.0).round();
            let area = ui.available_rect_before_wrap();
            let (left, right) = area.split_left_right_at_x(area.left() + half);
            let masked = file.masked;
            let mut state = file.protect_grid.clone();
            widget::inside(ui, left, widget::down(), |ui| {
                let words = look.t(if masked {
                    "protect-reveal"
                } else {
                    "protect-hide"
                });
                let glyph = if masked { icon::EYE } else { icon::EYE_SLASH };
                if side_head(
                    ui,
                    look,
                    icon::LAPTOP,
                    "protect-before",
                    "protect-stays",
                    Some((&words, glyph)),
                ) {
                    file.masked = !masked;
                }
                side(ui, look, file, &columns, &mut state, false, masked);
            });
            let mut after = state.clone();
            after.widths = file.protect_after_widths.clone();
            after.offset_x = file.protect_after_x;
            let before_row = after.offset_row;
            widget::inside(ui, right, widget::down(), |ui| {
                side_head(
                    ui,
                    look,
                    icon::UPLOAD_SIMPLE,
                    "protect-after",
                    "protect-exact",
                    None,
                );
                side(ui, look, file, &columns, &mut after, true, false);
            });
            file.protect_after_widths = after.widths.clone();
            file.protect_after_x = after.offset_x;
            // Both sides show the same rows: whichever was moved leads.
            if (after.offset_row - before_row).abs() > f64::EPSILON {
                state.offset_row = after.offset_row;
            }
            if after.active != state.active {
                state.active = after.active;
                state.anchor = after.anchor;
            }
            file.protect_grid = state;
            ui.painter()
                .vline(right.left(), right.y_range(), Stroke::new(1.0, p.line2));
        });
}

fn side(
    ui: &mut Ui,
    look: &Look,
    file: &crate::ui::workspace::Workspace,
    columns: &[ColId],
    state: &mut grid::GridState,
    preview: bool,
    masked: bool,
) {
    let session = file.session();
    let mut texts = App::grid_texts(look);
    texts.grid = look.t(if preview {
        "protect-after"
    } else {
        "protect-before"
    });
    let sheet = Sheet {
        document: session.document(),
        derived: &file.derived,
        columns,
        look,
        preview,
        masked,
    };
    let frozen = Frozen(sheet);
    let output = grid::show(
        ui,
        if preview { "after" } else { "before" },
        &frozen,
        state,
        &look.theme,
        &texts,
    );
    if let Some(text) = output.copy {
        ui.copy_text(text);
    }
}

/// A sheet that cannot be edited.
struct Frozen<'a>(Sheet<'a>);

impl grid::GridModel for Frozen<'_> {
    fn row_count(&self) -> usize {
        self.0.row_count()
    }
    fn column_count(&self) -> usize {
        self.0.column_count()
    }
    fn row_label(&self, row: usize) -> String {
        self.0.row_label(row)
    }
    fn header(&self, col: usize) -> grid::HeaderCell {
        grid::HeaderCell {
            errors: 0,
            warnings: 0,
            ..self.0.header(col)
        }
    }
    fn cell(&self, row: usize, col: usize) -> grid::GridCell<'_> {
        self.0.cell(row, col)
    }
    fn cell_name(&self, row: usize, col: usize) -> String {
        self.0.cell_name(row, col)
    }
    fn edit_text(&self, _row: usize, _col: usize) -> Option<String> {
        None
    }
    fn copy_text(&self, row: usize, col: usize) -> std::borrow::Cow<'_, str> {
        self.0.copy_text(row, col)
    }
}

fn side_head(
    ui: &mut Ui,
    look: &Look,
    glyph: &str,
    title: &str,
    second: &str,
    button: Option<(&str, &str)>,
) -> bool {
    let p = look.p();
    let mut clicked = false;
    Frame::new()
        .inner_margin(Margin::symmetric(12, 5))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_height(26.0);
            ui.horizontal_centered(|ui| {
                let color = if button.is_some() { p.muted } else { p.privacy };
                widget::line(ui, glyph, theme::icon_font(16.0), color);
                widget::line(ui, look.t(title), theme::semibold(size::BODY), p.text);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if let Some((words, glyph)) = button {
                        clicked = Button::new(Loud::Outlined, words)
                            .icon(glyph)
                            .height(extent::BUTTON_BAR)
                            .show(ui, look)
                            .clicked();
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        widget::cut_line(ui, look.t(second), theme::regular(size::BODY), p.muted);
                    });
                });
            });
        });
    clicked
}

fn method(ui: &mut Ui, look: &Look) {
    let p = look.p();
    widget::edged(p.panel).show(ui, |ui| {
        widget::line(
            ui,
            look.t("protect-method"),
            theme::semibold(size::BODY),
            p.text,
        );
        ui.add_space(4.0);
        widget::card(look).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                widget::line(ui, icon::CHECK_CIRCLE, theme::fill_font(16.0), p.accent);
                widget::line(
                    ui,
                    look.t("protect-plain"),
                    theme::semibold(size::BODY),
                    p.text,
                );
            });
            widget::line(
                ui,
                look.t("protect-plain-about"),
                theme::regular(size::SMALL),
                p.muted,
            );
        });
    });
}

fn list(ui: &mut Ui, look: &Look, document: &Document, columns: &[ColId]) {
    let p = look.p();
    widget::edged(p.panel).show(ui, |ui| {
        ui.horizontal(|ui| {
            widget::line(
                ui,
                look.t("protect-columns"),
                theme::semibold(size::BODY),
                p.text,
            );
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                widget::line(
                    ui,
                    columns.len().to_string(),
                    theme::num(size::BODY),
                    p.muted,
                );
            });
        });
        ui.add_space(4.0);
        for col in columns {
            let (Some(column), Some(field)) = (
                document.table().column(*col),
                document
                    .mapping()
                    .field_of(*col)
                    .and_then(|id| document.schema().field(id)),
            ) else {
                continue;
            };
            ui.horizontal(|ui| {
                ui.set_height(24.0);
                let glyph = privacy_icon(field).unwrap_or_default();
                widget::line(ui, glyph, theme::icon_font(16.0), p.privacy);
                let words = look.t(if field.blurred {
                    "protect-decimals"
                } else {
                    "protect-pseudonym"
                });
                let room = ui.available_width() - 90.0;
                ui.allocate_ui(vec2(room.max(40.0), 24.0), |ui| {
                    widget::cut_line(ui, column.header(), theme::regular(size::BODY), p.text);
                });
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    widget::line(ui, words, theme::regular(size::SMALL), p.muted);
                });
            });
        }
    });
}

fn note(ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    widget::edged(p.panel).show(ui, |ui| {
        widget::tinted(look, Tone::Note).show(ui, |ui| {
            ui.set_width(ui.available_width());
            widget::line(
                ui,
                look.t("protect-note"),
                theme::regular(size::SMALL),
                p.text,
            );
        });
        ui.add_space(8.0);
        let width = ui.available_width();
        if Button::new(Loud::Filled, &look.t("protect-next"))
            .width(width)
            .show(ui, look)
            .clicked()
        {
            intents.push(Intent::Step(Step::Export));
        }
    });
}
