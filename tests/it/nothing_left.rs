//! Every string of the practice file's personal columns is searched for in everything that the
//! program writes, and found nowhere; the record says what was done; no network is touched.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tamis::document::{current_day, open_document, read_record};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;

use crate::support::{arg, asset, skip};

/// The program with home, configuration and temporary folders inside the test's folder.
fn isolated(folder: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, inner) in [
        ("HOME", "home"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_RUNTIME_DIR", "run"),
        ("TMPDIR", "temp"),
    ] {
        let inner = folder.join(inner);
        std::fs::create_dir_all(&inner).unwrap();
        command.env(name, inner);
    }
    command
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "full")
        .env("LANG", "C.UTF-8")
        .env("TAMIS_PASSPHRASE", "blue plum")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .current_dir(folder);
    command
}

/// Every text of the personal columns that does not leave as it is.
fn personal_strings(path: &Path) -> Vec<String> {
    let document = open_document(
        path,
        &OpenOptions::default(),
        Schema::meters().unwrap(),
        current_day(),
        &Quiet,
    )
    .unwrap();
    let table = document.table();
    let mut found = std::collections::BTreeSet::new();
    for (col, column) in table.columns() {
        let personal = document
            .mapping()
            .field_of(col)
            .and_then(|id| document.schema().field(id))
            .is_some_and(|f| f.p14n);
        if !personal {
            continue;
        }
        for row in table.rows() {
            let text = column.text_of(column.code(row)).reveal();
            // What is left of a coordinate after rounding is not secret.
            let decimals = text.split_once('.').map_or(0, |(_, f)| f.len());
            if text.len() > 5 && (decimals > 3 || text.parse::<f64>().is_err()) {
                found.insert(text.to_owned());
            }
        }
    }
    found.into_iter().collect()
}

/// Everything in a folder, workbooks unpacked.
fn everything(folder: &Path, except: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            everything(&path, except, found);
            continue;
        }
        if path == except {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        if bytes.starts_with(b"PK") {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
            for i in 0..archive.len() {
                let mut part = archive.by_index(i).unwrap();
                let mut inner = Vec::new();
                part.read_to_end(&mut inner).unwrap();
                found.push((path.join(part.name()), inner));
            }
        }
        found.push((path, bytes));
    }
}

fn practice(folder: &Path) -> PathBuf {
    let input = folder.join("in.xlsx");
    std::fs::copy(asset("assets/samples/practice.xlsx"), &input).unwrap();
    input
}

#[test]
fn no_personal_string_is_in_anything_that_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let input = practice(folder.path());
    let secrets = personal_strings(&input);
    assert!(secrets.len() > 900, "{}", secrets.len());
    let mut said = Vec::new();
    let mut run = |args: &[&str], code: i32| {
        let out = isolated(folder.path(), env!("CARGO_BIN_EXE_tamis"))
            .args(args)
            .output()
            .unwrap();
        let text = [out.stdout, out.stderr].concat();
        assert_eq!(
            out.status.code(),
            Some(code),
            "{args:?} {}",
            String::from_utf8_lossy(&text)
        );
        said.extend(text);
    };
    run(&["check", arg(&input)], 1);
    run(&["check", arg(&input), "--format", "json"], 1);
    run(&["key", "new", "a.key"], 0);
    for (out, record) in [
        ("a.csv", "a.html"),
        ("b.json", "b.json.json"),
        ("c.jsonl", "c.html"),
        ("d.xlsx", "d.json"),
    ] {
        let args = [
            "export",
            arg(&input),
            "-o",
            out,
            "--record",
            record,
            "--invalid",
            "keep",
        ];
        run(&args, 1);
        run(&["verify", record, out], 0);
    }
    let keyed = [
        "export",
        arg(&input),
        "-o",
        "e.csv",
        "--record",
        "e.html",
        "--invalid",
        "skip",
        "--key",
        "a.key",
        "--lang",
        "fr",
        "--format",
        "json",
    ];
    run(&keyed, 1);
    run(&["export", arg(&input), "-o", "f.csv"], 3);
    run(&["verify", "a.html", "e.csv"], 1);
    let mut files = vec![(PathBuf::from("said"), said)];
    everything(folder.path(), &input, &mut files);
    assert!(files.len() > 12);
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for secret in &secrets {
            assert!(
                !text.contains(secret.as_str()),
                "{} holds a personal value of {} bytes",
                path.display(),
                secret.len()
            );
        }
    }
    let temporary: Vec<_> = files
        .iter()
        .filter(|(path, _)| path.to_string_lossy().contains(".tamis-"))
        .collect();
    assert!(temporary.is_empty());
}

