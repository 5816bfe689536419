//! `tamis rules`: the registry of checks with their help, in the user's language.

use std::io::Write;

use serde_json::json;

use super::Output;
use crate::check::{Rule, Severity};
use crate::text::{Lang, rule_help, t};

/// Prints every rule.
///
/// # Errors
/// When `out` cannot be written to.
pub(super) fn list(output: Output, lang: Lang, out: &mut dyn Write) -> std::io::Result<()> {
    if output == Output::Json {
        let rules: Vec<_> = Rule::ALL
            .iter()
            .map(|rule| {
                let help = rule_help(lang, *rule);
                json!({
                    "rule": rule.id(),
                    "severity": rule.severity(),
                    "fixed": rule.is_fixed(),
                    "scope": rule.scope().id(),
                    "name": help.name,
                    "what": help.what,
                    "why": help.why,
                    "fix": help.fix,
                    "example": help.example,
                })
            })
            .collect();
        return writeln!(out, "{}", serde_json::Value::Array(rules));
    }
    for rule in Rule::ALL {
        let help = rule_help(lang, *rule);
        let severity = match rule.severity() {
            Severity::Error => "severity-error",
            Severity::Warning => "severity-warning",
            Severity::Note => "severity-note",
        };
        writeln!(out, "{} · {} · {}", rule.id(), t(lang, severity), help.name)?;
        writeln!(out, "  {} {}", help.what, help.why)?;
        writeln!(out, "  {} ({})", help.fix, help.example)?;
    }
    Ok(())
}
