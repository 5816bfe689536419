//! The five steps: a display of state, always clickable, and the button that previews the
//! upload. In a low or crowded window the states of other steps give way.

use std::sync::Arc;

use eframe::egui;
use egui::{
    Align2, Color32, FontId, Frame, Galley, Margin, Panel, Rect, Role, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::document::Invalid;
use crate::ui::action::Action;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::panel::tip;
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::{Step, Workspace};

/// How a step is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Disc {
    Done,
    Blocked,
    Number,
}

/// How much of the steps is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Names and states.
    All,
    /// The state of the current one only.
    Current,
    Names,
    /// The name of the current one only.
    Signs,
}

impl Shown {
    /// With as much as possible first.
    const EACH: [Self; 3] = [Self::All, Self::Current, Self::Names];

    fn state(self, face: &Face, on: bool) -> bool {
        let room = self == Self::All || (self == Self::Current && on);
        room && !face.state.is_empty()
    }

    fn name(self, on: bool) -> bool {
        self != Self::Signs || on
    }
}

struct Face {
    step: Step,
    disc: Disc,
    name: String,
    state: String,
}

/// Draws the bar.
pub fn show(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let height = if look.low {
        extent::STEPS_LOW
    } else {
        extent::STEPS
    };
    let Some(file) = app.file() else {
        return;
    };
    Panel::top("steps")
        .exact_size(height)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(p.app)
                .inner_margin(Margin::symmetric(6, 0)),
        )
        .show(ui, |ui| {
            let bar = ui.max_rect();
            let faces: Vec<Face> = Step::ALL.iter().map(|s| face(*s, file, look)).collect();
            let button = look.t(if file.preview {
                "preview-back"
            } else {
                "preview-show"
            });
            let words = ui.painter().layout_no_wrap(
                button.clone(),
                theme::semibold(size::BODY),
                Color32::PLACEHOLDER,
            );
            let wide = bar.right() - words.size().x - 24.0 - 24.0 - 14.0;
            let small = bar.right() - extent::BUTTON_BAR - 14.0;
            let room = |right: f32, shown: Shown| {
                let widths = widths(ui, look, file.step, &faces, shown);
                let gaps = 20.0 * faces.len() as f32;
                (widths.iter().sum::<f32>() + gaps <= right - bar.left()).then_some(shown)
            };
            // First the states give way, then the words of the button, then the names.
            let (right, shown) = Shown::EACH
                .into_iter()
                .find_map(|shown| Some((wide, room(wide, shown)?)))
                .or_else(|| Some((small, room(small, Shown::Names)?)))
                .unwrap_or((small, Shown::Signs));
            draw(app, ui, look, (file.step, shown), &faces, height, intents);
            let place = Rect::from_min_max(
                pos2(right + 6.0, bar.top() + (height - 28.0) / 2.0),
                pos2(bar.right(), bar.bottom()),
            );
            widget::inside(ui, place, widget::down(), |ui| {
                let glyph = if file.preview { icon::TABLE } else { icon::EYE };
                let shown = if right < small {
                    Button::new(Loud::Outlined, &button)
                        .icon(glyph)
                        .height(28.0)
                        .show(ui, look)
                } else {
                    widget::icon_only(ui, look, glyph, &button, true)
                };
                let mut tip = tip::of(app, look, Action::Preview);
                tip.name = button.clone();
                if tip.whole(look, shown).clicked() {
                    intents.push(Action::Preview.into());
                }
            });
            ui.painter().hline(
                bar.expand(10.0).x_range(),
                bar.bottom() - 0.5,
                Stroke::new(1.0, p.line2),
            );
        });
}

