//! A problem in words: what is wrong, what is expected, what to do.
//!
//! In columns of personal fields and in columns that match no field, a value appears as its
//! shape only, and a suggestion as the name of the repair; but for the panel beside the cell.

use super::{Lang, count, t, tf};
use crate::check::{Lengths, Mapping, Problem, RepairId, Rule, Subject, Why};
use crate::document::Document;
use crate::schema::{Bound, Field, FieldType, Format, Schema};
use crate::table::{ColId, Table, TextBuf, shape};

/// The words of one problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProblemText {
    /// The rule's name.
    pub title: String,
    /// What is wrong and what is expected.
    pub message: String,
    /// What to write instead; the repair's name where the value is personal.
    pub suggestion: Option<String>,
}

/// A field's name for people.
#[must_use]
pub fn field_label(lang: Lang, field: &Field) -> &str {
    match lang {
        Lang::En => &field.label_en,
        Lang::Fr => &field.label_fr,
    }
}

/// The id of a repair's name.
#[must_use]
pub fn repair_key(id: RepairId) -> &'static str {
    match id {
        RepairId::TrimSpace => "repair-trim-space",
        RepairId::RemoveControl => "repair-remove-control",
        RepairId::DecimalComma => "repair-decimal-comma",
        RepairId::PlainNumber => "repair-plain-number",
        RepairId::BooleanWord => "repair-boolean-word",
        RepairId::GenderWord => "repair-gender-word",
        RepairId::LetterCase => "repair-letter-case",
        RepairId::CountryName => "repair-country-name",
        RepairId::CurrencyName => "repair-currency-name",
        RepairId::DateOrder => "repair-date-order",
        RepairId::DateOnly => "repair-date-only",
        RepairId::Unmangle => "repair-unmangle",
        RepairId::DateTime => "repair-date-time",
        RepairId::DateWords => "repair-date-words",
        RepairId::ShortYear => "repair-short-year",
        RepairId::DateSerial => "repair-date-serial",
        RepairId::Unit => "repair-unit",
        RepairId::Degrees => "repair-degrees",
        RepairId::NullWord => "repair-null-word",
        RepairId::EmptyPlaceholder => "repair-empty-placeholder",
        RepairId::InnerSpace => "repair-inner-space",
        RepairId::ComposeLetters => "repair-compose-letters",
        RepairId::StraightQuotes => "repair-straight-quotes",
        RepairId::NumberOutOfName => "repair-number-out-of-name",
        RepairId::LeadingZero => "repair-leading-zero",
        RepairId::CommonSpelling => "repair-common-spelling",
        RepairId::SwapPlace => "repair-swap-place",
        RepairId::TurnSign => "repair-turn-sign",
        RepairId::PhoneZero => "repair-phone-zero",
        RepairId::Chosen => "repair-chosen",
    }
}

/// The id of a problem's message: that of its case where there is one.
#[must_use]
pub fn message_key(rule: Rule, why: Why) -> String {
    let id = rule.id();
    match why.key() {
        Some(case) if super::has(Lang::En, &format!("rule-{id}-{case}")) => {
            format!("rule-{id}-{case}")
        }
        _ => format!("rule-{id}-message"),
    }
}

/// The words of a problem, for whoever may not see personal values.
#[must_use]
pub fn problem(
    lang: Lang,
    schema: &Schema,
    table: &Table,
    mapping: &Mapping,
    problem: &Problem,
) -> ProblemText {
    words(lang, (schema, table, mapping), problem, false)
}

/// The words of a problem beside the cell itself, whose value is on the screen: with that value,
/// personal or not. For nothing that is written or copied.
#[must_use]
pub fn problem_on_screen(lang: Lang, document: &Document, problem: &Problem) -> ProblemText {
    let parts = (document.schema(), document.table(), document.mapping());
    words(lang, parts, problem, true)
}

