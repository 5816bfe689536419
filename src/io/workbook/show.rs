//! What a cell of a workbook shows: numbers as Excel shows 15 digits, dates as ISO, and the
//! zeros that a number format adds to a phone or meter number.

use std::fmt::Write as _;

use calamine::{Data, DataRef, ExcelDateTime};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// Appends what a cell shows; nothing for an empty one.
pub(super) fn write(value: &DataRef<'_>, out: &mut String) {
    match value {
        DataRef::Empty => {}
        DataRef::String(text) => out.push_str(text),
        DataRef::SharedString(text) => out.push_str(text),
        DataRef::DateTimeIso(text) => iso(text, out),
        DataRef::DurationIso(text) => duration(text, out),
        DataRef::Int(value) => _ = write!(out, "{value}"),
        DataRef::Float(value) => number(*value, out),
        DataRef::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        DataRef::Error(error) => _ = write!(out, "{error}"),
        DataRef::DateTime(value) => moment(value, out),
    }
}

/// The same for a value that is held.
pub(super) fn write_held(value: &Data, out: &mut String) {
    match value {
        Data::Empty => {}
        Data::String(text) => out.push_str(text),
        Data::DateTimeIso(text) => iso(text, out),
        Data::DurationIso(text) => duration(text, out),
        Data::Int(value) => _ = write!(out, "{value}"),
        Data::Float(value) => number(*value, out),
        Data::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Data::Error(error) => _ = write!(out, "{error}"),
        Data::DateTime(value) => moment(value, out),
    }
}

/// An ISO date; a time of midnight says nothing.
pub(super) fn iso(text: &str, out: &mut String) {
    let date = text
        .split_once('T')
        .filter(|(_, time)| {
            time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z')) && !time.is_empty()
        })
        .map_or(text, |(date, _)| date);
    out.push_str(date);
}

/// `PT10H10M10S` → `10:10:10`; anything else as it is.
pub(super) fn duration(text: &str, out: &mut String) {
    match duration_seconds(text) {
        Some(seconds) => clock(seconds, out),
        None => out.push_str(text),
    }
}

fn duration_seconds(text: &str) -> Option<f64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let rest = rest.strip_prefix('P')?;
    let (days, time) = rest.split_once('T')?;
    let mut total = 0.0;
    if !days.is_empty() {
        total += days.strip_suffix('D')?.parse::<f64>().ok()? * 86_400.0;
    }
    let mut number = String::new();
    for c in time.chars() {
        let unit = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            '0'..='9' | '.' => {
                number.push(c);
                continue;
            }
            ',' => {
                number.push('.');
                continue;
            }
            _ => return None,
        };
        total += number.parse::<f64>().ok()? * unit;
        number.clear();
    }
    (number.is_empty() && total.is_finite()).then_some(sign * total)
}

fn clock(seconds: f64, out: &mut String) {
    let total = seconds.round();
    if total < 0.0 {
        out.push('-');
    }
    let total = total.abs() as u64;
    _ = write!(
        out,
        "{:02}:{:02}:{:02}",
        total / 3600,
        total / 60 % 60,
        total % 60
    );
}

/// At most 15 significant digits, as Excel shows a number; no `.0`, no exponent between 1e-5
/// and 1e21.
pub(super) fn number(value: f64, out: &mut String) {
    if !value.is_finite() {
        out.push_str("#NUM!");
        return;
    }
    // Whole numbers of up to 15 digits are exact, and by far the most frequent.
    if value.fract() == 0.0 && value.abs() < 1e15 {
        _ = write!(out, "{}", value as i64);
        return;
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    let size = rounded.abs();
    if rounded == 0.0 {
        out.push('0');
    } else if (1e-5..1e21).contains(&size) {
        _ = write!(out, "{rounded}");
    } else {
        // Excel's own writing, which is how people know a number that was destroyed.
        let text = format!("{rounded:E}");
        match text.split_once('E') {
            Some((digits, power)) if !power.starts_with('-') => {
                _ = write!(out, "{digits}E+{power}");
            }
            _ => out.push_str(&text),
        }
    }
}

/// `2022-01-31`, `2022-01-31T14:05:00`, or `26:30:00` for a duration or a time of day.
fn moment(value: &ExcelDateTime, out: &mut String) {
    let serial = value.as_f64();
    if value.is_duration() || (0.0..1.0).contains(&serial) {
        return clock(serial * 86_400.0, out);
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        return number(serial, out);
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let exact = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|d| d.and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second)));
    let rounded = match exact {
        // The 29th of February 1900 exists for Excel only.
        None => {
            _ = write!(out, "{year:04}-{month:02}-{day:02}");
            return;
        }
        Some(exact) if milli >= 500 => exact + TimeDelta::seconds(1),
        Some(exact) => exact,
    };
    _ = write!(out, "{}", rounded.date());
    if rounded.time() != NaiveTime::MIN {
        _ = write!(out, "T{}", rounded.time());
    }
}

