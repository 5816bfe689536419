//! What is remembered of providers: kept after an export under a name, listed, renamed, thinned
//! out, exported, forgotten. Headers, fields and the steps of the recipe; no value of a
//! person is ever kept.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use eframe::egui;
use egui::{Align, CornerRadius, Layout, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::ask::{first_focus, named};
use super::{body, buttons, title};
use crate::document::{Profile, ProfileError, ProfileStore};
use crate::text;
use crate::ui::app::App;
use crate::ui::icon;
use crate::ui::page::columns::row::cut;
use crate::ui::platform;
use crate::ui::theme::{self, radius, size};
use crate::ui::toast::Toast;
use crate::ui::widget::{self, Button, Look, Loud};

/// The list's state.
#[derive(Default)]
pub struct Providers {
    list: Option<Vec<Profile>>,
    chosen: usize,
    name: String,
    /// The path for an export, while it is asked for.
    path: Option<String>,
    /// Asked once before a provider is forgotten.
    forgetting: bool,
    told: Option<String>,
    /// A profile was saved: open files of its provider are to hear of it.
    saved: bool,
}

/// What is asked before a provider is remembered.
#[derive(Default)]
pub struct Remember {
    name: Option<String>,
    require_key: Option<bool>,
}

impl Providers {
    fn load(&mut self, store: &ProfileStore) {
        let list = store.list();
        self.chosen = self.chosen.min(list.len().saturating_sub(1));
        self.name = list
            .get(self.chosen)
            .map(|p| p.provider.clone())
            .unwrap_or_default();
        self.list = Some(list);
        self.path = None;
        self.forgetting = false;
    }

    fn choose(&mut self, at: usize) {
        self.chosen = at;
        self.told = None;
        self.path = None;
        self.forgetting = false;
        self.name = self
            .list
            .as_ref()
            .and_then(|l| l.get(at))
            .map(|p| p.provider.clone())
            .unwrap_or_default();
    }
}

/// Asks under which name this file's reading and matching is kept; true when it wants to close.
pub fn remember(app: &mut App, asked: &mut Remember, ui: &mut Ui, look: &Look) -> bool {
    // The provider of which this file was recognised comes first.
    let first = || {
        app.file()
            .and_then(|f| f.provider.clone())
            .unwrap_or_default()
    };
    let name = asked.name.get_or_insert_with(first);
    let demanded = || {
        app.file().is_some_and(|f| {
            let session = f.session();
            session.document().settings().privacy.key_required
        })
    };
    let require_key = asked.require_key.get_or_insert_with(demanded);
    let p = look.p();
    let mut close = title(ui, look, &look.t("remember-title"), None);
    let mut go = false;
    let store = app.profiles.clone();
    let known: Vec<String> = store
        .as_ref()
        .map(|s| s.list().into_iter().map(|p| p.provider).collect())
        .unwrap_or_default();
    body(ui, |ui| {
        let words = look.t("remember-about");
        ui.add(
            egui::Label::new(
                egui::RichText::new(words)
                    .font(theme::regular(size::BODY))
                    .color(p.muted),
            )
            .wrap(),
        );
        ui.add_space(8.0);
        let label = look.t("remember-name");
        let width = ui.available_width();
        let font = theme::regular(size::BODY);
        let field = widget::field(ui, look, name, &label, width, font);
        let field = named(field, &label, name);
        first_focus(ui, &field, "remember");
        go = widget::entered(ui, &field);
        if known.iter().any(|k| k == name.trim()) {
            ui.add_space(4.0);
            let words = look.t("remember-replaces");
            widget::line(ui, words, theme::regular(size::SMALL), p.warning);
        }
        ui.add_space(8.0);
        if widget::check(ui, look, *require_key, &look.t("remember-require-key")) {
            *require_key = !*require_key;
        }
        if store.is_none() {
            ui.add_space(4.0);
            let words = look.t("remember-no-folder");
            widget::line(ui, words, theme::regular(size::BODY), p.error);
        }
    });
    let clean = name.trim().to_owned();
    let ready = !clean.is_empty() && store.is_some();
    buttons(ui, look, |ui| {
        go |= Button::new(Loud::Filled, &look.t("remember-go"))
            .enabled(ready)
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if let (true, true, Some(store)) = (go, ready, store) {
        let profile = app
            .file()
            .map(|file| {
                let session = file.session();
                Profile::of(session.document(), &clean).with_steps(&session.recipe())
            })
            .map(|profile| Profile {
                require_key: *require_key,
                ..profile
            });
        let saved = profile.map(|profile| store.save(&profile));
        if let (Some(Ok(())), Some(file)) = (&saved, app.file_mut()) {
            file.provider = Some(clean.clone());
        }
        app.expect_keys_of_profiles();
        let words = match saved {
            Some(Ok(())) => look.tf("remember-done", &[("provider", clean.as_str().into())]),
            Some(Err(error)) => text::profile_error(look.lang, &error),
            None => return true,
        };
        app.toast = Some(Toast::note(words));
        return true;
    }
    close
}

/// Draws the list; true when it wants to close.
pub fn show(app: &mut App, state: &mut Providers, ui: &mut Ui, look: &Look) -> bool {
    let below = look.t("providers-below");
    let mut close = title(ui, look, &look.t("providers-title"), Some(&below));
    let store = app.profiles.clone();
    if let Some(store) = &store
        && state.list.is_none()
    {
        state.load(store);
    }
    let tall = (ui.ctx().content_rect().height() - 240.0).clamp(180.0, 340.0);
    body(ui, |ui| {
        let p = look.p();
        let count = state.list.as_ref().map_or(0, Vec::len);
        if count == 0 {
            let key = if store.is_none() {
                "remember-no-folder"
            } else {
                "providers-none"
            };
            widget::line(ui, look.t(key), theme::regular(size::BODY), p.muted);
            return;
        }
        let room = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(210.0);
                names(state, ui, look, tall);
            });
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.set_width(room - 230.0);
                if let Some(store) = &store {
                    one(state, store, ui, look, tall);
                }
            });
        });
    });
    if std::mem::take(&mut state.saved) {
        app.expect_keys_of_profiles();
    }
    buttons(ui, look, |ui| {
        close |= Button::new(Loud::Filled, &look.t("close"))
            .show(ui, look)
            .clicked();
    });
    close
}

