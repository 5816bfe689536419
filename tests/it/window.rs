//! The window without a screen: find by accessible name, click, type, and look at the document
//! and at the file written.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers, Role, Vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tamis::document::{Invalid, ProfileStore};
use tamis::text::Lang;
use tamis::ui::workspace::{Filter, Step, Workspace};
use tamis::ui::{App, Start, ThemeChoice, theme};

use crate::support::{arg, asset, tamis};

/// The window and what it is started with; made on the first frame, when there is a context.
pub struct Window {
    start: Start,
    pub app: Option<App>,
}

/// A copy of a sample in a folder of its own, so that exports stand beside it.
pub fn sample(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::copy(asset("assets/samples").join(name), &path).unwrap();
    (folder, path)
}

pub fn open(
    lang: Lang,
    theme: ThemeChoice,
    size: [f32; 2],
    file: Option<&Path>,
) -> Harness<'static, Window> {
    open_remembering(lang, theme, size, file, None)
}

/// The window with a folder in which providers are remembered.
pub fn open_remembering(
    lang: Lang,
    theme: ThemeChoice,
    size: [f32; 2],
    file: Option<&Path>,
    profiles: Option<&Path>,
) -> Harness<'static, Window> {
    begin(
        size,
        Start {
            lang,
            theme,
            file: file.map(Path::to_owned),
            system_dialogs: false,
            memory: None,
            traces: None,
            profiles: profiles
                .map(|folder| std::sync::Arc::new(ProfileStore::at(folder.to_owned()))),
        },
    )
}

pub fn begin(size: [f32; 2], start: Start) -> Harness<'static, Window> {
    begin_at(size.into(), 1.0, start)
}

/// The window on a screen of so many pixels and such a scale; its points follow the zoom that the
/// window chooses for itself, as they do in a real one.
pub fn begin_scaled(pixels: Vec2, scale: f32, start: Start) -> Harness<'static, Window> {
    let mut harness = begin_at(pixels / scale, scale, start);
    for _ in 0..4 {
        let points = pixels / harness.ctx.pixels_per_point();
        harness.set_size(points);
        harness.run_steps(1);
    }
    settle(&mut harness);
    harness
}

fn begin_at(size: Vec2, scale: f32, start: Start) -> Harness<'static, Window> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(scale)
        .with_max_steps(60)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, window: &mut Window| {
                let start = &window.start;
                let app = window
                    .app
                    .get_or_insert_with(|| App::new(ui.ctx(), start.clone()));
                app.show(ui);
            },
            Window { start, app: None },
        );
    settle(&mut harness);
    harness
}

pub fn english(file: &Path) -> Harness<'static, Window> {
    open(Lang::En, ThemeChoice::Light, [1366.0, 768.0], Some(file))
}

/// Draws frames until no worker runs and nothing moves.
pub fn settle(harness: &mut Harness<'static, Window>) {
    let start = Instant::now();
    loop {
        harness.run_steps(4);
        if !harness.state().app.as_ref().unwrap().is_busy() {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "a worker hangs");
        std::thread::sleep(Duration::from_millis(5));
    }
    harness.run_steps(3);
}

pub fn file<'a>(harness: &'a Harness<'static, Window>) -> &'a Workspace {
    harness.state().app.as_ref().unwrap().file().unwrap()
}

/// The text of a cell by address.
pub fn cell(harness: &Harness<'static, Window>, address: &str) -> String {
    let session = file(harness).session();
    let table = session.document().table();
    let (place, number) = tamis::table::parse_address(address).unwrap();
    let (col, _) = table.columns().find(|(_, c)| c.place() == place).unwrap();
    let row = table.row_with_number(number).unwrap();
    table.text(row, col).reveal().to_owned()
}

pub fn errors(harness: &Harness<'static, Window>) -> u64 {
    file(harness).session().document().checks().counts().error
}

