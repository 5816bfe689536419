//! The registry of what the user can do: name, help, shortcut, icon, menu. Menus, palette, shortcut
//! list and keyboard are derived from it, so that they cannot disagree.
//!
//! It decides nothing: whether an action is possible, and what it does, is the app's business.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::icon;

/// A menu of the menu bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Menu {
    File,
    Edit,
    Data,
    View,
    Go,
    Help,
}

impl Menu {
    /// In order.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::Data,
        Self::View,
        Self::Go,
        Self::Help,
    ];

    /// The id of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::File => "menu-file",
            Self::Edit => "menu-edit",
            Self::Data => "menu-data",
            Self::View => "menu-view",
            Self::Go => "menu-go",
            Self::Help => "menu-help",
        }
    }
}

macro_rules! actions {
    ($($name:ident $key:literal $menu:ident $icon:expr, $group:literal, $shortcut:expr;)*) => {
        /// Something that the user can do. The order is that of the menus.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Action { $($name,)* }

        impl Action {
            /// Every action in menu order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The id of its name in `assets/i18n`.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => concat!("do-", $key),)* }
            }

            /// The id of the sentence that says what it does.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(Self::$name => concat!("help-", $key),)* }
            }

            /// The id of further words by which it is found; they are never shown.
            #[must_use]
            pub fn find(self) -> &'static str {
                match self { $(Self::$name => concat!("find-", $key),)* }
            }

            /// The menu that holds it.
            #[must_use]
            pub fn menu(self) -> Menu {
                match self { $(Self::$name => Menu::$menu,)* }
            }

            /// The icon beside it.
            #[must_use]
            pub fn icon(self) -> &'static str {
                match self { $(Self::$name => $icon,)* }
            }

            /// Actions of one number stand together in their menu, a line between the numbers.
            #[must_use]
            pub fn group(self) -> u8 {
                match self { $(Self::$name => $group,)* }
            }

            /// The keys that do it, by the character that the keyboard produces.
            #[must_use]
            pub fn shortcut(self) -> Option<KeyboardShortcut> {
                match self { $(Self::$name => $shortcut,)* }
            }
        }
    };
}

const fn ctrl(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND, key))
}

const fn ctrl_shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(
        Modifiers::COMMAND.plus(Modifiers::SHIFT),
        key,
    ))
}

const fn plain(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::NONE, key))
}

const fn shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::SHIFT, key))
}

