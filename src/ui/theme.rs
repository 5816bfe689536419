//! The look of Tamis in one place: colours, type sizes, spaces, radii and fonts, light and dark.
//!
//! Every panel takes its values from here, so that a token changes once and the contrast test at
//! the end holds for the whole window. It must not know what is drawn: no texts, no state.

use std::sync::Arc;

use eframe::egui;
use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke,
    TextStyle, Vec2, Visuals,
};

/// Every colour token of the design, for one brightness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Menu, steps, status bar.
    pub app: Color32,
    /// Side panels, pages, dialogs.
    pub panel: Color32,
    /// Cells, fields, list boxes.
    pub grid: Color32,
    /// Grid header and row numbers.
    pub header: Color32,
    /// Secondary buttons, cards, toasts.
    pub raised: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Under a pressed pointer, and disabled buttons.
    pub pressed: Color32,
    /// Grid lines and list rules.
    pub line: Color32,
    /// Panel and card edges.
    pub line2: Color32,
    /// Outline of fields, ticks and radio buttons.
    pub ctl: Color32,
    /// Ordinary text.
    pub text: Color32,
    /// Second lines.
    pub muted: Color32,
    /// Masks and placeholders.
    pub faint: Color32,
    /// Action, focus, active.
    pub accent: Color32,
    /// Text on accent.
    pub on_accent: Color32,
    /// Filled button under the pointer.
    pub accent_hover: Color32,
    /// Chosen segment and cell range.
    pub accent_tint: Color32,
    /// Chosen row, head of the current row and column.
    pub sel: Color32,
    /// Sign of an error.
    pub error: Color32,
    /// Ground of an error.
    pub error_tint: Color32,
    /// Sign of a warning.
    pub warning: Color32,
    /// Ground of a warning.
    pub warning_tint: Color32,
    /// Sign of a note.
    pub note: Color32,
    /// Ground of a note.
    pub note_tint: Color32,
    /// Sign of something done.
    pub ok: Color32,
    /// Ground of something done.
    pub ok_tint: Color32,
    /// Sign of privacy.
    pub privacy: Color32,
    /// Ground of privacy.
    pub privacy_tint: Color32,
    /// Behind a dialog.
    pub scrim: Color32,
}

