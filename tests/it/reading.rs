//! Files as providers send them, and files that would take a computer down: each trap has a
//! small fixture made here.

use std::io::Write as _;
use std::path::PathBuf;

use rust_xlsxwriter::{Format, Workbook};
use tamis::io::{self, Kind, Merged, OpenError, OpenOptions, Opened, Quiet};
use tamis::table::{ColId, RowId};

use crate::support::{arg, file, tamis};

fn open(bytes: &[u8], options: &OpenOptions) -> Result<Opened, OpenError> {
    let (_folder, path) = file("provider.dat", bytes);
    io::open(&path, options, &Quiet)
}

fn opened(bytes: &[u8]) -> Opened {
    open(bytes, &OpenOptions::default()).unwrap_or_else(|e| panic!("{e}"))
}

fn headers(opened: &Opened) -> Vec<&str> {
    opened.table.columns().map(|(_, c)| c.header()).collect()
}

fn row(opened: &Opened, row: u32) -> Vec<&str> {
    opened
        .table
        .columns()
        .map(|(col, _)| opened.table.text(RowId(row), col).reveal())
        .collect()
}

fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="0000000000"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

/// A workbook of one sheet from its `sheetData` and its shared texts.
fn workbook(
    sheet: &str,
    shared: &str,
    properties: &str,
    strict: bool,
    more: &[(&str, &[u8])],
) -> Vec<u8> {
    let (main, relations) = if strict {
        (
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    } else {
        (
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        )
    };
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let root = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let book = format!(
        r#"<workbook xmlns="{main}" xmlns:r="{relations}">{properties}<sheets><sheet name="Juin" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let rels = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let sheet = format!(r#"<?xml version="1.0"?><worksheet xmlns="{main}">{sheet}</worksheet>"#);
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    if !shared.is_empty() {
        entries.push(("xl/sharedStrings.xml", shared.as_bytes()));
    }
    entries.extend_from_slice(more);
    zip_of(&entries)
}

fn ods(tables: &str, styles: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zip_of(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// A provider's sheet with everything that people do to one.
fn messy() -> Vec<u8> {
    let mut book = Workbook::new();
    let bold = Format::new();
    let sheet = book.add_worksheet().set_name("Juin").unwrap();
    sheet
        .merge_range(0, 0, 0, 4, "Liste des abonnés, juin 2024", &bold)
        .unwrap();
    sheet.write_string(1, 0, "Fournisseur : CALIN").unwrap();
    sheet.merge_range(3, 0, 3, 1, "Client", &bold).unwrap();
    sheet
        .merge_range(3, 2, 3, 4, "Installation", &bold)
        .unwrap();
    for (place, name) in (0u16..).zip(["Nom", "Téléphone", "Village", "Compteur", "Puissance"]) {
        sheet.write_string(4, place, name).unwrap();
    }
    let phone = Format::new().set_num_format("0000000000");
    for i in 0..6u32 {
        let at = 5 + i;
        sheet
            .write_string(
                at,
                0,
                format!("Client {}", ["A", "B", "C", "D", "E", "F"][i as usize]),
            )
            .unwrap();
        sheet
            .write_number_with_format(at, 1, 977_000_000.0 + f64::from(i), &phone)
            .unwrap();
        sheet.write_string(at, 3, format!("SM{i}")).unwrap();
        sheet.write_number(at, 4, f64::from(10 * i)).unwrap();
    }
    sheet.merge_range(5, 2, 7, 2, "Mbour", &bold).unwrap();
    sheet.merge_range(8, 2, 10, 2, "Thiès", &bold).unwrap();
    sheet.set_row_hidden(7).unwrap();
    sheet.set_column_hidden(4).unwrap();
    sheet.write_string(11, 0, "TOTAL").unwrap();
    sheet.write_number(11, 4, 150).unwrap();
    book.add_worksheet()
        .set_name("Liste")
        .unwrap()
        .set_hidden(true);
    book.save_to_buffer().unwrap()
}

#[test]
fn the_table_is_found_in_a_messy_sheet() {
    let o = opened(&messy());
    assert_eq!(o.kind, Kind::Xlsx);
    assert_eq!(
        headers(&o),
        [
            "Client/Nom",
            "Client/Téléphone",
            "Installation/Village",
            "Installation/Compteur",
            "Installation/Puissance"
        ]
    );
    assert_eq!(o.table.header_row(), 5);
    assert_eq!(row(&o, 0), ["Client A", "977000000", "Mbour", "SM0", "0"]);
    assert_eq!(row(&o, 1), ["Client B", "977000001", "", "SM1", "10"]);
    assert_eq!(o.table.address(RowId(5), ColId(3)), "D11");
    let layout = &o.layout;
    assert_eq!((layout.rows_above, layout.header_rows), (2, 2));
    assert_eq!(layout.hidden_rows, [RowId(2)]);
    assert_eq!(layout.hidden_columns, [ColId(4)]);
    assert_eq!(layout.totals, [RowId(6)], "proposed");
    assert_eq!(o.table.row_count(), 7, "and still there");
    assert_eq!(layout.shown_otherwise, [(ColId(1), 6)]);
    assert_eq!(layout.hidden_sheets, ["Liste"]);
    assert_eq!(o.sheets, ["Juin", "Liste"]);
    let block = |first_row, last_row| Merged {
        first_row,
        last_row,
        first_place: 2,
        last_place: 2,
    };
    let blocks: Vec<Merged> = layout.merged.iter().map(|(_, block)| *block).collect();
    assert_eq!(blocks, [block(6, 8), block(9, 11)]);
}

#[test]
fn what_excel_shows_and_merged_cells_can_be_taken() {
    let options = OpenOptions {
        as_shown: true,
        fill_merged: true,
        ..OpenOptions::default()
    };
    let o = open(&messy(), &options).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(row(&o, 1), ["Client B", "0977000001", "Mbour", "SM1", "10"]);
    assert_eq!(row(&o, 5), ["Client F", "0977000005", "Thiès", "SM5", "50"]);
    assert_eq!(
        row(&o, 6),
        ["TOTAL", "", "", "", "150"],
        "not below the block"
    );
}

#[test]
fn values_of_every_kind() {
    let sheet = r#"<sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>c</t></is></c><c r="D1" t="inlineStr"><is><t>d</t></is></c><c r="E1" t="inlineStr"><is><t>e</t></is></c><c r="F1" t="inlineStr"><is><t>f</t></is></c><c r="G1" t="inlineStr"><is><t>g</t></is></c></row>
        <row r="2"><c r="A2" s="1"><v>43100</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="d"><v>2021-05-03T06:23:55</v></c><c r="D2" s="2"><v>1.5</v></c><c r="E2"><v>12345678901234567890</v></c><c r="F2"><v>0.30000000000000004</v></c><c r="G2" t="d"><v>2021-05-03T00:00:00</v></c></row>
        </sheetData>"#;
    let shared = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r></si><si><t xml:space="preserve">two_x000D_&#10;lines</t></si></sst>"#;
    let expected = |day| {
        [
            day,
            "two\r\nlines",
            "2021-05-03T06:23:55",
            "36:00:00",
            "12345678901234600000",
            "0.3",
            "2021-05-03",
        ]
    };
    let o = opened(&workbook(sheet, shared, "", false, &[]));
    assert_eq!(headers(&o), ["a", "rich", "c", "d", "e", "f", "g"]);
    assert_eq!(row(&o, 0), expected("2017-12-31"));
    let o = opened(&workbook(
        sheet,
        shared,
        r#"<workbookPr date1904="1"/>"#,
        false,
        &[],
    ));
    assert_eq!(row(&o, 0), expected("2022-01-01"));
    let strict = shared.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    );
    let o = opened(&workbook(sheet, &strict, "", true, &[]));
    assert_eq!(row(&o, 0), expected("2017-12-31"), "strict");
}

#[test]
fn an_ods_is_streamed() {
    let cell = |text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let hidden = r#"<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>"#;
    let table = format!(
        r#"<table:table table:name="Cachée" table:style-name="ta2"><table:table-row>{x}</table:table-row></table:table>
        <table:table table:name="Juin"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row>{id}{name}{tel}</table:table-row>
        <table:table-row><table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2021-01-01"><office:annotation><text:p>note</text:p></office:annotation><text:p>x</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b &amp; c</text:p><text:p>d</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="filter" table:number-rows-repeated="2">{same}</table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
        x = cell("x"),
        id = cell("id"),
        name = cell("name"),
        tel = cell("tel"),
        same = cell("same"),
    );
    let bytes = ods(&table, hidden);
    let o = opened(&bytes);
    assert_eq!(o.kind, Kind::Ods);
    assert_eq!(
        (o.sheets.as_slice(), o.layout.hidden_sheets.as_slice()),
        (
            &["Juin".to_owned(), "Cachée".into()][..],
            &["Cachée".to_owned()][..]
        )
    );
    assert_eq!(
        (headers(&o), o.table.header_row()),
        (vec!["id", "name", "tel"], 4)
    );
    assert_eq!(row(&o, 0), ["7", "2021-01-01", "a  b & c\nd"]);
    assert_eq!(o.table.row_count(), 3);
    assert_eq!(o.layout.hidden_rows, [RowId(1), RowId(2)]);
    assert_eq!(o.layout.hidden_columns, [ColId(2)]);
    assert_eq!(o.layout.shown_otherwise, [(ColId(0), 1)]);
    let shown = OpenOptions {
        as_shown: true,
        ..OpenOptions::default()
    };
    let o = open(&bytes, &shown).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(row(&o, 0)[0], "007");
}

fn refused(bytes: &[u8]) -> OpenError {
    match open(bytes, &OpenOptions::default()) {
        Ok(_) => panic!("it opened"),
        Err(error) => error,
    }
}

fn is_not(bytes: &[u8], expected: &str) {
    match refused(bytes) {
        OpenError::NotATable { what } => assert_eq!(what, expected),
        other => panic!("{expected}: {other}"),
    }
}

#[test]
fn what_is_no_table_says_what_it_is() {
    let types = TYPES.as_bytes();
    is_not(
        &zip_of(&[
            ("[Content_Types].xml", types),
            ("word/document.xml", b"<w/>"),
        ]),
        "word",
    );
    is_not(
        &zip_of(&[
            ("[Content_Types].xml", types),
            ("ppt/presentation.xml", b"<p/>"),
        ]),
        "slides",
    );
    is_not(&zip_of(&[("Index/Document.iwa", b"x")]), "numbers");
    is_not(&zip_of(&[("photo.jpg", b"x"), ("list.csv", b"a,b")]), "zip");
    is_not(
        &zip_of(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"<x/>"),
        ]),
        "word",
    );
    is_not(
        b"\xEF\xBB\xBF  <table><tr><td>N\xC2\xB0</td></tr></table>",
        "html",
    );
    is_not(b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "sylk");
    is_not(b"<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'/>", "fods");
    is_not(b"[{\"a\":1}, 2]", "json");
}

#[test]
fn protected_files_ask_for_the_password_to_be_removed() {
    let manifest = br#"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let protected = zip_of(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", b"\x01\x02"),
        ("META-INF/manifest.xml", manifest),
    ]);
    assert_eq!(refused(&protected), OpenError::PasswordProtected);
    let mut locked = workbook("<sheetData/>", "", "", false, &[]);
    // The flag of an encrypted entry, in its own header and in the directory.
    for (magic, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = locked
            .windows(4)
            .enumerate()
            .filter(|(_, w)| *w == magic)
            .map(|(i, _)| i)
            .collect();
        for place in places {
            locked[place + at] |= 1;
        }
    }
    assert_eq!(refused(&locked), OpenError::PasswordProtected);
}