pub fn click(harness: &mut Harness<'static, Window>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

pub fn click_containing(harness: &mut Harness<'static, Window>, label: &str) {
    harness
        .get_all_by_label_contains(label)
        .next()
        .unwrap_or_else(|| panic!("nothing is named …{label}…"))
        .click();
    settle(harness);
}

pub fn click_last(harness: &mut Harness<'static, Window>, label: &str) {
    harness
        .get_all_by_label_contains(label)
        .last()
        .unwrap_or_else(|| panic!("nothing is named …{label}…"))
        .click();
    settle(harness);
}

/// Clicks the tick box whose name contains this.
pub fn tick_containing(harness: &mut Harness<'static, Window>, label: &str) {
    harness
        .query_all_by_role(Role::CheckBox)
        .find(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            name.contains(label)
        })
        .unwrap_or_else(|| panic!("no tick box is named …{label}…"))
        .click();
    settle(harness);
}

pub fn key(harness: &mut Harness<'static, Window>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

pub fn write(harness: &mut Harness<'static, Window>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    settle(harness);
}

pub fn go_to(harness: &mut Harness<'static, Window>, address: &str) {
    key(harness, Modifiers::COMMAND, Key::G);
    write(harness, address);
    key(harness, Modifiers::NONE, Key::Enter);
}

#[test]
fn the_start_says_what_to_do() {
    for (lang, open_it, practice) in [
        (Lang::En, "Open a file…", "Begin"),
        (Lang::Fr, "Ouvrir un fichier…", "Commencer"),
    ] {
        let mut window = open(lang, ThemeChoice::Dark, [1024.0, 600.0], None);
        window.get_by_label(open_it);
        click(&mut window, practice);
        assert_eq!(file(&window).session().document().table().row_count(), 200);
    }
}

#[test]
fn a_file_that_cannot_be_opened_gives_one_sentence() {
    let (_folder, path) = crate::support::file("Juin.xlsx", b"%PDF-1.7 not a table");
    let mut window = english(&path);
    window.get_by_label_contains("“Juin.xlsx” is a PDF");
    click(&mut window, "OK");
    window.get_by_label("Open a file…");
}

#[test]
fn open_fix_edit_undo_preview_export() {
    let (folder, path) = sample("practice.xlsx");
    let before = std::fs::read(&path).unwrap();
    let mut window = english(&path);
    let at_first = errors(&window);
    assert!(at_first > 50);

    // In bulk: one group, one value unticked.
    click_containing(&mut window, "Decimal comma, max_power_w");
    click(&mut window, "Fix all…");
    window.get_by_label("Fix 24 cells");
    tick_containing(&mut window, "3,5 → 3.5");
    click(&mut window, "Fix 18 cells");
    assert_eq!(errors(&window), at_first - 18);
    assert_eq!(cell(&window, "Q6"), "2.5");
    assert_eq!(cell(&window, "Q5"), "3,5", "the unticked value stays");
    assert_eq!(file(&window).session().history().len(), 1);

    // One cell by hand: typing, Enter.
    go_to(&mut window, "Q5");
    write(&mut window, "4");
    write(&mut window, ".5");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(cell(&window, "Q5"), "4.5");
    assert_eq!(errors(&window), at_first - 19);

    // Undo both, redo both.
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&window, "Q5"), "3,5");
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(errors(&window), at_first);
    assert_eq!(cell(&window, "Q6"), "2,5");
    key(&mut window, Modifiers::COMMAND, Key::Y);
    key(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(errors(&window), at_first - 19);

    // The preview is what will be written.
    let f2 = cell(&window, "F2");
    click(&mut window, "Preview upload");
    assert!(file(&window).preview);
    assert!(
        window.query_all_by_label_contains(&f2).next().is_none(),
        "a name is not shown in the preview"
    );
    click(&mut window, "Back to the file");

    // Export, bad rows left out; asked once more before.
    key(&mut window, Modifiers::COMMAND, Key::E);
    assert_eq!(file(&window).step, Step::Export);
    click_containing(&mut window, "rows out");
    assert_eq!(file(&window).export.invalid, Invalid::Skip);
    // Of two identical rows the first one stays, so that fewer rows go than have errors.
    let rows = 200 - file(&window).derived.bad_rows + 1;
    // How pseudonyms are made is asked once.
    click(&mut window, &format!("Export {rows} rows…"));
    click(&mut window, "Plain, without a key");
    click(&mut window, "Continue");
    assert!(!folder.path().join("practice_meters.csv").exists());
    // The button that writes says how many rows it writes.
    click_last(&mut window, &format!("Export {rows} rows"));
    window.get_by_label_contains(&format!("{rows} rows written"));
    let written = std::fs::read_to_string(folder.path().join("practice_meters.csv")).unwrap();
    assert_eq!(written.lines().count() as u64, rows + 1);
    assert!(written.starts_with("customer_external_id,manufacturer,serial_number,"));
    assert!(written.contains("4.5") && !written.contains(&f2));
    assert_eq!(
        std::fs::read(&path).unwrap(),
        before,
        "the source is untouched"
    );
}

