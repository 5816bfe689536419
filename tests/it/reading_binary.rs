//! Binary workbooks: what they hide, merge and show otherwise. An xlsb is put together record by
//! record, an xls is written by LibreOffice.

use std::io::Write as _;
use std::path::Path;

use tamis::io::{OpenOptions, Opened, Quiet, open};
use tamis::table::RowId;

use crate::support::{absent, office};

/// A record: its kind and its length in seven bits a byte, and its data.
fn record(out: &mut Vec<u8>, kind: u32, data: &[u8]) {
    let mut number = |mut value: u32| {
        loop {
            let byte = (value & 0x7F) as u8;
            value >>= 7;
            out.push(if value > 0 { byte | 0x80 } else { byte });
            if value == 0 {
                return;
            }
        }
    };
    number(kind);
    number(u32::try_from(data.len()).unwrap());
    out.extend(data);
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    out.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    out
}

fn doubles(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

/// A row's header; one without height is hidden.
fn row(out: &mut Vec<u8>, number: u32, hidden: bool) {
    let mut data = doubles(&[number, 0]);
    data.extend([0x2C, 1, 0, if hidden { 0x10 } else { 0 }, 0]);
    data.extend(doubles(&[1, 0, 0]));
    record(out, 0, &data);
}

fn text(out: &mut Vec<u8>, place: u32, words: &str) {
    let mut data = doubles(&[place, 0]);
    data.extend(wide(words));
    record(out, 6, &data);
}

fn number(out: &mut Vec<u8>, place: u32, style: u32, value: f64) {
    let mut data = doubles(&[place, style]);
    data.extend(value.to_le_bytes());
    record(out, 5, &data);
}

fn xlsb(path: &Path) {
    const MAIN: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut book = Vec::new();
    record(&mut book, 131, &[]);
    record(&mut book, 143, &[]);
    let mut bundle = doubles(&[0, 1]);
    bundle.extend(wide("rId1"));
    bundle.extend(wide("Juin"));
    record(&mut book, 156, &bundle);
    record(&mut book, 144, &[]);
    record(&mut book, 132, &[]);

    let mut styles = Vec::new();
    record(&mut styles, 278, &[]);
    record(&mut styles, 615, &doubles(&[1]));
    let mut format = 164u16.to_le_bytes().to_vec();
    format.extend(wide("0000000000"));
    record(&mut styles, 44, &format);
    record(&mut styles, 616, &[]);
    record(&mut styles, 617, &doubles(&[2]));
    for id in [0u16, 164] {
        let mut style = 0u16.to_le_bytes().to_vec();
        style.extend(id.to_le_bytes());
        style.extend([0; 12]);
        record(&mut styles, 47, &style);
    }
    record(&mut styles, 618, &[]);
    record(&mut styles, 279, &[]);

    let mut sheet = Vec::new();
    record(&mut sheet, 129, &[]);
    record(&mut sheet, 148, &doubles(&[0, 3, 0, 3]));
    record(&mut sheet, 390, &[]);
    let mut hidden = doubles(&[3, 3, 2000, 0]);
    hidden.extend(1u16.to_le_bytes());
    record(&mut sheet, 60, &hidden);
    record(&mut sheet, 391, &[]);
    record(&mut sheet, 145, &[]);
    row(&mut sheet, 0, false);
    for (place, header) in (0..).zip(["Village", "N° Compteur", "Téléphone", "Remarque"]) {
        text(&mut sheet, place, header);
    }
    for (at, village) in (1u32..).zip(["Mbour", "", "Kaolack"]) {
        row(&mut sheet, at, at == 2);
        if !village.is_empty() {
            text(&mut sheet, 0, village);
        }
        number(&mut sheet, 1, 0, 47_000_124_511.0 + f64::from(at));
        number(&mut sheet, 2, 1, 977_123_455.0 + f64::from(at));
        text(&mut sheet, 3, "x");
    }
    record(&mut sheet, 146, &[]);
    record(&mut sheet, 177, &doubles(&[1]));
    record(&mut sheet, 176, &doubles(&[1, 2, 0, 0]));
    record(&mut sheet, 178, &[]);
    record(&mut sheet, 130, &[]);

    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/>\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>";
    let relations = |list: &[(&str, &str, &str)]| {
        let each: String = list
            .iter()
            .map(|(id, kind, target)| {
                format!("<Relationship Id=\"{id}\" Type=\"{MAIN}/{kind}\" Target=\"{target}\"/>")
            })
            .collect();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{each}</Relationships>"
        )
    };
    let parts: [(&str, Vec<u8>); 6] = [
        ("[Content_Types].xml", types.into()),
        (
            "_rels/.rels",
            relations(&[("rId1", "officeDocument", "xl/workbook.bin")]).into(),
        ),
        ("xl/workbook.bin", book),
        (
            "xl/_rels/workbook.bin.rels",
            relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.bin"),
                ("rId2", "styles", "styles.bin"),
            ])
            .into(),
        ),
        ("xl/styles.bin", styles),
        ("xl/worksheets/sheet1.bin", sheet),
    ];
    let mut out = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
}

