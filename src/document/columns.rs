//! What the user sees of each column before anything leaves: header, samples, what it is, how
//! sure that is, what else it could be, and what fills the required fields.
//!
//! Data for the Match screen and for `tamis columns`. Samples are [`TextBuf`]; who shows them
//! decides where. Cheap enough to be made anew after each command of a usual file; on a large
//! one keep it with the document's revision.

use super::{Document, Recipe};
use crate::check::{ExtraForm, Personal, personal, share_valid};
use crate::schema::{Candidate, FieldId, How, Why};
use crate::table::{ColId, TextBuf};

/// Sample values of a column.
const SAMPLES: usize = 3;

/// Targets that are told besides the one that is used.
const BEST: usize = 3;

/// One column.
pub struct ColumnLine {
    pub col: ColId,
    pub header: String,
    pub letters: String,
    /// Not in the file: joined, converted, or a constant.
    pub made: bool,
    /// Up to three different values.
    pub samples: Vec<TextBuf>,
    /// Rows with a value.
    pub filled: u64,
    pub how: How,
    /// The field that it is, or could be.
    pub field: Option<FieldId>,
    /// How sure that is, 0 to 100; 100 for what the user chose.
    pub confidence: u8,
    /// Why; nothing for what the user chose.
    pub why: Option<Why>,
    /// The share of values that would pass as the field, 0 to 1.
    pub valid: Option<f64>,
    /// The most likely fields, this one included, at most three.
    pub best: Vec<Candidate>,
    /// How it leaves, for a column that the format does not have.
    pub extra: Option<ExtraForm>,
    /// Why it looks personal; asked of columns that are no field only.
    pub personal: Vec<Personal>,
}

/// A required field and what fills it.
pub struct RequiredLine {
    pub field: FieldId,
    /// The column in use.
    pub column: Option<ColId>,
    /// It is one text for all rows.
    pub constant: bool,
    /// Columns that could fill it, the most likely first.
    pub candidates: Vec<(ColId, u8)>,
}

/// All columns in file order, made ones last.
#[must_use]
pub fn column_lines(document: &Document) -> Vec<ColumnLine> {
    document
        .table
        .columns()
        .map(|(col, _)| col)
        .filter_map(|col| column_line(document, col))
        .collect()
}

/// One column.
#[must_use]
pub fn column_line(document: &Document, col: ColId) -> Option<ColumnLine> {
    let column = document.table.column(col)?;
    let used = document.mapping.use_of(col);
    let said = document.matching.of(col);
    let candidate = used
        .field
        .and_then(|f| said.candidates.iter().find(|c| c.field == f));
    let chosen = used.how == How::Chosen;
    let valid = used
        .field
        .and_then(|f| document.schema.field(f))
        .and_then(|f| share_valid(f, column, document.today));
    let texts = || {
        column
            .live_codes()
            .map(|(code, n)| (column.text_of(code), n))
            .filter(|(text, _)| !text.is_empty())
    };
    let is_field = document.mapping.field_of(col).is_some();
    Some(ColumnLine {
        col,
        header: column.header().to_owned(),
        letters: column.letters(),
        made: column.is_made(),
        samples: texts()
            .take(SAMPLES)
            .map(|(text, _)| text.to_buf())
            .collect(),
        filled: texts().map(|(_, n)| u64::from(n)).sum(),
        how: used.how,
        field: used.field,
        confidence: if chosen {
            100
        } else {
            candidate.map_or(0, |c| c.confidence)
        },
        why: candidate.filter(|_| !chosen).map(|c| c.why),
        valid,
        best: said.candidates.iter().take(BEST).copied().collect(),
        extra: used.extra,
        personal: if is_field || used.how == How::Generated {
            Vec::new()
        } else {
            personal(
                &document.schema,
                &document.table,
                &document.mapping,
                &document.matching,
                col,
            )
        },
    })
}

/// The required fields in the format's order.
#[must_use]
pub fn required_lines(document: &Document) -> Vec<RequiredLine> {
    document
        .schema
        .fields()
        .filter(|(_, f)| f.required)
        .map(|(field, _)| {
            let column = document.mapping.column_of(field);
            let mut candidates: Vec<(ColId, u8)> = document
                .table
                .columns()
                .filter(|(col, _)| document.mapping.field_of(*col).is_none())
                .filter_map(|(col, _)| {
                    let said = document.matching.of(col);
                    let candidate = said.candidates.iter().find(|c| c.field == field)?;
                    Some((col, candidate.confidence))
                })
                .collect();
            candidates.sort_by_key(|(col, confidence)| (std::cmp::Reverse(*confidence), *col));
            RequiredLine {
                field,
                column,
                constant: document
                    .settings
                    .made
                    .iter()
                    .any(|m| Some(m.col) == column && m.recipe == Recipe::Constant),
                candidates,
            }
        })
        .collect()
}