#[test]
fn window_and_command_line_write_the_same_bytes() {
    let (folder, path) = sample("exercice.csv");
    let mut window = open(Lang::Fr, ThemeChoice::Light, [1366.0, 768.0], Some(&path));
    click_containing(&mut window, "corrections sûres");
    click_last(&mut window, "Corriger ");
    key(&mut window, Modifiers::COMMAND, Key::E);
    click_containing(&mut window, "Écarter");
    click_last(&mut window, "Exporter 1");
    click(&mut window, "Empreinte simple, sans clé");
    click(&mut window, "Continuer");
    click_last(&mut window, "Exporter 1");
    let ours = folder.path().join("exercice_meters.csv");
    let theirs = folder.path().join("cli.csv");
    let out = tamis(&[
        "export",
        arg(&path),
        "-o",
        arg(&theirs),
        "--invalid",
        "skip",
    ]);
    assert_eq!(
        out.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    assert_eq!(std::fs::read(ours).unwrap(), std::fs::read(theirs).unwrap());
}

#[test]
fn problems_lead_to_their_cells_and_rows() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    click_containing(&mut window, "Not true or false, is_locked");
    let at = file(&window).active_cell().unwrap();
    let session = file(&window).session();
    let mark = session
        .document()
        .checks()
        .mark(session.document().table(), at.0, at.1);
    drop(session);
    assert_eq!(mark, Some(tamis::check::Severity::Error));
    let all = file(&window).derived.rows.len();
    click(&mut window, "Show");
    assert_eq!(file(&window).view.filter, Filter::Group);
    assert_eq!(file(&window).derived.rows.len(), 8);
    window.get_all_by_label("All rows").next().unwrap().click();
    settle(&mut window);
    assert_eq!(file(&window).derived.rows.len(), all);

    // F8 goes on, Shift+F8 comes back.
    let here = file(&window).active_cell();
    key(&mut window, Modifiers::NONE, Key::F8);
    let next = file(&window).active_cell();
    assert_ne!(here, next);
    key(&mut window, Modifiers::SHIFT, Key::F8);
    assert_eq!(file(&window).active_cell(), here);
}