fn words(
    lang: Lang,
    (schema, table, mapping): (&Schema, &Table, &Mapping),
    problem: &Problem,
    on_screen: bool,
) -> ProblemText {
    let col = match problem.subject {
        Subject::Cell(_, col) | Subject::Column(col) => Some(col),
        Subject::File(_) | Subject::Row(_) => None,
    };
    let field = match problem.subject {
        Subject::File(id) => schema.field(id),
        _ => col.and_then(|c| field_of(schema, mapping, c)),
    };
    let clear = on_screen
        || col.is_some_and(|c| mapping.field_of(c).is_some()) && field.is_some_and(|f| !f.p14n);
    let value = problem
        .value
        .as_ref()
        .map(|v| shown(v, clear))
        .unwrap_or_default();
    let suggestion = problem.repair.as_ref().map(|repair| {
        if clear {
            repair.value.as_text().reveal().to_owned()
        } else {
            t(lang, repair_key(repair.id))
        }
    });
    let column = col
        .and_then(|c| table.column(c))
        .map(|c| c.header().to_owned())
        .unwrap_or_default();
    let name = field.map(|f| f.name.clone()).unwrap_or_default();
    let values = field.map(|f| f.values.join(", ")).unwrap_or_default();
    let range = field.map(|f| range(lang, f)).unwrap_or_default();
    let other = problem
        .other_row
        .map(|r| table.row_address(r))
        .unwrap_or_default();
    let line = problem
        .flaw
        .map(|f| count(lang, f.line))
        .unwrap_or_default();
    let number = |n: Option<usize>| n.map(|n| count(lang, n as u64)).unwrap_or_default();
    let expected = number(problem.flaw.map(|f| f.expected));
    let found = number(problem.flaw.map(|f| f.found));
    let lengths = problem.lengths;
    let digits = |of: fn(&Lengths) -> u8| lengths.as_ref().map(|l| usize::from(of(l)));
    let cells = |of: fn(&Lengths) -> u64| lengths.as_ref().map(of).unwrap_or_default();
    let (full, short) = (number(digits(|l| l.full)), number(digits(|l| l.short)));
    let (full_cells, short_cells) = (cells(|l| l.full_cells), cells(|l| l.short_cells));
    let id = problem.rule.id();
    let message = tf(
        lang,
        &message_key(problem.rule, problem.why),
        &[
            ("value", value.as_str().into()),
            ("column", column.as_str().into()),
            ("field", name.as_str().into()),
            ("values", values.as_str().into()),
            ("range", range.as_str().into()),
            ("other", other.as_str().into()),
            ("line", line.as_str().into()),
            ("expected", expected.as_str().into()),
            ("found", found.as_str().into()),
            ("full", full.as_str().into()),
            ("short", short.as_str().into()),
            ("full_n", full_cells.into()),
            ("full_cells", count(lang, full_cells).as_str().into()),
            ("short_n", short_cells.into()),
            ("short_cells", count(lang, short_cells).as_str().into()),
        ],
    );
    ProblemText {
        title: t(lang, &format!("rule-{id}")),
        message,
        suggestion,
    }
}

fn field_of<'a>(schema: &'a Schema, mapping: &Mapping, col: ColId) -> Option<&'a Field> {
    schema.field(mapping.use_of(col).field?)
}

/// A line of a repair's preview: before and after, as shapes where the column is personal.
#[must_use]
pub fn fix_line(document: &Document, line: &crate::fix::FixLine) -> (String, String) {
    let (table, mapping) = (document.table(), document.mapping());
    let clear = mapping
        .field_of(line.col)
        .and_then(|f| document.schema().field(f))
        .is_some_and(|f| !f.p14n);
    let old = table
        .column(line.col)
        .map(|c| c.text_of(line.old).to_buf())
        .unwrap_or_default();
    (shown(&old, clear), shown(&line.new, clear))
}

/// The value, cut to 40 characters, or its shape.
pub(super) fn shown(value: &TextBuf, clear: bool) -> String {
    if !clear {
        return shape(value.as_text());
    }
    let text = value.as_text().reveal();
    let mut cut: String = text
        .chars()
        .take(40)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(40).is_some() {
        cut.push('…');
    }
    cut
}

