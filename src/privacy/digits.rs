//! Telephone numbers, digit runs and coordinates inside text, by their digits.

use super::words::{Salt, Word, key, key_of};
use crate::parse::date::{self, Ordered};

/// Phones shorter than this are not searched for.
pub(super) const LEAST_PHONE: usize = 7;
/// E.164 allows 15 digits; `00` and a trunk zero may stand before them.
const MOST_PHONE: usize = 18;
/// A number of this many digits in one go is worth a question.
pub(super) const LONG_RUN: usize = 9;

/// One number: the digit words `first..end`, joined.
pub(super) struct Number {
    pub start: usize,
    pub end: usize,
    pub digits: Digits,
    /// Written with `+` or `00`.
    pub international: bool,
    /// How many groups it is joined from.
    pub groups: usize,
    /// What stands between some of them hardly ever parts the groups of one number.
    pub loose: bool,
    /// Its first groups are a date.
    pub dated: bool,
    /// Torn from groups before it by something else than a blank.
    pub torn: bool,
}

/// The digits of a number that can be a phone.
#[derive(Clone, Copy, Default)]
pub(super) struct Digits {
    bytes: [u8; MOST_PHONE],
    length: usize,
}

impl Digits {
    /// Digits of groups, one after the other; `None` for too many.
    fn of<'t>(groups: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut all = Self::default();
        for group in groups {
            let end = all.length + group.len();
            all.bytes
                .get_mut(all.length..end)?
                .copy_from_slice(group.as_bytes());
            all.length = end;
        }
        Some(all)
    }

    /// One more digit; those that are too many are only counted.
    fn push(&mut self, digit: char) {
        if let (Some(slot), Ok(digit)) = (self.bytes.get_mut(self.length), u8::try_from(digit)) {
            *slot = digit;
        }
        self.length += 1;
    }

    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// What stands between two groups of digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    /// The groups belong to two numbers.
    Apart,
    /// As numbers are grouped.
    Usual,
    /// The groups of one number now and then, and more often a list.
    Loose,
}

fn between(text: &str) -> Between {
    if text.is_empty() || text.chars().count() > 3 {
        return Between::Apart;
    }
    let mut found = Between::Usual;
    for c in text.chars() {
        match c {
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '-' | '.' | '(' | ')' | '/' | '_' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
            ',' | ';' | ':' | '*' | '|' | '·' | '•' | '\'' | '’' | '[' | ']' => {
                found = Between::Loose
            }
            '\n' | '\r' | '\t' => found = Between::Loose,
            _ => return Between::Apart,
        }
    }
    found
}

/// Every number that neighbouring digit words can be read as, longest first from each start. Words
/// that are no digits may be left out.
pub(super) fn numbers(text: &str, words: &[Word], mut each: impl FnMut(&Number)) {
    for (first, word) in words.iter().enumerate() {
        if !word.digits {
            continue;
        }
        let before = text.get(..word.start).unwrap_or_default();
        let plus = before.trim_end_matches(['(', ' ']).ends_with('+');
        let torn = first
            .checked_sub(1)
            .filter(|before| is_torn(text, words, *before))
            .is_some();
        let mut end = first;
        let mut loose_from = usize::MAX;
        let mut length = word.end - word.start;
        while let (Some(a), Some(b)) = (words.get(end), words.get(end + 1)) {
            let gap = between(text.get(a.end..b.start).unwrap_or_default());
            length += b.end - b.start;
            if !b.digits || gap == Between::Apart || length > MOST_PHONE {
                break;
            }
            end += 1;
            if gap == Between::Loose {
                loose_from = loose_from.min(end);
            }
        }
        for last in (first..=end).rev() {
            let Some(group) = words.get(first..=last) else {
                continue;
            };
            let Some(digits) = Digits::of(group.iter().filter_map(|w| text.get(w.start..w.end)))
            else {
                continue;
            };
            if digits.length < LEAST_PHONE {
                continue;
            }
            let end = group.last().map_or(word.end, |w| w.end);
            let international = plus || digits.as_str().starts_with("00");
            each(&Number {
                start: word.start,
                end,
                international,
                groups: group.len(),
                loose: last >= loose_from,
                torn,
                dated: group.len() > 2 && starts_with_a_date(text, group),
                digits,
            });
        }
    }
}

