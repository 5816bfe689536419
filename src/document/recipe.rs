//! The history as a recipe: what was done, without the values of personal columns, to be done
//! again on the next file. What was typed by hand is left out, counted and said why.
//!
//! A step names its column by field, so that next month's header may differ, and by header for
//! columns that match no field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::recipe_step::{command, is_settled};
use super::recipe_texts::PersonalTexts;
use super::{
    Cancelled, Decision, Entry, MethodChoice, Outcome, PlanError, RunError, Separator, Session,
    Target,
};
use crate::check::{Conversion, Reading, RepairId, Severity};
use crate::io::{Progress, Quiet};
use crate::privacy::{Trace, Treatment};

/// The version of the file's form.
const VERSION: u32 = 1;

/// A column of any file of this provider.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StepColumn {
    /// The field that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The header as it was written.
    pub header: String,
}

/// Which rows a step reaches. Rows picked by hand are never part of a recipe.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepRows {
    All,
    /// Rows in which a rule finds a problem.
    Problem {
        rule: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        column: Option<StepColumn>,
    },
    /// Rows in which a column is empty.
    Empty {
        column: StepColumn,
    },
}

/// One thing to do again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Step {
    Fix {
        repair: RepairId,
        column: StepColumn,
        rows: StepRows,
        /// Texts that stay; only of columns that leave in the clear.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        except: Vec<String>,
    },
    SafeFixes {
        /// Texts that stay, by column; only of columns that leave in the clear.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        except: Vec<Spared>,
    },
    Answer {
        column: StepColumn,
        reading: Reading,
        rows: StepRows,
        /// Texts that stay; only of columns that leave in the clear.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        except: Vec<String>,
    },
    MapValues {
        column: StepColumn,
        rows: StepRows,
        values: BTreeMap<String, String>,
    },
    Replace {
        columns: Vec<StepColumn>,
        find: String,
        with: String,
        regex: bool,
        case: bool,
        whole: bool,
        rows: StepRows,
    },
    FillDown {
        column: StepColumn,
        rows: StepRows,
    },
    SetRule {
        rule: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        severity: Option<Severity>,
    },
    MapColumn {
        column: StepColumn,
        target: Target,
    },
    Join {
        columns: Vec<StepColumn>,
        separator: String,
        field: String,
    },
    Convert {
        column: StepColumn,
        conversion: Conversion,
        field: String,
    },
    Split {
        column: StepColumn,
        separator: Separator,
        /// By part; empty for a part that is not used.
        fields: Vec<String>,
    },
    FillConstant {
        field: String,
        /// Only of fields that say nothing about a person.
        text: String,
    },
    DropMade {
        column: StepColumn,
    },
    UnifySpellings {
        column: StepColumn,
    },
    DeleteRows {
        rows: StepRows,
    },
    KeepRows {
        rows: StepRows,
    },
    RestoreRows,
    ChooseMethod {
        method: MethodChoice,
    },
    TreatColumn {
        column: StepColumn,
        #[serde(skip_serializing_if = "Option::is_none")]
        treatment: Option<Treatment>,
    },
    Decide {
        column: StepColumn,
        #[serde(skip_serializing_if = "Option::is_none")]
        trace: Option<Trace>,
        #[serde(skip_serializing_if = "Option::is_none")]
        decision: Option<Decision>,
    },
}

/// Texts of a column that a repair leaves alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Spared {
    pub column: StepColumn,
    pub texts: Vec<String>,
}

/// Why a change is not part of a recipe.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOutWhy {
    /// Texts typed, pasted or cleared by hand.
    Typed,
    /// Rows picked by hand: the next file has other rows.
    PickedRows,
    /// It holds values of people.
    Personal,
    /// What a provider corrected in this very file.
    Provider,
    /// A decision about the key, which belongs to a person and a moment.
    Key,
}

/// Steps to do again, in order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SavedRecipe {
    pub version: u32,
    /// The format that it was made for.
    pub table: String,
    /// Changes that were made by hand and are not part of it.
    pub left_out: usize,
    /// How many for which reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out_because: BTreeMap<LeftOutWhy, usize>,
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// Why a recipe cannot be read or written.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum RecipeError {
    #[error("{0}")]
    Form(String),
    #[error("version {0}")]
    Version(u32),
}

