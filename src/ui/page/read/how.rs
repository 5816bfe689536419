//! How the file could be read instead: sheet, header row, encoding, separator, and what is done
//! with merged cells and shown zeros. What was recognised stays the first choice everywhere.

use eframe::egui;
use egui::{Frame, Margin, ScrollArea, Sense, Stroke, Ui, vec2};

use super::Reading;
use crate::document::Document;
use crate::io::{Kind, Preview};
use crate::text;
use crate::ui::app::Intent;
use crate::ui::dialog::ask::named;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Step;

/// Encodings that providers use; others are recognised.
const ENCODINGS: [(&str, &str); 6] = [
    ("utf-8", "UTF-8"),
    ("windows-1252", "Windows-1252"),
    ("macintosh", "Macintosh"),
    ("utf-16le", "UTF-16"),
    ("windows-1256", "Windows-1256"),
    ("iso-8859-15", "ISO-8859-15"),
];

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// Draws the panel.
pub fn show(
    reading: &mut Reading,
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    egui::Panel::bottom("read next")
        .show_separator_line(false)
        .frame(Frame::new().fill(p.panel).inner_margin(Margin::same(14)))
        .show(ui, |ui| next(reading, ui, look, document, intents));
    egui::CentralPanel::no_frame().show(ui, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                Frame::new().inner_margin(Margin::same(14)).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    let words = look.t("reading-how");
                    widget::line(ui, words, theme::semibold(size::CARD), p.text);
                    choices(reading, ui, look, document);
                });
            });
    });
}

fn heading(ui: &mut Ui, look: &Look, key: &str) {
    ui.add_space(8.0);
    widget::line(ui, look.t(key), theme::semibold(size::BODY), look.p().text);
}

fn choices(reading: &mut Reading, ui: &mut Ui, look: &Look, document: &Document) {
    let read = document.read_as();
    let workbook = matches!(read.kind, Kind::Xlsx | Kind::Xlsb | Kind::Xls | Kind::Ods);
    let json = matches!(read.kind, Kind::Json | Kind::JsonLines);
    if workbook {
        sheets(reading, ui, look, document);
    }
    if !json {
        header_row(reading, ui, look);
    }
    if read.kind == Kind::Csv {
        delimiters(reading, ui, look);
    }
    if !workbook {
        encodings(reading, ui, look);
    }
    if workbook {
        ticks(reading, ui, look, document);
    }
}

fn sheets(reading: &mut Reading, ui: &mut Ui, look: &Look, document: &Document) {
    let read = document.read_as();
    heading(ui, look, "reading-sheet");
    let now = reading
        .draft
        .sheet
        .clone()
        .or_else(|| reading.last().and_then(|p| p.sheet.clone()))
        .or_else(|| document.table().sheet().map(str::to_owned));
    let hidden = look.t("reading-hidden");
    let mut chosen = None;
    let mut list = |ui: &mut Ui| {
        for sheet in &read.sheets {
            let aside = read
                .layout
                .hidden_sheets
                .contains(sheet)
                .then_some(hidden.as_str());
            let on = now.as_ref() == Some(sheet);
            if widget::radio(ui, look, on, sheet, aside) && !on {
                chosen = Some(sheet.clone());
            }
        }
    };
    if read.sheets.len() > 6 {
        ScrollArea::vertical()
            .id_salt("sheets")
            .max_height(160.0)
            .show(ui, list);
    } else {
        list(ui);
    }
    if let Some(sheet) = chosen {
        reading.draft.sheet = Some(sheet);
        reading.draft.more_sheets.clear();
        reading.draft.header_row = None;
        reading.row_text.clear();
    }
}

fn header_row(reading: &mut Reading, ui: &mut Ui, look: &Look) {
    heading(ui, look, "reading-header");
    let found = found(reading, |p| p.header_row.map(|row| row.to_string()));
    let words = automatic(look, reading.draft.header_row.is_none(), found);
    if widget::radio(ui, look, reading.draft.header_row.is_none(), &words, None) {
        reading.draft.header_row = None;
        reading.row_text.clear();
    }
    ui.horizontal(|ui| {
        let on = reading.draft.header_row.is_some();
        let words = look.t("reading-row-is");
        let font = theme::regular(size::BODY);
        let laid = ui
            .painter()
            .layout_no_wrap(words.clone(), font, egui::Color32::PLACEHOLDER);
        ui.allocate_ui(vec2(24.0 + laid.size().x + 8.0, 26.0), |ui| {
            if widget::radio(ui, look, on, &words, None) && !on {
                let row = reading.last().and_then(|p| p.header_row).unwrap_or(1);
                reading.draft.header_row = Some(row.max(1));
                reading.row_text = row.max(1).to_string();
            }
        });
        let mut text = match reading.draft.header_row {
            Some(row) if reading.row_text.is_empty() => row.to_string(),
            _ => reading.row_text.clone(),
        };
        let field = widget::field(ui, look, &mut text, "", 72.0, theme::num(size::BODY));
        let field = named(field, &look.t("reading-header"), &text);
        if field.changed() {
            if let Ok(row) = text.trim().parse::<u32>()
                && row > 0
            {
                reading.draft.header_row = Some(row);
            }
            reading.row_text = text;
        }
    });
}

