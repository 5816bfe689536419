//! Plain worksheets, fast: the part is unpacked on one thread while others look through its rows,
//! and its texts go straight into the table's blocks. It knows only how worksheets are usually
//! written and declines everything else, from the workbook as a whole or in the midst of a sheet;
//! the reader of record ([`super::xlsx`]) then reads on from there. Where it does not decline, it
//! gives exactly what that reader gives.

mod ahead;
mod apart;
mod cursor;
mod entry;
mod part;
mod prologue;
mod scan;
mod shared;
mod text;
mod unpack;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel, sync_channel};
use std::time::Duration;

use memchr::memmem;

use self::ahead::{Chunks, read_ahead};
use self::apart::{Desk, HandOn, Piece, Placed};
use self::part::Parts;
use self::scan::{Said, Scanner, Stop, Taker, Wanted, Words, add_run};
use self::shared::Shared;
use super::{Asked, SheetName};
use crate::io::OpenError;
use crate::io::budget::Budget;
use crate::io::guard::foreign;
use crate::io::layout::SheetFacts;
use crate::io::row::{Flow, Row, Sink};
use crate::table::Block;

/// Pieces that wait.
const WAITING: usize = 3;
/// Rows that wait at least before they become part of the table.
const BATCH: usize = 1 << 17;
/// Hidden runs that are kept.
const MOST_RUNS: usize = 200_000;
/// How often somebody may ask for an end.
const PATIENCE: Duration = Duration::from_millis(100);

type Archive = zip::ZipArchive<BufReader<File>>;

/// A workbook whose parts are plain.
pub(super) struct PlainBook {
    path: PathBuf,
    parts: Parts,
    shared: Option<Shared>,
}

/// How far the reading of a sheet came.
pub(super) enum Read {
    Whole(SheetFacts),
    /// So many rows with text were handed on; what follows is not plain.
    Declined {
        rows: u64,
    },
}

impl PlainBook {
    /// The workbook, if it is plain.
    pub fn new(path: &Path) -> Option<Self> {
        let parts = foreign(|| Ok(part::read(&mut archive(path)?)))
            .ok()
            .flatten()?;
        Some(Self {
            path: path.to_path_buf(),
            parts,
            shared: None,
        })
    }

    /// Sheets with cells, in workbook order.
    pub fn sheets(&self) -> Vec<SheetName> {
        let sheets = self.parts.sheets.iter();
        sheets.map(|(sheet, _)| sheet.clone()).collect()
    }

    /// Hands on the rows of a sheet that hold text, in order, as long as they are plain.
    pub fn rows(
        &mut self,
        name: &str,
        asked: Asked,
        sink: &mut dyn Sink,
        budget: &mut Budget<'_>,
    ) -> Result<Read, OpenError> {
        let known = self.shared.take();
        let (result, shared) = self.read(name, asked, sink, budget, |path, parts| {
            known.or_else(|| shared_of(path, parts, true))
        })?;
        self.shared = shared;
        Ok(result)
    }

    /// The same for a sink that is soon content: only the beginning of the shared texts is read.
    /// It declines where a row names one from behind that.
    pub fn first_rows(
        &mut self,
        name: &str,
        asked: Asked,
        sink: &mut dyn Sink,
        budget: &mut Budget<'_>,
    ) -> Result<Read, OpenError> {
        let beginning = |path: &Path, parts: &Parts| shared_of(path, parts, false);
        let (result, _) = self.read(name, asked, sink, budget, beginning)?;
        Ok(result)
    }

    fn read(
        &self,
        name: &str,
        asked: Asked,
        sink: &mut dyn Sink,
        budget: &mut Budget<'_>,
        texts: impl FnOnce(&Path, &Parts) -> Option<Shared>,
    ) -> Result<(Read, Option<Shared>), OpenError> {
        let declined = Ok((Read::Declined { rows: 0 }, None));
        let Some((_, part)) = self.parts.sheets.iter().find(|(s, _)| s.name == name) else {
            return declined;
        };
        let stop = AtomicBool::new(false);
        let (path, parts) = (self.path.as_path(), &self.parts);
        let (sender, receiver) = sync_channel(WAITING);
        let (give_back, used) = channel();
        let shared = OnceLock::new();
        let desk = OnceLock::new();
        let result = std::thread::scope(|scope| {
            let unpacked = scope.spawn(|| {
                let mut pieces = HandOn::new(sender, used, &desk);
                foreign(|| Ok(unpacked(path, part, &mut pieces, &stop))).unwrap_or_default()
            });
            let shared = shared.get_or_init(|| texts(path, parts));
            let mut result = Err(Stop::Declined);
            let mut reading = Reading {
                bytes: size_of(path, part),
                sink,
                budget,
                row: Row::default(),
                number: 0,
                rows: 0,
                said: Said::default(),
                stop: &stop,
                give_back,
                desk: &desk,
            };
            if let Some(shared) = shared {
                let words = Words {
                    shared,
                    formats: &parts.formats,
                    is_1904: parts.is_1904,
                    as_shown: asked.as_shown,
                };
                result = reading.sheet(receiver, words);
            } else {
                drop(receiver);
            }
            let (rows, said) = (reading.rows, reading.said);
            if result.is_err() {
                stop.store(true, Ordering::Relaxed);
            }
            let facts = unpacked.join().ok().flatten();
            match (result, facts) {
                (Ok(()), Some(facts)) => {
                    let mut facts = facts_of(facts, said);
                    facts.since_1904 = parts.is_1904;
                    Ok(Read::Whole(facts))
                }
                (Err(Stop::Enough), _) => Ok(Read::Whole(SheetFacts::default())),
                (Err(Stop::Error(error)), _) => Err(error),
                (Ok(()) | Err(Stop::Declined), _) => Ok(Read::Declined { rows }),
            }
        });
        drop(desk);
        Ok((result?, shared.into_inner().flatten()))
    }
}

