//! Workers that read a file: to open it as its provider's last one was, to read it another way, or
//! to look at its first rows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::derived::{Derived, View};
use super::job::{Answer, Job, Watch, Work};
use crate::document::{
    Applied, Document, ProfileStore, Session, current_day, file_digest, open_document,
};
use crate::io::{OpenError, OpenOptions, preview};
use crate::schema::{Schema, count_known};

/// A file that was matched as an earlier one of its provider.
pub struct Known {
    pub provider: String,
    pub applied: Applied,
    /// What was put right in the last file, to be done again.
    pub steps: Option<crate::document::SavedRecipe>,
}

/// Opens a file whose first edit shall not wait.
fn open_to_edit(path: &Path, options: &OpenOptions, watch: &Watch) -> Result<Document, OpenError> {
    let schema = Schema::meters().map_err(|_| OpenError::Damaged)?;
    let document = open_document(path, options, schema, current_day(), watch)?;
    document.table.prepare_edits();
    Ok(document)
}

/// Opens a file; when its headers are those of a provider that is remembered, it is read and
/// matched as that provider's last file was.
fn open_known(
    path: &Path,
    options: &OpenOptions,
    profiles: Option<&ProfileStore>,
    watch: &Watch,
) -> Result<(Session, Option<Known>), OpenError> {
    let open = |options: &OpenOptions| open_to_edit(path, options, watch);
    let mut document = open(options)?;
    let Some((profile, _)) = profiles.and_then(|p| p.find(&document)) else {
        return Ok((Session::new(document), None));
    };
    let wanted = profile.read.under(options);
    if wanted != *options {
        // What was chosen for the last file may not be in this one, such as a sheet's name.
        match open(&wanted) {
            Ok(read_so) if profile.likeness(&read_so) >= profile.likeness(&document) => {
                document = read_so;
            }
            Err(OpenError::Cancelled) => return Err(OpenError::Cancelled),
            Ok(_) | Err(_) => {}
        }
    }
    let mut session = Session::new(document);
    let applied = profile.apply(&mut session);
    let steps = profile.recipe(&session.document().schema().name);
    Ok((
        session,
        Some(Known {
            steps,
            provider: profile.provider,
            applied,
        }),
    ))
}

/// SHA-256 of a file that was read, where it can be read twice.
fn digest_of(path: &Path, read: bool, watch: &Watch) -> Option<String> {
    read.then(|| file_digest(path, watch).ok()).flatten()
}

impl Job {
    /// Opens a file.
    #[must_use]
    pub fn open(
        ctx: &egui::Context,
        path: PathBuf,
        options: OpenOptions,
        profiles: Option<Arc<ProfileStore>>,
    ) -> Option<Self> {
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self::start(ctx, Work::Opening { name }, "open", move |watch| {
            let result = open_known(&path, &options, profiles.as_deref(), watch);
            let derived = result.as_ref().ok().map(|(session, _)| {
                let mut derived = Box::new(Derived::default());
                derived.update(session.document(), &View::default());
                derived
            });
            let sha256 = digest_of(&path, result.is_ok(), watch);
            Answer::Opened {
                path,
                result: Box::new(result),
                derived,
                sha256,
            }
        })
        .map(Self::that_leaves)
    }

    /// Reads an open file again in another way.
    #[must_use]
    pub fn reopen(ctx: &egui::Context, path: PathBuf, options: OpenOptions) -> Option<Self> {
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self::start(ctx, Work::Opening { name }, "reopen", move |watch| {
            let result = open_to_edit(&path, &options, watch);
            let sha256 = digest_of(&path, result.is_ok(), watch);
            Answer::Reopened {
                path,
                result: Box::new(result),
                sha256,
            }
        })
        .map(Self::that_leaves)
    }

    /// Reads the first rows of a file as it would be opened.
    #[must_use]
    pub fn peek(
        ctx: &egui::Context,
        path: PathBuf,
        options: OpenOptions,
        rows: usize,
    ) -> Option<Self> {
        Self::start(ctx, Work::Peeking, "peek", move |_| {
            let result = match Schema::meters() {
                Ok(schema) => {
                    let known = |texts: &[String]| count_known(&schema, texts);
                    preview(&path, &options, &known, rows)
                }
                Err(_) => Err(OpenError::Damaged),
            };
            Answer::Peeked {
                path,
                options,
                result: Box::new(result),
            }
        })
        .map(Self::that_leaves)
    }
}
