//! Which row names the columns. Title rows, blank rows and notes stand above it in real files,
//! and group headers over two rows. Judged by shape and by words that the caller knows; it never
//! knows the upload format.

use std::collections::{BTreeMap, HashSet};

use super::Known;
use super::row::Row;

/// Rows that are looked at before the header is chosen.
pub(super) const LEAD: usize = 60;

/// The header that was found among the first rows.
pub(super) struct Header {
    /// Index of its first row, and of the first record.
    pub first: usize,
    pub records: usize,
    /// The number of its last row.
    pub number: u32,
    /// Fields of that row in a text file, 0 in a workbook.
    pub fields: usize,
    /// Header and place, ascending and without gaps.
    pub names: Vec<(String, u32)>,
}

/// A row with its cells by place.
struct Sketch<'a> {
    number: u32,
    fields: usize,
    cells: BTreeMap<u32, &'a str>,
}

impl<'a> Sketch<'a> {
    fn of(lead: &'a [Row]) -> Vec<Self> {
        lead.iter()
            .map(|row| Self {
                number: row.number,
                fields: row.fields,
                cells: row.cells().filter(|(_, t)| !t.trim().is_empty()).collect(),
            })
            .collect()
    }

    fn has(&self, place: u32) -> bool {
        self.cells.contains_key(&place)
    }

    fn texts(&self) -> impl Iterator<Item = &'a str> {
        self.cells.values().copied()
    }

    fn all_words(&self) -> bool {
        self.texts().all(is_word)
    }
}

/// Chooses the header among the first rows with text.
pub(super) fn choose(lead: &[Row], known: Known<'_>) -> Option<Header> {
    let lead = Sketch::of(lead);
    if let Some(upper) = stacked(&lead, 0..lead.len(), known) {
        return Some(build(&lead, upper, upper + 1, Joint::Words));
    }
    let best = best_row(&lead, known)?;
    Some(if units_below(&lead, best) {
        build(&lead, best, best + 1, Joint::Group)
    } else {
        let grouped = best > 0 && groups_above(&lead, best);
        let upper = if grouped { best - 1 } else { best };
        build(&lead, upper, best, Joint::Group)
    })
}

/// The header at a row that the user named, with the row above it that belongs to it if there
/// is one.
pub(super) fn at(lead: &[Row], index: usize, known: Known<'_>) -> Header {
    let lead = Sketch::of(lead);
    if index > 0 && stacked(&lead, index - 1..index + 1, known).is_some() {
        return build(&lead, index - 1, index, Joint::Words);
    }
    let grouped = index > 0 && (groups_above(&lead, index) || units_below(&lead, index - 1));
    let upper = if grouped { index - 1 } else { index };
    build(&lead, upper, index, Joint::Group)
}

/// What two rows of a header are to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Group headers over names: `Client/Nom`.
    Group,
    /// One name over two rows: `Numéro de compteur`.
    Words,
}

/// The upper of two full rows that are one header only together: side by side their texts are
/// known names, alone they are not. Without words that somebody knows nothing is joined.
fn stacked(lead: &[Sketch<'_>], among: std::ops::Range<usize>, known: Known<'_>) -> Option<usize> {
    let pairs = among.clone().zip(among.skip(1));
    pairs
        .filter_map(|(upper, lower)| {
            let (a, b) = (lead.get(upper)?, lead.get(lower)?);
            let both = a.cells.keys().filter(|p| b.has(**p)).count();
            let wide = a.cells.len().max(b.cells.len());
            let dense = both >= 2 && both * 3 > wide * 2;
            if a.number + 1 != b.number || !dense || !a.all_words() || !b.all_words() {
                return None;
            }
            let own = |row: &Sketch<'_>| {
                let texts: Vec<String> = row.texts().map(str::to_owned).collect();
                known(&texts)
            };
            let places: std::collections::BTreeSet<u32> =
                a.cells.keys().chain(b.cells.keys()).copied().collect();
            let joined: Vec<String> = places
                .iter()
                .map(|place| {
                    let part =
                        |row: &Sketch<'_>| row.cells.get(place).copied().unwrap_or("").to_owned();
                    side_by_side(&part(a), &part(b))
                })
                .collect();
            let hits = known(&joined);
            let (above, below) = (own(a), own(b));
            // Words that go on from those above them need no more than to be as well known
            // together; others must be names only together.
            let goes_on = b.texts().filter(|text| goes_on(text)).count() * 2 >= b.cells.len();
            let one = if goes_on {
                hits >= 2 && hits >= above && below * 2 <= hits
            } else {
                hits >= above.max(below) + 2
            };
            one.then_some((hits, upper))
        })
        .max_by_key(|(hits, upper)| (*hits, std::cmp::Reverse(*upper)))
        .map(|(_, upper)| upper)
}

