//! Why something kept cannot be opened or written, and moments as people say them.

use chrono::{DateTime, Datelike as _, Local};

use super::{Lang, key_error, open_error, t, tf, write_error};
use crate::document::{KeepError, KeyFileError, RestoreError};
use crate::privacy::seal::SealError;

/// Why work is not kept.
#[must_use]
pub fn keep_error(lang: Lang, error: &KeepError) -> String {
    match error {
        KeepError::Key(error) => computer_key_error(lang, error),
        KeepError::Write(error) => write_error(lang, error),
        KeepError::Seal(error) => t(lang, error.key()),
    }
}

/// Why a project or a journal cannot be opened. `file` is its name.
#[must_use]
pub fn restore_error(lang: Lang, file: &str, error: &RestoreError) -> String {
    match error {
        RestoreError::Read(_) => tf(lang, "open-locked", &[("file", file.into())]),
        RestoreError::Seal(error) => seal_error(lang, file, *error),
        RestoreError::Key(error) => computer_key_error(lang, error),
        RestoreError::SourceGone { path } | RestoreError::SourceChanged { path } => {
            let key = match error {
                RestoreError::SourceGone { .. } => "restore-gone-about",
                _ => "restore-changed-about",
            };
            tf(
                lang,
                key,
                &[("path", path.to_string_lossy().as_ref().into())],
            )
        }
        RestoreError::Source(error) => open_error(lang, file, error),
    }
}

/// Why a sealed file does not open.
#[must_use]
pub fn seal_error(lang: Lang, file: &str, error: SealError) -> String {
    tf(lang, error.key(), &[("file", file.into())])
}

/// Why the key of this computer cannot be had.
#[must_use]
pub fn computer_key_error(lang: Lang, error: &KeyFileError) -> String {
    match error {
        KeyFileError::Read(_) => t(lang, "computer-key-unreadable"),
        KeyFileError::Key(error) => key_error(lang, *error),
        KeyFileError::Write(error) => write_error(lang, error),
    }
}

/// A moment: the time for today, “yesterday, 14:35”, “2 November”, with the year for another one.
#[must_use]
pub fn moment(lang: Lang, then: DateTime<Local>, now: DateTime<Local>) -> String {
    let clock = then.format("%H:%M").to_string();
    let days = (now.date_naive() - then.date_naive()).num_days();
    if days == 0 {
        return clock;
    }
    if days == 1 {
        return tf(
            lang,
            "moment-yesterday",
            &[("clock", clock.as_str().into())],
        );
    }
    let mut words = day_and_month(lang, then.day(), then.month());
    if then.year() != now.year() {
        words.push_str(&format!(" {}", then.year()));
    }
    words
}

fn day_and_month(lang: Lang, day: u32, month: u32) -> String {
    let month = t(lang, &format!("month-{month}"));
    let day = match (lang, day) {
        (Lang::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    };
    format!("{day}\u{a0}{month}")
}

/// The moment of a record, with the clock where it was written: “1 December 2026, 06:04”. What is
/// no moment stays as it is.
#[must_use]
pub fn written_moment(lang: Lang, date: &str) -> String {
    match DateTime::parse_from_rfc3339(date) {
        Ok(at) => {
            let day = day_and_month(lang, at.day(), at.month());
            let clock = at.format("%H:%M").to_string();
            let (day, clock) = (format!("{day} {}", at.year()), clock.as_str());
            let args = [("day", day.as_str().into()), ("clock", clock.into())];
            tf(lang, "moment-written", &args)
        }
        Err(_) => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    #[test]
    fn moments_as_people_say_them() {
        let at = |y, m, d| Local.with_ymd_and_hms(y, m, d, 14, 35, 0).unwrap();
        let now = at(2026, 11, 24);
        assert_eq!(moment(Lang::Fr, at(2026, 11, 24), now), "14:35");
        assert_eq!(moment(Lang::Fr, at(2026, 11, 23), now), "hier, 14:35");
        assert_eq!(moment(Lang::Fr, at(2026, 11, 2), now), "2\u{a0}novembre");
        assert_eq!(moment(Lang::Fr, at(2026, 8, 1), now), "1er\u{a0}août");
        assert_eq!(
            moment(Lang::En, at(2025, 10, 28), now),
            "28\u{a0}October 2025"
        );
    }

    #[test]
    fn the_moment_of_a_record_is_written_out() {
        let date = "2026-12-01T06:04:54+00:00";
        assert_eq!(
            written_moment(Lang::Fr, date),
            "1er\u{a0}décembre 2026 à 06:04"
        );
        assert_eq!(
            written_moment(Lang::En, "2025-10-28T16:30:00+02:00"),
            "28\u{a0}October 2025, 16:30"
        );
        assert_eq!(written_moment(Lang::En, "yesterday"), "yesterday");
    }
}
