//! What columns say together, read from `assets/schema/relations.tsv`: which dates follow which,
//! which country a number is read by, what identifies a device. Fields that a schema lacks take
//! their relation with them.

use std::sync::LazyLock;

use super::{FieldId, Schema};

/// A relation's kind.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RelationKind {
    /// The first day is not before the second.
    NotBefore,
    /// The first day is at most `limit` days after the second.
    WithinDays,
    /// An amount needs a currency.
    NeedsCurrency,
    /// A length of a plan needs a plan.
    NeedsPlan,
    /// The last field is the country by which the first is read.
    CountryOf,
    /// Latitude, longitude, country.
    Place,
    /// One device, one customer.
    DeviceOneCustomer,
    /// One customer, one name.
    CustomerOneName,
    /// One serial number, one manufacturer.
    SerialOneManufacturer,
    /// True is worth a note.
    Flag,
    /// Near-identical values make several things for the platform.
    Spelled,
    /// Near-identical values can be brought together.
    Clusters,
    /// An amount of money.
    Money,
    /// A number of people.
    People,
}

const KINDS: [(&str, RelationKind); 14] = [
    ("not-before", RelationKind::NotBefore),
    ("within-days", RelationKind::WithinDays),
    ("needs-currency", RelationKind::NeedsCurrency),
    ("needs-plan", RelationKind::NeedsPlan),
    ("country-of", RelationKind::CountryOf),
    ("place", RelationKind::Place),
    ("device-one-customer", RelationKind::DeviceOneCustomer),
    ("customer-one-name", RelationKind::CustomerOneName),
    (
        "serial-one-manufacturer",
        RelationKind::SerialOneManufacturer,
    ),
    ("flag", RelationKind::Flag),
    ("spelled", RelationKind::Spelled),
    ("clusters", RelationKind::Clusters),
    ("money", RelationKind::Money),
    ("people", RelationKind::People),
];

struct Line {
    kind: RelationKind,
    fields: Vec<&'static str>,
    limit: i64,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    include_str!("../../assets/schema/relations.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let mut parts = l.trim_end_matches('\r').split('\t');
            let (kind, fields) = (parts.next()?, parts.next()?);
            let kind = KINDS.iter().find(|(name, _)| *name == kind)?.1;
            Some(Line {
                kind,
                fields: fields.split('|').collect(),
                limit: parts.next().and_then(|n| n.parse().ok()).unwrap_or(0),
            })
        })
        .collect()
});

/// One relation between fields of a schema.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relation {
    pub kind: RelationKind,
    pub fields: Vec<FieldId>,
    pub limit: i64,
}

/// Every relation whose fields the schema has.
#[must_use]
pub fn relations(schema: &Schema) -> Vec<Relation> {
    LINES
        .iter()
        .filter_map(|line| {
            let fields: Option<Vec<FieldId>> =
                line.fields.iter().map(|f| schema.by_name(f)).collect();
            Some(Relation {
                kind: line.kind,
                fields: fields?,
                limit: line.limit,
            })
        })
        .collect()
}

/// True when the field stands in a relation of this kind that names it alone.
#[must_use]
pub fn is_marked(schema: &Schema, field: FieldId, kind: RelationKind) -> bool {
    let Some(name) = schema.field(field).map(|f| f.name.as_str()) else {
        return false;
    };
    LINES
        .iter()
        .any(|line| line.kind == kind && line.fields.as_slice() == [name])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood() {
        let schema = Schema::meters().unwrap();
        let lines = include_str!("../../assets/schema/relations.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .count();
        assert_eq!(relations(&schema).len(), lines);
        let model = schema.by_name("model").unwrap();
        assert!(is_marked(&schema, model, RelationKind::Spelled));
        assert!(!is_marked(&schema, model, RelationKind::Money));
    }
}
