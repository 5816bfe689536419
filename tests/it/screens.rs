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

/// How a screen is come to.
enum Do {
    /// By the list of all commands.
    Act(Action),
    /// By keys.
    Press(&'static str),
    Write(&'static str),
    /// The program is killed and started again without a file.
    Crash,
}
use Do::{Act, Crash, Press, Write};

/// The screens in order, and how each is come to from the one before.
const SCREENS: &[(&str, &[Do])] = &[
    ("3-fix", &[Act(Action::StepFix)]),
    ("1-read", &[Act(Action::StepRead)]),
    ("2-match", &[Act(Action::StepMatch)]),
    ("2-match-targets", &[Press("Return")]),
    (
        "4-protect",
        &[Press("Escape"), Press("Escape"), Act(Action::StepProtect)],
    ),
    ("5-export", &[Act(Action::StepExport)]),
    ("6-preview", &[Act(Action::Preview)]),
    (
        "7-safe-fixes",
        &[Act(Action::Preview), Act(Action::SafeFixes)],
    ),
    ("8-group", &[Press("Escape"), Press("F8"), Press("F8")]),
    (
        "9-bulk-fix",
        &[GO_TO, Write("Q5"), Press("Return"), Press("ctrl+j")],
    ),
    ("10-values", &[Press("Escape"), Act(Action::MapValues)]),
    (
        "11-list",
        &[
            Press("Escape"),
            GO_TO,
            Write("M3"),
            Press("Return"),
            Press("F2"),
        ],
    ),
    (
        "12-calendar",
        &[
            Press("Escape"),
            GO_TO,
            Write("V3"),
            Press("Return"),
            Press("F2"),
        ],
    ),
    ("13-column", &[Press("Escape"), Act(Action::ColumnValues)]),
    ("14-columns", &[Press("Escape"), Act(Action::ChooseColumns)]),
    ("15-replace", &[Press("Escape"), Act(Action::Replace)]),
    ("16-replace-some", &[Write("O")]),
    ("17-filter", &[Press("Escape"), Act(Action::FilterText)]),
    ("18-split", &[Press("Escape"), Act(Action::SplitColumn)]),
    ("19-join", &[Press("Escape"), Act(Action::JoinColumns)]),
    ("20-fill", &[Press("Escape"), Act(Action::FillEmpty)]),
    ("21-rules", &[Press("Escape"), Act(Action::Rules)]),
    ("22-guide", &[Press("Escape"), Act(Action::StepHelp)]),
    ("23-shortcuts", &[Press("Escape"), Act(Action::Shortcuts)]),
    (
        "24-commands",
        &[Press("Escape"), Press("ctrl+p"), Write("co")],
    ),
    ("25-template", &[Press("Escape"), Act(Action::NewTemplate)]),
    ("26-send-back", &[Press("Escape"), Act(Action::SendBack)]),
    ("27-take-over", &[Press("Escape"), Act(Action::TakeOver)]),
    ("28-verify", &[Press("Escape"), Act(Action::Verify)]),
    ("29-providers", &[Press("Escape"), Act(Action::Providers)]),
    ("30-history-empty", &[Press("Escape"), Act(Action::History)]),
    ("31-about", &[Press("Escape"), Act(Action::About)]),
    ("32-traces", &[Press("Escape"), Act(Action::DeleteTraces)]),
    (
        "33-toast",
        &[Press("Escape"), Act(Action::SafeFixes), Press("Return")],
    ),
    ("34-history", &[Act(Action::History)]),
    ("35-seal", &[Press("Escape"), Act(Action::Seal)]),
    ("36-save", &[Press("Escape"), Press("ctrl+s")]),
    ("37-leave", &[Press("Escape"), Press("ctrl+w")]),
    ("38-path", &[Press("Escape"), Press("ctrl+shift+o")]),
    (
        "39-no-such-file",
        &[Write("/nowhere/Juin.xlsx"), Press("Return")],
    ),
    ("40-go-to", &[Press("Escape"), Press("ctrl+g")]),
    ("41-hidden", &[Press("Escape"), Act(Action::HideClear)]),
    ("42-resume", &[Act(Action::HideClear), Crash]),
    ("43-start-recent", &[Press("Escape")]),
];

const GO_TO: Do = Press("ctrl+g");

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
                for lang in ["fr", "en"] {
                    for theme in ["light", "dark"] {
                        // Every pair is looked at by people; a test run takes one of each kind.
                        let small_and_light = size.0 == 1024 && lang == "en" && theme == "light";
                        let large_and_dark = size.0 == 1600 && lang == "fr" && theme == "dark";
                        if all || small_and_light || large_and_dark {
                            one(folder, size, lang, theme, all);
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

fn one(folder: &Path, size: (u32, u32), lang: &str, theme: &str, all: bool) {
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
    let mut alike = Vec::new();
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
            alike.push(format!("{name} looks just as {same}"));
        }
    };
    desktop.start(None);
    take(&desktop, "0-start");
    desktop.kill();
    desktop.start(Some(&path));
    desktop.wait_for_file("Juin.xlsx");
    // Nothing lies under the pointer.
    desktop.click(size.0 - 2, size.1 - 2, 1);
    // Every screen is looked at by people; a test run draws the first ones.
    let drawn = if all { SCREENS.len() } else { 12 };
    for (screen, way) in SCREENS.iter().take(drawn) {
        for step in *way {
            match step {
                Act(action) => act(&desktop, lang, *action),
                Press(keys) => desktop.press(keys),
                Write(words) => desktop.write(words),
                Crash => {
                    desktop.kill();
                    desktop.start(None);
                }
            }
        }
        std::thread::sleep(Duration::from_millis(500));
        take(&desktop, screen);
    }
    assert!(alike.is_empty(), "{}", alike.join("\n"));
}
