//! `tamis columns`: how each column would be read and matched; and the two ways to say on the
//! command line what a column is, `--map` and `--profile`.
//!
//! Nothing is remembered and nothing that only waits is used: proposals are named, with what to
//! type to use them. No value of a cell is printed.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use super::args::{Job, Output, lang_of, output, path};
use super::report::how_word;
use super::{FAILED, OK};
use crate::check::ExtraForm;
use crate::document::{
    self, Applied, ColumnLine, ColumnName, Document, Proposal, Session, Target, column_lines,
    load_profile, proposals,
};
use crate::io::OpenOptions;
use crate::schema::{FieldId, How};
use crate::text::{self, Lang, t, tf};

/// What the user said about columns.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Matched {
    /// `HEADER=field`, in the order typed.
    pub maps: Vec<String>,
    pub profile: Option<PathBuf>,
}

/// What was asked of `tamis columns`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ColumnsJob {
    pub file: PathBuf,
    pub reading: OpenOptions,
    pub matched: Matched,
    pub output: Output,
    pub lang: Lang,
}

/// `--map` and `--profile`.
pub fn matching_args(lang: Lang) -> [Arg; 2] {
    [
        Arg::new("map")
            .long("map")
            .value_name("HEADER=field")
            .action(ArgAction::Append)
            .help(t(lang, "cli-map")),
        Arg::new("profile")
            .long("profile")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(t(lang, "cli-profile")),
    ]
}

/// What was typed of `--map` and `--profile`.
pub fn matched(m: &ArgMatches) -> Matched {
    Matched {
        maps: m
            .get_many::<String>("map")
            .map(|maps| maps.cloned().collect())
            .unwrap_or_default(),
        profile: m.get_one::<PathBuf>("profile").cloned(),
    }
}

/// The arguments of `tamis columns`.
pub fn command(lang: Lang) -> Command {
    let choice = |id: &'static str, values: &'static [&'static str], help: &str| {
        Arg::new(id)
            .long(id)
            .value_parser(PossibleValuesParser::new(values))
            .help(t(lang, help))
    };
    Command::new("columns")
        .about(t(lang, "cli-columns"))
        .args([
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(t(lang, "cli-file")),
            choice("format", &["text", "json"], "cli-format").default_value("text"),
            choice("lang", &["en", "fr"], "cli-lang"),
        ])
        .args(super::reading::args(lang))
        .args(matching_args(lang))
}

/// What was typed after `tamis columns`.
pub fn parse(m: &ArgMatches, lang: Lang) -> Job {
    Job::Columns(ColumnsJob {
        file: path(m, "file"),
        reading: super::reading::options(m),
        matched: matched(m),
        output: output(m),
        lang: lang_of(m, lang),
    })
}

/// Runs `tamis columns`.
///
/// # Errors
/// When `out` or `err` cannot be written to.
pub fn run(job: &ColumnsJob, out: &mut dyn Write, err: &mut dyn Write) -> std::io::Result<u8> {
    let Some(session) = open(&job.file, &job.reading, &job.matched, job.lang, err)? else {
        return Ok(FAILED);
    };
    let document = session.document();
    match job.output {
        Output::Json => writeln!(out, "{}", columns_json(document))?,
        Output::Text => {
            columns_text(document, job.lang, out)?;
            name_proposals(document, job.lang, out)?;
        }
    }
    Ok(OK)
}

