//! Some rows and columns of what is to be written, as a source of their own.

use std::borrow::Cow;
use std::ops::Range;

use super::write::{JsonKind, RowSource};
use crate::table::{Code, ColId};

/// A view of a source: chosen rows and columns, in the order given.
pub struct Selection<'a> {
    source: &'a dyn RowSource,
    rows: Cow<'a, [usize]>,
    cols: Cow<'a, [usize]>,
}

impl<'a> Selection<'a> {
    /// Rows and columns by their place in `source`.
    #[must_use]
    pub fn new(
        source: &'a dyn RowSource,
        rows: impl Into<Cow<'a, [usize]>>,
        cols: impl Into<Cow<'a, [usize]>>,
    ) -> Self {
        Self {
            source,
            rows: rows.into(),
            cols: cols.into(),
        }
    }

    /// The places of the chosen rows in the source.
    #[must_use]
    pub fn row_places(&self) -> &[usize] {
        &self.rows
    }

    /// The view cut into parts of at most `most` rows; one part when there is no row.
    pub fn parts(&self, most: usize) -> impl Iterator<Item = Selection<'_>> {
        let most = most.max(1);
        (0..self.rows.len().div_ceil(most).max(1)).map(move |part| {
            let start = part * most;
            let end = (start + most).min(self.rows.len());
            Selection {
                source: self.source,
                rows: Cow::Borrowed(self.rows.get(start..end).unwrap_or_default()),
                cols: Cow::Borrowed(&self.cols),
            }
        })
    }
}

impl RowSource for Selection<'_> {
    fn fields(&self) -> Vec<(&str, JsonKind)> {
        let all = self.source.fields();
        self.cols
            .iter()
            .filter_map(|col| all.get(*col).copied())
            .collect()
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, col: usize) -> &str {
        match (self.rows.get(row), self.cols.get(col)) {
            (Some(row), Some(col)) => self.source.cell(*row, *col),
            _ => "",
        }
    }

    fn column<'s>(&'s self, rows: Range<usize>, col: usize, out: &mut Vec<&'s str>) {
        let (Some(places), Some(col)) = (self.rows.get(rows.clone()), self.cols.get(col)) else {
            out.extend(rows.map(|_| ""));
            return;
        };
        for run in runs(places) {
            self.source.column(run, *col, out);
        }
    }

    fn few_texts(&self, col: usize) -> Option<Vec<&str>> {
        self.source.few_texts(*self.cols.get(col)?)
    }

    fn codes(&self, rows: Range<usize>, col: usize, out: &mut Vec<Code>) -> Option<ColId> {
        let (places, col) = (self.rows.get(rows)?, self.cols.get(col)?);
        let mut found = None;
        for run in runs(places) {
            found = Some(self.source.codes(run, *col, out)?);
        }
        found
    }
}

/// Rows that follow one another in the source are asked for together.
fn runs(places: &[usize]) -> impl Iterator<Item = Range<usize>> {
    places
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|run| Some(*run.first()?..*run.last()? + 1))
}
