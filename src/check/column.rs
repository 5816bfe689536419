//! One column under its field: verdicts of its distinct texts, what they prove together, and how
//! many cells they stand for. Kept true through edits.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::cell::{Asked, Fine, judge, quick};
use super::lost_zeros::{self, Digits};
use super::problem::Lengths;
use super::verdict::{Held, SIGNS, Sign, Verdict};
use super::{Ask, Finding, Reading, Repair, RepairId, Rule, Severities, Severity, Why};
use crate::schema::FieldId;
use crate::table::{Code, ColId, Column, EMPTY, TextBuf};

/// How a column writes numbers or dates, in cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Habit {
    /// Cells with a number or a date in any reading.
    pub values: u64,
    /// Cells by sign.
    pub signs: [u64; SIGNS],
}

impl Habit {
    /// Cells with a sign.
    #[must_use]
    pub fn of(&self, sign: Sign) -> u64 {
        self.signs.get(sign as usize).copied().unwrap_or(0)
    }

    /// Of the cells whose decimals or thousands say something, the share with a decimal comma, in
    /// whole percent.
    #[must_use]
    pub fn comma_percent(&self) -> u64 {
        let comma = self.of(Sign::DecimalComma);
        let other = self.of(Sign::Point) + self.of(Sign::CommaGroups);
        (comma * 100).checked_div(comma + other).unwrap_or(0)
    }
}

pub(super) struct Checked {
    pub col: ColId,
    pub field: FieldId,
    spelled: bool,
    identifying: bool,
    /// Codes in it may have lost a zero in a spreadsheet: telephone numbers too.
    zeros: bool,
    /// By code: 0 none, else the severity's place and one.
    levels: Vec<u8>,
    /// Verdicts with a finding.
    odd: HashMap<Code, Verdict, RandomState>,
    tally: Tally,
    /// What the column as it was read proved; a fix does not take its own proof away.
    read: [u64; SIGNS],
    /// Codes of this length have lost their zero.
    short_by_zero: Option<u8>,
    rare: HashMap<Code, Code>,
    rare_cells: u64,
    /// Cells that hold the value which fills the whole column.
    pub whole: Option<Code>,
}

/// What the cells of a column tell together.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Tally {
    signs: [u64; SIGNS],
    /// Held findings by condition and severity.
    held: [[u64; 3]; 3],
    digits: Digits,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            signs: [0; SIGNS],
            held: [[0; 3]; 3],
            digits: Digits::default(),
        }
    }
}

impl Tally {
    fn fine(&mut self, fine: Fine, by: i64) {
        let add = |slot: Option<&mut u64>| {
            if let Some(slot) = slot {
                *slot = slot.saturating_add_signed(by);
            }
        };
        for place in fine.signs.places() {
            add(self.signs.get_mut(place));
        }
        if let Some((length, zero)) = fine.digits {
            self.digits.count(length, zero, by);
        }
    }

    fn verdict(&mut self, verdict: &Verdict, by: i64) {
        self.fine(
            Fine {
                signs: verdict.signs,
                digits: verdict.digits,
            },
            by,
        );
        if let (Some(held), Some(finding)) = (verdict.held, &verdict.finding) {
            let place = level(finding.severity) as usize - 1;
            let slot = self
                .held
                .get_mut(held as usize)
                .and_then(|h| h.get_mut(place));
            if let Some(slot) = slot {
                *slot = slot.saturating_add_signed(by);
            }
        }
    }

    fn add(&mut self, other: &Self) {
        let pairs = self.signs.iter_mut().zip(&other.signs).chain(
            self.held
                .iter_mut()
                .flatten()
                .zip(other.held.iter().flatten()),
        );
        for (own, other) in pairs {
            *own += other;
        }
        self.digits.add(&other.digits);
    }
}

/// Codes that are judged together.
const TOGETHER: u32 = 1 << 13;

fn level(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Note => 3,
    }
}

fn severity_of(level: u8) -> Option<Severity> {
    match level {
        1 => Some(Severity::Error),
        2 => Some(Severity::Warning),
        3 => Some(Severity::Note),
        _ => None,
    }
}

/// A held finding: its severity's level plus this.
const HELD: u8 = 8;

