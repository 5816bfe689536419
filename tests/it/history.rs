//! Undo covers everything: cells, rows and the matching of columns, in any order.

use proptest::prelude::*;
use tamis::check::{Checks, Conversion, ExtraForm, RepairId, Today};
use tamis::document::{
    CellInput, ColumnName, Command, Document, ExportOptions, FileType, Invalid, Outcome, Selector,
    Session, Target, export, open_document,
};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::table::TextBuf;
use tamis::text::{Lang, label};

use crate::support::file;

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 23,
};

pub const CSV: &str = "customer_external_id,manufacturer,serial_number,device_external_id,max_power_w,notes,installation_date\n\
1,HOP,A1,7,\"3,5\",oui,31/12/2021\n2,HOP,A2,8,\"3,5\",non,01/02/2022\n3,HOP,A3,9,4,,2022-01-01\n3,HOP,A3,9,4, x,\n";

pub fn open(csv: &str) -> (tempfile::TempDir, Session) {
    let (folder, path) = file("in.csv", csv);
    let schema = Schema::meters().unwrap();
    let document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet)
        .unwrap_or_else(|e| panic!("{e}"));
    (folder, Session::new(document))
}

pub fn column(document: &Document, header: &str) -> ColumnName {
    let (col, _) = document
        .table()
        .columns()
        .find(|(_, c)| c.header() == header)
        .expect("a column");
    ColumnName::of(document.table(), col).unwrap()
}

/// All that the user can see: cells by row number, what is removed, what columns are.
pub fn state(document: &Document) -> (Vec<String>, Vec<u32>, Vec<String>) {
    let table = document.table();
    let cells = table
        .rows()
        .flat_map(|row| table.columns().map(move |(col, _)| (row, col)))
        .map(|(row, col)| {
            let text = table.text(row, col).reveal();
            format!("{}={text}", table.address(row, col))
        })
        .collect();
    let removed = table.removed_rows().map(|r| table.row_number(r)).collect();
    let columns = table
        .columns()
        .map(|(col, c)| format!("{} {:?}", c.header(), document.mapping().use_of(col)))
        .collect();
    (cells, removed, columns)
}

fn counts(checks: &Checks) -> (u64, u64, u64) {
    let c = checks.counts();
    (c.error, c.warning, c.note)
}

/// A check of the same table from nothing.
fn fresh(document: &Document) -> Checks {
    Checks::new(
        document.schema(),
        document.table(),
        document.mapping(),
        Vec::new(),
        TODAY,
    )
}

fn same_as_fresh(document: &Document) {
    let (kept, new) = (document.checks(), fresh(document));
    assert_eq!(counts(kept), counts(&new));
    let table = document.table();
    assert_eq!(kept.marked_rows(table), new.marked_rows(table));
    let listed = kept.problems(table).count() as u64;
    let (error, warning, note) = counts(kept);
    assert_eq!(
        listed,
        error + warning + note,
        "every problem is counted once"
    );
}

#[test]
fn a_removed_row_is_gone_everywhere_and_comes_back() {
    let (folder, mut session) = open(CSV);
    let errors = session.document().checks().counts().error;
    let before = state(session.document());
    let delete = Command::DeleteRows {
        rows: Selector::Rows(vec![5]),
    };
    assert!(matches!(
        session.run(&delete).unwrap(),
        Outcome::Changed {
            cells: 0,
            rows: 1,
            ..
        }
    ));
    assert_eq!(
        session.document().checks().counts().error,
        errors - 2,
        "its twin is alone now"
    );
    assert_eq!(session.document().table().row_count(), 3);
    let address: Vec<u32> = {
        let table = session.document().table();
        table.rows().map(|r| table.row_number(r)).collect()
    };
    assert_eq!(address, [2, 3, 4], "row numbers stay");
    assert_eq!(session.run(&delete).unwrap(), Outcome::Unchanged);
    let target = folder.path().join("out.csv");
    let options = ExportOptions {
        target: target.clone(),
        file_type: FileType::Csv,
        invalid: Invalid::Keep,
        layout: tamis::document::Layout::default(),
        force: false,
        records: Vec::new(),
        returned: Vec::new(),
    };
    let summary = export(session.document(), &options, &Quiet).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(summary.rows_written, 3);
    assert_eq!(
        std::fs::read_to_string(target).unwrap().lines().count(),
        4,
        "header and three rows"
    );
    session.undo();
    assert_eq!(state(session.document()), before);
    session.redo();
    let restore = Command::RestoreRows {
        rows: Selector::All,
    };
    session.run(&restore).unwrap();
    assert_eq!(state(session.document()), before);
    assert_eq!(session.document().checks().counts().error, errors);
}

