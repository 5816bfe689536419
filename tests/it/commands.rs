//! The gate: change and inverse, history, what is checked again.

use proptest::prelude::*;
use tamis::check::{RepairId, Today};
use tamis::document::{
    CellInput, ColumnName, Command, Document, ExportOptions, FileType, Invalid, Layout, Outcome,
    Selector, Session, export, open_document,
};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::table::TextBuf;

use crate::support::file;

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 23,
};

fn open(csv: &str) -> (tempfile::TempDir, Document) {
    let (folder, path) = file("in.csv", csv);
    let schema = Schema::meters().unwrap();
    let document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet)
        .unwrap_or_else(|e| panic!("{e}"));
    (folder, document)
}

fn column(document: &Document, header: &str) -> ColumnName {
    let (col, _) = document
        .table()
        .columns()
        .find(|(_, c)| c.header() == header)
        .expect("a column");
    ColumnName::of(document.table(), col).unwrap()
}

fn set(document: &Document, row: u32, header: &str, text: &str) -> Command {
    Command::SetCells {
        cells: vec![CellInput {
            row_number: row,
            column: column(document, header),
            text: TextBuf::new(text.to_owned()),
        }],
    }
}

/// Every cell as it is now.
fn cells(document: &Document) -> Vec<String> {
    let table = document.table();
    table
        .rows()
        .flat_map(|row| table.columns().map(move |(col, _)| (row, col)))
        .map(|(row, col)| table.text(row, col).reveal().to_owned())
        .collect()
}

const CSV: &str = "customer_external_id,manufacturer,serial_number,device_external_id,max_power_w,is_locked,installation_date\n\
1,HOP,A1,7,\"3,5\",oui,31/12/2021\n2,HOP,A2,8,\"3,5\",non,01/02/2022\n3,HOP,A3,9,4,true,2022-01-01\n";

#[test]
fn an_edit_clears_its_problem_and_undo_brings_it_back() {
    let (_folder, document) = open(CSV);
    let mut session = Session::new(document);
    let before = session.document().checks().counts().error;
    let fresh = cells(session.document());
    let command = set(session.document(), 2, "max_power_w", "3.5");
    assert!(matches!(
        session.run(&command).unwrap(),
        Outcome::Changed { cells: 1, .. }
    ));
    assert_eq!(session.document().checks().counts().error, before - 1);
    assert_eq!(session.run(&command).unwrap(), Outcome::Unchanged);
    assert_eq!(
        session.history().len(),
        1,
        "an edit that changes nothing is no entry"
    );
    session.undo();
    assert_eq!(session.document().checks().counts().error, before);
    assert_eq!(cells(session.document()), fresh);
    session.redo();
    assert_eq!(session.document().checks().counts().error, before - 1);
}

#[test]
fn a_refused_command_leaves_everything_as_it_was() {
    let (_folder, document) = open(CSV);
    let mut session = Session::new(document);
    let mut command = set(session.document(), 2, "max_power_w", "1");
    if let Command::SetCells { cells } = &mut command {
        cells[0].row_number = 99;
    }
    assert!(session.run(&command).is_err());
    assert_eq!(session.document().revision(), 0);
    assert!(session.undo_label().is_none());
}

#[test]
fn bulk_fix_is_one_entry_and_respects_ticks_and_rows() {
    let (_folder, document) = open(CSV);
    let mut session = Session::new(document);
    let column = column(session.document(), "max_power_w");
    let fix = |rows, except| Command::Fix {
        repair: RepairId::DecimalComma,
        column: column.clone(),
        rows,
        except,
    };
    let none = fix(Selector::All, vec![TextBuf::new("3,5".into())]);
    assert_eq!(session.run(&none).unwrap(), Outcome::Unchanged);
    let one = fix(Selector::Rows(vec![3]), vec![]);
    assert!(matches!(
        session.run(&one).unwrap(),
        Outcome::Changed { cells: 1, .. }
    ));
    let all = fix(Selector::All, vec![]);
    assert!(matches!(
        session.run(&all).unwrap(),
        Outcome::Changed { cells: 1, .. }
    ));
    assert_eq!(session.history().len(), 2);
}

