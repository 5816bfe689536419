//! The list of targets of one column: search over name, label, description and example of every
//! field, the likeliest first, then what else can become of a column. Arrows and Enter choose.

use std::collections::HashMap;

use eframe::egui;
use egui::{
    Align2, Area, CornerRadius, Frame, Id, Key, Margin, Modifiers, Order, Rect, Response, Role,
    ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::board::{Board, map_to, retarget};
use super::row::{cut, header_of, percent};
use crate::check::ExtraForm;
use crate::document::{ColumnLine, ColumnName, Command, Document, Proposal, Target};
use crate::schema::{Field, FieldId, fold_header, key, words};
use crate::text::{self, Lang};
use crate::ui::app::Intent;
use crate::ui::dialog::Dialog;
use crate::ui::dialog::ask::named;
use crate::ui::dialog::make::Make;
use crate::ui::icon;
use crate::ui::sheet::{privacy_icon, type_icon};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::{self, Look};

const LINE: f32 = 30.0;

/// What can become of a column.
enum Choice {
    Field(FieldId),
    LeftOut,
    ByHeader,
    Extra(ExtraForm),
    /// Join it with others into the field that it is a part of.
    Join(FieldId),
    /// Take a made column back.
    Drop,
}

struct Entry {
    choice: Choice,
    words: String,
    /// At the right: how sure, or which column fills the field already.
    aside: String,
    /// The id of a heading above it.
    above: Option<&'static str>,
    /// Why it cannot be chosen.
    refused: bool,
}

/// Draws the open list over the page and takes what was chosen.
pub fn show(
    board: &mut Board,
    ui: &Ui,
    look: &Look,
    document: &Document,
    anchor: Rect,
    intents: &mut Vec<Intent>,
) {
    board.marked = None;
    let Some(mut open) = board.targets.take() else {
        return;
    };
    let Some(line) = board.chosen_line() else {
        return;
    };
    let entries = entries(board, line, look, document, &open.text);
    let p = look.p();
    let screen = ui.ctx().content_rect();
    let width = 480.0f32.min(screen.width() - 24.0);
    let below = screen.bottom() - anchor.bottom() - 16.0;
    let above = anchor.top() - 16.0;
    let wanted = 400.0f32;
    let (height, up) = if below >= wanted.min(260.0) || below >= above {
        (below.min(wanted), false)
    } else {
        (above.min(wanted), true)
    };
    let rows = (height - 56.0).max(90.0);
    let x = anchor.left().min(screen.right() - width - 12.0);
    let down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
    let back = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
    let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let escape = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let last = entries.len().saturating_sub(1);
    open.at = match (down, back) {
        (true, _) => (open.at + 1).min(last),
        (_, true) => open.at.saturating_sub(1),
        _ => open.at.min(last),
    };
    let mut picked = enter.then_some(open.at);
    let area = Area::new(Id::unique("match targets"))
        .order(Order::Foreground)
        .pivot(if up {
            Align2::LEFT_BOTTOM
        } else {
            Align2::LEFT_TOP
        })
        .fixed_pos(pos2(
            x,
            if up {
                anchor.top() - 4.0
            } else {
                anchor.bottom() + 4.0
            },
        ));
    let frame = Frame::new()
        .fill(p.raised)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(CornerRadius::same(radius::BUTTON))
        .shadow(look.theme.toast_shadow())
        .inner_margin(Margin::same(8));
    let drawn = area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(width - 16.0);
            let hint = look.t("match-search");
            let room = ui.available_width();
            let font = theme::regular(size::BODY);
            let field = widget::field(ui, look, &mut open.text, &hint, room, font);
            let field = named(field, &hint, &open.text);
            if !open.shown {
                // What was typed to open the list is followed by what is typed next.
                let end = open.text.chars().count();
                caret_at(ui, &field, end);
            }
            field.request_focus();
            if field.changed() {
                open.at = 0;
            }
            ui.add_space(6.0);
            ScrollArea::vertical().max_height(rows).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (at, entry) in entries.iter().enumerate() {
                    let response = line_of(ui, look, document, entry, at == open.at);
                    if at == open.at && (down || back || !open.shown) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        picked = Some(at);
                    }
                }
                if entries.is_empty() {
                    let words = look.t("match-search-none");
                    widget::line(ui, words, theme::regular(size::BODY), p.muted);
                }
            });
        });
    });
    let marked = entries.get(open.at);
    let meant = marked.and_then(|e| match e.choice {
        Choice::Field(field) | Choice::Join(field) => Some(field),
        _ => None,
    });
    let inside = drawn.response.rect.expand(4.0);
    let outside = ui.input(|i| {
        i.pointer.any_pressed()
            && i.pointer
                .interact_pos()
                .is_some_and(|at| !inside.contains(at) && !anchor.contains(at))
    });
    let picked = picked
        .and_then(|at| entries.get(at))
        .filter(|entry| !entry.refused);
    let col = line.col;
    let intent = picked.and_then(|entry| intent_of(board, document, line, &entry.choice));
    board.marked = meant;
    if let Some(intent) = intent {
        intents.push(intent);
        board.want_focus = true;
        board.next_waiting(col);
    } else if escape || picked.is_some() || (outside && open.shown) {
        board.want_focus = true;
    } else {
        open.shown = true;
        board.targets = Some(open);
    }
}

