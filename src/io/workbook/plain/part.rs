//! The small parts of an xlsx workbook: where its sheets stand, which day 0 is, and how its
//! formats show numbers. Gives `None` for whatever it does not know.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

use calamine::SheetType;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::SheetName;
use super::super::marks::attribute;
use super::super::show::Digits;

/// A part that is held whole is not longer.
const LONGEST: u64 = 32 << 20;

/// What a number means in a cell of one style.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Format {
    pub kind: Number,
    /// A format that only places digits.
    pub digits: Option<Digits>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Number {
    #[default]
    Plain,
    Moment,
    Elapsed,
}

/// A workbook without its sheets.
pub(super) struct Parts {
    /// Sheets with cells and the part in which each stands.
    pub sheets: Vec<(SheetName, String)>,
    pub is_1904: bool,
    pub formats: Vec<Format>,
    /// The list of shared texts, if there is one.
    pub shared: Option<String>,
}

/// Nothing stands before the root but the declaration of a UTF-8 text.
pub(super) fn is_plain_head(head: &str) -> bool {
    let head = head.trim_ascii();
    if head.is_empty() {
        return true;
    }
    let Some(inner) = head
        .strip_prefix("<?xml ")
        .and_then(|head| head.strip_suffix("?>"))
    else {
        return false;
    };
    let inner = inner.to_ascii_lowercase();
    let encoding = inner.split_once("encoding").map(|(_, rest)| {
        rest.trim_ascii_start()
            .trim_start_matches('=')
            .trim_ascii_start()
            .to_owned()
    });
    !inner.contains(['<', '>'])
        && inner.contains("version=\"1.0\"")
        && encoding.is_none_or(|e| e.starts_with("\"utf-8\""))
}

/// Reads the parts.
pub(super) fn read<R: Read + Seek>(archive: &mut zip::ZipArchive<R>) -> Option<Parts> {
    let mut names: HashSet<String> = HashSet::new();
    for name in archive.file_names() {
        if name.contains('\\') || !names.insert(name.to_ascii_lowercase()) {
            return None;
        }
    }
    let main = main_part(&whole(archive, "_rels/.rels")?)?;
    let (folder, file) = match main.rfind('/') {
        Some(at) => main.split_at_checked(at + 1)?,
        None => ("", main.as_str()),
    };
    let relations = relations(&whole(archive, &format!("{folder}_rels/{file}.rels"))?)?;
    let book = whole(archive, &main)?;
    let exact = |name: &str| archive.index_for_name(name).is_some();
    // The reader of record finds parts in any letter case.
    let optional = |name: String| match (exact(&name), names.contains(&name.to_ascii_lowercase())) {
        (true, _) => Some(Some(name)),
        (false, false) => Some(None),
        (false, true) => None,
    };
    let shared = optional(format!("{folder}sharedStrings.xml"))?;
    let styles = optional(format!("{folder}styles.xml"))?;
    let (sheets, is_1904) = sheets(&book, &relations, folder)?;
    if !sheets.iter().all(|(_, part)| exact(part)) {
        return None;
    }
    let formats = match styles {
        Some(name) => formats(&whole(archive, &name)?)?,
        None => Vec::new(),
    };
    Some(Parts {
        sheets,
        is_1904,
        formats,
        shared,
    })
}

/// A whole part, if it is plain.
fn whole<R: Read + Seek>(archive: &mut zip::ZipArchive<R>, name: &str) -> Option<String> {
    let entry = archive.by_name(name).ok()?;
    let most = entry.size();
    if most > LONGEST {
        return None;
    }
    let mut bytes = Vec::new();
    entry.take(most + 1).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > most || memmem::find(&bytes, b"<!").is_some() {
        return None;
    }
    let text = String::from_utf8(bytes).ok()?;
    let root = memmem::find_iter(text.as_bytes(), b"<").find(|at| {
        text.as_bytes()
            .get(at + 1)
            .is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_')
    })?;
    is_plain_head(text.get(..root)?).then_some(text)
}

