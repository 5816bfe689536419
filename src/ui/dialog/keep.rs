//! Questions about what is kept: where to save and how to lock it, a passphrase, what a crash
//! left behind, a source that is gone or has changed, leaving with work that is nowhere else,
//! deleting all traces.

use std::path::PathBuf;

use eframe::egui;
use egui::{Frame, Margin, TextEdit, Ui};
use zeroize::Zeroizing;

use super::ask::{first_focus, named};
use super::{body, buttons, title};
use crate::document::{Allowed, Leftover, PROJECT_ENDING};
use crate::text::moment;
use crate::ui::app::{App, Intent};
use crate::ui::job::Purpose;
use crate::ui::keep_actions::Then;
use crate::ui::keep_job::{From, Wanted, name_of};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};

/// Which question.
pub enum KeepDialog {
    Save(SaveForm),
    Passphrase {
        path: PathBuf,
        text: Zeroizing<String>,
        failed: Option<String>,
    },
    /// `None` once it is answered.
    Resume(Option<Leftover>),
    /// The source is not where it was.
    Gone {
        from: Option<From>,
        path: PathBuf,
        text: String,
    },
    /// The source is not what it was.
    Changed {
        from: Option<From>,
        path: PathBuf,
    },
    Leave {
        name: String,
        lost: Lost,
        then: Then,
    },
    Traces {
        key: bool,
        has_key: bool,
    },
}

/// What would be lost without saving.
#[derive(Clone, Copy)]
pub enum Lost {
    /// All work.
    All,
    /// What was done since it was saved or exported.
    Latest,
    /// What was done in rows that the export left out, so many.
    Rows(u64),
}

/// Where to save and how to lock it.
pub struct SaveForm {
    pub path: String,
    /// Else with the key of this computer.
    passphrase: bool,
    /// There is a place for a key of this computer.
    computer: bool,
    text: Zeroizing<String>,
    again: Zeroizing<String>,
    replace: bool,
}

impl SaveForm {
    /// For a proposed path.
    #[must_use]
    pub fn new(path: String, computer: bool) -> Self {
        Self {
            path,
            passphrase: !computer,
            computer,
            text: Zeroizing::default(),
            again: Zeroizing::default(),
            replace: false,
        }
    }

    /// The path with the ending of a project.
    fn target(&self) -> Option<PathBuf> {
        let clean = self.path.trim().trim_matches('"');
        if clean.is_empty() {
            return None;
        }
        let mut path = PathBuf::from(clean);
        if path.extension().is_none_or(|e| e != PROJECT_ENDING) {
            let mut name = path.file_name()?.to_owned();
            name.push(".");
            name.push(PROJECT_ENDING);
            path.set_file_name(name);
        }
        Some(path)
    }

    /// The id of what is still missing.
    fn missing(&self, exists: bool) -> Option<&'static str> {
        if self.passphrase && self.text.is_empty() {
            Some("save-passphrase-missing")
        } else if self.passphrase && *self.text != *self.again {
            Some("save-passphrase-differs")
        } else if exists && !self.replace {
            Some("save-exists")
        } else {
            None
        }
    }
}

impl KeepDialog {
    /// Asks for the passphrase of a project.
    #[must_use]
    pub fn passphrase(path: PathBuf) -> Self {
        Self::Passphrase {
            path,
            text: Zeroizing::default(),
            failed: None,
        }
    }

    /// Says why the last try failed.
    pub fn fail(&mut self, words: String) {
        if let Self::Passphrase { failed, .. } = self {
            *failed = Some(words);
        }
    }

    /// Asks where the source is now.
    #[must_use]
    pub fn gone(from: From, path: PathBuf) -> Self {
        Self::Gone {
            from: Some(from),
            path,
            text: String::new(),
        }
    }

    /// Asks whether what fits is to be taken.
    #[must_use]
    pub fn changed(from: From, path: PathBuf) -> Self {
        Self::Changed {
            from: Some(from),
            path,
        }
    }

    /// Takes a path that was chosen in a dialog of the system.
    pub fn take_path(&mut self, path: &std::path::Path) {
        let chosen = path.to_string_lossy().into_owned();
        match self {
            Self::Save(form) => form.path = chosen,
            Self::Gone { text, .. } => *text = chosen,
            _ => {}
        }
    }
}

