//! The leak check: a finished file is opened again from disk and searched, in every cell, note,
//! property and hidden part, for every distinctive personal value of the document, before it
//! gets its name. It trusts nothing that was said about the file: columns are judged by what
//! they should hold, texts by what they hold.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::tripwire::field_strictness;
use super::upload::Clean;
use super::{Decision, FileType, Upload};
use crate::check::Severity;
use crate::check::cell::{check_text, is_plainly_fine};
use crate::io::atomic::WriteError;
use crate::io::readback::{Piece, visit_csv, visit_json, visit_jsonl, visit_workbook};
use crate::io::write::RowSource;
use crate::privacy::{
    Find, NotDistinctive, PerTrace, Searcher, Strictness, Trace, Treatment, Why, conforms,
};
use crate::schema::Field;
use crate::table::{ColId, Column, Text};

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
    /// The column's texts, and which of them the tripwire found nothing in.
    searched: Option<(&'a Column, Arc<Clean>)>,
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
}

impl<'a> LeakCheck<'a> {
    /// For files of this upload.
    #[must_use]
    pub fn new(upload: &'a Upload<'a>) -> Self {
        let by_name = upload
            .names()
            .map(|(name, col)| (name.to_owned(), col))
            .collect();
        Self { upload, by_name }
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

    /// For a file with these columns that somebody else reads, column by column.
    pub(super) fn columns(&'a self, names: &[&str], rows: &'a dyn RowSource) -> LeakColumns<'a> {
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
                Some((column, self.upload.clean_of(col)?))
            }),
        }
    }

    fn searcher(&self) -> Searcher<'_> {
        Searcher::new(self.upload.distinctive(), self.upload.decimals())
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
                        self.cell(
                            rules.get(*col),
                            number,
                            (text, None),
                            &mut searcher,
                            &mut part,
                        );
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

    /// `known`: this very text was searched so strictly before, and held nothing.
    fn cell(
        &self,
        rule: Option<&Rule<'_>>,
        record: u64,
        (text, known): (&str, Option<Strictness>),
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
        let strictness = match rule.and_then(|r| r.field) {
            Some(field) => field_strictness(field, || self.is_wrong(field, text)),
            None => Strictness::Text,
        };
        if known.is_some_and(|known| known == strictness) {
            return;
        }
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

    fn is_wrong(&self, field: &Field, text: &str) -> bool {
        if is_plainly_fine(field, Text::new(text), self.upload.document().today()) {
            return false;
        }
        check_text(field, Text::new(text), self.upload.document().today())
            .is_some_and(|finding| finding.severity == Severity::Error)
    }
}

/// The search of one file that is read column by column.
pub(super) struct LeakColumns<'a> {
    check: &'a LeakCheck<'a>,
    rules: Vec<Rule<'a>>,
    rows: &'a dyn RowSource,
    /// What was found, and the cells that were looked at.
    found: Mutex<(Part, u64)>,
}

impl LeakColumns<'_> {
    /// Searches some cells of a column.
    pub(super) fn look(&self, col: usize, record: u64, texts: &[Cow<'_, str>]) {
        let rule = self.rules.get(col);
        let mut part = Part::default();
        let mut searcher = self.check.searcher();
        let mut cells = 0;
        let mut clean: HashSet<&str, foldhash::fast::RandomState> = HashSet::default();
        for (text, record) in texts.iter().zip(record..) {
            if text.is_empty() {
                continue;
            }
            cells += 1;
            let known = rule.and_then(|rule| self.known(rule, record, text));
            if known.is_none() && clean.contains(text.as_ref()) {
                continue;
            }
            let before = part.leaks + part.allowed;
            self.check
                .cell(rule, record, (text, known), &mut searcher, &mut part);
            // What has one form only, such as a digest, is quicker judged than remembered.
            let repeats = rule.is_some_and(|r| !matches!(r.treatment, Treatment::Pseudonym(_)));
            if repeats && known.is_none() && before == part.leaks + part.allowed {
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

    /// How strictly this very text was searched before it was written, if it held nothing. It is
    /// looked for at its row, and must be the same.
    fn known(&self, rule: &Rule<'_>, record: u64, text: &str) -> Option<Strictness> {
        let (column, clean) = rule.searched.as_ref()?;
        let row = usize::try_from(record).ok()?.checked_sub(1)?;
        let row = self.check.upload.rows().get(self.rows.place(row)?)?;
        let code = column.code(*row);
        let clean = clean.get(code as usize).copied().flatten()?;
        (column.text_of(code) == Text::new(text)).then_some(clean)
    }

    /// What was found; damage in between counts as a leak.
    pub(super) fn report(&self) -> LeakReport {
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
