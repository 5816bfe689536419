//! Every word the user reads, in English and French, from `assets/i18n`.
//!
//! Nothing here takes a personal value: messages get a shape or, for fields that leave in the
//! clear, the value itself.

mod columns;
mod help;
mod history;
mod keep;
mod label;
mod merge;
mod privacy;
mod problem;
mod read;
mod record;
mod refusal;
mod words;

pub use columns::{conversion_key, file_changes, how_key, personal, profile_error, proposal, why};
pub use help::{RuleHelp, evidence, habit, question, reading, rule_help};
pub use history::{corrections_page, left_out_key, replay_lines};
pub use keep::{computer_key_error, keep_error, moment, restore_error, seal_error, written_moment};
pub use label::{label, plan_error, target_name};
pub use merge::{listed_text, verdict};
pub use privacy::{
    decision_key, hit, key_error, key_problem, kind_name, leak_find, leak_summary, method_key,
    per_trace, privacy_finding, trace_name, treatment_name,
};
pub use problem::{
    ProblemText, breakdown, field_label, fix_line, problem, problem_on_screen, repair_key,
    type_key, unit,
};
pub use read::{delimiter, kind, read_as, read_note};
pub use record::{plain_figure, record_html, risk_lines};
pub use refusal::export_error;

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::io::OpenError;
use crate::io::atomic::WriteError;

/// A language of the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    #[default]
    En,
    Fr,
}

impl Lang {
    /// From `fr_FR.UTF-8` and the like; English for anything else.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("fr") {
            Self::Fr
        } else {
            Self::En
        }
    }
}

impl FromStr for Lang {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "en" => Ok(Self::En),
            "fr" => Ok(Self::Fr),
            _ => Err(()),
        }
    }
}

/// A variable of a message.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// Chooses the plural form; not meant to be shown.
    Num(i64),
    /// Shown as it is.
    Text(&'a str),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Num(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

const EN: [&str; 17] = [
    include_str!("../../assets/i18n/en/core.ftl"),
    include_str!("../../assets/i18n/en/cli.ftl"),
    include_str!("../../assets/i18n/en/ui.ftl"),
    include_str!("../../assets/i18n/en/ui-help.ftl"),
    include_str!("../../assets/i18n/en/ui-find.ftl"),
    include_str!("../../assets/i18n/en/ui-privacy.ftl"),
    include_str!("../../assets/i18n/en/ui-match.ftl"),
    include_str!("../../assets/i18n/en/ui-fix.ftl"),
    include_str!("../../assets/i18n/en/ui-return.ftl"),
    include_str!("../../assets/i18n/en/read.ftl"),
    include_str!("../../assets/i18n/en/match.ftl"),
    include_str!("../../assets/i18n/en/check.ftl"),
    include_str!("../../assets/i18n/en/privacy.ftl"),
    include_str!("../../assets/i18n/en/return.ftl"),
    include_str!("../../assets/i18n/en/keep.ftl"),
    include_str!("../../assets/i18n/en/guide.ftl"),
    include_str!("../../assets/i18n/en/work.ftl"),
];
const FR: [&str; 17] = [
    include_str!("../../assets/i18n/fr/core.ftl"),
    include_str!("../../assets/i18n/fr/cli.ftl"),
    include_str!("../../assets/i18n/fr/ui.ftl"),
    include_str!("../../assets/i18n/fr/ui-help.ftl"),
    include_str!("../../assets/i18n/fr/ui-find.ftl"),
    include_str!("../../assets/i18n/fr/ui-privacy.ftl"),
    include_str!("../../assets/i18n/fr/ui-match.ftl"),
    include_str!("../../assets/i18n/fr/ui-fix.ftl"),
    include_str!("../../assets/i18n/fr/ui-return.ftl"),
    include_str!("../../assets/i18n/fr/read.ftl"),
    include_str!("../../assets/i18n/fr/match.ftl"),
    include_str!("../../assets/i18n/fr/check.ftl"),
    include_str!("../../assets/i18n/fr/privacy.ftl"),
    include_str!("../../assets/i18n/fr/return.ftl"),
    include_str!("../../assets/i18n/fr/keep.ftl"),
    include_str!("../../assets/i18n/fr/guide.ftl"),
    include_str!("../../assets/i18n/fr/work.ftl"),
];

type Bundle = FluentBundle<FluentResource>;

fn bundle(lang: Lang) -> &'static Bundle {
    static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| build("en", &EN));
    static FRENCH: LazyLock<Bundle> = LazyLock::new(|| build("fr", &FR));
    match lang {
        Lang::En => &ENGLISH,
        Lang::Fr => &FRENCH,
    }
}

