//! What was done, step by step, with the way back to any step; the recipe for the next file, and
//! the page for the provider. Both are written beside the platform's file and never replace one.

use std::path::PathBuf;

use eframe::egui;
use egui::{Align, Layout, ScrollArea, Stroke, Ui, vec2};

use super::{body, buttons, title};
use crate::document::LeftOutWhy;
use crate::text;
use crate::ui::app::{App, Intent};
use crate::ui::job::Purpose;
use crate::ui::theme::{self, size};
use crate::ui::toast::Toast;
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Workspace;

/// Draws the list; true when it wants to close.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) -> bool {
    let p = look.p();
    let Some(file) = app.file() else {
        return true;
    };
    let steps: Vec<(String, Option<LeftOutWhy>)> = {
        let session = file.session();
        let schema = session.document().schema();
        session
            .history()
            .iter()
            .map(|entry| {
                let words = text::label(look.lang, schema, &entry.label);
                (words, entry.left_out())
            })
            .collect()
    };
    let n = steps.len() as u64;
    let below = look.tf(
        "history-steps",
        &[("n", n.into()), ("steps", look.n(n).as_str().into())],
    );
    let mut close = title(
        ui,
        look,
        &look.t("history-title"),
        (n > 0).then_some(below.as_str()),
    );
    let mut back_to = None;
    body(ui, |ui| {
        if steps.is_empty() {
            widget::line(
                ui,
                look.t("history-none"),
                theme::regular(size::BODY),
                p.muted,
            );
            return;
        }
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(140.0, 420.0);
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true])
            .show_rows(ui, 32.0, steps.len(), |ui, shown| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for at in shown {
                    // The last step first.
                    let number = steps.len() - 1 - at;
                    let Some((words, left_out)) = steps.get(number) else {
                        continue;
                    };
                    let (rect, _) = ui.allocate_exact_size(
                        vec2(ui.available_width(), 32.0),
                        egui::Sense::hover(),
                    );
                    let row = Layout::right_to_left(Align::Center);
                    widget::inside(ui, rect, row, |ui| {
                        let undo = look.t("history-back");
                        if Button::new(Loud::Text, &undo)
                            .height(26.0)
                            .show(ui, look)
                            .clicked()
                        {
                            back_to = Some(number);
                        }
                        if let Some(why) = left_out {
                            let why = look.t(text::left_out_key(*why));
                            widget::line(
                                ui,
                                look.t("history-by-hand"),
                                theme::regular(size::SMALL),
                                p.muted,
                            )
                            .on_hover_text(why);
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            let place = (number + 1).to_string();
                            widget::line(ui, place, theme::num(size::CAPTION), p.muted);
                            widget::cut_line(ui, words, theme::regular(size::BODY), p.text);
                        });
                    });
                    ui.painter().hline(
                        rect.x_range(),
                        rect.bottom() - 0.5,
                        Stroke::new(1.0, p.line),
                    );
                }
            });
    });
    let some = !steps.is_empty();
    let (mut recipe, mut page, mut apply) = (false, false, false);
    buttons(ui, look, |ui| {
        close |= Button::new(Loud::Filled, &look.t("close"))
            .show(ui, look)
            .clicked();
        recipe = Button::new(Loud::Outlined, &look.t("history-recipe"))
            .enabled(some)
            .show(ui, look)
            .on_hover_text(look.t("history-recipe-about"))
            .clicked();
        page = Button::new(Loud::Outlined, &look.t("history-page"))
            .enabled(some)
            .show(ui, look)
            .on_hover_text(look.t("history-page-about"))
            .clicked();
        apply = Button::new(Loud::Text, &look.t("history-apply"))
            .show(ui, look)
            .clicked();
    });
    if let Some(steps) = back_to {
        intents.push(Intent::UndoTo(steps));
    }
    if apply {
        let start = PathBuf::from(&file.export.target);
        intents.push(Intent::CloseDialog);
        intents.push(Intent::Browse(Purpose::Recipe, start));
        return false;
    }
    let written = if recipe {
        write(file, "recipe.toml", &|file| {
            file.session().recipe().to_toml().ok()
        })
    } else if page {
        write(file, "corrections.html", &|file| {
            Some(text::corrections_page(look.lang, &file.session()))
        })
    } else {
        return close;
    };
    app.toast = Some(Toast::note(match written {
        Ok(path) => look.tf(
            "history-written",
            &[("file", path.to_string_lossy().as_ref().into())],
        ),
        Err(error) => text::write_error(look.lang, &error),
    }));
    close
}

/// Writes beside the platform's file, under a name that is free.
fn write(
    file: &Workspace,
    ending: &str,
    make: &dyn Fn(&Workspace) -> Option<String>,
) -> Result<PathBuf, crate::io::atomic::WriteError> {
    let target = PathBuf::from(&file.export.target);
    let stem = PathBuf::from(&file.name)
        .file_stem()
        .map(|s| s.to_string_lossy().into_owned())
        .unwrap_or_default();
    let (name, extension) = ending.split_once('.').unwrap_or((ending, ""));
    let path = (1..100)
        .map(|n| match n {
            1 => target.with_file_name(format!("{stem}_{name}.{extension}")),
            n => target.with_file_name(format!("{stem}_{name}_{n}.{extension}")),
        })
        .find(|path| !path.exists())
        .ok_or(crate::io::atomic::WriteError::TargetExists)?;
    let words = make(file).ok_or(crate::io::atomic::WriteError::VerifyFailed)?;
    std::fs::write(&path, words)?;
    Ok(path)
}
