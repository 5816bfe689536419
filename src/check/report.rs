//! The state of all checks of a table, kept true through edits, and its readings: counts,
//! groups, the problems one by one.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::cell::judge;
use super::column::Checked;
use super::problem::{ColumnFinding, Counts, Group, Problem, RowFlaw, Subject};
use super::{Finding, KeyIndex, Mapping, Repair, RepairId, Rule, Severity, Today};
use crate::schema::{Field, FieldId, How, Schema};
use crate::table::{Change, Code, ColId, Column, RowId, Table};

/// All checks of a table.
pub struct Checks {
    today: Today,
    checked: Vec<Checked>,
    /// By column of the table: place in `checked`.
    place: Vec<Option<usize>>,
    keys: KeyIndex,
    general: Vec<ColumnFinding>,
    flaws: BTreeMap<RowId, Vec<RowFlaw>>,
    counts: Counts,
}

impl Checks {
    /// Checks everything once.
    #[must_use]
    pub fn new(
        schema: &Schema,
        table: &Table,
        mapping: &Mapping,
        flaws: Vec<RowFlaw>,
        today: Today,
    ) -> Self {
        let mut by_row: BTreeMap<RowId, Vec<RowFlaw>> = BTreeMap::new();
        for flaw in flaws {
            by_row.entry(flaw.row).or_default().push(flaw);
        }
        let mut checks = Self {
            today,
            checked: Vec::new(),
            place: Vec::new(),
            keys: KeyIndex::new(key_columns(schema, mapping), table),
            general: Vec::new(),
            flaws: by_row,
            counts: Counts::default(),
        };
        checks.look(schema, table, mapping);
        checks
    }

    /// Brings the checks up to date after columns were matched to other fields; only columns
    /// whose field changed are checked again.
    pub fn remap(&mut self, schema: &Schema, table: &Table, mapping: &Mapping) {
        let keys = key_columns(schema, mapping);
        if keys != self.keys.columns() {
            self.keys = KeyIndex::new(keys, table);
        }
        self.look(schema, table, mapping);
    }

    /// Checks the columns in use that are not checked for their field yet, and counts.
    fn look(&mut self, schema: &Schema, table: &Table, mapping: &Mapping) {
        let mut known: HashMap<(ColId, FieldId), Checked> = std::mem::take(&mut self.checked)
            .into_iter()
            .map(|c| ((c.col, c.field), c))
            .collect();
        let used: Vec<(ColId, FieldId, &Column, &Field, Option<Checked>)> = table
            .columns()
            .filter_map(|(col, column)| {
                let id = mapping.field_of(col)?;
                let field = schema.field(id)?;
                Some((col, id, column, field, known.remove(&(col, id))))
            })
            .collect();
        let today = self.today;
        self.checked = used
            .into_par_iter()
            .map(|(col, id, column, field, old)| {
                old.unwrap_or_else(|| Checked::new(id, field, col, column, today))
            })
            .collect();
        self.place = vec![None; table.column_count()];
        for (i, c) in self.checked.iter().enumerate() {
            if let Some(slot) = self.place.get_mut(c.col.index()) {
                *slot = Some(i);
            }
        }
        self.general = general(schema, table, mapping);
        let mut counts = Counts::default();
        for checked in &self.checked {
            let Some(column) = table.column(checked.col) else {
                continue;
            };
            for (code, rows) in column.live_codes() {
                if let Some(severity) = checked.severity(code) {
                    *counts.slot(severity) += u64::from(rows);
                }
            }
        }
        for finding in &self.general {
            *counts.slot(finding.rule.severity()) += 1;
        }
        for (row, flaws) in &self.flaws {
            for flaw in flaws.iter().filter(|_| !table.is_removed(*row)) {
                *counts.slot(flaw.rule.severity()) += 1;
            }
        }
        self.counts = counts;
    }

    fn of(&self, col: ColId) -> Option<&Checked> {
        self.checked.get((*self.place.get(col.index())?)?)
    }

    fn count(&mut self, col: ColId, code: Code, by: i64) {
        if let Some(severity) = self.of(col).and_then(|c| c.severity(code)) {
            let slot = self.counts.slot(severity);
            *slot = slot.saturating_add_signed(by);
        }
    }

