//! The platform's file or files: which kind, cut into which parts, each written beside its
//! target and verified. Gives drafts; the caller decides when they get their names, so that
//! all of them appear or none. It never writes anything that [`Upload`] does not show.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Document, ExportOptions, Upload};
use crate::io::Progress;
use crate::io::atomic::{Draft, WriteError, draft, draft_read_back, folder_of};
use crate::io::selection::Selection;
use crate::io::write::{JsonForm, JsonKind, RowSource, write_csv, write_json};
use crate::io::xlsx::{verify_xlsx, write_xlsx};
use crate::table::{Code, ColId, RowId};

/// Records of one request that the platform's interface takes.
pub const API_RECORDS: usize = 10_000;

/// The kinds of platform file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileType {
    Csv,
    Json,
    /// One json object a line.
    Jsonl,
    Xlsx,
}

impl FileType {
    /// By the target's extension, in any letter case.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" => Some(Self::Jsonl),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// The ending of a file of this kind, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Xlsx => "xlsx",
        }
    }
}

/// How the files are laid out, and which of the rows that may go do go.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// Parts of at most so many rows, `name-001.csv` and so on, and a manifest.
    pub split: Option<usize>,
    /// Json as the body of the platform's interface, `{"data":[…]}`.
    pub body: bool,
    /// A byte order mark before a csv, by which Excel knows the encoding.
    pub bom: bool,
    /// Leave out columns in which no row has anything.
    pub drop_empty: bool,
    /// Only these rows (those that the window shows).
    pub only: Option<Vec<RowId>>,
}

impl Layout {
    /// What goes with this layout; for preview and export alike.
    #[must_use]
    pub fn apply<'a>(&self, mut upload: Upload<'a>) -> Upload<'a> {
        if let Some(rows) = &self.only {
            upload.keep_rows(rows);
        }
        if self.drop_empty {
            upload.drop_empty_columns();
        }
        upload
    }

    fn rows_per_file(&self) -> Option<usize> {
        self.split.or(self.body.then_some(API_RECORDS))
    }
}

/// Looks at finished files before they may get their names.
pub trait Inspect: Sync {
    /// Looks at what a workbook holds beside its cells.
    ///
    /// # Errors
    /// When the file may not get its name.
    fn parts(&self, path: &Path) -> Result<(), WriteError>;

    /// Looks at the names of the columns of a file whose cells are seen column by column; `rows`
    /// is what they are compared with.
    fn header<'s>(
        &'s self,
        names: &[&str],
        rows: &'s dyn RowSource,
    ) -> Box<dyn InspectColumns + 's>;
}

/// Looks at the cells of one file, as they were read back from it.
pub trait InspectColumns: Sync {
    /// Some cells of a column below one another; the first stands in this row, from 0. They are
    /// those of the source that the file was compared with.
    fn column(&self, col: usize, first: usize, texts: &[&str]);

    /// All were seen.
    ///
    /// # Errors
    /// When the file may not get its name.
    fn end(&self) -> Result<(), WriteError>;
}

/// Writes and verifies everything beside the targets; `inspect` looks at each file too before
/// it may get its name. The manifest comes last.
///
/// # Errors
/// Whatever stops it; then no file stays.
pub fn draft_platform_files(
    document: &Document,
    upload: &Upload<'_>,
    options: &ExportOptions,
    inspect: &dyn Inspect,
    progress: &dyn Progress,
) -> Result<Vec<Draft>, WriteError> {
    let job = Job {
        document,
        options,
        inspect,
        progress,
    };
    let Some(most) = options.layout.rows_per_file() else {
        return Ok(vec![job.part(&options.target, upload)?]);
    };
    let rows: Vec<usize> = (0..RowSource::rows(upload)).collect();
    let cols: Vec<usize> = (0..upload.fields().len()).collect();
    let whole = Selection::new(upload, rows, cols);
    let parts: Vec<Selection<'_>> = whole.parts(most).collect();
    no_stale_parts(&options.target, parts.len())?;
    let mut drafts = Vec::with_capacity(parts.len() + 1);
    let mut listed = Vec::with_capacity(parts.len());
    for (part, number) in parts.iter().zip(1..) {
        let draft = job.part(&part_name(&options.target, number), part)?;
        listed.push(json!({
            "file": draft.target().file_name().map(|n| n.to_string_lossy()),
            "rows": RowSource::rows(part),
            "sha256": digest(draft.path())?,
        }));
        drafts.push(draft);
    }
    let manifest = json!({
        "table": document.schema.name,
        "rows": RowSource::rows(upload),
        "files": listed,
    });
    drafts.push(job.manifest(&manifest)?);
    Ok(drafts)
}

