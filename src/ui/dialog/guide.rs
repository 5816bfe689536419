//! A page of help for each step, and one for the beginning: what it is for, what to do, what to
//! know. The words are in `assets/i18n`; nothing is fetched from anywhere.

use egui::{ScrollArea, Ui};

use super::place::wrapped;
use super::{body, buttons, title};
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Step;
use eframe::egui;

/// How many things to know a page has.
const NOTES: usize = 4;

fn page(step: Option<Step>) -> &'static str {
    match step {
        None => "guide-start",
        Some(Step::Read) => "guide-read",
        Some(Step::Match) => "guide-match",
        Some(Step::Fix) => "guide-fix",
        Some(Step::Protect) => "guide-protect",
        Some(Step::Export) => "guide-export",
    }
}

/// Draws the page; its tabs lead to the others. True when it wants to close.
pub fn show(step: &mut Option<Step>, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let mut close = title(ui, look, &look.t("do-step-help"), None);
    body(ui, |ui| {
        let pages: Vec<Option<Step>> = std::iter::once(None).chain(Step::ALL.map(Some)).collect();
        let names: Vec<String> = (pages.iter())
            .map(|page| match page {
                None => look.t("guide-start"),
                Some(step) => look.t(step.key()),
            })
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let chosen = pages.iter().position(|page| page == step).unwrap_or(0);
        if let Some(picked) = widget::segments(ui, look, &names, chosen, 28.0)
            && let Some(page) = pages.get(picked)
        {
            *step = *page;
        }
        ui.add_space(10.0);
        let key = page(*step);
        let height = (ui.ctx().content_rect().height() - 240.0).clamp(160.0, 420.0);
        ScrollArea::vertical()
            .id_salt(key)
            .max_height(height)
            .show(ui, |ui| {
                ui.set_width(ui.available_width() - 8.0);
                ui.spacing_mut().item_spacing.y = 6.0;
                wrapped(ui, look.t(&format!("{key}-what")), p.text);
                ui.add_space(6.0);
                for (heading, part) in [("guide-do", "do"), ("guide-know", "know")] {
                    widget::line(ui, look.t(heading), theme::semibold(size::BODY), p.text);
                    for n in 1..=NOTES {
                        let id = format!("{key}-{part}-{n}");
                        if crate::text::has(look.lang, &id) {
                            ui.horizontal_top(|ui| {
                                widget::line(ui, "•", theme::regular(size::BODY), p.accent);
                                wrapped(ui, look.t(&id), p.text);
                            });
                        }
                    }
                    ui.add_space(6.0);
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
