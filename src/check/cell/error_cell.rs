//! error-cell: what a spreadsheet shows where a formula failed, such as `#REF!`.

use super::{Rule, Verdict};
use crate::parse::{excel_error, space};

pub(super) fn judge(text: &str) -> Option<Verdict> {
    excel_error(space::trim(text)).then(|| Verdict::wrong(Rule::ErrorCell, None))
}
