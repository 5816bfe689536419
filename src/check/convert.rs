//! Other shapes of a value and how they become what a field takes: a date of birth, kilowatts,
//! both coordinates in one cell.
//!
//! A value that does not have the expected shape stays as it is, so that the check of the new
//! column shows it: nothing is emptied in silence. Pure.

use super::Today;
use crate::parse::{date, number, space, word};
use crate::schema::{Bound, Field, FieldType, Schema};
use crate::table::{Text, TextBuf};

/// A way to make a field's values of another shape.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conversion {
    /// A date of birth → its year.
    DateToYear,
    /// An age in years → a year of birth, counted from the day of the check.
    AgeToYear,
    /// kW → W, months → … : times a whole number.
    KilowattToWatt,
    /// Months → days, of 30 each.
    MonthsToDays,
    /// Years → days, of 365 each.
    YearsToDays,
    /// `lat, lon` in one cell → latitude.
    FirstOfPair,
    /// `lat, lon` in one cell → longitude.
    SecondOfPair,
    /// Yes → false, no → true.
    Opposite,
}

impl Conversion {
    /// Every conversion.
    pub const ALL: [Conversion; 8] = [
        Conversion::DateToYear,
        Conversion::AgeToYear,
        Conversion::KilowattToWatt,
        Conversion::MonthsToDays,
        Conversion::YearsToDays,
        Conversion::FirstOfPair,
        Conversion::SecondOfPair,
        Conversion::Opposite,
    ];

    /// True when a field takes what the conversion makes. Asked of the field's properties, so
    /// that no field is named here.
    #[must_use]
    pub fn fits(self, field: &Field) -> bool {
        let year = field.ty == FieldType::Integer
            && matches!(field.plausible.1, Some(Bound::YearFromNow(_)));
        let unit = field.unit.as_deref();
        match self {
            Self::DateToYear | Self::AgeToYear => year,
            Self::KilowattToWatt => unit == Some("W"),
            Self::MonthsToDays | Self::YearsToDays => unit == Some("days"),
            Self::FirstOfPair => field.blurred && field.limits == Some((-90.0, 90.0)),
            Self::SecondOfPair => field.blurred && field.limits == Some((-180.0, 180.0)),
            Self::Opposite => field.ty == FieldType::Boolean,
        }
    }

    /// The other conversion of the same cell, which makes no sense without this one.
    #[must_use]
    pub fn other_half(self) -> Option<Self> {
        match self {
            Self::FirstOfPair => Some(Self::SecondOfPair),
            Self::SecondOfPair => Some(Self::FirstOfPair),
            _ => None,
        }
    }

    /// The first field of a schema that takes what the conversion makes.
    #[must_use]
    pub fn target(self, schema: &Schema) -> Option<crate::schema::FieldId> {
        schema
            .fields()
            .find(|(_, f)| !f.generated && self.fits(f))
            .map(|(id, _)| id)
    }

    /// The converted text; `None` for a text that does not have the expected shape.
    #[must_use]
    pub fn apply(self, text: Text<'_>, today: Today) -> Option<TextBuf> {
        let text = space::trim(text.reveal());
        let out = match self {
            Self::DateToYear => year_of(text)?,
            Self::AgeToYear => {
                let age: i32 = text.parse().ok().filter(|a| (0..=120).contains(a))?;
                (today.year - age).to_string()
            }
            Self::KilowattToWatt => times(text, "kw", 3)?,
            Self::MonthsToDays => multiple(text, 30)?,
            Self::YearsToDays => multiple(text, 365)?,
            Self::FirstOfPair => lat_lon(text)?.0,
            Self::SecondOfPair => lat_lon(text)?.1,
            Self::Opposite => match word::boolean_word(text).or_else(|| state_word(text))? {
                true => "false".to_owned(),
                false => "true".to_owned(),
            },
        };
        Some(TextBuf::new(out))
    }
}

/// Words for a connection that is on or off.
fn state_word(text: &str) -> Option<bool> {
    match word::fold(text).as_str() {
        "active" | "actif" | "on" | "connected" | "connecte" | "enabled" => Some(true),
        "inactive" | "inactif" | "off" | "disconnected" | "deconnecte" | "disabled" => Some(false),
        _ => None,
    }
}