const fn hex(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// The light palette.
pub const LIGHT: Palette = Palette {
    app: hex(0xE9ECEB),
    panel: hex(0xF5F6F5),
    grid: hex(0xFFFFFF),
    header: hex(0xEFF2F1),
    raised: hex(0xFFFFFF),
    hover: hex(0xE3E8E7),
    pressed: hex(0xD6DDDC),
    line: hex(0xE3E7E6),
    line2: hex(0xD0D6D5),
    ctl: hex(0x7C8887),
    text: hex(0x182022),
    muted: hex(0x525D5F),
    faint: hex(0x677274),
    accent: hex(0x0B6374),
    on_accent: hex(0xFFFFFF),
    accent_hover: hex(0x084E5C),
    accent_tint: hex(0xDCEEF1),
    sel: hex(0xCFE7EC),
    error: hex(0xB3261E),
    error_tint: hex(0xFCE8E5),
    warning: hex(0x855600),
    warning_tint: hex(0xFAEFD2),
    note: hex(0x3A5A85),
    note_tint: hex(0xE6EDF6),
    ok: hex(0x1D6B3A),
    ok_tint: hex(0xE1F2E6),
    privacy: hex(0x683FA3),
    privacy_tint: hex(0xF4EFFB),
    // 42 % of #141C1E, premultiplied.
    scrim: Color32::from_rgba_premultiplied(8, 12, 13, 107),
};

/// The dark palette.
pub const DARK: Palette = Palette {
    app: hex(0x14181A),
    panel: hex(0x1A1F21),
    grid: hex(0x101416),
    header: hex(0x1D2325),
    raised: hex(0x242A2D),
    hover: hex(0x2A3134),
    pressed: hex(0x333B3E),
    line: hex(0x23292B),
    line2: hex(0x3A4346),
    ctl: hex(0x7A868A),
    text: hex(0xE5EAEB),
    muted: hex(0xA1ACAF),
    faint: hex(0x879397),
    accent: hex(0x5FC2D3),
    on_accent: hex(0x05242B),
    accent_hover: hex(0x83D2E0),
    accent_tint: hex(0x12343C),
    sel: hex(0x174550),
    error: hex(0xFF8E7F),
    error_tint: hex(0x371C19),
    warning: hex(0xEAB64E),
    warning_tint: hex(0x362B12),
    note: hex(0x94B8E4),
    note_tint: hex(0x1B2B3F),
    ok: hex(0x6FCB8E),
    ok_tint: hex(0x153221),
    privacy: hex(0xC6A7F2),
    privacy_tint: hex(0x271F3A),
    scrim: Color32::from_black_alpha(140),
};

/// Spaces between and inside things.
pub mod space {
    /// 4 points.
    pub const XS: f32 = 4.0;
    /// 8 points.
    pub const S: f32 = 8.0;
    /// 12 points.
    pub const M: f32 = 12.0;
    /// 16 points.
    pub const L: f32 = 16.0;
    /// 24 points.
    pub const XL: f32 = 24.0;
    /// 32 points.
    pub const XXL: f32 = 32.0;
    /// Inside the edge of a side panel.
    pub const PANEL_EDGE: f32 = 14.0;
    /// Inside the edge of a dialog.
    pub const DIALOG_EDGE: f32 = 20.0;
    /// Widest column of a page.
    pub const PAGE_WIDTH: f32 = 1060.0;
    /// Between a page and the window edge.
    pub const PAGE_EDGE: f32 = 32.0;
}

/// Text sizes.
pub mod size {
    /// Product name.
    pub const NAME: f32 = 28.0;
    /// Page and dialog title.
    pub const TITLE: f32 = 20.0;
    /// Card title.
    pub const CARD: f32 = 15.0;
    /// Body and cells.
    pub const BODY: f32 = 13.0;
    /// Second line, monospace.
    pub const SMALL: f32 = 12.0;
    /// Captions, column letters, field names.
    pub const CAPTION: f32 = 11.0;
}

/// Corner radii.
pub mod radius {
    /// A value box.
    pub const VALUE: u8 = 4;
    /// A small button.
    pub const SMALL: u8 = 5;
    /// A button, a field, a card.
    pub const BUTTON: u8 = 6;
    /// A dialog or the drop area.
    pub const DIALOG: u8 = 10;
}

/// Heights and widths of the parts of the window.
pub mod extent {
    /// The menu bar.
    pub const MENU: f32 = 32.0;
    /// The bar of steps.
    pub const STEPS: f32 = 50.0;
    /// The bar of steps in a low window.
    pub const STEPS_LOW: f32 = 36.0;
    /// The bar above the grid.
    pub const GRID_BAR: f32 = 36.0;
    /// The status bar.
    pub const STATUS: f32 = 26.0;
    /// A button.
    pub const BUTTON: f32 = 30.0;
    /// A button in a bar.
    pub const BUTTON_BAR: f32 = 26.0;
    /// The main action of a page.
    pub const BUTTON_PAGE: f32 = 36.0;
    /// A text field.
    pub const FIELD: f32 = 30.0;
    /// A row of the grid.
    pub const CELL: f32 = 26.0;
    /// A row of the grid in a low window.
    pub const CELL_LOW: f32 = 24.0;
    /// The header of the grid.
    pub const HEADER: f32 = 60.0;
    /// The panel of problems.
    pub const LEFT: f32 = 250.0;
    /// The panel of details.
    pub const RIGHT: f32 = 284.0;
    /// Either panel in a narrow window.
    pub const SIDE_NARROW: f32 = 232.0;
    /// Windows narrower than this take the narrow panels.
    pub const NARROW_BELOW: f32 = 1200.0;
    /// Windows lower than this take the low heights.
    pub const LOW_BELOW: f32 = 680.0;
    /// The widest dialog.
    pub const DIALOG: f32 = 752.0;
}

/// The palette in force and the fonts that go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether the dark palette is in force.
    pub dark: bool,
    /// The colours.
    pub palette: Palette,
}

impl Theme {
    /// The light theme.
    #[must_use]
    pub const fn light() -> Self {
        Self {
            dark: false,
            palette: LIGHT,
        }
    }

    /// The dark theme.
    #[must_use]
    pub const fn dark() -> Self {
        Self {
            dark: true,
            palette: DARK,
        }
    }

    /// The theme for a brightness.
    #[must_use]
    pub const fn of(dark: bool) -> Self {
        if dark { Self::dark() } else { Self::light() }
    }

    /// Shadow of a dialog.
    #[must_use]
    pub const fn dialog_shadow(&self) -> Shadow {
        Shadow {
            offset: [0, 8],
            blur: 28,
            spread: 0,
            color: Color32::from_black_alpha(71),
        }
    }

