//! Why an export was refused, in words.

use super::{Lang, count, t, tf, write_error};
use crate::document::ExportError;

/// Why nothing was written, in one sentence.
#[must_use]
pub fn export_error(lang: Lang, error: &ExportError) -> String {
    match error {
        ExportError::MissingColumns { fields } => tf(
            lang,
            "export-missing-columns",
            &[
                ("fields", fields.join(", ").as_str().into()),
                ("n", (fields.len() as u64).into()),
            ],
        ),
        ExportError::ErrorsLeft { errors, rows } => tf(
            lang,
            "export-errors-left",
            &[
                ("errors", count(lang, *errors).as_str().into()),
                ("n", (*errors).into()),
                ("rows", count(lang, *rows).as_str().into()),
                ("r", (*rows).into()),
            ],
        ),
        ExportError::NoRowsLeft => t(lang, "export-no-rows-left"),
        ExportError::Key(problem) => super::key_problem(lang, *problem),
        ExportError::PersonalData { .. } => t(lang, "export-personal-data"),
        ExportError::Leak { .. } => t(lang, "export-leak"),
        ExportError::Write(error) => write_error(lang, error),
    }
}