/// The whole job in the window, with everything that it remembers in one folder: settings, recent
/// files, journal, keys of providers, profiles; and a recipe saved by hand.
#[cfg(feature = "gui")]
#[test]
fn no_personal_string_is_in_anything_that_the_window_writes() {
    use crate::window::{begin, click, click_last, file, key, settle, write};
    use eframe::egui::{Key, Modifiers};
    use egui_kittest::kittest::Queryable as _;

    let folder = tempfile::tempdir().unwrap();
    let input = practice(folder.path());
    let secrets = personal_strings(&input);
    let home = folder.path().join("home");
    let store = home.join("profiles");
    let mut window = begin(
        [1366.0, 768.0],
        tamis::ui::Start {
            lang: tamis::text::Lang::En,
            theme: tamis::ui::ThemeChoice::Light,
            file: Some(input.clone()),
            system_dialogs: false,
            memory: Some(home.join("keys.toml")),
            traces: Some(tamis::document::Traces::under(&home)),
            profiles: Some(std::sync::Arc::new(tamis::document::ProfileStore::at(
                store.clone(),
            ))),
        },
    );
    // An edit of a personal cell, so that the journal has one to keep.
    let address = {
        let session = file(&window).session();
        let document = session.document();
        let field = document.schema().by_name("customer_name").unwrap();
        let col = document.mapping().column_of(field).unwrap();
        let table = document.table();
        table.cell_address(table.rows().nth(1).unwrap(), col)
    };
    crate::window::go_to(&mut window, &address);
    write(&mut window, "Somebody Else Entirely");
    key(&mut window, Modifiers::NONE, Key::Enter);
    settle(&mut window);
    key(&mut window, Modifiers::COMMAND, Key::E);
    click(&mut window, "Write all the same");
    window
        .query_all_by_label_contains("Export ")
        .last()
        .unwrap()
        .click();
    settle(&mut window);
    click(&mut window, "Plain, without a key");
    click(&mut window, "Continue");
    click_last(&mut window, "Write all the same");
    click(&mut window, "Remember for the next file…");
    write(&mut window, "Soleil");
    key(&mut window, Modifiers::NONE, Key::Enter);
    let session = file(&window).share();
    let session = session.read().unwrap();
    let recipe = session.recipe().to_toml().unwrap();
    std::fs::write(home.join("recipe.toml"), recipe).unwrap();

    let mut files = Vec::new();
    everything(folder.path(), &input, &mut files);
    let names: Vec<String> = files
        .iter()
        .map(|(path, _)| path.to_string_lossy().into_owned())
        .collect();
    for part in [
        "_meters.csv",
        "-record.html",
        "profiles",
        "journal",
        "settings",
        "recipe",
    ] {
        let there = names.iter().any(|name| name.contains(part));
        assert!(there, "{part} was written: {names:?}");
    }
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for secret in secrets.iter().map(String::as_str).chain(["Somebody Else"]) {
            let size = secret.len();
            let name = path.display();
            assert!(
                !text.contains(secret),
                "{name} holds a personal value of {size} bytes"
            );
        }
    }
}

