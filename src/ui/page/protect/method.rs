//! The left panel: how pseudonyms are made, with which key, and what becomes of each column.

use eframe::egui;
use egui::{
    Align2, CornerRadius, Popup, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::document::{ColumnName, Command, Document, KeyProblem, MethodChoice};
use crate::privacy::{Decimals, Fingerprint, Kind, Treatment};
use crate::table::ColId;
use crate::text;
use crate::ui::app::{App, Intent};
use crate::ui::dialog::Dialog;
use crate::ui::dialog::key::{KeyForm, fingerprint_box};
use crate::ui::dialog::method::{ProtectColumn, plain_about};
use crate::ui::icon;
use crate::ui::outlook::is_masked;
use crate::ui::theme::{self, extent, radius, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};

/// A card that is chosen like a radio button; true when it was clicked.
pub fn choice_card(ui: &mut Ui, look: &Look, on: bool, title: &str, about: &str) -> bool {
    let p = look.p();
    let width = ui.available_width();
    let wrap = width - 10.0 - 26.0 - 10.0;
    let lay = |words: &str, font, color| {
        let words = words.to_owned();
        ui.painter().layout(words, font, color, wrap)
    };
    let name = lay(title, theme::semibold(size::BODY), p.text);
    let words = lay(about, theme::regular(size::SMALL), p.muted);
    let height = 8.0 + name.size().y + 1.0 + words.size().y + 8.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height.round()), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, title));
    let edge = match (on, response.hovered()) {
        (true, _) => Stroke::new(1.5, p.accent),
        (false, true) => Stroke::new(1.0, p.ctl),
        (false, false) => Stroke::new(1.0, p.line2),
    };
    let corner = CornerRadius::same(radius::BUTTON);
    ui.painter()
        .rect(rect, corner, p.raised, edge, StrokeKind::Inside);
    let dot = pos2(rect.left() + 19.0, rect.top() + 8.0 + name.size().y / 2.0);
    if on {
        ui.painter().circle_filled(dot, 7.5, p.accent);
        ui.painter().circle_filled(dot, 3.0, p.on_accent);
    } else {
        let ring = Stroke::new(1.0, p.ctl);
        ui.painter().circle(dot, 7.0, p.grid, ring);
    }
    let at = pos2(rect.left() + 36.0, rect.top() + 8.0);
    let below = at + vec2(0.0, name.size().y + 1.0);
    ui.painter().galley(at, name, p.text);
    ui.painter().galley(below, words, p.muted);
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, rect, radius::BUTTON, p);
    }
    response.clicked()
}

/// What the panel needs to know of the window, taken before the document is looked at.
pub(super) struct Facts {
    pub plain: String,
    pub held: Option<Fingerprint>,
    /// The name of the key's file.
    pub key_name: String,
}

impl Facts {
    pub(super) fn of(app: &App, look: &Look) -> Self {
        Self {
            plain: plain_about(app, look),
            held: app.key.as_ref().map(|held| held.key.fingerprint()),
            key_name: app
                .key
                .as_ref()
                .and_then(|held| Some(held.path.file_stem()?.to_string_lossy().into_owned()))
                .unwrap_or_default(),
        }
    }
}

pub(super) fn method(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    facts: &Facts,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let choices = &document.settings().privacy;
    let keyed = matches!(choices.method, MethodChoice::Keyed { .. });
    widget::edged(p.panel).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let words = look.t("protect-method");
        widget::line(ui, words, theme::semibold(size::BODY), p.text);
        let (name, about) = (look.t("protect-keyed"), look.t("protect-keyed-about"));
        if choice_card(ui, look, keyed, &name, &about) && !keyed {
            intents.push(Intent::Open(Dialog::method(facts.held.is_some(), false)));
        }
        let plain = choices.method == MethodChoice::Plain;
        let name = look.t("protect-plain");
        if choice_card(ui, look, plain, &name, &facts.plain) && !plain {
            let method = MethodChoice::Plain;
            intents.push(Intent::Run(Command::ChooseMethod { method }));
        }
        if choices.method == MethodChoice::Undecided {
            let words = look.t("protect-undecided");
            widget::line(ui, words, theme::regular(size::SMALL), p.muted);
        }
        let problem = document.method().err();
        if let Some(problem) = problem {
            problem_box(ui, look, problem, facts.held, intents);
        }
        if let MethodChoice::Keyed { fingerprint } = choices.method {
            let before = choices.expected_key == Some(fingerprint);
            if !matches!(problem, Some(KeyProblem::NotAtHand { .. })) {
                key(ui, look, fingerprint, &facts.key_name, before, intents);
            }
        }
    });
}

