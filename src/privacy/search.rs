//! Looks for personal data in one text: the distinctive values of the file, and what looks like
//! a phone, an e-mail address, a long number or a place. Says where and why, never what.

use super::blur::Decimals;
use super::digits::{LONG_RUN, Number, decimals, degrees, numbers, phone_keys};
use super::distinctive::{Distinctive, email_key};
use super::plain::plainly;
use super::pseudonym::is_digest;
use super::shards::alone;
use super::trace::Trace;
use super::words::{Word, digit_runs, joined, sequence, split};
use crate::table::Text;

/// Letters and digits of the shortest identity number that is searched for.
const LEAST_ID: usize = 6;
/// Words that an identity number has at most, and bytes between two of them.
const ID_WORDS: usize = 5;
const ID_LETTERS: usize = 4;
const MOST_GAP: usize = 3;

/// How strictly a text is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strictness {
    /// Free text, and columns that the format does not know: everything.
    Text,
    /// Identifiers of devices and accounts, which are long numbers by nature: values of this
    /// file, e-mail addresses, and numbers written with `+`.
    Identifier,
    /// A number, date or code that is what its field takes: only values of this file that are
    /// too long to be met by chance.
    Typed,
    /// A finished file's other parts (notes, properties): values of this file and addresses.
    Part,
}

/// Why it was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A personal value of this file.
    OwnValue,
    /// It has the form.
    Form,
}

/// One find in a text: bytes `start..end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Find {
    pub trace: Trace,
    pub why: Why,
    pub start: usize,
    pub end: usize,
}

/// Searches texts; keeps its memory between them.
pub struct Searcher<'a> {
    distinctive: &'a Distinctive,
    hunt: Hunt,
    asked: Vec<u64>,
}

impl<'a> Searcher<'a> {
    /// `leaves`: the decimals with which coordinates leave.
    #[must_use]
    pub fn new(distinctive: &'a Distinctive, leaves: Decimals) -> Self {
        Self {
            distinctive,
            hunt: Hunt {
                leaves,
                words: Vec::new(),
                runs: Vec::new(),
                mixed: false,
                finds: Vec::new(),
            },
            asked: Vec::new(),
        }
    }

    /// What a text holds, in its order, nothing twice. Empty for text without personal data.
    pub fn search(&mut self, text: Text<'_>, strictness: Strictness) -> &[Find] {
        self.hunt.search(&mut self.distinctive, text, strictness);
        &self.hunt.finds
    }

    /// The places of texts that have to be searched; in the others a search would find nothing.
    /// Quicker than a search where most texts hold nothing: what would be looked up is gathered
    /// for all of them, and then looked up side by side.
    pub fn suspects<'t>(
        &mut self,
        texts: impl Iterator<Item = (Text<'t>, Strictness)>,
    ) -> Vec<usize> {
        self.asked.clear();
        let mut ends: Vec<(usize, bool)> = Vec::new();
        for (text, strictness) in texts {
            self.hunt
                .search(&mut Asked(&mut self.asked), text, strictness);
            ends.push((self.asked.len(), !self.hunt.finds.is_empty()));
        }
        // Without a way out in between, so that the processor can ask for many at once.
        for key in &mut self.asked {
            *key = u64::from(self.distinctive.may_have(*key));
        }
        let mut suspects = Vec::new();
        let mut start = 0;
        for ((end, found), place) in ends.into_iter().zip(0..) {
            let own = self.asked.get(start..end).unwrap_or_default();
            start = end;
            if found || own.contains(&1) {
                suspects.push(place);
            }
        }
        suspects
    }
}

/// Who says whether a key is that of a personal value of the file.
trait Keys {
    /// What a key stands for.
    fn known(&mut self, key: u64) -> Option<Trace>;
    /// Which lengths of runs begin with this word, behind which so many more stand in the text.
    fn runs_from(&mut self, word: u64, behind: usize) -> Option<u32>;
}

impl Keys for &Distinctive {
    #[inline]
    fn known(&mut self, key: u64) -> Option<Trace> {
        Distinctive::known(self, key)
    }

    #[inline]
    fn runs_from(&mut self, word: u64, _behind: usize) -> Option<u32> {
        Distinctive::runs_from(self, word)
    }
}

/// Says no to everything, and keeps what it was asked. Where the file's values would have said
/// no as well, a search goes the same way.
struct Asked<'a>(&'a mut Vec<u64>);

