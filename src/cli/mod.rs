//! The same document without a window.
//!
//! Reads and writes nothing that is remembered. Exit codes: 0 no errors; 1 errors found (and
//! written, with rows left out or errors kept); 2 could not be done; 3 nothing was written
//! because of errors or privacy. A closed pipe is a quiet end, not a panic.

mod args;
mod columns;
mod fix;
mod handback;
mod key;
mod merge;
mod privacy;
mod reading;
mod recipe;
mod report;
mod rules;
mod summary;
mod template;
mod verify;

pub use args::{Job, Output, parse};
pub use columns::{ColumnsJob, Matched};
pub use fix::{DryRun, Repairs};
pub use key::{KeyJob, PASSPHRASE, PassphraseFrom};
pub use privacy::PrivacyArgs;
pub use verify::VerifyJob;

use std::io::Write;
use std::path::Path;

use crate::document::{
    Document, ExportOptions, FileType, current_day, export, open_document, privacy_findings,
};
use crate::io::{OpenOptions, Quiet};
use crate::schema::Schema;
use crate::text::{self, Lang, t, tf};

/// No errors.
pub const OK: u8 = 0;
/// Errors were found; a written file leaves rows out or holds errors.
pub const ERRORS: u8 = 1;
/// It could not be done.
pub const FAILED: u8 = 2;
/// Nothing was written because of errors or privacy.
pub const REFUSED: u8 = 3;

