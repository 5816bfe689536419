//! The leak check: a finished file is opened again from disk and searched, in every cell, note,
//! property and hidden part, for every distinctive personal value of the document, before it
//! gets its name. It trusts nothing that was said about the file: columns are judged by what
//! they should hold, texts by what they hold.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::tripwire::field_strictness;
use super::upload::Clean;
use super::{Decision, FileType, Upload};
use crate::check::Severity;
use crate::check::cell::{check_text, is_plainly_fine};
use crate::io::atomic::WriteError;
use crate::io::readback::{Piece, visit_csv, visit_json, visit_jsonl, visit_parts, visit_workbook};
use crate::io::write::RowSource;
use crate::privacy::{
    Decimals, Find, NotDistinctive, PerTrace, Searcher, Strictness, Trace, Treatment, Why, conforms,
};
use crate::schema::Field;
use crate::table::{Code, ColId, Column, Text};

/// Finds that are told by place.
const MOST: usize = 20;
/// Clean texts of a column that are remembered, so that repeated ones cost little.
const REMEMBERED: usize = 4096;

/// Where in the finished file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LeakWhere {
    /// A record, counted from 1, and the name of the column.
    Cell { record: u64, column: String },
    /// The name of a column, by its place from 1 (the name itself can be the leak).
    Header { column: usize },
    /// A part of the file that is not a cell, by its name in the file.
    Part { name: String },
}

/// One thing that should not be there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LeakFind {
    pub place: LeakWhere,
    /// `None`: the column should hold pseudonyms, rounded numbers or years, and this is none.
    pub trace: Option<Trace>,
}

/// What the leak check found.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct LeakReport {
    /// Distinct values that were searched for.
    pub searched: PerTrace,
    /// Distinct values of the file that were found, allowed or not.
    pub found: PerTrace,
    /// Finds that a decision allows.
    pub allowed: u64,
    /// Finds that nothing allows; with one, the file is removed.
    pub leaks: u64,
    pub not_distinctive: NotDistinctive,
    /// Cells that were looked at.
    pub cells: u64,
    /// The first leaks.
    #[serde(skip)]
    pub finds: Vec<LeakFind>,
}

impl LeakReport {
    /// Takes in the report of another part of the same export.
    pub fn merge(&mut self, other: Self) {
        self.searched = other.searched;
        self.not_distinctive = other.not_distinctive;
        for trace in Trace::ALL {
            // A value in two parts is one value; the larger count is the honest lower bound.
            let more = other.found.of(trace).saturating_sub(self.found.of(trace));
            self.found.add(trace, more);
        }
        self.allowed += other.allowed;
        self.leaks += other.leaks;
        self.cells += other.cells;
        self.finds.extend(other.finds);
        self.finds.truncate(MOST);
    }
}

/// What a column of the finished file should hold.
struct Rule<'a> {
    name: String,
    /// `None` for a column that should not be there.
    col: Option<ColId>,
    treatment: Treatment,
    field: Option<&'a Field>,
    /// What the tripwire found nothing in.
    searched: Option<Searched<'a>>,
}

/// The texts of a column that leave as they are, and in which of them the tripwire found nothing.
struct Searched<'a> {
    col: ColId,
    column: &'a Column,
    clean: Arc<Clean>,
    /// How strictly each has to be searched here, by code, once that was asked: 1 as text, 2 as
    /// what its field takes.
    judged: Vec<AtomicU8>,
}

impl<'a> Searched<'a> {
    fn new(col: ColId, column: &'a Column, clean: Arc<Clean>) -> Self {
        let judged = (0..column.code_count()).map(|_| AtomicU8::new(0)).collect();
        Self {
            col,
            column,
            clean,
            judged,
        }
    }

    /// True when a search of what leaves of this code would find nothing: its text leaves as it
    /// is, was searched before it was written, as strictly as it has to be, and held nothing.
    #[inline]
    fn holds_nothing(&self, code: Code, strictness: impl Fn() -> Strictness) -> bool {
        let known = self.clean.of(code);
        known.is_some_and(|known| self.strictness(code, strictness) == known)
    }

