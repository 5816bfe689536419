//! Which column and which row of a corrected file is which of ours: by header and key, by the
//! row that it stands in where the key changed, and by what else it holds. Pure.

use std::collections::{HashMap, HashSet};

use super::Document;
use crate::schema::{How, Schema, match_headers};
use crate::table::{ColId, RowId, Table, Text};

/// Columns of the corrected file with ours.
pub(super) struct Columns {
    /// Theirs, ours.
    pub pairs: Vec<(ColId, ColId)>,
    /// Headers of theirs that we do not have.
    pub unknown: Vec<String>,
    /// Headers of ours that they do not have.
    pub missing: Vec<String>,
    /// The column that says in which row of our file a row stood.
    pub row_number: Option<ColId>,
}

/// Rows of the corrected file with ours.
pub(super) struct Rows {
    /// Theirs, ours.
    pub pairs: Vec<(RowId, RowId)>,
    pub added: Vec<RowId>,
    pub missing: Vec<RowId>,
    /// How many pairs were found by their key.
    pub by_key: u64,
}

/// What the file holds of a cell, whatever was put right here since.
pub(super) fn base<'d>(document: &'d Document, row: RowId, col: ColId) -> Text<'d> {
    let now = || document.table().text(row, col);
    document.original(row, col).unwrap_or_else(now)
}

/// Pairs columns: the same header at the same place, the same header, the same field.
pub(super) fn columns(document: &Document, theirs: &Table, row_titles: &[String]) -> Columns {
    let ours: Vec<(ColId, &str, u32)> = document
        .table()
        .columns()
        .filter(|(_, c)| !c.is_made())
        .map(|(col, c)| (col, c.header().trim(), c.place()))
        .collect();
    let mut taken: HashSet<ColId> = HashSet::new();
    let mut pairs: HashMap<ColId, ColId> = HashMap::new();
    let mut row_number = None;
    let all: Vec<(ColId, &str, u32)> = theirs
        .columns()
        .map(|(col, c)| (col, c.header().trim(), c.place()))
        .collect();
    for (col, header, _) in &all {
        if row_titles.iter().any(|title| title == header) {
            row_number = Some(*col);
        }
    }
    let mut at: HashMap<(&str, u32), ColId> = HashMap::new();
    let mut named: HashMap<&str, Vec<ColId>> = HashMap::new();
    for (id, header, place) in &ours {
        at.insert((header, *place), *id);
        named.entry(header).or_default().push(*id);
    }
    for (col, header, place) in &all {
        if let Some(id) = at.get(&(*header, *place)) {
            taken.insert(*id);
            pairs.insert(*col, *id);
        }
    }
    for (col, header, _) in all.iter().filter(|(_, header, _)| !header.is_empty()) {
        // Of several columns of one name that moved, none is guessed.
        if let (false, Some([id])) = (
            pairs.contains_key(col),
            named.get(header).map(Vec::as_slice),
        ) && taken.insert(*id)
        {
            pairs.insert(*col, *id);
        }
    }
    for (col, field) in fields(document.schema(), &all) {
        if let (false, Some(own)) = (
            pairs.contains_key(&col),
            document.mapping().column_of(field),
        ) && !taken.contains(&own)
            && ours.iter().any(|(id, ..)| *id == own)
        {
            taken.insert(own);
            pairs.insert(col, own);
        }
    }
    let unknown = all
        .iter()
        .filter(|(col, header, _)| {
            !pairs.contains_key(col) && row_number != Some(*col) && !header.is_empty()
        })
        .map(|(_, header, _)| (*header).to_owned())
        .collect();
    let missing = ours
        .iter()
        .filter(|(id, header, _)| !taken.contains(id) && !header.is_empty())
        .map(|(_, header, _)| (*header).to_owned())
        .collect();
    let mut pairs: Vec<(ColId, ColId)> = pairs.into_iter().collect();
    pairs.sort_unstable();
    Columns {
        pairs,
        unknown,
        missing,
        row_number,
    }
}

