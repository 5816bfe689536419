//! The export as a checklist: what goes, what stays and why, where it is written; then what was
//! written. A blocked button says what blocks it.

use std::path::{Path, PathBuf};

use eframe::egui;
use egui::{Align, Frame, Layout, Margin, Ui};

use crate::check::Severity;
use crate::document::{Document, FileType, Invalid, LeftOutReason, Upload};
use crate::ui::app::{App, Intent};
use crate::ui::dialog::Dialog;
use crate::ui::icon;
use crate::ui::job::Work;
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::{Step, Workspace, key_of};

/// What the checklist says, computed once per revision and choice.
#[derive(Clone)]
pub struct Forecast {
    revision: u64,
    invalid: Invalid,
    rows: u64,
    left_out_rows: u64,
    columns: u64,
    protected: u64,
    pseudonyms: u64,
    blurred: u64,
    emptied: u64,
    left_out: Vec<(String, LeftOutReason)>,
    missing: Vec<String>,
}

impl Forecast {
    fn new(document: &Document, invalid: Invalid) -> Self {
        let upload = Upload::new(document, invalid);
        let (pseudonyms, blurred, emptied) = upload.privacy_counts();
        let rows = upload.rows().len() as u64;
        let all = document.table().rows().count() as u64;
        Self {
            revision: document.revision(),
            invalid,
            rows,
            left_out_rows: all - rows,
            columns: upload.columns().count() as u64,
            protected: crate::ui::panel::steps::protected(document),
            pseudonyms,
            blurred,
            emptied,
            left_out: upload
                .left_out()
                .into_iter()
                .map(|l| (l.header, l.reason))
                .collect(),
            missing: document
                .mapping()
                .missing_required(document.schema())
                .into_iter()
                .filter_map(|id| document.schema().field(id))
                .map(|f| f.name.clone())
                .collect(),
        }
    }
}

/// Draws the page.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let writing = app.is_doing(|work| matches!(work, Work::Exporting { .. }));
    let Some(file) = app.file_mut() else {
        return;
    };
    let revision = file.session().document().revision();
    if file
        .export
        .done
        .as_ref()
        .is_some_and(|(_, _, at)| *at == revision)
    {
        super::exported::show(file, ui, look, intents);
        return;
    }
    let stale = file
        .forecast
        .as_ref()
        .is_none_or(|f| f.revision != revision || f.invalid != file.export.invalid);
    if stale {
        let forecast = Forecast::new(file.session().document(), file.export.invalid);
        file.forecast = Some(forecast);
    }
    let Some(forecast) = file.forecast.clone() else {
        return;
    };
    let errors = file.derived.counts.error;
    let blocked = blockers(file, &forecast, look);
    let title = look.tf("export-title", &[("file", file.name.as_str().into())]);
    let below = match blocked.len() as u64 {
        0 => look.t("export-below-ready"),
        n => look.tf("export-below-blocked", &[("n", n.into())]),
    };
    super::read::page(ui, look, &title, &below, |ui| {
        let width = ui.available_width();
        let side = if width > 820.0 { 340.0 } else { 290.0 };
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(width - side - 24.0);
                checklist(file, ui, look, &forecast, errors, intents);
            });
            ui.add_space(8.0);
            ui.vertical(|ui| {
                ui.set_width(side);
                leaving(file, ui, look, &forecast, &blocked, writing, intents);
            });
        });
    });
}

/// What a wish to export leads to: a write that loses rows or keeps errors is asked for once
/// more, in numbers.
fn wish(file: &Workspace, left_out: u64) -> Intent {
    let errors = file.derived.counts.error;
    if file.export.invalid != Invalid::Stop && errors > 0 {
        Intent::Open(Dialog::ConfirmExport {
            invalid: file.export.invalid,
            rows: left_out,
            errors,
        })
    } else {
        Intent::Export
    }
}

/// The wish to export by keyboard, when the page is shown and nothing blocks it.
#[must_use]
pub fn wish_by_key(file: &Workspace, look: &Look) -> Option<Intent> {
    let forecast = file.forecast.as_ref()?;
    let here = file.step == Step::Export
        && forecast.revision == file.session().document().revision()
        && forecast.invalid == file.export.invalid;
    (here && blockers(file, forecast, look).is_empty()).then(|| wish(file, forecast.left_out_rows))
}

