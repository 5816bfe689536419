//! Near-identical values of one column, brought together by key collision, as OpenRefine has it.

use std::collections::HashMap;

use crate::check::fingerprint;
use crate::table::{Code, Column};

/// Spellings that are probably one value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// The spellings with their cells, the most frequent first.
    pub members: Vec<(Code, u32)>,
    /// Cells in all.
    pub cells: u64,
}

/// The clusters of a column, the largest first. A column with very many distinct values is no
/// list of names, and has none.
#[must_use]
pub fn clusters(column: &Column) -> Vec<Cluster> {
    const MOST: usize = 50_000;
    if column.live_codes().take(MOST + 1).count() > MOST {
        return Vec::new();
    }
    let mut by_key: HashMap<String, Vec<(Code, u32)>> = HashMap::new();
    for (code, rows) in column.live_codes() {
        let key = fingerprint(column.text_of(code).reveal());
        if !key.is_empty() {
            by_key.entry(key).or_default().push((code, rows));
        }
    }
    let mut list: Vec<Cluster> = by_key
        .into_values()
        .filter(|members| members.len() > 1)
        .map(|mut members| {
            members.sort_by_key(|(code, rows)| (std::cmp::Reverse(*rows), *code));
            let cells = members.iter().map(|(_, rows)| u64::from(*rows)).sum();
            Cluster { members, cells }
        })
        .collect();
    list.sort_by_key(|c| (std::cmp::Reverse(c.cells), c.members.first().copied()));
    list
}
