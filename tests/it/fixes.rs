//! Repairs in bulk as a user makes them: previews, ticks, answers, value maps, undo, recipes on
//! the next file, and the command line.

use serde_json::Value;
use tamis::check::{Reading, RepairId, Rule, Severity, Today};
use tamis::document::{
    ColumnName, Command, Document, Label, LeftOutWhy, Outcome, PlanError, Profile, SavedRecipe,
    Selector, Separator, Session, Target, open_document, preview_fix,
};
use tamis::fix::clusters;
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::table::TextBuf;
use tamis::text::{self, Lang};

use crate::support::{arg, file, tamis};

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 23,
};
const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id";

fn open(csv: &str) -> (tempfile::TempDir, Session) {
    let (folder, path) = file("in.csv", csv);
    let schema = Schema::meters().unwrap();
    let document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet)
        .unwrap_or_else(|e| panic!("{e}"));
    (folder, Session::new(document))
}

fn name(document: &Document, header: &str) -> ColumnName {
    let (col, _) = document
        .table()
        .columns()
        .find(|(_, c)| c.header() == header)
        .expect("a column");
    ColumnName::of(document.table(), col).unwrap()
}

fn texts(document: &Document, header: &str) -> Vec<String> {
    let col = name(document, header).resolve(document.table()).unwrap();
    let table = document.table();
    table
        .rows()
        .map(|r| table.text(r, col).reveal().to_owned())
        .collect()
}

fn buf(text: &str) -> TextBuf {
    TextBuf::new(text.to_owned())
}

/// A file with one more column.
fn with_column(header: &str, values: &[&str]) -> String {
    let rows: String = values
        .iter()
        .enumerate()
        .map(|(i, v)| format!("{i},HOP,S{i},{i},\"{v}\"\n"))
        .collect();
    format!("{HEAD},{header}\n{rows}")
}

#[test]
fn an_ambiguous_column_is_asked_once_and_answered_with_ticks() {
    let values = ["1,234", "1,234", "2,500", "7"];
    let (_folder, mut session) = open(&with_column("total_price", &values));
    let document = session.document();
    let questions = document.checks().questions(document.table());
    assert_eq!(questions.len(), 1);
    let question = &questions[0];
    assert_eq!(question.cells, 3);
    assert_eq!(
        question.readings,
        [Reading::CommaDecimal, Reading::CommaThousands]
    );
    assert_eq!(question.examples[0].cells, 2);
    let answer = |except| Command::Answer {
        column: name(document, "total_price"),
        reading: Reading::CommaThousands,
        rows: Selector::All,
        except,
    };
    let some = answer(vec![buf("2,500")]);
    let plan = preview_fix(document, &some).unwrap().unwrap();
    assert_eq!((plan.lines.len(), plan.cells()), (1, 2));
    let all = answer(vec![]);
    session.run(&some).unwrap();
    assert_eq!(
        texts(session.document(), "total_price"),
        ["1234", "1234", "2,500", "7"]
    );
    session.run(&all).unwrap();
    let document = session.document();
    assert_eq!(
        texts(document, "total_price"),
        ["1234", "1234", "2500", "7"]
    );
    assert!(document.checks().questions(document.table()).is_empty());
    session.undo_to(0);
    assert_eq!(texts(session.document(), "total_price"), values);
}

#[test]
fn a_wrong_fix_on_a_thousand_cells_is_taken_back_whole() {
    let values: Vec<String> = (0..1000).map(|i| format!("{},5", i % 50)).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let (_folder, mut session) = open(&with_column("max_power_w", &values));
    let before = session.document().checks().counts();
    let wrong = Command::Replace {
        columns: vec![name(session.document(), "max_power_w")],
        find: buf(","),
        with: buf(""),
        regex: false,
        case: true,
        whole: false,
        rows: Selector::All,
    };
    let plan = preview_fix(session.document(), &wrong).unwrap().unwrap();
    assert_eq!((plan.lines.len(), plan.cells()), (50, 1000));
    assert!(matches!(
        session.run(&wrong).unwrap(),
        Outcome::Changed {
            cells: 1000,
            still_wrong: 0,
            ..
        }
    ));
    assert_eq!(texts(session.document(), "max_power_w")[3], "35");
    session.undo();
    assert_eq!(texts(session.document(), "max_power_w"), values);
    assert_eq!(session.document().checks().counts(), before);
}

