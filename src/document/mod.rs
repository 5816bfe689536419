//! The open file: table, mapping, checks, and the one gate through which it changes.
//!
//! Intent is data: a [`Command`] names things by field, header and row number; [`plan`] turns it
//! into cells without touching anything; [`Session::run`] is the only place that applies it.
//! Nothing here draws or prints.

mod bulk;
mod choose;
mod columns;
mod command;
mod export;
mod findings;
#[cfg(test)]
mod following;
mod front;
mod going;
mod handback;
mod held_back;
mod journal;
mod kept;
mod kept_settings;
mod key_file;
mod leak;
mod leftover;
mod make;
mod merge;
mod open;
mod originals;
mod output;
mod pairing;
mod plan;
mod privacy;
mod profile;
mod profiles;
mod project;
mod propose;
mod recipe;
mod recipe_step;
mod recipe_texts;
mod record;
mod reopen;
mod replay;
mod restore;
mod risk;
mod select;
mod session;
mod settings;
mod slices;
mod snapshot;
mod template;
mod traces;
mod tripwire;
mod upload;
mod words;

pub use bulk::{Bulk, fix_everywhere, preview_fix};
pub use columns::{ColumnLine, RequiredLine, column_line, column_lines, required_lines};
pub use command::{CellInput, ColumnName, Command, Label, RowInput, Selector, Target};
pub use export::{ExportError, ExportOptions, Invalid, Summary, export, forecast, prepare_export};
pub use findings::{PrivacyFinding, PrivacyFindings, is_keyed, privacy_findings};
pub use front::covering_note;
pub use handback::{
    RETURN_SUFFIX, ReturnError, ReturnOptions, ReturnSummary, draft_send_back, names_personal_data,
    send_back,
};
pub use held_back::{ReturnOrExportError, export_with_held_back, held_back_rows};
pub use journal::{Journal, KeepError, KeepState, Tell};
pub use kept::KeptSource;
pub use key_file::{KeyFileError, peek_key, read_key, write_key};
pub use leak::{LeakCheck, LeakColumns, LeakFind, LeakReport, LeakWhere};
pub use leftover::{Leftover, leftovers};
pub use make::{Made, MadeLine, MadePreview, Recipe, Separator};
pub use merge::{
    AddedRow, ChangedCell, Comparison, Decisions, MergeError, Side, Verdict, compare, compare_with,
};
pub use open::{current_day, flaw_rules, open_document};
pub use output::{API_RECORDS, FileType, Inspect, InspectColumns, Layout, draft_platform_files};
pub use plan::{Plan, PlanError, plan, preview_made};
pub use privacy::{Decision, KeyProblem, MethodChoice, PrivacyChoices};
pub use profile::{
    Applied, Asked, ColumnMemory, ConvertMemory, FileChanges, JoinMemory, Profile, ProfileError,
    ReadHow, SplitMemory,
};
pub use profiles::{ProfileStore, load_profile};
pub use project::{
    PROJECT_ENDING, ProjectDraft, draft_project, open_project, project_lock, write_project,
};
pub use propose::{Proposal, proposals};
pub use recipe::{
    LeftOutWhy, Misfit, RecipeError, Replay, SavedRecipe, Spared, Step as RecipeStep, StepColumn,
    StepRows,
};
pub use record::{
    ColumnRecord, DecisionRecord, FileMark, HitRecord, LeftOutRecord, NOTE, RECORD_CLOSE,
    RECORD_FORMAT, RECORD_OPEN, Record, RecordError, RecordFile, RowRecord, left_out_word, mark,
    read_record, record_json, verify,
};
pub use restore::{Allowed, RestoreError, Restored, file_digest, resume};
pub use risk::{
    CellCounts, Inconsistent, Narrow, Risk, Step, already_pseudonymized, cell_counts,
    inconsistent_identifiers, phone_digits, risk,
};
pub use select::select_rows;
pub use session::{Entry, Outcome, Session};
pub use settings::Settings;
pub use slices::{Cancelled, RunError};
pub use template::{TemplateError, TemplateOptions, write_empty_template};
pub use traces::{JOURNAL_DAYS, Traces};
pub use tripwire::{FIRST, Hit, Tripwire, tripwire};
pub use upload::{LeftOut, LeftOutReason, Upload, leaving_cell};
pub use words::{ProblemWords, Words};

use std::path::PathBuf;

use crate::check::{Checks, Mapping, Matching, Today};
use crate::io::{Kind, OpenOptions, SheetLayout};
use crate::schema::Schema;
use crate::table::{ColId, RowId, Table};
use originals::Originals;

/// How the file was read, to be shown in one line.
#[derive(Clone, Debug)]
pub struct ReadAs {
    pub kind: Kind,
    pub sheets: Vec<String>,
    pub encoding: Option<&'static str>,
    pub delimiter: Option<char>,
    /// How it was asked to be read; opening the file again so gives the same table.
    pub options: OpenOptions,
    /// Where the table stands in its sheet.
    pub layout: SheetLayout,
}

/// One open file. Everything is readable; only [`Session`] changes it.
pub struct Document {
    pub(crate) path: PathBuf,
    pub(crate) schema: Schema,
    pub(crate) table: Table,
    pub(crate) settings: Settings,
    pub(crate) matching: Matching,
    pub(crate) mapping: Mapping,
    pub(crate) checks: Checks,
    pub(crate) read_as: ReadAs,
    pub(crate) today: Today,
    pub(crate) revision: u64,
    pub(crate) state: u64,
    pub(crate) key: Option<std::sync::Arc<crate::privacy::Key>>,
    pub(crate) originals: Originals,
}

impl Document {
    /// The source file, never written to.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// The source file's name without its folder.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default()
    }

    /// The format that it is checked against.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The data.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// What the user decided about columns and privacy.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What headers and values say of each column, before any choice.
    #[must_use]
    pub fn matching(&self) -> &Matching {
        &self.matching
    }

    /// Which column is which field.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// What is wrong.
    #[must_use]
    pub fn checks(&self) -> &Checks {
        &self.checks
    }

    /// How the file was read.
    #[must_use]
    pub fn read_as(&self) -> &ReadAs {
        &self.read_as
    }

    /// The day against which dates are judged.
    #[must_use]
    pub fn today(&self) -> Today {
        self.today
    }

    /// Grows with each change, so that a late answer of a worker can be refused.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// True where the cell differs from what was read.
    #[must_use]
    pub fn is_edited(&self, row: RowId, col: ColId) -> bool {
        self.originals.get(row, col).is_some()
    }

    /// Names what cells, columns and settings are now. Unlike the revision it is the same again when
    /// a change is taken back or done again, so that what was found out before need not be again.
    #[must_use]
    pub fn state(&self) -> u64 {
        self.state
    }

    /// What the file held, where that differs from what the cell holds now.
    #[must_use]
    pub fn original(&self, row: RowId, col: ColId) -> Option<crate::table::Text<'_>> {
        let code = self.originals.get(row, col)?;
        Some(self.table.column(col)?.text_of(code))
    }
}
