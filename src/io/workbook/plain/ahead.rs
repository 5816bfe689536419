//! A part of a workbook, unpacked on a thread of its own ahead of whoever reads it.

use std::io::{Error, ErrorKind, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::io::OpenError;
use crate::io::guard::foreign;

/// Bytes that are unpacked at a time.
const CHUNK: usize = if cfg!(test) { 300 } else { 256 << 10 };
/// Chunks that wait.
const WAITING: usize = 8;

/// Reads what `unpack` hands on through [`Chunks`], while it does.
pub(super) fn read_ahead<T>(
    unpack: impl FnOnce(&Chunks) -> Result<(), OpenError> + Send,
    read: impl FnOnce(Ahead) -> T,
) -> T {
    let (sender, chunks) = sync_channel(WAITING);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let chunks = Chunks(sender);
            // Without the empty chunk at the end, whoever reads learns that something failed.
            if foreign(|| unpack(&chunks)).is_ok() {
                let _ = chunks.0.send(Vec::new());
            }
        });
        read(Ahead {
            chunks,
            chunk: Vec::new(),
            at: 0,
            ended: false,
        })
    })
}

/// Reads until `room` is full or the part is at its end, in steps as long as they can be: what
/// unpacks is slower in short ones. Returns the number of bytes.
///
/// # Errors
/// What the part says.
pub(super) fn read_full(part: &mut impl Read, room: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = room.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match part.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Where unpacked bytes go.
pub(super) struct Chunks(SyncSender<Vec<u8>>);

impl Chunks {
    /// Hands on all of a part, or as much as is wanted.
    pub fn take(&self, mut part: impl Read) -> Result<(), OpenError> {
        loop {
            let mut chunk = vec![0; CHUNK];
            let read = read_full(&mut part, &mut chunk)?;
            chunk.truncate(read);
            if read == 0 || self.0.send(chunk).is_err() {
                return Ok(());
            }
        }
    }
}

/// The bytes, in their order.
pub(super) struct Ahead {
    chunks: Receiver<Vec<u8>>,
    chunk: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.at >= self.chunk.len() && !self.ended {
            let next = self.chunks.recv();
            self.chunk = next.map_err(|_| Error::from(ErrorKind::UnexpectedEof))?;
            self.ended = self.chunk.is_empty();
            self.at = 0;
        }
        let mut rest = self.chunk.get(self.at..).unwrap_or_default();
        let read = rest.read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_come_in_order_and_a_failure_is_no_end() {
        let bytes: Vec<u8> = (0..10_000u32).map(|n| (n % 251) as u8).collect();
        let whole = |mut ahead: Ahead| {
            let mut all = Vec::new();
            ahead.read_to_end(&mut all).map(|_| all)
        };
        let read = read_ahead(|chunks| chunks.take(bytes.as_slice()), whole);
        assert_eq!(read.unwrap(), bytes);
        let failed = read_ahead(
            |chunks| {
                chunks.take(bytes.as_slice())?;
                Err(OpenError::Damaged)
            },
            whole,
        );
        assert!(failed.is_err());
        let panicked = read_ahead(|_| panic!("a foreign parser"), whole);
        assert!(panicked.is_err());
        // Who has enough leaves, and nobody waits for him.
        let first = read_ahead(
            |chunks| chunks.take(std::io::repeat(7)),
            |mut ahead| {
                let mut few = [0; 3];
                ahead.read_exact(&mut few).map(|()| few)
            },
        );
        assert_eq!(first.unwrap(), [7; 3]);
    }
}