#[test]
fn a_fix_on_filtered_rows_leaves_the_others_alone() {
    let (_folder, mut session) = open(&with_column("is_locked", &["oui", "non", "oui", "oui"]));
    let fix = Command::Fix {
        repair: RepairId::BooleanWord,
        column: name(session.document(), "is_locked"),
        rows: Selector::Rows(vec![2, 3]),
        except: vec![],
    };
    session.run(&fix).unwrap();
    assert_eq!(
        texts(session.document(), "is_locked"),
        ["true", "false", "oui", "oui"]
    );
}

#[test]
fn rows_of_swapped_places_are_mended_together() {
    let (_folder, mut session) = open(&format!(
        "{HEAD},customer_country,customer_latitude,customer_longitude\n1,HOP,A,1,ZM,28.3,-15.4\n2,HOP,B,2,ZM,-15.4,28.3\n"
    ));
    let fix = Command::Fix {
        repair: RepairId::SwapPlace,
        column: name(session.document(), "customer_latitude"),
        rows: Selector::All,
        except: vec![],
    };
    assert!(matches!(
        session.run(&fix).unwrap(),
        Outcome::Changed { cells: 2, .. }
    ));
    assert_eq!(
        texts(session.document(), "customer_latitude"),
        ["-15.4", "-15.4"]
    );
    assert_eq!(
        texts(session.document(), "customer_longitude"),
        ["28.3", "28.3"]
    );
    let table = session.document().table();
    assert!(
        session
            .document()
            .checks()
            .problems(table)
            .all(|p| p.rule != Rule::Coordinates)
    );
}

#[test]
fn clusters_value_map_and_fill_down() {
    let csv = format!(
        "{HEAD},customer_category\n1,Calin,A,1,Ménage\n2,CALIN ,B,2,\n3,calin,C,3,menage\n4,Calin,D,4,Commerce\n"
    );
    let (_folder, mut session) = open(&csv);
    let document = session.document();
    let column = |header: &str| {
        let col = name(document, header).resolve(document.table()).unwrap();
        document.table().column(col).unwrap()
    };
    let found = clusters(column("manufacturer"));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].cells, found[0].members.len()), (4, 3));
    let best = column("manufacturer").text_of(found[0].members[0].0);
    assert_eq!(best.reveal(), "Calin");
    assert_eq!(clusters(column("customer_category")).len(), 1);
    let map = Command::MapValues {
        column: name(document, "customer_category"),
        values: vec![
            (buf("Ménage"), buf("household")),
            (buf("menage"), buf("household")),
        ],
        rows: Selector::All,
    };
    let down = Command::FillDown {
        column: name(document, "customer_category"),
        rows: Selector::All,
    };
    session.run(&map).unwrap();
    session.run(&down).unwrap();
    assert_eq!(
        texts(session.document(), "customer_category"),
        ["household", "household", "household", "Commerce"]
    );
    assert_eq!(session.history().len(), 2);
}

#[test]
fn a_warning_can_be_raised_and_an_error_cannot_be_lowered() {
    let (_folder, mut session) = open(&with_column("customer_birth_year", &["1890"]));
    let set = |rule: &str, severity| Command::SetRule {
        rule: rule.to_owned(),
        severity,
    };
    assert_eq!(session.document().checks().counts().error, 0);
    session
        .run(&set("implausible-value", Some(Severity::Error)))
        .unwrap();
    let document = session.document();
    assert_eq!(document.checks().counts().error, 1);
    assert_eq!(document.checks().marked_rows(document.table()).bad.len(), 1);
    session.undo();
    assert_eq!(session.document().checks().counts().error, 0);
    assert_eq!(
        session.run(&set("not-a-date", Some(Severity::Note))),
        Err(PlanError::FixedRule {
            rule: "not-a-date".into()
        })
    );
}