    /// Whether codes are those of these texts, as far as one of them tells.
    fn fits(&self, codes: &[Code], texts: &[&str]) -> bool {
        let clear = |code: &Code| self.clean.of(*code).is_some();
        let one = codes.iter().zip(texts).find(|(code, _)| clear(code));
        codes.len() == texts.len()
            && one.is_none_or(|(code, text)| self.column.text_of(*code) == Text::new(text))
    }

    /// How strictly a text has to be searched, asked once for each text.
    #[inline]
    fn strictness(&self, code: Code, strictness: impl Fn() -> Strictness) -> Strictness {
        let judged = self.judged.get(code as usize);
        match judged.map(|judged| judged.load(Ordering::Relaxed)) {
            Some(1) => Strictness::Text,
            Some(2) => Strictness::Typed,
            _ => {
                let found = strictness();
                if let Some(judged) = judged {
                    let number = match found {
                        Strictness::Text => 1,
                        Strictness::Typed => 2,
                        Strictness::Identifier | Strictness::Part => 0,
                    };
                    judged.store(number, Ordering::Relaxed);
                }
                found
            }
        }
    }
}

/// Partial results of one batch.
#[derive(Default)]
struct Part {
    own: BTreeSet<(Trace, u64)>,
    allowed: u64,
    leaks: u64,
    finds: Vec<LeakFind>,
}

impl Part {
    fn merge(mut self, other: Self) -> Self {
        self.own.extend(other.own);
        self.allowed += other.allowed;
        self.leaks += other.leaks;
        self.finds.extend(other.finds);
        self.finds.sort_unstable();
        self.finds.truncate(MOST);
        self
    }

    fn leak(&mut self, place: LeakWhere, trace: Option<Trace>) {
        self.leaks += 1;
        self.finds.push(LeakFind { place, trace });
        if self.finds.len() > MOST * 64 {
            self.finds.sort_unstable();
            self.finds.truncate(MOST);
        }
    }
}

/// Searches finished files of one upload.
pub struct LeakCheck<'a> {
    upload: &'a Upload<'a>,
    by_name: BTreeMap<String, ColId>,
    decimals: Decimals,
}

impl<'a> LeakCheck<'a> {
    /// For files of this upload.
    #[must_use]
    pub fn new(upload: &'a Upload<'a>) -> Self {
        let by_name = upload
            .names()
            .map(|(name, col)| (name.to_owned(), col))
            .collect();
        Self {
            upload,
            by_name,
            decimals: upload.decimals(),
        }
    }

    /// Searches one finished file.
    ///
    /// # Errors
    /// When it cannot be read; a leak is not an error but in the report.
    pub fn file(
        &self,
        path: &Path,
        file_type: FileType,
        body: bool,
    ) -> Result<LeakReport, WriteError> {
        let mut rules: Vec<Rule<'_>> = Vec::new();
        let mut all = Part::default();
        let mut cells = 0u64;
        let mut visit = |piece: Piece| {
            match piece {
                Piece::Header(names) => {
                    rules = names.iter().map(|name| self.rule(name)).collect();
                    all = std::mem::take(&mut all).merge(self.header(&names));
                }
                Piece::Records(first, records) => {
                    cells += records.iter().map(|r| r.len() as u64).sum::<u64>();
                    let part = self.records(&rules, first, &records);
                    all = std::mem::take(&mut all).merge(part);
                }
                Piece::Part(name, texts) => {
                    all = std::mem::take(&mut all).merge(self.part(&name, &texts));
                }
            }
            Ok(())
        };
        match file_type {
            FileType::Csv => visit_csv(path, &mut visit)?,
            FileType::Json => visit_json(path, body, &mut visit)?,
            FileType::Jsonl => visit_jsonl(path, &mut visit)?,
            FileType::Xlsx => visit_workbook(path, &mut visit)?,
        }
        Ok(self.report(&all, cells))
    }

    /// Searches what a finished workbook holds beside its sheets.
    ///
    /// # Errors
    /// When it cannot be read; a leak is not an error but in the report.
    pub fn parts(&self, path: &Path) -> Result<LeakReport, WriteError> {
        let mut all = Part::default();
        let mut visit = |piece: Piece| {
            if let Piece::Part(name, texts) = piece {
                all = std::mem::take(&mut all).merge(self.part(&name, &texts));
            }
            Ok(())
        };
        visit_parts(path, &mut visit)?;
        Ok(self.report(&all, 0))
    }

