//! The checks follow every change, whatever its size and whichever way it goes: after random
//! changes, their undo and their redo they say what checks from nothing say.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{CellInput, ColumnName, Command, Document, Selector, Session, Target, open_document};
use crate::check::{Checks, RepairId, Severity, Today};
use crate::io::{OpenOptions, Quiet};
use crate::schema::Schema;
use crate::table::{RowId, TextBuf};

const TODAY: Today = Today {
    year: 2026,
    month: 6,
    day: 1,
};

const ROWS: u32 = 60;

const HEADERS: [&str; 13] = [
    "customer_external_id",
    "customer_name",
    "manufacturer",
    "serial_number",
    "device_external_id",
    "max_power_w",
    "installation_date",
    "repossession_date",
    "customer_country",
    "customer_phone",
    "customer_latitude",
    "customer_longitude",
    "notes",
];

/// Texts that say something in one column or another.
const TEXTS: [&str; 22] = [
    "",
    "1",
    "2",
    "HOP",
    "hop",
    "S1",
    "Zoé Ngoma",
    "Ngoma Zoe",
    "3,5",
    "3.5",
    "12",
    "n/a",
    "2022-01-31",
    "31/12/2021",
    "2021-05-01",
    "ZM",
    "SN",
    "+260977123456",
    "0977123456",
    "-15.4",
    "28.3",
    " x ",
];

fn session() -> Session {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv");
    let mut csv = HEADERS.join(",") + "\n";
    for n in 0..ROWS {
        writeln!(
            csv,
            "{},N{},HOP,S{},D{},\"{n},5\",2022-01-{:02},{},{},+26097712{n:04},-15.{n},28.{n},",
            n % 40,
            n % 41,
            n % 57,
            n % 57,
            n % 28 + 1,
            if n % 9 == 0 { "2021-12-31" } else { "" },
            if n % 13 == 0 { "SN" } else { "ZM" },
        )
        .unwrap();
    }
    std::fs::write(&path, csv).unwrap();
    let schema = Schema::meters().unwrap();
    let document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet).unwrap();
    Session::new(document)
}

#[derive(Clone, Debug)]
enum Step {
    Cells(Vec<(u32, usize, usize)>),
    /// Many texts of a column become another.
    Values(usize, u32, usize),
    Safe,
    Commas,
    Delete(u32, u32),
    Restore(u32, u32),
    LeaveOut(usize),
    Grade,
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    let cell = (0..ROWS, 0..HEADERS.len(), 0..TEXTS.len());
    prop_oneof![
        4 => prop::collection::vec(cell, 1..40).prop_map(Step::Cells),
        3 => (0..HEADERS.len(), 1u32..5, 0..TEXTS.len()).prop_map(|(c, n, t)| Step::Values(c, n, t)),
        1 => Just(Step::Safe),
        1 => Just(Step::Commas),
        2 => (0..ROWS, 1u32..ROWS).prop_map(|(from, n)| Step::Delete(from, n)),
        2 => (0..ROWS, 1u32..ROWS).prop_map(|(from, n)| Step::Restore(from, n)),
        1 => (0..HEADERS.len()).prop_map(Step::LeaveOut),
        1 => Just(Step::Grade),
        4 => Just(Step::Undo),
        3 => Just(Step::Redo),
    ]
}

fn name(document: &Document, at: usize) -> ColumnName {
    let col = crate::table::ColId(u32::try_from(at).unwrap());
    ColumnName::of(document.table(), col).unwrap()
}

fn command(document: &Document, step: &Step) -> Option<Command> {
    let text = |at: usize| TextBuf::new(TEXTS[at].to_owned());
    let rows =
        |from: u32, n: u32| Selector::Rows((from..ROWS.min(from + n)).map(|r| r + 2).collect());
    Some(match step {
        Step::Cells(cells) => Command::SetCells {
            cells: cells
                .iter()
                .map(|(row, col, at)| CellInput {
                    row_number: row + 2,
                    column: name(document, *col),
                    text: text(*at),
                })
                .collect(),
        },
        Step::Values(col, n, at) => {
            let table = document.table();
            let column = table.column(crate::table::ColId(*col as u32)).unwrap();
            let values = column.live_codes().filter(|(code, _)| code % n == 0);
            Command::MapValues {
                column: name(document, *col),
                values: values
                    .map(|(code, _)| (column.text_of(code).to_buf(), text(*at)))
                    .collect(),
                rows: Selector::All,
            }
        }
        Step::Safe => Command::SafeFixes,
        Step::Commas => Command::Fix {
            repair: RepairId::DecimalComma,
            column: name(document, 5),
            rows: Selector::All,
            except: Vec::new(),
        },
        Step::Delete(from, n) => Command::DeleteRows {
            rows: rows(*from, *n),
        },
        Step::Restore(from, n) => Command::RestoreRows {
            rows: rows(*from, *n),
        },
        Step::LeaveOut(col) => Command::MapColumn {
            column: name(document, *col),
            target: Target::LeftOut,
        },
        Step::Grade => Command::SetRule {
            rule: "dates-in-order".into(),
            severity: Some(Severity::Note),
        },
        Step::Undo | Step::Redo => return None,
    })
}

