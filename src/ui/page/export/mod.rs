//! The export as a checklist: what goes, what stays and why, where it is written; then what was
//! written. A blocked button says what blocks it.

use std::path::Path;

use eframe::egui;
use egui::{Align, Frame, Layout, Margin, Ui};

use crate::document::{FileType, Invalid, MethodChoice};
use crate::ui::app::{App, Intent};
use crate::ui::dialog::Dialog;
use crate::ui::dialog::losses::ConfirmExport;
use crate::ui::job::Work;
use crate::ui::outlook::{Outlook, Wanted};
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Look, Tone};
use crate::ui::workspace::{Step, Workspace};

mod checklist;
mod hits;
mod leaving;

/// Draws the page.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let writing = app.is_doing(|work| matches!(work, Work::Exporting { .. }));
    let held = app.key.as_ref().map(|held| held.key.fingerprint());
    let has_key = held.is_some();
    let Some(file) = app.file_mut() else {
        return;
    };
    let revision = file.session().document().revision();
    if file.export.done_at(revision).is_some() {
        super::exported::show(file, ui, look, intents);
        return;
    }
    let title = look.tf("export-title", &[("file", file.name.as_str().into())]);
    // Taken out while it is drawn: the page changes what stands beside it.
    let Some(outlook) = file.outlook.take() else {
        super::read::page(ui, look, &title, &look.t("export-below-counting"), |_| {});
        return;
    };
    let stale = outlook.wanted != Wanted::of(file);
    let blocked = blockers(file, &outlook, look);
    let below = match blocked.len() as u64 {
        _ if stale => look.t("export-below-counting"),
        0 => look.t("export-below-ready"),
        n => look.tf("export-below-blocked", &[("n", n.into())]),
    };
    super::read::page(ui, look, &title, &below, |ui| {
        let width = ui.available_width();
        let side = if width > 820.0 { 340.0 } else { 290.0 };
        let state = leaving::State {
            blocked: &blocked,
            stale,
            writing,
            has_key,
        };
        // Side by side only where the list keeps enough room to be read.
        if width < side + 400.0 {
            leaving::show(file, &outlook, ui, look, &state, intents);
            ui.add_space(16.0);
            checklist::show(file, &outlook, ui, look, held, intents);
            return;
        }
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(width - side - 24.0);
                checklist::show(file, &outlook, ui, look, held, intents);
            });
            ui.add_space(8.0);
            ui.vertical(|ui| {
                ui.set_width(side);
                leaving::show(file, &outlook, ui, look, &state, intents);
            });
        });
    });
    file.outlook = Some(outlook);
}

/// True while a worker has yet to find out what the page shows.
#[must_use]
pub fn is_stale(file: &Workspace) -> bool {
    file.outlook
        .as_ref()
        .is_none_or(|o| o.wanted != Wanted::of(file))
}

/// What a wish to export leads to: the method is asked for once; a write that loses rows or
/// keeps errors is asked for once more, in numbers.
fn wish(file: &Workspace, outlook: &Outlook, has_key: bool) -> Intent {
    let method = file.session().document().settings().privacy.method;
    if method == MethodChoice::Undecided && outlook.pseudonyms > 0 {
        return Intent::Open(Dialog::method(has_key, true));
    }
    let errors = file.derived.counts.error;
    if file.export.invalid != Invalid::Stop && errors > 0 {
        let source = file.session().document().path().to_owned();
        let target = Path::new(&file.export.target);
        Intent::Open(Dialog::ConfirmExport(ConfirmExport {
            invalid: file.export.invalid,
            rows: outlook.held_back_rows,
            leaving: outlook.rows,
            errors,
            // The workbook is of every row of the file that is held back.
            may_hold_back: outlook.wanted.shown.is_none() && outlook.held_back_rows > 0,
            with_held_back: false,
            held_back: crate::ui::platform::return_target(&source, target),
            replace: false,
        }))
    } else {
        Intent::ExportAlone
    }
}

/// The wish to export by keyboard, when the page is shown and nothing blocks it.
#[must_use]
pub fn wish_by_key(file: &Workspace, look: &Look, has_key: bool) -> Option<Intent> {
    let outlook = file.outlook.as_ref()?;
    let here = file.step == Step::Export && !is_stale(file);
    (here && blockers(file, outlook, look).is_empty()).then(|| wish(file, outlook, has_key))
}

