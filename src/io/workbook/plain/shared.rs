//! The list of shared texts, read once into one pool. Gives `None` for whatever it does not know.

use std::io::Read;
use std::sync::Arc;

use memchr::{memchr, memmem};

use super::text;
use crate::table::Pool;

/// Bytes that are unpacked at a time.
const CHUNK: usize = if cfg!(test) { 512 } else { 256 << 10 };
/// One text with its markup is never longer.
const LONGEST: usize = 8 << 20;

/// Texts by number.
#[derive(Default)]
pub(super) struct Shared {
    pool: Arc<Pool>,
    /// Numbers of texts without a character, ascending; a list has one at most, mostly.
    blank: Vec<u32>,
}

impl Shared {
    /// All texts.
    pub fn pool(&self) -> &Arc<Pool> {
        &self.pool
    }

    /// True for a text without a character.
    #[inline]
    pub fn is_blank(&self, number: u32) -> bool {
        !self.blank.is_empty() && self.blank.binary_search(&number).is_ok()
    }

    /// The text of a number that a cell names.
    #[inline]
    pub fn get(&self, number: u32) -> Option<&str> {
        self.pool.get(number)
    }
}

/// The texts while they are read.
#[derive(Default)]
struct Texts {
    pool: Pool,
    blank: Vec<u32>,
}

impl Texts {
    fn close(&mut self) -> Option<()> {
        let number = self.pool.count();
        if self.pool.close()? {
            self.blank.push(number);
        }
        Some(())
    }
}

impl From<Texts> for Shared {
    fn from(texts: Texts) -> Self {
        Self {
            pool: Arc::new(texts.pool),
            blank: texts.blank,
        }
    }
}

/// Texts that the first rows of a sheet mostly do with: the list is mostly in the order in which
/// the rows name them.
const FIRST: u32 = if cfg!(test) { 8 } else { 20_000 };

/// Reads the beginning of the list: what comes behind is not there.
pub(super) fn read_first(part: impl Read, most: u64) -> Option<Shared> {
    read_until(part, most, FIRST).map(Shared::from)
}

/// Reads the whole list; `most` is the size that the archive declares.
pub(super) fn read(part: impl Read, most: u64) -> Option<Shared> {
    read_until(part, most, u32::MAX).map(Shared::from)
}

fn read_until(part: impl Read, most: u64, enough: u32) -> Option<Texts> {
    let mut part = part.take(most.checked_add(1)?);
    let mut shared = Texts::default();
    let mut buffer: Vec<u8> = Vec::with_capacity(2 * CHUNK);
    let (mut total, mut begun) = (0u64, false);
    loop {
        let read = part
            .by_ref()
            .take(CHUNK as u64)
            .read_to_end(&mut buffer)
            .ok()?;
        total += read as u64;
        if total > most {
            return None;
        }
        // Whole texts only; the last one waits for the rest of the list.
        let whole = match memmem::rfind(&buffer, b"</si>") {
            _ if read == 0 => buffer.len(),
            Some(at) => at + 5,
            None => 0,
        };
        let list = std::str::from_utf8(buffer.get(..whole)?).ok()?;
        let mut list = list;
        if !begun && !list.is_empty() {
            list = after_head(list)?;
            begun = true;
        }
        let rest = items(list, &mut shared)?;
        if shared.pool.count() >= enough {
            return Some(shared);
        }
        if read == 0 {
            return (begun && rest == Some("")).then_some(shared);
        }
        if rest.is_some() {
            // The list has ended; nothing but blanks may follow.
            let end = part.by_ref().take(64).read_to_end(&mut buffer).ok()?;
            let tail = buffer.get(whole..)?;
            return (end == 0 && tail.iter().all(u8::is_ascii_whitespace)).then_some(shared);
        }
        buffer.drain(..whole);
        if buffer.len() > LONGEST {
            return None;
        }
    }
}

