//! `tamis columns`, `--map` and `--profile`; profiles; columns that are not in the format.

use serde_json::Value;
use tamis::check::{Conversion, ExtraForm, PersonalSign, Today, personal};
use tamis::document::{
    ColumnName, Command, Document, PlanError, Profile, ProfileError, ProfileStore, Proposal,
    Session, Target, column_lines, open_document, proposals, required_lines,
};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::{How, Schema};
use tamis::table::TextBuf;
use tamis::text::{Lang, file_changes, proposal};

use crate::support::{arg, file, tamis};

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 24,
};

const CSV: &str = "Réf client;Marque;N° Compteur;device_external_id;Prénom;Nom;Date de naissance;Puissance (kW);Téléphone;Remarques\n\
1;HOP;47000124512;7;Zoé;Ngoma;01/04/1987;0,05;+260977123456;rien\n\
2;HOP;47000124513;8;Mary;Banda;31/12/1990;3;+260977123457;voir Mary Banda\n\
3;HOP;47000124514;9;Ann;Phiri;30/11/1975;1;+260977123458;appeler 0977123458\n";

fn open(csv: &str) -> Session {
    let (_folder, path) = file("in.csv", csv);
    let schema = Schema::meters().unwrap();
    let document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet)
        .unwrap_or_else(|e| panic!("{e}"));
    Session::new(document)
}

fn column(document: &Document, header: &str) -> ColumnName {
    let (col, _) = document
        .table()
        .columns()
        .find(|(_, c)| c.header() == header)
        .unwrap_or_else(|| panic!("{header}"));
    ColumnName::of(document.table(), col).unwrap()
}

fn columns(csv: &str, more: &[&str]) -> (i32, Value, String) {
    let (_folder, path) = file("in.csv", csv);
    let mut args = vec!["columns", arg(&path), "--format", "json"];
    args.extend(more);
    let out = tamis(&args);
    (
        out.status.code().unwrap(),
        serde_json::from_slice(&out.stdout).unwrap_or(Value::Null),
        String::from_utf8(out.stderr).unwrap(),
    )
}

fn of<'a>(json: &'a Value, header: &str) -> &'a Value {
    json["columns"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["header"] == header)
        .unwrap_or(&Value::Null)
}

