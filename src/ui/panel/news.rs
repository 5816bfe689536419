//! A strip under the steps: this file was matched as an earlier one of its provider, and what is
//! new in it. It is there only while something is new.

use eframe::egui;
use egui::{Align, Frame, Layout, Margin, Panel, Ui};

use crate::document::{Command, Label};
use crate::table::TextBuf;
use crate::text;
use crate::ui::action::Action;
use crate::ui::app::{App, Intent};
use crate::ui::dialog::Dialog;
use crate::ui::dialog::make::Make;
use crate::ui::icon;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Step;

/// Draws the strip.
pub fn show(app: &mut App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let Some(file) = app.file_mut() else {
        return;
    };
    let Some(known) = &file.known else {
        return;
    };
    let session = file.session();
    let document = session.document();
    let provider = [("provider", known.provider.as_str().into())];
    let mut parts = vec![look.tf("known-as", &provider)];
    parts.extend(text::file_changes(look.lang, &known.applied.changes));
    parts.extend(
        known
            .applied
            .refused
            .iter()
            .map(|error| text::plan_error(look.lang, error)),
    );
    // A text that was the same for all rows was not kept: it is asked for again.
    let missing = |field: &&String| {
        let id = document.schema().by_name(field);
        id.is_some_and(|id| document.mapping().column_of(id).is_none())
    };
    let ask = known.applied.ask.iter().find(missing).cloned();
    if let Some(field) = &ask {
        parts.push(look.tf("known-ask", &[("field", field.as_str().into())]));
    }
    if let Some(recipe) = &known.steps {
        let n = recipe.steps.len() as u64;
        let count = look.n(n);
        let args = [("n", n.into()), ("count", count.as_str().into())];
        parts.push(look.tf("known-steps", &args));
    }
    let steps = known.steps.clone();
    let undoable = matches!(session.undo_label(), Some(Label::Profile { .. }));
    let make = ask.and_then(|field| {
        let command = Command::FillConstant {
            field: field.clone(),
            text: TextBuf::default(),
        };
        Make::new(document, command).map(|make| (field, make))
    });
    drop(session);
    let mut gone = false;
    Panel::top("news")
        .exact_size(36.0)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(p.note_tint)
                .inner_margin(Margin::symmetric(14, 3)),
        )
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = look.t("close");
                gone = widget::icon_button(ui, look, icon::X, &close, true).clicked();
                if undoable {
                    let words = look.t("known-not");
                    let button = Button::new(Loud::Text, &words).height(26.0).show(ui, look);
                    if button.clicked() {
                        intents.push(Action::Undo.into());
                        gone = true;
                    }
                }
                if file.step != Step::Match {
                    let words = look.t("known-look");
                    let button = Button::new(Loud::Text, &words).height(26.0).show(ui, look);
                    if button.clicked() {
                        intents.push(Intent::Step(Step::Match));
                    }
                }
                if let Some(recipe) = steps {
                    let words = look.t("known-do-steps");
                    let button = Button::new(Loud::Outlined, &words)
                        .height(26.0)
                        .show(ui, look);
                    if button.clicked() {
                        intents.push(Intent::Repeat(Box::new(recipe)));
                        gone = true;
                    }
                }
                if let Some((field, make)) = make {
                    let words = look.tf("known-fill", &[("field", field.as_str().into())]);
                    let button = Button::new(Loud::Outlined, &words)
                        .height(26.0)
                        .show(ui, look);
                    if button.clicked() {
                        intents.push(Intent::Open(Dialog::Make(Box::new(make))));
                    }
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    widget::line(ui, icon::INFO, theme::fill_font(16.0), p.note);
                    let words = parts.join(" ");
                    widget::cut_line(ui, &words, theme::regular(size::BODY), p.text)
                        .on_hover_text(&words);
                });
            });
        });
    if gone {
        file.known = None;
    }
}