/// What follows the opening tag of the list.
fn after_head(list: &str) -> Option<&str> {
    let at = memmem::find(list.as_bytes(), b"<sst")?;
    let (head, rest) = list.split_at_checked(at)?;
    super::part::is_plain_head(head).then_some(())?;
    let end = memchr(b'>', rest.as_bytes())?;
    let tag = rest.get(4..end)?;
    let plain = tag.starts_with([' ', '\t', '\r', '\n', '/']) || tag.is_empty();
    if !plain || tag.contains(['<', '&']) {
        return None;
    }
    if tag.ends_with('/') {
        // An empty list ends where it begins.
        return rest.get(end + 1..)?.trim().is_empty().then_some("</sst>");
    }
    rest.get(end + 1..)
}

/// Takes the texts. `Some(Some(""))` once the list has ended.
fn items<'l>(list: &'l str, shared: &mut Texts) -> Option<Option<&'l str>> {
    let mut buffer = String::new();
    let mut rest = list;
    loop {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            return Some(None);
        }
        if let Some((text, after)) = usual_item(rest) {
            shared.pool.room().push_str(text);
            shared.close()?;
            rest = after;
        } else if let Some(after) = rest.strip_prefix("<si>") {
            let mut at = 0;
            flatten(after, &mut at, "</si>", &mut buffer, shared.pool.room())?;
            shared.close()?;
            rest = after.get(at..)?;
        } else if let Some(after) = rest.strip_prefix("<si/>") {
            shared.close()?;
            rest = after;
        } else {
            let after = rest.strip_prefix("</sst>")?;
            return after.trim_ascii().is_empty().then_some(Some(""));
        }
    }
}

/// The text of an item that is written as nearly all are, and means itself; and what follows it.
fn usual_item(rest: &str) -> Option<(&str, &str)> {
    let inner = rest.strip_prefix("<si><t>")?;
    let length = memchr(b'<', inner.as_bytes())?;
    let (text, behind) = inner.split_at_checked(length)?;
    let means_itself = |byte: &u8| !matches!(byte, b'&' | b'\r' | b'_');
    let bytes = text.as_bytes();
    let is_edged = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ');
    if is_edged(bytes.first()) || is_edged(bytes.last()) || !bytes.iter().all(means_itself) {
        return None;
    }
    Some((text, behind.strip_prefix("</t></si>")?))
}

/// Appends the text of `<si>` or `<is>`, plain or in runs, up to its end; what is read aloud
/// beside it is left out. `at` is moved behind the end.
pub(super) fn flatten(
    xml: &str,
    at: &mut usize,
    end: &str,
    buffer: &mut String,
    out: &mut String,
) -> Option<()> {
    let mut inside_run = false;
    loop {
        let rest = xml.get(*at..)?;
        let trimmed = rest.trim_ascii_start();
        *at += rest.len() - trimmed.len();
        if !inside_run && trimmed.starts_with(end) {
            *at += end.len();
            return Some(());
        }
        // Up to the end of what is passed over, in which there are only tags without content.
        let skip = |tags_from: usize, until: &str| -> Option<usize> {
            let end = memmem::find(trimmed.as_bytes(), until.as_bytes())?;
            let tags_to = if until == ">" { end + 1 } else { end };
            are_empty_tags(trimmed.get(tags_from..tags_to)?).then_some(end + until.len())
        };
        if trimmed.starts_with("<t>") || trimmed.starts_with("<t ") {
            let close = memchr(b'>', trimmed.as_bytes())?;
            let tag = trimmed.get(2..close)?;
            let keeps = match tag.trim_ascii() {
                "" => false,
                "xml:space=\"preserve\"" => true,
                "/" => {
                    *at += close + 1;
                    continue;
                }
                _ => return None,
            };
            let text = trimmed.get(close + 1..)?;
            let stop = memchr(b'<', text.as_bytes())?;
            if !text.get(stop..)?.starts_with("</t>") {
                return None;
            }
            let decoded = text::decode(text.get(..stop)?, buffer)?;
            let shown = if keeps { decoded } else { text::trim(decoded) };
            text::unescape(shown, out);
            *at += close + 1 + stop + 4;
        } else if trimmed.starts_with("<t/>") {
            *at += 4;
        } else if trimmed.starts_with("<r>") && !inside_run {
            inside_run = true;
            *at += 3;
        } else if trimmed.starts_with("</r>") && inside_run {
            inside_run = false;
            *at += 4;
        } else if trimmed.starts_with("<rPr>") && inside_run {
            *at += skip("<rPr>".len(), "</rPr>")?;
        } else if trimmed.starts_with("<rPr/>") && inside_run {
            *at += 6;
        } else if trimmed.starts_with("<phoneticPr ") {
            *at += skip(0, ">")?;
        } else {
            return None;
        }
    }
}