fn facts_of(mut facts: SheetFacts, said: Said) -> SheetFacts {
    let behind = std::mem::replace(&mut facts.hidden_rows, said.hidden_rows);
    facts.hidden_rows.extend(behind);
    facts.hidden_rows.truncate(MOST_RUNS);
    facts.shown_otherwise = said.shown_otherwise;
    facts.unsolved = said.unsolved;
    facts
}

fn archive(path: &Path) -> Result<Archive, OpenError> {
    let file = File::open(path)?;
    zip::ZipArchive::new(BufReader::with_capacity(64 << 10, file)).map_err(|_| OpenError::Damaged)
}

fn unpacked(
    path: &Path,
    part: &str,
    pieces: &mut HandOn<'_, '_>,
    stop: &AtomicBool,
) -> Option<SheetFacts> {
    let mut archive = archive(path).ok()?;
    let (entry, most) = entry::open(&mut archive, part).ok()?;
    unpack::unpack(entry, most, pieces, stop)
}

/// Bytes of a part, as the archive declares; none where it cannot be told.
fn size_of(path: &Path, part: &str) -> u64 {
    let size = || Some(archive(path).ok()?.by_name(part).ok()?.size());
    size().unwrap_or_default()
}

/// The shared texts, all of them or those of the beginning.
fn shared_of(path: &Path, parts: &Parts, whole: bool) -> Option<Shared> {
    let Some(part) = &parts.shared else {
        return Some(Shared::default());
    };
    if !whole {
        let read = || {
            let mut archive = archive(path)?;
            let (entry, most) = entry::open(&mut archive, part)?;
            Ok(shared::read_first(entry, most))
        };
        return foreign(read).ok().flatten();
    }
    let most = size_of(path, part);
    let unpack = |chunks: &Chunks| {
        let mut archive = archive(path)?;
        let (entry, _) = entry::open(&mut archive, part)?;
        chunks.take(entry)
    };
    foreign(|| Ok(read_ahead(unpack, |part| shared::read(part, most))))
        .ok()
        .flatten()
}

/// Rows on their way from the pieces to the sink.
struct Reading<'r, 'p, 'd> {
    /// Bytes of the sheet, as the archive declares.
    bytes: u64,
    sink: &'r mut dyn Sink,
    budget: &'r mut Budget<'p>,
    row: Row,
    /// The number of the row that is being filled.
    number: u32,
    /// Rows that were handed on.
    rows: u64,
    said: Said,
    stop: &'d AtomicBool,
    /// Memory of pieces that were read goes back.
    give_back: Sender<Vec<u8>>,
    desk: &'r OnceLock<Desk<'d>>,
}

impl<'d> Reading<'_, '_, 'd> {
    /// Row by row as long as the sink needs that, then many at a time.
    fn sheet(&mut self, pieces: Receiver<Vec<u8>>, words: Words<'d>) -> Wanted {
        let mut scanner = Scanner::new(words);
        loop {
            let Some(piece) = self.next(&pieces)? else {
                return Ok(());
            };
            let text = std::str::from_utf8(&piece).map_err(|_| Stop::Declined)?;
            self.estimate(text.as_bytes());
            let (mut at, mut said) = (0, std::mem::take(&mut self.said));
            let result = scanner.rows(text, &mut at, &mut said, self);
            self.said = said;
            match result {
                Err(Stop::Enough) if self.takes_blocks() => {
                    let rest = piece.get(at..).unwrap_or_default().to_vec();
                    return self.blocks(rest, pieces, words);
                }
                result => result?,
            }
        }
    }

