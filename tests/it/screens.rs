//! Pictures of every screen in the real window, in both languages, both colours and two sizes, to
//! be looked at one by one. `TAMIS_SCREENS` names the folder that keeps them; without it two sets
//! are made and thrown away. What is asserted is that each screen is drawn, that each is another
//! one, and that light is light and dark is dark.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tamis::schema::fold_header;
use tamis::text;
use tamis::ui::action::Action;

use crate::desktop::{Desktop, TOOLS, missing};
use crate::support::{arg, asset, skip};

/// The screens, how the list of all commands comes to them, and whether Escape closes them again.
const SCREENS: [(&str, Action, bool); 14] = [
    ("3-fix", Action::StepFix, false),
    ("1-read", Action::StepRead, false),
    ("2-match", Action::StepMatch, false),
    ("4-protect", Action::StepProtect, false),
    ("5-export", Action::StepExport, false),
    ("6-preview", Action::Preview, false),
    ("7-safe-fixes", Action::SafeFixes, true),
    ("8-column", Action::ColumnValues, true),
    ("9-columns", Action::ChooseColumns, true),
    ("10-replace", Action::Replace, true),
    ("11-guide", Action::StepHelp, true),
    ("12-template", Action::NewTemplate, true),
    ("13-history", Action::History, true),
    ("14-about", Action::About, true),
];

/// How bright a picture is on the whole, from 0 to 1, and what tells it from another one.
fn looks(path: &Path) -> (f64, String) {
    let said = |format: &str| {
        let out = Command::new("convert")
            .args([arg(path), "-format", format, "info:"])
            .output()
            .expect("convert runs");
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    };
    (said("%[fx:mean]").parse().expect("a number"), said("%#"))
}

#[test]
fn every_screen_is_drawn_in_both_languages_colours_and_sizes() {
    let name = "every_screen_is_drawn_in_both_languages_colours_and_sizes";
    if let Some(why) = missing(&TOOLS) {
        skip(name, &why);
        return;
    }
    let thrown_away = tempfile::tempdir().expect("a folder");
    let folder = std::env::var_os("TAMIS_SCREENS")
        .map_or_else(|| thrown_away.path().to_owned(), PathBuf::from);
    let all = std::env::var_os("TAMIS_SCREENS").is_some();
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    std::thread::scope(|scope| {
        for size in [(1024, 600), (1600, 900)] {
            let folder = &folder;
            scope.spawn(move || {
                for lang in ["en", "fr"] {
                    for theme in ["light", "dark"] {
                        // Every pair is looked at by people; a test run takes one of each kind.
                        let small_and_light = size.0 == 1024 && lang == "en" && theme == "light";
                        let large_and_dark = size.0 == 1600 && lang == "fr" && theme == "dark";
                        if all || small_and_light || large_and_dark {
                            one(folder, size, lang, theme);
                        }
                    }
                }
            });
        }
    });
}

/// Without accents and signs, which the keys of this screen cannot write.
fn act(desktop: &Desktop, lang: &str, action: Action) {
    let words = text::t(lang.parse().expect("a language"), action.key());
    desktop.act(&fold_header(&words));
}

fn one(folder: &Path, size: (u32, u32), lang: &str, theme: &str) {
    let home = tempfile::tempdir().expect("a folder");
    let settings = home.path().join(".config/tamis");
    std::fs::create_dir_all(&settings).expect("a folder");
    std::fs::write(
        settings.join("settings.toml"),
        format!("language = \"{lang}\"\ntheme = \"{theme}\"\n"),
    )
    .expect("settings");
    let path = home.path().join("Juin.xlsx");
    std::fs::copy(asset("assets/samples/practice.xlsx"), &path).expect("a copy");

    let mut desktop = Desktop::new(home.path(), size);
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut take = |desktop: &Desktop, screen: &str| {
        let name = format!("{screen}-{lang}-{theme}-{}x{}", size.0, size.1);
        let picture = folder.join(format!("{name}.png"));
        desktop.picture(&picture);
        let (bright, signature) = looks(&picture);
        if theme == "light" {
            assert!(bright > 0.5, "{name} is not light: {bright}");
        } else {
            assert!(bright < 0.4, "{name} is not dark: {bright}");
        }
        if let Some(same) = seen.insert(signature, name.clone()) {
            panic!("{name} looks just as {same}");
        }
    };
    desktop.start(None);
    take(&desktop, "0-start");
    desktop.kill();
    desktop.start(Some(&path));
    desktop.wait_for_file("Juin.xlsx");
    for (screen, action, escape) in SCREENS {
        if screen == "10-replace" {
            // The preview cannot be edited.
            act(&desktop, lang, Action::Preview);
        }
        act(&desktop, lang, action);
        std::thread::sleep(Duration::from_millis(500));
        take(&desktop, screen);
        if escape {
            desktop.press("Escape");
        }
    }
}
