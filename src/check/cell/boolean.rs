//! True or false: not-a-boolean, and test-row where a true is worth a note.

use super::{Asked, Rule, Verdict, Why, emptied, repair, says_nothing};
use crate::check::RepairId;
use crate::parse::word;

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