fn face(step: Step, file: &Workspace, look: &Look) -> Face {
    let session = file.session();
    let document = session.document();
    let d = &file.derived;
    let missing = document.mapping().missing_required(document.schema()).len();
    let (disc, state) = match step {
        Step::Read => {
            let state = match document.table().sheet() {
                Some(sheet) if !look.low => look.tf(
                    "state-sheet",
                    &[
                        ("sheet", sheet.into()),
                        (
                            "row",
                            document.table().header_row().to_string().as_str().into(),
                        ),
                    ],
                ),
                None if !look.low => look.tf(
                    "state-header",
                    &[(
                        "row",
                        document.table().header_row().to_string().as_str().into(),
                    )],
                ),
                _ => String::new(),
            };
            (Disc::Done, state)
        }
        Step::Match => {
            let waiting = file.board.waits.len() as u64;
            let used = document.mapping().used().to_string();
            let all = document.table().column_count().to_string();
            let key = if look.low {
                "state-columns-short"
            } else {
                "state-columns"
            };
            let state = if waiting > 0 {
                let key = if look.low {
                    "state-waiting-short"
                } else {
                    "state-waiting"
                };
                let count = look.n(waiting);
                look.tf(
                    key,
                    &[("n", waiting.into()), ("count", count.as_str().into())],
                )
            } else {
                look.tf(
                    key,
                    &[("used", used.as_str().into()), ("all", all.as_str().into())],
                )
            };
            (
                if missing == 0 && waiting == 0 {
                    Disc::Done
                } else {
                    Disc::Number
                },
                state,
            )
        }
        Step::Fix => match d.counts.error + file.glance.counts().error {
            0 => (Disc::Done, look.t("state-no-errors")),
            n => {
                let key = if look.low {
                    "state-errors-short"
                } else {
                    "state-errors"
                };
                let state = look.tf(
                    key,
                    &[("n", n.into()), ("errors", look.n(n).as_str().into())],
                );
                (Disc::Number, state)
            }
        },
        Step::Protect => {
            let n = d.protected;
            if let Some(key) = d.privacy_open {
                return Face {
                    step,
                    disc: Disc::Number,
                    name: look.t(step.key()),
                    state: look.t(key),
                };
            }
            let key = if look.low {
                "state-protected-short"
            } else {
                "state-protected"
            };
            let state = look.tf(
                key,
                &[("n", n.into()), ("columns", look.n(n).as_str().into())],
            );
            (Disc::Done, state)
        }
        Step::Export => {
            let written = file.export.done_at(document.revision()).is_some();
            if written {
                (Disc::Done, look.t("state-written"))
            } else if missing > 0 {
                (Disc::Blocked, look.t("state-columns-missing"))
            } else if document.table().row_count() == 0 {
                (Disc::Blocked, look.t("state-no-rows"))
            } else if d.counts.error > 0 && file.export.invalid == Invalid::Stop {
                (Disc::Blocked, look.t("state-blocked"))
            } else {
                match crate::ui::page::export::open_points(file, look) {
                    Some(n) if n > 0 => (
                        Disc::Blocked,
                        look.tf("state-to-settle", &[("n", n.into())]),
                    ),
                    None if file.glance.stops() > 0 => (
                        Disc::Blocked,
                        look.tf("state-to-settle", &[("n", file.glance.stops().into())]),
                    ),
                    _ => (Disc::Number, look.t("state-ready")),
                }
            }
        }
    };
    Face {
        step,
        disc,
        name: look.t(step.key()),
        state,
    }
}

fn lay(ui: &Ui, text: &str, font: FontId) -> Arc<Galley> {
    ui.painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER)
}

fn widths(ui: &Ui, look: &Look, current: Step, faces: &[Face], shown: Shown) -> Vec<f32> {
    let width = |face: &Face| {
        let on = face.step == current;
        if !shown.name(on) {
            return 10.0 + 20.0 + 10.0;
        }
        let name = lay(ui, &face.name, theme::semibold(size::BODY)).size().x;
        let state = lay(ui, &face.state, theme::regular(size::CAPTION)).size().x;
        let words = match (look.low, shown.state(face, on)) {
            (true, true) => name + 8.0 + state,
            (true, false) | (false, false) => name,
            (false, true) => name.max(state),
        };
        10.0 + 20.0 + 10.0 + words + 12.0
    };
    faces.iter().map(width).collect()
}

