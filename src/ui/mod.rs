//! The window: egui panels over the same document that the command line uses.
//!
//! It draws and asks; every change goes through `document`. eframe is fixed at 0.37 with `glow`
//! and without `wgpu`, so that an old laptop with OpenGL 2 opens it. Nothing is persisted by
//! eframe: its storage is plain text.

pub mod action;
pub mod app;
mod app_actions;
mod app_answers;
mod app_columns;
mod app_intents;
mod app_possible;
mod app_run;
mod catch_up;
mod clipboard;
mod derived;
pub mod dialog;
mod errand;
mod errand_card;
mod glance;
pub mod grid;
pub mod icon;
pub mod job;
mod keep_actions;
mod keep_job;
pub mod logo;
mod memory;
mod open_job;
mod outlook;
pub mod page;
pub mod panel;
mod paste;
pub mod platform;
mod privacy_actions;
mod proof_actions;
mod regions;
mod return_actions;
pub mod return_job;
pub mod rows;
pub mod settings;
pub mod sheet;
pub mod theme;
mod toast;
mod view_actions;
mod watch;
pub mod widget;
pub mod workspace;
mod zoom;

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use eframe::egui;

pub use app::{App, Start, ThemeChoice};
pub use platform::NoWindow;

use crate::text::Lang;

/// Why the window did not open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WindowError {
    /// Known before it was tried.
    Not(NoWindow),
    /// The system refused: no OpenGL 2, or a display that cannot be reached.
    Refused,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When no window can be made. Libraries of the system may panic where something is missing;
/// that is caught and told as a refusal.
pub fn run(file: Option<PathBuf>, lang: Lang) -> Result<(), WindowError> {
    platform::check_window().map_err(WindowError::Not)?;
    let start = Start {
        lang,
        theme: ThemeChoice::System,
        file,
        system_dialogs: true,
        memory: memory::default_place(),
        traces: crate::document::Traces::of_user(),
        profiles: crate::document::ProfileStore::of_user().map(Arc::new),
    };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Tamis")
            .with_app_id("tamis")
            .with_inner_size([1366.0, 768.0])
            // In points; the first frame asks for more where the system does not scale.
            .with_min_inner_size([512.0, 300.0])
            .with_icon(logo::window_icon())
            .with_drag_and_drop(true),
        ..Default::default()
    };
    let opened = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&opened);
    let window = AssertUnwindSafe(move || {
        eframe::run_native(
            "Tamis",
            options,
            Box::new(move |creation| {
                told.store(true, Ordering::Relaxed);
                Ok(Box::new(App::new(&creation.egui_ctx, start)))
            }),
        )
    });
    match std::panic::catch_unwind(window) {
        Ok(Ok(())) => Ok(()),
        // A fault of ours, once the window stands, is no missing window.
        Err(panic) if opened.load(Ordering::Relaxed) => std::panic::resume_unwind(panic),
        Ok(Err(_)) | Err(_) => Err(WindowError::Refused),
    }
}
