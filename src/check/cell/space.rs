//! surrounding-space: blanks around a value that is fine without them: an error where the type or
//! the list would refuse it with them, a warning in free text.

use super::{RepairId, Rule, Severity, Verdict, repair};
use crate::schema::{Field, FieldType, Format};

/// How bad blanks are in a field.
pub(super) fn severity(field: &Field) -> Severity {
    let strict = field.ty != FieldType::String
        || matches!(field.format, Some(Format::Country | Format::Currency));
    if strict {
        Severity::Error
    } else {
        Rule::SurroundingSpace.severity()
    }
}

/// `inner` is the value without its blanks.
pub(super) fn around(field: &Field, inner: &str) -> Verdict {
    let repair = repair(RepairId::TrimSpace, inner, true);
    let mut verdict = Verdict::wrong(Rule::SurroundingSpace, Some(repair));
    if let Some(finding) = verdict.finding.as_mut() {
        finding.severity = severity(field);
    }
    verdict
}
