//! The first page of a provider return: what is wrong by kind, where, and what the copy does
//! not keep; and the note to send with it. It holds no personal value.

use super::handback::mark_of;
use super::{Document, Words};
use crate::check::{Group, Problem, Severity, Subject};
use crate::io::marked::Line;
use crate::table::RowId;

/// Links of one kind of problem.
const LINKS: usize = 8;

/// What the sheet with the marks holds.
#[derive(Clone, Copy)]
pub(super) enum Reach<'a> {
    /// The provider's own sheet, marked; `notes` is how many cells are explained at most.
    Whole { sheet: &'a str, notes: u64 },
    /// Only rows held back, each at a new place: links would lead astray.
    HeldBack { rows: u64 },
}

/// The lines of the first page.
pub(super) fn front_page(document: &Document, words: &dyn Words, reach: Reach<'_>) -> Vec<Line> {
    let counts = document.checks().counts();
    let say = |key: &str, n: u64| words.say(key, n, &[("file", &document.file_name())]);
    let mut lines = vec![Line::Title(say("return-title", 0))];
    match reach {
        Reach::Whole { sheet, notes } => {
            let all = document.table().sheets().join(" + ");
            let united = document.table().is_union();
            let sheet = if united { all.as_str() } else { sheet };
            let doubtful = words.number(counts.warning);
            lines.push(Line::Text(words.say(
                "return-counts",
                counts.error,
                &[("sheet", sheet), ("doubtful", &doubtful)],
            )));
            lines.push(Line::Text(words.say("return-how", 0, &[("sheet", sheet)])));
            if counts.error + counts.warning > notes {
                lines.push(Line::Text(say("return-notes-capped", notes)));
            }
        }
        Reach::HeldBack { rows } => {
            lines.push(Line::Text(say("return-held-back", rows)));
            lines.push(Line::Text(say("return-held-back-how", 0)));
        }
    }
    let settled = document.originals.len() as u64;
    if settled > 0 {
        lines.push(Line::Text(say("return-settled", settled)));
    }
    lines.push(Line::Text(say("return-personal", 0)));
    lines.push(Line::Blank);
    let heads = [
        "mark", "kind", "column", "cells", "example", "expected", "where",
    ];
    let heads = heads.iter().map(|id| say(&format!("return-head-{id}"), 0));
    lines.push(Line::Head(heads.collect()));
    for group in document.checks().groups(document.table()) {
        if group.severity != Severity::Note {
            lines.push(line(document, words, reach, &group));
        }
    }
    lines.push(Line::Blank);
    lines.push(Line::Title(say("return-not-kept", 0)));
    let kept = match reach {
        Reach::Whole { .. } if document.read_as().kind == crate::io::Kind::Xlsx => {
            "return-not-kept-xlsx"
        }
        Reach::Whole { .. } => "return-not-kept-text",
        Reach::HeldBack { .. } => "return-not-kept-rows",
    };
    lines.push(Line::Text(say(kept, 0)));
    lines
}

fn line(document: &Document, words: &dyn Words, reach: Reach<'_>, group: &Group) -> Line {
    let table = document.table();
    let rows = document.checks().rows_of_group(table, group);
    let first = rows.first().copied();
    let problem = example(document, group, first);
    let said = problem
        .as_ref()
        .map(|p| words.problem(document, p))
        .unwrap_or_default();
    let column = group.col.and_then(|col| table.column(col));
    let shown = match (
        column,
        group.missing.and_then(|f| document.schema().field(f)),
    ) {
        (Some(column), _) => format!("{} ({})", column.header(), column.letters()),
        (None, Some(field)) => format!("{} ({})", words.label(field), field.name),
        (None, None) => String::new(),
    };
    let cell = |row: RowId| match (group.col, column) {
        (Some(col), _) => table.cell_address(row, col),
        (None, _) => format!("A{}", table.row_number(row)),
    };
    let shown_cell = |row: RowId| match group.col {
        Some(col) => table.address(row, col),
        None => cell(row),
    };
    let links = match reach {
        Reach::Whole { sheet, .. } if rows.is_empty() => column
            .map(|c| format!("{}{}", c.letters(), table.header_row()))
            .map(|at| (at.clone(), sheet.to_owned(), at))
            .into_iter()
            .collect(),
        Reach::Whole { sheet, .. } => rows
            .iter()
            .take(LINKS)
            .map(|row| {
                let own = table.sheet_of(*row).filter(|_| table.is_union());
                let sheet = own.unwrap_or(sheet).to_owned();
                (shown_cell(*row), sheet, cell(*row))
            })
            .collect(),
        Reach::HeldBack { .. } => Vec::new(),
    };
    let mark = mark_of(group.severity);
    let name = match group.severity {
        Severity::Error => "return-wrong",
        _ => "return-doubtful",
    };
    Line::Row {
        mark,
        texts: vec![
            words.say(name, 0, &[]),
            said.title,
            shown,
            words.number(group.count),
            first.map(shown_cell).unwrap_or_default(),
            match said.suggestion.filter(|s| !s.is_empty()) {
                Some(suggestion) => {
                    let proposal = words.say("return-suggestion", 0, &[("value", &suggestion)]);
                    format!("{} {proposal}", said.message)
                }
                None => said.message,
            },
        ],
        links,
    }
}

/// A problem of the group: that of its first row, or of its column or of the file.
fn example(document: &Document, group: &Group, first: Option<RowId>) -> Option<Problem> {
    let fits = |p: &Problem| {
        let place = match p.subject {
            Subject::Cell(_, col) | Subject::Column(col) => group.col == Some(col),
            Subject::File(field) => group.missing == Some(field),
            Subject::Row(_) => true,
        };
        place && p.rule == group.rule && p.severity == group.severity
    };
    let (checks, table) = (document.checks(), document.table());
    match first {
        Some(row) => checks.problems_of_row(table, row).into_iter().find(fits),
        None => checks
            .problems(table)
            .take_while(|p| matches!(p.subject, Subject::Column(_) | Subject::File(_)))
            .find(fits),
    }
}

/// The note to paste into the message that goes with the workbook.
#[must_use]
pub fn covering_note(document: &Document, words: &dyn Words, attachment: &str) -> String {
    let counts = document.checks().counts();
    let file = document.file_name();
    let args = [("file", file.as_str()), ("attachment", attachment)];
    let mut text = words.say("return-note-greeting", 0, &args);
    text.push_str("\n\n");
    text.push_str(&words.say("return-note-count", counts.error, &args));
    text.push('\n');
    let mut wrong = document
        .checks()
        .groups(document.table())
        .into_iter()
        .filter(|g| g.severity == Severity::Error);
    for group in wrong.by_ref().take(6) {
        let title = example(
            document,
            &group,
            document
                .checks()
                .rows_of_group(document.table(), &group)
                .first()
                .copied(),
        )
        .map(|p| words.problem(document, &p).title)
        .unwrap_or_default();
        let column = group
            .col
            .and_then(|c| document.table().column(c))
            .map(|c| c.header().to_owned())
            .or_else(|| {
                let field = document.schema().field(group.missing?)?;
                Some(words.label(field).to_owned())
            })
            .unwrap_or_default();
        text.push_str(&words.say(
            "return-note-line",
            group.count,
            &[("title", &title), ("column", &column)],
        ));
        text.push('\n');
    }
    let others = wrong.map(|group| group.count).sum();
    if others > 0 {
        text.push_str(&words.say("return-note-more", others, &[]));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&words.say("return-note-how", 0, &args));
    text.push_str("\n\n");
    text.push_str(&words.say("return-note-end", 0, &args));
    text
}
