//! Columns made from others: joined, converted, constant; previewed, followed, taken back.

use tamis::check::{Conversion, Today};
use tamis::document::{
    CellInput, ColumnName, Command, Document, ExportOptions, FileType, Invalid, Layout, PlanError,
    Session, export, open_document, preview_made,
};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::{How, Schema};
use tamis::table::TextBuf;

use crate::support::file;

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 24,
};

const CSV: &str = "customer_external_id,serial_number,device_external_id,First Name,Surname,Date of birth,Power (kW),GPS\n\
1,A1,7,Zoé,Ngoma,1987-04-01,0.05,\"-12.345, 28.5\"\n\
2,A2,8,,Banda,12/31/1990,\"3,5\",nowhere\n";

fn open(csv: &str) -> (tempfile::TempDir, Session) {
    let (folder, path) = file("in.csv", csv);
    let schema = Schema::meters().unwrap();
    let document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet)
        .unwrap_or_else(|e| panic!("{e}"));
    (folder, Session::new(document))
}

fn column(document: &Document, header: &str) -> ColumnName {
    let (col, _) = document
        .table()
        .columns()
        .find(|(_, c)| c.header() == header)
        .unwrap_or_else(|| panic!("{header}"));
    ColumnName::of(document.table(), col).unwrap()
}

/// The texts of the column that is a field.
fn field(document: &Document, name: &str) -> Vec<String> {
    let id = document.schema().by_name(name).unwrap();
    let Some(col) = document.mapping().column_of(id) else {
        return Vec::new();
    };
    let table = document.table();
    table
        .rows()
        .map(|row| table.text(row, col).reveal().to_owned())
        .collect()
}

fn join(document: &Document) -> Command {
    Command::Join {
        columns: vec![column(document, "First Name"), column(document, "Surname")],
        separator: " ".to_owned(),
        field: "customer_name".to_owned(),
    }
}

fn convert(document: &Document, header: &str, conversion: Conversion, field: &str) -> Command {
    Command::Convert {
        column: column(document, header),
        conversion,
        field: field.to_owned(),
    }
}

#[test]
fn a_name_is_joined_and_the_halves_do_not_leave() {
    let (_folder, mut session) = open(CSV);
    let command = join(session.document());
    let preview = preview_made(session.document(), &command, 10).unwrap();
    assert_eq!(preview.len(), 1);
    assert_eq!(preview[0].filled, 2);
    assert_eq!(preview[0].lines.len(), 2);
    session.run(&command).unwrap();
    let document = session.document();
    assert_eq!(field(document, "customer_name"), ["Zoé Ngoma", "Banda"]);
    let halves: Vec<How> = ["First Name", "Surname"]
        .map(|h| column(document, h).resolve(document.table()).unwrap())
        .map(|col| document.mapping().use_of(col).how)
        .to_vec();
    assert_eq!(halves, [How::Part, How::Part]);
    session.undo();
    assert!(field(session.document(), "customer_name").is_empty());
    assert_eq!(session.document().table().columns().count(), 8);
    session.redo();
    assert_eq!(
        field(session.document(), "customer_name"),
        ["Zoé Ngoma", "Banda"]
    );
}

#[test]
fn a_made_cell_follows_its_source_unless_written_over() {
    let (_folder, mut session) = open(CSV);
    let command = join(session.document());
    session.run(&command).unwrap();
    let set = |session: &mut Session, row, header: &str, text: &str| {
        let command = Command::SetCells {
            cells: vec![CellInput {
                row_number: row,
                column: column(session.document(), header),
                text: TextBuf::new(text.to_owned()),
            }],
        };
        session.run(&command).unwrap();
    };
    set(&mut session, 3, "First Name", "Mary");
    set(&mut session, 2, "First Name + Surname", "Z. Ngoma");
    set(&mut session, 2, "Surname", "Phiri");
    assert_eq!(
        field(session.document(), "customer_name"),
        ["Z. Ngoma", "Mary Banda"]
    );
    for _ in 0..3 {
        session.undo();
    }
    assert_eq!(
        field(session.document(), "customer_name"),
        ["Zoé Ngoma", "Banda"]
    );
}

#[test]
fn dates_units_and_pairs_are_converted_and_misfits_stay_visible() {
    let (_folder, mut session) = open(CSV);
    for (header, conversion, name) in [
        (
            "Date of birth",
            Conversion::DateToYear,
            "customer_birth_year",
        ),
        ("Power (kW)", Conversion::KilowattToWatt, "max_power_w"),
        ("GPS", Conversion::FirstOfPair, "customer_latitude"),
    ] {
        let command = convert(session.document(), header, conversion, name);
        session.run(&command).unwrap();
    }
    let document = session.document();
    assert_eq!(field(document, "customer_birth_year"), ["1987", "1990"]);
    assert_eq!(field(document, "max_power_w"), ["50", "3500"]);
    assert_eq!(field(document, "customer_latitude"), ["-12.345", "nowhere"]);
    assert_eq!(field(document, "customer_longitude"), ["28.5", "nowhere"]);
    let wrong = document
        .checks()
        .problems(document.table())
        .filter(|p| p.rule.id() == "not-a-number")
        .count();
    assert_eq!(
        wrong, 2,
        "what could not be converted is an error, not empty"
    );
    assert_eq!(session.history().len(), 3, "a pair is one step");
}

#[test]
fn a_constant_fills_a_missing_field_and_is_never_personal() {
    let (folder, mut session) = open(CSV);
    let constant = |field: &str, text: &str| Command::FillConstant {
        field: field.to_owned(),
        text: TextBuf::new(text.to_owned()),
    };
    for (field, text) in [
        ("customer_name", "X"),
        ("manufacturer", " "),
        ("device_uid", "1"),
    ] {
        assert!(session.run(&constant(field, text)).is_err(), "{field}");
    }
    let command = constant("manufacturer", "CALIN");
    assert!(!serde_json::to_string(&command).unwrap().contains("CALIN"));
    session.run(&command).unwrap();
    assert_eq!(field(session.document(), "manufacturer"), ["CALIN"; 2]);
    let options = ExportOptions {
        target: folder.path().join("out.csv"),
        file_type: FileType::Csv,
        invalid: Invalid::Keep,
        layout: Layout::default(),
        force: false,
        records: Vec::new(),
        returned: Vec::new(),
    };
    export(session.document(), &options, &Quiet).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(
        std::fs::read_to_string(&options.target).unwrap(),
        "customer_external_id,manufacturer,serial_number,device_external_id\n1,CALIN,A1,7\n2,CALIN,A2,8\n"
    );
    let drop = Command::DropMade {
        column: column(session.document(), "manufacturer"),
    };
    session.run(&drop).unwrap();
    assert!(field(session.document(), "manufacturer").is_empty());
    session.undo();
    assert_eq!(field(session.document(), "manufacturer"), ["CALIN"; 2]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let (_folder, mut session) = open(CSV);
    let first = column(session.document(), "First Name");
    let twice = Command::Join {
        columns: vec![first.clone(), first.clone()],
        separator: String::new(),
        field: "customer_name".to_owned(),
    };
    assert!(matches!(
        session.run(&twice),
        Err(PlanError::NotASource { .. })
    ));
    let wrong = convert(
        session.document(),
        "Surname",
        Conversion::DateToYear,
        "max_power_w",
    );
    assert!(matches!(
        session.run(&wrong),
        Err(PlanError::NotConvertible { .. })
    ));
    let drop = Command::DropMade { column: first };
    assert!(matches!(session.run(&drop), Err(PlanError::NotMade { .. })));
    assert!(session.history().is_empty());
}
