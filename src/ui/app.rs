//! The window as a whole: open files, running work, the dialog on top, and what each action does.
//!
//! Panels and pages draw and say what the user wants as an [`Intent`]; only [`App::apply`] and
//! [`App::act`] change anything, and the document changes through its session alone.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui;
use egui::{CentralPanel, Frame, Panel, Ui};

use super::action::Action;
use super::dialog::Dialog;
use super::errand::{self, Errand};
use super::grid::{GridTexts, Selection};
use super::job::{Job, Purpose, Work};
use super::keep_actions::Then;
use super::memory::Memory;
use super::privacy_actions::{HeldKey, Waiting};
use super::regions::Keyboard;
use super::settings::{Settings, SettingsFile};
use super::theme::{self, Theme, extent};
use super::toast::Toast;
use super::widget::Look;
use super::workspace::{GroupKey, Step, Workspace};
use super::{dialog, page, panel, toast};
use crate::check::Rule;
use crate::document::{Command, Leftover, ProfileStore, Traces};
use crate::io::Preview;
use crate::privacy::{PlainFigure, Trace};
use crate::table::{ColId, RowId};
use crate::text::{self, Lang};

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
}

/// What the window is started with.
#[derive(Clone)]
pub struct Start {
    pub lang: Lang,
    pub theme: ThemeChoice,
    /// A file to open at once.
    pub file: Option<PathBuf>,
    /// Whether the system can be asked for a file; else a path is typed.
    pub system_dialogs: bool,
    /// Where it is remembered with which key a provider's files left; nowhere without.
    pub memory: Option<PathBuf>,
    /// Where settings, recent files and journals are kept; nothing is kept without.
    pub traces: Option<Traces>,
    /// Where providers are remembered.
    pub profiles: Option<Arc<ProfileStore>>,
}

/// What the user wants, said by a panel.
pub enum Intent {
    Act(Action),
    Step(Step),
    /// Choose a group of problems and go to its first cell.
    Choose(GroupKey),
    /// Show only the rows of a group, or all again.
    ShowGroup(GroupKey),
    FixGroup(GroupKey),
    GoTo(RowId, ColId),
    /// Select cells of the grid: those that are about to change.
    Select(Selection),
    /// Choose a line about privacy and go to the next of its cells.
    Finding {
        rule: Rule,
        col: ColId,
        trace: Option<Trace>,
    },
    /// Undo until this many steps are left.
    UndoTo(usize),
    /// Apply a recipe.
    Recipe(PathBuf),
    /// Forget the history.
    Seal,
    /// Do the steps of a provider's last file again.
    Repeat(Box<crate::document::SavedRecipe>),
    /// The explanation of a rule, shown or hidden.
    Explain,
    /// Other rows, columns or order in the grid.
    View(Box<super::derived::View>),
    /// The dialog of a column.
    Column(ColId),
    /// Old and new values of a column.
    Values(ColId, super::dialog::values_plan::Part),
    Run(Command),
    /// Confirm all proposals about columns, as one step, and go on to Fix.
    MatchAll(Vec<Command>),
    OpenFile(PathBuf),
    /// The file in front, read in another way in the same tab; asks first when work would be lost.
    Reopen(crate::io::OpenOptions),
    /// The same without asking.
    ReopenSure(crate::io::OpenOptions),
    ShowTab(usize),
    CloseTab(usize),
    Open(Dialog),
    CloseDialog,
    CancelWork,
    Export,
    /// Without a workbook of the rows held back.
    ExportAlone,
    BrowseTarget,
    /// Make pseudonyms with the key that is open.
    UseHeldKey,
    /// Asks the system for a path for the dialog that is open.
    Browse(Purpose, PathBuf),
    ClearRecent,
    /// Save the file in front, or give its work up, and go on.
    Leave {
        then: Then,
        save: bool,
    },
    DeleteTraces {
        key: bool,
    },
    OpenFolder(PathBuf),
}

