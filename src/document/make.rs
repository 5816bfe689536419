//! Columns made from others: two columns joined, one split, one converted, a constant for a field that the
//! file lacks. Each is a column of the table like any other; when a source cell changes, the
//! cell made from it follows, unless somebody has written over it.
//!
//! A plan names columns by id; only applying it adds a column. It must never print a cell.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::select::column_of;
use super::{ColumnName, Document, PlanError, Settings};
use crate::check::{Choice, Conversion, Today};
use crate::schema::{Field, FieldId};
use crate::table::{CellEdit, Change, Code, ColId, RowId, Table, Text, TextBuf};

/// How the cells of a made column come about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recipe {
    /// The texts of the sources that are not empty, with this between them.
    Join { separator: String },
    /// One part of the only source; empty where there is none.
    Part {
        separator: Separator,
        /// From the left, from 0.
        at: usize,
        /// How many parts there are; the last one takes the rest.
        of: usize,
    },
    /// Another unit or shape of the only source; a text of another shape stays as it is.
    Convert(Conversion),
    /// One text in every row; the column itself holds it.
    Constant,
}

/// Where a text is split.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Separator {
    /// At runs of blanks: `Calin  CL710`.
    Blank,
    /// At this text; blanks around the parts go.
    Text(String),
}

impl Separator {
    /// The part of a text at a place, and whether the text has as many parts as expected.
    fn part(&self, text: &str, at: usize, of: usize) -> (String, bool) {
        let text = text.trim();
        let (mut rest, mut found) = (Some(text), Vec::new());
        while let Some(left) = rest {
            if found.len() + 1 >= of {
                found.push(left);
                break;
            }
            let cut = match self {
                Self::Blank => left.split_once(char::is_whitespace),
                Self::Text(sign) if sign.is_empty() => None,
                Self::Text(sign) => left.split_once(sign.as_str()),
            };
            let (part, other) = match cut {
                Some((part, other)) => (part, Some(other.trim_start())),
                None => (left, None),
            };
            found.push(part.trim_end());
            rest = other;
        }
        let part = found.get(at).map(|part| (*part).to_owned());
        (part.unwrap_or_default(), found.len() == of)
    }
}

/// A column that was made.
#[derive(Clone, PartialEq, Eq)]
pub struct Made {
    pub col: ColId,
    pub field: FieldId,
    pub sources: Vec<ColId>,
    pub recipe: Recipe,
}

/// A column to be made.
pub(super) struct NewColumn {
    pub field: FieldId,
    pub sources: Vec<ColId>,
    pub recipe: Recipe,
    pub text: TextBuf,
    pub header: String,
}

/// Distinct source texts and what they become, most frequent first.
pub struct MadeLine {
    pub sources: Vec<TextBuf>,
    pub made: TextBuf,
    /// False for a text that does not have the expected shape and stays as it is.
    pub fits: bool,
    pub rows: u64,
    pub first_row: RowId,
}

/// What a made column would hold.
pub struct MadePreview {
    pub field: FieldId,
    /// All lines, or as many as were asked for.
    pub lines: Vec<MadeLine>,
    /// Rows whose source has another shape than expected.
    pub misfits: u64,
    /// Rows that would have a text.
    pub filled: u64,
}