fn problem_box(
    ui: &mut Ui,
    look: &Look,
    problem: KeyProblem,
    held: Option<Fingerprint>,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    widget::tinted(look, Tone::Error).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = key_words(look, problem);
        widget::line(ui, words, theme::regular(size::SMALL), p.text);
        key_buttons(ui, look, problem, held, intents);
    });
}

/// Why pseudonyms cannot be made, for somebody who has not exported yet.
pub fn key_words(look: &Look, problem: KeyProblem) -> String {
    let (key, expected, found) = match problem {
        KeyProblem::Required => ("block-key-required", None, None),
        KeyProblem::NotAtHand { fingerprint } => ("block-key-not-at-hand", Some(fingerprint), None),
        KeyProblem::Other { expected, found } => match found {
            Some(_) => ("block-key-other", Some(expected), found),
            None => ("block-key-none", Some(expected), None),
        },
    };
    let shown = |f: Option<Fingerprint>| f.map(Fingerprint::text).unwrap_or_default();
    look.tf(
        key,
        &[
            ("expected", shown(expected).as_str().into()),
            ("found", shown(found).as_str().into()),
        ],
    )
}

/// What helps: the right key, or saying that another one is meant.
pub fn key_buttons(
    ui: &mut Ui,
    look: &Look,
    problem: KeyProblem,
    held: Option<Fingerprint>,
    intents: &mut Vec<Intent>,
) {
    let wanted = match problem {
        KeyProblem::NotAtHand { fingerprint } => Some(fingerprint),
        KeyProblem::Other { expected, .. } => Some(expected),
        KeyProblem::Required => held,
    };
    ui.horizontal_wrapped(|ui| {
        if let Some(held) = held.filter(|held| Some(*held) == wanted) {
            let key = held.text();
            let words = look.tf("key-use-held", &[("key", key.as_str().into())]);
            let used = Button::new(Loud::Outlined, &words)
                .height(extent::BUTTON_BAR)
                .show(ui, look);
            if used.clicked() {
                intents.push(Intent::UseHeldKey);
            }
        }
        if Button::new(Loud::Outlined, &look.t("key-open-other"))
            .height(extent::BUTTON_BAR)
            .show(ui, look)
            .clicked()
        {
            intents.push(Intent::Open(KeyForm::open(false)));
        }
        if let KeyProblem::Other { found, .. } = problem {
            let words = look.t(if found.is_some() {
                "key-confirm"
            } else {
                "key-confirm-none"
            });
            if Button::new(Loud::Text, &words)
                .height(extent::BUTTON_BAR)
                .show(ui, look)
                .clicked()
            {
                intents.push(Intent::Run(Command::ConfirmKey));
            }
        }
    });
}

fn key(
    ui: &mut Ui,
    look: &Look,
    fingerprint: Fingerprint,
    name: &str,
    before: bool,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let room = ui.available_width() - if before { 116.0 } else { 0.0 };
        ui.allocate_ui(vec2(room, 20.0), |ui| {
            let words = look.tf("protect-key-name", &[("name", name.into())]);
            widget::cut_line(ui, words, theme::semibold(size::BODY), p.text);
        });
        if before {
            let words = look.t("protect-key-before");
            widget::chip(ui, look, Tone::Ok, icon::CHECK, &words, &words);
        }
    });
    fingerprint_box(ui, look, fingerprint);
    let words = look.t("protect-key-compare");
    widget::line(ui, words, theme::regular(size::SMALL), p.muted);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (key, backup) in [("protect-key-backup", true), ("protect-key-change", false)] {
            let button = Button::new(Loud::Text, &look.t(key))
                .height(24.0)
                .show(ui, look);
            if button.clicked() {
                intents.push(Intent::Open(if backup {
                    KeyForm::backup(false)
                } else {
                    KeyForm::open(false)
                }));
            }
        }
    });
}

/// What may be chosen for a column, the format's own first.
fn treatments(document: &Document, col: ColId) -> Vec<Option<Treatment>> {
    let field = document.field_of(col);
    let default = field.map(Treatment::of_field);
    let own = match default {
        Some(Treatment::Pseudonym(kind)) => vec![Treatment::Pseudonym(kind)],
        Some(Treatment::Blur(_)) => Decimals::ALL.map(Treatment::Blur).to_vec(),
        _ => Kind::ALL.map(Treatment::Pseudonym).to_vec(),
    };
    let mut all: Vec<Option<Treatment>> = Vec::new();
    for treatment in own.into_iter().chain([Treatment::LeaveOut]) {
        if treatment.allowed(field) {
            all.push((Some(treatment) != default).then_some(treatment));
        }
    }
    if !all.contains(&None) {
        all.push(None);
    }
    all
}