fn blockers(file: &Workspace, forecast: &Forecast, look: &Look) -> Vec<String> {
    let mut list = Vec::new();
    if !forecast.missing.is_empty() {
        list.push(look.tf(
            "block-missing",
            &[("fields", forecast.missing.join(", ").as_str().into())],
        ));
    }
    let errors = file.derived.counts.error;
    let rows = file.derived.bad_rows;
    if errors > 0 && forecast.invalid == Invalid::Stop && forecast.missing.is_empty() {
        list.push(look.tf(
            "block-errors",
            &[("n", rows.into()), ("rows", look.n(rows).as_str().into())],
        ));
    }
    if forecast.rows == 0 {
        list.push(look.t("block-no-rows"));
    }
    let target = Path::new(&file.export.target);
    if file.export.target.trim().is_empty() {
        list.push(look.t("block-no-target"));
    } else if target.exists() && !file.export.replace {
        list.push(look.t("block-exists"));
    }
    list
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
                        let words = room - 120.0;
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

fn checklist(
    file: &mut Workspace,
    ui: &mut Ui,
    look: &Look,
    forecast: &Forecast,
    errors: u64,
    intents: &mut Vec<Intent>,
) {
    widget::card(look)
        .inner_margin(Margin::ZERO)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            errors_item(file, ui, look, errors, intents);
            widget::rule(ui, look);
            required_item(ui, look, forecast, intents);
            widget::rule(ui, look);
            let counts = [
                ("pseudonyms", look.n(forecast.pseudonyms)),
                ("blurred", look.n(forecast.blurred)),
                ("emptied", look.n(forecast.emptied)),
            ];
            let args: Vec<(&str, crate::text::Arg<'_>)> = counts
                .iter()
                .map(|(k, v)| (*k, v.as_str().into()))
                .collect();
            let title = look.tf(
                "check-protected",
                &[
                    ("n", forecast.protected.into()),
                    ("columns", look.n(forecast.protected).as_str().into()),
                ],
            );
            let proof = look.tf("check-protected-proof", &args);
            let see = look.t("export-see");
            item(
                ui,
                look,
                Tone::Ok,
                &title,
                &proof,
                |ui| {
                    if Button::new(Loud::Text, &see).show(ui, look).clicked() {
                        intents.push(Intent::Step(Step::Protect));
                    }
                },
                |_| {},
            );
            if !forecast.left_out.is_empty() {
                widget::rule(ui, look);
                left_out_item(ui, look, forecast, intents);
            }
        });
}

fn errors_item(
    file: &mut Workspace,
    ui: &mut Ui,
    look: &Look,
    errors: u64,
    intents: &mut Vec<Intent>,
) {
    if errors == 0 {
        item(
            ui,
            look,
            Tone::Ok,
            &look.t("check-no-errors"),
            &look.t("check-no-errors-proof"),
            |_| {},
            |_| {},
        );
        return;
    }
    let rows = file.derived.bad_rows;
    let title = look.tf(
        "check-errors",
        &[
            ("e", errors.into()),
            ("errors", look.n(errors).as_str().into()),
            ("n", rows.into()),
            ("rows", look.n(rows).as_str().into()),
        ],
    );
    let kinds: Vec<String> = file
        .derived
        .groups
        .iter()
        .filter(|g| g.severity == Severity::Error)
        .take(4)
        .map(|g| {
            format!(
                "{} {}",
                look.t(&format!("rule-{}", g.rule.id())),
                look.n(g.count)
            )
        })
        .collect();
    let first = file.derived.groups.first().map(key_of);
    let tone = match file.export.invalid {
        Invalid::Stop => Tone::Error,
        _ => Tone::Warning,
    };
    let choices = [
        look.t("invalid-stop"),
        look.tf(
            "invalid-skip",
            &[("n", rows.into()), ("rows", look.n(rows).as_str().into())],
        ),
        look.t("invalid-keep"),
    ];
    let chosen = match file.export.invalid {
        Invalid::Stop => 0,
        Invalid::Skip => 1,
        Invalid::Keep => 2,
    };
    let mut picked = None;
    let show = look.t("problems-show");
    item(
        ui,
        look,
        tone,
        &title,
        &kinds.join(", "),
        |ui| {
            if Button::new(Loud::Outlined, &show).show(ui, look).clicked()
                && let Some(key) = first
            {
                intents.push(Intent::Choose(key));
            }
        },
        |ui| {
            ui.add_space(8.0);
            let words: Vec<&str> = choices.iter().map(String::as_str).collect();
            picked = widget::segments(ui, look, &words, chosen, 30.0);
            let about = [
                "invalid-stop-about",
                "invalid-skip-about",
                "invalid-keep-about",
            ];
            if let Some(key) = about.get(chosen) {
                ui.add_space(4.0);
                widget::line(ui, look.t(key), theme::regular(size::SMALL), look.p().muted);
            }
        },
    );
    if let Some(picked) = picked {
        file.export.invalid = match picked {
            1 => Invalid::Skip,
            2 => Invalid::Keep,
            _ => Invalid::Stop,
        };
    }
}

fn required_item(ui: &mut Ui, look: &Look, forecast: &Forecast, intents: &mut Vec<Intent>) {
    if forecast.missing.is_empty() {
        item(
            ui,
            look,
            Tone::Ok,
            &look.t("check-required"),
            &look.t("check-required-proof"),
            |_| {},
            |_| {},
        );
        return;
    }
    let n = forecast.missing.len() as u64;
    let title = look.tf(
        "check-missing",
        &[("n", n.into()), ("count", look.n(n).as_str().into())],
    );
    let see = look.t("export-see");
    item(
        ui,
        look,
        Tone::Error,
        &title,
        &forecast.missing.join(", "),
        |ui| {
            if Button::new(Loud::Outlined, &see).show(ui, look).clicked() {
                intents.push(Intent::Step(Step::Match));
            }
        },
        |_| {},
    );
}

