//! The status bar: how many rows and columns, how the file was read, running work with Cancel.

use eframe::egui;
use egui::{Align, Frame, Layout, Margin, Panel, Stroke, Ui};

use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::job::Work;
use crate::ui::theme::{self, extent, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Step;

/// Draws the bar.
pub fn show(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    Panel::bottom("status")
        .exact_size(extent::STATUS)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(p.app)
                .inner_margin(Margin::symmetric(13, 0)),
        )
        .show(ui, |ui| {
            let bar = ui.max_rect().expand2(egui::vec2(14.0, 0.0));
            ui.painter()
                .hline(bar.x_range(), bar.top() + 0.5, Stroke::new(1.0, p.line2));
            ui.horizontal_centered(|ui| {
                left(app, ui, look, intents);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    right(app, ui, look, intents);
                });
            });
        });
}

fn dot(ui: &mut Ui, look: &Look) {
    widget::line(ui, "•", theme::regular(size::CAPTION), look.p().ctl);
}

fn left(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let Some(file) = app.file() else {
        return;
    };
    let small = || theme::regular(size::SMALL);
    let session = file.session();
    let document = session.document();
    let total = document.table().row_count() as u64;
    let shown = file.derived.rows.len() as u64;
    let rows = if file.view.shows_all_rows() {
        look.tf(
            "status-rows",
            &[("n", total.into()), ("rows", look.n(total).as_str().into())],
        )
    } else {
        look.tf(
            "status-rows-shown",
            &[
                ("n", shown.into()),
                ("shown", look.n(shown).as_str().into()),
                ("rows", look.n(total).as_str().into()),
            ],
        )
    };
    widget::line(ui, rows, theme::semibold(size::SMALL), p.text);
    dot(ui, look);
    let used = document.mapping().used() as u64;
    let columns = document.table().column_count() as u64;
    let words = look.tf(
        "status-columns",
        &[
            ("n", columns.into()),
            ("columns", look.n(columns).as_str().into()),
            ("m", used.into()),
            ("used", look.n(used).as_str().into()),
        ],
    );
    widget::line(ui, words, small(), p.muted);
    dot(ui, look);
    let read = crate::ui::page::read::one_line(document, look);
    widget::cut_line(ui, read, small(), p.muted);
    if file.step != Step::Read
        && Button::new(Loud::Text, &look.t("change"))
            .height(22.0)
            .show(ui, look)
            .clicked()
    {
        intents.push(Intent::Step(Step::Read));
    }
}

fn right(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let p = look.p();
    let small = || theme::regular(size::SMALL);
    if let Some(job) = app.jobs.iter().find(|job| job.is_worth_telling()) {
        let cancel = Button::new(Loud::Text, &look.t("cancel"))
            .height(22.0)
            .enabled(!job.is_cancelled())
            .show(ui, look);
        if cancel.clicked() {
            intents.push(Intent::CancelWork);
        }
        widget::line(ui, work_words(job, look), small(), p.text);
        widget::working_sign(ui, look, 14.0);
        return;
    }
    if let Some((words, wrong)) = app.keep_words(look) {
        match wrong {
            Some(why) => {
                widget::line(ui, words, theme::semibold(size::SMALL), p.error).on_hover_text(why);
                widget::line(ui, icon::WARNING, theme::fill_font(14.0), p.error);
            }
            None => {
                widget::line(ui, words, small(), p.muted);
                widget::line(ui, icon::FLOPPY_DISK, theme::icon_font(14.0), p.muted);
            }
        }
        dot(ui, look);
    }
    if app.hide_clear {
        widget::line(ui, look.t("status-hidden"), small(), p.muted);
        widget::line(ui, icon::EYE_SLASH, theme::icon_font(14.0), p.muted);
        return;
    }
    let words = look.t("status-local");
    if ui.available_width() > 190.0 {
        widget::line(ui, words, small(), p.muted);
        widget::line(ui, icon::LAPTOP, theme::icon_font(14.0), p.muted);
    }
}

/// What a worker is doing and how far it is.
#[must_use]
pub fn work_words(job: &crate::ui::job::Job, look: &Look) -> String {
    let (key, name) = match &job.work {
        Work::Opening { name } if job.is_read() => ("work-checking", name.as_str()),
        Work::Opening { name } => ("work-opening", name.as_str()),
        Work::Exporting { name } => ("work-exporting", name.as_str()),
        Work::Picking => ("work-picking", ""),
        Work::Looking { .. } | Work::Glancing { .. } | Work::CatchingUp { .. } => {
            ("work-looking", "")
        }
        Work::Key(_) => ("work-key", ""),
        Work::Measuring => ("work-measuring", ""),
        Work::Saving { name } => ("work-saving", name.as_str()),
        Work::LookingBack => ("work-looking-back", ""),
        Work::Peeking => ("reading-peek", ""),
        Work::Counting => ("make-counting", ""),
        Work::Template { name } => ("work-template", name.as_str()),
        Work::Returning { name } => ("work-returning", name.as_str()),
        Work::Comparing { name } => ("work-comparing", name.as_str()),
        Work::Verifying { name } => ("work-verifying", name.as_str()),
    };
    let rows = job.rows();
    let words = look.tf(
        key,
        &[
            ("file", name.into()),
            ("n", rows.into()),
            ("rows", look.n(rows).as_str().into()),
        ],
    );
    match job.outlook() {
        Some((_, seconds)) => format!("{words} · {}", time_left(look, seconds)),
        None => words,
    }
}

/// How long it will take yet.
#[must_use]
pub fn time_left(look: &Look, seconds: u64) -> String {
    let (key, n) = match seconds {
        0..90 => ("work-seconds-left", seconds.max(1)),
        _ => ("work-minutes-left", seconds.div_ceil(60)),
    };
    look.tf(
        key,
        &[("n", n.into()), ("count", look.n(n).as_str().into())],
    )
}
