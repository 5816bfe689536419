//! One column of the file in the list of the Match page.

use eframe::egui;
use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2,
};

use super::Places;
use super::board::{Board, Targets};
use crate::document::{ColumnLine, Document, Proposal};
use crate::schema::{Field, How};
use crate::table::ColId;
use crate::ui::app::Intent;
use crate::ui::icon;
use crate::ui::sheet::{privacy_icon, type_icon};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::{self, Button, HIDDEN, Look, Loud, Tone, visible_blanks};

/// Text on one line between two edges, cut with … where it does not fit.
pub fn cut(ui: &Ui, x: f32, right: f32, y: f32, words: &str, font: egui::FontId, color: Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, color);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = (right - x).max(8.0);
    let galley = ui.painter().layout_job(job);
    ui.painter()
        .galley(pos2(x, y - galley.size().y / 2.0), galley, color);
}

/// A share of 1 in percent; 100 only when it is all.
#[must_use]
pub fn percent(look: &Look, share: f64) -> String {
    let whole = (share.clamp(0.0, 1.0) * 100.0).floor();
    look.tf(
        "match-share",
        &[("share", format!("{whole}").as_str().into())],
    )
}

/// The header, or what stands for one that is empty.
#[must_use]
pub fn header_of(line: &ColumnLine, look: &Look) -> String {
    if line.header.trim().is_empty() {
        look.t("problems-no-header")
    } else {
        line.header.trim().to_owned()
    }
}

/// One row about to be drawn.
pub struct Row<'a> {
    pub document: &'a Document,
    pub col: ColId,
    pub rect: Rect,
    pub places: &'a Places,
    pub focused: bool,
}

