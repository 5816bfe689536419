//! What each column could be: its header's word, weighed with what its values look like.
//!
//! Made once when a file is opened, before any choice of the user. Values may propose a field
//! and rank proposals; they never take a column by themselves, and never release one that its
//! header has taken.

use rayon::prelude::*;

use super::Today;
use super::looks::{Look, Looks, counts_rows, share_valid};
use crate::schema::{
    Candidate, Field, FieldType, Format, How, Schema, Use, Why, is_serial_or_row, match_headers,
    percent,
};
use crate::table::{ColId, Column, Table};

/// From this confidence on a field is proposed.
const PROPOSED: u8 = 60;

/// The confidence of a listed name of one field.
const ONE_FIELD: u8 = 70;

/// How many fields are told for a column.
const BEST: usize = 4;

/// What a column could be.
#[derive(Clone, PartialEq, Debug)]
pub struct ColumnMatch {
    pub how: How,
    /// The most likely first, at most four.
    pub candidates: Vec<Candidate>,
    /// What the values look like; nothing for columns that their header settles.
    pub looks: Looks,
}

impl ColumnMatch {
    /// The field of which the column is a part, and whether it is never the whole.
    #[must_use]
    pub fn half(&self) -> Option<(crate::schema::FieldId, bool)> {
        let first = self.candidates.first()?;
        match first.why {
            Why::Listed(Use::Join) => Some((first.field, true)),
            // A bare word of one field only; of several fields it would be a guess.
            Why::Listed(Use::Propose) if first.confidence >= ONE_FIELD => {
                Some((first.field, false))
            }
            _ => None,
        }
    }

    /// The field that the header or the values stand for; not always used.
    #[must_use]
    pub fn field(&self) -> Option<crate::schema::FieldId> {
        (self.how != How::Unknown)
            .then(|| self.candidates.first().map(|c| c.field))
            .flatten()
    }
}

/// What all columns of a table could be.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Matching {
    columns: Vec<ColumnMatch>,
}

static NOTHING: ColumnMatch = ColumnMatch {
    how: How::Unknown,
    candidates: Vec::new(),
    looks: Looks::NONE,
};

impl Matching {
    /// Matches all columns of a table.
    #[must_use]
    pub fn new(schema: &Schema, table: &Table, today: Today) -> Self {
        let columns: Vec<&Column> = table.columns().map(|(_, c)| c).collect();
        let headers: Vec<String> = columns.iter().map(|c| c.header().to_owned()).collect();
        let columns = match_headers(schema, &headers)
            .into_par_iter()
            .zip(columns)
            .map(|(header, column)| {
                if is_serial_or_row(column.header()) && counts_rows(column) {
                    return NOTHING.clone();
                }
                if matches!(header.how, How::Exact | How::Synonym | How::Generated) {
                    return ColumnMatch {
                        how: header.how,
                        candidates: header.candidates,
                        looks: Looks::NONE,
                    };
                }
                let looks = Looks::of(column);
                if header.barred {
                    return ColumnMatch {
                        how: How::Unknown,
                        candidates: Vec::new(),
                        looks,
                    };
                }
                weigh(schema, column, header.candidates, looks, today)
            })
            .collect();
        let mut matching = Self { columns };
        matching.propose_halves();
        matching
    }

    /// A half of a name is proposed when the file has the other half, which may be a bare word
    /// such as `Nom`.
    fn propose_halves(&mut self) {
        let halves: Vec<_> = self.columns.iter().filter_map(ColumnMatch::half).collect();
        for column in &mut self.columns {
            let Some((field, true)) = column.half() else {
                continue;
            };
            if halves.iter().filter(|(f, _)| *f == field).count() > 1 {
                column.how = How::Proposed;
            }
        }
    }

    /// What a column could be; nothing for a column that the file does not have.
    #[must_use]
    pub fn of(&self, col: ColId) -> &ColumnMatch {
        self.columns.get(col.index()).unwrap_or(&NOTHING)
    }
}

fn weigh(
    schema: &Schema,
    column: &Column,
    candidates: Vec<Candidate>,
    looks: Looks,
    today: Today,
) -> ColumnMatch {
    let mut list = candidates;
    for candidate in &mut list {
        let Some(field) = schema.field(candidate.field) else {
            continue;
        };
        // Another unit or shape does not pass before it is converted.
        let shaped = matches!(
            candidate.why,
            Why::Listed(Use::Convert | Use::Join) | Why::OtherUnit(_)
        );
        if looks.rows == 0 || shaped {
            continue;
        }
        let seen = looks.likeness(field);
        let valid = share_valid(field, column, today).unwrap_or(0.0);
        let confidence = f64::from(candidate.confidence);
        let weighed = match seen {
            Some(share) if share >= 0.8 => confidence + 15.0,
            Some(share) if share < 0.2 && valid < 0.5 => confidence - 30.0,
            Some(_) => confidence,
            None if valid < 0.3 => confidence - 30.0,
            None => confidence,
        };
        candidate.confidence = percent(weighed.min(94.0) / 100.0);
    }
    for (id, field) in schema.fields().filter(|(_, f)| !f.generated) {
        if list.iter().any(|c| c.field == id) {
            continue;
        }
        let confidence = by_values(field, &looks);
        if confidence > 0 {
            list.push(Candidate {
                field: id,
                confidence,
                why: Why::Values,
            });
        }
    }
    list.sort_by_key(|c| (std::cmp::Reverse(c.confidence), c.field));
    list.truncate(BEST);
    // The half of a name is proposed as part of a join only.
    let half = list
        .first()
        .is_some_and(|c| c.why == Why::Listed(Use::Join));
    let how = match list.first() {
        Some(first) if first.confidence >= PROPOSED && !half => How::Proposed,
        _ => How::Unknown,
    };
    ColumnMatch {
        how,
        candidates: list,
        looks,
    }
}

/// How sure values alone make a field. Only shapes that hardly occur by chance propose one.
fn by_values(field: &Field, looks: &Looks) -> u8 {
    if looks.rows == 0 {
        return 0;
    }
    let (look, most) = match (field.ty, field.format) {
        (_, Some(Format::Email)) => (Look::Email, 66),
        (_, Some(Format::Country)) => (Look::Country, 62),
        (_, Some(Format::Currency)) => (Look::Currency, 62),
        (_, Some(Format::Gender)) => (Look::Gender, 62),
        (_, Some(Format::Phone)) => (Look::Phone, 45),
        (FieldType::Date, _) => (Look::Date, 40),
        (FieldType::Float, _) if field.limits == Some((-90.0, 90.0)) => (Look::LatLon, 66),
        (FieldType::Float, _) if field.limits.is_some() => (Look::Coordinate, 40),
        (FieldType::String, None) if field.key && field.identifying => (Look::MeterNumber, 45),
        _ => return 0,
    };
    let share = looks.share(look);
    if share < 0.8 {
        return 0;
    }
    percent(share * f64::from(most) / 100.0)
}