/// Draws the question; true when it is answered.
pub fn show(
    app: &mut App,
    dialog: &mut KeepDialog,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    match dialog {
        KeepDialog::Save(form) => save(app, form, ui, look, intents),
        KeepDialog::Passphrase { path, text, failed } => {
            passphrase(app, path, text, failed.as_deref(), ui, look)
        }
        KeepDialog::Resume(leftover) => resume(app, leftover, ui, look),
        KeepDialog::Gone { from, path, text } => gone(app, from, path, text, ui, look, intents),
        KeepDialog::Changed { from, path } => changed(app, from, path, ui, look),
        KeepDialog::Leave { name, lost, then } => leave(name, *lost, *then, ui, look, intents),
        KeepDialog::Traces { key, has_key } => traces(key, *has_key, ui, look, intents),
    }
}

fn wrapped(ui: &mut Ui, look: &Look, words: String) {
    ui.add(
        egui::Label::new(
            egui::RichText::new(words)
                .font(theme::regular(size::BODY))
                .color(look.p().text),
        )
        .wrap(),
    );
}

fn quiet(ui: &mut Ui, look: &Look, words: String) {
    ui.add(
        egui::Label::new(
            egui::RichText::new(words)
                .font(theme::regular(size::SMALL))
                .color(look.p().muted),
        )
        .wrap(),
    );
}

fn box_of(ui: &mut Ui, look: &Look, tone: Tone, words: String) {
    widget::tinted(look, tone).show(ui, |ui| {
        ui.set_width(ui.available_width());
        wrapped(ui, look, words);
    });
}

/// A field whose text is not shown, also not to a screen reader. True when Enter ended it.
fn secret(ui: &mut Ui, look: &Look, key: &str, text: &mut String, first: bool) -> bool {
    let p = look.p();
    let words = look.t(key);
    widget::line(ui, &words, theme::regular(size::SMALL), p.muted);
    let width = ui.available_width();
    let response = ui.add(
        TextEdit::singleline(text)
            .password(true)
            .id(egui::Id::unique(("kept secret", key)))
            .font(theme::mono(size::BODY))
            .frame(
                Frame::new()
                    .fill(p.grid)
                    .stroke(egui::Stroke::new(1.0, p.ctl))
                    .corner_radius(radius::BUTTON)
                    .inner_margin(Margin::symmetric(8, 6)),
            )
            .desired_width(width - 18.0),
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &words));
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, response.rect.shrink(3.0), radius::VALUE, p);
    }
    if first {
        first_focus(ui, &response, key);
    }
    // The field keeps what was typed for its own undo: not a passphrase.
    if response.changed()
        && let Some(mut state) = TextEdit::load_state(ui.ctx(), response.id)
    {
        state.clear_undoer();
        TextEdit::store_state(ui.ctx(), response.id, state);
    }
    widget::entered(ui, &response)
}

fn path_line(
    app: &App,
    text: &mut String,
    (key, purpose): (&str, Purpose),
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let words = look.t(key);
    widget::line(ui, &words, theme::regular(size::SMALL), p.muted);
    ui.horizontal(|ui| {
        let system = app.use_system_dialogs();
        let width = ui.available_width() - if system { 110.0 } else { 0.0 };
        let hint = look.t("path-hint");
        let field = widget::field(ui, look, text, &hint, width, theme::mono(size::SMALL));
        named(field, &words, text);
        if system
            && Button::new(Loud::Outlined, &look.t("save-browse"))
                .show(ui, look)
                .clicked()
        {
            intents.push(Intent::Browse(purpose, PathBuf::from(&*text)));
        }
    });
}