impl Row<'_> {
    /// Draws it and takes its clicks.
    pub fn show(
        &self,
        board: &mut Board,
        ui: &mut Ui,
        look: &Look,
        response: &Response,
        intents: &mut Vec<Intent>,
    ) {
        let Some(line) = board.line(self.col) else {
            return;
        };
        let p = look.p();
        let at = self.places;
        let wait = board.waits.get(&self.col).copied();
        let used = self.document.mapping().field_of(self.col).is_some();
        let shown = (used || wait.is_some()).then_some(line.field).flatten();
        let field = shown.and_then(|f| self.document.schema().field(f));
        let chosen = board.chosen == Some(self.col);
        let how = self.how(line, wait.is_some());
        let header = header_of(line, look);
        let target = self.target_words(line, field, look);
        if chosen {
            ui.painter().rect_filled(self.rect, 0, p.sel);
        } else if response.hovered() {
            ui.painter().rect_filled(self.rect, 0, p.hover);
        }
        let y = self.rect.center().y;
        let left = self.rect.left();
        let letters = if line.made {
            icon::LINK
        } else {
            line.letters.as_str()
        };
        let font = if line.made {
            theme::icon_font(14.0)
        } else {
            theme::regular(size::CAPTION)
        };
        let values = self.samples(line, field, board.show_values, look);
        response.widget_info(|| {
            let words = format!("{} {header} {target} {}", line.letters, look.t(how.0));
            let mut info = WidgetInfo::selected(Role::ListItem, true, chosen, words);
            info.current_text_value = Some(values.clone());
            info
        });
        cut(
            ui,
            left + at.header,
            left + at.header + 26.0,
            y,
            letters,
            font,
            p.muted,
        );
        cut(
            ui,
            left + at.header + 30.0,
            left + at.values - 10.0,
            y,
            &header,
            theme::semibold(size::BODY),
            p.text,
        );
        cut(
            ui,
            left + at.values,
            left + at.field - 30.0,
            y,
            &values,
            theme::mono(size::SMALL),
            p.muted,
        );
        let leaves = used || line.how == How::Extra || wait.is_some();
        ui.painter().text(
            pos2(left + at.field - 18.0, y),
            Align2::CENTER_CENTER,
            icon::ARROW_RIGHT,
            theme::icon_font(15.0),
            if leaves { p.accent } else { p.muted },
        );
        let share = match line.valid.filter(|_| shown.is_some()) {
            Some(share) => percent(look, share),
            None => "–".to_owned(),
        };
        ui.painter().text(
            pos2(left + at.valid_end, y),
            Align2::RIGHT_CENTER,
            share,
            theme::num(size::BODY),
            p.muted,
        );
        let words = look.t(how.0);
        let place = Rect::from_min_max(pos2(left + at.how, y - 10.0), self.rect.max);
        widget::inside(ui, place, widget::down(), |ui| {
            widget::chip(ui, look, how.1, how.2, &words, &words);
        });
        ui.painter().hline(
            self.rect.x_range(),
            self.rect.bottom() - 0.5,
            Stroke::new(1.0, p.line),
        );
        let confirm = wait.map(|w| {
            let proposal = board.proposals.get(w.proposal);
            match (w.choose, proposal) {
                (_, Some(Proposal::Join { .. })) => "match-join",
                (_, Some(Proposal::Convert { .. })) => "match-convert",
                (Some(_), _) => "match-use-this",
                _ => "match-confirm",
            }
        });
        let open = board.targets.is_some() && chosen;
        let combo = self.combo(ui, look, field, &target, &header, chosen, open);
        let pressed =
            confirm.is_some_and(|key| self.button(ui, look, key, &header, &target, chosen));
        if response.clicked() || combo.clicked() || pressed {
            let same = board.chosen == Some(self.col);
            board.chosen = Some(self.col);
            board.want_focus = true;
            if combo.clicked() {
                board.targets = if open && same {
                    None
                } else {
                    Some(Targets::default())
                };
            } else {
                board.targets = None;
            }
        }
        if pressed && let Some(intent) = board.confirm(self.document, self.col) {
            intents.push(intent);
            board.next_waiting(self.col);
        }
    }

    fn how(&self, line: &ColumnLine, waits: bool) -> (&'static str, Tone, &'static str) {
        let how = line.how;
        let (tone, glyph) = match how {
            _ if waits => (Tone::Warning, icon::QUESTION),
            How::Exact | How::Synonym | How::Chosen => (Tone::Ok, icon::CHECK),
            How::Extra => (Tone::Note, icon::UPLOAD_SIMPLE),
            How::Part => (Tone::Ok, icon::LINK),
            _ => (Tone::Quiet, icon::MINUS),
        };
        // A proposal for a field that has its column already is no question.
        let key = match how {
            How::Proposed if !waits => "match-how-unknown",
            How::Exact | How::Synonym | How::Unknown if waits => "match-how-proposed",
            How::Chosen if line.made => "match-how-made",
            how => crate::text::how_key(how),
        };
        (key, tone, glyph)
    }

    fn target_words(&self, line: &ColumnLine, field: Option<&Field>, look: &Look) -> String {
        use crate::check::ExtraForm;
        match (field, line.extra) {
            (Some(field), _) => field.name.clone(),
            (None, Some(ExtraForm::Clear)) => look.t("match-extra-clear"),
            (None, Some(ExtraForm::Pseudonym)) => look.t("match-extra-pseudonym"),
            (None, None) if line.how == How::Part => look.t("match-part-of"),
            (None, None) => look.t("match-left-out"),
        }
    }

    /// Up to three values; dots where they may be personal.
    fn samples(&self, line: &ColumnLine, field: Option<&Field>, show: bool, look: &Look) -> String {
        let schema = self.document.schema();
        let meant = || {
            let mut fields = line.best.iter().map(|c| c.field).chain(line.field);
            fields.any(|f| schema.field(f).is_some_and(|f| f.p14n))
        };
        let personal = match field {
            Some(field) => field.p14n || (look.hide_clear && field.blurred),
            // Nobody knows yet what is in it.
            None => look.hide_clear || !line.personal.is_empty() || meant(),
        };
        let show = show && !look.hide_clear;
        let values: Vec<String> = line
            .samples
            .iter()
            .map(|text| {
                if personal && !show {
                    HIDDEN.to_owned()
                } else {
                    let start: String = text.as_text().reveal().chars().take(24).collect();
                    visible_blanks(&start)
                }
            })
            .collect();
        values.join(" · ")
    }

    #[allow(clippy::too_many_arguments)]
    fn combo(
        &self,
        ui: &Ui,
        look: &Look,
        field: Option<&Field>,
        target: &str,
        header: &str,
        chosen: bool,
        open: bool,
    ) -> Response {
        let p = look.p();
        let at = self.places;
        let place = Rect::from_min_max(
            pos2(self.rect.left() + at.field, self.rect.top() + 4.0),
            pos2(self.rect.left() + at.field_end, self.rect.bottom() - 4.0),
        );
        let id = ui.scope_id().with(("target", self.col.0));
        let response = ui.interact(place, id, Sense::CLICK);
        let name = look.tf("match-target-of", &[("column", header.into())]);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, &name);
            info.current_text_value = Some(target.to_owned());
            info
        });
        let ringed = chosen && (self.focused || open);
        let edge = if ringed {
            Stroke::new(2.0, p.accent)
        } else if response.hovered() {
            Stroke::new(1.0, p.ctl)
        } else {
            Stroke::new(1.0, p.line2)
        };
        ui.painter().rect(
            place,
            CornerRadius::same(radius::BUTTON),
            p.grid,
            edge,
            StrokeKind::Inside,
        );
        let y = place.center().y;
        let sign = |x: f32, glyph: &str, color| {
            ui.painter().text(
                pos2(x, y),
                Align2::CENTER_CENTER,
                glyph,
                theme::icon_font(15.0),
                color,
            );
        };
        sign(place.right() - 14.0, icon::CARET_DOWN, p.muted);
        let mut right = place.right() - 28.0;
        let mut left = place.left() + 10.0;
        if let Some(field) = field {
            if let Some(glyph) = privacy_icon(field) {
                sign(right - 8.0, glyph, p.privacy);
                right -= 20.0;
            }
            if field.required {
                sign(right - 8.0, icon::ASTERISK, p.accent);
                right -= 20.0;
            }
            sign(left + 5.0, type_icon(field), p.muted);
            left += 20.0;
        }
        let color = if field.is_some() { p.text } else { p.muted };
        cut(
            ui,
            left,
            right - 2.0,
            y,
            target,
            theme::regular(size::BODY),
            color,
        );
        response
    }

    fn button(
        &self,
        ui: &mut Ui,
        look: &Look,
        key: &str,
        header: &str,
        target: &str,
        chosen: bool,
    ) -> bool {
        let words = look.t(key);
        let laid = ui.painter().layout_no_wrap(
            words.clone(),
            theme::semibold(size::BODY),
            Color32::PLACEHOLDER,
        );
        let width = (laid.size().x + 24.0).round();
        let middle = self.rect.center().y;
        let place = Rect::from_min_max(
            pos2(self.rect.right() - 14.0 - width, middle - 13.0),
            pos2(self.rect.right() - 14.0, middle + 13.0),
        );
        let loud = if chosen { Loud::Filled } else { Loud::Outlined };
        widget::inside(ui, place, widget::down(), |ui| {
            let shown = Button::new(loud, &words).height(26.0).show(ui, look);
            shown.widget_info(|| {
                let name = look.named(&words, &format!("{header} → {target}"));
                WidgetInfo::labeled(Role::Button, true, name)
            });
            shown.clicked()
        })
    }
}