#[test]
fn bombs_do_not_go_off() {
    // 300 MB of shared texts in 300 KB.
    let big = vec![b'a'; 300 << 20];
    let bomb = workbook(
        "<sheetData/>",
        "",
        "",
        false,
        &[("xl/sharedStrings.xml", &big)],
    );
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refused(&bomb), OpenError::TooLarge { what: "bytes" });
    // The same, when the archive lies about it.
    let mut lying = bomb;
    let (real, lie) = ((300u32 << 20).to_le_bytes(), 1000u32.to_le_bytes());
    let places: Vec<usize> = lying
        .windows(4)
        .enumerate()
        .filter(|(_, w)| *w == real)
        .map(|(i, _)| i)
        .collect();
    assert!(!places.is_empty());
    for place in places {
        lying[place..place + 4].copy_from_slice(&lie);
    }
    let error = refused(&lying);
    assert!(
        matches!(error, OpenError::TooLarge { .. } | OpenError::Damaged),
        "{error}"
    );
    // More texts announced than a computer can hold.
    let announced = r#"<sst xmlns="x" uniqueCount="99999999999999"><si><t>a</t></si></sst>"#;
    assert_eq!(
        refused(&workbook("<sheetData/>", announced, "", false, &[])),
        OpenError::Damaged
    );
}

