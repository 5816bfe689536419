//! What a check says about one text: a finding, what it proves for its column, and the readings
//! between which somebody must choose.

use serde::{Deserialize, Serialize};

use super::{Remedy, RepairId, Rule, Severity};
use crate::table::TextBuf;

/// A repair with the text that the cell would get.
#[derive(Clone, PartialEq, Eq)]
pub struct Repair {
    pub id: RepairId,
    /// The whole new text of the cell.
    pub value: TextBuf,
    /// Lossless (`safe_fix` of `rules.tsv`), before column-wide conditions.
    pub safe: bool,
}

impl Repair {
    /// Without its text.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        Remedy {
            id: self.id,
            safe: self.safe,
        }
    }
}

/// What is wrong with one text in one field. At most one per text: the first that stops it.
#[derive(Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    pub severity: Severity,
    pub repair: Option<Repair>,
    /// Which case of the rule it is, for its words.
    pub why: Why,
}

/// The cases of a rule that have words of their own: `rule-<id>-<key>`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Why {
    /// The rule's general message.
    #[default]
    Plain,
    /// A day that does not exist.
    Impossible,
    /// How programs write an empty date.
    ZeroDate,
    /// The first day of a computer's calendar.
    FirstDay,
    /// A spreadsheet's day number.
    Serial,
    /// It can be read in several ways.
    TwoReadings,
    /// A word that means "no value".
    NullWord,
    /// A sign or unit stands beside the number.
    Unit,
    /// A number in scientific notation where an identifier should be.
    Scientific,
    /// Digits after the fifteenth have become zeros.
    LostDigits,
    /// One value fills the whole column.
    WholeColumn,
    /// More than one value in the cell.
    Several,
    /// Letters or signs that do not belong.
    NotANumber,
    TooShort,
    TooLong,
    ExtraZero,
    OtherCountry,
    /// A telephone number stands in a name.
    NumberInName,
    /// Latitude and longitude stand in each other's column.
    Swapped,
    /// A minus is missing or too much.
    WrongSign,
    /// Both are zero.
    ZeroZero,
    /// Many rows have this very place.
    ManyHere,
    /// Earlier than it can be.
    Before,
    /// Doubled blanks within.
    Doubled,
    /// No-break or zero-width characters within.
    Hidden,
    /// Letters and accents as separate characters.
    Decomposed,
    /// Curly quotes where the column also has straight ones.
    Curly,
}

impl Why {
    /// The last part of its message's id.
    #[must_use]
    pub fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Plain => return None,
            Self::Impossible => "impossible",
            Self::ZeroDate => "zero",
            Self::FirstDay => "first-day",
            Self::Serial => "serial",
            Self::TwoReadings => "two-readings",
            Self::NullWord => "null-word",
            Self::Unit => "unit",
            Self::Scientific => "scientific",
            Self::LostDigits => "lost-digits",
            Self::WholeColumn => "whole-column",
            Self::Several => "several",
            Self::NotANumber => "not-a-number",
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::ExtraZero => "extra-zero",
            Self::OtherCountry => "other-country",
            Self::NumberInName => "in-name",
            Self::Swapped => "swapped",
            Self::WrongSign => "wrong-sign",
            Self::ZeroZero => "zero",
            Self::ManyHere => "many",
            Self::Before => "before",
            Self::Doubled => "doubled",
            Self::Hidden => "hidden",
            Self::Decomposed => "decomposed",
            Self::Curly => "curly",
        })
    }
}

/// One way to read an ambiguous text; as an answer, it decides for the whole column.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// `1,234` is 1.234.
    CommaDecimal,
    /// `1,234` is 1234.
    CommaThousands,
    /// `1.234` is 1.234.
    PointDecimal,
    /// `1.234` is 1234.
    PointThousands,
    /// `01/02/2021` is 1 February.
    DayFirst,
    /// `01/02/2021` is 2 January.
    MonthFirst,
    /// 1 is a man, 2 a woman.
    OneIsMale,
    /// 1 is a woman, 2 a man.
    OneIsFemale,
    /// `12 %` is 12.
    PercentAsIs,
    /// `12 %` is 0.12.
    PercentAsFraction,
    /// A word stands for this code. Only for countries and currencies, never for a personal field.
    Means { word: String, code: String },
}

