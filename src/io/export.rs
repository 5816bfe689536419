//! Reads a written file back and compares every cell with what should have left.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::atomic::WriteError;
use super::rows_back::{Cut, Look, columns_back};
use super::write::{BOM, RowSource};

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