fn fields(schema: &Schema, all: &[(ColId, &str, u32)]) -> Vec<(ColId, crate::schema::FieldId)> {
    let headers: Vec<String> = all
        .iter()
        .map(|(_, header, _)| (*header).to_owned())
        .collect();
    match_headers(schema, &headers)
        .iter()
        .zip(all)
        .filter(|(m, _)| matches!(m.how, How::Exact | How::Synonym))
        .filter_map(|(m, (col, ..))| Some((*col, m.field()?)))
        .collect()
}

/// Pairs rows.
pub(super) fn rows(document: &Document, theirs: &Table, columns: &Columns) -> Rows {
    let table = document.table();
    let key: Vec<(ColId, ColId)> = document
        .schema()
        .key_fields()
        .into_iter()
        .filter_map(|field| {
            let own = document.mapping().column_of(field)?;
            columns.pairs.iter().find(|(_, ours)| *ours == own).copied()
        })
        .collect();
    let whole_key = key.len() == document.schema().key_fields().len();
    let our_rows: Vec<RowId> = table.rows().collect();
    let mut pairing = Pairing {
        document,
        theirs,
        columns,
        places: (table.rows())
            .map(|row| ((sheet_of(table, row), table.row_number(row)), row))
            .collect(),
        ours_of: HashMap::new(),
        taken: HashSet::new(),
    };
    if whole_key {
        // As the provider sent it, then as it is after our own corrections.
        pairing.by_key(&our_rows, &key, true);
        pairing.by_key(&our_rows, &key, false);
    }
    let by_key = pairing.ours_of.len() as u64;
    pairing.by_address();
    pairing.by_content(&our_rows);
    let mut pairs: Vec<(RowId, RowId)> = pairing.ours_of.into_iter().collect();
    pairs.sort_unstable();
    let paired: HashSet<RowId> = pairs.iter().map(|(theirs, _)| *theirs).collect();
    Rows {
        added: theirs
            .rows()
            .filter(|row| !paired.contains(row))
            .filter(|row| {
                columns
                    .pairs
                    .iter()
                    .any(|(col, _)| !theirs.text(*row, *col).is_empty())
            })
            .collect(),
        missing: our_rows
            .into_iter()
            .filter(|row| !pairing.taken.contains(row))
            .collect(),
        pairs,
        by_key,
    }
}

/// The sheet of a row where there are several; nothing where there is one, whatever its name.
fn sheet_of(table: &Table, row: RowId) -> &str {
    let sheet = table.sheet_of(row).filter(|_| table.is_union());
    sheet.unwrap_or_default()
}

struct Pairing<'a> {
    document: &'a Document,
    theirs: &'a Table,
    columns: &'a Columns,
    /// Our rows by sheet and number.
    places: HashMap<(&'a str, u32), RowId>,
    /// By their row.
    ours_of: HashMap<RowId, RowId>,
    /// Rows of ours that have a pair.
    taken: HashSet<RowId>,
}

impl<'a> Pairing<'a> {
    fn pair(&mut self, theirs: RowId, ours: RowId) {
        if self.taken.insert(ours) {
            self.ours_of.insert(theirs, ours);
        }
    }

