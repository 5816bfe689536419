//! The list of problems: alike ones together, what blocks the export first, each with its count
//! and the two things to do about it. Zero problems is said as the good news that it is.

use eframe::egui;
use egui::{
    Align2, Color32, CornerRadius, Frame, Margin, Rect, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::check::{self, Group, Looks, Rule, Scope, Severity};
use crate::document::{Document, PrivacyFinding};
use crate::privacy::Kind;
use crate::text;
use crate::ui::action::Action;
use crate::ui::app::{App, Intent};
use crate::ui::dialog::Dialog;
use crate::ui::dialog::method::ProtectColumn;
use crate::ui::dialog::values_plan::{Part, is_list};
use crate::ui::icon;
use crate::ui::theme::{self, extent, radius, size};
use crate::ui::widget::{self, Button, Look, Loud, Tone};
use crate::ui::workspace::{Filter, Step, Workspace, key_of};

/// Draws the panel.
pub fn show(app: &App, ui: &mut Ui, look: &Look, intents: &mut Vec<Intent>) {
    let Some(file) = app.file() else {
        return;
    };
    let p = look.p();
    head(ui, look, file);
    let d = &file.derived;
    let more = file.glance.counts();
    if d.counts.error + more.error == 0 && d.counts.warning + more.warning == 0 {
        zero(ui, look, file, intents);
    }
    let edge = ui.max_rect();
    ui.set_max_width(edge.width());
    ScrollArea::vertical()
        .id_salt(file.session().document().path())
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if !d.safe.is_empty() {
                safe_card(app, ui, look, file, intents);
            }
            let session = file.session();
            let document = session.document();
            let findings = super::findings::lines(file, document);
            for (severity, title) in [
                (Severity::Error, "problems-errors"),
                (Severity::Warning, "problems-warnings"),
                (Severity::Note, "problems-notes"),
            ] {
                let groups: Vec<&Group> =
                    d.groups.iter().filter(|g| g.severity == severity).collect();
                let lines: Vec<&PrivacyFinding> =
                    findings.iter().filter(|l| l.severity == severity).collect();
                if groups.is_empty() && lines.is_empty() {
                    continue;
                }
                Frame::new()
                    .inner_margin(Margin {
                        left: 14,
                        right: 14,
                        top: 10,
                        bottom: 4,
                    })
                    .show(ui, |ui| {
                        widget::line(ui, look.t(title), theme::regular(size::SMALL), p.muted);
                    });
                for line in lines {
                    super::findings::row(ui, look, file, document, line, intents);
                }
                for group in groups {
                    row(ui, look, file, document, group, app.hide_clear, intents);
                }
            }
            ui.add_space(12.0);
        });
    ui.painter().vline(
        edge.right() - 0.5,
        edge.y_range(),
        Stroke::new(1.0, p.line2),
    );
}

fn head(ui: &mut Ui, look: &Look, file: &Workspace) {
    let p = look.p();
    let (counts, more) = (file.derived.counts, file.glance.counts());
    let chips = [
        (Tone::Error, counts.error + more.error, "count-errors"),
        (
            Tone::Warning,
            counts.warning + more.warning,
            "count-warnings",
        ),
        (Tone::Note, counts.note + more.note, "count-notes"),
    ];
    let mut chips: Vec<_> = chips
        .into_iter()
        .filter(|(_, n, _)| *n > 0)
        .map(|(tone, n, key)| (tone, n, look.n(n), key))
        .collect();
    Frame::new()
        .inner_margin(Margin::symmetric(14, 8))
        .show(ui, |ui| {
            let room = ui.available_width();
            let wide = |ui: &Ui, chips: &[(Tone, u64, String, &str)]| {
                let gaps = 4.0 * chips.len().saturating_sub(1) as f32;
                let each = chips.iter().map(|c| widget::width_of_chip(ui, &c.2));
                each.sum::<f32>() + gaps
            };
            let title = look.t("problems-title");
            let font = theme::semibold(size::BODY);
            let gaps = 6.0;
            let beside_title = |ui: &Ui, chips: &[(Tone, u64, String, &str)]| {
                widget::fits(ui, &title, font.clone(), room - gaps - wide(ui, chips))
            };
            // Where not all fit beside the title of a narrow window, notes give way, and where
            // not all fit at all: they block nothing.
            let crowded = look.narrow && !beside_title(ui, &chips);
            if crowded || wide(ui, &chips) > room {
                chips.retain(|(tone, ..)| *tone != Tone::Note);
            }
            let one_line = beside_title(ui, &chips);
            let draw = |ui: &mut Ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                for (tone, n, shown, key) in &chips {
                    let args = [("n", (*n).into()), ("count", shown.as_str().into())];
                    let name = look.tf(key, &args);
                    widget::chip(ui, look, *tone, tone.sign(), shown, &name).on_hover_text(name);
                }
            };
            ui.set_height(if one_line { 22.0 } else { 50.0 });
            ui.horizontal(|ui| {
                ui.set_height(22.0);
                ui.spacing_mut().item_spacing.x = gaps;
                widget::line(ui, &title, font.clone(), p.text);
                if one_line {
                    draw(ui);
                }
            });
            if !one_line {
                ui.horizontal(|ui| {
                    ui.set_height(22.0);
                    draw(ui);
                });
            }
        });
}

