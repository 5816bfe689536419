//! Every cell, row, key and column against the schema; table + schema → problems.
//!
//! One file per kind of check; [`rule`] is the registry. Cell rules are asked once per distinct
//! text of a column ([`cell::check_text`]), so cost and memory follow distinct texts. It never
//! writes a value into a problem's words: messages are made by `crate::text` from a rule, a
//! field and at most a shape or a clear value of a field that is not personal.

mod bad;
pub mod cell;
mod column;
mod convert;
mod groups;
mod header;
mod keyed;
mod keys;
mod kinds;
mod looks;
mod lost_zeros;
mod mapping;
mod matching;
mod outline;
mod personal;
mod problem;
mod question;
pub mod report;
mod row;
pub mod rule;
mod severity;
mod spelling;
mod touched;
mod verdict;

pub use bad::MarkedRows;
pub use column::Habit;
pub use convert::Conversion;
pub use keys::KeyIndex;
pub use looks::{Look, Looks, hardly_valid, share_valid};
pub use mapping::{Choice, Choices, ColumnUse, ExtraForm, Mapping, map_columns};
pub use matching::{ColumnMatch, Matching};
pub use outline::{Fault, Remedy};
pub use personal::{Personal, PersonalSign, is_about_people, personal};
pub use problem::{ColumnFinding, Counts, Group, Lengths, Problem, RowFlaw, Subject};
pub use question::{Question, ReadingExample};
pub(crate) use report::Begun;
pub use report::{Checks, Trail, Way};
pub use row::{RowFinding, prepare};
pub use rule::{Rule, Scope, Severity};
pub use severity::Severities;
pub use spelling::fingerprint;
pub use verdict::{Ask, Finding, Held, Reading, Repair, SIGNS, Sign, Signs, Verdict, Why};

/// Which repair would put a cell right. The ids are those that `--rules` and recipes name.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum RepairId {
    /// Blanks, no-break and zero-width characters around the value.
    TrimSpace,
    /// Control characters taken out.
    RemoveControl,
    /// `3,5` → `3.5`, blanks that group thousands taken out.
    DecimalComma,
    /// `+5`, `.5`, `5.` → `5`, `0.5`, `5`; `1990.0` → `1990` in an integer field; blanks between digits.
    PlainNumber,
    /// oui/non, yes/no, vrai/faux, 0/1.
    BooleanWord,
    /// Male, Femme, Homme, H…
    GenderWord,
    /// `zm` → `ZM`, `m` → `M`.
    LetterCase,
    /// A country's name, ISO alpha-3.
    CountryName,
    /// A currency's name or sign where it names one currency.
    CurrencyName,
    /// `31/12/2021` where the column proves day-first (or month-first), `2021-12-31T00:00:00`.
    DateOrder,
    /// ISO date-time at midnight → date.
    DateOnly,
    /// `ZoÃ©` → `Zoé`.
    Unmangle,
    /// A date with a time of day that is dropped.
    DateTime,
    /// A month by name, in English or French.
    DateWords,
    /// A year of two digits, by the window that the help states.
    ShortYear,
    /// A spreadsheet's day number.
    DateSerial,
    /// A unit or a currency's sign taken off, `kW` turned into W.
    Unit,
    /// Degrees, minutes and seconds to decimal degrees.
    Degrees,
    /// A word that means "no value" → empty.
    NullWord,
    /// A value that only fills a place → empty.
    EmptyPlaceholder,
    /// Doubled, no-break and zero-width characters within.
    InnerSpace,
    /// Letters and accents as one character.
    ComposeLetters,
    /// Straight quotes for curly ones.
    StraightQuotes,
    /// A telephone number taken out of a name.
    NumberOutOfName,
    /// A leading zero that a spreadsheet took.
    LeadingZero,
    /// The spelling that most rows have.
    CommonSpelling,
    /// Latitude and longitude exchanged.
    SwapPlace,
    /// The sign that puts the place into its country.
    TurnSign,
    /// The zero between a country's code and the number taken out.
    PhoneZero,
    /// The reading that the user chose.
    Chosen,
}

impl RepairId {
    /// Every repair, in the order of the registry.
    pub const ALL: [RepairId; 30] = [
        Self::TrimSpace,
        Self::RemoveControl,
        Self::DecimalComma,
        Self::PlainNumber,
        Self::BooleanWord,
        Self::GenderWord,
        Self::LetterCase,
        Self::CountryName,
        Self::CurrencyName,
        Self::DateOrder,
        Self::DateOnly,
        Self::DateTime,
        Self::DateWords,
        Self::ShortYear,
        Self::DateSerial,
        Self::Unit,
        Self::Degrees,
        Self::NullWord,
        Self::EmptyPlaceholder,
        Self::Unmangle,
        Self::InnerSpace,
        Self::ComposeLetters,
        Self::StraightQuotes,
        Self::NumberOutOfName,
        Self::LeadingZero,
        Self::CommonSpelling,
        Self::SwapPlace,
        Self::TurnSign,
        Self::PhoneZero,
        Self::Chosen,
    ];

    /// The id that `--rules` and recipes name: `decimal-comma`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::TrimSpace => "trim-space",
            Self::RemoveControl => "remove-control",
            Self::DecimalComma => "decimal-comma",
            Self::PlainNumber => "plain-number",
            Self::BooleanWord => "boolean-word",
            Self::GenderWord => "gender-word",
            Self::LetterCase => "letter-case",
            Self::CountryName => "country-name",
            Self::CurrencyName => "currency-name",
            Self::DateOrder => "date-order",
            Self::DateOnly => "date-only",
            Self::DateTime => "date-time",
            Self::DateWords => "date-words",
            Self::ShortYear => "short-year",
            Self::DateSerial => "date-serial",
            Self::Unit => "unit",
            Self::Degrees => "degrees",
            Self::NullWord => "null-word",
            Self::EmptyPlaceholder => "empty-placeholder",
            Self::Unmangle => "unmangle",
            Self::InnerSpace => "inner-space",
            Self::ComposeLetters => "compose-letters",
            Self::StraightQuotes => "straight-quotes",
            Self::NumberOutOfName => "number-out-of-name",
            Self::LeadingZero => "leading-zero",
            Self::CommonSpelling => "common-spelling",
            Self::SwapPlace => "swap-place",
            Self::TurnSign => "turn-sign",
            Self::PhoneZero => "phone-zero",
            Self::Chosen => "chosen",
        }
    }

    /// The repair of this id; `trim` is short for `trim-space`.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        let id = if id == "trim" { "trim-space" } else { id };
        Self::ALL.into_iter().find(|r| r.id() == id)
    }
}

/// What a check may know of the world; passed in, so that checks stay pure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Today {
    pub year: i32,
    pub month: u32,
    pub day: u32,
}
