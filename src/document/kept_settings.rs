//! Settings as they are kept: fields by name, since their numbers change with the format;
//! columns by number, since the file they belong to is known. No key, no text of a cell.

use serde::{Deserialize, Serialize};

use super::{Decision, Made, MethodChoice, PrivacyChoices, Recipe, Settings};
use crate::check::{Choice, ExtraForm, Severities};
use crate::privacy::{Fingerprint, Trace, Treatment};
use crate::schema::Schema;
use crate::table::ColId;

/// What a column was chosen to be.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
enum KeptChoice {
    Field(String),
    LeftOut,
    Extra(ExtraForm),
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct KeptMade {
    col: u32,
    field: String,
    sources: Vec<u32>,
    recipe: Recipe,
}

/// The settings of one document.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptSettings {
    columns: Vec<(u32, KeptChoice)>,
    made: Vec<KeptMade>,
    method: MethodChoice,
    key_required: bool,
    expected_key: Option<Fingerprint>,
    treatments: Vec<(u32, Treatment)>,
    decisions: Vec<(u32, Trace, Decision)>,
    rules: Severities,
}

impl KeptSettings {
    pub(super) fn of(schema: &Schema, settings: &Settings) -> Self {
        // Named one by one, so that a new setting cannot be forgotten here.
        let Settings {
            columns,
            made,
            privacy,
            rules,
        } = settings;
        let PrivacyChoices {
            method,
            key_required,
            expected_key,
            columns: treatments,
            decisions,
        } = privacy;
        let name = |field| schema.field(field).map(|f| f.name.clone());
        Self {
            columns: columns
                .iter()
                .filter_map(|(col, choice)| {
                    let choice = match choice {
                        Choice::Field(field) => KeptChoice::Field(name(*field)?),
                        Choice::LeftOut => KeptChoice::LeftOut,
                        Choice::Extra(form) => KeptChoice::Extra(*form),
                    };
                    Some((col.0, choice))
                })
                .collect(),
            made: made
                .iter()
                .filter_map(|made| {
                    Some(KeptMade {
                        col: made.col.0,
                        field: name(made.field)?,
                        sources: made.sources.iter().map(|col| col.0).collect(),
                        recipe: made.recipe.clone(),
                    })
                })
                .collect(),
            method: *method,
            key_required: *key_required,
            expected_key: *expected_key,
            treatments: treatments.iter().map(|(col, t)| (col.0, *t)).collect(),
            decisions: decisions
                .iter()
                .map(|((col, trace), decision)| (col.0, *trace, decision.clone()))
                .collect(),
            rules: rules.clone(),
        }
    }

    /// The settings for a document; what names a column or field that it lacks falls away.
    pub(super) fn settings(&self, schema: &Schema, col: &dyn Fn(u32) -> Option<ColId>) -> Settings {
        Settings {
            rules: self.rules.clone(),
            columns: self
                .columns
                .iter()
                .filter_map(|(at, choice)| {
                    let choice = match choice {
                        KeptChoice::Field(name) => Choice::Field(schema.by_name(name)?),
                        KeptChoice::LeftOut => Choice::LeftOut,
                        KeptChoice::Extra(form) => Choice::Extra(*form),
                    };
                    Some((col(*at)?, choice))
                })
                .collect(),
            made: self
                .made
                .iter()
                .filter_map(|made| {
                    Some(Made {
                        col: col(made.col)?,
                        field: schema.by_name(&made.field)?,
                        sources: made
                            .sources
                            .iter()
                            .map(|at| col(*at))
                            .collect::<Option<_>>()?,
                        recipe: made.recipe.clone(),
                    })
                })
                .collect(),
            privacy: PrivacyChoices {
                method: self.method,
                key_required: self.key_required,
                expected_key: self.expected_key,
                columns: self
                    .treatments
                    .iter()
                    .filter_map(|(at, t)| Some((col(*at)?, *t)))
                    .collect(),
                decisions: self
                    .decisions
                    .iter()
                    .filter_map(|(at, trace, d)| Some(((col(*at)?, *trace), d.clone())))
                    .collect(),
            },
        }
    }
}
