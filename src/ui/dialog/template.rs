//! A new empty workbook for providers: in which language, with which headers and fields, and
//! where. Required fields are always there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use eframe::egui;
use egui::{Align2, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{body, buttons, place, send_back, title};
use crate::document::TemplateOptions;
use crate::schema::{Field, FieldType, Schema};
use crate::text::{Lang, field_label, tf};
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::job::{Purpose, Work};
use crate::ui::platform;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};

const LINE: f32 = 26.0;

/// What is asked, and what came of it.
pub struct TemplateForm {
    pub schema: Schema,
    /// The provider's language.
    pub lang: Lang,
    labels: bool,
    /// Names of the fields ticked; required ones are always among them.
    ticked: BTreeSet<String>,
    path: String,
    /// What is proposed, while nobody has typed anything else.
    proposed: String,
    replace: bool,
    pub working: bool,
    pub failed: Option<String>,
    /// The workbook and the number of its columns.
    pub done: Option<(PathBuf, usize)>,
}

/// Fields that providers usually have: what identifies a device or a customer, people and
/// places, and what has a form that a workbook can hold its user to.
fn is_usual(field: &Field) -> bool {
    field.required
        || field.identifying
        || field.kind.is_some()
        || field.format.is_some()
        || field.unit.is_some()
        || field.ty == FieldType::Date
}

impl TemplateForm {
    /// Proposes the usual fields.
    #[must_use]
    pub fn new(schema: Schema, lang: Lang) -> Self {
        let mut form = Self {
            lang,
            labels: false,
            ticked: BTreeSet::new(),
            path: String::new(),
            proposed: String::new(),
            replace: false,
            working: false,
            failed: None,
            done: None,
            schema,
        };
        form.ticked = form.names(is_usual);
        form.propose();
        form
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.schema
            .fields()
            .map(|(_, field)| field)
            .filter(|field| !field.generated)
    }

    fn names(&self, wanted: impl Fn(&Field) -> bool) -> BTreeSet<String> {
        self.fields()
            .filter(|field| field.required || wanted(field))
            .map(|field| field.name.clone())
            .collect()
    }

    /// Proposes a name in the language, in the documents.
    fn propose(&mut self) {
        if self.path == self.proposed {
            let table = self.schema.name.as_str();
            let name = tf(self.lang, "new-template-file", &[("table", table.into())]);
            self.proposed = platform::documents_target(&name);
            self.path = self.proposed.clone();
        }
    }

    /// Takes a path that was chosen.
    pub fn set_path(&mut self, path: &Path) {
        let mut path = path.to_owned();
        if path.extension().is_none() {
            path.set_extension("xlsx");
        }
        self.path = path.to_string_lossy().into_owned();
        self.replace = false;
    }