/// True when the digit word at `before` and the next one are groups of one longer number. One digit
/// in front, as in `5-0966 000 111`, is a place in a list rather, unless it begins a date.
fn is_torn(text: &str, words: &[Word], before: usize) -> bool {
    let Some([a, b]) = words.get(before..before + 2) else {
        return false;
    };
    let gap = text.get(a.end..b.start).unwrap_or_default();
    let tight = between(gap) == Between::Usual && gap.trim() == gap;
    let group = words.get(before..before + 3).unwrap_or_default();
    a.digits && tight && (a.end - a.start > 1 || starts_with_a_date(text, group))
}

/// `18-09-2021 …`, `2021.09.18 …`.
fn starts_with_a_date(text: &str, words: &[Word]) -> bool {
    let (Some(a), Some(c)) = (words.first(), words.get(2)) else {
        return false;
    };
    text.get(a.start..c.end)
        .is_some_and(|date| date::ordered(date) != Ordered::None)
}

/// The keys by which a phone number is found again: all its digits without leading zeros, and
/// without the country's prefix where it has one.
pub(super) fn phone_keys(digits: &str, international: bool) -> [Option<u64>; 2] {
    let whole = digits.trim_start_matches('0');
    let prefixed = international || (digits.len() >= 11 && !digits.starts_with('0'));
    let national = prefixed
        .then(|| whole.get(calling_code(whole)..))
        .flatten()
        .map(|n| n.trim_start_matches('0'));
    let one = |n: &str, least| (n.len() >= least).then(|| key_of(Salt::Phone, n.as_bytes()));
    // A trunk zero counts among the digits of a phone but is not compared.
    [
        one(whole, LEAST_PHONE - 1),
        national.and_then(|n| one(n, LEAST_PHONE)),
    ]
}

/// The national part of a phone number, without a trunk zero, and the country's prefix where it
/// is written, else empty. `None` for text that is more than a number. `digits` is room for the
/// digits.
pub(super) fn phone_of<'d>(text: &str, digits: &'d mut String) -> Option<(&'d str, &'d str)> {
    digits.clear();
    for c in text.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !c.is_whitespace()
            && !matches!(
                c,
                '+' | '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}'
            )
        {
            return None;
        }
    }
    if !(LEAST_PHONE..=MOST_PHONE).contains(&digits.len()) {
        return None;
    }
    let whole = digits.trim_start_matches('0');
    let international = text.trim_start().starts_with('+') || digits.starts_with("00");
    let prefixed = international || (digits.len() >= 11 && !digits.starts_with('0'));
    let (prefix, national) = if prefixed {
        whole.split_at_checked(calling_code(whole))?
    } else {
        ("", whole)
    };
    Some((national.trim_start_matches('0'), prefix))
}

/// How many digits a phone number has without a trunk zero and the country's prefix.
#[must_use]
pub fn national_digits(text: crate::table::Text<'_>) -> Option<u32> {
    let mut digits = String::new();
    let (national, _) = phone_of(text.reveal(), &mut digits)?;
    u32::try_from(national.len()).ok()
}

