//! Fields with a short list of values: not-in-list.

use super::{Rule, Verdict, Why, emptied, repair, says_nothing};
use crate::check::{Reading, RepairId};
use crate::parse::word;
use crate::schema::{Field, Format};
use crate::table::TextBuf;

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
