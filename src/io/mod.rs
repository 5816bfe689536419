//! The outside world: files → table, table → bytes. Readers work within limits; the writer
//! never touches the source.

pub mod atomic;
pub mod copy;
mod delimited;
mod encoding;
mod error;
pub mod export;
pub mod marked;
mod open;
pub mod readback;
pub mod selection;
mod workbook;
pub mod write;
pub mod xlsx;

pub use error::OpenError;
pub use open::{Flaw, Kind, Limits, OpenOptions, Opened, open};

/// How long work tells how far it is, and asks whether it should go on.
pub trait Progress: Sync {
    /// Rows done so far.
    fn rows(&self, done: u64);
    /// True when the user wants it to end.
    fn cancelled(&self) -> bool;
}

/// Nobody is watching.
pub struct Quiet;

impl Progress for Quiet {
    fn rows(&self, _done: u64) {}
    fn cancelled(&self) -> bool {
        false
    }
}
