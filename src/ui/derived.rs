//! What is computed once per revision of the document and per view of it, so that no frame
//! computes it again: groups of problems, counts, the rows and columns shown and their order.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::rows::{ranks, shown};
use crate::check::{Checks, Counts, Group, RepairId, Rule, Severity, rule::Scope};
use crate::document::Document;
use crate::privacy::Treatment;
use crate::schema::How;
use crate::table::{Code, ColId, RowId, Table};

/// Which rows the grid shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Filter {
    #[default]
    All,
    /// Rows with any error or warning.
    Problems,
    /// Rows of the chosen group.
    Group,
}

/// What identifies a group of problems through changes of its count.
pub type GroupKey = (Rule, Severity, Option<ColId>, Option<RepairId>);

/// The key of a group.
#[must_use]
pub fn key_of(group: &Group) -> GroupKey {
    (group.rule, group.severity, group.col, group.repair)
}

/// How the document is looked at. Never part of the history.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct View {
    pub filter: Filter,
    /// The chosen group of problems.
    pub group: Option<GroupKey>,
    /// Columns that do not leave are shown too.
    pub left_out: bool,
    /// Rows in the order of a column; backwards when true.
    pub sort: Option<(ColId, bool)>,
    /// Only rows in which each of these columns holds one of its texts.
    pub values: BTreeMap<ColId, HashSet<Code>>,
    /// Only rows in which a column, or any column that is shown, contains a text.
    pub texts: BTreeMap<Option<ColId>, String>,
    /// Columns that the user hid.
    pub hidden: BTreeSet<ColId>,
    /// The order in which the user wants the columns; empty for that of the file.
    pub order: Vec<ColId>,
}

impl View {
    /// True when every row is shown.
    #[must_use]
    pub fn shows_all_rows(&self) -> bool {
        self.filter == Filter::All && self.values.is_empty() && self.texts.is_empty()
    }

    /// Shows every row again, in the order that was chosen.
    pub fn clear_filters(&mut self) {
        self.filter = Filter::All;
        self.values.clear();
        self.texts.clear();
    }

    /// What decides which rows are shown and where.
    pub(super) fn same_rows(&self, other: &Self) -> bool {
        self.filter == other.filter
            && self.sort == other.sort
            && self.values == other.values
            && self.texts == other.texts
            && (self.filter != Filter::Group || self.group == other.group)
    }
}

/// What is computed once.
#[derive(Clone, Default)]
pub struct Derived {
    revision: Option<u64>,
    view: View,
    /// Alike problems, those that block first.
    pub groups: Vec<Group>,
    /// Errors and warnings by column.
    pub by_column: HashMap<ColId, (u32, u32)>,
    /// Rows of the table.
    pub total: u64,
    /// Rows shown, in order.
    pub rows: Vec<RowId>,
    /// Columns shown, in order.
    pub columns: Vec<ColId>,
    /// Where errors are among the rows shown, as shares of the height.
    pub ticks: Vec<f32>,
    /// Rows with at least one error.
    pub bad_rows: u64,
    /// Cells that the safe fixes would change, by kind, the most frequent first.
    pub safe: Vec<(RepairId, u64)>,
    /// Errors, warnings, notes.
    pub counts: Counts,
    /// Cells that a problem marks.
    pub marked: u64,
    /// Columns that leave as pseudonyms or rounded.
    pub protected: u64,
    /// What is still to be said about privacy, as the id of a word.
    pub privacy_open: Option<&'static str>,
    /// Columns about which something is asked.
    pub asks: HashSet<ColId>,
}

impl Derived {
    /// Where a row stands among those shown.
    #[must_use]
    pub fn place_of(&self, row: RowId) -> Option<usize> {
        match self.view.sort {
            None => self.rows.binary_search(&row).ok(),
            Some(_) => self.rows.iter().position(|r| *r == row),
        }
    }

