//! How a provider's file was read and matched, to be done again with the next one.
//!
//! Holds headers, fields and the way the file was read, and the steps of its recipe, which hold
//! texts only of columns that leave in the clear. A constant is remembered as "this field was a
//! constant", its text is asked again. Pure, but for running commands through the session's gate.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    ColumnName, Command, Document, Label, PlanError, Recipe, RecipeStep, SavedRecipe, Separator,
    Session, Target,
};
use crate::check::{Choice, Conversion, ExtraForm};
use crate::io::OpenOptions;
use crate::privacy::Fingerprint;
use crate::schema::{How, key, words};
use crate::table::ColId;

/// The version of the file.
const VERSION: u32 = 1;

/// Why a profile cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ProfileError {
    /// Not the TOML of a profile. The reason names a line, never its text.
    #[error("not a profile{}", line.map(|l| format!(", line {l}")).unwrap_or_default())]
    Broken { line: Option<usize> },
    /// Made by a later version of the program.
    #[error("profile version {version} is not known")]
    Version { version: u32 },
    /// The file cannot be read or written.
    #[error("the profile cannot be read or written")]
    Io,
    /// There is none of this name.
    #[error("no profile of this name")]
    NotFound,
}

/// How the file was read.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadHow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// What the user chose instead of what was recognised. Only this is done again: what was
    /// recognised in one file may differ in the next, and is recognised anew.
    #[serde(default, skip_serializing_if = "Asked::is_nothing")]
    pub asked: Asked,
}

/// Choices of how to read.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Asked {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more_sheets: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub as_shown: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fill_merged: bool,
}

impl Asked {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl ReadHow {
    /// How a document was read.
    fn of(document: &Document) -> Self {
        let read_as = document.read_as();
        let options = &read_as.options;
        Self {
            sheet: document.table().sheet().map(str::to_owned),
            header_row: Some(document.table().header_row()),
            encoding: read_as.encoding.map(str::to_owned),
            delimiter: read_as.delimiter,
            asked: Asked {
                sheet: options.sheet.clone(),
                more_sheets: options.more_sheets.clone(),
                header_row: options.header_row,
                encoding: options.encoding.clone(),
                delimiter: options.delimiter.map(char::from),
                as_shown: options.as_shown,
                fill_merged: options.fill_merged,
            },
        }
    }

    /// How to read the next file: what is chosen now, then what was chosen then.
    #[must_use]
    pub fn under(&self, now: &OpenOptions) -> OpenOptions {
        let then = &self.asked;
        let mut options = now.clone();
        if options.sheet.is_none() {
            options.sheet.clone_from(&then.sheet);
            options.more_sheets.clone_from(&then.more_sheets);
        }
        options.header_row = options.header_row.or(then.header_row);
        options.encoding = options.encoding.or_else(|| then.encoding.clone());
        let mark = then
            .delimiter
            .and_then(|c| u8::try_from(c).ok())
            .filter(u8::is_ascii);
        options.delimiter = options.delimiter.or(mark);
        options.as_shown |= then.as_shown;
        options.fill_merged |= then.fill_merged;
        options
    }
}

/// What a column was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMemory {
    pub header: String,
    /// Tells two columns of one header apart.
    pub letters: String,
    /// The field that it was used for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The user left it out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
    /// It was sent although the format does not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<ExtraForm>,
}

/// Columns that were joined.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinMemory {
    pub columns: Vec<ColumnName>,
    pub separator: String,
    pub field: String,
}

/// A column that was converted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConvertMemory {
    pub column: ColumnName,
    pub conversion: Conversion,
    pub field: String,
}

/// A column that was split.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitMemory {
    pub column: ColumnName,
    pub separator: Separator,
    pub fields: Vec<String>,
}

/// What is remembered of one provider's files.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub version: u32,
    /// The provider's name as the user wrote it.
    pub provider: String,
    /// The fingerprint of the key with which this provider's files leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Fingerprint>,
    /// Nothing of this provider leaves without a key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub require_key: bool,
    /// Fields that had one text in all rows; the text is asked again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constants: Vec<String>,
    #[serde(default)]
    pub read: ReadHow,
    #[serde(default)]
    pub columns: Vec<ColumnMemory>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<JoinMemory>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conversions: Vec<ConvertMemory>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub splits: Vec<SplitMemory>,
    /// What was put right in the last file, to be done again when the user says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<RecipeStep>,
}

/// What differs from the file of which the profile was made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FileChanges {
    /// Headers that are new.
    pub new: Vec<String>,
    /// Headers that are gone.
    pub gone: Vec<String>,
    /// Headers that were written otherwise, or that now seem to hold a field: old, new.
    pub renamed: Vec<(String, String)>,
}

impl FileChanges {
    /// True when the file has the headers of the last one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.renamed.is_empty()
    }
}

