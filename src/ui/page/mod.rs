//! What fills the middle of the window: the start, and one page for each step.

pub mod columns;
pub mod export;
pub mod exported;
pub mod fix;
pub mod opening;
pub mod protect;
pub mod read;
pub mod start;