    /// Tells how many rows are to be expected, going by those of a piece.
    fn estimate(&self, piece: &[u8]) {
        let rows = memmem::find_iter(piece, b"<row ").count() as u64;
        if let Some(expected) = (self.bytes.saturating_mul(rows)).checked_div(piece.len() as u64) {
            self.budget.progress().0.expected(expected);
        }
    }

    fn takes_blocks(&mut self) -> bool {
        self.sink.block_sink(self.number).is_some()
    }

    /// The next piece, while somebody still wants it.
    fn next<T>(&mut self, from: &Receiver<T>) -> Result<Option<T>, Stop> {
        loop {
            match from.recv_timeout(PATIENCE) {
                Ok(piece) => return Ok(Some(piece)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => self.budget.ask().map_err(Stop::Error)?,
            }
        }
    }

    /// Reads pieces apart on all processors and hands them on in their order.
    fn blocks(&mut self, first: Vec<u8>, pieces: Receiver<Vec<u8>>, words: Words<'d>) -> Wanted {
        // Whoever unpacks reads pieces too.
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.saturating_sub(1).max(1);
        let (sender, results) = sync_channel(threads * WAITING);
        let (stop, used) = (self.stop, self.give_back.clone());
        let desk = || Desk::new(words, first, pieces, sender, used, stop);
        let desk = self.desk.get_or_init(desk);
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| desk.read_all());
            }
            let result = self.in_order(&results);
            // Whoever still waits to hand something on gets an answer: first those who read, since
            // the others may wait for them.
            drop(results);
            if result.is_err() {
                stop.store(true, Ordering::Relaxed);
                desk.close();
            }
            result
        })
    }

    fn in_order(&mut self, results: &Receiver<Placed>) -> Wanted {
        let mut early: BTreeMap<usize, Piece> = BTreeMap::new();
        let mut waiting: Vec<Block> = Vec::new();
        let (mut next, mut rows) = (0, 0);
        loop {
            let taken = match early.remove(&next) {
                Some(piece) => {
                    next += 1;
                    self.piece(piece)
                }
                None => match self.next(results)? {
                    Some((at, piece)) => {
                        early.insert(at, piece);
                        continue;
                    }
                    None => break,
                },
            };
            match taken {
                Ok(block) => {
                    rows += block.row_count();
                    waiting.push(block);
                }
                Err(Stop::Declined) => {
                    self.hand_on(&mut waiting, &mut rows)?;
                    return Err(Stop::Declined);
                }
                Err(stop) => return Err(stop),
            }
            if rows >= BATCH.max(usize::try_from(self.rows).unwrap_or(BATCH)) {
                self.hand_on(&mut waiting, &mut rows)?;
            }
        }
        self.hand_on(&mut waiting, &mut rows)?;
        // A piece that never came leaves those behind it.
        if early.is_empty() {
            Ok(())
        } else {
            Err(Stop::Declined)
        }
    }

    fn hand_on(&mut self, waiting: &mut Vec<Block>, rows: &mut usize) -> Wanted {
        let Some(sink) = self.sink.block_sink(self.number) else {
            return Err(Stop::Declined);
        };
        sink.take(std::mem::take(waiting)).map_err(Stop::Error)?;
        self.rows += *rows as u64;
        *rows = 0;
        Ok(())
    }

    /// Whether a piece may follow those before.
    fn piece(&mut self, piece: Piece) -> Result<Block, Stop> {
        let Piece {
            block,
            said,
            cells,
            bytes,
            result,
        } = piece;
        result?;
        if said.first_row > 0 {
            if said.first_row <= self.said.last_row {
                return Err(Stop::Declined);
            }
            self.said.last_row = said.last_row;
        }
        let rows = block.row_count() as u64;
        self.budget
            .charge(cells, bytes, rows)
            .map_err(Stop::Error)?;
        for run in said.hidden_rows {
            if self.said.hidden_rows.len() < MOST_RUNS {
                add_run(&mut self.said.hidden_rows, run);
            }
        }
        self.said.unsolved.append(&said.unsolved);
        for (place, count) in said.shown_otherwise {
            *self.said.shown_otherwise.entry(place).or_insert(0) += count;
        }
        Ok(block)
    }
}

impl Taker for Reading<'_, '_, '_> {
    fn cell(&mut self, row: u32, place: u32, text: &str) -> Wanted {
        self.number = row;
        self.row.push(place, text);
        self.budget.cell(place, text.len()).map_err(Stop::Error)
    }

    fn end_row(&mut self) -> Wanted {
        self.budget.row().map_err(Stop::Error)?;
        if self.row.is_empty() {
            return Ok(());
        }
        self.row.number = self.number;
        let flow = self.sink.row(&self.row).map_err(Stop::Error)?;
        self.row.clear();
        self.rows += 1;
        if flow == Flow::Enough || self.takes_blocks() {
            return Err(Stop::Enough);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
