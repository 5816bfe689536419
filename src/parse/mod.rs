//! Text → value: strict grammars of the upload format, and the readings that repairs may use.
//!
//! Pure functions over `&str`. An ambiguity is a result, never a guess. Nothing here knows a
//! field or prints anything.

pub mod amount;
pub mod angle;
pub mod date;
pub mod day;
pub mod form;
pub mod nothing;
pub mod number;
pub mod space;
pub mod spoiled;
pub mod telephone;
pub mod word;

/// True for the text of a spreadsheet error, as Excel (English and French) and
/// LibreOffice write it.
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
            | "#FIELD!"
            | "#BLOCKED!"
            | "#CONNECT!"
            | "#UNKNOWN!"
            | "#BUSY!"
            | "#PYTHON!"
            | "#VALEUR!"
            | "#NOM?"
            | "#NOMBRE!"
            | "#NUL!"
            | "#PROPAGATION!"
    ) || libreoffice_error(text)
}

/// `Err:502`, as LibreOffice shows errors that Excel has no word for.
fn libreoffice_error(text: &str) -> bool {
    text.strip_prefix("Err:")
        .is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit()))
}
