//! What the grid is filtered by, one chip each with a cross, and the way back to all rows. Drawn
//! only while something is filtered, sorted or hidden, so that no row is ever missing in silence.

use eframe::egui;
use egui::{Frame, Margin, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::document::Document;
use crate::table::ColId;
use crate::ui::action::Action;
use crate::ui::app::Intent;
use crate::ui::derived::{Filter, View};
use crate::ui::icon;
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::{self, Button, Look, Loud, visible_blanks};
use crate::ui::workspace::Workspace;

/// What one chip stands for.
enum Part {
    Rows,
    Values(ColId),
    Text(Option<ColId>),
    Sort,
    Hidden,
}

/// Draws the line of chips; nothing when the whole file is shown.
pub fn show(
    file: &Workspace,
    hide_clear: bool,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let parts = {
        let session = file.session();
        chips(session.document(), file, hide_clear, look)
    };
    if parts.is_empty() {
        return;
    }
    let response = Frame::new()
        .fill(p.panel)
        .inner_margin(Margin::symmetric(10, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
                let (shown, all) = (file.derived.rows.len() as u64, file.derived.total);
                let words = look.tf(
                    "filters-shown",
                    &[
                        ("n", shown.into()),
                        ("shown", look.n(shown).as_str().into()),
                        ("rows", look.n(all).as_str().into()),
                    ],
                );
                widget::line(ui, words, theme::semibold(size::SMALL), p.text);
                for (part, words) in &parts {
                    if chip(words, ui, look) {
                        let mut view = file.view.clone();
                        take_away(&mut view, part);
                        intents.push(Intent::View(Box::new(view)));
                    }
                }
                let clear = Button::new(Loud::Text, &look.t("filters-clear"))
                    .height(24.0)
                    .show(ui, look);
                if clear.clicked() {
                    intents.push(Action::AllRows.into());
                }
            });
        })
        .response;
    ui.painter().hline(
        response.rect.x_range(),
        response.rect.bottom() - 0.5,
        Stroke::new(1.0, p.line2),
    );
}

fn take_away(view: &mut View, part: &Part) {
    match part {
        Part::Rows => view.filter = Filter::All,
        Part::Values(col) => {
            view.values.remove(col);
        }
        Part::Text(place) => {
            view.texts.remove(place);
        }
        Part::Sort => view.sort = None,
        Part::Hidden => view.hidden.clear(),
    }
}

/// What is filtered, in words. Values of people are not said while they are hidden.
fn chips(
    document: &Document,
    file: &Workspace,
    hide_clear: bool,
    look: &Look,
) -> Vec<(Part, String)> {
    let view = &file.view;
    let header = |col: ColId| {
        document
            .table()
            .column(col)
            .map(|c| c.header().trim().to_owned())
            .unwrap_or_default()
    };
    let mut list = Vec::new();
    match (view.filter, view.group) {
        (Filter::All, _) | (Filter::Group, None) => {}
        (Filter::Problems, _) => list.push((Part::Rows, look.t("filters-problems"))),
        (Filter::Group, Some((rule, _, col, _))) => {
            let rule = look.t(&format!("rule-{}", rule.id()));
            let words = match col {
                Some(col) => format!("{rule}, {}", header(col)),
                None => rule,
            };
            list.push((Part::Rows, words));
        }
    }
    for (col, codes) in &view.values {
        let column = document.table().column(*col);
        let hidden = hide_clear && crate::ui::sheet::is_personal(document, *col);
        let one = codes.iter().next().filter(|_| codes.len() == 1 && !hidden);
        let what = match (one, column) {
            (Some(code), Some(column)) => {
                let text = visible_blanks(column.text_of(*code).reveal());
                if text.is_empty() {
                    look.t("grid-empty")
                } else {
                    text
                }
            }
            _ => {
                let n = codes.len() as u64;
                look.tf(
                    "filters-values",
                    &[("n", n.into()), ("count", look.n(n).as_str().into())],
                )
            }
        };
        list.push((Part::Values(*col), look.named(&header(*col), &what)));
    }
    for (place, text) in &view.texts {
        let personal = place.is_none_or(|col| crate::ui::sheet::is_personal(document, col));
        let text = if hide_clear && personal {
            look.t("grid-masked")
        } else {
            text.clone()
        };
        let args = [("text", text.as_str().into())];
        let words = match place {
            Some(col) => look.named(&header(*col), &look.tf("filters-text", &args)),
            None => look.tf("filters-text-anywhere", &args),
        };
        list.push((Part::Text(*place), words));
    }
    if let Some((col, backwards)) = view.sort {
        let key = if backwards {
            "filters-sorted-down"
        } else {
            "filters-sorted"
        };
        let words = look.tf(key, &[("column", header(col).as_str().into())]);
        list.push((Part::Sort, words));
    }
    if !view.hidden.is_empty() {
        let n = view.hidden.len() as u64;
        let count = look.n(n);
        let args = [("n", n.into()), ("count", count.as_str().into())];
        list.push((Part::Hidden, look.tf("filters-hidden", &args)));
    }
    list
}

/// One chip; true when it was clicked away.
fn chip(words: &str, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let font = theme::regular(size::SMALL);
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, p.text);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = 260.0;
    let galley = ui.painter().layout_job(job);
    let (rect, response) =
        ui.allocate_exact_size(vec2(galley.size().x + 34.0, 24.0), Sense::click());
    let name = look.tf("filters-remove", &[("what", words.into())]);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    let fill = if response.hovered() { p.pressed } else { p.sel };
    ui.painter()
        .rect_filled(rect, egui::CornerRadius::same(12), fill);
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, rect, radius::SMALL, p);
    }
    let y = rect.center().y;
    let at = egui::pos2(rect.left() + 10.0, y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, p.text);
    ui.painter().text(
        egui::pos2(rect.right() - 13.0, y),
        egui::Align2::CENTER_CENTER,
        icon::X,
        theme::icon_font(11.0),
        p.muted,
    );
    response.on_hover_text(name).clicked()
}
