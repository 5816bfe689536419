//! Spellings of one personal value that would give two pseudonyms: texts of one column that
//! differ only in blanks, letter case, or the format of a phone number.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::phone_of;
use super::trace::Trace;
use super::words::{Salt, key, key_of};
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
    let mut room = Room::default();
    let mut found: Vec<Spelling> = suspects(column, trace)
        .chunk_by(|(a, _), (b, _)| a == b)
        .filter(|list| list.len() > 1)
        .flat_map(|list| {
            // Equal hashes are not yet equal forms.
            let mut groups: BTreeMap<String, Vec<(Code, u32, String)>> = BTreeMap::new();
            for (_, code) in list {
                let text = column.text_of(*code).reveal();
                let (form, country) = room.form(text, trace);
                let member = (*code, column.rows_of(*code), country.to_owned());
                groups.entry(form.to_owned()).or_default().push(member);
            }
            groups.into_values()
        })
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

/// Codes whose forms are hashed together.
const TOGETHER: Code = 1 << 13;

/// Codes whose form may be that of another one, in the order of the forms' hashes. Most values of
/// a file are spelled in one way only: a set of bits tells them from the others, and only these
/// are sorted.
fn suspects(column: &Column, trace: Trace) -> Vec<(u64, Code)> {
    let count = column.code_count();
    let hashes: Vec<u64> = (0..count.div_ceil(TOGETHER))
        .into_par_iter()
        .with_max_len(1)
        .flat_map_iter(|part| {
            let mut room = Room::default();
            let codes = part * TOGETHER..count.min((part + 1) * TOGETHER);
            let texts = column.texts_of(codes.clone()).zip(codes);
            texts.map(move |(text, code)| {
                if column.rows_of(code) == 0 {
                    return 0;
                }
                room.hash(text.reveal(), trace)
            })
        })
        .collect();
    let size = (hashes.len() * 32).next_power_of_two().max(64);
    let place = |hash: u64| {
        let at = (hash >> 20) as usize & (size - 1);
        (at / 64, 1u64 << (at % 64))
    };
    let (mut once, mut twice) = (vec![0u64; size / 64], vec![0u64; size / 64]);
    for hash in hashes.iter().filter(|hash| **hash != 0) {
        let (at, bit) = place(*hash);
        if let (Some(once), Some(twice)) = (once.get_mut(at), twice.get_mut(at)) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }
    let mut list: Vec<(u64, Code)> = hashes
        .iter()
        .zip(0..)
        .filter(|(hash, _)| {
            let (at, bit) = place(**hash);
            **hash != 0 && twice.get(at).is_some_and(|slot| slot & bit != 0)
        })
        .map(|(hash, code)| (*hash, code))
        .collect();
    list.sort_unstable();
    list
}

/// Room for the form of a text, used again for the next.
#[derive(Default)]
struct Room {
    digits: String,
    plain: String,
}

impl Room {
    /// What the spellings of one value have in common, and the country's prefix of a phone.
    fn form(&mut self, text: &str, trace: Trace) -> (&str, &str) {
        let Self { digits, plain } = self;
        phone(text, trace, digits).unwrap_or_else(|| {
            fold(text, plain);
            (plain, "")
        })
    }

    /// The hash of the form, which most texts are not written out for; 0 for an empty one.
    fn hash(&mut self, text: &str, trace: Trace) -> u64 {
        let Self { digits, plain } = self;
        let form = match phone(text, trace, digits) {
            Some((form, _)) => form,
            None if text.is_ascii() => {
                let mut kept = text
                    .bytes()
                    .filter(|b| !b.is_ascii_whitespace() && *b != VERTICAL);
                let mut kept = kept.by_ref().map(|b| b.to_ascii_lowercase()).peekable();
                return match kept.peek() {
                    Some(_) => key(Salt::Form, kept).max(1),
                    None => 0,
                };
            }
            None => {
                fold(text, plain);
                plain
            }
        };
        if form.is_empty() {
            return 0;
        }
        key_of(Salt::Form, form.as_bytes()).max(1)
    }
}

/// A vertical tab, which is a blank but not to everybody.
const VERTICAL: u8 = 0x0b;

/// The form of a phone number, and its country's prefix.
fn phone<'d>(text: &str, trace: Trace, digits: &'d mut String) -> Option<(&'d str, &'d str)> {
    match trace {
        Trace::Phone => phone_of(text, digits),
        _ => None,
    }
}

/// Numbers of two countries can have the same national part: then nothing is the same.
fn one_country(group: &[(Code, u32, String)]) -> bool {
    let mut countries = group
        .iter()
        .map(|(_, _, country)| country)
        .filter(|country| !country.is_empty());
    match countries.next() {
        Some(first) => countries.all(|other| other == first),
        None => true,
    }
}

/// Without blanks, in small letters. Accents stay: they make another name.
fn fold(text: &str, out: &mut String) {
    out.clear();
    let blank = crate::parse::space::is_surrounding;
    if text.is_ascii() {
        let kept = text.chars().filter(|c| !blank(*c));
        out.extend(kept.map(|c| c.to_ascii_lowercase()));
    } else {
        let kept = text.chars().filter(|c| !blank(*c));
        out.extend(kept.flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ColId, Table, Text};
    use proptest::prelude::*;

    proptest! {
        /// Texts of one form have one hash, however it is made.
        #[test]
        fn the_hash_is_that_of_the_form(text in "([a-zA-Z0-9 \u{9}-\u{d}\u{1c}+]{0,6}|[éÉ\u{a0}\u{200b}ẞ]{0,2}){0,3}") {
            for trace in [Trace::Name, Trace::Phone] {
                let mut room = Room::default();
                let form = room.form(&text, trace).0.to_owned();
                let hash = room.hash(&text, trace);
                prop_assert_eq!(hash == 0, form.is_empty());
                if !form.is_empty() {
                    prop_assert_eq!(hash, key_of(Salt::Form, form.as_bytes()).max(1));
                }
            }
        }
    }

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
                    "0977-123-456",
                    "0977–123–456"
                ]
            ),
            [[
                "+260977123456",
                "0977 123 456",
                "0977-123-456",
                "0977–123–456"
            ]]
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
