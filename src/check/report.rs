//! The state of all checks of a table, kept true through edits, and its readings: counts, marks,
//! the problems one by one. Groups and questions are read in their own files.

mod follow;
mod problems;
mod trail;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::cell::Asked;
use super::column::Checked;
use super::header::general;
use super::keyed::{Keyed, key_columns, keyed};
use super::problem::{ColumnFinding, Counts, RowFlaw};
use super::row::{RowChecks, RowFinding};
use super::{
    Fault, Finding, Habit, KeyIndex, Mapping, Reading, Remedy, Repair, RepairId, Rule, Severities,
    Severity, Today, Why,
};
pub(crate) use follow::Begun;
pub(super) use trail::Sides;
pub use trail::{Trail, Way};

use crate::schema::{
    FieldId, RelationKind, Schema, countries, currencies_of, is_marked, relations,
};
use crate::table::{Code, ColId, Column, RowId, Table, TextBuf};

/// All checks of a table.
pub struct Checks {
    today: Today,
    days_from_1904: bool,
    severities: Severities,
    checked: Vec<Checked>,
    /// By column of the table: place in `checked`.
    place: Vec<Option<usize>>,
    keys: KeyIndex,
    keyed: Vec<Keyed>,
    rows: RowChecks,
    /// By column: the column with the country by which its words are read.
    country: HashMap<ColId, ColId>,
    general: Vec<ColumnFinding>,
    flaws: BTreeMap<RowId, Vec<RowFlaw>>,
    /// Cells whose finding needs nothing but the cell, and flaws, and general findings.
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
            days_from_1904: table.counts_days_from_1904(),
            severities: Severities::default(),
            checked: Vec::new(),
            place: Vec::new(),
            keys: KeyIndex::new(Vec::new(), table),
            keyed: Vec::new(),
            rows: RowChecks::default(),
            country: HashMap::new(),
            general: Vec::new(),
            flaws: by_row,
            counts: Counts::default(),
        };
        checks.look(schema, table, mapping, Some(key_columns(schema, mapping)));
        checks
    }

    /// Brings the checks up to date after columns were matched to other fields; only columns
    /// whose field changed are checked again.
    pub fn remap(&mut self, schema: &Schema, table: &Table, mapping: &Mapping) {
        let keys = key_columns(schema, mapping);
        let keys = (keys != self.keys.columns()).then_some(keys);
        self.look(schema, table, mapping, keys);
    }

    /// Takes the severities that the user has set; nothing is checked again.
    pub fn set_severities(&mut self, table: &Table, severities: Severities) {
        self.severities = severities;
        for checked in &mut self.checked {
            checked.grade(&self.severities);
        }
        self.recount(table);
    }

    /// The severities that the user has set.
    #[must_use]
    pub fn severities(&self) -> &Severities {
        &self.severities
    }

    /// Checks the columns in use that are not checked for their field yet, and counts; `keys` are
    /// the columns of the key where they changed. All of it side by side, so that no processor
    /// waits for the end of one part.
    fn look(
        &mut self,
        schema: &Schema,
        table: &Table,
        mapping: &Mapping,
        keys: Option<Vec<ColId>>,
    ) {
        let mut known: HashMap<(ColId, FieldId), Checked> = std::mem::take(&mut self.checked)
            .into_iter()
            .map(|c| ((c.col, c.field), c))
            .collect();
        let used: Vec<(ColId, FieldId, &Column, Option<Checked>)> = table
            .columns()
            .filter_map(|(col, column)| {
                let id = mapping.field_of(col)?;
                Some((col, id, column, known.remove(&(col, id))))
            })
            .collect();
        let (today, from_1904, severities) = (self.today, self.days_from_1904, &self.severities);
        let rows = table.row_count() as u64;
        let column_by_column = || {
            used.into_par_iter()
                .filter_map(|(col, id, column, old)| {
                    let asked = Asked::new(schema, id, today)?.counting_from_1904(from_1904);
                    let spelled = is_marked(schema, id, RelationKind::Spelled);
                    let mut checked = old.unwrap_or_else(|| {
                        Checked::new(&asked, (id, spelled), col, column, severities)
                    });
                    checked.conclude(column, rows, None);
                    Some(checked)
                })
                .collect()
        };
        let ((checked, keys), (keyed, rows)) = rayon::join(
            || {
                rayon::join(column_by_column, || {
                    keys.map(|columns| KeyIndex::new(columns, table))
                })
            },
            || {
                rayon::join(
                    || keyed(schema, table, mapping),
                    || RowChecks::new(schema, table, mapping),
                )
            },
        );
        self.checked = checked;
        if let Some(keys) = keys {
            self.keys = keys;
        }
        self.keyed = keyed;
        self.rows = rows;
        self.place = vec![None; table.column_count()];
        for (i, c) in self.checked.iter().enumerate() {
            if let Some(slot) = self.place.get_mut(c.col.index()) {
                *slot = Some(i);
            }
        }
        self.general = general(schema, table, mapping);
        self.country = relations(schema)
            .into_iter()
            .filter(|r| r.kind == RelationKind::CountryOf)
            .filter_map(|r| match r.fields.as_slice() {
                [of, by] => Some((mapping.column_of(*of)?, mapping.column_of(*by)?)),
                _ => None,
            })
            .collect();
        self.recount(table);
    }

    fn recount(&mut self, table: &Table) {
        let mut counts = Counts::default();
        for checked in &self.checked {
            let Some(column) = table.column(checked.col) else {
                continue;
            };
            for (code, severity) in checked.odd_codes() {
                *counts.slot(severity) += u64::from(column.rows_of(code));
            }
        }
        for finding in &self.general {
            *counts.slot(self.graded(finding.rule)) += 1;
        }
        for (row, flaws) in &self.flaws {
            for flaw in flaws.iter().filter(|_| !table.is_removed(*row)) {
                *counts.slot(self.graded(flaw.rule)) += 1;
            }
        }
        self.counts = counts;
    }

    fn of(&self, col: ColId) -> Option<&Checked> {
        self.checked.get((*self.place.get(col.index())?)?)
    }

    pub(super) fn columns(&self) -> &[Checked] {
        &self.checked
    }

    pub(super) fn general(&self) -> &[ColumnFinding] {
        &self.general
    }

    pub(super) fn flaws(&self) -> impl Iterator<Item = &RowFlaw> {
        self.flaws.values().flatten()
    }

    pub(super) fn keys(&self) -> &KeyIndex {
        &self.keys
    }

    pub(super) fn keyed(&self) -> &[Keyed] {
        &self.keyed
    }

    pub(super) fn row_findings(&self) -> impl Iterator<Item = (RowId, &RowFinding)> {
        self.rows.all()
    }

    pub(super) fn graded(&self, rule: Rule) -> Severity {
        self.severities.of(rule, rule.severity())
    }

    /// What is wrong with a cell itself; see [`Checks::row_findings_of`] for its row.
    #[must_use]
    pub fn finding(&self, table: &Table, row: RowId, col: ColId) -> Option<Finding> {
        let column = table.column(col)?;
        let code = column.code(row);
        let mut finding = self.of(col)?.finding(column, code, &self.severities)?;
        if let Some(value) = self.decided(table, row, col) {
            finding.why = Why::Plain;
            finding.repair = Some(Repair {
                id: RepairId::CurrencyName,
                value,
                safe: false,
            });
        }
        Some(finding)
    }

    /// What is wrong with a text of a column, by code, whatever its row.
    #[must_use]
    pub fn finding_of(&self, table: &Table, col: ColId, code: Code) -> Option<Finding> {
        self.of(col)?
            .finding(table.column(col)?, code, &self.severities)
    }

    /// What is wrong with a text of a column, by code, whatever its row: [`Checks::finding_of`]
    /// without the text that a repair would give, and cheaper by as much.
    #[must_use]
    pub fn fault_of(&self, table: &Table, col: ColId, code: Code) -> Option<Fault> {
        self.of(col)?
            .fault(table.column(col)?, code, &self.severities)
    }

    /// What is wrong with a cell itself, without the text that its repair would give.
    pub(super) fn fault(&self, table: &Table, row: RowId, col: ColId) -> Option<Fault> {
        let code = table.column(col)?.code(row);
        let mut fault = self.fault_of(table, col, code)?;
        if self.is_decided(table, row, col) {
            fault.why = Why::Plain;
            fault.repair = Some(Remedy {
                id: RepairId::CurrencyName,
                safe: false,
            });
        }
        Some(fault)
    }

    /// Texts of a column that rows hold and that may have a finding, by code, in ascending order.
    #[must_use]
    pub fn told_codes(&self, table: &Table, col: ColId) -> Vec<Code> {
        let (Some(checked), Some(column)) = (self.of(col), table.column(col)) else {
            return Vec::new();
        };
        let mut codes: Vec<Code> = checked.told_codes(column).map(|(code, _)| code).collect();
        codes.sort_unstable();
        codes
    }

    /// Rows between whose cells something is wrong, in file order.
    pub fn rows_with_findings(&self) -> impl Iterator<Item = RowId> {
        self.rows.rows()
    }

    /// The readings of a cell between which somebody must choose.
    #[must_use]
    pub fn choices(&self, table: &Table, row: RowId, col: ColId) -> Vec<(Reading, TextBuf)> {
        if self.is_decided(table, row, col) {
            return Vec::new();
        }
        match (self.of(col), table.column(col)) {
            (Some(checked), Some(column)) => checked.choices(column, column.code(row)),
            _ => Vec::new(),
        }
    }

    /// True when words of this column are read by another column of the row.
    #[must_use]
    pub fn needs_row(&self, col: ColId) -> bool {
        self.country.contains_key(&col)
    }

    pub(super) fn is_decided(&self, table: &Table, row: RowId, col: ColId) -> bool {
        self.decided(table, row, col).is_some()
    }

    /// The reading that the row's country decides: `FCFA` is XOF in Senegal.
    fn decided(&self, table: &Table, row: RowId, col: ColId) -> Option<TextBuf> {
        let by = self.country.get(&col)?;
        let choices = self.of(col)?.words_of(table.column(col)?.code(row));
        if choices.is_empty() {
            return None;
        }
        let text = table.text(row, *by);
        let country = text.reveal();
        let country = if countries().contains(country) {
            country
        } else {
            // A country whose own repair is still to be made is evidence all the same.
            countries().by_name(country)?
        };
        let tender = currencies_of(country);
        let mut fitting = choices
            .iter()
            .filter(|(_, value)| tender.contains(&value.as_text().reveal()));
        let (_, value) = fitting.next()?;
        fitting.next().is_none().then(|| value.clone())
    }

    /// How a column writes its numbers or dates.
    #[must_use]
    pub fn habit(&self, col: ColId) -> Option<Habit> {
        self.of(col).map(Checked::habit)
    }

    /// What is wrong between the cells of a row.
    #[must_use]
    pub fn row_findings_of(&self, row: RowId) -> &[RowFinding] {
        self.rows.of(row)
    }

    /// The cells that a row finding's repair would write.
    #[must_use]
    pub fn mend(&self, table: &Table, row: RowId, finding: &RowFinding) -> Vec<(ColId, TextBuf)> {
        self.rows.mend(table, row, finding)
    }

    /// The severity of a cell's own finding; cheaper than [`Checks::finding`].
    #[must_use]
    pub fn severity(&self, table: &Table, row: RowId, col: ColId) -> Option<Severity> {
        self.severity_of(table, col, table.column(col)?.code(row))
    }

    /// The severity of what is wrong with a text of a column, by code, whatever its row.
    #[must_use]
    pub fn severity_of(&self, table: &Table, col: ColId, code: Code) -> Option<Severity> {
        let column = table.column(col)?;
        self.of(col)?.severity(column, code, &self.severities)
    }

    /// The severity with which a cell is marked: the worst of its own, of what its row says in
    /// this column, and of the keys that end in it.
    #[must_use]
    pub fn mark(&self, table: &Table, row: RowId, col: ColId) -> Option<Severity> {
        let own = self.severity(table, row, col);
        let keyed = (self.key_column() == Some(col) && !self.keys.group(table, row).is_empty())
            .then_some(Severity::Error);
        let rows = self
            .rows
            .of(row)
            .iter()
            .filter(|f| f.col == col)
            .map(|f| self.graded(f.rule));
        let groups = self
            .keyed
            .iter()
            .filter(|k| k.col == col && !k.index.group(table, row).is_empty())
            .map(|k| self.graded(k.rule));
        own.into_iter().chain(keyed).chain(rows).chain(groups).min()
    }

    /// All rows that share the row's upload key, itself included; empty when it is alone.
    #[must_use]
    pub fn duplicates_of(&self, table: &Table, row: RowId) -> &[RowId] {
        self.keys.group(table, row)
    }

    /// The last column of the upload key, where a duplicate is shown.
    #[must_use]
    pub fn key_column(&self) -> Option<ColId> {
        self.keys.columns().last().copied()
    }

    /// How many problems there are: one per cell, per row and rule, per flaw, per column.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = self.counts;
        counts.error += self.keys.count();
        for checked in &self.checked {
            for (severity, cells) in checked.column_counts(&self.severities) {
                *counts.slot(severity) += cells;
            }
            if checked.whole.is_some() {
                *counts.slot(self.graded(Rule::Placeholder)) += 1;
            }
            if checked.looks_personal() {
                *counts.slot(self.graded(Rule::IdentifierLooksPersonal)) += 1;
            }
        }
        for keyed in &self.keyed {
            *counts.slot(self.graded(keyed.rule)) += keyed.index.count();
        }
        for (rule, n) in self.rows.counts() {
            *counts.slot(self.graded(rule)) += n;
        }
        counts
    }

    /// True when the row has an error of its own, duplicates not counted.
    #[must_use]
    pub fn row_has_own_error(&self, table: &Table, row: RowId) -> bool {
        self.row_severities(table, row)
            .any(|s| s == Severity::Error)
    }

    /// True when anything is wrong in the row, warnings included.
    #[must_use]
    pub fn row_has_problem(&self, table: &Table, row: RowId) -> bool {
        !self.keys.group(table, row).is_empty() || self.row_severities(table, row).next().is_some()
    }

    fn row_severities(&self, table: &Table, row: RowId) -> impl Iterator<Item = Severity> {
        let flaws = self.flaws.get(&row).into_iter().flatten();
        let rules = flaws
            .map(|f| f.rule)
            .chain(self.rows.of(row).iter().map(|f| f.rule))
            .chain(
                self.keyed
                    .iter()
                    .filter(move |k| !k.index.group(table, row).is_empty())
                    .map(|k| k.rule),
            )
            .map(|rule| self.graded(rule));
        let cells = self
            .checked
            .iter()
            .filter(|c| !c.is_quiet())
            .filter_map(move |c| {
                let column = table.column(c.col)?;
                c.severity(column, column.code(row), &self.severities)
            });
        rules.chain(cells)
    }
}
