//! One column split into columns of fields: at a text or at blanks, in two to four parts, and
//! value by value what would come of it. One undo step.
//!
//! What would come of it is counted by a worker; the dialog never waits for it.

use eframe::egui;
use egui::{ScrollArea, Sense, Ui, vec2};

use super::ask::{first_focus, named};
use super::outcome::{self, Outcome};
use super::{body, buttons, title};
use crate::document::{ColumnName, Command, Document, MadePreview, Separator};
use crate::schema::fold_header;
use crate::table::ColId;
use crate::text::{self, Lang};
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::page::columns::row::cut;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone, visible_blanks};

const LINE: f32 = 26.0;

/// A field that a part can become.
struct Target {
    name: String,
    label: [String; 2],
}

/// The dialog's state. No `Debug`: it holds texts of cells.
pub struct Split {
    column: ColumnName,
    blank: bool,
    sign: String,
    /// By part; empty for a part that is not used.
    fields: Vec<String>,
    targets: Vec<Target>,
    /// The part whose field is being chosen.
    open: Option<usize>,
    search: String,
    outcome: Outcome,
}

impl Split {
    /// The dialog of a column; `None` for a column that was made itself.
    #[must_use]
    pub fn new(document: &Document, col: ColId) -> Option<Self> {
        let table = document.table();
        let column = table.column(col).filter(|c| !c.is_made())?;
        let own = document
            .mapping()
            .field_of(col)
            .and_then(|id| document.schema().field(id))
            .map(|f| f.name.clone());
        let targets = document
            .schema()
            .fields()
            .filter(|(_, f)| !f.generated)
            .map(|(_, f)| Target {
                name: f.name.clone(),
                label: [f.label_en.clone(), f.label_fr.clone()],
            })
            .collect();
        // The sign that most values have comes first.
        let signs = [", ", ",", ";", "/", " - ", "-", "|", "_"];
        let sample: Vec<&str> = column
            .live_codes()
            .take(200)
            .map(|(code, _)| column.text_of(code).reveal())
            .filter(|text| !text.is_empty())
            .collect();
        let has = |sign: &str| sample.iter().filter(|t| t.contains(sign)).count() * 2;
        let sign = signs.into_iter().find(|s| has(s) > sample.len());
        Some(Self {
            column: ColumnName::of(table, col)?,
            blank: sign.is_none(),
            sign: sign.map_or(",", str::trim).to_owned(),
            fields: vec![own.unwrap_or_default(), String::new()],
            targets,
            open: None,
            search: String::new(),
            outcome: Outcome::default(),
        })
    }

    fn command(&self, fields: Vec<String>) -> Command {
        Command::Split {
            column: self.column.clone(),
            separator: if self.blank {
                Separator::Blank
            } else {
                Separator::Text(self.sign.clone())
            },
            fields,
        }
    }

    /// What it would give, found out by a worker.
    pub fn outcome(&mut self) -> &mut Outcome {
        &mut self.outcome
    }

    /// What a part holds does not depend on its field, so that any fields do for the preview.
    fn ask(&mut self, app: &mut App, ctx: &egui::Context) {
        let any = self.targets.iter().map(|t| t.name.clone());
        let command = self.command(any.take(self.fields.len()).collect());
        self.outcome.ask(app, ctx, command);
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &mut App,
    split: &mut Split,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    split.ask(app, ui.ctx());
    let args = [("column", split.column.header.as_str().into())];
    let mut close = title(ui, look, &look.tf("split-title", &args), None);
    let hidden = app.hide_clear;
    body(ui, |ui| {
        let room = ui.available_width();
        let tall = (ui.ctx().content_rect().height() - 230.0).clamp(200.0, 360.0);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(250.0);
                ScrollArea::vertical()
                    .id_salt("split")
                    .max_height(tall)
                    .show(ui, |ui| {
                        ui.set_width(244.0);
                        place(split, ui, look);
                        ui.add_space(10.0);
                        parts(split, ui, look);
                    });
            });
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.set_width(room - 250.0 - 28.0);
                lines(split, hidden, ui, look, tall);
            });
        });
    });
    let mut go = false;
    let named_part = split.fields.iter().any(|f| !f.is_empty());
    let ready = named_part && matches!(split.outcome.seen(), Some(Ok(_)));
    buttons(ui, look, |ui| {
        go = Button::new(Loud::Filled, &look.t("split-go"))
            .enabled(ready)
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
        let (key, color) = if named_part {
            ("fix-one-step", look.p().muted)
        } else {
            ("plan-too-few-parts", look.p().warning)
        };
        if ui.available_width() > 160.0 {
            widget::cut_line(ui, look.t(key), theme::regular(size::SMALL), color);
        }
    });
    if go {
        intents.push(Intent::Run(split.command(split.fields.clone())));
        return true;
    }
    close
}

