//! The icons: Phosphor code points by name, so that no panel writes a bare number. Regular for
//! actions ([`crate::ui::theme::icon_font`]), fill for states ([`crate::ui::theme::fill_font`]).
//! Only glyphs kept in `assets/fonts/Phosphor-*.ttf` may be named here; a test holds it to that.

/// Whether a text is one icon and nothing else.
#[must_use]
pub fn is_icon(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    first.is_some_and(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)) && chars.next().is_none()
}

/// Phosphor `arrow-clockwise`.
pub const ARROW_CLOCKWISE: &str = "\u{e036}";
/// Phosphor `arrow-counter-clockwise`.
pub const ARROW_COUNTER_CLOCKWISE: &str = "\u{e038}";
/// Phosphor `arrow-left`.
pub const ARROW_LEFT: &str = "\u{e058}";
/// Phosphor `arrow-right`.
pub const ARROW_RIGHT: &str = "\u{e06c}";
/// Phosphor `arrow-square-out`.
pub const ARROW_SQUARE_OUT: &str = "\u{e5de}";
/// Phosphor `arrow-u-up-left`.
pub const ARROW_U_UP_LEFT: &str = "\u{e08a}";
/// Phosphor `arrow-u-up-right`.
pub const ARROW_U_UP_RIGHT: &str = "\u{e08c}";
/// Phosphor `asterisk`.
pub const ASTERISK: &str = "\u{e0aa}";
/// Phosphor `book-open`.
pub const BOOK_OPEN: &str = "\u{e0e6}";
/// Phosphor `broom`.
pub const BROOM: &str = "\u{ec54}";
/// Phosphor `calendar-blank`.
pub const CALENDAR_BLANK: &str = "\u{e10a}";
/// Phosphor `caret-down`.
pub const CARET_DOWN: &str = "\u{e136}";
/// Phosphor `caret-left`.
pub const CARET_LEFT: &str = "\u{e138}";
/// Phosphor `caret-right`.
pub const CARET_RIGHT: &str = "\u{e13a}";
/// Phosphor `caret-up`.
pub const CARET_UP: &str = "\u{e13c}";
/// Phosphor `check`.
pub const CHECK: &str = "\u{e182}";
/// Phosphor `check-circle`.
pub const CHECK_CIRCLE: &str = "\u{e184}";
/// Phosphor `circle`.
pub const CIRCLE: &str = "\u{e18a}";
/// Phosphor `clipboard-text`.
pub const CLIPBOARD_TEXT: &str = "\u{e198}";
/// Phosphor `clock-counter-clockwise`.
pub const CLOCK_COUNTER_CLOCKWISE: &str = "\u{e1a0}";
/// Phosphor `columns`.
pub const COLUMNS: &str = "\u{e546}";
/// Phosphor `command`.
pub const COMMAND: &str = "\u{e1c4}";
/// Phosphor `copy`.
pub const COPY: &str = "\u{e1ca}";
/// Phosphor `crosshair-simple`.
pub const CROSSHAIR_SIMPLE: &str = "\u{e1d8}";
/// Phosphor `dot-outline`.
pub const DOT_OUTLINE: &str = "\u{ece0}";
/// Phosphor `dots-three`.
pub const DOTS_THREE: &str = "\u{e1fe}";
/// Phosphor `download-simple`.
pub const DOWNLOAD_SIMPLE: &str = "\u{e20c}";
/// Phosphor `drop`.
pub const DROP: &str = "\u{e210}";
/// Phosphor `envelope-simple`.
pub const ENVELOPE_SIMPLE: &str = "\u{e218}";
/// Phosphor `export`.
pub const EXPORT: &str = "\u{eaf0}";
/// Phosphor `eye`.
pub const EYE: &str = "\u{e220}";
/// Phosphor `eye-slash`.
pub const EYE_SLASH: &str = "\u{e224}";
/// Phosphor `file`.
pub const FILE: &str = "\u{e230}";
/// Phosphor `file-csv`.
pub const FILE_CSV: &str = "\u{eb1c}";
/// Phosphor `file-xls`.
pub const FILE_XLS: &str = "\u{eb22}";
/// Phosphor `fingerprint`.
pub const FINGERPRINT: &str = "\u{e23e}";
/// Phosphor `floppy-disk`.
pub const FLOPPY_DISK: &str = "\u{e248}";
/// Phosphor `folder`.
pub const FOLDER: &str = "\u{e24a}";
/// Phosphor `folder-open`.
pub const FOLDER_OPEN: &str = "\u{e256}";
/// Phosphor `funnel`.
pub const FUNNEL: &str = "\u{e266}";
/// Phosphor `funnel-simple`.
pub const FUNNEL_SIMPLE: &str = "\u{e268}";
/// Phosphor `gear`.
pub const GEAR: &str = "\u{e270}";
/// Phosphor `globe`.
pub const GLOBE: &str = "\u{e288}";
/// Phosphor `graduation-cap`.
pub const GRADUATION_CAP: &str = "\u{e62c}";
/// Phosphor `hash`.
pub const HASH: &str = "\u{e2a2}";
/// Phosphor `hourglass`.
pub const HOURGLASS: &str = "\u{e2b2}";
/// Phosphor `house`.
pub const HOUSE: &str = "\u{e2c2}";
/// Phosphor `identification-card`.
pub const IDENTIFICATION_CARD: &str = "\u{e2c8}";
/// Phosphor `info`.
pub const INFO: &str = "\u{e2ce}";
/// Phosphor `key`.
pub const KEY: &str = "\u{e2d6}";
/// Phosphor `keyboard`.
pub const KEYBOARD: &str = "\u{e2d8}";
/// Phosphor `laptop`.
pub const LAPTOP: &str = "\u{e586}";
/// Phosphor `link`.
pub const LINK: &str = "\u{e2e2}";
/// Phosphor `link-break`.
pub const LINK_BREAK: &str = "\u{e2e4}";
/// Phosphor `list-bullets`.
pub const LIST_BULLETS: &str = "\u{e2f2}";
/// Phosphor `lock`.
pub const LOCK: &str = "\u{e2fa}";
/// Phosphor `lock-open`.
pub const LOCK_OPEN: &str = "\u{e306}";
/// Phosphor `magnifying-glass`.
pub const MAGNIFYING_GLASS: &str = "\u{e30c}";
/// Phosphor `map-pin`.
pub const MAP_PIN: &str = "\u{e316}";
/// Phosphor `minus`.
pub const MINUS: &str = "\u{e32a}";
/// Phosphor `moon`.
pub const MOON: &str = "\u{e330}";
/// Phosphor `pencil-simple`.
pub const PENCIL_SIMPLE: &str = "\u{e3b4}";
/// Phosphor `phone`.
pub const PHONE: &str = "\u{e3b8}";
/// Phosphor `plus`.
pub const PLUS: &str = "\u{e3d4}";
/// Phosphor `prohibit`.
pub const PROHIBIT: &str = "\u{e3de}";
/// Phosphor `question`.
pub const QUESTION: &str = "\u{e3e8}";
/// Phosphor `rows`.
pub const ROWS: &str = "\u{e5a2}";
/// Phosphor `scissors`.
pub const SCISSORS: &str = "\u{eae0}";
/// Phosphor `shield-check`.
pub const SHIELD_CHECK: &str = "\u{e40c}";
/// Phosphor `sidebar-simple`.
pub const SIDEBAR_SIMPLE: &str = "\u{ec24}";
/// Phosphor `sparkle`.
pub const SPARKLE: &str = "\u{e6a2}";
/// Phosphor `spinner-gap`.
pub const SPINNER_GAP: &str = "\u{e66c}";
/// Phosphor `sun`.
pub const SUN: &str = "\u{e472}";
/// Phosphor `table`.
pub const TABLE: &str = "\u{e476}";
/// Phosphor `text-aa`.
pub const TEXT_AA: &str = "\u{e6ee}";
/// Phosphor `textbox`.
pub const TEXTBOX: &str = "\u{eb0a}";
/// Phosphor `toggle-left`.
pub const TOGGLE_LEFT: &str = "\u{e674}";
/// Phosphor `translate`.
pub const TRANSLATE: &str = "\u{e4a2}";
/// Phosphor `trash`.
pub const TRASH: &str = "\u{e4a6}";
/// Phosphor `tray-arrow-down`.
pub const TRAY_ARROW_DOWN: &str = "\u{e010}";
/// Phosphor `upload-simple`.
pub const UPLOAD_SIMPLE: &str = "\u{e4c0}";
/// Phosphor `user`.
pub const USER: &str = "\u{e4c2}";
/// Phosphor `warning`.
pub const WARNING: &str = "\u{e4e0}";
/// Phosphor `warning-octagon`.
pub const WARNING_OCTAGON: &str = "\u{e4e4}";
/// Phosphor `wifi-slash`.
pub const WIFI_SLASH: &str = "\u{e4f2}";
/// Phosphor `wrench`.
pub const WRENCH: &str = "\u{e5d4}";
/// Phosphor `x`.
pub const X: &str = "\u{e4f6}";

