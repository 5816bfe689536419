//! Every page and every dialog of the window, one after the other, for tests that hold of all of
//! them: that nothing is cut, that everything has a name, that the keyboard reaches it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tamis::document::{ProfileStore, Traces};
use tamis::text::{self, Lang};
use tamis::ui::action::Action;
use tamis::ui::workspace::Step;
use tamis::ui::{Start, ThemeChoice};

use crate::window::{Window, begin_scaled, click_containing, file, go_to, key, settle, write};
use crate::window_keep::vanish;

pub type Shown = Harness<'static, Window>;

/// A screen: its pixels and its scale, and how the window speaks and looks on it.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    pub lang: Lang,
    pub theme: ThemeChoice,
    pub pixels: [f32; 2],
    pub scale: f32,
}

impl Screen {
    fn start(self, opened: Option<&Path>, root: &Path) -> Start {
        Start {
            lang: self.lang,
            theme: self.theme,
            file: opened.map(Path::to_owned),
            system_dialogs: false,
            memory: None,
            traces: Some(Traces::under(root)),
            profiles: Some(std::sync::Arc::new(ProfileStore::at(root.join("profiles")))),
        }
    }

    /// The window on this screen.
    pub fn open(self, opened: Option<&Path>, root: &Path) -> Shown {
        let [width, height] = self.pixels;
        begin_scaled(vec2(width, height), self.scale, self.start(opened, root))
    }
}

/// Every scene gets the window as it stands and the name of the place.
pub type Visit<'a> = &'a mut dyn FnMut(&mut Shown, &str);

fn press(window: &mut Shown, lang: Lang, id: &str) {
    let label = text::t(lang, id);
    let node = window
        .query_all_by_label(&label)
        .last()
        .unwrap_or_else(|| panic!("no “{label}” ({id})"));
    node.click();
    settle(window);
}

/// Writes into a field, in place of what it holds.
fn fill(window: &mut Shown, lang: Lang, id: &str, words: &str) {
    let label = text::t(lang, id);
    let field = window
        .query_all_by_role(Role::TextInput)
        .chain(window.query_all_by_role(Role::PasswordInput))
        .find(|node| node.accesskit_node().label().as_deref() == Some(&*label));
    field
        .unwrap_or_else(|| panic!("no field “{label}”"))
        .focus();
    settle(window);
    key(window, Modifiers::COMMAND, Key::A);
    write(window, words);
}

/// Does an action by its name in the list of commands.
pub fn act(window: &mut Shown, lang: Lang, action: Action) {
    key(window, Modifiers::COMMAND, Key::P);
    write(window, &text::t(lang, action.key()));
    key(window, Modifiers::NONE, Key::Enter);
}

/// Closes whatever stands before the page.
pub fn close(window: &mut Shown) {
    for _ in 0..3 {
        key(window, Modifiers::NONE, Key::Escape);
    }
}

fn edit(window: &mut Shown, address: &str, words: &str) {
    go_to(window, address);
    write(window, words);
    key(window, Modifiers::NONE, Key::Enter);
}

fn copy_of(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::copy(crate::support::asset("assets/samples").join(name), &path).unwrap();
    path
}

/// Three customers without a fault, and a telephone number in a column that leaves in the clear.
const NOTED: &str = "customer_external_id,manufacturer,serial_number,device_external_id,customer_name,customer_phone,grid_name\n\
C-1,HOP,SN-1,D-1,Chipo Banda,+260977123456,call 0977123456 first\n\
C-2,HOP,SN-2,D-2,Moussa Sarr,+260966000111,Kalomo\n\
C-3,HOP,SN-3,D-3,Zoé Ngoma,+260955222333,Kalomo\n";

