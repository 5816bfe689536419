//! A column made of others, or the same in every row: which columns, in which order, with what
//! between them, and line by line what would come of it. One undo step.
//!
//! What would come of it is counted by a worker; the dialog never waits for it.

use eframe::egui;
use egui::{ScrollArea, Sense, Ui, vec2};

use super::ask::{first_focus, named};
use super::outcome::{self, Outcome};
use super::{body, buttons, title};
use crate::check::cell::check_text;
use crate::check::{Conversion, Severity, Today};
use crate::document::{ColumnName, Command, Document, MadePreview, PlanError};
use crate::schema::Field;
use crate::table::{Text, TextBuf};
use crate::text::{self, Lang};
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::page::columns::row::cut;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, HIDDEN, Look, Loud, Tone, visible_blanks};

const LINE: f32 = 26.0;

enum What {
    Join {
        columns: Vec<ColumnName>,
        separator: String,
    },
    Convert {
        column: ColumnName,
        conversion: Conversion,
        possible: Vec<Conversion>,
    },
    Fill {
        text: String,
    },
}

/// The dialog's state. No `Debug`: it holds texts of cells.
pub struct Make {
    field: Field,
    what: What,
    /// Columns that could be joined too.
    others: Vec<ColumnName>,
    rows: u64,
    today: Today,
    outcome: Outcome,
}

impl Make {
    /// The dialog for a command that makes a column; `None` for other commands.
    #[must_use]
    pub fn new(document: &Document, command: Command) -> Option<Self> {
        let schema = document.schema();
        let (what, name) = match command {
            Command::Join {
                columns,
                separator,
                field,
            } => (What::Join { columns, separator }, field),
            Command::Convert {
                column,
                conversion,
                field,
            } => {
                let target = schema.field(schema.by_name(&field)?)?;
                let possible = Conversion::ALL
                    .into_iter()
                    .filter(|c| *c != Conversion::SecondOfPair && c.fits(target))
                    .collect();
                (
                    What::Convert {
                        column,
                        conversion,
                        possible,
                    },
                    field,
                )
            }
            Command::FillConstant { field, .. } => (
                What::Fill {
                    text: String::new(),
                },
                field,
            ),
            _ => return None,
        };
        let table = document.table();
        let others = match what {
            What::Join { .. } => table
                .columns()
                .filter(|(_, c)| !c.is_made())
                .filter_map(|(col, _)| ColumnName::of(table, col))
                .collect(),
            _ => Vec::new(),
        };
        Some(Self {
            field: schema.field(schema.by_name(&name)?)?.clone(),
            what,
            others,
            rows: table.rows().count() as u64,
            today: document.today(),
            outcome: Outcome::default(),
        })
    }

    /// What the dialog would do as it stands.
    fn command(&self) -> Command {
        let field = self.field.name.clone();
        match &self.what {
            What::Join { columns, separator } => Command::Join {
                columns: columns.clone(),
                separator: separator.clone(),
                field,
            },
            What::Convert {
                column, conversion, ..
            } => Command::Convert {
                column: column.clone(),
                conversion: *conversion,
                field,
            },
            What::Fill { text } => Command::FillConstant {
                field,
                text: TextBuf::new(text.trim().to_owned()),
            },
        }
    }

    /// What it would give, found out by a worker.
    pub fn outcome(&mut self) -> &mut Outcome {
        &mut self.outcome
    }

    fn ask(&mut self, app: &mut App, ctx: &egui::Context) {
        if !matches!(self.what, What::Fill { .. }) {
            let command = self.command();
            self.outcome.ask(app, ctx, command);
        }
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &mut App,
    make: &mut Make,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    make.ask(app, ui.ctx());
    let name = make.field.name.clone();
    let key = match make.what {
        What::Join { .. } => "make-join-title",
        What::Convert { .. } => "make-convert-title",
        What::Fill { .. } => "make-fill-title",
    };
    let heading = look.tf(key, &[("field", name.as_str().into())]);
    let label = match look.lang {
        Lang::En => make.field.label_en.clone(),
        Lang::Fr => make.field.label_fr.clone(),
    };
    let mut close = title(ui, look, &heading, Some(&label));
    let (mut go, mut ready) = (false, false);
    body(ui, |ui| {
        let room = ui.available_width();
        let tall = (ui.ctx().content_rect().height() - 230.0).clamp(200.0, 360.0);
        if matches!(make.what, What::Fill { .. }) {
            (ready, go) = fill(make, ui, look);
            return;
        }
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(250.0);
                ScrollArea::vertical()
                    .id_salt("make")
                    .max_height(tall)
                    .show(ui, |ui| {
                        ui.set_width(244.0);
                        match &mut make.what {
                            What::Join { columns, separator } => {
                                parts(columns, &make.others, ui, look);
                                between(separator, ui, look);
                            }
                            What::Convert {
                                column,
                                conversion,
                                possible,
                            } => {
                                convert(column, conversion, possible, ui, look);
                            }
                            What::Fill { .. } => {}
                        }
                    });
            });
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.set_width(room - 250.0 - 28.0);
                ready = lines(make, ui, look, tall);
            });
        });
    });
    let steps = look.t("fix-one-step");
    buttons(ui, look, |ui| {
        let words = match make.what {
            What::Join { .. } => look.t("make-join"),
            What::Convert { .. } => look.t("make-convert"),
            What::Fill { .. } => {
                let rows = look.n(make.rows);
                look.tf(
                    "make-fill",
                    &[("n", make.rows.into()), ("rows", rows.as_str().into())],
                )
            }
        };
        let shown = Button::new(Loud::Filled, &words)
            .enabled(ready)
            .show(ui, look);
        if !matches!(make.what, What::Fill { .. }) && ready {
            first_focus(ui, &shown, "make");
        }
        go |= shown.clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
        if ui.available_width() > 200.0 {
            let font = theme::regular(size::SMALL);
            widget::cut_line(ui, steps, font, look.p().muted);
        }
    });
    if go && ready {
        intents.push(Intent::Run(make.command()));
        if let Some(file) = app.file_mut() {
            file.board.want_focus = true;
        }
        return true;
    }
    close
}