/// A file without rows has no problem either, but nothing to be glad about.
fn no_rows(ui: &mut Ui, look: &Look) {
    let p = look.p();
    ui.vertical_centered(|ui| {
        ui.add_space(28.0);
        let title = look.t("zero-no-rows");
        widget::line(ui, title, theme::semibold(size::TITLE), p.text);
        ui.add_space(4.0);
        let about = look.t("zero-no-rows-about");
        widget::line(ui, about, theme::regular(size::BODY), p.muted);
        ui.add_space(18.0);
    });
    widget::rule(ui, look);
}

fn zero(ui: &mut Ui, look: &Look, file: &Workspace, intents: &mut Vec<Intent>) {
    if file.session().document().table().row_count() == 0 {
        return no_rows(ui, look);
    }
    let p = look.p();
    ui.vertical_centered(|ui| {
        ui.add_space(28.0);
        widget::line(ui, icon::CHECK_CIRCLE, theme::fill_font(40.0), p.ok);
        ui.add_space(6.0);
        widget::line(
            ui,
            look.t("zero-title"),
            theme::semibold(size::TITLE),
            p.text,
        );
        widget::line(
            ui,
            look.t("zero-ready"),
            theme::regular(size::BODY),
            p.muted,
        );
        ui.add_space(12.0);
        let width = ui.available_width() - 40.0;
        let export = Button::new(Loud::Filled, &look.t("do-export"))
            .hint("Ctrl+E")
            .width(width)
            .height(extent::BUTTON_PAGE)
            .show(ui, look);
        if export.clicked() {
            intents.push(Action::Export.into());
        }
        ui.add_space(6.0);
        if !file.preview
            && Button::new(Loud::Text, &look.t("zero-preview"))
                .show(ui, look)
                .clicked()
        {
            intents.push(Action::Preview.into());
        }
        ui.add_space(18.0);
    });
    widget::rule(ui, look);
}

fn safe_card(app: &App, ui: &mut Ui, look: &Look, file: &Workspace, intents: &mut Vec<Intent>) {
    let p = look.p();
    let total: u64 = file.derived.safe.iter().map(|(_, n)| n).sum();
    let count = look.n(total);
    let title = look.tf(
        "safe-title",
        &[("n", total.into()), ("count", count.as_str().into())],
    );
    let kinds: Vec<String> = file
        .derived
        .safe
        .iter()
        .map(|(id, n)| {
            format!(
                "{} {}",
                look.t(&format!("{}-short", text::repair_key(*id))),
                look.n(*n)
            )
        })
        .collect();
    let (outer, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), 58.0), Sense::hover());
    let rect = outer.shrink2(vec2(10.0, 4.0));
    let response = ui.interact(rect, response.id.with("safe"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &title));
    let fill = if response.hovered() {
        p.hover
    } else {
        p.raised
    };
    ui.painter().rect(
        rect,
        CornerRadius::same(radius::BUTTON),
        fill,
        Stroke::new(1.0, p.line2),
        StrokeKind::Inside,
    );
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, rect, radius::BUTTON, p);
    }
    ui.painter().text(
        pos2(rect.left() + 22.0, rect.center().y),
        Align2::CENTER_CENTER,
        icon::BROOM,
        theme::icon_font(20.0),
        p.accent,
    );
    let left = rect.left() + 40.0;
    let clip = Rect::from_min_max(
        pos2(left, rect.top()),
        pos2(rect.right() - 26.0, rect.bottom()),
    );
    let painter = ui.painter().with_clip_rect(clip);
    // Millions of fixes need smaller letters.
    let body = theme::semibold(size::BODY);
    let font = match widget::fits(ui, &title, body.clone(), clip.width()) {
        true => body,
        false => theme::semibold(size::SMALL),
    };
    painter.text(
        pos2(left, rect.top() + 16.0),
        Align2::LEFT_CENTER,
        &title,
        font,
        p.text,
    );
    // The most frequent kinds, as many as there is room for.
    let mut about = String::new();
    for kind in &kinds {
        let longer = if about.is_empty() {
            capitalized(kind)
        } else {
            format!("{about}, {kind}")
        };
        let small = theme::regular(size::SMALL);
        if !about.is_empty() && !widget::fits(ui, &longer, small, clip.width()) {
            break;
        }
        about = longer;
    }
    painter.text(
        pos2(left, rect.top() + 34.0),
        Align2::LEFT_CENTER,
        about,
        theme::regular(size::SMALL),
        p.muted,
    );
    ui.painter().text(
        pos2(rect.right() - 16.0, rect.center().y),
        Align2::CENTER_CENTER,
        icon::CARET_RIGHT,
        theme::icon_font(14.0),
        p.muted,
    );
    let tip = super::tip::of(app, look, Action::SafeFixes);
    if tip.beside_name(look, response).clicked() {
        intents.push(Action::SafeFixes.into());
    }
}

