//! control-character: signs that nobody sees and every reader minds.

use super::{Asked, RepairId, Rule, Verdict, accepted};
use crate::parse::space;

pub(super) fn judge(asked: &Asked<'_>, whole: &str) -> Option<Verdict> {
    let inner = space::trim(whole);
    if !inner.contains(space::is_control) && !whole.contains(space::is_hard_control) {
        return None;
    }
    let clean = space::remove_control(whole);
    let repair = accepted(asked, space::trim(&clean), RepairId::RemoveControl, true);
    Some(Verdict::wrong(Rule::ControlCharacter, repair))
}
