//! What the user thinks of a rule. A warning or a note can be raised or lowered; an error of the
//! format stays one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Rule, Severity};

/// The rules whose severity the user has set, by id.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Severities(BTreeMap<String, Severity>);

impl Severities {
    /// Sets a rule's severity, or takes the setting back. `false`, and nothing happens, for a
    /// rule that is an error of the format or speaks about privacy.
    pub fn set(&mut self, rule: Rule, severity: Option<Severity>) -> bool {
        if rule.is_fixed() {
            return false;
        }
        match severity {
            Some(severity) => self.0.insert(rule.id().to_owned(), severity),
            None => self.0.remove(rule.id()),
        };
        true
    }

    /// The severity that a finding has: an error stays, anything else follows the setting.
    #[must_use]
    pub fn of(&self, rule: Rule, own: Severity) -> Severity {
        if own == Severity::Error {
            return own;
        }
        self.0.get(rule.id()).copied().unwrap_or(own)
    }

    /// What is set, by rule.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Severity)> {
        self.0
            .iter()
            .map(|(rule, severity)| (rule.as_str(), *severity))
    }

    /// True when nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_format_cannot_be_lowered() {
        let mut all = Severities::default();
        assert!(!all.set(Rule::DecimalComma, Some(Severity::Note)));
        assert_eq!(all.of(Rule::DecimalComma, Severity::Error), Severity::Error);
        for rule in Rule::ALL.iter().filter(|r| r.is_about_privacy()) {
            assert!(!all.set(*rule, Some(Severity::Note)), "{}", rule.id());
        }
        assert!(all.set(Rule::Phone, Some(Severity::Error)));
        assert_eq!(all.of(Rule::Phone, Severity::Warning), Severity::Error);
        // Blanks around a number are an error of the format, whatever the rule is set to.
        assert!(all.set(Rule::SurroundingSpace, Some(Severity::Note)));
        assert_eq!(
            all.of(Rule::SurroundingSpace, Severity::Error),
            Severity::Error
        );
        assert_eq!(
            all.of(Rule::SurroundingSpace, Severity::Warning),
            Severity::Note
        );
        assert!(all.set(Rule::Phone, None));
        assert_eq!(all.of(Rule::Phone, Severity::Warning), Severity::Warning);
    }
}