/// What is asked, once per column.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    Comma,
    Point,
    DateOrder,
    GenderNumbers,
    Percent,
    /// What a word of a list of codes stands for, folded.
    Word(String),
}

impl Reading {
    /// The question that it answers.
    #[must_use]
    pub fn ask(&self) -> Ask {
        match self {
            Self::CommaDecimal | Self::CommaThousands => Ask::Comma,
            Self::PointDecimal | Self::PointThousands => Ask::Point,
            Self::DayFirst | Self::MonthFirst => Ask::DateOrder,
            Self::OneIsMale | Self::OneIsFemale => Ask::GenderNumbers,
            Self::PercentAsIs | Self::PercentAsFraction => Ask::Percent,
            Self::Means { word, .. } => Ask::Word(word.clone()),
        }
    }
}

/// What a text tells about its column.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Sign {
    /// A number as the format writes it, without decimals.
    Whole,
    /// A number as the format writes it, with decimals.
    Point,
    /// `1.234` as it stands: decimals for the format.
    PointThree,
    DecimalComma,
    /// `1,234`.
    AmbiguousComma,
    CommaGroups,
    PointGroups,
    BlankGroups,
    ApostropheGroups,
    /// A unit or a currency's sign.
    Unit,
    IsoDate,
    DayFirst,
    MonthFirst,
    /// Both orders give a date.
    EitherOrder,
    OtherDate,
    /// More than 15 digits, the last ones not all zero.
    LongIntact,
    /// A straight apostrophe or quote.
    StraightQuote,
    /// Any text of an identifier.
    Filled,
    /// An identifier of the form of a phone number or of an identity document's number.
    PersonForm,
}

/// Number of signs.
pub const SIGNS: usize = Sign::PersonForm as usize + 1;

/// A set of signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signs(u32);

impl Signs {
    /// Adds one.
    pub fn add(&mut self, sign: Sign) {
        self.0 |= 1 << sign as u8;
    }

    /// The signs of the set as places in a list of [`SIGNS`] counts.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..SIGNS).filter(move |i| self.0 & (1 << i) != 0)
    }

    /// True without any.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl From<Sign> for Signs {
    fn from(sign: Sign) -> Self {
        let mut signs = Self::default();
        signs.add(sign);
        signs
    }
}

/// A finding that stands only where the column proves something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Held {
    /// The column groups thousands with points elsewhere, so `1.234` may be 1234.
    PointGroups,
    /// No long number of the column is intact.
    LongDigits,
    /// The column has straight quotes elsewhere.
    CurlyQuotes,
}

impl Held {
    /// All conditions.
    pub const ALL: [Held; 3] = [Self::PointGroups, Self::LongDigits, Self::CurlyQuotes];
}

/// The verdict on one text, before what the whole column proves.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    pub finding: Option<Finding>,
    /// The finding stands only under this condition.
    pub held: Option<Held>,
    pub signs: Signs,
    /// The readings between which somebody must choose.
    pub choices: Vec<(Reading, TextBuf)>,
    /// Digits only, without another finding: how many, and whether the first is a zero.
    pub digits: Option<(u8, bool)>,
}

impl Verdict {
    /// A finding of a rule with its own severity.
    #[must_use]
    pub fn wrong(rule: Rule, repair: Option<Repair>) -> Self {
        Self::case(rule, Why::Plain, repair)
    }

    /// A case of a rule.
    #[must_use]
    pub fn case(rule: Rule, why: Why, repair: Option<Repair>) -> Self {
        Self {
            finding: Some(Finding {
                rule,
                severity: rule.severity(),
                repair,
                why,
            }),
            ..Self::default()
        }
    }

    /// Adds a sign.
    #[must_use]
    pub fn with(mut self, sign: Sign) -> Self {
        self.signs.add(sign);
        self
    }

    /// Adds readings to choose from.
    #[must_use]
    pub fn asking(mut self, choices: Vec<(Reading, TextBuf)>) -> Self {
        self.choices = choices;
        self
    }

    /// True when an error is found.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.finding
            .as_ref()
            .is_some_and(|f| f.severity == Severity::Error)
    }
}