/// How many digits of an international number are the country's prefix (ITU E.164).
fn calling_code(digits: &str) -> usize {
    match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7' | b'8', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}

/// The phone numbers of a cell that holds phones: one, or several parted by `/ , ;` or words.
/// Placeholders of one digit again and again are none.
pub(super) fn phones_of(text: &str, mut each: impl FnMut(&str, bool)) {
    for part in text.split(['/', ',', ';', '\n', '|']) {
        several(part, &mut each);
        let mut digits = Digits::default();
        let mut plus = false;
        for c in part.chars() {
            match c {
                '+' if digits.length == 0 => plus = true,
                '0'..='9' => digits.push(c),
                c if c.is_alphabetic() && digits.length >= LEAST_PHONE => {
                    end(&digits, plus, &mut each);
                    digits = Digits::default();
                    plus = false;
                }
                _ => {}
            }
        }
        end(&digits, plus, &mut each);
    }
    // A number written with slashes inside (097/712/3456).
    if text.contains('/') && text.len() <= 24 {
        let mut digits = Digits::default();
        for c in text.chars().filter(char::is_ascii_digit) {
            digits.push(c);
        }
        if digits.length <= 15 {
            end(&digits, text.trim_start().starts_with('+'), &mut each);
        }
    }
}

/// Numbers that only a blank or a dash between blanks parts: `76123456 70112233`,
/// `76 12 34 56 - 70 11 22 33`; and one to which a spreadsheet gave a decimal.
fn several(part: &str, each: &mut impl FnMut(&str, bool)) {
    let number = |text: &str| -> Option<(Digits, bool)> {
        let mut digits = Digits::default();
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                c if c.is_alphabetic() => return None,
                _ => {}
            }
        }
        let long = (LEAST_PHONE..=MOST_PHONE).contains(&digits.length);
        long.then(|| (digits, text.trim_start().starts_with('+')))
    };
    for whole in [
        part.trim().strip_suffix(".0"),
        part.trim().strip_suffix(".00"),
    ] {
        if let Some((digits, plus)) = whole.and_then(number) {
            end(&digits, plus, each);
        }
    }
    if part.len() < 2 * LEAST_PHONE + 1 {
        return;
    }
    let by_dash = part.split(" - ").flat_map(|p| p.split(" – "));
    let by_blank = part.split_whitespace();
    let mut told = |parts: &mut dyn Iterator<Item = &str>| {
        let found: Vec<_> = parts.filter_map(number).collect();
        if found.len() > 1 {
            for (digits, plus) in &found {
                end(digits, *plus, each);
            }
        }
    };
    told(&mut by_dash.into_iter());
    told(&mut by_blank.into_iter());
}

fn end(digits: &Digits, plus: bool, each: &mut impl FnMut(&str, bool)) {
    if (LEAST_PHONE..=MOST_PHONE).contains(&digits.length) {
        let digits = digits.as_str();
        if digits.bytes().min() != digits.bytes().max() {
            each(digits, plus || digits.starts_with("00"));
        }
    }
}

/// A decimal number in text that can be a coordinate.
pub(super) struct Decimal {
    pub start: usize,
    pub end: usize,
    /// Decimals, zeros at the end not counted.
    pub decimals: usize,
    pub key: u64,
}

/// The decimal numbers of a text whose whole part is at most 180: `-12.24627`, `26,26990`.
pub(super) fn decimals(text: &str, words: &[Word], mut each: impl FnMut(Decimal)) {
    for pair in words.windows(2) {
        let [whole, fraction] = pair else { continue };
        let point = text.get(whole.end..fraction.start).unwrap_or_default();
        let Some(start) = degrees_start(text, whole).filter(|_| matches!(point, "." | ",")) else {
            continue;
        };
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        if before.is_some_and(|c| c == '.') {
            continue;
        }
        // `26.26990E` and `12.24627S` are coordinates too.
        let tail = text.get(fraction.start..fraction.end).unwrap_or_default();
        let digits = tail.trim_end_matches(['N', 'S', 'E', 'W', 'O', 'n', 's', 'e', 'w', 'o']);
        if tail.len() > digits.len() + 1 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let after = text.get(fraction.end..).and_then(|t| t.chars().next());
        let more = text
            .get(fraction.end..)
            .and_then(|t| t.chars().nth(1))
            .is_some_and(|c| c.is_ascii_digit());
        if after == Some('.') && more {
            continue;
        }
        let whole_text = text.get(start..whole.end).unwrap_or_default();
        if whole_text.len() > 3 || whole_text.parse::<u16>().is_ok_and(|n| n > 180) {
            continue;
        }
        let kept = digits.trim_end_matches('0');
        each(Decimal {
            start,
            end: fraction.end,
            decimals: kept.len(),
            key: place_key(whole_text, kept),
        });
    }
}

/// Where the digits before the point begin: a word of digits, or the end of one as in `S12.345`,
/// `lat12.345`.
fn degrees_start(text: &str, word: &Word) -> Option<usize> {
    if word.digits {
        return Some(word.start);
    }
    let own = text.get(word.start..word.end).filter(|_| word.mixed)?;
    let letters = own.trim_end_matches(|c: char| c.is_ascii_digit());
    let names = [
        "n",
        "s",
        "e",
        "w",
        "o",
        "lat",
        "lon",
        "long",
        "latitude",
        "longitude",
    ];
    let is_place = names.iter().any(|name| letters.eq_ignore_ascii_case(name));
    (is_place && letters.len() < own.len()).then(|| word.start + letters.len())
}

