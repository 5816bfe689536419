//! What leaves, and what is found when it should not: planted leaks stop by the tripwire, the
//! leak check finds them in doctored files, one column left clear fails, and clean files raise
//! no alarm.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use tamis::check::ExtraForm;
use tamis::document::{
    CellInput, ColumnName, Command, Decision, ExportError, ExportOptions, FileType, Invalid,
    Layout, LeakCheck, LeakReport, LeakWhere, PlanError, Session, Target, Upload, current_day,
    export, inconsistent_identifiers, open_document, tripwire,
};
use tamis::io::blocks::unseen;
use tamis::io::write::{JsonForm, JsonKind, RowSource, write_csv, write_json};
use tamis::io::xlsx::write_xlsx;
use tamis::io::{OpenOptions, Quiet};
use tamis::privacy::{Trace, Treatment, Why};
use tamis::schema::Schema;
use tamis::table::{Text, TextBuf};

use crate::support::{arg, asset, file, skip, tamis};

const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id,grid_name,\
primary_use,customer_sub_category,customer_name,customer_id_number,customer_address,\
customer_email,customer_phone,customer_latitude,customer_longitude,remark";

/// Three customers; the places of the clear columns are filled by the test.
pub fn rows(grid: &str, used: &str, kind: &str, remark: &str) -> String {
    format!(
        "{HEAD}\n\
         1,HOP,A1,7,SMU 1 Mansa,milling,bar,Zoé Ngoma,123456/78/1,\"12 Mission Road, Mansa\",zoe@example.org,+260977123456,-12.2462712,28.1234567,fine\n\
         2,HOP,A2,8,{grid},{used},{kind},Kofi van der Merwe,L40FX2918,9 Market Street,kofi@example.org,0966000111,-12.3355991,28.2345678,{remark}\n\
         3,HOP,A3,9,SMU 2 Mansa,cooking,salon,Ama Traoré,ZX998877,1 School Road,,0955222333,-12.4000000,28.3,ok\n"
    )
}

pub fn session(csv: &str) -> (tempfile::TempDir, Session) {
    let (folder, path) = file("in.csv", csv);
    let document = open_document(
        &path,
        &OpenOptions::default(),
        Schema::meters().unwrap(),
        current_day(),
        &Quiet,
    )
    .unwrap();
    let mut session = Session::new(document);
    let sent = Command::MapColumn {
        column: column("remark"),
        target: Target::Extra(ExtraForm::Clear),
    };
    session.run(&sent).unwrap();
    (folder, session)
}

pub fn column(header: &str) -> ColumnName {
    ColumnName {
        header: header.to_owned(),
        letters: String::new(),
    }
}

pub fn options(target: PathBuf) -> ExportOptions {
    ExportOptions {
        file_type: FileType::of(&target).unwrap(),
        target,
        invalid: Invalid::Keep,
        layout: Layout::default(),
        force: true,
        records: Vec::new(),
        returned: Vec::new(),
    }
}

/// Where a leak is planted, what it is, and whether it is one of the file's own values.
pub const PLANTED: [(&str, [&str; 4], Trace, Why); 8] = [
    (
        "grid_name",
        ["Mill of ZOE NGOMA", "", "", ""],
        Trace::Name,
        Why::OwnValue,
    ),
    (
        "grid_name",
        ["Traore Ama", "", "", ""],
        Trace::Name,
        Why::OwnValue,
    ),
    (
        "primary_use",
        ["", "call 0977 12 34 56", "", ""],
        Trace::Phone,
        Why::OwnValue,
    ),
    (
        "primary_use",
        ["", "+260 (95) 522-23-33", "", ""],
        Trace::Phone,
        Why::OwnValue,
    ),
    (
        "remark",
        ["", "", "", "NRC 123456/78/1"],
        Trace::Id,
        Why::OwnValue,
    ),
    (
        "customer_sub_category",
        ["", "", "GPS -15.416712 28.283345", ""],
        Trace::Place,
        Why::Form,
    ),
    (
        "customer_sub_category",
        ["", "", "at -12.2462712", ""],
        Trace::Place,
        Why::OwnValue,
    ),
    (
        "remark",
        ["", "", "", "12 mission road - Mansa"],
        Trace::Address,
        Why::OwnValue,
    ),
];

pub fn planted(values: [&str; 4]) -> String {
    rows(values[0], values[1], values[2], values[3])
}