/// A number format that only places the digits of a whole number: `0000000000`,
/// `0#" "##" "##`, `"+"0`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Digits(Vec<Slot>);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Slot {
    Zero,
    Digit,
    Literal(char),
}

impl Digits {
    /// Understands a format code; `None` for anything that shows the plain number or something
    /// else than the digits of a whole number.
    pub fn parse(code: &str) -> Option<Self> {
        let first = code.split(';').next()?;
        let mut slots = Vec::new();
        let mut chars = first.chars();
        while let Some(c) = chars.next() {
            match c {
                '0' => slots.push(Slot::Zero),
                '#' | '?' => slots.push(Slot::Digit),
                '\\' => slots.push(Slot::Literal(chars.next()?)),
                '"' => slots.extend(chars.by_ref().take_while(|c| *c != '"').map(Slot::Literal)),
                ' ' | '+' | '-' | '(' | ')' => slots.push(Slot::Literal(c)),
                _ => return None,
            }
        }
        let zeros = slots.iter().filter(|s| **s == Slot::Zero).count();
        let literal = slots.iter().any(|s| matches!(s, Slot::Literal(_)));
        let placed = slots.iter().any(|s| !matches!(s, Slot::Literal(_)));
        (placed && (zeros > 1 || literal)).then_some(Self(slots))
    }

    /// What Excel shows for a whole number that is not negative, where that differs from it.
    pub fn show(&self, value: f64) -> Option<String> {
        if value.fract() != 0.0 || !(0.0..1e15).contains(&value) {
            return None;
        }
        let plain = (value as u64).to_string();
        let mut digits: Vec<char> = if value == 0.0 {
            Vec::new()
        } else {
            plain.chars().collect()
        };
        let first = self.0.iter().position(|s| !matches!(s, Slot::Literal(_)))?;
        let mut shown: Vec<char> = Vec::new();
        for (i, slot) in self.0.iter().enumerate().rev() {
            match slot {
                Slot::Literal(c) => {
                    // A blank between digits that are not there is not shown.
                    let inner = i > first && digits.is_empty();
                    let zeros = self.0.get(..i)?.contains(&Slot::Zero);
                    if !inner || zeros {
                        shown.push(*c);
                    }
                }
                Slot::Zero => shown.push(digits.pop().unwrap_or('0')),
                Slot::Digit => shown.extend(digits.pop()),
            }
            if i == first {
                while let Some(digit) = digits.pop() {
                    shown.push(digit);
                }
            }
        }
        let shown: String = shown.iter().rev().collect();
        (shown != plain).then_some(shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn num(value: f64) -> String {
        let mut out = String::new();
        number(value, &mut out);
        out
    }

    #[test]
    fn numbers_as_excel_shows_them() {
        for (value, shown) in [
            (47_000_124_512.0, "47000124512"),
            (0.1 + 0.2, "0.3"),
            (-0.0, "0"),
            (5.0, "5"),
            (1_234_567_890_123_456_789.0, "1234567890123460000"),
            (2.557_12e25, "2.55712E+25"),
            (1e-7, "1E-7"),
            (-12.5, "-12.5"),
            (999_999_999_999_999.0, "999999999999999"),
            (f64::NAN, "#NUM!"),
        ] {
            assert_eq!(num(value), shown);
        }
    }

    #[test]
    fn formats_that_place_digits() {
        let show = |code: &str, value: f64| Digits::parse(code).and_then(|d| d.show(value));
        assert_eq!(
            show("0000000000", 977_123_456.0).as_deref(),
            Some("0977123456")
        );
        assert_eq!(show("0000000000", 12_345_678_901.0), None);
        assert_eq!(
            show("0#\" \"##\" \"##\" \"##\" \"##", 612_345_678.0).as_deref(),
            Some("06 12 34 56 78")
        );
        assert_eq!(
            show("\"+\"0", 260_977_123_456.0).as_deref(),
            Some("+260977123456")
        );
        assert_eq!(show("000\\-000", 1234.0).as_deref(), Some("001-234"));
        assert_eq!(show("00", 7.5), None, "only whole numbers");
        assert_eq!(Digits::parse("0"), None);
        assert_eq!(Digits::parse("General"), None);
        assert_eq!(Digits::parse("#,##0"), None);
        assert_eq!(Digits::parse("0.00"), None);
        assert_eq!(Digits::parse("dd/mm/yyyy"), None);
    }

    #[test]
    fn iso_dates_and_durations() {
        let shown = |write: fn(&str, &mut String), text: &str| {
            let mut out = String::new();
            write(text, &mut out);
            out
        };
        assert_eq!(shown(iso, "2021-01-01T00:00:00"), "2021-01-01");
        assert_eq!(shown(iso, "2021-01-01T10:10:10"), "2021-01-01T10:10:10");
        assert_eq!(shown(duration, "PT10H10M10S"), "10:10:10");
        assert_eq!(shown(duration, "P1DT2H30M00S"), "26:30:00");
        assert_eq!(shown(duration, "soon"), "soon");
    }
}