/// Village, meter number and phone of each record.
fn records(opened: &Opened) -> Vec<Vec<String>> {
    let table = &opened.table;
    table
        .rows()
        .map(|row| {
            let columns = table.columns().take(3);
            columns
                .map(|(col, _)| table.text(row, col).reveal().to_owned())
                .collect()
        })
        .collect()
}

/// What both kinds are to say of the same sheet.
fn same_sheet(path: &Path) {
    let plain = open(path, &OpenOptions::default(), &Quiet).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(plain.table.sheet(), Some("Juin"));
    assert_eq!(
        records(&plain),
        [
            ["Mbour", "47000124512", "977123456"],
            ["", "47000124513", "977123457"],
            ["Kaolack", "47000124514", "977123458"]
        ]
    );
    let layout = &plain.layout;
    assert_eq!(layout.hidden_rows, [RowId(1)]);
    assert_eq!(layout.hidden_columns.len(), 1);
    assert_eq!(layout.merged.len(), 1);
    let (col, cells) = layout.shown_otherwise[0];
    assert_eq!(
        (plain.table.column(col).unwrap().header(), cells),
        ("Téléphone", 3)
    );

    let options = OpenOptions {
        as_shown: true,
        fill_merged: true,
        ..OpenOptions::default()
    };
    let shown = open(path, &options, &Quiet).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(
        records(&shown),
        [
            ["Mbour", "47000124512", "0977123456"],
            ["Mbour", "47000124513", "0977123457"],
            ["Kaolack", "47000124514", "0977123458"]
        ]
    );
}

#[test]
fn an_xlsb_says_what_it_hides_merges_and_shows_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("binary.xlsb");
    xlsb(&path);
    same_sheet(&path);
}

#[test]
fn an_old_workbook_says_the_same() {
    let Some(office) = office() else {
        return absent("an_old_workbook_says_the_same", "no LibreOffice");
    };
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Juin").unwrap();
    for (place, header) in (0u16..).zip(["Village", "N° Compteur", "Téléphone", "Remarque"]) {
        sheet.write_string(0, place, header).unwrap();
    }
    let zeros = rust_xlsxwriter::Format::new().set_num_format("0000000000");
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(1, 0, 2, 0, "Mbour", &plain).unwrap();
    sheet.write_string(3, 0, "Kaolack").unwrap();
    for at in 1..4u32 {
        let value = f64::from(at);
        sheet.write_number(at, 1, 47_000_124_511.0 + value).unwrap();
        sheet
            .write_number_with_format(at, 2, 977_123_455.0 + value, &zeros)
            .unwrap();
        sheet.write_string(at, 3, "x").unwrap();
    }
    sheet.set_row_hidden(2).unwrap();
    sheet.set_column_hidden(3).unwrap();
    // A second sheet, so that the first is looked at before it is read.
    book.add_worksheet().write_string(0, 0, "x").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.xlsx");
    book.save(&path).unwrap();
    same_sheet(&path);
    same_sheet(&office.convert(&path, "xls:MS Excel 97"));
}