#[test]
fn a_day_first_column_proves_its_dates() {
    let (_folder, document) = open(CSV);
    let mut session = Session::new(document);
    let column = column(session.document(), "installation_date");
    let fix = Command::Fix {
        repair: RepairId::DateOrder,
        column,
        rows: Selector::All,
        except: vec![],
    };
    assert!(matches!(
        session.run(&fix).unwrap(),
        Outcome::Changed { cells: 2, .. }
    ));
    let dates: Vec<_> = cells(session.document())
        .chunks(7)
        .map(|r| r[6].clone())
        .collect();
    assert_eq!(dates, ["2021-12-31", "2022-02-01", "2022-01-01"]);
}

#[test]
fn a_column_without_proof_is_not_guessed() {
    let (_folder, document) = open(&CSV.replace("31/12/2021", "03/12/2021"));
    let mut session = Session::new(document);
    let column = column(session.document(), "installation_date");
    let fix = Command::Fix {
        repair: RepairId::DateOrder,
        column,
        rows: Selector::All,
        except: vec![],
    };
    assert_eq!(session.run(&fix).unwrap(), Outcome::Unchanged);
}

#[test]
fn duplicate_keys_follow_edits() {
    let (_folder, document) = open(CSV);
    let mut session = Session::new(document);
    let before = session.document().checks().counts().error;
    let command = set(session.document(), 3, "customer_external_id", "1");
    session.run(&command).unwrap();
    assert_eq!(session.document().checks().counts().error, before);
    let command = set(session.document(), 3, "serial_number", "A1");
    session.run(&command).unwrap();
    assert_eq!(session.document().checks().counts().error, before + 2);
    session.undo();
    assert_eq!(session.document().checks().counts().error, before);
}

/// After any edits, the incremental counts are those of a fresh check of the same table.
fn recount(session: &Session) -> (u64, u64, u64) {
    let document = session.document();
    let fresh = tamis::check::Checks::new(
        document.schema(),
        document.table(),
        document.mapping(),
        Vec::new(),
        TODAY,
    );
    let counts = fresh.counts();
    (counts.error, counts.warning, counts.note)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn edits_undo_redo_and_incremental_checks(
        steps in prop::collection::vec((0u32..3, 0usize..7, "(|A1|A2|1|HOP| x |3,5|1,234|oui|31/12/2021|02/01/2021|#N/A|-5|[a-z,./ ]{0,6})"), 1..20)
    ) {
        let (_folder, document) = open(CSV);
        let headers: Vec<String> = document.table().columns().map(|(_, c)| c.header().to_owned()).collect();
        let mut session = Session::new(document);
        let fresh = cells(session.document());
        let first = recount(&session);
        let mut entries = 0;
        for (row, col, text) in &steps {
            let command = set(session.document(), row + 2, &headers[*col], text);
            if session.run(&command).unwrap() != Outcome::Unchanged { entries += 1; }
            let counts = session.document().checks().counts();
            prop_assert_eq!((counts.error, counts.warning, counts.note), recount(&session));
        }
        let end = cells(session.document());
        prop_assert_eq!(session.history().len(), entries);
        while session.undo().is_some() {}
        prop_assert_eq!(cells(session.document()), fresh);
        let counts = session.document().checks().counts();
        prop_assert_eq!((counts.error, counts.warning, counts.note), first);
        while session.redo().is_some() {}
        prop_assert_eq!(cells(session.document()), end);
    }

    #[test]
    fn what_is_exported_opens_again_as_the_same_cells(
        texts in prop::collection::vec("[a-zé\",;\n ]{1,8}", 1..12)
    ) {
        let mut csv = csv_lines(&texts);
        csv.insert_str(0, "customer_external_id,manufacturer,serial_number,device_external_id,model\n");
        let (folder, document) = open(&csv);
        let target = folder.path().join("out.csv");
        let options = ExportOptions { target: target.clone(), file_type: FileType::Csv, invalid: Invalid::Keep, layout: Layout::default(), force: false, records: Vec::new(), returned: Vec::new() };
        export(&document, &options, &Quiet).unwrap_or_else(|e| panic!("{e}"));
        let again = open_document(&target, &OpenOptions::default(), Schema::meters().unwrap(), TODAY, &Quiet)
            .unwrap_or_else(|e| panic!("{e}"));
        prop_assert_eq!(cells(&document), cells(&again));
    }
}

fn csv_lines(texts: &[String]) -> String {
    texts
        .iter()
        .enumerate()
        .map(|(i, t)| format!("{i},HOP,S{i},{i},\"{}\"\n", t.replace('"', "\"\"")))
        .collect()
}
