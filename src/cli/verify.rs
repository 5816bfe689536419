//! `tamis verify RECORD OUT`: is this the file that was recorded?

use std::io::Write;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use super::{ERRORS, FAILED, OK};
use crate::document::{RecordError, verify};
use crate::text::{Lang, t, tf};

/// What to compare.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyJob {
    pub record: PathBuf,
    pub file: PathBuf,
}

pub(super) fn command(lang: Lang, language: Arg) -> Command {
    let file = |id: &'static str, name: &'static str, help: &str| {
        Arg::new(id)
            .value_name(name)
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(t(lang, help))
    };
    Command::new("verify").about(t(lang, "cli-verify")).args([
        file("record", "RECORD", "cli-verify-record"),
        file("file", "OUT", "cli-verify-file"),
        language,
    ])
}

pub(super) fn job(m: &ArgMatches) -> VerifyJob {
    let path = |id: &str| m.get_one::<PathBuf>(id).cloned().unwrap_or_default();
    VerifyJob {
        record: path("record"),
        file: path("file"),
    }
}

/// Compares.
///
/// # Errors
/// Only when `out` or `err` cannot be written to.
pub(super) fn run(
    job: &VerifyJob,
    lang: Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> std::io::Result<u8> {
    match verify(&job.record, &job.file) {
        Ok((record, same)) => {
            let key = if same { "verify-same" } else { "verify-other" };
            let date = crate::text::written_moment(lang, &record.date);
            writeln!(out, "{}", tf(lang, key, &[("date", date.as_str().into())]))?;
            Ok(if same { OK } else { ERRORS })
        }
        Err(error) => {
            let key = match error {
                RecordError::Read(_) => "verify-cannot-read",
                RecordError::NotARecord => "verify-no-record",
            };
            writeln!(err, "{}", t(lang, key))?;
            Ok(FAILED)
        }
    }
}
