//! Reads a schema file. A broken one is refused with the line and the reason.

use std::collections::{HashMap, HashSet};

use thiserror::Error;

use super::{Bound, Field, FieldType, Format, Kind, Schema};

/// Why a schema file is refused.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("line {line}: {reason}")]
pub struct SchemaError {
    /// Counted from 1.
    pub line: usize,
    pub reason: String,
}

/// The columns of a schema file; all must be there.
const COLUMNS: [&str; 20] = [
    "name",
    "type",
    "required",
    "p14n",
    "blurred",
    "generated",
    "values",
    "format",
    "limits",
    "plausible",
    "key",
    "kind",
    "identifying",
    "narrows",
    "unit",
    "example",
    "label_en",
    "label_fr",
    "description_en",
    "description_fr",
];

/// Reads tab-separated text: `#` lines are remarks, the first other line names the columns.
///
/// # Errors
/// The first line that does not make sense, with the reason.
pub fn parse_schema(name: &str, tsv: &str) -> Result<Schema, SchemaError> {
    let mut lines = tsv
        .lines()
        .enumerate()
        .map(|(i, l)| (i + 1, l.trim_end_matches('\r')))
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
    let (line, head) = lines
        .next()
        .ok_or_else(|| error(1, "the file has no header line"))?;
    let head: Vec<&str> = head.split('\t').collect();
    for column in COLUMNS {
        if head.iter().filter(|h| **h == column).count() != 1 {
            return Err(error(line, &format!("there must be one column {column:?}")));
        }
    }
    let mut fields = Vec::new();
    let mut names = HashSet::new();
    for (line, text) in lines {
        let cells: Vec<&str> = text.split('\t').collect();
        if cells.len() != head.len() {
            return Err(error(
                line,
                &format!("{} cells where the header has {}", cells.len(), head.len()),
            ));
        }
        let row: HashMap<&str, &str> = head.iter().copied().zip(cells).collect();
        let field = field(line, &row)?;
        if !names.insert(field.name.clone()) {
            return Err(error(
                line,
                &format!("the field {:?} is there twice", field.name),
            ));
        }
        fields.push(field);
    }
    if fields.is_empty() {
        return Err(error(line, "there is no field"));
    }
    Ok(Schema::new(name.to_owned(), fields).with_source(tsv))
}

fn error(line: usize, reason: &str) -> SchemaError {
    SchemaError {
        line,
        reason: reason.to_owned(),
    }
}

fn field(line: usize, row: &HashMap<&str, &str>) -> Result<Field, SchemaError> {
    let text = |column: &str| row.get(column).copied().unwrap_or_default().to_owned();
    let flag = |column: &str| match text(column).as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(error(
            line,
            &format!("{column} is {other:?}, not yes or no"),
        )),
    };
    let ty = match text("type").as_str() {
        "string" => FieldType::String,
        "float" => FieldType::Float,
        "integer" => FieldType::Integer,
        "boolean" => FieldType::Boolean,
        "date" => FieldType::Date,
        "datetime" => FieldType::DateTime,
        "enum" => FieldType::Enum,
        "jsonb" => FieldType::Json,
        other => return Err(error(line, &format!("unknown type {other:?}"))),
    };
    let format = match text("format").as_str() {
        "" => None,
        "country" => Some(Format::Country),
        "currency" => Some(Format::Currency),
        "phone" => Some(Format::Phone),
        "email" => Some(Format::Email),
        "gender" => Some(Format::Gender),
        other => return Err(error(line, &format!("unknown format {other:?}"))),
    };
    let kind = match text("kind").as_str() {
        "" => None,
        "name" => Some(Kind::Name),
        "id" => Some(Kind::Id),
        "address" => Some(Kind::Address),
        "email" => Some(Kind::Email),
        "phone" => Some(Kind::Phone),
        "place" => Some(Kind::Place),
        other => return Err(error(line, &format!("unknown kind {other:?}"))),
    };
    let values: Vec<String> = text("values")
        .split('|')
        .filter(|v| !v.is_empty())
        .map(str::to_owned)
        .collect();
    let limits = match range(line, &text("limits"))? {
        (None, None) => None,
        (Some(Bound::Number(low)), Some(Bound::Number(high))) if low < high => Some((low, high)),
        _ => return Err(error(line, "limits need two numbers, the smaller first")),
    };
    let field = Field {
        name: text("name"),
        ty,
        required: flag("required")?,
        p14n: flag("p14n")?,
        blurred: flag("blurred")?,
        generated: flag("generated")?,
        values,
        format,
        limits,
        plausible: range(line, &text("plausible"))?,
        key: flag("key")?,
        kind,
        identifying: flag("identifying")?,
        narrows: flag("narrows")?,
        unit: Some(text("unit")).filter(|u| !u.is_empty()),
        example: text("example"),
        label_en: text("label_en"),
        label_fr: text("label_fr"),
        description_en: text("description_en"),
        description_fr: text("description_fr"),
    };
    consistent(line, &field)?;
    Ok(field)
}

