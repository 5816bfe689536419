//! The problems of a table one by one: all of them, those of a row, and the next one after a cell.
//! Reads what [`Checks`] knows and changes nothing.

use super::Checks;
use crate::check::problem::{Problem, Subject};
use crate::check::{Repair, Rule, Why};
use crate::table::{ColId, RowId, Table};

impl Checks {
    /// The next or previous marked cell after a cell, row by row, around the end. `rows` are
    /// the rows in the order shown.
    #[must_use]
    pub fn next_problem(
        &self,
        table: &Table,
        rows: &[RowId],
        from: (usize, ColId),
        forward: bool,
    ) -> Option<(usize, ColId)> {
        let mut cols: Vec<ColId> = self.checked.iter().map(|c| c.col).collect();
        cols.sort_unstable();
        let total = rows.len();
        for step in 0..=total {
            let offset = if forward {
                step
            } else {
                total - step % total.max(1)
            };
            let at = (from.0 + offset) % total.max(1);
            let row = *rows.get(at)?;
            let candidate = |col: &ColId| {
                let beyond = match (step, forward) {
                    (0, true) => *col > from.1,
                    (0, false) => *col < from.1,
                    _ => true,
                };
                beyond && self.mark(table, row, *col).is_some()
            };
            let found = if forward {
                cols.iter().find(|c| candidate(c))
            } else {
                cols.iter().rev().find(|c| candidate(c))
            };
            if let Some(col) = found {
                return Some((at, *col));
            }
        }
        None
    }

    /// Every problem: file and columns first, then row by row.
    pub fn problems<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = Problem> + 'a {
        let general = self
            .general
            .iter()
            .map(|finding| self.problem(finding.rule, Why::Plain, finding.subject));
        let whole = self.checked.iter().filter_map(|c| {
            c.whole?;
            let subject = Subject::Column(c.col);
            Some(self.problem(Rule::Placeholder, Why::WholeColumn, subject))
        });
        let personal = self.checked.iter().filter(|c| c.looks_personal()).map(|c| {
            let subject = Subject::Column(c.col);
            self.problem(Rule::IdentifierLooksPersonal, Why::Plain, subject)
        });
        general.chain(whole).chain(personal).chain(
            table
                .rows()
                .flat_map(move |row| self.problems_of_row(table, row)),
        )
    }

    fn problem(&self, rule: Rule, why: Why, subject: Subject) -> Problem {
        Problem {
            rule,
            severity: self.graded(rule),
            subject,
            repair: None,
            value: None,
            why,
            other_row: None,
            flaw: None,
            lengths: None,
        }
    }

    /// The problems of one row: flaws and keys first, then cell by cell, then between cells.
    #[must_use]
    pub fn problems_of_row(&self, table: &Table, row: RowId) -> Vec<Problem> {
        let mut list: Vec<Problem> = self
            .flaws
            .get(&row)
            .into_iter()
            .flatten()
            .map(|flaw| Problem {
                flaw: Some(*flaw),
                ..self.problem(flaw.rule, Why::Plain, Subject::Row(row))
            })
            .collect();
        let other = |twins: &[RowId]| twins.iter().copied().find(|t| *t != row);
        let twins = self.keys.group(table, row);
        if !twins.is_empty() {
            list.push(Problem {
                other_row: other(twins),
                ..self.problem(Rule::DuplicateKey, Why::Plain, Subject::Row(row))
            });
        }
        for checked in self.checked.iter().filter(|c| !c.is_quiet()) {
            let Some(column) = table.column(checked.col) else {
                continue;
            };
            let code = column.code(row);
            if let Some(finding) = self.finding(table, row, checked.col) {
                let lost = finding.rule == Rule::LostZeros;
                list.push(Problem {
                    lengths: lost.then(|| checked.lengths()).flatten(),
                    severity: finding.severity,
                    repair: finding.repair,
                    value: Some(column.text_of(code).to_buf()),
                    ..self.problem(finding.rule, finding.why, Subject::Cell(row, checked.col))
                });
            }
        }
        for finding in self.rows.of(row) {
            let cells = self.rows.mend(table, row, finding);
            let repair = finding.repair.and_then(|id| {
                let (_, value) = cells.iter().find(|(col, _)| *col == finding.col)?;
                Some(Repair {
                    id,
                    value: value.clone(),
                    safe: false,
                })
            });
            list.push(Problem {
                repair,
                value: Some(table.text(row, finding.col).to_buf()),
                ..self.problem(finding.rule, finding.why, Subject::Cell(row, finding.col))
            });
        }
        for keyed in &self.keyed {
            let twins = keyed.index.group(table, row);
            if !twins.is_empty() {
                list.push(Problem {
                    value: Some(table.text(row, keyed.col).to_buf()),
                    other_row: keyed.other(table, row),
                    ..self.problem(keyed.rule, keyed.why, Subject::Cell(row, keyed.col))
                });
            }
        }
        list
    }
}
