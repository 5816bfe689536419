//! `tamis fix`: repairs named by their ids, previewed or applied. Applied, it is an export with
//! other repairs: no option bypasses privacy.

use std::io::Write;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use serde_json::json;

use super::args::{Job, Output, lang_of, output, path};
use super::reading;
use crate::check::RepairId;
use crate::document::{Command, Document, PlanError, Session, preview_fix};
use crate::fix::FixPlan;
use crate::io::OpenOptions;
use crate::text::{self, Lang, t, tf};

/// Which repairs are made before a file is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Repairs {
    None,
    /// Every lossless one.
    Safe,
    /// These, in this order; `safe` may be among them.
    Named(Vec<String>),
}

/// A preview that writes nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DryRun {
    pub file: PathBuf,
    pub reading: OpenOptions,
    pub rules: Vec<String>,
    pub output: Output,
    pub lang: Lang,
}

/// The arguments that `fix` has beyond those of `export`.
pub(super) fn args(lang: Lang) -> [Arg; 2] {
    [
        Arg::new("rules")
            .long("rules")
            .value_name("RULES")
            .required(true)
            .value_delimiter(',')
            .help(t(lang, "cli-rules")),
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help(t(lang, "cli-dry-run")),
    ]
}

/// Where the file goes; not needed for a dry run.
pub(super) fn target(lang: Lang) -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name("OUT")
        .required_unless_present("dry-run")
        .value_parser(value_parser!(PathBuf))
        .help(t(lang, "cli-output"))
}

pub(super) fn rules(m: &ArgMatches) -> Vec<String> {
    m.get_many::<String>("rules")
        .into_iter()
        .flatten()
        .map(|r| r.trim().to_owned())
        .filter(|r| !r.is_empty())
        .collect()
}

pub(super) fn dry_run(m: &ArgMatches, lang: Lang) -> Job {
    Job::FixDryRun(DryRun {
        file: path(m, "file"),
        reading: reading::options(m),
        rules: rules(m),
        output: output(m),
        lang: lang_of(m, lang),
    })
}

/// The commands of named repairs on a document: one for `safe`, one per column for a repair.
///
/// # Errors
/// The first name that is no repair.
pub(super) fn commands(document: &Document, rules: &[String]) -> Result<Vec<Command>, String> {
    let mut list = Vec::new();
    for name in rules {
        if name == "safe" {
            list.push(Command::SafeFixes);
            continue;
        }
        let repair = RepairId::by_id(name).ok_or_else(|| name.clone())?;
        list.extend(crate::document::fix_everywhere(document, repair));
    }
    Ok(list)
}

/// Why a name is no repair.
pub(super) fn no_repair(name: &str, lang: Lang) -> String {
    let mut names = vec!["safe"];
    names.extend(
        RepairId::ALL
            .iter()
            .filter(|r| **r != RepairId::Chosen)
            .map(|r| r.id()),
    );
    tf(
        lang,
        "cli-no-repair",
        &[
            ("name", name.into()),
            ("names", names.join(", ").as_str().into()),
        ],
    )
}

/// Makes the repairs in a session. An exit code when they cannot be made.
///
/// # Errors
/// Only when `err` cannot be written to.
pub(super) fn apply(
    session: &mut Session,
    repairs: &Repairs,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<Option<u8>> {
    let failed = |error: PlanError, err: &mut dyn Write| -> std::io::Result<Option<u8>> {
        writeln!(err, "{}", text::plan_error(lang, &error))?;
        Ok(Some(super::FAILED))
    };
    match repairs {
        Repairs::None => {}
        Repairs::Safe => {
            if let Err(error) = session.run(&Command::SafeFixes) {
                return failed(error, err);
            }
        }
        Repairs::Named(names) => {
            for name in names {
                // Planned one after the other: a repair can open the way for the next.
                match commands(session.document(), std::slice::from_ref(name)) {
                    Err(name) => {
                        writeln!(err, "{}", no_repair(&name, lang))?;
                        return Ok(Some(super::FAILED));
                    }
                    Ok(list) => {
                        for command in list {
                            if let Err(error) = session.run(&command) {
                                return failed(error, err);
                            }
                        }
                    }
                }
            }
        }
    }
    Ok(None)
}

/// Prints what the repairs would write.
///
/// # Errors
/// Only when `out` or `err` cannot be written to.
pub(super) fn show(
    document: &Document,
    job: &DryRun,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> std::io::Result<u8> {
    let lang = job.lang;
    let commands = match commands(document, &job.rules) {
        Ok(commands) => commands,
        Err(name) => {
            writeln!(err, "{}", no_repair(&name, lang))?;
            return Ok(super::FAILED);
        }
    };
    let mut plans = Vec::new();
    for command in &commands {
        match preview_fix(document, command) {
            Ok(plan) => plans.extend(plan),
            Err(error) => {
                writeln!(err, "{}", text::plan_error(lang, &error))?;
                return Ok(super::FAILED);
            }
        }
    }
    match job.output {
        Output::Json => json_lines(document, &plans, out)?,
        Output::Text => text_lines(document, &plans, lang, out)?,
    }
    Ok(super::OK)
}

fn json_lines(document: &Document, plans: &[FixPlan], out: &mut dyn Write) -> std::io::Result<()> {
    let table = document.table();
    let lines: Vec<_> = plans
        .iter()
        .flat_map(|plan| &plan.lines)
        .map(|line| {
            let (old, new) = text::fix_line(document, line);
            let column = table.column(line.col);
            json!({
                "repair": line.repair.id(),
                "column": column.map(crate::table::Column::header),
                "field": document
                    .mapping()
                    .field_of(line.col)
                    .and_then(|f| document.schema().field(f))
                    .map(|f| f.name.as_str()),
                "first_cell": table.address(line.first_row, line.col),
                "before": old,
                "after": new,
                "cells": line.count,
            })
        })
        .collect();
    let cells: u64 = plans.iter().map(FixPlan::cells).sum();
    let all = json!({ "file": document.file_name(), "cells": cells, "lines": lines });
    writeln!(out, "{all}")
}

fn text_lines(
    document: &Document,
    plans: &[FixPlan],
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let cells: u64 = plans.iter().map(FixPlan::cells).sum();
    if cells == 0 {
        return writeln!(out, "{}", t(lang, "cli-fix-none"));
    }
    let shown = |text: String| {
        if text.is_empty() {
            t(lang, "cli-fix-empty")
        } else {
            text
        }
    };
    for line in plans.iter().flat_map(|plan| &plan.lines) {
        let (old, new) = text::fix_line(document, line);
        let header = document
            .table()
            .column(line.col)
            .map(|c| c.header().to_owned())
            .unwrap_or_default();
        writeln!(
            out,
            "{}",
            tf(
                lang,
                "cli-fix-line",
                &[
                    ("column", header.as_str().into()),
                    ("old", shown(old).as_str().into()),
                    ("new", shown(new).as_str().into()),
                    ("count", text::count(lang, line.count).as_str().into()),
                ],
            )
        )?;
    }
    writeln!(
        out,
        "{}",
        tf(
            lang,
            "cli-fix-total",
            &[
                ("n", cells.into()),
                ("count", text::count(lang, cells).as_str().into()),
            ],
        )
    )
}
