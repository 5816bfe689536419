//! What stands before the rows of a sheet: whether it is written plainly, so that the rows behind
//! it can be. Its meaning is looked at elsewhere.

use memchr::memmem;

use super::cursor::{Attribute, Cursor, address, whole_number};
use super::part::is_plain_head;
use super::scan::MOST_ROWS;

/// Whether what stands before the rows of a sheet is plain.
pub(super) fn is_plain_prologue(prologue: &str) -> bool {
    let Some(root) = memmem::find(prologue.as_bytes(), b"<worksheet") else {
        return false;
    };
    let (head, rest) = prologue.split_at_checked(root).unwrap_or_default();
    let named = rest
        .get(10..)
        .is_some_and(|r| r.starts_with([' ', '>', '\t', '\r', '\n']));
    let plain = is_plain_head(head)
        && named
        && memmem::find(rest.as_bytes(), b"<!").is_none()
        && memmem::find(rest.as_bytes(), b"<?").is_none()
        && memmem::find(rest.as_bytes(), b"<sheetData").is_none()
        && memmem::find(rest.as_bytes(), b":dimension").is_none()
        && memmem::find(rest.as_bytes(), b":sheetData").is_none();
    plain
        && is_well_nested(rest)
        && memmem::find_iter(rest.as_bytes(), b"<dimension")
            .all(|at| rest.get(at..).is_some_and(is_plain_dimension))
}

/// Tags with attributes and blanks only, the root left open.
fn is_well_nested(xml: &str) -> bool {
    let mut cursor = Cursor { text: xml, at: 0 };
    let mut open: Vec<&str> = Vec::new();
    loop {
        cursor.blanks();
        if cursor.is_at_end() {
            return open.len() == 1;
        }
        let closing = cursor.starts_with(b"</");
        if cursor.eat(b"<").is_err() {
            return false;
        }
        cursor.at += usize::from(closing);
        let start = cursor.at;
        while cursor
            .byte()
            .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-'))
        {
            cursor.at += 1;
        }
        let name = xml.get(start..cursor.at).unwrap_or_default();
        if name.is_empty() {
            return false;
        }
        if closing {
            if open.pop() != Some(name) || cursor.eat(b">").is_err() {
                return false;
            }
            continue;
        }
        loop {
            match cursor.attribute() {
                Err(_) => return false,
                Ok(Attribute::Named(..)) => {}
                Ok(Attribute::End { empty }) => {
                    if !empty {
                        open.push(name);
                    }
                    break;
                }
            }
        }
    }
}

/// `<dimension ref="A1:C9"/>`.
fn is_plain_dimension(tag: &str) -> bool {
    let Some((value, _)) = tag
        .strip_prefix("<dimension ref=\"")
        .and_then(|rest| rest.split_once('"'))
    else {
        return false;
    };
    let corner = |text: &str| {
        let split = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, row) = text.split_at_checked(split)?;
        let number = whole_number(row).filter(|row| (1..=MOST_ROWS).contains(row))?;
        Some((address(text, row).filter(|_| !letters.is_empty())?, number))
    };
    match value.split_once(':') {
        None => corner(value).is_some(),
        Some((from, to)) => match (corner(from), corner(to)) {
            (Some(from), Some(to)) => from.0 <= to.0 && from.1 <= to.1,
            _ => false,
        },
    }
}