/// The program's window.
pub struct App {
    pub(super) lang: Lang,
    pub(super) theme_choice: ThemeChoice,
    pub(super) files: Vec<Workspace>,
    pub(super) current: usize,
    pub(super) jobs: Vec<Job>,
    pub(super) dialog: Option<Dialog>,
    pub(super) toast: Option<Toast>,
    pub(super) problems_open: bool,
    pub(super) details_open: bool,
    /// The details say why a rule is there.
    pub(super) explained: bool,
    /// Why the last file could not be opened.
    pub(super) open_failure: Option<String>,
    /// Clear values of people are hidden, for a screen that others can see.
    pub(super) hide_clear: bool,
    /// The key in use, for the other files too.
    pub(super) key: Option<HeldKey>,
    /// How fast plain digests are tried on this computer.
    pub(super) figure: Option<PlainFigure>,
    pub(super) memory: Memory,
    pub(super) waiting: Vec<Waiting>,
    pub(super) traces: Option<Traces>,
    pub(super) settings: Settings,
    pub(super) settings_file: SettingsFile,
    /// Recent files that are not there any more.
    pub(super) gone: Vec<PathBuf>,
    /// Work of earlier that a crash left behind and that nobody was asked about yet.
    pub(super) leftovers: Vec<Leftover>,
    /// What goes on when the project is written.
    pub(super) leaving: Option<Then>,
    /// What is remembered of providers; `None` where there is no place for it.
    pub(super) profiles: Option<Arc<ProfileStore>>,
    system_dialogs: bool,
    styled: Option<(bool, bool)>,
    pub(super) quitting: bool,
    /// Where the keyboard is and was.
    pub(super) keyboard: Keyboard,
    pub(super) ctx: egui::Context,
    /// A large file that is being opened, and its first rows once they are there.
    pub(super) first_rows: Option<(PathBuf, Option<Preview>)>,
    /// What a worker does with the document in front.
    pub(super) errand: Option<Errand>,
    /// Rows from which on workers do it, and how long the window waits for them.
    pub(super) large: usize,
    pub(super) blink: Duration,
    /// Pixels of a point when the smallest window was last told.
    pub(super) drawn_at: f32,
}