/// With a capital first letter, as a line of its own begins.
fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// What the repair of a group does: `3,5 → 3.5`. Nothing for a person's value while those are
/// hidden.
fn example_words(document: &Document, group: &Group, hide_clear: bool) -> Option<String> {
    let (col, code) = group.col.zip(group.example)?;
    if hide_clear && crate::ui::sheet::is_personal(document, col) {
        return None;
    }
    let table = document.table();
    let repair = document.checks().finding_of(table, col, code)?.repair?;
    let before = widget::visible_blanks(table.column(col)?.text_of(code).reveal());
    let after = widget::visible_blanks(repair.value.as_text().reveal());
    Some(format!("{before} → {after}"))
}

/// The second line of a group: which column, or which field is missing.
fn place_words(document: &Document, group: &Group, look: &Look) -> String {
    if let Some(field) = group.missing.and_then(|id| document.schema().field(id)) {
        return field.name.clone();
    }
    let Some(column) = group.col.and_then(|col| document.table().column(col)) else {
        return look.t("problems-rows");
    };
    let header = if column.header().trim().is_empty() {
        look.t("problems-no-header")
    } else {
        column.header().to_owned()
    };
    format!("{header} · {}", column.letters())
}

fn row(
    ui: &mut Ui,
    look: &Look,
    file: &Workspace,
    document: &Document,
    group: &Group,
    hide_clear: bool,
    intents: &mut Vec<Intent>,
) {
    let p = look.p();
    let key = key_of(group);
    let chosen = file.view.group == Some(key);
    let tone = match group.severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Note => Tone::Note,
    };
    let title = look.t(&format!("rule-{}", group.rule.id()));
    let place = place_words(document, group, look);
    let count = look.n(group.count);
    let example = example_words(document, group, hide_clear);
    let line = match &example {
        Some(example) => format!("{place} · {example}"),
        None => place,
    };
    let has_cells = group.missing.is_none() && group.severity != Severity::Note;
    let acts = has_cells || group.missing.is_some();
    let height = 43.0 + if chosen && acts { 36.0 } else { 0.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let top = Rect::from_min_size(rect.min, vec2(rect.width(), 43.0));
    let response = ui.interact(
        top,
        // Two missing columns have one key.
        ui.scope_id()
            .with(("group", format!("{key:?}{:?}", group.missing))),
        Sense::click(),
    );
    // Groups of one rule and column differ by their example.
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::ListItem,
            true,
            chosen,
            format!("{title}, {line}, {count}"),
        )
    });
    if chosen {
        ui.painter().rect_filled(rect, 0, p.sel);
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(edge, 0, p.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0, p.hover);
    }
    widget::follow(&response);
    if response.has_focus() {
        widget::ring(ui, top.shrink(4.0), 2, p);
    }
    let response = match example {
        Some(example) => response.on_hover_text(example),
        None => response,
    };
    paint(ui, look, rect, tone, [&title, &line, &count]);
    let left = rect.left() + 40.0;
    if response.clicked() {
        intents.push(Intent::Choose(key));
    }
    if chosen && group.missing.is_some() {
        let place = Rect::from_min_max(pos2(left, rect.top() + 44.0), rect.max);
        widget::inside(ui, place, widget::down(), |ui| {
            let words = look.t("problems-to-match");
            let button = Button::new(Loud::Filled, &words)
                .height(extent::BUTTON_BAR)
                .show(ui, look);
            if button.clicked() {
                intents.push(Intent::Step(Step::Match));
            }
        });
    }
    if chosen && has_cells {
        // In a narrow panel two French buttons need the room below the sign too.
        let left = if look.narrow {
            rect.left() + 16.0
        } else {
            left
        };
        let place = Rect::from_min_max(pos2(left, rect.top() + 44.0), rect.max);
        widget::inside(ui, place, widget::down(), |ui| {
            ui.horizontal(|ui| {
                if group.rule == Rule::IdentifierLooksPersonal {
                    protect_button(ui, look, document, group, intents);
                    return;
                }
                let shown = file.view.filter == Filter::Group;
                let words = look.t(if shown {
                    "problems-all-rows"
                } else {
                    "problems-show"
                });
                if Button::new(Loud::Outlined, &words)
                    .height(extent::BUTTON_BAR)
                    .show(ui, look)
                    .clicked()
                {
                    intents.push(Intent::ShowGroup(key));
                }
                let asks = group.col.is_some_and(|c| file.derived.asks.contains(&c));
                let key_words = match group.repair {
                    Some(_) => Some("problems-fix"),
                    None if asks => Some("problems-answer"),
                    None => None,
                };
                // Where no repair is known, each wrong value can be given a right one.
                let listed = key_words.is_none()
                    && group.rule.scope() == Scope::Cell
                    && group
                        .col
                        .and_then(|col| document.table().column(col))
                        .is_some_and(is_list);
                if let Some(col) = group.col.filter(|_| listed)
                    && Button::new(Loud::Filled, &look.t("problems-values"))
                        .height(extent::BUTTON_BAR)
                        .show(ui, look)
                        .clicked()
                {
                    intents.push(Intent::Values(col, Part::Problems));
                }
                if let Some(words) = key_words
                    && Button::new(Loud::Filled, &look.t(words))
                        .height(extent::BUTTON_BAR)
                        .show(ui, look)
                        .clicked()
                {
                    intents.push(Intent::FixGroup(key));
                }
            });
        });
    }
}

