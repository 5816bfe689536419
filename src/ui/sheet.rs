//! The document as the grid shows it: as written, or as it will leave.
//!
//! It reads the document cell by cell, only what is on screen, and changes nothing.

use std::borrow::Cow;

use super::grid::{Align, CellStyle, Choice, DateWords, GridCell, GridModel, HeaderCell, Mark};
use super::icon;
use super::outlook::{Masks, leaving};
use super::widget::Look;
use super::workspace::Derived;
use crate::check::Severity;
use crate::document::Document;
use crate::privacy::{Leaving, Treatment};
use crate::schema::{Field, FieldType, Format};
use crate::table::{ColId, RowId};

/// What the grid shows of a document.
pub struct Sheet<'a> {
    pub document: &'a Document,
    pub derived: &'a Derived,
    /// The columns shown, in order.
    pub columns: &'a [ColId],
    pub look: &'a Look,
    /// What leaves instead of what is.
    pub preview: bool,
    /// Clear values of people are hidden.
    pub masked: bool,
    /// What is masked in texts that leave in the clear.
    pub masks: Option<&'a Masks>,
}

/// The sign of a field's type.
#[must_use]
pub fn type_icon(field: &Field) -> &'static str {
    match (field.ty, field.format) {
        (FieldType::Enum, _) | (_, Some(Format::Country | Format::Currency)) => icon::LIST_BULLETS,
        (FieldType::Float | FieldType::Integer, _) => icon::HASH,
        (FieldType::Date | FieldType::DateTime, _) => icon::CALENDAR_BLANK,
        (FieldType::Boolean, _) => icon::TOGGLE_LEFT,
        (FieldType::String | FieldType::Json, _) => icon::TEXT_AA,
    }
}

/// The sign of what happens to a field for privacy.
#[must_use]
pub fn privacy_icon(field: &Field) -> Option<&'static str> {
    if field.blurred {
        Some(icon::CROSSHAIR_SIMPLE)
    } else if field.p14n {
        Some(icon::FINGERPRINT)
    } else {
        None
    }
}

impl Sheet<'_> {
    fn place(&self, row: usize, col: usize) -> Option<(RowId, ColId)> {
        Some((*self.derived.rows.get(row)?, *self.columns.get(col)?))
    }

    fn field(&self, col: ColId) -> Option<&Field> {
        let id = self.document.mapping().field_of(col)?;
        self.document.schema().field(id)
    }

    fn is_number(field: Option<&Field>) -> bool {
        field.is_some_and(|f| matches!(f.ty, FieldType::Float | FieldType::Integer))
    }

    fn preview_cell(&self, row: RowId, col: ColId) -> GridCell<'_> {
        let table = self.document.table();
        let field = self.field(col);
        let number = Self::is_number(field);
        let align = if number { Align::Right } else { Align::Left };
        let plain = |text: Cow<'static, str>, style| GridCell {
            text,
            align,
            style,
            mono: !number,
            ..GridCell::default()
        };
        let clear = table.text(row, col);
        // Until a worker has found out what is masked, nothing is shown rather than too much.
        let Some(leaving) = leaving(self.document, self.masks, row, col) else {
            return plain(Cow::Borrowed(""), CellStyle::Masked);
        };
        match &leaving {
            Leaving::Clear => GridCell {
                text: Cow::Borrowed(clear.reveal()),
                align,
                mono: is_code(field),
                ..GridCell::default()
            },
            Leaving::Pseudonym(text) => plain(Cow::Owned(short_digest(text)), CellStyle::Preview),
            Leaving::Emptied | Leaving::Empty => plain(Cow::Borrowed(""), CellStyle::EmptyPreview),
            other => {
                let text = other.text(clear).reveal().to_owned();
                plain(Cow::Owned(text), CellStyle::Preview)
            }
        }
    }

    /// The sign of what becomes of a column for privacy.
    fn badge(&self, col: ColId) -> Option<&'static str> {
        match self.document.treatment(col) {
            Treatment::Pseudonym(_) => Some(icon::FINGERPRINT),
            Treatment::Blur(_) => Some(icon::CROSSHAIR_SIMPLE),
            Treatment::LeaveOut => None,
            Treatment::Clear | Treatment::Year => self.field(col).and_then(privacy_icon),
        }
    }

    /// Hidden on a screen that others can see: columns of people, and columns of which nobody
    /// knows what they hold.
    fn hides(&self, col: ColId) -> bool {
        self.masked && is_personal(self.document, col)
    }
}

