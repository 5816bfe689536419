//! From a path to a document: read, match, check.

use std::path::Path;

use chrono::Datelike as _;

use super::{Document, ReadAs, Settings};
use crate::check::{Checks, Matching, RowFlaw, Rule, Today, map_columns};
use crate::io::{self, Flaw, OpenError, OpenOptions, Progress};
use crate::schema::{Schema, count_known};

/// Today by this computer's clock.
#[must_use]
pub fn current_day() -> Today {
    let now = chrono::Local::now();
    Today {
        year: now.year(),
        month: now.month(),
        day: now.day(),
    }
}

/// What the reader noticed, as problems.
#[must_use]
pub fn flaw_rules(flaws: &[Flaw]) -> Vec<RowFlaw> {
    flaws
        .iter()
        .map(|flaw| match *flaw {
            Flaw::Ragged {
                row,
                line,
                expected,
                found,
            } => RowFlaw {
                row,
                rule: Rule::RaggedRow,
                line,
                expected,
                found,
            },
            Flaw::UnterminatedQuote { row, line } => RowFlaw {
                row,
                rule: Rule::UnterminatedQuote,
                line,
                expected: 0,
                found: 0,
            },
        })
        .collect()
}

/// Opens, matches and checks a file. The file is only read.
///
/// # Errors
/// When the file cannot be read as a table; the error says why and what to do.
pub fn open_document(
    path: &Path,
    options: &OpenOptions,
    schema: Schema,
    today: Today,
    progress: &dyn Progress,
) -> Result<Document, OpenError> {
    rayon::spawn(crate::check::prepare);
    let known = |texts: &[String]| count_known(&schema, texts);
    let opened = io::open_knowing(path, options, &known, progress)?;
    let going = || {
        let cancelled = progress.cancelled();
        (!cancelled).then_some(()).ok_or(OpenError::Cancelled)
    };
    progress.all_read();
    going()?;
    let settings = Settings::default();
    let matching = Matching::new(&schema, &opened.table, today);
    going()?;
    let mapping = map_columns(
        &opened.table,
        &matching,
        &settings.columns,
        &settings.parts(),
    );
    let checks = Checks::new(
        &schema,
        &opened.table,
        &mapping,
        flaw_rules(&opened.flaws),
        today,
    );
    going()?;
    Ok(Document {
        path: path.to_path_buf(),
        schema,
        table: opened.table,
        settings,
        matching,
        mapping,
        checks,
        read_as: ReadAs {
            kind: opened.kind,
            sheets: opened.sheets,
            encoding: opened.encoding,
            delimiter: opened.delimiter,
            options: options.clone(),
            layout: opened.layout,
        },
        today,
        revision: 0,
        state: 0,
        key: None,
        originals: super::originals::Originals::default(),
    })
}