/// True for tags that are empty elements, plainly written, and nothing else.
fn are_empty_tags(tags: &str) -> bool {
    let mut rest = tags.trim_ascii_start();
    while !rest.is_empty() {
        let Some((tag, after)) = rest.strip_prefix('<').and_then(|r| r.split_once("/>")) else {
            return false;
        };
        let is_plain = tag.starts_with(|c: char| c.is_ascii_alphabetic())
            && !tag.contains(['<', '>', '&', '\''])
            && tag.matches('"').count().is_multiple_of(2);
        if !is_plain {
            return false;
        }
        rest = after.trim_ascii_start();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(xml: &str) -> Option<Vec<String>> {
        let shared = read(xml.as_bytes(), xml.len() as u64)?;
        Some(
            (0..shared.pool.count())
                .inspect(|n| assert_eq!(shared.is_blank(*n), shared.get(*n) == Some("")))
                .map(|n| shared.get(n).unwrap_or_default().to_owned())
                .collect(),
        )
    }

    #[test]
    fn texts_and_runs() {
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sst count=\"9\"><si><t>a</t></si>\n<si/><si><t xml:space=\"preserve\"> b </t></si><si><t> c&amp;d </t></si><si><r><t>x</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> y</t></r><phoneticPr fontId=\"1\"/></si><si><t/></si></sst>";
        let expected = ["a", "", " b ", "c&d", "x y", ""];
        assert_eq!(list(xml).unwrap(), expected);
        let edges = "<sst><si><t>a\u{a0}</t></si><si><t>\tb</t></si><si><t>c\r\nd</t></si><si><t>e_x0041_</t></si><si><t></t></si></sst>";
        assert_eq!(list(edges).unwrap(), ["a\u{a0}", "b", "c\nd", "eA", ""]);
        assert_eq!(list("<sst/>").unwrap(), [""; 0]);
        let mut long = "<sst>".to_owned();
        for n in 0..50_000 {
            long.push_str(&format!("<si><t>text {n}</t></si>"));
        }
        long.push_str("</sst>\n");
        let all = list(&long).unwrap();
        assert_eq!((all.len(), all[49_999].as_str()), (50_000, "text 49999"));
    }

    #[test]
    fn what_is_not_known_is_declined() {
        for xml in [
            "<x:sst><x:si/></x:sst>",
            "<sst><si><t>a</t></si>",
            "<sst><si><t><![CDATA[a]]></t></si></sst>",
            "<sst><!-- c --><si><t>a</t></si></sst>",
            "<sst><si><t>&eacute;</t></si></sst>",
            "<!DOCTYPE sst><sst></sst>",
            "<?xml version=\"1.0\" encoding=\"latin1\"?><sst></sst>",
            "<sst><si><x>a</x></si></sst>",
            "<sst></sst><sst/>",
            "<sst><si><r><rPr><b/'</rPr><t>a</t></r></si></sst>",
            "<sst><si><r><rPr><b\"/></rPr><t>a</t></r></si></sst>",
            "<sst><si><t>a</t><phoneticPr fontId='1\"/></si></sst>",
            "<sst><si><r><rPr><b/></rPr<t><t>a</t></r></si><si><r><rPr><b/></rPr><t>b</t></r></si></sst>",
        ] {
            assert!(list(xml).is_none(), "{xml}");
        }
        assert!(
            read(b"<sst></sst>".as_slice(), 4).is_none(),
            "larger than declared"
        );
    }
}
