//! Does a column look personal? Asked of columns that are not in the format before they may be
//! sent, and of identifiers that leave in the clear. Gives reasons and shares, never a value.

use std::collections::HashSet;

use super::looks::{Look, Looks};
use super::{Mapping, Matching};
use crate::parse::word;
use crate::schema::{Field, FieldId, Kind, Schema, words};
use crate::table::{ColId, Column, RowId, Table, Text};

/// Rows that are compared with the personal columns of the file.
const ROWS: usize = 3000;

/// Why a column looks personal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PersonalSign {
    /// The header speaks of a person, or of something that only a person has.
    Header,
    Phone,
    Email,
    IdNumber,
    /// Coordinates.
    Place,
    BirthDate,
    /// Values, or words of values, of the row's own cell in a personal field.
    SameAs(FieldId),
}

/// A reason with the share of the column's cells for which it holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Personal {
    pub sign: PersonalSign,
    /// 0 to 1; 1 for a header.
    pub share: f64,
}

/// Every reason why a column looks personal, the strongest first; none for one that does not.
#[must_use]
pub fn personal(
    schema: &Schema,
    table: &Table,
    mapping: &Mapping,
    matching: &Matching,
    col: ColId,
) -> Vec<Personal> {
    let mut signs = by_header_and_looks(schema, table, matching, col);
    signs.extend(same_as(schema, table, mapping, col));
    signs.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.sign.cmp(&b.sign)));
    signs
}

/// True for a column whose header or values say that it holds names, numbers or addresses of
/// people, though it is no field of the format: a guarantor, a second contact.
#[must_use]
pub fn is_about_people(schema: &Schema, table: &Table, matching: &Matching, col: ColId) -> bool {
    let signs = by_header_and_looks(schema, table, matching, col);
    let dated = signs.iter().any(|s| s.sign == PersonalSign::BirthDate);
    let people = |s: &Personal| {
        matches!(
            s.sign,
            PersonalSign::Header
                | PersonalSign::Phone
                | PersonalSign::Email
                | PersonalSign::IdNumber
        )
    };
    !dated && signs.iter().any(people)
}

fn by_header_and_looks(
    schema: &Schema,
    table: &Table,
    matching: &Matching,
    col: ColId,
) -> Vec<Personal> {
    let Some(column) = table.column(col) else {
        return Vec::new();
    };
    let mut signs = Vec::new();
    let meant = matching
        .of(col)
        .candidates
        .first()
        .filter(|c| c.confidence >= 50)
        .and_then(|c| schema.field(c.field))
        .is_some_and(is_personal);
    let header = words(column.header());
    if meant || schema.synonyms().is_about_a_person(&header) {
        signs.push(Personal {
            sign: PersonalSign::Header,
            share: 1.0,
        });
    }
    let looks = Looks::of(column);
    for (sign, look, least) in [
        (PersonalSign::Phone, Look::Phone, 0.2),
        (PersonalSign::Email, Look::Email, 0.1),
        (PersonalSign::IdNumber, Look::IdNumber, 0.1),
        (PersonalSign::Place, Look::Coordinate, 0.5),
        (PersonalSign::Place, Look::LatLon, 0.2),
        (PersonalSign::BirthDate, Look::BirthDate, 0.5),
    ] {
        // Meters are numbered with as many digits as some phones have.
        let meters = sign == PersonalSign::Phone && looks.share(Look::MeterNumber) >= 0.8;
        let share = looks.share(look);
        if share >= least && !meters {
            signs.push(Personal { sign, share });
        }
    }
    signs
}

/// True for a field that says who somebody is.
fn is_personal(field: &Field) -> bool {
    field.p14n || field.blurred
}

/// Personal fields whose cell of the same row is found in the column's cell.
fn same_as(schema: &Schema, table: &Table, mapping: &Mapping, col: ColId) -> Vec<Personal> {
    let Some(column) = table.column(col) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (id, field) in schema.fields().filter(|(_, f)| f.p14n && !f.blurred) {
        let Some(other) = mapping.column_of(id).filter(|c| *c != col) else {
            continue;
        };
        let Some(other) = table.column(other) else {
            continue;
        };
        let share = shared(field, table, column, other);
        // Names of people are names of places too, now and then.
        let least = if field.kind == Some(Kind::Name) {
            0.3
        } else {
            0.1
        };
        if share >= least {
            found.push(Personal {
                sign: PersonalSign::SameAs(id),
                share,
            });
        }
    }
    found
}

/// The share of rows in which the cell holds what the personal cell holds.
fn shared(field: &Field, table: &Table, column: &Column, other: &Column) -> f64 {
    let (mut hits, mut rows) = (0u32, 0u32);
    for row in table.rows().take(ROWS) {
        let (text, own) = (cell(column, row), cell(other, row));
        if text.is_empty() || own.is_empty() {
            continue;
        }
        rows += 1;
        let hit = match field.kind {
            Some(Kind::Name) => share_a_word(text, own),
            _ => holds(text, own),
        };
        hits += u32::from(hit);
    }
    if rows < 3 {
        return 0.0;
    }
    f64::from(hits) / f64::from(rows)
}

fn cell(column: &Column, row: RowId) -> Text<'_> {
    column.text_of(column.code(row))
}

fn share_a_word(text: Text<'_>, name: Text<'_>) -> bool {
    let long = |text: Text<'_>| -> HashSet<String> {
        word::fold(text.reveal())
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| w.chars().count() >= 4)
            .map(str::to_owned)
            .collect()
    };
    !long(text).is_disjoint(&long(name))
}

/// Letters and digits of at least six characters, found in the other.
fn holds(text: Text<'_>, own: Text<'_>) -> bool {
    let plain = |text: Text<'_>| -> String {
        word::fold(text.reveal())
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let own = plain(own);
    // The national part of a number: without the country's prefix or the 0 in front.
    let tail = own
        .char_indices()
        .rev()
        .nth(8)
        .and_then(|(at, _)| own.get(at..))
        .unwrap_or(&own);
    tail.chars().count() >= 6 && plain(text).contains(tail)
}
