//! What the rules about privacy say of the file in front, for the list of problems: asked on a
//! worker once the document has been still for a moment, never on the window's own thread.
//!
//! It shows; it decides nothing. The export looks for itself.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use eframe::egui;

use super::app::App;
use super::job::{Answer, Job, Watch, Work};
use super::outlook::Outlook;
use super::toast::Toast;
use super::widget::Look;
use super::workspace::{Filter, Step, Workspace};
use crate::check::{Counts, Rule};
use crate::document::{Document, Hit, PrivacyFinding, PrivacyFindings, Session, privacy_findings};
use crate::privacy::Trace;
use crate::table::{ColId, RowId};

/// Rows above which a document must be still for longer: an edit would wait for the worker.
const LARGE: usize = 50_000;

/// What was found, and since when the document is as it is.
#[derive(Default)]
pub struct Glance {
    findings: Option<PrivacyFindings>,
    /// Revision, and when it was first seen.
    still: Option<(u64, f64)>,
    watch: Option<Arc<Watch>>,
    /// The line that is chosen in the list.
    pub chosen: Option<(Rule, ColId, Option<Trace>)>,
}

impl Glance {
    /// What was found last; of an earlier revision while the next is looked at.
    #[must_use]
    pub fn findings(&self) -> Option<&PrivacyFindings> {
        self.findings.as_ref()
    }

    /// How many problems that makes.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.findings
            .as_ref()
            .map(PrivacyFindings::counts)
            .unwrap_or_default()
    }

    /// What was found in a cell and is not decided yet: its kinds with their reasons.
    #[must_use]
    pub fn of_cell(&self, document: &Document, row: RowId, col: ColId) -> Vec<PrivacyFinding> {
        let code = document.table().column(col).map(|c| c.code(row));
        let Some((findings, code)) = self.findings.as_ref().zip(code) else {
            return Vec::new();
        };
        let holds = |line: &PrivacyFinding| {
            findings.hits.iter().any(|hit| {
                hit.col == col
                    && Some((hit.trace, hit.why)) == line.found
                    && hit.codes.contains(&code)
                    && document.decision(col, hit.trace).is_none()
            })
        };
        let mut lines = findings.lines();
        lines.retain(|line| line.col == col && holds(line));
        lines
    }

    /// Kinds in columns that stop the export.
    #[must_use]
    pub fn stops(&self) -> u64 {
        let lines = self.findings.as_ref().map(PrivacyFindings::lines);
        let mut kinds: Vec<_> = lines
            .unwrap_or_default()
            .iter()
            .filter_map(|line| Some((line.col, line.found?.0)))
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len() as u64
    }

    /// Takes what an outlook found, unless it left rows aside.
    pub(super) fn learn(&mut self, outlook: &Outlook) {
        if outlook.left_out_rows > 0 {
            return;
        }
        self.findings = Some(PrivacyFindings {
            revision: outlook.wanted.revision,
            hits: outlook.tripwire.hits.clone(),
            inconsistent: outlook.inconsistent.clone(),
            already: outlook.already.clone(),
            keyed: outlook.keyed,
        });
    }

    /// What tells the worker to stop, while it runs.
    pub(super) fn watch(&self) -> Option<&Arc<Watch>> {
        self.watch.as_ref()
    }
}

