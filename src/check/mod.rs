//! Every cell, row, key and column against the schema; table + schema → problems.
//!
//! One file per kind of check; [`rule`] is the registry. Cell rules are asked once per distinct
//! text of a column ([`cell::check_text`]), so cost and memory follow distinct texts. It never
//! writes a value into a problem's words: messages are made by `crate::text` from a rule, a
//! field and at most a shape or a clear value of a field that is not personal.

pub mod cell;
mod column;
mod convert;
mod keys;
mod looks;
mod mapping;
mod matching;
mod problem;
pub mod report;
pub mod rule;
mod spoiled;

pub use convert::Conversion;
pub use keys::{KeyIndex, RowKey};
pub use looks::{Look, Looks, share_valid};
pub use mapping::{Choice, Choices, ColumnUse, ExtraForm, Mapping, map_columns};
pub use matching::{ColumnMatch, Matching};
pub use problem::{ColumnFinding, Counts, Group, Problem, RowFlaw, Subject};
pub use report::Checks;
pub use rule::{Rule, Severity};

use crate::table::TextBuf;

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
}

/// A repair with the text that the cell would get.
#[derive(Clone, PartialEq, Eq)]
pub struct Repair {
    pub id: RepairId,
    /// The whole new text of the cell.
    pub value: TextBuf,
    /// Lossless (`safe_fix` of `rules.tsv`), before column-wide conditions.
    pub safe: bool,
}

/// What is wrong with one text in one field. At most one per text: the first that stops it.
#[derive(Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    pub severity: Severity,
    pub repair: Option<Repair>,
}

/// What a check may know of the world; passed in, so that checks stay pure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Today {
    pub year: i32,
    pub month: u32,
    pub day: u32,
}
