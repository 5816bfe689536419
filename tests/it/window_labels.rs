//! Every page and dialog laid out in both languages in the smallest window: no fixed label may be
//! cut. What a file brings (its name, headers, values) may end in an ellipsis.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use eframe::egui::{Key, Modifiers, Rect, epaint::Shape};
use egui_kittest::Harness;
use tamis::text::{self, Lang};
use tamis::ui::ThemeChoice;
use tamis::ui::action::Action;
use tamis::ui::workspace::Step;

use crate::window::{Window, file, go_to, key, open, sample, settle, write};

type Shown = Harness<'static, Window>;

/// Texts of the file that is open, and the names of its fields.
fn of_the_file(window: &Shown, path: &Path) -> HashSet<String> {
    let mut data = HashSet::new();
    data.insert(path.to_string_lossy().into_owned());
    data.insert(path.file_stem().unwrap().to_string_lossy().into_owned());
    let session = file(window).session();
    let document = session.document();
    for (_, field) in document.schema().fields() {
        data.insert(field.name.clone());
    }
    for (_, column) in document.table().columns() {
        data.insert(column.header().to_owned());
        for (code, _) in column.live_codes() {
            data.insert(column.text_of(code).reveal().to_owned());
        }
    }
    data.remove("");
    data
}

/// Texts on screen that are cut by an ellipsis or by an edge at a side.
fn cut(window: &Shown) -> Vec<String> {
    fn look(shape: &Shape, clip: Rect, found: &mut Vec<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| look(shape, clip, found)),
            Shape::Text(text) => {
                let rect = text.galley.rect.translate(text.pos.to_vec2());
                if !rect.intersects(clip) || text.galley.job.text.trim().is_empty() {
                    return;
                }
                let outside = rect.left() < clip.left() - 1.0 || rect.right() > clip.right() + 1.0;
                if text.galley.elided || outside {
                    found.push(text.galley.job.text.clone());
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for clipped in &window.output().shapes {
        look(&clipped.shape, clipped.clip_rect, &mut found);
    }
    found
}

/// Signs of heads pass under the edge of the grid as it scrolls; samples of a column stand in one
/// line, with what matters of their blanks made visible.
fn is_of_the_file(text: &str, data: &HashSet<String>) -> bool {
    let is_sign = |text: &str| {
        let mut chars = text.chars();
        chars
            .next()
            .is_some_and(|c| ('\u{e000}'..='\u{f8ff}').contains(&c))
            && chars.next().is_none()
    };
    let is_known = |part: &str| {
        let plain = part.replace(['·', '°'], " ");
        let plain = plain.trim();
        plain.chars().all(|c| c == '•')
            || data.iter().any(|known| {
                plain == known.trim()
                    || (known.chars().count() > 4 && plain.contains(known.as_str()))
            })
    };
    is_sign(text) || is_known(text) || text.split(" · ").all(is_known)
}

fn act(window: &mut Shown, lang: Lang, action: Action) {
    key(window, Modifiers::COMMAND, Key::P);
    write(window, &text::t(lang, action.key()));
    key(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn no_fixed_label_is_cut_in_the_smallest_window() {
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for lang in [Lang::En, Lang::Fr] {
        for size in [[1024.0, 600.0], [1366.0, 768.0]] {
            let (_folder, path) = sample("practice.xlsx");
            let mut window = open(lang, ThemeChoice::Light, size, Some(&path));
            let data = of_the_file(&window, &path);
            let mut note = |window: &Shown, place: String| {
                for text in cut(window) {
                    if !is_of_the_file(&text, &data) {
                        let place = format!("{lang:?} {}×{} {place}", size[0], size[1]);
                        faults.entry(text).or_default().push(place);
                    }
                }
            };
            for step in Step::ALL {
                let go = [
                    Action::StepRead,
                    Action::StepMatch,
                    Action::StepFix,
                    Action::StepProtect,
                    Action::StepExport,
                ][step as usize];
                act(&mut window, lang, go);
                assert_eq!(file(&window).step, step);
                note(&window, format!("{step:?}"));
                act(&mut window, lang, Action::StepHelp);
                note(&window, format!("help of {step:?}"));
                key(&mut window, Modifiers::NONE, Key::Escape);
            }
            act(&mut window, lang, Action::StepFix);
            for address in ["Q5", "H5", "V9", "C2"] {
                go_to(&mut window, address);
                note(&window, format!("details of {address}"));
            }
            if size[0] > 1024.0 {
                continue;
            }
            for action in Action::ALL.iter().copied() {
                let leads_away = matches!(
                    action,
                    Action::Close
                        | Action::Quit
                        | Action::Open
                        | Action::Practice
                        | Action::English
                        | Action::French
                        | Action::ZoomIn
                        | Action::ZoomOut
                        | Action::FullScreen
                        | Action::Cut
                        | Action::Paste
                        | Action::DeleteRows
                        | Action::FillDown
                        | Action::FixCell
                        | Action::HideColumns
                        | Action::HideClear
                        | Action::Preview
                        | Action::StillPicture
                        | Action::ThemeDark
                        | Action::ThemeSystem
                );
                if leads_away {
                    continue;
                }
                go_to(&mut window, "Q5");
                act(&mut window, lang, action);
                settle(&mut window);
                note(&window, format!("{action:?}"));
                for _ in 0..2 {
                    key(&mut window, Modifiers::NONE, Key::Escape);
                }
                act(&mut window, lang, Action::AllRows);
                key(&mut window, Modifiers::NONE, Key::Escape);
            }
        }
    }
    // The start, before a file is open.
    for lang in [Lang::En, Lang::Fr] {
        let window = open(lang, ThemeChoice::Light, [1024.0, 600.0], None);
        for text in cut(&window) {
            faults
                .entry(text)
                .or_default()
                .push(format!("{lang:?} start"));
        }
    }
    let told: Vec<String> = (faults.iter())
        .map(|(text, places)| format!("“{text}” in {}", places.join(", ")))
        .collect();
    assert!(faults.is_empty(), "cut:\n{}", told.join("\n"));
}
