//! What the Read and Match pages ask for: the file read in another way, all proposals confirmed.

use std::path::Path;

use eframe::egui;

use super::app::App;
use super::dialog::Dialog;
use super::errand::Doing;
use super::job::{Job, Known, Work};
use super::page::columns::Segment;
use super::privacy_actions::Waiting;
use super::toast::Toast;
use super::widget::Look;
use super::workspace::{Step, Workspace};
use crate::document::{Command, Document, Label, PlanError, Session, column_lines, required_lines};
use crate::io::{OpenError, OpenOptions, Preview};
use crate::text;

/// Bytes from which on a file is not read in a blink.
const LONG: u64 = 1 << 20;

/// Rows that are shown of it meanwhile.
const FIRST: usize = 60;

impl App {
    /// Runs all proposals about columns as one step of the history.
    pub(super) fn match_all(&mut self, look: &Look, commands: Vec<Command>) {
        if !self.is_free(look, || Waiting::Match(commands.clone())) {
            return;
        }
        let label = Label::MatchColumns {
            count: commands.len(),
        };
        self.change(look, Doing::Changing, move |session, _| {
            let refused = session.run_as_one(&commands, label);
            Box::new(move |app, look| app.tell_matched(look, refused.first()))
        });
    }

    /// Tells what was matched. What still needs a choice is shown; else there is nothing left to
    /// match.
    fn tell_matched(&mut self, look: &Look, refused: Option<&PlanError>) {
        self.toast = Some(match refused {
            Some(error) => Toast::note(text::plan_error(look.lang, error)),
            None => Toast::done(self.done_words(look)),
        });
        if let Some(file) = self.file_mut() {
            if file.board.waits.is_empty() {
                file.step = Step::Fix;
            } else {
                file.board.show_segment(Segment::Waiting);
            }
        }
    }

    /// Finds out what the Match page lists, before it is drawn; a large file takes its time.
    pub(super) fn prepare_match(&mut self, look: &Look) {
        let behind = self.file().is_some_and(|file| {
            file.step == Step::Match && file.board.is_behind(file.session().document())
        });
        if !behind || self.has_errand() {
            return;
        }
        self.inquire(look, |session| {
            let document = session.document();
            let (lines, required) = (column_lines(document), required_lines(document));
            let revision = document.revision();
            Box::new(move |app, _| {
                if let Some(file) = app.file_mut() {
                    file.board.fill(revision, lines, required);
                }
            })
        });
    }

    /// Reads the file in front again in another way.
    pub(super) fn reopen(&mut self, ctx: &egui::Context, options: OpenOptions, sure: bool) {
        if self.is_doing(|work| matches!(work, Work::Opening { .. })) {
            return;
        }
        let Some(file) = self.file() else {
            return;
        };
        let corrected = file.session().has_corrections();
        if !sure && corrected {
            let name = file.name.clone();
            self.dialog = Some(Dialog::Reopen { options, name });
            return;
        }
        let path = file.session().document().path().to_owned();
        match Job::reopen(ctx, path, options) {
            Some(job) => self.jobs.push(job),
            None => self.sorry(text::t(self.lang, "work-no-thread")),
        }
    }

    /// Tells that a file was matched as its provider's last one; what is new stays on screen.
    pub(super) fn greet(&mut self, file: &mut Workspace, known: Known) {
        file.provider = Some(known.provider.clone());
        let applied = &known.applied;
        let nothing_new =
            applied.changes.is_empty() && applied.ask.is_empty() && applied.refused.is_empty();
        if nothing_new && known.steps.is_none() {
            let args = [("provider", known.provider.as_str().into())];
            self.toast = Some(Toast::note(text::tf(self.lang, "known-as", &args)));
        } else {
            file.known = Some(known);
        }
    }

    fn sorry(&mut self, words: String) {
        self.dialog = Some(Dialog::Sorry { words });
    }

    /// Puts a file that was read in another way in the place of itself.
    pub(super) fn reopened(
        &mut self,
        ctx: &egui::Context,
        path: &Path,
        result: Result<Document, OpenError>,
        sha256: Option<String>,
    ) {
        let slot = self
            .files
            .iter()
            .position(|f| f.session().document().path() == path);
        let Some(slot) = slot else {
            return;
        };
        match result {
            Ok(document) => {
                let mut session = Session::new(document);
                // What was decided about columns and privacy holds for the file, however it is
                // read.
                let refused = self
                    .files
                    .get(slot)
                    .map(|old| session.take_choices(&old.session()))
                    .unwrap_or_default();
                let mut file = self.workspace(session, None);
                file.sha256 = sha256;
                self.expect_key_of(&file);
                file.step = Step::Read;
                if !refused.is_empty() {
                    let n = refused.len() as u64;
                    let count = text::count(self.lang, n);
                    let args = [("n", n.into()), ("count", count.as_str().into())];
                    let words = text::tf(self.lang, "reopen-refused", &args);
                    self.toast = Some(Toast::note(words));
                }
                if let Some(old) = self.files.get_mut(slot) {
                    file.export.target.clone_from(&old.export.target);
                    file.export.file_type = old.export.file_type;
                    file.provider.clone_from(&old.provider);
                    // The journal of the work that was given up ends before the new one begins.
                    if let Some(mut session) = old.session_mut() {
                        session.end_journal();
                    }
                }
                self.begin_keeping(ctx, &file);
                if let Some(old) = self.files.get_mut(slot) {
                    *old = file;
                }
            }
            Err(OpenError::Cancelled) => {}
            Err(error) => {
                let name = self.files.get(slot).map(|f| f.name.clone());
                let words = text::open_error(self.lang, &name.unwrap_or_default(), &error);
                self.sorry(words);
            }
        }
    }

    /// Takes the first rows of a file.
    /// Looks at the first rows of a large file while all of it is read.
    pub(super) fn show_first_rows(&mut self, ctx: &egui::Context, path: &Path) {
        // Of json all has to be read to know its columns.
        let json = path
            .extension()
            .is_some_and(|e| e.to_string_lossy().starts_with("json"));
        let long = !json && std::fs::metadata(path).is_ok_and(|data| data.len() >= LONG);
        self.first_rows = None;
        if !long || !self.files.is_empty() {
            return;
        }
        if let Some(job) = Job::peek(ctx, path.to_owned(), OpenOptions::default(), FIRST) {
            self.jobs.push(job);
            self.first_rows = Some((path.to_owned(), None));
        }
    }

    pub(super) fn peeked(
        &mut self,
        path: &Path,
        options: OpenOptions,
        result: Result<Preview, OpenError>,
    ) {
        if let Some((of, rows)) = &mut self.first_rows
            && of == path
        {
            // What is wrong with the file is said when it is opened.
            *rows = result.ok();
            return;
        }
        let lang = self.lang;
        let file = self
            .files
            .iter_mut()
            .find(|f| f.session().document().path() == path);
        if let Some(file) = file {
            let result = result.map_err(|error| text::open_error(lang, &file.name, &error));
            file.reading.take(options, result);
        }
    }
}