    /// Shadow of a toast.
    #[must_use]
    pub const fn toast_shadow(&self) -> Shadow {
        Shadow {
            offset: [0, 4],
            blur: 14,
            spread: 0,
            color: Color32::from_black_alpha(56),
        }
    }
}

/// Regular text of a size.
#[must_use]
pub const fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// SemiBold text of a size: titles, names and counts, nothing else.
#[must_use]
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("semibold".into()))
}

/// Numbers whose digits all have one width.
#[must_use]
pub fn num(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("num".into()))
}

/// SemiBold numbers whose digits all have one width.
#[must_use]
pub fn num_semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("num-semibold".into()))
}

/// Codes, phones, pseudonyms, values before and after.
#[must_use]
pub const fn mono(size: f32) -> FontId {
    FontId::new(size, FontFamily::Monospace)
}

/// Regular icons, for actions.
#[must_use]
pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("icon".into()))
}

/// Filled icons, for states.
#[must_use]
pub fn fill_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("icon-fill".into()))
}

/// Gives egui the fonts; once, before the first frame is drawn.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let files: [(&str, &'static [u8]); 7] = [
        (
            "inter",
            include_bytes!("../../assets/fonts/Inter-Regular.otf"),
        ),
        (
            "inter-semibold",
            include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
        ),
        (
            "inter-num",
            include_bytes!("../../assets/fonts/Inter-Num-Regular.otf"),
        ),
        (
            "inter-num-semibold",
            include_bytes!("../../assets/fonts/Inter-Num-SemiBold.otf"),
        ),
        (
            "jetbrains-mono",
            include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf"),
        ),
        (
            "phosphor",
            include_bytes!("../../assets/fonts/Phosphor-Regular.ttf"),
        ),
        (
            "phosphor-fill",
            include_bytes!("../../assets/fonts/Phosphor-Fill.ttf"),
        ),
    ];
    for (name, bytes) in files {
        fonts
            .font_data
            .insert(name.into(), Arc::new(FontData::from_static(bytes)));
    }
    // What egui ships comes last, for the scripts that Inter does not draw.
    let rest = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let mut family = |family: FontFamily, first: &[&str]| {
        let mut names: Vec<String> = first.iter().map(ToString::to_string).collect();
        names.extend(rest.iter().cloned());
        fonts.families.insert(family, names);
    };
    family(FontFamily::Proportional, &["inter"]);
    family(FontFamily::Monospace, &["jetbrains-mono", "inter"]);
    family(
        FontFamily::Name("semibold".into()),
        &["inter-semibold", "inter"],
    );
    family(FontFamily::Name("num".into()), &["inter-num", "inter"]);
    family(
        FontFamily::Name("num-semibold".into()),
        &["inter-num-semibold", "inter-semibold", "inter"],
    );
    family(FontFamily::Name("icon".into()), &["phosphor", "inter"]);
    family(
        FontFamily::Name("icon-fill".into()),
        &["phosphor-fill", "inter"],
    );
    fonts
}

/// Sets egui's own style for a brightness and gives back the theme to draw with.
pub fn apply(ctx: &egui::Context, dark: bool) -> Theme {
    let theme = Theme::of(dark);
    let which = if dark {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    ctx.set_theme(which);
    ctx.style_mut_of(which, |style| restyle(style, &theme));
    theme
}

fn restyle(style: &mut egui::Style, theme: &Theme) {
    style.text_styles = [
        (TextStyle::Small, regular(size::SMALL)),
        (TextStyle::Body, regular(size::BODY)),
        (TextStyle::Button, regular(size::BODY)),
        (TextStyle::Monospace, mono(size::SMALL)),
        (TextStyle::Heading, semibold(size::TITLE)),
    ]
    .into();
    style.animation_time = 0.1;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::S, space::XS);
    spacing.button_padding = Vec2::new(space::M, 5.0);
    spacing.interact_size.y = extent::BUTTON_BAR;
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.icon_width = 16.0;
    spacing.scroll.bar_width = 6.0;
    style.visuals = visuals(theme);
}

