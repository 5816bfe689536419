//! What an export would do, found out on a worker and kept for one revision and one choice of
//! rows: counts, masked texts, personal data in clear columns. Pages show the last one while the
//! next is made; nothing here is computed on the window's own thread.

use std::collections::HashMap;

use super::workspace::{Step, View, Workspace};
use crate::document::{
    Decision, Document, Inconsistent, Invalid, KeyProblem, Layout, LeftOutReason, MethodChoice,
    Risk, Tripwire, Upload, already_pseudonymized, inconsistent_identifiers, is_keyed,
    leaving_cell, phone_digits, risk, tripwire,
};
use crate::io::Progress;
use crate::privacy::{Leaving, Trace, Treatment};
use crate::table::{Code, ColId, RowId};

/// What an outlook depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    pub revision: u64,
    pub invalid: Invalid,
    pub drop_empty: bool,
    /// Only the rows shown, and which those are.
    pub shown: Option<View>,
}

impl Wanted {
    /// What the Export page of a file asks for now.
    #[must_use]
    pub fn of(file: &Workspace) -> Self {
        let export = &file.export;
        Self {
            revision: file.session().document().revision(),
            invalid: export.invalid,
            drop_empty: export.drop_empty,
            shown: (export.only_shown && !file.view.shows_all_rows()).then(|| file.view.clone()),
        }
    }
}

/// Texts that leave with personal parts masked, at one revision.
#[derive(Default)]
pub struct Masks {
    revision: u64,
    texts: HashMap<(ColId, Code), String>,
}

/// What an export would do.
pub struct Outlook {
    pub wanted: Wanted,
    pub rows: u64,
    pub left_out_rows: u64,
    /// Of them those that errors keep back.
    pub held_back_rows: u64,
    /// Rows that would be left out if rows with errors are not to leave.
    pub rows_to_skip: u64,
    pub columns: u64,
    pub protected: u64,
    pub pseudonyms: u64,
    pub blurred: u64,
    pub emptied: u64,
    pub left_out: Vec<(String, LeftOutReason)>,
    /// Names of required fields without a column.
    pub missing: Vec<String>,
    pub key: Option<KeyProblem>,
    pub tripwire: Tripwire,
    pub masks: Masks,
    pub risk: Risk,
    /// Personal columns with several spellings of one value.
    pub inconsistent: Vec<Inconsistent>,
    /// Cells that are digests already, by column.
    pub already: Vec<(ColId, u64)>,
    /// Pseudonyms are made with a key.
    pub keyed: bool,
    /// How many digits the phone numbers mostly have.
    pub phone_digits: Option<u32>,
}

impl Outlook {
    /// Finds out; `None` when it was cancelled.
    #[must_use]
    pub fn new(
        document: &Document,
        wanted: Wanted,
        only: Option<Vec<RowId>>,
        progress: &dyn Progress,
    ) -> Option<Self> {
        let asked_for = match &only {
            Some(rows) => rows.len() as u64,
            None => document.table().row_count() as u64,
        };
        let layout = Layout {
            drop_empty: wanted.drop_empty,
            only,
            ..Layout::default()
        };
        let going = || (!progress.cancelled()).then_some(());
        going()?;
        let upload = layout.apply(Upload::new(document, wanted.invalid));
        going()?;
        let (pseudonyms, blurred, emptied) = upload.privacy_counts();
        let rows = upload.rows().len() as u64;
        let held_back_rows = asked_for.saturating_sub(rows);
        let all = document.table().row_count() as u64;
        let masks = Masks {
            revision: document.revision(),
            texts: upload
                .masked_texts()
                .map(|(col, code, text)| ((col, code), text.to_owned()))
                .collect(),
        };
        going()?;
        let tripwire = tripwire(&upload);
        going()?;
        let risk = risk(&upload);
        going()?;
        let inconsistent = inconsistent_identifiers(document);
        going()?;
        Some(Self {
            rows,
            left_out_rows: all - rows,
            held_back_rows,
            rows_to_skip: match wanted.invalid {
                Invalid::Skip => held_back_rows,
                Invalid::Stop | Invalid::Keep => upload.rows_to_skip(),
            },
            columns: upload.columns().count() as u64,
            protected: protected(document),
            pseudonyms,
            blurred,
            emptied,
            left_out: upload
                .left_out()
                .into_iter()
                .map(|l| (l.header, l.reason))
                .collect(),
            missing: document
                .mapping()
                .missing_required(document.schema())
                .into_iter()
                .filter_map(|id| document.schema().field(id))
                .map(|f| f.name.clone())
                .collect(),
            key: upload.method().err(),
            tripwire,
            masks,
            risk,
            inconsistent,
            already: already_pseudonymized(document),
            keyed: is_keyed(document),
            phone_digits: phone_digits(document),
            wanted,
        })
    }
}

