//! What each action of the registry does.

use std::path::PathBuf;

use eframe::egui;

use super::action::Action;
use super::app::{App, Intent, ThemeChoice};
use super::dialog::Dialog;
use super::dialog::basis::Basis;
use super::dialog::bulk_fix::BulkFix;
use super::dialog::column::ColumnDialog;
use super::dialog::filter::FilterText;
use super::dialog::keep::KeepDialog;
use super::dialog::make::Make;
use super::dialog::rules::Rules;
use super::dialog::split::Split;
use super::dialog::values_plan::{Part, Values};
use super::errand::{Doing, cancelled};
use super::job::{Job, Purpose, Work};
use super::privacy_actions::Waiting;
use super::toast::Toast;
use super::widget::Look;
use super::workspace::{Filter, Step, Workspace, key_of};
use crate::check::Rule;
use crate::document::{Cancelled, ColumnName, Command, Label, Selector, Traces};
use crate::table::{ColId, RowId};
use crate::text::{self, Lang};

impl App {
    /// Does an action.
    pub(super) fn act(&mut self, ctx: &egui::Context, look: &Look, action: Action) {
        if self.possible(action).is_err() {
            return;
        }
        match action {
            Action::Open => self.ask_for_file(ctx),
            Action::OpenPath => self.dialog = Some(Dialog::path()),
            Action::Practice => self.practice(ctx, look),
            Action::NewTemplate => self.new_template(),
            Action::SendBack => self.ask_send_back(),
            Action::TakeOver => self.ask_take_over(ctx),
            Action::Export => {
                // On the page itself the same keys press its button.
                let wish = self.file().and_then(|file| {
                    super::page::export::wish_by_key(file, look, self.key.is_some())
                });
                match wish {
                    Some(intent) => self.apply(ctx, look, intent),
                    None => self.step(Step::Export),
                }
            }
            Action::Save => self.save(ctx, look, false),
            Action::SaveAs => self.save(ctx, look, true),
            Action::ClearRecent => self.clear_recent(),
            Action::DeleteTraces => {
                let has_key = self.traces.as_ref().is_some_and(Traces::has_computer_key);
                self.dialog = Some(Dialog::Kept(Box::new(KeepDialog::Traces {
                    key: false,
                    has_key,
                })));
            }
            Action::Close => self.close(self.current, false),
            Action::Quit => self.quit(ctx, false),
            Action::Undo | Action::Redo => self.history(look, action == Action::Undo),
            Action::Seal => self.ask_seal(),
            Action::Verify => self.ask_verify(),
            Action::History => self.dialog = Some(Dialog::History),
            Action::EditCell => self.edit_cell(),
            Action::FixCell => {
                if let Some(command) = self.file().and_then(cell_fix) {
                    self.run(look, &command);
                }
            }
            Action::FixAlike => {
                if let Some(key) = self.file().and_then(group_of_cell)
                    && let Some(file) = self.file_mut()
                {
                    file.view.group = Some(key);
                    let fix = BulkFix::for_group(file, key);
                    self.dialog = fix.map(|fix| Dialog::BulkFix(Box::new(fix)));
                }
            }
            Action::SafeFixes => {
                if let Some(file) = self.file_mut() {
                    let fix = BulkFix::safe_pack(file);
                    self.dialog = Some(Dialog::BulkFix(Box::new(fix)));
                }
            }
            Action::Replace => {
                if let Some(file) = self.file() {
                    let fix = BulkFix::replace(file);
                    self.dialog = Some(Dialog::BulkFix(Box::new(fix)));
                }
            }
            Action::FillDown => {
                if let Some(command) = self.file().and_then(fill_down) {
                    self.run(look, &command);
                }
            }
            Action::FillEmpty => {
                let fix = self.file().and_then(BulkFix::fill_empty);
                self.dialog = fix.map(|fix| Dialog::BulkFix(Box::new(fix)));
            }
            Action::KeepRows => {
                if let Some(rows) = self.file().map(selected_names) {
                    let rows = Selector::Rows(rows);
                    self.run(look, &Command::KeepRows { rows });
                }
            }
            Action::DeleteRows => {
                if let Some(rows) = self.file().map(selected_names) {
                    let rows = Selector::Rows(rows);
                    self.run(look, &Command::DeleteRows { rows });
                }
            }
            Action::MapValues => {
                if let Some((_, col)) = self.file().and_then(Workspace::active_cell) {
                    self.ask_values(look, col, Part::All);
                }
            }
            Action::SplitColumn => {
                let cell = self.file().and_then(Workspace::active_cell);
                let split = self
                    .file()
                    .zip(cell)
                    .and_then(|(file, (_, col))| Split::new(file.session().document(), col));
                self.dialog = split.map(|split| Dialog::Split(Box::new(split)));
            }
            Action::JoinColumns => self.ask_join(),
            Action::FilterText => {
                self.step(Step::Fix);
                let filter = self.file().map(FilterText::new);
                self.dialog = filter.map(Dialog::Filter);
            }
            Action::Rules => self.dialog = Some(Dialog::Rules(Rules::at(Rule::Required))),
            Action::GoToCell => self.dialog = Some(Dialog::go_to()),
            Action::NextProblem => self.next_problem(true),
            Action::PreviousProblem => self.next_problem(false),
            Action::ProblemRows => {
                if let Some(file) = self.file_mut() {
                    file.step = Step::Fix;
                    let mut view = file.view.clone();
                    if view.shows_all_rows() {
                        view.filter = Filter::Problems;
                    } else {
                        view.clear_filters();
                    }
                    self.show_view(look, view);
                }
            }
            Action::ColumnValues => {
                let col = self
                    .file()
                    .and_then(Workspace::active_cell)
                    .map(|(_, col)| col);
                if let Some(col) = col {
                    self.ask_column(look, col);
                }
            }
            Action::Cut
            | Action::Copy
            | Action::Paste
            | Action::SortUp
            | Action::SortDown
            | Action::HideColumns
            | Action::FreezeColumns
            | Action::FitColumns
            | Action::MoveLeft
            | Action::MoveRight
            | Action::ChooseColumns => self.act_on_view(ctx, look, action),
            Action::AllRows => {
                if let Some(file) = self.file_mut() {
                    let mut view = file.view.clone();
                    view.clear_filters();
                    view.sort = None;
                    view.hidden.clear();
                    view.order.clear();
                    self.show_view(look, view);
                }
            }
            Action::LeftOutColumns => {
                if let Some(file) = self.file_mut() {
                    file.view.left_out = !file.view.left_out;
                    file.step = Step::Fix;
                }
            }
            Action::Preview => {
                if let Some(file) = self.file_mut() {
                    file.preview = !file.preview;
                    file.step = Step::Fix;
                }
            }
            Action::HideClear => self.hide_clear = !self.hide_clear,
            Action::ProblemsPanel => self.problems_open = !self.problems_open,
            Action::DetailsPanel => self.details_open = !self.details_open,
            Action::ZoomIn => self.zoom_by(0.1),
            Action::ZoomOut => self.zoom_by(-0.1),
            Action::ZoomReset => self.settings.zoom = 1.0,
            Action::ThemeSystem => self.theme_choice = ThemeChoice::System,
            Action::ThemeLight => self.theme_choice = ThemeChoice::Light,
            Action::ThemeDark => self.theme_choice = ThemeChoice::Dark,
            Action::English => self.set_lang(Lang::En),
            Action::French => self.set_lang(Lang::Fr),
            Action::Palette => self.dialog = Some(Dialog::palette()),
            Action::Providers => self.dialog = Some(Dialog::Providers(Box::default())),
            Action::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Action::StepHelp => {
                let step = self.file().map(|file| file.step);
                self.dialog = Some(Dialog::StepHelp { step });
            }
            Action::StepRead => self.step(Step::Read),
            Action::StepMatch => self.step(Step::Match),
            Action::StepFix => self.step(Step::Fix),
            Action::StepProtect => self.step(Step::Protect),
            Action::StepExport => self.step(Step::Export),
            Action::NextFile => self.current = (self.current + 1) % self.files.len().max(1),
            Action::PreviousFile => {
                let last = self.files.len().saturating_sub(1);
                self.current = self.current.checked_sub(1).unwrap_or(last);
            }
            Action::NextPart => self.jump(ctx, true),
            Action::PreviousPart => self.jump(ctx, false),
            Action::FullScreen => {
                let full = ctx
                    .input(|input| input.viewport().fullscreen)
                    .unwrap_or(false);
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!full));
            }
            Action::StillPicture => self.settings.still_picture = !self.settings.still_picture,
            Action::About => self.dialog = Some(Dialog::About { notices: false }),
        }
    }

    /// Opens the table of old and new values of a column.
    pub(super) fn ask_values(&mut self, look: &Look, col: ColId, part: Part) {
        let Some(rows) = self.file().map(Basis::of) else {
            return;
        };
        self.inquire(look, move |session| {
            let values = Values::new(session.document(), &rows, col, part);
            Box::new(move |app, _| {
                app.dialog = values.map(|values| Dialog::Values(Box::new(values)));
            })
        });
    }

    /// The dialog of a column: its order, its filter, its values.
    pub(super) fn ask_column(&mut self, look: &Look, col: ColId) {
        let Some(rows) = self.file().map(Basis::of) else {
            return;
        };
        self.inquire(look, move |session| {
            let dialog = ColumnDialog::new(session.document(), &rows, col);
            Box::new(move |app, _| {
                app.dialog = dialog.map(|dialog| Dialog::Column(Box::new(dialog)));
            })
        });
    }

    /// Joins the column of the cursor with others into its field, or into the likeliest one; a
    /// column that is like no field is joined on the Match page, where a field is chosen first.
    fn ask_join(&mut self) {
        let make = self.file().and_then(|file| {
            let (_, col) = file.active_cell()?;
            let session = file.session();
            let document = session.document();
            let likely = || Some(document.matching().of(col).candidates.first()?.field);
            let field = document.mapping().field_of(col).or_else(likely)?;
            let command = Command::Join {
                columns: vec![ColumnName::of(document.table(), col)?],
                separator: " ".to_owned(),
                field: document.schema().field(field)?.name.clone(),
            };
            Make::new(document, command)
        });
        match make {
            Some(make) => self.dialog = Some(Dialog::Make(Box::new(make))),
            None => self.step(Step::Match),
        }
    }

    fn set_lang(&mut self, lang: Lang) {
        self.lang = lang;
        self.settings.set_lang(lang);
    }

    fn step(&mut self, step: Step) {
        if let Some(file) = self.file_mut() {
            file.step = step;
            file.board.want_focus = step == Step::Match;
        }
    }

    fn edit_cell(&mut self) {
        let Some(file) = self.file_mut() else {
            return;
        };
        let Some((row, col)) = file.active_cell() else {
            return;
        };
        file.step = Step::Fix;
        let text = file
            .session()
            .document()
            .table()
            .text(row, col)
            .reveal()
            .to_owned();
        file.grid.start_editing(text);
    }

    pub(super) fn history(&mut self, look: &Look, back: bool) {
        if !self.is_free(look, || Waiting::History(back)) {
            return;
        }
        let doing = if back {
            Doing::TakingBack
        } else {
            Doing::Redoing
        };
        let lang = look.lang;
        self.change(look, doing, move |session, watch| {
            let cell = session.last_cell();
            let label = if back {
                session.undo_watched(watch)
            } else {
                session.redo_watched(watch)
            };
            let label = label.map(Option::<&Label>::cloned);
            let cell = if back { cell } else { session.last_cell() };
            let schema = session.document().schema();
            let words = label.map(|label| label.map(|l| text::label(lang, schema, &l)));
            Box::new(move |app, look| app.tell_history(look, back, cell, words))
        });
    }

    /// Tells what was taken back or done again, and goes where it was.
    fn tell_history(
        &mut self,
        look: &Look,
        back: bool,
        cell: Option<(RowId, ColId)>,
        words: Result<Option<String>, Cancelled>,
    ) {
        match words {
            Ok(Some(words)) => {
                if let (Some((row, col)), Some(file)) = (cell, self.file_mut()) {
                    file.go_to(row, col);
                }
                let key = if back { "toast-undone" } else { "toast-redone" };
                let args = [("what", words.as_str().into())];
                self.toast = Some(Toast::note(look.tf(key, &args)));
            }
            Ok(None) => {}
            Err(Cancelled) => self.toast = Some(cancelled(look)),
        }
    }

    fn next_problem(&mut self, forward: bool) {
        let Some(file) = self.file_mut() else {
            return;
        };
        file.step = Step::Fix;
        let (row, _) = file.grid.active;
        let Some((_, col)) = file.active_cell() else {
            return;
        };
        let found = {
            let session = file.session();
            let document = session.document();
            document.checks().next_problem(
                document.table(),
                &file.derived.rows,
                (row, col),
                forward,
            )
        };
        if let Some((at, col)) = found
            && let Some(row) = file.derived.rows.get(at).copied()
        {
            file.go_to(row, col);
        }
    }

    fn ask_for_file(&mut self, ctx: &egui::Context) {
        if self.is_doing(|work| *work == Work::Picking) {
            return;
        }
        let start = self
            .file()
            .map(|f| f.session().document().path().to_owned());
        match self
            .use_system_dialogs()
            .then(|| Job::pick(ctx, Purpose::Open, start))
        {
            Some(Some(job)) => self.jobs.push(job),
            _ => self.dialog = Some(Dialog::path()),
        }
    }

    pub(super) fn browse_target(&mut self, ctx: &egui::Context) {
        let Some(file) = self.file() else {
            return;
        };
        let start = PathBuf::from(&file.export.target);
        if self.use_system_dialogs()
            && let Some(job) = Job::pick(ctx, Purpose::ExportTarget, Some(start))
        {
            self.jobs.push(job);
        } else {
            self.dialog = Some(Dialog::target(file.export.target.clone()));
        }
    }

    /// Opens the invented practice list of this language; it is written to the folder for
    /// temporary files, since the program may stand where nothing may be written.
    fn practice(&mut self, ctx: &egui::Context, look: &Look) {
        match super::platform::practice_file(self.lang) {
            Ok(path) => self.open(ctx, path),
            Err(_) => self.toast = Some(Toast::note(look.t("toast-no-practice"))),
        }
    }
}

