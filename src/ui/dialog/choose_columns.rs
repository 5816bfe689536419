//! All columns of the file in one list: search, show and hide, order, go to one. View only.

use eframe::egui;
use egui::{Align2, Key, ScrollArea, Sense, Ui, pos2, vec2};

use super::ask::named;
use super::{body, buttons, title};
use crate::schema::fold_header;
use crate::table::ColId;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Workspace;

const LINE: f32 = 30.0;

struct Line {
    col: ColId,
    letters: String,
    header: String,
    field: String,
    folded: String,
    shown: bool,
    errors: u32,
    warnings: u32,
}

/// The dialog's state.
pub struct ChooseColumns {
    search: String,
    lines: Vec<Line>,
    left_out: bool,
    changed: bool,
    fresh: bool,
}

impl ChooseColumns {
    /// All columns, in the order in which they are shown, those that are not shown last.
    #[must_use]
    pub fn new(file: &Workspace) -> Self {
        let session = file.session();
        let document = session.document();
        let table = document.table();
        let shown = &file.derived.columns;
        let others = table
            .columns()
            .map(|(col, _)| col)
            .filter(|col| !shown.contains(col));
        let lines = (shown.iter().copied().chain(others))
            .filter_map(|col| {
                let column = table.column(col)?;
                let field = document.field_of(col).map(|f| f.name.clone());
                let field = field.unwrap_or_default();
                let (errors, warnings) = (file.derived.by_column.get(&col))
                    .copied()
                    .unwrap_or_default();
                Some(Line {
                    col,
                    letters: column.letters(),
                    folded: fold_header(&format!(
                        "{} {} {field}",
                        column.letters(),
                        column.header()
                    )),
                    header: column.header().to_owned(),
                    field,
                    shown: shown.contains(&col),
                    errors,
                    warnings,
                })
            })
            .collect();
        Self {
            search: String::new(),
            lines,
            left_out: file.view.left_out,
            changed: false,
            fresh: true,
        }
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &mut App,
    dialog: &mut ChooseColumns,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let Some(file) = app.file() else {
        return true;
    };
    let shown = dialog.lines.iter().filter(|line| line.shown).count() as u64;
    let below = look.tf(
        "choose-columns-count",
        &[
            ("n", shown.into()),
            ("shown", look.n(shown).as_str().into()),
            ("all", look.n(dialog.lines.len() as u64).as_str().into()),
        ],
    );
    let mut close = title(ui, look, &look.t("choose-columns-title"), Some(&below));
    let mut go_to = None;
    body(ui, |ui| {
        let hint = look.t("choose-columns-search");
        let width = ui.available_width();
        let font = theme::regular(size::BODY);
        let field = widget::field(ui, look, &mut dialog.search, &hint, width, font);
        let field = named(field, &hint, &dialog.search);
        if std::mem::take(&mut dialog.fresh) {
            field.request_focus();
        }
        let wanted = fold_header(&dialog.search);
        let found: Vec<usize> = (dialog.lines.iter().enumerate())
            .filter(|(_, line)| wanted.is_empty() || line.folded.contains(&wanted))
            .map(|(at, _)| at)
            .collect();
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            go_to = found
                .first()
                .and_then(|at| dialog.lines.get(*at))
                .map(|l| l.col);
        }
        ui.add_space(6.0);
        go_to = list(dialog, &found, ui, look).or(go_to);
    });
    buttons(ui, look, |ui| {
        if Button::new(Loud::Filled, &look.t("choose-columns-do"))
            .enabled(shown > 0)
            .show(ui, look)
            .clicked()
        {
            close = true;
            if dialog.changed {
                intents.push(Intent::View(Box::new(view(dialog, file))));
            }
        }
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
        if Button::new(Loud::Text, &look.t("choose-columns-reset"))
            .show(ui, look)
            .clicked()
        {
            close = true;
            let mut view = file.view.clone();
            view.order.clear();
            view.hidden.clear();
            intents.push(Intent::View(Box::new(view)));
        }
    });
    if let Some(col) = go_to {
        if dialog.changed {
            intents.push(Intent::View(Box::new(view(dialog, file))));
        }
        let first = file.active_cell().map(|(row, _)| row);
        if let Some(row) = first.or_else(|| file.derived.rows.first().copied()) {
            intents.push(Intent::GoTo(row, col));
        }
        close = true;
    }
    close
}

/// The view that the list describes.
fn view(dialog: &ChooseColumns, file: &Workspace) -> crate::ui::derived::View {
    let mut view = file.view.clone();
    let shown: Vec<ColId> = (dialog.lines.iter())
        .filter(|line| line.shown)
        .map(|line| line.col)
        .collect();
    // A column that is left out can be shown only together with the others that are.
    let asks_left_out = shown
        .iter()
        .any(|col| !file.derived.columns.contains(col) && !view.hidden.contains(col));
    view.left_out = dialog.left_out || asks_left_out;
    view.hidden = (dialog.lines.iter())
        .filter(|line| !line.shown)
        .map(|line| line.col)
        .collect();
    view.order = dialog.lines.iter().map(|line| line.col).collect();
    view
}