#[test]
fn the_record_says_what_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("Zoé Ngoma.csv");
    std::fs::write(
        &input,
        "customer_external_id,manufacturer,serial_number,device_external_id,grid_name,customer_name,customer_birth_year,customer_gender,Notes\n\
         1,HOP,A1,7,Mill of Zoé Ngoma,Zoé Ngoma,1985-03-12,F,x\n\
         2,HOP,A2,8,SMU 2,Ama Traoré,1990,M,y\n",
    )
    .unwrap();
    let run = |args: &[&str]| {
        isolated(folder.path(), env!("CARGO_BIN_EXE_tamis"))
            .args(args)
            .output()
            .unwrap()
    };
    for record in ["r.json", "r.html"] {
        let out = run(&[
            "export",
            arg(&input),
            "-o",
            "o.csv",
            "--record",
            record,
            "--force",
            "--invalid",
            "keep",
            "--decide",
            "grid_name=keep:Zoé Ngoma agreed",
            "--fix",
            "none",
        ]);
        assert_eq!(
            out.status.code(),
            Some(1),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        let path = folder.path().join(record);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("Ngoma"), "{text}");
        let read = read_record(&path).unwrap();
        assert_eq!(read.input.name, "***.csv");
        assert_eq!(read.input.sha256, sha256(&std::fs::read(&input).unwrap()));
        let written = std::fs::read(folder.path().join("o.csv")).unwrap();
        assert_eq!(read.outputs[0].sha256, sha256(&written));
        assert!(
            String::from_utf8(written)
                .unwrap()
                .contains("7,Mill of Zoé Ngoma,")
        );
        let schema = std::fs::read(asset("assets/schema/meters.tsv")).unwrap();
        assert_eq!(read.schema.sha256, sha256(&schema));
        assert_eq!(read.method, "plain");
        let year = read
            .columns
            .iter()
            .find(|c| c.name == "customer_birth_year")
            .unwrap();
        assert_eq!((year.cells.years, year.cells.clear), (1, 1));
        assert_eq!(read.left_out[0].header, "Notes");
        assert_eq!(read.tripwire.len(), 1);
        assert_eq!((read.tripwire[0].cells, read.leak_check.allowed), (1, 1));
        assert_eq!((read.risk.now.alone, read.risk.rows), (2, 2));
        assert!(read.note.contains("still personal data"));
        assert_eq!(run(&["verify", record, "o.csv"]).status.code(), Some(0));
        assert_eq!(run(&["verify", record, arg(&input)]).status.code(), Some(1));
        assert_eq!(
            run(&["verify", arg(&input), "o.csv"]).status.code(),
            Some(2)
        );
    }
    let written = std::fs::read_to_string(folder.path().join("o.csv")).unwrap();
    assert!(
        written.contains(",1985\n") && !written.contains("03-12"),
        "{written}"
    );
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    hex::encode(sha2::Sha256::digest(bytes))
}

/// The whole job under strace: no socket of the internet is opened.
#[cfg(target_os = "linux")]
#[test]
fn the_whole_job_opens_no_socket_of_the_internet() {
    if !Command::new("strace")
        .arg("-V")
        .output()
        .is_ok_and(|o| o.status.success())
    {
        return skip("the_whole_job_opens_no_socket_of_the_internet", "no strace");
    }
    let folder = tempfile::tempdir().unwrap();
    let input = practice(folder.path());
    let trace = folder.path().join("trace");
    let jobs: [&[&str]; 4] = [
        &["key", "new", "a.key"],
        &["check", arg(&input)],
        &[
            "export",
            arg(&input),
            "-o",
            "o.xlsx",
            "--invalid",
            "keep",
            "--key",
            "a.key",
            "--record",
            "r.html",
        ],
        &["verify", "r.html", "o.xlsx"],
    ];
    for job in jobs {
        let out = isolated(folder.path(), "strace")
            .args(["-f", "-e", "trace=network,prlimit64", "-o", arg(&trace)])
            .arg(env!("CARGO_BIN_EXE_tamis"))
            .args(job)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        if said.contains("PTRACE") {
            return skip(
                "the_whole_job_opens_no_socket_of_the_internet",
                "tracing is forbidden here",
            );
        }
        assert!(out.status.code().is_some_and(|code| code < 2), "{said}");
        let calls = std::fs::read_to_string(&trace).unwrap();
        assert!(calls.contains("+++ exited"), "the trace is whole: {calls}");
        assert!(!calls.contains("AF_INET"), "{calls}");
        assert!(
            calls.contains("RLIMIT_CORE, {rlim_cur=1, rlim_max=1}"),
            "core dumps are off: {calls}"
        );
    }
}