/// The columns that are joined, in order, and those that could be.
fn parts(columns: &mut Vec<ColumnName>, others: &[ColumnName], ui: &mut Ui, look: &Look) {
    let p = look.p();
    widget::line(
        ui,
        look.t("make-parts"),
        theme::semibold(size::BODY),
        p.text,
    );
    let (mut swap, mut gone) = (None, None);
    let count = columns.len();
    for (at, column) in columns.iter().enumerate() {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(140.0, 26.0), Sense::hover());
            let words = format!("{}  {}", column.letters, column.header.trim());
            cut(
                ui,
                rect.left(),
                rect.right(),
                rect.center().y,
                &words,
                theme::regular(size::BODY),
                p.text,
            );
            ui.spacing_mut().item_spacing.x = 2.0;
            let named = |key: &str| look.tf(key, &[("column", column.header.as_str().into())]);
            if widget::icon_button(ui, look, icon::CARET_UP, &named("make-up"), at > 0).clicked() {
                swap = at.checked_sub(1);
            }
            let low = at + 1 < count;
            if widget::icon_button(ui, look, icon::CARET_DOWN, &named("make-down"), low).clicked() {
                swap = Some(at);
            }
            if widget::icon_button(ui, look, icon::X, &named("make-remove"), true).clicked() {
                gone = Some(at);
            }
        });
    }
    if let Some(at) = swap.filter(|at| at + 1 < count) {
        columns.swap(at, at + 1);
    }
    if let Some(at) = gone {
        columns.remove(at);
    }
    let free: Vec<&ColumnName> = others.iter().filter(|c| !columns.contains(c)).collect();
    if !free.is_empty() {
        ui.add_space(4.0);
        widget::line(ui, look.t("make-add"), theme::regular(size::SMALL), p.muted);
        let mut added = None;
        ScrollArea::vertical()
            .id_salt("make others")
            .max_height(if count < 2 { 150.0 } else { 84.0 })
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for column in free {
                    let words = format!("{}  {}", column.letters, column.header.trim());
                    let button = Button::new(Loud::Text, &words)
                        .icon(icon::PLUS)
                        .height(24.0)
                        .show(ui, look);
                    if button.clicked() {
                        added = Some(column.clone());
                    }
                }
            });
        columns.extend(added);
    }
}

fn between(separator: &mut String, ui: &mut Ui, look: &Look) {
    let p = look.p();
    ui.add_space(8.0);
    let heading = look.t("make-separator");
    widget::line(ui, &heading, theme::semibold(size::BODY), p.text);
    let ready = [
        (" ", "make-space"),
        (", ", "make-comma"),
        ("-", "make-hyphen"),
        ("", "make-nothing"),
    ];
    for (sign, key) in ready {
        if widget::radio(ui, look, separator == sign, &look.t(key), None) {
            sign.clone_into(separator);
        }
    }
    let other = look.t("make-other");
    ui.horizontal(|ui| {
        widget::line(ui, &other, theme::regular(size::BODY), p.muted);
        let field = widget::field(ui, look, separator, "", 80.0, theme::mono(size::SMALL));
        named(field, &heading, separator);
    });
}

fn convert(
    column: &ColumnName,
    conversion: &mut Conversion,
    possible: &[Conversion],
    ui: &mut Ui,
    look: &Look,
) {
    let p = look.p();
    let words = format!("{}  {}", column.letters, column.header.trim());
    widget::cut_line(ui, words, theme::semibold(size::BODY), p.text);
    ui.add_space(4.0);
    for one in possible {
        let words = look.t(text::conversion_key(*one));
        if widget::radio(ui, look, one == conversion, &words, None) {
            *conversion = *one;
        }
    }
}

