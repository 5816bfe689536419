//! What a paste would do, before it is done: how many cells, where, what does not fit, examples.

use eframe::egui;
use egui::{Sense, Ui, pos2, vec2};

use super::ask::first_focus;
use super::place::wrapped;
use super::{body, buttons, title};
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::paste::Paste;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, visible_blanks};

const LINE: f32 = 24.0;

/// Draws the dialog; true when it wants to close.
pub fn show(app: &App, paste: &Paste, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) -> bool {
    let count = paste.count() as u64;
    let where_to = look.tf(
        "paste-where",
        &[
            ("from", paste.from.as_str().into()),
            ("to", paste.to.as_str().into()),
        ],
    );
    let mut close = title(ui, look, &look.t("paste-title"), Some(&where_to));
    body(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for (key, n) in [
            ("paste-overwritten", paste.overwritten),
            ("paste-unchanged", paste.unchanged),
            ("paste-rows-beyond", paste.rows_beyond),
            ("paste-cols-beyond", paste.cols_beyond),
        ] {
            if n > 0 {
                let n = n as u64;
                let words = look.tf(
                    key,
                    &[("n", n.into()), ("count", look.n(n).as_str().into())],
                );
                told(ui, look, key.ends_with("beyond"), words);
            }
        }
        if paste.skips_hidden {
            told(ui, look, true, look.t("paste-skips-hidden"));
        }
        if !paste.examples.is_empty() {
            ui.add_space(4.0);
            widget::line(
                ui,
                look.t("paste-examples"),
                theme::semibold(size::BODY),
                look.p().text,
            );
            examples(app, paste, ui, look);
        }
    });
    buttons(ui, look, |ui| {
        let words = look.tf(
            "paste-do",
            &[
                ("n", count.into()),
                ("count", look.n(count).as_str().into()),
            ],
        );
        let button = Button::new(Loud::Filled, &words)
            .enabled(count > 0)
            .show(ui, look);
        if count > 0 {
            first_focus(ui, &button, "paste");
        }
        if button.clicked() {
            intents.push(Intent::Select(paste.covers.clone()));
            intents.push(Intent::Run(paste.command()));
            close = true;
        }
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    close
}

fn told(ui: &mut Ui, look: &Look, warns: bool, words: String) {
    let p = look.p();
    let (sign, color) = if warns {
        (icon::WARNING, p.warning)
    } else {
        (icon::INFO, p.muted)
    };
    ui.horizontal_top(|ui| {
        widget::line(ui, sign, theme::icon_font(16.0), color);
        wrapped(ui, words, p.text);
    });
}

fn examples(app: &App, paste: &Paste, ui: &mut Ui, look: &Look) {
    let p = look.p();
    let width = ui.available_width();
    let side = (width - 80.0 - 28.0) / 2.0;
    ui.spacing_mut().item_spacing.y = 0.0;
    for (address, col, before, after) in &paste.examples {
        let hidden = app.hide_clear
            && app
                .file()
                .is_some_and(|file| crate::ui::sheet::is_personal(file.session().document(), *col));
        let shown = |text: &crate::table::TextBuf| {
            if hidden && !text.as_text().is_empty() {
                look.t("grid-masked")
            } else if text.as_text().is_empty() {
                look.t("grid-empty")
            } else {
                visible_blanks(text.as_text().reveal())
            }
        };
        let (rect, _) = ui.allocate_exact_size(vec2(width, LINE), Sense::hover());
        let cells = [
            (0.0, 76.0, address.clone(), p.muted),
            (80.0, side, shown(before), p.muted),
            (80.0 + side, 28.0, "→".to_owned(), p.muted),
            (108.0 + side, side, shown(after), p.text),
        ];
        for (at, wide, words, color) in cells {
            let place = egui::Rect::from_min_size(
                pos2(rect.left() + at, rect.top() + 3.0),
                vec2(wide - 6.0, LINE),
            );
            widget::inside(ui, place, widget::down(), |ui| {
                widget::cut_line(ui, words, theme::mono(size::SMALL), color);
            });
        }
    }
}