/// Crates that talk to the network, none of which may be built into the program.
const REFUSED: [&str; 38] = [
    "reqwest",
    "ureq",
    "hyper",
    "hyper-util",
    "curl",
    "curl-sys",
    "isahc",
    "surf",
    "attohttpc",
    "minreq",
    "http",
    "httparse",
    "h2",
    "h3",
    "quinn",
    "rustls",
    "native-tls",
    "openssl",
    "openssl-sys",
    "tungstenite",
    "tokio-tungstenite",
    "trust-dns-resolver",
    "hickory-resolver",
    "socket2",
    "tokio",
    "async-std",
    "async-net",
    "smol",
    "libp2p",
    "lettre",
    "ssh2",
    "russh",
    "sentry",
    "opentelemetry",
    "self_update",
    "webbrowser",
    "ehttp",
    "url",
];

/// Crates with sockets of this computer only, and why they are here.
const LOCAL: [(&str, &str); 11] = [
    ("x11rb", "draws the window: a Unix socket to the X server"),
    ("x11rb-protocol", "the messages of x11rb"),
    (
        "wayland-client",
        "draws the window: a Unix socket to the compositor",
    ),
    ("wayland-backend", "the connection of wayland-client"),
    (
        "zbus",
        "file dialogs and screen readers: D-Bus over a Unix socket",
    ),
    (
        "zbus-lockstep",
        "checks atspi's types against its D-Bus interfaces",
    ),
    ("zbus-lockstep-macros", "the macros of zbus-lockstep"),
    ("zbus_names", "names for zbus"),
    ("atspi", "screen readers, over zbus"),
    ("async-io", "waits for zbus' Unix socket"),
    ("polling", "waits for Unix sockets (wayland, zbus)"),
];

#[test]
fn no_crate_reaches_the_internet() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    // Crates of other systems need not be on this computer.
    let rustc = Command::new("rustc").arg("-vV").output();
    let about = rustc.map(|out| String::from_utf8_lossy(&out.stdout).into_owned());
    let about = about.unwrap_or_default();
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let Some(host) = host else {
        return skip(
            "no_crate_reaches_the_internet",
            "no rustc to name the system",
        );
    };
    let tree = |features: &[&str]| -> Vec<String> {
        let out = Command::new(&cargo)
            .args(["metadata", "--format-version", "1", "--locked", "--offline"])
            .args(["--filter-platform", host])
            .args(features)
            .current_dir(asset(""))
            .output()
            .unwrap();
        if !out.status.success() {
            return Vec::new();
        }
        let all: Value = serde_json::from_slice(&out.stdout).unwrap();
        built(&all)
    };
    let with_window = tree(&[]);
    if with_window.is_empty() {
        return skip(
            "no_crate_reaches_the_internet",
            "cargo metadata needs every crate here",
        );
    }
    let core = tree(&["--no-default-features"]);
    assert!(core.len() > 60 && with_window.len() > core.len());
    for name in &with_window {
        assert!(
            !REFUSED.contains(&name.as_str()),
            "{name} reaches the network"
        );
    }
    for (name, why) in LOCAL {
        assert!(
            !core.iter().any(|n| n == name),
            "{name} ({why}) is not for the core"
        );
    }
    for name in &with_window {
        let sockets = [
            "sock",
            "zbus",
            "dbus",
            "x11rb",
            "wayland-client",
            "wayland-backend",
            "async-io",
            "polling",
            "http",
            "net",
        ];
        let suspicious = sockets.iter().any(|s| {
            name == s || name.starts_with(&format!("{s}-")) || name.ends_with(&format!("-{s}"))
        });
        assert!(
            !suspicious || LOCAL.iter().any(|(local, _)| local == name),
            "{name} may have sockets: name it with its reason, or refuse it"
        );
    }
}

/// The packages that are really built into the program: what the resolved graph reaches from it
/// by normal dependencies.
fn built(metadata: &Value) -> Vec<String> {
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let mut todo = vec![metadata["resolve"]["root"].as_str().unwrap().to_owned()];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(id) = todo.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let node = nodes.iter().find(|n| n["id"] == id.as_str()).unwrap();
        for dep in node["deps"].as_array().unwrap() {
            let normal = dep["dep_kinds"]
                .as_array()
                .unwrap()
                .iter()
                .any(|k| k["kind"].is_null());
            if normal {
                todo.push(dep["pkg"].as_str().unwrap().to_owned());
            }
        }
    }
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .filter(|p| seen.contains(p["id"].as_str().unwrap()))
        .map(|p| p["name"].as_str().unwrap().to_owned())
        .collect()
}
