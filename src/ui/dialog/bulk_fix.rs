//! Many alike problems put right at once: each distinct value before and after with its count,
//! ticks, scope, and one button that says how many cells it will change. One undo step.

use eframe::egui;
use egui::{Align2, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::{body, buttons, title};
use crate::check::RepairId;
use crate::document::{ColumnName, Command, Document, Selector};
use crate::fix::{self, FixPlan};
use crate::table::{ColId, RowId};
use crate::text;
use crate::ui::app::{App, Intent};
use crate::ui::icon;
use crate::ui::sheet::is_personal;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud, visible_blanks};
use crate::ui::workspace::{Filter, GroupKey, Workspace};

const LINE: f32 = 28.0;

/// Which cells a repair reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    Column,
    Shown,
    Selection,
}

/// One distinct value. No `Debug`: it holds a cell's text.
struct Line {
    before: String,
    after: String,
    column: String,
    count: u64,
    /// Address of the first cell.
    first: String,
    ticked: bool,
    value: crate::table::TextBuf,
}

/// The dialog's state.
pub struct BulkFix {
    /// One repair in one column; `None` for every lossless repair of the file.
    aim: Option<(RepairId, ColId, ColumnName)>,
    rule: Option<crate::check::Rule>,
    header: String,
    reach: Reach,
    lines: Vec<Line>,
    counts: [u64; 3],
    revision: u64,
    /// Clear values of people are not shown.
    hide_clear: bool,
}

impl BulkFix {
    /// The repair of a group of problems; `None` when it has none.
    #[must_use]
    pub fn for_group(file: &Workspace, key: GroupKey) -> Option<Self> {
        let (rule, _, col, repair) = key;
        let (col, repair) = (col?, repair?);
        let session = file.session();
        let table = session.document().table();
        let column = ColumnName::of(table, col)?;
        let mut fix = Self {
            header: column.header.clone(),
            aim: Some((repair, col, column)),
            rule: Some(rule),
            reach: if file.view.filter == Filter::All {
                Reach::Column
            } else {
                Reach::Shown
            },
            lines: Vec::new(),
            counts: [0; 3],
            revision: 0,
            hide_clear: false,
        };
        drop(session);
        fix.plan(file);
        Some(fix)
    }

    /// Every lossless repair of the file.
    #[must_use]
    pub fn safe_pack(file: &Workspace) -> Self {
        let mut fix = Self {
            aim: None,
            rule: None,
            header: String::new(),
            reach: Reach::Column,
            lines: Vec::new(),
            counts: [0; 3],
            revision: 0,
            hide_clear: false,
        };
        fix.plan(file);
        fix
    }

    /// Computes the lines of the chosen reach, and how many cells each reach has.
    fn plan(&mut self, file: &Workspace) {
        let session = file.session();
        let document = session.document();
        self.revision = document.revision();
        let (table, mapping, checks) = (document.table(), document.mapping(), document.checks());
        let plan = match &self.aim {
            None => {
                let plan = fix::safe(table, mapping, checks);
                self.counts = [plan.cells(); 3];
                plan
            }
            Some((repair, col, _)) => {
                let of = |rows: Option<&[RowId]>| {
                    fix::bulk(
                        table,
                        mapping,
                        checks,
                        &fix::Scope {
                            col: Some(*col),
                            repair: Some(*repair),
                            rows,
                            only_safe: false,
                            except: &[],
                        },
                    )
                };
                let whole = of(None);
                let shown = of(Some(&file.derived.rows));
                let selected = of(Some(&selected_rows(file)));
                self.counts = [whole.cells(), shown.cells(), selected.cells()];
                match self.reach {
                    Reach::Column => whole,
                    Reach::Shown => shown,
                    Reach::Selection => selected,
                }
            }
        };
        self.lines = lines(&plan, document, self.hide_clear);
    }

    fn ticked(&self) -> u64 {
        self.lines
            .iter()
            .filter(|l| l.ticked)
            .map(|l| l.count)
            .sum()
    }

    fn command(&self, file: &Workspace) -> Command {
        let Some((repair, _, column)) = &self.aim else {
            return Command::SafeFixes;
        };
        let session = file.session();
        let table = session.document().table();
        let numbers = |rows: &[RowId]| rows.iter().map(|row| table.row_name(*row)).collect();
        Command::Fix {
            repair: *repair,
            column: column.clone(),
            rows: match self.reach {
                Reach::Column => Selector::All,
                Reach::Shown => Selector::Rows(numbers(&file.derived.rows)),
                Reach::Selection => Selector::Rows(numbers(&selected_rows(file))),
            },
            except: self
                .lines
                .iter()
                .filter(|l| !l.ticked)
                .map(|l| l.value.clone())
                .collect(),
        }
    }
}

