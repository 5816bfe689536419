//! The plain reader against the reader of record: on files of other programs, on made ones, and
//! on made ones with bytes changed. It declines or gives the same.

use std::fmt::Write as _;
use std::io::Write as _;

use proptest::prelude::*;

use super::*;
use crate::io::filling::FirstRows;
use crate::io::workbook::{self, Book, xlsx::XlsxBook};
use crate::io::{Kind, Limits, OpenOptions, Opened, Quiet};

/// All that a reading gives, as text.
fn outline(read: Result<Opened, OpenError>) -> String {
    let opened = match read {
        Ok(opened) => opened,
        Err(error) => return format!("{error:?}"),
    };
    let table = &opened.table;
    let mut out = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?}\n",
        opened.sheets,
        table.counts_days_from_1904(),
        opened.flaws,
        opened.layout,
        table.sheet(),
        table.header_row()
    );
    for (_, column) in table.columns() {
        let _ = writeln!(
            out,
            "{:?} {} {:?} {:?}",
            column.header(),
            column.place(),
            column.codes().collect::<Vec<_>>(),
            (0..column.code_count())
                .map(|code| (column.text_of(code).reveal(), column.rows_of(code)))
                .collect::<Vec<_>>()
        );
    }
    for row in table.rows() {
        let _ = write!(out, "{} ", table.row_number(row));
    }
    out
}

fn read(book: Result<XlsxBook, OpenError>, options: &OpenOptions) -> String {
    outline(
        book.and_then(|mut book| workbook::read(Kind::Xlsx, &mut book, options, &|_| 0, &Quiet)),
    )
}

/// What both readers give.
fn both(path: &Path, options: &OpenOptions) -> (String, String) {
    let open = || File::open(path).unwrap();
    (
        read(XlsxBook::of_record(open(), path), options),
        read(XlsxBook::new(open(), path), options),
    )
}

/// The first rows that both readers give. Of the shared texts the plain one reads only some.
fn first_of_both(path: &Path, most: usize) -> (String, String) {
    let open = || File::open(path).unwrap();
    let first = |book: Result<XlsxBook, OpenError>| {
        let rows = book.and_then(|mut book| {
            workbook::first_rows(&mut book, "One", most, &OpenOptions::default(), &Quiet)
        });
        match rows {
            Err(error) => format!("{error:?}"),
            Ok(first) => first.rows.iter().fold(String::new(), |mut out, row| {
                let _ = writeln!(out, "{} {:?}", row.number, row.cells().collect::<Vec<_>>());
                out
            }),
        }
    };
    (
        first(XlsxBook::of_record(open(), path)),
        first(XlsxBook::new(open(), path)),
    )
}