    /// Brings everything up to date; cheap when nothing changed.
    pub(super) fn update(&mut self, document: &Document, view: &View) {
        let fresh = self.revision == Some(document.revision());
        if fresh && self.view == *view {
            return;
        }
        let (table, checks) = (document.table(), document.checks());
        if !fresh {
            self.count(document);
            self.protected = super::outlook::protected(document);
            self.privacy_open = super::outlook::privacy_open(document);
        }
        let same_rows = self.view.same_rows(view) && self.revision.is_some();
        if !(fresh && same_rows) {
            self.choose_rows(document, view, same_rows);
        }
        self.columns = table
            .columns()
            .map(|(col, _)| col)
            .filter(|col| !view.hidden.contains(col))
            .filter(|col| view.left_out || is_shown(document, *col))
            .collect();
        if !view.order.is_empty() {
            let place = |col: &ColId| view.order.iter().position(|c| c == col);
            // A column that came later stands at the end.
            self.columns
                .sort_by_cached_key(|col| place(col).unwrap_or(usize::MAX));
        }
        if !(fresh && same_rows) {
            self.mark_errors(table, checks);
        }
        self.revision = Some(document.revision());
        self.view = view.clone();
    }

    fn count(&mut self, document: &Document) {
        let (table, checks) = (document.table(), document.checks());
        self.groups = checks.groups(table);
        self.counts = checks.counts();
        // Identifiers that leave as pseudonyms may look as they like.
        let counts = &mut self.counts;
        self.groups.retain(|group| {
            let protected = group.rule == Rule::IdentifierLooksPersonal
                && group
                    .col
                    .is_some_and(|col| matches!(document.treatment(col), Treatment::Pseudonym(_)));
            if protected {
                let slot = match group.severity {
                    Severity::Error => &mut counts.error,
                    Severity::Warning => &mut counts.warning,
                    Severity::Note => &mut counts.note,
                };
                *slot = slot.saturating_sub(1);
            }
            !protected
        });
        self.by_column.clear();
        self.marked = 0;
        let mut safe: HashMap<RepairId, u64> = HashMap::new();
        for group in &self.groups {
            if let Some(repair) = group.repair.filter(|_| group.safe_cells > 0) {
                *safe.entry(repair).or_default() += group.safe_cells;
            }
            let Some(col) = group.col.filter(|_| group.severity != Severity::Note) else {
                continue;
            };
            if group.rule.scope() == Scope::Column {
                continue;
            }
            let slot = self.by_column.entry(col).or_default();
            let count = u32::try_from(group.count).unwrap_or(u32::MAX);
            match group.severity {
                Severity::Error => slot.0 = slot.0.saturating_add(count),
                _ => slot.1 = slot.1.saturating_add(count),
            }
            self.marked += group.count;
        }
        self.safe = safe.into_iter().collect();
        self.safe
            .sort_by_key(|(id, n)| (std::cmp::Reverse(*n), *id));
        self.total = table.row_count() as u64;
        self.bad_rows = checks.bad_rows(table).len() as u64;
        self.asks = checks.questions(table).iter().map(|q| q.col).collect();
    }

    fn choose_rows(&mut self, document: &Document, view: &View, same_view: bool) {
        let table = document.table();
        let filtered = !view.shows_all_rows() || view.sort.is_some();
        if same_view && filtered {
            // What is shown stays while it is worked on, also when it is settled by that; only
            // rows that are gone go.
            self.rows.retain(|row| !table.is_removed(*row));
            let whole = !view.shows_all_rows() || self.rows.len() == table.rows().count();
            if whole {
                return;
            }
        }
        let mut rows = shown(document, &self.groups, view, None);
        if let Some((col, backwards)) = view.sort
            && let Some(column) = table.column(col)
        {
            let ranks = ranks(column, backwards);
            let rank = |row: &RowId| ranks.get(column.code(*row) as usize).copied();
            rows.par_sort_by_key(rank);
        }
        self.rows = rows;
    }

    fn mark_errors(&mut self, table: &Table, checks: &Checks) {
        let total = self.rows.len().max(1) as f32;
        let mut last = -1.0f32;
        self.ticks.clear();
        for (at, row) in self.rows.iter().enumerate() {
            let share = at as f32 / total;
            // More ticks than points of height would draw the same line again.
            if share - last < 0.002 {
                continue;
            }
            if checks.row_has_own_error(table, *row)
                || !checks.duplicates_of(table, *row).is_empty()
            {
                self.ticks.push(share);
                last = share;
            }
        }
    }
}

/// Columns that leave, and those that wait for a decision.
pub(super) fn is_shown(document: &Document, col: ColId) -> bool {
    let column_use = document.mapping().use_of(col);
    document.mapping().field_of(col).is_some()
        || column_use.extra.is_some()
        || matches!(column_use.how, How::Duplicate | How::Proposed)
}
