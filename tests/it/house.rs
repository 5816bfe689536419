//! The rules of the house, held by a test: what lies where, file sizes, the direction of dependencies, who may
//! read cell text, and a header on every file.

use std::path::{Path, PathBuf};

use crate::support::asset;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn each(mut look: impl FnMut(&str, &str)) {
    let root = asset("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    assert!(found.len() > 30);
    for path in found {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        look(&name, &std::fs::read_to_string(&path).unwrap());
    }
}

/// Pictures and outputs of a run do not stay where somebody made them.
#[test]
fn nothing_else_lies_at_the_top() {
    const HERE: &[&str] = &[
        "Cargo.lock",
        "Cargo.toml",
        "README.md",
        "assets",
        "src",
        "target",
        "tests",
    ];
    for entry in std::fs::read_dir(asset(".")).unwrap() {
        let name = entry.unwrap().file_name();
        let name = name.to_string_lossy();
        assert!(
            name.starts_with('.') || HERE.contains(&name.as_ref()),
            "{name} does not belong here"
        );
    }
}

#[test]
fn every_file_has_a_header_and_stays_short() {
    each(|name, text| {
        assert!(text.starts_with("//!"), "{name} has no header");
        assert!(
            text.lines().count() <= 650,
            "{name} has {} lines",
            text.lines().count()
        );
    });
}

#[test]
fn dependencies_point_one_way() {
    let forbidden: [(&str, &[&str]); 8] = [
        (
            "table/",
            &[
                "schema", "parse", "check", "fix", "privacy", "document", "io", "text", "cli", "ui",
            ],
        ),
        (
            "parse/",
            &[
                "schema", "table", "check", "fix", "privacy", "document", "io", "text", "cli", "ui",
            ],
        ),
        (
            "schema/",
            &[
                "check", "fix", "privacy", "document", "io", "text", "cli", "ui",
            ],
        ),
        (
            "check/",
            &["fix", "privacy", "document", "io", "text", "cli", "ui"],
        ),
        ("fix/", &["privacy", "document", "io", "text", "cli", "ui"]),
        ("privacy/", &["fix", "document", "io", "text", "cli", "ui"]),
        (
            "io/",
            &[
                "schema", "check", "fix", "privacy", "document", "text", "cli", "ui",
            ],
        ),
        ("document/", &["text", "cli", "ui"]),
    ];
    each(|name, text| {
        let product: String = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect();
        for (folder, others) in forbidden {
            if name.starts_with(folder) {
                for other in others {
                    assert!(
                        !product.contains(&format!("crate::{other}")),
                        "{name} uses {other}"
                    );
                }
            }
        }
        assert!(
            name.starts_with("ui/") || !product.contains("egui"),
            "{name} knows egui"
        );
    });
}

#[test]
fn cell_text_is_read_in_few_places() {
    const READERS: &[&str] = &[
        // Judge texts, alone, in a column, in a row, under a key.
        // Shares of kinds of values, for matching and for finding personal data.
        "check/looks.rs",
        // Compares cells with the personal cells of their row; gives shares.
        "check/personal.rs",
        // Text → text of another shape.
        "check/convert.rs",
        "check/cell/glance.rs",
        "check/cell/mod.rs",
        "check/column.rs",
        "check/keys/mod.rs",
        "check/lost_zeros.rs",
        "check/report.rs",
        "check/row/dates.rs",
        "check/row/mod.rs",
        "check/row/needs.rs",
        "check/row/phone.rs",
        "check/row/place.rs",
        "check/spelling.rs",
        // Writes texts into the records of projects and journals, which are sealed.
        "document/kept.rs",
        // Values of columns that leave in the clear, for a recipe.
        "document/recipe_step.rs",
        "fix/cluster.rs",
        "fix/down.rs",
        // Looks for what the user typed.
        "fix/replace.rs",
        "document/upload.rs",
        // Joins and converts texts into a made column.
        "document/make.rs",
        // The writer of provider returns, which hold personal values by purpose.
        "io/marked.rs",
        "privacy/treatment.rs",
        // What repairs make of texts, side by side on their way into a column.
        "fix/safe.rs",
        "privacy/year.rs",
        // Words such as “total” in the first cells of a row.
        "io/repeats.rs",
        "io/totals.rs",
        "privacy/pseudonym.rs",
        // Personal values as hashes, and the search for them.
        "privacy/distinctive.rs",
        "privacy/search.rs",
        "privacy/spelling.rs",
        "privacy/digits.rs",
        "document/risk.rs",
        "table/column.rs",
        "table/text.rs",
        "text/problem.rs",
        // What the window shows is the clear text; each of these draws a cell or edits one.
        "ui/app_actions.rs",
        // Compares texts, to order and to filter rows.
        "ui/rows.rs",
        // Lines in sight: before and after.
        "ui/dialog/bulk_lines.rs",
        "ui/dialog/bulk_query.rs",
        "ui/dialog/column.rs",
        // Examples of what a paste would change.
        "ui/dialog/paste.rs",
        "ui/dialog/values.rs",
        "ui/dialog/values_plan.rs",
        "ui/page/columns/row.rs",
        "ui/dialog/make.rs",
        "ui/dialog/split.rs",
        "ui/page/read/rows.rs",
        "ui/dialog/corrections_list.rs",
        "ui/page/fix.rs",
        "ui/panel/details.rs",
        // What a repair makes of one value.
        "ui/panel/problems.rs",
        // The one value that rows are filtered by.
        "ui/panel/filters.rs",
        "ui/sheet.rs",
    ];
    each(|name, text| {
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(
            READERS.contains(&name) || name.ends_with("tests.rs") || !product.contains("reveal()"),
            "{name} reads cell text"
        );
    });
}

#[test]
fn every_message_that_the_code_names_exists() {
    use tamis::text::{Lang, has};

    let call = regex::Regex::new(
        r#"\b(?:t|tf|fact|number)\(\s*(?:&?[a-z_.]+,\s*)*"([a-z0-9]+(?:-[a-z0-9]+)*)""#,
    )
    .unwrap();
    // Ids that an arm of a match gives.
    let arm = regex::Regex::new(r#"=>\s*\(?"([a-z0-9]+(?:-[a-z0-9]+)+)""#).unwrap();
    let mut seen = 0;
    each(|name, text| {
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        if name.starts_with("text/") {
            for found in arm.captures_iter(product) {
                let key = &found[1];
                for lang in [Lang::En, Lang::Fr] {
                    assert!(
                        has(lang, key),
                        "{name} gives the message {key}, which is not there"
                    );
                }
            }
        }
        if !name.starts_with("ui/") && !name.starts_with("cli/") && !name.starts_with("text/") {
            return;
        }
        for found in call.captures_iter(product) {
            let key = &found[1];
            // One word is a variable's or a format's name; messages have two and more.
            if !key.contains('-') {
                continue;
            }
            seen += 1;
            for lang in [Lang::En, Lang::Fr] {
                assert!(
                    has(lang, key),
                    "{name} names the message {key}, which is not there"
                );
            }
        }
    });
    assert!(seen > 150, "{seen} messages");
}
