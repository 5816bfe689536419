//! Reads a written file back and compares every cell with what should have left.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use serde_json::value::RawValue;

use super::atomic::WriteError;
use super::rows_back::{Cut, Look, columns_back};
use super::write::{BOM, JsonKind, RowSource, json_value};

/// Reads a csv back and compares every cell; `look` then sees the cells too. `cuts` are those
/// that its writer gave.
///
/// # Errors
/// `VerifyFailed` at the first cell that differs; what `look` returns.
pub fn verify_csv(
    path: &Path,
    source: &dyn RowSource,
    bom: bool,
    cuts: &[Cut],
    look: Look<'_>,
) -> Result<(), WriteError> {
    let failed = |_| WriteError::VerifyFailed;
    let mut head = Vec::new();
    File::open(path)?.take(3).read_to_end(&mut head)?;
    if (head == BOM.as_bytes()) != bom {
        return Err(WriteError::VerifyFailed);
    }
    let fields = source.fields();
    let same = |col: usize, first: usize, texts: &[Cow<'_, str>]| {
        let mut expected = Vec::with_capacity(texts.len());
        source.column(first..first + texts.len(), col, &mut expected);
        if texts != expected {
            return Err(WriteError::VerifyFailed);
        }
        look(col, first, texts)
    };
    let header = columns_back(path, fields.len(), source.rows(), cuts, &same)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(header.as_bytes());
    let mut record = csv::StringRecord::new();
    let read = reader.read_record(&mut record).map_err(failed)?;
    let same = read && record.iter().eq(fields.iter().map(|(name, _)| *name));
    if !fields.is_empty() && !same {
        return Err(WriteError::VerifyFailed);
    }
    match reader.read_record(&mut record).map_err(failed)? {
        true => Err(WriteError::VerifyFailed),
        false => Ok(()),
    }
}

/// Reads a json back, token by token.
///
/// # Errors
/// `VerifyFailed` at the first cell that differs.
pub fn verify_json(path: &Path, source: &dyn RowSource, body: bool) -> Result<(), WriteError> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        data: Vec<Box<RawValue>>,
    }
    let file = BufReader::new(File::open(path)?);
    let rows = if body {
        serde_json::from_reader(file).map(|body: Body| body.data)
    } else {
        serde_json::from_reader(file)
    }
    .map_err(|_| WriteError::VerifyFailed)?;
    if rows.len() != source.rows() {
        return Err(WriteError::VerifyFailed);
    }
    let fields = source.fields();
    for (row, raw) in rows.iter().enumerate() {
        same_record(raw.get(), source, &fields, row)?;
    }
    Ok(())
}

/// Reads json lines back, token by token.
///
/// # Errors
/// `VerifyFailed` at the first cell that differs.
pub fn verify_jsonl(path: &Path, source: &dyn RowSource) -> Result<(), WriteError> {
    let fields = source.fields();
    let mut rows = 0;
    for line in BufReader::new(File::open(path)?).lines() {
        if rows == source.rows() {
            return Err(WriteError::VerifyFailed);
        }
        same_record(&line?, source, &fields, rows)?;
        rows += 1;
    }
    if rows == source.rows() {
        Ok(())
    } else {
        Err(WriteError::VerifyFailed)
    }
}

fn same_record(
    json: &str,
    source: &dyn RowSource,
    fields: &[(&str, JsonKind)],
    row: usize,
) -> Result<(), WriteError> {
    let object: std::collections::BTreeMap<String, &RawValue> =
        serde_json::from_str(json).map_err(|_| WriteError::VerifyFailed)?;
    if object.len() != fields.len() {
        return Err(WriteError::VerifyFailed);
    }
    for (col, (name, kind)) in fields.iter().enumerate() {
        let cell = source.cell(row, col);
        let written = object.get(*name).map(|v| v.get());
        if written != Some(json_value(*kind, &cell)?.as_ref()) {
            return Err(WriteError::VerifyFailed);
        }
    }
    Ok(())
}
