//! Results as text for a person and as json for a program.
//!
//! Values of personal and unmatched columns never appear: the words come from `text::problem`.

use std::io::Write;

use serde_json::{Value, json};

use super::{Output, count};
use crate::check::{Counts, Problem, Severity, Subject};
use crate::document::{
    Document, ExportOptions, PrivacyFinding, PrivacyFindings, Summary, left_out_word,
};
use crate::schema::{FieldType, How, Schema};
use crate::table::{ColId, RowId};
use crate::text::{self, Lang, t, tf};

pub(super) fn how_word(how: How) -> &'static str {
    match how {
        How::Exact => "exact",
        How::Synonym => "synonym",
        How::Proposed | How::Duplicate => "proposed",
        How::Generated => "generated",
        How::Unknown | How::LeftOut => "unknown",
        How::Chosen => "chosen",
        How::Extra => "extra",
        How::Part => "part",
    }
}

fn field_name(document: &Document, col: ColId) -> Option<&str> {
    let used = document.mapping().use_of(col);
    let field = used.field.filter(|_| used.how != How::LeftOut)?;
    document.schema().field(field).map(|f| f.name.as_str())
}

/// Where a problem is: record, column.
fn place(document: &Document, problem: &Problem) -> (Option<RowId>, Option<ColId>) {
    match problem.subject {
        Subject::File(_) => (None, None),
        Subject::Column(col) => (None, Some(col)),
        Subject::Cell(row, col) => (Some(row), Some(col)),
        Subject::Row(row) => {
            let key = document.schema().key_fields();
            let of_key = key
                .iter()
                .rev()
                .find_map(|f| document.mapping().column_of(*f));
            let col = match problem.rule {
                crate::check::Rule::DuplicateKey => of_key,
                _ => document.table().columns().next().map(|(id, _)| id),
            };
            (Some(row), col)
        }
    }
}

fn problem_json(document: &Document, problem: &Problem, lang: Lang) -> Value {
    let table = document.table();
    let (row, col) = place(document, problem);
    let words = text::problem(lang, document.schema(), table, document.mapping(), problem);
    let cell = match (row, col) {
        (Some(row), Some(col)) => Some(table.cell_address(row, col)),
        (None, Some(col)) => table
            .column(col)
            .map(|c| format!("{}{}", c.letters(), table.header_row())),
        _ => None,
    };
    let field = match problem.subject {
        Subject::File(id) => document.schema().field(id).map(|f| f.name.as_str()),
        _ => col.and_then(|c| field_name(document, c)),
    };
    json!({
        "rule": problem.rule.id(),
        "severity": problem.severity,
        "sheet": row.map_or(table.sheet(), |r| table.sheet_of(r)),
        "cell": cell,
        "row": row.map(|r| table.row_number(r)).or(col.map(|_| table.header_row())),
        "column": col.and_then(|c| table.column(c)).map(crate::table::Column::header),
        "field": field,
        "message": words.message,
        "suggestion": words.suggestion,
    })
}

/// The result of `tamis check`.
///
/// # Errors
/// When `out` cannot be written to.
pub fn check(
    document: &Document,
    privacy: &PrivacyFindings,
    (output, summary): (Output, bool),
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match output {
        Output::Json => check_json(document, privacy, summary, lang, out),
        Output::Text => check_text(document, privacy, summary, lang, out),
    }
}

/// How many problems there are, with those that the rules about privacy find.
pub(super) fn counts(document: &Document, privacy: &PrivacyFindings) -> Counts {
    let (mut counts, more) = (document.checks().counts(), privacy.counts());
    counts.error += more.error;
    counts.warning += more.warning;
    counts.note += more.note;
    counts
}

/// What the rules about privacy say, a line for each cell or column.
fn privacy_lines<'a>(
    document: &'a Document,
    privacy: &'a PrivacyFindings,
) -> impl Iterator<Item = (PrivacyFinding, Option<RowId>)> + 'a {
    privacy.lines().into_iter().flat_map(move |line| {
        let hit = line.found.and_then(|found| {
            let mut hits = privacy.hits.iter();
            hits.find(|hit| hit.col == line.col && (hit.trace, hit.why) == found)
        });
        let rows: Vec<Option<RowId>> = match hit {
            Some(hit) => PrivacyFindings::cells_of(document, hit)
                .into_iter()
                .map(Some)
                .collect(),
            None => vec![None],
        };
        rows.into_iter().map(move |row| (line.clone(), row))
    })
}

