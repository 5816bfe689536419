//! From records back to a session: each step is applied as it was, cell by cell. A cell that does
//! not hold what it held then (the source has changed) stays as it is, and is counted.

use std::collections::HashMap;

use super::kept::{KeptColumn, KeptSource, KeptStep, Record};
use super::kept_settings::KeptSettings;
use super::make;
use super::{Entry, Session, Settings};
use crate::table::{CellEdit, Change, Code, ColId, RowId, Table, Text, TextBuf};

/// Where the columns and rows of the records are in a table.
pub(super) struct Places {
    cols: HashMap<u32, ColId>,
    /// By row; `None` for the very same table.
    rows: Option<Vec<Option<RowId>>>,
}

impl Places {
    /// For the very file that the records were made with.
    pub(super) fn same(source: &KeptSource) -> Self {
        let count = u32::try_from(source.columns.len()).unwrap_or(u32::MAX);
        Self {
            cols: (0..count).map(|at| (at, ColId(at))).collect(),
            rows: None,
        }
    }

    /// For another state of the file: columns by header and letters, else by a header that is
    /// there once; rows by their numbers.
    pub(super) fn found(source: &KeptSource, table: &Table) -> Self {
        let column = |header: &str, place: Option<u32>| {
            let mut alike = table
                .columns()
                .filter(|(_, c)| c.header() == header && place.is_none_or(|p| c.place() == p));
            let first = alike.next().map(|(col, _)| col);
            first.filter(|_| alike.next().is_none())
        };
        let cols = source
            .columns
            .iter()
            .zip(0u32..)
            .filter_map(|((header, place), at)| {
                Some((
                    at,
                    column(header, Some(*place)).or_else(|| column(header, None))?,
                ))
            })
            .collect();
        let rows = source
            .rows
            .iter()
            .flat_map(|(first, count)| *first..first.saturating_add(*count))
            .map(|number| table.row_with_number(number))
            .collect();
        Self {
            cols,
            rows: Some(rows),
        }
    }

    fn col(&self, at: u32) -> Option<ColId> {
        self.cols.get(&at).copied()
    }

    fn row(&self, at: u32, table: &Table) -> Option<RowId> {
        match &self.rows {
            None => ((at as usize) < table.record_count()).then_some(RowId(at)),
            Some(rows) => rows.get(at as usize).copied().flatten(),
        }
    }
}

impl Session {
    /// Does what a record says; gives the number of cells and rows that did not fit.
    pub(super) fn repeat(&mut self, record: Record, places: &mut Places) -> u64 {
        match record {
            Record::Source(_) | Record::End => 0,
            Record::Step(step) => self.replay_step(&step, places, false),
            Record::Base(step) => {
                let skipped = self.replay_step(&step, places, true);
                self.base = self.done.pop();
                self.document.originals.clear();
                skipped
            }
            Record::Undo => {
                self.undo();
                0
            }
            Record::Redo => {
                self.redo();
                0
            }
            Record::Join { from, label } => {
                self.join_steps(from, label);
                0
            }
            Record::Settings(kept) => {
                let settings = self.kept_settings(&kept, places);
                if settings != self.document.settings {
                    self.settle(&settings);
                }
                0
            }
        }
    }

    fn kept_settings(&self, kept: &KeptSettings, places: &Places) -> Settings {
        kept.settings(&self.document.schema, &|at| places.col(at))
    }

    /// `sealed`: what the cells held before was forgotten, so that it cannot be compared.
    fn replay_step(&mut self, step: &KeptStep, places: &mut Places, sealed: bool) -> u64 {
        for column in &step.columns {
            self.replay_column(column, places);
        }
        let table = &mut self.document.table;
        let mut skipped = 0u64;
        let mut edits = Vec::new();
        for cells in &step.cells {
            let column = places
                .col(cells.col)
                .and_then(|col| Some((col, table.column(col)?)));
            let Some((col, column)) = column else {
                skipped += cells.edits.len() as u64;
                continue;
            };
            // A text that the column lacks can be in no cell.
            let old: Vec<Option<Code>> = cells
                .texts
                .iter()
                .map(|text| column.code_of(text.as_text()))
                .collect();
            let mut new: Vec<Option<Code>> = vec![None; cells.texts.len()];
            for (row, was, is) in &cells.edits {
                let row = places.row(*row, table);
                let fits = row.filter(|row| {
                    let held = table.column(col).map(|c| c.code(*row));
                    sealed || old.get(*was as usize).copied().flatten() == held
                });
                let (Some(row), Some(slot), Some(text)) = (
                    fits,
                    new.get_mut(*is as usize),
                    cells.texts.get(*is as usize),
                ) else {
                    skipped += 1;
                    continue;
                };
                let Some(column) = table.column_mut(col) else {
                    continue;
                };
                let code = *slot.get_or_insert_with(|| column.intern(text.as_text()));
                edits.push(CellEdit {
                    row,
                    col,
                    old: column.code(row),
                    new: code,
                });
            }
        }
        let mut rows = |all: &[u32], removed: bool| -> Vec<RowId> {
            let found: Vec<RowId> = all
                .iter()
                .filter_map(|at| places.row(*at, table))
                .filter(|row| table.is_removed(*row) != removed)
                .collect();
            skipped += (all.len() - found.len()) as u64;
            found
        };
        let change = Change {
            edits: edits.into(),
            removed: rows(&step.removed, true),
            restored: rows(&step.restored, false),
        };
        let settings = step.settings.as_ref().map(|(before, after)| {
            Box::new((
                self.kept_settings(before, places),
                self.kept_settings(after, places),
            ))
        });
        let before = self.document.state;
        let trail = self.apply(&change);
        if let Some(pair) = &settings {
            self.settle(&pair.1);
        }
        self.undone.clear();
        self.done.push(Entry {
            label: step.label.clone(),
            steps: step.steps.clone(),
            left_out: step.left_out,
            change,
            trail: trail.filter(|_| settings.is_none()),
            states: (before, self.document.state),
            settings,
        });
        skipped
    }

    fn replay_column(&mut self, kept: &KeptColumn, places: &mut Places) {
        let sources: Option<Vec<ColId>> = kept.sources.iter().map(|at| places.col(*at)).collect();
        let Some(sources) = sources else {
            return;
        };
        let today = self.document.today;
        let table = &mut self.document.table;
        let col = table.push_made(kept.header.clone(), kept.place);
        places.cols.insert(kept.id, col);
        if places.rows.is_some() {
            // Other rows, other texts: what the recipe makes of them.
            let constant = kept.texts.first().cloned().unwrap_or_default();
            make::fill(table, col, &sources, &kept.recipe, &constant, today);
            return;
        }
        for (at, row) in kept.cells.iter().zip(0u32..) {
            let text = kept.texts.get(*at as usize);
            table.set(
                RowId(row),
                col,
                text.map_or(Text::new(""), TextBuf::as_text),
            );
        }
    }
}