/// The cells of personal data of one kind in one column, in file order.
#[must_use]
pub fn cells(file: &Workspace, col: ColId, trace: Trace) -> Vec<RowId> {
    let of = |hits: &[Hit]| -> Vec<Hit> {
        let same = |h: &&Hit| h.col == col && h.trace == trace;
        hits.iter().filter(same).cloned().collect()
    };
    let mut hits = file.glance.findings().map_or(Vec::new(), |f| of(&f.hits));
    if hits.is_empty() {
        hits = file
            .outlook
            .as_ref()
            .map_or(Vec::new(), |o| of(&o.tripwire.hits));
    }
    let session = file.session();
    let document = session.document();
    let mut rows: Vec<RowId> = hits
        .iter()
        .flat_map(|hit| PrivacyFindings::cells_of(document, hit))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

impl Job {
    /// Looks for what the rules about privacy say.
    #[must_use]
    pub fn glance(ctx: &egui::Context, session: Arc<RwLock<Session>>) -> Option<Self> {
        let source = {
            let session = session.read().unwrap_or_else(PoisonError::into_inner);
            session.document().path().to_owned()
        };
        let work = Work::Glancing {
            source: source.clone(),
        };
        Self::start(ctx, work, "glance", move |watch| {
            let session = session.read().unwrap_or_else(PoisonError::into_inner);
            let findings = privacy_findings(session.document(), watch);
            Answer::Glanced {
                source,
                findings: findings.map(Box::new),
            }
        })
    }
}

impl App {
    /// Asks the rules about privacy when the list of problems is on screen, the document has
    /// been still for a moment, and what they said is of an earlier one.
    pub(super) fn glance(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        let busy = self.is_doing(Work::only_looks) || !self.waiting.is_empty();
        let shown = self.problems_open && self.dialog.is_none();
        let Some(file) = self.file_mut() else {
            return;
        };
        let (revision, rows) = {
            let session = file.session();
            let document = session.document();
            (document.revision(), document.table().row_count())
        };
        let since = match file.glance.still {
            Some((of, since)) if of == revision => since,
            _ => {
                file.glance.still = Some((revision, now));
                now
            }
        };
        let fresh = file
            .glance
            .findings()
            .is_some_and(|f| f.revision == revision);
        if fresh || busy || !shown || file.step != Step::Fix {
            return;
        }
        let wait = if rows > LARGE { 4.0 } else { 0.6 };
        if now - since < wait {
            let left = Duration::from_secs_f64(wait - (now - since));
            ctx.request_repaint_after(left);
            return;
        }
        if let Some(job) = Job::glance(ctx, file.share()) {
            file.glance.watch = Some(job.watch());
            self.jobs.push(job);
        }
    }

    /// Chooses a line of the list; what is found in cells leads to the next of them.
    pub(super) fn choose_finding(
        &mut self,
        look: &Look,
        rule: Rule,
        col: ColId,
        trace: Option<Trace>,
    ) {
        let Some(file) = self.file_mut() else {
            return;
        };
        file.step = Step::Fix;
        if file.view.filter == Filter::Group {
            file.view.filter = Filter::All;
        }
        file.view.group = None;
        file.glance.chosen = Some((rule, col, trace));
        file.derive();
        let rows = trace.map_or(Vec::new(), |trace| cells(file, col, trace));
        if rows.is_empty() {
            if let Some(row) = file.derived.rows.first().copied() {
                file.go_to(row, col);
            }
            return;
        }
        // From a cell that was found to the next one, and from the last to the first.
        let after = file
            .active_cell()
            .filter(|(_, active)| *active == col)
            .and_then(|(row, _)| rows.binary_search(&row).ok());
        let at = after.map_or(0, |at| (at + 1) % rows.len());
        let Some(row) = rows.get(at).copied() else {
            return;
        };
        file.go_to(row, col);
        let address = file.session().document().table().address(row, col);
        let (n, all) = (look.n(at as u64 + 1), look.n(rows.len() as u64));
        self.toast = Some(Toast::note(look.tf(
            "finding-at",
            &[
                ("cell", address.as_str().into()),
                ("at", n.as_str().into()),
                ("all", all.as_str().into()),
            ],
        )));
    }

    pub(super) fn glanced(&mut self, source: &Path, findings: Option<Box<PrivacyFindings>>) {
        let file = self
            .files
            .iter_mut()
            .find(|f| f.session().document().path() == source);
        let Some(file) = file else {
            return;
        };
        file.glance.watch = None;
        match findings {
            Some(findings) => file.glance.findings = Some(*findings),
            // Cancelled: it is asked again once the document is still.
            None => file.glance.still = None,
        }
    }
}
