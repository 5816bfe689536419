//! What a repair would do: one line per distinct text and result, with its cells. The preview
//! and the change are the same object, so that they cannot differ.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use foldhash::fast::{FixedState, RandomState};
use rayon::prelude::*;

use crate::check::RepairId;
use crate::table::{
    Change, Code, ColId, ColumnEdits, Edits, Narrow, Pair, RowId, Table, Text, TextBuf, shape,
};

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

/// What a repair would do, line by line; the oddest text first.
pub struct FixPlan {
    pub lines: Vec<FixLine>,
    /// By line where its rows begin.
    starts: Vec<usize>,
    /// The rows of each line, in order.
    rows: Vec<RowId>,
}

/// A plan in the making.
#[derive(Default)]
pub struct Proposal {
    lines: Vec<FixLine>,
    /// Lines by column and old text, nearly always one; made when somebody asks.
    known: Option<Known>,
    cells: Vec<(u32, RowId)>,
}

type Known = HashMap<(ColId, Code), Vec<u32>, RandomState>;

impl Proposal {
    /// One cell that would change; a text that stays as it is adds nothing.
    pub fn add(&mut self, row: RowId, col: ColId, old: Code, new: Text<'_>, repair: RepairId) {
        let all = &self.lines;
        let known = self.known.get_or_insert_with(|| {
            let mut known = Known::default();
            for (line, place) in all.iter().zip(0u32..) {
                known.entry((line.col, line.old)).or_default().push(place);
            }
            known
        });
        let lines = known
            .get(&(col, old))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let line = lines
            .iter()
            .copied()
            .find(|i| all.get(*i as usize).is_some_and(|l| l.new.as_text() == new));
        let line = line.unwrap_or_else(|| self.line(row, (col, old), new.to_buf(), repair));
        self.add_to(line, row);
    }

    /// A line that is not there yet, for cells that are still to come; `row` has the first.
    pub(super) fn line(
        &mut self,
        row: RowId,
        (col, old): (ColId, Code),
        new: TextBuf,
        repair: RepairId,
    ) -> u32 {
        let place = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        self.lines.push(FixLine {
            col,
            old,
            new,
            repair,
            count: 0,
            first_row: row,
        });
        if let Some(known) = &mut self.known {
            known.entry((col, old)).or_default().push(place);
        }
        place
    }

    /// One more cell of a line.
    pub(super) fn add_to(&mut self, line: u32, row: RowId) {
        if let Some(l) = self.lines.get_mut(line as usize) {
            l.count += 1;
            l.first_row = l.first_row.min(row);
        }
        self.cells.push((line, row));
    }

    /// Takes in what was proposed for other columns.
    pub(super) fn append(&mut self, other: Self) {
        let before = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        self.known = None;
        self.lines.extend(other.lines);
        let cells = other.cells.into_iter();
        self.cells
            .extend(cells.map(|(line, row)| (line + before, row)));
    }

    /// The plan. A line is the odder, the fewer cells have its shape before and after.
    #[must_use]
    pub fn finish(self, table: &Table) -> FixPlan {
        // Shapes are compared by their hashes: that is enough for an order.
        let hasher = FixedState::default();
        let shapes: Vec<(u64, bool)> = self
            .lines
            .par_iter()
            .with_min_len(256)
            .map(|l| {
                let column = table.column(l.col);
                let old = column.map_or(Text::new(""), |c| c.text_of(l.old));
                let new = l.new.as_text();
                (hasher.hash_one((shape(old), shape(new))), old != new)
            })
            .collect();
        let mut alike: HashMap<u64, u64, RandomState> = HashMap::default();
        for (line, (shape, _)) in self.lines.iter().zip(&shapes) {
            *alike.entry(*shape).or_default() += line.count;
        }
        let mut order: Vec<(u64, u64, ColId, RowId, u32)> = self
            .lines
            .iter()
            .zip(&shapes)
            .zip(0u32..)
            .filter(|((_, (_, differs)), _)| *differs)
            .map(|((line, (shape, _)), place)| {
                let odd = alike.get(shape).copied().unwrap_or(0);
                (odd, line.count, line.col, line.first_row, place)
            })
            .collect();
        order.par_sort_unstable();
        let mut place = vec![u32::MAX; self.lines.len()];
        for (new, (.., old)) in (0u32..).zip(&order) {
            if let Some(slot) = place.get_mut(*old as usize) {
                *slot = new;
            }
        }
        let (starts, rows) = by_line(self.cells, &place, order.len());
        let mut lines: Vec<Option<FixLine>> = self.lines.into_iter().map(Some).collect();
        let lines = order
            .iter()
            .filter_map(|(.., i)| lines.get_mut(*i as usize)?.take())
            .collect();
        FixPlan {
            lines,
            starts,
            rows,
        }
    }
}