    fn by_key(&mut self, our_rows: &[RowId], key: &[(ColId, ColId)], as_sent: bool) {
        let document = self.document;
        let own = |row: RowId, col: ColId| match as_sent {
            true => base(document, row, col),
            false => document.table().text(row, col),
        };
        let mut ours: HashMap<Vec<Text<'_>>, Vec<RowId>> = HashMap::new();
        for row in our_rows.iter().filter(|row| !self.taken.contains(row)) {
            let texts: Vec<Text<'_>> = key.iter().map(|(_, col)| own(*row, *col)).collect();
            if texts.iter().all(|text| !text.is_empty()) {
                ours.entry(texts).or_default().push(*row);
            }
        }
        let theirs = self.theirs;
        let mut wanted: HashMap<Vec<Text<'_>>, Vec<RowId>> = HashMap::new();
        for row in theirs.rows().filter(|row| !self.ours_of.contains_key(row)) {
            let texts: Vec<Text<'_>> = key.iter().map(|(col, _)| theirs.text(row, *col)).collect();
            if ours.contains_key(&texts) {
                wanted.entry(texts).or_default().push(row);
            }
        }
        for (texts, rows) in wanted {
            let Some(candidates) = ours.get(&texts) else {
                continue;
            };
            // Several rows of one key: those that stand where they stood, then in order.
            let (here, there): (Vec<RowId>, Vec<RowId>) = rows.iter().partition(|row| {
                self.at_address(**row)
                    .is_some_and(|o| candidates.contains(&o))
            });
            for row in here {
                if let Some(ours) = self.at_address(row) {
                    self.pair(row, ours);
                }
            }
            let free: Vec<RowId> = candidates
                .iter()
                .filter(|row| !self.taken.contains(row))
                .copied()
                .collect();
            for (row, ours) in there.into_iter().zip(free) {
                self.pair(row, ours);
            }
        }
    }

    /// Our row that stood where theirs says or stands.
    fn at_address(&self, row: RowId) -> Option<RowId> {
        let number = match self.columns.row_number {
            Some(col) => self.theirs.text(row, col).whole_number()?,
            None => self.theirs.row_number(row),
        };
        self.places
            .get(&(sheet_of(self.theirs, row), number))
            .copied()
    }

    /// Where the key changed: the row that stands in the same place, if half of it is the same.
    fn by_address(&mut self) {
        let theirs = self.theirs;
        for row in theirs.rows() {
            if self.ours_of.contains_key(&row) {
                continue;
            }
            let Some(ours) = self.at_address(row).filter(|o| !self.taken.contains(o)) else {
                continue;
            };
            let (same, filled) = self.alike(row, ours);
            if same * 2 >= filled && same > 0 {
                self.pair(row, ours);
            }
        }
    }

    /// Cells that are the same, and cells in which either has a text.
    fn alike(&self, row: RowId, ours: RowId) -> (usize, usize) {
        let (mut same, mut filled) = (0, 0);
        for (col, own) in &self.columns.pairs {
            let (a, b) = (self.theirs.text(row, *col), base(self.document, ours, *own));
            if a.is_empty() && b.is_empty() {
                continue;
            }
            filled += 1;
            if a == b || a == self.document.table().text(ours, *own) {
                same += 1;
            }
        }
        (same, filled)
    }

    /// Where the rows were sorted too: the one row with which it shares texts that no other
    /// row still without a pair has, if half of the row is the same.
    fn by_content(&mut self, our_rows: &[RowId]) {
        let (document, theirs) = (self.document, self.theirs);
        let free: Vec<RowId> = our_rows
            .iter()
            .filter(|row| !self.taken.contains(row))
            .copied()
            .collect();
        let mut owner: HashMap<(ColId, Text<'_>), Option<RowId>> = HashMap::new();
        for row in &free {
            for (_, own) in &self.columns.pairs {
                let text = base(document, *row, *own);
                if !text.is_empty() {
                    owner
                        .entry((*own, text))
                        .and_modify(|known| *known = None)
                        .or_insert(Some(*row));
                }
            }
        }
        for row in theirs.rows() {
            if self.ours_of.contains_key(&row) {
                continue;
            }
            let mut votes: HashMap<RowId, usize> = HashMap::new();
            for (col, own) in &self.columns.pairs {
                if let Some(Some(ours)) = owner.get(&(*own, theirs.text(row, *col))) {
                    *votes.entry(*ours).or_default() += 1;
                }
            }
            let best = votes
                .into_iter()
                .filter(|(ours, _)| !self.taken.contains(ours))
                .max_by_key(|(ours, votes)| (*votes, std::cmp::Reverse(*ours)));
            if let Some((ours, _)) = best {
                let (same, filled) = self.alike(row, ours);
                if same * 2 >= filled {
                    self.pair(row, ours);
                }
            }
        }
    }
}
