//! A file that is read back while it is written: each piece is read again through a second handle,
//! as another program would, and must be what was written. It knows nothing of what is in it.

use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::Path;
use std::thread::JoinHandle;

use super::atomic::{WriteError, died};

/// Bytes after which the disk is asked to take what was written so far.
const FLUSH: u64 = 1 << 23;

/// Takes bytes for a file and reads them back from it.
pub struct Echo {
    file: File,
    back: File,
    room: Vec<u8>,
    bytes: u64,
    flushed: u64,
    flushing: Option<JoinHandle<io::Result<()>>>,
}

impl Echo {
    /// For an empty file that stands at `path`.
    pub(super) fn new(file: File, path: &Path) -> io::Result<Self> {
        Ok(Self {
            file,
            back: File::open(path)?,
            room: Vec::new(),
            bytes: 0,
            flushed: 0,
            flushing: None,
        })
    }

    /// Asks the disk to take what there is, while more is written.
    fn flush_behind(&mut self) -> io::Result<()> {
        if self.bytes - self.flushed < FLUSH {
            return Ok(());
        }
        match &self.flushing {
            Some(flushing) if !flushing.is_finished() => return Ok(()),
            _ => self.flushed_behind()?,
        }
        self.flushed = self.bytes;
        let file = self.file.try_clone()?;
        self.flushing = Some(std::thread::spawn(move || file.sync_data()));
        Ok(())
    }

    /// The disk tells a failure once, so that no answer may be lost.
    fn flushed_behind(&mut self) -> io::Result<()> {
        match self.flushing.take() {
            Some(flushing) => flushing.join().unwrap_or_else(died),
            None => Ok(()),
        }
    }

    /// Waits until the disk has everything.
    pub(super) fn end(mut self) -> Result<(), WriteError> {
        self.flushed_behind()?;
        self.file.sync_all()?;
        if self.back.metadata()?.len() == self.bytes {
            Ok(())
        } else {
            Err(WriteError::VerifyFailed)
        }
    }
}

impl Write for Echo {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        if self.room.len() < bytes.len() {
            self.room.resize(bytes.len(), 0);
        }
        let room = self.room.get_mut(..bytes.len()).unwrap_or_default();
        // A file that ends too soon is not what was written.
        let read = self.back.read_exact(room);
        if read.is_err() || room != bytes {
            return Err(io::Error::other(WriteError::VerifyFailed));
        }
        self.bytes += bytes.len() as u64;
        self.flush_behind()?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_must_be_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("out"), folder.path().join("other"));
        let began = |read: &Path| Echo::new(File::create(&path).unwrap(), read).unwrap();
        let failed = |written: io::Result<()>| written.map_err(WriteError::from);

        let mut out = began(&path);
        out.write_all(b"first").unwrap();
        out.write_all(b"second").unwrap();
        assert_eq!(out.end(), Ok(()));
        assert_eq!(std::fs::read(&path).unwrap(), b"firstsecond");

        std::fs::write(&other, "firstsecund and more").unwrap();
        let mut out = began(&other);
        assert_eq!(failed(out.write_all(b"first")), Ok(()));
        let differs = failed(out.write_all(b"second"));
        assert_eq!(differs, Err(WriteError::VerifyFailed));

        std::fs::write(&other, "fir").unwrap();
        let short = failed(began(&other).write_all(b"first"));
        assert_eq!(short, Err(WriteError::VerifyFailed));

        std::fs::write(&other, "first and more").unwrap();
        let mut out = began(&other);
        out.write_all(b"first").unwrap();
        assert_eq!(out.end(), Err(WriteError::VerifyFailed));
    }
}
