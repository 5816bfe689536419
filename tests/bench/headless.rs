//! The real window, drawn without a screen.

use std::time::{Duration, Instant};

use eframe::egui::{self, Event, Key, Modifiers, RawInput, Rect, accesskit, pos2, vec2};
use tamis::text::Lang;
use tamis::ui::{App, Start, ThemeChoice, theme};

use crate::meters;

/// Ctrl, as every system means it.
pub const CTRL: Modifiers = Modifiers::CTRL.plus(Modifiers::COMMAND);

/// The window on the file of the benches.
pub struct Window {
    ctx: egui::Context,
    pub app: App,
    time: f64,
    /// The longest frame since somebody looked.
    pub longest: Duration,
    /// What was drawn with a name, and its middle, when that was asked for.
    named: Vec<(String, egui::Pos2)>,
}

impl Window {
    /// The window while the file is being opened.
    pub fn begin() -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let start = Start {
            lang: Lang::En,
            theme: ThemeChoice::Light,
            file: Some(meters::file()),
            system_dialogs: false,
            memory: None,
            traces: None,
            profiles: None,
        };
        Self {
            app: App::new(&ctx, start),
            ctx,
            time: 0.0,
            longest: Duration::ZERO,
            named: Vec::new(),
        }
    }

    /// Draws one frame.
    pub fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 900.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let app = &mut self.app;
        let begun = Instant::now();
        let output = self.ctx.run_ui(input, |ui| app.show(ui));
        self.longest = self.longest.max(begun.elapsed());
        if let Some(tree) = output.platform_output.accesskit_update {
            let middle = |node: &accesskit::Node| {
                let bounds = node.bounds()?;
                let label = node.label()?.to_owned();
                let (x, y) = ((bounds.x0 + bounds.x1) / 2.0, (bounds.y0 + bounds.y1) / 2.0);
                Some((label, pos2(x as f32, y as f32)))
            };
            self.named = tree.nodes.iter().filter_map(|(_, n)| middle(n)).collect();
        }
    }

    /// Presses a key.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        self.frame(vec![event(true), event(false)]);
        self.frame(Vec::new());
    }

    /// Draws frames until no worker is under way.
    pub fn settle(&mut self) {
        let begun = Instant::now();
        loop {
            for _ in 0..3 {
                self.frame(Vec::new());
            }
            if !self.app.is_busy() && self.app.file().is_some() {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(600), "a worker hangs");
            std::thread::sleep(Duration::from_millis(4));
        }
    }

    /// Clicks the button whose name begins so.
    #[allow(dead_code, reason = "not every bench clicks")]
    pub fn click(&mut self, name: &str) {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        let button = self.named.iter().find(|(label, _)| label.starts_with(name));
        let at = button.expect("a button of this name").1;
        self.ctx.disable_accesskit();
        self.frame(vec![Event::PointerMoved(at)]);
        for pressed in [true, false] {
            self.frame(vec![Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            }]);
        }
    }
}
