//! What leaves, and what is found when it should not: planted values stop at the tripwire, and
//! clean files raise no alarm.

use std::path::{Path, PathBuf};

use tamis::check::ExtraForm;
use tamis::document::{
    CellInput, ColumnName, Command, Decision, ExportError, ExportOptions, FileType, Invalid,
    Layout, PlanError, Session, Target, Upload, current_day, export, inconsistent_identifiers,
    open_document, tripwire,
};
use tamis::io::write::RowSource;
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

/// What people write around a value does not carry it past the search. Each line once left.
#[test]
fn values_that_hide_in_words_and_other_signs_stop_the_export() {
    const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id,customer_phone,\
customer_id_number,customer_profession,Guarantor Name,Guarantor Phone\n";
    let clean = "C1,HOP,A1,D1,0977123456,123456/78/1,farmer,Moussa Keita,70112233\n\
C2,HOP,A2,D2,76123456 70112299,,trader,,\n";
    let export = |row: &str| {
        let (folder, path) = file("in.csv", format!("{HEAD}{clean}{row}"));
        let target = folder.path().join("out.csv");
        let out = tamis(&["export", arg(&path), "-o", arg(&target)]);
        (
            out.status.code(),
            target.exists(),
            String::from_utf8_lossy(&out.stderr).into_owned(),
        )
    };
    assert_eq!(export("C3,HOP,A3,D3,,,teacher,,\n").0, Some(0));
    for row in [
        "C0977123456,HOP,A3,D3,,,,,\n",
        "123456781,HOP,A3,D3,,,,,\n",
        "C3,HOP,A3,D3,,,tel0977123456,,\n",
        "C3,HOP,A3,D3,,,client 70112299,,\n",
        "C3,HOP,A3,D3,,,0977‐123‐456,,\n",
        "C3,HOP,A3,D3,,,5-0966 000 111,,\n",
        "C3,HOP,A3,D3,,,223 76 12 34 56,,\n",
        "C3,HOP,A3,D3,,,12.2462701S,,\n",
        "C3,HOP,A3,D3,,,appeler Moussa Keita,,\n",
        "C3,HOP,A3,D3,,,voir 70 11 22 33,,\n",
    ] {
        let (code, there, said) = export(row);
        assert_eq!((code, there), (Some(3), false), "{row}: {said}");
    }
}

/// Of two pages under one name the first was written over and lost.
#[test]
fn the_record_and_the_page_of_corrections_are_two_files() {
    let (folder, path) = file("in.csv", planted(["", "", "", ""]));
    let target = folder.path().join("out.csv");
    let page = folder.path().join("page.html");
    let out = tamis(&[
        "export",
        arg(&path),
        "-o",
        arg(&target),
        "--invalid",
        "keep",
        "--record",
        arg(&page),
        "--corrections",
        arg(&page),
    ]);
    assert_eq!(out.status.code(), Some(2));
    assert!(!target.exists() && !page.exists());
}
