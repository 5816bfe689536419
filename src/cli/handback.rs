//! `tamis report`: the provider's own workbook with the wrong cells marked; and the rows held
//! back beside an export. Both are provider returns: asked by naming a file that says so.

use std::io::Write;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::json;

use super::args::{Job, Output, lang_of, output, path, word};
use super::{ERRORS, FAILED, OK, reading};
use crate::document::{
    self, Document, ExportOptions, ReturnError, ReturnOptions, ReturnOrExportError, ReturnSummary,
    Session, Summary, covering_note, export_with_held_back, names_personal_data, send_back,
};
use crate::io::{OpenOptions, Quiet};
use crate::text::{self, Lang, t, tf};

/// What was asked of `tamis report`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportJob {
    pub file: PathBuf,
    pub target: PathBuf,
    pub reading: OpenOptions,
    pub safe_fixes: bool,
    pub force: bool,
    pub output: Output,
    pub lang: Lang,
    /// The provider's language.
    pub words: Lang,
}

/// The arguments of `tamis report`.
pub fn command(lang: Lang) -> Command {
    let choice = |id: &'static str, values: &'static [&'static str], help: &str| {
        Arg::new(id)
            .long(id)
            .value_parser(PossibleValuesParser::new(values))
            .help(t(lang, help))
    };
    Command::new("report")
        .about(t(lang, "cli-report"))
        .args([
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(t(lang, "cli-file")),
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("OUT-PERSONAL-DATA.xlsx")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(t(lang, "cli-report-output")),
            choice("fix", &["safe", "none"], "cli-fix").default_value("safe"),
            choice("words", &["en", "fr"], "cli-words"),
            Arg::new("force")
                .long("force")
                .action(ArgAction::SetTrue)
                .help(t(lang, "cli-force")),
            choice("format", &["text", "json"], "cli-format").default_value("text"),
            choice("lang", &["en", "fr"], "cli-lang"),
        ])
        .args(reading::args(lang))
}

/// What was typed after `tamis report`.
pub fn parse(m: &ArgMatches, lang: Lang) -> Job {
    let lang = lang_of(m, lang);
    Job::Report(ReportJob {
        file: path(m, "file"),
        target: path(m, "output"),
        reading: reading::options(m),
        safe_fixes: word(m, "fix") != "none",
        force: m.get_flag("force"),
        output: output(m),
        lang,
        words: word(m, "words").parse().unwrap_or(lang),
    })
}

/// Does it.
///
/// # Errors
/// Only when `out` or `err` cannot be written to.
pub fn run(job: &ReportJob, out: &mut dyn Write, err: &mut dyn Write) -> std::io::Result<u8> {
    let lang = job.lang;
    if !names_personal_data(&job.target) {
        writeln!(err, "{}", t(lang, "return-name"))?;
        return Ok(FAILED);
    }
    let Some(document) = super::open(&job.file, &job.reading, lang, err)? else {
        return Ok(FAILED);
    };
    let mut session = Session::new(document);
    if job.safe_fixes
        && let Err(error) = session.run(&document::Command::SafeFixes)
    {
        writeln!(err, "{}", text::plan_error(lang, &error))?;
        return Ok(FAILED);
    }
    let document = session.document();
    let counts = document.checks().counts();
    if counts.error + counts.warning == 0 {
        writeln!(out, "{}", t(lang, "return-nothing"))?;
        return Ok(OK);
    }
    let options = ReturnOptions {
        target: job.target.clone(),
        force: job.force,
    };
    match send_back(document, &options, &job.words, &Quiet) {
        Ok(summary) => {
            told(document, job, &summary, out)?;
            Ok(if counts.error > 0 { ERRORS } else { OK })
        }
        Err(error) => {
            writeln!(err, "{}", return_error(lang, &error))?;
            Ok(FAILED)
        }
    }
}

fn told(
    document: &Document,
    job: &ReportJob,
    summary: &ReturnSummary,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let attachment = job.target.file_name().unwrap_or_default().to_string_lossy();
    let note = |words: Lang| covering_note(document, &words, &attachment);
    if job.output == Output::Json {
        return writeln!(
            out,
            "{}",
            json!({
                "file": document.file_name(),
                "output": job.target.to_string_lossy(),
                "wrong": summary.wrong,
                "doubtful": summary.doubtful,
                "notes": summary.notes,
                "note_en": note(Lang::En),
                "note_fr": note(Lang::Fr),
            })
        );
    }
    let (wrong, doubtful) = (
        text::count(job.lang, summary.wrong),
        text::count(job.lang, summary.doubtful),
    );
    writeln!(
        out,
        "{}",
        tf(
            job.lang,
            "return-written",
            &[
                ("file", attachment.as_ref().into()),
                ("wrong", wrong.as_str().into()),
                ("doubtful", doubtful.as_str().into()),
            ]
        )
    )?;
    for words in [Lang::En, Lang::Fr] {
        writeln!(
            out,
            "\n--- {}\n{}",
            t(words, "return-note-title"),
            note(words)
        )?;
    }
    Ok(())
}

/// Why there is no provider return, in one sentence.
#[must_use]
pub fn return_error(lang: Lang, error: &ReturnError) -> String {
    match error {
        ReturnError::Name => t(lang, "return-name"),
        ReturnError::Write(error) => text::write_error(lang, error),
    }
}

/// An export that writes the rows held back too.
///
/// # Errors
/// Only when `err` cannot be written to; why nothing was written is in the result.
pub fn export_both(
    document: &Document,
    options: &ExportOptions,
    target: PathBuf,
    words: Lang,
    err: &mut dyn Write,
) -> std::io::Result<Result<Summary, Result<document::ExportError, ReturnError>>> {
    let held = ReturnOptions {
        target,
        force: options.force,
    };
    match export_with_held_back(document, options, &held, &words, &Quiet) {
        Ok((summary, told)) => {
            if let Some(told) = told {
                let file = held.target.file_name().unwrap_or_default();
                let rows = text::count(words, told.rows);
                let args = [
                    ("file", file.to_string_lossy().into_owned()),
                    ("count", rows),
                ];
                let args: Vec<_> = args.iter().map(|(k, v)| (*k, v.as_str().into())).collect();
                writeln!(err, "{}", tf(words, "return-held-written", &args))?;
            }
            Ok(Ok(summary))
        }
        Err(ReturnOrExportError::Export(error)) => Ok(Err(Ok(error))),
        Err(ReturnOrExportError::Return(error)) => Ok(Err(Err(error))),
    }
}

/// The sentence for a failed export of either kind.
#[must_use]
pub fn either_refusal(error: &Result<document::ExportError, ReturnError>, lang: Lang) -> String {
    match error {
        Ok(error) => crate::text::export_error(lang, error),
        Err(error) => return_error(lang, error),
    }
}

/// Name, size and SHA-256 of workbooks that were sent back, for the record of an export; `None`
/// after telling which one cannot be read.
///
/// # Errors
/// When nothing can be told.
pub(super) fn marks(
    files: &[PathBuf],
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<Option<Vec<document::FileMark>>> {
    let mut marks = Vec::new();
    for file in files {
        match document::mark(file) {
            Ok(mark) => marks.push(mark),
            Err(_) => {
                let name = file.to_string_lossy();
                let words = tf(
                    lang,
                    "cli-sent-back-unreadable",
                    &[("file", name.as_ref().into())],
                );
                writeln!(err, "{words}")?;
                return Ok(None);
            }
        }
    }
    Ok(Some(marks))
}
