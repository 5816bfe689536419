//! `tamis key`: make a key, show its fingerprint, write a backup. A passphrase comes from a file
//! descriptor or the environment, never from an argument, which others could see.

use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use zeroize::Zeroizing;

use super::{FAILED, OK};
use crate::document::{KeyFileError, peek_key, read_key, write_key};
use crate::privacy::{Key, Protection};
use crate::text::{self, Lang, t, tf};

/// The environment variable of a passphrase.
pub const PASSPHRASE: &str = "TAMIS_PASSPHRASE";

/// What to do with a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyJob {
    /// Makes a new key.
    New {
        file: PathBuf,
        passphrase: PassphraseFrom,
        /// The user declines a passphrase.
        without: bool,
    },
    /// Shows fingerprint and protection.
    Show { file: PathBuf },
    /// Writes a backup: the same key, again with its passphrase or without.
    Export {
        file: PathBuf,
        target: PathBuf,
        passphrase: PassphraseFrom,
    },
}

/// Where a passphrase comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PassphraseFrom {
    /// An open file descriptor; without one, the environment.
    pub fd: Option<u32>,
}

impl PassphraseFrom {
    /// Reads it; `None` when none is given.
    ///
    /// # Errors
    /// When the file descriptor cannot be read.
    pub fn read(self) -> std::io::Result<Option<Zeroizing<String>>> {
        let Some(fd) = self.fd else {
            return Ok(std::env::var(PASSPHRASE).ok().map(Zeroizing::new));
        };
        let mut bytes = Zeroizing::new(Vec::with_capacity(1024));
        std::fs::File::open(format!("/dev/fd/{fd}"))?
            .take(1024)
            .read_to_end(&mut bytes)?;
        let line = bytes
            .split(|b| *b == b'\n')
            .next()
            .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
            .unwrap_or_default();
        let text = std::str::from_utf8(line)
            .map_err(|_| std::io::Error::from(std::io::ErrorKind::InvalidData))?;
        Ok(Some(Zeroizing::new(text.to_owned())))
    }
}

/// The argument that names a descriptor.
pub(super) fn passphrase_arg(lang: Lang) -> Arg {
    Arg::new("passphrase-fd")
        .long("passphrase-fd")
        .value_name("N")
        .value_parser(value_parser!(u32))
        .help(t(lang, "cli-passphrase-fd"))
}

pub(super) fn passphrase_from(m: &ArgMatches) -> PassphraseFrom {
    PassphraseFrom {
        fd: m.get_one::<u32>("passphrase-fd").copied(),
    }
}