/// The year of a date, whatever the order of day and month: it is the same in both.
fn year_of(text: &str) -> Option<String> {
    let day = text.get(..10).unwrap_or(text);
    if let Some((year, _, _)) = date::iso(text).or_else(|| date::iso(day)) {
        return Some(year.to_string());
    }
    match date::ordered(text) {
        date::Ordered::None => {
            // A year alone is a year already.
            (text.len() == 4 && number::is_integer(text) && !text.starts_with('-'))
                .then(|| text.to_owned())
        }
        date::Ordered::DayFirst(day)
        | date::Ordered::MonthFirst(day)
        | date::Ordered::YearFirst(day)
        | date::Ordered::Either { day_first: day, .. } => day.get(..4).map(str::to_owned),
    }
}

/// A decimal number without its unit, moved by places: exact, since it works on digits.
fn times(text: &str, unit: &str, places: usize) -> Option<String> {
    let lower = text.to_lowercase();
    let plain = space::trim(lower.strip_suffix(unit).unwrap_or(&lower)).replace(',', ".");
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.as_str()),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) {
        return None;
    }
    let mut moved = format!("{decimals:0<places$}");
    let rest = moved.split_off(places);
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = rest.trim_end_matches('0');
    Some(if rest.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    })
}

fn multiple(text: &str, by: i64) -> Option<String> {
    let n: i64 = text.parse().ok()?;
    n.checked_mul(by).map(|n| n.to_string())
}

/// Latitude and longitude of one cell: `-12.34, 28.5`, `-12.34;28.5`, and the four numbers with
/// blanks of survey tools. Two decimal commas would be a guess and give nothing.
pub(super) fn lat_lon(text: &str) -> Option<(String, String)> {
    let text = text.trim_matches(['(', ')', '[', ']', ' ']);
    let parts: Vec<&str> = if text.contains(';') {
        text.split(';').map(str::trim).collect()
    } else if text.contains(',') {
        text.split(',').map(str::trim).collect()
    } else {
        text.split_whitespace().collect()
    };
    let [lat, lon, rest @ ..] = parts.as_slice() else {
        return None;
    };
    let survey = rest.len() == 2 && rest.iter().all(|r| number::float(r).is_some());
    if !(rest.is_empty() || survey) {
        return None;
    }
    let fine = |part: &str, limit: f64| {
        part.contains('.') && number::float(part).is_some_and(|v| v.abs() <= limit)
    };
    (fine(lat, 90.0) && fine(lon, 180.0)).then(|| ((*lat).to_owned(), (*lon).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Today = Today {
        year: 2026,
        month: 11,
        day: 24,
    };

    fn made(conversion: Conversion, text: &str) -> Option<String> {
        conversion
            .apply(Text::new(text), TODAY)
            .map(|t| t.as_text().reveal().to_owned())
    }

    #[test]
    fn values_are_converted_exactly_or_not_at_all() {
        use Conversion::*;
        for (conversion, text, wanted) in [
            (DateToYear, "1987-04-01", Some("1987")),
            (DateToYear, "01/04/1987", Some("1987")),
            (DateToYear, "1987-04-01T00:00:00", Some("1987")),
            (DateToYear, "1987", Some("1987")),
            (DateToYear, "April", None),
            (DateToYear, "01/04/87", None),
            (AgeToYear, "39", Some("1987")),
            (AgeToYear, "390", None),
            (KilowattToWatt, "0.05", Some("50")),
            (KilowattToWatt, "3,5 kW", Some("3500")),
            (KilowattToWatt, "0.0005", Some("0.5")),
            (KilowattToWatt, "12", Some("12000")),
            (KilowattToWatt, "1.0", Some("1000")),
            (KilowattToWatt, "many", None),
            (MonthsToDays, "12", Some("360")),
            (FirstOfPair, "-12.345, 28.5", Some("-12.345")),
            (SecondOfPair, "-12.345, 28.5", Some("28.5")),
            (SecondOfPair, "-12.345 28.5 1100 4.5", Some("28.5")),
            (FirstOfPair, "12,345", None),
            (FirstOfPair, "95.1, 28.5", None),
            (Opposite, "Actif", Some("false")),
            (Opposite, "no", Some("true")),
            (Opposite, "peut-être", None),
        ] {
            assert_eq!(made(conversion, text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn each_has_one_field_in_the_format() {
        let schema = Schema::meters().unwrap();
        for conversion in Conversion::ALL {
            let target = conversion.target(&schema).expect("a field");
            assert!(conversion.fits(schema.field(target).unwrap()));
        }
    }
}