impl App {
    /// A window without a file, or with one being opened.
    #[must_use]
    pub fn new(ctx: &egui::Context, start: Start) -> Self {
        theme::install(ctx);
        let path = start.traces.as_ref().map(Traces::settings_file);
        let (settings_file, settings, broken) = SettingsFile::open(path);
        let lang = settings.lang().unwrap_or(start.lang);
        // The registry of actions has the keys of the zoom.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut app = Self {
            lang,
            theme_choice: match start.theme {
                ThemeChoice::System => settings.theme_choice(),
                chosen => chosen,
            },
            files: Vec::new(),
            current: 0,
            jobs: Vec::new(),
            dialog: None,
            toast: broken.then(|| Toast::note(text::t(lang, "toast-settings-broken"))),
            problems_open: settings.problems_panel,
            details_open: settings.details_panel,
            explained: false,
            open_failure: None,
            hide_clear: false,
            key: None,
            figure: None,
            memory: Memory::read(start.memory),
            waiting: Vec::new(),
            traces: start.traces,
            settings,
            settings_file,
            gone: Vec::new(),
            leftovers: Vec::new(),
            leaving: None,
            profiles: start.profiles.clone(),
            system_dialogs: start.system_dialogs,
            styled: None,
            quitting: false,
            keyboard: Keyboard::default(),
            ctx: ctx.clone(),
            first_rows: None,
            errand: None,
            large: errand::LARGE,
            blink: errand::BLINK,
            drawn_at: 0.0,
        };
        app.look_back(ctx, true);
        if let Some(file) = start.file {
            app.open(ctx, file);
        }
        app
    }

    /// The file in front.
    #[must_use]
    pub fn file(&self) -> Option<&Workspace> {
        self.files.get(self.current)
    }

    /// The file in front, to change its view.
    pub fn file_mut(&mut self) -> Option<&mut Workspace> {
        self.files.get_mut(self.current)
    }

    /// True while a worker runs.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.jobs.is_empty() || self.has_errand()
    }

    /// True while a dialog stands before the window.
    #[must_use]
    pub fn dialog_is_open(&self) -> bool {
        self.dialog.is_some()
    }

    /// A dialog speaks about the file in front: another one comes there only when it is answered,
    /// or only tells something.
    pub(super) fn may_drop(&self) -> bool {
        match &self.dialog {
            None
            | Some(
                Dialog::Sorry { .. }
                | Dialog::Told { .. }
                | Dialog::Path {
                    purpose: Purpose::Open,
                    ..
                }
                | Dialog::Palette { .. }
                | Dialog::Shortcuts
                | Dialog::StepHelp { .. }
                | Dialog::About { .. },
            ) => true,
            Some(_) => false,
        }
    }

    fn style(&mut self, ctx: &egui::Context) -> Theme {
        let dark = match self.theme_choice {
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
            ThemeChoice::System => ctx.system_theme() == Some(egui::Theme::Dark),
        };
        let still = self.settings.still_picture;
        if self.styled == Some((dark, still)) {
            return Theme::of(dark);
        }
        self.styled = Some((dark, still));
        let theme = theme::apply(ctx, dark);
        if still {
            ctx.all_styles_mut(|style| style.animation_time = 0.0);
        }
        theme
    }

    /// Draws one frame and does what the user wants.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.apply_zoom(&ctx);
        let theme = self.style(&ctx);
        let room = ctx.content_rect();
        let look = Look {
            theme,
            lang: self.lang,
            low: room.height() < extent::LOW_BELOW,
            narrow: room.width() < extent::NARROW_BELOW,
            still: self.settings.still_picture,
            hide_clear: self.hide_clear,
        };
        if self.await_errand(&look) {
            self.show_errand(ui, &look);
            return;
        }
        self.watch_keyboard(&ctx);
        self.keyboard.begin();
        self.collect(&ctx, &look);
        if self.has_errand() {
            // What an answer has begun.
            self.show_errand(ui, &look);
            return;
        }
        self.offer_leftovers();
        let mut intents = Vec::new();
        self.shortcuts(&ctx, &mut intents);
        self.drops(&ctx, &look, &mut intents);
        for file in &mut self.files {
            file.large_from = self.large;
            file.grid.row_height = if look.low {
                extent::CELL_LOW
            } else {
                extent::CELL
            };
        }
        if let Some(file) = self.file_mut() {
            file.derive();
        }
        self.look_ahead(&ctx, &look);
        self.prepare_match(&look);
        if self.has_errand() {
            // Nobody may ask for the document now; the next frame says what is done.
            self.queue(intents);
            self.show_errand(ui, &look);
            return;
        }
        intents.extend(self.go_on_exporting(&look));

        panel::menu::show(self, ui, &look, &mut intents);
        if self.file().is_some() {
            let above = ui.available_rect_before_wrap();
            panel::steps::show(self, ui, &look, &mut intents);
            let below = ui.available_rect_before_wrap();
            let bar = egui::Rect::from_min_max(above.min, egui::pos2(above.right(), below.top()));
            self.keyboard.part(bar, false);
            panel::news::show(self, ui, &look, &mut intents);
            panel::status::show(self, ui, &look, &mut intents);
            self.body(ui, &look, &mut intents);
        } else {
            let opening = self.first_rows.as_ref().and_then(|(_, rows)| {
                let reads = |job: &&Job| matches!(job.work, Work::Opening { .. });
                Some((self.jobs.iter().find(reads)?, rows.as_ref()?))
            });
            CentralPanel::no_frame()
                .frame(Frame::new().fill(look.p().panel))
                .show(ui, |ui| match opening {
                    Some((job, rows)) => {
                        page::opening::show(job, rows, ui, &look, &mut intents);
                    }
                    None => page::start::show(self, ui, &look, &mut intents),
                });
        }
        dialog::show(self, &ctx, &look, &mut intents);
        toast::show(self, &ctx, &look, &mut intents);
        panel::menu::drop_hint(self, &ctx, &look);
        self.apply_all(&ctx, &look, intents);
        self.keep_picture();
        self.remember();
        if self.is_busy() {
            ctx.request_repaint_after(std::time::Duration::from_millis(100));
        }
    }

    fn body(&mut self, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
        let step = self.file().map(|f| f.step).unwrap_or_default();
        let side = |wide: f32| {
            if look.narrow {
                extent::SIDE_NARROW
            } else {
                wide
            }
        };
        let mut right = None;
        if step == Step::Fix {
            let ground = Frame::new().fill(look.p().panel);
            if self.problems_open {
                let panel = Panel::left("problems")
                    .exact_size(side(extent::LEFT))
                    .resizable(false)
                    .frame(ground)
                    .show(ui, |ui| panel::problems::show(self, ui, look, intents));
                self.keyboard.part(panel.response.rect, false);
            }
            if self.details_open {
                let panel = Panel::right("details")
                    .exact_size(side(extent::RIGHT))
                    .resizable(false)
                    .frame(ground)
                    .show(ui, |ui| panel::details::show(self, ui, look, intents));
                right = Some(panel.response.rect);
            }
        }
        let middle = ui.available_rect_before_wrap();
        self.keyboard.part(middle, step == Step::Fix);
        if let Some(right) = right {
            self.keyboard.part(right, false);
        }
        CentralPanel::no_frame()
            .frame(Frame::new().fill(look.p().panel))
            .show(ui, |ui| match step {
                Step::Read => page::read::show(self, ui, look, intents),
                Step::Match => page::columns::show(self, ui, look, intents),
                Step::Fix => page::fix::show(self, ui, look, intents),
                Step::Protect => page::protect::show(self, ui, look, intents),
                Step::Export => page::export::show(self, ui, look, intents),
            });
    }

    /// The words that the grid says itself.
    pub(super) fn grid_texts(look: &Look) -> GridTexts {
        GridTexts {
            grid: look.t("grid-name"),
            editor: look.t("grid-editor"),
            empty: look.t("grid-empty"),
            unmatched: look.t("grid-unmatched"),
        }
    }

    fn shortcuts(&self, ctx: &egui::Context, intents: &mut Vec<Intent>) {
        if self.dialog.is_some() {
            return;
        }
        let editing = self.file().is_some_and(|f| f.grid.editing.is_some());
        for (keys, action) in super::action::shortcuts() {
            // While a cell is edited, undo is the field's own and F2 has no meaning; else the
            // grid takes F2 itself, so that focus and selection stay with it.
            let own = match action {
                Action::EditCell => true,
                Action::Undo | Action::Redo => editing,
                _ => false,
            };
            if !own && ctx.input_mut(|input| input.consume_shortcut(&keys)) {
                intents.push(Intent::Act(action));
            }
        }
    }

    fn drops(&mut self, ctx: &egui::Context, look: &Look, intents: &mut Vec<Intent>) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        if !dropped.is_empty() && !self.may_drop() {
            self.toast = Some(Toast::note(look.t("drop-first")));
        } else if !dropped.is_empty() {
            self.dialog = None;
            intents.extend(
                dropped
                    .iter()
                    .map(|file| Intent::OpenFile(file.path().to_owned())),
            );
        }
        if ctx.input(|input| input.viewport().close_requested())
            && !self.quitting
            && self.files.iter().any(Workspace::is_changed)
        {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            intents.push(Intent::Act(Action::Quit));
        }
    }

    /// Starts opening a file; a file that is open already comes to the front.
    pub fn open(&mut self, ctx: &egui::Context, path: PathBuf) {
        self.open_failure = None;
        let open = self
            .files
            .iter()
            .position(|f| f.session().document().path() == path);
        if let Some(at) = open {
            self.current = at;
            return;
        }
        if self.open_kept(ctx, &path) {
            return;
        }
        self.show_first_rows(ctx, &path);
        let profiles = self.profiles.clone();
        match Job::open(ctx, path, crate::io::OpenOptions::default(), profiles) {
            Some(job) => self.jobs.push(job),
            None => self.open_failure = Some(text::t(self.lang, "work-no-thread")),
        }
    }

    /// True when the work of a kind is running.
    pub(super) fn is_doing(&self, kind: impl Fn(&Work) -> bool) -> bool {
        self.jobs.iter().any(|job| kind(&job.work))
    }

    /// Closes a tab, after asking when it holds work that is nowhere else.
    pub(super) fn close(&mut self, at: usize, sure: bool) {
        let Some(file) = self.files.get(at) else {
            return;
        };
        if !sure && file.is_changed() {
            self.ask_to_save(at, Then::Close);
            return;
        }
        let file = self.files.remove(at);
        self.let_go(&file);
        if self.current >= at && self.current > 0 {
            self.current -= 1;
        }
    }

    /// Ends the program, after asking for each file with work that is nowhere else.
    pub(super) fn quit(&mut self, ctx: &egui::Context, sure: bool) {
        let changed = self.files.iter().position(Workspace::is_changed);
        if let Some(at) = changed.filter(|_| !sure) {
            self.ask_to_save(at, Then::Quit);
            return;
        }
        self.quitting = true;
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    pub(super) fn use_system_dialogs(&self) -> bool {
        self.system_dialogs
    }

    /// After a system dialog could not be shown, paths are typed.
    pub(super) fn give_up_system_dialogs(&mut self) {
        self.system_dialogs = false;
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.end();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