const SENT: &str = "customer_external_id,manufacturer,serial_number,device_external_id,customer_name,max_power_w\n\
C-1,HOP,SN-1,D-1,Chipo Banda,abc\nC-2,HOP,SN-2,D-2,Moussa Sarr,\"1,234\"\n\
C-3,HOP,SN-3,D-3,Zoé Ngoma,7\nC-4,HOP,SN-4,D-4,Ada Phiri,8\n";

const CORRECTED: &str = "customer_external_id,manufacturer,serial_number,device_external_id,customer_name,max_power_w\n\
C-5,HOP,SN-5,D-5,Awa Diop,2\nC-1,HOP,SN-1,D-1,Chipo Banda,12\n\
C-2,HOP,SN-2,D-2,Moussa Sarr,35\nC-3,HOP,SN-3,D-3,Zoé Ngoma,seven\n";

const CLEAN: &str = "customer_external_id,manufacturer,serial_number,device_external_id,grid_name\n\
C-1,HOP,SN-1,D-1,Kalomo\nC-2,HOP,SN-2,D-2,Kalomo\n";

const STRANGE: &str = "Liste des compteurs;;;;;\n;;;;;\nRéf client;N° cmpt;Fabricant;Coord. lat;Divers;Tél. garant\n\
BJ-1;470001;CALIN;9.30;agriculteur;+22997123401\nBJ-2;470002;CALIN;9.31;maçon;+22997123402\nTOTAL;;;;;\n";

/// Texts of the file that is open, and the names of its fields.
pub fn texts_of(window: &Shown) -> HashSet<String> {
    let mut data = HashSet::new();
    let Some(shown) = window.state().app.as_ref().unwrap().file() else {
        return data;
    };
    data.insert(shown.name.clone());
    data.insert(shown.export.target.clone());
    let session = shown.session();
    let document = session.document();
    let path = document.path();
    data.insert(path.to_string_lossy().into_owned());
    data.extend(path.file_stem().map(|s| s.to_string_lossy().into_owned()));
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

/// Everything.
pub fn walk(screen: Screen, visit: Visit<'_>) {
    pages(screen, visit);
    actions(screen, visit);
    fixing(screen, visit);
    leaving(screen, visit);
    keeping(screen, visit);
    others(screen, visit);
}

/// The five steps with their help, the details of cells, the menus.
pub fn pages(screen: Screen, visit: Visit<'_>) {
    let lang = screen.lang;
    let folder = tempfile::tempdir().unwrap();
    let mut window = screen.open(None, folder.path());
    visit(&mut window, "start");
    for menu in tamis::ui::action::Menu::ALL {
        press(&mut window, lang, menu.key());
        visit(&mut window, &format!("start, menu {menu:?}"));
        close(&mut window);
    }
    act(&mut window, lang, Action::StepHelp);
    visit(&mut window, "start, help");
    drop(window);
    let path = copy_of(folder.path(), "practice.xlsx");
    let mut window = screen.open(Some(&path), folder.path());
    for (step, go) in Step::ALL.into_iter().zip([
        Action::StepRead,
        Action::StepMatch,
        Action::StepFix,
        Action::StepProtect,
        Action::StepExport,
    ]) {
        act(&mut window, lang, go);
        assert_eq!(file(&window).step, step);
        visit(&mut window, &format!("{step:?}"));
        act(&mut window, lang, Action::StepHelp);
        visit(&mut window, &format!("{step:?}, help"));
        close(&mut window);
    }
    press(&mut window, lang, "export-options");
    visit(&mut window, "Export, options");
    act(&mut window, lang, Action::StepFix);
    for address in ["Q5", "H5", "V9", "C2", "F2"] {
        go_to(&mut window, address);
        visit(&mut window, &format!("Fix, {address}"));
    }
    go_to(&mut window, "Q5");
    press(&mut window, lang, "details-why");
    visit(&mut window, "Fix, why");
    press(&mut window, lang, "details-why-hide");
    for menu in tamis::ui::action::Menu::ALL {
        press(&mut window, lang, menu.key());
        visit(&mut window, &format!("Fix, menu {menu:?}"));
        close(&mut window);
    }
    act(&mut window, lang, Action::HideClear);
    visit(&mut window, "Fix, clear values hidden");
    act(&mut window, lang, Action::HideClear);
    for panel in [Action::ProblemsPanel, Action::DetailsPanel] {
        act(&mut window, lang, panel);
        visit(&mut window, &format!("Fix, {panel:?}"));
    }
}

/// What each action of the registry opens.
pub fn actions(screen: Screen, visit: Visit<'_>) {
    let lang = screen.lang;
    let folder = tempfile::tempdir().unwrap();
    let path = copy_of(folder.path(), "practice.xlsx");
    let mut window = screen.open(Some(&path), folder.path());
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
                | Action::Copy
                | Action::Paste
                | Action::DeleteRows
                | Action::KeepRows
                | Action::FillDown
                | Action::FixCell
                | Action::HideColumns
                | Action::HideClear
                | Action::Undo
                | Action::Redo
                | Action::ProblemsPanel
                | Action::DetailsPanel
                | Action::StillPicture
                | Action::StepHelp
                | Action::ThemeDark
                | Action::ThemeLight
                | Action::ThemeSystem
        );
        if leads_away {
            continue;
        }
        go_to(&mut window, "Q5");
        act(&mut window, lang, action);
        visit(&mut window, &format!("{action:?}"));
        close(&mut window);
        if action == Action::Preview {
            act(&mut window, lang, action);
        }
        act(&mut window, lang, Action::AllRows);
        close(&mut window);
    }
    act(&mut window, lang, Action::About);
    press(&mut window, lang, "about-notices");
    visit(&mut window, "About, notices");
}