/// Columns of people: personal fields, what leaves as a pseudonym, and columns that are not in
/// the format, of which nobody knows what they hold.
#[must_use]
pub fn is_personal(document: &Document, col: ColId) -> bool {
    match document.field_of(col) {
        Some(field) => {
            field.p14n
                || field.blurred
                || matches!(document.treatment(col), Treatment::Pseudonym(_))
        }
        None => true,
    }
}

/// `6a099e…57de`: enough to compare by eye.
#[must_use]
pub fn short_digest(text: &str) -> String {
    match (text.get(..6), text.get(text.len().saturating_sub(4)..)) {
        (Some(start), Some(end)) if text.len() > 16 => format!("{start}…{end}"),
        _ => text.to_owned(),
    }
}

/// The values that a field takes, where they are few or have a list.
fn choices(field: &Field, look: &Look) -> Vec<Choice> {
    let listed = |list: &crate::schema::CodeList| {
        list.codes()
            .iter()
            .map(|code| {
                // ISO's three-letter codes tell a person nothing.
                let names: Vec<&str> = list
                    .names_of(code)
                    .iter()
                    .copied()
                    .filter(|name| name.chars().count() > 3)
                    .collect();
                Choice {
                    value: (*code).to_owned(),
                    label: names.join(" · "),
                }
            })
            .collect()
    };
    match (field.ty, field.format) {
        (_, Some(Format::Country)) => listed(crate::schema::countries()),
        (_, Some(Format::Currency)) => listed(crate::schema::currencies()),
        (FieldType::Boolean, _) => ["true", "false"]
            .into_iter()
            .map(|value| Choice {
                value: value.to_owned(),
                label: look.t(&format!("choice-{value}")),
            })
            .collect(),
        (FieldType::Enum, _) => field
            .values
            .iter()
            .map(|value| {
                let key = format!("choice-{}", value.to_lowercase());
                Choice {
                    value: value.clone(),
                    label: match field.format {
                        Some(Format::Gender) => look.t(&key),
                        _ => String::new(),
                    },
                }
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Codes and phones are drawn in the monospace font.
fn is_code(field: Option<&Field>) -> bool {
    field.is_some_and(|f| {
        f.ty == FieldType::String
            && (f.identifying && f.kind != Some(crate::schema::Kind::Name)
                || matches!(f.format, Some(Format::Phone)))
    })
}

impl GridModel for Sheet<'_> {
    fn row_count(&self) -> usize {
        self.derived.rows.len()
    }

    fn column_count(&self) -> usize {
        self.columns.len()
    }

    fn row_label(&self, row: usize) -> String {
        self.derived
            .rows
            .get(row)
            .map(|row| self.document.table().row_number(*row).to_string())
            .unwrap_or_default()
    }

    fn header(&self, col: usize) -> HeaderCell {
        let Some(col) = self.columns.get(col).copied() else {
            return HeaderCell::default();
        };
        let Some(column) = self.document.table().column(col) else {
            return HeaderCell::default();
        };
        let field = self.field(col);
        let (errors, warnings) = if self.preview {
            (0, 0)
        } else {
            self.derived
                .by_column
                .get(&col)
                .copied()
                .unwrap_or_default()
        };
        let problems = match (errors, warnings) {
            (0, 0) => None,
            (0, n) => Some((Mark::Warning, n)),
            (n, _) => Some((Mark::Error, n)),
        };
        HeaderCell {
            letter: column.letters(),
            title: column.header().to_owned(),
            field: field.map(|f| f.name.clone()),
            icon: field.map_or("", type_icon),
            required: field.is_some_and(|f| f.required),
            privacy: self.badge(col),
            problems: problems.map(|(mark, n)| (mark, self.look.n(u64::from(n)))),
            faint: field.is_none(),
        }
    }

    fn cell(&self, row: usize, col: usize) -> GridCell<'_> {
        let Some((row, col)) = self.place(row, col) else {
            return GridCell::default();
        };
        let table = self.document.table();
        if self.preview && self.document.treatment(col) != Treatment::LeaveOut {
            return self.preview_cell(row, col);
        }
        let hidden = self.hides(col);
        let Some(field) = self.field(col) else {
            return GridCell {
                text: Cow::Borrowed(table.text(row, col).reveal()),
                style: if hidden {
                    CellStyle::Masked
                } else {
                    CellStyle::LeftOut
                },
                ..GridCell::default()
            };
        };
        if self.preview {
            return self.preview_cell(row, col);
        }
        let mark = self
            .document
            .checks()
            .mark(table, row, col)
            .map(|severity| match severity {
                Severity::Error => Mark::Error,
                Severity::Warning => Mark::Warning,
                Severity::Note => Mark::Note,
            });
        let text = table.text(row, col);
        GridCell {
            text: Cow::Borrowed(text.reveal()),
            mark,
            align: if Self::is_number(Some(field)) {
                Align::Right
            } else {
                Align::Left
            },
            mono: is_code(Some(field)),
            edited: self.document.is_edited(row, col),
            style: if hidden && !text.is_empty() {
                CellStyle::Masked
            } else {
                CellStyle::Normal
            },
        }
    }

    fn cell_name(&self, row: usize, col: usize) -> String {
        let cell = self.cell(row, col);
        let Some((row, col)) = self.place(row, col) else {
            return String::new();
        };
        let table = self.document.table();
        let address = table.address(row, col);
        if cell.style == CellStyle::Masked {
            return format!("{address} {}", self.look.t("grid-masked"));
        }
        match (cell.text.is_empty(), cell.mark) {
            (true, None) => format!("{address} {}", self.look.t("grid-empty")),
            (_, None) => format!("{address} {}", cell.text),
            (_, Some(mark)) => {
                let word = match mark {
                    Mark::Error => "cli-error",
                    Mark::Warning => "cli-warning",
                    Mark::Note => "cli-note",
                };
                format!("{address} {} ({})", cell.text, self.look.t(word))
            }
        }
    }

    fn date(&self, _row: usize, col: usize) -> Option<chrono::NaiveDate> {
        let field = self.field(*self.columns.get(col)?)?;
        let today = crate::document::current_day();
        (field.ty == FieldType::Date)
            .then(|| chrono::NaiveDate::from_ymd_opt(today.year, today.month, today.day))?
    }

    fn date_words(&self) -> DateWords {
        let weekdays = self.look.t("weekdays");
        DateWords {
            months: (1..=12)
                .map(|n| self.look.t(&format!("month-{n}")))
                .collect(),
            weekdays: weekdays.split(' ').map(str::to_owned).collect(),
            before: self.look.t("calendar-before"),
            after: self.look.t("calendar-after"),
        }
    }

    fn column_key(&self, col: usize) -> u64 {
        self.columns
            .get(col)
            .map_or(u64::MAX, |col| u64::from(col.0))
    }

    fn edit_text(&self, row: usize, col: usize) -> Option<String> {
        let (row, col) = self.place(row, col)?;
        if self.preview || self.hides(col) {
            return None;
        }
        Some(self.document.table().text(row, col).reveal().to_owned())
    }

    fn choices(&self, _row: usize, col: usize) -> Vec<Choice> {
        let field = self.columns.get(col).and_then(|col| self.field(*col));
        field.map(|f| choices(f, self.look)).unwrap_or_default()
    }

    fn copy_text(&self, row: usize, col: usize) -> Cow<'_, str> {
        let Some((row, col)) = self.place(row, col) else {
            return Cow::Borrowed("");
        };
        if self.preview {
            let clear = self.document.table().text(row, col);
            let leaving = leaving(self.document, self.masks, row, col);
            return Cow::Owned(
                leaving
                    .map(|l| l.text(clear).reveal().to_owned())
                    .unwrap_or_default(),
            );
        }
        if self.hides(col) {
            return Cow::Borrowed("");
        }
        Cow::Borrowed(self.document.table().text(row, col).reveal())
    }

    fn ticks(&self) -> &[f32] {
        if self.preview {
            &[]
        } else {
            &self.derived.ticks
        }
    }
}