fn left_out_item(ui: &mut Ui, look: &Look, forecast: &Forecast, intents: &mut Vec<Intent>) {
    let n = forecast.left_out.len() as u64;
    let title = look.tf(
        "check-left-out",
        &[("n", n.into()), ("count", look.n(n).as_str().into())],
    );
    let names: Vec<&str> = forecast
        .left_out
        .iter()
        .map(|(header, _)| header.as_str())
        .filter(|h| !h.trim().is_empty())
        .take(12)
        .collect();
    let see = look.t("export-see");
    item(
        ui,
        look,
        Tone::Note,
        &title,
        &names.join(", "),
        |ui| {
            if Button::new(Loud::Text, &see).show(ui, look).clicked() {
                intents.push(Intent::Step(Step::Match));
            }
        },
        |_| {},
    );
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

fn leaving(
    file: &mut Workspace,
    ui: &mut Ui,
    look: &Look,
    forecast: &Forecast,
    blocked: &[String],
    writing: bool,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    widget::card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        widget::line(
            ui,
            look.t("export-what"),
            theme::semibold(size::CARD),
            p.text,
        );
        ui.add_space(6.0);
        number(ui, look, "export-rows", forecast.rows);
        number(ui, look, "export-rows-left-out", forecast.left_out_rows);
        number(ui, look, "export-columns", forecast.columns);
        number(ui, look, "export-protected", forecast.protected);
        ui.add_space(6.0);
        widget::rule(ui, look);
        ui.add_space(6.0);
        widget::line(
            ui,
            look.t("export-kind"),
            theme::regular(size::SMALL),
            p.muted,
        );
        let kinds = [
            FileType::Csv,
            FileType::Xlsx,
            FileType::Json,
            FileType::Jsonl,
        ];
        let names = ["CSV", "Excel", "JSON", "JSONL"];
        let chosen = kinds
            .iter()
            .position(|kind| *kind == file.export.file_type)
            .unwrap_or_default();
        let picked = widget::segments(ui, look, &names, chosen, 30.0);
        if let Some(file_type) = picked.and_then(|at| kinds.get(at)).copied() {
            let extension = file_type.extension();
            file.export.file_type = file_type;
            let target = PathBuf::from(&file.export.target).with_extension(extension);
            file.export.target = target.to_string_lossy().into_owned();
            file.export.replace = false;
            file.export.failed = None;
        }
        ui.add_space(6.0);
        widget::line(
            ui,
            look.t("export-where"),
            theme::regular(size::SMALL),
            p.muted,
        );
        let path = Path::new(&file.export.target);
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let folder = path
            .parent()
            .map(|f| f.to_string_lossy().into_owned())
            .unwrap_or_default();
        ui.horizontal(|ui| {
            widget::line(ui, icon::FOLDER_OPEN, theme::icon_font(18.0), p.muted);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let change = Button::new(Loud::Text, &look.t("change")).show(ui, look);
                if change.clicked() {
                    intents.push(Intent::BrowseTarget);
                }
                ui.with_layout(widget::down(), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    widget::cut_line(ui, name, theme::regular(size::BODY), p.text);
                    widget::cut_line(ui, folder, theme::regular(size::SMALL), p.muted);
                });
            });
        });
        if path.exists() {
            ui.horizontal(|ui| {
                let words = look.t("export-replace");
                if widget::tick(ui, look, file.export.replace, &words) {
                    file.export.replace = !file.export.replace;
                }
                widget::line(ui, words, theme::regular(size::BODY), p.text);
            });
        }
        ui.add_space(8.0);
        if !blocked.is_empty() {
            widget::tinted(look, Tone::Error).show(ui, |ui| {
                ui.set_width(ui.available_width());
                widget::line(
                    ui,
                    look.tf("export-not-yet", &[("n", (blocked.len() as u64).into())]),
                    theme::semibold(size::SMALL),
                    p.text,
                );
                for words in blocked {
                    widget::line(ui, words, theme::regular(size::SMALL), p.text);
                }
            });
            ui.add_space(8.0);
        }
        if let Some(words) = &file.export.failed {
            widget::tinted(look, Tone::Error).show(ui, |ui| {
                ui.set_width(ui.available_width());
                widget::line(ui, words, theme::regular(size::BODY), p.text);
            });
            ui.add_space(8.0);
        }
        let rows = look.n(forecast.rows);
        let words = if writing {
            look.t("export-writing")
        } else {
            look.tf(
                "export-button",
                &[("n", forecast.rows.into()), ("rows", rows.as_str().into())],
            )
        };
        let glyph = if blocked.is_empty() {
            icon::EXPORT
        } else {
            icon::PROHIBIT
        };
        let width = ui.available_width();
        let export = Button::new(Loud::Filled, &words)
            .icon(glyph)
            .width(width)
            .height(extent::BUTTON_PAGE)
            .enabled(blocked.is_empty() && !writing)
            .show(ui, look);
        if export.clicked() {
            intents.push(wish(file, forecast.left_out_rows));
        }
    });
}
