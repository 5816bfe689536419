//! The one test binary: fast to link, one module per subject.

mod command_line;
mod commands;
mod house;
mod support;
