//! dates-in-order: a meter is not taken back before it was installed, and not bought a year after.

use chrono::{Datelike as _, NaiveDate};

use super::{RowCheck, RowFinding, by_code, by_rows};
use crate::check::{Rule, Why};
use crate::parse::date;
use crate::table::{ColId, RowId, Table};

pub(super) struct Dates {
    cols: [ColId; 2],
    limit: Option<i64>,
}

impl Dates {
    /// The first is not before the second.
    pub(super) fn not_before(later: ColId, earlier: ColId) -> Self {
        Self {
            cols: [later, earlier],
            limit: None,
        }
    }

    /// The first is at most so many days after the second.
    pub(super) fn within(later: ColId, earlier: ColId, days: i64) -> Self {
        Self {
            cols: [later, earlier],
            limit: Some(days),
        }
    }
}

/// The day that a text names, counted from the beginning of our calendar.
fn day(text: &str) -> Option<i32> {
    let (year, month, day) = date::iso(text)?;
    NaiveDate::from_ymd_opt(year, month, day).map(|day| day.num_days_from_ce())
}

impl Dates {
    fn judge(&self, later: Option<i32>, earlier: Option<i32>) -> Option<RowFinding> {
        let days = i64::from(later?) - i64::from(earlier?);
        let why = match self.limit {
            None if days < 0 => Why::Before,
            Some(limit) if days > limit => Why::Plain,
            _ => return None,
        };
        let [later, _] = self.cols;
        Some(RowFinding {
            rule: Rule::DatesInOrder,
            col: later,
            why,
            repair: None,
        })
    }
}

impl RowCheck for Dates {
    fn columns(&self) -> &[ColId] {
        &self.cols
    }

    fn look(&self, table: &Table, row: RowId) -> Option<RowFinding> {
        let [later, earlier] = self.cols.map(|col| day(table.text(row, col).reveal()));
        self.judge(later, earlier)
    }

    fn all(&self, table: &Table) -> Vec<(RowId, RowFinding)> {
        let columns = self.cols.map(|col| table.column(col));
        let [later, earlier] = columns.map(|c| c.map(|c| by_code(c, day)).unwrap_or_default());
        by_rows(table, columns, |_, [a, b]| {
            self.judge(
                later.get(a as usize).copied().flatten(),
                earlier.get(b as usize).copied().flatten(),
            )
        })
    }
}