#[test]
fn a_recipe_replays_on_a_file_with_other_headers() {
    let first = format!(
        "{HEAD},total_price,customer_category,customer_name\n1,HOP ,A,1,\"1,234\",Ménage,Zoé  Ngoma\n2,HOP,B,2,\"3,5\",x,John Banda\n"
    );
    let (_folder, mut session) = open(&first);
    let column = |session: &Session, header: &str| name(session.document(), header);
    let commands = vec![
        Command::SafeFixes,
        Command::Answer {
            column: column(&session, "total_price"),
            reading: Reading::CommaThousands,
            rows: Selector::All,
            except: vec![],
        },
        Command::MapValues {
            column: column(&session, "customer_category"),
            values: vec![(buf("Ménage"), buf("household"))],
            rows: Selector::All,
        },
        // A person's name: never part of a recipe.
        Command::MapValues {
            column: column(&session, "customer_name"),
            values: vec![(buf("John Banda"), buf("Jon Banda"))],
            rows: Selector::All,
        },
        Command::Fix {
            repair: RepairId::InnerSpace,
            column: column(&session, "customer_name"),
            rows: Selector::All,
            except: vec![],
        },
        Command::SetRule {
            rule: "email".into(),
            severity: Some(Severity::Note),
        },
    ];
    for command in &commands {
        let outcome = session.run(command).unwrap_or_else(|e| panic!("{e}"));
        assert_ne!(outcome, Outcome::Unchanged, "{}", session.history().len());
    }
    let recipe = session.recipe();
    assert_eq!((recipe.steps.len(), recipe.left_out), (5, 1));
    let toml = recipe.to_toml().unwrap_or_else(|e| panic!("{e}"));
    for secret in ["Banda", "Zoé", "Ngoma"] {
        assert!(!toml.contains(secret), "{toml}");
    }
    let read = SavedRecipe::from_toml(&toml).unwrap_or_else(|e| panic!("{e}\n{toml}"));
    assert_eq!(read, recipe);

    // Next month: other headers for the same fields, and no names.
    let second = "Customer ID,Manufacturer,Serial number,Meter ID,Total price,Customer category\n\
                  7,HOP,X,7,\"2,500\",Ménage\n";
    let (_folder, mut next) = open(second);
    let done = next.replay(&read);
    assert_eq!(done.misfits.len(), 1, "{done:?}");
    assert_eq!(texts(next.document(), "Total price"), ["2500"]);
    assert_eq!(texts(next.document(), "Customer category"), ["household"]);
    let lines = text::replay_lines(Lang::En, &read, &done);
    assert!(
        lines.iter().any(|l| l.contains("customer_name")),
        "{lines:?}"
    );

    let page = text::corrections_page(Lang::Fr, &session);
    for secret in ["Banda", "Ngoma", "<script"] {
        assert!(!page.contains(secret), "{page}");
    }
    assert!(page.contains("<li>") && !page.contains("label-"), "{page}");
}