pub(super) fn command(lang: Lang, language: &dyn Fn() -> Arg) -> Command {
    let file = |id: &'static str, name: &'static str, help: &str| {
        Arg::new(id)
            .value_name(name)
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(t(lang, help))
    };
    Command::new("key")
        .about(t(lang, "cli-key"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("new").about(t(lang, "cli-key-new")).args([
                file("file", "FILE", "cli-key-file"),
                passphrase_arg(lang),
                Arg::new("no-passphrase")
                    .long("no-passphrase")
                    .action(ArgAction::SetTrue)
                    .conflicts_with("passphrase-fd")
                    .help(t(lang, "cli-no-passphrase")),
                language(),
            ]),
        )
        .subcommand(
            Command::new("show")
                .about(t(lang, "cli-key-show"))
                .args([file("file", "FILE", "cli-key-file"), language()]),
        )
        .subcommand(
            Command::new("export")
                .about(t(lang, "cli-key-export"))
                .args([
                    file("file", "FILE", "cli-key-file"),
                    file("target", "BACKUP", "cli-key-backup"),
                    passphrase_arg(lang),
                    language(),
                ]),
        )
}

/// Reads the arguments of a subcommand of `key`.
pub(super) fn job(m: &ArgMatches) -> Option<(KeyJob, &ArgMatches)> {
    let path = |m: &ArgMatches, id: &str| m.get_one::<PathBuf>(id).cloned().unwrap_or_default();
    Some(match m.subcommand()? {
        ("new", m) => (
            KeyJob::New {
                file: path(m, "file"),
                passphrase: passphrase_from(m),
                without: m.get_flag("no-passphrase"),
            },
            m,
        ),
        ("show", m) => (
            KeyJob::Show {
                file: path(m, "file"),
            },
            m,
        ),
        ("export", m) => (
            KeyJob::Export {
                file: path(m, "file"),
                target: path(m, "target"),
                passphrase: passphrase_from(m),
            },
            m,
        ),
        _ => return None,
    })
}

/// Why a key file cannot be used, in one sentence.
#[must_use]
pub fn key_refusal(lang: Lang, path: &Path, error: &KeyFileError) -> String {
    match error {
        KeyFileError::Read(_) => {
            let name = path
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default();
            tf(lang, "key-cannot-read", &[("file", name.as_str().into())])
        }
        KeyFileError::Key(error) => text::key_error(lang, *error),
        KeyFileError::Write(error) => text::write_error(lang, error),
    }
}

/// Reads the key of a file with its passphrase from where the arguments say.
///
/// # Errors
/// The sentence that says why there is no key.
pub(super) fn load(lang: Lang, path: &Path, from: PassphraseFrom) -> Result<Key, String> {
    let refused = |error: KeyFileError| key_refusal(lang, path, &error);
    let (_, protection) = peek_key(path).map_err(refused)?;
    let passphrase = match protection {
        Protection::None => None,
        Protection::Passphrase => from
            .read()
            .map_err(|_| t(lang, "key-passphrase-unreadable"))?,
    };
    read_key(path, passphrase.as_ref().map(|p| p.as_str())).map_err(refused)
}

/// Does it.
///
/// # Errors
/// Only when `out` or `err` cannot be written to.
pub(super) fn run(
    job: &KeyJob,
    lang: Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> std::io::Result<u8> {
    let done = match job {
        KeyJob::New {
            file,
            passphrase,
            without,
        } => new(lang, file, *passphrase, *without),
        KeyJob::Show { file } => peek_key(file)
            .map(|(fingerprint, protection)| {
                let key = match protection {
                    Protection::Passphrase => "key-shown-sealed",
                    Protection::None => "key-shown-open",
                };
                tf(
                    lang,
                    key,
                    &[("fingerprint", fingerprint.text().as_str().into())],
                )
            })
            .map_err(|error| key_refusal(lang, file, &error)),
        KeyJob::Export {
            file,
            target,
            passphrase,
        } => backup(lang, file, target, *passphrase),
    };
    match done {
        Ok(line) => {
            writeln!(out, "{line}")?;
            Ok(OK)
        }
        Err(line) => {
            writeln!(err, "{line}")?;
            Ok(FAILED)
        }
    }
}

fn new(
    lang: Lang,
    file: &Path,
    passphrase: PassphraseFrom,
    without: bool,
) -> Result<String, String> {
    let passphrase = if without {
        None
    } else {
        let given = passphrase
            .read()
            .map_err(|_| t(lang, "key-passphrase-unreadable"))?;
        Some(given.ok_or_else(|| t(lang, "cli-key-needs-passphrase"))?)
    };
    let key = Key::generate().map_err(|error| text::key_error(lang, error))?;
    write_key(file, &key, passphrase.as_ref().map(|p| p.as_str()))
        .map_err(|error| key_refusal(lang, file, &error))?;
    Ok(tf(
        lang,
        "key-made",
        &[("fingerprint", key.fingerprint().text().as_str().into())],
    ))
}

fn backup(lang: Lang, file: &Path, target: &Path, from: PassphraseFrom) -> Result<String, String> {
    let refused = |error: KeyFileError| key_refusal(lang, file, &error);
    let (fingerprint, protection) = peek_key(file).map_err(refused)?;
    let passphrase = match protection {
        Protection::None => None,
        Protection::Passphrase => from
            .read()
            .map_err(|_| t(lang, "key-passphrase-unreadable"))?,
    };
    let passphrase = passphrase.as_ref().map(|p| p.as_str());
    let key = read_key(file, passphrase).map_err(refused)?;
    write_key(target, &key, passphrase).map_err(|error| key_refusal(lang, target, &error))?;
    Ok(tf(
        lang,
        "key-backed-up",
        &[("fingerprint", fingerprint.text().as_str().into())],
    ))
}
