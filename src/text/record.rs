//! The record of an export as a page for people, with the json for programs inside. Everything
//! shown is escaped; the page loads nothing from anywhere.

use std::fmt::Write as _;

use super::privacy::{decision_key, leak_summary, per_trace, trace_name, treatment_name};
use super::{Lang, count, t, tf};
use crate::document::{
    Decision, Narrow, RECORD_CLOSE, RECORD_OPEN, Record, Risk, Step, record_json,
};
use crate::privacy::Exposed;

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}\
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}\
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}\
td.n{text-align:right;font-variant-numeric:tabular-nums}code{font-size:.85em;word-break:break-all}\
.note{background:#f6f2e4;padding:.6rem 1rem}";

/// The page.
#[must_use]
pub fn record_html(lang: Lang, record: &Record) -> String {
    let mut page = Page {
        lang,
        out: String::new(),
    };
    let id = match lang {
        Lang::En => "en",
        Lang::Fr => "fr",
    };
    let title = t(lang, "record-title");
    page.raw(&format!(
        "<!doctype html>\n<html lang=\"{id}\">\n<head><meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style></head>\n<body>\n<h1>{}</h1>\n",
        escaped(&title),
        escaped(&title)
    ));
    page.facts(record);
    page.raw(&format!(
        "<p class=\"note\">{}</p>\n",
        escaped(&t(lang, "record-note"))
    ));
    page.columns(record);
    page.left_out(record);
    page.search(record);
    page.risk(&record.risk);
    // `<` within the json must not end the script.
    let json = record_json(record).replace('<', "\\u003c");
    page.raw(&format!(
        "{RECORD_OPEN}\n{json}{RECORD_CLOSE}\n</body>\n</html>\n"
    ));
    page.out
}

struct Page {
    lang: Lang,
    out: String,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

impl Page {
    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn heading(&mut self, key: &str) {
        let text = escaped(&t(self.lang, key));
        let _ = writeln!(self.out, "<h2>{text}</h2>");
    }

    fn row(&mut self, cells: &[(&str, bool)]) {
        self.raw("<tr>");
        for (text, number) in cells {
            let class = if *number { " class=\"n\"" } else { "" };
            let text = escaped(text);
            let _ = write!(self.out, "<td{class}>{text}</td>");
        }
        self.raw("</tr>\n");
    }

    fn head(&mut self, keys: &[&str]) {
        self.raw("<table>\n<tr>");
        for key in keys {
            let text = escaped(&t(self.lang, key));
            let _ = write!(self.out, "<th>{text}</th>");
        }
        self.raw("</tr>\n");
    }

    fn facts(&mut self, record: &Record) {
        let lang = self.lang;
        self.raw("<table>\n");
        let mut fact = |key: &str, text: &str| {
            let label = t(lang, key);
            self.row(&[(&label, false), (text, false)]);
        };
        fact("record-date", &record.date);
        fact("record-tamis", &record.tamis);
        fact(
            "record-input",
            &format!("{} · SHA-256 {}", record.input.name, record.input.sha256),
        );
        for output in &record.outputs {
            fact(
                "record-output",
                &format!("{} · SHA-256 {}", output.name, output.sha256),
            );
        }
        for returned in &record.returns {
            fact(
                "record-return",
                &format!("{} · SHA-256 {}", returned.name, returned.sha256),
            );
        }
        fact(
            "record-schema",
            &format!("{} · SHA-256 {}", record.schema.name, record.schema.sha256),
        );
        let method = match record.key {
            Some(key) => tf(
                lang,
                "record-keyed",
                &[("fingerprint", key.text().as_str().into())],
            ),
            None => t(lang, "record-plain"),
        };
        fact("record-method", &method);
        let rows = &record.rows;
        for (key, n) in [
            ("record-rows-in", rows.in_the_file),
            ("record-rows-taken-out", rows.taken_out),
            ("record-rows-written", rows.written),
            ("record-rows-left-out", rows.left_out),
            ("record-rows-errors", rows.written_with_errors),
        ] {
            fact(key, &count(lang, n));
        }
        self.raw("</table>\n");
    }

    fn columns(&mut self, record: &Record) {
        let lang = self.lang;
        self.heading("record-columns");
        self.head(&[
            "record-column",
            "record-name",
            "record-treatment",
            "record-filled",
            "record-treated",
            "record-emptied",
            "record-edited",
        ]);
        for column in &record.columns {
            let cells = &column.cells;
            let treated = cells.pseudonymized + cells.blurred + cells.years + cells.masked;
            self.row(&[
                (&format!("{} {}", column.letters, column.header), false),
                (&column.name, false),
                (&treatment_name(lang, Some(column.treatment)), false),
                (&count(lang, treated + cells.clear), true),
                (&count(lang, treated), true),
                (&count(lang, cells.emptied), true),
                (&count(lang, column.edited), true),
            ]);
        }
        self.raw("</table>\n");
    }

    fn left_out(&mut self, record: &Record) {
        if record.left_out.is_empty() {
            return;
        }
        self.heading("record-left-out");
        self.head(&["record-column", "record-reason"]);
        for column in &record.left_out {
            let reason = t(self.lang, &format!("why-out-{}", column.reason));
            self.row(&[
                (&format!("{} {}", column.letters, column.header), false),
                (&reason, false),
            ]);
        }
        self.raw("</table>\n");
    }

    fn search(&mut self, record: &Record) {
        let lang = self.lang;
        self.heading("record-search");
        let summary = escaped(&leak_summary(lang, &record.leak_check));
        let _ = writeln!(self.out, "<p>{summary}</p>");
        let searched = tf(
            lang,
            "record-searched",
            &[("list", per_trace(lang, &record.searched).as_str().into())],
        );
        let searched = escaped(&searched);
        let _ = writeln!(self.out, "<p>{searched}</p>");
        if record.tripwire.is_empty() && record.decisions.is_empty() {
            let none = escaped(&t(lang, "record-no-hits"));
            let _ = writeln!(self.out, "<p>{none}</p>");
            return;
        }
        self.head(&[
            "record-column",
            "record-what",
            "record-cells",
            "record-decision",
            "record-reason",
        ]);
        for hit in &record.tripwire {
            let decision = t(lang, decision_key(hit.decision.as_ref()));
            self.row(&[
                (&hit.column, false),
                (&trace_name(lang, hit.kind), false),
                (&count(lang, hit.cells), true),
                (&decision, false),
                (reason(hit.decision.as_ref()), false),
            ]);
        }
        // What was masked or dropped is no hit any more.
        for made in &record.decisions {
            let told = |hit: &crate::document::HitRecord| {
                hit.column == made.column && hit.kind == made.kind
            };
            if matches!(made.decision, Decision::Keep { .. }) || record.tripwire.iter().any(told) {
                continue;
            }
            let decision = t(lang, decision_key(Some(&made.decision)));
            self.row(&[
                (&made.column, false),
                (&trace_name(lang, made.kind), false),
                ("", true),
                (&decision, false),
                ("", false),
            ]);
        }
        self.raw("</table>\n");
    }

    fn risk(&mut self, risk: &Risk) {
        self.heading("record-risk");
        for line in risk_lines(self.lang, risk) {
            let line = escaped(&line);
            let _ = writeln!(self.out, "<p>{line}</p>");
        }
    }
}

fn reason(decision: Option<&Decision>) -> &str {
    match decision {
        Some(Decision::Keep { reason }) => reason,
        _ => "",
    }
}

/// The risk in plain words: how many rows stand out, what does most harm, what a step changes.
#[must_use]
pub fn risk_lines(lang: Lang, risk: &Risk) -> Vec<String> {
    if risk.over.is_empty() {
        return vec![t(lang, "risk-nothing")];
    }
    let names: Vec<String> = risk.over.iter().map(|n| narrow_name(lang, n)).collect();
    let numbers = |key: &str, step: &str, exposed: Exposed| {
        tf(
            lang,
            key,
            &[
                ("step", step.into()),
                ("alone", count(lang, exposed.alone).as_str().into()),
                ("few", count(lang, exposed.below_five).as_str().into()),
                ("rows", count(lang, risk.rows).as_str().into()),
                ("list", names.join(", ").as_str().into()),
                ("n", exposed.alone.into()),
            ],
        )
    };
    let mut lines = vec![numbers("risk-now", "", risk.now)];
    if risk.now.below_five == 0 {
        return lines;
    }
    if let Some(worst) = risk.worst() {
        let name = narrow_name(lang, worst);
        lines.push(tf(lang, "risk-worst", &[("field", name.as_str().into())]));
    }
    let better = risk.steps.iter().filter(|(_, after)| *after < risk.now);
    for (step, after) in better.take(3) {
        lines.push(numbers("risk-step", &step_name(lang, step), *after));
    }
    lines
}

fn narrow_name(lang: Lang, narrow: &Narrow) -> String {
    match narrow {
        Narrow::Place => t(lang, "risk-place"),
        Narrow::Field(name) => name.clone(),
    }
}

fn step_name(lang: Lang, step: &Step) -> String {
    match step {
        Step::LeaveOut(narrow) => tf(
            lang,
            "risk-leave-out",
            &[("field", narrow_name(lang, narrow).as_str().into())],
        ),
        Step::Round(decimals) => tf(
            lang,
            "risk-round",
            &[("decimals", (decimals.count() as u64).into())],
        ),
    }
}

/// How long trying every number takes, in words: “all 9-digit numbers in about 4 minutes”.
#[must_use]
pub fn plain_figure(lang: Lang, figure: crate::privacy::PlainFigure) -> String {
    let seconds = figure.seconds();
    let (key, n) = match seconds {
        s if s < 90.0 => ("figure-seconds", s.max(1.0)),
        s if s < 90.0 * 60.0 => ("figure-minutes", s / 60.0),
        s if s < 48.0 * 3600.0 => ("figure-hours", s / 3600.0),
        s => ("figure-days", s / 86_400.0),
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let n = n.round().min(1e15) as u64;
    let time = tf(
        lang,
        key,
        &[("count", count(lang, n).as_str().into()), ("n", n.into())],
    );
    tf(
        lang,
        "figure-plain",
        &[
            ("digits", figure.digits.to_string().as_str().into()),
            ("time", time.as_str().into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::PlainFigure;

    #[test]
    fn figures_in_words() {
        let at = |per_second| {
            plain_figure(
                Lang::En,
                PlainFigure {
                    digits: 9,
                    per_second,
                },
            )
        };
        assert!(
            at(4e6).contains("9-digit") && at(4e6).contains("4 minutes"),
            "{}",
            at(4e6)
        );
        assert!(at(1e9).contains("1 second"), "{}", at(1e9));
        assert!(at(1e5).contains("3 hours"), "{}", at(1e5));
    }
}
