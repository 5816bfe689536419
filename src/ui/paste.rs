//! What pasting and emptying would do to the cells that are shown, as a command, and what has to
//! be said before: how much changes, what does not fit. It changes nothing itself.

use crate::document::{CellInput, ColumnName, Command};
use crate::table::{ColId, RowId, Table, Text, TextBuf};
use crate::ui::grid::Selection;
use crate::ui::workspace::Workspace;

/// Changing more cells than this at once is shown first: more than fits on a screen.
const MANY: usize = 1_000;
/// Examples that the preview shows.
pub const EXAMPLES: usize = 8;

/// A block from the clipboard, laid over the cells that are shown. No `Debug`: it holds texts.
pub struct Paste {
    cells: Vec<CellInput>,
    /// Cells that already hold what is pasted.
    pub unchanged: usize,
    /// Cells that hold something else and are written over.
    pub overwritten: usize,
    /// Rows and columns of the block beyond the last ones of the table.
    pub rows_beyond: usize,
    pub cols_beyond: usize,
    /// Rows between those that are shown are hidden, so they stay as they are.
    pub skips_hidden: bool,
    /// The cells that it covers.
    pub covers: Selection,
    /// First and last of them, as Excel names them.
    pub from: String,
    pub to: String,
    /// Address, before and after of the first cells that change.
    pub examples: Vec<(String, ColId, TextBuf, TextBuf)>,
}

impl Paste {
    /// A block as it would be laid: from the active cell on; repeated where the selection is a
    /// multiple of it. `None` where there is no cell.
    #[must_use]
    pub fn new(file: &Workspace, text: &str) -> Option<Self> {
        let block = crate::ui::clipboard::parse(text);
        let (high, wide) = (block.len(), block.iter().map(Vec::len).max()?);
        if high == 0 || wide == 0 {
            return None;
        }
        let selection = file.grid.selection();
        let (top, left) = (*selection.rows.start(), *selection.cols.start());
        let room = (
            selection.rows.end() - top + 1,
            selection.cols.end() - left + 1,
        );
        // As in a spreadsheet: a selection that the block fills without a rest is filled by it.
        let fills = room.0.is_multiple_of(high) && room.1.is_multiple_of(wide);
        let (rows, cols) = if fills { room } else { (high, wide) };
        let (all_rows, all_cols) = (file.derived.rows.len(), file.derived.columns.len());
        let (end_row, end_col) = ((top + rows).min(all_rows), (left + cols).min(all_cols));

        let session = file.session();
        let table = session.document().table();
        let mut paste = Self {
            cells: Vec::new(),
            unchanged: 0,
            overwritten: 0,
            rows_beyond: (top + rows).saturating_sub(all_rows),
            cols_beyond: (left + cols).saturating_sub(all_cols),
            skips_hidden: !file.view.shows_all_rows() && end_row > top + 1,
            covers: Selection {
                rows: top..=end_row.checked_sub(1)?,
                cols: left..=end_col.checked_sub(1)?,
            },
            from: address(file, table, top, left)?,
            to: address(
                file,
                table,
                end_row.checked_sub(1)?,
                end_col.checked_sub(1)?,
            )?,
            examples: Vec::new(),
        };
        for row in top..end_row {
            let Some(values) = block.get((row - top) % high) else {
                continue;
            };
            for col in left..end_col {
                // A short line of the block leaves the cells beyond its end as they are.
                let Some(value) = values.get((col - left) % wide) else {
                    continue;
                };
                paste.lay(file, table, (row, col), value);
            }
        }
        Some(paste)
    }

    fn lay(&mut self, file: &Workspace, table: &Table, (row, col): (usize, usize), value: &str) {
        let (Some(id), Some(column)) = (
            file.derived.rows.get(row).copied(),
            file.derived.columns.get(col).copied(),
        ) else {
            return;
        };
        let before = table.text(id, column);
        if before == Text::new(value) {
            self.unchanged += 1;
            return;
        }
        if !before.is_empty() {
            self.overwritten += 1;
        }
        let Some(cell) = cell(file, table, (row, col), value) else {
            return;
        };
        if self.examples.len() < EXAMPLES {
            let (before, after) = (before.to_buf(), cell.text.clone());
            self.examples
                .push((table.cell_address(id, column), column, before, after));
        }
        self.cells.push(cell);
    }

    /// Cells that change.
    #[must_use]
    pub fn count(&self) -> usize {
        self.cells.len()
    }

    /// Whether it does more than the user sees.
    #[must_use]
    pub fn needs_a_look(&self) -> bool {
        self.count() > MANY || self.rows_beyond > 0 || self.cols_beyond > 0 || self.skips_hidden
    }

    /// What changes, as a command; the preview stays.
    #[must_use]
    pub fn command(&self) -> Command {
        Command::SetCells {
            cells: self.cells.clone(),
        }
    }
}

fn address(file: &Workspace, table: &Table, row: usize, col: usize) -> Option<String> {
    let row = file.derived.rows.get(row).copied()?;
    let col = file.derived.columns.get(col).copied()?;
    Some(table.cell_address(row, col))
}

/// One cell as it is to be; `None` outside of what is shown.
#[must_use]
pub fn cell(
    file: &Workspace,
    table: &Table,
    (row, col): (usize, usize),
    text: &str,
) -> Option<CellInput> {
    let row: RowId = *file.derived.rows.get(row)?;
    let col: ColId = *file.derived.columns.get(col)?;
    Some(CellInput {
        row_number: table.row_name(row),
        column: ColumnName::of(table, col)?,
        text: TextBuf::new(text.to_owned()),
    })
}

/// Empties the selected cells; those that are empty already are left alone.
#[must_use]
pub fn emptied(file: &Workspace, selections: &[Selection]) -> Command {
    let session = file.session();
    let table = session.document().table();
    let mut cells = Vec::new();
    for selection in selections {
        for col in selection.cols.clone() {
            let Some(id) = file.derived.columns.get(col).copied() else {
                continue;
            };
            for row in selection.rows.clone() {
                let holds = (file.derived.rows.get(row))
                    .is_some_and(|row| !table.text(*row, id).is_empty());
                if holds {
                    cells.extend(cell(file, table, (row, col), ""));
                }
            }
        }
    }
    Command::SetCells { cells }
}