/// How many columns leave as pseudonyms or rounded.
#[must_use]
pub fn protected(document: &Document) -> u64 {
    document
        .table()
        .columns()
        .filter(|(col, _)| {
            matches!(
                document.treatment(*col),
                Treatment::Pseudonym(_) | Treatment::Blur(_)
            )
        })
        .count() as u64
}

/// What is still to be said about privacy, as the id of a word; nothing when all is decided.
#[must_use]
pub fn privacy_open(document: &Document) -> Option<&'static str> {
    let pseudonyms = document
        .table()
        .columns()
        .any(|(col, _)| matches!(document.treatment(col), Treatment::Pseudonym(_)));
    if document.method().is_err() {
        return Some("state-key");
    }
    let undecided = document.settings().privacy.method == MethodChoice::Undecided;
    (undecided && pseudonyms).then_some("state-choice")
}

/// Columns that leave otherwise than in the clear, in the format's order, then in the file's.
#[must_use]
pub fn protected_columns(document: &Document) -> Vec<ColId> {
    let mapping = document.mapping();
    let fields = document
        .schema()
        .fields()
        .filter_map(|(id, _)| mapping.column_of(id));
    let extras = mapping.extras().map(|(col, _)| col);
    fields
        .chain(extras)
        .filter(|col| {
            matches!(
                document.treatment(*col),
                Treatment::Pseudonym(_) | Treatment::Blur(_)
            ) || document.field_of(*col).is_some_and(|f| f.p14n)
                || document.settings().privacy.columns.contains_key(col)
                || is_masked(document, *col)
        })
        .collect()
}

/// True where texts of a column leave with personal parts masked.
#[must_use]
pub fn is_masked(document: &Document, col: ColId) -> bool {
    Trace::ALL
        .into_iter()
        .any(|trace| document.decision(col, trace) == Some(&Decision::Mask))
}

/// Exactly what leaves of a cell; `None` while a worker has yet to find out what is masked in it.
#[must_use]
pub fn leaving(
    document: &Document,
    masks: Option<&Masks>,
    row: RowId,
    col: ColId,
) -> Option<Leaving> {
    let leaving = leaving_cell(document, row, col);
    if leaving != Leaving::Clear || !is_masked(document, col) {
        return Some(leaving);
    }
    let masks = masks.filter(|m| m.revision == document.revision())?;
    let code = document.table().column(col)?.code(row);
    match masks.texts.get(&(col, code)) {
        Some(text) => Some(Leaving::Masked(text.clone())),
        None => Some(leaving),
    }
}

/// Whether a file's pages need an outlook that they have not: what to find out, and for which
/// rows if not all.
#[must_use]
pub fn needed(file: &Workspace) -> Option<(Wanted, Option<Vec<RowId>>)> {
    let page = matches!(file.step, Step::Protect | Step::Export);
    let preview = file.preview && {
        let session = file.session();
        let decisions = &session.document().settings().privacy.decisions;
        decisions.values().any(|d| *d == Decision::Mask)
    };
    if !page && !preview {
        return None;
    }
    let wanted = Wanted::of(file);
    if file.outlook.as_ref().is_some_and(|o| o.wanted == wanted) {
        return None;
    }
    let only = shown_rows(file);
    Some((wanted, only))
}

/// The rows that go, where only those shown are to go.
#[must_use]
pub fn shown_rows(file: &Workspace) -> Option<Vec<RowId>> {
    (file.export.only_shown && !file.view.shows_all_rows()).then(|| file.derived.rows.clone())
}
