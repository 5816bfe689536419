//! Writing the platform's file: what blocks it, the verified write, the summary.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use thiserror::Error;

use super::leak::LeakColumns;
use super::output::{Inspect, InspectColumns, draft_platform_files};
use super::record::{FileMark, draft_record, mark, record};
use super::{
    Document, FileType, Hit, KeyProblem, Layout, LeakCheck, LeakReport, LeftOut, Upload, tripwire,
};
use super::{Record, RecordFile};
use crate::io::Progress;
use crate::io::atomic::{Draft, WriteError, publish};
use crate::io::write::RowSource;

/// What becomes of rows with errors.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Invalid {
    /// Nothing is written.
    #[default]
    Stop,
    /// They are left out.
    Skip,
    /// They are written as they are; personal fields are protected all the same.
    Keep,
}

/// How to export.
#[derive(Clone, Debug)]
pub struct ExportOptions {
    pub target: PathBuf,
    pub file_type: FileType,
    pub invalid: Invalid,
    pub layout: Layout,
    /// Allows to replace an existing target, nothing else.
    pub force: bool,
    /// Where the record of the export goes, in each form that is wanted.
    pub records: Vec<RecordFile>,
    /// Provider returns of this file that were written before: the record lists them.
    pub returned: Vec<FileMark>,
}

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    pub rows_written: u64,
    pub rows_left_out: u64,
    /// Errors in the rows that were written.
    pub rows_with_errors: u64,
    pub columns_written: u64,
    pub columns_left_out: Vec<LeftOut>,
    pub pseudonymized: u64,
    pub blurred: u64,
    pub emptied: u64,
    /// The files under their final names, the manifest last; none in a forecast.
    pub files: Vec<PathBuf>,
    /// What the leak check said; none in a forecast.
    pub leak: Option<LeakReport>,
    /// The record, where one is written.
    pub record: Option<Box<Record>>,
}

/// Why nothing was written.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ExportError {
    /// A required field has no column; no option helps.
    #[error("required fields without a column: {}", fields.join(", "))]
    MissingColumns { fields: Vec<String> },
    /// Errors are left and the user chose to stop.
    #[error("{errors} errors in {rows} rows")]
    ErrorsLeft { errors: u64, rows: u64 },
    /// Every row has an error and rows with errors are left out.
    #[error("every row is left out")]
    NoRowsLeft,
    /// Pseudonyms cannot be made as decided.
    #[error(transparent)]
    Key(#[from] KeyProblem),
    /// Personal data would leave in the clear, and nobody decided what becomes of it.
    #[error("{} undecided kinds of personal data", hits.len())]
    PersonalData { hits: Vec<Hit> },
    /// The finished file held what should have been gone; it was removed.
    #[error("{} leaks in the finished file", report.leaks)]
    Leak { report: Box<LeakReport> },
    /// The file could not be written or did not pass verification.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// What an export would say, without writing: the summary, or what blocks it.
///
/// # Errors
/// What [`export`] would refuse for the document's own sake.
pub fn forecast(document: &Document, invalid: Invalid) -> Result<Summary, ExportError> {
    summarize(document, &Upload::new(document, invalid), invalid)
}

fn summarize(
    document: &Document,
    upload: &Upload<'_>,
    invalid: Invalid,
) -> Result<Summary, ExportError> {
    let missing = document.mapping.missing_required(&document.schema);
    if !missing.is_empty() {
        let fields = missing
            .iter()
            .filter_map(|id| document.schema.field(*id))
            .map(|f| f.name.clone())
            .collect();
        return Err(ExportError::MissingColumns { fields });
    }
    let bad = upload.bad_rows() as u64;
    let errors = document.checks.counts().error;
    if invalid == Invalid::Stop && errors > 0 {
        return Err(ExportError::ErrorsLeft { errors, rows: bad });
    }
    let total = document.table.row_count() as u64;
    let written = upload.rows().len() as u64;
    if written == 0 && total > 0 {
        return Err(ExportError::NoRowsLeft);
    }
    let (pseudonymized, blurred, emptied) = upload.privacy_counts();
    Ok(Summary {
        rows_written: written,
        rows_left_out: total - written,
        rows_with_errors: if invalid == Invalid::Keep { bad } else { 0 },
        columns_written: upload.fields().len() as u64,
        columns_left_out: upload.left_out(),
        pseudonymized,
        blurred,
        emptied,
        files: Vec::new(),
        leak: None,
        record: None,
    })
}

/// Writes the platform's file: beside the target, verified cell by cell against what preview
/// shows, then renamed. The source is never the target.
///
/// # Errors
/// When the document may not leave as it is, or the file cannot be written; then no file of the
/// target's name was made or changed.
pub fn export(
    document: &Document,
    options: &ExportOptions,
    progress: &dyn Progress,
) -> Result<Summary, ExportError> {
    let (mut summary, mut drafts) = prepare_export(document, options, progress)?;
    add_record(document, options, &mut summary, &mut drafts, None)?;
    publish(drafts, options.force)?;
    Ok(summary)
}

/// All of [`export`] but for the last step: everything is written and verified beside the
/// targets, nothing has its name yet.
///
/// # Errors
/// As [`export`].
pub fn prepare_export(
    document: &Document,
    options: &ExportOptions,
    progress: &dyn Progress,
) -> Result<(Summary, Vec<Draft>), ExportError> {
    let upload = options
        .layout
        .apply(Upload::to_search(document, options.invalid));
    let mut summary = summarize(document, &upload, options.invalid)?;
    upload.method()?;
    let tripwire = tripwire(&upload);
    let unresolved: Vec<Hit> = tripwire.unresolved().cloned().collect();
    if !unresolved.is_empty() {
        return Err(ExportError::PersonalData { hits: unresolved });
    }
    let inspect = Leaks {
        check: LeakCheck::new(&upload),
        all: Mutex::new(LeakReport::default()),
    };
    let drafts = draft_platform_files(document, &upload, options, &inspect, progress);
    let leak = inspect.all.into_inner().unwrap_or_default();
    if leak.leaks > 0 {
        return Err(ExportError::Leak {
            report: Box::new(leak),
        });
    }
    let drafts = drafts?;
    summary.files = drafts.iter().map(|d| d.target().to_path_buf()).collect();
    if !options.records.is_empty() {
        let made = record(&upload, &summary, &tripwire, &leak, &drafts)?;
        summary.record = Some(Box::new(made));
    }
    summary.leak = Some(leak);
    Ok((summary, drafts))
}

/// The leak check of all files of one export.
struct Leaks<'a> {
    check: LeakCheck<'a>,
    all: Mutex<LeakReport>,
}

