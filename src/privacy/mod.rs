//! What becomes of personal fields on the way out. No option, severity or schema bypasses it.

mod blur;
mod pseudonym;

pub use blur::blur;
pub use pseudonym::plain;

use crate::parse::number;
use crate::schema::{Field, FieldType};
use crate::table::Text;

/// What leaves of a cell.
#[derive(Clone, PartialEq, Eq)]
pub enum Leaving {
    /// The cell's own text.
    Clear,
    /// A digest; never the text.
    Pseudonym(String),
    /// A rounded coordinate.
    Blurred(String),
    /// Nothing, because the coordinate is not a valid number in range.
    Emptied,
    /// Nothing, because there is nothing.
    Empty,
}

/// What leaves of a text in a field.
#[must_use]
pub fn leaving(field: &Field, text: Text<'_>) -> Leaving {
    if text.is_empty() {
        return Leaving::Empty;
    }
    let numeric = matches!(field.ty, FieldType::Float | FieldType::Integer);
    if field.blurred || (field.p14n && numeric) {
        let value = text.reveal();
        let valid = number::float(value).is_some_and(|v| {
            field
                .limits
                .is_none_or(|(low, high)| (low..=high).contains(&v))
        });
        return match blur(value) {
            Some(rounded) if valid => Leaving::Blurred(rounded),
            _ => Leaving::Emptied,
        };
    }
    if field.p14n {
        return Leaving::Pseudonym(plain(text));
    }
    Leaving::Clear
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

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
                match leaving(field, Text::new(text)) {
                    Leaving::Pseudonym(digest) => assert_eq!(digest.len(), 64),
                    Leaving::Blurred(rounded) => assert_eq!(rounded, "12.346"),
                    Leaving::Emptied => assert!(field.blurred),
                    Leaving::Clear | Leaving::Empty => panic!("{}", field.name),
                }
            }
        }
    }

    #[test]
    fn a_coordinate_out_of_range_leaves_empty() {
        let schema = Schema::meters().unwrap();
        let field = schema
            .field(schema.by_name("customer_latitude").unwrap())
            .unwrap();
        for text in ["91", "-90.5", "12,5", "x", " 12", "1e400"] {
            assert!(
                leaving(field, Text::new(text)) == Leaving::Emptied,
                "{text}"
            );
        }
        assert!(leaving(field, Text::new("-12.3455")) == Leaving::Blurred("-12.346".into()));
        assert!(leaving(field, Text::new("")) == Leaving::Empty);
    }
}