fn privacy_json(
    document: &Document,
    line: &PrivacyFinding,
    row: Option<RowId>,
    lang: Lang,
) -> Value {
    let table = document.table();
    let column = table.column(line.col);
    let cell = match row {
        Some(row) => Some(table.cell_address(row, line.col)),
        None => column.map(|c| format!("{}{}", c.letters(), table.header_row())),
    };
    json!({
        "rule": line.rule.id(),
        "severity": line.severity,
        "sheet": row.map_or(table.sheet(), |r| table.sheet_of(r)),
        "cell": cell,
        "row": row.map_or(table.header_row(), |r| table.row_number(r)),
        "column": column.map(crate::table::Column::header),
        "field": field_name(document, line.col),
        "message": text::privacy_finding(lang, document, line),
        "suggestion": Value::Null,
    })
}

fn check_json(
    document: &Document,
    privacy: &PrivacyFindings,
    summary: bool,
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let table = document.table();
    let columns: Vec<Value> = table
        .columns()
        .map(|(col, column)| {
            json!({
                "header": column.header(),
                "letter": column.letters(),
                "field": field_name(document, col),
                "how": how_word(document.mapping().use_of(col).how),
            })
        })
        .collect();
    let counts = counts(document, privacy);
    write!(
        out,
        "{{\"file\":{},\"sheet\":{},\"header_row\":{},\"rows\":{},\"columns\":{},\"counts\":{},",
        json!(document.file_name()),
        json!(table.sheet()),
        table.header_row(),
        table.row_count(),
        Value::from(columns),
        json!({"error": counts.error, "warning": counts.warning, "note": counts.note}),
    )?;
    if summary {
        let groups = super::summary::values(document, lang);
        return writeln!(out, "\"groups\":{groups}}}");
    }
    write!(out, "\"problems\":[")?;
    let problems = document
        .checks()
        .problems(table)
        .map(|problem| problem_json(document, &problem, lang));
    let privacy = privacy_lines(document, privacy)
        .map(|(line, row)| privacy_json(document, &line, row, lang));
    for (i, problem) in problems.chain(privacy).enumerate() {
        let comma = if i == 0 { "" } else { "," };
        write!(out, "{comma}\n{problem}")?;
    }
    writeln!(out, "\n]}}")
}

fn check_text(
    document: &Document,
    privacy: &PrivacyFindings,
    summary: bool,
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let table = document.table();
    let rows = table.row_count() as u64;
    let counts = counts(document, privacy);
    let mut read_as = document.file_name();
    if table.sheet().is_some() {
        read_as.push_str(" · ");
        read_as.push_str(&table.sheets().join(" + "));
    }
    writeln!(
        out,
        "{read_as}: {}",
        tf(
            lang,
            "cli-rows",
            &[
                ("rows", text::count(lang, rows).as_str().into()),
                ("n", count(rows))
            ]
        )
    )?;
    let read = document.read_as();
    let line = text::read_as(lang, table, read.kind, read.encoding, read.delimiter);
    writeln!(out, "{line}")?;
    for note in read.layout.notes() {
        writeln!(out, "{}", text::read_note(lang, table, &note))?;
    }
    writeln!(
        out,
        "{}",
        tf(
            lang,
            "cli-counts",
            &[
                ("errors", text::count(lang, counts.error).as_str().into()),
                ("e", count(counts.error)),
                (
                    "warnings",
                    text::count(lang, counts.warning).as_str().into()
                ),
                ("w", count(counts.warning)),
                ("notes", text::count(lang, counts.note).as_str().into()),
                ("n", count(counts.note)),
            ]
        )
    )?;
    if summary {
        return super::summary::lines(document, privacy, lang, out);
    }
    for problem in document.checks().problems(table) {
        let words = text::problem(lang, document.schema(), table, document.mapping(), &problem);
        let (row, col) = place(document, &problem);
        let address = match (row, col) {
            (Some(row), Some(col)) => table.address(row, col),
            (None, Some(col)) => table
                .column(col)
                .map(crate::table::Column::letters)
                .unwrap_or_default(),
            _ => String::new(),
        };
        let sign = sign(lang, problem.severity);
        let column = col
            .and_then(|c| table.column(c))
            .map(crate::table::Column::header)
            .unwrap_or_default();
        write!(out, "{address:>8}  {sign:<13}  {column}: {}", words.message)?;
        match words.suggestion {
            Some(suggestion) => writeln!(out, " → {suggestion}")?,
            None => writeln!(out)?,
        }
    }
    for (line, row) in privacy_lines(document, privacy) {
        let address = match row {
            Some(row) => table.address(row, line.col),
            None => table
                .column(line.col)
                .map(crate::table::Column::letters)
                .unwrap_or_default(),
        };
        let (sign, words) = (
            sign(lang, line.severity),
            text::privacy_finding(lang, document, &line),
        );
        writeln!(out, "{address:>8}  {sign:<13}  {words}")?;
    }
    Ok(())
}

