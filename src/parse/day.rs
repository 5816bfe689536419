//! Dates as people write them: month names in English and French, two-digit years by a stated
//! window, times of day, spreadsheet serials, and days that do not exist.

use chrono::NaiveDate;

use super::date::{self, Ordered};

/// What a text that is not the format's date says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Day {
    /// Nothing that looks like a date.
    None,
    /// One day.
    One {
        /// `YYYY-MM-DD`.
        date: String,
        /// How it was written.
        form: Form,
    },
    /// Day-first or month-first.
    Either {
        day_first: String,
        month_first: String,
        form: Form,
    },
    /// It has the shape of a date, and no such day exists: `31/04/2023`.
    Impossible,
    /// `1900-01-00`, `0000-00-00`: how programs write an empty date.
    Zero,
}

/// How a date was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Form {
    /// Three numbers of which only one order gives a date.
    pub order: Order,
    /// A time of day was there and would be dropped.
    pub time: bool,
    /// The century was not written.
    pub short_year: bool,
    /// A month by name.
    pub words: bool,
    /// A spreadsheet's day number.
    pub serial: bool,
}

/// Which order a date proves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    #[default]
    Free,
    DayFirst,
    MonthFirst,
}

/// The century of a two-digit year: not later than `this_year`, so 26 is 2026 and 27 is 1927
/// in 2026.
#[must_use]
pub fn full_year(short: u32, this_year: i32) -> u32 {
    let now = u32::try_from(this_year).unwrap_or(2000);
    let century = now - now % 100;
    if short <= now % 100 {
        century + short
    } else {
        century - 100 + short
    }
}

/// Reads a date that is not in the format's form.
#[must_use]
pub fn day(text: &str, this_year: i32) -> Day {
    let text = super::space::trim(text);
    let (body, time) = split_time(text);
    if is_zero(body) {
        return Day::Zero;
    }
    let form = Form {
        time,
        ..Form::default()
    };
    if date::iso(body).is_some() {
        return Day::One {
            date: body.to_owned(),
            form,
        };
    }
    if let Some(found) = by_name(body, this_year, form) {
        return found;
    }
    if let Some(found) = compact(body, form) {
        return found;
    }
    numbers(body, this_year, form)
}

/// Days from the first day of the 1900 system to that of the 1904 system.
const TO_1904: i64 = 1462;

/// A spreadsheet's day number (1954 to 2064), for columns of dates only. Some workbooks count
/// from 1904.
#[must_use]
pub fn serial(text: &str, from_1904: bool) -> Option<Day> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = whole.len() == 5
        && whole.bytes().all(|b| b.is_ascii_digit())
        && fraction.bytes().all(|b| b.is_ascii_digit());
    if !plain {
        return None;
    }
    let written: i64 = whole.parse().ok()?;
    let number = written + if from_1904 { TO_1904 } else { 0 };
    if !(20_000..=60_000).contains(&number) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?
        .checked_add_days(chrono::Days::new(number.unsigned_abs()))?;
    Some(Day::One {
        date: date.format("%Y-%m-%d").to_string(),
        form: Form {
            serial: true,
            time: fraction.bytes().any(|b| b != b'0'),
            ..Form::default()
        },
    })
}

fn is_zero(text: &str) -> bool {
    matches!(
        text,
        "1900-01-00"
            | "0000-00-00"
            | "00/00/0000"
            | "00/01/1900"
            | "01/00/1900"
            | "0/1/1900"
            | "1/0/1900"
            | "00-00-0000"
            | "0001-01-01"
    )
}

/// Takes a time of day off the end. Says whether it was another than midnight.
fn split_time(text: &str) -> (&str, bool) {
    let Some(at) = text.find(':') else {
        return (text, false);
    };
    let Some(head) = text.get(..at) else {
        return (text, false);
    };
    let cut = head.trim_end_matches(|c: char| c.is_ascii_digit());
    if head.len() - cut.len() > 2 || head.len() == cut.len() {
        return (text, false);
    }
    let Some(body) = cut.strip_suffix(['T', ' ', 't', '\u{a0}', '\u{202f}']) else {
        return (text, false);
    };
    let clock = text.get(cut.len()..).unwrap_or_default();
    let fine = clock.chars().all(|c| {
        c.is_ascii_digit()
            || matches!(
                c,
                ':' | '.'
                    | '+'
                    | '-'
                    | 'Z'
                    | ' '
                    | '\u{a0}'
                    | '\u{202f}'
                    | 'A'
                    | 'P'
                    | 'M'
                    | 'a'
                    | 'p'
                    | 'm'
            )
    });
    if !fine {
        return (text, false);
    }
    let digits = clock.split(['+', 'Z']).next().unwrap_or_default();
    let other = digits.chars().any(|c| c.is_ascii_digit() && c != '0');
    let body = super::space::trim(body).trim_end_matches(',');
    (body, other)
}

