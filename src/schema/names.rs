//! From the headers of a file to the fields of the format.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use super::{FieldId, Schema};

/// How a column came to its field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// The field's name, but for case, accents, blanks, underscores and `*`.
    Exact,
    /// A known other name.
    Synonym,
    /// A guess that waits for the user; not used until then.
    Proposed,
    /// A field that the platform generates; left out.
    Generated,
    /// Two or more columns claim the field; none is taken until the user chooses.
    Duplicate,
    /// Not in the format; left out.
    Unknown,
    /// The user said so.
    Chosen,
    /// The user leaves it out, or chose another column for its field.
    LeftOut,
    /// Not in the format, and sent all the same because the user wants it.
    Extra,
}

/// What a header was matched to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HeaderMatch {
    pub field: Option<FieldId>,
    pub how: How,
}

/// What is compared: no case, accents, blanks of any kind, underscores or `*`.
#[must_use]
pub fn fold_header(header: &str) -> String {
    header
        .nfkd()
        .filter(|c| {
            !(unicode_normalization::char::is_combining_mark(*c)
                || c.is_whitespace()
                || c.is_control()
                || matches!(
                    c,
                    '_' | '*' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
                ))
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// One match per header. Headers that become equal are never taken for one.
#[must_use]
pub fn match_headers(schema: &Schema, headers: &[String]) -> Vec<HeaderMatch> {
    let fields: HashMap<String, FieldId> = schema
        .fields()
        .map(|(id, f)| (fold_header(&f.name), id))
        .collect();
    let folded: Vec<String> = headers.iter().map(|h| fold_header(h)).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for name in &folded {
        *times.entry(name).or_default() += 1;
    }
    folded
        .iter()
        .map(|name| {
            let Some(field) = fields.get(name).copied() else {
                return HeaderMatch {
                    field: None,
                    how: How::Unknown,
                };
            };
            let generated = schema.field(field).is_some_and(|f| f.generated);
            let how = if generated {
                How::Generated
            } else if times.get(name.as_str()).copied().unwrap_or(0) > 1 {
                How::Duplicate
            } else {
                How::Exact
            };
            HeaderMatch {
                field: Some(field),
                how,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(headers: &[&str]) -> Vec<How> {
        let headers: Vec<String> = headers.iter().map(|h| (*h).to_owned()).collect();
        match_headers(&Schema::meters().unwrap(), &headers)
            .iter()
            .map(|m| m.how)
            .collect()
    }

    #[test]
    fn spelling_does_not_matter() {
        let headers = [
            "Customer External ID *",
            "\u{feff}MANUFACTURER",
            " serial\u{a0}number",
            "Dévice_external_id",
        ];
        assert_eq!(matched(&headers), [How::Exact; 4]);
        assert_eq!(
            matched(&["uid", "notes", ""]),
            [How::Generated, How::Unknown, How::Unknown]
        );
    }

    #[test]
    fn two_that_become_equal_are_both_left() {
        assert_eq!(
            matched(&["model", "Model ", "manufacturer"]),
            [How::Duplicate, How::Duplicate, How::Exact]
        );
    }
}