fn consistent(line: usize, field: &Field) -> Result<(), SchemaError> {
    let good_name = !field.name.is_empty()
        && field
            .name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !good_name {
        return Err(error(
            line,
            "a field's name has small letters, digits and _ only",
        ));
    }
    if (field.ty == FieldType::Enum) == field.values.is_empty() {
        return Err(error(
            line,
            "an enum needs values, and only an enum has them",
        ));
    }
    if field.blurred && (field.ty != FieldType::Float || field.limits.is_none() || !field.p14n) {
        return Err(error(line, "a blurred field is a p14n float with limits"));
    }
    if field.p14n && field.kind.is_none() {
        return Err(error(line, "a p14n field needs a kind"));
    }
    if field.p14n && field.generated {
        return Err(error(line, "a generated field cannot be p14n"));
    }
    for (name, label) in [("label_en", &field.label_en), ("label_fr", &field.label_fr)] {
        if label.is_empty() {
            return Err(error(line, &format!("{name} is empty")));
        }
    }
    Ok(())
}

fn range(line: usize, text: &str) -> Result<(Option<Bound>, Option<Bound>), SchemaError> {
    if text.is_empty() {
        return Ok((None, None));
    }
    let (low, high) = text
        .split_once("..")
        .ok_or_else(|| error(line, &format!("{text:?} is not a range such as 1..50")))?;
    Ok((bound(line, low)?, bound(line, high)?))
}

fn bound(line: usize, text: &str) -> Result<Option<Bound>, SchemaError> {
    let unknown = || error(line, &format!("{text:?} is not a bound"));
    if text.is_empty() {
        return Ok(None);
    }
    if text == "today" {
        return Ok(Some(Bound::Today));
    }
    if let Some(offset) = text.strip_prefix("year") {
        let years = if offset.is_empty() {
            0
        } else {
            offset.parse().map_err(|_| unknown())?
        };
        return Ok(Some(Bound::YearFromNow(years)));
    }
    let number: f64 = text.parse().map_err(|_| unknown())?;
    if number.is_finite() {
        Ok(Some(Bound::Number(number)))
    } else {
        Err(unknown())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../assets/schema/meters.tsv");

    #[test]
    fn the_built_in_format_has_58_fields() {
        let schema = Schema::meters().unwrap();
        assert_eq!(schema.fields().count(), 58);
        assert_eq!(schema.fields().filter(|(_, f)| f.generated).count(), 14);
        assert_eq!(schema.fields().filter(|(_, f)| f.required).count(), 4);
        assert_eq!(schema.fields().filter(|(_, f)| f.p14n).count(), 8);
        assert_eq!(schema.fields().filter(|(_, f)| f.blurred).count(), 2);
        let keys: Vec<_> = schema
            .key_fields()
            .into_iter()
            .map(|k| schema.field(k).unwrap().name.clone())
            .collect();
        assert_eq!(
            keys,
            ["customer_external_id", "manufacturer", "serial_number"]
        );
    }

    #[test]
    fn a_broken_file_is_refused_with_its_line() {
        for (from, to, reason) in [
            (
                "manufacturer\tstring\tyes",
                "manufacturer\tstrnig\tyes",
                "unknown type",
            ),
            (
                "manufacturer\tstring\tyes",
                "manufacturer\tstring\tmaybe",
                "not yes or no",
            ),
            (
                "manufacturer\tstring\tyes",
                "customer_external_id\tstring\tyes",
                "twice",
            ),
            (
                "manufacturer\tstring\tyes",
                "manufacturer\tstring",
                "19 cells",
            ),
            (
                "manufacturer\tstring",
                "manufacturer\tenum",
                "an enum needs values",
            ),
        ] {
            let error = parse_schema("meters", &FILE.replacen(from, to, 1)).unwrap_err();
            assert_eq!(error.line, 5, "{error}");
            assert!(error.reason.contains(reason), "{error}");
        }
        assert!(parse_schema("x", "").is_err());
        assert!(parse_schema("x", "name\ttype\n").is_err());
        let error = parse_schema("meters", &FILE.replacen("-90..90", "90..-90", 1)).unwrap_err();
        assert!(error.reason.contains("smaller first"), "{error}");
    }
}