fn draw(
    app: &App,
    ui: &Ui,
    look: &Look,
    (current, shown): (Step, Shown),
    faces: &[Face],
    height: f32,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let bar = ui.max_rect();
    let widths = widths(ui, look, current, faces, shown);
    let mut x = bar.left();
    for (i, (face, width)) in faces.iter().zip(widths).enumerate() {
        let rect = Rect::from_min_size(pos2(x, bar.top()), vec2(width, height));
        let on = face.step == current;
        let response = ui.interact(rect, ui.scope_id().with(("step", i)), Sense::click());
        let name = format!("{} {}", face.name, face.state);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, name.trim_end()));
        if on {
            ui.painter().rect_filled(rect, 0, p.panel);
            let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 3.0), rect.max);
            ui.painter().rect_filled(line, 0, p.accent);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0, p.hover);
        }
        widget::follow(&response);
        if response.has_focus() {
            widget::ring(ui, rect.shrink(4.0), 4, p);
        }
        disc(
            ui,
            look,
            face,
            i,
            on,
            pos2(rect.left() + 20.0, rect.center().y),
        );
        let left = rect.left() + 40.0;
        let title = lay(ui, &face.name, theme::semibold(size::BODY));
        let state = lay(ui, &face.state, theme::regular(size::CAPTION));
        let show = shown.state(face, on);
        let middle = rect.center().y;
        if !shown.name(on) {
            // Only its sign; the tip and a screen reader say the rest.
        } else if look.low || !show {
            let after = left + title.size().x + 8.0;
            ui.painter()
                .galley(pos2(left, middle - title.size().y / 2.0), title, p.text);
            if show {
                ui.painter().galley(
                    pos2(after, middle - state.size().y / 2.0 + 0.5),
                    state,
                    p.muted,
                );
            }
        } else {
            ui.painter()
                .galley(pos2(left, middle - 16.0), title, p.text);
            ui.painter()
                .galley(pos2(left, middle + 2.0), state, p.muted);
        }
        x += width;
        if i + 1 < faces.len() {
            ui.painter().text(
                pos2(x + 10.0, middle),
                Align2::CENTER_CENTER,
                icon::CARET_RIGHT,
                theme::icon_font(13.0),
                p.muted,
            );
            x += 20.0;
        }
        if response.clicked() {
            intents.push(Intent::Step(face.step));
        }
        let mut tip = tip::of(app, look, action_of(face.step));
        tip.name = face.name.clone();
        if !show {
            tip.keys = face.state.clone();
        }
        tip.whole(look, response);
    }
}

/// The action that goes to a step.
fn action_of(step: Step) -> Action {
    match step {
        Step::Read => Action::StepRead,
        Step::Match => Action::StepMatch,
        Step::Fix => Action::StepFix,
        Step::Protect => Action::StepProtect,
        Step::Export => Action::StepExport,
    }
}

fn disc(ui: &Ui, look: &Look, face: &Face, place: usize, on: bool, center: egui::Pos2) {
    let p = look.p();
    let painter = ui.painter();
    let glyph = |text: &str, color, font| {
        painter.text(center, Align2::CENTER_CENTER, text, font, color);
    };
    let number = (place + 1).to_string();
    match (face.disc, on) {
        (Disc::Done, _) => {
            painter.circle_filled(center, 10.0, p.ok_tint);
            glyph(icon::CHECK, p.ok, theme::icon_font(13.0));
        }
        (Disc::Blocked, _) => {
            painter.circle_filled(center, 10.0, p.error_tint);
            glyph(icon::PROHIBIT, p.error, theme::icon_font(13.0));
        }
        (Disc::Number, true) => {
            painter.circle_filled(center, 10.0, p.accent);
            glyph(&number, p.on_accent, theme::num_semibold(size::CAPTION));
        }
        (Disc::Number, false) => {
            painter.circle_stroke(center, 9.5, Stroke::new(1.0, p.ctl));
            glyph(&number, p.muted, theme::num(size::CAPTION));
        }
    }
}
