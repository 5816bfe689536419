//! What the user waits for on a large file, without a peer: opening and checking, one edit with
//! its checks, a bulk fix, its undo, a filter, a sort, one frame of the grid of the real window
//! drawn without a screen, at its beginning and at its end. `TAMIS_BENCH_ROWS`,
//! `TAMIS_BENCH_COLUMNS` or `TAMIS_BENCH_CSV` choose the file, `TAMIS_BENCH_XLSX` the workbook.

// A bench that cannot run has nothing else to say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod headless;
mod meters;
mod workbook;

use std::cell::RefCell;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;
use eframe::egui::{Key, Modifiers};
use headless::{CTRL, Window};
use tamis::document::{
    CellInput, ColumnName, Command, Outcome, Session, current_day, open_document,
};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::Schema;
use tamis::table::{ColId, TextBuf};
use tamis::ui::workspace::Filter;

fn main() {
    divan::main();
}

fn open() -> Session {
    open_file(&meters::file())
}

fn open_file(path: &Path) -> Session {
    let document = open_document(
        path,
        &OpenOptions::default(),
        Schema::meters().expect("the format"),
        current_day(),
        &Quiet,
    );
    Session::new(document.expect("the file opens"))
}

fn column(session: &Session, name: &str) -> ColId {
    let document = session.document();
    let field = document.schema().by_name(name).expect("a field");
    document.mapping().column_of(field).expect("its column")
}

/// Another text in one cell, each time.
fn edits(session: &Session) -> impl FnMut() -> Command + use<> {
    let col = column(session, "max_power_w");
    let name = ColumnName::of(session.document().table(), col).expect("its name");
    let mut turn = 0u32;
    move || {
        turn += 1;
        let cell = CellInput {
            row_number: 1000,
            column: name.clone(),
            text: TextBuf::new(format!("{turn}.5")),
        };
        Command::SetCells { cells: vec![cell] }
    }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_and_check() {
    divan::black_box(open());
}

/// What opening a workbook cannot go below: its sheet unpacked, and thrown away.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn inflate_the_sheet(bencher: Bencher<'_, '_>) {
    let path = workbook::file();
    bencher.bench_local(|| {
        let file = BufReader::new(File::open(&path).expect("the workbook"));
        let mut archive = zip::ZipArchive::new(file).expect("its parts");
        let part = archive.by_name("xl/worksheets/sheet1.xml");
        std::io::copy(&mut part.expect("its sheet"), &mut std::io::sink()).expect("all of it")
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_and_check_the_workbook(bencher: Bencher<'_, '_>) {
    let path = workbook::file();
    bencher.bench_local(|| open_file(&path));
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn one_edit(bencher: Bencher<'_, '_>) {
    let mut session = open();
    let mut edit = edits(&session);
    bencher.bench_local(|| session.run(&edit()).expect("an edit"));
}

/// With what the window computes anew: groups of problems, counts, the rows shown.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn one_edit_in_the_window(bencher: Bencher<'_, '_>) {
    let mut window = opened();
    let file = window.app.file_mut().expect("a file");
    let mut edit = edits(&file.session());
    bencher.bench_local(|| {
        let mut session = file.session_mut().expect("a free document");
        session.run(&edit()).expect("an edit");
        drop(session);
        file.derive();
    });
}

/// All safe fixes of the file, and how many cells they change: of an invented file, one a row.
fn fix(session: &mut Session) -> ItemsCount {
    match session.run(&Command::SafeFixes).expect("a fix") {
        Outcome::Changed { cells, .. } => ItemsCount::new(cells),
        Outcome::Unchanged => panic!("the file has nothing to fix"),
    }
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn bulk_fix(bencher: Bencher<'_, '_>) {
    let session = RefCell::new(open());
    let cells = fix(&mut session.borrow_mut());
    bencher
        .counter(cells)
        .with_inputs(|| {
            session.borrow_mut().undo();
        })
        .bench_local_values(|()| fix(&mut session.borrow_mut()));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn undo_of_a_bulk_fix(bencher: Bencher<'_, '_>) {
    let session = RefCell::new(open());
    let cells = fix(&mut session.borrow_mut());
    session.borrow_mut().undo();
    bencher
        .counter(cells)
        .with_inputs(|| {
            session.borrow_mut().redo();
        })
        .bench_local_values(|()| {
            session.borrow_mut().undo();
        });
}

/// The window with the file open and all its columns shown.
fn opened() -> Window {
    let mut window = Window::begin();
    window.settle();
    let file = window.app.file_mut().expect("a file");
    file.view.left_out = true;
    file.derive();
    for _ in 0..5 {
        window.frame(Vec::new());
    }
    window
}

/// From all rows to those with problems, or back.
#[divan::bench(args = ["to problems", "to all"], sample_count = 10, sample_size = 1)]
fn filter(bencher: Bencher<'_, '_>, to: &str) {
    let window = RefCell::new(opened());
    let show = |filter: Filter| {
        let mut window = window.borrow_mut();
        let file = window.app.file_mut().expect("a file");
        file.view.filter = filter;
        file.derive();
    };
    let (from, to) = match to {
        "to all" => (Filter::Problems, Filter::All),
        _ => (Filter::All, Filter::Problems),
    };
    bencher
        .with_inputs(|| show(from))
        .bench_local_values(|()| show(to));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn sort_by_names(bencher: Bencher<'_, '_>) {
    let window = RefCell::new(opened());
    let sort = |field: Option<&str>| {
        let mut window = window.borrow_mut();
        let file = window.app.file_mut().expect("a file");
        file.view.sort = field.map(|name| (column(&file.session(), name), false));
        file.derive();
    };
    bencher
        .with_inputs(|| sort(None))
        .bench_local_values(|()| sort(Some("customer_name")));
}

#[divan::bench(args = ["first rows", "last rows"], sample_count = 100, sample_size = 1)]
fn frame_still(bencher: Bencher<'_, '_>, at: &str) {
    let mut window = opened();
    if at == "last rows" {
        window.app.file_mut().expect("a file").grid.request_focus();
        window.frame(Vec::new());
        window.press(CTRL, Key::End);
        // Its last column, and then its first.
        window.press(Modifiers::NONE, Key::Home);
    }
    window.settle();
    bencher.bench_local(|| window.frame(Vec::new()));
}

#[divan::bench(args = ["first rows", "last rows"], sample_count = 100, sample_size = 1)]
fn frame_scrolling(bencher: Bencher<'_, '_>, at: &str) {
    let mut window = opened();
    let rows = window.app.file().expect("a file").derived.rows.len();
    let mut row = match at {
        "last rows" => rows.saturating_sub(400),
        _ => 1000,
    };
    bencher.bench_local(|| {
        row += 3;
        window.app.file_mut().expect("a file").grid.offset_row = row as f64;
        window.frame(Vec::new());
    });
}
