//! What becomes of an [`Intent`]: the one place where the wish of a panel changes the window.

use std::collections::HashSet;
use std::path::Path;

use eframe::egui;

use super::app::{App, Intent};
use super::derived::View;
use super::dialog::Dialog;
use super::dialog::bulk_fix::BulkFix;
use super::errand::{Doing, cancelled};
use super::job::{Job, Purpose, Work};
use super::privacy_actions::Waiting;
use super::toast::Toast;
use super::widget::Look;
use super::workspace::{Filter, Step, Workspace};
use crate::document::{Cancelled, SavedRecipe};
use crate::table::RowId;
use crate::text;

impl App {
    /// Does what a panel asked for.
    pub(super) fn apply(&mut self, ctx: &egui::Context, look: &Look, intent: Intent) {
        match intent {
            Intent::Act(action) => self.act(ctx, look, action),
            Intent::Step(step) => {
                if let Some(file) = self.file_mut() {
                    file.step = step;
                    file.board.want_focus = step == Step::Match;
                }
                self.prepare_match(look);
            }
            Intent::Choose(key) => {
                if let Some(file) = self.file_mut() {
                    file.step = Step::Fix;
                    let mut view = file.view.clone();
                    view.group = Some(key);
                    self.arrange(look, view, first_of_group);
                }
            }
            Intent::ShowGroup(key) => {
                if let Some(file) = self.file_mut() {
                    let shown = file.view.filter == Filter::Group && file.view.group == Some(key);
                    file.step = Step::Fix;
                    let mut view = file.view.clone();
                    view.group = Some(key);
                    view.filter = if shown { Filter::All } else { Filter::Group };
                    self.arrange(look, view, first_of_group);
                }
            }
            Intent::FixGroup(key) => {
                if let Some(file) = self.file_mut() {
                    file.view.group = Some(key);
                    let fix = BulkFix::for_group(file, key);
                    self.dialog = fix.map(|fix| Dialog::BulkFix(Box::new(fix)));
                }
            }
            Intent::GoTo(row, col) => {
                if let Some(file) = self.file_mut() {
                    file.step = Step::Fix;
                    file.go_to(row, col);
                }
            }
            Intent::Select(block) => {
                if let Some(file) = self.file_mut() {
                    file.grid.select_block(&block);
                }
            }
            Intent::Finding { rule, col, trace } => self.choose_finding(look, rule, col, trace),
            Intent::View(view) => self.show_view(look, *view),
            Intent::Column(col) => {
                self.ask_column(look, col);
            }
            Intent::Seal => self.seal(look),
            Intent::Values(col, part) => self.ask_values(look, col, part),
            Intent::Explain => self.explained = !self.explained,
            Intent::UndoTo(steps) => self.undo_to(look, steps),
            Intent::Run(command) => self.run(look, &command),
            Intent::MatchAll(commands) => self.match_all(look, commands),
            Intent::OpenFile(path) => self.open(ctx, path),
            Intent::Reopen(options) => self.reopen(ctx, options, false),
            Intent::ReopenSure(options) => self.reopen(ctx, options, true),
            Intent::ShowTab(at) => self.current = at,
            Intent::CloseTab(at) => self.close(at, false),
            Intent::Open(dialog) => self.dialog = Some(dialog),
            Intent::CloseDialog => {
                self.give_up_comparing();
                if let Some(Dialog::Kept(_)) = self.dialog {
                    self.closed_kept();
                }
                self.dialog = None;
                self.return_keyboard(ctx);
            }
            Intent::CancelWork => {
                // What a page shows is found out as long as the page is shown.
                let looking = self.is_doing(|work| matches!(work, Work::Looking { .. }));
                if let Some(file) = self.file_mut().filter(|_| looking) {
                    file.step = Step::Fix;
                    file.preview = false;
                }
                self.jobs.retain(|job| !job.leave());
                self.first_rows = None;
            }
            Intent::UseHeldKey => {
                if let Some(held) = self.key.clone() {
                    self.use_key(look, held.key, held.path);
                }
            }
            Intent::Export => self.export(ctx),
            Intent::ExportAlone => {
                if let Some(file) = self.file_mut() {
                    file.export.held_back = None;
                }
                self.export(ctx);
            }
            Intent::BrowseTarget => self.browse_target(ctx),
            Intent::Repeat(recipe) => self.repeat_steps(look, *recipe),
            Intent::Recipe(path) => self.apply_recipe(look, &path),
            Intent::Browse(Purpose::Recipe, _) if !self.use_system_dialogs() => {
                self.dialog = Some(Dialog::recipe());
            }
            Intent::Browse(purpose, start) => {
                if let Some(job) = Job::pick(ctx, purpose, Some(start)) {
                    self.jobs.push(job);
                }
            }
            Intent::ClearRecent => self.clear_recent(),
            Intent::Leave { then, save } => {
                self.dialog = None;
                if save {
                    self.save_and(ctx, look, then);
                } else {
                    self.give_up_and(ctx, then);
                }
            }
            Intent::DeleteTraces { key } => {
                self.dialog = None;
                self.delete_traces(ctx, key);
            }
            Intent::OpenFolder(path) => {
                if !super::platform::open_folder(&path) {
                    self.toast = Some(Toast::note(look.tf(
                        "toast-no-folder",
                        &[("folder", path.to_string_lossy().as_ref().into())],
                    )));
                }
            }
        }
    }

