//! Exactly what would leave: the one source of the text that preview shows, files hold and
//! verification compares with. No option exists that writes a personal field in the clear.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use crate::check::MarkedRows;
use crate::io::write::{JsonKind, RowSource};
use crate::privacy::{
    Decimals, Distinctive, Leaving, Method, Searcher, Strictness, Trace, Treater, Treatment, masked,
};
use crate::schema::{self, FieldId, FieldType};
use crate::table::{Code, ColId, Column, RowId, Text, TextBuf};

use super::going::{Going, How};
use super::tripwire::{gather, leaving_decimals, strictness};
use super::{Decision, Document, Invalid, KeyProblem};

/// Why a column does not leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftOutReason {
    /// The platform generates it.
    Generated,
    /// Not in the format.
    Unknown,
    /// Two columns for one field.
    Duplicate,
    /// A proposal that nobody confirmed.
    NotConfirmed,
    /// The user leaves it out, or chose another column for its field.
    ByUser,
    /// Joined or converted into another column.
    Part,
    /// No row that goes has anything in it, and the user chose to leave such columns out.
    Empty,
}

/// A column that does not leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    pub col: ColId,
    pub header: String,
    pub reason: LeftOutReason,
}

/// So many texts of a column, or fewer, are brought together for a writer.
const FEW: Code = 1 << 12;

struct UploadColumn {
    /// `None` for a column that is sent although the format does not have it.
    field: Option<FieldId>,
    name: String,
    col: ColId,
    kind: JsonKind,
    treatment: Treatment,
    /// By code of the column: what leaves.
    texts: Going,
}

/// What leaves of one cell, as the file will hold it; nothing of a column that does not leave.
/// For a preview of what is on screen: [`Upload`] computes whole columns.
#[must_use]
pub fn leaving_cell(document: &Document, row: RowId, col: ColId) -> Leaving {
    let treatment = document.treatment(col);
    let method = match (document.method(), treatment) {
        (Err(_), Treatment::Pseudonym(_)) => return Leaving::Emptied,
        (method, _) => method.unwrap_or(Method::Plain),
    };
    Treater::new(treatment, document.field_of(col), &method).leaving(document.table.text(row, col))
}

/// The upload of a document: fields in the format's order, then extra columns in file order, and
/// the rows that go.
pub struct Upload<'a> {
    document: &'a Document,
    columns: Vec<UploadColumn>,
    rows: Vec<RowId>,
    bad_rows: usize,
    method: Result<Method, KeyProblem>,
    distinctive: OnceLock<Distinctive>,
    /// What the tripwire found nothing in.
    clean: Mutex<HashMap<ColId, Arc<Clean>>>,
}

/// The texts of a column that leave as they are and in which a search found nothing, by code: the
/// strictness of that search. A text that is searched again with the same strictness holds
/// nothing either.
#[derive(Default)]
pub(super) struct Clean {
    /// Parts of so many texts, the last one of fewer.
    each: usize,
    parts: Vec<Vec<Option<Strictness>>>,
}

impl Clean {
    /// Of texts that are searched in parts of so many.
    pub fn in_parts_of(each: Code) -> Self {
        Self {
            each: each as usize,
            parts: Vec::new(),
        }
    }

    /// What a search of the next part found nothing in.
    pub fn push(&mut self, part: Vec<Option<Strictness>>) {
        self.parts.push(part);
    }

    /// How strictly a text was searched in which nothing was found.
    #[inline]
    pub fn of(&self, code: Code) -> Option<Strictness> {
        let code = code as usize;
        let part = self.parts.get(code.checked_div(self.each)?)?;
        part.get(code % self.each).copied().flatten()
    }
}

impl<'a> Upload<'a> {
    /// What would leave with this treatment of rows with errors. `Invalid::Stop` gives all rows.
    /// Where pseudonyms cannot be made ([`Upload::method`]), nothing stands in their place.
    #[must_use]
    pub fn new(document: &'a Document, invalid: Invalid) -> Self {
        let mut upload = Self::empty(document);
        let going = upload.going().collect();
        upload.columns = upload.made(going);
        let marked = document.checks.marked_rows(&document.table);
        upload.bad_rows = marked.bad.len();
        upload.rows = match invalid {
            Invalid::Stop | Invalid::Keep => document.table.rows().collect(),
            Invalid::Skip => kept_rows(document, &upload.columns, &marked),
        };
        upload
    }