/// How many things stand between the file and its export, as far as is known.
#[must_use]
pub fn open_points(file: &Workspace, look: &Look) -> Option<u64> {
    let outlook = file.outlook.as_ref()?;
    (!is_stale(file)).then(|| blockers(file, outlook, look).len() as u64)
}

fn blockers(file: &Workspace, outlook: &Outlook, look: &Look) -> Vec<String> {
    let mut list = Vec::new();
    if !outlook.missing.is_empty() {
        let fields = outlook.missing.join(", ");
        list.push(look.tf("block-missing", &[("fields", fields.as_str().into())]));
    }
    // Columns that are missing have been named.
    let missing = outlook.missing.len() as u64;
    let errors = file.derived.counts.error.saturating_sub(missing);
    let rows = file.derived.bad_rows;
    if errors > 0 && file.export.invalid == Invalid::Stop {
        list.push(look.tf(
            "block-errors",
            &[("n", rows.into()), ("rows", look.n(rows).as_str().into())],
        ));
    }
    let open = hits::unresolved(file, outlook);
    if open > 0 {
        list.push(look.tf(
            "block-hits",
            &[("n", open.into()), ("count", look.n(open).as_str().into())],
        ));
    }
    if let Some(problem) = outlook.key {
        list.push(super::protect::key_words(look, problem));
    }
    if outlook.rows == 0 {
        list.push(look.t("block-no-rows"));
    }
    if file.export.split_rows().is_err() {
        list.push(look.t("block-split"));
    }
    let target = Path::new(&file.export.target);
    if file.export.target.trim().is_empty() {
        list.push(look.t("block-no-target"));
    } else if is_there(file) && !file.export.replace {
        list.push(look.t("block-exists"));
    } else if FileType::of(target).is_none() {
        list.push(look.t("block-no-target"));
    }
    list
}

/// A file of one of the names is there already: the platform's file or its record.
fn is_there(file: &Workspace) -> bool {
    let target = Path::new(&file.export.target);
    let records = crate::ui::platform::record_targets(target);
    let parts = file.export.body || !file.export.split.trim().is_empty();
    let first = if parts {
        crate::ui::platform::first_part(target)
    } else {
        target.to_owned()
    };
    first.exists() || records.iter().any(|record| record.exists())
}

/// One line of a checklist without an action at the right.
pub fn wide_item(
    ui: &mut Ui,
    look: &Look,
    tone: Tone,
    title: &str,
    proof: &str,
    below: impl FnOnce(&mut Ui),
) {
    line_of(ui, look, tone, title, proof, 10.0, |_| {}, below);
}

/// One line of a checklist: sign, result, proof, action at the right, and what stands below.
pub fn item(
    ui: &mut Ui,
    look: &Look,
    tone: Tone,
    title: &str,
    proof: &str,
    action: impl FnOnce(&mut Ui),
    below: impl FnOnce(&mut Ui),
) {
    line_of(ui, look, tone, title, proof, 120.0, action, below);
}

#[expect(clippy::too_many_arguments, reason = "the parts of one line")]
fn line_of(
    ui: &mut Ui,
    look: &Look,
    tone: Tone,
    title: &str,
    proof: &str,
    aside: f32,
    action: impl FnOnce(&mut Ui),
    below: impl FnOnce(&mut Ui),
) {
    let p = look.p();
    let (strong, _) = tone.colors(p);
    Frame::new()
        .inner_margin(Margin::symmetric(14, 11))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                widget::line(ui, tone.sign(), theme::fill_font(20.0), strong);
                ui.add_space(4.0);
                let room = ui.available_width();
                ui.vertical(|ui| {
                    ui.set_width(room);
                    ui.horizontal_top(|ui| {
                        let words = room - aside;
                        ui.vertical(|ui| {
                            ui.set_width(words);
                            ui.spacing_mut().item_spacing.y = 1.0;
                            widget::line(ui, title, theme::semibold(size::BODY), p.text);
                            if !proof.is_empty() {
                                widget::line(ui, proof, theme::regular(size::BODY), p.muted);
                            }
                        });
                        ui.with_layout(Layout::right_to_left(Align::Min), action);
                    });
                    below(ui);
                });
            });
        });
}

/// A name and a number.
pub fn number(ui: &mut Ui, look: &Look, key: &str, value: u64) {
    let p = look.p();
    ui.horizontal(|ui| {
        ui.set_height(20.0);
        widget::line(ui, look.t(key), theme::regular(size::BODY), p.muted);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            widget::line(ui, look.n(value), theme::num_semibold(size::BODY), p.text);
        });
    });
}