    /// Does the steps of a recipe again on the file in front, and says what did not fit.
    pub(super) fn apply_recipe(&mut self, look: &Look, path: &Path) {
        let lang = self.lang;
        let read = std::fs::read_to_string(path)
            .ok()
            .and_then(|text| crate::document::SavedRecipe::from_toml(&text).ok());
        let Some(recipe) = read else {
            let words = text::t(lang, "history-unreadable");
            self.dialog = Some(Dialog::Told {
                title: text::t(lang, "history-apply"),
                lines: vec![words],
            });
            return;
        };
        self.repeat_steps(look, recipe);
    }

    /// Does steps again on the file in front.
    pub(super) fn repeat_steps(&mut self, look: &Look, recipe: SavedRecipe) {
        if !self.is_free(look, || Waiting::Repeat(Box::new(recipe.clone()))) {
            return;
        }
        self.change(look, Doing::Repeating, move |session, watch| {
            let done = session.replay_watched(&recipe, watch);
            Box::new(move |app, look| match done {
                Ok(done) => {
                    app.dialog = Some(Dialog::Told {
                        title: look.t("history-apply"),
                        lines: text::replay_lines(look.lang, &recipe, &done),
                    });
                }
                Err(Cancelled) => app.toast = Some(cancelled(look)),
            })
        });
    }

    /// Takes steps back until so many are left.
    pub(super) fn undo_to(&mut self, look: &Look, steps: usize) {
        if !self.is_free(look, || Waiting::UndoTo(steps)) {
            return;
        }
        self.change(look, Doing::TakingBack, move |session, watch| {
            let mut stopped = false;
            while !stopped && session.history().len() > steps {
                stopped = session.undo_watched(watch).is_err();
            }
            Box::new(move |app, look| {
                if stopped {
                    app.toast = Some(cancelled(look));
                }
            })
        });
    }

    /// Shows other rows, columns or another order; the cursor stays on its cell.
    pub(super) fn show_view(&mut self, look: &Look, view: View) {
        let cell = self.file().and_then(Workspace::active_cell);
        self.arrange(look, view, move |file| {
            if let Some((row, col)) = cell
                && file.derived.place_of(row).is_some()
                && file.derived.columns.contains(&col)
            {
                file.go_to(row, col);
            }
        });
    }
}

/// Moves the cursor to the first cell of the chosen group; among the rows shown, where any is.
fn first_of_group(file: &mut Workspace) {
    let Some(group) = file.chosen_group().cloned() else {
        return;
    };
    let first = {
        let session = file.session();
        let document = session.document();
        let rows = document.checks().rows_of_group(document.table(), &group);
        let shown: HashSet<RowId> = if file.view.shows_all_rows() {
            HashSet::new()
        } else {
            file.derived.rows.iter().copied().collect()
        };
        let first = rows.iter().find(|row| shown.contains(row));
        first.or(rows.first()).copied()
    };
    let col = group.col.or_else(|| file.derived.columns.first().copied());
    if let (Some(row), Some(col)) = (first, col) {
        file.go_to(row, col);
    } else if let Some(col) = group.col
        && let Some(row) = file.derived.rows.first().copied()
    {
        file.go_to(row, col);
    }
}
