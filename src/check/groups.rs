//! Alike problems together, so that a thousand cells are one line.

use std::collections::{BTreeSet, HashMap, HashSet};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::column::Checked;
use super::problem::{Group, Subject};
use super::{Checks, Fault, Remedy, RepairId, Rule, Severity};
use crate::table::{Code, ColId, RowId, Table};

type GroupKey = (Rule, Severity, Option<ColId>, Option<RepairId>);

/// Groups in the making.
#[derive(Default)]
struct Groups {
    list: Vec<(GroupKey, Group)>,
    /// By group how many cells hold its example.
    held: Vec<u32>,
    places: HashMap<GroupKey, usize, RandomState>,
    /// Neighbours are mostly alike.
    last: usize,
}

impl Groups {
    /// The place of a group, which is made if there is none yet.
    fn place(&mut self, key: GroupKey) -> usize {
        if self
            .list
            .get(self.last)
            .is_some_and(|(last, _)| *last == key)
        {
            return self.last;
        }
        let list = &mut self.list;
        let place = *self.places.entry(key).or_insert_with(|| {
            let (rule, severity, col, repair) = key;
            let group = Group {
                rule,
                severity,
                col,
                missing: None,
                repair,
                count: 0,
                safe: true,
                safe_cells: 0,
                example: None,
            };
            list.push((key, group));
            list.len() - 1
        });
        self.held.resize(self.list.len(), 0);
        self.last = place;
        place
    }

    fn add(&mut self, key: GroupKey, safe: bool, count: u64) {
        let place = self.place(key);
        let Some((_, group)) = self.list.get_mut(place) else {
            return;
        };
        group.count += count;
        group.safe &= safe;
        if safe {
            group.safe_cells += count;
        }
    }

    /// Takes what another part of the column has shown.
    fn merge(&mut self, part: Self) {
        for ((key, group), held) in part.list.into_iter().zip(part.held) {
            let place = self.place(key);
            if let Some((_, own)) = self.list.get_mut(place) {
                own.count += group.count;
                own.safe &= group.safe;
                own.safe_cells += group.safe_cells;
            }
            if let Some(code) = group.example {
                self.show(key, code, held);
            }
        }
    }

    /// Offers a text as the example of its group.
    fn show(&mut self, key: GroupKey, code: Code, rows: u32) {
        let place = self.place(key);
        let (Some((_, group)), Some(held)) = (self.list.get_mut(place), self.held.get_mut(place))
        else {
            return;
        };
        // Among texts that are equally frequent, that which came first in the file.
        let earlier = rows == *held && group.example.is_none_or(|known| code < known);
        if rows > *held || earlier {
            *held = rows;
            group.example = Some(code);
        }
    }
}

/// Texts, or rows, that are looked at together.
const TOGETHER: usize = 1 << 13;

impl Checks {
    /// Alike problems together: what blocks first, then the most frequent.
    #[must_use]
    pub fn groups(&self, table: &Table) -> Vec<Group> {
        let told: Vec<&Checked> = self.columns().iter().filter(|c| !c.is_quiet()).collect();
        let parts: Vec<Groups> = told
            .into_par_iter()
            .with_max_len(1)
            .filter_map(|checked| self.groups_of(table, checked))
            .collect();
        let mut groups = Groups::default();
        parts.into_iter().for_each(|part| groups.merge(part));
        for (_, f) in self.row_findings() {
            groups.add(
                (f.rule, self.graded(f.rule), Some(f.col), f.repair),
                false,
                1,
            );
        }
        if self.keys().count() > 0 {
            let key = (Rule::DuplicateKey, Severity::Error, self.key_column(), None);
            groups.add(key, false, self.keys().count());
        }
        for keyed in self.keyed().iter().filter(|k| k.index.count() > 0) {
            let key = (keyed.rule, self.graded(keyed.rule), Some(keyed.col), None);
            groups.add(key, false, keyed.index.count());
        }
        for flaw in self.flaws().filter(|f| !table.is_removed(f.row)) {
            groups.add((flaw.rule, self.graded(flaw.rule), None, None), false, 1);
        }
        for checked in self.columns().iter().filter(|c| c.whole.is_some()) {
            let key = (
                Rule::Placeholder,
                self.graded(Rule::Placeholder),
                Some(checked.col),
                None,
            );
            groups.add(key, false, 1);
        }
        for checked in self.columns().iter().filter(|c| c.looks_personal()) {
            let rule = Rule::IdentifierLooksPersonal;
            groups.add((rule, self.graded(rule), Some(checked.col), None), false, 1);
        }
        let mut list: Vec<Group> = groups.list.into_iter().map(|(_, group)| group).collect();
        for finding in self.general() {
            let (col, missing) = match finding.subject {
                Subject::Column(col) => (Some(col), None),
                Subject::File(field) => (None, Some(field)),
                _ => (None, None),
            };
            list.push(Group {
                rule: finding.rule,
                severity: self.graded(finding.rule),
                col,
                missing,
                repair: None,
                count: 1,
                safe: false,
                safe_cells: 0,
                example: None,
            });
        }
        list.sort_by_key(|g| {
            (
                g.severity,
                g.rule != Rule::MissingRequiredColumn,
                std::cmp::Reverse(g.count),
                g.rule,
                g.col,
                g.repair,
            )
        });
        list
    }