impl Recipe {
    fn apply(&self, sources: &[Text<'_>], today: Today) -> (TextBuf, bool) {
        match self {
            Self::Join { separator } => {
                let parts: Vec<&str> = sources
                    .iter()
                    .map(|text| text.reveal().trim())
                    .filter(|part| !part.is_empty())
                    .collect();
                (TextBuf::new(parts.join(separator)), true)
            }
            Self::Convert(conversion) => {
                let Some(source) = sources.first().filter(|s| !s.is_empty()) else {
                    return (TextBuf::default(), true);
                };
                match conversion.apply(*source, today) {
                    Some(text) => (text, true),
                    None => (source.to_buf(), false),
                }
            }
            Self::Part { separator, at, of } => {
                let Some(source) = sources.first().filter(|s| !s.is_empty()) else {
                    return (TextBuf::default(), true);
                };
                let (part, fits) = separator.part(source.reveal(), *at, *of);
                (TextBuf::new(part), fits)
            }
            Self::Constant => (TextBuf::default(), true),
        }
    }
}

/// A field that a provider fills.
pub(super) fn provided_field(document: &Document, name: &str) -> Result<FieldId, PlanError> {
    let schema = document.schema();
    schema
        .by_name(name)
        .filter(|id| schema.field(*id).is_some_and(|f| !f.generated))
        .ok_or_else(|| PlanError::NoField {
            name: name.to_owned(),
        })
}

fn sources_of(document: &Document, columns: &[ColumnName]) -> Result<Vec<ColId>, PlanError> {
    let mut sources = Vec::new();
    for name in columns {
        let col = column_of(document, name)?;
        let made = document.table().column(col).is_some_and(|c| c.is_made());
        if made || sources.contains(&col) {
            return Err(PlanError::NotASource {
                header: name.header.clone(),
            });
        }
        sources.push(col);
    }
    Ok(sources)
}

pub(super) fn plan_join(
    document: &Document,
    columns: &[ColumnName],
    separator: &str,
    field: &str,
) -> Result<NewColumn, PlanError> {
    let id = provided_field(document, field)?;
    let sources = sources_of(document, columns)?;
    if sources.len() < 2 {
        return Err(PlanError::TooFewColumns);
    }
    let headers: Vec<&str> = columns.iter().map(|c| c.header.trim()).collect();
    Ok(NewColumn {
        field: id,
        sources,
        recipe: Recipe::Join {
            separator: separator.to_owned(),
        },
        text: TextBuf::default(),
        header: headers.join(" + "),
    })
}

/// One column for each part that has a field.
pub(super) fn plan_split(
    document: &Document,
    column: &ColumnName,
    separator: &Separator,
    fields: &[String],
) -> Result<Vec<NewColumn>, PlanError> {
    let sources = sources_of(document, std::slice::from_ref(column))?;
    let mut columns: Vec<NewColumn> = Vec::new();
    for (at, name) in fields.iter().enumerate().filter(|(_, f)| !f.is_empty()) {
        let field = provided_field(document, name)?;
        if columns.iter().any(|c| c.field == field) {
            return Err(PlanError::FieldTwice {
                field: name.clone(),
            });
        }
        columns.push(NewColumn {
            field,
            sources: sources.clone(),
            recipe: Recipe::Part {
                separator: separator.clone(),
                at,
                of: fields.len(),
            },
            text: TextBuf::default(),
            header: format!("{} → {name}", column.header.trim()),
        });
    }
    if columns.is_empty() || fields.len() < 2 {
        return Err(PlanError::TooFewParts);
    }
    Ok(columns)
}

/// One column, or two where both halves of a cell have a field.
pub(super) fn plan_convert(
    document: &Document,
    column: &ColumnName,
    conversion: Conversion,
    field: &str,
) -> Result<Vec<NewColumn>, PlanError> {
    let sources = sources_of(document, std::slice::from_ref(column))?;
    let id = provided_field(document, field)?;
    let schema = document.schema();
    let fits = |f: &Field| conversion.fits(f);
    if !schema.field(id).is_some_and(fits) {
        return Err(PlanError::NotConvertible {
            field: field.to_owned(),
        });
    }
    let mut wanted = vec![(conversion, id)];
    if let Some(other) = conversion.other_half()
        && let Some(target) = other.target(schema)
    {
        wanted.push((other, target));
    }
    Ok(wanted
        .into_iter()
        .map(|(conversion, id)| NewColumn {
            field: id,
            sources: sources.clone(),
            recipe: Recipe::Convert(conversion),
            text: TextBuf::default(),
            header: format!(
                "{} → {}",
                column.header.trim(),
                schema
                    .field(id)
                    .map(|f| f.name.as_str())
                    .unwrap_or_default()
            ),
        })
        .collect())
}

pub(super) fn plan_constant(
    document: &Document,
    field: &str,
    text: &TextBuf,
) -> Result<NewColumn, PlanError> {
    let id = provided_field(document, field)?;
    // One name, phone or place for all customers is never true.
    let personal = document.schema().field(id).is_some_and(|f| f.p14n);
    if personal || text.as_text().reveal().trim().is_empty() {
        return Err(PlanError::NoConstant {
            field: field.to_owned(),
        });
    }
    Ok(NewColumn {
        field: id,
        sources: Vec::new(),
        recipe: Recipe::Constant,
        text: text.clone(),
        header: field.to_owned(),
    })
}

/// What a column to be made would hold. `limit` bounds the lines, not the counts.
pub(super) fn preview(document: &Document, new: &NewColumn, limit: usize) -> MadePreview {
    let table = document.table();
    let mut found: BTreeMap<Vec<Code>, (u64, RowId)> = BTreeMap::new();
    for row in table.rows() {
        let entry = found
            .entry(codes(table, &new.sources, row))
            .or_insert((0, row));
        entry.0 += 1;
    }
    let mut preview = MadePreview {
        field: new.field,
        lines: Vec::new(),
        misfits: 0,
        filled: 0,
    };
    for (codes, (rows, first_row)) in found {
        let texts = texts(table, &new.sources, &codes);
        let (made, fits) = match new.recipe {
            Recipe::Constant => (new.text.clone(), true),
            _ => new.recipe.apply(&texts, document.today()),
        };
        preview.misfits += if fits { 0 } else { rows };
        preview.filled += if made.as_text().is_empty() { 0 } else { rows };
        preview.lines.push(MadeLine {
            sources: texts.iter().map(|t| t.to_buf()).collect(),
            made,
            fits,
            rows,
            first_row,
        });
    }
    // What does not fit first: that is what the user must see.
    preview
        .lines
        .sort_by_key(|l| (l.fits, std::cmp::Reverse(l.rows), l.first_row));
    preview.lines.truncate(limit);
    preview
}

/// Adds the columns to the table, hidden, and gives the settings with which they are shown.
pub(super) fn make(document: &mut Document, columns: Vec<NewColumn>) -> Settings {
    let today = document.today;
    let mut settings = document.settings.clone();
    for new in columns {
        let table = &mut document.table;
        let place = match new.sources.first().and_then(|col| table.column(*col)) {
            Some(source) => source.place(),
            None => table
                .columns()
                .map(|(_, c)| c.place() + 1)
                .max()
                .unwrap_or(0),
        };
        let col = table.push_made(new.header, place);
        fill(table, col, &new.sources, &new.recipe, &new.text, today);
        for other in settings.columns.values_mut() {
            if *other == Choice::Field(new.field) {
                *other = Choice::LeftOut;
            }
        }
        // A choice made before would keep the source from being a part.
        for source in &new.sources {
            settings.columns.remove(source);
        }
        settings.columns.insert(col, Choice::Field(new.field));
        settings.made.push(Made {
            col,
            field: new.field,
            sources: new.sources,
            recipe: new.recipe,
        });
    }
    settings
}

pub(super) fn fill(
    table: &mut Table,
    col: ColId,
    sources: &[ColId],
    recipe: &Recipe,
    constant: &TextBuf,
    today: Today,
) {
    let mut known: HashMap<Vec<Code>, TextBuf> = HashMap::new();
    for at in 0..u32::try_from(table.record_count()).unwrap_or(u32::MAX) {
        let row = RowId(at);
        let key = codes(table, sources, row);
        let text = known
            .entry(key)
            .or_insert_with_key(|key| match recipe {
                Recipe::Constant => constant.clone(),
                _ => recipe.apply(&texts(table, sources, key), today).0,
            })
            .clone();
        table.set(row, col, text.as_text());
    }
}

fn codes(table: &Table, sources: &[ColId], row: RowId) -> Vec<Code> {
    sources
        .iter()
        .map(|col| {
            table
                .column(*col)
                .map_or(crate::table::EMPTY, |c| c.code(row))
        })
        .collect()
}

fn texts<'a>(table: &'a Table, sources: &[ColId], codes: &[Code]) -> Vec<Text<'a>> {
    sources
        .iter()
        .zip(codes)
        .map(|(col, code)| {
            table
                .column(*col)
                .map_or(Text::new(""), |c| c.text_of(*code))
        })
        .collect()
}

