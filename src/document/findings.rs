//! The rules about the way out, as problems like any other: personal data in the clear, one value
//! in several spellings, digests already there. `tamis check` and the list of problems tell them
//! before anybody exports; the export itself looks again and does not rely on this.

use super::tripwire::tripwire_watched;
use super::{Document, Hit, Inconsistent, Upload, already_pseudonymized, inconsistent_identifiers};
use crate::check::{Counts, Rule, Severity};
use crate::io::Progress;
use crate::privacy::{Trace, Why};
use crate::table::{ColId, RowId};

/// What the rules about privacy find in a document at one revision.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PrivacyFindings {
    pub revision: u64,
    /// Personal data in columns that leave in the clear.
    pub hits: Vec<Hit>,
    /// Personal columns with several spellings of one value.
    pub inconsistent: Vec<Inconsistent>,
    /// Cells that are digests already, by column.
    pub already: Vec<(ColId, u64)>,
    /// Pseudonyms are made with a key, with which those digests never agree.
    pub keyed: bool,
}

/// One line of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrivacyFinding {
    pub rule: Rule,
    pub severity: Severity,
    pub col: ColId,
    /// What was found, and why, in a column that leaves in the clear.
    pub found: Option<(Trace, Why)>,
    /// Cells; for spellings the pairs that a repair would bring together.
    pub count: u64,
    /// Cells to show; none for what speaks about a column.
    pub rows: Vec<RowId>,
}

/// Looks for everything that the rules about privacy say; `None` when it was cancelled. Long
/// work on a large file.
#[must_use]
pub fn privacy_findings(document: &Document, progress: &dyn Progress) -> Option<PrivacyFindings> {
    let going = || (!progress.cancelled()).then_some(());
    going()?;
    // Side by side, so that no processor waits for the end of one part.
    let ((inconsistent, already), hits) = rayon::join(
        || {
            rayon::join(
                || inconsistent_identifiers(document),
                || already_pseudonymized(document),
            )
        },
        || {
            let upload = Upload::in_clear(document);
            going()?;
            Some(tripwire_watched(&upload, progress).hits)
        },
    );
    let hits = hits?;
    going()?;
    Some(PrivacyFindings {
        revision: document.revision(),
        hits,
        inconsistent,
        already,
        keyed: is_keyed(document),
    })
}

/// True when pseudonyms are made with a key.
#[must_use]
pub fn is_keyed(document: &Document) -> bool {
    matches!(
        document.settings.privacy.method,
        super::MethodChoice::Keyed { .. }
    )
}

impl PrivacyFindings {
    /// The lines, what stops the export first. What somebody decided about is no line any more.
    #[must_use]
    pub fn lines(&self) -> Vec<PrivacyFinding> {
        let hits = self
            .hits
            .iter()
            .filter(|hit| hit.stops())
            .map(|hit| PrivacyFinding {
                rule: Rule::PersonalDataInText,
                severity: Severity::Error,
                col: hit.col,
                found: Some((hit.trace, hit.why)),
                count: hit.cells,
                rows: hit.rows.clone(),
            });
        let whole = |rule, severity, col, count| PrivacyFinding {
            rule,
            severity,
            col,
            found: None,
            count,
            rows: Vec::new(),
        };
        let inconsistent = self.inconsistent.iter().map(|found| {
            let rule = Rule::InconsistentIdentifier;
            whole(rule, rule.severity(), found.col, found.pairs())
        });
        let severity = if self.keyed {
            Severity::Warning
        } else {
            Severity::Note
        };
        let already = self
            .already
            .iter()
            .map(|(col, cells)| whole(Rule::AlreadyPseudonymized, severity, *col, *cells));
        let mut lines: Vec<PrivacyFinding> = hits.chain(inconsistent).chain(already).collect();
        lines.sort_by_key(|line| line.severity);
        lines
    }

    /// How many problems these are: one per cell, or one per column for what speaks about it.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for line in self.lines() {
            let slot = match line.severity {
                Severity::Error => &mut counts.error,
                Severity::Warning => &mut counts.warning,
                Severity::Note => &mut counts.note,
            };
            *slot += if line.found.is_some() { line.count } else { 1 };
        }
        counts
    }

    /// Every cell of a hit, in file order.
    #[must_use]
    pub fn cells_of(document: &Document, hit: &Hit) -> Vec<RowId> {
        let Some(column) = document.table.column(hit.col) else {
            return Vec::new();
        };
        let codes: std::collections::HashSet<_> = hit.codes.iter().copied().collect();
        document
            .table
            .rows()
            .filter(|row| codes.contains(&column.code(*row)))
            .collect()
    }
}
