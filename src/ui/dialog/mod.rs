//! The one dialog that may stand before the window, its frame and its keys. Escape closes it;
//! what cannot be undone never has the first focus.

pub mod ask;
pub mod basis;
pub mod bulk_fix;
mod bulk_lines;
mod bulk_plan;
pub mod bulk_query;
pub mod choose_columns;
pub mod column;
pub mod corrections;
mod corrections_list;
pub mod filter;
mod guide;
pub mod help;
pub mod history;
pub mod keep;
pub mod key;
pub mod losses;
pub mod make;
pub mod method;
mod outcome;
pub mod palette;
mod paste;
mod place;
pub mod providers;
mod replace;
pub mod rules;
pub mod send_back;
pub mod split;
pub mod template;
pub mod values;
pub mod values_plan;
pub mod verify;

use eframe::egui;
use egui::{Area, CornerRadius, Frame, Id, Key, Layout, Margin, Modal, Order, Stroke, Ui, vec2};

use super::app::{App, Intent};
use super::icon;
use super::job::Purpose;
use super::theme::{self, extent, radius, size, space};
use super::widget::{self, Look};

/// The dialog that is open.
pub enum Dialog {
    BulkFix(Box<bulk_fix::BulkFix>),
    /// What a large paste would do.
    Paste(Box<crate::ui::paste::Paste>),
    /// All columns: show, hide, order.
    ChooseColumns(Box<choose_columns::ChooseColumns>),
    /// Order, values and visibility of a column.
    Column(Box<column::ColumnDialog>),
    /// Old and new values of a column.
    Values(Box<values_plan::Values>),
    /// Every check, and how much it counts.
    Rules(rules::Rules),
    /// Rows that contain a text.
    Filter(filter::FilterText),
    /// A column split into columns of fields.
    Split(Box<split::Split>),
    /// A column made of others, or the same in every row.
    Make(Box<make::Make>),
    /// A path typed by hand.
    Path {
        text: String,
        purpose: Purpose,
    },
    GoTo {
        text: String,
        unknown: bool,
    },
    Palette {
        text: String,
        chosen: usize,
    },
    /// Under which name this file's reading and matching is kept.
    Remember(providers::Remember),
    /// What is remembered of providers.
    Providers(Box<providers::Providers>),
    Shortcuts,
    /// What a step is for; without a file, how all begins.
    StepHelp {
        step: Option<crate::ui::workspace::Step>,
    },
    History,
    /// What program this is; with the notices of what it is made of.
    About {
        notices: bool,
    },
    /// A file could not be opened: why, and what to do.
    Sorry {
        words: String,
    },
    /// What came of something, line by line.
    Told {
        title: String,
        lines: Vec<String>,
    },
    /// About projects, journals and what is remembered.
    Kept(Box<keep::KeepDialog>),
    /// Work would be lost when the file is read again.
    Reopen {
        options: crate::io::OpenOptions,
        name: String,
    },
    /// Rows would be left out, or errors written.
    ConfirmExport(losses::ConfirmExport),
    /// How pseudonyms are made.
    Method(method::MethodAsk),
    Key(Box<key::KeyForm>),
    KeyMade {
        fingerprint: crate::privacy::Fingerprint,
        path: String,
        then_export: bool,
    },
    ProtectColumn(method::ProtectColumn),
    Keep(losses::KeepAsk),
    /// An empty workbook for providers.
    Template(Box<template::TemplateForm>),
    /// The provider's workbook with its wrong cells marked.
    SendBack(Box<send_back::SendBack>),
    /// The history is about to be forgotten.
    Seal(verify::SealAsk),
    /// A file and the record that may speak about it.
    Verify(Box<verify::VerifyForm>),
    /// What a provider changed in the workbook that came back.
    Corrections(Box<corrections::Corrections>),
}

impl Dialog {
    /// Asks for the path of a file to open.
    #[must_use]
    pub fn path() -> Self {
        Self::Path {
            text: String::new(),
            purpose: Purpose::Open,
        }
    }

