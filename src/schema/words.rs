//! A header as words: what is left of it when spelling does not count.
//!
//! `N° de Compteur`, `numero_compteur` and `numCompteur` are the same words. Pure.

use unicode_normalization::UnicodeNormalization as _;

/// Words that carry no meaning in a header.
const EMPTY_WORDS: [&str; 17] = [
    "a", "an", "and", "au", "d", "de", "des", "du", "et", "l", "la", "le", "les", "of", "s", "the",
    "your",
];

/// Ways to write "number".
const NUMBER_WORDS: [&str; 7] = ["no", "n", "nr", "num", "number", "numero", "nombre"];

/// The words of a header: small letters without accents, numbers of any spelling as `no`,
/// camelCase taken apart, words without meaning dropped.
#[must_use]
pub fn words(header: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut last = ' ';
    for c in header.nfkd() {
        if unicode_normalization::char::is_combining_mark(c)
            || matches!(
                c,
                '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
            )
        {
            continue;
        }
        let c = match c {
            // `N°` is written with a degree sign as often as with º.
            '°' if matches!(last, 'n' | 'N') => 'o',
            other => other,
        };
        // Not in `kW`: one small letter is no word.
        if c.is_uppercase() && last.is_lowercase() && word.chars().nth(1).is_some() {
            take(&mut list, &mut word);
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else {
            take(&mut list, &mut word);
            if c == '#' {
                list.push("no".to_owned());
            }
        }
        last = c;
    }
    take(&mut list, &mut word);
    list
}

fn take(list: &mut Vec<String>, word: &mut String) {
    let word = std::mem::take(word);
    if word.is_empty() || EMPTY_WORDS.contains(&word.as_str()) {
        return;
    }
    if NUMBER_WORDS.contains(&word.as_str()) {
        list.push("no".to_owned());
    } else {
        list.push(word);
    }
}

/// What two headers are compared by.
#[must_use]
pub fn key(words: &[String]) -> String {
    words.concat()
}

/// A unit at the end of a header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    Watt,
    Kilowatt,
    /// Apparent power: not watts, whatever the factor.
    VoltAmpere,
    Ampere,
    Energy,
    Days,
    Months,
    Years,
}

/// The words without a unit at their end, and the unit.
#[must_use]
pub fn split_unit(words: &[String]) -> (&[String], Option<Unit>) {
    let Some((last, rest)) = words.split_last() else {
        return (words, None);
    };
    let unit = match last.as_str() {
        "w" | "watt" | "watts" => Unit::Watt,
        "kw" | "kilowatt" | "kilowatts" => Unit::Kilowatt,
        "va" | "kva" => Unit::VoltAmpere,
        "amp" | "amps" | "ampere" | "amperes" => Unit::Ampere,
        "wh" | "kwh" | "mwh" => Unit::Energy,
        "day" | "days" | "jour" | "jours" => Unit::Days,
        "month" | "months" | "mois" => Unit::Months,
        "year" | "years" | "an" | "ans" | "annee" | "annees" => Unit::Years,
        _ => return (words, None),
    };
    (rest, (!rest.is_empty()).then_some(unit))
}

/// How alike two lists of words are, 0 to 1: the share of letters in words that have a partner.
#[must_use]
pub fn likeness(a: &[String], b: &[String]) -> f64 {
    let letters = |list: &[String]| list.iter().map(|w| w.chars().count()).sum::<usize>();
    let total = letters(a) + letters(b);
    if total == 0 {
        return 0.0;
    }
    let mut free: Vec<&String> = b.iter().collect();
    let mut shared = 0.0;
    for word in a {
        let best = free
            .iter()
            .enumerate()
            .map(|(i, other)| (i, word_likeness(word, other)))
            .max_by(|x, y| x.1.total_cmp(&y.1))
            .filter(|(_, score)| *score >= 0.75);
        if let Some((i, score)) = best {
            let other = free.remove(i);
            let both = word.chars().count() + other.chars().count();
            shared += score * f64::from(u32::try_from(both).unwrap_or(u32::MAX));
        }
    }
    shared / f64::from(u32::try_from(total).unwrap_or(u32::MAX))
}

/// Typing errors count little, another word counts for nothing. Short words must be equal.
fn word_likeness(a: &str, b: &str) -> f64 {
    if a == b {
        1.0
    } else if a.chars().count().min(b.chars().count()) < 5 {
        0.0
    } else {
        strsim::normalized_damerau_levenshtein(a, b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_header_have_one_key() {
        for header in [
            "N° de Compteur",
            "Nº Compteur",
            "numero_compteur",
            "Numéro du compteur",
            "NUM COMPTEUR",
            "numCompteur",
            "№ compteur",
        ] {
            assert_eq!(key(&words(header)), "nocompteur", "{header}");
        }
        assert_eq!(words("meter #"), ["meter", "no"]);
        assert_eq!(words("METER_ID"), ["meter", "id"]);
        assert_eq!(words("Nom & prénom(s)"), ["nom", "prenom"]);
        assert_eq!(words("carte d’électeur n°"), ["carte", "electeur", "no"]);
    }

    #[test]
    fn a_unit_is_taken_aside() {
        let w = words("Puissance (kW)");
        assert_eq!(split_unit(&w).1, Some(Unit::Kilowatt));
        assert_eq!(split_unit(&words("kW")).1, None, "a unit alone is a name");
        assert_eq!(split_unit(&words("Puissance")).1, None);
    }

    #[test]
    fn likeness_forgives_typing_and_not_meaning() {
        let like = |a: &str, b: &str| likeness(&words(a), &words(b));
        assert!(like("Telefone number", "Telephone number") > 0.8);
        assert!(like("Meter serial numbr", "Meter serial number") > 0.7);
        assert!(like("Customer picture", "Customer name") < 0.7);
        assert!(like("lat", "lot") == 0.0);
    }
}
