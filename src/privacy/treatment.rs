//! What is done to a column on the way out, and what leaves of each text. No option, severity or
//! schema writes a personal field in the clear: [`Treatment::allowed`] is the gate.

use serde::{Deserialize, Serialize};

use super::blur::{Decimals, blur_into};
use super::pseudonym::{Kind, Maker, Method, is_digest};
use super::year::year;
use crate::parse::number;
use crate::schema::{Bound, Field, FieldType};
use crate::table::Text;

/// What is done to a column on the way out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// The text leaves as it is.
    Clear,
    /// A year stays; of a date only the year, or nothing.
    Year,
    /// A pseudonym of this kind.
    Pseudonym(Kind),
    /// A rounded number, or nothing where the text is no valid number in range.
    Blur(Decimals),
    /// The column does not leave.
    LeaveOut,
}

impl Treatment {
    /// What is done to a field's column unless the user chooses otherwise.
    #[must_use]
    pub fn of_field(field: &Field) -> Self {
        if is_place(field) {
            Self::Blur(Decimals::Three)
        } else if field.p14n {
            Self::Pseudonym(Kind::of_field(field))
        } else if is_year(field) {
            Self::Year
        } else {
            Self::Clear
        }
    }

    /// True where a column of this field (`None`: not in the format) may be treated so. A
    /// personal field is never clear and keeps its own kind, so that pseudonyms stay joinable.
    #[must_use]
    pub fn allowed(self, field: Option<&Field>) -> bool {
        let Some(field) = field else {
            return matches!(self, Self::Clear | Self::Pseudonym(_) | Self::LeaveOut);
        };
        match self {
            Self::LeaveOut => !field.required,
            Self::Blur(_) => is_place(field),
            Self::Pseudonym(kind) if field.p14n => {
                !is_place(field) && kind == Kind::of_field(field)
            }
            Self::Pseudonym(_) => field.ty == FieldType::String,
            Self::Year => is_year(field),
            Self::Clear => !field.p14n && !field.blurred && !is_year(field),
        }
    }
}

/// A coordinate, or another personal number: rounded, never hashed.
fn is_place(field: &Field) -> bool {
    field.blurred || (field.p14n && matches!(field.ty, FieldType::Float | FieldType::Integer))
}

/// A field that holds a year, by the schema's bounds.
fn is_year(field: &Field) -> bool {
    let by_year = |bound: Option<Bound>| matches!(bound, Some(Bound::YearFromNow(_)));
    field.ty == FieldType::Integer && (by_year(field.plausible.0) || by_year(field.plausible.1))
}

/// What leaves of a cell.
#[derive(Clone, PartialEq, Eq)]
pub enum Leaving {
    /// The cell's own text.
    Clear,
    /// A digest; never the text.
    Pseudonym(String),
    /// A rounded coordinate.
    Blurred(String),
    /// The year of a date.
    Year(String),
    /// The text with its personal parts masked.
    Masked(String),
    /// Nothing, because the text is not what may leave: no valid number in range, no year.
    Emptied,
    /// Nothing, because there is nothing.
    Empty,
}

impl Leaving {
    /// The exact text that leaves; `clear` is the cell's own.
    #[must_use]
    pub fn text<'t>(&'t self, clear: Text<'t>) -> Text<'t> {
        match self {
            Self::Clear => clear,
            Self::Pseudonym(text) | Self::Blurred(text) | Self::Year(text) | Self::Masked(text) => {
                Text::new(text)
            }
            Self::Emptied | Self::Empty => Text::new(""),
        }
    }
}

/// Applies one treatment to the texts of one column.
pub struct Treater {
    treatment: Treatment,
    limits: Option<(f64, f64)>,
    maker: Maker,
}

impl Treater {
    /// For a column of this field, or of none.
    #[must_use]
    pub fn new(treatment: Treatment, field: Option<&Field>, method: &Method) -> Self {
        let kind = match treatment {
            Treatment::Pseudonym(kind) => kind,
            _ => Kind::Extra,
        };
        Self {
            treatment,
            limits: field.and_then(|f| f.limits),
            maker: method.maker(kind),
        }
    }

