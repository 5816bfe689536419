//! The export's privacy options: a key, decisions, treatments of columns, extra columns.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::key::{PassphraseFrom, load, passphrase_arg, passphrase_from};
use super::{FAILED, REFUSED};
use crate::document::{
    ColumnName, Command, Decision, ExportError, MethodChoice, RecordFile, Session,
    already_pseudonymized, inconsistent_identifiers, record_json,
};
use crate::privacy::{Decimals, Fingerprint, Kind, Treatment};
use crate::text::{self, Lang, t, tf};

/// What was asked about privacy.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PrivacyArgs {
    pub key: Option<PathBuf>,
    pub passphrase: PassphraseFrom,
    /// The key that must be used, by its fingerprint.
    pub expect: Option<Fingerprint>,
    pub require_key: bool,
    /// Column and what becomes of personal data in it.
    pub decide: Vec<(String, Decision)>,
    /// Column and how it leaves.
    pub treat: Vec<(String, Treatment)>,
    pub record: Option<PathBuf>,
}

fn list(id: &'static str, value: &'static str, lang: Lang, help: &str) -> Arg {
    Arg::new(id)
        .long(id)
        .value_name(value)
        .action(ArgAction::Append)
        .help(t(lang, help))
}

/// The arguments.
pub(super) fn args(lang: Lang) -> Vec<Arg> {
    vec![
        Arg::new("key")
            .long("key")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(t(lang, "cli-key-use")),
        passphrase_arg(lang),
        Arg::new("expect-key")
            .long("expect-key")
            .value_name("FINGERPRINT")
            .value_parser(|text: &str| text.parse::<Fingerprint>().map_err(|e| e.to_string()))
            .help(t(lang, "cli-expect-key")),
        Arg::new("require-key")
            .long("require-key")
            .action(ArgAction::SetTrue)
            .help(t(lang, "cli-require-key")),
        list("decide", "COLUMN=keep|mask|drop", lang, "cli-decide").value_parser(decision),
        list("treat", "COLUMN=HOW", lang, "cli-treat").value_parser(treatment),
        Arg::new("record")
            .long("record")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(t(lang, "cli-record")),
    ]
}

/// `COLUMN=keep`, `COLUMN=keep:REASON`, `COLUMN=mask`, `COLUMN=drop`.
fn decision(text: &str) -> Result<(String, Decision), String> {
    let (column, how) = text
        .rsplit_once("=keep:")
        .map(|(column, reason)| {
            let decision = Decision::Keep {
                reason: reason.to_owned(),
            };
            (column, Some(decision))
        })
        .or_else(|| {
            let (column, word) = text.rsplit_once('=')?;
            let decision = match word {
                "keep" => Some(Decision::Keep {
                    reason: "decided on the command line".to_owned(),
                }),
                "mask" => Some(Decision::Mask),
                "drop" => Some(Decision::Drop),
                _ => None,
            };
            Some((column, decision))
        })
        .ok_or("COLUMN=keep, COLUMN=keep:REASON, COLUMN=mask or COLUMN=drop")?;
    match how {
        Some(decision) if !column.is_empty() => Ok((column.to_owned(), decision)),
        _ => Err("COLUMN=keep, COLUMN=keep:REASON, COLUMN=mask or COLUMN=drop".to_owned()),
    }
}

/// `COLUMN=pseudonym:KIND`, `COLUMN=blur:2`, `COLUMN=drop`.
fn treatment(text: &str) -> Result<(String, Treatment), String> {
    const FORM: &str = "COLUMN=pseudonym:KIND (name, id, address, email, phone, extra), COLUMN=blur:1 to 3 or COLUMN=drop";
    let (column, how) = text.rsplit_once('=').ok_or(FORM)?;
    let treatment = match how.split_once(':') {
        Some(("pseudonym", kind)) => Treatment::Pseudonym(Kind::of_id(kind).ok_or(FORM)?),
        Some(("blur", n)) => {
            let n: u8 = n.parse().map_err(|_| FORM)?;
            Treatment::Blur(Decimals::try_from(n).map_err(|_| FORM)?)
        }
        None if how == "drop" => Treatment::LeaveOut,
        _ => return Err(FORM.to_owned()),
    };
    Ok((column.to_owned(), treatment))
}

pub(super) fn of_matches(m: &ArgMatches) -> PrivacyArgs {
    PrivacyArgs {
        key: m.get_one::<PathBuf>("key").cloned(),
        passphrase: passphrase_from(m),
        expect: m.get_one::<Fingerprint>("expect-key").copied(),
        require_key: m.get_flag("require-key"),
        decide: m
            .get_many::<(String, Decision)>("decide")
            .map(|all| all.cloned().collect())
            .unwrap_or_default(),
        treat: m
            .get_many::<(String, Treatment)>("treat")
            .map(|all| all.cloned().collect())
            .unwrap_or_default(),
        record: m.get_one::<PathBuf>("record").cloned(),
    }
}

