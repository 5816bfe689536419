//! A fixture for each trap of kinds, encodings and headers, read as the program reads a
//! provider's file: by content, whatever its name says.

use rust_xlsxwriter::Workbook;
use tamis::check::Rule;
use tamis::document::{Document, current_day, open_document};
use tamis::io::{Kind, OpenError, OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::table::RowId;

use crate::support::{arg, file, tamis};

fn read(name: &str, bytes: &[u8]) -> Result<Document, OpenError> {
    let (_folder, path) = file(name, bytes);
    let schema = Schema::meters().unwrap();
    open_document(
        &path,
        &OpenOptions::default(),
        schema,
        current_day(),
        &Quiet,
    )
}

fn opened(name: &str, bytes: &[u8]) -> Document {
    read(name, bytes).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn headers(document: &Document) -> Vec<&str> {
    document
        .table()
        .columns()
        .map(|(_, c)| c.header())
        .collect()
}

fn cells(document: &Document, row: u32) -> Vec<&str> {
    let table = document.table();
    let text = |(col, _)| table.text(RowId(row), col).reveal();
    table.columns().map(text).collect()
}

fn has(document: &Document, rule: Rule) -> bool {
    let groups = document.checks().groups(document.table());
    groups.iter().any(|g| g.rule == rule)
}

#[test]
fn every_separator_and_a_line_that_names_it() {
    for (text, mark) in [
        ("id;nom;kwh\n1;Zoé;3,5\n2;Ali;4,25\n3;Léa;5,75\n", ';'),
        ("id|nom|kwh\n1|Zoé|3,5\n2|Ali|4,25\n", '|'),
        ("id\tnom\tkwh\n1\tZoé\t3,5\n2\tAli\t4,25\n", '\t'),
        ("id,nom,kwh\n1,Zoé,3.5\n2,Ali,4.25\n", ','),
        ("sep=;\nid;nom;kwh\n1;Zoé;3,5\n2;Ali;4,25\n", ';'),
    ] {
        let document = opened("liste.csv", text.as_bytes());
        assert_eq!(document.read_as().delimiter, Some(mark), "{text}");
        assert_eq!(headers(&document), ["id", "nom", "kwh"], "{text}");
        let kwh = if mark == ',' { "3.5" } else { "3,5" };
        assert_eq!(cells(&document, 0), ["1", "Zoé", kwh], "{text}");
    }
}

#[test]
fn json_of_every_shape() {
    for text in [
        r#"[{"id":"1","client":{"nom":"Zoé","tel":"0977"}},{"id":"2","client":{"nom":"Ali","tel":"0966"}}]"#,
        r#"{"data":[{"id":"1","client":{"nom":"Zoé","tel":"0977"}},{"id":"2","client":{"nom":"Ali","tel":"0966"}}]}"#,
        "{\"id\":\"1\",\"client\":{\"nom\":\"Zoé\",\"tel\":\"0977\"}}\n{\"id\":\"2\",\"client\":{\"nom\":\"Ali\",\"tel\":\"0966\"}}\n",
    ] {
        let document = opened("liste.json", text.as_bytes());
        assert_eq!(
            headers(&document),
            ["id", "client.nom", "client.tel"],
            "{text}"
        );
        assert_eq!(cells(&document, 1), ["2", "Ali", "0966"], "{text}");
    }
}

#[test]
fn content_decides_not_the_name() {
    let csv = "customer_external_id;manufacturer\n1;HOP\n2;HOP\n";
    assert_eq!(
        opened("liste.xlsx", csv.as_bytes()).read_as().kind,
        Kind::Csv
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "id").unwrap();
    sheet.write(1, 0, "x").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(opened("liste.csv", &bytes).read_as().kind, Kind::Xlsx);
    for (name, bytes) in [
        (
            "liste.xls",
            b"<html><body><table><tr><td>id</td></tr></table>".as_slice(),
        ),
        (
            "liste.csv",
            b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj".as_slice(),
        ),
    ] {
        let (_folder, path) = file(name, bytes);
        for lang in ["en", "fr"] {
            let out = tamis(&["check", arg(&path), "--lang", lang]);
            assert_eq!(out.status.code(), Some(2), "{name}");
            let said = String::from_utf8(out.stderr).unwrap();
            assert_eq!(said.lines().count(), 1, "one sentence: {said}");
        }
    }
}

#[test]
fn encodings_by_mark_by_form_and_by_zero_bytes() {
    let text = "id;nom;ville\n1;Zoé;Thiès\n2;Léa;Béjaïa\n3;Anaïs;Kédougou\n";
    let wide = |mark: bool, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF)
            .filter(|_| mark)
            .chain(text.encode_utf16());
        units
            .flat_map(|u: u16| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    };
    let (ansi, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    for (name, bytes) in [
        ("utf-8", text.as_bytes().to_vec()),
        ("a mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("windows-1252", ansi.to_vec()),
        ("utf-16 with a mark", wide(true, false)),
        ("utf-16 the other way", wide(true, true)),
        ("utf-16 without a mark", wide(false, false)),
    ] {
        let document = opened("liste.csv", &bytes);
        assert_eq!(headers(&document), ["id", "nom", "ville"], "{name}");
        assert_eq!(cells(&document, 2), ["3", "Anaïs", "Kédougou"], "{name}");
    }
}

#[test]
fn what_was_misread_before_is_told_and_what_is_lost_is_never_written_in_silence() {
    let head = "customer_external_id,manufacturer,serial_number,device_external_id,grid_name\n";
    let document = opened(
        "m.csv",
        format!("{head}1,HOP,A1,7,ThiÃ¨s\n2,HOP,A2,8,KÃ©dougou\n").as_bytes(),
    );
    assert!(has(&document, Rule::Mojibake));
    let fine = opened(
        "m.csv",
        format!("{head}1,HOP,A1,7,Thiès\n2,HOP,A2,8,Kédougou\n").as_bytes(),
    );
    assert!(!has(&fine, Rule::Mojibake));

    let villages = ["Thiès", "Kédougou", "Béjaïa", "Mbour"];
    let rows = (1..).zip(villages);
    let rows: String = rows
        .map(|(i, v)| format!("{i},HOP,A{i},{i},{v}\n"))
        .collect();
    let mut bytes = format!("{head}{rows}").into_bytes();
    let at = bytes.windows(5).position(|w| w == b"Mbour").unwrap();
    bytes[at] = 0xFF;
    assert!(has(&opened("m.csv", &bytes), Rule::UndecodableText));
    let (folder, path) = file("m.csv", &bytes);
    let target = folder.path().join("out.csv");
    let out = tamis(&["export", arg(&path), "-o", arg(&target)]);
    assert_eq!((out.status.code(), target.exists()), (Some(3), false));
}

#[test]
fn a_header_over_two_full_rows_is_matched_and_a_record_is_not_joined() {
    let text = "Liste des compteurs;;;\n\
                Numéro;Nom;Date;Numéro\n\
                de compteur;du client;d'installation;de téléphone\n\
                47000124512;Zoé Ngoma;2024-01-31;+260977123456\n\
                47000124513;Ali Banda;2024-02-28;+260966000111\n";
    let document = opened("liste.csv", text.as_bytes());
    assert_eq!(
        headers(&document),
        [
            "Numéro de compteur",
            "Nom du client",
            "Date d'installation",
            "Numéro de téléphone"
        ]
    );
    assert_eq!(document.table().header_row(), 3);
    assert_eq!(document.table().row_count(), 2);
    let serial = document.schema().by_name("serial_number").unwrap();
    assert!(document.mapping().column_of(serial).is_some());

    let text = "Numéro de compteur;Nom du client;Ville\n\
                inconnu;inconnu;Mbour\n\
                47000124513;Ali Banda;Thiès\n";
    let document = opened("liste.csv", text.as_bytes());
    assert_eq!(
        (document.table().header_row(), document.table().row_count()),
        (1, 2)
    );
}

#[test]
fn a_number_that_a_spreadsheet_destroyed_is_an_error_and_never_digits() {
    let head = "customer_external_id,manufacturer,serial_number,device_external_id\n";
    for serial in ["2.55712E+11", "12345678901234500000"] {
        let csv = format!("{head}1,HOP,{serial},7\n2,HOP,A2,8\n");
        let document = opened("m.csv", csv.as_bytes());
        assert!(has(&document, Rule::DamagedNumber), "{serial}");
        let (folder, path) = file("m.csv", &csv);
        let target = folder.path().join("out.csv");
        let out = tamis(&["fix", arg(&path), "-o", arg(&target), "--rules", "all"]);
        let text = std::fs::read_to_string(&target).unwrap_or_default();
        assert!(!text.contains("255712000000"), "{text} {out:?}");
    }
    let fine = opened(
        "m.csv",
        format!("{head}1,HOP,47000124512,7\n2,HOP,A2,8\n").as_bytes(),
    );
    assert!(!has(&fine, Rule::DamagedNumber));
}

/// `x` may name a longitude; as a mark in every column it names nothing.
#[test]
fn a_row_of_marks_is_no_header() {
    let marks = opened(
        "in.csv",
        b"Cuisine,Eclairage,Radio,Colonne 4\nx,x,x,x\nx,x,x,x\nx,,x,\n",
    );
    assert_eq!(marks.table().header_row(), 1);
    assert_eq!(headers(&marks).len(), 4);
    assert_eq!(cells(&marks, 0), ["x", "x", "x", "x"]);
}
