//! Tamis: open a provider's list of electricity meters, see what is wrong, put it right,
//! replace personal data by pseudonyms, and write a file that the platform accepts.
//!
//! The core knows no screen; features decide which front ends are built. Dependencies point
//! one way, and a test (`tests/it/house.rs`) holds them to it:
//!
//! ```text
//! main ──► ui, cli                        two front ends; they do not know each other
//! ui, cli ──► document, text              everything a user does goes through one gate
//! document ──► fix, privacy, check, io    the document decides when; these return data
//! fix, privacy ──► check, parse, schema, table
//! check ──► parse, schema, table
//! io ──► parse, table
//! schema, table, parse                    pure; no I/O, no clock, no randomness
//! ```
//!
//! Cell text is [`table::Text`], a type without `Debug`, `Display` or `Serialize`, so that a
//! value from a file cannot reach a log, an error or a panic by accident.

pub mod check;
pub mod cli;
pub mod document;
pub mod fix;
pub mod io;
pub mod parse;
pub mod privacy;
pub mod schema;
pub mod table;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;

/// See `Cargo.toml` for the reason. It stands here so that tests and benches have it as well.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;
