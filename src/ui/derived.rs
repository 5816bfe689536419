//! What is computed once per revision of the document and per view of it, so that no frame
//! computes it again: groups of problems, counts, the rows and columns shown and their order.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::rows::{ranks, shown};
use crate::check::{Counts, Group, MarkedRows, RepairId, Rule, Severity, rule::Scope};
use crate::document::Document;
use crate::io::{Progress, Quiet};
use crate::privacy::Treatment;
use crate::schema::How;
use crate::table::{Code, ColId, RowId};

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

/// States of the document of which is kept what was counted: taking a change back, or doing it
/// again, counts nothing.
const KEPT: usize = 3;

/// What was counted in a state of the document.
#[derive(Clone)]
struct Counted {
    state: u64,
    settled: Counts,
    groups: Vec<Group>,
    by_column: HashMap<ColId, (u32, u32)>,
    marks: Arc<MarkedRows>,
    safe: Vec<(RepairId, u64)>,
    counts: Counts,
    marked: u64,
    asks: HashSet<ColId>,
}

/// What is computed once.
#[derive(Clone, Default)]
pub struct Derived {
    revision: Option<u64>,
    /// Groups and what else takes its time are those of an earlier revision.
    behind: bool,
    /// Problems that are counted, and that privacy has settled.
    settled: Counts,
    view: View,
    /// The last states that were counted, the newest at the end.
    counted: Vec<Arc<Counted>>,
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
    /// Rows with a problem; looked for once a revision, whatever is shown of them.
    marks: Arc<MarkedRows>,
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

