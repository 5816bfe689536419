//! The tooltip of an action: its name and keys where the button shows only an icon, what it does,
//! and, when it cannot be done now, why not. It decides nothing and does nothing.

use eframe::egui;
use egui::{Response, Ui};

use crate::ui::action::{self, Action};
use crate::ui::app::App;
use crate::ui::icon;
use crate::ui::theme::{self, size};
use crate::ui::widget::{self, Look};

/// What there is to say about an action now.
pub struct Tip {
    pub name: String,
    pub keys: String,
    pub help: String,
    /// Why it cannot be done; `None` when it can.
    pub why: Option<String>,
}

/// Finds out what there is to say about an action.
pub fn of(app: &App, look: &Look, action: Action) -> Tip {
    Tip {
        name: super::menu::words(app, look, action),
        keys: action
            .shortcut()
            .map(|keys| action::keys(look.lang, keys))
            .unwrap_or_default(),
        help: look.t(action.help()),
        why: app.possible(action).err().map(|why| look.t(why)),
    }
}

impl Tip {
    /// Shows name, help and reason on hover.
    pub fn whole(&self, look: &Look, response: Response) -> Response {
        response.on_hover_ui(|ui| {
            let p = look.p();
            ui.horizontal(|ui| {
                widget::line(ui, &self.name, theme::semibold(size::BODY), p.text);
                if !self.keys.is_empty() {
                    widget::line(ui, &self.keys, theme::regular(size::SMALL), p.muted);
                }
            });
            self.draw(ui, look);
        })
    }

    /// Shows help and reason on hover, of something that shows its name itself.
    pub fn beside_name(&self, look: &Look, response: Response) -> Response {
        response.on_hover_ui(|ui| self.draw(ui, look))
    }

    /// Help and reason, one under the other.
    pub fn draw(&self, ui: &mut Ui, look: &Look) {
        let p = look.p();
        let font = theme::regular(size::BODY);
        if let Some(why) = &self.why {
            ui.horizontal_top(|ui| {
                widget::line(ui, icon::PROHIBIT, theme::icon_font(14.0), p.warning);
                widget::line(ui, why, font.clone(), p.text);
            });
            widget::line(ui, &self.help, font, p.muted);
        } else {
            widget::line(ui, &self.help, font, p.text);
        }
    }
}

/// A square button for an action, with its whole tooltip.
pub fn button(app: &App, ui: &mut Ui, look: &Look, action: Action) -> Response {
    let tip = of(app, look, action);
    let enabled = tip.why.is_none();
    let response = widget::icon_only(ui, look, action.icon(), &tip.name, enabled);
    tip.whole(look, response)
}