    /// How many of its rows [`Invalid::Skip`] would leave out.
    #[must_use]
    pub fn rows_to_skip(&self) -> u64 {
        let document = self.document;
        let marked = document.checks.marked_rows(&document.table);
        // Both are in the order of the rows.
        let kept = kept_rows(document, &self.columns, &marked);
        let is_skipped = |row: &&RowId| kept.binary_search(row).is_err();
        self.rows.iter().filter(is_skipped).count() as u64
    }

    /// The same, with what it will be searched for gathered meanwhile.
    #[must_use]
    pub(super) fn to_search(document: &'a Document, invalid: Invalid) -> Self {
        let (upload, distinctive) =
            rayon::join(|| Self::new(document, invalid), || gather(document));
        // It may have been gathered for masks already, and then is the same.
        let _ = upload.distinctive.set(distinctive);
        upload
    }

    /// Only the columns that leave in the clear, over all rows: what the tripwire looks at before
    /// anybody chose how to export.
    #[must_use]
    pub(super) fn in_clear(document: &'a Document) -> Self {
        let mut upload = Self::empty(document);
        let clear = upload.going().filter(|(_, col)| {
            !matches!(
                document.treatment(*col),
                Treatment::Pseudonym(_) | Treatment::Blur(_)
            )
        });
        let clear = clear.collect();
        upload.columns = upload.made(clear);
        upload.rows = document.table.rows().collect();
        upload
    }

    fn empty(document: &'a Document) -> Self {
        Self {
            document,
            columns: Vec::new(),
            rows: Vec::new(),
            bad_rows: 0,
            method: document.method(),
            distinctive: OnceLock::new(),
            clean: Mutex::default(),
        }
    }

