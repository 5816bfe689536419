//! Names of history entries, and why a command cannot be done, in words.
//!
//! Labels hold headers, addresses and counts, never a value of a cell.

use super::{Lang, count, t, tf};
use crate::check::{ExtraForm, Severity};
use crate::document::{Bulk, Label, PlanError, Target};
use crate::schema::Schema;

/// What undo or redo would say it does: “3 rows taken out”.
#[must_use]
pub fn label(lang: Lang, schema: &Schema, label: &Label) -> String {
    let counted = |key: &str, n: usize| {
        tf(
            lang,
            key,
            &[
                ("count", count(lang, n as u64).as_str().into()),
                ("n", (n as u64).into()),
            ],
        )
    };
    match label {
        Label::EditCell { address } => tf(
            lang,
            "label-edit-cell",
            &[("cell", address.as_str().into())],
        ),
        Label::EditCells { count } => counted("label-edit-cells", *count),
        Label::Fix {
            repair,
            header,
            count: n,
        } => tf(
            lang,
            "label-fix",
            &[
                (
                    "repair",
                    t(lang, super::repair_key(*repair)).as_str().into(),
                ),
                ("column", header.as_str().into()),
                ("count", count(lang, *n as u64).as_str().into()),
                ("n", (*n as u64).into()),
            ],
        ),
        Label::Merge {
            cells,
            added,
            removed,
        } => {
            let numbers = [cells, added, removed].map(|n| *n as u64);
            let shown = numbers.map(|n| count(lang, n));
            tf(
                lang,
                "label-merge",
                &[
                    ("c", numbers[0].into()),
                    ("a", numbers[1].into()),
                    ("r", numbers[2].into()),
                    ("cells", shown[0].as_str().into()),
                    ("added", shown[1].as_str().into()),
                    ("removed", shown[2].as_str().into()),
                ],
            )
        }
        Label::SafeFixes { count } => counted("label-safe-fixes", *count),
        Label::Bulk {
            what,
            header,
            count: n,
        } => {
            let what = match what {
                Bulk::Answer => "label-answer",
                Bulk::MapValues => "label-map-values",
                Bulk::Replace if header.is_empty() => "label-replace-all",
                Bulk::Replace => "label-replace",
                Bulk::FillDown => "label-fill-down",
            };
            tf(
                lang,
                what,
                &[
                    ("column", header.as_str().into()),
                    ("count", count(lang, *n as u64).as_str().into()),
                    ("n", (*n as u64).into()),
                ],
            )
        }
        Label::SetRule { rule, severity } => {
            let key = match severity {
                Some(Severity::Error) => "severity-error",
                Some(Severity::Warning) => "severity-warning",
                Some(Severity::Note) => "severity-note",
                None => "severity-default",
            };
            tf(
                lang,
                "label-set-rule",
                &[
                    ("rule", t(lang, &format!("rule-{rule}")).as_str().into()),
                    ("severity", t(lang, key).as_str().into()),
                ],
            )
        }
        Label::MapColumn { header, target } => tf(
            lang,
            match target {
                Target::Field(_) => "label-map-column",
                _ => "label-map-other",
            },
            &[
                ("column", header.as_str().into()),
                ("target", target_name(lang, schema, target).as_str().into()),
            ],
        ),
        Label::Split { header, count: n } => tf(
            lang,
            "label-split",
            &[
                ("column", header.as_str().into()),
                ("n", (*n as u64).into()),
                ("count", count(lang, *n as u64).as_str().into()),
            ],
        ),
        Label::Make { header, field } => {
            let target = Target::Field(field.clone());
            tf(
                lang,
                "label-make",
                &[
                    ("column", header.as_str().into()),
                    ("target", target_name(lang, schema, &target).as_str().into()),
                ],
            )
        }
        Label::DropMade { header } => tf(
            lang,
            "label-drop-made",
            &[("column", header.as_str().into())],
        ),
        Label::MatchColumns { count } => counted("label-match-columns", *count),
        Label::Profile { provider } => tf(
            lang,
            "label-profile",
            &[("provider", provider.as_str().into())],
        ),
        Label::DeleteRows { count } => counted("label-delete-rows", *count),
        Label::RestoreRows { count } => counted("label-restore-rows", *count),
        Label::UnifySpellings { header, count: n } => tf(
            lang,
            "label-unify",
            &[
                ("column", header.as_str().into()),
                ("count", count(lang, *n as u64).as_str().into()),
                ("n", (*n as u64).into()),
            ],
        ),
        Label::ChooseMethod { method } => t(lang, super::method_key(*method)),
        Label::ConfirmKey => t(lang, "label-confirm-key"),
        Label::TreatColumn { header, treatment } => tf(
            lang,
            "label-treat-column",
            &[
                ("column", header.as_str().into()),
                (
                    "treatment",
                    super::treatment_name(lang, *treatment).as_str().into(),
                ),
            ],
        ),
        Label::Decide { header, decision } => tf(
            lang,
            "label-decide",
            &[
                ("column", header.as_str().into()),
                (
                    "decision",
                    t(lang, super::decision_key(decision.as_ref()))
                        .as_str()
                        .into(),
                ),
            ],
        ),
    }
}