/// Whether the plain reader reads a sheet to its end.
fn is_plain(path: &Path, name: &str) -> bool {
    let Some(mut book) = PlainBook::new(path) else {
        return false;
    };
    let mut first = FirstRows {
        rows: Vec::new(),
        most: usize::MAX,
    };
    let asked = Asked {
        as_shown: false,
        facts: true,
    };
    let mut budget = Budget::new(Limits::default(), &Quiet);
    let read = book.rows(name, asked, &mut first, &mut budget);
    matches!(read, Ok(Read::Whole(_)))
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with this sheet.
fn workbook_of(sheet: &[u8]) -> tempfile::NamedTempFile {
    let relations = |of: &[(&str, &str)]| {
        let mut xml = format!("{HEAD}<Relationships>");
        for ((kind, target), id) in of.iter().zip(1..) {
            let _ = write!(
                xml,
                "<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"
            );
        }
        xml + "</Relationships>"
    };
    let mut shared = format!("{HEAD}<sst xmlns=\"{MAIN}\">");
    for n in 0..40 {
        let _ = write!(shared, "<si><t>head {n} &amp; é</t></si>");
    }
    shared.push_str("<si><r><t>x</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> y</t></r></si><si><t>a_x000D_b</t></si><si/></sst>");
    let styles = format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"165\" formatCode=\"0000000000\"/><numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/></numFmts><cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
    );
    let parts: [(&str, Vec<u8>); 7] = [
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        (
            "_rels/.rels",
            relations(&[("officeDocument", "xl/workbook.xml")]).into_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("worksheet", "worksheets/sheet1.xml")]).into_bytes(),
        ),
        (
            "xl/workbook.xml",
            format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><workbookPr date1904=\"0\"/><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>").into_bytes(),
        ),
        ("xl/sharedStrings.xml", shared.into_bytes()),
        ("xl/styles.xml", styles.into_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.to_vec()),
    ];
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut zip = zip::ZipWriter::new(file.reopen().unwrap());
    for (name, bytes) in parts {
        let method = match name {
            "xl/sharedStrings.xml" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let packed = zip::write::SimpleFileOptions::default().compression_method(method);
        zip.start_file(name, packed).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
    file
}

/// One cell's attributes and content, in every form that sheets have.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (0usize..43).prop_map(|n| format!(" t=\"s\"><v>{n}</v>")),
        6 => "[1-9][0-9]{0,11}(\\.[0-9]{0,9}[1-9])?".prop_map(|n| format!("><v>{n}</v>")),
        2 => any::<f64>().prop_map(|n| format!("><v>{n:e}</v>")),
        2 => "-?0?[0-9]{1,17}\\.?[0-9]{0,3}".prop_map(|n| format!(" t=\"n\"><v>{n}</v>")),
        3 => (0u32..60_000).prop_map(|n| format!(" s=\"1\"><v>{n}</v>")),
        2 => (0u32..60_000, 0u32..999).prop_map(|(n, part)| format!(" s=\"4\"><v>{n}.{part}</v>")),
        2 => (0u32..3, 0u32..999).prop_map(|(n, part)| format!(" s=\"3\"><v>{n}.{part}</v>")),
        3 => (0u32..999_999_999).prop_map(|n| format!(" s=\"2\"><v>{n}</v>")),
        1 => any::<bool>().prop_map(|b| format!(" t=\"b\"><v>{}</v>", u8::from(b))),
        1 => Just(" t=\"e\"><v>#N/A</v>".to_owned()),
        2 => "[ a-cé_x0&<\r\n]{0,9}".prop_map(|t| {
            let t = t.replace('&', "&amp;").replace('<', "&lt;");
            format!(" t=\"inlineStr\"><is><t>{t}</t></is>")
        }),
        1 => "[ a-c]{0,4}".prop_map(|t| format!(" t=\"inlineStr\"><is><r><t xml:space=\"preserve\">{t}</t></r><r><rPr><b/></rPr><t>{t}</t></r></is>")),
        2 => "[ a-c_]{0,5}(_x000D_)?(&#10;|&amp;|&quot;)?".prop_map(|t| format!(" t=\"str\"><f>A1&amp;\"x\"</f><v>{t}</v>")),
        1 => Just(" t=\"d\"><v>2022-01-31T00:00:00</v>".to_owned()),
        1 => Just(" s=\"1\" t=\"n\"><f t=\"shared\" si=\"0\"/><v>44000</v>".to_owned()),
        2 => prop_oneof![
            Just("><f>1+2</f>"), Just("><f>1+2</f><v></v>"), Just(" t=\"str\"><f>1+2</f><v></v>"),
            Just(" t=\"str\"><f>1+2</f>"), Just("><f t=\"shared\" si=\"0\"/>"),
            Just("><f t=\"array\" ref=\"A1:B2\">A1&amp;\"&gt;\"</f>\n<v>3</v>"),
            Just(" t=\"n\"> <f t=\"shared\" ref=\"A1:B2\" si=\"0\">1&lt;2</f> <v>44000</v>"),
        ].prop_map(str::to_owned),
        1 => Just("/".to_owned()),
        1 => Just(">".to_owned()),
        1 => Just("><v></v>".to_owned()),
    ]
}