    /// Brings the checks up to date after a change was applied to the table; only the cells and
    /// keys that it touched are looked at.
    pub fn update(&mut self, schema: &Schema, table: &Table, mapping: &Mapping, change: &Change) {
        let key_columns = self.keys.columns().to_vec();
        let mut rekeyed: HashMap<RowId, HashMap<ColId, Code>> = HashMap::new();
        let removed: HashSet<RowId> = change.removed.iter().copied().collect();
        let restored: HashSet<RowId> = change.restored.iter().copied().collect();
        for edit in &change.edits {
            // Cells change before rows go or come back.
            let was_there = removed.contains(&edit.row)
                || !(table.is_removed(edit.row) || restored.contains(&edit.row));
            if was_there && key_columns.contains(&edit.col) {
                rekeyed
                    .entry(edit.row)
                    .or_default()
                    .insert(edit.col, edit.old);
            }
            let Some(place) = self.place.get(edit.col.index()).copied().flatten() else {
                continue;
            };
            let (Some(field), Some(column)) = (
                mapping.field_of(edit.col).and_then(|f| schema.field(f)),
                table.column(edit.col),
            ) else {
                continue;
            };
            let today = self.today;
            if let Some(checked) = self.checked.get_mut(place) {
                let known = u32::try_from(checked.verdicts.len()).unwrap_or(u32::MAX);
                for code in known..column.code_count() {
                    checked
                        .verdicts
                        .push(judge(field, column.text_of(code), today));
                }
                for (code, by) in [(edit.old, -1), (edit.new, 1)] {
                    if was_there
                        && checked
                            .verdict(code)
                            .is_some_and(|v| v.evidence.unsafe_comma)
                    {
                        checked.unsafe_commas = checked.unsafe_commas.saturating_add_signed(by);
                    }
                }
            }
            if was_there {
                self.count(edit.col, edit.old, -1);
                self.count(edit.col, edit.new, 1);
            }
        }
        for (row, old) in rekeyed {
            let old_key: Option<super::RowKey> = key_columns
                .iter()
                .map(|col| {
                    old.get(col)
                        .copied()
                        .or_else(|| table.column(*col).map(|c| c.code(row)))
                        .filter(|code| *code != crate::table::EMPTY)
                })
                .collect();
            if let Some(key) = old_key {
                self.keys.remove(&key, row);
            }
            if let Some(key) = self.keys.key(table, row) {
                self.keys.insert(key, row);
            }
        }
        for row in &change.removed {
            self.count_row(table, *row, -1);
            if let Some(key) = self.keys.key(table, *row) {
                self.keys.remove(&key, *row);
            }
        }
        for row in &change.restored {
            self.count_row(table, *row, 1);
            if let Some(key) = self.keys.key(table, *row) {
                self.keys.insert(key, *row);
            }
        }
    }

    /// Counts all that is wrong in a row in (`by` 1) or out (-1), its key not included.
    fn count_row(&mut self, table: &Table, row: RowId, by: i64) {
        for checked in &mut self.checked {
            let Some(code) = table.column(checked.col).map(|c| c.code(row)) else {
                continue;
            };
            let Some(verdict) = checked.verdicts.get(code as usize) else {
                continue;
            };
            if let Some(finding) = &verdict.finding {
                let slot = self.counts.slot(finding.severity);
                *slot = slot.saturating_add_signed(by);
            }
            if verdict.evidence.unsafe_comma {
                checked.unsafe_commas = checked.unsafe_commas.saturating_add_signed(by);
            }
        }
        for flaw in self.flaws.get(&row).into_iter().flatten() {
            let slot = self.counts.slot(flaw.rule.severity());
            *slot = slot.saturating_add_signed(by);
        }
    }

    /// What is wrong with a cell.
    #[must_use]
    pub fn finding(&self, table: &Table, row: RowId, col: ColId) -> Option<Finding> {
        let code = table.column(col)?.code(row);
        self.of(col)?.finding(code)
    }

    /// What is wrong with a text of a column, by code.
    #[must_use]
    pub fn finding_of(&self, col: ColId, code: Code) -> Option<Finding> {
        self.of(col)?.finding(code)
    }

    /// The severity of a cell's own finding; cheaper than [`Checks::finding`].
    #[must_use]
    pub fn severity(&self, table: &Table, row: RowId, col: ColId) -> Option<Severity> {
        let code = table.column(col)?.code(row);
        self.of(col)?.severity(code)
    }

