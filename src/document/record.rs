//! The record of an export: what left, how it was treated, what was left out and why, what was
//! searched for. No personal value: every name and reason in it is searched like the file itself
//! and masked where it holds one. `tamis verify` compares a file with it later.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::risk::{CellCounts, Risk, cell_counts, risk};
use super::{Decision, LeakReport, LeftOutReason, Summary, Tripwire, Upload};
use crate::io::atomic::{Draft, WriteError, draft};
use crate::privacy::{
    Fingerprint, NotDistinctive, PerTrace, Searcher, Strictness, Trace, Treatment, Why, masked,
};
use crate::table::{Column, Text};

/// What a record says about its own form.
pub const RECORD_FORMAT: &str = "tamis-record 1";

/// A file as it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct FileMark {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

/// What was done to one column.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ColumnRecord {
    pub letters: String,
    pub header: String,
    /// The name in the file that left.
    pub name: String,
    pub treatment: Treatment,
    pub cells: CellCounts,
    /// Cells that differ from the source file.
    pub edited: u64,
}

/// A column that did not leave.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LeftOutRecord {
    pub letters: String,
    pub header: String,
    pub reason: String,
}

/// One hit of the tripwire and what was decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct HitRecord {
    pub column: String,
    pub kind: Trace,
    /// One of the file's own values, or only the form.
    pub own_value: bool,
    pub cells: u64,
    pub decision: Option<Decision>,
}

/// A decision, used or not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DecisionRecord {
    pub column: String,
    pub kind: Trace,
    pub decision: Decision,
}

/// The rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RowRecord {
    pub in_the_file: u64,
    /// Taken out by hand.
    pub taken_out: u64,
    pub written: u64,
    /// Left out because of errors, or not chosen.
    pub left_out: u64,
    pub written_with_errors: u64,
}

/// The whole record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Record {
    pub format: String,
    pub tamis: String,
    /// Local time with its offset.
    pub date: String,
    pub input: FileMark,
    pub sheet: Option<String>,
    pub outputs: Vec<FileMark>,
    /// Files with personal values that were written in the same step.
    pub returns: Vec<FileMark>,
    pub schema: FileMark,
    /// `plain` or `keyed`.
    pub method: String,
    pub key: Option<Fingerprint>,
    pub rows: RowRecord,
    pub columns: Vec<ColumnRecord>,
    pub left_out: Vec<LeftOutRecord>,
    pub decisions: Vec<DecisionRecord>,
    pub tripwire: Vec<HitRecord>,
    pub searched: PerTrace,
    pub not_distinctive: NotDistinctive,
    pub leak_check: LeakReport,
    pub risk: Risk,
    pub note: String,
}

/// In every record.
pub const NOTE: &str = "Pseudonymized data are still personal data: who has the key, or can guess a value, can find a person again.";

/// How a record becomes a file: where, and its text (html or json, by the front end's words).
#[derive(Clone)]
pub struct RecordFile {
    pub target: PathBuf,
    pub render: Arc<dyn Fn(&Record) -> String + Send + Sync>,
}

impl std::fmt::Debug for RecordFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecordFile").finish_non_exhaustive()
    }
}

/// SHA-256 and size of a file.
///
/// # Errors
/// When it cannot be read.
pub fn mark(path: &Path) -> std::io::Result<FileMark> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut block = vec![0u8; 1 << 16];
    let mut bytes = 0;
    loop {
        match file.read(&mut block)? {
            0 => break,
            n => {
                hash.update(block.get(..n).unwrap_or_default());
                bytes += n as u64;
            }
        }
    }
    Ok(FileMark {
        name: name_of(path),
        bytes,
        sha256: hex::encode(hash.finalize()),
    })
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Why a column did not leave, as a word.
#[must_use]
pub fn left_out_word(reason: LeftOutReason) -> &'static str {
    match reason {
        LeftOutReason::Generated => "generated",
        LeftOutReason::Unknown => "unknown",
        LeftOutReason::Duplicate => "duplicate",
        LeftOutReason::NotConfirmed => "proposed",
        LeftOutReason::ByUser => "left-out",
        LeftOutReason::Part => "part",
        LeftOutReason::Empty => "empty",
    }
}