fn names(state: &mut Providers, ui: &mut Ui, look: &Look, tall: f32) {
    let p = look.p();
    let mut chosen = None;
    ScrollArea::vertical()
        .id_salt("providers")
        .max_height(tall)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let list = state.list.as_deref().unwrap_or_default();
            for (at, profile) in list.iter().enumerate() {
                let (rect, response) =
                    ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
                let on = at == state.chosen;
                response.widget_info(|| {
                    WidgetInfo::selected(Role::ListItem, true, on, &profile.provider)
                });
                if on || response.hovered() {
                    let fill = if on { p.sel } else { p.hover };
                    ui.painter()
                        .rect_filled(rect, CornerRadius::same(radius::SMALL), fill);
                }
                cut(
                    ui,
                    rect.left() + 10.0,
                    rect.right() - 8.0,
                    rect.center().y,
                    &profile.provider,
                    theme::regular(size::BODY),
                    p.text,
                );
                widget::follow(&response);
                if response.has_focus() {
                    widget::ring(ui, rect.shrink(3.0), radius::SMALL, p);
                }
                if response.clicked() {
                    chosen = Some(at);
                }
            }
        });
    if let Some(at) = chosen {
        state.choose(at);
    }
}

/// One remembered provider: its name, what is remembered, what can be done with it.
fn one(state: &mut Providers, store: &Arc<ProfileStore>, ui: &mut Ui, look: &Look, tall: f32) {
    let p = look.p();
    let list = state.list.as_deref().unwrap_or_default();
    let Some(profile) = list.get(state.chosen).cloned() else {
        return;
    };
    let mut told = None;
    let mut changed: Option<Profile> = None;
    let label = look.t("remember-name");
    ui.horizontal(|ui| {
        let font = theme::regular(size::BODY);
        let width = ui.available_width() - 120.0;
        let field = widget::field(ui, look, &mut state.name, &label, width, font);
        let field = named(field, &label, &state.name);
        let clean = state.name.trim().to_owned();
        let other = clean != profile.provider && !clean.is_empty();
        let words = look.t("providers-rename");
        let pressed = Button::new(Loud::Outlined, &words)
            .enabled(other)
            .show(ui, look)
            .clicked();
        if other && (pressed || widget::entered(ui, &field)) {
            changed = Some(Profile {
                provider: clean,
                ..profile.clone()
            });
        }
    });
    ui.add_space(6.0);
    if let Some(key) = profile.key {
        let key = key.text();
        let words = look.tf("providers-key", &[("key", key.as_str().into())]);
        widget::line(ui, words, theme::regular(size::SMALL), p.muted);
    }
    let words = look.t("remember-require-key");
    if widget::check(ui, look, profile.require_key, &words) {
        changed = Some(Profile {
            require_key: !profile.require_key,
            ..profile.clone()
        });
    }
    ui.add_space(4.0);
    ScrollArea::vertical()
        .id_salt("remembered")
        .max_height(tall - 130.0)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let edited = remembered(&profile, ui, look);
            changed = changed.take().or(edited);
        });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let words = look.t(if state.forgetting {
            "providers-forget-sure"
        } else {
            "providers-forget"
        });
        let forget = Button::new(Loud::Outlined, &words)
            .icon(icon::TRASH)
            .show(ui, look);
        if forget.clicked() {
            if state.forgetting {
                told = store.delete(&profile.provider).err();
                state.list = None;
            }
            state.forgetting = !state.forgetting;
        }
        let words = look.t("providers-export");
        let export = Button::new(Loud::Outlined, &words)
            .icon(icon::EXPORT)
            .show(ui, look);
        if export.clicked() {
            let name = format!("{}.toml", profile.provider.replace(['/', '\\', ':'], "-"));
            state.path = Some(platform::documents_target(&name));
        }
    });
    if let Some(path) = &mut state.path {
        ui.add_space(4.0);
        let label = look.t("path-field");
        let mut done = false;
        ui.horizontal(|ui| {
            let width = ui.available_width() - 110.0;
            let font = theme::mono(size::SMALL);
            let field = widget::field(ui, look, path, &label, width, font);
            let field = named(field, &label, path);
            let words = look.t("providers-save");
            done = Button::new(Loud::Outlined, &words).show(ui, look).clicked()
                || widget::entered(ui, &field);
        });
        if done {
            match write_new(Path::new(path.trim()), &profile) {
                Ok(()) => {
                    let args = [("file", path.as_str().into())];
                    state.told = Some(look.tf("providers-saved", &args));
                    state.path = None;
                }
                Err(error) => told = Some(error),
            }
        }
    }
    if let Some(new) = changed {
        match store.save(&new) {
            Ok(()) if new.provider != profile.provider => {
                told = store.delete(&profile.provider).err();
                state.list = None;
            }
            Ok(()) => state.list = None,
            Err(error) => told = Some(error),
        }
        state.saved = true;
    }
    if let Some(error) = told {
        state.told = Some(text::profile_error(look.lang, &error));
    }
    if let Some(words) = &state.told {
        ui.add_space(4.0);
        widget::cut_line(ui, words, theme::regular(size::SMALL), p.muted);
    }
}

