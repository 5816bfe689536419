//! What a dialog has to know of the view: which rows are shown and which are selected. Taken along
//! to a worker, so that the dialog need not ask the window again.

use crate::check::Group;
use crate::table::RowId;
use crate::ui::derived::View;
use crate::ui::workspace::Workspace;

/// The view as it was when the dialog asked.
#[derive(Clone)]
pub struct Basis {
    pub view: View,
    pub groups: Vec<Group>,
    /// Rows shown, in order.
    pub shown: Vec<RowId>,
    /// Rows of the last selection, in order.
    pub selected: Vec<RowId>,
}

impl Basis {
    /// The view of a file as it is now.
    #[must_use]
    pub fn of(file: &Workspace) -> Self {
        let selection = file.grid.selection();
        let selected = file
            .derived
            .rows
            .get(*selection.rows.start()..=*selection.rows.end());
        Self {
            view: file.view.clone(),
            groups: file.derived.groups.clone(),
            shown: file.derived.rows.clone(),
            selected: selected.unwrap_or_default().to_vec(),
        }
    }
}