/// What applying a profile came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Applied {
    pub changes: FileChanges,
    /// Fields whose constant has to be typed again.
    pub ask: Vec<String>,
    /// What could not be done again: a column is gone, or looks personal now.
    pub refused: Vec<PlanError>,
}

impl Profile {
    /// What is to be remembered of a document.
    #[must_use]
    pub fn of(document: &Document, provider: &str) -> Self {
        let table = document.table();
        let name = |field| document.schema().field(field).map(|f| f.name.clone());
        let columns = table
            .columns()
            .filter(|(_, c)| !c.is_made())
            .map(|(col, c)| {
                let used = document.mapping().use_of(col);
                ColumnMemory {
                    header: c.header().to_owned(),
                    letters: c.letters(),
                    field: document.mapping().field_of(col).and_then(name),
                    left_out: document.settings().columns.get(&col) == Some(&Choice::LeftOut),
                    extra: used.extra,
                }
            })
            .collect();
        let mut profile = Self {
            version: VERSION,
            provider: provider.to_owned(),
            key: document.settings().privacy.leaving_key(),
            require_key: document.settings().privacy.key_required,
            constants: Vec::new(),
            read: ReadHow::of(document),
            columns,
            joins: Vec::new(),
            conversions: Vec::new(),
            splits: Vec::new(),
            steps: Vec::new(),
        };
        for made in &document.settings().made {
            let Some(field) = name(made.field) else {
                continue;
            };
            let sources: Vec<ColumnName> = made
                .sources
                .iter()
                .filter_map(|col| ColumnName::of(table, *col))
                .collect();
            match (&made.recipe, sources.as_slice()) {
                (Recipe::Join { separator }, _) => profile.joins.push(JoinMemory {
                    columns: sources,
                    separator: separator.clone(),
                    field,
                }),
                // The second half of a pair comes with the first.
                (Recipe::Convert(conversion), [column])
                    if *conversion != Conversion::SecondOfPair =>
                {
                    profile.conversions.push(ConvertMemory {
                        column: column.clone(),
                        conversion: *conversion,
                        field,
                    });
                }
                (Recipe::Constant, _) => profile.constants.push(field),
                (Recipe::Part { separator, at, of }, [column]) => {
                    profile.remember_part(column, separator, *at, *of, field);
                }
                (Recipe::Convert(_) | Recipe::Part { .. }, _) => {}
            }
        }
        profile
    }

    fn remember_part(
        &mut self,
        column: &ColumnName,
        separator: &Separator,
        at: usize,
        of: usize,
        field: String,
    ) {
        let same = |s: &SplitMemory| {
            s.column == *column && s.separator == *separator && s.fields.len() == of
        };
        let place = self.splits.iter().position(same).unwrap_or_else(|| {
            self.splits.push(SplitMemory {
                column: column.clone(),
                separator: separator.clone(),
                fields: vec![String::new(); of],
            });
            self.splits.len() - 1
        });
        let split = self.splits.get_mut(place);
        if let Some(slot) = split.and_then(|split| split.fields.get_mut(at)) {
            *slot = field;
        }
    }

    /// The same with the steps of a recipe, but for those that match columns: the profile matches
    /// by itself.
    #[must_use]
    pub fn with_steps(mut self, recipe: &SavedRecipe) -> Self {
        self.steps = recipe
            .steps
            .iter()
            .filter(|step| !step.is_matching())
            .cloned()
            .collect();
        self
    }

