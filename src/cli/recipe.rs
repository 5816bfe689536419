//! Replaying a recipe before an export: what does not fit is said, and the rest is done.

use std::io::Write;
use std::path::Path;

use crate::document::{SavedRecipe, Session};
use crate::text::{self, Lang, tf};

/// Reads and replays a recipe. `false` when it cannot be read; then nothing was done.
///
/// # Errors
/// Only when `err` cannot be written to.
pub(super) fn replay(
    session: &mut Session,
    path: &Path,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<bool> {
    let read = std::fs::read_to_string(path)
        .map_err(|e| e.kind().to_string())
        .and_then(|text| SavedRecipe::from_toml(&text).map_err(|e| e.to_string()));
    let recipe = match read {
        Ok(recipe) => recipe,
        Err(reason) => {
            let line = reason.lines().next().unwrap_or_default();
            let words = tf(lang, "recipe-unreadable", &[("reason", line.into())]);
            writeln!(err, "{words}")?;
            return Ok(false);
        }
    };
    let done = session.replay(&recipe);
    for line in text::replay_lines(lang, &recipe, &done) {
        writeln!(err, "{line}")?;
    }
    Ok(true)
}
