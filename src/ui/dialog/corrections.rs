//! A corrected workbook that came back: what the provider changed, whose text counts where both
//! sides changed a cell, and one step that takes it over. Values are shown as the grid shows
//! them. Comparing and looking change nothing.

use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use eframe::egui;
use egui::{Ui, vec2};

use super::ask::first_focus;
use super::corrections_list::list;
use super::{body, buttons, place, title};
use crate::document::{ChangedCell, Comparison, Decisions, Session, Side, Verdict};
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::job::{Purpose, Work};
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};

pub(super) const LINE: f32 = 28.0;
/// Always six, so that the length tells nothing.
pub(super) const MASK: &str = widget::HIDDEN;

/// The dialog: which workbook, and what it holds.
pub struct Corrections {
    pub session: Arc<RwLock<Session>>,
    /// The corrected workbook, as typed or chosen.
    pub path: String,
    pub stage: Stage,
}

/// How far it is.
pub enum Stage {
    Choose { failed: Option<String> },
    Working,
    Shown(Box<Found>),
}

/// What differs, and what is decided.
pub struct Found {
    pub(super) comparison: Comparison,
    pub(super) revision: u64,
    pub(super) decisions: Decisions,
    pub(super) lines: Vec<Line>,
    /// Conflicts for which nobody decided.
    pub(super) open: u64,
    /// Cells and rows that are taken over.
    pub(super) taking: u64,
}

/// A line of the list, by its place in the comparison.
#[derive(Clone, Copy)]
pub(super) enum Line {
    Cell(usize),
    Added(usize),
    Removed(usize),
}

impl Corrections {
    /// Asks for the workbook.
    #[must_use]
    pub fn new(session: Arc<RwLock<Session>>) -> Self {
        Self {
            session,
            path: String::new(),
            stage: Stage::Choose { failed: None },
        }
    }

    /// The workbook's path.
    #[must_use]
    pub fn corrected(&self) -> PathBuf {
        PathBuf::from(self.path.trim().trim_matches('"'))
    }

    /// True when the list is shown.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        matches!(self.stage, Stage::Shown(_))
    }
}

impl Found {
    /// What differs, with nothing decided. Conflicts stand first, then what is wrong.
    #[must_use]
    pub fn new(comparison: Comparison, revision: u64) -> Self {
        let mut cells: Vec<usize> = (0..comparison.cells.len()).collect();
        // Stable: within a kind, the order of the rows.
        cells.sort_by_key(|at| {
            comparison
                .cells
                .get(*at)
                .map(|cell| (!cell.conflict, rank(cell.verdict)))
        });
        let mut lines: Vec<Line> = cells.into_iter().map(Line::Cell).collect();
        lines.extend((0..comparison.added.len()).map(Line::Added));
        lines.extend((0..comparison.removed.len()).map(Line::Removed));
        let mut found = Self {
            comparison,
            revision,
            decisions: Decisions::default(),
            lines,
            open: 0,
            taking: 0,
        };
        found.weigh();
        found
    }

    pub(super) fn side(&self, cell: &ChangedCell) -> Option<Side> {
        match cell.conflict {
            false => Some(Side::Theirs),
            true => self
                .decisions
                .by_cell
                .get(&(cell.row, cell.col))
                .copied()
                .or(self.decisions.conflicts),
        }
    }

    /// Counts anew what is open and what is taken, after a decision.
    fn weigh(&mut self) {
        let (mut open, mut taking) = (0, 0);
        for cell in &self.comparison.cells {
            match self.side(cell) {
                None => open += 1,
                Some(Side::Theirs) => taking += 1,
                Some(Side::Ours) => {}
            }
        }
        if self.decisions.take_added {
            taking += self.comparison.added.len() as u64;
        }
        if self.decisions.take_removed {
            taking += self.comparison.removed.len() as u64;
        }
        (self.open, self.taking) = (open, taking);
    }

    fn decide_all(&mut self, side: Side) {
        self.decisions.by_cell.clear();
        self.decisions.conflicts = Some(side);
    }
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NewlyWrong => 0,
        Verdict::StillWrong => 1,
        Verdict::Fixed => 2,
        Verdict::Changed => 3,
    }
}