/// Adds to a change of source cells the cells that are made from them. A made cell that
/// somebody wrote over stays.
pub(super) fn follow(document: &mut Document, change: &mut Change) {
    let made = document.settings.made.clone();
    let today = document.today;
    for column in made.iter().filter(|m| !m.sources.is_empty()) {
        let rows: HashSet<RowId> = change
            .edits
            .iter()
            .filter(|e| column.sources.contains(&e.col))
            .map(|e| e.row)
            .collect();
        let written: HashSet<RowId> = change
            .edits
            .iter()
            .filter(|e| e.col == column.col)
            .map(|e| e.row)
            .collect();
        if rows.is_empty() {
            continue;
        }
        let new: HashMap<(RowId, ColId), Code> = change
            .edits
            .iter()
            .filter(|e| column.sources.contains(&e.col))
            .map(|e| ((e.row, e.col), e.new))
            .collect();
        let mut rows: Vec<RowId> = rows.difference(&written).copied().collect();
        rows.sort_unstable();
        for row in rows {
            let table = &mut document.table;
            let before = codes(table, &column.sources, row);
            let after: Vec<Code> = column
                .sources
                .iter()
                .zip(&before)
                .map(|(col, old)| new.get(&(row, *col)).copied().unwrap_or(*old))
                .collect();
            let (was, _) = column
                .recipe
                .apply(&texts(table, &column.sources, &before), today);
            if table.text(row, column.col) != was.as_text() {
                continue;
            }
            let (text, _) = column
                .recipe
                .apply(&texts(table, &column.sources, &after), today);
            let Some(target) = table.column_mut(column.col) else {
                continue;
            };
            let old = target.code(row);
            let new = target.intern(text.as_text());
            if old != new {
                change.edits.push(CellEdit {
                    row,
                    col: column.col,
                    old,
                    new,
                });
            }
        }
    }
}