#[test]
fn columns_are_printed_with_field_and_confidence_and_no_value() {
    let (code, json, _) = columns(CSV, &[]);
    assert_eq!(code, 0);
    assert_eq!(json["rows"], 3);
    assert_eq!(json["header_row"], 1);
    assert_eq!(json["delimiter"], ";");
    assert!(json["encoding"].is_string());
    assert_eq!(json["sheet"], Value::Null);
    let serial = of(&json, "N° Compteur");
    assert_eq!(serial["field"], "serial_number");
    assert_eq!(serial["how"], "synonym");
    assert_eq!(serial["letter"], "C");
    let exact = of(&json, "device_external_id");
    assert_eq!(
        (&exact["how"], &exact["confidence"]),
        (&"exact".into(), &1.0.into())
    );
    let birth = of(&json, "Date de naissance");
    assert_eq!(birth["field"], "customer_birth_year");
    assert_eq!(birth["how"], "proposed");
    assert!(birth["confidence"].as_f64().unwrap() < 0.95);
    let notes = of(&json, "Remarques");
    assert_eq!(notes["field"], Value::Null);
    assert_eq!(notes["how"], "unknown");
    assert!(notes["alternatives"].is_array());
    let text = json.to_string();
    for secret in ["Ngoma", "977123456", "1987", "47000124512"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn a_proposal_is_named_and_not_used_until_it_is_mapped() {
    let csv = "customer_external_id,manufacturer,serial_number,device_external_id,tarif\n1,HOP,A1,7,Social\n";
    let (folder, path) = file("in.csv", csv);
    let target = folder.path().join("out.csv");
    let export = |more: &[&str]| {
        let mut args = vec!["export", arg(&path), "-o", arg(&target), "--force"];
        args.extend(more);
        let out = tamis(&args);
        let written = std::fs::read_to_string(&target).unwrap_or_default();
        (
            out.status.code().unwrap(),
            written,
            String::from_utf8(out.stderr).unwrap(),
        )
    };
    let (code, written, err) = export(&[]);
    assert_eq!(code, 0, "{err}");
    assert!(!written.contains("Social"), "{written}");
    assert!(err.contains("--map \"tarif=payment_plan\""), "{err}");
    let (code, written, err) = export(&["--map", "TARIF =payment_plan"]);
    assert_eq!(code, 0, "{err}");
    assert!(written.contains("payment_plan") && written.contains("Social"));
    for wrong in ["tarif", "tarif=nothing", "tarif=device_uid", "other=model"] {
        let (code, _, err) = export(&["--map", wrong]);
        assert_eq!(code, 2, "{wrong}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
}

#[test]
fn map_leaves_out_and_sends_extra_but_never_what_looks_personal() {
    let csv = "serial_number,Numéro de compteur,Remarques,Contact du garant\nA,B,vert,0977123456\n";
    let (code, json, _) = columns(csv, &["--map", "Numéro de compteur="]);
    assert_eq!(code, 0);
    assert_eq!(of(&json, "serial_number")["how"], "exact");
    assert_eq!(of(&json, "Numéro de compteur")["field"], Value::Null);
    let (code, json, _) = columns(csv, &["--map", "Remarques=custom"]);
    assert_eq!(code, 0);
    assert_eq!(of(&json, "Remarques")["how"], "extra");
    let (code, _, err) = columns(csv, &["--map", "Contact du garant=custom"]);
    assert_eq!(code, 2);
    assert!(!err.contains("977"), "{err}");
}

#[test]
fn proposals_join_convert_and_ask() {
    let session = open(CSV);
    let document = session.document();
    let id = |name: &str| document.schema().by_name(name).unwrap();
    let col = |header: &str| column(document, header).resolve(document.table()).unwrap();
    let list = proposals(document);
    assert_eq!(
        list,
        [
            Proposal::Join {
                cols: vec![col("Prénom"), col("Nom")],
                field: id("customer_name")
            },
            Proposal::Convert {
                col: col("Date de naissance"),
                conversion: Conversion::DateToYear,
                field: id("customer_birth_year")
            },
            Proposal::Convert {
                col: col("Puissance (kW)"),
                conversion: Conversion::KilowattToWatt,
                field: id("max_power_w")
            },
        ]
    );
    let words: Vec<String> = list
        .iter()
        .map(|p| proposal(Lang::En, document, p))
        .collect();
    assert!(
        words[0].contains("join Prénom, Nom into customer_name"),
        "{words:?}"
    );
    let mut session = session;
    for proposal in list {
        let command = proposal.command(session.document()).unwrap();
        session.run(&command).unwrap();
    }
    assert!(proposals(session.document()).is_empty());
}

#[test]
fn values_say_that_an_exact_column_has_another_shape() {
    let session = open(
        "customer_birth_year,GPS\n1987-04-01,\"-12.345, 28.5\"\n1990-12-31,\"-12.346, 28.6\"\n",
    );
    let document = session.document();
    let list = proposals(document);
    let conversions: Vec<Conversion> = list
        .iter()
        .filter_map(|p| match p {
            Proposal::Convert { conversion, .. } => Some(*conversion),
            _ => None,
        })
        .collect();
    assert_eq!(
        conversions,
        [Conversion::DateToYear, Conversion::FirstOfPair]
    );
    let missing = list
        .iter()
        .filter(|p| matches!(p, Proposal::Fill { .. }))
        .count();
    assert_eq!(missing, 4);
}

#[test]
fn lines_for_the_screen_have_samples_shares_and_what_fills_the_required_fields() {
    let mut session = open(
        "manufacturer,max_power_w,identifiant compteur\nHOP,5,1\nHOP,\"x\",2\nHOP,7,3\n,8,4\n",
    );
    let lines = column_lines(session.document());
    let samples: Vec<&str> = lines[1]
        .samples
        .iter()
        .map(|t| t.as_text().reveal())
        .collect();
    assert_eq!(samples, ["5", "x", "7"]);
    assert_eq!(lines[1].valid, Some(0.75));
    assert_eq!(lines[0].filled, 3);
    assert_eq!(lines[2].how, How::Proposed);
    assert_eq!(lines[2].best.len(), 2);
    let required = required_lines(session.document());
    assert_eq!(required.len(), 4);
    assert_eq!(required[1].column, Some(lines[0].col));
    assert_eq!(required[2].candidates[0].0, lines[2].col);
    let fill = Command::FillConstant {
        field: "customer_external_id".into(),
        text: TextBuf::new("X".into()),
    };
    session.run(&fill).unwrap();
    let required = required_lines(session.document());
    assert!(required[0].constant && required[0].column.is_some());
    assert!(column_lines(session.document()).last().unwrap().made);
}

#[test]
fn a_column_that_looks_personal_is_never_sent_in_the_clear() {
    let mut session = open(
        "customer_name,customer_phone,notes,contact2,garant,lieu,né,couleur\n\
        Zoé Ngoma,+260977123456,see Ngoma,0966111222,x,\"-12.3456, 28.1\",1987-04-01,red\n\
        Mary Banda,+260977123457,call 0977123457,0966111223,y,\"-12.3456, 28.2\",1990-04-01,blue\n\
        Ann Phiri,+260977123458,Mme PHIRI,0966111224,z,\"-12.3456, 28.3\",1975-04-01,red\n",
    );
    let signs = |session: &Session, header: &str| -> Vec<PersonalSign> {
        let d = session.document();
        let col = column(d, header).resolve(d.table()).unwrap();
        personal(d.schema(), d.table(), d.mapping(), d.matching(), col)
            .iter()
            .map(|p| p.sign)
            .collect()
    };
    let name = session
        .document()
        .schema()
        .by_name("customer_name")
        .unwrap();
    assert!(signs(&session, "notes").contains(&PersonalSign::SameAs(name)));
    assert!(signs(&session, "contact2").contains(&PersonalSign::Phone));
    assert!(signs(&session, "garant").contains(&PersonalSign::Header));
    assert!(signs(&session, "lieu").contains(&PersonalSign::Place));
    assert!(signs(&session, "né").contains(&PersonalSign::BirthDate));
    assert_eq!(signs(&session, "couleur"), []);
    let send = |session: &mut Session, header: &str, form| {
        let command = Command::MapColumn {
            column: column(session.document(), header),
            target: Target::Extra(form),
        };
        session.run(&command)
    };
    for header in ["notes", "contact2", "garant", "lieu", "né"] {
        assert!(
            matches!(
                send(&mut session, header, ExtraForm::Clear),
                Err(PlanError::LooksPersonal { .. })
            ),
            "{header}"
        );
        send(&mut session, header, ExtraForm::Pseudonym).unwrap();
    }
    send(&mut session, "couleur", ExtraForm::Clear).unwrap();
}

#[test]
fn a_profile_holds_headers_only_and_matches_the_next_file() {
    let mut session = open(CSV);
    for p in proposals(session.document()) {
        let command = p.command(session.document()).unwrap();
        session.run(&command).unwrap();
    }
    let constant = Command::FillConstant {
        field: "payment_plan_currency".into(),
        text: TextBuf::new("ZMW".into()),
    };
    session.run(&constant).unwrap();
    let leave = Command::MapColumn {
        column: column(session.document(), "Téléphone"),
        target: Target::LeftOut,
    };
    session.run(&leave).unwrap();
    let profile = Profile::of(session.document(), "Soleil & Fils");
    let toml = profile.to_toml().unwrap();
    for value in ["HOP", "Ngoma", "ZMW", "0977", "470001", "1987"] {
        assert!(!toml.contains(value), "{toml}");
    }
    assert!(Profile::parse(&toml).unwrap() == profile);

    let next = CSV
        .replace("Puissance (kW)", "Puissance max (kW)")
        .replace(";Remarques", ";Remarques;Observations")
        .replace("rien", "rien;x");
    let mut session = open(&next);
    assert!(profile.likeness(session.document()) > 0.6);
    let applied = profile.apply(&mut session);
    assert_eq!(
        file_changes(Lang::En, &applied.changes),
        [
            "“Puissance (kW)” is now “Puissance max (kW)”.",
            "New column: “Observations”."
        ]
    );
    assert_eq!(applied.ask, ["payment_plan_currency"]);
    assert_eq!(
        applied.refused.len(),
        1,
        "the column of the conversion is gone"
    );
    let used = |session: &Session, name: &str| {
        let id = session.document().schema().by_name(name).unwrap();
        session.document().mapping().column_of(id).is_some()
    };
    assert!(used(&session, "customer_name"));
    assert!(used(&session, "customer_birth_year"));
    assert!(!used(&session, "customer_phone"), "left out as before");
    assert_eq!(session.history().len(), 1, "one step");
    session.undo();
    assert!(!used(&session, "customer_name") && used(&session, "customer_phone"));
}

#[test]
fn a_profile_that_demands_a_key_lets_nothing_leave_without_one() {
    const FILE: &str = "customer_external_id,manufacturer,serial_number,device_external_id,\
customer_phone\nC-1,HOP,SN-1,D-1,+260977123456\n";
    let mut session = open(FILE);
    let demand = Profile {
        require_key: true,
        ..Profile::of(session.document(), "Soleil")
    };
    let (folder, profile) = file("soleil.toml", demand.to_toml().unwrap());
    let input = folder.path().join("in.csv");
    std::fs::write(&input, FILE).unwrap();
    let target = folder.path().join("out.csv");
    let export = |more: &[&str]| {
        let mut args = vec!["export", arg(&input), "-o", arg(&target), "--profile"];
        args.push(arg(&profile));
        args.extend(more);
        let out = tamis(&args);
        let err = String::from_utf8(out.stderr).unwrap();
        (out.status.code().unwrap(), target.exists(), err)
    };
    let (code, written, err) = export(&[]);
    assert_eq!((code, written), (3, false), "{err}");
    assert!(err.contains("must leave with a key"), "{err}");
    let key = folder.path().join("a.tamis-key");
    let made = tamis(&["key", "new", arg(&key), "--no-passphrase"]);
    assert!(made.status.success());
    let (code, written, err) = export(&["--key", arg(&key)]);
    assert_eq!((code, written), (0, true), "{err}");

    // The key itself is expected too, and undoing the matching takes neither back.
    let expected: tamis::privacy::Fingerprint = "ABCDEFGH".parse().unwrap();
    let demand = Profile {
        key: Some(expected),
        ..demand
    };
    let leave = Command::MapColumn {
        column: column(session.document(), "customer_phone"),
        target: Target::LeftOut,
    };
    session.run(&leave).unwrap();
    demand.apply(&mut session);
    while session.undo().is_some() {}
    let privacy = &session.document().settings().privacy;
    assert_eq!(
        (privacy.expected_key, privacy.key_required),
        (Some(expected), true)
    );
    // A profile without a demand lets it leave plain.
    let free = Profile::of(open(FILE).document(), "Soleil");
    assert!(!free.require_key && !free.to_toml().unwrap().contains("key"));
}

#[test]
fn the_store_lists_finds_replaces_and_deletes() {
    let folder = tempfile::tempdir().unwrap();
    let store = ProfileStore::at(folder.path().join("profiles"));
    assert!(store.list().is_empty());
    let session = open(CSV);
    for provider in ["A/B", "A-B"] {
        store
            .save(&Profile::of(session.document(), provider))
            .unwrap();
    }
    store.save(&Profile::of(session.document(), "A-B")).unwrap();
    assert_eq!(store.list().len(), 2, "one file a provider");
    let other = open("x,y,z\n1,2,3\n");
    store.save(&Profile::of(other.document(), "Other")).unwrap();
    let (found, likeness) = store.find(other.document()).unwrap();
    assert_eq!((found.provider.as_str(), likeness), ("Other", 1.0));
    assert!(store.find(open("q,r\n1,2\n").document()).is_none());
    assert_eq!(store.get("A/B").unwrap().provider, "A/B");
    store.delete("A/B").unwrap();
    assert_eq!(store.get("A/B"), Err(ProfileError::NotFound));
    assert_eq!(store.delete("A/B"), Err(ProfileError::NotFound));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let entry = std::fs::read_dir(folder.path().join("profiles"))
            .unwrap()
            .next()
            .unwrap()
            .unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}

#[test]
fn the_command_line_uses_a_profile_when_named_and_remembers_nothing() {
    let mut session = open(CSV);
    for p in proposals(session.document()) {
        let command = p.command(session.document()).unwrap();
        session.run(&command).unwrap();
    }
    let toml = Profile::of(session.document(), "Soleil").to_toml().unwrap();
    let (folder, profile) = file("soleil.toml", &toml);
    let (code, json, err) = columns(CSV, &["--profile", arg(&profile)]);
    assert_eq!(code, 0, "{err}");
    let joined = of(&json, "Prénom + Nom");
    assert_eq!(joined["field"], "customer_name");
    assert_eq!(joined["made"], true);
    assert_eq!(of(&json, "Prénom")["how"], "part");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1);
    let (_folder, broken) = file("broken.toml", "version = 1\nprovider = 3\n");
    for wrong in [arg(&broken), "/nowhere.toml"] {
        let (code, _, err) = columns(CSV, &["--profile", wrong]);
        assert_eq!(code, 2);
        assert_eq!(err.lines().count(), 1, "{err}");
    }
}