impl Keys for Asked<'_> {
    #[inline]
    fn known(&mut self, key: u64) -> Option<Trace> {
        self.0.push(key);
        None
    }

    #[inline]
    fn runs_from(&mut self, word: u64, behind: usize) -> Option<u32> {
        // The last word of a text begins no longer run: it is asked for as a whole value only.
        self.0.push(if behind == 0 { alone(word) } else { word });
        None
    }
}

/// The search of one text.
struct Hunt {
    leaves: Decimals,
    words: Vec<Word>,
    /// Digits within words too, where a word is mixed.
    runs: Vec<Word>,
    mixed: bool,
    finds: Vec<Find>,
}

impl Hunt {
    fn search(&mut self, keys: &mut impl Keys, text: Text<'_>, strictness: Strictness) {
        self.finds.clear();
        let text = text.reveal();
        let short = match strictness {
            Strictness::Typed => LONG_RUN - 2,
            _ => 5,
        };
        if text.len() < short || is_digest(text) {
            return;
        }
        // A short number or date can only hold a fine coordinate.
        if strictness == Strictness::Typed
            && text.len() < LONG_RUN
            && !has_decimals(text, self.leaves.count().max(3) + 1)
        {
            return;
        }
        self.look(keys, text, strictness);
        let plain = plainly(text);
        if plain != text {
            // Places in the plain text are others: what is found there is the whole text.
            let own = std::mem::take(&mut self.finds);
            self.look(keys, &plain, strictness);
            let first = self.finds.first().map(|find| (find.trace, find.why));
            self.finds = own;
            if let (Some((trace, why)), true) = (first, self.finds.is_empty()) {
                self.push(trace, why, 0, text.len());
            }
        }
        self.settle();
    }

    fn look(&mut self, keys: &mut impl Keys, text: &str, strictness: Strictness) {
        split(text, &mut self.words);
        let (mut digits, mut mixed) = (0, false);
        for word in &self.words {
            if word.digits {
                digits += word.end - word.start;
            } else if word.mixed {
                mixed = true;
                let own = text.as_bytes().get(word.start..word.end);
                let own = own.unwrap_or_default().iter();
                digits += own.filter(|b| b.is_ascii_digit()).count();
            }
        }
        self.values(keys, text, strictness);
        if digits > 0 {
            self.ids(keys, text, strictness);
        }
        if text.contains('@') {
            self.addresses(keys, text);
        }
        if digits >= 5 {
            self.mixed = mixed;
            if mixed {
                digit_runs(text, &self.words, &mut self.runs);
            }
            self.phones(keys, text, strictness);
            self.places(keys, text, strictness);
        }
        if matches!(strictness, Strictness::Text)
            && let Some((start, end)) = degrees(text)
        {
            self.push(Trace::Place, Why::Form, start, end);
        }
    }

    fn push(&mut self, trace: Trace, why: Why, start: usize, end: usize) {
        self.finds.push(Find {
            trace,
            why,
            start,
            end,
        });
    }

    /// Runs of words that are a name, an address, an id.
    fn values(&mut self, keys: &mut impl Keys, text: &str, strictness: Strictness) {
        let long =
            |start: usize, end: usize| strictness != Strictness::Typed || end - start >= LONG_RUN;
        for at in 0..self.words.len() {
            let Some(first) = self.words.get(at) else {
                break;
            };
            let behind = self.words.len() - at - 1;
            let Some(mut lengths) = keys.runs_from(first.hash, behind) else {
                continue;
            };
            while lengths != 0 {
                let length = lengths.trailing_zeros() as usize + 1;
                lengths &= lengths - 1;
                let Some(run) = self.words.get(at..at + length) else {
                    continue;
                };
                let end = run.last().map_or(first.end, |w| w.end);
                if let Some(trace) = keys.known(sequence(run))
                    && long(first.start, end)
                {
                    self.finds.push(Find {
                        trace,
                        why: Why::OwnValue,
                        start: first.start,
                        end,
                    });
                }
            }
        }
        if self.words.len() > 1
            && let Some(trace) = keys.known(joined(text))
            && long(0, text.len())
        {
            self.push(trace, Why::OwnValue, 0, text.len());
        }
    }

