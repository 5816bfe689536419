//! What the user waits for on a large file, without a peer: opening and checking, one edit with
//! its checks, a bulk fix and its undo, a filter, a sort, one frame of the grid of the real window
//! drawn without a screen. `TAMIS_BENCH_ROWS` or `TAMIS_BENCH_CSV` choose the file.

// A bench that cannot run has nothing else to say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod meters;

use std::time::{Duration, Instant};

use divan::Bencher;
use eframe::egui::{self, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};
use tamis::check::RepairId;
use tamis::document::{
    CellInput, ColumnName, Command, Selector, Session, current_day, open_document,
};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::table::TextBuf;
use tamis::text::Lang;
use tamis::ui::workspace::Filter;
use tamis::ui::{App, Start, ThemeChoice, theme};

fn main() {
    divan::main();
}

fn open() -> Session {
    let document = open_document(
        &meters::file(),
        &OpenOptions::default(),
        Schema::meters().expect("the format"),
        current_day(),
        &Quiet,
    );
    Session::new(document.expect("the file opens"))
}

fn column(session: &Session, name: &str) -> ColumnName {
    let document = session.document();
    let field = document.schema().by_name(name).expect("a field");
    let col = document.mapping().column_of(field).expect("its column");
    ColumnName::of(document.table(), col).expect("its name")
}

fn commas(session: &Session) -> Command {
    Command::Fix {
        repair: RepairId::DecimalComma,
        column: column(session, "max_power_w"),
        rows: Selector::All,
        except: Vec::new(),
    }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_and_check() {
    divan::black_box(open());
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn one_edit_with_its_checks(bencher: Bencher<'_, '_>) {
    let mut session = open();
    let name = column(&session, "max_power_w");
    let mut turn = 0u32;
    bencher.bench_local(|| {
        turn += 1;
        let cell = CellInput {
            row_number: 1000,
            column: name.clone(),
            text: TextBuf::new(format!("{turn}.5")),
        };
        session
            .run(&Command::SetCells { cells: vec![cell] })
            .expect("an edit")
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn bulk_fix_of_a_column_and_its_undo(bencher: Bencher<'_, '_>) {
    let mut session = open();
    let command = commas(&session);
    bencher.bench_local(|| {
        session.run(&command).expect("a fix");
        session.undo();
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn undo_and_redo_of_a_bulk_fix(bencher: Bencher<'_, '_>) {
    let mut session = open();
    let command = commas(&session);
    session.run(&command).expect("a fix");
    bencher.bench_local(|| {
        session.undo();
        session.redo();
    });
}

/// What the window computes anew after one edit: groups of problems, counts, the rows shown.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn one_edit_as_the_window_shows_it(bencher: Bencher<'_, '_>) {
    let mut window = Window::new();
    let file = window.app.file_mut().expect("a file");
    let name = column(&file.session(), "max_power_w");
    let mut turn = 0u32;
    bencher.bench_local(|| {
        turn += 1;
        let cell = CellInput {
            row_number: 1000,
            column: name.clone(),
            text: TextBuf::new(format!("{turn}.5")),
        };
        let command = Command::SetCells { cells: vec![cell] };
        let mut session = file.session_mut().expect("a free document");
        session.run(&command).expect("an edit");
        drop(session);
        file.derive();
    });
}

/// The window with the file open and drawn.
struct Window {
    ctx: egui::Context,
    app: App,
    time: f64,
}

impl Window {
    fn new() -> Self {
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
        let app = App::new(&ctx, start);
        let mut window = Self {
            ctx,
            app,
            time: 0.0,
        };
        let began = Instant::now();
        while window.app.is_busy() || window.app.file().is_none() {
            window.frame(Vec::new());
            assert!(
                began.elapsed() < Duration::from_secs(600),
                "the file does not open"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        for _ in 0..5 {
            window.frame(Vec::new());
        }
        window
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 900.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let app = &mut self.app;
        divan::black_box(self.ctx.run_ui(input, |ui| app.show(ui)));
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
    }
}

const CTRL: Modifiers = Modifiers::CTRL.plus(Modifiers::COMMAND);

#[divan::bench(args = [false, true], sample_count = 100, sample_size = 1)]
fn one_frame_still(bencher: Bencher<'_, '_>, at_the_end: bool) {
    let mut window = Window::new();
    if at_the_end {
        window.app.file_mut().expect("a file").grid.request_focus();
        window.frame(Vec::new());
        window.press(CTRL, Key::End);
    }
    bencher.bench_local(|| window.frame(Vec::new()));
}

#[divan::bench(args = [false, true], sample_count = 100, sample_size = 1)]
fn one_frame_scrolling(bencher: Bencher<'_, '_>, at_the_end: bool) {
    let mut window = Window::new();
    let rows = window.app.file().expect("a file").derived.rows.len();
    let mut row = if at_the_end {
        rows.saturating_sub(400)
    } else {
        1000
    };
    bencher.bench_local(|| {
        row += 3;
        window.app.file_mut().expect("a file").grid.offset_row = row as f64;
        window.frame(Vec::new());
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn filter_to_rows_with_problems_and_back(bencher: Bencher<'_, '_>) {
    let mut window = Window::new();
    bencher.bench_local(|| {
        let file = window.app.file_mut().expect("a file");
        for filter in [Filter::Problems, Filter::All] {
            file.view.filter = filter;
            file.derive();
        }
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn sort_by_names_and_back(bencher: Bencher<'_, '_>) {
    let mut window = Window::new();
    let file = window.app.file_mut().expect("a file");
    let col = {
        let session = file.session();
        let document = session.document();
        let field = document.schema().by_name("customer_name").expect("a field");
        document.mapping().column_of(field).expect("its column")
    };
    bencher.bench_local(|| {
        for sort in [Some((col, false)), None] {
            file.view.sort = sort;
            file.derive();
        }
    });
}