/// Writes a profile to a file that is not there yet.
fn write_new(path: &Path, profile: &Profile) -> Result<(), ProfileError> {
    let text = profile.to_toml()?;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|_| ProfileError::Io)?;
    file.write_all(text.as_bytes())
        .map_err(|_| ProfileError::Io)
}

/// The lines of a profile; the profile without the one that was taken out.
fn remembered(profile: &Profile, ui: &mut Ui, look: &Look) -> Option<Profile> {
    let mut changed = None;
    if let Some(sheet) = &profile.read.asked.sheet {
        let words = look.tf("providers-sheet", &[("sheet", sheet.as_str().into())]);
        line(ui, look, &words, "", None);
    }
    if let Some(row) = profile.read.asked.header_row {
        let row = row.to_string();
        let words = look.tf("providers-row", &[("row", row.as_str().into())]);
        line(ui, look, &words, "", None);
    }
    for (at, join) in profile.joins.iter().enumerate() {
        let headers: Vec<&str> = join.columns.iter().map(|c| c.header.trim()).collect();
        if line(
            ui,
            look,
            &headers.join(" + "),
            &join.field,
            Some("providers-drop"),
        ) {
            let mut new = profile.clone();
            new.joins.remove(at);
            changed = Some(new);
        }
    }
    for (at, one) in profile.conversions.iter().enumerate() {
        let how = look.t(text::conversion_key(one.conversion));
        let words = format!("{} ({how})", one.column.header.trim());
        if line(ui, look, &words, &one.field, Some("providers-drop")) {
            let mut new = profile.clone();
            new.conversions.remove(at);
            changed = Some(new);
        }
    }
    for field in &profile.constants {
        line(ui, look, &look.t("match-constant"), field, None);
    }
    for (at, column) in profile.columns.iter().enumerate() {
        let target = match (&column.field, column.extra) {
            (Some(field), _) => field.clone(),
            (None, Some(crate::check::ExtraForm::Clear)) => look.t("match-extra-clear"),
            (None, Some(crate::check::ExtraForm::Pseudonym)) => look.t("match-extra-pseudonym"),
            (None, None) => look.t("match-left-out"),
        };
        if line(
            ui,
            look,
            column.header.trim(),
            &target,
            Some("providers-drop"),
        ) {
            let mut new = profile.clone();
            new.columns.remove(at);
            changed = Some(new);
        }
    }
    changed
}

fn line(ui: &mut Ui, look: &Look, from: &str, to: &str, drop: Option<&str>) -> bool {
    let p = look.p();
    let mut gone = false;
    ui.horizontal(|ui| {
        let width = ui.available_width() - 44.0;
        let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::hover());
        response
            .widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{from} → {to}")));
        let y = rect.center().y;
        let middle = rect.left() + width * 0.52;
        let font = || theme::regular(size::BODY);
        cut(ui, rect.left(), middle - 22.0, y, from, font(), p.text);
        if !to.is_empty() {
            ui.painter().text(
                pos2(middle - 10.0, y),
                egui::Align2::CENTER_CENTER,
                icon::ARROW_RIGHT,
                theme::icon_font(13.0),
                p.muted,
            );
            cut(ui, middle + 4.0, rect.right(), y, to, font(), p.muted);
        }
        if let Some(key) = drop {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = look.tf(key, &[("column", from.into())]);
                gone = widget::icon_button(ui, look, icon::X, &name, true).clicked();
            });
        }
    });
    gone
}
