//! The one test binary: fast to link, one module per subject.

// A test says by panicking that something is wrong.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod checks;
mod columns;
mod command_line;
mod commands;
mod corpora;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod desktop;
mod fixes;
mod handover;
mod history;
mod house;
mod journal;
mod leak;
mod made;
mod matching;
mod merge;
mod nothing_left;
mod notices;
mod privacy;
mod privacy_rules;
mod provider_return;
mod reading;
mod reading_binary;
mod reading_traps;
mod rules;
mod samples;
#[cfg(feature = "gui")]
mod scenes;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod screens;
mod support;
mod template;
mod vectors;
#[cfg(feature = "gui")]
mod window;
#[cfg(feature = "gui")]
mod window_access;
#[cfg(feature = "gui")]
mod window_contrast;
#[cfg(feature = "gui")]
mod window_drop;
#[cfg(feature = "gui")]
mod window_errand;
#[cfg(feature = "gui")]
mod window_findings;
#[cfg(feature = "gui")]
mod window_fix;
#[cfg(feature = "gui")]
mod window_grid;
#[cfg(feature = "gui")]
mod window_keep;
#[cfg(feature = "gui")]
mod window_keyboard;
#[cfg(feature = "gui")]
mod window_labels;
#[cfg(feature = "gui")]
mod window_match;
#[cfg(feature = "gui")]
mod window_privacy;
#[cfg(feature = "gui")]
mod window_return;
#[cfg(feature = "gui")]
mod window_still;