fn numbers(text: &str, this_year: i32, form: Form) -> Day {
    match date::ordered(text) {
        Ordered::YearFirst(date) => return Day::One { date, form },
        Ordered::DayFirst(date) => {
            let form = Form {
                order: Order::DayFirst,
                ..form
            };
            return Day::One { date, form };
        }
        Ordered::MonthFirst(date) => {
            let form = Form {
                order: Order::MonthFirst,
                ..form
            };
            return Day::One { date, form };
        }
        Ordered::Either {
            day_first,
            month_first,
        } => return either(day_first, month_first, form),
        Ordered::None => {}
    }
    let Some(separator) = text.chars().find(|c| matches!(c, '/' | '-' | '.' | ' ')) else {
        return Day::None;
    };
    let parts: Vec<&str> = text.split(separator).collect();
    let numeric = parts.len() == 3
        && parts
            .iter()
            .all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    let [a, b, c] = parts.as_slice() else {
        return Day::None;
    };
    if !numeric || separator == ' ' {
        return Day::None;
    }
    match (a.len(), b.len(), c.len()) {
        (1 | 2, 1 | 2, 2) => short(a, b, c, this_year, form),
        (4, 1 | 2, 1 | 2) | (1 | 2, 1 | 2, 4) => Day::Impossible,
        _ => Day::None,
    }
}

fn short(a: &str, b: &str, c: &str, this_year: i32, form: Form) -> Day {
    let Ok(year) = c.parse::<u32>() else {
        return Day::None;
    };
    let year = full_year(year, this_year);
    let form = Form {
        short_year: true,
        ..form
    };
    match date::ordered(&format!("{a}/{b}/{year}")) {
        Ordered::DayFirst(date) => Day::One {
            date,
            form: Form {
                order: Order::DayFirst,
                ..form
            },
        },
        Ordered::MonthFirst(date) => Day::One {
            date,
            form: Form {
                order: Order::MonthFirst,
                ..form
            },
        },
        Ordered::Either {
            day_first,
            month_first,
        } => either(day_first, month_first, form),
        _ => Day::Impossible,
    }
}

fn either(day_first: String, month_first: String, form: Form) -> Day {
    if day_first == month_first {
        return Day::One {
            date: day_first,
            form,
        };
    }
    Day::Either {
        day_first,
        month_first,
        form,
    }
}

/// `20211231`.
fn compact(text: &str, form: Form) -> Option<Day> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let date = format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    let (year, _, _) = date::iso(&date)?;
    (1900..2100)
        .contains(&year)
        .then_some(Day::One { date, form })
}

/// `12 janvier 2021`, `12-janv.-21`, `Jan 5, 2021`, `1er août 2022`, `lundi 3 mars 2021`.
fn by_name(text: &str, this_year: i32, form: Form) -> Option<Day> {
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let folded = super::word::fold(text);
    let parts: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ',' | '.'))
        .filter(|p| !p.is_empty() && !is_weekday(p) && !matches!(*p, "le" | "of" | "de" | "the"))
        .collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let (day, month, year) = match (month(a), month(b), month(c)) {
        (None, Some(month), None) if a.len() < 4 || !a.bytes().all(|x| x.is_ascii_digit()) => {
            (ordinal(a)?, month, *c)
        }
        (None, Some(month), None) => (ordinal(c)?, month, *a),
        (Some(month), None, None) => (ordinal(b)?, month, *c),
        _ => return None,
    };
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, short_year) = match year.len() {
        4 => (year.parse().ok()?, false),
        2 => (full_year(year.parse().ok()?, this_year), true),
        _ => return None,
    };
    let written = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    Some(match written {
        None => Day::Impossible,
        Some(date) => Day::One {
            date: date.format("%Y-%m-%d").to_string(),
            form: Form {
                words: true,
                short_year,
                ..form
            },
        },
    })
}

