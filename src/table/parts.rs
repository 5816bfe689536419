//! Several sheets with the same headers as one table: which sheet a record came from, and where
//! its columns stand there. A record is named by its sheet and its row in it.

use super::RowId;

/// Sheets are told apart in a row's name by what is above the largest row of a sheet.
const SHIFT: u32 = 21;

/// One sheet of the table.
pub(super) struct Part {
    pub sheet: String,
    pub header_row: u32,
    /// The first record of the sheet.
    pub first: u32,
    /// By column of the table: its place in the sheet.
    pub places: Vec<Option<u32>>,
}

/// The sheets of a table that has several; empty for a table of one sheet.
#[derive(Default)]
pub(super) struct Parts(Vec<Part>);

impl Parts {
    /// The records pushed from now on stand in another sheet.
    pub fn push(&mut self, part: Part) {
        self.0.push(part);
    }

    /// True for a table of one sheet or text file.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sheet of a record, with its place among the sheets.
    pub fn of(&self, row: RowId) -> Option<(usize, &Part)> {
        let after = self.0.partition_point(|part| part.first <= row.0);
        let index = after.checked_sub(1)?;
        self.0.get(index).map(|part| (index, part))
    }

    /// The last part, which is being filled.
    pub fn last_mut(&mut self) -> Option<&mut Part> {
        self.0.last_mut()
    }

    /// All, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &Part> {
        self.0.iter()
    }

    /// The name of a row: its number alone in a table of one sheet.
    pub fn name(&self, row: RowId, number: u32) -> u32 {
        match self.of(row) {
            None => number,
            Some((index, _)) => {
                let sheet = u32::try_from(index + 1).unwrap_or(u32::MAX >> SHIFT);
                (sheet << SHIFT) | number
            }
        }
    }

    /// A row's name as people write it, whether there is such a row or not.
    pub fn words(&self, name: u32) -> String {
        let number = name & ((1 << SHIFT) - 1);
        let part = (name >> SHIFT).checked_sub(1);
        match part.and_then(|index| self.0.get(index as usize)) {
            Some(part) => format!("{}!{number}", quoted(&part.sheet)),
            None if self.is_empty() => name.to_string(),
            None => number.to_string(),
        }
    }

    /// The records among which a name is looked for, and the number that it stands for. A plain
    /// number names nothing where there are several sheets.
    pub fn named(&self, name: u32, records: usize) -> Option<(std::ops::Range<usize>, u32)> {
        if self.is_empty() {
            return Some((0..records, name));
        }
        let index = (name >> SHIFT).checked_sub(1)? as usize;
        let first = self.0.get(index)?.first as usize;
        let last = self
            .0
            .get(index + 1)
            .map_or(records, |next| next.first as usize);
        Some((first..last, name & ((1 << SHIFT) - 1)))
    }
}

/// A sheet's name before `!` as Excel writes it: quoted where it is not a plain word.
pub(super) fn quoted(sheet: &str) -> String {
    let plain = sheet
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
        && !sheet.starts_with(|c: char| c.is_ascii_digit());
    if plain {
        sheet.to_owned()
    } else {
        format!("'{}'", sheet.replace('\'', "''"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ColId, Table, Text};
    use super::*;

    #[test]
    fn rows_are_named_by_their_sheet() {
        let mut table = Table::new(
            Some("Site 1".to_owned()),
            1,
            vec![("id".to_owned(), 0), ("n".to_owned(), 1)],
        );
        table.begin_union();
        let first = table.push_row(2);
        table.begin_sheet("Juin".to_owned(), 3, vec![Some(4), Some(2)]);
        let second = table.push_row(4);
        let third = table.push_row(2_000);
        table.set(second, ColId(0), Text::new("x"));
        assert!(table.is_union());
        assert_eq!(table.address(first, ColId(1)), "'Site 1'!B2");
        assert_eq!(table.name_words(table.row_name(third)), "Juin!2000");
        assert_eq!(table.name_words(7), "7", "of no sheet");
        assert_eq!(table.address(second, ColId(0)), "Juin!E4");
        assert_eq!(table.cell_address(second, ColId(0)), "E4");
        assert_eq!(
            (table.sheet_of(first), table.sheet_of(third)),
            (Some("Site 1"), Some("Juin"))
        );
        assert_eq!(
            (table.header_row_of(first), table.header_row_of(third)),
            (1, 3)
        );
        for row in [first, second, third] {
            assert_eq!(table.row_with_number(table.row_name(row)), Some(row));
        }
        assert_eq!(
            table.row_with_number(2),
            None,
            "a number alone names no row"
        );
        assert_eq!(table.row_number(third), 2_000);
    }

    #[test]
    fn one_sheet_is_as_before() {
        let mut table = Table::new(Some("Juin".to_owned()), 1, vec![("id".to_owned(), 2)]);
        let row = table.push_row(7);
        assert_eq!(
            (table.row_name(row), table.row_with_number(7)),
            (7, Some(row))
        );
        assert_eq!(table.address(row, ColId(0)), "C7");
        assert_eq!(table.sheet_of(row), Some("Juin"));
    }

    #[test]
    fn names_of_sheets_are_quoted_as_excel_does() {
        assert_eq!(quoted("Juin"), "Juin");
        assert_eq!(quoted("Été_2024"), "Été_2024");
        assert_eq!(quoted("L'été"), "'L''été'");
        assert_eq!(quoted("2024"), "'2024'");
    }
}
