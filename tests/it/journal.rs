//! Work is never lost: journals that are cut, killed processes, projects, moved and changed
//! sources; and nothing that is kept holds a value in the clear.

use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use proptest::prelude::*;
use tamis::check::{RepairId, Today};
use tamis::document::{
    Allowed, CellInput, Command, Journal, Leftover, RestoreError, Restored, Selector, Session,
    Traces, draft_project, file_digest, leftovers, open_document, open_project, project_lock,
    resume, write_project,
};
use tamis::io::atomic::WriteError;
use tamis::io::{OpenOptions, Quiet};
use tamis::privacy::seal::{Lock, LockKind, SealError};
use tamis::schema::Schema;
use tamis::table::TextBuf;
use tamis::text::{Lang, label};

use crate::history::{CSV, column, command, open, state, step};
use crate::support::{asset, file};

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 23,
};

fn journal(traces: &Traces, source: &Path) -> Journal {
    let sha256 = file_digest(source, &Quiet).unwrap();
    Journal::new(traces.clone(), sha256, Arc::new(|| {}))
}

fn kept(session: &mut Session, traces: &Traces) {
    let journal = journal(traces, session.document().path());
    session.keep_in(journal, false);
}

/// Waits until everything is on disk.
fn settled(session: &Session) {
    let start = Instant::now();
    loop {
        let state = session.keep_state().unwrap();
        assert_eq!(state.failed, None);
        if state.waiting == 0 {
            return;
        }
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "nothing is written"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// What was left. Other tests start programs; between fork and exec such a child holds the lock
/// of a journal that was closed a moment ago, so that nothing found is looked for again.
fn left(traces: &Traces) -> Vec<Leftover> {
    for _ in 0..40 {
        let found = leftovers(traces, SystemTime::now());
        if !found.is_empty() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Vec::new()
}

fn resumed(leftover: &Leftover, traces: &Traces) -> Restored {
    resume(leftover, traces, &Allowed::default(), TODAY, &Quiet).unwrap_or_else(|e| panic!("{e}"))
}

/// Everything that a user can see or take back.
fn all(session: &mut Session) -> Vec<String> {
    let mut seen = Vec::new();
    let mut look = |session: &Session| {
        let document = session.document();
        let (cells, removed, columns) = state(document);
        let counts = document.checks().counts();
        let table = document.table();
        let edited: Vec<String> = table
            .rows()
            .flat_map(|row| table.columns().map(move |(col, _)| (row, col)))
            .filter(|(row, col)| document.is_edited(*row, *col))
            .map(|(row, col)| table.address(row, col))
            .collect();
        let names: Vec<String> = session
            .history()
            .iter()
            .map(|e| label(Lang::En, document.schema(), &e.label))
            .collect();
        let recipe = session.recipe().to_toml();
        seen.push(format!(
            "{cells:?} {removed:?} {columns:?} {} {} {} {edited:?} {names:?} {recipe:?}",
            counts.error, counts.warning, counts.note
        ));
    };
    look(session);
    let mut back = 0;
    while session.redo().is_some() {
        back += 1;
        look(session);
    }
    for _ in 0..back {
        session.undo();
    }
    let mut forth = 0;
    while session.undo().is_some() {
        forth += 1;
        look(session);
    }
    for _ in 0..forth {
        session.redo();
    }
    seen
}

fn set(session: &mut Session, row_number: u32, header: &str, text: &str) {
    let cells = vec![CellInput {
        row_number,
        column: column(session.document(), header),
        text: TextBuf::new(text.to_owned()),
    }];
    session.run(&Command::SetCells { cells }).unwrap();
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn nothing_in_clear(folder: &Path, values: &[String]) {
    let search = aho(values);
    let all = files(folder);
    assert!(!all.is_empty());
    for path in all {
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(search(&bytes), None, "{}", path.display());
    }
}

/// A search for many values at once, as they are and in UTF-16.
fn aho(values: &[String]) -> impl Fn(&[u8]) -> Option<usize> {
    let mut patterns: Vec<Vec<u8>> = Vec::new();
    for value in values {
        patterns.push(value.as_bytes().to_vec());
        patterns.push(value.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    move |bytes| {
        patterns
            .iter()
            .position(|p| bytes.windows(p.len()).any(|w| w == p))
    }
}

/// The texts of the personal columns that are long enough to be told from chance.
fn personal(session: &Session) -> Vec<String> {
    let document = session.document();
    let table = document.table();
    let mut values: Vec<String> = table
        .columns()
        .filter(|(col, _)| document.field_of(*col).is_some_and(|f| f.p14n))
        .flat_map(|(_, c)| (0..c.code_count()).map(move |code| c.text_of(code)))
        .map(|text| text.reveal().to_owned())
        .filter(|text| text.len() >= 5)
        .collect();
    values.sort();
    values.dedup();
    values
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_commands_come_back_from_the_journal_and_from_a_project(
        steps in prop::collection::vec((step(), 0usize..4, 0usize..3), 1..16),
        seal_at in 0usize..40,
    ) {
        let root = tempfile::tempdir().unwrap();
        let traces = Traces::under(root.path());
        let (folder, mut session) = open(CSV);
        kept(&mut session, &traces);
        for (at, (step, back, forth)) in steps.iter().enumerate() {
            let command = command(session.document(), step);
            let _ = session.run(&command);
            for _ in 0..*back { session.undo(); }
            for _ in 0..*forth { session.redo(); }
            if at == seal_at { session.seal(); }
        }
        let sha256 = file_digest(session.document().path(), &Quiet).unwrap();
        let project = folder.path().join("in.tamis");
        let lock = Lock::of_computer(&traces.computer_key().unwrap());
        write_project(&draft_project(&session, &sha256), &project, &lock, false).unwrap();
        let before = all(&mut session);
        let steps = session.history().len();
        drop(session);
        let found = left(&traces);
        if steps > 0 {
            prop_assert_eq!(found[0].changes, steps);
            let mut again = resumed(&found[0], &traces);
            prop_assert_eq!(again.skipped, 0);
            prop_assert_eq!(&all(&mut again.session), &before);
        }
        let (mut again, _) =
            open_project(&project, None, Some(&traces), &Allowed::default(), TODAY, &Quiet)
                .unwrap_or_else(|e| panic!("{e}"));
        prop_assert_eq!(again.skipped, 0);
        prop_assert_eq!(&all(&mut again.session), &before);
    }
}

#[test]
fn steps_joined_into_one_are_one_after_a_crash_too() {
    let root = tempfile::tempdir().unwrap();
    let traces = Traces::under(root.path());
    let (_folder, mut session) = open(CSV);
    kept(&mut session, &traces);
    let map = |session: &Session, header: &str| Command::MapColumn {
        column: column(session.document(), header),
        target: tamis::document::Target::LeftOut,
    };
    let commands = [map(&session, "notes"), map(&session, "max_power_w")];
    let provider = "P".to_owned();
    let name = tamis::document::Label::Profile { provider };
    assert!(session.run_as_one(&commands, name).is_empty());
    assert_eq!(session.history().len(), 1);
    // Both are taken back at once; another step comes instead.
    session.undo();
    set(&mut session, 2, "notes", "x");
    settled(&session);
    let before = all(&mut session);
    let steps = session.history().len();
    drop(session);
    let leftover = left(&traces).pop().unwrap();
    assert_eq!(leftover.changes, steps);
    assert_eq!(all(&mut resumed(&leftover, &traces).session), before);
}

#[test]
fn cut_at_every_byte_of_the_last_change_the_one_before_stands() {
    let root = tempfile::tempdir().unwrap();
    let traces = Traces::under(root.path());
    let (_folder, mut session) = open(CSV);
    kept(&mut session, &traces);
    set(&mut session, 2, "notes", "premier");
    session.run(&Command::SafeFixes).unwrap();
    settled(&session);
    let path = files(&traces.journals()).pop().unwrap();
    let before_last = std::fs::metadata(&path).unwrap().len();
    let (one_less, steps) = (state(session.document()), session.history().len());
    set(&mut session, 3, "notes", "dernier");
    settled(&session);
    let whole = state(session.document());
    drop(session);
    let bytes = std::fs::read(&path).unwrap();
    let first = usize::try_from(before_last).unwrap();
    assert!(bytes.len() > first + 60);
    for cut in first..=bytes.len() {
        std::fs::write(&path, &bytes[..cut]).unwrap();
        let found = left(&traces);
        let again = resumed(&found[0], &traces);
        let (expected, changes) = if cut == bytes.len() {
            (&whole, steps + 1)
        } else {
            (&one_less, steps)
        };
        assert_eq!(found[0].changes, changes, "cut at {cut}");
        assert_eq!(&state(again.session.document()), expected, "cut at {cut}");
    }
}

#[test]
fn a_journal_goes_on_close_when_it_is_old_and_not_while_it_is_written() {
    let root = tempfile::tempdir().unwrap();
    let traces = Traces::under(root.path());
    let (_folder, mut session) = open(CSV);
    kept(&mut session, &traces);
    assert!(
        files(root.path()).is_empty(),
        "looking at a file keeps nothing"
    );
    set(&mut session, 2, "notes", "x");
    settled(&session);
    assert_eq!(files(&traces.journals()).len(), 1);
    assert!(left(&traces).is_empty(), "it is being written");
    assert_eq!(files(&traces.journals()).len(), 1);
    session.end_journal();
    assert!(files(&traces.journals()).is_empty());

    let journal = journal(&traces, session.document().path());
    session.keep_in(journal, true);
    settled(&session);
    drop(session);
    assert_eq!(left(&traces).len(), 1);
    let day = Duration::from_secs(24 * 60 * 60);
    assert_eq!(leftovers(&traces, SystemTime::now() + 13 * day).len(), 1);
    assert!(leftovers(&traces, SystemTime::now() + 15 * day).is_empty());
    assert!(files(&traces.journals()).is_empty());
}

#[test]
fn resuming_again_and_again_keeps_one_journal() {
    let root = tempfile::tempdir().unwrap();
    let traces = Traces::under(root.path());
    let (_folder, mut session) = open(CSV);
    kept(&mut session, &traces);
    set(&mut session, 2, "notes", "0");
    drop(session);
    for n in 1..4usize {
        let leftover = left(&traces).pop().unwrap();
        assert_eq!(leftover.changes, n);
        assert_eq!(leftover.source.file_name(), "in.csv");
        let mut session = resumed(&leftover, &traces).session;
        let journal = journal(&traces, session.document().path()).instead_of(leftover);
        session.keep_in(journal, true);
        set(&mut session, 2, "notes", &n.to_string());
        settled(&session);
        assert_eq!(files(&traces.journals()).len(), 1);
    }
    traces.delete(true).unwrap();
    assert!(left(&traces).is_empty() && files(root.path()).is_empty());
}

#[test]
fn what_cannot_be_written_waits_and_is_told() {
    let root = tempfile::tempdir().unwrap();
    let traces = Traces::under(root.path());
    let (_folder, mut session) = open(CSV);
    // A file stands where the folder should be.
    std::fs::write(root.path().join("data"), "").unwrap();
    kept(&mut session, &traces);
    set(&mut session, 2, "notes", "kept after all");
    let start = Instant::now();
    while session.keep_state().unwrap().failed.is_none() {
        assert!(start.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(session.keep_state().unwrap().kept_at.is_none());
    std::fs::remove_file(root.path().join("data")).unwrap();
    set(&mut session, 3, "notes", "and this");
    while session.keep_state().unwrap().waiting > 0 {
        assert!(start.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(5));
    }
    let before = all(&mut session);
    drop(session);
    let leftover = left(&traces).pop().unwrap();
    assert_eq!(all(&mut resumed(&leftover, &traces).session), before);
}

#[test]
fn a_project_opens_with_its_passphrase_only_and_is_not_written_over_unasked() {
    let (folder, mut session) = open(CSV);
    set(&mut session, 2, "notes", "Zoé Ngoma");
    let sha256 = file_digest(session.document().path(), &Quiet).unwrap();
    let project = folder.path().join("Juin.tamis");
    let lock = Lock::of_passphrase("pépin bleu").unwrap();
    let draft = draft_project(&session, &sha256);
    write_project(&draft, &project, &lock, false).unwrap();
    assert_eq!(project_lock(&project), Some(LockKind::Passphrase));
    assert_eq!(project_lock(session.document().path()), None);
    let again = write_project(&draft, &project, &lock, false);
    assert_eq!(again, Err(WriteError::TargetExists));
    let source = session.document().path().to_owned();
    let onto = write_project(&draft, &source, &lock, true);
    assert_eq!(onto, Err(WriteError::TargetIsSource));
    write_project(&draft, &project, &lock, true).unwrap();
    let open =
        |pass: Option<&str>| open_project(&project, pass, None, &Allowed::default(), TODAY, &Quiet);
    let why = |pass| open(pass).map(|_| ()).unwrap_err();
    assert_eq!(why(None), SealError::PassphraseNeeded.into());
    assert_eq!(why(Some("pepin bleu")), SealError::WrongPassphrase.into());
    let before = all(&mut session);
    let (mut restored, _) = open(Some("pépin bleu")).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(all(&mut restored.session), before);
    let mut bytes = std::fs::read(&project).unwrap();
    nothing_in_clear(
        folder.path(),
        &["Zoé Ngoma".to_owned(), "serial_number,device".to_owned()][..1],
    );
    // Cut at a record's end, or anywhere: not a whole project any more.
    bytes.truncate(bytes.len() - 45);
    std::fs::write(&project, &bytes).unwrap();
    assert_eq!(why(Some("pépin bleu")), SealError::Damaged.into());
}

#[test]
fn a_source_that_moved_changed_or_went_is_told_and_what_fits_is_kept() {
    let root = tempfile::tempdir().unwrap();
    let traces = Traces::under(root.path());
    let (folder, mut session) = open(CSV);
    set(&mut session, 2, "notes", "mine");
    set(&mut session, 4, "notes", "mine too");
    let rows = Selector::Rows(vec![5]);
    session.run(&Command::DeleteRows { rows }).unwrap();
    let source = session.document().path().to_owned();
    let sha256 = file_digest(&source, &Quiet).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let project = elsewhere.path().join("Juin.tamis");
    let lock = Lock::of_computer(&traces.computer_key().unwrap());
    write_project(&draft_project(&session, &sha256), &project, &lock, false).unwrap();
    let open = |allowed: &Allowed| {
        open_project(&project, None, Some(&traces), allowed, TODAY, &Quiet).map(|(r, _)| r)
    };
    // Gone.
    let moved = folder.path().join("moved.csv");
    std::fs::rename(&source, &moved).unwrap();
    let gone = open(&Allowed::default()).map(|_| ()).unwrap_err();
    assert_eq!(
        gone,
        RestoreError::SourceGone {
            path: source.clone()
        }
    );
    // Shown where it is, or beside the project.
    let shown = Allowed {
        source: Some(moved.clone()),
        what_fits: false,
    };
    let before = all(&mut session);
    assert_eq!(
        all(&mut open(&shown).unwrap_or_else(|e| panic!("{e}")).session),
        before
    );
    std::fs::copy(&moved, elsewhere.path().join("in.csv")).unwrap();
    let found = open(&Allowed::default()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(
        found.session.document().path(),
        elsewhere.path().join("in.csv")
    );
    // Changed: a column before the others, one cell with another text, a row less.
    let lines: Vec<String> = CSV
        .lines()
        .take(4)
        .map(|line| format!("new,{}", line.replace("oui", "other")))
        .collect();
    std::fs::write(&source, lines.join("\n")).unwrap();
    let changed = open(&Allowed::default()).map(|_| ()).unwrap_err();
    assert_eq!(
        changed,
        RestoreError::SourceChanged {
            path: source.clone()
        }
    );
    let fits = Allowed {
        source: None,
        what_fits: true,
    };
    let restored = open(&fits).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(restored.skipped, 2, "one cell and one row");
    let (cells, removed, _) = state(restored.session.document());
    assert!(cells.contains(&"G2=other".to_owned()), "{cells:?}");
    assert!(cells.contains(&"G4=mine too".to_owned()), "{cells:?}");
    assert!(removed.is_empty());
    // Another computer has another key.
    let other = Traces::under(elsewhere.path());
    other.computer_key().unwrap();
    let refused = open_project(&project, None, Some(&other), &fits, TODAY, &Quiet);
    assert_eq!(
        refused.map(|_| ()).unwrap_err(),
        SealError::OtherComputer.into()
    );
}

#[test]
fn the_practice_files_values_are_nowhere_in_the_clear() {
    let root = tempfile::tempdir().unwrap();
    let traces = Traces::under(root.path());
    let path = asset("assets/samples/practice.xlsx");
    let schema = Schema::meters().unwrap();
    let document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet).unwrap();
    let mut session = Session::new(document);
    let values = personal(&session);
    assert!(values.len() > 200);
    kept(&mut session, &traces);
    session.run(&Command::SafeFixes).unwrap();
    // Every personal cell is touched, so that every value is in the journal.
    let cells = {
        let document = session.document();
        let table = document.table();
        table
            .columns()
            .filter(|(col, _)| document.field_of(*col).is_some_and(|f| f.p14n))
            .flat_map(|(col, _)| table.rows().map(move |row| (row, col)))
            .map(|(row, col)| CellInput {
                row_number: table.row_number(row),
                column: tamis::document::ColumnName::of(table, col).unwrap(),
                text: TextBuf::new(format!("{}!", table.text(row, col).reveal())),
            })
            .collect()
    };
    session.run(&Command::SetCells { cells }).unwrap();
    settled(&session);
    let sha256 = file_digest(&path, &Quiet).unwrap();
    let lock = Lock::of_computer(&traces.computer_key().unwrap());
    let project = root.path().join("practice.tamis");
    write_project(&draft_project(&session, &sha256), &project, &lock, false).unwrap();
    nothing_in_clear(root.path(), &values);
    // The search finds what is there.
    std::fs::write(root.path().join("leak"), format!("x{}y", values[7])).unwrap();
    let leak = std::fs::read(root.path().join("leak")).unwrap();
    assert!(aho(&values)(&leak).is_some());
    #[cfg(unix)]
    for path in files(&traces.journals()) {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}

const CHILD: &str = "TAMIS_TEST_JOURNAL_CHILD";
const MANY: u32 = 100_000;

fn many_rows() -> String {
    let mut csv = CSV.lines().next().unwrap().to_owned();
    csv.push('\n');
    for n in 0..MANY {
        csv.push_str(&format!(
            "{n},HOP,A{n},{n},\"{n},5\",Ngoma-{n},2022-01-01\n"
        ));
    }
    csv
}

fn bulk(session: &Session) -> Command {
    Command::Fix {
        repair: RepairId::DecimalComma,
        column: column(session.document(), "max_power_w"),
        rows: Selector::All,
        except: Vec::new(),
    }
}

/// The child of the next test; does nothing in an ordinary run.
#[test]
fn child_that_is_killed() {
    let Some(root) = std::env::var_os(CHILD).map(PathBuf::from) else {
        return;
    };
    let source = root.join("Juin.csv");
    let schema = Schema::meters().unwrap();
    let document = open_document(&source, &OpenOptions::default(), schema, TODAY, &Quiet).unwrap();
    let mut session = Session::new(document);
    kept(&mut session, &Traces::under(&root));
    set(&mut session, 2, "notes", "Awa Diop");
    set(&mut session, 3, "notes", "Ali Diop");
    settled(&session);
    std::fs::write(root.join("ready"), "").unwrap();
    for _ in 0..1000 {
        session.run(&bulk(&session)).unwrap();
        session.undo();
    }
}

#[test]
fn killed_in_the_middle_of_a_bulk_fix_nothing_is_lost_and_nothing_is_in_the_clear() {
    let root = tempfile::tempdir().unwrap();
    let traces = Traces::under(root.path());
    let source = root.path().join("Juin.csv");
    std::fs::write(&source, many_rows()).unwrap();
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "journal::child_that_is_killed", "--nocapture"])
        .env(CHILD, root.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let size = || {
        files(&traces.journals())
            .first()
            .and_then(|path| path.metadata().ok())
            .map_or(0, |meta| meta.len())
    };
    while !root.path().join("ready").exists() {
        assert!(start.elapsed() < Duration::from_secs(120));
        std::thread::sleep(Duration::from_millis(5));
    }
    // The first bulk fix is being written or the next one is under way.
    let small = size();
    while size() <= small {
        assert!(start.elapsed() < Duration::from_secs(120));
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let leftover = left(&traces).pop().unwrap();
    assert!((2..=3).contains(&leftover.changes), "{}", leftover.changes);
    let again = resumed(&leftover, &traces).session;
    let (_keep, path) = file("Juin.csv", many_rows());
    let schema = Schema::meters().unwrap();
    let document = open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet).unwrap();
    let mut expected = Session::new(document);
    set(&mut expected, 2, "notes", "Awa Diop");
    set(&mut expected, 3, "notes", "Ali Diop");
    if leftover.changes == 3 {
        expected.run(&bulk(&expected)).unwrap();
    }
    assert!(state(again.document()) == state(expected.document()));
    let values = ["Awa Diop", "Ali Diop", "Ngoma-7", "max_power_w", "Juin.csv"];
    let values: Vec<String> = values.map(str::to_owned).to_vec();
    nothing_in_clear(&root.path().join("data"), &values);
}