/// Where the texts are split.
fn place(split: &mut Split, ui: &mut Ui, look: &Look) {
    let p = look.p();
    widget::line(
        ui,
        look.t("split-where"),
        theme::semibold(size::BODY),
        p.text,
    );
    if widget::radio(ui, look, split.blank, &look.t("split-blank"), None) {
        split.blank = true;
    }
    let sign = look.t("split-sign");
    if widget::radio(ui, look, !split.blank, &sign, None) {
        split.blank = false;
    }
    if !split.blank {
        ui.horizontal(|ui| {
            ui.add_space(22.0);
            let font = theme::mono(size::SMALL);
            let field = widget::field(ui, look, &mut split.sign, "", 100.0, font);
            named(field, &sign, &split.sign);
        });
    }
}

/// What each part becomes, and how many there are.
fn parts(split: &mut Split, ui: &mut Ui, look: &Look) {
    let p = look.p();
    widget::line(
        ui,
        look.t("split-parts"),
        theme::semibold(size::BODY),
        p.text,
    );
    let which = usize::from(look.lang == Lang::Fr);
    let unused = look.t("split-unused");
    let words = |target: &Target| {
        let label = target.label.get(which).map_or("", String::as_str);
        format!("{label} · {}", target.name)
    };
    for at in 0..split.fields.len() {
        let number = (at as u64) + 1;
        let field = split.fields.get(at).cloned().unwrap_or_default();
        let shown = split.targets.iter().find(|t| t.name == field);
        let named = |field: &str| {
            look.tf(
                "split-part",
                &[("n", number.into()), ("field", field.into())],
            )
        };
        let mut label = named(&shown.map_or_else(|| unused.clone(), &words));
        if let Some(target) = shown
            && !widget::fits(ui, &label, theme::semibold(size::BODY), 222.0)
        {
            label = named(target.label.get(which).map_or("", String::as_str));
        }
        let button = Button::new(Loud::Outlined, &label)
            .height(28.0)
            .width(238.0)
            .show(ui, look);
        if button.clicked() {
            split.open = (split.open != Some(at)).then_some(at);
            split.search.clear();
        }
        if split.open == Some(at) {
            choose(split, at, &words, ui, look);
        }
    }
    ui.horizontal(|ui| {
        let count = split.fields.len();
        let add = look.t("split-more");
        if widget::icon_button(ui, look, icon::PLUS, &add, count < 4).clicked() {
            split.fields.push(String::new());
        }
        let less = look.t("split-fewer");
        if widget::icon_button(ui, look, icon::MINUS, &less, count > 2).clicked() {
            split.fields.pop();
            split.open = None;
        }
    });
}

