//! Looks for personal data in one text: the distinctive values of the file, and what looks like
//! a phone, an e-mail address, a long number or a place. Says where and why, never what.

use super::blur::Decimals;
use super::digits::{LONG_RUN, decimals, degrees, numbers, phone_keys};
use super::distinctive::{Distinctive, email_key};
use super::form::{by_form, is_announced, is_glued, looks_like_phone};
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
mod tests;
