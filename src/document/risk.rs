//! What is left of the risk: how many rows that leave can be told apart, which field does most
//! harm, what one step would change. And what else a person should know before pseudonyms are
//! made: spellings of one value, digests already there, how fast plain digests are tried.

use std::borrow::Cow;
use std::collections::HashMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::going::How;
use super::tripwire::leaving_decimals;
use super::{Document, Upload};
use crate::privacy::{
    Decimals, Exposed, Narrowing, Spelling, Trace, Treatment, blur, exposed, is_digest, spellings,
};
use crate::table::ColId;

/// One thing that narrows a person down, as people speak of it: a field, or the place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Narrow {
    /// A field by its name.
    Field(String),
    /// Latitude and longitude together.
    Place,
}

/// What one step would change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    LeaveOut(Narrow),
    /// Coordinates with so many decimals.
    Round(Decimals),
}

/// The risk of what leaves.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Risk {
    pub rows: u64,
    /// What was counted over.
    pub over: Vec<Narrow>,
    pub now: Exposed,
    /// What each step would leave, the most helpful first. The first that leaves something out
    /// names the field that does most harm.
    pub steps: Vec<(Step, Exposed)>,
}

impl Risk {
    /// The field that does most harm: without it the fewest rows are alone.
    #[must_use]
    pub fn worst(&self) -> Option<&Narrow> {
        self.steps.iter().find_map(|(step, after)| match step {
            Step::LeaveOut(narrow) if *after < self.now => Some(narrow),
            _ => None,
        })
    }
}

/// Counts over what an upload leaves. Long work on a large file.
#[must_use]
pub fn risk(upload: &Upload<'_>) -> Risk {
    let document = upload.document();
    let mut wanted: Vec<(Narrow, Vec<ColId>)> = Vec::new();
    let mut place: Vec<ColId> = Vec::new();
    for (_, col) in upload.columns() {
        let Some(field) = document.field_of(col).filter(|f| f.narrows) else {
            continue;
        };
        match upload.treatment(col) {
            Some(Treatment::Blur(_)) => place.push(col),
            Some(Treatment::Clear | Treatment::Year) => {
                wanted.push((Narrow::Field(field.name.clone()), vec![col]));
            }
            _ => {}
        }
    }
    let mut coarser = Vec::new();
    if !place.is_empty() {
        let mut decimals = leaving_decimals(document);
        while let Some(next) = decimals.coarser() {
            decimals = next;
            coarser.push(next);
        }
        wanted.push((Narrow::Place, place.clone()));
    }
    type Made<T> = Vec<(T, Narrowing)>;
    let (fields, rounded): (Made<Narrow>, Made<Decimals>) = rayon::join(
        || {
            let each = wanted.into_par_iter().with_max_len(1);
            each.map(|(narrow, cols)| (narrow, narrowing(upload, &cols, None)))
                .collect()
        },
        || {
            let each = coarser.into_par_iter().with_max_len(1);
            each.map(|decimals| (decimals, narrowing(upload, &place, Some(decimals))))
                .collect()
        },
    );
    let all: Vec<&Narrowing> = fields.iter().map(|(_, n)| n).collect();
    let now = exposed(&all, None);
    let mut steps: Vec<(Step, Exposed)> = fields
        .par_iter()
        .enumerate()
        .with_max_len(1)
        .map(|(i, (narrow, _))| (Step::LeaveOut(narrow.clone()), exposed(&all, Some(i))))
        .collect();
    // The place is the last of them.
    let others = all.split_last().map_or(&[][..], |(_, others)| others);
    steps.par_extend(rounded.par_iter().with_max_len(1).map(|(decimals, place)| {
        let with: Vec<&Narrowing> = others.iter().copied().chain([place]).collect();
        (Step::Round(*decimals), exposed(&with, None))
    }));
    steps.sort_by_key(|(_, after)| *after);
    Risk {
        rows: upload.rows().len() as u64,
        over: fields.iter().map(|(narrow, _)| narrow.clone()).collect(),
        now,
        steps,
    }
}