/// Every opening tag; `None` where the text is not well formed.
fn each(xml: &str, mut look: impl FnMut(&BytesStart<'_>, &str) -> Option<()>) -> Option<()> {
    let mut reader = Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let name = name_of(&tag)?;
                look(&tag, path.last().map_or("", String::as_str))?;
                path.push(name);
            }
            Ok(Event::Empty(tag)) => look(&tag, path.last().map_or("", String::as_str))?,
            Ok(Event::End(_)) => {
                path.pop()?;
            }
            Ok(Event::Eof) => return path.is_empty().then_some(()),
            Ok(Event::CData(_) | Event::DocType(_)) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn name_of(tag: &BytesStart<'_>) -> Option<String> {
    String::from_utf8(tag.name().as_ref().to_vec()).ok()
}

fn main_part(relations: &str) -> Option<String> {
    let mut main = None;
    let mut several = false;
    each(relations, |tag, _| {
        if tag.local_name().as_ref() == b"Relationship"
            && attribute(tag, b"Type")?.ends_with("/relationships/officeDocument")
        {
            several |= main.replace(attribute(tag, b"Target")?).is_some();
        }
        Some(())
    })?;
    let main = main?;
    let main = main.strip_prefix('/').unwrap_or(&main);
    (!several && !main.is_empty() && !main.ends_with('/')).then(|| main.to_owned())
}

/// Target and kind of each relation of the workbook.
fn relations(xml: &str) -> Option<HashMap<String, (String, String)>> {
    let mut found = HashMap::new();
    if xml.contains('&') {
        return None;
    }
    each(xml, |tag, _| {
        if tag.local_name().as_ref() == b"Relationship" {
            let of = |name| attribute(tag, name);
            let before = found.insert(of(b"Id")?, (of(b"Target")?, of(b"Type")?));
            return before.is_none().then_some(());
        }
        Some(())
    })?;
    Some(found)
}

type Sheets = Vec<(SheetName, String)>;

/// The sheets with cells, and whether days are counted from 1904.
fn sheets(
    book: &str,
    relations: &HashMap<String, (String, String)>,
    folder: &str,
) -> Option<(Sheets, bool)> {
    // Workbooks of the strict kind have other names for the same things.
    if !book.contains("http://schemas.openxmlformats.org/spreadsheetml/2006/main") {
        return None;
    }
    let mut sheets: Sheets = Vec::new();
    let mut is_1904 = false;
    each(book, |tag, above| {
        match tag.name().as_ref() {
            b"sheet" if above == "sheets" => {
                let name = attribute(tag, b"name")?;
                let hidden = match attribute(tag, b"state").as_deref() {
                    None | Some("visible") => false,
                    Some("hidden" | "veryHidden") => true,
                    Some(_) => return None,
                };
                let (target, kind) = relations.get(&attribute(tag, b"id")?)?;
                let part = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("{folder}{target}"),
                };
                let kind = match kind.rsplit('/').next()? {
                    "worksheet" => SheetType::WorkSheet,
                    "chartsheet" => SheetType::ChartSheet,
                    "dialogsheet" => SheetType::DialogSheet,
                    _ => return None,
                };
                if sheets.iter().any(|(sheet, _)| sheet.name == name) {
                    return None;
                }
                if kind == SheetType::WorkSheet {
                    sheets.push((SheetName { name, hidden }, part));
                }
            }
            _ if tag.local_name().as_ref() == b"sheet" => return None,
            _ if tag.local_name().as_ref() == b"workbookPr" => {
                if let Some(value) = attribute(tag, b"date1904") {
                    is_1904 = value == "1" || value == "true";
                }
            }
            _ => {}
        }
        Some(())
    })?;
    Some((sheets, is_1904))
}