    fn report(&self, all: &Part, cells: u64) -> LeakReport {
        let mut found = PerTrace::default();
        for (trace, _) in &all.own {
            found.add(*trace, 1);
        }
        LeakReport {
            searched: self.upload.distinctive().searched(),
            found,
            allowed: all.allowed,
            leaks: all.leaks,
            not_distinctive: self.upload.distinctive().not_distinctive(),
            cells,
            finds: all.finds.clone(),
        }
    }

    /// For a file with these columns that somebody else reads back, column by column.
    #[must_use]
    pub fn columns(&'a self, names: &[&str], rows: &'a dyn RowSource) -> LeakColumns<'a> {
        let owned: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        LeakColumns {
            check: self,
            rules: names.iter().map(|name| self.rule(name)).collect(),
            rows,
            found: Mutex::new((self.header(&owned), 0)),
        }
    }

    fn rule(&self, name: &str) -> Rule<'a> {
        let document = self.upload.document();
        let col = self.by_name.get(name).copied();
        Rule {
            name: name.to_owned(),
            col,
            treatment: col
                .and_then(|col| self.upload.treatment(col))
                .unwrap_or(Treatment::Clear),
            field: col.and_then(|col| document.field_of(col)),
            searched: col.and_then(|col| {
                let column = document.table().column(col)?;
                Some(Searched::new(col, column, self.upload.clean_of(col)?))
            }),
        }
    }

    fn searcher(&self) -> Searcher<'_> {
        Searcher::new(self.upload.distinctive(), self.decimals)
    }

    fn header(&self, names: &[String]) -> Part {
        let mut part = Part::default();
        let mut searcher = self.searcher();
        for (name, place) in names.iter().zip(1..) {
            for find in searcher.search(Text::new(name), Strictness::Text) {
                part.leak(LeakWhere::Header { column: place }, Some(find.trace));
            }
        }
        part
    }

    fn part(&self, name: &str, texts: &[String]) -> Part {
        let mut part = Part::default();
        let mut searcher = self.searcher();
        for text in texts {
            for find in searcher.search(Text::new(text), Strictness::Part).to_vec() {
                // Cells' texts may be kept in a part of their own; there a decision counts too.
                if find.why == Why::OwnValue {
                    part.own.insert((find.trace, value_key(text, &find)));
                }
                if self.allowed_somewhere(find.trace) {
                    part.allowed += 1;
                } else {
                    let place = LeakWhere::Part {
                        name: name.to_owned(),
                    };
                    part.leak(place, Some(find.trace));
                }
            }
        }
        part
    }

    fn allowed_somewhere(&self, trace: Trace) -> bool {
        self.by_name.values().any(|col| self.allowed(*col, trace))
    }

    fn allowed(&self, col: ColId, trace: Trace) -> bool {
        matches!(
            self.upload.document().decision(col, trace),
            Some(Decision::Keep { .. })
        )
    }

    fn records(&self, rules: &[Rule<'_>], first: u64, records: &[Vec<(usize, String)>]) -> Part {
        records
            .par_chunks(512)
            .enumerate()
            .map(|(chunk, records)| {
                let mut part = Part::default();
                let mut searcher = self.searcher();
                let mut clean: Vec<HashSet<&str>> = rules.iter().map(|_| HashSet::new()).collect();
                for (record, number) in records.iter().zip(first + chunk as u64 * 512..) {
                    for (col, text) in record {
                        let seen = clean.get_mut(*col);
                        if seen
                            .as_ref()
                            .is_some_and(|seen| seen.contains(text.as_str()))
                        {
                            continue;
                        }
                        let before = part.leaks + part.allowed;
                        self.cell(rules.get(*col), number, text, &mut searcher, &mut part);
                        if let Some(seen) = seen
                            && before == part.leaks + part.allowed
                            && seen.len() < REMEMBERED
                        {
                            seen.insert(text);
                        }
                    }
                }
                part
            })
            .reduce(Part::default, Part::merge)
    }

    fn cell(
        &self,
        rule: Option<&Rule<'_>>,
        record: u64,
        text: &str,
        searcher: &mut Searcher<'_>,
        part: &mut Part,
    ) {
        let place = || LeakWhere::Cell {
            record,
            column: rule.map(|r| r.name.clone()).unwrap_or_default(),
        };
        let treatment = rule.map_or(Treatment::Clear, |r| r.treatment);
        if !conforms(treatment, Text::new(text)) {
            part.leak(place(), None);
        }
        if matches!(treatment, Treatment::Pseudonym(_) | Treatment::Blur(_)) {
            // What has the right form is a digest or a rounded number, and no more.
            return;
        }
        let strictness = self.strictness(rule, text);
        for find in searcher.search(Text::new(text), strictness) {
            if find.why == Why::OwnValue {
                part.own.insert((find.trace, value_key(text, find)));
            }
            let allowed = rule
                .and_then(|r| r.col)
                .is_some_and(|col| self.allowed(col, find.trace));
            if allowed {
                part.allowed += 1;
            } else {
                part.leak(place(), Some(find.trace));
            }
        }
    }

    /// How strictly a text of a column has to be searched.
    fn strictness(&self, rule: Option<&Rule<'_>>, text: &str) -> Strictness {
        match rule.and_then(|r| r.field) {
            Some(field) => field_strictness(field, || self.is_wrong(field, text)),
            None => Strictness::Text,
        }
    }

    fn is_wrong(&self, field: &Field, text: &str) -> bool {
        if is_plainly_fine(field, Text::new(text), self.upload.document().today()) {
            return false;
        }
        check_text(field, Text::new(text), self.upload.document().today())
            .is_some_and(|finding| finding.severity == Severity::Error)
    }
}

