//! What becomes of personal columns: the method, the columns, and row by row what is here and
//! what leaves. The clear side can be hidden, for a screen in an open office.

use eframe::egui;
use egui::{Frame, Margin, ScrollArea, Stroke, Ui};

use crate::table::ColId;
use crate::ui::app::{App, Intent};
use crate::ui::grid;
use crate::ui::icon;
use crate::ui::outlook::protected_columns;
use crate::ui::sheet::Sheet;
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Workspace;

mod method;
mod risk;

pub use method::{choice_card, key_buttons, key_words};
pub use risk::sentence;

/// Draws the page.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let facts = method::Facts::of(app, look);
    let hide_clear = app.hide_clear;
    let Some(file) = app.file_mut() else {
        return;
    };
    let columns = protected_columns(file.session().document());
    let width = if look.narrow {
        extent::SIDE_NARROW
    } else {
        272.0
    };
    egui::Panel::left("method")
        .exact_size(width)
        .resizable(false)
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| {
            let area = ui.max_rect();
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    let session = file.session();
                    let document = session.document();
                    method::method(ui, look, document, &facts, intents);
                    widget::rule(ui, look);
                    method::list(ui, look, document, &columns, intents);
                    widget::rule(ui, look);
                    method::note(ui, look);
                });
            let edge = Stroke::new(1.0, p.line2);
            ui.painter().vline(area.right() - 0.5, area.y_range(), edge);
        });
    egui::Panel::bottom("risk")
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| {
            let mut kept = file.risk_kept;
            let session = file.session();
            let outlook = file.outlook.as_deref();
            risk::strip(ui, look, session.document(), outlook, &mut kept, intents);
            drop(session);
            file.risk_kept = kept;
        });
    egui::CentralPanel::no_frame()
        .frame(Frame::new().fill(p.panel))
        .show(ui, |ui| {
            if columns.is_empty() {
                ui.vertical_centered(|ui| {
                    ui.add_space(80.0);
                    widget::line(ui, icon::SHIELD_CHECK, theme::icon_font(40.0), p.ok);
                    let words = look.t("protect-none");
                    widget::line(ui, words, theme::regular(size::CARD), p.muted);
                });
                return;
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            crate::ui::panel::filters::show(file, hide_clear, ui, look, intents);
            sides(ui, look, file, &columns, hide_clear);
        });
}

/// Before and after, the same rows beside each other.
fn sides(ui: &mut Ui, look: &Look, file: &mut Workspace, columns: &[ColId], hide_clear: bool) {
    let p = look.p();
    let half = (ui.available_width() / 2.0).round();
    let area = ui.available_rect_before_wrap();
    let (left, right) = area.split_left_right_at_x(area.left() + half);
    let masked = file.masked || hide_clear;
    let mut state = file.protect_grid.clone();
    widget::inside(ui, left, widget::down(), |ui| {
        let words = look.t(if masked {
            "protect-reveal"
        } else {
            "protect-hide"
        });
        let glyph = if masked { icon::EYE } else { icon::EYE_SLASH };
        let button = (!hide_clear).then_some((words.as_str(), glyph));
        let (title, second) = ("protect-before", "protect-stays");
        if side_head(ui, look, icon::LAPTOP, title, second, button) {
            file.masked = !masked;
        }
        side(ui, look, file, columns, &mut state, false, masked);
    });
    let mut after = state.clone();
    after.widths = file.protect_after_widths.clone();
    after.offset_x = file.protect_after_x;
    let before_row = after.offset_row;
    widget::inside(ui, right, widget::down(), |ui| {
        let (title, second) = ("protect-after", "protect-exact");
        side_head(ui, look, icon::UPLOAD_SIMPLE, title, second, None);
        side(ui, look, file, columns, &mut after, true, false);
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
    let edge = Stroke::new(1.0, p.line2);
    ui.painter().vline(right.left(), right.y_range(), edge);
}

fn side(
    ui: &mut Ui,
    look: &Look,
    file: &Workspace,
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
        masks: file.masks(),
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
            problems: None,
            ..self.0.header(col)
        }
    }
    fn cell(&self, row: usize, col: usize) -> grid::GridCell<'_> {
        // What is wrong is the business of Fix.
        grid::GridCell {
            mark: None,
            ..self.0.cell(row, col)
        }
    }
    fn cell_name(&self, row: usize, col: usize) -> String {
        self.0.cell_name(row, col)
    }
    fn column_key(&self, col: usize) -> u64 {
        self.0.column_key(col)
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