/// Masks personal values in what people named and wrote.
struct Cleaner<'a>(Searcher<'a>);

impl Cleaner<'_> {
    fn clean(&mut self, text: &str) -> String {
        let finds = self.0.search(Text::new(text), Strictness::Text).to_vec();
        masked(Text::new(text), &finds)
    }

    fn decision(&mut self, decision: &Decision) -> Decision {
        match decision {
            Decision::Keep { reason } => Decision::Keep {
                reason: self.clean(reason),
            },
            other => other.clone(),
        }
    }
}

/// The record of files that are finished but have not their names yet.
///
/// # Errors
/// When a file cannot be read to be hashed.
pub(super) fn record(
    upload: &Upload<'_>,
    summary: &Summary,
    tripwire: &Tripwire,
    leak: &LeakReport,
    drafts: &[Draft],
) -> Result<Record, WriteError> {
    let document = upload.document();
    let table = document.table();
    let mut cleaner = Cleaner(Searcher::new(upload.distinctive(), upload.decimals()));
    let header = |col| {
        table
            .column(col)
            .map(Column::header)
            .unwrap_or_default()
            .to_owned()
    };
    let letters = |col| table.column(col).map(Column::letters).unwrap_or_default();
    let edited: std::collections::HashMap<_, _> = document.originals.by_column().collect();
    // What takes long on a large file, side by side: reading the files again, and counting.
    let cols: Vec<_> = upload.names().map(|(_, col)| col).collect();
    let ((counted, risk), marks) = rayon::join(
        || {
            let cols = cols.par_iter().with_max_len(1);
            let counted: Vec<CellCounts> = cols.map(|col| cell_counts(upload, *col)).collect();
            (counted, risk(upload))
        },
        || marks(document.path(), drafts),
    );
    let (mut input, outputs) = marks?;
    let columns = upload
        .names()
        .zip(counted)
        .map(|((name, col), cells)| ColumnRecord {
            letters: letters(col),
            header: cleaner.clean(&header(col)),
            name: cleaner.clean(name),
            treatment: upload.treatment(col).unwrap_or(Treatment::LeaveOut),
            cells,
            edited: edited.get(&col).copied().unwrap_or(0),
        })
        .collect();
    let left_out = summary
        .columns_left_out
        .iter()
        .map(|c| LeftOutRecord {
            letters: letters(c.col),
            header: cleaner.clean(&c.header),
            reason: left_out_word(c.reason).to_owned(),
        })
        .collect();
    let decisions = document
        .settings
        .privacy
        .decisions
        .iter()
        .map(|((col, kind), decision)| DecisionRecord {
            column: cleaner.clean(&header(*col)),
            kind: *kind,
            decision: cleaner.decision(decision),
        })
        .collect();
    let hits = tripwire
        .hits
        .iter()
        .map(|hit| HitRecord {
            column: cleaner.clean(&header(hit.col)),
            kind: hit.trace,
            own_value: hit.why == Why::OwnValue,
            cells: hit.cells,
            decision: hit.decision.as_ref().map(|d| cleaner.decision(d)),
        })
        .collect();
    let mut named = Vec::with_capacity(drafts.len());
    for (mut marked, draft) in outputs.into_iter().zip(drafts) {
        marked.name = cleaner.clean(&name_of(draft.target()));
        named.push(marked);
    }
    input.name = cleaner.clean(&input.name);
    let taken_out = table.removed_rows().count() as u64;
    let method = upload.method().ok();
    Ok(Record {
        format: RECORD_FORMAT.to_owned(),
        tamis: env!("CARGO_PKG_VERSION").to_owned(),
        date: chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
        input,
        sheet: table.sheet().map(|sheet| cleaner.clean(sheet)),
        outputs: named,
        returns: Vec::new(),
        schema: schema_mark(document.schema()),
        method: method.map_or("none", |m| m.id()).to_owned(),
        key: method.and_then(|m| m.fingerprint()),
        rows: RowRecord {
            in_the_file: table.row_count() as u64 + taken_out,
            taken_out,
            written: summary.rows_written,
            left_out: summary.rows_left_out,
            written_with_errors: summary.rows_with_errors,
        },
        columns,
        left_out,
        decisions,
        tripwire: hits,
        searched: tripwire.searched,
        not_distinctive: tripwire.not_distinctive,
        leak_check: leak.clone(),
        risk,
        note: NOTE.to_owned(),
    })
}

