//! Find and replace: plain text or a regular expression, asked once per distinct text.

use regex::{NoExpand, Regex, RegexBuilder};
use thiserror::Error;

use super::{FixPlan, Proposal, rows_in};
use crate::check::RepairId;
use crate::table::{ColId, RowId, Table, Text, TextBuf};

/// What to look for. Has no `Debug`: what is looked for can be a person's name.
#[derive(Clone)]
pub struct Pattern {
    regex: Regex,
    with: TextBuf,
    /// `$1` in the replacement means the first group.
    groups: bool,
}

/// Why an expression cannot be used. The expression itself is not repeated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum PatternError {
    /// It is empty.
    #[error("nothing to look for")]
    Empty,
    /// Not a regular expression.
    #[error("not a regular expression")]
    Invalid,
}

impl Pattern {
    /// Reads what is looked for.
    ///
    /// # Errors
    /// When it is empty or no regular expression.
    pub fn new(
        find: Text<'_>,
        with: Text<'_>,
        regex: bool,
        case: bool,
        whole: bool,
    ) -> Result<Self, PatternError> {
        if find.is_empty() {
            return Err(PatternError::Empty);
        }
        let body = if regex {
            find.reveal().to_owned()
        } else {
            regex::escape(find.reveal())
        };
        let body = if whole {
            format!(r"\A(?:{body})\z")
        } else {
            body
        };
        let regex_built = RegexBuilder::new(&body)
            .case_insensitive(!case)
            .size_limit(1 << 20)
            .build()
            .map_err(|_| PatternError::Invalid)?;
        Ok(Self {
            regex: regex_built,
            with: with.to_buf(),
            groups: regex,
        })
    }

    /// What a text becomes; `None` where nothing is found.
    #[must_use]
    pub fn apply(&self, text: Text<'_>) -> Option<TextBuf> {
        let text = text.reveal();
        if !self.regex.is_match(text) {
            return None;
        }
        let with = self.with.as_text();
        let with = with.reveal();
        let new = if self.groups {
            self.regex.replace_all(text, with)
        } else {
            self.regex.replace_all(text, NoExpand(with))
        };
        Some(TextBuf::new(new.into_owned()))
    }
}

/// Plans a find and replace in these columns.
#[must_use]
pub fn replace(
    table: &Table,
    cols: &[ColId],
    pattern: &Pattern,
    rows: Option<&[RowId]>,
) -> FixPlan {
    use rayon::prelude::*;
    let rows = rows_in(table, rows);
    let mut plan = Proposal::default();
    for col in cols {
        let Some(column) = table.column(*col) else {
            continue;
        };
        let news: Vec<Option<TextBuf>> = (0..column.code_count())
            .into_par_iter()
            .with_min_len(1024)
            .map(|code| pattern.apply(column.text_of(code)))
            .collect();
        if news.iter().all(Option::is_none) {
            continue;
        }
        for row in &rows {
            let code = column.code(*row);
            if let Some(Some(new)) = news.get(code as usize) {
                plan.add(*row, *col, code, new.as_text(), RepairId::Chosen);
            }
        }
    }
    plan.finish(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(find: &str, with: &str, flags: (bool, bool, bool), text: &str) -> Option<String> {
        let (regex, case, whole) = flags;
        let pattern = Pattern::new(Text::new(find), Text::new(with), regex, case, whole).ok()?;
        let new = pattern.apply(Text::new(text))?;
        Some(new.as_text().reveal().to_owned())
    }

    #[test]
    fn plain_and_expressions() {
        assert_eq!(
            apply("a.", "$1", (false, true, false), "a.b").as_deref(),
            Some("$1b")
        );
        assert_eq!(
            apply("A", "x", (false, false, false), "aA").as_deref(),
            Some("xx")
        );
        assert_eq!(
            apply("A", "x", (false, true, false), "aA").as_deref(),
            Some("ax")
        );
        assert_eq!(apply("a", "x", (false, true, true), "aa"), None);
        assert_eq!(
            apply(r"^(\d+) W$", "$1", (true, true, false), "500 W").as_deref(),
            Some("500")
        );
        assert_eq!(apply("[", "", (true, true, false), "["), None);
        assert_eq!(apply("", "x", (false, true, false), "a"), None);
    }
}
