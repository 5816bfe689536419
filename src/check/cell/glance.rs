//! What is wrong with a text, without the text that a repair would give: at little cost where it
//! is plainly fine or has one of the usual simple faults, which whole files can have; all others
//! are left to [`judge`], and what is told here, that says too.

use super::quick::{Fine, quick};
use super::{Asked, RepairId, Rule, judge, range, space};
use crate::check::outline::{Fault, Outline, Remedy};
use crate::check::{Severity, Sign, Why};
use crate::parse::number::{self, Comma};
use crate::parse::space as parse_space;
use crate::schema::FieldType;
use crate::table::{Text, TextBuf};

/// The verdict without its texts.
pub(crate) fn outline(asked: &Asked<'_>, text: Text<'_>) -> Outline {
    let whole = text.reveal();
    if let Some(fine) = quick(asked, whole) {
        return fine.into();
    }
    usual(asked, whole).unwrap_or_else(|| Outline::of(&judge(asked, text)))
}

/// The text that a repair gives which the verdict on a text names.
pub(crate) fn repaired(asked: &Asked<'_>, text: Text<'_>, id: RepairId) -> Option<TextBuf> {
    let inner = parse_space::trim(text.reveal());
    match id {
        RepairId::TrimSpace => return Some(TextBuf::new(inner.to_owned())),
        RepairId::DecimalComma => {
            if let Comma::Decimal(plain) = number::comma(inner) {
                return Some(TextBuf::new(plain));
            }
        }
        _ => {}
    }
    Some(judge(asked, text).finding?.repair?.value)
}

/// Blanks around a value that is plainly fine; a decimal comma.
fn usual(asked: &Asked<'_>, whole: &str) -> Option<Outline> {
    let inner = parse_space::trim(whole);
    let around = inner.len() < whole.len();
    if inner.is_empty() || (around && has_control_around(whole)) {
        return None;
    }
    if around && let Some(fine) = quick(asked, inner) {
        let fault = Fault {
            rule: Rule::SurroundingSpace,
            severity: space::severity(asked.field),
            why: Why::Plain,
            repair: Some(Remedy {
                id: RepairId::TrimSpace,
                safe: true,
            }),
        };
        return Some(Outline {
            fault: Some(fault),
            // Only what is fine as it stands tells of its digits.
            fine: Fine {
                digits: None,
                ..fine
            },
            ..Outline::default()
        });
    }
    let rule = Rule::DecimalComma;
    // Blanks around an error are part of it.
    if asked.field.ty != FieldType::Float || rule.severity() != Severity::Error {
        return None;
    }
    let value = decimal_comma(inner)?;
    let repair = range::is_within(asked.field, value).then_some(Remedy {
        id: RepairId::DecimalComma,
        safe: true,
    });
    let fault = Fault {
        rule,
        severity: rule.severity(),
        why: Why::Plain,
        repair,
    };
    Some(Outline {
        fault: Some(fault),
        fine: Fine {
            signs: Sign::DecimalComma.into(),
            digits: None,
        },
        ..Outline::default()
    })
}

/// The value of a number that has one decimal comma and is a program's number otherwise. Three
/// decimals could be thousands.
fn decimal_comma(text: &str) -> Option<f64> {
    // As long as the longest number of a program, with its sign.
    let mut room = [0u8; 17];
    let pointed = room.get_mut(..text.len())?;
    pointed.copy_from_slice(text.as_bytes());
    let comma = pointed.iter_mut().find(|byte| **byte == b',')?;
    *comma = b'.';
    let plain = number::plain(std::str::from_utf8(pointed).ok()?)?;
    (plain.decimals != Some(3)).then_some(plain.value)
}