/// The marks of the source and of finished files.
fn marks(source: &Path, drafts: &[Draft]) -> std::io::Result<(FileMark, Vec<FileMark>)> {
    let (source, drafts) = rayon::join(
        || mark(source),
        || {
            let drafts = drafts.par_iter().with_max_len(1);
            drafts
                .map(|draft| mark(draft.path()))
                .collect::<std::io::Result<Vec<FileMark>>>()
        },
    );
    Ok((source?, drafts?))
}

/// The format's name and the digest of its source.
fn schema_mark(schema: &crate::schema::Schema) -> FileMark {
    let source = schema.source();
    FileMark {
        name: schema.name.clone(),
        bytes: source.len() as u64,
        sha256: hex::encode(Sha256::digest(source.as_bytes())),
    }
}

/// Writes a record beside its target, to be named together with what it speaks about.
///
/// # Errors
/// Whatever stops it.
pub(super) fn draft_record(
    source: &Path,
    file: &RecordFile,
    record: &Record,
    force: bool,
) -> Result<Draft, WriteError> {
    let text = (file.render)(record);
    draft(
        &file.target,
        source,
        force,
        |out| Ok(out.write_all(text.as_bytes())?),
        |path| match std::fs::read(path)? == text.as_bytes() && read_record(path).is_ok() {
            true => Ok(()),
            false => Err(WriteError::VerifyFailed),
        },
    )
}

/// The record as json.
#[must_use]
pub fn record_json(record: &Record) -> String {
    serde_json::to_string_pretty(record).map_or_else(|_| String::new(), |json| json + "\n")
}

/// What stands around the json in an html record.
pub const RECORD_OPEN: &str = "<script type=\"application/json\" id=\"tamis-record\">";
/// Its end.
pub const RECORD_CLOSE: &str = "</script>";

/// Why a record cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum RecordError {
    #[error("the file cannot be read: {0}")]
    Read(std::io::ErrorKind),
    #[error("this is no record of an export")]
    NotARecord,
}

/// Reads a record, html or json.
///
/// # Errors
/// When it is none.
pub fn read_record(path: &Path) -> Result<Record, RecordError> {
    const LARGEST: u64 = 64 << 20;
    let file = File::open(path).map_err(|e| RecordError::Read(e.kind()))?;
    let mut text = String::new();
    file.take(LARGEST)
        .read_to_string(&mut text)
        .map_err(|e| RecordError::Read(e.kind()))?;
    let json = match text.split_once(RECORD_OPEN) {
        Some((_, rest)) => rest
            .split_once(RECORD_CLOSE)
            .map(|(json, _)| json)
            .ok_or(RecordError::NotARecord)?,
        None => &text,
    };
    serde_json::from_str::<Record>(json)
        .ok()
        .filter(|record| record.format == RECORD_FORMAT)
        .ok_or(RecordError::NotARecord)
}

/// Is a file one of those that a record speaks about?
///
/// # Errors
/// When the record or the file cannot be read.
pub fn verify(record: &Path, file: &Path) -> Result<(Record, bool), RecordError> {
    let record = read_record(record)?;
    let found = mark(file).map_err(|e| RecordError::Read(e.kind()))?;
    let same = record
        .outputs
        .iter()
        .any(|output| output.sha256 == found.sha256 && output.bytes == found.bytes);
    Ok((record, same))
}