impl Checked {
    pub(super) fn new(
        asked: &Asked<'_>,
        (id, spelled): (FieldId, bool),
        col: ColId,
        column: &Column,
        severities: &Severities,
    ) -> Self {
        let count = column.code_count();
        let parts: Vec<(Tally, Vec<(Code, Verdict)>)> = (0..count.div_ceil(TOGETHER))
            .into_par_iter()
            .with_max_len(1)
            .map(|part| {
                let (mut tally, mut odd) = (Tally::default(), Vec::new());
                for code in part * TOGETHER..count.min((part + 1) * TOGETHER) {
                    let text = column.text_of(code);
                    let rows = i64::from(column.rows_of(code));
                    if let Some(fine) = quick(asked, text.reveal()) {
                        tally.fine(fine, rows);
                        continue;
                    }
                    let verdict = judge(asked, text);
                    tally.verdict(&verdict, rows);
                    if verdict.finding.is_some() {
                        odd.push((code, verdict));
                    }
                }
                (tally, odd)
            })
            .collect();
        let mut checked = Self {
            col,
            field: id,
            spelled,
            identifying: asked.field.identifying && asked.field.kind.is_none(),
            zeros: asked.field.identifying,
            levels: vec![0; count as usize],
            odd: HashMap::with_capacity_and_hasher(
                parts.iter().map(|(_, odd)| odd.len()).sum(),
                RandomState::default(),
            ),
            tally: Tally::default(),
            read: [0; SIGNS],
            short_by_zero: None,
            rare: HashMap::new(),
            rare_cells: 0,
            whole: None,
        };
        for (tally, odd) in parts {
            checked.tally.add(&tally);
            for (code, verdict) in odd {
                checked.keep(code, verdict, severities);
            }
        }
        checked.read = checked.tally.signs;
        checked
    }

    /// Remembers a verdict that is more than "fine".
    fn keep(&mut self, code: Code, verdict: Verdict, severities: &Severities) {
        if let Some(finding) = &verdict.finding {
            let severity = severities.of(finding.rule, finding.severity);
            let held = if verdict.held.is_some() { HELD } else { 0 };
            if let Some(slot) = self.levels.get_mut(code as usize) {
                *slot = level(severity) + held;
            }
            self.odd.insert(code, verdict);
        }
    }

    /// Judges codes that came after the column was checked.
    pub(super) fn learn(&mut self, asked: &Asked<'_>, column: &Column, severities: &Severities) {
        let known = u32::try_from(self.levels.len()).unwrap_or(u32::MAX);
        for code in known..column.code_count() {
            self.levels.push(0);
            let text = column.text_of(code);
            if quick(asked, text.reveal()).is_none() {
                let verdict = judge(asked, text);
                self.keep(code, verdict, severities);
            }
        }
    }

    /// What its cells tell together.
    pub(super) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Takes back what its cells told before a change, or told after it.
    pub(super) fn set_tally(&mut self, tally: Tally) {
        self.tally = tally;
    }

    /// Cells moved from or to a code.
    fn moved(&mut self, asked: &Asked<'_>, column: &Column, code: Code, by: i64) {
        if let Some(verdict) = self.odd.get(&code) {
            self.tally.verdict(verdict, by);
            return;
        }
        let text = column.text_of(code);
        match quick(asked, text.reveal()) {
            Some(fine) => self.tally.fine(fine, by),
            None => self.tally.verdict(&judge(asked, text), by),
        }
    }

    /// Follows texts that have so many cells more, or less; `counts` has the cells with a finding
    /// of their own that came and went, by severity.
    pub(super) fn follow(
        &mut self,
        asked: &Asked<'_>,
        column: &Column,
        moves: &[(Code, i64)],
        counts: &mut [i64; 3],
    ) {
        for (code, by) in moves.iter().copied() {
            self.moved(asked, column, code, by);
            if let Some(severity) = self.plain_severity(code)
                && let Some(slot) = counts.get_mut(level(severity) as usize - 1)
            {
                *slot += by;
            }
        }
    }

    /// Draws what follows from the whole column; after each change.
    pub(super) fn conclude(&mut self, column: &Column, rows_in_all: u64, touched: Option<Code>) {
        self.short_by_zero = if self.zeros {
            self.tally.digits.short_by_zero()
        } else {
            None
        };
        if self.spelled {
            let odd = &self.odd;
            self.rare = super::spelling::rare_spellings(column, |code| odd.contains_key(&code));
            self.rare_cells = self
                .rare
                .keys()
                .map(|code| u64::from(column.rows_of(*code)))
                .sum();
        }
        if self.identifying {
            let fills = |code: Code| {
                let rows = u64::from(column.rows_of(code));
                code != EMPTY && rows >= 5 && rows + u64::from(column.rows_of(EMPTY)) == rows_in_all
            };
            let candidate = match touched {
                Some(code) => Some(code),
                None => column.codes().find(|c| *c != EMPTY),
            };
            self.whole = [self.whole, candidate]
                .into_iter()
                .flatten()
                .find(|c| fills(*c));
        }
    }

