//! A verdict without texts: small, and the same for all texts that have the same fault. What a
//! repair or a reading makes of one text is worked out when somebody asks for it.

use super::cell::Fine;
use super::{Ask, Held, Reading, Repair, RepairId, Rule, Severity, Verdict, Why};
use crate::table::TextBuf;

/// A finding without the text that its repair would give.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    pub rule: Rule,
    pub severity: Severity,
    pub why: Why,
    pub repair: Option<Remedy>,
}

/// A repair without its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Remedy {
    pub id: RepairId,
    /// Lossless.
    pub safe: bool,
}

/// What is asked about a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Topic {
    Comma,
    Point,
    DateOrder,
    GenderNumbers,
    Percent,
    /// What a word stands for.
    Word,
}

impl Topic {
    /// Of readings between which somebody must choose.
    fn of(choices: &[(Reading, TextBuf)]) -> Option<Self> {
        let (first, _) = choices.first()?;
        Some(match first.ask() {
            Ask::Comma => Self::Comma,
            Ask::Point => Self::Point,
            Ask::DateOrder => Self::DateOrder,
            Ask::GenderNumbers => Self::GenderNumbers,
            Ask::Percent => Self::Percent,
            Ask::Word(_) => Self::Word,
        })
    }

    /// The question; for a word that of its readings.
    pub(super) fn ask(self, readings: &[(Reading, TextBuf)]) -> Option<Ask> {
        Some(match self {
            Self::Comma => Ask::Comma,
            Self::Point => Ask::Point,
            Self::DateOrder => Ask::DateOrder,
            Self::GenderNumbers => Ask::GenderNumbers,
            Self::Percent => Ask::Percent,
            Self::Word => readings.first()?.0.ask(),
        })
    }
}

/// A [`Verdict`] without its texts.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Outline {
    pub fault: Option<Fault>,
    /// The fault stands only under this condition.
    pub held: Option<Held>,
    /// What the text tells about its column.
    pub fine: Fine,
    /// Somebody must choose between readings.
    pub asks: Option<Topic>,
}

impl Outline {
    pub(super) fn of(verdict: &Verdict) -> Self {
        Self {
            fault: verdict.finding.as_ref().map(|finding| Fault {
                rule: finding.rule,
                severity: finding.severity,
                why: finding.why,
                repair: finding.repair.as_ref().map(Repair::remedy),
            }),
            held: verdict.held,
            fine: Fine {
                signs: verdict.signs,
                digits: verdict.digits,
            },
            asks: Topic::of(&verdict.choices),
        }
    }
}

impl From<Fine> for Outline {
    fn from(fine: Fine) -> Self {
        Self {
            fine,
            ..Self::default()
        }
    }
}
