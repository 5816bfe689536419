//! What was done, in words: a replayed recipe, and the page "What we corrected in your file".
//! Labels hold headers, addresses and counts, so neither can hold a customer's value.

use super::{Lang, count, label, plan_error, t, tf};
use crate::check::Severity;
use crate::document::{LeftOutWhy, Misfit, Replay, SavedRecipe, Session};

/// What a replay came to, one line each.
#[must_use]
pub fn replay_lines(lang: Lang, recipe: &SavedRecipe, done: &Replay) -> Vec<String> {
    let counted = |key: &str, n: usize| {
        let number = count(lang, n as u64);
        tf(
            lang,
            key,
            &[("n", (n as u64).into()), ("count", number.as_str().into())],
        )
    };
    let mut lines = vec![counted("recipe-applied", done.applied)];
    for (step, misfit) in &done.misfits {
        let reason = match misfit {
            Misfit::NoColumn { name } => {
                tf(lang, "recipe-no-column", &[("name", name.as_str().into())])
            }
            Misfit::Refused(error) => plan_error(lang, error),
        };
        let step = step.to_string();
        lines.push(tf(
            lang,
            "recipe-skipped",
            &[
                ("step", step.as_str().into()),
                ("reason", reason.as_str().into()),
            ],
        ));
    }
    if recipe.left_out > 0 {
        lines.push(counted("recipe-left-out", recipe.left_out));
        for (why, n) in &recipe.left_out_because {
            let why = t(lang, left_out_key(*why));
            lines.push(format!("  {} · {why}", count(lang, *n as u64)));
        }
    }
    lines
}

/// Why a change is not part of a recipe, as the id of a sentence.
#[must_use]
pub fn left_out_key(why: LeftOutWhy) -> &'static str {
    match why {
        LeftOutWhy::Typed => "left-out-typed",
        LeftOutWhy::PickedRows => "left-out-picked-rows",
        LeftOutWhy::Personal => "left-out-personal",
        LeftOutWhy::Provider => "left-out-provider",
        LeftOutWhy::Key => "left-out-key",
    }
}

/// The page for the provider, as one html file without scripts or links.
#[must_use]
pub fn corrections_page(lang: Lang, session: &Session) -> String {
    let document = session.document();
    let file = document.file_name();
    let code = match lang {
        Lang::En => "en",
        Lang::Fr => "fr",
    };
    let title = escaped(&t(lang, "page-title"));
    let intro = tf(lang, "page-intro", &[("file", file.as_str().into())]);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <style>body{{font:16px/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em}}li{{margin:.3em 0}}</style></head>\n\
         <body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        escaped(&intro)
    );
    let done = session.history();
    if done.is_empty() {
        page.push_str(&format!("<p>{}</p>\n", escaped(&t(lang, "page-none"))));
    } else {
        page.push_str("<ol>\n");
        for entry in done {
            let words = label(lang, document.schema(), &entry.label);
            page.push_str(&format!("<li>{}</li>\n", escaped(&words)));
        }
        page.push_str("</ol>\n");
    }
    let table = document.table();
    let open: Vec<String> = document
        .checks()
        .groups(table)
        .iter()
        .filter(|g| g.severity != Severity::Note)
        .map(|g| {
            let rule = t(lang, &format!("rule-{}", g.rule.id()));
            let number = count(lang, g.count);
            let column = g.col.and_then(|col| table.column(col));
            let key = if column.is_some() {
                "page-left-line"
            } else {
                "page-left-line-file"
            };
            tf(
                lang,
                key,
                &[
                    ("rule", rule.as_str().into()),
                    ("column", column.map_or("", |c| c.header()).into()),
                    ("count", number.as_str().into()),
                ],
            )
        })
        .collect();
    if !open.is_empty() {
        page.push_str(&format!(
            "<h2>{}</h2>\n<ul>\n",
            escaped(&t(lang, "page-left"))
        ));
        for line in open {
            page.push_str(&format!("<li>{}</li>\n", escaped(&line)));
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
