//! The fixed parts around the page: menu bar, steps, status bar, problems, details.

pub mod details;
pub mod filters;
mod findings;
pub mod menu;
pub mod news;
pub mod problems;
pub mod status;
pub mod steps;
pub mod tip;