/// The fields that a part can become, as the search leaves them.
fn choose(
    split: &mut Split,
    at: usize,
    words: &dyn Fn(&Target) -> String,
    ui: &mut Ui,
    look: &Look,
) {
    let hint = look.t("split-search");
    let font = theme::regular(size::BODY);
    let field = widget::field(ui, look, &mut split.search, &hint, 238.0, font);
    let field = named(field, &hint, &split.search);
    first_focus(ui, &field, "split field");
    let entered = widget::entered(ui, &field);
    let wanted = fold_header(&split.search);
    // One field for two parts would be refused.
    let free = |target: &&Target| {
        !split
            .fields
            .iter()
            .enumerate()
            .any(|(other, name)| other != at && *name == target.name)
    };
    let found: Vec<(String, String)> = split
        .targets
        .iter()
        .filter(free)
        .map(|target| (target.name.clone(), words(target)))
        .filter(|(_, words)| fold_header(words).contains(&wanted))
        .take(6)
        .collect();
    let mut picked = found
        .first()
        .filter(|_| entered)
        .map(|(name, _)| name.clone());
    ui.spacing_mut().item_spacing.y = 1.0;
    let mut line = |name: &str, words: &str, ui: &mut Ui| {
        let button = Button::new(Loud::Text, words).height(24.0).show(ui, look);
        if button.clicked() {
            picked = Some(name.to_owned());
        }
    };
    if wanted.is_empty() {
        line("", &look.t("split-unused"), ui);
    }
    for (name, words) in &found {
        line(name, words, ui);
    }
    if let (Some(name), Some(slot)) = (picked, split.fields.get_mut(at)) {
        *slot = name;
        split.open = None;
    }
}

/// What would come of it.
fn lines(split: &Split, hidden: bool, ui: &mut Ui, look: &Look, tall: f32) {
    let p = look.p();
    let body = || theme::regular(size::BODY);
    let previews = match split.outcome.seen() {
        None => {
            ui.horizontal(|ui| {
                widget::working_sign(ui, look, 14.0);
                widget::line(ui, look.t("make-counting"), body(), p.muted);
            });
            return;
        }
        Some(Err(error)) => {
            widget::line(ui, text::plan_error(look.lang, error), body(), p.error);
            return;
        }
        Some(Ok(previews)) => previews,
    };
    let Some(first) = previews.first() else {
        return;
    };
    if first.misfits > 0 {
        let count = look.n(first.misfits);
        let args = [("n", first.misfits.into()), ("rows", count.as_str().into())];
        let words = look.tf("split-misfits", &args);
        widget::chip(ui, look, Tone::Warning, icon::WARNING, &words, &words);
        ui.add_space(6.0);
    }
    let sizes = (tall - 44.0, LINE);
    outcome::list(ui, look, sizes, first.lines.len(), |at, ui, width| {
        line(previews, at, hidden, ui, look, width);
    });
}

fn line(previews: &[MadePreview], at: usize, hidden: bool, ui: &mut Ui, look: &Look, width: f32) {
    let p = look.p();
    let Some(line) = previews.first().and_then(|f| f.lines.get(at)) else {
        return;
    };
    let shown = |text: &crate::table::TextBuf| {
        if hidden {
            "••••••".to_owned()
        } else {
            visible_blanks(text.as_text().reveal())
        }
    };
    let before = line.sources.first().map(shown).unwrap_or_default();
    let after: Vec<String> = previews
        .iter()
        .filter_map(|preview| preview.lines.get(at))
        .map(|l| shown(&l.made))
        .collect();
    let after = after.join(" | ");
    let (rect, response) = ui.allocate_exact_size(vec2(width - 12.0, LINE), Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ListItem, true, format!("{before} → {after}"))
    });
    let y = rect.center().y;
    let middle = rect.left() + (rect.width() - 50.0) * 0.5;
    let mono = || theme::mono(size::SMALL);
    cut(ui, rect.left(), middle - 24.0, y, &before, mono(), p.muted);
    let (glyph, color) = if line.fits {
        (icon::ARROW_RIGHT, p.muted)
    } else {
        (icon::WARNING, p.warning)
    };
    let font = theme::icon_font(14.0);
    let center = egui::Align2::CENTER_CENTER;
    ui.painter()
        .text(egui::pos2(middle - 10.0, y), center, glyph, font, color);
    let end = rect.right() - 50.0;
    cut(ui, middle + 4.0, end, y, &after, mono(), p.text);
    ui.painter().text(
        egui::pos2(rect.right(), y),
        egui::Align2::RIGHT_CENTER,
        look.n(line.rows),
        theme::num(size::SMALL),
        p.muted,
    );
}