/// Groups, bulk fixes, lists, a paste, the history.
pub fn fixing(screen: Screen, visit: Visit<'_>) {
    let lang = screen.lang;
    let folder = tempfile::tempdir().unwrap();
    let path = copy_of(folder.path(), "practice.xlsx");
    let mut window = screen.open(Some(&path), folder.path());
    let groups: Vec<String> = window
        .query_all_by_role(Role::ListItem)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(groups.len() > 10, "the panel lists its groups");
    for group in groups {
        window
            .query_all_by_label(&group)
            .next()
            .unwrap_or_else(|| panic!("no group {group}"))
            .click();
        settle(&mut window);
        visit(&mut window, &format!("Fix, group {group}"));
    }
    for address in ["Q5", "M3", "V3", "T4"] {
        go_to(&mut window, address);
        key(&mut window, Modifiers::NONE, Key::F2);
        visit(&mut window, &format!("editing {address}"));
        close(&mut window);
    }
    go_to(&mut window, "A4");
    let block = (0..250).map(|i| format!("p{i}\tq\r\n")).collect::<String>();
    window.event(Event::Paste(block));
    settle(&mut window);
    visit(&mut window, "paste");
    close(&mut window);
    go_to(&mut window, "A2");
    let cell = window.get_by_label("A2 ZM-1000");
    cell.click_secondary();
    settle(&mut window);
    visit(&mut window, "menu of a cell");
    close(&mut window);
    act(&mut window, lang, Action::SafeFixes);
    key(&mut window, Modifiers::NONE, Key::Enter);
    visit(&mut window, "after the safe fixes");
    act(&mut window, lang, Action::History);
    visit(&mut window, "history with a step");
    close(&mut window);
    act(&mut window, lang, Action::Seal);
    visit(&mut window, "seal");
}