/// What was recognised, where nothing was chosen.
fn found(reading: &Reading, part: impl Fn(&Preview) -> Option<String>) -> Option<String> {
    reading.preview()?.as_ref().ok().and_then(part)
}

/// “Recognised: row 4” on the first choice.
fn automatic(look: &Look, on: bool, found: Option<String>) -> String {
    match found.filter(|_| on) {
        Some(found) => look.tf("reading-found", &[("what", found.as_str().into())]),
        None => look.t("reading-automatic"),
    }
}

fn delimiters(reading: &mut Reading, ui: &mut Ui, look: &Look) {
    heading(ui, look, "reading-delimiter");
    let name = |c: char| text::delimiter(look.lang, c);
    let found = found(reading, |p| p.delimiter.map(name));
    let none = reading.draft.delimiter.is_none();
    let words = automatic(look, none, found);
    if widget::radio(ui, look, none, &words, None) {
        reading.draft.delimiter = None;
    }
    for delimiter in DELIMITERS {
        let byte = u8::try_from(delimiter).unwrap_or(b',');
        let on = reading.draft.delimiter == Some(byte);
        if widget::radio(ui, look, on, &name(delimiter), None) {
            reading.draft.delimiter = Some(byte);
        }
    }
}

fn encodings(reading: &mut Reading, ui: &mut Ui, look: &Look) {
    heading(ui, look, "reading-encoding");
    let found = found(reading, |p| p.encoding.map(str::to_owned));
    let none = reading.draft.encoding.is_none();
    let words = automatic(look, none, found);
    if widget::radio(ui, look, none, &words, None) {
        reading.draft.encoding = None;
    }
    for (id, name) in ENCODINGS {
        let on = reading.draft.encoding.as_deref() == Some(id);
        if widget::radio(ui, look, on, name, None) {
            reading.draft.encoding = Some(id.to_owned());
        }
    }
}

fn ticks(reading: &mut Reading, ui: &mut Ui, look: &Look, document: &Document) {
    let layout = &document.read_as().layout;
    let options = &document.read_as().options;
    let shown = !layout.shown_otherwise.is_empty() || options.as_shown || reading.draft.as_shown;
    let merged = !layout.merged.is_empty() || options.fill_merged || reading.draft.fill_merged;
    let others: Vec<String> = layout.alike_sheets.iter().chain(&options.more_sheets).fold(
        Vec::new(),
        |mut list, name| {
            if !list.contains(name) {
                list.push(name.clone());
            }
            list
        },
    );
    // Sheets that are alike are alike to the sheet that was read.
    let same = reading.draft.sheet.is_none() || reading.draft.sheet == options.sheet;
    if !(shown || merged || !others.is_empty()) {
        return;
    }
    heading(ui, look, "reading-also");
    let tick = |ui: &mut Ui, on: bool, words: &str| -> bool {
        ui.horizontal(|ui| {
            let hit = widget::tick(ui, look, on, words);
            let font = theme::regular(size::BODY);
            widget::cut_line(ui, words, font, look.p().text);
            hit
        })
        .inner
    };
    if shown && tick(ui, reading.draft.as_shown, &look.t("reading-tick-shown")) {
        reading.draft.as_shown = !reading.draft.as_shown;
    }
    if merged
        && tick(
            ui,
            reading.draft.fill_merged,
            &look.t("reading-tick-merged"),
        )
    {
        reading.draft.fill_merged = !reading.draft.fill_merged;
    }
    for name in others.iter().filter(|_| same) {
        let on = reading.draft.more_sheets.contains(name);
        let words = look.tf("reading-tick-sheet", &[("sheet", name.as_str().into())]);
        if tick(ui, on, &words) {
            if on {
                reading.draft.more_sheets.retain(|n| n != name);
            } else {
                reading.draft.more_sheets.push(name.clone());
                if reading.draft.sheet.is_none() {
                    reading.draft.sheet = document.table().sheet().map(str::to_owned);
                }
            }
        }
    }
}

fn next(
    reading: &mut Reading,
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(
        line.expand(14.0).x_range(),
        line.top() - 13.5,
        Stroke::new(1.0, p.line2),
    );
    let width = ui.available_width();
    if !reading.differs(document) {
        widget::cut_line(
            ui,
            look.t("promise-source"),
            theme::regular(size::SMALL),
            p.muted,
        );
        let words = look.t("read-next");
        let shown = Button::new(Loud::Filled, &words)
            .width(width)
            .show(ui, look);
        if shown.clicked() {
            intents.push(Intent::Step(Step::Match));
        }
        return;
    }
    let fine = matches!(reading.preview(), Some(Ok(_)));
    let words = look.t("reading-open");
    let shown = Button::new(Loud::Filled, &words)
        .width(width)
        .enabled(fine)
        .show(ui, look);
    if shown.clicked() {
        intents.push(Intent::Reopen(reading.draft.clone()));
    }
    let words = look.t("reading-back");
    let shown = Button::new(Loud::Text, &words).width(width).show(ui, look);
    if shown.clicked() {
        reading.reset(document);
    }
}