/// The command that repairs the cell under the cursor as its problem proposes.
pub(super) fn cell_fix(file: &Workspace) -> Option<Command> {
    let (row, col) = file.active_cell()?;
    let session = file.session();
    let document = session.document();
    let finding = document.checks().finding(document.table(), row, col)?;
    let repair = finding.repair?;
    Some(Command::Fix {
        repair: repair.id,
        column: ColumnName::of(document.table(), col)?,
        rows: Selector::Rows(vec![document.table().row_name(row)]),
        except: Vec::new(),
    })
}

/// The names of the selected rows.
fn selected_names(file: &Workspace) -> Vec<u32> {
    let session = file.session();
    let table = session.document().table();
    (file.grid.selected_rows().into_iter())
        .filter_map(|at| file.derived.rows.get(at))
        .map(|row| table.row_name(*row))
        .collect()
}

/// As in a spreadsheet: the first row of the selection goes down over the rest of it; with one
/// cell chosen, the cell above comes down.
fn fill_down(file: &Workspace) -> Option<Command> {
    let selection = file.grid.selection();
    let (mut from, last) = (*selection.rows.start(), *selection.rows.end());
    let mut first = from + 1;
    if from == last {
        first = from;
        from = from.checked_sub(1)?;
    }
    let session = file.session();
    let table = session.document().table();
    let above = *file.derived.rows.get(from)?;
    let mut cells = Vec::new();
    for place in selection.cols {
        let col = *file.derived.columns.get(place)?;
        let column = ColumnName::of(table, col)?;
        let text = table.text(above, col).to_buf();
        for row in file.derived.rows.get(first..=last)? {
            cells.push(crate::document::CellInput {
                row_number: table.row_name(*row),
                column: column.clone(),
                text: text.clone(),
            });
        }
    }
    Some(Command::SetCells { cells })
}

/// The group of the cell under the cursor, if it can be repaired.
pub(super) fn group_of_cell(file: &Workspace) -> Option<super::workspace::GroupKey> {
    let (row, col) = file.active_cell()?;
    let session = file.session();
    let document = session.document();
    let finding = document.checks().finding(document.table(), row, col)?;
    let repair = finding.repair?.id;
    file.derived
        .groups
        .iter()
        .find(|g| g.col == Some(col) && g.rule == finding.rule && g.repair == Some(repair))
        .map(key_of)
}

/// The intent that an action stands for.
impl From<Action> for Intent {
    fn from(action: Action) -> Self {
        Self::Act(action)
    }
}
