//! Pieces of a sheet, read apart from one another on all processors. Whoever unpacks them reads one
//! himself whenever so many wait that he would have to wait: then no processor is idle, and none
//! has more to do than one thread. It knows nothing of the order in which pieces become a table.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, TrySendError};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};

use super::scan::{Said, Scanner, Stop, Taker, Wanted, Words};
use super::shared::Shared;
use crate::table::Block;

/// Places beyond this make blocks too wide; such sheets are rare, and never long.
const WIDEST: u32 = 2048;

/// A piece that was read apart.
pub(super) struct Piece {
    pub block: Block,
    pub said: Said,
    pub cells: u64,
    pub bytes: u64,
    pub result: Wanted,
}

/// A piece and its place among all pieces.
pub(super) type Placed = (usize, Piece);

/// Where pieces wait for those who read them.
pub(super) struct Desk<'d> {
    words: Words<'d>,
    source: Mutex<Source>,
    /// Gone once nothing more will be read, so that whoever waits for results learns it.
    results: Mutex<Option<SyncSender<Placed>>>,
    /// Memory of pieces that were read goes back.
    used: Sender<Vec<u8>>,
    stop: &'d AtomicBool,
}

/// Where the pieces come from, one after another.
struct Source {
    first: Option<Vec<u8>>,
    /// Gone when nobody wants pieces any more.
    pieces: Option<Receiver<Vec<u8>>>,
    taken: usize,
}

/// What a thread that panicked held is whole: it is changed in single steps.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'d> Desk<'d> {
    /// `first` comes before all other pieces.
    pub fn new(
        words: Words<'d>,
        first: Vec<u8>,
        pieces: Receiver<Vec<u8>>,
        results: SyncSender<Placed>,
        used: Sender<Vec<u8>>,
        stop: &'d AtomicBool,
    ) -> Self {
        Self {
            words,
            source: Mutex::new(Source {
                first: Some(first),
                pieces: Some(pieces),
                taken: 0,
            }),
            results: Mutex::new(Some(results)),
            used,
            stop,
        }
    }

    /// Reads pieces until there are no more.
    pub fn read_all(&self) {
        let results = held(&self.results).clone();
        // Also where reading panics: nobody may wait for what will not come.
        let _end = End(self);
        let mut reader = Reader::new(self.words);
        while let Some(results) = &results
            && let Some((at, piece)) = self.next()
            && self.read(&mut reader, results, at, piece)
        {}
    }

    /// The next piece, for which it waits.
    fn next(&self) -> Option<(usize, Vec<u8>)> {
        let mut source = held(&self.source);
        let piece = source.first.take();
        let piece = piece.or_else(|| source.pieces.as_ref()?.recv().ok());
        source.place(piece)
    }

    /// The next piece, if one is there; whoever asks must not wait, not even for the others: one of
    /// them may wait for a piece from him.
    fn next_at_once(&self) -> Option<(usize, Vec<u8>)> {
        let mut source = match self.source.try_lock() {
            Ok(source) => source,
            Err(TryLockError::Poisoned(held)) => held.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        let piece = source.first.take();
        let piece = piece.or_else(|| source.pieces.as_ref()?.try_recv().ok());
        source.place(piece)
    }

    /// Nobody wants pieces any more: who hands one on learns it.
    pub fn close(&self) {
        held(&self.source).pieces = None;
    }

    /// Reads a piece; false when nobody wants it.
    fn read(
        &self,
        reader: &mut Reader<'_>,
        results: &SyncSender<Placed>,
        at: usize,
        piece: Vec<u8>,
    ) -> bool {
        if self.stop.load(Ordering::Relaxed) {
            return false;
        }
        let read = reader.read(&piece);
        // Whoever unpacked it may be done.
        let _ = self.used.send(piece);
        results.send((at, read)).is_ok()
    }
}

impl Source {
    /// A piece that was taken, with its place.
    fn place(&mut self, piece: Option<Vec<u8>>) -> Option<(usize, Vec<u8>)> {
        let at = self.taken;
        self.taken += usize::from(piece.is_some());
        Some((at, piece?))
    }
}

/// Nothing more comes from the desk when this is dropped.
struct End<'e, 'd>(&'e Desk<'d>);

impl Drop for End<'_, '_> {
    fn drop(&mut self) {
        *held(&self.0.results) = None;
    }
}

/// For whoever unpacks pieces.
pub(super) struct HandOn<'h, 'd> {
    pieces: SyncSender<Vec<u8>>,
    used: Receiver<Vec<u8>>,
    /// There once pieces are read apart.
    desk: &'h OnceLock<Desk<'d>>,
    help: Option<(Reader<'d>, SyncSender<Placed>)>,
}

impl<'h, 'd> HandOn<'h, 'd> {
    pub fn new(
        pieces: SyncSender<Vec<u8>>,
        used: Receiver<Vec<u8>>,
        desk: &'h OnceLock<Desk<'d>>,
    ) -> Self {
        Self {
            pieces,
            used,
            desk,
            help: None,
        }
    }