#[test]
fn the_clean_rows_raise_no_alarm() {
    let (folder, session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let upload = Upload::new(session.document(), Invalid::Keep);
    assert_eq!(tripwire(&upload).hits, []);
    for name in ["out.csv", "out.json", "out.jsonl", "out.xlsx"] {
        let summary = export(
            session.document(),
            &options(folder.path().join(name)),
            &Quiet,
        )
        .unwrap();
        let leak = summary.leak.unwrap();
        assert_eq!((leak.leaks, leak.found.sum()), (0, 0), "{name}");
        assert!(leak.searched.of(Trace::Name) == 3 && leak.searched.of(Trace::Place) == 4);
    }
}

#[test]
fn every_planted_leak_stops_the_export_by_the_tripwire() {
    for (header, values, trace, why) in PLANTED {
        let (folder, session) = session(&planted(values));
        let target = folder.path().join("out.csv");
        for invalid in [Invalid::Stop, Invalid::Skip, Invalid::Keep] {
            let mut options = options(target.clone());
            options.invalid = invalid;
            let error = export(session.document(), &options, &Quiet).unwrap_err();
            let ExportError::PersonalData { hits } = error else {
                panic!("{header}: {error}");
            };
            let found: Vec<_> = hits
                .iter()
                .map(|h| {
                    let table = session.document().table();
                    (
                        table.column(h.col).unwrap().header(),
                        h.trace,
                        h.why,
                        h.cells,
                    )
                })
                .collect();
            let cells = if values[2].starts_with("GPS") {
                1
            } else {
                h_cells(&found)
            };
            assert_eq!(found, [(header, trace, why, cells)], "{values:?}");
        }
        assert!(!target.exists());
    }
}

fn h_cells(found: &[(&str, Trace, Why, u64)]) -> u64 {
    assert_eq!(found[0].3, 1);
    1
}

/// The upload of a clean document with some cells replaced: what a broken writer would leave.
struct Doctored<'a> {
    upload: &'a Upload<'a>,
    cells: Vec<(usize, &'static str, &'static str)>,
    /// A column that was left clear, by its name in the file.
    clear: Option<&'a str>,
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
        if let Some((_, _, text)) = self.cells.iter().find(|(r, n, _)| *r == row && *n == name) {
            return text;
        }
        if self.clear == Some(name) {
            let (_, col) = self.upload.columns().nth(col).unwrap();
            let row = self.upload.rows()[row];
            return self.upload.document().table().text(row, col).reveal();
        }
        self.upload.cell(row, col)
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
        for (header, values, trace, _) in PLANTED {
            let text = values.into_iter().find(|v| !v.is_empty()).unwrap();
            let doctored = Doctored {
                upload: &upload,
                cells: vec![(1, header, text)],
                clear: None,
            };
            let path = written(folder.path(), kind, &doctored);
            let report = check.file(&path, kind, false).unwrap();
            let there = report.finds.iter().any(|find| {
                find.trace == Some(trace)
                    && find.place
                        == LeakWhere::Cell {
                            record: 2,
                            column: header.to_owned(),
                        }
            });
            assert!(
                there && report.leaks > 0,
                "{kind:?} {text} {:?}",
                report.finds
            );
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
            let doctored = Doctored {
                upload: &upload,
                cells: Vec::new(),
                clear: Some(name),
            };
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

#[test]
fn decisions_keep_mask_and_drop() {
    let csv = planted(["Mill of ZOE NGOMA", "", "", ""]);
    let decide = |decision: Decision| {
        let (folder, mut session) = session(&csv);
        session
            .run(&Command::Decide {
                column: column("grid_name"),
                trace: Some(Trace::Name),
                decision: Some(decision),
            })
            .unwrap();
        let target = folder.path().join("out.csv");
        let summary = export(session.document(), &options(target.clone()), &Quiet).unwrap();
        assert!(session.undo().is_some());
        assert!(export(session.document(), &options(target.clone()), &Quiet).is_err());
        (
            std::fs::read_to_string(target).unwrap(),
            summary.leak.unwrap(),
        )
    };
    let (text, leak) = decide(Decision::Keep {
        reason: "the mill's name".to_owned(),
    });
    assert!(text.contains("Mill of ZOE NGOMA"));
    assert_eq!(
        (leak.allowed, leak.leaks, leak.found.of(Trace::Name)),
        (1, 0, 1)
    );
    let (text, leak) = decide(Decision::Mask);
    assert!(text.contains("Mill of ***") && !text.contains("NGOMA"));
    assert_eq!((leak.allowed, leak.found.sum()), (0, 0));
    let (text, leak) = decide(Decision::Drop);
    assert!(!text.contains("grid_name") && !text.contains("Mill"));
    assert_eq!((leak.allowed, leak.found.sum()), (0, 0));
}

#[test]
fn a_decision_allows_its_column_and_kind_only() {
    let keep = Some(Decision::Keep {
        reason: "known".to_owned(),
    });
    let (_folder, mut session) = session(&rows(
        "Mill of ZOE NGOMA",
        "call 0977 12 34 56",
        "bar",
        "ok",
    ));
    for (header, trace) in [("grid_name", Trace::Phone), ("primary_use", Trace::Name)] {
        session
            .run(&Command::Decide {
                column: column(header),
                trace: Some(trace),
                decision: keep.clone(),
            })
            .unwrap();
    }
    let upload = Upload::new(session.document(), Invalid::Keep);
    assert_eq!(tripwire(&upload).unresolved().count(), 2);
}

#[test]
fn no_command_makes_a_personal_column_clear() {
    let (_folder, mut session) = session(&rows("", "", "", ""));
    for header in ["customer_name", "customer_phone", "customer_latitude"] {
        let clear = Command::TreatColumn {
            column: column(header),
            treatment: Some(Treatment::Clear),
        };
        assert!(session.run(&clear).is_err(), "{header}");
        let extra = |form| Command::MapColumn {
            column: column(header),
            target: Target::Extra(form),
        };
        assert!(
            matches!(
                session.run(&extra(ExtraForm::Clear)),
                Err(PlanError::LooksPersonal { .. })
            ),
            "{header}"
        );
        // Sent as an extra column it is treated as what its header says.
        session.run(&extra(ExtraForm::Pseudonym)).unwrap();
        let upload = Upload::new(session.document(), Invalid::Keep);
        let col = column(header).resolve(session.document().table()).unwrap();
        assert_ne!(upload.treatment(col), Some(Treatment::Clear), "{header}");
        session.undo();
        // Called another field, its own values raise the alarm.
        let other = Command::MapColumn {
            column: column(header),
            target: Target::Field("payment_plan".to_owned()),
        };
        session.run(&other).unwrap();
        let upload = Upload::new(session.document(), Invalid::Keep);
        assert!(tripwire(&upload).unresolved().count() > 0, "{header}");
        session.undo();
    }
}

#[test]
fn the_command_line_stops_with_3_and_takes_decisions() {
    let csv = planted(["Mill of ZOE NGOMA", "call 0977 12 34 56", "", ""]);
    let (folder, path) = file("in.csv", &csv);
    let target = folder.path().join("out.csv");
    let run = |more: &[&str]| {
        let mut args = vec![
            "export",
            arg(&path),
            "-o",
            arg(&target),
            "--force",
            "--invalid",
            "keep",
        ];
        args.extend(more);
        let out = tamis(&args);
        let said = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
        for secret in ["NGOMA", "Ngoma", "0977", "zoe@"] {
            assert!(!said.contains(secret), "{said}");
        }
        (
            out.status.code().unwrap(),
            said,
            std::fs::read_to_string(&target).ok(),
        )
    };
    let (code, said, written) = run(&[]);
    assert_eq!((code, written), (3, None), "{said}");
    assert!(said.contains("E3") && said.contains("F3"), "{said}");
    let (code, said, written) = run(&["--decide", "grid_name=mask"]);
    assert_eq!((code, written), (3, None), "{said}");
    let (code, said, written) = run(&[
        "--decide",
        "grid_name=mask",
        "--decide",
        "primary_use=keep:the office's own number",
    ]);
    assert_eq!(code, 0, "{said}");
    let written = written.unwrap();
    assert!(written.contains("Mill of ***") && written.contains("0977 12 34 56"));
    assert_eq!(run(&["--decide", "grid_name=maybe"]).0, 2);
    assert_eq!(
        run(&["--decide", "serial_number=drop"]).0,
        2,
        "a required column stays"
    );
    assert_eq!(run(&["--treat", "customer_name=pseudonym:id"]).0, 2);
}

#[test]
fn keys_are_made_shown_used_and_required() {
    let (folder, path) = file("in.csv", rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let (key, backup) = (folder.path().join("a.key"), folder.path().join("b.key"));
    let target = folder.path().join("out.csv");
    let with = |pass: &str, args: &[&str]| {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_tamis"))
            .args(args)
            .env("LANG", "C.UTF-8")
            .env("TAMIS_PASSPHRASE", pass)
            .output()
            .unwrap();
        let said = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
        assert!(!said.contains(pass) || pass.is_empty(), "{said}");
        (out.status.code().unwrap(), said)
    };
    assert_eq!(tamis(&["key", "new", arg(&key)]).status.code(), Some(2));
    let (code, said) = with("blue plum", &["key", "new", arg(&key)]);
    assert_eq!(code, 0, "{said}");
    let fingerprint = said.split(' ').next().unwrap().to_owned();
    assert_eq!(fingerprint.len(), 8);
    assert_eq!(
        with("blue plum", &["key", "new", arg(&key)]).0,
        2,
        "never over another"
    );
    assert!(
        with("", &["key", "show", arg(&key)])
            .1
            .starts_with(&fingerprint)
    );
    assert_eq!(
        with("red plum", &["key", "export", arg(&key), arg(&backup)]).0,
        2
    );
    assert_eq!(
        with("blue plum", &["key", "export", arg(&key), arg(&backup)]).0,
        0
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(key.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
    let export = |pass: &str, more: &[&str]| {
        let mut args = vec!["export", arg(&path), "-o", arg(&target), "--force"];
        args.extend(more);
        let (code, said) = with(pass, &args);
        (
            code,
            said,
            std::fs::read_to_string(&target).unwrap_or_default(),
        )
    };
    let (code, said, first) = export("blue plum", &["--key", arg(&key)]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains(&fingerprint));
    let (_, _, second) = export("blue plum", &["--key", arg(&backup)]);
    assert_eq!(first, second, "the backup is the same key");
    let (_, said, plain) = export("", &[]);
    assert!(said.contains("SHA-256") && plain != first);
    assert_eq!(export("red plum", &["--key", arg(&key)]).0, 2);
    assert_eq!(export("", &["--require-key"]).0, 3);
    assert_eq!(
        export(
            "blue plum",
            &["--key", arg(&key), "--expect-key", &fingerprint]
        )
        .0,
        0
    );
    assert_eq!(
        export(
            "blue plum",
            &["--key", arg(&key), "--expect-key", "AAAAAAAA"]
        )
        .0,
        3
    );
    assert_eq!(export("", &["--expect-key", "AAAAAAAA"]).0, 3);
}

#[test]
fn no_false_alarm_on_the_samples_and_on_generated_rows() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = vec![
        asset("assets/samples/practice.xlsx"),
        asset("assets/samples/exercice.csv"),
    ];
    let generator = std::env::var_os("TAMIS_CORPORA")
        .map(|corpora| Path::new(&corpora).join("../bench/gen_meters.py"))
        .filter(|path| path.exists());
    match generator {
        Some(generator) => {
            let path = folder.path().join("generated.csv");
            let made = std::process::Command::new("python3")
                .arg(generator)
                .args(["--rows", "10000", "--csv", arg(&path)])
                .status();
            assert!(made.is_ok_and(|s| s.success()));
            files.push(path);
        }
        None => skip("no_false_alarm", "no generator of rows"),
    }
    for path in files {
        let document = open_document(
            &path,
            &OpenOptions::default(),
            Schema::meters().unwrap(),
            current_day(),
            &Quiet,
        )
        .unwrap();
        let summary = export(&document, &options(folder.path().join("out.csv")), &Quiet)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let leak = summary.leak.unwrap();
        assert_eq!((leak.leaks, leak.found.sum()), (0, 0));
        assert!(leak.searched.sum() > 500, "{}", path.display());
    }
}

#[test]
fn one_spelling_makes_one_pseudonym_and_undo_brings_the_others_back() {
    let (_folder, mut session) = session(&format!(
        "{HEAD}\n\
         1,HOP,A1,7,,,,Zoé Ngoma,,,,+260977123456,,,\n\
         2,HOP,A2,8,,,,ZOÉ  NGOMA,,,,0977 123 456,,,\n\
         3,HOP,A3,9,,,,Zoé Ngoma,,,,+260977123456,,,\n"
    ));
    let pairs = |session: &Session| -> u64 {
        inconsistent_identifiers(session.document())
            .iter()
            .map(tamis::document::Inconsistent::pairs)
            .sum()
    };
    let digests = |session: &Session, header: &str| {
        let upload = Upload::new(session.document(), Invalid::Keep);
        let place = upload.names().position(|(name, _)| name == header).unwrap();
        (0..3)
            .map(|row| upload.cell(row, place).to_owned())
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    };
    assert_eq!(
        (pairs(&session), digests(&session, "customer_phone")),
        (2, 2)
    );
    for header in ["customer_phone", "customer_name"] {
        let unify = Command::UnifySpellings {
            column: column(header),
        };
        session.run(&unify).unwrap();
        assert_eq!(digests(&session, header), 1);
    }
    assert_eq!(pairs(&session), 0);
    session.undo();
    session.undo();
    assert_eq!(pairs(&session), 2);
}

#[test]
fn sealing_forgets_what_was_edited_away() {
    let (_folder, mut session) = session(&rows("SMU 1 Mansa", "milling", "bar", "ok"));
    let edit = Command::SetCells {
        cells: vec![CellInput {
            row_number: 2,
            column: column("customer_name"),
            text: TextBuf::new("Other Person".to_owned()),
        }],
    };
    session.run(&edit).unwrap();
    let col = column("customer_name")
        .resolve(session.document().table())
        .unwrap();
    let old = Text::new("Zoé Ngoma");
    let known = |session: &Session| {
        let column = session.document().table().column(col).unwrap();
        column.code_of(old).is_some()
            || (0..column.code_count()).any(|code| column.text_of(code) == old)
    };
    assert!(known(&session));
    session.seal();
    assert!(!known(&session) && session.undo().is_none());
    let table = session.document().table();
    assert!(table.text(tamis::table::RowId(0), col) == Text::new("Other Person"));
}
