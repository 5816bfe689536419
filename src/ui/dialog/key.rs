//! Making, opening and backing up a key file: where it is, its passphrase, and the fingerprint
//! that people compare. The passphrase is wiped when the dialog goes.

use std::path::PathBuf;

use eframe::egui;
use egui::{Frame, Margin, TextEdit, Ui};
use zeroize::Zeroizing;

use super::{Dialog, ask, body, buttons, title};
use crate::document::peek_key;
use crate::privacy::{Fingerprint, Protection};
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::job::{KeyPurpose, Purpose};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};

/// What is typed.
pub struct KeyForm {
    pub purpose: KeyPurpose,
    pub path: String,
    pub passphrase: Zeroizing<String>,
    pub again: Zeroizing<String>,
    /// No passphrase: whoever has the file has the key.
    pub declined: bool,
    pub failed: Option<String>,
    pub working: bool,
    pub then_export: bool,
    /// What the file tells without its passphrase, and for which path that was asked.
    peeked: Option<(String, Option<(Fingerprint, Protection)>)>,
}

/// Room for a passphrase, so that it does not move and leave copies behind.
const ROOM: usize = 512;

impl KeyForm {
    fn of(purpose: KeyPurpose, path: String, then_export: bool) -> Dialog {
        Dialog::Key(Box::new(Self {
            purpose,
            path,
            passphrase: Zeroizing::new(String::with_capacity(ROOM)),
            again: Zeroizing::new(String::with_capacity(ROOM)),
            declined: false,
            failed: None,
            working: false,
            then_export,
            peeked: None,
        }))
    }

    /// Makes a key.
    #[must_use]
    pub fn create(then_export: bool) -> Dialog {
        let path = crate::ui::platform::key_place();
        Self::of(KeyPurpose::New, path, then_export)
    }

    /// Opens a key.
    #[must_use]
    pub fn open(then_export: bool) -> Dialog {
        let path = crate::ui::platform::key_place();
        let path = if PathBuf::from(&path).is_file() {
            path
        } else {
            String::new()
        };
        Self::of(KeyPurpose::Open, path, then_export)
    }

    /// Writes a backup of the key in use.
    #[must_use]
    pub fn backup(then_export: bool) -> Dialog {
        Self::of(KeyPurpose::Backup, String::new(), then_export)
    }

    /// What keeps the form from being done, as the id of a sentence; nothing when it is complete.
    fn missing(&self) -> Option<&'static str> {
        if self.path.trim().is_empty() {
            return Some("key-no-path");
        }
        if self.purpose == KeyPurpose::Open {
            let sealed = self
                .protection()
                .is_none_or(|(_, p)| p == Protection::Passphrase);
            return (sealed && self.passphrase.is_empty()).then_some("key-type-passphrase");
        }
        if self.declined {
            return None;
        }
        if self.passphrase.chars().count() < 8 {
            return Some("key-short-passphrase");
        }
        (*self.passphrase != *self.again).then_some("key-not-the-same")
    }

    fn protection(&self) -> Option<(Fingerprint, Protection)> {
        self.peeked.as_ref().and_then(|(_, told)| *told)
    }

    /// A small file is looked at once for each path typed.
    fn peek(&mut self) {
        let path = self.path.trim();
        let fresh = self.peeked.as_ref().is_some_and(|(of, _)| of == path);
        if self.purpose == KeyPurpose::Open && !fresh {
            let told = peek_key(&PathBuf::from(path)).ok();
            self.peeked = Some((path.to_owned(), told));
        }
    }
}

/// The form.
pub fn show(
    app: &mut App,
    form: &mut KeyForm,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    form.peek();
    let (heading, about, action) = match form.purpose {
        KeyPurpose::New => ("key-new-title", "key-new-about", "key-new-go"),
        KeyPurpose::Open => ("key-open-title", "key-open-about", "key-open-go"),
        KeyPurpose::Backup => ("key-backup-title", "key-backup-about", "key-backup-go"),
    };
    let mut close = title(ui, look, &look.t(heading), Some(&look.t(about)));
    body(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        path_field(app, form, ui, look, intents);
        if let Some((fingerprint, _)) = form.protection() {
            ui.add_space(2.0);
            fingerprint_box(ui, look, fingerprint);
        }
        let open = form
            .protection()
            .is_some_and(|(_, p)| p == Protection::None);
        if !open && !form.declined {
            secret_field(ui, look, "key-passphrase", &mut form.passphrase);
            if form.purpose != KeyPurpose::Open {
                secret_field(ui, look, "key-passphrase-again", &mut form.again);
            }
        }
        if form.purpose != KeyPurpose::Open {
            ui.horizontal(|ui| {
                let words = look.t("key-decline");
                if widget::tick(ui, look, form.declined, &words) {
                    form.declined = !form.declined;
                }
                widget::line(ui, words, theme::regular(size::BODY), p.text);
            });
            if form.declined {
                widget::tinted(look, Tone::Warning).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    let words = look.t("key-declined");
                    widget::line(ui, words, theme::regular(size::BODY), p.text);
                });
            }
        }
        if let Some(words) = &form.failed {
            widget::tinted(look, Tone::Error).show(ui, |ui| {
                ui.set_width(ui.available_width());
                widget::line(ui, words, theme::regular(size::BODY), p.text);
            });
        }
    });
    let missing = form.missing();
    let mut go = false;
    buttons(ui, look, |ui| {
        let words = look.t(if form.working { "work-key" } else { action });
        go = Button::new(Loud::Filled, &words)
            .enabled(missing.is_none() && !form.working)
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
        if let Some(key) = missing.filter(|_| !form.working) {
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                widget::cut_line(ui, look.t(key), theme::regular(size::SMALL), p.muted);
            });
        }
    });
    if go {
        app.start_key(ui.ctx(), form);
    }
    close
}

