//! A file that is read again in another way: what was decided about its columns and about
//! privacy is done again where the columns are still there. Corrections of cells are not: rows
//! and columns may stand elsewhere now. Whoever reads again asks first when there are any.

use super::make::Recipe;
use super::{ColumnName, Command, Label, MethodChoice, PlanError, Profile, Session};

impl Session {
    /// True when cells or rows were changed since the file was read.
    #[must_use]
    pub fn has_corrections(&self) -> bool {
        let document = &self.document;
        // A made column is no correction; its cells are no originals either.
        self.base.is_some()
            || !document.originals.is_empty()
            || document.table.removed_rows().next().is_some()
    }

    /// Does again, as one step, what was decided in another session about columns, constants,
    /// severities, and how columns leave. Personal data that was kept there is asked about
    /// again: the text may be another now. Gives what did not fit.
    pub fn take_choices(&mut self, old: &Session) -> Vec<PlanError> {
        let before = &old.document;
        let settings = &before.settings;
        self.lend_key(before.key.clone());
        let privacy = &settings.privacy;
        self.expect_key(privacy.expected_key, privacy.key_required);
        let mut commands = Profile::of(before, "").commands(&self.document);
        for made in settings
            .made
            .iter()
            .filter(|m| m.recipe == Recipe::Constant)
        {
            let row = before.table.rows().next();
            let field = before.schema.field(made.field);
            if let (Some(row), Some(field)) = (row, field) {
                commands.push(Command::FillConstant {
                    field: field.name.clone(),
                    text: before.table.text(row, made.col).to_buf(),
                });
            }
        }
        for (col, treatment) in &privacy.columns {
            if let Some(column) = ColumnName::of(&before.table, *col) {
                commands.push(Command::TreatColumn {
                    column,
                    treatment: Some(*treatment),
                });
            }
        }
        if privacy.method != MethodChoice::Undecided {
            commands.push(Command::ChooseMethod {
                method: privacy.method,
            });
        }
        for (rule, severity) in settings.rules.iter() {
            commands.push(Command::SetRule {
                rule: rule.to_owned(),
                severity: Some(severity),
            });
        }
        let label = Label::MatchColumns {
            count: commands.len(),
        };
        self.run_as_one(&commands, label)
    }
}
