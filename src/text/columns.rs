//! Words for matching: how a column came to its field, why it looks personal, what is proposed,
//! what changed since the provider's last file. Headers and shares only, never a value.

use super::{Lang, t, tf};
use crate::check::{Conversion, Personal, PersonalSign};
use crate::document::{Document, FileChanges, ProfileError, Proposal};
use crate::schema::{FieldId, How, Schema, Unit, Use, Why};
use crate::table::ColId;

/// The id of the words for how a column came to its field.
#[must_use]
pub fn how_key(how: How) -> &'static str {
    match how {
        How::Exact => "match-how-exact",
        How::Synonym => "match-how-synonym",
        How::Proposed => "match-how-proposed",
        How::Generated => "match-how-generated",
        How::Duplicate => "match-how-duplicate",
        How::Unknown => "match-how-unknown",
        How::Chosen => "match-how-chosen",
        How::LeftOut => "match-how-left-out",
        How::Extra => "match-how-extra",
        How::Part => "match-how-part",
    }
}

/// Why a field is thought of, in a few words.
#[must_use]
pub fn why(lang: Lang, why: Why) -> String {
    let key = match why {
        Why::Name => "why-name",
        Why::Listed(Use::Auto) => "why-listed",
        Why::Listed(Use::Propose | Use::Never) => "why-several",
        Why::Listed(Use::Join) => "why-half",
        Why::Listed(Use::Convert) => "why-convert",
        Why::Path => "why-path",
        Why::OtherUnit(Unit::VoltAmpere | Unit::Ampere | Unit::Energy) => "why-quantity",
        Why::OtherUnit(_) => "why-unit",
        Why::Alike => "why-alike",
        Why::Values => "why-values",
    };
    t(lang, key)
}

/// The id of a conversion's name.
#[must_use]
pub fn conversion_key(conversion: Conversion) -> &'static str {
    match conversion {
        Conversion::DateToYear => "convert-date-to-year",
        Conversion::AgeToYear => "convert-age-to-year",
        Conversion::KilowattToWatt => "convert-kilowatt-to-watt",
        Conversion::MonthsToDays => "convert-months-to-days",
        Conversion::YearsToDays => "convert-years-to-days",
        Conversion::FirstOfPair | Conversion::SecondOfPair => "convert-pair",
        Conversion::Opposite => "convert-opposite",
    }
}

/// Why a column looks personal: “phone numbers in 80 % of the cells”.
#[must_use]
pub fn personal(lang: Lang, schema: &Schema, reason: &Personal) -> String {
    let (key, field) = match reason.sign {
        PersonalSign::Header => ("personal-header", None),
        PersonalSign::Phone => ("personal-phone", None),
        PersonalSign::Email => ("personal-email", None),
        PersonalSign::IdNumber => ("personal-id-number", None),
        PersonalSign::Place => ("personal-place", None),
        PersonalSign::BirthDate => ("personal-birth-date", None),
        PersonalSign::SameAs(field) => ("personal-same-as", schema.field(field)),
    };
    let share = crate::schema::percent(reason.share).to_string();
    let label = field.map_or("", |f| super::field_label(lang, f));
    tf(
        lang,
        key,
        &[("share", share.as_str().into()), ("field", label.into())],
    )
}

/// A proposal in one line, with what to type where one word does it.
#[must_use]
pub fn proposal(lang: Lang, document: &Document, proposal: &Proposal) -> String {
    let header = |col: ColId| {
        document
            .table()
            .column(col)
            .map(|c| c.header().trim().to_owned())
            .unwrap_or_default()
    };
    let headers = |cols: &[ColId]| {
        let list: Vec<String> = cols.iter().map(|c| header(*c)).collect();
        list.join(", ")
    };
    let name = |field: FieldId| {
        document
            .schema()
            .field(field)
            .map(|f| f.name.clone())
            .unwrap_or_default()
    };
    let (key, columns, field, what) = match proposal {
        Proposal::Map { col, field } => ("proposal-map", header(*col), *field, String::new()),
        Proposal::Join { cols, field } => ("proposal-join", headers(cols), *field, String::new()),
        Proposal::Convert {
            col,
            conversion,
            field,
        } => (
            "proposal-convert",
            header(*col),
            *field,
            t(lang, conversion_key(*conversion)),
        ),
        Proposal::Choose { cols, field } => {
            ("proposal-choose", headers(cols), *field, String::new())
        }
        Proposal::Fill { field } => ("proposal-fill", String::new(), *field, String::new()),
    };
    tf(
        lang,
        key,
        &[
            ("columns", columns.as_str().into()),
            ("field", name(field).as_str().into()),
            ("what", what.as_str().into()),
        ],
    )
}

/// What differs from the provider's last file, a line each; nothing when nothing does.
#[must_use]
pub fn file_changes(lang: Lang, changes: &FileChanges) -> Vec<String> {
    let one = |key: &str, header: &String| tf(lang, key, &[("column", header.as_str().into())]);
    let renamed = changes.renamed.iter().map(|(old, new)| {
        tf(
            lang,
            "changes-renamed",
            &[("old", old.as_str().into()), ("new", new.as_str().into())],
        )
    });
    let new = changes.new.iter().map(|h| one("changes-new", h));
    let gone = changes.gone.iter().map(|h| one("changes-gone", h));
    renamed.chain(new).chain(gone).collect()
}

/// Why a profile cannot be used.
#[must_use]
pub fn profile_error(lang: Lang, error: &ProfileError) -> String {
    match error {
        ProfileError::Broken { line: Some(line) } => tf(
            lang,
            "profile-broken-line",
            &[("line", line.to_string().as_str().into())],
        ),
        ProfileError::Broken { line: None } => t(lang, "profile-broken"),
        ProfileError::Version { .. } => t(lang, "profile-version"),
        ProfileError::Io => t(lang, "profile-io"),
        ProfileError::NotFound => t(lang, "profile-not-found"),
    }
}
