//! Dates: the format's `YYYY-MM-DD`, and the orders in which people write day and month.

use chrono::NaiveDate;

/// Year, month and day of a `YYYY-MM-DD` that exists.
#[must_use]
pub fn iso(text: &str) -> Option<(i32, u32, u32)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let month = digit(m1)? * 10 + digit(m2)?;
    let day = digit(d1)? * 10 + digit(d2)?;
    let year = i32::try_from(year).ok()?;
    NaiveDate::from_ymd_opt(year, month, day).map(|_| (year, month, day))
}

/// An ISO date-time at midnight → its date; nothing is lost.
#[must_use]
pub fn midnight(text: &str) -> Option<String> {
    let (date, time) = text.split_at_checked(10)?;
    iso(date)?;
    let time = time.strip_prefix(['T', ' '])?;
    let time = time.strip_suffix('Z').unwrap_or(time);
    let time = time.strip_suffix("+00:00").unwrap_or(time);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let zero = matches!(clock, "00:00" | "00:00:00" | "0:00" | "0:00:00")
        && !fraction.is_empty()
        && fraction.bytes().all(|b| b == b'0');
    zero.then(|| date.to_owned())
}

/// In which orders a date of three numbers can be read, as ISO dates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ordered {
    /// No such date.
    None,
    /// Only as day, month, year.
    DayFirst(String),
    /// Only as month, day, year.
    MonthFirst(String),
    /// Year, month, day with other separators than the format's.
    YearFirst(String),
    /// Both ways.
    Either {
        day_first: String,
        month_first: String,
    },
}

/// Reads `31/12/2021`, `31-12-2021`, `31.12.2021`, `2021/12/31`. Years have four digits.
#[must_use]
pub fn ordered(text: &str) -> Ordered {
    let text = super::space::trim(text);
    let Some(separator) = text.chars().find(|c| matches!(c, '/' | '-' | '.')) else {
        return Ordered::None;
    };
    let mut parts = text.split(separator);
    let (Some(a), Some(b), Some(c), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Ordered::None;
    };
    let short = |s: &str| number(s, 1, 2);
    if let (Some(year), Some(month), Some(day)) = (number(a, 4, 4), short(b), short(c)) {
        return match written(year, month, day) {
            Some(date) => Ordered::YearFirst(date),
            None => Ordered::None,
        };
    }
    let (Some(first), Some(second), Some(year)) = (short(a), short(b), number(c, 4, 4)) else {
        return Ordered::None;
    };
    match (written(year, second, first), written(year, first, second)) {
        (Some(day_first), Some(month_first)) => Ordered::Either {
            day_first,
            month_first,
        },
        (Some(date), None) => Ordered::DayFirst(date),
        (None, Some(date)) => Ordered::MonthFirst(date),
        (None, None) => Ordered::None,
    }
}

fn number(text: &str, least: usize, most: usize) -> Option<u32> {
    let fits = (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

fn written(year: u32, month: u32, day: u32) -> Option<String> {
    let year = i32::try_from(year).ok()?;
    NaiveDate::from_ymd_opt(year, month, day).map(|_| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn iso_dates_that_exist() {
        assert_eq!(iso("2024-02-29"), Some((2024, 2, 29)));
        for no in [
            "2023-02-29",
            "2023-2-1",
            "31/12/2021",
            "2021-12-31T00:00:00",
            "",
            "٢٠٢١-١٢-٣١",
            "2021-13-01",
        ] {
            assert_eq!(iso(no), None, "{no}");
        }
    }

    #[test]
    fn midnights() {
        for yes in [
            "2021-12-31T00:00:00",
            "2021-12-31 00:00",
            "2021-12-31T00:00:00.000Z",
            "2021-12-31T00:00:00+00:00",
        ] {
            assert_eq!(midnight(yes).as_deref(), Some("2021-12-31"), "{yes}");
        }
        for no in [
            "2021-12-31T01:00:00",
            "2021-12-31",
            "2021-02-31T00:00:00",
            "2021-12-31T00:00:00+02:00",
            "x",
        ] {
            assert_eq!(midnight(no), None, "{no}");
        }
    }

    #[test]
    fn orders() {
        assert_eq!(
            ordered("31/12/2021"),
            Ordered::DayFirst("2021-12-31".into())
        );
        assert_eq!(
            ordered("12/31/2021"),
            Ordered::MonthFirst("2021-12-31".into())
        );
        assert_eq!(
            ordered("2021/12/31"),
            Ordered::YearFirst("2021-12-31".into())
        );
        assert_eq!(
            ordered("1.2.2021"),
            Ordered::Either {
                day_first: "2021-02-01".into(),
                month_first: "2021-01-02".into()
            }
        );
        for no in ["31/04/2023", "1/2/21", "1/2-2021", "a/b/2021", "45291", ""] {
            assert_eq!(ordered(no), Ordered::None, "{no}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(y in 1000i32..9999, m in 1u32..13, d in 1u32..32) {
            let expected = NaiveDate::from_ymd_opt(y, m, d).map(|x| x.format("%Y-%m-%d").to_string());
            let read = match ordered(&format!("{d:02}/{m:02}/{y:04}")) {
                Ordered::DayFirst(t) => Some(t),
                Ordered::Either { day_first, .. } => Some(day_first),
                _ => None,
            };
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,14}") {
            let _ = (iso(&text), midnight(&text), ordered(&text));
        }
    }
}