/// Why a step was not done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// The file has no such column.
    NoColumn { name: String },
    /// The command is refused.
    Refused(PlanError),
}

/// What a replay came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Replay {
    /// Steps that changed something.
    pub applied: usize,
    /// Steps that fit and found nothing to change.
    pub idle: usize,
    /// Steps that do not fit this file, by number from 1. The rest was applied.
    pub misfits: Vec<(usize, Misfit)>,
}

impl Step {
    /// True for a step that says what a column is, not what its cells hold.
    #[must_use]
    pub fn is_matching(&self) -> bool {
        matches!(
            self,
            Self::MapColumn { .. }
                | Self::Join { .. }
                | Self::Split { .. }
                | Self::Convert { .. }
                | Self::FillConstant { .. }
                | Self::DropMade { .. }
        )
    }
}

impl SavedRecipe {
    /// Some steps as a recipe for a format.
    #[must_use]
    pub fn of(table: &str, steps: Vec<Step>) -> Self {
        Self {
            version: VERSION,
            table: table.to_owned(),
            left_out: 0,
            left_out_because: BTreeMap::new(),
            steps,
        }
    }

    /// As a TOML file.
    ///
    /// # Errors
    /// Only when a step cannot be written, which a test excludes.
    pub fn to_toml(&self) -> Result<String, RecipeError> {
        toml::to_string_pretty(self).map_err(|e| RecipeError::Form(e.to_string()))
    }

    /// From a TOML file.
    ///
    /// # Errors
    /// When it is not a recipe, or of a later version.
    pub fn from_toml(text: &str) -> Result<Self, RecipeError> {
        let recipe: Self =
            toml::from_str(text).map_err(|e| RecipeError::Form(e.message().to_owned()))?;
        if recipe.version > VERSION {
            return Err(RecipeError::Version(recipe.version));
        }
        Ok(recipe)
    }
}

impl Session {
    /// What was done so far, to be done again on another file.
    #[must_use]
    pub fn recipe(&self) -> SavedRecipe {
        let mut left_out_because = BTreeMap::new();
        for why in self.history().iter().filter_map(Entry::left_out) {
            *left_out_because.entry(why).or_default() += 1;
        }
        let mut steps = Vec::new();
        let personal = PersonalTexts::new(self.document());
        for step in self.history().iter().flat_map(|entry| &entry.steps) {
            if personal.are_in(step) {
                *left_out_because.entry(LeftOutWhy::Personal).or_default() += 1;
            } else {
                steps.push(step.clone());
            }
        }
        SavedRecipe {
            version: VERSION,
            table: self.document().schema().name.clone(),
            left_out: left_out_because.values().sum(),
            left_out_because,
            steps,
        }
    }

    /// Does a recipe's steps, one history entry each. What does not fit is listed and the rest
    /// is done.
    pub fn replay(&mut self, recipe: &SavedRecipe) -> Replay {
        self.replay_watched(recipe, &Quiet).unwrap_or_default()
    }

    /// The same, telling how many cells a step has changed; it can be cancelled.
    ///
    /// # Errors
    /// When it was cancelled; then what it had done is taken back.
    pub fn replay_watched(
        &mut self,
        recipe: &SavedRecipe,
        progress: &dyn Progress,
    ) -> Result<Replay, Cancelled> {
        let (mut replay, before) = (Replay::default(), self.history().len());
        for (number, step) in (1..).zip(&recipe.steps) {
            if is_settled(self.document(), step) {
                replay.idle += 1;
                continue;
            }
            let done = match command(self.document(), step) {
                Err(misfit) => Err(misfit),
                Ok(command) => match self.run_watched(&command, progress) {
                    Ok(outcome) => Ok(outcome),
                    Err(RunError::Plan(error)) => Err(Misfit::Refused(error)),
                    Err(RunError::Cancelled) => {
                        self.undo_to(before);
                        return Err(Cancelled);
                    }
                },
            };
            match done {
                Ok(Outcome::Unchanged) => replay.idle += 1,
                Ok(Outcome::Changed { .. }) => replay.applied += 1,
                Err(misfit) => replay.misfits.push((number, misfit)),
            }
        }
        Ok(replay)
    }
}
