//! The journal: each change of a session, sealed with the key of this computer and on disk a
//! moment after it was made, so that a crash or a power cut loses nothing. A thread of its own
//! writes it in order; the session only hands records over. It is deleted when the file is
//! closed. A disk that is full loses nothing either: the records wait and are tried again.

use std::fs::File;
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use thiserror::Error;

use super::kept::Bytes;
use super::leftover::Leftover;
use super::traces::make_folder;
use super::{KeyFileError, Traces};
use crate::io::atomic::WriteError;
use crate::privacy::seal::{Lock, SealError, SealedKind, Sealer};

/// After a failure it is tried again so often.
const RETRY: Duration = Duration::from_secs(5);

/// The ending of a journal's name.
pub(super) const ENDING: &str = "journal";

/// Why work is not kept. Holds no cell text.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum KeepError {
    #[error(transparent)]
    Key(#[from] KeyFileError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl From<io::Error> for KeepError {
    fn from(error: io::Error) -> Self {
        Self::Write(error.into())
    }
}

/// How it stands with a journal.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeepState {
    /// When the last change reached the disk.
    pub kept_at: Option<SystemTime>,
    /// Changes that are not on disk yet.
    pub waiting: usize,
    /// Why not, when something went wrong.
    pub failed: Option<KeepError>,
}

/// Called when the state has changed, from the journal's thread.
pub type Tell = Arc<dyn Fn() + Send + Sync>;

enum Message {
    /// A file from the start; the file so far goes when this one is on disk.
    Begin(Vec<Bytes>),
    Add(Bytes),
    End,
}

/// What the session and the thread share.
#[derive(Default)]
struct Shared {
    state: KeepState,
    /// Messages ever sent.
    sent: usize,
}

/// The journal of one session. Dropping it leaves the file for a later start.
pub struct Journal {
    traces: Traces,
    sha256: String,
    state: Arc<Mutex<Shared>>,
    tell: Tell,
    /// What this journal takes the place of.
    instead_of: Option<Leftover>,
    thread: Option<(Sender<Message>, JoinHandle<()>)>,
}

impl Journal {
    /// A journal that begins with the first change. `sha256` is that of the source.
    #[must_use]
    pub fn new(traces: Traces, sha256: String, tell: Tell) -> Self {
        Self {
            traces,
            sha256,
            state: Arc::default(),
            tell,
            instead_of: None,
            thread: None,
        }
    }

    /// Takes the place of one that was left behind, which goes when this one is on disk.
    #[must_use]
    pub fn instead_of(mut self, leftover: Leftover) -> Self {
        self.instead_of = Some(leftover);
        self
    }

    pub(super) fn sha256(&self) -> &str {
        &self.sha256
    }