fn selected_rows(file: &Workspace) -> Vec<RowId> {
    let selection = file.grid.selection();
    file.derived
        .rows
        .get(*selection.rows.start()..=*selection.rows.end())
        .unwrap_or_default()
        .to_vec()
}

fn lines(plan: &FixPlan, document: &Document, hide_clear: bool) -> Vec<Line> {
    let table = document.table();
    let shown = |col: ColId, text: crate::table::Text<'_>| {
        if hide_clear && is_personal(document, col) {
            "••••••".to_owned()
        } else {
            visible_blanks(text.reveal())
        }
    };
    plan.lines
        .iter()
        .filter_map(|line| {
            let column = table.column(line.col)?;
            let value = column.text_of(line.old).to_buf();
            Some(Line {
                before: shown(line.col, value.as_text()),
                after: shown(line.col, line.new.as_text()),
                column: column.header().to_owned(),
                count: line.count,
                first: table.address(line.first_row, line.col),
                ticked: true,
                value,
            })
        })
        .collect()
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &App,
    fix: &mut BulkFix,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let Some(file) = app.file() else {
        return true;
    };
    let hide_clear = app.hide_clear;
    if file.session().document().revision() != fix.revision || fix.hide_clear != hide_clear {
        fix.hide_clear = hide_clear;
        fix.plan(file);
    }
    let heading = match (fix.rule, &fix.aim) {
        (Some(rule), Some(_)) => look.tf(
            "fix-title",
            &[
                (
                    "rule",
                    look.t(&format!("rule-{}", rule.id())).as_str().into(),
                ),
                ("column", fix.header.as_str().into()),
            ],
        ),
        _ => look.t("fix-safe-title"),
    };
    let total = fix.counts.first().copied().unwrap_or_default();
    let mut below = look.tf(
        "fix-cells",
        &[
            ("n", total.into()),
            ("cells", look.n(total).as_str().into()),
        ],
    );
    if let Some((repair, _, _)) = &fix.aim {
        below = format!("{below} · {}", look.t(text::repair_key(*repair)));
    }
    let mut close = title(ui, look, &heading, Some(&below));
    let tall = ui.ctx().content_rect().height();
    let height = (tall - 32.0 - 66.0 - 56.0 - 30.0).clamp(150.0, 320.0);
    body(ui, |ui| {
        ui.horizontal_top(|ui| {
            let width = ui.available_width();
            let side = 230.0;
            ui.vertical(|ui| {
                ui.set_width(width - side - 24.0);
                list(fix, ui, look, height);
            });
            ui.add_space(14.0);
            ui.vertical(|ui| {
                ui.set_width(side);
                scope(fix, file, ui, look);
            });
        });
    });
    let ticked = fix.ticked();
    let mut go = false;
    buttons(ui, look, |ui| {
        let words = look.tf(
            "fix-button",
            &[
                ("n", ticked.into()),
                ("cells", look.n(ticked).as_str().into()),
            ],
        );
        go = Button::new(Loud::Filled, &words)
            .enabled(ticked > 0)
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go {
        intents.push(Intent::Run(fix.command(file)));
        return true;
    }
    close
}

fn list(fix: &mut BulkFix, ui: &mut Ui, look: &Look, height: f32) {
    let p = look.p();
    let ticks = fix.aim.is_some();
    egui::Frame::new()
        .fill(p.grid)
        .stroke(Stroke::new(1.0, p.line2))
        .corner_radius(egui::CornerRadius::same(theme::radius::BUTTON))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let width = ui.available_width();
            let (head, _) = ui.allocate_exact_size(vec2(width, 30.0), Sense::hover());
            ui.painter()
                .rect_filled(head.shrink(1.0), egui::CornerRadius::same(5), p.header);
            let places = places(head.left(), width, ticks);
            let y = head.center().y;
            for (x, key) in [(places.0, "fix-before"), (places.1, "fix-after")] {
                ui.painter().text(
                    pos2(x, y),
                    Align2::LEFT_CENTER,
                    look.t(key),
                    theme::regular(size::SMALL),
                    p.muted,
                );
            }
            ui.painter().text(
                pos2(head.right() - 12.0, y),
                Align2::RIGHT_CENTER,
                look.t("fix-count"),
                theme::regular(size::SMALL),
                p.muted,
            );
            if ticks {
                let all = fix.lines.iter().all(|l| l.ticked);
                let place =
                    egui::Rect::from_center_size(pos2(head.left() + 20.0, y), vec2(20.0, 20.0));
                let mut clicked = false;
                widget::inside(ui, place, widget::down(), |ui| {
                    clicked = widget::tick(ui, look, all, &look.t("fix-all-lines"));
                });
                if clicked {
                    for line in &mut fix.lines {
                        line.ticked = !all;
                    }
                }
            }
            let lines = &mut fix.lines;
            ScrollArea::vertical()
                .max_height(height - 30.0)
                .auto_shrink([false, true])
                .show_rows(ui, LINE, lines.len(), |ui, shown| {
                    for line in lines.get_mut(shown).unwrap_or_default() {
                        one(line, ui, look, ticks);
                    }
                });
            if fix.lines.is_empty() {
                ui.add_space(12.0);
                ui.vertical_centered(|ui| {
                    widget::line(ui, look.t("fix-none"), theme::regular(size::BODY), p.muted);
                });
                ui.add_space(12.0);
            }
        });
}

