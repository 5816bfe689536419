//! The contrast of what is really drawn: each text with the ground that it stands on, on every page
//! and in every dialog, in both colours. Texts reach AA; icons, which words accompany, 3 to 1.

use std::collections::BTreeMap;

use eframe::egui::Color32;
use tamis::text::Lang;
use tamis::ui::ThemeChoice;

use crate::scenes::{Screen, Shown, Visit, actions, fixing, leaving, others, pages};
use crate::window_labels::{Drawn, drawn};

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

/// A colour over another one, by its own transparency.
fn over(front: Color32, ground: Color32) -> Color32 {
    ground.blend(front)
}

/// Pairs on screen that are hard to read, with a text that has them.
fn faint(window: &Shown, told: &mut BTreeMap<String, String>, place: &str) {
    let drawn = drawn(window);
    for (at, one) in drawn.iter().enumerate() {
        let Drawn::Text {
            words,
            rect,
            clip,
            colors,
            ..
        } = one
        else {
            continue;
        };
        if !clip.contains(rect.center()) {
            continue;
        }
        let ground = drawn.iter().take(at).rev().find_map(|below| match below {
            Drawn::Surface {
                shown, solid, fill, ..
            } if *solid && shown.contains(rect.center()) => Some(*fill),
            _ => None,
        });
        // The dot between two facts says nothing.
        let Some(ground) = ground.filter(|_| words != "•") else {
            continue;
        };
        let is_icon = words.chars().count() == 1
            && words
                .chars()
                .all(|c| ('\u{e000}'..='\u{f8ff}').contains(&c));
        let needed = if is_icon { 3.0 } else { 4.45 };
        for color in colors {
            let found = contrast(over(*color, ground), ground);
            if found < needed {
                let pair = format!("{color:?} on {ground:?}: {found:.2}");
                told.entry(pair)
                    .or_insert_with(|| format!("“{words}” in {place}"));
            }
        }
    }
}

#[test]
fn every_text_that_is_drawn_can_be_read() {
    type Part = fn(Screen, Visit<'_>);
    let mut told = BTreeMap::new();
    let mut texts = 0;
    // Both colours make the rest of the same parts.
    let light: [Part; 2] = [pages, fixing];
    let dark: [Part; 5] = [pages, fixing, leaving, actions, others];
    for (theme, parts) in [
        (ThemeChoice::Light, &light[..]),
        (ThemeChoice::Dark, &dark[..]),
    ] {
        let screen = Screen {
            lang: Lang::En,
            theme,
            pixels: [1366.0, 768.0],
            scale: 1.0,
        };
        for part in parts {
            part(screen, &mut |window, place| {
                texts += drawn(window).len();
                faint(window, &mut told, &format!("{theme:?} {place}"));
            });
        }
    }
    assert!(texts > 10_000, "{texts} things were drawn");
    let told: Vec<String> = told
        .iter()
        .map(|(pair, text)| format!("{pair}: {text}"))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
