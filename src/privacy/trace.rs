//! Kinds of personal values, as a search tells them, and a number for each kind. It does not know
//! how one is found.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::pseudonym::Kind;

/// What kind of personal value was found, or looks like one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trace {
    Name,
    Id,
    Address,
    Email,
    Phone,
    /// A value of a column that the user made personal.
    Extra,
    /// Coordinates finer than what leaves.
    Place,
    /// A run of nine digits or more: a phone or an identity number, or neither.
    Digits,
}

impl Trace {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Id,
        Self::Address,
        Self::Email,
        Self::Phone,
        Self::Extra,
        Self::Place,
        Self::Digits,
    ];

    /// The word in commands and in the record.
    #[must_use]
    pub fn id(self) -> &'static str {
        let mut kinds = Kind::ALL.into_iter();
        match kinds.find(|kind| Self::from(*kind) == self) {
            Some(kind) => kind.id(),
            None if self == Self::Place => "place",
            None => "digits",
        }
    }

    pub(super) fn place(self) -> usize {
        self as usize
    }
}

impl From<Kind> for Trace {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Name => Self::Name,
            Kind::Id => Self::Id,
            Kind::Address => Self::Address,
            Kind::Email => Self::Email,
            Kind::Phone => Self::Phone,
            Kind::Extra => Self::Extra,
        }
    }
}

/// A number per kind of trace.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(from = "BTreeMap<Trace, u64>", into = "BTreeMap<Trace, u64>")]
pub struct PerTrace([u64; 8]);

impl From<BTreeMap<Trace, u64>> for PerTrace {
    fn from(numbers: BTreeMap<Trace, u64>) -> Self {
        let mut all = Self::default();
        for (trace, number) in numbers {
            all.add(trace, number);
        }
        all
    }
}

impl From<PerTrace> for BTreeMap<Trace, u64> {
    fn from(numbers: PerTrace) -> Self {
        Trace::ALL.into_iter().map(|t| (t, numbers.of(t))).collect()
    }
}

impl PerTrace {
    /// The number of one kind.
    #[must_use]
    pub fn of(&self, trace: Trace) -> u64 {
        self.0.get(trace.place()).copied().unwrap_or(0)
    }

    /// All of them.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.0.iter().sum()
    }

    pub(crate) fn take(&mut self, trace: Trace) {
        if let Some(slot) = self.0.get_mut(trace.place()) {
            *slot = slot.saturating_sub(1);
        }
    }

    pub(crate) fn add(&mut self, trace: Trace, by: u64) {
        if let Some(slot) = self.0.get_mut(trace.place()) {
            *slot += by;
        }
    }
}