/// True for a control character among the blanks around a text.
fn has_control_around(whole: &str) -> bool {
    let before = whole
        .chars()
        .take_while(|c| parse_space::is_surrounding(*c));
    let after = whole.chars().rev();
    let after = after.take_while(|c| parse_space::is_surrounding(*c));
    before.chain(after).any(parse_space::is_hard_control)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::check::Today;
    use crate::schema::{Field, Schema};

    const TODAY: Today = Today {
        year: 2026,
        month: 11,
        day: 23,
    };

    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| Schema::meters().unwrap());

    /// The verdict of the judge in every field, against what is told at a glance.
    fn agrees(text: &str) -> Result<(), String> {
        for (id, field) in SCHEMA.fields() {
            let asked = Asked::new(&SCHEMA, id, TODAY).unwrap();
            let text = Text::new(text);
            let verdict = judge(&asked, text);
            if outline(&asked, text) != Outline::of(&verdict) {
                return Err(format!("{} {:?}", field.name, text.reveal()));
            }
            let repair = verdict.finding.and_then(|finding| finding.repair);
            if let Some(repair) = repair
                && repaired(&asked, text, repair.id) != Some(repair.value)
            {
                return Err(format!("{} {:?}: its repair", field.name, text.reveal()));
            }
        }
        Ok(())
    }

    fn usual_in(name: &str, text: &str) -> bool {
        let asked = Asked::new(&SCHEMA, SCHEMA.by_name(name).unwrap(), TODAY).unwrap();
        usual(&asked, text).is_some()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

        #[test]
        fn it_says_what_the_judge_says(
            before in "([ \\t\\u{a0}\\u{200b}\\n\\u{b}\\u{85}]{1,2})?",
            text in prop_oneof![
                "[-+]?[0-9]{0,9}[,.]?[0-9]{0,9}",
                "-?[0-9]{1,4},[0-9]{1,4}[,.]?[0-9]{0,4}",
                "-?[0-9]{1,3}([, ][0-9]{3}){1,2}([.,][0-9]{1,2})?",
                "[0-9]{3,18}",
                "[0-9]{2,4}[-/][01]?[0-9][-/][0-3]?[0-9]",
                "[A-Za-z]{1,8} {1,2}[A-Za-z]{1,8}[0-9]{0,7}",
                "[a-z.]{1,8}@[a-z]{1,8}(\\.[a-z]{1,3}){0,2}",
                "\\+?[0-9 -]{6,16}",
                "[ -~]{0,14}",
                "\\PC{0,6}",
                "(NA|n/a|none|Unknown|test|123456789|1,234|1.234|true|FALSE|m|M|ZM|zm|Congo|FCFA|1|2|household)",
                "(2\\.55E\\+11|0{1,9}|12 %|3 kW|O'Neil|N’Diaye|12345678901234500000)",
            ],
            after in "([ \\t\\u{a0}\\u{feff}\\r\\u{c}\\u{7f}]{1,2})?",
        ) {
            if let Err(wrong) = agrees(&format!("{before}{text}{after}")) {
                prop_assert!(false, "{}", wrong);
            }
        }
    }

    #[test]
    fn usual_faults_are_told_at_a_glance() {
        for (name, text) in [
            ("customer_name", "Abena Kiplagat "),
            ("serial_number", " A1000000NG"),
            ("serial_number", "47000124512\u{a0}"),
            ("customer_latitude", "-15.8186105\t"),
            ("customer_latitude", "-15,8186105"),
            ("customer_latitude", " -15,8186105"),
            ("installation_date", "2023-12-05 "),
            ("customer_country", "ZM "),
            ("is_test", "FALSE "),
        ] {
            assert!(usual_in(name, text), "{name} {text}");
        }
        // What may mean something else is looked at closely.
        for (name, text) in [
            ("customer_latitude", "-15,818"),
            ("customer_latitude", "1,234,567"),
            ("customer_name", "Abena\u{b}"),
            ("customer_name", " N/A"),
            ("customer_birth_year", "1990,5"),
        ] {
            assert!(!usual_in(name, text), "{name} {text}");
        }
    }

    #[test]
    fn a_decimal_comma_beyond_the_limits_has_no_repair() {
        let schema = Schema::meters().unwrap();
        let id = schema.by_name("customer_latitude").unwrap();
        let asked = Asked::new(&schema, id, TODAY).unwrap();
        let repair = |text: &str| outline(&asked, Text::new(text)).fault.unwrap().repair;
        assert!(repair("-15,81").is_some() && repair("-155,81").is_none());
    }

    #[test]
    fn a_field_is_kept_as_it_was_asked() {
        let schema = Schema::meters().unwrap();
        for (id, _) in schema.fields() {
            let asked = Asked::new(&schema, id, TODAY).unwrap();
            let kept = asked.terms();
            let kept = kept.asked();
            let parts = |a: &Asked<'_>| -> (Field, bool, bool, bool) {
                (a.field.clone(), a.money, a.people, a.flag)
            };
            assert!(parts(&kept) == parts(&asked) && kept.today == asked.today);
        }
    }
}