struct Job<'a> {
    document: &'a Document,
    options: &'a ExportOptions,
    inspect: &'a dyn Inspect,
    progress: &'a dyn Progress,
}

impl Job<'_> {
    fn part(&self, target: &Path, rows: &dyn RowSource) -> Result<Draft, WriteError> {
        let (kind, progress) = (self.options.file_type, self.progress);
        progress.expected(rows.rows() as u64);
        let (source, force) = (self.document.path(), self.options.force);
        let fields = rows.fields();
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        let held = InWorkbook(rows);
        let inspected = match kind {
            FileType::Xlsx => self.inspect.header(&names, &held),
            _ => self.inspect.header(&names, rows),
        };
        let look = |col: usize, first: usize, texts: &[&str]| {
            inspected.column(col, first, texts);
            Ok(())
        };
        if kind == FileType::Xlsx {
            let sheet = &self.document.schema.name;
            return draft(
                target,
                source,
                force,
                |file| write_xlsx(file, folder_of(target), sheet, rows, progress),
                |path| {
                    verify_xlsx(path, rows, &look)?;
                    inspected.end()?;
                    self.inspect.parts(path)
                },
            );
        }
        let draft = draft_read_back(target, source, force, |out| match self.json_form() {
            None => write_csv(out, rows, self.options.layout.bom, &look, progress),
            Some(form) => write_json(out, rows, form, &look, progress),
        })?;
        inspected.end()?;
        Ok(draft)
    }

    /// How the objects stand in a file of json; `None` for other kinds.
    fn json_form(&self) -> Option<JsonForm> {
        match self.options.file_type {
            FileType::Json => Some(JsonForm::array(self.options.layout.body)),
            FileType::Jsonl => Some(JsonForm::lines()),
            FileType::Csv | FileType::Xlsx => None,
        }
    }

    fn manifest(&self, manifest: &serde_json::Value) -> Result<Draft, WriteError> {
        let text = format!("{manifest:#}\n");
        draft(
            &manifest_name(&self.options.target),
            self.document.path(),
            self.options.force,
            |file| Ok(file.write_all(text.as_bytes())?),
            |path| match std::fs::read(path)? == text.as_bytes() {
                true => Ok(()),
                false => Err(WriteError::VerifyFailed),
            },
        )
    }
}

/// The rows as a workbook holds them: where cells are numbers, days and booleans, what is read back
/// is not the text that a code stands for.
struct InWorkbook<'a>(&'a dyn RowSource);

impl RowSource for InWorkbook<'_> {
    fn fields(&self) -> Vec<(&str, JsonKind)> {
        self.0.fields()
    }

    fn rows(&self) -> usize {
        self.0.rows()
    }

    fn cell(&self, row: usize, col: usize) -> &str {
        self.0.cell(row, col)
    }

    fn codes(&self, rows: Range<usize>, col: usize, out: &mut Vec<Code>) -> Option<ColId> {
        let (_, kind) = self.0.fields().get(col).copied()?;
        (kind == JsonKind::String).then(|| self.0.codes(rows, col, out))?
    }
}

fn beside(target: &Path, suffix: &str, extension: &str) -> PathBuf {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!("{stem}-{suffix}.{extension}"))
}

fn part_name(target: &Path, number: usize) -> PathBuf {
    let extension = target.extension().unwrap_or_default().to_string_lossy();
    beside(target, &format!("{number:03}"), &extension)
}

fn manifest_name(target: &Path) -> PathBuf {
    beside(target, "manifest", "json")
}

/// Parts of a longer run before would be taken for parts of this one: they must go first, and
/// that is not ours to do.
fn no_stale_parts(target: &Path, parts: usize) -> Result<(), WriteError> {
    if part_name(target, parts + 1).symlink_metadata().is_ok() {
        Err(WriteError::TargetExists)
    } else {
        Ok(())
    }
}

fn digest(path: &Path) -> Result<String, WriteError> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut block = vec![0u8; 1 << 16];
    loop {
        match file.read(&mut block)? {
            0 => break,
            n => hash.update(block.get(..n).unwrap_or_default()),
        }
    }
    Ok(hex::encode(hash.finalize()))
}
