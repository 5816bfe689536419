//! Lists of codes with the names that people write: countries and currencies.
//!
//! A name that could mean two codes is not in the list but in `ambiguous.tsv`: bare `Congo`,
//! `FCFA`, `$`.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

/// Current codes and what people write for them.
pub struct CodeList {
    codes: Vec<&'static str>,
    names: HashMap<String, &'static str>,
    listed: HashMap<&'static str, Vec<&'static str>>,
    ambiguous: HashMap<String, Vec<&'static str>>,
}

impl CodeList {
    fn parse(tsv: &'static str, kind: &str) -> Self {
        let mut list = Self {
            codes: Vec::new(),
            names: HashMap::new(),
            listed: HashMap::new(),
            ambiguous: HashMap::new(),
        };
        for line in tsv.lines().filter(|l| !l.starts_with('#')) {
            let (code, names) = line.split_once('\t').unwrap_or((line, ""));
            list.codes.push(code);
            list.listed
                .insert(code, names.split('|').filter(|n| !n.is_empty()).collect());
            for name in names.split('|').filter(|n| !n.is_empty()) {
                list.names.insert(fold_name(name), code);
            }
        }
        list.codes.sort_unstable();
        for line in AMBIGUOUS.lines().filter(|l| !l.starts_with('#')) {
            let mut parts = line.trim_end_matches('\r').split('\t');
            if parts.next() != Some(kind) {
                continue;
            }
            let names = parts.next().unwrap_or_default();
            let codes: Vec<&'static str> = parts.next().unwrap_or_default().split('|').collect();
            for name in names.split('|') {
                let folded = fold_name(name);
                list.names.remove(&folded);
                list.ambiguous.insert(folded, codes.clone());
            }
        }
        list
    }

    /// The codes that a name could stand for, when there are several.
    #[must_use]
    pub fn choices(&self, name: &str) -> &[&'static str] {
        self.ambiguous
            .get(&fold_name(name))
            .map_or(&[], Vec::as_slice)
    }

    /// True for a current code in upper case.
    #[must_use]
    pub fn contains(&self, code: &str) -> bool {
        self.codes.binary_search(&code).is_ok()
    }

    /// The code that a name stands for, when it stands for one only.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&'static str> {
        let folded = fold_name(name);
        if folded.is_empty() {
            return None;
        }
        self.names.get(&folded).copied()
    }

    /// The names of a code as its list has them, English ones before French ones.
    #[must_use]
    pub fn names_of(&self, code: &str) -> &[&'static str] {
        self.listed.get(code).map_or(&[], Vec::as_slice)
    }

    /// All codes in order.
    #[must_use]
    pub fn codes(&self) -> &[&'static str] {
        &self.codes
    }
}

const AMBIGUOUS: &str = include_str!("../../assets/schema/ambiguous.tsv");

/// Letters and digits in small letters without accents; signs of currencies are kept.
fn fold_name(name: &str) -> String {
    name.nfkd()
        .filter(|c| {
            c.is_alphanumeric() || matches!(*c, '$' | '£' | '€' | '¢' | '\u{20a0}'..='\u{20cf}')
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// ISO 3166-1 alpha-2.
#[must_use]
pub fn countries() -> &'static CodeList {
    static LIST: LazyLock<CodeList> = LazyLock::new(|| {
        CodeList::parse(include_str!("../../assets/schema/countries.tsv"), "country")
    });
    &LIST
}

/// ISO 4217.
#[must_use]
pub fn currencies() -> &'static CodeList {
    static LIST: LazyLock<CodeList> = LazyLock::new(|| {
        CodeList::parse(
            include_str!("../../assets/schema/currencies.tsv"),
            "currency",
        )
    });
    &LIST
}

/// The tender of a country, by its code.
#[must_use]
pub fn currencies_of(country: &str) -> &'static [&'static str] {
    static MAP: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
        include_str!("../../assets/schema/country_currencies.tsv")
            .lines()
            .filter_map(|l| l.trim_end_matches('\r').split_once('\t'))
            .map(|(country, codes)| (country, codes.split('|').collect()))
            .collect()
    });
    MAP.get(country).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_by_code_and_name() {
        for code in ["NA", "ZM", "CD", "CI", "SS", "XX"] {
            assert_eq!(countries().contains(code), code != "XX", "{code}");
        }
        assert!(!countries().contains("zm"));
        for (name, code) in [
            ("RDC", "CD"),
            ("Ivory Coast", "CI"),
            ("Côte d’Ivoire", "CI"),
            ("cote d'ivoire", "CI"),
            ("Tanzanie", "TZ"),
            ("Swaziland", "SZ"),
            ("Zambie", "ZM"),
            ("ZMB", "ZM"),
            ("Niger", "NE"),
            ("Nigéria", "NG"),
            ("Guinée Conakry", "GN"),
            ("Congo-Kinshasa", "CD"),
            ("Congo-Brazzaville", "CG"),
            ("RCA", "CF"),
            ("Tchad", "TD"),
            ("Cap-Vert", "CV"),
            ("Bénin", "BJ"),
            ("Namibia", "NA"),
        ] {
            assert_eq!(countries().by_name(name), Some(code), "{name}");
        }
        for name in ["Congo", "Guinée", "", "-", "Atlantis"] {
            assert_eq!(countries().by_name(name), None, "{name}");
        }
    }

    #[test]
    fn currencies_by_code_and_name() {
        assert!(currencies().contains("ZMW") && currencies().contains("XOF"));
        assert!(!currencies().contains("ZMK") && !currencies().contains("zmw"));
        for (name, code) in [
            ("Naira", "NGN"),
            ("₦", "NGN"),
            ("€", "EUR"),
            ("Kwacha zambien", "ZMW"),
            ("KSh", "KES"),
        ] {
            assert_eq!(currencies().by_name(name), Some(code), "{name}");
        }
        for name in ["FCFA", "CFA", "$", "franc", ""] {
            assert_eq!(currencies().by_name(name), None, "{name}");
        }
        assert_eq!(currencies().choices("F CFA"), ["XOF", "XAF"]);
        assert_eq!(countries().choices("congo"), ["CD", "CG"]);
        assert!(countries().choices("Niger").is_empty() && currencies().choices("").is_empty());
        assert_eq!(currencies_of("SN"), ["XOF"]);
        assert!(currencies_of("XX").is_empty());
    }

    #[test]
    fn every_ambiguous_code_is_a_current_one() {
        for (list, kind) in [(countries(), "country"), (currencies(), "currency")] {
            for codes in list.ambiguous.values() {
                assert!(codes.iter().all(|c| list.contains(c)), "{kind} {codes:?}");
            }
        }
    }
}