#[test]
fn editing_by_keyboard_as_in_a_spreadsheet() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    go_to(&mut window, "B3");
    let old = cell(&window, "B3");
    key(&mut window, Modifiers::NONE, Key::F2);
    write(&mut window, "x");
    key(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(cell(&window, "B3"), old, "Escape gives the edit up");
    key(&mut window, Modifiers::NONE, Key::F2);
    write(&mut window, "x");
    key(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!(cell(&window, "B3"), format!("{old}x"));
    write(&mut window, "SN-1");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(cell(&window, "C3"), "SN-1", "Tab went to the right");
    // The same text again is no edit.
    let steps = file(&window).session().history().len();
    go_to(&mut window, "C3");
    key(&mut window, Modifiers::NONE, Key::F2);
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(file(&window).session().history().len(), steps);
    // A block from a spreadsheet, with a line break inside a cell.
    go_to(&mut window, "A4");
    window.event(Event::Paste("p\t\"q\nr\"\r\ns\tt\r\n".to_owned()));
    settle(&mut window);
    assert_eq!(cell(&window, "A4"), "p");
    assert_eq!(cell(&window, "B4"), "q\nr");
    assert_eq!(cell(&window, "B5"), "t");
    assert_eq!(
        file(&window).session().history().len(),
        steps + 1,
        "one gesture, one step"
    );
    key(&mut window, Modifiers::NONE, Key::Delete);
    assert_eq!(cell(&window, "A4"), "");
}

#[test]
fn the_details_repair_one_cell() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    go_to(&mut window, "Q5");
    let before = errors(&window);
    click(&mut window, "Fix this cell");
    assert_eq!(cell(&window, "Q5"), "3.5");
    assert_eq!(errors(&window), before - 1);
    window.get_by_label("Valid");
}

#[test]
fn every_visible_cell_has_a_name() {
    let (_folder, path) = sample("practice.xlsx");
    let window = english(&path);
    for name in ["A2 ZM-1000", "B3 HOP"] {
        window.get_by_label(name);
    }
    window.get_by_label("Table");
}

#[test]
fn leaving_with_work_asks_first() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    go_to(&mut window, "B3");
    write(&mut window, "X");
    key(&mut window, Modifiers::NONE, Key::Enter);
    key(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Cancel");
    assert!(window.state().app.as_ref().unwrap().file().is_some());
    key(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Don’t save");
    assert!(window.state().app.as_ref().unwrap().file().is_none());
}

#[test]
fn an_existing_target_is_not_replaced_unasked() {
    let (folder, path) = sample("practice.xlsx");
    let target = folder.path().join("practice_meters.csv");
    std::fs::write(&target, "mine").unwrap();
    let mut window = english(&path);
    key(&mut window, Modifiers::COMMAND, Key::E);
    click_containing(&mut window, "rows out");
    window.get_by_label("A file of this name is there already.");
    window
        .get_all_by_label_contains("Export 1")
        .next()
        .unwrap()
        .click();
    settle(&mut window);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "mine");
}

#[test]
fn another_language_at_once() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    window.get_by_label("Problems");
    click(&mut window, "FR");
    window.get_by_label("Problèmes");
    window.get_by_label("À corriger avant l’export");
    click(&mut window, "EN");
    window.get_by_label("Must be fixed before export");
}

#[test]
fn the_palette_does_what_it_lists() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    key(&mut window, Modifiers::COMMAND, Key::P);
    write(&mut window, "problem rows");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(file(&window).view.filter, Filter::Problems);
}

#[test]
fn the_palette_finds_words_in_any_order_and_stays_where_it_is() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    key(&mut window, Modifiers::COMMAND, Key::P);
    let field = |window: &Harness<'static, Window>| {
        let mut fields = window.query_all_by_role(Role::TextInput);
        let typed = fields.find(|node| node.is_focused());
        typed.unwrap().rect()
    };
    let empty = field(&window);
    write(&mut window, "rows pro");
    assert!(
        window.query_all_by_role(Role::ListItem).any(|node| node
            .accesskit_node()
            .label()
            .as_deref()
            == Some("Problem rows"))
    );
    assert_eq!(field(&window).min, empty.min, "its list is shorter");
    write(&mut window, " nonsense");
    window.get_by_label("No such command.");
    assert_eq!(field(&window).min, empty.min, "its list is empty");
}