/// The rows of each of `count` lines in order, each once, and where those of a line begin;
/// `place` has the new places of lines. Counted, not sorted: cells come mostly in order.
fn by_line(cells: Vec<(u32, RowId)>, place: &[u32], count: usize) -> (Vec<usize>, Vec<RowId>) {
    let mut next = vec![0usize; count];
    let line_of = |old: u32| place.get(old as usize).map(|line| *line as usize);
    for (old, _) in &cells {
        if let Some(n) = line_of(*old).and_then(|line| next.get_mut(line)) {
            *n += 1;
        }
    }
    let mut before = 0;
    for n in &mut next {
        before += std::mem::replace(n, before);
    }
    let starts = next.clone();
    let mut rows = vec![RowId(0); before];
    for (old, row) in cells {
        if let Some(at) = line_of(old).and_then(|line| next.get_mut(line))
            && let Some(slot) = rows.get_mut(*at)
        {
            *slot = row;
            *at += 1;
        }
    }
    let of_line = |line: usize| {
        let start = starts.get(line).copied().unwrap_or(before);
        let end = starts.get(line + 1).copied().unwrap_or(before);
        rows.get(start..end).unwrap_or_default()
    };
    if (0..count).all(|line| of_line(line).is_sorted_by(|a, b| a < b)) {
        return (starts, rows);
    }
    let (mut begins, mut once) = (Vec::with_capacity(count), Vec::with_capacity(before));
    for line in 0..count {
        let mut list = of_line(line).to_vec();
        list.sort_unstable();
        list.dedup();
        begins.push(once.len());
        once.append(&mut list);
    }
    (begins, once)
}

impl FixPlan {
    /// Cells that it would change.
    #[must_use]
    pub fn cells(&self) -> u64 {
        self.rows.len() as u64
    }

    /// The rows of a line, in order, to show them.
    pub fn rows_of(&self, line: usize) -> impl Iterator<Item = RowId> {
        self.rows_in(line).iter().copied()
    }

    fn rows_in(&self, line: usize) -> &[RowId] {
        let start = self.starts.get(line).copied().unwrap_or(self.rows.len());
        let end = self.starts.get(line + 1).copied();
        let rows = self.rows.get(start..end.unwrap_or(self.rows.len()));
        rows.unwrap_or_default()
    }

    /// The change in codes of this table. Where two lines meet in one cell, the first counts.
    #[must_use]
    pub fn into_change(self, table: &mut Table) -> Change {
        // Column by column, since a column's texts and codes lie side by side.
        let mut order: Vec<(ColId, usize)> =
            (self.lines.iter().map(|line| line.col)).zip(0..).collect();
        order.par_sort_unstable();
        let records = table.record_count();
        let works = order
            .chunk_by(|(a, _), (b, _)| a == b)
            .filter_map(|places| Some((places.first()?.0, places)));
        let edits = table.with_columns(works.collect(), |column, places| {
            let lines = places
                .iter()
                .filter_map(|(_, place)| Some((self.lines.get(*place)?, self.rows_in(*place))));
            let lines: Vec<Coded<'_>> = lines
                .map(|(line, rows)| (line, column.intern(line.new.as_text()), rows))
                .filter(|(line, new, _)| *new != line.old)
                .collect();
            of_column(&lines, records)
        });
        let mut all = Edits::default();
        edits.into_iter().for_each(|edits| all.append(edits));
        Change::of_cells(all)
    }
}

/// A line with the code of what it becomes, and its rows.
type Coded<'a> = (&'a FixLine, Code, &'a [RowId]);

