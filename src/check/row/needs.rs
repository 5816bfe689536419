//! amount-without-currency, plan-days-without-plan: a value that says nothing without another.

use super::{RowCheck, RowFinding};
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

impl RowCheck for Needs {
    fn columns(&self) -> &[ColId] {
        &self.cols
    }

    fn look(&self, table: &Table, row: RowId) -> Option<RowFinding> {
        let [value, needed] = self.cols;
        let text = table.text(row, value).reveal();
        // Nothing of something needs no currency.
        if space::trim(text).is_empty() || number::float(text) == Some(0.0) {
            return None;
        }
        let empty = space::trim(table.text(row, needed).reveal()).is_empty();
        empty.then_some(RowFinding {
            rule: self.rule,
            col: value,
            why: Why::Plain,
            repair: None,
        })
    }
}