#[test]
fn a_list_offers_what_a_cell_may_take() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    // M is the country's column.
    go_to(&mut window, "M3");
    write(&mut window, "b");
    write(&mut window, "é");
    write(&mut window, "n");
    window.get_by_label_contains("BJ Benin");
    key(&mut window, Modifiers::NONE, Key::ArrowDown);
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(cell(&window, "M3"), "BJ");
    // Typing alone is taken as typed, even where a list is open.
    write(&mut window, "x");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(cell(&window, "M4"), "x");
}

#[test]
fn alt_enter_breaks_the_line() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    go_to(&mut window, "B3");
    write(&mut window, "a");
    key(&mut window, Modifiers::ALT, Key::Enter);
    write(&mut window, "b");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(cell(&window, "B3"), "a\nb");
}

#[test]
fn a_column_sorts_filters_and_hides_the_view_only() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    go_to(&mut window, "M3");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    write(&mut window, "");
    click_containing(&mut window, "All values");
    window.get_all_by_label("zm").next().unwrap().click();
    settle(&mut window);
    click_last(&mut window, "Show ");
    let shown = file(&window).derived.rows.len();
    assert!(shown > 0 && shown < 10, "{shown}");
    let here = file(&window).active_cell();
    assert!(here.is_some());
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    click(&mut window, "Hide this column");
    let hidden = file(&window).derived.columns.len();
    key(&mut window, Modifiers::COMMAND, Key::P);
    write(&mut window, "order of the file");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(file(&window).derived.rows.len(), 200);
    assert_eq!(file(&window).derived.columns.len(), hidden + 1);
    go_to(&mut window, "Q3");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    click(&mut window, "Descending");
    let first = file(&window).derived.rows[0];
    assert_ne!(first.0, 0, "the largest power is not in the first row");
    // An address still names the same cell, wherever it stands.
    go_to(&mut window, "Q5");
    assert_eq!(cell(&window, "Q5"), "3,5");
    assert_eq!(
        file(&window).session().history().len(),
        0,
        "the document is as it was"
    );
}

const ASKING: &str = "customer_external_id,manufacturer,serial_number,device_external_id,max_power_w,customer_category\n\
1,HOP,A1,7,\"3,5\",Maison\n2,HOP,A2,8,\"1,234\",maison\n3,HOP,A3,9,\"2,5\",\n4,HOP,A4,10,\"1,234\", bar \n";

#[test]
fn a_question_is_answered_once_for_its_column() {
    let (_folder, path) = crate::support::file("in.csv", ASKING);
    let mut window = english(&path);
    // The sure ones first; the others stay and are asked about.
    click_containing(&mut window, "Decimal comma, max_power_w");
    click(&mut window, "Answer…");
    window.get_by_label_contains("cells wait for your answer");
    click(&mut window, "The comma separates thousands");
    click(&mut window, "Fix 2 cells");
    assert_eq!(cell(&window, "E3"), "1234");
    assert_eq!(cell(&window, "E5"), "1234");
    assert_eq!(
        cell(&window, "E2"),
        "3,5",
        "what was not asked about is as it was"
    );
    assert_eq!(file(&window).session().history().len(), 1);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&window, "E3"), "1,234");
}

#[test]
fn find_and_replace_shows_what_it_would_do_first() {
    let (_folder, path) = crate::support::file("in.csv", ASKING);
    let mut window = english(&path);
    go_to(&mut window, "F2");
    key(&mut window, Modifiers::COMMAND, Key::H);
    window.get_by_label("Find").focus();
    settle(&mut window);
    write(&mut window, "maison");
    window.get_by_label("Replace by").focus();
    settle(&mut window);
    write(&mut window, "household");
    window.get_by_label("Fix 2 cells");
    click(&mut window, "Match case");
    click(&mut window, "Fix 1 cell");
    assert_eq!(cell(&window, "F2"), "Maison");
    assert_eq!(cell(&window, "F3"), "household");
    assert_eq!(file(&window).session().history().len(), 1);
}