pub(super) fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Fixed => Tone::Ok,
        Verdict::StillWrong => Tone::Warning,
        Verdict::NewlyWrong => Tone::Error,
        Verdict::Changed => Tone::Note,
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &mut App,
    dialog: &mut Corrections,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    if !app.bring(&dialog.session) {
        return true;
    }
    let revision = app.file().map(|file| file.session().document().revision());
    let mut again = false;
    let close = match &mut dialog.stage {
        // The file changed meanwhile: what was found is no longer true.
        Stage::Shown(found) if Some(found.revision) != revision => {
            again = true;
            false
        }
        Stage::Shown(found) => {
            let name = PathBuf::from(&dialog.path);
            let name = name.file_name().unwrap_or_default().to_string_lossy();
            shown(app, found, &name, ui, look, intents)
        }
        Stage::Choose { .. } | Stage::Working => choose(app, dialog, ui, look, intents),
    };
    if again {
        app.start_comparing(ui.ctx(), dialog);
    }
    close
}

fn is_ours(work: &Work) -> bool {
    matches!(work, Work::Comparing { .. })
}

/// Which workbook came back.
fn choose(
    app: &mut App,
    dialog: &mut Corrections,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let mut close = title(ui, look, &look.t("corrections-title"), None);
    let mut go = false;
    let waits = matches!(dialog.stage, Stage::Working);
    body(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        place::wrapped(ui, look.t("corrections-about"), p.muted);
        let words = look.t("corrections-which");
        let field = place::path(
            app,
            &mut dialog.path,
            &words,
            Purpose::Corrected,
            ui,
            look,
            intents,
        );
        if !waits {
            first_focus(ui, &field, "corrections");
            go = widget::entered(ui, &field);
        }
        if waits && !place::working(app, is_ours, ui, look) {
            dialog.stage = Stage::Choose {
                failed: Some(look.t("work-lost")),
            };
        }
        if let Stage::Choose {
            failed: Some(words),
        } = &dialog.stage
        {
            place::failure(words, ui, look);
        }
    });
    let ready = !waits && !dialog.path.trim().is_empty();
    buttons(ui, look, |ui| {
        go |= Button::new(Loud::Filled, &look.t("corrections-compare"))
            .enabled(ready)
            .show(ui, look)
            .clicked();
        if Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked()
        {
            if waits {
                app.stop(is_ours);
            } else {
                close = true;
            }
        }
    });
    if go && ready {
        app.start_comparing(ui.ctx(), dialog);
    }
    close
}

/// What differs, and what is taken over.
fn shown(
    app: &App,
    found: &mut Found,
    name: &str,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let Some(file) = app.file() else {
        return true;
    };
    let session = file.session();
    let document = session.document();
    let below = counted(look, "corrections-rows", found.comparison.paired);
    let mut close = title(
        ui,
        look,
        &look.t("corrections-title"),
        Some(&format!("{name} · {below}")),
    );
    if found.comparison.is_empty() {
        body(ui, |ui| {
            figures(&found.comparison, ui, look);
            place::wrapped(ui, look.t("corrections-none"), p.text);
            columns(&found.comparison, ui, look);
        });
        buttons(ui, look, |ui| {
            let shut = Button::new(Loud::Filled, &look.t("close")).show(ui, look);
            first_focus(ui, &shut, "corrections none");
            close |= shut.clicked();
        });
        return close;
    }
    let mut decided = false;
    body(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        figures(&found.comparison, ui, look);
        decided |= conflicts(found, ui, look);
        let taken = if found.comparison.conflicts().next().is_some() {
            410.0
        } else {
            350.0
        };
        let room = ui.ctx().content_rect().height();
        let height = (room - taken).clamp(112.0, 340.0);
        decided |= list(found, document, app.hide_clear, ui, look, height);
        decided |= rows(found, ui, look);
        columns(&found.comparison, ui, look);
    });
    if decided {
        found.weigh();
    }
    let mut go = false;
    buttons(ui, look, |ui| {
        let words = counted(look, "corrections-go", found.taking);
        go = Button::new(Loud::Filled, &words)
            .enabled(found.open == 0 && found.taking > 0)
            .show(ui, look)
            .clicked();
        let cancel = Button::new(Loud::Outlined, &look.t("cancel")).show(ui, look);
        first_focus(ui, &cancel, "corrections shown");
        close |= cancel.clicked();
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            if found.open > 0 {
                widget::line(ui, icon::QUESTION, theme::fill_font(16.0), p.warning);
                let words = counted(look, "corrections-open", found.open);
                widget::line(ui, words, theme::regular(size::BODY), p.text);
            } else {
                widget::line(ui, icon::ARROW_U_UP_LEFT, theme::icon_font(14.0), p.muted);
                let words = look.t("corrections-one-step");
                widget::line(ui, words, theme::regular(size::SMALL), p.muted);
            }
        });
    });
    if go && let Ok(command) = found.comparison.accept(document, &found.decisions) {
        intents.push(Intent::Run(command));
        return true;
    }
    close
}