#[test]
fn what_a_recipe_leaves_out_is_said_and_the_rest_replays() {
    let csv = format!(
        "{HEAD},Appareil,customer_category,customer_name\n1,HOP,A,1,Calin CL710,x,Zoé Ngoma\n2,HOP,B,2,Hexing X1,y,ZOÉ  NGOMA\n3,HOP,C,3,,z,Zoé Ngoma\n"
    );
    let (_folder, mut session) = open(&csv);
    let column = |session: &Session, header: &str| name(session.document(), header);
    let split = Command::Split {
        column: column(&session, "Appareil"),
        separator: Separator::Blank,
        fields: vec![String::new(), "model".to_owned()],
    };
    let all = [
        split,
        Command::FillConstant {
            field: "customer_country".to_owned(),
            text: buf("ZM"),
        },
        Command::FillConstant {
            field: "customer_category".to_owned(),
            text: buf("home"),
        },
        Command::UnifySpellings {
            column: column(&session, "customer_name"),
        },
        Command::SetCells {
            cells: vec![tamis::document::CellInput {
                row_number: 2,
                column: column(&session, "serial_number"),
                text: buf("SECRET"),
            }],
        },
        Command::Merge {
            cells: vec![tamis::document::CellInput {
                row_number: 3,
                column: column(&session, "serial_number"),
                text: buf("SECRET"),
            }],
            added: vec![],
            removed: vec![],
        },
        Command::DeleteRows {
            rows: Selector::Rows(vec![2]),
        },
    ];
    for command in &all {
        let outcome = session.run(command).unwrap_or_else(|e| panic!("{e}"));
        assert_ne!(outcome, Outcome::Unchanged);
    }
    // The made column of the category is taken back again.
    let made = {
        let document = session.document();
        let field = document.schema().by_name("customer_category").unwrap();
        let col = document.mapping().column_of(field).unwrap();
        ColumnName::of(document.table(), col).unwrap()
    };
    session.run(&Command::DropMade { column: made }).unwrap();

    let recipe = session.recipe();
    assert_eq!((recipe.steps.len(), recipe.left_out), (5, 3));
    let because: Vec<_> = recipe
        .left_out_because
        .iter()
        .map(|(w, n)| (*w, *n))
        .collect();
    assert_eq!(
        because,
        [
            (LeftOutWhy::Typed, 1),
            (LeftOutWhy::PickedRows, 1),
            (LeftOutWhy::Provider, 1)
        ]
    );
    let toml = recipe.to_toml().unwrap_or_else(|e| panic!("{e}"));
    assert!(!toml.contains("SECRET"), "{toml}");
    let read = SavedRecipe::from_toml(&toml).unwrap_or_else(|e| panic!("{e}\n{toml}"));
    assert_eq!(read, recipe);

    let (_folder, mut next) = open(&csv);
    let done = next.replay(&read);
    assert!(done.misfits.is_empty(), "{done:?}");
    let document = next.document();
    let of = |field: &str| {
        let id = document.schema().by_name(field).unwrap();
        let col = document.mapping().column_of(id).unwrap();
        let table = document.table();
        let texts = table.rows().map(|r| table.text(r, col).reveal().to_owned());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(of("model"), ["CL710", "X1", ""]);
    assert_eq!(of("customer_country"), ["ZM"; 3]);
    assert_eq!(of("customer_category"), ["x", "y", "z"]);
    assert_eq!(of("customer_name"), ["Zoé Ngoma"; 3]);
    let lines = text::replay_lines(Lang::En, &read, &done).join("\n");
    assert!(lines.contains("Typed by hand"), "{lines}");
}

#[test]
fn proposals_confirmed_together_are_in_the_recipe() {
    let csv = "ID,manufacturer,serial_number,device_external_id,Etat\n1,HOP,A,1,Actif\n";
    let (_folder, mut session) = open(csv);
    let map = |header: &str, field: &str| Command::MapColumn {
        column: name(session.document(), header),
        target: Target::Field(field.to_owned()),
    };
    let commands = [map("ID", "customer_external_id"), map("Etat", "model")];
    let refused = session.run_as_one(&commands, Label::MatchColumns { count: 2 });
    assert!(refused.is_empty());
    assert_eq!(session.history().len(), 1);
    let recipe = session.recipe();
    assert_eq!((recipe.steps.len(), recipe.left_out), (2, 0));
    // A file whose header says the field itself has nothing left to match.
    let next =
        "customer_external_id,manufacturer,serial_number,device_external_id,Etat\n1,HOP,A,1,x\n";
    let (_folder, mut next) = open(next);
    let done = next.replay(&recipe);
    assert_eq!((done.applied, done.idle), (1, 1));
    assert!(done.misfits.is_empty(), "{done:?}");
}

#[test]
fn a_profile_carries_its_steps_to_the_command_line_and_the_page_is_written() {
    let csv = format!("{HEAD},is_locked,customer_name\n1,HOP,A,1,oui,Zoé Ngoma\n");
    let (folder, mut session) = open(&csv);
    let fix = Command::Fix {
        repair: RepairId::BooleanWord,
        column: name(session.document(), "is_locked"),
        rows: Selector::All,
        except: vec![],
    };
    session.run(&fix).unwrap();
    let profile = Profile::of(session.document(), "HOP").with_steps(&session.recipe());
    let toml = profile.to_toml().unwrap();
    assert_eq!(Profile::parse(&toml).unwrap(), profile);
    assert!(!toml.contains("Ngoma"), "{toml}");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("hop.toml"), &toml).unwrap();
    let target = at("out.csv");
    let page = at("page.html");
    let path = at("in.csv");
    let args = |with: &'static str| {
        [
            "export".to_owned(),
            arg(&path).to_owned(),
            "-o".to_owned(),
            arg(&target).to_owned(),
            with.to_owned(),
            arg(&at("hop.toml")).to_owned(),
            "--corrections".to_owned(),
            arg(&page).to_owned(),
        ]
    };
    let run = |with: &'static str| {
        let args = args(with);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        tamis(&args)
    };
    let out = run("--profile");
    let err = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(0), "{err}");
    assert!(std::fs::read_to_string(&target).unwrap().contains("true"));
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(
        html.contains("is_locked") && !html.contains("Ngoma"),
        "{html}"
    );

    // The page is never written over a file that is there, and a profile is a recipe too.
    std::fs::remove_file(&target).unwrap();
    assert_ne!(run("--recipe").status.code(), Some(0));
    assert!(!target.exists(), "nothing is written before that is known");
    std::fs::remove_file(&page).unwrap();
    assert_eq!(run("--recipe").status.code(), Some(0));
    assert!(page.exists());
}

