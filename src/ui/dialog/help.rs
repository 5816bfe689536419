//! The list of shortcuts, derived from the registry, and what program this is.

use eframe::egui;
use egui::{Align, Layout, ScrollArea, Ui};

use super::{body, buttons, title};
use crate::ui::action::{self, Action};
use crate::ui::app::App;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};

/// Room for two shortcuts side by side.
const KEYS_WIDTH: f32 = 190.0;

/// Every action that has keys with what it does, and the keys of the grid.
pub fn shortcuts(ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let mut close = title(ui, look, &look.t("do-shortcuts"), None);
    body(ui, |ui| {
        let height = (ui.ctx().content_rect().height() - 190.0).clamp(200.0, 460.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let mut line = |words: String, help: Option<String>, keys: String| {
                ui.horizontal_top(|ui| {
                    let room = ui.available_width() - KEYS_WIDTH;
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 1.0;
                        ui.set_width(room);
                        widget::line(ui, words, theme::regular(size::BODY), p.text);
                        if let Some(help) = help {
                            widget::line(ui, help, theme::regular(size::SMALL), p.muted);
                        }
                    });
                    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                        ui.add_space(8.0);
                        widget::line(ui, keys, theme::mono(size::SMALL), p.text);
                    });
                });
                ui.add_space(4.0);
            };
            for action in Action::ALL {
                let keys: Vec<String> = action
                    .shortcut()
                    .into_iter()
                    .chain(action.second_shortcut())
                    .map(|keys| action::keys(look.lang, keys))
                    .collect();
                if !keys.is_empty() {
                    let help = look.t(action.help());
                    line(look.t(action.key()), Some(help), keys.join(" · "));
                }
            }
            for (words, keys) in [
                ("keys-move", "keys-move-keys"),
                ("keys-edge", "keys-edge-keys"),
                ("keys-select", "keys-select-keys"),
                ("keys-parts", "keys-parts-keys"),
                ("keys-edit", "keys-edit-keys"),
                ("keys-date", "keys-date-keys"),
                ("keys-cancel", "keys-cancel-keys"),
                ("keys-copy", "keys-copy-keys"),
                ("keys-clear", "keys-clear-keys"),
            ] {
                line(look.t(words), None, look.t(keys));
            }
        });
    });
    buttons(ui, look, |ui| {
        close |= Button::new(Loud::Filled, &look.t("close"))
            .show(ui, look)
            .clicked();
    });
    close
}

/// The licences of what Tamis is made of; a test keeps the list whole.
const NOTICES: &str = include_str!("../../../assets/licenses/third-party.txt");

/// Version, licence, and a line to copy that holds no data; `notices` shows what it is made of.
pub fn about(app: &App, notices: &mut bool, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let mut close = title(ui, look, "Tamis", Some(&look.t("start-about")));
    let details = format!(
        "Tamis {} · {} {} · {} · zoom {:.1} · {}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        match app.lang {
            crate::text::Lang::En => "en",
            crate::text::Lang::Fr => "fr",
        },
        ui.ctx().zoom_factor(),
        look.t("about-format"),
    );
    body(ui, |ui| {
        for key in [
            "promise-offline",
            "promise-source",
            "promise-protected",
            "about-platform",
        ] {
            widget::line(ui, look.t(key), theme::regular(size::BODY), p.text);
        }
        ui.add_space(8.0);
        widget::line(ui, &details, theme::mono(size::SMALL), p.muted);
        ui.add_space(4.0);
        widget::line(
            ui,
            look.t("about-licence"),
            theme::regular(size::SMALL),
            p.muted,
        );
        if *notices {
            ui.add_space(8.0);
            let height = (ui.ctx().content_rect().height() - 400.0).clamp(120.0, 320.0);
            let lines: Vec<&str> = NOTICES.lines().collect();
            ScrollArea::both()
                .max_height(height)
                .auto_shrink([false, true])
                .show_rows(ui, 16.0, lines.len(), |ui, range| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for line in lines.get(range).unwrap_or_default() {
                        let heading = !line.starts_with(' ');
                        let color = if heading { p.text } else { p.muted };
                        widget::line(ui, *line, theme::mono(size::CAPTION), color);
                    }
                });
        }
    });
    buttons(ui, look, |ui| {
        close |= Button::new(Loud::Filled, &look.t("close"))
            .show(ui, look)
            .clicked();
        if Button::new(Loud::Outlined, &look.t("about-copy"))
            .show(ui, look)
            .clicked()
        {
            ui.copy_text(details.clone());
        }
        if !*notices
            && Button::new(Loud::Text, &look.t("about-notices"))
                .show(ui, look)
                .clicked()
        {
            *notices = true;
        }
    });
    close
}