#[test]
fn entities_are_never_expanded() {
    let mut laughs = String::from("<!DOCTYPE sst [<!ENTITY a \"ha\">");
    for (next, before) in ["b", "c", "d", "e", "f", "g", "h"]
        .iter()
        .zip(["a", "b", "c", "d", "e", "f", "g"])
    {
        laughs.push_str(&format!(
            "<!ENTITY {next} \"{}\">",
            format!("&{before};").repeat(20)
        ));
    }
    laughs.push_str("]>");
    let shared = format!(
        r#"<?xml version="1.0"?>{laughs}<sst xmlns="x"><si><t>&h;</t></si><si><t>b</t></si></sst>"#
    );
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData>"#;
    assert_eq!(
        refused(&workbook(sheet, &shared, "", false, &[])),
        OpenError::Damaged
    );
    let table = r#"<table:table table:name="J"><table:table-row><table:table-cell office:value-type="string"><text:p>&h;</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(refused(&ods(table, "")), OpenError::Damaged);
}

#[test]
fn wide_far_and_long_cells() {
    let wide = |columns: usize| {
        let names: Vec<String> = (0..columns).map(|i| format!("h{i}")).collect();
        format!("{}\n{}\n", names.join(","), vec!["1"; columns].join(","))
    };
    assert_eq!(opened(wide(16_384).as_bytes()).table.column_count(), 16_384);
    assert_eq!(
        refused(wide(16_385).as_bytes()),
        OpenError::TooLarge { what: "columns" }
    );
    let long = "x".repeat(2 << 20);
    let text = format!("a,b\n1,\"{long}\"\n");
    assert_eq!(row(&opened(text.as_bytes()), 0)[1].len(), 2 << 20);
    let sheet = format!(
        r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row><row r="1048576"><c r="A1048576"><v>1</v></c><c r="B1048576" t="inlineStr"><is><t>{long}</t></is></c></row></sheetData>"#
    );
    let o = opened(&workbook(&sheet, "", "", false, &[]));
    assert_eq!(row(&o, 0)[1].len(), 2 << 20);
    assert_eq!(o.table.address(RowId(0), ColId(1)), "B1048576");
    let repeated = |text: &str| {
        format!(
            r#"<table:table table:name="J"><table:table-row><table:table-cell table:number-columns-repeated="16385" office:value-type="string"><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"#
        )
    };
    assert_eq!(
        refused(&ods(&repeated("x"), "")),
        OpenError::TooLarge { what: "columns" }
    );
    let rows = r#"<table:table table:name="J"><table:table-row table:number-rows-repeated="4000000000"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    let mut few = OpenOptions::default();
    few.limits.cells = 100_000;
    assert!(matches!(
        open(&ods(rows, ""), &few),
        Err(OpenError::TooLarge { what: "cells" })
    ));
}

