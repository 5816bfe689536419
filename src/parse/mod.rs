//! Text → value: strict grammars of the upload format, and the readings that repairs may use.
//!
//! Pure functions over `&str`. An ambiguity is a result, never a guess. Nothing here knows a
//! field or prints anything.

pub mod date;
pub mod number;
pub mod space;
pub mod spoiled;
pub mod word;

/// True for the text of a spreadsheet error, as Excel and LibreOffice write it.
#[must_use]
pub fn excel_error(text: &str) -> bool {
    matches!(
        text,
        "#N/A"
            | "#REF!"
            | "#VALUE!"
            | "#DIV/0!"
            | "#NAME?"
            | "#NUM!"
            | "#NULL!"
            | "#GETTING_DATA"
            | "#SPILL!"
            | "#CALC!"
    )
}
