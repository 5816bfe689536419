//! Every page and dialog laid out in both languages on small and on scaled screens: no fixed label
//! may be cut, run over the edge of its button, chip or box, lie over another one, or stand
//! outside of the window. What a file brings (its name, headers, values) may end in an ellipsis.

use std::collections::{BTreeMap, HashSet};

use eframe::egui::text::LayoutSection;
use eframe::egui::{Color32, Key, Modifiers, Pos2, Rect, Role, epaint::Shape, vec2};
use egui_kittest::kittest::Queryable as _;
use tamis::text::{self, Lang};
use tamis::ui::ThemeChoice;
use tamis::ui::action::Action;

use crate::scenes::{Screen, Shown, Visit, leaving, others, pages, texts_of, walk};
use crate::window::{key, open, settle};

/// What is drawn, in the order of drawing.
pub enum Drawn {
    /// A surface with corners or an edge, and what of it is shown; a solid one hides what lies
    /// below.
    Surface {
        rect: Rect,
        shown: Rect,
        solid: bool,
        fill: Color32,
    },
    Text {
        words: String,
        /// Where its glyphs stand.
        rect: Rect,
        clip: Rect,
        elided: bool,
        colors: Vec<Color32>,
    },
}

pub fn drawn(window: &Shown) -> Vec<Drawn> {
    fn look(shape: &Shape, clip: Rect, found: &mut Vec<Drawn>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| look(shape, clip, found)),
            Shape::Rect(rect) => {
                let seen = rect.fill != Color32::TRANSPARENT || !rect.stroke.is_empty();
                let shown = rect.rect.intersect(clip);
                if seen && shown.is_positive() {
                    found.push(Drawn::Surface {
                        rect: rect.rect,
                        shown,
                        solid: rect.fill.a() == 255,
                        fill: rect.fill,
                    });
                }
            }
            Shape::Circle(circle) if circle.fill != Color32::TRANSPARENT => {
                let rect = circle.visual_bounding_rect();
                let shown = rect.intersect(clip);
                if shown.is_positive() {
                    found.push(Drawn::Surface {
                        rect,
                        shown,
                        solid: circle.fill.a() == 255,
                        fill: circle.fill,
                    });
                }
            }
            Shape::Text(text) => {
                let rect = text.galley.mesh_bounds.translate(text.pos.to_vec2());
                let whole = text.galley.rect.translate(text.pos.to_vec2());
                let words = text.galley.job.text.clone();
                if words.trim().is_empty() || !whole.intersects(clip) {
                    return;
                }
                let color = |section: &LayoutSection| match section.format.color {
                    Color32::PLACEHOLDER => text.fallback_color,
                    color => color,
                };
                let colors = match text.override_text_color {
                    Some(color) => vec![color],
                    None => text.galley.job.sections.iter().map(color).collect(),
                };
                found.push(Drawn::Text {
                    colors,
                    words,
                    rect,
                    clip,
                    elided: text.galley.elided,
                });
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

/// The surface on which a text stands: its button, chip, box, dialog. Of several, one without a
/// fill over a solid one, the smallest.
fn carrier(before: &[Drawn], center: Pos2) -> Option<Rect> {
    let mut smallest: Option<Rect> = None;
    for one in before.iter().rev() {
        let Drawn::Surface {
            rect, shown, solid, ..
        } = one
        else {
            continue;
        };
        if !shown.contains(center) || rect.width() <= 6.0 || rect.height() <= 6.0 {
            continue;
        }
        if smallest.is_none_or(|so_far| rect.area() < so_far.area()) {
            smallest = Some(*rect);
        }
        if *solid {
            break;
        }
    }
    smallest
}

/// What is wrong with the texts on screen: what, and which text.
fn faults(window: &Shown, data: &HashSet<String>) -> Vec<(&'static str, String)> {
    let screen = window.ctx.content_rect();
    let drawn = drawn(window);
    let mut found = Vec::new();
    for (at, one) in drawn.iter().enumerate() {
        let Drawn::Text {
            words,
            rect,
            clip,
            elided,
            ..
        } = one
        else {
            continue;
        };
        if is_of_the_file(words, data) {
            continue;
        }
        let mut note = |what| found.push((what, words.clone()));
        if *elided {
            note("ends in an ellipsis");
        }
        if rect.left() < clip.left() - 1.0 || rect.right() > clip.right() + 1.0 {
            note("is cut at a side");
        }
        // A list that scrolls ends before the window does.
        let scrolls = clip.bottom() < screen.bottom() - 20.0 || clip.top() > screen.top() + 20.0;
        if !scrolls && !screen.expand(0.5).contains_rect(*rect) {
            note("stands outside of the window");
        }
        let (before, after) = drawn.split_at(at);
        if let Some(carrier) = carrier(before, rect.center())
            && (rect.left() < carrier.left() - 0.5
                || rect.right() > carrier.right() + 0.5
                || (rect.top() < carrier.top() - 1.5 && rect.bottom() > carrier.bottom() + 1.5))
        {
            note("runs over the edge of what carries it");
        }
        // A button or chip that ends outside of its panel; longer things scroll.
        if let Some(carrier) = carrier(before, rect.center())
            && carrier.width() < 330.0
            && carrier.height() < 40.0
            && (carrier.left() < clip.left() - 1.0 || carrier.right() > clip.right() + 1.0)
        {
            note("stands on something that is cut");
        }
        for (later, other) in after.iter().enumerate().skip(1) {
            let Drawn::Text {
                words: above,
                rect: over,
                clip: window_of,
                ..
            } = other
            else {
                continue;
            };
            let both = rect.intersect(*over).intersect(*clip).intersect(*window_of);
            if both.width() < 3.0 || both.height() < 3.0 || above == words {
                continue;
            }
            let hidden = after.iter().take(later).any(|one| match one {
                Drawn::Surface { shown, solid, .. } => *solid && shown.contains_rect(both),
                Drawn::Text { .. } => false,
            });
            if !hidden && !is_of_the_file(above, data) {
                found.push(("lies under another text", format!("{words} / {above}")));
            }
        }
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
    // Letters and counts in the heads of columns scroll with them; pseudonyms in a cell do too.
    let is_count = text.chars().all(|c| c.is_numeric() || c.is_whitespace());
    let is_pseudonym = text
        .chars()
        .all(|c| c.is_ascii_hexdigit() || ['…', '-', '.'].contains(&c));
    let is_letter = text.len() < 3 && text.chars().all(|c| c.is_ascii_uppercase());
    is_sign(text)
        || is_count
        || is_letter
        || is_pseudonym
        || text.contains("/tmp/")
        || is_known(text)
        || text.split(" · ").all(is_known)
}

/// Walks through a screen and fails with all that is wrong.
fn check(pixels: [f32; 2], scale: f32, langs: &[Lang], walk: impl Fn(Screen, Visit<'_>)) {
    let mut told: BTreeMap<(&'static str, String), Vec<String>> = BTreeMap::new();
    for lang in langs.iter().copied() {
        let screen = Screen {
            lang,
            theme: ThemeChoice::Light,
            pixels,
            scale,
        };
        walk(screen, &mut |window, place| {
            let room = window.ctx.content_rect().size() * window.ctx.pixels_per_point();
            let off = room - vec2(pixels[0], pixels[1]);
            assert!(off.length() < 4.0, "the window fills its screen: {room:?}");
            let data = texts_of(window);
            for fault in faults(window, &data) {
                let places = told.entry(fault).or_default();
                places.push(format!("{lang:?} {place}"));
            }
        });
    }
    let told: Vec<String> = (told.iter())
        .map(|((what, text), places)| format!("“{text}” {what} in {}", places.join(", ")))
        .collect();
    assert!(
        told.is_empty(),
        "at {pixels:?} × {scale}:\n{}",
        told.join("\n")
    );
}

const BOTH: [Lang; 2] = [Lang::En, Lang::Fr];

#[test]
fn no_label_is_cut_in_the_smallest_window() {
    check([1024.0, 600.0], 1.0, &BOTH, walk);
}

#[test]
fn no_label_is_cut_at_one_and_a_half() {
    check([1366.0, 768.0], 1.5, &BOTH, pages);
    check([1920.0, 1080.0], 1.5, &BOTH, pages);
}

#[test]
fn no_label_is_cut_at_double_size() {
    // French is the longer one.
    check([1366.0, 768.0], 2.0, &[Lang::Fr], |screen, visit| {
        pages(screen, visit);
        leaving(screen, visit);
        others(screen, visit);
    });
    check([1920.0, 1080.0], 2.0, &BOTH, pages);
}

/// Somebody who needs it larger enlarges the smallest window: what must be reached stands beside
/// one another still, and inside of the window.
#[test]
fn enlarged_in_the_smallest_window_steps_and_export_stay_within_reach() {
    for lang in BOTH {
        let (_folder, path) = crate::window::sample("practice.xlsx");
        let mut window = open(lang, ThemeChoice::Light, [1024.0, 600.0], Some(&path));
        for (times, zoom) in [(0, 1.0), (3, 1.3), (2, 1.5)] {
            for _ in 0..times {
                key(&mut window, Modifiers::COMMAND, Key::Plus);
            }
            // As a real window, it has fewer points then.
            assert!(
                (window.ctx.pixels_per_point() - zoom).abs() < 0.01,
                "{zoom}"
            );
            let points = vec2(1024.0, 600.0) / zoom;
            window.set_size(points);
            settle(&mut window);
            for step in [Action::StepFix, Action::StepExport] {
                crate::scenes::act(&mut window, lang, step);
                let preview = window.get_by_label(&text::t(lang, "preview-show")).rect();
                let mut left = 0.0;
                let tabs: Vec<Rect> = (window.query_all_by_role(Role::Tab))
                    .map(|node| node.rect())
                    .filter(|rect| rect.top() > 30.0 && rect.top() < 80.0)
                    .collect();
                assert_eq!(tabs.len(), 5, "the steps");
                for tab in tabs {
                    assert!(tab.left() >= left, "{lang:?} {points:?} {step:?}");
                    left = tab.right();
                }
                assert!(
                    left <= preview.left(),
                    "{lang:?} {points:?} {step:?}: {left}"
                );
                assert!(preview.right() <= points.x, "{lang:?} {points:?} {step:?}");
            }
            let last = window.get_by_label("JSONL").rect();
            assert!(last.right() <= points.x, "{lang:?} {points:?}: {last:?}");
        }
    }
}
