//! `tamis template`: an empty workbook for providers.

use std::io::Write;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::args::{Job, lang_of, path};
use super::{FAILED, OK};
use crate::document::{TemplateError, TemplateOptions, write_empty_template};
use crate::text::{self, Lang, t, tf};

/// What was asked of `tamis template`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TemplateJob {
    pub target: PathBuf,
    pub options: TemplateOptions,
    pub lang: Lang,
}

/// The arguments of `tamis template`.
pub fn command(lang: Lang) -> Command {
    let flag = |id: &'static str, help: &str| {
        Arg::new(id)
            .long(id)
            .action(ArgAction::SetTrue)
            .help(t(lang, help))
    };
    Command::new("template")
        .about(t(lang, "cli-template"))
        .args([
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("OUT.xlsx")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(t(lang, "cli-template-output")),
            Arg::new("fields")
                .long("fields")
                .value_name("NAMES")
                .value_delimiter(',')
                .help(t(lang, "cli-template-fields")),
            flag("labels", "cli-template-labels"),
            flag("force", "cli-force"),
            Arg::new("lang")
                .long("lang")
                .value_parser(PossibleValuesParser::new(["en", "fr"]))
                .help(t(lang, "cli-template-lang")),
        ])
}

/// What was typed after `tamis template`.
pub fn parse(m: &ArgMatches, lang: Lang) -> Job {
    let fields = m
        .get_many::<String>("fields")
        .map(|names| names.map(|n| n.trim().to_owned()).collect());
    Job::Template(TemplateJob {
        target: path(m, "output"),
        options: TemplateOptions {
            fields,
            labels: m.get_flag("labels"),
            force: m.get_flag("force"),
        },
        lang: lang_of(m, lang),
    })
}

/// Does it.
///
/// # Errors
/// Only when `out` or `err` cannot be written to.
pub fn run(job: &TemplateJob, out: &mut dyn Write, err: &mut dyn Write) -> std::io::Result<u8> {
    let lang = job.lang;
    let extension = job.target.extension().unwrap_or_default();
    if !extension.eq_ignore_ascii_case("xlsx") {
        writeln!(err, "{}", t(lang, "template-kind"))?;
        return Ok(FAILED);
    }
    let Some(schema) = super::built_in(lang, err)? else {
        return Ok(FAILED);
    };
    match write_empty_template(&schema, &job.target, &job.options, &lang) {
        Ok(columns) => {
            let columns = text::count(lang, columns as u64);
            let file = job.target.to_string_lossy();
            let args = [
                ("file", file.as_ref().into()),
                ("columns", columns.as_str().into()),
            ];
            writeln!(out, "{}", tf(lang, "template-written", &args))?;
            Ok(OK)
        }
        Err(TemplateError::NoField { names }) => {
            let names = names.join(", ");
            let args = [("names", names.as_str().into())];
            writeln!(err, "{}", tf(lang, "template-no-field", &args))?;
            Ok(FAILED)
        }
        Err(TemplateError::Write(error)) => {
            writeln!(err, "{}", text::write_error(lang, &error))?;
            Ok(FAILED)
        }
    }
}