/// Every icon, for the test that draws them all.
pub const ALL: &[&str] = &[
    ARROW_CLOCKWISE,
    ARROW_COUNTER_CLOCKWISE,
    ARROW_LEFT,
    ARROW_RIGHT,
    ARROW_SQUARE_OUT,
    ARROW_U_UP_LEFT,
    ARROW_U_UP_RIGHT,
    ASTERISK,
    BOOK_OPEN,
    BROOM,
    CALENDAR_BLANK,
    CARET_DOWN,
    CARET_LEFT,
    CARET_RIGHT,
    CARET_UP,
    CHECK,
    CHECK_CIRCLE,
    CIRCLE,
    CLIPBOARD_TEXT,
    CLOCK_COUNTER_CLOCKWISE,
    COLUMNS,
    COMMAND,
    COPY,
    CROSSHAIR_SIMPLE,
    DOT_OUTLINE,
    DOTS_THREE,
    DOWNLOAD_SIMPLE,
    DROP,
    ENVELOPE_SIMPLE,
    EXPORT,
    EYE,
    EYE_SLASH,
    FILE,
    FILE_CSV,
    FILE_XLS,
    FINGERPRINT,
    FLOPPY_DISK,
    FOLDER,
    FOLDER_OPEN,
    FUNNEL,
    FUNNEL_SIMPLE,
    GEAR,
    GLOBE,
    GRADUATION_CAP,
    HASH,
    HOURGLASS,
    HOUSE,
    IDENTIFICATION_CARD,
    INFO,
    KEY,
    KEYBOARD,
    LAPTOP,
    LINK,
    LINK_BREAK,
    LIST_BULLETS,
    LOCK,
    LOCK_OPEN,
    MAGNIFYING_GLASS,
    MAP_PIN,
    MINUS,
    MOON,
    PENCIL_SIMPLE,
    PHONE,
    PLUS,
    PROHIBIT,
    QUESTION,
    ROWS,
    SCISSORS,
    SHIELD_CHECK,
    SIDEBAR_SIMPLE,
    SPARKLE,
    SPINNER_GAP,
    SUN,
    TABLE,
    TEXT_AA,
    TEXTBOX,
    TOGGLE_LEFT,
    TRANSLATE,
    TRASH,
    TRAY_ARROW_DOWN,
    UPLOAD_SIMPLE,
    USER,
    WARNING,
    WARNING_OCTAGON,
    WIFI_SLASH,
    WRENCH,
    X,
];