/// All that checks say, in one order.
fn said(document: &Document, checks: &Checks) -> Vec<String> {
    let table = document.table();
    let mut said: Vec<String> = checks
        .problems(table)
        .map(|p| {
            let (rule, severity, subject) = (p.rule, p.severity, p.subject);
            format!(
                "{rule:?} {severity:?} {subject:?} {:?} {:?}",
                p.why, p.other_row
            )
        })
        .collect();
    said.sort();
    said.push(format!("{:?}", checks.counts()));
    let marked = checks.marked_rows(table);
    let one_by_one = |has: &dyn Fn(RowId) -> bool| -> Vec<RowId> {
        table.rows().filter(|row| has(*row)).collect()
    };
    let odd = one_by_one(&|row| checks.row_has_problem(table, row));
    assert_eq!(marked.odd, odd);
    let own = one_by_one(&|row| checks.row_has_own_error(table, row));
    assert_eq!(marked.bad_alone, own);
    said.push(format!("{marked:?}"));
    said.push(format!(
        "{:?}",
        checks.rows_with_findings().collect::<Vec<_>>()
    ));
    for row in table.rows() {
        said.push(format!("{:?}", checks.duplicates_of(table, row)));
    }
    said
}

fn fresh(document: &Document) -> Vec<String> {
    let mut checks = Checks::new(
        document.schema(),
        document.table(),
        document.mapping(),
        Vec::new(),
        TODAY,
    );
    checks.set_severities(document.table(), document.settings().rules.clone());
    said(document, &checks)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn checks_that_follow_say_what_checks_from_nothing_say(steps in prop::collection::vec(step(), 1..14)) {
        let mut session = session();
        let start = said(session.document(), session.document().checks());
        for step in &steps {
            take(&mut session, step);
            let document = session.document();
            prop_assert_eq!(said(document, document.checks()), fresh(document));
        }
        let end = said(session.document(), session.document().checks());
        let done = session.history().len();
        while session.undo().is_some() {
            let document = session.document();
            prop_assert_eq!(said(document, document.checks()), fresh(document));
        }
        prop_assert_eq!(said(session.document(), session.document().checks()), start);
        while session.history().len() < done { session.redo(); }
        prop_assert_eq!(said(session.document(), session.document().checks()), end);
    }
}

fn take(session: &mut Session, step: &Step) {
    match (step, command(session.document(), step)) {
        (Step::Undo, _) => {
            session.undo();
        }
        (Step::Redo, _) => {
            session.redo();
        }
        (_, Some(command)) => {
            session.run(&command).unwrap();
        }
        _ => {}
    }
}

#[test]
fn a_text_fills_a_column_once_the_last_other_is_gone() {
    let clear = Step::Cells(vec![(0, 3, 1), (14, 3, 0)]);
    let steps = [
        Step::Delete(14, 46),
        Step::Values(3, 1, 3),
        Step::Cells(vec![(0, 0, 0)]),
        clear,
    ];
    let mut session = session();
    for step in steps {
        take(&mut session, &step);
        let document = session.document();
        assert_eq!(said(document, document.checks()), fresh(document));
    }
}

#[test]
fn a_large_change_is_taken_back_along_its_trail() {
    let mut session = session();
    let command = command(session.document(), &Step::Commas).unwrap();
    session.run(&command).unwrap();
    let trail = session.done.last().and_then(|entry| entry.trail.as_ref());
    let fits = |way| session.document().checks().fits(trail.unwrap(), way);
    assert!(fits(crate::check::Way::Back));
    assert!(!fits(crate::check::Way::Again));
}
