//! The help page of a rule: the same words in the window and on the command line.

use super::{Lang, t};
use crate::check::{Ask, Habit, Reading, RepairId, Rule, Sign};

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
    let habit = &question.habit;
    match question.ask {
        Ask::Comma => Some(commas(lang, habit, question.cells)),
        Ask::DateOrder => Some(dates(lang, habit, question.cells)),
        _ => None,
    }
}

/// How a column is written, where a repair goes by that.
#[must_use]
pub fn habit(lang: Lang, repair: RepairId, habit: &Habit) -> Option<String> {
    match repair {
        RepairId::DecimalComma => {
            let open = habit.of(Sign::AmbiguousComma);
            Some(commas(lang, habit, open))
        }
        RepairId::DateOrder => Some(dates(lang, habit, habit.of(Sign::EitherOrder))),
        _ => None,
    }
}

fn commas(lang: Lang, habit: &Habit, open: u64) -> String {
    let percent = habit.comma_percent().to_string();
    super::tf(
        lang,
        "habit-comma",
        &[
            ("percent", percent.as_str().into()),
            ("n", open.into()),
            ("count", super::count(lang, open).as_str().into()),
        ],
    )
}

fn dates(lang: Lang, habit: &Habit, open: u64) -> String {
    let count = |n: u64| super::count(lang, n);
    super::tf(
        lang,
        "habit-dates",
        &[
            ("day", count(habit.of(Sign::DayFirst)).as_str().into()),
            ("month", count(habit.of(Sign::MonthFirst)).as_str().into()),
            ("n", open.into()),
            ("count", count(open).as_str().into()),
        ],
    )
}
