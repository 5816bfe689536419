//! A foreign parser may panic on a damaged file; that is the file's fault and becomes one
//! sentence. Nothing of ours runs inside that could be left half done.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::OpenError;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// True while this thread runs a foreign parser, so that a panic hook can keep quiet.
#[must_use]
pub fn in_foreign_parser() -> bool {
    INSIDE.with(Cell::get)
}

/// Runs a foreign parser; a panic in it is a damaged file.
pub(super) fn foreign<T>(parse: impl FnOnce() -> Result<T, OpenError>) -> Result<T, OpenError> {
    let before = INSIDE.with(|inside| inside.replace(true));
    let result = catch_unwind(AssertUnwindSafe(parse));
    INSIDE.with(|inside| inside.set(before));
    result.unwrap_or(Err(OpenError::Damaged))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_damaged_file() {
        let result = foreign(|| -> Result<(), OpenError> {
            assert!(in_foreign_parser());
            let empty: Vec<u8> = Vec::new();
            Err(OpenError::BadJson {
                line: u64::from(empty.iter().copied().reduce(u8::max).unwrap()),
            })
        });
        assert_eq!(result, Err(OpenError::Damaged));
        assert!(!in_foreign_parser());
    }
}
