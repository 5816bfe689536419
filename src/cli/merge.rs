//! `tamis merge`: what a provider corrected, listed; taken over and exported when asked.

use std::io::Write;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use super::args::{Output, path, word};
use super::{ERRORS, FAILED, OK, REFUSED};
use crate::document::{
    self, ChangedCell, Comparison, Decisions, Document, MergeError, Session, Side, Verdict, Words,
    compare_with,
};
use crate::io::Quiet;
use crate::text::{self, Lang, listed_text, t, tf};

/// What was asked of a corrected file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergeAsked {
    pub corrected: PathBuf,
    /// Who wins where both changed a cell; nobody decides without it.
    pub conflicts: Option<Side>,
}

/// The arguments: those of an export, and the corrected file.
pub fn command(export: Command, lang: Lang) -> Command {
    export
        .name("merge")
        .about(t(lang, "cli-merge"))
        .mut_arg("output", |arg| {
            arg.required(false).help(t(lang, "cli-merge-output"))
        })
        .args([
            Arg::new("corrected")
                .value_name("CORRECTED")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(t(lang, "cli-merge-corrected")),
            Arg::new("conflicts")
                .long("conflicts")
                .value_parser(PossibleValuesParser::new(["ours", "theirs"]))
                .help(t(lang, "cli-merge-conflicts")),
        ])
}

/// What was typed after `tamis merge`.
pub fn asked(m: &ArgMatches) -> MergeAsked {
    MergeAsked {
        corrected: path(m, "corrected"),
        conflicts: match word(m, "conflicts") {
            "ours" => Some(Side::Ours),
            "theirs" => Some(Side::Theirs),
            _ => None,
        },
    }
}

/// Compares, lists and, when the result is to be written, takes over. `Some` ends the job with
/// an exit code.
///
/// # Errors
/// Only when `out` or `err` cannot be written to.
pub fn apply(
    session: &mut Session,
    asked: &MergeAsked,
    write: bool,
    output: Output,
    lang: Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> std::io::Result<Option<u8>> {
    let languages: [&dyn Words; 2] = [&Lang::En, &Lang::Fr];
    let compared = compare_with(session.document(), &asked.corrected, &languages, &Quiet);
    let comparison = match compared {
        Ok(comparison) => comparison,
        Err(error) => {
            let name = asked
                .corrected
                .file_name()
                .unwrap_or_default()
                .to_string_lossy();
            let sentence = match &error {
                MergeError::Open(error) => text::open_error(lang, &name, error),
                MergeError::NotRecognised => tf(
                    lang,
                    "merge-not-recognised",
                    &[("file", name.as_ref().into())],
                ),
            };
            writeln!(err, "{sentence}")?;
            return Ok(Some(FAILED));
        }
    };
    let decisions = Decisions {
        conflicts: asked.conflicts,
        ..Decisions::default()
    };
    let accepted = comparison.accept(session.document(), &decisions);
    match output {
        Output::Json => list_json(session.document(), &comparison, out)?,
        Output::Text => list(session.document(), &comparison, lang, out)?,
    }
    let command = match accepted {
        Ok(command) => command,
        Err(open) => {
            let shown = text::count(lang, open);
            let args = [("n", open.into()), ("count", shown.as_str().into())];
            writeln!(err, "{}", tf(lang, "merge-open", &args))?;
            return Ok(Some(REFUSED));
        }
    };
    if let Err(error) = session.run(&command) {
        writeln!(err, "{}", text::plan_error(lang, &error))?;
        return Ok(Some(FAILED));
    }
    if write {
        return Ok(None);
    }
    let left = session.document().checks().counts().error;
    if output == Output::Text {
        let shown = text::count(lang, left);
        let args = [("n", left.into()), ("count", shown.as_str().into())];
        writeln!(out, "{}", tf(lang, "merge-left", &args))?;
    }
    Ok(Some(if left > 0 { ERRORS } else { OK }))
}

fn word_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fixed => "fixed",
        Verdict::StillWrong => "still-wrong",
        Verdict::NewlyWrong => "newly-wrong",
        Verdict::Changed => "changed",
    }
}

/// The texts of a changed cell: here, and theirs.
fn both(document: &Document, cell: &ChangedCell) -> (String, String) {
    let ours = document.table().text(cell.row, cell.col).to_buf();
    (
        listed_text(document, cell.col, &ours),
        listed_text(document, cell.col, &cell.theirs),
    )
}