actions! {
    Open "open" File icon::FOLDER_OPEN, 0, ctrl(Key::O);
    OpenPath "open-path" File icon::TEXTBOX, 0, ctrl_shift(Key::O);
    NewTemplate "new-template" File icon::TABLE, 0, None;
    Save "save" File icon::FLOPPY_DISK, 1, ctrl(Key::S);
    SaveAs "save-as" File icon::FLOPPY_DISK, 1, ctrl_shift(Key::S);
    Export "export" File icon::EXPORT, 1, ctrl(Key::E);
    SendBack "send-back" File icon::ENVELOPE_SIMPLE, 1, None;
    TakeOver "take-over" File icon::TRAY_ARROW_DOWN, 1, None;
    Verify "verify" File icon::SHIELD_CHECK, 2, None;
    Providers "providers" File icon::IDENTIFICATION_CARD, 2, None;
    ClearRecent "clear-recent" File icon::CLOCK_COUNTER_CLOCKWISE, 2, None;
    Close "close" File icon::X, 3, ctrl(Key::W);
    Quit "quit" File icon::ARROW_SQUARE_OUT, 3, ctrl(Key::Q);
    Undo "undo" Edit icon::ARROW_U_UP_LEFT, 0, ctrl(Key::Z);
    Redo "redo" Edit icon::ARROW_U_UP_RIGHT, 0, ctrl(Key::Y);
    History "history" Edit icon::CLOCK_COUNTER_CLOCKWISE, 0, None;
    Seal "seal" Edit icon::LOCK, 0, None;
    Cut "cut" Edit icon::SCISSORS, 1, ctrl(Key::X);
    Copy "copy" Edit icon::COPY, 1, ctrl(Key::C);
    Paste "paste" Edit icon::CLIPBOARD_TEXT, 1, ctrl(Key::V);
    EditCell "edit-cell" Edit icon::PENCIL_SIMPLE, 2, plain(Key::F2);
    FixCell "fix-cell" Edit icon::WRENCH, 2, ctrl(Key::Period);
    FixAlike "fix-alike" Edit icon::SPARKLE, 2, ctrl(Key::J);
    SafeFixes "safe-fixes" Edit icon::BROOM, 2, None;
    Replace "replace" Edit icon::MAGNIFYING_GLASS, 2, ctrl(Key::H);
    FillDown "fill-down" Edit icon::DOWNLOAD_SIMPLE, 2, ctrl(Key::D);
    ProblemRows "problem-rows" Data icon::FUNNEL_SIMPLE, 0, None;
    FilterText "filter-text" Data icon::FUNNEL, 0, ctrl_shift(Key::R);
    ColumnValues "column-values" Data icon::FUNNEL, 0, ctrl_shift(Key::L);
    AllRows "all-rows" Data icon::ROWS, 0, None;
    SortUp "sort-up" Data icon::CARET_UP, 1, None;
    SortDown "sort-down" Data icon::CARET_DOWN, 1, None;
    MapValues "map-values" Data icon::TABLE, 2, None;
    SplitColumn "split-column" Data icon::SCISSORS, 2, None;
    JoinColumns "join-columns" Data icon::LINK, 2, None;
    FillEmpty "fill-empty" Data icon::DOWNLOAD_SIMPLE, 2, None;
    DeleteRows "delete-rows" Data icon::TRASH, 3, None;
    KeepRows "keep-rows" Data icon::ROWS, 3, None;
    LeftOutColumns "left-out-columns" View icon::COLUMNS, 0, None;
    Preview "preview" View icon::EYE, 0, ctrl_shift(Key::P);
    HideClear "hide-clear" View icon::EYE_SLASH, 0, ctrl_shift(Key::H);
    HideColumns "hide-columns" View icon::EYE_SLASH, 1, None;
    FreezeColumns "freeze-columns" View icon::SIDEBAR_SIMPLE, 1, None;
    FitColumns "fit-columns" View icon::COLUMNS, 1, ctrl_shift(Key::F);
    MoveLeft "move-left" View icon::ARROW_LEFT, 1, None;
    MoveRight "move-right" View icon::ARROW_RIGHT, 1, None;
    ChooseColumns "choose-columns" View icon::LIST_BULLETS, 1, ctrl_shift(Key::C);
    ProblemsPanel "problems-panel" View icon::SIDEBAR_SIMPLE, 2, None;
    DetailsPanel "details-panel" View icon::SIDEBAR_SIMPLE, 2, None;
    FullScreen "full-screen" View icon::LAPTOP, 2, plain(Key::F11);
    ZoomIn "zoom-in" View icon::PLUS, 3, ctrl(Key::Plus);
    ZoomOut "zoom-out" View icon::MINUS, 3, ctrl(Key::Minus);
    ZoomReset "zoom-reset" View icon::MAGNIFYING_GLASS, 3, ctrl(Key::Num0);
    ThemeSystem "theme-system" View icon::LAPTOP, 4, None;
    ThemeLight "theme-light" View icon::SUN, 4, None;
    ThemeDark "theme-dark" View icon::MOON, 4, None;
    StillPicture "still-picture" View icon::PROHIBIT, 4, None;
    English "english" View icon::TRANSLATE, 5, None;
    French "french" View icon::TRANSLATE, 5, None;
    GoToCell "go-to-cell" Go icon::CROSSHAIR_SIMPLE, 0, ctrl(Key::G);
    NextProblem "next-problem" Go icon::CARET_DOWN, 0, plain(Key::F8);
    PreviousProblem "previous-problem" Go icon::CARET_UP, 0, shift(Key::F8);
    StepRead "step-read" Go icon::FILE, 1, None;
    StepMatch "step-match" Go icon::LINK, 1, None;
    StepFix "step-fix" Go icon::WRENCH, 1, None;
    StepProtect "step-protect" Go icon::SHIELD_CHECK, 1, None;
    StepExport "step-export" Go icon::EXPORT, 1, None;
    NextFile "next-file" Go icon::CARET_RIGHT, 2, ctrl(Key::Tab);
    PreviousFile "previous-file" Go icon::CARET_LEFT, 2, ctrl_shift(Key::Tab);
    NextPart "next-part" Go icon::CARET_RIGHT, 3, plain(Key::F6);
    PreviousPart "previous-part" Go icon::CARET_LEFT, 3, shift(Key::F6);
    Palette "palette" Help icon::COMMAND, 0, ctrl(Key::P);
    Shortcuts "shortcuts" Help icon::KEYBOARD, 0, plain(Key::F1);
    StepHelp "step-help" Help icon::QUESTION, 0, shift(Key::F1);
    Rules "rules" Help icon::BOOK_OPEN, 0, None;
    Practice "practice" Help icon::GRADUATION_CAP, 1, None;
    DeleteTraces "delete-traces" Help icon::TRASH, 2, None;
    About "about" Help icon::INFO, 3, None;
}

