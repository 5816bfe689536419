//! Coordinates as people write them: degrees, minutes and seconds, a letter for the side of the
//! world. Gives decimal degrees; whether the place makes sense is not decided here.

/// Which axis a letter names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Axis {
    Latitude,
    Longitude,
}

/// An angle in decimal degrees, at most 6 decimals, with the axis where a letter names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Angle {
    pub degrees: String,
    pub axis: Option<Axis>,
}

/// Reads `15°24'30.5"S`, `S 15 24 30`, `15° 24.5' S`, `15.4083° S`, `28,5 E`. A letter or a
/// degree sign is needed; `O` is west (ouest).
#[must_use]
pub fn angle(text: &str) -> Option<Angle> {
    let text = super::space::trim(text);
    if text.len() > 40 {
        return None;
    }
    let mut side = None;
    let mut numbers: Vec<String> = Vec::new();
    let mut now = String::new();
    let mut negative = false;
    let mut sign_seen = false;
    let mut degree_sign = false;
    for c in text.chars() {
        match c {
            '0'..='9' => now.push(c),
            '.' | ',' if !now.is_empty() && !now.contains('.') => now.push('.'),
            '-' | '−' if now.is_empty() && numbers.is_empty() && !negative => {
                negative = true;
                sign_seen = true;
            }
            '°' | 'º' | '˚' => {
                degree_sign = true;
                close(&mut now, &mut numbers);
            }
            '\'' | '’' | '′' | '"' | '”' | '″' | ' ' | '\u{a0}' | '\u{202f}' | ':' => {
                close(&mut now, &mut numbers);
            }
            'N' | 'n' | 'S' | 's' | 'E' | 'e' | 'W' | 'w' | 'O' | 'o' => {
                close(&mut now, &mut numbers);
                if side.is_some() {
                    return None;
                }
                side = Some(c.to_ascii_uppercase());
            }
            _ => return None,
        }
    }
    close(&mut now, &mut numbers);
    let marked = side.is_some() || degree_sign;
    if !marked || (sign_seen && side.is_some()) {
        return None;
    }
    let axis = match side {
        Some('N' | 'S') => Some(Axis::Latitude),
        Some(_) => Some(Axis::Longitude),
        None => None,
    };
    if matches!(side, Some('S' | 'W' | 'O')) {
        negative = true;
    }
    let parts: Vec<f64> = numbers.iter().filter_map(|n| n.parse().ok()).collect();
    if parts.len() != numbers.len() {
        return None;
    }
    let whole = |n: &str| !n.contains('.');
    let degrees = match (parts.as_slice(), numbers.as_slice()) {
        ([d], _) => *d,
        ([d, m], [dt, _]) if whole(dt) && *m < 60.0 => d + m / 60.0,
        ([d, m, s], [dt, mt, _]) if whole(dt) && whole(mt) && *m < 60.0 && *s < 60.0 => {
            d + m / 60.0 + s / 3600.0
        }
        _ => return None,
    };
    let limit = if axis == Some(Axis::Latitude) {
        90.0
    } else {
        180.0
    };
    if degrees > limit {
        return None;
    }
    let plain = match (numbers.as_slice(), parts.len()) {
        ([one], 1) => one.trim_end_matches('.').to_owned(),
        _ => {
            let fixed = format!("{degrees:.6}");
            let cut = fixed.trim_end_matches('0').trim_end_matches('.');
            cut.to_owned()
        }
    };
    let sign = if negative && degrees != 0.0 { "-" } else { "" };
    Some(Angle {
        degrees: format!("{sign}{plain}"),
        axis,
    })
}

fn close(now: &mut String, numbers: &mut Vec<String>) {
    if !now.is_empty() {
        numbers.push(std::mem::take(now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        match angle(text) {
            None => "-".into(),
            Some(a) => format!(
                "{}{}",
                a.degrees,
                match a.axis {
                    None => "",
                    Some(Axis::Latitude) => " lat",
                    Some(Axis::Longitude) => " lon",
                }
            ),
        }
    }

    #[test]
    fn angles() {
        for (text, expected) in [
            ("15°24'30\"S", "-15.408333 lat"),
            ("15° 24′ 30.5″ S", "-15.408472 lat"),
            ("S 15 24 30", "-15.408333 lat"),
            ("15°24.5'N", "15.408333 lat"),
            ("28,5 E", "28.5 lon"),
            ("28.5°O", "-28.5 lon"),
            ("15.4083°", "15.4083"),
            ("-15.4083°", "-15.4083"),
            ("0° 0' 0\" N", "0 lat"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        for no in [
            "15.4",
            "",
            "N",
            "15°75'S",
            "95°N",
            "-15 S",
            "15 24 30",
            "abc",
            "15°24'30\"SE",
            "15.5°24'S",
        ] {
            assert_eq!(read(no), "-", "{no}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[0-9NSEWO°'\" .,-]{0,20}") {
            if let Some(a) = angle(&text) {
                prop_assert!(crate::parse::number::is_float(&a.degrees), "{}", a.degrees);
            }
        }
    }
}
