//! The help page of a rule: the same words in the window and on the command line.

use super::{Lang, t};
use crate::check::{Ask, Reading, Rule};

/// A rule explained.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleHelp {
    pub name: String,
    /// What is found.
    pub what: String,
    /// Why the platform minds.
    pub why: String,
    /// How to put it right.
    pub fix: String,
    pub example: String,
}

/// The help page of a rule.
#[must_use]
pub fn rule_help(lang: Lang, rule: Rule) -> RuleHelp {
    let id = rule.id();
    let part = |name: &str| t(lang, &format!("rule-{id}-help-{name}"));
    RuleHelp {
        name: t(lang, &format!("rule-{id}")),
        what: part("what"),
        why: part("why"),
        fix: part("fix"),
        example: part("example"),
    }
}

/// One answer to a question, for a button.
#[must_use]
pub fn reading(lang: Lang, reading: &Reading) -> String {
    let key = match reading {
        Reading::CommaDecimal => "reading-comma-decimal",
        Reading::CommaThousands => "reading-comma-thousands",
        Reading::PointDecimal => "reading-point-decimal",
        Reading::PointThousands => "reading-point-thousands",
        Reading::DayFirst => "reading-day-first",
        Reading::MonthFirst => "reading-month-first",
        Reading::OneIsMale => "reading-one-is-male",
        Reading::OneIsFemale => "reading-one-is-female",
        Reading::PercentAsIs => "reading-percent-as-is",
        Reading::PercentAsFraction => "reading-percent-as-fraction",
        Reading::Means { code, .. } => return code.clone(),
    };
    t(lang, key)
}

/// A question in words. `column` is the column's header.
#[must_use]
pub fn question(lang: Lang, ask: &Ask, column: &str) -> String {
    let (key, word) = match ask {
        Ask::Comma => ("ask-comma", ""),
        Ask::Point => ("ask-point", ""),
        Ask::DateOrder => ("ask-date-order", ""),
        Ask::GenderNumbers => ("ask-gender-numbers", ""),
        Ask::Percent => ("ask-percent", ""),
        Ask::Word(word) => ("ask-word", word.as_str()),
    };
    super::tf(
        lang,
        key,
        &[("column", column.into()), ("word", word.into())],
    )
}

/// The evidence of a question: how the rest of the column is written.
#[must_use]
pub fn evidence(lang: Lang, question: &crate::check::Question) -> Option<String> {
    use crate::check::Sign;
    let habit = &question.habit;
    let count = super::count(lang, question.cells);
    match question.ask {
        Ask::Comma => Some(super::tf(
            lang,
            "habit-comma",
            &[
                ("percent", habit.comma_percent().to_string().as_str().into()),
                ("count", count.as_str().into()),
            ],
        )),
        Ask::DateOrder => Some(super::tf(
            lang,
            "habit-dates",
            &[
                (
                    "day",
                    super::count(lang, habit.of(Sign::DayFirst)).as_str().into(),
                ),
                (
                    "month",
                    super::count(lang, habit.of(Sign::MonthFirst))
                        .as_str()
                        .into(),
                ),
                ("count", count.as_str().into()),
            ],
        )),
        _ => None,
    }
}