    /// Fields in the format's order, then extra columns in file order.
    fn going(&self) -> impl Iterator<Item = (Option<FieldId>, ColId)> + use<'a> {
        let document = self.document;
        let fields = document
            .schema
            .fields()
            .filter_map(|(id, _)| Some((Some(id), document.mapping.column_of(id)?)));
        fields.chain(document.mapping.extras().map(|(col, _)| (None, col)))
    }

    /// What leaves of these columns.
    fn made(&self, going: Vec<(Option<FieldId>, ColId)>) -> Vec<UploadColumn> {
        let mut columns: Vec<UploadColumn> = going
            .into_par_iter()
            .with_max_len(1)
            .filter_map(|(field, col)| self.column(field, col))
            .collect();
        // One after the other: the first that masks gathers what to look for, for all of them.
        for made in &mut columns {
            if let Some(column) = self.document.table.column(made.col) {
                self.mask(made, column);
            }
        }
        columns
    }

    fn column(&self, id: Option<FieldId>, col: ColId) -> Option<UploadColumn> {
        let column = self.document.table.column(col)?;
        let field = id.and_then(|id| self.document.schema.field(id));
        let treatment = self.document.treatment(col);
        if treatment == Treatment::LeaveOut {
            return None;
        }
        let texts = match (&self.method, treatment) {
            (Err(_), Treatment::Pseudonym(_)) => Going::Nothing,
            (method, _) => {
                let plain = Method::Plain;
                let treater = Treater::new(treatment, field, method.as_ref().unwrap_or(&plain));
                Going::new(&treater, column)
            }
        };
        Some(UploadColumn {
            field: id,
            name: field.map_or_else(|| column.header().to_owned(), |f| f.name.clone()),
            col,
            kind: match field.map(|f| f.ty) {
                _ if matches!(treatment, Treatment::Pseudonym(_)) => JsonKind::String,
                Some(FieldType::Float | FieldType::Integer) => JsonKind::Number,
                Some(FieldType::Boolean) => JsonKind::Boolean,
                Some(FieldType::Date) => JsonKind::Date,
                _ => JsonKind::String,
            },
            treatment,
            texts,
        })
    }

    /// Masks what was decided to be masked, until a search finds nothing more to mask.
    fn mask(&self, made: &mut UploadColumn, column: &Column) {
        let masks = |trace| self.document.decision(made.col, trace) == Some(&Decision::Mask);
        if !Trace::ALL.into_iter().any(masks) {
            return;
        }
        let mut searcher = Searcher::new(self.distinctive(), self.decimals());
        let mut masked_texts = HashMap::new();
        for (code, _) in column.live_codes() {
            if made.texts.how(column, code) != How::Clear {
                continue;
            }
            let strictness = strictness(self.document, made.col, code);
            let mut text = column.text_of(code).to_buf();
            let mut changed = false;
            loop {
                let mut finds = searcher.search(text.as_text(), strictness).to_vec();
                finds.retain(|f| masks(f.trace));
                if finds.is_empty() {
                    break;
                }
                text = TextBuf::new(masked(text.as_text(), &finds));
                changed = true;
            }
            if changed {
                masked_texts.insert(code, text.as_text().reveal().to_owned());
            }
        }
        if !masked_texts.is_empty() {
            made.texts = made.texts.masked(column, &masked_texts);
        }
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// How pseudonyms are made, or why they cannot be.
    ///
    /// # Errors
    /// A key that is missing, or another one than before that nobody confirmed.
    pub fn method(&self) -> Result<&Method, KeyProblem> {
        self.method.as_ref().map_err(|problem| *problem)
    }

    /// The file's distinctive personal values; gathered once, when first asked for.
    #[must_use]
    pub fn distinctive(&self) -> &Distinctive {
        self.distinctive.get_or_init(|| gather(self.document))
    }

    /// The coarsest decimals with which a coordinate of this file leaves.
    #[must_use]
    pub fn decimals(&self) -> Decimals {
        leaving_decimals(self.document)
    }

    /// What is done to a column that goes; `None` for one that does not.
    #[must_use]
    pub fn treatment(&self, col: ColId) -> Option<Treatment> {
        let column = self.columns.iter().find(|c| c.col == col)?;
        Some(column.treatment)
    }

    /// Name in the file and column of each column that goes, in its order.
    pub fn names(&self) -> impl Iterator<Item = (&str, ColId)> {
        self.columns.iter().map(|c| (c.name.as_str(), c.col))
    }

    /// What leaves of a text of a column, by code.
    #[must_use]
    pub fn leaving_of(&self, col: ColId, code: Code) -> Option<Leaving> {
        let column = self.columns.iter().find(|c| c.col == col)?;
        let source = self.document.table.column(col)?;
        Some(column.texts.leaving(source, code))
    }

    /// The same without its text, for all rows that go.
    pub(super) fn hows_of(&self, col: ColId) -> impl Iterator<Item = (Code, How)> {
        let column = self.columns.iter().find(|c| c.col == col);
        let source = self.document.table.column(col);
        column.zip(source).into_iter().flat_map(|(column, source)| {
            self.rows.iter().map(|row| {
                let code = source.code(*row);
                (code, column.texts.how(source, code))
            })
        })
    }

    /// The exact text that leaves of a text of a column, by code.
    #[must_use]
    pub fn text_of(&self, col: ColId, code: Code) -> Text<'_> {
        let source = self.document.table.column(col);
        match (self.columns.iter().find(|c| c.col == col), source) {
            (Some(column), Some(source)) => column.texts.text(source, code),
            _ => Text::new(""),
        }
    }

    /// Remembers what a search found nothing in.
    pub(super) fn keep_clean(&self, col: ColId, clean: Clean) {
        if let Ok(mut all) = self.clean.lock() {
            all.insert(col, Arc::new(clean));
        }
    }

    /// What was remembered of a column.
    pub(super) fn clean_of(&self, col: ColId) -> Option<Arc<Clean>> {
        self.clean.lock().ok()?.get(&col).cloned()
    }

    /// What leaves of a column: for those who ask for many texts.
    pub(super) fn going_of(&self, col: ColId) -> Option<&Going> {
        Some(&self.columns.iter().find(|c| c.col == col)?.texts)
    }

    /// The texts of a column as they leave, by code: for those who ask for many.
    pub(super) fn texts_of<'u>(&'u self, col: ColId) -> Option<impl Fn(Code) -> Text<'u> + Sync> {
        let column = self.columns.iter().find(|c| c.col == col)?;
        let source = self.document.table.column(col)?;
        Some(move |code| column.texts.text(source, code))
    }

    /// The texts that leave with personal parts masked, by column and code: what a preview of
    /// single cells, which holds no upload, cannot compute for itself.
    pub fn masked_texts(&self) -> impl Iterator<Item = (ColId, Code, &str)> {
        self.columns.iter().flat_map(|column| {
            let source = self.document.table.column(column.col);
            let source = source.filter(|_| matches!(column.texts, Going::Made(_)));
            source.into_iter().flat_map(move |source| {
                (0..source.code_count())
                    .filter(|code| column.texts.how(source, *code) == How::Masked)
                    .map(move |code| {
                        let text = column.texts.text(source, code).reveal();
                        (column.col, code, text)
                    })
            })
        })
    }

    /// Of the rows that go, only these (the rows shown, the rows chosen).
    pub fn keep_rows(&mut self, rows: &[RowId]) {
        let wanted: std::collections::HashSet<RowId> = rows.iter().copied().collect();
        self.rows.retain(|row| wanted.contains(row));
    }

    /// Leaves out columns in which no row that goes has anything. Required ones stay.
    pub fn drop_empty_columns(&mut self) {
        let (document, rows) = (self.document, &self.rows);
        self.columns.retain(|c| {
            c.field
                .and_then(|id| document.schema.field(id))
                .is_some_and(|f| f.required)
                || document.table.column(c.col).is_some_and(|source| {
                    rows.iter().any(|row| {
                        !matches!(
                            c.texts.how(source, source.code(*row)),
                            How::Empty | How::Emptied
                        )
                    })
                })
        });
    }

    /// The rows that go, in file order.
    #[must_use]
    pub fn rows(&self) -> &[RowId] {
        &self.rows
    }

    /// Rows with at least one error.
    #[must_use]
    pub fn bad_rows(&self) -> usize {
        self.bad_rows
    }

    /// The columns that go: field (none for an extra column) and column, in the file's order.
    pub fn columns(&self) -> impl Iterator<Item = (Option<FieldId>, ColId)> {
        self.columns.iter().map(|c| (c.field, c.col))
    }

    /// What leaves of one cell; `None` for a column that does not leave.
    #[must_use]
    pub fn cell_of(&self, row: RowId, col: ColId) -> Option<Leaving> {
        self.leaving_of(col, self.document.table.column(col)?.code(row))
    }

    /// The columns that do not leave, in file order.
    #[must_use]
    pub fn left_out(&self) -> Vec<LeftOut> {
        self.document
            .table
            .columns()
            .filter(|(col, _)| !self.columns.iter().any(|c| c.col == *col))
            .map(|(col, column)| LeftOut {
                col,
                header: column.header().to_owned(),
                reason: match self.document.mapping.use_of(col).how {
                    schema::How::Generated => LeftOutReason::Generated,
                    schema::How::Duplicate => LeftOutReason::Duplicate,
                    schema::How::Proposed => LeftOutReason::NotConfirmed,
                    schema::How::LeftOut => LeftOutReason::ByUser,
                    schema::How::Part => LeftOutReason::Part,
                    _ if self.document.is_left_out(col) => LeftOutReason::ByUser,
                    schema::How::Exact
                    | schema::How::Synonym
                    | schema::How::Chosen
                    | schema::How::Extra => LeftOutReason::Empty,
                    schema::How::Unknown => LeftOutReason::Unknown,
                },
            })
            .collect()
    }

    /// Cells that leave as pseudonym, blurred, and emptied, over the rows that go.
    #[must_use]
    pub fn privacy_counts(&self) -> (u64, u64, u64) {
        let (mut pseudonyms, mut blurred, mut emptied) = (0, 0, 0);
        for column in &self.columns {
            let Some(source) = self.document.table.column(column.col) else {
                continue;
            };
            if matches!(column.texts, Going::Clear) {
                continue;
            }
            let mut count = |how: How, cells: u64| match how {
                How::Pseudonym => pseudonyms += cells,
                How::Blurred => blurred += cells,
                How::Emptied => emptied += cells,
                How::Clear | How::Year | How::Masked | How::Empty => {}
            };
            if self.rows.len() == self.document.table.row_count() {
                for (code, rows) in source.live_codes() {
                    count(column.texts.how(source, code), u64::from(rows));
                }
            } else {
                for row in &self.rows {
                    count(column.texts.how(source, source.code(*row)), 1);
                }
            }
        }
        (pseudonyms, blurred, emptied)
    }
}