    /// The severity with which a cell is marked: its own, or its row's duplicate key.
    #[must_use]
    pub fn mark(&self, table: &Table, row: RowId, col: ColId) -> Option<Severity> {
        let own = self.severity(table, row, col);
        let keyed =
            self.keys.columns().last() == Some(&col) && !self.duplicates_of(table, row).is_empty();
        if keyed { Some(Severity::Error) } else { own }
    }

    /// All rows that share the row's upload key, itself included; empty when it is alone.
    #[must_use]
    pub fn duplicates_of(&self, table: &Table, row: RowId) -> &[RowId] {
        self.keys.duplicates_of(table, row)
    }

    /// The last column of the upload key, where a duplicate is shown.
    #[must_use]
    pub fn key_column(&self) -> Option<ColId> {
        self.keys.columns().last().copied()
    }

    /// How many problems there are: one per cell, per duplicate row, per flaw, per column.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = self.counts;
        counts.error += self.keys.duplicate_rows();
        counts
    }

    /// True when the row has an error of its own, duplicates not counted.
    #[must_use]
    pub fn row_has_own_error(&self, table: &Table, row: RowId) -> bool {
        self.flaws_of(row)
            .any(|f| f.rule.severity() == Severity::Error)
            || self
                .row_severities(table, row)
                .any(|s| s == Severity::Error)
    }

    /// True when anything is wrong in the row, warnings included.
    #[must_use]
    pub fn row_has_problem(&self, table: &Table, row: RowId) -> bool {
        self.flaws_of(row).next().is_some()
            || !self.duplicates_of(table, row).is_empty()
            || self.row_severities(table, row).next().is_some()
    }

    fn flaws_of(&self, row: RowId) -> impl Iterator<Item = &RowFlaw> {
        self.flaws.get(&row).into_iter().flatten()
    }

    fn row_severities(&self, table: &Table, row: RowId) -> impl Iterator<Item = Severity> {
        self.checked.iter().filter_map(move |c| {
            let code = table.column(c.col)?.code(row);
            c.severity(code)
        })
    }

    /// Rows with at least one error, in order.
    #[must_use]
    pub fn bad_rows(&self, table: &Table) -> Vec<RowId> {
        table
            .rows()
            .filter(|row| {
                self.row_has_own_error(table, *row) || !self.duplicates_of(table, *row).is_empty()
            })
            .collect()
    }

    /// Alike problems together: what blocks first, then the most frequent.
    #[must_use]
    pub fn groups(&self, table: &Table) -> Vec<Group> {
        let mut groups: HashMap<(Rule, Severity, Option<ColId>, Option<RepairId>), Group> =
            HashMap::new();
        let mut add = |rule, severity, col, repair: Option<&Repair>, count: u64| {
            let id = repair.map(|r| r.id);
            let safe = repair.is_some_and(|r| r.safe);
            let group = groups.entry((rule, severity, col, id)).or_insert(Group {
                rule,
                severity,
                col,
                missing: None,
                repair: id,
                count: 0,
                safe: true,
            });
            group.count += count;
            group.safe &= safe;
        };
        for checked in &self.checked {
            let Some(column) = table.column(checked.col) else {
                continue;
            };
            for (code, rows) in column.live_codes() {
                if let Some(f) = checked.finding(code) {
                    add(
                        f.rule,
                        f.severity,
                        Some(checked.col),
                        f.repair.as_ref(),
                        u64::from(rows),
                    );
                }
            }
        }
        if self.keys.duplicate_rows() > 0 {
            let col = self.keys.columns().last().copied();
            add(
                Rule::DuplicateKey,
                Severity::Error,
                col,
                None,
                self.keys.duplicate_rows(),
            );
        }
        let flaws = self.flaws.iter().filter(|(r, _)| !table.is_removed(**r));
        for flaw in flaws.flat_map(|(_, list)| list) {
            add(flaw.rule, flaw.rule.severity(), None, None, 1);
        }
        let mut list: Vec<Group> = groups.into_values().collect();
        for finding in &self.general {
            let (col, missing) = match finding.subject {
                Subject::Column(col) => (Some(col), None),
                Subject::File(field) => (None, Some(field)),
                _ => (None, None),
            };
            list.push(Group {
                rule: finding.rule,
                severity: finding.rule.severity(),
                col,
                missing,
                repair: None,
                count: 1,
                safe: false,
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

    /// The rows in which a group has a cell, in order.
    #[must_use]
    pub fn rows_of_group(&self, table: &Table, group: &Group) -> Vec<RowId> {
        if group.rule == Rule::DuplicateKey {
            return table
                .rows()
                .filter(|r| !self.duplicates_of(table, *r).is_empty())
                .collect();
        }
        let Some((column, checked)) = group
            .col
            .and_then(|c| Some((table.column(c)?, self.of(c)?)))
        else {
            return self
                .flaws
                .iter()
                .filter(|(row, _)| !table.is_removed(**row))
                .filter(|(_, flaws)| flaws.iter().any(|f| f.rule == group.rule))
                .map(|(row, _)| *row)
                .collect();
        };
        let codes: HashSet<Code> = column
            .live_codes()
            .map(|(code, _)| code)
            .filter(|code| {
                checked.finding(*code).is_some_and(|f| {
                    f.rule == group.rule
                        && f.severity == group.severity
                        && f.repair.as_ref().map(|r| r.id) == group.repair
                })
            })
            .collect();
        table
            .rows()
            .filter(|row| codes.contains(&column.code(*row)))
            .collect()
    }

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

    /// Every problem, one per cell: file and columns first, then row by row.
    pub fn problems<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = Problem> + 'a {
        let general = self.general.iter().map(|finding| Problem {
            rule: finding.rule,
            severity: finding.rule.severity(),
            subject: finding.subject,
            repair: None,
            value: None,
            other_row: None,
            flaw: None,
        });
        general.chain(
            table
                .rows()
                .flat_map(move |row| self.problems_of_row(table, row)),
        )
    }

    /// The problems of one row, flaws and duplicates first.
    #[must_use]
    pub fn problems_of_row(&self, table: &Table, row: RowId) -> Vec<Problem> {
        let mut list: Vec<Problem> = self
            .flaws_of(row)
            .map(|flaw| Problem {
                rule: flaw.rule,
                severity: flaw.rule.severity(),
                subject: Subject::Row(row),
                repair: None,
                value: None,
                other_row: None,
                flaw: Some(*flaw),
            })
            .collect();
        let twins = self.duplicates_of(table, row);
        if !twins.is_empty() {
            list.push(Problem {
                rule: Rule::DuplicateKey,
                severity: Severity::Error,
                subject: Subject::Row(row),
                repair: None,
                value: None,
                other_row: twins.iter().copied().find(|t| *t != row),
                flaw: None,
            });
        }
        for checked in &self.checked {
            let Some(column) = table.column(checked.col) else {
                continue;
            };
            let code = column.code(row);
            if let Some(finding) = checked.finding(code) {
                list.push(Problem {
                    rule: finding.rule,
                    severity: finding.severity,
                    subject: Subject::Cell(row, checked.col),
                    repair: finding.repair,
                    value: Some(column.text_of(code).to_buf()),
                    other_row: None,
                    flaw: None,
                });
            }
        }
        list
    }
}

/// The columns of the upload key; none when a part of it has no column.
fn key_columns(schema: &Schema, mapping: &Mapping) -> Vec<ColId> {
    let columns: Option<Vec<ColId>> = schema
        .key_fields()
        .into_iter()
        .map(|f| mapping.column_of(f))
        .collect();
    columns.unwrap_or_default()
}

fn general(schema: &Schema, table: &Table, mapping: &Mapping) -> Vec<ColumnFinding> {
    let missing = mapping
        .missing_required(schema)
        .into_iter()
        .map(|field| ColumnFinding {
            rule: Rule::MissingRequiredColumn,
            subject: Subject::File(field),
        });
    let columns = table.columns().filter_map(|(col, _)| {
        let rule = match mapping.use_of(col).how {
            How::Generated => Rule::GeneratedColumn,
            How::Unknown => Rule::UnknownColumn,
            How::Duplicate => Rule::DuplicateHeader,
            How::Exact
            | How::Synonym
            | How::Proposed
            | How::Chosen
            | How::LeftOut
            | How::Part
            | How::Extra => {
                return None;
            }
        };
        Some(ColumnFinding {
            rule,
            subject: Subject::Column(col),
        })
    });
    let mut all: Vec<ColumnFinding> = missing.chain(columns).collect();
    all.sort_by_key(|f| f.rule.severity());
    all
}