    /// What is to be done again, as a recipe; `None` when nothing is.
    #[must_use]
    pub fn recipe(&self, table: &str) -> Option<SavedRecipe> {
        (!self.steps.is_empty()).then(|| SavedRecipe::of(table, self.steps.clone()))
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// When it is not one, or of a later version.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let profile: Self = toml::from_str(text).map_err(|e| ProfileError::Broken {
            line: e
                .span()
                .and_then(|s| text.get(..s.start))
                .map(|before| before.matches('\n').count() + 1),
        })?;
        if profile.version == VERSION {
            Ok(profile)
        } else {
            Err(ProfileError::Version {
                version: profile.version,
            })
        }
    }

    /// The profile as TOML, with a first line that says what it is.
    ///
    /// # Errors
    /// Never for a profile of this program; the writer could fail all the same.
    pub fn to_toml(&self) -> Result<String, ProfileError> {
        let body = toml::to_string_pretty(self).map_err(|_| ProfileError::Broken { line: None })?;
        Ok(format!(
            "# Tamis: how a provider's file was read, matched and put right. No personal values.\n{body}"
        ))
    }

    /// How much a file has the headers of this profile, 0 to 1.
    #[must_use]
    pub fn likeness(&self, document: &Document) -> f64 {
        let own: BTreeSet<String> = self.columns.iter().map(|c| folded(&c.header)).collect();
        let other: BTreeSet<String> = document
            .table()
            .columns()
            .filter(|(_, c)| !c.is_made())
            .map(|(_, c)| folded(c.header()))
            .collect();
        let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let all = own.union(&other).count();
        if all == 0 {
            return 0.0;
        }
        number(own.intersection(&other).count()) / number(all)
    }

    /// What differs in a file.
    #[must_use]
    pub fn changes(&self, document: &Document) -> FileChanges {
        let table = document.table();
        let mut changes = FileChanges::default();
        let now: Vec<(ColId, &str)> = table
            .columns()
            .filter(|(_, c)| !c.is_made())
            .map(|(col, c)| (col, c.header()))
            .collect();
        let mut gone: Vec<&ColumnMemory> = self
            .columns
            .iter()
            .filter(|c| !now.iter().any(|(_, h)| *h == c.header))
            .collect();
        for (col, header) in now {
            if self.columns.iter().any(|c| c.header == header) {
                continue;
            }
            let field = document.matching().of(col).candidates.first();
            let field = field.and_then(|c| document.schema().field(c.field));
            let same = |c: &&ColumnMemory| folded(&c.header) == folded(header);
            let meant = |c: &&ColumnMemory| {
                let was = self.field_of(c);
                was.is_some() && was == field.map(|f| f.name.as_str())
            };
            let old = gone
                .iter()
                .position(same)
                .or_else(|| gone.iter().position(meant));
            match old {
                Some(at) => {
                    let old = gone.remove(at);
                    changes
                        .renamed
                        .push((old.header.clone(), header.to_owned()));
                }
                None => changes.new.push(header.to_owned()),
            }
        }
        changes.gone = gone.iter().map(|c| c.header.clone()).collect();
        changes
    }

    /// The field into which a column went, by itself or as a part of another.
    fn field_of<'a>(&'a self, memory: &'a ColumnMemory) -> Option<&'a str> {
        let same = |c: &ColumnName| c.header == memory.header;
        memory.field.as_deref().or_else(|| {
            let converted = self.conversions.iter().find(|c| same(&c.column));
            let joined = self.joins.iter().find(|j| j.columns.iter().any(same));
            converted
                .map(|c| c.field.as_str())
                .or_else(|| joined.map(|j| j.field.as_str()))
        })
    }

    /// The commands that match a file as the profile says. Columns whose header says the same
    /// need none.
    #[must_use]
    pub fn commands(&self, document: &Document) -> Vec<Command> {
        let table = document.table();
        let mut commands = Vec::new();
        for memory in &self.columns {
            let column = ColumnName {
                header: memory.header.clone(),
                letters: memory.letters.clone(),
            };
            let Some(col) = column.resolve(table) else {
                continue;
            };
            let used = document.mapping().use_of(col);
            let automatic = document
                .mapping()
                .field_of(col)
                .and_then(|f| document.schema().field(f))
                .map(|f| f.name.as_str());
            let target = match (&memory.field, memory.left_out, memory.extra) {
                (Some(field), _, _) if automatic == Some(field) => continue,
                (Some(field), _, _) => Target::Field(field.clone()),
                (None, true, _) => Target::LeftOut,
                (None, false, Some(form)) => Target::Extra(form),
                (None, false, None) if used.how == How::Generated => continue,
                (None, false, None) => continue,
            };
            commands.push(Command::MapColumn { column, target });
        }
        commands.extend(self.joins.iter().map(|join| Command::Join {
            columns: join.columns.clone(),
            separator: join.separator.clone(),
            field: join.field.clone(),
        }));
        commands.extend(self.splits.iter().map(|split| Command::Split {
            column: split.column.clone(),
            separator: split.separator.clone(),
            fields: split.fields.clone(),
        }));
        commands.extend(self.conversions.iter().map(|c| Command::Convert {
            column: c.column.clone(),
            conversion: c.conversion,
            field: c.field.clone(),
        }));
        commands
    }

    /// Tells a session which key this provider's files leave with, and whether one is demanded.
    pub fn expect(&self, session: &mut Session) {
        let known = session.document().settings().privacy.clone();
        let key = self.key.or(known.expected_key);
        if (key, self.require_key) != (known.expected_key, known.key_required) {
            session.expect_key(key, self.require_key);
        }
    }

    /// Matches a document as the profile says: one step of its history. The key that it expects
    /// or demands is no part of that step: it stays when the matching is undone.
    pub fn apply(&self, session: &mut Session) -> Applied {
        self.expect(session);
        let changes = self.changes(session.document());
        let commands = self.commands(session.document());
        let label = Label::Profile {
            provider: self.provider.clone(),
        };
        Applied {
            changes,
            refused: session.run_as_one(&commands, label),
            ask: self.constants.clone(),
        }
    }
}

/// What headers are compared by: not case, accents, blanks or punctuation.
fn folded(header: &str) -> String {
    let key = key(&words(header));
    if key.is_empty() {
        header.trim().to_owned()
    } else {
        key
    }
}
