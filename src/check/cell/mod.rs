//! One text against one field. Pure; asked once per distinct text of a column.
//!
//! The order is the order in which a text can fail: spreadsheet errors, emptiness, characters
//! that cannot be read, hidden characters, then the type, then what is only unlikely. One file
//! per check.

mod boolean;
mod code;
mod control;
mod damaged;
mod date;
mod degrees;
mod email;
mod error_cell;
mod glance;
mod listed;
mod name;
mod number;
mod quick;
mod range;
mod required;
mod space;
mod text;
mod undecodable;
mod unit;
mod untidy;

pub(super) use glance::{outline, repaired};
pub(super) use quick::Fine;
use quick::quick;

use super::{Finding, Repair, RepairId, Rule, Severity, Sign, Today, Verdict, Why};
use crate::parse::{nothing, space as parse_space};
use crate::schema::{Field, FieldId, FieldType, Format, RelationKind, Schema, is_marked};
use crate::table::{Text, TextBuf};

/// A field with what the schema's relations say of it.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub field: &'a Field,
    pub today: Today,
    /// An amount of money.
    pub money: bool,
    /// A number of people.
    pub people: bool,
    /// True is worth a note.
    pub flag: bool,
    /// A bare day number is counted from 1904, as in some workbooks.
    pub days_from_1904: bool,
}

impl<'a> Asked<'a> {
    /// A field of a schema.
    #[must_use]
    pub fn new(schema: &'a Schema, id: FieldId, today: Today) -> Option<Self> {
        let field = schema.field(id)?;
        Some(Self {
            field,
            today,
            money: is_marked(schema, id, RelationKind::Money),
            people: is_marked(schema, id, RelationKind::People),
            flag: is_marked(schema, id, RelationKind::Flag),
            days_from_1904: false,
        })
    }

    /// The same in a file that counts days from 1904, or does not.
    #[must_use]
    pub fn counting_from_1904(self, days_from_1904: bool) -> Self {
        Self {
            days_from_1904,
            ..self
        }
    }

    /// A field without relations.
    #[must_use]
    pub fn alone(field: &'a Field, today: Today) -> Self {
        Self {
            field,
            today,
            money: false,
            people: false,
            flag: false,
            days_from_1904: false,
        }
    }
}

/// What a field is asked, kept.
pub(super) struct Terms {
    field: Field,
    today: Today,
    money: bool,
    people: bool,
    flag: bool,
    days_from_1904: bool,
}

impl Asked<'_> {
    /// To keep.
    pub(super) fn terms(&self) -> Terms {
        Terms {
            field: self.field.clone(),
            today: self.today,
            money: self.money,
            people: self.people,
            flag: self.flag,
            days_from_1904: self.days_from_1904,
        }
    }
}

impl Terms {
    pub(super) fn asked(&self) -> Asked<'_> {
        Asked {
            field: &self.field,
            today: self.today,
            money: self.money,
            people: self.people,
            flag: self.flag,
            days_from_1904: self.days_from_1904,
        }
    }
}

/// What is wrong with a text, without what the column proves.
#[must_use]
pub fn check_text(field: &Field, text: Text<'_>, today: Today) -> Option<Finding> {
    let verdict = judge(&Asked::alone(field, today), text);
    verdict.finding.filter(|_| verdict.held.is_none())
}

/// True for a text that has no finding, told at little cost; false says nothing.
#[must_use]
pub fn is_plainly_fine(field: &Field, text: Text<'_>, today: Today) -> bool {
    quick(&Asked::alone(field, today), text.reveal()).is_some()
}

/// The full verdict on a text.
#[must_use]
pub fn judge(asked: &Asked<'_>, text: Text<'_>) -> Verdict {
    let whole = text.reveal();
    if let Some(verdict) = required::empty(asked.field, whole)
        .or_else(|| error_cell::judge(whole))
        .or_else(|| undecodable::judge(whole))
        .or_else(|| control::judge(asked, whole))
    {
        return verdict;
    }
    let inner = parse_space::trim(whole);
    if inner.is_empty() {
        return required::blank(asked.field).unwrap_or_else(|| space::around(asked.field, inner));
    }
    let verdict = typed(asked, inner);
    if verdict.is_error() || inner.len() == whole.len() {
        return verdict;
    }
    let signs = verdict.signs;
    let mut verdict = space::around(asked.field, inner);
    verdict.signs = signs;
    verdict
}

fn repair(id: RepairId, value: &str, safe: bool) -> Repair {
    Repair {
        id,
        value: TextBuf::new(value.to_owned()),
        safe,
    }
}

/// A repair, if what it gives is accepted without an error.
fn accepted(asked: &Asked<'_>, value: &str, id: RepairId, safe: bool) -> Option<Repair> {
    let fine = if value.is_empty() {
        !asked.field.required
    } else {
        !typed(asked, value).is_error()
    };
    fine.then(|| repair(id, value, safe))
}

/// Emptying the cell, where the field may be empty.
fn emptied(field: &Field) -> Option<Repair> {
    (!field.required).then(|| repair(RepairId::NullWord, "", false))
}

/// True for a word that means "no value" in a field of numbers, dates or lists.
fn says_nothing(text: &str) -> bool {
    nothing::is_null_word(text)
        || nothing::is_short_null(text)
        || nothing::is_none_word(text)
        || nothing::is_unknown_word(text)
}

/// A text without surrounding blanks, not empty.
fn typed(asked: &Asked<'_>, text: &str) -> Verdict {
    let field = asked.field;
    match field.ty {
        FieldType::Float => number::float(asked, text),
        FieldType::Integer => number::integer(asked, text),
        FieldType::Boolean => boolean::boolean(asked, text),
        FieldType::Date => date::day(asked, text),
        FieldType::Enum => listed::listed(field, text),
        FieldType::String => match field.format {
            Some(Format::Country) => code::country(field, text),
            Some(Format::Currency) => code::currency(field, text),
            _ => text::free(field, text),
        },
        FieldType::DateTime | FieldType::Json => Verdict::default(),
    }
}

#[cfg(test)]
mod tests;
