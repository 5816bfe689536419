//! Key files on disk: owner-only, small, never written over another one unasked.

use std::io::{Read as _, Write as _};
use std::path::Path;

use thiserror::Error;
use zeroize::Zeroizing;

use crate::io::atomic::{WriteError, write_verified};
use crate::privacy::{Fingerprint, Key, KeyError, LARGEST_FILE, Protection};

/// Why a key file cannot be read or written.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum KeyFileError {
    /// The file is not there or may not be read.
    #[error("the key file cannot be read: {0}")]
    Read(std::io::ErrorKind),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Write(#[from] WriteError),
}

fn text_of(path: &Path) -> Result<Zeroizing<String>, KeyFileError> {
    let read = |e: std::io::Error| KeyFileError::Read(e.kind());
    let file = std::fs::File::open(path).map_err(read)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(1024));
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(read)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(KeyError::NotAKey.into());
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| KeyError::NotAKey)?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// What a key file tells without its passphrase.
///
/// # Errors
/// When there is no key file.
pub fn peek_key(path: &Path) -> Result<(Fingerprint, Protection), KeyFileError> {
    Ok(Key::peek(&text_of(path)?)?)
}

/// Reads a key. Takes about a second with a passphrase: not for the window's own thread.
///
/// # Errors
/// When there is no key file, or the passphrase is missing or wrong.
pub fn read_key(path: &Path, passphrase: Option<&str>) -> Result<Key, KeyFileError> {
    Ok(Key::from_file(&text_of(path)?, passphrase)?)
}

/// Writes a key, for its owner only, where no file is yet; a backup is written the same way.
///
/// # Errors
/// When there is a file already, or it cannot be written.
pub fn write_key(path: &Path, key: &Key, passphrase: Option<&str>) -> Result<(), KeyFileError> {
    let text = key.to_file(passphrase)?;
    write_verified(
        path,
        Path::new(""),
        false,
        |file| Ok(file.write_all(text.as_bytes())?),
        |written| match text_of(written) {
            Ok(back) if back.as_str() == text.as_str() => Ok(()),
            _ => Err(WriteError::VerifyFailed),
        },
    )?;
    Ok(())
}
