//! One column under its field: what is wrong with its distinct texts, what they prove together,
//! and how many cells they stand for. Kept true through edits. What a repair makes of a text is
//! not kept: it is made anew for whoever asks.

use std::collections::HashMap;

use rayon::prelude::*;

use super::cell::{Asked, Fine, Terms, judge, outline, repaired};
use super::kinds::{Kind, Kinds};
use super::lost_zeros::{self, Digits};
use super::outline::{Fault, Outline, Remedy, Topic};
use super::problem::Lengths;
use super::verdict::{Held, SIGNS, Sign};
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
    terms: Terms,
    spelled: bool,
    identifying: bool,
    /// Codes in it may have lost a zero in a spreadsheet: telephone numbers too.
    zeros: bool,
    /// Texts that were looked at.
    known: Code,
    kinds: Kinds,
    /// What words can stand for. They are few, and each of their rows asks.
    words: HashMap<Code, Vec<(Reading, TextBuf)>>,
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

    fn outline(&mut self, outline: &Outline, by: i64) {
        self.fine(outline.fine, by);
        if let (Some(held), Some(fault)) = (outline.held, outline.fault) {
            self.held(held, fault.severity, by);
        }
    }

    fn kind(&mut self, kind: &Kind, by: i64) {
        self.fine(kind.fine, by);
        if let Some(held) = kind.held {
            self.held(held, kind.fault.severity, by);
        }
    }

    fn held(&mut self, held: Held, severity: Severity, by: i64) {
        let slot = self
            .held
            .get_mut(held as usize)
            .and_then(|h| h.get_mut(place_of(severity)));
        if let Some(slot) = slot {
            *slot = slot.saturating_add_signed(by);
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

/// A severity's place in lists of counts.
fn place_of(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}

/// What a part of a column's texts shows.
type Part = (Tally, Kinds, Vec<(Code, Vec<(Reading, TextBuf)>)>);

impl Checked {
    pub(super) fn new(
        asked: &Asked<'_>,
        (id, spelled): (FieldId, bool),
        col: ColId,
        column: &Column,
        severities: &Severities,
    ) -> Self {
        let count = column.code_count();
        let parts: Vec<Part> = (0..count.div_ceil(TOGETHER))
            .into_par_iter()
            .with_max_len(1)
            .map(|part| {
                let start = part * TOGETHER;
                let (mut tally, mut kinds, mut words) = Part::default();
                for code in start..count.min(start + TOGETHER) {
                    let outline = outline(asked, column.text_of(code));
                    tally.outline(&outline, i64::from(column.rows_of(code)));
                    if outline.fault.is_some() {
                        kinds.push(code - start, &outline, severities);
                    }
                    if outline.asks == Some(Topic::Word) {
                        words.push((code, judge(asked, column.text_of(code)).choices));
                    }
                }
                (tally, kinds, words)
            })
            .collect();
        let mut checked = Self {
            col,
            field: id,
            terms: asked.terms(),
            spelled,
            identifying: asked.field.identifying && asked.field.kind.is_none(),
            zeros: asked.field.identifying,
            known: count,
            kinds: Kinds::default(),
            words: HashMap::new(),
            tally: Tally::default(),
            read: [0; SIGNS],
            short_by_zero: None,
            rare: HashMap::new(),
            rare_cells: 0,
            whole: None,
        };
        if parts.iter().any(|(_, kinds, _)| !kinds.is_empty()) {
            checked.kinds.reserve(count);
        }
        for ((tally, kinds, words), part) in parts.into_iter().zip(0..) {
            checked.tally.add(&tally);
            checked.kinds.append(part * TOGETHER, &kinds);
            checked.words.extend(words);
        }
        checked.read = checked.tally.signs;
        checked
    }

    /// Judges codes that came after the column was checked.
    pub(super) fn learn(&mut self, asked: &Asked<'_>, column: &Column, severities: &Severities) {
        for code in self.known..column.code_count() {
            let outline = outline(asked, column.text_of(code));
            if outline.fault.is_some() {
                self.kinds.push(code, &outline, severities);
            }
            if outline.asks == Some(Topic::Word) {
                let choices = judge(asked, column.text_of(code)).choices;
                self.words.insert(code, choices);
            }
        }
        self.known = self.known.max(column.code_count());
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
        match self.kinds.of(code) {
            Some(kind) => self.tally.kind(kind, by),
            None => self
                .tally
                .outline(&outline(asked, column.text_of(code)), by),
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
                && let Some(slot) = counts.get_mut(place_of(severity))
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
            let kinds = &self.kinds;
            self.rare = super::spelling::rare_spellings(column, |code| kinds.has(code));
            self.rare_cells = self
                .rare
                .keys()
                .map(|code| u64::from(column.rows_of(*code)))
                .sum();
        }
        if self.identifying {
            self.whole = filling(column, rows_in_all, touched);
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
            && !self.kinds.has(code)
    }

    fn met(&self, held: Held) -> bool {
        let cells = |sign: Sign| self.read.get(sign as usize).copied().unwrap_or(0);
        let read = |sign: Sign| cells(sign) > 0;
        match held {
            // Or decimals stand behind commas, and no point has other than three digits behind it.
            Held::PointGroups => {
                read(Sign::PointGroups)
                    || (read(Sign::DecimalComma) && cells(Sign::Point) <= cells(Sign::PointThree))
            }
            Held::LongDigits => !read(Sign::LongIntact),
            Held::CurlyQuotes => read(Sign::StraightQuote),
        }
    }

    /// True where the condition of a kind is met, if it has one.
    fn stands(&self, kind: &Kind) -> bool {
        kind.held.is_none_or(|held| self.met(held))
    }

    /// The severity of a code's finding; cheap where nothing is wrong.
    pub(super) fn severity(
        &self,
        column: &Column,
        code: Code,
        severities: &Severities,
    ) -> Option<Severity> {
        match self.kinds.of(code) {
            None => self
                .of_column(column, code)
                .map(|f| severities.of(f.rule, f.severity)),
            Some(kind) => self.stands(kind).then_some(kind.graded),
        }
    }

    /// What is wrong with a code's text, with what the column proves.
    pub(super) fn fault(
        &self,
        column: &Column,
        code: Code,
        severities: &Severities,
    ) -> Option<Fault> {
        let mut fault = match self.kinds.of(code) {
            None => self.of_column(column, code)?,
            Some(kind) if !self.stands(kind) => return None,
            Some(kind) => {
                let mut fault = kind.fault;
                if self.proved(kind).is_some() {
                    fault.repair = Some(Remedy {
                        id: RepairId::DateOrder,
                        safe: false,
                    });
                    fault.why = Why::Plain;
                }
                fault
            }
        };
        if let Some(repair) = &mut fault.repair
            && repair.id == RepairId::DecimalComma
            && self.commas_are_unsafe()
        {
            repair.safe = false;
        }
        fault.severity = severities.of(fault.rule, fault.severity);
        Some(fault)
    }

    /// The same with the text that the repair gives.
    pub(super) fn finding(
        &self,
        column: &Column,
        code: Code,
        severities: &Severities,
    ) -> Option<Finding> {
        let fault = self.fault(column, code, severities)?;
        let repair = fault.repair.and_then(|repair| {
            Some(Repair {
                id: repair.id,
                value: self.value(column, code, repair.id)?,
                safe: repair.safe,
            })
        });
        Some(Finding {
            rule: fault.rule,
            severity: fault.severity,
            repair,
            why: fault.why,
        })
    }

    /// What a code's repair makes of its text.
    fn value(&self, column: &Column, code: Code, id: RepairId) -> Option<TextBuf> {
        let text = column.text_of(code);
        match self.kinds.of(code) {
            Some(kind) => match self.proved(kind) {
                Some(proved) => {
                    let choices = judge(&self.terms.asked(), text).choices;
                    let (_, value) = choices.into_iter().find(|(r, _)| *r == proved)?;
                    Some(value)
                }
                None => repaired(&self.terms.asked(), text, id),
            },
            None if id == RepairId::LeadingZero => {
                Some(TextBuf::new(format!("0{}", text.reveal())))
            }
            None => Some(column.text_of(*self.rare.get(&code)?).to_buf()),
        }
    }

    /// What the column alone says against a text.
    fn of_column(&self, column: &Column, code: Code) -> Option<Fault> {
        let (rule, id) = if self.short_by_zero.is_some() && self.is_short(column, code) {
            (Rule::LostZeros, RepairId::LeadingZero)
        } else if self.rare.contains_key(&code) {
            (Rule::SpellingOfIdentity, RepairId::CommonSpelling)
        } else {
            return None;
        };
        Some(Fault {
            rule,
            severity: rule.severity(),
            why: Why::Plain,
            repair: Some(Remedy { id, safe: false }),
        })
    }

    fn commas_are_unsafe(&self) -> bool {
        let now = |sign: Sign| self.tally.signs.get(sign as usize).copied().unwrap_or(0);
        now(Sign::AmbiguousComma) + now(Sign::CommaGroups) > 0
    }

    /// The order of day and month of a text that has either, where the column as it was read
    /// proves one.
    fn proved(&self, kind: &Kind) -> Option<Reading> {
        if kind.asks != Some(Topic::DateOrder) {
            return None;
        }
        let read = |sign: Sign| self.read.get(sign as usize).is_some_and(|n| *n > 0);
        match (read(Sign::DayFirst), read(Sign::MonthFirst)) {
            (true, false) => Some(Reading::DayFirst),
            (false, true) => Some(Reading::MonthFirst),
            _ => None,
        }
    }

    /// What somebody must decide about a code.
    fn topic(&self, code: Code) -> Option<Topic> {
        let kind = self.kinds.of(code)?;
        let open = self.stands(kind) && self.proved(kind).is_none();
        kind.asks.filter(|_| open)
    }

    /// True for a code that has readings between which somebody must choose.
    pub(super) fn is_open(&self, code: Code) -> bool {
        self.topic(code).is_some()
    }

    /// The readings of a code between which somebody must choose.
    pub(super) fn choices(&self, column: &Column, code: Code) -> Vec<(Reading, TextBuf)> {
        match self.topic(code) {
            None => Vec::new(),
            Some(Topic::Word) => self.words_of(code).to_vec(),
            Some(_) => judge(&self.terms.asked(), column.text_of(code)).choices,
        }
    }

    /// What a word can stand for, where it is one of a list of codes.
    pub(super) fn words_of(&self, code: Code) -> &[(Reading, TextBuf)] {
        self.words.get(&code).map(Vec::as_slice).unwrap_or_default()
    }

    /// What is open in this column.
    pub(super) fn asks(&self, column: &Column) -> Vec<(Ask, Code)> {
        let mut list: Vec<(Ask, Code)> = self
            .kinds
            .iter()
            .filter(|(code, kind)| kind.asks.is_some() && column.rows_of(*code) > 0)
            .filter_map(|(code, _)| Some((self.topic(code)?.ask(self.words_of(code))?, code)))
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
        self.kinds.is_empty() && self.rare.is_empty() && self.short_by_zero.is_none()
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
        let rare = self.rare.keys().filter(|code| !self.kinds.has(**code));
        let codes = self.kinds.iter().map(|(code, _)| code).chain(rare.copied());
        Box::new(
            codes
                .map(|code| (code, column.rows_of(code)))
                .filter(|(_, rows)| *rows > 0),
        )
    }

    /// Codes with a finding of their own, and its severity; held ones are not among them.
    pub(super) fn odd_codes(&self) -> impl Iterator<Item = (Code, Severity)> {
        let own = self.kinds.iter().filter(|(_, kind)| kind.held.is_none());
        own.map(|(code, kind)| (code, kind.graded))
    }

    /// The severity of a code's own finding, without those that need the column.
    fn plain_severity(&self, code: Code) -> Option<Severity> {
        let kind = self.kinds.of(code)?;
        kind.held.is_none().then_some(kind.graded)
    }

    /// Takes new severities; nothing is judged again.
    pub(super) fn grade(&mut self, severities: &Severities) {
        self.kinds.grade(severities);
    }
}

/// The text that alone fills a column, in five rows at least. `touched` is a text that came into it,
/// if one is known.
fn filling(column: &Column, rows_in_all: u64, touched: Option<Code>) -> Option<Code> {
    let filled = rows_in_all.saturating_sub(u64::from(column.rows_of(EMPTY)));
    let is_held = |code: &Code| *code != EMPTY && column.rows_of(*code) > 0;
    // Any text that is held is the only one that may fill it.
    let fills = |code: &Code| u64::from(column.rows_of(*code)) == filled;
    if filled < 5 {
        return None;
    }
    let candidate = touched.filter(is_held);
    candidate
        .or_else(|| column.codes().find(is_held))
        .filter(fills)
}