#[test]
fn recipes_on_the_command_line() {
    let (_folder, csv) = file(
        "in.csv",
        format!("{HEAD},total_price\n1,HOP,A,1,\"1,234\"\n"),
    );
    let (_other, recipe) = file(
        "r.toml",
        "version = 1\ntable = \"meters\"\nleft_out = 2\n\n[[steps]]\ndo = \"answer\"\nreading = \"comma-decimal\"\nrows = \"all\"\n[steps.column]\nfield = \"total_price\"\nheader = \"Prix\"\n",
    );
    let target = csv.with_file_name("out.csv");
    let out = tamis(&[
        "export",
        arg(&csv),
        "-o",
        arg(&target),
        "--recipe",
        arg(&recipe),
    ]);
    let err = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(0), "{err}");
    assert!(err.contains("by hand"), "{err}");
    let written = std::fs::read_to_string(&target).unwrap();
    assert!(written.ends_with("\n1,HOP,A,1,1.234\n"), "{written}");
}

#[test]
fn fix_on_the_command_line_previews_and_writes() {
    let csv = format!(
        "{HEAD},max_power_w,customer_name,is_locked\n1,HOP ,A,1,\"3,5\",Zoé  Ngoma,oui\n2,HOP,B,2,\"3,5\",John Banda,true\n"
    );
    let (_folder, path) = file("in.csv", &csv);
    let rules = "decimal-comma,trim,inner-space";
    let out = tamis(&[
        "fix",
        arg(&path),
        "--rules",
        rules,
        "--dry-run",
        "--format",
        "json",
    ]);
    assert_eq!(out.status.code(), Some(0));
    let json: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(json["cells"], 4);
    let text = json.to_string();
    assert!(!text.contains("Ngoma"), "{text}");
    let comma = json["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|l| l["repair"] == "decimal-comma")
        .unwrap();
    assert_eq!(
        (&comma["before"], &comma["after"], &comma["cells"]),
        (&Value::from("3,5"), &Value::from("3.5"), &Value::from(2))
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), csv);

    let target = path.with_file_name("out.csv");
    let args = ["fix", arg(&path), "-o", arg(&target), "--rules"];
    let run = |rules: &str| {
        let mut all = args.to_vec();
        all.push(rules);
        tamis(&all)
    };
    assert_eq!(run(rules).status.code(), Some(3), "oui is still wrong");
    assert!(!target.exists());
    assert_eq!(
        run("decimal-comma,trim,boolean-word").status.code(),
        Some(0)
    );
    let written = std::fs::read_to_string(&target).unwrap();
    assert!(
        written.contains("\n1,HOP,A,1,true,3.5,") && !written.contains("Ngoma"),
        "{written}"
    );
    assert_eq!(run("nonsense").status.code(), Some(2));
    assert_eq!(
        tamis(&["fix", arg(&path), "--rules", "trim"]).status.code(),
        Some(2),
        "a file to write is needed"
    );
}

#[test]
fn rules_are_listed_with_their_help_in_both_languages() {
    for lang in ["en", "fr"] {
        let out = tamis(&["rules", "--format", "json", "--lang", lang]);
        let list: Value = serde_json::from_slice(&out.stdout).unwrap();
        let list = list.as_array().unwrap();
        assert_eq!(list.len(), Rule::ALL.len());
        for rule in list {
            for part in ["name", "what", "why", "fix", "example"] {
                let words = rule[part].as_str().unwrap();
                assert!(!words.is_empty() && !words.starts_with("rule-"), "{rule}");
            }
        }
        let text = tamis(&["rules", "--lang", lang]);
        let text = String::from_utf8(text.stdout).unwrap();
        assert!(text.contains("decimal-comma") && !text.contains("-help-"));
    }
}

