//! The words of privacy: methods, treatments, what the tripwire and the leak check found, keys.
//! Counts, addresses and headers only, never a value.

use super::{Lang, count, t, tf};
use crate::check::Severity;
use crate::document::{
    Decision, Document, Hit, KeyProblem, LeakFind, LeakReport, LeakWhere, MethodChoice,
    PrivacyFinding,
};
use crate::privacy::{Fingerprint, KeyError, Kind, PerTrace, Trace, Treatment, Why};
use crate::table::Column;

/// The id of what choosing a method is called.
#[must_use]
pub fn method_key(method: MethodChoice) -> &'static str {
    match method {
        MethodChoice::Undecided => "method-undecided",
        MethodChoice::Plain => "method-plain",
        MethodChoice::Keyed { .. } => "method-keyed",
    }
}

/// The id of a decision's word.
#[must_use]
pub fn decision_key(decision: Option<&Decision>) -> &'static str {
    match decision {
        None => "decision-none",
        Some(Decision::Keep { .. }) => "decision-keep",
        Some(Decision::Mask) => "decision-mask",
        Some(Decision::Drop) => "decision-drop",
    }
}

/// What a kind of personal data is called: “telephone number”.
#[must_use]
pub fn trace_name(lang: Lang, trace: Trace) -> String {
    t(lang, &format!("trace-{}", trace.id()))
}

/// What a kind of pseudonym is called.
#[must_use]
pub fn kind_name(lang: Lang, kind: Kind) -> String {
    trace_name(lang, Trace::from(kind))
}

/// What is done to a column, for people; `None` is the default.
#[must_use]
pub fn treatment_name(lang: Lang, treatment: Option<Treatment>) -> String {
    match treatment {
        None => t(lang, "treatment-default"),
        Some(Treatment::Clear) => t(lang, "treatment-clear"),
        Some(Treatment::Year) => t(lang, "treatment-year"),
        Some(Treatment::LeaveOut) => t(lang, "treatment-leave-out"),
        Some(Treatment::Pseudonym(kind)) => tf(
            lang,
            "treatment-pseudonym",
            &[("kind", kind_name(lang, kind).as_str().into())],
        ),
        Some(Treatment::Blur(decimals)) => tf(
            lang,
            "treatment-blur",
            &[("decimals", (decimals.count() as u64).into())],
        ),
    }
}

/// One hit of the tripwire in one line: where, how many, what and why.
#[must_use]
pub fn hit(lang: Lang, document: &Document, hit: &Hit) -> String {
    let table = document.table();
    let cells: Vec<String> = hit
        .rows
        .iter()
        .take(3)
        .map(|row| table.address(*row, hit.col))
        .collect();
    let mut cells = cells.join(", ");
    if hit.cells > 3 {
        cells.push('…');
    }
    let why = match hit.why {
        Why::OwnValue => "hit-own-value",
        Why::Form => "hit-form",
    };
    tf(
        lang,
        why,
        &[
            (
                "column",
                table
                    .column(hit.col)
                    .map(Column::header)
                    .unwrap_or_default()
                    .into(),
            ),
            ("what", trace_name(lang, hit.trace).as_str().into()),
            ("count", count(lang, hit.cells).as_str().into()),
            ("n", hit.cells.into()),
            ("cells", cells.as_str().into()),
        ],
    )
}

/// What a rule about privacy says of a column: of one cell of it where `count` is 1 and it is a
/// rule of cells.
#[must_use]
pub fn privacy_finding(lang: Lang, document: &Document, line: &PrivacyFinding) -> String {
    let what = line.found.map(|(trace, _)| trace_name(lang, trace));
    let why = match line.found {
        Some((_, Why::OwnValue)) => "own",
        _ => "form",
    };
    tf(
        lang,
        &format!("rule-{}-message", line.rule.id()),
        &[
            (
                "column",
                document
                    .table()
                    .column(line.col)
                    .map(Column::header)
                    .unwrap_or_default()
                    .into(),
            ),
            ("what", what.unwrap_or_default().as_str().into()),
            ("why", why.into()),
            ("count", count(lang, line.count).as_str().into()),
            ("n", line.count.into()),
            (
                "keyed",
                if line.severity == Severity::Warning {
                    "yes"
                } else {
                    "no"
                }
                .into(),
            ),
        ],
    )
}