/// The key of a coordinate, sign aside.
pub(super) fn place_key(whole: &str, fraction: &str) -> u64 {
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    key(
        Salt::Place,
        whole
            .bytes()
            .chain(std::iter::once(b'.'))
            .chain(fraction.bytes()),
    )
}

/// Where degrees and minutes are written: `12°14'46"S`, `12° 14.77′`.
pub(super) fn degrees(text: &str) -> Option<(usize, usize)> {
    if text.is_ascii() {
        return None;
    }
    for (at, sign) in text.match_indices(['°', 'º']) {
        let before = text.get(..at)?;
        let start = before
            .trim_end()
            .trim_end_matches(|c: char| c.is_ascii_digit());
        if start.len() == before.trim_end().len() {
            continue;
        }
        let rest = text.get(at + sign.len()..)?;
        let inner = rest.trim_start();
        let number =
            inner.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let minutes = inner.get(..inner.len() - number.len()).unwrap_or_default();
        let decimals = minutes
            .split_once(['.', ','])
            .map_or("", |(_, decimals)| decimals);
        let marked = number.trim_start().starts_with(['\'', '′', '’', '`']);
        if !minutes.is_empty() && (marked || decimals.len() > 1) {
            return Some((start.len(), text.len() - number.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::words::split;

    fn keys(text: &str) -> std::collections::BTreeSet<u64> {
        let mut words = Vec::new();
        split(text, &mut words);
        let mut all = std::collections::BTreeSet::new();
        numbers(text, &words, |n| {
            all.extend(
                phone_keys(n.digits.as_str(), n.international)
                    .into_iter()
                    .flatten(),
            );
        });
        all
    }

    fn found(phone: &str, text: &str) -> bool {
        let mut own = Vec::new();
        phones_of(phone, |d, i| {
            own.extend(phone_keys(d, i).into_iter().flatten())
        });
        own.iter().any(|k| keys(text).contains(k))
    }

    #[test]
    fn a_number_is_found_in_every_spelling() {
        let spellings = [
            "+260977123456",
            "00260977123456",
            "260977123456",
            "0977123456",
            "0977 123 456",
            "+260 (0) 977-123-456",
            "097.712.34.56",
            "977123456",
        ];
        for phone in spellings {
            for text in spellings {
                assert!(
                    found(phone, text) || phone.contains("(0)") != text.contains("(0)"),
                    "{phone} in {text}"
                );
            }
            assert!(
                found(phone, "call 0977 12 34 56 now") || phone.contains("(0)"),
                "{phone}"
            );
            for other in ["0977123457", "977 123 45", "12345678901234567890", "x"] {
                assert!(!found(phone, other), "{phone} in {other}");
            }
        }
        assert!(found("0977123456 / 0966000111", "tel:0966-000-111"));
        assert!(found("+22376123456", "76 12 34 56"), "eight digits");
        assert!(
            !found("0000000000", "0000000000"),
            "a placeholder is no number"
        );
        assert!(!found("12345", "12345"));
    }

    #[test]
    fn coordinates_in_text() {
        let seen = |text: &str| {
            let mut words = Vec::new();
            split(text, &mut words);
            let mut all = Vec::new();
            decimals(text, &words, |d| {
                all.push((text[d.start..d.end].to_owned(), d.decimals))
            });
            all
        };
        assert_eq!(
            seen("GPS -12.246270, 26.26990E"),
            [("12.246270".to_owned(), 5), ("26.26990E".to_owned(), 4)]
        );
        assert_eq!(seen("12,24627"), [("12,24627".to_owned(), 5)]);
        assert!(seen("firmware 1.2.34567").is_empty());
        assert!(seen("1500.12345").is_empty());
        assert_eq!(place_key("012", "2460"), place_key("12", "246"));
        assert!(degrees("12°14'46\"S").is_some());
        assert!(degrees("12° 14.77′ S").is_some());
        assert!(degrees("25°C").is_none() && degrees("° 5'").is_none());
    }
}