fn list(dialog: &mut ChooseColumns, found: &[usize], ui: &mut Ui, look: &Look) -> Option<ColId> {
    let p = look.p();
    let mut go_to = None;
    let mut swap = None;
    let height = (ui.ctx().content_rect().height() - 300.0).clamp(150.0, 420.0);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, LINE, found.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let seen = found.get(range).unwrap_or_default();
            for at in seen.iter().copied() {
                let neighbours = (
                    at.checked_sub(1),
                    (at + 1 < dialog.lines.len()).then_some(at + 1),
                );
                let Some(line) = dialog.lines.get_mut(at) else {
                    continue;
                };
                let did = one(line, neighbours, ui, look);
                match did {
                    Did::Nothing => {}
                    Did::Ticked => {
                        line.shown = !line.shown;
                        dialog.changed = true;
                    }
                    Did::GoTo => go_to = Some(line.col),
                    Did::Swap(other) => swap = Some((at, other)),
                }
            }
        });
    if let Some((a, b)) = swap {
        dialog.lines.swap(a, b);
        dialog.changed = true;
    }
    if found.is_empty() {
        ui.horizontal(|ui| {
            widget::line(ui, icon::MAGNIFYING_GLASS, theme::icon_font(14.0), p.muted);
            widget::line(
                ui,
                look.t("choose-columns-none"),
                theme::regular(size::BODY),
                p.muted,
            );
        });
    }
    go_to
}

enum Did {
    Nothing,
    Ticked,
    GoTo,
    Swap(usize),
}

fn one(
    line: &Line,
    (before, after): (Option<usize>, Option<usize>),
    ui: &mut Ui,
    look: &Look,
) -> Did {
    let p = look.p();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let mut did = Did::Nothing;
    let name = format!("{} {}", line.letters, line.header);
    let tick = egui::Rect::from_min_size(rect.min + vec2(0.0, 5.0), vec2(20.0, LINE));
    if widget::inside(ui, tick, widget::down(), |ui| {
        widget::tick(ui, look, line.shown, &name)
    }) {
        did = Did::Ticked;
    }
    let text = egui::Rect::from_min_max(
        pos2(rect.left() + 26.0, rect.top()),
        pos2(rect.right() - 140.0, rect.bottom()),
    );
    let link = ui.interact(
        text,
        ui.scope_id().with(("column", line.col.0)),
        Sense::click(),
    );
    let go = look.tf("choose-columns-go", &[("column", name.as_str().into())]);
    link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &go));
    if link.hovered() || link.has_focus() {
        ui.painter()
            .rect_filled(text, theme::radius::SMALL, p.hover);
    }
    if link.clicked() {
        did = Did::GoTo;
    }
    ui.painter().text(
        pos2(text.left() + 8.0, rect.center().y),
        Align2::LEFT_CENTER,
        &line.letters,
        theme::regular(size::CAPTION),
        p.muted,
    );
    let half = (text.width() - 44.0) / 2.0;
    for (at, words, color) in [
        (
            44.0,
            &line.header,
            if line.field.is_empty() {
                p.muted
            } else {
                p.text
            },
        ),
        (44.0 + half, &line.field, p.muted),
    ] {
        let place = egui::Rect::from_min_size(
            pos2(text.left() + at, rect.top() + 6.0),
            vec2(half - 8.0, LINE),
        );
        widget::inside(ui, place, widget::down(), |ui| {
            widget::cut_line(ui, words, theme::regular(size::BODY), color);
        });
    }
    let count = match (line.errors, line.warnings) {
        (0, 0) => None,
        (0, warnings) => Some((warnings, icon::WARNING, p.warning)),
        (errors, _) => Some((errors, icon::WARNING_OCTAGON, p.error)),
    };
    if let Some((count, sign, color)) = count {
        let words = look.n(u64::from(count));
        let drawn = ui.painter().text(
            pos2(rect.right() - 74.0, rect.center().y),
            Align2::RIGHT_CENTER,
            words,
            theme::num(size::SMALL),
            color,
        );
        ui.painter().text(
            pos2(drawn.left() - 4.0, rect.center().y),
            Align2::RIGHT_CENTER,
            sign,
            theme::fill_font(13.0),
            color,
        );
    }
    for (right, glyph, key, other) in [
        (62.0, icon::CARET_UP, "choose-columns-up", before),
        (32.0, icon::CARET_DOWN, "choose-columns-down", after),
    ] {
        let place = egui::Rect::from_min_size(
            pos2(rect.right() - right, rect.top() + 1.0),
            vec2(28.0, LINE),
        );
        let words = look.tf(key, &[("column", name.as_str().into())]);
        let clicked = widget::inside(ui, place, widget::down(), |ui| {
            widget::icon_button(ui, look, glyph, &words, other.is_some()).clicked()
        });
        if let (true, Some(other)) = (clicked, other) {
            did = Did::Swap(other);
        }
    }
    did
}
