//! Where the table stands in its sheet, and what a person who looks at the sheet would want to
//! be told: rows above the header, what is hidden, merged, added up, repeated or not worked out.
//! Facts only; words are made by `text`.

use super::{repeats, totals};
use crate::table::{ColId, RowId, Table};

/// A block of merged cells; rows from 1, places from 0, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Merged {
    pub first_row: u32,
    pub last_row: u32,
    pub first_place: u32,
    pub last_place: u32,
}

/// Where the table stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SheetLayout {
    /// Rows with text above the header that belong to no table.
    pub rows_above: u32,
    /// How many rows the header has: 1, or 2 when group headers were joined; 0 for json.
    pub header_rows: u32,
    /// Records that the sheet hides. They are data.
    pub hidden_rows: Vec<RowId>,
    /// Columns that the sheet hides. They are data.
    pub hidden_columns: Vec<ColId>,
    /// Merged cells among the records, with their sheet.
    pub merged: Vec<(Option<String>, Merged)>,
    /// Records that look like a total or an average. They are in the table until the user has
    /// them taken out (`Command::DeleteRows`).
    pub totals: Vec<RowId>,
    /// Records that repeat the header; as with totals, the user decides.
    pub repeated_headers: Vec<RowId>,
    /// Columns whose number format shows other digits than the value (zeros before a phone
    /// number), with the number of such cells.
    pub shown_otherwise: Vec<(ColId, u64)>,
    /// Cells of the records with a formula that has no stored value, and were read as empty.
    pub unsolved: u64,
    /// The first of them, with their sheet.
    pub first_unsolved: Vec<(Option<String>, String)>,
    /// Sheets of the workbook that are hidden.
    pub hidden_sheets: Vec<String>,
    /// Other visible sheets with the same headers, which can be read as one table with this.
    pub alike_sheets: Vec<String>,
}

/// One thing worth telling about how a file was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadNote {
    RowsAbove {
        count: u32,
    },
    JoinedHeader,
    HiddenRows {
        count: usize,
    },
    HiddenColumns {
        columns: Vec<ColId>,
    },
    /// Merged cells among the records, where only the first cell of each block has text.
    Merged {
        blocks: usize,
        /// The sheets in which they are.
        sheets: Vec<String>,
    },
    /// A row that looks like a total; its removal is proposed.
    Total {
        row: RowId,
    },
    /// Rows that say the header once more; their removal is proposed.
    RepeatedHeaders {
        rows: Vec<RowId>,
    },
    /// Formulas that nobody worked out: their cells were read as empty.
    Unsolved {
        cells: u64,
        /// The sheet and the address of the first ones.
        first: Vec<(Option<String>, String)>,
    },
    /// Excel shows zeros that the value does not have.
    ShownOtherwise {
        col: ColId,
        cells: u64,
    },
    HiddenSheets {
        names: Vec<String>,
    },
    AlikeSheets {
        names: Vec<String>,
    },
}

impl SheetLayout {
    /// Looks for records that are none, whose removal is to be proposed.
    pub(super) fn propose_removals(&mut self, table: &Table) {
        self.repeated_headers = repeats::candidates(table);
        self.totals = totals::candidates(table);
        let repeated = &self.repeated_headers;
        self.totals
            .retain(|row| repeated.binary_search(row).is_err());
    }

    /// What is worth telling, what needs a decision first.
    #[must_use]
    pub fn notes(&self) -> Vec<ReadNote> {
        let mut notes = Vec::new();
        notes.extend(self.totals.iter().map(|row| ReadNote::Total { row: *row }));
        if !self.repeated_headers.is_empty() {
            notes.push(ReadNote::RepeatedHeaders {
                rows: self.repeated_headers.clone(),
            });
        }
        if self.unsolved > 0 {
            notes.push(ReadNote::Unsolved {
                cells: self.unsolved,
                first: self.first_unsolved.clone(),
            });
        }
        if !self.alike_sheets.is_empty() {
            notes.push(ReadNote::AlikeSheets {
                names: self.alike_sheets.clone(),
            });
        }
        notes.extend(
            self.shown_otherwise
                .iter()
                .map(|(col, cells)| ReadNote::ShownOtherwise {
                    col: *col,
                    cells: *cells,
                }),
        );
        if !self.merged.is_empty() {
            let mut sheets: Vec<String> =
                self.merged.iter().filter_map(|(s, _)| s.clone()).collect();
            sheets.dedup();
            notes.push(ReadNote::Merged {
                blocks: self.merged.len(),
                sheets,
            });
        }
        if !self.hidden_rows.is_empty() {
            notes.push(ReadNote::HiddenRows {
                count: self.hidden_rows.len(),
            });
        }
        if !self.hidden_columns.is_empty() {
            notes.push(ReadNote::HiddenColumns {
                columns: self.hidden_columns.clone(),
            });
        }
        if !self.hidden_sheets.is_empty() {
            notes.push(ReadNote::HiddenSheets {
                names: self.hidden_sheets.clone(),
            });
        }
        if self.rows_above > 0 {
            notes.push(ReadNote::RowsAbove {
                count: self.rows_above,
            });
        }
        if self.header_rows > 1 {
            notes.push(ReadNote::JoinedHeader);
        }
        notes
    }
}

/// What a sheet says about itself beside its cells; rows from 1, places from 0.
#[derive(Clone, Default)]
pub(super) struct SheetFacts {
    /// First and last row of each hidden run.
    pub hidden_rows: Vec<(u32, u32)>,
    pub hidden_places: Vec<(u32, u32)>,
    pub merged: Vec<Merged>,
    /// By place: cells whose number format shows zeros that the value lacks.
    pub shown_otherwise: std::collections::BTreeMap<u32, u64>,
    pub unsolved: Unsolved,
    /// The workbook counts its days from 1904.
    pub since_1904: bool,
}

/// Formulas of a sheet that have no stored value, as programs write them that do not work them
/// out. A formula whose value is an empty text has one.
#[derive(Clone, Default)]
pub(super) struct Unsolved {
    pub count: u64,
    /// Row and place of the first.
    first: Vec<(u32, u32)>,
}

impl Unsolved {
    /// Places that are kept: more than stand above a header.
    const KEPT: usize = 4096;

    /// One more; its place where that can be told.
    pub fn add(&mut self, at: Option<(u32, u32)>) {
        self.count += 1;
        if self.first.len() < Self::KEPT {
            self.first.extend(at);
        }
    }

    /// Those of what follows.
    pub fn append(&mut self, other: &Self) {
        self.count += other.count;
        let room = Self::KEPT.saturating_sub(self.first.len());
        self.first.extend(other.first.iter().take(room));
    }

    /// How many stand below a row, and where the first of them do.
    pub fn below(&self, row: u32) -> (u64, impl Iterator<Item = (u32, u32)>) {
        let above = self.first.iter().filter(|(at, _)| *at <= row).count() as u64;
        let first = self.first.iter().copied().filter(move |(at, _)| *at > row);
        (self.count.saturating_sub(above), first)
    }
}