fn visuals(theme: &Theme) -> Visuals {
    let p = &theme.palette;
    let mut v = if theme.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let corner = CornerRadius::same(radius::BUTTON);
    v.override_text_color = None;
    v.weak_text_color = Some(p.muted);
    v.panel_fill = p.panel;
    v.window_fill = p.panel;
    v.window_stroke = Stroke::new(1.0, p.line2);
    v.window_corner_radius = CornerRadius::same(radius::DIALOG);
    v.menu_corner_radius = corner;
    v.window_shadow = theme.dialog_shadow();
    v.popup_shadow = theme.toast_shadow();
    v.extreme_bg_color = p.grid;
    v.text_edit_bg_color = Some(p.grid);
    v.faint_bg_color = p.header;
    v.code_bg_color = p.grid;
    v.hyperlink_color = p.accent;
    v.warn_fg_color = p.warning;
    v.error_fg_color = p.error;
    v.selection.bg_fill = p.sel;
    v.selection.stroke = Stroke::new(2.0, p.accent);
    v.text_cursor.stroke = Stroke::new(1.5, p.text);
    v.striped = false;
    v.interact_cursor = None;
    let widgets = &mut v.widgets;
    for (state, ground, edge, front) in [
        (&mut widgets.noninteractive, p.panel, p.line2, p.text),
        (&mut widgets.inactive, p.raised, p.ctl, p.text),
        (&mut widgets.hovered, p.hover, p.ctl, p.text),
        (&mut widgets.active, p.pressed, p.accent, p.text),
        (&mut widgets.open, p.hover, p.ctl, p.text),
    ] {
        state.bg_fill = ground;
        state.weak_bg_fill = ground;
        state.bg_stroke = Stroke::new(1.0, edge);
        state.fg_stroke = Stroke::new(1.0, front);
        state.corner_radius = corner;
        // Hovering changes the fill only; nothing moves.
        state.expansion = 0.0;
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_pair_of_the_design_is_readable() {
        for p in [LIGHT, DARK] {
            let mut pairs = vec![
                ("on-accent/accent", p.on_accent, p.accent),
                ("on-accent/accent-hover", p.on_accent, p.accent_hover),
                ("error", p.error, p.error_tint),
                ("warning", p.warning, p.warning_tint),
                ("note", p.note, p.note_tint),
                ("ok", p.ok, p.ok_tint),
                ("privacy", p.privacy, p.privacy_tint),
            ];
            for ground in [
                p.app,
                p.panel,
                p.grid,
                p.header,
                p.raised,
                p.hover,
                p.sel,
                p.accent_tint,
                p.error_tint,
                p.warning_tint,
                p.note_tint,
                p.ok_tint,
                p.privacy_tint,
            ] {
                pairs.push(("text", p.text, ground));
            }
            for ground in [p.app, p.panel, p.grid, p.header, p.raised, p.sel] {
                pairs.push(("muted", p.muted, ground));
                pairs.push(("accent", p.accent, ground));
            }
            pairs.push(("accent/accent-tint", p.accent, p.accent_tint));
            for ground in [p.grid, p.panel, p.raised] {
                pairs.push(("faint", p.faint, ground));
            }
            for (name, front, ground) in pairs {
                let found = contrast(front, ground);
                assert!(found >= 4.45, "{name} on {ground:?}: {found:.2}");
            }
            for ground in [p.panel, p.grid] {
                let found = contrast(p.ctl, ground);
                assert!(found >= 3.0, "control outline on {ground:?}: {found:.2}");
            }
        }
    }

    #[test]
    fn digits_of_the_number_fonts_share_one_width_and_every_icon_is_drawn() {
        let ctx = egui::Context::default();
        install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.fonts_mut(|fonts| {
                for font in [num(13.0), num_semibold(13.0)] {
                    let one = fonts.glyph_width(&font, '1');
                    for digit in "0234567890".chars() {
                        let width = fonts.glyph_width(&font, digit);
                        assert!((width - one).abs() < 0.05, "{digit}: {width} {one}");
                    }
                }
                for glyph in crate::ui::icon::ALL.iter().flat_map(|icon| icon.chars()) {
                    assert!(fonts.has_glyph(&icon_font(16.0), glyph));
                    assert!(fonts.has_glyph(&fill_font(16.0), glyph));
                }
            });
        });
        output.textures_delta.clear();
    }

    #[test]
    fn african_letters_are_drawn_in_text_and_in_codes() {
        let ctx = egui::Context::default();
        install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.fonts_mut(|fonts| {
                for glyph in "éçÈœŒɓɗɛɔẹọŋƴ\u{202f}\u{a0}’«»…→".chars() {
                    for font in [regular(13.0), semibold(13.0), mono(12.0)] {
                        assert!(fonts.has_glyph(&font, glyph), "{glyph:?} in {font:?}");
                    }
                }
            });
        });
        output.textures_delta.clear();
    }
}
