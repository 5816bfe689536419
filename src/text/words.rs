//! The sentences of workbooks for providers, for `document` to place.

use super::problem::range;
use super::{Arg, Lang, count, field_label, problem, t, tf, type_key};
use crate::check::Problem;
use crate::document::{Document, ProblemWords, Words};
use crate::schema::Field;

impl Words for Lang {
    fn say(&self, key: &str, n: u64, args: &[(&str, &str)]) -> String {
        let shown = count(*self, n);
        let mut all: Vec<(&str, Arg<'_>)> = vec![("n", n.into()), ("count", shown.as_str().into())];
        all.extend(args.iter().map(|(name, text)| (*name, Arg::Text(text))));
        tf(*self, key, &all)
    }

    fn number(&self, n: u64) -> String {
        count(*self, n)
    }

    fn problem(&self, document: &Document, found: &Problem) -> ProblemWords {
        let words = problem(
            *self,
            document.schema(),
            document.table(),
            document.mapping(),
            found,
        );
        ProblemWords {
            title: words.title,
            message: words.message,
            suggestion: words.suggestion,
        }
    }

    fn label<'f>(&self, field: &'f Field) -> &'f str {
        field_label(*self, field)
    }

    fn description<'f>(&self, field: &'f Field) -> &'f str {
        match self {
            Self::En => &field.description_en,
            Self::Fr => &field.description_fr,
        }
    }

    fn expected(&self, field: &Field) -> String {
        let mut text = t(*self, type_key(field));
        if !field.values.is_empty() {
            let values = field.values.join(", ");
            let args = [
                ("type", text.as_str().into()),
                ("values", values.as_str().into()),
            ];
            text = tf(*self, "template-one-of", &args);
        }
        let range = range(*self, field);
        if !range.is_empty() {
            text = format!("{text} ({range})");
        }
        text
    }
}