/// Offers pseudonyms for identifiers that leave in the clear and look like numbers of people.
fn protect_button(
    ui: &mut Ui,
    look: &Look,
    document: &Document,
    group: &Group,
    intents: &mut Vec<Intent>,
) {
    let words = look.t("problems-protect");
    let button = Button::new(Loud::Filled, &words)
        .icon(icon::FINGERPRINT)
        .height(extent::BUTTON_BAR)
        .show(ui, look);
    let column = group.col.and_then(|col| document.table().column(col));
    if let Some(column) = column.filter(|_| button.clicked()) {
        let looks = Looks::of(column);
        let ids = looks.share(check::Look::IdNumber) > looks.share(check::Look::PhoneForm);
        intents.push(Intent::Open(Dialog::ProtectColumn(ProtectColumn {
            col: group.col,
            kind: if ids { Kind::Id } else { Kind::Phone },
        })));
    }
}

/// Sign, name, place and count of a line.
pub(super) fn paint(ui: &Ui, look: &Look, rect: Rect, tone: Tone, words: [&str; 3]) {
    let p = look.p();
    let [title, place, count] = words;
    let (strong, _) = tone.colors(p);
    ui.painter().text(
        pos2(rect.left() + 22.0, rect.top() + 13.0),
        Align2::CENTER_CENTER,
        tone.sign(),
        theme::fill_font(15.0),
        strong,
    );
    let number = ui.painter().text(
        pos2(rect.right() - 14.0, rect.top() + 13.0),
        Align2::RIGHT_CENTER,
        count,
        theme::num_semibold(size::BODY),
        p.text,
    );
    let left = rect.left() + 40.0;
    one_line(
        ui,
        title,
        pos2(left, rect.top() + 5.0),
        number.left() - 6.0,
        theme::regular(size::BODY),
        p.text,
    );
    one_line(
        ui,
        place,
        pos2(left, rect.top() + 23.0),
        rect.right() - 14.0,
        theme::regular(size::SMALL),
        p.muted,
    );
}

/// One line of text, cut with … at the right edge.
fn one_line(ui: &Ui, text: &str, at: egui::Pos2, right: f32, font: egui::FontId, color: Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = (right - at.x).max(10.0);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at, galley, color);
}
