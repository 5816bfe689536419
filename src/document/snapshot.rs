//! A session as records: its whole history, oldest first, so that replaying them gives the same
//! document with the same undo and redo.

use std::collections::{HashMap, HashSet};

pub(super) use super::kept::join_record;
use super::kept::{
    Bytes, KeptSource, NewColumn, settings_record, source_record, step_record, undo_record,
};
use super::{Document, Entry, Made, Session};
use crate::table::{Code, ColId};

/// The records of a session whose source has this SHA-256.
pub(super) fn snapshot(session: &Session, sha256: &str) -> Vec<Bytes> {
    let document = session.document();
    let mut records = vec![source_record(&KeptSource::of(document, sha256))];
    let chain: Vec<&Entry> = session
        .base
        .iter()
        .chain(&session.done)
        .chain(session.undone.iter().rev())
        .collect();
    let new = made_when_made(session, &chain);
    for (at, entry) in chain.iter().enumerate() {
        let columns: Vec<NewColumn<'_>> = new
            .iter()
            .filter(|(_, (when, _, _))| *when == at)
            .map(|(col, (_, codes, made))| NewColumn {
                col: *col,
                codes: codes.clone(),
                made,
            })
            .collect();
        records.push(step_record(
            document,
            entry,
            &sorted(columns),
            at == 0 && session.base.is_some(),
        ));
    }
    records.extend(session.undone.iter().map(|_| undo_record(true)));
    records.push(settings_record(document.schema(), document.settings()));
    records
}

/// The last step of the history as a record.
pub(super) fn last_step(session: &Session) -> Option<Bytes> {
    let document = session.document();
    let entry = session.done.last()?;
    let earlier: HashSet<ColId> = session
        .base
        .iter()
        .chain(&session.done)
        .rev()
        .skip(1)
        .flat_map(made_by)
        .map(|made| made.col)
        .collect();
    let columns = made_by(entry)
        .filter(|made| !earlier.contains(&made.col))
        .map(|made| NewColumn {
            col: made.col,
            codes: codes(document, made.col),
            made,
        })
        .collect();
    Some(step_record(document, entry, &sorted(columns), false))
}

/// In the order in which they were made, which is that of their numbers.
fn sorted(mut columns: Vec<NewColumn<'_>>) -> Vec<NewColumn<'_>> {
    columns.sort_by_key(|new| new.col);
    columns
}

fn made_by(entry: &Entry) -> impl Iterator<Item = &Made> {
    entry.settings.iter().flat_map(|pair| pair.1.made.iter())
}

fn codes(document: &Document, col: ColId) -> Vec<Code> {
    document
        .table()
        .column(col)
        .map(|column| column.codes().collect())
        .unwrap_or_default()
}

/// When each made column was made, and what it held then: what it holds now, with every later
/// step that was not taken back taken back.
fn made_when_made<'a>(
    session: &Session,
    chain: &[&'a Entry],
) -> HashMap<ColId, (usize, Vec<Code>, &'a Made)> {
    let mut found: HashMap<ColId, (usize, Vec<Code>, &Made)> = HashMap::new();
    for (at, entry) in chain.iter().enumerate() {
        for made in made_by(entry) {
            found
                .entry(made.col)
                .or_insert_with(|| (at, codes(session.document(), made.col), made));
        }
    }
    let done = chain.len() - session.undone.len();
    for (at, entry) in chain.iter().enumerate().take(done).rev() {
        for edit in entry.change.edits.iter() {
            if let Some((when, codes, _)) = found.get_mut(&edit.col)
                && *when < at
                && let Some(code) = codes.get_mut(edit.row.index())
            {
                *code = edit.old;
            }
        }
    }
    found
}
