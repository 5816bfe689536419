//! A value that says nothing without another: what `amount` and `plan` have in common.

use super::{RowCheck, RowFinding, by_code, by_rows};
use crate::check::{Rule, Why};
use crate::parse::{number, space};
use crate::table::{ColId, RowId, Table};

pub(super) struct Needs {
    rule: Rule,
    cols: [ColId; 2],
}

impl Needs {
    pub(super) fn new(rule: Rule, value: ColId, needed: ColId) -> Self {
        Self {
            rule,
            cols: [value, needed],
        }
    }
}

/// Nothing of something needs no currency.
fn says_something(text: &str) -> bool {
    !is_blank(text) && number::float(text) != Some(0.0)
}

fn is_blank(text: &str) -> bool {
    space::trim(text).is_empty()
}

impl Needs {
    fn finding(&self) -> RowFinding {
        let [value, _] = self.cols;
        RowFinding {
            rule: self.rule,
            col: value,
            why: Why::Plain,
            repair: None,
        }
    }
}

impl RowCheck for Needs {
    fn columns(&self) -> &[ColId] {
        &self.cols
    }

    fn look(&self, table: &Table, row: RowId) -> Option<RowFinding> {
        let [value, needed] = self.cols.map(|col| table.text(row, col).reveal());
        (says_something(value) && is_blank(needed)).then(|| self.finding())
    }

    fn all(&self, table: &Table) -> Vec<(RowId, RowFinding)> {
        let columns = self.cols.map(|col| table.column(col));
        let [Some(values), Some(needed)] = columns else {
            return Vec::new();
        };
        // Only rows without what is needed are asked whether it matters.
        let blank = by_code(needed, is_blank);
        by_rows(table, columns, |_, [value, needed]| {
            let missing = blank.get(needed as usize) == Some(&true);
            (missing && says_something(values.text_of(value).reveal())).then(|| self.finding())
        })
    }
}
