//! The options that say how a file is to be read, the same for every command that opens one.

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use crate::io::OpenOptions;
use crate::text::{Lang, t};

/// `--sheet`, `--header-row`, `--encoding`, `--delimiter`, `--as-shown`, `--fill-merged`.
pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let named = |id: &'static str, value: &'static str, help: &str| {
        Arg::new(id).long(id).value_name(value).help(t(lang, help))
    };
    vec![
        named("sheet", "NAME", "cli-sheet").action(ArgAction::Append),
        named("header-row", "N", "cli-header-row")
            .value_parser(value_parser!(u32).range(1..=1_048_576)),
        named("encoding", "NAME", "cli-encoding"),
        named("delimiter", "CHAR", "cli-delimiter").value_parser(delimiter),
        Arg::new("as-shown")
            .long("as-shown")
            .action(ArgAction::SetTrue)
            .help(t(lang, "cli-as-shown")),
        Arg::new("fill-merged")
            .long("fill-merged")
            .action(ArgAction::SetTrue)
            .help(t(lang, "cli-fill-merged")),
    ]
}

/// What was chosen.
pub(super) fn options(m: &ArgMatches) -> OpenOptions {
    let mut sheets = m.get_many::<String>("sheet").into_iter().flatten().cloned();
    OpenOptions {
        sheet: sheets.next(),
        more_sheets: sheets.collect(),
        header_row: m.get_one::<u32>("header-row").copied(),
        encoding: m.get_one::<String>("encoding").cloned(),
        delimiter: m.get_one::<u8>("delimiter").copied(),
        as_shown: m.get_flag("as-shown"),
        fill_merged: m.get_flag("fill-merged"),
        ..OpenOptions::default()
    }
}

/// One ASCII character, or `tab`.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [one] if one.is_ascii() && !matches!(one, b'"' | b'\n' | b'\r' | 0) => Ok(*one),
        _ => Err("; , | : tab".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_or_a_word() {
        assert_eq!(delimiter(";"), Ok(b';'));
        assert_eq!(delimiter("tab"), Ok(b'\t'));
        assert!(delimiter("").is_err() && delimiter(";;").is_err() && delimiter("\"").is_err());
        assert!(delimiter("é").is_err());
    }
}
