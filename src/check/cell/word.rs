//! Words with one meaning: not-a-boolean, not-in-list, country-code, currency-code, test-row.

use super::{Asked, Rule, Verdict, Why, emptied, repair, says_nothing};
use crate::check::{Reading, RepairId};
use crate::parse::{spoiled, word};
use crate::schema::{CodeList, Field, Format, countries, currencies};
use crate::table::TextBuf;

pub(super) fn boolean(asked: &Asked<'_>, text: &str) -> Verdict {
    if word::is_boolean(text) {
        return if asked.flag && text.eq_ignore_ascii_case("true") {
            Verdict::wrong(Rule::TestRow, None)
        } else {
            Verdict::default()
        };
    }
    match word::boolean_word(text) {
        Some(value) => {
            let value = value.to_string();
            Verdict::wrong(
                Rule::NotABoolean,
                Some(repair(RepairId::BooleanWord, &value, false)),
            )
        }
        None if says_nothing(text) => {
            Verdict::case(Rule::NotABoolean, Why::NullWord, emptied(asked.field))
        }
        None => Verdict::wrong(Rule::NotABoolean, None),
    }
}

pub(super) fn listed(field: &Field, text: &str) -> Verdict {
    if field.values.iter().any(|v| v == text) {
        return Verdict::default();
    }
    let small = text.to_lowercase();
    if let Some(value) = field.values.iter().find(|v| v.to_lowercase() == small) {
        return Verdict::wrong(
            Rule::NotInList,
            Some(repair(RepairId::LetterCase, value, true)),
        );
    }
    if field.format == Some(Format::Gender) {
        let has = |letter: &str| field.values.iter().any(|v| v == letter);
        if let Some(letter) = word::gender_word(text).filter(|l| has(l)) {
            return Verdict::wrong(
                Rule::NotInList,
                Some(repair(RepairId::GenderWord, letter, false)),
            );
        }
        let numbers = match text {
            "1" => Some(("M", "F")),
            "2" => Some(("F", "M")),
            _ => None,
        };
        if let Some((male_first, female_first)) = numbers.filter(|(a, b)| has(a) && has(b)) {
            return Verdict::case(Rule::NotInList, Why::TwoReadings, None).asking(vec![
                (Reading::OneIsMale, TextBuf::new(male_first.to_owned())),
                (Reading::OneIsFemale, TextBuf::new(female_first.to_owned())),
            ]);
        }
    }
    if says_nothing(text) {
        return Verdict::case(Rule::NotInList, Why::NullWord, emptied(field));
    }
    Verdict::wrong(Rule::NotInList, None)
}

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
