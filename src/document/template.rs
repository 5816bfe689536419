//! A workbook for providers to fill in, from the format's fields: what is in it opens here
//! without a question and without a false problem. No rule about one field stands here.

use std::path::Path;

use thiserror::Error;

use super::Words;
use crate::io::atomic::{WriteError, folder_of, write_verified};
use crate::io::template::{
    Shape, Takes, Template, TemplateColumn, verify_template, write_template,
};
use crate::io::xlsx::guarded;
use crate::schema::{Bound, Field, FieldType, Format, Schema, countries, currencies};

/// Letters after which a text is asked about.
const LONG: u32 = 255;

/// What the template is to have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TemplateOptions {
    /// Names of fields; required ones are always there. None stands for all that a provider
    /// can fill in.
    pub fields: Option<Vec<String>>,
    /// Headers with the field's label before its name.
    pub labels: bool,
    /// Allows to replace an existing target, nothing else.
    pub force: bool,
}

/// Why there is no template.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum TemplateError {
    /// The format has no such fields, or makes them itself.
    #[error("no fields to fill in: {}", names.join(", "))]
    NoField { names: Vec<String> },
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Writes a template and gives the number of its columns.
///
/// # Errors
/// When a field is not known, or the file cannot be written.
pub fn write_empty_template(
    schema: &Schema,
    target: &Path,
    options: &TemplateOptions,
    words: &dyn Words,
) -> Result<usize, TemplateError> {
    let fields = chosen(schema, options)?;
    let template = template(schema, &fields, options.labels, words);
    write_verified(
        target,
        // There is no source that could be overwritten.
        Path::new(""),
        options.force,
        |file| guarded(|| write_template(file, folder_of(target), &template)),
        |path| verify_template(path, &template),
    )?;
    Ok(fields.len())
}

fn chosen<'s>(
    schema: &'s Schema,
    options: &TemplateOptions,
) -> Result<Vec<&'s Field>, TemplateError> {
    let all = schema.fields().map(|(_, f)| f).filter(|f| !f.generated);
    let Some(names) = &options.fields else {
        return Ok(all.collect());
    };
    let all: Vec<&Field> = all.collect();
    let unknown: Vec<String> = names
        .iter()
        .filter(|name| !all.iter().any(|f| f.name == **name))
        .cloned()
        .collect();
    if !unknown.is_empty() {
        return Err(TemplateError::NoField { names: unknown });
    }
    Ok(all
        .into_iter()
        .filter(|f| f.required || names.contains(&f.name))
        .collect())
}

/// A header that is matched to its field without a question: the name, with `*` where it is
/// required, or the label and the name as in a path.
fn header(field: &Field, labels: bool, words: &dyn Words) -> String {
    let star = if field.required { " *" } else { "" };
    if labels {
        let label = format!("{}{star}", words.label(field));
        let label = words.say("template-header", 0, &[("label", &label)]);
        format!("{label}\n{}", field.name)
    } else {
        format!("{}{star}", field.name)
    }
}

fn template(schema: &Schema, fields: &[&Field], labels: bool, words: &dyn Words) -> Template {
    let say = |key: &str| words.say(key, 0, &[("table", &schema.name)]);
    let columns = fields
        .iter()
        .map(|field| column(field, header(field, labels, words), words))
        .collect();
    let explained = fields
        .iter()
        .map(|field| {
            let required = if field.required {
                "template-yes"
            } else {
                "template-no"
            };
            vec![
                field.name.clone(),
                say(required),
                words.label(field).to_owned(),
                words.description(field).to_owned(),
                field.example.clone(),
                words.expected(field),
            ]
        })
        .collect();
    let heads = [
        "column",
        "required",
        "label",
        "description",
        "example",
        "expected",
    ];
    Template {
        sheets: [
            schema.name.clone(),
            say("template-sheet-explained"),
            say("template-sheet-example"),
            say("template-sheet-lists"),
        ],
        columns,
        intro: ["title", "fill", "keep", "personal"]
            .map(|id| say(&format!("template-{id}")))
            .to_vec(),
        heads: heads.map(|id| say(&format!("template-head-{id}"))).to_vec(),
        explained,
    }
}

fn column(field: &Field, header: String, words: &dyn Words) -> TemplateColumn {
    let expected = words.expected(field);
    let required = if field.required {
        words.say("template-required", 0, &[])
    } else {
        String::new()
    };
    let args = [
        ("description", words.description(field)),
        ("expected", expected.as_str()),
        ("example", field.example.as_str()),
        ("required", required.as_str()),
    ];
    TemplateColumn {
        header,
        required: field.required,
        shape: match field.ty {
            FieldType::Float => Shape::Number,
            FieldType::Integer => Shape::Whole,
            FieldType::Date => Shape::Day,
            _ => Shape::Text,
        },
        takes: takes(field),
        prompt: (
            words.label(field).to_owned(),
            words.say("template-prompt", 0, &args).trim().to_owned(),
        ),
        refusal: (
            words.label(field).to_owned(),
            words.say("template-refusal", 0, &args),
        ),
        example: field.example.clone(),
    }
}

fn takes(field: &Field) -> Takes {
    let owned = |codes: &[&str]| codes.iter().map(|c| (*c).to_owned()).collect();
    match (field.ty, field.format) {
        (_, Some(Format::Country)) => Takes::OneOf(owned(countries().codes())),
        (_, Some(Format::Currency)) => Takes::OneOf(owned(currencies().codes())),
        (FieldType::Enum, _) => Takes::OneOf(field.values.clone()),
        (FieldType::Boolean, _) => Takes::OneOf(owned(&["true", "false"])),
        (FieldType::Float, _) => {
            let (low, high) = field.limits.unwrap_or((-1e300, 1e300));
            Takes::Number {
                low,
                high,
                strict: true,
            }
        }
        (FieldType::Integer, _) => Takes::Whole {
            low: year_or(field.plausible.0, -1_000_000_000),
            high: year_or(field.plausible.1, 1_000_000_000),
            strict: false,
        },
        (FieldType::Date, _) => Takes::DayFrom { year: 1901 },
        (FieldType::String, _) => Takes::Short { most: LONG },
        (FieldType::DateTime | FieldType::Json, _) => Takes::Anything,
    }
}

/// A bound that does not move with the clock, or the other number: a template made today must
/// be right next year.
#[allow(clippy::cast_possible_truncation)]
fn year_or(bound: Option<Bound>, other: i32) -> i32 {
    match bound {
        Some(Bound::Number(n)) if n.abs() < 1e9 => n as i32,
        _ => other,
    }
}
