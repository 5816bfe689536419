//! What a large change did to the checks. Taking it back, or doing it again, puts what is kept
//! here in its place. A trail belongs to the change from which it comes: it holds only while the
//! checks are as that change left them, or found them.

use crate::check::column::Tally;
use crate::check::problem::Counts;
use crate::check::row::RowTrail;
use crate::table::ColId;

/// Which way a change is followed once more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// It is taken back.
    Back,
    /// It is done again.
    Again,
}

/// What something was before and after a change.
#[derive(Clone)]
pub(in crate::check) struct Sides<T> {
    pub before: T,
    pub after: T,
}

impl<T> Sides<T> {
    /// What it is before one goes this way.
    pub(in crate::check) fn from(&self, way: Way) -> &T {
        match way {
            Way::Back => &self.after,
            Way::Again => &self.before,
        }
    }

    /// What it is afterwards.
    pub(in crate::check) fn to(&self, way: Way) -> &T {
        match way {
            Way::Back => &self.before,
            Way::Again => &self.after,
        }
    }
}

/// What a change did to the checks. Holds counts and findings, never a text.
pub struct Trail {
    pub(super) counts: Sides<Counts>,
    pub(super) columns: Vec<(ColId, Sides<Tally>)>,
    pub(super) rows: RowTrail,
}

/// Takes in what the next part of the same change did to columns.
pub(super) fn join(all: &mut Vec<(ColId, Sides<Tally>)>, next: Vec<(ColId, Sides<Tally>)>) {
    for (col, sides) in next {
        match all.iter_mut().find(|(own, _)| *own == col) {
            Some((_, own)) => own.after = sides.after,
            None => all.push((col, sides)),
        }
    }
}
