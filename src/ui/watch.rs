//! How far a worker is, and whether it should go on: shared by the worker and the window.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::io::Progress;

/// How far a worker is, and whether it should go on.
#[derive(Default)]
pub struct Watch {
    rows: AtomicU64,
    /// Rows to be expected in all; none while that is not known.
    expected: AtomicU64,
    all_read: AtomicBool,
    stop: AtomicBool,
}

impl Progress for Watch {
    fn rows(&self, done: u64) {
        self.rows.store(done, Ordering::Relaxed);
    }

    fn expected(&self, in_all: u64) {
        self.expected.store(in_all, Ordering::Relaxed);
    }

    fn all_read(&self) {
        self.all_read.store(true, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Watch {
    /// Asks the worker to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// True when the worker was asked to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// How far it is.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// True when everything is read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.all_read.load(Ordering::Relaxed)
    }

    /// What part of it is done, and how many seconds it will take yet at this pace; `None` while
    /// that would only be a guess.
    #[must_use]
    pub fn outlook(&self, since: Instant) -> Option<(f32, u64)> {
        let (done, all) = (self.done(), self.expected.load(Ordering::Relaxed));
        let spent = since.elapsed();
        if self.is_read()
            || all == 0
            || done == 0
            || done * 50 < all
            || spent < Duration::from_secs(1)
        {
            return None;
        }
        let share = (done as f64 / all as f64).min(1.0);
        let left = spent.as_secs_f64() * (1.0 - share) / share;
        Some((share as f32, left.ceil() as u64))
    }
}
