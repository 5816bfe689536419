//! The window: egui panels over the same document that the command line uses.
//!
//! It draws and asks; every change goes through `document`. Versions and features of eframe are
//! fixed: 0.37 with `glow`, no `wgpu`, so that an old laptop with OpenGL 2 opens it.

pub mod grid;
pub mod icon;
pub mod theme;