/// What the leak check says in one line: “0 of 4,812 names, 0 of 5,004 telephone numbers found;
/// 312 values are too common to search for.”
#[must_use]
pub fn leak_summary(lang: Lang, report: &LeakReport) -> String {
    let parts: Vec<String> = Trace::ALL
        .into_iter()
        .filter(|trace| report.searched.of(*trace) > 0)
        .map(|trace| {
            tf(
                lang,
                &format!("leak-{}", trace.id()),
                &[
                    ("found", count(lang, report.found.of(trace)).as_str().into()),
                    (
                        "all",
                        count(lang, report.searched.of(trace)).as_str().into(),
                    ),
                    ("n", report.searched.of(trace).into()),
                ],
            )
        })
        .collect();
    let searched = if parts.is_empty() {
        t(lang, "leak-nothing-personal")
    } else {
        tf(
            lang,
            "leak-found",
            &[("list", parts.join(", ").as_str().into())],
        )
    };
    let left = report.not_distinctive.sum();
    if left == 0 {
        return searched;
    }
    let rest = tf(
        lang,
        "leak-too-common",
        &[
            ("count", count(lang, left).as_str().into()),
            ("n", left.into()),
        ],
    );
    format!("{searched} {rest}")
}

/// Where the leak check found something, in one line.
#[must_use]
pub fn leak_find(lang: Lang, find: &LeakFind) -> String {
    let place = match &find.place {
        LeakWhere::Cell { record, column } => tf(
            lang,
            "leak-in-cell",
            &[
                ("record", record.to_string().as_str().into()),
                ("column", column.as_str().into()),
            ],
        ),
        LeakWhere::Header { column } => tf(
            lang,
            "leak-in-header",
            &[("column", column.to_string().as_str().into())],
        ),
        LeakWhere::Part { name } => tf(lang, "leak-in-part", &[("part", name.as_str().into())]),
    };
    let what = match find.trace {
        Some(trace) => trace_name(lang, trace),
        None => t(lang, "leak-not-treated"),
    };
    tf(
        lang,
        "leak-find",
        &[
            ("what", what.as_str().into()),
            ("place", place.as_str().into()),
        ],
    )
}

/// Why pseudonyms cannot be made, and what to do.
#[must_use]
pub fn key_problem(lang: Lang, problem: KeyProblem) -> String {
    let (key, expected, found) = match problem {
        KeyProblem::Required => ("key-required", None, None),
        KeyProblem::NotAtHand { fingerprint } => ("key-not-at-hand", Some(fingerprint), None),
        KeyProblem::Other {
            expected,
            found: Some(found),
        } => ("key-other", Some(expected), Some(found)),
        KeyProblem::Other {
            expected,
            found: None,
        } => ("key-other-none", Some(expected), None),
    };
    let shown = |f: Option<Fingerprint>| f.map(Fingerprint::text).unwrap_or_default();
    tf(
        lang,
        key,
        &[
            ("expected", shown(expected).as_str().into()),
            ("found", shown(found).as_str().into()),
        ],
    )
}

/// Why a key cannot be had.
#[must_use]
pub fn key_error(lang: Lang, error: KeyError) -> String {
    t(lang, error.key())
}

/// `4,812 names, 5,004 telephone numbers`.
#[must_use]
pub fn per_trace(lang: Lang, numbers: &PerTrace) -> String {
    let parts: Vec<String> = Trace::ALL
        .into_iter()
        .filter(|trace| numbers.of(*trace) > 0)
        .map(|trace| {
            format!(
                "{} × {}",
                count(lang, numbers.of(trace)),
                trace_name(lang, trace)
            )
        })
        .collect();
    parts.join(", ")
}
