//! The leak check: it finds what a broken writer would leave in files of every kind, also in notes,
//! properties and hidden sheets. Of cells that
//! are read back column by column, what was searched before it was written need not be searched
//! again, and nothing else is believed.

use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use tamis::document::{
    Command, Decision, FileType, Invalid, LeakCheck, LeakReport, LeakWhere, Upload, export,
    tripwire,
};
use tamis::io::Quiet;
use tamis::io::blocks::unseen;
use tamis::io::selection::Selection;
use tamis::io::write::{JsonForm, JsonKind, RowSource, write_csv, write_json};
use tamis::io::xlsx::write_xlsx;
use tamis::privacy::{Trace, Treatment};
use tamis::table::{Code, ColId, Text};

use crate::privacy::{PLANTED, column, options, planted, rows, session};

/// An upload as a broken writer would leave it.
struct Doctored<'a> {
    upload: &'a Upload<'a>,
    /// A cell with another text: its row, the name of its column, the text.
    cell: Option<(usize, &'a str, &'a str)>,
    /// A column that was left clear, by its name in the file.
    clear: Option<&'a str>,
    /// Whether it says of which codes its texts are, as if nothing were replaced.
    lies: bool,
}

impl<'a> Doctored<'a> {
    /// With another text in one cell.
    fn cell(upload: &'a Upload<'a>, row: usize, name: &'a str, text: &'a str) -> Self {
        Self {
            upload,
            cell: Some((row, name, text)),
            clear: None,
            lies: false,
        }
    }

    /// With a column that was left clear.
    fn clear(upload: &'a Upload<'a>, name: &'a str) -> Self {
        Self {
            upload,
            cell: None,
            clear: Some(name),
            lies: false,
        }
    }

    fn lying(mut self) -> Self {
        self.lies = true;
        self
    }

    /// Each planted value in the second row of its column, and what it is.
    fn planted(upload: &'a Upload<'a>) -> impl Iterator<Item = (&'static str, Trace, Self)> {
        PLANTED.into_iter().map(|(header, values, trace, _)| {
            let text = values.into_iter().find(|v| !v.is_empty()).unwrap();
            (header, trace, Self::cell(upload, 1, header, text))
        })
    }
}

impl RowSource for Doctored<'_> {
    fn fields(&self) -> Vec<(&str, JsonKind)> {
        RowSource::fields(self.upload)
    }

    fn rows(&self) -> usize {
        RowSource::rows(self.upload)
    }

    fn cell(&self, row: usize, col: usize) -> &str {
        let name = RowSource::fields(self.upload)[col].0;
        if let Some((_, _, text)) = self.cell.filter(|(r, n, _)| (*r, *n) == (row, name)) {
            return text;
        }
        if self.clear == Some(name) {
            let (_, col) = self.upload.columns().nth(col).unwrap();
            let row = self.upload.rows()[row];
            return self.upload.document().table().text(row, col).reveal();
        }
        self.upload.cell(row, col)
    }

    fn codes(&self, rows: Range<usize>, col: usize, out: &mut Vec<Code>) -> Option<ColId> {
        self.lies.then(|| self.upload.codes(rows, col, out))?
    }
}

fn report(upload: &Upload<'_>, source: &dyn RowSource) -> LeakReport {
    let check = LeakCheck::new(upload);
    let fields = source.fields();
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let columns = check.columns(&names, source);
    for col in 0..names.len() {
        let mut texts = Vec::new();
        source.column(0..source.rows(), col, &mut texts);
        columns.look(col, 0, &texts);
    }
    columns.report()
}

fn names(report: &LeakReport, record: u64, header: &str) -> bool {
    Trace::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .any(|trace| tells(report, record, header, trace))
}

/// Whether this cell is told, and what it holds.
fn tells(report: &LeakReport, record: u64, header: &str, trace: Option<Trace>) -> bool {
    let place = LeakWhere::Cell {
        record,
        column: header.to_owned(),
    };
    let mut finds = report.finds.iter();
    report.leaks > 0 && finds.any(|find| find.place == place && find.trace == trace)
}