/// A column's target for people: the field's label, “left out”…
#[must_use]
pub fn target_name(lang: Lang, schema: &Schema, target: &Target) -> String {
    match target {
        Target::Field(name) => schema
            .by_name(name)
            .and_then(|id| schema.field(id))
            .map_or_else(
                || name.clone(),
                |field| super::field_label(lang, field).to_owned(),
            ),
        Target::LeftOut => t(lang, "target-left-out"),
        Target::Extra(ExtraForm::Clear) => t(lang, "target-extra-clear"),
        Target::Extra(ExtraForm::Pseudonym) => t(lang, "target-extra-pseudonym"),
        Target::Automatic => t(lang, "target-automatic"),
    }
}

/// Why a command cannot be done, in one sentence.
#[must_use]
pub fn plan_error(lang: Lang, error: &PlanError) -> String {
    match error {
        PlanError::NoColumn { header } => tf(
            lang,
            "plan-no-column",
            &[("column", header.as_str().into())],
        ),
        PlanError::NoRow { row } => tf(lang, "plan-no-row", &[("row", row.as_str().into())]),
        PlanError::NoField { name } => {
            tf(lang, "plan-no-field", &[("field", name.as_str().into())])
        }
        PlanError::TooFewParts => t(lang, "plan-too-few-parts"),
        PlanError::FieldTwice { field } => tf(
            lang,
            "plan-field-twice",
            &[("field", field.as_str().into())],
        ),
        PlanError::TooFewColumns => t(lang, "plan-too-few-columns"),
        PlanError::NotASource { header } => tf(
            lang,
            "plan-not-a-source",
            &[("column", header.as_str().into())],
        ),
        PlanError::NotConvertible { field } => tf(
            lang,
            "plan-not-convertible",
            &[("field", field.as_str().into())],
        ),
        PlanError::NoConstant { field } => tf(
            lang,
            "plan-no-constant",
            &[("field", field.as_str().into())],
        ),
        PlanError::LooksPersonal { header } => tf(
            lang,
            "plan-looks-personal",
            &[("column", header.as_str().into())],
        ),
        PlanError::NotMade { header } => {
            tf(lang, "plan-not-made", &[("column", header.as_str().into())])
        }
        PlanError::NotAllowed { header } => tf(
            lang,
            "plan-not-allowed",
            &[("column", header.as_str().into())],
        ),
        PlanError::NoRule { rule } => tf(lang, "plan-no-rule", &[("rule", rule.as_str().into())]),
        PlanError::FixedRule { rule } => tf(
            lang,
            "plan-fixed-rule",
            &[("rule", t(lang, &format!("rule-{rule}")).as_str().into())],
        ),
        PlanError::BadPattern => t(lang, "plan-bad-pattern"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lang: Lang, of: &Label) -> String {
        label(lang, &Schema::meters().unwrap(), of)
    }

    #[test]
    fn what_was_done_counts_each_of_its_parts() {
        let merge = Label::Merge {
            cells: 1,
            added: 2,
            removed: 0,
        };
        assert_eq!(
            said(Lang::En, &merge),
            "Corrections taken over: 1 cell, 2 rows added, 0 rows taken out"
        );
        assert_eq!(
            said(Lang::Fr, &merge),
            "Corrections reprises\u{a0}: 1 cellule, 2 lignes ajoutées, 0 ligne retirée"
        );
    }

    #[test]
    fn a_column_is_matched_to_a_field_and_to_nothing_else() {
        let to = |target| Label::MapColumn {
            header: "Lat.".to_owned(),
            target,
        };
        let field = to(Target::Field("customer_latitude".to_owned()));
        assert_eq!(said(Lang::En, &field), "“Lat.” matched to Latitude");
        assert_eq!(said(Lang::En, &to(Target::LeftOut)), "“Lat.”: left out");
    }
}
