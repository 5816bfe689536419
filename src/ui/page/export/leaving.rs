//! What leaves, in numbers: which rows, as what kind of file, where; and the button that does it.

use std::path::{Path, PathBuf};

use eframe::egui;
use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, vec2};

use super::{is_there, number, wish};
use crate::document::{FileType, MethodChoice};
use crate::ui::app::Intent;
use crate::ui::dialog::ask::named;
use crate::ui::icon;
use crate::ui::outlook::Outlook;
use crate::ui::theme::{self, extent, radius, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::Workspace;

/// How it stands with the export.
pub(super) struct State<'a> {
    pub blocked: &'a [String],
    /// The figures are those of before.
    pub stale: bool,
    pub writing: bool,
    pub has_key: bool,
}

pub(super) fn show(
    file: &mut Workspace,
    outlook: &Outlook,
    ui: &mut Ui,
    look: &Look,
    state: &State<'_>,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    widget::card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = look.t("export-what");
        widget::line(ui, words, theme::semibold(size::CARD), p.text);
        ui.add_space(6.0);
        number(ui, look, "export-rows", outlook.rows);
        number(ui, look, "export-rows-left-out", outlook.left_out_rows);
        number(ui, look, "export-columns", outlook.columns);
        number(ui, look, "export-protected", outlook.protected);
        ui.add_space(6.0);
        widget::rule(ui, look);
        ui.add_space(6.0);
        kind(file, ui, look);
        ui.add_space(6.0);
        place(file, ui, look, intents);
        ui.add_space(2.0);
        options(file, ui, look);
        ui.add_space(8.0);
        button(file, outlook, ui, look, state, intents);
    });
}

fn small(ui: &mut Ui, look: &Look, key: &str) {
    let words = look.t(key);
    widget::line(ui, words, theme::regular(size::SMALL), look.p().muted);
}

fn kind(file: &mut Workspace, ui: &mut Ui, look: &Look) {
    small(ui, look, "export-kind");
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
        if file_type != FileType::Csv {
            file.export.bom = false;
        }
        if file_type != FileType::Json {
            file.export.body = false;
        }
    }
}

fn place(file: &mut Workspace, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    small(ui, look, "export-where");
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
            let words = look.t("change");
            let change = Button::new(Loud::Text, &words).show(ui, look);
            let told = look.named(&words, &look.t("export-where"));
            change.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
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
    if is_there(file) {
        let words = look.t("export-replace");
        if ticked(ui, look, file.export.replace, &words) {
            file.export.replace = !file.export.replace;
        }
    }
}

fn ticked(ui: &mut Ui, look: &Look, on: bool, words: &str) -> bool {
    ui.horizontal(|ui| {
        let clicked = widget::tick(ui, look, on, words);
        let words = egui::RichText::new(words)
            .font(theme::regular(size::BODY))
            .color(look.p().text);
        let label = ui.add(egui::Label::new(words).wrap().sense(Sense::CLICK));
        clicked || label.clicked()
    })
    .inner
}

/// What few need, folded away.
fn options(file: &mut Workspace, ui: &mut Ui, look: &Look) {
    let p = look.p();
    let words = look.t("export-options");
    let open = file.export.options_open;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::DisclosureTriangle, true, &words);
        info.selected = Some(open);
        info
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, radius::SMALL, p.hover);
    }
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, rect, radius::SMALL, p);
    }
    let glyph = if open {
        icon::CARET_DOWN
    } else {
        icon::CARET_RIGHT
    };
    let text = |x: f32, words: &str, font, color| {
        let at = rect.left_center() + vec2(x, 0.0);
        ui.painter()
            .text(at, egui::Align2::LEFT_CENTER, words, font, color);
    };
    text(2.0, glyph, theme::icon_font(14.0), p.muted);
    text(22.0, &words, theme::regular(size::BODY), p.text);
    if response.clicked() {
        file.export.options_open = !open;
    }
    if !open {
        return;
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    if !file.view.shows_all_rows() {
        small(ui, look, "option-rows");
        let shown = file.derived.rows.len() as u64;
        let all = look.t("option-rows-all");
        let some = look.tf(
            "option-rows-shown",
            &[("rows", look.n(shown).as_str().into())],
        );
        let chosen = usize::from(file.export.only_shown);
        let picked = widget::segments(ui, look, &[&all, &some], chosen, 28.0);
        if let Some(picked) = picked {
            file.export.only_shown = picked == 1;
        }
    } else {
        small(ui, look, "option-rows-hint");
    }
    if ticked(
        ui,
        look,
        file.export.drop_empty,
        &look.t("option-drop-empty"),
    ) {
        file.export.drop_empty = !file.export.drop_empty;
    }
    if file.export.file_type == FileType::Csv
        && ticked(ui, look, file.export.bom, &look.t("option-bom"))
    {
        file.export.bom = !file.export.bom;
    }
    if file.export.file_type == FileType::Json
        && ticked(ui, look, file.export.body, &look.t("option-body"))
    {
        file.export.body = !file.export.body;
    }
    small(ui, look, "option-split");
    let hint = look.t(if file.export.body {
        "option-split-body"
    } else {
        "option-split-hint"
    });
    let width = ui.available_width();
    let font = theme::num(size::BODY);
    let field = widget::field(ui, look, &mut file.export.split, &hint, width, font);
    named(field, &look.t("option-split"), &file.export.split);
}

fn button(
    file: &mut Workspace,
    outlook: &Outlook,
    ui: &mut Ui,
    look: &Look,
    state: &State<'_>,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    if !state.blocked.is_empty() {
        widget::tinted(look, Tone::Error).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let n = state.blocked.len() as u64;
            let words = look.tf("export-not-yet", &[("n", n.into())]);
            widget::line(ui, words, theme::semibold(size::SMALL), p.text);
            for words in state.blocked {
                widget::line(ui, words, theme::regular(size::SMALL), p.text);
            }
        });
        ui.add_space(8.0);
    } else if file.export.failed.is_none() {
        ui.horizontal_top(|ui| {
            widget::line(ui, icon::MAGNIFYING_GLASS, theme::icon_font(16.0), p.muted);
            let words = egui::RichText::new(look.t("export-searched"))
                .font(theme::regular(size::SMALL))
                .color(p.muted);
            ui.add(egui::Label::new(words).wrap());
        });
        ui.add_space(6.0);
    }
    if let Some(words) = &file.export.failed {
        widget::tinted(look, Tone::Error).show(ui, |ui| {
            ui.set_width(ui.available_width());
            widget::line(ui, words, theme::regular(size::BODY), p.text);
        });
        ui.add_space(8.0);
    }
    let rows = look.n(outlook.rows);
    let words = if state.writing {
        look.t("export-writing")
    } else if state.stale {
        look.t("export-counting")
    } else {
        let undecided = {
            let session = file.session();
            let method = session.document().settings().privacy.method;
            method == MethodChoice::Undecided && outlook.pseudonyms > 0
        };
        let key = if undecided {
            "export-button-ask"
        } else {
            "export-button"
        };
        look.tf(
            key,
            &[("n", outlook.rows.into()), ("rows", rows.as_str().into())],
        )
    };
    let clear = state.blocked.is_empty();
    let width = ui.available_width();
    let export = Button::new(Loud::Filled, &words)
        .icon(if clear { icon::EXPORT } else { icon::PROHIBIT })
        .width(width)
        .height(extent::BUTTON_PAGE)
        .enabled(clear && !state.writing && !state.stale)
        .show(ui, look);
    if export.clicked() {
        intents.push(wish(file, outlook, state.has_key));
    }
}
