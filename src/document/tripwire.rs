//! The tripwire, rule `personal-data-in-text`: columns that are about to leave in the clear are
//! searched for personal data. A hit stops the export until somebody decides; no severity, no
//! `--invalid`, no `--force` does that for him.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::going::{Going, How};
use super::upload::Clean;
use super::{Decision, Document, Upload};
use crate::check::{self, Severity};
use crate::io::{Progress, Quiet};
use crate::privacy::{
    Decimals, Distinctive, NotDistinctive, PerTrace, PersonalColumn, Searcher, Strictness, Trace,
    Treatment, Why,
};
use crate::schema::{Field, FieldType};
use crate::table::{Code, ColId, Column, RowId, Text};

/// One kind of personal data in one column, found for one reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    pub col: ColId,
    pub trace: Trace,
    pub why: Why,
    /// Cells, over the rows that go.
    pub cells: u64,
    /// Texts that hold it, by code, the most frequent first.
    pub codes: Vec<Code>,
    /// The first cells, at most [`FIRST`].
    pub rows: Vec<RowId>,
    /// What was decided. Only a reason to keep it lets it through.
    pub decision: Option<Decision>,
}

/// Cells that a hit names by address.
pub const FIRST: usize = 20;

impl Hit {
    /// True while it stops the export.
    #[must_use]
    pub fn stops(&self) -> bool {
        !matches!(self.decision, Some(Decision::Keep { .. }))
    }
}

/// The result of the tripwire.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tripwire {
    /// By column and kind.
    pub hits: Vec<Hit>,
    /// Distinct values that were searched for.
    pub searched: PerTrace,
    /// Distinct values that were not.
    pub not_distinctive: NotDistinctive,
}

impl Tripwire {
    /// What stops the export.
    pub fn unresolved(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(|hit| hit.stops())
    }
}

/// Searches what is about to leave in the clear. Long work on a large file; gather it on a
/// worker and keep it with the document's revision.
#[must_use]
pub fn tripwire(upload: &Upload<'_>) -> Tripwire {
    tripwire_watched(upload, &Quiet)
}

/// The same; what it says is of no use once the progress was cancelled.
pub(super) fn tripwire_watched(upload: &Upload<'_>, progress: &dyn Progress) -> Tripwire {
    let document = upload.document();
    let distinctive = upload.distinctive();
    let searched: Vec<Searched<'_>> = upload
        .columns()
        .filter_map(|(_, col)| {
            let treatment = upload.treatment(col)?;
            let leaves_as_text = !matches!(treatment, Treatment::Pseudonym(_) | Treatment::Blur(_));
            let column = document.table.column(col)?;
            let going = upload.going_of(col)?;
            leaves_as_text.then(|| Searched {
                col,
                column,
                going,
                field: document.field_of(col),
            })
        })
        .collect();
    // All parts of all columns together, so that no processor waits for the end of a column.
    let parts: Vec<(&Searched<'_>, Range<Code>)> = searched
        .iter()
        .flat_map(|searched| {
            let count = searched.column.code_count();
            let starts = (0..count).step_by(TOGETHER as usize);
            starts.map(move |start| (searched, start..count.min(start + TOGETHER)))
        })
        .collect();
    let mut parts = parts
        .into_par_iter()
        .with_max_len(1)
        .map(|(searched, codes)| {
            let mut searcher = Searcher::new(distinctive, upload.decimals());
            (
                searched.col,
                searched.part(document, codes, &mut searcher, progress),
            )
        })
        .collect::<Vec<_>>()
        .into_iter()
        .peekable();
    let mut hits = Vec::new();
    for Searched { col, column, .. } in searched {
        let (mut clean, mut found) = (Clean::in_parts_of(TOGETHER), Vec::new());
        while let Some((_, (part, finds))) = parts.next_if(|(of, _)| *of == col) {
            clean.push(part);
            found.extend(finds);
        }
        upload.keep_clean(col, clean);
        column_hits(upload, col, column, found, &mut hits);
    }
    Tripwire {
        hits,
        searched: distinctive.searched(),
        not_distinctive: distinctive.not_distinctive(),
    }
}

/// Texts that are searched together.
const TOGETHER: Code = 1 << 12;

/// A text and what it holds.
type Found = (Code, Vec<(Trace, Why)>);

/// A column whose texts leave so that they can be read.
struct Searched<'a> {
    col: ColId,
    column: &'a Column,
    going: &'a Going,
    field: Option<&'a Field>,
}

impl Searched<'_> {
    /// Searches some codes: in which nothing is found, and what is found in others.
    fn part(
        &self,
        document: &Document,
        codes: Range<Code>,
        searcher: &mut Searcher<'_>,
        progress: &dyn Progress,
    ) -> (Vec<Option<Strictness>>, Vec<Found>) {
        let Self { column, going, .. } = self;
        let (first, mut clean) = (codes.start, vec![None; codes.len()]);
        let mut asked: Vec<(Code, Text<'_>, Strictness)> = Vec::with_capacity(codes.len());
        let stopped = progress.cancelled();
        going.each_text(column, codes, |code, text| {
            if column.rows_of(code) > 0 && !stopped {
                let strictness = strictness_in(document, self.field, self.col, code);
                asked.push((code, text, strictness));
            }
        });
        let mut note = |code: Code, strictness: Option<Strictness>| {
            if let Some(slot) = clean.get_mut((code - first) as usize) {
                *slot = strictness.filter(|_| going.how(column, code) == How::Clear);
            }
        };
        for (code, _, strictness) in &asked {
            note(*code, Some(*strictness));
        }
        let mut found = Vec::new();
        let texts = asked
            .iter()
            .map(|(_, text, strictness)| (*text, *strictness));
        for place in searcher.suspects(texts) {
            let Some((code, text, strictness)) = asked.get(place) else {
                continue;
            };
            let finds = searcher.search(*text, *strictness);
            if finds.is_empty() {
                continue;
            }
            note(*code, None);
            let mut kinds: Vec<(Trace, Why)> = finds.iter().map(|f| (f.trace, f.why)).collect();
            kinds.sort_unstable();
            kinds.dedup();
            found.push((*code, kinds));
        }
        (clean, found)
    }
}

