//! The notices of what Tamis is made of: every package of `Cargo.lock` with its licence, as the
//! About window shows them. `TAMIS_WRITE_NOTICES=1` writes them anew from what cargo knows.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use crate::support::asset;

const FILE: &str = "assets/licenses/third-party.txt";

/// Name and version of every package but our own.
fn locked() -> BTreeSet<(String, String)> {
    let text = std::fs::read_to_string(asset("Cargo.lock")).unwrap();
    let lock: toml::Table = text.parse().unwrap();
    (lock["package"].as_array().unwrap().iter())
        .filter(|package| package.get("source").is_some())
        .map(|package| {
            let part = |name: &str| package[name].as_str().unwrap().to_owned();
            (part("name"), part("version"))
        })
        .collect()
}

/// Licence → packages, as cargo has it.
fn known_to_cargo() -> BTreeMap<String, BTreeSet<String>> {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(asset(""))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let mut licences: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        if package["source"].is_null() {
            continue;
        }
        let part = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
        let authors: Vec<&str> = (package["authors"].as_array().unwrap().iter())
            .filter_map(|author| author.as_str())
            .map(|author| author.split('<').next().unwrap_or_default().trim())
            .filter(|author| !author.is_empty())
            .collect();
        let mut line = format!("  {} {}", part("name"), part("version"));
        if !authors.is_empty() {
            line += &format!(" ({})", authors.join(", "));
        }
        let licence = part("license").replace('/', " OR ").replace("  ", " ");
        licences.entry(licence).or_default().insert(line);
    }
    licences
}

#[test]
fn every_package_is_named_with_its_licence() {
    if std::env::var_os("TAMIS_WRITE_NOTICES").is_some() {
        let mut text = String::from(
            "Tamis is made with these packages, each under the licence above it. The texts of the\n\
             licences are published at spdx.org/licenses under these names.\n\n\
             OFL-1.1\n  Inter (The Inter Project Authors)\n  JetBrains Mono (The JetBrains Mono Project Authors)\n\n\
             MIT\n  Phosphor Icons (Phosphor Icons)\n",
        );
        for (licence, packages) in known_to_cargo() {
            text += &format!("\n{licence}\n");
            for line in packages {
                text += &line;
                text.push('\n');
            }
        }
        std::fs::write(asset(FILE), text).unwrap();
    }
    let text = std::fs::read_to_string(asset(FILE)).unwrap();
    let named: BTreeSet<(String, String)> = (text.lines())
        .filter_map(|line| line.strip_prefix("  "))
        .filter_map(|line| {
            let mut parts = line.split(' ');
            Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
        })
        .collect();
    let missing: Vec<_> = locked().difference(&named).cloned().collect();
    assert!(
        missing.is_empty(),
        "not in {FILE}; write it anew with TAMIS_WRITE_NOTICES=1 cargo test: {missing:?}"
    );
}
