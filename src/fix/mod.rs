//! Repairs in bulk: which texts of which columns would become what. Data only; the document
//! decides whether it is applied. A repair never gives a text that still has an error.

use crate::check::{Checks, Mapping, RepairId};
use crate::table::{CellEdit, Change, Code, ColId, RowId, Table, TextBuf};

/// What to repair.
#[derive(Clone, Copy, Default)]
pub struct Scope<'a> {
    /// One column, or all.
    pub col: Option<ColId>,
    /// One kind of repair, or all.
    pub repair: Option<RepairId>,
    /// These rows, in any order, or all.
    pub rows: Option<&'a [RowId]>,
    /// Lossless repairs only.
    pub only_safe: bool,
    /// Texts that stay as they are.
    pub except: &'a [(ColId, Code)],
}

/// One distinct text and what it becomes.
pub struct FixLine {
    pub col: ColId,
    pub old: Code,
    pub new: TextBuf,
    pub repair: RepairId,
    /// Cells within the scope.
    pub count: u64,
    /// The first of them.
    pub first_row: RowId,
}

/// What a repair would do, line by line; the most frequent text first.
pub struct FixPlan {
    pub lines: Vec<FixLine>,
    rows: Option<Vec<RowId>>,
}

/// Plans a repair.
#[must_use]
pub fn bulk(table: &Table, mapping: &Mapping, checks: &Checks, scope: &Scope<'_>) -> FixPlan {
    let rows = scope.rows.map(|rows| {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        rows.dedup();
        rows
    });
    let mut lines = Vec::new();
    for (col, column) in table.columns() {
        if scope.col.is_some_and(|only| only != col) || mapping.field_of(col).is_none() {
            continue;
        }
        let size = column.code_count() as usize;
        let mut wanted: Vec<Option<FixLine>> = Vec::with_capacity(size);
        for code in 0..column.code_count() {
            let line = checks
                .finding_of(table, col, code)
                .and_then(|f| f.repair)
                .filter(|r| scope.repair.is_none_or(|only| only == r.id))
                .filter(|r| !scope.only_safe || r.safe)
                .filter(|_| !scope.except.contains(&(col, code)))
                .map(|r| FixLine {
                    col,
                    old: code,
                    new: r.value,
                    repair: r.id,
                    count: 0,
                    first_row: RowId(u32::MAX),
                });
            wanted.push(line);
        }
        if wanted.iter().all(Option::is_none) {
            continue;
        }
        let mut meet = |row: RowId| {
            if let Some(Some(line)) = wanted.get_mut(column.code(row) as usize) {
                line.count += 1;
                line.first_row = line.first_row.min(row);
            }
        };
        match &rows {
            Some(rows) => rows.iter().copied().for_each(&mut meet),
            None => table.rows().for_each(&mut meet),
        }
        lines.extend(wanted.into_iter().flatten().filter(|l| l.count > 0));
    }
    lines.sort_by_key(|l| (std::cmp::Reverse(l.count), l.col, l.first_row));
    FixPlan { lines, rows }
}

/// Plans every lossless repair of the file.
#[must_use]
pub fn safe(table: &Table, mapping: &Mapping, checks: &Checks) -> FixPlan {
    bulk(
        table,
        mapping,
        checks,
        &Scope {
            only_safe: true,
            ..Scope::default()
        },
    )
}

impl FixPlan {
    /// Cells that it would change.
    #[must_use]
    pub fn cells(&self) -> u64 {
        self.lines.iter().map(|l| l.count).sum()
    }

    /// The change in codes of this table.
    #[must_use]
    pub fn into_change(self, table: &mut Table) -> Change {
        let mut by_col: std::collections::BTreeMap<ColId, std::collections::HashMap<Code, Code>> =
            std::collections::BTreeMap::new();
        for line in &self.lines {
            if let Some(column) = table.column_mut(line.col) {
                let new = column.intern(line.new.as_text());
                by_col.entry(line.col).or_default().insert(line.old, new);
            }
        }
        let all: Vec<RowId> = self.rows.unwrap_or_else(|| table.rows().collect());
        let mut edits = Vec::new();
        for (col, codes) in by_col {
            let Some(column) = table.column(col) else {
                continue;
            };
            for row in &all {
                let old = column.code(*row);
                if let Some(new) = codes.get(&old).copied().filter(|new| *new != old) {
                    edits.push(CellEdit {
                        row: *row,
                        col,
                        old,
                        new,
                    });
                }
            }
        }
        Change::of_cells(edits)
    }
}