#[test]
fn a_ragged_row_takes_its_flaw_along() {
    let (_folder, mut session) = open(
        "customer_external_id,manufacturer,serial_number,device_external_id\n1,HOP,A1,7\n2,HOP,A2\n",
    );
    let warnings = session.document().checks().counts().warning;
    assert_eq!(warnings, 1);
    let rows = Selector::Problem {
        rule: "ragged-row".into(),
        column: None,
    };
    session.run(&Command::DeleteRows { rows }).unwrap();
    assert_eq!(session.document().checks().counts().warning, 0);
    assert_eq!(session.document().checks().counts().error, 0);
    session.undo();
    assert_eq!(session.document().checks().counts().warning, 1);
}

#[test]
fn rows_are_chosen_by_problem_text_and_emptiness() {
    let (_folder, mut session) = open(CSV);
    let keep = |session: &mut Session, rows| {
        session.run(&Command::KeepRows { rows }).unwrap();
        let table = session.document().table();
        let left: Vec<u32> = table.rows().map(|r| table.row_number(r)).collect();
        session.undo();
        left
    };
    let power = column(session.document(), "max_power_w");
    let notes = column(session.document(), "notes");
    let problem = Selector::Problem {
        rule: "decimal-comma".into(),
        column: Some(power.clone()),
    };
    assert_eq!(keep(&mut session, problem), [2, 3]);
    let twice = Selector::Problem {
        rule: "duplicate-key".into(),
        column: None,
    };
    assert_eq!(keep(&mut session, twice), [4, 5]);
    let holding = Selector::Holding {
        column: power,
        texts: vec![TextBuf::new("4".into())],
    };
    let json = serde_json::to_string(&holding).unwrap();
    assert!(!json.contains('4'), "{json}");
    assert_eq!(keep(&mut session, holding), [4, 5]);
    assert_eq!(keep(&mut session, Selector::Empty { column: notes }), [4]);
    let unknown = Selector::Problem {
        rule: "no-such".into(),
        column: None,
    };
    assert!(session.run(&Command::DeleteRows { rows: unknown }).is_err());
}

#[test]
fn a_column_becomes_a_field_and_back() {
    let (_folder, mut session) = open(CSV);
    let before = state(session.document());
    let notes = column(session.document(), "notes");
    let map = |target| Command::MapColumn {
        column: notes.clone(),
        target,
    };
    session
        .run(&map(Target::Field("is_locked".into())))
        .unwrap();
    same_as_fresh(session.document());
    let errors = session.document().checks().counts().error;
    session.run(&map(Target::LeftOut)).unwrap();
    assert_eq!(session.document().checks().counts().error, errors - 3);
    session
        .run(&map(Target::Field("max_power_w".into())))
        .unwrap();
    let power = session.document().schema().by_name("max_power_w").unwrap();
    let col = session.document().mapping().column_of(power).unwrap();
    assert_eq!(
        session.document().table().column(col).unwrap().header(),
        "notes",
        "a choice wins over a header"
    );
    same_as_fresh(session.document());
    assert!(
        session
            .run(&map(Target::Field("device_uid".into())))
            .is_err()
    );
    assert!(session.run(&map(Target::Field("nothing".into()))).is_err());
    let names: Vec<String> = session
        .history()
        .iter()
        .map(|e| label(Lang::En, session.document().schema(), &e.label))
        .collect();
    assert_eq!(names[1], "“notes”: left out");
    while session.undo().is_some() {}
    assert_eq!(state(session.document()), before);
}

#[derive(Clone, Debug)]
pub enum Step {
    Cell(u32, usize, String),
    Fix(usize),
    Safe,
    Map(usize, usize),
    Delete(Vec<u32>),
    Keep(Vec<u32>),
    Restore(Vec<u32>),
    Problem(bool),
    Join(usize, usize, usize),
    Convert(usize, usize),
    Constant(usize),
    Drop(usize),
}

const FIELDS: [&str; 6] = [
    "serial_number",
    "max_power_w",
    "customer_external_id",
    "is_locked",
    "customer_name",
    "installation_date",
];

