//! From the header of a column to the fields of the format, without a look at its cells.
//!
//! Order: the field's name, a known other name, the last part of a `group/question` path, then
//! likeness of the words. Only a name and names that are listed as certain are taken; all else
//! is a proposal that waits for the user.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use super::words::{Unit, key, likeness, split_unit, words};
use super::{FieldId, Schema, Use};

/// How a column came to its field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// The field's name, but for case, accents, blanks, underscores and `*`.
    Exact,
    /// A known other name.
    Synonym,
    /// A guess that waits for the user; not used until then.
    Proposed,
    /// A field that the platform generates; left out.
    Generated,
    /// Two or more columns claim the field; none is taken until the user chooses.
    Duplicate,
    /// Not in the format; left out.
    Unknown,
    /// The user said so.
    Chosen,
    /// The user leaves it out, or chose another column for its field.
    LeftOut,
    /// Not in the format, and sent all the same because the user wants it.
    Extra,
    /// Joined or converted into another column; not sent by itself.
    Part,
}

/// Why a field is thought of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// The field's own name.
    Name,
    /// A listed name, with what may be done with it.
    Listed(Use),
    /// The last part of a path.
    Path,
    /// A listed name but for a unit that the field does not have.
    OtherUnit(Unit),
    /// Words like those of a listed name.
    Alike,
    /// What the values look like.
    Values,
}

/// A field that a column could be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    pub field: FieldId,
    /// 0 to 100.
    pub confidence: u8,
    pub why: Why,
}

/// What a header says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeaderMatch {
    /// `Exact`, `Synonym`, `Generated`, `Proposed` or `Unknown`.
    pub how: How,
    /// The most likely first; at least one unless `Unknown`.
    pub candidates: Vec<Candidate>,
    /// Known to be another person or thing: not even the values may propose a field.
    pub barred: bool,
}

impl HeaderMatch {
    /// The most likely field.
    #[must_use]
    pub fn field(&self) -> Option<FieldId> {
        (self.how != How::Unknown)
            .then(|| self.candidates.first().map(|c| c.field))
            .flatten()
    }

    fn unknown(barred: bool) -> Self {
        Self {
            how: How::Unknown,
            candidates: Vec::new(),
            barred,
        }
    }
}

/// What is compared for an exact match: no case, accents, blanks of any kind, underscores or `*`.
#[must_use]
pub fn fold_header(header: &str) -> String {
    if header.is_ascii() {
        // Nothing to take apart.
        return header
            .chars()
            .filter(|c| {
                !(c.is_ascii_whitespace() || c.is_ascii_control() || matches!(c, '_' | '*'))
            })
            .map(|c| c.to_ascii_lowercase())
            .collect();
    }
    fold_any(header)
}