fn save(
    app: &mut App,
    form: &mut SaveForm,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let mut close = title(ui, look, &look.t("save-title"), Some(&look.t("save-about")));
    let mut entered = false;
    let target = form.target();
    let exists = target.as_ref().is_some_and(|path| path.exists());
    body(ui, |ui| {
        path_line(
            app,
            &mut form.path,
            ("save-path", Purpose::Project),
            ui,
            look,
            intents,
        );
        if exists {
            ui.horizontal(|ui| {
                let words = look.t("save-replace");
                if widget::tick(ui, look, form.replace, &words) {
                    form.replace = !form.replace;
                }
                widget::line(ui, words, theme::regular(size::BODY), p.text);
            });
        }
        ui.add_space(8.0);
        if form.computer {
            if widget::radio(ui, look, !form.passphrase, &look.t("save-computer"), None) {
                form.passphrase = false;
            }
            if widget::radio(ui, look, form.passphrase, &look.t("save-passphrase"), None) {
                form.passphrase = true;
            }
        }
        ui.add_space(4.0);
        if form.passphrase {
            quiet(ui, look, look.t("save-passphrase-about"));
            secret(ui, look, "save-passphrase-field", &mut form.text, false);
            entered = secret(ui, look, "save-passphrase-again", &mut form.again, false);
        } else {
            quiet(ui, look, look.t("save-computer-about"));
        }
    });
    let missing = form.missing(exists);
    let mut go = false;
    buttons(ui, look, |ui| {
        let button = Button::new(Loud::Filled, &look.t("save-go"))
            .enabled(missing.is_none() && target.is_some())
            .show(ui, look);
        if !form.passphrase {
            first_focus(ui, &button, "save");
        }
        go = button.clicked() || (entered && missing.is_none());
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
        if let Some(key) = missing {
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                widget::cut_line(ui, look.t(key), theme::regular(size::SMALL), p.muted);
            });
        }
    });
    if go && let Some(target) = target {
        let wanted = if form.passphrase {
            Wanted::Passphrase(form.text.clone())
        } else {
            Wanted::Computer
        };
        app.write_project(ui.ctx(), target, wanted, form.replace);
        return true;
    }
    close
}

