//! One column against its field: a verdict per distinct text, and what the column proves of
//! commas and dates.

use rayon::prelude::*;

use super::cell::{Verdict, judge};
use super::{Finding, Repair, RepairId, Severity, Today};
use crate::schema::{Field, FieldId};
use crate::table::{Code, ColId, Column};

/// The verdicts on a column that is used for a field, by code.
pub(super) struct Checked {
    pub(super) col: ColId,
    pub(super) field: FieldId,
    pub(super) verdicts: Vec<Verdict>,
    /// Rows whose text makes commas of the column unsafe, now.
    pub(super) unsafe_commas: u64,
    /// The column as it was read proved day-first, month-first.
    read_day_first: bool,
    read_month_first: bool,
}

impl Checked {
    pub(super) fn new(
        id: FieldId,
        field: &Field,
        col: ColId,
        column: &Column,
        today: Today,
    ) -> Self {
        let verdicts: Vec<Verdict> = (0..column.code_count())
            .into_par_iter()
            .map(|code| judge(field, column.text_of(code), today))
            .collect();
        let mut checked = Self {
            col,
            field: id,
            verdicts,
            unsafe_commas: 0,
            read_day_first: false,
            read_month_first: false,
        };
        for (code, rows) in column.live_codes() {
            let evidence = checked
                .verdicts
                .get(code as usize)
                .map(|v| v.evidence)
                .unwrap_or_default();
            checked.unsafe_commas += if evidence.unsafe_comma {
                u64::from(rows)
            } else {
                0
            };
            checked.read_day_first |= evidence.day_first;
            checked.read_month_first |= evidence.month_first;
        }
        checked
    }

    pub(super) fn verdict(&self, code: Code) -> Option<&Verdict> {
        self.verdicts.get(code as usize)
    }

    pub(super) fn severity(&self, code: Code) -> Option<Severity> {
        self.verdict(code)?.finding.as_ref().map(|f| f.severity)
    }

    /// The finding with what the column proves.
    pub(super) fn finding(&self, code: Code) -> Option<Finding> {
        let verdict = self.verdict(code)?;
        let mut finding = verdict.finding.clone()?;
        if let Some((day_first, month_first)) = &verdict.either {
            let value = match (self.read_day_first, self.read_month_first) {
                (true, false) => Some(day_first.clone()),
                (false, true) => Some(month_first.clone()),
                _ => None,
            };
            finding.repair = value.map(|value| Repair {
                id: RepairId::DateOrder,
                value,
                safe: false,
            });
        }
        if let Some(repair) = &mut finding.repair
            && repair.id == RepairId::DecimalComma
            && self.unsafe_commas > 0
        {
            repair.safe = false;
        }
        Some(finding)
    }
}
