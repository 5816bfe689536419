//! Why a file cannot be opened. Holds no cell text; words for people are made by `text`.

use thiserror::Error;

/// Why a file cannot be read as a table.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum OpenError {
    #[error("the file is not there")]
    NotFound,
    #[error("the file is empty")]
    Empty,
    #[error("the file is damaged")]
    Damaged,
    #[error("the file is password-protected")]
    PasswordProtected,
    /// What it is instead: `pdf`, `word`, `html`, `image`, `zip`, `numbers`, `fods`, `sylk`,
    /// `other` and so on; each has its own sentence.
    #[error("not a table: {what}")]
    NotATable { what: &'static str },
    #[error("another program holds the file, or it may not be read")]
    Locked,
    /// `cells`, `bytes`, `columns` or `time`.
    #[error("too large: {what}")]
    TooLarge { what: &'static str },
    #[error("no sheet {name:?}")]
    NoSuchSheet { name: String, sheets: Vec<String> },
    #[error("no row looks like a header")]
    NoHeader,
    #[error("no encoding {name:?}")]
    NoSuchEncoding { name: String },
    /// The json text is broken here.
    #[error("not valid json in line {line}")]
    BadJson { line: u64 },
    /// A sheet that should be read together with another has other headers.
    #[error("sheet {name:?} has other headers")]
    SheetsDiffer { name: String },
    #[error("reading failed: {0}")]
    Io(std::io::ErrorKind),
    #[error("cancelled")]
    Cancelled,
}

impl OpenError {
    /// The id of the sentence in `assets/i18n`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "open-not-found",
            Self::Empty => "open-empty",
            Self::Damaged => "open-damaged",
            Self::PasswordProtected => "open-password",
            Self::NotATable { .. } => "open-not-a-table",
            Self::Locked => "open-locked",
            Self::TooLarge { .. } => "open-too-large",
            Self::NoSuchSheet { .. } => "open-no-such-sheet",
            Self::NoHeader => "open-no-header",
            Self::NoSuchEncoding { .. } => "open-no-such-encoding",
            Self::BadJson { .. } => "open-bad-json",
            Self::SheetsDiffer { .. } => "open-sheets-differ",
            Self::Io(_) => "open-io",
            Self::Cancelled => "open-cancelled",
        }
    }
}

impl From<std::io::Error> for OpenError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        // 32 and 33 are Windows' sharing and lock violations.
        if matches!(error.raw_os_error(), Some(32 | 33)) && cfg!(windows) {
            return Self::Locked;
        }
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::PermissionDenied => Self::Locked,
            ErrorKind::IsADirectory => Self::NotATable { what: "folder" },
            ErrorKind::UnexpectedEof | ErrorKind::InvalidData => Self::Damaged,
            kind => Self::Io(kind),
        }
    }
}
