//! phone: one number in the cell, and one that the row's country can have.

use super::{RowCheck, RowFinding, by_code, by_rows, country_of};
use crate::check::{RepairId, Rule, Why};
use crate::parse::telephone::{self, Flaw, Home};
use crate::parse::{nothing, space};
use crate::table::{ColId, RowId, Table, TextBuf};

pub(super) struct Phones {
    number: ColId,
    country: Option<ColId>,
    cols: Vec<ColId>,
}

impl Phones {
    pub(super) fn new(number: ColId, country: Option<ColId>) -> Self {
        Self {
            number,
            country,
            cols: std::iter::once(number).chain(country).collect(),
        }
    }
}

impl Phones {
    fn judge(&self, text: &str, home: Option<Home>) -> Option<RowFinding> {
        let text = space::trim(text);
        if text.is_empty() || telephone::is_plainly_fine(text, home) {
            return None;
        }
        // What the cell's own checks name is not named twice, and a digest is no number.
        if nothing::is_null_word(text)
            || nothing::is_short_null(text)
            || nothing::is_none_word(text)
            || nothing::is_placeholder(text)
            || is_digest(text)
        {
            return None;
        }
        let flaw = telephone::flaw_at(text, home)?;
        let (why, repair) = match flaw {
            Flaw::Several => (Why::Several, None),
            Flaw::NotANumber => (Why::NotANumber, None),
            Flaw::TooShort => (Why::TooShort, None),
            Flaw::TooLong => (Why::TooLong, None),
            Flaw::WrongLength => (Why::Plain, None),
            Flaw::ExtraZero => (Why::ExtraZero, Some(RepairId::PhoneZero)),
            Flaw::OtherCountry => (Why::OtherCountry, None),
        };
        Some(RowFinding {
            rule: Rule::Phone,
            col: self.number,
            why,
            repair,
        })
    }
}

impl RowCheck for Phones {
    fn columns(&self) -> &[ColId] {
        &self.cols
    }

    fn look(&self, table: &Table, row: RowId) -> Option<RowFinding> {
        let home = country_of(table, row, self.country).and_then(telephone::home);
        self.judge(table.text(row, self.number).reveal(), home)
    }

    fn all(&self, table: &Table) -> Vec<(RowId, RowFinding)> {
        let Some(numbers) = table.column(self.number) else {
            return Vec::new();
        };
        let countries = self.country.and_then(|col| table.column(col));
        let known = crate::schema::countries();
        let homes = countries
            .map(|column| {
                by_code(column, |text| {
                    known
                        .contains(text)
                        .then(|| telephone::home(text))
                        .flatten()
                })
            })
            .unwrap_or_default();
        by_rows(table, [Some(numbers), countries], |_, [number, country]| {
            let home = homes.get(country as usize).copied().flatten();
            self.judge(numbers.text_of(number).reveal(), home)
        })
    }

    fn mend(&self, table: &Table, row: RowId) -> Vec<(ColId, TextBuf)> {
        let text = space::trim(table.text(row, self.number).reveal());
        let country = country_of(table, row, self.country);
        telephone::without_extra_zero(text, country)
            .map(|value| vec![(self.number, TextBuf::new(value))])
            .unwrap_or_default()
    }
}

/// True for a pseudonym: 64 hexadecimal digits.
fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}
