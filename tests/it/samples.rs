//! The practice files show what is planted in them and nothing else.

use std::collections::BTreeSet;

use tamis::check::{Severity, Subject, Today};
use tamis::document::{Document, open_document};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;

use crate::support::asset;

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 24,
};

/// Rule and row.
type Planted = BTreeSet<(String, u32)>;

/// The table below a heading of the list: rule (or rules), and cells as `Q5`, `Q5:Q28`, `C1, C2`.
fn planted(heading: &str) -> Planted {
    let list = std::fs::read_to_string(asset("assets/samples/PLANTED.md")).unwrap();
    let part = list
        .split("\n## ")
        .find(|p| p.starts_with(heading))
        .unwrap();
    let number = |cell: &str| -> u32 {
        let digits = cell
            .trim()
            .trim_start_matches(|c: char| c.is_ascii_uppercase());
        digits.parse().unwrap_or(0)
    };
    let mut all = Planted::new();
    for line in part.lines().filter(|l| l.starts_with("| ")).skip(1) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let (rules, places, what) = (parts[1], parts[2], parts[4]);
        let mut rules: Vec<&str> = rules.split(", ").collect();
        if let Some((_, with)) = what.split_once("with it ") {
            rules.push(with.trim_end_matches(')'));
        }
        let rows: Vec<u32> = match places.split_once(':') {
            Some((first, last)) => (number(first)..=number(last)).collect(),
            None => places.split(',').map(number).collect(),
        };
        for rule in rules {
            for row in rows.iter().filter(|row| **row > 0) {
                all.insert((rule.to_owned(), *row));
            }
        }
    }
    all
}

fn found(document: &Document) -> Planted {
    let table = document.table();
    let row = |subject| match subject {
        Subject::Cell(row, _) | Subject::Row(row) => table.row_number(row),
        _ => 0,
    };
    document
        .checks()
        .problems(table)
        .filter(|p| p.severity != Severity::Note)
        .map(|p| (p.rule.id().to_owned(), row(p.subject)))
        .collect()
}

#[test]
fn a_practice_file_shows_what_is_planted_and_nothing_else() {
    for name in ["practice.xlsx", "exercice.csv"] {
        let path = asset("assets/samples").join(name);
        let schema = Schema::meters().unwrap();
        let document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet)
            .unwrap_or_else(|e| panic!("{e}"));
        let (planted, found) = (planted(name), found(&document));
        let missed: Vec<_> = planted.difference(&found).collect();
        let noise: Vec<_> = found.difference(&planted).collect();
        assert!(
            missed.is_empty() && noise.is_empty(),
            "{name}: {missed:?} {noise:?}"
        );
        assert!(planted.len() > 90, "{name}: {}", planted.len());
    }
}
