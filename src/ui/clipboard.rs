//! Text of the clipboard as a spreadsheet writes it: tabs between cells, line ends between rows,
//! quotes around cells that hold either.

/// The rows of a pasted block. A line end at the end makes no row.
#[must_use]
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    let mut fresh = true;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                push(&mut rows, '"');
            }
            '"' if quoted => quoted = false,
            // Only at the start of a cell is a quote a sign; `3"` is three inches.
            '"' if fresh => {
                quoted = true;
                fresh = false;
                continue;
            }
            '\t' if !quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
                fresh = true;
                continue;
            }
            '\r' if !quoted && chars.peek() == Some(&'\n') => continue,
            '\n' | '\r' if !quoted => {
                rows.push(vec![String::new()]);
                fresh = true;
                continue;
            }
            c => push(&mut rows, c),
        }
        fresh = false;
    }
    if rows.len() > 1
        && rows
            .last()
            .is_some_and(|row| row.iter().all(String::is_empty) && row.len() == 1)
    {
        rows.pop();
    }
    rows
}

fn push(rows: &mut [Vec<String>], c: char) {
    if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
        cell.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn blocks_as_excel_writes_them() {
        assert_eq!(parse("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(
            parse("\"a\nb\"\t\"say \"\"x\"\"\"\t3\""),
            [["a\nb", "say \"x\"", "3\""]]
        );
        assert_eq!(parse("x"), [["x"]]);
        assert_eq!(parse("\t\n"), [["", ""]]);
        assert_eq!(parse(""), [[""]]);
    }
}