    /// Half of the identifiers and more have the form of phone or identity numbers, which the platform would
    /// store in the clear. Eleven digits alone say nothing: meter numbers have them too.
    pub(super) fn looks_personal(&self) -> bool {
        let now = |sign: Sign| self.tally.signs.get(sign as usize).copied().unwrap_or(0);
        let people = now(Sign::PersonForm);
        self.identifying && people >= 3 && people * 2 >= now(Sign::Filled)
    }

    /// What shows that codes have lost a leading zero.
    pub(super) fn lengths(&self) -> Option<Lengths> {
        Some(self.tally.digits.lengths(self.short_by_zero?))
    }

    fn is_short(&self, column: &Column, code: Code) -> bool {
        self.short_by_zero
            .is_some_and(|length| lost_zeros::is_short(column.text_of(code), length))
            && !self.odd.contains_key(&code)
    }

    fn met(&self, held: Held) -> bool {
        let read = |sign: Sign| self.read.get(sign as usize).is_some_and(|n| *n > 0);
        match held {
            Held::PointGroups => read(Sign::PointGroups),
            Held::LongDigits => !read(Sign::LongIntact),
            Held::CurlyQuotes => read(Sign::StraightQuote),
        }
    }

    /// The severity of a code's finding; cheap where nothing is wrong.
    pub(super) fn severity(
        &self,
        column: &Column,
        code: Code,
        severities: &Severities,
    ) -> Option<Severity> {
        match self.levels.get(code as usize).copied().unwrap_or(0) {
            0 => self
                .of_column(column, code)
                .map(|f| severities.of(f.rule, f.severity)),
            level if level >= HELD => {
                let held = self.odd.get(&code)?.held?;
                self.met(held).then(|| severity_of(level - HELD)).flatten()
            }
            level => severity_of(level),
        }
    }

    /// The finding with what the column proves.
    pub(super) fn finding(
        &self,
        column: &Column,
        code: Code,
        severities: &Severities,
    ) -> Option<Finding> {
        let odd = match self.levels.get(code as usize) {
            Some(0) => None,
            _ => self.odd.get(&code),
        };
        let mut finding = match odd {
            None => self.of_column(column, code)?,
            Some(verdict) => {
                if verdict.held.is_some_and(|held| !self.met(held)) {
                    return None;
                }
                let mut finding = verdict.finding.clone()?;
                if let Some(proved) = self.proved(verdict) {
                    finding.repair = Some(proved);
                    finding.why = Why::Plain;
                }
                finding
            }
        };
        if let Some(repair) = &mut finding.repair
            && repair.id == RepairId::DecimalComma
            && self.commas_are_unsafe()
        {
            repair.safe = false;
        }
        finding.severity = severities.of(finding.rule, finding.severity);
        Some(finding)
    }

    fn of_column(&self, column: &Column, code: Code) -> Option<Finding> {
        let repaired = |rule: Rule, id: RepairId, value: TextBuf| Finding {
            rule,
            severity: rule.severity(),
            repair: Some(Repair {
                id,
                value,
                safe: false,
            }),
            why: Why::Plain,
        };
        if self.short_by_zero.is_some() && self.is_short(column, code) {
            let value = TextBuf::new(format!("0{}", column.text_of(code).reveal()));
            return Some(repaired(Rule::LostZeros, RepairId::LeadingZero, value));
        }
        let best = self.rare.get(&code)?;
        let value = column.text_of(*best).to_buf();
        Some(repaired(
            Rule::SpellingOfIdentity,
            RepairId::CommonSpelling,
            value,
        ))
    }

    fn commas_are_unsafe(&self) -> bool {
        let now = |sign: Sign| self.tally.signs.get(sign as usize).copied().unwrap_or(0);
        now(Sign::AmbiguousComma) + now(Sign::CommaGroups) > 0
    }

    /// The order of day and month, where the column as it was read proves one.
    fn proved(&self, verdict: &Verdict) -> Option<Repair> {
        let read = |sign: Sign| self.read.get(sign as usize).is_some_and(|n| *n > 0);
        let reading = match (read(Sign::DayFirst), read(Sign::MonthFirst)) {
            (true, false) => Reading::DayFirst,
            (false, true) => Reading::MonthFirst,
            _ => return None,
        };
        let (_, value) = verdict.choices.iter().find(|(r, _)| *r == reading)?;
        Some(Repair {
            id: RepairId::DateOrder,
            value: value.clone(),
            safe: false,
        })
    }