/// True for a text that goes on from another: `de compteur`, `of birth`, `(kW)`.
fn goes_on(text: &str) -> bool {
    const LINKS: [&str; 8] = ["de ", "du ", "des ", "d'", "d’", "of ", "l'", "("];
    let text = text.trim_start();
    LINKS.iter().any(|link| text.starts_with(link))
}

/// Two parts of a name as one.
fn side_by_side(above: &str, below: &str) -> String {
    match (above.trim(), below.trim()) {
        ("", one) | (one, "") => one.to_owned(),
        // `d'` and `l'` stand before their word without a blank.
        (above, below) if above.ends_with(['\'', '’']) => format!("{above}{below}"),
        (above, below) => format!("{above} {below}"),
    }
}

fn best_row(lead: &[Sketch<'_>], known: Known<'_>) -> Option<usize> {
    if lead.is_empty() {
        return None;
    }
    let mut filled: Vec<usize> = lead.iter().map(|row| row.cells.len()).collect();
    filled.sort_unstable_by(|a, b| b.cmp(a));
    // One row alone may be wider than the table (a note); two are the table.
    let width = match filled.as_slice() {
        [first, second, ..] if *second > 1 => (*second).max(*first / 4),
        [first, ..] => *first,
        [] => return None,
    };
    let hits: Vec<usize> = lead
        .iter()
        .map(|row| {
            // A mark in every column (`x`) may be a known name too; it names one column at most.
            let mut texts: Vec<String> = row.texts().map(str::to_owned).collect();
            texts.sort_unstable();
            texts.dedup();
            known(&texts)
        })
        .collect();
    let most = hits.iter().copied().max().unwrap_or(0);
    if most >= 2 && most * 4 >= width {
        return hits.iter().position(|h| *h == most);
    }
    if width <= 1 {
        let comment = |row: &Sketch<'_>| row.texts().all(|text| text.starts_with('#'));
        return Some(lead.iter().position(|r| !comment(r)).unwrap_or(0));
    }
    let words: Vec<BTreeMap<u32, bool>> = lead
        .iter()
        .map(|row| row.cells.iter().map(|(p, t)| (*p, is_word(t))).collect())
        .collect();
    let scores: Vec<f64> = (0..lead.len())
        .map(|i| score(lead, &words, i, width))
        .collect();
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    scores.iter().position(|s| *s >= top - 0.5)
}

/// How much a row looks like names over the rows that follow it.
fn score(lead: &[Sketch<'_>], words: &[BTreeMap<u32, bool>], index: usize, width: usize) -> f64 {
    let (Some(row), Some(own)) = (lead.get(index), words.get(index)) else {
        return f64::MIN;
    };
    if own.is_empty() {
        return f64::MIN;
    }
    let cells = own.len() as f64;
    let cover = (cells / width as f64).min(1.0);
    let word_cells = own.values().filter(|w| **w).count() as f64;
    let distinct: HashSet<&str> = row.texts().map(str::trim).collect();
    let mut contrast = 0.0;
    for (place, _) in own.iter().filter(|(_, word)| **word) {
        let (mut all, mut values) = (0, 0);
        for below in words.iter().skip(index + 1).take(20) {
            if let Some(word) = below.get(place) {
                all += 1;
                values += usize::from(!word);
            }
        }
        if values * 2 > all {
            contrast += 1.0;
        }
    }
    cover * 2.0 + word_cells / cells + distinct.len() as f64 / cells * 0.5 + contrast / cells
}

/// A word or a phrase, not a value: no number, no date, not a paragraph.
fn is_word(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.len() <= 120 && letters > 0 && digits <= letters && !text.contains("://")
}

/// True when the row above holds group headers: texts with gaps, over names that fill the gaps.
fn groups_above(lead: &[Sketch<'_>], index: usize) -> bool {
    let (Some(upper), Some(lower)) = (
        index.checked_sub(1).and_then(|i| lead.get(i)),
        lead.get(index),
    ) else {
        return false;
    };
    if upper.number + 1 != lower.number
        || upper.cells.len() < 2
        || upper.cells.len() >= lower.cells.len()
        || !upper.texts().all(is_group)
        || !lower.all_words()
    {
        return false;
    }
    let gapped = upper
        .cells
        .keys()
        .filter(|p| !upper.has(**p + 1) && lower.has(**p) && lower.has(**p + 1))
        .count();
    gapped * 2 >= upper.cells.len()
}

fn is_group(text: &str) -> bool {
    is_word(text) && text.len() <= 60 && !text.contains(':') && {
        text.chars().filter(char::is_ascii_digit).count() < 4
    }
}

/// True when the row below only completes this one: names under the gaps of group headers.
fn units_below(lead: &[Sketch<'_>], index: usize) -> bool {
    let (Some(upper), Some(lower)) = (lead.get(index), lead.get(index + 1)) else {
        return false;
    };
    if upper.number + 1 != lower.number || !upper.all_words() || !lower.all_words() {
        return false;
    }
    let first = upper.cells.keys().next().copied().unwrap_or(0);
    let mut in_gaps = 0;
    for place in lower.cells.keys() {
        if *place < first {
            return false;
        }
        if !upper.has(*place) {
            in_gaps += 1;
        } else if upper.has(place + 1) || !lower.has(place + 1) {
            return false;
        }
    }
    // A column of the group row without a name below proves that the two are one header.
    let alone = upper.cells.keys().any(|p| !lower.has(*p));
    in_gaps > 0 && alone
}

fn build(lead: &[Sketch<'_>], upper: usize, lower: usize, joint: Joint) -> Header {
    let nothing = BTreeMap::new();
    let low = lead.get(lower).map_or(&nothing, |r| &r.cells);
    let up = match lead.get(upper) {
        Some(row) if upper != lower => &row.cells,
        _ => &nothing,
    };
    let places = low.keys().chain(up.keys()).copied();
    let fields = lead.get(lower).map_or(0, |r| r.fields);
    // Records may begin left of the header; in a text file the first column is a column.
    let first = lead
        .iter()
        .skip(lower)
        .filter_map(|row| row.cells.keys().next())
        .copied()
        .chain(places.clone())
        .min()
        .filter(|_| fields == 0)
        .unwrap_or(0);
    let last = places
        .clone()
        .max()
        .max(u32::try_from(fields).ok().and_then(|f| f.checked_sub(1)))
        .unwrap_or(0);
    let mut group = "";
    let mut name = |place: u32| {
        let below = low.get(&place).copied().unwrap_or("");
        if joint == Joint::Words {
            return side_by_side(up.get(&place).copied().unwrap_or(""), below);
        }
        match up.get(&place) {
            Some(text) => group = text,
            None if below.is_empty() => group = "",
            None => {}
        }
        let above = if below.is_empty() {
            up.get(&place).copied().unwrap_or("")
        } else {
            group
        };
        match (above.trim(), below) {
            ("", below) => below.to_owned(),
            (above, "") => above.to_owned(),
            (above, below) => format!("{above}/{}", below.trim()),
        }
    };
    // Columns without a header inside the table are columns too, unless the gap is so wide that
    // it is no table's.
    let names: Vec<(String, u32)> =
        if fields > 0 || last - first < 1024 + u32::try_from(low.len()).unwrap_or(0) {
            (first..=last).map(|p| (name(p), p)).collect()
        } else {
            let all: std::collections::BTreeSet<u32> = places.collect();
            all.into_iter().map(|p| (name(p), p)).collect()
        };
    Header {
        first: upper,
        records: lower + 1,
        number: lead.get(lower).map_or(1, |r| r.number),
        fields,
        names,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(rows: &[&str]) -> Vec<Row> {
        let mut lead = Vec::new();
        for (text, number) in rows.iter().zip(1u32..) {
            let mut row = Row::default();
            row.number = number;
            for (cell, place) in text.split('|').zip(0u32..) {
                row.push(place, cell.trim());
            }
            if !row.is_empty() {
                lead.push(row);
            }
        }
        lead
    }

    fn found(rows: &[&str]) -> (u32, Vec<String>) {
        let known = |row: &[String]| {
            let known = |t: &&String| matches!(t.as_str(), "customer_name" | "Nom" | "Compteur");
            row.iter().filter(known).count()
        };
        let header = choose(&lead(rows), &known).unwrap();
        (
            header.number,
            header.names.into_iter().map(|(name, _)| name).collect(),
        )
    }

    #[test]
    fn under_titles_blank_rows_and_notes() {
        let (row, names) = found(&[
            "Liste des abonnés au 30 juin 2024",
            "",
            "Fournisseur | CALIN",
            "",
            "id | village | puissance | date",
            "1 | Mbour | 5000 | 2021-01-01",
            "2 | Kaolack | 3000 | 2021-02-01",
        ]);
        assert_eq!((row, names.len()), (5, 4));
        let (row, _) = found(&["a | b | c", "x | y | z", "x | y | z"]);
        assert_eq!(row, 1, "text only: the first row");
        let (row, _) = found(&["# note", "id", "1", "2"]);
        assert_eq!(row, 2, "one column under a comment");
        let (row, _) = found(&["Fournisseur | Calin", "Nom | Compteur", "A | 1"]);
        assert_eq!(row, 2, "known words decide where shapes cannot");
        let (row, _) = found(&["id | 2019 | 2020 | 2021", "a | 1 | 2 | 3", "b | 1 | 2 | 3"]);
        assert_eq!(row, 1, "years may be headers");
    }

    #[test]
    fn group_headers_are_joined() {
        let (row, names) = found(&[
            "Rapport",
            "Client | | Installation |",
            "Nom | Tel | Compteur | Date",
            "A | 1 | 2 | 2021-01-01",
        ]);
        assert_eq!(row, 3);
        assert_eq!(
            names,
            [
                "Client/Nom",
                "Client/Tel",
                "Installation/Compteur",
                "Installation/Date"
            ]
        );
        let (row, names) = found(&[
            "N° | Client | | Remarques",
            " | nom | tel | ",
            "1 | A | 77 | x",
            "2 | B | 78 | y",
        ]);
        assert_eq!(row, 2);
        assert_eq!(names, ["N°", "Client/nom", "Client/tel", "Remarques"]);
    }

    #[test]
    fn a_name_over_two_full_rows_is_one_and_records_are_not_joined() {
        let known = |row: &[String]| {
            let known = [
                "Numéro de compteur",
                "Nom du client",
                "Date d'installation",
                "Nom",
                "Ville",
            ];
            row.iter().filter(|t| known.contains(&t.as_str())).count()
        };
        let of = |rows: &[&str]| {
            let header = choose(&lead(rows), &known).unwrap();
            let names: Vec<String> = header.names.into_iter().map(|(n, _)| n).collect();
            (header.number, names)
        };
        let rows = [
            "Liste des compteurs",
            "Numéro | Nom | Date | Ville",
            "de compteur | du client | d'installation | ",
            "47000124512 | Zoé | 2024-01-01 | Mbour",
        ];
        let names = [
            "Numéro de compteur",
            "Nom du client",
            "Date d'installation",
            "Ville",
        ];
        assert_eq!(of(&rows), (3, names.map(str::to_owned).to_vec()));
        // The row that the user names brings the one above along.
        let header = at(&lead(&rows), 2, &known);
        assert_eq!((header.first, header.records), (1, 3));
        // A record of words under a header stays a record.
        let (row, names) = of(&["Nom | Ville", "du client | Mbour", "Zoé | Kaolack"]);
        assert_eq!(
            (row, names),
            (1, vec!["Nom".to_owned(), "Ville".to_owned()])
        );
        let (row, _) = of(&["Numéro | Date", "de compteur | x", "a | b"]);
        assert_eq!(row, 1, "one name alone is chance");
        // Words that go on are joined where the first ones are known by themselves, too.
        let (row, names) = of(&["Nom | Nom", "du client | du client", "Zoé | Ali"]);
        assert_eq!(
            (row, names.first().map(String::as_str)),
            (2, Some("Nom du client"))
        );
    }

    #[test]
    fn a_sparse_first_record_is_no_header() {
        let (row, names) = found(&[
            "id | village | remark",
            "a1 | Mbour | ",
            "a2 | Kaolack | seen",
        ]);
        assert_eq!((row, names.len()), (1, 3));
    }
}