fn header(document: &Document, cell: &ChangedCell) -> String {
    let column = document.table().column(cell.col);
    column.map(|c| c.header().to_owned()).unwrap_or_default()
}

fn list_json(
    document: &Document,
    comparison: &Comparison,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let table = document.table();
    let cells: Vec<Value> = comparison
        .cells
        .iter()
        .map(|cell| {
            let (ours, theirs) = both(document, cell);
            json!({
                "cell": table.address(cell.row, cell.col),
                "column": header(document, cell),
                "verdict": word_of(cell.verdict),
                "conflict": cell.conflict,
                "ours": ours,
                "theirs": theirs,
            })
        })
        .collect();
    let added: Vec<Value> = comparison
        .added
        .iter()
        .map(|row| json!({"row": row.their_number, "wrong": row.wrong}))
        .collect();
    let removed = comparison.removed.iter().map(|row| table.row_number(*row));
    writeln!(
        out,
        "{}",
        json!({
            "rows": comparison.paired,
            "by_key": comparison.by_key,
            "fixed": comparison.count(Verdict::Fixed),
            "still_wrong": comparison.count(Verdict::StillWrong),
            "newly_wrong": comparison.count(Verdict::NewlyWrong),
            "changed": comparison.count(Verdict::Changed),
            "untouched_wrong": comparison.untouched_wrong,
            "conflicts": comparison.conflicts().count(),
            "added": added,
            "removed": removed.collect::<Vec<_>>(),
            "unknown_columns": comparison.unknown_columns,
            "missing_columns": comparison.missing_columns,
            "cells": cells,
        })
    )
}

fn list(
    document: &Document,
    comparison: &Comparison,
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let table = document.table();
    let counted = |key: &str, n: u64| {
        let shown = text::count(lang, n);
        tf(
            lang,
            key,
            &[("n", n.into()), ("count", shown.as_str().into())],
        )
    };
    writeln!(out, "{}", counted("merge-rows", comparison.paired))?;
    for (key, n) in [
        ("merge-count-fixed", comparison.count(Verdict::Fixed)),
        ("merge-count-still", comparison.count(Verdict::StillWrong)),
        ("merge-count-newly", comparison.count(Verdict::NewlyWrong)),
        ("merge-count-changed", comparison.count(Verdict::Changed)),
        ("merge-count-untouched", comparison.untouched_wrong),
        ("merge-count-added", comparison.added.len() as u64),
        ("merge-count-removed", comparison.removed.len() as u64),
    ] {
        writeln!(out, "{}", counted(key, n))?;
    }
    for (key, headers) in [
        ("merge-unknown-columns", &comparison.unknown_columns),
        ("merge-missing-columns", &comparison.missing_columns),
    ] {
        if !headers.is_empty() {
            let names = headers.join(", ");
            writeln!(
                out,
                "{}",
                tf(lang, key, &[("names", names.as_str().into())])
            )?;
        }
    }
    for cell in &comparison.cells {
        let (ours, theirs) = both(document, cell);
        let conflict = if cell.conflict {
            format!(" {}", t(lang, "merge-conflict"))
        } else {
            String::new()
        };
        writeln!(
            out,
            "{:>8}  {:<14}  {}: {ours} → {theirs}{conflict}",
            table.address(cell.row, cell.col),
            text::verdict(lang, cell.verdict),
            header(document, cell),
        )?;
    }
    for row in &comparison.added {
        let number = row.their_number.to_string();
        let wrong = text::count(lang, row.wrong);
        let args = [
            ("row", number.as_str().into()),
            ("wrong", wrong.as_str().into()),
        ];
        writeln!(out, "{}", tf(lang, "merge-added-row", &args))?;
    }
    for row in &comparison.removed {
        let number = table.row_number(*row).to_string();
        let args = [("row", number.as_str().into())];
        writeln!(out, "{}", tf(lang, "merge-removed-row", &args))?;
    }
    Ok(())
}

/// The lossless repairs of what came back.
///
/// # Errors
/// Never for this command; its result is the session's.
pub fn fix_again(session: &mut Session) -> Result<(), document::PlanError> {
    session.run(&document::Command::SafeFixes).map(|_| ())
}
