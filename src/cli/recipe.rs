//! Replaying a recipe before an export: what does not fit is said, and the rest is done. And the
//! page for the provider after it: what was corrected.

use std::io::Write;
use std::path::Path;

use crate::document::{Profile, SavedRecipe, Session};
use crate::io::atomic::WriteError;
use crate::text::{self, Lang, t, tf};

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
        .and_then(|text| {
            // A profile carries the steps of its provider.
            let table = &session.document().schema().name;
            let profile = || Some(Profile::parse(&text).ok()?.recipe(table));
            match SavedRecipe::from_toml(&text) {
                Ok(recipe) => Ok(Some(recipe)),
                Err(error) => profile().ok_or_else(|| error.to_string()),
            }
        });
    let recipe = match read {
        Ok(Some(recipe)) => recipe,
        // A profile whose provider's files needed no steps.
        Ok(None) => return Ok(true),
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

/// Whether the page may be written: another file is replaced only when that was asked for, the
/// source and what else the export writes never. The first of `others` is the source.
///
/// # Errors
/// Only when `err` cannot be written to.
pub(super) fn may_write_page(
    page: &Path,
    others: &[&Path],
    force: bool,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<bool> {
    let same = |other: &Path| match (page.canonicalize(), other.canonicalize()) {
        (Ok(page), Ok(other)) => page == other,
        // What is not there yet has no true name.
        _ => std::path::absolute(page).ok() == std::path::absolute(other).ok(),
    };
    if others.iter().skip(1).copied().any(same) {
        writeln!(err, "{}: {}", page.display(), t(lang, "cli-same-target"))?;
        return Ok(false);
    }
    let error = if others.first().copied().is_some_and(same) {
        WriteError::TargetIsSource
    } else if !force && page.exists() {
        WriteError::TargetExists
    } else {
        return Ok(true);
    };
    let error = text::write_error(lang, &error);
    writeln!(err, "{}: {error}", page.display())?;
    Ok(false)
}

/// Writes the page “What we corrected in your file”; it holds no value of a person.
///
/// # Errors
/// Only when `err` cannot be written to.
pub(super) fn write_page(
    session: &Session,
    page: &Path,
    force: bool,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<bool> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let written = options
        .create_new(!force)
        .open(page)
        .and_then(|mut file| file.write_all(text::corrections_page(lang, session).as_bytes()));
    match written {
        Ok(()) => {
            let name = page.display().to_string();
            let words = tf(lang, "history-written", &[("file", name.as_str().into())]);
            writeln!(err, "{words}")?;
            Ok(true)
        }
        Err(error) => {
            let error = text::write_error(lang, &WriteError::Io(error.kind()));
            writeln!(err, "{}: {error}", page.display())?;
            Ok(false)
        }
    }
}