fn fold_any(header: &str) -> String {
    header
        .nfkd()
        .filter(|c| {
            !(unicode_normalization::char::is_combining_mark(*c)
                || c.is_whitespace()
                || c.is_control()
                || matches!(
                    c,
                    '_' | '*' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
                ))
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// One match per header; that two columns may claim one field is settled by the mapping.
#[must_use]
pub fn match_headers(schema: &Schema, headers: &[String]) -> Vec<HeaderMatch> {
    let names: HashMap<String, FieldId> = schema
        .fields()
        .map(|(id, f)| (fold_header(&f.name), id))
        .collect();
    let questions: Vec<&str> = headers.iter().map(|h| h.trim()).collect();
    headers
        .iter()
        .map(|header| {
            // `question/answer` of a question with several answers: a column of 0 and 1.
            let option = header
                .rsplit_once('/')
                .is_some_and(|(question, _)| questions.contains(&question.trim()));
            match_header(schema, &names, header, option)
        })
        .collect()
}

/// How many of these texts are a field's name or a listed one, whatever may be done with it:
/// what tells a header row from others. No likeness, so that every row can be asked.
#[must_use]
pub fn count_known(schema: &Schema, texts: &[String]) -> usize {
    let names: std::collections::HashSet<String> =
        schema.fields().map(|(_, f)| fold_header(&f.name)).collect();
    let synonyms = schema.synonyms();
    texts
        .iter()
        .filter(|text| text.len() <= 200)
        .filter(|text| {
            names.contains(&fold_header(text)) || !synonyms.of(&key(&words(text))).is_empty()
        })
        .count()
}

/// `S/N` is a serial number here and a row number there: the values tell which.
#[must_use]
pub fn is_serial_or_row(header: &str) -> bool {
    fold_header(header) == "s/n"
}

fn match_header(
    schema: &Schema,
    names: &HashMap<String, FieldId>,
    header: &str,
    option: bool,
) -> HeaderMatch {
    let synonyms = schema.synonyms();
    if let Some(field) = names.get(&fold_header(header)).copied() {
        let generated = schema.field(field).is_some_and(|f| f.generated);
        return HeaderMatch {
            how: if generated {
                How::Generated
            } else {
                How::Exact
            },
            candidates: vec![Candidate {
                field,
                confidence: 100,
                why: Why::Name,
            }],
            barred: generated,
        };
    }
    if synonyms.is_survey(header) || option {
        return HeaderMatch::unknown(true);
    }
    let words = words(header);
    // A bare “N°” counts the rows.
    let is_number = key(&words) == "no" && fold_header(header).len() < 4;
    if words.is_empty() || (is_number && !is_serial_or_row(header)) {
        return HeaderMatch::unknown(true);
    }
    if let Some(mut found) = listed(schema, &words) {
        prefer_spelling(synonyms, header, &mut found);
        return found;
    }
    if synonyms.is_barred(&words) {
        return HeaderMatch::unknown(true);
    }
    if let Some(found) = last_part(schema, names, header) {
        return found;
    }
    alike(schema, &words)
}

/// A listed name, as it is or but for a unit.
fn listed(schema: &Schema, words: &[String]) -> Option<HeaderMatch> {
    let synonyms = schema.synonyms();
    let found = synonyms.of(&key(words));
    if !found.is_empty() {
        return Some(from_list(&found, None));
    }
    let (rest, unit) = split_unit(words);
    let found = synonyms.of(&key(rest));
    let unit = unit.filter(|_| !found.is_empty())?;
    let own = |field: FieldId| {
        let own = schema.field(field).and_then(|f| f.unit.as_deref());
        matches!(
            (own, unit),
            (Some("W"), Unit::Watt) | (Some("days"), Unit::Days)
        )
    };
    let other = found.iter().any(|(field, _)| !own(*field));
    Some(from_list(&found, other.then_some(unit)))
}

/// Of several fields of one name, the one that is listed in just this spelling comes first:
/// `State` is a place, `state` is a meter's. It is a proposal all the same.
fn prefer_spelling(synonyms: &super::Synonyms, header: &str, found: &mut HeaderMatch) {
    if let [_, _, ..] = found.candidates.as_slice() {
        for candidate in &mut found.candidates {
            if synonyms.is_spelled(candidate.field, header) {
                candidate.confidence = candidate.confidence.saturating_add(3);
            }
        }
        found
            .candidates
            .sort_by_key(|c| std::cmp::Reverse(c.confidence));
    }
}

fn from_list(found: &[(FieldId, Use)], other_unit: Option<Unit>) -> HeaderMatch {
    let several = found.iter().filter(|(_, u)| *u != Use::Never).count() > 1;
    let mut candidates: Vec<Candidate> = found
        .iter()
        .filter(|(_, role)| *role != Use::Never)
        .map(|(field, role)| Candidate {
            field: *field,
            confidence: match role {
                _ if other_unit.is_some() => 60,
                Use::Auto if several => 75,
                Use::Auto => 95,
                Use::Propose if several => 60,
                Use::Propose => 70,
                Use::Join | Use::Convert => 80,
                Use::Never => 0,
            },
            why: other_unit.map_or(Why::Listed(*role), Why::OtherUnit),
        })
        .collect();
    candidates.sort_by_key(|c| std::cmp::Reverse(c.confidence));
    let how = match candidates.as_slice() {
        [] => How::Unknown,
        [
            Candidate {
                why: Why::Listed(Use::Auto),
                ..
            },
        ] => How::Synonym,
        _ => How::Proposed,
    };
    HeaderMatch {
        how,
        barred: candidates.is_empty(),
        candidates,
    }
}

/// `group/question`: the question. A field's own name there is taken; a listed name waits,
/// since the group can say whose it is.
fn last_part(
    schema: &Schema,
    names: &HashMap<String, FieldId>,
    header: &str,
) -> Option<HeaderMatch> {
    let (_, last) = header.rsplit_once(['/', '.', ':'])?;
    let exact = names
        .get(&fold_header(last))
        .copied()
        .filter(|id| schema.field(*id).is_some_and(|f| !f.generated));
    if let Some(field) = exact {
        return Some(HeaderMatch {
            how: How::Synonym,
            candidates: vec![Candidate {
                field,
                confidence: 90,
                why: Why::Path,
            }],
            barred: false,
        });
    }
    let mut found = listed(schema, &words(last)).filter(|m| m.how != How::Unknown)?;
    found.how = How::Proposed;
    for candidate in &mut found.candidates {
        candidate.confidence = candidate.confidence.min(75);
        if candidate.why == Why::Listed(Use::Auto) {
            candidate.why = Why::Path;
        }
    }
    Some(found)
}

/// Fields with a name like the header; proposed from 80 on, else only told.
fn alike(schema: &Schema, header: &[String]) -> HeaderMatch {
    let mut best: HashMap<FieldId, f64> = HashMap::new();
    let mut meet = |field: FieldId, score: f64| {
        let known = best.entry(field).or_default();
        *known = known.max(score);
    };
    for name in schema.synonyms().names() {
        if matches!(name.role, Use::Auto | Use::Propose | Use::Convert) {
            meet(name.field, likeness(header, &name.words));
        }
    }
    for (id, field) in schema.fields().filter(|(_, f)| !f.generated) {
        for text in [&field.name, &field.label_en, &field.label_fr] {
            meet(id, likeness(header, &words(text)));
        }
    }
    let mut candidates: Vec<Candidate> = best
        .into_iter()
        .filter(|(_, score)| *score >= 0.5)
        .map(|(field, score)| Candidate {
            field,
            confidence: percent(score * 0.75),
            why: Why::Alike,
        })
        .collect();
    candidates.sort_by_key(|c| (std::cmp::Reverse(c.confidence), c.field));
    candidates.truncate(5);
    let how = match candidates.first() {
        Some(first) if first.confidence >= ALIKE => How::Proposed,
        _ => How::Unknown,
    };
    HeaderMatch {
        how,
        candidates,
        barred: false,
    }
}

/// From this confidence on, likeness alone proposes a field.
pub const ALIKE: u8 = 60;

/// A share of 1 in percent.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn percent(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_fold_like_all_others() {
        let all: String = (0..128u8).map(char::from).collect();
        assert_eq!(fold_header(&all), fold_any(&all));
        assert_eq!(fold_header(" Meter_No.*\t"), "meterno.");
    }

    fn matched(headers: &[&str]) -> Vec<(How, Option<String>)> {
        static SCHEMA: std::sync::LazyLock<Schema> =
            std::sync::LazyLock::new(|| Schema::meters().unwrap());
        let schema = &*SCHEMA;
        let headers: Vec<String> = headers.iter().map(|h| (*h).to_owned()).collect();
        match_headers(schema, &headers)
            .iter()
            .map(|m| {
                let name = m.field().map(|f| schema.field(f).unwrap().name.clone());
                (m.how, name)
            })
            .collect()
    }

    fn one(header: &str) -> (How, Option<String>) {
        matched(&[header]).remove(0)
    }

    #[test]
    fn spelling_does_not_matter() {
        for header in [
            "Customer External ID *",
            "\u{feff}MANUFACTURER",
            " serial\u{a0}number",
            "Dévice_external_id",
        ] {
            assert_eq!(one(header).0, How::Exact, "{header}");
        }
        assert_eq!(one("uid").0, How::Generated);
        assert_eq!(one("").0, How::Unknown);
        assert_eq!(one("N°").0, How::Unknown, "a row number");
    }

    #[test]
    fn every_listed_name_is_taken_or_waits_as_its_list_says() {
        let schema = Schema::meters().unwrap();
        let mut autos = 0;
        for line in include_str!("../../assets/schema/meters-synonyms.tsv").lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [field, _, header, role] = cells[..] else {
                continue;
            };
            if line.starts_with('#') || field == "-" || field == "field" {
                continue;
            }
            let (how, name) = one(header);
            match role {
                // Taken, unless another line makes the same words cautious or another field.
                "auto" => {
                    let twice = schema.synonyms().of(&key(&words(header)));
                    if twice.len() == 1 && twice[0].1 == Use::Auto {
                        autos += 1;
                        assert!(
                            matches!(how, How::Synonym | How::Exact),
                            "{header}: {how:?}"
                        );
                        assert_eq!(name.as_deref(), Some(field), "{header}");
                    } else {
                        assert_ne!(how, How::Synonym, "{header}");
                    }
                }
                "never" => assert!(
                    !matches!(how, How::Synonym | How::Exact) || name.as_deref() != Some(field),
                    "{header}"
                ),
                _ => assert!(
                    matches!(how, How::Proposed | How::Exact | How::Generated),
                    "{header}: {how:?}"
                ),
            }
        }
        assert!(autos > 600, "{autos}");
    }

    #[test]
    fn third_persons_and_pictures_are_nobody() {
        for header in [
            "Gaurantor Phone Number",
            "guarantor/phone_number",
            "Next of kin phone",
            "Take picture of customer ID",
            "Nom du père",
            "agent_name",
            "_id",
            "_submitted_by",
        ] {
            assert_eq!(one(header).0, How::Unknown, "{header}");
        }
    }

    #[test]
    fn the_last_part_of_a_path_counts() {
        let field = |name: &str| Some(name.to_owned());
        assert_eq!(
            one("meter_info/serial_number"),
            (How::Synonym, field("serial_number"))
        );
        assert_eq!(
            one("grp_client/Téléphone 2"),
            (How::Proposed, field("customer_phone_2"))
        );
        assert_eq!(
            matched(&["appliance?", "appliance?/Email"])[1].0,
            How::Unknown,
            "an answer among several"
        );
    }

    #[test]
    fn another_unit_waits() {
        let field = |name: &str| Some(name.to_owned());
        assert_eq!(one("Power limit (W)"), (How::Synonym, field("max_power_w")));
        assert_eq!(
            one("Power limit (kW)"),
            (How::Proposed, field("max_power_w"))
        );
        assert_eq!(
            one("contract duration (months)"),
            (How::Proposed, field("payment_plan_days"))
        );
    }

    #[test]
    fn typing_errors_are_proposed_and_never_taken() {
        let field = |name: &str| Some(name.to_owned());
        assert_eq!(
            one("Meter serail number"),
            (How::Proposed, field("serial_number"))
        );
        assert_eq!(
            one("customer_externl_id"),
            (How::Proposed, field("customer_external_id"))
        );
        assert_eq!(one("notes").0, How::Unknown);
        assert_eq!(one("Observations").0, How::Unknown);
    }
}