    /// Identity numbers of this file with other separators, or none: `123456/78/1` as `123456781`.
    fn ids(&mut self, keys: &mut impl Keys, text: &str, strictness: Strictness) {
        let least = if strictness == Strictness::Typed {
            LONG_RUN
        } else {
            LEAST_ID
        };
        for (at, first) in self.words.iter().enumerate() {
            // Before digits stand a few letters at most: `AB 12345`, `CUST-12345`.
            if !first.digits && !first.mixed && first.end - first.start > ID_LETTERS {
                continue;
            }
            let (mut marks, mut digits) = (0, false);
            let mut before = first;
            for word in self.words.iter().skip(at).take(ID_WORDS) {
                let gap = word.start.saturating_sub(before.end);
                if word.start > first.start && gap > MOST_GAP {
                    break;
                }
                before = word;
                marks += word.end - word.start;
                digits |= word.digits || word.mixed;
                if !digits || marks < least {
                    continue;
                }
                let own = text.get(first.start..word.end).unwrap_or_default();
                if let Some(trace) = keys.known(joined(own)) {
                    self.finds.push(Find {
                        trace,
                        why: Why::OwnValue,
                        start: first.start,
                        end: word.end,
                    });
                }
            }
        }
    }

    /// E-mail addresses, of this file and others.
    fn addresses(&mut self, keys: &mut impl Keys, text: &str) {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
        let mut rest = 0;
        while let Some(at) = text.get(rest..).and_then(|t| t.find('@')).map(|i| rest + i) {
            rest = at + 1;
            let (Some(before), Some(after)) = (text.get(..at), text.get(at + 1..)) else {
                break;
            };
            let start = before.trim_end_matches(part).len();
            let domain = after
                .find(|c: char| !part(c))
                .map_or(after, |end| after.get(..end).unwrap_or(after))
                .trim_end_matches(['.', '-', '_']);
            let end = at + 1 + domain.len();
            if start == at || !domain.contains('.') {
                continue;
            }
            let own = text.get(start..end).and_then(|t| keys.known(email_key(t)));
            let why = if own.is_some() {
                Why::OwnValue
            } else {
                Why::Form
            };
            self.push(own.unwrap_or(Trace::Email), why, start, end);
        }
    }

    /// Phones of this file, numbers that look like phones, and long runs.
    fn phones(&mut self, keys: &mut impl Keys, text: &str, strictness: Strictness) {
        let finds = &mut self.finds;
        let runs = if self.mixed { &self.runs } else { &self.words };
        numbers(text, runs, |n| {
            let own = phone_keys(n.digits.as_str(), n.international)
                .into_iter()
                .flatten()
                .find_map(|key| keys.known(key));
            let significant = n.digits.as_str().trim_start_matches('0').len();
            let found = match (own, strictness) {
                (Some(_), Strictness::Typed) if significant < LONG_RUN => None,
                (Some(trace), _) => Some((trace, Why::OwnValue)),
                // A list, or the number of a thing.
                (None, _) if n.loose || (is_glued(text, n) && !is_announced(text, n)) => None,
                (None, Strictness::Text) => by_form(text, n).map(|t| (t, Why::Form)),
                (None, Strictness::Identifier) if n.international && looks_like_phone(n) => {
                    Some((Trace::Phone, Why::Form))
                }
                (None, _) => None,
            };
            if let Some((trace, why)) = found {
                finds.push(Find {
                    trace,
                    why,
                    start: n.start,
                    end: n.end,
                });
            }
        });
    }

    /// Coordinates finer than what leaves.
    fn places(&mut self, keys: &mut impl Keys, text: &str, strictness: Strictness) {
        let leaves = self.leaves.count();
        let mut seen = Vec::new();
        decimals(text, &self.words, |d| seen.push(d));
        let pair = seen.iter().filter(|d| d.decimals > leaves).count() > 1;
        for d in seen {
            // One number with few decimals can be a price; two side by side are a place.
            let fine = d.decimals > if pair { leaves } else { leaves.max(3) };
            let own = d.decimals > leaves.max(3) && keys.known(d.key).is_some();
            let why = match (own, strictness) {
                (true, _) => Why::OwnValue,
                (false, Strictness::Text) if fine => Why::Form,
                _ => continue,
            };
            self.finds.push(Find {
                trace: Trace::Place,
                why,
                start: d.start,
                end: d.end,
            });
        }
    }

