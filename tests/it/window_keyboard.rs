//! The whole job by keyboard alone, in French: open, match, fix in bulk and by hand, go on to the
//! file that is written. No pointer event is sent.

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use tamis::text::{self, Lang};
use tamis::ui::ThemeChoice;
use tamis::ui::action::Action;
use tamis::ui::workspace::Step;

use crate::window::{Window, cell, errors, file, go_to, key, open, sample, write};

type Shown = Harness<'static, Window>;

fn act(window: &mut Shown, action: Action) {
    key(window, Modifiers::COMMAND, Key::P);
    write(window, &text::t(Lang::Fr, action.key()));
    key(window, Modifiers::NONE, Key::Enter);
}

/// Presses Tab until the widget whose name begins so has the keyboard, then a key on it.
fn press(window: &mut Shown, name: &str, with: Key) {
    for _ in 0..120 {
        let there = window
            .query_all_by_label_contains(name)
            .any(|node| node.accesskit_node().is_focused());
        if there {
            key(window, Modifiers::NONE, with);
            return;
        }
        key(window, Modifiers::NONE, Key::Tab);
    }
    panic!("Tab never reaches “{name}”");
}

#[test]
fn the_whole_job_by_keyboard_in_french() {
    let (folder, path) = sample("practice.xlsx");
    let mut window = open(Lang::Fr, ThemeChoice::Light, [1366.0, 768.0], None);
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    write(&mut window, &path.to_string_lossy());
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(file(&window).step, Step::Fix);
    let at_first = errors(&window);

    // The safe fixes as one reviewed list.
    act(&mut window, Action::SafeFixes);
    press(&mut window, "Corriger ", Key::Enter);
    assert!(errors(&window) < at_first, "the safe fixes are done");
    assert_eq!(file(&window).session().history().len(), 1);

    // From problem to problem; one alike group in bulk, then a cell by hand.
    let before = errors(&window);
    let is_open = |window: &Shown| window.state().app.as_ref().unwrap().dialog_is_open();
    for _ in 0..40 {
        key(&mut window, Modifiers::NONE, Key::F8);
        key(&mut window, Modifiers::COMMAND, Key::J);
        if is_open(&window) {
            break;
        }
    }
    assert!(is_open(&window), "some problem has an answer for all alike");
    press(&mut window, "Corriger ", Key::Enter);
    assert!(errors(&window) < before);
    go_to(&mut window, "F2");
    write(&mut window, "Aïssatou Bâ");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(cell(&window, "F2"), "Aïssatou Bâ");

    // Taken back and done again.
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_ne!(cell(&window, "F2"), "Aïssatou Bâ");
    key(&mut window, Modifiers::COMMAND, Key::Y);

    // The export: rows with errors stay out; how pseudonyms are made is asked once.
    key(&mut window, Modifiers::COMMAND, Key::E);
    assert_eq!(file(&window).step, Step::Export);
    press(&mut window, "Écarter ", Key::Space);
    key(&mut window, Modifiers::COMMAND, Key::E);
    press(&mut window, "Empreinte simple, sans clé", Key::Space);
    press(&mut window, "Continuer", Key::Enter);
    press(&mut window, "Exporter 1", Key::Enter);
    let written = std::fs::read_to_string(folder.path().join("practice_meters.csv")).unwrap();
    assert!(written.lines().count() > 100);
    assert!(!written.contains("Aïssatou"), "a name does not leave");
}

/// Plain words lead to actions that are called otherwise, in both languages.
#[test]
fn the_palette_knows_other_words_for_an_action() {
    for (lang, typed, name) in [
        (Lang::En, "rules", "Checks and how much they count…"),
        (Lang::En, "thème", "Dark theme"),
        (Lang::En, "keep", "Providers…"),
        (Lang::En, "what was done", "History…"),
        (Lang::En, "filter", "Rows that contain…"),
        (Lang::Fr, "theme", "Thème clair"),
        (Lang::Fr, "règles", "Contrôles et leur gravité…"),
        (Lang::Fr, "retenir", "Fournisseurs…"),
        (Lang::Fr, "filtre", "Lignes qui contiennent…"),
        (Lang::Fr, "supprimer lignes", "Retirer ces lignes"),
    ] {
        let mut window = open(lang, ThemeChoice::Light, [1366.0, 768.0], None);
        key(&mut window, Modifiers::COMMAND, Key::P);
        write(&mut window, typed);
        let listed = |name: &str| {
            window
                .query_all_by_role(Role::ListItem)
                .any(|node| node.accesskit_node().label().as_deref() == Some(name))
        };
        assert!(listed(name), "“{typed}” does not find “{name}”");
        assert!(!listed("Copier") && !listed("Copy"), "“{typed}” finds all");
    }
}