/// Personal data, keys, questions before an export, and what was written.
pub fn leaving(screen: Screen, visit: Visit<'_>) {
    let lang = screen.lang;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Juin.csv");
    std::fs::write(&path, NOTED).unwrap();
    let mut window = screen.open(Some(&path), folder.path());
    visit(&mut window, "a number in the clear");
    key(&mut window, Modifiers::COMMAND, Key::E);
    visit(&mut window, "Export, a number in the clear");
    click_containing(&mut window, &text::t(lang, "hit-keep"));
    visit(&mut window, "keep a find");
    close(&mut window);
    let mask = format!("{}: grid_name", text::t(lang, "hit-mask"));
    let mask = if lang == Lang::Fr {
        mask.replace(": ", "\u{a0}: ")
    } else {
        mask
    };
    click_containing(&mut window, &mask);
    visit(&mut window, "Export, masked");
    let export = text::tf(
        lang,
        "export-button-ask",
        &[("n", 3u64.into()), ("rows", "3".into())],
    );
    click_containing(&mut window, &export);
    visit(&mut window, "how pseudonyms are made");
    press(&mut window, lang, "method-go");
    visit(&mut window, "a new key");
    let key_file = folder.path().join("ours.tamis-key");
    fill(&mut window, lang, "key-where", key_file.to_str().unwrap());
    fill(&mut window, lang, "key-passphrase", "a short sentence");
    fill(
        &mut window,
        lang,
        "key-passphrase-again",
        "a short sentence",
    );
    press(&mut window, lang, "key-new-go");
    visit(&mut window, "the key is made");
    press(&mut window, lang, "key-later");
    visit(&mut window, "exported");
    press(&mut window, lang, "remember-offer");
    visit(&mut window, "remember the provider");
    write(&mut window, "Soleil");
    key(&mut window, Modifiers::NONE, Key::Enter);
    act(&mut window, lang, Action::Providers);
    visit(&mut window, "providers");
    close(&mut window);
    act(&mut window, lang, Action::StepProtect);
    visit(&mut window, "Protect, with a key");
    press(&mut window, lang, "protect-other");
    visit(&mut window, "protect another column");
    drop(window);

    // Rows with errors: left out or written all the same.
    let folder = tempfile::tempdir().unwrap();
    let path = copy_of(folder.path(), "practice.xlsx");
    let mut window = screen.open(Some(&path), folder.path());
    key(&mut window, Modifiers::COMMAND, Key::E);
    for (choice, place) in [
        ("invalid-skip-word", "rows out"),
        ("invalid-keep", "all the same"),
    ] {
        let words = if choice == "invalid-keep" {
            text::t(lang, choice)
        } else if lang == Lang::Fr {
            "Écarter".to_owned()
        } else {
            "rows out".to_owned()
        };
        click_containing(&mut window, &words);
        visit(&mut window, &format!("Export, {place}"));
        key(&mut window, Modifiers::COMMAND, Key::E);
        press(&mut window, lang, "method-without");
        visit(&mut window, &format!("{place}, plain"));
        press(&mut window, lang, "method-go");
        visit(&mut window, &format!("{place}, sure"));
        close(&mut window);
        key(&mut window, Modifiers::COMMAND, Key::Z);
        key(&mut window, Modifiers::COMMAND, Key::E);
    }
}

/// Projects, leaving, resuming, recent files, traces, files that cannot be opened.
pub fn keeping(screen: Screen, visit: Visit<'_>) {
    let lang = screen.lang;
    let root = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = copy_of(folder.path(), "practice.xlsx");
    let mut window = screen.open(Some(&path), root.path());
    edit(&mut window, "B3", "KEPT");
    act(&mut window, lang, Action::Save);
    visit(&mut window, "save");
    press(&mut window, lang, "save-passphrase");
    visit(&mut window, "save with a passphrase");
    close(&mut window);
    key(&mut window, Modifiers::COMMAND, Key::W);
    visit(&mut window, "leave");
    close(&mut window);
    act(&mut window, lang, Action::DeleteTraces);
    visit(&mut window, "delete traces");
    close(&mut window);
    let nowhere = folder.path().join("none").join("Juin");
    act(&mut window, lang, Action::Save);
    fill(&mut window, lang, "save-path", nowhere.to_str().unwrap());
    press(&mut window, lang, "save-go");
    visit(&mut window, "save where nothing is");
    close(&mut window);
    wait_until_kept(&window);
    vanish(window, root.path());
    let mut window = screen.open(None, root.path());
    visit(&mut window, "resume");
    press(&mut window, lang, "resume-later");
    visit(&mut window, "start with recent files");
    vanish(window, root.path());
    std::fs::rename(&path, folder.path().join("moved.xlsx")).unwrap();
    let mut window = screen.open(None, root.path());
    press(&mut window, lang, "resume-go");
    visit(&mut window, "resume, the source is gone");
    drop(window);
    let pdf = folder.path().join("Juin.xlsx");
    std::fs::write(&pdf, b"%PDF-1.7 not a table").unwrap();
    let fresh = tempfile::tempdir().unwrap();
    let mut window = screen.open(Some(&pdf), fresh.path());
    visit(&mut window, "a file that cannot be opened");
}

