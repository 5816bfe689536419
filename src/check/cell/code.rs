//! Codes of ISO lists: country-code, currency-code. A name that means one code is a repair; one
//! that means several is asked.

use super::{Rule, Verdict, Why, emptied, repair, says_nothing};
use crate::check::{Reading, RepairId};
use crate::parse::{spoiled, word};
use crate::schema::{CodeList, Field, countries, currencies};
use crate::table::TextBuf;

pub(super) fn country(field: &Field, text: &str) -> Verdict {
    code(
        field,
        text,
        Rule::CountryCode,
        countries(),
        RepairId::CountryName,
    )
}

pub(super) fn currency(field: &Field, text: &str) -> Verdict {
    code(
        field,
        text,
        Rule::CurrencyCode,
        currencies(),
        RepairId::CurrencyName,
    )
}

fn code(field: &Field, text: &str, rule: Rule, list: &CodeList, by_name: RepairId) -> Verdict {
    if list.contains(text) {
        return Verdict::default();
    }
    let upper = text.to_ascii_uppercase();
    if list.contains(&upper) {
        return Verdict::wrong(rule, Some(repair(RepairId::LetterCase, &upper, true)));
    }
    let choices = list.choices(text);
    if !choices.is_empty() {
        let word = word::fold(text);
        let readings = choices
            .iter()
            .map(|code| {
                let reading = Reading::Means {
                    word: word.clone(),
                    code: (*code).to_owned(),
                };
                (reading, TextBuf::new((*code).to_owned()))
            })
            .collect();
        return Verdict::case(rule, Why::TwoReadings, None).asking(readings);
    }
    let named = list
        .by_name(text)
        .or_else(|| list.by_name(&spoiled::unmangle(text)?));
    if let Some(code) = named {
        return Verdict::wrong(rule, Some(repair(by_name, code, false)));
    }
    if says_nothing(text) {
        return Verdict::case(rule, Why::NullWord, emptied(field));
    }
    Verdict::wrong(rule, None)
}