/// Does a job that needs no window and returns the exit code.
///
/// # Errors
/// Only when `out` or `err` cannot be written to.
pub fn run(job: &Job, out: &mut dyn Write, err: &mut dyn Write) -> std::io::Result<u8> {
    match job {
        Job::Window { .. } => Ok(FAILED),
        Job::Fields { output, lang } => {
            let Some(schema) = built_in(*lang, err)? else {
                return Ok(FAILED);
            };
            report::fields(&schema, *output, *lang, out)?;
            Ok(OK)
        }
        Job::Verify { job, lang } => verify::run(job, *lang, out, err),
        Job::Rules { output, lang } => {
            rules::list(*output, *lang, out)?;
            Ok(OK)
        }
        Job::FixDryRun(job) => {
            let Some(document) = open(&job.file, &job.reading, job.lang, err)? else {
                return Ok(FAILED);
            };
            fix::show(&document, job, out, err)
        }
        Job::Key { job, lang } => key::run(job, *lang, out, err),
        Job::Check {
            file,
            reading,
            matched,
            summary,
            output,
            lang,
        } => {
            let Some(session) = columns::open(file, reading, matched, *lang, err)? else {
                return Ok(FAILED);
            };
            let document = session.document();
            let Some(privacy) = privacy_findings(document, &Quiet) else {
                return Ok(FAILED);
            };
            report::check(document, &privacy, (*output, *summary), *lang, out)?;
            if *output == Output::Text {
                columns::name_proposals(document, *lang, out)?;
            }
            Ok(if report::counts(document, &privacy).error > 0 {
                ERRORS
            } else {
                OK
            })
        }
        Job::Columns(job) => columns::run(job, out, err),
        Job::Report(job) => handback::run(job, out, err),
        Job::Template(job) => template::run(job, out, err),
        Job::Export {
            file,
            target,
            reading,
            matched,
            repairs,
            recipe,
            corrections,
            invalid,
            layout,
            merge: corrected,
            held_back,
            sent_back,
            privacy: asked,
            force,
            output,
            lang,
        } => {
            let lang = *lang;
            let compare_only = corrected.is_some() && target.as_os_str().is_empty();
            let Some(file_type) = FileType::of(target).or(compare_only.then_some(FileType::Csv))
            else {
                writeln!(err, "{}", t(lang, "cli-target-kind"))?;
                return Ok(FAILED);
            };
            if (layout.body && file_type != FileType::Json)
                || (layout.bom && file_type != FileType::Csv)
            {
                let key = if layout.body {
                    "cli-api-kind"
                } else {
                    "cli-bom-kind"
                };
                writeln!(err, "{}", t(lang, key))?;
                return Ok(FAILED);
            }
            if let Some(page) = corrections {
                let mut others: Vec<&Path> = vec![file, target];
                others.extend(asked.record.as_deref());
                others.extend(held_back.as_deref());
                if !recipe::may_write_page(page, &others, *force, lang, err)? {
                    return Ok(FAILED);
                }
            }
            if held_back.is_some() && *invalid != crate::document::Invalid::Skip {
                writeln!(err, "{}", t(lang, "cli-held-back-skip"))?;
                return Ok(FAILED);
            }
            if !privacy::record_kind(asked) {
                writeln!(err, "{}", t(lang, "cli-record-kind"))?;
                return Ok(FAILED);
            }
            let Some(mut session) = columns::open(file, reading, matched, lang, err)? else {
                return Ok(FAILED);
            };
            columns::name_proposals(session.document(), lang, err)?;
            // Without a recipe, the steps that the provider's profile carries.
            if let Some(recipe) = recipe.as_ref().or(matched.profile.as_ref())
                && !recipe::replay(&mut session, recipe, lang, err)?
            {
                return Ok(FAILED);
            }
            if let Some(code) = fix::apply(&mut session, repairs, lang, err)? {
                return Ok(code);
            }
            if let Some(corrected) = corrected {
                let write = !compare_only;
                let ended = merge::apply(&mut session, corrected, write, *output, lang, out, err)?;
                if let Some(code) = ended {
                    return Ok(code);
                }
                if *repairs == fix::Repairs::Safe
                    && let Err(error) = merge::fix_again(&mut session)
                {
                    writeln!(err, "{}", text::plan_error(lang, &error))?;
                    return Ok(FAILED);
                }
            }
            if let Some(code) = privacy::apply(&mut session, asked, lang, err)? {
                return Ok(code);
            }
            let Some(returned) = handback::marks(sent_back, lang, err)? else {
                return Ok(FAILED);
            };
            let options = ExportOptions {
                target: target.clone(),
                file_type,
                invalid: *invalid,
                layout: layout.clone(),
                force: *force,
                records: privacy::record_file(asked, lang).into_iter().collect(),
                returned,
            };
            let written = match held_back {
                None => export(session.document(), &options, &Quiet).map_err(Ok),
                Some(target) => {
                    let target = target.clone();
                    handback::export_both(session.document(), &options, target, lang, err)?
                }
            };
            match written {
                Ok(summary) => {
                    if let Some(page) = corrections
                        && !recipe::write_page(&session, page, *force, lang, err)?
                    {
                        return Ok(FAILED);
                    }
                    report::summary(session.document(), &options, &summary, *output, lang, out)?;
                    if summary.pseudonymized > 0 {
                        writeln!(err, "{}", privacy::method_line(&session, lang))?;
                    }
                    privacy::warn(&session, lang, err)?;
                    let clean = summary.rows_left_out == 0
                        && summary.rows_with_errors == 0
                        && session.document().checks().counts().error == 0;
                    Ok(if clean { OK } else { ERRORS })
                }
                Err(error) => {
                    writeln!(err, "{}", handback::either_refusal(&error, lang))?;
                    match &error {
                        Ok(error) => privacy::explain(&session, error, lang, err),
                        Err(_) => Ok(FAILED),
                    }
                }
            }
        }
    }
}

fn built_in(lang: Lang, err: &mut dyn Write) -> std::io::Result<Option<Schema>> {
    match Schema::meters() {
        Ok(schema) => Ok(Some(schema)),
        Err(error) => {
            writeln!(
                err,
                "{}",
                tf(
                    lang,
                    "cli-schema",
                    &[("reason", error.to_string().as_str().into())]
                )
            )?;
            Ok(None)
        }
    }
}

fn open(
    file: &Path,
    options: &OpenOptions,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<Option<Document>> {
    let Some(schema) = built_in(lang, err)? else {
        return Ok(None);
    };
    match open_document(file, options, schema, current_day(), &Quiet) {
        Ok(document) => Ok(Some(document)),
        Err(error) => {
            let name = file
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default();
            writeln!(err, "{}", text::open_error(lang, &name, &error))?;
            Ok(None)
        }
    }
}

fn count<'a>(n: u64) -> text::Arg<'a> {
    text::Arg::Num(i64::try_from(n).unwrap_or(i64::MAX))
}
