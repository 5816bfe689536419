//! How fast plain digests of short numbers can be tried on this computer: what a person should
//! know before choosing pseudonyms without a key. Runs for a moment on every core; never on the
//! window's own thread.

use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

/// What trying all numbers of a length takes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PlainFigure {
    /// Digits that vary.
    pub digits: u32,
    /// Digests a second that this computer makes.
    pub per_second: f64,
}

impl PlainFigure {
    /// Seconds until every number was tried.
    #[must_use]
    pub fn seconds(self) -> f64 {
        10f64.powi(i32::try_from(self.digits).unwrap_or(i32::MAX)) / self.per_second.max(1.0)
    }
}

/// Measures for so long (a tenth of a second says enough).
#[must_use]
pub fn measure_plain(digits: u32, time: Duration) -> PlainFigure {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let start = Instant::now();
    let made: u64 = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores)
            .map(|core| scope.spawn(move || try_numbers(core, digits, start, time)))
            .collect();
        workers.into_iter().filter_map(|w| w.join().ok()).sum()
    });
    let seconds = start.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss)]
    let made = made as f64;
    PlainFigure {
        digits,
        per_second: made / seconds.max(1e-6),
    }
}

fn try_numbers(core: usize, digits: u32, start: Instant, time: Duration) -> u64 {
    let width = digits as usize;
    let mut number = core as u64 * 1_000_003;
    let mut made = 0;
    let mut seen = 0u8;
    while made == 0 || start.elapsed() < time {
        for _ in 0..1024 {
            let text = format!("{number:0width$}");
            // The digest is used, so that it is really made.
            seen ^= Sha256::digest(text.as_bytes())
                .first()
                .copied()
                .unwrap_or(0);
            number += 1;
        }
        made += 1024;
    }
    std::hint::black_box(seen);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_digits_take_longer() {
        let figure = measure_plain(9, Duration::from_millis(1));
        assert!(figure.per_second > 0.0);
        let longer = PlainFigure {
            digits: 10,
            ..figure
        };
        assert!((longer.seconds() / figure.seconds() - 10.0).abs() < 1e-6);
    }
}