    /// Asks for the path of a recipe.
    #[must_use]
    pub fn recipe() -> Self {
        Self::Path {
            text: String::new(),
            purpose: Purpose::Recipe,
        }
    }

    /// Asks for the path of the file to write.
    #[must_use]
    pub fn target(text: String) -> Self {
        Self::Path {
            text,
            purpose: Purpose::ExportTarget,
        }
    }

    /// Asks for an address.
    #[must_use]
    pub fn go_to() -> Self {
        Self::GoTo {
            text: String::new(),
            unknown: false,
        }
    }

    /// Lists every action.
    #[must_use]
    pub fn palette() -> Self {
        Self::Palette {
            text: String::new(),
            chosen: 0,
        }
    }

    fn width(&self) -> f32 {
        match self {
            Self::BulkFix(_)
            | Self::Values(_)
            | Self::Rules(_)
            | Self::Make(_)
            | Self::Split(_)
            | Self::Providers(_)
            | Self::Template(_) => extent::DIALOG,
            Self::Corrections(dialog) if dialog.is_wide() => extent::DIALOG,
            Self::Palette { .. }
            | Self::Shortcuts
            | Self::StepHelp { .. }
            | Self::About { .. }
            | Self::Method(_)
            | Self::Key(_)
            | Self::SendBack(_)
            | Self::Verify(_)
            | Self::Corrections(_) => 560.0,
            Self::Kept(_) => 520.0,
            Self::History | Self::ChooseColumns(_) => 640.0,
            _ => 480.0,
        }
    }
}

/// Draws the dialog and closes it on Escape.
pub fn show(app: &mut App, ctx: &egui::Context, look: &Look, intents: &mut Vec<Intent>) {
    let Some(mut dialog) = app.dialog.take() else {
        return;
    };
    let p = look.p();
    let room = ctx.content_rect();
    let width = dialog.width().min(room.width() - 32.0);
    let frame = Frame::new()
        .fill(p.panel)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(CornerRadius::same(radius::DIALOG))
        .shadow(look.theme.dialog_shadow());
    let (align, below) = match dialog {
        // Its list grows and shrinks with every letter, and the field must not move with it.
        Dialog::Palette { .. } => {
            let below = (room.height() - palette::HIGHEST) / 2.0;
            (egui::Align2::CENTER_TOP, below.clamp(16.0, 96.0))
        }
        _ => (egui::Align2::CENTER_CENTER, 0.0),
    };
    let area = Area::new(Id::unique("dialog"))
        .order(Order::Foreground)
        .anchor(align, vec2(0.0, below));
    let response = Modal::new(Id::unique("dialog"))
        .area(area)
        .backdrop_color(p.scrim)
        .frame(frame)
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.set_max_height(room.height() - 32.0);
            content(app, &mut dialog, ui, look, intents)
        });
    let escape = ctx.input(|input| input.key_pressed(Key::Escape)) && response.is_top_modal;
    if response.inner || escape {
        intents.push(Intent::CloseDialog);
    }
    // What an intent opens later in this frame replaces it.
    app.dialog = Some(dialog);
}