    pub(super) fn is_begun(&self) -> bool {
        self.thread.is_some()
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> KeepState {
        lock(&self.state).state.clone()
    }

    /// Begins the file, or begins it anew.
    pub(super) fn begin(&mut self, records: Vec<Bytes>) {
        if self.thread.is_none() {
            self.thread = self.start();
        }
        self.send(Message::Begin(records));
    }

    pub(super) fn add(&self, record: Bytes) {
        self.send(Message::Add(record));
    }

    fn start(&mut self) -> Option<(Sender<Message>, JoinHandle<()>)> {
        let (sender, receiver) = channel();
        let keeper = Keeper {
            traces: self.traces.clone(),
            state: Arc::clone(&self.state),
            tell: Arc::clone(&self.tell),
            taken: 0,
            waiting: Vec::new(),
            file: None,
            before: (self.instead_of.take().map(Box::new))
                .map(Before::Leftover)
                .into_iter()
                .collect(),
        };
        let thread = std::thread::Builder::new()
            .name("tamis-journal".to_owned())
            .spawn(move || keeper.run(&receiver));
        match thread {
            Ok(thread) => Some((sender, thread)),
            Err(error) => {
                lock(&self.state).state.failed = Some(error.into());
                None
            }
        }
    }

    fn send(&self, message: Message) {
        let Some((sender, _)) = &self.thread else {
            return;
        };
        {
            let mut shared = lock(&self.state);
            shared.sent += 1;
            shared.state.waiting += 1;
        }
        if sender.send(message).is_err() {
            lock(&self.state).state.failed = Some(WriteError::Io(io::ErrorKind::BrokenPipe).into());
        }
    }

    /// Deletes the journal: the file is closed and its work is settled.
    pub(super) fn end(mut self) {
        if let Some((sender, thread)) = self.thread.take() {
            let _ = sender.send(Message::End);
            let _ = thread.join();
        }
        if let Some(leftover) = self.instead_of.take() {
            leftover.delete();
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.thread.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

fn lock(state: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A journal's file while it is written.
struct Open {
    path: PathBuf,
    /// Locked while it is open, so that another window does not take it for one left behind.
    file: File,
    sealer: Sealer,
    /// Bytes that are surely on disk.
    length: u64,
    /// Sealed bytes that are to come after them.
    unwritten: Vec<u8>,
}

/// What goes when the new file is on disk.
enum Before {
    Leftover(Box<Leftover>),
    /// Its file holds the lock.
    Own(PathBuf, File),
}

/// The thread.
struct Keeper {
    traces: Traces,
    state: Arc<Mutex<Shared>>,
    tell: Tell,
    /// Messages ever taken.
    taken: usize,
    waiting: Vec<Bytes>,
    file: Option<Open>,
    before: Vec<Before>,
}

impl Keeper {
    fn run(mut self, receiver: &Receiver<Message>) {
        loop {
            let idle = self.waiting.is_empty()
                && self.file.as_ref().is_none_or(|f| f.unwritten.is_empty());
            let mut next = if idle {
                match receiver.recv() {
                    Ok(message) => Some(message),
                    Err(_) => return,
                }
            } else {
                match receiver.recv_timeout(RETRY) {
                    Ok(message) => Some(message),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            };
            let mut last = false;
            while let Some(message) = next {
                self.taken += 1;
                match message {
                    Message::Begin(records) => self.begin(records),
                    Message::Add(record) => self.waiting.push(record),
                    Message::End => {
                        self.remove();
                        return;
                    }
                }
                next = match receiver.try_recv() {
                    Ok(message) => Some(message),
                    Err(TryRecvError::Empty) => None,
                    Err(TryRecvError::Disconnected) => {
                        last = true;
                        None
                    }
                };
            }
            let result = self.write();
            {
                let mut shared = lock(&self.state);
                match result {
                    Ok(()) => {
                        shared.state.waiting = shared.sent.saturating_sub(self.taken);
                        shared.state.kept_at = Some(SystemTime::now());
                        shared.state.failed = None;
                    }
                    Err(error) => shared.state.failed = Some(error),
                }
            }
            (self.tell)();
            if last {
                return;
            }
        }
    }

    fn begin(&mut self, records: Vec<Bytes>) {
        if let Some(open) = self.file.take() {
            self.before.push(Before::Own(open.path, open.file));
        }
        self.waiting = records;
    }

    fn write(&mut self) -> Result<(), KeepError> {
        if self.waiting.is_empty() && self.file.as_ref().is_none_or(|f| f.unwritten.is_empty()) {
            return Ok(());
        }
        let open = match &mut self.file {
            Some(open) => open,
            None => self.file.insert(create(&self.traces)?),
        };
        for record in self.waiting.drain(..) {
            open.unwritten.extend(open.sealer.seal(&record)?);
        }
        // What a failed attempt left behind is written over.
        open.file.seek(SeekFrom::Start(open.length))?;
        let written = open
            .file
            .write_all(&open.unwritten)
            .and_then(|()| open.file.sync_data());
        if let Err(error) = written {
            // The whole records before stay readable even if this fails too.
            let _ = open.file.set_len(open.length);
            return Err(error.into());
        }
        open.length += open.unwritten.len() as u64;
        open.unwritten = Vec::new();
        self.settle_before();
        Ok(())
    }

    fn settle_before(&mut self) {
        for before in self.before.drain(..) {
            match before {
                Before::Leftover(leftover) => leftover.delete(),
                Before::Own(path, file) => {
                    let _ = std::fs::remove_file(path);
                    drop(file);
                }
            }
        }
    }

    fn remove(&mut self) {
        self.settle_before();
        if let Some(open) = self.file.take() {
            let _ = std::fs::remove_file(&open.path);
        }
    }
}

/// A new file for its owner only, locked, with its head.
fn create(traces: &Traces) -> Result<Open, KeepError> {
    let sealer = Lock::of_computer(&traces.computer_key()?).begin(SealedKind::Journal)?;
    let folder = traces.journals();
    make_folder(&folder)?;
    let mut name = [0u8; 8];
    getrandom::fill(&mut name).map_err(|_| SealError::System)?;
    let path = folder.join(format!("{}.{ENDING}", hex::encode(name)));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let file = options.open(&path)?;
    // A file system without locks is one more reason to keep the work, not one less.
    let _ = file.try_lock();
    sync_folder(&folder);
    Ok(Open {
        path,
        file,
        unwritten: sealer.head().to_vec(),
        sealer,
        length: 0,
    })
}

/// The name of a new file is on disk too.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        // Some file systems cannot sync a folder.
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}
