//! What the Read page remembers: how the file is to be read, and the first rows as they would be.
//! The rows are read by a worker; an answer for another wish than the present one is refused.

use eframe::egui;

use crate::document::Document;
use crate::io::{OpenOptions, Preview};
use crate::ui::app::App;
use crate::ui::job::{Job, Work};

/// Rows that are shown.
pub const ROWS: usize = 60;

/// The state of the page.
#[derive(Default)]
pub struct Reading {
    /// How the user wants the file to be read.
    pub draft: OpenOptions,
    /// The header row as it is typed.
    pub row_text: String,
    begun: bool,
    asked: Option<OpenOptions>,
    seen: Option<(OpenOptions, Result<Preview, String>)>,
}

impl Reading {
    /// Begins with the way in which the document was read.
    pub fn begin(&mut self, document: &Document) {
        if !self.begun {
            self.begun = true;
            self.draft = document.read_as().options.clone();
        }
    }

    /// Back to the way in which the document was read.
    pub fn reset(&mut self, document: &Document) {
        self.draft = document.read_as().options.clone();
        self.row_text.clear();
    }

    /// True when opening the file so would read it otherwise.
    #[must_use]
    pub fn differs(&self, document: &Document) -> bool {
        self.draft != document.read_as().options
    }

    /// The first rows as the file would be read, or why it cannot be; `None` while they are
    /// being read.
    #[must_use]
    pub fn preview(&self) -> Option<&Result<Preview, String>> {
        self.seen
            .as_ref()
            .filter(|(options, _)| *options == self.draft)
            .map(|(_, result)| result)
    }

    /// The rows that were read last, so that a list does not go blank for a moment.
    #[must_use]
    pub fn last(&self) -> Option<&Preview> {
        self.seen
            .as_ref()
            .and_then(|(_, result)| result.as_ref().ok())
    }

    /// Takes a worker's answer.
    pub fn take(&mut self, options: OpenOptions, result: Result<Preview, String>) {
        if self.asked.as_ref() == Some(&options) {
            self.seen = Some((options, result));
        }
    }
}

/// Asks a worker for the first rows when another way of reading is wanted.
pub(super) fn peek(app: &mut App, ctx: &egui::Context) {
    if app.is_doing(|work| *work == Work::Peeking) {
        return;
    }
    let Some(file) = app.file_mut() else {
        return;
    };
    let path = {
        let shared = file.share();
        let session = shared
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        file.reading.begin(session.document());
        session.document().path().to_owned()
    };
    let reading = &mut file.reading;
    if reading.asked.as_ref() == Some(&reading.draft) {
        return;
    }
    reading.asked = Some(reading.draft.clone());
    let job = Job::peek(ctx, path, reading.draft.clone(), ROWS);
    app.jobs.extend(job);
}