impl Leaks<'_> {
    fn take(&self, report: LeakReport) -> Result<(), WriteError> {
        let clean = report.leaks == 0;
        match self.all.lock() {
            Ok(mut all) if clean => {
                all.merge(report);
                Ok(())
            }
            Ok(mut all) => {
                all.merge(report);
                Err(WriteError::VerifyFailed)
            }
            Err(_) => Err(WriteError::VerifyFailed),
        }
    }
}

impl Inspect for Leaks<'_> {
    fn parts(&self, path: &Path) -> Result<(), WriteError> {
        self.take(self.check.parts(path)?)
    }

    fn header<'s>(
        &'s self,
        names: &[&str],
        rows: &'s dyn RowSource,
    ) -> Box<dyn InspectColumns + 's> {
        Box::new(LeaksOfColumns {
            columns: self.check.columns(names, rows),
            leaks: self,
        })
    }
}

/// The leak check of one file whose cells are seen column by column.
struct LeaksOfColumns<'a> {
    columns: LeakColumns<'a>,
    leaks: &'a Leaks<'a>,
}

impl InspectColumns for LeaksOfColumns<'_> {
    fn column(&self, col: usize, first: usize, texts: &[&str]) {
        self.columns.look(col, first, texts);
    }

    fn end(&self) -> Result<(), WriteError> {
        self.leaks.take(self.columns.report())
    }
}

/// Writes the record of prepared files beside its target; `returned` is a file with personal
/// values that is written in the same step.
///
/// # Errors
/// Whatever stops it.
pub(super) fn add_record(
    document: &Document,
    options: &ExportOptions,
    summary: &mut Summary,
    drafts: &mut Vec<Draft>,
    returned: Option<&Draft>,
) -> Result<(), WriteError> {
    let Some(record) = &mut summary.record else {
        return Ok(());
    };
    record.returns.clone_from(&options.returned);
    if let Some(returned) = returned {
        let mut marked = mark(returned.path())?;
        marked.name = returned
            .target()
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        record.returns.push(marked);
    }
    for file in &options.records {
        drafts.push(draft_record(document.path(), file, record, options.force)?);
    }
    Ok(())
}
