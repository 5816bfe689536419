//! What a reader may spend: cells, bytes, columns, seconds. Every reader asks before it keeps
//! something, so that no file can take the computer down.

use std::time::{Duration, Instant};

use super::{OpenError, Progress};

/// How much a file may hold. A full sheet of 60 columns is inside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Cells with text.
    pub cells: u64,
    /// Bytes of one file once unpacked.
    pub bytes: u64,
    /// Columns of a sheet.
    pub columns: u32,
    /// Time that reading may take.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cells: 80_000_000,
            bytes: 6 << 30,
            columns: 16_384,
            time: Duration::from_secs(900),
        }
    }
}

/// The account of one reading.
#[derive(Clone)]
pub(super) struct Budget<'a> {
    limits: Limits,
    progress: &'a dyn Progress,
    started: Instant,
    cells: u64,
    bytes: u64,
    rows: u64,
}

impl<'a> Budget<'a> {
    pub fn new(limits: Limits, progress: &'a dyn Progress) -> Self {
        Self {
            limits,
            progress,
            started: Instant::now(),
            cells: 0,
            bytes: 0,
            rows: 0,
        }
    }

    /// A cell with `bytes` bytes of text at a place.
    pub fn cell(&mut self, place: u32, bytes: usize) -> Result<(), OpenError> {
        self.cells += 1;
        self.bytes = self.bytes.saturating_add(bytes as u64);
        if self.cells > self.limits.cells {
            return Err(OpenError::TooLarge { what: "cells" });
        }
        if self.bytes > self.limits.bytes {
            return Err(OpenError::TooLarge { what: "bytes" });
        }
        if place >= self.limits.columns {
            return Err(OpenError::TooLarge { what: "columns" });
        }
        Ok(())
    }

    /// Whether cells that were read apart may be added to the account, and what it says then.
    pub fn add(&mut self, cells: u64, bytes: u64, rows: u64) -> bool {
        let (cells, bytes) = (self.cells + cells, self.bytes.saturating_add(bytes));
        if cells > self.limits.cells || bytes > self.limits.bytes {
            return false;
        }
        (self.cells, self.bytes) = (cells, bytes);
        self.rows += rows;
        true
    }

    /// Adds cells that were read apart to the account.
    pub fn charge(&mut self, cells: u64, bytes: u64, rows: u64) -> Result<(), OpenError> {
        if !self.add(cells, bytes, rows) {
            let many = self.cells + cells > self.limits.cells;
            let what = if many { "cells" } else { "bytes" };
            return Err(OpenError::TooLarge { what });
        }
        self.progress.rows(self.rows);
        self.ask()
    }

    /// Whether there is time left, and nobody wants the work to end.
    pub fn ask(&self) -> Result<(), OpenError> {
        if self.progress.cancelled() {
            return Err(OpenError::Cancelled);
        }
        if self.started.elapsed() > self.limits.time {
            return Err(OpenError::TooLarge { what: "time" });
        }
        Ok(())
    }

    /// True while work may go on: there is time left, and nobody wants it to end.
    pub fn goes_on(&self) -> bool {
        self.ask().is_ok()
    }

    /// Who is told how far it is, and the rows so far.
    pub fn progress(&self) -> (&'a dyn Progress, u64) {
        (self.progress, self.rows)
    }

    /// A row is done, blank ones included.
    pub fn row(&mut self) -> Result<(), OpenError> {
        self.rows += 1;
        if self.rows.is_multiple_of(1024) {
            self.progress.rows(self.rows);
            return self.ask();
        }
        Ok(())
    }
}
