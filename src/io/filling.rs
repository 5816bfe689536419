//! Rows → table, for every kind of source alike: the first rows wait until the header is chosen,
//! then each row is a record. Blank rows are no records; nothing else is dropped.

use super::header::{self, Header, LEAD};
use super::row::{BlockSink, Flow, Row, Sink};
use super::{Flaw, Known, OpenError, OpenOptions};
use crate::table::{Block, ColId, Table, Text};

/// Cells that may wait for the header.
const LEAD_CELLS: usize = 40_000;

/// What the rows became.
pub(super) struct Filled {
    pub table: Table,
    pub flaws: Vec<Flaw>,
    pub rows_above: u32,
    pub header_rows: u32,
}

/// A table in the making.
pub(super) struct Filling<'a> {
    sheet: Option<&'a str>,
    options: &'a OpenOptions,
    known: Known<'a>,
    lead: Vec<Row>,
    lead_cells: usize,
    rows_above: u32,
    header_rows: u32,
    /// Fields that a record of a text file should have.
    expected: usize,
    table: Option<Table>,
    /// Rows up to this one are passed over: titles and header of a further sheet.
    passed: u32,
    /// By place in the sheet: the column's id + 1, or 0.
    columns: Vec<u32>,
    /// Rows that were read apart and wait, since a table takes all at once far sooner than some
    /// after the others.
    waiting: Vec<Block>,
    waiting_rows: usize,
    flaws: Vec<Flaw>,
}

impl<'a> Filling<'a> {
    pub fn new(sheet: Option<&'a str>, options: &'a OpenOptions, known: Known<'a>) -> Self {
        Self {
            sheet,
            options,
            known,
            lead: Vec::new(),
            lead_cells: 0,
            rows_above: 0,
            header_rows: 1,
            expected: 0,
            table: None,
            passed: 0,
            columns: Vec::new(),
            waiting: Vec::new(),
            waiting_rows: 0,
            flaws: Vec::new(),
        }
    }

    /// Goes on with a table that a further sheet is read into, below that sheet's header.
    /// `columns` tells for places of the sheet which column of the table stands there.
    pub fn further(
        table: Table,
        header_row: u32,
        columns: &[(u32, ColId)],
        options: &'a OpenOptions,
        known: Known<'a>,
    ) -> Self {
        let mut filling = Self::new(None, options, known);
        filling.passed = header_row;
        filling.table = Some(table);
        for (place, col) in columns {
            filling.slot(*place, col.0 + 1);
        }
        filling
    }

    /// The row at which the user says that the header stands has come, or passed.
    fn is_named(&self, row: &Row) -> Option<bool> {
        let named = self.options.header_row?;
        Some(row.number >= named)
    }

    fn start(&mut self) -> Result<(), OpenError> {
        let lead = std::mem::take(&mut self.lead);
        let header = match self.options.header_row {
            None => header::choose(&lead, self.known),
            Some(named) => lead
                .iter()
                .position(|row| row.number == named)
                .map(|index| header::at(&lead, index, self.known)),
        };
        let Header {
            first,
            records,
            number,
            fields,
            names,
        } = header.ok_or(OpenError::NoHeader)?;
        self.rows_above += u32::try_from(first).unwrap_or(u32::MAX);
        self.header_rows = u32::try_from(records - first).unwrap_or(1);
        self.expected = fields;
        for ((_, place), id) in names.iter().zip(1u32..) {
            self.slot(*place, id);
        }
        let mut table = Table::new(self.sheet.map(str::to_owned), number, names);
        for row in lead.iter().skip(records) {
            self.record(&mut table, row)?;
        }
        self.table = Some(table);
        Ok(())
    }

    fn slot(&mut self, place: u32, id: u32) {
        let place = place as usize;
        if self.columns.len() <= place {
            self.columns.resize(place + 1, 0);
        }
        if let Some(slot) = self.columns.get_mut(place) {
            *slot = id;
        }
    }

    fn record(&mut self, table: &mut Table, row: &Row) -> Result<(), OpenError> {
        self.settle(table);
        let id = table.push_row(row.number);
        if row.fields > 0 && row.fields != self.expected {
            self.flaws.push(Flaw::Ragged {
                row: id,
                line: row.line,
                expected: self.expected,
                found: row.fields,
            });
        }
        for (place, text) in row.cells() {
            let col = self.column_at(table, place)?;
            table.set(id, col, Text::new(text));
        }
        Ok(())
    }

