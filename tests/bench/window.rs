//! The longest frame of the window, drawn without a screen, while a large file is opened, sorted,
//! filtered, fixed and taken back: what the user feels as standing still. Not a statistic: each is
//! done once. `TAMIS_BENCH_ROWS` or `TAMIS_BENCH_CSV` choose the file.

// A bench that cannot run has nothing else to say, and this one prints what it found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod meters;

use std::time::{Duration, Instant};

use eframe::egui::{self, Event, Key, Modifiers, RawInput, Rect, accesskit, pos2, vec2};
use tamis::text::Lang;
use tamis::ui::{App, Start, ThemeChoice, theme};

const CTRL: Modifiers = Modifiers::CTRL.plus(Modifiers::COMMAND);

struct Window {
    ctx: egui::Context,
    app: App,
    time: f64,
    longest: Duration,
    begun: Instant,
    /// What was drawn with a name, and its middle, when that was asked for.
    named: Vec<(String, egui::Pos2)>,
}

impl Window {
    fn frame(&mut self, events: Vec<Event>) {
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

    fn press(&mut self, modifiers: Modifiers, key: Key) {
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
    fn settle(&mut self) {
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

    fn begin(&mut self) {
        self.longest = Duration::ZERO;
        self.begun = Instant::now();
    }

    fn tell(&mut self, what: &str) {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{what:36} longest frame {:7.1} ms, until it is done {:8.1} ms",
            ms(self.longest),
            ms(self.begun.elapsed())
        );
    }

    /// Does an action by the list of all commands.
    fn act(&mut self, what: &str) {
        self.begin();
        self.press(CTRL, Key::P);
        self.frame(vec![Event::Text(what.to_owned())]);
        self.frame(Vec::new());
        self.press(Modifiers::NONE, Key::Enter);
        self.settle();
        self.tell(what);
        self.press(Modifiers::NONE, Key::Escape);
        self.settle();
    }

    /// Clicks the button whose name begins so.
    fn click(&mut self, name: &str) {
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

fn main() {
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
    let begun = Instant::now();
    let mut window = Window {
        app: App::new(&ctx, start),
        ctx,
        time: 0.0,
        longest: Duration::ZERO,
        begun,
        named: Vec::new(),
    };
    window.settle();
    window.tell("open");
    for what in [
        "sort ascending",
        "problem rows",
        "all rows, order of the file",
        "values of this column",
    ] {
        window.act(what);
    }
    window.app.file_mut().expect("a file").grid.request_focus();
    window.frame(Vec::new());
    window.begin();
    window.frame(vec![Event::Text("7".to_owned())]);
    window.press(Modifiers::NONE, Key::Enter);
    window.frame(Vec::new());
    window.tell("edit one cell");
    window.begin();
    for _ in 0..60 {
        window.frame(Vec::new());
    }
    window.settle();
    window.tell("the list of problems follows");
    window.press(CTRL, Key::P);
    window.frame(vec![Event::Text("safe fixes".to_owned())]);
    window.frame(Vec::new());
    window.begin();
    window.press(Modifiers::NONE, Key::Enter);
    window.settle();
    window.tell("preview of all safe fixes");
    window.begin();
    window.click("Fix ");
    window.settle();
    window.tell("all safe fixes");
    window.begin();
    window.press(CTRL, Key::Z);
    window.settle();
    window.tell("undo");
    window.begin();
    window.press(CTRL, Key::End);
    window.settle();
    window.tell("the last cell");
}
