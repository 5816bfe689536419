//! `tamis check --summary`: the problems by kind and column with their counts, for files in which
//! they are too many to be read one by one.

use std::io::Write;

use serde_json::{Value, json};

use super::report::sign;
use crate::check::Group;
use crate::document::{Document, PrivacyFindings};
use crate::text::{self, Lang, t};

fn column_of(document: &Document, group: &Group) -> (Option<String>, Option<String>) {
    let table = document.table();
    let header = (group.col.and_then(|col| table.column(col))).map(|c| c.header().to_owned());
    let field = (group.col.and_then(|col| document.field_of(col)))
        .or_else(|| group.missing.and_then(|id| document.schema().field(id)))
        .map(|field| field.name.clone());
    (header, field)
}

/// One line for each kind of problem in a column: what blocks first, then the most frequent.
///
/// # Errors
/// When `out` cannot be written to.
pub(super) fn lines(
    document: &Document,
    privacy: &PrivacyFindings,
    lang: Lang,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    for group in document.checks().groups(document.table()) {
        let (header, field) = column_of(document, &group);
        let column = header.or(field).unwrap_or_default();
        let count = text::count(lang, group.count);
        let sign = sign(lang, group.severity);
        let name = t(lang, &format!("rule-{}", group.rule.id()));
        write!(out, "{count:>10}  {sign:<13}  {column}: {name}")?;
        match group.repair {
            Some(repair) => writeln!(out, " → {}", t(lang, text::repair_key(repair)))?,
            None => writeln!(out)?,
        }
    }
    for line in privacy.lines() {
        let (sign, words) = (
            sign(lang, line.severity),
            text::privacy_finding(lang, document, &line),
        );
        writeln!(out, "{:>10}  {sign:<13}  {words}", "")?;
    }
    Ok(())
}

/// The same as json: `groups` with rule, severity, column, field, repair and count.
#[must_use]
pub(super) fn values(document: &Document, lang: Lang) -> Value {
    let groups = document.checks().groups(document.table());
    let values = groups.iter().map(|group| {
        let (header, field) = column_of(document, group);
        json!({
            "rule": group.rule.id(),
            "severity": group.severity,
            "name": t(lang, &format!("rule-{}", group.rule.id())),
            "column": header,
            "field": field,
            "repair": group.repair.map(crate::check::RepairId::id),
            "count": group.count,
        })
    });
    Value::Array(values.collect())
}