/// Left edges of before and after.
fn places(left: f32, width: f32, ticks: bool) -> (f32, f32) {
    let start = left + if ticks { 40.0 } else { 14.0 };
    (start, start + (width - 100.0) * 0.47)
}

fn one(line: &mut Line, ui: &mut Ui, look: &Look, ticks: bool) {
    let p = look.p();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let places = places(rect.left(), rect.width(), ticks);
    let y = rect.center().y;
    if ticks {
        let place = egui::Rect::from_center_size(pos2(rect.left() + 20.0, y), vec2(20.0, 20.0));
        let name = format!("{} → {}", line.before, line.after);
        let mut clicked = false;
        widget::inside(ui, place, widget::down(), |ui| {
            clicked = widget::tick(ui, look, line.ticked, &name)
        });
        if clicked {
            line.ticked = !line.ticked;
        }
    }
    let value = |x: f32, right: f32, words: &str| {
        let (words, color, font) = if words.is_empty() {
            (look.t("grid-empty"), p.faint, theme::regular(size::SMALL))
        } else {
            (words.to_owned(), p.text, theme::mono(size::SMALL))
        };
        let mut job = egui::text::LayoutJob::simple_singleline(words, font, color);
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        job.wrap.max_width = (right - x).max(10.0);
        let galley = ui.painter().layout_job(job);
        ui.painter()
            .galley(pos2(x, y - galley.size().y / 2.0), galley, color);
    };
    value(places.0, places.1 - 26.0, &line.before);
    ui.painter().text(
        pos2(places.1 - 16.0, y),
        Align2::CENTER_CENTER,
        icon::ARROW_RIGHT,
        theme::icon_font(13.0),
        p.muted,
    );
    value(places.1, rect.right() - 56.0, &line.after);
    ui.painter().text(
        pos2(rect.right() - 12.0, y),
        Align2::RIGHT_CENTER,
        look.n(line.count),
        theme::num(size::BODY),
        p.muted,
    );
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, p.line),
    );
    let hint = format!("{} · {}", line.column, line.first);
    ui.interact(
        rect,
        ui.scope_id().with(("hint", &line.first)),
        Sense::hover(),
    )
    .on_hover_text(hint);
}

fn scope(fix: &mut BulkFix, file: &Workspace, ui: &mut Ui, look: &Look) {
    let p = look.p();
    if fix.aim.is_some() {
        widget::line(ui, look.t("fix-scope"), theme::semibold(size::BODY), p.text);
        let mut chosen = None;
        for (reach, key, count) in [
            (Reach::Column, "fix-scope-column", fix.counts[0]),
            (Reach::Shown, "fix-scope-shown", fix.counts[1]),
            (Reach::Selection, "fix-scope-selection", fix.counts[2]),
        ] {
            let on = fix.reach == reach;
            if widget::radio(ui, look, on, &look.t(key), Some(&look.n(count))) && !on {
                chosen = Some(reach);
            }
        }
        if let Some(reach) = chosen {
            fix.reach = reach;
            fix.plan(file);
        }
        ui.add_space(10.0);
    }
    widget::line(
        ui,
        look.t("fix-examples"),
        theme::semibold(size::BODY),
        p.text,
    );
    for line in fix.lines.iter().take(3) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widget::line(ui, &line.first, theme::regular(size::SMALL), p.muted);
            let words = format!("{} → {}", line.before, line.after);
            widget::cut_line(ui, words, theme::mono(size::SMALL), p.text);
        });
    }
    let odd = fix.lines.iter().take(200).any(|l| l.before.contains('°'));
    let plain = fix.lines.iter().take(200).any(|l| l.before.contains('·'));
    for (show, key) in [(plain, "fix-mark-space"), (odd, "fix-mark-odd")] {
        if show {
            widget::line(ui, look.t(key), theme::regular(size::SMALL), p.muted);
        }
    }
    ui.add_space(10.0);
    ui.horizontal_top(|ui| {
        widget::line(ui, icon::ARROW_U_UP_LEFT, theme::icon_font(14.0), p.muted);
        ui.add(
            egui::Label::new(
                egui::RichText::new(look.t("fix-one-step"))
                    .font(theme::regular(size::SMALL))
                    .color(p.muted),
            )
            .wrap(),
        );
    });
}
