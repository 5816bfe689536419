//! Rows that contain a text, in one column or in any: asked in one field.

use eframe::egui::Ui;

use super::ask::{first_focus, named};
use super::{body, buttons, title};
use crate::table::ColId;
use crate::ui::app::{App, Intent};
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Button, Look, Loud};
use crate::ui::workspace::Workspace;

/// The dialog's state. No `Debug`: it may be a person's name.
pub struct FilterText {
    text: String,
    /// The column of the cursor with its header.
    here: Option<(ColId, String)>,
    everywhere: bool,
}

impl FilterText {
    /// Asks for a text; what is filtered by already stands in the field.
    #[must_use]
    pub fn new(file: &Workspace) -> Self {
        let session = file.session();
        let here = file.active_cell().and_then(|(_, col)| {
            let column = session.document().table().column(col)?;
            Some((col, column.header().to_owned()))
        });
        let text = file.view.texts.get(&None).cloned();
        Self {
            text: text.unwrap_or_default(),
            here,
            everywhere: true,
        }
    }
}

/// Draws the dialog; true when it wants to close.
pub fn show(
    app: &App,
    dialog: &mut FilterText,
    ui: &mut Ui,
    look: &Look,
    intents: &mut Vec<Intent>,
) -> bool {
    let Some(file) = app.file() else {
        return true;
    };
    let mut close = title(ui, look, &look.t("filter-title"), None);
    let mut go = false;
    body(ui, |ui| {
        let width = ui.available_width();
        let label = look.t("filter-field");
        let font = theme::regular(size::BODY);
        let field = widget::field(ui, look, &mut dialog.text, &label, width, font);
        let field = named(field, &label, &dialog.text);
        first_focus(ui, &field, "filter");
        go = widget::entered(ui, &field);
        ui.add_space(8.0);
        if let Some((_, header)) = &dialog.here {
            let all = look.t("replace-all-columns");
            let chosen = usize::from(dialog.everywhere);
            if let Some(at) = widget::segments(ui, look, &[header, &all], chosen, 28.0) {
                dialog.everywhere = at == 1;
            }
        }
        ui.add_space(6.0);
        let about = look.t("filter-about");
        widget::line(ui, about, theme::regular(size::SMALL), look.p().muted);
    });
    let text = dialog.text.trim().to_owned();
    buttons(ui, look, |ui| {
        go |= Button::new(Loud::Filled, &look.t("filter-go"))
            .enabled(!text.is_empty())
            .show(ui, look)
            .clicked();
        close |= Button::new(Loud::Outlined, &look.t("cancel"))
            .show(ui, look)
            .clicked();
    });
    if go && !text.is_empty() {
        let mut view = file.view.clone();
        let place = dialog.here.as_ref().filter(|_| !dialog.everywhere);
        view.texts.insert(place.map(|(col, _)| *col), text);
        intents.push(Intent::View(Box::new(view)));
        return true;
    }
    close
}
