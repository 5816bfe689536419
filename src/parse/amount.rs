//! Numbers as people write them: marks between thousands, decimal commas, currency signs, units,
//! accounting negatives. Gives the format's spelling, or both readings where there are two; what
//! a unit means for a field is not decided here.

use super::number::is_float;

/// What was seen in the writing of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// A comma before the decimals.
    pub decimal_comma: bool,
    /// A point before the decimals.
    pub decimal_point: bool,
    /// Commas between thousands.
    pub comma_groups: bool,
    /// Points between thousands.
    pub point_groups: bool,
    /// Blanks of any kind between thousands.
    pub blank_groups: bool,
    /// Apostrophes between thousands.
    pub apostrophe_groups: bool,
    /// Parentheses or a minus at the end for a negative.
    pub accounting: bool,
}

/// The reading of a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reading {
    /// One meaning, in the format's spelling.
    One(String),
    /// `1,234` or `1.234`: decimals, or thousands.
    Two { decimal: String, thousands: String },
}

/// A number with what stood before and after it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Amount {
    pub reading: Reading,
    pub marks: Marks,
    /// The word or sign before or after the digits, trimmed; empty when there is none.
    pub word: String,
}

/// True for the blanks that group thousands.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}

/// Reads a number as people write it. `None` when it is not one number with at most one word.
#[must_use]
pub fn amount(text: &str) -> Option<Amount> {
    let mut marks = Marks::default();
    let mut rest = super::space::trim(text);
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        rest = super::space::trim(inner);
        negative = true;
        marks.accounting = true;
    }
    let (rest, mut word) = split_words(rest)?;
    let mut rest = rest;
    if let Some(inner) = strip_minus(rest) {
        if negative {
            return None;
        }
        negative = true;
        rest = inner;
    } else if let Some(inner) = rest.strip_prefix('+') {
        rest = inner;
    } else if let Some(inner) = rest.strip_suffix(['-', '−']) {
        if negative {
            return None;
        }
        negative = true;
        marks.accounting = true;
        rest = inner;
    }
    rest = super::space::trim(rest);
    // `-K 1,500`: the sign stood before the word.
    if let Some(inner) = strip_minus(&word.clone()) {
        if negative {
            return None;
        }
        negative = true;
        word = inner.to_owned();
    }
    let (digits, exponent) = split_exponent(rest);
    let reading = read_digits(digits, &mut marks)?;
    let sign = if negative { "-" } else { "" };
    let write = |s: String| format!("{sign}{s}{exponent}");
    let reading = match reading {
        Reading::One(s) => Reading::One(write(s)),
        Reading::Two { decimal, thousands } => Reading::Two {
            decimal: write(decimal),
            thousands: write(thousands),
        },
    };
    let fine = match &reading {
        Reading::One(s) => is_float(s),
        Reading::Two { decimal, thousands } => is_float(decimal) && is_float(thousands),
    };
    fine.then_some(Amount {
        reading,
        marks,
        word,
    })
}

fn strip_minus(text: &str) -> Option<&str> {
    text.strip_prefix(['-', '−', '–'])
}

/// Takes a word or sign off one end; none may be left between the digits.
fn split_words(text: &str) -> Option<(&str, String)> {
    let is_core = |c: char| c.is_ascii_digit();
    let first = text.find(is_core)?;
    let last = text.rfind(is_core)?;
    let (head, rest) = text.split_at_checked(first)?;
    let (core, tail) = rest.split_at_checked(last + 1 - first)?;
    // A separator right before the first digit belongs to the number: `,5`, `-5`.
    let keep = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| matches!(c, ',' | '.' | '-' | '+' | '−' | '–'))
        .last()
        .map_or(head.len(), |(i, _)| i);
    let (before, _) = head.split_at_checked(keep)?;
    let close = tail
        .char_indices()
        .find(|(_, c)| !matches!(c, '.' | '-' | '−'))
        .map_or(tail.len(), |(i, _)| i);
    let (after_core, after) = tail.split_at_checked(close)?;
    let before = super::space::trim(before);
    let after = super::space::trim(after);
    if !before.is_empty() && !after.is_empty() {
        return None;
    }
    let start = keep;
    let end = first + core.len() + after_core.len();
    // `1500 FCFA.` and `12.` end in a period that says nothing.
    let number = text.get(start..end)?;
    let word = format!("{before}{after}");
    if word.contains(is_core) || word.chars().count() > 24 {
        return None;
    }
    Some((number, word))
}

/// `1,5E+03` → `1,5` and `E+03`.
fn split_exponent(text: &str) -> (&str, &str) {
    let Some(at) = text.find(['e', 'E']) else {
        return (text, "");
    };
    text.split_at_checked(at).unwrap_or((text, ""))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Groups of three after a first of one to three digits that does not start with a zero.
fn joined(text: &str, mark: impl Fn(char) -> bool) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    if !all_digits(first) || first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let mut all = first.to_owned();
    let mut more = false;
    for group in groups {
        if group.len() != 3 || !all_digits(group) {
            return None;
        }
        all.push_str(group);
        more = true;
    }
    more.then_some(all)
}