/// One dialog; true when it wants to close.
fn content(
    app: &mut App,
    dialog: &mut Dialog,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    match dialog {
        Dialog::BulkFix(fix) => bulk_fix::show(app, fix, ui, look, intents),
        Dialog::Paste(block) => paste::show(app, block, ui, look, intents),
        Dialog::ChooseColumns(columns) => choose_columns::show(app, columns, ui, look, intents),
        Dialog::Column(column) => column::show(app, column, ui, look, intents),
        Dialog::Values(values) => values::show(app, values, ui, look, intents),
        Dialog::Rules(rules) => rules::show(app, rules, ui, look, intents),
        Dialog::Filter(filter) => filter::show(app, filter, ui, look, intents),
        Dialog::Split(split) => split::show(app, split, ui, look, intents),
        Dialog::Make(make) => make::show(app, make, ui, look, intents),
        Dialog::Path { text, purpose } => ask::path(app, text, *purpose, ui, look, intents),
        Dialog::GoTo { text, unknown } => ask::go_to(app, text, unknown, ui, look),
        Dialog::Palette { text, chosen } => palette::show(app, text, chosen, ui, look, intents),
        Dialog::Remember(asked) => providers::remember(app, asked, ui, look),
        Dialog::Providers(state) => providers::show(app, state, ui, look),
        Dialog::Shortcuts => help::shortcuts(ui, look),
        Dialog::StepHelp { step } => guide::show(step, ui, look),
        Dialog::History => history::show(app, ui, look, intents),
        Dialog::About { notices } => help::about(app, notices, ui, look),
        Dialog::Sorry { words } => ask::sorry(words, ui, look),
        Dialog::Told { title, lines } => ask::told(title, lines, ui, look),
        Dialog::Kept(ask) => keep::show(app, ask, ui, look, intents),
        Dialog::Reopen { options, name } => ask::reopen(options, name, ui, look, intents),
        Dialog::ConfirmExport(ask) => losses::confirm_export(app, ask, ui, look, intents),
        Dialog::Method(ask) => method::method(app, ask, ui, look, intents),
        Dialog::Key(form) => key::show(app, form, ui, look, intents),
        Dialog::KeyMade {
            fingerprint,
            path,
            then_export,
        } => key::made(*fingerprint, path, *then_export, app, ui, look, intents),
        Dialog::ProtectColumn(ask) => method::protect_column(app, ask, ui, look, intents),
        Dialog::Keep(ask) => losses::keep(ask, ui, look, intents),
        Dialog::Template(form) => template::show(app, form, ui, look, intents),
        Dialog::SendBack(form) => send_back::show(app, form, ui, look, intents),
        Dialog::Seal(ask) => verify::seal(ask, ui, look, intents),
        Dialog::Verify(form) => verify::show(app, form, ui, look, intents),
        Dialog::Corrections(dialog) => corrections::show(app, dialog, ui, look, intents),
    }
}

/// Title, second line and the cross; true when the cross was clicked.
pub fn title(ui: &mut Ui, look: &Look, title: &str, below: Option<&str>) -> bool {
    let p = look.p();
    let mut close = false;
    // The name of an action ends in three dots; what it opens does not.
    let title = title.trim_end_matches('…');
    let dialog = ui.unique_id();
    Frame::new()
        .inner_margin(Margin {
            left: space::DIALOG_EDGE as i8,
            right: 14,
            top: 16,
            bottom: 10,
        })
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                let room = ui.available_width() - 36.0;
                ui.vertical(|ui| {
                    ui.set_width(room);
                    let named = widget::line(ui, title, theme::semibold(size::TITLE), p.text);
                    // The dialog is called by its title.
                    ui.ctx().accesskit_node_builder(dialog, |node| {
                        node.push_labelled_by(named.id.accesskit_id());
                    });
                    if let Some(below) = below {
                        widget::line(ui, below, theme::regular(size::BODY), p.muted);
                    }
                });
                close = widget::icon_button(ui, look, icon::X, &look.t("close"), true).clicked();
            });
        });
    widget::rule(ui, look);
    close
}

/// The body of a dialog between title and buttons.
pub fn body<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new()
        .inner_margin(Margin::symmetric(space::DIALOG_EDGE as i8, 14))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
        .inner
}

/// The line of buttons, right-aligned.
pub fn buttons<R>(ui: &mut Ui, look: &Look, add: impl FnOnce(&mut Ui) -> R) -> R {
    widget::rule(ui, look);
    Frame::new()
        .inner_margin(Margin::symmetric(space::DIALOG_EDGE as i8, 12))
        .show(ui, |ui| {
            let width = ui.available_width();
            ui.allocate_ui_with_layout(
                vec2(width, extent::BUTTON),
                Layout::right_to_left(egui::Align::Center),
                add,
            )
            .inner
        })
        .inner
}
