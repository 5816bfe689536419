//! How pseudonyms are made, asked once before the first export; and which other column is to
//! leave as a pseudonym. One sentence of consequence each.

use eframe::egui;
use egui::{ScrollArea, Ui};

use super::ask::first_focus;
use super::key::KeyForm;
use super::{Dialog, body, buttons, title};
use crate::document::{ColumnName, Command, MethodChoice};
use crate::privacy::{Kind, Treatment};
use crate::table::ColId;
use crate::text;
use crate::ui::app::{App, Intent};
use crate::ui::page::protect::choice_card;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};

/// The ways.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// With the key that is open already.
    Held,
    New,
    Open,
    Plain,
}

/// The question of the method.
pub struct MethodAsk {
    pub way: Way,
    pub then_export: bool,
}

/// The method of pseudonyms.
pub fn method(
    app: &mut App,
    ask: &mut MethodAsk,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let mut close = title(
        ui,
        look,
        &look.t("method-title"),
        Some(&look.t("method-about")),
    );
    let plain = plain_about(app, look);
    let held = app.key.as_ref().map(|held| held.key.fingerprint().text());
    body(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let mut card = |ui: &mut Ui, way: Way, words: &str, about: &str| {
            if choice_card(ui, look, ask.way == way, words, about) {
                ask.way = way;
            }
        };
        if let Some(fingerprint) = &held {
            let words = look.tf("method-held", &[("key", fingerprint.as_str().into())]);
            card(ui, Way::Held, &words, &look.t("method-open-about"));
        }
        card(
            ui,
            Way::New,
            &look.t("method-new"),
            &look.t("method-new-about"),
        );
        card(
            ui,
            Way::Open,
            &look.t("method-open"),
            &look.t("method-open-about"),
        );
        card(ui, Way::Plain, &look.t("method-without"), &plain);
    });
    let mut go = false;
    buttons(ui, look, |ui| {
        let button = Button::new(Loud::Filled, &look.t("method-go")).show(ui, look);
        first_focus(ui, &button, "method");
        go = button.clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go {
        let then_export = ask.then_export;
        match (ask.way, app.key.clone()) {
            (Way::Held, Some(held)) => {
                app.use_key(look, held.key, held.path);
                app.set_pending(then_export);
            }
            (Way::New, _) => intents.push(Intent::Open(KeyForm::create(then_export))),
            (Way::Open | Way::Held, _) => intents.push(Intent::Open(KeyForm::open(then_export))),
            (Way::Plain, _) => {
                app.set_pending(then_export);
                let method = MethodChoice::Plain;
                intents.push(Intent::Run(Command::ChooseMethod { method }));
            }
        }
        return !matches!(
            (ask.way, &app.key),
            (Way::New | Way::Open, _) | (Way::Held, None)
        );
    }
    close
}

/// What plain digests cost: the figure measured for this file on this computer, if there is one.
#[must_use]
pub fn plain_about(app: &App, look: &Look) -> String {
    match app.plain_figure() {
        Some(figure) => text::plain_figure(look.lang, figure),
        None => look.t("protect-plain-about"),
    }
}

/// Another column is to leave as a pseudonym.
pub struct ProtectColumn {
    pub col: Option<ColId>,
    pub kind: Kind,
}

/// Which column, and as what.
pub fn protect_column(
    app: &App,
    ask: &mut ProtectColumn,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let p = look.p();
    let mut close = title(
        ui,
        look,
        &look.t("protect-other-title"),
        Some(&look.t("protect-other-about")),
    );
    let Some(file) = app.file() else {
        return true;
    };
    let session = file.session();
    let document = session.document();
    let columns: Vec<(ColId, String)> = document
        .table()
        .columns()
        .filter(|(col, _)| document.treatment(*col) == Treatment::Clear)
        .filter(|(col, _)| Treatment::Pseudonym(ask.kind).allowed(document.field_of(*col)))
        .map(|(col, column)| (col, format!("{}  {}", column.letters(), column.header())))
        .collect();
    body(ui, |ui| {
        if columns.is_empty() {
            let words = look.t("protect-other-none");
            widget::line(ui, words, theme::regular(size::BODY), p.muted);
            return;
        }
        let words = look.t("protect-other-column");
        widget::line(ui, words, theme::semibold(size::BODY), p.text);
        let most = if look.low { 150.0 } else { 220.0 };
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (col, words) in &columns {
                if widget::radio(ui, look, ask.col == Some(*col), words, None) {
                    ask.col = Some(*col);
                }
            }
        });
        ui.add_space(8.0);
        let words = look.t("protect-other-kind");
        widget::line(ui, words, theme::semibold(size::BODY), p.text);
        ui.columns(2, |halves| {
            for (place, kind) in Kind::ALL.into_iter().enumerate() {
                let Some(ui) = halves.get_mut(place % 2) else {
                    continue;
                };
                ui.spacing_mut().item_spacing.y = 0.0;
                let words = text::kind_name(look.lang, kind);
                if widget::radio(ui, look, ask.kind == kind, &words, None) {
                    ask.kind = kind;
                }
            }
        });
    });
    let mut go = false;
    buttons(ui, look, |ui| {
        go = Button::new(Loud::Filled, &look.t("protect-other-go"))
            .enabled(ask.col.is_some())
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    let column = ask
        .col
        .and_then(|col| ColumnName::of(document.table(), col));
    if let (true, Some(column)) = (go, column) {
        intents.push(Intent::Run(Command::TreatColumn {
            column,
            treatment: Some(Treatment::Pseudonym(ask.kind)),
        }));
        return true;
    }
    close
}

impl Dialog {
    /// Asks how pseudonyms are made.
    #[must_use]
    pub fn method(app_has_key: bool, then_export: bool) -> Self {
        let way = if app_has_key { Way::Held } else { Way::New };
        Self::Method(MethodAsk { way, then_export })
    }
}