fn caret_at(ui: &Ui, field: &Response, at: usize) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
    state
        .cursor
        .set_char_range(Some(CCursorRange::one(CCursor::new(at))));
    egui::TextEdit::store_state(ui.ctx(), field.id, state);
}

fn intent_of(
    board: &Board,
    document: &Document,
    line: &ColumnLine,
    choice: &Choice,
) -> Option<Intent> {
    let target = match choice {
        Choice::Field(field) => {
            // Another unit or shape is converted, not taken as it is.
            let converted = board.waits.get(&line.col).and_then(|wait| {
                let proposal = board.proposals.get(wait.proposal)?;
                let same = matches!(proposal, Proposal::Convert { field: f, .. } if f == field);
                same.then(|| board.confirm(document, line.col)).flatten()
            });
            return converted.or_else(|| map_to(document, line.col, *field).map(Intent::Run));
        }
        Choice::Join(field) => {
            let name = document.schema().field(*field)?.name.clone();
            let command = Command::Join {
                columns: vec![ColumnName::of(document.table(), line.col)?],
                separator: " ".to_owned(),
                field: name,
            };
            let make = Make::new(document, command)?;
            return Some(Intent::Open(Dialog::Make(Box::new(make))));
        }
        Choice::Drop => {
            let column = ColumnName::of(document.table(), line.col)?;
            return Some(Intent::Run(Command::DropMade { column }));
        }
        Choice::LeftOut => Target::LeftOut,
        Choice::ByHeader => Target::Automatic,
        Choice::Extra(form) => Target::Extra(*form),
    };
    retarget(document, line.col, target).map(Intent::Run)
}

fn words_of(lang: Lang, field: &Field) -> (&str, &str) {
    match lang {
        Lang::En => (&field.label_en, &field.description_en),
        Lang::Fr => (&field.label_fr, &field.description_fr),
    }
}

