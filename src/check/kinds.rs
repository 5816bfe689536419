//! The faults of a column's texts: the few kinds that it has, and by code the number of a kind.
//! So a column of which every text is bad takes no more than one that is fine. Holds no text.

use super::outline::{Fault, Outline, Topic};
use super::{Held, Severities, Severity};
use crate::check::cell::Fine;
use crate::table::{Code, Narrow};

/// What all texts with the same fault have in common.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub fault: Fault,
    /// The fault's severity as the user has set it.
    pub graded: Severity,
    pub held: Option<Held>,
    pub fine: Fine,
    pub asks: Option<Topic>,
}

impl Kind {
    fn is(&self, outline: &Outline) -> bool {
        Some(self.fault) == outline.fault
            && self.held == outline.held
            && self.fine == outline.fine
            && self.asks == outline.asks
    }
}

/// By code, what is wrong with a text.
#[derive(Default)]
pub(super) struct Kinds {
    /// 0 for a text without a fault, else the place of its kind and one; shorter than the column
    /// where its last texts have none.
    by_code: Narrow,
    kinds: Vec<Kind>,
}

impl Kinds {
    /// What is wrong with a text.
    #[inline]
    pub(super) fn of(&self, code: Code) -> Option<&Kind> {
        let number = self.by_code.get(code as usize)?;
        self.kinds.get(number.checked_sub(1)? as usize)
    }

    /// True for a text with a fault, held or not.
    pub(super) fn has(&self, code: Code) -> bool {
        self.of(code).is_some()
    }

    /// True when no text has a fault.
    pub(super) fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Texts with a fault, in the order of their codes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Code, &Kind)> {
        self.by_code.filled().filter_map(|code| {
            let code = Code::try_from(code).ok()?;
            Some((code, self.of(code)?))
        })
    }

    /// Remembers what is wrong with a text that comes after all that are known.
    pub(super) fn push(&mut self, code: Code, outline: &Outline, severities: &Severities) {
        let Some(fault) = outline.fault else { return };
        // Neighbours are mostly alike, and kinds are few.
        let known = self.kinds.iter().rposition(|kind| kind.is(outline));
        let place = known.unwrap_or_else(|| {
            self.kinds.push(Kind {
                fault,
                graded: severities.of(fault.rule, fault.severity),
                held: outline.held,
                fine: outline.fine,
                asks: outline.asks,
            });
            self.kinds.len() - 1
        });
        self.by_code.resize(code as usize);
        self.by_code.push(number(place));
    }

    /// Takes over the texts of a part of the column that begins with a code.
    pub(super) fn append(&mut self, start: Code, part: &Self) {
        if part.is_empty() {
            return;
        }
        let numbers: Vec<u32> = part
            .kinds
            .iter()
            .map(|kind| {
                let alike = |own: &Kind| {
                    (own.fault, own.held, own.fine, own.asks)
                        == (kind.fault, kind.held, kind.fine, kind.asks)
                };
                let known = self.kinds.iter().position(alike);
                number(known.unwrap_or_else(|| {
                    self.kinds.push(*kind);
                    self.kinds.len() - 1
                }))
            })
            .collect();
        self.by_code.resize(start as usize);
        let largest = numbers.iter().copied().max().unwrap_or(0);
        let own = |number: u32| match number.checked_sub(1) {
            Some(place) => numbers.get(place as usize).copied().unwrap_or(0),
            None => 0,
        };
        self.by_code.extend(part.by_code.iter().map(own), largest);
    }

    /// Makes room for so many texts.
    pub(super) fn reserve(&mut self, count: Code) {
        self.by_code.reserve(count as usize);
    }

    /// Takes new severities.
    pub(super) fn grade(&mut self, severities: &Severities) {
        for kind in &mut self.kinds {
            kind.graded = severities.of(kind.fault.rule, kind.fault.severity);
        }
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::check::outline::Remedy;
    use crate::check::{RepairId, Rule, Why};

    /// One of 28 × 30 × 2 outlines, or that of a fine text.
    fn outline(number: u16) -> Outline {
        let number = usize::from(number);
        let repair = RepairId::ALL.get(number / 28 % 40).map(|id| Remedy {
            id: *id,
            safe: number > 2000,
        });
        let fault = Rule::ALL.get(number % 28).map(|rule| Fault {
            rule: *rule,
            severity: rule.severity(),
            why: Why::Plain,
            repair,
        });
        Outline {
            fault: fault.filter(|_| number != 0),
            ..Outline::default()
        }
    }

    proptest! {
        #[test]
        fn it_is_a_map_by_code(
            // Mostly few kinds, now and then more than a byte has numbers for.
            texts in prop_oneof![
                prop::collection::vec(0u16..4, 0..300),
                prop::collection::vec(0u16..4000, 0..1200),
            ],
            size in 1usize..400,
            lowered in 0usize..28,
        ) {
            let mut severities = Severities::default();
            let (mut together, mut parts) = (Kinds::default(), Kinds::default());
            let mut expected = BTreeMap::new();
            for (code, number) in (0..).zip(&texts) {
                let outline = outline(*number);
                if outline.fault.is_some() {
                    together.push(code, &outline, &severities);
                    expected.insert(code, outline);
                }
            }
            for (part, texts) in (0..).zip(texts.chunks(size)) {
                let mut kinds = Kinds::default();
                for (code, number) in (0..).zip(texts) {
                    kinds.push(code, &outline(*number), &severities);
                }
                parts.append(part * u32::try_from(size).unwrap(), &kinds);
            }
            let rule = *Rule::ALL.get(lowered).unwrap();
            severities.set(rule, Some(Severity::Note));
            for mut kinds in [together, parts] {
                kinds.grade(&severities);
                prop_assert_eq!(kinds.is_empty(), expected.is_empty());
                let found: Vec<Code> = kinds.iter().map(|(code, _)| code).collect();
                prop_assert_eq!(found, expected.keys().copied().collect::<Vec<_>>());
                for code in 0..u32::try_from(texts.len()).unwrap() + 2 {
                    let outline = expected.get(&code);
                    prop_assert_eq!(kinds.has(code), outline.is_some());
                    let fault = outline.and_then(|outline| outline.fault);
                    let kind = kinds.of(code);
                    prop_assert_eq!(kind.map(|kind| kind.fault), fault);
                    let graded = fault.map(|fault| severities.of(fault.rule, fault.severity));
                    prop_assert_eq!(kind.map(|kind| kind.graded), graded);
                }
            }
        }
    }
}