fn sheet() -> impl Strategy<Value = String> {
    let row = (
        prop::collection::vec(
            prop_oneof![3 => cell().prop_map(Some), 1 => Just(None)],
            0..9,
        ),
        prop_oneof![6 => Just(""), 1 => Just(" hidden=\"1\""), 1 => Just(" spans=\"1:9\" x14ac:dyDescent=\"0.25\""), 1 => Just(" hidden=\"0\"")],
        prop_oneof![9 => Just(1u32), 1 => 1u32..4],
    );
    (prop::collection::vec(row, 70..160), any::<bool>()).prop_map(|(rows, pretty)| {
        let mut xml = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:I200\"/><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\">");
        for place in 0..9u8 {
            let letter = char::from(b'A' + place);
            let _ = write!(xml, "<c r=\"{letter}1\" t=\"s\"><v>{place}</v></c>");
        }
        xml.push_str("</row>");
        let mut number = 1;
        for (cells, attributes, step) in rows {
            number += step;
            let _ = write!(xml, "<row r=\"{number}\"{attributes}>");
            for (cell, place) in cells.iter().zip(0u8..) {
                let Some(cell) = cell else { continue };
                let letter = char::from(b'A' + place);
                let end = if cell == "/" { ">" } else { "</c>" };
                let _ = write!(xml, "<c r=\"{letter}{number}\"{cell}{end}");
            }
            xml.push_str(if pretty { "</row>\r\n" } else { "</row>" });
        }
        xml + "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A5:A9\"/></mergeCells></worksheet>"
    })
}

/// What other programs, or a damage, might put anywhere.
const ODD: &[&str] = &[
    "",
    "<",
    ">",
    "\"",
    "&",
    "'",
    "/",
    "<![CDATA[x]]>",
    "<!-- <row r=\"9\"> -->",
    "&eacute;",
    "&#0;",
    "&amp;",
    " ",
    "\n",
    "x:",
    "<row r=\"2\">",
    "</row>",
    "<row ",
    "<c r=\"A9\">",
    "</c>",
    "<v>",
    "</v>",
    "<v/>",
    "</sheetData>",
    " hidden=\"1\"",
    "r=\"C7\"",
    "t=\"s\"",
    "t=\"str\"",
    "1",
    "-",
    "E5",
    "0",
    "é",
    "\u{FEFF}",
    "<?go?>",
    "<extLst/>",
    "<f>x</f>",
    "<is><t>x</t></is>",
    "<phoneticPr fontId=\"1\"/>",
    "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>",
];

#[test]
fn a_cell_behind_the_end_of_its_row_is_not_lost() {
    let mut rows = String::new();
    for row in 1..90 {
        let stray = if row % 37 == 5 { "</row>" } else { "" };
        let end = if stray.is_empty() { "</row>" } else { "" };
        rows.push_str(&format!(
            "<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c>{stray}<c r=\"B{row}\"><v>7</v></c>{end}\n"
        ));
    }
    let xml = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    );
    let file = workbook_of(xml.as_bytes());
    let (record, plain) = both(file.path(), &OpenOptions::default());
    assert_eq!(record, plain);
}