pub(super) fn range(lang: Lang, field: &Field) -> String {
    if let Some((low, high)) = field.limits {
        return tf(
            lang,
            "range-between",
            &[
                ("low", low.to_string().as_str().into()),
                ("high", high.to_string().as_str().into()),
            ],
        );
    }
    let words = |bound: Option<Bound>| match bound {
        Some(Bound::Number(n)) => Some(n.to_string()),
        Some(Bound::Today) => Some(t(lang, "range-today")),
        Some(Bound::YearFromNow(years)) if years < 0 => Some(tf(
            lang,
            "range-years-ago",
            &[("years", (-years).to_string().as_str().into())],
        )),
        Some(Bound::YearFromNow(_)) => Some(t(lang, "range-this-year")),
        None => None,
    };
    match (words(field.plausible.0), words(field.plausible.1)) {
        (Some(low), Some(high)) => tf(
            lang,
            "range-between",
            &[("low", low.as_str().into()), ("high", high.as_str().into())],
        ),
        (Some(low), None) => tf(lang, "range-from", &[("low", low.as_str().into())]),
        (None, Some(high)) => tf(lang, "range-to", &[("high", high.as_str().into())]),
        (None, None) => String::new(),
    }
}

/// How many there are of each kind, in one line: the first four kinds by name, the rest in one.
#[must_use]
pub fn breakdown(lang: Lang, counts: &[(Rule, u64)]) -> String {
    let (named, rest) = counts.split_at_checked(4).unwrap_or((counts, &[]));
    let mut parts: Vec<String> = named
        .iter()
        .map(|(rule, n)| {
            let name = t(lang, &format!("rule-{}", rule.id()));
            format!("{name} {}", count(lang, *n))
        })
        .collect();
    let others: u64 = rest.iter().map(|(_, n)| n).sum();
    if others > 0 {
        let shown = count(lang, others);
        let args = [("n", others.into()), ("count", shown.as_str().into())];
        parts.push(tf(lang, "breakdown-others", &args));
    }
    parts.join(" · ")
}

/// A unit of the format for people; signs such as W are the same everywhere.
#[must_use]
pub fn unit(lang: Lang, unit: &str) -> String {
    let key = format!("unit-{unit}");
    if super::has(lang, &key) {
        t(lang, &key)
    } else {
        unit.to_owned()
    }
}

/// What a field takes, for a person.
#[must_use]
pub fn type_key(field: &Field) -> &'static str {
    match (field.ty, field.format) {
        (_, Some(Format::Country)) => "type-country",
        (_, Some(Format::Currency)) => "type-currency",
        (FieldType::Float, _) => "type-number",
        (FieldType::Integer, _) => "type-integer",
        (FieldType::Boolean, _) => "type-boolean",
        (FieldType::Date | FieldType::DateTime, _) => "type-date",
        (FieldType::Enum, _) => "type-list",
        (FieldType::String | FieldType::Json, _) => "type-text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breakdown_accounts_for_every_problem() {
        let kinds = [
            (Rule::Required, 5),
            (Rule::NotADate, 3),
            (Rule::NotANumber, 2),
            (Rule::NotInList, 1),
            (Rule::OutOfRange, 1),
            (Rule::ErrorCell, 8),
        ];
        let four =
            "Required but empty 5 · Date not readable 3 · Not a number 2 · Not in the list 1";
        assert_eq!(breakdown(Lang::En, &kinds[..4]), four);
        assert_eq!(
            breakdown(Lang::En, &kinds[..5]),
            format!("{four} · other: 1")
        );
        assert_eq!(breakdown(Lang::En, &kinds), format!("{four} · others: 9"));
        assert!(breakdown(Lang::Fr, &kinds).ends_with(" · autres\u{a0}: 9"));
        assert_eq!(breakdown(Lang::En, &[]), "");
    }

    #[test]
    fn units_are_words_of_the_language() {
        assert_eq!(unit(Lang::Fr, "days"), "jours");
        assert_eq!(unit(Lang::En, "degrees"), "degrees");
        assert_eq!(unit(Lang::Fr, "W"), "W");
    }
}
