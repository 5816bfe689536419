//! Every lossless repair of a file as a change at once, without the lines of a preview. What such a
//! repair makes of a text is the same in every row, so that each text is looked at once and each
//! column read once. It must come to the same cells as the plan that is previewed.

use std::collections::HashSet;

use rayon::prelude::*;

use super::{Scope, repair_of};
use crate::check::{Checks, Mapping};
use crate::table::{Change, Code, ColId, Column, ColumnEdits, Edits, Narrow, Pair, Table};

/// Columns that are repaired together for each processor: new texts are held twice only so long.
const TOGETHER: usize = 2;

/// Bytes of new texts that stand one after another at most, but for a single longer one: fewer than
/// a `u32` can tell.
const LONG: usize = if cfg!(test) { 64 } else { 1 << 30 };

/// Codes of a column and what becomes of their texts.
#[derive(Default)]
struct Mended {
    codes: Vec<Code>,
    /// The new texts in order, one after another in a few long pieces.
    pieces: Vec<Piece>,
}

#[derive(Default)]
struct Piece {
    texts: String,
    /// Where each text ends.
    ends: Vec<u32>,
}

impl Mended {
    fn add(&mut self, code: Code, text: &str) {
        let fits = |piece: &Piece| piece.texts.len() + text.len() <= LONG;
        if !self.pieces.last().is_some_and(fits) {
            self.pieces.push(Piece::default());
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.texts.push_str(text);
            // A cell holds no text that is longer than a `u32` can tell.
            let end = u32::try_from(piece.texts.len()).unwrap_or(u32::MAX);
            piece.ends.push(end);
            self.codes.push(code);
        }
    }
}

/// The change of every lossless repair but of some texts. New texts are interned; no cell changes.
#[must_use]
pub fn safe_change(
    table: &mut Table,
    mapping: &Mapping,
    checks: &Checks,
    except: &[(ColId, Code)],
) -> Change {
    let except: HashSet<(ColId, Code)> = except.iter().copied().collect();
    let mut columns: Vec<(ColId, Code)> = table
        .columns()
        .filter(|(col, _)| mapping.field_of(*col).is_some())
        .map(|(col, column)| (col, column.code_count()))
        .collect();
    // Columns with much to do stand together, so that no processor waits for one of them.
    columns.sort_by_key(|(_, texts)| std::cmp::Reverse(*texts));
    let removed: Vec<bool> = match table.record_count() == table.row_count() {
        true => Vec::new(),
        false => {
            let mut removed = vec![false; table.record_count()];
            for row in table.removed_rows() {
                if let Some(slot) = removed.get_mut(row.index()) {
                    *slot = true;
                }
            }
            removed
        }
    };
    let mut parts: Vec<(ColId, Edits)> = Vec::new();
    for cols in columns.chunks(TOGETHER * rayon::current_num_threads()) {
        let mended: Vec<(ColId, Mended)> = cols
            .par_iter()
            .with_max_len(1)
            .map(|(col, _)| (*col, mended(table, checks, *col, &except)))
            .filter(|(_, mended)| !mended.codes.is_empty())
            .collect();
        let works = mended.into_iter().map(|(col, mended)| (col, (col, mended)));
        parts.extend(
            table.with_columns(works.collect(), |column, (col, mended)| {
                (col, of_column(column, col, mended, &removed))
            }),
        );
    }
    parts.sort_by_key(|(col, _)| *col);
    let mut edits = Edits::default();
    for (_, part) in parts {
        edits.append(part);
    }
    Change::of_cells(edits)
}

/// Texts of a column with a lossless repair, by code in ascending order.
fn mended(table: &Table, checks: &Checks, col: ColId, except: &HashSet<(ColId, Code)>) -> Mended {
    let scope = Scope {
        only_safe: true,
        ..Scope::default()
    };
    let kept = |code: Code| !except.is_empty() && except.contains(&(col, code));
    let mut mended = Mended::default();
    for code in checks
        .told_codes(table, col)
        .into_iter()
        .filter(|code| !kept(*code))
    {
        if let Some(repair) = repair_of(table, checks, &scope, col, code) {
            mended.add(code, repair.value.as_text().reveal());
        }
    }
    mended
}

fn of_column(column: &mut Column, col: ColId, mended: Mended, removed: &[bool]) -> Edits {
    let mut new: Vec<Code> = Vec::with_capacity(mended.codes.len());
    for piece in mended.pieces {
        new.extend(column.intern_all(&piece.texts, &piece.ends));
    }
    let pairs: Vec<Pair> = (mended.codes.iter().zip(new))
        .map(|(old, new)| Pair { old: *old, new })
        .filter(|pair| pair.old != pair.new)
        .collect();
    // By code the number of its pair, from 1.
    let mut numbers = vec![0u32; column.code_count() as usize];
    for (pair, number) in pairs.iter().zip(1u32..) {
        if let Some(slot) = numbers.get_mut(pair.old as usize) {
            *slot = number;
        }
    }
    let most = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
    let codes = column.codes();
    let mut by_row = Narrow::with_capacity(codes.len(), most);
    let mut row = 0;
    let number = |code: Code| {
        let is_removed = removed.get(row).copied().unwrap_or(false);
        row += 1;
        let number = numbers.get(code as usize).copied().unwrap_or(0);
        if is_removed { 0 } else { number }
    };
    by_row.extend(codes.map(number), most);
    ColumnEdits::by_row(col, pairs, by_row).into_few()
}