/// As openpyxl writes them, and as programs do that leave the value away.
#[test]
fn formulas_without_a_value_are_told_by_both_readers() {
    for nothing in ["", "<v></v>", "<v/>", "<v />"] {
        let xml = format!(
            "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><f>1500+250</f>{nothing}</c><c r=\"C2\"><f>1</f><v>1</v></c><c r=\"D2\" t=\"str\"><f>\"\"</f><v></v></c></row><row r=\"3\"><c r=\"B3\"><f t=\"shared\" si=\"0\"/>{nothing}</c></row></sheetData></worksheet>"
        );
        let file = workbook_of(xml.as_bytes());
        assert_eq!(is_plain(file.path(), "One"), !nothing.ends_with("/>"));
        let (record, plain) = both(file.path(), &OpenOptions::default());
        assert_eq!(record, plain);
        assert!(plain.contains("unsolved: 2,"), "{plain}");
        assert!(
            plain.contains("\"B2\"") && plain.contains("\"B3\""),
            "{plain}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn made_sheets_are_plain_and_read_the_same(xml in sheet(), as_shown: bool, fill_merged: bool) {
        let file = workbook_of(xml.as_bytes());
        let options = OpenOptions { as_shown, fill_merged, ..OpenOptions::default() };
        let (record, plain) = both(file.path(), &options);
        prop_assert_eq!(record, plain);
        prop_assert!(is_plain(file.path(), "One"));
        let (record, plain) = first_of_both(file.path(), 15);
        prop_assert_eq!(record, plain);
    }

    #[test]
    fn changed_sheets_are_declined_or_read_the_same(
        xml in sheet(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0usize..3, prop::sample::select(ODD)), 1..4),
        byte in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
    ) {
        let mut bytes = xml.into_bytes();
        for (at, taken, odd) in changes {
            let at = at.index(bytes.len() - 3);
            bytes.splice(at..at + taken, odd.bytes());
        }
        if let Some((at, byte)) = byte {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let file = workbook_of(&bytes);
        let (record, plain) = both(file.path(), &OpenOptions::default());
        prop_assert_eq!(&record, &plain);
        let is_damaged = plain == "Damaged";
        let (record, plain) = first_of_both(file.path(), 40);
        // First rows may be shown of a sheet that is damaged behind them; it does not open.
        if !(is_damaged && record == "Damaged") {
            prop_assert_eq!(record, plain);
        }
    }

    #[test]
    fn limits_are_the_same(xml in sheet(), cells in 1u64..900) {
        let file = workbook_of(xml.as_bytes());
        let mut options = OpenOptions::default();
        options.limits.cells = cells;
        let (record, plain) = both(file.path(), &options);
        prop_assert_eq!(record, plain);
    }
}

/// Says that it was cancelled from the so-many-th question on.
struct Until(std::sync::atomic::AtomicUsize);

impl crate::io::Progress for Until {
    fn rows(&self, _rows: u64) {}

    fn cancelled(&self) -> bool {
        let left = self.0.load(Ordering::Relaxed);
        self.0.store(left.saturating_sub(1), Ordering::Relaxed);
        left == 0
    }
}

/// Whoever unpacks, whoever reads and whoever waits for them all come to an end.
#[test]
fn a_reading_that_is_cancelled_anywhere_ends() {
    let mut rows = String::new();
    for row in 1..4000 {
        let _ = write!(
            rows,
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>{}</v></c><c r=\"B{row}\"><v>{row}</v></c></row>",
            row % 40
        );
    }
    let xml =
        format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    let file = workbook_of(xml.as_bytes());
    let (mut cancelled, mut whole) = (0, 0);
    for questions in (0..60).chain([100, 1000, 100_000]) {
        let mut book = XlsxBook::new(File::open(file.path()).unwrap(), file.path()).unwrap();
        let until = Until(questions.into());
        let options = OpenOptions::default();
        match workbook::read(Kind::Xlsx, &mut book, &options, &|_| 0, &until) {
            Err(OpenError::Cancelled) => cancelled += 1,
            Ok(opened) => {
                assert_eq!(opened.table.record_count(), 3998);
                whole += 1;
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(cancelled > 0 && whole > 0, "{cancelled} {whole}");
}

#[test]
fn what_is_not_known_is_declined() {
    let sheet = |rows: &str| {
        format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")
    };
    let plain = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    assert!(is_plain(workbook_of(sheet(plain).as_bytes()).path(), "One"));
    for rows in [
        "<x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row>",
        "<row r=\"2\"></row><row r=\"1\"></row>",
        "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"A2\"/></row>",
        "<row r=\"1\"><c><v>1</v></c></row>",
        "<row><c r=\"A1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v><![CDATA[a]]></v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&eacute;</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>",
        "<row r=\"1\"><!-- a --><c r=\"A1\"/></row>",
        "<row r='1'><c r=\"A1\"/></row>",
        "<row r=\"1048577\"/>",
    ] {
        let file = workbook_of(sheet(rows).as_bytes());
        assert!(!is_plain(file.path(), "One"), "{rows}");
    }
    let strict = sheet(plain).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main");
    let file = workbook_of(strict.as_bytes());
    let (record, plain) = both(file.path(), &OpenOptions::default());
    assert_eq!(record, plain);
}

#[test]
fn a_part_with_another_checksum_is_declined() {
    let xml = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
    );
    let file = workbook_of(xml.as_bytes());
    assert!(is_plain(file.path(), "One"));
    let mut bytes = std::fs::read(file.path()).unwrap();
    let name = memmem::rfind(&bytes, b"xl/worksheets/sheet1.xml").unwrap();
    let entry = memmem::rfind(&bytes[..name], b"PK\x01\x02").unwrap();
    // APPNOTE.TXT 4.3.12: the checksum stands 16 bytes behind the signature's first.
    bytes[entry + 16] ^= 1;
    std::fs::write(file.path(), bytes).unwrap();
    assert!(!is_plain(file.path(), "One"));
    let (record, plain) = both(file.path(), &OpenOptions::default());
    assert_eq!(record, plain);
}

/// The first rows name texts of the list's end, as rows that were edited last do.
#[test]
fn first_rows_may_name_texts_from_the_end_of_the_list() {
    let mut rows = String::new();
    for (row, text) in (1..30).zip([0, 1, 42, 2, 41, 40, 3].into_iter().cycle()) {
        let _ = write!(
            rows,
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>{text}</v></c></row>"
        );
    }
    let xml =
        format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    let file = workbook_of(xml.as_bytes());
    let (record, plain) = first_of_both(file.path(), 12);
    assert_eq!(record, plain);
    assert_eq!(record.lines().count(), 12);
    // It is the plain reader that gives them, at its second attempt.
    let mut book = PlainBook::new(file.path()).unwrap();
    let mut first = FirstRows {
        rows: Vec::new(),
        most: 12,
    };
    let asked = Asked {
        as_shown: false,
        facts: false,
    };
    let mut budget = Budget::new(Limits::default(), &Quiet);
    let read = book.first_rows("One", asked, &mut first, &mut budget);
    assert!(matches!(read, Ok(Read::Declined { rows: 2 })));
}

#[test]
fn files_of_other_programs_read_the_same() {
    let Some(corpora) = std::env::var_os("TAMIS_CORPORA") else {
        assert!(std::env::var_os("TAMIS_REQUIRE").is_none(), "no corpora");
        eprintln!("SKIPPED files_of_other_programs_read_the_same: no corpora");
        return;
    };
    let mut folders = vec![PathBuf::from(corpora)];
    let (mut files, mut plain_sheets) = (0, 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let kind = path
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .to_lowercase();
            if !matches!(kind.as_str(), "xlsx" | "xlsm" | "xltx" | "xltm") {
                continue;
            }
            files += 1;
            let Ok(book) = XlsxBook::of_record(File::open(&path).unwrap(), &path) else {
                continue;
            };
            let names: Vec<String> = book.sheets().iter().map(|s| s.name.clone()).collect();
            for name in names.into_iter().take(12) {
                plain_sheets += usize::from(is_plain(&path, &name));
                for as_shown in [false, true] {
                    let options = OpenOptions {
                        sheet: Some(name.clone()),
                        as_shown,
                        ..OpenOptions::default()
                    };
                    let (record, plain) = both(&path, &options);
                    assert!(
                        record == plain,
                        "{} {name}\n{record}\n{plain}",
                        path.display()
                    );
                }
            }
        }
    }
    eprintln!("{files} files, {plain_sheets} plain sheets");
    assert!(
        files > 20 && plain_sheets > files,
        "{files} files, {plain_sheets} plain sheets"
    );
}