    /// Where it is written.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        PathBuf::from(self.path.trim())
    }

    /// What it is to have.
    #[must_use]
    pub fn options(&self) -> TemplateOptions {
        TemplateOptions {
            fields: Some(self.ticked.iter().cloned().collect()),
            labels: self.labels,
            force: self.replace,
        }
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &mut App,
    form: &mut TemplateForm,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let mut close = title(
        ui,
        look,
        &look.t("new-template-title"),
        Some(&look.t("new-template-about")),
    );
    if let Some((path, columns)) = &form.done {
        body(ui, |ui| {
            let n = *columns as u64;
            let words = look.tf(
                "new-template-done",
                &[("n", n.into()), ("count", look.n(n).as_str().into())],
            );
            place::done(path, &words, ui, look, intents);
        });
        buttons(ui, look, |ui| {
            let shut = Button::new(Loud::Filled, &look.t("close")).show(ui, look);
            super::ask::first_focus(ui, &shut, "template done");
            close |= shut.clicked();
        });
        return close;
    }
    let tall = ui.ctx().content_rect().height();
    let height = (tall - 32.0 - 66.0 - 56.0 - 120.0).clamp(150.0, 340.0);
    let mut ready = false;
    body(ui, |ui| {
        ui.horizontal_top(|ui| {
            let width = ui.available_width();
            let side = 262.0;
            ui.vertical(|ui| {
                ui.set_width(width - side - 22.0);
                list(form, ui, look, height);
            });
            ui.add_space(14.0);
            ui.vertical(|ui| {
                ui.set_width(side);
                choices(form, ui, look);
            });
        });
        ui.add_space(6.0);
        ready = target(app, form, ui, look, intents);
        if form.working && !place::working(app, is_ours, ui, look) {
            form.working = false;
            form.failed = Some(look.t("work-lost"));
        }
        if let Some(words) = &form.failed {
            place::failure(words, ui, look);
        }
    });
    let mut go = false;
    buttons(ui, look, |ui| {
        let n = form.ticked.len() as u64;
        let words = look.tf(
            "new-template-go",
            &[("n", n.into()), ("count", look.n(n).as_str().into())],
        );
        go = Button::new(Loud::Filled, &words)
            .enabled(ready && !form.working)
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go {
        app.start_template(ui.ctx(), form);
    }
    close
}

fn is_ours(work: &Work) -> bool {
    matches!(work, Work::Template { .. })
}

/// Where it goes; true when it may be written.
fn target(
    app: &App,
    form: &mut TemplateForm,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let words = look.t("new-template-where");
    ui.horizontal(|ui| {
        widget::line(ui, &words, theme::semibold(size::BODY), p.text);
        ui.add_space(6.0);
        place::path(
            app,
            &mut form.path,
            &words,
            Purpose::Template,
            ui,
            look,
            intents,
        );
    });
    let path = form.target();
    let kind = path.extension().unwrap_or_default();
    if !kind.eq_ignore_ascii_case("xlsx") {
        let words = look.t("template-kind");
        widget::line(ui, words, theme::regular(size::SMALL), p.error);
        return false;
    }
    place::may_replace(&form.path, &mut form.replace, ui, look)
}

/// Language, headers, and the three sets of fields.
fn choices(form: &mut TemplateForm, ui: &mut Ui, look: &Look) {
    let p = look.p();
    let head = |ui: &mut Ui, key: &str| {
        widget::line(ui, look.t(key), theme::semibold(size::BODY), p.text);
    };
    head(ui, "send-back-language");
    ui.push_id("template language", |ui| {
        if let Some(lang) = send_back::languages(ui, look, form.lang) {
            form.lang = lang;
            form.propose();
        }
    });
    ui.add_space(8.0);
    head(ui, "new-template-headers");
    ui.spacing_mut().item_spacing.y = 0.0;
    for (labels, key) in [(false, "new-template-names"), (true, "new-template-labels")] {
        if widget::radio(ui, look, form.labels == labels, &look.t(key), None) {
            form.labels = labels;
        }
    }
    ui.add_space(8.0);
    head(ui, "new-template-fields");
    let sets: [(&str, BTreeSet<String>); 3] = [
        ("new-template-required", form.names(|_| false)),
        ("new-template-usual", form.names(is_usual)),
        ("new-template-all", form.names(|_| true)),
    ];
    for (key, names) in sets {
        let count = look.n(names.len() as u64);
        if widget::radio(ui, look, form.ticked == names, &look.t(key), Some(&count)) {
            form.ticked = names;
        }
    }
    ui.add_space(6.0);
    let words = egui::RichText::new(look.t("new-template-usual-about"))
        .font(theme::regular(size::SMALL))
        .color(p.muted);
    ui.add(egui::Label::new(words).wrap());
}

fn list(form: &mut TemplateForm, ui: &mut Ui, look: &Look, height: f32) {
    let p = look.p();
    let mut clicked = None;
    egui::Frame::new()
        .fill(p.grid)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(egui::CornerRadius::same(theme::radius::BUTTON))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::vertical()
                .max_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add_space(4.0);
                    for field in form.fields() {
                        if one(field, form, ui, look) {
                            clicked = Some(field.name.clone());
                        }
                    }
                    ui.add_space(4.0);
                });
        });
    if let Some(name) = clicked
        && !form.ticked.remove(&name)
    {
        form.ticked.insert(name);
    }
}

/// A field with its tick; true when it was clicked. A required one cannot be left out.
fn one(field: &Field, form: &TemplateForm, ui: &mut Ui, look: &Look) -> bool {
    let p = look.p();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let place =
        egui::Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(20.0, 20.0));
    let label = field_label(look.lang, field);
    let mut clicked = false;
    if field.required {
        let name = look.tf("new-template-must", &[("field", label.into())]);
        let mark = ui.interact(place, ui.scope_id().with(&field.name), Sense::hover());
        mark.widget_info(|| WidgetInfo::selected(Role::CheckBox, false, true, &name));
        ui.painter().text(
            place.center(),
            Align2::CENTER_CENTER,
            icon::ASTERISK,
            theme::icon_font(14.0),
            p.accent,
        );
    } else {
        let on = form.ticked.contains(&field.name);
        clicked = widget::inside(ui, place, widget::down(), |ui| {
            widget::tick(ui, look, on, label)
        });
    }
    let middle = rect.left() + 40.0 + (rect.width() - 52.0) * 0.46;
    let put = |ui: &mut Ui, left: f32, right: f32, words: &str, font, color| {
        let room =
            egui::Rect::from_min_max(pos2(left, rect.top() + 4.0), pos2(right, rect.bottom()));
        widget::inside(ui, room, widget::down(), |ui| {
            widget::cut_line(ui, words, font, color);
        });
    };
    let body = theme::regular(size::BODY);
    put(ui, rect.left() + 40.0, middle - 8.0, label, body, p.text);
    let mono = theme::mono(size::CAPTION);
    put(ui, middle, rect.right() - 12.0, &field.name, mono, p.muted);
    let about = match look.lang {
        Lang::En => &field.description_en,
        Lang::Fr => &field.description_fr,
    };
    response.on_hover_text(about);
    clicked
}