pub fn step() -> impl Strategy<Value = Step> {
    let rows = || prop::collection::vec(2u32..6, 0..3);
    prop_oneof![
        (
            2u32..6,
            0usize..7,
            "(|A1|A3|3|HOP| x |3,5|1,234|oui|31/12/2021|#N/A|-5|[a-z,./ ]{0,6})"
        )
            .prop_map(|(r, c, t)| Step::Cell(r, c, t)),
        (0usize..7).prop_map(Step::Fix),
        Just(Step::Safe),
        (0usize..7, 0usize..9).prop_map(|(c, t)| Step::Map(c, t)),
        rows().prop_map(Step::Delete),
        rows().prop_map(Step::Keep),
        rows().prop_map(Step::Restore),
        any::<bool>().prop_map(Step::Problem),
        (0usize..7, 0usize..7, 0usize..6).prop_map(|(a, b, f)| Step::Join(a, b, f)),
        (0usize..7, 0usize..8).prop_map(|(c, n)| Step::Convert(c, n)),
        (0usize..6).prop_map(Step::Constant),
        (5usize..12).prop_map(Step::Drop),
    ]
}

pub fn command(document: &Document, step: &Step) -> Command {
    let name = |at: usize| {
        let (col, _) = document.table().columns().nth(at).unwrap();
        ColumnName::of(document.table(), col).unwrap()
    };
    match step {
        Step::Cell(row_number, at, text) => Command::SetCells {
            cells: vec![CellInput {
                row_number: *row_number,
                column: name(*at),
                text: TextBuf::new(text.clone()),
            }],
        },
        Step::Fix(at) => Command::Fix {
            repair: RepairId::DecimalComma,
            column: name(*at),
            rows: Selector::All,
            except: vec![],
        },
        Step::Safe => Command::SafeFixes,
        Step::Map(at, target) => Command::MapColumn {
            column: name(*at),
            target: match target {
                0 => Target::Automatic,
                1 => Target::LeftOut,
                2 => Target::Extra(ExtraForm::Pseudonym),
                n => Target::Field(FIELDS[n - 3].to_owned()),
            },
        },
        Step::Delete(rows) => Command::DeleteRows {
            rows: Selector::Rows(rows.clone()),
        },
        Step::Keep(rows) => Command::KeepRows {
            rows: Selector::Rows(rows.clone()),
        },
        Step::Restore(rows) => Command::RestoreRows {
            rows: Selector::Rows(rows.clone()),
        },
        Step::Join(a, b, field) => Command::Join {
            columns: vec![name(*a), name(*b)],
            separator: " ".to_owned(),
            field: FIELDS[*field].to_owned(),
        },
        Step::Convert(at, n) => {
            let conversion = Conversion::ALL[*n];
            let field = conversion.target(document.schema()).unwrap();
            Command::Convert {
                column: name(*at),
                conversion,
                field: document.schema().field(field).unwrap().name.clone(),
            }
        }
        Step::Constant(field) => Command::FillConstant {
            field: FIELDS[*field].to_owned(),
            text: TextBuf::new("HOP".to_owned()),
        },
        Step::Drop(at) => Command::DropMade {
            column: name((*at).min(document.table().columns().count() - 1)),
        },
        Step::Problem(twice) => Command::DeleteRows {
            rows: Selector::Problem {
                rule: if *twice {
                    "duplicate-key"
                } else {
                    "decimal-comma"
                }
                .to_owned(),
                column: None,
            },
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn any_commands_undo_to_the_start_and_redo_to_the_end(
        steps in prop::collection::vec(step(), 1..24), back in 0usize..6
    ) {
        let (_folder, mut session) = open(CSV);
        let start = state(session.document());
        for step in &steps {
            let command = command(session.document(), step);
            let before = session.history().len();
            if session.run(&command).is_err() {
                prop_assert_eq!(session.history().len(), before);
            }
            same_as_fresh(session.document());
        }
        let end = state(session.document());
        for _ in 0..back { session.undo(); same_as_fresh(session.document()); }
        while session.redo().is_some() {}
        prop_assert_eq!(&state(session.document()), &end);
        while session.undo().is_some() {}
        prop_assert_eq!(&state(session.document()), &start);
        same_as_fresh(session.document());
        while session.redo().is_some() {}
        prop_assert_eq!(&state(session.document()), &end);
        same_as_fresh(session.document());
    }
}