/// Lossless repairs of a whole file come without the lines of a preview. What they do must be what
/// was previewed, cell by cell, also where it is held by column.
#[test]
fn all_safe_fixes_are_those_that_were_previewed() {
    let mut csv = format!("{HEAD},max_power_w,customer_name,primary_use,customer_phone\n");
    for n in 0..3000 {
        let uses = ["Residential", "Residential ", "", " Industrial"];
        let (watts, name, uses) = (n % 700, n % 40, uses[n % 4]);
        csv += &format!("{n} ,HOP ,S{n} ,{n},\"{watts},5\",\" Ada N{name} \",{uses}, {n}\n");
    }
    let (_folder, mut session) = open(&csv);
    let rows = Selector::Rows(vec![3, 90, 2000]);
    session.run(&Command::DeleteRows { rows }).unwrap();
    let power = name(session.document(), "max_power_w");
    let pack = Command::SafePack {
        except: vec![
            (power, buf("3,5")),
            (name(session.document(), "primary_use"), buf("never there")),
        ],
    };
    let all = |document: &Document| -> Vec<Vec<String>> {
        let columns = document.table().columns();
        columns.map(|(_, c)| texts(document, c.header())).collect()
    };
    let before = all(session.document());
    let document = session.document();
    let plan = preview_fix(document, &pack).unwrap().unwrap();
    let place = |row| document.table().rows().position(|own| own == row).unwrap();
    let mut expected = before.clone();
    for (line, at) in plan.lines.iter().zip(0..) {
        for row in plan.rows_of(at) {
            expected[line.col.index()][place(row)] = line.new.as_text().reveal().to_owned();
        }
    }
    let cells = plan.cells();
    assert!(cells > 15_000, "{cells}");
    assert!(expected[4].contains(&"3,5".to_owned()) && expected[4].contains(&"4.5".to_owned()));
    let done = session.run(&pack).unwrap();
    assert!(matches!(done, Outcome::Changed { cells: all, .. } if all as u64 == cells));
    assert!(all(session.document()) == expected);
    assert!(session.undo().is_some());
    assert!(all(session.document()) == before);
    assert!(session.redo().is_some());
    assert!(all(session.document()) == expected);
}

/// What was searched for in a column of its own may be a person's number all the same.
#[test]
fn a_recipe_holds_no_value_of_a_person_in_whatever_column_it_was_replaced() {
    let csv = format!(
        "{HEAD},customer_phone,customer_name,customer_profession\n\
         1,HOP,A,1,0966000111,Zoé Ngoma,farmer 0966000111\n\
         2,HOP,B,2,,,brother of Zoe Ngoma\n3,HOP,C,3,,,call 0955222333\n4,HOP,D,4,,,pecheur\n"
    );
    let (_folder, mut session) = open(&csv);
    let column = name(session.document(), "customer_profession");
    let replace = |find: &str, with: &str| Command::Replace {
        columns: vec![column.clone()],
        find: buf(find),
        with: buf(with),
        regex: false,
        case: false,
        whole: false,
        rows: Selector::All,
    };
    for (find, with) in [
        ("0966000111", ""),
        ("Zoe Ngoma", "a customer"),
        ("0955222333", ""),
        ("pecheur", "pêcheur"),
    ] {
        let outcome = session.run(&replace(find, with)).unwrap();
        assert_ne!(outcome, Outcome::Unchanged, "{find}");
    }
    let recipe = session.recipe();
    assert_eq!((recipe.steps.len(), recipe.left_out), (1, 3));
    assert_eq!(recipe.left_out_because.get(&LeftOutWhy::Personal), Some(&3));
    let written = recipe.to_toml().unwrap();
    assert!(written.contains("pêcheur"));
    for text in ["0966000111", "Ngoma", "0955222333"] {
        assert!(!written.contains(text), "{text}");
    }
}
