//! What was typed on the command line, as plain data. Help comes from `assets/i18n`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::columns;
use super::fix;
use super::key::{self, KeyJob};
use super::merge::{self, MergeAsked};
use super::privacy::{self, PrivacyArgs};
use super::reading;
use super::verify::{self, VerifyJob};
use super::{handback, template};
use crate::document::{Invalid, Layout};
use crate::io::OpenOptions;
use crate::text::{Lang, t};

/// How results are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Output {
    Text,
    Json,
}

/// What the user asked for.
// There is one of it in a run.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Job {
    /// Open the window, with a file or without.
    Window {
        file: Option<PathBuf>,
    },
    Check {
        file: PathBuf,
        reading: OpenOptions,
        matched: columns::Matched,
        /// Kinds of problems with their counts, not one by one.
        summary: bool,
        output: Output,
        lang: Lang,
    },
    Export {
        file: PathBuf,
        target: PathBuf,
        reading: OpenOptions,
        matched: columns::Matched,
        repairs: fix::Repairs,
        /// A recipe to replay first.
        recipe: Option<PathBuf>,
        /// The page for the provider: what was corrected.
        corrections: Option<PathBuf>,
        invalid: Invalid,
        layout: Layout,
        /// A corrected file that is taken over before; without a target it is only compared.
        merge: Option<MergeAsked>,
        /// Where the rows left out go, for the provider.
        held_back: Option<PathBuf>,
        /// Workbooks sent back before, which the record lists.
        sent_back: Vec<PathBuf>,
        privacy: Box<PrivacyArgs>,
        force: bool,
        output: Output,
        lang: Lang,
    },
    FixDryRun(fix::DryRun),
    Rules {
        output: Output,
        lang: Lang,
    },
    Report(handback::ReportJob),
    Verify {
        job: VerifyJob,
        lang: Lang,
    },
    Columns(columns::ColumnsJob),
    Key {
        job: KeyJob,
        lang: Lang,
    },
    Template(template::TemplateJob),
    Fields {
        output: Output,
        lang: Lang,
    },
}

/// Reads the arguments.
///
/// # Errors
/// clap's own error, which knows its text and its exit code (2, or 0 for help and version).
pub fn parse(args: impl IntoIterator<Item = OsString>, lang: Lang) -> Result<Job, clap::Error> {
    let command = command(lang);
    let command = match command.find_subcommand("export").cloned() {
        Some(export) => command.subcommand(merge::command(export, lang)),
        None => command,
    };
    let matches = command.try_get_matches_from(args)?;
    Ok(match matches.subcommand() {
        Some(("check", m)) => Job::Check {
            file: path(m, "file"),
            reading: reading::options(m),
            matched: columns::matched(m),
            summary: m.get_flag("summary"),
            output: output(m),
            lang: lang_of(m, lang),
        },
        Some((name @ ("export" | "merge"), m)) => {
            let merge = (name == "merge").then(|| merge::asked(m));
            export(m, lang, merge, |m| match word(m, "fix") {
                "none" => fix::Repairs::None,
                _ => fix::Repairs::Safe,
            })
        }
        Some(("fix", m)) if m.get_flag("dry-run") => fix::dry_run(m, lang),
        Some(("fix", m)) => export(m, lang, None, |m| fix::Repairs::Named(fix::rules(m))),
        Some(("rules", m)) => Job::Rules {
            output: output(m),
            lang: lang_of(m, lang),
        },
        Some(("report", m)) => handback::parse(m, lang),
        Some(("template", m)) => template::parse(m, lang),
        Some(("columns", m)) => columns::parse(m, lang),
        Some(("fields", m)) => Job::Fields {
            output: output(m),
            lang: lang_of(m, lang),
        },
        Some(("verify", m)) => Job::Verify {
            job: verify::job(m),
            lang: lang_of(m, lang),
        },
        Some(("key", m)) if let Some((job, m)) = key::job(m) => Job::Key {
            job,
            lang: lang_of(m, lang),
        },
        _ => Job::Window {
            file: matches.get_one::<PathBuf>("file").cloned(),
        },
    })
}

fn export(
    m: &ArgMatches,
    lang: Lang,
    merge: Option<MergeAsked>,
    repairs: impl Fn(&ArgMatches) -> fix::Repairs,
) -> Job {
    Job::Export {
        merge,
        file: path(m, "file"),
        target: path(m, "output"),
        reading: reading::options(m),
        matched: columns::matched(m),
        repairs: repairs(m),
        recipe: m.get_one::<PathBuf>("recipe").cloned(),
        corrections: m.get_one::<PathBuf>("corrections").cloned(),
        invalid: match word(m, "invalid") {
            "skip" => Invalid::Skip,
            "keep" => Invalid::Keep,
            _ => Invalid::Stop,
        },
        layout: layout(m),
        held_back: m.get_one::<PathBuf>("held-back").cloned(),
        sent_back: (m.get_many::<PathBuf>("sent-back").into_iter().flatten())
            .cloned()
            .collect(),
        privacy: Box::new(privacy::of_matches(m)),
        force: m.get_flag("force"),
        output: output(m),
        lang: lang_of(m, lang),
    }
}