    /// True while groups and marks are those of an earlier revision.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.behind
    }

    /// True when it was found for this view, of some revision.
    pub(super) fn is_of(&self, view: &View) -> bool {
        self.revision.is_some() && self.view.same_rows(view)
    }

    /// True when it says nothing of the document as it is now.
    pub(super) fn is_stale(&self, document: &Document) -> bool {
        self.revision != Some(document.revision())
    }

    /// After an edit of a large file: what the grid needs and the counts, which cost nothing. The
    /// rest follows when the document has been still for a moment.
    pub(super) fn keep_up(&mut self, document: &Document, view: &View) {
        let table = document.table();
        let stale = self.is_stale(document);
        if !stale && self.view == *view {
            return;
        }
        self.behind |= stale;
        self.counts = document.checks().counts();
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let settled = *slot(&mut self.settled, severity);
            let counts = slot(&mut self.counts, severity);
            *counts = counts.saturating_sub(settled);
        }
        if self.total != table.row_count() as u64 {
            self.total = table.row_count() as u64;
            self.choose_rows(document, view, true);
        }
        self.choose_columns(document, view);
        self.revision = Some(document.revision());
        self.view = view.clone();
    }

    fn choose_columns(&mut self, document: &Document, view: &View) {
        self.columns = document
            .table()
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
    }

    /// Brings everything up to date, unless nobody waits for it any more; then it says so.
    pub(super) fn catch_up(
        &mut self,
        document: &Document,
        view: &View,
        watch: &dyn Progress,
    ) -> bool {
        self.behind = true;
        self.update_watched(document, view, watch)
    }

    /// Brings everything up to date; cheap when nothing changed.
    pub(super) fn update(&mut self, document: &Document, view: &View) {
        self.update_watched(document, view, &Quiet);
    }

    fn update_watched(&mut self, document: &Document, view: &View, watch: &dyn Progress) -> bool {
        let fresh = !self.is_stale(document) && !self.behind;
        if fresh && self.view == *view {
            return true;
        }
        if !fresh {
            if !self.recall(document) {
                if !self.count(document, watch) {
                    return false;
                }
                self.remember(document);
            }
            self.protected = super::outlook::protected(document);
            self.privacy_open = super::outlook::privacy_open(document);
        }
        let same_rows = self.view.same_rows(view) && (self.revision.is_some() || self.behind);
        if !(fresh && same_rows) {
            self.choose_rows(document, view, same_rows);
        }
        self.choose_columns(document, view);
        if watch.cancelled() {
            return false;
        }
        if !(fresh && same_rows) {
            self.mark_errors();
        }
        self.revision = Some(document.revision());
        self.behind = false;
        self.view = view.clone();
        true
    }

    /// Takes what was counted when the document was in the state in which it is now.
    fn recall(&mut self, document: &Document) -> bool {
        let state = document.state();
        let Some(at) = self.counted.iter().position(|c| c.state == state) else {
            return false;
        };
        let known = self.counted.remove(at);
        let own = Counted::clone(&known);
        (self.settled, self.counts, self.marked) = (own.settled, own.counts, own.marked);
        (self.groups, self.by_column, self.safe) = (own.groups, own.by_column, own.safe);
        (self.marks, self.asks) = (own.marks, own.asks);
        self.total = document.table().row_count() as u64;
        self.bad_rows = self.marks.bad.len() as u64;
        self.counted.push(known);
        true
    }

    fn remember(&mut self, document: &Document) {
        if self.counted.len() >= KEPT {
            self.counted.remove(0);
        }
        self.counted.push(Arc::new(Counted {
            state: document.state(),
            settled: self.settled,
            groups: self.groups.clone(),
            by_column: self.by_column.clone(),
            marks: Arc::clone(&self.marks),
            safe: self.safe.clone(),
            counts: self.counts,
            marked: self.marked,
            asks: self.asks.clone(),
        }));
    }

    /// Counts; false when nobody waits for it any more.
    fn count(&mut self, document: &Document, watch: &dyn Progress) -> bool {
        let (table, checks) = (document.table(), document.checks());
        self.groups = checks.groups(table);
        if watch.cancelled() {
            return false;
        }
        self.counts = checks.counts();
        // Identifiers that leave as pseudonyms may look as they like.
        let (counts, settled) = (&mut self.counts, &mut self.settled);
        *settled = Counts::default();
        self.groups.retain(|group| {
            let protected = group.rule == Rule::IdentifierLooksPersonal
                && group
                    .col
                    .is_some_and(|col| matches!(document.treatment(col), Treatment::Pseudonym(_)));
            if protected {
                let counts = slot(counts, group.severity);
                *counts = counts.saturating_sub(1);
                *slot(settled, group.severity) += 1;
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
        self.marks = Arc::new(checks.marked_rows(table));
        self.bad_rows = self.marks.bad.len() as u64;
        if watch.cancelled() {
            return false;
        }
        self.asks = checks.asking(table);
        !watch.cancelled()
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
        let mut rows = shown(document, &self.groups, Some(&self.marks.odd), view, None);
        if let Some((col, backwards)) = view.sort
            && let Some(column) = table.column(col)
        {
            let ranks = ranks(column, backwards);
            let rank = |row: &RowId| ranks.get(column.code(*row) as usize).copied();
            rows.par_sort_by_key(rank);
        }
        self.rows = rows;
    }

    fn mark_errors(&mut self) {
        let total = self.rows.len().max(1) as f32;
        let mut last = -1.0f32;
        self.ticks.clear();
        let most = self.marks.bad.last().map_or(0, |row| row.0 as usize + 1);
        let mut bad = vec![false; most];
        for row in &self.marks.bad {
            if let Some(slot) = bad.get_mut(row.0 as usize) {
                *slot = true;
            }
        }
        for (at, row) in self.rows.iter().enumerate() {
            let share = at as f32 / total;
            // More ticks than points of height would draw the same line again.
            if share - last < 0.002 {
                continue;
            }
            if bad.get(row.0 as usize) == Some(&true) {
                self.ticks.push(share);
                last = share;
            }
        }
    }
}

fn slot(counts: &mut Counts, severity: Severity) -> &mut u64 {
    match severity {
        Severity::Error => &mut counts.error,
        Severity::Warning => &mut counts.warning,
        Severity::Note => &mut counts.note,
    }
}

/// Columns that leave, and those that wait for a decision.
pub(super) fn is_shown(document: &Document, col: ColId) -> bool {
    let column_use = document.mapping().use_of(col);
    document.mapping().field_of(col).is_some()
        || column_use.extra.is_some()
        || matches!(column_use.how, How::Duplicate | How::Proposed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Today;
    use crate::document::{Command, Selector, Session, open_document};
    use crate::io::OpenOptions;
    use crate::schema::Schema;

    fn session() -> Session {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("in.csv");
        let mut csv = "customer_external_id,serial_number,max_power_w\n".to_owned();
        for n in 0..40 {
            csv += &format!("{n},S{n},\"{n},5\"\n");
        }
        std::fs::write(&path, csv).unwrap();
        let today = Today {
            year: 2026,
            month: 6,
            day: 1,
        };
        let (schema, options) = (Schema::meters().unwrap(), OpenOptions::default());
        Session::new(open_document(&path, &options, schema, today, &Quiet).unwrap())
    }

    #[test]
    fn what_is_taken_back_and_done_again_is_not_counted_again() {
        let mut session = session();
        let view = View {
            filter: Filter::Problems,
            ..View::default()
        };
        let mut derived = Derived::default();
        let mut look = |session: &Session| {
            derived.update(session.document(), &view);
            let mut fresh = Derived::default();
            fresh.update(session.document(), &View::default());
            assert_eq!(derived.groups, fresh.groups);
            assert_eq!(derived.marks, fresh.marks);
            assert_eq!(derived.counts, fresh.counts);
            assert_eq!(derived.by_column, fresh.by_column);
            assert_eq!(
                (derived.total, derived.bad_rows),
                (fresh.total, fresh.bad_rows)
            );
            let newest = derived.counted.iter().map(|c| c.state).max();
            (derived.counted.len(), newest)
        };
        let first = look(&session);
        session.run(&Command::SafeFixes).unwrap();
        let fixed = look(&session);
        assert_ne!(first, fixed);
        session.undo();
        assert_eq!(look(&session), fixed, "the first state was known");
        session.redo();
        assert_eq!(look(&session), fixed);
        let rows = Selector::Rows(vec![2, 3]);
        session.run(&Command::DeleteRows { rows }).unwrap();
        assert_ne!(look(&session), fixed, "another state");
        for _ in 0..3 {
            session.undo();
            look(&session);
        }
    }
}