/// Opens a file, read and matched as the user said: what was typed wins over the profile.
/// Nothing when something that was typed makes no sense; then it was told why.
///
/// # Errors
/// When `err` cannot be written to.
pub fn open(
    file: &Path,
    reading: &OpenOptions,
    matched: &Matched,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<Option<Session>> {
    let profile = match matched.profile.as_deref().map(load_profile) {
        None => None,
        Some(Ok(profile)) => Some(profile),
        Some(Err(error)) => {
            writeln!(err, "{}", text::profile_error(lang, &error))?;
            return Ok(None);
        }
    };
    let options = match &profile {
        Some(profile) => profile.read.under(reading),
        None => reading.clone(),
    };
    let Some(document) = super::open(file, &options, lang, err)? else {
        return Ok(None);
    };
    let mut session = Session::new(document);
    if let Some(profile) = profile {
        let applied = profile.apply(&mut session);
        tell_applied(session.document(), &applied, lang, err)?;
    }
    Ok(apply(&mut session, matched, lang, err)?.then_some(session))
}

/// Each `--map` in turn.
fn apply(
    session: &mut Session,
    matched: &Matched,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<bool> {
    for map in &matched.maps {
        let Some(command) = map_command(session.document(), map) else {
            let line = tf(lang, "cli-map-form", &[("map", map.as_str().into())]);
            writeln!(err, "{line}")?;
            return Ok(false);
        };
        if let Err(error) = session.run(&command) {
            writeln!(err, "{}", text::plan_error(lang, &error))?;
            return Ok(false);
        }
    }
    Ok(true)
}

/// `HEADER=field`; `HEADER=` leaves it out, `HEADER=custom` sends it as an extra column. The
/// header is taken as written, else without regard to blanks, case and accents.
fn map_command(document: &Document, map: &str) -> Option<document::Command> {
    let (header, field) = map.rsplit_once('=')?;
    let table = document.table();
    let folded = crate::schema::fold_header(header);
    let find = |same: &dyn Fn(&str) -> bool| {
        let mut found = table.columns().filter(|(_, c)| same(c.header()));
        let first = found.next()?.0;
        found.next().is_none().then_some(first)
    };
    let col = find(&|h| h == header).or_else(|| find(&|h| crate::schema::fold_header(h) == folded));
    let column = col
        .and_then(|col| ColumnName::of(table, col))
        .unwrap_or_else(|| ColumnName {
            header: header.to_owned(),
            letters: String::new(),
        });
    let target = match field.trim() {
        "" => Target::LeftOut,
        "custom" => Target::Extra(ExtraForm::Clear),
        field => Target::Field(field.to_owned()),
    };
    Some(document::Command::MapColumn { column, target })
}

fn tell_applied(
    document: &Document,
    applied: &Applied,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<()> {
    for line in text::file_changes(lang, &applied.changes) {
        writeln!(err, "{line}")?;
    }
    for error in &applied.refused {
        writeln!(err, "{}", text::plan_error(lang, error))?;
    }
    for field in &applied.ask {
        let filled = document
            .schema()
            .by_name(field)
            .is_some_and(|id| document.mapping().column_of(id).is_some());
        if !filled {
            let line = tf(
                lang,
                "profile-ask-constant",
                &[("field", field.as_str().into())],
            );
            writeln!(err, "{line}")?;
        }
    }
    Ok(())
}

fn name_of(document: &Document, field: FieldId) -> &str {
    document
        .schema()
        .field(field)
        .map_or("", |f| f.name.as_str())
}

/// The field that a column is or could be; none for one that is left out.
fn shown_field(line: &ColumnLine) -> Option<FieldId> {
    line.field
        .filter(|_| !matches!(line.how, How::LeftOut | How::Unknown | How::Extra))
}

fn fraction(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

fn columns_json(document: &Document) -> Value {
    let table = document.table();
    let columns: Vec<Value> = column_lines(document)
        .iter()
        .map(|line| {
            let alternatives: Vec<Value> = line
                .best
                .iter()
                .filter(|c| Some(c.field) != shown_field(line))
                .map(|c| {
                    json!({
                        "field": name_of(document, c.field),
                        "confidence": fraction(c.confidence),
                    })
                })
                .collect();
            json!({
                "header": line.header,
                "letter": line.letters,
                "field": shown_field(line).map(|f| name_of(document, f)),
                "how": how_word(line.how),
                "confidence": fraction(line.confidence),
                "alternatives": alternatives,
                "valid": line.valid.map(|v| (v * 1000.0).round() / 1000.0),
                "made": line.made,
                "personal": !line.personal.is_empty(),
            })
        })
        .collect();
    let read_as = document.read_as();
    json!({
        "file": document.file_name(),
        "sheet": table.sheet(),
        "header_row": table.header_row(),
        "encoding": read_as.encoding,
        "delimiter": read_as.delimiter,
        "rows": table.row_count(),
        "columns": columns,
    })
}

fn columns_text(document: &Document, lang: Lang, out: &mut dyn Write) -> std::io::Result<()> {
    for line in column_lines(document) {
        let field = shown_field(&line).map_or("—", |f| name_of(document, f));
        let how = t(lang, text::how_key(line.how));
        let header: String = line.header.chars().take(48).collect();
        write!(out, "{:>4}  {header:<48}  {field:<36}{how}", line.letters)?;
        if line.how == How::Proposed {
            write!(out, " ({} %)", line.confidence)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Names what waits for the user, with what to type.
///
/// # Errors
/// When `out` cannot be written to.
pub fn name_proposals(document: &Document, lang: Lang, out: &mut dyn Write) -> std::io::Result<()> {
    for proposal in proposals(document) {
        // A missing field is an error of its own.
        if !matches!(proposal, Proposal::Fill { .. }) {
            writeln!(out, "{}", text::proposal(lang, document, &proposal))?;
        }
    }
    Ok(())
}