fn wait_until_kept(window: &Shown) {
    let start = std::time::Instant::now();
    loop {
        let state = file(window).session().keep_state().unwrap();
        if state.waiting == 0 && state.kept_at.is_some() {
            return;
        }
        assert!(start.elapsed() < std::time::Duration::from_secs(60));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

/// Providers' returns, strange files, empty files, files without a fault.
pub fn others(screen: Screen, visit: Visit<'_>) {
    let lang = screen.lang;
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let path = place("Juin.csv", SENT);
    let corrected = place("Juin-corrected.csv", CORRECTED);
    let root = tempfile::tempdir().unwrap();
    let mut window = screen.open(Some(&path), root.path());
    let group = text::t(lang, "rule-decimal-comma");
    if window.query_all_by_label_contains(&group).next().is_some() {
        click_containing(&mut window, &group);
        visit(&mut window, "a question");
        press(&mut window, lang, "problems-answer");
        visit(&mut window, "a question, asked");
        close(&mut window);
    }
    edit(&mut window, "F3", "3.5");
    act(&mut window, lang, Action::TakeOver);
    fill(
        &mut window,
        lang,
        "corrections-which",
        corrected.to_str().unwrap(),
    );
    press(&mut window, lang, "corrections-compare");
    visit(&mut window, "corrections");
    close(&mut window);
    act(&mut window, lang, Action::SendBack);
    let back = folder.path().join("back-PERSONAL-DATA.xlsx");
    fill(&mut window, lang, "send-back-where", back.to_str().unwrap());
    press(&mut window, lang, "send-back-go");
    visit(&mut window, "sent back");
    drop(window);

    let path = place("propre.csv", CLEAN);
    let root = tempfile::tempdir().unwrap();
    let mut window = screen.open(Some(&path), root.path());
    visit(&mut window, "no problem at all");
    act(&mut window, lang, Action::StepProtect);
    visit(&mut window, "nothing to protect");
    drop(window);

    let path = place("etrange.csv", STRANGE);
    let root = tempfile::tempdir().unwrap();
    let mut window = screen.open(Some(&path), root.path());
    visit(&mut window, "columns to confirm");
    key(&mut window, Modifiers::NONE, Key::Enter);
    visit(&mut window, "targets of a column");
    close(&mut window);
    act(&mut window, lang, Action::StepRead);
    visit(&mut window, "a strange file, read");
    act(&mut window, lang, Action::StepFix);
    visit(&mut window, "a strange file, fix");
    act(&mut window, lang, Action::JoinColumns);
    visit(&mut window, "join columns");
    close(&mut window);
    drop(window);

    let path = place("vide.csv", "customer_external_id,manufacturer\n");
    let root = tempfile::tempdir().unwrap();
    let mut window = screen.open(Some(&path), root.path());
    act(&mut window, lang, Action::StepFix);
    visit(&mut window, "no rows");
    key(&mut window, Modifiers::COMMAND, Key::E);
    visit(&mut window, "Export, no rows");
}
