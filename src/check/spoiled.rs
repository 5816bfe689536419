//! Text that another program has spoiled: an identifier that a spreadsheet shortened, letters
//! read in the wrong encoding. One text against one field.

use super::{Finding, Repair, RepairId, Rule};
use crate::parse::spoiled;
use crate::schema::{Field, FieldType, Kind};
use crate::table::TextBuf;

/// What has spoiled a text without surrounding blanks, if anything.
pub(super) fn judge(field: &Field, text: &str) -> Option<Finding> {
    if field.ty != FieldType::String {
        return None;
    }
    if identifies(field) && spoiled::is_shortened(text) {
        return Some(Finding {
            rule: Rule::DamagedNumber,
            severity: Rule::DamagedNumber.severity(),
            repair: None,
        });
    }
    let before = spoiled::unmangle(text)?;
    Some(Finding {
        rule: Rule::Mojibake,
        severity: Rule::Mojibake.severity(),
        repair: Some(Repair {
            id: RepairId::Unmangle,
            value: TextBuf::new(before),
            safe: false,
        }),
    })
}

/// A field of which every digit counts.
fn identifies(field: &Field) -> bool {
    field.identifying || field.key || matches!(field.kind, Some(Kind::Id | Kind::Phone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    fn found(field: &str, text: &str) -> Option<(Rule, bool)> {
        let schema = Schema::meters().unwrap();
        let field = schema.field(schema.by_name(field).unwrap()).unwrap();
        judge(field, text).map(|f| (f.rule, f.repair.is_some()))
    }

    #[test]
    fn only_where_digits_identify() {
        let damaged = Some((Rule::DamagedNumber, false));
        assert_eq!(found("serial_number", "2.55712E+11"), damaged);
        assert_eq!(found("customer_phone", "1234567890123450"), damaged);
        assert_eq!(found("customer_id_number", "1,5E+15"), damaged);
        assert_eq!(found("customer_external_id", "2.6E+11"), damaged);
        assert_eq!(found("model", "2.55712E+11"), None);
        assert_eq!(found("max_power_w", "2.5E+3"), None);
        assert_eq!(found("serial_number", "47000124512"), None);
        assert_eq!(found("customer_name", "ZoÃ©"), Some((Rule::Mojibake, true)));
    }
}