/// Rows without errors; of rows with one upload key none, unless all are identical in what is
/// uploaded, then the first (and only if it has no other error).
fn kept_rows(document: &Document, columns: &[UploadColumn], marked: &MarkedRows) -> Vec<RowId> {
    let (checks, table) = (&document.checks, &document.table);
    let identical = |a: RowId, b: RowId| {
        columns.iter().all(|c| {
            let column = table.column(c.col);
            column.is_none_or(|column| column.code(a) == column.code(b))
        })
    };
    let is_first = |row: RowId| {
        let twins = checks.duplicates_of(table, row);
        twins.is_empty()
            || (twins.iter().min() == Some(&row) && twins.iter().all(|t| identical(row, *t)))
    };
    // Both lists are in the order of the rows.
    let (mut bad, mut alone) = (
        marked.bad.iter().peekable(),
        marked.bad_alone.iter().peekable(),
    );
    table
        .rows()
        .filter(|row| {
            let is_bad = bad.next_if_eq(&row).is_some();
            let is_bad_alone = alone.next_if_eq(&row).is_some();
            !is_bad || (!is_bad_alone && is_first(*row))
        })
        .collect()
}

impl RowSource for Upload<'_> {
    fn fields(&self) -> Vec<(&str, JsonKind)> {
        self.columns
            .iter()
            .map(|c| (c.name.as_str(), c.kind))
            .collect()
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, col: usize) -> &str {
        let Some(column) = self.columns.get(col) else {
            return "";
        };
        let (Some(row), Some(source)) =
            (self.rows.get(row), self.document.table.column(column.col))
        else {
            return "";
        };
        column.texts.text(source, source.code(*row)).reveal()
    }

    fn column<'s>(&'s self, rows: Range<usize>, col: usize, out: &mut Vec<&'s str>) {
        let column = self.columns.get(col);
        let source = column.and_then(|c| self.document.table.column(c.col));
        let (Some(column), Some(source), Some(ids)) = (column, source, self.rows.get(rows.clone()))
        else {
            out.extend(rows.map(|_| ""));
            return;
        };
        let mut codes = Vec::new();
        add_codes(source, ids, &mut codes);
        out.reserve(ids.len());
        column
            .texts
            .texts(source, &codes, |text| out.push(text.reveal()));
    }

    fn few_texts(&self, col: usize) -> Option<Vec<&str>> {
        let column = self.columns.get(col)?;
        let source = self.document.table.column(column.col)?;
        let few = source.code_count() <= FEW && source.code_count() as usize <= self.rows.len();
        few.then(|| {
            (0..source.code_count())
                .map(|code| column.texts.text(source, code).reveal())
                .collect()
        })
    }

    fn codes(&self, rows: Range<usize>, col: usize, out: &mut Vec<Code>) -> Option<ColId> {
        let col = self.columns.get(col)?.col;
        add_codes(self.document.table.column(col)?, self.rows.get(rows)?, out);
        Some(col)
    }
}

/// Adds the codes of some rows; of rows that follow one another all at once.
fn add_codes(column: &Column, rows: &[RowId], out: &mut Vec<Code>) {
    out.reserve(rows.len());
    for run in rows.chunk_by(|a, b| a.0 + 1 == b.0) {
        if let [first, .., last] = run {
            let codes = column.codes_of(*first, RowId(last.0 + 1));
            codes.for_each(|code| out.push(code));
        } else {
            out.extend(run.iter().map(|row| column.code(*row)));
        }
    }
}