    /// The readings of a code between which somebody must choose.
    pub(super) fn choices(&self, code: Code) -> &[(Reading, TextBuf)] {
        match self.odd.get(&code) {
            Some(verdict) if verdict.held.is_none_or(|held| self.met(held)) => {
                if self.proved(verdict).is_some() {
                    &[]
                } else {
                    &verdict.choices
                }
            }
            _ => &[],
        }
    }

    /// What is open in this column.
    pub(super) fn asks(&self, column: &Column) -> Vec<(Ask, Code)> {
        let mut list: Vec<(Ask, Code)> = self
            .odd
            .keys()
            .filter(|code| column.rows_of(**code) > 0)
            .filter_map(|code| Some((self.choices(*code).first()?.0.ask(), *code)))
            .collect();
        list.sort_unstable();
        list
    }

    pub(super) fn habit(&self) -> Habit {
        let sum = |signs: &[Sign]| {
            signs
                .iter()
                .map(|s| self.tally.signs.get(*s as usize).copied().unwrap_or(0))
                .sum::<u64>()
        };
        Habit {
            values: sum(&[
                Sign::Whole,
                Sign::Point,
                Sign::DecimalComma,
                Sign::AmbiguousComma,
                Sign::IsoDate,
                Sign::DayFirst,
                Sign::MonthFirst,
                Sign::EitherOrder,
                Sign::OtherDate,
            ]),
            signs: self.tally.signs,
        }
    }

    /// Cells with a finding that follows from the column, by severity.
    pub(super) fn column_counts(&self, severities: &Severities) -> Vec<(Severity, u64)> {
        let mut list = Vec::new();
        if let Some(length) = self.short_by_zero {
            let cells = self.tally.digits.lengths(length).short_cells;
            let rule = Rule::LostZeros;
            list.push((severities.of(rule, rule.severity()), cells));
        }
        if self.rare_cells > 0 {
            let rule = Rule::SpellingOfIdentity;
            list.push((severities.of(rule, rule.severity()), self.rare_cells));
        }
        for held in Held::ALL {
            if !self.met(held) {
                continue;
            }
            for (severity, cells) in [Severity::Error, Severity::Warning, Severity::Note]
                .into_iter()
                .zip(self.tally.held.get(held as usize).into_iter().flatten())
            {
                let rule = match held {
                    Held::PointGroups => Rule::PointThousands,
                    Held::LongDigits => Rule::DamagedNumber,
                    Held::CurlyQuotes => Rule::UntidyText,
                };
                list.push((severities.of(rule, severity), *cells));
            }
        }
        list
    }

    /// True when no cell of the column can have a finding.
    pub(super) fn is_quiet(&self) -> bool {
        self.odd.is_empty() && self.rare.is_empty() && self.short_by_zero.is_none()
    }

    /// Codes that rows hold and that may have a finding, with their number of rows.
    pub(super) fn told_codes<'c>(
        &'c self,
        column: &'c Column,
    ) -> Box<dyn Iterator<Item = (Code, u32)> + 'c> {
        if self.short_by_zero.is_some() {
            // Any code may have lost its zero.
            return Box::new(column.live_codes());
        }
        let rare = self.rare.keys().filter(|code| !self.odd.contains_key(code));
        let codes = self.odd.keys().chain(rare);
        Box::new(
            codes
                .map(|code| (*code, column.rows_of(*code)))
                .filter(|(_, rows)| *rows > 0),
        )
    }

    /// Codes with a finding of their own, and its severity; held ones are not among them.
    pub(super) fn odd_codes(&self) -> impl Iterator<Item = (Code, Severity)> {
        self.odd
            .keys()
            .filter_map(|code| Some((*code, self.plain_severity(*code)?)))
    }

    /// The severity of a code's own finding, without those that need the column.
    pub(super) fn plain_severity(&self, code: Code) -> Option<Severity> {
        severity_of(self.levels.get(code as usize).copied().unwrap_or(0))
    }

    /// Takes new severities; the verdicts stay.
    pub(super) fn grade(&mut self, severities: &Severities) {
        for (code, verdict) in &self.odd {
            if let (Some(finding), Some(slot)) =
                (&verdict.finding, self.levels.get_mut(*code as usize))
            {
                let held = if verdict.held.is_some() { HELD } else { 0 };
                *slot = level(severities.of(finding.rule, finding.severity)) + held;
            }
        }
    }
}