/// What can be chosen, as the search leaves it.
fn entries(
    board: &Board,
    line: &ColumnLine,
    look: &Look,
    document: &Document,
    search: &str,
) -> Vec<Entry> {
    let schema = document.schema();
    let wanted: Vec<String> = search.split_whitespace().map(fold_header).collect();
    let letters: HashMap<FieldId, String> = board
        .lines
        .iter()
        .filter_map(|l| {
            let field = document.mapping().field_of(l.col)?;
            Some((
                field,
                if l.made {
                    header_of(l, look)
                } else {
                    l.letters.clone()
                },
            ))
        })
        .collect();
    let by = |field: FieldId| match letters.get(&field) {
        Some(letters) if document.mapping().field_of(line.col) != Some(field) => {
            look.tf("match-filled-by", &[("column", letters.as_str().into())])
        }
        _ => String::new(),
    };
    let field_entry = |id: FieldId, aside: String, above| {
        let field = schema.field(id).filter(|f| !f.generated)?;
        let (label, _) = words_of(look.lang, field);
        Some(Entry {
            choice: Choice::Field(id),
            words: label.to_owned(),
            aside,
            above,
            refused: false,
        })
    };
    let mut list: Vec<Entry> = Vec::new();
    if line.made {
        list.push(other(Choice::Drop, look.t("match-drop"), None));
        return list;
    }
    if wanted.is_empty() {
        for candidate in &line.best {
            let sure = percent(look, f64::from(candidate.confidence) / 100.0);
            let taken = by(candidate.field);
            let aside = if taken.is_empty() {
                look.tf("match-sure", &[("share", sure.as_str().into())])
            } else {
                taken
            };
            let above = list.is_empty().then_some("match-best");
            list.extend(field_entry(candidate.field, aside, above));
        }
        if let Some(field) = line.field.or_else(|| Some(line.best.first()?.field)) {
            let name = schema.field(field).map_or("", |f| f.name.as_str());
            let words = look.tf("match-join-into", &[("field", name.into())]);
            list.push(other(Choice::Join(field), words, Some("match-else")));
        }
        let above = list
            .iter()
            .all(|e| e.above != Some("match-else"))
            .then_some("match-else");
        list.push(other(Choice::LeftOut, look.t("match-leave-out"), above));
        if document.mapping().field_of(line.col).is_none() {
            list.extend(extras(line, look, document));
        }
        if document.settings().columns.contains_key(&line.col) {
            list.push(other(Choice::ByHeader, look.t("match-by-header"), None));
        }
    }
    // Another name of a field, in either language, answers too.
    let named = schema.synonyms().of(&key(&words(search)));
    let mut fields: Vec<(u8, Entry)> = Vec::new();
    for (id, field) in schema.fields() {
        let synonym = !wanted.is_empty() && named.iter().any(|(f, _)| *f == id);
        let Some(rank) = rank(look.lang, field, &wanted).or(synonym.then_some(1)) else {
            continue;
        };
        let first = fields.is_empty() && wanted.is_empty();
        let above = first.then_some("match-every-field");
        fields.extend(field_entry(id, by(id), above).map(|entry| (rank, entry)));
    }
    fields.sort_by_key(|(rank, _)| *rank);
    list.extend(fields.into_iter().map(|(_, entry)| entry));
    if !wanted.is_empty() {
        let words = look.t("match-leave-out");
        let folded = fold_header(&words);
        if wanted.iter().all(|w| folded.contains(w)) {
            list.insert(0, other(Choice::LeftOut, words, None));
        }
    }
    list
}

fn other(choice: Choice, words: String, above: Option<&'static str>) -> Entry {
    Entry {
        choice,
        words,
        aside: String::new(),
        above,
        refused: false,
    }
}

/// Sending a column that the format does not have: in the clear only where it does not look
/// personal.
fn extras(line: &ColumnLine, look: &Look, document: &Document) -> Vec<Entry> {
    let reason = line
        .personal
        .first()
        .map(|r| text::personal(look.lang, document.schema(), r));
    let mut clear = other(
        Choice::Extra(ExtraForm::Clear),
        look.t("match-send-clear"),
        None,
    );
    if let Some(reason) = reason {
        clear.refused = true;
        clear.aside = reason;
    }
    let pseudonyms = other(
        Choice::Extra(ExtraForm::Pseudonym),
        look.t("match-send-pseudonym"),
        None,
    );
    vec![clear, pseudonyms]
}

/// How well a field answers a search; names before labels before descriptions and examples.
fn rank(lang: Lang, field: &Field, wanted: &[String]) -> Option<u8> {
    let (label, description) = words_of(lang, field);
    let name = fold_header(&field.name);
    let label = fold_header(label);
    let rest = fold_header(&format!("{description} {}", field.example));
    let mut worst = 0;
    for word in wanted {
        let found = if name.starts_with(word.as_str()) {
            0
        } else if name.contains(word.as_str()) || label.contains(word.as_str()) {
            1
        } else if rest.contains(word.as_str()) {
            2
        } else {
            return None;
        };
        worst = worst.max(found);
    }
    Some(worst)
}