    /// True once the header is chosen; from then on each row is a record.
    pub fn is_started(&self) -> bool {
        self.table.is_some()
    }

    /// Fields that a record of a text file should have.
    pub fn expected(&self) -> usize {
        self.expected
    }

    /// Columns that a record may have.
    pub fn most_columns(&self) -> u32 {
        self.options.limits.columns
    }

    /// Takes rows that were read apart, in their order; the header is chosen before.
    pub fn blocks(&mut self, blocks: Vec<Block>) -> Result<(), OpenError> {
        let Some(mut table) = self.table.take() else {
            return Err(OpenError::NoHeader);
        };
        for mut block in blocks {
            for place in block.places() {
                self.column_at(&mut table, place)?;
            }
            block.close();
            self.waiting_rows += block.row_count();
            self.waiting.push(block);
        }
        self.table = Some(table);
        Ok(())
    }

    /// Brings the rows that wait into the table.
    fn settle(&mut self, table: &mut Table) {
        if self.waiting.is_empty() {
            return;
        }
        let columns: Vec<Option<ColId>> = self
            .columns
            .iter()
            .map(|id| id.checked_sub(1).map(ColId))
            .collect();
        table.append(std::mem::take(&mut self.waiting), &columns);
        self.waiting_rows = 0;
    }

    /// Records so far.
    pub fn record_count(&self) -> usize {
        self.waiting_rows + self.table.as_ref().map_or(0, Table::record_count)
    }

    /// Something odd that was noticed about a row.
    pub fn flaw(&mut self, flaw: Flaw) {
        self.flaws.push(flaw);
    }

    /// The column of a place of the sheet; a place without one gets one.
    fn column_at(&mut self, table: &mut Table, place: u32) -> Result<ColId, OpenError> {
        let known = self.columns.get(place as usize).copied().unwrap_or(0);
        if let Some(col) = known.checked_sub(1) {
            return Ok(ColId(col));
        }
        let count = u32::try_from(table.column_count()).unwrap_or(u32::MAX);
        if count >= self.options.limits.columns {
            return Err(OpenError::TooLarge { what: "columns" });
        }
        let col = table.push_column(String::new(), place);
        self.slot(place, col.0 + 1);
        Ok(col)
    }

    /// The table.
    pub fn end(mut self) -> Result<Filled, OpenError> {
        if self.table.is_none() {
            if self.lead.is_empty() {
                return Err(match self.options.header_row {
                    Some(_) => OpenError::NoHeader,
                    None => OpenError::Empty,
                });
            }
            self.start()?;
        }
        let mut table = self.table.take().ok_or(OpenError::NoHeader)?;
        self.settle(&mut table);
        Ok(Filled {
            table,
            flaws: self.flaws,
            rows_above: self.rows_above,
            header_rows: self.header_rows,
        })
    }
}

impl BlockSink for Filling<'_> {
    fn take(&mut self, blocks: Vec<Block>) -> Result<(), OpenError> {
        self.blocks(blocks)
    }
}

impl Sink for Filling<'_> {
    fn block_sink(&mut self, behind: u32) -> Option<&mut dyn BlockSink> {
        (self.is_started() && behind >= self.passed).then_some(self)
    }

    fn row(&mut self, row: &Row) -> Result<Flow, OpenError> {
        if row.is_empty() || row.number <= self.passed {
            return Ok(Flow::On);
        }
        if let Some(mut table) = self.table.take() {
            let done = self.record(&mut table, row);
            self.table = Some(table);
            return done.map(|()| Flow::On);
        }
        let named = self.is_named(row);
        if named == Some(false) {
            // Only the row just above a named header can belong to it.
            self.rows_above += u32::try_from(self.lead.len()).unwrap_or(0);
            self.lead.clear();
            self.lead.push(row.clone());
            return Ok(Flow::On);
        }
        self.lead_cells += row.len();
        self.lead.push(row.clone());
        if named == Some(true) || self.lead.len() >= LEAD || self.lead_cells > LEAD_CELLS {
            self.start()?;
        }
        Ok(Flow::On)
    }
}

/// Keeps the first rows and stops.
pub(super) struct FirstRows {
    pub rows: Vec<Row>,
    pub most: usize,
}

impl Sink for FirstRows {
    fn row(&mut self, row: &Row) -> Result<Flow, OpenError> {
        if self.rows.len() >= self.most {
            return Ok(Flow::Enough);
        }
        self.rows.push(row.clone());
        Ok(if self.rows.len() >= self.most {
            Flow::Enough
        } else {
            Flow::On
        })
    }
}