/// What is done to a column, in a word or two.
#[must_use]
pub fn short_name(look: &Look, document: &Document, col: ColId, treatment: Treatment) -> String {
    match treatment {
        Treatment::Pseudonym(kind) if document.field_of(col).is_none_or(|f| !f.p14n) => {
            let kind = text::kind_name(look.lang, kind);
            look.tf("treat-pseudonym-kind", &[("kind", kind.as_str().into())])
        }
        Treatment::Pseudonym(_) => look.t("protect-pseudonym"),
        Treatment::Blur(decimals) => {
            look.tf("treat-decimals", &[("n", (decimals.count() as u64).into())])
        }
        Treatment::Year => look.t("treat-year"),
        Treatment::Clear => look.t("treat-clear"),
        Treatment::LeaveOut => look.t("treat-leave-out"),
    }
}

/// The protected columns and what becomes of each.
pub(super) fn list(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    columns: &[ColId],
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    widget::edged(p.panel).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            let words = look.t("protect-columns");
            widget::line(ui, words, theme::semibold(size::BODY), p.text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let count = columns.len().to_string();
                widget::line(ui, count, theme::num(size::BODY), p.muted);
            });
        });
        ui.add_space(2.0);
        for col in columns {
            column_line(ui, look, document, *col, intents);
        }
        ui.add_space(2.0);
        if Button::new(Loud::Text, &look.t("protect-other"))
            .icon(icon::PLUS)
            .show(ui, look)
            .clicked()
        {
            intents.push(Intent::Open(Dialog::ProtectColumn(ProtectColumn {
                col: None,
                kind: Kind::Extra,
            })));
        }
    });
}

fn column_line(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    col: ColId,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let Some(column) = document.table().column(col) else {
        return;
    };
    let now = document.treatment(col);
    let glyph = match now {
        Treatment::Blur(_) => icon::CROSSHAIR_SIMPLE,
        Treatment::LeaveOut => icon::PROHIBIT,
        _ => icon::FINGERPRINT,
    };
    let words = if now == Treatment::Clear && is_masked(document, col) {
        look.t("treat-masked")
    } else {
        short_name(look, document, col, now)
    };
    let title = |ui: &mut Ui, room: f32| {
        ui.allocate_ui(vec2(room, 22.0), |ui| {
            ui.set_width(room);
            widget::cut_line(ui, column.header(), theme::regular(size::BODY), p.text);
        });
    };
    let name = look.named(column.header(), &words);
    let laid = ui
        .painter()
        .layout_no_wrap(words, theme::regular(size::SMALL), p.muted);
    let button = laid.size().x + 26.0;
    // Where a name would be cut beside its treatment, it stands above it.
    if look.narrow {
        ui.horizontal(|ui| {
            widget::line(ui, glyph, theme::icon_font(16.0), p.privacy);
            title(ui, ui.available_width());
        });
    }
    ui.horizontal(|ui| {
        ui.set_height(if look.narrow { 22.0 } else { 26.0 });
        if look.narrow {
            ui.add_space(20.0);
        } else {
            widget::line(ui, glyph, theme::icon_font(16.0), p.privacy);
            let gap = ui.spacing().item_spacing.x;
            title(ui, (ui.available_width() - button - gap).max(40.0));
        }
        let (rect, response) = ui.allocate_exact_size(vec2(button, 22.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.hovered() {
            let corner = CornerRadius::same(radius::SMALL);
            ui.painter().rect_filled(rect, corner, p.hover);
        }
        widget::follow(&response);
        if response.has_focus() {
            widget::ring(ui, rect, radius::SMALL, p);
        }
        let at = pos2(rect.left() + 4.0, rect.center().y - laid.size().y / 2.0);
        ui.painter().galley(at, laid, p.muted);
        ui.painter().text(
            pos2(rect.right() - 4.0, rect.center().y),
            Align2::RIGHT_CENTER,
            icon::CARET_DOWN,
            theme::icon_font(13.0),
            p.muted,
        );
        Popup::menu(&response).show(|ui| {
            ui.set_width(220.0);
            for choice in treatments(document, col) {
                let field = document.field_of(col);
                let means = choice.unwrap_or_else(|| match field {
                    Some(field) => Treatment::of_field(field),
                    None => Treatment::Clear,
                });
                let words = short_name(look, document, col, means);
                if widget::radio(ui, look, means == now, &words, None) {
                    let named = ColumnName::of(document.table(), col);
                    intents.extend(named.map(|column| {
                        Intent::Run(Command::TreatColumn {
                            column,
                            treatment: choice,
                        })
                    }));
                    ui.close();
                }
            }
        });
    });
}

pub(super) fn note(ui: &mut Ui, look: &Look) {
    let p = look.p();
    widget::edged(p.panel).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            widget::line(ui, icon::INFO, theme::fill_font(16.0), p.note);
            let words = egui::RichText::new(look.t("protect-note"))
                .font(theme::regular(size::SMALL))
                .color(p.muted);
            ui.add(egui::Label::new(words).wrap());
        });
    });
}