/// Lends the key and runs the commands that the arguments stand for; the exit code when one
/// cannot be done.
///
/// # Errors
/// Only when `err` cannot be written to.
pub(super) fn apply(
    session: &mut Session,
    asked: &PrivacyArgs,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<Option<u8>> {
    // What is typed wins over what the profile says, but takes no demand back.
    let known = &session.document().settings().privacy;
    let expected = asked.expect.or(known.expected_key);
    let required = asked.require_key || known.key_required;
    session.expect_key(expected, required);
    let mut commands = Vec::new();
    if let Some(path) = &asked.key {
        match load(lang, path, asked.passphrase) {
            Ok(key) => {
                let fingerprint = key.fingerprint();
                session.lend_key(Some(Arc::new(key)));
                commands.push(Command::ChooseMethod {
                    method: MethodChoice::Keyed { fingerprint },
                });
            }
            Err(line) => {
                writeln!(err, "{line}")?;
                return Ok(Some(FAILED));
            }
        }
    }
    for (name, treatment) in &asked.treat {
        commands.push(Command::TreatColumn {
            column: column(session, name),
            treatment: Some(*treatment),
        });
    }
    for (name, decision) in &asked.decide {
        commands.push(Command::Decide {
            column: column(session, name),
            trace: None,
            decision: Some(decision.clone()),
        });
    }
    for command in commands {
        if let Err(error) = session.run(&command) {
            writeln!(err, "{}", text::plan_error(lang, &error))?;
            return Ok(Some(FAILED));
        }
    }
    Ok(None)
}

/// A column by its header, or by the name of the field that it is.
fn column(session: &Session, name: &str) -> ColumnName {
    let document = session.document();
    let by_field = || {
        let field = document.schema().by_name(name)?;
        ColumnName::of(document.table(), document.mapping().column_of(field)?)
    };
    let header = ColumnName {
        header: name.to_owned(),
        letters: String::new(),
    };
    if header.resolve(document.table()).is_some() {
        return header;
    }
    by_field().unwrap_or(header)
}

/// What stopped an export, line by line under the first sentence.
///
/// # Errors
/// Only when `err` cannot be written to.
pub(super) fn explain(
    session: &Session,
    error: &ExportError,
    lang: Lang,
    err: &mut dyn Write,
) -> std::io::Result<u8> {
    match error {
        ExportError::PersonalData { hits } => {
            for hit in hits {
                writeln!(err, "  {}", text::hit(lang, session.document(), hit))?;
            }
        }
        ExportError::Leak { report } => {
            writeln!(err, "  {}", text::leak_summary(lang, report))?;
            for find in &report.finds {
                writeln!(err, "  {}", text::leak_find(lang, find))?;
            }
        }
        ExportError::Write(_) => return Ok(FAILED),
        _ => {}
    }
    Ok(REFUSED)
}

/// How the pseudonyms were made, in one line.
pub(super) fn method_line(session: &Session, lang: Lang) -> String {
    match session.document().method().map(|m| m.fingerprint()) {
        Ok(Some(fingerprint)) => tf(
            lang,
            "cli-keyed",
            &[("fingerprint", fingerprint.text().as_str().into())],
        ),
        _ => t(lang, "cli-plain"),
    }
}

/// True unless a record is asked for under a name that is neither html nor json.
pub(super) fn record_kind(asked: &PrivacyArgs) -> bool {
    asked
        .record
        .as_deref()
        .is_none_or(|path| !extension(path).is_empty())
}

fn extension(path: &std::path::Path) -> &'static str {
    let own = path
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase());
    match own.as_deref() {
        Some("html" | "htm") => "html",
        Some("json") => "json",
        _ => "",
    }
}

/// Where the record goes and how it is written.
pub(super) fn record_file(asked: &PrivacyArgs, lang: Lang) -> Option<RecordFile> {
    let target = asked.record.clone()?;
    let html = extension(&target) == "html";
    Some(RecordFile {
        target,
        render: Arc::new(move |record| {
            if html {
                text::record_html(lang, record)
            } else {
                record_json(record)
            }
        }),
    })
}

/// What a person should know about the pseudonyms: values spelled in several ways, and with a
/// key values that were digests already.
///
/// # Errors
/// Only when `err` cannot be written to.
pub(super) fn warn(session: &Session, lang: Lang, err: &mut dyn Write) -> std::io::Result<()> {
    let document = session.document();
    let header = |col| {
        document
            .table()
            .column(col)
            .map(|c| c.header().to_owned())
            .unwrap_or_default()
    };
    let mut line = |key: &str, col, n: u64| {
        let words = tf(
            lang,
            key,
            &[
                ("column", header(col).as_str().into()),
                ("count", text::count(lang, n).as_str().into()),
                ("n", n.into()),
            ],
        );
        writeln!(err, "{words}")
    };
    for inconsistent in inconsistent_identifiers(document) {
        line("warn-inconsistent", inconsistent.col, inconsistent.pairs())?;
    }
    let keyed = document.method().is_ok_and(|m| m.fingerprint().is_some());
    if keyed {
        for (col, cells) in already_pseudonymized(document) {
            line("warn-already", col, cells)?;
        }
    }
    Ok(())
}