    /// Orders the finds and drops those within others: values of this file first, then the
    /// longer ones.
    fn settle(&mut self) {
        if self.finds.len() < 2 {
            return;
        }
        self.finds
            .sort_by_key(|f| (f.why, std::cmp::Reverse(f.end - f.start), f.start, f.trace));
        let mut kept: Vec<Find> = Vec::with_capacity(self.finds.len());
        for find in self.finds.drain(..) {
            let apart = kept
                .iter()
                .all(|k| find.end <= k.start || k.end <= find.start);
            if apart {
                kept.push(find);
            }
        }
        kept.sort_by_key(|f| f.start);
        self.finds = kept;
    }
}

/// True when so many digits or more follow a point or a comma, whatever stands between them.
fn has_decimals(text: &str, least: usize) -> bool {
    text.find(['.', ','])
        .and_then(|at| text.get(at + 1..))
        .is_some_and(|rest| rest.bytes().filter(u8::is_ascii_digit).count() >= least)
}

fn by_form(text: &str, n: &Number) -> Option<Trace> {
    let digits = n.digits.as_str();
    if !n.dated && !n.torn {
        let announced = (8..=13).contains(&digits.len()) && is_announced(text, n);
        if looks_like_phone(n) || announced || is_grouped_with_its_country(n) {
            return Some(Trace::Phone);
        }
    }
    (n.groups == 1 && digits.len() >= LONG_RUN).then_some(Trace::Digits)
}

/// `260 977 123 456`: a country of Africa, which all begin with 2, and groups that are no
/// thousands.
fn is_grouped_with_its_country(n: &Number) -> bool {
    let digits = n.digits.as_str();
    n.groups > 2
        && (11..=13).contains(&digits.len())
        && digits.starts_with("2")
        && !digits.ends_with("000")
}

/// True for digits with a letter at one of their sides: `tel0977123456`, `SN4700012`.
fn is_glued(text: &str, n: &Number) -> bool {
    let before = text.get(..n.start).and_then(|t| t.chars().next_back());
    let after = text.get(n.end..).and_then(|t| t.chars().next());
    before.is_some_and(char::is_alphabetic) || after.is_some_and(char::is_alphabetic)
}

/// Words after which a telephone number follows.
const ANNOUNCE: [&str; 18] = [
    "tel",
    "tél",
    "telephone",
    "téléphone",
    "phone",
    "mob",
    "mobile",
    "cell",
    "cel",
    "gsm",
    "whatsapp",
    "wa",
    "appel",
    "appeler",
    "call",
    "joindre",
    "portable",
    "fone",
];

fn is_announced(text: &str, n: &Number) -> bool {
    let before = text.get(..n.start).unwrap_or_default();
    let near = before.trim_end_matches([' ', '.', ':', '°', '\u{a0}', '(', '+']);
    let rest = near.trim_end_matches(char::is_alphabetic);
    let word = near.get(rest.len()..).unwrap_or_default();
    before.len() - near.len() <= 4 && ANNOUNCE.iter().any(|known| word.to_lowercase() == *known)
}

fn looks_like_phone(n: &Number) -> bool {
    let digits = n.digits.as_str();
    let length = digits.len();
    if let Some(rest) = digits.strip_prefix("00") {
        return (9..=15).contains(&rest.len()) && !rest.starts_with('0');
    }
    if n.international {
        return (8..=15).contains(&length);
    }
    (9..=11).contains(&length) && digits.starts_with('0') && !digits.starts_with("00")
}

