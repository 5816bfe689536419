//! When an action of the registry cannot be done, and why. It does none of them.

use super::action::Action;
use super::app::App;
use super::app_actions::{cell_fix, group_of_cell};
use super::dialog::values_plan::is_list;
use super::job::Work;
use super::workspace::Workspace;

impl App {
    /// Whether an action is possible now; if not, the id of the reason.
    ///
    /// # Errors
    /// The id of the sentence that says why not.
    pub(super) fn possible(&self, action: Action) -> Result<(), &'static str> {
        let file = self.file();
        let needs = |ok: bool, why: &'static str| if ok { Ok(()) } else { Err(why) };
        match action {
            Action::Open
            | Action::OpenPath
            | Action::NewTemplate
            | Action::Practice
            | Action::Quit
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::ZoomReset
            | Action::ThemeSystem
            | Action::ThemeLight
            | Action::ThemeDark
            | Action::English
            | Action::French
            | Action::HideClear
            | Action::Palette
            | Action::FullScreen
            | Action::StillPicture
            | Action::StepHelp
            | Action::Providers
            | Action::Verify
            | Action::Shortcuts
            | Action::Rules
            | Action::About => Ok(()),
            Action::ClearRecent => needs(!self.settings.recent.is_empty(), "why-no-recent"),
            Action::DeleteTraces if self.is_doing(|w| matches!(w, Work::Exporting { .. })) => {
                Err("toast-busy")
            }
            Action::DeleteTraces => needs(self.traces.is_some(), "why-nothing-kept"),
            _ if file.is_none() => Err("why-no-file"),
            Action::SendBack => self.may_send_back(),
            Action::TakeOver => self.may_take_over(),
            Action::Undo => needs(
                file.is_some_and(|f| f.session().undo_label().is_some()),
                "why-nothing-to-undo",
            ),
            Action::Redo => needs(
                file.is_some_and(|f| f.session().redo_label().is_some()),
                "why-nothing-to-redo",
            ),
            Action::Seal => self.may_seal(),
            Action::EditCell => needs(
                file.is_some_and(|f| f.active_cell().is_some() && !f.preview),
                "why-preview",
            ),
            Action::FixCell => needs(file.is_some_and(|f| cell_fix(f).is_some()), "why-no-repair"),
            Action::FixAlike => needs(
                file.is_some_and(|f| group_of_cell(f).is_some()),
                "why-no-repair",
            ),
            Action::Replace
            | Action::FillDown
            | Action::FillEmpty
            | Action::DeleteRows
            | Action::KeepRows => needs(
                file.is_some_and(|f| f.active_cell().is_some() && !f.preview),
                "why-preview",
            ),
            Action::SafeFixes => needs(
                file.is_some_and(|f| !f.derived.safe.is_empty()),
                "why-no-safe",
            ),
            Action::NextProblem | Action::PreviousProblem => {
                needs(file.is_some_and(|f| f.derived.marked > 0), "why-no-problem")
            }
            Action::AllRows => needs(
                file.is_some_and(|f| f.view != super::derived::View::default()),
                "why-all-shown",
            ),
            Action::NextFile | Action::PreviousFile => needs(self.files.len() > 1, "why-one-file"),
            _ if action.is_about_view() => self.may_view(action),
            Action::FilterText => Ok(()),
            Action::MapValues => {
                let listed = file.and_then(|f| {
                    let (_, col) = f.active_cell()?;
                    let session = f.session();
                    Some(is_list(session.document().table().column(col)?))
                });
                match listed {
                    _ if file.is_some_and(|f| f.preview) => Err("why-preview"),
                    None => Err("why-no-cell"),
                    Some(listed) => needs(listed, "why-many-values"),
                }
            }
            Action::SplitColumn | Action::JoinColumns => {
                let cell = file.and_then(Workspace::active_cell);
                let made = file.zip(cell).is_some_and(|(f, (_, col))| {
                    let session = f.session();
                    let column = session.document().table().column(col);
                    column.is_none_or(crate::table::Column::is_made)
                });
                match (file.is_some_and(|f| f.preview), cell) {
                    (true, _) => Err("why-preview"),
                    (false, None) => Err("why-no-cell"),
                    (false, Some(_)) => needs(!made, "why-made-column"),
                }
            }
            Action::ColumnValues => needs(
                file.is_some_and(|f| f.active_cell().is_some()),
                "why-no-cell",
            ),
            Action::ProblemRows => needs(
                file.is_some_and(|f| f.derived.marked > 0 || !f.view.shows_all_rows()),
                "why-no-problem",
            ),
            _ => Ok(()),
        }
    }
}