/// The edits of one column by row.
fn of_column(lines: &[Coded<'_>], records: usize) -> Edits {
    let Some(col) = lines.first().map(|(line, ..)| line.col) else {
        return Edits::default();
    };
    let cells = lines.iter().map(|(.., rows)| rows.len()).sum::<usize>();
    let pair = |(line, new, _): &Coded<'_>| Pair {
        old: line.old,
        new: *new,
    };
    let pairs: Vec<Pair> = lines.iter().map(pair).collect();
    if cells < records / 8 {
        let mut edits: Vec<(RowId, u32)> = Vec::with_capacity(cells);
        for ((.., rows), line) in lines.iter().zip(0..) {
            edits.extend(rows.iter().map(|row| (*row, line)));
        }
        // Where rows are alike the first line stays first.
        edits.par_sort_unstable();
        edits.dedup_by_key(|(row, _)| *row);
        return ColumnEdits::listed(col, pairs, &edits).into_few();
    }
    // By row the line that is in force there, and one.
    let mut by_row = Narrow::with_capacity(records, u32::try_from(lines.len()).unwrap_or(u32::MAX));
    by_row.resize(records);
    for ((.., rows), number) in lines.iter().zip(1u32..) {
        for row in *rows {
            if by_row.get(row.index()) == Some(0) {
                by_row.replace(row.index(), number);
            }
        }
    }
    ColumnEdits::by_row(col, pairs, by_row).into_few()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::table::CellEdit;

    const COLUMNS: u32 = 2;

    /// Cells of `texts`, row by row.
    fn table(texts: &[u8]) -> Table {
        let headers = (0..COLUMNS).map(|col| (format!("c{col}"), col));
        let mut table = Table::new(None, 1, headers.collect());
        for (number, row) in (2..).zip(texts.chunks_exact(COLUMNS as usize)) {
            let at = table.push_row(number);
            let mut edits = Vec::new();
            for (col, text) in (0..).map(ColId).zip(row) {
                let new = table
                    .column_mut(col)
                    .unwrap()
                    .intern(Text::new(&text.to_string()));
                edits.push(CellEdit {
                    row: at,
                    col,
                    old: 0,
                    new,
                });
            }
            table.apply(&Change::of_cells(edits));
        }
        table
    }

    proptest! {
        #[test]
        fn a_plan_is_what_was_proposed_cell_by_cell(
            texts in prop::collection::vec(0u8..4, 2..80),
            // Now few cells of a column, now nearly all; some twice, in any order.
            cells in prop::collection::vec((0u32..40, 0..COLUMNS, 0u8..6), 0..120),
        ) {
            let mut table = table(&texts);
            let records = u32::try_from(table.record_count()).unwrap();
            let mut proposal = Proposal::default();
            let mut proposed = Vec::new();
            for (row, col, new) in cells.into_iter().filter(|(row, ..)| *row < records) {
                let (row, col, new) = (RowId(row), ColId(col), new.to_string());
                let old = table.column(col).unwrap().code(row);
                proposal.add(row, col, old, Text::new(&new), RepairId::Chosen);
                proposed.push((row, col, old, new));
            }
            let plan = proposal.finish(&table);
            let mut lines: BTreeMap<(ColId, Code, String), Vec<RowId>> = BTreeMap::new();
            let mut first: BTreeMap<(ColId, RowId), (Code, String)> = BTreeMap::new();
            for (line, place) in plan.lines.iter().zip(0usize..) {
                let new = line.new.as_text().reveal().to_owned();
                let rows: Vec<RowId> = plan.rows_of(place).collect();
                for row in &rows {
                    let cell = first.entry((line.col, *row));
                    cell.or_insert((line.old, new.clone()));
                }
                lines.insert((line.col, line.old, new), rows);
            }
            let mut expected: BTreeMap<(ColId, Code, String), Vec<RowId>> = BTreeMap::new();
            for (row, col, old, new) in proposed {
                if table.column(col).unwrap().text_of(old).reveal() != new {
                    expected.entry((col, old, new)).or_default().push(row);
                }
            }
            for rows in expected.values_mut() {
                rows.sort_unstable();
                rows.dedup();
            }
            prop_assert_eq!(plan.cells(), expected.values().map(Vec::len).sum::<usize>() as u64);
            prop_assert!(lines == expected);
            let change = plan.into_change(&mut table);
            let changed: Vec<((ColId, RowId), (Code, String))> = change
                .edits
                .iter()
                .map(|edit| {
                    let new = table.column(edit.col).unwrap().text_of(edit.new);
                    ((edit.col, edit.row), (edit.old, new.reveal().to_owned()))
                })
                .collect();
            prop_assert!(changed == first.into_iter().collect::<Vec<_>>());
        }
    }
}
