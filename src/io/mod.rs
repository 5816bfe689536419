//! The outside world: files → table, table → bytes. Readers work within limits; the writer
//! never touches the source.

pub mod atomic;
pub mod blocks;
mod budget;
pub mod copy;
mod delimited;
mod echo;
mod encoding;
mod error;
mod filling;
mod guard;
mod header;
mod json;
pub mod json_back;
mod layout;
pub mod marked;
mod open;
mod piece;
mod pieces;
mod preview;
pub mod readback;

mod repeats;
mod row;
pub mod rows_back;
mod scan;
pub mod selection;
mod sniff;
mod source;
pub mod template;
mod totals;
mod workbook;
pub mod write;
pub mod xlsx;

pub use budget::Limits;
pub use error::OpenError;
pub use guard::in_foreign_parser;
pub use layout::{Merged, ReadNote, SheetLayout};
pub use open::{Flaw, Kind, Known, OpenOptions, Opened, open, open_knowing};
pub use preview::{Preview, PreviewRow, preview};

/// How long work tells how far it is, and asks whether it should go on.
pub trait Progress: Sync {
    /// Rows done so far.
    fn rows(&self, done: u64);
    /// So many rows, or cells, are to be expected in all, as far as it can be told.
    fn expected(&self, _in_all: u64) {}
    /// Everything is read; what follows has no rows to count.
    fn all_read(&self) {}
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
