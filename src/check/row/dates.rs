//! dates-in-order: a meter is not taken back before it was installed, and not bought a year after.

use chrono::NaiveDate;

use super::{RowCheck, RowFinding};
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

fn day(table: &Table, row: RowId, col: ColId) -> Option<NaiveDate> {
    let (year, month, day) = date::iso(table.text(row, col).reveal())?;
    NaiveDate::from_ymd_opt(year, month, day)
}

impl RowCheck for Dates {
    fn columns(&self) -> &[ColId] {
        &self.cols
    }

    fn look(&self, table: &Table, row: RowId) -> Option<RowFinding> {
        let [later, earlier] = self.cols;
        let days = (day(table, row, later)? - day(table, row, earlier)?).num_days();
        let why = match self.limit {
            None if days < 0 => Why::Before,
            Some(limit) if days > limit => Why::Plain,
            _ => return None,
        };
        Some(RowFinding {
            rule: Rule::DatesInOrder,
            col: later,
            why,
            repair: None,
        })
    }
}
