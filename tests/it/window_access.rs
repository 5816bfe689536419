//! What a screen reader and a keyboard find: on every page and in every dialog each thing that can
//! be used has a role, a name and its state, Tab reaches it and shows that it did, and a dialog
//! gives the keyboard back.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::accesskit::{Action as Asked, NodeId, Role};
use eframe::egui::{Key, Modifiers, Rect, epaint::Shape};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use tamis::text::Lang;
use tamis::ui::ThemeChoice;
use tamis::ui::action::Action;
use tamis::ui::theme;

use crate::scenes::{Screen, Shown, act, walk};
use crate::window::{go_to, key, sample, settle};

fn screen(lang: Lang) -> Screen {
    Screen {
        lang,
        theme: ThemeChoice::Light,
        pixels: [1366.0, 768.0],
        scale: 1.0,
    }
}

/// Whether the keyboard may come to it.
fn takes_keyboard(node: &AccessKitNode<'_>) -> bool {
    node.data().supports_action(Asked::Focus) && !node.is_disabled() && !node.is_hidden()
}

fn name_of(node: &AccessKitNode<'_>) -> String {
    let data = node.data();
    node.label()
        .or_else(|| data.placeholder().map(str::to_owned))
        .unwrap_or_default()
}

/// What a screen reader could not say of what is shown.
fn unsaid(window: &Shown) -> Vec<String> {
    let mut found = Vec::new();
    for node in window.root().children_recursive() {
        let node = node.accesskit_node();
        let (role, name) = (node.role(), name_of(&node));
        let place = || format!("{role:?} “{name}” at {:?}", node.raw_bounds());
        if name.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)) {
            found.push(format!("an icon is no name: {}", place()));
        }
        let has_state = match role {
            Role::CheckBox | Role::RadioButton | Role::Tab => node.toggled().is_some(),
            Role::Cell => {
                // A day of the calendar stands in a table of its own.
                node.data().row_index().is_some() == node.data().column_index().is_some()
            }
            _ => true,
        };
        if !has_state {
            found.push(format!("no state: {}", place()));
        }
        if !takes_keyboard(&node) {
            continue;
        }
        if name.trim().is_empty() {
            found.push(format!("no name: {}", place()));
        }
        if matches!(role, Role::Unknown | Role::GenericContainer | Role::Label) {
            found.push(format!("no role: {}", place()));
        }
    }
    found
}

#[test]
fn the_grid_is_a_table_with_rows_and_columns() {
    let (_folder, path) = sample("practice.xlsx");
    let root = tempfile::tempdir().unwrap();
    let mut window = screen(Lang::En).open(Some(&path), root.path());
    go_to(&mut window, "B4");
    let grid = window.get_by_role(Role::Grid);
    let grid = grid.accesskit_node();
    assert_eq!(grid.label().as_deref(), Some("Table"));
    assert_eq!(grid.data().row_count(), Some(201), "the heads are a row");
    assert_eq!(grid.data().column_count(), Some(24));
    for (name, row, column) in [("B4 ", 3, 1), ("A2 ZM-1000", 1, 0)] {
        let cell = window
            .query_all_by_role(Role::Cell)
            .find(|n| n.accesskit_node().label().unwrap().starts_with(name))
            .unwrap();
        let cell = cell.accesskit_node();
        assert_eq!(cell.data().row_index(), Some(row), "{name}");
        assert_eq!(cell.data().column_index(), Some(column), "{name}");
        let mut above = cell.parent();
        while let Some(node) = above {
            above = node.parent();
            if node.role() == Role::Grid {
                break;
            }
        }
        assert!(above.is_some(), "{name} stands in the table");
    }
    let head = window.query_all_by_role(Role::ColumnHeader).next().unwrap();
    assert_eq!(head.accesskit_node().data().column_index(), Some(0));
}

/// The widget that has the keyboard.
fn focused(window: &Shown) -> Option<(NodeId, String, Rect)> {
    let node = window
        .root()
        .children_recursive()
        .find(|node| node.accesskit_node().is_focused())?;
    let (id, name) = (
        node.accesskit_node().locate().0,
        name_of(&node.accesskit_node()),
    );
    Some((id, name, node.rect()))
}

/// Whether something in the accent colour, or a change of the ground, stands at a widget.
fn is_marked(window: &Shown, rect: Rect) -> bool {
    fn look(shape: &Shape, near: Rect) -> bool {
        match shape {
            Shape::Vec(shapes) => shapes.iter().any(|shape| look(shape, near)),
            Shape::Rect(one) => {
                let ring = one.stroke.width >= 1.5 && one.stroke.color == theme::LIGHT.accent;
                let filled = one.fill == theme::LIGHT.hover || one.fill == theme::LIGHT.sel;
                (ring || filled) && one.rect.intersects(near)
            }
            _ => false,
        }
    }
    let shapes = &window.output().shapes;
    shapes.iter().any(|s| look(&s.shape, rect.expand(4.0)))
}