#[test]
fn entries_that_climb_out_of_the_archive_write_nothing() {
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row></sheetData>"#;
    let evil: &[(&str, &[u8])] = &[
        ("../evil.txt", b"x"),
        ("/abs.txt", b"x"),
        ("..\\evil2.txt", b"x"),
    ];
    let (folder, path) = file("inner.xlsx", workbook(sheet, "", "", false, evil));
    let o = io::open(&path, &OpenOptions::default(), &Quiet).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(headers(&o), ["a", "b"]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(!PathBuf::from("/abs.txt").exists());
    assert!(!folder.path().parent().unwrap().join("evil.txt").exists());
}

#[test]
fn truncated_files_are_one_sentence() {
    let whole = messy();
    for part in 1..20 {
        let cut = &whole[..whole.len() * part / 20];
        assert!(
            matches!(refused(cut), OpenError::Damaged | OpenError::Empty),
            "{part}"
        );
    }
}

#[test]
fn text_tables_are_read_as_people_write_them() {
    let o = opened("Liste des clients au 30/06\n\nsep\nid;nom;puissance\n1;Zoé;3,5\n2;Ali;4,25\n;;\n3;Léa;5,0\n;;\n".as_bytes());
    assert_eq!((o.delimiter, o.encoding), (Some(';'), Some("UTF-8")));
    assert_eq!(
        (headers(&o), o.table.header_row()),
        (vec!["id", "nom", "puissance"], 4)
    );
    assert_eq!(o.table.row_count(), 3, "blank rows are no records");
    assert_eq!(o.table.row_number(RowId(2)), 8);
    let o = opened("a;b;c;;\n1;2;3;;\n4;5;6;;\n".as_bytes());
    assert_eq!(o.table.column_count(), 3, "blank columns at the end vanish");
    assert!(o.flaws.is_empty());
    let o = opened(b"id;nom;kwh\n1;A;10\n2;B;20\n3;C;30\nTotal;;60\n");
    assert_eq!(
        (o.layout.totals.as_slice(), o.table.row_count()),
        (&[RowId(3)][..], 4)
    );
    let o = opened(b"Phone number,Phone Number,Phone number\n1,2,3\n");
    assert_eq!(
        headers(&o),
        ["Phone number", "Phone Number", "Phone number"]
    );
    assert_eq!(row(&o, 0), ["1", "2", "3"]);
}

#[test]
fn one_wrong_byte_is_one_wrong_cell() {
    let mut bytes = "nom;ville\nZoé;Béjaïa\nLéa;Thiès\nAnaïs;Mbour\n"
        .as_bytes()
        .to_vec();
    let at = bytes.windows(5).position(|w| w == b"Mbour").unwrap();
    bytes[at] = 0xFF;
    let o = opened(&bytes);
    assert_eq!(o.encoding, Some("UTF-8"));
    assert_eq!(row(&o, 0), ["Zoé", "Béjaïa"]);
    assert_eq!(row(&o, 2), ["Anaïs", "\u{FFFD}bour"]);
}

#[test]
fn each_choice_wins_over_what_is_recognised() {
    let text = b"x,y;z\nid;name,n\n1;Zo\xe9,2\n";
    let options = OpenOptions {
        header_row: Some(2),
        delimiter: Some(b','),
        encoding: Some("latin1".to_owned()),
        ..OpenOptions::default()
    };
    let o = open(text, &options).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(headers(&o), ["id;name", "n"]);
    assert_eq!(row(&o, 0), ["1;Zoé", "2"]);
    let nowhere = OpenOptions {
        header_row: Some(99),
        ..OpenOptions::default()
    };
    assert!(matches!(open(text, &nowhere), Err(OpenError::NoHeader)));
}

#[test]
fn a_preview_shows_rows_as_they_stand() {
    let (_folder, path) = file("p.xlsx", messy());
    let seen =
        io::preview(&path, &OpenOptions::default(), &|_| 0, 4).unwrap_or_else(|e| panic!("{e}"));
    let numbers: Vec<u32> = seen.rows.iter().map(|r| r.number).collect();
    assert_eq!(numbers, [1, 2, 4, 5]);
    assert_eq!(
        (seen.header_row, seen.sheet.as_deref()),
        (Some(5), Some("Juin"))
    );
    assert_eq!(seen.headers[0], "Client/Nom");
    let options = OpenOptions {
        header_row: Some(2),
        ..OpenOptions::default()
    };
    let seen = io::preview(&path, &options, &|_| 0, 4).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((seen.header_row, seen.headers.len()), (Some(2), 1));
    let line = "id;nom\n".to_owned() + &"1;Zoé\n".repeat(400_000);
    let (_folder, path) = file("long.csv", line);
    let seen =
        io::preview(&path, &OpenOptions::default(), &|_| 0, 20).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(
        (seen.rows.len(), seen.delimiter, seen.encoding),
        (20, Some(';'), Some("UTF-8"))
    );
}

#[test]
fn the_command_line_says_how_to_read() {
    let (_folder, path) = file(
        "list.csv",
        b"note|x\nserial_number|customer_name\nA1|Zo\xe9\n",
    );
    let run = |more: &[&str]| {
        let mut args = vec!["check", arg(&path), "--format", "json"];
        args.extend_from_slice(more);
        let out = tamis(&args);
        let text = String::from_utf8(out.stdout).unwrap();
        (
            out.status.code(),
            serde_json::from_str::<serde_json::Value>(&text).ok(),
        )
    };
    let (_, seen) = run(&[]);
    let seen = seen.unwrap();
    assert_eq!(
        (seen["header_row"].as_u64(), seen["rows"].as_u64()),
        (Some(2), Some(1))
    );
    let (_, seen) = run(&[
        "--header-row",
        "1",
        "--delimiter",
        ";",
        "--encoding",
        "utf-8",
    ]);
    let seen = seen.unwrap();
    assert_eq!(
        (seen["header_row"].as_u64(), seen["rows"].as_u64()),
        (Some(1), Some(2))
    );
    assert_eq!(run(&["--encoding", "klingon"]).0, Some(2));
    assert_eq!(run(&["--delimiter", "ab"]).0, Some(2));
    assert_eq!(run(&["--header-row", "0"]).0, Some(2));
}

/// Two sites with the same columns in another order, under a title in one of them, and a sheet
/// that has nothing to do with them.
fn sites() -> Vec<u8> {
    let mut book = Workbook::new();
    let mut fill = |name: &str, top: u32, rows: &[[&str; 3]]| {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        if top > 0 {
            sheet.write_string(0, 0, "Liste du site").unwrap();
        }
        for (row, at) in rows.iter().zip(top..) {
            for (text, place) in row.iter().zip(1u16..) {
                sheet.write_string(at, place, *text).unwrap();
            }
        }
    };
    let (key, serial, maker) = ("customer_external_id", "serial_number", "manufacturer");
    fill(
        "Site A",
        0,
        &[
            [key, serial, maker],
            ["C1", "S1", "CALIN"],
            ["C2", "", "CALIN"],
        ],
    );
    fill("Autre", 0, &[["x", "y", "z"], ["1", "2", "3"]]);
    fill(
        "Site_B",
        2,
        &[
            ["Manufacturer ", key, serial],
            ["CALIN", "C1", "S1"],
            ["CALIN", "C4", "2.5E+11"],
        ],
    );
    book.save_to_buffer().unwrap()
}

#[test]
fn sheets_with_the_same_headers_are_one_table() {
    let bytes = sites();
    let alone = opened(&bytes);
    assert_eq!(alone.layout.alike_sheets, ["Site_B"], "offered");
    assert_eq!(alone.table.row_count(), 2);
    let both = OpenOptions {
        more_sheets: vec!["Site_B".to_owned()],
        ..OpenOptions::default()
    };
    let o = open(&bytes, &both).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(o.table.sheets(), ["Site A", "Site_B"]);
    assert!(o.layout.alike_sheets.is_empty());
    assert_eq!(row(&o, 0), ["C1", "S1", "CALIN"]);
    assert_eq!(row(&o, 2), ["C1", "S1", "CALIN"]);
    assert_eq!(o.table.address(RowId(0), ColId(1)), "'Site A'!C2");
    assert_eq!(o.table.address(RowId(3), ColId(1)), "Site_B!D5");
    assert_eq!(o.table.header_row_in("Site_B"), 3);
    let other = OpenOptions {
        more_sheets: vec!["Autre".to_owned()],
        ..OpenOptions::default()
    };
    assert!(matches!(
        open(&bytes, &other),
        Err(OpenError::SheetsDiffer { .. })
    ));
}

#[test]
fn each_problem_names_its_own_sheet() {
    let (folder, path) = file("sites.xlsx", sites());
    let sheets = ["--sheet", "Site A", "--sheet", "Site_B"];
    let check = |format: &str| {
        let mut args = vec!["check", arg(&path), "--format", format];
        args.extend(sheets);
        String::from_utf8(tamis(&args).stdout).unwrap()
    };
    let seen: serde_json::Value = serde_json::from_str(&check("json")).unwrap();
    let mut found: Vec<String> = seen["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|p| p["severity"] == "error" && !p["row"].is_null())
        .map(|p| {
            format!(
                "{} {}!{}",
                p["rule"].as_str().unwrap(),
                p["sheet"].as_str().unwrap(),
                p["cell"].as_str().unwrap()
            )
        })
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            "damaged-number Site_B!D5",
            "duplicate-key Site A!C2",
            "duplicate-key Site_B!D4",
            "required Site A!C3"
        ]
    );
    let text = check("text");
    assert!(
        text.contains("Site_B!D5") && text.contains("'Site A'!C3"),
        "{text}"
    );
    assert!(
        text.contains("Site_B!4"),
        "the other row of the duplicate: {text}"
    );
    // The provider's own workbook comes back with the marks in the sheet where they belong.
    let target = folder.path().join("back-PERSONAL-DATA.xlsx");
    let mut args = vec!["report", arg(&path), "-o", arg(&target)];
    args.extend(sheets);
    let out = tamis(&args);
    assert!(
        out.status.code().is_some_and(|c| c < 2),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let again = OpenOptions {
        sheet: Some("Site_B".to_owned()),
        more_sheets: vec!["Site A".to_owned()],
        ..OpenOptions::default()
    };
    let back = io::open(&target, &again, &Quiet).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(back.table.address(RowId(1), ColId(2)), "Site_B!D5");
    assert_eq!(back.table.row_count(), 4);
}

/// As programs write them that do not work formulas out: each was read as empty, and nobody said so.
#[test]
fn a_formula_without_a_stored_value_is_told() {
    let text = |cell: &str, text: &str| {
        format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    let sheet = format!(
        r#"<sheetData><row r="1">{}{}</row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>1+2</f><v></v></c></row><row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>A3</f><v>2</v></c></row></sheetData>"#,
        text("A1", "id"),
        text("B1", "kwh")
    );
    let o = opened(&workbook(&sheet, "", "", false, &[]));
    assert_eq!(o.layout.unsolved, 1);
    let places: Vec<&str> = o
        .layout
        .first_unsolved
        .iter()
        .map(|(_, at)| at.as_str())
        .collect();
    assert_eq!(places, ["B2"]);
    assert_eq!(row(&o, 1), ["2", "2"]);
}

#[test]
fn a_header_that_is_repeated_is_proposed_to_be_taken_out() {
    let csv = "id;nom;kwh\n1;A;10\nID;Nom;kWh\n2;B;20\n3;nom;30\n";
    let o = opened(csv.as_bytes());
    assert_eq!(o.layout.repeated_headers, [RowId(1)]);
    let (_folder, path) = crate::support::file("in.csv", csv);
    let out = crate::support::tamis(&["check", crate::support::arg(&path)]);
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(said.contains("Row 3 repeats the header."), "{said}");
}

/// A bare number of days is the same day as one that is shown as a date.
#[test]
fn days_that_a_workbook_counts_from_1904_are_counted_so_everywhere() {
    let head = [
        "customer_external_id",
        "manufacturer",
        "serial_number",
        "device_external_id",
        "installation_date",
    ];
    let cells = |row: u32, texts: [&str; 5], date: &str| -> String {
        let cells = texts.iter().zip('A'..).map(|(text, column)| match *text {
            "" => format!(r#"<c r="{column}{row}"{date}><v>44200</v></c>"#),
            text => format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#),
        });
        format!(r#"<row r="{row}">{}</row>"#, cells.collect::<String>())
    };
    let sheet = format!(
        "<sheetData>{}{}{}</sheetData>",
        cells(1, head, ""),
        cells(2, ["1", "HOP", "A", "D1", ""], ""),
        cells(3, ["2", "HOP", "B", "D2", ""], r#" s="1""#)
    );
    for (properties, day) in [
        (r#"<workbookPr date1904="1"/>"#, "2025-01-05"),
        ("", "2021-01-04"),
    ] {
        let bytes = workbook(&sheet, "", properties, false, &[]);
        let (folder, path) = crate::support::file("in.xlsx", bytes);
        let target = folder.path().join("out.csv");
        let (path, to) = (crate::support::arg(&path), crate::support::arg(&target));
        let out = crate::support::tamis(&["fix", path, "--rules", "date-serial", "-o", to]);
        assert!(target.exists(), "{}", String::from_utf8_lossy(&out.stderr));
        let written = std::fs::read_to_string(&target).unwrap();
        assert_eq!(written.matches(day).count(), 2, "{written}");
    }
}