pub(super) fn sign(lang: Lang, severity: Severity) -> String {
    t(
        lang,
        match severity {
            Severity::Error => "cli-error",
            Severity::Warning => "cli-warning",
            Severity::Note => "cli-note",
        },
    )
}

/// The result of `tamis export`.
///
/// # Errors
/// When `out` cannot be written to.
pub fn summary(
    document: &Document,
    options: &ExportOptions,
    summary: &Summary,
    output: Output,
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    if output == Output::Json {
        let left_out: Vec<Value> = summary
            .columns_left_out
            .iter()
            .map(|c| {
                let reason = left_out_word(c.reason);
                json!({"header": c.header, "reason": reason})
            })
            .collect();
        return writeln!(
            out,
            "{}",
            json!({
                "file": document.file_name(),
                "output": options.target.to_string_lossy(),
                "rows_written": summary.rows_written,
                "rows_left_out": summary.rows_left_out,
                "rows_with_errors": summary.rows_with_errors,
                "columns_written": summary.columns_written,
                "columns_left_out": left_out,
                "pseudonymized": summary.pseudonymized,
                "blurred": summary.blurred,
                "emptied": summary.emptied,
                "files": summary.files.iter().map(|f| f.to_string_lossy()).collect::<Vec<_>>(),
                "method": document.method().map_or("none", |m| m.id()),
                "key": document.method().ok().and_then(|m| m.fingerprint()),
                "leak_check": summary.leak,
            })
        );
    }
    let lines = [
        ("summary-rows-written", summary.rows_written),
        ("summary-rows-left-out", summary.rows_left_out),
        ("summary-columns-written", summary.columns_written),
        ("summary-pseudonymized", summary.pseudonymized),
        ("summary-blurred", summary.blurred),
        ("summary-emptied", summary.emptied),
    ];
    for (key, n) in lines {
        writeln!(
            out,
            "{}",
            tf(
                lang,
                key,
                &[
                    ("count", text::count(lang, n).as_str().into()),
                    ("n", count(n))
                ]
            )
        )?;
    }
    if let Some(leak) = &summary.leak {
        writeln!(out, "{}", text::leak_summary(lang, leak))?;
    }
    if !summary.columns_left_out.is_empty() {
        let names: Vec<_> = summary
            .columns_left_out
            .iter()
            .map(|c| c.header.as_str())
            .collect();
        writeln!(
            out,
            "{}",
            tf(
                lang,
                "summary-columns-left-out",
                &[
                    (
                        "count",
                        text::count(lang, names.len() as u64).as_str().into()
                    ),
                    ("n", count(names.len() as u64)),
                    ("names", names.join(", ").as_str().into())
                ]
            )
        )?;
    }
    Ok(())
}

/// The result of `tamis fields`: the schema's fields in order.
///
/// # Errors
/// When `out` cannot be written to.
pub fn fields(
    schema: &Schema,
    output: Output,
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let french = lang == Lang::Fr;
    if output == Output::Json {
        let list: Vec<Value> = schema
            .fields()
            .map(|(_, f)| {
                json!({
                    "name": f.name,
                    "type": type_word(f.ty),
                    "required": f.required,
                    "p14n": f.p14n,
                    "blurred": f.blurred,
                    "generated": f.generated,
                    "values": f.values,
                    "key": f.key,
                    "unit": f.unit,
                    "example": f.example,
                    "label": if french { &f.label_fr } else { &f.label_en },
                    "description": if french { &f.description_fr } else { &f.description_en },
                })
            })
            .collect();
        return writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&list).unwrap_or_default()
        );
    }
    for (_, f) in schema.fields() {
        let mut marks = Vec::new();
        for (on, key) in [
            (f.required, "cli-mark-required"),
            (f.p14n && !f.blurred, "cli-mark-p14n"),
            (f.blurred, "cli-mark-blurred"),
            (f.generated, "cli-mark-generated"),
        ] {
            if on {
                marks.push(t(lang, key));
            }
        }
        let description = if french {
            &f.description_fr
        } else {
            &f.description_en
        };
        writeln!(
            out,
            "{:<36}{:<10}{:<28}{description}",
            f.name,
            type_word(f.ty),
            marks.join(", ")
        )?;
    }
    Ok(())
}

fn type_word(ty: FieldType) -> &'static str {
    match ty {
        FieldType::String => "string",
        FieldType::Float => "float",
        FieldType::Integer => "integer",
        FieldType::Boolean => "boolean",
        FieldType::Date => "date",
        FieldType::DateTime => "datetime",
        FieldType::Enum => "enum",
        FieldType::Json => "jsonb",
    }
}
