//! Spellings of one personal value that would give two pseudonyms: texts of one column that
//! differ only in blanks, letter case, or the format of a phone number.

use std::collections::BTreeMap;

use super::distinctive::Trace;
use super::phone_of;
use crate::table::{Code, Column};

/// One value and its spellings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spelling {
    /// The spelling to keep: the most frequent, of equals the first.
    pub keep: Code,
    /// The others.
    pub others: Vec<Code>,
}

/// The values of a column that are spelled in several ways, by their first code.
#[must_use]
pub fn spellings(column: &Column, trace: Trace) -> Vec<Spelling> {
    let mut groups: BTreeMap<String, Vec<(Code, u32, Option<String>)>> = BTreeMap::new();
    for (code, rows) in column.live_codes() {
        let text = column.text_of(code).reveal();
        let (form, country) = match trace {
            Trace::Phone => match phone_of(text) {
                Some((national, country)) => (national, country),
                None => (plain(text), None),
            },
            _ => (plain(text), None),
        };
        if !form.is_empty() {
            groups.entry(form).or_default().push((code, rows, country));
        }
    }
    let mut found: Vec<Spelling> = groups
        .into_values()
        .filter(|group| group.len() > 1 && one_country(group))
        .map(|mut group| {
            group.sort_by_key(|(code, rows, _)| (std::cmp::Reverse(*rows), *code));
            let mut codes = group.into_iter().map(|(code, _, _)| code);
            let keep = codes.next().unwrap_or_default();
            Spelling {
                keep,
                others: codes.collect(),
            }
        })
        .collect();
    found.sort_by_key(|s| s.keep);
    found
}

/// Numbers of two countries can have the same national part: then nothing is the same.
fn one_country(group: &[(Code, u32, Option<String>)]) -> bool {
    let mut countries = group.iter().filter_map(|(_, _, country)| country.as_ref());
    match countries.next() {
        Some(first) => countries.all(|other| other == first),
        None => true,
    }
}

/// Without blanks, in small letters. Accents stay: they make another name.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !crate::parse::space::is_surrounding(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ColId, Table, Text};

    fn found(trace: Trace, texts: &[&str]) -> Vec<Vec<String>> {
        let mut table = Table::new(None, 1, vec![("c".to_owned(), 0)]);
        for (text, number) in texts.iter().zip(2u32..) {
            let row = table.push_row(number);
            table.set(row, ColId(0), Text::new(text));
        }
        let column = table.column(ColId(0)).unwrap();
        spellings(column, trace)
            .iter()
            .map(|s| {
                std::iter::once(s.keep)
                    .chain(s.others.iter().copied())
                    .map(|code| column.text_of(code).reveal().to_owned())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn blanks_case_and_phone_formats() {
        assert_eq!(
            found(
                Trace::Phone,
                &[
                    "0977 123 456",
                    "+260977123456",
                    "+260977123456",
                    "0966000111",
                    "0977-123-456"
                ]
            ),
            [["+260977123456", "0977 123 456", "0977-123-456"]]
        );
        assert_eq!(
            found(
                Trace::Name,
                &["Zoé Ngoma", "ZOÉ  NGOMA", "Zoe Ngoma", "Zoé Ngoma "]
            ),
            [["Zoé Ngoma", "ZOÉ  NGOMA", "Zoé Ngoma "]]
        );
        assert!(
            found(
                Trace::Phone,
                &["+260977123456", "+254977123456", "0977123456"]
            )
            .is_empty()
        );
        assert!(found(Trace::Id, &["AB 1", "ab2", ""]).is_empty());
    }
}