impl Action {
    /// What the system itself tells by its own events, to whatever has the keyboard: their keys
    /// are shown, never looked for.
    #[must_use]
    pub fn is_clipboard(self) -> bool {
        matches!(self, Self::Cut | Self::Copy | Self::Paste)
    }

    /// A second pair of keys that does the same.
    #[must_use]
    pub fn second_shortcut(self) -> Option<KeyboardShortcut> {
        match self {
            Self::Redo => ctrl_shift(Key::Z),
            Self::ZoomIn => ctrl(Key::Equals),
            Self::Palette => ctrl(Key::K),
            Self::Replace => ctrl(Key::F),
            _ => None,
        }
    }
}

/// Every shortcut that the window looks for with its action, those with more modifiers first: egui takes `Shift+F8` for
/// `F8` too when it is asked for `F8` first.
#[must_use]
pub fn shortcuts() -> Vec<(KeyboardShortcut, Action)> {
    let mut all: Vec<(KeyboardShortcut, Action)> = Action::ALL
        .iter()
        .flat_map(|action| {
            action
                .shortcut()
                .into_iter()
                .chain(action.second_shortcut())
                .map(|keys| (keys, *action))
        })
        .filter(|(_, action)| !action.is_clipboard())
        .collect();
    all.sort_by_key(|(keys, _)| {
        let m = keys.modifiers;
        std::cmp::Reverse(u8::from(m.shift) + u8::from(m.alt) + u8::from(m.command || m.ctrl))
    });
    all
}

/// The keys as this language names them.
#[must_use]
pub fn keys(lang: crate::text::Lang, shortcut: KeyboardShortcut) -> String {
    let french = lang == crate::text::Lang::Fr;
    let mut parts: Vec<&str> = Vec::new();
    if shortcut.modifiers.command || shortcut.modifiers.ctrl {
        parts.push("Ctrl");
    }
    if shortcut.modifiers.shift {
        parts.push(if french { "Maj" } else { "Shift" });
    }
    parts.push(match shortcut.logical_key {
        Key::Period => ".",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Num0 => "0",
        other => other.name(),
    });
    parts.join("+")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, has};
    use std::collections::HashSet;

    /// Words without accents, small, longer than what only binds them together.
    fn words(text: &str) -> HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .map(crate::schema::fold_header)
            .filter(|word| word.chars().count() > 2)
            .collect()
    }

    #[test]
    fn every_action_says_in_one_sentence_what_its_name_does_not() {
        let mut seen = HashSet::new();
        for lang in [Lang::En, Lang::Fr] {
            for action in Action::ALL {
                let key = action.help();
                assert!(has(lang, key), "{key} is missing in {lang:?}");
                let help = crate::text::t(lang, key);
                assert!(help.ends_with('.'), "{key} is no sentence: {help}");
                let ends = help.matches(['.', '!', '?']).count();
                assert_eq!(ends, 1, "{key} is more than one sentence: {help}");
                assert!(help.chars().count() <= 112, "{key} is long: {help}");
                let name = words(&crate::text::t(lang, action.key()));
                let more = words(&help).difference(&name).count();
                assert!(more >= 4, "{key} says no more than its name: {help}");
                if !matches!(action, Action::English | Action::French) {
                    assert!(seen.insert(help.clone()), "two actions say: {help}");
                }
            }
        }
    }

    #[test]
    fn every_action_has_a_name_and_no_two_share_their_keys() {
        let mut seen = HashSet::new();
        for action in Action::ALL {
            for lang in [Lang::En, Lang::Fr] {
                assert!(has(lang, action.key()), "{}", action.key());
                assert!(has(lang, action.find()), "{}", action.find());
            }
            for keys in action
                .shortcut()
                .into_iter()
                .chain(action.second_shortcut())
            {
                let name = format!("{:?}{:?}", keys.modifiers, keys.logical_key);
                assert!(seen.insert(name), "{action:?} shares its keys");
            }
        }
    }
}
