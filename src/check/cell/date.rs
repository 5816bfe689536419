//! Dates: not-a-date, and days that are possible but unlikely.

use super::{Asked, Rule, Sign, Verdict, Why, emptied, repair, says_nothing};
use crate::check::{Reading, RepairId};
use crate::parse::date;
use crate::parse::day::{self, Day, Form, Order};
use crate::schema::Bound;
use crate::table::TextBuf;

pub(super) fn day(asked: &Asked<'_>, text: &str) -> Verdict {
    if let Some(found) = date::iso(text) {
        return likely(asked, found).with(Sign::IsoDate);
    }
    if let Some(date) = date::midnight(text) {
        return Verdict::wrong(
            Rule::NotADate,
            Some(repair(RepairId::DateOnly, &date, true)),
        )
        .with(Sign::OtherDate);
    }
    let found = match day::day(text, asked.today.year) {
        Day::None => day::serial(text, asked.days_from_1904).unwrap_or(Day::None),
        found => found,
    };
    match found {
        Day::None if says_nothing(text) => {
            Verdict::case(Rule::NotADate, Why::NullWord, emptied(asked.field))
        }
        Day::None => Verdict::wrong(Rule::NotADate, None),
        Day::Impossible => Verdict::case(Rule::NotADate, Why::Impossible, None),
        Day::Zero => Verdict::case(Rule::NotADate, Why::ZeroDate, emptied(asked.field)),
        Day::One { date, form } => one(&date, form),
        Day::Either {
            day_first,
            month_first,
            ..
        } => Verdict::case(Rule::NotADate, Why::TwoReadings, None)
            .with(Sign::EitherOrder)
            .asking(vec![
                (Reading::DayFirst, TextBuf::new(day_first)),
                (Reading::MonthFirst, TextBuf::new(month_first)),
            ]),
    }
}

fn one(date: &str, form: Form) -> Verdict {
    let (id, why) = if form.serial {
        (RepairId::DateSerial, Why::Serial)
    } else if form.time {
        (RepairId::DateTime, Why::Plain)
    } else if form.words {
        (RepairId::DateWords, Why::Plain)
    } else if form.short_year {
        (RepairId::ShortYear, Why::Plain)
    } else {
        (RepairId::DateOrder, Why::Plain)
    };
    let verdict = Verdict::case(Rule::NotADate, why, Some(repair(id, date, false)));
    verdict.with(match form.order {
        Order::DayFirst => Sign::DayFirst,
        Order::MonthFirst => Sign::MonthFirst,
        Order::Free => Sign::OtherDate,
    })
}

/// A date of the format: in the future, before anything was installed, or a calendar's first day.
fn likely(asked: &Asked<'_>, date: (i32, u32, u32)) -> Verdict {
    let (field, today) = (asked.field, asked.today);
    let late = match field.plausible.1 {
        Some(Bound::Today) => date > (today.year, today.month, today.day),
        Some(Bound::Number(year)) => f64::from(date.0) > year,
        Some(Bound::YearFromNow(years)) => date.0 > today.year + years,
        None => false,
    };
    let early = match field.plausible.0 {
        Some(Bound::Number(year)) => f64::from(date.0) < year,
        _ => false,
    };
    if !late && !early {
        return Verdict::default();
    }
    if matches!(
        date,
        (1970, 1, 1) | (1900, 1, 1) | (1899, 12, 30 | 31) | (1904, 1, 1) | (1, 1, 1)
    ) {
        return Verdict::case(Rule::ImplausibleValue, Why::FirstDay, emptied(field));
    }
    Verdict::wrong(Rule::ImplausibleValue, None)
}