fn passphrase(
    app: &mut App,
    path: &std::path::Path,
    text: &mut Zeroizing<String>,
    failed: Option<&str>,
    ui: &mut Ui,
    look: &Look,
) -> bool {
    let words = look.tf(
        "open-project-title",
        &[("file", name_of(path).as_str().into())],
    );
    let mut close = title(ui, look, &words, None);
    let mut go = false;
    body(ui, |ui| {
        go = secret(ui, look, "open-project-passphrase", text, true);
        if let Some(words) = failed {
            ui.add_space(6.0);
            box_of(ui, look, Tone::Error, words.to_owned());
        }
    });
    buttons(ui, look, |ui| {
        go |= Button::new(Loud::Filled, &look.t("path-go"))
            .enabled(!text.is_empty())
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go && !text.is_empty() {
        let from = From::Project {
            path: path.to_owned(),
            passphrase: Some(std::mem::take(text)),
        };
        app.restore(ui.ctx(), from, Allowed::default());
        return true;
    }
    close
}

fn resume(app: &mut App, leftover: &mut Option<Leftover>, ui: &mut Ui, look: &Look) -> bool {
    let Some(left) = leftover.as_ref() else {
        return true;
    };
    let name = left.source.file_name();
    let args = [("file", name.as_str().into())];
    let mut later = title(ui, look, &look.tf("resume-title", &args), None);
    body(ui, |ui| {
        let changes = left.changes as u64;
        let number = look.n(changes);
        let when = moment(look.lang, left.changed.into(), chrono::Local::now());
        let words = look.tf(
            "resume-about",
            &[
                ("when", when.as_str().into()),
                ("n", changes.into()),
                ("changes", number.as_str().into()),
            ],
        );
        widget::line(ui, words, theme::semibold(size::BODY), look.p().text);
        ui.add_space(4.0);
        wrapped(ui, look, look.t("resume-why"));
    });
    let (mut go, mut delete) = (false, false);
    buttons(ui, look, |ui| {
        let button = Button::new(Loud::Filled, &look.t("resume-go")).show(ui, look);
        first_focus(ui, &button, &left_id(&name, left));
        go = button.clicked();
        later |= Button::new(Loud::Outlined, &look.t("resume-later"))
            .show(ui, look)
            .clicked();
        delete = Button::new(Loud::Text, &look.t("resume-delete"))
            .show(ui, look)
            .clicked();
    });
    if go && let Some(left) = leftover.take() {
        app.restore(ui.ctx(), From::Journal(left), Allowed::default());
        return true;
    }
    if delete && let Some(left) = leftover.take() {
        left.delete();
        return true;
    }
    later
}

fn left_id(name: &str, left: &Leftover) -> String {
    format!("{name} {:?}", left.changed)
}

fn gone(
    app: &mut App,
    from: &mut Option<From>,
    path: &std::path::Path,
    text: &mut String,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let name = name_of(path);
    let args = [("file", name.as_str().into())];
    let mut close = title(ui, look, &look.tf("restore-gone-title", &args), None);
    body(ui, |ui| {
        let shown = path.to_string_lossy();
        wrapped(
            ui,
            look,
            look.tf("restore-gone-about", &[("path", shown.as_ref().into())]),
        );
        ui.add_space(6.0);
        path_line(
            app,
            text,
            ("restore-gone-path", Purpose::Source),
            ui,
            look,
            intents,
        );
    });
    let clean = text.trim().trim_matches('"').to_owned();
    let mut go = false;
    buttons(ui, look, |ui| {
        go = Button::new(Loud::Filled, &look.t("path-go"))
            .enabled(!clean.is_empty())
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go && let Some(from) = from.take() {
        let allowed = Allowed {
            source: Some(PathBuf::from(clean)),
            what_fits: false,
        };
        app.restore(ui.ctx(), from, allowed);
        return true;
    }
    close
}

fn changed(
    app: &mut App,
    from: &mut Option<From>,
    path: &std::path::Path,
    ui: &mut Ui,
    look: &Look,
) -> bool {
    let name = name_of(path);
    let args = [("file", name.as_str().into())];
    let mut close = title(ui, look, &look.tf("restore-changed-title", &args), None);
    body(ui, |ui| {
        let shown = path.to_string_lossy();
        box_of(
            ui,
            look,
            Tone::Warning,
            look.tf("restore-changed-about", &[("path", shown.as_ref().into())]),
        );
        ui.add_space(6.0);
        wrapped(ui, look, look.t("restore-changed-what"));
    });
    let mut go = false;
    buttons(ui, look, |ui| {
        go = Button::new(Loud::Filled, &look.t("restore-changed-go"))
            .show(ui, look)
            .clicked();
        let back = Button::new(Loud::Outlined, &look.t("cancel")).show(ui, look);
        first_focus(ui, &back, "changed");
        close |= back.clicked();
    });
    if go && let Some(from) = from.take() {
        let allowed = Allowed {
            source: Some(path.to_owned()),
            what_fits: true,
        };
        app.restore(ui.ctx(), from, allowed);
        return true;
    }
    close
}

fn leave(
    name: &str,
    lost: Lost,
    then: Then,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let words = look.tf("leave-title", &[("file", name.into())]);
    let mut close = title(ui, look, &words, None);
    let about = match lost {
        Lost::All => look.t("leave-about"),
        Lost::Latest => look.t("leave-about-more"),
        Lost::Rows(rows) => {
            let shown = look.n(rows);
            let args = [("n", rows.into()), ("rows", shown.as_str().into())];
            look.tf("leave-about-rows", &args)
        }
    };
    body(ui, |ui| wrapped(ui, look, about));
    let (mut save, mut give_up) = (false, false);
    buttons(ui, look, |ui| {
        let button = Button::new(Loud::Filled, &look.t("leave-save")).show(ui, look);
        first_focus(ui, &button, name);
        save = button.clicked();
        give_up = Button::new(Loud::Outlined, &look.t("leave-give-up"))
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    // What is done then may ask something else, so that it closes this question itself.
    if save || give_up {
        intents.push(Intent::Leave { then, save });
    }
    close && !save && !give_up
}

fn traces(
    key: &mut bool,
    has_key: bool,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let mut close = title(ui, look, &look.t("traces-title"), None);
    body(ui, |ui| {
        wrapped(ui, look, look.t("traces-about"));
        ui.add_space(4.0);
        quiet(ui, look, look.t("traces-stay"));
        if has_key {
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let words = look.t("traces-key");
                if widget::tick(ui, look, *key, &words) {
                    *key = !*key;
                }
                widget::line(ui, words, theme::regular(size::BODY), p.text);
            });
            if *key {
                box_of(ui, look, Tone::Warning, look.t("traces-key-about"));
            }
        }
    });
    let mut go = false;
    buttons(ui, look, |ui| {
        go = Button::new(Loud::Filled, &look.t("traces-go"))
            .show(ui, look)
            .clicked();
        let back = Button::new(Loud::Outlined, &look.t("cancel")).show(ui, look);
        first_focus(ui, &back, "traces");
        close |= back.clicked();
    });
    if go {
        intents.push(Intent::DeleteTraces { key: *key });
    }
    close && !go
}