/// Tab around a dialog until it is where it began: what it reached without showing it, and what
/// it never reached.
fn around(window: &mut Shown) -> Vec<String> {
    let mut found = Vec::new();
    let tab = |window: &mut Shown, modifiers| {
        window.key_press_modifiers(modifiers, Key::Tab);
        window.run_steps(3);
    };
    if focused(window).is_none() {
        tab(window, Modifiers::NONE);
    }
    let Some((first, first_name, _)) = focused(window) else {
        return vec!["Tab finds nothing".to_owned()];
    };
    let mut reached = BTreeSet::new();
    for _ in 0..150 {
        let Some((id, name, rect)) = focused(window) else {
            found.push("Tab loses the keyboard".to_owned());
            return found;
        };
        if !reached.insert(id) {
            break;
        }
        if !is_marked(window, rect) {
            found.push(format!("“{name}” does not show that it has the keyboard"));
        }
        tab(window, Modifiers::NONE);
    }
    if focused(window).map(|(id, ..)| id) != Some(first) {
        found.push(format!("Tab does not come back to “{first_name}”"));
    }
    let missed: Vec<String> = window
        .root()
        .children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| takes_keyboard(node) && !reached.contains(&node.locate().0))
        .filter(|node| {
            std::iter::successors(node.parent(), |n| n.parent()).any(|n| n.role() == Role::Dialog)
        })
        .map(|node| name_of(&node))
        .collect();
    for name in missed {
        found.push(format!("Tab never reaches “{name}”"));
    }
    tab(window, Modifiers::SHIFT);
    tab(window, Modifiers::NONE);
    if focused(window).map(|(id, ..)| id) != Some(first) {
        found.push(format!("Shift+Tab and Tab do not meet at “{first_name}”"));
    }
    found
}

/// One walk for both, since a walk takes long.
#[test]
fn everything_has_a_role_a_name_and_its_state_and_tab_goes_around_every_dialog() {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut dialogs = 0;
    walk(screen(Lang::En), &mut |window, place| {
        let mut faults = unsaid(window);
        if window.state().app.as_ref().unwrap().dialog_is_open() {
            dialogs += 1;
            faults.extend(around(window));
        }
        for fault in faults {
            told.entry(fault).or_default().insert(place.to_owned());
        }
    });
    assert!(dialogs > 40, "{dialogs} dialogs were seen");
    let told: Vec<String> = (told.iter())
        .map(|(fault, places)| format!("{fault} in {places:?}"))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_dialog_gives_the_keyboard_back() {
    let (_folder, path) = sample("practice.xlsx");
    let root = tempfile::tempdir().unwrap();
    let mut window = screen(Lang::Fr).open(Some(&path), root.path());
    let is_open = |window: &Shown| window.state().app.as_ref().unwrap().dialog_is_open();
    // From a button of the Export page, by keyboard.
    act(&mut window, Lang::Fr, Action::StepExport);
    let choose = "Choisir…";
    window.get_by_label(choose).focus();
    settle(&mut window);
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert!(is_open(&window));
    key(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!is_open(&window));
    assert_eq!(focused(&window).unwrap().1, choose);
    // From the grid, and past two dialogs.
    act(&mut window, Lang::Fr, Action::StepFix);
    go_to(&mut window, "Q5");
    let in_the_grid = |window: &Shown| focused(window).unwrap().1.starts_with("Q5");
    assert!(in_the_grid(&window));
    act(&mut window, Lang::Fr, Action::Replace);
    assert!(is_open(&window));
    key(&mut window, Modifiers::NONE, Key::Escape);
    assert!(in_the_grid(&window));
}

#[test]
fn f6_leads_out_of_the_grid_and_around_the_window() {
    let (_folder, path) = sample("practice.xlsx");
    let root = tempfile::tempdir().unwrap();
    let mut window = screen(Lang::En).open(Some(&path), root.path());
    go_to(&mut window, "Q5");
    let mut around = Vec::new();
    for _ in 0..4 {
        key(&mut window, Modifiers::NONE, Key::F6);
        around.push(focused(&window).expect("something has the keyboard").1);
    }
    assert!(
        around[0].contains("Details") || around[0].contains("Hide"),
        "{around:?}"
    );
    assert!(around[1].starts_with("Read"), "{around:?}");
    assert!(around[2].contains("safe fix"), "{around:?}");
    assert!(around[3].starts_with("Q5"), "{around:?}");
    key(&mut window, Modifiers::SHIFT, Key::F6);
    assert!(focused(&window).unwrap().1.contains("safe fix"));
    // From there Tab reaches the groups, and Enter shows one.
    key(&mut window, Modifiers::NONE, Key::Tab);
    let (_, group, _) = focused(&window).unwrap();
    key(&mut window, Modifiers::NONE, Key::Enter);
    let file = crate::window::file(&window);
    assert!(file.view.group.is_some(), "{group} is chosen");
}

#[test]
fn a_still_picture_moves_nothing() {
    let (_folder, path) = sample("practice.xlsx");
    let root = tempfile::tempdir().unwrap();
    let mut window = screen(Lang::En).open(Some(&path), root.path());
    assert!(window.ctx.global_style().animation_time > 0.0);
    act(&mut window, Lang::En, Action::StillPicture);
    assert!(window.ctx.global_style().animation_time == 0.0);
}
