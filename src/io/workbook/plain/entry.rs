//! A part of a workbook, unpacked in long steps: what unpacks has a beginning and an end to each
//! step, and in the archive's own reader steps are as short as its buffer. What that reader looks
//! at is looked at here too: the part has the checksum that the archive tells.

use std::io::{BufReader, Error, ErrorKind, Read};

use crc32fast::Hasher;
use flate2::bufread::DeflateDecoder;
use zip::CompressionMethod;

use super::Archive;
use crate::io::OpenError;

/// Packed bytes at hand.
const STEP: usize = 1 << 20;

/// The bytes of a part, and how many the archive declares.
///
/// # Errors
/// When the part is not there or packed in a way that is not known.
pub(super) fn open<'a>(
    archive: &'a mut Archive,
    name: &str,
) -> Result<(Box<dyn Read + 'a>, u64), OpenError> {
    let damaged = |_| OpenError::Damaged;
    let at = archive.index_for_name(name).ok_or(OpenError::Damaged)?;
    let entry = archive.by_index_raw(at).map_err(damaged)?;
    let (size, packed) = (entry.size(), entry.compressed_size());
    if entry.compression() != CompressionMethod::Deflated || entry.encrypted() {
        drop(entry);
        return Ok((Box::new(archive.by_index(at).map_err(damaged)?), size));
    }
    drop(entry);
    let raw = archive.by_index_raw(at).map_err(damaged)?;
    let crc = (Hasher::new(), raw.crc32());
    let step = usize::try_from(packed).unwrap_or(STEP).clamp(512, STEP);
    let bytes = DeflateDecoder::new(BufReader::with_capacity(step, raw));
    Ok((Box::new(Checked { bytes, crc }), size))
}

/// Bytes that are compared with their checksum when they end.
struct Checked<R> {
    bytes: R,
    /// What they have, and what they should have.
    crc: (Hasher, u32),
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        let (crc, wanted) = &mut self.crc;
        if read == 0 && !buffer.is_empty() && crc.clone().finalize() != *wanted {
            return Err(Error::from(ErrorKind::InvalidData));
        }
        crc.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}