fn ordinal(text: &str) -> Option<u32> {
    let digits = ["er", "st", "nd", "rd", "th", "e"]
        .iter()
        .find_map(|s| text.strip_suffix(s))
        .unwrap_or(text);
    if !(1..=2).contains(&digits.len()) {
        return None;
    }
    digits.parse().ok()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 14] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
    ];
    word.len() >= 3 && month(word).is_none() && DAYS.iter().any(|d| d.starts_with(word))
}

/// The month that a folded word names, whole or cut.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "janvier", "jan", "janv"],
        &["february", "fevrier", "feb", "fev", "fevr"],
        &["march", "mars", "mar"],
        &["april", "avril", "apr", "avr"],
        &["may", "mai"],
        &["june", "juin", "jun"],
        &["july", "juillet", "jul", "juil", "jui"],
        &["august", "aout", "aug", "aou"],
        &["september", "septembre", "sep", "sept"],
        &["october", "octobre", "oct"],
        &["november", "novembre", "nov"],
        &["december", "decembre", "dec"],
    ];
    MONTHS
        .iter()
        .position(|names| names.contains(&word))
        .and_then(|i| u32::try_from(i + 1).ok())
        // `jui` could be June or July.
        .filter(|_| word != "jui")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        match day(text, 2026) {
            Day::None => "-".into(),
            Day::Impossible => "impossible".into(),
            Day::Zero => "zero".into(),
            Day::One { date, form } => {
                let mut notes = String::new();
                for (set, note) in [
                    (form.time, " time"),
                    (form.short_year, " short"),
                    (form.words, " words"),
                    (form.order == Order::DayFirst, " d/m"),
                    (form.order == Order::MonthFirst, " m/d"),
                ] {
                    if set {
                        notes.push_str(note);
                    }
                }
                format!("{date}{notes}")
            }
            Day::Either {
                day_first,
                month_first,
                ..
            } => format!("{day_first}|{month_first}"),
        }
    }

    #[test]
    fn dates_as_people_write_them() {
        for (text, expected) in [
            ("31/12/2021", "2021-12-31 d/m"),
            ("12/31/2021", "2021-12-31 m/d"),
            ("01/02/2021", "2021-02-01|2021-01-02"),
            ("02/02/2021", "2021-02-02"),
            ("31/12/21", "2021-12-31 short d/m"),
            ("1/2/27", "1927-02-01|1927-01-02"),
            ("31/12/2021 00:00", "2021-12-31 d/m"),
            ("31/12/2021 14:05:30", "2021-12-31 time d/m"),
            ("2021-12-31T10:00:00Z", "2021-12-31 time"),
            ("2021-12-31 00:00:00", "2021-12-31"),
            ("2021/12/31", "2021-12-31"),
            ("20211231", "2021-12-31"),
            ("12 janvier 2021", "2021-01-12 words"),
            ("12-janv.-21", "2021-01-12 short words"),
            ("1er août 2022", "2022-08-01 words"),
            ("lundi 3 mars 2025", "2025-03-03 words"),
            ("Jan 5, 2021", "2021-01-05 words"),
            ("5 May 2021", "2021-05-05 words"),
            ("5th of May 2021", "2021-05-05 words"),
            ("2021 Dec 31", "2021-12-31 words"),
            ("déc. 31 2021", "2021-12-31 words"),
            ("31/04/2023", "impossible"),
            ("2021-13-45", "impossible"),
            ("31 avril 2023", "impossible"),
            ("31/02/23", "impossible"),
            ("1900-01-00", "zero"),
            ("00/01/1900", "zero"),
            ("0000-00-00", "zero"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        for no in [
            "",
            "mars 2021",
            "44562",
            "12",
            "a/b/2021",
            "1/2-2021",
            "jui 3 2021",
            "10:30",
            "3 mar 2021 mai",
            "99999999",
        ] {
            assert_eq!(read(no), "-", "{no}");
        }
    }

    #[test]
    fn serials() {
        let date = |t: &str| match serial(t, false) {
            Some(Day::One { date, .. }) => date,
            _ => "-".into(),
        };
        assert_eq!(date("44562"), "2022-01-01");
        assert_eq!(date("44562.75"), "2022-01-01");
        for no in ["2021", "123456", "00001", "x", "19999"] {
            assert_eq!(date(no), "-", "{no}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "\\PC{0,20}") {
            let _ = (day(&text, 2026), serial(&text, false));
        }
    }
}
