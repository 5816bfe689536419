//! Text of an xlsx part → the text that it means: character references, line ends, blanks at its
//! ends and `_x000D_`. Gives `None` for a reference that it does not know; then the reader of
//! record has to say what is meant.

use memchr::{memchr, memchr2};

/// Length of `_xHHHH_`.
const ESCAPE: usize = 7;

/// The text between two tags: references and line ends resolved.
pub(super) fn decode<'t>(raw: &'t str, buffer: &'t mut String) -> Option<&'t str> {
    if memchr2(b'&', b'\r', raw.as_bytes()).is_none() {
        return Some(raw);
    }
    buffer.clear();
    let mut rest = raw;
    loop {
        let Some(at) = memchr(b'&', rest.as_bytes()) else {
            line_ends(rest, buffer);
            return Some(buffer);
        };
        line_ends(rest.get(..at)?, buffer);
        let (name, after) = rest.get(at + 1..)?.split_once(';')?;
        buffer.push(reference(name)?);
        rest = after;
    }
}

/// True when every reference in a text that nobody reads is one that could be.
pub(super) fn is_well_formed(raw: &str) -> bool {
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let Some((name, after)) = rest.get(at + 1..).and_then(|rest| rest.split_once(';')) else {
            return false;
        };
        if reference(name).is_none() {
            return false;
        }
        rest = after;
    }
    true
}

fn reference(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix('x') {
                Some(hex) if all(hex, u8::is_ascii_hexdigit) => {
                    u32::from_str_radix(hex, 16).ok()?
                }
                None if all(digits, u8::is_ascii_digit) => digits.parse().ok()?,
                _ => return None,
            };
            char::from_u32(code).filter(|c| *c != '\0')?
        }
    })
}

fn all(text: &str, kind: fn(&u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(|b| kind(&b))
}

/// `\r\n` and `\r` mean `\n`.
fn line_ends(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr(b'\r', rest.as_bytes()) {
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push('\n');
        rest = rest.get(at + 1..).unwrap_or_default();
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(rest);
}

/// Blanks that count only where the text says so.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}

/// Appends a text in which `_xHHHH_` stands for a UTF-16 unit.
pub(super) fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((at, unit)) = next_escape(rest) {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + ESCAPE..).unwrap_or_default();
        let low = match unit {
            0xD800..=0xDBFF => escape_at(rest, 0).filter(|low| (0xDC00..=0xDFFF).contains(low)),
            _ => None,
        };
        let units = [Some(unit), low].into_iter().flatten();
        if low.is_some() {
            rest = rest.get(ESCAPE..).unwrap_or_default();
        }
        out.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    }
    out.push_str(rest);
}

/// Whether [`unescape`] would change a text.
pub(super) fn is_escaped(text: &str) -> bool {
    next_escape(text).is_some()
}

fn next_escape(text: &str) -> Option<(usize, u16)> {
    memchr::memchr_iter(b'_', text.as_bytes())
        .find_map(|at| escape_at(text, at).map(|unit| (at, unit)))
}

fn escape_at(text: &str, at: usize) -> Option<u16> {
    match text.as_bytes().get(at..at + ESCAPE)? {
        [b'_', b'x', hex @ .., b'_'] if hex.iter().all(u8::is_ascii_hexdigit) => {
            u16::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_line_ends_and_escapes() {
        let decoded = |raw: &str| decode(raw, &mut String::new()).map(str::to_owned);
        assert_eq!(decoded("a\r\nb\rc").as_deref(), Some("a\nb\nc"));
        assert_eq!(
            decoded("&lt;&#65;&#x42;&#13;\n").as_deref(),
            Some("<AB\r\n")
        );
        for unknown in [
            "&nbsp;", "&amp", "&#0;", "&#+5;", "&#xD800;", "&#X41;", "&;",
        ] {
            assert_eq!(decoded(unknown), None, "{unknown}");
            assert!(!is_well_formed(unknown), "{unknown}");
        }
        let unescaped = |text: &str| {
            let mut out = String::new();
            unescape(text, &mut out);
            out
        };
        assert_eq!(unescaped("a_x000D_b_x005F_x000D_"), "a\rb_x000D_");
        assert_eq!(unescaped("_xD83D__xDCF7_"), "\u{1F4F7}");
        assert_eq!(unescaped("_xD83D_x_xDCF7_"), "\u{FFFD}x\u{FFFD}");
        assert!(!is_escaped("_x00_é_x000D"));
    }
}