/// What would come of it; true when it can be done.
fn lines(make: &Make, ui: &mut Ui, look: &Look, tall: f32) -> bool {
    let p = look.p();
    let body = || theme::regular(size::BODY);
    let previews = match make.outcome.seen() {
        None => {
            ui.horizontal(|ui| {
                widget::working_sign(ui, look, 14.0);
                widget::line(ui, look.t("make-counting"), body(), p.muted);
            });
            return false;
        }
        Some(Err(PlanError::TooFewColumns)) => {
            widget::line(ui, look.t("make-too-few"), body(), p.muted);
            return false;
        }
        Some(Err(error)) => {
            widget::line(ui, text::plan_error(look.lang, error), body(), p.error);
            return false;
        }
        Some(Ok(previews)) => previews,
    };
    let Some(first) = previews.first() else {
        return false;
    };
    ui.horizontal(|ui| {
        let filled = look.n(first.filled);
        let words = look.tf(
            "make-filled",
            &[("n", first.filled.into()), ("rows", filled.as_str().into())],
        );
        widget::chip(ui, look, Tone::Ok, icon::CHECK, &words, &words);
        let misfits: u64 = first.misfits;
        if misfits > 0 {
            let count = look.n(misfits);
            let words = look.tf(
                "make-misfits",
                &[("n", misfits.into()), ("rows", count.as_str().into())],
            );
            widget::chip(ui, look, Tone::Warning, icon::WARNING, &words, &words);
        }
    });
    ui.add_space(6.0);
    let sizes = (tall - 44.0, LINE);
    outcome::list(ui, look, sizes, first.lines.len(), |at, ui, width| {
        line(previews, at, ui, look, width);
    });
    if first.misfits > 0 {
        ui.add_space(4.0);
        widget::line(
            ui,
            look.t("make-misfits-about"),
            theme::regular(size::SMALL),
            p.muted,
        );
    }
    true
}

fn line(previews: &[MadePreview], at: usize, ui: &mut Ui, look: &Look, width: f32) {
    let p = look.p();
    let Some(line) = previews.first().and_then(|f| f.lines.get(at)) else {
        return;
    };
    let shown = |text: &TextBuf| {
        if look.hide_clear {
            HIDDEN.to_owned()
        } else {
            visible_blanks(text.as_text().reveal())
        }
    };
    let before: Vec<String> = line.sources.iter().map(shown).collect();
    let before = before.join(" | ");
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
    let count = 56.0;
    let middle = rect.left() + (rect.width() - count) * 0.5;
    let mono = || theme::mono(size::SMALL);
    cut(ui, rect.left(), middle - 24.0, y, &before, mono(), p.muted);
    let (glyph, color) = if line.fits {
        (icon::ARROW_RIGHT, p.muted)
    } else {
        (icon::WARNING, p.warning)
    };
    ui.painter().text(
        egui::pos2(middle - 10.0, y),
        egui::Align2::CENTER_CENTER,
        glyph,
        theme::icon_font(14.0),
        color,
    );
    let front = if line.fits { p.text } else { p.warning };
    cut(
        ui,
        middle + 4.0,
        rect.right() - count,
        y,
        &after,
        mono(),
        front,
    );
    ui.painter().text(
        egui::pos2(rect.right(), y),
        egui::Align2::RIGHT_CENTER,
        look.n(line.rows),
        theme::num(size::SMALL),
        p.muted,
    );
}

/// One text for all rows: whether it can be done, and whether Enter was pressed.
fn fill(make: &mut Make, ui: &mut Ui, look: &Look) -> (bool, bool) {
    let p = look.p();
    let field = make.field.clone();
    let today = make.today;
    let What::Fill { text } = &mut make.what else {
        return (false, false);
    };
    let body = || theme::regular(size::BODY);
    if field.p14n {
        widget::line(ui, look.t("make-fill-personal"), body(), p.error);
        return (false, false);
    }
    widget::line(ui, look.t("make-fill-about"), body(), p.muted);
    ui.add_space(6.0);
    let label = look.t("make-fill-field");
    let width = ui.available_width();
    let shown = widget::field(ui, look, text, &field.example, width, body());
    let shown = named(shown, &label, text);
    first_focus(ui, &shown, "make fill");
    let entered = widget::entered(ui, &shown);
    if !field.values.is_empty() {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            for value in &field.values {
                if Button::new(Loud::Outlined, value)
                    .height(26.0)
                    .show(ui, look)
                    .clicked()
                {
                    text.clone_from(value);
                }
            }
        });
    }
    let clean = text.trim();
    let wrong =
        check_text(&field, Text::new(clean), today).is_some_and(|f| f.severity == Severity::Error);
    if !clean.is_empty() && wrong {
        ui.add_space(4.0);
        let kind = look.t(text::type_key(&field));
        let words = look.tf("make-fill-wrong", &[("kind", kind.as_str().into())]);
        widget::line(ui, words, body(), p.error);
    }
    if field.identifying {
        ui.add_space(4.0);
        widget::line(ui, look.t("make-fill-identifying"), body(), p.warning);
    }
    (!clean.is_empty() && !wrong, entered)
}