    /// True when every text leaves as it is.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.treatment == Treatment::Clear
    }

    /// What makes the pseudonyms, where texts leave as such.
    #[must_use]
    pub fn maker(&self) -> Option<&Maker> {
        matches!(self.treatment, Treatment::Pseudonym(_)).then_some(&self.maker)
    }

    /// What leaves of a text.
    #[must_use]
    pub fn leaving(&self, text: Text<'_>) -> Leaving {
        if text.is_empty() {
            return Leaving::Empty;
        }
        match self.treatment {
            Treatment::LeaveOut => Leaving::Empty,
            Treatment::Clear => Leaving::Clear,
            Treatment::Year => year(text),
            Treatment::Pseudonym(_) => Leaving::Pseudonym(self.maker.pseudonym(text)),
            Treatment::Blur(decimals) => {
                let mut rounded = String::new();
                match self.round(text, decimals, &mut rounded) {
                    true => Leaving::Blurred(rounded),
                    false => Leaving::Emptied,
                }
            }
        }
    }

    /// Where texts leave rounded: adds what leaves of one that is not empty, and says whether
    /// anything does.
    pub fn rounded(&self, text: Text<'_>, out: &mut String) -> Option<bool> {
        match self.treatment {
            Treatment::Blur(decimals) => Some(self.round(text, decimals, out)),
            _ => None,
        }
    }

    fn round(&self, text: Text<'_>, decimals: Decimals, out: &mut String) -> bool {
        let value = text.reveal();
        let valid = number::float(value).is_some_and(|v| {
            self.limits
                .is_none_or(|(low, high)| (low..=high).contains(&v))
        });
        valid && blur_into(value, decimals, out)
    }
}

/// True for a text that a column treated so may hold in a finished file.
#[must_use]
pub fn conforms(treatment: Treatment, text: Text<'_>) -> bool {
    let value = text.reveal();
    value.is_empty()
        || match treatment {
            Treatment::Clear => true,
            Treatment::LeaveOut => false,
            Treatment::Year => year(text) == Leaving::Clear,
            Treatment::Pseudonym(_) => is_digest(value),
            Treatment::Blur(decimals) => {
                number::is_float(value)
                    && !value.contains(['e', 'E'])
                    && value
                        .split_once('.')
                        .is_none_or(|(_, fraction)| fraction.len() <= decimals.count())
            }
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    fn leaving(field: &Field, text: &str) -> Leaving {
        Treater::new(Treatment::of_field(field), Some(field), &Method::Plain)
            .leaving(Text::new(text))
    }

    #[test]
    fn no_personal_field_leaves_in_the_clear() {
        let schema = Schema::meters().unwrap();
        for (_, field) in schema.fields().filter(|(_, f)| f.p14n) {
            for text in [
                "Zoé",
                "12.34567",
                "+260977123456",
                " ",
                "#N/A",
                "1e400",
                "12,5",
            ] {
                match leaving(field, text) {
                    Leaving::Pseudonym(digest) => assert_eq!(digest.len(), 64),
                    Leaving::Blurred(rounded) => assert_eq!(rounded, "12.346"),
                    Leaving::Emptied => assert!(field.blurred),
                    _ => panic!("{}", field.name),
                }
            }
        }
    }

    #[test]
    fn no_choice_makes_a_personal_field_clear() {
        let schema = Schema::meters().unwrap();
        for (_, field) in schema.fields().filter(|(_, f)| f.p14n) {
            assert!(!Treatment::Clear.allowed(Some(field)), "{}", field.name);
            assert!(!Treatment::Year.allowed(Some(field)), "{}", field.name);
            assert!(Treatment::LeaveOut.allowed(Some(field)), "{}", field.name);
            assert!(
                Treatment::of_field(field).allowed(Some(field)),
                "{}",
                field.name
            );
            for kind in Kind::ALL {
                let own = !field.blurred && kind == Kind::of_field(field);
                assert_eq!(
                    Treatment::Pseudonym(kind).allowed(Some(field)),
                    own,
                    "{}",
                    field.name
                );
            }
        }
        let id = |name| schema.field(schema.by_name(name).unwrap());
        assert!(Treatment::Pseudonym(Kind::Phone).allowed(id("customer_external_id")));
        assert!(!Treatment::LeaveOut.allowed(id("customer_external_id")));
        assert!(!Treatment::Clear.allowed(id("customer_birth_year")));
        assert!(Treatment::Pseudonym(Kind::Phone).allowed(None));
    }

    #[test]
    fn a_coordinate_out_of_range_leaves_empty() {
        let schema = Schema::meters().unwrap();
        let field = schema
            .field(schema.by_name("customer_latitude").unwrap())
            .unwrap();
        for text in ["91", "-90.5", "12,5", "x", " 12", "1e400"] {
            assert!(leaving(field, text) == Leaving::Emptied, "{text}");
        }
        assert!(leaving(field, "-12.3455") == Leaving::Blurred("-12.346".into()));
        assert!(leaving(field, "") == Leaving::Empty);
        let two = Treater::new(Treatment::Blur(Decimals::Two), Some(field), &Method::Plain);
        assert!(two.leaving(Text::new("-12.3455")) == Leaving::Blurred("-12.35".into()));
    }
}