    /// Alike problems of the cells of one column.
    fn groups_of(&self, table: &Table, checked: &Checked) -> Option<Groups> {
        let column = table.column(checked.col)?;
        let col = Some(checked.col);
        let codes: Vec<(Code, u32)> = checked.told_codes(column).collect();
        let parts: Vec<(Groups, Vec<Code>)> = codes
            .par_chunks(TOGETHER)
            .map(|codes| {
                let (mut groups, mut by_row) = (Groups::default(), Vec::new());
                for (code, rows) in codes.iter().copied() {
                    let Some(f) = self.fault_of(table, checked.col, code) else {
                        continue;
                    };
                    if self.needs_row(checked.col) && checked.is_open(code) {
                        by_row.push(code);
                        continue;
                    }
                    let (id, safe) = of_repair(f.repair);
                    let key = (f.rule, f.severity, col, id);
                    groups.add(key, safe, u64::from(rows));
                    if id.is_some() {
                        groups.show(key, code, rows);
                    }
                }
                (groups, by_row)
            })
            .collect();
        let (mut groups, mut by_row) = (Groups::default(), HashSet::new());
        for (part, codes) in parts {
            groups.merge(part);
            by_row.extend(codes);
        }
        if by_row.is_empty() {
            return Some(groups);
        }
        let rows: Vec<RowId> = table
            .rows()
            .filter(|r| by_row.contains(&column.code(*r)))
            .collect();
        let parts: Vec<Groups> = rows
            .par_chunks(TOGETHER)
            .map(|rows| {
                let mut groups = Groups::default();
                for row in rows {
                    if let Some(f) = self.fault(table, *row, checked.col) {
                        let (id, safe) = of_repair(f.repair);
                        groups.add((f.rule, f.severity, col, id), safe, 1);
                    }
                }
                groups
            })
            .collect();
        parts.into_iter().for_each(|part| groups.merge(part));
        Some(groups)
    }

    /// The rows in which a group has a problem, in order.
    #[must_use]
    pub fn rows_of_group(&self, table: &Table, group: &Group) -> Vec<RowId> {
        if group.rule == Rule::DuplicateKey {
            let rows: BTreeSet<RowId> = self.keys().rows().collect();
            return rows.into_iter().collect();
        }
        let mut rows: BTreeSet<RowId> = self
            .flaws()
            .filter(|f| f.rule == group.rule && group.col.is_none() && !table.is_removed(f.row))
            .map(|f| f.row)
            .collect();
        rows.extend(
            self.row_findings()
                .filter(|(_, f)| {
                    f.rule == group.rule && Some(f.col) == group.col && f.repair == group.repair
                })
                .map(|(row, _)| row),
        );
        if group.repair.is_none() {
            for keyed in self
                .keyed()
                .iter()
                .filter(|k| k.rule == group.rule && Some(k.col) == group.col)
            {
                rows.extend(keyed.index.rows());
            }
        }
        if let Some(col) = group.col {
            rows.extend(self.rows_with_cell(table, col, group));
        }
        rows.into_iter().collect()
    }

    /// Rows whose own cell in a column belongs to a group.
    fn rows_with_cell(&self, table: &Table, col: ColId, group: &Group) -> Vec<RowId> {
        let Some(column) = table.column(col) else {
            return Vec::new();
        };
        let alike = |f: &Fault| {
            f.rule == group.rule
                && f.severity == group.severity
                && f.repair.map(|r| r.id) == group.repair
        };
        let by_row = self.needs_row(col);
        let Some(checked) = self.columns().iter().find(|c| c.col == col) else {
            return Vec::new();
        };
        let codes: HashSet<Code> = checked
            .told_codes(column)
            .map(|(code, _)| code)
            .filter(|code| {
                self.fault_of(table, col, *code)
                    .is_some_and(|f| (by_row && f.rule == group.rule) || alike(&f))
            })
            .collect();
        table
            .rows()
            .filter(|row| codes.contains(&column.code(*row)))
            .filter(|row| !by_row || self.fault(table, *row, col).is_some_and(|f| alike(&f)))
            .collect()
    }
}

fn of_repair(repair: Option<Remedy>) -> (Option<RepairId>, bool) {
    (repair.map(|r| r.id), repair.is_some_and(|r| r.safe))
}