fn path_field(app: &App, form: &mut KeyForm, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let save = form.purpose != KeyPurpose::Open;
    let words = look.t(if save { "key-where" } else { "key-file" });
    widget::line(ui, &words, theme::regular(size::SMALL), p.muted);
    let hint = look.t("key-hint");
    if let Some(purpose) = path_line(app, ui, look, &mut form.path, &words, &hint, save) {
        intents.push(Intent::Browse(purpose, PathBuf::from(&form.path)));
    }
}

/// A path and, where the system has a dialog for it, the button that asks for one.
fn path_line(
    app: &App,
    ui: &mut Ui,
    look: &Look,
    path: &mut String,
    name: &str,
    hint: &str,
    save: bool,
) -> Option<Purpose> {
    let mut browse = false;
    let size = egui::vec2(ui.available_width(), theme::extent::FIELD);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        if app.use_system_dialogs() {
            browse = Button::new(Loud::Outlined, &look.t("key-browse"))
                .show(ui, look)
                .clicked();
        }
        let width = ui.available_width();
        let font = theme::mono(size::SMALL);
        let field = widget::field(ui, look, path, hint, width, font);
        ask::named(field, name, path);
    });
    browse.then_some(Purpose::Key { save })
}

/// A field whose text is not shown, also not to a screen reader.
fn secret_field(ui: &mut Ui, look: &Look, key: &str, text: &mut String) {
    let p = look.p();
    let words = look.t(key);
    widget::line(ui, &words, theme::regular(size::SMALL), p.muted);
    let width = ui.available_width();
    let response = ui.add(
        TextEdit::singleline(text)
            .password(true)
            .id(egui::Id::unique(("secret", key)))
            .font(theme::mono(size::BODY))
            .frame(
                Frame::new()
                    .fill(p.grid)
                    .stroke(egui::Stroke::new(1.0, p.ctl))
                    .corner_radius(radius::BUTTON)
                    .inner_margin(Margin::symmetric(8, 6)),
            )
            .desired_width(width),
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &words));
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, response.rect.shrink(3.0), radius::VALUE, p);
    }
    // The field keeps what was typed for its own undo: not a passphrase.
    if response.changed()
        && let Some(mut state) = TextEdit::load_state(ui.ctx(), response.id)
    {
        state.clear_undoer();
        TextEdit::store_state(ui.ctx(), response.id, state);
    }
}

/// Its eight characters, as they stand everywhere else, large enough to be read out.
pub fn fingerprint_box(ui: &mut Ui, look: &Look, fingerprint: Fingerprint) {
    let p = look.p();
    let text = fingerprint.text();
    Frame::new()
        .fill(p.privacy_tint)
        .corner_radius(radius::VALUE)
        .inner_margin(Margin::symmetric(10, 7))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                widget::line(ui, icon::KEY, theme::icon_font(16.0), p.privacy);
                widget::line(ui, text, theme::mono(size::CARD), p.text);
            });
        });
}

/// The key that was made: its fingerprint, and a backup.
pub fn made(
    fingerprint: Fingerprint,
    path: &str,
    then_export: bool,
    app: &mut App,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let close = title(ui, look, &look.t("key-made-title"), None);
    body(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        fingerprint_box(ui, look, fingerprint);
        for key in ["key-compare", "key-keep"] {
            widget::line(ui, look.t(key), theme::regular(size::BODY), p.text);
        }
        let words = look.tf("key-stands", &[("file", path.into())]);
        widget::line(ui, words, theme::regular(size::SMALL), p.muted);
    });
    let (mut done, mut backup) = (false, false);
    buttons(ui, look, |ui| {
        backup = Button::new(Loud::Filled, &look.t("key-backup"))
            .show(ui, look)
            .clicked();
        done = Button::new(Loud::Outlined, &look.t("key-later"))
            .show(ui, look)
            .clicked();
    });
    if backup {
        app.set_pending(then_export);
        intents.push(Intent::Open(KeyForm::backup(then_export)));
        return false;
    }
    if done || close {
        app.set_pending(then_export);
        return true;
    }
    false
}