fn layout(m: &ArgMatches) -> Layout {
    Layout {
        split: m
            .get_one::<u64>("split")
            .map(|n| usize::try_from(*n).unwrap_or(usize::MAX)),
        body: m.get_flag("api"),
        bom: m.get_flag("bom"),
        drop_empty: m.get_flag("drop-empty"),
        only: None,
    }
}

pub(super) fn path(m: &ArgMatches, id: &str) -> PathBuf {
    m.get_one::<PathBuf>(id).cloned().unwrap_or_default()
}

pub(super) fn word<'a>(m: &'a ArgMatches, id: &str) -> &'a str {
    m.get_one::<String>(id).map_or("", String::as_str)
}

pub(super) fn output(m: &ArgMatches) -> Output {
    if word(m, "format") == "json" {
        Output::Json
    } else {
        Output::Text
    }
}

pub(super) fn lang_of(m: &ArgMatches, default: Lang) -> Lang {
    word(m, "lang").parse().unwrap_or(default)
}

fn command(lang: Lang) -> Command {
    let file = |required: bool| {
        Arg::new("file")
            .value_name("FILE")
            .required(required)
            .value_parser(value_parser!(PathBuf))
            .help(t(lang, "cli-file"))
    };
    let choice = |id: &'static str,
                  values: &'static [&'static str],
                  default: Option<&'static str>,
                  help: &str| {
        let arg = Arg::new(id)
            .long(id)
            .value_parser(PossibleValuesParser::new(values))
            .help(t(lang, help));
        match default {
            Some(value) => arg.default_value(value),
            None => arg,
        }
    };
    let format = || choice("format", &["text", "json"], Some("text"), "cli-format");
    let language = || choice("lang", &["en", "fr"], None, "cli-lang");
    let flag = |id: &'static str, help: &str| {
        Arg::new(id)
            .long(id)
            .action(ArgAction::SetTrue)
            .help(t(lang, help))
    };

    // What every command that writes the platform's file takes.
    let written = || {
        let mut args: Vec<Arg> = privacy::args(lang).into_iter().collect();
        args.extend([
            Arg::new("recipe")
                .long("recipe")
                .value_name("RECIPE.toml")
                .value_parser(value_parser!(PathBuf))
                .help(t(lang, "cli-recipe")),
            Arg::new("corrections")
                .long("corrections")
                .value_name("PAGE.html")
                .value_parser(value_parser!(PathBuf))
                .help(t(lang, "cli-corrections")),
            choice(
                "invalid",
                &["stop", "skip", "keep"],
                Some("stop"),
                "cli-invalid",
            ),
            Arg::new("split")
                .long("split")
                .value_name("N")
                .value_parser(value_parser!(u64).range(1..))
                .help(t(lang, "cli-split")),
            flag("api", "cli-api"),
            flag("bom", "cli-bom"),
            flag("drop-empty", "cli-drop-empty"),
            Arg::new("held-back")
                .long("held-back")
                .value_name("ROWS-PERSONAL-DATA.xlsx")
                .value_parser(value_parser!(PathBuf))
                .help(t(lang, "cli-held-back")),
            Arg::new("sent-back")
                .long("sent-back")
                .value_name("BACK-PERSONAL-DATA.xlsx")
                .action(ArgAction::Append)
                .value_parser(value_parser!(PathBuf))
                .help(t(lang, "cli-sent-back")),
            flag("force", "cli-force"),
            format(),
            language(),
        ]);
        args.extend(reading::args(lang));
        args
    };

    Command::new("tamis")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(lang, "cli-about"))
        .args_conflicts_with_subcommands(true)
        .arg(file(false))
        .subcommand(
            Command::new("check")
                .about(t(lang, "cli-check"))
                .args([
                    file(true),
                    flag("summary", "cli-summary"),
                    format(),
                    language(),
                ])
                .args(reading::args(lang))
                .args(columns::matching_args(lang)),
        )
        .subcommand(
            Command::new("export")
                .about(t(lang, "cli-export"))
                .args([
                    file(true),
                    Arg::new("output")
                        .short('o')
                        .long("output")
                        .value_name("OUT")
                        .required(true)
                        .value_parser(value_parser!(PathBuf))
                        .help(t(lang, "cli-output")),
                    choice("fix", &["safe", "none"], Some("safe"), "cli-fix"),
                ])
                .args(written())
                .args(columns::matching_args(lang)),
        )
        .subcommand(
            Command::new("fix")
                .about(t(lang, "cli-fix-command"))
                .args([file(true), fix::target(lang)])
                .args(fix::args(lang))
                .args(written())
                .args(columns::matching_args(lang)),
        )
        .subcommand(
            Command::new("rules")
                .about(t(lang, "cli-rules-command"))
                .args([format(), language()]),
        )
        .subcommand(handback::command(lang))
        .subcommand(columns::command(lang))
        .subcommand(key::command(lang, &language))
        .subcommand(template::command(lang))
        .subcommand(verify::command(lang, language()))
        .subcommand(
            Command::new("fields")
                .about(t(lang, "cli-fields"))
                .args([format(), language()]),
        )
}