/// The search of one file whose cells are seen column by column.
pub struct LeakColumns<'a> {
    check: &'a LeakCheck<'a>,
    rules: Vec<Rule<'a>>,
    rows: &'a dyn RowSource,
    /// What was found, and the cells that were looked at.
    found: Mutex<(Part, u64)>,
}

impl LeakColumns<'_> {
    /// Searches some cells of a column, the first of which stands in this row.
    pub fn look(&self, col: usize, first: usize, texts: &[&str]) {
        let rule = self.rules.get(col);
        let mut codes: Vec<Code> = Vec::new();
        let searched = rule.and_then(|rule| {
            let searched = rule.searched.as_ref();
            let searched = searched.filter(|_| rule.treatment == Treatment::Clear)?;
            let rows = first..first + texts.len();
            let of = self.rows.codes(rows, col, &mut codes)?;
            (of == searched.col && searched.fits(&codes, texts)).then_some(searched)
        });
        let mut part = Part::default();
        let mut searcher = self.check.searcher();
        let mut cells = 0;
        let mut clean: HashSet<&str, foldhash::fast::RandomState> = HashSet::default();
        // What has one form only, such as a digest, is quicker judged than remembered.
        let repeats =
            rule.is_none_or(|r| matches!(r.treatment, Treatment::Clear | Treatment::Year));
        for ((text, place), record) in texts.iter().zip(0usize..).zip(first as u64 + 1..) {
            if text.is_empty() {
                continue;
            }
            cells += 1;
            let code = searched.zip(codes.get(place));
            if code.is_some_and(|(searched, code)| {
                searched.holds_nothing(*code, || self.check.strictness(rule, text))
            }) || clean.contains(text)
            {
                continue;
            }
            let before = part.leaks + part.allowed;
            self.check
                .cell(rule, record, text, &mut searcher, &mut part);
            if repeats && before == part.leaks + part.allowed {
                clean.insert(text);
            }
        }
        if let Ok(mut found) = self.found.lock() {
            found.1 += cells;
            if part.leaks + part.allowed > 0 || !part.own.is_empty() {
                found.0 = std::mem::take(&mut found.0).merge(part);
            }
        }
    }

    /// What was found; damage in between counts as a leak.
    #[must_use]
    pub fn report(&self) -> LeakReport {
        match self.found.lock() {
            Ok(found) => self.check.report(&found.0, found.1),
            Err(_) => LeakReport {
                leaks: 1,
                ..LeakReport::default()
            },
        }
    }
}

/// Two finds of one value count once.
fn value_key(text: &str, find: &Find) -> u64 {
    use std::hash::{Hash as _, Hasher as _};
    let mut hash = std::collections::hash_map::DefaultHasher::new();
    text.get(find.start..find.end)
        .unwrap_or_default()
        .to_lowercase()
        .hash(&mut hash);
    hash.finish()
}
