//! One row of any source, as its reader hands it on: the cells that hold text, with their place
//! in the sheet. One buffer per row, used again and again, so that a cell costs no allocation.
//! Readers write it, sinks read it; it must never be printed.

use super::OpenError;
use crate::table::Block;

/// A row as read. Empty cells are not in it.
#[derive(Clone, Default)]
pub(super) struct Row {
    /// As a spreadsheet numbers it, from 1.
    pub number: u32,
    /// The line of a text file, from 1.
    pub line: u64,
    /// Fields of a text record, empty ones included; 0 in a workbook.
    pub fields: usize,
    text: String,
    /// Place counted from 0, and where the text ends.
    cells: Vec<(u32, usize)>,
}

impl Row {
    /// Empties the row for its next use.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.fields = 0;
    }

    /// Adds a cell; an empty text adds nothing.
    pub fn push(&mut self, place: u32, text: &str) {
        self.push_with(place, |out| out.push_str(text));
    }

    /// Adds a cell that `write` appends to the buffer; returns how many bytes it wrote.
    pub fn push_with(&mut self, place: u32, write: impl FnOnce(&mut String)) -> usize {
        let before = self.text.len();
        write(&mut self.text);
        let written = self.text.len().saturating_sub(before);
        if written > 0 {
            self.cells.push((place, self.text.len()));
        }
        written
    }

    /// Number of cells with text.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// True when no cell holds text.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Bytes of text.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The cells in the order in which they were read.
    pub fn cells(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut start = 0;
        self.cells.iter().map(move |(place, end)| {
            let text = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            (*place, text)
        })
    }
}

/// Whether a sink wants more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    On,
    Enough,
}

/// Takes rows in sheet order.
pub(super) trait Sink {
    /// Takes one row.
    fn row(&mut self, row: &Row) -> Result<Flow, OpenError>;

    /// Where rows that were read apart can go, if those behind the row of this number can.
    fn block_sink(&mut self, _behind: u32) -> Option<&mut dyn BlockSink> {
        None
    }
}

/// Takes many rows at a time, in sheet order.
pub(super) trait BlockSink {
    /// Takes rows that hold text.
    fn take(&mut self, blocks: Vec<Block>) -> Result<(), OpenError>;
}