/// For each row that goes, a number for what leaves of these columns together.
fn narrowing(upload: &Upload<'_>, cols: &[ColId], coarser: Option<Decimals>) -> Narrowing {
    let table = upload.document().table();
    let rows = upload.rows();
    let mut narrowing = Narrowing::of_rows(rows.len());
    for col in cols {
        let (Some(column), Some(text_of)) = (table.column(*col), upload.texts_of(*col)) else {
            continue;
        };
        let mut numbers: HashMap<Cow<'_, str>, u32, foldhash::fast::RandomState> =
            HashMap::default();
        let by_code: Vec<u32> = (0..column.code_count())
            .map(|code| {
                let text = text_of(code).reveal();
                let text = match coarser {
                    Some(decimals) => Cow::Owned(blur(text, decimals).unwrap_or_default()),
                    None => Cow::Borrowed(text),
                };
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(text).or_insert(next)
            })
            .collect();
        narrowing.add(|row| {
            let code = rows.get(row).map(|row| column.code(*row) as usize);
            code.and_then(|code| by_code.get(code))
                .copied()
                .unwrap_or(0)
        });
    }
    narrowing
}

/// Spellings of one column that would give one person several pseudonyms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inconsistent {
    pub col: ColId,
    pub values: Vec<Spelling>,
}

impl Inconsistent {
    /// Pairs of spellings: what the repair would bring together.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.values.iter().map(|v| v.others.len() as u64).sum()
    }
}

/// The rule `inconsistent-identifier`: personal columns with several spellings of one value.
/// [`super::Command::UnifySpellings`] is the repair.
#[must_use]
pub fn inconsistent_identifiers(document: &Document) -> Vec<Inconsistent> {
    let columns: Vec<ColId> = document.table.columns().map(|(col, _)| col).collect();
    columns
        .into_par_iter()
        .filter_map(|col| {
            let values = spellings_of(document, col);
            (!values.is_empty()).then_some(Inconsistent { col, values })
        })
        .collect()
}

/// The values of a column that leaves as pseudonyms that are spelled in several ways.
pub(super) fn spellings_of(document: &Document, col: ColId) -> Vec<Spelling> {
    match (document.treatment(col), document.table.column(col)) {
        (Treatment::Pseudonym(kind), Some(column)) => spellings(column, Trace::from(kind)),
        _ => Vec::new(),
    }
}

/// The rule `already-pseudonymized`: cells of personal columns that are digests already, by
/// column. With a key they never match pseudonyms made here.
#[must_use]
pub fn already_pseudonymized(document: &Document) -> Vec<(ColId, u64)> {
    let personal = document
        .table
        .columns()
        .filter(|(col, _)| matches!(document.treatment(*col), Treatment::Pseudonym(_)));
    personal
        .collect::<Vec<_>>()
        .into_par_iter()
        .filter_map(|(col, column)| {
            let cells: u64 = column
                .live_codes()
                .filter(|(code, _)| is_digest(column.text_of(*code).reveal()))
                .map(|(_, rows)| u64::from(rows))
                .sum();
            (cells > 0).then_some((col, cells))
        })
        .collect()
}

/// How many digits the phone numbers of this file mostly have, without trunk zero and country:
/// what [`crate::privacy::measure_plain`] is to be asked for.
#[must_use]
pub fn phone_digits(document: &Document) -> Option<u32> {
    let mut lengths: HashMap<u32, u64> = HashMap::new();
    for (col, column) in document.table.columns() {
        let phone = Treatment::Pseudonym(crate::privacy::Kind::Phone);
        if document.treatment(col) != phone {
            continue;
        }
        for (code, rows) in column.live_codes() {
            let length = crate::privacy::national_digits(column.text_of(code));
            if let Some(length) = length {
                *lengths.entry(length).or_default() += u64::from(rows);
            }
        }
    }
    lengths
        .into_iter()
        .max_by_key(|(l, n)| (*n, *l))
        .map(|(l, _)| l)
}

/// Cells of a column by what leaves of them, over the rows that go.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CellCounts {
    pub clear: u64,
    pub pseudonymized: u64,
    /// Among the pseudonymized: digests that passed unchanged.
    pub already: u64,
    pub blurred: u64,
    pub years: u64,
    pub masked: u64,
    pub emptied: u64,
    pub empty: u64,
}

/// Counts one column of an upload.
#[must_use]
pub fn cell_counts(upload: &Upload<'_>, col: ColId) -> CellCounts {
    let mut counts = CellCounts::default();
    let Some(column) = upload.document().table().column(col) else {
        return counts;
    };
    for (code, how) in upload.hows_of(col) {
        match how {
            How::Clear => counts.clear += 1,
            How::Pseudonym => {
                counts.pseudonymized += 1;
                counts.already += u64::from(is_digest(column.text_of(code).reveal()));
            }
            How::Blurred => counts.blurred += 1,
            How::Year => counts.years += 1,
            How::Masked => counts.masked += 1,
            How::Emptied => counts.emptied += 1,
            How::Empty => counts.empty += 1,
        }
    }
    counts
}
