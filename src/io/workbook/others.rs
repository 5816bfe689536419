//! Further sheets of a workbook: which of them have the same headers as the table, and reading
//! those that the user wants into it. Columns are brought together by their headers, in whatever
//! order they stand.

use std::collections::HashMap;

use super::{Asked, Book, describe, fill, first_rows};
use crate::io::budget::Budget;
use crate::io::filling::Filling;
use crate::io::header::{self, Header};
use crate::io::layout::SheetLayout;
use crate::io::{Known, OpenError, OpenOptions, Progress};
use crate::table::{ColId, Table};

/// Sheets that are looked at.
const MOST: usize = 200;

/// The other sheets of a workbook.
pub(super) struct Others<'a> {
    pub book: &'a mut dyn Book,
    pub options: &'a OpenOptions,
    pub known: Known<'a>,
    pub progress: &'a dyn Progress,
}

impl Others<'_> {
    /// Visible sheets that are not in the table and have its headers.
    pub fn alike(
        &mut self,
        sheets: &[String],
        hidden: &[String],
        table: &Table,
    ) -> Result<Vec<String>, OpenError> {
        let own = folded(table.columns().map(|(_, c)| c.header()));
        let mut found = Vec::new();
        for name in sheets.iter().take(MOST) {
            if own.len() < 2 || hidden.contains(name) || table.sheets().contains(&name.as_str()) {
                continue;
            }
            if self.header(name, &own)?.is_some() {
                found.push(name.clone());
            }
        }
        Ok(found)
    }

    /// The header of a sheet, if it has these names.
    fn header(&mut self, name: &str, own: &[String]) -> Result<Option<Header>, OpenError> {
        let lead = first_rows(self.book, name, header::LEAD, self.options, self.progress)?.rows;
        let same = |h: &Header| folded(h.names.iter().map(|(n, _)| n.as_str())) == own;
        let named = self
            .options
            .header_row
            .and_then(|row| lead.iter().position(|r| r.number == row))
            .map(|index| header::at(&lead, index, self.known))
            .filter(same);
        Ok(named.or_else(|| header::choose(&lead, self.known).filter(same)))
    }

    /// Reads a sheet into the table.
    pub fn join(
        &mut self,
        mut table: Table,
        name: &str,
        budget: &mut Budget<'_>,
        layout: &mut SheetLayout,
    ) -> Result<Table, OpenError> {
        let own = folded(table.columns().map(|(_, c)| c.header()));
        let header = self
            .header(name, &own)?
            .ok_or_else(|| OpenError::SheetsDiffer {
                name: name.to_owned(),
            })?;
        let columns = together(&table, &header);
        let mut places = vec![None; table.column_count()];
        for (place, col) in &columns {
            if let Some(slot) = places.get_mut(col.index()) {
                *slot = Some(*place);
            }
        }
        if !table.is_union() {
            table.begin_union();
        }
        table.begin_sheet(name.to_owned(), header.number, places);
        let first = u32::try_from(table.record_count()).unwrap_or(u32::MAX);
        let mut filling =
            Filling::further(table, header.number, &columns, self.options, self.known);
        let asked = Asked {
            as_shown: self.options.as_shown,
            facts: true,
        };
        let facts = self.book.rows(name, asked, &mut filling, budget)?;
        let mut table = filling.end()?.table;
        let rows = first..u32::try_from(table.record_count()).unwrap_or(u32::MAX);
        if self.options.fill_merged {
            fill(&mut table, rows.clone(), &facts.merged);
        }
        describe(&table, rows, &facts, layout);
        Ok(table)
    }
}

/// Places of a sheet with the columns of the table that have the same header; of several with
/// one header the first goes to the first.
fn together(table: &Table, header: &Header) -> Vec<(u32, ColId)> {
    let mut waiting: HashMap<String, Vec<ColId>> = HashMap::new();
    for (col, column) in table.columns() {
        waiting.entry(fold(column.header())).or_default().push(col);
    }
    let mut found = Vec::new();
    for (name, place) in &header.names {
        if let Some(cols) = waiting.get_mut(&fold(name))
            && !cols.is_empty()
        {
            found.push((*place, cols.remove(0)));
        }
    }
    found
}

fn fold(header: &str) -> String {
    header.trim().to_lowercase()
}

/// Headers without order, letter case and blanks around.
fn folded<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut headers: Vec<String> = headers.map(fold).filter(|h| !h.is_empty()).collect();
    headers.sort_unstable();
    headers
}
