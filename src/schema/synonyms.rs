//! Other names of the fields, read from `assets/schema/meters-synonyms.tsv`.

use std::collections::{HashMap, HashSet};

use super::load::SchemaError;
use super::words::{key, words};
use super::{FieldId, Schema};

/// What may be done with a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Use {
    /// Taken without a question.
    Auto,
    /// Waits for the user.
    Propose,
    /// Needs its other half.
    Join,
    /// Another unit or shape; waits for the user.
    Convert,
    /// Another thing.
    Never,
}

/// One name as words, for likeness.
#[derive(Clone, Debug)]
pub struct Name {
    pub field: FieldId,
    pub spelling: String,
    pub words: Vec<String>,
    pub role: Use,
}

/// All names of a schema's fields.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    by_key: HashMap<String, Vec<(FieldId, Use)>>,
    names: Vec<Name>,
    /// Headers of survey tools, in small letters, that are never data.
    never: HashSet<String>,
    /// Words of third persons, pictures and the like.
    barring: HashSet<String>,
    /// Words that occur in names of personal fields and in no other name.
    personal: HashSet<String>,
}

/// Reads the names of fields that the schema has; others are passed over, so that a schema
/// with fewer fields can be read with the same names.
pub(super) fn parse_synonyms(schema: &Schema, tsv: &str) -> Result<Synonyms, SchemaError> {
    let mut all = Synonyms::default();
    let mut lines = tsv
        .lines()
        .enumerate()
        .map(|(i, l)| (i + 1, l.trim_end_matches('\r')))
        .filter(|(_, l)| !l.starts_with('#') && !l.is_empty());
    let bad = |line: usize, reason: &str| SchemaError {
        line,
        reason: reason.to_owned(),
    };
    match lines.next() {
        Some((_, "field\tlang\theader\tuse")) => {}
        Some((line, _)) => return Err(bad(line, "the columns are field, lang, header, use")),
        None => return Err(bad(1, "the file has no header line")),
    }
    for (line, text) in lines {
        let mut cells = text.split('\t');
        let (Some(field), Some(_lang), Some(header), Some(role), None) = (
            cells.next(),
            cells.next(),
            cells.next(),
            cells.next(),
            cells.next(),
        ) else {
            return Err(bad(line, "a line has four cells"));
        };
        let role = match role {
            "auto" => Use::Auto,
            "propose" => Use::Propose,
            "join" => Use::Join,
            "convert" => Use::Convert,
            "never" if field == "-" => {
                all.never.insert(header.to_lowercase());
                continue;
            }
            "word" if field == "-" => {
                all.barring.insert(header.to_lowercase());
                continue;
            }
            "never" => Use::Never,
            _ => return Err(bad(line, "use is auto, propose, join, convert or never")),
        };
        let Some(id) = schema.by_name(field) else {
            continue;
        };
        let words = words(header);
        if words.is_empty() {
            return Err(bad(line, "a name without a word"));
        }
        let entry = all.by_key.entry(key(&words)).or_default();
        if !entry.contains(&(id, role)) {
            entry.push((id, role));
        }
        all.names.push(Name {
            field: id,
            spelling: header.to_owned(),
            words,
            role,
        });
    }
    let is_personal = |name: &Name| schema.field(name.field).is_some_and(|f| f.p14n);
    let words_of = |personal: bool| -> HashSet<String> {
        all.names
            .iter()
            .filter(|n| n.role != Use::Never && is_personal(n) == personal)
            .flat_map(|n| n.words.iter().filter(|w| w.chars().count() > 2))
            .cloned()
            .collect()
    };
    all.personal = &words_of(true) - &words_of(false);
    Ok(all)
}

impl Synonyms {
    /// The fields of a key, each once with the most cautious of its uses. `never` in one
    /// language does not bar what another language proposes.
    #[must_use]
    pub fn of(&self, key: &str) -> Vec<(FieldId, Use)> {
        let mut found: Vec<(FieldId, Use)> = Vec::new();
        for (field, role) in self.by_key.get(key).into_iter().flatten() {
            match found.iter_mut().find(|(f, _)| f == field) {
                None => found.push((*field, *role)),
                Some((_, known)) => {
                    *known = match (*known, *role) {
                        (Use::Never, other) | (other, Use::Never) => other.max(Use::Propose),
                        (a, b) => a.max(b),
                    }
                }
            }
        }
        found
    }

    /// Every name, for likeness.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// True when a field's name is listed in just this spelling.
    #[must_use]
    pub fn is_spelled(&self, field: FieldId, header: &str) -> bool {
        let header = header.trim();
        self.names
            .iter()
            .any(|n| n.field == field && n.spelling == header)
    }

    /// True when a header has a word that only names of personal fields have, or one of a third
    /// person, a picture, a signature.
    #[must_use]
    pub fn is_about_a_person(&self, words: &[String]) -> bool {
        words
            .iter()
            .any(|w| self.personal.contains(w) || self.barring.contains(w))
    }

    /// True for a column of a survey tool about the survey itself.
    #[must_use]
    pub fn is_survey(&self, header: &str) -> bool {
        self.never.contains(&header.trim().to_lowercase())
    }

    /// True when a word says that the column is about another person or thing.
    #[must_use]
    pub fn is_barred(&self, words: &[String]) -> bool {
        words.iter().any(|w| self.barring.contains(w))
    }
}
