//! The workers that write for a provider and compare what came back, and what they answer. They
//! hold the document for reading only.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use eframe::egui;

use super::job::{Answer, Job, Work};
use crate::document::{
    Comparison, MergeError, ReturnError, ReturnOptions, ReturnSummary, Session, TemplateError,
    TemplateOptions, Words, compare_with, covering_note, send_back, write_empty_template,
};
use crate::schema::Schema;
use crate::text::Lang;

/// What became of a template.
pub struct TemplateAnswer {
    pub target: PathBuf,
    /// The number of its columns.
    pub result: Result<usize, TemplateError>,
}

/// What became of a workbook for the provider.
pub struct ReturnAnswer {
    pub session: Arc<RwLock<Session>>,
    pub target: PathBuf,
    pub lang: Lang,
    pub result: Result<Returned, ReturnError>,
}

/// A workbook for the provider, written.
pub struct Returned {
    pub summary: ReturnSummary,
    /// Name, size and SHA-256, for the record; none when it was gone at once.
    pub mark: Option<crate::document::FileMark>,
    /// The note to send with it, in English and in French.
    pub notes: [String; 2],
}

/// What a provider changed.
pub struct CompareAnswer {
    pub session: Arc<RwLock<Session>>,
    pub corrected: PathBuf,
    /// Of the document when it was compared.
    pub revision: u64,
    pub result: Result<Comparison, MergeError>,
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

impl Job {
    /// Writes an empty workbook for providers.
    #[must_use]
    pub fn template(
        ctx: &egui::Context,
        schema: Schema,
        target: PathBuf,
        options: TemplateOptions,
        lang: Lang,
    ) -> Option<Self> {
        let name = name_of(&target);
        Self::start(ctx, Work::Template { name }, "template", move |_| {
            let result = write_empty_template(&schema, &target, &options, &lang);
            Answer::Template(TemplateAnswer { target, result })
        })
    }

    /// Writes the provider's workbook with its wrong cells marked, in the provider's language.
    #[must_use]
    pub fn send_back(
        ctx: &egui::Context,
        session: Arc<RwLock<Session>>,
        options: ReturnOptions,
        lang: Lang,
    ) -> Option<Self> {
        let name = name_of(&options.target);
        Self::start(ctx, Work::Returning { name }, "return", move |watch| {
            let result = {
                let session = session.read().unwrap_or_else(PoisonError::into_inner);
                let document = session.document();
                send_back(document, &options, &lang, watch).map(|summary| {
                    let attached = name_of(&options.target);
                    let note = |lang: Lang| covering_note(document, &lang, &attached);
                    Returned {
                        summary,
                        mark: crate::document::mark(&options.target).ok(),
                        notes: [note(Lang::En), note(Lang::Fr)],
                    }
                })
            };
            Answer::Returned(Box::new(ReturnAnswer {
                session,
                target: options.target,
                lang,
                result,
            }))
        })
    }

    /// Opens a corrected workbook and compares it with the document.
    #[must_use]
    pub fn compare(
        ctx: &egui::Context,
        session: Arc<RwLock<Session>>,
        corrected: PathBuf,
    ) -> Option<Self> {
        let name = name_of(&corrected);
        Self::start(ctx, Work::Comparing { name }, "compare", move |watch| {
            let (revision, result) = {
                let session = session.read().unwrap_or_else(PoisonError::into_inner);
                let document = session.document();
                let words: [&dyn Words; 2] = [&Lang::En, &Lang::Fr];
                let result = compare_with(document, &corrected, &words, watch);
                (document.revision(), result)
            };
            Answer::Compared(Box::new(CompareAnswer {
                session,
                corrected,
                revision,
                result,
            }))
        })
    }
}