/// Where what was found in a column stands.
fn column_hits(
    upload: &Upload<'_>,
    col: ColId,
    column: &Column,
    found: Vec<Found>,
    hits: &mut Vec<Hit>,
) {
    let document = upload.document();
    if found.is_empty() {
        return;
    }
    let mut cells: BTreeMap<Code, (u64, Vec<RowId>)> = found
        .iter()
        .map(|(code, _)| (*code, (0, Vec::new())))
        .collect();
    for row in upload.rows() {
        if let Some((count, rows)) = cells.get_mut(&column.code(*row)) {
            *count += 1;
            if rows.len() < FIRST {
                rows.push(*row);
            }
        }
    }
    let mut by_kind: BTreeMap<(Trace, Why), Vec<Code>> = BTreeMap::new();
    for (code, kinds) in found {
        for kind in kinds {
            by_kind.entry(kind).or_default().push(code);
        }
    }
    for ((trace, why), mut codes) in by_kind {
        let count = |code: &Code| cells.get(code).map_or(0, |(n, _)| *n);
        codes.retain(|code| count(code) > 0);
        codes.sort_by_key(|code| (std::cmp::Reverse(count(code)), *code));
        let mut rows: Vec<RowId> = codes
            .iter()
            .filter_map(|code| cells.get(code))
            .flat_map(|(_, rows)| rows.iter().copied())
            .collect();
        rows.sort_unstable();
        rows.truncate(FIRST);
        if codes.is_empty() {
            continue;
        }
        hits.push(Hit {
            col,
            trace,
            why,
            cells: codes.iter().map(count).sum(),
            codes,
            rows,
            decision: document.decision(col, trace).cloned(),
        });
    }
}

/// How strictly a text of a column is looked at.
pub(super) fn strictness(document: &Document, col: ColId, code: Code) -> Strictness {
    strictness_in(document, document.field_of(col), col, code)
}

fn strictness_in(document: &Document, field: Option<&Field>, col: ColId, code: Code) -> Strictness {
    let Some(field) = field else {
        return Strictness::Text;
    };
    let wrong = || {
        document
            .checks
            .fault_of(&document.table, col, code)
            .is_some_and(|f| f.severity == Severity::Error)
    };
    field_strictness(field, wrong)
}

/// The strictness of a field's text; `wrong` says whether the field refuses it.
pub(super) fn field_strictness(field: &Field, wrong: impl Fn() -> bool) -> Strictness {
    match field.ty {
        FieldType::String | FieldType::Json if field.identifying => Strictness::Identifier,
        FieldType::String | FieldType::Json => Strictness::Text,
        _ if wrong() => Strictness::Text,
        _ => Strictness::Typed,
    }
}

/// The coarsest decimals with which a coordinate of this file leaves.
pub(super) fn leaving_decimals(document: &Document) -> Decimals {
    document
        .table
        .columns()
        .filter_map(|(col, _)| match document.treatment(col) {
            Treatment::Blur(decimals) => Some(decimals),
            _ => None,
        })
        .min()
        .unwrap_or_default()
}

/// The distinctive values of every column that is personal, or that its header calls personal,
/// whether it leaves or not.
pub(super) fn gather(document: &Document) -> Distinctive {
    let mut personal = Vec::new();
    let mut clear = Vec::new();
    for (col, column) in document.table.columns() {
        let treatment = document.treatment(col);
        let meant = document.personal_field(col);
        let trace = match (treatment, meant) {
            (Treatment::Blur(_), _) => Some(Trace::Place),
            (Treatment::Pseudonym(kind), _) => Some(kind.into()),
            (_, Some(field)) => Some(match Treatment::of_field(field) {
                Treatment::Pseudonym(kind) => kind.into(),
                _ => Trace::Place,
            }),
            // What is left out may stand in a remark all the same.
            (_, None) if document.field_of(col).is_none() && is_about_people(document, col) => {
                Some(Trace::Extra)
            }
            (_, None) => None,
        };
        match trace {
            Some(trace) => personal.push((col, column, trace)),
            None if document.field_of(col).is_some() => clear.push(column),
            None => {}
        }
    }
    let decimals = leaving_decimals(document);
    let invalid: Vec<Box<dyn Fn(Code) -> bool + Sync + '_>> = personal
        .iter()
        .map(|(col, _, _)| {
            let col = *col;
            Box::new(move |code| is_no_value(document, col, code)) as Box<_>
        })
        .collect();
    let columns: Vec<PersonalColumn<'_>> = personal
        .iter()
        .zip(&invalid)
        .map(|((col, column, trace), invalid)| PersonalColumn {
            col: *col,
            column,
            trace: *trace,
            decimals,
            invalid: invalid.as_ref(),
        })
        .collect();
    Distinctive::new(&columns, &clear)
}

fn is_about_people(document: &Document, col: ColId) -> bool {
    let (table, matching) = (&document.table, &document.matching);
    check::is_about_people(&document.schema, table, matching, col)
}

/// A text that stands for no value: a spreadsheet's error, a placeholder, a null word.
fn is_no_value(document: &Document, col: ColId, code: Code) -> bool {
    document
        .checks
        .fault_of(&document.table, col, code)
        .is_some_and(|fault| matches!(fault.rule.id(), "error-cell" | "placeholder" | "null-word"))
}
