//! Near-identical values by key collision, as OpenRefine has it: the same words in any order,
//! letter case, accents and marks aside. For the platform, `Calin` and `CALIN ` are two makers.

use std::collections::HashMap;

use crate::parse::word::fold;
use crate::table::{Code, Column};

/// More distinct values than this are not names of makers or models.
const MOST: Code = 5_000;

/// The key on which spellings of one thing collide; empty for a value without a letter or digit.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let folded = fold(text);
    let mut words = sorted_words(&folded);
    words.dedup();
    words.join(" ")
}

/// A value without what tells two spellings of it apart: letter case, accents, the order of words.
#[must_use]
pub(super) fn loose(text: &str) -> String {
    sorted_words(&fold(text)).join(" ")
}

fn sorted_words(folded: &str) -> Vec<&str> {
    let mut words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words.sort_unstable();
    words
}

/// Spellings that are not their cluster's most frequent one, with that one.
#[must_use]
pub(super) fn rare_spellings(column: &Column, skip: impl Fn(Code) -> bool) -> HashMap<Code, Code> {
    let mut rare = HashMap::new();
    if column.code_count() > MOST {
        return rare;
    }
    let mut clusters: HashMap<String, Vec<(Code, u32)>> = HashMap::new();
    for (code, rows) in column.live_codes() {
        let key = fingerprint(column.text_of(code).reveal());
        if !key.is_empty() {
            clusters.entry(key).or_default().push((code, rows));
        }
    }
    for members in clusters.into_values().filter(|m| m.len() > 1) {
        let best = members
            .iter()
            .filter(|(code, _)| !skip(*code))
            .max_by_key(|(code, rows)| (*rows, std::cmp::Reverse(*code)))
            .map(|(code, _)| *code);
        if let Some(best) = best {
            for (code, _) in members {
                if code != best && !skip(code) {
                    rare.insert(code, best);
                }
            }
        }
    }
    rare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_collide() {
        for (a, b) in [
            ("Calin", "CALIN "),
            ("Landis+Gyr", "landis gyr"),
            ("Steama Co", "Co. Steama"),
            ("Énergie", "energie"),
        ] {
            assert_eq!(fingerprint(a), fingerprint(b), "{a} {b}");
        }
        assert_ne!(fingerprint("SM60R"), fingerprint("SM200E"));
        assert_eq!(fingerprint("--"), "");
    }
}
