//! The leak check of cells that are read back column by column: what was searched before it was
//! written need not be searched again, and nothing else is believed.

use std::ops::Range;

use tamis::document::{
    Command, Decision, Invalid, LeakCheck, LeakReport, LeakWhere, Upload, export, tripwire,
};
use tamis::io::Quiet;
use tamis::io::selection::Selection;
use tamis::io::write::{JsonKind, RowSource};
use tamis::privacy::Trace;
use tamis::table::{Code, ColId, Text};

use crate::privacy::{PLANTED, column, options, planted, rows, session};

/// An upload with one cell replaced: what a broken writer would leave.
struct Doctored<'a> {
    upload: &'a Upload<'a>,
    cell: (usize, usize, &'a str),
    /// Whether it says of which codes its texts are, as if nothing were replaced.
    lies: bool,
}

impl RowSource for Doctored<'_> {
    fn fields(&self) -> Vec<(&str, JsonKind)> {
        RowSource::fields(self.upload)
    }

    fn rows(&self) -> usize {
        RowSource::rows(self.upload)
    }

    fn cell(&self, row: usize, col: usize) -> &str {
        match self.cell {
            (r, c, text) if (r, c) == (row, col) => text,
            _ => self.upload.cell(row, col),
        }
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
    let place = LeakWhere::Cell {
        record,
        column: header.to_owned(),
    };
    report.leaks > 0 && report.finds.iter().any(|find| find.place == place)
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
        for (header, values, trace, _) in PLANTED {
            let text = values.into_iter().find(|v| !v.is_empty()).unwrap();
            let fields = RowSource::fields(&upload);
            let col = fields.iter().position(|(name, _)| *name == header).unwrap();
            let doctored = Doctored {
                upload: &upload,
                cell: (1, col, text),
                lies: false,
            };
            let report = report(&upload, &doctored);
            assert!(names(&report, 2, header), "{text} {:?}", report.finds);
            assert!(report.finds.iter().any(|find| find.trace == Some(trace)));
        }
    }
}

#[test]
fn a_source_whose_codes_do_not_fit_its_texts_is_searched() {
    let (_folder, session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let upload = Upload::new(session.document(), Invalid::Keep);
    assert_eq!(tripwire(&upload).hits, []);
    let fields = RowSource::fields(&upload);
    let col = fields
        .iter()
        .position(|(name, _)| *name == "grid_name")
        .unwrap();
    let doctored = Doctored {
        upload: &upload,
        cell: (0, col, "Mill of ZOE NGOMA"),
        lies: true,
    };
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
    let fields = RowSource::fields(&upload);
    for header in ["customer_name", "customer_phone", "customer_latitude"] {
        let col = fields.iter().position(|(name, _)| *name == header).unwrap();
        let (_, own) = upload.columns().nth(col).unwrap();
        let doctored = Doctored {
            upload: &upload,
            cell: (
                0,
                col,
                session
                    .document()
                    .table()
                    .text(upload.rows()[0], own)
                    .reveal(),
            ),
            lies: true,
        };
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
