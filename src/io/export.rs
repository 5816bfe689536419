//! Reads a written file back and compares every cell with what should have left.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde_json::value::RawValue;

use super::atomic::WriteError;
use super::write::{RowSource, json_value};

/// Reads a csv back.
///
/// # Errors
/// `VerifyFailed` at the first cell that differs.
pub fn verify_csv(path: &Path, source: &dyn RowSource) -> Result<(), WriteError> {
    let failed = |_| WriteError::VerifyFailed;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)
        .map_err(failed)?;
    let fields = source.fields();
    let mut record = csv::StringRecord::new();
    let head = reader.read_record(&mut record).map_err(failed)?;
    if !fields.is_empty() && (!head || !record.iter().eq(fields.iter().map(|(name, _)| *name))) {
        return Err(WriteError::VerifyFailed);
    }
    for row in 0..source.rows() {
        let more = reader.read_record(&mut record).map_err(failed)?;
        let same = record.len() == fields.len()
            && record
                .iter()
                .enumerate()
                .all(|(col, text)| text == source.cell(row, col));
        if !more || !same {
            return Err(WriteError::VerifyFailed);
        }
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
pub fn verify_json(path: &Path, source: &dyn RowSource) -> Result<(), WriteError> {
    let file = BufReader::new(File::open(path)?);
    let rows: Vec<Box<RawValue>> =
        serde_json::from_reader(file).map_err(|_| WriteError::VerifyFailed)?;
    let fields = source.fields();
    if rows.len() != source.rows() {
        return Err(WriteError::VerifyFailed);
    }
    for (row, raw) in rows.iter().enumerate() {
        let object: std::collections::BTreeMap<String, &RawValue> =
            serde_json::from_str(raw.get()).map_err(|_| WriteError::VerifyFailed)?;
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
    }
    Ok(())
}
