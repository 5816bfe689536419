//! Where the keyboard is: F6 jumps from one part of the window to the next, since Tab belongs to
//! the grid while the grid has it; and a dialog that closes gives it back to what had it before.

use eframe::egui;
use egui::{Id, LayerId, Rect};

use super::app::App;
use super::workspace::Step;

/// What is remembered between frames.
#[derive(Default)]
pub struct Keyboard {
    /// The parts of the window in the order of F6, and whether one is the grid.
    parts: Vec<(Rect, bool)>,
    /// What had the keyboard before the dialog came.
    before: Option<Id>,
    /// To be given back, and in how many frames: for one frame more, what lies under the dialog
    /// may not have it.
    back: Option<(Id, u8)>,
}

impl Keyboard {
    /// A new frame is drawn.
    pub fn begin(&mut self) {
        self.parts.clear();
    }

    /// A part of the window was drawn; the grid takes the keyboard by its state.
    pub fn part(&mut self, rect: Rect, grid: bool) {
        self.parts.push((rect, grid));
    }
}

impl App {
    /// Notes who has the keyboard, as long as no dialog is there; and looks after what was given
    /// back.
    pub(super) fn watch_keyboard(&mut self, ctx: &egui::Context) {
        if self.dialog.is_some() {
            return;
        }
        let focused = ctx.memory(egui::Memory::focused);
        match self.keyboard.back.take() {
            Some((id, 1)) if focused.is_none() => {
                ctx.memory_mut(|memory| memory.request_focus(id));
                self.keyboard.back = Some((id, 0));
                ctx.request_repaint();
            }
            // It is there no more.
            Some((_, 0)) if focused.is_none() => self.focus_grid(),
            Some((id, frames)) if frames > 1 => {
                self.keyboard.back = Some((id, frames - 1));
                ctx.request_repaint();
            }
            _ => self.keyboard.before = focused,
        }
    }

    /// The dialog is closed: what had the keyboard before has it again.
    pub(super) fn return_keyboard(&mut self, ctx: &egui::Context) {
        match self.keyboard.before {
            Some(id) => {
                self.keyboard.back = Some((id, 2));
                ctx.request_repaint();
            }
            None => self.focus_grid(),
        }
    }

    fn focus_grid(&mut self) {
        if let Some(file) = self.file_mut().filter(|file| file.step == Step::Fix) {
            file.grid.request_focus();
        }
    }

    /// Gives the keyboard to the next part of the window, or to the one before.
    pub(super) fn jump(&mut self, ctx: &egui::Context, forward: bool) {
        let parts = self.keyboard.parts.clone();
        let count = parts.len();
        let (widgets, focused) = ctx.viewport(|viewport| {
            let focusable: Vec<(Id, Rect)> = viewport
                .prev_pass
                .widgets
                .get_layer(LayerId::background())
                .filter(|w| w.enabled && w.sense.is_focusable() && w.interact_rect.is_positive())
                .map(|w| (w.id, w.interact_rect))
                .collect();
            let focused = ctx_focus(&focusable, self.keyboard.before);
            (focusable, focused)
        });
        let here = focused.and_then(|at| parts.iter().position(|(rect, _)| rect.contains(at)));
        for step in 1..=count {
            let at = match (here, forward) {
                (Some(here), true) => (here + step) % count,
                (Some(here), false) => (here + count - step) % count,
                (None, true) => step - 1,
                (None, false) => count - step,
            };
            let Some((rect, grid)) = parts.get(at).copied() else {
                return;
            };
            if grid && self.file().is_some_and(|f| !f.derived.rows.is_empty()) {
                self.focus_grid();
                return;
            }
            let first = widgets.iter().find(|(_, w)| rect.contains(w.center()));
            if let Some((id, _)) = first {
                ctx.memory_mut(|memory| memory.request_focus(*id));
                return;
            }
        }
    }
}

/// Where the widget that has the keyboard stands.
fn ctx_focus(widgets: &[(Id, Rect)], focused: Option<Id>) -> Option<egui::Pos2> {
    let focused = focused?;
    let (_, rect) = widgets.iter().find(|(id, _)| *id == focused)?;
    Some(rect.center())
}