/// The text with its finds masked: each becomes `***`.
#[must_use]
pub fn masked(text: Text<'_>, finds: &[Find]) -> String {
    let text = text.reveal();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for find in finds {
        out.push_str(text.get(at..find.start).unwrap_or_default());
        out.push_str("***");
        at = find.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::privacy::distinctive::PersonalColumn;
    use crate::table::{ColId, Table};

    fn own() -> Distinctive {
        let mut table = Table::new(None, 1, (0..6u32).map(|i| (format!("c{i}"), i)).collect());
        let row = table.push_row(2);
        let traces = [
            (Trace::Name, "Zoé Ngoma"),
            (Trace::Id, "123456/78/1"),
            (Trace::Address, "12 Mission Road, Mansa"),
            (Trace::Email, "Zoe@example.org"),
            (Trace::Phone, "+260977123456"),
            (Trace::Place, "-12.2462701"),
        ];
        for (col, (_, text)) in (0u32..).zip(traces) {
            table.set(row, ColId(col), Text::new(text));
        }
        let never = |_| false;
        let personal: Vec<PersonalColumn<'_>> = (0u32..)
            .zip(traces)
            .map(|(col, (trace, _))| PersonalColumn {
                col: ColId(col),
                column: table.column(ColId(col)).unwrap(),
                trace,
                decimals: Decimals::Three,
                invalid: &never,
            })
            .collect();
        Distinctive::new(&personal, &[])
    }

    fn all(text: &str, strictness: Strictness) -> Vec<(Trace, Why, String)> {
        let own = own();
        Searcher::new(&own, Decimals::Three)
            .search(Text::new(text), strictness)
            .iter()
            .map(|f| (f.trace, f.why, text[f.start..f.end].to_owned()))
            .collect()
    }

    #[test]
    fn values_of_the_file_are_found_in_every_spelling() {
        for (text, trace, part) in [
            ("ZOE NGOMA", Trace::Name, "ZOE NGOMA"),
            ("chez Ngoma, Zoe (mill)", Trace::Name, "Ngoma, Zoe"),
            ("NRC 123456/78/1!", Trace::Id, "123456/78/1"),
            ("123456-781", Trace::Id, "123456-781"),
            (
                "at 12, mission road Mansa",
                Trace::Address,
                "12, mission road Mansa",
            ),
            ("mail zoe@EXAMPLE.org.", Trace::Email, "zoe@EXAMPLE.org"),
            ("tel 0977 12 34 56", Trace::Phone, "0977 12 34 56"),
            ("(+260) 977-123-456", Trace::Phone, "260) 977-123-456"),
            ("12,246270100", Trace::Place, "12,246270100"),
        ] {
            assert_eq!(
                all(text, Strictness::Text),
                [(trace, Why::OwnValue, part.to_owned())],
                "{text}"
            );
        }
    }

    /// Each left a file in the clear once, in a column that is not personal.
    #[test]
    fn values_of_the_file_are_found_within_words_and_with_other_separators() {
        for (text, trace) in [
            ("C0977123456", Trace::Phone),
            ("tel0977123456", Trace::Phone),
            ("0977123456x", Trace::Phone),
            ("中0977123456", Trace::Phone),
            ("0977123456é", Trace::Phone),
            ("WhatsApp0977 123 456", Trace::Phone),
            ("0977‐123‐456", Trace::Phone),
            ("0977—123—456", Trace::Phone),
            ("0977,123,456", Trace::Phone),
            ("0977\n123\n456", Trace::Phone),
            ("[0977][123][456]", Trace::Phone),
            ("０９７７１２３４５６", Trace::Phone),
            ("٠٩٧٧١٢٣٤٥٦", Trace::Phone),
            ("5-0977 123 456", Trace::Phone),
            ("123456781", Trace::Id),
            ("NRC 123456781", Trace::Id),
            ("NRC 123456-781", Trace::Id),
            ("zoe＠example。org", Trace::Email),
            ("12.2462701S", Trace::Place),
            ("S12.2462701", Trace::Place),
            ("lat12.2462701", Trace::Place),
        ] {
            for strictness in [Strictness::Text, Strictness::Identifier] {
                let found = all(text, strictness);
                let own = |f: &(Trace, Why, String)| f.0 == trace && f.1 == Why::OwnValue;
                assert!(found.iter().any(own), "{text} {strictness:?}: {found:?}");
            }
        }
    }

    #[test]
    fn phones_of_others_are_found_as_they_are_written() {
        for text in [
            "Tel 76 12 34 56",
            "tél. 76123456",
            "appeler 97-12-34-56",
            "call 977 123 456",
            "tel0966000111",
            "260 977 123 456",
            "223 76 12 34 56",
            "5-0966 000 111",
            "N°3-0966 000 111",
        ] {
            let found = all(text, Strictness::Text);
            assert!(
                found.iter().any(|f| f.0 == Trace::Phone),
                "{text}: {found:?}"
            );
        }
        for text in [
            "12° 20.74 S",
            "12°14.776",
            "12.345678S 28.123456E",
            "S12.345678 E28.123456",
        ] {
            let found = all(text, Strictness::Text);
            assert!(
                found.iter().any(|f| f.0 == Trace::Place),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn forms_of_personal_data() {
        for (text, trace) in [
            ("0966 000 111", Trace::Phone),
            ("+44 20 7946 0018", Trace::Phone),
            ("00 33 1 23 45 67 89", Trace::Phone),
            ("other@example.com", Trace::Email),
            ("no 471250001234", Trace::Digits),
            ("-15.416700, 28.283300", Trace::Place),
            ("lat 15.41671", Trace::Place),
            ("15°24'12\"S", Trace::Place),
        ] {
            let found = all(text, Strictness::Text);
            assert!(
                !found.is_empty() && found.iter().all(|f| f.0 == trace && f.1 == Why::Form),
                "{text}"
            );
        }
    }

    #[test]
    fn no_false_alarm() {
        for text in [
            "milling",
            "SMU 12 Chinsanka",
            "Cashpower 2000",
            "1.2-rc3",
            "18-09-2021 10.30",
            "2021-09-18 12:00:00",
            "installed 01/02/2021, 5 lamps",
            "Zoe's shop",
            "Mission Road",
            "25°C",
            "150,000.50 ZMW",
            "12.345",
            "6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de",
            "PAYGO 24 months",
            "SN4700012512",
            "HOP0123456789",
            "260 000 000 000",
            "100, 200, 300, 400, 500",
            "1/02/2021 10.30",
            "rev12.3456",
            "20° 30",
            "call 24",
        ] {
            assert_eq!(all(text, Strictness::Text), [], "{text}");
        }
        for text in ["47000125007", "A1000000JA", "5000003"] {
            assert_eq!(all(text, Strictness::Identifier), [], "{text}");
        }
        for text in ["1500000", "2021-09-18", "12.24"] {
            assert_eq!(all(text, Strictness::Typed), [], "{text}");
        }
        assert_eq!(all("260977123456", Strictness::Typed).len(), 1);
        assert_eq!(all("0977123456", Strictness::Identifier).len(), 1);
        assert_eq!(all("+260955111222", Strictness::Identifier).len(), 1);
    }

    proptest! {
        /// Parts of the file's values, whole ones, and other texts.
        #[test]
        fn what_a_search_finds_is_suspected(
            texts in prop::collection::vec(prop::collection::vec(prop_oneof![
                Just("Zoé Ngoma"), Just("zoe"), Just("NGOMA"), Just("123456"), Just("123456/78/1"), Just("78"),
                Just("12 Mission Road, Mansa"), Just("12"), Just("mission road"), Just("Zoe@example.org"),
                Just("+260977123456"), Just("0977 123 456"), Just("-12.2462701"), Just("a"), Just("2021-03-04"),
            ], 1..4), 1..20),
            strictness in prop::sample::select(vec![Strictness::Text, Strictness::Identifier, Strictness::Typed]),
        ) {
            let own = own();
            let texts: Vec<String> = texts.iter().map(|parts| parts.join(" ")).collect();
            let mut searcher = Searcher::new(&own, Decimals::Three);
            let suspects = searcher.suspects(texts.iter().map(|text| (Text::new(text), strictness)));
            for (text, place) in texts.iter().zip(0..) {
                let found = !searcher.search(Text::new(text), strictness).is_empty();
                prop_assert!(!found || suspects.contains(&place), "{}", text);
            }
        }
    }

    #[test]
    fn a_word_that_only_begins_a_value_is_not_suspected_alone() {
        let own = own();
        let mut searcher = Searcher::new(&own, Decimals::Three);
        let texts =
            ["123456", "123456 / 78", "987654"].map(|t| (Text::new(t), Strictness::Identifier));
        assert_eq!(searcher.suspects(texts.into_iter()), [1]);
    }

    #[test]
    fn a_mask_leaves_nothing_to_find() {
        let own = own();
        let mut searcher = Searcher::new(&own, Decimals::Three);
        for text in [
            "call Zoé Ngoma on 0977 123 456 or zoe@example.org",
            "-12.2462701, 28.2833001 é",
        ] {
            let finds = searcher.search(Text::new(text), Strictness::Text).to_vec();
            assert!(finds.len() > 1);
            let masked = masked(Text::new(text), &finds);
            assert!(
                searcher
                    .search(Text::new(&masked), Strictness::Text)
                    .is_empty(),
                "{masked}"
            );
        }
    }
}