fn build(id: &str, files: &[&str]) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(id.parse().into_iter().collect());
    bundle.set_use_isolating(false);
    for file in files {
        // A broken message is left out here and fails the test of this module.
        let resource = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A message without variables. A missing one shows its id, and a test excludes it.
#[must_use]
pub fn t(lang: Lang, key: &str) -> String {
    tf(lang, key, &[])
}

/// A message with variables.
#[must_use]
pub fn tf(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    let bundle = bundle(lang);
    let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
        return key.to_owned();
    };
    let mut values = FluentArgs::new();
    for (name, arg) in args {
        let value = match arg {
            Arg::Num(n) => FluentValue::from(*n),
            Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        };
        values.set((*name).to_owned(), value);
    }
    bundle
        .format_pattern(pattern, Some(&values), &mut Vec::new())
        .into_owned()
}

/// True when the message exists.
#[must_use]
pub fn has(lang: Lang, key: &str) -> bool {
    bundle(lang)
        .get_message(key)
        .is_some_and(|m| m.value().is_some())
}

/// A number for people: `12,480`, `12 480` with a narrow no-break space.
#[must_use]
pub fn count(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    let mark = match lang {
        Lang::En => ',',
        Lang::Fr => '\u{202f}',
    };
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// Why a file could not be opened, and what to do: one sentence or two on one line.
#[must_use]
pub fn open_error(lang: Lang, file: &str, error: &OpenError) -> String {
    let (what, more) = match error {
        OpenError::NotATable { what } | OpenError::TooLarge { what } => (*what, String::new()),
        OpenError::NoSuchSheet { sheets, .. } => ("", sheets.join(", ")),
        OpenError::NoSuchEncoding { name } | OpenError::SheetsDiffer { name } => ("", name.clone()),
        OpenError::BadJson { line } => ("", line.to_string()),
        _ => ("", String::new()),
    };
    let key = error.key();
    let special = format!("{key}-{what}");
    let key = if !what.is_empty() && has(lang, &special) {
        special.as_str()
    } else {
        key
    };
    tf(
        lang,
        key,
        &[
            ("file", file.into()),
            ("sheets", more.as_str().into()),
            ("name", more.as_str().into()),
            ("line", more.as_str().into()),
        ],
    )
}

/// Why a file could not be written, and what to do.
#[must_use]
pub fn write_error(lang: Lang, error: &WriteError) -> String {
    t(lang, error.key())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Message ids with the variables that they use.
    fn messages(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in files {
            assert!(
                FluentResource::try_new((*file).to_owned()).is_ok(),
                "a broken message"
            );
            let mut key = String::new();
            for line in file.lines().filter(|l| !l.starts_with('#')) {
                if let Some((id, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
                    key = id.to_owned();
                    assert!(
                        all.insert(key.clone(), BTreeSet::new()).is_none(),
                        "{key} is there twice"
                    );
                }
                for part in line.split("{ $").skip(1) {
                    let name: String = part.chars().take_while(|c| c.is_alphanumeric()).collect();
                    all.get_mut(&key).unwrap().insert(name);
                }
            }
        }
        all
    }

    #[test]
    fn both_languages_have_the_same_messages_and_variables() {
        let (en, fr) = (messages(&EN), messages(&FR));
        let only = |a: &BTreeMap<_, _>, b: &BTreeMap<String, _>| {
            a.keys()
                .filter(|k| !b.contains_key(*k))
                .cloned()
                .collect::<Vec<String>>()
        };
        assert_eq!(only(&en, &fr), Vec::<String>::new(), "missing in French");
        assert_eq!(only(&fr, &en), Vec::<String>::new(), "missing in English");
        for (key, variables) in &en {
            assert_eq!(Some(variables), fr.get(key), "variables of {key}");
        }
    }

    #[test]
    fn every_rule_and_reason_has_words() {
        let mut keys = Vec::new();
        for rule in crate::check::Rule::ALL {
            keys.push(format!("rule-{}", rule.id()));
            keys.push(format!("rule-{}-message", rule.id()));
            for part in ["what", "why", "fix", "example"] {
                keys.push(format!("rule-{}-help-{part}", rule.id()));
            }
        }
        for repair in crate::check::RepairId::ALL {
            assert_eq!(repair_key(repair), format!("repair-{}", repair.id()));
            assert_eq!(crate::check::RepairId::by_id(repair.id()), Some(repair));
            keys.push(repair_key(repair).to_owned());
        }
        for reason in [
            "not-found",
            "empty",
            "damaged",
            "password",
            "not-a-table",
            "locked",
            "too-large",
            "no-such-sheet",
            "no-header",
            "io",
            "cancelled",
        ] {
            keys.push(format!("open-{reason}"));
        }
        for reason in [
            "target-is-source",
            "target-exists",
            "no-folder",
            "no-space",
            "denied",
            "verify-failed",
            "source-gone",
            "too-many-rows",
            "text-too-long",
            "cancelled",
            "io",
        ] {
            keys.push(format!("write-{reason}"));
        }
        for key in keys {
            assert!(has(Lang::En, &key) && has(Lang::Fr, &key), "{key}");
        }
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(count(Lang::En, 12_480), "12,480");
        assert_eq!(count(Lang::Fr, 1_048_575), "1\u{202f}048\u{202f}575");
        assert_eq!(count(Lang::En, 12), "12");
    }
}