fn read_digits(text: &str, marks: &mut Marks) -> Option<Reading> {
    if all_digits(text) {
        return Some(Reading::One(text.to_owned()));
    }
    let blanks = text.contains(is_blank);
    let apostrophes = text.contains(is_apostrophe);
    let commas = text.matches(',').count();
    let points = text.matches('.').count();
    if blanks && apostrophes {
        return None;
    }
    if blanks || apostrophes {
        // Blanks group, so a comma or a point can only stand before decimals.
        let (whole, fraction) = match (commas, points) {
            (0, 0) => (text, None),
            (1, 0) => text.split_once(',').map(|(w, f)| (w, Some(f)))?,
            (0, 1) => text.split_once('.').map(|(w, f)| (w, Some(f)))?,
            _ => return None,
        };
        marks.blank_groups = blanks;
        marks.apostrophe_groups = apostrophes;
        marks.decimal_comma = commas == 1;
        marks.decimal_point = points == 1;
        let whole = joined(whole, |c| is_blank(c) || is_apostrophe(c))?;
        return match fraction {
            None => Some(Reading::One(whole)),
            Some(f) if all_digits(f) => Some(Reading::One(format!("{whole}.{f}"))),
            Some(_) => None,
        };
    }
    match (commas, points) {
        (0, 1) => one_mark(text, '.', marks),
        (1, 0) => one_mark(text, ',', marks),
        (0, _) => {
            marks.point_groups = true;
            joined(text, |c| c == '.').map(Reading::One)
        }
        (_, 0) => {
            marks.comma_groups = true;
            joined(text, |c| c == ',').map(Reading::One)
        }
        _ => two_marks(text, marks),
    }
}

/// One comma or one point: decimals, unless exactly three digits follow.
fn one_mark(text: &str, mark: char, marks: &mut Marks) -> Option<Reading> {
    let (whole, fraction) = text.split_once(mark)?;
    if !(whole.is_empty() || all_digits(whole)) {
        return None;
    }
    if fraction.is_empty() && mark == '.' && all_digits(whole) {
        return Some(Reading::One(whole.to_owned()));
    }
    if !all_digits(fraction) {
        return None;
    }
    let shown = if whole.is_empty() { "0" } else { whole };
    let decimal = format!("{shown}.{fraction}");
    match joined(text, |c| c == mark) {
        Some(thousands) => Some(Reading::Two { decimal, thousands }),
        None => {
            if mark == ',' {
                marks.decimal_comma = true;
            } else {
                marks.decimal_point = true;
            }
            Some(Reading::One(decimal))
        }
    }
}

/// Commas and points: the last kind stands before decimals, once; the other groups thousands.
fn two_marks(text: &str, marks: &mut Marks) -> Option<Reading> {
    let decimal = if text.rfind(',') > text.rfind('.') {
        ','
    } else {
        '.'
    };
    let group = if decimal == ',' { '.' } else { ',' };
    let (whole, fraction) = text.split_once(decimal)?;
    if !all_digits(fraction) {
        return None;
    }
    let whole = joined(whole, |c| c == group)?;
    if decimal == ',' {
        marks.decimal_comma = true;
        marks.point_groups = true;
    } else {
        marks.decimal_point = true;
        marks.comma_groups = true;
    }
    Some(Reading::One(format!("{whole}.{fraction}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        match amount(text) {
            None => "-".into(),
            Some(a) => {
                let word = if a.word.is_empty() {
                    String::new()
                } else {
                    format!(" [{}]", a.word)
                };
                match a.reading {
                    Reading::One(s) => format!("{s}{word}"),
                    Reading::Two { decimal, thousands } => {
                        format!("{decimal}|{thousands}{word}")
                    }
                }
            }
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (text, expected) in [
            ("3,5 kW", "3.5 [kW]"),
            ("1 500 FCFA", "1500 [FCFA]"),
            ("1\u{a0}500 F CFA", "1500 [F CFA]"),
            ("K1,500.00", "1500.00 [K]"),
            ("12 %", "12 [%]"),
            ("(1,500.50)", "-1500.50"),
            ("1500-", "-1500"),
            ("−5", "-5"),
            ("-3,5", "-3.5"),
            ("-$5", "-5 [$]"),
            ("1,234", "1.234|1234"),
            ("1.234", "1.234|1234"),
            ("1.234.567", "1234567"),
            ("1.234,5", "1234.5"),
            ("1,234,567.89", "1234567.89"),
            ("1'250.5", "1250.5"),
            ("1’250", "1250"),
            ("1\u{202f}250,5", "1250.5"),
            ("1 234,567", "1234.567"),
            ("0,234", "0.234"),
            ("12345,678", "12345.678"),
            ("1,5E+03", "1.5E+03"),
            ("US$ 20", "20 [US$]"),
            ("720 jours", "720 [jours]"),
            (",5", "0.5"),
            ("+5", "5"),
            ("5.", "5"),
            ("₦1,500", "1.500|1500 [₦]"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        for no in [
            "", "abc", "1,2,3", "12 34", "1,23.4,5", "5 kW 3", "K5 kW", "0x10", "1.2.3", "--5",
            "01,234,5", "1 2 3", "٣,٥", "12/05",
        ] {
            assert_eq!(read(no), "-", "{no}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_and_every_reading_is_a_number(text in "\\PC{0,16}") {
            if let Some(a) = amount(&text) {
                match a.reading {
                    Reading::One(s) => prop_assert!(is_float(&s)),
                    Reading::Two { decimal, thousands } => {
                        prop_assert!(is_float(&decimal) && is_float(&thousands));
                    }
                }
            }
        }

        #[test]
        fn grouped_integers_come_back(n in 1_000_000i64..9_000_000_000) {
            let plain = n.to_string();
            for mark in [",", ".", " ", "'", "\u{202f}"] {
                let mut grouped = String::new();
                for (i, c) in plain.chars().enumerate() {
                    if i > 0 && (plain.len() - i).is_multiple_of(3) { grouped.push_str(mark); }
                    grouped.push(c);
                }
                let got = amount(&grouped).map(|a| a.reading);
                prop_assert_eq!(got, Some(Reading::One(plain.clone())));
            }
        }
    }
}
