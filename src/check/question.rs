//! What only a person can decide, once per column: `1,234`, `01/02/2021`, `Congo`. A question
//! shows examples with counts, and what each reading would make of them. It never decides.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::{Ask, Checks, Habit, Reading};
use crate::table::{Code, ColId, RowId, Table, TextBuf};

/// One thing to ask about a column. The answer is a [`Reading`], taken by `Command::Fix`.
pub struct Question {
    pub col: ColId,
    pub ask: Ask,
    /// Cells that wait for the answer.
    pub cells: u64,
    /// The possible answers, in the order in which they are shown.
    pub readings: Vec<Reading>,
    /// The most frequent texts first, ten at most.
    pub examples: Vec<ReadingExample>,
    /// How the rest of the column is written: the evidence.
    pub habit: Habit,
}

/// One text of a question.
pub struct ReadingExample {
    pub code: Code,
    pub cells: u64,
    pub first_row: RowId,
    /// What each reading makes of it.
    pub values: Vec<(Reading, TextBuf)>,
}

/// How many examples a question shows.
const SHOWN: usize = 10;

impl Checks {
    /// The columns about which something is open.
    #[must_use]
    pub fn asking(&self, table: &Table) -> HashSet<ColId> {
        self.columns()
            .par_iter()
            .filter(|checked| {
                let Some(column) = table.column(checked.col) else {
                    return false;
                };
                let open: HashSet<Code> = checked
                    .asks(column)
                    .into_iter()
                    .map(|(_, code)| code)
                    .collect();
                if open.is_empty() || !self.needs_row(checked.col) {
                    return !open.is_empty();
                }
                table.rows().any(|row| {
                    open.contains(&column.code(row)) && !self.is_decided(table, row, checked.col)
                })
            })
            .map(|checked| checked.col)
            .collect()
    }

    /// Everything that is open, column by column.
    #[must_use]
    pub fn questions(&self, table: &Table) -> Vec<Question> {
        let mut list = Vec::new();
        for checked in self.columns() {
            let Some(column) = table.column(checked.col) else {
                continue;
            };
            let asks = checked.asks(column);
            if asks.is_empty() {
                continue;
            }
            let ask_of: HashMap<Code, Ask> =
                asks.into_iter().map(|(ask, code)| (code, ask)).collect();
            let mut cells: HashMap<Code, (u64, RowId)> = HashMap::new();
            for row in table.rows() {
                let code = column.code(row);
                if ask_of.contains_key(&code) && !self.is_decided(table, row, checked.col) {
                    cells.entry(code).or_insert((0, row)).0 += 1;
                }
            }
            let mut questions: HashMap<Ask, Question> = HashMap::new();
            for (code, (count, first_row)) in cells {
                let Some(ask) = ask_of.get(&code) else {
                    continue;
                };
                let values = checked.choices(column, code);
                let question = questions.entry(ask.clone()).or_insert_with(|| Question {
                    col: checked.col,
                    ask: ask.clone(),
                    cells: 0,
                    readings: values.iter().map(|(r, _)| r.clone()).collect(),
                    examples: Vec::new(),
                    habit: checked.habit(),
                });
                question.cells += count;
                question.examples.push(ReadingExample {
                    code,
                    cells: count,
                    first_row,
                    values,
                });
            }
            let mut questions: Vec<Question> = questions.into_values().collect();
            for question in &mut questions {
                question
                    .examples
                    .sort_by_key(|e| (std::cmp::Reverse(e.cells), e.first_row));
                question.examples.truncate(SHOWN);
            }
            questions.sort_by(|a, b| a.ask.cmp(&b.ask));
            list.extend(questions);
        }
        list
    }
}