    /// Memory of a piece that was read, to be used again: fresh memory has its price.
    pub fn memory(&self) -> Vec<u8> {
        self.used.try_recv().unwrap_or_default()
    }

    /// Hands a piece on; `None` when nobody wants it.
    pub fn piece(&mut self, piece: Vec<u8>) -> Option<()> {
        let mut piece = piece;
        loop {
            piece = match self.pieces.try_send(piece) {
                Ok(()) => return Some(()),
                Err(TrySendError::Disconnected(_)) => return None,
                Err(TrySendError::Full(piece)) => piece,
            };
            let Some(desk) = self.desk.get() else {
                // As yet they are read one after another, by somebody who stops after a few.
                return self.pieces.send(piece).ok();
            };
            if self.help.is_none() {
                let results = held(&desk.results).clone()?;
                self.help = Some((Reader::new(desk.words), results));
            }
            let (reader, results) = self.help.as_mut()?;
            let Some((at, waiting)) = desk.next_at_once() else {
                // The others were faster, and there is room now, or soon.
                std::thread::yield_now();
                continue;
            };
            if !desk.read(reader, results, at, waiting) {
                return None;
            }
        }
    }
}

/// Reads one piece after another, in the same room.
struct Reader<'d> {
    scanner: Scanner<'d>,
    filling: BlockFilling,
}

impl<'d> Reader<'d> {
    fn new(words: Words<'d>) -> Self {
        let scanner = Scanner::new(words);
        let filling = BlockFilling {
            block: Block::over(scanner.shared().pool().clone()),
            row: 0,
            cells: 0,
            bytes: 0,
        };
        Self { scanner, filling }
    }

    fn read(&mut self, piece: &[u8]) -> Piece {
        let mut said = Said::default();
        let Self { scanner, filling } = self;
        (filling.row, filling.cells, filling.bytes) = (0, 0, 0);
        let result = match std::str::from_utf8(piece) {
            Ok(text) => scanner.rows(text, &mut 0, &mut said, filling),
            Err(_) => Err(Stop::Declined),
        };
        let block = filling.block.take();
        Piece {
            bytes: filling.bytes + block.shared_bytes(),
            block,
            said,
            cells: filling.cells,
            result,
        }
    }
}

struct BlockFilling {
    block: Block,
    row: u32,
    cells: u64,
    bytes: u64,
}

impl BlockFilling {
    /// A cell with text comes.
    #[inline]
    fn begin(&mut self, row: u32, place: u32) -> Wanted {
        if place >= WIDEST {
            return Err(Stop::Declined);
        }
        if row != self.row {
            self.row = row;
            self.block.push_row(row);
        }
        self.cells += 1;
        Ok(())
    }
}

impl Taker for BlockFilling {
    #[inline]
    fn shared(&mut self, row: u32, place: u32, number: u32, shared: &Shared) -> Wanted {
        if number >= shared.pool().count() {
            return Err(Stop::Declined);
        }
        if shared.is_blank(number) {
            return Ok(());
        }
        self.begin(row, place)?;
        self.block.put_shared(place, number);
        Ok(())
    }

    #[inline]
    fn cell(&mut self, row: u32, place: u32, text: &str) -> Wanted {
        self.begin(row, place)?;
        self.bytes += text.len() as u64;
        self.block.put(place, text);
        Ok(())
    }

    fn end_row(&mut self) -> Wanted {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{channel, sync_channel};

    use super::*;

    /// Pieces of one row each go through the smallest queue there is, so that whoever unpacks and
    /// whoever reads meet at it in every way.
    #[test]
    fn nobody_waits_for_the_other_at_the_queue() {
        const PIECES: usize = 30_000;
        for readers in [1, 3] {
            let shared = Shared::default();
            let words = Words {
                shared: &shared,
                formats: &[],
                is_1904: false,
                as_shown: false,
            };
            let stop = AtomicBool::new(false);
            let (sender, pieces) = sync_channel(1);
            let (results, read) = sync_channel(2);
            let (used, back) = channel();
            let desk = OnceLock::new();
            let _ = desk.set(Desk::new(words, Vec::new(), pieces, results, used, &stop));
            let mut places: Vec<usize> = std::thread::scope(|scope| {
                scope.spawn(|| {
                    let mut hand_on = HandOn::new(sender, back, &desk);
                    for row in 1..PIECES {
                        let piece = format!("<row r=\"{row}\"><c r=\"A{row}\"><v>7</v></c></row>");
                        hand_on.piece(piece.into_bytes()).unwrap();
                    }
                });
                for _ in 0..readers {
                    scope.spawn(|| desk.get().unwrap().read_all());
                }
                let rows = |piece: &Piece| piece.result == Ok(()) && piece.block.row_count() <= 1;
                read.iter()
                    .inspect(|(_, piece)| assert!(rows(piece)))
                    .map(|(place, _)| place)
                    .collect()
            });
            places.sort_unstable();
            assert!(places == (0..PIECES).collect::<Vec<_>>());
        }
    }
}