#[test]
fn fill_down_and_rows_taken_out_are_steps_like_any_other() {
    let (_folder, path) = crate::support::file("in.csv", ASKING);
    let mut window = english(&path);
    go_to(&mut window, "F4");
    key(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(cell(&window, "F4"), "maison");
    key(&mut window, Modifiers::COMMAND, Key::P);
    write(&mut window, "take these rows out");
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(file(&window).derived.rows.len(), 3);
    assert_eq!(file(&window).session().history().len(), 2);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(file(&window).derived.rows.len(), 4);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&window, "F4"), "");
}

#[test]
fn the_card_of_safe_fixes_counts_what_the_list_holds() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    let told: u64 = file(&window).derived.safe.iter().map(|(_, n)| n).sum();
    click_containing(&mut window, &format!("{told} safe fixes"));
    window.get_by_label(&format!("Fix {told} cells"));
}

#[test]
fn a_value_of_the_safe_pack_can_be_left_out() {
    let (_folder, path) = crate::support::file("in.csv", ASKING);
    let mut window = english(&path);
    click_containing(&mut window, "safe fix");
    tick_containing(&mut window, "·bar· → bar");
    let at = window.query_all_by_label_contains("Fix 0").count();
    if at == 0 {
        click_last(&mut window, "Fix ");
    }
    assert_eq!(cell(&window, "F5"), " bar ");
}

#[test]
fn a_recipe_does_the_same_on_the_next_file_with_other_headers() {
    let (folder, path) = crate::support::file("juin.csv", ASKING);
    let mut window = english(&path);
    click_containing(&mut window, "Decimal comma, max_power_w");
    click(&mut window, "Answer…");
    click(&mut window, "The comma separates thousands");
    click(&mut window, "Fix 2 cells");
    key(&mut window, Modifiers::COMMAND, Key::P);
    write(&mut window, "history");
    key(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("1 step");
    click(&mut window, "Save as recipe");
    click(&mut window, "Page for the provider");
    let recipe = folder.path().join("juin_recipe.toml");
    assert!(recipe.exists() && folder.path().join("juin_corrections.html").exists());

    let next = folder.path().join("juillet.csv");
    let other = ASKING
        .replace("max_power_w,", "Max Power W,")
        .replace("1,234", "2,345");
    std::fs::write(&next, other).unwrap();
    let mut window = english(&next);
    key(&mut window, Modifiers::COMMAND, Key::P);
    write(&mut window, "history");
    key(&mut window, Modifiers::NONE, Key::Enter);
    click(&mut window, "Apply a recipe…");
    write(&mut window, recipe.to_str().unwrap());
    key(&mut window, Modifiers::NONE, Key::Enter);
    click(&mut window, "OK");
    assert_eq!(cell(&window, "E3"), "2345");
    assert_eq!(file(&window).session().history().len(), 1);
}

#[test]
fn a_wrong_fix_of_many_cells_is_taken_back_from_the_list() {
    let (_folder, path) = sample("practice.xlsx");
    let mut window = english(&path);
    go_to(&mut window, "B2");
    key(&mut window, Modifiers::COMMAND, Key::H);
    window.get_by_label("Find").focus();
    settle(&mut window);
    write(&mut window, "O");
    window.get_by_label("Replace by").focus();
    settle(&mut window);
    write(&mut window, "0");
    click_last(&mut window, "Fix ");
    let wrong = cell(&window, "B3");
    assert_eq!(wrong, "H0P");
    go_to(&mut window, "C3");
    write(&mut window, "x");
    key(&mut window, Modifiers::NONE, Key::Enter);
    key(&mut window, Modifiers::COMMAND, Key::P);
    write(&mut window, "history");
    key(&mut window, Modifiers::NONE, Key::Enter);
    window
        .get_all_by_label("Undo from here")
        .last()
        .unwrap()
        .click();
    settle(&mut window);
    assert_eq!(cell(&window, "B3"), "HOP");
    assert_eq!(file(&window).session().history().len(), 0);
}