fn line_of(ui: &mut Ui, look: &Look, document: &Document, entry: &Entry, on: bool) -> Response {
    let p = look.p();
    if let Some(key) = entry.above {
        let (rect, heading) =
            ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        heading.widget_info(|| WidgetInfo::labeled(Role::Label, true, look.t(key)));
        ui.painter().text(
            pos2(rect.left() + 6.0, rect.center().y + 1.0),
            Align2::LEFT_CENTER,
            look.t(key),
            theme::semibold(size::CAPTION),
            p.muted,
        );
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::CLICK);
    let field = match entry.choice {
        Choice::Field(id) => document.schema().field(id),
        _ => None,
    };
    response.widget_info(|| {
        let name = match field {
            Some(field) => format!("{} {} {}", field.name, entry.words, entry.aside),
            None => format!("{} {}", entry.words, entry.aside),
        };
        WidgetInfo::selected(Role::ListBoxOption, !entry.refused, on, name.trim_end())
    });
    if on || response.hovered() {
        let fill = if on { p.sel } else { p.hover };
        ui.painter()
            .rect_filled(rect, CornerRadius::same(radius::SMALL), fill);
    }
    let y = rect.center().y;
    let sign = |x: f32, glyph: &str, color| {
        ui.painter().text(
            pos2(x, y),
            Align2::CENTER_CENTER,
            glyph,
            theme::icon_font(15.0),
            color,
        );
    };
    let glyph = match entry.choice {
        Choice::Field(_) => field.map_or(icon::TEXT_AA, type_icon),
        Choice::LeftOut => icon::MINUS,
        Choice::ByHeader => icon::ARROW_COUNTER_CLOCKWISE,
        Choice::Extra(ExtraForm::Clear) => icon::UPLOAD_SIMPLE,
        Choice::Extra(ExtraForm::Pseudonym) => icon::FINGERPRINT,
        Choice::Join(_) => icon::LINK,
        Choice::Drop => icon::ARROW_U_UP_LEFT,
    };
    sign(rect.left() + 14.0, glyph, p.muted);
    let aside = ui.painter().layout_no_wrap(
        entry.aside.clone(),
        theme::regular(size::SMALL),
        egui::Color32::PLACEHOLDER,
    );
    let mut left = rect.left() + 30.0;
    let right = rect.right() - 8.0;
    if let Some(field) = field {
        let font = theme::regular(size::BODY);
        let name = ui
            .painter()
            .layout_no_wrap(field.name.clone(), font.clone(), p.text);
        let wide = name.size().x;
        cut(ui, left, right, y, &field.name, font, p.text);
        left += wide + 8.0;
        if let Some(glyph) = privacy_icon(field) {
            sign(left + 6.0, glyph, p.privacy);
            left += 18.0;
        }
        if field.required {
            sign(left + 6.0, icon::ASTERISK, p.accent);
            left += 18.0;
        }
        if !entry.aside.is_empty() {
            let at = pos2(right - aside.size().x, y - aside.size().y / 2.0);
            ui.painter().galley(at, aside, p.muted);
        } else if right - left > 40.0 {
            cut(
                ui,
                left,
                right,
                y,
                &entry.words,
                theme::regular(size::SMALL),
                p.muted,
            );
        }
        return response;
    }
    let color = if entry.refused { p.muted } else { p.text };
    let font = theme::regular(size::BODY);
    let name = ui
        .painter()
        .layout_no_wrap(entry.words.clone(), font.clone(), color);
    let wide = name.size().x;
    cut(ui, left, right, y, &entry.words, font, color);
    left += wide + 10.0;
    if !entry.aside.is_empty() && right - left > 30.0 {
        cut(
            ui,
            left,
            right,
            y,
            &entry.aside,
            theme::regular(size::SMALL),
            p.warning,
        );
        return response.on_hover_text(&entry.aside);
    }
    response
}