#[test]
fn what_was_searched_is_believed_and_what_was_not_is_searched() {
    let (_folder, session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    for searched in [false, true] {
        let upload = Upload::new(session.document(), Invalid::Keep);
        if searched {
            assert_eq!(tripwire(&upload).hits, []);
        }
        let clean = report(&upload, &upload);
        assert_eq!((clean.leaks, clean.cells), (0, 44), "{:?}", clean.finds);
        for (header, trace, doctored) in Doctored::planted(&upload) {
            let report = report(&upload, &doctored);
            let there = tells(&report, 2, header, Some(trace));
            assert!(there, "{header} {:?}", report.finds);
        }
    }
}

#[test]
fn a_source_whose_codes_do_not_fit_its_texts_is_searched() {
    let (_folder, session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let upload = Upload::new(session.document(), Invalid::Keep);
    assert_eq!(tripwire(&upload).hits, []);
    let doctored = Doctored::cell(&upload, 0, "grid_name", "Mill of ZOE NGOMA").lying();
    assert!(names(&report(&upload, &doctored), 1, "grid_name"));
}

#[test]
fn what_the_tripwire_found_is_found_again() {
    for (header, values, _, _) in PLANTED {
        let (_folder, session) = session(&planted(values));
        let upload = Upload::new(session.document(), Invalid::Keep);
        assert_eq!(tripwire(&upload).hits.len(), 1);
        assert!(names(&report(&upload, &upload), 2, header), "{header}");
    }
}

#[test]
fn a_clear_personal_column_is_a_leak_whatever_was_searched() {
    let (_folder, session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let upload = Upload::new(session.document(), Invalid::Keep);
    assert_eq!(tripwire(&upload).hits, []);
    for header in ["customer_name", "customer_phone", "customer_latitude"] {
        let doctored = Doctored::clear(&upload, header).lying();
        assert!(names(&report(&upload, &doctored), 1, header), "{header}");
    }
}

/// What a decision lets through is counted, so that the search shows in files of every kind: of a
/// text and of a number, which a workbook holds otherwise than a csv.
#[test]
fn files_of_every_kind_are_searched_alike() {
    let csv = rows("Mill of ZOE NGOMA", "milling", "bar", "ok")
        .replacen("remark\n", "remark,max_power_w\n", 1)
        .replacen(",fine\n", ",fine,260977123456.0\n", 1)
        .replacen(",ok\n", ",ok,1500.0\n", 2);
    let (folder, mut session) = session(&csv);
    for header in ["grid_name", "max_power_w"] {
        let decide = Command::Decide {
            column: column(header),
            trace: None,
            decision: Some(Decision::Keep {
                reason: "asked".to_owned(),
            }),
        };
        session.run(&decide).unwrap();
    }
    for name in ["out.csv", "out.json", "out.jsonl", "out.xlsx"] {
        let options = options(folder.path().join(name));
        let leak = export(session.document(), &options, &Quiet)
            .unwrap()
            .leak
            .unwrap();
        let (names, phones) = (leak.found.of(Trace::Name), leak.found.of(Trace::Phone));
        assert_eq!(
            (names, phones, leak.allowed, leak.cells),
            (1, 1, 2, 47),
            "{name}"
        );
    }
}

#[test]
fn codes_are_those_of_the_texts() {
    let (_folder, session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let upload = Upload::new(session.document(), Invalid::Keep);
    let cols: Vec<usize> = (0..RowSource::fields(&upload).len()).rev().collect();
    for places in [vec![0, 1, 2], vec![2, 0], vec![1], vec![0, 2]] {
        let some = Selection::new(&upload, places.clone(), cols.clone());
        for col in 0..cols.len() {
            let (mut codes, mut texts) = (Vec::new(), Vec::new());
            some.column(0..places.len(), col, &mut texts);
            let of = some.codes(0..places.len(), col, &mut codes).unwrap();
            let by_code: Vec<Text<'_>> =
                codes.iter().map(|code| upload.text_of(of, *code)).collect();
            let texts: Vec<Text<'_>> = texts.iter().map(|text| Text::new(text)).collect();
            assert!(by_code == texts, "{places:?} {col}");
            assert_eq!(codes.len(), places.len());
        }
    }
}

fn written(folder: &Path, kind: FileType, source: &dyn RowSource) -> PathBuf {
    let path = folder.join(format!("doctored-{kind:?}"));
    let mut out = std::fs::File::create(&path).unwrap();
    match kind {
        FileType::Csv => write_csv(&mut out, source, false, &unseen, &Quiet).unwrap(),
        FileType::Json => {
            write_json(&mut out, source, JsonForm::array(false), &unseen, &Quiet).unwrap();
        }
        FileType::Jsonl => {
            write_json(&mut out, source, JsonForm::lines(), &unseen, &Quiet).unwrap()
        }
        FileType::Xlsx => write_xlsx(&mut out, folder, "meters", source, &Quiet).unwrap(),
    }
    out.flush().unwrap();
    path
}

const KINDS: [FileType; 4] = [
    FileType::Csv,
    FileType::Json,
    FileType::Jsonl,
    FileType::Xlsx,
];

#[test]
fn every_planted_leak_is_found_in_a_doctored_file() {
    let (folder, session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let upload = Upload::new(session.document(), Invalid::Keep);
    let check = LeakCheck::new(&upload);
    for kind in KINDS {
        let clean = written(folder.path(), kind, &upload);
        let report = check.file(&clean, kind, false).unwrap();
        assert_eq!(report.leaks, 0, "{kind:?} {:?}", report.finds);
        for (header, trace, doctored) in Doctored::planted(&upload) {
            let path = written(folder.path(), kind, &doctored);
            let report = check.file(&path, kind, false).unwrap();
            let there = tells(&report, 2, header, Some(trace));
            assert!(there, "{kind:?} {header} {:?}", report.finds);
        }
    }
}

#[test]
fn one_personal_column_left_clear_fails() {
    let (folder, session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let upload = Upload::new(session.document(), Invalid::Keep);
    let check = LeakCheck::new(&upload);
    let personal: Vec<String> = upload
        .names()
        .filter(|(_, col)| {
            matches!(
                upload.treatment(*col),
                Some(Treatment::Pseudonym(_) | Treatment::Blur(_))
            )
        })
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(personal.len(), 7);
    for kind in KINDS {
        for name in &personal {
            let doctored = Doctored::clear(&upload, name);
            let path = written(folder.path(), kind, &doctored);
            let report = check.file(&path, kind, false).unwrap();
            assert!(report.leaks > 0, "{kind:?} {name}");
        }
    }
}

#[test]
fn a_note_a_property_and_a_hidden_sheet_are_searched() {
    let (folder, session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let upload = Upload::new(session.document(), Invalid::Keep);
    let check = LeakCheck::new(&upload);
    let report = |fill: &dyn Fn(&mut rust_xlsxwriter::Workbook)| -> LeakReport {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write(0, 0, "grid_name").unwrap();
        fill(&mut book);
        let path = folder.path().join("book.xlsx");
        book.save(&path).unwrap();
        check.file(&path, FileType::Xlsx, false).unwrap()
    };
    assert_eq!(report(&|_| {}).leaks, 0);
    let note = report(&|book| {
        let note = rust_xlsxwriter::Note::new("ask Zoé Ngoma");
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.insert_note(1, 0, &note).unwrap();
    });
    assert!(note.leaks > 0 && note.found.of(Trace::Name) == 1);
    let property = report(&|book| {
        book.set_properties(&rust_xlsxwriter::DocProperties::new().set_author("Zoé Ngoma"));
    });
    assert!(property.leaks > 0, "{property:?}");
    let hidden = report(&|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "x").unwrap();
        sheet.write(1, 0, "zoe@example.org").unwrap();
        sheet.set_hidden(true);
    });
    assert!(hidden.leaks > 0);
    let name = report(&|book| {
        book.define_name("Zoe", "=\"0977 123 456\"").unwrap();
    });
    assert!(name.leaks > 0);
}