pub(super) fn counted(look: &Look, key: &str, n: u64) -> String {
    look.tf(
        key,
        &[("n", n.into()), ("count", look.n(n).as_str().into())],
    )
}

/// How many of each kind.
fn figures(comparison: &Comparison, ui: &mut Ui, look: &Look) {
    let of = |verdict| comparison.count(verdict);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (key, n, tone) in [
            ("corrections-fixed", of(Verdict::Fixed), Tone::Ok),
            ("corrections-still", of(Verdict::StillWrong), Tone::Warning),
            ("corrections-newly", of(Verdict::NewlyWrong), Tone::Error),
            ("corrections-changed", of(Verdict::Changed), Tone::Note),
            (
                "corrections-added",
                comparison.added.len() as u64,
                Tone::Note,
            ),
            (
                "corrections-removed",
                comparison.removed.len() as u64,
                Tone::Note,
            ),
            (
                "corrections-left",
                comparison.untouched_wrong,
                Tone::Warning,
            ),
        ] {
            let tone = if n == 0 { Tone::Quiet } else { tone };
            let words = counted(look, key, n);
            widget::chip(ui, look, tone, tone.sign(), &words, &words);
        }
    });
}

/// Whose text counts, for all cells that both changed.
fn conflicts(found: &mut Found, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let n = found.comparison.conflicts().count() as u64;
    if n == 0 {
        return false;
    }
    let mut side = None;
    widget::tinted(look, Tone::Warning).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                for (which, key) in [
                    (Side::Theirs, "corrections-all-theirs"),
                    (Side::Ours, "corrections-all-ours"),
                ] {
                    if Button::new(Loud::Outlined, &look.t(key))
                        .height(extent::BUTTON_BAR)
                        .show(ui, look)
                        .clicked()
                    {
                        side = Some(which);
                    }
                }
                ui.add_space(6.0);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    widget::line(ui, icon::WARNING, theme::fill_font(18.0), p.warning);
                    place::wrapped(ui, counted(look, "corrections-both", n), p.text);
                });
            });
        });
    });
    if let Some(side) = side {
        found.decide_all(side);
    }
    side.is_some()
}

/// Whether rows are added and taken away too.
fn rows(found: &mut Found, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let mut decided = false;
    let (added, removed) = (
        found.comparison.added.len() as u64,
        found.comparison.removed.len() as u64,
    );
    if added + removed == 0 {
        return false;
    }
    ui.horizontal(|ui| {
        let decisions = &mut found.decisions;
        for (n, on, key) in [
            (added, &mut decisions.take_added, "corrections-take-added"),
            (
                removed,
                &mut decisions.take_removed,
                "corrections-take-removed",
            ),
        ] {
            if n == 0 {
                continue;
            }
            let words = counted(look, key, n);
            if widget::tick(ui, look, *on, &words) {
                *on = !*on;
                decided = true;
            }
            widget::line(ui, words, theme::regular(size::BODY), p.text);
            ui.add_space(12.0);
        }
    });
    decided
}

/// Columns that only one of the two has.
fn columns(comparison: &Comparison, ui: &mut Ui, look: &Look) {
    for (key, headers) in [
        ("merge-unknown-columns", &comparison.unknown_columns),
        ("merge-missing-columns", &comparison.missing_columns),
    ] {
        if !headers.is_empty() {
            let names = headers.join(", ");
            let words = look.tf(key, &[("names", names.as_str().into())]);
            let font = theme::regular(size::SMALL);
            widget::cut_line(ui, words, font, look.p().muted);
        }
    }
}