/// The formats of the cells, by style.
fn formats(styles: &str) -> Option<Vec<Format>> {
    let mut codes: HashMap<String, String> = HashMap::new();
    let mut formats = Vec::new();
    each(styles, |tag, above| {
        match tag.name().as_ref() {
            b"numFmt" if above == "numFmts" => {
                // Formats that come after their use are not known to the reader of record.
                if !formats.is_empty() {
                    return None;
                }
                codes.insert(attribute(tag, b"numFmtId")?, attribute(tag, b"formatCode")?);
            }
            b"xf" if above == "cellXfs" => formats.push(match attribute(tag, b"numFmtId") {
                Some(id) => format(&id, codes.get(&id).map(String::as_str))?,
                None => Format::default(),
            }),
            _ => {}
        }
        Some(())
    })?;
    Some(formats)
}

fn format(id: &str, code: Option<&str>) -> Option<Format> {
    let number: u32 = id.parse().ok()?;
    if let Some(code) = code {
        return Some(Format {
            kind: kind_of(code),
            digits: Digits::parse(code),
        });
    }
    let kind = match number {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Number::Moment,
        46 => Number::Elapsed,
        _ => Number::Plain,
    };
    // No format that Excel brings along only places digits.
    Some(Format { kind, digits: None })
}

/// Whether a format code shows a date or time, or an elapsed time. The first of its parts
/// decides.
fn kind_of(code: &str) -> Number {
    let (mut escaped, mut quoted, mut noon, mut brackets) = (false, false, false, 0u32);
    let (mut before, mut elapsed) = (' ', false);
    for c in code.chars() {
        if escaped {
            escaped = false;
        } else if matches!(c, '_' | '\\' | '*') {
            escaped = true;
        } else if quoted {
            quoted = c != '"';
        } else {
            match c {
                '"' => quoted = true,
                ';' => return Number::Plain,
                '[' => brackets += 1,
                ']' if brackets == 1 && elapsed => return Number::Elapsed,
                ']' => brackets = brackets.saturating_sub(1),
                'a' | 'A' if brackets == 0 && !noon => noon = true,
                'p' | 'm' | '/' | 'P' | 'M' if brackets == 0 && noon => return Number::Moment,
                'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S'
                    if brackets == 0 && !noon =>
                {
                    return Number::Moment;
                }
                _ if elapsed && c.eq_ignore_ascii_case(&before) => {}
                _ => elapsed = before == '[' && matches!(c, 'm' | 'h' | 's' | 'M' | 'H' | 'S'),
            }
        }
        before = c;
    }
    Number::Plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_formats() {
        for (code, kind) in [
            ("DD/MM/YY", Number::Moment),
            ("H:MM:SS;@", Number::Moment),
            ("#,##0\\ [$\\u20bd-46D]", Number::Plain),
            ("\"Y: \"0.00\"m\"", Number::Plain),
            ("[$-404]e\"\\xfc\"m", Number::Moment),
            ("\\Y000000", Number::Plain),
            ("[h]", Number::Elapsed),
            ("[mm]:ss", Number::Elapsed),
            ("[>=100][Magenta][s].00", Number::Elapsed),
            ("[>=100][Magenta].00", Number::Plain),
            ("ha/p\\\\m", Number::Moment),
            ("#,##0*y", Number::Plain),
            ("General", Number::Plain),
        ] {
            assert_eq!(kind_of(code), kind, "{code}");
        }
    }

    #[test]
    fn heads() {
        for head in [
            "",
            "\n",
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
            "<?xml version=\"1.0\"?>",
        ] {
            assert!(is_plain_head(head), "{head}");
        }
        for head in [
            "\u{FEFF}",
            "<!-- a -->",
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
            "<?xml version=\"1.1\"?>",
            "<?xml version=\"1.0\"?><?go?>",
        ] {
            assert!(!is_plain_head(head), "{head}");
        }
    }
}
